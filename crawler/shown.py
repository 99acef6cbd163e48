"""Dates as pages show them at the moment of a capture: relative, without a year, with two digits of it, as a number of seconds.

``crawler.dates`` reads one whole date and guesses nothing; this reads what means one day only together with the capture, its zone, the
neighbours in a column or what a page proves of the order of its numbers. All that was not in the text is marked ``inferred``.
Still refused is what may be two days: "3일 전" (counted in days or in hours of 24), weeks and months ago, an hour ago around midnight,
11-06-2026 where nothing proves its order, and every day that is in no calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from crawler.dates import FULL_WIDTH, LONGEST, read_date, read_short_year, refused, with_year
from crawler.errors import DateUnreadable
from crawler.records import Precision, SiteDate
from crawler.text import line

#: Which number of 11-06-2026 is the month, as a page proves it.
Order = Literal["month first", "day first"]

#: How far a site's clock may go before ours.
CLOCK_AHEAD = timedelta(minutes=10)
#: A page asked before midnight may have been written after it: so close to it no word for a day is one.
NEAR_MIDNIGHT = timedelta(minutes=2)
#: Where years are written first, 20.04.06 has one reading; elsewhere it has three.
YEAR_FIRST = frozenset(["Asia/Seoul", "Asia/Pyongyang", "Asia/Tokyo", "Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong"])

_DAYS_AGO = {
    **dict.fromkeys(("오늘", "today", "금일"), 0),
    **dict.fromkeys(("어제", "어저께", "yesterday", "전일"), 1),
    **dict.fromkeys(("그제", "그저께"), 2),
}
_WORDS = "|".join(_DAYS_AGO)
_DAY_WORD = re.compile(rf"(?P<word>{_WORDS})(?:[\s,]*(?:at\s+)?(?P<clock>\S.*))?", re.IGNORECASE)
_NOW = re.compile(r"방금(?:\s*전)?|지금|just\s+now|(?:less than a|a few) (?:minute|second)s? ago|몇\s*초\s*전", re.IGNORECASE)
_AGO = re.compile(r"(?:약|about)?\s*(?P<count>\d{1,3}|an?|한)\s*(?P<unit>초|분|시간|seconds?|secs?|minutes?|mins?|hours?|hrs?)\s*(?:전|ago)", re.IGNORECASE)
_UNITS: dict[str, tuple[timedelta, Precision]] = {
    "초": (timedelta(seconds=1), "minute"),
    "s": (timedelta(seconds=1), "minute"),
    "분": (timedelta(minutes=1), "minute"),
    "m": (timedelta(minutes=1), "minute"),
    "시": (timedelta(hours=1), "hour"),
    "h": (timedelta(hours=1), "hour"),
}
_CLOCK = re.compile(r"(?:(?:오전|오후|am|pm)\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:오전|오후|[ap]\.?m\.?))?", re.IGNORECASE | re.ASCII)
_SHORT = re.compile(r"['‘’]?(?P<rest>\d{2}(?P<mark>\s?[-./]\s?)\d{1,2}(?P=mark)\d{1,2}\.?(?:\s*\([월화수목금토일]\))?(?:\s.*)?)", re.ASCII | re.DOTALL)
_YEARLESS_KO = re.compile(r"(?P<month>\d{1,2})\s?월\s?(?P<day>\d{1,2})\s?일(?:\s*\(?(?P<weekday>[월화수목금토일])(?:요일)?\)?)?", re.ASCII)
_YEARLESS_EN = re.compile(r"(?:(?P<day>\d{1,2})\s(?P<name>[a-z]{3,9})\.?|(?P<name_first>[a-z]{3,9})\.?\s(?P<day_last>\d{1,2}))", re.IGNORECASE | re.ASCII)
_YEARLESS = re.compile(r"(?P<month>\d{1,2})[-./]\s?(?P<day>\d{1,2})\.?(?:\s*\((?P<weekday>[월화수목금토일])\))?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXCHANGEABLE = re.compile(r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2}(?!\d))(?P<rest>.*)", re.ASCII | re.DOTALL)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}", re.ASCII)
#: What stands around days and clocks in sentences of several languages, each with what is left of it.
_AROUND = tuple(
    (re.compile(words, re.IGNORECASE), left)
    for words, left in (
        (r"(?<=\d),?\s+(?:at|à|um|kl\.?|klo|ore|alle|om|às)\s+(?=\d)", " "),
        (r"(?<=\s)(\d{1,2})(?:\s?h\s?(\d{2})|\.(\d{2})(?=\s*uhr\b))(?:\s?min)?", r"\1:\2\3"),
        (r"(?<=:\d\d)\s*(?:uhr|hrs?|h)\.?$", ""),
        (r"^(?:le|den|am|el|il|op|du|vom|the)\s+(?=\d{1,2}(?:[.º]|er|st|nd|rd|th|\s))", ""),
        (r"(?<=[a-zìéá.]),?\s+(?:den|le|el|il|the)\s+(?=\d)", " "),
        (r"(?<=\d)\.?\s*[(\[]?(?:mon|tue|wed|thu|fri|sat|sun)(?:s?day|sday|nesday|rsday|urday)?\.?[)\]]?(?=\s+\d{1,2}:|$)", ""),
        (r"^(\d{1,2})\.\s(\d{1,2})\.\s((?:19|20)\d\d)\b", r"\1.\2.\3"),
        (r"^(\d{1,2}[-\s][a-z]{3}\.?[-\s])(\d\d)(?=$|\s+\d{1,2}:)", r"\g<1>20\2"),
        (r"^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$", r"\1-\2-\3"),
    )
)
_PERIOD = re.compile(r"[~∼〜～]|부터")
_TILDE = re.compile(r"\s*(?:~|∼|〜|～|–|—|부터|(?<=\s)-(?=\s))\s*")


def read_shown(raw: str, *, zone: str, captured: datetime, order: Order | None = None, yearless: bool = True) -> SiteDate:
    """The date that a text shows on a page captured at ``captured`` (aware), in the board's zone (an IANA name).

    ``yearless`` False refuses days without a year and times without a day: deep in a list, or on a post's own page, they may be of any.
    Raises DateUnreadable, saying why, for everything that may be two days.
    """
    text = plain_words(line(raw[: LONGEST * 4]).translate(FULL_WIDTH))
    if not text or len(text) > LONGEST:
        raise refused(raw, "it is empty" if not text else f"it is longer than {LONGEST} characters")
    if len(_PERIOD.split(text)) > 1:
        raise refused(raw, "it is a period")
    for reading in _READINGS if yearless else _READINGS[:-1]:
        found = reading(text, zone, captured, order)
        if found is not None:
            return replace(found, raw=raw)
    return replace(read_date(text, zone=zone, now=captured), raw=raw)


def plain_words(text: str) -> str:
    """A date without the words of a sentence around it: "Dienstag, den 4. März 2025 um 10:30 Uhr" is "Dienstag 4. März 2025 10:30"."""
    if len(text) <= LONGEST:
        for words, left in _AROUND:
            text = words.sub(left, text)
    return text


def read_column(raws: Sequence[str | None], *, zone: str, captured: datetime, order: Order | None = None) -> tuple[SiteDate | None, ...]:
    """The dates of a column whose rows go from new to old, each with the help of the others: the order of their numbers, their years.

    None where a row shows nothing, or nothing that means one day even so.
    """
    order = order or order_of(raws, zone=zone, captured=captured)
    alone = [_read_or_none(raw, zone, captured, order) for raw in raws]
    if not any(raw and date and date.inferred and _year_left_out(raw) for raw, date in zip(raws, alone, strict=True)):
        return tuple(alone)
    # What shows its day whole holds the years of its neighbours; what only the capture tells does as well.
    held = [date.at[:10] if date and raw and not _year_left_out(raw) else _numeric(raw) for raw, date in zip(raws, alone, strict=True)]
    placed = with_year(held, zone=zone, now=captured)
    return tuple(
        date if raw is None or not _year_left_out(raw) else replace(found, raw=raw) if found else None
        for raw, date, found in zip(raws, alone, placed, strict=True)
    )


def order_of(raws: Sequence[str | None], *, zone: str, captured: datetime) -> Order | None:
    """Which number is the month, where one date of a column has one reading only and no other date contradicts it; None where none tells."""
    proved: set[Order] = set()
    for raw in raws:
        match = _EXCHANGEABLE.fullmatch(line(raw or "").translate(FULL_WIDTH))
        if match is None or match["first"] == match["other"]:
            continue
        fits = [order for order in _ORDERS if _read_or_none(match[0], zone, captured, order)]
        if len(fits) == 1:
            proved.add(fits[0])
    return proved.pop() if len(proved) == 1 else None


def read_period(raw: str, *, zone: str, captured: datetime) -> tuple[SiteDate, SiteDate]:
    """Beginning and end of a period: 2026-09-29 ~ 2026-10-09; the end may leave out what is the beginning's (2026.09.29. ~ 10.09.).

    Raises DateUnreadable for what is no period, and for one that ends before it begins.
    """
    parts = _TILDE.split(line(raw[: LONGEST * 4]).translate(FULL_WIDTH).removesuffix("까지").strip())
    if len(parts) != 2:
        raise refused(raw, "it is no period")
    begin = read_shown(parts[0], zone=zone, captured=captured)
    end = _end_of(parts[1], begin, zone, captured)
    if end.at < begin.at:
        raise refused(raw, "it ends before it begins")
    return begin, end


_ORDERS: tuple[Order, Order] = ("month first", "day first")


def _relative(text: str, zone: str, captured: datetime, _order: Order | None) -> SiteDate | None:
    now = captured.astimezone(ZoneInfo(zone))
    ago, word = _AGO.fullmatch(text), _DAY_WORD.fullmatch(text)
    if _NOW.fullmatch(text):
        return _at(_same_day(text, now - NEAR_MIDNIGHT, now), "minute")
    if ago is not None:
        unit, precision = _UNITS[ago["unit"][0].lower()]
        count = int(ago["count"]) if ago["count"].isdigit() else 1
        # Between so many units ago and one more: a date only where both ends are of one day.
        return _at(_same_day(text, now - (count + 1) * unit, now - count * unit), precision)
    if word is None:
        return None
    _same_day(text, now, now + NEAR_MIDNIGHT)
    day = now.date() - timedelta(days=_DAYS_AGO[word["word"].lower()])
    clock = word["clock"] or ""
    if clock and not _CLOCK.fullmatch(clock):
        raise refused(text, "no known form fits")
    return _not_ahead(replace(read_date(f"{day.isoformat()} {clock}".strip(), zone=zone, now=captured), inferred=True), text, captured)


def _not_ahead(date: SiteDate, text: str, captured: datetime) -> SiteDate:
    """A date of the capture's own day, unless it is later than the capture: then it is of another day."""
    if datetime.fromisoformat(date.at) > captured + CLOCK_AHEAD:
        raise refused(text, "it is later than the page was captured")
    return date


