"""A comparison loses no character of either version, marks whole words, and stays quick."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from publish.difference import marked, rows, steps

WORDS = st.lists(st.sampled_from(["서울시는", "서울시가", "안내", " ", "  ", "\n", ".", ",", "2025", "a", "<b>", "&"]), max_size=40).map("".join)


@given(WORDS, WORDS)
@settings(max_examples=300, deadline=None)
def test_both_versions_can_be_read_back(before: str, after: str) -> None:
    found = steps(before, after)
    assert "".join(step.before for step in found) == before
    assert "".join(step.after for step in found) == after
    assert all(step.before == step.after for step in found if step.same)


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_rows_hold_every_line_of_both(before: str, after: str) -> None:
    found = rows(before, after)
    for side, text in (("before", before), ("after", after)):
        held = "".join(LexborHTMLParser(f"<pre>{getattr(row, side)}</pre>").css_first("pre").text() for row in found)
        assert held.replace("\n", "") == "".join(text.splitlines())


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("신청은 4월 4일까지 받습니다.", "신청은 4월 18일까지 받습니다.", ["4일까지"], ["18일까지"]),
        ("서울시는 알립니다", "서울시가 알립니다", ["서울시는"], ["서울시가"]),
        ("가 나 다 라", "가 마 바 라", ["나 다"], ["마 바"]),
        ("제목", "제목 (기한 연장)", [], [" (기한 연장)"]),
        ("2025.10.26.~11.1.", "2025.10.26.~11.3.", ["1"], ["3"]),
        ("같은 글", "같은 글", [], []),
        ("", "새 글", [], ["새 글"]),
    ],
)
def test_whole_words_are_marked(before: str, after: str, gone: list[str], come: list[str]) -> None:
    both = LexborHTMLParser(f"<p>{marked(before, after)[2]}</p>")
    assert [node.text() for node in both.css("del")] == gone
    assert [node.text() for node in both.css("ins")] == come


def test_long_equal_stretches_fold_away() -> None:
    lines = [f"줄 {number}" for number in range(30)]
    kinds = [(row.kind, row.lines) for row in rows("\n".join(lines), "\n".join([*lines[:15], "다른 줄", *lines[16:]]))]
    assert kinds == [("folded", 13), ("same", 2), ("changed", 1), ("same", 2), ("folded", 12)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" ".join(map(str, range(9_000))), " ".join(map(str, range(9_000, 18_000)))),
        ("가 " * 200_000, "나 " * 200_000),
        ("\n".join(map(str, range(30_000))), "\n".join(map(str, range(1, 30_000)))),
        ("a\n" * 15_000, "b\n" * 15_000),
    ],
)
def test_hostile_lengths_stay_quick(before: str, after: str) -> None:
    started = time.perf_counter()
    rows(before, after)
    assert time.perf_counter() - started < 3
