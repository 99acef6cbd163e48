"""`panjeon export`: posts or their whole history as CSV or JSON Lines, with the evidence."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import cast

import click

from cli.output import archive_option, counted, note
from crawler.errors import ArchiveError
from pipelines.archive import open_reader
from pipelines.export import STATES, Format, Selection, new_file, undated, write

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    show_default=True,
    help="csv: a table for spreadsheets. jsonl: an object a line, without loss, with the attachments and their captures.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=Path("-"),
    show_default=True,
    help="The file to write; - is standard output. A file appears only when it is whole.",
)
@click.option("--force", is_flag=True, help="Overwrite the output file.")
@click.option("--board", "boards", multiple=True, metavar="BOARD", help="Only this board; may be given more than once.")
@click.option("--since", type=_DAY, metavar="YYYY-MM-DD", help="Only posts that the site dates on this day or later.")
@click.option("--until", type=_DAY, metavar="YYYY-MM-DD", help="Only posts that the site dates on this day or earlier.")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only posts in this state; may be given more than once.")
@click.option("--history", is_flag=True, help="One record for every version of a post instead of one for its present state.")
@click.option("--raw", is_flag=True, help="CSV without the guard against formulas, with the bodies' markup; not for spreadsheets.")
@archive_option
def export(
    form: str,
    output: Path,
    force: bool,
    boards: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    states: tuple[str, ...],
    history: bool,
    raw: bool,
    archive: Path,
) -> None:
    """Export posts, or every version of them, with the captures that prove them.

    Cells of a CSV that a spreadsheet would take for a formula begin with an apostrophe; --raw leaves them as they are.

    \b
    Examples:
      panjeon export --output posts.csv
      panjeon export --format jsonl --history --board seoulsolution-ko --since 2020-01-01 > history.jsonl
    """
    if raw and form != "csv":
        raise click.UsageError("--raw is for --format csv; JSON Lines are without loss anyway")
    to_stdout = str(output) == "-"
    if to_stdout and sys.stdout.isatty():
        raise click.UsageError("what an archive holds is not safe for a terminal; name a file with --output, or send it on through a pipe")
    days = [moment.date().isoformat() if moment else None for moment in (since, until)]
    selection = Selection(boards=boards, states=states, since=days[0], until=days[1], history=history)
    with closing(open_reader(archive)) as conn:
        _check_boards(conn, boards)
        conn.execute("BEGIN")
        if to_stdout:
            count = write(conn, selection, sys.stdout.buffer, form=cast(Format, form), raw=raw)
        else:
            with new_file(output, force=force) as stream:
                count = write(conn, selection, stream, form=cast(Format, form), raw=raw)
        left_out = undated(conn, selection)
    note(f"{counted(count, 'version' if history else 'post')} exported" + ("" if to_stdout else f" to {output}"))
    if left_out:
        note(f"{counted(left_out, 'post')} without a date left out; leave --since and --until away to have them")


def _check_boards(conn: sqlite3.Connection, boards: Sequence[str]) -> None:
    known = [row["name"] for row in conn.execute("SELECT name FROM boards ORDER BY name")]
    for name in boards:
        if name not in known:
            raise ArchiveError(f"the archive holds no board {name!r}; it holds {', '.join(known) or 'none'}")
