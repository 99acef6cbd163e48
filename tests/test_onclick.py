"""Addresses that are none: calls, data attributes and forms become the request that a browser would send."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import select
from crawler.engines.egov import RECIPES
from crawler.engines.onclick import Call, Recipe, call_from, call_from_form, call_of, hidden_fields
from crawler.records import Page
from crawler.select import Node

URL = "https://www.agency.example.go.kr/portal/cop/bbs/selectArticleList.do?bbsId=BBSMSTR_1"
OWN = "https://www.agency.example.go.kr/portal/cop/bbs"


def page(text: str, url: str = URL) -> Page:
    return Page(url=url, text=text, status=200, media_type="text/html", fetched_at=datetime(2025, 3, 3, tzinfo=UTC))


def node(text: str, css: str) -> Node:
    return select.one(select.parse(page(text)), css, page=page(text))


@pytest.mark.parametrize(
    ("script", "call"),
    [
        ("javascript:fn('a','b')", ("fn", ("a", "b"))),
        ("fn_egov_inquire_articledetail('BBSMSTR_000000000021','1'); return false;", ("fn_egov_inquire_articledetail", ("BBSMSTR_000000000021", "1"))),
        ('goView( 12 , "x,y" , \'it\\\'s\')', ("goView", ("12", "x,y", "it's"))),
        ("javascript:void(0);", None),
        ("return bbs.view('7')", ("bbs.view", ("7",))),
        ("fn()", ("fn", ())),
        ("if (confirm('정말?')) remove('3')", ("remove", ("3",))),
        ("", None),
    ],
)
def test_calls(script: str, call: tuple[str, tuple[str, ...]] | None) -> None:
    assert call_of(script) == call


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<a href='javascript:void(0);' onclick=\"fn_egov_inquire_articledetail('B1','7'); return false;\">제목</a>", f"{OWN}/selectArticleDetail.do?bbsId=B1&nttId=7"),
        ("<a href=\"javascript:fn_egov_downFile('FILE_1','0')\">가.hwp</a>", "https://www.agency.example.go.kr/portal/cmm/fms/FileDown.do?atchFileId=FILE_1&fileSn=0"),
        ("<a href='?pageIndex=2' onclick='fn_egov_select_linkPage(2);return false;'>2</a>", f"{OWN}/selectArticleList.do?pageIndex=2&bbsId=BBSMSTR_1"),
        ("<a onclick=\"window.location.href='/?action=down&amp;uid=3'\">받기</a>", "https://www.agency.example.go.kr/?action=down&uid=3"),
        ("<a href='#' onclick=\"location.replace('/a')\">가기</a>", "https://www.agency.example.go.kr/a"),
        ("<a href='#' onclick=\"location.href='javascript:alert(1)'\">x</a>", None),
        ("<a href=\"javascript:fn_egov_inquire_articledetail('B1')\">too few</a>", None),
        ("<a href=\"javascript:unknown('1')\">x</a>", None),
    ],
)  # fmt: skip
def test_links_that_are_scripts(markup: str, url: str | None) -> None:
    call = call_from(node(markup, "a"), page(markup), RECIPES)
    assert call == (Call(url=url) if url else None)


def test_a_page_without_its_board_in_the_address_takes_it_from_its_hidden_fields() -> None:
    markup = "<form><input type=hidden name=bbsId value=B9></form><a onclick='fn_egov_select_linkPage(3)'>3</a>"
    shown = page(markup, f"{OWN}/selectArticleList.do")
    root = select.parse(shown)
    call = call_from(select.one(root, "a", page=shown), shown, RECIPES, hidden_fields(root))
    assert call == Call(url=f"{OWN}/selectArticleList.do?pageIndex=3&bbsId=B9")


FORM = """<form method=post action=artclList.do><input type=hidden name=layout value=q7><input type=hidden name=page value=1>
<input type=hidden name=_csrf value=3f><input name=srchWrd value=가></form>"""


def test_a_form_that_posts_keeps_its_tokens() -> None:
    call = call_from_form(node(FORM, "form"), page(FORM), {"page": "2"})
    assert call == Call(url=f"{OWN}/artclList.do", method="post", form=(("layout", "q7"), ("page", "2"), ("_csrf", "3f")))


def test_a_form_that_gets_leaves_its_tokens_out_of_the_address() -> None:
    call = call_from_form(node(FORM.replace("post", "get"), "form"), page(FORM))
    assert call == Call(url=f"{OWN}/artclList.do?page=1")


def test_a_recipe_that_posts() -> None:
    recipe = Recipe(path="list.do", parameters=("page",), method="post")
    assert call_from(node("<a href=\"javascript:go('2')\">2</a>", "a"), page(""), {"go": recipe}) == Call(url=f"{OWN}/list.do", method="post", form=(("page", "2"),))


@given(st.lists(st.sampled_from(["fn", "(", ")", "'", '"', ",", "\\", " ", "1", "javascript:", "가", ";"]), max_size=30).map("".join))
def test_no_script_breaks_the_reading(script: str) -> None:
    call = call_of(script)
    assert call is None or isinstance(call[1], tuple)
