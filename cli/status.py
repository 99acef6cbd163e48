"""`panjeon status`: how each board stands, how its last crawl came out, and what did not fit."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from cli.crawl import EXIT, WORST_FIRST
from cli.output import archive_option, counted, json_option, plain, print_records
from cli.times import local
from crawler.errors import ArchiveError
from pipelines.accept import holding
from pipelines.archive import open_reader
from pipelines.completeness import completeness
from pipelines.export import STATES

WORDS = {
    "complete": "complete: everything that was to be asked was read",
    "incomplete": "incomplete: not everything was read, so that nothing was called gone",
    "suspect": "suspect: the board looked broken or changed, look before you believe it",
    "failed": "failed: no list page could be read",
}
CLAIMS = {
    "whole": "as many as are archived as listed",
    "short": "{missing:,} more than are archived",
    "over": "{surplus:,} fewer than are archived as listed",
}
COLORS = {"complete": "green", "incomplete": "yellow", "suspect": "red", "failed": "red"}
CLASSES = ("stored", "unchanged", "quarantined", "refused", "failed")
LAST = ("crawl", "mode", "outcome", "reason", "started_at", "finished_at", "requests", *CLASSES, "balanced", "bytes")
STANDING = (
    "board", "title", "timezone", "state", "posts", *STATES, "revisions", "claimed_total", "completeness", "missing", "surplus", "unseen",
    "claimed_pages", "read_pages", "unread", "locked", "state_reason", "state_since", "accepted", *LAST, "issues",
    "unfinished", "unfinished_state", "unfinished_mode", "unfinished_since", "to_go",
)  # fmt: skip
RUNS = (
    "crawl", "board", "mode", "started_at", "finished_at", "outcome", "reason", "requests", *CLASSES,
    "balanced", "bytes", "new_posts", "changed_posts", "gone_posts", "claimed_total",
)  # fmt: skip
RUNS_SHORT = ("crawl", "board", "mode", "begun", "outcome", "reason", "new", "changed", "gone")
ISSUES = ("issue", "crawl", "board", "kind", "url", "message", "selector", "expected", "found", "at", "capture")
ISSUES_SHORT = ("issue", "crawl", "kind", "url", "message", "found")

_ENDED = " + ".join(CLASSES)
_RUN = f"id AS crawl, *, requests = {_ENDED} AS balanced FROM crawls"


@click.command()
@click.argument("boards", nargs=-1, metavar="[BOARD…]")
@click.option("--crawls", type=click.IntRange(min=1), metavar="N", help="List the last N runs of each board instead.")
@click.option("--issues", is_flag=True, help="List what did not fit, was refused or failed in the last run of each board instead.")
@click.option("--crawl", "crawl", type=click.IntRange(min=1), metavar="ID", help="With --issues: those of this run.")
@archive_option
@json_option
def status(boards: tuple[str, ...], crawls: int | None, issues: bool, crawl: int | None, archive: Path, as_json: bool) -> None:
    """Say how boards stand: their posts, whether the board claims more than are archived, their last crawl and whether its ledger balances.

    The exit code is that of the last crawls: 0 if all were complete, else that of the worst; an interrupted one counts as incomplete, and so
    does a board that claims more posts than are archived.

    \b
    Examples:
      panjeon status
      panjeon status seoulsolution-ko --crawls 10
      panjeon status --issues --crawl 12 --json
    """
    if crawl is not None and not issues:
        raise click.UsageError("--crawl ID goes with --issues; the runs themselves are listed by --crawls N")
    if crawls is not None and issues:
        raise click.UsageError("ask for --crawls or for --issues, not for both at once")
    with closing(open_reader(archive)) as conn:
        conn.execute("BEGIN")
        names = _asked(conn, boards)
        standing = [_standing(conn, name, archive) for name in names]
        on_terminal = sys.stdout.isatty()
        if issues:
            print_records(_issues(conn, names, crawl), ISSUES_SHORT if on_terminal else ISSUES, as_json=as_json)
        elif crawls is not None:
            runs = _runs(conn, names, crawls)
            print_records(map(_short, runs) if on_terminal and not as_json else runs, RUNS_SHORT if on_terminal else RUNS, as_json=as_json)
        elif as_json or not on_terminal:
            print_records(standing, STANDING, as_json=as_json)
        else:
            _tell(standing)
    sys.exit(_worst(standing))


def _asked(conn: sqlite3.Connection, boards: Sequence[str]) -> list[str]:
    """The boards asked for, or all; ArchiveError for one that the archive does not hold."""
    known = [row["name"] for row in conn.execute("SELECT name FROM boards ORDER BY name")]
    for name in boards:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}" if near else f"it holds {', '.join(known) or 'none'}"
            raise ArchiveError(f"the archive holds no board {name!r}; {hint}")
    return list(boards) or known


def _standing(conn: sqlite3.Connection, name: str, archive: Path) -> dict[str, Any]:
    """A board's counts, its last ended run and the one that has not ended, as one flat record."""
    board = conn.execute("SELECT * FROM boards WHERE name = ?", (name,)).fetchone()
    states = dict.fromkeys(STATES, 0)
    states |= {row[0]: row[1] for row in conn.execute("SELECT state, count(*) FROM posts WHERE board = ? GROUP BY state", (name,))}
    revisions = conn.execute("SELECT count(*) FROM revisions r JOIN posts p ON p.id = r.post WHERE p.board = ?", (name,)).fetchone()[0]
    record = {"board": name, **{key: board[key] for key in ("title", "timezone", "state")}, "posts": sum(states.values()), **states}
    record |= {"revisions": revisions, "claimed_total": board["claimed_total"]}
    held = completeness(conn, name)
    record |= {"completeness": held.verdict, "missing": held.missing, "surplus": held.surplus, "unseen": held.unseen}
    record |= {"claimed_pages": board["claimed_pages"], "read_pages": board["read_pages"], "unread": held.unread, "locked": held.locked}
    record |= {"state_reason": board["state_reason"], "state_since": board["state_since"]}
    record["accepted"] = "; ".join(f"{row['kind']} of crawl {row['crawl']}" for row in holding(conn, name)) or None
    last = conn.execute(f"SELECT {_RUN} WHERE board = ? AND outcome <> 'running' AND mode <> 'backfill' ORDER BY id DESC LIMIT 1", (name,)).fetchone()
    record |= {column: last[column] if last else None for column in LAST}
    record["issues"] = conn.execute("SELECT count(*) FROM issues WHERE crawl = ?", (record["crawl"],)).fetchone()[0]
    return record | _unfinished(conn, name, archive)


