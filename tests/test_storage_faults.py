"""Faults 4, 5, 11, 16 to 20: what happens around an archive's files, by other programs, by the clock, and in the middle of a migration or a snapshot."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from kept_board import FORM, Days, crawl, kept, listing, own, post

from crawler.crashpoint import SNAPSHOT_PLACES
from pipelines.archive import Lock, open_reader, warcs_beside
from pipelines.rebuild import dump, rebuild
from pipelines.recorder import Recorder
from pipelines.verify import verify

__all__ = ["kept", "own"]
ROOT = Path(__file__).resolve().parent.parent
DAY = "2025-02-27"
STEP = "1" if os.environ.get("PANJEON_EVERY") == "1" else "8"


def command(*words: str, archive: Path, crash: str = "") -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PANJEON_ARCHIVE": str(archive), "PANJEON_CRASH": crash}
    return subprocess.run([sys.executable, "-m", "cli", *words], env=surroundings, capture_output=True, text=True, check=False)


def check(archive: Path) -> None:
    assert [one for one in verify(archive, warcs_beside(archive)) if one.severity == "E"] == []
    again = archive.with_name("again.db")
    rebuild(warcs_beside(archive), again)
    assert list(dump(again)) == list(dump(archive))
    again.unlink()


def site(*numbers: int) -> dict[str, tuple[int, str, bytes]]:
    pages = {f"/ko/node/{number}": post(number, f"{number}호 안내", DAY, (f"{number}번째 안내입니다.",), files=("form.hwp",)) for number in numbers}
    files = {f"/files/{number}/form.hwp": (FORM[0], FORM[1], FORM[2] + str(number).encode()) for number in numbers}
    return {"/ko/news": listing(*((number, f"{number}호 안내", DAY) for number in numbers)), **pages, **files}


@pytest.mark.fault(4)
@pytest.mark.parametrize("place", SNAPSHOT_PLACES)
def test_killed_while_publishing_the_old_snapshot_stays_and_nothing_is_left_over(own: Path, place: str) -> None:
    public = own.parent / "public.db"
    assert command("publish", str(public), archive=own).returncode == 0
    before = public.read_bytes()
    assert command("publish", str(public), "--force", archive=own, crash=place).returncode == 9
    assert public.read_bytes() == before
    assert command("publish", str(public), "--force", archive=own).returncode == 0
    assert sorted(path.name for path in public.parent.glob("*public*")) == ["public.db"]
    assert list(public.parent.glob(".*.partial")) == []


@pytest.mark.fault(5)
def test_killed_at_any_statement_of_a_migration_the_next_start_ends_it(own: Path, tmp_path: Path) -> None:
    """Of a new archive's tables, and of what an older archive lacks; every eighth statement, each with PANJEON_EVERY=1."""
    with closing(sqlite3.connect(own)) as conn, conn:
        for table in ("posts", "captures"):
            conn.execute(f"DROP INDEX {table}_redaction")
            conn.execute(f"ALTER TABLE {table} DROP COLUMN redaction")
        conn.execute("ALTER TABLE posts DROP COLUMN posted_inferred")
        for table in ("withheld", "redactions"):
            conn.execute(f"DROP TABLE {table}")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name IN ('006_inferred_dates', '007_redactions')")
    surroundings = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    paths = [str(tmp_path / "new.db"), str(own)]
    done = subprocess.run([sys.executable, "-m", "disk.dying", STEP, *paths], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    fresh, upgraded = map(int, done.stdout.split())
    assert fresh > 80
    assert upgraded > 20


@pytest.mark.fault(11)
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_in_one_sentence(own: Path) -> None:
    before = list(dump(own))
    warcs_beside(own).chmod(0o500)
    try:
        done = command("redact", "hall/101", "--reason", "x", archive=own)
    finally:
        warcs_beside(own).chmod(0o700)
    assert done.returncode == 1
    assert done.stderr.startswith("panjeon: ")
    assert done.stderr.count("\n") == 1
    assert list(dump(own)) == before


@pytest.mark.fault(11)
def test_a_folder_that_is_no_folder_any_more_is_told_in_one_sentence(own: Path) -> None:
    warcs_beside(own).rename(own.parent / "elsewhere")
    warcs_beside(own).write_bytes(b"no folder")
    done = command("redact", "hall/101", "--reason", "x", archive=own)
    assert done.returncode == 1
    assert done.stderr.startswith("panjeon: ")
    assert done.stderr.count("\n") == 1
    warcs_beside(own).unlink()
    (own.parent / "elsewhere").rename(warcs_beside(own))
    check(own)


@pytest.mark.fault(16)
def test_a_lock_that_a_dead_process_left_is_no_hindrance(own: Path) -> None:
    lock = Lock(own)
    lock.path.write_text("4194303")
    recorder = Recorder(own, Days())
    assert lock.path.read_text() == str(os.getpid())
    recorder.close()
    lock.take()
    lock.give_back()


@pytest.mark.fault(17)
def test_a_long_reader_stops_nobody_and_the_log_is_short_again_when_it_is_gone(tmp_path: Path) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    assert crawl(archive, clock, site(1, 2)) == "complete"
    with closing(open_reader(archive)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM posts").fetchone()[0] == 2
        for day in (2, 3):
            clock.go_to(day)
            assert crawl(archive, clock, site(*range(1, 3 * day))) == "complete"
        assert reader.execute("SELECT count(*) FROM posts").fetchone()[0] == 2
    clock.go_to(4)
    assert crawl(archive, clock, site(*range(1, 9))) == "complete"
    log = archive.with_name("archive.db-wal")
    assert not log.exists() or log.stat().st_size == 0
    check(archive)


@pytest.mark.fault(18)
def test_another_writer_is_waited_for(tmp_path: Path) -> None:
    """A program that knows nothing of our lock holds the database for a while in the middle of a crawl."""
    archive, clock = tmp_path / "archive.db", Days()
    assert crawl(archive, clock, site(1)) == "complete"
    held, go_on = threading.Event(), threading.Event()

    def foreign() -> None:
        with closing(sqlite3.connect(archive, isolation_level=None)) as conn:
            conn.execute("BEGIN IMMEDIATE")
            held.set()
            go_on.wait(0.3)
            conn.execute("COMMIT")

    other = threading.Thread(target=foreign)
    other.start()
    assert held.wait(10)
    clock.go_to(2)
    assert crawl(archive, clock, site(1, 2, 3)) == "complete"
    other.join()
    check(archive)


@pytest.mark.fault(19)
def test_an_older_backup_in_the_archives_place_catches_up_from_the_evidence(tmp_path: Path) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    assert crawl(archive, clock, site(1, 2)) == "complete"
    backup = Path(shutil.copy(archive, tmp_path / "backup.db"))
    clock.go_to(3)
    assert crawl(archive, clock, site(2, 3, 4)) == "complete"
    newest = list(dump(archive))
    shutil.copy(backup, archive)
    assert {one.code for one in verify(archive, warcs_beside(archive))} == {"W02"}
    recorder = Recorder(archive, clock)
    recorder.between_runs()
    recorder.close()
    assert list(dump(archive)) == newest
    clock.go_to(5)
    assert crawl(archive, clock, site(2, 3, 4)) == "complete"
    check(archive)


@pytest.mark.fault(19)
def test_a_database_without_its_evidence_is_told(own: Path) -> None:
    """The other way round: an old WARC folder under a new database."""
    for path in sorted(warcs_beside(own).iterdir())[2:]:
        path.unlink()
    assert {one.code for one in verify(own, warcs_beside(own))} == {"E01"}


@pytest.mark.fault(20)
def test_a_clock_that_jumps_confuses_no_history(tmp_path: Path) -> None:
    """Back by weeks, forward by a year: runs keep their order by number, nothing is gone on one look, and the evidence gives the same rows."""
    archive, clock = tmp_path / "archive.db", Days()
    for day, numbers in ((20, (1, 2, 3)), (2, (1, 2)), (400, (1, 2))):
        clock.go_to(day)
        assert crawl(archive, clock, site(*numbers)) == "complete"
    with closing(sqlite3.connect(archive)) as conn:
        assert [row[0] for row in conn.execute("SELECT id FROM crawls ORDER BY id")] == [1, 2, 3]
        told = [row[0] for row in conn.execute("SELECT kind FROM events e JOIN posts p ON p.id = e.post WHERE p.native_id = '3' ORDER BY e.id")]
    assert told == ["new", "unlisted"]
    check(archive)
