"""`panjeon serve`: the reading room on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli.output import archive_option
from pipelines.archive import index, warcs_beside
from publish import server


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; put a reverse proxy before any other.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="The port; 0 takes any free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open the front page in a browser.")
def serve(archive: Path, host: str, port: int, open_browser: bool) -> None:
    """Serve the archive's pages, read-only, until stopped; a crawl may go on meanwhile.

    \b
    Example:
      panjeon serve --archive archive.db --port 8001
    """
    if archive.is_file() and os.access(archive, os.W_OK):
        index(archive)  # posts that `scrapy crawl` or a killed crawl left unindexed
    server.run(archive, warcs_beside(archive), host, port, open_browser)
