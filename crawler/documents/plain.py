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
#: How pictures, sound, film and packed files begin: one of these is no text however little of it there is.
_SIGNED = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"OggS", b"ID3", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x7fELF")


def text_of(data: bytes, most: int) -> tuple[str, str] | None:
    """``("text", the text)`` or ``("html", its text)``; None where the bytes are no text, or markup of another kind."""
    marked = data.startswith(_BOMS)
    if data.startswith(_SIGNED) or (b"\x00" in data[:4096] and not marked):
        return None
    decoded = decode(data[: most * 4], "text/plain")
    # Any few bytes are some two-byte characters: UTF-16 says so with its first two, or is a guess.
    if decoded.encoding.startswith("utf_16") and not marked:
        return None
    text = decoded.text
    if len(_STRANGE.findall(text)) > len(text) * _STRANGE_SHARE:
        return None
    if _HTML.match(text[:4096]):
        tree = LexborHTMLParser(text)
        for node in tree.css("script, style, template"):
            node.decompose()
        return "html", (tree.body or tree).text(separator="\n")[:most] if tree.body else ""
    return None if _MARKUP.match(text[:4096]) else ("text", text[:most])
