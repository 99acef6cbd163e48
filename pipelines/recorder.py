"""The recorder: the one writer of an archive. Evidence first, then one transaction per response.

The order is fixed: WARC append and fsync, then BEGIN IMMEDIATE, capture, rows, frontier, COMMIT. Nothing is acknowledged before
COMMIT, so a kill leaves at most records in the WARC that no row knows; those are adopted at the next start.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.clock import Clock, iso
from crawler.crashpoint import crashpoint
from crawler.errors import ArchiveError, WarcDamaged
from crawler.manifest import Manifest, from_facts, to_facts
from crawler.reading import Reading, read
from crawler.records import Exchange, Misfit, Task
from crawler.warc import Closed, Original, Placed, Record, WarcWriter, fixity, mend, payload_digest, records, settle, to_exchange
from crawler.warc.read import read_at
from crawler.warc.write import sync_folder
from pipelines import accept, frontier, links, places, redact, tombstone
from pipelines.allowance import allowance
from pipelines.archive import Lock, open_writer, transaction, warcs_beside
from pipelines.archive import settle as settle_log
from pipelines.fold import Ended, Fold, Run
from pipelines.ledger import RequestClass

SOFTWARE = "Panjeon/0.1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a response: how it was read, and the class its request ended in (None while a post waits for its files)."""

    reading: Reading
    kind: RequestClass | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What a start found to mend: bytes cut from torn tails, records adopted that no row knew."""

    cut: int = 0
    adopted: int = 0


class Recorder:
    """Writes one archive. Create with ``open``; then ``begin``, any number of ``receive``/``fail``, ``finish``; ``close`` at the end.

    Raises ArchiveBusy when another process writes, WarcDamaged when evidence is damaged beyond a torn tail.
    """

    def __init__(self, path: Path, clock: Clock, *, warcs: Path | None = None, warc_bytes: int = 1_000_000_000) -> None:
        self.path = path
        self.warcs = warcs or warcs_beside(path)
        self.clock = clock
        self.lock = Lock(path)
        self.lock.take()
        try:
            self.conn = open_writer(path)
            # What a process committed after a failed sync may stand in the write-ahead log only as long as the machine runs.
            settle_log(self.conn)
            sync_folder(path.parent)
        except BaseException:
            self.lock.give_back()
            raise
        self.fold = Fold(self.conn, self.warcs)
        self.run: Run | None = None
        self.warc: WarcWriter | None = None
        self._warc_bytes = warc_bytes
        self._entered: set[str] = set()
        self.recovery = Recovery()

    # -- a run ----------------------------------------------------------------------------------------------------------------

    def begin(
        self,
        board: Manifest,
        mode: str,
        seeds: list[Task],
        *,
        budget: int | None = None,
        since: str | None = None,
        sources: list[dict[str, object]] | None = None,
    ) -> Run:
        """Begin a crawl with its first tasks, or take up the one that a kill interrupted (same board and mode); any other is ended as incomplete.

        ``budget``: requests for posts that no list gives a reason to ask; None for a sweep that asks every post. ``since``: the
        first day of the posts that are looked at, as YYYY-MM-DD. ``sources``: the files that a backfill takes its captures from.
        """
        self._recover()
        interrupted = self._interrupted()
        if interrupted is not None:
            if (interrupted["board"], interrupted["mode"]) == (board.name, mode):
                self.run = self.fold.resume(interrupted["id"], board)
                self._write_on()
                return self.run
            self._abandon(interrupted["id"])
        crawl = (self.conn.execute("SELECT max(id) FROM crawls").fetchone()[0] or 0) + 1
        self.warc = self._writer(crawl, board.name)
        begun = self.clock.now()
        tasks = [frontier.task_facts(task) for task in seeds]
        facts: dict[str, object] = {"crawl": crawl, "mode": mode, "board": to_facts(board), "seeds": tasks, "budget": budget, "since": since}
        if sources is not None:
            facts["sources"] = sources
        placed = self.warc.metadata("begin", facts, date=begun)
        with transaction(self.conn):
            self.run = self.fold.begin(facts, placed.date)
            self._advance(placed)
        return self.run

    def allowance(self, board: Manifest) -> int:
        """What a refresh that begins now may spend of a board's daily budget."""
        return allowance(self.conn, board.name, board.fetch.daily_budget, iso(self.clock.now()))

    def between_runs(self) -> None:
        """Mend what a kill left, and end a crawl that was interrupted as incomplete: events have one order, and no run spans a redaction."""
        self._recover()
        interrupted = self._interrupted()
        if interrupted is not None:
            self._abandon(interrupted["id"])

    def redaction(self, facts: dict[str, object]) -> None:
        """Keep a redaction as an event, then do what it says. Raises ArchiveError for a post that the archive does not hold."""
        # What is blanked must not stay readable in the file's free pages.
        self.conn.execute("PRAGMA secure_delete = ON")
        self._between_runs_say("redaction", facts)

    def acceptance(self, facts: dict[str, object]) -> None:
        """Keep as an event that an archivist believes a suspect run, or does so no longer, then do what it says."""
        self._between_runs_say("acceptance", facts)

    def _between_runs_say(self, event: str, facts: dict[str, object]) -> None:
        """Write what a person says into a WARC file of its own after the last run's, then apply it."""
        self.between_runs()
        last = self.conn.execute("SELECT id, board FROM crawls ORDER BY id DESC LIMIT 1").fetchone()
        self.warc = self._writer(last["id"], last["board"])
        placed = self.warc.metadata(event, facts, date=self.clock.now())
        crashpoint(f"after_{event}_record")
        self.warc.close()
        with transaction(self.conn):
            self._enter(last["id"], placed.file)
            SAID[event](self.conn, facts, placed.date)
            self._close_rows()
        self.warc = None

    def receive(self, task: Task, exchange: Exchange, *, due_at: str | None = None) -> Receipt:
        """Keep an answer: evidence on disk, then its reading and all rows in one transaction."""
        return self.receive_all([(task, exchange, due_at)])[0]

    def receive_all(self, answers: Sequence[tuple[Task, Exchange, str | None]]) -> list[Receipt]:
        """Keep answers that came together, in their order: all evidence on disk with one fsync, then each in a transaction of its own.

        ``answers``: task, exchange, and when it may be asked again if it must be.
        """
        _, warc = self._running()
        warc.rotate()
        kept: list[Placed | str] = []
        for task, exchange, _ in answers:
            try:
                kept.append(warc.exchange(exchange, fields=_fields(task), original=self._original, durable=False))
            except ValueError as error:
                kept.append(f"{task.url} answered what no WARC record can hold: {error}")
        warc.sync()
        receipts = {
            number: self._fold_in(task, exchange, placed, due_at)
            for number, ((task, exchange, due_at), placed) in enumerate(zip(answers, kept, strict=True))
            if isinstance(placed, Placed)
        }
        # Last, as their records will stand last: what is folded keeps the order of the evidence.
        receipts |= {number: self._unrecordable(answers[number][0], told) for number, told in enumerate(kept) if isinstance(told, str)}
        return [receipts[number] for number in range(len(answers))]

    def _fold_in(self, task: Task, exchange: Exchange, placed: Placed, due_at: str | None) -> Receipt:
        run, _ = self._running()
        reading = read(exchange, task, run.board)
        with transaction(self.conn):
            crashpoint("after_begin")
            self._warc_rows(run)
            kind = self.fold.response(task, exchange, placed, reading, due_at=due_at, on_capture=_after_capture)
            self._advance(placed)
            crashpoint("before_commit")
        crashpoint("after_commit")
        return Receipt(reading=reading, kind=kind)

    def _unrecordable(self, task: Task, message: str) -> Receipt:
        self.fail(task, {"class": "failed", "kind": "unrecordable", "message": message, "again": False})
        return Receipt(reading=Reading(result=Misfit(kind="unrecordable", message=message), media_type="", parser=""), kind="failed")

    def fail(self, task: Task, facts: dict[str, object], *, exchange: Exchange | None = None, due_at: str | None = None) -> None:
        """Keep a request that brought no usable answer. ``facts``: class, kind, message, again. What came of an answer is kept too."""
        run, warc = self._running()
        note = {**facts, "task": json.loads(frontier.task_json(task))}
        if exchange is not None:
            with suppress(ValueError):  # what no record can hold is told of in the issue all the same
                warc.exchange(exchange, fields={"Partial": "1", **_fields(task)}, original=lambda _: None)
        placed = warc.metadata("failure", note, url=task.url, date=self.clock.now())
        with transaction(self.conn):
            self._warc_rows(run)
            self.fold.failure(task, facts, placed.date, due_at=due_at)
            self._advance(placed)

    def finish(self, stop_reason: str | None) -> Ended:
        """End the crawl: verdicts, outcome, the closed WARC file with its fixity, all in one transaction."""
        run, warc = self._running()
        crashpoint("before_finish_record")
        placed = warc.metadata("finish", {"crawl": run.crawl, "stop_reason": stop_reason}, date=self.clock.now())
        crashpoint("after_finish_record")
        warc.close()
        with transaction(self.conn):
            self._enter(run.crawl, warc.file)
            ended = self.fold.finish(stop_reason, placed.date)
            self._close_rows()
            crashpoint("before_finish_commit")
        crashpoint("after_finish_commit")
        self.run = self.warc = None
        return ended

    def close(self) -> None:
        """Give the archive back; a run that is still going on stays resumable."""
        settle_log(self.conn)
        self.conn.close()
        self.lock.give_back()

    # -- the frontier, for the spider -----------------------------------------------------------------------------------------

    def ask_robots(self, task: Task) -> None:
        """Put a robots.txt on the frontier, once more where a crawl is resumed: its rules live as long as the process."""
        run, _ = self._running()
        with transaction(self.conn):
            frontier.ask_again(self.conn, run.crawl, task)

    def visit_anew(self, seeds: Sequence[Task], wanted: bool) -> bool:
        """Whether the run is a visit with cookies and form fields: one that is wanted, or that a resumed run has pages of still to ask.

        Where such a run is taken up its visit is over: it begins again with its first list page, and what was found in the old one is
        looked for again.
        """
        run, _ = self._running()
        if not (wanted or frontier.posts_forms(self.conn, run.crawl)):
            return False
        with transaction(self.conn):
            frontier.visit_anew(self.conn, run.crawl, next((seed for seed in seeds if seed.kind == "list"), None))
        return True

    def pending(self, limit: int, asked: Collection[int] = ()) -> list[Task]:
        """The next tasks that are due, without those (by number) that are being asked already."""
        run, _ = self._running()
        return frontier.pending(self.conn, run.crawl, limit=limit, now=iso(self.clock.now()), asked=asked)

    def next_due(self) -> str | None:
        """When the next postponed task is due; an empty text where one is due already; None where nothing is left."""
        run, _ = self._running()
        return frontier.next_due(self.conn, run.crawl)

    def links_due(self) -> list[str]:
        """The partner links that this run has seen and may ask now, as far as their time decides that."""
        run, _ = self._running()
        return links.due(self.conn, run.board, run.started_at, self.clock.now())

    # -- WARC files and their rows --------------------------------------------------------------------------------------------

    def _writer(self, crawl: int, board: str) -> WarcWriter:
        return WarcWriter(self.warcs, crawl=crawl, board=board, info={"description": SOFTWARE}, now=self.clock.now, max_bytes=self._warc_bytes)

    def _write_on(self) -> None:
        """Continue the interrupted crawl's open file, or begin its next one."""
        run = self.run
        assert run is not None
        still_open = sorted(self.warcs.glob(f"{run.crawl:05d}-*.warc.gz.open"))
        if still_open:
            self.warc = WarcWriter.resume(still_open[-1], info={"description": SOFTWARE}, now=self.clock.now, max_bytes=self._warc_bytes)
        else:
            self.warc = self._writer(run.crawl, run.board.name)

    def _warc_rows(self, run: Run) -> None:
        """Rows for files that rotation has closed or opened since the last transaction."""
        assert self.warc is not None
        if self.warc.closed:
            self._close_rows()
        self._enter(run.crawl, self.warc.file)

    def _enter(self, crawl: int, file: str) -> None:
        if file not in self._entered:
            self.conn.execute("INSERT INTO warcs (file, crawl) VALUES (?, ?) ON CONFLICT DO NOTHING", (file, crawl))
            self._entered.add(file)

    def _close_rows(self) -> None:
        assert self.warc is not None
        for closed in self.warc.closed:
            close_row(self.conn, closed)
        self.warc.closed.clear()

    def _advance(self, placed: Placed) -> None:
        """Note how far a file is taken into account: what lies beyond is adopted at the next start."""
        run, _ = self._running()
        self._enter(run.crawl, placed.file)
        self.conn.execute("UPDATE warcs SET bytes = ? WHERE file = ?", (placed.offset + placed.length, placed.file))

    def _original(self, sha256: str) -> Original | None:
        return find_original(self.conn, sha256)

    # -- recovery -------------------------------------------------------------------------------------------------------------

    def _interrupted(self) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.conn.execute("SELECT id, board, mode FROM crawls WHERE outcome = 'running'").fetchone()
        return row

    def _recover(self) -> None:
        """Bring archive and evidence together after a kill: cut torn tails, adopt records that no row knows, close what was closed."""
        places.put_in_place(self.conn, self.warcs)
        cut = adopted = 0
        known = {row["file"]: row for row in self.conn.execute("SELECT file, bytes, closed_at FROM warcs")}
        for path in sorted(self.warcs.glob("*.warc.gz*")):
            name = path.name.removesuffix(".open")
            row = known.get(name)
            if row is not None and row["closed_at"] is not None:
                continue
            acknowledged = row["bytes"] if row is not None else 0
            if path.name.endswith(".open"):
                cut += mend(path, acknowledged)
            settle(path, acknowledged)
            sync_folder(self.warcs)
            applied = self._adopt(path, acknowledged)
            adopted += applied
            crashpoint("during_recovery")
            if row is None and applied == 0 and path.name.endswith(".open"):
                path.unlink()  # opened, but killed before its crawl began: it holds no event
                sync_folder(self.warcs)
                continue
            if path.name.endswith(".open") and self._has_ended(name):
                path = path.rename(path.with_name(name))
                sync_folder(self.warcs)
            if not path.name.endswith(".open"):
                self._acknowledge_closed(path)
        for name, row in known.items():
            if row["closed_at"] is None and not any((self.warcs / form).exists() for form in (name, name + ".open")):
                raise ArchiveError(f"{self.warcs / name} is missing although archive rows rest on it; restore the file before crawling on")
        self.recovery = Recovery(cut=cut, adopted=adopted)

    def _has_ended(self, file: str) -> bool:
        row = self.conn.execute("SELECT outcome FROM crawls WHERE id = ?", (int(file[:5]),)).fetchone()
        return row is not None and row["outcome"] != "running"

    def _adopt(self, path: Path, start: int) -> int:
        """Apply the records of a file that lie beyond what the archive has taken into account; how many."""
        count = 0
        name = path.name.removesuffix(".open")
        for record in records(path, start):
            event = record.headers.get("Panjeon-Event")
            with transaction(self.conn):
                if is_answer(record) or event not in (None, "begin"):
                    # A file that rotation had begun has no row yet, and no capture may name it before it has.
                    self._enter(int(name[:5]), name)
                applied = apply_record(self.conn, self.fold, record, name, self.warcs)
                if self.fold.run is not None or applied:
                    crawl = self.fold.run.crawl if self.fold.run else int(name[:5])
                    self._enter(crawl, name)
                    self.conn.execute("UPDATE warcs SET bytes = ? WHERE file = ?", (record.offset + record.length, name))
            count += applied
        return count

    def _acknowledge_closed(self, path: Path) -> None:
        with transaction(self.conn):
            close_row(self.conn, fixity(path))

    def _abandon(self, crawl: int) -> None:
        """End an interrupted crawl of another board or mode as incomplete."""
        row = self.conn.execute("SELECT board FROM crawls WHERE id = ?", (crawl,)).fetchone()
        board = board_of(self.conn, self.warcs, crawl)
        self.run = self.fold.resume(crawl, board)
        if row["board"] != board.name:
            raise WarcDamaged(f"crawl {crawl} belongs to {row['board']!r} but its WARC begins with {board.name!r}; run `panjeon verify`")
        self._write_on()
        self.finish("interrupted")

    def _running(self) -> tuple[Run, WarcWriter]:
        if self.run is None or self.warc is None:
            if self.fold.run is not None and self.warc is not None:
                return self.fold.run, self.warc
            raise RuntimeError("the recorder was used outside a run")
        return self.run, self.warc


