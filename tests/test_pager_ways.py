"""Ways of turning the pages of a list: each is learned of the first page, and followed from page to page to the last and no further."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from crawler import forms
from crawler.engines import engine
from crawler.learning import Learned, Seen, learn
from crawler.manifest import FetchRules, Manifest
from crawler.records import Page
from tests.test_learning_causes import AT, cells, day

SITE = "https://board.example"
HEAD = "<tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>"
LAST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A pager: the address of each page as a GET would have it, what it draws on each page, and the scripts of its pages."""

    url: Callable[[int], str]
    draw: Callable[[int], str]
    head: str = ""

    def page(self, number: int) -> Seen:
        newest = 900 - 10 * (number - 1)
        rows = "".join(cells(n, day(n)) for n in range(newest, newest - 10, -1))
        text = f"<html><head><title>새소식</title>{self.head}</head><body><table>{HEAD}{rows}</table>{self.draw(number)}</body></html>"
        return Seen(url=SITE + self.url(number), text=text)


def learned(way: Way) -> Learned:
    return learn(way.page(1), second=way.page(2), at=AT, zone="Asia/Seoul")


def followed(way: Way, found: Learned) -> list[str]:
    """The addresses of the pages that a crawl reads one after the other, each as a GET would have it."""
    board = Manifest(
        name="ways", title="-", publisher="-", url=SITE + way.url(1), engine="generic", language="ko", timezone="Asia/Seoul",
        hosts=("board.example",), lists=(SITE + way.url(1),), fetch=FetchRules(), learned=found.facts,
    )  # fmt: skip
    pages = {way.page(number).url: way.page(number).text for number in range(1, LAST + 1)}
    met, url = [], way.page(1).url
    while url and len(met) <= LAST:
        met.append(url)
        page = Page(url=url, text=pages[url], status=200, media_type="text/html", fetched_at=AT)
        url = forms.as_get(engine("generic").listing(page, board).next_url or "")
    return met


def query(name: str, first: int = 1, step: int = 1, path: str = "/news/list.do") -> Callable[[int], str]:
    return lambda number: path if number == 1 else f"{path}?{name}={first + (number - 1) * step}"


def onward(draw: Callable[[int], str]) -> Callable[[int], str]:
    """What leads to the next page, on every page but the last."""
    return lambda number: draw(number + 1) if number < LAST else ""


def numbers(draw: Callable[[int], str], here: Callable[[int], str] = "<strong>{}</strong>".format) -> Callable[[int], str]:
    """The numbers of all pages, this one's as ``here`` draws it."""
    return lambda number: '<div class="pg">' + " ".join(here(n) if n == number else draw(n) for n in range(1, LAST + 1)) + "</div>"


def dashed(stem: str, first: str = "") -> Callable[[int], str]:
    """Numbers in a file's name, none in that of the first."""
    return lambda number: (first or stem.replace("{}", "")) if number == 1 else stem.format(number)


def falling(stem: str, first: str, newest: int = 41) -> Callable[[int], str]:
    """Pages that are numbered from the oldest: the second is the newest but one."""
    return lambda number: first if number == 1 else stem.format(newest - (number - 2))


