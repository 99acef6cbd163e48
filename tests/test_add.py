"""`panjeon add` against real boards on loopback: what it asks, shows and writes, and that its board file crawls right.

``PANJEON_LONG=1`` adds the demo board and further shapes of unknown boards.
"""

from __future__ import annotations

import json
import os
import pty
import select
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.add import UNSURE
from cli.main import panjeon
from crawler.manifest import load
from crawler.onboarding.visit import MOST
from demo.days import board
from demo.server import DemoServer
from pipelines.rebuild import dump, rebuild
from pipelines.verify import verify
from tests.commanding import ROOT, Ran
from tests.tiny_board import TinyBoard, TinyPost
from tests.unknown_board import UnknownBoard

EXPECTED_POSTS = 34
LONG_SHAPES = [("table", False), ("cards", False)] if os.environ.get("PANJEON_LONG") else []


class Desk:
    """An empty folder in which somebody adds and crawls boards."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.archive = folder, folder / "archive.db"

    def command(self, *arguments: str) -> Ran:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120)
        return Ran(code=ended.returncode, out=ended.stdout, err=ended.stderr)

    def add(self, url: str, *more: str) -> Ran:
        return self.command("add", url, "--private", "--delay", "0", *more)

    def typed(self, url: str, *answers: str) -> Ran:
        """The same on a terminal, with answers typed when it asks."""
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "cli", "add", url, "--private", "--delay", "0"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "TERM": "dumb"}
        process = subprocess.Popen(command, cwd=self.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        said, waiting = "", list(answers)
        while True:
            ready, _, _ = select.select([ours], [], [], 60)
            assert ready, said
            try:
                piece = os.read(ours, 65536).decode("utf-8", "replace")
            except OSError:
                piece = ""
            if not piece:
                break
            said += piece
            if waiting and said.count("]: ") > len(answers) - len(waiting):
                os.write(ours, (waiting.pop(0) + "\n").encode())
        os.close(ours)
        return Ran(code=process.wait(), out=said, err="")

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        conn = sqlite3.connect(self.archive)
        try:
            return [tuple(row) for row in conn.execute(sql)]
        finally:
            conn.close()

    def check_evidence(self) -> None:
        """The archive is sound, and its evidence alone gives it again."""
        assert [finding for finding in verify(self.archive, self.folder / "warcs") if finding.code.startswith("E")] == []
        rebuild(self.folder / "warcs", self.folder / "again.db")
        assert list(dump(self.folder / "again.db")) == list(dump(self.archive))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def filled() -> Iterator[TinyBoard]:
    with TinyBoard() as board:
        for number in range(1, EXPECTED_POSTS + 1):
            files = {"안내문.pdf": b"%PDF-1.4 " + bytes([number])} if number % 5 == 0 else {}
            body = f'<p>제{number}호를 알립니다.</p><p class="dept">기록관리과</p>'
            board.add(TinyPost(number, f"제{number}호 알림", body=body, posted=f"2024-05-{number % 28 + 1:02}", files=files, pinned=number == 7))
        yield board


def check_what_is_kept(desk: Desk, board: TinyBoard) -> None:
    """What was fetched stands in the archive, but for posts with files: such a one is one observation with them, and is read when it is crawled."""
    assert desk.rows("SELECT mode, outcome, reason FROM crawls") == [("add", "incomplete", "interrupted: only what `panjeon add` looked at")]
    kept = {str(url).removeprefix(board.url) for (url,) in desk.rows("SELECT url FROM captures")}
    with_files = {path for _, path, _, _ in board.log if path.startswith("/ko/node/") and int(path.rpartition("/")[2]) % 5 == 0}
    assert with_files
    assert kept == {path for _, path, _, _ in board.log} - with_files


def test_add_writes_a_board_file_that_crawls_right(desk: Desk, filled: TinyBoard) -> None:
    added = desk.add(f"{filled.url}/ko/news", "--yes", "--json", "--name", "notices")
    assert added.code == 0, added.out + added.err
    told = json.loads(added.out)
    assert (told["engine"], told["verdict"], told["claimed_total"], told["pages"]) == ("drupal7", "sure", EXPECTED_POSTS, 4)
    files = sum(post["files"] for post in told["posts"])
    assert told["requests"] == 1 + 4 + EXPECTED_POSTS + round(EXPECTED_POSTS * files / 5)
    assert told["posts"][0]["title"] == "제7호 알림"
    assert Path(desk.folder, told["file"]).is_file()
    check_what_is_kept(desk, filled)
    text = (desk.folder / "boards" / "notices.toml").read_text("utf-8")
    assert len(text.splitlines()) <= 40
    assert text.startswith("# sure")
    manifest = load(desk.folder / "boards" / "notices.toml")
    assert (manifest.engine, manifest.title, manifest.timezone, manifest.language) == ("drupal7", "작은 게시판", "Asia/Seoul", "ko")
    asked = [path for _, path, _, _ in filled.log]
    assert asked[:3] == ["/robots.txt", "/ko/news", "/ko/news?page=1"]
    assert len(asked) == 8 < MOST
    assert all("/node/" in path for path in asked[3:])

    crawled = desk.command("crawl", "notices")
    assert crawled.code == 0, crawled.out + crawled.err
    found = desk.rows("SELECT native_id, title, author, substr(posted_at, 1, 10), pinned, state FROM posts ORDER BY cast(native_id AS integer)")
    assert found == [
        (str(post.native_id), post.title, post.author, post.posted, int(post.pinned), "listed") for post in filled.posts.values()
    ]
    assert desk.rows("SELECT count(*) FROM attachments WHERE state = 'present'") == [(sum(bool(post.files) for post in filled.posts.values()),)]
    assert desk.rows("SELECT count(*) FROM revisions WHERE number > 1") == [(0,)]
    desk.check_evidence()


def test_a_dry_run_prints_the_board_file_with_its_pause_and_corrections_and_keeps_nothing(desk: Desk, filled: TinyBoard) -> None:
    filled.robots = (200, "User-agent: *\nCrawl-delay: 0.2\n")
    told = desk.add(f"{filled.url}/ko/news", "--dry-run", "--set", "author=기록관리과")
    assert list(desk.folder.iterdir()) == []
    assert "\n[expect]\nmin_posts = 17\nmin_rows = 5\nmax_posts = 340\n" in told.out
    assert '\n[select]\nauthor = ["p.dept"]\n' in told.out
    assert "\ndelay = 0  # robots.txt asks for 0.2, which counts\n" in told.out
    moments = [moment for _, _, _, moment in filled.log]
    assert min(after - before for before, after in pairwise(moments)) > 0.15


def test_a_name_that_is_taken_and_a_wrong_correction_are_refused_before_anything_is_asked() -> None:
    taken = CliRunner().invoke(panjeon, ["add", "http://127.0.0.1:9/ko/news", "--name", "demo"])
    assert (taken.exit_code, "already" in taken.output) == (1, True)
    wrong = CliRunner().invoke(panjeon, ["add", "http://127.0.0.1:9/ko/news", "--set", "writer=총무과"])
    assert (wrong.exit_code, "author=총무과" in wrong.output) == (2, True)


def test_robots_txt_comes_first_and_is_obeyed(desk: Desk, filled: TinyBoard) -> None:
    filled.robots = (200, "User-agent: *\nDisallow: /ko/\n")
    refused = desk.add(f"{filled.url}/ko/news", "--yes")
    assert (refused.code, [path for _, path, _, _ in filled.log]) == (1, ["/robots.txt"])
    assert "forbids" in refused.err
    assert list(desk.folder.iterdir()) == []


def test_no_other_host_is_asked(desk: Desk, filled: TinyBoard) -> None:
    with TinyBoard() as other:
        filled.scripted["/ko/news"] = [(302, {"Location": f"{other.url}/ko/news"}, b"")]
        refused = desk.add(f"{filled.url}/ko/news", "--yes")
        assert (refused.code, other.log) == (1, [])
    assert "own host" in refused.err


def test_a_private_address_is_asked_only_where_that_is_said(desk: Desk, filled: TinyBoard) -> None:
    refused = desk.command("add", f"{filled.url}/ko/news", "--yes")
    assert (refused.code, filled.log) == (1, [])
    assert "--private" in refused.err


def test_yes_accepts_only_what_is_sure(desk: Desk, filled: TinyBoard) -> None:
    filled.posts[34].answer = (200, "<h1 id='page-title'>오류</h1><p>잠시 뒤에 다시 오십시오.</p>")
    unsure = desk.add(f"{filled.url}/ko/news", "--yes")
    assert (unsure.code, "check, confidence" in unsure.out) == (UNSURE, True), unsure.out
    assert "4 of 5 posts read" in unsure.out
    assert list(desk.folder.iterdir()) == []


def test_without_a_terminal_nothing_is_written_unless_told(desk: Desk, filled: TinyBoard) -> None:
    assert desk.add(f"{filled.url}/ko/news").code == UNSURE
    assert list(desk.folder.iterdir()) == []


def test_a_page_that_is_no_board_is_said_so(desk: Desk, filled: TinyBoard) -> None:
    filled.scripted["/ko/about"] = [(200, {}, "<html><body><h1>기관 소개</h1><p>안녕하십니까.</p></body></html>".encode())]
    refused = desk.add(f"{filled.url}/ko/about", "--yes")
    assert (refused.code, "shows no list of posts" in refused.err) == (1, True)


def test_on_a_terminal_it_asks_and_takes_corrections(desk: Desk, filled: TinyBoard) -> None:
    said = desk.typed(f"{filled.url}/ko/news", "author=없는 부서", "author=기록관리과", "y")
    assert said.code == 0, said.out
    assert said.out.count("read as drupal7") == 3
    (path,) = (desk.folder / "boards").glob("*.toml")
    assert load(path).select["author"] == ("p.dept",)


@pytest.mark.skipif(not os.environ.get("PANJEON_LONG"), reason="PANJEON_LONG is not set: the demo board's own Crawl-delay makes it half a minute")
def test_the_demo_board(desk: Desk) -> None:
    with DemoServer(1) as server:
        added = desk.add(f"{server.url}/ko/news", "--yes", "--name", "demo-added")
        assert added.code == 0, added.out + added.err
        crawled = desk.command("crawl", "demo-added")
    assert crawled.code == 0, crawled.out + crawled.err
    shown = [post for post in board(1).posts if post.language == "ko"]
    found = desk.rows("SELECT native_id, title, author, substr(posted_at, 1, 10) FROM posts WHERE state = 'listed' ORDER BY native_id")
    assert found == sorted((post.native_id, post.title, post.author, post.posted.isoformat()) for post in shown)
    assert found
    desk.check_evidence()


@pytest.mark.parametrize(("shape", "posts_pages"), [("list", False), ("table", True), *LONG_SHAPES])
def test_a_board_of_no_known_platform_is_learned_and_crawled_right(desk: Desk, shape: str, posts_pages: bool) -> None:
    # Where pages are turned by a form, posts are opened by one as well.
    with UnknownBoard(shape, posts_pages=posts_pages, posts_posts=posts_pages) as unknown:
        added = desk.add(f"{unknown.url}/notice/list", "--yes", "--name", "committee")
        assert added.code == 0, added.out + added.err
        asked = len(unknown.log)
        crawled = desk.command("crawl", "committee")
        assert crawled.code == 0, crawled.out + crawled.err
    assert asked <= (13 if posts_pages else 8)
    text = (desk.folder / "boards" / "committee.toml").read_text("utf-8")
    assert ('post = ["list", "post"]' in text) == posts_pages
    turned = {method for method, path, _, _ in unknown.log if path.startswith("/notice/list?") or method == "POST"}
    assert turned == {"POST" if posts_pages else "GET"}
    refused = [place for place, (_, _, status, _) in enumerate(unknown.log) if status == 405]
    assert len(refused) == (5 if posts_pages else 0), "what GET does not give is asked by POST, and from then on at once"
    assert len(text.splitlines()) <= 40
    assert "[learned]" in text
    found = desk.rows("SELECT native_id, title, author, substr(posted_at, 1, 10), body_text FROM posts ORDER BY native_id DESC")
    assert found == [(str(one.number), one.title, one.author, one.posted, "\n".join(one.body)) for one in unknown.entries]
    desk.check_evidence()
