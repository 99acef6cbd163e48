"""Engines know a platform: pure functions from a decoded page to frozen records, found by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol

from crawler.errors import ManifestError, PageChanged
from crawler.manifest import ENGINES, Manifest
from crawler.records import Listing, Page, PartnerStrip, Post, Replies, Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a platform wants of its readers before it serves its files: the session's cookies, the post's page as Referer."""

    cookies: bool = False
    referer: bool = False


NOTHING = Needs()


class Engine(Protocol):
    """What every engine can do. Each reading raises PageChanged where the page does not fit.

    An engine whose posts have a ``more_url`` reads such pages too: ``replies(page, board) -> Replies``.

    ``version`` (``name/number``) is stored with each revision: it changes whenever the engine may read a page otherwise.
    """

    name: str
    version: str

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a list page (or a home page's block of newest posts)."""

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a post's own page, or what it says instead of the post."""

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:
        """Read the strip of partner logos of a page."""

    def canonical(self, url: str, board: Manifest) -> str:
        """The one address of a post, whatever variant of it was met."""

    def native_id(self, url: str, board: Manifest) -> str | None:
        """The platform's own id that an address carries; None where it carries none."""


@cache
def engine(name: str) -> Engine:
    """The engine of a name; ManifestError for one that is not known."""
    if name not in ENGINES:
        raise ManifestError(f'engine = {name!r} is not known: it may be one of {", ".join(ENGINES)}, for example engine = "{ENGINES[0]}"')
    found: Engine = import_module(f"crawler.engines.{name}").ENGINE
    return found


def needs(name: str) -> Needs:
    """What the platform of an engine wants of its readers; nothing unless its engine says so."""
    found: Needs = getattr(engine(name), "needs", NOTHING)
    return found


def date_order(reader: Engine, pages: Iterable[Page], board: Manifest) -> str | None:
    """What some pages of a board prove of days like 11-06-2026: month-first, day-first, or empty where nothing or both; None for an engine that meets none."""
    proof: Callable[[Page, Manifest], str | None] | None = getattr(reader, "date_order", None)
    shown = {proof(page, board) for page in pages} if proof is not None else set()
    if not shown or None in shown:
        return None
    proved = shown - {""}
    return proved.pop() if len(proved) == 1 else ""


def replies(reader: Engine, page: Page, board: Manifest) -> Replies:
    """Read a further page of a post; PageChanged for an engine whose posts have none."""
    reading: Callable[[Page, Manifest], Replies] | None = getattr(reader, "replies", None)
    if reading is None:
        raise PageChanged(url=page.url, selector="(page)", expected="a page of replies", found=f"{reader.name}, whose posts have one page")
    return reading(page, board)
