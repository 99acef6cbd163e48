"""Korean platforms: one address and one id for all variants of a post, page numbers, and no session, token or counter left in them."""

from __future__ import annotations

import dataclasses

import pytest
from test_engine_cases import CASES, SEOUL, read

from crawler.engines import engine

G, R, E, S, K, W = "https://g.kr", "https://r.kr", "https://e.kr", "https://s.kr", "https://k.kr", "https://w.kr"


@pytest.mark.parametrize(
    ("name", "url", "one", "native_id"),
    [
        ("gnuboard5", f"{G}/bbs/board.php?wr_id=7&page=3&bo_table=a&PHPSESSID=1", f"{G}/bbs/board.php?bo_table=a&wr_id=7", "7"),
        ("gnuboard5", f"{G}/a/7", f"{G}/bbs/board.php?bo_table=a&wr_id=7", "7"),
        ("gnuboard5", f"{G}/sub/a/7?page=2", f"{G}/sub/bbs/board.php?bo_table=a&wr_id=7", "7"),
        ("gnuboard5", f"{G}/a/봄-소식/", f"{G}/a/%EB%B4%84-%EC%86%8C%EC%8B%9D/", None),
        ("gnuboard5", f"{G}/board/a/7?page=2", f"{G}/board/a/7", "7"),
        ("gnuboard5", f"{G}/bbs/board.php?bo_table=a&page=2&sst=wr_hit", f"{G}/bbs/board.php?bo_table=a&page=2", None),
        ("rhymix", f"{R}/notice/12", f"{R}/index.php?document_srl=12", "12"),
        ("rhymix", f"{R}/12", f"{R}/index.php?document_srl=12", "12"),
        ("rhymix", f"{R}/index.php?mid=notice&page=4&document_srl=12&listStyle=list", f"{R}/index.php?document_srl=12", "12"),
        ("rhymix", f"{R}/?document_srl=12", f"{R}/index.php?document_srl=12", "12"),
        ("rhymix", f"{R}/xe/notice/12", f"{R}/xe/index.php?document_srl=12", "12"),
        ("egov", f"{E}/cop/bbs/selectArticleDetail.do;jsessionid=1?nttId=5&bbsId=B&pageIndex=2", f"{E}/cop/bbs/selectArticleDetail.do?bbsId=B&nttId=5", "5"),
        ("bbsntt", f"{S}/www/selectBbsNttView.do;jsessionid=1?key=3&bbsNo=4&nttNo=5&searchCtgry=&pageIndex=2", f"{S}/www/selectBbsNttView.do?key=3&bbsNo=4&nttNo=5", "5"),
        ("k2web", f"{K}/bbs/cse/775/99/artclView.do?layout=unknown", f"{K}/bbs/cse/775/99/artclView.do", "99"),
        ("kboard", f"{W}/notice/?pageid=2&mod=document&uid=8", f"{W}/notice/?mod=document&uid=8", "8"),
        ("kboard", f"{W}/?page_id=7&mod=document&uid=8&pageid=3", f"{W}/?page_id=7&mod=document&uid=8", "8"),
        ("zeroboard4", f"{G}/bbs/zboard.php?id=a&page=2&sn=off&no=6", f"{G}/bbs/view.php?id=a&no=6", "6"),
        ("zeroboard4", f"{G}/bbs/view.php?id=a&no=6&desc=asc", f"{G}/bbs/view.php?id=a&no=6", "6"),
        ("jsboard", f"{G}/js/read.php?no=6&table=a&page=9", f"{G}/js/read.php?table=a&no=6", "6"),
    ],
)  # fmt: skip
def test_one_address_for_all_variants(name: str, url: str, one: str, native_id: str | None) -> None:
    board = dataclasses.replace(SEOUL, name=name, engine=name, url=url)
    reader = engine(name)
    assert reader.canonical(url, board) == one
    assert reader.canonical(one, board) == one
    assert reader.native_id(url, board) == native_id


def test_www_is_as_the_boards_own_address_has_it() -> None:
    board = dataclasses.replace(SEOUL, engine="bbsntt", url="https://www.s.kr/www/selectBbsNttList.do?bbsNo=4")
    assert engine("bbsntt").canonical(f"{S}/www/selectBbsNttView.do?bbsNo=4&nttNo=5", board).startswith("https://www.s.kr/")


def test_the_name_of_a_file_in_euc_kr_stays_in_its_address() -> None:
    url = "http://g.kr/js/act.php?o[at]=dn&dn[tb]=a&dn[cd]=1&dn[name]=%B0%F8%C1%F6.hwp"
    assert engine("jsboard").canonical(url, dataclasses.replace(SEOUL, url=url)).endswith("dn%5Bname%5D=%B0%F8%C1%F6.hwp")


@pytest.mark.parametrize("name", ["gnuboard5", "rhymix", "kboard", "zeroboard4", "jsboard"])
def test_comments_and_files_come_with_their_post(name: str) -> None:
    post = read(CASES / name / "post_files_comments")["Post"]
    assert len(post["comments"]) == 2
    assert post["attachments"]
    assert all(comment["body_text"] and comment["author"] for comment in post["comments"])


def test_no_nonce_of_a_visit_is_kept_where_it_is_worth_nothing_without_a_cookie() -> None:
    post = read(CASES / "gnuboard5" / "post_files_comments")["Post"]
    assert all("nonce" not in file["url"] for file in post["attachments"])
