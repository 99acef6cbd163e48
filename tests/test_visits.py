"""Boards that know their readers: forms that are posted with what the page before them gave, files for those who come from the post.

Each is a real server on loopback that refuses what a reader without cookie, token, nonce or Referer asks.
"""

from __future__ import annotations

import sqlite3
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from crawler import forms
from crawler.warc.read import records
from pipelines.rebuild import dump, rebuild
from pipelines.verify import verify
from tests.conftest import Archive
from tests.test_kill import start
from tests.test_korean_crawl import Egov, Gnuboard, KoreanBoard, golden
from tests.tiny_board import TinyBoard, TinyPost

FORBIDDEN = (403, {}, "<html><body>잘못된 접근입니다.</body></html>".encode())
FILE = "bo_table=notice&wr_id=240"
ALERT = (200, {}, '<html><head><script>alert("잘못된 접근입니다.");</script></head></html>'.encode())


class Visited(KoreanBoard):
    """A board that gives each reader without a cookie a session of its own; ``sessions`` holds those it still knows."""

    def __init__(self) -> None:
        super().__init__()
        self.sessions: set[str] = set()
        self._numbers = count(1)

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path == "/robots.txt":
            return super().answer(path)
        shown = parse_qs((self.request.headers.get("Cookie") or "").replace("; ", "&")).get("JSESSIONID", [""])[0]
        session = shown if shown in self.sessions else f"s{next(self._numbers)}"
        self.sessions.add(session)
        status, headers, body = self.visited(path, session, known=session == shown)
        return status, headers if session == shown else {**headers, "Set-Cookie": f"JSESSIONID={session}; Path=/; HttpOnly"}, body

    def visited(self, path: str, session: str, *, known: bool) -> tuple[int, dict[str, str], bytes]:
        raise AssertionError(f"nothing is served at {path} to {session} {known}")


class PostedEgov(Visited, Egov):
    """Lists by GET on the first page only, then by a form with the session's token; posts and files by form or not as the test has it."""

    posted: tuple[str, ...] = ("list",)
    disallowed = ""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []

    def visited(self, path: str, session: str, *, known: bool) -> tuple[int, dict[str, str], bytes]:
        where, given = urlsplit(path).path, dict(parse_qsl(urlsplit(path).query))
        kind = "list" if where.endswith("selectArticleList.do") else "file" if where.endswith("FileDown.do") else "post"
        form = self.request.form
        if form is not None:
            given = dict(parse_qsl(form))
            self.forms.append((where, dict(given)))
            if not known or given.pop("_csrf", "") != f"token-of-{session}":
                return FORBIDDEN
        elif kind in self.posted and (kind != "list" or "pageIndex" in given):
            return 405, {}, b"<html><body>405</body></html>"
        if kind == "file":
            return 200, {"Content-Type": "application/octet-stream"}, str(sorted(given.items())).encode()
        text = self.text(where, given).replace(self.own, self.url)
        return 200, {}, text.replace('value="3f1c"', f'value="token-of-{session}"').encode()

    def text(self, where: str, given: dict[str, str]) -> str:
        if given.get("pageIndex") != "2":
            return self.page(where, given).replace("토요일", f"{given.get('nttId')}일 토요일")
        second = golden("egov", "list_first").replace("fn_egov_select_linkPage(2)", "fn_egov_select_linkPage(1)")
        return second.replace("'58'", "'48'").replace("'57'", "'47'").replace("'55'", "'45'").replace("linkPage(6)", "linkPage(1)")


@pytest.mark.parametrize("posted", [("list",), ("list", "post", "file")], ids=["lists", "all"])
def test_pages_that_are_forms_are_posted_with_the_token_of_the_page_just_read(posted: tuple[str, ...], archive: Archive) -> None:
    wanted = f"post = {list(posted)!r}\ncookies = true\n"
    with PostedEgov() as board:
        board.posted = posted
        run = archive.crawl(board, fetch=wanted)

        assert (run.outcome, run.reason, archive.issues()) == ("complete", None, [])
        assert archive.value("SELECT count(*) FROM posts WHERE body_text <> ''") == 7
        assert archive.value("SELECT count(*) FROM attachments WHERE sha256 IS NOT NULL") == 2
        lists = [form for where, form in board.forms if where.endswith("selectArticleList.do")]
        assert lists == [{"bbsId": "BBSMSTR_000000000021", "pageIndex": "2", "_csrf": "token-of-s1"}]
        assert len(board.sessions) == 1
        assert len(board.forms) == (1 if posted == ("list",) else 1 + 7 + 1 + 2), "a list, posts, a page of comments, files"

        # The same posts, by the same addresses: nothing is new, nothing moved.
        again = archive.crawl(board, fetch=wanted)
        assert (again.outcome, again.row["new_posts"], again.row["changed_posts"], archive.issues()) == ("complete", 0, 0, [])
        assert archive.rows("SELECT kind, count(*) FROM events GROUP BY kind") == [("new", 7)]


