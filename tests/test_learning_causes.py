"""Why boards were misread, cause by cause: each a small board whose every fact is known, learned from its pages and read by what was learned."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.addresses import host_of
from crawler.engines.meanings import date_shape, is_office, meaning_of, pairs_in
from crawler.errors import VisitFailed
from crawler.learning import Learned, Seen, learn
from crawler.manifest import FetchRules, Manifest
from crawler.onboarding.looking import look
from crawler.onboarding.visit import Visit
from crawler.records import Exchange, ListRow
from crawler.shown import read_shown

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
DESKS = ("총무과", "시설관리팀", "홍보실", "민원과")
NUMBERS = range(900, 880, -1)


def title(n: int) -> str:
    return f"제{n}차 주민 설명회 결과를 알려 드립니다"


def day(n: int, form: str = "%Y-%m-%d") -> str:
    """The day of a post: they fall by two days, the newest on 19 November 2026."""
    return (date(2026, 11, 19) - timedelta(days=2 * (900 - n))).strftime(form)


def desk(n: int) -> str:
    return DESKS[n % 4]


def body(n: int) -> str:
    return f"<p>{n}번째 설명회를 마쳤습니다. 오신 분은 모두 {n % 37 + 12}명입니다.</p><p>다음 모임은 {n % 9 + 1}층 강당에서 엽니다.</p>"


def labelled_post(n: int) -> str:
    return f'<div class="v"><h3>{title(n)}</h3><p><b>작성자</b> {desk(n)} <b>작성일</b> {day(n)}</p><div class="t">{body(n)}</div></div>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A board of twenty posts on two pages, by how it draws a row, the list around the rows, and a post."""

    row: Callable[[int, int], str]
    around: str = "<table><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>{rows}</table>"
    post: Callable[[int], str] = labelled_post
    url: str = "https://board.example/news/list.do"
    post_url: str = "https://board.example/news/view.do?no={n}"
    beside: str = ""
    zone: str = "Asia/Seoul"
    shown: Sequence[int] = field(default=NUMBERS)

    def page(self, number: int) -> Seen:
        own = self.shown[:10] if number == 1 else self.shown[10:]
        rows = "".join(self.row(n, number) for n in own)
        pager = f'<p class="paging"><a href="?page=1">1</a> <a href="?page=2">2</a></p>{self.beside}'
        text = f"<html><head><title>새소식</title></head><body>{self.around.format(rows=rows)}{pager}</body></html>"
        return Seen(url=self.url + ("" if number == 1 else "?page=2"), text=text)

    def opened(self, n: int) -> Seen:
        return Seen(url=self.post_url.format(n=n), text=f"<html><head><title>{title(n)}</title></head><body>{self.post(n)}{self.beside}</body></html>")

    def learned(self) -> Learned:
        posts = [self.opened(n) for n in self.shown[:10:2]]
        return learn(self.page(1), second=self.page(2), posts=posts, at=AT, zone=self.zone)


def cells(n: int, shown: str, link: str = "/news/view.do?no={n}") -> str:
    return f'<tr><td>{n}</td><td><a href="{link.format(n=n)}">{title(n)}</a></td><td>{desk(n)}</td><td>{shown}</td></tr>'


def rows_of(found: Learned) -> tuple[ListRow, ...]:
    assert found.listing is not None, found.reasons
    return found.listing.rows


def days_of(found: Learned) -> list[str | None]:
    return [row.posted.at[:10] if row.posted else None for row in rows_of(found)]


TEN_DAYS = [day(n) for n in NUMBERS[:10]]


def test_the_number_of_the_list_page_in_a_posts_path_is_no_part_of_it() -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n), f"/article/notice/{{n}}/page/{page}/")

    found = Sample(row=row, post_url="https://board.example/article/notice/{n}/page/1/").learned()
    assert found.facts["link"] == "/article/notice/{n}/{page}/".replace("{page}", "page/{page}")
    assert found.verdict == "sure", found.reasons
    assert rows_of(found)[0].url == "https://board.example/article/notice/900/page/1/"


