"""What keeps a public reading room standing: limits on SQL, and headers that leave a hostile page nothing to do."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

#: Datasette's time limit cannot stop one long call into C, so what such a call may build is bounded here.
LONGEST_VALUE = 32_000_000
LONGEST_SQL = 100_000
#: The table of what redacted posts said, which no reader's query may read.
WITHHELD = "withheld"
#: Functions that make much from little, or reach beyond the archive.
FORBIDDEN = frozenset({"printf", "format", "randomblob", "zeroblob", "load_extension", "fts3_tokenizer", "edit", "writefile", "readfile"})

_READING = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#: Datasette's own pages carry inline scripts; they may run, but reach no other host.
_TABLES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: Pages of datasette-dashboards, where the operator has installed it: Vega compiles the operator's own charts in the browser.
_DASHBOARD = re.compile(r"/-/dashboards/")
_DRAWN = _TABLES.replace("'unsafe-inline';", "'unsafe-inline' 'unsafe-eval';", 1)
_SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
#: Datasette's pages about its own inside: paths of files, versions, settings, cookies.
_ABOUT_ITSELF = re.compile(
    r"/-/(databases|threads|plugins|settings|metadata|config|versions|actor|permissions|allow-debug|messages|logout|auth-token|patterns)(\.jsono?)?$"
)
_NOT_FOR_ROBOTS = re.compile(r"/-/(search|capture|attachment|logo|post/\d+/compare)(/|$)")
#: How long a public page may be out of date.
KEPT_SECONDS = 60
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
READING_HEADERS = {"content-security-policy": _READING}
DATA_HEADERS = {"content-security-policy": _SANDBOX, "cache-control": "private, no-cache"}
BYTES_HEADERS = {"content-security-policy": _SANDBOX, "cache-control": "private, max-age=600"}


def limit(conn: sqlite3.Connection) -> None:
    """Bound what one SQL call may build, and forbid the functions that build the most."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL)
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    conn.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    name = (second or first or "").lower()
    if action == sqlite3.SQLITE_FUNCTION and name in FORBIDDEN:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_READ and first == WITHHELD:
        return sqlite3.SQLITE_DENY
    if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def guarded(app: App, *, public: bool = False) -> App:
    """The same application with the headers on every answer; a page that names its own policy keeps it.

    public: shared caches may keep whole answers, robots may read pages for people, and Datasette's pages about itself are not there
    """

    async def wrapped(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _headers(message, scope["path"], public=public)}
            await send(message)

        if scope["type"] != "http":
            await app(scope, receive, send)
        elif public and _ABOUT_ITSELF.search(scope["path"]):
            await send_guarded({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
            await send({"type": "http.response.body", "body": b"not found\n"})
        else:
            await app(scope, receive, send_guarded)

    return wrapped


def _headers(message: Message, path: str, *, public: bool) -> list[tuple[bytes, bytes]]:
    present = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in message.get("headers", [])}
    policy = _DRAWN if _DASHBOARD.search(path) else _TABLES
    wanted = {**_ALWAYS, "content-security-policy": policy, **{name: value for name, value in present.items() if name != "set-cookie"}}
    wanted["cache-control"] = _kept(present.get("cache-control", ""), message["status"], public=public)
    if not public or _NOT_FOR_ROBOTS.search(path):
        wanted["x-robots-tag"] = "noindex, nofollow, noarchive"
    cookies = [(name, value) for name, value in message.get("headers", []) if name.lower() == b"set-cookie"]
    return [*((name.encode("latin-1"), value.encode("latin-1")) for name, value in wanted.items()), *cookies]


def _kept(asked: str, status: int, *, public: bool) -> str:
    """How long an answer may be kept and by whom; Datasette has said no-store already of every answer to or with a cookie."""
    if status not in (200, 304) or "no-store" in asked:
        return "no-store"
    ages = [part.strip() for part in asked.split(",") if part.strip() and part.strip() not in ("private", "public")]
    if public:
        return ", ".join(["public", *(ages if ages and "no-cache" not in ages else [f"max-age={KEPT_SECONDS}"])])
    return ", ".join(["private", *(ages or ["no-cache"])])


def robots(tables: str, *, public: bool) -> str:
    """robots.txt: nothing for robots in a private reading room; in a public one the pages for people, without what is endless or raw."""
    if not public:
        return "User-agent: *\nDisallow: /\n"
    closed = ("/-/search", "/-/capture/", "/-/attachment/", "/-/logo/", "/-/post/*/compare/", "/-/post/*?version=", f"{tables}", "/-/changes?since=")
    return "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in closed) + "Allow: /\n"
