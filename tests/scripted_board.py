"""A board on loopback whose pages tell little: a base element, functions in a script file, and files that a form alone gives."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

POSTS = range(112, 100, -1)
WITH_FILES = (112, 109, 104)
NAMES = ("시행 계획.hwp", "신청서.pdf")
SCRIPT = """
/* 게시판 */
function view(no) { var f = document.listForm; f.no.value = no; f.action = 'view.do'; f.submit(); }
var turn = function (page) { location.href = 'list.do?page=' + page; };
function fnDown(id, sn) {
  var f = document.downForm;
  f.fileId.value = id;
  $('#sn').val(sn);
  f.submit();
}
"""


def title(n: int) -> str:
    return f"제{n}차 마을 회의 결과를 알립니다"


def posted(n: int) -> str:
    return (date(2025, 2, 20) - timedelta(days=3 * (112 - n))).isoformat()


def file_bytes(n: int, place: int) -> bytes:
    return f"%PDF-1.4 {n} {place}".encode()


class ScriptedBoard:
    """Context manager; ``log`` holds (method, path, form) of what was asked, ``foreign`` is a host that the base element names in place of the site."""

    def __init__(self, foreign: str = "") -> None:
        self.foreign = foreign
        self.log: list[tuple[str, str, str]] = []

    def __enter__(self) -> ScriptedBoard:
        board = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer("")

            def do_POST(self) -> None:
                self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def _answer(self, form: str) -> None:
                board.log.append((self.command, self.path, form))
                status, kind, body = board.answer(self.command, self.path, form, self.headers.get("Cookie") or "")
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Set-Cookie", "SESSION=s1; Path=/")
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

    def answer(self, method: str, path: str, form: str, cookies: str) -> tuple[int, str, bytes]:
        parts = urlsplit(path)
        given = {name: values[0] for name, values in parse_qs(parts.query or form).items()}
        if parts.path == "/js/board.js":
            return 200, "application/javascript; charset=utf-8", SCRIPT.encode()
        if parts.path in ("/main.do", "/portal/bbs/list.do"):
            return self._page("소식", self._list(int(given.get("page", "1"))))
        if parts.path == "/portal/bbs/view.do" and given.get("no", "").isdigit() and int(given["no"]) in POSTS:
            return self._page(title(int(given["no"])), self._post(int(given["no"])))
        if parts.path == "/portal/bbs/down.do" and method == "POST" and "SESSION=s1" in cookies and given.get("_csrf") == "token" and given.get("board") == "7":
            return 200, "application/octet-stream", file_bytes(int(given["fileId"][4:]), int(given["fileSn"]))
        return 405 if parts.path == "/portal/bbs/down.do" else 404, "text/html; charset=utf-8", "<html><body>잘못된 접근입니다.</body></html>".encode()

    def _page(self, heading: str, body: str) -> tuple[int, str, bytes]:
        scripts = "".join(f'<script src="{path}"></script>' for path in ("/js/jquery.min.js", "/js/board.js", "//cdn.example.invalid/x.js"))
        head = f'<meta charset="utf-8"><title>{heading} | 마을</title><base href="{self.foreign or self.url}/portal/bbs/">{scripts}'
        text = f'<!DOCTYPE html><html lang="ko"><head>{head}</head><body><h2>마을 소식</h2>{body}</body></html>'
        return 200, "text/html; charset=utf-8", text.encode()

    @staticmethod
    def _list(page: int) -> str:
        rows = "".join(
            f'<tr><td>{n}</td><td><a href="#none" onclick="view(\'{n}\'); return false;">{title(n)}</a></td><td>총무팀</td><td>{posted(n)}</td></tr>'
            for n in POSTS[(page - 1) * 8 : page * 8]
        )
        pager = "".join(f"<strong>{n}</strong>" if n == page else f'<a href="javascript:turn({n})">{n}</a>' for n in (1, 2))
        form = '<form name="listForm"><input type="hidden" name="no"><input type="hidden" name="_csrf" value="token"></form>'
        return f'<table class="list"><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>{rows}</table><div class="pages">{pager}</div>{form}'

    @staticmethod
    def _post(n: int) -> str:
        files = "".join(f'<li><a href="javascript:fnDown(\'FILE{n}\', \'{place}\')">{name}</a></li>' for place, name in enumerate(NAMES)) if n in WITH_FILES else ""
        form = (
            '<form name="downForm" method="post" action="down.do"><input type="hidden" name="board" value="7"><input type="hidden" name="fileId">'
            '<input type="hidden" name="fileSn" id="sn"><input type="hidden" name="_csrf" value="token"></form>'
        )
        return (
            f'<h3 class="subject">{title(n)}</h3><dl><dt>작성자</dt><dd>총무팀</dd><dt>작성일</dt><dd>{posted(n)}</dd></dl><ul class="files">{files}</ul>'
            f'<div class="text"><p>제{n}차 회의를 {n % 12 + 1}월에 열었습니다.</p><p>모두 {n - 60}명이 왔습니다.</p><img src="i/{n}.png" alt=""></div>{form}'
        )
