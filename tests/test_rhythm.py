"""The rhythm of boards over a simulated year, with machines that sleep, clocks that jump, and hosts in other zones."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_board import kept

from crawler.manifest import BUILT_IN, Rhythm, load
from pipelines.archive import open_reader
from pipelines.rhythm import Due, Past, due, jitter, latest_slot, next_slot, past, plan, sweep_day

__all__ = ["kept"]
NEW_YEAR = datetime(2025, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ROOT = Path(__file__).parent.parent
DEFAULT = Rhythm()


def year(board: str, rhythm: Rhythm, asleep: tuple[tuple[int, int], ...] = (), fails: tuple[int, int] = (0, 0)) -> list[Due]:
    """The runs of a year looked after every ten minutes. ``asleep``: (from, to) in days without power; sweeps fail on days (from, to)."""
    runs: list[Due] = []
    before, now = Past(), NEW_YEAR
    while now < NEW_YEAR + timedelta(days=365):
        now += 10 * MINUTE
        day = (now - NEW_YEAR).days
        if any(start <= day < end for start, end in asleep):
            continue
        one = due(board, rhythm, before, now)
        if one is not None:
            runs.append(one)
            swept = one.mode == "sweep" and not fails[0] <= day < fails[1]
            before = Past(last_run=now, last_sweep=now if swept else before.last_sweep)
    return runs


def test_a_year_without_a_fault_has_one_run_in_every_slot() -> None:
    runs = year("seoulsolution-ko", DEFAULT)
    assert len({run.since for run in runs}) == len(runs)
    assert len(runs) in (365 * 4, 365 * 4 + 1)
    gaps = [later.since - earlier.since for earlier, later in pairwise(runs)]
    assert min(gaps) >= timedelta(hours=6, minutes=-10)
    assert max(gaps) <= timedelta(hours=6, minutes=10)
    sweeps = [run.since for run in runs if run.mode == "sweep"]
    assert len(sweeps) in (53, 54)
    assert all(timedelta(days=6, hours=23) < later - earlier < timedelta(days=7, hours=1) for earlier, later in pairwise(sweeps[1:]))


def test_what_was_missed_is_caught_up_once() -> None:
    runs = year("demo", DEFAULT, asleep=((100, 130),))
    woken = [run for run in runs if timedelta(days=129) < run.since - NEW_YEAR < timedelta(days=131)]
    assert woken[0].mode == "sweep"
    assert [run.mode for run in woken[1:3]] == ["refresh", "refresh"]
    assert len(runs) in range(335 * 4, 335 * 4 + 3)


def test_a_sweep_that_fails_is_tried_once_in_every_slot_until_one_is_complete() -> None:
    runs = year("demo", DEFAULT, fails=(50, 60))
    failed = [run for run in runs if 50 <= (run.since - NEW_YEAR).days < 60 and run.mode == "sweep"]
    assert len(failed) > 4
    gaps = [later.since - earlier.since for earlier, later in pairwise(failed)]
    assert min(gaps) > timedelta(hours=5)
    after = [run.mode for run in runs if (run.since - NEW_YEAR).days in (61, 62)]
    assert after.count("sweep") <= 1


@given(
    board=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    every=st.integers(300, 8 * 7 * 86400),
    part=st.floats(0, 0.5),
    at=st.integers(0, 366 * 86400),
)
def test_slots_follow_each_other_whatever_the_rhythm(board: str, every: int, part: float, at: int) -> None:
    rhythm = Rhythm(every=every, sweep=every * 3, jitter=int(min(86400, every * part)))
    now = NEW_YEAR + timedelta(seconds=at)
    last, following = latest_slot(board, rhythm, now), next_slot(board, rhythm, now)
    assert last <= now < following
    assert abs((following - last).total_seconds() - every) <= rhythm.jitter
    assert latest_slot(board, rhythm, following) == following
    assert sweep_day(board, rhythm, now) <= now < sweep_day(board, rhythm, now) + timedelta(seconds=rhythm.sweep)


def test_the_jitter_is_the_same_on_every_machine_and_differs_by_board_and_day() -> None:
    assert [jitter("demo", day, 600) for day in (20000, 20001, 20002)] == [260, 332, 447]
    assert jitter("demo", 20000, 0) == 0
    assert len({jitter(f"board-{number}", 20000, 600) for number in range(50)}) > 40
    assert {jitter("demo", day, 10) for day in range(200)} == set(range(11))


def test_not_every_board_sweeps_on_the_same_day() -> None:
    days = {sweep_day(f"board-{number}", DEFAULT, NEW_YEAR).date() for number in range(40)}
    assert len(days) >= 7


def test_a_run_cut_short_is_due_at_once_and_in_its_own_mode() -> None:
    now = NEW_YEAR + timedelta(hours=1)
    found = due("demo", DEFAULT, Past(last_run=now - MINUTE, last_sweep=now - MINUTE, unfinished="sweep"), now)
    assert found is not None
    assert (found.mode, found.why) == ("sweep", "the last run was cut short")


def test_the_longest_waiting_board_goes_first() -> None:
    boards = [load(BUILT_IN / f"{name}.toml") for name in ("demo", "seoulsolution-en", "seoulsolution-ko")]
    waited = [Past(last_run=NEW_YEAR - timedelta(days=days), last_sweep=NEW_YEAR) for days in (1, 2, 0)]
    now = NEW_YEAR + timedelta(hours=2)
    found = plan(zip(boards, waited, strict=True), now)
    assert [one.since for one in found] == sorted(one.since for one in found)
    assert {one.board for one in found} == {"demo", "seoulsolution-en", "seoulsolution-ko"}
    later = [Past(last_run=now, last_sweep=now)] * 3
    assert plan(zip(boards, later, strict=True), now) == []


def test_the_ledger_tells_the_past(kept: Path) -> None:
    conn = open_reader(kept)
    now = datetime(2025, 4, 1, tzinfo=UTC)
    found = past(conn, "hall", now)
    starts = dict(conn.execute("SELECT id, started_at FROM crawls"))
    assert found == Past(last_run=datetime.fromisoformat(starts[5]), last_sweep=datetime.fromisoformat(starts[3]))
    assert past(conn, "hall", datetime(2025, 3, 2, 12, tzinfo=UTC)).last_run == datetime.fromisoformat(starts[2])
    assert past(conn, "nowhere", now) == Past()
    conn.close()


def test_a_run_dated_after_now_does_not_hold_a_board_up(kept: Path, tmp_path: Path) -> None:
    copy = sqlite3.connect(tmp_path / "copy.db")
    source = sqlite3.connect(kept)
    source.backup(copy)
    source.close()
    copy.execute("UPDATE crawls SET started_at = '2035-01-01T00:00:00.000000Z' WHERE id = 5")
    now = datetime(2025, 4, 1, tzinfo=UTC)
    found = past(copy, "hall", now)
    copy.close()
    assert found.last_run is not None
    assert found.last_run.year == 2025
    assert due("hall", DEFAULT, found, now) is not None


@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul", "America/New_York", "Pacific/Chatham"])
def test_the_hosts_zone_moves_nothing(zone: str) -> None:
    script = (
        "from datetime import datetime, timezone; from crawler.manifest import Rhythm; from pipelines.rhythm import next_slot;"
        "print(next_slot('demo', Rhythm(every=86400), datetime(2025, 3, 30, 0, 30, tzinfo=timezone.utc)).isoformat())"
    )
    told = subprocess.run([sys.executable, "-c", script], env={**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == next_slot("demo", Rhythm(every=86400), datetime(2025, 3, 30, 0, 30, tzinfo=UTC)).isoformat()
