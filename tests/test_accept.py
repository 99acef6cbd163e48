"""What made a run suspect and is real: accepted once, the next runs take it, the evidence stays, and a rebuild believes it too."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

import pytest
from kept_board import run

from crawler.crashpoint import ACCEPTANCE_PLACES
from pipelines.archive import open_writer
from pipelines.verify import verify
from tests.conftest import ROOT, Archive
from tests.tiny_board import TinyBoard, TinyPost

WHY = "부서 이름이 바뀌어 모든 글이 달라짐"


@pytest.fixture
def known(board: TinyBoard, archive: Archive) -> TinyBoard:
    """A board of twelve posts by two offices, swept once on day 0."""
    board.add(*(TinyPost(number, f"제{number}호 알림", f"<p>{number}호를 알립니다.</p>", author=("총무과", "기획과")[number % 2]) for number in range(1, 13)))
    assert archive.crawl(board, day=0).code == 0
    return board


def accept(archive: Archive, *words: str, day: float | None = None, ok: bool = True) -> str:
    """Run the command in this process; what it says."""
    clock = {} if day is None else {"PANJEON_CLOCK": archive.clock(day)}
    os.environ.update(clock)
    try:
        done = run("accept", "tiny", *words, archive=archive.path)
    finally:
        for name in clock:
            del os.environ[name]
    assert (done.exit_code == 0) is ok, done.stderr
    return done.stderr


def renamed(board: TinyBoard) -> None:
    for post in board.posts.values():
        post.author = "기록관"


def without_authors(board: TinyBoard) -> None:
    for post in board.posts.values():
        post.author = ""


def one_text(board: TinyBoard) -> None:
    for number in (2, 4, 6):
        board.posts[number].body = "<p>이 글은 국가기록원으로 옮겼습니다.</p>"


def another_board(board: TinyBoard) -> None:
    for post in board.posts.values():
        post.title, post.posted, post.body = f"수강생 모집 {post.native_id}기", "2025-02-03", f"<p>{post.native_id}기를 모집합니다.</p>"


def new_numbers(board: TinyBoard) -> None:
    board.posts.clear()
    board.add(*(TinyPost(number, f"{number}번 새 글", f"<p>{number}번 글입니다.</p>") for number in range(901, 910)))


def half_taken_down(board: TinyBoard) -> None:
    for number in range(1, 7):
        del board.posts[number]


def emptied(board: TinyBoard) -> None:
    board.posts.clear()


def shut(board: TinyBoard) -> None:
    for number in range(1, 10):
        board.posts[number].answer = (200, "<p>비밀글입니다. 권한이 없습니다.</p>")


#: A change, the mode in which it is met, why the run is suspect, what is accepted of it (at first, and then), and what the archive says afterwards.
CASES: dict[str, tuple[Callable[[TinyBoard], None], str, str, list[list[str]], str, list[object]]] = {
    "mass edit": (renamed, "sweep", "layout: 8 of 8 known posts read otherwise in author", [["edits"]], "SELECT DISTINCT author, revision FROM posts", [("기록관", 2)]),
    "lost for good": (without_authors, "sweep", "layout: 0 of 10 rows of the list have an author", [["shape"], ["edits"]], "SELECT DISTINCT author FROM posts", [(None,)]),
    "one text": (one_text, "sweep", "same_body: at least 3", [["same_body"]], "SELECT count(*) FROM posts WHERE revision = 2", [(3,)]),
    "another board": (another_board, "sweep", "layout: 10 of 10 listed posts are shown", [["edits"], ["other_board"]], "SELECT count(*) FROM posts WHERE revision = 2", [(12,)]),
    "new numbers": (new_numbers, "refresh", "other_board: the lists show none", [["other_board"]], "SELECT count(*), sum(state = 'listed') FROM posts", [(21, 9)]),
    "half taken down": (half_taken_down, "sweep", "mass_vanish: 6 of 12", [["mass_vanish"]], "SELECT count(*) FROM posts WHERE state = 'unlisted'", [(6,)]),
    "emptied": (emptied, "sweep", "empty_list", [["empty_list"]], "SELECT DISTINCT state FROM posts", [("unlisted",)]),
    "shut": (shut, "sweep", "mass_withheld: 9 of 12", [["mass_withheld"]], "SELECT count(*) FROM posts WHERE state = 'secret'", [(9,)]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_accepted_is_taken_by_the_next_run(known: TinyBoard, archive: Archive, name: str) -> None:
    change, mode, reason, kinds, sql, taken = CASES[name]
    before = archive.rows(sql)
    change(known)
    for day in (1, 2):
        assert str(archive.crawl(known, mode, day=day).reason).startswith(reason)
        assert archive.rows(sql) == before
    evidence = archive.rows("SELECT id, url, payload_sha256 FROM captures WHERE crawl IN (2, 3) ORDER BY id")

    told = []
    done = None
    for number, _ in enumerate(kinds):
        accept(archive, "--reason", WHY, day=3 + number)
        sql_of_it = "SELECT kind FROM acceptances WHERE crawl = (SELECT max(id) FROM crawls) AND reason = ? AND ended_at IS NULL ORDER BY id"
        told.append([row[0] for row in archive.rows(sql_of_it, WHY)])
        done = archive.crawl(known, day=3.5 + number)
    assert done is not None
    assert (told, done.outcome, done.reason, archive.rows(sql)) == (kinds, "complete", None, taken)
    assert archive.rows("SELECT id, url, payload_sha256 FROM captures WHERE crawl IN (2, 3) ORDER BY id") == evidence
    assert archive.crawl(known).outcome == "complete"
    assert {row[0] for row in archive.rows("SELECT kind FROM acceptances WHERE ended_at IS NULL")} <= {"shape", "same_body"}
    assert verify(archive.path, archive.folder / "warcs") == []


def test_a_refresh_asks_what_was_held_back_and_the_acceptance_waits_for_the_rest(known: TinyBoard, archive: Archive) -> None:
    for post in known.posts.values():
        post.body = f"<p>{post.native_id}호는 담당 부서의 안내를 따릅니다.</p>"
    assert archive.crawl(known, day=1).reason == "layout: 8 of 8 known posts read otherwise in body"
    accept(archive, "--reason", WHY, day=1.5)
    done = archive.crawl(known, "refresh", day=2)
    assert (done.outcome, done.row["changed_posts"], len(done.posts)) == ("complete", 8, 8)
    assert archive.value("SELECT ended_at FROM acceptances") is None
    assert "accepted and not taken yet, or for good" not in run("status", archive=archive.path).stdout  # a pipe gets columns
    assert json.loads(run("status", "--json", archive=archive.path).stdout)["accepted"] == "edits of crawl 2"
    assert archive.crawl(known, "refresh", day=3).posts == ()
    assert archive.crawl(known, day=4).row["changed_posts"] == 4
    assert archive.value("SELECT ended_because FROM acceptances") == "crawl 5 has taken what it was for"
    assert json.loads(run("status", "--json", archive=archive.path).stdout)["accepted"] is None


def test_only_what_was_accepted_is_believed(known: TinyBoard, archive: Archive) -> None:
    renamed(known)
    archive.crawl(known, day=1)
    accept(archive, "--reason", WHY, day=1.5)
    for post in known.posts.values():
        post.body = "<div>메뉴</div>" + post.body
    done = archive.crawl(known, day=2)
    assert done.reason == "layout: 8 of 8 known posts read otherwise in body"
    assert archive.value("SELECT max(revision) FROM posts") == 1


def test_another_text_under_many_ids_is_as_strange_as_before(known: TinyBoard, archive: Archive) -> None:
    one_text(known)
    archive.crawl(known, day=1)
    accept(archive, "--reason", WHY, day=1.5)
    assert archive.crawl(known, day=2).code == 0
    for number in (1, 3, 5):
        known.posts[number].body = "<p>잠시 후 다시 이용해 주십시오.</p>"
    assert str(archive.crawl(known, day=3).reason).startswith("same_body")
    assert archive.value("SELECT count(*) FROM posts WHERE revision = 2") == 3


def test_an_acceptance_can_be_taken_back(known: TinyBoard, archive: Archive) -> None:
    renamed(known)
    archive.crawl(known, day=1)
    accept(archive, "--reason", WHY, day=1.2)
    told = accept(archive, "--undo", "--dry-run")
    assert "would be taken back: edits of crawl 2" in told
    accept(archive, "--undo", "--reason", "개편이었음", day=1.4)
    assert archive.value("SELECT ended_because FROM acceptances") == "개편이었음"
    assert archive.crawl(known, day=2).code == 4
    assert "there is nothing to take back" in accept(archive, "--undo", "--reason", "x", ok=False)


def test_a_dry_run_says_what_would_be_believed_and_writes_nothing(known: TinyBoard, archive: Archive) -> None:
    renamed(known)
    archive.crawl(known, day=1)
    before = {path: path.read_bytes() for path in archive.folder.rglob("*.gz")}
    told = accept(archive, "--dry-run")
    assert "would be accepted of tiny, crawl 2 (layout: 8 of 8 known posts read otherwise in author):" in told
    assert "edits: most posts may read otherwise in author, until each was asked once" in told
    assert "8 posts held back would be asked again by the next run" in told
    assert archive.value("SELECT count(*) FROM acceptances") == 0
    assert {path: path.read_bytes() for path in archive.folder.rglob("*.gz")} == before


def test_what_cannot_be_accepted_is_said(known: TinyBoard, archive: Archive) -> None:
    def said(*words: str) -> str:
        return accept(archive, *words, ok=False)

    assert "crawl 1 of tiny is complete; there is nothing to accept" in said("--reason", "x")
    assert "the archive holds no crawl 7 of tiny" in said("--reason", "x", "--crawl", "7")
    assert "--reason needs a sentence" in said("--reason", " ")
    redesigned = re.sub("views?-", "part-", known.answer("/ko/news")[2].decode().replace("views-row", "entry")).replace('class="view ', 'class="')
    known.scripted["/ko/news"] = [(200, {}, re.sub("등록일|글쓴이", "", redesigned).encode())]
    archive.crawl(known, day=1)
    assert "suspect for what no acceptance mends (layout: a list page does not fit" in said("--reason", "x")
    known.scripted.clear()
    archive.crawl(known, day=2, fetch="\n[expect]\nmax_posts = 11\n")
    assert "change [expect] in the board file" in said("--reason", "x")
    renamed(known)
    archive.crawl(known, day=3)
    accept(archive, "--reason", WHY, day=3.5)
    assert "crawl 4 has been accepted since" in said("--reason", "x")
    archive.crawl(known, day=4)
    assert "crawl 5 of tiny is complete; name the suspect one with --crawl 4" in said("--reason", "x")


@pytest.mark.fault(2)
@pytest.mark.parametrize("place", [*ACCEPTANCE_PLACES, "after_warc_rename", "after_warc_open"])
def test_an_acceptance_that_was_killed_is_whole_or_not_at_all(known: TinyBoard, archive: Archive, place: str) -> None:
    renamed(known)
    archive.crawl(known, day=1)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PANJEON_CRASH": place, "PANJEON_CLOCK": archive.clock(1.5)}
    words = [sys.executable, "-m", "cli", "accept", "tiny", "--reason", WHY, "--archive", str(archive.path)]
    assert subprocess.run(words, env=surroundings, cwd=archive.folder, capture_output=True, check=False).returncode == 9
    done = archive.crawl(known, day=2)
    kept = archive.value("SELECT count(*) FROM acceptances")
    assert (kept, done.outcome) == ((0, "suspect") if place == "after_warc_open" else (1, "complete"))
    assert verify(archive.path, archive.folder / "warcs") == []


def test_an_archive_from_before_there_were_acceptances_learns_them(known: TinyBoard, archive: Archive) -> None:
    with closing(open_writer(archive.path)) as conn:
        conn.execute("DROP TABLE acceptances")
        conn.execute("ALTER TABLE boards DROP COLUMN unseen")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name IN ('010_completeness', '011_acceptances')")
    assert run("status", archive=archive.path).exit_code == 0
    assert "nothing is accepted of tiny" in accept(archive, "--undo", "--dry-run", ok=False)
    renamed(known)
    archive.crawl(known, day=1)
    accept(archive, "--reason", WHY, day=1.5)
    assert archive.crawl(known, day=2).row["changed_posts"] == 12