def _same_day(text: str, earliest: datetime, latest: datetime) -> datetime:
    if earliest.date() != latest.date():
        raise refused(text, "it is relative, and the page was captured around midnight")
    return latest


def _at(moment: datetime, precision: Precision) -> SiteDate:
    parts = {"minute": 0, "second": 0, "microsecond": 0} if precision == "hour" else {"second": 0, "microsecond": 0}
    return SiteDate(at=moment.replace(**parts).isoformat(timespec="seconds"), precision=precision, raw="", inferred=True)  # type: ignore[arg-type]


def _epoch(text: str, zone: str, captured: datetime, _order: Order | None) -> SiteDate | None:
    """A number of seconds or milliseconds since 1970, as attributes hold it."""
    if _EPOCH.fullmatch(text) is None:
        return None
    seconds = int(text) // (1000 if len(text) > 10 else 1)
    return read_date(datetime.fromtimestamp(seconds, UTC).isoformat(), zone=zone, now=captured)


def _short(text: str, zone: str, captured: datetime, _order: Order | None) -> SiteDate | None:
    """20.04.06 12:34, where years are written first: the century is not in the text."""
    match = _SHORT.fullmatch(text)
    if match is None or zone not in YEAR_FIRST:
        return None
    found = read_short_year(match["rest"], zone=zone, now=captured) if re.match(r"\d{2}[-./]\d{2}[-./]\d{2}(?:\s|$)", text) else None
    return replace(found or read_date(f"20{match['rest']}", zone=zone, now=captured), inferred=True)