def _unfinished(conn: sqlite3.Connection, name: str, archive: Path) -> dict[str, Any]:
    row = conn.execute("SELECT id, mode, started_at FROM crawls WHERE board = ? AND outcome = 'running' ORDER BY id DESC LIMIT 1", (name,)).fetchone()
    if row is None:
        return dict.fromkeys(("unfinished", "unfinished_state", "unfinished_mode", "unfinished_since", "to_go"))
    left = conn.execute("SELECT count(*) FROM frontier WHERE crawl = ? AND state = 'pending'", (row["id"],)).fetchone()[0]
    state = "running" if _is_written(archive) else "interrupted"
    return {"unfinished": row["id"], "unfinished_state": state, "unfinished_mode": row["mode"], "unfinished_since": row["started_at"], "to_go": left}


def _is_written(archive: Path) -> bool:
    """Whether a process holds the archive's lock. The lock is only tried where the process it names lives, so that asking disturbs no crawl."""
    lock = archive.with_name(archive.name + ".lock")
    try:
        with lock.open("rb") as stream:
            os.kill(int(stream.read(32)), 0)
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _runs(conn: sqlite3.Connection, names: Iterable[str], count: int) -> Iterable[dict[str, Any]]:
    for name in names:
        zone = "(SELECT timezone FROM boards WHERE name = board) AS timezone"
        rows = conn.execute(f"SELECT {zone}, {_RUN} WHERE board = ? ORDER BY id DESC LIMIT ?", (name, count)).fetchall()
        yield from ({column: row[column] for column in (*RUNS, "timezone")} for row in reversed(rows))


def _short(run: dict[str, Any]) -> dict[str, Any]:
    """A run with the names and the time that fit a terminal."""
    begun = local(run["started_at"], run["timezone"])
    return {**run, "begun": begun, "new": run["new_posts"], "changed": run["changed_posts"], "gone": run["gone_posts"]}


