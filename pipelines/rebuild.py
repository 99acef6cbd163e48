"""Rebuild: the archive made anew from its WARC files alone, by the same fold that live crawls take."""

from __future__ import annotations

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
from crawler.warc import Record, fixity, records
from pipelines import search
from pipelines.archive import open_writer
from pipelines.fold import Fold
from pipelines.recorder import Answer, answer_in, apply_record, close_row, is_answer

#: Columns that tell when a program ran, not what a board said; and the tables that only a running crawl uses.
RUN_TIME_TABLES = frozenset({"_sqlite_migrations", "archive", "indexed", "notices", "sqlite_stat1", "sqlite_sequence"})
BATCH = 500
A = TypeVar("A")
B = TypeVar("B")
#: What a worker takes at a time, batches that are under way, and the WARC bytes from which workers are worth their start.
AT_ONCE = 64
AHEAD = 8
MOST_WORKERS = 4
WORTH_WORKERS = 1_000_000


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
    unfinished = target.with_name(target.name + ".partial")
    for leftover in _with_journals(unfinished):
        leftover.unlink(missing_ok=True)
    files.sort(key=lambda path: path.name)
    workers = _workers(files)
    conn = open_writer(unfinished, durable=False)
    try:
        with workers or nullcontext():
            count = _apply_all(conn, files, warcs, progress, workers)
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
class _Step:
    """A record to apply, the file it stands in, and what it says where a worker has read it."""

    file: str
    record: Record
    board: Manifest | None = None
    answer: Answer | None = None


def _apply_all(conn: sqlite3.Connection, files: list[Path], warcs: Path, progress: Callable[[int, int], None] | None, workers: Executor | None) -> int:
    sizes = {path.name.removesuffix(".open"): path.stat().st_size for path in files}
    total = sum(sizes.values())
    fold = Fold(conn)
    entered: set[str] = set()
    places: dict[str, int] = {}
    count = waiting = done = 0
    conn.execute("BEGIN IMMEDIATE")
    for step in _spread(workers, partial(_read_step, warcs=warcs), _steps(files)):
        name, record = step.file, step.record
        if name not in places:
            done += sum(sizes[before] for before in list(places)[-1:])
        if fold.run is not None or record.headers.get("Panjeon-Event") == "begin":
            entered.add(name)
        applied = apply_record(conn, fold, record, name, warcs, step.answer)
        if name in entered:
            conn.execute("INSERT INTO warcs (file, crawl) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, int(name[:5])))
        places[name] = record.offset + record.length
        count += applied
        waiting += applied
        if waiting >= BATCH:
            waiting = 0
            conn.execute("COMMIT")
            conn.execute("BEGIN IMMEDIATE")
            if progress is not None:
                progress(done + places[name], total)
    _close_files(conn, files, places)
    search.rebuild(conn, partial(_spread, workers))
    conn.execute("COMMIT")
    if progress is not None:
        progress(total, total)
    return count


def _close_files(conn: sqlite3.Connection, files: list[Path], places: dict[str, int]) -> None:
    """The rows of the files: fixity of the closed ones, how far the open ones reach."""
    for path in files:
        name = path.name.removesuffix(".open")
        end = places.get(name, 0)
        if path.name.endswith(".open"):
            conn.execute("UPDATE warcs SET bytes = ? WHERE file = ?", (end, name))
        else:
            close_row(conn, fixity(path))


# --- reading ahead ---------------------------------------------------------------------------------------------------


def _steps(files: list[Path]) -> Iterator[_Step]:
    """Every record in order, with the board of the crawl that it belongs to."""
    boards: dict[str, Manifest] = {}
    for path in files:
        for record in records(path):
            if record.headers.get("Panjeon-Event") == "begin":
                boards = {path.name[:5]: from_facts(json.loads(record.block)["board"])}
            yield _Step(path.name.removesuffix(".open"), record, boards.get(path.name[:5]))


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


def _read_step(step: _Step, warcs: Path) -> _Step:
    """A step with its answer; what only the archive can resolve (a revisit, a crawl begun elsewhere) is left as it is."""
    record = step.record
    if step.board is None or record.type != "response" or not is_answer(record):
        return replace(step, board=None)
    task, exchange, placed, reading = answer_in(None, record, step.file, warcs, step.board)
    # The bytes stay here: what follows needs no more than their sizes and digests.
    light = replace(exchange, body=b"", payload=b"")
    return _Step(step.file, replace(record, block=b""), None, (task, light, placed, reading))


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
