"""Zeroboard 4, the board of the early Korean web, and its UTF-8 descendants: skins of nested tables without names.

List: ``zboard.php?id=X&page=P``: a table headed No, Subject, Name, Date, Hit (or 번호 제목 글쓴이 …, or pictures), links ``view.php?id=X&no=N`` with a
dozen parameters, dates whose ``title`` tells them whole (2024년 01월 13일 21시 18분 40초), pictures such as notice_head.gif or
secret_head.gif in the number column. Pager: from 1, links by number; a page past the end is a full page again, without a next.
Post: values beside Subject, Name and Date, the name as a call of ``ZB_layerAction``, body in the one-column table that the program
itself writes around it (``table-layout:fixed;``), files by ``download.php``, comments with ``del_comment.php?…c_no=N``.
A deleted post answers 200 with 선택하신 게시물이 존재하지 않습니다. Where the header is made of pictures, the columns are those that hold in
every row what the program itself prints: the link, the name's call, the whole date.
Left out by name: counters, search and sort parameters, the timing in its comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from crawler import addresses, select
from crawler.dates import read_date
from crawler.engines import Needs, columns
from crawler.engines.labels import Field
from crawler.engines.platform import Address, Head, Opened, Platform, PlatformEngine, narrowed, number_in, page_in
from crawler.errors import DateUnreadable
from crawler.records import Comment, Page, SiteDate
from crawler.select import Node, ancestors, attribute, text_of
from crawler.text import body_text

_SIZE = re.compile(r"\s*\([\d.,]+\s*(?:[KMG]?B|Bytes?|[KMG])\)$", re.IGNORECASE)
_COMMENT = re.compile(r"del_comment\.php\?.*?\bc_no=(\d{1,18})")
_LABELS = "td, th, b, font, span, strong, dt"


def address(url: str) -> Address | None:
    """What an address is: a post by ``no``, a list by ``id``, a file by download.php."""
    path = urlsplit(url).path
    board = addresses.parameters(url).get("id", "")
    post = number_in(url, "no")
    if not board:
        return None
    if path.endswith(("/view.php", "/zboard.php")) and post:
        own = path.rpartition("/")[0] + "/view.php"
        return Address(kind="post", url=narrowed(url, ("id", "no"), own), board=board, native_id=post)
    if path.endswith("/zboard.php"):
        names = ("id", "category", "divpage", "page")
        return Address(kind="list", url=narrowed(url, names), board=board, page=page_in(url, "page"))
    if path.endswith("/download.php") and post:
        return Address(kind="file", url=narrowed(url, ("id", "no", "filenum")), board=board)
    return None


_LAYER = '[onmousedown*="ZB_layerAction"]'
_POST_LINK = re.compile(r"\b(?:view|zboard)\.php\?.*\bno=\d")


def table_by_content(root: Node) -> columns.Table | None:
    """The list of a skin without header words: its rows link to posts, its columns hold the same in each of them; None where they do not."""
    rows = [row for row in root.css("tr") if not row.css("table") and any(map(_is_post_link, row.css("a[href]"))) and len(row.css("td")) > 2]
    tables = {parent.mem_id: parent for row in rows for parent in ancestors(row)[:3] if parent.tag == "table"}
    places = [_places(row) for row in rows]
    if len(tables) != 1 or not places or any(place != places[0] for place in places):
        return None
    found = places[0]
    if not {"title", "author", "posted"} <= set(found) or len({columns.width_of(row) for row in rows}) != 1:
        return None
    number = _number_column(rows, set(found.values()))
    if number is None:
        return None
    found["number"] = number
    return columns.Table(node=next(iter(tables.values())), columns=found, width=columns.width_of(rows[0]), rows=tuple(rows))


def _places(row: Node) -> dict[Field, int]:
    """The columns of a row by what the program prints in them."""
    found: dict[Field, int] = {}
    for place, cell in enumerate(columns.cells_of(row)):
        if any(map(_is_post_link, cell.css("a[href]"))):
            found.setdefault("title", place)
        elif cell.css(_LAYER):
            found.setdefault("author", place)
        elif any(re.match(r"\d{4}년", attribute(node, "title")) for node in cell.css("[title]")):
            found.setdefault("posted", place)
    return found


def _number_column(rows: Sequence[Node], taken: set[int]) -> int | None:
    """The one column of numbers and pictures of a post's state, or else of numbers that fall; None where two could be it, or none."""
    pictured, falling = [], []
    for place in sorted(set(range(columns.width_of(rows[0]))) - taken):
        cells = [cell for row in rows if (cell := columns.cell_at(row, place)) is not None]
        if not all(_is_state(cell) for cell in cells):
            continue
        numbers = [int(text_of(cell)) for cell in cells if text_of(cell)]
        if any(cell.css("img") for cell in cells):
            pictured.append(place)
        elif len(numbers) > 1 and all(one > next_one for one, next_one in pairwise(numbers)):
            falling.append(place)
    candidates = pictured or falling
    return candidates[0] if len(candidates) == 1 else None


