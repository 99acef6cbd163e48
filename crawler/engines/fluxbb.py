"""FluxBB 1.5 (and PunBB, from which it came) with its own templates.

List (viewforum.php): ``#vf table tbody tr`` (``isticky``, ``iclosed``, ``inone`` for an empty forum) with ``td.tcl`` holding the
link, ``.byuser`` "by NAME" and links to further pages; ``td.tcr`` tells of the last reply and is not read. Pager:
``.pagelink a[rel=next]``, ``p=N``. Thread (viewtopic.php): entries ``.blockpost#pN``, the thread's first is ``firstpost``, with
``h2 a`` for the date ("Today 11:20:00", else 2026-11-06 11:20:00), ``.postleft dt``, ``.postright h3``, ``.postmsg``, and within
it ``.postedit`` "Last edited by NAME (DATE)". Files are no part of it. A deleted topic answers 404.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.addresses import parameters
from crawler.engines.threads import Forum, Threads, by, signs_in, text_at, within
from crawler.records import Page
from crawler.select import Node, attribute, classes

_NUMBER = re.compile(r"\d{1,12}")
_AFTER_BY = re.compile(r"^\S+\s+(.+)$")
_EDITED = re.compile(r"\(([^()]{6,40})\)$")
SIGNS = {
    "FluxBB's page": re.compile(r"<div id=[\"']pun(?:viewforum|viewtopic|index)[\"']"),
    "FluxBB's list or entries": re.compile(r"<div id=[\"']vf[\"'] class=[\"']blocktable[\"']|class=[\"']blockpost\b"),
    "addresses of FluxBB's topics": re.compile(r"view(?:topic|forum)\.php\?(?:p?id)=\d"),
    "FluxBB's own name": re.compile(r"Powered by\s*<a[^>]*>(?:FluxBB|PunBB)<"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for FluxBB."""
    return signs_in(page, SIGNS)


def _topic(parts: SplitResult) -> str | None:
    number = parameters(parts.geturl()).get("id", "")
    return number if parts.path.endswith("/viewtopic.php") and _NUMBER.fullmatch(number) else None


def _is_pinned(row: Node) -> bool | None:
    """By the row's class, with which the word before the title has to agree."""
    marked = "isticky" in classes(row)
    return marked if marked == bool(row.css(".stickytext")) else None


def _number(entry: Node) -> str | None:
    return attribute(entry, "id").removeprefix("p") or None


ENGINE = Threads(
    Forum(
        name="fluxbb",
        number_of_version=3,
        topic=_topic,
        noise=("p", "pid", "action"),
        lists="#vf",
        row="tbody tr:has(td.tcl a)",
        link="td.tcl a[href]",
        pinned=_is_pinned,
        pager=frozenset(["p"]),
        row_author=within(_AFTER_BY, text_at("td.tcl .byuser")),
        next=by('.pagelink a[rel="next"]'),
        title=(".firstpost .postright > h3",),
        entry=".blockpost",
        number=_number,
        author=text_at(".postleft dt"),
        posted=text_at("h2 a"),
        body=".postright .postmsg:not(.postsignature)",
        edited=within(_EDITED, text_at(".postedit")),
        noise_in_body="script, style, .postedit",
        first=lambda entry: "firstpost" in classes(entry),
        own=".crumbs strong > a[href]",
        says="#msg .inbox",
    )
)
