"""Ways of opening a post without an address: calls, forms, data attributes and locations, each learned of the first page and read of the second."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from crawler import forms
from crawler.engines import engine
from crawler.learning import Learned, Seen, learn
from crawler.manifest import FetchRules, Manifest
from crawler.records import Page
from tests.test_learning_causes import AT, NUMBERS, day, desk, title

URL = "https://board.example/news/list.do"
HEAD = "<tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>"
FORM = '<form name="f" id="f" method="get" action="/news/list.do"><input type="hidden" name="menu" value="3"><input type="hidden" name="no" id="no"></form>'
WITH_MENU = "/news/view.do?menu=3&no={}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A title's element for a post's number, what the page holds besides, the post's address as a GET would have it, and what a row is."""

    title: str
    script: str = ""
    beside: str = ""
    post: str = "/news/view.do?no={}"
    row: str = '<tr><td>{n}</td><td>{title}</td><td>{desk}</td><td>{day}</td></tr>'

    def page(self, number: int) -> Seen:
        own = NUMBERS[:10] if number == 1 else NUMBERS[10:]
        rows = "".join(self.row.format(n=n, title=self.title.replace("N", str(n)).replace("T", title(n)), desk=desk(n), day=day(n)) for n in own)
        pager = '<p class="paging"><a href="?page=1">1</a> <a href="?page=2">2</a></p>'
        text = f"<html><head><title>새소식</title><script>{self.script}</script></head><body><table>{HEAD}{rows}</table>{pager}{self.beside}</body></html>"
        return Seen(url=URL + ("" if number == 1 else "?page=2"), text=text)

    def address(self, n: int) -> str:
        return "https://board.example" + self.post.format(n)


def learned(way: Way) -> Learned:
    return learn(way.page(1), second=way.page(2), at=AT, zone="Asia/Seoul")


def rows_read(way: Way, found: Learned, number: int) -> list[str]:
    """The addresses of the posts of a page as the learned shape reads them."""
    seen = way.page(number)
    board = Manifest(
        name="ways", title="-", publisher="-", url=URL, engine="generic", language="ko", timezone="Asia/Seoul", hosts=("board.example",),
        lists=(URL,), fetch=FetchRules(), learned=found.facts,
    )  # fmt: skip
    page = Page(url=seen.url, text=seen.text, status=200, media_type="text/html", fetched_at=AT)
    return [forms.as_get(row.url) for row in engine("generic").listing(page, board).rows]


def called(body: str, *, link: str = '<a href="javascript:view(\'N\')">T</a>', beside: str = "", post: str = "/news/view.do?no={}") -> Way:
    return Way(title=link, script=f"function view(no) {{ {body} }}", beside=beside, post=post)


