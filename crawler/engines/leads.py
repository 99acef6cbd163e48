"""Where an element leads by what it holds itself: an address, a script that goes to one, or the form that it sends."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from crawler import addresses, forms
from crawler.engines.onclick import TOKENS, hidden_fields
from crawler.records import Page
from crawler.select import Node, ancestors, attribute, text_of

#: What a click may turn a page by.
CLICKED = (
    "a, button, [onclick], link[rel=next], input[type=submit], input[type=image], input[type=button], option"
    ", [data-page], [data-href], [data-url], [data-link]"
)
LONGEST = 2_000

_GOES = re.compile(r"(?<![\w$])(?:location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\s*\(|(?:window\.)?open\s*\()\s*")
_PIECE = re.compile(r"\s*(?:'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|(\d{1,12})|((?:\$\(\s*this\s*\)|this)[\w.]*(?:\([^()]{0,80}\))?))\s*")
_OWN = re.compile(r"\.(?:dataset\.(\w+)|data\(\s*['\"]([\w-]+)['\"]\s*\)|(?:attr|getAttribute)\(\s*['\"]([\w-]+)['\"]\s*\)|(id|value|name))")
#: Scripts that send a form and set nothing in it: that around the element itself, or the one of a name.
_SENDS = re.compile(
    r"^\s*(?:javascript:\s*)?(?:return\s+)?(?:this\.form|this\.closest\([^()]*\)|(?:this\.)?parent(?:Node|Element)|\$\(\s*this\s*\)\.(?:closest|parents?)\([^()]*\)"
    r"|document\.(?:forms\[\s*['\"]([\w-]+)['\"]\s*\]|forms\.(\w+)|(\w+))|document\.getElementById\(\s*['\"]([\w-]+)['\"]\s*\)"
    r"|\$\(\s*['\"]#([\w-]+)['\"]\s*\))\.submit\(\)"
)
_SHOWS = re.compile(r"(?:https?://|\.{0,2}/|\?)[^\s]*\w")
_NO_PAGE = re.compile(r"src|img|image|original|background|bg|lazy|thumb|share|clip|target|toggle|api|ajax|feed", re.IGNORECASE)
_ADDRESSES = ("href", "data-href", "data-url", "data-link")


def located(script: str, node: Node | None = None) -> str | None:
    """The address that a script goes to, where its own words tell it: literals joined by plus signs, and what ``node`` (its this) holds."""
    for match in _GOES.finditer(script[:LONGEST]):
        told = _joined(script[match.end() : LONGEST], node)
        if told:
            return told
    return None


def _joined(text: str, node: Node | None) -> str | None:
    pieces: list[str] = []
    place = 0
    while True:
        match = _PIECE.match(text, place)
        if match is None:
            return None
        literal = next((part for part in match.groups()[:3] if part is not None), None)
        piece = re.sub(r"\\(.)", r"\1", literal) if literal is not None else _own(match[4], node)
        if piece is None:
            return None
        pieces.append(piece)
        place = match.end()
        if text[place : place + 1] != "+":
            return "".join(pieces)
        place += 1


def _own(expression: str, node: Node | None) -> str | None:
    """What an expression such as ``this.dataset.no`` or ``$(this).data('no')`` says of an element."""
    match = _OWN.search(expression)
    if match is None or node is None:
        return None
    named = match[1] or match[2]
    name = "data-" + re.sub(r"(?<=[a-z])([A-Z])", r"-\1", named).lower() if named else (match[3] or match[4])
    return attribute(node, name) or None


def address_in(node: Node, page: Page) -> str | None:
    """The address that an element shows, or that its script goes to; None where it holds none."""
    for name in (*_ADDRESSES, *(name for name, value in node.attributes.items() if value and _is_address(name, value))):
        shown = attribute(node, name)
        if shown and not shown.startswith(("javascript:", "#")) and (url := addresses.join(page.url, shown)) is not None:
            return url
    for script in (attribute(node, "onclick"), attribute(node, "href")):
        told = located(script, node) if "location" in script or "open" in script else None
        url = addresses.join(page.url, told) if told else None
        if url is not None:
            return url
    return None


def _is_address(name: str, value: str) -> bool:
    """Whether a data attribute of any name holds an address of pages; those of pictures and of sharing do not."""
    return name.startswith("data-") and _SHOWS.match(value) is not None and _NO_PAGE.search(name) is None


def sent_by(node: Node, page: Page) -> str | None:
    """What a button or a choice sends by its form, a POST in its written form; None for one that sends none, or whose form asks for words.

    A choice (``option``) may be an address itself, which a script goes to.
    """
    if node.tag == "option":
        return _chosen(node, page)
    kind = attribute(node, "type").lower() or ("submit" if node.tag == "button" else "")
    if node.tag not in ("input", "button") or kind not in ("submit", "image") or attribute(node, "onclick"):
        return None
    name, value = attribute(node, "name"), attribute(node, "value")
    return _sent(_around(node, "form"), {name: value} if name and value and kind == "submit" else {}, page)


def submitted(node: Node, page: Page) -> str | None:
    """The address that a row's own button or link asks with the hidden fields of the form around it; None for searches, and for scripts that do more."""
    form = _form_sent(node)
    if form is None or form.css("input[type=text], input[type=search], select, input[type=password], textarea"):
        return None
    fields = {name: value for name, value in hidden_fields(form).items() if not TOKENS.fullmatch(name)}
    url = addresses.join(page.url, attribute(form, "action") or page.url)
    return f"{url}{'&' if '?' in url else '?'}{urlencode(fields)}" if url is not None and fields else None


def _form_sent(node: Node) -> Node | None:
    """The form around an element that a click on it sends as it stands."""
    script = attribute(node, "onclick") or attribute(node, "href")
    sends = _SENDS.search(script) if "submit" in script else None
    kind = attribute(node, "type").lower() or "submit"
    if sends is None and (node.tag not in ("input", "button") or kind not in ("submit", "image") or attribute(node, "onclick")):
        return None
    form = next((parent for parent in ancestors(node)[:6] if parent.tag == "form"), None)
    named = next(filter(None, sends.groups()), "") if sends is not None else ""
    return form if form is not None and (not named or named in (attribute(form, "name"), attribute(form, "id"))) else None


def _chosen(option: Node, page: Page) -> str | None:
    value, choice = attribute(option, "value") or text_of(option), _around(option, "select")
    if re.search(r"[/?]", value):
        return addresses.join(page.url, value)
    name = attribute(choice, "name") if choice is not None else ""
    return _sent(_around(option, "form"), {name: value}, page) if name and value else None


def _around(node: Node, tag: str) -> Node | None:
    return next((parent for parent in ancestors(node) if parent.tag == tag), None)


def _sent(form: Node | None, changed: dict[str, str], page: Page) -> str | None:
    if form is None or form.css("input[type=password], textarea, input[type=file]"):
        return None
    fields = {name: value for name, value in (hidden_fields(form) | changed).items() if not TOKENS.fullmatch(name)}
    url = addresses.join(page.url, attribute(form, "action") or page.url)
    if url is None or not fields:
        return None
    if attribute(form, "method").lower() == "post":
        return forms.write(url, fields.items())
    return f"{url.partition('?')[0]}?{urlencode(fields)}"
