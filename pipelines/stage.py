"""What the stages of the fold share: the archive's connection, the crawl that is being folded, and its counts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from crawler.manifest import Manifest
from crawler.records import Misfit
from pipelines import ledger, store
from pipelines.ledger import Tally
from pipelines.store import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The crawl that events belong to."""

    crawl: int
    board: Manifest
    mode: str
    started_at: str

    @property
    def sweep(self) -> bool:
        return self.mode == "sweep"


class Stage:
    """A part of the fold that works on one kind of page; its methods run inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, run: Run, tally: Tally) -> None:
        self.conn, self.run, self.tally = conn, run, tally

    def doubt(self, reason: str, kind: str, seen: Seen) -> None:
        """A run that will come out suspect asks no further posts."""
        ledger.doubt(self.conn, self.run.crawl, reason)
        store.issue(self.conn, self.run.crawl, self.run.board.name, self.run.board.url, Misfit(kind=kind, message=reason), at=seen.at, capture=seen.capture)
        self.conn.execute("DELETE FROM frontier WHERE crawl = ? AND state = 'pending' AND kind = 'post'", (self.run.crawl,))
