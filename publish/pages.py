"""The pages of the reading room: each takes a request's parameters, asks reading.py, and fills one template."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urljoin

from datasette.database import Database, QueryInterrupted
from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from crawler.errors import WarcDamaged
from pipelines import search as index
from pipelines.export import Selection
from publish import difference, downloads, evidence, guard, moments, reading, safe, versions
from publish.words import LANGS, Lang, known, preferred, translator

if TYPE_CHECKING:
    # At run time this module is loaded by datasette.app itself, as part of a plugin, before that module is whole.
    from datasette.app import Datasette

STATIC = Path(__file__).parent / "static"
COOKIE = "panjeon_lang"
_PER_PAGE = 30
_LAST_PAGE = 100_000
_SAFE_NAME = re.compile(r"[^\w.() \[\]-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One reader's request: the archive it is about, its parameters, and the language it is answered in."""

    datasette: Datasette
    request: Request
    db: Database
    warcs: Path
    lang: Lang
    zone: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A query parameter, trimmed and bounded; empty where it is absent."""
        return (self.request.args.get(name) or "").strip()[:400]

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

    def path(self, path: str, **parameters: object) -> str:
        """An address of the reading room with its query."""
        asked = urlencode({key: value for key, value in parameters.items() if value not in (None, "", 0)})
        return str(self.datasette.urls.path(path)) + (f"?{asked}" if asked else "")

    async def html(self, template: str, status: int = 200, **context: Any) -> Response:
        """A page from a template, with the words and the forms of dates of the reader's language."""
        words = translator(self.lang)
        # a handful of names is all that the templates need to know of this module
        given = {
            "t": words,
            "known": functools.partial(known, words),
            "lang": self.lang,
            "languages": [(lang, self._in(lang)) for lang in LANGS if lang != self.lang],
            "path": self.path,
            "shown": safe.shown,
            "external": lambda address: safe.external(address),
            "observed": lambda at, zone=None: moments.observed(at, self.lang, zone),
            "on_site": lambda at, precision=None: moments.on_site(at, precision, self.lang),
            "css": self.path("/-/panjeon.css", v=stylesheet_text("panjeon.css")[1]),
            "tables": self.datasette.urls.database(self.db.name),
            "grouped": lambda number: f"{number or 0:,}",
        }
        body = await self.datasette.render_template(f"panjeon/{template}.html", given | context, request=self.request)
        response = Response.html(
            body, status=status, headers={**guard.READING_HEADERS, "vary": "cookie, accept-language", "content-language": self.lang}
        )
        if self.request.args.get("lang") == self.lang:
            response.set_cookie(COOKIE, self.lang, max_age=31_536_000, path=self.datasette.urls.path("/"), httponly=True)
        return response

    def _in(self, lang: Lang) -> str:
        """This page's address in another language."""
        asked = [(key, value) for key in self.request.args for value in self.request.args.getlist(key) if key != "lang"]
        return f"{self.request.path}?{urlencode([*asked, ('lang', lang)])}"

    def pager(self, total: int, path: str, **parameters: object) -> dict[str, Any]:
        """What the pager needs: this page, the number of pages, and the addresses before and after."""
        page, pages = self.page(), max(1, -(-total // _PER_PAGE))
        return {
            "page": page,
            "pages": pages,
            "previous": self.path(path, **parameters, page=page - 1) if page > 1 else None,
            "next": self.path(path, **parameters, page=page + 1) if page < pages else None,
        }

    @property
    def offset(self) -> int:
        return (self.page() - 1) * _PER_PAGE


View = Callable[[Visit], Awaitable[Response]]


def language(request: Request) -> Lang:
    """The language to answer in: what the address asks, else the cookie, else the browser, else Korean."""
    for asked in (request.args.get("lang"), request.cookies.get(COOKIE)):
        for lang in LANGS:
            if asked == lang:
                return lang
    return preferred(request.headers.get("accept-language"))


def answered(view: View, name: str, warcs: Path) -> Callable[[Datasette, Request], Awaitable[Response]]:
    """A view as Datasette calls it, for the database ``name``: permission first, and every failure a page in the reader's language."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        await datasette.ensure_permissions(request.actor, [("view-table", (name, "posts")), ("view-database", name), "view-instance"])
        visit = Visit(datasette=datasette, request=request, db=datasette.get_database(name), warcs=warcs, lang=language(request))
        try:
            return await view(visit)
        except NotFound:
            return await visit.html("message", 404, heading="not_found", about="not_found_about")
        except QueryInterrupted:
            return await visit.html("message", 503, heading="too_slow", about="too_slow_about")
        except (WarcDamaged, FileNotFoundError) as error:
            # the file's name tells enough; its folder on this machine is nobody's business
            detail = Path(error.filename).name if isinstance(error, FileNotFoundError) else str(error)
            return await visit.html("message", 500, heading="damaged", detail=detail)

    return answer


async def front(visit: Visit) -> Response:
    """``/``: boards and how complete they are, newest posts, what changed, what was taken down."""
    return await visit.html(
        "front",
        boards=await reading.boards(visit.db),
        newest=await reading.newest(visit.db, 8),
        changed=await reading.events(visit.db, ("changed",), 8),
        withdrawn=await reading.events(visit.db, reading.WITHDRAWN, 8),
    )


async def board(visit: Visit) -> Response:
    """``/-/board/NAME``: the list of a board, by year, author and state."""
    row = await reading.board(visit.db, visit.request.url_vars["name"])
    if row is None:
        raise NotFound("no such board")
    filters = {name: visit.text(name) for name in ("year", "author", "state")}
    total, posts = await reading.board_posts(visit.db, row["name"], filters, _PER_PAGE, visit.offset)
    return await visit.html(
        "board",
        board=row,
        posts=posts,
        total=total,
        filters=filters,
        choices=await reading.choices(visit.db, row["name"]),
        forms=downloads.offered(),
        pager=visit.pager(total, f"/-/board/{row['name']}", **filters),
    )


async def post(visit: Visit) -> Response:
    """``/-/post/ID``: the post as it stands or, with ``?version=N``, as it stood; its files, comments, history and evidence."""
    row = await _post(visit)
    asked = visit.text("version")
    version = None
    if asked:
        version = await _version(visit, row["id"], int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0)
    present = {**row, **version} if version else row
    files = await reading.attachments(visit.db, row["id"])
    return await visit.html(
        "post",
        post=present,
        now=row,
        version=version,
        body=_body(visit, present, files),
        files=files,
        comments=await reading.comments(visit.db, row["id"]),
        timeline=await reading.timeline(visit.db, row["id"]),
        captures=await reading.captures_of(visit.db, row["id"], 3),
    )


async def _post(visit: Visit) -> reading.Row:
    row = await reading.post(visit.db, visit.number("post"))
    if row is None:
        raise NotFound("no such post")
    return row


async def _version(visit: Visit, number: int, version: int) -> reading.Row:
    row = await reading.revision(visit.db, number, version)
    if row is None:
        raise NotFound("no such version")
    return row


def _body(visit: Visit, row: reading.Row, files: list[reading.Row]) -> Markup | None:
    """The body cleaned for the reader; pictures among the post's own archived files are shown from the archive."""
    images = {
        address: visit.path(f"/-/attachment/{file['id']}/image")
        for file in files
        if file["state"] == "present" and file["sha256"]
        for address in (file["url"], urljoin(row["url"], file["url"]))
    }
    return safe.body(row["body_html"], row["url"], images)


async def compare(visit: Visit) -> Response:
    """``/-/post/ID/compare/A/B``: what differs between two versions, changed fields first; ``?view=inline`` in one column."""
    row = await _post(visit)
    old = await _version(visit, row["id"], visit.number("a"))
    new = await _version(visit, row["id"], visit.number("b"))
    fields = versions.fields(old, new)
    changed = [(name, difference.rows(before, after)) for name, before, after in fields if before != after]
    return await visit.html(
        "compare",
        post=row,
        old=old,
        new=new,
        changed=changed,
        unchanged=[name for name, before, after in fields if before == after and name != "body_html"],
        versions=await reading.revisions(visit.db, row["id"]),
        inline=visit.text("view") == "inline",
    )


async def captures(visit: Visit) -> Response:
    """``/-/post/ID/evidence``: every response that a post rests on."""
    row = await _post(visit)
    return await visit.html("evidence", post=row, captures=await reading.captures_of(visit.db, row["id"], 500))


async def capture(visit: Visit) -> Response:
    """``/-/capture/ID``: where a response's bytes stand, their digest, and how to check it by hand."""
    row = await reading.capture(visit.db, visit.number("capture"))
    if row is None:
        raise NotFound("no such capture")
    return await visit.html("capture", capture=row)


def _attachment(content: bytes, name: str, sha256: str) -> Response:
    """Bytes as a download that no browser opens by itself."""
    plain = _SAFE_NAME.sub("_", safe.shown(name)).strip(". ")[:120] or "file"
    fallback = plain.encode("ascii", "replace").decode().replace("?", "_")
    return Response(
        content,
        headers={
            **guard.BYTES_HEADERS,
            "content-disposition": f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(plain)}",
            "x-payload-sha256": sha256,
        },
        content_type="application/octet-stream",
    )


async def payload(visit: Visit) -> Response:
    """``/-/capture/ID/payload``: the payload exactly as its digest was taken, as a download."""
    number = visit.number("capture")
    try:
        found = await evidence.fetch(visit.db, visit.warcs, number)
    except LookupError as error:
        raise NotFound("no such capture") from error
    return _attachment(found.payload, f"capture-{number}.bin", found.sha256)


async def _file(visit: Visit) -> tuple[reading.Row, bytes]:
    """An attachment and its bytes; NotFound where the archive holds none."""
    row = await reading.one(visit.db, "SELECT * FROM attachments WHERE id = :id", {"id": visit.number("attachment")})
    if row is None or not row["sha256"]:
        raise NotFound("no such attachment")
    content = await evidence.fetch_unpacked(visit.db, visit.warcs, row["capture"])
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise NotFound("the capture that the attachment names is not that of its bytes")
    return row, content


async def attachment(visit: Visit) -> Response:
    """``/-/attachment/ID``: a file of a post as captured, as a download."""
    row, content = await _file(visit)
    return _attachment(content, row["name"], row["sha256"])


def _image(content: bytes) -> Response:
    """A picture whose first bytes say that it is one. Raises NotFound for anything else, SVG included."""
    media_type = evidence.image_type(content)
    if media_type is None:
        raise NotFound("no picture that may be shown")
    return Response(content, headers={**guard.BYTES_HEADERS, "content-disposition": "inline"}, content_type=media_type)


async def attachment_image(visit: Visit) -> Response:
    """``/-/attachment/ID/image``: a picture of a post from the archive."""
    return _image((await _file(visit))[1])


async def logo(visit: Visit) -> Response:
    """``/-/logo/PARTNER``: a partner's logo from the archive."""
    row = await reading.one(visit.db, "SELECT logo_capture FROM partners WHERE id = :id", {"id": visit.number("partner")})
    if row is None or row["logo_capture"] is None:
        raise NotFound("no such logo")
    return _image(await evidence.fetch_unpacked(visit.db, visit.warcs, row["logo_capture"]))


async def partners(visit: Visit) -> Response:
    """``/-/partners/BOARD``: the partner wall, and who came and who left."""
    row = await reading.board(visit.db, visit.request.url_vars["name"])
    if row is None:
        raise NotFound("no such board")
    entries = await reading.partners(visit.db, row["name"])
    return await visit.html(
        "partners",
        board=row,
        present=[entry for entry in entries if entry["state"] != "gone"],
        gone=[entry for entry in entries if entry["state"] == "gone"],
        moves=await reading.partner_moves(visit.db, row["name"], 200),
    )


async def search(visit: Visit) -> Response:
    """``/-/search?q=``: posts by their words, best first; ``board=`` for one board."""
    query, chosen = visit.text("q"), visit.text("board")
    total, found = await reading.found(visit.db, query, chosen, _PER_PAGE, visit.offset) if query else (0, [])
    results = [
        {**row, "marked_title": _marked(index.highlight(safe.shown(row["title"]), query)), "snippet": _marked(_snippet(row["body_text"], query))}
        for row in found
    ]
    return await visit.html(
        "search",
        query=query,
        chosen=chosen,
        total=total,
        results=results,
        boards=await reading.boards(visit.db),
        forms=downloads.offered() if total else (),
        pager=visit.pager(total, "/-/search", q=query, board=chosen),
    )


def _snippet(text: str, query: str) -> str:
    return index.snippet(safe.shown(text), query, 140)


def _marked(escaped: str) -> Markup:
    return Markup(escaped)  # noqa: S704 -- highlight() and snippet() escape all but their own <mark>


async def changes(visit: Visit) -> Response:
    """``/-/changes``: what happened to posts, newest first; ``?kind=`` for one kind, ``?kind=withdrawn`` for all that left."""
    asked = visit.text("kind")
    kinds = reading.WITHDRAWN if asked == "withdrawn" else (asked,) if asked in reading.EVENT_KINDS else reading.EVENT_KINDS[1:]
    total = await reading.events_total(visit.db, kinds)
    return await visit.html(
        "changes",
        kind=asked,
        kinds=reading.EVENT_KINDS,
        events=await reading.events(visit.db, kinds, _PER_PAGE, visit.offset),
        pager=visit.pager(total, "/-/changes", kind=asked),
    )


async def crawls(visit: Visit) -> Response:
    """``/-/crawls``: the runs with outcome, reason and balance."""
    total = await reading.count(visit.db, "SELECT count(*) FROM crawls")
    return await visit.html("crawls", crawls=await reading.crawls(visit.db, _PER_PAGE, visit.offset), pager=visit.pager(total, "/-/crawls"))


async def issues(visit: Visit) -> Response:
    """``/-/issues``: whatever did not fit; ``?crawl=N`` for one run."""
    asked = visit.text("crawl")
    crawl = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    total, found = await reading.issues(visit.db, crawl, _PER_PAGE, visit.offset)
    return await visit.html("issues", issues=found, crawl=crawl, pager=visit.pager(total, "/-/issues", crawl=crawl))


async def board_export(visit: Visit) -> Response:
    """``/-/board/NAME/posts.FORM``: what the list shows under ``year``, ``author`` and ``state``, all pages of it, as csv, jsonl, xlsx or atom."""
    row = await reading.board(visit.db, visit.request.url_vars["name"])
    year = visit.text("year")
    if row is None or (year and not re.fullmatch(r"[0-9]{4}", year)):
        raise NotFound("no such list")
    one = {name: (visit.text(name),) if visit.text(name) else () for name in ("author", "state")}
    first, last = (f"{year}-01-01", f"{year}-12-31") if year else (None, None)
    chosen = Selection(boards=(row["name"],), authors=one["author"], states=one["state"], since=first, until=last)
    return await _export(visit, chosen, row["name"])


async def search_export(visit: Visit) -> Response:
    """``/-/search/posts.FORM``: everything that a search finds, in the same forms."""
    board = visit.text("board")
    if not visit.text("q"):
        raise NotFound("nothing was searched")
    return await _export(visit, Selection(boards=(board,) if board else (), search=visit.text("q")), "search")


async def _export(visit: Visit, selection: Selection, name: str) -> Response:
    form = visit.request.url_vars["form"]
    if form not in downloads.offered():
        raise NotFound("no such form")
    return await downloads.download(Path(visit.db.path), selection, form, name)


@functools.cache
def stylesheet_text(name: str) -> tuple[str, str]:
    """A CSS file of ours and a short digest of it, which makes its address change with it."""
    text = (STATIC / name).read_text("utf-8")
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]


