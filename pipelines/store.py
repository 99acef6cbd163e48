"""Store: the rows that a response leaves behind. Every function runs inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.reading import Reading
from crawler.records import Comment, Exchange, Misfit
from crawler.warc import Placed
from pipelines import deduplicate
from pipelines.compare import Change, Known, compare
from pipelines.normalize import FileFact, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Where and when an observation was made: crawl number, UTC time, capture number."""

    crawl: int
    at: str
    capture: int


def capture(conn: sqlite3.Connection, crawl: int, exchange: Exchange, placed: Placed, reading: Reading) -> int:
    """The row of a captured response; its number."""
    tls = None if exchange.tls_verified is None else int(exchange.tls_verified)
    cursor = conn.execute(
        "INSERT INTO captures (crawl, url, method, status, fetched_at, media_type, encoding, payload_sha256, payload_bytes, warc_file,"
        " warc_offset, warc_length, record_id, revisit_of, declared_encoding, replaced, tls_verified)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            crawl,
            exchange.url,
            exchange.method,
            exchange.status,
            placed.date,
            reading.media_type,
            reading.encoding,
            placed.payload_sha256,
            placed.payload_bytes,
            placed.file,
            placed.offset,
            placed.length,
            placed.record_id,
            placed.revisit_of,
            reading.declared,
            reading.replaced,
            tls,
        ),
    )
    number: int | None = cursor.lastrowid
    assert number is not None
    return number


def checked(conn: sqlite3.Connection, board: str, native_id: str | None, at: str) -> None:
    """Note that a post's own page was asked, whatever came of it: a page that never answers must not be the likeliest for ever."""
    conn.execute("UPDATE posts SET checked_at = max(coalesce(checked_at, ''), ?) WHERE board = ? AND native_id = ?", (at, board, native_id))


def event(conn: sqlite3.Connection, post: int, kind: str, seen: Seen, detail: Mapping[str, object] | None = None) -> None:
    """Append a thing that happened to a post."""
    conn.execute(
        "INSERT INTO events (post, crawl, kind, at, detail, capture) VALUES (?, ?, ?, ?, ?, ?)",
        (post, seen.crawl, kind, seen.at, json.dumps(detail, ensure_ascii=False) if detail else "{}", seen.capture),
    )


def issue(conn: sqlite3.Connection, crawl: int, board: str, url: str, misfit: Misfit, *, at: str, capture: int | None) -> None:
    """Put a page or request that did not fit where it is seen."""
    conn.execute(
        "INSERT INTO issues (crawl, board, url, kind, message, selector, expected, found, at, capture) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (crawl, board, url, misfit.kind, misfit.message, misfit.selector, misfit.expected, misfit.found, at, capture),
    )


def known_files(conn: sqlite3.Connection, post: int) -> dict[str, FileFact]:
    """What is archived of a post's attachments, by address."""
    rows = conn.execute("SELECT name, url, media_type, bytes, sha256, capture FROM attachments WHERE post = ?", (post,))
    return {row["url"]: FileFact(**dict(row)) for row in rows}


def last_revision(conn: sqlite3.Connection, post: int) -> Known:
    """The fields of a post's last revision that a new version is held against.

    A file that could not be fetched for that revision counts with the digest that was captured for it since.
    """
    since = {url: fact.sha256 for url, fact in known_files(conn, post).items()}
    row = conn.execute(
        "SELECT title, author, posted_at, modified_at, body_text, attachments FROM revisions WHERE post = ? ORDER BY number DESC LIMIT 1", (post,)
    ).fetchone()
    return Known(
        title=row["title"],
        author=row["author"],
        posted_at=row["posted_at"],
        modified_at=row["modified_at"],
        body_text=row["body_text"],
        files=tuple((fact["name"], fact["sha256"] or since.get(fact["url"])) for fact in json.loads(row["attachments"])),
    )


def add_post(conn: sqlite3.Connection, board: str, version: Version, parser: str, seen: Seen, *, state: str, pinned: bool) -> int:
    """A post's first row, first revision and event ``new``; its number."""
    posted = version.posted
    cursor = conn.execute(
        "INSERT INTO posts (board, native_id, url, title, author, posted_at, posted_precision, posted_raw, modified_at, body_text, body_html,"
        " pinned, state, first_seen_at, last_seen_at, changed_at, checked_at, revision, content_hash, category, capture, posted_inferred)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)",
        (
            board,
            version.native_id,
            version.url,
            version.title,
            version.author,
            version.posted_at,
            posted.precision if posted else None,
            posted.raw if posted else None,
            version.modified_at,
            version.body_text,
            version.body_html,
            int(pinned),
            state,
            seen.at,
            seen.at,
            seen.at,
            seen.at,
            version.content_hash,
            version.category,
            seen.capture,
            int(bool(posted and posted.inferred)),
        ),
    )
    post: int | None = cursor.lastrowid
    assert post is not None
    add_revision(conn, post, 1, version, Change(fields=(), significance="first", silent=False), parser, seen)
    event(conn, post, "new", seen)
    deduplicate.mark(conn, post, version.body_text)
    return post


