"""Candidates: an archive's posts as the revisit policy sees them, and the tasks that its choice makes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.records import Task
from pipelines.revisit import Candidate, Change, choose
from pipelines.verdict import APART

#: Events that say that a post's own page was not as before. "gone" only confirms what "unlisted" has said.
CHANGES = ("changed", "blinded", "secret", "unlisted", "restored")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A post to ask again: its task, its title, and how many requests the visit costs."""

    task: Task
    title: str
    requests: int


def revisits(
    conn: sqlite3.Connection,
    board: str,
    budget: int,
    at: str,
    *,
    crawl: int | None = None,
    since: str | None = None,
    apart: timedelta = APART,
) -> list[Revisit]:
    """The posts of a board that so many requests are spent on best at a time, the worthiest first.

    What a crawl has on its frontier already is not chosen, nor what was posted before the day ``since``. ``apart``: the least time between the
    two looks that make a post gone.
    """
    rows = {row["id"]: row for row in _rows(conn, board)}
    asked = {row[0] for row in conn.execute("SELECT native_id FROM frontier WHERE crawl = ? AND kind = 'post'", (crawl,))}
    changes = _changes(conn, board)
    posts = [
        _candidate(row, tuple(changes.get(row["id"], ())), taken=row["native_id"] in asked or (row["posted_at"] or "9999")[:10] < (since or ""))
        for row in rows.values()
    ]
    chosen = [rows[post] for post in choose(posts, budget, days(at), confirm=apart / timedelta(days=1))]
    return [
        Revisit(task=Task(kind="post", url=row["url"], native_id=row["native_id"], facts={"revisit": True}), title=row["title"], requests=1 + row["files"])
        for row in chosen
    ]


def days(text: str) -> float:
    """A time as days since 1970; one without a zone counts as UTC. Raises ValueError for what is no time."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 86400


def _rows(conn: sqlite3.Connection, board: str) -> list[sqlite3.Row]:
    return conn.execute(
        "SELECT p.id, p.native_id, p.url, p.title, p.posted_at, p.first_seen_at, coalesce(p.checked_at, p.first_seen_at) AS checked_at, p.pinned,"
        " p.state, coalesce(a.at > p.last_seen_at, 0) AS absent, coalesce(f.files, 0) AS files FROM posts p"
        " LEFT JOIN (SELECT post, max(at) AS at FROM absences GROUP BY post) a ON a.post = p.id"
        " LEFT JOIN (SELECT post, count(*) AS files FROM attachments WHERE state <> 'removed' GROUP BY post) f ON f.post = p.id"
        " WHERE p.board = ? AND p.redaction IS NULL ORDER BY p.id",
        (board,),
    ).fetchall()


def _changes(conn: sqlite3.Connection, board: str) -> dict[int, list[Change]]:
    """When changes were noticed, by post, and when its page was last read before."""
    found: dict[int, list[Change]] = {}
    marks = ", ".join("?" * len(CHANGES))
    for row in conn.execute(
        "SELECT e.post, e.at, coalesce((SELECT max(c.fetched_at) FROM captures c WHERE c.url = p.url AND c.fetched_at < n.fetched_at),"
        " p.first_seen_at) AS after FROM events e JOIN posts p ON p.id = e.post JOIN captures n ON n.id = e.capture"
        f" WHERE p.board = ? AND e.kind IN ({marks}) ORDER BY e.id",
        (board, *CHANGES),
    ):
        found.setdefault(row["post"], []).append(Change(min(days(row["after"]), days(row["at"])), days(row["at"])))
    return found


def _candidate(row: sqlite3.Row, changes: tuple[Change, ...], *, taken: bool) -> Candidate:
    """A row as a candidate. A post that is asked anyway or not to be asked teaches the rates and is not chosen, like one that is gone."""
    known = days(row["first_seen_at"])
    # A date in the future is the site's mistake or its trick: no post is younger than our first sight of it.
    posted = min(days(row["posted_at"]), known) if row["posted_at"] else known
    return Candidate(
        post=row["id"],
        posted=posted,
        known=known,
        checked=days(row["checked_at"]),
        changes=changes,
        pinned=bool(row["pinned"]),
        absent=bool(row["absent"]),
        requests=1 + row["files"],
        state="gone" if taken else row["state"],
    )
