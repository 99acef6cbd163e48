"""`panjeon record`: save a page as a test case, with what its engine reads in it for somebody to review."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import click

from cli.asking import ask, board_option, kind_option
from cli.output import archive_option, boards_option, note
from crawler.cases import record as write_case
from crawler.engines import engine
from crawler.onboarding.naming import slug

HOME = Path("tests") / "cases"


@click.command()
@click.argument("url")
@click.option(
    "--to", "home", type=click.Path(file_okay=False, path_type=Path), default=HOME, show_default=True, help="The folder that holds a folder for each engine."
)
@click.option("--case", metavar="NAME", help="The case's name, such as list_pinned; by default made of the kind and the post's id.")
@click.option("--why", metavar="TEXT", help="Why the case is there, in a few words.")
@click.option("--private", is_flag=True, help="Let the address's host be a private or loopback one, where no board file says so.")
@board_option
@kind_option
@boards_option
@archive_option
def record(
    url: str, home: Path, case: str | None, why: str | None, private: bool, board: str | None, kind: str, boards_folder: Path | None, archive: Path
) -> None:
    """Ask one page and save it as a test case: the page as served, what is known of it, and what its engine reads in it.

    What is written in expected.json is what the engine says, right or wrong: read it, and mend it by hand where it is wrong. A page may hold
    personal data; take it out before a case is published.

    \b
    Example:
      panjeon record https://www.example.go.kr/bbs/view.do?nttId=7 --case post_two_files --why "two files, one without a name"
    """
    asked = ask(url, board=board, kind=kind, boards_folder=boards_folder, archive=archive, unknown=True, private=private)
    native = engine(asked.board.engine).native_id(asked.page.url, asked.board) if asked.kind == "post" else None
    named = slug(f"{asked.kind} {native or urlsplit(asked.page.url).path}").replace("-", "_")
    folder = home / asked.board.engine / (case or named)
    answer = write_case(folder, asked.exchange, asked.page, asked.kind, asked.board, why or f"recorded from {asked.board.title}")
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    note(f"{folder} written; read expected.json before you rely on it")
