"""Exports: every post, or every version of every post, as CSV or JSON Lines, with the evidence beside it, in constant memory."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal, TextIO

Format = Literal["csv", "jsonl"]
Record = dict[str, Any]
Progress = Callable[[int, int], None]

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
    " p.body_text, p.body_html"
)
_REVISION = (
    "p.board, p.id, p.native_id, p.url, p.state, p.revision AS last_revision, r.number AS revision, r.observed_at, r.title, r.author,"
    " r.posted_at, r.modified_at, r.changed, r.significance, r.silent, r.parser, r.content_hash, r.attachments, r.body_text, r.body_html"
)
_ATTACHMENTS = (
    f"SELECT a.name, a.url, a.media_type, a.bytes, a.sha256, a.state, {_EVIDENCE} FROM attachments a JOIN captures c ON c.id = a.capture"
    " WHERE a.post = ? ORDER BY a.id"
)


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
        if selection.history:
            record["changed"] = json.loads(record["changed"])
            record["attachments"] = json.loads(record["attachments"])
        else:
            record["attachments"] = [_with_evidence(dict(found)) for found in conn.execute(_ATTACHMENTS, (record["id"],))]
        yield record


def _rows(conn: sqlite3.Connection, selection: Selection) -> sqlite3.Cursor:
    where, values = selection.where()
    if selection.history:
        sql = (
            f"SELECT {_REVISION}, {_EVIDENCE} FROM posts p JOIN revisions r ON r.post = p.id JOIN captures c ON c.id = r.capture"
            f" WHERE {where} ORDER BY p.id, r.number"
        )
    else:
        sql = f"SELECT {_POST}, '[]' AS attachments, {_EVIDENCE} FROM posts p JOIN captures c ON c.id = p.capture WHERE {where} ORDER BY p.id"
    return conn.execute(sql, values)


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


def write(
    conn: sqlite3.Connection, selection: Selection, stream: BinaryIO, *, form: Format, raw: bool = False, progress: Progress = unwatched
) -> Written:
    """Write the selected records.

    jsonl: UTF-8, an object a line, without loss
    csv:   UTF-8 with a byte order mark, RFC 4180, cells guarded against formulas and without markup; ``raw`` keeps both as they are.
           Lists stand as JSON, the capture in columns of its own; an empty text and an absent value look the same.
    ``progress`` is told the records done and the records there are.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig" if form == "csv" else "utf-8", newline="")
    found = watched(records(conn, selection), total(conn, selection), progress)
    try:
        done = _csv(text, columns_of(conn, selection, raw=raw), found, raw=raw) if form == "csv" else _jsonl(text, found)
        text.flush()
        return done
    finally:
        text.detach()


def watched(found: Iterator[Record], count: int, progress: Progress) -> Iterator[Record]:
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


def columns_of(conn: sqlite3.Connection, selection: Selection, *, raw: bool = True) -> list[str]:
    """The names of a record's own columns, those of its capture left out; without ``raw`` also its markup."""
    names = [column[0] for column in _rows(conn, selection).description]
    return [name for name in names[: -len(CAPTURE)] if raw or name != MARKUP]


def _csv(text: TextIO, columns: list[str], found: Iterator[Record], *, raw: bool) -> Written:
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*columns, *(f"capture_{name}" for name in CAPTURE)])
    count = long = 0
    for record in found:
        cells = [cell(record[name]) for name in columns] + [record["capture"][name] for name in CAPTURE]
        if not raw:
            cells = list(map(guarded, cells))
            long += sum(units(value) > LONGEST_CELL for value in cells)
        writer.writerow(cells)
        count += 1
    return Written(records=count, long_cells=long)


def units(value: object) -> int:
    """A text's length as a spreadsheet counts it, in UTF-16 units; 0 for what is no text."""
    if not isinstance(value, str):
        return 0
    return len(value) if value.isascii() or len(value) <= LONGEST_CELL // 2 else len(value.encode("utf-16-le")) // 2


def cell(value: object) -> object:
    """A value as a table holds it: lists as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
