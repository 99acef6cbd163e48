"""A rebuild reads WARC files in stretches, side by side where it pays: however they are cut, the rows are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.rebuild import dump
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


#: A process of its own: a rebuild forks no reader while other threads run, and a suite may have left some.
ALONE = """
import sys
from pathlib import Path
from pipelines import rebuild as rebuilding
rebuilding.STRETCH, rebuilding.WORTH_WORKERS = int(sys.argv[1]), int(sys.argv[2])
warcs, target = Path(sys.argv[3]), Path(sys.argv[4])
workers = rebuilding._workers(rebuilding._plan(sorted(warcs.iterdir())))
print(workers is not None)
if workers is not None:
    workers.shutdown()
rebuilding.rebuild(warcs, target)
"""


@pytest.mark.parametrize("stretch", [400, 1_500, 9_000, 10_000_000])
@pytest.mark.parametrize("workers", [False, True])
def test_however_the_files_are_cut_the_rows_are_the_same(crawls: Crawls, tmp_path: Path, stretch: int, workers: bool) -> None:
    worth = 0 if workers else 10**12
    command = [sys.executable, "-c", ALONE, str(stretch), str(worth), str(crawls.warcs), str(tmp_path / "again.db")]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parent.parent)
    assert said.returncode == 0, said.stderr
    assert (said.stdout.strip() == "True") == (workers and (os.cpu_count() or 1) > 1)
    assert list(dump(tmp_path / "again.db")) == list(dump(crawls.archive))
