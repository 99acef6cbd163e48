"""The revisit policy: who is asked again first, and why."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.revisit import Candidate, Change, _ln, choose, learn, rate, unseen, worth

NOW = 1000.0


def candidate(post: int, **facts: Any) -> Candidate:
    """A listed post of a year, last read ten days ago."""
    return Candidate(**{"post": post, "posted": NOW - 365, "known": NOW - 300, "checked": NOW - 10, **facts})


def changed(*noticed: float) -> tuple[Change, ...]:
    """Changes that were noticed at such times, each a day after a visit that did not show it."""
    return tuple(Change(day - 1, day) for day in noticed)


PLAIN = candidate(1)


@pytest.mark.parametrize(
    "livelier",
    [
        {"posted": NOW - 20, "known": NOW - 20},
        {"changes": changed(NOW - 11)},
        {"pinned": True},
        {"state": "unlisted"},
        {"checked": NOW - 60},
    ],
    ids=["young", "recently edited", "pinned", "unlisted", "long unread"],
)
def test_asks_first_where_change_is_likeliest(livelier: dict[str, Any]) -> None:
    assert choose([PLAIN, candidate(2, **livelier)], 1, NOW) == [2]


def test_a_recent_change_counts_for_more_than_an_old_one() -> None:
    recent, old = candidate(1, changes=changed(NOW - 11)), candidate(2, changes=changed(NOW - 290))
    rates = learn([recent, old])
    assert rate(recent, rates, NOW) > rate(old, rates, NOW)


def test_a_post_that_changed_often_is_taken_for_one_that_will() -> None:
    often = candidate(2, changes=changed(NOW - 250, NOW - 200, NOW - 150))
    once = candidate(1, changes=changed(NOW - 150))
    rates = learn([often, once])
    assert rate(often, rates, NOW) > 1.5 * rate(once, rates, NOW)


def test_a_missing_post_gets_its_second_look_first_but_not_before_a_day_is_over() -> None:
    newborn = candidate(2, posted=NOW - 5, known=NOW - 5, checked=NOW - 5)
    missing = candidate(3, state="unlisted", absent=True, checked=NOW - 1)
    assert choose([PLAIN, newborn, missing], 3, NOW) == [3, 2, 1]
    assert choose([PLAIN, newborn, replace(missing, checked=NOW - 0.9)], 3, NOW) == [2, 1]
    assert choose([PLAIN, newborn, missing], 3, NOW, confirm=3.0) == [2, 1]
    assert choose([PLAIN, newborn, replace(missing, checked=NOW - 3)], 3, NOW, confirm=3.0) == [3, 2, 1]


def test_what_is_gone_teaches_but_is_not_asked() -> None:
    gone = candidate(2, state="gone", changes=changed(NOW - 200))
    assert choose([PLAIN, gone], 9, NOW) == [1]
    assert rate(PLAIN, learn([PLAIN, gone]), NOW) > rate(PLAIN, learn([PLAIN, replace(gone, changes=())]), NOW)


def test_what_was_read_this_moment_is_not_asked() -> None:
    assert choose([candidate(1, checked=NOW)], 1, NOW) == []


def test_the_budget_counts_requests_and_not_posts() -> None:
    heavy = candidate(2, posted=NOW - 11, known=NOW - 11, requests=4)
    light = [candidate(number, posted=NOW - 100, known=NOW - 100) for number in (3, 4)]
    assert choose([PLAIN, heavy, *light], 5, NOW) == [2, 3]
    assert choose([PLAIN, replace(heavy, requests=2), *light], 5, NOW) == [2, 3, 4, 1]
    assert choose([replace(PLAIN, requests=2), candidate(2)], 2, NOW) == [2]


def test_a_post_that_costs_more_than_the_budget_is_asked_alone_when_it_comes_first() -> None:
    assert choose([PLAIN, candidate(2, posted=NOW - 11, known=NOW - 11, requests=9, checked=NOW - 11)], 3, NOW) == [2]
    assert choose([PLAIN, candidate(2, requests=9)], 3, NOW) == [1]


def test_equal_posts_are_taken_by_number_whatever_their_order() -> None:
    posts = [candidate(number) for number in (5, 3, 9, 1)]
    assert choose(posts, 2, NOW) == choose(posts[::-1], 2, NOW) == [1, 3]


def test_no_budget_and_no_posts_choose_nothing() -> None:
    assert choose([PLAIN], 0, NOW) == []
    assert choose([], 5, NOW) == []


def test_no_post_is_forgotten() -> None:
    """A hundred posts of very different ages, one request a day: within two years each is asked."""
    posts = {number: candidate(number, posted=NOW - number * number, known=NOW - 10) for number in range(1, 101)}
    asked = set()
    for day in range(730):
        for post in choose(posts.values(), 1, NOW + day):
            posts[post] = replace(posts[post], checked=NOW + day)
            asked.add(post)
    assert asked == set(posts)


def test_rates_follow_what_the_archive_has_seen() -> None:
    """On a board whose old posts change as often as its young ones, the prior that favours young posts gives way."""
    old = [candidate(number, posted=0.0, known=1.0, checked=NOW - 1, changes=changed(400.0, 600.0, 800.0)) for number in range(50)]
    young = [candidate(50 + number, posted=NOW - 20, known=NOW - 19, checked=NOW - 1) for number in range(1000)]
    untaught, taught = learn(()), learn([*old, *young])
    one, another = candidate(1, posted=NOW - 500), candidate(2, posted=NOW - 15, known=NOW - 15)
    assert rate(one, untaught, NOW) < 0.05 * rate(another, untaught, NOW)
    assert rate(one, taught, NOW) > 5 * rate(one, untaught, NOW) * rate(another, taught, NOW) / rate(another, untaught, NOW)


@pytest.mark.parametrize(("power", "learned"), [(0.0, (-0.25, 0.0, 0.25)), (1.0, (0.75, 1.0, 1.25)), (1.75, (1.5, 1.75, 2.0))])
def test_how_the_rate_falls_with_age_is_learned(power: float, learned: tuple[float, ...]) -> None:
    """Posts that were asked every ten days for 400, with changes spread over their ages as a power of the age has it."""
    posts = []
    for number in range(2000):
        share = (number % 40 + 0.5) / 40
        age = _age_at(power, share)
        visit = (age // 10 + 1) * 10
        changes = (Change(visit - 10, visit),) if number < 400 else ()
        posts.append(Candidate(post=number, posted=0.0, known=0.0, checked=400.0, changes=changes))
    rates = learn(posts)
    assert rates.power in learned
    assert learn(posts[1999:]).power == learn(()).power == 1.0
    expected = rates.ages.until(400.0)
    assert expected == pytest.approx(0.2, rel=0.1)


def _age_at(power: float, share: float) -> float:
    """The age by which a share of 400 days' changes has come, at a rate of (age + 1) to a power."""
    if power == 1.0:
        return 401**share - 1
    whole = 401 ** (1 - power) - 1
    return (whole * share + 1) ** (1 / (1 - power)) - 1


