"""Engines: one address and one id for all variants of a post, and no page that ends in anything but a record or PageChanged."""

from __future__ import annotations

import dataclasses
import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.engines import drupal7, engine, generic
from crawler.engines.labels import Labelled, claimed_total, field_of
from crawler.engines.withheld import withheld_by_status, withheld_by_words
from crawler.errors import PageChanged
from crawler.manifest import ENGINES, Manifest
from crawler.records import Listing, Page, Post, Withheld

BOARD = Manifest(
    name="seoul",
    title="새소식",
    publisher="서울정책아카이브",
    url="https://www.seoulsolution.kr/ko",
    engine="drupal7",
    language="ko",
    timezone="Asia/Seoul",
    hosts=("www.seoulsolution.kr", "seoulsolution.kr"),
)
PAGES = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "cases").glob("*/*/page.html"))]


def page(text: str, url: str = "https://www.seoulsolution.kr/ko/news", status: int = 200) -> Page:
    return Page(url=url, text=text, status=status, media_type="text/html", fetched_at=datetime(2025, 3, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("url", "one", "native_id"),
    [
        ("https://seoulsolution.kr/ko/node/6306", "https://www.seoulsolution.kr/ko/node/6306", "6306"),
        ("https://www.seoulsolution.kr/ko/content/6306?page=2", "https://www.seoulsolution.kr/ko/node/6306", "6306"),
        ("https://www.seoulsolution.kr/zh-hans/node/4771/", "https://www.seoulsolution.kr/zh-hans/node/4771", "4771"),
        ("https://www.seoulsolution.kr/node/3015?destination=x", "https://www.seoulsolution.kr/node/3015", "3015"),
        ("https://www.seoulsolution.kr/ko/content/서울시-장/", "https://www.seoulsolution.kr/ko/content/%EC%84%9C%EC%9A%B8%EC%8B%9C-%EC%9E%A5", None),
        ("https://www.seoulsolution.kr/ko/news?page=2", "https://www.seoulsolution.kr/ko/news", None),
    ],
)
def test_drupal7_addresses(url: str, one: str, native_id: str | None) -> None:
    reader = drupal7.ENGINE
    assert reader.canonical(url, BOARD) == one
    assert reader.canonical(one, BOARD) == one
    assert reader.native_id(url, BOARD) == native_id


def test_an_alias_has_one_id_in_every_spelling() -> None:
    spellings = ["https://seoulsolution.kr/ko/content/서울", "https://www.seoulsolution.kr/ko/content/%ec%84%9c%ec%9a%b8/?page=1#x"]
    ids = {drupal7.alias_id(url, BOARD) for url in spellings}
    assert len(ids) == 1
    assert re.fullmatch(r"alias:[0-9a-f]{16}", ids.pop())


@pytest.mark.parametrize(
    ("url", "native_id"),
    [
        ("http://x/view.do;jsessionid=1?bbsId=B1&nttId=77&pageIndex=2", "77"),
        ("http://x/bbs/board.php?bo_table=notice&wr_id=12", "12"),
        ("http://x/index.php?mid=a&document_srl=5", "5"),
        ("http://x/zboard/view.php?id=free&no=3", "3"),
        ("http://x/view.php?id=free", None),
        ("http://x/bbs/site/12/34567/artclView.do", "34567"),
        ("http://x/notice/99", "99"),
        ("http://x/notice/hello", None),
        ("http://x/v?nttId=%3Cscript%3E", None),
    ],
)
def test_generic_ids(url: str, native_id: str | None) -> None:
    assert generic.ENGINE.native_id(url, BOARD) == native_id


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_tells_its_version(name: str) -> None:
    assert re.fullmatch(rf"{name}/\d+", engine(name).version)
    assert engine(name).name == name


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("등록일 2020-04-06 글쓴이 seoulsolution", ("2020-04-06", "seoulsolution", None)),
        ("글쓴이: ssunha | 등록일: 2017-01-11 | 조회수 5 READS", ("2017-01-11", "ssunha", None)),
        ("등록일 2016-10-29 분류 Planificación urbana 글쓴이 ssunha", ("2016-10-29", "ssunha", "Planificación urbana")),
        ("Date 2014-06-11 Category Water Supply (Arisu) Updater scaadmin", ("2014-06-11", "scaadmin", "Water Supply (Arisu)")),
        ("Submitted by redmadjy on Mon, 04/06/2020 - 10:00", ("Mon, 04/06/2020 - 10:00", "redmadjy", None)),
        ("작성일 2014-08-11 등록일 2016-10-29", ("2016-10-29", None, None)),
        ("등록일정 안내", (None, None, None)),
    ],
)
def test_labels_are_read_by_word(text: str, values: tuple[str | None, ...]) -> None:
    labelled = Labelled()
    labelled.add_text(text)
    assert (labelled.value("posted"), labelled.value("author"), labelled.value("category")) == values


