"""Checks that the archive says nothing its evidence does not prove: every file, every record and every row, by numbered codes.

E codes are errors: something that was captured is lost, altered or no longer provable. W codes are worth a look and lose nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from crawler.errors import ArchiveError, WarcDamaged
from crawler.warc import Record, ascii_uri, http_head, payload_digest, payload_of, read_at
from crawler.warc.read import Source, members, parsed
from pipelines import places, tombstone
from pipelines.schema import TABLES

CODES: dict[str, str] = {
    "E01": "A WARC file of the table warcs is not on disk.",
    "E02": "The SHA-256 of a closed WARC file is not the one that was noted when it was closed.",
    "E03": "A closed WARC file has another size or another number of records than was noted.",
    "E04": "A gzip member of a WARC file is torn or cannot be decompressed.",
    "E05": "Bytes that begin no gzip member stand in a WARC file.",
    "E06": "A gzip member decompresses, but is no well-formed WARC record.",
    "E07": "The block of a record, or its head, is not the one that the digest in its fields names.",
    "E08": "The payload of a record is not the one its payload digest names.",
    "E09": "A capture points at a place where no readable record begins.",
    "E10": "A capture points at a record with another id or of another type.",
    "E11": "A capture's address is not that of its record.",
    "E12": "A capture's payload digest is not that of its record.",
    "E13": "A capture's length in the file or its payload's size is not that of its record.",
    "E14": "A revisit does not lead to an earlier capture that holds the bytes.",
    "E15": "A revisit's payload digest or size is not that of the capture it repeats.",
    "E16": "Two records have the same WARC-Record-ID.",
    "E17": "A row names a capture that does not exist.",
    "E18": "A post's or partner's present state is not that of its last revision.",
    "E19": "The ledger of a crawl does not balance: requests = stored + unchanged + quarantined + refused + failed.",
    "E20": "archive.db is damaged: SQLite's own integrity check fails, or a table cannot be read.",
    "E21": "A row names a row of another table that does not exist.",
    "E22": "A closed WARC file has no SHA-256 in the table warcs.",
    "E23": "The revisions of a post or partner are not numbered from 1 without a gap.",
    "E24": "A capture's status, method or time is not that of its record.",
    "E25": "The bytes of a purged post still stand in a WARC file.",
    "E26": "A record was taken out of a WARC file, and no purge is noted that did it.",
    "W01": "A WARC file holds an answer that no capture names; it was written just before a crash and can be adopted.",
    "W02": "A WARC file on disk is not in the table warcs.",
    "W03": "A WARC file is still open although its crawl is not running; the next crawl closes it.",
    "W04": "Working rows of a finished crawl were left behind.",
    "W05": "The open WARC file of a running or killed crawl ends in a torn record; the next crawl cuts it off.",
    "W06": "A purge was interrupted; the next crawl or redaction puts the files that it wrote in their places.",
}

_REFERENCES = tuple(
    (table, column)
    for table, (_, columns) in TABLES.items()
    for column, text in columns.items()
    if "REFERENCES captures(id)" in text and table != "captures"
)
_CAPTURE = "id, url, method, status, fetched_at, payload_sha256, payload_bytes, warc_file, warc_offset, warc_length, record_id, revisit_of, {redaction}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be: its code, in which file (and at which byte offset), and what was found there."""

    code: str
    severity: Literal["E", "W"]
    file: str
    offset: int | None
    message: str


