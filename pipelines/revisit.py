"""Revisit policy: which archived posts are worth one of the few requests that a run may spend on looking again.

A post is worth the changes that are to be expected on it since its page was last read, times how long they would have stood
unseen: with Λ expected changes and t days the worth is Λ · t^0.75. The power 1 has the least mean delay, smaller ones the least
median: between them the mean is hardly longer and the usual delay much shorter, because most edits are made to young posts.

Λ is the sum of a falling rate over those days and not today's rate times their number: a post that was not read since its first
hours has most of its changes behind it already. How the rate falls with the age of a post (as which power, from which age on) is
learned from the archive, and so are its level, how often a change brings a further one, and each post's own factor; all are held
to a prior where little is known. A pinned or unlisted post counts as one that is likelier to change.

Limits: a change is noticed, never seen happening, so only the two visits between which it came are known; two changes between
visits count once; what lists show (titles, dates) is not part of it, for a refresh reads the newest rows anyway. Only sums,
products, quotients and square roots are used, which every machine rounds alike: a rebuild elsewhere chooses the same posts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate
from math import frexp, sqrt
from typing import NamedTuple

#: Ages in days at which a class begins; rates are the same within a class, and each is half as long again as the one before.
CLASSES = (0.0, *accumulate((1.5,) * 35, lambda begin, factor: begin * factor, initial=1 / 32))
#: Laws that are tried: the rate falls with the age to a power, from so many days on. The first is taken while nothing is known.
POWERS = (1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.25, 1.5, 1.75, 2.0)
SETTLES = (1.0, 1 / 24, 0.25, 4.0, 16.0)
#: What a law costs, in natural logarithms of likelihood, for the square of its distance from the power 1.
FAR = 4.0
#: All laws have one rate at this age, so that a level means the same under each.
COMMON_AGE = 30.0
#: So many imagined changes stand behind the level of a board, among so many expected of a level of 1.
LEVEL_WEIGHT, LEVEL_DUE = 1.0, 10.0
#: So many imagined further changes stand behind the prior of what a change brings, a fifth of a change in its first year.
ECHO_WEIGHT, ECHO = 2.0, 0.034
#: So many imagined changes stand behind the prior of one post.
POST_WEIGHT = 1.0
#: How a mark weighs against a plain post of the same age.
PINNED = 2.0
UNLISTED = 4.0
#: The second look at a post whose page said that it is not there, unless the board wants it later: what is gone is told apart from what
#: failed after a day.
CONFIRM_DAYS = 1.0


class Change(NamedTuple):
    """A change of a post: the last visit that did not show it yet, and the visit that did (days)."""

    after: float
    noticed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A post as the policy sees it; all times in days on one scale, whichever its origin.

    posted:   when it was posted (when it was first seen, where the board shows no date)
    known:    when it was first read
    checked:  when its own page was last asked
    changes:  the changes that were noticed, in order
    absent:   whether its page said at the last visit that it is not there, and no verdict was given yet
    requests: what a visit costs: the page and each of its files
    state:    listed, unlisted, blinded, secret; gone posts teach the rates and are never chosen
    """

    post: int
    posted: float
    known: float
    checked: float
    changes: tuple[Change, ...] = ()
    pinned: bool = False
    absent: bool = False
    requests: int = 1
    state: str = "listed"


@dataclass(frozen=True, slots=True)
class Curve:
    """A rate by class of age, a day, and its sum from age 0 to the beginning of each class."""

    rates: tuple[float, ...]
    sums: tuple[float, ...]

    def at(self, age: float) -> float:
        """The rate at an age of so many days."""
        return self.rates[bisect_right(CLASSES, age) - 1 if age > 0 else 0]

    def until(self, age: float) -> float:
        """The sum of the rate from age 0 to an age of so many days."""
        if age <= 0:
            return 0.0
        place = bisect_right(CLASSES, age) - 1
        return self.sums[place] + (age - CLASSES[place]) * self.rates[place]


