"""Redaction: what a post said goes out of the tables, that it was and why it is hidden stays. An event like any other, kept in WARC.

Nothing has to be filtered where nothing stands: what a redacted post said is in no table that anybody reads, so no page, search,
feed, export or query can show it, whoever forgets to ask. Its rows stay, for the history of the board is not altered: that there
was a post, when it changed and when it went. The crawler asks it no more.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.errors import ArchiveError
from pipelines import deduplicate, search

#: What stands in place of an address.
BLANK = "urn:panjeon:redacted"
#: A title that is known by its digest only, because the page it stood on was taken out of the evidence.
DIGEST = "sha256:"
#: The category of a purged post whose page bore another title than the list gave it, and of one that bore the very one, be it cut.
UNLIKE, AGREED = f"{DIGEST}unlike", f"{DIGEST}agreed"
_OWN = (
    "SELECT url FROM posts WHERE id = :post UNION SELECT url FROM attachments WHERE post = :post"
    " UNION SELECT c.url FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.post = :post"
    " UNION SELECT c.url FROM attachments a JOIN captures c ON c.id = a.capture WHERE a.post = :post"
    " UNION SELECT f.value ->> 'url' FROM revisions r, json_each(r.attachments) f WHERE r.post = :post"
)
_OTHERS = (
    "SELECT url FROM boards UNION SELECT url FROM posts WHERE id <> :post AND url IN (SELECT url FROM own)"
    " UNION SELECT url FROM attachments WHERE post <> :post AND url IN (SELECT url FROM own)"
    " UNION SELECT c.url FROM captures c JOIN revisions r ON r.capture = c.id WHERE r.post <> :post AND c.url IN (SELECT url FROM own)"
)
#: Addresses that are the post's alone.
ADDRESSES = f"WITH own AS ({_OWN}) SELECT url FROM own WHERE url NOT IN ({_OTHERS})"


@dataclass(frozen=True, slots=True)
class _Blanked:
    """Which rows of a table belong to a post (``:post``), what finds one again, and what their columns say when they say nothing."""

    table: str
    key: tuple[str, ...]
    of_post: str
    columns: Mapping[str, str | None]


#: In this order: the captures are found by what the other rows still say.
_BLANKED = (
    _Blanked(
        "issues", ("id",), f"capture IN (SELECT id FROM captures WHERE redaction = :redaction) OR url IN ({ADDRESSES})",
        {"url": BLANK, "message": "", "expected": None, "found": None},
    ),
    _Blanked(
        "mentions", ("board", "native_id"), "(board, native_id) IN (SELECT board, native_id FROM posts WHERE id = :post)",
        {"url": BLANK, "title": "", "author": None, "posted_at": None},
    ),
    _Blanked("captures", ("id",), f"url IN ({ADDRESSES})", {"url": BLANK}),
    _Blanked("revisions", ("post", "number"), "post = :post", {
        "title": "", "author": None, "body_text": "", "body_html": "", "attachments": "[]", "content_hash": "", "significance": "content",
        "touched": "[]",
    }),
    _Blanked("attachments", ("id",), "post = :post", {"name": "", "url": BLANK, "media_type": None, "bytes": None, "sha256": None}),
    _Blanked("comments", ("id",), "post = :post", {"author": None, "posted_at": None, "body_text": ""}),
    _Blanked("events", ("id",), "post = :post", {"detail": "{}"}),
    _Blanked("absences", ("id",), "post = :post", {"evidence": ""}),
    _Blanked("posts", ("id",), "duplicate_of = :post", {"duplicate_of": None, "duplicate_score": None}),
    _Blanked("posts", ("id",), "id = :post", {
        "url": BLANK, "title": "", "author": None, "posted_raw": None, "body_text": "", "body_html": "", "content_hash": "",
        "duplicate_of": None, "duplicate_score": None, "category": None,
    }),
)  # fmt: skip


def digest(title: str) -> str:
    """What stands for a normalised title that nobody may read: enough to know it again."""
    return DIGEST + hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()


def active(conn: sqlite3.Connection, post: int) -> sqlite3.Row | None:
    """The redaction that hides a post; None where none does."""
    row: sqlite3.Row | None = conn.execute("SELECT * FROM redactions WHERE post = ? AND ended_at IS NULL", (post,)).fetchone()
    return row


def apply(conn: sqlite3.Connection, facts: Mapping[str, object], at: str) -> None:
    """Do what a record says: hide a post, purge it, or take a redaction back. ``facts``: board, native_id, act, reason, asked_by.

    Inside the caller's transaction. Raises ArchiveError for a post that the archive does not hold.
    """
    found = conn.execute("SELECT id FROM posts WHERE board = ? AND native_id = ?", (facts["board"], facts["native_id"])).fetchone()
    if found is None:
        raise ArchiveError(f"a record speaks of the post {facts['board']}/{facts['native_id']}, which the archive does not hold; run `panjeon verify`")
    post: int = found["id"]
    held = active(conn, post)
    if facts["act"] == "hide" and held is None:
        _hide(conn, post, facts, at)
    elif facts["act"] == "purge" and held is not None:
        conn.execute("UPDATE redactions SET purged_at = coalesce(purged_at, ?) WHERE id = ?", (at, held["id"]))
        conn.execute("DELETE FROM withheld WHERE redaction = ?", (held["id"],))
    elif facts["act"] == "show" and held is not None and held["purged_at"] is None:
        _show(conn, post, held["id"], facts, at)


def withdraw(conn: sqlite3.Connection, capture: int, redaction: int) -> None:
    """Hide an answer that came although its post is redacted."""
    conn.execute("UPDATE captures SET redaction = ?, url = ? WHERE id = ?", (redaction, BLANK, capture))


def _hide(conn: sqlite3.Connection, post: int, facts: Mapping[str, object], at: str) -> None:
    search.forget(conn, post)
    redaction = conn.execute(
        "INSERT INTO redactions (post, at, reason, asked_by) VALUES (?, ?, ?, ?)", (post, at, facts["reason"], facts.get("asked_by"))
    ).lastrowid
    values = {"post": post, "redaction": redaction}
    body = conn.execute("SELECT body_text FROM posts WHERE id = ?", (post,)).fetchone()["body_text"]
    conn.executemany("DELETE FROM sketches WHERE hash = ? AND post = ?", [(value, post) for value in deduplicate.sketch(body)])
    conn.execute(f"UPDATE captures SET redaction = :redaction WHERE url IN ({ADDRESSES})", values)
    for one in _BLANKED:
        _blank(conn, one, values)
    # What was read of files is made of the evidence; where a redaction is taken back, the next crawl reads them once more.
    conn.execute("UPDATE attachments SET text = NULL WHERE post = :post", values)
    conn.execute("UPDATE posts SET redaction = :redaction WHERE id = :post", values)
    conn.execute("UPDATE notices SET reason = '', event = NULL WHERE event IN (SELECT id FROM events WHERE post = :post)", values)


def _blank(conn: sqlite3.Connection, one: _Blanked, values: Mapping[str, object]) -> None:
    names = [*one.key, *one.columns]
    for row in conn.execute(f"SELECT {', '.join(names)} FROM {one.table} WHERE {one.of_post} ORDER BY {', '.join(one.key)}", values).fetchall():
        key = [row[name] for name in one.key]
        said = {name: row[name] for name in one.columns}
        conn.execute(
            "INSERT INTO withheld (redaction, place, said) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (values["redaction"], json.dumps([one.table, *key]), json.dumps(said, ensure_ascii=False)),
        )
        _write(conn, one.table, one.key, key, _says_nothing(one, key))


def _says_nothing(one: _Blanked, key: Sequence[object]) -> dict[str, object]:
    """The blank columns of a row; files keep addresses that differ, and a first version its name."""
    said: dict[str, object] = dict(one.columns)
    if one.table == "attachments":
        said["url"] = f"{BLANK}:{key[0]}"
    if one.table == "revisions" and key[1] == 1:
        said["significance"] = "first"
    return said


def _show(conn: sqlite3.Connection, post: int, redaction: int, facts: Mapping[str, object], at: str) -> None:
    keys = {one.table: one.key for one in _BLANKED}
    search.forget(conn, post)
    for row in conn.execute("SELECT place, said FROM withheld WHERE redaction = ? ORDER BY place", (redaction,)).fetchall():
        table, *key = json.loads(row["place"])
        _write(conn, table, keys[table], key, json.loads(row["said"]))
    conn.execute("UPDATE captures SET redaction = NULL WHERE redaction = ?", (redaction,))
    conn.execute("UPDATE posts SET redaction = NULL WHERE id = ?", (post,))
    body = conn.execute("SELECT body_text FROM posts WHERE id = ?", (post,)).fetchone()["body_text"]
    conn.executemany("INSERT INTO sketches (hash, post) VALUES (?, ?)", [(value, post) for value in deduplicate.sketch(body)])
    conn.execute("DELETE FROM withheld WHERE redaction = ?", (redaction,))
    conn.execute("UPDATE redactions SET ended_at = ?, ended_because = ? WHERE id = ?", (at, facts["reason"], redaction))
    search.reindex(conn, post)


def _write(conn: sqlite3.Connection, table: str, key: Sequence[str], found: Sequence[object], said: Mapping[str, object]) -> None:
    conn.execute(
        f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in said)} WHERE {' AND '.join(f'{name} = ?' for name in key)}", (*said.values(), *found)
    )
