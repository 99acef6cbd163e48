"""An archive as Parquet: typed columns without loss, in row groups that are written as they fill."""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from crawler.errors import ArchiveError
from pipelines.export import CAPTURE, Progress, Record, Selection, Written, columns_of, records, total, unwatched, watched

#: Records in a row group: with bodies of ten thousand characters some ten megabytes.
_GROUP = 1000
_WHOLE = frozenset({"id", "pinned", "revision", "last_revision", "duplicate_of", "silent"})
#: Times that we observed are instants; what the site says stays text, because it may be less than an instant.
_INSTANTS = frozenset({"first_seen_at", "last_seen_at", "checked_at", "changed_at", "observed_at"})
_FILE = ("name", "url", "media_type", "bytes", "sha256", "state")


def write_parquet(conn: sqlite3.Connection, selection: Selection, stream: BinaryIO, *, progress: Progress = unwatched) -> Written:
    """Write the selected records as Parquet; attachments are a list of structs, the capture is a struct.

    Raises ArchiveError where pyarrow is not installed.
    """
    arrow, parquet = _pyarrow("pyarrow"), _pyarrow("pyarrow.parquet")
    schema = _schema(arrow, conn, selection)
    found = watched(records(conn, selection), total(conn, selection), progress)
    count = 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(_typed(found), _GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return Written(records=count)


def _schema(arrow: Any, conn: sqlite3.Connection, selection: Selection) -> Any:
    """The schema of the records, from the names that a query gives."""
    instant = arrow.timestamp("us", tz="UTC")
    capture = {name: arrow.string() for name in CAPTURE} | {"fetched_at": instant, "status": arrow.int64(), "warc_offset": arrow.int64()}
    kinds = {
        "capture": arrow.struct(list(capture.items())),
        "attachments": arrow.list_(arrow.struct([(name, arrow.int64() if name == "bytes" else arrow.string()) for name in _FILE])),
        "changed": arrow.list_(arrow.string()),
        "duplicate_score": arrow.float64(),
        **dict.fromkeys(_WHOLE, arrow.int64()),
        **dict.fromkeys(_INSTANTS, instant),
    }
    names = [*columns_of(conn, selection), "capture"]
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in names])


def _typed(found: Iterator[Record]) -> Iterator[Record]:
    for record in found:
        instants = {name: datetime.fromisoformat(record[name]) for name in _INSTANTS if name in record}
        capture = record["capture"] | {"fetched_at": datetime.fromisoformat(record["capture"]["fetched_at"])}
        files = [{name: file.get(name) for name in _FILE} for file in record["attachments"]]
        yield {**record, **instants, "capture": capture, "attachments": files}


def _pyarrow(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise ArchiveError("Parquet needs the package pyarrow; install it, or use --format jsonl, which is without loss too") from error
