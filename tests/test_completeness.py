"""What a board claims against what is archived: whole, short, over, or nothing to go by; and the numbers that were never seen."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_board import kept, on_terminal, own, run

from pipelines.archive import open_reader
from pipelines.completeness import completeness, gaps, reconcile
from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPost

__all__ = ["kept", "own"]


@pytest.mark.parametrize(
    ("claimed", "states", "verdict", "missing", "surplus"),
    [
        (None, {"listed": 5}, "unclaimed", None, None),
        (5, {"listed": 4, "secret": 1}, "whole", 0, 0),
        (5, {"listed": 5, "gone": 3, "unlisted": 2}, "whole", 0, 0),
        (5, {"listed": 4, "blinded": 1}, "whole", 0, 0),
        (4, {"listed": 4, "blinded": 1}, "whole", 0, 0),
        (7, {"listed": 4, "blinded": 1}, "short", 2, 0),
        (3, {"listed": 4}, "over", 0, 1),
        (0, {}, "whole", 0, 0),
    ],
)
def test_a_claim_is_held_against_the_states(claimed: int | None, states: dict[str, int], verdict: str, missing: int | None, surplus: int | None) -> None:
    found = reconcile(claimed, states)
    assert (found.verdict, found.missing, found.surplus, found.unseen) == (verdict, missing, surplus, None)


def test_numbers_that_run_show_their_gaps() -> None:
    assert gaps(str(number) for number in range(1, 41) if number not in (7, 20, 21, 22)) == "7, 20-22"
    assert gaps(str(number) for number in range(1, 41)) == ""
    assert gaps(str(number) for number in range(1, 1000) if number % 12) == ", ".join(str(12 * n) for n in range(1, 21)) + " and 63 more gaps"


def test_numbers_that_count_other_things_too_say_nothing() -> None:
    assert gaps(str(number) for number in range(1000, 1100, 3)) is None
    assert gaps(str(number) for number in range(5)) is None
    assert gaps([*(str(number) for number in range(50)), "alias:/ko/notice"]) is None
    assert gaps([*(str(number) for number in range(50)), "٣"]) is None
    assert gaps([]) is None


@given(missing=st.sets(st.integers(2, 199), max_size=12))
def test_every_gap_is_named(missing: set[int]) -> None:
    told = gaps(str(number) for number in range(1, 201) if number not in missing)
    assert told is not None
    named: set[int] = set()
    for part in filter(None, told.split(", ")):
        first, _, last = part.partition("-")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == missing


def test_status_shows_a_board_that_is_short_and_says_so_in_its_exit_code(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE crawls SET outcome = 'complete', reason = NULL WHERE id = 5")
    assert run("status", archive=own).exit_code == 0
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE boards SET claimed_total = 5")
    done = run("status", "--json", archive=own)
    record = json.loads(done.stdout)
    assert done.exit_code == 3
    assert {name: record[name] for name in ("claimed_total", "completeness", "missing", "surplus", "unseen")} == {
        "claimed_total": 5, "completeness": "short", "missing": 3, "surplus": 0, "unseen": None,
    }  # fmt: skip
    assert "the board claims 5, 3 more than are archived" in on_terminal("status", archive=own)
    with closing(open_reader(own)) as conn:
        assert completeness(conn, "hall").verdict == "short"


def test_a_sweep_that_leaves_a_board_short_says_so_in_its_exit_code(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(TinyPost(101, "정책 연수 모집"), TinyPost(102, "한강공원 이용 안내"))
        crawls = Crawls(tmp_path, board)
        page = board.answer("/ko/news")[2]
        board.scripted["/ko/news"] = [(200, {}, page.replace("전체 2건".encode(), "전체 7건".encode()))]
        done = crawls.run("sweep", "--json")
        record = json.loads(done.out)
        assert (done.code, record["outcome"], record["missing"]) == (3, "complete", 5), done.err
        assert crawls.run("refresh").code == 0