def _after_capture() -> None:
    crashpoint("after_capture_row")


def _fields(task: Task) -> dict[str, str]:
    return {"Task": frontier.task_json(task)}


def close_row(conn: sqlite3.Connection, closed: Closed) -> None:
    """The fixity of a closed WARC file."""
    conn.execute(
        "UPDATE warcs SET bytes = ?, records = ?, sha256 = ?, closed_at = ? WHERE file = ?",
        (closed.bytes, closed.records, closed.sha256, closed.date, closed.file),
    )


def find_original(conn: sqlite3.Connection, sha256: str) -> Original | None:
    """The first capture with a payload, for a revisit record."""
    row = conn.execute(
        "SELECT id, record_id, url, fetched_at FROM captures WHERE payload_sha256 = ? AND revisit_of IS NULL"
        " AND redaction IS NULL ORDER BY id LIMIT 1", (sha256,)
    ).fetchone()
    return Original(capture=row["id"], record_id=row["record_id"], url=row["url"], date=row["fetched_at"]) if row else None


def board_of(conn: sqlite3.Connection, warcs: Path, crawl: int) -> Manifest:
    """The manifest with which a crawl began, from its own WARC."""
    for row in conn.execute("SELECT file FROM warcs WHERE crawl = ? ORDER BY file", (crawl,)):
        path = next((form for form in (warcs / row["file"], warcs / (row["file"] + ".open")) if form.exists()), None)
        for record in records(path) if path else ():
            if record.headers.get("Panjeon-Event") == "begin":
                return from_facts(json.loads(record.block)["board"])
    raise WarcDamaged(f"no WARC file of crawl {crawl} holds its beginning; run `panjeon verify`")