def test_a_bare_1_in_a_posts_path_is_the_list_page_where_page_2_links_otherwise() -> None:
    found = Sample(row=lambda n, page: cells(n, day(n), f"/news/{page}/view/{{n}}"), post_url="https://board.example/news/1/view/{n}").learned()
    assert found.facts["link"] == "/news/{page}/view/{n}"
    assert found.verdict == "sure", found.reasons


@pytest.mark.parametrize("header", ["제 목|글 쓴 이|등 록 일", "題目|作者|发布时间", "件名|投稿者|投稿日時", "제목|올린 사람|올린날"])
def test_header_words_set_apart_or_foreign_are_understood(header: str) -> None:
    names = header.split("|")
    assert [meaning_of(name) for name in names] == ["title", "author", "posted"]


@pytest.mark.parametrize("word", ["締切日", "截止日期", "更新日", "最后回复", "新着順"])
def test_foreign_words_for_other_dates_are_not_that_of_posting(word: str) -> None:
    assert meaning_of(word) != "posted"


def test_a_word_that_stands_in_every_row_is_no_mark_of_a_notice() -> None:
    def row(n: int, page: int) -> str:
        return f'<li><span class="c">공지</span><a href="/news/view.do?no={n}">{title(n)}</a><em>{day(n)}</em></li>'

    rows = rows_of(Sample(row=row, around="<ul>{rows}</ul>").learned())
    assert [row.pinned for row in rows] == [False] * 10


def test_a_column_of_categories_of_which_one_is_called_notice_pins_nothing() -> None:
    def row(n: int, page: int) -> str:
        return f'<li><span class="c">{"공지" if n > 897 else "행사"}</span><a href="/news/view.do?no={n}">{title(n)}</a><em>{day(n)}</em></li>'

    assert not any(row.pinned for row in rows_of(Sample(row=row, around="<ul>{rows}</ul>").learned()))


def test_a_badge_on_the_first_rows_alone_pins_them() -> None:
    def row(n: int, page: int) -> str:
        badge = '<span class="c">공지</span>' if n > 897 else ""
        return f'<li>{badge}<a href="/news/view.do?no={n}">{title(n)}</a><em>{day(n)}</em></li>'

    assert [row.pinned for row in rows_of(Sample(row=row, around="<ul>{rows}</ul>").learned())] == [True] * 3 + [False] * 7


@pytest.mark.parametrize(
    ("form", "zone", "writing"),
    [
        ("%y.%m.%d", "Asia/Seoul", "short"),
        ("%d/%m/%Y", "Europe/London", "day first"),
        ("%m/%d/%Y", "America/New_York", "month first"),
        ("%Y年%m月%d日", "Asia/Tokyo", ""),
    ],
)
def test_dates_are_read_in_the_way_of_the_whole_column(form: str, zone: str, writing: str) -> None:
    found = Sample(row=lambda n, page: cells(n, day(n, form)), zone=zone).learned()
    assert days_of(found) == TEN_DAYS
    assert found.facts.get("dates", "") == writing


def test_dates_of_which_nothing_proves_the_order_are_left_to_the_posts() -> None:
    found = Sample(row=lambda n, page: cells(n, f"{n % 3 + 7:02}/{n % 2 + 10}/2026")).learned()
    assert days_of(found) == [None] * 10
    assert "posted" not in found.facts


def test_the_hour_of_todays_posts_is_read_among_whole_days() -> None:
    found = Sample(row=lambda n, page: cells(n, "09:30" if n > 898 else day(n))).learned()
    assert days_of(found) == ["2026-11-20", "2026-11-20", *TEN_DAYS[2:]]


def test_hours_and_days_ago_are_read_by_the_capture() -> None:
    assert date_shape("어제 14:20") == "relative"
    found = Sample(row=lambda n, page: cells(n, "2시간 전" if n == 900 else "어제" if n == 899 else day(n))).learned()
    assert days_of(found)[:3] == ["2026-11-20", "2026-11-19", TEN_DAYS[2]]


