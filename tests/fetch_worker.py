"""A real Scrapy process that fetches what its standard input asks for: one pickled, base64-coded job a line, answers alike.

Names resolve only as ``names`` in the job says, and every TCP connection that is tried is noted.
"""

from __future__ import annotations

import asyncio
import base64
import pickle
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

from crawler.fetch.policy import Policy
from crawler.manifest import FetchRules, Manifest

HANDLER = "crawler.fetch.handler.EvidenceHandler"
SETTINGS = {
    "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER, "file": None, "data": None, "ftp": None, "s3": None},
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "REDIRECT_ENABLED": False,
    "COMPRESSION_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
    "USER_AGENT": "Panjeon/test",
    "LOG_LEVEL": "WARNING",
    "PANJEON_CONNECT_TIMEOUT": 2.0,
}

connects: list[tuple[str, int]] = []


@implementer(IHostnameResolver)
class Names:
    """Resolves the names of the job; each lookup of a name takes the next of its answers, the last one stays."""

    answers: dict[str, list[list[str]]] = {}  # noqa: RUF012 (one process, one table)

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Names:
        return cls(reactor)

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_args: object, **_more: object) -> object:
        receiver.resolutionBegan(self)
        queue = self.answers.get(name, [[]])
        for ip in queue.pop(0) if len(queue) > 1 else queue[0]:
            receiver.addressResolved((IPv6Address if ":" in ip else IPv4Address)("TCP", ip, port))
        receiver.resolutionComplete()
        return self


def spied(connect: Callable[..., Any]) -> Callable[..., Any]:
    def connect_tcp(host: str, port: int, *args: Any, **more: Any) -> Any:
        connects.append((host, port))
        return connect(host, port, *args, **more)

    return connect_tcp


class Fetcher(scrapy.Spider):
    """Fetches the addresses of one job after another."""

    name = "fetcher"
    policy: object = None

    async def start(self) -> AsyncIterator[scrapy.Request]:
        from twisted.internet import reactor

        reactor.connectTCP = spied(reactor.connectTCP)  # type: ignore[attr-defined]
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            job = pickle.loads(base64.b64decode(line))
            self.begin(job)
            for url in job["urls"]:
                yield scrapy.Request(
                    url, method=job["method"], body=job["body"], headers=job["headers"], meta=job["meta"], errback=self.failed, dont_filter=True
                )
            await asyncio.wait_for(self.done.wait(), 20)
            self.reply()

    def begin(self, job: dict[str, Any]) -> None:
        connects.clear()
        Names.answers = job["names"]
        self.policy = Policy(job["hosts"], job["private"]) if job["hosts"] is not None else None
        self.board = Manifest(
            name="b", title="t", publisher="p", url="http://b.kr/", engine="e", language="ko", timezone="Asia/Seoul",
            hosts=tuple(job["hosts"] or ()), fetch=FetchRules(**job["rules"]),
        )  # fmt: skip
        self.wanted = len(job["urls"])
        self.results: list[dict[str, Any]] = []
        self.done = asyncio.Event()

    def parse(self, response: scrapy.http.Response) -> None:
        self.note(response.request, response=response, error=None)

    def failed(self, failure: Any) -> None:
        response = getattr(failure.value, "response", None)
        self.note(failure.request, response=response, error=None if response is not None else failure.value)

    def note(self, request: Any, *, response: Any, error: Exception | None) -> None:
        self.results.append(
            {
                "url": request.url,
                "exchange": request.meta.get("exchange"),
                "latency": request.meta.get("download_latency"),
                "error": type(error).__name__ if error else None,
                "reason": getattr(error, "reason", None),
                "message": str(error) if error else None,
                "status": response.status if response is not None else None,
                "body": response.body if response is not None else None,
                "flags": response.flags if response is not None else None,
                "headers": [(name, value) for name, values in response.headers.items() for value in values] if response is not None else None,
                "protocol": response.protocol if response is not None else None,
                "class": type(response).__name__ if response is not None else None,
                "retries": request.meta.get("retry_times", 0),
                "redirects": request.meta.get("redirect_times", 0),
            }
        )
        if len(self.results) == self.wanted:
            self.done.set()

    def reply(self) -> None:
        print(base64.b64encode(pickle.dumps((self.results, list(connects)))).decode(), flush=True)


if __name__ == "__main__":
    process = AsyncCrawlerProcess(SETTINGS | {"TWISTED_DNS_RESOLVER": Names} | pickle.loads(base64.b64decode(sys.argv[1])))
    process.crawl(Fetcher)
    process.start()
