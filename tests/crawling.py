"""Runs crawl after crawl in one process, an order a line on standard input, an answer a line on standard output.

A reactor cannot be started twice and a process takes longer to start than a small crawl takes; the spider, the recorder and the
settings are those of `panjeon crawl`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor

from crawler.errors import PanjeonError

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


async def crawl_one(order: dict[str, Any]) -> dict[str, Any]:
    """One crawl of the board ``tiny`` in a folder: how it ended, or the error with which it did not begin."""
    os.chdir(order["folder"])
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("PANJEON_ARCHIVE", str(Path(order["folder"]) / "archive.db"), priority="cmdline")
    settings.set("PANJEON_CLOCK", order["clock"], priority="cmdline")
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler("board")
    try:
        await runner.crawl(crawler, board="tiny", mode=order["mode"], partners="1")
    except PanjeonError as error:
        return {"error": str(error)}
    spider: Any = crawler.spider
    if spider.broken is not None or spider.ended is None:
        return {"error": f"the crawl broke off: {spider.broken!r}"}
    return {"crawl": spider.crawl_number, "outcome": spider.ended.outcome, "reason": spider.ended.reason}


async def serve(orders: Any) -> None:
    """Take orders until there are no more."""
    while line := await asyncio.get_running_loop().run_in_executor(None, orders.readline):
        try:
            answer = await crawl_one(json.loads(line))
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


def main() -> None:
    """Install the reactor that Scrapy wants and serve on it."""
    install_reactor(REACTOR)
    configure_logging({"LOG_LEVEL": "WARNING", "LOG_FORMAT": "%(levelname)s %(name)s: %(message)s"})
    from twisted.internet import reactor

    running: Any = reactor

    def begin() -> None:
        asyncio.ensure_future(serve(sys.stdin)).add_done_callback(lambda _: running.stop())

    running.callWhenRunning(begin)
    running.run()


if __name__ == "__main__":
    main()
