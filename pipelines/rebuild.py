"""Rebuild: the archive made anew from its WARC files alone, by the same fold that live crawls take."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from threading import active_count
from typing import TypeVar

from crawler.errors import ArchiveError
from crawler.manifest import Manifest, from_facts
from crawler.warc import Closed, Record, records
from pipelines import search
from pipelines.archive import open_writer, transaction
from pipelines.fold import Fold
from pipelines.recorder import Answer, answer_in, apply_record, close_row, is_answer

#: Columns that tell when a program ran, not what a board said; and the tables that only a running crawl uses.
RUN_TIME_TABLES = frozenset({"_sqlite_migrations", "archive", "indexed", "notices", "sqlite_stat1", "sqlite_sequence"})
A = TypeVar("A")
B = TypeVar("B")
#: What a worker takes at a time, batches that are under way, and the WARC bytes from which workers are worth their start.
AT_ONCE = 256
AHEAD = 8
MOST_WORKERS = 4
WORTH_WORKERS = 1_000_000


def rebuild(warcs: Path, target: Path, *, progress: Callable[[int, int], None] | None = None, searchable: bool = True) -> int:
    """Make a new archive at ``target`` from every WARC file of a folder, in the order in which they were written.

    ``searchable`` False leaves the search index to ``pipelines.archive.index``, as a crawl does. ``progress`` is told (bytes read,
    bytes in all). Returns the number of records applied. Raises ArchiveError where the target exists or the folder holds no WARC
    file, WarcDamaged where evidence is damaged. An unfinished target is removed.
    """
    if target.exists():
        raise ArchiveError(f"{target} exists; choose another --output, or remove it first")
    files = sorted(warcs.glob("*.warc.gz")) + sorted(warcs.glob("*.warc.gz.open"))
    if not files:
        raise ArchiveError(f"{warcs} holds no WARC file; name the archive whose warcs folder stands beside it with --archive")
    unfinished = target.with_name(target.name + ".partial")
    for leftover in _with_journals(unfinished):
        leftover.unlink(missing_ok=True)
    files.sort(key=lambda path: path.name)
    workers = _workers(files)
    conn = open_writer(unfinished, durable=False)
    try:
        with workers or nullcontext():
            count = _apply_all(conn, files, warcs, progress, workers)
            if searchable:
                with transaction(conn):
                    search.rebuild(conn, partial(_spread, workers))
        conn.execute("PRAGMA foreign_keys = ON")
        broken = conn.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise ArchiveError(f"the rebuilt table {broken[0]} refers to a missing row of {broken[2]}; report this with the WARC files")
        conn.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        conn.close()
        for leftover in _with_journals(unfinished):
            leftover.unlink(missing_ok=True)
        raise
    conn.close()
    _sync(unfinished)
    unfinished.rename(target)
    return count


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a WARC file as a reader found it: what is to be applied (an answer, or the record where only the archive can read it),
    where each ends, where the next stretch begins (None at the end), and the board of the crawl (with the crawl's part of the file name)."""

    path: Path
    steps: list[tuple[int, Answer | Record]]
    end: int
    next: int | None
    records: int
    date: str
    board: tuple[str, Manifest] | None


