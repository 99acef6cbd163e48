"""Dates without a year: inferred from the rows above and the moment of fetching, marked, and left out where that does not settle them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import read_short_year, with_year
from crawler.errors import DateUnreadable

NOW = datetime(2025, 3, 3, 3, 0, tzinfo=UTC)


def days(*raws: str | None) -> list[str | None]:
    return [found.at[:10] if found else None for found in with_year(raws, zone="Asia/Seoul", now=NOW)]


@pytest.mark.parametrize(
    ("raws", "answer"),
    [
        (["03-03", "02-28", "12-30", "12-01"], ["2025-03-03", "2025-02-28", "2024-12-30", "2024-12-01"]),
        (["03-04"], [None]),
        (["12-31"], ["2024-12-31"]),
        (["03-01", "08-20", "08-01"], ["2025-03-01", None, None]),
        (["03-01", "2023-11-02", "10-30"], ["2025-03-01", "2023-11-02", "2023-10-30"]),
        (["02-28", "2025-03-01"], [None, "2025-03-01"]),
        (["03-01", None, "02-01"], ["2025-03-01", None, "2025-02-01"]),
        (["03-01", "어제", "02-01"], ["2025-03-01", None, None]),
        (["02-29"], [None]),
        (["13-01"], [None]),
        (["3.1", "2/28"], ["2025-03-01", "2025-02-28"]),
    ],
)
def test_years_go_down_with_the_rows(raws: list[str | None], answer: list[str | None]) -> None:
    assert days(*raws) == answer


def test_a_time_alone_is_of_the_day_of_fetching_in_the_boards_zone() -> None:
    late, early = with_year(["11:20", "00:05"], zone="Asia/Seoul", now=NOW)
    assert late is not None
    assert (late.at, late.precision, late.raw, late.inferred) == ("2025-03-03T11:20:00+09:00", "minute", "11:20", True)
    assert early is not None
    assert with_year(["12:01"], zone="Asia/Seoul", now=NOW) == (None,)


def test_only_what_was_inferred_is_marked() -> None:
    shown, inferred = with_year(["2025-03-01", "02-27"], zone="Asia/Seoul", now=NOW)
    assert shown is not None
    assert inferred is not None
    assert (shown.inferred, inferred.inferred) == (False, True)


def test_short_years_are_read_for_platforms_that_print_them() -> None:
    date_ = read_short_year("24-01-13 21:18", zone="Asia/Seoul", now=NOW)
    assert (date_.at, date_.raw, date_.inferred) == ("2024-01-13T21:18:00+09:00", "24-01-13 21:18", False)
    assert read_short_year("2024-01-13", zone="Asia/Seoul", now=NOW).at == "2024-01-13T00:00:00+09:00"
    for wrong in ("24-13-01", "99-01-01", "24-01", "24/01-13"):
        with pytest.raises(DateUnreadable):
            read_short_year(wrong, zone="Asia/Seoul", now=NOW)


@given(st.lists(st.integers(min_value=0, max_value=180), min_size=1, max_size=12))
def test_rows_no_further_apart_than_half_a_year_get_their_own_days(gaps: list[int]) -> None:
    day, shown = date(2025, 3, 3), []
    for gap in gaps:
        day -= timedelta(days=gap)
        shown.append(day)
    assert days(*(f"{one:%m-%d}" for one in shown)) == [str(one) for one in shown]
