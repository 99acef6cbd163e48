"""The spider that both spiders are: takes tasks from the frontier, asks them politely, and hands every answer to the recorder."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.misc import load_object

from crawler import forms
from crawler.barriers import OF_HOSTS
from crawler.clock import clock_from, iso
from crawler.engines import needs
from crawler.errors import ManifestError, PolicyRefused
from crawler.fetch.patience import wait_before
from crawler.fetch.policy import Policy
from crawler.fetch.robots import Robots, rules, user_agent
from crawler.fetch.session import Visit
from crawler.manifest import find, further
from crawler.reading import BUSY, Busy, Reading, RobotsRead, unframed
from crawler.records import Exchange, Listing, Misfit, PartnerStrip, Post, Task
from crawler.spiders.links import LinkRound

MODES = ("refresh", "sweep")
#: So many answers in a row that were errors, and the host is taken to be down for this run.
BREAKER = 5
#: Seconds in which answers on several connections count as arriving together.
GATHER = 0.002
#: Tasks taken from the frontier beyond those that can be asked at once.
AHEAD = 16


class Receipt(Protocol):
    """What a recorder gives back for an answer."""

    @property
    def reading(self) -> Reading: ...

    @property
    def kind(self) -> str | None: ...


class Ended(Protocol):
    """How a recorder says that a run came out."""

    @property
    def outcome(self) -> str: ...

    @property
    def reason(self) -> str | None: ...


class FrontierSpider(Spider):
    """A crawl of one board in one mode; a subclass says which pages it begins with.

    Arguments: ``board`` (a manifest's name), ``mode`` (refresh or sweep), ``delay`` and ``concurrency`` (politer or quicker than
    the manifest; never quicker than robots.txt asks), ``budget`` (requests for old posts in place of the manifest's, which only a
    refresh has), ``since`` (the first day of the posts that are looked at, as 2025-03-01).
    """

    custom_settings: dict[str, Any] | None = None

    def __init__(
        self,
        board: str | None = None,
        mode: str = "refresh",
        delay: str | None = None,
        concurrency: str | None = None,
        budget: str | None = None,
        since: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not board:
            raise ManifestError(f"no board was named; say which, as in `scrapy crawl {self.name} -a board=demo`")
        if mode not in MODES:
            raise ManifestError(f"mode {mode!r} is not known; use refresh or sweep")
        self.board_name = board
        self.mode = mode
        self._delay = float(delay) if delay is not None else None
        self._concurrency = int(concurrency) if concurrency is not None else None
        self._since = date.fromisoformat(since).isoformat() if since is not None else None
        self._budget = int(budget) if budget is not None else None
        self._robots: dict[str, Robots] = {}
        self._robots_awaited: set[str] = set()
        self._asked: dict[tuple[str, str, str], int | None] = {}
        self._arrived: list[tuple[Task, Exchange, str | None, asyncio.Future[Receipt]]] = []
        self._in_a_row = self._walls = 0
        self._stop_reason: str | None = None
        self._wanted = False
        self._ahead: list[Task] = []
        self._visit = Visit()
        self._under_way: set[asyncio.Task[list[Any]]] = set()
        self._links_asked = self.closing = False
        self.ended: Ended | None = None
        self.broken: Exception | None = None
        self.crawl_number = 0
        self.was_interrupted = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> FrontierSpider:
        """Load the manifest and begin the run before anything is asked."""
        spider: FrontierSpider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.board = find(spider.board_name, further(settings.get("PANJEON_BOARDS")))
        spider.policy = Policy(spider.board.hosts, spider.board.fetch.private_hosts)
        spider.clock = clock_from(settings.get("PANJEON_CLOCK"))
        spider.agent = user_agent(spider.board)
        spider._visit.on = spider.board.fetch.cookies or needs(spider.board.engine).cookies
        spider._wanted = bool(settings.getdict("FEEDS") or settings.getdict("ITEM_PIPELINES"))
        recorder_class = load_object(settings["PANJEON_RECORDER"])
        spider.recorder = recorder_class(Path(settings["PANJEON_ARCHIVE"]), spider.clock, warc_bytes=settings.getint("PANJEON_WARC_BYTES"))
        try:
            seeds = spider.seeds()
            run = spider.recorder.begin(spider.board, spider.run_mode(), seeds, budget=spider.budget(), since=spider._since)
            spider.crawl_number = run.crawl
            spider._visit.on = spider.recorder.visit_anew(seeds, spider._visit.on)
        except BaseException:
            spider.recorder.close()
            raise
        crawler.signals.connect(spider._closed, signal=signals.spider_closed)
        return spider

    board: Any
    policy: Policy
    clock: Any
    agent: str
    recorder: Any

    # -- what a subclass says -------------------------------------------------------------------------------------------------

    def seeds(self) -> list[Task]:
        """The pages at which this crawl begins."""
        raise RuntimeError(f"{type(self).__name__} names no pages to begin with")

    # -- the run --------------------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Keep asking until the frontier is empty; gives the records that were read, after they were stored, where a feed or item pipeline wants them.

        The pages are awaited here and not scheduled with callbacks: the frontier is the queue, and Scrapy's own would be a second one.
        """
        while True:
            self._under_way |= {asyncio.ensure_future(self._ask(request)) for request in self._next_requests()}
            if self._under_way:
                ended, self._under_way = await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
                for task in ended:
                    for item in task.result():
                        yield item
                continue
            wait = self._seconds_to_wait()
            if wait is not None:
                await asyncio.sleep(wait)
            elif self._stop_reason is None and not self._links_asked:
                self._links_asked = True
                self._under_way = {asyncio.ensure_future(LinkRound(self, self._robots).ask())}
            else:
                return

    async def _ask(self, request: Request) -> list[Any]:
        """Ask one page and keep what came of it; its records."""
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            self._unanswered(request, error)
            return []
        return await self._answered(request, response)

    def run_mode(self) -> str:
        """The mode as the ledger names it."""
        return self.mode

    def budget(self) -> int | None:
        """Requests for posts that no list gives a reason to ask; None where every post is asked."""
        if self._budget is None and self.mode == "refresh":
            rules = self.board.fetch
            wanted: int = self.recorder.allowance(self.board) if rules.daily_budget else rules.budget
            return wanted
        return self._budget

    def _seconds_to_wait(self) -> float | None:
        """How long until there may be something to ask, when nothing is under way; None when the run is over."""
        if self._stop_reason is not None:
            return None
        due = self.recorder.next_due()
        if due is None:
            return None
        if due == "":
            return 0.01
        seconds: float = (datetime.fromisoformat(due) - self.clock.now()).total_seconds()
        return max(0.01, seconds)

    def _next_requests(self) -> Iterator[Request]:
        """Requests for the tasks that are due, as many as the politeness allows at once."""
        # The first cookie comes with the first answer: two at once would begin two visits.
        limit = 1 if self._visit.on and not self._visit.begun else self._concurrency or self.board.fetch.concurrency
        moved = True
        while moved and self._stop_reason is None and len(self._asked) < limit:
            moved = False
            for task in self._taken(limit - len(self._asked), limit):
                ready = self._ready(task)
                moved |= ready is not None
                if isinstance(ready, Task) and self._stop_reason is None:
                    self._asked[_key(ready)] = ready.id
                    yield self._request(ready, _origin(_asked_url(ready)))

    def _taken(self, free: int, limit: int) -> list[Task]:
        """The next tasks, as many as there is room for. On several connections some more are taken ahead while no list is left to read."""
        if not self._ahead:
            listing = limit == 1 or any(kind == "list" for kind, _, _ in self._asked)
            tasks = self.recorder.pending(free if listing else free + AHEAD, [number for number in self._asked.values() if number is not None])
            self._ahead = tasks if tasks and tasks[0].kind in ("file", "post", "logo") else tasks[:free]
        taken, self._ahead = self._ahead[:free], self._ahead[free:]
        return taken

    def _ready(self, task: Task) -> Task | bool | None:
        """The task itself or the robots.txt to be asked before it; False for one that was refused, None for one that has to wait."""
        if _key(task) in self._asked:
            return None
        if not self._permitted(task):
            return False
        origin = _origin(_asked_url(task))
        if task.kind == "robots":
            return task
        if origin in self._robots:
            return task if self._allowed(task, origin) else False
        if origin in self._robots_awaited:
            return None
        self._robots_awaited.add(origin)
        robots = _robots_task(origin)
        self.recorder.ask_robots(robots)
        return robots

    def _permitted(self, task: Task) -> bool:
        """Whether the policy lets a task be asked; asked first, so that no robots.txt is wanted of a host that is not the board's."""
        try:
            self.policy.check_url(_asked_url(task))
        except PolicyRefused as refused:
            self._refuse(task, refused.reason, str(refused))
            return False
        return True

    def _allowed(self, task: Task, origin: str) -> bool:
        """Whether robots.txt lets a task be asked."""
        if not self._robots[origin].allows(forms.split(_asked_url(task))[0]):
            self._refuse(task, "robots", f"robots.txt of {origin} forbids {task.url}")
            return False
        return True

    def _refuse(self, task: Task, reason: str, message: str, exchange: Exchange | None = None) -> None:
        """Write a refusal into the ledger; a host whose robots.txt may not be asked is closed."""
        self._fail(task, "refused", reason, message, exchange=exchange)
        if task.kind == "robots":
            self._close_host(task)

    def _request(self, task: Task, origin: str) -> Request:
        url, form = forms.split(_asked_url(task))
        headers = {"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate, br"}
        if "referer" in task.facts:
            headers["Referer"] = str(task.facts["referer"])
        meta = {"task": task, "download_slot": origin}
        if form is None:
            request = Request(url, headers=headers, meta=meta, dont_filter=True)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            request = Request(url, method="POST", headers=headers, body=forms.body(form, self._visit.fields), meta=meta, dont_filter=True)
        self._visit.prepare(request)
        return request

    # -- answers --------------------------------------------------------------------------------------------------------------

    async def _answered(self, request: Request, response: Response) -> list[Any]:
        """Hand an answer to the recorder, which keeps its bytes before it reads them; the records that were read."""
        task: Task = request.meta["task"]
        exchange: Exchange = request.meta["exchange"]
        receipt = await self._received(task, exchange, self._due_at(task, exchange))
        self._asked.pop(_key(task), None)
        result = receipt.reading.result
        if task.kind == "robots":
            self._judge_robots(task, result, quarantined=receipt.kind == "quarantined")
        else:
            self._learn_visit(request, response, result)
        self._count_errors(isinstance(result, Busy), task, wall=isinstance(result, Misfit) and result.kind in OF_HOSTS)
        if isinstance(result, Misfit):
            self.logger.warning("quarantined: %s", result.message)
        return list(_items(result)) if self._wanted else []

    def _learn_visit(self, request: Request, response: Response, result: object) -> None:
        """Keep what a page gives for the requests after it; a list that leads on by POST shows that its board needs it."""
        if isinstance(result, Listing) and (result.session_fields or forms.is_post(result.next_url or "")):
            self._visit.on = True
        if self._visit.on:
            self._visit.learn(request, response, result.session_fields if isinstance(result, Listing) else ())

    def _received(self, task: Task, exchange: Exchange, due_at: str | None) -> asyncio.Future[Receipt]:
        """The receipt of an answer, when it is kept. Answers that arrive together share one fsync of their evidence."""
        loop = asyncio.get_running_loop()
        receipt: asyncio.Future[Receipt] = loop.create_future()
        self._arrived.append((task, exchange, due_at, receipt))
        if len(self._arrived) == 1:
            # The only request under way has nobody to wait for.
            loop.call_later(GATHER if len(self._asked) > 1 else 0, self._keep_arrived)
        return receipt

    def _keep_arrived(self) -> None:
        arrived, self._arrived = self._arrived, []
        if not arrived:
            return
        try:
            receipts = self.recorder.receive_all([(task, exchange, due_at) for task, exchange, due_at, _ in arrived])
        except Exception as error:
            self.break_off(error)
            for _, _, _, receipt in arrived:
                receipt.set_exception(error)
            return
        for (_, _, _, waiting), receipt in zip(arrived, receipts, strict=True):
            waiting.set_result(receipt)

    def _unanswered(self, request: Request, error: Exception) -> None:
        """A request without an answer: refused by the policy, or failed and perhaps to be tried again."""
        task: Task = request.meta["task"]
        exchange: Exchange | None = request.meta.get("exchange")
        self._asked.pop(_key(task), None)
        if isinstance(error, PolicyRefused):
            self._refuse(task, error.reason, str(error), exchange=exchange)
            return
        kind = "timeout" if isinstance(error, DownloadTimeoutError) else "network"
        again = task.attempt < self.board.fetch.attempts
        wait = self._wait(task.attempt, None, None) if again else None
        self._fail(task, "failed", kind, f"{task.url}: {error} (try {task.attempt})", again=wait is not None, wait=wait, exchange=exchange)
        if task.kind == "robots" and wait is None:
            self._close_host(task)
        self._count_errors(True, task)

    def _fail(
        self, task: Task, kind: str, reason: str, message: str, *, again: bool = False, wait: float | None = None, exchange: Exchange | None = None
    ) -> None:
        due_at = iso(self.clock.now() + timedelta(seconds=wait)) if wait is not None else None
        self.logger.warning("%s: %s", kind, message)
        try:
            self.recorder.fail(task, {"class": kind, "kind": reason, "message": message, "again": again}, exchange=exchange, due_at=due_at)
        except Exception as error:
            self.break_off(error)
            raise

    def _due_at(self, task: Task, exchange: Exchange) -> str | None:
        """When an answer may be asked again, if it must be; a wait beyond the board's patience ends the run as incomplete."""
        busy = exchange.status in BUSY
        if task.attempt >= self.board.fetch.attempts or not (busy or exchange.header("content-encoding") or unframed(exchange)):
            return None
        wait = self._wait(task.attempt, exchange.status, exchange.header("retry-after") if busy else None)
        if wait is None:
            self._stop_reason = f"deferred: {_origin(task.url)} asked to come back later than {self.board.fetch.patience:g} seconds"
            return None
        return iso(self.clock.now() + timedelta(seconds=wait))

    def _wait(self, attempt: int, status: int | None, retry_after: str | None) -> float | None:
        rules_ = self.board.fetch
        return wait_before(
            attempt + 1,
            status=status,
            retry_after=retry_after,
            now=self.clock.now(),
            backoff=rules_.backoff,
            patience=rules_.patience,
            jitter=random.random(),  # noqa: S311 (spreads load, guards nothing)
        )

    def break_off(self, error: Exception) -> None:
        """The archive cannot be written: stop at once and leave the run to be taken up when it can."""
        self.broken = error
        self._stop_reason = "broken"

    def _count_errors(self, is_error: bool, task: Task, *, wall: bool = False) -> None:
        """The circuit breaker: a host that only errs is left alone."""
        self._in_a_row = self._in_a_row + 1 if is_error else 0
        self._walls = self._walls + 1 if wall else 0
        if self._walls >= BREAKER and self._stop_reason is None:
            self._stop_reason = f"walled: {_origin(task.url)} shut the door on {self._walls} requests in a row"
        if self._in_a_row >= BREAKER and self._stop_reason is None:
            self._stop_reason = f"host_down: {_origin(task.url)} gave {self._in_a_row} errors in a row"

    def _judge_robots(self, task: Task, result: object, *, quarantined: bool) -> None:
        """Learn a host's rules from the answer to robots.txt; an answer that can neither be read nor asked again closes the host."""
        origin = _asked_origin(task)
        if isinstance(result, RobotsRead):
            self._learn_robots(origin, rules(result.status, result.media_type, result.text, url=task.url, agent=self.agent))
        elif quarantined or (isinstance(result, Busy) and task.attempt >= self.board.fetch.attempts):
            self._close_host(task)

    def _close_host(self, task: Task) -> None:
        """Take a host for closed whose robots.txt gave no answer."""
        self._learn_robots(_asked_origin(task), rules(None, None, None, url=task.url, agent=self.agent))

    def _learn_robots(self, origin: str, robots: Robots) -> None:
        """Keep a host's rules, set its delay, and stop the run where they cannot be known."""
        self._robots[origin] = robots
        if robots.verdict == "closed":
            self._stop_reason = f"robots_closed: robots.txt of {origin} could not be read, so nothing may be asked"
        delay = max(self._delay if self._delay is not None else self.board.fetch.delay, robots.delay or 0.0)
        concurrency = self._concurrency or self.board.fetch.concurrency
        engine: Any = self.crawler.engine
        downloader = engine.downloader
        downloader.per_slot_settings[origin] = {"concurrency": concurrency, "delay": delay, "jitter": 0}
        slot = downloader.slots.get(origin)
        if slot is not None:
            slot.delay, slot.concurrency = delay, concurrency

    # -- the end --------------------------------------------------------------------------------------------------------------

    async def _closed(self, reason: str) -> None:
        """End the run in the ledger, whatever ended the spider; what was asked already is waited for and kept."""
        self.closing = True
        try:
            if self._under_way and self.broken is None:
                await asyncio.wait(self._under_way, timeout=self.board.fetch.timeout)
            self._keep_arrived()
            if self.recorder.run is not None and self.broken is None:
                self.was_interrupted = reason != "finished"
                # Whoever ends a run among the link checks ends it after all pages of the board were asked.
                cut_short = self.was_interrupted and not self._links_asked
                stop = f"interrupted: {reason}" if cut_short else self._stop_reason
                self.ended = self.recorder.finish(stop)
        finally:
            self.recorder.close()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _asked_origin(task: Task) -> str:
    """The origin whose robots.txt was asked, before any redirect."""
    return _origin(str(task.facts.get("asked", task.url)))


def _robots_task(origin: str) -> Task:
    return Task(kind="robots", url=f"{origin}/robots.txt")


def _asked_url(task: Task) -> str:
    """The address to ask: in this visit it may be another than the one that names what is asked."""
    return str(task.facts.get("ask", task.url))


def _key(task: Task) -> tuple[str, str, str]:
    return task.kind, task.url, task.native_id or ""


def _items(result: object) -> Iterator[Any]:
    """The records of a reading, as Scrapy items."""
    if isinstance(result, Post):
        yield result
    elif isinstance(result, PartnerStrip):
        yield from result.partners
    elif isinstance(result, Listing):
        return
