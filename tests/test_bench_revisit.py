"""The simulator of revisit policies: published formulas hold, and a small board shows what `python -m bench.revisit` shows of large ones.

PANJEON_REVISIT_POSTS=10000 runs the comparison at full size (minutes).
"""

from __future__ import annotations

import math
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import mean, median

import pytest

from bench.revisit import (
    BOUND,
    OURS,
    UNIFORM,
    WORLDS,
    Case,
    Delays,
    Life,
    Span,
    World,
    _price,
    azar,
    board,
    cho,
    gathered,
    goals,
    hazard,
    least_mean,
    policies,
    render,
    simulate,
    unseen,
)
from pipelines.revisit import Candidate

POSTS = int(os.environ.get("PANJEON_REVISIT_POSTS", "400"))
SPAN = Span() if POSTS >= 10_000 else Span(learn=60, measure=200, find=240)
SHORT = Span(learn=20, measure=80, find=60)
RATES = [0.05, 0.01, 0.002, 0.002, 0.0001]
BUDGET = 0.1


def _fresh_regular(rate: float, frequency: float) -> float:
    return frequency / rate * -math.expm1(-rate / frequency) if frequency else 0.0


def _fresh_random(rate: float, frequency: float) -> float:
    return frequency / (frequency + rate)


@pytest.mark.parametrize(("frequency", "freshness"), [(cho, _fresh_regular), (azar, _fresh_random)], ids=["cho", "azar"])
def test_a_published_policy_spends_the_budget_and_no_small_exchange_improves_it(frequency, freshness) -> None:
    price = _price(frequency, RATES, BUDGET)
    shares = [frequency(rate, price) for rate in RATES]
    assert sum(shares) == pytest.approx(BUDGET, rel=0.03)
    best = sum(freshness(rate, share) for rate, share in zip(RATES, shares, strict=True))
    for giver in range(len(RATES)):
        for taker in range(len(RATES)):
            moved = min(0.005, shares[giver])
            changed = [share - moved * (place == giver) + moved * (place == taker) for place, share in enumerate(shares)]
            assert sum(freshness(rate, share) for rate, share in zip(RATES, changed, strict=True)) <= best + 1e-4


def test_both_give_up_pages_that_change_faster_than_they_can_be_asked() -> None:
    hopeless = [1000.0, *RATES]
    for frequency in (cho, azar):
        assert frequency(1000.0, _price(frequency, hopeless, BUDGET)) == 0


def test_every_policy_faces_the_same_edits_and_misses_none() -> None:
    world = World(edits=20.0, power=0.5, settle=0.5)
    lives = board(world, 50, SHORT.days, random.Random(7))
    expected = None
    for name, policy in policies(world, lives, random.Random(1)).items():
        delays = simulate(policy, lives, 3, SHORT)
        expected = expected or (len(delays.edits), len(delays.deletions))
        assert (len(delays.edits), len(delays.deletions)) == expected, name
        assert all(delay >= 0 for delay in (*delays.edits, *delays.deletions))
    assert expected is not None
    assert expected[0] > 10


def test_runs_of_a_day_share_its_requests_and_see_edits_of_the_same_day() -> None:
    world = World(deleted=0.0, edits=10.0)
    lives = board(world, 300, SHORT.days, random.Random(5))
    inner, asked = policies(world, lives, random.Random(1))[UNIFORM], list[int]()

    def noting(candidates: Sequence[Candidate], budget: int, now: float) -> list[int]:
        asked.append(len(inner(candidates, budget, now)))
        return inner(candidates, budget, now)

    simulate(noting, lives, 6, SHORT, 4)
    assert sum(asked) == 6 * SHORT.days
    assert set(asked) == {1, 2}
    once, often = (simulate(policies(world, lives, random.Random(1))[OURS], lives, 6, SHORT, rounds) for rounds in (1, 8))
    assert len(often.edits) > len(once.edits)
    assert min(often.edits) < 1 / 2


@pytest.mark.parametrize("name", WORLDS)
def test_the_edits_to_be_expected_are_the_sum_of_the_rate(name: str) -> None:
    world = replace(WORLDS[name], echo=0.0)
    life = Life(posted=3.0, edits=(), deleted=math.inf, factor=2.0)
    days = [10 + (day + 0.5) / 100 for day in range(4000)]
    assert unseen(world, life, 10, 50) == pytest.approx(sum(hazard(world, life, 10, day) for day in days) / 100, rel=1e-4)
    ages = [(age + 0.5) / 100 for age in range(3000)]
    assert gathered(world, 30.0)[1] == pytest.approx(sum(gathered(world, age)[0] for age in ages) / 100, rel=1e-3)


def test_no_schedule_beats_the_least_mean_and_the_one_that_is_told_the_rates_comes_near_it() -> None:
    """Many edits, so that chance is small; a post's edits do not change the best schedule, only its price."""
    world = World(deleted=0.0, edits=60.0)
    lives = board(world, 300, SPAN.days, random.Random(2))
    years = world.years * 365.25
    least = least_mean(world, years / 100, years + SPAN.learn + SPAN.measure / 2, 1)
    delays = simulate(policies(world, lives, random.Random(1))[BOUND], lives, 3, SPAN)
    assert 0.93 < mean(delays.edits) / least < 1.25


def test_with_one_rate_at_all_ages_nothing_is_much_better_than_a_sweep() -> None:
    least = least_mean(WORLDS["flat"], 18.0, 3600.0, 1)
    assert 0.9 < least / (3600 / 18 / 2) < 1.0


def test_a_uniform_sweep_takes_half_its_round_on_average() -> None:
    world = World(power=0.0, edits=20.0, deleted=0.0)
    delays = simulate(policies(world, (), random.Random(1))[UNIFORM], board(world, 100, 400, random.Random(3)), 2, Span(learn=50, measure=200, find=150))
    assert mean(delays.edits) == pytest.approx(26, rel=0.15)
    assert max(delays.edits) < 62


@pytest.mark.parametrize("name", ["steep", "notice board"] if POSTS >= 10_000 else ["steep"])
def test_ours_sees_edits_much_sooner_than_a_uniform_sweep(name: str) -> None:
    lives = board(WORLDS[name], POSTS, SPAN.days, random.Random(101))
    budget = max(1, POSTS // 200)
    found = {which: simulate(policies(WORLDS[name], lives, random.Random(1))[which], lives, budget, SPAN) for which in (UNIFORM, OURS)}
    assert mean(found[OURS].edits) < 0.6 * mean(found[UNIFORM].edits)
    assert median(found[OURS].edits) < 0.4 * median(found[UNIFORM].edits)


def test_the_report_says_by_how_much_and_whether_the_goal_is_reached() -> None:
    slow, quick = Delays([90.0, 110.0], [50.0], 0), Delays([9.0, 11.0, 40.0], [60.0], 0)
    assert [goal.reached for goal in goals(quick, {"slow": slow, "quick": quick})] == ["yes", "yes", "no", "no"]
    text = render({(Case("steep"), UNIFORM): slow, (Case("steep"), OURS): quick}, "how", [UNIFORM, OURS], 200)
    assert "20.0 (0.20 ×)" in text
    assert "2 edits and 1 deletions were measured" in text
    assert "## steep, one run a day" in text
    assert "has a mean below 11." in text
