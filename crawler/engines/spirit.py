"""Spirit (django-spirit): a forum on Django, read by the classes of its own templates.

List: ``.layout__topics > .layout__topics__topic`` with ``.topic__title > a.topic__link``, a ``fa-thumb-tack`` where the topic is
pinned, a ``fa-lock`` where it is closed (known and left out), ``.topic__category``, ``.topic__comments`` and ``.topic__date``,
which tells of the last reply and not of the topic. Pager: ``.paginator`` with ``?page=N``, 1-based; the next link is the right
chevron without words ("Last ›" has words). Thread: ``h1.headline``; entries ``.comments_list > .js-comment`` with
``data-pk`` and ``data-number`` (1 is the post): ``.comments_list__comment`` with name, ``li[title]`` date and ``.comment__text``,
or ``.comments_list__item`` for what a moderator did; a removed entry has ``fa-trash-o``. Dates are Django's, in the language and
zone of the site: "Nov. 6, 2026, 9 p.m.", "2026년 11월 6일 9:00 오후". Deleted topics answer 404. A file is a plain link in a text.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote

from crawler.engines.threads import Forum, Threads, attribute_at, own, signs_in, text_at
from crawler.records import Page
from crawler.select import Node, attribute, classes, text_of

_TOPIC = re.compile(r"(?:/[^/]+)*/topic/(\d{1,12})(?:/[\w-]+)?/?")

SIGNS = {
    "a list of Spirit's topics": re.compile(r"class=[\"']layout__topics[\"' ]"),
    "entries of Spirit's threads": re.compile(r"class=[\"'][^\"']*\bcomments_list__(?:comment|item)\b"),
    "Spirit's own scripts": re.compile(r"\bstModules\b|/static/spirit/"),
    "addresses of Spirit's topics": re.compile(r"href=[\"'][^\"']*/topic/(?:\d+/|active/|publish/)"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for Spirit."""
    return signs_in(page, SIGNS)


def _topic(parts: SplitResult) -> str | None:
    match = _TOPIC.fullmatch(unquote(parts.path))
    return match[1] if match else None


def _next(root: Node) -> list[Node]:
    return [link for link in root.css(".paginator a[href]") if link.css(".fa-chevron-right") and not text_of(link)]


def _is_pinned(row: Node) -> bool | None:
    """By the icons before the title: pinned and closed are known, any other is not."""
    names = {name for icon in row.css(".topic__title > :not(a)") for name in classes(icon)} - {"fa", "fas"}
    return None if names - {"fa-thumb-tack", "fa-lock"} else "fa-thumb-tack" in names


def _is_first(entry: Node) -> bool:
    return attribute(entry, "data-number") == "1"


def _is_action(entry: Node) -> bool:
    return "comments_list__item" in classes(entry)


def _is_removed(entry: Node) -> bool:
    return _is_action(entry) and bool(entry.css(".comments_list__item__badge .fa-trash-o"))


ENGINE = Threads(
    Forum(
        name="spirit",
        number_of_version=3,
        topic=_topic,
        lists=".layout__topics",
        row=".layout__topics__topic",
        link=".topic__title a[href]",
        pinned=_is_pinned,
        next=_next,
        title=("h1.headline",),
        entry=".comments_list > .js-comment",
        number=own("data-pk"),
        author=text_at(".comment__info__username__link > span"),
        posted=attribute_at(".comment__info__date li[title]", "title"),
        body=".comment__text",
        unread=_is_action,
        removed=_is_removed,
        first=_is_first,
    )
)
