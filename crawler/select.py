"""Strict selection: nothing is picked from a page unless exactly what was asked for is there.

Reads one page once with Lexbor; every misfit is a PageChanged that names the address, the selector, what was
expected and what was found. A selector may also match the very node it is asked of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import addresses
from crawler.errors import PageChanged
from crawler.records import Page
from crawler.text import line

Node = LexborNode

MAX_CHARACTERS = 8_000_000
MAX_DEPTH = 2_000
#: An element takes some 600 bytes of memory, and several times that in a soup; long tables of real boards stay below a tenth of this.
MAX_TAGS = 150_000

#: Characters times nesting: reading asks elements for their text, and each level holds all of the text below it.
MAX_WORK = 1_000_000_000

#: The attributes that hold addresses, those that boards' own scripts read among them.
_ADDRESSES = ("href", "src", "action", "formaction", "data-href", "data-url", "data-link")
_GOES = re.compile(r"((?:location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\s*\(|open\s*\()\s*)(['\"])([^'\"\n]{1,1500})\2")
#: Characters in which a page's head is looked for.
_LONGEST_HEAD = 100_000

# Lexbor walks up the open elements at every block tag: 50,000 nested ones take it 2.6 s, a million would take hours.
_MANY_TAGS = 2_000
_TAG = re.compile(r"<(/?)([a-zA-Z]+)")
_UNNESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "option",
        "thead",
        "tbody",
        "tfoot",
        "html",
        "head",
        "body",
    ]
)


def parse(page: Page) -> Node:
    """The root element of a page; PageChanged for one too long or too deeply nested to be a board's page."""
    length = len(page.text)
    if length > MAX_CHARACTERS:
        raise PageChanged(url=page.url, selector="(page)", expected=f"at most {MAX_CHARACTERS} characters", found=f"{length}")
    tags = page.text.count("<") if page.utf8 is None else page.utf8.count(b"<")
    if tags > MAX_TAGS:
        raise PageChanged(url=page.url, selector="(page)", expected=f"at most {MAX_TAGS} tags", found=f"{tags}")
    if tags > _MANY_TAGS:
        most = min(MAX_DEPTH, MAX_WORK // length)
        depth = nesting(page.text)
        if depth > most:
            raise PageChanged(url=page.url, selector="(page)", expected=f"at most {most} nested elements", found=f"{depth}")
    root = LexborHTMLParser(page.text.encode("utf-8", "replace") if page.utf8 is None else page.utf8).root
    if root is None:
        raise PageChanged(url=page.url, selector="html", expected="an HTML page", found="nothing that can be parsed")
    end = page.text.find("</head", 0, _LONGEST_HEAD)
    if any(page.text.find(tag, 0, end if end >= 0 else _LONGEST_HEAD) >= 0 for tag in ("<base", "<BASE")):
        _lay_open(root, page)
    return root


def starts_at(root: Node, page: Page) -> str:
    """Where the relative addresses of a page start: at what its head's base element says, else at the page. One in the text of a post says nothing."""
    for node in root.css("head > base[href]"):
        return addresses.join(page.url, attribute(node, "href")) or page.url
    return page.url


def _lay_open(root: Node, page: Page) -> None:
    """Write out the addresses of a page whose base element says that they start elsewhere, so that everybody joins them with the page's own."""
    base = starts_at(root, page)
    if base == page.url:
        return
    for node in root.css(", ".join(f"[{name}]" for name in _ADDRESSES)):
        for name in _ADDRESSES:
            shown = attribute(node, name)
            if shown.startswith("javascript:"):
                node.attrs[name] = _opened(shown, base)
            elif shown and not shown.startswith("#"):
                plain, mark, fragment = shown.partition("#")
                url = addresses.join(base, plain)
                node.attrs[name] = url + mark + fragment if url is not None else shown
    for node in root.css("[onclick]"):
        node.attrs["onclick"] = _opened(attribute(node, "onclick"), base)


def _opened(script: str, base: str) -> str:
    """A script with the addresses written out that it goes to."""
    return _GOES.sub(lambda match: f"{match[1]}{match[2]}{addresses.join(base, match[3]) or match[3]}{match[2]}", script)


def nesting(markup: str) -> int:
    """The deepest nesting of elements as the tags claim it; tags that close themselves by what follows are not counted."""
    depth = deepest = 0
    for closing, name in _TAG.findall(markup):
        if name.lower() in _UNNESTED:
            continue
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def one(node: Node, css: str, *, page: Page) -> Node:
    """The only match of a selector; PageChanged where there is none, or more than one."""
    found = node.css(css)
    if len(found) != 1:
        raise changed(page, css, "exactly 1", len(found))
    return found[0]


def maybe(node: Node, css: str, *, page: Page) -> Node | None:
    """The only match of a selector, None where there is none; PageChanged where there is more than one."""
    found = node.css(css)
    if len(found) > 1:
        raise changed(page, css, "at most 1", len(found))
    return found[0] if found else None


def many(node: Node, css: str, *, at_least: int, page: Page) -> list[Node]:
    """All matches of a selector in page order; PageChanged where they are fewer than stated."""
    found = node.css(css)
    if len(found) < at_least:
        raise changed(page, css, f"at least {at_least}", len(found))
    return found


def first_of(node: Node, chain: Sequence[str], *, page: Page) -> tuple[Node, str]:
    """The single match of the first selector of a chain that matches at all, with that selector; PageChanged where none does."""
    hit = maybe_first_of(node, chain, page=page)
    if hit is None:
        raise changed(page, " → ".join(chain), "exactly 1 by one of these", 0)
    return hit


def maybe_first_of(node: Node, chain: Sequence[str], *, page: Page) -> tuple[Node, str] | None:
    """The single match of the first selector of a chain that matches at all, with that selector; None where none does."""
    for css in chain:
        match = maybe(node, css, page=page)
        if match is not None:
            return match, css
    return None


def outermost(nodes: Sequence[Node]) -> list[Node]:
    """The nodes that lie in no other of them, each once: a hostile body may hold the markup of its own container again."""
    if len(nodes) < 2:
        return list(nodes)
    ids = {node.mem_id: node for node in nodes}
    free: set[int] = set()
    kept = []
    for node in ids.values():
        climbed = []
        parent = node.parent
        while parent is not None and (known := parent.mem_id) not in free and known not in ids:
            climbed.append(known)
            parent = parent.parent
        if parent is None or parent.mem_id not in ids:
            kept.append(node)
            free.update(climbed)
    return kept


def ancestors(node: Node) -> list[Node]:
    """The parents of a node, nearest first."""
    found = []
    parent = node.parent
    while parent is not None:
        found.append(parent)
        parent = parent.parent
    return found


def classes(node: Node) -> list[str]:
    """The class names of an element."""
    return (node.attributes.get("class") or "").split()


def attribute(node: Node, name: str) -> str:
    """An attribute's value without outer white space; empty where it is missing or has none."""
    return (node.attributes.get(name) or "").strip()


def text_of(node: Node, separator: str = "") -> str:
    """The text of a node and all below it as one clean line, with a separator between neighbouring pieces if one is given."""
    return line(node.text(separator=separator))


def changed(page: Page, css: str, expected: str, found: int | str) -> PageChanged:
    """The error for a page that does not fit; ``found`` is a count of matches or words."""
    shown = found if isinstance(found, str) else f"{found} match{'' if found == 1 else 'es'}"
    return PageChanged(url=page.url, selector=css, expected=expected, found=shown)
