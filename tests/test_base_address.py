"""Pages whose addresses start elsewhere, by a base element: every engine reads them as a browser does, and nobody is led to another host."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from crawler import addresses, select
from crawler.cases import answer_of, board_in, page_in
from crawler.engines.pager import pages_claimed
from crawler.learning import Seen, learn
from crawler.learning.scripts import files_named
from crawler.pictures import with_pictures
from crawler.records import Page, Post
from tests.test_engine_cases import FOLDERS, board_of
from tests.test_learning_causes import AT, NUMBERS, Sample, cells, day
from tests.test_opening_ways import FORM, Way, learned, rows_read

_ADDRESS = re.compile(r"(?<=\s)(href|src|action)=(\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def moved(page: Page) -> Page:
    """The same page with every address of its own site relative, and a base that says where they start: the site's root."""
    origin = "{0[0]}//{0[2]}/".format(page.url.split("/"))

    def relative(match: re.Match[str]) -> str:
        shown = unescape(match[3] if match[3] is not None else match[4])
        shown, mark, fragment = (shown, "", "") if "&#" in shown else shown.partition("#")
        url = addresses.join(page.url, shown) if shown else None
        # What names no file has to say the root itself: an empty address is the page's own.
        own = url is not None and url.startswith(origin) and url != origin and ":" not in url[len(origin) :].partition("/")[0]
        return f'{match[1]}="{escape(url[len(origin) :] + mark + fragment)}"' if own and url is not None else match[0]

    text = _ADDRESS.sub(relative, page.text)
    head = re.search(r"<head[^<>]*>", text)
    assert head is not None
    return replace(page, text=f'{text[: head.end()]}<base href="/">{text[head.end() :]}', utf8=None)


def less_markup(answer: Any) -> Any:
    """An answer without the markup of texts, whose addresses are written otherwise."""
    if isinstance(answer, dict):
        return {key: less_markup(value) for key, value in answer.items() if key != "body_html"}
    return [less_markup(item) for item in answer] if isinstance(answer, list) else answer


def of_lists_and_posts() -> list[Path]:
    """The cases of pages that are HTML with a head, with records as their answer."""
    found = []
    for folder in FOLDERS:
        page = next(folder.glob("page.*"))
        plain = page.suffix == ".html" and b"<head" in (text := page.read_bytes()) and b"<base" not in text
        if plain and "PageChanged" not in json.loads((folder / "expected.json").read_text("utf-8")):
            found.append(folder)
    return found


@pytest.mark.parametrize("folder", of_lists_and_posts(), ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_every_engine_reads_addresses_from_where_the_page_says_they_start(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    board = board_in(meta) or board_of(folder.parent.name, meta["url"])
    page = moved(page_in(folder, meta))
    assert less_markup(answer_of(page, meta["kind"], board)) == less_markup(json.loads((folder / "expected.json").read_text("utf-8")))


def test_a_base_in_a_posts_text_says_nothing() -> None:
    page = Page(url="https://a.example/b/c.do", text='<body><p><base href="https://x.example/"></p><a href="d">1</a></body>', status=200, media_type="", fetched_at=AT)
    assert select.attribute(select.one(select.parse(page), "a", page=page), "href") == "d"


@pytest.mark.parametrize(
    ("shown", "laid_open"),
    [
        ('href="view.do?no=1#c2"', "https://a.example/site/view.do?no=1#c2"),
        ('href="?page=2"', "https://a.example/site/?page=2"),
        ('href="#none"', "#none"),
        ('href="mailto:a@b.example"', "mailto:a@b.example"),
        ('href="javascript:location.href=\'view.do?no=1\'"', "javascript:location.href='https://a.example/site/view.do?no=1'"),
        ('href="javascript:view(\'a\')"', "javascript:view('a')"),
        ('href="//b.example/x"', "https://b.example/x"),
        ('href=""', ""),
    ],
)
@pytest.mark.parametrize("base", ['<base href="/site/">', "<BASE HREF='https://a.example/site/' target=_top>", '<base target="_top"><base href="/site/"><base href="/other/">'])
def test_addresses_are_written_out_as_a_browser_joins_them(base: str, shown: str, laid_open: str) -> None:
    page = Page(url="https://a.example/b/c.do", text=f"<html><head>{base}</head><body><a {shown}>1</a></body></html>", status=200, media_type="", fetched_at=AT)
    assert select.attribute(select.one(select.parse(page), "a", page=page), "href") == laid_open


def based(seen: Seen, base: str) -> Seen:
    return replace(seen, text=seen.text.replace("<head>", f'<head><base href="{base}">'))


class Based(Way):
    """A way of opening posts on a board whose base is another folder."""

    def page(self, number: int) -> Seen:
        return based(super().page(number), "/portal/bbs/")


@pytest.mark.parametrize(
    "way",
    [
        Based(title='<a href="view.do?no=N">T</a>', post="/portal/bbs/view.do?no={}"),
        Based(title="<a href=\"javascript:view('N')\">T</a>", script="function view(no) { location.href = 'view.do?no=' + no; }", post="/portal/bbs/view.do?no={}"),
        Based(title="<a href=\"#\" onclick=\"location.href='view.do?no=' + 'N'\">T</a>".replace("' + 'N'", "N'"), post="/portal/bbs/view.do?no={}"),
        Based(
            title="<a href=\"javascript:view('N')\">T</a>", script="function view(no) { document.f.no.value = no; document.f.submit(); }",
            beside=FORM.replace("/news/list.do", "view.do"), post="/portal/bbs/view.do?menu=3&no={}",
        ),
        Based(title='<form action="view.do"><input type="hidden" name="no" value="N"><button>T</button></form>', post="/portal/bbs/view.do?no={}"),
    ],
    ids=["links", "a function", "a location", "a form", "a form of each row"],
)  # fmt: skip
def test_a_shape_is_learned_from_where_addresses_start(way: Way) -> None:
    found = learned(way)
    assert rows_read(way, found, 1) == [way.address(n) for n in NUMBERS[:10]], found.facts
    assert rows_read(way, found, 2) == [way.address(n) for n in NUMBERS[10:]]
    assert found.next is not None
    assert found.next.url == "https://board.example/portal/bbs/?page=2"


def test_a_base_on_another_host_leads_a_shape_nowhere() -> None:
    sample = Sample(row=lambda n, page: cells(n, day(n), "view.do?no={n}"))
    found = sample.learned()
    assert found.verdict == "sure", found.reasons
    led = learn(based(sample.page(1), "https://evil.example/"), second=based(sample.page(2), "https://evil.example/"), at=AT, zone="Asia/Seoul")
    assert (led.verdict, led.listing, led.next) == ("cannot", None, None)


def test_pictures_pages_and_script_files_start_there_too() -> None:
    text = '<html><head><base href="/s/"><script src="js/board.js"></script></head><body><div class=t><img src="i/1.png"></div><a href="list.do?page=9">마지막</a></body></html>'
    page = Page(url="https://a.example/b/c.do", text=text, status=200, media_type="", fetched_at=AT)
    body = select.one(select.parse(page), ".t", page=page).inner_html or ""
    post = Post(native_id="1", url=page.url, title="가", author=None, posted=None, modified=None, body_html=body, body_text="")
    board = board_of("generic", page.url)
    board = replace(board, hosts=("a.example",), fetch=replace(board.fetch, pictures=3))
    assert [link.url for link in with_pictures(post, page, board).attachments] == ["https://a.example/s/i/1.png"]
    assert pages_claimed(page, "https://a.example/s/list.do?page=2") == 9
    assert files_named(page) == ["https://a.example/s/js/board.js"]
