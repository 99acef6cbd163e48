"""Selectors for elements that were found: the shortest that gives these and no others, by names before places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.engines.places import children
from crawler.select import Node, attribute, classes

_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]*\d?")
#: Class names that tell a state of one row, or a layout that says nothing.
_STATE = re.compile((
    r"even|odd|first|last|active|on|off|new|current|selected|hover|show|hide|open|bg\d?|notice|top"
    r"|clearfix|row|col\w*|mt|mb|pt|pb|lg|sm|md|xs|container|wrap\w*|inner"
), re.IGNORECASE)
#: Attributes that old tables and semantic markup have in place of names.
_TELLING = ("itemprop", "data-role", "valign")
DEEPEST = 12
#: Selectors tried for one element.
TRIED = 80
#: Elements of which a page has one, or whose tag says what they are.
_ALONE = frozenset(["h1", "h2", "h3", "h4", "article", "main", "time", "body", "header"])


def names_of(node: Node) -> list[str]:
    """The simple selectors that an element's own names allow, the surest first; its bare tag last."""
    found = []
    known = attribute(node, "id")
    if _NAME.fullmatch(known):
        found.append(f"#{known}")
    named = [name for name in classes(node) if _NAME.fullmatch(name)]
    telling = [name for name in named if not _STATE.fullmatch(name)]
    found += [f"{node.tag}.{name}" for name in (*telling, *(name for name in named if name not in telling))]
    return [*found, *(f'{node.tag}[{name}="{value}"]' for name in _TELLING if (value := attribute(node, name)) and _NAME.fullmatch(value)), node.tag or "*"]


def numbered(node: Node) -> str:
    """An element's tag with its number among the siblings of that tag."""
    number = 1
    before = node.prev
    while before is not None:
        number += before.tag == node.tag
        before = before.prev
    return f"{node.tag}:nth-of-type({number})"


def candidates(node: Node) -> Iterator[str]:
    """Selectors that may give an element: by its own names, then under its parents' names, then by its number among its siblings."""
    own = names_of(node)
    yield from own[:-1]
    if node.tag in _ALONE:
        yield node.tag
    suffixes = [*own, numbered(node)]
    parent, below, counted = node.parent, "", ""
    for depth in range(DEEPEST):
        if parent is None or parent.tag in ("html", None):
            return
        above = names_of(parent)
        for name in above if parent.tag in _ALONE else above[:-1]:
            yield from (f"{name} > {below}{suffix}" for suffix in suffixes)
            if counted != below:
                yield from (f"{name} > {counted}{suffix}" for suffix in (*own[:1], suffixes[-1]))
            if depth == 0:
                yield f"{name} {own[0]}"
        below = f"{above[0] if len(above) > 1 and not above[0].startswith('#') else numbered(parent)} > {below}"
        counted = f"{numbered(parent)} > {counted}"
        parent = parent.parent


def some_of(node: Node) -> list[str]:
    """The selectors of an element that are tried: of many the first, and the last ones, which name the whole way down from the body."""
    chosen = list(candidates(node))
    return chosen if len(chosen) <= TRIED else [*chosen[: TRIED - 4], *chosen[-4:]]


def rows_selector(root: Node, heads: Sequence[Node]) -> str | None:
    """The selector of a list's rows: those heads and nothing but their siblings."""
    containers = list({parent.mem_id: parent for head in heads if (parent := head.parent) is not None}.values())
    wanted = {head.mem_id for head in heads}
    siblings = {node.mem_id for container in containers for node in children(container)}
    tag = heads[0].tag or "*"
    shared = set(classes(heads[0])).intersection(*(set(classes(head)) for head in heads[1:]))
    steps = [*(f"{tag}.{name}" for name in sorted(shared) if _NAME.fullmatch(name) and not _STATE.fullmatch(name)), tag]
    for step in steps:
        for container in sorted(containers, key=lambda node: -len(children(node))):
            for css in _container_paths(container):
                found = {node.mem_id for node in root.css(f"{css} > {step}")}
                if wanted <= found <= siblings | wanted:
                    return f"{css} > {step}"
    for step in steps[:-1]:
        if {node.mem_id for node in root.css(step)} == wanted:
            return step
    parts = [rows_selector(root, [head for head in heads if head.parent is not None and head.parent.mem_id == container.mem_id]) for container in containers]
    return ", ".join(part for part in parts if part) if 1 < len(containers) <= 3 and all(parts) else None


def _container_paths(container: Node) -> Iterator[str]:
    own = names_of(container)
    yield from own[:-1]
    parent, below = container.parent, own[-1]
    for _ in range(DEEPEST):
        if parent is None or parent.tag == "html":
            break
        for name in names_of(parent)[:-1]:
            yield f"{name} > {below}"
            yield f"{name} {own[-1]}"
        below = f"{parent.tag} > {below}"
        parent = parent.parent
    yield own[-1]
    parent, below = container.parent, numbered(container)
    for _ in range(DEEPEST):
        yield below
        if parent is None or parent.tag == "html":
            return
        for name in names_of(parent)[:-1]:
            yield f"{name} > {below}"
        below = f"{numbered(parent)} > {below}"
        parent = parent.parent
