"""MyBB 1.8 with its default templates.

List (forumdisplay.php): ``tr.inline_row`` with ``[id^=tid_] > a``, ``.author``, and cells ``forumdisplay_sticky`` for sticky
threads; the only date is that of the last reply and is not read. Pager: ``.pagination a.pagination_next``, ``page=N``. Thread
(showthread.php): the heading of the table around ``#posts``; entries ``#posts .post#post_N`` with ``.author_information``, the
number "#1" in ``.post_head``, ``.post_date``, ``.post_body`` and ``a[href*=attachment.php]`` "name (Size: 1 KB / Downloads:
3)". Dates are American by default (11-06-2026, 04:52 PM); near ones are words whose ``title`` holds the day ("Yesterday") or the
whole date ("1 hour ago"). The footer's ``#current_time`` is the page's own clock, which proves the order of day and month; on a
day such as 03-03 other dates of the page do, or those of the board's other pages (``date_order`` of the manifest).
A deleted thread answers 200 with "The specified thread does not exist.", one that guests may not see with the reasons why
and a form to log in; every page holds a new ``my_post_key``.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.addresses import parameters
from crawler.engines.moments import month_first, order_of
from crawler.engines.threads import Forum, Threads, by, signs_in, text_at
from crawler.manifest import Manifest
from crawler.records import Page
from crawler.select import Node, attribute, classes, text_of
from crawler.text import line

_NUMBER = re.compile(r"\d{1,12}")
_WORDS_PATH = re.compile(r".*/thread-(\d{1,12})(?:-[a-z]+-?\w*)*\.html", re.IGNORECASE)
_SHOWN_NUMBER = re.compile(r"#\d+")
_CLOCK_LABEL = re.compile(r"^[^:]*:\s*")
_BARRED = re.compile(r"You are either not logged in or do not have permission to view this page")
#: When the last reply of a listed thread came, before the link to it.
_LAST_REPLY = re.compile(r"^\s*(\d{1,2}-\d{1,2}-\d{4}(?:, \d{1,2}:\d{2}(?: [AP]M)?)?)")
_EDITED = re.compile(r":\s*(?P<edited>.{6,60}?)\s+by\s")
SIGNS = {
    "MyBB's scripts": re.compile(r"jscripts/(?:general|thread|jquery)[^\"']*\.js|\bmy_post_key\b"),
    "addresses of MyBB's forums or threads": re.compile(r"(?:forumdisplay|showthread)\.php\?[ft]id=\d|/(?:thread|forum)-\d+\.html"),
    "MyBB's own name": re.compile(r"Powered [Bb]y\s*<a[^>]*>MyBB<"),
    "MyBB's list or thread": re.compile(r"forumdisplay_(?:regular|sticky)|id=[\"']posts_container[\"']"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for MyBB."""
    return signs_in(page, SIGNS)


def _topic(parts: SplitResult) -> str | None:
    words = _WORDS_PATH.fullmatch(parts.path)
    if words:
        return words[1]
    number = parameters(parts.geturl()).get("tid", "")
    return number if parts.path.endswith("/showthread.php") and _NUMBER.fullmatch(number) else None


def _address(parts: SplitResult) -> SplitResult:
    words = _WORDS_PATH.fullmatch(parts.path)
    return parts._replace(path=parts.path.rpartition("/")[0] + f"/thread-{words[1]}.html") if words else parts


def _is_pinned(row: Node) -> bool | None:
    """By the class that every cell has, one of two."""
    return True if row.css(".forumdisplay_sticky") else False if row.css(".forumdisplay_regular") else None


def _moment(node: Node) -> str | None:
    """A date with the day of its ``title`` in the place of "Yesterday" and "1 hour ago", and without the line about edits."""
    pieces = []
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            pieces.append(child.text())
        elif "post_edit" not in classes(child):
            pieces.append(attribute(child, "title") or child.text())
    return line("".join(pieces)).strip(" ,") or None


def _posted(entry: Node) -> str | None:
    found = entry.css(".post_head .post_date")
    return _moment(found[0]) if found else None


def _modified(entry: Node) -> str | None:
    found = entry.css(".post_edit .edited_post")
    match = _EDITED.search(f"{_moment(found[0])} " if found else "")
    return match["edited"] if match else None


def _number(entry: Node) -> str | None:
    return attribute(entry, "id").removeprefix("post_") or None


def _is_first(entry: Node) -> bool | None:
    shown = [text for link in entry.css(".post_head strong a") if _SHOWN_NUMBER.fullmatch(text := text_of(link))]
    return shown == ["#1"] if shown else None


def _order(root: Node, page: Page, board: Manifest) -> bool | None:
    shown = text_at("#current_time")(root)
    by_clock = month_first(_CLOCK_LABEL.sub("", shown, count=1), page, board.timezone) if shown else None
    # On a day such as 03-03 the clock proves nothing; another date of the page may, by a number that is no month, or a day to come.
    if by_clock is not None:
        return by_clock
    posted = [text for node in root.css(".post_date") if (text := _moment(node))]
    replied = [match[1] for node in root.css(".inline_row .lastpost") if (match := _LAST_REPLY.match(node.text()))]
    return order_of([*posted, *replied], page, board.timezone)


ENGINE = Threads(
    Forum(
        name="mybb",
        number_of_version=4,
        topic=_topic,
        address=_address,
        noise=("pid", "action", "mode", "highlight", "lastpost", "newpost", "my_post_key"),
        lists="table.tborder:has(.tcat), table.tborder:has(.inline_row)",
        row="tr.inline_row",
        link='[id^="tid_"] > a[href]',
        pinned=_is_pinned,
        row_author=text_at(".author"),
        next=by(".pagination a.pagination_next[href]"),
        title=("table:has(#posts_container) .thead > div > strong", ".thead > div > strong"),
        entry="#posts .post",
        number=_number,
        author=text_at(".author_information .largetext", ".author_information strong"),
        posted=_posted,
        body=".post_body",
        modified=_modified,
        files='a[href*="attachment.php?aid="]',
        first=_is_first,
        says=".trow1",
        secret=_BARRED,
        order=_order,
    )
)
