"""A rebuild reads WARC files in stretches, side by side where it pays: however they are cut, the rows are the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines import rebuild as rebuilding
from pipelines.rebuild import dump, rebuild
from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPost


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Crawls:
    """Two crawls of a board, with a file much longer than a stretch and one that holds the beginnings of gzip members."""
    with TinyBoard() as board:
        board.add(*(TinyPost(300 + n, f"{n}번째 고시", f"<p>{n}번째 내용입니다.</p>") for n in range(12)))
        board.posts[303].files = {"도면.pdf": os.urandom(30_000)}
        board.posts[305].files = {"묶음.gz": b"\x1f\x8b\x08" * 400 + os.urandom(2_000)}
        made = Crawls(tmp_path_factory.mktemp("stretches"), board)
        assert made.run("sweep").code == 0
        board.posts[304].body = "<p>바뀐 내용입니다.</p>"
        assert made.run("sweep").code == 0
    return made


@pytest.mark.parametrize("stretch", [400, 1_500, 9_000, 10_000_000])
@pytest.mark.parametrize("workers", [False, True])
def test_however_the_files_are_cut_the_rows_are_the_same(
    crawls: Crawls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int, workers: bool
) -> None:
    monkeypatch.setattr(rebuilding, "STRETCH", stretch)
    monkeypatch.setattr(rebuilding, "WORTH_WORKERS", 0 if workers else 10**12)
    used = rebuilding._workers(sorted(crawls.warcs.iterdir()))
    assert (used is not None) == (workers and (os.cpu_count() or 1) > 1)
    if used is not None:
        used.shutdown()
    rebuild(crawls.warcs, tmp_path / "again.db")
    assert list(dump(tmp_path / "again.db")) == list(dump(crawls.archive))
