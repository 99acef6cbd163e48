"""From a captured exchange to what it says: decode once, ask the engine, and turn every misfit into a record instead of a silence."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from dataclasses import dataclass
from urllib.parse import urljoin

from crawler.addresses import file_name
from crawler.decode import StreamDamaged, decode, inflate
from crawler.engines import engine
from crawler.errors import PageChanged, PanjeonError, VisitFailed
from crawler.manifest import Manifest
from crawler.records import ALIAS, Exchange, Listing, Misfit, Page, PartnerStrip, Post, Task, Withheld

#: Pages larger than this are kept as bytes and not parsed (reliability: a 40 MB page costs a parser half a minute).
PARSE_LIMIT = 8 * 1024 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ABSENT = frozenset({404, 410})
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A file's content as served, content coding removed: SHA-256 in hexadecimal, size in bytes, media type, name offered."""

    sha256: str
    bytes: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRead:
    """A robots.txt as decoded text; its rules are the fetch policy's business."""

    status: int
    media_type: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An answer that points elsewhere."""

    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """An answer that is to be asked again: the host says so (with its Retry-After as it stood), or the body came damaged."""

    status: int
    retry_after: str | None
    damage: str | None = None


Result = Listing | Post | Withheld | PartnerStrip | FileRead | RobotsRead | Redirect | Busy | Misfit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one exchange said, and how its bytes were read (encoding used and declared, characters replaced, engine version)."""

    result: Result
    media_type: str
    parser: str
    encoding: str | None = None
    declared: str | None = None
    replaced: int = 0


def media_type_of(exchange: Exchange) -> str:
    """The declared media type in lower case without parameters; empty where none is declared."""
    return (exchange.header("content-type") or "").partition(";")[0].strip().lower()


def page_of(exchange: Exchange, *, limit: int) -> Page:
    """An exchange as an engine may read it, whatever its status. Raises StreamDamaged for a damaged body, PanjeonError for one too large."""
    data = inflate(exchange.payload, exchange.header("content-encoding"), limit=limit)
    if len(data) > PARSE_LIMIT:
        raise VisitFailed(f"{exchange.url} is larger than {PARSE_LIMIT} bytes and is no page of a board")
    text = decode(data, exchange.header("content-type")).text
    return Page(url=exchange.url, text=text, status=exchange.status, media_type=media_type_of(exchange), fetched_at=exchange.started_at)


def read(exchange: Exchange, task: Task, board: Manifest) -> Reading:
    """Read an exchange for the task that asked for it.

    Pure: the same bytes give the same reading, live or from a WARC. Never raises for what a page holds: a page that does not
    fit, cannot be decoded or breaks its engine comes back as a Misfit.
    """
    media_type = media_type_of(exchange)
    reader = engine(board.engine)
    try:
        early = _by_status(exchange, task)
        if early is not None:
            return Reading(result=early, media_type=media_type, parser=reader.version)
        data = inflate(exchange.payload, exchange.header("content-encoding"), limit=board.fetch.max_bytes)
        if task.kind in ("file", "logo"):
            return Reading(result=_file(data, exchange, media_type, task), media_type=media_type, parser=reader.version)
        if len(data) > PARSE_LIMIT:
            found = f"{len(data)} bytes"
            misfit = Misfit(kind="too_big", message=f"the page is larger than {PARSE_LIMIT} bytes and was kept unread", found=found)
            return Reading(result=misfit, media_type=media_type, parser=reader.version)
        decoded = decode(data, exchange.header("content-type"))
        as_it_came = decoded.encoding == "utf-8" and not decoded.replaced and not data.startswith(BOM_UTF8)
        page = Page(
            url=exchange.url,
            text=decoded.text,
            status=exchange.status,
            media_type=media_type,
            fetched_at=exchange.started_at,
            utf8=data if as_it_came else None,
        )
        result = _page(page, task, board)
    except PageChanged as changed:
        misfit = Misfit(
            kind="page_changed", message=str(changed), selector=changed.selector, expected=changed.expected, found=changed.found
        )
        return Reading(result=misfit, media_type=media_type, parser=reader.version)
    except StreamDamaged as damaged:
        return Reading(result=Busy(status=exchange.status, retry_after=None, damage=str(damaged)), media_type=media_type, parser=reader.version)
    except PanjeonError as error:
        return Reading(result=Misfit(kind="unreadable", message=str(error)), media_type=media_type, parser=reader.version)
    except (ValueError, LookupError, RecursionError) as error:
        message = f"{exchange.url}: {board.engine} broke on this page with {type(error).__name__}: {error}; the capture is kept, please report it"
        return Reading(result=Misfit(kind="engine_broke", message=message), media_type=media_type, parser=reader.version)
    return Reading(
        result=result,
        media_type=media_type,
        parser=reader.version,
        encoding=decoded.encoding,
        declared=decoded.declared,
        replaced=decoded.replaced,
    )


def _by_status(exchange: Exchange, task: Task) -> Result | None:
    """What the status alone decides; None where the page has to be read."""
    status = exchange.status
    if task.kind == "robots" and status not in BUSY and status not in REDIRECTS and not 200 <= status < 300:
        return RobotsRead(status=status, media_type="", text="")
    if status in REDIRECTS:
        location = exchange.header("location")
        if location:
            return Redirect(location=urljoin(exchange.url, location))
        return Misfit(kind="http_status", message=f"{exchange.url} answered {status} without a Location", expected="Location", found="none")
    if status in BUSY:
        return Busy(status=status, retry_after=exchange.header("retry-after"))
    if task.kind == "post" and status in ABSENT:
        return Withheld(kind="gone", evidence=f"HTTP {status}")
    if not 200 <= status < 300:
        return Misfit(kind="http_status", message=f"{exchange.url} answered {status}", expected="200", found=str(status))
    return None


def _file(data: bytes, exchange: Exchange, media_type: str, task: Task) -> FileRead | Misfit:
    """A file's facts; a web page in place of a file is a misfit (boards answer 200 with an alert page)."""
    if media_type == "text/html" and not str(task.facts.get("name", "")).lower().endswith((".html", ".htm")):
        return Misfit(
            kind="not_a_file",
            message=f"{exchange.url} answered with a web page in place of the file {task.facts.get('name', '')!r}",
            expected="a file",
            found=media_type,
        )
    name = file_name(exchange.header("content-disposition"), exchange.url)
    return FileRead(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), media_type=media_type, name=name)


def _page(page: Page, task: Task, board: Manifest) -> Result:
    """Let the engine read the page as what the task takes it for."""
    if task.kind == "robots":
        return RobotsRead(status=page.status, media_type=page.media_type, text=page.text)
    reader = engine(board.engine)
    if task.kind == "list":
        return reader.listing(page, board)
    if task.kind == "partners":
        return reader.partners(page, board)
    post = reader.post(page, board)
    known = task.native_id is not None and not task.native_id.startswith(ALIAS)
    if isinstance(post, Post) and known and post.native_id != task.native_id:
        raise PageChanged(url=page.url, selector="native id", expected=str(task.native_id), found=post.native_id)
    return post
