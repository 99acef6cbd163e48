"""The files of posts as the archive holds them, given out only when their SHA-256 is right."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from pipelines.payloads import file_bytes
from pipelines.whole import file_name
from publish.evidence import image_type


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
