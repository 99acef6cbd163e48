"""The run ledger as a chain: each run's digest covers the run, its WARC files and the digest before it, so no run can be taken out unseen."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

#: What stands before the first run.
START = "0" * 64


def runs(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every ended run in order: {run: its row of crawls, warcs: its files, previous: the digest before, digest: its own}."""
    previous = START
    for row in conn.execute("SELECT * FROM crawls WHERE outcome != 'running' ORDER BY id").fetchall():
        files = conn.execute("SELECT file, bytes, records, sha256, closed_at FROM warcs WHERE crawl = ? ORDER BY file", (row["id"],))
        link = {"run": dict(row), "warcs": [dict(file) for file in files], "previous": previous}
        previous = digest(link)
        yield {**link, "digest": previous}


def digest(link: Mapping[str, Any]) -> str:
    """SHA-256 of a link's run, warcs and previous as JSON with sorted names, without spaces, in UTF-8."""
    covered = {name: link.get(name) for name in ("run", "warcs", "previous")}
    return hashlib.sha256(json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
