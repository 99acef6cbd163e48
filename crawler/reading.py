"""From a captured exchange to what it says: decode once, ask the engine, and turn every misfit into a record instead of a silence."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from crawler import barriers, forms, links
from crawler.addresses import file_name
from crawler.barriers import CALLED, Barrier
from crawler.decode import Decoded, StreamDamaged, decode, inflate
from crawler.engines import engine, replies
from crawler.engines.pager import pages_claimed
from crawler.engines.recognise import is_of
from crawler.errors import PageChanged, PanjeonError, VisitFailed
from crawler.links import LinkRead
from crawler.manifest import Manifest
from crawler.pictures import with_pictures
from crawler.posting import as_posted
from crawler.records import ALIAS, Exchange, Listing, Misfit, Page, PartnerStrip, Post, Replies, Task, Withheld

#: Pages larger than this are kept as bytes and not parsed (reliability: a 40 MB page costs a parser half a minute).
PARSE_LIMIT = 8 * 1024 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ABSENT = frozenset({404, 410})
#: Platforms answer so for a secret post, and walls for everything.
FORBIDDEN = frozenset({401, 403})
#: 509 and 520 to 527 are what hosting companies and Cloudflare answer while the server behind them does not.
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 509, *range(520, 528)})
#: How far from its end a page or file shows that it is whole: behind that stand comments, counters and a ZIP's own comment.
_TAIL = 1024
_ENDS = {b"%PDF": b"%%EOF", b"PK\x03\x04": b"PK\x05\x06", b"\x89PNG": b"IEND", b"\xff\xd8\xff": b"\xff\xd9", b"GIF8": b";"}
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head)", re.IGNORECASE)
_NESTED = (b"div", b"table", b"ul", b"form")


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


Result = Listing | Post | Replies | Withheld | PartnerStrip | FileRead | RobotsRead | Redirect | Busy | Misfit | LinkRead


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


def unframed(exchange: Exchange) -> bool:
    """Whether nothing but the closing of the connection told where an answer ends, so that a cut one looks like a whole one."""
    return exchange.header("content-length") is None and exchange.header("transfer-encoding") is None


def _is_cut(data: bytes) -> bool:
    """Whether a page or file plainly lacks its end. A page without </html> that has closed what it opened is one that nobody ever ended."""
    tail = data[-_TAIL:]
    if not _PAGE.match(data):
        end = next((end for start, end in _ENDS.items() if data.startswith(start)), None)
        return end is not None and end not in tail
    page = data.lower()
    if b"</html" in page[-_TAIL:]:
        return False
    return not page.rstrip().endswith(b">") or any(page.count(b"<" + name) > page.count(b"</" + name) for name in _NESTED)


def read(exchange: Exchange, task: Task, board: Manifest) -> Reading:
    """Read an exchange for the task that asked for it.

    Pure: the same bytes give the same reading, live or from a WARC. Never raises for what a page holds: a page that does not
    fit, cannot be decoded or breaks its engine comes back as a Misfit.
    """
    if task.kind == "link":
        return _of_link(exchange, task, board)
    media_type = media_type_of(exchange)
    parser = engine(board.engine).version
    early = _by_status(exchange, task)
    decoded: Decoded | None = None
    try:
        if early is not None and not _has_more_to_say(early, exchange, task):
            result = early
        else:
            data = inflate(exchange.payload, exchange.header("content-encoding"), limit=board.fetch.max_bytes)
            if task.kind != "robots" and unframed(exchange) and _is_cut(data):
                raise StreamDamaged("only the closing of the connection ended it, and its end is missing")
            if task.kind in ("file", "logo"):
                result = _file(data, exchange, media_type, task)
            elif len(data) > PARSE_LIMIT:
                message = f"the page is larger than {PARSE_LIMIT} bytes and was kept unread"
                result = early or Misfit(kind="too_big", message=message, found=f"{len(data)} bytes")
            else:
                decoded = decode(data, exchange.header("content-type"))
                result = _read_text(early, data, decoded, media_type, exchange, task, board)
    except StreamDamaged as damaged:
        result = early or Busy(status=exchange.status, retry_after=None, damage=str(damaged))
    except PanjeonError as error:
        result = Misfit(kind="unreadable", message=str(error))
    except (ValueError, LookupError, RecursionError) as error:
        decoded = None
        message = f"{exchange.url}: {board.engine} broke on this page with {type(error).__name__}: {error}; the capture is kept, please report it"
        result = Misfit(kind="engine_broke", message=message)
    if decoded is None or (isinstance(result, Misfit) and result.kind == "unreadable"):
        return Reading(result=result, media_type=media_type, parser=parser)
    return Reading(
        result=result, media_type=media_type, parser=parser, encoding=decoded.encoding, declared=decoded.declared, replaced=decoded.replaced
    )


def _of_link(exchange: Exchange, task: Task, board: Manifest) -> Reading:
    """What a partner's site answered; its robots.txt is read as any other."""
    if links.is_robots(task):
        return read(exchange, replace(task, kind="robots"), board)
    return Reading(result=links.read(exchange, task, board), media_type=media_type_of(exchange), parser="")


def _page_url(exchange: Exchange, task: Task) -> str:
    """The address of the page. That of a POST is the one that a GET would have: engines know addresses by their parameters."""
    form = forms.split(task.url)[1] if exchange.method == "POST" else None
    return exchange.url if form is None else forms.as_get(exchange.url + forms.MARK + form)


