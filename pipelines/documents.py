"""The text of posts' files: read aside, once for each content, and kept beside the file's row and in the search index.

Nothing here is evidence: all of it is made again of the evidence by a rebuild.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from crawler.documents import VERSION, Document, Reader
from pipelines import search
from pipelines.payloads import MOST_BYTES, file_bytes

Progress = Callable[[int, int], None]
#: So many files are read before what they say is written.
_AT_ONCE = 25
#: typeof() looks at a value's head alone, where IS NULL would fetch the whole text.
_WITHOUT_TEXT = "typeof(a.text) = 'null'"
#: A digest is read again where its text went with a file that has changed since.
_PENDING = (
    "SELECT a.sha256, min(a.url), max(a.bytes) FROM attachments a LEFT JOIN documents d ON d.sha256 = a.sha256 WHERE a.sha256 IS NOT NULL AND"
    f" (d.reader IS NOT ? OR (d.characters > 0 AND {_WITHOUT_TEXT} AND NOT EXISTS"
    " (SELECT 1 FROM attachments o WHERE o.sha256 = a.sha256 AND typeof(o.text) <> 'null'))) GROUP BY a.sha256 ORDER BY min(a.id)"
)


def read_new(conn: sqlite3.Connection, warcs: Path, progress: Progress | None = None) -> Iterator[list[tuple[str, Document]]]:
    """What the files say that nobody has read yet, some at a time, by digest; ``progress`` is told the files read and the files there are."""
    pending = conn.execute(_PENDING, (VERSION,)).fetchall()
    done: list[tuple[str, Document]] = []
    with Reader() as reader:
        for number, (sha256, url, size) in enumerate(pending, start=1):
            done.append((sha256, _read(conn, warcs, reader, url, sha256, size or 0)))
            if progress is not None:
                progress(number, len(pending))
            if len(done) >= _AT_ONCE or number == len(pending):
                yield done
                done = []


def _read(conn: sqlite3.Connection, warcs: Path, reader: Reader, url: str, sha256: str, size: int) -> Document:
    if size > min(MOST_BYTES, reader.limits.size):
        return Document(form="other", reason="too_large", text="")
    data = file_bytes(conn, warcs, url, sha256)
    return Document(form="other", reason="missing", text="") if data is None else reader.read(data)


def keep(conn: sqlite3.Connection, found: list[tuple[str, Document]]) -> int:
    """Write what was read, and have the search find it; the number of files. Inside the caller's transaction."""
    touched: set[int] = set()
    for sha256, document in found:
        conn.execute(
            "INSERT INTO documents (sha256, form, reason, characters, reader) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET form = excluded.form,"
            " reason = excluded.reason, characters = excluded.characters, reader = excluded.reader",
            (sha256, document.form, document.reason, len(document.text), VERSION),
        )
        rows = conn.execute("UPDATE attachments SET text = ? WHERE sha256 = ? RETURNING post", (document.text or None, sha256))
        touched |= {row[0] for row in rows.fetchall()}
    _reindex(conn, touched)
    return len(found)


def adopt(conn: sqlite3.Connection) -> int:
    """Give files whose content was read before, under another post or address, its text; how many. Inside the caller's transaction."""
    rows = conn.execute(
        "UPDATE attachments AS a SET text = (SELECT o.text FROM attachments o WHERE o.sha256 = a.sha256 AND o.text IS NOT NULL LIMIT 1)"
        f" WHERE {_WITHOUT_TEXT} AND a.sha256 IN (SELECT sha256 FROM documents WHERE characters > 0)"
        " AND EXISTS (SELECT 1 FROM attachments o WHERE o.sha256 = a.sha256 AND typeof(o.text) <> 'null') RETURNING post"
    ).fetchall()
    _reindex(conn, {row[0] for row in rows})
    return len(rows)


def _reindex(conn: sqlite3.Connection, posts: set[int]) -> None:
    """Bring posts that are in the index up to date; those that are not there yet will be taken in as they stand."""
    for post in sorted(posts):
        if conn.execute("SELECT 1 FROM indexed WHERE post = ?", (post,)).fetchone():
            search.reindex(conn, post)
