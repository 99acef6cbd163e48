"""What it costs to read one page, in milliseconds, by four ways of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import lxml.html
from bs4 import BeautifulSoup
from parsel import Selector

from bench.crawlers import fields_by_soup
from bench.pages import Board
from crawler.engines import engine
from crawler.manifest import Manifest
from crawler.records import Page

URL = "http://127.0.0.1:8/ko/news"
BOARD = Manifest(
    name="bench", title="측정 게시판", publisher="측정실", url=URL, engine="drupal7", language="ko", timezone="Asia/Seoul", hosts=("127.0.0.1:8",)
)
Reader = Callable[[str], object]


def _page(text: str, number: int) -> Page:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Page(url=f"http://127.0.0.1:8/ko/node/{number}", text=text, status=200, media_type="text/html", fetched_at=now)


def ours_list(text: str) -> object:
    """The engine, as in a crawl."""
    return engine("drupal7").listing(_page(text, 0), BOARD)


def ours_post(text: str) -> object:
    """The engine, as in a crawl."""
    number = int(text.partition("page-node-")[2].partition(" ")[0])
    return engine("drupal7").post(_page(text, number), BOARD)


def parsel_list(text: str) -> object:
    """Title, address, date and author of each row."""
    rows = Selector(text).css(".views-row")
    fields = (".views-field-title a::text", "a::attr(href)", ".views-field-created .field-content::text", ".views-field-name .field-content::text")
    return [[row.css(field).get() for field in fields] for row in rows]


def parsel_post(text: str) -> object:
    """Title, submission line, author, body as markup and as text."""
    page = Selector(text)
    fields = ("h1#page-title::text", ".submitted::text", ".username::text", ".field-name-body .field-item")
    return [page.css(field).get() for field in fields], "\n".join(page.css(".field-name-body .field-item *::text").getall())


def fragment_list(text: str) -> object:
    """lxml alone: a list row has no body."""
    rows = lxml.html.fromstring(text).xpath('//div[contains(@class, "views-row ")]')
    return [[row.xpath(".//a/@href"), *(field.text_content() for field in row.xpath('.//*[@class="field-content"]'))] for row in rows]


def fragment_post(text: str) -> object:
    """lxml for the page, BeautifulSoup for the body."""
    page = lxml.html.fromstring(text)
    body = page.xpath('//div[contains(@class, "field-name-body")]//div[contains(@class, "field-item ")]')[0]
    markup = lxml.html.tostring(body, encoding="unicode")
    fields = [page.xpath(path) for path in ('//h1[@id="page-title"]/text()', '//div[@class="submitted"]/text()', '//*[@class="username"]/text()')]
    return fields, markup, BeautifulSoup(markup, "lxml").get_text("\n", strip=True)


def soup_list(text: str) -> object:
    """BeautifulSoup on the whole page."""
    rows = BeautifulSoup(text, "lxml").select(".views-row")
    return [[row.select("a")[0]["href"], *(field.get_text() for field in row.select(".field-content"))] for row in rows]


READERS: dict[str, tuple[Reader, Reader]] = {
    "Panjeon's engine": (ours_list, ours_post),
    "parsel": (parsel_list, parsel_post),
    "lxml, BeautifulSoup on the body": (fragment_list, fragment_post),
    "BeautifulSoup on the whole page": (soup_list, fields_by_soup),
}


def costs(pages: int) -> dict[str, tuple[float, float]]:
    """Milliseconds a list page and a post page, the median over so many different pages, by way of reading."""
    board = Board(pages * 20)
    lists = [board.listing(number).decode() for number in range(pages)]
    posts = [board.post(number).decode() for number in range(1, pages + 1)]
    return {name: (_cost(by_list, lists), _cost(by_post, posts)) for name, (by_list, by_post) in READERS.items()}


def _cost(reader: Reader, pages: Iterable[str]) -> float:
    times = []
    for page in pages:
        best = float("inf")
        for _ in range(3):
            began = perf_counter()
            reader(page)
            best = min(best, perf_counter() - began)
        times.append(best)
    return median(times) * 1000
