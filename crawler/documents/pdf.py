"""PDF through PDFium, which brings the tables of Korean fonts that name their characters by number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pypdfium2

from crawler.documents.faults import Damaged, Locked

_WRONG_PASSWORD = 4
#: A line at least so wide, as a share of its page's widest, goes on in the next one.
_FULL = 0.9
_HYPHENS = ("\x02", "\ufffe", "\u00ad")


def text_of(data: bytes, most: int) -> str:
    """The text of all pages; no more than about ``most`` characters."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD:
            raise Locked("it is under a password") from error
        raise Damaged(f"PDFium cannot open it ({error})") from error
    pieces: list[str] = []
    left = most
    try:
        for page in _pages(document):
            piece = unwrapped(page)
            pieces.append(piece)
            left -= len(piece)
            if left <= 0:
                break
    finally:
        document.close()
    return "\n".join(pieces)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The text of each page that can be loaded; a page that is damaged has none."""
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield ""
            continue
        text = page.get_textpage()
        yield text.get_text_range()
        text.close()
        page.close()


def unwrapped(page: str) -> str:
    """A page's lines with those joined that go on in the next: a word of Hangul breaks anywhere, and nothing marks it."""
    lines = page.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    widest = max(map(_width, lines))
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.endswith(_HYPHENS):
            parts.append(line[:-1])
        elif line and following and _width(line) >= _FULL * widest and _is_hangul(line[-1]) and _is_hangul(following[0]):
            parts.append(line)
        else:
            parts.append(line + "\n")
    return "".join(parts)


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line.rstrip())


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"
