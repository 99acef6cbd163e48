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
#: The years that posts are dated in, each found by one step into the index; a board that mistypes every date has no more than these.
_YEARS = (
    "WITH RECURSIVE years (year) AS (SELECT (SELECT substr(min(posted_at), 1, 4) FROM posts WHERE posted_at >= :begin) UNION ALL"
    " SELECT (SELECT substr(min(posted_at), 1, 4) FROM posts WHERE posted_at > year || '~') FROM years WHERE year < :end LIMIT 500)"
    " SELECT year FROM years WHERE year GLOB '[0-9][0-9][0-9][0-9]' AND year < :end"
)
#: Always true; lets the index that begins with the board answer what is asked of all boards.
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
    words, least = search.match(asked.query), search.match(asked.query, least=True)
    if words == search.NOTHING:
        return Found()
    narrowed, values = _narrowed(asked)
    facets = _facets(conn, asked)
    source = f"posts_fts WHERE posts_fts MATCH :words{narrowed}"
    values["words"] = f"({least}){facets}"
    total = _count(conn, source, values, COUNTED + 1)
    if total == 0 or offset >= min(total, RANKED):
        return Found(total=min(total, COUNTED), more=total > COUNTED)
    if total <= RANKED and not _has_common_beginning(conn, asked.query):
        hits = f"SELECT posts_fts.rowid AS post, {search.RANK} AS rank FROM {source}"
        values["words"] = f"({words}){facets}"
    else:
        hits = _titles_first(narrowed)
        values["titles"] = f"(title : ({least})){facets}"
        values["others"] = f"(({least}) NOT (title : ({least}))){facets}"
    rows = conn.execute(
        f"WITH hits AS MATERIALIZED ({hits}),"
        " best AS MATERIALIZED (SELECT post, rank FROM hits ORDER BY rank, post DESC LIMIT :limit OFFSET :offset)"
        f" SELECT {_COLUMNS} FROM best CROSS JOIN posts p ON p.id = best.post JOIN boards b ON b.name = p.board ORDER BY best.rank, p.id DESC",
        {**values, "reach": min(offset + limit, RANKED), "limit": min(limit, RANKED - offset), "offset": offset},
    )
    columns = [column[0] for column in rows.description]
    posts = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    _add_files(conn, posts, asked.query)
    return Found(total=min(total, COUNTED), more=total > COUNTED, posts=posts)


def _count(conn: sqlite3.Connection, source: str, values: dict[str, Any], most: int) -> int:
    found: int = conn.execute(f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT :most)", {**values, "most": most}).fetchone()[0]
    return found


def _facets(conn: sqlite3.Connection, asked: Asked) -> str:
    """The end of an expression that wants certain boards, authors and months: what the index knows costs a word each."""
    wanted = [[search.board_token(name) for name in asked.boards], [search.author_token(name) for name in asked.authors], _times(conn, asked)]
    return "".join(f" AND (facets : ({' OR '.join(f'{chr(34)}{token}{chr(34)}' for token in tokens)}))" for tokens in wanted if tokens)


def _times(conn: sqlite3.Connection, asked: Asked) -> list[str]:
    """The tokens of the years and months from the first day to the last, those that are cut included; none where no day is given."""
    if not (asked.since or asked.until):
        return []
    begin, end = asked.since[:7] or "0000-01", asked.until[:7] or "9999-12"
    tokens: list[str] = []
    for (year,) in conn.execute(_YEARS, {"begin": begin[:4], "end": end[:4] + "~"}):
        months = [month for month in (f"{year}-{number:02}" for number in range(1, 13)) if begin <= month <= end]
        tokens += [year] if len(months) == 12 else months
    # where there is no such month, one that no post has
    return [search.time_token(token) for token in tokens] or [search.time_token("none")]


def _narrowed(asked: Asked) -> tuple[str, dict[str, Any]]:
    """What the index does not know, as a condition on its rows, and its values: the state, and the days of a month that is cut."""
    values: dict[str, Any] = {}
    # the plus keeps SQLite from asking the index once for each of the posts
    chosen = " AND +posts_fts.rowid {} (SELECT id FROM posts WHERE {})"
    narrowed = ""
    if asked.states:
        names = [f"state{place}" for place in range(len(asked.states))]
        values |= dict(zip(names, asked.states, strict=True))
        narrowed += chosen.format("IN", f"{_ON_ANY_BOARD} AND state IN ({', '.join(':' + name for name in names)})")
    if asked.since:
        narrowed += chosen.format("NOT IN", "posted_at >= :since_month AND posted_at < :since")
        values |= {"since": asked.since, "since_month": asked.since[:7]}
    if asked.until:
        # a date comes with its hour: the tilde stands behind all hours of a day, and behind all days of a month
        narrowed += chosen.format("NOT IN", "posted_at >= :until || '~' AND posted_at < :until_month || '~'")
        values |= {"until": asked.until, "until_month": asked.until[:7]}
    return narrowed, values


def _has_common_beginning(conn: sqlite3.Connection, query: str) -> bool:
    if (conn.execute("SELECT max(id) FROM posts").fetchone()[0] or 0) <= COMMON:
        return False
    source = "posts_fts WHERE posts_fts MATCH :words"
    return any(_count(conn, source, {"words": words}, COMMON + 1) > COMMON for words in search.beginnings(query))


def _titles_first(narrowed: str) -> str:
    """Posts whose title answers, the latest archived first, and then the others likewise; of each no more than the page reaches."""
    parts = (
        f"SELECT * FROM (SELECT posts_fts.rowid AS post, {rank} AS rank FROM posts_fts WHERE posts_fts MATCH :{name}{narrowed}"
        " ORDER BY posts_fts.rowid DESC LIMIT :reach)"
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
