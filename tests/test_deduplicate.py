"""Near-duplicates: found by what they share, marked with a score, never merged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from pipelines.deduplicate import LONG_ENOUGH, mark, sketch
from pipelines.schema import create_statement

TEXT = "서울시는 다음 달부터 공공자전거 대여소 스무 곳을 새로 마련하고 낡은 자전거 오백 대를 바꾼다고 밝혔다 의견은 구청에서 받는다"
OTHER = "도서관은 여름 동안 한 시간 더 문을 열고 어린이 책 읽기 모임을 매주 토요일 오전에 연다고 하니 많은 참여를 바란다"


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for table in ("posts", "sketches"):
        connection.execute(create_statement(table))
    yield connection
    connection.close()


def add(conn: sqlite3.Connection, post: int, text: str, posted: str | None = "2024-05-01") -> None:
    known = {row[1] for row in conn.execute("PRAGMA table_info(posts)") if row[3] and row[4] is None} - {"id"}
    values = {**dict.fromkeys(known, 0), "id": post, "board": "tiny", "native_id": str(post), "body_text": text, "posted_at": posted}
    columns = {row[1]: row[2] for row in conn.execute("PRAGMA table_info(posts)")}
    filled = {name: str(value) if columns[name] == "TEXT" and value is not None else value for name, value in values.items()}
    conn.execute(f"INSERT INTO posts ({', '.join(filled)}) VALUES ({', '.join('?' * len(filled))})", tuple(filled.values()))
    mark(conn, post, text)


def duplicates(conn: sqlite3.Connection) -> dict[int, int]:
    return dict(conn.execute("SELECT id, duplicate_of FROM posts WHERE duplicate_of IS NOT NULL").fetchall())


def test_the_later_post_points_at_the_earlier_whichever_was_archived_first(conn: sqlite3.Connection) -> None:
    add(conn, 1, TEXT, posted="2024-05-03")
    add(conn, 2, TEXT + " 고맙습니다", posted="2024-05-01")
    assert duplicates(conn) == {1: 2}
    score = conn.execute("SELECT duplicate_score FROM posts WHERE id = 1").fetchone()[0]
    assert 0.9 <= score < 1


def test_different_and_short_texts_are_not_marked(conn: sqlite3.Connection) -> None:
    add(conn, 1, TEXT)
    add(conn, 2, OTHER)
    short = "안내 드립니다. " * 3
    assert len(short) < LONG_ENOUGH
    add(conn, 3, short)
    add(conn, 4, short)
    assert duplicates(conn) == {}
    assert sketch(short) == ()
    assert len(sketch(TEXT)) > 1


def test_texts_that_share_a_beginning_but_not_their_matter_are_not_marked(conn: sqlite3.Connection) -> None:
    add(conn, 1, TEXT)
    add(conn, 2, f"{' '.join(TEXT.split()[:8])} {OTHER}")
    assert duplicates(conn) == {}


def test_a_text_that_became_another_loses_its_marks_on_both_sides(conn: sqlite3.Connection) -> None:
    add(conn, 1, TEXT)
    add(conn, 2, TEXT)
    assert duplicates(conn) == {2: 1}
    conn.execute("UPDATE posts SET body_text = ? WHERE id = 1", (OTHER,))
    mark(conn, 1, OTHER, TEXT)
    assert conn.execute("SELECT count(*) FROM sketches WHERE post = 1").fetchone()[0] == len(sketch(OTHER))
    assert duplicates(conn) == {}
    assert conn.execute("SELECT count(*) FROM posts").fetchone()[0] == 2


def test_of_several_that_are_alike_the_nearest_counts(conn: sqlite3.Connection) -> None:
    add(conn, 1, TEXT + " 문의는 교통과로 하기 바란다", posted="2024-05-01")
    add(conn, 2, TEXT, posted="2024-05-02")
    add(conn, 3, TEXT, posted="2024-05-03")
    assert duplicates(conn)[3] == 2


def test_the_sketch_is_the_same_in_every_process_and_order() -> None:
    assert sketch("가 나 다 라 마 바 사 아 자 차 카 타 파") == tuple(sorted(sketch("가 나 다 라 마 바 사 아 자 차 카 타 파")))
    assert sketch(TEXT) == sketch(f"  {TEXT.replace(' ', '  ')} ")
    assert sketch("a\ud800 " * 20) != ()
