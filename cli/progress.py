"""Progress of a crawl: one moving line on a terminal, a plain line now and then in a pipe."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Any

import click
from rich.console import Console
from rich.status import Status
from scrapy import signals
from scrapy.crawler import Crawler

EVERY = 15.0
FRAME = 0.2


class Progress:
    """A Scrapy extension that shows the running crawl's ledger."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._last = self._begun = monotonic()
        self._status: Status | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        progress = cls(crawler)
        crawler.signals.connect(progress.opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.answered, signal=signals.response_downloaded)
        crawler.signals.connect(progress.closed, signal=signals.spider_closed)
        return progress

    def opened(self) -> None:
        """Begin the line."""
        if sys.stderr.isatty():
            self._status = Console(stderr=True).status("beginning …")
            self._status.start()

    def answered(self) -> None:
        """Renew the line when it is time."""
        now = monotonic()
        if now - self._last < (FRAME if self._status else EVERY):
            return
        self._last = now
        line = self._line(now - self._begun)
        if self._status is not None:
            self._status.update(line)
        elif line:
            click.echo(line, err=True)

    def closed(self) -> None:
        """Take the line away; the summary follows."""
        if self._status is not None:
            self._status.stop()

    def _line(self, seconds: float) -> str:
        spider: Any = self._crawler.spider
        run = spider.recorder.run
        if run is None:
            return ""
        sql = (
            "SELECT requests, new_posts, changed_posts, quarantined, failed,"
            " (SELECT count(*) FROM frontier WHERE crawl = crawls.id AND state = 'pending') FROM crawls WHERE id = ?"
        )
        requests, new, changed, quarantined, failed, left = spider.recorder.conn.execute(sql, (run.crawl,)).fetchone()
        trouble = f", {quarantined} quarantined, {failed} failed" if quarantined or failed else ""
        return f"{run.board.name}: {requests} requests, {left} to go, {new} new, {changed} changed{trouble} ({seconds:.0f} s)"
