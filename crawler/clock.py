"""The one source of the present time, so that a demo day or a test can have its own."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present as an aware datetime in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """Starts at a given moment and runs on at the speed of the machine's monotonic clock."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError(f"a clock needs a time with a zone such as 2025-03-01T00:00:00+00:00, found {start.isoformat()}")
        self._start = start.astimezone(UTC)
        self._base = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._base)


def clock_from(text: str | None) -> Clock:
    """The clock a setting asks for: nothing, or an ISO 8601 time with a zone at which it starts."""
    return ShiftedClock(datetime.fromisoformat(text)) if text else SystemClock()


def iso(moment: datetime) -> str:
    """UTC ISO 8601 with microseconds and a Z: sorts as text, and is what WARC/1.1 wants."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"
