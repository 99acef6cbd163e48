"""Machina (django-machina): a forum on Django with Bootstrap, read by the classes of its own templates.

List: ``.topiclist .card-body > .row`` with ``td.topic-name > a.topic-name-link``, an icon ``fa-lightbulb`` (sticky) or ``fa-info``
(announcement, repeated on every page, in a list of its own), ``fa-times-circle`` for a closed topic (known and left out),
``.topic-created`` "By: NAME on DATE" and ``.topic-last-post``, which is not read. Pager: ``ul.pagination`` with ``?page=N``,
1-based, next is "»", printed above and below. Thread: ``h1``; entries ``.card.post#ID`` with "By: NAME on DATE" in a ``small``,
``.post-content``, ``.attachments .attachment a`` "name (12 KB)" and ``.edit-info``, where an edit is told in the words of
the site's language. Dates are Django's, in the language and zone of the site. Deleted topics answer 404, a forum that guests may
not read leads to the login page.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote

from crawler.engines.threads import Forum, Threads, own, signs_in, text_at
from crawler.records import Page
from crawler.select import Node, attribute, classes, text_of

_TOPIC = re.compile(r"(?:/[^/]+)*/forum/[^/]+-\d{1,12}/topic/[^/]+-(\d{1,12})/?")
_DATE = r"\d{4}년 \d{1,2}월 \d{1,2}일(?: [\d:]+ [가-힣]{2})?|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}(?:, (?:[\d:]+ [ap]\.m\.|noon|midnight))?"
_BY = re.compile(rf"[^:]{{1,20}}:\s*(?P<author>.+?)\s(?:\S+\s)?(?P<posted>{_DATE})")
_EDITED = re.compile(rf"(?P<edited>{_DATE}), ")

SIGNS = {
    "machina's theme": re.compile(r"machina\.board_theme"),
    "machina's scripts": re.compile(r"machina\.(?:packages|min)\.|machina\.init\("),
    "rows of machina's topics": re.compile(r"class=[\"'][^\"']*\btopic-name-link\b"),
    "entries of machina's threads": re.compile(r"class=[\"'][^\"']*\bpost-content-wrapper\b"),
    "addresses of machina's topics": re.compile(r"/forum/[^/\"']+-\d+/topic/[^/\"']+-\d+/"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for machina."""
    return signs_in(page, SIGNS)


def _topic(parts: SplitResult) -> str | None:
    match = _TOPIC.fullmatch(unquote(parts.path))
    return match[1] if match else None


def _line_of(node: Node, css: str) -> re.Match[str] | None:
    """The line "By: NAME on DATE"; the date is what ends it, whatever a name contains."""
    found = node.css(css)
    return _BY.fullmatch(text_of(found[0])) if found else None


def _row_author(row: Node) -> str | None:
    match = _line_of(row, ".topic-created")
    return match["author"] if match else None


def _row_posted(row: Node) -> str | None:
    match = _line_of(row, ".topic-created")
    return match["posted"] if match else None


def _posted(entry: Node) -> str | None:
    match = _line_of(entry, ".post-content-wrapper p > small")
    return match["posted"] if match else None


def _modified(entry: Node) -> str | None:
    found = entry.css(".edit-info > small")
    match = _EDITED.search(text_of(found[0])) if found else None
    return match["edited"] if match else None


def _is_pinned(row: Node) -> bool | None:
    """By the icon, which has to be one that is known."""
    names = {name for icon in row.css(".topic-icon i") for name in classes(icon)}
    return True if names & {"fa-lightbulb", "fa-info"} else False if "fa-dot-circle" in names else None


def _next(root: Node) -> list[Node]:
    return [link for link in root.css("ul.pagination a.page-link[href]") if text_of(link) == "»" and attribute(link, "href")]


ENGINE = Threads(
    Forum(
        name="machina",
        number_of_version=3,
        topic=_topic,
        noise=("post",),
        lists=".topiclist",
        row=".card-body > .row:has(.topic-name)",
        link="a.topic-name-link",
        pinned=_is_pinned,
        row_author=_row_author,
        row_posted=_row_posted,
        next=_next,
        title=("#main_container > .row > .col-12 > h1",),
        entry=".card.post",
        number=own("id"),
        author=text_at(".post-sidebar .username b"),
        posted=_posted,
        body=".post-content",
        modified=_modified,
        files='a[href*="/attachment/"]',
        own="h4.subject > a[href]",
    )
)
