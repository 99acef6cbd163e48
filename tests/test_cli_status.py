"""status: counts, the last run in words, running or interrupted, exit codes."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from kept_board import BOARD, LINES, Answer, Days, crawl, kept, listing, on_terminal, own, page, post, run

from pipelines.archive import Lock

__all__ = ["kept", "own"]
ONE = {"/ko/news": listing((101, "모집", "2025-02-27")), "/ko/node/101": post(101, "모집", "2025-02-27", LINES)}
OUTCOMES: dict[str, tuple[dict[str, Answer], str | None, int]] = {
    "complete": (ONE, None, 0),
    "incomplete": (ONE, "stopped by hand", 3),
    "suspect": ({"/ko/news": page("<body><div class='view view-news'></div></body>")}, None, 4),
    "failed": ({}, None, 1),
}


def test_json_has_posts_by_state_and_the_last_crawl(kept: Path) -> None:
    result = run("status", "--json", archive=kept)
    (record,) = map(json.loads, result.stdout.splitlines())
    assert {name: record[name] for name in ("board", "posts", "listed", "gone", "revisions", "claimed_total")} == {
        "board": "hall", "posts": 3, "listed": 2, "gone": 1, "revisions": 4, "claimed_total": 2,
    }  # fmt: skip
    assert (record["crawl"], record["outcome"], record["reason"]) == (5, "incomplete", "the network was unplugged")
    assert record["requests"] == record["stored"] + record["unchanged"] + record["quarantined"] + record["refused"] + record["failed"] == 2
    assert record["balanced"] == 1
    assert record["unfinished"] is None
    assert result.exit_code == 3


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_exit_code_is_that_of_the_last_crawl(tmp_path: Path, outcome: str) -> None:
    site, stop, code = OUTCOMES[outcome]
    archive, days = tmp_path / "archive.db", Days()
    if outcome in ("incomplete", "suspect"):
        crawl(archive, days, ONE)
    assert crawl(archive, days, site, stop=stop) == outcome
    result = run("status", "--json", archive=archive)
    assert (json.loads(result.stdout)["outcome"], result.exit_code) == (outcome, code)


def test_exit_code_is_that_of_the_worst_board_asked(tmp_path: Path) -> None:
    archive, days = tmp_path / "archive.db", Days()
    crawl(archive, days, ONE, board=replace(BOARD, name="annex"))
    crawl(archive, days, ONE, stop="stopped by hand")
    assert run("status", archive=archive).exit_code == 3
    assert run("status", "annex", archive=archive).exit_code == 0


def test_an_interrupted_crawl_is_told_from_a_running_one(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    crawl(archive, Days(), ONE, most=1, finish=False)
    result = run("status", "--json", archive=archive)
    record = json.loads(result.stdout)
    assert (record["unfinished"], record["unfinished_state"], record["to_go"], result.exit_code) == (1, "interrupted", 1, 3)
    assert "take it up with: panjeon crawl hall --mode sweep" in on_terminal("status", archive=archive)
    lock = Lock(archive)
    lock.take()
    result = run("status", "--json", archive=archive)
    lock.give_back()
    assert (json.loads(result.stdout)["unfinished_state"], result.exit_code) == ("running", 0)


def test_a_terminal_gets_words_and_the_boards_own_time(kept: Path) -> None:
    told = on_terminal("status", archive=kept, env={"NO_COLOR": "1"})
    assert "판전 새소식" in told
    assert "3 posts (2 listed, 1 gone), 4 revisions; the board claims 2, as many as are archived as listed" in told
    assert "incomplete: not everything was read" in told
    assert "(the network was unplugged)" in told
    assert "2025-03-06 09:00 KST" in told
    assert "2 requests = 0 stored + 2 unchanged + 0 quarantined + 0 refused + 0 failed: balances" in told


def test_a_ledger_that_does_not_balance_is_said_loudly(own: Path) -> None:
    with sqlite3.connect(own) as conn:
        conn.execute("UPDATE crawls SET requests = 9 WHERE id = 5")
    conn.close()
    assert "does not balance: run panjeon verify" in on_terminal("status", archive=own)
    assert json.loads(run("status", "--json", archive=own).stdout)["balanced"] == 0


def test_crawls_lists_the_last_runs_in_order(kept: Path) -> None:
    records = [json.loads(line) for line in run("status", "--crawls", "3", "--json", archive=kept).stdout.splitlines()]
    assert [(record["crawl"], record["mode"], record["outcome"], record["gone_posts"]) for record in records] == [
        (3, "sweep", "complete", 1),
        (4, "refresh", "complete", 0),
        (5, "sweep", "incomplete", 0),
    ]


def test_issues_are_those_of_the_last_crawl_or_of_the_one_asked(tmp_path: Path) -> None:
    archive, days = tmp_path / "archive.db", Days()
    broken = ONE | {"/ko/node/101": page("<body class='page-node-101'><h1 id='page-title'>글</h1></body>")}
    crawl(archive, days, ONE)
    crawl(archive, days, broken)
    (issue,) = map(json.loads, run("status", "--issues", "--json", archive=archive).stdout.splitlines())
    assert (issue["crawl"], issue["kind"], issue["found"], issue["url"]) == (
        2,
        "page_changed",
        "0 matches",
        "https://board.example.go.kr/ko/node/101",
    )
    assert issue["capture"] is not None
    assert run("status", "--issues", "--crawl", "1", "--json", archive=archive).stdout == ""
    assert "no crawl 7; list the runs" in run("status", "--issues", "--crawl", "7", archive=archive).stderr


def test_a_pipe_gets_one_line_a_board(kept: Path) -> None:
    head, line = run("status", archive=kept).stdout.splitlines()
    assert dict(zip(head.split("\t"), line.split("\t"), strict=True))["outcome"] == "incomplete"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("hal",), 1, "panjeon: the archive holds no board 'hal'; did you mean hall\n"),
        (("--crawl", "1"), 2, "--crawl ID goes with --issues; the runs themselves are listed by --crawls N"),
        (("--crawls", "1", "--issues"), 2, "ask for --crawls or for --issues, not for both at once"),
    ],
)
def test_errors_are_one_sentence(kept: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    result = run("status", *words, archive=kept)
    assert sentence in result.stderr
    assert result.exit_code == code


def test_no_archive_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    result = run("status", archive=tmp_path / "none.db")
    assert result.stderr.endswith("run `panjeon crawl` first, or name another with --archive\n")
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []
