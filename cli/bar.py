"""How far a long reading has come: a bar on a terminal, a plain line now and then in a pipe, both on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cli.output import note
from crawler.errors import ReaderBroken
from pipelines.archive import index

EVERY = 15.0


@contextmanager
def bytes_read(what: str, unit: str = "bytes") -> Iterator[Callable[[int, int], None]]:
    """Gives the function to be told (bytes read, bytes in all), or of things of another unit."""
    if not sys.stderr.isatty():
        yield _plainly(what, unit)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn() if unit == "bytes" else MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def bring_up_to_date(archive: Path) -> None:
    """Have the search find what a crawl left, and the text of files; a reader of files that cannot begin is a note, for all else was done."""
    with bytes_read("reading the text of files", "files") as progress:
        try:
            index(archive, progress)
        except ReaderBroken as error:
            note(f"files are not searched: {error}")


def _plainly(what: str, unit: str) -> Callable[[int, int], None]:
    last = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= EVERY:
            last = monotonic()
            click.echo(f"{what}: {done:,} of {total:,} {unit}", err=True)

    return tell
