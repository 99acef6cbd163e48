"""A reader's request as the pages see it: its parameters, its language, and how an answer is made."""

from __future__ import annotations

import functools
import hashlib
import importlib
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.database import Database, QueryInterrupted
from datasette.utils.asgi import NotFound, Request, Response
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from crawler.errors import WarcDamaged
from publish import charts, guard, happened, moments, safe
from publish.kept import Kept
from publish.words import LANGS, Lang, known, preferred, translator, trouble

if TYPE_CHECKING:
    # At run time this module is loaded by datasette.app itself, as part of a plugin, before that module is whole.
    from datasette.app import Datasette

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
COOKIE = "panjeon_lang"
_VARY = {"vary": "cookie, accept-language"}
PER_PAGE = 30
_LAST_PAGE = 100_000
#: So many characters of a parameter are read, and written: no address becomes longer than a server takes.
LONGEST = 400
#: Parameters that name an author, who may have a longer name.
_OF_AUTHORS = ("name", "author")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@functools.cache
def stylesheet_text(name: str) -> tuple[str, str]:
    """A CSS file of ours and a short digest of it, which makes its address change with it."""
    text = (STATIC / name).read_text("utf-8")
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One reader's request: the archive it is about, its parameters, the language it is answered in, and the tag of a page made for it."""

    datasette: Datasette
    request: Request
    db: Database
    warcs: Path
    kept: Kept
    lang: Lang
    public: bool = False
    tag: str = ""
    whole: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A query parameter, trimmed and bounded; empty where it is absent. An author's name is whole (``whole``) although its address is not."""
        return self.whole.get(name) or (self.request.args.get(name) or "").strip()[:LONGEST]

    def number(self, name: str) -> int:
        """A number from the path. Raises NotFound for one that SQLite could not hold."""
        value = self.request.url_vars[name]
        if len(value) > 18:
            raise NotFound("no such number")
        return int(value)

    def page(self) -> int:
        """The page asked for, from 1."""
        asked = self.text("page")
        return min(max(int(asked), 1), _LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1

    def day(self, name: str) -> str:
        """A day from the query as YYYY-MM-DD; empty where there is none, or what is no day."""
        asked = self.text(name)
        try:
            return asked if _DAY.fullmatch(asked) and date.fromisoformat(asked) else ""
        except ValueError:
            return ""

    def cursor(self, name: str) -> int:
        """An event number from the query; 0 where there is none."""
        asked = self.text(name)
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0

    def absolute(self, path: str, **parameters: object) -> str:
        """An address of the reading room with its host, for what is read elsewhere."""
        return str(self.datasette.absolute_url(self.request, self.path(path, **parameters)))

    def path(self, path: str, **parameters: object) -> str:
        """An address of the reading room with its query; of a long value its beginning, which is read as what begins so."""
        given = {key: value[:LONGEST] if isinstance(value, str) else value for key, value in parameters.items() if value not in (None, "", 0)}
        asked = urlencode(given) if given else ""
        return f"{_base(self.datasette)}{path.removeprefix('/')}" + (f"?{asked}" if asked else "")

    def part(self, template: str, **context: Any) -> Markup:
        """A part of a page, or a page, from a template, with the words and the forms of dates of the reader's language."""
        words = translator(self.lang)
        # a handful of names is all that the templates need to know of this module
        given = {
            "t": words,
            "known": functools.partial(known, words),
            "trouble": functools.partial(trouble, words),
            "happened": functools.partial(happened.sentence, words),
            "touched": functools.partial(happened.touched, words),
            "lang": self.lang,
            "languages": [(lang, self._in(lang)) for lang in LANGS if lang != self.lang],
            "path": self.path,
            "shown": safe.shown,
            "external": lambda address: safe.external(address),
            "observed": lambda at, zone=None: moments.observed(at, self.lang, zone),
            "on_day": lambda at, zone=None: moments.on_day(at, self.lang, zone),
            "on_site": lambda at, precision=None: moments.on_site(at, precision, self.lang),
            "css": self.path("/-/panjeon.css", v=stylesheet_text("panjeon.css")[1]),
            "tables": self.datasette.urls.database(self.db.name),
            "bar": charts.bar,
            "grouped": lambda number: f"{number or 0:,}",
        }
        return Markup(_templates().get_template(f"panjeon/{template}.html").render(given | context))  # noqa: S704 -- templates escape what they are given

    async def html(self, template: str, status: int = 200, **context: Any) -> Response:
        """A page from a template; a browser that has the same page need not take it again until the archive changes."""
        headers = {**guard.READING_HEADERS, **_VARY, "content-language": self.lang}
        headers |= {"etag": self.tag} if self.tag and status == 200 else {}
        response = Response.html(self.part(template, **context), status=status, headers=headers)
        if self.request.args.get("lang") == self.lang:
            response.set_cookie(COOKIE, self.lang, max_age=31_536_000, path=self.datasette.urls.path("/"), httponly=True)
        return response

    def _in(self, lang: Lang) -> str:
        """This page's address in another language."""
        asked = [(key, value) for key in self.request.args for value in self.request.args.getlist(key) if key != "lang"]
        return f"{self.request.path}?{urlencode([*asked, ('lang', lang)])}"

    def pager(self, total: int, path: str, **parameters: object) -> dict[str, Any]:
        """What the pager needs: this page, the number of pages, and the addresses before and after."""
        page, pages = self.page(), max(1, -(-total // PER_PAGE))
        return {
            "page": page,
            "pages": pages,
            "previous": self.path(path, **parameters, page=page - 1) if page > 1 else None,
            "next": self.path(path, **parameters, page=page + 1) if page < pages else None,
        }

    @property
    def offset(self) -> int:
        return (self.page() - 1) * PER_PAGE



def unchanged(request: Request, body: str, content_type: str) -> Response:
    """An answer for programs, or 304 where the asker holds the very same one."""
    tag = f'W/"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    headers = {**guard.DATA_HEADERS, **_VARY, "etag": tag}
    if tag in (request.headers.get("if-none-match") or ""):
        return Response("", status=304, headers=headers, content_type=content_type)
    return Response(body, headers=headers, content_type=content_type)


def _base(datasette: Datasette) -> str:
    """What every address of the reading room begins with; asked of the setting, for a page has a hundred addresses."""
    return str(datasette.setting("base_url"))


@functools.cache
def _templates() -> Environment:
    """Our templates in an environment of their own: Datasette's asks of every word on a page whether it must be awaited."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, auto_reload=False)


View = Callable[[Visit], Awaitable[Response]]


def language(request: Request) -> Lang:
    """The language to answer in: what the address asks, else the cookie, else the browser, else Korean."""
    for asked in (request.args.get("lang"), request.cookies.get(COOKIE)):
        for lang in LANGS:
            if asked == lang:
                return lang
    return preferred(request.headers.get("accept-language"))


#: The authors whose names begin so, two at most. The boards first: the index of authors begins with them.
_BEGINNING = "SELECT DISTINCT p.author FROM boards b CROSS JOIN posts p ON p.board = b.name AND p.author >= :cut AND p.author < :cut || :last LIMIT 2"
#: What an address of the reading room names, and where the redaction of it is found.
_REDACTED = {
    "post": "SELECT redaction FROM posts WHERE id = :id",
    "capture": "SELECT redaction FROM captures WHERE id = :id",
    "attachment": "SELECT p.redaction FROM attachments a JOIN posts p ON p.id = a.post WHERE a.id = :id",
}
#: In a public reading room nobody takes the bytes of a list that shows the title of a redacted post.
_MAY_SHOW = (
    "SELECT max(p.redaction) FROM captures c JOIN crawls r ON r.id = c.crawl JOIN posts p ON p.board = r.board AND p.redaction IS NOT NULL"
    " WHERE c.id = :id AND c.id NOT IN (SELECT capture FROM revisions UNION SELECT capture FROM posts UNION SELECT capture FROM attachments)"
)


async def _redacted(visit: Visit) -> dict[str, Any] | None:
    """The redaction that hides what the address names; None where none does."""
    for name, sql in _REDACTED.items():
        if name not in visit.request.url_vars:
            continue
        asked = [sql, _MAY_SHOW] if name == "capture" and visit.public and visit.request.path.endswith("/payload") else [sql]
        for question in asked:
            found = (await visit.db.execute(question, {"id": visit.number(name)})).first()
            if found is not None and found[0] is not None:
                return dict((await visit.db.execute("SELECT at, reason FROM redactions WHERE id = :id", {"id": found[0]})).rows[0])
    return None


async def _authors(visit: Visit) -> Visit | None:
    """The visit with the whole names of the authors of whose names the address has the beginning; None where two begin so."""
    whole: dict[str, str] = {}
    for name in _OF_AUTHORS:
        if len(visit.request.args.get(name) or "") >= LONGEST:
            found = [row[0] for row in (await visit.db.execute(_BEGINNING, {"cut": visit.text(name), "last": chr(0x10FFFF)})).rows]
            if len(found) > 1:
                return None
            whole |= dict.fromkeys((name,), found[0]) if found else {}
    return replace(visit, whole=whole) if whole else visit


async def _permitted(datasette: Datasette, request: Request, name: str) -> None:
    """Raise Forbidden where the reader may not see the table of posts; the alphas of Datasette 1.0 ask in another way."""
    if hasattr(datasette, "ensure_permissions"):
        await datasette.ensure_permissions(request.actor, [("view-table", (name, "posts")), ("view-database", name), "view-instance"])
    else:
        resources = importlib.import_module("datasette.resources")
        posts = resources.TableResource(database=name, table="posts")
        await datasette.ensure_permission(action="view-table", resource=posts, actor=request.actor)


def _tag(kept: Kept, request: Request, lang: Lang) -> str:
    """The entity tag of a page as the archive stands now: another after each commit, and whenever the server starts; empty where none is known."""
    state = kept.state()
    return f'W/"{hashlib.sha256(repr((state, lang, request.url)).encode()).hexdigest()[:32]}"' if state else ""


def _has_it(visit: Visit) -> bool:
    """True where the reader holds the page as the archive stands now, and is told no cookie with it."""
    asked = visit.request.headers.get("if-none-match")
    return bool(asked and "lang" not in visit.request.args and visit.tag and visit.tag in asked)


def answered(view: View, name: str, warcs: Path, kept: Kept, *, public: bool = False) -> Callable[[Datasette, Request], Awaitable[Response]]:
    """A view as Datasette calls it, for the database ``name``: permission first, and every failure a page in the reader's language."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        await _permitted(datasette, request, name)
        db, lang = datasette.get_database(name), language(request)
        # the tag is taken before anything is read: what is read may be newer than it, never older
        tag = _tag(kept, request, lang)
        visit = Visit(datasette=datasette, request=request, db=db, warcs=warcs, kept=kept, lang=lang, public=public, tag=tag)
        if _has_it(visit):
            return Response("", status=304, headers={**guard.READING_HEADERS, **_VARY, "etag": visit.tag})
        try:
            hidden = await _redacted(visit)
            if hidden is not None:
                return await visit.html("message", 410, heading="redacted", about="redacted_about", detail=f"{hidden['reason']} ({hidden['at'][:10]})")
            whole = await _authors(visit)
            if whole is None:
                return await visit.html("message", heading="several_authors", about="several_authors_about")
            return await view(whole)
        except NotFound:
            return await visit.html("message", 404, heading="not_found", about="not_found_about")
        except QueryInterrupted:
            return await visit.html("message", 503, heading="too_slow", about="too_slow_about")
        except (WarcDamaged, FileNotFoundError) as error:
            # the file's name tells enough; its folder on this machine is nobody's business
            detail = Path(error.filename).name.removesuffix(".open") if isinstance(error, FileNotFoundError) else str(error)
            return await visit.html("message", 500, heading="damaged", about="damaged_about", detail=detail)

    return answer
