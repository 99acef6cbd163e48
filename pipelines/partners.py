"""Partners: the strip of logos as rows with a history of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from crawler.records import Partner, PartnerStrip
from pipelines.store import Seen

FIELDS = ("name", "url", "logo_url", "logo_sha256", "alt", "description")


def identify(conn: sqlite3.Connection, board: str, partner: Partner) -> sqlite3.Row | None:
    """The archived row of a strip entry: by its name, else by its link and logo together.

    A strip gives its entries no id, so this is the one identity here that rests on shown text; an entry whose name and link both
    changed is a new partner and a gone one.
    """
    columns = "id, state, revision, " + ", ".join(FIELDS)
    row: sqlite3.Row | None = conn.execute(f"SELECT {columns} FROM partners WHERE board = ? AND name = ?", (board, partner.name)).fetchone()
    if row is None and partner.url and partner.logo_url:
        row = conn.execute(
            f"SELECT {columns} FROM partners WHERE board = ? AND url = ? AND logo_url = ?", (board, partner.url, partner.logo_url)
        ).fetchone()
    return row


def settle(conn: sqlite3.Connection, board: str, strip: PartnerStrip, logos: Mapping[str, tuple[str, int]], seen: Seen) -> int:
    """Store a strip whose logos have been fetched (address → SHA-256, capture); how many entries are new, changed or back."""
    return sum(_settle_one(conn, board, partner, logos, seen) for partner in strip.partners)


def _settle_one(conn: sqlite3.Connection, board: str, partner: Partner, logos: Mapping[str, tuple[str, int]], seen: Seen) -> bool:
    row = identify(conn, board, partner)
    logo = logos.get(partner.logo_url or "")
    sha256 = logo[0] if logo else (row["logo_sha256"] if row is not None and row["logo_url"] == partner.logo_url else None)
    values = (partner.name, partner.url, partner.logo_url, sha256, partner.alt, partner.description)
    if row is None:
        add(conn, board, partner, logo, seen)
        return True
    changed = tuple(name for name, before, after in zip(FIELDS, (row[name] for name in FIELDS), values, strict=True) if before != after)
    revision = row["revision"] + bool(changed)
    conn.execute(
        "UPDATE partners SET name = ?, url = ?, logo_url = ?, logo_sha256 = ?, alt = ?, description = ?, position = ?, state = 'present',"
        " last_seen_at = ?, revision = ?, logo_capture = coalesce(?, logo_capture), capture = ? WHERE id = ?",
        (*values, partner.position, seen.at, revision, logo[1] if logo else None, seen.capture, row["id"]),
    )
    if "url" in changed:
        forget_link(conn, row["id"])
    if changed:
        add_revision(conn, row["id"], revision, values, changed, seen)
        event(conn, row["id"], "changed", seen, {"revision": revision, "changed": list(changed)})
    if row["state"] == "gone":
        event(conn, row["id"], "restored", seen, {})
    return bool(changed) or row["state"] == "gone"


def add(
    conn: sqlite3.Connection, board: str, partner: Partner, logo: tuple[str, int] | None, seen: Seen, *, detail: dict[str, object] | None = None
) -> int:
    """An entry's first row, first version and event ``new``; its number. ``logo``: SHA-256 and capture of its logo, where that was fetched."""
    values = (partner.name, partner.url, partner.logo_url, logo[0] if logo else None, partner.alt, partner.description)
    cursor = conn.execute(
        "INSERT INTO partners (board, name, url, logo_url, logo_sha256, alt, description, position, state, first_seen_at, last_seen_at,"
        " revision, logo_capture, capture) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'present', ?, ?, 1, ?, ?)",
        (board, *values, partner.position, seen.at, seen.at, logo[1] if logo else None, seen.capture),
    )
    number = cursor.lastrowid
    assert number is not None
    add_revision(conn, number, 1, values, (), seen)
    event(conn, number, "new", seen, detail or {})
    return number


def forget_link(conn: sqlite3.Connection, partner: int) -> None:
    """Of a link that is another now nobody knows yet whether it answers."""
    conn.execute("UPDATE partners SET dead_since = NULL WHERE id = ?", (partner,))


def judge(conn: sqlite3.Connection, board: str, seen: Seen, started_at: str) -> int:
    """In a complete run: entries that the strip no longer shows are gone. How many."""
    rows = conn.execute(
        "SELECT id FROM partners WHERE board = ? AND state = 'present' AND last_seen_at < ? ORDER BY id", (board, started_at)
    ).fetchall()
    for row in rows:
        conn.execute("UPDATE partners SET state = 'gone' WHERE id = ?", (row["id"],))
        event(conn, row["id"], "gone", seen, {"because": "no longer in the strip of a complete run"})
    return len(rows)


def add_revision(conn: sqlite3.Connection, partner: int, number: int, values: tuple[object, ...], changed: tuple[str, ...], seen: Seen) -> None:
    """A version of an entry; ``values`` are those of FIELDS."""
    conn.execute(
        f"INSERT INTO partner_revisions (partner, number, observed_at, {', '.join(FIELDS)}, changed, capture)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (partner, number, seen.at, *values, json.dumps(list(changed)), seen.capture),
    )


def event(conn: sqlite3.Connection, partner: int, kind: str, seen: Seen, detail: dict[str, object]) -> None:
    """Note that something happened to an entry."""
    conn.execute(
        "INSERT INTO partner_events (partner, crawl, kind, at, detail, capture) VALUES (?, ?, ?, ?, ?, ?)",
        (partner, seen.crawl, kind, seen.at, json.dumps(detail, ensure_ascii=False), seen.capture),
    )
