"""Years of dates without a year on later list pages: by the pace at which the board itself is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crawler.records import Page, SiteDate

#: How many times slower than on this page the board may have been on the pages before it.
PACE = 3
#: Fewer dates than this tell no pace.
LEAST = 3


def as_young_as_its_place(dates: Sequence[SiteDate | None], number: int, page: Page) -> bool:
    """Whether the years inferred on a page, ``number`` pages after the first, are those of its place.

    Its own pace, kept up on the pages before it, must not reach a year back: a slower board's dates may be a year older.
    """
    days = [datetime.fromisoformat(date.at) for date in dates if date is not None]
    if not number or len(days) < LEAST:
        return not number
    pace = max(timedelta(days=1), max(days) - min(days))
    expected = pace * (number + 1) * PACE
    return expected < timedelta(days=365) and page.fetched_at - max(days) <= expected + timedelta(days=7)
