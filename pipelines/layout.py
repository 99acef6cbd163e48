"""Layout: what a board's first complete run lets expect of later ones, and when its pages must have changed so that they read wrong.

One page that reads otherwise is news; most pages that read otherwise in one and the same field are a redesign. So what reads
otherwise is held until the run ends, and believed only then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.decode import StreamDamaged
from crawler.errors import PanjeonError
from crawler.manifest import Manifest
from crawler.reading import page_of
from crawler.records import Page
from crawler.suggesting import FIELDS, suggest_fields, suggest_rows
from crawler.warc import to_exchange
from crawler.warc.read import read_at
from pipelines import redact

#: Fewer pages than this that read otherwise say nothing of a layout.
FEW = 3
#: What nearly every post had is expected; half of it gone is a layout.
USUAL = 0.9
LASTING = 0.5
CHANGED_PERCENT = 50
#: The list's titles and days count as the posts' own where so many agreed.
AGREEING = 0.8
#: Posts whose known values are looked for on changed pages, and titles on a changed list.
COMPARED = 3
TITLES = 60
POSTS = "posts"
_PERCENTS = {"authors": "min_author_percent", "dates": "min_posted_percent", "bodies": "min_body_percent"}
_NAMES = {"authors": "an author", "dates": "a date", "bodies": "a text"}
#: Fields of a change that a layout can make, by the name that [select] has for them.
WATCHED: Mapping[str, str] = {"title": "title", "author": "author", "posted_at": "posted", "modified_at": "posted", "body": "body"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How many rows or posts were shown, and how many of them had what."""

    shown: int
    authors: int
    dates: int
    bodies: int = 0
    agreed: int = 0


def note(conn: sqlite3.Connection, crawl: int, board: str, subject: str, shape: Shape) -> None:
    """Keep the shape of a list's first page, or of a run's posts; the first of a run stays."""
    conn.execute(
        "INSERT INTO shapes (crawl, subject, board, shown, authors, dates, bodies, agreed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (crawl, subject, board, shape.shown, shape.authors, shape.dates, shape.bodies, shape.agreed),
    )


def usual(conn: sqlite3.Connection, board: str, subject: str) -> Shape | None:
    """The shape of the first complete run that showed enough, after the last one whose lack an archivist has accepted; None where there was none yet."""
    row = conn.execute(
        "SELECT s.shown, s.authors, s.dates, s.bodies, s.agreed FROM shapes s JOIN crawls c ON c.id = s.crawl"
        " WHERE s.board = ?1 AND s.subject = ?2 AND c.outcome = 'complete' AND s.shown > ?3 AND s.crawl > coalesce((SELECT max(a.crawl)"
        " FROM acceptances a WHERE a.board = ?1 AND a.kind = 'shape' AND a.ended_at IS NULL), 0) ORDER BY s.crawl LIMIT 1",
        (board, subject, FEW),
    ).fetchone()
    return Shape(**dict(row)) if row is not None else None


def floor(board: Manifest, known: Shape | None, field: str, *, posts: bool) -> float:
    """The least share that may have a field: the manifest's for posts, else half of what was usual; 0 where nothing is expected."""
    wanted = board.expect.get(_PERCENTS[field]) if posts else None
    if wanted is not None:
        return wanted / 100
    share = getattr(known, field) / known.shown if known is not None else 0.0
    return share * LASTING if share >= USUAL else 0.0


def is_told(board: Manifest) -> bool:
    """Whether the board file itself says what posts must have."""
    return any(name in board.expect for name in _PERCENTS.values())


def lost(board: Manifest, known: Shape | None, shape: Shape, *, posts: bool) -> str | None:
    """What too many rows or posts lack, in words; None where they have what is expected."""
    for field, name in _NAMES.items():
        filled = getattr(shape, field)
        if shape.shown - filled >= FEW and filled < floor(board, known, field, posts=posts) * shape.shown:
            what = "posts" if posts else "rows of the list"
            return f"layout: {filled} of {shape.shown} {what} have {name}"
    return None


