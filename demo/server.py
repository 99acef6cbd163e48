"""Serves the demo board on loopback: a real HTTP server whose day can be moved on while it runs."""

from __future__ import annotations

import itertools
import re
import secrets
import socket
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, quote, unquote

import uvicorn

from demo import pages
from demo.days import DemoBoard, DemoFile, DemoPost, board

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Header = tuple[str, str]

DEFAULT_PORT = 8017
ROBOTS = """User-agent: *
Crawl-delay: 0.05
Disallow: /admin/
Disallow: /search/
Disallow: /user/
Disallow: /ko/user/
Disallow: /en/user/
Disallow: /ko/search/
Disallow: /en/search/
"""
#: On every answer; one name comes twice, as it does behind many a cache.
SITE_HEADERS = (("X-Generator", "Drupal 7 (http://drupal.org)"), ("X-Drupal-Cache", "MISS"), ("X-Drupal-Cache", "HIT from board"))
_NODE = re.compile(r"(?:/(ko|en))?/(?:node|content)/(\d+)$")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out: status, headers in their order, body. Text bodies may hold marks that are filled in at each request."""

    status: int
    headers: tuple[Header, ...]
    body: bytes | str


class DemoSite:
    """The board as an ASGI application. ``day`` may be set while it serves; ``log`` holds (method, path with query, status) of every request."""

    def __init__(self, day: int = 1) -> None:
        self.log: list[tuple[str, str, int]] = []
        self._reads: dict[str, itertools.count[int]] = {}
        self._answers: dict[tuple[str, int, str], Answer] = {}
        self._board = board(day)

    @property
    def day(self) -> int:
        """The day that is being served, 1 to 5."""
        return self._board.day

    @day.setter
    def day(self, day: int) -> None:
        # the board first: a page of the old day can then never land among the answers of the new one
        self._board = board(day)
        self._answers = {}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        target = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
        answer = self._answer(scope["method"], path, query, _host(scope))
        body = self._filled(answer.body)
        self.log.append((scope["method"], target, answer.status))
        headers = [*answer.headers, *SITE_HEADERS, ("Content-Length", str(len(body)))]
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": encoded})
        await send({"type": "http.response.body", "body": body})

    def _answer(self, method: str, path: str, query: str, host: str) -> Answer:
        if method not in ("GET", "HEAD"):
            return Answer(405, (("Allow", "GET, HEAD"), ("Content-Type", "text/plain; charset=utf-8")), "only GET and HEAD are answered here\n")
        page = _page_number(query)
        key = (path, page, host)
        answers = self._answers
        if key not in answers:
            made = _make(self._board, path, page, host)
            if made.status != 200:
                return made
            answers[key] = made
        return answers[key]

    def _filled(self, body: bytes | str) -> bytes:
        return pages.MARK.sub(self._fill, body).encode() if isinstance(body, str) else body

    def _fill(self, mark: re.Match[str]) -> str:
        kind, argument = mark.groups()
        if kind == "reads":
            counter = self._reads.setdefault(argument, itertools.count(100 + int(argument) * 37 % 900))
            return str(next(counter))
        return secrets.token_hex(16) if kind == "dom" else secrets.token_urlsafe(32)


class DemoServer:
    """A running demo board; use it as a context manager. Port 0 takes a free one."""

    def __init__(self, day: int = 1, port: int = 0, host: str = "127.0.0.1") -> None:
        self._site = DemoSite(day)
        self._host = host
        self._wanted_port = port
        self._socket: socket.socket | None = None
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def day(self) -> int:
        """The day that is being served; set it to move on."""
        return self._site.day

    @day.setter
    def day(self, day: int) -> None:
        self._site.day = day

    @property
    def log(self) -> list[tuple[str, str, int]]:
        """Every request so far as (method, path with query, status); clear it freely."""
        return self._site.log

    @property
    def port(self) -> int:
        """The port that is listened on. Raises RuntimeError before the start."""
        if self._socket is None:
            raise RuntimeError("the demo server has no port before it is started; use it in a with statement")
        number: int = self._socket.getsockname()[1]
        return number

    @property
    def url(self) -> str:
        """The address of the server, without a slash at its end."""
        return f"http://{self._host}:{self.port}"

    def __enter__(self) -> DemoServer:
        # asyncio turns Nagle's delay off only for sockets that name their protocol; with it every answer takes 40 ms
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((self._host, self._wanted_port))
        self._server = uvicorn.Server(_config(self._site))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, name="demo-board", daemon=True)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError(f"the demo server did not start on {self._host}:{self._wanted_port}")
            time.sleep(0.005)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._server is not None
        assert self._thread is not None
        assert self._socket is not None
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()


def serve(day: int, host: str = "127.0.0.1", port: int = DEFAULT_PORT) -> None:
    """Serve one day until interrupted; for the command line."""
    config = _config(DemoSite(day))
    config.host, config.port = host, port
    uvicorn.Server(config).run()


def _config(site: DemoSite) -> uvicorn.Config:
    return uvicorn.Config(
        site,
        http="h11",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )


def _host(scope: Scope) -> str:
    host = next((value for name, value in scope["headers"] if name == b"host"), b"127.0.0.1").decode("latin-1")
    return host if re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", host) else "127.0.0.1"


def _page_number(query: str) -> int:
    # the length limit keeps a hostile number of many digits from being read at all
    text = parse_qs(query).get("page", ["0"])[0]
    return min(int(text), 999) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _make(day: DemoBoard, path: str, page: int, host: str) -> Answer:
    """The answer of a day's board to a decoded path."""
    path = path.rstrip("/") or "/ko"
    if path in ("/ko", "/en"):
        return _html(pages.home(day, path[1:]))
    if path in ("/ko/news", "/en/news"):
        return _html(pages.listing(day, path[1:3], page))
    plain = {"/robots.txt": (ROBOTS, "text/plain"), pages.THEME: (pages.STYLE, "text/css")}
    if path in plain:
        return Answer(200, (("Content-Type", f"{plain[path][1]}; charset=utf-8"),), plain[path][0])
    if path == "/ko/rss.xml":
        return Answer(200, (("Content-Type", "application/rss+xml; charset=utf-8"),), pages.feed(day, host))
    return _post(day, path) or _file(day, path) or _partner_site(day, path) or _html(pages.not_found(path, _language(path)), 404)


