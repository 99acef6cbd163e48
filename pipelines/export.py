"""Exports: every post, or every version of every post, as CSV or JSON Lines, with the evidence beside it, in constant memory."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal, TextIO, TypeVar

Format = Literal["csv", "jsonl"]
Record = dict[str, Any]
Progress = Callable[[int, int], None]
#: A row as SQLite gives it where it is asked for texts in UTF-8.
Cells = Sequence[bytes | int | float | None]
T = TypeVar("T")

STATES = ("listed", "unlisted", "gone", "blinded", "secret")
#: What a spreadsheet takes for the beginning of a formula; the full-width forms count where an East Asian input method made them.
FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
#: Left out of a guarded CSV: markup is not for a spreadsheet's readers.
MARKUP = "body_html"
#: A spreadsheet cuts a cell after so many UTF-16 units.
LONGEST_CELL = 32_767

#: What an export says of a capture: enough to find the record in the WARC and to prove its bytes.
CAPTURE = ("url", "fetched_at", "status", "record_id", "payload_sha256", "warc_file", "warc_offset")

#: All but the printable characters that nearly every text is made of, so that only the rest is looked at one by one.
_UNCOMMON = re.compile("[^ -~가-힣ㄱ-ㆎ一-鿿]")
_EVIDENCE = ", ".join(f"c.{name} AS capture_{name}" for name in CAPTURE)
_POST = (
    "p.board, p.id, p.native_id, p.url, p.title, p.author, p.posted_at, p.posted_precision, p.posted_raw, p.posted_inferred, p.modified_at, p.category,"
    " p.state, p.pinned, p.revision, p.first_seen_at, p.last_seen_at, p.checked_at, p.changed_at, p.duplicate_of, p.duplicate_score, p.content_hash,"
    " p.body_text"
)
_REVISION = (
    "p.board, p.id, p.native_id, p.url, p.state, p.revision AS last_revision, r.number AS revision, r.observed_at, r.title, r.author,"
    " r.posted_at, r.modified_at, r.changed, r.significance, r.silent, r.parser, r.content_hash, r.attachments, r.body_text"
)
_FILE = ("name", "url", "media_type", "bytes", "sha256", "state")
#: A post's files as a JSON list in the order of their numbers; asked with the post, for a query a post costs more than the rest of it.
_FACTS = ", ".join(f"'{name}', f.{name}" for name in _FILE)
_PROOF = ", ".join(f"'{name}', f.capture_{name}" for name in CAPTURE)
_ATTACHMENTS = (
    f"(SELECT json_group_array(json_object({_FACTS}, 'capture', json_object({_PROOF})))"
    f" FROM (SELECT {', '.join(f'a.{name}' for name in _FILE)}, {_EVIDENCE} FROM attachments a JOIN captures c ON c.id = a.capture"
    " WHERE a.post = p.id ORDER BY a.id) f) AS attachments"
)
#: What most cells begin with and no formula does: printable ASCII and the lead bytes of hanja and Hangul. Only the others are looked at closely.
_PLAIN = frozenset(range(0x21, 0x7F)) - {ord(char) for char in FORMULA if char.isascii()} | frozenset(range(0xE4, 0xEE))
#: So many bytes of a CSV are written at once.
_PIECE = 256 * 1024


def unwatched(done: int, of: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export wrote: its records, how many cells are longer than a spreadsheet holds, and how many files of posts could not be had."""

    records: int
    long_cells: int = 0
    missing_files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which posts to export: of these boards, states and authors (all where none is named), dated from ``since`` to ``until`` (ISO dates,
    inclusive), found by the query ``search`` (as in pipelines.search).

    ``history`` asks for a record per revision instead of one per post. Posts without a date are left out where a day is given.
    """

    boards: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    search: str | None = None
    since: str | None = None
    until: str | None = None
    history: bool = False

    def where(self) -> tuple[str, list[str]]:
        """The condition over posts, and its values."""
        parts, values = self._without_days()
        for sign, day in ((">=", self.since), ("<=", self.until)):
            if day is not None:
                parts.append(f"substr(p.posted_at, 1, 10) {sign} ?")
                values.append(day)
        return " AND ".join(parts) or "1", values

    def undated(self) -> tuple[str, list[str]]:
        """The condition over posts that are left out because they show no date."""
        parts, values = self._without_days()
        parts.append("p.posted_at IS NULL" if self.since or self.until else "0")
        return " AND ".join(parts), values

    def _without_days(self) -> tuple[list[str], list[str]]:
        parts: list[str] = ["p.id NOT IN (SELECT post FROM redactions WHERE ended_at IS NULL)"]
        values: list[str] = []
        for column, wanted in (("board", self.boards), ("state", self.states), ("author", self.authors)):
            if wanted:
                parts.append(f"p.{column} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        if self.search is not None:
            parts.append("p.id IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH ko_match(?))")
            values.append(self.search)
        return parts, values


def records(conn: sqlite3.Connection, selection: Selection) -> Iterator[Record]:
    """The selected records in the order of posts and revisions, attachments as a list, the capture that proves each as ``capture``."""
    for row in _rows(conn, selection):
        record = _with_evidence(dict(row))
        record["attachments"] = json.loads(record["attachments"])
        if selection.history:
            record["changed"] = json.loads(record["changed"])
        yield record


def _rows(conn: sqlite3.Connection, selection: Selection, *, markup: bool = True) -> sqlite3.Cursor:
    where, values = selection.where()
    if selection.history:
        columns, source, order = _REVISION, "posts p CROSS JOIN revisions r ON r.post = p.id CROSS JOIN captures c ON c.id = r.capture", "p.id, r.number"
    else:
        columns, source, order = _POST, "posts p CROSS JOIN captures c ON c.id = p.capture", "p.id"
    columns += f", {'r' if selection.history else 'p'}.{MARKUP}" if markup else ""
    columns += "" if selection.history else f", {_ATTACHMENTS}"
    if selection.boards or selection.states or selection.authors:
        # numbers first, and joins in the order as written: an index that answers these gives posts in another order, and whole posts would be sorted
        where = f"p.id IN (SELECT p.id FROM posts p WHERE {where})"
    return conn.execute(f"SELECT {columns}, {_EVIDENCE} FROM {source} WHERE {where} ORDER BY {order}", values)


def undated(conn: sqlite3.Connection, selection: Selection) -> int:
    """How many posts a selection by day leaves out because they show no date."""
    where, values = selection.undated()
    count: int = conn.execute(f"SELECT count(*) FROM posts p WHERE {where}", values).fetchone()[0]
    return count


def _with_evidence(row: Record) -> Record:
    capture = {name: row.pop(f"capture_{name}") for name in CAPTURE}
    return {**row, "capture": capture}


def json_line(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON, without loss: what is not printable stands as an escape, so that nothing moves a terminal's cursor."""
    line = json.dumps(record, ensure_ascii=False)
    return line if line.isprintable() else _UNCOMMON.sub(_escape, line)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]


