"""`panjeon partners`: whose sites the partners of a board link to, which of them may be asked, and what they answered."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import click

from cli.output import archive_option, boards_option, json_option, note, print_records
from crawler.addresses import host_of
from crawler.links import FAILING
from crawler.manifest import BUILT_IN, available, find, further
from crawler.onboarding.asking import asking, write_asked
from pipelines import links as checks
from pipelines.archive import open_reader

COLUMNS = ("host", "links", "asked", "answering", "failing", "dead", "last_checked_at")


@click.group()
def partners() -> None:
    """The partners of a board: their links, and which hosts may be asked whether these still answer.

    \b
    Example:
      panjeon partners links seoulsolution-ko
    """


@partners.command()
@click.argument("board")
@click.argument("hosts", nargs=-1, metavar="[HOST…]")
@click.option("--all", "every", is_flag=True, help="Name every host that a partner links to.")
@click.option("--write", is_flag=True, help="Put the named hosts into the board file beside those there; a built-in one is copied to ./boards.")
@boards_option
@archive_option
@json_option
def links(board: str, hosts: tuple[str, ...], every: bool, write: bool, boards_folder: Path | None, archive: Path, as_json: bool) -> None:
    """List the hosts that a board's partners link to, and give the lines for the board file that let crawls ask some of them.

    Nothing is asked now. Crawls ask the named hosts, once in `partners.every`, whether their links still answer; no other host ever.

    \b
    Examples:
      panjeon partners links seoulsolution-ko
      panjeon partners links seoulsolution-ko www.citynet-ap.org --write
    """
    manifest = find(board, further(boards_folder))
    records = _records(archive, board, manifest.partners.ask)
    known = {record["host"] for record in records}
    for host in hosts:
        if host not in known:
            raise click.UsageError(f"no partner of {board} links to {host!r}; `panjeon partners links {board}` lists the hosts")
    if write and not (hosts or every):
        raise click.UsageError("nobody is asked unless named: give the hosts, or --all for every one")
    print_records(records, COLUMNS, as_json=as_json)
    chosen = (*manifest.partners.ask, *(record["host"] for record in records if record["asked"] == "no" and (record["host"] in hosts or not hosts)))
    if write:
        path = next(path for path in available(further(boards_folder)) if path.stem == board)
        folder = (boards_folder or Path("boards")) if path.parent == BUILT_IN else path.parent
        note(f"{write_asked(path, folder, chosen)} names {len(chosen)} hosts now; the next crawl that reads the partner strip asks them")
    elif len(chosen) > len(manifest.partners.ask):
        note(f"for the board file, if all of these may be asked (or add --write):\n\n[partners]\n{asking(chosen)}")


def _records(archive: Path, board: str, asked: tuple[str, ...]) -> list[dict[str, Any]]:
    """A record for each host, those with the most links first."""
    with closing(open_reader(archive)) as conn:
        rows = checks.named(conn, board)
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        try:
            host = host_of(row["url"])
        except ValueError:
            continue
        record = found.setdefault(host, {"host": host, "links": 0, "asked": "yes" if host in asked else "no", **dict.fromkeys(COLUMNS[3:6], 0)})
        record["links"] += 1
        record["answering"] += row["outcome"] == "answers"
        record["failing"] += row["outcome"] in FAILING
        record["dead"] += row["dead_since"] is not None
        record["last_checked_at"] = max(filter(None, (record.get("last_checked_at"), row["last_checked_at"])), default=None)
    return sorted(found.values(), key=lambda record: (-record["links"], record["host"]))
