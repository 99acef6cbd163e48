"""rebuild: the same archive out of the WARC files, what differs where it is not, and a replacement that loses nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from kept_board import kept, on_terminal, own, run

from pipelines.archive import Lock
from pipelines.likeness import differences
from pipelines.rebuild import dump

__all__ = ["kept", "own"]
ROOT = Path(__file__).resolve().parent.parent


def _tamper(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as conn, conn:
        conn.execute("UPDATE posts SET title = '고친 제목' WHERE id = 1")
        conn.execute("DELETE FROM events WHERE id = 1")


def _title(archive: Path) -> str:
    with closing(sqlite3.connect(archive)) as conn:
        title: str = conn.execute("SELECT title FROM posts WHERE id = 1").fetchone()[0]
    return title


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm", ".lock"))}


def test_a_dry_run_says_that_both_are_equal_and_leaves_nothing(own: Path) -> None:
    result = run("rebuild", "--dry-run", archive=own)
    assert "both archives say the same" in result.stderr
    assert result.exit_code == 0
    assert _names(own.parent) == {"archive.db", "warcs"}


def test_what_differs_is_told_table_by_table_both_ways(own: Path) -> None:
    _tamper(own)
    result = run("rebuild", "--json", archive=own)
    found = {record["table"]: record for record in map(json.loads, result.stdout.splitlines())}
    assert {table: (record["only_in_archive"], record["only_in_rebuilt"]) for table, record in found.items()} == {"posts": (1, 1), "events": (0, 1)}
    assert "고친 제목" in found["posts"]["archive_rows"][0]
    assert "정책 연수 모집" in found["posts"]["rebuilt_rows"][0]
    assert result.exit_code == 1
    assert "the archives differ in 2 tables" in result.stderr
    assert list(dump(own.with_name("archive.rebuilt.db"))) != list(dump(own))
    assert _title(own) == "고친 제목"


def test_a_dry_run_tells_what_a_better_parser_would_read(own: Path) -> None:
    """Yesterday's engine is today's less what today's reads better: a title without its last word, a text without its first line."""
    with closing(sqlite3.connect(own)) as conn, conn:
        for table, key in (("posts", "id"), ("revisions", "post")):
            conn.execute(f"UPDATE {table} SET title = '정책 연수', body_text = substr(body_text, instr(body_text, char(10)) + 1) WHERE {key} = 1")
        conn.execute("UPDATE revisions SET parser = 'drupal7/0'")
    result = run("rebuild", "--dry-run", archive=own)
    assert result.exit_code == 1
    assert "read otherwise: title of 2 versions, body_text of 2 versions" in result.stderr
    assert re.search(r"by drupal7/\S+ in place of drupal7/0\n", result.stderr)
    assert "hall/101 version 1, title: '정책 연수' is read as '정책 연수 모집'" in result.stderr
    assert "hall/101 version 1, body_text: '장소는 시청 3층입니다." in result.stderr
    assert "is read as '신청은 4월 4일까지 받습니다." in result.stderr


def test_replace_puts_the_new_in_place_and_keeps_the_old(own: Path, kept: Path) -> None:
    _tamper(own)
    result = run("rebuild", "--replace", "--yes", archive=own)
    assert result.exit_code == 0
    assert list(dump(own)) == list(dump(kept))
    assert _title(own.with_name("archive.db.before-rebuild")) == "고친 제목"
    assert _names(own.parent) == {"archive.db", "archive.db.before-rebuild", "warcs"}
    again = run("rebuild", "--replace", "--yes", archive=own)
    assert again.stderr.endswith("archive.db.before-rebuild exists from an earlier rebuild; move it away first\n")
    assert run("status", archive=own).exit_code == 3


def test_replace_beside_an_open_reader_mixes_nothing(own: Path, kept: Path) -> None:
    """A reader holds the old write-ahead log open; were it left in place, its pages would be read into the new file."""
    with closing(sqlite3.connect(own)) as reader, closing(sqlite3.connect(own)) as writer:
        reader.execute("PRAGMA wal_autocheckpoint = 0")
        reader.execute("BEGIN")
        before = reader.execute("SELECT title FROM posts WHERE id = 1").fetchone()
        writer.execute("UPDATE posts SET title = '고친 제목'")
        writer.commit()
        assert run("rebuild", "--replace", "--yes", archive=own).exit_code == 0
        assert list(dump(own)) == list(dump(kept))
        assert reader.execute("SELECT title FROM posts WHERE id = 1").fetchone() == before
    assert list(dump(own)) == list(dump(kept))
    assert _title(own.with_name("archive.db.before-rebuild")) == "고친 제목"


