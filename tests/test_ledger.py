"""The ledger: how a run comes out, from why it stopped and what became of its tasks; and that its sum is checked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.errors import ArchiveError
from crawler.manifest import Manifest
from crawler.records import Task
from pipelines import frontier, ledger
from pipelines.archive import open_writer
from pipelines.ledger import Tally

NOW = "2025-03-01T12:00:00.000000Z"
BOARD = Manifest(
    name="tiny", title="작은 게시판", publisher="시험실", url="http://127.0.0.1/ko/news", engine="drupal7", language="ko", timezone="Asia/Seoul",
    hosts=("127.0.0.1",),
)  # fmt: skip


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_writer(tmp_path / "archive.db", durable=False)
    ledger.put_board(connection, BOARD, "127.0.0.1")
    connection.execute("INSERT INTO crawls (id, board, mode, started_at, outcome) VALUES (1, 'tiny', 'sweep', ?, 'running')", (NOW,))
    yield connection
    connection.close()


def tasks(conn: sqlite3.Connection, **states: int) -> None:
    """Tasks on the frontier: ``list_done=2`` makes two."""
    for name, count in states.items():
        kind, _, state = name.partition("_")
        for number in range(count):
            task = Task(kind=kind, url=f"http://127.0.0.1/{kind}/{state}/{number}")  # type: ignore[arg-type]
            frontier.close(conn, 1, task, state, capture=None)


@pytest.mark.parametrize(
    ("states", "stop", "outcome", "reason"),
    [
        ({"list_done": 2, "post_done": 9}, None, "complete", None),
        ({"list_done": 1, "post_done": 9, "post_refused": 2, "file_quarantined": 3}, None, "complete", None),
        ({"list_done": 1, "list_failed": 1}, None, "incomplete", "1 list or partner pages could not be read"),
        ({"list_done": 1, "partners_quarantined": 1}, None, "incomplete", "1 list or partner pages could not be read"),
        ({"list_failed": 2}, None, "failed", "no list page could be read (2 tried)"),
        ({"list_refused": 1}, None, "failed", "no list page could be read (1 tried)"),
        ({"list_quarantined": 1}, "host_down: x", "failed", "host_down: x"),
        ({"list_done": 1, "post_pending": 4}, None, "incomplete", "4 pages were not asked"),
        ({"list_done": 1, "file_failed": 2}, None, "incomplete", "2 pages or files could not be fetched"),
        ({"list_done": 1}, "interrupted: shutdown", "incomplete", "interrupted: shutdown"),
        ({"list_pending": 1}, "interrupted: shutdown", "incomplete", "interrupted: shutdown"),
        ({"list_pending": 1}, "deferred: x", "incomplete", "deferred: x"),
        ({"list_pending": 1, "robots_failed": 1}, "robots_closed: x", "failed", "robots_closed: x"),
        ({"list_done": 1, "list_pending": 1}, "robots_closed: x", "incomplete", "robots_closed: x"),
        ({"list_done": 1, "post_done": 96, "post_quarantined": 4}, None, "complete", None),
        ({"list_done": 1, "post_done": 16, "post_quarantined": 4}, None, "suspect", "layout: 4 post pages did not fit"),
    ],
)
def test_how_a_run_comes_out(conn: sqlite3.Connection, states: dict[str, int], stop: str | None, outcome: str, reason: str | None) -> None:
    tasks(conn, **states)
    assert ledger.outcome(conn, 1, stop) == (outcome, reason)


def test_a_doubt_outweighs_everything_and_the_first_one_stays(conn: sqlite3.Connection) -> None:
    tasks(conn, list_done=1, post_failed=3)
    assert not ledger.in_doubt(conn, 1)
    ledger.doubt(conn, 1, "empty_list: …")
    ledger.doubt(conn, 1, "empty_strip: …")
    assert ledger.in_doubt(conn, 1)
    assert ledger.outcome(conn, 1, "host_down: x") == ("suspect", "empty_list: …")


def test_a_tally_adds_up_and_begins_anew(conn: sqlite3.Connection) -> None:
    tally = Tally()
    for kind in ("stored", "stored", "refused", "failed", "quarantined", "unchanged"):
        tally.requests += 1
        tally.count(kind)
    tally.write(conn, 1)
    tally.write(conn, 1)
    assert conn.execute("SELECT requests, stored, unchanged, quarantined, refused, failed FROM crawls").fetchone()[:] == (6, 2, 1, 1, 1, 1)
    ledger.close(conn, 1, "tiny", "incomplete", "why", NOW)
    assert conn.execute("SELECT outcome, reason, finished_at FROM crawls").fetchone()[:] == ("incomplete", "why", NOW)
    assert conn.execute("SELECT state, last_crawl FROM boards").fetchone()[:] == ("incomplete", 1)


def test_a_ledger_that_does_not_balance_is_an_error(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE crawls SET requests = 3, stored = 2")
    with pytest.raises(ArchiveError) as caught:
        ledger.close(conn, 1, "tiny", "complete", None, NOW)
    assert str(caught.value) == "crawl 1 made 3 requests but accounts for 2; run `panjeon rebuild` and report this"


def test_only_a_complete_crawl_of_the_lists_counts_as_the_last_one(conn: sqlite3.Connection) -> None:
    assert ledger.last_complete(conn, "tiny") == ""
    for number, (mode, outcome) in enumerate([("sweep", "complete"), ("refresh", "incomplete"), ("partners", "complete"), ("sweep", "suspect")], 2):
        conn.execute(
            "INSERT INTO crawls (id, board, mode, started_at, finished_at, outcome) VALUES (?, 'tiny', ?, ?, ?, ?)",
            (number, mode, NOW, f"2025-03-0{number}", outcome),
        )
    assert ledger.last_complete(conn, "tiny") == "2025-03-02"
    assert ledger.last_complete(conn, "other") == ""
