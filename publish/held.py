"""The files of posts as the archive holds them, given out only when their SHA-256 is right."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import WarcDamaged
from pipelines.whole import file_name
from publish.evidence import evidence, image_type, unpacked

#: So many captures of one address are looked through for the bytes of one digest.
_MOST_CAPTURES = 50


def file_bytes(conn: sqlite3.Connection, warcs: Path, url: str, sha256: str) -> bytes | None:
    """The bytes with this digest that were captured at this address; None where the WARC files do not hold them."""
    for capture in _captures(conn, url, sha256):
        try:
            content = unpacked(evidence(conn, warcs, capture))
        except (WarcDamaged, FileNotFoundError):
            continue
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    return None


def _captures(conn: sqlite3.Connection, url: str, sha256: str) -> Iterator[int]:
    """The captures that may hold the bytes: those with the digest first, then those whose content coding hides it."""
    likely = conn.execute("SELECT id FROM captures WHERE payload_sha256 = ? AND revisit_of IS NULL", (sha256,))
    other = conn.execute(
        "SELECT id FROM captures WHERE url = ? AND payload_sha256 != ? AND revisit_of IS NULL ORDER BY id DESC LIMIT ?", (url, sha256, _MOST_CAPTURES)
    )
    for rows in (likely.fetchall(), other.fetchall()):
        yield from (row[0] for row in rows)


@dataclass(slots=True)
class Files:
    """A folder of files, one a digest and name; knows which could not be had."""

    conn: sqlite3.Connection
    warcs: Path
    folder: Path
    missing: int = 0

    def save(self, name: str, url: str, sha256: str | None) -> tuple[str, bool] | None:
        """Write a file and return its name in the folder, and whether it is a picture that may be shown; None where there are no bytes."""
        if sha256 is None:
            return None
        saved = file_name(name, sha256[:16])
        if not (self.folder / saved).exists():
            content = file_bytes(self.conn, self.warcs, url, sha256)
            if content is None:
                self.missing += 1
                return None
            self.folder.mkdir(exist_ok=True)
            (self.folder / saved).write_bytes(content)
        with (self.folder / saved).open("rb") as stream:
            return saved, image_type(stream.read(16)) is not None
