"""Captured bytes for readers: off the event loop, and told by their first bytes whether they are a picture."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.payloads import Evidence, evidence, payload, place_of, unpacked

if TYPE_CHECKING:  # Datasette takes half a second to import, and an export needs none of it
    from datasette.database import Database

__all__ = ["Evidence", "evidence", "fetch", "fetch_unpacked", "image_type", "payload", "place_of", "unpacked"]

#: An image is what its first bytes say. SVG is a document with scripts and is never one of these.
_IMAGES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF87a", "image/gif"), (b"GIF89a", "image/gif"))


def image_type(content: bytes) -> str | None:
    """The media type of a picture that may be shown inline, told by its first bytes; None for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((media_type for magic, media_type in _IMAGES if content.startswith(magic)), None)


async def fetch(db: Database, warcs: Path, capture: int) -> Evidence:
    """``evidence`` off the event loop, on a connection of the published database."""

    def read(conn: sqlite3.Connection) -> Evidence:
        return evidence(conn, warcs, capture)

    found = await db.execute_fn(read)
    assert isinstance(found, Evidence)
    return found


async def fetch_unpacked(db: Database, warcs: Path, capture: int) -> bytes:
    """A capture's body as a reader's program wants it, unpacked off the event loop."""
    return await asyncio.to_thread(unpacked, await fetch(db, warcs, capture))
