"""Opens archives for writing and dies at statement after statement, each time in a child of its own; prints at which it died last.

Run by tests/test_storage_faults.py as a process: python -m disk.dying STEP NEW OLD. NEW does not exist yet; OLD is an archive from an
older schema. After each death the archive is opened again and must end in the very schema of an undisturbed one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import Any

from pipelines.archive import open_writer

DEAD = 9
_connect = sqlite3.connect


def dying_at(statement: int) -> Any:
    """sqlite3.connect whose connection ends the process at its so-manieth statement."""

    def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
        conn, seen = _connect(*arguments, **named), 0

        def count(_: str) -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                os._exit(DEAD)

        conn.set_trace_callback(count)
        return conn

    return connect


def schema(path: Path) -> list[tuple[str, str]]:
    """Every table, index and view, and every migration that is noted; not the index on the notes, which sqlite-utils makes only with their table."""
    conn = _connect(path)
    made = conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'idx@_@_%' ESCAPE '@' ORDER BY name").fetchall()
    made += conn.execute("SELECT name, '' FROM _sqlite_migrations ORDER BY name").fetchall()
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    conn.close()
    return made


def died(path: Path, statement: int) -> bool:
    """Open the archive in a child that dies at the statement; False where it came through."""
    child = os.fork()
    if child == 0:
        sqlite3.connect = dying_at(statement)  # type: ignore[assignment]
        open_writer(path).close()
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, DEAD), status
    return status == DEAD


def every_statement(folder: Path, before: Path, step: int) -> int:
    """Die at each ``step``-th statement of opening an archive that looks like ``before`` (which may not be there at all)."""
    whole = _laid(folder, before)
    open_writer(whole).close()
    wanted = schema(whole)
    statement = step
    while died(path := _laid(folder, before), statement):
        open_writer(path).close()
        assert schema(path) == wanted, f"died at statement {statement}: {set(schema(path)) ^ set(wanted)}"
        statement += step
    return statement - step


def _laid(folder: Path, before: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copy(before, folder / "archive.db")) if before.exists() else folder / "archive.db"


if __name__ == "__main__":
    for number, before in enumerate(map(Path, sys.argv[2:])):
        print(every_statement(before.parent / f"dying{number}", before, int(sys.argv[1])))
