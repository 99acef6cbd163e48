"""The demo's archive held against the demo's oracle: every post, revision, event, attachment and partner, both ways."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from demo.oracle import Truth, truth


def disagreements(conn: sqlite3.Connection, day: int, board: str = "demo") -> list[str]:
    """A sentence for each point in which an archive differs from the truth after sweeps of the days 1 to ``day``; empty where none does."""
    honest = truth(day)
    return [*_runs(conn, honest, board), *_posts(conn, honest, board), *_partners(conn, honest, board)]


def _runs(conn: sqlite3.Connection, honest: Truth, board: str) -> Iterator[str]:
    outcomes = tuple(row[0] for row in conn.execute("SELECT outcome FROM crawls WHERE board = ? ORDER BY id", (board,)))
    yield from _differ("the crawls", "outcomes", honest.outcomes, outcomes)
    claimed = conn.execute("SELECT claimed_total FROM boards WHERE name = ?", (board,)).fetchone()[0]
    yield from _differ("the board", "claimed total", honest.claimed_total, claimed)


def _posts(conn: sqlite3.Connection, honest: Truth, board: str) -> Iterator[str]:
    columns = "id, native_id, title, author, substr(posted_at, 1, 10), substr(modified_at, 1, 10), pinned, state"
    held = {row[1]: row for row in conn.execute(f"SELECT {columns} FROM posts WHERE board = ?", (board,))}
    yield from _keys("post", honest.posts, held)
    for native_id in honest.posts.keys() & held.keys():
        post, row = honest.posts[native_id], held[native_id]
        modified = post.modified.isoformat() if post.modified else None
        wanted = (post.title, post.author, post.posted.isoformat(), modified, int(post.pinned), post.state)
        yield from _differ(f"post {native_id}", "fields", wanted, tuple(row[2:]))
        revisions = tuple(
            (number, crawl, tuple(json.loads(changed)), bool(silent))
            for number, crawl, changed, silent in conn.execute(
                "SELECT r.number, c.crawl, r.changed, r.silent FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.post = ? ORDER BY r.number",
                (row[0],),
            )
        )
        told = tuple((revision.number, revision.crawl, revision.changed, revision.silent) for revision in post.revisions)
        yield from _differ(f"post {native_id}", "revisions", told, revisions)
        events = tuple(map(tuple, conn.execute("SELECT crawl, kind FROM events WHERE post = ? ORDER BY id", (row[0],))))
        yield from _differ(f"post {native_id}", "events", tuple(sorted(post.events)), tuple(sorted(events)))
        files = dict(map(tuple, conn.execute("SELECT name, sha256 FROM attachments WHERE post = ? AND state = 'present'", (row[0],))))
        yield from _differ(f"post {native_id}", "attachments", dict(post.attachments), files)
    pairs = conn.execute("SELECT p.native_id, o.native_id FROM posts p JOIN posts o ON o.id = p.duplicate_of WHERE p.board = ?", (board,))
    yield from _differ("the posts", "duplicates", sorted(honest.duplicates), sorted(map(tuple, pairs)))


def _partners(conn: sqlite3.Connection, honest: Truth, board: str) -> Iterator[str]:
    held = {row[1]: row for row in conn.execute("SELECT id, name, state, revision, logo_sha256 FROM partners WHERE board = ?", (board,))}
    yield from _keys("partner", honest.partners, held)
    for name in honest.partners.keys() & held.keys():
        partner, row = honest.partners[name], held[name]
        yield from _differ(f"partner {name}", "fields", (partner.state, partner.revisions, partner.logo_sha256), tuple(row[2:]))
        events = tuple(map(tuple, conn.execute("SELECT crawl, kind FROM partner_events WHERE partner = ? ORDER BY id", (row[0],))))
        yield from _differ(f"partner {name}", "events", partner.events, events)
        checks = conn.execute("SELECT outcome, crawl, confirmed_crawl FROM partner_links WHERE partner = ? ORDER BY id", (row[0],))
        yield from _differ(f"partner {name}", "links", partner.links, tuple(map(tuple, checks)))
        dead = conn.execute("SELECT dead_since IS NOT NULL FROM partners WHERE id = ?", (row[0],)).fetchone()[0]
        yield from _differ(f"partner {name}", "dead link", (partner.events or ((0, ""),))[-1][1] == "link_dead", bool(dead))
        number = conn.execute("SELECT count(*) FROM partner_revisions WHERE partner = ?", (row[0],)).fetchone()[0]
        yield from _differ(f"partner {name}", "revisions", partner.revisions, number)


def _keys(kind: str, wanted: Mapping[str, Any], held: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(wanted.keys() - held.keys()):
        yield f"{kind} {key} is missing"
    for key in sorted(held.keys() - wanted.keys()):
        yield f"{kind} {key} is invented"


def _differ(whose: str, what: str, wanted: object, held: object) -> Iterator[str]:
    if wanted != held:
        yield f"{whose}: {what} should be {wanted!r}, the archive has {held!r}"
