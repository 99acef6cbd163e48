"""Completeness: what a board claims to have, held against what is archived of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Verdict = Literal["whole", "short", "over", "unclaimed"]
#: Running numbers are believed to be the board's own count where at least so many posts fill at least this share of their span.
ENOUGH = 20
DENSE = 0.9
#: So many gaps are named.
NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How an archive stands to a board's own count.

    verdict: whole; short or over where the board claims more or fewer posts than stand archived; unclaimed where it claims none
    claimed: the total that the board last claimed
    missing: how many posts it claims that are not archived; None where it claims no total
    surplus: how many posts stand archived beyond its claim; None likewise
    unseen:  running numbers between the first and the last that were never seen, such as ``17, 20-22``; None where numbers do not run
    locked:  rows of its list that show no address: the board counts them, and nobody can read them
    unread:  how many pages of its list, up to the last one that it names, the last whole sweep did not read; None where it names none
    """

    verdict: Verdict
    claimed: int | None
    missing: int | None
    surplus: int | None
    unseen: str | None
    unread: int | None = None
    locked: int = 0


def reconcile(
    claimed: int | None,
    states: Mapping[str, int],
    numbers: Iterable[str] = (),
    *,
    pages: tuple[int | None, int | None] = (None, None),
    locked: int = 0,
) -> Completeness:
    """Hold a claimed total against the archived posts by state, and the posts' own ids against each other.

    A board's total counts its rows: listed and secret posts. Of blinded ones boards differ; so many more are no gap. What was taken down or off
    the list is not expected to be counted. ``pages``: how many the list names, and how many of them were read; ``locked``: its rows without
    an address, which a board may count or not.
    """
    unseen = gaps(numbers)
    named, have = pages
    verdict: Verdict
    unread = max(0, named - have) if named is not None and have is not None else None
    if claimed is None:
        verdict = "short" if unread else "unclaimed" if unread is None else "whole"
        return Completeness(verdict=verdict, claimed=None, missing=None, surplus=None, unseen=unseen, unread=unread, locked=locked)
    least = states.get("listed", 0) + states.get("secret", 0)
    missing = max(0, claimed - least - states.get("blinded", 0) - locked)
    surplus = max(0, least - claimed)
    verdict = "short" if missing or unread else "over" if surplus else "whole"
    return Completeness(verdict=verdict, claimed=claimed, missing=missing, surplus=surplus, unseen=unseen, unread=unread, locked=locked)


def gaps(numbers: Iterable[str]) -> str | None:
    """The numbers that a board's running numbers leave out; None where its ids are not running numbers (a platform that counts other things too)."""
    texts = list(numbers)
    if len(texts) < ENOUGH or not all(text.isascii() and text.isdigit() and len(text) < 18 for text in texts):
        return None
    seen = sorted({int(text) for text in texts})
    if len(seen) < DENSE * (seen[-1] - seen[0] + 1):
        return None
    found = [(before + 1, after - 1) for before, after in pairwise(seen) if after - before > 1]
    named = [str(first) if first == last else f"{first}-{last}" for first, last in found[:NAMED]]
    return ", ".join(named) + (f" and {len(found) - NAMED} more gaps" if len(found) > NAMED else "")


def note_gaps(conn: sqlite3.Connection, board: str) -> None:
    """Keep with a board, when its list was read to its end, which of its running numbers were never seen: the reading room shows it without counting."""
    unseen = gaps(row[0] for row in conn.execute("SELECT native_id FROM posts WHERE board = ?", (board,)))
    conn.execute("UPDATE boards SET unseen = ? WHERE name = ?", (unseen, board))


def completeness(conn: sqlite3.Connection, board: str) -> Completeness:
    """How the archive stands to a board's own count."""
    sql = "SELECT claimed_total, claimed_pages, read_pages, coalesce(locked, 0) FROM boards WHERE name = ?"
    claimed, named, read, locked = conn.execute(sql, (board,)).fetchone()
    states: dict[str, int] = {row[0]: row[1] for row in conn.execute("SELECT state, count(*) FROM posts WHERE board = ? GROUP BY state", (board,))}
    numbers = (row[0] for row in conn.execute("SELECT native_id FROM posts WHERE board = ?", (board,)))
    return reconcile(claimed, states, numbers, pages=(named, read), locked=locked)