def test_what_stood_in_the_old_log_is_in_the_file_that_is_kept(own: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(own)) as conn:
        conn.execute("SELECT count(*) FROM posts").fetchone()
        _tamper(own)
        killed = Path(shutil.copytree(own.parent, tmp_path / "killed")) / own.name
    assert killed.with_name("archive.db-wal").stat().st_size > 0
    assert run("rebuild", "--replace", "--yes", archive=killed).exit_code == 0
    alone = Path(shutil.copy(killed.with_name("archive.db.before-rebuild"), tmp_path / "alone.db"))
    assert _title(alone) == "고친 제목"


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_without_a_yes_nothing_is_replaced(own: Path, answer: str) -> None:
    _tamper(own)
    result = run("rebuild", "--replace", archive=own, answer=answer)
    assert result.exit_code == 1
    assert _title(own) == "고친 제목"
    assert _names(own.parent) == {"archive.db", "archive.rebuilt.db", "warcs"}
    assert run("rebuild", "--replace", "--output", own.with_name("second.db"), archive=own, answer="y\n").exit_code == 0
    assert _title(own) == "정책 연수 모집"


@pytest.mark.parametrize("words", [("--replace", "--yes"), ("--dry-run",), ()])
def test_nothing_is_rebuilt_while_a_crawl_writes(own: Path, words: tuple[str, ...]) -> None:
    lock = Lock(own)
    lock.take()
    result = run("rebuild", *words, archive=own)
    lock.give_back()
    assert "is already writing to this archive" in result.stderr
    assert result.exit_code == 1
    assert _names(own.parent) == {"archive.db", "warcs"}


@pytest.mark.fault(8)
@pytest.mark.parametrize("words", [("--dry-run",), ("--replace", "--yes")])
def test_a_full_disk_is_told_in_one_sentence(own: Path, kept: Path, words: tuple[str, ...]) -> None:
    """No file of the process may grow beyond 100 kB, as if the disk were full."""
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); from cli.main import panjeon; panjeon()"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PANJEON_ARCHIVE": str(own)}
    done = subprocess.run([sys.executable, "-c", limited, "rebuild", *words], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("panjeon: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "not full" in done.stderr
    assert _names(own.parent) == {"archive.db", "warcs"}
    assert list(dump(own)) == list(dump(kept))


def test_a_lost_or_damaged_archive_comes_back(own: Path, kept: Path) -> None:
    own.write_bytes(b"these bytes are no database" * 1000)
    result = run("rebuild", "--dry-run", archive=own)
    assert "cannot be compared" in result.stderr
    assert result.exit_code == 1
    assert run("rebuild", "--replace", "--yes", archive=own).exit_code == 0
    assert list(dump(own)) == list(dump(kept))
    own.unlink()
    result = run("rebuild", "--output", own, archive=own)
    assert result.exit_code == 0
    assert list(dump(own)) == list(dump(kept))


def test_a_terminal_shows_the_rows_that_differ(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET title = char(27) || '[2J[/]고친 제목' WHERE id = 1")
    told = on_terminal("rebuild", "--dry-run", archive=own)
    assert "- INSERT INTO posts VALUES (1, 'hall', '101'" in told
    assert "[2J[/]고친 제목" in told
    assert "\x1b[2J[/]" not in told


@pytest.mark.parametrize("words", [("--replace",), ("--output", "x.db"), ("--yes",)])
def test_a_dry_run_goes_with_nothing_that_keeps(own: Path, words: tuple[str, ...]) -> None:
    assert run("rebuild", "--dry-run", *words, archive=own).exit_code == 2


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    result = run("rebuild", "--dry-run", archive=tmp_path / "none" / "archive.db")
    assert "nothing can be written beside" in result.stderr
    assert result.exit_code == 1


@pytest.mark.skipif(not Path("/dev/shm").is_dir() or Path("/dev/shm").stat().st_dev == Path("/tmp").stat().st_dev, reason="needs a second disk")
def test_a_replacement_on_another_disk_is_refused_before_the_work(own: Path) -> None:
    result = run("rebuild", "--replace", "--yes", "--output", "/dev/shm/rebuilt.db", archive=own)
    assert "is on another disk than" in result.stderr
    assert _names(own.parent) == {"archive.db", "warcs"}


def test_a_damaged_warc_is_one_sentence(own: Path) -> None:
    path = own.parent / "warcs" / "00001-001-hall.warc.gz"
    path.write_bytes(path.read_bytes()[:-30])
    result = run("rebuild", archive=own)
    assert result.stderr.startswith("panjeon: ")
    assert result.stderr.count("\n") == 1
    assert result.exit_code == 1
    assert _names(own.parent) == {"archive.db", "warcs"}


def test_a_row_moved_to_another_place_is_no_difference_but_its_change_is(own: Path, kept: Path) -> None:
    assert differences(own, kept) == []
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE events SET kind = 'moved' WHERE id IN (1, 2)")
        conn.execute("INSERT INTO events (id, post, crawl, kind, at, detail, capture) VALUES (0, 1, 1, 'new', '', '{}', 1)")
    (found,) = differences(own, kept)
    assert (found.table, found.only_first, found.only_second) == ("events", 3, 2)
    assert len(found.first_rows) == 3
