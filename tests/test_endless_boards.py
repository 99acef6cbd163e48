"""The seven programs that never end: behind their last list page is a page again, and here one that links on as well.

What each answers there was measured on running boards: the last page, the first page, a full page, or the pinned rows alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from crawler.addresses import parameters
from tests.conftest import Archive
from tests.test_engine_cases import CASES
from tests.tiny_board import TinyBoard

LAST = 3


@dataclass(frozen=True)
class Program:
    """A program's golden list, how its address holds the page (from 1), and the page that it shows behind the end."""

    engine: str
    case: str
    address: Callable[[int], str]
    behind: int | str
    links: tuple[str, ...]


PROGRAMS = (
    Program("drupal7", "list_pinned_pager", lambda page: f"/ko/news?page={page - 1}", LAST, ("/ko/news?page=1",)),
    Program("smf", "list_pinned_pager", lambda page: f"/index.php?board=1.{20 * (page - 1)}", LAST, ("/index.php?board=1.20",)),
    Program("jsboard", "list_first", lambda page: f"/jsboard/list.php?table=notice&page={page}", LAST, ("list.php?table=notice&amp;page=2", "list.php?table=notice&amp;page=3")),
    Program("mybb", "list_pinned_pager", lambda page: f"/forumdisplay.php?fid=2&page={page}", 1, ("forumdisplay.php?fid=2&amp;page=2",)),
    Program("fluxbb", "list_pinned_pager", lambda page: f"/viewforum.php?id=2&p={page}", 1, ("viewforum.php?id=2&amp;p=2",)),
    Program("zeroboard4", "list_first", lambda page: f"/bbs/zboard.php?id=talk&divpage=1&page={page}", 2, ("zboard.php?id=talk&page=2&", "zboard.php?id=talk&page=3&")),
    Program("rhymix", "list_first", lambda page: f"/index.php?mid=notice&page={page}", "list_past_end", ("/index.php?mid=notice&amp;page=2", "/index.php?mid=notice&amp;page=3")),
)  # fmt: skip


class Endless(TinyBoard):
    """A board of one program with LAST list pages and a pager that links on from every page."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        folder = CASES / program.engine / program.case
        self.html = (folder / "page.html").read_text("utf-8")
        listing = json.loads((folder / "expected.json").read_text("utf-8"))["Listing"]
        self.origin = listing["url"].partition("//")[0] + "//" + urlsplit(listing["url"]).netloc
        self.path = listing["url"].removeprefix(self.origin)
        self.ordinary = [row["native_id"] for row in listing["rows"] if not row.get("pinned") and row["native_id"].isdigit()]
        self.pages: list[int] = []

    def manifest_text(self, *, fetch: str = "", top: str = "") -> str:
        text = super().manifest_text(fetch=fetch, top=top)
        return text.replace(f'url = "{self.url}/ko/news"', f'url = "{self.url}{self.path}"').replace('"drupal7"', f'"{self.program.engine}"')

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        page = next((page for page in range(1, 60) if (path == self.path and page == 1) or _same(path, self.program.address(page))), None)
        if page is None:
            return super().answer(path) if path == "/robots.txt" else (404, {}, b"<html><body>404</body></html>")
        self.pages.append(page)
        behind = self.program.behind
        if page > LAST and isinstance(behind, str):
            html = (CASES / self.program.engine / behind / "page.html").read_text("utf-8")
            html = html.replace("</body>", f'<a href="{self.program.address(page + 1)}">{page + 1}</a></body>')
        else:
            html = self.shown(page, page if page <= LAST else int(behind))
        return 200, {}, html.replace(self.origin, self.url).encode()

    def shown(self, page: int, rows: int) -> str:
        """The golden page with posts of its own, as the page asked: its links lead to the pages after that."""
        html = self.html
        for number in self.ordinary:
            html = re.sub(rf"(?<=[=/_.]){number}(?=\D)", str(int(number) + 10_000 * (rows - 1)), html)
        for further, link in enumerate(self.program.links, 1):
            html = html.replace(link, f"@{further}@")
        for further, link in enumerate(self.program.links, 1):
            html = html.replace(f"@{further}@", self.program.address(page + further) + ("&" if link.endswith("&") else ""))
        return html


def _same(path: str, other: str) -> bool:
    return urlsplit(path).path == urlsplit(other).path and parameters(path) == parameters(other)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.engine)
def test_a_board_that_never_ends_is_read_to_its_end_and_no_further(program: Program, archive: Archive) -> None:
    with Endless(program) as board:
        archive.crawl(board)
        # The last page, and two more that show nothing unseen: one alone is what a post that came meanwhile looks like.
        assert board.pages == [1, 2, 3, 4, 5]
        missing = archive.value("SELECT count(*) FROM issues WHERE kind = 'listed_but_gone'")
        assert missing >= len(board.ordinary) * LAST
        assert archive.issues("page_changed") == []
