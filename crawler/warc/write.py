"""Writes WARC files: one write and one fsync an exchange, so that a page is on disk before anything is thought about it.

The file is named ``.open`` while it grows and gets its final name when it is closed. Nothing in it is ever written twice.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.clock import iso
from crawler.crashpoint import crashpoint
from crawler.records import Exchange
from crawler.warc.read import members, parsed, records
from crawler.warc.shape import Field, Original, answer_fields, ascii_uri, fields_block, named, new_id, payload_in, record

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

_FILE = re.compile(r"(?P<crawl>\d{5,})-(?P<serial>\d{3,})-(?P<board>[A-Za-z0-9][A-Za-z0-9._-]*)\.warc\.gz")
_SPLIT_WRITES = os.environ.get("PANJEON_CRASH", "").partition(":")[0] == "after_half_warc_write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a record came to stand: its gzip member in the file, its id, and what its payload is."""

    file: str
    offset: int
    length: int
    record_id: str
    payload_sha256: str
    payload_bytes: int
    revisit_of: int | None
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A finished file and its fixity: bytes, number of records, SHA-256 in hexadecimal, and the WARC-Date of its last record."""

    file: str
    bytes: int
    records: int
    sha256: str
    date: str


class WarcWriter:
    """Writes the WARC files of one crawl, one after another as they reach ``max_bytes``; ``closed`` lists those that are finished.

    After a failed fsync it refuses every further write: what the disk holds is then unknown. ``on_open`` is told each new file's
    final name once its first record is durable.
    """

    def __init__(
        self,
        folder: Path,
        *,
        crawl: int,
        board: str,
        info: dict[str, str],
        now: Callable[[], datetime],
        max_bytes: int = 1_000_000_000,
        sync: bool = True,
        on_open: Callable[[str], None] | None = None,
        continued: Path | None = None,
    ) -> None:
        self.closed: list[Closed] = []
        self._folder, self._crawl, self._board, self._info = folder, crawl, board, info
        self._now, self._max_bytes, self._sync, self._on_open = now, max_bytes, sync, on_open
        self._broken: str | None = None
        self._descriptor = -1
        if not _FILE.fullmatch(self._name(1)):
            raise ValueError(f"a WARC file's name needs a crawl number and a plain board name such as seoul-solution, found {crawl} and {board!r}")
        if continued is None:
            self._open()
        else:
            self._continue(continued)

    @classmethod
    def resume(
        cls,
        path: Path,
        *,
        info: dict[str, str],
        now: Callable[[], datetime],
        max_bytes: int = 1_000_000_000,
        sync: bool = True,
        on_open: Callable[[str], None] | None = None,
    ) -> WarcWriter:
        """Go on with a ``.open`` file that ``mend`` has left whole; WarcDamaged if it is not. ``on_open`` is told of it as well."""
        named = _FILE.fullmatch(path.name.removesuffix(".open"))
        if named is None or path.suffix != ".open":
            raise ValueError(f"{path.name} is no open WARC file; expected a name such as 00001-001-board.warc.gz.open")
        crawl = int(named["crawl"])
        return cls(
            path.parent, crawl=crawl, board=named["board"], info=info, now=now, max_bytes=max_bytes, sync=sync, on_open=on_open, continued=path
        )

    @property
    def file(self) -> str:
        """The final name of the file that is being written."""
        return self._file

    def exchange(self, exchange: Exchange, *, fields: dict[str, str], original: Callable[[str], Original | None], durable: bool = True) -> Placed:
        """Write a request and its answer; an answer whose payload is already held becomes a revisit record.

        fields:   become headers ``Panjeon-<name>``; anything but printable ASCII is written as JSON escapes
        original: asked with the payload's SHA-256 for an earlier capture of it; not asked for empty or truncated payloads
        durable:  False leaves the fsync to a later ``sync``, and stays in the file at hand: for answers that came together
        Raises ValueError for an exchange that no record can hold, OSError where the disk fails.
        """
        payload = payload_in(exchange)
        digest = sha256(payload).hexdigest()
        earlier = original(digest) if payload and exchange.truncated is None else None
        date, request_id, answer_id = iso(exchange.started_at), new_id(), new_id()
        shared = [*self._shared(date), ("WARC-Target-URI", ascii_uri(exchange.url))]
        if exchange.ip is not None:
            shared.append(("WARC-IP-Address", exchange.ip))
        asked = [*shared, ("WARC-Concurrent-To", f"<{answer_id}>"), ("Content-Type", "application/http;msgtype=request")]
        answered = [*shared, ("Content-Type", "application/http;msgtype=response")]
        if exchange.request:
            answered.append(("WARC-Concurrent-To", f"<{request_id}>"))
        answered += answer_fields(exchange, payload, digest, earlier)
        answered += named(fields, taken={name.lower() for name, _ in answered})
        block = [exchange.head] if earlier else [exchange.head, exchange.body]
        # What another tool captured may have come without its request; none is made up.
        first = record("request", request_id, asked, [exchange.request]) if exchange.request else b""
        second = record("revisit" if earlier else "response", answer_id, answered, block, whole=False)
        if durable:
            self.rotate()
        crashpoint("before_warc_write")
        offset = self._append(first + second, count=2 if first else 1, halting=True) + len(first)
        self._date = date
        if durable:
            self.sync()
        return Placed(
            file=self._file, offset=offset, length=len(second), record_id=answer_id, payload_sha256=digest,
            payload_bytes=len(payload), revisit_of=earlier.capture if earlier else None, date=date,
        )  # fmt: skip

    def metadata(self, kind: str, facts: dict[str, object], *, url: str | None = None, date: datetime) -> Placed:
        """Write facts about the crawl itself, durably, as a JSON block under the header ``Panjeon-Event: kind``."""
        block = json.dumps(facts, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
        record_id, stamp = new_id(), iso(date)
        fields = [*self._shared(stamp), ("Content-Type", "application/json"), ("Panjeon-Event", kind)]
        if url is not None:
            fields.append(("WARC-Target-URI", ascii_uri(url)))
        self.rotate()
        data = record("metadata", record_id, fields, [block])
        offset = self._append(data, count=1)
        self._date = stamp
        self._to_disk()
        return Placed(
            file=self._file, offset=offset, length=len(data), record_id=record_id, payload_sha256=sha256(block).hexdigest(),
            payload_bytes=len(block), revisit_of=None, date=stamp,
        )  # fmt: skip

    def close(self) -> Closed:
        """Give the file its final name, durably, and return its fixity. ValueError if it is closed already."""
        self._usable()
        crashpoint("before_warc_rename")
        (self._folder / f"{self._file}.open").rename(self._folder / self._file)
        sync_folder(self._folder)
        crashpoint("after_warc_rename")
        os.close(self._descriptor)
        self._descriptor = -1
        self.closed.append(Closed(file=self._file, bytes=self._size, records=self._records, sha256=self._hash.hexdigest(), date=self._date))
        return self.closed[-1]

    def _name(self, serial: int) -> str:
        return f"{self._crawl:05d}-{serial:03d}-{self._board}.warc.gz"

    def _shared(self, date: str) -> list[Field]:
        return [("WARC-Date", date), ("WARC-Warcinfo-ID", f"<{self._info_id}>")]

    def _open(self) -> None:
        """Begin the file with the next free serial number."""
        self._folder.mkdir(parents=True, exist_ok=True)
        pattern = f"{self._crawl:05d}-*-{self._board}.warc.gz*"
        taken = [int(named["serial"]) for path in self._folder.glob(pattern) if (named := _FILE.match(path.name))]
        self._file = self._name(max(taken, default=0) + 1)
        self._hash, self._size, self._records = sha256(), 0, 0
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL
        self._descriptor = os.open(self._folder / f"{self._file}.open", flags, 0o644)
        self._begin()

    def _continue(self, path: Path) -> None:
        self._file = path.name.removesuffix(".open")
        self._hash, self._size, self._records, self._date = _measured(path)
        self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        first = next(records(path), None)
        if first is None:
            self._begin()
            return
        self._info_id = first.id
        if self._on_open is not None:
            self._on_open(self._file)

    def _begin(self) -> None:
        """Write the warcinfo record and make the file's name durable before anyone is told of it."""
        self._info_id = new_id()
        facts = {"software": "Panjeon", "format": "WARC File Format 1.1", "robots": "classic", "isPartOf": self._board, "crawl": str(self._crawl)}
        block = fields_block(facts | self._info)
        self._date = iso(self._now())
        fields = [("WARC-Date", self._date), ("WARC-Filename", self._file), ("Content-Type", "application/warc-fields")]
        self._append(record("warcinfo", self._info_id, fields, [block]), count=1)
        self._to_disk()
        sync_folder(self._folder)
        crashpoint("after_warc_open")
        if self._on_open is not None:
            self._on_open(self._file)

    def rotate(self) -> None:
        """Go on in a further file where this one is full."""
        self._usable()
        if self._size >= self._max_bytes and self._records > 1:
            self.close()
            self._open()

    def _usable(self) -> None:
        if self._broken is not None:
            raise OSError(f"{self._file} takes no further record: {self._broken}")
        if self._descriptor < 0:
            raise ValueError(f"{self._file} is closed")

    def _append(self, data: bytes, *, count: int, halting: bool = False) -> int:
        """Write whole records; the offset at which they begin."""
        offset = self._size
        try:
            self._write(data, halting=halting and _SPLIT_WRITES)
        except OSError as error:
            self._undo(offset, error)
            raise
        if halting:
            crashpoint("after_warc_write")
        self._hash.update(data)
        self._size += len(data)
        self._records += count
        return offset

    def sync(self) -> None:
        """Make the exchanges written so far durable; a failure is for good, for nobody knows what the disk then holds."""
        self._to_disk()
        crashpoint("after_warc_fsync")

    def _to_disk(self) -> None:
        self._usable()
        if self._sync:
            try:
                os.fsync(self._descriptor)
            except OSError as error:
                self._broken = f"fsync failed ({error})"
                raise

    def _write(self, data: bytes, *, halting: bool) -> None:
        """Write all of it; the system may take it in parts."""
        rest = memoryview(data)
        if halting:
            half = len(data) // 2
            os.write(self._descriptor, rest[:half])
            crashpoint("after_half_warc_write")
            rest = rest[half:]
        while rest:
            written = os.write(self._descriptor, rest)
            if written <= 0:
                raise OSError(f"{self._file}: the system took none of {len(rest)} bytes")
            rest = rest[written:]

    def _undo(self, offset: int, error: OSError) -> None:
        """Cut what a failed write left, so that the file still ends with a whole record."""
        try:
            os.ftruncate(self._descriptor, offset)
        except OSError:
            self._broken = f"a write failed ({error}) and its beginning could not be cut off"


def fixity(path: Path) -> Closed:
    """The fixity of a file as it lies on disk, read anew; WarcDamaged where a record is not whole."""
    digest, size, count, date = _measured(path)
    return Closed(file=path.name.removesuffix(".open"), bytes=size, records=count, sha256=digest.hexdigest(), date=date)


def _measured(path: Path) -> tuple[Hash, int, int, str]:
    """The running SHA-256 of a file, its size, the number of its gzip members, and the WARC-Date of the last (empty without one)."""
    digest, size = sha256(), 0
    with path.open("rb", buffering=0) as stream:
        while part := stream.read(1024 * 1024):
            digest.update(part)
            size += len(part)
        stream.seek(0)
        count, last = 0, b""
        for _, _, raw in members(stream, 0, path.name):
            count, last = count + 1, raw
    return digest, size, count, parsed(last, 0, 0, path.name).headers.get("WARC-Date", "") if last else ""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
