"""The run ledger: every request ends in exactly one class, every run in exactly one outcome, with its reason."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Literal

from crawler.barriers import CALLED
from crawler.errors import ArchiveError
from crawler.manifest import Manifest
from pipelines.verdict import too_many

Outcome = Literal["complete", "incomplete", "suspect", "failed"]
RequestClass = Literal["stored", "unchanged", "quarantined", "refused", "failed"]
#: How a board stands before whose lists a wall of such a kind was met; blocked by any other.
WALLED = {"moved": "moved", "maintenance": "unreachable", "parked": "unreachable", "broken": "unreachable", "queue": "unreachable"}


#: What becomes of the files of a post that is called gone decides nothing.
_COUNTED = "NOT (kind = 'file' AND coalesce(json_extract(facts, '$.after_gone'), 0))"


@dataclass(slots=True)
class Tally:
    """What one transaction adds to the counts of its crawl."""

    requests: int = 0
    stored: int = 0
    unchanged: int = 0
    quarantined: int = 0
    refused: int = 0
    failed: int = 0
    bytes: int = 0
    new_posts: int = 0
    changed_posts: int = 0
    gone_posts: int = 0

    def count(self, kind: RequestClass) -> None:
        """Put one request into its class."""
        setattr(self, kind, getattr(self, kind) + 1)

    def write(self, conn: sqlite3.Connection, crawl: int) -> None:
        """Add the counts to the crawl's row and start from nothing again."""
        values = _COUNTS(self)
        names = [name for name, value in zip(_NAMES, values, strict=True) if value]
        if names:
            sets = ", ".join([f"{name} = {name} + ?" for name in names])
            conn.execute(f"UPDATE crawls SET {sets} WHERE id = ?", (*filter(None, values), crawl))
            for name in names:
                setattr(self, name, 0)


_NAMES = tuple(field.name for field in fields(Tally))
_COUNTS = attrgetter(*_NAMES)


def put_board(conn: sqlite3.Connection, board: Manifest, site: str) -> None:
    """The row of a board, as its manifest describes it now."""
    conn.execute(
        "INSERT INTO boards (name, title, publisher, url, site, engine, language, timezone, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'new')"
        " ON CONFLICT (name) DO UPDATE SET title = excluded.title, publisher = excluded.publisher, url = excluded.url, site = excluded.site,"
        " engine = excluded.engine, language = excluded.language, timezone = excluded.timezone",
        (board.name, board.title, board.publisher, board.url, site, board.engine, board.language, board.timezone),
    )


def doubt(conn: sqlite3.Connection, crawl: int, reason: str) -> None:
    """Note, while a run is going on, why it will come out suspect; the first reason stays."""
    conn.execute("UPDATE crawls SET reason = coalesce(reason, ?) WHERE id = ?", (reason, crawl))


def in_doubt(conn: sqlite3.Connection, crawl: int) -> bool:
    """Whether a running crawl is already known to come out suspect."""
    return conn.execute("SELECT reason FROM crawls WHERE id = ?", (crawl,)).fetchone()[0] is not None


def last_complete(conn: sqlite3.Connection, board: str) -> str:
    """When the last complete crawl of a board's lists, whatever the age of the posts, ended; an empty text, before any time, where there was none."""
    row = conn.execute(
        "SELECT max(finished_at) FROM crawls WHERE board = ? AND outcome = 'complete' AND mode IN ('refresh', 'sweep') AND since IS NULL", (board,)
    ).fetchone()
    return row[0] or ""


def outcome(conn: sqlite3.Connection, crawl: int, stop_reason: str | None) -> tuple[Outcome, str | None]:
    """How a run ended: from why it stopped, the doubts noted on the way, and the states of its tasks."""
    counts: dict[tuple[str, str], int] = {
        (row[0], row[1]): row[2]
        for row in conn.execute(f"SELECT kind, state, count(*) FROM frontier WHERE crawl = ? AND {_COUNTED} GROUP BY kind, state", (crawl,))
    }

    def tasks(state: str, *kinds: str) -> int:
        return sum(count for (kind, where), count in counts.items() if where == state and (not kinds or kind in kinds))

    doubts = conn.execute("SELECT reason FROM crawls WHERE id = ?", (crawl,)).fetchone()[0]
    if doubts is not None:
        return "suspect", doubts
    unread = sum(tasks(state, "list", "partners") for state in ("failed", "quarantined", "refused"))
    put_off = stop_reason is not None and stop_reason.startswith(("interrupted", "deferred", "damaged"))
    wall = wall_met(conn, crawl)
    if (unread or stop_reason) and not put_off and not tasks("done", "list", "partners"):
        return "failed", stop_reason or f"no list page could be read ({unread} tried{f', {wall}' if wall else ''})"
    if stop_reason is not None:
        return "incomplete", stop_reason
    if unread:
        return "incomplete", f"{unread} list or partner pages could not be read{f' ({wall})' if wall else ''}"
    if tasks("pending"):
        return "incomplete", f"{tasks('pending')} pages were not asked"
    lost = tasks("failed")
    if lost:
        return "incomplete", f"{lost} pages or files could not be fetched"
    odd = tasks("quarantined", "post")
    if too_many(odd, tasks("done", "post") + odd):
        return "suspect", f"{wall or 'layout'}: {odd} post pages did not fit"
    return "complete", None


