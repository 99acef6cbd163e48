"""How verbs print: a table on a terminal, tab-separated lines in a pipe, JSON where asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.export import json_line

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = {
    0: "everything asked was done; a crawl ended complete",
    1: "something failed: an error, a crawl that could read no list page, a verification that found errors, a rebuild that differs, a page that does not fit",
    2: "the command was not understood",
    3: "a crawl ended incomplete, or a board claims more posts or list pages than were read after a complete sweep",
    4: "a crawl ended suspect: it must be looked at before it is believed",
    5: "add did not write a board file, because the reading is not sure and nobody accepted it",
}


def archive_option(function: F) -> F:
    """``--archive PATH``, the same for every verb."""
    return click.option(
        "--archive",
        type=click.Path(dir_okay=False, path_type=Path),
        default=Path("archive.db"),
        show_default=True,
        envvar="PANJEON_ARCHIVE",
        help="The archive to use.",
    )(function)


def boards_option(function: F) -> F:
    """``--boards FOLDER``, where users keep manifests of their own beside ./boards."""
    return click.option(
        "--boards",
        "boards_folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="PANJEON_BOARDS",
        help="A further folder of board manifests, beside the built-in ones and ./boards.",
    )(function)


def json_option(function: F) -> F:
    """``--json``: records as JSON Lines."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON Lines instead of a table.")(function)


def print_records(records: Iterable[dict[str, Any]], columns: Sequence[str], *, as_json: bool, title: str | None = None) -> None:
    """Records as JSON Lines, as a table that fits the terminal, or as tab-separated lines with a header in a pipe."""
    if as_json:
        for record in records:
            click.echo(json_line(record))
        return
    if not sys.stdout.isatty():
        click.echo("\t".join(columns))
        for record in records:
            click.echo("\t".join(plain(record.get(column)) for column in columns))
        return
    table = Table(title=title, header_style="bold", title_justify="left", show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for record in records:
        # As Text: a title such as "[/] 안내" would otherwise be read as rich's own markup.
        table.add_row(*(Text(plain(record.get(column))) for column in columns))
    Console().print(table)


def plain(value: object) -> str:
    """A value as one line of text: no tab, no line break, nothing that moves a terminal's cursor."""
    text = "" if value is None else str(value)
    return "".join(char if char.isprintable() else " " for char in text)


def counted(number: int, noun: str) -> str:
    """``1 post``, ``2,000 posts``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def note(text: str) -> None:
    """A line for the person at the keyboard, on standard error so that pipes stay clean."""
    click.echo(text, err=True)