def test_the_evidence_holds_each_form_and_two_forms_of_one_address_are_two_pages(archive: Archive) -> None:
    with PostedEgov() as board:
        board.posted = ("list", "post", "file")
        archive.crawl(board, fetch='post = ["list", "post", "file"]\ncookies = true\n')
        address = f"{board.url}/portal/cop/bbs/selectArticleDetail.do"

    captured = archive.rows("SELECT count(*), count(DISTINCT payload_sha256) FROM captures WHERE method = 'POST' AND url = ?", address)
    assert captured[0][0] == 7 + 1, "posts, and a page of comments"
    assert captured[0][1] > 1
    assert archive.value("SELECT url FROM posts WHERE native_id = '58'") == f"{address}#post:bbsId=BBSMSTR_000000000021&nttId=58"
    (file,) = sorted((archive.folder / "warcs").glob("*.warc.gz"))
    requests = [record.block for record in records(file) if record.type == "request" and record.headers["WARC-Target-URI"] == address]
    assert all(block.startswith(b"POST /portal/cop/bbs/selectArticleDetail.do HTTP/1.1\r\n") for block in requests)
    sent = {block.partition(b"\r\n\r\n")[2] for block in requests}
    assert b"bbsId=BBSMSTR_000000000021&nttId=58&_csrf=token-of-s1" in sent
    assert len(sent) == 7 + 1
    assert [finding for finding in verify(archive.path, archive.folder / "warcs") if finding.code.startswith("E")] == []


def test_a_form_is_not_posted_where_robots_forbids_its_address(archive: Archive) -> None:
    with PostedEgov() as board:
        board.posted = ("list", "post")
        board.robots = (200, "User-agent: *\nDisallow: /portal/cop/bbs/selectArticleDetail.do\n")
        run = archive.crawl(board, fetch='post = ["list", "post"]\ncookies = true\n')
        assert run.row["refused"] == len(archive.issues("robots")) == len(archive.issues()) == 7
        assert {where.rpartition("/")[2] for where, _ in board.forms} == {"selectArticleList.do"}


@pytest.mark.parametrize(("status", "methods"), [(303, ["GET", "POST", "GET"]), (307, ["GET", "POST", "POST"]), (308, ["GET", "POST", "POST"])])
def test_a_form_that_is_sent_elsewhere_is_asked_there_as_browsers_do(status: int, methods: list[str], archive: Archive) -> None:
    class Moving(PostedEgov):
        def visited(self, path: str, session: str, *, known: bool) -> tuple[int, dict[str, str], bytes]:
            if self.request.form is not None and "moved" not in path:
                return status, {"Location": f"{urlsplit(path).path}?moved=1&bbsId=BBSMSTR_000000000021&pageIndex=2"}, b""
            if self.request.form is None and "moved" in path:
                return 200, {}, self.text(urlsplit(path).path, {"pageIndex": "2"}).replace(self.own, self.url).encode()
            return super().visited(path, session, known=known)

    with Moving() as board:
        run = archive.crawl(board, fetch='post = ["list"]\ncookies = true\n')
        assert (run.outcome, archive.issues()) == ("complete", [])
        assert [method for method, path, _, _ in board.log if "selectArticleList" in path] == methods
        assert archive.value("SELECT count(*) FROM posts") == 7


def test_a_board_that_wants_a_form_is_told_of_with_the_way_to_say_so(archive: Archive) -> None:
    with PostedEgov() as board:
        archive.crawl(board)
    assert [message.rpartition("; ")[2] for _, _, message in archive.issues("http_status")] == [
        'where the board gives this by POST alone, say so: fetch.post = ["list"]'
    ]


