"""A small Drupal-shaped board on loopback whose posts, files, partners and misbehaviour a test can set while it runs."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from crawler.manifest import FetchRules, Manifest


@dataclass
class TinyPost:
    """A post of the tiny board; ``files`` maps a name to bytes, ``answer`` is (status, what stands in place of the post)."""

    native_id: int
    title: str
    body: str = "<p>본문입니다.</p>"
    posted: str = "2024-05-01"
    author: str = "총무과"
    modified: str | None = None
    list_title: str | None = None
    pinned: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    listed: bool = True
    answer: tuple[int, str] | None = None


@dataclass
class TinyPartner:
    name: str
    url: str
    logo: bytes = b"\x89PNG\r\n\x1a\n"


class TinyBoard:
    """Context manager: ``with TinyBoard() as board`` serves on ``board.url``; ``log`` holds (method, path, status, monotonic time).

    scripted:   answers of a path, one after another; the last stays
    first:      answers of a path before the board's own
    raw:        bytes that are sent as they stand before the connection is closed (with a reset, where the bool says so), once each
    on_request: called with the path before it is answered
    request:    of the thread that answers: its ``headers``, and the ``form`` of a POST (None for a GET)
    private_hosts: hosts beside the board's own that may resolve to this machine
    next_page:  for (page asked, last page) the page that the pager links next, None for none
    """

    def __init__(self, *, per_page: int = 10, robots: str = "User-agent: *\nCrawl-delay: 0\nDisallow: /user/\n") -> None:
        self.posts: dict[int, TinyPost] = {}
        self.partners: list[TinyPartner] = []
        self.per_page = per_page
        self.robots: tuple[int, str] = (200, robots)
        self.maintenance = False
        self.scripted: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.first: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.raw: dict[str, list[tuple[bytes, bool]]] = {}
        self.on_request: Callable[[str], None] | None = None
        self.next_page: Callable[[int, int], int | None] = lambda page, last: page + 1 if page < last else None
        self.other_hosts: tuple[str, ...] = ()
        self.private_hosts: tuple[str, ...] = ()
        self.log: list[tuple[str, str, int, float]] = []
        self.delay = 0.0
        self.request = threading.local()
        self._hits = 0

    def __enter__(self) -> TinyBoard:
        board = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 65536
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                board.request.headers = self.headers
                board.request.form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("ascii") if self.command == "POST" else None
                board._hits += 1
                if board.delay:
                    time.sleep(board.delay)
                if board.on_request is not None:
                    board.on_request(self.path)
                if board.raw.get(self.path):
                    self._send_raw(*board.raw[self.path].pop(0))
                    return
                status, headers, body = board.answer(self.path)
                board.log.append((self.command, self.path, status, time.monotonic()))
                self.send_response(status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def _send_raw(self, data: bytes, reset: bool) -> None:
                board.log.append(("GET", self.path, 0, time.monotonic()))
                self.wfile.write(data)
                self.wfile.flush()
                self.close_connection = True
                if reset:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def add(self, *posts: TinyPost) -> None:
        for post in posts:
            self.posts[post.native_id] = post

    def manifest(self, **changes: Any) -> Manifest:
        """A manifest for this board, at its present address."""
        rules = {"delay": 0.0, "concurrency": 1, "backoff": 0.05, "attempts": 3, "patience": 2.0, "private_hosts": (f"127.0.0.1:{self.port}",)}
        fetch = FetchRules(**{**rules, **changes.pop("fetch", {})})
        facts: dict[str, Any] = {
            "name": "tiny", "title": "작은 게시판", "publisher": "시험실", "url": f"{self.url}/ko/news", "engine": "drupal7", "language": "ko",
            "timezone": "Asia/Seoul", "hosts": (f"127.0.0.1:{self.port}",), "partners_url": f"{self.url}/ko" if self.partners else None,
        }  # fmt: skip
        return Manifest(**{**facts, **changes, "fetch": fetch})

    def manifest_text(self, *, fetch: str = "", top: str = "") -> str:
        """The same as TOML, for commands that load a file named tiny.toml."""
        hosts = ", ".join(f'"{host}"' for host in (f"127.0.0.1:{self.port}", *(f"{name}:{self.port}" for name in self.other_hosts)))
        private = ", ".join([hosts, *(f'"{host}"' for host in self.private_hosts)])
        partners = f'partners_url = "{self.url}/ko"\n' if self.partners else ""
        return (
            f'name = "tiny"\ntitle = "작은 게시판"\npublisher = "시험실"\nurl = "{self.url}/ko/news"\nengine = "drupal7"\nlanguage = "ko"\n'
            f'timezone = "Asia/Seoul"\nhosts = [{hosts}]\n{partners}{top}\n[fetch]\ndelay = 0\nbackoff = 0.05\nattempts = 3\npatience = 5\n'
            f"private_hosts = [{private}]\n{fetch}"
        )

    # -- pages ----------------------------------------------------------------------------------------------------------------

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if self.first.get(path):
            return self.first[path].pop(0)
        script = self.scripted.get(path)
        if script:
            return script.pop(0) if len(script) > 1 else script[0]
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return self.robots[0], {"Content-Type": "text/plain; charset=utf-8"}, self.robots[1].encode()
        if parts.path == "/ko/news":
            return 200, {}, self._list(int(parse_qs(parts.query).get("page", ["0"])[0])).encode()
        if parts.path == "/ko":
            return 200, {}, self._home().encode()
        if parts.path.startswith(("/ko/node/", "/ko/content/")):
            return self._post(int(parts.path.rpartition("/")[2]))
        if parts.path.startswith("/sites/default/files/"):
            return self._file(path)
        return 404, {}, b"<html><body><h1 id='page-title'>\xed\x8e\x98\xec\x9d\xb4\xec\xa7\x80 \xec\x97\x86\xec\x9d\x8c</h1></body></html>"

    def _page(self, body: str, classes: str = "", title: str = "작은 게시판") -> str:
        token = f'<input type="hidden" name="form_build_id" value="form-{self._hits}">'
        return (
            f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)} | 작은 게시판</title></head>'
            f'<body class="html {classes}">{body}{token}</body></html>'
        )

    def _list(self, page: int) -> str:
        in_order = sorted(self.posts.values(), key=lambda post: (not post.pinned, -post.native_id))
        rows = [] if self.maintenance else [post for post in in_order if post.listed]
        last = max(0, (len(rows) - 1) // self.per_page)
        linked = self.next_page(page, last)
        page = min(page, last)
        shown = rows[page * self.per_page : (page + 1) * self.per_page]
        items = "".join(self._row(post) for post in shown)
        following = f'<li class="pager-next"><a href="/ko/news?page={linked}">다음 ›</a></li>' if linked is not None else ""
        total = f'<div class="view-header">전체 {len(rows)}건</div>' if rows else ""
        content = f'<div class="view-content">{items}</div>' if items else ""
        view = f'<div class="view view-news view-id-news view-display-id-page view-dom-id-{self._hits:032x}">{total}{content}'
        return self._page(f'<h1 id="page-title">새소식</h1>{view}<ul class="pager">{following}</ul></div>')

    @staticmethod
    def _row(post: TinyPost) -> str:
        badge = '<span class="marker">공지</span> ' if post.pinned else ""
        return (
            f'<div class="views-row{" sticky" if post.pinned else ""}"><div class="views-field views-field-title">{badge}'
            f'<span class="field-content"><a href="/ko/node/{post.native_id}">{escape(post.list_title or post.title)}</a></span></div>'
            f'<div class="views-field views-field-created"><span class="views-label">등록일</span> '
            f'<span class="field-content">{post.posted}</span></div>'
            f'<div class="views-field views-field-name"><span class="views-label">글쓴이</span> '
            f'<span class="field-content">{escape(post.author)}</span></div></div>'
        )

    def _home(self) -> str:
        if self.maintenance:
            return self._page("<p>점검 중입니다.</p>", "front")
        rows = "".join(
            '<li class="views-row"><div class="views-field views-field-field-logo"><div class="field-content">'
            f'<a href="{escape(partner.url)}" target="_blank">'
            f'<img src="/sites/default/files/logos/{quote(partner.name)}.png" alt="{escape(partner.name)} 로고이미지"></a></div></div></li>'
            for partner in self.partners
        )
        strip = f'<div class="view view-partners view-id-partners"><div class="view-content"><div class="item-list"><ul>{rows}</ul></div></div></div>'
        return self._page(strip, "front")

    def _post(self, native_id: int) -> tuple[int, dict[str, str], bytes]:
        post = self.posts.get(native_id)
        if post is None:
            return 404, {}, self._page('<h1 id="page-title">페이지를 찾을 수 없습니다</h1>').encode()
        if post.answer is not None:
            return post.answer[0], {}, self._page(post.answer[1]).encode()
        files = "".join(
            f'<span class="file"><a href="/sites/default/files/{native_id}/{quote(name)}" type="application/octet-stream; length={len(content)}">'
            f"{escape(name)}</a></span>"
            for name, content in post.files.items()
        )
        modified = f'<span class="label">최종수정일</span> {post.modified}' if post.modified else ""
        body = (
            f'<h1 id="page-title">{escape(post.title)}</h1><div id="node-{native_id}" class="node node-news">'
            f'<div class="submitted"><span class="label">등록일</span> '
            f'{post.posted} <span class="label">글쓴이</span> <span class="username">{escape(post.author)}</span> {modified}</div>'
            f'<div class="field field-name-body"><div class="field-items"><div class="field-item even">{post.body}</div></div></div>'
            f'<div class="field-name-field-file">{files}</div><ul class="links"><li><span>{self._hits} reads</span></li></ul></div>'
        )
        return 200, {}, self._page(body, f"page-node page-node-{native_id} node-type-news", post.title).encode()

    def _file(self, path: str) -> tuple[int, dict[str, str], bytes]:
        for partner in self.partners:
            if path == f"/sites/default/files/logos/{quote(partner.name)}.png":
                return 200, {"Content-Type": "image/png"}, partner.logo
        for post in self.posts.values():
            for name, content in post.files.items():
                if path == f"/sites/default/files/{post.native_id}/{quote(name)}":
                    return 200, {"Content-Type": "application/pdf"}, content
        return 404, {}, b"<html><body>404</body></html>"
