"""`panjeon add`: look at a board that nobody has described, show what was read with reasons, and write its board file."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from cli.output import archive_option, boards_option, counted, note, plain, print_records
from crawler.addresses import host_of
from crawler.clock import clock_from
from crawler.errors import ManifestError, PanjeonError
from crawler.manifest import FetchRules, Manifest, available, further
from crawler.onboarding.keeping import keepable
from crawler.onboarding.looking import Check, Cost, Found, Sample, cost, look, read_again
from crawler.onboarding.naming import names, short_name
from crawler.onboarding.refitting import FIELDS, refit
from crawler.onboarding.visit import Kept, Visit, visit
from crawler.onboarding.writing import loaded, manifest_text, write
from crawler.records import Post, Withheld
from pipelines.export import json_line
from pipelines.recorder import Recorder

#: The exit code for a board that is not sure, or that nobody was there to accept: nothing was written.
UNSURE = 5
EXCERPT = 60
COLUMNS = ("row", "title", "author", "posted", "files", "text", "marks")
NO_ZONE = "UTC"


@click.command()
@click.argument("url")
@click.option("--name", metavar="NAME", help="The board's short name; by default made from the address.")
@click.option("--title", metavar="TEXT", help="The board's title; by default as its page shows it.")
@click.option("--publisher", metavar="TEXT", help="Who publishes the board; by default as its page shows it.")
@click.option("--zone", metavar="ZONE", help="The zone of the board's dates, such as Asia/Seoul; by default that of a Korean or Japanese page.")
@click.option("--set", "corrections", metavar="FIELD=VALUE", multiple=True, help=f"A right value of the first previewed post ({', '.join(FIELDS)}).")
@click.option("--yes", is_flag=True, help="Ask nothing; write the board file only where the reading is sure.")
@click.option("--dry-run", is_flag=True, help="Print the board file and keep nothing.")
@click.option("--delay", type=click.FloatRange(0, 3600), default=1.0, show_default=True, help="Least seconds between two requests, now and in every crawl.")
@click.option("--contact", metavar="TEXT", help="Where the board's keepers can reach you: in the user agent, now and in every crawl.")
@click.option("--private", is_flag=True, help="Let the address's host be a private or loopback one.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@boards_option
@archive_option
def add(url: str, corrections: tuple[str, ...], as_json: bool, boards_folder: Path | None, archive: Path, **given: Any) -> None:
    """Look at the board at an address, show what is read of it, and write a board file that crawls it.

    Asks robots.txt, the list, its second page and up to five posts, on the host of the address only. The reading is sure, to be
    checked, or impossible, with reasons. On a terminal it asks; a correction such as author=총무과 of the first post reads everything
    again. What was fetched is kept as evidence in the archive, as an incomplete run. Where --yes meets a board that is not sure, or nobody
    can be asked, nothing is written and the exit code is 5.

    \b
    Examples:
      panjeon add https://www.example.go.kr/bbs/notice
      panjeon add https://www.example.go.kr/bbs/notice --yes --name notices
    """
    board = _provisional(url, boards_folder, given)
    fixed = dict(_correction(text) for text in corrections)
    folder = boards_folder or Path("boards")
    talk = _Talk(as_json=as_json, **{name: given[name] for name in ("title", "publisher", "zone", "yes", "dry_run")})

    async def errand(asked: Visit) -> tuple[Found, list[Kept], bool]:
        found = talk.named(await look(asked, board))
        if fixed:
            found = refit(found, fixed)
        found, accepted = talk.settle(found, asked.kept)
        return found, asked.kept, accepted

    found, kept, accepted = visit(board, errand, clock=os.environ.get("PANJEON_CLOCK", ""))
    price = _price(found, kept)
    text = manifest_text(found, price, clock_from(os.environ.get("PANJEON_CLOCK")).now().date())
    path = None
    if accepted and not given["dry_run"]:
        path = write(text, found.board.name, folder)
        _keep(archive, loaded(text, found.board.name), kept, found)
    talk.end(found, price, text, path)
    if not accepted:
        sys.exit(1 if found.verdict == "cannot" else UNSURE)


def _provisional(url: str, boards_folder: Path | None, given: dict[str, Any]) -> Manifest:
    """What is known of a board before anything was read of it."""
    try:
        host = host_of(url)
    except ValueError as error:
        raise ManifestError(f"{error}; give the address of the board's list") from error
    taken = {path.stem for path in available(further(boards_folder))}
    name = given["name"] or short_name(url, taken)
    if name in taken:
        raise ManifestError(f"there is a board {name!r} already; give another --name")
    rules = FetchRules(delay=given["delay"], contact=given["contact"] or "", private_hosts=(host,) if given["private"] else (), attempts=3)
    zone = given["zone"] or NO_ZONE
    return Manifest(name=name, title=host, publisher=host, url=url, engine="generic", language="ko", timezone=zone, hosts=(host,), fetch=rules)


def _correction(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or field.strip() not in FIELDS:
        raise click.UsageError(f"a correction is written like author=총무과, with one of {', '.join(FIELDS)} before the =, found {text!r}")
    return field.strip(), value.strip()


def _price(found: Found, kept: list[Kept]) -> Cost:
    pages = [len(one.exchange.payload) for one in kept if one.task.kind not in ("robots", "file")]
    return cost(found, mean_bytes=sum(pages) // max(1, len(pages)))


class _Talk:
    """What is said and asked about a board while the visitor is still there."""

    def __init__(self, *, title: str | None, publisher: str | None, zone: str | None, yes: bool, dry_run: bool, as_json: bool) -> None:
        self._title, self._publisher, self._zone = title, publisher, zone
        self._yes, self._dry_run, self._as_json = yes, dry_run, as_json
        self._shown = False

    def named(self, found: Found) -> Found:
        """The board under the names that its page shows, or those that were given."""
        shown = names(found.page)
        zone = self._zone or shown.zone
        board = replace(
            found.board, title=self._title or shown.title, publisher=self._publisher or shown.publisher, language=shown.language, timezone=zone or NO_ZONE
        )
        return with_zone(found, board, known=zone is not None)

    def settle(self, found: Found, kept: list[Kept]) -> tuple[Found, bool]:
        """The board as it is to be written, and whether it is; on a terminal the person is asked, and may correct."""
        if self._yes or self._dry_run or self._as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return found, found.verdict == "sure" and (self._yes or self._dry_run)
        while True:
            self._show(found, _price(found, kept))
            if found.verdict == "cannot":
                return found, False
            likely = "y" if found.verdict == "sure" else "n"
            answer = click.prompt("Write the board file? y, n, or a right value of post 1 such as author=총무과", default=likely).strip()
            if answer.lower() in ("y", "yes", "n", "no"):
                return found, answer.lower().startswith("y")
            found = self._corrected(found, answer)

    def _corrected(self, found: Found, answer: str) -> Found:
        try:
            return refit(found, dict([_correction(answer)]))
        except (PanjeonError, click.UsageError) as error:
            note(plain(error.format_message() if isinstance(error, click.UsageError) else error))
            return found

    def _show(self, found: Found, price: Cost) -> None:
        self._shown = True
        click.echo(f"{plain(found.board.title)} ({plain(found.board.publisher)}), {found.board.url}")
        click.echo(f"  read as {found.board.engine}: {plain('; '.join(found.signs))}")
        color = {"sure": "green", "check": "yellow", "cannot": "red"}[found.verdict]
        click.echo("  " + click.style(found.verdict, fg=color, bold=True) + f", confidence {found.confidence:.2f}")
        for check in found.checks:
            click.echo(f"    {'+' if check.well else '-'} {plain(check.text)}")
        print_records([_previewed(number, sample) for number, sample in enumerate(found.samples, 1)], COLUMNS, as_json=False)
        claimed = found.listing.claimed_total
        click.echo(f"  claimed total: {claimed if claimed is not None else 'none'}; " + _told(price))

    def end(self, found: Found, price: Cost, text: str, path: Path | None) -> None:
        """Say what was found, unless the person has seen it, and what was written."""
        if self._as_json:
            click.echo(json_line(_record(found, price, text, path)))
            return
        if not self._shown:
            self._show(found, price)
        if self._dry_run:
            click.echo(text, nl=False)
        elif path is not None:
            click.echo(f"{path} written; crawl it with: panjeon crawl {found.board.name}")
        elif found.verdict == "cannot":
            note("No post could be read: nothing was written.")
        else:
            note("Nothing was written; on a terminal you can look at it, correct it and accept it.")


def with_zone(found: Found, board: Manifest, *, known: bool) -> Found:
    """The board with its names and zone, read again where that zone is another than the one it was read with."""
    again = read_again(found, board) if board.timezone != found.board.timezone else replace(found, board=board)
    told = Check(well=known, text=f"dates are taken for {board.timezone}" + ("" if known else ", for the page does not tell its zone; give --zone"))
    return replace(again, checks=(*(check for check in again.checks if not check.text.startswith("dates are taken")), told))


def _told(price: Cost) -> str:
    least = "at least " if price.least else ""
    return (
        f"{least}{counted(price.pages, 'list page')}, {counted(price.posts, 'post')}: a first crawl asks {least}{counted(price.requests, 'time')},"
        f" {timedelta(seconds=round(price.seconds))} at the board's pace, about {price.bytes / 1e6:,.1f} MB without files"
    )


def _previewed(number: int, sample: Sample) -> dict[str, Any]:
    row, read = sample.row, sample.read
    marks = [mark for mark, there in (("pinned", row.pinned), ("secret", row.secret)) if there]
    posted = row.posted.at if row.posted else None
    record: dict[str, Any] = {"row": number, "title": row.title, "author": row.author, "posted": posted, "files": None, "text": ""}
    if isinstance(read, Post):
        posted = read.posted.at if read.posted else posted
        record |= {"title": read.title, "author": read.author or row.author, "posted": posted, "files": len(read.attachments)}
        record["text"] = " ".join(read.body_text.split())[:EXCERPT]
    else:
        marks.append(f"{read.kind}: {read.evidence}" if isinstance(read, Withheld) else f"not read: {read.message}")
    return {**record, "marks": "; ".join(marks)}


def _record(found: Found, price: Cost, text: str, path: Path | None) -> dict[str, Any]:
    return {
        "name": found.board.name, "title": found.board.title, "publisher": found.board.publisher, "url": found.board.url, "engine": found.board.engine,
        "verdict": found.verdict, "confidence": round(found.confidence, 3), "reasons": list(found.signs),
        "checks": [{"well": check.well, "text": check.text} for check in found.checks],
        "posts": [_previewed(number, sample) for number, sample in enumerate(found.samples, 1)],
        "claimed_total": found.listing.claimed_total, "pages": price.pages, "expected_posts": price.posts, "at_least": price.least,
        "requests": price.requests, "seconds": price.seconds, "bytes": price.bytes, "manifest": text, "file": str(path) if path else None,
    }  # fmt: skip


def _keep(archive: Path, board: Manifest, kept: list[Kept], found: Found) -> None:
    """Keep what was fetched as the evidence of an incomplete run; the first crawl builds on it."""
    recorder = Recorder(archive, clock_from(os.environ.get("PANJEON_CLOCK")))
    try:
        entering = list(keepable(kept, found))
        recorder.begin(board, "add", [one.task for one in entering if one.task.kind == "list"][:1])
        for one in entering:
            recorder.receive(one.task, one.exchange)
        recorder.finish("interrupted: only what `panjeon add` looked at")
    finally:
        recorder.close()
