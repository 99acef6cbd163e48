"""XenForo 2 and 1, read by the classes of their own styles.

List: ``.structItemContainer .structItem--thread`` (pinned ones in ``.structItemContainer-group--sticky``) with
``.structItem-title a`` (a prefix is a link of its own), ``data-author`` and ``.structItem-startDate time[datetime]``; the last reply
is not read. Pager: ``a.pageNav-jump--next``, /page-N. Thread: ``h1.p-title-value`` (prefix in ``.label``), entries
``article.message--post`` with ``data-author``, ``data-content="post-N"``, the number "#1" and ``time[datetime]`` in
``.message-attribution``, ``.message-body .bbWrapper``, ``.message-lastEdit time``, files in ``.message-attachments``. Threads
are /threads/words.N/, with page-2, post-9, latest and unread behind. Deleted threads answer 404.

XenForo 1: ``ol.discussionListItems > li.discussionListItem`` (``sticky``) with ``data-author`` and ``.posterDate .DateTime``, entries
``ol.messageList > li.message#post-N``, their number in ``.postNumber``, their text in ``blockquote.messageText``, their date in
``.datePermalink .DateTime`` (seconds in ``data-time`` while it is young, its ``title`` later); a ``<base>`` tells where addresses start.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler import select
from crawler.engines.threads import Forum, Threads, attribute_at, by, named_file, own, signs_in, text_at
from crawler.records import Page
from crawler.select import Node, attribute, classes, text_of

_TOPIC = re.compile(r"(?P<path>(?:.*/)?threads/(?:[^/]*\.)?(?P<id>\d{1,12}))(?:/[\w.-]*)*")
#: What XenForo 1 marks a thread with.
_MARKS = frozenset(["sticky", "locked", "moderated", "deleted", "redirect", "new", "watched", "starred", "discussionPoll"])
_SHOWN_NUMBER = re.compile(r"#[\d,]+")
SIGNS = {
    "XenForo's page": re.compile(r"<html[^>]*id=[\"'](?:XF|XenForo)[\"']|data-app=[\"']public[\"']"),
    "XenForo's list or thread": re.compile(r"class=[\"'][^\"']*\b(?:structItem--thread|message--post|discussionListItem|messageList)\b"),
    "addresses of XenForo's threads": re.compile(r"threads/[^/\"']*\.\d+/"),
    "XenForo's own name": re.compile(r"XenForo"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for XenForo."""
    return signs_in(page, SIGNS)


def _match(parts: SplitResult) -> tuple[re.Match[str] | None, bool]:
    """A thread's address, and whether it stands in the query (index.php?threads/…)."""
    in_query = parts.path.endswith("/index.php")
    return _TOPIC.fullmatch(parts.query if in_query else parts.path), in_query


def _topic(parts: SplitResult) -> str | None:
    match, _ = _match(parts)
    return match["id"] if match else None


def _address(parts: SplitResult) -> SplitResult:
    match, in_query = _match(parts)
    if match is None:
        return parts
    return parts._replace(query=match["path"] + "/") if in_query else parts._replace(path=match["path"] + "/", query="")


def _is_pinned(row: Node) -> bool | None:
    """By the group in which the row stands, one of two; in XenForo 1 by the row's own class or mark."""
    if row.css("h3.title"):
        marks = {name for mark in row.css(".iconKey *") for name in classes(mark)}
        return None if marks - _MARKS else "sticky" in classes(row) or "sticky" in marks
    groups = {name for parent in select.ancestors(row) for name in classes(parent)}
    return True if "structItemContainer-group--sticky" in groups else False if "js-threadList" in groups else None


def _is_first(entry: Node) -> bool | None:
    shown = [text for link in entry.css(".message-attribution a, .messageMeta a") if _SHOWN_NUMBER.fullmatch(text := text_of(link))]
    return shown == ["#1"] if shown else None


def _number(entry: Node) -> str | None:
    return (attribute(entry, "data-content") or attribute(entry, "id")).removeprefix("post-") or None


def _file_name(link: Node) -> str:
    """The name beside a link that is a preview, the link's words, or those of a picture in a text."""
    item = next((parent for parent in select.ancestors(link) if parent.css(".file-name")), None)
    beside = text_at(".file-name")(item) if item is not None and len(item.css(".file-name")) == 1 else None
    return beside or named_file(link) or attribute_at("img", "alt", "title")(link) or ""


ENGINE = Threads(
    Forum(
        name="xenforo",
        number_of_version=4,
        topic=_topic,
        address=_address,
        lists=".structItemContainer, ol.discussionListItems",
        row=".structItem--thread, li.discussionListItem",
        link=".structItem-title a[href], h3.title a[href]",
        pinned=_is_pinned,
        row_author=own("data-author"),
        row_posted=attribute_at(".structItem-startDate [datetime], .posterDate .DateTime", "datetime", "data-time", "title"),
        next=by("a.pageNav-jump--next[href]", ".PageNav nav a.text[href]"),
        title=("h1.p-title-value", ".titleBar h1"),
        noise_in_title=".label, .label-append, .prefix",
        entry="article.message--post, ol.messageList > li.message",
        number=_number,
        author=own("data-author"),
        posted=attribute_at(".message-attribution [datetime], .datePermalink .DateTime", "datetime", "data-time", "title"),
        body=".message-body .bbWrapper, .messageContent .messageText",
        noise_in_body="script, style, .messageTextEndMarker",
        modified=attribute_at(".message-lastEdit [datetime], .editDate .DateTime", "datetime", "data-time", "title"),
        files='a[href*="/attachments/"]',
        file_name=_file_name,
        removed=lambda entry: bool({"message--deleted", "placeholder"} & set(classes(entry))),
        first=_is_first,
        says=".blockMessage, .errorOverlay",
    )
)
