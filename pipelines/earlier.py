"""Earlier: a version that is learned of later than it stood, put where it belongs in a post's history.

Revisions are numbered in the order of the times at which they were seen, so a version from between two others moves the later ones up by one; what
these say is not touched. Only a backfill does this. A version that is already known one number later was there earlier than was known: its time
and its capture become the earlier ones, and the other capture stays in the archive.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Literal

from crawler.records import SiteDate
from pipelines import store
from pipelines.compare import Change, Known, compare
from pipelines.normalize import FileFact, Version
from pipelines.store import Seen

_HISTORIES = {"post": ("posts", "revisions", "events"), "partner": ("partners", "partner_revisions", "partner_events")}
FIRST = Change(fields=(), significance="first", silent=False)
_COLUMNS = "number, observed_at, title, author, posted_at, modified_at, body_text, body_html, attachments, content_hash, parser, capture"


def last_read_at(conn: sqlite3.Connection, post: int) -> str:
    """When a post's page was last read, as far as its history goes."""
    row = conn.execute(
        "SELECT c.fetched_at, r.observed_at FROM posts p JOIN captures c ON c.id = p.capture"
        " JOIN revisions r ON r.post = p.id AND r.number = p.revision WHERE p.id = ?",
        (post,),
    ).fetchone()
    return str(max(row["fetched_at"], row["observed_at"]))


def insert(conn: sqlite3.Connection, post: int, version: Version, parser: str, seen: Seen) -> bool:
    """Put a version from ``seen.at`` into a post's history; whether the history says more than before."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM revisions WHERE post = ? ORDER BY number", (post,)).fetchall()
    before = [row for row in rows if row["observed_at"] <= seen.at]
    after = rows[len(before) :]
    conn.execute("UPDATE posts SET first_seen_at = min(first_seen_at, ?) WHERE id = ?", (seen.at, post))
    change = compare(_known(before[-1]), version) if before else FIRST
    if change is None:
        return False
    if after and compare(_known(after[0]), version) is None:
        conn.execute(
            "UPDATE revisions SET observed_at = ?, capture = ? WHERE post = ? AND number = ?", (seen.at, seen.capture, post, after[0]["number"])
        )
        return True
    number = len(before) + 1
    move_up(conn, "post", post, number)
    store.add_revision(conn, post, number, version, change, parser, seen)
    if before:
        store.event(conn, post, "changed", seen, _told(number, change))
    if after:
        _follow(conn, post, number + 1, version, after[0], crawl=seen.crawl, is_new=not before)
    else:
        _come_back(conn, post, number + 1, version, before[-1], seen)
    return True


def move_up(conn: sqlite3.Connection, owner: Literal["post", "partner"], number: int, place: int) -> None:
    """Make room at a place in a history: what stands there and after it moves up, and what names it follows."""
    rows, revisions, events = _HISTORIES[owner]
    conn.execute(f"UPDATE {revisions} SET number = -number - 1 WHERE {owner} = ? AND number >= ?", (number, place))
    conn.execute(f"UPDATE {revisions} SET number = -number WHERE {owner} = ? AND number < 0", (number,))
    conn.execute(f"UPDATE {rows} SET revision = revision + 1 WHERE id = ?", (number,))
    conn.execute(
        f"UPDATE {events} SET detail = json_set(detail, '$.revision', json_extract(detail, '$.revision') + 1)"
        f" WHERE {owner} = ? AND json_extract(detail, '$.revision') >= ?",
        (number, place),
    )


def _follow(conn: sqlite3.Connection, post: int, number: int, version: Version, row: sqlite3.Row, *, crawl: int, is_new: bool) -> None:
    """What the version after an inserted one differs in is told anew; the first of a history had no change to tell before."""
    change = compare(_as_known(version), _version(row))
    if change is None:
        return
    conn.execute(
        "UPDATE revisions SET changed = ?, significance = ?, silent = ?, touched = ? WHERE post = ? AND number = ?",
        (json.dumps(change.fields), change.significance, int(change.silent), json.dumps(change.touched), post, number),
    )
    if is_new:
        store.event(conn, post, "changed", Seen(crawl=crawl, at=row["observed_at"], capture=row["capture"]), _told(number, change))


def _come_back(conn: sqlite3.Connection, post: int, number: int, version: Version, row: sqlite3.Row, seen: Seen) -> None:
    """The last version stood before an inserted one and after it: it came back, no later than when the post was last asked and not found otherwise.

    Where its page has since said that it is blinded or secret, nobody saw it come back; it stays the post's present text all the same.
    """
    told = compare(_as_known(version), _version(row))
    change = told or Change(fields=(), significance="typography", silent=False)
    read = conn.execute("SELECT c.id, c.fetched_at FROM posts p JOIN captures c ON c.id = p.capture WHERE p.id = ?", (post,)).fetchone()
    again = Seen(crawl=seen.crawl, at=read["fetched_at"], capture=read["id"])
    store.add_revision(conn, post, number, _version(row), change, row["parser"], again)
    store.event(conn, post, "changed", again, _told(number, change))
    conn.execute("UPDATE posts SET revision = ?, changed_at = ? WHERE id = ?", (number, again.at, post))


def _told(number: int, change: Change) -> dict[str, object]:
    return {"revision": number, "changed": list(change.fields), "silent": change.silent, "backfilled": True}


def _known(row: sqlite3.Row) -> Known:
    files = tuple((fact["name"], fact["sha256"]) for fact in json.loads(row["attachments"]))
    return Known(
        title=row["title"], author=row["author"], posted_at=row["posted_at"], modified_at=row["modified_at"], body_text=row["body_text"], files=files
    )


def _as_known(version: Version) -> Known:
    return Known(
        title=version.title,
        author=version.author,
        posted_at=version.posted_at,
        modified_at=version.modified_at,
        body_text=version.body_text,
        files=tuple((fact.name, fact.sha256) for fact in version.files),
    )


def _version(row: sqlite3.Row) -> Version:
    """A stored revision as a version again. The raw texts of its dates are not kept in revisions, and not asked for here."""
    return Version(
        native_id="",
        url="",
        title=row["title"],
        author=row["author"],
        posted=_date(row["posted_at"]),
        modified=_date(row["modified_at"]),
        body_text=row["body_text"],
        body_html=row["body_html"],
        category=None,
        files=tuple(FileFact(**fact) for fact in json.loads(row["attachments"])),
        content_hash=row["content_hash"],
    )


def _date(at: str | None) -> SiteDate | None:
    return SiteDate(at=at, precision="second", raw="") if at else None
