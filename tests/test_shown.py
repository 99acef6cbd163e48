"""Dates that mean a day only together with the capture: corpora, columns, periods, and the same answer whatever the machine's zone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import DateUnreadable
from crawler.shown import order_of, read_column, read_period, read_shown

NOON = datetime(2025, 3, 3, 3, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT / "tests" / "corpora"
PROGRAM = """
import json
from datetime import UTC, datetime
from crawler.errors import DateUnreadable
from crawler.shown import read_shown
def shown(raw):
    try:
        return read_shown(raw, zone="Asia/Seoul", captured=datetime(2025, 3, 3, 3, 0, tzinfo=UTC)).at
    except DateUnreadable:
        return None
print(json.dumps([shown(raw) for raw in json.loads(input())]))
"""
ZONES = ("UTC", "Asia/Seoul", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu")


def corpus() -> list[tuple[str, str, str, str]]:
    rows = []
    for path in sorted(CORPORA.glob("shown_*.tsv")):
        for text in path.read_text("utf-8").splitlines():
            if not text.startswith("#"):
                raw, answer, precision, inferred = [*text.split("\t"), "", "", ""][:4]
                rows.append((raw, answer, precision, inferred))
    return rows


def shown(raw: str, captured: datetime = NOON, zone: str = "Asia/Seoul", *, yearless: bool = True) -> str | None:
    try:
        return read_shown(raw, zone=zone, captured=captured, yearless=yearless).at
    except DateUnreadable:
        return None


@pytest.mark.parametrize(("raw", "answer", "precision", "inferred"), corpus())
def test_corpus(raw: str, answer: str, precision: str, inferred: str) -> None:
    if answer.startswith("!"):
        with pytest.raises(DateUnreadable, match="cannot be read as a date: .*" + answer[1:]):
            read_shown(raw, zone="Asia/Seoul", captured=NOON)
        return
    date = read_shown(raw, zone="Asia/Seoul", captured=NOON)
    assert (date.at, date.precision, date.raw, date.inferred) == (answer, precision, raw, bool(inferred))


def test_no_answer_depends_on_the_zone_of_the_machine() -> None:
    raws = json.dumps([raw for raw, *_ in corpus()])
    answers = set()
    for zone in ZONES:
        environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", PROGRAM]
        answers.add(subprocess.run(command, env=environment, input=raws, capture_output=True, text=True, timeout=60, check=True).stdout)
    (answer,) = answers
    assert json.loads(answer) == [None if right.startswith("!") else right for _, right, _, _ in corpus()]


@pytest.mark.parametrize(
    ("raw", "captured", "answer"),
    [
        ("어제", "2024-12-31T15:03:00+00:00", "2024-12-31T00:00:00+09:00"),
        ("방금", "2024-12-31T15:01:00+00:00", None),
        ("5분 전", "2024-12-31T15:05:30+00:00", None),
        ("5분 전", "2024-12-31T15:07:00+00:00", "2025-01-01T00:02:00+09:00"),
        ("어제", "2024-12-31T14:59:00+00:00", None),
        ("1시간 전", "2024-12-31T16:30:00+00:00", None),
        ("1시간 전", "2024-12-31T17:30:00+00:00", "2025-01-01T01:00:00+09:00"),
        ("12-31", "2025-01-01T00:00:00+00:00", "2024-12-31T00:00:00+09:00"),
        ("01-01", "2024-12-31T14:59:00+00:00", "!"),
        ("01-01", "2024-12-31T15:00:00+00:00", "2025-01-01T00:00:00+09:00"),
        ("02-29", "2024-03-01T00:00:00+00:00", "2024-02-29T00:00:00+09:00"),
        ("23:50", "2024-12-31T14:45:00+00:00", "2024-12-31T23:50:00+09:00"),
        ("23:50", "2024-12-31T14:30:00+00:00", None),
    ],
)
def test_days_are_those_of_the_board_at_the_capture(raw: str, captured: str, answer: str | None) -> None:
    assert shown(raw, datetime.fromisoformat(captured)) == (None if answer == "!" else answer)


def test_a_year_of_two_digits_is_read_only_where_years_are_written_first() -> None:
    assert shown("20.04.06") == "2020-04-06T00:00:00+09:00"
    assert shown("20.04.06", zone="Europe/Berlin") is None


def test_deep_in_a_list_a_day_without_a_year_may_be_of_any() -> None:
    assert shown("02-28", yearless=False) is shown("11:20", yearless=False) is None
    assert shown("어제", yearless=False) == "2025-03-02T00:00:00+09:00"


def column(*raws: str | None) -> list[str | None]:
    return [date.at[:16] if date else None for date in read_column(raws, zone="Asia/Seoul", captured=NOON)]


def test_a_column_gives_its_rows_years_and_the_order_of_their_numbers() -> None:
    assert column("3시간 전", "어제", "02-28", "12-30", "2월 1일") == [
        "2025-03-03T09:00", "2025-03-02T00:00", "2025-02-28T00:00", "2024-12-30T00:00", None,
    ]  # fmt: skip
    assert column("2023-11-02", "10-30", None, "10-01") == ["2023-11-02T00:00", "2023-10-30T00:00", None, "2023-10-01T00:00"]
    assert column("11-06-2024, 04:52 PM", "10-31-2024, 01:00 AM") == ["2024-11-06T16:52", "2024-10-31T01:00"]
    assert column("06-11-2024", "31-10-2024") == ["2024-11-06T00:00", "2024-10-31T00:00"]
    assert column("11-06-2024", "10-05-2024") == [None, None]
    assert order_of(["31-10-2024", "10-31-2024"], zone="Asia/Seoul", captured=NOON) is None


@pytest.mark.parametrize(
    ("raw", "begin", "end"),
    [
        ("2026-09-29 ~ 2026-10-09", "2026-09-29T00:00", "2026-10-09T00:00"),
        ("2026.09.29. ~ 10.09.", "2026-09-29T00:00", "2026-10-09T00:00"),
        ("2026-12-29∼01-09", "2026-12-29T00:00", "2027-01-09T00:00"),
        ("2026-09-29 10:00 ~ 12:00", "2026-09-29T10:00", "2026-09-29T12:00"),
        ("2025년 3월 3일부터 3월 9일까지", "2025-03-03T00:00", "2025-03-09T00:00"),
        ("2025.3.3.(월) 09:00 ~ 2025.3.9.(일) 18:00", "2025-03-03T09:00", "2025-03-09T18:00"),
    ],
)
def test_periods(raw: str, begin: str, end: str) -> None:
    assert tuple(date.at[:16] for date in read_period(raw, zone="Asia/Seoul", captured=NOON)) == (begin, end)


@pytest.mark.parametrize("raw", ["2026-09-29", "2026-10-09 ~ 2026-09-01", "2026-09-29 ~", "~ 2026-09-29", "2026-02-01 ~ 02-30", "a ~ b", "1 ~ 2 ~ 3"])
def test_what_is_no_period_is_refused(raw: str) -> None:
    with pytest.raises(DateUnreadable):
        read_period(raw, zone="Asia/Seoul", captured=NOON)


PIECES = st.sampled_from([*"0123456789-./: ,()~'", "2020", "년", "월", "일", "오전", "시간", "분", "전", "ago", "어제", "방금", "Today", "at", "AM", "Nov"])


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - its zone is given next
def test_no_text_is_read_beyond_bounds_or_raises_anything_else(raw: str, moment: datetime) -> None:
    captured = moment.replace(tzinfo=UTC)
    try:
        date = read_shown(raw, zone="Asia/Seoul", captured=captured)
    except DateUnreadable:
        return
    assert date.raw == raw
    at = datetime.fromisoformat(date.at)
    assert at <= captured + timedelta(days=732)
    # What is counted from the capture is never after it, give or take a clock that goes ahead.
    assert not date.inferred or at <= captured + timedelta(minutes=11) or raw.strip().lstrip("'")[:2].isdigit()


def test_a_megabyte_of_near_misses_is_refused() -> None:
    for piece in ("2020-", "1", " ", "년 ", "어제 ", "3시간", "~", "11-06-"):
        assert shown(piece * 200_000) is None