def revise_post(conn: sqlite3.Connection, row: sqlite3.Row, version: Version, parser: str, seen: Seen) -> Change | None:
    """Hold a version against the last revision; where they differ, append a revision and an event. The change, or None."""
    if row["content_hash"] == version.content_hash:
        _same(conn, row["id"], seen)
        return None
    known = last_revision(conn, row["id"])
    change = compare(known, version)
    if change is None:
        _same(conn, row["id"], seen)
        return None
    number = row["revision"] + 1
    add_revision(conn, row["id"], number, version, change, parser, seen)
    event(conn, row["id"], "changed", seen, {"revision": number, "changed": list(change.fields), "silent": change.silent})
    posted = version.posted
    conn.execute(
        "UPDATE posts SET title = ?, author = ?, posted_at = ?, posted_precision = ?, posted_raw = ?, modified_at = ?, body_text = ?,"
        " body_html = ?, last_seen_at = ?, changed_at = ?, checked_at = ?, revision = ?, content_hash = ?, category = ?, capture = ?,"
        " posted_inferred = ? WHERE id = ?",
        (
            version.title,
            version.author,
            version.posted_at,
            posted.precision if posted else None,
            posted.raw if posted else None,
            version.modified_at,
            version.body_text,
            version.body_html,
            seen.at,
            seen.at,
            seen.at,
            number,
            version.content_hash,
            version.category,
            seen.capture,
            int(bool(posted and posted.inferred)),
            row["id"],
        ),
    )
    if "body" in change.fields:
        deduplicate.mark(conn, row["id"], version.body_text, known.body_text)
    return change


def _same(conn: sqlite3.Connection, post: int, seen: Seen) -> None:
    """A post's page showed what is archived."""
    conn.execute("UPDATE posts SET last_seen_at = ?1, checked_at = ?1, capture = ?2 WHERE id = ?3", (seen.at, seen.capture, post))


def add_revision(conn: sqlite3.Connection, post: int, number: int, version: Version, change: Change, parser: str, seen: Seen) -> None:
    """A version's row in the history of a post."""
    conn.execute(
        "INSERT INTO revisions (post, number, observed_at, title, author, posted_at, modified_at, body_text, body_html, attachments,"
        " content_hash, changed, significance, silent, parser, capture, touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            post,
            number,
            seen.at,
            version.title,
            version.author,
            version.posted_at,
            version.modified_at,
            version.body_text,
            version.body_html,
            json.dumps([fact.as_json() for fact in version.files], ensure_ascii=False) if version.files else "[]",
            version.content_hash,
            json.dumps(change.fields) if change.fields else "[]",
            change.significance,
            int(change.silent),
            parser,
            seen.capture,
            json.dumps(change.touched) if change.touched else "[]",
        ),
    )


def set_files(conn: sqlite3.Connection, post: int, version: Version, missing: frozenset[str], seen: Seen) -> None:
    """Bring the attachments of a post in line with what its page offers now; those no longer offered stay, as removed."""
    for fact in version.files:
        state = "missing" if fact.url in missing or fact.sha256 is None else "present"
        conn.execute(
            "INSERT INTO attachments (post, name, url, media_type, bytes, sha256, state, capture) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (post, url) DO UPDATE SET name = excluded.name, media_type = excluded.media_type, bytes = excluded.bytes,"
            " text = CASE WHEN sha256 IS excluded.sha256 THEN text END, sha256 = excluded.sha256, state = excluded.state, capture = excluded.capture",
            (post, fact.name, fact.url, fact.media_type, fact.bytes, fact.sha256, state, fact.capture or seen.capture),
        )
    offered = {fact.url for fact in version.files}
    for row in conn.execute("SELECT id, url FROM attachments WHERE post = ? AND state <> 'removed'", (post,)).fetchall():
        if row["url"] not in offered:
            conn.execute("UPDATE attachments SET state = 'removed' WHERE id = ?", (row["id"],))


def set_comments(conn: sqlite3.Connection, post: int, comments: Sequence[tuple[Comment, int]], *, whole: bool) -> None:
    """Bring the comments of a post in line with its pages, each with the capture of its own; those no longer shown stay, as removed.

    Where not all pages were read (``whole`` is False) nothing is known of those that were not met.
    """
    for comment, capture in comments:
        conn.execute(
            "INSERT INTO comments (post, native_id, author, posted_at, body_text, state, capture) VALUES (?, ?, ?, ?, ?, 'present', ?)"
            " ON CONFLICT (post, native_id) DO UPDATE SET author = excluded.author, posted_at = excluded.posted_at,"
            " body_text = excluded.body_text, state = 'present', capture = excluded.capture",
            (post, comment.native_id, comment.author, comment.posted.at if comment.posted else None, comment.body_text, capture),
        )
    if not whole:
        return
    shown = {comment.native_id for comment, _ in comments}
    for row in conn.execute("SELECT id, native_id FROM comments WHERE post = ? AND state = 'present'", (post,)).fetchall():
        if row["native_id"] not in shown:
            conn.execute("UPDATE comments SET state = 'removed' WHERE id = ?", (row["id"],))

