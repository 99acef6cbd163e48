"""Crawls of a board on loopback as tests see them: how they ended, what they asked, what stands in the archive."""

from __future__ import annotations

import json
import os
import queue
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.crawl import EXIT
from pipelines.rebuild import dump, rebuild
from tests.tiny_board import TinyBoard

ROOT = Path(__file__).parent.parent
FIRST_DAY = datetime(2025, 3, 1, 9, tzinfo=UTC)
PATIENCE = 60.0
#: Issues of requests that were refused before anything was sent.
UNASKED = ("scheme", "userinfo", "host", "port", "address", "robots")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a crawl ended, with its row of the ledger and the paths that the board was asked for, in order."""

    code: int
    outcome: str
    reason: str | None
    row: dict[str, Any]
    asked: tuple[str, ...]
    connects: tuple[tuple[str, int], ...] = ()

    @property
    def posts(self) -> tuple[str, ...]:
        """The paths of posts that were asked."""
        return tuple(path for path in self.asked if "/node/" in path)


class Archive:
    """A folder with a manifest of a tiny board, in which crawls are run and looked at."""

    def __init__(self, folder: Path, worker: Worker) -> None:
        self.folder = folder
        self.path = folder / "archive.db"
        self._worker = worker
        self._day = 0.0

    def write_manifest(self, board: TinyBoard, *, fetch: str = "", top: str = "") -> None:
        """boards/tiny.toml for a board."""
        boards = self.folder / "boards"
        boards.mkdir(exist_ok=True)
        (boards / "tiny.toml").write_text(board.manifest_text(fetch=fetch, top=top), encoding="utf-8")

    def clock(self, day: float | None = None) -> str:
        """The time of a crawl ``day`` days after the first; by default a day and a half after the one before."""
        self._day = self._day + 1.5 if day is None else day
        return (FIRST_DAY + timedelta(days=self._day)).isoformat()

    def crawl(
        self,
        board: TinyBoard,
        mode: str = "sweep",
        *,
        clock: str | None = None,
        day: float | None = None,
        fetch: str = "",
        top: str = "",
        unlogged: int = 0,
        names: dict[str, list[list[str]]] | None = None,
    ) -> Ended:
        """Crawl, and hold the ledger against the server's own log. ``unlogged``: requests that could not reach the server
        (-1 where the connection pool repeated one on a connection that had died). ``names``: what names resolve to, lookup by lookup."""
        self.write_manifest(board, fetch=fetch, top=top)
        before = len(board.log)
        answer = self._worker.order({"folder": str(self.folder), "mode": mode, "clock": clock or self.clock(day), "names": names})
        assert "error" not in answer, answer["error"]
        asked = tuple(path for _, path, _, _ in board.log[before:])
        row = dict(self.one("SELECT * FROM crawls WHERE id = ?", answer["crawl"]))
        self._check_ledger(row, len(asked) + unlogged)
        connects = tuple((host, port) for host, port in answer["connects"])
        return Ended(code=EXIT[answer["outcome"]], outcome=answer["outcome"], reason=answer["reason"], row=row, asked=asked, connects=connects)

    def _check_ledger(self, row: dict[str, Any], asked: int) -> None:
        marks = ", ".join("?" * len(UNASKED))
        unasked = self.value(f"SELECT count(*) FROM issues WHERE crawl = ? AND kind IN ({marks})", row["id"], *UNASKED)
        assert row["requests"] == asked + unasked, f"the ledger has {row['requests']} requests, the server saw {asked}, {unasked} were refused"
        assert row["requests"] == sum(row[kind] for kind in ("stored", "unchanged", "quarantined", "refused", "failed"))
        for table in ("frontier", "sightings"):
            assert self.value(f"SELECT count(*) FROM {table}") == 0

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds, as plain tuples."""
        return [tuple(row) for row in self._run(sql, values)]

    def one(self, sql: str, *values: object) -> sqlite3.Row:
        """The only row that a query finds."""
        (row,) = self._run(sql, values)
        return row

    def value(self, sql: str, *values: object) -> Any:
        """The only value that a query finds."""
        return self.one(sql, *values)[0]

    def post(self, native_id: int) -> sqlite3.Row:
        """A post as it stands."""
        return self.one("SELECT * FROM posts WHERE native_id = ?", str(native_id))

    def kinds(self, native_id: int) -> list[str]:
        """What happened to a post, in order."""
        sql = "SELECT e.kind FROM events e JOIN posts p ON p.id = e.post WHERE p.native_id = ? ORDER BY e.id"
        return [row[0] for row in self._run(sql, (str(native_id),))]

    def issues(self, kind: str | None = None) -> list[tuple[Any, ...]]:
        """(kind, path of the address, message) of every issue, or of those of one kind."""
        found = self.rows("SELECT kind, url, message FROM issues WHERE kind = coalesce(?, kind) ORDER BY id", kind)
        return [(kind, "/" + url.split("/", 3)[-1], message) for kind, url, message in found]

    def _run(self, sql: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
        conn = sqlite3.connect(self.path)
        conn.row_factory = sqlite3.Row
        try:
            return conn.execute(sql, values).fetchall()
        finally:
            conn.close()

    def check_rebuild(self) -> None:
        """The WARC files alone give the same rows."""
        target = self.folder / "again.db"
        rebuild(self.folder / "warcs", target)
        assert list(dump(target)) == list(dump(self.path))

    def command(self, *arguments: str, clock: str | None = None, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """`panjeon` itself, as a process in this folder."""
        command = [sys.executable, "-m", "cli", *arguments]
        return subprocess.run(command, cwd=self.folder, env=environment(clock), capture_output=True, text=True, timeout=timeout, check=False)


def environment(clock: str | None = None) -> dict[str, str]:
    """The environment of a process that is to find the repository's packages."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "", "PANJEON_CLOCK": clock or ""}


class Worker:
    """The process of tests/crawling.py; a crawl that does not end is killed with it."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: subprocess.Popen[str] | None = None

    def order(self, order: dict[str, Any]) -> dict[str, Any]:
        """Have one crawl made."""
        process = self._running()
        assert process.stdin is not None
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        try:
            answer: dict[str, Any] = json.loads(self._lines.get(timeout=PATIENCE))
        except queue.Empty:
            self.close()
            pytest.fail(f"the crawl did not end within {PATIENCE:g} seconds; it said:\n{self._log.read_text()[-2000:]}")
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._lines: queue.Queue[str] = queue.Queue()
            with self._log.open("w") as log:
                self._process = subprocess.Popen(
                    [sys.executable, str(ROOT / "tests" / "crawling.py")],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=environment(),
                )  # fmt: skip
            threading.Thread(target=self._read, args=(self._process, self._lines), daemon=True).start()
        return self._process

    @staticmethod
    def _read(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
        assert process.stdout is not None
        while line := process.stdout.readline():
            lines.put(line)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            process, self._process = self._process, None
            process.kill()
            process.communicate()


@pytest.fixture(scope="session")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    worker = Worker(tmp_path_factory.mktemp("crawls") / "log.txt")
    yield worker
    worker.close()


@pytest.fixture
def archive(tmp_path: Path, worker: Worker) -> Iterator[Archive]:
    """An archive yet to be made; whatever a test did with it, its WARC files must give it again."""
    archive = Archive(tmp_path, worker)
    yield archive
    if archive.path.exists():
        archive.check_rebuild()


@pytest.fixture
def board() -> Iterator[TinyBoard]:
    """An empty board on loopback."""
    with TinyBoard() as tiny:
        yield tiny
