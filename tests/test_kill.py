"""Invariant 7: kill it anywhere, start it again: nothing lost, nothing double, every WARC readable.

The short form kills at every sync point and 25 times at random; PANJEON_KILLS=1000 runs the long one.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from crawler.crashpoint import PLACES
from pipelines.rebuild import dump, rebuild
from pipelines.verify import verify
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost

ROOT = Path(__file__).resolve().parent.parent
POSTS = 24
KILLS = int(os.environ.get("PANJEON_KILLS", "25"))


def filled() -> TinyBoard:
    board = TinyBoard(per_page=8)
    board.add(*(TinyPost(500 + n, f"제{n}차 상수도 공사 안내", f"<p>{n}번째 공사는 {n + 3}월에 시작합니다.</p>") for n in range(POSTS)))
    for n in range(0, POSTS, 6):
        board.posts[500 + n].files = {f"도면 {n}.pdf": b"%PDF-" + bytes([n]) * 200}
    board.partners = [TinyPartner(name, f"https://{name.lower()}.example.invalid/", b"\x89PNG" + name.encode()) for name in ("CITYNET", "KOICA", "KDI")]
    return board


def start(folder: Path, crash: str | None = None) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **({"PANJEON_CRASH": crash} if crash else {})}
    command = [sys.executable, "-m", "cli", "crawl", "tiny", "--mode", "sweep"]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(folder: Path) -> None:
    process = start(folder)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, (out + err).decode()


def check(folder: Path, *, crawls: int) -> None:
    """Nothing lost, nothing double, evidence whole, and the rebuilt archive the same."""
    conn = sqlite3.connect(folder / "archive.db")
    assert [row[0] for row in conn.execute("SELECT outcome FROM crawls ORDER BY id")] == ["complete"] * crawls
    assert conn.execute("SELECT count(*), count(DISTINCT native_id), sum(revision) FROM posts").fetchone() == (POSTS, POSTS, POSTS)
    assert conn.execute("SELECT count(*) FROM revisions").fetchone()[0] == POSTS
    assert conn.execute("SELECT count(*) FROM events").fetchone()[0] == POSTS
    assert conn.execute("SELECT count(*), count(sha256) FROM attachments").fetchone() == (POSTS // 6, POSTS // 6)
    assert conn.execute("SELECT count(*), count(logo_sha256) FROM partners").fetchone() == (3, 3)
    assert conn.execute("SELECT outcome, checks FROM partner_links").fetchall() == [("answers", 1)]
    assert conn.execute("SELECT count(*) FROM frontier").fetchone()[0] == 0
    conn.close()
    assert [finding for finding in verify(folder / "archive.db", folder / "warcs") if finding.code.startswith("E")] == []
    assert not list((folder / "warcs").glob("*.open"))
    for path in (folder / "warcs").iterdir():
        with path.open("rb") as stream:
            assert sum(1 for _ in ArchiveIterator(stream)) > 1
    target = folder / "again.db"
    rebuild(folder / "warcs", target)
    assert list(dump(target)) == list(dump(folder / "archive.db"))
    target.unlink()


@pytest.fixture
def site(tmp_path: Path):
    with filled() as board:
        (tmp_path / "boards").mkdir()
        board.partners[2].url = f"{board.url}/ko"
        asked = f'concurrency = 4\n\n[partners]\nask = ["127.0.0.1:{board.port}"]\ndelay = 0\n'
        (tmp_path / "boards" / "tiny.toml").write_text(board.manifest_text(fetch=asked), encoding="utf-8")
        yield board


@pytest.mark.fault(2, 14)
@pytest.mark.parametrize("place", [place for place in PLACES if place != "during_recovery"])
def test_killed_at_a_sync_point_a_crawl_is_taken_up(site: TinyBoard, tmp_path: Path, place: str) -> None:
    """One process dies at the place, early and late; the next one ends the same crawl."""
    once = place.startswith(("before_finish", "after_finish", "before_warc_rename", "after_warc_rename", "after_warc_open"))
    # Answers that arrive together share one fsync, so that place is passed less often.
    for passing in (1,) if once else (2, 6) if place == "after_warc_fsync" else (2, 17):
        process = start(tmp_path, crash=f"{place}:{passing}")
        process.communicate(timeout=60)
        assert process.returncode == 9, f"{place} was not passed"
    finish(tmp_path)
    # Once the end is on disk the crawl has ended, whether or not its transaction came through: the next command is a new crawl.
    ended = PLACES.index("after_finish_record") <= PLACES.index(place) <= PLACES.index("after_finish_commit")
    check(tmp_path, crawls=2 if ended else 1)


@pytest.mark.fault(3)
def test_killed_during_recovery_a_crawl_is_taken_up(site: TinyBoard, tmp_path: Path) -> None:
    for crash in ("after_warc_fsync:9", "during_recovery:1", "during_recovery:1", "after_half_warc_write:5", "during_recovery:1"):
        process = start(tmp_path, crash=crash)
        process.communicate(timeout=60)
        assert process.returncode == 9, crash
    finish(tmp_path)
    check(tmp_path, crawls=1)


@pytest.mark.fault(1)
def test_killed_at_random_moments_crawls_lose_nothing(site: TinyBoard, tmp_path: Path) -> None:
    """kill -9 at moments spread over start, crawl and end, until so many processes have died that way."""
    site.delay = 0.004
    seed = int(os.environ.get("PANJEON_SEED", str(random.SystemRandom().randrange(10**6))))
    print(f"seed {seed}")
    moments = random.Random(seed)
    killed = 0
    while killed < KILLS:
        process = start(tmp_path)
        before = len(site.log)
        wait = moments.randrange(0, 45)
        deadline = time.monotonic() + 20
        while len(site.log) - before < wait and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(moments.random() * 0.01)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.communicate(timeout=60)
    finish(tmp_path)
    conn = sqlite3.connect(tmp_path / "archive.db")
    crawls = conn.execute("SELECT count(*) FROM crawls").fetchone()[0]
    conn.close()
    check(tmp_path, crawls=crawls)
