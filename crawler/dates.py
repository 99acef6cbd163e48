"""Dates as boards write them, read strictly: what could be two days is refused, never guessed.

Only the text, the board's zone and the moment of fetching count; the machine's own zone never does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from crawler.errors import DateUnreadable
from crawler.records import Precision, SiteDate
from crawler.text import line

EARLIEST_YEAR = 1990
#: Notices of events carry their dates ahead; further ahead than this is a typing error or another field.
LATEST_AHEAD = timedelta(days=731)
LONGEST = 80

# English, German, French, Spanish, Italian, Portuguese and Dutch together: no word names two months or two weekdays.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janv janvier ene enero gen gennaio janeiro januari",
            "feb february februar févr fév février febrero febbraio fev fevereiro februari",
            "mar march mär mrz märz mars marzo março mrt maart",
            "apr april avr avril abr abril aprile",
            "may mai mayo mag maggio maio mei",
            "jun june juni juin junio giu giugno junho",
            "jul july juli juil juillet julio lug luglio julho",
            "aug august août ago agosto augustus",
            "sep sept september septembre septiembre set sett settembre setembro",
            "oct october okt oktober octobre octubre ott ottobre out outubro",
            "nov november novembre noviembre novembro",
            "dec december dez dezember déc décembre dic diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "월 월요일 月 月曜日 星期一 周一 mon monday mo montag lundi lunes lunedì segunda-feira maandag",
            "화 화요일 火 火曜日 星期二 周二 tue tues tuesday di dienstag mardi martes martedì terça-feira dinsdag",
            "수 수요일 水 水曜日 星期三 周三 wed wednesday mi mittwoch mercredi miércoles mercoledì quarta-feira woensdag",
            "목 목요일 木 木曜日 星期四 周四 thu thur thurs thursday do donnerstag jeudi jueves giovedì quinta-feira donderdag",
            "금 금요일 金 金曜日 星期五 周五 fri friday fr freitag vendredi viernes venerdì sexta-feira vrijdag",
            "토 토요일 土 土曜日 星期六 周六 sat saturday sa samstag samedi sábado sabato zaterdag",
            "일 일요일 日 日曜日 星期日 星期天 周日 sun sunday so sonntag dimanche domingo domenica zondag",
        )
    )
    for name in names.split()
}
#: The names of weekdays in Latin letters, as one pattern.
WEEKDAY_NAMES = "|".join(sorted((name for name in _WEEKDAYS if name[0] < "ƀ"), key=len, reverse=True))
#: The year before the first of each Japanese era, the day on which it began, and the day after its last.
_ERAS = {
    "令和": (2018, datetime(2019, 5, 1, tzinfo=UTC), None),
    "平成": (1988, datetime(1989, 1, 8, tzinfo=UTC), datetime(2019, 5, 1, tzinfo=UTC)),
}
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

#: The names of weekdays that stand behind a day, in Korean, Japanese and Chinese.
WEEKDAY = r"(?:[월화수목금토일](?:요일)?|[月火水木金土日](?:曜日)?|(?:星期|周)[一二三四五六日天])"
_WEEKDAY_KO = rf"(?:\s*[(\[]?(?P<weekday>{WEEKDAY})[)\]]?)?"
_NAME = r"[a-zà-öø-ÿÀ-ÖØ-ß]"
_WEEKDAY_EN = rf"(?:(?P<weekday>{_NAME}{{2,10}}(?:-feira)?)\.?,?\s+)?"
_CLOCK = (
    r"(?:(?P<half>오전|오후|am|pm)\s*)?"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"|(?P<hour_ko>\d{1,2})시(?:\s*(?P<minute_ko>\d{1,2})분(?:\s*(?P<second_ko>\d{1,2})초)?)?)"
    r"(?:\s*(?P<half_after>오전|오후|am|pm|a\.m\.|p\.m\.))?"
)
_ZONE = r"(?:\s*(?P<zone>z|utc|gmt|kst|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:(?:\s*-\s+|\s*,\s*|\s+|t){_CLOCK}{_ZONE})?"


def _pattern(date: str) -> re.Pattern[str]:
    return re.compile(date + _TIME, re.IGNORECASE | re.ASCII)


_NUMERIC = _pattern(r"(?P<year>\d{4})(?P<mark>\s?[-./])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})\.?" + _WEEKDAY_KO)
_KOREAN = _pattern(r"(?P<year>\d{4})\s?[년年]\s?(?P<month>\d{1,2})\s?[월月]\s?(?P<day>\d{1,2})\s?[일日]" + _WEEKDAY_KO)
_DAY_FIRST = _pattern(
    _WEEKDAY_EN + rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:[\s-]|\sde\s)(?P<month_name>{_NAME}{{3,10}})\.?,?(?:[\s-]|\sde\s)(?P<year>\d{{4}})"
)
_MONTH_FIRST = _pattern(_WEEKDAY_EN + r"(?P<month_name>[a-z]{3,9})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})")
_ERA = _pattern(r"(?P<era>令和|平成)\s?(?P<era_year>元|\d{1,2})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日" + _WEEKDAY_KO)
_EITHER = _pattern(_WEEKDAY_EN + r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4})")
_PART = re.compile(r"(?P<year>\d{4})(?:\s?년(?:\s?(?P<month>\d{1,2})\s?월)?|[-.](?P<month_number>\d{2}))", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHAPES = (_NUMERIC, _KOREAN, _DAY_FIRST, _MONTH_FIRST, _EITHER, _ERA)

_REFUSALS = (
    (re.compile(r"\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)"), "its year has two digits"),
    (re.compile(r"\d{1,2}[-./]\d{1,2}(?![-./\d])"), "it shows no year"),
    (re.compile(r"\d{1,2}:\d{2}"), "it is a time without a day"),
    (re.compile(r".*(?:전|ago|어제|오늘|today|yesterday)", re.IGNORECASE), "it is relative"),
)


def read_date(raw: str, *, zone: str, now: datetime) -> SiteDate:
    """The date in a text, with the offset of the board's zone (an IANA name); ``now`` (aware) bounds the future.

    Raises DateUnreadable, saying why, for anything else than one whole date: relative, yearless, two-digit, exchangeable
    month and day, impossible in the calendar or the zone, before 1990 or over two years ahead.
    """
    if len(raw) == 10 and _DAY.fullmatch(raw) and (day := _day(raw, zone)):
        moment, at = day
        _bounded(moment, now, partial(refused, raw))
        return SiteDate(at=at, precision="day", raw=raw)
    text = line(raw[: LONGEST * 4]).translate(FULL_WIDTH)
    if not text or len(text) > LONGEST:
        raise refused(raw, "it is empty" if not text else f"it is longer than {LONGEST} characters")
    part = _PART.fullmatch(text)
    if part is not None:
        return _partial(raw, part, _zone(zone), now)
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match is not None:
            return _whole(raw, match, _zone(zone), now)
    why = next((reason for pattern, reason in _REFUSALS if pattern.match(text)), "no known form fits")
    raise refused(raw, why)


_SHORT_YEAR = re.compile(r"(?P<rest>\d{2}(?P<mark>[-./])\d{2}(?P=mark)\d{2}(?:\s.*)?)", re.ASCII | re.DOTALL)


def read_short_year(raw: str, *, zone: str, now: datetime) -> SiteDate:
    """``read_date`` for a platform whose code prints year, month and day in this order with two digits each; full years are read as well.

    Only an engine may call this, and only where its platform is known to print so: in a foreign text 24-01-13 could be three days.
    """
    match = _SHORT_YEAR.fullmatch(line(raw[: LONGEST * 4]))
    if match is None:
        return read_date(raw, zone=zone, now=now)
    return replace(read_date(f"20{match['rest']}", zone=zone, now=now), raw=raw)


_YEARLESS = re.compile(r"(?P<month>\d{1,2})[-./](?P<day>\d{1,2})\.?", re.ASCII)
_HOUR = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})", re.ASCII)
#: Two neighbours further apart than this leave the year open: the older one may be of any year before.
LONGEST_GAP = timedelta(days=183)


def with_year(raws: Sequence[str | None], *, zone: str, now: datetime) -> tuple[SiteDate | None, ...]:
    """The dates of rows that go from new to old, those without a year inferred from the rows above and the moment of fetching, and marked.

    A day without a year takes the latest year in which it is no later than the row above; a time alone is of the day of fetching.
    None where a row shows nothing, where the gap to the row above is over half a year, or where a whole date below contradicts.
    """
    placed = _zone(zone)
    bound: datetime | None = now.astimezone(placed)
    found: list[SiteDate | None] = []
    for raw in raws:
        date = _next_down(raw, bound, placed, now)
        if raw is not None:
            # A row that could not be placed leaves those below it without a neighbour to hold on to.
            bound = datetime.fromisoformat(date.at) if date is not None else None
        found.append(date)
    return tuple(_uncontradicted(found))


def _next_down(raw: str | None, bound: datetime | None, zone: ZoneInfo, now: datetime) -> SiteDate | None:
    text = line(raw or "").translate(FULL_WIDTH)
    day, hour = _YEARLESS.fullmatch(text), _HOUR.fullmatch(text)
    if raw is None or (day is None and hour is None):
        return _read_or_none(raw, zone, now)
    if bound is None:
        return None
    if hour is not None:
        today = now.astimezone(zone)
        moment = _moment(today.year, today.month, today.day, zone, int(hour["hour"]), int(hour["minute"]))
        fits = moment is not None and moment <= bound
        return SiteDate(at=moment.isoformat(timespec="seconds"), precision="minute", raw=raw, inferred=True) if moment and fits else None
    assert day is not None
    years = (bound.year, bound.year - 1)
    moments = (_moment(year, int(day["month"]), int(day["day"]), zone) for year in years)
    latest = next((moment for moment in moments if moment is not None and moment.date() <= bound.date()), None)
    if latest is None or bound - latest > LONGEST_GAP + timedelta(days=1):
        return None
    return SiteDate(at=latest.isoformat(timespec="seconds"), precision="day", raw=raw, inferred=True)


def _read_or_none(raw: str | None, zone: ZoneInfo, now: datetime) -> SiteDate | None:
    try:
        return read_date(raw, zone=zone.key, now=now) if raw else None
    except DateUnreadable:
        # A list often shortens its dates; the post's own page is the authority, and there the same is an error.
        return None


def _moment(year: int, month: int, day: int, zone: ZoneInfo, hour: int = 0, minute: int = 0) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, tzinfo=zone)
    except ValueError:
        return None


def _uncontradicted(dates: Sequence[SiteDate | None]) -> list[SiteDate | None]:
    """The dates less those inferred ones that are older than a whole date further down."""
    kept: list[SiteDate | None] = []
    oldest = ""
    for date in reversed(dates):
        contradicted = date is not None and date.inferred and date.at[:10] < oldest
        kept.append(None if contradicted else date)
        if date is not None and not date.inferred:
            oldest = max(oldest, date.at[:10])
    return kept[::-1]


@lru_cache(maxsize=4096)
def _day(text: str, zone: str) -> tuple[datetime, str] | None:
    """A day written as most are, YYYY-MM-DD, with its moment; None where there is no such day. Lists and posts show the same few."""
    try:
        moment = datetime(int(text[:4]), int(text[5:7]), int(text[8:]), tzinfo=_zone(zone))
    except ValueError:
        return None
    return moment, moment.isoformat(timespec="seconds")


def same_day(date: SiteDate, other: SiteDate) -> bool:
    """Whether two dates of one board name the same day."""
    return date.at[:10] == other.at[:10]


@lru_cache(maxsize=32)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def refused(raw: str, why: str) -> DateUnreadable:
    """The error for a text that is no date, with the reason and a good example."""
    return DateUnreadable(f"{line(raw)[:LONGEST]!r} cannot be read as a date: {why}; readable is for example 2020-04-06 or 2020년 4월 6일")


def _whole(raw: str, match: re.Match[str], zone: ZoneInfo, now: datetime) -> SiteDate:
    found = match.groupdict()
    refuse = partial(refused, raw)
    year, month, day = _calendar(found, refuse)
    hour, minute, second, precision = _clock(found, refuse)
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - its zone is settled next
    except ValueError as error:
        raise refuse(f"there is no such moment ({error})") from None
    if found.get("weekday") and _weekday(found["weekday"], refuse) != moment.weekday():
        raise refuse("its weekday belongs to another day")
    placed = _placed(moment, found.get("zone"), zone, precision, refuse)
    return SiteDate(at=_bounded(placed, now, refuse).isoformat(timespec="seconds"), precision=precision, raw=raw)


def _partial(raw: str, match: re.Match[str], zone: ZoneInfo, now: datetime) -> SiteDate:
    refuse = partial(refused, raw)
    month = match["month"] or match["month_number"]
    if month is not None and not 1 <= int(month) <= 12:
        raise refuse(f"there is no month {month}")
    start = _bounded(datetime(int(match["year"]) or 1, int(month or 1), 1, tzinfo=zone), now, refuse)
    return SiteDate(at=start.isoformat(timespec="seconds"), precision="month" if month else "year", raw=raw)


_Refuse = Callable[[str], DateUnreadable]


def _calendar(found: dict[str, str | None], refuse: _Refuse) -> tuple[int, int, int]:
    if "era" in found:
        return _of_era(found, refuse)
    year = int(found["year"] or 0)
    if "first" in found:
        month, day = _exchangeable(found, year, refuse)
        return year, month, day
    name = found.get("month_name")
    if name is None:
        return year, int(found["month"] or 0), int(found["day"] or 0)
    if name.lower() not in _MONTHS:
        raise refuse(f"{name!r} is no month")
    return year, _MONTHS[name.lower()], int(found["day"] or 0)


def _of_era(found: dict[str, str | None], refuse: _Refuse) -> tuple[int, int, int]:
    """The day of a year counted from the beginning of a Japanese era; a day before the era or after it is refused."""
    name, shown = found["era"] or "", found["era_year"] or ""
    before, first, after = _ERAS[name]
    year, month, day = before + (1 if shown == "元" else int(shown)), int(found["month"] or 0), int(found["day"] or 0)
    if not _exists(year, month, day):
        raise refuse("there is no such day")
    moment = datetime(year, month, day, tzinfo=UTC)
    if moment < first or (after is not None and moment >= after):
        raise refuse(f"{name} had no such day")
    return year, month, day


def _exchangeable(found: dict[str, str | None], year: int, refuse: _Refuse) -> tuple[int, int]:
    """Month and day of 04/06/2020: only where one reading is impossible, both are the same, or the weekday decides."""
    first, other = int(found["first"] or 0), int(found["other"] or 0)
    readings = {(month, day) for month, day in ((first, other), (other, first)) if _exists(year, month, day)}
    if len(readings) == 2 and found.get("weekday"):
        wanted = _weekday(found["weekday"], refuse)
        readings = {(month, day) for month, day in readings if datetime(year, month, day, tzinfo=UTC).weekday() == wanted}
    if len(readings) != 1:
        raise refuse("month and day can be exchanged" if readings else "there is no such day")
    return readings.pop()


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return False
    return True


def _weekday(name: str | None, refuse: _Refuse) -> int:
    number = _WEEKDAYS.get((name or "").lower())
    if number is None:
        raise refuse(f"{name!r} is no weekday")
    return number


def _clock(found: dict[str, str | None], refuse: _Refuse) -> tuple[int, int, int, Precision]:
    shown_hour = found["hour"] or found["hour_ko"]
    if shown_hour is None:
        return 0, 0, 0, "day"
    minute, second = found["minute"] or found["minute_ko"], found["second"] or found["second_ko"]
    hour = _hour(int(shown_hour), found["half"], found["half_after"], refuse)
    precision: Precision = "second" if second else "minute" if minute else "hour"
    return hour, int(minute or 0), int(second or 0), precision


def _hour(hour: int, before: str | None, after: str | None, refuse: _Refuse) -> int:
    if before and after:
        raise refuse("it names the half of the day twice")
    half = (before or after or "").lower().replace(".", "")
    if not half:
        return hour
    if hour > 12:
        raise refuse("its hour does not fit the half of the day")
    return hour % 12 + (12 if half in ("오후", "pm") else 0)


def _placed(moment: datetime, offset: str | None, zone: ZoneInfo, precision: Precision, refuse: _Refuse) -> datetime:
    if offset:
        return moment.replace(tzinfo=_offset(offset, refuse)).astimezone(zone)
    local = moment.replace(tzinfo=zone)
    if precision != "day" and local.utcoffset() != local.replace(fold=1).utcoffset():
        raise refuse("the clocks of its zone were changed at that hour")
    return local


def _offset(text: str, refuse: _Refuse) -> timezone:
    name = text.lower()
    if name in ("z", "utc", "gmt"):
        return UTC
    if name == "kst":
        return timezone(timedelta(hours=9))
    hours, minutes = int(name[1:3]), int(name[-2:])
    if hours > 14 or minutes > 59:
        raise refuse("there is no such zone offset")
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if name[0] == "-" else span)


def _bounded(moment: datetime, now: datetime, refuse: _Refuse) -> datetime:
    if moment.year < EARLIEST_YEAR:
        raise refuse(f"its year is before {EARLIEST_YEAR}")
    if moment > now + LATEST_AHEAD:
        raise refuse("it is more than two years ahead")
    return moment