def count_pages(conn: sqlite3.Connection, crawl: int, board: Manifest) -> None:
    """Note what a list that was read to its end showed: rows without an address, pages that it said it has, and pages that were read.

    With several lists nobody can tell whose pages are whose.
    """
    conn.execute("UPDATE boards SET locked = (SELECT locked FROM crawls WHERE id = ?) WHERE name = ?", (crawl, board.name))
    if len(board.lists) + len(board.optional_lists) > 1:
        return
    conn.execute(
        "UPDATE boards SET claimed_pages = (SELECT claimed_pages FROM crawls WHERE id = ?1),"
        " read_pages = (SELECT count(*) FROM frontier WHERE crawl = ?1 AND kind = 'list' AND state = 'done') WHERE name = ?2",
        (crawl, board.name),
    )


def wall_met(conn: sqlite3.Connection, crawl: int) -> str | None:
    """The kind of wall that most of a run's quarantined pages were; None where most were none."""
    rows = conn.execute(
        "SELECT kind, count(*) AS pages FROM issues WHERE crawl = ? AND capture IS NOT NULL AND kind <> 'http_status' GROUP BY kind ORDER BY pages DESC, kind",
        (crawl,),
    ).fetchall()
    return str(rows[0]["kind"]) if rows and rows[0]["kind"] in CALLED else None


def board_state(conn: sqlite3.Connection, crawl: int, ended: Outcome, reason: str | None) -> tuple[str, str | None]:
    """How a board stands after a run, and why: a site that is down, shut to us or elsewhere is a state of the board and of none of its posts."""
    if ended == "complete":
        return "ok", None
    lists = conn.execute("SELECT state, url, facts FROM frontier WHERE crawl = ? AND kind = 'list' AND state <> 'done' ORDER BY id", (crawl,)).fetchall()
    for row in lists:
        if row["state"] == "refused" and '"via"' in row["facts"]:
            return "moved", f"its list leads to {row['url']}, which is no address of the manifest's hosts"
    told = reason or ""
    wall = wall_met(conn, crawl)
    if wall is not None and (lists or told.startswith("walled")):
        return WALLED.get(wall, "blocked"), f"{CALLED[wall]}: {told}"
    if told.startswith(("host_down", "robots_closed")):
        return "unreachable", told
    if ended != "failed":
        return ended, reason
    return ("unreachable" if _only_errors(conn, crawl) else "suspect"), reason


def _only_errors(conn: sqlite3.Connection, crawl: int) -> bool:
    """Whether nothing but statuses and missing answers kept a run from its lists."""
    sql = "SELECT 1 FROM issues WHERE crawl = ? AND kind NOT IN ('http_status', 'network', 'timeout') LIMIT 1"
    return conn.execute(sql, (crawl,)).fetchone() is None


def close(conn: sqlite3.Connection, crawl: int, board: str, ended: Outcome, reason: str | None, at: str, *, asked: bool = True) -> None:
    """Write a run's end into its row and its board's (a run that did not ask the board says nothing of its state).

    Raises ArchiveError where the ledger does not balance.
    """
    row = conn.execute("SELECT requests, stored, unchanged, quarantined, refused, failed, claimed_total FROM crawls WHERE id = ?", (crawl,)).fetchone()
    total = row["stored"] + row["unchanged"] + row["quarantined"] + row["refused"] + row["failed"]
    if row["requests"] != total:
        raise ArchiveError(f"crawl {crawl} made {row['requests']} requests but accounts for {total}; run `panjeon rebuild` and report this")
    conn.execute("UPDATE crawls SET outcome = ?, reason = ?, finished_at = ? WHERE id = ?", (ended, reason, at, crawl))
    if not asked:
        return
    state, why = board_state(conn, crawl, ended, reason)
    conn.execute(
        "UPDATE boards SET state_since = CASE WHEN state = ?1 THEN state_since ELSE ?2 END, state = ?1, state_reason = ?3, last_crawl = ?4,"
        " claimed_total = coalesce(?5, claimed_total) WHERE name = ?6",
        (state, at, why, crawl, row["claimed_total"], board),
    )