def _curve(rates: Sequence[float]) -> Curve:
    steps = (rate * (end - begin) for rate, begin, end in zip(rates, CLASSES, CLASSES[1:], strict=False))
    return Curve(tuple(rates), tuple(accumulate(steps, initial=0.0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Changes a day of an average post: ``ages`` by its age, ``echoes`` by the days since its last change.

    power, settle: the law that was learned: the rate falls as (age + settle) to the power -power
    """

    ages: Curve
    echoes: Curve
    power: float
    settle: float


def _falling(power: float, settle: float, age: float) -> float:
    """(age + settle) to the power -power, a multiple of a quarter; without pow, which machines round in different ways."""
    root, value = sqrt(sqrt(age + settle)), 1.0
    for _ in range(round(4 * abs(power))):
        value *= root
    return value if power < 0 else 1 / value


#: The middle of each class, by which a law gives its rate.
_MIDDLES = tuple(sqrt(begin * end) if begin else end / 2 for begin, end in zip(CLASSES, (*CLASSES[1:], 1.5 * CLASSES[-1]), strict=True))
_LAWS = {
    (power, settle): _curve(
        [_falling(power, settle, age) / _falling(power, settle, COMMON_AGE) / (COMMON_AGE + 1) for age in _MIDDLES],
    )
    for power in POWERS
    for settle in SETTLES
}
#: What a change brings back, up to a factor: as a new post's rate, it falls with the days since.
_ECHO = _LAWS[1.0, 1.0]


def _ln(number: float) -> float:
    """The natural logarithm, by its series: that of the machine may differ in the last digit from that of another."""
    part, power = frexp(number)
    ratio = (part - 1) / (part + 1)
    term, total = ratio, 0.0
    for odd in range(1, 40, 2):
        total += term / odd
        term *= ratio * ratio
    return 2 * total + power * 0.6931471805599453


def learn(candidates: Iterable[Candidate]) -> Rates:
    """The rates that an archive's own history shows: the likeliest law, its level, and what changes bring, each held to a prior."""
    listed = list(candidates)
    days = _days_by_class(listed)
    spans = Counter(
        (_class_of(change.after - one.posted), _class_of(change.noticed - one.posted)) for one in listed for change in one.changes
    )  # fmt: skip
    changes = sum(spans.values())
    law = max(_LAWS, key=lambda law: _likelihood(_LAWS[law], days, spans) - FAR * (law[0] - 1.0) * (law[0] - 1.0)) if changes else (1.0, 1.0)
    shape = _LAWS[law].rates
    level = (changes + LEVEL_WEIGHT) / (sum(spent * rate for spent, rate in zip(days, shape, strict=True)) + LEVEL_DUE)
    again = sum(len(one.changes) - 1 for one in listed if one.changes)
    watched = sum(_ECHO.until(one.checked - one.changes[0].noticed) for one in listed if one.changes)
    echo = (again + ECHO_WEIGHT) / (watched + ECHO_WEIGHT / ECHO)
    return Rates(
        ages=_curve([level * rate for rate in shape]), echoes=_curve([echo * rate for rate in _ECHO.rates]), power=law[0], settle=law[1]
    )  # fmt: skip


def _class_of(age: float) -> int:
    return bisect_right(CLASSES, age) - 1 if age > 0 else 0


def _days_by_class(candidates: Iterable[Candidate]) -> list[float]:
    """How many days posts of each class of age have been under watch, from their first reading to their last."""
    days: list[float] = [0.0] * len(CLASSES)
    whole = [0] * (len(CLASSES) + 1)
    for one in candidates:
        first, last = max(one.known - one.posted, 0.0), max(one.checked - one.posted, 0.0)
        if last <= first:
            continue
        begin, end = _class_of(first), _class_of(last)
        days[begin] -= first - CLASSES[begin]
        days[end] += last - CLASSES[end]
        whole[begin] += 1
        whole[end] -= 1
    watched = accumulate(whole)
    for place, (posts, youngest, oldest) in enumerate(zip(watched, CLASSES, CLASSES[1:], strict=False)):
        days[place] += posts * (oldest - youngest)
    return days


def _likelihood(law: Curve, days: Sequence[float], spans: Counter[tuple[int, int]]) -> float:
    """The logarithm of the likelihood of changes between classes of age under a law of the best level, up to what all laws share."""
    due = sum(spent * rate for spent, rate in zip(days, law.rates, strict=True))
    changes = sum(spans.values())
    found = 0.0
    for (begin, end), count in spans.items():
        share = law.rates[begin] * _MIDDLES[begin] if begin == end else law.until(_MIDDLES[end]) - law.until(_MIDDLES[begin])
        found += count * _ln(share)
    return found - changes * _ln(due) if due > 0 else found


def _factor(one: Candidate, rates: Rates) -> float:
    """How many times as often as an average one of its age a post changes, by what it has done so far and how it is marked."""
    due = rates.ages.until(one.checked - one.posted) - rates.ages.until(one.known - one.posted)
    own = (len(one.changes) + POST_WEIGHT) / (due + POST_WEIGHT)
    return own * (PINNED if one.pinned else 1.0) * (UNLISTED if one.state == "unlisted" else 1.0)


def rate(one: Candidate, rates: Rates, now: float) -> float:
    """Changes a day to be expected of a post now."""
    echo = rates.echoes.at(now - one.changes[-1].noticed) if one.changes else 0.0
    return (rates.ages.at(now - one.posted) + echo) * _factor(one, rates)


def unseen(one: Candidate, rates: Rates, now: float) -> float:
    """How many changes are to be expected on a post since its page was last asked."""
    found = rates.ages.until(now - one.posted) - rates.ages.until(one.checked - one.posted)
    if one.changes:
        noticed = one.changes[-1].noticed
        found += rates.echoes.until(now - noticed) - rates.echoes.until(one.checked - noticed)
    return found * _factor(one, rates)


def worth(changes: float, days: float) -> float:
    """What a visit is worth to a post on which so many changes are expected after so many days without one.

    Where a change is nearly certain, waiting longer adds no further one: the worth then grows with the days alone.
    """
    root = sqrt(days)
    return changes * root * sqrt(root) / (1.0 + changes)


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
        value = 0.0 if one.absent else worth(unseen(one, known, now), days) / one.requests
        ranked.append((not one.absent, -value, one.post, one.requests))
    chosen: list[int] = []
    spent = 0
    for _, _, post, requests in nsmallest(budget, ranked):
        if spent + requests <= budget or not chosen:
            chosen.append(post)
            spent += requests
    return chosen
