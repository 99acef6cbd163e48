"""Pagers that are strange: each leads on, or its board is to be checked; none is passed over by a board that says it is sure."""

from __future__ import annotations

import pytest

from crawler.learning import Learned, Seen, learn
from tests.test_learning_causes import AT, NUMBERS, Sample, cells, day, rows_of

SAMPLE = Sample(row=lambda n, page: cells(n, day(n)))
LIST = "https://board.example/news/list.do"


def with_pager(pager: str, *, posts: bool = False) -> Learned:
    """What is learned of a board whose first page ends in a pager, from its posts too where ``posts``."""
    first = SAMPLE.page(1)
    text = first.text.partition('<p class="paging">')[0] + pager + "</body></html>"
    opened = [SAMPLE.opened(n) for n in NUMBERS[:10:2]] if posts else []
    return learn(Seen(url=first.url, text=text), posts=opened, at=AT, zone="Asia/Seoul")


@pytest.mark.parametrize(
    "pager",
    [
        '<div><b>1</b> <a href="?page=2">2</a></div>',
        '<p><a href="?page=2"><img src="/i/n.gif" alt="▶"></a></p>',
        '<p><a href="?page=2" aria-label="次のページ"><svg></svg></a></p>',
        '<p><a class="arrow right" href="?page=2"></a></p>',
        '<p><a href="?page=2"><i class="material-icons">chevron_right</i></a></p>',
        '<p>1/3 <a href="?page=2">下一页</a> <a href="?page=3">尾页</a></p>',
        *(
            f'<p><a href="?page=2">{word}</a></p>'
            for word in ("下一頁", "次へ", "次のページ »", "Weiter", "Nächste Seite", "Suivant", "Page suivante", "Siguiente", "Avanti", "Próxima", "Volgende", "다음으로")
        ),
        '<p><a href="?page=3">3</a> <a href="?page=2"><span class="blind">다음 페이지</span></a></p>',
        '<ul class="pager"><li>1</li><li><a href="?seite=2">Seite 2</a></li><li><a href="?seite=3">Seite 3</a></li></ul>',
        '<p><span>第1页</span> <a href="?page=2">第2页</a></p>',
        '<form><select name="page"><option>1</option><option>2</option><option>3</option></select></form>',
    ],
)
def test_the_next_page_is_found(pager: str) -> None:
    found = with_pager(pager)
    assert found.next is not None, found.facts
    assert found.next.url in (f"{LIST}?page=2", f"{LIST}?seite=2")


@pytest.mark.parametrize(
    "pager",
    [
        '<div class="paging"><strong>1</strong> <a href="#">2</a> <a href="#">3</a> <a href="#">다음</a></div>',
        '<p><a href="?cursor=Zm9vYmFy">Next</a></p>',
        '<p><a href="javascript:movePage(7,\'b\')">다음 페이지</a></p>',
        '<button type="button" class="more">더보기</button>',
        '<p><a href="?cursor=Zm9vYmFy">下一页</a></p>',
        '<p><span onclick="turn(this)">1</span><span onclick="turn(this)">2</span><span onclick="turn(this)">3</span></p>',
        '<nav><a href="?from=abc" aria-label="Page suivante"><svg></svg></a></nav>',
        '<p><a href="?cursor=Zm9vYmFy"><img src="/i/n.gif" alt="›"></a></p>',
        '<form method="get"><input type="hidden" name="k" value="Zm9v"><input type="submit" value="다음"></form>',
        '<section><footer><a href="#">2</a> <a href="#">3</a></footer></section>',
        '<p><a class="inactive" href="#">2</a> <a class="inactive" href="#">3</a></p>',
        '<div class="navi"><span data-p="1">1</span><span data-p="2">2</span><span data-p="3">3</span></div>',
        '<div class="btn_more"><span>더보기</span></div>',
        '<select name="page"><option>1</option><option>2</option><option>3</option></select>',
        '<p><a href="/news/earlier.do">이전 목록 보기</a></p>',
        '<p><a href="/news/older.do">Ältere Beiträge</a></p>',
        '<article><footer><a href="/news/z/abc">Next ›</a></footer></article>',
        '<p><a href="?t=Zm9v"><i class="fa fa-chevron-right"></i></a></p>',
    ],
)
def test_a_pager_that_is_not_understood_is_never_sure(pager: str) -> None:
    found = with_pager(pager, posts=True)
    assert found.next is None
    assert (found.verdict, found.reasons[0]) == ("check", "a pager stands there that was not understood")


