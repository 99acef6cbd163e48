"""Verdict: when a post may be called unlisted or gone. Absence is a hint; only the post's own page, twice, is evidence.

A post is *gone* when its own page said so (404, 410 or the platform's words) in two complete runs at least 24 hours (or as the manifest says) apart, with no
sighting in between. The first time it is *unlisted*. A run that is not complete, or that misses more than max(3, 5 %) of the
listed posts, gives no verdict at all (reliability R12).
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta

from crawler.clock import iso
from pipelines import store
from pipelines.store import Seen

#: Between two looks that make a post gone, unless the manifest says otherwise.
APART = timedelta(hours=24)


def too_many(missing: int, listed: int) -> bool:
    """Whether so many posts are missing that the site is likelier to be broken than the posts to be taken down."""
    return missing > max(3, listed * 0.05)


def absent(conn: sqlite3.Connection, post: int, evidence: str, seen: Seen) -> None:
    """Note that a post's own page said it is not there."""
    conn.execute(
        "INSERT INTO absences (post, crawl, at, evidence, capture) VALUES (?, ?, ?, ?, ?)", (post, seen.crawl, seen.at, evidence, seen.capture)
    )


def is_second(conn: sqlite3.Connection, post: int, crawl: int, apart: timedelta = APART) -> bool:
    """Whether the absence that a run has noted of a post would make it gone if the run ends complete."""
    row = conn.execute(
        "SELECT a.post, a.at, p.last_seen_at FROM absences a JOIN posts p ON p.id = a.post WHERE a.post = ? AND a.crawl = ? ORDER BY a.id DESC LIMIT 1",
        (post, crawl),
    ).fetchone()
    return row is not None and _earlier(conn, row, crawl, apart) is not None


def judge(conn: sqlite3.Connection, board: str, crawl: int, at: str, *, sweep: bool, apart: timedelta = APART) -> int:
    """The verdicts of a complete run: events ``gone`` and ``unlisted``. How many posts are gone by it."""
    gone = 0
    absences = conn.execute(
        "SELECT a.post, a.at, a.evidence, a.capture, p.state, p.last_seen_at, p.native_id FROM absences a JOIN posts p ON p.id = a.post"
        " WHERE a.crawl = ? AND p.board = ? AND p.state <> 'gone' ORDER BY a.post, a.id",
        (crawl, board),
    ).fetchall()
    for row in absences:
        first = _earlier(conn, row, crawl, apart)
        seen = Seen(crawl=crawl, at=at, capture=row["capture"])
        if first is not None:
            conn.execute("UPDATE posts SET state = 'gone' WHERE id = ?", (row["post"],))
            detail = {"evidence": row["evidence"], "capture": row["capture"], "first_evidence": first["evidence"], "first_at": first["at"]}
            files = _files_asked(conn, crawl, row["native_id"])
            store.event(conn, row["post"], "gone", seen, {**detail, "first_capture": first["capture"], **({"attachments": files} if files else {})})
            gone += 1
        elif row["state"] == "listed":
            _unlist(conn, row["post"], seen, {"evidence": row["evidence"], "page": "says that it is not there"})
    if sweep:
        _unlist_unsighted(conn, board, crawl, at)
    return gone


def _files_asked(conn: sqlite3.Connection, crawl: int, native_id: str) -> list[dict[str, object]]:
    """What became of the files of a post that is gone: whether each is still served, with the capture that shows it."""
    rows = conn.execute(
        "SELECT facts, reading, capture FROM frontier WHERE crawl = ? AND kind = 'file' AND native_id = ? AND json_extract(facts, '$.after_gone') ORDER BY id",
        (crawl, native_id),
    ).fetchall()
    return [
        {
            "url": json.loads(row["facts"])["asked"],
            "served": row["reading"] is not None,
            "capture": row["capture"],
            "sha256": json.loads(row["reading"])["sha256"] if row["reading"] else None,
        }
        for row in rows
    ]


def _earlier(conn: sqlite3.Connection, absence: sqlite3.Row, crawl: int, apart: timedelta) -> sqlite3.Row | None:
    """The first evidence of an absence, from an earlier complete run and long enough ago, not followed by a sighting."""
    limit = iso(datetime.fromisoformat(absence["at"]) - apart)
    row: sqlite3.Row | None = conn.execute(
        "SELECT a.at, a.evidence, a.capture FROM absences a JOIN crawls c ON c.id = a.crawl"
        " WHERE a.post = ? AND a.crawl < ? AND c.outcome = 'complete' AND a.at <= ? AND a.at > ? ORDER BY a.id LIMIT 1",
        (absence["post"], crawl, limit, absence["last_seen_at"]),
    ).fetchone()
    return row


def _unlist_unsighted(conn: sqlite3.Connection, board: str, crawl: int, at: str) -> None:
    """Posts that no list page of a sweep showed although their own page still answers."""
    rows = conn.execute(
        "SELECT id, capture FROM posts WHERE board = ? AND state = 'listed' AND redaction IS NULL"
        " AND native_id NOT IN (SELECT native_id FROM sightings WHERE crawl = ?) ORDER BY id",
        (board, crawl),
    ).fetchall()
    for row in rows:
        _unlist(conn, row["id"], Seen(crawl=crawl, at=at, capture=row["capture"]), {"page": "still answers"})


def _unlist(conn: sqlite3.Connection, post: int, seen: Seen, detail: dict[str, object]) -> None:
    conn.execute("UPDATE posts SET state = 'unlisted' WHERE id = ?", (post,))
    store.event(conn, post, "unlisted", seen, detail)
