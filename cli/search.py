"""`panjeon search`: the same search as the reading room's, in a terminal or for a program."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cli.bar import bring_up_to_date
from cli.output import archive_option, counted, json_option, note, plain, print_records
from crawler.errors import ArchiveError
from pipelines import search as words
from pipelines.archive import open_reader
from pipelines.export import STATES
from pipelines.finding import RANKED, Asked, Found, find

_DAY = click.DateTime(["%Y-%m-%d"])
COLUMNS = ("post", "board", "native_id", "posted_at", "state", "author", "title", "excerpt", "files")
#: So many characters of a text are shown around what was found.
WIDTH = 140


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--board", "boards", multiple=True, metavar="BOARD", help="Only this board; may be given more than once.")
@click.option("--from", "since", type=_DAY, metavar="YYYY-MM-DD", help="Only posts that the site dates on this day or later.")
@click.option("--to", "until", type=_DAY, metavar="YYYY-MM-DD", help="Only posts that the site dates on this day or earlier.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only posts by this author, as shown; may be given more than once.")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only posts in this state; may be given more than once.")
@click.option("--limit", type=click.IntRange(1, RANKED), default=20, show_default=True, help="How many hits to show, best first.")
@archive_option
@json_option
def search(query: tuple[str, ...], limit: int, archive: Path, as_json: bool, **filters: Any) -> None:
    """Find posts by their words and those of their files: all the words, "phrases", -without, OR, begin*.

    A word that begins with a minus goes behind `--`. No query is an error; one that finds nothing says so.

    \b
    Examples:
      panjeon search 도시재생 공모
      panjeon search --from 2024-01-01 --state gone '"도시 재생" OR 정비사업'
      panjeon search --json -- 안내 -버스
    """
    asked = _asked(" ".join(query), **filters)
    if archive.is_file() and os.access(archive, os.W_OK):
        bring_up_to_date(archive)  # what a killed crawl left unindexed
    with closing(open_reader(archive)) as conn:
        _check_boards({row["name"] for row in conn.execute("SELECT name FROM boards")}, asked.boards)
        conn.execute("BEGIN")
        found = find(conn, asked, limit)
    if as_json or not sys.stdout.isatty():
        print_records((_record(post, asked.query, as_json=as_json) for post in found.posts), COLUMNS, as_json=as_json)
    else:
        _show(found, asked.query)
    shown = len(found.posts)
    note(f"{'more than ' if found.more else ''}{counted(found.total, 'post')}" + (f", {shown} shown" if shown < found.total else ""))


def _asked(
    query: str, *, boards: tuple[str, ...], since: datetime | None, until: datetime | None, authors: tuple[str, ...], states: tuple[str, ...]
) -> Asked:
    first, last = (day.date().isoformat() if day else "" for day in (since, until))
    # as the archive holds them: a Mac's input comes decomposed
    names = tuple(unicodedata.normalize("NFC", name) for name in authors)
    return Asked(query=query, boards=boards, authors=names, states=states, since=first, until=last)


def _check_boards(known: Iterable[str], boards: tuple[str, ...]) -> None:
    held = sorted(known)
    for name in boards:
        if name not in held:
            raise ArchiveError(f"the archive holds no board {name!r}; it holds {', '.join(held) or 'none'}")


def _record(post: dict[str, Any], query: str, *, as_json: bool) -> dict[str, Any]:
    """A hit as a record; in JSON excerpts are HTML with <mark>, as in the reading room's."""
    record = {**{name: post[name] for name in ("board", "native_id", "url", "posted_at", "state", "author", "title")}, "post": post["id"]}
    if as_json:
        files = [{"name": file["name"], "excerpt": words.snippet(plain(file["text"]), query, WIDTH)} for file in post["files"]]
        return {**record, "excerpt": words.snippet(plain(post["body_text"]), query, WIDTH), "files": files}
    excerpt = "".join(text for text, _ in words.excerpt(plain(post["body_text"]), query, WIDTH))
    return {**record, "excerpt": excerpt, "files": ", ".join(plain(file["name"]) for file in post["files"])}


def _show(found: Found, query: str) -> None:
    """The hits for a person: title, where it stands, and the words around what was found, marked."""
    for post in found.posts:
        click.echo(_painted(words.marked(plain(post["title"]), query), bold=True))
        place = [f"{post['board']}/{plain(post['native_id'])}", (post["posted_at"] or "")[:10], plain(post["author"]), post["state"]]
        click.secho("  " + " · ".join(part for part in place if part and part != "listed"), dim=True)
        click.echo("  " + _painted(words.excerpt(plain(post["body_text"]), query, WIDTH)))
        for file in post["files"]:
            said = _painted(words.excerpt(plain(file["text"]), query, WIDTH))
            click.echo("  " + _painted([(f"[{plain(file['name'])}] ", False)], bold=True) + said)


def _painted(pieces: list[tuple[str, bool]], *, bold: bool = False) -> str:
    return "".join(click.style(text, fg="red", bold=True) if found else click.style(text, bold=bold) for text, found in pieces)
