"""`panjeon notify`: tells what the last crawls found on the channels of a file, each thing once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import click

from cli.output import archive_option, counted, note, plain
from crawler.clock import clock_from
from crawler.errors import NotifyError
from pipelines.archive import open_reader
from pipelines.channels import Channel, Letter, deliver, load
from pipelines.notices import letter, tell, told_so_far, waiting

F = TypeVar("F", bound=Callable[..., Any])
CHANNELS = Path("notify.toml")


def channels_option(function: F) -> F:
    """``--channels FILE``, the same for those who tell."""
    return click.option(
        "--channels",
        "channels_file",
        type=click.Path(dir_okay=False, path_type=Path),
        default=CHANNELS,
        show_default=True,
        envvar="PANJEON_CHANNELS",
        help="The file of channels.",
    )(function)


@click.command()
@click.option("--dry-run", is_flag=True, help="Print what would be told, and tell nobody.")
@click.option("--test", "is_test", is_flag=True, help="Send a letter that says it is a test to every channel, and nothing else.")
@click.option("--from-start", is_flag=True, help="A channel met for the first time is told everything in the archive, not only what happens from now on.")
@channels_option
@archive_option
def notify(dry_run: bool, is_test: bool, from_start: bool, channels_file: Path, archive: Path) -> None:
    """Tell every channel of a file what crawls found since it was last told: new, changed and gone posts, suspect and failed runs.

    Nothing is told twice. What a channel did not take is tried again next time; the exit code is 1 then, and other channels are told all the same.

    \b
    Examples:
      panjeon notify --dry-run
      panjeon notify --channels desk.toml --archive demo.db
    """
    if is_test and (dry_run or from_start):
        raise click.UsageError("--test sends a letter of its own, so that --dry-run and --from-start do not go with it")
    channels = load(channels_file)
    if dry_run:
        _explain(archive, channels, from_start=from_start)
        return
    count, failed = _test(channels) if is_test else tell(archive, channels, clock_from(os.environ.get("PANJEON_CLOCK")), from_start=from_start)
    for error in failed:
        note(plain(error))
    click.echo(f"{counted(count, 'letter')} taken, {len(failed)} of {counted(len(channels), 'channel')} failed")
    sys.exit(1 if failed else 0)


def _test(channels: tuple[Channel, ...]) -> tuple[int, list[NotifyError]]:
    words = "판전: 알림 시험입니다. This is a test of Panjeon's notices."
    failed = []
    for channel in channels:
        try:
            deliver(channel, Letter(key="test", summary=words, body=words, facts={"key": "test", "summary": words, "notices": [], "more": 0}))
        except NotifyError as error:
            failed.append(error)
    return len(channels) - len(failed), failed


def _explain(archive: Path, channels: tuple[Channel, ...], *, from_start: bool) -> None:
    with closing(open_reader(archive)) as conn:
        known = conn.execute("SELECT count(*) FROM sqlite_master WHERE name = 'notices'").fetchone()[0]
        for channel in channels:
            after = told_so_far(conn, channel.name) if known else None
            if after is None and not from_start:
                click.echo(f"{channel.name}: begins with what happens from now on")
                continue
            letters = [letter(run, told) for run, told in waiting(conn, channel, after=after or 0)]
            click.echo(f"{channel.name}: {counted(len(letters), 'letter')}")
            for one in letters:
                click.echo("  " + plain(one.summary))
                for line in one.body.splitlines():
                    click.echo("    " + plain(line))
