"""The demo from end to end: five days crawled by the real command, held against the oracle, the evidence and a rebuild."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from cli.agreement import disagreements
from demo.days import clock
from demo.server import DemoServer
from pipelines.archive import open_reader
from pipelines.rebuild import dump, rebuild
from pipelines.verify import digest_of_capture, verify

ROOT = Path(__file__).resolve().parent.parent


def panjeon(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=folder, env=settings, capture_output=True, text=True, timeout=400)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's archive; takes about a minute, for the board's Crawl-delay is obeyed."""
    folder = tmp_path_factory.mktemp("demo")
    ended = panjeon(folder, "demo", "--port", str(free_port()))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "nothing is missing, invented or double" in ended.stdout
    return folder


@pytest.mark.slow
def test_the_demo_leaves_five_crawls_four_complete_and_one_suspect(demo: Path) -> None:
    conn = open_reader(demo / "archive.db")
    outcomes = [(row["outcome"], row["reason"]) for row in conn.execute("SELECT outcome, reason FROM crawls ORDER BY id")]
    assert [outcome for outcome, _ in outcomes] == ["complete", "complete", "suspect", "complete", "complete"]
    assert outcomes[2][1].startswith("empty_list")
    assert conn.execute("SELECT count(*) FROM events WHERE crawl = 3").fetchone()[0] == 0
    conn.close()


@pytest.mark.slow
def test_a_second_demo_changes_nothing(demo: Path) -> None:
    before = list(dump(demo / "archive.db"))
    ended = panjeon(demo, "demo")
    assert (ended.returncode, ended.stdout.strip()) == (0, "archive.db holds the demo's five crawls already")
    assert list(dump(demo / "archive.db")) == before


@pytest.mark.slow
def test_the_archive_and_its_evidence_are_whole(demo: Path) -> None:
    """Our verify finds nothing, an independent reader reads every record and its digests, each post leads to its bytes."""
    assert verify(demo / "archive.db", demo / "warcs") == []
    responses = 0
    for path in sorted((demo / "warcs").iterdir()):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                # Of an answer without transfer coding, the digests of payload and head are those of the block.
                assert record.verify_block_digest() or "Panjeon-Head-Digest" in record.headers, (path.name, record.record_id)
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.record_type == WarcRecordType.response:
                    responses += 1
                    assert record.verify_payload_digest(), (path.name, record.record_id)
        checked = subprocess.run([sys.executable, "-m", "warcio.cli", "check", str(path)], capture_output=True, text=True, timeout=60)
        assert checked.returncode == 0, checked.stdout
    conn = open_reader(demo / "archive.db")
    assert responses == conn.execute("SELECT count(*) FROM captures WHERE revisit_of IS NULL").fetchone()[0] > 500
    for row in conn.execute("SELECT p.id, c.id AS capture, c.payload_sha256 FROM posts p JOIN captures c ON c.id = p.capture").fetchall():
        assert digest_of_capture(conn, demo / "warcs", row["capture"]) == row["payload_sha256"]
    conn.close()


@pytest.mark.slow
def test_the_demo_rebuilt_from_its_warcs_has_the_same_dump(demo: Path, tmp_path: Path) -> None:
    rebuild(demo / "warcs", tmp_path / "again.db")
    lines = list(dump(demo / "archive.db"))
    assert len(lines) > 2000
    assert list(dump(tmp_path / "again.db")) == lines


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE posts SET title = title || '!' WHERE id = 7", "fields"),
        ("DELETE FROM posts WHERE id = 9", "missing"),
        ("UPDATE posts SET native_id = '999999' WHERE id = 9", "invented"),
        ("DELETE FROM revisions WHERE number = 2 AND silent = 1", "revisions"),
        ("DELETE FROM events WHERE kind = 'gone'", "events"),
        ("INSERT INTO events (post, crawl, kind, at, detail, capture) SELECT post, crawl, kind, at, detail, capture FROM events WHERE id = 3", "events"),
        ("UPDATE attachments SET sha256 = 'x' WHERE id = 4", "attachments"),
        ("UPDATE partners SET state = 'present' WHERE state = 'gone'", "partner"),
        ("UPDATE partners SET dead_since = NULL", "dead link"),
        ("DELETE FROM partner_links WHERE outcome = 'elsewhere'", "links"),
        ("UPDATE crawls SET outcome = 'complete'", "outcomes"),
        ("UPDATE posts SET duplicate_of = NULL", "duplicates"),
    ],
)
def test_the_oracle_sees_every_kind_of_damage(demo: Path, tmp_path: Path, damage: str, told: str) -> None:
    shutil.copy(demo / "archive.db", tmp_path / "archive.db")
    conn = sqlite3.connect(tmp_path / "archive.db")
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute(damage)
    conn.commit()
    found = disagreements(conn, 5)
    conn.close()
    assert found
    assert any(told in line for line in found), found


@pytest.mark.slow
def test_day_1_twice_adds_nothing_and_asks_two_pages(tmp_path: Path) -> None:
    """The second crawl asks robots.txt, the partner page and at most two pages more."""
    with DemoServer(1) as server:
        (tmp_path / "boards").mkdir()
        text = (ROOT / "crawler" / "boards" / "demo.toml").read_text(encoding="utf-8")
        (tmp_path / "boards" / "demo.toml").write_text(text.replace(":8017", f":{server.port}"), encoding="utf-8")
        day = clock(1).isoformat()
        assert panjeon(tmp_path, "crawl", "demo", PANJEON_CLOCK=day).returncode == 0
        first = list(server.log)
        assert len(first) > 200
        conn = open_reader(tmp_path / "archive.db")
        revisions = conn.execute("SELECT count(*) FROM revisions").fetchone()[0]
        conn.close()
        server.log.clear()
        assert panjeon(tmp_path, "crawl", "demo", PANJEON_CLOCK=day).returncode == 0
        again = [path for _, path, _ in server.log]
    assert again[:2] == ["/robots.txt", "/ko"]
    assert len(again[2:]) <= 2
    conn = open_reader(tmp_path / "archive.db")
    assert conn.execute("SELECT count(*), (SELECT count(*) FROM partner_revisions) FROM revisions").fetchone()[0] == revisions
    assert conn.execute("SELECT requests FROM crawls WHERE id = 2").fetchone()[0] == len(again)
    conn.close()
