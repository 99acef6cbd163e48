"""The bench runs from end to end on a tiny board; what it finds there is never judged, only that it finds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.pages import LIST_BYTES, POST_BYTES, Board
from bench.report import Goal, machine, table

ROOT = Path(__file__).parent.parent


def test_the_bench_runs_and_prints_its_tables(tmp_path: Path) -> None:
    output = tmp_path / "results.md"
    command = [sys.executable, "-m", "bench", "--posts", "20", "--rounds", "1", "--no-instructions", "--output", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    text = output.read_text(encoding="utf-8")
    assert text in done.stdout
    for words in ("| goal ", "| crawler ", "| reader ", "same rows as the crawled one: yes", "not measured", "Panjeon's engine"):
        assert words in text
    assert str(ROOT) not in text


def test_pages_have_their_size_and_are_always_the_same() -> None:
    answers = Board(45).answers()
    assert answers == Board(45).answers()
    assert len(answers) == 45 + 3 + 1
    for path, page in answers.items():
        wanted = POST_BYTES if "/node/" in path else LIST_BYTES
        assert path == "/robots.txt" or wanted * 0.9 < len(page) <= wanted
    assert b"pager-next" in answers["/ko/news?page=1"]
    assert b"pager-next" not in answers["/ko/news?page=2"]


@pytest.mark.parametrize(
    ("wanted", "found", "at_most", "reached"), [(6, 7.0, False, "yes"), (6, 5.0, False, "no"), (1, 0.9, True, "yes"), (1, 1.1, True, "no"), (1, None, True, "not measured")]
)  # fmt: skip
def test_a_goal_says_whether_it_is_reached(wanted: float, found: float | None, at_most: bool, reached: str) -> None:
    assert Goal(says="x", wanted=wanted, found=found, at_most=at_most).row()[3] == reached


def test_a_table_is_padded_markdown() -> None:
    assert table(("a", "b"), [("1", "한글")]).splitlines() == ["| a | b  |", "|---|----|", "| 1 | 한글 |"]


def test_the_machine_is_described_without_names_and_paths() -> None:
    assert "/" not in machine().replace("pages/s", "")
    assert "Scrapy" in machine()
