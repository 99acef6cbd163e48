"""Dates: corpora of real forms, the same answer on every machine, and nothing guessed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import dates
from crawler.dates import read_date, same_day
from crawler.errors import DateUnreadable

NOW = datetime(2025, 3, 3, tzinfo=UTC)
CORPORA = Path(__file__).parent / "corpora"


def corpus() -> list[tuple[str, str, str]]:
    rows = []
    for path in sorted(CORPORA.glob("dates_*.tsv")):
        for text in path.read_text("utf-8").splitlines():
            if not text.startswith("#"):
                raw, answer, precision = [*text.split("\t"), "", ""][:3]
                rows.append((raw, answer, precision))
    return rows


@pytest.fixture(params=["UTC", "Asia/Seoul", "America/New_York"])
def _machine_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


@pytest.mark.fault(59)
@pytest.mark.usefixtures("_machine_in")
@pytest.mark.parametrize(("raw", "answer", "precision"), corpus())
def test_corpus(raw: str, answer: str, precision: str) -> None:
    if answer.startswith("!"):
        with pytest.raises(DateUnreadable, match="cannot be read as a date: .*" + answer[1:]):
            read_date(raw, zone="Asia/Seoul", now=NOW)
        return
    date = read_date(raw, zone="Asia/Seoul", now=NOW)
    assert (date.at, date.precision, date.raw) == (answer, precision, raw)


def test_an_error_quotes_the_text_and_shows_a_good_one() -> None:
    with pytest.raises(DateUnreadable) as caught:
        read_date("20-04-06", zone="Asia/Seoul", now=NOW)
    assert str(caught.value) == (
        "'20-04-06' cannot be read as a date: its year has two digits; readable is for example 2020-04-06 or 2020년 4월 6일"
    )


def test_another_zone_gives_its_own_offset() -> None:
    assert read_date("2024-07-01", zone="America/New_York", now=NOW).at == "2024-07-01T00:00:00-04:00"
    assert read_date("2024-01-01", zone="America/New_York", now=NOW).at == "2024-01-01T00:00:00-05:00"


@pytest.mark.parametrize("raw", ["2024-03-10 02:30", "2024-11-03 01:30"])
def test_an_hour_that_the_clock_change_skips_or_repeats_is_refused(raw: str) -> None:
    with pytest.raises(DateUnreadable, match="clocks of its zone were changed"):
        read_date(raw, zone="America/New_York", now=NOW)


def test_an_offset_settles_a_repeated_hour() -> None:
    assert read_date("2024-11-03T01:30:00-05:00", zone="America/New_York", now=NOW).at == "2024-11-03T01:30:00-05:00"


def test_same_day_compares_the_boards_days() -> None:
    shown = read_date("2024-01-12", zone="Asia/Seoul", now=NOW)
    assert same_day(shown, read_date("2024-01-11T15:00:00Z", zone="Asia/Seoul", now=NOW))
    assert not same_day(shown, read_date("2024-01-12T15:00:00Z", zone="Asia/Seoul", now=NOW))


FORMS = (
    "{0:%Y-%m-%d}", "{0:%Y.%m.%d}", "{0:%Y.%m.%d.}", "{0:%Y/%m/%d}", "{0.year}년 {0.month}월 {0.day}일", "{0.year}. {0.month}. {0.day}.",
    "{0:%d %B %Y}", "{0:%B} {0.day}, {0:%Y}", "{0:%a}, {0:%m/%d/%Y} - 10:00", "{0:%a}, {0:%d %b %Y} 00:00:00 +0900",
)  # fmt: skip


@settings(deadline=None)
@given(st.dates(min_value=datetime(1990, 1, 1).date(), max_value=datetime(2027, 3, 1).date()), st.sampled_from(FORMS))  # noqa: DTZ001
def test_every_day_in_every_form_is_that_day_or_refused_as_exchangeable(day: object, form: str) -> None:
    text = form.format(day)
    try:
        date = read_date(text, zone="Asia/Seoul", now=NOW)
    except DateUnreadable as error:
        assert "exchanged" in str(error)  # noqa: PT017 - which days these are depends on the weekday
        return
    assert date.at.startswith(str(day))


PIECES = st.sampled_from([
    *"0123456789-./: ,()~T", "2020", "20", "년", "월", "일", "오전", "오후", "시", "분", "Apr", "Monday", "전", "(월)", "+09:00", "Z", "AM", "등록일",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_date_like_texts_are_read_within_bounds_or_refused(raw: str) -> None:
    try:
        date = read_date(raw, zone="Asia/Seoul", now=NOW)
    except DateUnreadable:
        return
    moment = datetime.fromisoformat(date.at)
    assert 1990 <= moment.year <= 2027
    assert date.raw == raw


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises_anything_else(raw: str) -> None:
    try:
        read_date(raw, zone="Asia/Seoul", now=NOW)
    except DateUnreadable:
        return


@pytest.mark.fault(60)
def test_a_megabyte_of_near_misses_is_refused_at_once() -> None:
    started = time.process_time()
    for piece in ("2020-", "1", " ", "년 ", "Mon, "):
        with pytest.raises(DateUnreadable):
            read_date(piece * 200_000, zone="Asia/Seoul", now=NOW)
    assert time.process_time() - started < 2


def test_a_plain_day_is_read_the_quick_way_and_no_differently() -> None:
    def read(raw: str) -> str:
        return read_date(raw, zone="Asia/Seoul", now=NOW).at

    read("2020-04-06")
    before = dates._day.cache_info().hits
    assert read("2020-04-06") == read("2020-04-06 ") == read("2020. 4. 6.")
    assert dates._day.cache_info().hits == before + 1
