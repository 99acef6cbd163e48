"""How long to wait before an address is asked again: what the server asks for, or twice as long as the time before."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[0-9]+")
_LONGEST_DOUBLING = 32


def wait_before(
    attempt: int,
    *,
    status: int | None,
    retry_after: str | None,
    now: datetime,
    backoff: float,
    patience: float,
    jitter: float = 0.0,
) -> float | None:
    """Seconds to wait before attempt ``attempt`` (2 is the first repetition); None: give up, the wait would be longer than ``patience``.

    Retry-After counts whatever the status, and is never shortened; where it asks for less than the back-off, the back-off holds.
    Without one, or with one that is no number and no HTTP date, ``backoff`` doubles with every attempt and is cut at ``patience``.
    jitter: a random number from 0 to 1 that lengthens the back-off by up to a quarter of itself.
    """
    doubled = min(backoff * 2.0 ** min(max(attempt - 2, 0), _LONGEST_DOUBLING) * (1 + jitter / 4), patience)
    asked = retry_after_seconds(retry_after, now)
    if asked is None or (status is not None and 200 <= status < 300):
        return doubled
    return max(asked, doubled) if asked <= patience else None


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """A Retry-After as seconds from now (0 for a date that has passed); None for garbage."""
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)