def _exchangeable(text: str, zone: str, captured: datetime, order: Order | None) -> SiteDate | None:
    match = _EXCHANGEABLE.fullmatch(text)
    if match is not None and order is None and match["mark"] == "." and len(match["year"]) == 4 and zone.startswith("Europe/"):
        # Where days are written between dots, no country of Europe puts the month first.
        order = "day first"
    if match is None or order is None:
        return None
    month, day = ("first", "other") if order == "month first" else ("other", "first")
    short = len(match["year"]) == 2
    found = read_date(f"{'20' * short}{match['year']}-{match[month]}-{match[day]}{match['rest']}", zone=zone, now=captured)
    return replace(found, inferred=True) if short else found


def _without_year(text: str, zone: str, captured: datetime, _order: Order | None) -> SiteDate | None:
    """04-06 and 4월 6일 in the latest year that they can be of, 12:34 on the day of the capture."""
    if _CLOCK.fullmatch(text):
        today = captured.astimezone(ZoneInfo(zone)).date()
        return _not_ahead(replace(read_date(f"{today.isoformat()} {text}", zone=zone, now=captured), inferred=True), text, captured)
    numeric = _numeric(text)
    if numeric is None:
        return None
    (found_day,) = with_year([numeric], zone=zone, now=captured)
    if found_day is None:
        raise refused(text, "it shows no year, and the latest that fits is over half a year back or has no such day")
    weekday = (_YEARLESS_KO.fullmatch(text) or _YEARLESS.fullmatch(text) or re.match("()", text)).groupdict().get("weekday")  # type: ignore[union-attr]
    if weekday and "월화수목금토일".index(weekday) != datetime.fromisoformat(found_day.at).weekday():
        raise refused(text, "its weekday belongs to another day")
    return found_day


