"""`panjeon export`: posts or their whole history in the forms that people and programs read, with the evidence."""

from __future__ import annotations

import os
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import click

from cli.bar import bring_up_to_date, bytes_read
from cli.output import archive_option, counted, note
from cli.posts import find_post
from crawler.clock import clock_from
from crawler.errors import ArchiveError
from pipelines.archive import open_reader, warcs_beside
from pipelines.export import LONGEST_CELL, STATES, Format, Progress, Selection, Written, undated, write
from pipelines.parquet import write_parquet
from pipelines.sheets import write_workbook
from pipelines.whole import new_file, new_folder
from publish.atom import write_atom
from publish.folder import write_folder
from publish.pack import unique, write_pack
from publish.site import write_site

_DAY = click.DateTime(["%Y-%m-%d"])
_STREAMS = ("csv", "jsonl")
FORMATS = {
    "csv": "a table for spreadsheets",
    "jsonl": "an object a line, without loss, with the attachments and their captures",
    "xlsx": "an Excel workbook, with --history also sheets of versions and events",
    "atom": "a feed, an entry a post",
    "parquet": "typed columns without loss, for data frames",
    "markdown": "a folder with a file a post, and the files of posts beside",
    "site": "a folder that is a website, searched in the browser, without a server",
}
FILES: dict[str, Callable[..., Written]] = {"xlsx": write_workbook, "parquet": write_parquet, "atom": write_atom}
FOLDERS: dict[str, Callable[..., Written]] = {"markdown": write_folder, "site": write_site}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an export goes, and whether it may replace what is there."""

    output: Path
    force: bool

    @property
    def stdout(self) -> bool:
        return str(self.output) == "-"


def _nfc(texts: Sequence[str]) -> tuple[str, ...]:
    """As the archive holds them: a Mac's file names and input come decomposed."""
    return tuple(unicodedata.normalize("NFC", text) for text in texts)


@click.group(invoke_without_command=True)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="csv", show_default=True,
    help="; ".join(f"{name}: {text}" for name, text in FORMATS.items()) + ".",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(allow_dash=True, path_type=Path), default=Path("-"), show_default=True,
    help="The file (for markdown and site: the folder) to write; - is standard output. It appears only when it is whole.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace an earlier export.")
@click.option("--board", "boards", multiple=True, metavar="BOARD", help="Only this board; may be given more than once.")
@click.option("--since", type=_DAY, metavar="YYYY-MM-DD", help="Only posts that the site dates on this day or later.")
@click.option("--until", type=_DAY, metavar="YYYY-MM-DD", help="Only posts that the site dates on this day or earlier.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only posts by this author, as shown; may be given more than once.")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only posts in this state; may be given more than once.")
@click.option("--search", metavar="WORDS", help='Only posts that this search finds: words, "phrases", -without, OR, begin*.')
@click.option("--history", is_flag=True, help="One record for every version of a post instead of one for its present state.")
@click.option("--raw", is_flag=True, help="CSV without the guard against formulas, with the bodies' markup; not for spreadsheets.")
@archive_option
@click.pass_context
def export(ctx: click.Context, /, form: str, output: Path, force: bool, history: bool, raw: bool, archive: Path, **filters: Any) -> None:
    """Export posts, or every version of them, with the captures that prove them.

    Cells of a CSV that a spreadsheet would take for a formula begin with an apostrophe; --raw leaves them as they are.

    \b
    Examples:
      panjeon export --output posts.csv
      panjeon export --format xlsx --history --search "도시재생 -공모" --output posts.xlsx
      panjeon export --format jsonl --history --board seoulsolution-ko --since 2020-01-01 > history.jsonl
    """
    if ctx.invoked_subcommand:
        _refuse_options(ctx)
        return
    place = Place(output=output, force=force)
    _check_usage(form, place, raw=raw)
    selection = _selection(history=history, **filters)
    if (selection.search is not None or form == "site") and archive.is_file() and os.access(archive, os.W_OK):
        bring_up_to_date(archive)  # what a killed crawl left unindexed
    with closing(open_reader(archive)) as conn, bytes_read("exporting", f"{_noun(form, history=history)}s") as progress:
        _check_boards(conn, selection.boards)
        conn.execute("BEGIN")
        written = _written(conn, selection, form, place, warcs_beside(archive), raw=raw, progress=progress)
        left_out = undated(conn, selection)
    _tell(written, left_out, place, history=history, form=form)


def _noun(form: str, *, history: bool) -> str:
    """What an export counts; a website has a page a post, whatever else it shows."""
    return "version" if history and form != "site" else "post"


def _refuse_options(ctx: click.Context) -> None:
    """An option before a subcommand would be passed over in silence."""
    given = [name for name in ctx.params if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE]
    if given:
        raise click.UsageError(f"options stand behind `{ctx.invoked_subcommand}`, not before it")