def test_dates_under_an_unknown_word_are_those_of_posting_where_the_posts_say_the_same() -> None:
    head = "<table><tr><th>번호</th><th>제목</th><th>작성자</th><th>누리일</th></tr>{rows}</table>"
    same = Sample(row=lambda n, page: cells(n, day(n)), around=head).learned()
    other = Sample(row=lambda n, page: cells(n, day(n - 3)), around=head).learned()
    assert days_of(same) == TEN_DAYS
    assert days_of(other) == [None] * 10


def test_the_name_of_a_file_is_nobody() -> None:
    def post(n: int) -> str:
        file = f'<p class="name"><a href="/down?f={n}">회의록_{n}.pdf</a></p>'
        return f'<h3>{title(n)}</h3><time datetime="{day(n)}T09:00:00+09:00">{day(n)}</time><div class="t">{body(n)}</div>{file}'

    found = Sample(row=lambda n, page: cells(n, day(n)).replace(f"<td>{desk(n)}</td>", "<td>-</td>"), post=post).learned()
    assert {post.author for post in found.posts} == {None}


def test_the_author_is_read_in_a_pane_beside_the_post_and_within_a_link() -> None:
    def post(n: int) -> str:
        said = "".join(
            f'<article><aside><h4 class="who"><a href="/people/{k}">{name}</a></h4></aside><p>Posted <time datetime="{when}">{when}</time></p><div class="t">{text}</div></article>'
            for k, name, when, text in ((n % 4, desk(n), day(n), body(n)), (9, "나그네", day(900), "<p>잘 보았습니다.</p>"))
        )
        return f"<h1>{title(n)}</h1>{said}"

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert [post.author for post in found.posts] == [desk(n) for n in NUMBERS[:10:2]]


def test_an_author_that_the_posts_show_and_nothing_places_is_asked_about() -> None:
    def post(n: int) -> str:
        words = ("기획", "전산", "재무", "교육")[n % 4]
        return f'<div><h3>{title(n)}</h3><p class="i"><span>{words}</span> <span>{day(n)}</span></p><div class="t">{body(n)}</div></div>'

    def row(n: int, page: int) -> str:
        words = ("기획", "전산", "재무", "교육")[n % 4]
        return f'<li><a href="/news/view.do?no={n}">{title(n)}</a><i>{words}</i><em>{day(n)}</em></li>'

    found = Sample(row=row, around="<ul>{rows}</ul>", post=post).learned()
    assert {row.author for row in rows_of(found)} == {None}
    assert (found.verdict, found.reasons[0]) == ("check", "a text that stands in the rows and on the posts' pages may be their author, and no word says so")


def test_the_posts_headings_tell_a_title_from_the_summary_below_it() -> None:
    def row(n: int, page: int) -> str:
        link = f'href="/news/view.do?no={n}"'
        return f"<li><p><a {link}>{title(n)[:12]}</a></p><p><a {link}>{n}번째 설명회를 마쳤습니다. 오신 분은 모두 {n % 37 + 12}명입니다.</a></p><em>{day(n)}</em></li>"

    def post(n: int) -> str:
        return labelled_post(n).replace(title(n), title(n)[:12])

    rows = rows_of(Sample(row=row, around="<ul>{rows}</ul>", post=post).learned())
    assert [row.title for row in rows] == [title(n)[:12] for n in NUMBERS[:10]]


def test_a_box_of_newest_posts_that_stands_on_every_page_is_not_the_list() -> None:
    box = "".join(f'<section><h4>{name}</h4><ul>{"".join(f"<li><a href=/{name}/{k}.html>{title(k)} {name}</a><time>2026-0{k - 699}-11</time></li>" for k in range(700, 704))}</ul></section>' for name in ("media", "photo"))
    found = Sample(row=lambda n, page: f'<p class="it"><a href="/news/view.do?no={n}">{title(n)}</a></p>', around="<div>{rows}</div>", beside=box).learned()
    assert [row.native_id for row in rows_of(found)] == [str(n) for n in NUMBERS[:10]]


