"""`panjeon add` on sites that real programs make of Korean notices, and that no engine knows: what it takes for sure crawls right.

The programs are installed from the package index into environments of their own, which are kept (tests/real_boards.py);
``PANJEON_LONG=1`` tries them. Without the package index the tests are skipped.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.manifest import load
from tests.real_boards import MAKERS, RealBoard
from tests.test_add import Desk

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not os.environ.get("PANJEON_LONG"), reason="PANJEON_LONG is not set")]


@pytest.mark.parametrize("name", MAKERS)
def test_a_made_site_is_added_as_sure_and_crawled_right(name: str, tmp_path: Path) -> None:
    with RealBoard(name, tmp_path) as board:
        desk, told = Desk(tmp_path), board.dump()
        added = desk.add(board.url + told["list"], "--yes", "--name", "real", "--zone", "Asia/Seoul")
        assert added.code == 0, added.out + added.err
        assert load(tmp_path / "boards" / "real.toml").engine == "generic"
        crawled = desk.command("crawl", "real", "--mode", "sweep")
        assert crawled.code == 0, crawled.out + crawled.err
        rows = desk.rows("SELECT title, author, substr(posted_at, 1, 10), body_text FROM posts")
        assert sorted(rows) == sorted((topic["title"], topic["author"], topic["day"], topic["text"]) for topic in told["topics"])
        assert desk.rows("SELECT message FROM issues WHERE kind <> 'http_status'") == []
        desk.check_evidence()
