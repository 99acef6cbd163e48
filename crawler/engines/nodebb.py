"""NodeBB, read by its ``component`` and ``data-`` attributes, which its themes (Persona, Harmony, Lavender) share.

List: ``[component=category] > [component="category/topic"]`` with ``[component="topic/header"] a``, a ``topic/pinned`` icon that is
hidden (``hide``, ``hidden``) where it does not hold; where its date stands differs from theme to theme, and the teaser tells
of the last reply: neither is read. Pager: ``[component=pagination] .next a`` (``disabled`` at the end), ``?page=N``.
Thread: ``[component="topic/title"]``, entries ``[component=post]`` with ``data-pid``, ``data-index`` (0 is the post),
``data-username``, ``meta[itemprop=datePublished]`` or ``.timeago``, ``[component="post/content"]``, an edit in
``meta[itemprop=dateModified]``. Addresses are /topic/N/words/reply; deleted topics answer 404, deleted entries are ``deleted``.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.engines.threads import Forum, Threads, attribute_at, own, signs_in
from crawler.records import Page
from crawler.select import Node, attribute, classes

_TOPIC = re.compile(r"(?P<path>(?:/[^/]+)*?/topic/(?P<id>\d{1,12})(?:/(?!\d+/?$)[^/]+)?)(?:/\d+)?/?")
SIGNS = {
    "NodeBB's components": re.compile(r"component=[\"'](?:category/topic|topic/header|post/content|topic/title)[\"']"),
    "NodeBB's settings": re.compile(r"window\.app\b|/assets/(?:nodebb|client)[^\"']*\.(?:js|css)"),
    "addresses of NodeBB's topics": re.compile(r"href=[\"'][^\"']*/topic/\d+/"),
    "NodeBB's own name": re.compile(r"NodeBB"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for NodeBB."""
    return signs_in(page, SIGNS)


def _address(parts: SplitResult) -> SplitResult:
    match = _TOPIC.fullmatch(parts.path)
    return parts._replace(path=match["path"], query="") if match else parts


def _topic(parts: SplitResult) -> str | None:
    match = _TOPIC.fullmatch(parts.path)
    return match["id"] if match else None


def _is_pinned(row: Node) -> bool | None:
    """By the row's class, with which an icon that is there has to agree."""
    marked = "pinned" in classes(row)
    hidden = {"hide", "hidden", "d-none"}
    icons = [not hidden & set(classes(icon)) for icon in row.css('[component="topic/pinned"]')]
    return marked if all(shown == marked for shown in icons) else None


def _next(root: Node) -> list[Node]:
    return [link for item in root.css('[component="pagination"] .next') if "disabled" not in classes(item) for link in item.css("a[href]")]


ENGINE = Threads(
    Forum(
        name="nodebb",
        number_of_version=2,
        topic=_topic,
        address=_address,
        lists='[component="category"]',
        row='[component="category/topic"]',
        link='[component="topic/header"] a[href]',
        pinned=_is_pinned,
        next=_next,
        title=('[component="topic/title"]',),
        entry='[component="post"]',
        number=own("data-pid"),
        author=own("data-username"),
        posted=attribute_at('meta[itemprop="datePublished"], .timeago[title]', "content", "title"),
        body='[component="post/content"]',
        modified=attribute_at('meta[itemprop="dateModified"][content]', "content"),
        removed=lambda entry: "deleted" in classes(entry),
        first=lambda entry: attribute(entry, "data-index") in ("", "0"),
        says=".alert, #content",
    )
)