def _apply_all(conn: sqlite3.Connection, files: list[Path], warcs: Path, progress: Callable[[int, int], None] | None, workers: Executor | None) -> int:
    total = sum(path.stat().st_size for path in files)
    fold = Fold(conn)
    applied = done = records_read = 0
    for stretch in _stretches(workers, files):
        name = stretch.path.name.removesuffix(".open")
        with transaction(conn):
            for _, step in stretch.steps:
                if isinstance(step, Record):
                    applied += apply_record(conn, fold, step, name, warcs)
                else:
                    fold.response(*step)
                    applied += 1
            if stretch.steps:
                conn.execute("INSERT INTO warcs (file, crawl) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, int(name[:5])))
            records_read += stretch.records
            if stretch.next is None:
                _end_file(conn, stretch, name, records_read)
        if progress is not None:
            progress(done + stretch.end, total)
        if stretch.next is None:
            done, records_read = done + stretch.end, 0
    return applied


def _end_file(conn: sqlite3.Connection, last: _Stretch, name: str, count: int) -> None:
    """The row of a file that has been read to its end: its fixity where it is closed, how far it reaches where it is open."""
    if last.path.name.endswith(".open"):
        conn.execute("UPDATE warcs SET bytes = ? WHERE file = ?", (last.end, name))
        return
    with last.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    close_row(conn, Closed(file=name, bytes=last.end, records=count, sha256=digest, date=last.date))


# --- reading ahead ---------------------------------------------------------------------------------------------------


def _stretches(workers: Executor | None, files: list[Path]) -> Iterator[_Stretch]:
    """The files stretch by stretch; a worker reads the next one while this one is applied."""
    rest = iter(files)
    place: tuple[Path, int] | None = (next(rest), 0)
    board: tuple[str, Manifest] | None = None
    reading: Future[_Stretch] | None = None
    while place is not None:
        stretch = reading.result() if reading is not None else _read_stretch(*place, board)
        board = stretch.board
        if stretch.next is not None:
            place = (place[0], stretch.next)
        else:
            following = next(rest, None)
            place = (following, 0) if following is not None else None
        reading = workers.submit(_read_stretch, *place, board) if workers is not None and place is not None else None
        yield stretch


def _read_stretch(path: Path, start: int, board: tuple[str, Manifest] | None) -> _Stretch:
    """Some hundred records from a place in a file, read as far as that needs no archive."""
    name = path.name.removesuffix(".open")
    steps: list[tuple[int, Answer | Record]] = []
    count, end, date = 0, start, ""
    for record in islice(records(path, start), AT_ONCE):
        count, end, date = count + 1, record.offset + record.length, record.headers["WARC-Date"]
        event = record.headers.get("Panjeon-Event")
        if event == "begin":
            board = (name[:5], from_facts(json.loads(record.block)["board"]))
        if event is not None:
            steps.append((end, record))
        elif is_answer(record):
            mine = board[1] if board is not None and board[0] == name[:5] else None
            steps.append((end, _answer(record, name, path.parent, mine) if mine is not None and record.type == "response" else record))
    more = count == AT_ONCE and end < path.stat().st_size
    return _Stretch(path, steps, end, end if more else None, count, date, board)


def _answer(record: Record, name: str, warcs: Path, board: Manifest) -> Answer:
    """What an answer says, without its bytes: what follows needs no more than their sizes and digests."""
    task, exchange, placed, reading = answer_in(None, record, name, warcs, board)
    return task, replace(exchange, request=b"", body=b"", payload=b"", headers=()), placed, reading


def _spread(workers: Executor | None, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """map() by the workers, in order: some batches ahead and no more, so that memory stays small."""
    if workers is None:
        yield from map(function, items)
        return
    running: deque[Future[list[B]]] = deque()
    source = iter(items)
    while batch := list(islice(source, AT_ONCE)):
        running.append(workers.submit(_batch, function, batch))
        if len(running) >= AHEAD:
            yield from running.popleft().result()
    while running:
        yield from running.popleft().result()


def _batch(function: Callable[[A], B], batch: list[A]) -> list[B]:
    return [function(item) for item in batch]


def _workers(files: list[Path]) -> ProcessPoolExecutor | None:
    """As many readers as there are processors; none for little to read, and none where a fork could copy a lock that is held."""
    count = os.cpu_count() or 1
    if count < 2 or sum(path.stat().st_size for path in files) < WORTH_WORKERS or "fork" not in get_all_start_methods() or active_count() > 1:
        return None
    workers = ProcessPoolExecutor(min(count, MOST_WORKERS), mp_context=get_context("fork"))
    # The first task starts them all: no process may be forked once the archive is open.
    workers.submit(os.getpid).result()
    return workers


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
