"""Text: one form for what looks the same, readable bodies, and nothing that can end the process."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import text

CORPORA = Path(__file__).parent / "corpora"


def corpus(name: str) -> list[tuple[str, str]]:
    rows = (CORPORA / name).read_text("utf-8").splitlines()
    return [(first, second) for first, _, second in (row.partition("\t") for row in rows if not row.startswith("#"))]


@pytest.mark.parametrize(("alt", "name"), corpus("partner_names.tsv"))
def test_partner_name(alt: str, name: str) -> None:
    assert text.partner_name(alt.replace("\\n", "\n")) == name


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("가\u00a0나\u3000다", "가 나 다"),
        (unicodedata.normalize("NFD", "각"), "각"),
        ("a\0b\x07c\x85d", "ab" + "c\nd"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\ud800b", "a\ufffdb"),
        ("a\u202eb\u2066c\ufeffd\u200be\u00adf", "abcdef"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_clean(raw: str, clean: str) -> None:
    assert text.clean(raw) == clean


def test_line_and_lines() -> None:
    assert text.line(" 가 \n\t나\u00a0\u00a0다 ") == "가 나 다"
    assert text.lines(" 가  나 \n\n \t\n다 ") == "가 나\n다"


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("<p>가</p><p>나</p>", "가\n나"),
        ("가\n  나<br>다<br/><br>라", "가 나\n다\n라"),
        ("<ul><li>하나<li>둘<ul><li>셋</ul></ul>", "하나\n둘\n셋"),
        ("<table><tr><th>구분</th><th>금액</th></tr><tr><td>가</td><td>1<br>2</td></tr></table>끝", "구분 | 금액\n가 | 1 2\n끝"),
        ("<table><tr><td></td><td>둘째만</td></tr></table>", "| 둘째만"),
        ("<table><tr><td><p>가</p><p>나</p></td></tr></table>", "가\n나"),
        ("<table><tr><td>바깥<table><tr><td>a</td><td>b</td></tr></table></td><td>옆</td></tr></table>", "바깥\na | b\n옆"),
        ("글<img src=x alt='지도 그림'>뒤<img src=y><img alt=''>", "글 [그림: 지도 그림] 뒤"),
        ("<script>x</script><style>y</style><!-- z --><template>t</template>남음", "남음"),
        ("<pre>가\n  나</pre>", "가\n나"),
        ("&lt;b&gt; &amp; &nbsp; &#44032;", "<b> & 가"),
        ("<?xml version='1.0'?><p>가</p>", "가"),
        ("<![CDATA[x]]><![if !IE]>나<![endif]>", "나"),
        ("/tmp/page.html", "/tmp/page.html"),
        ("http://example.org/a", "http://example.org/a"),
        ("", ""),
        ("<td>홀로 선 칸</td><tr><td>a</table></li></pre>b", "홀로 선 칸\nab"),
        ("<a href=x>누르기</a><b>굵게</b>", "누르기굵게"),
    ],
)
def test_body_text(fragment: str, shown: str) -> None:
    assert text.body_text(fragment) == shown


def test_depth_is_told_and_never_fatal() -> None:
    started = time.process_time()
    read = text.read_body("<div>" * 50_000 + "바닥" + "</div>" * 50_000)
    assert (read.text, read.depth, read.deep) == ("바닥", 50_000, True)
    assert time.process_time() - started < 2.5
    assert not text.read_body("<div><p>가</p></div>").deep


@pytest.mark.fault(60)
def test_many_tables_take_linear_time() -> None:
    started = time.process_time()
    read = text.read_body("<table><tr><td>" * 5_000 + "속")
    assert read.text == "속"
    assert time.process_time() - started < 2


MARKUP = st.sampled_from([
    *("<table>", "</table>", "<tr>", "<td>", "</td>", "<th>", "<li>", "<p>", "</p>", "<pre>", "</pre>", "<br>", "<div>", "</div>"),
    *("<script>", "</script>", "<!--", "-->", "<![", "<?xml ", "&#0;", "&amp;", "<", ">", "가", "나 다", "\n", "\u00a0", "\ud800"),
    *("\0", "<textarea>", "<img alt='그림'>"),
])  # fmt: skip


@pytest.mark.fault(56)
@settings(deadline=None)
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_no_markup_makes_it_raise_and_the_text_is_clean(fragment: str) -> None:
    shown = text.body_text(fragment)
    assert shown == text.lines(shown)
    shown.encode()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    once = text.clean(raw)
    assert text.clean(once) == once
    assert text.line(once) == text.line(raw)
    assert text.normalise(raw) == text.normalise(unicodedata.normalize("NFD", raw.encode("utf-8", "replace").decode()))


@pytest.mark.parametrize(
    ("before", "after", "only"),
    [
        ("서울시, ‘한강의 기적’", "서울시 '한강의 기적'", True),
        ("A - B", "A–B", True),
        ("안내(변경)", "안내 변경", True),
        ("１２명", "12명", True),
        ("같다", "같다", False),
        ("3.5톤", "35톤", False),
        ("10~20명", "1020명", False),
        ("10 20", "1020", False),
        ("기온 -5도", "기온 5도", False),
        ("50%", "50", False),
        ("합니까?", "합니까", False),
        ("5월 1일", "5월 2일", False),
        ("10²", "102", False),
    ],
)
def test_typography_only(before: str, after: str, only: bool) -> None:
    assert text.typography_only(before, after) is only
    assert text.typography_only(after, before) is only


@pytest.mark.parametrize(
    ("short", "full", "cut"),
    [
        ("World's safest city revealed by Economist Intelligence..", "World's safest city revealed by Economist Intelligence Unit", True),
        ("해외 도시철도관계자 초청연수, 민간기업 추천 대상국가(도..", "해외 도시철도관계자  초청연수, 민간기업 추천 대상국가(도시) 모집", True),
        ("제목…", "제목입니다", True),
        ("제목 ...", "제목 하나", True),
        ("제목", "제목 하나", False),
        ("다른..", "제목 하나", False),
        ("끝..", "끝", False),
        ("..", "무엇이든", False),
        ("끝.", "끝. 그리고", False),
    ],
)
def test_is_cut(short: str, full: str, cut: bool) -> None:
    assert text.is_cut(short, full) is cut


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60), st.integers(1, 59))
def test_a_title_cut_anywhere_is_known_again(title: str, at: int) -> None:
    full = text.line(title)
    stem = full[:at].rstrip(" .…")
    if stem and len(stem) < len(full) and text.normalise(stem + "..") == stem + "..":
        assert text.is_cut(stem + "..", full)