def test_without_cookies_a_form_is_refused_and_the_run_says_so(archive: Archive) -> None:
    class Bare(PostedEgov):
        def visited(self, path: str, session: str, *, known: bool) -> tuple[int, dict[str, str], bytes]:
            return super().visited(path, session, known=False)

    with Bare() as board:
        run = archive.crawl(board, fetch='post = ["list"]\n')
        assert run.outcome == "incomplete"
        assert [path for _, path, _ in archive.issues("http_status")] == ["/portal/cop/bbs/selectArticleList.do"]


class Guarded(Visited, Gnuboard):
    """Gnuboard's files: the nonce of this session's own page, its cookie and the post as Referer, or an alert with status 200."""

    def visited(self, path: str, session: str, *, known: bool) -> tuple[int, dict[str, str], bytes]:
        where, given = urlsplit(path).path, dict(parse_qsl(urlsplit(path).query))
        if where.endswith("download.php"):
            fits = known and given.get("nonce") == f"{session}|{given['wr_id']}|{given['no']}"
            if not fits or f"wr_id={given['wr_id']}" not in (self.request.headers.get("Referer") or ""):
                return ALERT
            name = "%EC%8B%A0%EC%B2%AD%EC%84%9C.hwp"
            return 200, {"Content-Type": "file/unknown", "Content-Disposition": f'attachment; filename="{name}"'}, f"file {given['no']}".encode()
        text = self.page(where, given).replace(self.own, self.url)
        for number, nonce in (("0", "ffee"), ("1", "ffef")):
            text = text.replace(f"nonce=a1b2%7C1740900000%7C{nonce}", f"nonce={session}%7C{given.get('wr_id')}%7C{number}")
        return 200, {}, text.encode()


@pytest.mark.parametrize("connections", [1, 4])
def test_files_of_gnuboard_are_asked_with_cookie_referer_and_nonce(connections: int, archive: Archive) -> None:
    with Guarded() as board:
        run = archive.crawl(board, fetch=f"concurrency = {connections}\n")
        assert (run.outcome, archive.issues()) == ("complete", [])
        assert len(board.sessions) == 1
        found = archive.rows("SELECT url, state, bytes FROM attachments ORDER BY id")
        root = f"{board.url}/bbs/download.php?bo_table=notice&wr_id=240"
        assert found == [(f"{root}&no=0", "present", 6), (f"{root}&no=1", "present", 6)]

        # Another visit, another session and another nonce: the files are the same.
        board.sessions.clear()
        again = archive.crawl(board)
        assert (again.outcome, again.row["changed_posts"], archive.issues()) == ("complete", 0, [])
        assert archive.value("SELECT count(*) FROM attachments") == 2


class Zeroboard(KoreanBoard):
    """Zeroboard 4: a file asked without the board's own page as Referer comes without a byte."""

    engine, path, own = "zeroboard4", "/bbs/zboard.php?id=talk", "http://home.example.kr"

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        where, given = urlsplit(path).path, dict(parse_qsl(urlsplit(path).query))
        if where.endswith("download.php"):
            known = f"{self.url}/bbs/view.php" in (self.request.headers.get("Referer") or "")
            return 200, {"Content-Type": "application/octet-stream"}, f"file of {given['no']}".encode() if known else b""
        return super().answer(path)

    def page(self, path: str, given: dict[str, str]) -> str:
        if path.endswith("zboard.php"):
            return golden(self.engine, "list_first" if given.get("page", "1") == "1" else "list_past_end")
        text = golden(self.engine, "post_files_comments" if given["no"] == "45" else "post_plain")
        return text.replace("name=no value=3>", f"name=no value={given['no']}>").replace('name="no" value="3"', f'name="no" value="{given["no"]}"')


def test_files_of_zeroboard_are_asked_with_their_post_as_referer_and_without_cookies(archive: Archive) -> None:
    asked: list[str | None] = []
    with Zeroboard() as board:
        board.on_request = lambda _: asked.append(board.request.headers.get("Cookie"))
        archive.crawl(board)
        files = archive.rows("SELECT state, bytes FROM attachments")
        assert files
        assert set(files) == {("present", len("file of 45"))}
    assert set(asked) == {None}


def test_a_board_of_any_engine_may_give_its_pages_by_post_alone(archive: Archive) -> None:
    class Drupal(TinyBoard):
        def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
            if self.request.form is None and "page=" in path:
                return 405, {}, b"<html><body>405</body></html>"
            return super().answer(path if self.request.form is None else f"{path}?{self.request.form.partition('&form_build_id')[0]}")

    with Drupal() as board:
        board.add(*(TinyPost(number, f"알림 {number}", f"<p>{number}번째 알림입니다.</p>") for number in range(1, 26)))
        run = archive.crawl(board, fetch='post = ["list"]\n')
        assert (run.outcome, archive.issues(), archive.value("SELECT count(*) FROM posts")) == ("complete", [], 25)
        assert [method for method, path, _, _ in board.log if path.startswith("/ko/news")] == ["GET", "POST", "POST"]


