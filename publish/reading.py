"""What the pages show, read from archive.db: one function a question, plain rows out."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from datasette.database import Database, QueryInterrupted
from datasette.utils import sqlite_timelimit

from pipelines.completeness import reconcile
from pipelines.finding import Asked, Found, find
from pipelines.schema import TABLES
from publish import charts

Row = dict[str, Any]

WITHDRAWN = ("gone", "blinded", "secret", "unlisted")
EVENT_KINDS = ("new", "changed", "gone", "blinded", "secret", "unlisted", "restored", "pinned", "unpinned", "moved")
STATES = ("listed", "unlisted", "gone", "blinded", "secret")
#: A redacted post has nothing to say any more. Asked of the redactions, which are few: a post's own row would have to be read for it.
_NOT_REDACTED = "NOT IN (SELECT post FROM redactions WHERE ended_at IS NULL)"
#: Always true; lets the index that begins with the board answer what is asked of all boards.
_ON_ANY_BOARD = "board IN (SELECT name FROM boards)"
#: All of a file but its text, which is long and asked for by nobody here.
_FILE = ", ".join(f"a.{name}" for name in TABLES["attachments"][1] if name != "text")
PARTNER_KINDS = ("new", "changed", "gone", "restored", "link_dead", "link_back")
PARTNER_FIELDS = ("name", "url", "logo_url", "logo_sha256", "alt", "description")
_LISTED = (
    "p.id, p.board, p.title, p.author, p.posted_at, p.posted_precision, p.state, p.pinned, p.revision, p.first_seen_at, b.language, b.timezone,"
    " b.title AS board_title"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events a page, a feed or a program asks for; what is empty does not narrow.

    kinds:         some of EVENT_KINDS
    board, author: the post's own
    query:         words of the post, as the search page takes them
    after, before: event numbers, neither included
    once:          of each post the latest of these events alone
    """

    kinds: tuple[str, ...] = EVENT_KINDS
    board: str = ""
    author: str = ""
    query: str = ""
    after: int = 0
    before: int = 0
    once: bool = False


async def rows(db: Database, sql: str, values: dict[str, Any] | None = None) -> list[Row]:
    """The rows of a query as dictionaries."""
    return [dict(row) for row in (await db.execute(sql, values or {})).rows]


async def one(db: Database, sql: str, values: dict[str, Any] | None = None) -> Row | None:
    """The first row of a query, or None."""
    found = await rows(db, sql, values)
    return found[0] if found else None


async def count(db: Database, sql: str, values: dict[str, Any] | None = None) -> int:
    """The one number that a query gives."""
    found = await db.execute(sql, values or {})
    return int(found.rows[0][0])


async def boards(db: Database, name: str = "") -> list[Row]:
    """Every board, or the one of a name, with its last run, its counts of posts, and how these stand to what it claims (archived, missing, unread)."""
    found = await rows(
        db,
        "SELECT b.*, c.mode, c.outcome, c.reason, c.started_at, c.finished_at,"
        " (SELECT count(*) FROM posts p WHERE p.board = b.name) AS posts,"
        " (SELECT count(*) FROM posts p WHERE p.board = b.name AND p.state IN ('listed', 'secret')) AS listed,"
        " (SELECT count(*) FROM posts p WHERE p.board = b.name AND p.state = 'secret') AS secret,"
        " (SELECT count(*) FROM posts p WHERE p.board = b.name AND p.state = 'blinded') AS blinded,"
        " (SELECT count(*) FROM partners a WHERE a.board = b.name) AS partners"
        f" FROM boards b LEFT JOIN crawls c ON c.id = b.last_crawl{' WHERE b.name = :name' if name else ''} ORDER BY b.name",
        {"name": name},
    )
    return [row | _standing(row) for row in found]


def _standing(row: Row) -> Row:
    """How the counts of a board stand to its claim: what `panjeon status` says too."""
    states = {"listed": row["listed"] - row["secret"], "secret": row["secret"], "blinded": row["blinded"]}
    held = reconcile(row["claimed_total"], states, pages=(row["claimed_pages"], row["read_pages"]), locked=row["locked"] or 0)
    archived = None if held.claimed is None or held.missing is None else min(held.claimed - held.missing, row["listed"] + row["blinded"])
    return {"archived": archived, "missing": held.missing, "unread": held.unread}