def _is_state(cell: Node) -> bool:
    shown = text_of(cell)
    return shown.isascii() and shown.isdigit() and len(shown) < 10 if shown else bool(cell.css("img"))


def _is_post_link(link: Node) -> bool:
    return bool(text_of(link)) and _POST_LINK.search(attribute(link, "href")) is not None


def shown_id(root: Node, page: Page) -> str | None:  # noqa: ARG001 - the form for comments tells it
    """The post's number in the form for comments."""
    for form in root.css('form[action*="comment_ok.php"]'):
        for field in form.css('input[name="no"]'):
            return attribute(field, "value") or None
    return None


def head(opened: Opened) -> Head:
    """The values beside the words of the skin: Subject, Name, Date."""
    labelled = opened.labelled(_LABELS)
    for name, word in (("title", "Subject, 제목"), ("posted", "Date, 날짜")):
        if not labelled.get(name):  # type: ignore[call-overload]  # the names are those of fields
            raise select.changed(opened.page, word, "a value beside the label", 0)
    return Head(title=labelled["title"], rule="label Subject", author=labelled.get("author", ""), posted=labelled["posted"])


def comments(opened: Opened) -> tuple[Comment, ...]:
    """The comments, each the row that holds the link by which its writer deletes it: name, text, date."""
    found = []
    for link in opened.beside_body("a[href]"):
        match = _COMMENT.search(attribute(link, "href"))
        if match:
            found.append(_comment(link, match[1], opened))
    return tuple(found)


def _comment(link: Node, number: str, opened: Opened) -> Comment:
    row = next((parent for parent in ancestors(link) if parent.tag == "tr"), None)
    cells = [cell for cell in select.outermost(row.css("td")) if cell.mem_id not in _around(link)] if row is not None else []
    dated = [cell for cell in cells if re.match(r"\d{4}[-/.]", text_of(cell, " "))]
    if len(cells) != 3 or len(dated) != 1 or cells[2].mem_id != dated[0].mem_id:
        raise select.changed(opened.page, "tr with del_comment.php", "a name, a text and a date", f"{len(cells)} cells")
    name, text = cells[:2]
    if text.css(_LAYER) and not name.css(_LAYER):
        name, text = text, name
    return Comment(
        native_id=number,
        author=text_of(name, " ") or None,
        posted=_moment(text_of(dated[0], " "), opened),
        body_text=body_text(text.inner_html or ""),
    )


def _around(node: Node) -> set[int]:
    return {parent.mem_id for parent in ancestors(node)}


def _moment(raw: str, opened: Opened) -> SiteDate:
    try:
        return read_date(raw, zone=opened.board.timezone, now=opened.page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(opened.page, "date of a comment", "a readable date", str(error)) from error


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for Zeroboard 4."""
    found = {
        "its addresses": re.search(r"\b(?:zboard|view|vote)\.php\?id=\w+", page.text + page.url),
        "its layers": re.search(r"ZB_layerAction|zb_target_resize|zbLayer", page.text),
        "its name": re.search(r"\bzeroboard\b|zb_logo", page.text, re.IGNORECASE),
        "its scripts": re.search(r"(?:del_comment|comment_ok|ask_password)\.php", page.text),
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="zeroboard4",
        version="zeroboard4/2",
        address=address,
        body=('table[style="table-layout:fixed;"] > tbody > tr > td',),
        always_tables=True,
        head=head,
        shown_id=shown_id,
        find_table=table_by_content,
        comments=comments,
        file_name=lambda shown: _SIZE.sub("", shown),
        needs=Needs(referer=True),
    )
)