#: What people say between runs, by the event of its record, and what does it.
SAID: dict[str, Callable[[sqlite3.Connection, dict[str, object], str], None]] = {"redaction": redact.apply, "acceptance": accept.apply}
#: What an answer's record says: what was asked, what came, where it stands, and how it reads.
Answer = tuple[Task, Exchange, Placed, Reading]


def apply_record(conn: sqlite3.Connection, fold: Fold, record: Record, file: str, warcs: Path) -> bool:
    """Do to the archive what a WARC record says; False for records that are evidence only (warcinfo, requests, partial answers)."""
    event = record.headers.get("Panjeon-Event")
    date = record.headers["WARC-Date"]
    if event == "begin":
        fold.begin(json.loads(record.block), date)
        return True
    if event == "finish":
        _resume_if_needed(conn, fold, warcs, file)
        fold.finish(json.loads(record.block)["stop_reason"], date)
        return True
    if event == "failure":
        facts = json.loads(record.block)
        _resume_if_needed(conn, fold, warcs, file)
        fold.failure(Task(**facts["task"]), facts, date)
        return True
    if event in SAID:
        SAID[event](conn, json.loads(record.block), date)
        return True
    if event == tombstone.EVENT:
        return _apply_tombstone(conn, fold, record, file, warcs)
    if not is_answer(record):
        return False
    run = _resume_if_needed(conn, fold, warcs, file)
    fold.response(*answer_in(conn, record, file, warcs, run.board))
    return True


