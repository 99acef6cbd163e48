"""Accept: an archivist says that what made a run suspect was real. An event like any other, kept in WARC, so a rebuild believes it too.

Nothing that was seen is lost by waiting: the captures of the suspect run stay, and the posts that it held back are asked again by the next one.
An acceptance names what it is for (fields, texts, an alarm), never a whole run, and ends by itself when that has been taken.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from crawler.errors import ArchiveError
from pipelines.layout import WATCHED

Kind = Literal["edits", "shape", "same_body", "other_board", "mass_vanish", "mass_withheld", "empty_list"]
#: Alarms that are accepted as they are.
ALARMS = ("other_board", "mass_vanish", "mass_withheld", "empty_list")
#: A board that has been emptied misses its posts too. What these say is known once a run has looked at every list page.
VANISHINGS = ("mass_vanish", "empty_list")
#: These hold until they are taken back: a text is what it is, and no run goes back to an older layout by itself.
_LASTING = ("same_body", "shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What is believed of a board although it is strange.

    alarms: kinds of doubts that are none
    fields: in which most posts may read otherwise
    texts:  digests of texts that may stand under many ids
    """

    alarms: frozenset[str]
    fields: frozenset[str]
    texts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing that made a run suspect: its kind, and the fields or texts that it is about."""

    kind: Kind
    covers: tuple[str, ...] = ()


def accepted(conn: sqlite3.Connection, board: str) -> Accepted:
    """What holds of a board now. Asked only where a run would be doubted otherwise."""
    rows = conn.execute("SELECT kind, covers FROM acceptances WHERE board = ? AND ended_at IS NULL", (board,)).fetchall()
    covers: dict[str, set[str]] = {}
    for row in rows:
        covers.setdefault(row["kind"], set()).update(json.loads(row["covers"]))
    fields = covers.get("edits", set())
    if "other_board" in covers:
        # Another board's posts share nothing with those known but their ids, and these are no longer on its lists.
        fields = fields | set(WATCHED)
        covers.setdefault("mass_vanish", set())
    return Accepted(alarms=frozenset(covers), fields=frozenset(fields), texts=frozenset(covers.get("same_body", ())))


def holding(conn: sqlite3.Connection, board: str, crawl: int | None = None) -> list[sqlite3.Row]:
    """The acceptances (crawl, kind, covers, at, reason) that hold of a board, or of one of its runs; none in an archive older than acceptances."""
    sql = "SELECT crawl, kind, covers, at, reason FROM acceptances WHERE board = ? AND ended_at IS NULL AND crawl = coalesce(?, crawl) ORDER BY id"
    try:
        return conn.execute(sql, (board, crawl)).fetchall()
    except sqlite3.OperationalError:
        return []


def held_back(conn: sqlite3.Connection, board: str) -> list[sqlite3.Row]:
    """The archived posts (native_id, url) that an accepted run kept out of the archive and that were not asked since."""
    return conn.execute(
        "SELECT DISTINCT p.native_id, p.url FROM acceptances a JOIN issues i ON i.crawl = a.crawl AND i.kind IN ('held_back', 'same_body')"
        " JOIN posts p ON p.board = a.board AND p.native_id = json_extract(i.found, '$.post')"
        " WHERE a.board = ? AND a.ended_at IS NULL AND p.redaction IS NULL AND p.state <> 'gone' AND coalesce(p.checked_at, '') < a.at ORDER BY p.id",
        (board,),
    ).fetchall()


def settle(conn: sqlite3.Connection, board: str, crawl: int, at: str, *, whole: bool) -> None:
    """The end of a complete run: what it was accepted for and has taken needs no acceptance any more. ``whole``: it read every list page."""
    for row in conn.execute("SELECT id, kind, at FROM acceptances WHERE board = ? AND ended_at IS NULL ORDER BY id", (board,)).fetchall():
        if row["kind"] in _LASTING:
            continue
        if whole if row["kind"] in VANISHINGS else _all_asked(conn, board, row["at"]):
            conn.execute("UPDATE acceptances SET ended_at = ?, ended_because = ? WHERE id = ?", (at, f"crawl {crawl} has taken what it was for", row["id"]))


def _all_asked(conn: sqlite3.Connection, board: str, since: str) -> bool:
    """Whether no listed post is left whose own page was not asked since a time."""
    sql = "SELECT 1 FROM posts WHERE board = ? AND state = 'listed' AND redaction IS NULL AND coalesce(checked_at, first_seen_at) < ? LIMIT 1"
    return conn.execute(sql, (board, since)).fetchone() is None


# --- what an archivist says --------------------------------------------------------------------------------------------------


def proposals(conn: sqlite3.Connection, crawl: int) -> list[Proposal]:
    """What can be accepted of a run: its alarms, each once."""
    fields: set[str] = set()
    texts: set[str] = set()
    kinds: list[Kind] = []
    for row in conn.execute("SELECT kind, found FROM issues WHERE crawl = ? ORDER BY id", (crawl,)).fetchall():
        found = json.loads(row["found"]) if row["kind"] in ("layout", "same_body") and row["found"] else {}
        fields |= set(found.get("fields", ()))
        texts |= {found["text"]} if "text" in found else set()
        kinds += ["shape"] if found.get("shape") else []
        kinds += [alarm for alarm in ALARMS if alarm == row["kind"]]  # type: ignore[misc]
    made = [Proposal(kind="edits", covers=tuple(sorted(fields)))] if fields else []
    made += [Proposal(kind="same_body", covers=tuple(sorted(texts)))] if texts else []
    return made + [Proposal(kind=kind) for kind in dict.fromkeys(kinds)]


def apply(conn: sqlite3.Connection, facts: Mapping[str, object], at: str) -> None:
    """Do what a record says: accept a run's alarms, or take acceptances back. ``facts``: board, crawl, act, accepted, reason.

    Inside the caller's transaction. Raises ArchiveError for a run that the archive does not hold.
    """
    board, crawl = facts["board"], facts["crawl"]
    if facts["act"] == "withdraw":
        sql = "UPDATE acceptances SET ended_at = ?, ended_because = ? WHERE board = ? AND ended_at IS NULL AND crawl = coalesce(?, crawl)"
        conn.execute(sql, (at, facts["reason"], board, crawl))
        return
    if conn.execute("SELECT 1 FROM crawls WHERE id = ? AND board = ?", (crawl, board)).fetchone() is None:
        raise ArchiveError(f"a record speaks of the crawl {crawl} of {board}, which the archive does not hold; run `panjeon verify`")
    said = facts["accepted"]
    assert isinstance(said, list)
    for one in said:
        conn.execute(
            "INSERT INTO acceptances (board, crawl, kind, covers, at, reason) VALUES (?, ?, ?, ?, ?, ?)",
            (board, crawl, one["kind"], json.dumps(one["covers"]), at, facts["reason"]),
        )