async def stylesheet(visit: Visit) -> Response:
    """``/-/panjeon.css`` for these pages, ``/-/tables.css`` for Datasette's own."""
    text, _ = stylesheet_text(f"{visit.request.url_vars['name']}.css")
    return Response(text, headers={**guard.BYTES_HEADERS, "cache-control": "max-age=86400"}, content_type="text/css; charset=utf-8")


def facts(detail: str) -> list[tuple[str, str]]:
    """An event's JSON detail as names and short values."""
    try:
        value = json.loads(detail or "{}")
    except ValueError:
        return []
    return [(str(name), str(fact)[:200]) for name, fact in value.items()] if isinstance(value, dict) else []


#: What is answered where, as documented in docs/reading.md.
ROUTES: tuple[tuple[str, View], ...] = (
    (r"^/$", front),
    (r"^/-/(?P<name>panjeon|tables)\.css$", stylesheet),
    (r"^/-/board/(?P<name>[\w.-]+)$", board),
    (r"^/-/post/(?P<post>\d+)$", post),
    (r"^/-/post/(?P<post>\d+)/compare/(?P<a>\d+)/(?P<b>\d+)$", compare),
    (r"^/-/post/(?P<post>\d+)/evidence$", captures),
    (r"^/-/capture/(?P<capture>\d+)$", capture),
    (r"^/-/capture/(?P<capture>\d+)/payload$", payload),
    (r"^/-/attachment/(?P<attachment>\d+)$", attachment),
    (r"^/-/attachment/(?P<attachment>\d+)/image$", attachment_image),
    (r"^/-/partners/(?P<name>[\w.-]+)$", partners),
    (r"^/-/logo/(?P<partner>\d+)$", logo),
    (r"^/-/search$", search),
    (r"^/-/board/(?P<name>[\w.-]+)/posts\.(?P<form>[a-z]+)$", board_export),
    (r"^/-/search/posts\.(?P<form>[a-z]+)$", search_export),
    (r"^/-/changes$", changes),
    (r"^/-/crawls$", crawls),
    (r"^/-/issues$", issues),
)
