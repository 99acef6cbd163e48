"""Lists without a table: galleries, webzines and lists for small screens, whose rows are known by where their links lead.

A row is the largest element around the links to one post that holds none to another. Its title is its link's; its date the one
that stands alone, or beside a word for posting; its author what a label or the platform's own mark names. What is there twice,
or beside a word for something else (마감, 수정 …), is left out. PageChanged where rows do not stand together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crawler import select
from crawler.engines import columns
from crawler.engines.labels import Field
from crawler.records import Page
from crawler.select import Node, attribute, text_of
from crawler.text import line

LEAST = 2
#: What is in a table has columns, and is told by them or not at all.
_OF_TABLES = frozenset(["table", "thead", "tbody", "tr", "td", "th"])
#: Parts of a page that show a few posts beside the list.
ASIDE = "header, nav, footer, aside, #header, #footer, #gnb, #lnb"

_DATE = r"(?:\d{4}|\d{2})[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}[-./]\d{1,2}|\d{1,2}:\d{2}"
_POSTED_WORD = r"(?:등록|작성|게시|게재)(?:일시|일자|일)?|날짜|Date|Posted(?: on)?"
_ALONE = re.compile(rf"(?:(?:{_POSTED_WORD})\s*[:：]?\s*)?(?P<date>{_DATE})", re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"마감|접수|기간|종료|시작|행사|시행|발표|수정|변경|갱신|최근|최종|마지막|댓글|답변|deadline|clos|due|until|last|updat|event|expir", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row: the element that holds it, the post's id, and the links to it in page order."""

    node: Node
    native_id: str
    links: tuple[Node, ...]


def items_of(root: Node, page: Page, post_of: Callable[[Node], str | None], words: Mapping[str, Field]) -> tuple[Item, ...]:
    """The rows of the page's list; none where fewer than two posts stand together, or in a table. ``post_of`` tells the id that a link leads to.

    PageChanged where a row of header words says that there are columns, or where a post is linked outside the rows.
    """
    aside = {node.mem_id for part in root.css(ASIDE) for node in part.css("a, button, [onclick]")}
    links: dict[str, list[Node]] = {}
    holders: dict[int, set[str]] = {}
    for node in root.css("a, button"):
        native_id = post_of(node) if node.mem_id not in aside else None
        if native_id is not None:
            links.setdefault(native_id, []).append(node)
            for parent in (node, *select.ancestors(node)):
                holders.setdefault(parent.mem_id, set()).add(native_id)
    items = [Item(node=_largest(found[0], holders), native_id=native_id, links=tuple(found)) for native_id, found in links.items()]
    if len(items) < LEAST or any(item.node.tag in _OF_TABLES for item in items):
        return ()
    _refuse_columns(root, page, words)
    return _together(items, page)


def _largest(link: Node, holders: Mapping[int, set[str]]) -> Node:
    """The largest element around a link that leads to no other post."""
    node = link
    while node.parent is not None and len(holders.get(node.parent.mem_id, ())) == 1:
        node = node.parent
    return node


def _together(items: Sequence[Item], page: Page) -> tuple[Item, ...]:
    """The rows, if they all are like elements in one place; PageChanged where some stand elsewhere."""
    places: dict[tuple[int, str], list[Item]] = {}
    for item in items:
        parent = item.node.parent
        places.setdefault((parent.mem_id if parent is not None else 0, item.node.tag or ""), []).append(item)
    best = max(places.values(), key=len)
    if len(best) < len(items):
        raise select.changed(page, "rows of the list", f"all {len(items)} linked posts in one list", f"{len(best)} of them")
    return tuple(best)


def _refuse_columns(root: Node, page: Page, words: Mapping[str, Field]) -> None:
    """PageChanged where a row of header words stands in no table: values would have to be told by their place."""
    for node in root.css("div, ul, dl, li"):
        cells = [child for child in node.iter() if text_of(child)]
        if 2 < len(cells) < 12 and all(len(text_of(cell)) < 12 for cell in cells):
            names = {known[0] for cell in cells if (known := columns.field_named(text_of(cell), words)) is not None}
            if "title" in names and names & {"posted", "author", "number"}:
                raise select.changed(page, "table with 제목 and 날짜 or 번호", "a table of posts", "header words outside a table")


def date_in(item: Item) -> str | None:
    """The raw text of a row's posting date; None where none stands alone, or several do."""
    exact = {attribute(node, "datetime") for node in item.node.css("time[datetime]")}
    if len(exact) == 1:
        return exact.pop() or None
    found: dict[str, bool] = {}
    before = ""
    for piece in _pieces(item):
        match = _ALONE.fullmatch(piece)
        if match is not None and not _OTHER_DAY.search(before):
            found[match["date"]] = match["date"] != piece or re.fullmatch(_POSTED_WORD + r"\s*[:：]?", before, re.IGNORECASE) is not None
        before = piece if match is None else ""
    labelled = [date for date, by_word in found.items() if by_word]
    return labelled[0] if len(labelled) == 1 else next(iter(found)) if len(found) == 1 else None


def _pieces(item: Item) -> list[str]:
    """The texts of a row outside its links, in page order."""
    inside = {node.mem_id for link in item.links for node in (link, *link.css("*"))}
    found = []
    for node in item.node.traverse(include_text=True):
        if node.tag == "-text" and node.parent is not None and node.parent.mem_id not in inside:
            text = line(node.text())
            if text:
                found.append(text)
    return found


def author_in(item: Item, own: str, words: Mapping[str, Field]) -> Node | None:
    """The element that names a row's author, by the platform's own mark or beside a label; None where neither tells one."""
    marked = select.outermost([node for node in item.node.css(own) if text_of(node)]) if own else []
    if marked:
        return marked[0] if len({text_of(node) for node in marked}) == 1 else None
    inside = {node.mem_id for link in item.links for node in link.css("*")}
    labels = [node for name, _, _, node in columns.labels_in(item.node.css("span, b, em, strong, dt, th, i"), words) if name == "author"]
    following = labels[0].next if len(labels) == 1 and labels[0].mem_id not in inside else None
    while following is not None and not text_of(following):
        following = following.next
    return following


def pinned(item: Item, names: frozenset[str]) -> bool:
    """Whether a row is kept at the top: by its class, or by a word for notices outside its link."""
    if any(names & set(attribute(node, "class").split()) for node in (item.node, *select.ancestors(item.node)[:1])):
        return True
    return any(columns.NOTICE.fullmatch(piece) and len(piece) < 8 for piece in _pieces(item))