def test_the_cells_of_a_grid_are_found_in_both_ways() -> None:
    def row(n: int, page: int) -> str:
        cell = f'<td><a href="/news/view.do?no={n}"><img src="/t/{n}.jpg"></a><br><a href="/news/view.do?no={n}">{title(n)}</a><br><font>{day(n)}</font></td>'
        return ("<tr>" if n % 2 == 0 else "") + cell + ("</tr>" if n % 2 else "")

    found = Sample(row=row, around="<table>{rows}</table>").learned()
    assert len(rows_of(found)) == 10
    assert found.verdict == "sure", found.reasons


@pytest.mark.parametrize("name", ["학생회", "세무1과", "기초의회", "주민협의회", "교육지원청"])
def test_more_offices_are_known_by_their_names(name: str) -> None:
    assert is_office(name)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026年11月18日(水)", "2026-11-18T00:00:00+09:00"),
        ("18. November 2026", "2026-11-18T00:00:00+09:00"),
        ("2026-11-18 10:11:12.0", "2026-11-18T10:11:12+09:00"),
        ("Wed, 18 Nov 2026 10:11:00 +0900", "2026-11-18T10:11:00+09:00"),
    ],
)
def test_more_ways_of_writing_a_day(text: str, at: str) -> None:
    assert date_shape(text) == "whole"
    assert read_shown(text, zone="Asia/Seoul", captured=AT, yearless=False).at == at


@pytest.mark.parametrize("icon", ['<i class="fa fa-{}"></i>', '<i class="xi-{}-o"></i> ', '<img src="/img/ico_{}.gif" alt="">', '<svg><use href="#bi-{}"></use></svg>'])
def test_icons_stand_for_words(icon: str) -> None:
    who, when, seen = (icon.format(name) for name in ("user", "calendar", "eye"))

    def row(n: int, page: int) -> str:
        facts = f"<span>{who}{DESKS[n % 4][:2]}</span><span>{when}{day(n)}</span><span>{seen}{n * 3}</span>"
        return f'<li><p><a href="/news/view.do?no={n}">{title(n)}</a></p><div>{facts}</div></li>'

    def post(n: int) -> str:
        return f'<h1>{title(n)}</h1><p class="f">{who} {DESKS[n % 4][:2]} {when} {day(n)} {seen} {n * 3}</p><div class="t">{body(n)}</div>'

    found = Sample(row=row, around="<ul>{rows}</ul>", post=post).learned()
    assert [(row.author, row.posted and row.posted.at[:10]) for row in rows_of(found)] == [(desk(n)[:2], day(n)) for n in NUMBERS[:10]]
    assert [(post.author, post.posted and post.posted.at[:10]) for post in found.posts] == [(desk(n)[:2], day(n)) for n in NUMBERS[:10:2]]
    assert found.verdict == "sure", found.reasons


def test_a_picture_that_is_all_of_a_link_says_the_title() -> None:
    def row(n: int, page: int) -> str:
        return f'<li><a href="/news/view.do?no={n}"><img src="/t/{n}.jpg" alt="{title(n)}"></a></li>'

    rows = rows_of(Sample(row=row, around="<ul>{rows}</ul>").learned())
    assert [row.title for row in rows] == [title(n) for n in NUMBERS[:10]]


@pytest.mark.parametrize("link", ['class="older">이전 글 더 보기 &rarr;', ">더보기", "><i class=arr></i>"])
def test_a_link_to_the_second_page_is_followed_whatever_it_says(link: str) -> None:
    sample = Sample(row=lambda n, page: cells(n, day(n)))
    first = sample.page(1)
    text = first.text.partition('<p class="paging">')[0] + f'<p><a href="?page=2" {link}</a></p>'
    found = learn(Seen(url=first.url, text=text), at=AT, zone="Asia/Seoul")
    assert found.next is not None
    assert found.next.url == "https://board.example/news/list.do?page=2"


def test_a_line_that_says_on_which_day_and_by_whom() -> None:
    def post(n: int) -> str:
        return f'<h1>{title(n)}</h1><p>Posted on {day(n, "%B %d, %Y")} by {desk(n)}</p><div class="t">{body(n)}</div>'

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert [(post.author, post.posted and post.posted.at[:10]) for post in found.posts] == [(desk(n), day(n)) for n in NUMBERS[:10:2]]


