"""Where texts stand that no element holds: after which element of a post's page they begin, and before which they end, the same in all posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.engines.endings import is_below_the_text, shows
from crawler.engines.loose import AFTER, UNTIL
from crawler.learning.paths import candidates, names_of
from crawler.select import Node

#: Selectors tried for the element before a text.
TRIED = 60
#: Elements without a name that end a text where no text of the posts seen holds one among its own parts.
_ENDING = frozenset(["hr", "form", "footer", "nav"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The text of one post among the children of an element: the place of its first and its last child (``start`` is after ``end`` where there is none)."""

    root: Node
    children: tuple[Node, ...]
    start: int
    end: int

    def before(self) -> Node | None:
        """The element right before the text; None where words that are none of it stand between."""
        for node in reversed(self.children[: self.start]):
            if node.is_element_node:
                return node
            if (node.text() or "").strip():
                return None
        return None

    def after(self) -> Node | None:
        """The first element behind the text that shows something and is not known by itself to be none of it."""
        return next((node for node in self.children[self.end + 1 :] if node.is_element_node and shows(node) and not is_below_the_text(node)), None)


def all_children(node: Node) -> list[Node]:
    """The elements and texts right below a node."""
    found = []
    child = node.child
    while child is not None:
        if child.is_element_node or child.is_text_node:
            found.append(child)
        child = child.next
    return found


def loose_place(runs: Sequence[Run]) -> str | None:
    """The place that gives these texts in all posts: "after h3.title until div.files"; None where no selector does."""
    worded = [run for run in runs if run.start <= run.end]
    options: dict[str, None] = {}
    for run in worded[:3]:
        if (before := run.before()) is not None:
            options |= dict.fromkeys(list(candidates(before))[:TRIED])
    fitting = [css for css in options if all(_begins(run, css) for run in worded)]
    if not fitting:
        return None
    css = min(fitting, key=lambda one: (one.count("nth-of-type"), len(one)))
    stops = _stops(worded)
    return f"{AFTER}{css}" + (f"{UNTIL}{', '.join(stops)}" if stops else "")


def _begins(run: Run, css: str) -> bool:
    found = run.root.css(css)
    before = run.before()
    return len(found) == 1 and before is not None and found[0].mem_id == before.mem_id


def _stops(runs: Sequence[Run]) -> list[str]:
    """The selectors of what ends the texts: each names no part of any text."""
    found: list[str] = []
    for run in runs:
        after = run.after()
        if after is None or any(_matches(run, css, after) for css in found):
            continue
        names = [*names_of(after)[:-1], *([after.tag or "*"] if after.tag in _ENDING else [])]
        stop = next((css for css in names if not any(_inside(other, css) for other in runs)), None)
        if stop is not None:
            found.append(stop)
    return found


def _matches(run: Run, css: str, node: Node) -> bool:
    return any(one.mem_id == node.mem_id for one in run.root.css(css))


def _inside(run: Run, css: str) -> bool:
    known = {node.mem_id for node in run.root.css(css)}
    return any(node.mem_id in known for node in run.children[run.start : run.end + 1])
