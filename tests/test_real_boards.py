"""Real forum software, crawled by the real command: the archive holds what the board's own database holds.

The short form is one crawl of each board. ``PANJEON_REAL_BOARDS_LONG=1`` adds the sites in English and UTC, and a second and third
crawl after a day at the office.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.real_boards import PACKAGES, RealBoard
from tests.real_sites.notices import NOTICES

ROOT = Path(__file__).parent.parent
LONG = pytest.mark.skipif(not os.environ.get("PANJEON_REAL_BOARDS_LONG"), reason="PANJEON_REAL_BOARDS_LONG is not set")
FIRST, SECOND, THIRD, FOURTH = (f"2025-03-{day:02}T00:00:00+00:00" for day in (1, 3, 4, 6))

#: Spirit keeps the words of a topic's address when its title changes, machina does not.
MOVES = {"spirit": set(), "machina": {("제3호", "moved")}}

pytestmark = pytest.mark.slow


class Crawled:
    """A folder in which a real board is crawled."""

    def __init__(self, folder: Path, board: RealBoard) -> None:
        self.folder, self.board = folder, board

    def write_manifest(self) -> Crawled:
        (self.folder / "boards").mkdir()
        (self.folder / "boards" / "real.toml").write_text(self.board.manifest_text(), encoding="utf-8")
        return self

    def crawl(self, clock: str, mode: str = "sweep") -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "", "PANJEON_CLOCK": clock}
        command = [sys.executable, "-m", "cli", "crawl", "real", "--mode", mode]
        ended = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=300, check=False)
        assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        conn = sqlite3.connect(self.folder / "archive.db")
        conn.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in conn.execute(sql, values)]
        finally:
            conn.close()

    def posts(self) -> dict[str, dict[str, Any]]:
        return {row["native_id"]: row for row in self.rows("SELECT * FROM posts ORDER BY id")}


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def markup(html: str) -> str:
    """Markup as two programs would both write it."""
    return str(BeautifulSoup(html.strip(), "html.parser"))


def texts() -> dict[str, str]:
    """How each notice is to be read, by title."""
    return {notice.title: notice.text for notice in NOTICES}


def check(crawled: Crawled) -> int:
    """Hold the archive against the board's database, field by field; how many posts were compared."""
    topics = [topic for topic in crawled.board.dump()["topics"] if topic["state"] != "gone"]
    posts = {native_id: post for native_id, post in crawled.posts().items() if post["state"] not in ("gone", "unlisted")}
    assert posts.keys() == {topic["id"] for topic in topics}
    for topic in topics:
        post = posts[topic["id"]]
        assert (post["title"], post["state"], bool(post["pinned"])) == (topic["title"], topic["state"], topic["pinned"]), topic["title"]
        if topic["state"] == "listed":
            check_text(post, topic)
            check_replies(crawled, post, topic)
    return len(topics)


def check_text(post: dict[str, Any], topic: dict[str, Any]) -> None:
    assert (post["author"], moment(post["posted_at"]), moment(post["modified_at"])) == (
        topic["author"], moment(topic["posted"]), moment(topic["modified"]),
    ), topic["title"]  # fmt: skip
    assert post["posted_precision"] == "minute"
    assert markup(post["body_html"]) == markup(topic["html"])


def check_replies(crawled: Crawled, post: dict[str, Any], topic: dict[str, Any]) -> None:
    replies = crawled.rows("SELECT * FROM comments WHERE post = ? AND state = 'present' ORDER BY id", post["id"])
    assert [(reply["native_id"], reply["author"], moment(reply["posted_at"])) for reply in replies] == [
        (reply["id"], reply["author"], moment(reply["posted"])) for reply in topic["comments"]
    ], topic["title"]
    assert [reply["body_text"] for reply in replies] == [BeautifulSoup(reply["html"], "html.parser").get_text().strip() for reply in topic["comments"]]
    files = crawled.rows("SELECT name, bytes, sha256, state FROM attachments WHERE post = ? ORDER BY id", post["id"])
    assert [(file["name"], file["bytes"], file["sha256"], file["state"]) for file in files] == [
        (file["name"], file["bytes"], file["sha256"], "present") for file in topic["files"]
    ], topic["title"]


@pytest.mark.parametrize("name", PACKAGES)
def test_the_archive_holds_what_the_board_holds(name: str, tmp_path: Path) -> None:
    with RealBoard(name, tmp_path) as board:
        crawled = Crawled(tmp_path, board).write_manifest()
        crawled.crawl(FIRST)
        deleted = sum(notice.deleted for notice in NOTICES)
        assert check(crawled) == len(NOTICES) - deleted
        read = {post["title"]: post["body_text"] for post in crawled.posts().values() if post["state"] == "listed"}
        wanted = texts()
        assert read == {title: wanted[title] for title in read}
        assert crawled.rows("SELECT * FROM issues WHERE kind <> 'http_status'") == []


@LONG
@pytest.mark.parametrize("name", PACKAGES)
def test_a_site_in_english_and_utc_is_read_alike(name: str, tmp_path: Path) -> None:
    with RealBoard(name, tmp_path, language="en", zone="UTC") as board:
        crawled = Crawled(tmp_path, board).write_manifest()
        crawled.crawl(FIRST)
        assert check(crawled) > 40


@LONG
@pytest.mark.parametrize("name", PACKAGES)
def test_a_day_at_the_office_is_seen(name: str, tmp_path: Path) -> None:
    with RealBoard(name, tmp_path) as board:
        crawled = Crawled(tmp_path, board).write_manifest()
        crawled.crawl(FIRST)
        before = crawled.posts()
        crawled.crawl(SECOND)
        assert [row["kind"] for row in crawled.rows("SELECT kind FROM events WHERE kind <> 'new' AND kind <> 'blinded'")] == []
        assert {post["revision"] for post in crawled.posts().values()} == {post["revision"] for post in before.values()}

        board.order("change")
        crawled.crawl(THIRD)
        crawled.crawl(FOURTH)

        check(crawled)
        kinds = {(row["title"].partition(" ")[0], row["kind"]) for row in crawled.rows(
            "SELECT p.title, e.kind FROM events e JOIN posts p ON p.id = e.post WHERE e.kind NOT IN ('new', 'blinded')"
        )}  # fmt: skip
        told = {("제1호", "changed"), ("제2호", "unlisted"), ("제2호", "gone"), ("제3호", "changed"), ("제3호", "pinned")}
        assert kinds == told | MOVES[name]
        assert crawled.rows("SELECT state FROM posts WHERE title LIKE '제2호%'") == [{"state": "gone"}]
