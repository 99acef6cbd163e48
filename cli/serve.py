"""``panjeon serve``: the reading room on this machine."""

from __future__ import annotations

from pathlib import Path

from publish import server


def serve(archive: Path, warcs: Path | None = None, host: str = "127.0.0.1", port: int = 8001, open_browser: bool = False) -> None:
    """Serve an archive's pages until interrupted; says the address first. Raises ArchiveError for a file that is no archive."""
    server.run(archive, warcs, host, port, open_browser)
