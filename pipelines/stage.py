"""What the stages of the fold share: the archive's connection, the crawl that is being folded, and its counts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from crawler.manifest import Manifest
from crawler.records import Misfit
from pipelines import accept, ledger, store
from pipelines.ledger import Tally
from pipelines.store import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The crawl that events belong to; ``budget``: requests for posts that no list gave a reason to ask; ``since``: the first
    day of the posts that are looked at, as YYYY-MM-DD."""

    crawl: int
    board: Manifest
    mode: str
    started_at: str
    budget: int | None = None
    since: str | None = None

    @property
    def sweep(self) -> bool:
        return self.mode == "sweep"

    @property
    def is_backfill(self) -> bool:
        """Whether the captures were made by others, at the times that they bear."""
        return self.mode == "backfill"

    @property
    def apart(self) -> timedelta:
        """The least time between the two looks that make a post gone."""
        return timedelta(seconds=self.board.rhythm.confirm)

    @property
    def whole(self) -> bool:
        """Whether every list page is read to the end, so that a post that none of them shows is missing."""
        return self.sweep and self.since is None

    @property
    def every_post(self) -> bool:
        """Whether each post that a list shows is asked: a sweep without a budget."""
        return self.sweep and self.budget is None


class Stage:
    """A part of the fold that works on one kind of page; its methods run inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, run: Run, tally: Tally, warcs: Path | None = None) -> None:
        self.conn, self.run, self.tally, self.warcs = conn, run, tally, warcs

    def is_accepted(self, alarm: str) -> bool:
        """Whether an archivist has said that what a board shows is so, although it makes a run suspect."""
        return alarm in accept.accepted(self.conn, self.run.board.name).alarms

    def doubt(self, reason: str, kind: str, seen: Seen, *, hint: str | None = None, found: str | None = None) -> None:
        """A run that will come out suspect asks no further posts. ``hint``: what may have to stand in the board file now."""
        ledger.doubt(self.conn, self.run.crawl, reason)
        misfit = Misfit(kind=kind, message=reason + (f"; the board file may want {hint}" if hint else ""), expected=hint, found=found)
        store.issue(self.conn, self.run.crawl, self.run.board.name, self.run.board.url, misfit, at=seen.at, capture=seen.capture)
        self.conn.execute("DELETE FROM frontier WHERE crawl = ? AND state = 'pending' AND kind = 'post'", (self.run.crawl,))