def _language(path: str) -> str:
    return "en" if path.startswith("/en/") else "ko"


def _post(day: DemoBoard, path: str) -> Answer | None:
    match = _NODE.match(path)
    if match is None:
        aliased = next((post for post in day.posts if post.alias and unquote(post.alias) == path), None)
        return _post_answer(aliased, aliased.language) if aliased else None
    language, native_id = match.groups()
    for kind, ids in (("deleted", day.deleted_page), ("blinded", day.blinded)):
        if native_id in ids:
            return _html(pages.withheld(native_id, language or "ko", kind))
    post = next((post for post in day.posts if post.native_id == native_id), None)
    return _post_answer(post, language or post.language) if post else None


def _post_answer(post: DemoPost, language: str) -> Answer:
    links = (("Link", f'<{post.path}>; rel="canonical"'), ("Link", f'</node/{post.native_id}>; rel="shortlink"'))
    return _html(pages.post_page(post, language), extra=links)


def _file(day: DemoBoard, path: str) -> Answer | None:
    if not path.startswith("/sites/default/files/"):
        return None
    for partner in day.partners:
        if partner.logo_path == path:
            return Answer(200, (("Content-Type", "image/png"), ("Accept-Ranges", "none")), partner.logo)
    file = next((file for post in day.posts for file in (*post.files, *post.images) if unquote(file.path) == path), None)
    return _file_answer(file) if file else None


def _partner_site(day: DemoBoard, path: str) -> Answer | None:
    """The site of a partner that the board plays itself: it is there, has moved away, or is gone."""
    does = day.sites.get(f"{path}/")
    if does == "elsewhere":
        return Answer(302, (("Location", f"https://moved.example.invalid{path}/"), ("Content-Type", "text/html; charset=utf-8")), "")
    return _html(pages.partner_site(path)) if does == "answers" else None


def _file_answer(file: DemoFile) -> Answer:
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    disposition = f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
    return Answer(200, (("Content-Type", file.media_type), ("Content-Disposition", disposition), ("Accept-Ranges", "none")), file.content)


def _html(text: str, status: int = 200, extra: tuple[Header, ...] = ()) -> Answer:
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", "public, max-age=0"),
        ("X-Content-Type-Options", "nosniff"),
    )
    return Answer(status, (*headers, *extra), text)
