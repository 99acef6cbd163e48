"""Places: how WARC files that were written anew take the place of the old ones, whenever the process dies.

The new file lies beside the old one as ``NAME.purged``. One transaction notes the new offsets and digests and which files are to be
put in place; from then on the rows speak of the new files, and whoever opens the archive for writing next puts them there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from crawler.crashpoint import crashpoint
from crawler.warc.write import sync_folder

SUFFIX = ".purged"
_KEY = "purging"


def note(conn: sqlite3.Connection, files: Sequence[str]) -> None:
    """Note in the caller's transaction which files are to be put in place."""
    conn.execute("INSERT INTO archive (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (_KEY, json.dumps(files)))


def noted(conn: sqlite3.Connection) -> list[str]:
    """The files of which the rows speak already and that are not in their places yet."""
    row = conn.execute("SELECT value FROM archive WHERE key = ?", (_KEY,)).fetchone()
    files: list[str] = json.loads(row[0]) if row else []
    return files


def put_in_place(conn: sqlite3.Connection, warcs: Path) -> None:
    """Rename what was noted, and remove new files of which no row speaks: a purge that died before its transaction left them."""
    files = noted(conn)
    for name in files:
        new = warcs / (name + SUFFIX)
        if new.exists():
            new.replace(warcs / name)
            crashpoint("after_purge_rename")
    left = list(warcs.glob("*" + SUFFIX))
    for path in left:
        path.unlink()
    if files or left:
        sync_folder(warcs)
    if files:
        conn.execute("DELETE FROM archive WHERE key = ?", (_KEY,))