@pytest.mark.parametrize(
    "pager",
    [
        "",
        '<div class="paging"><strong>1</strong></div>',
        '<div class="paging"><a href="#">‹</a> <strong>1</strong> <a href="#">›</a></div>',
        '<div class="slider"><button>Prev</button> <button>Next</button></div>',
        '<footer><h4>공지</h4><a href="/other/list.do">더보기</a></footer>',
        '<p>다음 주에는 쉽니다.</p><p>전화 1 2 3</p>',
        '<p class="total">전체 10건 [1/1 페이지]</p>',
    ],
)
def test_a_board_of_one_page_is_sure(pager: str) -> None:
    found = with_pager(pager, posts=True)
    assert (found.next, found.verdict) == (None, "sure"), found.reasons


def numbered(name: str, *values: int, folder: str = "") -> str:
    return " ".join(f'<a href="{folder}?{name}={value}">{value}</a>' for value in values)


@pytest.mark.parametrize(
    "others",
    [
        f'<ul class="years">{numbered("year", 2026, 2025, 2024)}</ul>',
        f'<ul class="years">{numbered("q", 2026, 2025, 2024)}</ul>',
        f'<table class="cal"><tr><td>{numbered("day", *range(1, 29))}</td></tr></table>',
        f'<div class="calendar">{numbered("d2", *range(1, 29))}</div>',
        f'<p>{numbered("schMonth", *range(1, 13))}</p>',
        f'<p>{numbered("cate", 1, 2, 3)}</p>',
        f'<p>{numbered("sortOrder", 1, 2, 3)}</p>',
        f'<p>글자 크기 {numbered("fontSize", 1, 2, 3)}</p>',
        f'<div class="main_slide">{numbered("k", 1, 2, 3)}</div>',
        f'<div>{numbered("page", 1, 2, 3, folder="/other/list.do")}</div>',
        '<p><a href="/event/2">2</a> <a href="/event/3">3</a></p>',
        '<p><a href="/news/vol1.html">1</a> <a href="/news/vol2.html">2</a> <a href="/news/vol3.html">3</a></p>',
        '<p><a href="/en/list2.html">2</a></p>',
        '<p>이전글 다음글 <a href="/news/view.do?no=2">다음</a></p>',
        '<form action="/poll"><button name="score" value="1">1</button> <button name="score" value="2">2</button></form>',
        '<form><select name="pageSize"><option>1</option><option>2</option><option>3</option></select></form>',
    ],
)
def test_numbers_that_count_something_else_are_no_pages(others: str) -> None:
    """Not alone on a page, and not beside a pager."""
    assert with_pager(others).next is None
    beside = with_pager(f'{others}<div class="paging"><b>1</b> <a href="?page=2">2</a></div>')
    assert beside.next is not None
    assert beside.next.url == f"{LIST}?page=2"


@pytest.mark.parametrize("name", ["page", "liste", "cur"])
def test_the_number_of_the_list_page_in_the_addresses_of_posts_is_no_pager_and_no_part_of_them(name: str) -> None:
    sample = Sample(
        row=lambda n, page: cells(n, day(n), f"/news/view.do?no={{n}}&{name}={page}"),
        post_url=f"https://board.example/news/view.do?no={{n}}&{name}=1",
    )
    found = sample.learned()
    assert found.facts["link"] == "/news/view.do?no=*"
    assert found.verdict == "sure", found.reasons
    assert [row.native_id for row in rows_of(found)] == [str(n) for n in NUMBERS[:10]]
