"""The bench of the pages runs from end to end on a small archive; it asserts no times."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from bench import large_archive
from bench.reading_room import bench, p95, paths


def test_every_page_is_measured_beside_stock_datasette(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    done = CliRunner().invoke(bench, ["--posts", "200", "--times", "5", "--archive", str(archive)])
    assert done.exit_code == 0, done.output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.output.splitlines() if line.startswith("| ")]
    assert [row[0] for row in rows] == ["page", *paths(200, 5), "stock table"]
    assert "inf" not in done.output, "a page was not answered with 200"
    assert rows[-1][-1] == "1.00"


def test_the_large_archive_is_the_same_each_time(tmp_path: Path) -> None:
    dumps = []
    for name in ("one.db", "two.db"):
        large_archive.build(tmp_path / name, 120)
        with closing(sqlite3.connect(tmp_path / name)) as conn:
            assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
            dumps.append(conn.execute("SELECT count(*), sum(length(body_text)), group_concat(title) FROM posts").fetchall())
    assert dumps[0] == dumps[1]


def test_p95_is_what_nineteen_of_twenty_keep() -> None:
    assert p95([float(number) for number in range(1, 21)]) == 19
    assert p95([float(number) for number in range(1, 101)]) == 95
    assert p95([7.0]) == 7
