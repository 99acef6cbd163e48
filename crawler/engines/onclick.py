"""Addresses that are none: script calls and forms, turned into the request that a browser would send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode, urljoin, urlsplit

from crawler import addresses, forms
from crawler.records import Page
from crawler.select import Node, attribute

#: Fields that a form carries for its own protection: part of what a browser posts, never of an address.
TOKENS = re.compile(r"_?csrf.*|.*token.*|layout|form_build_id|.*nonce.*", re.IGNORECASE)
LONGEST = 2_000

_CALL = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$.]{0,80})\s*\(([^()]{0,1000})\)")
_ARGUMENT = re.compile(r"\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|([^,'\"]*))\s*(?:,|$)")
_LOCATION = re.compile(r"location(?:\.href)?\s*=\s*([\"'])(.{1,1500}?)\1|location\.(?:replace|assign)\(\s*([\"'])(.{1,1500}?)\3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request: ``form`` holds the fields of a POST body in their order; those of a GET are in the address."""

    url: str
    method: Literal["get", "post"] = "get"
    form: tuple[tuple[str, str], ...] = ()

    @property
    def written(self) -> str:
        """The request as one address, a POST in its written form and without the fields that belong to one visit."""
        if self.method == "get":
            return self.url
        return forms.write(self.url, ((name, value) for name, value in self.form if not TOKENS.fullmatch(name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a platform's function does with its arguments.

    path:       the address it leads to; one that starts with "/" hangs under what stands before ``anchor`` in the page's path
    parameters: the parameter that each argument becomes, in their order; an empty name drops the argument
    carry:      parameters taken over from the page's own address, or else from its hidden fields
    method:     "post" only where the platform answers no GET with the same fields
    address:    the argument that is the address itself, by its place; the others then mean nothing
    """

    path: str
    parameters: tuple[str, ...]
    anchor: str = ""
    carry: tuple[str, ...] = ()
    method: Literal["get", "post"] = "get"
    address: int | None = None


def call_of(script: str) -> tuple[str, tuple[str, ...]] | None:
    """The first function call of a script with its plain arguments: ``fn('a', 2)`` is ("fn", ("a", "2")); None where there is none."""
    for match in _CALL.finditer(script[:LONGEST].removeprefix("javascript:")):
        if match[1] not in ("void", "return", "if", "function", "confirm", "alert"):
            return match[1], _arguments(match[2])
    return None


def _arguments(text: str) -> tuple[str, ...]:
    if not text.strip():
        return ()
    found = []
    place = 0
    while place <= len(text):
        match = _ARGUMENT.match(text, place)
        if match is None or match.end() == place:
            break
        quoted = match[1] if match[1] is not None else match[2]
        found.append(re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else (match[3] or "").strip())
        if match.end() == len(text) and not text.rstrip().endswith(","):
            break
        place = match.end()
    return tuple(found)


def call_from(node: Node, page: Page, recipes: Mapping[str, Recipe], fields: Mapping[str, str] | None = None) -> Call | None:
    """The request behind a link or button whose address is a script; None where no recipe and no location tells it.

    ``fields`` are the page's hidden fields, for recipes that carry some of them.
    """
    for script in (attribute(node, "href"), attribute(node, "onclick")):
        call = call_of(script)
        recipe = recipes.get(call[0]) if call else None
        if call is not None and recipe is not None:
            return _cooked(recipe, call[1], page, fields or {})
        located = _LOCATION.search(script[:LONGEST])
        url = addresses.join(page.url, located[2] or located[4]) if located else None
        if url is not None:
            return Call(url=url)
    return None


def _cooked(recipe: Recipe, arguments: tuple[str, ...], page: Page, fields: Mapping[str, str]) -> Call | None:
    if recipe.address is not None:
        url = addresses.join(page.url, arguments[recipe.address]) if recipe.address < len(arguments) else None
        return Call(url=url) if url is not None else None
    if len(arguments) < len(recipe.parameters):
        return None
    pairs = [(name, value) for name, value in zip(recipe.parameters, arguments, strict=False) if name]
    own = addresses.parameters(page.url)
    given = {name for name, _ in pairs}
    pairs += [(name, value) for name in recipe.carry if name not in given and (value := own.get(name) or fields.get(name))]
    return _request(_placed(recipe, page.url), recipe.method, tuple(pairs))


def _placed(recipe: Recipe, url: str) -> str:
    """The recipe's address under the application's own folder: /portal/cop/bbs/list.do keeps /portal in front of /cop/…"""
    path = urlsplit(url).path
    before = path.partition(recipe.anchor)[0] if recipe.anchor and recipe.anchor in path else ""
    return urljoin(url, before + recipe.path if recipe.path.startswith("/") else recipe.path)


def _request(url: str, method: Literal["get", "post"], pairs: tuple[tuple[str, str], ...]) -> Call | None:
    if method == "post":
        return Call(url=url, method="post", form=pairs)
    kept = [(name, value) for name, value in pairs if not TOKENS.fullmatch(name)]
    joined = addresses.join(url, f"{url.partition('?')[0]}?{urlencode(kept)}")
    return Call(url=joined) if joined is not None else None


def hidden_fields(node: Node) -> dict[str, str]:
    """The hidden fields of a page or a form with a value, the first of each name."""
    found: dict[str, str] = {}
    for field in node.css("input"):
        name, value = attribute(field, "name"), attribute(field, "value")
        if attribute(field, "type").lower() == "hidden" and name and value:
            found.setdefault(name, value)
    return found


def call_from_form(form: Node, page: Page, changed: Mapping[str, str] | None = None) -> Call | None:
    """The request that submitting a form sends: its hidden fields, tokens among them for a POST, with some of them changed."""
    url = addresses.join(page.url, attribute(form, "action") or page.url)
    if url is None:
        return None
    fields = hidden_fields(form) | dict(changed or {})
    return _request(url, "post" if attribute(form, "method").lower() == "post" else "get", tuple(fields.items()))


def session_fields(root: Node) -> tuple[tuple[str, str], ...]:
    """What a page's forms (and the meta elements that its scripts read) carry for their own protection, the first of each name."""
    found = {name: value for name, value in hidden_fields(root).items() if TOKENS.fullmatch(name)}
    meta = {attribute(node, "name").lower(): attribute(node, "content") for node in root.css("meta[name][content]")}
    parameter, token = meta.get("_csrf_parameter", "_csrf"), meta.get("_csrf")
    if token:
        found.setdefault(parameter, token)
    return tuple(found.items())
