"""A snapshot of an archive for others to read: one moment of it, without what was quarantined or redacted, checked before it takes its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawler.clock import Clock, iso
from crawler.crashpoint import crashpoint
from crawler.errors import ArchiveError
from pipelines import search
from pipelines.schema import TABLES
from pipelines.whole import new_path

#: Tables that are for the crawler, about what could not be read, or about who was told what.
EMPTIED = ("issues", "frontier", "sightings", "list_rows", "notices", "withheld")
#: What stands in place of a redacted post's address where a capture's row must stay because another post's bytes rest on it.
BLANK = "urn:panjeon:redacted"
#: The tables whose rows belong to a post; taken from the schema, so that a new one is not forgotten.
_OF_POST = tuple(table for table, (_, columns) in TABLES.items() if "REFERENCES posts(id)" in columns.get("post", ""))
_NAMING = tuple(
    (table, column)
    for table, (_, columns) in TABLES.items()
    for column, text in columns.items()
    if "REFERENCES captures(id)" in text
)
_UNNAMED = " AND ".join(f"id NOT IN (SELECT {column} FROM {table} WHERE {column} IS NOT NULL)" for table, column in _NAMING)
_ADDRESSES = (
    "SELECT url FROM posts WHERE id IN ({0}) UNION SELECT url FROM attachments WHERE post IN ({0})"
    " UNION SELECT c.url FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.post IN ({0})"
    " UNION SELECT f.value ->> 'url' FROM revisions r, json_each(r.attachments) f WHERE r.post IN ({0})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a snapshot holds, and how many posts were left out of it."""

    posts: int
    redacted: int
    captures: int
    bytes: int


def publish(
    archive: Path, output: Path, *, clock: Clock, redacted: Collection[int] = (), force: bool = False, say: Callable[[str], None] = lambda _: None
) -> Snapshot:
    """Write the snapshot and rename it into place. The archive is only read; a crawl may be writing to it.

    redacted: numbers of posts of which nothing may remain: rows, versions, files, captures, search index
    say:      told each step in a few words
    Raises ArchiveError where the copy does not pass its checks; what stood in the place then stays.
    """
    with new_path(output, force=force) as place:
        # named so that new_path removes it where a killed process left it
        draft = place.with_name(f".{output.name}.draft.{os.getpid()}.partial")
        try:
            say("copying")
            _copy(archive, draft)
            crashpoint("after_snapshot_copy")
            with closing(sqlite3.connect(draft, isolation_level=None)) as conn:
                search.register(conn)
                _strip(conn, redacted, clock, say)
                say("packing")
                conn.execute("VACUUM INTO ?", (str(place),))
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{archive} cannot be copied ({error}); run `panjeon verify`") from error
        finally:
            draft.unlink(missing_ok=True)
        say("checking")
        checked = _checked(archive, place, redacted)
        crashpoint("before_snapshot_rename")
        return checked


def _copy(archive: Path, draft: Path) -> None:
    with closing(sqlite3.connect(f"{archive.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        conn.execute("VACUUM INTO ?", (str(draft),))


def _strip(conn: sqlite3.Connection, redacted: Collection[int], clock: Clock, say: Callable[[str], None]) -> None:
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("PRAGMA journal_mode = MEMORY")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("BEGIN")
    conn.execute("CREATE TEMP TABLE quarantined AS SELECT DISTINCT capture AS id FROM issues WHERE capture IS NOT NULL")
    for table in EMPTIED:
        conn.execute(f"DELETE FROM {table}")
    conn.execute(f"DELETE FROM captures WHERE id IN (SELECT id FROM quarantined) AND {_UNNAMED}")
    conn.execute("UPDATE redactions SET asked_by = NULL")
    if redacted:
        say("redacting")
        _redact(conn, redacted)
    conn.execute("DELETE FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM attachments WHERE sha256 IS NOT NULL)")
    say("indexing")
    search.rebuild(conn)
    facts = {"published_at": iso(clock.now()), "redacted_posts": str(len(redacted))}
    conn.executemany("INSERT INTO archive (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", facts.items())
    conn.execute("COMMIT")


def _redact(conn: sqlite3.Connection, redacted: Collection[int]) -> None:
    """Take posts out with everything that is theirs alone."""
    conn.execute("CREATE TEMP TABLE taken (id INTEGER PRIMARY KEY)")
    conn.executemany("INSERT INTO taken VALUES (?)", ((number,) for number in redacted))
    taken = "SELECT id FROM taken"
    conn.execute("CREATE TEMP TABLE addresses AS " + _ADDRESSES.format(taken))
    for table in ("aliases", "mentions"):
        conn.execute(f"DELETE FROM {table} WHERE (board, native_id) IN (SELECT board, native_id FROM posts WHERE id IN ({taken}))")
    conn.execute(f"UPDATE captures SET redaction = NULL WHERE redaction IN (SELECT id FROM redactions WHERE post IN ({taken}))")
    for table in _OF_POST:
        conn.execute(f"DELETE FROM {table} WHERE post IN ({taken})")
    conn.execute(f"UPDATE posts SET duplicate_of = NULL, duplicate_score = NULL WHERE duplicate_of IN ({taken})")
    conn.execute(f"DELETE FROM posts WHERE id IN ({taken})")
    # twice: a capture whose bytes only another of these captures repeats is unnamed after the first
    for _ in range(2):
        conn.execute(f"DELETE FROM captures WHERE url IN (SELECT url FROM addresses) AND {_UNNAMED}")
    conn.execute(
        "UPDATE captures SET url = ? WHERE url IN (SELECT url FROM addresses)"
        " AND url NOT IN (SELECT url FROM posts UNION SELECT url FROM attachments UNION SELECT url FROM boards)",
        (BLANK,),
    )


def _checked(archive: Path, place: Path, redacted: Collection[int]) -> Snapshot:
    """Hold the finished file against what it must be. Raises ArchiveError."""
    with closing(sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        faults = [text for (text,) in conn.execute("PRAGMA integrity_check") if text != "ok"]
        faults += [f"{table} row {rowid} names a missing row of {parent}" for table, rowid, parent, _ in conn.execute("PRAGMA foreign_key_check")]
        faults += [f"{table} is not empty" for table in EMPTIED if _count(conn, table)]
        faults += [f"post {number} is still there" for number in redacted if _count(conn, "posts", f"WHERE id = {int(number)}")]
        if _count(conn, "posts") != _count(conn, "posts_fts"):
            faults.append("the search index does not hold every post")
        mismatched = "(SELECT max(number) FROM revisions WHERE post = posts.id) IS NOT revision"
        faults += [f"post {row[0]} is not at its last revision" for row in conn.execute(f"SELECT id FROM posts WHERE {mismatched}")]
        if faults:
            raise ArchiveError(f"the copy of {archive} did not pass its checks ({'; '.join(faults[:3])}); run `panjeon verify`, nothing was published")
        posts, captures = _count(conn, "posts"), _count(conn, "captures")
    return Snapshot(posts=posts, redacted=len(redacted), captures=captures, bytes=place.stat().st_size)


def _count(conn: sqlite3.Connection, table: str, where: str = "") -> int:
    count: int = conn.execute(f"SELECT count(*) FROM {table} {where}").fetchone()[0]
    return count
