"""Alike: one text under many ids is a wall that no signature knows, and no edit.

What could be one waits for the end of the run: a post whose text is not the archived one, and a new post whose page bears another title than
the list gave it. Where at least three of them show the same text, none is believed.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from hashlib import sha256
from typing import NamedTuple

from crawler.records import Task
from crawler.text import is_cut, normalise
from pipelines import frontier, redact
from pipelines.normalize import Version

#: So many ids with one text in one run are not believed.
MANY = 3


def is_doubtful(conn: sqlite3.Connection, row: sqlite3.Row | None, version: Version, listed_as: str) -> bool:
    """Whether a post's text may be a wall's: not the one that is archived, or under a title that is not the list's.

    ``row``: the archived post, None for a new one. ``listed_as``: the title on the list, empty where none is known.
    """
    if row is not None:
        if row["content_hash"] == version.content_hash:
            return False
        known = conn.execute("SELECT body_text FROM posts WHERE id = ?", (row["id"],)).fetchone()
        return bool(known["body_text"] != version.body_text)
    if version.title.startswith(redact.DIGEST):
        return version.category == redact.UNLIKE
    return unlike(normalise(listed_as), version.title)


def unlike(listed: str, title: str) -> bool:
    """Whether a page's title is not the one that the list gave, be it cut or adorned; both normalised."""
    return bool(listed) and listed != title and not is_cut(listed, title) and listed not in title and title not in listed


class Repeated(NamedTuple):
    """A waiting post whose text stands under at least three ids: its task, its capture and when that was made, the digest of the text."""

    task: Task
    capture: int
    at: str
    text: str


def repeated(conn: sqlite3.Connection, crawl: int) -> list[Repeated]:
    """The waiting posts whose text stands under at least three ids."""
    found: dict[str, list[Repeated]] = defaultdict(list)
    rows = conn.execute(
        "SELECT f.kind, f.url, f.native_id, f.reading, f.capture, c.fetched_at FROM frontier f JOIN captures c ON c.id = f.capture"
        " WHERE f.crawl = ? AND f.kind = 'post' AND f.state IN ('waiting', 'pending') AND f.reading IS NOT NULL ORDER BY f.id",
        (crawl,),
    )
    for row in rows:
        post, _ = frontier.post_from(row["reading"])
        task = Task(kind="post", url=row["url"], native_id=row["native_id"])
        text = sha256(normalise(post.body_text).encode("utf-8", "surrogatepass")).hexdigest()
        found[text].append(Repeated(task, row["capture"], row["fetched_at"], text))
    return [one for same in found.values() if len({one.task.native_id for one in same}) >= MANY for one in same]


__all__ = ["MANY", "Repeated", "is_doubtful", "repeated", "unlike"]
