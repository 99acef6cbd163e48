"""Partner strips: groups of linked logos, known by their class or by the logo words of their alternative texts."""

from __future__ import annotations

from collections.abc import Sequence

from crawler import addresses, select
from crawler.records import Page, Partner, PartnerStrip
from crawler.select import Node, attribute, classes, text_of
from crawler.text import body_text, has_logo_words, line, lines, partner_name

_CLASSES = ('.view[class*="partner"] .views-row', '[class*="partner"] li', '[class*="partners"] > a')


def read_strip(root: Node, page: Page, chain: Sequence[str] = ()) -> PartnerStrip:
    """The partners of a page in page order by the first selector that finds linked logos; PageChanged where nothing does."""
    entries = _entries(root, (*chain, *_CLASSES)) or _by_logo_words(root)
    if not entries:
        raise select.changed(page, " → ".join((*chain, *_CLASSES, "a[href^=http] > img[alt]")), "a strip of partner logos", 0)
    partners = tuple(_partner(entry, position, page) for position, entry in enumerate(entries, 1))
    return PartnerStrip(url=page.url, partners=partners)


def _entries(root: Node, chain: Sequence[str]) -> list[Node]:
    for css in chain:
        found = [node for node in select.outermost(root.css(css)) if node.css("img")]
        if found:
            return found
    return []


def _by_logo_words(root: Node) -> list[Node]:
    """The rows around linked images whose group mostly speaks of logos; a group is what hangs under one element."""
    groups: dict[int, list[tuple[Node, str]]] = {}
    for image in root.css('a[href^="http"] > img[alt]'):
        entry = _entry_of(image)
        if entry.parent is not None:
            groups.setdefault(entry.parent.mem_id, []).append((entry, attribute(image, "alt")))
    named = [group for group in groups.values() if sum(has_logo_words(alt) for _, alt in group) * 2 >= len(group) and len(group) > 1]
    return [entry for entry, _ in max(named, key=len)] if named else []


def _entry_of(image: Node) -> Node:
    """The widest element that still holds this image alone: the li of a list, or the link itself."""
    node = image
    while node.parent is not None and node.parent.tag not in ("body", "html") and len(node.parent.css("img")) == 1:
        node = node.parent
    return node


def _partner(entry: Node, position: int, page: Page) -> Partner:
    image = entry.css("img")[0]
    links = entry.css("a[href]")
    alt = attribute(image, "alt")
    description = _description(entry)
    told = lines(alt)
    name = partner_name(alt) or (line(attribute(links[0], "title")) if links else "") or (description or "").partition("\n")[0]
    if not name:
        raise select.changed(page, "img[alt]", f"a name for partner {position}", "no alternative text, title or description")
    if "\n" in told:
        description = "\n".join(part for part in (told.partition("\n")[2], description) if part)
    return Partner(
        name=name,
        url=addresses.join(page.url, attribute(links[0], "href")) if links else None,
        logo_url=addresses.join(page.url, attribute(image, "src")),
        alt=image.attributes.get("alt") or "",
        description=description or None,
        position=position,
    )


def _description(entry: Node) -> str | None:
    """The paragraphs that stand beside the logo, a line each; None where nothing but the logo is shown."""
    fields = [node for node in entry.css(".views-field") if not node.css("img")]
    if not fields and text_of(entry):
        fields = [entry] if "views-row" not in classes(entry) else [node for node in entry.css("p, div") if not node.css("img")]
    parts = (body_text(node.inner_html or "") for node in select.outermost(fields))
    told = "\n".join(part for part in parts if part)
    return "\n".join(part for part in told.split("\n") if not part.startswith("[그림:")) or None
