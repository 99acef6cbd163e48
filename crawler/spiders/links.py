"""After a crawl's own pages: whether the links of its partners still answer, asked of hosts that the archivist named and of no other.

One request at a time, by HEAD where the site takes it, with a pause for each host. What comes of a check is a row of the archive and
never a fault of the run: nothing here stands on the frontier, and no board is taken for down because a partner is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from twisted.internet.error import ConnectError

from crawler import links
from crawler.errors import PolicyRefused
from crawler.fetch.robots import MAX_LENGTH, Robots, rules
from crawler.links import LinkRead
from crawler.reading import Redirect, RobotsRead
from crawler.records import Exchange, Task

#: Seconds for one answer, and bytes of one: of a page its head is enough.
TIMEOUT = 30.0
MAX_BYTES = 64 * 1024
#: Seconds after which a pause looks up whether the run is being ended.
GLANCE = 0.5


class LinkRound:
    """The link checks of one run. ``spider`` is the crawl's own, which has read the partner strip before; ``known`` are the robots.txt that it has read."""

    def __init__(self, spider: Any, known: Mapping[str, Robots]) -> None:
        self._spider = spider
        self._wanted = spider.board.partners
        self._policy = links.policy(spider.board)
        self._robots = dict(known)
        self._free_at: dict[str, float] = {}

    async def ask(self) -> list[Any]:
        """Ask the links whose time has come, those not asked for longest first; no records, for none are items of a board."""
        self._free_at = dict.fromkeys(self._robots, asyncio.get_running_loop().time())
        due = self._spider.recorder.links_due() if self._wanted.ask else []
        chosen = [url for url in due if links.allowed(self._policy, url)][: self._wanted.most]
        for url in chosen:
            task: Task | None = Task(kind="link", url=url, facts={"link": url})
            while task is not None and not self._spider.closing:
                task = await self._asked(task)
        return []

    async def _asked(self, task: Task) -> Task | None:
        """Ask one address, its host's robots.txt first; what is to be asked next of this link."""
        origin = _origin(task.url)
        if origin not in self._robots and not await self._learn(origin, task):
            return None
        if not self._robots[origin].allows(task.url):
            closed = self._robots[origin].verdict == "closed"
            said = f"robots.txt of {origin} could not be read, so nothing may be asked" if closed else f"robots.txt of {origin} forbids {task.url}"
            self._fail(task, "refused", "robots", said, outcome="refused")
            return None
        answer = await self._exchange(task)
        if isinstance(answer, Exception):
            return self._unanswered(task, answer)
        read = self._kept(task, answer) if answer is not None else None
        return links.further(task, read) if isinstance(read, LinkRead) else None

    async def _learn(self, origin: str, task: Task) -> bool:
        """Ask a host's robots.txt, where it leads too while that is a named host; False where the site gave no answer at all."""
        url, status = f"{origin}/robots.txt", None
        for hop in range(links.HOPS):
            robots = Task(kind="link", url=url, facts={"link": task.facts["link"], "robots": hop})
            answer = await self._exchange(robots)
            if answer is None:
                return False
            if isinstance(answer, Exception):
                return self._closed(origin, robots, answer)
            result = self._kept(robots, answer)
            status = answer.status if isinstance(result, Redirect) else None
            if not isinstance(result, Redirect) or not links.allowed(self._policy, result.location):
                break
            url = result.location
        if isinstance(result, RobotsRead):
            self._robots[origin] = rules(result.status, result.media_type, result.text, url=url, agent=self._spider.agent)
        else:
            self._robots[origin] = rules(status, None, None, url=url, agent=self._spider.agent)
        return True

    def _closed(self, origin: str, robots: Task, error: Exception) -> bool:
        """What a robots.txt without an answer says: of a host that could not even be connected to, all; of another, that it is closed."""
        outcome = _outcome(error)
        if outcome == "unreachable" and _connected(error):
            self._fail(robots, "failed", _kind(error), str(error), again=True, outcome="refused")
            self._robots[origin] = rules(None, None, None, url=robots.url, agent=self._spider.agent)
            return True
        self._fail(robots, "refused" if outcome == "refused" else "failed", _kind(error), str(error), outcome=outcome)
        return False

    def _unanswered(self, task: Task, error: Exception) -> Task | None:
        """A link without an answer. A server that breaks off at HEAD, or is silent, may still answer GET."""
        outcome = _outcome(error)
        again = outcome == "unreachable" and "by" not in task.facts
        self._fail(task, "refused" if outcome == "refused" else "failed", _kind(error), f"{task.url}: {error}", again=again, outcome=outcome)
        return replace(task, facts={**task.facts, "by": "GET"}) if again else None

    # -- one request ----------------------------------------------------------------------------------------------------------

    async def _exchange(self, task: Task) -> Exchange | Exception | None:
        """The answer to one request, or the error in its place; None where the run is ending."""
        request = self._request(task)
        origin = _origin(task.url)
        await self._pause(origin)
        if self._spider.closing:
            return None
        try:
            await self._spider.crawler.engine.download_async(request)
        except Exception as error:
            if "exchange" not in request.meta or links.is_robots(task):
                return None if self._spider.closing else error
        finally:
            self._free_at[origin] = asyncio.get_running_loop().time()
        if self._spider.recorder.run is None:
            return None
        exchange: Exchange = request.meta["exchange"]
        # Of an answer that broke off, or was longer than it need be, the head says whether anybody is there.
        return exchange if exchange.truncated is None else replace(exchange, body=b"", payload=b"", truncated="length")

    def _request(self, task: Task) -> Request:
        robots = links.is_robots(task)
        method = "GET" if robots else str(task.facts.get("by", "HEAD"))
        headers = {"User-Agent": self._spider.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate, br"}
        fetch = self._spider.board.fetch
        # An exception that was made for the board's certificate is none for others.
        held_to = replace(
            fetch, timeout=min(TIMEOUT, fetch.timeout), max_bytes=MAX_LENGTH if robots else MAX_BYTES, concurrency=1, verify_tls=True
        )  # fmt: skip
        meta = {"policy": self._policy, "rules": held_to, "download_slot": f"partner {_origin(task.url)}"}
        return Request(task.url, method=method, headers=headers, meta=meta, dont_filter=True)

    async def _pause(self, origin: str) -> None:
        """Wait until a host may be asked again."""
        last = self._free_at.get(origin)
        if last is None:
            return
        known = self._robots.get(origin)
        delay = max(self._wanted.delay, (known.delay if known is not None else None) or 0.0)
        loop = asyncio.get_running_loop()
        while (left := last + delay - loop.time()) > 0 and not self._spider.closing:
            await asyncio.sleep(min(left, GLANCE))

    def _kept(self, task: Task, exchange: Exchange) -> object:
        """Hand an answer to the recorder; what it says."""
        try:
            return self._spider.recorder.receive(task, exchange).reading.result
        except Exception as error:
            self._spider.break_off(error)
            raise

    def _fail(self, task: Task, kind: str, reason: str, message: str, *, outcome: str, again: bool = False) -> None:
        try:
            self._spider.recorder.fail(task, {"class": kind, "kind": reason, "message": message, "again": again, "outcome": outcome})
        except Exception as error:
            self._spider.break_off(error)
            raise


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}".lower()


def _outcome(error: Exception) -> str:
    """What a request that brought nothing says of the site; a bad certificate is shown by somebody."""
    if isinstance(error, PolicyRefused):
        return "refused"
    return "insecure" if _kind(error) == "tls" else "unreachable"


def _kind(error: Exception) -> str:
    """The short word for the ledger."""
    if isinstance(error, PolicyRefused):
        return error.reason
    if "TLS: " in str(error):
        return "tls"
    return "timeout" if isinstance(error, DownloadTimeoutError) else "network"


def _connected(error: Exception) -> bool:
    """Whether somebody took the connection at least."""
    return not isinstance(error, CannotResolveHostError) and not isinstance(error.__cause__, ConnectError)
