"""The bench of the pages runs from end to end on a small archive; it asserts no times."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import inf
from pathlib import Path
from threading import Thread

from click.testing import CliRunner

from bench import large_archive
from bench.reading_room import COMMON, KEPT, ask_together, bench, p95, paths


def test_every_page_is_measured_beside_stock_datasette(tmp_path: Path) -> None:
    archive = tmp_path / "kept.db"
    done = CliRunner().invoke(bench, ["--posts", "200", "--times", "5", "--archive", str(archive)])
    assert done.exit_code == 0, done.output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.output.splitlines() if line.startswith("| ")]
    alone, lists, together, exports, ratios = (list(group) for group in groups(rows))
    assert [row[0] for row in alone] == ["page", *paths(200, 5), *(f"{name}, a commit before" for name in KEPT), "stock table"]
    assert [row[0] for row in lists[1:]] == ["p50 of the stock table : a board's list page", "p50 of the stock table : a board's list page, a commit before"]
    assert [row[0] for row in together] == ["page", *COMMON, "front, a commit each second", "board, a commit each second"]
    assert "inf" not in done.output, "a page was not answered with 200"
    assert alone[-1][-1] == "1.000"
    assert [(row[0], row[1]) for row in exports[1:]] == [
        ("stock stream", "200"),
        ("stock stream, pages of its default size", "200"),
        ("stock stream without markup", "200"),
        ("lossless, a tenth", "21"),
        ("lossless", "200"),
        ("guarded", "200"),
        ("stock stream of a board without markup", "100"),
        ("button on a board's page", "100"),
    ]
    assert [row[0] for row in ratios[1:]][-1] == "peak memory, all posts : a tenth of them"


def groups(rows: list[list[str]]) -> Iterator[list[list[str]]]:
    """The rows table by table; all of a table are as wide."""
    begins = [place for place, row in enumerate(rows) if row[0] in ("page", "CSV export", "ratio")]
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
        yield rows[begin:end]


def test_readers_who_come_together_ask_every_address_once() -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404 if self.path == "/3" else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        taken = ask_together(server.server_port, [f"/{number}" for number in range(11)], 4)
        server.shutdown()
        thread.join()
    assert sorted(asked, key=lambda path: int(path[1:])) == [f"/{number}" for number in range(11)]
    assert len(taken) == 11
    assert taken.count(inf) == 1


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
