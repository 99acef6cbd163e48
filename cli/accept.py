"""`panjeon accept`: believe what made a run suspect, where somebody has looked and found it to be real."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from cli.output import archive_option, counted, note, plain
from crawler.clock import clock_from
from crawler.errors import ArchiveError
from pipelines.accept import Proposal, holding, proposals
from pipelines.archive import open_reader
from pipelines.recorder import Recorder

#: What the next runs do, by the kind of what is accepted.
TOLD = {
    "edits": "most posts may read otherwise in {covers}, until each was asked once",
    "shape": "posts and rows may lack what those before had; the next complete run says what is expected from then on",
    "same_body": "{count} may stand under many ids",
    "other_board": "known ids may stand for other posts, and the posts before may be missing, until each was asked once",
    "mass_vanish": "the posts that are missing are looked for, until a sweep has read every list page",
    "mass_withheld": "many posts may say that they are blinded or secret, until each was asked once",
    "empty_list": "the list may show no post, until a sweep has read every list page",
}
#: Alarms that are the board file's own words, or a page that nobody can read.
NOT_OURS = {
    "too_few": "change [expect] in the board file",
    "too_many": "change [expect] in the board file",
    "empty_strip": "take partners_url out of the board file where there is no such page any more",
    "partners": "change [expect] in the board file",
    "layout": "see `panjeon status --issues` for what [select] or [expect] in the board file may want",
}


@click.command()
@click.argument("board")
@click.option("--reason", metavar="TEXT", help="How it is known to be real, in a sentence. It stays in the archive.")
@click.option("--crawl", "crawl", type=click.IntRange(min=1), metavar="ID", help="The suspect run that is meant; the board's last one by default.")
@click.option("--undo", is_flag=True, help="Take acceptances back, all that hold of the board or those of --crawl.")
@click.option("--dry-run", is_flag=True, help="Say what would be believed, and accept nothing.")
@archive_option
def accept(board: str, reason: str | None, crawl: int | None, undo: bool, dry_run: bool, archive: Path) -> None:
    """Accept what made the last run of BOARD suspect: the next runs believe it, and only it.

    The next run asks the posts again that were held back; what it reads is stored with its own evidence, and the captures of the suspect run stay.
    An acceptance names fields, texts or an alarm, never a whole run, and ends by itself when that has been taken. It is kept in the evidence, so
    it survives a rebuild. Taking it back stops what it lets through from then on; what was believed meanwhile stays in the history.

    \b
    Examples:
      panjeon accept seoulsolution-ko --dry-run
      panjeon accept seoulsolution-ko --reason "부서 이름이 바뀌어 모든 글의 글쓴이가 달라짐"
      panjeon accept seoulsolution-ko --undo --reason "개편이었음"
    """
    if not dry_run and not (reason or "").strip():
        raise click.UsageError("--reason needs a sentence that says how it is known to be real")
    if not archive.is_file():
        raise ArchiveError(f"there is no archive at {archive}; name another with --archive")
    facts: dict[str, object] = {"board": board, "crawl": crawl, "act": "withdraw", "reason": (reason or "").strip()}
    if dry_run:
        with closing(open_reader(archive)) as conn:
            _tell(conn, board, crawl, undo=undo, done=False)
        return
    recorder = Recorder(archive, clock_from(os.environ.get("PANJEON_CLOCK")))
    try:
        found = _tell(recorder.conn, board, crawl, undo=undo, done=True)
        if not undo:
            number, wanted = found
            facts |= {"crawl": number, "act": "accept", "accepted": [asdict(one) for one in wanted]}
        recorder.acceptance(facts)
    finally:
        recorder.close()


def _tell(conn: sqlite3.Connection, board: str, crawl: int | None, *, undo: bool, done: bool) -> tuple[int, list[Proposal]]:
    """Say what is accepted or taken back, or would be; the run and what of it is accepted. ArchiveError where there is nothing."""
    if undo:
        held = holding(conn, board, crawl)
        if not held:
            raise ArchiveError(f"nothing is accepted of {board}{f' crawl {crawl}' if crawl else ''}; there is nothing to take back")
        for row in held:
            note(f"{'taken back' if done else 'would be taken back'}: {row['kind']} of crawl {row['crawl']}, accepted {row['at']} ({plain(row['reason'])})")
        return 0, []
    run = _suspect(conn, board, crawl)
    wanted = proposals(conn, run["id"])
    if not wanted:
        raise ArchiveError(f"crawl {run['id']} is suspect for what no acceptance mends ({run['reason']}); {_instead(run['reason'])}")
    held = holding(conn, board, run["id"])
    if held:
        raise ArchiveError(f"crawl {run['id']} has been accepted since {held[0]['at']} ({held[0]['reason']}); crawl {board}, or take it back with --undo")
    verb = "accepted" if done else "would be accepted"
    note(f"{verb} of {board}, crawl {run['id']} ({plain(run['reason'])}):")
    for one in wanted:
        count = counted(len(one.covers), "text")
        note(f"  {one.kind}: {TOLD[one.kind].format(covers=', '.join(one.covers), count=count)}")
    left = conn.execute("SELECT count(*) FROM issues WHERE crawl = ? AND kind IN ('held_back', 'same_body')", (run["id"],)).fetchone()[0]
    if left:
        note(f"  {counted(left, 'post')} held back {'will be' if done else 'would be'} asked again by the next run")
    return run["id"], wanted


def _suspect(conn: sqlite3.Connection, board: str, crawl: int | None) -> sqlite3.Row:
    """The suspect run that is meant; ArchiveError for one that is not suspect, and where there is none."""
    ended = "SELECT id, outcome, reason FROM crawls WHERE board = ? AND outcome <> 'running' AND mode <> 'backfill'"
    run: sqlite3.Row | None = conn.execute(f"{ended} AND id = coalesce(?, id) ORDER BY id DESC LIMIT 1", (board, crawl)).fetchone()
    if run is None:
        raise ArchiveError(f"the archive holds no {f'crawl {crawl}' if crawl else 'crawl'} of {board}; list them with `panjeon status --crawls 10`")
    if run["outcome"] != "suspect":
        last = conn.execute(f"{ended} AND outcome = 'suspect' ORDER BY id DESC LIMIT 1", (board,)).fetchone()
        hint = f"name the suspect one with --crawl {last['id']}" if last else "there is nothing to accept"
        raise ArchiveError(f"crawl {run['id']} of {board} is {run['outcome']}; {hint}")
    return run


def _instead(reason: str) -> str:
    return NOT_OURS.get(reason.partition(":")[0], "see `panjeon status --issues`")
