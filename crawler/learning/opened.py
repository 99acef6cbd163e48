"""The posts' pages that a board is learned from, each with what its list says of it, and what was found on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler import select
from crawler.engines.learned_post import Places
from crawler.engines.profile import Opener, Profile, matched
from crawler.errors import PageChanged
from crawler.learning.outlines import Outline
from crawler.records import ListRow, Page
from crawler.select import Node


@dataclass(slots=True)
class Open:
    """A post's page with what the list says of it.

    body: the element in which its loose text was put together; text: the numbers of the elements that a first look took for its text
    """

    page: Page
    whole: Node
    root: Node
    row: ListRow | None
    outline: Outline
    places: Places
    title: Node | None = None
    body: Node | None = None
    common: set[str] = field(default_factory=set)
    text: range = range(0)


@dataclass(slots=True)
class Found:
    """The places that were learned, how many posts each one fits, what speaks against them, and the list's date where the posts deny it."""

    places: dict[str, str] = field(default_factory=dict)
    fits: dict[str, float] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    hinted: float = 0.0
    denied: bool = False
    authors: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    file_opener: Opener | None = None
    files_untold: bool = False


def open_posts(pages: Sequence[Page], rows: Sequence[ListRow], profile: Profile) -> list[Open]:
    """The pages that are posts of the list, each with its row; those that lead elsewhere or cannot be parsed left out."""
    by_id = {row.native_id or row.url: row for row in reversed(rows)}
    found = []
    for page in pages:
        known = matched(profile.link, page.url)
        try:
            root, scripted = select.parse(page), select.parse(page)
        except PageChanged:
            continue
        for node in root.css("script, style, noscript, template"):
            node.decompose()
        row = by_id.get(known[1] or known[0]) if known else None
        found.append(Open(page=page, whole=scripted, root=root, row=row, outline=Outline(root), places=Places(root, None)))
    counts = Counter(text for one in found for text in {piece.text for piece in one.outline.pieces} | {source for source, _ in one.outline.pictures})
    for one in found:
        # Two posts may share a sentence; what all or nearly all of them show is the site's.
        one.common = {text for text, count in counts.items() if count > max(1, 0.6 * len(found))} if len(found) > 1 else set()
    return found


def with_rows(posts: Sequence[Open], rows: Sequence[ListRow], profile: Profile) -> Sequence[Open]:
    """The same opened pages with other readings of their rows."""
    by_id = {row.native_id or row.url: row for row in reversed(rows)}
    for post in posts:
        known = matched(profile.link, post.page.url)
        post.row = by_id.get(known[1] or known[0]) if known else None
    return posts
