"""`panjeon explain` and `panjeon record` against a board on loopback, as processes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_engine_cases import read

from cli.main import panjeon
from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPost

CP949 = (
    "<html><head><title>제9호 알림 | 작은 게시판</title></head><body class='page-node page-node-9'><h1 id='page-title'>제9호 알림</h1><div id='node-9' class='node'>"
    "<div class='submitted'><span class='label'>등록일</span> 2024-05-09 <span class='label'>글쓴이</span> <span class='username'>총무과</span></div>"
    "<div class='field field-name-body'><div class='field-items'><div class='field-item even'><p>똠방각하 펲시콜라</p></div></div></div></div></body></html>"
)


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawls]:
    """A board that was crawled once and then changed: 2 got another title, 3 another layout, 5 another title in the list too."""
    with TinyBoard() as board:
        for number in range(1, 6):
            board.add(TinyPost(number, f"제{number}호 알림", body=f"<p>제{number}호 본문</p>", files={"안내.pdf": b"%PDF"} if number == 2 else {}))
        crawls = Crawls(tmp_path_factory.mktemp("explained"), board)
        assert crawls.run().code == 0
        board.posts[2].title = "제2호 알림 (고침)"
        board.posts[3].answer = (200, '<p class="headline">제3호 알림</p><div class="node"><b>총무과</b></div>')
        board.posts[5].title = "제5호 새 알림"
        yield crawls


def told(crawls: Crawls, path: str, *more: str) -> list[dict[str, Any]]:
    ended = crawls.command("explain", crawls.board.url + path, "--json", *more)
    assert ended.code == 0, ended.out + ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def test_explain_says_what_gave_each_value_and_what_differs(crawls: Crawls) -> None:
    fields = {one["field"]: one for one in told(crawls, "/ko/node/2")}
    assert fields["title"] == {
        "field": "title", "value": "제2호 알림 (고침)", "rule": "h1#page-title", "place": "#page-title", "archived": "제2호 알림", "differs": True,
    }  # fmt: skip
    assert (fields["author"]["rule"], fields["author"]["place"], fields["author"]["differs"]) == ("label 글쓴이", "span.username", False)
    assert fields["body"]["rule"] == ".field-name-body .field-item"
    assert (fields["files"]["value"], fields["files"]["differs"]) == ("안내.pdf", False)
    assert crawls.rows("SELECT count(*) FROM crawls") == [(1,)]


def test_explain_of_a_list_names_its_rows(crawls: Crawls) -> None:
    rows = {one["field"]: one for one in told(crawls, "/ko/news")}
    table = crawls.command("explain", crawls.board.url + "/ko/node/4").out
    assert "a post of tiny, read by drupal7" in table
    assert "title\t제4호 알림\th1#page-title\t#page-title" in table
    assert (rows["claimed_total"]["value"], rows["row 5"]["archived"], rows["row 5"]["differs"]) == ("5", "제5호 알림", True)
    assert rows["row 4"]["value"] == "제4호 알림 | 총무과 | 2024-05-01T00:00:00+09:00"
    assert rows["row 4"]["differs"] is False


def test_explain_of_a_page_that_does_not_fit_says_what_it_may_want(crawls: Crawls) -> None:
    ended = crawls.command("explain", crawls.board.url + "/ko/node/3", "--json")
    record = json.loads(ended.out)
    assert (ended.code, record["kind"]) == (1, "page_changed")
    assert '[select] title = ["p.headline"]' in record["suggested"]


def test_explain_of_a_post_that_is_gone_quotes_it(crawls: Crawls) -> None:
    ended = crawls.command("explain", crawls.board.url + "/ko/node/77")
    assert (ended.code, "kind: gone" in ended.out) == (0, True)


def test_explain_and_record_ask_no_host_that_they_do_not_know() -> None:
    unknown = CliRunner().invoke(panjeon, ["explain", "http://127.0.0.1:9/ko/node/2"])
    assert (unknown.exit_code, "panjeon add" in unknown.output) == (1, True)
    wrong = CliRunner().invoke(panjeon, ["record", "ftp://127.0.0.1/ko"])
    assert wrong.exit_code == 1


def test_a_recorded_page_is_a_case_that_holds(crawls: Crawls) -> None:
    ended = crawls.command("record", crawls.board.url + "/ko/node/2", "--to", "cases", "--why", "a file")
    assert ended.code == 0, ended.err
    folder = crawls.folder / "cases" / "drupal7" / "post_2"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert json.loads(ended.out) == expected == read(folder)
    assert (expected["Post"]["title"], expected["Post"]["attachments"][0]["name"]) == ("제2호 알림 (고침)", "안내.pdf")
    assert json.loads((folder / "meta.json").read_text("utf-8"))["why"] == "a file"


def test_a_page_of_no_board_file_is_recorded_as_it_was_served(crawls: Crawls, tmp_path: Path) -> None:
    crawls.board.scripted["/ko/node/9"] = [(200, {"Content-Type": "text/html; charset=euc-kr"}, CP949.encode("cp949"))]
    (crawls.folder / "boards" / "tiny.toml").rename(tmp_path / "tiny.toml")
    ended = crawls.command("record", crawls.board.url + "/ko/node/9", "--to", "cases", "--private", "--case", "post_cp949")
    (tmp_path / "tiny.toml").rename(crawls.folder / "boards" / "tiny.toml")
    assert ended.code == 0, ended.err
    folder = crawls.folder / "cases" / "drupal7" / "post_cp949"
    assert (folder / "page.html").read_bytes() == CP949.encode("cp949")
    assert read(folder)["Post"]["body_text"] == "똠방각하 펲시콜라"
