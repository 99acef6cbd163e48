"""Rebuild: the archive made anew from its WARC files alone, by the same fold that live crawls take."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sqlite3
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from threading import active_count
from typing import TypeVar

from crawler.errors import ArchiveError, WarcDamaged
from crawler.manifest import Manifest, from_facts
from crawler.records import Exchange
from crawler.warc import Closed, Record, records
from crawler.warc.read import members, parsed
from pipelines import search
from pipelines.archive import open_writer, transaction
from pipelines.fold import Fold
from pipelines.packing import pack, unpack
from pipelines.recorder import Answer, answer_in, apply_record, close_row, is_answer
from pipelines.schema import TABLES

#: Columns that tell when a program ran, not what a board said; and the tables that only a running crawl uses.
RUN_TIME_TABLES = frozenset({"_sqlite_migrations", "archive", "documents", "indexed", "notices", "sqlite_stat1", "sqlite_sequence"})
#: What is made of the evidence after a crawl, when somebody asks for it.
DERIVED = frozenset({("attachments", "text")})
#: Bytes of a WARC file that a worker reads at a time, posts that one indexes at a time, and how many such lots are under way.
STRETCH = 256 * 1024
#: Towards a file's end the stretches become shorter, down to this: nobody then waits long for the last one.
SHORTEST = 32 * 1024
AT_ONCE = 64
AHEAD = 12
#: Stretches of one transaction.
TOGETHER = 8
#: At most so many workers, and none for fewer bytes of WARC than are worth their start.
MOST_WORKERS = 4
WORTH_WORKERS = 1_000_000
#: By how much the readers stand back: all wait for the one process that writes, so that it shall never wait for a processor.
POLITE = 5
#: Indexes that the fold itself asks.
NEEDED = frozenset({"captures_url", "posts_duplicate", "absences_post", "partners_board", "frontier_task", "frontier_next", "frontier_post"})
_MEMBER = b"\x1f\x8b\x08"
_VERSION = b"WARC/1.1\r\n"
_REQUEST = _VERSION + b"WARC-Type: request\r\n"
A = TypeVar("A")
B = TypeVar("B")


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
    plan = _plan(files)
    workers = _workers(plan)
    # The readers begin before the archive is there: making its tables takes as long as a few stretches.
    found = _read_files(workers, plan)
    try:
        conn = open_writer(unfinished, durable=False)
    except ArchiveError:
        for leftover in _with_journals(unfinished):
            leftover.unlink(missing_ok=True)
        raise
    try:
        later = _put_off_indexes(conn)
        with workers or nullcontext():
            count = _apply_all(conn, found, sum(path.stat().st_size for path in files), warcs, progress)
            if searchable:
                with transaction(conn):
                    search.rebuild(conn, partial(_spread, workers))
        for statement in later:
            conn.execute(statement)
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


def _put_off_indexes(conn: sqlite3.Connection) -> list[str]:
    """Drop the indexes that only readers need; the statements that make them again when all rows are there, which is quicker."""
    wanted = [(row["name"], row["sql"]) for row in conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")]
    put_off = [(name, sql) for name, sql in wanted if name not in NEEDED]
    for name, _ in put_off:
        conn.execute(f"DROP INDEX {name}")
    return [sql for _, sql in put_off]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a WARC file as a reader found it: where its first record begins and its last ends, and what is to be applied
    (an answer, or the record itself where only the archive can read it)."""

    start: int
    end: int
    steps: list[Answer | Record]
    records: int
    date: str


#: A file, a part of it, and the board whose crawl it is of.
_Part = tuple[Path, int, int, Manifest | None]
#: A file, what is found in it, and its SHA-256 for whoever asks.
_Found = tuple[Path, Iterator[_Stretch], Callable[[], str]]


