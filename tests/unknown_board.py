"""A board of no known platform on loopback, in three shapes that somebody's own program might print."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.learning import Seen, learn
from crawler.onboarding.writing import quoted

PER_PAGE = 10
MENU = '<ul id="gnb"><li><a href="/about">기관 소개</a></li><li><a href="/library">자료실</a></li><li><a href="/contact">오시는 길</a></li></ul>'

#: How a list turns its pages that does so by a form.
FORM = (
    '<form name="turn" method="post" action="/notice/list"><input type="hidden" name="kind" value="all"><input type="hidden" name="p" value="PAGE"></form>'
    '<script>function go(n) { document.turn.p.value = n; document.turn.action = "/notice/list"; document.turn.submit(); }</script>'
)
#: How a list opens its posts that does so by a form.
READ = (
    '<form name="one" method="post" action="/notice/read"><input type="hidden" name="n" value=""></form>'
    '<script>function read(n) { document.one.n.value = n; document.one.submit(); }</script>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post as its office wrote it."""

    number: int
    title: str
    author: str
    posted: str
    body: tuple[str, ...]


def entries(count: int = 37) -> list[Entry]:
    """Posts of a made-up office, the newest first."""
    desks = ("총무팀", "시설팀", "기록팀")
    return [
        Entry(
            number=7000 + 3 * n,
            title=f"제{n}차 운영 위원회 개최 결과 알림",
            author=desks[n % 3],
            posted=f"2024-{1 + n // 28:02}-{1 + n % 28:02}",
            body=(f"제{n}차 위원회를 {n % 12 + 1}월에 열었습니다.", f"참석한 위원은 모두 {n + 3}명이며 안건 {n % 5 + 1}건을 의결하였습니다.", "회의록은 자료실에서 보실 수 있습니다."),
        )
        for n in range(count, 0, -1)
    ]


