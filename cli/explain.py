"""`panjeon explain`: for one page, which selector gave which value, and what differs from the archive."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cli.asking import Asked, ask, board_option, kind_option
from cli.output import archive_option, boards_option, json_option, plain, print_records
from crawler.engines import engine
from crawler.explaining import Explained, explain_list, explain_post
from crawler.onboarding.looking import read_list, read_post
from crawler.records import Misfit, Post, Withheld
from crawler.suggesting import suggest_fields, suggest_rows
from pipelines.archive import open_reader
from pipelines.export import json_line

SHOWN = 80
COLUMNS = ("field", "value", "rule", "place", "archived", "differs")


@click.command()
@click.argument("url")
@board_option
@kind_option
@boards_option
@archive_option
@json_option
def explain(url: str, board: str | None, kind: str, boards_folder: Path | None, archive: Path, as_json: bool) -> None:
    """Ask one page of a board and say which selector gave which value, where it stands, and what differs from the archive.

    Nothing is stored. A page that does not fit is told with what was expected and found, and with what its board file may want; the exit
    code is then 1.

    \b
    Examples:
      panjeon explain https://www.example.go.kr/bbs/view.do?nttId=7
      panjeon explain https://www.example.go.kr/bbs/list.do --board notices --json
    """
    asked = ask(url, board=board, kind=kind, boards_folder=boards_folder, archive=archive)
    read = read_post(asked.page, asked.board) if asked.kind == "post" else read_list(asked.page, asked.board)
    if isinstance(read, Misfit | Withheld):
        _tell_misfit(asked, read, archive, as_json=as_json)
        sys.exit(1 if isinstance(read, Misfit) else 0)
    if isinstance(read, Post):
        found = list(explain_post(asked.page, read, _archived(archive, asked.board.name, read.native_id)))
    else:
        found = list(explain_list(asked.page, read, _titles(archive, asked.board.name)))
    if not as_json:
        click.echo(f"{plain(asked.page.url)}: a {asked.kind} of {asked.board.name}, read by {asked.board.engine}")
    print_records([asdict(one) if as_json else _short(one) for one in found], COLUMNS, as_json=as_json)


def _short(one: Explained) -> dict[str, Any]:
    record = asdict(one)
    for name in ("value", "archived"):
        text = " ".join((record[name] or "").split())
        record[name] = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return {**record, "differs": {None: "", True: "yes", False: "no"}[one.differs]}


def _archived(archive: Path, board: str, native_id: str) -> dict[str, str | None] | None:
    """A post as the archive has it, by the names of an explanation; None where it has not."""
    if not archive.is_file():
        return None
    conn = open_reader(archive)
    try:
        row = conn.execute(
            "SELECT id, native_id, url, title, author, posted_at AS posted, modified_at AS modified, category, body_text AS body FROM posts"
            " WHERE board = ? AND native_id = ?",
            (board, native_id),
        ).fetchone()
        if row is None:
            return None
        names = [name for (name,) in conn.execute("SELECT name FROM attachments WHERE post = ? AND state <> 'removed' ORDER BY id", (row["id"],))]
        count = conn.execute("SELECT count(*) FROM comments WHERE post = ? AND state = 'present'", (row["id"],)).fetchone()[0]
        known = {name: row[name] for name in row.keys() if name != "id"}  # noqa: SIM118 - a row's own keys
        return {**known, "files": ", ".join(names), "comments": str(count)}
    finally:
        conn.close()


def _titles(archive: Path, board: str) -> dict[str, str]:
    if not archive.is_file():
        return {}
    conn = open_reader(archive)
    try:
        return {row["native_id"]: row["title"] for row in conn.execute("SELECT native_id, title FROM posts WHERE board = ?", (board,))}
    finally:
        conn.close()


def _tell_misfit(asked: Asked, read: Misfit | Withheld, archive: Path, *, as_json: bool) -> None:
    record: dict[str, Any] = {"url": asked.page.url, "kind": read.kind}
    if isinstance(read, Withheld):
        record["evidence"] = read.evidence
    else:
        record |= {"message": read.message, "selector": read.selector, "expected": read.expected, "found": read.found}
        record["suggested"] = _suggested(asked, archive)
    if as_json:
        click.echo(json_line(record))
        return
    for name, value in record.items():
        if value is not None:
            click.echo(f"{name}: {plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))}")


def _suggested(asked: Asked, archive: Path) -> str | None:
    """What the board file may want for a page that does not fit, by what is archived of it."""
    if asked.kind == "list":
        titles = _titles(archive, asked.board.name)
        return suggest_rows(asked.page, list(titles.values())) if titles else None
    native_id = engine(asked.board.engine).native_id(asked.page.url, asked.board)
    known = _archived(archive, asked.board.name, native_id) if native_id else None
    if known is None:
        return None
    posted = (known["posted"] or "")[:10]
    return suggest_fields([(asked.page, {**known, "posted": posted})])
