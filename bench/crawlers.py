"""The three crawlers that are held against each other: `python -m bench.crawlers NAME ADDRESS FOLDER`."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cli.crawl import run_spiders

TIMING = {"bench.timing.Timing": 0}
#: Scrapy's own default for one domain: all three crawlers have so many connections.
CONCURRENCY = 8

MANIFEST = """name = "bench"
title = "측정 게시판"
publisher = "측정실"
url = "{url}"
engine = "drupal7"
language = "ko"
timezone = "Asia/Seoul"
hosts = ["{host}"]

[fetch]
delay = 0
private_hosts = ["{host}"]
"""


class StockSpider(Spider):
    """Follows the same links and keeps nothing."""

    name = "stock"

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = [url]

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Links of a list page."""
        for link in response.css(".views-field-title a::attr(href)").getall():
            yield response.follow(link, callback=self.post)
        for link in response.css("li.pager-next a::attr(href)").getall():
            yield response.follow(link, callback=self.parse)

    def post(self, response: Response) -> None:
        """Nothing is read."""


class UsualSpider(Spider):
    """The usual way: BeautifulSoup on the whole page, one item a post, the answer into a WARC file through warcio."""

    name = "usual"

    def __init__(self, url: str, folder: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = [url]
        self._file = (Path(folder) / "usual.warc.gz").open("wb")
        self._warc = WARCWriter(self._file, gzip=True)

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """A list page: its rows and the next page."""
        soup = BeautifulSoup(self._kept(response), "lxml")
        for link in soup.select(".views-row .views-field-title a"):
            yield response.follow(str(link["href"]), callback=self.post)
        for link in soup.select("li.pager-next a"):
            yield response.follow(str(link["href"]), callback=self.parse)

    def post(self, response: Response) -> dict[str, Any]:
        """A post page: its fields."""
        return {"url": response.url, **fields_by_soup(self._kept(response))}

    def _kept(self, response: Response) -> str:
        headers = [(name.decode(), values[0].decode()) for name, values in response.headers.items()]
        head = StatusAndHeaders(f"{response.status} OK", headers, protocol="HTTP/1.1")
        self._warc.write_record(self._warc.create_warc_record(response.url, "response", payload=BytesIO(response.body), http_headers=head))
        return response.text

    def closed(self, reason: str) -> None:  # noqa: ARG002 (Scrapy's name)
        """Close the WARC file."""
        self._file.close()


class UsualPipeline:
    """One commit an item, with SQLite as it comes."""

    def __init__(self, folder: str) -> None:
        self._conn = sqlite3.connect(Path(folder) / "usual.db")
        self._conn.execute("CREATE TABLE posts (url TEXT PRIMARY KEY, title TEXT, posted TEXT, author TEXT, body_html TEXT, body_text TEXT)")

    @classmethod
    def from_crawler(cls, crawler: Any) -> UsualPipeline:
        return cls(crawler.settings["USUAL_FOLDER"])

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """A row."""
        self._conn.execute("INSERT OR REPLACE INTO posts VALUES (:url, :title, :posted, :author, :body_html, :body_text)", item)
        self._conn.commit()
        return item

    def close_spider(self) -> None:
        """Close the database."""
        self._conn.close()


def fields_by_soup(page: str) -> dict[str, str]:
    """The fields of a post page by BeautifulSoup over all of it."""
    soup = BeautifulSoup(page, "lxml")
    body = soup.select_one(".field-name-body .field-item")
    title, submitted, author = soup.select_one("h1#page-title"), soup.select_one(".submitted"), soup.select_one(".submitted .username")
    assert body is not None
    assert title is not None
    assert submitted is not None
    assert author is not None
    return {
        "title": title.get_text(strip=True),
        "posted": submitted.get_text(" ", strip=True),
        "author": author.get_text(strip=True),
        "body_html": body.decode_contents(),
        "body_text": body.get_text("\n", strip=True),
    }


def crawl_ours(url: str, folder: str) -> None:
    """What `panjeon crawl bench --delay 0 --concurrency 8` does."""
    host = urlsplit(url).netloc
    (Path(folder) / "bench.toml").write_text(MANIFEST.format(url=url, host=host), encoding="utf-8")
    settings = {
        "PANJEON_ARCHIVE": str(Path(folder) / "archive.db"),
        "PANJEON_BOARDS": folder,
        "EXTENSIONS": {"cli.progress.Progress": 500, **TIMING},
    }
    run_spiders("board", ["bench"], settings, {"mode": "refresh", "delay": "0", "concurrency": str(CONCURRENCY)})


def crawl_stock(url: str, folder: str) -> None:  # noqa: ARG001 (all three are called alike)
    """Scrapy with nothing to do."""
    _crawl(StockSpider, {"url": url}, {})


def crawl_usual(url: str, folder: str) -> None:
    """Scrapy as it is usually made to keep things."""
    settings = {"ITEM_PIPELINES": {"bench.crawlers.UsualPipeline": 1}, "USUAL_FOLDER": folder}
    _crawl(UsualSpider, {"url": url, "folder": folder}, settings)


def _crawl(spider: type[Spider], arguments: dict[str, str], settings: dict[str, Any]) -> None:
    process = CrawlerProcess({"LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": False, "TELNETCONSOLE_ENABLED": False, "EXTENSIONS": TIMING, **settings})
    process.crawl(spider, **arguments)
    process.start()


CRAWLERS = {"stock": crawl_stock, "panjeon": crawl_ours, "usual": crawl_usual}

if __name__ == "__main__":
    CRAWLERS[sys.argv[1]](*sys.argv[2:])
