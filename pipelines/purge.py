"""Purge: a redacted post's bytes taken out of the WARC files, each record replaced by a tombstone that keeps its digests.

Lists stay as they are: they are the evidence for other posts, and show of this one what lists show.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from crawler.crashpoint import crashpoint
from crawler.errors import ArchiveError
from crawler.manifest import Manifest
from crawler.records import Task
from crawler.warc import Record, records
from crawler.warc.shape import record as made
from crawler.warc.write import fixity, sync_folder
from pipelines import frontier, places, search, tombstone
from pipelines.archive import transaction
from pipelines.recorder import Recorder, answer_in, board_of, close_row, is_answer
from pipelines.tombstone import Veil


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """How many records became tombstones, in how many files, and how many had to stay because another post's answers rest on them."""

    records: int
    files: int
    kept: int


@dataclass(slots=True)
class _Plan:
    """What concerns the post: ids of records (answers, requests, failures) by file, those that others rest on, addresses of others."""

    mine: dict[str, set[str]] = field(default_factory=dict)
    answers: set[str] = field(default_factory=set)
    rested_on: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    urls: dict[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> set[str]:
        """Answers that stay: other posts' answers repeat them, or share their address."""
        return {one for one in self.answers if one in self.rested_on or self.urls[one] in self.others}

    @property
    def kept_urls(self) -> frozenset[str]:
        return frozenset(self.others | {self.urls[one] for one in self.kept})


def purge(recorder: Recorder, board: str, native_id: str) -> Purged:
    """Take a post's bytes out of the evidence. The post must be redacted with ``act`` purge.

    Raises ArchiveError where a WARC file is missing, WarcDamaged for one that cannot be read.
    """
    recorder.between_runs()
    conn, warcs = recorder.conn, recorder.warcs
    files = [row["file"] for row in conn.execute("SELECT file FROM warcs ORDER BY file")]
    if any(not (warcs / file).exists() for file in files):
        raise ArchiveError("a WARC file is missing; run `panjeon verify`")
    plan = _plan(conn, warcs, files, board, native_id)
    veil = Veil(plan.kept_urls)
    changed = {file: _write_anew(conn, warcs, file, ids - plan.kept, veil) for file, ids in plan.mine.items() if ids - plan.kept}
    crashpoint("after_purge_write")
    with transaction(conn):
        for file, found in changed.items():
            conn.executemany("UPDATE captures SET warc_offset = ?, warc_length = ? WHERE record_id = ?", found)
            close_row(conn, replace(fixity(warcs / (file + places.SUFFIX)), file=file))
        places.note(conn, list(changed))
        _forget_words(conn)
    crashpoint("after_purge_commit")
    places.put_in_place(conn, warcs)
    return Purged(records=len(plan.answers - plan.kept), files=len(changed), kept=len(plan.kept))


def _forget_words(conn: sqlite3.Connection) -> None:
    """Make the search index anew: what was taken out of it stands in its old segments until they are merged."""
    search.rebuild(conn)


def _plan(conn: sqlite3.Connection, warcs: Path, files: list[str], board: str, native_id: str) -> _Plan:
    """Look through every file: a repetition may stand in the crawl of another board."""
    plan = _Plan()
    of_board = {row["id"] for row in conn.execute("SELECT id FROM crawls WHERE board = ?", (board,))}
    for file in files:
        same_board = int(file[:5]) in of_board
        for record in records(warcs / file):
            task = _task(record)
            mine = same_board and task is not None and task.native_id == native_id and task.kind in ("post", "replies", "file")
            if record.type == "revisit" and not mine:
                plan.rested_on.add(record.headers["WARC-Refers-To"].strip("<>"))
            if task is None:
                continue
            if not mine:
                plan.others |= {task.url, record.headers.get("WARC-Target-URI", "")} if task.kind == "file" else set()
                continue
            plan.mine.setdefault(file, set()).add(record.id)
            if record.type != "metadata":
                plan.answers.add(record.id)
                plan.urls[record.id] = task.url
    return plan


def _task(record: Record) -> Task | None:
    """The task that an answer, its tombstone or a failure was for."""
    if "Panjeon-Task" in record.headers:
        return frontier.task_from(record.headers["Panjeon-Task"])
    if record.headers.get("Panjeon-Event") == "failure":
        return Task(**json.loads(record.block)["task"])
    return None


def _write_anew(conn: sqlite3.Connection, warcs: Path, file: str, purged: set[str], veil: Veil) -> list[tuple[int, int, str]]:
    """Write a file anew beside the old one, with tombstones; where each record stands then: (offset, length, record id)."""
    path, found, at = warcs / file, list[tuple[int, int, str]](), 0
    with path.open("rb") as old, (warcs / (file + places.SUFFIX)).open("wb") as new:
        for record, data in _replaced(conn, warcs, file, purged, veil):
            if data is None:
                old.seek(record.offset)
                data = old.read(record.length)
            new.write(data)
            found.append((at, len(data), record.id))
            at += len(data)
        new.flush()
        os.fsync(new.fileno())
    sync_folder(warcs)
    return found


def _replaced(conn: sqlite3.Connection, warcs: Path, file: str, purged: set[str], veil: Veil) -> Iterator[tuple[Record, bytes | None]]:
    """Each record with what takes its place, None where it stays."""
    board: Manifest | None = None
    for record in records(warcs / file):
        concerning = record.headers.get("WARC-Concurrent-To", "").strip("<>") if record.type == "request" else record.id
        if concerning not in purged:
            yield record, None
        elif record.headers.get("Panjeon-Event") == "failure":
            facts = json.loads(record.block)
            facts |= {"task": frontier.task_facts(veil.task(Task(**facts["task"]))), "message": ""}
            yield record, _metadata(record, "failure", facts)
        elif is_answer(record):
            board = board or board_of(conn, warcs, int(file[:5]))
            yield record, _metadata(record, tombstone.EVENT, tombstone.facts_of(record, answer_in(conn, record, file, warcs, board), veil))
        else:
            yield record, _metadata(record, tombstone.EVENT, tombstone.bare_facts(record))


def _metadata(record: Record, event: str, facts: dict[str, object]) -> bytes:
    """A metadata record under the id and date of the one whose place it takes."""
    block = json.dumps(facts, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
    fields = [("WARC-Date", record.headers["WARC-Date"]), ("WARC-Warcinfo-ID", record.headers["WARC-Warcinfo-ID"])]
    return made("metadata", record.id, [*fields, ("Content-Type", "application/json"), ("Panjeon-Event", event)], [block])