class UnknownBoard:
    """Context manager; ``shape`` is table, list or cards; ``posts_pages``: its further pages are asked by POST alone; ``posts_posts``: so are its posts. ``log`` holds (method, path, status, 0) of what was asked; ``change`` alters every page of a path before it is sent."""

    def __init__(self, shape: str, *, posts_pages: bool = False, posts_posts: bool = False) -> None:
        self.shape, self.posts_pages, self.posts_posts = shape, posts_pages, posts_posts
        self.entries = entries()
        self.log: list[tuple[str, str, int, float]] = []
        self.change: Callable[[str, str], str] = lambda _path, text: text

    def __enter__(self) -> UnknownBoard:
        board = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                first_alone = board.posts_pages and self.path.startswith("/notice/list")
                refused = board.posts_posts and self.path.startswith("/notice/read")
                self._answer("/notice/list" if first_alone else "/refused" if refused else self.path)

            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                by_form = {"/notice/list": board.posts_pages, "/notice/read": board.posts_posts}
                self._answer(f"{self.path}?{form}" if by_form.get(self.path) else "/refused")

            def _answer(self, path: str) -> None:
                status, text = board.answer(path)
                board.log.append((self.command, self.path, status, 0.0))
                body = board.change(self.path, text).encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def manifest_text(self, *, fetch: str = "", top: str = "") -> str:
        """A board file named ``tiny`` with the shape that is learned of the first page as it stands."""
        host = self.url.removeprefix("http://")
        shape = learn(Seen(url=f"{self.url}/notice/list", text=self.answer("/notice/list")[1]), at=datetime(2025, 3, 1, tzinfo=UTC), zone="Asia/Seoul")
        learned = "".join(f"{key} = {quoted(value)}\n" for key, value in shape.facts.items())
        return (
            f'name = "tiny"\ntitle = "위원회 소식"\npublisher = "마을 위원회"\nurl = "{self.url}/notice/list"\nengine = "generic"\nlanguage = "ko"\n'
            f'timezone = "Asia/Seoul"\n{top}\n[fetch]\ndelay = 0\nbackoff = 0.05\nattempts = 3\npatience = 5\nprivate_hosts = ["{host}"]\n{fetch}'
            f"\n[learned]\n{learned}"
        )

    def answer(self, path: str) -> tuple[int, str]:
        parts = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/notice/list":
            return 200, self._page("위원회 소식", self._list(int(asked.get("p", "1")) if asked.get("kind") == "all" or not self.posts_pages else 1))
        found = [entry for entry in self.entries if parts.path == "/notice/read" and asked.get("n") == str(entry.number)]
        if found:
            return 200, self._page(found[0].title, self._post(found[0]))
        if path == "/refused":
            return 405, self._page("안내", "<p>잘못된 접근입니다.</p>")
        return 404, self._page("없음", "<p>찾으시는 페이지가 없습니다.</p>")

    @staticmethod
    def _page(title: str, body: str) -> str:
        return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)} | 마을 위원회</title></head><body>{MENU}<div id="main">{body}</div></body></html>'

    def _list(self, page: int) -> str:
        last = -(-len(self.entries) // PER_PAGE)
        shown = self.entries[(page - 1) * PER_PAGE : page * PER_PAGE]
        href = 'href="javascript:go(%d)"' if self.posts_pages else 'href="/notice/list?p=%d"'
        pager = " ".join(f"<strong>{n}</strong>" if n == page else f"<a {href % n}>{n}</a>" for n in range(1, last + 1))
        pager += FORM.replace("PAGE", str(page)) if self.posts_pages else ""
        rows = {"table": self._table, "list": self._items, "cards": self._cards}[self.shape](shown)
        if self.posts_posts:
            rows = re.sub(r'href="/notice/read\?n=(\d+)"', r'href="javascript:read(\1)"', rows) + READ
        return f'<h2>위원회 소식</h2>{rows}<div class="pages">{pager}</div>'

    @staticmethod
    def _table(shown: list[Entry]) -> str:
        rows = "".join(
            f'<tr><td>{(entry.number - 7000) // 3}</td><td class="s"><a href="/notice/read?n={entry.number}">{escape(entry.title)}</a></td>'
            f"<td>{entry.author}</td><td>{entry.posted}</td><td>{entry.number % 91}</td></tr>"
            for entry in shown
        )
        return f"<table><tr><th>번호</th><th>제목</th><th>담당</th><th>등록일</th><th>조회</th></tr>{rows}</table>"

    @staticmethod
    def _items(shown: list[Entry]) -> str:
        rows = "".join(
            f'<li><a href="/notice/read?n={entry.number}"><strong class="t">{escape(entry.title)}</strong></a>'
            f'<p class="meta"><span class="by">작성자 : {entry.author}</span> <span class="on">등록일 : {entry.posted}</span></p></li>'
            for entry in shown
        )
        return f'<ul class="news">{rows}</ul>'

    @staticmethod
    def _cards(shown: list[Entry]) -> str:
        rows = "".join(
            f'<div class="card"><div class="top"><h3><a href="/notice/read?n={entry.number}">{escape(entry.title)}</a></h3></div>'
            f'<div class="bottom"><em class="date">{entry.posted}</em><i class="dept">{entry.author}</i></div></div>'
            for entry in shown
        )
        return f'<div class="cards">{rows}</div>'

    @staticmethod
    def _post(entry: Entry) -> str:
        body = "".join(f"<p>{escape(text)}</p>" for text in entry.body)
        return (
            f'<h3 class="subject">{escape(entry.title)}</h3><dl class="info"><dt>작성자</dt><dd>{entry.author}</dd><dt>등록일</dt><dd>{entry.posted}</dd>'
            f'<dt>조회수</dt><dd>{entry.number % 91}</dd></dl><div class="text">{body}</div><p class="back"><a href="/notice/list">목록</a></p>'
        )
