"""What a board is called, from its own page: title, publisher, language and zone, and a short name for its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler import addresses, select
from crawler.addresses import host_of
from crawler.records import Page
from crawler.select import attribute, text_of

LONGEST = 80
#: Zones of languages that one country's boards are written in; of any other the page does not tell its zone.
ZONES = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo"}
#: Parts of a host that name no institution.
_COMMON_LABELS = frozenset(
    [*("www", "m", "go", "or", "co", "ac", "re", "pe", "ne", "hs", "ms", "es", "sc", "kg", "kr"), *("com", "org", "net", "edu", "gov", "info", "io")]
)
_BOARD_PARAMETERS = ("bo_table", "mid", "bbsid", "boardid", "board_id", "table", "bbsno", "bbs_no", "bid", "board", "fid", "f", "id")
_PLAIN_WORDS = frozenset(["index", "list", "board", "bbs", "view", "main", "zboard", "artcllist", "latest", "forum", "viewforum"])
_SEPARATOR = re.compile(r"\s*[|｜<>»«:·•]\s*|\s+[-–—]\s+")
_HANGUL = re.compile(r"[가-힣]")
_KANA = re.compile(r"[ぁ-ヿ]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_MEANT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a page says of its board; ``zone`` is None where nothing tells it."""

    title: str
    publisher: str
    language: str
    zone: str | None


def names(page: Page) -> Names:
    """The names that a list page shows: its heading, the rest of its title, the language it is written in."""
    root = select.parse(page)
    head = next((text for node in root.css("title") if (text := text_of(node))), "")
    parts = [part for part in _SEPARATOR.split(head) if part]
    headings = [text for node in root.css("h1, h2, h3") if (text := text_of(node, " ")) and len(text) <= LONGEST]
    title = next((heading for heading in headings if heading in parts), None) or (parts[0] if parts else headings[0] if headings else host_of(page.url))
    named = next((attribute(node, "content") for node in root.css('meta[property="og:site_name"]')), "")
    rest = [part for part in parts if part != title]
    publisher = named if named and named != title else rest[-1] if rest else host_of(page.url)
    language = _language(root, page.text)
    return Names(title=title[:LONGEST], publisher=publisher[:LONGEST], language=language, zone=ZONES.get(language))


def _language(root: select.Node, text: str) -> str:
    """The language that the page is written in; what it declares counts only where its letters do not tell."""
    if len(_HANGUL.findall(text)) >= _MEANT:
        return "ko"
    if len(_KANA.findall(text)) >= _MEANT:
        return "ja"
    declared = next((attribute(node, "lang") for node in root.css("html")), "")
    declared = declared.replace("_", "-").partition("-")[0].lower()
    return declared if _LANGUAGE.fullmatch(declared) and declared not in ZONES else "en"


def short_name(url: str, taken: Collection[str]) -> str:
    """A name for a board's file that is not taken: what names the institution in its host, and what names the board in its address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").split(".")
    numeric = all(label.isdigit() for label in host)
    site = "" if numeric else next((label for label in host if label not in _COMMON_LABELS), host[0])
    found = {name.lower(): value for name, value in addresses.parameters(url).items()}
    board = next((found[name] for name in _BOARD_PARAMETERS if found.get(name)), "") or _last_word(parts.path)
    stem = slug(f"{site} {board}") or "board"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem[:58]}-{number}", number + 1
    return name


def _last_word(path: str) -> str:
    words = [re.sub(r"\.[a-z]{2,5}$", "", word, flags=re.IGNORECASE) for word in path.split("/") if word]
    return next((word for word in reversed(words) if slug(word) and slug(word) not in _PLAIN_WORDS and not word.isdigit()), "")


def slug(text: str) -> str:
    """A text in small letters, digits and hyphens; empty where nothing of it is ASCII."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:60].rstrip("-")