def _issues(conn: sqlite3.Connection, names: Iterable[str], crawl: int | None) -> Iterable[dict[str, Any]]:
    if crawl is not None and conn.execute("SELECT 1 FROM crawls WHERE id = ?", (crawl,)).fetchone() is None:
        raise ArchiveError(f"the archive holds no crawl {crawl}; list the runs with `panjeon status --crawls 10`")
    sql = "SELECT id AS issue, * FROM issues WHERE board = ? AND crawl = coalesce(?, (SELECT max(id) FROM crawls WHERE board = ?)) ORDER BY id"
    for name in names:
        yield from ({column: row[column] for column in ISSUES} for row in conn.execute(sql, (name, crawl, name)))


def _worst(standing: Iterable[dict[str, Any]]) -> int:
    outcomes = {"incomplete" if one["unfinished_state"] == "interrupted" else one["outcome"] for one in standing}
    outcomes |= {"incomplete" for one in standing if one["completeness"] == "short"}
    return next((EXIT[outcome] for outcome in WORST_FIRST if outcome in outcomes), 0)


def _tell(standing: Sequence[dict[str, Any]]) -> None:
    """What a person wants to know, a few lines a board."""
    if not standing:
        click.echo("The archive holds no board yet.")
    for one in standing:
        click.echo(click.style(one["board"], bold=True) + f"  {plain(one['title'])}")
        states = ", ".join(f"{one[state]} {state}" for state in STATES if one[state])
        click.echo(f"  {counted(one['posts'], 'post')}" + (f" ({states})" if states else "") + f", {counted(one['revisions'], 'revision')}{_claim(one)}")
        if one["unread"]:
            click.secho(f"  its list names {counted(one['claimed_pages'], 'page')}, of which the last whole sweep read {one['read_pages']}", fg="yellow")
        if one["locked"]:
            click.echo(f"  {counted(one['locked'], 'row')} of its list locked or expired, without an address to read")
        if one["state"] in ("unreachable", "blocked", "moved"):
            click.secho(f"  {one['state']} since {local(one['state_since'], one['timezone'])}: {plain(one['state_reason'])}", fg="red")
        if one["unseen"]:
            click.echo(f"  numbers between the first and the last that were never seen: {one['unseen']}")
        if one["accepted"]:
            click.echo(f"  accepted and not taken yet, or for good: {plain(one['accepted'])}")
        _tell_last(one)
        if one["unfinished"] is not None:
            _tell_unfinished(one)
        if one["issues"]:
            click.echo(f"  {counted(one['issues'], 'issue')}: panjeon status {one['board']} --issues")


def _claim(one: dict[str, Any]) -> str:
    claimed = one["claimed_total"]
    if claimed is None:
        return "; the board claims no total"
    standing = "short" if one["missing"] else "over" if one["surplus"] else "whole"
    return f"; the board claims {claimed:,}, {CLAIMS[standing].format(**one)}"


def _tell_last(one: dict[str, Any]) -> None:
    if one["crawl"] is None:
        click.echo("  no crawl has ended yet")
        return
    outcome = click.style(WORDS[one["outcome"]], fg=COLORS[one["outcome"]])
    click.echo(f"  crawl {one['crawl']} ({one['mode']}): {outcome}" + (f" ({plain(one['reason'])})" if one["reason"] else ""))
    click.echo(f"    {local(one['started_at'], one['timezone'])} to {local(one['finished_at'], one['timezone'])}, {one['bytes']:,} bytes")
    classes = " + ".join(f"{one[name]} {name}" for name in CLASSES)
    balance = "balances" if one["balanced"] else click.style("does not balance: run panjeon verify", fg="red")
    click.echo(f"    {counted(one['requests'], 'request')} = {classes}: {balance}")


def _tell_unfinished(one: dict[str, Any]) -> None:
    since = local(one["unfinished_since"], one["timezone"])
    line = f"  crawl {one['unfinished']} ({one['unfinished_mode']}): {one['unfinished_state']}, begun {since}, {counted(one['to_go'], 'page')} to go"
    resumable = one["unfinished_state"] == "interrupted" and one["unfinished_mode"] in ("refresh", "sweep")
    again = f"; take it up with: panjeon crawl {one['board']} --mode {one['unfinished_mode']}" if resumable else ""
    click.echo(click.style(line, fg="yellow") + again)
