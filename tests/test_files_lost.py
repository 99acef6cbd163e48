"""An attachment that could not be fetched tells nothing: no revision when it comes back, one when it comes back changed."""

from __future__ import annotations

from pathlib import Path

from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPost

FILE = "/sites/default/files/900/plan.pdf"


def test_a_file_that_failed_first_is_no_change_when_it_comes(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(TinyPost(900, "공사 계획", files={"plan.pdf": b"%PDF first"}))
        crawls = Crawls(tmp_path, board)
        board.scripted[FILE] = [(404, {}, b"gone")]
        assert crawls.run("sweep").code == 0
        assert crawls.rows("SELECT state, sha256 FROM attachments") == [("missing", None)]
        board.scripted.clear()
        assert crawls.run("sweep").code == 0
        assert crawls.rows("SELECT state, length(sha256) FROM attachments") == [("present", 64)]
        assert crawls.rows("SELECT revision FROM posts") == [(1,)]
        board.scripted[FILE] = [(404, {}, b"gone")]
        assert crawls.run("sweep").code == 0
        assert crawls.rows("SELECT state, length(sha256) FROM attachments") == [("missing", 64)]
        assert crawls.rows("SELECT revision FROM posts") == [(1,)]
        board.scripted.clear()
        board.posts[900].files = {"plan.pdf": b"%PDF second"}
        assert crawls.run("sweep").code == 0
        assert crawls.rows("SELECT number, changed, silent FROM revisions") == [(1, "[]", 0), (2, '["attachments"]', 1)]
