"""A visit: a handful of pages of one host, asked one after another, robots.txt first, by the same handler and policy as a crawl."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from crawler import forms
from crawler.addresses import host_of
from crawler.clock import clock_from
from crawler.decode import StreamDamaged
from crawler.errors import PolicyRefused, VisitFailed
from crawler.fetch.policy import Policy
from crawler.fetch.robots import Robots, rules, user_agent
from crawler.fetch.session import Visit as Session
from crawler.manifest import Manifest
from crawler.reading import BUSY, REDIRECTS, media_type_of, page_of
from crawler.records import Exchange, Page, Task

#: Requests of one visit, robots.txt and redirects included: a list, its second page, five posts, script files, and some to spare.
MOST = 20
HOPS = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One request of a visit: what it was for, and what came."""

    task: Task
    exchange: Exchange


class Visit:
    """What an errand is given: ``page`` asks for one page; ``kept`` holds every exchange so far, robots.txt among them.

    pause:  seconds between two requests: the board's delay, or robots.txt's Crawl-delay where it is longer
    fields: what the list page carries for its own next form
    """

    def __init__(self, board: Manifest, download: Callable[[Request], Awaitable[Any]]) -> None:
        self.board = board
        self.policy = Policy(board.hosts, board.fetch.private_hosts)
        self.agent = user_agent(board)
        self.kept: list[Kept] = []
        self.pause = board.fetch.delay
        self.fields: Mapping[str, str] = {}
        self._session = Session(on=True)
        self._download = download
        self._pages: dict[str, Kept] = {}
        self._robots: dict[str, Robots] = {}
        self._last: float | None = None

    async def page(self, task: Task) -> tuple[Page, Exchange]:
        """Ask a page, once however often it is wanted, redirects followed within the host; that of a POST has the address that a GET would have.

        Raises VisitFailed for what cannot be had, PolicyRefused for what may not be asked.
        """
        kept = self._pages.get(task.url) or await self._followed(task)
        self._pages[task.url] = kept
        status = kept.exchange.status
        if status in BUSY or status >= 500:
            raise VisitFailed(f"{kept.exchange.url} answered {status}; try again when the site is up")
        if status >= 400 and task.kind == "list":
            raise VisitFailed(f"{kept.exchange.url} answered {status}; give the address of the list as a browser shows it")
        page = _page(kept.exchange, self.board.fetch.max_bytes)
        return (replace(page, url=forms.as_get(kept.task.url)) if forms.is_post(kept.task.url) else page), kept.exchange

    async def _followed(self, task: Task) -> Kept:
        for _ in range(HOPS):
            await self._permit(task.url)
            kept = Kept(task=task, exchange=await self._ask(task.url))
            self.kept.append(kept)
            location = kept.exchange.header("location") if kept.exchange.status in REDIRECTS else None
            if location is None:
                return kept
            via = task.facts.get("via", [])
            assert isinstance(via, list)
            facts = {**task.facts, "via": [*via, task.url], "asked": task.facts.get("asked", task.url)}
            task = replace(task, url=urljoin(kept.exchange.url, location), facts=facts)
        raise VisitFailed(f"{task.url}: still a redirect after {HOPS} of them")

    async def _permit(self, url: str) -> None:
        """Let an address pass that policy and robots.txt allow."""
        try:
            self.policy.check_url(url)
        except PolicyRefused as refused:
            raise PolicyRefused(refused.reason, f"{refused}; a board is added by an address on its own host") from refused
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url)).lower()
        if origin not in self._robots:
            self._robots[origin] = await self._rules(f"{origin}/robots.txt")
            self.pause = max(self.pause, self._robots[origin].delay or 0.0)
        if not self._robots[origin].allows(forms.split(url)[0]):
            closed = self._robots[origin].verdict == "closed"
            raise PolicyRefused("robots", f"robots.txt of {origin} {'could not be read, so nothing may be asked' if closed else f'forbids {url}'}")

    async def _rules(self, url: str) -> Robots:
        """The rules of an origin; its robots.txt may lead on within the host."""
        asked = url
        exchange = None
        for _ in range(HOPS):
            exchange = await self._ask(url)
            facts: dict[str, object] = {} if url == asked else {"via": [asked], "asked": asked}
            self.kept.append(Kept(task=Task(kind="robots", url=url, facts=facts), exchange=exchange))
            location = exchange.header("location") if exchange.status in REDIRECTS else None
            if location is None:
                break
            url = urljoin(url, location)
            self.policy.check_url(url)
        assert exchange is not None
        text = _page(exchange, self.board.fetch.max_bytes).text
        return rules(exchange.status, media_type_of(exchange), text, url=asked, agent=self.agent)

    async def _ask(self, url: str) -> Exchange:
        if len(self.kept) >= MOST:
            raise VisitFailed(f"{host_of(url)} was asked {MOST} times, which is as much as a visit may; give the address of the list itself")
        if self._last is not None:
            await asyncio.sleep(max(0.0, self._last + self.pause - monotonic()))
        request = self._request(url)
        try:
            self._session.learn(request, await self._download(request))
        except PolicyRefused as refused:
            if refused.reason == "address":
                raise PolicyRefused("address", f"{refused} (--private allows it for this host)") from refused
            raise
        except Exception as error:  # Scrapy's download errors have no common root
            raise VisitFailed(f"{url} gave no answer: {error}") from error
        finally:
            self._last = monotonic()
        exchange: Exchange = request.meta["exchange"]
        return exchange

    def _request(self, url: str) -> Request:
        """The request of an address; one that is the written form of a POST takes along what the list page set, and only that one does."""
        headers = {"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate, br"}
        plain, form = forms.split(url)
        if form is None:
            return Request(plain, headers=headers, dont_filter=True)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        request = Request(plain, method="POST", headers=headers, body=forms.body(form, self.fields), dont_filter=True)
        self._session.prepare(request)
        return request


def _page(exchange: Exchange, limit: int) -> Page:
    try:
        return page_of(exchange, limit=limit)
    except StreamDamaged as damaged:
        raise VisitFailed(f"{exchange.url} came damaged ({damaged}); try again") from damaged


Errand = Callable[[Visit], Awaitable[T]]


class Visitor(Spider):
    """The spider that runs one errand."""

    name = "visitor"

    def __init__(self, board: Manifest, errand: Errand[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.board, self.errand = board, errand
        self.policy = Policy(board.hosts, board.fetch.private_hosts)
        self.result: Any = None
        self.error: Exception | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Visitor:
        spider: Visitor = super().from_crawler(crawler, *args, **kwargs)
        spider.clock = clock_from(crawler.settings.get("PANJEON_CLOCK"))
        return spider

    clock: Any

    async def start(self) -> AsyncIterator[Any]:
        """Run the errand; its error is kept for whoever sent the visitor."""
        engine: Any = self.crawler.engine
        try:
            self.result = await self.errand(Visit(self.board, engine.download_async))
        except Exception as error:  # raised again where the visitor was sent from: Scrapy would only log it
            self.error = error
        return
        yield


def visit(board: Manifest, errand: Errand[T], *, clock: str = "") -> T:
    """Run an errand to its end in this process, which can run one only; its result, or its error raised."""
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("PANJEON_CLOCK", clock, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Visitor)
    process.crawl(crawler, board=board, errand=errand)
    process.start()
    spider: Any = crawler.spider
    if spider is None:
        raise VisitFailed(f"the visit of {board.url} could not begin; its reason stands above")
    if spider.error is not None:
        raise spider.error
    result: T = spider.result
    return result
