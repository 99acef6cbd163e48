"""Verdict: when a post may be called unlisted or gone. Absence is a hint; only the post's own page, twice, is evidence.

A post is *gone* when its own page said so (404, 410 or the platform's words) in two complete runs at least 24 hours (or as the manifest says) apart, with no
sighting in between, when the lists were read where it would stand and did not show it, and while the page of another post that stands answered in the
same run. Where no list page was read that far, a third look takes the place of the lists. The first time it is *unlisted*. A run that is not complete, or
that misses more than max(3, 5 %) of the listed posts, gives no verdict at all (reliability R12).
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta

from pipelines import store
from pipelines.store import Seen

#: So many posts on the pages that were read, all older than another one, show that it would stand on them too.
OLDER = 3
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


def is_last(conn: sqlite3.Connection, post: int, crawl: int, *, sweep: bool, apart: timedelta = APART) -> bool:
    """Whether the absence that a run has noted of a post would make it gone if the run ends complete and another post answers."""
    row = conn.execute(
        "SELECT a.post, a.at, p.last_seen_at, p.board, p.posted_at FROM absences a JOIN posts p ON p.id = a.post"
        " WHERE a.post = ? AND a.crawl = ? ORDER BY a.id DESC LIMIT 1",
        (post, crawl),
    ).fetchone()
    return row is not None and _first(conn, row, crawl, apart, sweep=sweep) is not None


def control(conn: sqlite3.Connection, board: str, crawl: int, post: int) -> sqlite3.Row | None:
    """The post (native_id, url) to ask beside one that is about to be called gone, in a run that asks none so far for that: the nearest that stands, one
    without files where there is any; None where no other stands, or one was asked."""
    if conn.execute("SELECT 1 FROM frontier WHERE crawl = ? AND kind = 'post' AND json_extract(facts, '$.control')", (crawl,)).fetchone() is not None:
        return None
    row: sqlite3.Row | None = conn.execute(
        f"SELECT native_id, url FROM posts p WHERE {_STANDING}"
        " ORDER BY EXISTS (SELECT 1 FROM attachments t WHERE t.post = p.id AND t.state <> 'removed'), abs(p.id - ?3), p.id LIMIT 1",
        (board, crawl, post),
    ).fetchone()
    return row


def judge(conn: sqlite3.Connection, board: str, crawl: int, at: str, *, sweep: bool, apart: timedelta = APART) -> int:
    """The verdicts of a complete run: events ``gone`` and ``unlisted``. How many posts are gone by it."""
    gone = 0
    answered: bool | None = None
    absences = conn.execute(
        "SELECT a.post, a.at, a.evidence, a.capture, p.state, p.last_seen_at, p.native_id, p.board, p.posted_at FROM absences a JOIN posts p ON p.id = a.post"
        " WHERE a.crawl = ? AND p.board = ? AND p.state <> 'gone' ORDER BY a.post, a.id",
        (crawl, board),
    ).fetchall()
    for row in absences:
        first = _first(conn, row, crawl, apart, sweep=sweep)
        if first is not None and answered is None:
            answered = _others_answer(conn, board, crawl)
        seen = Seen(crawl=crawl, at=at, capture=row["capture"])
        if first is not None and answered:
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


#: The listed posts of a board (?1) of which a run (?2) has not heard that they are not there.
_STANDING = "p.board = ?1 AND p.state = 'listed' AND p.redaction IS NULL AND p.id NOT IN (SELECT post FROM absences WHERE crawl = ?2)"


def _others_answer(conn: sqlite3.Connection, board: str, crawl: int) -> bool:
    """Whether the page of a post that stands was read in a run, or none stands that could have been: a server that has lost its posts says so of each."""
    read = (
        f"SELECT 1 FROM frontier f JOIN posts p ON p.native_id = f.native_id AND {_STANDING}"
        " WHERE f.crawl = ?2 AND f.kind = 'post' AND f.state = 'done' AND f.reading IS NULL AND f.capture IS NOT NULL LIMIT 1"
    )
    if conn.execute(read, (board, crawl)).fetchone() is not None:
        return True
    return conn.execute(f"SELECT 1 FROM posts p WHERE {_STANDING} LIMIT 1", (board, crawl)).fetchone() is None


def _first(conn: sqlite3.Connection, absence: sqlite3.Row, crawl: int, apart: timedelta, *, sweep: bool) -> sqlite3.Row | None:
    """The first evidence of an absence that this look confirms: from an earlier complete run, long enough ago, with no sighting in it or since; and the
    lists, or a look between the two, say so too."""
    looks = conn.execute(
        "SELECT a.at, a.evidence, a.capture FROM absences a JOIN crawls c ON c.id = a.crawl"
        " WHERE a.post = ? AND a.crawl < ? AND c.outcome = 'complete' AND c.started_at > ? ORDER BY a.id",
        (absence["post"], crawl, absence["last_seen_at"]),
    ).fetchall()
    now = datetime.fromisoformat(absence["at"])
    if not looks or now - datetime.fromisoformat(looks[0]["at"]) < apart:
        return None
    first: sqlite3.Row = looks[0]
    begun = datetime.fromisoformat(first["at"])
    between = any(datetime.fromisoformat(look["at"]) - begun >= apart and now - datetime.fromisoformat(look["at"]) >= apart for look in looks)
    return first if sweep or between or _lists_say_so(conn, absence, crawl, first["at"]) else None


def _lists_say_so(conn: sqlite3.Connection, absence: sqlite3.Row, crawl: int, since: str) -> bool:
    """Whether a whole list was read since a time without showing a post, or this run's pages reach behind the place where it would stand."""
    whole = "SELECT 1 FROM crawls WHERE board = ? AND mode = 'sweep' AND since IS NULL AND outcome = 'complete' AND finished_at > ? LIMIT 1"
    if conn.execute(whole, (absence["board"], since)).fetchone() is not None:
        return True
    older = (
        "SELECT count(*) FROM sightings s JOIN posts p ON p.board = ? AND p.native_id = s.native_id WHERE s.crawl = ? AND NOT s.pinned AND p.posted_at < ?"
    )
    count: int = conn.execute(older, (absence["board"], crawl, absence["posted_at"])).fetchone()[0]
    return count >= OLDER


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
