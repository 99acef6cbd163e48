"""What a numbered link counts: the pages of the list, or years, pictures and other parts of a site that have numbers too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler import addresses
from crawler.engines.profile import matched
from crawler.learning.records import Group
from crawler.learning.targets import shape_of
from crawler.records import Page
from crawler.select import Node, ancestors, attribute

#: Parts of a page that turn something else than the list: pictures, days, news of the day.
TURNING = re.compile(r"slid|swip|slick|carousel|rolling|banner|visual|calendar|popup|pop-?zone|gallery-?view|owl-|bx-|datepicker|modal", re.IGNORECASE)
#: Parameters that hold numbers of something else.
_OTHER = re.compile(
    r"(?:s|q|search|srch|sch|find|sel|select|cal|now|cur|start|end)?[_.-]?(?:y|yy+|year|mm|month|dd|day|date|ymd|week|semester|season|grade|class"
    r"|slide|cate\w*|category\w*|ctg\w*|popup|sort\w*|order\w*|\w*size|font\w*|zoom|tab\w*|lang\w*|step|type|level|vol|volume|chapter|score|rate|rating"
    r"|star|menu\w*|depth)",
    re.IGNORECASE,
)
_WORDS = frozenset(["", "p", "pg", "page", "pages", "paged", "list", "index", "default", "main"])
#: The numbers of a list's first page begin so low, whatever is left out of them.
LOW = 3


def counts_other(name: str) -> bool:
    """Whether a parameter is known to count something else than pages."""
    return _OTHER.fullmatch(name) is not None


def is_page_word(word: str, page_url: str) -> bool:
    """Whether a word before a number in a file's name may stand for pages: one for them, or the name of the list's own file."""
    own = urlsplit(page_url).path.rpartition("/")[2]
    return word.lower() in _WORDS or not own or re.split(r"[\d._-]", own)[0].lower() == word.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a list stands: its folders and those of its posts, what is known of their addresses, and the elements that hold its rows."""

    folders: frozenset[str]
    shape: str
    link: str
    holders: frozenset[int]

    @classmethod
    def of(cls, page: Page, group: Group, link: str) -> Surroundings:
        """The surroundings of a group of rows; ``link`` is the template of their posts' addresses."""
        urls = [page.url, addresses.join(page.url, re.split(r"[*{]", link)[0]) or page.url]
        shape = shape_of(group.targets[0].url)[0] if group.targets and group.targets[0].url else ""
        return cls(folders=frozenset(map(_folder, urls)), shape=shape, link=link, holders=frozenset(_around(row[0] for row in group.rows[:1])))

    def has(self, url: str) -> bool:
        """Whether an address may be a page of the list: in its folder or one of its posts', above or below it, and no post itself."""
        folder = _folder(url)
        near = any(folder.startswith(own) or own.startswith(folder) for own in self.folders)
        return near and not (shape_of(url)[0] == self.shape and matched(self.link, url) is not None)

    def turns_other(self, node: Node) -> bool:
        """Whether an element lies in a part that turns pictures or days, the list not being in it."""
        parts = (part for part in (node, *ancestors(node)) if part.mem_id not in self.holders)
        return any(TURNING.search(f"{attribute(part, 'class')} {attribute(part, 'id')}") for part in parts)


def _folder(url: str) -> str:
    joined = addresses.join(url, ".") or url
    return urlsplit(joined).path.rpartition("/")[0] + "/"


def _around(rows: Iterable[Node]) -> Iterable[int]:
    return (part.mem_id for row in rows for part in ancestors(row))
