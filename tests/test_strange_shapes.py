"""Rows, titles, bodies and files of strange shapes: rows that are links, tables within cells, words for other ears, texts that stand in no element."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.engines.generic import ENGINE
from crawler.learning import Learned
from crawler.records import Page, Post
from crawler.text import read_body
from tests.test_learning_causes import AT, NUMBERS, Sample, body, cells, day, desk, manifest_of, rows_of, title

HASHES = ("css-1x2y3z", "css-9ab0c1", "css-k2m3n4", "css-p0q9r8")


def facts_of_rows(sample: Sample) -> list[tuple[str, str | None, str | None]]:
    return [(row.title, row.author, row.posted.at[:10] if row.posted else None) for row in rows_of(sample.learned())]


ALL = [(title(n), desk(n), day(n)) for n in NUMBERS[:10]]
HEADS = ["번호", "제목", "작성자", "작성일"]


def boxes(tag: str, words: list[str]) -> str:
    return "".join(f"<{tag}>{word}</{tag}>" for word in words)


@pytest.mark.parametrize("inner", ["div", "span"])
@pytest.mark.parametrize(
    ("head", "row"),
    [
        ('<div class="h">{heads}</div><div class="b">{rows}</div>', '<a href="/news/view.do?no={n}">{parts}</a>'),
        ('<div class="h">{heads}</div><ul>{rows}</ul>', '<li><a href="/news/view.do?no={n}">{parts}</a></li>'),
        ('<ul><li class="h"><div>{heads}</div></li>{rows}</ul>', '<li><a href="/news/view.do?no={n}"><div>{parts}</div></a></li>'),
        ('<div class="h"><section>{heads}</section></div><div class="b">{rows}</div>', '<div class="r"><a href="/news/view.do?no={n}">{parts}</a></div>'),
    ],
)
def test_a_row_that_is_one_link_under_a_header_of_boxes(inner: str, head: str, row: str) -> None:
    def drawn(n: int, page: int) -> str:
        return row.format(n=n, parts=boxes(inner, [str(n), title(n), desk(n), day(n)]))

    around = head.replace("{heads}", boxes(inner, HEADS))
    assert facts_of_rows(Sample(row=drawn, around=around)) == ALL


def test_rows_with_hashed_classes() -> None:
    def row(n: int, page: int) -> str:
        a, b, c, d = HASHES
        return f'<li class="{a}"><a class="{b}" href="/news/view.do?no={n}"><p class="{c}">{title(n)}</p><p class="{d}"><span>작성자 {desk(n)}</span><span>{day(n)}</span></p></a></li>'

    assert facts_of_rows(Sample(row=row, around='<ul class="css-zz9y8x">{rows}</ul>')) == ALL


def test_a_title_in_a_table_within_its_cell() -> None:
    def row(n: int, page: int) -> str:
        inner = f'<table><tr><td><img src="/i/dot.gif"></td><td><a href="/news/view.do?no={n}">{title(n)}</a></td></tr></table>'
        return f"<tr><td>{n}</td><td>{inner}</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    assert facts_of_rows(Sample(row=row)) == ALL


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="tooltip">상세보기</span>', "<span>자세히 보기</span>", '<span class="tip">제목을 누르면 내용을 봅니다</span>', "<em>새창열림</em>", "<i>새글</i>", "<span>첨부파일 있음</span>",
        '<span style="display: none">읽지 않음</span>', "<span hidden>읽지 않음</span>", '<span class="u-sr_only">읽지 않음</span>', "<span>(새창 열림)</span>", "<span>새 창으로 열기</span>",
        "<b>NEW</b>", "<span>게시글 바로가기</span>",
    ],
)  # fmt: skip
def test_words_for_other_ears_are_no_part_of_a_title(mark: str) -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n)).replace("</a>", f"{mark}</a>")

    def post(n: int) -> str:
        return f'<div class="v"><h3>{title(n)}{mark}</h3><p><b>작성자</b> {desk(n)} <b>작성일</b> {day(n)}</p><div class="t">{body(n)}</div></div>'

    found = Sample(row=row, post=post).learned()
    assert [row.title for row in rows_of(found)] == [title(n) for n in NUMBERS[:10]]
    assert [post.title for post in found.posts] == [title(n) for n in NUMBERS[:10:2]]


def read_post(sample: Sample, found: Learned, n: int) -> Post:
    """A post that was not among those learned from, as a crawl reads it."""
    seen = sample.opened(n)
    page = Page(url=seen.url, text=seen.text, status=200, media_type="text/html", fetched_at=AT)
    read = ENGINE.post(page, replace(manifest_of(sample.url), learned=found.facts))
    assert isinstance(read, Post)
    return read


def bare_post(n: int, text: str = "<td colspan=2>{}</td>") -> str:
    """A post in a table without names, with a line for its files where it has some."""
    files = f'<tr><th>첨부파일</th><td><a href="/file/{n}.pdf">자료_{n}.pdf</a></td></tr>' if n in (899, 895, 893) else ""
    return (
        f"<table><tr><th>제목</th><td>{title(n)}</td></tr><tr><th>작성자</th><td>{desk(n)}</td></tr><tr><th>작성일</th><td>{day(n)}</td></tr>{files}"
        f"<tr>{text.format(body(n))}</tr></table>"
    )


@pytest.mark.parametrize("text", ["<td colspan=2>{}</td>", "<th>내용</th><td>{}</td>"])
def test_a_line_of_files_moves_nothing_that_was_learned_from_posts_without(text: str) -> None:
    sample = Sample(row=lambda n, page: cells(n, day(n)), post=lambda n: bare_post(n, text))
    found = sample.learned()
    assert found.verdict == "sure", found.reasons
    for n in (899, 898, 895):
        read = read_post(sample, found, n)
        assert (read.title, read.author, read.posted and read.posted.at[:10]) == (title(n), desk(n), day(n))
        assert read.body_text.startswith(f"{n}번째 설명회를"), read.body_text
        assert [file.name for file in read.attachments] == ([f"자료_{n}.pdf"] if n in (899, 895) else [])


def test_a_file_named_beside_its_link() -> None:
    def post(n: int) -> str:
        file = f'<ul><li><span>자료 {n}.hwp</span> <a href="/down?f={n}">다운로드</a> <a href="/look?f={n}"><img src="/i/eye.gif" alt="크게"></a></li><li>붙임 {n}.pdf (12KB) <a href="/down?f=9{n}">내려받기</a></li></ul>'
        return f'<div class="v"><h3>{title(n)}</h3><p><b>작성자</b> {desk(n)} <b>작성일</b> {day(n)}</p><div class="t">{body(n)}</div>{file}</div>'

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert [[file.name for file in post.attachments] for post in found.posts] == [[f"자료 {n}.hwp", f"붙임 {n}.pdf"] for n in NUMBERS[:10:2]]



HEADING = '<h3>{title}</h3><p class="i"><b>작성자</b> {desk} <b>작성일</b> {day}</p>'


@pytest.mark.parametrize(
    "text",
    [
        "{n}번째 설명회를 마쳤습니다.<br>오신 분은 모두 아흔 명입니다.<p>다음 모임은 {n} 강당에서 엽니다.</p>",
        "<p>{n}번째 설명회를 잘 마쳤습니다.</p><p>오신 분은 모두 {n} 명입니다. 다음에 또 엽니다.</p>",
        "{n}번째 설명회를 마쳤습니다.<br>오신 분은 모두 {n} 명입니다.",
    ],
)
@pytest.mark.parametrize("below", ['<a class="btn" href="/news/list.do">목록</a>', '<ul><li><a href="/f/{n}.pdf">자료_{n}.pdf</a></li></ul><p align="right"><a href="/">처음으로</a></p>'])
def test_a_text_that_stands_loose_is_read_whole(text: str, below: str) -> None:
    def post(n: int) -> str:
        head = HEADING.format(title=title(n), desk=desk(n), day=day(n))
        return f'<div class="v">{head}{text.format(n=n)}{below.format(n=n)}</div>'

    sample = Sample(row=lambda n, page: cells(n, day(n)), post=post)
    found = sample.learned()
    assert found.verdict == "sure", found.reasons
    assert found.facts["post_body"] == "after p.i"
    for n in (900, 899):
        read = read_post(sample, found, n)
        assert (read.title, read.author, read.body_text) == (title(n), desk(n), read_body(text.format(n=n)).text)
        assert [file.name for file in read.attachments] == ([f"자료_{n}.pdf"] if "pdf" in below else [])
