"""What of a hostile body may reach a reader's browser: structure and links, no script, no style, nothing fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import nh3
from markupsafe import Markup

_TAG_NAMES = (
    "p br hr div blockquote pre code ul ol li dl dt dd h1 h2 h3 h4 h5 h6 strong b em i u s sub sup small mark del ins abbr cite q "
    "table caption thead tbody tfoot tr th td a img figure figcaption span address section article bdi bdo ruby rt rp"
)
_FLAT_NAMES = "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody option"
_TAGS = set(_TAG_NAMES.split())
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}, "bdo": {"dir"}}
_DROPPED_WHOLE = {
    "script",
    "style",
    "template",
    "noscript",
    "title",
    "textarea",
    "select",
    "iframe",
    "object",
    "svg",
    "math",
    "noembed",
    "noframes",
    "xmp",
}
_SCHEMES = {"http", "https", "mailto", "tel"}
#: Cleaning takes time that grows with the square of the depth; a body beyond these limits is shown as text.
_DEEPEST = 256
_LONGEST = 2_000_000
_MOST_TAGS = 60_000
_MARK = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
#: Elements that a parser closes by itself, or that hold nothing: they do not nest however often they are opened.
_FLAT = frozenset(_FLAT_NAMES.split())
#: Control characters and the bidirectional overrides with which one text can pose as another.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


def shown(text: object) -> str:
    """A title, name or address without control characters and direction overrides; the template escapes it."""
    return _HIDDEN.sub("", str(text)) if text is not None else ""


def body(markup: str, base: str, images: Mapping[str, str]) -> Markup | None:
    """A body that can be rendered; None where it is too large or too deep to be cleaned in time.

    base:   the post's own address, against which its relative links are read
    images: pictures that the archive holds, as {address on the site: our own path}; every other picture keeps only its alternative text
    """
    if len(markup) > _LONGEST or _too_deep(markup):
        return None

    def attribute(_tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return images.get(_absolute(base, value) or "")
        if name == "href":
            return external(_absolute(base, value))
        return value

    cleaned = nh3.clean(
        _HIDDEN.sub("", markup),
        tags=_TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener noreferrer external",
    )
    return Markup(cleaned)  # noqa: S704 -- this is the one place where markup from outside becomes ours, after nh3


def external(url: str | None) -> str | None:
    """The address if it may be a link (http, https, mailto, tel), else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or (parts.scheme.lower() in ("http", "https") and not parts.netloc):
        return None
    return url


def _absolute(base: str, value: str) -> str | None:
    try:
        return urljoin(base, value.strip())
    except ValueError:
        return None


def _too_deep(markup: str) -> bool:
    depth = 0
    for number, (closing, name) in enumerate(_MARK.findall(markup)):
        if number > _MOST_TAGS:
            return True
        if name.lower() not in _FLAT:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _DEEPEST:
                return True
    return False