_Reading = Callable[[str, str, datetime, Order | None], SiteDate | None]
_READINGS: tuple[_Reading, ...] = (_relative, _epoch, _short, _exchangeable, _without_year)


def _numeric(raw: str | None) -> str | None:
    """A day without a year as 04-06; None for anything else."""
    text = line(raw or "").translate(FULL_WIDTH)
    match = _YEARLESS.fullmatch(text) or _YEARLESS_KO.fullmatch(text)
    if match is not None:
        return f"{match['month']}-{match['day']}"
    english = _YEARLESS_EN.fullmatch(text)
    name = (english["name"] or english["name_first"]).lower()[:3] if english else ""
    return f"{_MONTHS.index(name) + 1}-{english['day'] or english['day_last']}" if english and name in _MONTHS else None


def _year_left_out(raw: str) -> bool:
    return _numeric(raw) is not None


def _read_or_none(raw: str | None, zone: str, captured: datetime, order: Order | None) -> SiteDate | None:
    try:
        return read_shown(raw, zone=zone, captured=captured, order=order) if raw else None
    except DateUnreadable:
        # One row that cannot be read says nothing of the others; the post's own page is the authority.
        return None


def _end_of(text: str, begin: SiteDate, zone: str, captured: datetime) -> SiteDate:
    """A period's end, completed by its beginning's day or year."""
    day = begin.at[:10]
    if _CLOCK.fullmatch(text):
        return replace(read_date(f"{day} {text}", zone=zone, now=captured), raw=text)
    numeric = _numeric(text)
    if numeric is not None:
        month, date = numeric.split("-")
        year = int(day[:4]) + (int(month) < int(day[5:7]))
        return replace(read_date(f"{year}-{month}-{date}", zone=zone, now=captured), raw=text)
    return read_shown(text, zone=zone, captured=captured)