def _check_usage(form: str, place: Place, *, raw: bool) -> None:
    if raw and form != "csv":
        raise click.UsageError("--raw is for --format csv; no other format needs it")
    if place.stdout and form not in _STREAMS:
        raise click.UsageError(f"--format {form} needs a place to write to; name it with --output")
    if place.stdout and sys.stdout.isatty():
        raise click.UsageError("what an archive holds is not safe for a terminal; name a file with --output, or send it on through a pipe")


def _selection(
    *, boards: tuple[str, ...], since: datetime | None, until: datetime | None, authors: tuple[str, ...], states: tuple[str, ...],
    search: str | None, history: bool,
) -> Selection:  # fmt: skip
    days = [moment.date().isoformat() if moment else None for moment in (since, until)]
    return Selection(boards=boards, states=states, authors=_nfc(authors), search=search, since=days[0], until=days[1], history=history)


def _written(conn: sqlite3.Connection, selection: Selection, form: str, place: Place, warcs: Path, *, raw: bool, progress: Progress) -> Written:
    if place.stdout:
        return write(conn, selection, sys.stdout.buffer, form=cast(Format, form), raw=raw, progress=progress)
    if form in FOLDERS:
        with new_folder(place.output, force=place.force) as folder:
            return FOLDERS[form](conn, selection, folder, warcs, progress=progress)
    with new_file(place.output, force=place.force) as stream:
        if form in _STREAMS:
            return write(conn, selection, stream, form=cast(Format, form), raw=raw, progress=progress)
        return FILES[form](conn, selection, stream, progress=progress)


def _tell(written: Written, left_out: int, place: Place, *, history: bool, form: str) -> None:
    note(f"{counted(written.records, _noun(form, history=history))} exported" + ("" if place.stdout else f" to {place.output}"))
    if written.long_cells:
        what = "cut in the workbook" if form == "xlsx" else "which Excel cuts when it opens the file"
        note(f"{counted(written.long_cells, 'cell')} longer than {LONGEST_CELL:,} characters, {what}; --format jsonl holds them whole")
    if written.missing_files:
        note(f"{counted(written.missing_files, 'file')} of posts left out: the WARC files beside the archive do not hold the bytes; run `panjeon verify`")
    if left_out:
        note(f"{counted(left_out, 'post')} without a date left out; leave --since and --until away to have them")


def _check_boards(conn: sqlite3.Connection, boards: Sequence[str]) -> None:
    known = [row["name"] for row in conn.execute("SELECT name FROM boards ORDER BY name")]
    for name in boards:
        if name not in known:
            raise ArchiveError(f"the archive holds no board {name!r}; it holds {', '.join(known) or 'none'}")


@export.command()
@click.argument("posts", metavar="POST…", nargs=-1, required=True)
@click.option("--output", type=click.Path(path_type=Path), required=True, help="The folder to write; it appears only when it is whole.")
@click.option("--force", is_flag=True, help="Replace an earlier pack.")
@click.option("--pdf", is_flag=True, help="Versions and differences also as PDF; needs WeasyPrint.")
@click.option("--timestamp", "authority", metavar="URL", help="Have the pack's digest signed by this RFC 3161 time-stamp authority.")
@archive_option
def evidence(posts: tuple[str, ...], output: Path, force: bool, pdf: bool, authority: str | None, archive: Path) -> None:
    """Write an evidence pack of posts: every version, what changed, the records that prove it, and how to cite it.

    The pack is a BagIt folder that `panjeon verify FOLDER` checks anywhere, without this archive and without a network.
    POST is a post's number in the archive, BOARD/NATIVE_ID, or its address.

    \b
    Examples:
      panjeon export evidence seoulsolution-en/9001 --output evidence-9001
      panjeon export evidence 17 18 --pdf --timestamp https://tsa.example.org/ --output pack
    """
    with closing(open_reader(archive)) as conn, new_folder(output, force=force) as folder:
        conn.execute("BEGIN")
        numbers = unique(int(find_post(conn, post)["id"]) for post in posts)
        clock = clock_from(os.environ.get("PANJEON_CLOCK"))
        done = write_pack(
            conn, numbers, folder, warcs_beside(archive), clock=clock, pdf=pdf, authority=authority, say=lambda step: note(f"{step} …")
        )  # fmt: skip
    note(f"{output}: {counted(done.posts, 'post')}, {counted(done.versions, 'version')}, {counted(done.captures, 'capture')}")
    if done.missing_files:
        note(f"{counted(done.missing_files, 'file')} of posts left out: the WARC files beside the archive do not hold the bytes; run `panjeon verify`")
    note(f"its digest, to be kept elsewhere: {done.digest}")
