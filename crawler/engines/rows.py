"""Rows of a list in whatever theme: found by their labels, with their link and their badge."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler import select
from crawler.engines.labels import AUTHOR_BY_LABEL, POSTED_BY_LABEL
from crawler.select import Node, attribute, classes, text_of

SECRET_TITLE = re.compile(r"비밀글(?:입니다)?\.?")
#: What is looked for in a row beside its words; a list that holds none of it need not be asked row by row.
BADGES = ".node-sticky, .sticky, .marker, .badge, .notice, .new, strong, em, .secret, .icon-lock, img"
_BADGE = re.compile(r"공지(?:사항)?|notice|필독|pinned|sticky", re.IGNORECASE)
_PINNED_CLASSES = frozenset(["sticky", "node-sticky", "notice", "bo_notice", "p-notice", "kboard-list-notice", "headline", "b-top-box"])
_LONGEST_ROW = 20_000


def labelled_rows(root: Node) -> list[Node]:
    """The smallest elements of an unknown theme that hold a date label with its date, an author label, and a link to a post."""
    hits = [node for node in root.css("li, tr, article, div, dl, section") if _is_labelled(node)]
    within = {parent.mem_id for node in hits for parent in select.ancestors(node)}
    rows = []
    for node in hits:
        row: Node | None = node if node.mem_id not in within else None
        while row is not None and title_link(row, ()) is None:
            row = row.parent if row.parent is not None and _is_labelled(row.parent) else None
        if row is not None:
            rows.append(row)
    return rows if len(rows) > 1 else []


def _is_labelled(node: Node) -> bool:
    text = text_of(node, " ")
    return len(text) < _LONGEST_ROW and len(POSTED_BY_LABEL.findall(text)) == 1 and AUTHOR_BY_LABEL.search(text) is not None


def title_link(row: Node, chain: Sequence[str]) -> Node | None:
    """The link by which a row shows its post: the first with words that is no script, mail or in-page link."""
    for css in (*chain, ".views-field-title a[href]", "h2 > a[href], h3 > a[href]", "a[href]"):
        for link in row.css(css):
            href = attribute(link, "href")
            if text_of(link) and not href.startswith(("#", "javascript:", "mailto:")):
                return link
    return None


def is_pinned(row: Node, *, badged: bool = True) -> bool:
    """Whether a row is kept at the top: by its class, or by a badge that says so; ``badged`` tells whether it may hold any (see BADGES)."""
    if not _PINNED_CLASSES.isdisjoint(classes(row)):
        return True
    if not badged:
        return False
    if row.css(".node-sticky, .sticky"):
        return True
    return any(_BADGE.fullmatch(text_of(badge).strip("[]() ")) for badge in row.css(".marker, .badge, .notice, strong, em"))
