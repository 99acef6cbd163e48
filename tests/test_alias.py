"""A list that shows only aliases: each post is one post, fetched once, and never called missing."""

from __future__ import annotations

from pathlib import Path

from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPost


def test_a_post_listed_by_its_alias_is_one_post_and_costs_no_second_look(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(*(TinyPost(800 + n, f"{n}번째 안내", files={"붙임.pdf": b"%PDF"} if n == 1 else {}) for n in range(3)))
        listing = board._list(0).replace('href="/ko/node/801"', 'href="/ko/content/%EB%91%90-%EB%B2%88%EC%A7%B8"')
        board.scripted["/ko/news"] = [(200, {}, listing.encode())]
        board.scripted["/ko/content/%EB%91%90-%EB%B2%88%EC%A7%B8"] = [board._post(801)]
        crawls = Crawls(tmp_path, board)
        assert crawls.run("sweep").code == 0
        assert crawls.rows("SELECT native_id, state, revision FROM posts ORDER BY native_id") == [
            ("800", "listed", 1),
            ("801", "listed", 1),
            ("802", "listed", 1),
        ]
        assert crawls.rows("SELECT native_id FROM aliases") == [("801",)]
        board.log.clear()
        assert crawls.run("refresh").code == 0
        assert [path for _, path, _, _ in board.log] == ["/robots.txt", "/ko/news"]
        assert crawls.run("sweep").code == 0
        assert crawls.rows("SELECT count(*), sum(revision) FROM posts WHERE state = 'listed'") == [(3, 3)]
        assert crawls.rows("SELECT DISTINCT kind FROM events") == [("new",)]
