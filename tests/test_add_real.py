"""`panjeon add` on real forum software: the board file that it writes crawls what stands in the board's own database."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.manifest import load
from tests.real_boards import PACKAGES, RealBoard
from tests.test_add import Desk
from tests.test_real_boards import Crawled, check

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", PACKAGES)
def test_a_real_board_is_added_and_crawled_right(name: str, tmp_path: Path) -> None:
    with RealBoard(name, tmp_path) as board:
        desk = Desk(tmp_path)
        added = desk.add(board.url + board.dump()["list"], "--yes", "--name", "real")
        assert added.code == 0, added.out + added.err
        assert load(tmp_path / "boards" / "real.toml").engine == name
        crawled = desk.command("crawl", "real", "--mode", "sweep")
        assert crawled.code == 0, crawled.out + crawled.err
        assert check(Crawled(tmp_path, board)) > 40
        desk.check_evidence()
