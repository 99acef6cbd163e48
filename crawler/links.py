"""Partner links: whom the archivist allows to be asked, and what an answer says of the site behind a link.

A site is alive until it is proved dead: one that refuses a crawler, leads elsewhere, runs in circles without cookies or has a bad
certificate does answer its readers. What a HEAD brings counts only where it is well: many servers answer it with an error and GET without.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler import addresses
from crawler.errors import PolicyRefused
from crawler.fetch.policy import Policy
from crawler.manifest import Manifest
from crawler.records import Exchange, Task

REDIRECTS = frozenset({301, 302, 303, 307, 308})
ABSENT = frozenset({404, 410})
#: So often an answer may lead on before it is taken for a circle.
HOPS = 5
#: What says that a link leads to nobody, once it was found on two days.
FAILING = frozenset({"gone", "error", "unreachable"})
#: What says that somebody is there.
STANDING = frozenset({"answers", "elsewhere", "barred", "insecure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRead:
    """An answer for a link: ``outcome`` is None where a further request decides; ``leads_to`` is where it points."""

    status: int
    outcome: str | None
    leads_to: str | None = None


def policy(board: Manifest) -> Policy:
    """The allow-list of link checks: the named hosts, and none of the board's own unless it is named."""
    return Policy(board.partners.ask, board.fetch.private_hosts)


def is_robots(task: Task) -> bool:
    """Whether a task asks the robots.txt that stands before a link."""
    return task.facts.get("robots") is not None


def read(exchange: Exchange, task: Task, board: Manifest) -> LinkRead:
    """What an answer says of the link that was asked. Pure: the same bytes and manifest give the same reading."""
    status = exchange.status
    if status in REDIRECTS:
        return _led_on(exchange, task, board)
    if 200 <= status < 400:
        return LinkRead(status=status, outcome="answers")
    if status == 429:
        return LinkRead(status=status, outcome="barred")
    if exchange.method == "HEAD":
        return LinkRead(status=status, outcome=None)
    outcome = "gone" if status in ABSENT else "error" if status >= 500 else "barred"
    return LinkRead(status=status, outcome=outcome)


def _led_on(exchange: Exchange, task: Task, board: Manifest) -> LinkRead:
    location = addresses.join(exchange.url, exchange.header("location"))
    via = task.facts.get("via", [])
    assert isinstance(via, list)
    if location is None or location in (task.url, *via) or len(via) >= HOPS:
        return LinkRead(status=exchange.status, outcome="barred", leads_to=location)
    return LinkRead(status=exchange.status, outcome=None if allowed(policy(board), location) else "elsewhere", leads_to=location)


def allowed(rules: Policy, url: str) -> bool:
    """Whether an address is on a named host."""
    try:
        rules.check_url(url)
    except PolicyRefused:
        return False
    return True


def further(task: Task, read: LinkRead) -> Task | None:
    """The request that decides where an answer did not: where it leads, or the same address by GET; None where it did."""
    if read.outcome is not None:
        return None
    if read.leads_to is None:
        return Task(kind="link", url=task.url, facts={**task.facts, "by": "GET"})
    via = task.facts.get("via", [])
    assert isinstance(via, list)
    return Task(kind="link", url=read.leads_to, facts={"link": task.facts["link"], "via": [*via, task.url]})

