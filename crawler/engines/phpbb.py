"""phpBB 3 with prosilver or a style made from it.

List (viewforum.php): ``ul.topiclist.topics > li.row``, ``announce``, ``global-announce`` and ``sticky`` rows first, with
``a.topictitle`` and ``.topic-poster`` (name, ``time[datetime]`` since 3.3); ``dd.lastpost`` tells of the last reply and is not read.
Pager: ``.pagination li.next a[rel=next]``, above and below, with ``start=`` as an offset. Thread (viewtopic.php):
``h2.topic-title``, entries ``div.post#pN`` (``deleted`` ones for moderators) with ``p.author`` (name, » and a date, in a
``time[datetime]`` since 3.3), ``.content``, ``dl.attachbox dl.file a.postlink``, ``.notice`` "Last edited by NAME on DATE". A
``sid`` of 32 letters may stand in every address. A deleted topic says so in ``#message``, mostly with 404. Images shown
without a link stay in the markup.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.addresses import parameters
from crawler.engines.threads import Forum, Threads, attribute_at, by, signs_in, text_at, within
from crawler.records import Page
from crawler.select import Node, attribute, classes, text_of

_TOPIC = re.compile(r"\d{1,12}")
_AFTER_NAME = re.compile(r"»\s*([^»]{6,60}?)\s*$")
_EDITED = re.compile(r"\bon\s((?:[a-z]{3}\s)?[a-z]{3,9}\s\d{1,2},\s\d{4},?\s[\d:]+(?:\s[ap]m)?),\s", re.IGNORECASE)
_ICON = re.compile(r"(topic|sticky|announce|global)_(?:un)?read(?:_\w+)?")
_KEPT_UP = frozenset(["sticky", "announce", "global-announce"])
SIGNS = {
    "phpBB's own body": re.compile(r"<body[^>]*id=[\"']phpbb[\"']"),
    "rows of phpBB's topics": re.compile(r"class=[\"']topictitle[\"']|class=[\"']topiclist topics[\"']"),
    "phpBB's addresses": re.compile(r"view(?:topic|forum)\.php\?(?:[^\"']*[;&])?[ft]=\d"),
    "phpBB's own name": re.compile(r"Powered by[^<]*<a[^>]*>phpBB<"),
    "entries of phpBB's threads": re.compile(r"class=[\"']postprofile[\"']"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for phpBB."""
    return signs_in(page, SIGNS)


def _topic(parts: SplitResult) -> str | None:
    number = parameters(parts.geturl()).get("t", "")
    return number if parts.path.endswith("/viewtopic.php") and _TOPIC.fullmatch(number) else None


def _is_pinned(row: Node) -> bool | None:
    """By the row's class, with which the icon of the topic has to agree (sticky_read, announce_unread, topic_read_hot …)."""
    by_row = bool(_KEPT_UP & set(classes(row)))
    icons = {match[1] for part in row.css("dl") for name in classes(part) if (match := _ICON.fullmatch(name))}
    return by_row if not icons or bool(icons - {"topic"}) == by_row else None


def _row_posted(row: Node) -> str | None:
    exact = attribute_at(".topic-poster [datetime]", "datetime")(row)
    return exact or within(_AFTER_NAME, text_at(".topic-poster"))(row)


def _posted(entry: Node) -> str | None:
    exact = attribute_at("p.author [datetime]", "datetime")(entry)
    return exact or within(_AFTER_NAME, text_at("p.author"))(entry)


def _file_name(link: Node) -> str:
    """A file's name: the link's words, or those beside the picture in it."""
    return text_of(link) or attribute_at("img", "alt")(link) or ""


ENGINE = Threads(
    Forum(
        name="phpbb",
        number_of_version=3,
        topic=_topic,
        noise=("f", "p", "start", "view", "hilit", "sid", "st", "sk", "sd"),
        lists="ul.topiclist.topics, h2.forum-title",
        row="ul.topics > li.row",
        link="a.topictitle[href]",
        pinned=_is_pinned,
        pager=frozenset(["start"]),
        row_author=text_at(".topic-poster .username, .topic-poster .username-coloured"),
        row_posted=_row_posted,
        next=by('.pagination li.next a[href], .pagination a[rel="next"]', "fieldset a.right-box[href]"),
        title=("h2.topic-title",),
        entry="div.post:has(.postbody)",
        number=lambda entry: attribute(entry, "id").removeprefix("p") or None,
        author=text_at("p.author .username, p.author .username-coloured", "p.author strong"),
        posted=_posted,
        body=".postbody .content",
        modified=within(_EDITED, text_at(".postbody .notice")),
        files='a[href*="download/file.php?id="], a[href*="download/file.php?mode=view"]',
        file_name=_file_name,
        removed=lambda entry: "deleted" in classes(entry),
        own="h2.topic-title a[href]",
        says="#message, .panel .inner",
    )
)
