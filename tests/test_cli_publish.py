"""`panjeon publish`: one moment of the archive, nothing of what was left out, served by Datasette as it is."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from kept_board import kept, own, run
from sample_archive import KO, Sample, build

from pipelines import search
from pipelines.schema import TABLES
from pipelines.snapshot import EMPTIED
from publish.server import settings

__all__ = ["kept", "own"]


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return build(tmp_path / "sample")


def value(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as conn:
        search.register(conn)
        return conn.execute(sql).fetchone()[0]


def test_a_snapshot_is_the_archive_without_issues(sample: Sample, tmp_path: Path) -> None:
    target = tmp_path / "public.db"
    before = sample.archive.read_bytes()
    result = run("publish", target, archive=sample.archive)
    assert result.exit_code == 0
    assert f"{target}: 36 posts, " in result.stderr
    assert sample.archive.read_bytes() == before
    for table in ("posts", "revisions", "events", "attachments", "comments", "partners", "crawls"):
        assert value(target, f"SELECT count(*) FROM {table}") == value(sample.archive, f"SELECT count(*) FROM {table}")
    assert value(target, "SELECT count(*) FROM issues") == 0
    assert b"node/6999" not in target.read_bytes()
    assert value(target, "PRAGMA freelist_count") == 0
    assert value(target, "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ko_match('한강공원')") == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public.db", "sample"]


def test_somebody_has_thought_about_every_table() -> None:
    """A new table must be decided about: whether others may read it, and what of a redacted post it may hold."""
    kept_whole = {"boards", "crawls", "warcs", "shapes", "partners", "partner_revisions", "partner_events", "partner_links", "archive", "acceptances", "claims"}
    redacted = {"captures", "posts", "revisions", "events", "absences", "attachments", "comments", "aliases", "mentions", "sketches", "indexed", "documents", "redactions"}
    assert set(TABLES) == kept_whole | redacted | set(EMPTIED)


def test_a_snapshot_is_served_by_datasette(sample: Sample, tmp_path: Path) -> None:
    assert run("publish", tmp_path / "public.db", archive=sample.archive).exit_code == 0
    served = settings(tmp_path / "public.db", sample.warcs)

    async def check() -> None:
        for path in ("/", f"/-/board/{KO}", "/-/post/7", "/-/search?q=한강", "/-/attachment/1", "/public/posts.json?_search=한강"):
            assert (await served.client.get(path)).status_code == 200, path

    asyncio.run(check())


def test_of_a_redacted_post_no_byte_remains(own: Path) -> None:
    """The text, the address, the file's name, the digests and the words of the search index, all versions."""
    target = own.parent / "public.db"
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE attachments SET text = '저수지 조사' WHERE post = 1")
        assert conn.execute("INSERT INTO documents SELECT DISTINCT sha256, 'hwp', NULL, 6, '1' FROM attachments WHERE post = 1").rowcount == 1
    assert run("publish", target, "--redact", "hall/101", archive=own).exit_code == 0
    content = target.read_bytes()
    with closing(sqlite3.connect(own)) as conn:
        (digest,) = conn.execute("SELECT sha256 FROM documents").fetchone()
        texts = {str(part) for row in conn.execute("SELECT title, body_text, content_hash FROM revisions WHERE post = 1") for part in row}
        texts |= {"https://board.example.go.kr/ko/node/101", "form.hwp", "4월 18일", "4월 4일", "연수", "저수지", digest}
        texts |= {row[0] for row in conn.execute("SELECT payload_sha256 FROM captures WHERE url LIKE '%101%'")}
    assert [text for text in texts if text.encode() in content] == []
    assert value(target, "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ko_match('연수')") == 0
    assert value(target, "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ko_match('한강')") == 1
    assert value(target, "SELECT value FROM archive WHERE key = 'redacted_posts'") == "1"
    assert value(own, "SELECT count(*) FROM posts") == 3


