"""`python -m bench.revisit`: how long an edit or a deletion stays unseen, by policy, on simulated boards of 10,000 posts.

Every policy spends the same number of requests a day, in one run a day or in several, and learns only what its own visits show (two
are told the true rates, as bounds). A board's edits and deletions are fixed by its seed, so all policies face the same ones. What was
edited before the first run that could read a post is no edit to anybody: of a board that is looked at more often more edits count.
"""

from __future__ import annotations

import math
import os
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from heapq import nlargest
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

import click

from bench.measuring import ROOT
from bench.report import Goal, table
from pipelines import revisit
from pipelines.revisit import Candidate, Change, Rates

#: Seeds 1 to 3 were looked at while the policy's constants were chosen; they are not used to judge it.
FIRST_SEED = 101
#: Policies plan anew so often, in days; the choice among posts is made every day.
PLAN_EVERY = 7
#: One in so many posts is looked at between two plans: several times as many as are asked until then.
PART = 8
#: Younger posts get their frequency anew every day, for their rates fall from day to day.
YOUNG = 30.0
#: Largest x = rate / frequency that a plan considers: beyond it a page is not worth a visit.
BEYOND = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How a board changes. Rates are per post and day.

    edits:    edits of a typical post over its first ten years, apart from the late ones
    power:    the rate of edits falls with age to this power (0: it does not fall)
    settle:   days until it begins to fall
    spread:   how much posts differ (sigma of a log-normal factor)
    echo:     further edits that each edit brings, soon after it
    late:     silent edits that come at any age
    deleted:  share of posts deleted over ten years, half of it in the first months
    years:    age of the oldest post at the beginning
    """

    edits: float = 0.4
    power: float = 1.0
    settle: float = 1 / 24
    spread: float = 0.0
    echo: float = 0.0
    late: float = 0.0
    deleted: float = 0.03
    years: float = 10.0


WORLDS = {
    "notice board": World(spread=1.0, echo=0.3, late=0.000005),
    "1/age": World(),
    "steep": World(power=1.5, settle=0.5),
    "flat": World(power=0.0, edits=0.4),
}
ABOUT = {
    "notice board": "edits at a rate that falls as 1/age, posts differ (log-normal, sigma 1), an edit brings 0.3 further ones, and some come silently late",
    "1/age": "edits at a rate that falls as 1/age from the first hour on, nothing else",
    "steep": "edits at a rate that falls as age to the power -1.5 from the first half day on",
    "flat": "edits at one rate for all posts at all ages: what learning costs where there is nothing to learn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days of a simulation: those to learn in, those whose edits are measured, those in which they may still be found."""

    learn: int = 150
    measure: int = 300
    find: int = 300

    @property
    def days(self) -> int:
        return self.learn + self.measure + self.find


@dataclass(frozen=True, slots=True)
class Life:
    """What happens to one post: when it is posted, edited and deleted (days from the beginning of the crawls)."""

    posted: float
    edits: tuple[float, ...]
    deleted: float
    factor: float


@dataclass(frozen=True, slots=True)
class Delays:
    """Days that edits and deletions stayed unseen; what was not seen by the end counts with the days until then."""

    edits: list[float]
    deletions: list[float]
    unseen: int


# --- boards ----------------------------------------------------------------------------------------------------------


def _age_at(world: World, amount: float, level: float) -> float:
    """The age by which a post of a level has gathered an amount of hazard."""
    if level <= 0:
        return math.inf
    share, settle, power = amount / level, world.settle, world.power
    if power == 0:
        return share
    if power == 1:
        return settle * (math.exp(min(share, 700.0)) - 1)
    left = 1 - share * (power - 1)
    return settle * (left ** (1 / (1 - power)) - 1) if left > 0 else math.inf


@lru_cache
def _level(world: World) -> float:
    """The factor with which a post sees ``edits`` edits in ten years."""
    span, settle, power = 3652.0, world.settle, world.power
    if power == 0:
        whole = span
    elif power == 1:
        whole = math.log1p(span / settle)
    else:
        whole = (1 - (1 + span / settle) ** (1 - power)) / (power - 1)
    return world.edits / whole


def hazard(world: World, life: Life, checked: float, now: float) -> float:
    """The true rate of edits of a post, with the echoes of those that a visit has shown."""
    age = now - life.posted
    own = _level(world) * life.factor * (1.0 if world.power == 0 else (1 + age / world.settle) ** -world.power / world.settle)
    echoes = sum(world.echo / (now - edit + 1) / math.log1p(365.0) for edit in life.edits if edit <= checked and now - edit <= 365)
    return own + echoes + world.late


