"""A Scrapy extension that says how many answers came and how long it took, from the spider's opening to its end."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import perf_counter

from scrapy import signals
from scrapy.crawler import Crawler

#: Names the file that takes the result, a JSON object of pages and seconds.
RESULT = "PANJEON_BENCH_RESULT"


class Timing:
    """Counts answers; the same for every crawler that is measured."""

    def __init__(self) -> None:
        self._pages = 0
        self._began = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Timing:
        timing = cls()
        crawler.signals.connect(timing.opened, signal=signals.spider_opened)
        crawler.signals.connect(timing.answered, signal=signals.response_received)
        crawler.signals.connect(timing.stopped, signal=signals.engine_stopped)
        return timing

    def opened(self) -> None:
        """The clock starts."""
        self._began = perf_counter()

    def answered(self) -> None:
        """One answer more."""
        self._pages += 1

    def stopped(self) -> None:
        """The clock stops: whatever the crawler keeps has been closed."""
        Path(os.environ[RESULT]).write_text(json.dumps({"pages": self._pages, "seconds": perf_counter() - self._began}), encoding="utf-8")
