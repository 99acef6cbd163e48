"""Allowance: how many of a day's requests for old posts a refresh may spend, so that the runs of a day share them evenly."""

from __future__ import annotations

import sqlite3
from math import floor

from pipelines.candidates import days


def allowance(conn: sqlite3.Connection, board: str, daily: int, at: str) -> int:
    """What has come in of ``daily`` requests a day since the last refresh that could spend some, a day's at most.

    Parts of a request are counted through from 1970 on: an hourly run has one or two of 24 to 48, and any day's runs have them all. A
    failed run has read no list page, so its share goes to the next one; whatever another run left unspent is not made up for.
    """
    now = days(at)
    row = conn.execute(
        "SELECT max(started_at) FROM crawls WHERE board = ? AND mode = 'refresh' AND budget IS NOT NULL AND outcome <> 'failed' AND started_at <= ?",
        (board, at),
    ).fetchone()
    since = max(days(row[0]), now - 1) if row[0] else now - 1
    return floor(daily * now) - floor(daily * since)
