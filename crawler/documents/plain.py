"""Plain text in any encoding that a board uses, and HTML saved as a file; anything else is no text."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from crawler.decode import decode

#: So many characters of a text may be ones that no text has.
_STRANGE_SHARE = 0.005
_STRANGE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_HTML = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"\s*<(\?xml|[a-z]+[\s:>])", re.IGNORECASE)
_BOMS = (b"\xff\xfe", b"\xfe\xff")


def text_of(data: bytes, most: int) -> tuple[str, str] | None:
    """``("text", the text)`` or ``("html", its text)``; None where the bytes are no text, or markup of another kind."""
    if b"\x00" in data[:4096] and not data.startswith(_BOMS):
        return None
    text = decode(data[: most * 4], "text/plain").text
    if len(_STRANGE.findall(text)) > len(text) * _STRANGE_SHARE:
        return None
    if _HTML.match(text[:4096]):
        tree = LexborHTMLParser(text)
        for node in tree.css("script, style, template"):
            node.decompose()
        return "html", (tree.body or tree).text(separator="\n")[:most] if tree.body else ""
    return None if _MARKUP.match(text[:4096]) else ("text", text[:most])
