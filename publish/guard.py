"""What keeps a public reading room standing: limits on SQL, and headers that leave a hostile page nothing to do."""

from __future__ import annotations

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
#: Functions that make much from little, or reach beyond the archive.
FORBIDDEN = frozenset({"printf", "format", "randomblob", "zeroblob", "load_extension", "fts3_tokenizer", "edit", "writefile", "readfile"})

_READING = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#: Datasette's own pages carry inline scripts; they may run, but reach no other host.
_TABLES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
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
    if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def guarded(app: App) -> App:
    """The same application with the headers on every answer; a page that names its own policy keeps it."""

    async def wrapped(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", [])}
                wanted = {**_ALWAYS, "content-security-policy": _TABLES}
                added = [(name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in present]
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        await app(scope, receive, send_guarded if scope["type"] == "http" else send)

    return wrapped
