"""The quick way through plain markup and the soup must say the same of any page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler import text

PIECES = (
    "글 ", "\n  ", "&nbsp;", "&lt;b&gt;", "&#65;", "a&b;", "&notit;", "<!-- x -->", "\t", "<br />", '<img alt="">', '<img alt="그림 &amp; 글">',
    "<![CDATA[x]]>", "\u3000", "\u200b", "\x1f", "\x01", "\x02", "\u1100\u1161", "<hr>", '<img alt="a\x1f b">', '<img alt="&amp;lt; &lt;">', '<p title="x\x01">',
    "<table><caption>표</caption><thead><tr><th>가<th>나<tbody><tr><td>1<p>2</p><td><br>3<hr><tr><td>끝</table>", "<table><tr><td>칸<table><tr><td>1<td>2</table>",
    "<p>문단</p>", "<table><tr><td>1</td><td>2</td></tr></table>", '<a href="a>b<c">', "<pre>\n 1\n</pre>",
    *(form.format(name) for name in ("p", "div", "span", "table", "tbody", "tr", "td", "ul", "li", "script", "svg") for form in ("<{}>", "</{}>")),
)  # fmt: skip


def by_soup(fragment: str) -> tuple[str, int]:
    reader = text._BodyReader(text._soup_steps(text._soup(fragment)))
    return text.lines("".join(reader.pieces)), reader.deepest


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_both_ways_agree_on_what_a_parser_writes_out(pieces: list[str]) -> None:
    body = LexborHTMLParser("<body><p>" + "".join(pieces)).body
    assert body is not None
    fragment = body.inner_html or ""
    read = text.read_body(fragment)
    assert (read.text, read.depth) == by_soup(fragment)


@pytest.mark.parametrize("fragment", ["<p>열림", "<p></b></p>", "<p>a &copy; b</p>", "<script>1</script>", "<p title='a'>x</p>", "<p>x</p><", "<pre>x</pre>"])
def test_what_is_not_plain_goes_to_the_soup(fragment: str) -> None:
    assert text._plain(fragment) is None


def test_plain_markup_does_not_need_the_soup() -> None:
    fragment = '<p style="a">가 &amp; 나<br>다</p><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'
    assert text._plain(fragment) is not None
    assert text.read_body(fragment).text == "가 & 나\n다\n1 | 2"
