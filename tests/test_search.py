"""The search index finds what a Korean reader means, and no query can break it."""

from __future__ import annotations

import random
import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sqlite_utils import Database

from pipelines import search
from pipelines.schema import create_statement

TEXTS = {
    1: ("서울시민 참여예산 안내", "서울시는 SH공사와 함께 도시재생 사업을 설명합니다.", "정책기획과"),
    2: ("4th WeGO Awards, Now Open", "Smart city café in Seoul; COVID-19 response and 5G.", "seoulsolution"),
    3: ("제3차 대중교통 이용 편람", "도시 재생 구역의 버스 노선을 안내합니다. 교통을 편하게.", None),
    4: ("Ｆｕｌｌ　ｗｉｄｔｈ ㈜서울", unicodedata.normalize("NFD", "한강공원 이용 안내"), "공원과"),
}


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(create_statement("posts"))
    for table in ("archive", "indexed", "events", "attachments", "revisions"):
        connection.execute(create_statement(table))
    search.register(connection)
    search.create_index(connection)
    for post, (title, body, author) in TEXTS.items():
        _add_post(connection, post, title, body, author)
        search.index_post(connection, post, None, content(title, body, author))
    yield connection
    connection.close()


def content(title: str, body: str, author: str | None) -> search.Content:
    return search.Content(title, body, author, "", "b", None)


def _add_post(connection: sqlite3.Connection, post: int, title: str, body: str, author: str | None) -> None:
    connection.execute(
        "INSERT INTO posts (id, board, native_id, url, title, author, body_text, body_html, state, first_seen_at, last_seen_at,"
        " changed_at, revision, content_hash, capture) VALUES (?, 'b', ?, 'u', ?, ?, ?, '', 'listed', '', '', '', 1, '', 1)",
        (post, str(post), title, author, body),
    )


def found(conn: sqlite3.Connection, query: str) -> set[int]:
    return {row[0] for row in conn.execute("SELECT rowid FROM posts_fts WHERE posts_fts MATCH ko_match(?)", (query,))}


@pytest.mark.parametrize(
    ("query", "posts"),
    [
        ("서울", {1, 4}),  # inside 서울시민 and after ㈜
        ("시민", {1}),
        ("서울시는", {1}),
        ("서울시에서는", {1}),
        ("교통을", {3}),
        ("교통", {3}),  # inside 대중교통 and before a particle
        ("도시재생", {1, 3}),  # written together and apart
        ("도시 재생", {1, 3}),
        ("도시재생의", {1, 3}),
        ('"도시 재생"', {3}),
        ('"도시재생"', {1}),
        ("안내 -버스", {1, 4}),
        ('안내 -"참여예산"', {3, 4}),
        ("참여예산 OR awards", {1, 2}),
        ("시", {1, 3}),
        ("제3차", {3}),
        ("sh공사", {1}),
        ("SH 공사", {1}),
        ("SH공사와", {1}),
        ("SH공사에서는", {1}),
        ("COVID-19의", {2}),
        ("5G를", {2}),
        ("제3차에", {3}),
        ("ＳＨ공사가", {1}),
        ("COVID-19", {2}),
        ("covid", {2}),
        ("5g", {2}),
        ("5G", {2}),
        ("cafe", {2}),
        ("award", set()),
        ("award*", {2}),
        ("full width", {4}),
        ("한강", {4}),
        (unicodedata.normalize("NFD", "한강공원"), {4}),
        ("공원과", {4}),
        ("seoulsolution", {2}),
        ("울서", set()),
        ("-서울", set()),
        ("", set()),
        ("...", set()),
        ("OR OR", set()),
    ],
)
def test_finds_what_is_meant(conn: sqlite3.Connection, query: str, posts: set[int]) -> None:
    assert found(conn, query) == posts


@pytest.mark.fault(63)
def test_every_two_syllables_of_every_word_find_their_post(conn: sqlite3.Connection) -> None:
    for post, texts in TEXTS.items():
        for run in search._RUN.findall(search.folded(" ".join(text or "" for text in texts))):
            if run[0] >= "\uac00":
                assert all(post in found(conn, run[at : at + 2]) for at in range(len(run) - 1)), run


def hostile_queries() -> Iterator[str]:
    marks = "\"'*()-^:+{}[]\\;,.%_<>&|~`!?@#$=/\x00\n\t\u200b\u202e\ufeff\ud7ff\U0010ffff"
    words = [
        "OR",
        "AND",
        "NOT",
        "NEAR",
        "NEAR(a b, 2)",
        "title:서울",
        "서",
        "서울",
        "x" * 500,
        "가" * 500,
        "ㅋㅋ",
        "ㄱ",
        "ｱ",
        "・",
        "\u0301",
        "②",
        "ß",
        "İ",
        "龘",
    ]
    yield from (a + b for a in marks for b in marks)
    chooser = random.Random(20200406)
    for _ in range(1200):
        yield " ".join(chooser.choice([*words, *marks]) for _ in range(chooser.randint(1, 40)))
    yield from ('"' * 3000, "(" * 3000, "a OR " * 3000, "-a " * 3000, "서울 " * 3000, '"a" ' * 3000, "*" * 3000)


@pytest.mark.fault(63)
def test_no_query_breaks_it(conn: sqlite3.Connection) -> None:
    queries = list(hostile_queries())
    assert len(queries) >= 2000
    for query in queries:
        found(conn, query)
        search.snippet(TEXTS[1][1], query)


