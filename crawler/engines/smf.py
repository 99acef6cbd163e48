"""SMF 2.1 and 2.0 (Simple Machines Forum) with their default themes.

List (?board=N.0): ``#topic_container > .windowbg`` with ``.message_index_title [id^=msg_] > a`` (``sticky`` and ``locked`` are
classes of the row and icons, its title is ``bold_text``), "Started by NAME" below it; the last reply in ``.lastpost`` is not read.
Pager: ``.pagelinks a.nav_page``, an offset in ``board=N.20``, the next one holds ``span.next_page``. Thread (?topic=N.0):
``#top_subject``, entries ``#forumposts .post_wrapper`` with ``.poster h4``, ``[id^=subject_]``, ``.postinfo a.smalltext`` for
the date ("Today at 11:20:05 AM"), ``.post .inner``, ``.modified`` "Last Edit: DATE by NAME", ``.attachments
a[href*=dlattach]``. A deleted topic answers 200 with "missing, or off limits to you". Addresses may carry PHPSESSID and parts
such as ``topic=N.msg77``, ``topic=N.new`` and ``index.php/topic,N.0.html``; forms hold tokens with changing names.

SMF 2.0: ``#messageindex`` holds a table whose topics have ``td.subject`` (``stickybg`` and an icon mark the pinned ones); the pager is
numbers alone, the page itself in ``strong``; a thread's title is that of its first entry (``[id^=subject_] a``), an entry's date stands in
``.keyinfo .smalltext`` as "« Reply #1 on: January 05, 2011, 10:11:12 AM »".
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.engines.threads import Forum, Threads, attribute_at, signs_in, text_at, within
from crawler.records import Page
from crawler.select import Node, classes, text_of

_TOPIC = re.compile(r"(?P<before>(?:^|[;&/,])topic[=,])(?P<id>\d{1,12})(?:\.(?:msg)?\d+|\.new|\.prev|\.next)?(?P<after>\.html|[;&]|$)")
_DAY = r"(?:Today|Yesterday|오늘|어제)|[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{4}[-./]\d{2}[-./]\d{2}"
_MOMENT = rf"((?:{_DAY}),?\s(?:at\s)?[\d:]+(?:\s[AP]M)?)"
_EDITED = re.compile(rf":\s*{_MOMENT}\s")
_ON = re.compile(rf":\s*{_MOMENT}\s*»?$")
_STARTED = re.compile(r"(?:Started by|시작한 이|작성자)\s*:?\s+(?=\S)", re.IGNORECASE)
SIGNS = {
    "SMF's script variables": re.compile(r"\bsmf_(?:theme_url|scripturl|session_id)\b"),
    "addresses of SMF's boards or topics": re.compile(r"index\.php(?:\?|/)(?:PHPSESSID=[^\"'&;]*[&;])?(?:board|topic)[=,]\d+\.\d"),
    "SMF's own name": re.compile(r">SMF 2\.\d[^<]*<|Simple Machines"),
    "SMF's list or thread": re.compile(r"id=[\"'](?:topic_container|forumposts|messageindex)[\"']"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for SMF."""
    return signs_in(page, SIGNS)


def _address(parts: SplitResult) -> SplitResult:
    """A topic from its first entry on, whatever reply a link led to, and nothing behind it."""
    match = _TOPIC.search(parts.query)
    if match:
        return parts._replace(query=f"topic={match['id']}.0")
    return parts._replace(path=_TOPIC.sub(lambda found: f"{found['before']}{found['id']}.0{found['after']}", parts.path))


def _topic(parts: SplitResult) -> str | None:
    match = _TOPIC.search(parts.query) or _TOPIC.search(parts.path)
    return match["id"] if match else None


def _is_pinned(row: Node) -> bool | None:
    """By class or icon; the bold title of a sticky topic has to have one of them."""
    marked = "sticky" in classes(row) or bool(row.css('.main_icons.sticky, td.stickybg, td.stickybg2, img[src*="sticky"]'))
    return None if row.css(".preview.bold_text, strong > [id^=msg]") and not marked else marked


def _row_author(row: Node) -> str:
    """Who started a topic, told beside its title: the link to a profile, or for guests what follows the words; empty where nothing tells."""
    for block in row.css(".info, .info_block, td.subject"):
        links = [text for link in block.css('a[href*="action=profile"]') if (text := text_of(link))]
        told = [text[match.end() :] for node in block.css("p, div") if (match := _STARTED.match(text := text_of(node)))]
        if links or told:
            return (links or told)[0]
    return ""


def _next(root: Node) -> list[Node]:
    links = root.css(".pagelinks a.nav_page[href], .pagelinks a[href]")
    arrows = [link for link in links if link.css(".next_page")]
    shown = {text_of(node) for node in root.css(".pagelinks > strong")}
    number = shown.pop() if len(shown) == 1 else ""
    return arrows or [link for link in links if number.isdecimal() and text_of(link) == str(int(number) + 1)]


def _number(entry: Node) -> str | None:
    return (attribute_at('[id^="subject_"]', "id")(entry) or "").removeprefix("subject_") or None


def _posted(entry: Node) -> str | None:
    """The date of an entry: a link of its own, or in a line that also tells which reply it is."""
    return text_at(".postinfo a.smalltext", ".keyinfo a.smalltext")(entry) or within(_ON, text_at(".keyinfo .smalltext"))(entry)


ENGINE = Threads(
    Forum(
        name="smf",
        number_of_version=4,
        topic=_topic,
        address=_address,
        lists="#messageindex, #topic_container",
        row="#topic_container > .windowbg, #messageindex tr:has(td.subject)",
        link='[id^="msg"] > a[href]',
        pinned=_is_pinned,
        row_author=_row_author,
        pager=frozenset(["board"]),
        next=_next,
        title=("#top_subject", ".display_title"),
        title_in='[id^="subject_"] a',
        entry="#forumposts .post_wrapper",
        number=_number,
        author=text_at(".poster h4 a", ".poster h4"),
        posted=_posted,
        body=".post .inner",
        modified=within(_EDITED, text_at(".modified")),
        files='a[href*="dlattach"]:not([href*=";image"])',
        says="#fatal_error",
        gone=re.compile(r"missing,? or (?:is )?off limits to you", re.IGNORECASE),
    )
)
