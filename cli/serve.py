"""`panjeon serve`: the reading room on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli.bar import bring_up_to_date
from cli.output import archive_option, note
from pipelines.archive import warcs_beside
from publish import server

_HERE = ("127.0.0.1", "::1", "localhost")


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; put a reverse proxy before any other.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="The port; 0 takes any free one.")
@click.option(
    "--public/--private",
    default=False,
    help="Public is for anybody to read: no SQL of the reader's own, answers that caches may keep, robots welcome. Private is the default.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the front page in a browser.")
def serve(archive: Path, host: str, port: int, public: bool, open_browser: bool) -> None:
    """Serve the archive's pages, read-only, until stopped; a crawl may go on meanwhile.

    \b
    Examples:
      panjeon serve --archive archive.db --port 8001
      panjeon serve --public --port 8001
    """
    if archive.is_file() and os.access(archive, os.W_OK):
        bring_up_to_date(archive)  # what `scrapy crawl` or a killed crawl left unindexed
    if not public and host not in _HERE:
        note(f"whoever reaches {host} reads everything and may send SQL; choose --public, or put a proxy with a log-in before it")
    server.run(archive, warcs_beside(archive), host, port, open_browser, public=public)
