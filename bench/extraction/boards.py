"""Generated boards: a shape and a vocabulary become list pages and posts, with the truth of every field beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from itertools import permutations
from typing import Literal

from bench.extraction.entries import DEVELOPED, WRITTEN, Entry, Vocabulary, entries
from crawler.forms import as_get, is_post

#: Parameters that are tried in every order.
MOST_ORDERED = 5
#: Two days of reading: an ordinary one, and one shortly after New Year, when dates without a year turn.
DAYS = (datetime(2025, 3, 3, 3, tzinfo=UTC), datetime(2026, 1, 9, 5, tzinfo=UTC))
Part = Literal["platform", "developed", "evaluated", "unseen", "opened", "ordinary", "skins", "blind", "trap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How a board's addresses look. Formats take ``key`` (a post), ``page`` (from 1), ``rank`` (from 0), ``offset`` and ``place`` (of a file).

    link, page_link, file_link: the attributes that a link carries
    post_id, file_id: what an address shows of a post or file
    page_id:   the number of a list page in its address; ``first`` is that of the first page, ``step`` the distance to the next
    script:    what the page defines of the functions that its links call
    """

    start: str
    post: str
    link: str
    page: str
    page_link: str
    file: str
    file_link: str
    post_id: str
    page_id: str
    file_id: str
    script: str = ""
    first: int = 1
    step: int = 1

    def known(self, url: str) -> tuple[str, str] | None:
        """What an address leads to: ("post", key), ("file", key and place), ("list", page from 1); None for anything else."""
        url = url.replace("&amp;", "&")
        asked = _orders(url)
        found = next(filter(None, (re.search(self.file_id, order) for order in asked)), None)
        if found:
            return "file", "/".join(found.groups())
        found = next(filter(None, (re.search(self.post_id, order) for order in asked)), None)
        if found:
            return "post", found[1]
        found = next(filter(None, (re.search(self.page_id, order) for order in asked)), None)
        if found:
            return "list", str((int(found[1]) - self.first) // self.step + 1)
        if is_post(url):
            return self.known(as_get(url))
        return ("list", "1") if url.partition("?")[0].rstrip("/") == self.start.partition("?")[0].rstrip("/") else None


@lru_cache(maxsize=8192)
def _orders(url: str) -> tuple[str, ...]:
    """An address with its parameters in every order, for a server reads them by name; as it is where there are many, or where it is a POST."""
    path, mark, query = url.partition("?")
    pairs = query.split("&")
    if not mark or len(pairs) > MOST_ORDERED or is_post(url) or "#" in url:
        return (url,)
    return (url, *(f"{path}?{'&'.join(order)}" for order in permutations(pairs)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One look of a board: how its lists and posts are drawn, and what they show.

    dates, post_dates: the written form of the posting date (a name of WRITTEN); "none" where it is not shown
    author, post_author: whether lists and posts show who wrote
    cut:      the length at which lists shorten titles; ``mark`` is what they put in place of the rest
    inline_files: how a file is named in the text itself, where files stand in it
    text:     whether the list is one of texts; False for galleries and cards
    pages:    list pages, all of which are read
    more:     whether the pager leads on beyond the last of these
    day:      the place of the day of reading in DAYS
    paces:    how many times slower than usual it is written, for each ten posts
    id_step:  the most by which one post's id is above the next one's
    charset:  what its pages are encoded in
    post_only: whether a list page behind the first is given by POST alone; a GET is answered with the first page
    revise:   what sets its posts apart from those that its vocabulary makes
    """

    name: str
    listing: Callable[[Sheet], str]
    post: Callable[[Open], str]
    scheme: Scheme
    pager: Callable[[Sheet], str]
    dates: str = "dash"
    post_dates: str = "minute"
    author: bool = True
    post_author: bool = True
    post_files: bool = True
    inline_files: str = ""
    pinned: int = 0
    secret: bool = False
    cut: int = 0
    mark: str = "..."
    text: bool = True
    per_page: int = 10
    pages: int = 3
    more: bool = False
    day: int = 0
    engine: str | None = None
    part: Part = "developed"
    words: Vocabulary = DEVELOPED
    zone: str = "Asia/Seoul"
    frame: Callable[[str, str, Vocabulary], str] | None = None
    repeats_pinned: bool = False
    id_step: int = 3
    paces: tuple[int, ...] = (1,)
    head: str = ""
    charset: str = "utf-8"
    post_only: bool = False
    revise: Callable[[Entry], Entry] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One list page to be drawn."""

    shape: Shape
    entries: tuple[Entry, ...]
    page: int
    last: int
    count: int
    at: datetime

    def link(self, entry: Entry) -> str:
        """The attributes that lead to a post."""
        return self.shape.scheme.link.format(key=entry.key, page=self.page, offset=(self.page - 1) * self.shape.per_page)

    def address(self, entry: Entry) -> str:
        """The absolute address of a post."""
        return self.shape.scheme.post.format(key=entry.key)

    def page_link(self, page: int) -> str:
        """The attributes that lead to a list page."""
        scheme = self.shape.scheme
        return scheme.page_link.format(page=page, rank=page - 1, offset=(page - 1) * self.shape.per_page)

    def title(self, entry: Entry) -> str:
        """A title as the list shows it, escaped."""
        return escape(shown_title(self.shape, entry), quote=False)

    def day(self, entry: Entry) -> str:
        """The posting date as the list writes it."""
        return WRITTEN[self.shape.dates](entry.moment, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One post's page to be drawn."""

    shape: Shape
    entry: Entry
    before: Entry
    after: Entry
    at: datetime

    @property
    def title(self) -> str:
        """The title, escaped."""
        return escape(self.entry.title, quote=False)

    @property
    def day(self) -> str:
        """The posting date as the post's page writes it."""
        return WRITTEN[self.shape.post_dates](self.entry.moment, self.at)

    def link(self, entry: Entry) -> str:
        """The attributes that lead to another post."""
        return self.shape.scheme.link.format(key=entry.key, page=1, offset=0)

    def files(self, draw: Callable[[str, str], str]) -> str:
        """The attachments, each drawn from its link's attributes and its name."""
        scheme = self.shape.scheme
        return "".join(
            draw(scheme.file_link.format(key=self.entry.key, place=place), escape(name)) for place, name in enumerate(self.entry.files)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTruth:
    """What a row of a list says: the day is ISO, None where the list shows none; an author that is not shown is None.

    ``title`` may be cut; the ``whole`` one, which some lists keep in an attribute, is right as well.
    """

    key: str
    title: str
    whole: str
    author: str | None
    day: str | None
    pinned: bool
    secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTruth:
    """A list page with its rows in page order and the page that follows it (None on the last)."""

    url: str
    html: str
    rows: tuple[RowTruth, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTruth:
    """A post's page and what it says; ``moment`` is ISO to the minute or day as shown, ``files`` their (identity, name)."""

    url: str
    html: str
    key: str
    title: str
    author: str | None
    moment: str | None
    text: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A generated board: its pages by address and the truth of each."""

    shape: Shape
    at: datetime
    lists: tuple[ListTruth, ...]
    posts: tuple[PostTruth, ...]
    pages: dict[str, str] = field(repr=False)

    @property
    def name(self) -> str:
        return self.shape.name

    def answer(self, url: str) -> str | None:
        """The page behind an address in any of its forms; None for one that the board does not have."""
        known = self.shape.scheme.known(url)
        if known and known[0] == "list" and self.shape.post_only and not is_post(url):
            return self.pages["list/1"]
        return self.pages.get("/".join(known)) if known else None


def shown_title(shape: Shape, entry: Entry) -> str:
    """The title as lists show it: cut where it is longer than the shape lets it be."""
    return entry.title[: shape.cut] + shape.mark if shape.cut and len(entry.title) > shape.cut else entry.title


def build(shape: Shape, posts: int = 6) -> Board:
    """A shape's board: its first, second and last list page, and some of its posts."""
    at = DAYS[shape.day]
    count, seed = shape.per_page * shape.pages - 3, f"{shape.part} {shape.name}"
    everything = entries(shape.words, count, at, seed, pinned=shape.pinned, secret=shape.secret, step=shape.id_step, paces=shape.paces)
    if shape.revise is not None:
        everything = tuple(map(shape.revise, everything))
    kept, rest = everything[: shape.pinned], everything[shape.pinned :]
    sheets = _sheets(shape, kept, rest, at)
    lists = tuple(_list_truth(sheet) for sheet in sheets)
    readable = [entry for entry in (*kept[:1], *rest) if not entry.secret]
    opened = tuple(_post_truth(_open(shape, readable, place, at)) for place in range(min(posts, len(readable))))
    pages = {f"list/{sheet.page}": truth.html for sheet, truth in zip(sheets, lists, strict=True)}
    others = [_post_truth(_open(shape, readable, place, at)) for place in range(len(opened), len(readable))]
    pages |= {f"post/{truth.key}": truth.html for truth in (*opened, *others)}
    return Board(shape=shape, at=at, lists=lists, posts=opened, pages=pages)


def _sheets(shape: Shape, kept: Sequence[Entry], rest: Sequence[Entry], at: datetime) -> list[Sheet]:
    size = shape.per_page
    sheets = []
    for page in range(1, shape.pages + 1):
        own = rest[(page - 1) * size : page * size]
        top = kept if page == 1 or shape.repeats_pinned else ()
        sheets.append(Sheet(shape=shape, entries=(*top, *own), page=page, last=shape.pages, count=len(rest), at=at))
    return sheets


def framed(shape: Shape, title: str, body: str) -> str:
    """A whole page around what the board itself draws; JSON stands alone."""
    if body.startswith("{"):
        return body.strip()
    script = f"<script>{shape.scheme.script}</script>" if shape.scheme.script else ""
    if shape.frame is not None:
        return shape.frame(title, f"{script}{body}", shape.words)
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)}</title>{shape.head}{script}</head><body>{body}</body></html>'


def _list_truth(sheet: Sheet) -> ListTruth:
    shape = sheet.shape
    rows = tuple(
        RowTruth(
            key=entry.key,
            title=shown_title(shape, entry),
            whole=entry.title,
            author=(entry.author or None) if shape.author else None,
            day=f"{entry.moment:%Y-%m-%d}" if shape.dates != "none" else None,
            pinned=entry.pinned,
            secret=entry.secret,
        )
        for entry in sheet.entries
    )
    scheme = shape.scheme
    url = scheme.start if sheet.page == 1 else scheme.page.format(page=sheet.page, rank=sheet.page - 1, offset=(sheet.page - 1) * shape.per_page)
    pager = shape.pager(sheet)
    html = framed(shape, shape.words.menu[3], shape.listing(sheet) + pager)
    return ListTruth(url=url, html=html, rows=rows, next=sheet.page + 1 if pager and (sheet.page < sheet.last or shape.more) else None)


def _open(shape: Shape, readable: Sequence[Entry], place: int, at: datetime) -> Open:
    entry = readable[place]
    if not shape.post_files:
        entry = replace(entry, files=())
    return Open(shape=shape, entry=entry, before=readable[place - 1], after=readable[(place + 1) % len(readable)], at=at)


def _post_truth(opened: Open) -> PostTruth:
    shape, entry = opened.shape, opened.entry
    shown = opened.day
    moment = f"{entry.moment:%Y-%m-%dT%H:%M}" if ":" in shown.rpartition(">")[2] or shape.post_dates == "half" else f"{entry.moment:%Y-%m-%d}"
    return PostTruth(
        url=shape.scheme.post.format(key=entry.key),
        html=framed(shape, entry.title, shape.post(opened)),
        key=entry.key,
        title=entry.title,
        author=(entry.author or None) if shape.post_author else None,
        moment=moment if shown else None,
        text="\n".join([entry.text, *(shape.inline_files.format(name) for name in entry.files if shape.inline_files)]),
        files=tuple((f"{entry.key}/{place}", name) for place, name in enumerate(entry.files)),
    )
