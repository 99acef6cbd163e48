"""Selection: nothing is picked unless exactly what was asked for is there."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from crawler import select
from crawler.errors import PageChanged
from crawler.records import Page

MARKUP = "<html><body><ul><li class='a b'>하나</li><li>둘 <b>셋</b></li></ul><div id=x><div id=y></div></div></body></html>"


def page(text: str = MARKUP) -> Page:
    return Page(url="http://board.example/1", text=text, status=200, media_type="text/html", fetched_at=datetime(2025, 3, 3, tzinfo=UTC))


ROOT = select.parse(page())


def test_one() -> None:
    assert select.text_of(select.one(ROOT, "li.a", page=page())) == "하나"


@pytest.mark.parametrize(("css", "found"), [("li.none", "0 matches"), ("li", "2 matches")])
def test_one_refuses_none_and_two(css: str, found: str) -> None:
    with pytest.raises(PageChanged) as caught:
        select.one(ROOT, css, page=page())
    error = caught.value
    assert (error.url, error.selector, error.expected, error.found) == ("http://board.example/1", css, "exactly 1", found)
    assert str(error) == f"http://board.example/1: expected exactly 1 at '{css}', found {found}"


def test_maybe() -> None:
    assert select.maybe(ROOT, "p", page=page()) is None
    assert select.maybe(ROOT, "b", page=page()) is not None
    with pytest.raises(PageChanged, match="expected at most 1 at 'li', found 2 matches"):
        select.maybe(ROOT, "li", page=page())


def test_many() -> None:
    assert [select.text_of(node) for node in select.many(ROOT, "li", at_least=2, page=page())] == ["하나", "둘 셋"]
    with pytest.raises(PageChanged, match="expected at least 3 at 'li', found 2 matches"):
        select.many(ROOT, "li", at_least=3, page=page())


def test_first_of_tells_which_selector_hit() -> None:
    node, css = select.first_of(ROOT, ["p", "b", "li"], page=page())
    assert (select.text_of(node), css) == ("셋", "b")
    with pytest.raises(PageChanged, match="exactly 1 by one of these at 'p → i', found 0 matches"):
        select.first_of(ROOT, ["p", "i"], page=page())
    with pytest.raises(PageChanged, match="found 2 matches"):
        select.first_of(ROOT, ["p", "li", "b"], page=page())
    assert select.maybe_first_of(ROOT, [], page=page()) is None


def test_outermost_and_attributes() -> None:
    assert [select.attribute(node, "id") for node in select.outermost(ROOT.css("div"))] == ["x"]
    item = ROOT.css("li")[0]
    assert select.classes(item) == ["a", "b"]
    assert select.attribute(item, "title") == ""


@pytest.mark.parametrize("text", ["", "\0", "<", "<p", "\ud800", "</html>", "<!--", "<svg><style><p>"])
def test_anything_parses(text: str) -> None:
    assert select.parse(page(text)).tag == "html"


def test_nesting_counts_what_stays_open() -> None:
    assert select.nesting("<div><p><p><br><span></span></div><div>") == 2


@pytest.mark.fault(57)
@pytest.mark.parametrize("text", ["<div>" * 50_000, "<div>" * 1_000_000, "x" * 8_000_001, "<b>" * 1_900 + "<i>text</i>" * 60_000, "<p>x</p>" * 80_000])
def test_a_page_that_would_take_minutes_is_refused_in_a_second(text: str) -> None:
    started = time.process_time()
    with pytest.raises(PageChanged, match="expected at most"):
        select.parse(page(text))
    assert time.process_time() - started < 2