async def board_names(db: Database) -> list[Row]:
    """Every board's name and title, for a form; ``boards`` counts all posts, which takes longer than a search."""
    return await rows(db, "SELECT name, title FROM boards ORDER BY name")


async def board(db: Database, name: str) -> Row | None:
    """One board as ``boards`` gives it."""
    return next(iter(await boards(db, name)), None) if name else None


async def newest(db: Database, limit: int) -> list[Row]:
    """The posts that were posted last, by the site's own dates; each board's index gives its own."""
    return await rows(
        db,
        f"SELECT {_LISTED} FROM boards b JOIN posts p"
        f" ON p.id IN (SELECT x.id FROM posts x WHERE x.board = b.name AND x.id {_NOT_REDACTED} ORDER BY x.posted_at DESC, x.id DESC LIMIT :limit)"
        " ORDER BY p.posted_at DESC, p.id DESC LIMIT :limit",
        {"limit": limit},
    )


def _chosen(filters: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The WHERE clause of a board page's filters (year, author, state), which may each be absent."""
    # a range, which the index answers; the full stop comes right after the hyphen
    clauses = {"year": "p.posted_at > :year || '-' AND p.posted_at < :year || '.'", "author": "p.author = :author", "state": "p.state = :state"}
    used = {key: value for key, value in filters.items() if value and key in clauses}
    return f" AND p.id {_NOT_REDACTED}" + "".join(f" AND {clauses[key]}" for key in used), used


async def board_total(db: Database, name: str, filters: dict[str, str]) -> int:
    """How many posts of a board its filters choose."""
    where, values = _chosen(filters)
    return await count(db, f"SELECT count(*) FROM posts p WHERE p.board = :board{where}", {"board": name, **values})


async def board_posts(db: Database, name: str, filters: dict[str, str], limit: int, offset: int) -> list[Row]:
    """A page of a board's list as its filters choose, newest first."""
    where, values = _chosen(filters)
    return await rows(
        db,
        f"WITH chosen AS MATERIALIZED (SELECT p.id FROM posts p WHERE p.board = :board{where}"
        " ORDER BY p.posted_at DESC, p.id DESC LIMIT :limit OFFSET :offset)"
        f" SELECT {_LISTED} FROM chosen CROSS JOIN posts p ON p.id = chosen.id JOIN boards b ON b.name = p.board ORDER BY p.posted_at DESC, p.id DESC",
        {"board": name, "limit": limit, "offset": offset, **values},
    )


async def posted_along(db: Database, board_name: str, author_name: str = "") -> list[Row]:
    """How many posts the site dates to each day, month or year, as the span asks; dates outside 1900 to 2199 are left out.

    Of a board, of an author, or of an author on a board: one mistyped year 0001 would flatten every bar beside it.
    """
    whose = ("board = :board" if board_name else _ON_ANY_BOARD) + (" AND author = :author" if author_name else "")
    where = f"{whose} AND posted_at > '19' AND posted_at < '22'"
    # of a board: two questions, each answered by one step into an index; of an author, a walk through their few entries
    edge = f"SELECT (SELECT min(posted_at) FROM posts WHERE {where}) AS first, (SELECT max(posted_at) FROM posts WHERE {where}) AS last"
    if author_name:
        edge = f"SELECT min(+posted_at) AS first, max(+posted_at) AS last FROM posts WHERE {where}"
    values: dict[str, Any] = {"board": board_name, "author": author_name}
    edges = await one(db, edge, values)
    if edges is None or edges["first"] is None:
        return []
    first, last = edges["first"][:10], edges["last"][:10]
    length = charts.unit(first, last)
    if not (charts.real(first) and charts.real(last)):
        sql = f"SELECT substr(posted_at, 1, :length) AS day, count(*) AS n FROM posts WHERE {where} GROUP BY 1"
        return await rows(db, sql, values | {"length": length})
    # a range of the index for each place of the axis: grouping would sort all posts once more
    found = await rows(
        db,
        f"SELECT j.value AS day, (SELECT count(*) FROM posts WHERE {whose} AND posted_at >= j.value AND posted_at < j.value || '~') AS n"
        " FROM json_each(:keys) j",
        values | {"keys": json.dumps(charts.span(first[:length], last[:length]))},
    )
    return [row for row in found if row["n"]]


async def choices(db: Database, name: str, days: list[Row]) -> dict[str, list[Row]]:
    """What a board's filters offer: years, its hundred most frequent authors, states; each with the number of posts."""
    offers = {
        "author": "author AS value, count(*) AS n FROM posts WHERE board = :board AND author IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 100",
        "state": "state AS value, count(*) AS n FROM posts WHERE board = :board GROUP BY 1 ORDER BY n DESC",
    }
    years: Counter[str] = Counter()
    for day in days:
        years[day["day"][:4]] += day["n"]
    offered: dict[str, list[Row]] = {"year": [{"value": year, "n": years[year]} for year in sorted(years, reverse=True)]}
    return offered | {key: await rows(db, f"SELECT {offer}", {"board": name}) for key, offer in offers.items()}


def _selected(wanted: Wanted) -> tuple[str, str, dict[str, Any]]:
    """The FROM and WHERE of the events that are wanted, posts joined only where they narrow, and the values."""
    values: dict[str, Any] = {f"kind{place}": kind for place, kind in enumerate(wanted.kinds)}
    clauses = [f"e.kind IN ({', '.join(':' + name for name in values)})", f"e.post {_NOT_REDACTED}"]
    narrowing = {
        # a run is of one board: its row is small, a post's is not
        "board": "e.crawl IN (SELECT id FROM crawls WHERE board = :board)",
        "author": "p.author = :author",
        "query": "e.post IN (SELECT posts_fts.rowid FROM posts_fts WHERE posts_fts MATCH ko_match(:query))",
        "after": "e.id > :after",
        "before": "e.id < :before",
    }
    if wanted.once:
        clauses.append(f"NOT EXISTS (SELECT 1 FROM events x WHERE x.post = e.post AND x.id > e.id AND x.kind IN ({', '.join(':' + name for name in values)}))")
    used = {name: getattr(wanted, name) for name in narrowing if getattr(wanted, name)}
    joined = " JOIN posts p ON p.id = e.post" if "author" in used else ""
    return f"events e{joined}", " AND ".join([*clauses, *(narrowing[name] for name in used)]), values | used


async def events(db: Database, wanted: Wanted, limit: int, offset: int = 0, order: Literal["ASC", "DESC"] = "DESC") -> list[Row]:
    """What happened to posts, the latest first; a change comes with its revision's number, fields and silence."""
    source, where, values = _selected(wanted)
    found = await rows(
        db,
        "WITH chosen AS MATERIALIZED"
        f" (SELECT e.id FROM {source} WHERE {where} ORDER BY e.id {order} LIMIT :limit OFFSET :offset)"
        " SELECT e.id, e.post, e.kind, e.at, e.detail, e.capture, e.crawl, p.native_id, p.url, p.title, p.author, p.board, p.state,"
        " p.posted_at, p.posted_precision, b.language, b.timezone, b.title AS board_title, c.record_id,"
        " r.number, r.changed, r.significance, r.silent, r.touched"
        " FROM chosen JOIN events e ON e.id = chosen.id JOIN posts p ON p.id = e.post JOIN boards b ON b.name = p.board"
        " JOIN captures c ON c.id = e.capture"
        " LEFT JOIN revisions r ON r.post = e.post AND r.capture = e.capture AND e.kind = 'changed'"
        f" ORDER BY e.id {order}",
        {"limit": limit, "offset": offset, **values},
    )
    return [_unpacked(row) for row in found]


def _unpacked(row: Row) -> Row:
    """A version, or an event with its version, with its lists as lists."""
    return {**row, "changed": listed(row["changed"]), "touched": listed(row["touched"])}


async def events_total(db: Database, wanted: Wanted) -> int:
    """How many events are wanted."""
    source, where, values = _selected(wanted)
    return await count(db, f"SELECT count(*) FROM {source} WHERE {where}", values)


async def latest_event(db: Database) -> int:
    """The number of the last event: the cursor from which a later reader asks what has changed since. 0 in an empty archive."""
    return await count(db, "SELECT coalesce(max(id), 0) FROM events")


async def versions_of(db: Database, numbers: list[tuple[int, int]]) -> dict[tuple[int, int], Row]:
    """Versions in full, by (post, number)."""
    found = await rows(
        db,
        "SELECT r.* FROM json_each(:numbers) j JOIN revisions r"
        " ON r.post = json_extract(j.value, '$[0]') AND r.number = json_extract(j.value, '$[1]')",
        {"numbers": json.dumps(numbers)},
    )
    return {(row["post"], row["number"]): row for row in found}


async def attachments_of(db: Database, posts: list[int]) -> dict[int, list[Row]]:
    """The files of several posts, by post."""
    found = await rows(db, f"SELECT {_FILE} FROM json_each(:posts) j JOIN attachments a ON a.post = j.value ORDER BY a.id", {"posts": json.dumps(posts)})
    return {post: [row for row in found if row["post"] == post] for post in posts}


async def post(db: Database, number: int) -> Row | None:
    """A post with its board's title, language and zone."""
    return await one(
        db,
        "SELECT p.*, b.title AS board_title, b.publisher, b.language, b.timezone, d.title AS duplicate_title"
        " FROM posts p JOIN boards b ON b.name = p.board LEFT JOIN posts d ON d.id = p.duplicate_of WHERE p.id = :post",
        {"post": number},
    )


async def revisions(db: Database, number: int) -> list[Row]:
    """The versions of a post without their bodies, oldest first."""
    found = await rows(
        db,
        "SELECT post, number, observed_at, title, changed, significance, silent, touched, parser, capture, content_hash"
        " FROM revisions WHERE post = :post ORDER BY number",
        {"post": number},
    )
    return [_unpacked(row) for row in found]


async def revision(db: Database, number: int, version: int) -> Row | None:
    """One version of a post in full."""
    row = await one(db, "SELECT * FROM revisions WHERE post = :post AND number = :number", {"post": number, "number": version})
    return row and {**row, "touched": listed(row["touched"])}


async def timeline(db: Database, number: int) -> list[Row]:
    """All that happened to a post, oldest first: versions, events, and what its page said when it was not there."""
    entries: list[Row] = [{**row, "entry": "version", "at": row["observed_at"]} for row in await revisions(db, number)]
    events_sql = "SELECT id, kind, at, detail, capture FROM events WHERE post = :post AND kind NOT IN ('new', 'changed') ORDER BY id"
    entries += [{**row, "entry": "event"} for row in await rows(db, events_sql, {"post": number})]
    absences_sql = "SELECT id, at, evidence, capture FROM absences WHERE post = :post ORDER BY id"
    entries += [{**row, "entry": "absence"} for row in await rows(db, absences_sql, {"post": number})]
    return sorted(entries, key=lambda entry: str(entry["at"]))


async def proof(db: Database, number: int, version: int) -> Row | None:
    """When a version was first observed, and the digest of the payload from which it was read."""
    return await one(
        db,
        "SELECT r.number, r.observed_at, c.payload_sha256 FROM revisions r JOIN captures c ON c.id = r.capture"
        " WHERE r.post = :post AND r.number = :number",
        {"post": number, "number": version},
    )


async def attachments(db: Database, number: int) -> list[Row]:
    """The files of a post, with the HTTP status of the capture that a row names, and why a file has no text that is searched."""
    return await rows(
        db,
        f"SELECT {_FILE}, c.url AS captured_url, c.status, d.form, d.reason FROM attachments a JOIN captures c ON c.id = a.capture"
        " LEFT JOIN documents d ON d.sha256 = a.sha256 WHERE a.post = :post ORDER BY a.id",
        {"post": number},
    )


async def file_capture(db: Database, file: Mapping[str, Any]) -> int | None:
    """The capture that holds a version's file as it was served; None where its bytes came packed, or not at all."""
    known = {"url": file.get("url"), "sha256": file.get("sha256")}
    row = await one(db, "SELECT id FROM captures WHERE url = :url AND payload_sha256 = :sha256 AND revisit_of IS NULL ORDER BY id LIMIT 1", known)
    return int(row["id"]) if row else None


async def comments(db: Database, number: int) -> list[Row]:
    """The comments under a post."""
    return await rows(db, "SELECT * FROM comments WHERE post = :post ORDER BY id", {"post": number})


async def captures_of(db: Database, number: int, limit: int) -> list[Row]:
    """The responses that a post rests on, newest first: those its rows name, and every other answer from its address."""
    return await rows(
        db,
        "WITH named AS (SELECT capture FROM posts WHERE id = :post UNION SELECT capture FROM revisions WHERE post = :post"
        " UNION SELECT capture FROM events WHERE post = :post UNION SELECT capture FROM absences WHERE post = :post"
        " UNION SELECT capture FROM attachments WHERE post = :post UNION SELECT capture FROM comments WHERE post = :post"
        " UNION SELECT id FROM captures WHERE url = (SELECT url FROM posts WHERE id = :post))"
        " SELECT c.* FROM captures c WHERE c.id IN (SELECT capture FROM named) ORDER BY c.fetched_at DESC, c.id DESC LIMIT :limit",
        {"post": number, "limit": limit},
    )


async def capture(db: Database, number: int) -> Row | None:
    """A capture with its board's zone, and the place of the record that holds its bytes."""
    return await one(
        db,
        "SELECT c.*, b.timezone, b.name AS board, o.warc_file AS held_file, o.warc_offset AS held_offset, o.warc_length AS held_length"
        " FROM captures c JOIN crawls r ON r.id = c.crawl JOIN boards b ON b.name = r.board"
        " JOIN captures o ON o.id = coalesce(c.revisit_of, c.id) WHERE c.id = :capture",
        {"capture": number},
    )


async def partners(db: Database, name: str) -> list[Row]:
    """The entries of a board's partner strip in their order, those that left at the end."""
    return await rows(db, "SELECT * FROM partners WHERE board = :board ORDER BY state = 'gone', position, id", {"board": name})


#: The run in which each board's strip was first archived. Who stood there then did not come: nobody saw them come.
_FIRST_STRIP = "WITH first AS (SELECT y.board, min(x.crawl) AS crawl FROM partner_events x JOIN partners y ON y.id = x.partner GROUP BY y.board)"


async def partner_moves(
    db: Database, board_name: str, limit: int, *, kinds: tuple[str, ...] = PARTNER_KINDS, before: int = 0, offset: int = 0
) -> list[Row]:
    """Who came to a board's partner strip (or to any), changed, left or came back, newest first; a change with what stood before and after it.

    before: an event's number: only what came before it
    """
    columns = ", ".join(f"n.{field}, o.{field} AS old_{field}" for field in PARTNER_FIELDS)
    values: dict[str, Any] = {f"kind{place}": kind for place, kind in enumerate(kinds)}
    where = f"e.kind IN ({', '.join(':' + name for name in values)}) AND NOT (e.kind = 'new' AND e.crawl = first.crawl)"
    where += (" AND a.board = :board" if board_name else "") + (" AND e.id < :before" if before else "")
    found = await rows(
        db,
        f"{_FIRST_STRIP} SELECT e.id, e.kind, e.at, e.detail, e.capture, c.record_id, a.board, b.title AS board_title, b.language, b.timezone,"
        " a.name AS now, a.id AS partner, coalesce(n.url, a.url) AS link, a.alt AS alt_now,"
        " a.description AS description_now, a.logo_sha256 AS logo_now, a.revision AS last,"
        f" f.name AS first_name, n.number, n.changed, {columns}"
        " FROM partner_events e JOIN partners a ON a.id = e.partner JOIN boards b ON b.name = a.board JOIN captures c ON c.id = e.capture"
        " JOIN first ON first.board = a.board"
        " LEFT JOIN partner_revisions f ON f.partner = e.partner AND f.number = 1"
        " LEFT JOIN partner_revisions n ON n.partner = e.partner AND n.capture = e.capture AND e.kind = 'changed'"
        " LEFT JOIN partner_revisions o ON o.partner = e.partner AND o.number = n.number - 1"
        f" WHERE {where} ORDER BY e.id DESC LIMIT :limit OFFSET :offset",
        values | {"board": board_name, "before": before, "limit": limit, "offset": offset},
    )
    return [{**row, "changed": [field for field in listed(row["changed"]) if field in PARTNER_FIELDS]} for row in found]


async def partners_first(db: Database, board_name: str) -> Row | None:
    """How many partners stood in a board's strip when it was first archived (``n``), and when that was (``at``)."""
    return await one(
        db,
        f"{_FIRST_STRIP} SELECT count(*) AS n, min(e.at) AS at FROM first JOIN partner_events e ON e.crawl = first.crawl AND e.kind = 'new'"
        " JOIN partners a ON a.id = e.partner AND a.board = first.board WHERE first.board = :board",
        {"board": board_name},
    )


async def logo_captures(db: Database, partner: int, version: int) -> tuple[str, list[int]] | None:
    """The digest of a partner's logo in a version, and the captures that may hold it; None where the version names none."""
    row = await one(
        db,
        "SELECT logo_url, logo_sha256 FROM partner_revisions WHERE partner = :partner AND number = :number",
        {"partner": partner, "number": version},
    )
    if row is None or not row["logo_sha256"]:
        return None
    # a logo that was served with a content coding has another digest on the wire than in itself
    found = await rows(
        db,
        "SELECT id FROM captures WHERE payload_sha256 = :logo_sha256 AND revisit_of IS NULL"
        " UNION ALL SELECT * FROM (SELECT id FROM captures WHERE url = :logo_url AND revisit_of IS NULL ORDER BY id LIMIT 20)",
        row,
    )
    return row["logo_sha256"], [capture["id"] for capture in found]


async def author(db: Database, name: str, board: str) -> list[Row]:
    """An author's boards with the number of posts, the first and the last date, how many were edited and how many are not listed any more."""
    return await rows(
        db,
        "SELECT b.name, b.title, b.language, b.timezone, count(*) AS posts, min(p.posted_at) AS first, max(p.posted_at) AS last,"
        " sum(p.revision > 1) AS edited, sum(p.state NOT IN ('listed', 'secret')) AS gone"
        f" FROM boards b CROSS JOIN posts p ON p.board = b.name AND p.author = :name{' WHERE b.name = :board' if board else ''}"
        " GROUP BY b.name ORDER BY posts DESC, b.name",
        {"name": name, "board": board},
    )


async def author_posts(db: Database, name: str, board: str, limit: int, offset: int) -> list[Row]:
    """A page of an author's posts, newest first."""
    return await rows(
        db,
        "WITH chosen AS MATERIALIZED (SELECT p.id FROM boards b CROSS JOIN posts p ON p.board = b.name AND p.author = :name"
        f"{' WHERE b.name = :board' if board else ''} ORDER BY p.posted_at DESC, p.id DESC LIMIT :limit OFFSET :offset)"
        f" SELECT {_LISTED} FROM chosen CROSS JOIN posts p ON p.id = chosen.id JOIN boards b ON b.name = p.board ORDER BY p.posted_at DESC, p.id DESC",
        {"name": name, "board": board, "limit": limit, "offset": offset},
    )


async def crawls(db: Database, limit: int, offset: int) -> list[Row]:
    """The runs, newest first, with what is left over between requests and their five classes, and their number of issues."""
    return await rows(
        db,
        "SELECT c.*, b.title AS board_title, b.timezone, c.requests - c.stored - c.unchanged - c.quarantined - c.refused - c.failed AS off,"
        " (SELECT count(*) FROM issues i WHERE i.crawl = c.id) AS issues"
        " FROM crawls c JOIN boards b ON b.name = c.board ORDER BY c.id DESC LIMIT :limit OFFSET :offset",
        {"limit": limit, "offset": offset},
    )


async def issues(db: Database, crawl: int | None, limit: int, offset: int) -> tuple[int, list[Row]]:
    """A page of issues, newest first, of one run or of all, and how many there are."""
    where = "" if crawl is None else " WHERE i.crawl = :crawl"
    values: dict[str, Any] = {} if crawl is None else {"crawl": crawl}
    total = await count(db, f"SELECT count(*) FROM issues i{where}", values)
    found = await rows(
        db,
        f"SELECT i.*, b.title AS board_title, b.timezone FROM issues i JOIN boards b ON b.name = i.board{where}"
        " ORDER BY i.id DESC LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    )
    return total, found


async def found(db: Database, asked: Asked, limit: int, offset: int) -> Found:
    """A page of search results, in the time that any other query may take. Raises QueryInterrupted."""

    def find_in(conn: sqlite3.Connection) -> Found:
        with sqlite_timelimit(conn, db.ds.sql_time_limit_ms):
            try:
                return find(conn, asked, limit, offset)
            except sqlite3.OperationalError as error:
                if error.args == ("interrupted",):
                    raise QueryInterrupted(error, "", {}) from error
                raise

    answer = await db.execute_fn(find_in)
    assert isinstance(answer, Found)
    return answer


def listed(text: str | None) -> list[Any]:
    """A JSON list of the archive as a list; empty for what is none."""
    try:
        value = json.loads(text or "[]")
    except ValueError:
        return []
    return value if isinstance(value, list) else []