def test_a_duplicate_of_a_redacted_post_stays_and_its_evidence_too(sample: Sample, tmp_path: Path) -> None:
    """A capture that another post's bytes rest on keeps its row, without the address."""
    with closing(sqlite3.connect(sample.archive)) as conn, conn:
        first, second = (conn.execute("SELECT capture FROM posts WHERE id = ?", (number,)).fetchone()[0] for number in (9, 17))
        conn.execute("UPDATE captures SET revisit_of = ? WHERE id = ?", (first, second))
        (url,) = conn.execute("SELECT url FROM posts WHERE id = 9").fetchone()
    target = tmp_path / "public.db"
    assert run("publish", target, "--redact", "9", archive=sample.archive).exit_code == 0
    assert value(target, f"SELECT url FROM captures WHERE id = {first}") == "urn:panjeon:redacted"
    assert value(target, "SELECT duplicate_of FROM posts WHERE id = 17") is None
    assert str(url).encode() not in target.read_bytes()


def test_lists_and_states_can_be_left_out(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "redactions.txt").write_text("\ufeff# asked for on 3 March 2025\n1 # personal data\n\nseoulsolution-ko/6313\n", encoding="utf-8")
    result = run("publish", tmp_path / "public.db", "--redactions", tmp_path / "redactions.txt", "--without", "blinded", archive=sample.archive)
    assert "33 posts, 3 posts left out" in result.stderr
    missing = run("publish", tmp_path / "other.db", "--redact", "hall/1", archive=sample.archive)
    assert (missing.exit_code, (tmp_path / "other.db").exists()) == (1, False)


def test_a_copy_that_fails_its_checks_is_not_published(sample: Sample, tmp_path: Path) -> None:
    target = tmp_path / "public.db"
    target.write_bytes(b"the old one")
    with closing(sqlite3.connect(sample.archive)) as conn, conn:
        conn.execute("UPDATE posts SET revision = 9 WHERE id = 1")
    result = run("publish", target, "--force", archive=sample.archive)
    assert "did not pass its checks (post 1 is not at its last revision)" in result.stderr
    assert target.read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public.db", "sample"]


def test_the_archive_itself_is_never_replaced(sample: Sample) -> None:
    result = run("publish", sample.archive, "--force", archive=sample.archive)
    assert (result.exit_code, "is the archive itself; name another file" in result.stderr) == (1, True)
    assert value(sample.archive, "SELECT count(*) FROM issues") == 1


def test_a_moment_of_an_archive_that_is_being_written(sample: Sample, tmp_path: Path) -> None:
    with closing(sqlite3.connect(sample.archive, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE posts SET author = '기록과' WHERE id = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE posts SET author = '아직 아님' WHERE id = 2")
        assert run("publish", tmp_path / "public.db", archive=sample.archive).exit_code == 0
        writer.execute("ROLLBACK")
    assert value(tmp_path / "public.db", "SELECT author FROM posts WHERE id = 1") == "기록과"
    assert value(tmp_path / "public.db", "SELECT count(*) FROM posts WHERE author = '아직 아님'") == 0


@pytest.mark.parametrize("step", ["copying", "redacting", "indexing", "packing", "checking"])
def test_killed_at_any_step_the_old_snapshot_stays_and_the_next_run_cleans_up(sample: Sample, tmp_path: Path, step: str) -> None:
    target = tmp_path / "public.db"
    target.write_bytes(b"the old one")
    program = (
        "import os, pathlib, sys; from crawler.clock import SystemClock; from pipelines.snapshot import publish\n"
        "archive, target, step = sys.argv[1:]\n"
        "publish(pathlib.Path(archive), pathlib.Path(target), clock=SystemClock(), redacted=[1], force=True, say=lambda at: at == step and os._exit(9))"
    )
    command = [sys.executable, "-c", program, str(sample.archive), str(target), step]
    assert subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": "."}).returncode == 9
    assert target.read_bytes() == b"the old one"
    assert run("publish", target, "--force", archive=sample.archive).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public.db", "sample"]
