"""`panjeon publish`: a snapshot of the archive for hosting, without what nobody else should read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click

from cli.output import archive_option, counted, note
from cli.posts import find_post
from crawler.clock import clock_from
from crawler.errors import ArchiveError
from pipelines.archive import open_reader
from pipelines.export import STATES
from pipelines.snapshot import publish as write_snapshot


@click.command()
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--redact", "posts", multiple=True, metavar="POST", help="Leave this post out, with all its versions, files and captures; may be given more than once."
)
@click.option(
    "--redactions", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Leave out the posts of this file: a post a line; what follows a # is a remark.",
)  # fmt: skip
@click.option("--without", "states", multiple=True, type=click.Choice(STATES), help="Leave out all posts in this state; may be given more than once.")
@click.option("--force", is_flag=True, help="Replace an earlier snapshot.")
@archive_option
def publish(output: Path, posts: tuple[str, ...], redactions: Path | None, states: tuple[str, ...], force: bool, archive: Path) -> None:
    """Write a snapshot of the archive to OUTPUT, ready to be served by Datasette elsewhere.

    It holds the archive as it stood at one moment, without the issues and the captures of quarantined pages, and without the posts that are to be
    left out. It is checked and then renamed into place; until then what stood there stays. POST is a number, BOARD/NATIVE_ID, or an address.

    \b
    Examples:
      panjeon publish public.db
      panjeon publish public.db --force --redactions redactions.txt --without secret --without blinded
    """
    with closing(open_reader(archive)) as conn:
        wanted = [*posts, *(_listed(redactions) if redactions else ())]
        redacted = {int(find_post(conn, post)["id"]) for post in wanted} | _in_states(conn, states)
    if output.exists() and archive.exists() and output.samefile(archive):
        raise ArchiveError(f"{output} is the archive itself; name another file")
    clock = clock_from(os.environ.get("PANJEON_CLOCK"))
    done = write_snapshot(archive, output, clock=clock, redacted=redacted, force=force, say=lambda step: note(f"{step} …"))
    left_out = f", {counted(done.redacted, 'post')} left out" if done.redacted else ""
    note(f"{output}: {counted(done.posts, 'post')}{left_out}, {counted(done.captures, 'capture')}, {counted(done.bytes, 'byte')}")


def _listed(file: Path) -> list[str]:
    """The posts of a list of redactions."""
    lines = (line.partition(" #")[0].strip() if not line.startswith("#") else "" for line in file.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line]


def _in_states(conn: sqlite3.Connection, states: tuple[str, ...]) -> set[int]:
    marks = ", ".join("?" * len(states))
    return {row["id"] for row in conn.execute(f"SELECT id FROM posts WHERE state IN ({marks})", states)}