def test_a_post_unread_since_its_first_hours_has_more_behind_it_than_its_rate_of_today_tells() -> None:
    one, rates = candidate(1, posted=NOW - 40, known=NOW - 39.9, checked=NOW - 39.9), learn(())
    assert unseen(one, rates, NOW) > 3 * rate(one, rates, NOW) * 39.9
    days = [NOW - 39.9 + (step + 0.5) * 0.0399 for step in range(1000)]
    assert unseen(one, rates, NOW) == pytest.approx(sum(rate(one, rates, day) for day in days) * 0.0399, rel=0.01)


def test_a_change_brings_further_ones_as_often_as_this_board_has_shown() -> None:
    once = [candidate(number, posted=0.0, known=1.0, changes=changed(400.0)) for number in range(100)]
    often = [replace(one, changes=changed(400.0, 420.0, 500.0)) for one in once]
    fresh = candidate(1, posted=0.0, known=1.0, changes=changed(NOW - 11))
    quiet, lively = learn(once), learn(often)
    assert lively.echoes.at(10.0) > 5 * quiet.echoes.at(10.0)
    assert unseen(fresh, lively, NOW) > 2 * unseen(fresh, quiet, NOW)


def test_logarithms_are_those_of_the_machine_without_being_its() -> None:
    for number in (1e-12, 0.3, 0.5, 1.0, 2.0, 7.25, 1e9):
        assert _ln(number) == pytest.approx(math.log(number), rel=1e-14, abs=1e-14)


def test_worth_grows_with_the_wait_and_the_rate_but_a_certain_change_is_no_more_than_certain() -> None:
    assert worth(0.01, 20) > worth(0.01, 10) > worth(0.005, 10)
    assert worth(1000.0, 4) / worth(100.0, 4) < 1.01


@given(
    st.lists(
        st.builds(
            Candidate,
            post=st.integers(1, 10**6),
            posted=st.floats(-4000, 1100),
            known=st.floats(-100, 1000),
            checked=st.floats(-100, 1100),
            changes=st.lists(st.floats(-100, 1000), max_size=3).map(lambda days: changed(*sorted(days))),
            pinned=st.booleans(),
            absent=st.booleans(),
            requests=st.integers(1, 40),
            state=st.sampled_from(["listed", "unlisted", "blinded", "secret", "gone"]),
        ),
        max_size=30,
        unique_by=lambda one: one.post,
    ),
    st.integers(0, 50),
)
def test_any_archive_gets_a_choice_within_its_budget(posts: list[Candidate], budget: int) -> None:
    chosen = choose(posts, budget, NOW)
    known = {one.post: one for one in posts}
    assert len(set(chosen)) == len(chosen)
    assert all(known[post].state != "gone" and known[post].checked < NOW for post in chosen)
    assert sum(known[post].requests for post in chosen) <= budget or len(chosen) == 1
