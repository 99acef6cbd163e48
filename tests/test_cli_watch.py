"""`panjeon watch` as a process: boards in turn, a failure that stops no other, what is told to end ends in good order."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.manifest import Rhythm
from pipelines.archive import Lock
from pipelines.rhythm import latest_slot, next_slot
from tests.commanding import ROOT, Crawls
from tests.tiny_board import TinyBoard, TinyPost

MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


@pytest.fixture
def crawls(tmp_path: Path) -> Iterator[Crawls]:
    with TinyBoard() as board:
        board.add(TinyPost(101, "정책 연수 모집"), TinyPost(102, "한강공원 이용 안내"))
        yield Crawls(tmp_path, board)


def also(crawls: Crawls, name: str, board: TinyBoard) -> None:
    """A manifest of the same shape under another name."""
    text = board.manifest_text().replace('name = "tiny"', f'name = "{name}"')
    (crawls.folder / "boards" / f"{name}.toml").write_text(text, encoding="utf-8")


def runs(crawls: Crawls) -> list[tuple[object, ...]]:
    return crawls.rows("SELECT board, mode, outcome FROM crawls ORDER BY id")


def watching(crawls: Crawls, *words: str, clock: str = "") -> subprocess.Popen[str]:
    """A watch that goes on."""
    command = [sys.executable, "-m", "cli", "watch", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PANJEON_CLOCK": clock}
    return subprocess.Popen(command, cwd=crawls.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_a_board_is_crawled_once_in_its_slot_and_a_sweep_when_it_is_owed(crawls: Crawls) -> None:
    first = crawls.command("watch", "tiny", "--once", clock="2025-03-01T09:00:00+00:00")
    assert first.code == 0, first.err
    begun, ended = first.out.splitlines()
    assert re.fullmatch(MOMENT + r" tiny: sweep begins \(never crawled\)", begun)
    assert re.fullmatch(MOMENT + r" tiny: sweep complete: 2 new, 0 changed, 0 gone, \d requests", ended)
    again = crawls.command("watch", "--once", clock="2025-03-01T09:20:00+00:00")
    assert (again.code, again.out) == (0, "")
    told = crawls.command("watch", "--dry-run", clock="2025-03-01T09:20:00+00:00").out
    assert re.fullmatch(r"tiny: due again at 2025-03-01T12:0\d:\d\dZ\n", told)
    assert crawls.command("watch", "--once", clock="2025-03-02T20:00:00+00:00").code == 0
    assert runs(crawls) == [("tiny", "sweep", "complete"), ("tiny", "refresh", "complete")]
    assert crawls.command("watch", "--once", clock="2025-03-22T20:00:00+00:00").code == 0
    assert runs(crawls)[2:] == [("tiny", "sweep", "complete")]


def test_a_watch_that_goes_on_crawls_when_the_slot_comes(crawls: Crawls) -> None:
    assert crawls.command("watch", "tiny", "--once", clock="2025-03-01T09:00:00+00:00").code == 0
    coming = next_slot("tiny", Rhythm(), datetime.fromisoformat("2025-03-01T10:00:00+00:00"))
    watch = watching(crawls, "tiny", clock=(coming - timedelta(seconds=5)).isoformat())
    assert watch.stdout is not None
    begun, ended = watch.stdout.readline(), watch.stdout.readline()
    watch.send_signal(signal.SIGINT)
    rest, _ = watch.communicate(timeout=60)
    assert (watch.returncode, rest) == (0, "")
    assert datetime.fromisoformat(begun.split()[0]) >= coming.replace(microsecond=0)
    assert "tiny: refresh begins (last run 2025-03-01T09:00Z)" in begun
    assert "tiny: refresh complete: 0 new" in ended
    assert [mode for _, mode, _ in runs(crawls)] == ["sweep", "refresh"]


def test_a_board_that_fails_stops_no_other(crawls: Crawls) -> None:
    with TinyBoard() as broken:
        also(crawls, "broken", broken)
        broken.robots = (500, "")
        broken.scripted["/ko/news"] = [(404, {}, b"")]
        (crawls.folder / "boards" / "crooked.toml").write_text('name = "crooked"', encoding="utf-8")
        done = crawls.command("watch", "broken", "crooked", "tiny", "--once")
    assert done.code == 1
    assert ("tiny", "sweep", "complete") in runs(crawls)
    assert any(board == "broken" and outcome == "failed" for board, _, outcome in runs(crawls))
    assert re.search(r"crooked: cannot be crawled: .*crooked\.toml: title is missing", done.out)
    assert re.search(r"broken: sweep failed \(.+\): 0 new", done.out)


def test_a_term_signal_lets_the_crawl_end_and_begins_no_further_one(crawls: Crawls) -> None:
    crawls.board.delay = 0.4
    crawls.board.add(*(TinyPost(number, f"글 {number}") for number in range(200, 220)))
    also(crawls, "zulu", crawls.board)
    watch = watching(crawls, "tiny", "zulu")
    deadline = time.monotonic() + 60
    while not any("/node/" in path for _, path, _, _ in crawls.board.log) and time.monotonic() < deadline:
        time.sleep(0.05)
    second = crawls.command("watch", "tiny", "--once")
    assert (second.code, "another watch keeps archive.db already" in second.out) == (0, True)
    third = crawls.command("watch", "tiny")
    assert (third.code, "another watch keeps archive.db already" in third.err) == (1, True)
    watch.send_signal(signal.SIGTERM)
    told, _ = watch.communicate(timeout=60)
    assert watch.returncode == 0, told
    ((board, mode, outcome),) = runs(crawls)
    assert (mode, outcome) == ("sweep", "incomplete"), told
    assert f"{board}: sweep incomplete (interrupted" in told
    assert crawls.rows("SELECT count(*) > 0 FROM posts") == [(1,)]


def test_a_crawl_that_was_killed_is_taken_up_at_once(crawls: Crawls) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PANJEON_CRASH": "after_commit:3"}
    command = [sys.executable, "-m", "cli", "crawl", "tiny", "--mode", "sweep"]
    assert subprocess.run(command, cwd=crawls.folder, env=environment, capture_output=True, check=False).returncode == 9
    done = crawls.command("watch", "--once")
    assert done.code == 0, done.err
    assert "tiny: sweep begins (the last run was cut short)" in done.out
    assert runs(crawls) == [("tiny", "sweep", "complete")]


def test_a_crawl_beside_another_writer_is_told_and_not_tried_again_in_that_look(crawls: Crawls) -> None:
    lock = Lock(crawls.archive)
    lock.take()
    done = crawls.command("watch", "tiny", "--once")
    lock.give_back()
    assert done.code == 1
    assert done.out.count("begins") == 1
    assert "sweep broke off (exit code 1)" in done.out
    assert "is already writing to this archive" in done.err


def test_boards_of_one_host_keep_their_distance(crawls: Crawls) -> None:
    clock = "2025-03-01T09:00:00+00:00"
    also(crawls, "zulu", crawls.board)
    now = datetime.fromisoformat(clock)
    later = max(("tiny", "zulu"), key=lambda name: latest_slot(name, Rhythm(), now))
    path = crawls.folder / "boards" / f"{later}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("delay = 0\n", "delay = 3\nattempts = 1\n").replace("attempts = 3\n", ""), encoding="utf-8")
    crawls.board.posts.clear()
    done = crawls.command("watch", "tiny", "zulu", "--once", clock=clock)
    assert done.out.rstrip().count("begins") == 2, done.out + done.err
    asked = [(path, at) for _, path, _, at in crawls.board.log]
    second = next(place for place, (path, _) in enumerate(asked) if path == "/robots.txt" and place > 0)
    assert asked[second][1] - asked[second - 1][1] >= 3
