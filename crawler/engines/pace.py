"""Years of dates without a year on later list pages and in pinned rows: by the pace at which the board itself is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crawler.records import ListRow, Page, SiteDate
from crawler.shown import read_column

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


#: Fewer dated rows than this tell nothing of how a board numbers its posts.
NUMBERED = 5
#: How far before the oldest row of a page a pinned one may lie for its number to tell its year, and how far it may lie off the pace.
FARTHEST, SLACK = timedelta(days=183), timedelta(days=45)


def of_its_number(row: ListRow, raw: str, others: Sequence[tuple[ListRow, SiteDate | None]], page: Page, zone: str) -> SiteDate | None:
    """The date of a pinned row that shows no year, by its post's number among those of the other rows; None where that does not tell.

    Only where the numbers of the other rows rise with their days: the row then is younger than all with a smaller number and older than all
    with a greater one, and before the oldest of them about as long as the pace of their numbers says.
    """
    known = sorted((int(other.native_id), date.at[:10]) for other, date in others if date is not None and other.native_id.isdecimal())
    days = [day for _, day in known]
    if not row.native_id.isdecimal() or len(known) < NUMBERED or days != sorted(days) or days[0] == days[-1]:
        return None
    number = int(row.native_id)
    above = next((day for other, day in known if other > number), None)
    below = next((day for other, day in reversed(known) if other < number), None)
    found = read_column([above, raw] if above else [raw], zone=zone, captured=page.fetched_at)[-1]
    if found is None or (below is not None and found.at[:10] < below):
        return None
    return found if below is not None or _at_pace(number, found, known) else None


def _at_pace(number: int, found: SiteDate, known: Sequence[tuple[int, str]]) -> bool:
    """Whether a day lies before the oldest of a page about as long as the pace of the posts' numbers there says."""
    (first, oldest), (last, newest) = known[0], known[-1]
    span = datetime.fromisoformat(newest) - datetime.fromisoformat(oldest)
    gap = datetime.fromisoformat(oldest) - datetime.fromisoformat(found.at[:10])
    expected = span * ((first - number) / (last - first))
    return expected < FARTHEST and gap < FARTHEST and abs(gap - expected) <= SLACK + expected