def _read_text(
    early: Result | None, data: bytes, decoded: Decoded, media_type: str, exchange: Exchange, task: Task, board: Manifest
) -> Result:
    """What a page's text says, or the wall that it is."""
    as_it_came = decoded.encoding == "utf-8" and not decoded.replaced and not data.startswith(BOM_UTF8)
    page = Page(
        url=_page_url(exchange, task),
        text=decoded.text,
        status=exchange.status,
        media_type=media_type,
        fetched_at=exchange.started_at,
        utf8=data if as_it_came else None,
    )
    try:
        result = _page(page, task, board) if early is None else _said_with_status(early, page, exchange, task, board)
        return _behind(result, page, exchange, task)
    except PageChanged as changed:
        return _misfit(changed, page, exchange, task)


def _has_more_to_say(early: Result, exchange: Exchange, task: Task) -> bool:
    """Whether the body may say more than the status: a wall may answer 403 or 404 to everything, and a secret post 403."""
    pages = task.kind in ("list", "post", "replies", "partners")
    return pages and isinstance(early, Misfit | Withheld) and exchange.status not in REDIRECTS and bool(exchange.payload)


def _said_with_status(early: Result, page: Page, exchange: Exchange, task: Task, board: Manifest) -> Result:
    """What a page says that came with an error's status; the status alone where it says nothing of its own."""
    # A firewall says "access denied" as well: only a page that bears the platform's own signs speaks of the post.
    if exchange.status in FORBIDDEN and task.kind == "post" and is_of(page, board.engine):
        try:
            said = engine(board.engine).post(page, board)
        except PageChanged:
            said = None
        if isinstance(said, Withheld) and said.kind != "gone":
            return said
    if isinstance(early, Withheld):
        return early
    wall = barriers.barrier(page, exchange.headers)
    return early if wall is None else _walled(wall, exchange, task)


def _behind(result: Result, page: Page, exchange: Exchange, task: Task) -> Result:
    """A reading, unless a wall was read in its place."""
    wall: Barrier | None = None
    match result:
        case Withheld():
            wall = barriers.before_withheld(result, page, exchange.headers)
        case Post() if len(result.body_text) <= barriers.MESSAGE:
            wall = barriers.in_body(result.body_text)
        case Listing() if not result.rows:
            wall = barriers.before_rows(page, exchange.headers)
    return result if wall is None else _walled(wall, exchange, task)


def _misfit(changed: PageChanged, page: Page, exchange: Exchange, task: Task) -> Misfit:
    """A page that does not fit: by the name of the wall that it is, or for what its engine missed."""
    wall = barriers.barrier(page, exchange.headers)
    if wall is not None:
        return _walled(wall, exchange, task)
    return Misfit(kind="page_changed", message=str(changed), selector=changed.selector, expected=changed.expected, found=changed.found)


def _walled(wall: Barrier, exchange: Exchange, task: Task) -> Misfit:
    wanted = {"list": "a list page", "post": "a post", "partners": "the partner strip"}.get(task.kind, "a page")
    message = f"{exchange.url} answered with {CALLED[wall.kind]} ({wall.sign}) in place of {wanted}"
    return Misfit(kind=wall.kind, message=message, expected=wanted, found=wall.evidence)


def _by_status(exchange: Exchange, task: Task) -> Result | None:
    """What the status alone decides; None where the page has to be read."""
    status = exchange.status
    if task.kind == "robots" and status not in BUSY and status not in REDIRECTS and not 200 <= status < 300:
        return RobotsRead(status=status, media_type="", text="")
    if status in REDIRECTS:
        location = exchange.header("location")
        if location:
            # 307 and 308 ask for the same again elsewhere; after the others a browser asks by GET.
            form = forms.split(task.url)[1] if exchange.method == "POST" and status in (307, 308) else None
            return Redirect(location=urljoin(exchange.url, location) + (forms.MARK + form if form is not None else ""))
        return Misfit(kind="http_status", message=f"{exchange.url} answered {status} without a Location", expected="Location", found="none")
    if status in BUSY:
        return Busy(status=status, retry_after=exchange.header("retry-after"))
    if task.kind == "post" and status in ABSENT:
        return Withheld(kind="gone", evidence=f"HTTP {status}")
    if not 200 <= status < 300:
        hint = f'; where the board gives this by POST alone, say so: fetch.post = ["{task.kind}"]' if status == 405 and exchange.method == "GET" else ""
        return Misfit(kind="http_status", message=f"{exchange.url} answered {status}{hint}", expected="200", found=str(status))
    return None


def _file(data: bytes, exchange: Exchange, media_type: str, task: Task) -> FileRead | Misfit:
    """A file's facts; a web page or nothing in place of a file is a misfit (boards answer 200 with an alert page, or with no byte)."""
    if not data:
        return Misfit(kind="not_a_file", message=f"{exchange.url} answered without a byte", expected="a file", found="0 bytes")
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
        listing = as_posted(reader.listing(page, board), page, board)
        if task.facts.get("page") == 1 and listing.claimed_pages is None:
            return replace(listing, claimed_pages=pages_claimed(page, listing.next_url))
        return listing
    if task.kind == "partners":
        return reader.partners(page, board)
    post = replies(reader, page, board) if task.kind == "replies" else reader.post(page, board)
    known = task.native_id is not None and not task.native_id.startswith(ALIAS)
    if isinstance(post, Post | Replies) and known and post.native_id != task.native_id:
        raise PageChanged(url=page.url, selector="native id", expected=str(task.native_id), found=post.native_id)
    post = as_posted(post, page, board)
    return with_pictures(post, page, board) if isinstance(post, Post) else post