def test_notices_in_a_table_of_their_own_are_found_in_both_ways() -> None:
    rows = [*range(840, 837, -1), *NUMBERS]
    head = "<tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>"

    def row(n: int, page: int) -> str:
        return cells(n, day(n)).replace(f"<td>{n}</td>", "<td>공지</td>" if n < 841 else f"<td>{n}</td>") + (f"</table><table>{head}" if n == 838 else "")

    found = Sample(row=row, shown=rows).learned()
    assert [row.pinned for row in rows_of(found)] == [True] * 3 + [False] * 7
    assert found.verdict == "sure", found.reasons


def test_the_facts_of_a_short_post_are_not_its_text_nor_are_its_comments() -> None:
    def post(n: int) -> str:
        short = body(n) if n != 898 else f"<p>{n}번 취소</p>"
        facts = f'<div class="i">작성일 : {day(n)} | 작성자 : {desk(n)} | 조회 : {n * 7}</div>'
        said = "".join(f"<li>{n}번 글에 {k}째로 남긴 긴 감상입니다. 잘 읽고 두루 나누겠습니다.</li>" for k in range(n % 5))
        return f'<div class="v"><h3>{title(n)}</h3>{facts}<div class="t">{short}</div></div><div><h4>댓글 {n % 5}</h4><ul>{said}</ul></div>'

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert found.facts["post_body"] == "div.t"
    assert found.verdict == "sure", found.reasons
    assert found.posts[1].body_text == "898번 취소"


def test_dates_of_posts_that_fall_are_those_of_posting_where_the_list_has_none() -> None:
    def post(n: int) -> str:
        return f'<h3>{title(n)}</h3><p class="when">{day(n)} 11:{n % 60:02}</p><div class="t">{body(n)}</div>'

    found = Sample(row=lambda n, page: f'<p><a href="/news/view.do?no={n}">{title(n)}</a></p>', around="<div>{rows}</div>", post=post).learned()
    assert [post.posted and post.posted.at[:10] for post in found.posts] == [day(n) for n in NUMBERS[:10:2]]


def test_a_category_in_brackets_is_no_part_of_a_title_that_the_posts_show_without() -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n)).replace(title(n), f"[{('학사', '행사', '채용')[n % 3]}] {title(n)}")

    lacking = Sample(row=row).learned()
    assert [row.title for row in rows_of(lacking)] == [title(n) for n in NUMBERS[:10]]
    assert (lacking.facts["tagged"], lacking.verdict) == ("before", "sure")

    def post(n: int) -> str:
        return labelled_post(n).replace(title(n), f"[{('학사', '행사', '채용')[n % 3]}] {title(n)}")

    having = Sample(row=row, post=post).learned()
    assert rows_of(having)[0].title == f"[학사] {title(900)}"
    assert "tagged" not in having.facts


def test_the_number_of_replies_behind_a_title_is_no_part_of_it() -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n)).replace("</a>", f" [{n % 7}]</a>" if n % 3 else "</a>")

    found = Sample(row=row).learned()
    assert [row.title for row in rows_of(found)] == [title(n) for n in NUMBERS[:10]]
    assert found.verdict == "sure", found.reasons


def test_a_notice_that_stands_once_more_among_the_posts_is_one_row() -> None:
    def row(n: int, page: int) -> str:
        own = cells(n, day(n))
        return cells(896, day(896)).replace("<td>896</td>", "<td>공지</td>") + own if n == 900 else own

    rows = rows_of(Sample(row=row).learned())
    assert [(row.native_id, row.pinned) for row in rows] == [("896", True), *((str(n), False) for n in NUMBERS[:10] if n != 896)]


