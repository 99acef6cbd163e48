"""NodeBB, read by its ``component`` and ``data-`` attributes, which its themes (Persona, Harmony, Lavender) share.

List: ``[component=category] > [component="category/topic"]`` with ``[component="topic/header"] a``, a ``topic/pinned`` icon that is
hidden (``hide``, ``hidden``) where it does not hold; beside it who wrote it and, in a title, when; the teaser tells of the last
reply and is not read. Where these stand differs from theme to theme: what is there twice is left out.
Pager: ``[component=pagination] .next a`` (``disabled`` at the end), ``?page=N``.
Thread: ``[component="topic/title"]``, entries ``[component=post]`` with ``data-pid``, ``data-index`` (0 is the post),
``data-username``, ``meta[itemprop=datePublished]`` or ``.timeago``, ``[component="post/content"]``, an edit in
``meta[itemprop=dateModified]``. Addresses are /topic/N/words/reply; deleted topics answer 404, deleted entries are ``deleted``.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.engines.threads import Forum, Threads, attribute_at, own, signs_in
from crawler.records import Page
from crawler.select import Node, attribute, classes, text_of

_TOPIC = re.compile(r"(?P<path>(?:/[^/]+)*?/topic/(?P<id>\d{1,12})(?:/(?!\d+/?$)[^/]+)?)(?:/\d+)?/?")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
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


def _beside_teaser(row: Node, css: str) -> list[Node]:
    """The matches of a selector in a row, without those in the teaser of its last reply."""
    teased = {node.mem_id for part in row.css('[component="topic/teaser"]') for node in part.css(css)}
    return [node for node in row.css(css) if node.mem_id not in teased]


def _row_author(row: Node) -> str:
    """The one name that links lead to; the letter in the place of a picture is none."""
    names = {text_of(link) for link in _beside_teaser(row, 'a[href*="/user/"]')} - {""}
    whole = {name for name in names if not any(other != name and len(name) == 1 and other.startswith(name) for other in names)}
    return whole.pop() if len(whole) == 1 else ""


def _row_posted(row: Node) -> str:
    """The one whole date that a title tells."""
    dates = {attribute(node, "title") for node in _beside_teaser(row, "[title]") if _STAMP.fullmatch(attribute(node, "title"))}
    return dates.pop() if len(dates) == 1 else ""


def _next(root: Node) -> list[Node]:
    return [link for item in root.css('[component="pagination"] .next') if "disabled" not in classes(item) for link in item.css("a[href]")]


ENGINE = Threads(
    Forum(
        name="nodebb",
        number_of_version=3,
        topic=_topic,
        address=_address,
        lists='[component="category"]',
        row='[component="category/topic"]',
        link='[component="topic/header"] a[href]',
        pinned=_is_pinned,
        row_author=_row_author,
        row_posted=_row_posted,
        next=_next,
        title=('[component="topic/title"]',),
        entry='[component="post"]',
        number=own("data-pid"),
        author=own("data-username"),
        posted=attribute_at('meta[itemprop="datePublished"], .timeago[title]', "content", "title"),
        body='[component="post/content"]',
        modified=attribute_at('meta[itemprop="dateModified"][content]', "content"),
        removed=lambda entry: "deleted" in classes(entry),
        first=lambda entry: attribute(entry, "data-index") == "0" if attribute(entry, "data-index") else None,
        says=".alert, #content",
    )
)
