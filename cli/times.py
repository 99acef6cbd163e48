"""Moments as a person at the terminal reads them: to the minute, in the board's own zone, the zone named."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def local(at: str | None, zone: str) -> str:
    """A moment that we observed (UTC ISO 8601) as ``2025-03-01 09:00 KST``; an empty text for none."""
    if not at:
        return ""
    return datetime.fromisoformat(at).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M %Z")
