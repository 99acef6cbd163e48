"""How long is waited before the next try."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.fetch.patience import retry_after_seconds, wait_before

NOW = datetime(2025, 3, 1, 9, 0, 0, tzinfo=UTC)


def wait(attempt: int, retry_after: str | None = None, *, status: int | None = 503, patience: float = 600, jitter: float = 0.0) -> float | None:
    return wait_before(attempt, status=status, retry_after=retry_after, now=NOW, backoff=2.0, patience=patience, jitter=jitter)


def test_backoff_doubles_up_to_patience() -> None:
    assert [wait(attempt) for attempt in range(1, 13)] == [2, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]
    assert wait(100_000) == 600


def test_jitter_lengthens_by_up_to_a_quarter() -> None:
    assert wait(2, jitter=1.0) == 2.5
    assert wait(4, jitter=0.5) == 9.0
    assert wait(30, jitter=1.0) == 600


@pytest.mark.parametrize(
    ("retry_after", "expected"),
    [
        ("0", 2.0),
        ("1", 2.0),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("600", 600.0),
        ("601", None),
        ("315360000", None),
        ("9" * 5000, None),
        ("Sat, 01 Mar 2025 09:02:00 GMT", 120.0),
        ("Sat, 01 Mar 2025 18:02:00 +0900", 120.0),
        ("Saturday, 01-Mar-25 09:02:00 GMT", 120.0),
        ("Sat Mar  1 09:02:00 2025", 120.0),
        ("Sat, 01 Mar 2025 08:00:00 GMT", 2.0),
        ("Thu, 01 Mar 2035 09:00:00 GMT", None),
        ("Mon, 99 Foo 2025 99:99:99 GMT", 2.0),
        ("잠시 후", 2.0),
        ("-5", 2.0),
        ("1.5", 2.0),
        ("1e9", 2.0),
        ("٣", 2.0),
        ("", 2.0),
        (None, 2.0),
    ],
)
def test_retry_after(retry_after: str | None, expected: float | None) -> None:
    assert wait(2, retry_after) == expected


@pytest.mark.parametrize("status", [None, 301, 403, 429, 500, 503])
def test_retry_after_counts_whatever_failed(status: int | None) -> None:
    assert wait(2, "30", status=status) == 30


def test_a_good_answer_asks_for_nothing() -> None:
    assert wait(2, "30", status=200) == 2


def test_garbage_is_no_wish() -> None:
    assert retry_after_seconds("soon", NOW) is None
    assert retry_after_seconds("Sat, 01 Mar 2025 08:00:00 GMT", NOW) == 0.0