def _apply_all(
    conn: sqlite3.Connection, found: Iterable[_Found], total: int, warcs: Path, progress: Callable[[int, int], None] | None
) -> int:
    fold = Fold(conn, warcs, counts_late=True)
    applied = done = 0
    for path, stretches, digest in found:
        name = path.name.removesuffix(".open")
        count, end, date = 0, 0, ""
        with transaction(conn):
            for number, stretch in enumerate(stretches, 1):
                for step in stretch.steps:
                    if isinstance(step, Record):
                        applied += apply_record(conn, fold, step, name, warcs)
                    else:
                        fold.response(*step)
                        applied += 1
                if stretch.steps:
                    conn.execute("INSERT INTO warcs (file, crawl) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, int(name[:5])))
                if stretch.records:
                    count, end, date = count + stretch.records, stretch.end, stretch.date
                if progress is not None:
                    progress(done + end, total)
                if number % TOGETHER == 0:
                    fold.count()
                    _write_out(conn)
            fold.count()
            _end_file(conn, path, count, end, date, digest)
        done += end
    return applied


def _write_out(conn: sqlite3.Connection) -> None:
    """Let the pages so far go to the disk while the readers go on reading: at the end they would have to wait for it."""
    conn.execute("COMMIT")
    path = conn.execute("PRAGMA database_list").fetchone()["file"]
    if path and hasattr(os, "posix_fadvise"):
        with Path(path).open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    conn.execute("BEGIN IMMEDIATE")


def _end_file(conn: sqlite3.Connection, path: Path, count: int, end: int, date: str, digest: Callable[[], str]) -> None:
    """The row of a file that has been read to its end: its fixity where it is closed, how far it reaches where it is open."""
    name = path.name.removesuffix(".open")
    if path.name.endswith(".open"):
        conn.execute("UPDATE warcs SET bytes = ? WHERE file = ?", (end, name))
        return
    close_row(conn, Closed(file=name, bytes=end, records=count, sha256=digest(), date=date))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# --- reading ahead ---------------------------------------------------------------------------------------------------


def _plan(files: list[Path]) -> list[_Part]:
    """What is to be read, in its order."""
    boards: dict[str, Manifest] = {}
    plan: list[_Part] = []
    for path in files:
        begun = _board(path)
        if begun is not None:
            boards = {path.name[:5]: begun}
        plan += [(path, low, high, boards.get(path.name[:5])) for low, high in _stretches(path.stat().st_size)]
    return plan


def _stretches(size: int) -> Iterator[tuple[int, int]]:
    """Where the stretches of a file of so many bytes begin and end; one for an empty file."""
    low = 0
    while low < size or low == 0:
        high = min(size, low + min(STRETCH, max(SHORTEST, (size - low) // 8)))
        yield low, high
        low = max(high, 1)


def _read_files(workers: Executor | None, plan: list[_Part]) -> Iterator[_Found]:
    """Each file with its stretches in order; workers begin at once and read some stretches ahead."""
    many = Counter(path for path, *_ in plan)
    if workers is None:
        alone = ((part, _read_guessed(*part)) for part in plan)
        return ((path, _contiguous(path, islice(alone, count)), partial(_digest, path)) for path, count in many.items())
    digests: dict[Path, Future[str]] = {}
    found = _ahead(workers, plan, digests)

    def digest_of(path: Path) -> str:
        return digests[path].result()

    return ((path, _contiguous(path, islice(found, count)), partial(digest_of, path)) for path, count in many.items())


def _ahead(workers: Executor, plan: list[_Part], digests: dict[Path, Future[str]]) -> Iterator[tuple[_Part, _Stretch]]:
    """The stretches of a plan in its order, some of them read ahead, no more than memory should hold; a file's digest after its last."""

    def begin(place: int) -> Future[bytes]:
        begun = workers.submit(_read_packed, place)
        path = plan[place][0]
        if path.suffix != ".open" and (place + 1 == len(plan) or plan[place + 1][0] != path):
            digests[path] = workers.submit(_digest, path)
        return begun

    running = deque(begin(place) for place in range(min(AHEAD, len(plan))))

    def taken() -> Iterator[tuple[_Part, _Stretch]]:
        for place, part in enumerate(plan, AHEAD):
            packed = running.popleft().result()
            if place < len(plan):
                running.append(begin(place))
            yield part, unpack(packed)

    return taken()


def _contiguous(path: Path, found: Iterator[tuple[_Part, _Stretch]]) -> Iterator[_Stretch]:
    """Stretches of one file without gap or overlap: one whose beginning was guessed wrong is read again from where the last one ended."""
    end = 0
    for (_, _, high, board), guessed in found:
        stretch = guessed if guessed.start == end or end >= high else _read(path, end, high, board)
        if stretch.records and stretch.start == end:
            end = stretch.end
            yield stretch


def _read_guessed(path: Path, low: int, high: int, board: Manifest | None) -> _Stretch:
    try:
        return _read(path, _next_record(path, low), high, board)
    except WarcDamaged:
        # Perhaps only the guess was wrong: whoever knows where the last stretch ended reads this one again.
        return _Stretch(-1, -1, [], 0, "")


def _next_record(path: Path, low: int) -> int:
    """Where, from a place in a file, the next record seems to begin: a gzip member that unpacks to a WARC version line."""
    if low == 0:
        return 0
    with path.open("rb") as stream:
        stream.seek(low)
        data = stream.read(STRETCH)
    at = data.find(_MEMBER)
    while at >= 0:
        try:
            if zlib.decompressobj(31).decompress(data[at : at + 512], len(_VERSION)) == _VERSION:
                return low + at
        except zlib.error:
            pass
        at = data.find(_MEMBER, at + 1)
    return low + len(data)


def _board(path: Path) -> Manifest | None:
    """The board of the crawl that begins in a file; None where none does."""
    for record in islice(records(path), 3):
        if record.headers.get("Panjeon-Event") == "begin":
            return from_facts(json.loads(record.block)["board"])
    return None


def _read(path: Path, start: int, high: int, board: Manifest | None) -> _Stretch:
    """The records of a file from one that begins at ``start`` to the last that begins before ``high``, read as far as that needs no archive."""
    name = path.name.removesuffix(".open")
    steps: list[Answer | Record] = []
    count, end, last = 0, start, b""
    with path.open("rb") as stream:
        stream.seek(start)
        for offset, length, raw in members(stream, start, path.name) if start < high else ():
            if offset >= high:
                break
            count, end, last = count + 1, offset + length, raw
            if raw.startswith(_REQUEST):
                continue
            record = parsed(raw, offset, length, path.name)
            if is_answer(record) and record.type == "response" and board is not None:
                steps.append(_answer(record, name, path.parent, board))
            elif is_answer(record) or "Panjeon-Event" in record.headers:
                steps.append(record)
    return _Stretch(start, end, steps, count, parsed(last, 0, 0, path.name).headers["WARC-Date"] if last else "")


def _answer(record: Record, name: str, warcs: Path, board: Manifest) -> Answer:
    """What an answer says, without its bytes: what follows needs no more than their sizes and digests."""
    task, exchange, placed, reading = answer_in(None, record, name, warcs, board)
    light = Exchange(
        url=exchange.url,
        method=exchange.method,
        request=b"",
        head=exchange.head,
        body=b"",
        payload=b"",
        status=exchange.status,
        headers=(),
        started_at=exchange.started_at,
        ip=exchange.ip,
        tls_verified=exchange.tls_verified,
        truncated=exchange.truncated,
    )
    return task, light, placed, reading


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


def _workers(plan: list[_Part]) -> ProcessPoolExecutor | None:
    """As many readers as there are processors; none for little to read, and none where a fork could copy a lock that is held."""
    count = os.cpu_count() or 1
    if count < 2 or sum(high - low for _, low, high, _ in plan) < WORTH_WORKERS or "fork" not in get_all_start_methods() or active_count() > 1:
        return None
    workers = ProcessPoolExecutor(min(count, MOST_WORKERS), mp_context=get_context("fork"), initializer=_begin_reader, initargs=(plan,))
    # The first task starts them all: no process may be forked once the archive is open.
    workers.submit(os.getpid).result()
    return workers


#: What the readers read; a reader is told by its place.
_planned: list[_Part] = []


def _begin_reader(plan: list[_Part]) -> None:
    """A reader looks for garbage between stretches, not within, and never among what was imported; the writer goes before it."""
    _planned[:] = plan
    os.nice(POLITE)
    gc.freeze()
    gc.disable()


def _read_packed(place: int) -> bytes:
    packed = pack(_read_guessed(*_planned[place]))
    gc.collect(1)
    return packed


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
            columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})") if (table, row[1]) not in DERIVED]
            # A column that an older archive was given later stands at its end there, and elsewhere in the schema.
            places = {name: place for place, name in enumerate(TABLES[table][1])} if table in TABLES else {}
            columns.sort(key=lambda name: places.get(name, len(places)))
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