def test_fields_of_labels() -> None:
    assert field_of(" 등록일 : ") == ("posted", 2)
    assert field_of("READS") is not None
    assert field_of("본문") is None


@pytest.mark.parametrize(
    ("text", "total"),
    [
        *(("전체 1,234건", 1234), ("Total 130", 130), ("총 게시물 : 12 건", 12), ("Displaying 1 - 10 of 130", 130)),
        *(("총 3페이지", None), ("전체보기", None)),
    ],
)
def test_claimed_total(text: str, total: int | None) -> None:
    assert claimed_total(text) == total


@pytest.mark.parametrize(("href", "next_url"), [("?pageIndex=11", None), ("?pageIndex=3", "http://x.example/list.do?pageIndex=3")])
def test_a_next_that_jumps_ten_pages_is_not_the_next_page(href: str, next_url: str | None) -> None:
    rows = "<tr><th>제목</th><th>등록일</th></tr><tr><td><a href='/v?nttId=1' target=_blank>하나</a></td><td>2020-04-06</td></tr>"
    text = f"<table>{rows}</table><a href='{href}'>다음</a>"
    assert generic.ENGINE.listing(page(text, "http://x.example/list.do?pageIndex=2"), BOARD).next_url == next_url


def test_words_of_withheld_posts_count_on_short_pages_only() -> None:
    said = withheld_by_words("존재하지 않는 게시물입니다.")
    assert said is not None
    assert said.kind == "gone"
    assert withheld_by_words("존재하지 않는 게시물 " + "가" * 600) is None
    assert withheld_by_words("블라인드 채용 안내") is None
    assert withheld_by_status(410) == Withheld(kind="gone", evidence="HTTP 410")
    assert withheld_by_status(500) is None


def test_selectors_of_the_board_go_first() -> None:
    board = dataclasses.replace(BOARD, select={"body": ("#b",), "title": ("#t",), "author": (".a",), "posted": (".d",)})
    text = "<body class='page-node-5'><b id=t>제목</b><i class=a>누구</i><i class=d>2020.04.06</i><p id=b>본문</p></body>"
    post = drupal7.ENGINE.post(page(text, "https://www.seoulsolution.kr/ko/node/5"), board)
    assert isinstance(post, Post)
    assert (post.title, post.author, post.body_text) == ("제목", "누구", "본문")
    assert post.posted is not None
    assert dict(post.rules)["body"] == "#b"


def test_a_page_is_read_the_same_twice() -> None:
    first = [drupal7.ENGINE.listing(page(text), BOARD) for text in PAGES if "view-news view-id-news view-display-id-block_home" in text]
    again = [drupal7.ENGINE.listing(page(text), BOARD) for text in PAGES if "view-news view-id-news view-display-id-block_home" in text]
    assert first == again != []


PUT = st.sampled_from(["", "<div>", "</div>", "<table>", "\0", '"', "<!--", "가"])
CUTS = st.tuples(st.sampled_from(PAGES), st.floats(0, 1), st.floats(0, 1), PUT)


@settings(max_examples=150, deadline=None)
@given(CUTS, st.sampled_from(ENGINES))
def test_a_damaged_page_is_a_record_or_a_page_that_changed(cut: tuple[str, float, float, str], name: str) -> None:
    text, start, end, put = cut
    damaged = text[: int(len(text) * start)] + put + text[int(len(text) * end) :]
    reader = engine(name)
    for reading in (reader.listing, reader.post, reader.partners):
        try:
            record = reading(page(damaged), BOARD)
        except PageChanged as error:
            assert all((error.url, error.selector, error.expected, error.found))  # noqa: PT017 - either outcome is right
        else:
            assert not isinstance(record, Listing) or record.rows or record.empty_reason


def test_a_hostile_page_takes_no_minutes() -> None:
    row = "<div class='view'><div class=views-row><a href=/node/1>x</a> 등록일 2020-01-01 글쓴이 a"
    for text in (row * 900, "<li>등록일 2020-01-01 글쓴이 a <a href=/x>b</a>" * 5_000, "<a href=/x>등록일 " * 5_000):
        for name in ENGINES:
            started = time.process_time()
            try:
                engine(name).listing(page(text), BOARD)
            except PageChanged as error:
                assert error.expected  # noqa: PT017 - only the time counts
            assert time.process_time() - started < 5
