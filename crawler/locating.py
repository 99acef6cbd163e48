"""Where a known value stands on a page, and the simplest selector that finds it there and on the board's other pages.

Used where a person corrects a reading and where a changed layout is told of: what the archive knows of a post names the
element, and the element names the selector. Pure; gives None rather than a selector that fits one page by chance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from crawler import select
from crawler.select import Node, attribute, classes, text_of
from crawler.text import is_cut, normalise

#: Elements that hold no words that a reader sees.
_UNSEEN = frozenset(["script", "style", "noscript", "template", "title", "head", "html", "body", "option", "-text", "-comment"])
_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]{0,60}")
_CLASS = re.compile(r"[A-Za-z_][\w-]{0,60}", re.ASCII)
#: Class names that a row or its state has, and no field.
_STATES = frozenset(["odd", "even", "first", "last", "active", "on", "new", "hot"])
_LONGEST_LABEL = 12
_CLIMB = 3
#: How much of a long text is enough to know it by.
_ENOUGH = 60
_TRIED = 400


def holders(root: Node, value: str, *, part: bool = False) -> list[Node]:
    """The innermost elements whose whole text is a value (with ``part``: whose text holds it), in page order."""
    wanted = _squeezed(value)
    if not wanted:
        return []
    found = []
    for node in root.css("*"):
        if node.tag not in _UNSEEN:
            text = _squeezed(node.text(separator=" "))
            if wanted in text if part else text == wanted:
                found.append(node)
    inner = {parent.mem_id for node in found for parent in select.ancestors(node)}
    return [node for node in found if node.mem_id not in inner]


def _squeezed(text: str) -> str:
    return "".join(normalise(text).split())


def selector_for(pages: Sequence[tuple[Node, str | None]], *, part: bool = False) -> str | None:
    """The simplest selector that matches one element on every page, with that page's value where it is known (None: any text).

    ``part``: the value is the beginning of a longer text, such as a post's body. None where no selector does.
    """
    known = next(((root, value) for root, value in pages if value), None)
    if known is None:
        return None
    candidates = [css for node in holders(known[0], known[1][:_ENOUGH] if part else known[1], part=part) for css in _around(node, part=part)]
    ranked = sorted(dict.fromkeys(candidates), key=lambda css: (css.count(">"), len(css)))
    return next((css for css in islice(ranked, _TRIED) if all(_fits(root, css, value, part=part) for root, value in pages)), None)


def _around(node: Node, *, part: bool) -> Iterator[str]:
    """Selectors for a node; for a long text, of which only some words are known, also for the elements around it."""
    yield from selectors_of(node)
    for parent in select.ancestors(node)[: _CLIMB if part else 0]:
        if parent.tag not in _UNSEEN:
            yield from selectors_of(parent)


def _fits(root: Node, css: str, value: str | None, *, part: bool) -> bool:
    found = root.css(css)
    if len(found) != 1:
        return False
    text = _squeezed(found[0].text(separator=" "))
    if value is None:
        return bool(text)
    wanted = _squeezed(value)
    return text.startswith(wanted[:_ENOUGH]) if part else text == wanted


def selectors_of(node: Node) -> Iterator[str]:
    """Selectors that a person could have written for a node, the shortest first: by its own names, its parents', a label before it, its place."""
    own = list(_own(node))
    yield from own
    label = _label_before(node)
    if label is not None:
        yield label
    place = _place(node)
    for depth, parent in enumerate(select.ancestors(node)):
        if depth >= _CLIMB or parent.tag in ("html", "body"):
            break
        for above in _own(parent):
            yield from (f"{above} {css}" for css in (*own, node.tag or "*"))
            if depth == 0:
                yield f"{above} > {place}"


def _own(node: Node) -> Iterator[str]:
    """A node by its id, its classes, its property."""
    tag = node.tag or "*"
    name = attribute(node, "id")
    if _NAME.fullmatch(name):
        yield f"#{name}"
    plain = [one for one in classes(node) if _CLASS.fullmatch(one) and one not in _STATES]
    yield from (f"{tag}.{one}" for one in plain)
    if len(plain) > 1:
        yield f"{tag}." + ".".join(plain)
    meant = attribute(node, "itemprop") or attribute(node, "property")
    if _CLASS.fullmatch(meant):
        yield f'{tag}[{"itemprop" if attribute(node, "itemprop") else "property"}="{meant}"]'


def _label_before(node: Node) -> str | None:
    """A node by the short words of the element right before it, such as a th or dt."""
    before = node.prev
    while before is not None and before.tag in ("-text", "-comment"):
        if text_of(before):
            return None
        before = before.prev
    if before is None:
        return None
    words = text_of(before)
    if not words or len(words) > _LONGEST_LABEL or '"' in words or "\\" in words:
        return None
    return f'{before.tag}:lexbor-contains("{words}") + {node.tag}'


def _place(node: Node) -> str:
    before = node.prev
    count = 1
    while before is not None:
        count += before.tag == node.tag
        before = before.prev
    return f"{node.tag}:nth-of-type({count})"


def row_selector(root: Node, titles: Sequence[str]) -> str | None:
    """The simplest selector for the rows of a list whose posts' titles are known, whole or cut; None where fewer than three stand in rows of one kind."""
    rows = [row for title in titles if (row := _row_of(root, title)) is not None]
    if len(rows) < _CLIMB:
        return None
    shapes = Counter(css for row in rows for css in set(_row_shapes(row)))
    whole = [css for css, count in shapes.items() if count == len(rows)]
    for css in sorted(whole, key=lambda css: (len(root.css(css)), len(css))):
        if len(root.css(css)) <= 2 * len(rows) + _CLIMB:
            return css
    return None


def _row_of(root: Node, title: str) -> Node | None:
    """The outermost element around a title's link whose siblings are like it."""
    link = next((node for node in root.css("a") if _is_title(text_of(node), title)), None)
    if link is None:
        return None
    row = None
    for node in (link, *select.ancestors(link)):
        if node.tag in ("html", "body", "table", "tbody"):
            break
        if _has_like(node):
            row = node
        elif row is not None:
            break
    return row


def _is_title(text: str, title: str) -> bool:
    return _squeezed(text) == _squeezed(title) or is_cut(text, title) or (len(title) > _LONGEST_LABEL and _squeezed(title) in _squeezed(text))


def _has_like(node: Node) -> bool:
    parent = node.parent
    if parent is None or not node.css("a"):
        return False
    return sum(child.tag == node.tag and bool(child.css("a")) for child in parent.iter()) > 1


def _row_shapes(row: Node) -> Iterator[str]:
    tag = row.tag or "*"
    yield from (f"{tag}.{one}" for one in classes(row) if _CLASS.fullmatch(one) and one not in _STATES)
    for parent in select.ancestors(row)[:_CLIMB]:
        for above in _own(parent):
            yield f"{above} {tag}"