def unseen(world: World, life: Life, checked: float, now: float) -> float:
    """How many edits are truly to be expected since a post was last read, with the echoes of those that the visit has shown."""
    own = life.factor * (gathered(world, now - life.posted)[0] - gathered(world, checked - life.posted)[0])
    if not world.echo:
        return own + world.late * (now - checked)
    seen = (edit for edit in life.edits if edit <= checked and now - edit <= 365)
    echoes = sum(world.echo * math.log((now - edit + 1) / (checked - edit + 1)) / math.log1p(365.0) for edit in seen)
    return own + echoes + world.late * (now - checked)


def gathered(world: World, age: float) -> tuple[float, float]:
    """The edits to be expected of a post up to an age, echoes and late ones apart, and the sum of that over all days up to it."""
    level, settle, power = _level(world), world.settle, world.power
    if power == 0:
        return level * age, level * age * age / 2
    if power == 1:
        return level * math.log1p(age / settle), level * ((settle + age) * math.log1p(age / settle) - age)
    far = 1 + age / settle
    return level * (1 - far ** (1 - power)) / (power - 1), level * (age - settle * (far ** (2 - power) - 1) / (2 - power)) / (power - 1)


def _edits(world: World, posted: float, factor: float, end: float, rng: random.Random) -> list[float]:
    found, amount = [], 0.0
    while True:
        amount += rng.expovariate(1)
        at = posted + _age_at(world, amount, _level(world) * factor)
        if at > end:
            break
        found.append(at)
    at = posted
    while world.late and (at := at + rng.expovariate(world.late)) <= end:
        found.append(at)
    waiting = list(found)
    while waiting:
        at = waiting.pop()
        if rng.random() < world.echo:
            after = at + math.expm1(rng.random() * math.log1p(365.0))
            if after <= end:
                found.append(after)
                waiting.append(after)
    return found


def _deletion(world: World, rng: random.Random) -> float:
    """The age at which a post is deleted: the sooner of a hazard that falls after two months and one that does not."""
    if not world.deleted:
        return math.inf
    soon = rng.expovariate(1) / (world.deleted / 2 / math.log1p(3652 / 60))
    return min(60 * math.expm1(min(soon, 700.0)), rng.expovariate(world.deleted / 2 / 3652))


def board(world: World, posts: int, days: int, rng: random.Random) -> list[Life]:
    """The lives of a board that has so many posts at the beginning and goes on growing as it did."""
    span = world.years * 365.25
    lives = []
    for _ in range(round(posts * (1 + days / span))):
        posted = rng.uniform(-span, days)
        factor = rng.lognormvariate(-(world.spread**2) / 2, world.spread)
        deleted = posted + _deletion(world, rng)
        if deleted <= 0:
            continue
        edits = [at for at in _edits(world, posted, factor, min(float(days), deleted), rng) if at >= posted]
        lives.append(Life(posted, tuple(sorted(edits)), deleted, factor))
    return lives


# --- policies --------------------------------------------------------------------------------------------------------

Policy = Callable[[Sequence[Candidate], int, float], list[int]]
RateOf = Callable[[Candidate, Rates, float], float]


class Uniform:
    """Every post in turn, in an order that has nothing to do with its age, and then all over again."""

    def __init__(self) -> None:
        self._last = -1

    def __call__(self, candidates: Sequence[Candidate], budget: int, _now: float) -> list[int]:
        posts = sorted(one.post for one in candidates)
        begin = bisect_right(posts, self._last)
        chosen = [posts[(begin + step) % len(posts)] for step in range(min(budget, len(posts)))]
        if chosen:
            self._last = chosen[-1]
        return chosen


def longest_unread(candidates: Sequence[Candidate], budget: int, now: float) -> list[int]:
    """The posts that were read longest ago: a sweep in which a new post takes the last place in the queue."""
    return _largest(((now - one.checked, one.post) for one in candidates), budget)


def by_age(power: float, candidates: Sequence[Candidate], budget: int, now: float) -> list[int]:
    """Intervals that grow with the age of the post to a power, nothing learned."""
    return _largest((((now - one.checked) / (now - one.posted + 1.0) ** power, one.post) for one in candidates), budget)


