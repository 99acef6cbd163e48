"""Crawls of a tiny board through the real command, in a folder of their own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.tiny_board import TinyBoard

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


class Crawls:
    """A folder with the manifest of a board, and its archive."""

    def __init__(self, folder: Path, board: TinyBoard) -> None:
        self.folder, self.board = folder, board
        self.archive, self.warcs = folder / "archive.db", folder / "warcs"
        (folder / "boards").mkdir()
        self.write_manifest()

    def write_manifest(self, **parts: str) -> None:
        (self.folder / "boards" / "tiny.toml").write_text(self.board.manifest_text(**parts), encoding="utf-8")

    def run(self, mode: str = "refresh", *more: str, clock: str = "") -> Ran:
        return self.command("crawl", "tiny", "--mode", mode, *more, clock=clock)

    def command(self, *arguments: str, clock: str = "") -> Ran:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PANJEON_CLOCK": clock}
        ended = subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120)
        return Ran(code=ended.returncode, out=ended.stdout, err=ended.stderr)

    def open(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.archive}?mode=ro", uri=True)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        conn = self.open()
        try:
            return [tuple(row) for row in conn.execute(sql)]
        finally:
            conn.close()
