"""Serves an archive to readers: read-only, while a crawl may be writing to it."""

from __future__ import annotations

import gc
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
#: Beside these, the plugin itself refuses SQL and the download of the file in public mode, also under plain Datasette.
_PUBLIC = {"default_allow_sql": False, "allow_download": False, "sql_time_limit_ms": 1000, "facet_time_limit_ms": 200, "max_csv_mb": 50}
#: More readers at once than this are told to come again: three threads read the archive.
_MOST_AT_ONCE = 200


def settings(archive: Path, warcs: Path | None = None, *, public: bool = False) -> Datasette:
    """Datasette on an archive, opened read-only and never as immutable. Raises ArchiveError for a file that is no archive of ours.

    public: for anybody to read: no SQL of the reader's own, nothing about the server itself, answers that shared caches may keep
    """
    if not archive.is_file():
        raise ArchiveError(f"{archive}: there is no such file; crawl a board first, or name another with --archive")
    # where rich is installed, Datasette prints all variables of every reader's mistyped address to the console
    # (by name: importing that module before datasette.app leaves Datasette without its error pages)
    pm.get_plugin("datasette.handle_exception").rich = None
    if not pm.is_registered(plugin):
        pm.register(plugin, "panjeon")
    folder = warcs if warcs is not None else warcs_beside(archive)
    # left out where it is the default: Datasette shows its metadata to readers
    configured: dict[str, object] = {} if folder.resolve() == warcs_beside(archive).resolve() else {"warcs": str(folder)}
    configured |= {"public": True} if public else {}
    served = Datasette([str(archive)], metadata={"plugins": {"panjeon": configured}}, settings=_SETTINGS | (_PUBLIC if public else {}))
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
    *,
    public: bool = False,
) -> None:
    """Serve until interrupted, and say the address first. Port 0 takes any free port."""
    served = settings(archive, warcs, public=public)
    config = uvicorn.Config(
        served.app(),
        host=host,
        port=port,
        log_level="warning",
        lifespan="on",
        timeout_graceful_shutdown=3,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE if public else None,
    )
    server = uvicorn.Server(config)
    socket = server.config.bind_socket() if port == 0 else None
    taken = socket.getsockname()[1] if socket else port
    address = f"http://{f'[{host}]' if ':' in host else host}:{taken}/"
    say(address)
    if open_browser:
        # uvicorn needs a moment until it answers
        threading.Timer(1.0, webbrowser.open, [address]).start()
    # what is loaded by now lives as long as the server: looking through it again and again took a tenth of the time of a table page
    gc.collect()
    gc.freeze()
    server.run(sockets=[socket] if socket else None)
