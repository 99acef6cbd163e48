"""Boards read as Panjeon reads them: a platform by its signs and its engine, an unknown board by the generic one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Literal, TypeVar

from bench.extraction.boards import Board, ListTruth, PostTruth
from bench.extraction.scoring import Score, score_list, score_post
from crawler.addresses import host_of
from crawler.engines import Engine, engine
from crawler.engines.recognise import recognise
from crawler.errors import PageChanged
from crawler.learning import Seen, learn, wishes
from crawler.manifest import Manifest
from crawler.records import Listing, Page, Post

T = TypeVar("T")
#: Posts of a known platform that are read before a verdict.
TRIED = 5
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
    return Page(url=url, text=html, status=200, media_type=media_type, fetched_at=board.at, utf8=html.encode())


def manifest_of(board: Board, name: str) -> Manifest:
    """The manifest of a board under an engine."""
    url = board.shape.scheme.start
    return Manifest(
        name="bench", title="게시판", publisher="기관", url=url, engine=name, language="ko", timezone=board.shape.zone, hosts=(host_of(url),), lists=(url,)
    )


def by_platform(board: Board) -> Way:
    """A board of a known platform: the engine is the likeliest by the signs of its first list page, tried on some posts."""
    first = page_of(board, board.lists[0].url, board.lists[0].html)
    ranked = recognise(first)
    name = ranked[0].engine if ranked else "generic"
    manifest = manifest_of(board, name)
    way = Way(reader=engine(name), manifest=manifest, verdict="check")
    readable = _tried(lambda: way.reader.listing(first, manifest)) is not None and name != "generic"
    posts = [page_of(board, post.url, post.html) for post in board.posts[:TRIED]]
    readable = readable and all(isinstance(_tried(lambda post=post: way.reader.post(post, manifest)), Post) for post in posts)  # type: ignore[misc]
    return Way(reader=way.reader, manifest=manifest, verdict="sure" if readable else "cannot")


def by_learning(board: Board) -> Way:
    """A board that nobody described: learned from its first page and what that wishes for, then executed under the manifest that came of it."""
    url, html = board.lists[0].url, board.lists[0].html
    began = perf_counter()
    learned = learn(Seen(url=url, text=html), at=board.at, zone=board.shape.zone)
    seconds = perf_counter() - began
    answered: dict[str, list[Seen]] = {"list": [], "post": []}
    for wish in wishes(learned):
        page = board.answer(wish.call.url)
        if page is not None:
            answered[wish.kind].append(Seen(url=wish.call.url, text=page))
    if answered["post"]:
        second = next(iter(answered["list"]), None)
        learned = learn(Seen(url=url, text=html), second=second, posts=answered["post"], at=board.at, zone=board.shape.zone)
    manifest = replace(manifest_of(board, "generic"), learned=learned.facts)
    return Way(reader=engine("generic"), manifest=manifest, verdict=learned.verdict, reasons=learned.reasons, seconds=(seconds,))


def way_to(board: Board) -> Way:
    """How a board is read: a known platform by its engine, any other by what is learned of it."""
    return by_platform(board) if board.shape.engine else by_learning(board)


def read(board: Board, way: Way) -> Reading:
    """Every page of a board, read one by one; what an engine refuses is told, what breaks it is not caught."""
    reading = Reading()
    for truth in board.lists:
        page = page_of(board, truth.url, truth.html)
        began = perf_counter()
        found = _tried(lambda page=page: way.reader.listing(page, way.manifest), reading.refused)  # type: ignore[misc]  # bound at once
        reading.list_seconds.append(perf_counter() - began)
        reading.lists.append((truth, found))
    for post in board.posts:
        page = page_of(board, post.url, post.html)
        began = perf_counter()
        shown = _tried(lambda page=page: way.reader.post(page, way.manifest), reading.refused)  # type: ignore[misc]  # bound at once
        reading.post_seconds.append(perf_counter() - began)
        reading.posts.append((post, shown if isinstance(shown, Post) else None))
    return reading


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
