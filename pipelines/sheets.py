"""An archive as an Excel workbook: posts, attachments and, with their history, versions and events, a sheet each, in constant memory."""

from __future__ import annotations

import importlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from crawler.errors import ArchiveError
from pipelines.export import CAPTURE, LONGEST_CELL, MARKUP, Progress, Record, Selection, Written, cell, records, total, units, unwatched, watched
from pipelines.schema import TABLES, sentence

#: What Excel takes in one sheet, the row of names included.
MOST_ROWS = 1_048_576
#: What XML cannot hold; a workbook with one of these in it is called damaged.
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CUT = " … [{:,} characters in all; the whole text is in the CSV and JSON Lines exports]"
_WIDTHS = {"title": 48, "body_text": 80, "url": 40, "capture_url": 40, "name": 32, "meaning": 90}
_EVENTS = "SELECT e.post, e.kind, e.at, e.detail, e.crawl, e.capture FROM events e JOIN posts p ON p.id = e.post WHERE {} ORDER BY e.id"


@dataclass(slots=True)
class _Book:
    """A workbook in the making; a sheet that is full goes on in another of the same name with a number."""

    workbook: Any
    most_rows: int
    cut: int = 0
    formats: dict[str, Any] = field(default_factory=dict)

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
        """Write a table and return its number of rows."""
        sheet, at, number, count = self._sheet(name, columns), 1, 1, 0
        for row in rows:
            if at == self.most_rows:
                number += 1
                sheet, at = self._sheet(f"{name} {number}", columns), 1
            for place, value in enumerate(row):
                self._write(sheet, at, place, value)
            at += 1
            count += 1
        return count

    def _sheet(self, name: str, columns: Sequence[str]) -> Any:
        sheet = self.workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(column, 16))
            sheet.write_string(0, place, column, self.formats["head"])
        return sheet

    def _write(self, sheet: Any, row: int, place: int, value: object) -> None:
        if value is None:
            return
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, self.formats["day"])
        elif isinstance(value, bool | int | float):
            sheet.write_number(row, place, value)
        else:
            sheet.write_string(row, place, self._fitting(str(value)))

    def _fitting(self, text: str) -> str:
        """The text as a cell can hold it; what is cut is counted, and says so itself."""
        text = _NO_XML.sub("\ufffd", text)
        if units(text) <= LONGEST_CELL:
            return text
        self.cut += 1
        note = _CUT.format(len(text))
        return text.encode("utf-16-le")[: (LONGEST_CELL - units(note)) * 2].decode("utf-16-le", "ignore") + note


def write_workbook(
    conn: sqlite3.Connection, selection: Selection, stream: BinaryIO, *, progress: Progress = unwatched, most_rows: int = MOST_ROWS
) -> Written:
    """Write the selected posts as a workbook: sheets posts, attachments and columns, with ``history`` also history and events.

    Every text is written as text, never as a formula or a link. Returns the posts (with ``history``, versions) and the cells that were cut.
    Raises ArchiveError where xlsxwriter is not installed.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": False}
    with _xlsxwriter().Workbook(stream, options) as workbook:
        book = _Book(workbook, most_rows)
        book.formats = {"head": workbook.add_format({"bold": True, "bottom": 1}), "day": workbook.add_format({"num_format": "yyyy-mm-dd"})}
        present = Selection(**{**_fields(selection), "history": False})
        names = _names(conn, present)
        count = book.table("posts", names, _posts(conn, present, names, unwatched if selection.history else progress))
        _attachments(conn, present, book)
        if selection.history:
            names = [name for name in _names(conn, selection) if name != "attachments"]
            count = book.table("history", names, _posts(conn, selection, names, progress))
            _events(conn, selection, book)
        book.table("columns", ("table", "column", "meaning"), _meanings())
    return Written(records=count, long_cells=book.cut)


def _fields(selection: Selection) -> dict[str, Any]:
    return {name: getattr(selection, name) for name in Selection.__slots__}


def _names(conn: sqlite3.Connection, selection: Selection) -> list[str]:
    """The columns of a sheet of posts or versions: the day as a real date beside the text that the site gave."""
    record = next(records(conn, selection), None) or {"id": None, "posted_at": None, "capture": {}}
    names = [name for name in record if name not in (MARKUP, "capture") and (selection.history or name != "attachments")]
    place = names.index("posted_at") + 1
    return [*names[:place], "posted_on", *names[place:], *(f"capture_{name}" for name in CAPTURE)]


def _posts(conn: sqlite3.Connection, selection: Selection, names: Sequence[str], progress: Progress) -> Iterator[list[object]]:
    for record in watched(records(conn, selection), total(conn, selection), progress):
        yield [_value(record, name) for name in names]


def _value(record: Record, name: str) -> object:
    if name == "posted_on":
        return _day(record["posted_at"])
    if name.startswith("capture_"):
        return record["capture"][name.removeprefix("capture_")]
    return cell(record[name])


def _day(at: str | None) -> date | None:
    """The site's own day; nothing where the text is no date that a spreadsheet has."""
    try:
        day = date.fromisoformat((at or "")[:10])
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def _attachments(conn: sqlite3.Connection, selection: Selection, book: _Book) -> None:
    where, values = selection.where()
    names = [name for name in TABLES["attachments"][1] if name != "text"]
    columns = ", ".join(f"a.{name}" for name in names)
    sql = f"SELECT {columns} FROM attachments a JOIN posts p ON p.id = a.post WHERE {where} ORDER BY a.id"
    book.table("attachments", names, ([row[name] for name in names] for row in conn.execute(sql, values)))


def _events(conn: sqlite3.Connection, selection: Selection, book: _Book) -> None:
    where, values = selection.where()
    names = ("post", "kind", "at", "detail", "crawl", "capture")
    book.table("events", names, map(tuple, conn.execute(_EVENTS.format(where), values)))


def _meanings() -> Iterator[tuple[str, str, str]]:
    for table in ("posts", "revisions", "attachments", "events", "captures"):
        yield from ((table, column, sentence(table, column)) for column in TABLES[table][1])


def _xlsxwriter() -> Any:
    try:
        return importlib.import_module("xlsxwriter")
    except ModuleNotFoundError as error:
        raise ArchiveError("an Excel workbook needs the package xlsxwriter; install it, or use --format csv") from error
