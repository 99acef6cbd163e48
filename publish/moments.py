"""Times as a reader sees them: what we observed in the board's zone, what the site says exactly as far as it says it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup, escape

#: strftime patterns by language for each precision; the site showed no more than this.
_SHOWN = {
    "ko": {
        "second": "%Y. %-m. %-d. %H:%M:%S",
        "minute": "%Y. %-m. %-d. %H:%M",
        "hour": "%Y. %-m. %-d. %H시",
        "day": "%Y. %-m. %-d.",
        "month": "%Y. %-m.",
        "year": "%Y년",
    },
    "en": {
        "second": "%-d %b %Y, %H:%M:%S",
        "minute": "%-d %b %Y, %H:%M",
        "hour": "%-d %b %Y, %H h",
        "day": "%-d %b %Y",
        "month": "%b %Y",
        "year": "%Y",
    },
}
#: A list of posts has many of the same days, and strftime takes longer than the rest of a row.
_KEPT = 4096


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "Asia/Seoul")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _time(machine: str, text: str) -> Markup:
    return Markup(f'<time datetime="{escape(machine)}">{escape(text)}</time>')  # noqa: S704 -- both are escaped, in a tenth of the time of Markup.format


@lru_cache(_KEPT)
def observed(at: str | None, lang: str, zone: str | None = None) -> Markup:
    """A moment that we observed, to the minute, in the board's zone and with the zone's name; the machine form stays UTC."""
    moment = _read(at)
    if moment is None:
        return Markup("{}").format(at or "")
    local = moment.astimezone(_zone(zone))
    return _time(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), local.strftime(_SHOWN[lang]["minute"]) + local.strftime(" %Z"))


def on_day(at: str | None, lang: str, zone: str | None = None) -> Markup:
    """The day of a moment that we observed, in the board's zone; the machine form is the whole moment in UTC."""
    moment = _read(at)
    if moment is None:
        return Markup("{}").format(at or "")
    return _time(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), moment.astimezone(_zone(zone)).strftime(_SHOWN[lang]["day"]))


def local_day(at: str, zone: str | None) -> str:
    """The day of a moment that we observed, as YYYY-MM-DD in the board's zone; the first ten characters of what is no moment."""
    moment = _read(at)
    return moment.astimezone(_zone(zone)).date().isoformat() if moment else at[:10]


@lru_cache(_KEPT)
def on_site(at: str | None, precision: str | None, lang: str) -> Markup:
    """A date that the site shows, in the site's own zone and no finer than it was shown."""
    moment = _read(at)
    if moment is None:
        return Markup("{}").format(at or "")
    pattern = _SHOWN[lang].get(precision or "day", _SHOWN[lang]["day"])
    machine = (at or "")[: {"year": 4, "month": 7, "day": 10}.get(precision or "day", 25)]
    return _time(machine, moment.strftime(pattern))


def _read(at: str | None) -> datetime | None:
    if not at:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
