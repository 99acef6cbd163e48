"""Which post a person means: by its number in the archive, as BOARD/NATIVE_ID, or by an address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from cli.output import plain
from crawler.addresses import canonical
from crawler.errors import ArchiveError

NEAR = 3
ALIKE = 70
_SHORT = 60


def find_post(conn: sqlite3.Connection, wanted: str) -> sqlite3.Row:
    """The row of the post meant; ArchiveError, with the nearest posts, where there is none or more than one."""
    if "://" in wanted:
        found = _by_address(conn, wanted)
    elif wanted.isascii() and wanted.isdigit():
        found = conn.execute("SELECT * FROM posts WHERE id = ?", (int(wanted) if len(wanted) < 19 else -1,)).fetchall()
    else:
        board, _, native_id = wanted.partition("/")
        found = conn.execute("SELECT * FROM posts WHERE board = ? AND native_id = ?", (board, native_id)).fetchall()
    if len(found) == 1:
        row: sqlite3.Row = found[0]
        return row
    near = _shown(found) if found else _shown(_near(conn, wanted))
    if found:
        raise ArchiveError(f"{wanted} is the address of more than one post; choose one of {near}")
    hint = f"did you mean {near}" if near else "name it by its number, as BOARD/NATIVE_ID, or by its address"
    raise ArchiveError(f"the archive holds no post {wanted!r}; {hint}")


def _by_address(conn: sqlite3.Connection, url: str) -> list[sqlite3.Row]:
    """Posts with this address, or a version of which was captured at it."""
    try:
        addresses = (url, canonical(url))
    except ValueError:
        addresses = (url, url)
    rows = conn.execute("SELECT * FROM posts WHERE url IN (?, ?) ORDER BY id", addresses).fetchall()
    captured = "SELECT * FROM posts WHERE id IN (SELECT r.post FROM captures c JOIN revisions r ON r.capture = c.id WHERE c.url IN (?, ?)) ORDER BY id"
    return rows or conn.execute(captured, addresses).fetchall()


def _near(conn: sqlite3.Connection, wanted: str) -> list[sqlite3.Row]:
    """Posts that may have been meant: the same native id on any board, a title that holds the words, or a like address."""
    native_id = wanted.rpartition("/")[2]
    sql = "SELECT * FROM posts WHERE native_id = ? OR title LIKE ? ESCAPE '\\' ORDER BY id LIMIT ?"
    words = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = conn.execute(sql, (native_id, f"%{words}%", NEAR)).fetchall()
    if rows:
        return rows
    column = "url" if "://" in wanted else "board || '/' || native_id"
    names = {row[0]: row[1] for row in conn.execute(f"SELECT id, {column} FROM posts ORDER BY id")}
    nearest = process.extract(wanted, names, scorer=fuzz.ratio, limit=NEAR, score_cutoff=ALIKE)
    return [conn.execute("SELECT * FROM posts WHERE id = ?", (number,)).fetchone() for _, _, number in nearest]


def _shown(rows: Iterable[sqlite3.Row]) -> str:
    return " or ".join(f"{row['board']}/{plain(row['native_id'])} ({plain(row['title'])[:_SHORT]})" for row in rows)
