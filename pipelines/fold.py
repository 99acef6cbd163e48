"""Fold: what each captured event does to the archive; the one path that live crawls, recovery and rebuild all take.

A crawl is a sequence of events in its WARC files (begin, responses, failures, finish). The archive is what this class makes of
them, in their order, and depends on nothing else: so a rebuild ends in the same rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.addresses import host_of
from crawler.manifest import Manifest, from_facts
from crawler.reading import Busy, FileRead, Reading, Redirect, RobotsRead
from crawler.records import Exchange, Listing, Misfit, PartnerStrip, Post, Replies, Task, Withheld
from crawler.warc import Placed
from pipelines import accept, completeness, frontier, ledger, partners, store, verdict
from pipelines.backfilled import Backfilled, BackfilledLists, BackfilledStrips
from pipelines.ledger import RequestClass, Tally
from pipelines.links import Links
from pipelines.lists import Lists
from pipelines.posts import Posts
from pipelines.stage import Run
from pipelines.store import Seen
from pipelines.strips import Strips

HOPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run came out, with its counts."""

    outcome: ledger.Outcome
    reason: str | None


class Fold:
    """Applies the events of one crawl at a time to an archive. Each public method runs inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, warcs: Path | None = None, *, counts_late: bool = False) -> None:
        """``warcs`` is the folder of the evidence, in which a changed page is looked at again to suggest what it wants.

        ``counts_late`` spares the run's row an update at every answer: whoever asks for it calls ``count`` before a transaction ends.
        """
        self.conn, self.warcs, self.counts_late = conn, warcs, counts_late
        self.run: Run | None = None
        self.tally = Tally()

    # -- events ---------------------------------------------------------------------------------------------------------------

    def begin(self, facts: dict[str, object], at: str) -> Run:
        """A crawl begins: its row, its board's, and the first tasks. ``facts``: crawl, mode, board (a manifest's facts), seeds, budget, since."""
        self.count()
        board = from_facts(facts["board"])
        crawl = facts["crawl"]
        assert isinstance(crawl, int)
        ledger.put_board(self.conn, board, host_of(board.url))
        budget = facts.get("budget")
        assert budget is None or isinstance(budget, int)
        since = facts.get("since")
        assert since is None or isinstance(since, str)
        self.conn.execute(
            "INSERT INTO crawls (id, board, mode, started_at, outcome, since, budget) VALUES (?, ?, ?, ?, 'running', ?, ?)",
            (crawl, board.name, facts["mode"], at, since, budget),
        )
        seeds = facts["seeds"]
        assert isinstance(seeds, list)
        for seed in seeds:
            frontier.add(self.conn, crawl, Task(**seed))
        return self._take_up(Run(crawl=crawl, board=board, mode=str(facts["mode"]), started_at=at, budget=budget, since=since))

    def resume(self, crawl: int, board: Manifest) -> Run:
        """Take up a crawl that is in the archive as running."""
        row = self.conn.execute("SELECT mode, started_at, budget, since FROM crawls WHERE id = ?", (crawl,)).fetchone()
        return self._take_up(Run(crawl=crawl, board=board, **dict(row)))

    def count(self) -> None:
        """Add what was counted since the last time to the run's row."""
        if self.run is not None:
            self.tally.write(self.conn, self.run.crawl)

    def _take_up(self, run: Run) -> Run:
        """The stages belong to one run."""
        self.run = run
        self._lists = (BackfilledLists if run.is_backfill else Lists)(self.conn, run, self.tally, self.warcs)
        self._posts = (Backfilled if run.is_backfill else Posts)(self.conn, run, self.tally, self.warcs)
        self._strips = (BackfilledStrips if run.is_backfill else Strips)(self.conn, run, self.tally)
        self._links = Links(self.conn, run, self.tally)
        return run

    def response(
        self, task: Task, exchange: Exchange, placed: Placed, reading: Reading, *, due_at: str | None = None, on_capture: Callable[[], None] | None = None
    ) -> RequestClass | None:
        """A captured response, read. The class its request ends in; None while a post or strip waits for its files."""
        run = self._running()
        number = store.capture(self.conn, run.crawl, exchange, placed, reading)
        if on_capture is not None:
            on_capture()
        seen = Seen(crawl=run.crawl, at=placed.date, capture=number)
        if run.is_backfill:
            self._copied(task, number)
        self.tally.requests += 1
        self.tally.bytes += len(exchange.head) + placed.payload_bytes
        self._supersede(task)
        kind = self._of_link(task, exchange, reading, seen) if task.kind == "link" else self._apply(task, exchange, reading, seen, due_at)
        if task.kind == "post" and not isinstance(reading.result, Post):
            store.checked(self.conn, run.board.name, task.native_id, seen.at)
        if kind is not None:
            self.tally.count(kind)
        self._list_ended(task, seen)
        if not self.counts_late:
            self.count()
        return kind

    def failure(self, task: Task, facts: dict[str, object], at: str, *, due_at: str | None = None) -> RequestClass:
        """A request that brought no answer. ``facts``: class (failed or refused), kind, message, again (bool)."""
        run = self._running()
        kind: RequestClass = "refused" if facts["class"] == "refused" else "failed"
        misfit = Misfit(kind=str(facts["kind"]), message=str(facts["message"]))
        store.issue(self.conn, run.crawl, run.board.name, task.url, misfit, at=at, capture=None)
        self.tally.requests += 1
        self.tally.count(kind)
        self._supersede(task)
        if task.kind == "post":
            store.checked(self.conn, run.board.name, task.native_id, at)
        if task.kind == "link":
            self._links.failed(task, facts, at)
        elif facts.get("again"):
            frontier.postpone(self.conn, run.crawl, task, due_at)
        else:
            frontier.close(self.conn, run.crawl, task, kind, capture=None)
            self._child_ended(task)
            self._list_ended(task, None)
        self.count()
        return kind

    def finish(self, stop_reason: str | None, at: str) -> Ended:
        """A crawl ends: what still waits is settled, the outcome is decided, and a complete run gives its verdicts."""
        run = self._running()
        self._settle_leftovers()
        if run.is_backfill:
            frontier.clear(self.conn, run.crawl)  # files that nobody captured are no pages that were not asked
        self._posts.doubt_vanishing()
        self._posts.doubts.note_shape()
        self.count()
        ended, reason = ledger.outcome(self.conn, run.crawl, stop_reason)
        if reason is not None and reason.startswith("layout: "):
            self._posts.doubts.suggest(reason, at)
        if ended == "complete" and not run.is_backfill:
            self._lists.keep_signatures()
            if run.whole:
                ledger.count_pages(self.conn, run.crawl, run.board)
                completeness.note_gaps(self.conn, run.board.name)
            accept.settle(self.conn, run.board.name, run.crawl, at, whole=run.whole)
            self.tally.gone_posts += verdict.judge(self.conn, run.board.name, run.crawl, at, sweep=run.whole, apart=run.apart)
            strip = self.conn.execute(
                "SELECT capture FROM frontier WHERE crawl = ? AND kind = 'partners' AND state = 'done' AND capture IS NOT NULL ORDER BY id DESC LIMIT 1",
                (run.crawl,),
            ).fetchone()
            if strip is not None:
                partners.judge(self.conn, run.board.name, Seen(crawl=run.crawl, at=at, capture=strip["capture"]), run.started_at)
        self.count()
        ledger.close(self.conn, run.crawl, run.board.name, ended, reason, at, asked=not run.is_backfill)
        frontier.clear(self.conn, run.crawl)
        self.conn.execute("DELETE FROM sightings WHERE crawl = ?", (run.crawl,))
        self.run = None
        return Ended(outcome=ended, reason=reason)

    # -- one response ---------------------------------------------------------------------------------------------------------

    def _apply(self, task: Task, exchange: Exchange, reading: Reading, seen: Seen, due_at: str | None) -> RequestClass | None:
        run = self._running()
        result = reading.result
        kind: RequestClass | Misfit | None
        match result:
            case Listing():
                kind = self._lists.listing(task, result, seen)
                frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            case Post():
                kind = self._posts.post(task, result, reading.parser, seen)
            case Withheld():
                kind = self._posts.withheld(task, result, reading.parser, seen)
            case Replies():
                kind = self._posts.replies(task, result, seen)
                self._child_ended(task)
            case PartnerStrip():
                kind = self._strips.strip(task, result, seen)
            case FileRead():
                kind = self._posts.file(task, result, seen)
                self._child_ended(task)
            case RobotsRead():
                kind = self._plumbing(exchange.url, seen)
                frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            case Redirect():
                kind = self._redirect(task, result, exchange.url, seen)
            case Busy():
                kind = self._busy(task, result, exchange.url, seen, due_at)
            case Misfit():
                kind = result
        return self._misfit(task, kind, exchange.url, seen) if isinstance(kind, Misfit) else kind

    def _of_link(self, task: Task, exchange: Exchange, reading: Reading, seen: Seen) -> RequestClass:
        """What a partner's site answered; it stands on no frontier, so that it decides nothing of how the run ends."""
        return "stored" if self._links.answered(task, reading.result, seen) else self._plumbing(exchange.url, seen)

    def _supersede(self, task: Task) -> None:
        """A post that waited for files in a visit that is over was asked again: the page it waited with said nothing that stays."""
        if task.facts.get("anew") and frontier.superseded(self.conn, self._running().crawl, task):
            self.tally.count("unchanged")

    def _plumbing(self, url: str, seen: Seen) -> RequestClass:
        """robots.txt and redirects: unchanged where the last capture of the address had the same status and payload."""
        rows = self.conn.execute("SELECT status, payload_sha256 FROM captures WHERE url = ? AND id <= ? ORDER BY id DESC LIMIT 2", (url, seen.capture))
        pairs = [tuple(row) for row in rows]
        return "unchanged" if len(pairs) == 2 and pairs[0] == pairs[1] else "stored"

    def _redirect(self, task: Task, result: Redirect, url: str, seen: Seen) -> RequestClass | Misfit:
        """Ask where an answer points; an address that was met on the way already is a loop, which would otherwise end in silence."""
        run = self._running()
        via = task.facts.get("via", [])
        assert isinstance(via, list)
        if result.location in (task.url, *via) or len(via) >= HOPS:
            message = f"{url} leads back to an address before it" if len(via) < HOPS else f"{url} leads on for more than {HOPS} redirects"
            return Misfit(kind="redirect_loop", message=message, found=result.location)
        asked = task.facts.get("asked", task.url)
        facts = {name: fact for name, fact in task.facts.items() if name != "ask"}
        further = replace(task, url=result.location, facts={**facts, "via": [*via, task.url], "asked": asked}, attempt=1, id=None)
        if task.kind == "robots":
            # Several hosts may share one robots.txt, and each waits for an answer of its own.
            further = replace(further, native_id=str(asked))
        frontier.close(self.conn, run.crawl, task, "redirected", capture=seen.capture)
        if not frontier.add(self.conn, run.crawl, further):
            self._child_ended(task)
        return self._plumbing(url, seen)

    def _busy(self, task: Task, result: Busy, url: str, seen: Seen, due_at: str | None) -> RequestClass:
        run = self._running()
        if result.damage is None:
            message = f"{url} answered {result.status} at try {task.attempt}"
            misfit = Misfit(kind="http_status", message=message, expected="200", found=str(result.status))
        else:
            misfit = Misfit(kind="damaged", message=f"{url} answered a damaged body at try {task.attempt}: {result.damage}")
        store.issue(self.conn, run.crawl, run.board.name, url, misfit, at=seen.at, capture=seen.capture)
        if task.attempt < run.board.fetch.attempts:
            frontier.postpone(self.conn, run.crawl, task, due_at)
        else:
            frontier.close(self.conn, run.crawl, task, "failed", capture=seen.capture)
            self._child_ended(task)
        return "failed"

    def _misfit(self, task: Task, misfit: Misfit, url: str, seen: Seen) -> RequestClass:
        """Quarantine: the capture stays, an issue says why, and nothing of the page enters the archive."""
        run = self._running()
        if task.facts.get("optional") and misfit.kind == "http_status":
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return self._plumbing(url, seen)
        store.issue(self.conn, run.crawl, run.board.name, url, misfit, at=seen.at, capture=seen.capture)
        frontier.close(self.conn, run.crawl, task, "quarantined", capture=seen.capture)
        if task.kind == "list" and misfit.kind == "page_changed" and task.facts.get("page", 1) == 1:
            self._lists.unread(misfit, seen)
        self._child_ended(task)
        return "quarantined"

    def _list_ended(self, task: Task, seen: Seen | None) -> None:
        """After the last list page that was left, read (``seen``) or lost (None): see what the lists as a whole say."""
        if task.kind == "list" and not frontier.left(self.conn, self._running().crawl, "list"):
            self._lists.all_read(seen)

    def _child_ended(self, task: Task) -> None:
        """A file, a page of replies or a logo has ended, well or not: settle the post or strip that waits for it if it was the last."""
        run = self._running()
        child = task.kind in ("file", "replies") and task.native_id
        if child and not any(frontier.left(self.conn, run.crawl, kind, task.native_id) for kind in ("replies", "file")):
            assert task.native_id is not None
            kind = self._posts.settle_waiting(task.native_id)
        elif task.kind == "logo" and not frontier.left(self.conn, run.crawl, "logo"):
            kind = self._strips.settle()
        else:
            return
        if kind is not None:
            self.tally.count(kind)

    def _copied(self, task: Task, capture: int) -> None:
        """A capture that was copied from elsewhere says from where; a page begins a further observation, which knows nothing of the last one's files."""
        self.conn.execute("UPDATE captures SET source = ? WHERE id = ?", (json.dumps(task.facts["source"], ensure_ascii=False), capture))
        if task.kind in ("post", "list", "partners"):
            self._settle_leftovers()
            frontier.clear(self.conn, self._running().crawl)

    # -- ends -----------------------------------------------------------------------------------------------------------------

    def _settle_leftovers(self) -> None:
        """A run that stops early settles what waits with the files it has; every run what waited for its end."""
        run = self._running()
        self._posts.settle_doubtful()
        if self.conn.execute("SELECT 1 FROM frontier WHERE crawl = ? AND kind <> 'post' AND state = 'waiting'", (run.crawl,)).fetchone():
            kind = self._strips.settle()
            if kind is not None:
                self.tally.count(kind)

    def _running(self) -> Run:
        if self.run is None:
            raise RuntimeError("an event came before its crawl began")
        return self.run


__all__ = ["Ended", "Fold", "Run"]