@pytest.mark.parametrize("script", ["", "javascript:go('{n}')"])
def test_a_board_of_one_post_is_read_by_its_header_and_never_sure(script: str) -> None:
    sample = Sample(row=lambda n, page: cells(n, day(n), script or "/news/view.do?no={n}"), shown=[900])
    menu = '<ul id="gnb"><li><a href="/about">소개</a></li><li><a href="/library">자료실</a></li><li><a href="/contact">오시는 길</a></li></ul>'
    text = sample.page(1).text.partition('<p class="paging">')[0].replace("<body>", "<body><script>function go(a){location.href='/news/view.do?no='+a}</script>" + menu)
    found = learn(Seen(url=sample.url, text=text), posts=[sample.opened(900)], at=AT, zone="Asia/Seoul")
    (row,) = rows_of(found)
    assert (row.native_id, row.title, row.author, row.posted and row.posted.at[:10]) == ("900", title(900), desk(900), day(900))
    assert (found.verdict, found.facts["link"]) == ("check", "/news/view.do?no=*")
    assert found.posts[0].title == title(900)


def test_a_cell_that_holds_author_and_day_with_a_slash_between_is_both() -> None:
    def row(n: int, page: int) -> str:
        return f'<tr><td>{n}</td><td><a href="/news/view.do?no={n}">{title(n)}</a></td><td>{desk(n)}/{day(n)}</td></tr>'

    found = Sample(row=row, around="<table><tr><th>번호</th><th>제목</th><th>작성자/작성일</th></tr>{rows}</table>").learned()
    assert [(row.author, row.posted and row.posted.at[:10]) for row in rows_of(found)] == [(desk(n), day(n)) for n in NUMBERS[:10]]


def test_a_list_of_their_own_or_a_picture_in_place_of_a_number_pins_rows() -> None:
    def item(n: int, page: int) -> str:
        ends = '</div><div class="group">' if n == 838 else ""
        return f'<p><a href="/news/view.do?no={n}">{title(n)}</a> <em>{day(n)}</em></p>{ends}'

    def pictured(n: int, page: int) -> str:
        return cells(n, day(n)).replace(f"<td>{n}</td>", '<td><img src="/skin/notice_head.gif"></td>' if n < 841 else f"<td>{n}</td>")

    shown = [*range(840, 837, -1), *NUMBERS]
    for sample in (
        Sample(row=item, shown=shown, around='<div><div class="group group--sticky">{rows}</div></div>'),
        Sample(row=pictured, shown=shown, around="<table>{rows}</table>"),
    ):
        assert [row.pinned for row in rows_of(sample.learned())] == [True] * 3 + [False] * 7


def test_a_writer_whose_name_is_a_word_for_writers() -> None:
    assert pairs_in("작성자 담당자 댓글 2건 작성일 24-12-28 06:46") == [("작성자", "author", "담당자"), ("댓글", "other", "2건"), ("작성일", "posted", "24-12-28 06:46")]
    assert pairs_in("작성자 총무과") == []


def test_a_name_in_brackets_between_elements_is_the_author_where_the_posts_say_so() -> None:
    def row(n: int, page: int) -> str:
        return f'<p><b>[{day(n)}]</b> <a href="/news/view.do?no={n}">{title(n)}</a> ({desk(n)})</p>'

    found = Sample(row=row, around="<div>{rows}</div>").learned()
    assert [row.author for row in rows_of(found)] == [desk(n) for n in NUMBERS[:10]]


def test_a_calendar_beside_the_day_of_an_event_makes_no_date_of_posting() -> None:
    def row(n: int, page: int) -> str:
        return f'<li><p><a href="/news/view.do?no={n}">{title(n)}</a></p><span><i class="fa fa-calendar"></i> {day(900 - n % 7)}</span></li>'

    found = Sample(row=row, around="<ul>{rows}</ul>").learned()
    assert days_of(found) == [None] * 10


@pytest.mark.parametrize("head", ["<tr><th>Topic</th><th>Replies</th><th>Last post</th></tr>", ""])
def test_who_replied_last_and_when_is_neither_author_nor_date(head: str) -> None:
    def row(n: int, page: int) -> str:
        last = f'<td class="lastpost"><a href="/news/view.do?no={n}#last">{day(900)}</a> <span>by {desk(n + 1)}</span></td>'
        return f'<tr><td><a href="/news/view.do?no={n}">{title(n)}</a> <span>by {desk(n)}</span></td><td>{n % 9}</td>{last}</tr>'

    found = Sample(row=row, around="<table>" + head + "{rows}</table>").learned()
    assert [row.author for row in rows_of(found)] == [desk(n) for n in NUMBERS[:10]]
    assert days_of(found) == [None] * 10


