"""Finding: the one search that pages, programs and the command line share: which posts, in which order, and in which of their files."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from pipelines import search

#: So many hits are counted; of more it is only said that there are more.
COUNTED = 100_000
#: So many hits are ranked by their words. Among more, a word says little, and weighing it costs most: there titles come first, then what is new.
RANKED = 20_000
#: A beginning of words that so many posts hold makes weighing slow however few the hits are.
COMMON = 50_000
#: Of a body or a file so many characters are looked through for a place to show.
LOOKED_THROUGH = 200_000
#: So many characters of files are looked through for one page of hits, and so many files of one post.
_BUDGET = 600_000
_FILES_EACH = 12

_COLUMNS = (
    "p.id, p.board, p.native_id, p.url, p.title, p.author, p.posted_at, p.posted_precision, p.state, p.pinned, p.revision, p.first_seen_at,"
    f" b.language, b.timezone, b.title AS board_title, substr(p.body_text, 1, {LOOKED_THROUGH}) AS body_text"
)
#: Always true; lets the indexes that begin with the board answer what is asked of all boards.
_ON_ANY_BOARD = "board IN (SELECT name FROM boards)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is searched for: words as in pipelines.search, on these boards, by these authors, in these states (any where none is named),
    dated from ``since`` to ``until`` (ISO days, inclusive; posts without a date are left out where a day is given)."""

    query: str
    boards: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of hits, best first. ``more`` says that there are more than ``total``, which nobody counted.

    posts: rows of posts with their board's title, language and zone; ``body_text`` is its beginning, ``files`` are the files
           (id, name, beginning of the text) in which some of the words stand
    """

    total: int = 0
    more: bool = False
    posts: list[dict[str, Any]] = field(default_factory=list)


def find(conn: sqlite3.Connection, asked: Asked, limit: int, offset: int = 0) -> Found:
    """The hits from ``offset`` on, at most ``limit``, of at most RANKED. Never raises for what is asked; nothing asked finds nothing."""
    words = search.match(asked.query)
    if words == search.NOTHING:
        return Found()
    narrowed, values = _narrowed(asked)
    source = f"posts_fts WHERE posts_fts MATCH :words{narrowed}"
    values["words"] = _on_boards(words, asked.boards)
    total = _count(conn, source, values, COUNTED + 1)
    if total == 0 or offset >= min(total, RANKED):
        return Found(total=min(total, COUNTED), more=total > COUNTED)
    if total <= RANKED and not _has_common_beginning(conn, asked.query):
        hits = f"SELECT posts_fts.rowid AS post, {search.RANK} AS rank FROM {source}"
    else:
        hits = _titles_first(narrowed)
        values["titles"] = _on_boards(f"title : ({words})", asked.boards)
        values["others"] = _on_boards(f"({words}) NOT (title : ({words}))", asked.boards)
    rows = conn.execute(
        f"WITH hits AS MATERIALIZED ({hits}),"
        " best AS MATERIALIZED (SELECT post, rank FROM hits ORDER BY rank, post DESC LIMIT :limit OFFSET :offset)"
        f" SELECT {_COLUMNS} FROM best CROSS JOIN posts p ON p.id = best.post JOIN boards b ON b.name = p.board ORDER BY best.rank, p.id DESC",
        {**values, "ranked": RANKED, "limit": min(limit, RANKED - offset), "offset": offset},
    )
    columns = [column[0] for column in rows.description]
    posts = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    _add_files(conn, posts, asked.query)
    return Found(total=min(total, COUNTED), more=total > COUNTED, posts=posts)


def _count(conn: sqlite3.Connection, source: str, values: dict[str, Any], most: int) -> int:
    found: int = conn.execute(f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT :most)", {**values, "most": most}).fetchone()[0]
    return found


def _on_boards(words: str, boards: tuple[str, ...]) -> str:
    """An expression for posts of these boards alone: the index itself knows whose each post is."""
    tokens = " OR ".join(f'"{search.board_token(name)}"' for name in boards)
    return f"({words}) AND (board : ({tokens}))" if boards else words


def _narrowed(asked: Asked) -> tuple[str, dict[str, Any]]:
    """What the index does not know, as a condition on its rows, and its values; boards only to help it along."""
    values: dict[str, Any] = {}
    clauses: list[str] = []
    for column, wanted in (("author", asked.authors), ("state", asked.states)):
        names = [f"{column}{place}" for place in range(len(wanted))]
        values |= dict(zip(names, wanted, strict=True))
        clauses += [f"{column} IN ({', '.join(':' + name for name in names)})"] if names else []
    # a date comes with its hour: the tilde stands behind all hours of the last day
    for clause, day in (("posted_at >= :since", asked.since), ("posted_at < :until || '~'", asked.until)):
        clauses += [clause] if day else []
    if not clauses:
        return "", {}
    values |= {"since": asked.since, "until": asked.until}
    # the plus keeps SQLite from asking the index once for each of the posts
    return f" AND +posts_fts.rowid IN (SELECT id FROM posts WHERE {' AND '.join([_ON_ANY_BOARD, *clauses])})", values


def _has_common_beginning(conn: sqlite3.Connection, query: str) -> bool:
    if (conn.execute("SELECT max(id) FROM posts").fetchone()[0] or 0) <= COMMON:
        return False
    source = "posts_fts WHERE posts_fts MATCH :words"
    return any(_count(conn, source, {"words": words}, COMMON + 1) > COMMON for words in search.beginnings(query))


def _titles_first(narrowed: str) -> str:
    """Posts whose title answers, the latest archived first, and then the others likewise."""
    parts = (
        f"SELECT * FROM (SELECT posts_fts.rowid AS post, {rank} AS rank FROM posts_fts WHERE posts_fts MATCH :{name}{narrowed}"
        " ORDER BY posts_fts.rowid DESC LIMIT :ranked)"
        for rank, name in ((0, "titles"), (1, "others"))
    )
    return " UNION ALL ".join(parts)


def _add_files(conn: sqlite3.Connection, posts: list[dict[str, Any]], query: str) -> None:
    """Give each post the files in which the words stand, as far as the page's budget reaches."""
    left = _BUDGET
    for post in posts:
        post["files"] = []
        rows = conn.execute(
            f"SELECT id, name, substr(text, 1, {LOOKED_THROUGH}) FROM attachments WHERE post = ? AND state <> 'removed' ORDER BY id LIMIT ?",
            (post["id"], _FILES_EACH),
        )
        for number, name, text in rows:
            left -= len(text or "")
            if left < 0:
                break
            if search.answers(name, query) or search.answers(text, query):
                post["files"].append({"id": number, "name": name, "text": text or ""})