def _apply_tombstone(conn: sqlite3.Connection, fold: Fold, record: Record, file: str, warcs: Path) -> bool:
    """What is left of an answer that was purged does to the archive what the answer did."""
    answer = tombstone.answer_in(conn, record, file)
    if answer is None:
        return False
    _resume_if_needed(conn, fold, warcs, file)
    fold.response(*answer)
    return True


def is_answer(record: Record) -> bool:
    """Whether a record is an answer that the archive knows of, and no partial one."""
    return record.type in ("response", "revisit") and "Panjeon-Task" in record.headers and "Panjeon-Partial" not in record.headers


def answer_in(conn: sqlite3.Connection | None, record: Record, file: str, warcs: Path, board: Manifest) -> Answer:
    """A response or revisit record as it was when it came, read anew. Only a revisit asks the archive (``conn``) for its original."""
    task, exchange, placed = placed_response(conn, record, file, warcs)
    return task, exchange, placed, read(exchange, task, board)


def _resume_if_needed(conn: sqlite3.Connection, fold: Fold, warcs: Path, file: str) -> Run:
    if fold.run is None:
        crawl = int(file[:5])
        fold.resume(crawl, board_of(conn, warcs, crawl))
    assert fold.run is not None
    return fold.run


def placed_response(conn: sqlite3.Connection | None, record: Record, file: str, warcs: Path) -> tuple[Task, Exchange, Placed]:
    """A response or revisit record as it was when it came: its task, the exchange with its payload, and where it stands."""
    headers = record.headers
    exchange = to_exchange(record)
    digest = payload_digest(record)
    original: sqlite3.Row | None = None
    if record.type == "revisit":
        assert conn is not None
        refers = headers["WARC-Refers-To"].strip("<>")
        original = conn.execute("SELECT id, warc_file, warc_offset, warc_length FROM captures WHERE record_id = ?", (refers,)).fetchone()
        if original is None:
            raise WarcDamaged(f"{file} at {record.offset}: a revisit of {refers}, which no earlier record is; restore the WARC file that holds it")
        exchange = with_payload_of(exchange, to_exchange(stored_record(warcs, original)))
    placed = Placed(
        file=file,
        offset=record.offset,
        length=record.length,
        record_id=record.id,
        payload_sha256=digest,
        payload_bytes=len(exchange.payload),
        revisit_of=original["id"] if original is not None else None,
        date=headers["WARC-Date"],
    )
    return frontier.task_from(headers["Panjeon-Task"]), exchange, placed


def stored_record(warcs: Path, row: sqlite3.Row) -> Record:
    """The WARC record of a capture row, whether its file is closed or still open."""
    path = warcs / row["warc_file"]
    if not path.exists():
        path = path.with_name(path.name + ".open")
    return read_at(path, row["warc_offset"], row["warc_length"])


def with_payload_of(exchange: Exchange, original: Exchange) -> Exchange:
    """A revisit's exchange: its own head, with the payload that it found unchanged."""
    return replace(exchange, payload=original.payload, body=original.payload)