def test_the_least_that_is_asked_finds_the_same(conn: sqlite3.Connection) -> None:
    chance, pieces = random.Random(7), ["서", "울", "시", "는", "도", "재", "생", "공", "원", "의", "에서", "sh", "5g", "4th", " ", " "]
    for number in range(100, 600):
        body = "".join(chance.choices(pieces, k=30))
        _add_post(conn, number, "", body, None)
        search.index_post(conn, number, None, content("", body, None))
    fewer = 0
    for _ in range(1500):
        query = "".join(chance.choices([*pieces, "*", " OR ", " -"], k=chance.randint(1, 8)))
        whole, least = search.match(query), search.match(query, least=True)
        fewer += len(least) < len(whole)
        asked = [conn.execute("SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? ORDER BY rowid", (words,)).fetchall() for words in (whole, least)]
        assert asked[0] == asked[1], query
    assert fewer > 100


@given(st.text(max_size=60), st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_marking_changes_no_character(text: str, query: str) -> None:
    marked = search.highlight(text, query)
    assert marked.replace("<mark>", "").replace("</mark>", "") == search.highlight(text, "")
    assert marked.count("<mark>") == marked.count("</mark>")


def marks(markup: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(f"<p>{markup}</p>").css("mark")]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("서울시민과 서울", "서울", ["서울", "서울"]),
        ("도시 재생과 도시재생", "도시재생", ["도시 재생", "도시재생"]),
        ("교통을 대중교통", "교통을", ["교통을", "교통"]),
        ("SH공사, ESH 공사", "sh공사", ["SH공사"]),
        ("award awards", "award", ["award"]),
        ("SH공사는 SH와 SHU", "SH공사와", ["SH공사"]),
        ("5G와 5GHz, 15G", "5G를", ["5G"]),
        ("award awards", "award*", ["award", "award"]),
        ("㈜서울", "주", ["㈜"]),
        ("<b>서울</b>", "서울", ["서울"]),
        ("서울 -교통", "서울 -교통", ["서울"]),
    ],
)
def test_marks_exactly_what_was_asked(text: str, query: str, expected: list[str]) -> None:
    assert marks(search.highlight(text, query)) == expected
    assert LexborHTMLParser(f"<p>{search.highlight(text, query)}</p>").css_first("p").text() == text


def test_a_decomposed_syllable_is_marked_whole() -> None:
    text = unicodedata.normalize("NFD", "옛 한강 공원")
    assert [unicodedata.normalize("NFC", mark) for mark in marks(search.highlight(text, "한강"))] == ["한강"]


def test_a_snippet_shows_where_the_words_stand() -> None:
    text = "가나다 " * 200 + "도시재생 사업 <script>alert(1)</script>" + " 라마바" * 200
    shown = search.snippet(text, "사업 도시재생", 60)
    assert marks(shown) == ["도시재생", "사업"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "<script" not in shown
    assert len(LexborHTMLParser(f"<p>{shown}</p>").css_first("p").text()) <= 62


def test_snippets_stay_quick_on_hostile_texts() -> None:
    import time

    started = time.perf_counter()
    search.snippet("도 " * 100_000, "도시재생 도로점용 도도도도", 100)
    search.snippet("가" * 500_000, "가가가가가가", 100)
    search.snippet("\u0301" * 100_000, "가", 100)
    assert time.perf_counter() - started < 3


def test_a_changed_post_is_found_by_its_new_words_only(conn: sqlite3.Connection) -> None:
    old, new = content(*TEXTS[1]), content("부산시민 안내", "바뀐 글", "정책기획과")
    search.index_post(conn, 1, old, new)
    assert found(conn, "서울") == {4}
    assert found(conn, "부산") == {1}
    search.index_post(conn, 1, new, None)
    assert found(conn, "부산") == set()


def test_rebuild_gives_the_same_index_and_notes_its_version(conn: sqlite3.Connection) -> None:
    before = {query: found(conn, query) for query in ("서울", "안내", "시", "covid")}
    conn.execute("UPDATE archive SET value = '0' WHERE key = 'search_version'")
    search.create_index(conn)
    assert search.version(conn) == search.VERSION
    assert {query: found(conn, query) for query in before} == before
    assert search.rebuild(conn) == len(TEXTS)


def test_a_rolled_back_post_leaves_nothing_in_the_index(conn: sqlite3.Connection) -> None:
    conn.commit()
    search.index_post(conn, 9, None, content("제주 소식", "제주", None))
    assert found(conn, "제주") == {9}
    conn.rollback()
    assert found(conn, "제주") == set()


def test_title_counts_more_than_body(conn: sqlite3.Connection) -> None:
    for post, title, body in ((7, "하수도", "물"), (8, "물", "하수도 " + "글 " * 50)):
        search.index_post(conn, post, None, content(title, body, None))
    ranked = conn.execute("SELECT rowid FROM posts_fts WHERE posts_fts MATCH ko_match('하수도') ORDER BY " + search.RANK)
    assert [row[0] for row in ranked] == [7, 8]


def test_sqlite_utils_gets_the_functions() -> None:
    db = Database(memory=True)
    search.prepare_connection(db.conn)
    assert db.execute("SELECT ko_match('서울'), ko_ngrams('서울시'), ko_highlight('서울', '서울'), ko_snippet('서울', '서울', 10)").fetchone() == (
        '(("서울"))',
        "서울 울시 시",
        "<mark>서울</mark>",
        "<mark>서울</mark>",
    )
