"""Rhythm: which board is due in which mode, from the ledger's last runs and a moment; what was missed is caught up once.

Time is cut into slots of ``every`` seconds, counted from 1970-01-01 UTC, so that neither a host's zone nor summer time moves them and
no run drifts. A slot falls due at its beginning plus a jitter that depends on nothing but the board and the day. A board is due when
its latest slot that has fallen due is later than its last run: after a week in which the machine was off that is one run, not
twenty-eight. The run is a sweep when no sweep has ended complete since the latest sweep day of the board.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from crawler.clock import iso
from crawler.manifest import Manifest, Rhythm

Mode = Literal["refresh", "sweep"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the ledger says of a board: when its last run of any kind began and its last complete sweep, and the mode of one that has not ended."""

    last_run: datetime | None = None
    last_sweep: datetime | None = None
    unfinished: Mode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A board to be crawled: in which mode, since when it is due, and why in a few words."""

    board: str
    mode: Mode
    since: datetime
    why: str


def jitter(board: str, day: int, most: int) -> int:
    """By how many seconds (0 to ``most``) a board is put off on a day (counted from 1970-01-01 UTC): the same on every machine."""
    digest = hashlib.sha256(f"{board}\n{day}".encode()).digest()
    return int.from_bytes(digest[:8]) % (most + 1)


def latest_slot(board: str, rhythm: Rhythm, now: datetime) -> datetime:
    """When the latest slot of a board fell due that has fallen due by now."""
    number = _seconds(now) // rhythm.every
    slot = _slot(board, rhythm, number)
    return slot if slot <= now else _slot(board, rhythm, number - 1)


def next_slot(board: str, rhythm: Rhythm, now: datetime) -> datetime:
    """When the next slot of a board falls due, after now."""
    number = _seconds(now) // rhythm.every
    slot = _slot(board, rhythm, number)
    return slot if slot > now else _slot(board, rhythm, number + 1)


def sweep_day(board: str, rhythm: Rhythm, now: datetime) -> datetime:
    """Since when the present sweep of a board is owed: boards begin at different points of the span, so that not all sweep at once."""
    shift = jitter(board, -1, rhythm.sweep - 1) // rhythm.every * rhythm.every
    return EPOCH + timedelta(seconds=(_seconds(now) - shift) // rhythm.sweep * rhythm.sweep + shift)


def due(board: str, rhythm: Rhythm, past: Past, now: datetime) -> Due | None:
    """What a board is due for now; None where its last run is later than its latest slot. A run that a kill cut short is due at once."""
    slot = latest_slot(board, rhythm, now)
    if past.unfinished is not None:
        return Due(board=board, mode=past.unfinished, since=past.last_run or slot, why="the last run was cut short")
    if past.last_run is None:
        return Due(board=board, mode="sweep", since=slot, why="never crawled")
    if past.last_run >= slot:
        return None
    if past.last_sweep is None or past.last_sweep < sweep_day(board, rhythm, slot):
        return Due(board=board, mode="sweep", since=slot, why="no complete sweep since " + iso(sweep_day(board, rhythm, slot))[:10])
    return Due(board=board, mode="refresh", since=slot, why=f"last run {iso(past.last_run)[:16]}Z")


def plan(boards: Iterable[tuple[Manifest, Past]], now: datetime) -> list[Due]:
    """Every board that is due, those that wait longest first."""
    found = (due(manifest.name, manifest.rhythm, past, now) for manifest, past in boards)
    return sorted((one for one in found if one is not None), key=lambda one: (one.since, one.board))


def past(conn: sqlite3.Connection, board: str, now: datetime) -> Past:
    """What the ledger says of a board's past. Runs dated after now, from before a clock was put back, would hold the board up and do not count."""
    found: dict[str, datetime | None] = {}
    for name, condition in (("last_run", "1"), ("last_sweep", "mode = 'sweep' AND outcome = 'complete'")):
        row = conn.execute(
            f"SELECT max(started_at) FROM crawls WHERE board = ? AND started_at <= ? AND mode IN ('refresh', 'sweep') AND {condition}", (board, iso(now))
        ).fetchone()
        found[name] = datetime.fromisoformat(row[0]) if row[0] else None
    row = conn.execute("SELECT mode FROM crawls WHERE board = ? AND outcome = 'running' AND mode IN ('refresh', 'sweep')", (board,)).fetchone()
    return Past(**found, unfinished=row[0] if row else None)


def _slot(board: str, rhythm: Rhythm, number: int) -> datetime:
    begin = number * rhythm.every
    return EPOCH + timedelta(seconds=begin + jitter(board, begin // DAY, rhythm.jitter))


def _seconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(seconds=1)
