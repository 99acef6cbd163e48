"""Serves an archive to readers: read-only, while a crawl may be writing to it."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from crawler.errors import ArchiveError
from pipelines.archive import warcs_beside
from publish import plugin

_SETTINGS = {
    "suggest_facets": False,
    "sql_time_limit_ms": 1500,
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "truncate_cells_html": 200,
    "facet_time_limit_ms": 500,
    "max_csv_mb": 100,
}


def settings(archive: Path, warcs: Path | None = None) -> Datasette:
    """Datasette on an archive, opened read-only and never as immutable. Raises ArchiveError for a file that is no archive of ours."""
    if not archive.is_file():
        raise ArchiveError(f"{archive}: there is no such file; crawl a board first, or name another with --archive")
    # where rich is installed, Datasette prints all variables of every reader's mistyped address to the console
    # (by name: importing that module before datasette.app leaves Datasette without its error pages)
    pm.get_plugin("datasette.handle_exception").rich = None
    if not pm.is_registered(plugin):
        pm.register(plugin, "panjeon")
    folder = warcs if warcs is not None else warcs_beside(archive)
    # left out where it is the default: Datasette shows its metadata to readers
    metadata = {} if folder.resolve() == warcs_beside(archive).resolve() else {"plugins": {"panjeon": {"warcs": str(folder)}}}
    served = Datasette([str(archive)], metadata=metadata, settings=_SETTINGS)
    if plugin.archive(served) is None:
        raise ArchiveError(f"{archive}: this is no archive of Panjeon, or it has no search index yet; rebuild it first")
    return served


def run(
    archive: Path,
    warcs: Path | None = None,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Serve until interrupted, and say the address first. Port 0 takes any free port."""
    served = settings(archive, warcs)
    server = uvicorn.Server(uvicorn.Config(served.app(), host=host, port=port, log_level="warning", lifespan="on", timeout_graceful_shutdown=3))
    socket = server.config.bind_socket() if port == 0 else None
    taken = socket.getsockname()[1] if socket else port
    address = f"http://{f'[{host}]' if ':' in host else host}:{taken}/"
    say(address)
    if open_browser:
        # uvicorn needs a moment until it answers
        threading.Timer(1.0, webbrowser.open, [address]).start()
    server.run(sockets=[socket] if socket else None)
