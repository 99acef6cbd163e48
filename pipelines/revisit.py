"""Revisit policy: which archived posts are worth one of the few requests that a run may spend on looking again.

A post is worth its expected harm: how likely it is to have changed since its page was last read, times how long that change would
already have stood unseen. With a change rate λ and t days since the last visit that is close to λ·t² while λ·t is small: always
asking for the largest value visits a post at a rate that grows with √λ, which is what the freshness-optimal policies do too (Cho
and Garcia-Molina 2003; Azar and others 2018). Here the power of t is 1.5, so visits grow with λ to the power 2/3: the mean delay
of an edit is hardly longer, and the usual one is much shorter, because most edits are made to young posts.

The rate of a post is (rate of its age class) · (its own factor), both learned from the archive and held to a prior where little is
known: a post of an age of ``a`` days changes at a rate that falls as 1/(a + 1), every change makes it young again in part, and a
pinned or unlisted post counts as one that is likelier to change.

Limits: a change is noticed, never seen happening, so its age is the age at the visit; two changes between visits count once; what
lists show (titles, dates) is not part of it, for a refresh reads the newest rows anyway. Only sums, products, quotients and square
roots are used, which every machine rounds alike: a rebuild elsewhere chooses the same posts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from math import sqrt

#: Ages in days at which a class begins; each is about three times as long as the one before.
CLASSES = (0.0, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0)
#: So many imagined changes stand behind the prior of a class, and behind that of one post.
CLASS_WEIGHT = 20.0
POST_WEIGHT = 1.0
#: How much of a new post's rate a change brings back.
ECHO = 0.3
#: How a mark weighs against a plain post of the same age.
PINNED = 2.0
UNLISTED = 4.0
#: The second look at a post whose page said that it is not there, unless the board wants it later: what is gone is told apart from what
#: failed after a day.
CONFIRM_DAYS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A post as the policy sees it; all times in days on one scale, whichever its origin.

    posted:   when it was posted (when it was first seen, where the board shows no date)
    known:    when it was first read
    checked:  when its own page was last asked
    changes:  when changes were noticed, in order
    absent:   whether its page said at the last visit that it is not there, and no verdict was given yet
    requests: what a visit costs: the page and each of its files
    state:    listed, unlisted, blinded, secret; gone posts teach the rates and are never chosen
    """

    post: int
    posted: float
    known: float
    checked: float
    changes: tuple[float, ...] = ()
    pinned: bool = False
    absent: bool = False
    requests: int = 1
    state: str = "listed"


@dataclass(frozen=True, slots=True)
class Rates:
    """Changes a day by age class, and their sum from age 0 to the beginning of each class."""

    factors: tuple[float, ...]
    sums: tuple[float, ...]

    def expected(self, age: float) -> float:
        """How many changes an average post has seen at an age of so many days."""
        place = bisect_right(CLASSES, age) - 1 if age > 0 else 0
        return self.sums[place] + (max(age, 0.0) - CLASSES[place]) * self.factors[place] * _TYPICAL[place]


def _falling(age: float) -> float:
    """The prior's rate at an age, up to a constant."""
    return 1.0 / (age + 1.0)


_TYPICAL = tuple(_falling(sqrt(begin * end) if begin else end / 2) for begin, end in zip(CLASSES, (*CLASSES[1:], 3 * CLASSES[-1]), strict=True))


def learn(candidates: Iterable[Candidate]) -> Rates:
    """The rates that an archive's own history shows, each class held to the level of all where it shows little."""
    days, seen = [0.0] * len(CLASSES), [0.0] * len(CLASSES)
    for one in candidates:
        first, last = max(one.known - one.posted, 0.0), max(one.checked - one.posted, 0.0)
        for place in range(bisect_right(CLASSES, first) - 1, bisect_right(CLASSES, last)):
            end = CLASSES[place + 1] if place + 1 < len(CLASSES) else last
            days[place] += max(min(last, end) - max(first, CLASSES[place]), 0.0)
        for change in one.changes:
            seen[bisect_right(CLASSES, max(change - one.posted, 0.0)) - 1] += 1
    due = [spent * typical for spent, typical in zip(days, _TYPICAL, strict=True)]
    level = (sum(seen) + 1.0) / (sum(due) + 10.0)
    factors = tuple((found + CLASS_WEIGHT) / (wanted + CLASS_WEIGHT / level) for found, wanted in zip(seen, due, strict=True))
    sums = [0.0]
    for place in range(1, len(CLASSES)):
        sums.append(sums[-1] + (CLASSES[place] - CLASSES[place - 1]) * factors[place - 1] * _TYPICAL[place - 1])
    return Rates(factors, tuple(sums))


def rate(one: Candidate, rates: Rates, now: float) -> float:
    """Changes a day to be expected of a post now."""
    age = max(now - one.posted, 0.0)
    young = _falling(age)
    if one.changes:
        young += ECHO * _falling(max(now - one.changes[-1], 0.0))
    due = rates.expected(one.checked - one.posted) - rates.expected(one.known - one.posted)
    own = (len(one.changes) + POST_WEIGHT) / (due + POST_WEIGHT)
    mark = (PINNED if one.pinned else 1.0) * (UNLISTED if one.state == "unlisted" else 1.0)
    return young * rates.factors[bisect_right(CLASSES, age) - 1] * own * mark


def worth(changes: float, days: float) -> float:
    """What a visit is worth to a post with so many changes a day and so many days since the last one.

    Where a change is nearly certain, waiting longer adds no further one: the worth then grows with the days alone.
    """
    return changes * days * sqrt(days) / (1.0 + changes * days)


def choose(
    candidates: Iterable[Candidate], budget: int, now: float, *, rates: Rates | None = None, confirm: float = CONFIRM_DAYS
) -> list[int]:
    """The posts to ask again with so many requests: second looks at missing posts first, then by worth for a request, then by number.

    A post that costs more than the whole budget is chosen alone, when it comes first. ``rates`` are learned here unless given.
    ``confirm``: the days after which a second look says something.
    """
    listed = list(candidates)
    known = rates if rates is not None else learn(listed)
    ranked = []
    for one in listed:
        days = now - one.checked
        if one.state == "gone" or days <= 0 or (one.absent and days < confirm):
            continue
        value = 0.0 if one.absent else worth(rate(one, known, now), days) / one.requests
        ranked.append((not one.absent, -value, one.post, one.requests))
    chosen: list[int] = []
    spent = 0
    for _, _, post, requests in nsmallest(budget, ranked):
        if spent + requests <= budget or not chosen:
            chosen.append(post)
            spent += requests
    return chosen