def test_a_title_is_its_link_where_a_category_stands_before_some() -> None:
    def row(n: int, page: int) -> str:
        category = f'<a href="/news/list.do?kind={n % 2}">{("학사", "행사")[n % 2]}</a> ' if n % 3 else ""
        return cells(n, day(n)).replace(f'<td><a href="/news/view.do?no={n}">', f'<td>{category}<a href="/news/view.do?no={n}">')

    found = Sample(row=row).learned()
    assert [row.title for row in rows_of(found)] == [title(n) for n in NUMBERS[:10]]
    assert found.verdict == "sure", found.reasons


def test_a_line_of_facts_without_marks_is_read_word_by_word() -> None:
    def post(n: int) -> str:
        facts = f"<p><span>작성자</span> <b>{desk(n)}</b> <span>댓글</span> <b>{n % 4}건</b> <span>조회</span> <b>{n}회</b> <span>작성일</span> <b>{day(n)} 11:05</b></p>"
        return f'<h3>{title(n)}</h3>{facts}<div class="t">{body(n)}</div>'

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert [(post.author, post.posted and post.posted.at[:16]) for post in found.posts] == [(desk(n), f"{day(n)}T11:05") for n in NUMBERS[:10:2]]


def test_by_whom_with_the_day_behind() -> None:
    def post(n: int) -> str:
        return f'<h3>{title(n)}</h3><p class="by">By: <a href="/u/{n % 4}">{desk(n)}</a> on {day(n, "%d %B %Y")}</p><div class="t">{body(n)}</div>'

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert [post.author for post in found.posts] == [desk(n) for n in NUMBERS[:10:2]]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/down.do?f={n}">안내문.hwp (12.3K)</a>',
        '<a href="/down.do?f={n}">안내문.hwp [File Size:12.3KB/Download:3]</a>',
        '<a href="/down.do?f={n}"><span class="k">문서</span>안내문.hwp</a>',
        '<button type="button" onclick="window.location.href=\'/down.do?f={n}\'">안내문.hwp</button>',
    ],
)
def test_a_files_name_is_that_of_the_file_alone(link: str) -> None:
    def post(n: int) -> str:
        return f"{labelled_post(n)}<div>{link.format(n=n)}</div>"

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert [[(file.name, file.url) for file in post.attachments] for post in found.posts] == [
        [("안내문.hwp", f"https://board.example/down.do?f={n}")] for n in NUMBERS[:10:2]
    ]


def test_files_that_stand_with_the_text_are_no_part_of_it() -> None:
    def post(n: int) -> str:
        files = f'<section><h4>Attachments</h4><div><a href="/attachments/f.{n}/"></a><span>안내문_{n}.hwp</span><div>12.5 KB</div></div></section>'
        return f'<h3>{title(n)}</h3><p><b>작성일</b> {day(n)}</p><div class="outer"><div class="t">{body(n)}</div>{files}</div>'

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert found.facts["post_body"] == "div.t"


def test_a_session_in_the_addresses_of_a_page_is_no_part_of_a_posts() -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n), "/news/view.do?visit=0123456789abcdef0123456789abcdef&amp;no={n}")

    assert Sample(row=row).learned().facts["link"] == "/news/view.do?no=*"


def test_an_attribute_that_tells_the_minute_is_read_beside_the_day() -> None:
    def post(n: int) -> str:
        return f'<h3>{title(n)}</h3><p>작성자 {desk(n)}</p><time datetime="{day(n)}T02:30:00+00:00">{day(n, "%Y년 %m월 %d일")}</time><div class="t">{body(n)}</div>'

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert [post.posted and post.posted.at for post in found.posts] == [f"{day(n)}T11:30:00+09:00" for n in NUMBERS[:10:2]]


