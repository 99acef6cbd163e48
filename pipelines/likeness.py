"""Likeness: whether two archives say the same, table by table, by the dumps of their rows."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import ArchiveError
from pipelines.rebuild import dump

#: So many rows of a difference are kept to be shown, each so many characters long.
SAMPLES = 3
SAMPLE = 300

_TABLE = re.compile(r"INSERT INTO (\w+) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How many rows of a table only the first archive has and only the second, with the beginnings of some of them."""

    table: str
    only_first: int
    only_second: int
    first_rows: tuple[str, ...]
    second_rows: tuple[str, ...]


@dataclass(slots=True)
class _Unmatched:
    """Rows met on one side and not yet on the other: their digests, with the beginning of each."""

    first: dict[bytes, str] = field(default_factory=dict)
    second: dict[bytes, str] = field(default_factory=dict)

    def meet(self, row: str, *, in_first: bool) -> None:
        mine, other = (self.first, self.second) if in_first else (self.second, self.first)
        digest = hashlib.sha256(row.encode("utf-8", "surrogatepass")).digest()
        if other.pop(digest, None) is None:
            mine[digest] = row[:SAMPLE]


def differences(first: Path, second: Path) -> list[Difference]:
    """The tables in which two archives differ, by name; an empty list where they are equal. Raises ArchiveError for one that cannot be read.

    Both dumps are in the same order and walked side by side: memory grows with what differs, not with the archives.
    """
    found: dict[str, _Unmatched] = {}
    try:
        for row, in_first in _uneven(dump(first), dump(second)):
            match = _TABLE.match(row)
            assert match is not None
            found.setdefault(match[1], _Unmatched()).meet(row, in_first=in_first)
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{first} and {second} cannot be compared ({error}); `panjeon verify` tells which of them is damaged") from error
    return [_difference(table, rows) for table, rows in sorted(found.items()) if rows.first or rows.second]


def _uneven(first: Iterator[str], second: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """The rows that do not stand at the same place in both, each with the side it stands on."""
    while True:
        here, there = next(first, None), next(second, None)
        if here is None and there is None:
            return
        if here == there:
            continue
        if here is not None:
            yield here, True
        if there is not None:
            yield there, False


def _difference(table: str, rows: _Unmatched) -> Difference:
    first, second = (tuple(list(side.values())[:SAMPLES]) for side in (rows.first, rows.second))
    return Difference(table=table, only_first=len(rows.first), only_second=len(rows.second), first_rows=first, second_rows=second)


#: What a parser reads of a version.
READ = ("title", "author", "posted_at", "modified_at", "body_text", "attachments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A field of a version that two archives read differently: which post and version, by which parsers, and what each says."""

    post: str
    number: int
    field: str
    first: str | None
    second: str | None
    first_parser: str
    second_parser: str


def reread(first: Path, second: Path) -> Iterator[Reread]:
    """The fields that stand otherwise in the second archive, in the order of posts and versions; nothing for versions that only one of them has.

    Raises ArchiveError for an archive that cannot be read.
    """
    columns = ", ".join(f"a.{name} AS first_{name}, b.{name} AS second_{name}" for name in (*READ, "parser"))
    differs = " OR ".join(f"a.{name} IS NOT b.{name}" for name in READ)
    conn = sqlite3.connect(f"{first.resolve().as_uri()}?mode=ro", uri=True)
    try:
        conn.row_factory = sqlite3.Row
        conn.execute("ATTACH ? AS other", (f"{second.resolve().as_uri()}?mode=ro",))
        for row in conn.execute(
            f"SELECT p.board || '/' || p.native_id AS post, a.number, {columns} FROM main.posts p JOIN main.revisions a ON a.post = p.id"
            " JOIN other.posts q ON q.board = p.board AND q.native_id = p.native_id JOIN other.revisions b ON b.post = q.id AND b.number = a.number"
            f" WHERE {differs} ORDER BY p.id, a.number"
        ):
            for name in READ:
                if row[f"first_{name}"] != row[f"second_{name}"]:
                    yield Reread(
                        post=row["post"], number=row["number"], field=name, first=row[f"first_{name}"], second=row[f"second_{name}"],
                        first_parser=row["first_parser"], second_parser=row["second_parser"],
                    )  # fmt: skip
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{first} and {second} cannot be compared ({error}); `panjeon verify` tells which of them is damaged") from error
    finally:
        conn.close()
