"""`panjeon redact`: hide a post from every reader at once, take that back, or take its bytes out of the evidence."""

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
from pipelines.purge import purge as take_out
from pipelines.recorder import Recorder
from pipelines.redact import active

_COUNTED = (("revisions", "version"), ("attachments", "file"), ("comments", "comment"))


@click.command()
@click.argument("post")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence. Readers see it in place of the post; it stays in the archive.")
@click.option("--by", "asked_by", metavar="NAME", help="Who asked for it.")
@click.option("--undo", is_flag=True, help="Take a redaction back: what the post said is shown again.")
@click.option("--purge", is_flag=True, help="Take the post's bytes out of the WARC files too, for good; their digests stay.")
@click.option("--dry-run", is_flag=True, help="Say what would be hidden, and hide nothing.")
@click.option("--yes", is_flag=True, help="Purge without asking.")
@archive_option
def redact(post: str, reason: str, asked_by: str | None, undo: bool, purge: bool, dry_run: bool, yes: bool, archive: Path) -> None:
    """Hide what POST said from pages, search, feeds, exports and queries at once.

    POST is a number, BOARD/NATIVE_ID, or an address. Its rows stay, without what it said; its page answers 410 with the reason, and the crawler
    asks it no more. The redaction is kept in the evidence, so it survives a rebuild. While a crawl is running, stop it first: it will be taken up.

    \b
    Examples:
      panjeon redact seoulsolution-ko/6306 --reason "개인정보 삭제 요청" --by 정보공개담당
      panjeon redact 12 --reason "법원 결정" --purge
      panjeon redact 12 --undo --reason "결정이 취소됨"
    """
    if undo and purge:
        raise click.UsageError("--undo shows again what --purge takes out for good; choose one")
    if not reason.strip():
        raise click.UsageError("--reason needs a sentence that says why")
    if dry_run:
        with closing(open_reader(archive)) as conn:
            _foretell(conn, find_post(conn, post))
        return
    if not archive.is_file():
        raise ArchiveError(f"there is no archive at {archive}; name another with --archive")
    recorder = Recorder(archive, clock_from(os.environ.get("PANJEON_CLOCK")))
    try:
        row = find_post(recorder.conn, post)
        _redact(recorder, row, {"reason": reason.strip(), "asked_by": asked_by}, undo=undo, purge=purge, sure=yes)
    finally:
        recorder.close()


def _redact(recorder: Recorder, row: sqlite3.Row, said: dict[str, str | None], *, undo: bool, purge: bool, sure: bool) -> None:
    name, held = f"{row['board']}/{row['native_id']}", active(recorder.conn, row["id"])
    facts: dict[str, object] = {"board": row["board"], "native_id": row["native_id"], **said}
    if undo:
        if held is None:
            raise ArchiveError(f"{name} is not redacted; there is nothing to take back")
        if held["purged_at"]:
            raise ArchiveError(f"{name} was purged at {held['purged_at']}; what it said is nowhere any more")
        recorder.redaction({**facts, "act": "show"})
        note(f"{name} is shown again")
        return
    if held is not None and not purge:
        raise ArchiveError(f"{name} has been redacted since {held['at']} ({held['reason']}); take that back with --undo, or go on with --purge")
    if purge and not sure:
        click.confirm(f"Take the bytes of {name} out of the evidence for good?", abort=True, err=True)
    if held is None:
        recorder.redaction({**facts, "act": "hide"})
        note(f"{name} is hidden; its page answers 410")
    if purge:
        if held is None or not held["purged_at"]:
            recorder.redaction({**facts, "act": "purge"})
        done = take_out(recorder, row["board"], row["native_id"])
        kept = f", {counted(done.kept, 'record')} kept because other posts rest on them" if done.kept else ""
        note(f"{name} is purged: {counted(done.records, 'record')} in {counted(done.files, 'file')}{kept}; the list pages that showed it stay")


def _foretell(conn: sqlite3.Connection, row: sqlite3.Row) -> None:
    counts = [counted(conn.execute(f"SELECT count(*) FROM {table} WHERE post = ?", (row["id"],)).fetchone()[0], noun) for table, noun in _COUNTED]
    click.echo(f"{row['board']}/{row['native_id']} would be hidden with {', '.join(counts)}; its row, its dates and that it changed stay")
