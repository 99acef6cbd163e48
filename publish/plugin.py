"""The Datasette plugin: the reading room's pages beside Datasette's own, for any database that is a Panjeon archive."""

# mypy: disable-error-code="untyped-decorator"
# Datasette ships no types, and so its hookimpl has none.
from __future__ import annotations

import functools
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from crawler.errors import ArchiveError
from pipelines import search
from pipelines.archive import warcs_beside
from pipelines.schema import TABLES, VIEWS, sentence
from publish import guard
from publish.kept import Kept
from publish.pages import ROUTES
from publish.safe import shown
from publish.visit import Visit, answered, language, stylesheet_text

if TYPE_CHECKING:
    # At run time this module is loaded by datasette.app itself, as a plugin, before that module is whole.
    from datasette.app import Datasette

_TITLE = "판전 Panjeon"
#: A database that has all of these is an archive of ours.
_OURS = {"boards", "crawls", "captures", "posts", "revisions", "events", "archive", "posts_fts"}
_HIDDEN = (
    *("_sqlite_migrations", "frontier", "sightings", "sketches", "withheld", "indexed"),
    *("posts_fts", "posts_fts_data", "posts_fts_idx", "posts_fts_docsize", "posts_fts_config"),
)
_LABELS = {"boards": "title", "crawls": "started_at", "captures": "url", "posts": "title", "partners": "name", "attachments": "name", "warcs": "file"}
#: Rows of these tables are long: few of them make a page.
_FEW = {"posts": 20, "revisions": 20, "partners": 40, "comments": 40, "attachments": 20}
_NEWEST_FIRST = dict.fromkeys(("crawls", "captures", "events", "issues", "change_list", "partner_list"), "id") | {
    "posts": "posted_at",
    "post_list": "posted_at",
    "revisions": "observed_at",
    "version_list": "observed_at",
}
#: An error is told to a program in its own form.
_FOR_PROGRAMS = (".json", ".jsono", ".csv", ".atom", ".blob", ".xml", ".txt")
_READ_FIRST = (
    "표와 SQL입니다. 사람이 읽기에는 보기(view) post_list, version_list, change_list, partner_list가 좋습니다. 표와 열마다 설명이 있습니다."
    " — Tables and SQL. For reading there are the views post_list, version_list, change_list and partner_list; every table and column is explained."
)
#: Where a title stands for a post, and the column that holds the post's number.
_TITLES = {"posts": "id", "post_list": "id", "version_list": "post", "change_list": "post"}
#: Files already found to be archives: Datasette asks for metadata many times for each page.
_recognised: set[str] = set()


def is_ours(conn: sqlite3.Connection) -> bool:
    """True for a connection to a Panjeon archive."""
    return {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= _OURS


def archive(datasette: Datasette) -> tuple[str, Path] | None:
    """The name and the path of the served archive; None where no database is one. Only the first of several gets the pages."""
    for name, database in datasette.databases.items():
        if database.path and not database.is_memory and (database.path in _recognised or _file_is_ours(Path(database.path))):
            _recognised.add(database.path)
            return name, Path(database.path)
    return None


def _file_is_ours(path: Path) -> bool:
    try:
        conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return False
    try:
        return is_ours(conn)
    except sqlite3.DatabaseError:
        return False
    finally:
        conn.close()


def warcs(datasette: Datasette, path: Path) -> Path:
    """The folder of WARC files: as the plugin's setting ``warcs`` says, else beside the archive."""
    configured = (datasette.plugin_config("panjeon") or {}).get("warcs")
    return Path(configured) if configured else warcs_beside(path)


def is_public(datasette: Datasette) -> bool:
    """True where the plugin's setting ``public`` says that anybody may come: no SQL of the reader's own, and pages that caches may keep."""
    return (datasette.plugin_config("panjeon") or {}).get("public") is True


@hookimpl
def permission_allowed(datasette: Datasette, action: str, resource: str | tuple[str, str] | None) -> bool | None:
    """In a public reading room nobody sends SQL of their own or takes the whole file; None leaves every other question to Datasette.

    What a redaction withholds is for nobody.
    """
    if action == "view-table" and isinstance(resource, tuple) and resource[1] == guard.WITHHELD:
        return False
    if action in ("execute-sql", "view-database-download", "debug-menu", "permissions-debug") and archive(datasette) and is_public(datasette):
        return False
    return None


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[[Datasette, Request], Awaitable[Response]]]]:
    """The pages of ``publish.pages``, the front page among them."""
    served = archive(datasette)
    if served is None:
        return []
    name, path = served
    if is_public(datasette) and not hasattr(datasette, "permission_allowed"):
        # the alphas of 1.0 never ask our permission_allowed: readers could send SQL
        raise ArchiveError("a public reading room needs Datasette 0.65: this one asks permissions in a way that is not answered yet")
    kept = Kept(path, warcs=warcs(datasette, path))
    return [(pattern, answered(view, name, warcs(datasette, path), kept, public=is_public(datasette))) for pattern, view in ROUTES]


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]] | None:
    """A wrong address and a question that cannot be answered get a page of the reading room; programs and our own faults are left to Datasette."""
    status = getattr(exception, "status", None)
    if status == 500 and hasattr(exception, "error_dict"):
        # Datasette's own word for a question that it does not take, such as a sort by a column that is not there
        status = 400
    return _refusal(datasette, request, status, str(getattr(exception, "message", None) or exception)) if status in (400, 403, 404, 405) else None


