"""Boards read as Panjeon reads them: looked at as ``panjeon add`` does, then page by page under the manifest that came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import process_time
from typing import Literal, TypeVar

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from bench.extraction.boards import Board, ListTruth, PostTruth
from bench.extraction.scoring import Score, score_list, score_post
from crawler.addresses import host_of
from crawler.decode import decode
from crawler.engines import Engine, engine
from crawler.errors import PageChanged, VisitFailed
from crawler.forms import MARK, as_get, as_post, is_post
from crawler.learning import Seen, learn
from crawler.manifest import FetchRules, Manifest
from crawler.onboarding.looking import Found, look
from crawler.onboarding.visit import Visit
from crawler.records import Exchange, Listing, Page, Post

T = TypeVar("T")
Verdict = Literal["sure", "check", "cannot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a board is to be read: by which engine, under which manifest, how sure that is and why; ``seconds`` of learning it."""

    reader: Engine
    manifest: Manifest
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    seconds: tuple[float, ...] = ()


@dataclass(slots=True)
class Reading:
    """What was read of one board; None stands for a page that was refused, and ``refused`` says why."""

    lists: list[tuple[ListTruth, Listing | None]] = field(default_factory=list)
    posts: list[tuple[PostTruth, Post | None]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    list_seconds: list[float] = field(default_factory=list)
    post_seconds: list[float] = field(default_factory=list)


def page_of(board: Board, url: str, html: str) -> Page:
    """A page of the corpus as it would come from the network."""
    media_type = "application/json" if html.startswith("{") else "text/html"
    if board.shape.charset != "utf-8":
        text = decode(html.encode(board.shape.charset), None).text
        return Page(url=url, text=text, status=200, media_type=media_type, fetched_at=board.at)
    return Page(url=url, text=html, status=200, media_type=media_type, fetched_at=board.at, utf8=html.encode())


def manifest_of(board: Board, name: str) -> Manifest:
    """The manifest of a board under an engine."""
    url = board.shape.scheme.start
    return Manifest(
        name="bench", title="게시판", publisher="기관", url=url, engine=name, language="ko", timezone=board.shape.zone, hosts=(host_of(url),), lists=(url,),
        fetch=FetchRules(delay=0.0),
    )  # fmt: skip


def exchanged(board: Board, url: str) -> Exchange:
    """What the board answers to a request: a page of the corpus, or 404; its robots.txt is absent."""
    text = None if url.endswith("/robots.txt") else board.answer(url)
    status, data = (404, b"") if text is None else (200, text.encode(board.shape.charset))
    labelled = "; charset=utf-8" if board.shape.charset == "utf-8" else ""
    media_type = "application/json" if (text or "").startswith("{") else f"text/html{labelled}"
    head = f"HTTP/1.1 {status} -\r\nContent-Type: {media_type}\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    return Exchange(
        url=url, method="GET", request=b"", head=head, body=data, payload=data, status=status,
        headers=(("Content-Type", media_type), ("Content-Length", str(len(data)))), started_at=board.at,
    )  # fmt: skip


def looked_at(board: Board) -> Found:
    """A board as ``panjeon add`` finds it. Raises VisitFailed where nothing can be read."""
    manifest = manifest_of(board, "generic")

    async def download(request: Request) -> Response:
        written = f"{request.url}{MARK}{request.body.decode()}" if request.method == "POST" else request.url
        exchange = exchanged(board, written)
        request.meta["exchange"] = exchange
        return HtmlResponse(request.url, status=exchange.status, body=exchange.payload, encoding=board.shape.charset)

    return asyncio.run(look(Visit(manifest, download), manifest))


def way_to(board: Board) -> Way:
    """How a board is read and how sure that is, as ``panjeon add`` finds out: a platform by its signs, else what can be learned."""
    try:
        found = looked_at(board)
    except VisitFailed as error:
        return Way(reader=engine("generic"), manifest=manifest_of(board, "generic"), verdict="cannot", reasons=(str(error),))
    reasons = (*(check.text for check in found.checks if not check.well), *found.signs)
    seconds = (_learning(board),) if found.board.learned else ()
    return Way(reader=engine(found.board.engine), manifest=found.board, verdict=found.verdict, reasons=reasons, seconds=seconds)


def _learning(board: Board) -> float:
    """The seconds that it takes to learn from a first page."""
    began = process_time()
    learn(Seen(url=board.lists[0].url, text=board.lists[0].html), at=board.at, zone=board.shape.zone)
    return process_time() - began


def read(board: Board, way: Way) -> Reading:
    """Every page of a board, read one by one; what an engine refuses is told, what breaks it is not caught."""
    reading = Reading()
    following = None
    for truth in board.lists:
        page = page_of(board, as_get(following) if following and is_post(following) else truth.url, truth.html)
        began = process_time()
        found = _tried(lambda page=page: way.reader.listing(page, way.manifest), reading.refused)  # type: ignore[misc]  # bound at once
        reading.list_seconds.append(process_time() - began)
        found = _asked(found, way) if found else None
        following = found.next_url if found else None
        reading.lists.append((truth, found))
    rows = {place[1]: row.url for _, found in reading.lists if found for row in found.rows if (place := board.shape.scheme.known(row.url))}
    for post in board.posts:
        page = page_of(board, as_get(rows.get(post.key, post.url)) if is_post(post.url) else post.url, post.html)
        began = process_time()
        shown = _tried(lambda page=page: way.reader.post(page, way.manifest), reading.refused)  # type: ignore[misc]  # bound at once
        reading.post_seconds.append(process_time() - began)
        reading.posts.append((post, shown if isinstance(shown, Post) else None))
    return reading


def _asked(found: Listing, way: Way) -> Listing:
    """A list whose next page is written as the crawl would ask for it."""
    return replace(found, next_url=as_post(found.next_url)) if found.next_url and "list" in way.manifest.fetch.post else found


def _tried(reading: Callable[[], T], refused: list[str] | None = None) -> T | None:
    try:
        return reading()
    except PageChanged as error:
        if refused is not None:
            refused.append(str(error))
        return None


def scored(board: Board, way: Way) -> tuple[Score, tuple[str, ...]]:
    """The counts of one board and why pages were refused; a sure verdict is right where every record is."""
    reading = read(board, way)
    score = Score(learn_seconds=list(way.seconds), boards=1, list_seconds=reading.list_seconds, post_seconds=reading.post_seconds)
    right = [score_list(board, truth, found, score) for truth, found in reading.lists]
    right += [score_post(board, truth, found, score) for truth, found in reading.posts]
    if way.verdict == "sure":
        score.sure.right += all(right)
        score.sure.wrong += not all(right)
    else:
        score.sure.absent += 1
    return score, tuple(reading.refused)
