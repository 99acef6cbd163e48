"""What the verbs for one page share: whose page an address is, what it is taken for, and the page itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import click

from crawler.addresses import host_of
from crawler.engines import engine
from crawler.engines.recognise import recognise
from crawler.errors import ManifestError, VisitFailed
from crawler.manifest import FetchRules, Manifest, available, find, further, load
from crawler.onboarding.naming import short_name
from crawler.onboarding.visit import Visit, visit
from crawler.records import Exchange, Page, Task
from pipelines.archive import open_reader

Kind = Literal["list", "post"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page that was asked: for which board, and what it is taken for."""

    board: Manifest
    kind: Kind
    page: Page
    exchange: Exchange


def ask(url: str, *, board: str | None, kind: str, boards_folder: Path | None, archive: Path, unknown: bool = False, private: bool = False) -> Asked:
    """Ask one page by the manifest of its board: the one named, or the one whose host it is on and whose post it is in the archive.

    ``unknown``: where there is no such board, the page's platform is recognised instead.
    """
    try:
        host = host_of(url)
    except ValueError as error:
        raise ManifestError(str(error)) from error
    manifest = find(board, further(boards_folder)) if board else _board_of(url, host, boards_folder, archive)
    if manifest is None and not unknown:
        raise ManifestError(f"no board file names the host {host}; write one with `panjeon add`, or name it with --board")
    known = manifest or _nobody(url, host, private=private)

    async def errand(asked: Visit) -> tuple[Page, Exchange]:
        return await asked.page(Task(kind="post", url=url))

    page, exchange = visit(known, errand, clock=os.environ.get("PANJEON_CLOCK", ""))
    if manifest is None:
        told = recognise(page)
        if not told:
            raise VisitFailed(f"{page.url} is of no platform that is known; add its board first, then name it with --board")
        known = replace(known, engine=told[0].engine)
    return Asked(board=known, kind=_kind(kind, page.url, known), page=page, exchange=exchange)


def _nobody(url: str, host: str, *, private: bool) -> Manifest:
    rules = FetchRules(private_hosts=(host,) if private else ())
    # The site's front page stands for the board: were it the page itself, every page would be the board's list.
    return Manifest(
        name=short_name(url, ()),
        title=host,
        publisher=host,
        url=urljoin(url, "/"),
        engine="generic",
        language="ko",
        timezone="Asia/Seoul",
        hosts=(host,),
        fetch=rules,
    )


def _board_of(url: str, host: str, boards_folder: Path | None, archive: Path) -> Manifest | None:
    """The board on whose host an address is; of several the one in whose archive the address is a post's."""
    candidates = [manifest for path in available(further(boards_folder)) if host in (manifest := load(path)).hosts]
    if len(candidates) > 1:
        holding = [manifest for manifest in candidates if archive.is_file() and _holds(archive, manifest, url)]
        if len(holding) != 1:
            raise ManifestError(f"several boards are on {host}: {', '.join(one.name for one in candidates)}; name one with --board")
        return holding[0]
    return candidates[0] if candidates else None


def _holds(archive: Path, board: Manifest, url: str) -> bool:
    conn = open_reader(archive)
    try:
        sql = "SELECT 1 FROM posts WHERE board = ? AND (url = ? OR native_id = ?)"
        reader = engine(board.engine)
        return conn.execute(sql, (board.name, reader.canonical(url, board), reader.native_id(url, board))).fetchone() is not None
    finally:
        conn.close()


def _kind(wanted: str, url: str, board: Manifest) -> Kind:
    if wanted == "auto":
        listed = url in (board.url, *board.lists, *board.optional_lists) or engine(board.engine).native_id(url, board) is None
        return "list" if listed else "post"
    return "list" if wanted == "list" else "post"


kind_option = click.option(
    "--kind", type=click.Choice(["auto", "list", "post"]), default="auto", show_default=True, help="What the page is; auto tells it by its address."
)
board_option = click.option("--board", metavar="NAME", help="The board whose page it is; by default the one on whose host it is.")
