"""The post pages of Gnuboard 4, whose lists and addresses are those of Gnuboard 5: tables and lines of words, hardly a name among them.

Post: "작성일 : 11-03-05 10:22" in a line of its own, then the title in a cell or box whose text ends ``<title>`` ("group > board > title"), with a
category in brackets before it; "글쓴이 : name (IP)"; files as ``file_download('./download.php?…', …)`` with size, count and date in the same
link; body ``#writeContents``. Comments begin with ``<a name="c_N">``; the name stands in ``.member`` or ``.guest``, the date beside it, the text as
it was written in ``textarea#save_comment_N``.
"""

from __future__ import annotations

import re

from crawler import select
from crawler.dates import read_short_year
from crawler.engines.labels import starts_with_label
from crawler.engines.platform import Head, Opened
from crawler.errors import DateUnreadable
from crawler.records import Comment, SiteDate
from crawler.select import Node, attribute, text_of
from crawler.text import normalise

BODY = "#writeContents"
_LINES = "span, div, td, p, li"
_LONGEST_LINE = 120
_POSTED = re.compile(r"(?:작성일|작성일시|등록일)\s*:\s*(\S.*)")
_AUTHOR = re.compile(r"(?:글쓴이|작성자|이름)\s*:\s*(\S.*?)(?:\s*\([\d.*♡xX]+\))?")
_CATEGORY = re.compile(r"\[([^\[\]]{1,60})\]\s+")
_MOMENT = re.compile(r"(?:\d{4}|\d{2})[-.]\d{2}[-.]\d{2}\s+\d{2}:\d{2}(?::\d{2})?", re.ASCII)


def is_four(root: Node) -> bool:
    """Whether a page is a post of Gnuboard 4."""
    return bool(root.css(BODY)) and not root.css("#bo_v_con")


def head(opened: Opened) -> Head:
    """The title that ends the page's own, and what the lines around it label."""
    title, category = _title(opened)
    posted, author = _labelled(opened, _POSTED), _labelled(opened, _AUTHOR)
    if not posted:
        raise select.changed(opened.page, "작성일 :", "the date behind its word", 0)
    return Head(title=title, rule="what ends <title>", author=author, posted=posted, category=category)


def _title(opened: Opened) -> tuple[str, str]:
    """The longest text before the body that ends the page's title behind a ">"; with the category in brackets before it."""
    whole = normalise(" ".join(text_of(node) for node in opened.root.css("head title")))
    found: dict[str, str] = {}
    for node in opened.before_body("td, th, div, span, h1, h2, h3, b, strong, p"):
        shown = normalise(text_of(node))
        category = _CATEGORY.match(shown)
        for title, told in ((shown, ""), (shown[category.end() :], category[1]) if category else ("", "")):
            if title and whole.endswith(f" > {title}"):
                found[title] = found.get(title) or told
    if not found:
        raise select.changed(opened.page, "what ends <title>", "the title above the body", whole[-80:] or "no <title>")
    title = max(found, key=len)
    return title, found[title]


def _labelled(opened: Opened, pattern: re.Pattern[str]) -> str:
    """What stands behind a word and a colon in a line of its own before the body; PageChanged where two lines differ."""
    found: set[str] = set()
    for node in opened.before_body(_LINES):
        text = text_of(node)
        match = pattern.fullmatch(text) if len(text) < _LONGEST_LINE and starts_with_label(text) else None
        if match is not None:
            names = [name for part in node.css(".member, .guest") if (name := text_of(part))]
            found.add(names[0] if len(names) == 1 and pattern is _AUTHOR else match[1])
    if len(found) > 1:
        raise select.changed(opened.page, pattern.pattern[:20], "one value", " | ".join(sorted(found))[:80])
    return found.pop() if found else ""


def comments(opened: Opened) -> tuple[Comment, ...]:
    """The comments under a post, each from its anchor on."""
    anchors = [node for node in opened.beside_body("a[name]") if re.fullmatch(r"c_\d{1,18}", attribute(node, "name"))]
    return tuple(_comment(anchor, attribute(anchor, "name")[2:], opened) for anchor in anchors)


def _comment(anchor: Node, number: str, opened: Opened) -> Comment:
    texts = opened.beside_body(f"textarea#save_comment_{number}")
    block = _block(anchor, texts[0]) if len(texts) == 1 else None
    names = [name for node in block.css(".member, .guest") if (name := text_of(node))] if block is not None else []
    moments = [text for node in block.css(_LINES) if _MOMENT.fullmatch(text := text_of(node))] if block is not None else []
    if block is None or len(set(names)) != 1 or len(set(moments)) != 1:
        raise select.changed(opened.page, f"a[name=c_{number}]", "a name, a date and one text", f"{len(names)}, {len(moments)} and {len(texts)}")
    return Comment(native_id=number, author=names[0], posted=_moment(moments[0], opened), body_text=texts[0].text().strip())


def _block(anchor: Node, text: Node) -> Node | None:
    """The element after a comment's anchor that holds its text."""
    following: Node | None = anchor
    while following is not None:
        if following.mem_id in {parent.mem_id for parent in select.ancestors(text)}:
            return following
        following = following.next
    return None


def _moment(raw: str, opened: Opened) -> SiteDate:
    try:
        return read_short_year(raw, zone=opened.board.timezone, now=opened.page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(opened.page, "date of a comment", "a readable date", str(error)) from error
