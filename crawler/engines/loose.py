"""Texts that stand in no element of their own: what follows the facts of a post among its siblings, set in one element before the page is read."""

from __future__ import annotations

from selectolax.lexbor import create_tag

from crawler.engines.endings import is_below_the_text, shows
from crawler.engines.meanings import meaning_of
from crawler.select import Node
from crawler.text import line

#: "after h3.title until div.files, hr": what follows the one element of the first selector, up to its next sibling of the second.
AFTER, UNTIL = "after ", " until "


def is_loose(place: str) -> bool:
    """Whether the place of a body is one among siblings and not an element."""
    return place.startswith(AFTER)


def set_together(root: Node, place: str) -> Node | None:
    """Put what a loose place names into one element and give that; None where the page has not exactly one such place, or nothing stands there.

    The page is changed: what was put together stands in the new element alone. Links to files and lists that end it are no part of it.
    """
    css, _, until = place.removeprefix(AFTER).partition(UNTIL)
    starts = root.css(css)
    if len(starts) != 1 or starts[0].next is None:
        return None
    stops = {node.mem_id for node in root.css(until)} if until else set()
    start = starts[0]
    start.insert_after(create_tag("div"))
    body = start.next
    if body is None:
        return None
    node = body.next
    while node is not None and node.mem_id not in stops:
        following = node.next
        body.insert_child(node)
        node.remove()
        node = following
    _give_back(body)
    return body


def _give_back(body: Node) -> None:
    """Set what ends a loose text behind it: the files there are the post's, and their names none of its words."""
    node = body.last_child
    while node is not None and _ends(node):
        before = node.prev
        body.insert_after(node)
        node.remove()
        node = before


def _ends(node: Node) -> bool:
    if node.is_text_node:
        words = line(node.text() or "").strip(" :：|·/,")
        return not words or meaning_of(words) == "files"
    return not shows(node) or is_below_the_text(node)