def test_one_day_on_every_post_is_not_that_of_posting() -> None:
    def post(n: int) -> str:
        return f'<h3>{title(n)}</h3><p><b>등록일</b> 2016-01-04</p><div class="t">{body(n)}</div>'

    found = Sample(row=lambda n, page: f'<p><a href="/news/view.do?no={n}">{title(n)}</a></p>', around="<div>{rows}</div>", post=post).learned()
    assert {post.posted for post in found.posts} == {None}
    assert found.verdict != "sure"


def test_a_word_and_an_office_are_no_office() -> None:
    assert is_office("교무처")
    assert not is_office("기관 교무처")


def test_a_board_without_posts_is_said_to_be_empty_in_its_own_words() -> None:
    case = Path(__file__).parent / "cases" / "rhymix" / "list_empty"
    url, text = json.loads((case / "meta.json").read_text())["url"], (case / "page.html").read_bytes()

    async def download(request: Request) -> Response:
        found = not request.url.endswith("/robots.txt")
        request.meta["exchange"] = Exchange(
            url=request.url, method="GET", request=b"", head=b"HTTP/1.1 200 -\r\n\r\n", body=text, payload=text, status=200 if found else 404,
            headers=(("Content-Type", "text/html; charset=utf-8"),), started_at=AT,
        )  # fmt: skip
        return HtmlResponse(request.url, body=text if found else b"", status=200 if found else 404, encoding="utf-8")

    board = manifest_of(url)
    with pytest.raises(VisitFailed, match=r"looks like rhymix .*, but the list is empty \(no rows\)"):
        asyncio.run(look(Visit(board, download), board))


def manifest_of(url: str) -> Manifest:
    return Manifest(
        name="b", title="-", publisher="-", url=url, engine="generic", language="ko", timezone="Asia/Seoul", hosts=(host_of(url),), lists=(url,), fetch=FetchRules(delay=0.0)
    )


@pytest.mark.parametrize("cell", ['<img src="/i/icon_lock.gif" alt=""> 문의드립니다', '<a href="#" onclick="alert(\'비밀글입니다\')">비밀글입니다.</a>', '<i class="fa fa-lock"></i> 문의'])
def test_locked_rows_that_lead_nowhere_are_seen(cell: str) -> None:
    def row(n: int, page: int) -> str:
        return f"<tr><td>{n}</td><td>{cell}</td><td>민원인</td><td>{day(n)}</td></tr>" if n % 5 == 0 else cells(n, day(n))

    sample = Sample(row=row, around="<table><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>{rows}</table><p>비밀번호를 잊으셨나요?</p>")
    found = learn(sample.page(1), second=sample.page(2), posts=[sample.opened(n) for n in (899, 898, 897)], at=AT, zone="Asia/Seoul")
    assert found.listing is not None
    assert ([row.native_id for row in rows_of(found)], found.listing.unlinked) == ([str(n) for n in NUMBERS[:10] if n % 5], 2)


def test_the_number_of_the_list_page_in_a_file_name_is_no_part_of_the_post() -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n), f"/thread-{{n}}-1-{page}.html")

    def pages(number: int) -> str:
        return '<p class="pg">' + " ".join(f"<b>{n}</b>" if n == number else f'<a href="/forum-2-{n}.html">{n}</a>' for n in (1, 2)) + "</p>"

    sample = Sample(row=row, url="https://board.example/forum-2-1.html", post_url="https://board.example/thread-{n}-1-1.html")
    first, second = (replace(sample.page(n), url=f"https://board.example/forum-2-{n}.html", text=sample.page(n).text.replace('<p class="paging">', pages(n) + "<p hidden>")) for n in (1, 2))
    first, second = (replace(seen, text=seen.text.partition("<p hidden>")[0] + "</body></html>") for seen in (first, second))
    found = learn(first, second=second, posts=[sample.opened(n) for n in NUMBERS[:10:2]], at=AT, zone="Asia/Seoul")
    assert found.facts["link"] == "/thread-{n}-1-{page}.html"
    assert found.next is not None
    assert found.next.url == second.url
    assert found.verdict == "sure", found.reasons
    assert [row.native_id for row in rows_of(found)] == [str(n) for n in NUMBERS[:10]]
