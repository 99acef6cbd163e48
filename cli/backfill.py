"""`panjeon backfill`: captures that other tools made, taken into the history of a board."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from cli.output import archive_option, boards_option, counted, json_option, note, plain, print_records
from crawler.clock import clock_from, iso
from crawler.errors import ArchiveError
from crawler.manifest import find, further
from pipelines.archive import index, open_reader
from pipelines.backfill import Backfill, Plan, copied

COLUMNS = (
    "board", "crawl", "outcome", "reason", "files", "readings", "posts", "lists", "strips", "earliest", "latest", "copies", "left_out",
    "new", "changed", "quarantined",
)  # fmt: skip
SHOWN = 10


@click.command()
@click.argument("board", metavar="NAME")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and take nothing.")
@boards_option
@archive_option
@json_option
def backfill(board: str, files: tuple[Path, ...], dry_run: bool, boards_folder: Path | None, archive: Path, as_json: bool) -> None:
    """Take the posts, lists and partner strips of a board from WARC or WACZ files of any tool into its history, each with the time at which it was captured.

    The records are copied into the archive's own WARC files, with the name and the SHA-256 of the file that they come from. Versions older
    than those known become earlier revisions; what lists show says when a post stood, and is kept of posts that nobody captured. What a
    capture says of a post that is gone or secret is kept and told of, and no verdict. Records that were taken before are not taken again.

    The exit code is 0, or 3 where a file is damaged and was taken as far as it could be read, or where nothing could be taken.

    \b
    Examples:
      panjeon backfill seoulsolution-ko old-crawl.warc.gz --dry-run
      panjeon backfill seoulsolution-ko 2019.wacz 2020.wacz
    """
    manifest = find(board, further(boards_folder))
    with Backfill(manifest, files) as work:
        plan = work.read(copied(archive))
        record = _planned(board, plan)
        if not dry_run and plan.observations:
            crawl, ended = work.record(archive, clock_from(os.environ.get("PANJEON_CLOCK")))
            index(archive)
            record |= _came_out(archive, crawl) | {"outcome": ended.outcome, "reason": ended.reason}
        _tell(record, plan, dry_run=dry_run, as_json=as_json)
    if plan.damaged or not plan.observations:
        sys.exit(0 if not plan.damaged and plan.left_out["copied already"] else 3)


def _planned(board: str, plan: Plan) -> dict[str, Any]:
    times = [iso(one.held.at) for one in plan.observations]
    read = [one for one in plan.observations if one.task.kind == "post"]
    record: dict[str, Any] = dict.fromkeys(COLUMNS)
    return record | {
        "board": board,
        "files": len(plan.sources),
        "readings": len(read),
        "posts": len({one.task.native_id for one in read}),
        "lists": sum(one.task.kind == "list" for one in plan.observations),
        "strips": sum(one.task.kind == "partners" for one in plan.observations),
        "earliest": min(times, default=None),
        "latest": max(times, default=None),
        "copies": sum(1 + len(one.files) for one in plan.observations),
        "left_out": sum(plan.left_out.values()),
    }


def _came_out(archive: Path, crawl: int) -> dict[str, Any]:
    conn = open_reader(archive)
    try:
        row = conn.execute("SELECT new_posts, changed_posts, quarantined FROM crawls WHERE id = ?", (crawl,)).fetchone()
    finally:
        conn.close()
    if row is None:
        raise ArchiveError(f"the backfill {crawl} is not in the ledger; run `panjeon verify`")
    return {"crawl": crawl, "new": row["new_posts"], "changed": row["changed_posts"], "quarantined": row["quarantined"]}


def _tell(record: dict[str, Any], plan: Plan, *, dry_run: bool, as_json: bool) -> None:
    if as_json or not sys.stdout.isatty():
        print_records([record], COLUMNS, as_json=as_json)
    else:
        span = f", captured from {record['earliest'][:10]} to {record['latest'][:10]}" if plan.observations else ""
        verb = "would be taken" if dry_run else "taken"
        lists = f" and {counted(record['lists'], 'list page')}" if record["lists"] else ""
        lists += f" and {counted(record['strips'], 'partner strip')}" if record["strips"] else ""
        click.echo(f"{record['board']}: {counted(record['readings'], 'reading')} of {counted(record['posts'], 'post')}{lists} {verb}{span}")
        for one in plan.observations[:SHOWN] if dry_run else ():
            click.echo(f"  {iso(one.held.at)[:19]}Z  {one.says}  {plain(one.task.url)}")
        if record["crawl"] is not None:
            told = f"{record['new']} new, {record['changed']} with a further version, {record['quarantined']} that say that their post is not there"
            click.echo(f"  crawl {record['crawl']}: {told}")
    for reason, count in sorted(plan.left_out.items()):
        if count:
            note(f"left out: {count} {reason}")
    for sentence in plan.damaged:
        note(f"damaged: {plain(sentence)}")
