"""The demo board over real HTTP: its pages are well formed and stable but for what a real site changes at every request."""

from __future__ import annotations

import html.parser
import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from demo.days import board
from demo.oracle import truth
from demo.pages import ROWS_PER_PAGE
from demo.server import DemoServer

VOLATILE = re.compile(r'view-dom-id-[0-9a-f]{32}|name="form_build_id" value="form-[\w-]+"|"theme_token":"[\w-]+"|\d+ (?:reads|READS)')
VOID = {"meta", "link", "img", "input"}


@dataclass(frozen=True)
class Got:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def tree(self) -> Any:
        """Untyped on purpose: an element that is not there ends the test anyway."""
        return LexborHTMLParser(self.text)

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


class Visitor:
    """One connection that is kept alive from request to request."""

    def __init__(self, server: DemoServer) -> None:
        self.server = server
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)

    def get(self, path: str, method: str = "GET") -> Got:
        self.connection.request(method, path)
        response = self.connection.getresponse()
        return Got(response.status, response.getheaders(), response.read())


@pytest.fixture(scope="module")
def running() -> Iterator[Visitor]:
    with DemoServer() as server:
        visitor = Visitor(server)
        yield visitor
        visitor.connection.close()


@pytest.fixture
def visitor(running: Visitor) -> Visitor:
    running.server.day = 1
    running.server.log.clear()
    return running