@dataclass(slots=True)
class _Search:
    """What a verification has found and met so far."""

    database: sqlite3.Connection
    warcs: Path
    archive: str
    progress: Callable[[int, int], None] | None = None
    findings: list[Finding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    redactions: dict[int, bool] | None = None
    moving: list[str] = field(default_factory=list)
    done: int = 0
    total: int = 0

    def report(self, code: str, message: str, *, file: str | None = None, offset: int | None = None) -> None:
        severity: Literal["E", "W"] = "E" if code.startswith("E") else "W"
        self.findings.append(Finding(code=code, severity=severity, file=file or self.archive, offset=offset, message=message))

    def advance(self, read: int) -> None:
        self.done += read
        if self.progress is not None:
            self.progress(self.done, self.total)

    def rows(self, sql: str, *values: object) -> Iterator[sqlite3.Row]:
        return iter(self.database.execute(sql, values))


class _Hashing:
    """A file that is hashed while it is read, so that fixity costs no second reading."""

    def __init__(self, stream: Source, advance: Callable[[int], None]) -> None:
        self._stream, self._advance = stream, advance
        self.digest = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        part = self._stream.read(size)
        self.digest.update(part)
        self._advance(len(part))
        return part


def verify(archive: Path, warcs: Path, *, deep: bool = True, progress: Callable[[int, int], None] | None = None) -> list[Finding]:
    """Everything that is wrong with an archive, in the order of files and offsets; an empty list if nothing is.

    deep:     read every byte of every WARC file; otherwise only sizes, names and the database are looked at
    progress: told the bytes read and the bytes there are
    Raises ArchiveError if there is no archive to open.
    """
    if not archive.is_file():
        raise ArchiveError(f"{archive} does not exist; name the archive.db that is to be verified")
    with closing(_opened(archive)) as database:
        search = _Search(database, warcs, archive.name, progress)
        try:
            database.execute("BEGIN")
            _redactions(search)
            for check in (_integrity, _references, _states, _ledger, _leftovers, _revisits):
                check(search)
            _files(search, deep=deep)
        except sqlite3.DatabaseError as error:
            search.report("E20", f"the database cannot be read: {error}")
    return search.findings


def digest_of_capture(database: sqlite3.Connection, warcs: Path, capture: int) -> str:
    """The SHA-256 of a capture's payload, computed anew from the WARC; a revisit's from the capture it repeats.

    Raises ArchiveError for a capture that does not exist or leads to another record, WarcDamaged for a record that cannot be read.
    """
    found = database.execute("SELECT coalesce(revisit_of, id) FROM captures WHERE id = ?", (capture,)).fetchone()
    original = (
        found
        and database.execute(
            "SELECT warc_file, warc_offset, warc_length, record_id FROM captures WHERE id = ? AND revisit_of IS NULL", found
        ).fetchone()
    )
    if not original:
        raise ArchiveError(f"capture {capture} does not exist or leads to no capture that holds the bytes")
    file, offset, length, record_id = original
    path = _on_disk(warcs, file)
    if path is None:
        raise ArchiveError(f"{file}, which holds capture {capture}, is not in {warcs}")
    record = read_at(path, offset, length)
    if record.id != record_id:
        raise ArchiveError(f"{file} at {offset} holds the record {record.id}, not {record_id} of capture {capture}")
    return hashlib.sha256(payload_of(record)).hexdigest()


def _opened(archive: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(f"file:{quote(str(archive.resolve()))}?mode=ro", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise ArchiveError(f"{archive} cannot be opened for reading: {error}") from error
    database.row_factory = sqlite3.Row
    # Text that a damaged page makes unreadable must become a finding, not a crash.
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return database


def _on_disk(warcs: Path, file: str, *, moving: bool = False) -> Path | None:
    """The file under its final name, as it is while it grows, or as a purge wrote it and did not yet put it in place."""
    names = (file + places.SUFFIX, file) if moving else (file, f"{file}.open")
    return next((path for path in (warcs / name for name in names) if path.is_file()), None)


def _redactions(search: _Search) -> None:
    """Which redactions there are and whether each was purged; None in an archive older than redactions."""
    if search.database.execute("SELECT 1 FROM sqlite_master WHERE name = 'redactions'").fetchone() is None:
        return
    search.redactions = {row["id"]: row["purged_at"] is not None for row in search.rows("SELECT id, purged_at FROM redactions")}
    search.moving = places.noted(search.database)
    for file in search.moving:
        search.report("W06", "the file is to be replaced by the one that a purge wrote", file=file)


def _integrity(search: _Search) -> None:
    for (text,) in search.rows("PRAGMA integrity_check"):
        if text != "ok":
            search.report("E20", text)
    for table, rowid, parent, _ in search.rows("PRAGMA foreign_key_check"):
        if parent != "captures":
            search.report("E21", f"{table} row {rowid} names a row of {parent} that does not exist")


def _references(search: _Search) -> None:
    for table, column in _REFERENCES:
        missing = f"SELECT t.{column} AS named, count(*) AS n FROM {table} t LEFT JOIN captures c ON c.id = t.{column}"
        for row in search.rows(f"{missing} WHERE t.{column} IS NOT NULL AND c.id IS NULL GROUP BY 1"):
            search.report("E17", f"{row['n']} of {table}.{column} name the capture {row['named']}, which does not exist")


def _states(search: _Search) -> None:
    for table, revisions, key in (("posts", "revisions", "post"), ("partners", "partner_revisions", "partner")):
        for row in search.rows(
            f"SELECT t.id, t.revision, coalesce(max(r.number), 0) AS last, count(r.number) AS n, coalesce(min(r.number), 0) AS first "
            f"FROM {table} t LEFT JOIN {revisions} r ON r.{key} = t.id GROUP BY t.id HAVING last != t.revision OR n != last OR first != 1"
        ):
            if row["last"] != row["revision"]:
                search.report("E18", f"{table} {row['id']} is at revision {row['revision']}, but its last revision is {row['last']}")
            if row["n"] != row["last"] or row["first"] != 1:
                search.report("E23", f"{table} {row['id']} has {row['n']} revisions, numbered {row['first']} to {row['last']}")
    for row in search.rows(
        "SELECT p.id FROM posts p JOIN revisions r ON r.post = p.id AND r.number = p.revision WHERE r.content_hash IS NOT p.content_hash"
    ):
        search.report("E18", f"posts {row['id']} has another content_hash than its last revision")


def _ledger(search: _Search) -> None:
    ended = "stored + unchanged + quarantined + refused + failed"
    for row in search.rows(f"SELECT id, requests, {ended} AS ended FROM crawls WHERE outcome != 'running' AND requests != {ended}"):
        search.report("E19", f"crawl {row['id']} made {row['requests']} requests, but {row['ended']} ended")


def _leftovers(search: _Search) -> None:
    for table in ("frontier", "sightings"):
        for row in search.rows(
            f"SELECT t.crawl, count(*) AS n FROM {table} t JOIN crawls c ON c.id = t.crawl WHERE c.outcome != 'running' GROUP BY 1"
        ):
            search.report("W04", f"{row['n']} rows of {table} belong to crawl {row['crawl']}, which has ended")


def _revisits(search: _Search) -> None:
    columns = "c.id, c.revisit_of, c.warc_file, c.warc_offset, o.id AS original, o.revisit_of AS further"
    for row in search.rows(
        f"SELECT {columns} FROM captures c LEFT JOIN captures o ON o.id = c.revisit_of "
        "WHERE c.revisit_of IS NOT NULL AND (o.id IS NULL OR o.revisit_of IS NOT NULL "
        "OR o.payload_sha256 != c.payload_sha256 OR o.payload_bytes != c.payload_bytes) ORDER BY c.id"
    ):
        place = {"file": row["warc_file"], "offset": row["warc_offset"]}
        if row["original"] is None:
            search.report("E14", f"capture {row['id']} repeats capture {row['revisit_of']}, which does not exist", **place)
        elif row["further"] is not None:
            search.report("E14", f"capture {row['id']} repeats capture {row['revisit_of']}, which holds no bytes itself", **place)
        else:
            search.report("E15", f"capture {row['id']} repeats capture {row['revisit_of']}, whose payload is another", **place)


def _files(search: _Search, *, deep: bool) -> None:
    """Every WARC file of the table and of the folder."""
    table = {row["file"]: row for row in search.rows("SELECT w.*, c.outcome FROM warcs w LEFT JOIN crawls c ON c.id = w.crawl ORDER BY file")}
    found = {file: path for file in table if (path := _on_disk(search.warcs, file, moving=file in search.moving))}
    search.total = sum(path.stat().st_size for path in found.values())
    for file, row in table.items():
        path = found.get(file)
        if path is None:
            count = next(search.rows("SELECT count(*) FROM captures WHERE warc_file = ?", file))[0]
            search.report("E01", f"the file is missing, and {count} captures with it", file=file)
            continue
        _file(search, path, row, deep=deep)
    for path in sorted(search.warcs.glob("*.warc.gz*")):
        if path.suffix != places.SUFFIX and path.name.removesuffix(".open") not in table:
            search.report("W02", "the file is on disk, but not in the table warcs", file=path.name)


def _file(search: _Search, path: Path, row: sqlite3.Row, *, deep: bool) -> None:
    """One file against its row: open or closed as it should be, and what is in it."""
    opened, running = path.suffix == ".open", row["outcome"] == "running"
    if opened and not running:
        search.report("W03", "the file is still open although its crawl is not running", file=path.name)
    if row["sha256"] is None and (row["closed_at"] is not None or not (opened or running)):
        search.report("E22", "the file is closed, but no SHA-256 of it was noted", file=path.name)
    size = path.stat().st_size
    if row["closed_at"] is not None and row["bytes"] != size:
        search.report("E03", f"the file is {size} bytes long, not {row['bytes']}", file=path.name)
    if deep:
        _Contents(search, path, growing=opened and running).check(row)
    else:
        search.advance(size)
        for capture in search.rows("SELECT id, warc_offset FROM captures WHERE warc_file = ? AND warc_offset + warc_length > ?", row["file"], size):
            search.report("E09", f"capture {capture['id']} lies beyond the end of the file", file=path.name, offset=capture["warc_offset"])


class _Contents:
    """Reads one WARC file from end to end and holds every record against the capture that names it."""

    def __init__(self, search: _Search, path: Path, *, growing: bool) -> None:
        self._search, self._path, self._growing = search, path, growing
        file = path.name.removesuffix(".open").removesuffix(places.SUFFIX)
        columns = _CAPTURE.format(redaction="NULL AS redaction" if search.redactions is None else "redaction")
        self._captures = {
            row["warc_offset"]: row for row in search.rows(f"SELECT {columns} FROM captures WHERE warc_file = ? ORDER BY warc_offset", file)
        }
        self._last = max(self._captures, default=-1)
        self._left = dict(self._captures)
        self._count = 0

    def check(self, row: sqlite3.Row) -> None:
        """Walk the members; behind a damage, go on at the next place that a capture names."""
        start: int | None = 0
        with self._path.open("rb", buffering=0) as stream:
            hashing = _Hashing(stream, self._search.advance)
            start = self._walk(hashing, 0)
            while hashing.read(1024 * 1024):
                pass
            while start is not None:
                stream.seek(start)
                start = self._walk(stream, start)
        if row["sha256"] is not None and hashing.digest.hexdigest() != row["sha256"]:
            self._report("E02", None, "the file is not the one that was closed: its SHA-256 differs")
        if row["closed_at"] is not None and row["records"] != self._count:
            self._report("E03", None, f"the file holds {self._count} readable records, not {row['records']}")
        for offset, capture in self._left.items():
            self._report("E09", offset, f"no readable record begins where capture {capture['id']} should be")

    def _walk(self, stream: Source, start: int) -> int | None:
        """Check members from there on; where to go on after a damage, or None at the end."""
        at = start
        try:
            for offset, length, raw in members(stream, start, self._path.name):
                self._member(raw, offset, length)
                at = offset + length
        except WarcDamaged as damage:
            if self._growing and at > self._last:
                self._report("W05", at, str(damage))
            else:
                self._report("E04" if self._magic(at) else "E05", at, str(damage))
            return min((offset for offset in self._left if offset > at), default=None)
        return None

    def _magic(self, offset: int) -> bool:
        with self._path.open("rb") as stream:
            stream.seek(offset)
            return stream.read(2) == b"\x1f\x8b"

    def _member(self, raw: bytes, offset: int, length: int) -> None:
        self._count += 1
        try:
            record = parsed(raw, offset, length, self._path.name)
            payload = proved(self._report, record)
        except WarcDamaged as damage:
            self._report("E06", offset, str(damage))
            return
        if record.id in self._search.seen:
            self._report("E16", offset, f"the record id {record.id} stands twice")
        self._search.seen.add(record.id)
        capture = self._left.pop(offset, None)
        if capture is not None:
            self._held_against(record, payload, capture)
        elif record.headers.get("panjeon-event") == tombstone.EVENT and "reading" in json.loads(record.block):
            self._report("E26", offset, f"a tombstone stands in place of the record {record.id}, which no capture names")
        elif record.type in ("response", "revisit") and not (self._growing and offset > self._last):
            self._report("W01", offset, f"no capture names the record {record.id} of {record.headers.get('warc-target-uri')}")

    def _held_against(self, record: Record, payload: bytes, capture: sqlite3.Row) -> None:
        """A capture's row against its record."""
        number, offset = capture["id"], record.offset
        purged = capture["redaction"] is not None and (self._search.redactions or {}).get(capture["redaction"], False)
        if record.headers.get("panjeon-event") == tombstone.EVENT:
            self._stands_for(record, capture, purged=purged)
            return
        if purged and not self._rested_on(number):
            self._report("E25", offset, f"capture {number} was purged, but its record still holds its bytes")
        if record.id != capture["record_id"] or record.type != ("response" if capture["revisit_of"] is None else "revisit"):
            self._report("E10", offset, f"capture {number} should be {capture['record_id']}, found the {record.type} record {record.id}")
            return
        if capture["redaction"] is None and record.headers.get("warc-target-uri") != ascii_uri(capture["url"]):
            self._report("E11", offset, f"capture {number} is of {capture['url']}, its record of {record.headers.get('warc-target-uri')}")
        revisit = record.type == "revisit"
        digest = payload_digest(record) if revisit else hashlib.sha256(payload).hexdigest()
        if digest != capture["payload_sha256"]:
            self._report("E12", offset, f"capture {number} should have the payload {capture['payload_sha256']}, found {digest}")
        if record.length != capture["warc_length"] or (not revisit and len(payload) != capture["payload_bytes"]):
            self._report("E13", offset, f"capture {number} has another length than its record ({record.length}) or payload ({len(payload)})")
        status = http_head(record.block)[0]
        stated = (status, record.headers.get("panjeon-method", capture["method"]), record.headers.get("warc-date"))
        if stated != (capture["status"], capture["method"], capture["fetched_at"]):
            self._report(
                "E24", offset, f"capture {number} claims {capture['status']} {capture['method']} {capture['fetched_at']}, its record {stated}"
            )
        if revisit:
            self._leads_back(record, capture)

    def _stands_for(self, record: Record, capture: sqlite3.Row, *, purged: bool) -> None:
        """A capture's row against the tombstone in its record's place."""
        number, facts = capture["id"], json.loads(record.block)
        if not purged or record.id != capture["record_id"]:
            self._report("E26", record.offset, f"capture {number} has a tombstone in place of its record, but no purge of it is noted")
            return
        for code, names in (("E12", ("payload_sha256",)), ("E13", ("payload_bytes",)), ("E24", ("status", "method"))):
            if any(facts.get(name) != capture[name] for name in names):
                self._report(code, record.offset, f"capture {number} is not what its tombstone tells of {' and '.join(names)}")
        if record.length != capture["warc_length"] or record.headers.get("warc-date") != capture["fetched_at"]:
            self._report("E13", record.offset, f"capture {number} has another length or time than its tombstone")

    def _rested_on(self, capture: int) -> bool:
        """Whether an answer of another post repeats this one, so that its bytes had to stay."""
        found = self._search.rows("SELECT 1 FROM captures WHERE revisit_of = ? AND redaction IS NULL LIMIT 1", capture)
        return next(found, None) is not None

    def _leads_back(self, record: Record, capture: sqlite3.Row) -> None:
        original = next(self._search.rows("SELECT record_id FROM captures WHERE id = ?", capture["revisit_of"]), None)
        named = record.headers.get("warc-refers-to", "").strip("<>")
        if original is not None and named != original["record_id"]:
            self._report("E14", record.offset, f"capture {capture['id']} repeats {original['record_id']}, its record {named}")

    def _report(self, code: str, offset: int | None, message: str) -> None:
        self._search.report(code, message, file=self._path.name, offset=offset)


def proved(report: Callable[[str, int | None, str], None], record: Record) -> bytes:
    """The record's payload, after its block and payload were held against the digests it states."""
    payload = payload_of(record)
    stated, part = _stated(record, len(record.block) - len(payload))
    found = f"sha256:{hashlib.sha256(part).hexdigest()}"
    if stated != found:
        report("E07", record.offset, f"the block's digest is {found}, the record states {stated or 'none'}")
    expected = payload_digest(record)
    if record.type == "response" and hashlib.sha256(payload).hexdigest() != expected:
        report("E08", record.offset, f"the payload's digest is not the one that the record states ({expected or 'none'})")
    return payload


def _stated(record: Record, rest: int) -> tuple[str | None, bytes]:
    """The digest that a record states of its block, and the block; or that of its head, where the payload is all the rest behind it."""
    stated = record.headers.get("warc-block-digest")
    if stated is None and record.type == "response" and rest == http_head(record.block)[3]:
        return record.headers.get("panjeon-head-digest"), record.block[:rest]
    return stated, record.block
