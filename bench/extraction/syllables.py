"""All 11,172 Hangul syllables in pages whose header, meta element and mark say this and that of their encoding."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.decode import decode

SYLLABLES = "".join(map(chr, range(0xAC00, 0xD7A4)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """How a page is encoded and what it says of that; ``header`` and ``meta`` are labels, empty where nothing is said."""

    encoding: str
    header: str
    meta: str
    mark: bool = False

    @property
    def name(self) -> str:
        """The combination in words."""
        says = ", ".join(f"{place} {label}" for place, label in (("header", self.header), ("meta", self.meta)) if label) or "nothing declared"
        return f"{self.encoding}{' with a mark' if self.mark else ''}: {says}"


COMBINATIONS = (
    Declared(encoding="utf-8", header="utf-8", meta=""),
    Declared(encoding="utf-8", header="", meta="utf-8"),
    Declared(encoding="utf-8", header="", meta="", mark=True),
    Declared(encoding="utf-8", header="euc-kr", meta="utf-8"),
    Declared(encoding="utf-8", header="", meta="euc-kr"),
    Declared(encoding="cp949", header="euc-kr", meta="euc-kr"),
    Declared(encoding="cp949", header="", meta="ks_c_5601-1987"),
    Declared(encoding="cp949", header="utf-8", meta="utf-8"),
    Declared(encoding="cp949", header="iso-8859-1", meta=""),
)


def pages(declared: Declared, size: int = 400) -> Iterator[tuple[str, bytes]]:
    """Pages of some hundred syllables each among ordinary words, with the text that they should be read as."""
    label = f'<meta charset="{declared.meta}">' if declared.meta else ""
    for start in range(0, len(SYLLABLES), size):
        body = f"<p>글쓴이와 날짜를 알려 드립니다.</p><p>{SYLLABLES[start : start + size]}</p>"
        text = f"<html><head>{label}<title>공지사항</title></head><body>{body}</body></html>"
        yield text, (codecs.BOM_UTF8 if declared.mark else b"") + text.encode(declared.encoding)


def exact(declared: Declared) -> int:
    """How many of the syllables are read as they were written."""
    content_type = f"text/html; charset={declared.header}" if declared.header else "text/html"
    found = 0
    for text, data in pages(declared):
        shown = decode(data, content_type).text
        found += sum(one in SYLLABLE_SET and one == other for one, other in zip(text, shown, strict=False)) if len(text) == len(shown) else 0
    return found - _AROUND * len(list(pages(declared)))


SYLLABLE_SET = frozenset(SYLLABLES)
#: Syllables of the words around, which each page repeats.
_AROUND = sum(one in SYLLABLE_SET for one in "공지사항글쓴이와 날짜를 알려 드립니다.")
