"""A POST written as an address: the fragment ``#post:`` holds its form, ``https://example.go.kr/view.do#post:nttId=7&bbsId=2``.

A fragment never crosses the wire, so no address that is asked can mean anything else by it; and two forms of one address are two
addresses wherever addresses are compared, kept or shown. What a form carries for its own protection is no part of it: such
fields are taken from the page just read when the request is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit, urlunsplit

MARK = "#post:"
MOST_FIELDS = 200


def write(url: str, fields: Iterable[tuple[str, str]], *, encoding: str = "utf-8") -> str:
    """The written form of a POST; ``encoding`` is that of the page whose form it is, as browsers have it."""
    return url.partition("#")[0] + MARK + urlencode(tuple(fields), encoding=encoding, errors="xmlcharrefreplace")


def split(url: str) -> tuple[str, str | None]:
    """An address as it is asked, and the form that is posted to it, urlencoded; None for a GET."""
    plain, mark, form = url.partition(MARK)
    return (plain, form) if mark else (url, None)


def is_post(url: str) -> bool:
    """Whether an address is the written form of a POST."""
    return MARK in url


def as_get(url: str) -> str:
    """The address under which a GET carries the same fields; any other address as it is."""
    plain, form = split(url)
    return f"{plain}{'&' if '?' in plain else '?'}{form}" if form else plain


def as_post(url: str) -> str:
    """The written form of a POST with the fields that a GET address carries."""
    if is_post(url):
        return url
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")) + MARK + parts.query


def body(form: str, fields: Mapping[str, str]) -> bytes:
    """What is sent for a form: its own fields, and those of ``fields`` (the page just read) that it does not name itself."""
    named = {name for name, _ in parse_qsl(form, keep_blank_values=True, max_num_fields=MOST_FIELDS)}
    further = [f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields.items() if name not in named]
    return "&".join([*([form] if form else []), *further]).encode("ascii")
