"""`panjeon crawl`: crawl boards into the archive, one after another, and say how it went."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from cli.bar import bring_up_to_date
from cli.output import archive_option, boards_option, counted, json_option, note, plain, print_records
from crawler.clock import clock_from, iso
from crawler.errors import ArchiveError
from crawler.manifest import available, find, further
from pipelines.allowance import allowance
from pipelines.archive import open_reader
from pipelines.candidates import Revisit, revisits
from pipelines.completeness import completeness

EXIT = {"complete": 0, "failed": 1, "incomplete": 3, "suspect": 4}
SHOWN = 10
WORST_FIRST = ("failed", "suspect", "incomplete", "complete")
SUMMARY = (
    "board", "crawl", "outcome", "reason", "new", "changed", "gone", "missing", "unread", "unchanged", "quarantined", "refused", "failed", "requests", "bytes",
    "seconds",
)  # fmt: skip


@click.command()
@click.argument("boards", nargs=-1, metavar="[BOARD…]")
@click.option(
    "--mode",
    type=click.Choice(["refresh", "sweep"]),
    default="refresh",
    show_default=True,
    help="refresh: newest pages until nothing is new. sweep: every list page and every post; only a sweep finds silent edits and deletions.",
)
@click.option(
    "--budget",
    type=click.IntRange(0, 100_000),
    metavar="N",
    help="Requests for old posts, spent where a change is likeliest: by default the manifest's in a refresh; in a sweep, in place of every post.",
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Look only at posts of this day or later, such as 2025-03-01."
)
@click.option("--delay", type=click.FloatRange(min=0), help="Seconds between two requests; robots.txt's Crawl-delay counts where it is longer.")
@click.option("--concurrency", type=click.IntRange(1, 8), help="Connections to the host at once.")
@click.option("--partners/--no-partners", default=True, show_default=True, help="Read the partner strip in the same run.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and ask nothing.")
@boards_option
@archive_option
@json_option
def crawl(
    boards: tuple[str, ...],
    mode: str,
    budget: int | None,
    since: datetime | None,
    delay: float | None,
    concurrency: int | None,
    partners: bool,
    dry_run: bool,
    boards_folder: Path | None,
    archive: Path,
    as_json: bool,
) -> None:
    """Crawl boards (by default every board that is in the archive already).

    A crawl that was killed is taken up where it stopped. The exit code tells the worst outcome; a complete sweep after which the
    board still claims more posts than are archived counts as incomplete.

    \b
    Examples:
      panjeon crawl seoulsolution-ko
      panjeon crawl demo --mode sweep --archive demo.db
    """
    first_day = f"{since:%Y-%m-%d}" if since else None
    names = boards or _crawled_before(archive, boards_folder)
    for name in names:
        find(name, further(boards_folder))
    if dry_run:
        for name in names:
            _explain(name, mode, boards_folder, archive, delay, budget, first_day)
        return
    settings = {"PANJEON_ARCHIVE": str(archive), "PANJEON_BOARDS": str(boards_folder or "")}
    arguments = {"mode": mode, "budget": budget, "since": first_day, "delay": delay, "concurrency": concurrency, "partners": "1" if partners else "0"}
    ends = run_spiders("board", list(names), settings, {name: value for name, value in arguments.items() if value is not None})
    bring_up_to_date(archive)
    records = [_summary(archive, name, crawl_id) for name, crawl_id in ends]
    print_records(records, SUMMARY, as_json=as_json) if as_json or not sys.stdout.isatty() else _tell(records)
    worst = next((outcome for outcome in WORST_FIRST if any(record["outcome"] == outcome for record in records)), "failed")
    if worst == "complete" and mode == "sweep" and since is None and any(record["missing"] or record["unread"] for record in records):
        worst = "incomplete"
    sys.exit(EXIT[worst])


def _crawled_before(archive: Path, boards_folder: Path | None) -> tuple[str, ...]:
    """The boards of the archive that still have a manifest."""
    with_manifest = {path.stem for path in available(further(boards_folder))}
    conn = open_reader(archive)
    names = tuple(row["name"] for row in conn.execute("SELECT name FROM boards ORDER BY name") if row["name"] in with_manifest)
    conn.close()
    if not names:
        raise click.UsageError("the archive holds no board yet; name one, as in `panjeon crawl demo`, or list them with `panjeon boards`")
    return names


def _explain(name: str, mode: str, boards_folder: Path | None, archive: Path, delay: float | None, budget: int | None, since: str | None) -> None:
    """What a crawl would ask, from the manifest and the archive; the old posts are those that a crawl at this moment would choose."""
    board = find(name, further(boards_folder))
    posts = files = 0
    pause = max(board.fetch.delay, delay or 0)
    spare = (board.fetch.budget or board.fetch.daily_budget) if budget is None and mode == "refresh" else budget
    chosen: list[Revisit] = []
    if archive.is_file():
        conn = open_reader(archive)
        within = "p.board = ? AND coalesce(p.posted_at, '9999') >= ?"
        posts = conn.execute(f"SELECT count(*) FROM posts p WHERE {within} AND p.state <> 'gone'", (name, since or "")).fetchone()[0]
        files = conn.execute(
            f"SELECT count(*) FROM attachments a JOIN posts p ON p.id = a.post WHERE {within} AND a.state <> 'removed'", (name, since or "")
        ).fetchone()[0]
        now, apart = clock_from(os.environ.get("PANJEON_CLOCK")).now(), timedelta(seconds=board.rhythm.confirm)
        if budget is None and mode == "refresh" and board.fetch.daily_budget:
            spare = allowance(conn, name, board.fetch.daily_budget, iso(now))
        chosen = revisits(conn, name, spare or 0, iso(now), since=since, apart=apart)
        conn.close()
    lists = ", ".join(board.lists or (board.url,))
    click.echo(f"{name} ({mode}): robots.txt, then {lists}" + (f", then {board.partners_url}" if board.partners_url else ""))
    if since:
        click.echo(f"  only posts of {since} or later, and list pages until they are older")
    if mode == "sweep" and budget is not None:
        click.echo("  every list page, and each post that is new, looks changed or is missing, with its files")
    elif mode == "sweep":
        click.echo(f"  every list page and every post: {posts} posts and {files} files are known, and as many requests at least")
    else:
        click.echo("  the newest list pages until nothing is new, and each new post with its files: 2 or 3 requests where nothing is new")
    if spare:
        _explain_revisits(chosen, pause)
    if board.partners.ask and board.partners_url:
        click.echo(f"  then at most {counted(board.partners.most, 'link')} of partners on {counted(len(board.partners.ask), 'named host')}, where due")
    least = 1 + len(board.lists or (board.url,)) + bool(board.partners_url) + sum(each.requests for each in chosen)
    least += posts + files if mode == "sweep" and budget is None else 0
    click.echo(f"  estimated cost: at least {counted(least, 'request')}, {least * pause:g} seconds")
    click.echo(f"  {pause:g} seconds between two requests, or more where robots.txt asks for it; hosts: {', '.join(board.hosts)}")


def _explain_revisits(chosen: list[Revisit], pause: float) -> None:
    """The old posts that would be asked again, and what that costs at least."""
    requests = sum(each.requests for each in chosen)
    cost = f"{counted(requests, 'request')}, at least {requests * pause:g} seconds"
    click.echo(f"  then {counted(len(chosen), 'old post')} again ({cost})" + (":" if chosen else ""))
    for each in chosen[:SHOWN]:
        click.echo(f"    {each.task.native_id}  {plain(each.title)}")
    if len(chosen) > SHOWN:
        click.echo(f"    and {len(chosen) - SHOWN} more")


def run_spiders(spider: str, boards: list[str], settings: dict[str, Any], arguments: dict[str, Any]) -> list[tuple[str, int]]:
    """Crawl boards one after another in this process; (board, crawl number) of each. Raises what a spider could not begin with."""
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings
    from scrapy.utils.project import ENVVAR

    os.environ.setdefault(ENVVAR, "crawler.settings")
    configured = Settings()
    configured.setmodule("crawler.settings", priority="project")
    configured.set("EXTENSIONS", {"cli.progress.Progress": 500}, priority="cmdline")
    if clock := os.environ.get("PANJEON_CLOCK"):
        configured.set("PANJEON_CLOCK", clock, priority="cmdline")
    for name, value in settings.items():
        configured.set(name, value, priority="cmdline")
    process = AsyncCrawlerProcess(configured)
    ends: list[tuple[str, int]] = []
    errors: list[BaseException] = []

    async def one_after_another() -> None:
        for board in boards:
            crawler = process.create_crawler(spider)
            try:
                await process.crawl(crawler, board=board, **arguments)
            except BaseException as error:
                errors.append(error)
                return
            running: Any = crawler.spider
            if running is not None and running.broken is not None:
                errors.append(ArchiveError(f"the crawl of {board} broke off ({running.broken}); mend the cause and run it again, it will be taken up"))
                return
            if running is None or running.ended is None:
                errors.append(ArchiveError(f"the crawl of {board} did not end in the ledger; run it again, it will be taken up"))
                return
            ends.append((board, running.crawl_number))
            if running.was_interrupted:
                return

    from twisted.internet import reactor as installed

    reactor: Any = installed

    def begin() -> None:
        task = asyncio.ensure_future(one_after_another())
        task.add_done_callback(lambda _: reactor.stop())

    reactor.callWhenRunning(begin)
    process.start(stop_after_crawl=False)
    if errors:
        raise errors[0]
    return ends


def _summary(archive: Path, board: str, crawl_id: int) -> dict[str, Any]:
    conn = open_reader(archive)
    row = conn.execute(
        "SELECT *, round((julianday(finished_at) - julianday(started_at)) * 86400, 1) AS seconds FROM crawls WHERE id = ?", (crawl_id,)
    ).fetchone()
    held = completeness(conn, board)
    conn.close()
    record = {"board": board, "crawl": crawl_id, "new": row["new_posts"], "changed": row["changed_posts"], "gone": row["gone_posts"]}
    record |= {"missing": held.missing, "unread": held.unread}
    return {**record, **{name: row[name] for name in SUMMARY if name not in record}}


def _tell(records: list[dict[str, Any]]) -> None:
    for record in records:
        because = f" ({record['reason']})" if record["reason"] else ""
        color = {"complete": "green", "incomplete": "yellow", "suspect": "red", "failed": "red"}[record["outcome"]]
        click.echo(f"{record['board']}, crawl {record['crawl']}: " + click.style(record["outcome"], fg=color, bold=True) + because)
        click.echo(f"  {record['new']} new, {record['changed']} changed, {record['gone']} gone")
        if record["unread"]:
            click.secho(f"  {record['unread']} pages that the board's list names were not read", fg="yellow")
        if record["missing"]:
            click.secho(f"  {record['missing']} of the posts that the board claims are not archived", fg="yellow")
        click.echo(f"  {record['unchanged']} answers unchanged, {record['quarantined']} quarantined, {record['refused']} refused, {record['failed']} failed")
        click.echo(f"  {record['requests']} requests, {record['bytes']:,} bytes, {record['seconds']:g} seconds")
    if any(record["quarantined"] or record["failed"] for record in records):
        note("What did not fit is in the table issues: panjeon status --issues")
