"""Identify: which archived post a page or a list row is about. The platform's own id decides, never a title, a date or an address."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from crawler.records import ALIAS, ListRow, Task
from pipelines import frontier
from pipelines.store import Seen

_POST = (
    "SELECT id, native_id, url, title, author, posted_at, posted_precision, posted_raw, posted_inferred, state, revision, content_hash, first_seen_at,"
    " redaction FROM posts WHERE board = ? AND native_id"
)
#: Ids asked at once, fewer than any SQLite takes.
_MANY = 500


def post(conn: sqlite3.Connection, board: str, native_id: str | None) -> sqlite3.Row | None:
    """The archived post of a native id, without its body; None for one that is new."""
    row: sqlite3.Row | None = conn.execute(f"{_POST} = ?", (board, native_id)).fetchone()
    return row


def posts(conn: sqlite3.Connection, board: str, native_ids: Sequence[str]) -> dict[str, sqlite3.Row]:
    """The archived posts of these native ids, by id, without their bodies."""
    found = {}
    for start in range(0, len(native_ids), _MANY):
        some = native_ids[start : start + _MANY]
        for row in conn.execute(f"{_POST} IN ({', '.join('?' * len(some))})", (board, *some)):
            found[row["native_id"]] = row
    return found


def by_alias(conn: sqlite3.Connection, board: str, row: ListRow) -> ListRow:
    """A row that shows only an alias, under the native id that the post's page once told for it."""
    if not row.native_id.startswith(ALIAS):
        return row
    told = conn.execute("SELECT native_id FROM aliases WHERE board = ? AND alias = ?", (board, row.native_id)).fetchone()
    return row if told is None else replace(row, native_id=told["native_id"])


def learn_alias(conn: sqlite3.Connection, crawl: int, board: str, task: Task, native_id: str, seen: Seen) -> Task:
    """A page told the id behind an alias: the alias is kept, and what the list showed under it counts for the post."""
    conn.execute(
        "INSERT INTO aliases (board, alias, native_id, capture) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET native_id = excluded.native_id, capture = excluded.capture",
        (board, task.native_id, native_id, seen.capture),
    )
    conn.execute(
        "INSERT INTO sightings (crawl, native_id, pinned, capture, signature)"
        " SELECT crawl, ?, pinned, capture, signature FROM sightings WHERE crawl = ? AND native_id = ?"
        " ON CONFLICT DO UPDATE SET pinned = max(pinned, excluded.pinned)",
        (native_id, crawl, task.native_id),
    )
    frontier.rename(conn, crawl, task, native_id)
    return replace(task, native_id=native_id)
