"""The archive file: opened with full durability, locked for one writer, migrated before use."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from crawler.errors import ArchiveBusy, ArchiveError
from pipelines import documents, search
from pipelines.schema import migrations

DEFAULT = Path("archive.db")


def warcs_beside(path: Path) -> Path:
    """The folder of the WARC files that belong to an archive: ``warcs`` for archive.db, ``NAME-warcs`` for any other NAME.db."""
    return path.parent / ("warcs" if path.name == DEFAULT.name else f"{path.stem}-warcs")


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection that a running crawl does not disturb. Raises ArchiveError where there is no archive."""
    if not path.is_file():
        raise ArchiveError(f"there is no archive at {path}; run `panjeon crawl` first, or name another with --archive")
    conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA query_only = 1")
    try:
        known = conn.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('boards', 'posts', 'captures')").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path} cannot be read as an archive ({error}); name the archive.db of a crawl") from error
    if known != 3:
        raise ArchiveError(f"{path} is a database but no archive of Panjeon; name the archive.db of a crawl")
    search.register(conn)
    return conn


def open_writer(path: Path, *, durable: bool = True) -> sqlite3.Connection:
    """A read-write connection with the schema brought up to date.

    WAL with synchronous=FULL is the only pairing in which no acknowledged row was lost in thousands of replayed power cuts
    (NORMAL lost rows in three of four); a rebuild that starts from nothing and is thrown away when it fails
    does without, and without a journal that could undo anything (``durable=False``).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    conn = sqlite3.connect(path, isolation_level=None, timeout=30, cached_statements=512)
    try:
        if not durable:
            conn.execute("PRAGMA locking_mode = EXCLUSIVE")
        conn.execute("PRAGMA journal_mode = WAL" if durable else "PRAGMA journal_mode = OFF")
        conn.execute("PRAGMA synchronous = FULL" if durable else "PRAGMA synchronous = OFF")
        conn.execute("PRAGMA foreign_keys = ON" if durable else "PRAGMA foreign_keys = OFF")
        conn.execute("PRAGMA temp_store = MEMORY")
        # SQLite's own 2 MB are less than one batch of posts: pages would go to disk and come back within a transaction.
        conn.execute("PRAGMA cache_size = -65536")
        search.register(conn)
        database = Database(conn)
        if migrations.pending(database):
            migrations.apply(database)
        search.create_index(conn)
    except sqlite3.DatabaseError as error:
        conn.close()
        raise ArchiveError(f"{path} cannot be opened for writing ({error}); see that it is an archive, may be written, and the disk is not full") from error
    conn.row_factory = sqlite3.Row
    return conn


def settle(conn: sqlite3.Connection) -> None:
    """Bring the write-ahead log into the database and cut it off, as far as readers let it be: a long reader is not waited for."""
    patience = conn.execute("PRAGMA busy_timeout").fetchone()[0]
    conn.execute("PRAGMA busy_timeout = 100")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    conn.execute(f"PRAGMA busy_timeout = {patience}")


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT; ROLLBACK on any exception. A deferred BEGIN would fail at once beside another writer."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")


def index(path: Path, progress: documents.Progress | None = None) -> int | None:
    """Bring the search index up to date with the posts and their files; how many posts it took in, or None where another process is writing.

    Crawls do not wait for it: an index is made of the archive, as the archive is made of the evidence. ``progress`` is told of the
    files whose text is read, which takes longest; what was read of them is kept though it be stopped.
    """
    lock = Lock(path)
    try:
        lock.take()
    except ArchiveBusy:
        return None
    try:
        conn = open_writer(path)
        try:
            return catch_up(conn, warcs_beside(path), progress)
        finally:
            conn.close()
    finally:
        lock.give_back()


def catch_up(conn: sqlite3.Connection, warcs: Path, progress: documents.Progress | None = None) -> int:
    """``index`` for whoever has the archive open for writing already."""
    with transaction(conn):
        documents.adopt(conn)
        count = search.catch_up(conn)
    for found in documents.read_new(conn, warcs, progress):
        with transaction(conn):
            documents.keep(conn, found)
    return count


class Lock:
    """One writer an archive: an flock that the kernel gives back when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._fd: int | None = None

    def take(self) -> None:
        """Take the lock or raise ArchiveBusy, naming the process that holds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(fd, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(fd)
            raise ArchiveBusy(f"process {holder} is already writing to this archive ({self.path}); wait until it ends, or stop it") from None
        os.ftruncate(fd, 0)
        os.write(fd, str(os.getpid()).encode())
        self._fd = fd

    def give_back(self) -> None:
        """Release the lock; harmless when it is not held."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
