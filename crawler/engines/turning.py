"""The list page after a list page, by the pager that was learned of its board."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from crawler import addresses, forms
from crawler.engines.leads import CLICKED, address_in, sent_by
from crawler.engines.onclick import call_of
from crawler.engines.profile import PAGE, Pager, Profile, matched, nameless_in
from crawler.records import Page
from crawler.select import Node, attribute

_OFF = re.compile(r"(?:^|[-_\s])(?:disabled?|inactive|invisible)(?:$|[-_\s])", re.IGNORECASE)


def page_number(page: Page, profile: Profile) -> int:
    """How many pages after the first a page is, by its address."""
    pager = profile.pager
    value = _value_in(page.url, profile, pager) if pager is not None else None
    if pager is None or not value or not value.isdigit():
        return 0
    # Where numbers fall, the newest page has had none when this was learned, and the others no less than now.
    return max(1 if pager.step < 0 else 0, (int(value[:9]) - pager.first) // pager.step)


def is_page(url: str, profile: Profile) -> bool:
    """Whether an address is that of a page of the list: where file names count pages it may look like a post's."""
    return profile.pager is not None and _value_in(url, profile, profile.pager) is not None


def next_address(root: Node, page: Page, profile: Profile) -> str | None:
    """The list page after this one, where the page's own pager leads on; None where it does not."""
    pager = profile.pager
    if pager is None:
        return None
    if pager.step < 0:
        return _next_below(root, page, profile, pager)
    current = page_number(page, profile)
    ahead: dict[int, str | None] = {}
    for node in root.css(CLICKED):
        for value in _values(node, page, profile, pager):
            number = (value - pager.first) // pager.step
            if (value - pager.first) % pager.step == 0 and number > current:
                ahead.setdefault(number, addresses.join(page.url, attribute(node, "href")) if node.tag in ("a", "link") else None)
    if not ahead:
        return None
    made, linked = _address(page.url, pager, pager.first + (current + 1) * pager.step), ahead.get(current + 1)
    # The page's own link, where it says of everything what the made address says: in its order, and with what its server reckons for each page.
    return linked if made is not None and linked is not None and _says_as_much(linked, made) else made


def _says_as_much(linked: str, made: str) -> bool:
    ours, theirs = urlsplit(linked), urlsplit(made)
    names = {name for name, _ in parse_qsl(ours.query)}
    return ours.path == theirs.path and all(name in names for name, _ in parse_qsl(theirs.query))


def _next_below(root: Node, page: Page, profile: Profile, pager: Pager) -> str | None:
    """The page of the next lower number of those linked: the newest page has none, and how many there are changes as posts are added."""
    own = _value_in(page.url, profile, pager)
    values = [value for node in root.css(CLICKED) for value in _values(node, page, profile, pager) if own is None or value < int(own[:9])]
    return _address(page.url, pager, max(values)) if values else None


def _address(page_url: str, pager: Pager, value: int) -> str | None:
    """The address of the list page with a value of the counter."""
    base = addresses.join(page_url, pager.template) if pager.template else page_url
    if base is None:
        return None
    parts = urlsplit(base)
    if pager.parameter == PAGE:
        return urlunsplit(parts._replace(fragment="")).replace("%7Bpage%7D", str(value)).replace(PAGE, str(value))
    pairs = [(name, given) for name, given in parse_qsl(parts.query, keep_blank_values=True) if name != pager.parameter]
    return urlunsplit(parts._replace(query=urlencode([*pairs, (pager.parameter, str(value))]), fragment=""))


def is_off(node: Node) -> bool:
    """Whether an element says that it is switched off or not to be seen, as the arrow for the next page does on the last."""
    parts = (node, node.parent) if node.parent is not None else (node,)
    return any(attribute(part, "aria-disabled") == "true" or "disabled" in part.attributes or _OFF.search(attribute(part, "class")) for part in parts)


def _values(node: Node, page: Page, profile: Profile, pager: Pager) -> list[int]:
    """The values of the counter that an element leads to; none for one that is switched off."""
    values: list[str] = []
    if is_off(node):
        return []
    if pager.call.startswith("["):
        values = [attribute(node, pager.call.strip("[]"))]
    elif pager.call and (called := _called(node, pager.call)) is not None:
        # What the list's own address says already, its board's number, counts no pages.
        given = {said for _, said in parse_qsl(urlsplit(pager.template).query)}
        values = [argument for argument in called if len(argument) < 8]
        values = [argument for argument in values if argument not in given] or values[-1:]
    else:
        url = address_in(node, page) or forms.as_get(sent_by(node, page) or "")
        value = _value_in(url, profile, pager) if url else None
        values = [value] if value else []
    return [int(value) for value in values if value.isascii() and value.isdigit()]


def _called(node: Node, name: str) -> tuple[str, ...] | None:
    """What an element hands to a function; None where it does not call it, whatever else its script says."""
    for script in (attribute(node, "onclick"), attribute(node, "href")):
        called = call_of(script) if name in script else None
        if called is not None and called[0] == name:
            return called[1]
    return None


def _value_in(url: str, profile: Profile, pager: Pager) -> str | None:
    """The value by which an address counts pages; None where it counts none, or is that of a post."""
    if pager.parameter == PAGE:
        wanted, given = urlsplit(pager.template), urlsplit(url)
        counted = (nameless_in(pager.template), nameless_in(url)) if PAGE in wanted.query else (wanted.path, given.path)
        found = re.fullmatch(re.escape(counted[0]).replace(re.escape(PAGE), r"(\d{1,6})"), unquote(counted[1]))
        return found[1] if found else None
    return addresses.parameters(url).get(pager.parameter) if matched(profile.link, url) is None else None