def test_no_other_board_is_sent_a_cookie(board: TinyBoard, archive: Archive) -> None:
    seen: list[str | None] = []
    board.add(TinyPost(1, "알림", files={"가.pdf": b"%PDF"}), TinyPost(2, "알림 둘"))
    board.on_request = lambda _: seen.append(board.request.headers.get("Cookie") or board.request.headers.get("Referer"))
    board.first["/ko/news"] = [(200, {"Set-Cookie": "PHPSESSID=1; Path=/"}, board.answer("/ko/news")[2])]
    assert archive.crawl(board).outcome == "complete"
    assert seen == [None] * 5


def test_a_visit_that_a_kill_has_ended_begins_again(tmp_path: Path) -> None:
    with Guarded() as board:
        boards = tmp_path / "boards"
        boards.mkdir()
        (boards / "tiny.toml").write_text(board.manifest_text(), "utf-8")
        # The first process ends when the post was read and none of its files, the second between the two files.
        for crash in ("after_commit:5", "after_commit:4", None):
            process = start(tmp_path, crash=crash)
            out, err = process.communicate(timeout=60)
            assert process.returncode == (9 if crash else 3), (out + err).decode()
            board.sessions.clear()
        asked = [path.partition("?")[2].partition("&nonce")[0] for _, path, _, _ in board.log if "wr_id=240" in path]
    assert asked == ["bo_table=notice&wr_id=240"] * 2 + [f"{FILE}&no=0", "bo_table=notice&wr_id=240", f"{FILE}&no=1"]
    conn = sqlite3.connect(tmp_path / "archive.db")
    row = conn.execute("SELECT outcome, requests, stored + unchanged + quarantined + refused + failed FROM crawls").fetchone()
    assert row[0] == "complete"
    assert row[1] == row[2]
    assert conn.execute("SELECT count(*) FROM issues").fetchone()[0] == 0
    assert conn.execute("SELECT count(*) FROM attachments WHERE sha256 IS NOT NULL").fetchone()[0] == 2
    assert conn.execute("SELECT count(*), count(DISTINCT native_id), sum(revision) FROM posts").fetchone() == (6, 6, 6)
    conn.close()
    rebuild(tmp_path / "warcs", tmp_path / "again.db")
    assert list(dump(tmp_path / "again.db")) == list(dump(tmp_path / "archive.db"))


def test_a_post_is_written_as_an_address_and_read_again() -> None:
    written = forms.write("https://example.go.kr/view.do?menu=3", [("nttId", "7"), ("말", "가 나&")])
    assert written == "https://example.go.kr/view.do?menu=3#post:nttId=7&%EB%A7%90=%EA%B0%80+%EB%82%98%26"
    assert forms.split(written) == ("https://example.go.kr/view.do?menu=3", "nttId=7&%EB%A7%90=%EA%B0%80+%EB%82%98%26")
    assert forms.as_get(written) == "https://example.go.kr/view.do?menu=3&nttId=7&%EB%A7%90=%EA%B0%80+%EB%82%98%26"
    assert forms.as_get(forms.as_post("https://example.go.kr/a.do?b=1")) == "https://example.go.kr/a.do?b=1"
    assert forms.as_get("https://example.go.kr/a.do") == "https://example.go.kr/a.do"
    assert forms.split("https://example.go.kr/a#b") == ("https://example.go.kr/a#b", None)


def test_a_form_is_written_in_the_encoding_of_its_page() -> None:
    assert forms.write("http://e.kr/a", [("q", "뷁")], encoding="cp949").endswith("#post:q=%94%EE")
    assert forms.write("http://e.kr/a", [("q", "뷁")], encoding="ascii").endswith("#post:q=%26%2348577%3B")


def test_fields_of_the_page_just_read_fill_a_form_and_change_none_of_its_own() -> None:
    assert forms.body("a=1&_csrf=own", {"_csrf": "page's", "layout": "가"}) == b"a=1&_csrf=own&layout=%EA%B0%80"
    assert forms.body("", {"t": "1"}) == b"t=1"
