"""Earlier strips: partner entries as other people captured them, put where they belong in the history of each.

What an entry is now (present or gone) is for the board's own runs to say. One that only strips older than the last one known show was gone by the
next of them. A version learned of later than it stood moves those after it up by one number, as with posts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from crawler.records import Partner, PartnerStrip
from pipelines import earlier, partners
from pipelines.partners import FIELDS
from pipelines.store import Seen

Values = tuple[str | None, ...]


def insert(conn: sqlite3.Connection, board: str, strip: PartnerStrip, logos: Mapping[str, tuple[str, int]], seen: Seen, *, until: str) -> int:
    """Put the entries of a strip from ``seen.at`` into their histories; of how many they say more than before. ``until``: no sighting counts as later."""
    newest = conn.execute("SELECT max(last_seen_at) FROM partners WHERE board = ?", (board,)).fetchone()[0] or ""
    return sum(_insert(conn, board, one, logos.get(one.logo_url or ""), seen, newest=newest, until=until) for one in strip.partners)


def _insert(conn: sqlite3.Connection, board: str, partner: Partner, logo: tuple[str, int] | None, seen: Seen, *, newest: str, until: str) -> bool:
    row = partners.identify(conn, board, partner)
    if row is None:
        later = _next_strip(conn, board, seen) if seen.at < newest else None
        number = partners.add(conn, board, partner, logo, seen, detail={"backfilled": True})
        if later is not None:
            conn.execute("UPDATE partners SET state = 'gone' WHERE id = ?", (number,))
            partners.event(conn, number, "gone", later, {"because": "not in the next strip that is known", "backfilled": True})
        return True
    conn.execute(
        "UPDATE partners SET first_seen_at = min(first_seen_at, ?), last_seen_at = max(last_seen_at, ?) WHERE id = ?",
        (seen.at, min(seen.at, until), row["id"]),
    )
    return _version(conn, row["id"], partner, logo, seen)


def _next_strip(conn: sqlite3.Connection, board: str, seen: Seen) -> Seen | None:
    """The first strip known that is later than a time, by the entries that it shows or showed first."""
    row = conn.execute(
        "SELECT c.id, c.fetched_at FROM captures c WHERE c.fetched_at > ?1 AND c.id IN (SELECT capture FROM partners WHERE board = ?2"
        " UNION SELECT r.capture FROM partner_revisions r JOIN partners p ON p.id = r.partner WHERE p.board = ?2) ORDER BY c.fetched_at, c.id LIMIT 1",
        (seen.at, board),
    ).fetchone()
    return Seen(crawl=seen.crawl, at=row["fetched_at"], capture=row["id"]) if row is not None else None


def _version(conn: sqlite3.Connection, number: int, partner: Partner, logo: tuple[str, int] | None, seen: Seen) -> bool:
    """Put what an entry said at a time among its versions; whether that says more than before."""
    sql = f"SELECT number, observed_at, capture, {', '.join(FIELDS)} FROM partner_revisions WHERE partner = ? ORDER BY number"
    rows = conn.execute(sql, (number,)).fetchall()
    before = [row for row in rows if row["observed_at"] <= seen.at]
    after = rows[len(before) :]
    near = before[-1] if before else after[0]
    # A logo that nobody captured is no other one while its address is the same.
    sha256 = logo[0] if logo else near["logo_sha256"] if near["logo_url"] == partner.logo_url else None
    values: Values = (partner.name, partner.url, partner.logo_url, sha256, partner.alt, partner.description)
    if before and _of(before[-1]) == values:
        return False
    if after and _of(after[0]) == values:
        again = "UPDATE partner_revisions SET observed_at = ?, capture = ? WHERE partner = ? AND number = ?"
        conn.execute(again, (seen.at, seen.capture, number, after[0]["number"]))
        return True
    place = len(before) + 1
    earlier.move_up(conn, "partner", number, place)
    _add(conn, number, place, values, _of(before[-1]) if before else None, seen)
    if after:
        _follow(conn, number, place + 1, values, after[0], crawl=seen.crawl, is_new=not before)
    else:
        _last(conn, number, place, values, _of(before[-1]), logo, seen)
    return True


def _add(conn: sqlite3.Connection, number: int, place: int, values: Values, before: Values | None, seen: Seen) -> None:
    """A version at a place, and that it differs from the one before."""
    changed = _changed(before, values) if before is not None else ()
    partners.add_revision(conn, number, place, values, changed, seen)
    if before is not None:
        partners.event(conn, number, "changed", seen, {"revision": place, "changed": list(changed), "backfilled": True})


def _follow(conn: sqlite3.Connection, number: int, place: int, values: Values, row: sqlite3.Row, *, crawl: int, is_new: bool) -> None:
    """What the version after an inserted one differs in is told anew; the first of a history had no change to tell before."""
    changed = list(_changed(values, _of(row)))
    conn.execute("UPDATE partner_revisions SET changed = ? WHERE partner = ? AND number = ?", (json.dumps(changed), number, place))
    if is_new:
        seen = Seen(crawl=crawl, at=row["observed_at"], capture=row["capture"])
        partners.event(conn, number, "changed", seen, {"revision": place, "changed": changed, "backfilled": True})


def _last(conn: sqlite3.Connection, number: int, place: int, values: Values, before: Values, logo: tuple[str, int] | None, seen: Seen) -> None:
    """The latest version came by a capture: it is the entry's own from now on, or, where the one before was read again later, that one came back."""
    read = conn.execute("SELECT c.id, c.fetched_at FROM partners p JOIN captures c ON c.id = p.capture WHERE p.id = ?", (number,)).fetchone()
    if read["fetched_at"] > seen.at:
        _add(conn, number, place + 1, before, values, Seen(crawl=seen.crawl, at=read["fetched_at"], capture=read["id"]))
        conn.execute("UPDATE partners SET revision = ? WHERE id = ?", (place + 1, number))
        return
    columns = ", ".join(f"{name} = ?" for name in FIELDS)
    conn.execute(
        f"UPDATE partners SET {columns}, revision = ?, logo_capture = coalesce(?, logo_capture), capture = ? WHERE id = ?",
        (*values, place, logo[1] if logo else None, seen.capture, number),
    )
    if "url" in _changed(before, values):
        partners.forget_link(conn, number)


def _of(row: sqlite3.Row) -> Values:
    return tuple(row[name] for name in FIELDS)


def _changed(before: Values, after: Values) -> tuple[str, ...]:
    return tuple(name for name, was, now in zip(FIELDS, before, after, strict=True) if was != now)