def mass(board: Manifest, changed: int, seen: int) -> bool:
    """Whether so many known posts differ in one field that their pages are likelier to have changed than they."""
    return changed > FEW and changed * 100 > seen * board.expect.get("max_changed_percent", CHANGED_PERCENT)


def of_posts(conn: sqlite3.Connection, crawl: int, board: str) -> Shape:
    """The shape of the posts that a run has read and stored; a title cut with dots agrees with the whole one."""
    row = conn.execute(
        "SELECT count(*) AS shown, coalesce(sum(p.author IS NOT NULL), 0) AS authors, coalesce(sum(p.posted_at IS NOT NULL), 0) AS dates,"
        " coalesce(sum(p.body_text <> ''), 0) AS bodies,"
        f" coalesce(sum((p.category = '{redact.AGREED}'"
        " OR substr(p.title, 1, length(rtrim(json_extract(f.facts, '$.title'), '.… '))) = rtrim(json_extract(f.facts, '$.title'), '.… '))"
        " AND coalesce(substr(json_extract(f.facts, '$.posted.at'), 1, 10) = substr(p.posted_at, 1, 10), 1)), 0) AS agreed"
        " FROM frontier f JOIN posts p ON p.board = ? AND p.native_id = f.native_id"
        " WHERE f.crawl = ? AND f.kind = 'post' AND f.state = 'done' AND p.state IN ('listed', 'unlisted')",
        (board, crawl),
    ).fetchone()
    return Shape(**dict(row))


def seen_again(conn: sqlite3.Connection, board: str, since: str) -> int:
    """How many posts known before a run were seen in it, on a list or by their own page."""
    sql = "SELECT count(*) FROM posts WHERE board = ? AND first_seen_at < ? AND (last_seen_at >= ? OR checked_at >= ?)"
    count: int = conn.execute(sql, (board, since, since, since)).fetchone()[0]
    return count


# --- suggestions -----------------------------------------------------------------------------------------------------


def page(conn: sqlite3.Connection, warcs: Path | None, capture: int, board: Manifest) -> Page | None:
    """A captured page, read back from its WARC; None where it cannot be read as one."""
    row = conn.execute(
        "SELECT o.warc_file, o.warc_offset, o.warc_length FROM captures c JOIN captures o ON o.id = coalesce(c.revisit_of, c.id) WHERE c.id = ?", (capture,)
    ).fetchone()
    if row is None or warcs is None:
        return None
    path = warcs / row["warc_file"]
    if not path.exists():
        path = path.with_name(path.name + ".open")
    try:
        return page_of(to_exchange(read_at(path, row["warc_offset"], row["warc_length"])), limit=board.fetch.max_bytes)
    except (PanjeonError, StreamDamaged):
        return None


def rows_hint(conn: sqlite3.Connection, warcs: Path | None, capture: int, board: Manifest) -> str | None:
    """What [select] may want for a list whose page does not read, by the titles of the posts last seen."""
    titles = [
        row["title"]
        for row in conn.execute("SELECT title FROM posts WHERE board = ? AND state = 'listed' ORDER BY last_seen_at DESC, id LIMIT ?", (board.name, TITLES))
    ]
    shown = page(conn, warcs, capture, board) if titles else None
    return suggest_rows(shown, titles) if shown is not None else None


def fields_hint(
    conn: sqlite3.Connection, warcs: Path | None, board: Manifest, pages: Sequence[tuple[str, int]], fields: Sequence[str] = FIELDS
) -> str | None:
    """What [select] may want for posts (native id, capture) whose pages read otherwise or not at all, by what is archived of them."""
    compared: list[tuple[Page, dict[str, str | None]]] = []
    sql = "SELECT title, author, posted_raw AS posted, body_text AS body FROM posts WHERE board = ? AND native_id = ?"
    for native_id, capture in pages:
        values = conn.execute(sql, (board.name, native_id)).fetchone()
        shown = page(conn, warcs, capture, board) if values is not None and len(compared) < COMPARED else None
        if shown is not None:
            compared.append((shown, dict(values)))
    return suggest_fields(compared, fields) if compared else None