@hookimpl
def forbidden(datasette: Datasette, request: Request, message: str) -> Callable[[], Awaitable[Response]] | None:
    """What a reader may not do is said in the reader's language."""
    return _refusal(datasette, request, 403, message)


def _refusal(datasette: Datasette, request: Request, status: int, message: str) -> Callable[[], Awaitable[Response]] | None:
    served = archive(datasette)
    if served is None:
        return None
    name, path = served
    db, folder, lang = datasette.get_database(name), warcs(datasette, path), language(request)
    visit = Visit(datasette=datasette, request=request, db=db, warcs=folder, kept=Kept(path), lang=lang, public=is_public(datasette))
    heading, about = {404: ("not_found", "not_found_about"), 403: ("refused_403", "refused_403_about")}.get(status, (f"refused_{status}", ""))

    async def page() -> Response:
        if request.path.endswith(_FOR_PROGRAMS):
            return Response.json({"ok": False, "error": message, "status": status, "title": None}, status=status)
        return await visit.html("message", status, heading=heading, about=about, detail="" if status == 404 else message)

    return page


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Korean search and limits on an archive's connections.

    Last, because Datasette registers an ``escape_fts`` of its own: with that one, words longer than two syllables find nothing.
    """
    if is_ours(conn):
        search.register(conn)
        conn.create_function("escape_fts", 1, search.match, deterministic=True)
        guard.limit(conn)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[guard.App], guard.App]:
    """Security headers on every answer, where an archive is served."""
    if archive(datasette) is None:
        return lambda app: app
    return functools.partial(guard.guarded, public=is_public(datasette))


@hookimpl
def get_metadata(datasette: Datasette, key: str | None, table: str | None) -> dict[str, Any]:
    """A sentence for every table and column, what is hidden, how search works, how rows are named and sorted."""
    served = archive(datasette)
    if served is None:
        return {}
    if table is None and key not in (None, "databases"):
        # dozens of times for each of its pages Datasette asks for something of which nothing is said here
        return {"title": _TITLE}
    # copied each time: Datasette merges the operator's metadata into what it is given
    tables = {name: {fact: value.copy() if isinstance(value, dict) else value for fact, value in said.items()} for name, said in _tables().items()}
    return {"title": _TITLE, "databases": {served[0]: {"tables": tables, "description": _READ_FIRST}}}


@functools.cache
def _tables() -> dict[str, dict[str, Any]]:
    """What is told of each table and view."""
    tables: dict[str, dict[str, Any]] = {name: {"hidden": True} for name in _HIDDEN}
    for name, (about, columns) in TABLES.items():
        table = tables.setdefault(name, {})
        table |= {"description": about, "columns": {column: sentence(name, column) for column in columns}}
        table |= {"label_column": _LABELS[name]} if name in _LABELS else {}
        table |= {"size": _FEW[name]} if name in _FEW else {}
        table |= {"sort_desc": _NEWEST_FIRST[name]} if name in _NEWEST_FIRST else {}
    for name, (about, _, columns) in VIEWS.items():
        tables[name] = {"description": about, "columns": {column: sentence(name, column) for column in columns}, "sort_desc": _NEWEST_FIRST[name]}
    for name in ("posts", "post_list"):
        tables[name] |= {"fts_table": "posts_fts", "fts_pk": "id"}
    return tables


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """A few rules for Datasette's own pages; ours name their style sheet themselves."""
    if archive(datasette) is None:
        return []
    return [f"{datasette.urls.path('/-/tables.css')}?v={stylesheet_text('tables.css')[1]}"]


@hookimpl
def render_cell(row: Any, value: object, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """A title in a table or view of posts leads to the post's own page."""
    number = _TITLES.get(table or "")
    if number is None or column != "title" or not value or archive(datasette) is None or number not in row.keys():  # noqa: SIM118 -- an SQLite row
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"/-/post/{row[number]}"), shown(value))


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """The way from Datasette's pages back to the reading room."""
    if archive(datasette) is None:
        return []
    return [{"href": datasette.urls.path("/"), "label": "판전 Panjeon"}, {"href": datasette.urls.path("/-/search"), "label": "글 검색 Search posts"}]
