"""Cleaned markup as Markdown that says the same and does nothing: no HTML, no template, no link but to http, https, mailto and tel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from publish import safe

_BLOCKS = frozenset(
    "p div section article address figure figcaption blockquote pre ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hr table caption thead tbody tfoot tr".split()  # noqa: SIM905 - a list that is read
)
#: Also braces and dollars: site generators and note programs run what stands between them before they read the Markdown.
_MEANING = re.compile(r"[\\`*_\[\]<>|~&{}$#]|(?<=\{)%")
_LINE_START = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_BREAK = "\\\n"
_IN_ADDRESS = re.compile(r"[^!-;=?-\[\]_a-z|~]|[$*]")


def markdown(markup: str, base: str, images: Mapping[str, str]) -> str | None:
    """A body as Markdown; None where it is too large to be cleaned. ``base`` and ``images`` as in publish.safe.body."""
    cleaned = safe.body(markup, base, images)
    return None if cleaned is None else "\n\n".join(_blocks(BeautifulSoup(str(cleaned), "html.parser").children))


def plain(text: str) -> str:
    """A text as Markdown that shows exactly its lines."""
    paragraphs = re.split(r"\n\s*\n", safe.shown(text).strip())
    return "\n\n".join(_lines(_BREAK.join(escaped(part) for part in paragraph.splitlines())) for paragraph in paragraphs)


def escaped(text: str) -> str:
    """A text of one line in which nothing means anything to a reader of Markdown; ``line`` makes it the beginning of one."""
    return _MEANING.sub(r"\\\g<0>", " ".join(safe.shown(text).split()))


def line(text: str) -> str:
    """A text as a line of its own."""
    return _lines(escaped(text))


def link(text: str, address: str) -> str:
    """A link with any text to an address that is known to be harmless."""
    return f"[{escaped(text) or '—'}](<{_address(address)}>)"


def _address(address: str) -> str:
    return _IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address).replace("&", "&amp;")


def _lines(text: str) -> str:
    return _LINE_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", text)


def _blocks(nodes: Iterable[PageElement]) -> list[str]:
    """The blocks of a stretch of nodes; inline ones between two blocks are a paragraph."""
    found: list[str] = []
    run: list[str] = []
    for node in nodes:
        if isinstance(node, Tag) and (node.name in _BLOCKS or node.find(list(_BLOCKS))):
            found += _paragraph(run)
            run = []
            found += _block(node)
        else:
            run.append(_inline(node))
    return [*found, *_paragraph(run)]


def _paragraph(run: list[str]) -> list[str]:
    text = "".join(run)
    lines = [part.strip() for part in text.split(_BREAK)]
    return [_lines(_BREAK.join(part for part in lines if part))] if any(lines) else []


def _block(tag: Tag) -> list[str]:
    name = tag.name
    if name in ("ul", "ol"):
        return _list(tag)
    if name == "table":
        return _table(tag)
    if name == "hr":
        return ["***"]
    if name == "pre":
        return [plain(tag.get_text())] if tag.get_text().strip() else []
    inner = _blocks(tag.children)
    if name[0] == "h" and name[1:].isdigit():
        return [f"{'#' * int(name[1])} {_flat(tag)}"] if _flat(tag) else []
    if name == "blockquote":
        return ["\n".join(f"> {text}".rstrip() for text in "\n\n".join(inner).split("\n"))] if inner else []
    return inner


def _list(tag: Tag) -> list[str]:
    items = []
    for number, item in enumerate(tag.find_all(True, recursive=False), start=1):
        sign = f"{number}. " if tag.name == "ol" else "- "
        inner = "\n\n".join(_blocks(item.children)).split("\n")
        items.append("\n".join((sign if place == 0 else " " * len(sign) if text else "") + text for place, text in enumerate(inner)))
    return ["\n".join(items)] if items else []


def _table(tag: Tag) -> list[str]:
    rows = [[_flat(cell) for cell in row.find_all(["td", "th"], recursive=False)] for row in tag.find_all("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return _blocks(tag.children) if not tag.find("tr") else []
    width = max(map(len, rows))
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    caption = tag.find("caption")
    return [*([_flat(caption)] if isinstance(caption, Tag) and _flat(caption) else []), "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])]


def _flat(tag: Tag) -> str:
    """What stands in a tag, on one line."""
    parts = (f" {_inline(node)} " if isinstance(node, Tag) and node.name in _BLOCKS else _inline(node) for node in tag.children)
    return " ".join("".join(parts).replace(_BREAK, " ").split())


def _inline(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return _MEANING.sub(r"\\\g<0>", re.sub(r"\s+", " ", safe.shown(node)))
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return _BREAK
    if node.name == "img":
        source, text = node.get("src"), str(node.get("alt") or "")
        return f"![{escaped(text)}](<{_address(str(source))}>)" if source else escaped(text)
    inner = "".join(map(_inline, node.children))
    if node.name == "a" and node.get("href") and inner.strip():
        return f"[{' '.join(inner.replace(_BREAK, ' ').split())}](<{_address(str(node['href']))}>)"
    if node.name in ("b", "strong", "i", "em") and inner.strip():
        sign = "**" if node.name in ("b", "strong") else "*"
        middle = inner.strip(" \\\n")
        return inner.replace(middle, f"{sign}{middle}{sign}", 1) if middle and _BREAK not in middle and "*" not in middle else inner
    return inner
