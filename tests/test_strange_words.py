"""What boards of other lands and other habits say: whose words, whose dates, and what stands in a title for other ears only."""

from __future__ import annotations

import pytest

from crawler.engines.meanings import date_shape, is_keeper, meaning_of
from tests.test_learning_causes import NUMBERS, Sample, body, cells, day, days_of, desk, rows_of, title


def headed(*words: str) -> str:
    return f"<table><tr>{''.join(f'<th>{word}</th>' for word in words)}</tr>{{rows}}</table>"


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        *(("投稿者", "author"), ("发布者", "author"), ("来源", "author"), ("Auteur", "author"), ("Verfasser", "author"), ("소관", "author"), ("부서명", "author")),
        *(("담당 전화", "other"), ("담당", "other"), ("Frist", "deadline"), ("date limite", "deadline"), ("mis à jour le", "modified"), ("Publié le", "posted")),
        *(("Fecha de publicación", "posted"), ("Veröffentlicht am", "posted"), ("Aktualisiert", "modified"), ("Scadenza", "deadline"), ("Oggetto", "title")),
    ],
)
def test_words_of_other_lands(word: str, meaning: str) -> None:
    assert meaning_of(word) == meaning


def test_who_is_in_charge_is_told_from_who_wrote() -> None:
    assert [is_keeper(word) for word in ("담당", "담당부서", "来源", "부서명", "소관")] == [True] * 5
    assert [is_keeper(word) for word in ("작성자", "글쓴이", "Auteur", "投稿者", "관리")] == [False] * 5


@pytest.mark.parametrize("words", ["번호|제목|담당|작성일", "번호|제목|소관|작성일", "Nr.|Titel|Autor|Datum", "番号|件名|投稿者|投稿日"])
def test_a_column_of_authors_under_each_word(words: str) -> None:
    found = Sample(row=lambda n, page: cells(n, day(n)), around=headed(*words.split("|"))).learned()
    assert [row.author for row in rows_of(found)] == [desk(n) for n in NUMBERS[:10]]


def test_the_writer_goes_before_who_is_in_charge() -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n)).replace(f"<td>{desk(n)}</td>", f"<td>운영지원실</td><td>{desk(n)}</td>")

    found = Sample(row=row, around=headed("번호", "제목", "담당부서", "작성자", "작성일")).learned()
    assert [row.author for row in rows_of(found)] == [desk(n) for n in NUMBERS[:10]]


def test_a_column_of_telephones_is_no_author() -> None:
    def row(n: int, page: int) -> str:
        return cells(n, day(n)).replace(desk(n), f"02-120-{n:04}")

    def post(n: int) -> str:
        return f'<h3>{title(n)}</h3><p><b>담당자</b> 02-120-{n:04} <b>작성일</b> {day(n)}</p><div class="t">{body(n)}</div>'

    found = Sample(row=row, post=post, around=headed("번호", "제목", "담당", "작성일")).learned()
    assert {row.author for row in rows_of(found)} == {None}
    assert {post.author for post in found.posts} == {None}


GERMAN = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]


def german(n: int) -> str:
    year, month, number = day(n).split("-")
    return f"{int(number)}. {GERMAN[int(month) - 1]} {year}"


def test_dates_in_words_of_another_language() -> None:
    def post(n: int) -> str:
        return f'<h1>{title(n)}</h1><p class="m">Veröffentlicht am {german(n)}</p><div class="t">{body(n)}</div>'

    found = Sample(row=lambda n, page: cells(n, german(n)), around=headed("Nr.", "Titel", "Autor", "Datum"), post=post, zone="Europe/Berlin").learned()
    assert days_of(found) == [day(n) for n in NUMBERS[:10]]
    assert [post.posted and post.posted.at[:10] for post in found.posts] == [day(n) for n in NUMBERS[:10:2]]
    assert found.facts["post_posted"] == "label Veröffentlicht am"


@pytest.mark.parametrize("text", ["令和7年3月3日", "2025/03/03（月）", "3 de março de 2025", "1er mars 2025", "segunda-feira, 3 de março de 2025"])
def test_more_texts_are_whole_dates(text: str) -> None:
    assert date_shape(text) == "whole"
