"""Rebuild: the archive made anew from its WARC files alone, by the same fold that live crawls take."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from crawler.errors import ArchiveError
from crawler.warc import fixity, records
from pipelines.archive import open_writer
from pipelines.fold import Fold
from pipelines.recorder import apply_record, close_row

#: Columns that tell when a program ran, not what a board said; and the tables that only a running crawl uses.
RUN_TIME_TABLES = frozenset({"_sqlite_migrations", "archive", "sqlite_stat1", "sqlite_sequence"})
BATCH = 500


def rebuild(warcs: Path, target: Path, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Make a new archive at ``target`` from every WARC file of a folder, in the order in which they were written.

    ``progress`` is told (bytes read, bytes in all). Returns the number of records applied. Raises ArchiveError where the target
    exists or the folder holds no WARC file, WarcDamaged where evidence is damaged. An unfinished target is removed.
    """
    if target.exists():
        raise ArchiveError(f"{target} exists; choose another --output, or remove it first")
    files = sorted(warcs.glob("*.warc.gz")) + sorted(warcs.glob("*.warc.gz.open"))
    if not files:
        raise ArchiveError(f"{warcs} holds no WARC file; name the archive whose warcs folder stands beside it with --archive")
    partial = target.with_name(target.name + ".partial")
    for leftover in _with_journals(partial):
        leftover.unlink(missing_ok=True)
    conn = open_writer(partial, durable=False)
    try:
        count = _apply_all(conn, sorted(files, key=lambda path: path.name), warcs, progress)
        conn.execute("PRAGMA foreign_keys = ON")
        broken = conn.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise ArchiveError(f"the rebuilt table {broken[0]} refers to a missing row of {broken[2]}; report this with the WARC files")
        conn.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        conn.close()
        for leftover in _with_journals(partial):
            leftover.unlink(missing_ok=True)
        raise
    conn.close()
    _sync(partial)
    partial.rename(target)
    return count


def _apply_all(conn: sqlite3.Connection, files: list[Path], warcs: Path, progress: Callable[[int, int], None] | None) -> int:
    total = sum(path.stat().st_size for path in files)
    fold = Fold(conn)
    count = waiting = done = 0
    conn.execute("BEGIN IMMEDIATE")
    for path in files:
        name = path.name.removesuffix(".open")
        entered = False
        end, date = 0, ""
        for record in records(path):
            if not entered and (fold.run is not None or record.headers.get("Panjeon-Event") == "begin"):
                entered = True
            applied = apply_record(conn, fold, record, name, warcs)
            if entered:
                conn.execute("INSERT INTO warcs (file, crawl) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, int(name[:5])))
            end, date = record.offset + record.length, record.headers["WARC-Date"]
            count += applied
            waiting += applied
            if waiting >= BATCH:
                waiting = 0
                conn.execute("COMMIT")
                conn.execute("BEGIN IMMEDIATE")
                if progress is not None:
                    progress(done + end, total)
        if path.name.endswith(".open"):
            conn.execute("UPDATE warcs SET bytes = ? WHERE file = ?", (end, name))
        else:
            close_row(conn, fixity(path), date)
        done += path.stat().st_size
    conn.execute("COMMIT")
    if progress is not None:
        progress(total, total)
    return count


def dump(path: Path) -> Iterator[str]:
    """The SQL of an archive's rows, table by table in primary-key order, without what only says when a program ran.

    Two archives with the same evidence have equal dumps; the database files themselves are not byte-reproducible.
    """
    conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        tables = [
            row[0]
            for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
            if row[0] not in RUN_TIME_TABLES and not row[0].startswith("posts_fts")
        ]
        for table in tables:
            columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
            quoted = " || ', ' || ".join(f"quote({column})" for column in columns)
            for row in conn.execute(f"SELECT {quoted} FROM {table} ORDER BY {', '.join(columns)}"):
                yield f"INSERT INTO {table} VALUES ({row[0]});"
    finally:
        conn.close()


def _with_journals(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + tail) for tail in ("-wal", "-shm", "-journal"))]


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
