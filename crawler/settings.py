"""Scrapy's settings: only the parts that are needed, everything that reaches elsewhere switched off."""

from __future__ import annotations

BOT_NAME = "panjeon"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

#: Who writes the archive: an object with begin, ask_robots, pending, next_due, receive_all, fail, finish and close.
PANJEON_RECORDER = "pipelines.recorder.Recorder"
PANJEON_ARCHIVE = "archive.db"
PANJEON_BOARDS = ""
PANJEON_CLOCK = ""
PANJEON_WARC_BYTES = 1_000_000_000

#: The evidence handler answers http and https; nothing else can be asked.
DOWNLOAD_HANDLERS = {
    "http": "crawler.fetch.handler.EvidenceHandler",
    "https": "crawler.fetch.handler.EvidenceHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False

#: Redirects, retries, robots.txt, offsite rules and content coding are ours: each request and each answer is one row of the ledger.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE = {"scrapy.extensions.corestats.CoreStats": 0, "scrapy.extensions.feedexport.FeedExporter": 0}
ROBOTSTXT_OBEY = False  # obeyed by the spider itself, fail-closed and with Crawl-delay: crawler/fetch/robots.py
RETRY_ENABLED = False
REDIRECT_ENABLED = False
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the frontier asks each address once

#: One task a response instead of a hundred: halves the engine's cost.
CONCURRENT_ITEMS = 1
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 8
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0

LOG_LEVEL = "WARNING"
LOG_FORMAT = "%(levelname)s %(name)s: %(message)s"
