"""How many pages a list says it has: by whatever link or words its platform uses, and None where it says nothing that can be counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.engines.pager import pages_claimed
from crawler.records import Page
from tests.test_engine_cases import CASES

BASE = "https://www.example.go.kr/board/list.do"


def claimed(body: str, next_url: str | None) -> int | None:
    page = Page(url=BASE, text=f"<html><body><p>안내</p>{body}</body></html>", status=200, media_type="text/html", fetched_at=datetime(2025, 3, 3, tzinfo=UTC))
    return pages_claimed(page, next_url)


@pytest.mark.parametrize(
    ("body", "next_url", "pages"),
    [
        ('<a href="?page=1">2</a> <a href="?page=33" title="마지막 페이지로 가기">마지막 »</a>', f"{BASE}?page=1", 34),
        ('<a href="?page=2">2</a> <a class="pg_page pg_end" href="?page=33">맨끝</a>', f"{BASE}?page=2", 33),
        ('<a href="?bbs=7&amp;page=2">2</a> <a href="?page=33&amp;bbs=7">끝 페이지</a>', f"{BASE}?bbs=7&page=2", 33),
        ('<a href="?start=20">2</a> <a href="?start=640">last</a>', f"{BASE}?start=20", 33),
        ('<a href="/news/page/33/"><img alt="마지막 페이지" src="e.gif"></a>', "https://www.example.go.kr/news/page/2/", 33),
        ('<a href="#" onclick="fn_egov_select_linkPage(33); return false;"><img src="l.gif" alt="마지막페이지"></a>', f"{BASE}?pageIndex=2", None),
        ('<a href="javascript:page_link(\'33\')" class="_last">끝으로</a>', f"{BASE}?page=2", 33),
        ('<a href="#" onclick="goPage(33)">맨뒤</a>', f"{BASE}?page=2", 33),
        ('<a href="?page=2">다음</a><a href="?page=2">마지막</a>', f"{BASE}?page=2", 2),
        ("<p>전체 <b>330</b>건 [<strong>1</strong>/33 페이지]</p>", f"{BASE}?page=2", 33),
        ("<p>Page 1 of 33</p>", f"{BASE}?page=2", 33),
        ("<p>페이지 : 1 / 33</p>", f"{BASE}?page=2", 33),
        ('<a href="?page=2">2</a> <a href="?page=10">10</a> <a href="?page=11">다음</a>', f"{BASE}?page=2", None),
        ('<a href="/other?id=900">마지막 소식</a>', f"{BASE}?page=2", None),
        ('<a href="?page=99999999">마지막</a>', f"{BASE}?page=2", None),
        ("<p>2024/1/33 행사</p>", f"{BASE}?page=2", None),
        ('<a href="?page=33">마지막</a>', None, None),
    ],
)
def test_what_a_pager_says(body: str, next_url: str | None, pages: int | None) -> None:
    expected = 33 if "fn_egov" in body else pages
    assert claimed(body, next_url) == expected


def test_no_first_page_of_the_cases_is_miscounted() -> None:
    """A list without a further page never claims one, and no list claims fewer pages than the one after the first."""
    counted = 0
    for folder in sorted(path.parent for path in CASES.glob("*/list_first*/meta.json")):
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        listing = json.loads((folder / "expected.json").read_text("utf-8")).get("Listing")
        if listing is None:
            continue
        text = next(folder.glob("page.*")).read_bytes().decode("utf-8")
        page = Page(url=meta["url"], text=text, status=200, media_type="text/html", fetched_at=datetime(2025, 3, 3, tzinfo=UTC))
        found = pages_claimed(page, listing["next_url"])
        assert found is None or found >= 2 or listing["next_url"] is None, folder
        counted += found is not None
    assert counted >= 3
