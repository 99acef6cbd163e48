"""Which platform a page is of, with the reasons told: every engine names the signs that it knows its pages by."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from crawler.manifest import ENGINES
from crawler.records import Page

#: One sign alone may be a link to another site, or a word in somebody's post.
LEAST_SIGNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """An engine that may read a page: how many of its signs are there, and which."""

    engine: str
    score: int
    reasons: tuple[str, ...]


def recognise(page: Page) -> tuple[Recognised, ...]:
    """The engines whose signs a page shows, the likeliest first; none where no platform shows two of its signs and no list can be read.

    The generic engine is named only where no platform is: it reads what others know better.
    """
    found = []
    for name in ENGINES:
        reasons: tuple[str, ...] = import_module(f"crawler.engines.{name}").signs(page)
        if reasons and (len(reasons) >= LEAST_SIGNS or name == "generic"):
            found.append(Recognised(engine=name, score=len(reasons), reasons=reasons))
    platforms = [one for one in found if one.engine != "generic"]
    return tuple(sorted(platforms or found, key=lambda one: (-one.score, ENGINES.index(one.engine))))


def is_of(page: Page, name: str) -> bool:
    """Whether a page shows enough signs of one platform; never so for the generic engine, which has none."""
    if name == "generic":
        return False
    reasons: tuple[str, ...] = import_module(f"crawler.engines.{name}").signs(page)
    return len(reasons) >= LEAST_SIGNS