def guarded(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what begins like one, also behind spaces and marks unseen."""
    if not isinstance(value, str) or not value:
        return value
    first = next((char for char in value if not char.isspace() and unicodedata.category(char) != "Cf"), "")
    return f"'{value}" if first in FORMULA or value[0] in FORMULA else value


def total(conn: sqlite3.Connection, selection: Selection) -> int:
    """How many records a selection gives."""
    where, values = selection.where()
    versions = "JOIN revisions r ON r.post = p.id" if selection.history else ""
    count: int = conn.execute(f"SELECT count(*) FROM posts p {versions} WHERE {where}", values).fetchone()[0]
    return count


def write(conn: sqlite3.Connection, selection: Selection, stream: BinaryIO, *, form: Format, raw: bool = False, progress: Progress = unwatched) -> Written:
    """Write the selected records.

    jsonl: UTF-8, an object a line, without loss
    csv:   UTF-8 with a byte order mark, RFC 4180, cells guarded against formulas and without markup; ``raw`` keeps both as they are.
           Lists stand as JSON, the capture in columns of its own. Texts are quoted, also the empty one; an absent value is nothing at all.
    ``progress`` is told the records done and the records there are.
    """
    count = total(conn, selection)
    if form == "csv":
        return _csv(conn, selection, stream, raw=raw, watch=lambda rows: watched(rows, count, progress))
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        done = _jsonl(text, watched(records(conn, selection), count, progress))
        text.flush()
        return done
    finally:
        text.detach()


def watched(found: Iterable[T], count: int, progress: Progress) -> Iterator[T]:
    """The same records, with ``progress`` told of every hundredth and of the last."""
    done = 0
    for done, record in enumerate(found, start=1):
        yield record
        if done % 100 == 0:
            progress(done, count)
    progress(done, count)


def _jsonl(text: TextIO, found: Iterator[Record]) -> Written:
    count = 0
    for record in found:
        text.write(json_line(record) + "\n")
        count += 1
    return Written(records=count)


def columns_of(conn: sqlite3.Connection, selection: Selection) -> list[str]:
    """The names of a record's own columns, those of its capture left out."""
    return [column[0] for column in _rows(conn, selection).description[: -len(CAPTURE)]]


def _csv(
    conn: sqlite3.Connection, selection: Selection, stream: BinaryIO, *, raw: bool, watch: Callable[[Iterable[Cells]], Iterator[Cells]]
) -> Written:  # fmt: skip
    """Texts go from the database to the file as the UTF-8 that they are in both: decoding them would take most of the time."""
    kept = conn.text_factory
    rows = _rows(conn, selection, markup=raw)
    rows.row_factory = None
    pieces, size, count, long = ["\ufeff".encode(), ",".join(column[0] for column in rows.description).encode(), b"\r\n"], 0, 0, 0
    try:
        conn.text_factory = bytes
        for row in watch(rows):
            cells = row if raw else guarded_row(row)
            line = csv_line(cells)
            # no cell is longer than its row
            long += 0 if raw or len(line) <= LONGEST_CELL else sum(units(value.decode()) > LONGEST_CELL for value in cells if type(value) is bytes)
            pieces.append(line)
            count, size = count + 1, size + len(line)
            if size >= _PIECE:
                stream.write(b"".join(pieces))
                pieces, size = [], 0
    finally:
        conn.text_factory = kept
    stream.write(b"".join(pieces))
    return Written(records=count, long_cells=long)


def csv_line(cells: Cells) -> bytes:
    """A row of a CSV: texts quoted, numbers bare, nothing for what is absent."""
    quoted = [b'"' + value.replace(b'"', b'""') + b'"' if type(value) is bytes else b"" if value is None else b"%a" % value for value in cells]
    return b",".join(quoted) + b"\r\n"


def guarded_row(row: Cells) -> Cells:
    """The same row where no cell can begin a formula, as nearly always; else each cell as ``guarded`` has it."""
    if not [value for value in row if type(value) is bytes and value and value[0] not in _PLAIN]:
        return row
    return [str(guarded(value.decode())).encode() if type(value) is bytes else value for value in row]


def units(value: object) -> int:
    """A text's length as a spreadsheet counts it, in UTF-16 units; 0 for what is no text."""
    if not isinstance(value, str):
        return 0
    return len(value) if value.isascii() or len(value) <= LONGEST_CELL // 2 else len(value.encode("utf-16-le")) // 2


def cell(value: object) -> object:
    """A value as a table holds it: lists as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
