"""`panjeon crawl` as a process: exit codes, one-sentence errors, two at once, an interruption and its end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time

import pytest

from tests.conftest import Archive, environment
from tests.tiny_board import TinyBoard, TinyPost


def start(archive: Archive, *arguments: str) -> subprocess.Popen[str]:
    """`panjeon` left running."""
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.Popen(command, cwd=archive.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(board: TinyBoard, requests: int) -> None:
    """Wait until the board was asked so often."""
    deadline = time.monotonic() + 20
    while len(board.log) < requests:
        assert time.monotonic() < deadline, f"only {len(board.log)} requests came"
        time.sleep(0.02)


def test_a_crawl_prints_its_ledger_and_ends_with_zero(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 5)))
    archive.write_manifest(board)
    ended = archive.command("crawl", "tiny", "--mode", "sweep", "--json", clock="2025-03-01T00:00:00+00:00")
    assert ended.returncode == 0, ended.stderr
    record = json.loads(ended.stdout)
    assert (record["outcome"], record["new"], record["requests"]) == ("complete", 4, len(board.log))
    assert archive.value("SELECT started_at FROM crawls").startswith("2025-03-01T00:00:")


def test_the_exit_code_tells_the_outcome(board: TinyBoard, archive: Archive) -> None:
    board.add(TinyPost(1, "알림"))
    board.scripted["/ko/node/1"] = [(503, {}, b"")]
    archive.write_manifest(board)
    assert archive.command("crawl", "tiny").returncode == 3
    board.robots = (503, "")
    ended = archive.command("crawl", "tiny")
    assert ended.returncode == 1
    assert "robots_closed" in ended.stdout
    assert "Traceback" not in ended.stderr


@pytest.mark.fault(16)
def test_a_second_crawl_at_once_is_told_so_and_the_first_is_not_disturbed(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 6)))
    second_ended = threading.Event()

    def hold(path: str) -> None:
        if path == "/ko/node/3":
            second_ended.wait(30)

    board.on_request = hold
    archive.write_manifest(board)
    first = start(archive, "crawl", "tiny")
    wait_for(board, 3)
    second = archive.command("crawl", "tiny")
    second_ended.set()
    _, err = first.communicate(timeout=30)
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert second.stderr.startswith(f"panjeon: process {first.pid} is already writing to this archive (")
    assert second.stderr.endswith("; wait until it ends, or stop it\n")
    assert first.returncode == 0, err
    assert archive.rows("SELECT id, outcome, requests FROM crawls") == [(1, "complete", len(board.log))]


@pytest.mark.fault(6)
def test_an_interrupted_crawl_is_incomplete_and_the_next_one_fetches_the_rest(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 31)))
    board.delay = 0.2
    archive.write_manifest(board)
    running = start(archive, "crawl", "tiny")
    wait_for(board, 9)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 3, err
    assert "Traceback" not in err
    row = archive.one("SELECT outcome, reason, requests, stored, new_posts FROM crawls")
    assert (row["outcome"], row["reason"]) == ("incomplete", "interrupted: shutdown")
    assert row["requests"] == row["stored"] == len(board.log)
    assert row["new_posts"] < 30

    board.delay = 0.0
    asked = len(board.log)
    assert archive.command("crawl", "tiny").returncode == 0
    assert archive.value("SELECT count(*) FROM posts") == 30
    posts = [path for _, path, _, _ in board.log[asked:] if "/node/" in path]
    assert len(posts) == 30 - row["new_posts"]


def test_a_killed_crawl_is_taken_up_where_it_was(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 21)))
    board.delay = 0.2
    archive.write_manifest(board)
    running = start(archive, "crawl", "tiny", "--mode", "sweep")
    wait_for(board, 9)
    running.kill()
    running.communicate()
    before = archive.value("SELECT requests FROM crawls")
    board.delay = 0.0
    assert archive.command("crawl", "tiny", "--mode", "sweep").returncode == 0
    assert archive.value("SELECT count(*) FROM crawls") == 1
    assert archive.value("SELECT count(*) FROM posts WHERE revision = 1") == 20
    assert archive.value("SELECT requests FROM crawls") > before
    paths = [path for _, path, _, _ in board.log if "/node/" in path]
    assert len(paths) - len(set(paths)) <= 1, "at most the one that was on its way is asked twice"


def test_wrong_orders_are_answered_in_one_sentence(board: TinyBoard, archive: Archive) -> None:
    archive.write_manifest(board, top="engin = 3\n")
    orders = [
        (("crawl", "tiny"), 1, 'panjeon: boards/tiny.toml: engin = 3 is no known key; did you mean engine\n'),
        (("crawl", "tinny"), 1, "panjeon: there is no board 'tinny'; did you mean tiny\n"),
        (("crawl",), 1, "panjeon: there is no archive at archive.db; run `panjeon crawl` first, or name another with --archive\n"),
    ]  # fmt: skip
    for arguments, code, message in orders:
        ended = archive.command(*arguments)
        assert (ended.returncode, ended.stderr, ended.stdout) == (code, message, "")
    ended = archive.command("crawl", "tiny", "--mode", "quick")
    assert ended.returncode == 2
    assert "'quick' is not one of 'refresh', 'sweep'" in ended.stderr
    assert not archive.path.exists()
    assert board.log == []
