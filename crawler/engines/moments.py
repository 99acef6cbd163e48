"""Dates as forums show them: counted from the moment of capture, or with a clock of their platform's own kind.

A word such as "Today" means a day only together with the capture and the board's zone; a day written 11-06-2026 means one
only where its page proves which number is the month. Everything else is left to ``crawler.dates``, which never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from crawler.dates import LONGEST
from crawler.errors import DateUnreadable
from crawler.records import Page, SiteDate
from crawler.shown import Order, read_shown
from crawler.text import line

_AT = re.compile(r"(?<=\d)\s+at\s+(?=\d)", re.IGNORECASE)
_NAMED_HOUR = re.compile(r"(?<=,\s)(?P<word>noon|midnight)$", re.IGNORECASE)
_BARE_HOUR = re.compile(r"(?<=,\s)(?P<hour>\d{1,2})(?=\s[ap]\.m\.$)", re.IGNORECASE)
_HOURS = {"noon": "12:00 p.m.", "midnight": "12:00 a.m."}


def read_moment(raw: str, page: Page, zone: str, *, month_first: bool | None = None) -> SiteDate:
    """The date in a text that a forum shows; ``month_first`` is what the page proves of 11-06-2026, None where it proves nothing.

    Raises DateUnreadable where the text means no one day.
    """
    order: Order | None = None if month_first is None else "month first" if month_first else "day first"
    text = _plain_clock(line(raw[: LONGEST * 4]))
    return replace(read_shown(text, zone=zone, captured=page.fetched_at, order=order, yearless=False), raw=raw)


def month_first(shown: str, page: Page, zone: str) -> bool | None:
    """Whether a page's own clock (11-23-2026, 05:52 PM), held against its capture, proves that the month comes first.

    True or False where one reading alone lies within a day of the capture; None where neither does, or both.
    """
    fits = []
    for order in (True, False):
        try:
            clock = datetime.fromisoformat(read_moment(shown, page, zone, month_first=order).at)
        except DateUnreadable:
            continue
        if abs(clock - page.fetched_at) <= timedelta(days=1):
            fits.append(order)
    return fits[0] if len(fits) == 1 else None


def order_of(dates: Sequence[str], page: Page, zone: str) -> bool | None:
    """Whether the month comes first in the dates of one page: the one order in which all of them are dates not after the capture; else None."""
    orders = [order for order in (True, False) if dates and all(_is_past(date, page, zone, order) for date in dates)]
    return orders[0] if len(orders) == 1 else None


def _is_past(shown: str, page: Page, zone: str, order: bool) -> bool:
    try:
        return datetime.fromisoformat(read_moment(shown, page, zone, month_first=order).at) <= page.fetched_at + timedelta(days=1)
    except DateUnreadable:
        return False


def _plain_clock(text: str) -> str:
    """A clock without the words of Django's ("noon", "9 p.m.") and XenForo's ("at 4:52 PM") forms."""
    text = _AT.sub(" ", text)
    text = _NAMED_HOUR.sub(lambda match: _HOURS[match["word"].lower()], text)
    return _BARE_HOUR.sub(lambda match: f"{match['hour']}:00", text)
