"""What `panjeon add` asks of a board whose pages do not tell where they lead: few script files of its own host, and forms where GET is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.onboarding.looking import Found, look
from crawler.onboarding.visit import Visit
from crawler.records import Exchange
from tests.test_learning_causes import AT, NUMBERS, body, cells, day, desk, manifest_of, title

URL = "https://board.example/news/list.do"
HEAD = "<tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>"
VIEW = "function view(no) { location.href = '/news/view.do?no=' + no; }"


@dataclass(slots=True)
class Site:
    """A board by what its rows, its pager and the end of its pages hold; ``files`` are its scripts, ``refuses_get`` whether its posts want a form."""

    link: str = "<a href=\"javascript:view('N')\">T</a>"
    pager: Callable[[int], str] = lambda number: '<p><a href="?page=1">1</a> <a href="?page=2">2</a></p>'
    end: str = ""
    post_end: Callable[[int], str] = lambda _: ""
    files: dict[str, str] = field(default_factory=dict)
    refuses_get: bool = False
    asked: list[str] = field(default_factory=list)

    def found(self) -> Found:
        board = manifest_of(URL)
        return asyncio.run(look(Visit(board, self.download), board))

    async def download(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.url.removeprefix('https://board.example')}")
        status, text = self.answer(request)
        data = text.encode()
        request.meta["exchange"] = Exchange(
            url=request.url, method=request.method, request=b"", head=b"", body=data, payload=data, status=status,
            headers=(("Content-Type", "text/html; charset=utf-8"),), started_at=AT,
        )  # fmt: skip
        return HtmlResponse(request.url, body=data, status=status, encoding="utf-8")

    def answer(self, request: Request) -> tuple[int, str]:
        path, _, query = request.url.removeprefix("https://board.example").partition("?")
        given = dict(pair.partition("=")[::2] for pair in (query or request.body.decode()).split("&"))
        if path in self.files:
            return 200, self.files[path]
        if path == "/news/list.do":
            return 200, self.page("새소식", self.listing(int(given.get("page", "1"))))
        if path == "/news/view.do" and (request.method == "POST" or not self.refuses_get):
            return 200, self.page(title(int(given["no"])), self.post(int(given["no"])))
        return 405 if path == "/news/view.do" else 404, "<html><body><p>잘못된 접근입니다.</p></body></html>"

    def page(self, heading: str, text: str) -> str:
        return f"<html><head><meta charset=utf-8><title>{heading}</title></head><body>{text}</body></html>"

    def listing(self, number: int) -> str:
        plain = '<a href="/news/view.do?no={n}">'
        own = NUMBERS[:10] if number == 1 else NUMBERS[10:]
        rows = "".join(
            cells(n, day(n)).replace(plain.format(n=n) + title(n) + "</a>", self.link.replace("N", str(n)).replace("T", title(n))) for n in own
        )
        return f"<table>{HEAD}{rows}</table>{self.pager(number)}{self.end}"

    def post(self, n: int) -> str:
        facts = f"<p><b>작성자</b> {desk(n)} <b>작성일</b> {day(n)}</p>"
        return f'<div class="v"><h3>{title(n)}</h3>{facts}<div class="t">{body(n)}</div>{self.post_end(n)}</div>'

    def scripts(self) -> list[str]:
        return [path for path in self.asked if path.endswith(".js")]


def sources(*paths: str) -> str:
    return "".join(f'<script src="{path}"></script>' for path in paths)


def test_a_script_file_tells_what_the_page_does_not() -> None:
    site = Site(end=sources("/js/jquery-3.6.js", "https://cdn.example/board.js", "/js/ui.js", "/js/bbs_list.js", "/js/menu.js"))
    site.files = {"/js/bbs_list.js": VIEW, "/js/ui.js": "", "/js/menu.js": ""}
    found = site.found()
    assert found.verdict == "sure", found.checks
    assert found.board.learned["opener"] == "view -> /news/view.do?no={1}"
    assert site.scripts() == ["GET /js/bbs_list.js"], "the likeliest, and no further one"
    assert [check.text for check in found.checks if "script" in check.text]


def test_no_more_than_three_script_files_are_asked_and_what_is_none_tells_nothing() -> None:
    site = Site(end=sources(*(f"/js/{name}.js" for name in "abcde")))
    site.files = {"/js/a.js": f"<html><script>{VIEW}</script></html>", "/js/c.js": "var x = 1;", "/js/d.js": VIEW}
    with pytest.raises(Exception, match="the posts are opened by view, and the page does not tell what that asks for"):
        site.found()
    assert site.scripts() == ["GET /js/a.js", "GET /js/b.js", "GET /js/c.js"]


def test_a_page_that_tells_everything_has_none_of_its_script_files_asked() -> None:
    site = Site(link='<a href="/news/view.do?no=N">T</a>', end=sources("/js/board.js"))
    assert site.found().verdict == "sure"
    assert site.scripts() == []


def test_a_pager_whose_function_stands_in_a_script_file() -> None:
    site = Site(link='<a href="/news/view.do?no=N">T</a>', pager=lambda _: "<p><a href='javascript:go(1)'>1</a> <a href='javascript:go(2)'>2</a></p>", end=sources("/js/page.js"))
    site.files = {"/js/page.js": "function go(n) { location.href = '?page=' + n; }"}
    found = site.found()
    assert found.verdict == "sure", found.checks
    assert found.listing.next_url == f"{URL}?page=2"


def test_files_whose_function_stands_in_a_script_file_and_posts_a_form() -> None:
    form = '<form name="d" method="post" action="/news/down.do"><input type="hidden" name="kind" value="b 1"><input type="hidden" name="f"></form>'
    site = Site(link='<a href="/news/view.do?no=N">T</a>', end=sources("/js/menu.js"))
    site.post_end = lambda n: f"<ul class=\"files\"><li><a href=\"#\" onclick=\"down('{n}&x'); return false;\">계획 {n}.hwp</a></li></ul>{form}{sources('/js/file.js')}"
    site.files = {"/js/file.js": "function down(id) { document.d.f.value = id; document.d.submit(); }"}
    found = site.found()
    assert found.verdict == "sure", found.checks
    assert found.board.learned["file_opener"] == "down -> /news/down.do#post:kind=b%201&f={1}"
    files = [link.url for link in found.samples[0].read.attachments]  # type: ignore[union-attr]
    assert files == [f"https://board.example/news/down.do#post:kind=b%201&f={found.samples[0].row.native_id}%26x"]
    site.files = {}
    again = site.found()
    assert again.verdict == "check", "files that nothing tells the address of are not passed over"
    assert "files are named, and the pages do not tell where they are" in again.signs


def test_files_that_a_form_of_their_own_gives() -> None:
    site = Site(link='<a href="/news/view.do?no=N">T</a>')
    site.post_end = lambda n: f'<form method="post" action="/news/down.do"><input type="hidden" name="f" value="{n}"><button>계획 {n}.hwp</button></form>'
    edits = '<form method="post" action="/news/edit.do"><input type="hidden" name="atchFileId" value="F"><button>수정</button></form>'
    gives, site.post_end = site.post_end, lambda n: f"{gives(n)}{edits}"
    found = site.found()
    read = [sample.read for sample in found.samples]
    assert [link.url for post in read for link in post.attachments] == [f"https://board.example/news/down.do#post:f={sample.row.native_id}" for sample in found.samples]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("link", "end"),
    [
        ('<form method="post" action="/news/view.do"><input type="hidden" name="no" value="N"><button>T</button></form>', ""),
        (
            '<a href="#" class="go" data-no="N">T</a>',
            """<form id="f" method="post" action="/news/view.do"><input type="hidden" name="no"></form>
            <script>$('.go').on('click', function () { $('#f [name=no]').val($(this).data('no')); $('#f').submit(); });</script>""",
        ),
    ],
    ids=["a form of each row", "a handler and a form"],
)
def test_posts_that_a_form_opens_are_asked_by_post_where_get_is_refused(link: str, end: str) -> None:
    site = Site(link=link, end=end, refuses_get=True)
    found = site.found()
    assert found.verdict == "sure", found.checks
    assert found.board.fetch.post == ("post",)