WAYS = {
    "a concatenation": called("location.href = '/news/view.do?no=' + no;"),
    "a concatenation in steps": called("var url = '/news/view.do'; url = url + '?no='; url += no; document.location.href = url;"),
    "a location by brackets": called("window['location'] = '/news/view.do?no=' + no;"),
    "window.open": called("window.open('/news/view.do?no=' + no, '_blank', 'width=800');"),
    "a template string": called("location.assign(`/news/view.do?no=${no}`);"),
    "an encoded argument": called("location.href = '/news/view.do?no=' + encodeURIComponent(no);"),
    "a variable of the page": called("location.href = ctx + '/view.do?no=' + no;", beside="<script>var ctx = '/news';</script>"),
    "an argument behind a condition": called("if (no == '') { alert('없음'); return false; } location.href = '/news/view.do?no=' + no; return false;"),
    "form.action and submit": called("document.f.no.value = no; document.f.action = '/news/view.do'; document.f.submit();", beside=FORM, post=WITH_MENU),
    "a variable for the form": called("var frm = document.f; frm.no.value = no; frm.action = '/news/view.do'; frm.submit();", beside=FORM, post=WITH_MENU),
    "document.forms by number": called("var g = document.forms[0]; g.no.value = no; g.action = '/news/view.do'; g.submit();", beside=FORM, post=WITH_MENU),
    "with": called("with (document.f) { no.value = no; action = '/news/view.do'; submit(); }".replace("no.value = no", "elements['no'].value = no"), beside=FORM, post=WITH_MENU),
    "jQuery attr and val": called("$('#no').val(no); $('#f').attr('action', '/news/view.do').submit();", beside=FORM, post=WITH_MENU),
    "jQuery by name": called("$('[name=no]').val(no); $('form[name=f]').attr('action', '/news/view.do').submit();", beside=FORM, post=WITH_MENU),
    "jQuery by quoted name": called("""$("input[name='no']").val(no); $("#f").attr({action: '/news/view.do', method: 'get'}).submit();""", beside=FORM, post=WITH_MENU),
    "jQuery attr of a value": called("var o = $(\"form[name='f']\"); $('#no').attr('value', no); o.attr('action', '/news/view.do'); o.submit();", beside=FORM, post=WITH_MENU),
    "a form made of elements": called(
        "var f = document.createElement('form'); f.setAttribute('method', 'get'); f.setAttribute('action', '/news/view.do'); var i = document.createElement('input');"
        " i.setAttribute('type', 'hidden'); i.setAttribute('name', 'no'); i.setAttribute('value', no); f.appendChild(i); document.body.appendChild(f); f.submit();"
    ),
    "a form made of properties": called(
        "const f = document.createElement('form'); f.action = '/news/view.do'; const i = document.createElement('input'); i.name = 'no'; i.value = no; f.append(i); f.submit();"
    ),
    "a form made of markup": called("$('<form action=\"/news/view.do\"><input type=\"hidden\" name=\"no\" value=\"' + no + '\"></form>').appendTo('body').submit();"),
    "a form made of jQuery's parts": called("$('<form>', { action: '/news/view.do' }).append($('<input>', { type: 'hidden', name: 'no', value: no })).appendTo('body').submit();"),
    "an address made of parameters": called("var p = new URLSearchParams(); p.set('no', no); location.href = '/news/view.do?' + p.toString();"),
    "getElementById": called("document.getElementById('no').value = no; var f = document.getElementById('f'); f.action = '/news/view.do'; f.submit();", beside=FORM, post=WITH_MENU),
    "querySelector": called("document.querySelector('#no').value = no; const g = document.querySelector('#f'); g.setAttribute('action', '/news/view.do'); g.submit();", beside=FORM, post=WITH_MENU),
    "#none and onclick": called("location.href = '/news/view.do?no=' + no;", link='<a href="#none" onclick="view(N); return false;">T</a>'),
    "void(0) and onclick": called("location.href = '/news/view.do?no=' + no;", link='<a href="javascript:void(0);" onclick="return view(\'N\')">T</a>'),
    "nothing in href": called("location.href = '/news/view.do?no=' + no;", link='<a onclick="javascript:view(\'N\');">T</a>'),
    "a button": called("location.href = '/news/view.do?no=' + no;", link='<button type="button" onclick="view(\'N\')">T</button>'),
    "this and an argument": Way(title='<a href="#" onclick="view(this, \'N\'); return false;">T</a>', script="function view(el, no) { location.href = '/news/view.do?no=' + no; }"),
    "an arrow function": Way(title="<a href=\"javascript:view('N')\">T</a>", script="const view = no => { location.href = '/news/view.do?no=' + no; };"),
    "an arrow without braces": Way(title="<a href=\"javascript:view('N')\">T</a>", script="const view = (no) => location.href = '/news/view.do?no=' + no;"),
    "a method of an object": Way(title="<a href=\"javascript:board.view('N')\">T</a>", script="var board = { view: function (no) { location.href = '/news/view.do?no=' + no; } };"),
    "a method in short": Way(title="<a href=\"javascript:board.view('N')\">T</a>", script="const board = { view(no) { location.href = '/news/view.do?no=' + no; } };"),
    "a function that calls another": Way(
        title="<a href=\"javascript:view('N')\">T</a>",
        script="function view(no) { go('/news/view.do', no); } function go(url, id) { location.href = url + '?no=' + id; }",
    ),
    "a query without a name": Way(title='<a href="/spip.php?articleN">T</a>', post="/spip.php?article{}"),
    "a query without a name, with a title": Way(title='<a href="/showthread.php?N-T-x">T</a>'.replace("-T-x", "-a-title-of-N"), post="/showthread.php?{0}-a-title-of-{0}"),
    "a location in onclick": Way(title="<a href=\"#\" onclick=\"location.href='/news/view.do?no=N'; return false;\">T</a>"),
    "a concatenation in onclick": Way(title="<a href=\"#\" onclick=\"location.href='/news/view.do?no=' + 'N';\">T</a>"),
    "window.open in onclick": Way(title="<a href=\"javascript:void(0)\" onclick=\"window.open('/news/view.do?no=N', 'w')\">T</a>"),
    "a row with a location": Way(title="T", row="<tr onclick=\"location.href='/news/view.do?no={n}'\"><td>{n}</td><td>{title}</td><td>{desk}</td><td>{day}</td></tr>"),
    "what this element holds": Way(title="<a href=\"#\" data-no=\"N\" onclick=\"location.href='/news/view.do?no=' + this.dataset.no\">T</a>"),
    "data and a delegated handler": Way(
        title='<a href="#none" class="go" data-no="N">T</a>', script="$('.list').on('click', 'a.go', function () { location.href = '/news/view.do?no=' + $(this).data('no'); });"
    ),
    "data, a handler and a form": Way(
        title='<a href="#none" class="go" data-no="N">T</a>', beside=FORM, post=WITH_MENU,
        script="$('a.go').click(function () { $('#f [name=no]').val($(this).attr('data-no')); $('#f').attr('action', '/news/view.do').submit(); });",
    ),
    "data and a variable": Way(
        title='<a href="#none" class="go" data-no="N">T</a>',
        script="document.querySelectorAll('.go').forEach(function (a) { a.addEventListener('click', function (e) { var id = e.currentTarget.dataset.no; location.href = '/news/view.do?no=' + id; }); });",
    ),
    "this.form": Way(
        title='<form action="/news/view.do"><input type="hidden" name="no" value="N"><a href="#" onclick="this.form.submit(); return false;">T</a></form>',
    ),
    "a link that submits the form around it": Way(
        title='<form action="/news/view.do"><input type="hidden" name="no" value="N"><a href="#" onclick="this.closest(\'form\').submit(); return false;">T</a></form>',
    ),
    "a named form of each row": Way(
        title='<form name="v_N" action="/news/view.do"><input type="hidden" name="no" value="N"><a href="javascript:document.v_N.submit()">T</a></form>',
    ),
    "a button of a form": Way(title='<form action="/news/view.do"><input type="hidden" name="no" value="N"><button>T</button></form>'),
    "a form that posts": called(
        "f.no.value = no; f.action = '/news/view.do'; f.method = 'post'; f.submit();".replace("f.", "document.f."), beside=FORM, post=WITH_MENU
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_each_way_of_opening_posts_gives_their_addresses(way: Way) -> None:
    found = learned(way)
    assert found.listing is not None, found.reasons
    assert rows_read(way, found, 1) == [way.address(n) for n in NUMBERS[:10]], found.facts
    assert rows_read(way, found, 2) == [way.address(n) for n in NUMBERS[10:]]


@pytest.mark.parametrize(
    "way",
    [
        Way(title='<a href="#/view/N">T</a>'),
        Way(title='<a href="/news/#view/N">T</a>'),
        Way(title='<a href="javascript:view(N)">T</a>', script="function view(no) { app.router.push({ name: 'view', params: { no } }); }"),
        Way(title='<a href="javascript:view(N)">T</a>'),
        Way(title='<a href="#" class="go" data-no="N">T</a>'),
        Way(title='<a href="javascript:view(N)">T</a>', script="function view(no) { $.post('/news/view.json', { no: no }, draw); }"),
    ],
    ids=["hash routes", "hash routes of another page", "a router", "a function of no script", "data of no script", "a request of its own"],
)
def test_posts_of_which_nothing_tells_the_address_are_not_guessed_at(way: Way) -> None:
    found = learned(way)
    assert (found.verdict, found.listing) == ("cannot", None), found.facts


def test_a_value_that_is_added_to_itself_again_and_again_fills_no_memory() -> None:
    found = learned(called(f"var a = no + no; {'a = a + a + a; ' * 300} location.href = '/news/view.do?no=' + a;"))
    assert len(str(found.facts)) < 10_000
