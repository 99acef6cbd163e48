"""How many pages a list says it has: by the link to its last page, or by words such as "1 / 33 페이지". Read of the first page alone."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urlsplit

from crawler import addresses
from crawler.records import Page
from crawler.select import parse, starts_at

_LINK = re.compile(r"<a\b([^<>]{0,600})>(.{0,300}?)</a\s*>", re.IGNORECASE | re.DOTALL)
_LAST = re.compile(
    r"마지막|맨 ?끝|끝 ?페이지|맨 ?뒤|끝으로|\blast\b|pg_end|pager-last|btn[-_]?(?:last|end)\b|page[-_]?(?:last|end)\b|[»≫]\s*$|&raquo;\s*$", re.IGNORECASE
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_CALL = re.compile(r"\w{2,60}\s*\(\s*['\"]?(\d{1,6})['\"]?\s*\)")
_WORDS = re.compile(
    r"(?<![\d/])1\s*/\s*(\d{1,6})\s*(?:페이지|쪽|pages?\b)|(?:페이지|쪽|\bpages?)\s*:?\s*\[?\s*1\s*/\s*(\d{1,6})(?!\d)|\bpage 1 of (\d{1,6})\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,600}>")
_NUMBERS = re.compile(r"\d+")
#: A list of more pages than that is a mistake in reading it.
MOST = 20_000


def pages_claimed(page: Page, next_url: str | None) -> int | None:
    """How many pages a board's list has by its own first page; None where it does not say."""
    claimed = _by_link(page, next_url) or _by_words(page.text)
    return claimed if claimed is not None and 1 <= claimed <= MOST else None


def _by_words(text: str) -> int | None:
    found = _WORDS.search(html.unescape(_TAG.sub(" ", text[:400_000])))
    return int(next(filter(None, found.groups()))) if found else None


def _by_link(page: Page, next_url: str | None) -> int | None:
    last: int | None = None
    start = starts_at(parse(page), page) if next_url is not None and "<base" in page.text else page.url
    for attributes, shown in _LINK.findall(page.text[-200_000:]):
        if not (_LAST.search(attributes) or _LAST.search(_TAG.sub(" ", shown).strip()) or _LAST.search(" ".join(re.findall(r"""alt=["']?([^"'>]+)""", shown)))):
            continue
        call = _CALL.search(attributes)
        target = _HREF.search(attributes)
        href = html.unescape(next((part for part in target.groups() if part), "")) if target else ""
        url = None if not href or href.startswith(("#", "javascript:", "?;")) else addresses.join(start, href)
        found = int(call[1]) if call and (url is None or next_url is None) else _counted(url, next_url) if url and next_url else None
        last = found if found is not None and (last is None or found > last) else last
    return last


def _counted(last_url: str, next_url: str) -> int | None:
    """Which page an address is, where another one is the second: their one number that differs, from 0, from 1, or by rows."""
    if last_url == next_url:
        return 2
    last, following = _steps(last_url), _steps(next_url)
    if last.keys() != following.keys():
        return None
    differing = [name for name in last if last[name] != following[name]]
    if len(differing) != 1:
        return None
    here, second = last[differing[0]], following[differing[0]]
    if not (here.isdigit() and second.isdigit()) or len(here) > 9 or int(second) < 1 or int(here) < int(second):
        return None
    if int(second) == 1:
        return int(here) + 1
    return int(here) if int(second) == 2 else int(here) // int(second) + 1


def _steps(url: str) -> dict[str, str]:
    """The parameters of an address, and the numbers in its path by their place."""
    parts = urlsplit(url)
    found = dict(parse_qsl(parts.query, max_num_fields=100))
    found |= {f"/{place}": number for place, number in enumerate(_NUMBERS.findall(parts.path))}
    found["/"] = _NUMBERS.sub("0", parts.path)
    return found
