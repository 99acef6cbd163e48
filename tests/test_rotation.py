"""WARC files are rotated by size while a crawl goes on; each is closed with its fixity, and together they rebuild the archive."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipelines.rebuild import dump, rebuild
from pipelines.verify import verify
from tests.commanding import ROOT, Crawls
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost


def test_a_crawl_over_many_warc_files_verifies_and_rebuilds(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(*(TinyPost(100 + n, f"{n}번째 고시", "".join(f"<p>{n}-{line} {os.urandom(40).hex()}</p>" for line in range(20))) for n in range(30)))
        board.posts[105].files = {"도면.pdf": os.urandom(9000)}
        board.partners = [TinyPartner("KOICA", "https://koica.example.invalid/")]
        crawls = Crawls(tmp_path, board)
        crawls.write_manifest(fetch="concurrency = 4\n")
        for _ in range(2):
            command = [sys.executable, "-m", "scrapy", "crawl", "board", "-a", "board=tiny", "-a", "mode=sweep", "-a", "partners=1", "-s", "PANJEON_WARC_BYTES=20000"]
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
            ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
            assert ended.returncode == 0, ended.stderr
        files = crawls.rows("SELECT crawl, count(*), count(sha256), max(bytes) < 60000 FROM warcs GROUP BY crawl")
        assert [row[0] for row in files] == [1, 2]
        assert all(row[1] == row[2] > 2 and row[3] for row in files)
        assert verify(crawls.archive, crawls.warcs) == []
        rebuild(crawls.warcs, tmp_path / "again.db")
        assert list(dump(tmp_path / "again.db")) == list(dump(crawls.archive))