class Balance(html.parser.HTMLParser):
    """Notes every end tag that closes something else than was opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def list_ids(visitor: Visitor) -> list[str]:
    """Walk the list by its own next links and give the ids in the order met."""
    path: str | None = "/ko/news"
    ids = []
    while path:
        tree = visitor.get(path).tree
        ids += [(link.attributes["href"] or "").rpartition("/")[2] for link in tree.css(".view-news .views-row .views-field-title a")]
        following = tree.css_first("ul.pager li.pager-next a")
        path = following.attributes["href"] if following else None
    return ids


@pytest.mark.parametrize("path", ["/ko", "/en", "/ko/news", "/en/news?page=3", "/ko/node/6306", "/en/node/9366", "/nothing-here", "/ko/node/10584"])
@pytest.mark.parametrize("day", [1, 3, 4])
def test_pages_are_well_formed_and_stable_but_for_their_tokens(visitor: Visitor, path: str, day: int) -> None:
    visitor.server.day = day
    first, second = visitor.get(path).text, visitor.get(path).text
    assert first != second
    assert VOLATILE.sub("", first) == VOLATILE.sub("", second)
    assert "\0" not in first
    checker = Balance()
    checker.feed(first)
    assert (checker.open, checker.wrong) == ([], [])


def test_every_post_page_shows_what_the_board_holds(visitor: Visitor) -> None:
    for post in board(1).posts:
        tree = visitor.get(post.path).tree
        classes = (tree.css_first("body").attributes["class"] or "").split()
        assert {f"page-node-{post.native_id}", "node-type-news"} <= set(classes)
        assert tree.css_first("h1#page-title").text() == post.title
        assert tree.css_first("link[rel=canonical]").attributes["href"] == post.path
        assert tree.css_first("link[rel=shortlink]").attributes["href"] == f"/node/{post.native_id}"
        submitted = tree.css_first("div.submitted").text()
        assert all(label in submitted for label in (("등록일", "글쓴이") if post.language == "ko" else ("Date", "Writer")))
        assert f"{post.posted}" in submitted
        assert tree.css_first(".submitted .username").text() == post.author
        assert tree.css_first(".field-name-body .field-item") is not None
        assert len(tree.css("span.file > a")) == len(post.files)


def test_list_shows_every_post_once_and_claims_their_number(visitor: Visitor) -> None:
    for day in (1, 2, 4, 5):
        visitor.server.day = day
        ids = list_ids(visitor)
        assert ids == [post.native_id for post in board(day).posts]
        assert visitor.get("/ko/news").tree.css_first(".view-header").text() == f"전체 {len(ids)}건"
        assert visitor.get("/en/news").tree.css_first(".view-header").text() == f"Total {len(ids)}"


def test_pinned_rows_are_marked_on_the_first_page_only(visitor: Visitor) -> None:
    first, second = visitor.get("/ko/news").tree, visitor.get("/ko/news?page=1").tree
    assert len(first.css(".views-row")) == ROWS_PER_PAGE
    assert [row.css_first(".marker").text() for row in first.css(".views-row.sticky")] == ["공지", "공지"]
    assert "sticky" in (first.css_first(".views-row").attributes["class"] or "")
    assert not second.css(".sticky")
    visitor.server.day = 2
    assert len(visitor.get("/ko/news").tree.css(".views-row.sticky")) == 3


def test_pager_clamps_past_the_end(visitor: Visitor) -> None:
    last = visitor.get("/ko/news").tree.css_first("li.pager-last a").attributes["href"]
    end = (len(board(1).posts) - 1) // ROWS_PER_PAGE
    assert last == f"/ko/news?page={end}"
    beyond = visitor.get("/ko/news?page=9999").text
    assert VOLATILE.sub("", beyond) == VOLATILE.sub("", visitor.get(last).text)
    assert LexborHTMLParser(beyond).css_first("li.pager-next") is None
    for odd in ("-1", "x", "", "9" * 5000, "%00"):
        assert VOLATILE.sub("", visitor.get(f"/ko/news?page={odd}").text) == VOLATILE.sub("", visitor.get("/ko/news").text)


def test_lists_cut_only_titles_of_more_than_eighty_characters(visitor: Visitor) -> None:
    titles = {post.native_id: post.title for post in board(1).posts}
    cuts = 0
    for page in range(20):
        for link in visitor.get(f"/ko/news?page={page}").tree.css(".views-field-title a"):
            full = titles[(link.attributes["href"] or "").rpartition("/")[2]]
            assert link.text() == (full if len(full) <= 80 else full[:80] + "..")
            cuts += len(full) > 80
    assert cuts >= 3


@pytest.mark.parametrize(("language", "length"), [("ko", 49), ("en", 80)])
def test_home_page_shows_the_newest_four_and_the_strip(visitor: Visitor, language: str, length: int) -> None:
    tree = visitor.get(f"/{language}").tree
    rows = tree.css("div.view.view-news.view-display-id-block_home li.views-row")
    newest = sorted((post for post in board(1).posts if post.language == language), key=lambda post: post.published_at, reverse=True)[:4]
    assert [row.css_first(".views-field-title a").attributes["href"] for row in rows] == [post.path for post in newest]
    shown = [row.css_first(".views-field-title a").text() for row in rows]
    assert shown == [post.title if len(post.title) <= length else post.title[:length] + ".." for post in newest]
    assert any(title.endswith("..") for title in shown)
    assert [label.text() for label in rows[0].css(".views-label")] == ["등록일", "글쓴이"]
    assert "\n" not in rows[0].css_first(".views-field-body .field-content").text()
    strip = tree.css("div.view.view-partners li.views-row")
    links = [row.css_first(".views-field-field-logo a[target=_blank]") for row in strip]
    assert [link.css_first("img").attributes["alt"] for link in links] == [partner.alt for partner in board(1).partners]
    assert all(re.fullmatch(r"https://partner\d+\.example\.invalid/|/partners/(1|4|9)/", link.attributes["href"] or "") for link in links)
    described = [row for row in strip if row.css_first(".views-field-body")]
    assert [len(row.css(".views-field-body p")) for row in described] == [3, 3]


def test_logos_are_served_and_one_is_redrawn_on_day_two(visitor: Visitor) -> None:
    first = {partner.logo_path: visitor.get(partner.logo_path) for partner in board(1).partners}
    assert {got.status for got in first.values()} == {200}
    assert {got.header("content-type")[0] for got in first.values()} == {"image/png"}
    visitor.server.day = 2
    redrawn = [path for path, got in first.items() if visitor.get(path).status == 200 and visitor.get(path).body != got.body]
    assert len(redrawn) == 1


def test_files_are_served_whole_under_their_korean_names(visitor: Visitor) -> None:
    files = [(post, file) for post in board(1).posts for file in post.files]
    for post, file in files:
        link = next(
            link for link in visitor.get(post.path).tree.css('span.file > a[href*="/sites/default/files/"]') if link.attributes["href"] == file.path
        )
        assert link.text() == file.name
        assert link.attributes["type"] == f"{file.media_type}; length={len(file.content)}"
        got = visitor.get(file.path)
        assert (got.status, got.body, got.header("content-type")) == (200, file.content, [file.media_type])
        assert got.header("content-length") == [str(len(file.content))]
        assert unquote(got.header("content-disposition")[0].rpartition("filename*=UTF-8''")[2]) == file.name
    assert len(files) >= 14


def test_images_in_bodies_are_served(visitor: Visitor) -> None:
    sources = [image.attributes["src"] or "" for post in board(1).posts for image in LexborHTMLParser(post.body_html).css("img")]
    assert len(sources) >= 4
    assert {visitor.get(source).header("content-type")[0] for source in sources} == {"image/png"}


@pytest.mark.parametrize("path", ["/node/9366", "/ko/node/9366", "/en/content/9366", "/en/node/9366/"])
def test_a_post_has_many_addresses_and_one_canonical_one(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).tree.css_first("link[rel=canonical]").attributes["href"] == "/en/node/9366"


def test_addresses_made_of_titles(visitor: Visitor) -> None:
    aliased = [post for post in board(1).posts if post.alias]
    assert any(post.language == "ko" for post in aliased)
    for post in aliased:
        assert post.alias is not None
        assert visitor.get(post.alias).tree.css_first("link[rel=canonical]").attributes["href"] == post.path


def test_labels_follow_the_language_of_the_address(visitor: Visitor) -> None:
    assert "Writer" in visitor.get("/en/node/6306").tree.css_first(".submitted").text()
    assert "글쓴이" in visitor.get("/node/6306").tree.css_first(".submitted").text()
    assert "Last Update" in visitor.get("/en/node/2374").tree.css_first(".submitted").text()
    assert "Category" in visitor.get("/en/node/2374").tree.css_first(".submitted").text()


def test_read_counter_counts(visitor: Visitor) -> None:
    counts = [int(re.findall(r"(\d+) reads", visitor.get("/ko/node/6306").text)[0]) for _ in range(3)]
    assert counts == sorted(set(counts))


def test_headers_come_double_as_on_real_sites(visitor: Visitor) -> None:
    got = visitor.get("/ko/node/6306")
    assert got.header("content-type") == ["text/html; charset=utf-8"]
    assert len(got.header("link")) == len(got.header("x-drupal-cache")) == 2
    assert got.header("x-generator") == ["Drupal 7 (http://drupal.org)"]
    assert got.header("server") == []
    for path in ("/ko/news", "/robots.txt", board(1).partners[0].logo_path):
        assert len(visitor.get(path).header("x-drupal-cache")) == 2
        assert visitor.get(path).header("x-generator")


def test_head_answers_without_a_body_and_others_are_refused(visitor: Visitor) -> None:
    assert visitor.get("/ko/node/6306", "HEAD").header("content-length") == [str(len(visitor.get("/ko/node/6306").body))]
    assert visitor.get("/ko/node/6306", "HEAD").body == b""
    assert visitor.get("/ko", "POST").status == 405


def test_robots_and_feed(visitor: Visitor) -> None:
    robots = visitor.get("/robots.txt")
    assert "Crawl-delay: 0.05" in robots.text
    assert "Disallow: /user/" in robots.text
    rss = ElementTree.fromstring(visitor.get("/ko/rss.xml").body)
    newest = sorted(board(1).posts, key=lambda post: post.published_at, reverse=True)[:10]
    assert [item.findtext("title") for item in rss.iter("item")] == [post.title for post in newest]
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0900", rss.findtext("channel/item/pubDate") or "")
    assert rss.findtext("channel/item/guid") == f"{newest[0].native_id} at http://127.0.0.1:{visitor.server.port}"


def test_unknown_pages_are_404_in_the_shape_of_the_site(visitor: Visitor) -> None:
    hostile = quote("/ko/<script>alert(1)</script>")
    for path in ("/nothing-here", "/ko/node/1", "/en/content/없는-글".encode().decode("latin-1"), "/sites/default/files/none.pdf", hostile):
        got = visitor.get(quote(path, safe="/%"))
        assert got.status == 404
        assert got.tree.css_first("h1#page-title").text() in ("페이지를 찾을 수 없습니다", "Page not found")
        assert "<script>alert" not in got.text


def test_maintenance_empties_lists_and_home_but_not_posts(visitor: Visitor) -> None:
    visitor.server.day = 3
    for path in ("/ko/news", "/en/news", "/ko/news?page=2"):
        got = visitor.get(path)
        assert got.status == 200
        assert got.tree.css_first("div.view.view-news") is not None
        assert not got.tree.css(".views-row, .view-header, ul.pager")
    for path in ("/ko", "/en"):
        got = visitor.get(path)
        assert got.status == 200
        assert not got.tree.css(".view, .views-row")
    day_three = VOLATILE.sub("", visitor.get("/ko/node/10615").text)
    visitor.server.day = 2
    assert day_three == VOLATILE.sub("", visitor.get("/ko/node/10615").text)


def test_withheld_posts_say_so_in_their_ways(visitor: Visitor) -> None:
    visitor.server.day = 4
    today = board(4)
    assert {visitor.get(f"/ko/node/{native_id}").status for native_id in today.gone} == {404}
    for ids, words in ((today.deleted_page, "삭제되었거나 존재하지 않는 글입니다."), (today.blinded, "블라인드 처리된 글입니다")):
        for native_id in ids:
            got = visitor.get(f"/ko/node/{native_id}")
            assert (got.status, got.tree.css_first(".field-name-body")) == (200, None)
            assert words in got.tree.css_first("#block-system-main").text()
    assert "관리자" in visitor.get(f"/ko/node/{next(iter(today.blinded))}").text


def test_the_returning_post_is_back_as_it_was(visitor: Visitor) -> None:
    native_id = next(post.native_id for post in truth(5).posts.values() if (5, "restored") in post.events)
    before = VOLATILE.sub("", visitor.get(f"/ko/node/{native_id}").text)
    visitor.server.day = 5
    assert VOLATILE.sub("", visitor.get(f"/ko/node/{native_id}").text) == before


def test_the_silent_edit_moves_no_date(visitor: Visitor) -> None:
    native_id = next(post.native_id for post in truth(2).posts.values() if post.revisions[-1].changed == ("body",))
    before = visitor.get(f"/ko/node/{native_id}").tree
    visitor.server.day = 2
    after = visitor.get(f"/ko/node/{native_id}").tree
    assert before.css_first(".submitted").text() == after.css_first(".submitted").text()
    assert "24명" in before.css_first(".field-name-body").text()
    assert "18명" in after.css_first(".field-name-body").text()


def test_log_holds_every_request(visitor: Visitor) -> None:
    visitor.get("/ko/news?page=1")
    visitor.get("/none", "HEAD")
    visitor.get("/ko/content/" + quote("정책"))
    assert visitor.server.log == [("GET", "/ko/news?page=1", 200), ("HEAD", "/none", 404), ("GET", "/ko/content/" + quote("정책"), 404)]


def test_one_connection_carries_hundreds_of_requests_a_second(visitor: Visitor) -> None:
    visitor.get("/ko/news")
    sockets, start = set(), time.perf_counter()
    for number in range(150):
        visitor.get(f"/ko/news?page={number % 5}")
        sockets.add(id(visitor.connection.sock))
    assert len(sockets) == 1
    assert 150 / (time.perf_counter() - start) > 100, "far below 300 a second even for a busy machine: is Nagle's delay back?"


def test_a_server_stops_and_leaves_nothing_behind() -> None:
    threads = set(threading.enumerate())
    with DemoServer(2) as server:
        port = server.port
        assert server.day == 2
        assert server.url == f"http://127.0.0.1:{port}"
        visitor = Visitor(server)
        assert visitor.get("/robots.txt").status == 200
    visitor.connection.close()
    assert set(threading.enumerate()) == threads
    with pytest.raises(OSError):
        http.client.HTTPConnection("127.0.0.1", port, timeout=2).request("GET", "/")


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_serve_listens_where_the_command_line_says() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = f"from demo.server import serve; serve(2, port={port})"
    process = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parent.parent)
    try:
        deadline = time.monotonic() + 15
        while not listening(port):
            assert time.monotonic() < deadline, "nothing listens"
            time.sleep(0.05)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/robots.txt")
        assert connection.getresponse().read().startswith(b"User-agent: *")
        connection.close()
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_no_port_before_the_start() -> None:
    with pytest.raises(RuntimeError) as raised:
        _ = DemoServer().port
    assert str(raised.value) == "the demo server has no port before it is started; use it in a with statement"


def test_day_that_does_not_exist_is_refused(visitor: Visitor) -> None:
    with pytest.raises(ValueError):
        visitor.server.day = 9
    assert visitor.server.day == 1
