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
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

from crawler.errors import PanjeonError

#: TCP connections that the crawl tried.
connects: list[tuple[str, int]] = []
REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


@implementer(IHostnameResolver)
class Names:
    """Resolves the names of the order; each lookup of a name takes the next of its answers, the last one stays. Others are unknown."""

    def __init__(self, answers: dict[str, list[list[str]]]) -> None:
        self._answers = answers

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_args: object, **_more: object) -> object:
        receiver.resolutionBegan(self)
        queue = self._answers.get(name, [[]])
        for ip in queue.pop(0) if len(queue) > 1 else queue[0]:
            receiver.addressResolved((IPv6Address if ":" in ip else IPv4Address)("TCP", ip, port))
        receiver.resolutionComplete()
        return self


def spy(reactor: Any) -> None:
    """Note every TCP connection that is tried."""
    connect = reactor.connectTCP

    def connect_tcp(host: str, port: int, *args: Any, **more: Any) -> Any:
        connects.append((host, port))
        return connect(host, port, *args, **more)

    reactor.connectTCP = connect_tcp


async def crawl_one(order: dict[str, Any]) -> dict[str, Any]:
    """One crawl of the board ``tiny`` in a folder: how it ended, or the error with which it did not begin, and the connections it tried.

    ``names`` in the order: what names resolve to, in place of the machine's own resolver.
    """
    from twisted.internet import reactor

    running: Any = reactor
    resolver = running.nameResolver
    connects.clear()
    if order.get("names") is not None:
        running.installNameResolver(Names(order["names"]))
    try:
        return {**await _crawled(order), "connects": list(connects)}
    finally:
        running.installNameResolver(resolver)


async def _crawled(order: dict[str, Any]) -> dict[str, Any]:
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

    spy(running)

    def begin() -> None:
        asyncio.ensure_future(serve(sys.stdin)).add_done_callback(lambda _: running.stop())

    running.callWhenRunning(begin)
    running.run()


if __name__ == "__main__":
    main()
