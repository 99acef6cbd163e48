"""The search index follows the archive: after a crawl it holds what the posts say now, and nothing of what they said before."""

from __future__ import annotations

from pathlib import Path

from pipelines import archive, search
from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPost


def found(crawls: Crawls, word: str) -> set[str]:
    conn = archive.open_reader(crawls.archive)
    rows = conn.execute("SELECT native_id FROM posts WHERE id IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH ko_match(?))", (word,))
    ids = {row["native_id"] for row in rows}
    conn.close()
    return ids


def test_the_index_is_brought_up_to_date_after_each_crawl(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(TinyPost(1, "상수도 공사", "<p>단수를 알립니다.</p>"), TinyPost(2, "채용 공고", "<p>연구원을 모십니다.</p>"))
        crawls = Crawls(tmp_path, board)
        crawls.run("sweep")
        assert (found(crawls, "수도"), found(crawls, "연구")) == ({"1"}, {"2"})
        board.posts[1].title = "하천 정비"
        board.posts[1].body = "<p>통행을 막습니다.</p>"
        board.add(TinyPost(3, "연구 보고서", "<p>내려받으십시오.</p>"))
        crawls.run("sweep")
        assert (found(crawls, "수도"), found(crawls, "하천"), found(crawls, "연구")) == (set(), {"1"}, {"2", "3"})
        assert crawls.rows("SELECT post, revision FROM indexed ORDER BY post") == crawls.rows("SELECT id, revision FROM posts ORDER BY id")
        assert archive.index(crawls.archive) == 0


def test_a_busy_archive_is_left_alone_and_an_unindexed_one_is_caught_up(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(TinyPost(1, "상수도 공사"))
        crawls = Crawls(tmp_path, board)
        crawls.run("sweep")
        conn = archive.open_writer(crawls.archive)
        with archive.transaction(conn):
            search.forget(conn, 1)
            conn.execute("DELETE FROM archive WHERE key = 'search_event'")
        conn.close()
        assert found(crawls, "수도") == set()
        lock = archive.Lock(crawls.archive)
        lock.take()
        assert archive.index(crawls.archive) is None
        lock.give_back()
        assert archive.index(crawls.archive) == 1
        assert found(crawls, "수도") == {"1"}
