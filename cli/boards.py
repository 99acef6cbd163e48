"""`panjeon boards`: which boards can be crawled, and which are in the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.output import archive_option, boards_option, json_option, print_records
from crawler.manifest import available, further, load
from pipelines.archive import open_reader


@click.command()
@boards_option
@archive_option
@json_option
def boards(boards_folder: Path | None, archive: Path, as_json: bool) -> None:
    """List the boards that have a manifest, with their state in the archive.

    \b
    Example:
      panjeon boards --boards ./my-boards
    """
    known: dict[str, dict[str, Any]] = {}
    if archive.is_file():
        conn = open_reader(archive)
        sql = "SELECT b.name, b.state, b.last_crawl, count(p.id) AS posts FROM boards b LEFT JOIN posts p ON p.board = b.name GROUP BY b.name"
        known = {row["name"]: dict(row) for row in conn.execute(sql)}
        conn.close()
    records = []
    for path in available(further(boards_folder)):
        manifest = load(path)
        found = known.get(manifest.name, {})
        records.append(
            {
                "name": manifest.name,
                "title": manifest.title,
                "engine": manifest.engine,
                "url": manifest.url,
                "state": found.get("state", "not crawled"),
                "posts": found.get("posts", 0),
                "last_crawl": found.get("last_crawl"),
            }
        )
    print_records(records, ["name", "title", "engine", "url", "state", "posts", "last_crawl"], as_json=as_json)