class Ranked:
    """A policy that asks the worthiest posts; rates are learned anew at every plan, to save time here.

    For the same reason the runs until the next plan look only at the part of the posts that stood best and at lively ones.
    """

    def __init__(self) -> None:
        self._rates = revisit.learn(())
        self._planned = -math.inf
        self._near: set[int] = set()

    def __call__(self, candidates: Sequence[Candidate], budget: int, now: float) -> list[int]:
        if now - self._planned >= PLAN_EVERY:
            self._rates, self._planned = revisit.learn(candidates), now
            self._near = set(self.worthiest(candidates, max(len(candidates) // PART, budget), now))
        return self.worthiest([one for one in candidates if one.post in self._near or _lively(one, now)], budget, now)

    def worthiest(self, candidates: Sequence[Candidate], budget: int, now: float) -> list[int]:
        """Panjeon's own choice."""
        return revisit.choose(candidates, budget, now, rates=self._rates)


def _lively(one: Candidate, now: float) -> bool:
    """Whether a post may become the worthiest within a week: young, lately changed or missing."""
    return one.absent or now - one.posted < YOUNG or (bool(one.changes) and now - one.changes[-1].noticed < YOUNG)


class Told(Ranked):
    """What asks for the least mean delay where it is told the true rates: the edits to be expected since the last visit, times the days.

    With one rate for all days that is twice the price of a visit at which its intervals are best, and nearly so with a falling one.
    """

    def __init__(self, world: World, lives: Sequence[Life]) -> None:
        super().__init__()
        self._world, self._lives = world, lives

    def worthiest(self, candidates: Sequence[Candidate], budget: int, now: float) -> list[int]:
        missing = [one.post for one in candidates if one.absent and one.state != "gone" and now - one.checked >= revisit.CONFIRM_DAYS]
        standing = (one for one in candidates if not one.absent and one.state != "gone")
        worths = ((unseen(self._world, self._lives[one.post], one.checked, now) * (now - one.checked), one.post) for one in standing)
        return [*missing, *_largest(worths, budget)][:budget]


class Planned:
    """A policy that gives every post a frequency out of its change rate, by one price of a request that makes the sum fit the budget.

    ``frequency(rate, price)`` is the published formula; who is asked on a day is what has gathered most of its frequency since the
    last visit, or, with ``rng``, a draw in proportion to the frequencies.
    """

    def __init__(self, frequency: Callable[[float, float], float], rate_of: RateOf, rng: random.Random | None = None) -> None:
        self._frequency, self._rate_of, self._rng = frequency, rate_of, rng
        self._gathered: dict[int, float] = {}
        self._wanted: dict[int, float] = {}
        self._planned, self._price, self._last = -math.inf, 0.0, 0.0
        self._rates = revisit.learn(())

    def __call__(self, candidates: Sequence[Candidate], budget: int, now: float) -> list[int]:
        standing = [one for one in candidates if one.state != "gone"]
        if now - self._planned >= PLAN_EVERY:
            self._plan(standing, candidates, budget, now)
        for one in standing:
            if now - one.posted < YOUNG or one.post not in self._wanted:
                self._wanted[one.post] = self._frequency(self._rate_of(one, self._rates, now), self._price)
        if self._rng is not None:
            return _draw(self._rng, [one.post for one in standing], [self._wanted[one.post] for one in standing], budget)
        since, self._last = now - self._last, now
        for one in standing:
            self._gathered[one.post] = self._gathered.get(one.post, 0.0) + self._wanted[one.post] * since
        chosen = _largest(((self._gathered[one.post], one.post) for one in standing), budget)
        for post in chosen:
            self._gathered[post] = 0.0
        return chosen

    def _plan(self, standing: Sequence[Candidate], candidates: Sequence[Candidate], budget: int, now: float) -> None:
        """Learn the rates anew, and the price that goes with them."""
        self._rates, self._planned = revisit.learn(candidates), now
        rates = {one.post: self._rate_of(one, self._rates, now) for one in standing}
        self._price = _price(self._frequency, rates.values(), budget)
        self._wanted = {post: self._frequency(rate, self._price) for post, rate in rates.items()}


def azar(rate: float, price: float) -> float:
    """Azar and others 2018: the rate of visits that is optimal among random ones, where all posts matter alike.

    It maximises the sum of f / (f + rate): the derivative rate / (f + rate)² is the price wherever f is not 0.
    """
    return max(math.sqrt(rate / price) - rate, 0.0)


def _freshness_slope(x: float) -> float:
    """1 - exp(-x) - x exp(-x): what a further visit adds to the freshness of a page with x changes between visits, times its rate."""
    return -math.expm1(-x) - x * math.exp(-x) if x > 1e-4 else x * x / 2


_XS = [1e-6 * 1.01**step for step in range(round(math.log(BEYOND / 1e-6) / math.log(1.01)))]
_SLOPES = [_freshness_slope(x) for x in _XS]


def cho(rate: float, price: float) -> float:
    """Cho and Garcia-Molina 2003: the frequency of regular visits that is optimal for freshness.

    It maximises the sum of (1 - exp(-x)) / x with x = rate / f: the slope of each page is rate · price, or its frequency 0.
    """
    place = bisect_left(_SLOPES, rate * price)
    return rate / _XS[place] if place < len(_XS) else 0.0


def _price(frequency: Callable[[float, float], float], rates: Iterable[float], budget: int) -> float:
    """The price at which all frequencies together are the budget; rates are put together by hundredths."""
    bins = Counter(round(math.log(rate) * 100) for rate in rates if rate > 0)
    low, high = 1e-9, 1e12
    for _ in range(100):
        middle = math.sqrt(low * high)
        if sum(count * frequency(math.exp(place / 100), middle) for place, count in bins.items()) > budget:
            low = middle
        else:
            high = middle
    return high


def _draw(rng: random.Random, posts: Sequence[int], weights: Sequence[float], budget: int) -> list[int]:
    drawn: dict[int, None] = {}
    while len(drawn) < min(budget, sum(weight > 0 for weight in weights)):
        drawn.update(dict.fromkeys(rng.choices(posts, weights, k=budget - len(drawn))))
    return list(drawn)


def _largest(pairs: Iterable[tuple[float, int]], budget: int) -> list[int]:
    return [post for _, post in nlargest(budget, pairs)]


# --- simulation ------------------------------------------------------------------------------------------------------

UNIFORM, QUEUE, OURS, BOUND = "uniform sweep", "longest unread first", "Panjeon", "least mean delay, told the true rates"


#: What is compared where several runs a day look after a board.
OFTEN = (UNIFORM, QUEUE, BOUND, OURS)


def policies(world: World, lives: Sequence[Life], rng: random.Random) -> dict[str, Policy]:
    """Every policy that is compared, by name."""

    def true(one: Candidate, _: Rates, now: float) -> float:
        return hazard(world, lives[one.post], one.checked, now)

    return {
        UNIFORM: Uniform(),
        QUEUE: longest_unread,
        "interval as age": partial(by_age, 1.0),
        "interval as the root of age": partial(by_age, 0.5),
        "Azar and others, random, our rates": Planned(azar, revisit.rate, rng),
        "Azar and others, scheduled, our rates": Planned(azar, revisit.rate),
        "Cho and Garcia-Molina, our rates": Planned(cho, revisit.rate),
        "Cho and Garcia-Molina, told the true rates": Planned(cho, true),
        BOUND: Told(world, lives),
        OURS: Ranked(),
    }


def simulate(policy: Policy, lives: Sequence[Life], budget: int, span: Span, rounds: int = 1) -> Delays:
    """Let a policy look after a board with a budget of requests a day, in so many runs a day, and measure what it misses and for how long."""
    order = sorted(range(len(lives)), key=lambda post: lives[post].posted)
    candidates: list[Candidate] = []
    place: dict[int, int] = {}
    read: dict[int, float] = {}
    delays = Delays([], [], 0)
    begin, end, following = span.learn, span.learn + span.measure, 0
    for number in range(span.days * rounds + 1):
        day = number / rounds
        while following < len(order) and lives[order[following]].posted <= day:
            post = order[following]
            following += 1
            if lives[post].deleted > day:
                place[post] = len(candidates)
                candidates.append(Candidate(post=post, posted=lives[post].posted, known=day, checked=day))
                read[post] = day
        spare = budget * number // rounds - budget * (number - 1) // rounds if number else 0
        for post in _chosen(policy, candidates, spare, day):
            candidates[place[post]] = _visit(candidates[place[post]], lives[post], day, read, delays, begin, end)
    for post, since in read.items():
        late = [span.days - edit for edit in lives[post].edits if since < edit <= span.days and begin <= edit < end]
        gone = lives[post].deleted
        if begin <= gone < end and candidates[place[post]].state == "listed":
            delays.deletions.append(span.days - gone)
        delays.edits.extend(late)
    unseen = sum(1 for post, since in read.items() for edit in lives[post].edits if since < edit and begin <= edit < end)
    return replace(delays, unseen=unseen)


def _chosen(policy: Policy, candidates: Sequence[Candidate], budget: int, day: float) -> list[int]:
    """The posts that a policy asks in a run; a second look at a missing post comes first under every one of them."""
    if not budget:
        return []
    if isinstance(policy, Ranked):
        return policy(candidates, budget, day)
    second = [one.post for one in candidates if one.absent and one.state != "gone" and day - one.checked >= revisit.CONFIRM_DAYS][:budget]
    standing = [one for one in candidates if not one.absent and one.state != "gone"]
    return second + policy(standing, budget - len(second), day)


def _visit(one: Candidate, life: Life, day: float, read: dict[int, float], delays: Delays, begin: int, end: int) -> Candidate:
    """What the archive knows of a post after a visit."""
    since, read[one.post] = read[one.post], day
    found = [edit for edit in life.edits if since < edit <= day]
    delays.edits.extend(day - edit for edit in found if begin <= edit < end)
    if life.deleted <= day:
        if one.absent:
            return replace(one, checked=day, state="gone", absent=False)
        if begin <= life.deleted < end:
            delays.deletions.append(day - life.deleted)
        return replace(one, checked=day, state="unlisted", absent=True, changes=(*one.changes, Change(since, day)))
    return replace(one, checked=day, changes=(*one.changes, Change(since, day)) if found else one.changes)


# --- the least mean delay --------------------------------------------------------------------------------------------


def least_mean(world: World, visits: float, horizon: float, rounds: int) -> float:
    """A mean delay, in days, that no schedule betters where posts are alike: its law is known, and nothing can be learned of a post.

    visits:  how often a post can be asked before the age ``horizon``, on average
    rounds:  runs a day; the first is half the time between two runs old

    Whatever a visit is said to cost, no schedule of so many visits leaves less delay than the cheapest schedule costs beyond them
    (duality); the price at which that says most is looked for. Ages are a hundredth apart where runs are closer than that.
    """
    ages = [0.5 / rounds]
    while ages[-1] < horizon:
        ages.append(ages[-1] + max(1.0, round(ages[-1] * 0.01 * rounds)) / rounds)
    edits, sums = zip(*(gathered(world, age) for age in ages), strict=True)
    cheap, dear, most = 1e-9, 1e6, 0.0
    for _ in range(40):
        price = math.sqrt(cheap * dear)
        cost, made = _cheapest(ages, edits, sums, price)
        cheap, dear = (price, dear) if made > visits else (cheap, price)
        most = max(most, cost - price * visits)
    return most / (edits[-1] - edits[0])


def _cheapest(ages: Sequence[float], edits: Sequence[float], sums: Sequence[float], price: float) -> tuple[float, int]:
    """What the schedule of least delay and price costs, and its visits: from the last age backwards, to which all is counted that was not seen."""
    last = len(ages) - 1
    cost, made = [0.0] * (last + 1), [0] * (last + 1)
    for here in range(last - 1, -1, -1):
        cost[here] = sums[last] - sums[here] - (ages[last] - ages[here]) * edits[here]
        for there in range(here + 1, last):
            delay = sums[there] - sums[here] - (ages[there] - ages[here]) * edits[here]
            if delay + price > cost[here]:
                break
            if delay + price + cost[there] < cost[here]:
                cost[here], made[here] = delay + price + cost[there], made[there] + 1
    return cost[0], made[0]


# --- the command -----------------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """A kind of board, and how many runs a day look after it."""

    world: str
    rounds: int = 1

    def __str__(self) -> str:
        return f"{self.world}, {self.rounds} runs a day" if self.rounds > 1 else f"{self.world}, one run a day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One board under one policy."""

    case: Case
    policy: str
    seed: int
    posts: int
    budget: int
    span: Span


def work(job: Job) -> Delays:
    """Make the board of a seed and let a policy look after it."""
    world = WORLDS[job.case.world]
    lives = board(world, job.posts, job.span.days, random.Random(job.seed))
    return simulate(policies(world, lives, random.Random(-job.seed))[job.policy], lives, job.budget, job.span, job.case.rounds)


def compare(case: Case, names: Sequence[str], seeds: Iterable[int], posts: int, budget: int, workers: int) -> dict[tuple[Case, str], Delays]:
    """The delays on one kind of board by policy, those of all seeds together."""
    jobs = [Job(case=case, policy=name, seed=seed, posts=posts, budget=budget, span=Span()) for seed in seeds for name in names]
    found: dict[tuple[Case, str], Delays] = {}
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for job, delays in zip(jobs, pool.map(work, jobs), strict=True):
            before = found.get((case, job.policy), Delays([], [], 0))
            together = Delays(before.edits + delays.edits, before.deletions + delays.deletions, before.unseen + delays.unseen)
            found[case, job.policy] = together
            click.echo(f"{case}, seed {job.seed}: {job.policy}", err=True)
    return found


@click.command()
@click.option("--posts", type=click.IntRange(100), default=10_000, show_default=True, help="Posts of a board at the beginning.")
@click.option("--budget", type=click.IntRange(1), default=50, show_default=True, help="Requests a day.")
@click.option("--rounds", type=click.IntRange(1), multiple=True, default=(1, 4), show_default=True, help="Runs a day that share these requests.")
@click.option("--seeds", type=click.IntRange(1), default=2, show_default=True, help="Boards of each kind.")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes; by default one a processor.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), default=ROOT / "bench" / "results-revisit.md", help="Where the tables go.")
def bench(posts: int, budget: int, rounds: tuple[int, ...], seeds: int, workers: int, output: Path) -> None:
    """Compare revisit policies on simulated boards: how long an edit or a deletion stays unseen."""
    names = list(policies(World(), (), random.Random(0)))
    many = f"{seeds} boards of each kind" if seeds > 1 else "one board of each kind"
    runs = "".join(f" --rounds {number}" for number in rounds)
    how = f"`python -m bench.revisit --posts {posts} --budget {budget}{runs} --seeds {seeds}`: {posts} posts, {budget} requests a day, {many}; days."
    found: dict[tuple[Case, str], Delays] = {}
    for case in (Case(world, number) for number in rounds for world in WORLDS):
        found |= compare(case, names if case.rounds == 1 else OFTEN, range(FIRST_SEED, FIRST_SEED + seeds), posts, budget, workers)
        output.write_text(render(found, how, names, posts / budget), encoding="utf-8")
    click.echo(output.read_text(encoding="utf-8"))


def row(name: str, delays: Delays, base: Delays) -> tuple[str, ...]:
    """A policy's delays in days, each with its ratio to those of another."""
    mine, theirs = _figures(delays), _figures(base)
    return (name, *(f"{found:.1f} ({found / against:.2f} ×)" if against else f"{found:.1f}" for found, against in zip(mine, theirs, strict=True)))


def _figures(delays: Delays) -> tuple[float, ...]:
    edits, deletions = sorted(delays.edits) or [0.0], delays.deletions or [0.0]
    return mean(edits), median(edits), edits[int(0.95 * (len(edits) - 1))], mean(deletions), median(deletions)


def goals(delays: Delays, bases: dict[str, Delays]) -> list[Goal]:
    """What we hold ourselves to, on one kind of board, against each form of a uniform sweep."""
    mine = _figures(delays)
    return [
        Goal(says=f"days an edit stays unseen, {what}, against: {name}", wanted=wanted, found=mine[place] / _figures(base)[place], at_most=True)
        for name, base in bases.items() for place, what, wanted in ((0, "mean", 0.333), (1, "median", 0.111))
    ]  # fmt: skip


def bound(case: Case, sweep: float, base: Delays) -> str:
    """A sentence on what is possible at all, where all posts of a board are alike; a sweep takes so many days."""
    world, span = WORLDS[case.world], Span()
    if world.spread or world.echo or world.late:
        return ""
    age = world.years * 365.25
    horizon = age + span.learn + span.measure / 2
    least = least_mean(world, age / sweep, horizon, case.rounds)
    return f" In the long run no schedule at all, not even one that knows the law, has a mean below {least:.1f} ({least / _figures(base)[0]:.2f} ×)."


def render(found: dict[tuple[Case, str], Delays], how: str, names: Sequence[str], sweep: float) -> str:
    """The tables as Markdown; a sweep takes so many days."""
    parts = ["# Revisits, simulated", how]
    head = ("policy", "edit, mean", "median", "95 of 100 within", "deletion, mean", "median")
    for case in dict.fromkeys(case for case, _ in found):
        base, ours = found[case, UNIFORM], found[case, OURS]
        sweeps = {name: found[case, name] for name in (UNIFORM, QUEUE) if name in names}
        measured = f"{len(base.edits)} edits and {len(base.deletions)} deletions were measured."
        parts += [
            f"## {case}",
            f"{ABOUT[case.world].capitalize()}. {measured}{bound(case, sweep, base)}",
            table(head, [row(name, found[case, name], base) for name in names if (case, name) in found]),
            table(("goal", "wanted", "found", "reached"), [goal.row() for goal in goals(ours, sweeps)]),
        ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    bench()