def linked(url: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: f'<a href="{url(number)}">{number}</a>'


SUBMIT = "function go(n) {{ {} }}"
WAYS = {
    "an unknown name, this page's number beside it": Way(
        url=query("cp"),
        draw=lambda number: '<ul class="x"><li class="on"><a href="#none">{}</a></li>{}<li class="nxt"><a href="?cp={}">&rsaquo;</a></li></ul>'.format(
            number, f'<li><a href="?cp={number + 1}">{number + 1}</a></li>' if number < LAST else "", min(LAST, number + 2)
        ) if number < LAST else f'<ul class="x"><li><a href="?cp=3">3</a></li><li class="on"><a href="#none">{number}</a></li></ul>',
    ),
    "the current page by aria-current": Way(url=query("cur"), draw=numbers(linked(query("cur")), '<a aria-current="page">{}</a>'.format)),
    "a number in the file's name": Way(url=dashed("/news/list{}.htm"), draw=numbers(linked(dashed("/news/list{}.htm")))),
    "a number in the name of an index": Way(url=dashed("/news/index_{}.html", "/news/index.html"), draw=numbers(linked(dashed("/news/index_{}.html", "/news/index.html")))),
    "next alone, a number in the file's name": Way(url=dashed("/news/list{}.htm"), draw=onward(lambda n: f'<a href="/news/list{n}.htm">下一页&gt;&gt;</a>')),
    "two pages' numbers in a hand-kept name": Way(
        url=dashed("/news/notice{}.html"), draw=lambda number: f'<p><span>{number}</span>{onward(linked(dashed("/news/notice{}.html")))(number)}</p>'
    ),
    "a number between others in the file's name": Way(
        url=lambda number: f"/news/list-7-{number}-all.html", draw=numbers(linked(lambda number: f"/news/list-7-{number}-all.html"))
    ),
    "the path of a folder": Way(url=dashed("/news/page/{}/", "/news/"), draw=numbers(linked(dashed("/news/page/{}/", "/news/")))),
    "next alone in the path": Way(url=dashed("/news/list/{}", "/news/list"), draw=onward(lambda n: f'<a href="/news/list/{n}" rel="next">다음</a>')),
    "numbers that fall, in the file's name": Way(url=falling("/1021/list{}.htm", "/1021/list.htm"), draw=numbers(linked(falling("/1021/list{}.htm", "/1021/list.htm")))),
    "numbers that fall, in a folder": Way(url=falling("/tz/list/{}.htm", "/tz/list.htm"), draw=numbers(linked(falling("/tz/list/{}.htm", "/tz/list.htm")))),
    "numbers that fall, next and last alone": Way(
        url=falling("/tz/list/{}.htm", "/tz/list.htm", LAST - 1),
        draw=lambda number: (
            f'<span>上页</span> <a href="{falling("/tz/list/{}.htm", "/tz/list.htm", LAST - 1)(number + 1)}">下页</a> <a href="/tz/list/1.htm">尾页</a>' if number < LAST else "<span>下页</span>"
        ),
    ),
    "a number in a query without a name": Way(
        url=lambda number: "/forum.php?7-News" + (f"/page{number}" if number > 1 else ""),
        draw=numbers(linked(lambda number: "/forum.php?7-News" + (f"/page{number}" if number > 1 else ""))),
    ),
    "offsets that are shown": Way(
        url=lambda number: "/spip.php?rubrique3" + (f"&debut_articles={number * 10 - 10}" if number > 1 else ""),
        draw=lambda number: " | ".join(
            f"<strong>{n}</strong>" if n == number * 10 - 10 else f'<a href="/spip.php?rubrique3&amp;debut_articles={n}#p">{n}</a>' for n in range(0, LAST * 10, 10)
        ),
    ),
    "an offset": Way(url=query("start", 0, 10), draw=numbers(linked(query("start", 0, 10)))),
    "from zero": Way(url=query("page", 0), draw=numbers(linked(query("page", 0)))),
    "addresses that carry a sum of their own": Way(
        url=lambda number: "/news/list.do" + (f"?tx_n%5BcurrentPage%5D={number}&cHash={number * 7919:x}" if number > 1 else ""),
        draw=numbers(lambda n: f'<a href="/news/list.do?tx_n%5BcurrentPage%5D={n}&cHash={n * 7919:x}">{n}</a>'),
    ),
    "next alone under a name that says page": Way(url=query("nPage"), draw=onward(lambda n: f'<a href="?nPage={n}">다음</a>')),
    "next alone by an offset with a dot": Way(url=query("article.offset", 0, 10), draw=onward(lambda n: f'<a href="?article.offset={n * 10 - 10}">다음 10개 보기</a>')),
    "an arrow without words": Way(url=query("page"), draw=onward(lambda n: f'<a href="?page={n}"><img src="/i/btn_next.gif"></a>')),
    "a location in onclick": Way(url=query("page"), draw=numbers(lambda n: f"""<a href="#none" onclick="location.href='/news/list.do?page={n}'; return false;">{n}</a>""")),
    "a location in javascript:": Way(url=query("page"), draw=numbers(lambda n: f"""<a href="javascript:location.href='?page={n}'">{n}</a>""")),
    "a button's location": Way(url=query("page"), draw=onward(lambda n: f"""<button type="button" onclick="window.location.assign('list.do?page={n}')">다음</button>""")),
    "an address in data-url": Way(url=query("page"), draw=onward(lambda n: f'<button type="button" data-url="/news/list.do?page={n}">더보기</button>')),
    "an address in a data attribute of any name": Way(
        url=query("page"), draw=onward(lambda n: f'<button type="button" class="more" data-next="?page={n}" data-image="/i/p{n}.png">더보기</button>')
    ),
    "rel=next in the head": Way(url=query("page"), draw=onward(lambda n: f'<link rel="next" href="/news/list.do?page={n}">')),
    "blocks of two": Way(
        url=query("page"),
        draw=lambda number: (
            (f'<a class="prev" href="?page={(number - 1) // 2 * 2}">«</a> ' if number > 2 else "")
            + " ".join(f"<b>{n}</b>" if n == number else linked(query("page"))(n) for n in ((number - 1) // 2 * 2 + 1, (number - 1) // 2 * 2 + 2))
            + (f' <a class="next" href="?page={(number - 1) // 2 * 2 + 3}">»</a>' if number < 3 else "")
        ),
    ),
    "an address in data-href": Way(url=query("page"), draw=numbers(lambda n: f'<span data-href="?page={n}">{n}</span>')),
    "a function with a location": Way(url=query("page"), draw=numbers('<a href="javascript:go({})">{}</a>'.replace("{}", "{0}").format), head="<script>function go(n) { location.href = '/news/list.do?page=' + n; }</script>"),
    "a function's name within another word": Way(
        url=query("page"),
        draw=lambda n: numbers('<a href="javascript:turn({0})">{0}</a>'.format)(n) + '<a href="#" onclick="show(\'7\'); return false;">인쇄</a>',
        head="<script>function turn(n) { location.href = '/news/list.do?page=' + n; }</script>",
    ),
    "a function that is handed the board's number too": Way(
        url=lambda number: "/news/list.do?bbs=12" + (f"&page={number}" if number > 1 else ""),
        draw=numbers("<a href=\"#none\" onclick=\"turn('12', '{0}');\">{0}</a>".format),
        head="<script>function turn(bbs, n) { location.href = '/news/list.do?bbs=' + bbs + '&page=' + n; }</script>",
    ),
    "void and a function": Way(
        url=query("pageNo"),
        draw=numbers('<a href="javascript:void(0)" onclick="go(\'{0}\'); return false;">{0}</a>'.format),
        head="<script>var go = function (no) { var url = '/news/list.do'; url += '?pageNo=' + no; window.location.href = url; };</script>",
    ),
    "a form sent by GET": Way(
        url=lambda number: "/news/list.do" + (f"?kind=1&pageIndex={number}" if number > 1 else ""),
        draw=lambda number: '<form name="f" method="get" action="/news/list.do"><input type="hidden" name="kind" value="1"><input type="hidden" name="pageIndex" value="1"></form>'
        + numbers('<a href="#" onclick="go({0}); return false;">{0}</a>'.format)(number),
        head="<script>function go(n) { document.f.pageIndex.value = n; document.f.submit(); }</script>",
    ),
    "document.forms[0]": Way(
        url=lambda number: "/news/list.do" + (f"?pg={number}" if number > 1 else ""),
        draw=lambda number: '<form action="/news/list.do"><input type="hidden" name="pg" value="1"></form>' + numbers('<a href="javascript:go({0});">{0}</a>'.format)(number),
        head="<script>function go(n) { document.forms[0].pg.value = n; document.forms[0].submit(); }</script>",
    ),
    "buttons of a form": Way(
        url=query("page"), draw=lambda number: '<form action="/news/list.do">' + numbers('<button type="submit" name="page" value="{0}">{0}</button>'.format)(number) + "</form>"
    ),
    "inputs of a form": Way(
        url=lambda number: "/news/list.do" + (f"?kind=1&page={number}" if number > 1 else ""),
        draw=lambda number: '<form action="/news/list.do"><input type="hidden" name="kind" value="1">' + numbers('<input type="submit" name="page" value="{0}">'.format, "<b>{0}</b>".format)(number) + "</form>",
    ),
    "a form of its own for next": Way(
        url=query("page"), draw=onward(lambda n: f'<form action="/news/list.do"><input type="hidden" name="page" value="{n}"><input type="submit" value="다음"></form>')
    ),
    "a picture that sends a form": Way(
        url=query("page"), draw=onward(lambda n: f'<form action="/news/list.do"><input type="hidden" name="page" value="{n}"><input type="image" src="/i/next.gif" alt="다음"></form>')
    ),
    "a choice of pages in a form": Way(
        url=query("page"),
        draw=lambda number: '<form action="/news/list.do"><select name="page" onchange="this.form.submit()">'
        + "".join(f'<option value="{n}"{" selected" if n == number else ""}>{n}</option>' for n in range(1, LAST + 1)) + "</select></form>",
    ),
    "a choice of addresses": Way(
        url=query("page"),
        draw=lambda number: '<select onchange="location.href=this.value">'
        + "".join(f'<option value="/news/list.do?page={n}"{" selected" if n == number else ""}>{n} 페이지</option>' for n in range(1, LAST + 1)) + "</select>",
    ),
    "data-page and a handler": Way(
        url=query("page"),
        draw=numbers('<a href="#" class="p" data-page="{0}">{0}</a>'.format),
        head="<script>$(document).on('click', '.p', function (e) { e.preventDefault(); location.href = '/news/list.do?page=' + $(this).data('page'); });</script>",
    ),
    "only previous and next": Way(
        url=query("page"), draw=lambda n: (f'<a href="?page={n - 1}">이전</a>' if n > 1 else "") + (f'<a href="?page={n + 1}">다음</a>' if n < LAST else "")
    ),
    "an arrow that leaps a block": Way(url=query("page"), draw=lambda n: numbers(linked(query("page")))(n) + '<a class="next" href="?page=11">»</a>' * (n < LAST)),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_each_way_of_turning_pages_is_followed_to_the_last(way: Way) -> None:
    found = learned(way)
    assert found.next is not None, found.reasons
    assert followed(way, found) == [SITE + way.url(number) for number in range(1, LAST + 1)], found.facts
