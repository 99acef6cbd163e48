"""A board that shuts its door, falls silent or moves away: a state of the board, an edit or a deletion of no post."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from sqlite_utils import Database

from pipelines.schema import HISTORY_COLUMNS, LIST_COLUMNS, TABLES, VERDICT_COLUMNS, migrations
from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPost

CHALLENGE = b"<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
MAINTENANCE = "<html><body><p>시스템 점검 중입니다.</p></body></html>".encode()
LOGIN = "<html><body><script>alert('로그인 후 이용하십시오.');location.href='/login.do'</script></body></html>".encode()
FRONT = "<html><body class='front'><h1>어서 오세요</h1><p>새로 단장한 누리집의 첫 화면입니다. 무엇을 찾으시나요?</p></body></html>".encode()
Answers = dict[str, list[tuple[int, dict[str, str], bytes]]]


@pytest.fixture
def known(board: TinyBoard, archive: Archive) -> TinyBoard:
    """A board of twelve posts that has been swept once, on day 0."""
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 13)))
    archive.crawl(board, day=0)
    return board


def everything(board: TinyBoard, answer: tuple[int, dict[str, str], bytes]) -> Answers:
    return {path: [answer] for path in ("/ko/news", "/ko/news?page=1", *(f"/ko/node/{number}" for number in board.posts))}


def posts_only(board: TinyBoard, answer: tuple[int, dict[str, str], bytes]) -> Answers:
    return {path: answers for path, answers in everything(board, answer).items() if "node" in path}


def untouched(archive: Archive) -> bool:
    return archive.rows("SELECT DISTINCT state, revision FROM posts") == [("listed", 1)] and archive.rows("SELECT DISTINCT kind FROM events") == [("new",)]


@pytest.mark.parametrize(
    ("answer", "outcome", "reason", "state"),
    [
        ((200, {}, CHALLENGE), "failed", "no list page could be read (1 tried, challenge)", "blocked"),
        ((403, {}, CHALLENGE), "failed", "no list page could be read (1 tried, challenge)", "blocked"),
        ((200, {}, LOGIN), "failed", "no list page could be read (1 tried, login)", "blocked"),
        ((200, {}, MAINTENANCE), "failed", "no list page could be read (1 tried, maintenance)", "unreachable"),
        ((404, {}, MAINTENANCE), "failed", "no list page could be read (1 tried, maintenance)", "unreachable"),
        ((503, {}, MAINTENANCE), "failed", "no list page could be read (1 tried)", "unreachable"),
        ((200, {}, FRONT), "suspect", "layout: a list page does not fit, ", "suspect"),
        ((301, {"Location": "http://new.example.org/ko/news"}, b""), "failed", "no list page could be read (1 tried)", "moved"),
    ],
    ids=["challenge", "challenge 403", "login", "maintenance", "maintenance 404", "maintenance 503", "front page", "another host"],
)
def test_a_wall_before_the_list_is_a_state_of_the_board(
    known: TinyBoard, archive: Archive, answer: tuple[int, dict[str, str], bytes], outcome: str, reason: str, state: str
) -> None:
    known.scripted = everything(known, answer)
    for day in (1, 3):
        run = archive.crawl(known, day=day)
        assert run.outcome == outcome
        assert run.reason is not None
        assert run.reason.startswith(reason)
    board = archive.one("SELECT state, state_reason, state_since FROM boards")
    assert board["state"] == state
    assert reason in board["state_reason"] or state == "moved"
    first = archive.value("SELECT finished_at FROM crawls WHERE id = 2")
    assert board["state_since"] == first, "the state counts from the first run that met it"
    assert untouched(archive)

    known.scripted = {}
    archive.crawl(known, day=5)
    assert tuple(archive.one("SELECT state, state_reason FROM boards")) == ("ok", None)
    assert untouched(archive)


def test_a_board_that_moved_says_where_to(known: TinyBoard, archive: Archive) -> None:
    known.scripted = everything(known, (301, {"Location": "http://new.example.org/ko/news"}, b""))
    archive.crawl(known, day=1)
    assert "http://new.example.org/ko/news" in archive.value("SELECT state_reason FROM boards")


def test_a_door_shut_in_the_middle_of_a_run_is_not_knocked_at_for_ever(known: TinyBoard, archive: Archive) -> None:
    known.scripted = posts_only(known, (403, {}, CHALLENGE))
    run = archive.crawl(known, day=1)
    assert (run.outcome, len(run.posts)) == ("incomplete", 5)
    assert "shut the door on 5 requests in a row" in str(run.reason)
    assert archive.value("SELECT state FROM boards") == "blocked"
    assert untouched(archive)


@pytest.mark.parametrize("count", [3, 4, 12])
def test_login_pages_in_place_of_posts_are_no_edits(known: TinyBoard, archive: Archive, count: int) -> None:
    known.scripted = dict(list(posts_only(known, (200, {}, LOGIN)).items())[:count])
    run = archive.crawl(known, day=1)
    assert (run.outcome, run.row["quarantined"]) == ("suspect" if count > 3 else "complete", count)
    assert len(archive.issues("login")) == count
    assert untouched(archive)


# --- one text under many ids -----------------------------------------------------------------------------------------


def replace_bodies(board: TinyBoard, count: int, body: Callable[[int], str]) -> None:
    for number in list(board.posts)[:count]:
        board.posts[number].body = body(number)


@pytest.mark.parametrize("text", ["<p>이 글은 더 이상 이 자리에서 보실 수 없습니다.</p>", ""], ids=["a text", "nothing"])
@pytest.mark.parametrize(("count", "believed"), [(2, True), (3, False), (12, False)])
def test_one_text_under_three_ids_is_no_edit(known: TinyBoard, archive: Archive, count: int, believed: bool, text: str) -> None:
    before = archive.rows("SELECT native_id, body_text FROM posts ORDER BY id")
    replace_bodies(known, count, lambda _: text)
    run = archive.crawl(known, day=1)
    if believed:
        assert (run.outcome, run.row["changed_posts"]) == ("complete", count)
    else:
        # Where all posts read otherwise at once, it is the layout that is doubted first.
        reason = "same_body: at least 3 posts show one and the same text" if count == 3 else "layout: "
        assert run.outcome == "suspect"
        assert str(run.reason).startswith(reason)
        assert run.row["changed_posts"] == 0
        assert count > 3 or (run.row["quarantined"], len(archive.issues("same_body"))) == (3, 3)
        assert archive.rows("SELECT native_id, body_text FROM posts ORDER BY id") == before
        assert untouched(archive)


def test_edits_that_differ_are_edits(known: TinyBoard, archive: Archive) -> None:
    replace_bodies(known, 3, lambda number: f"<p>고친 본문 {number}</p>")
    run = archive.crawl(known, day=1)
    assert (run.outcome, run.row["changed_posts"]) == ("complete", 3)


def test_a_text_that_many_posts_share_by_themselves_is_theirs(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}", body="<p>붙임 문서를 보시기 바랍니다.</p>") for number in range(1, 9)))
    run = archive.crawl(board, day=0)
    assert (run.outcome, run.row["new_posts"]) == ("complete", 8)
    board.posts[3].title = "알림 3 (정정)"
    assert archive.crawl(board, day=1).row["changed_posts"] == 1


def test_new_posts_whose_pages_all_show_another_page_are_not_taken_in(known: TinyBoard, archive: Archive) -> None:
    known.add(*(TinyPost(number, "안내", body="<p>어서 오십시오. 여기는 첫 화면입니다.</p>", list_title=f"새 글 {number}") for number in range(20, 24)))
    run = archive.crawl(known, "refresh", day=1)
    assert (run.outcome, run.row["new_posts"], run.row["quarantined"]) == ("suspect", 0, 4)
    assert archive.value("SELECT count(*) FROM posts") == 12


def test_a_changed_post_that_left_the_list_is_looked_for_in_the_lists_again(known: TinyBoard, archive: Archive) -> None:
    known.posts[5].listed = False
    known.posts[5].body = "<p>목록 밖에서 고친 본문</p>"
    run = archive.crawl(known, day=1)
    assert (run.outcome, run.asked.count("/ko/news")) == ("complete", 2)
    assert (archive.post(5)["state"], archive.post(5)["revision"]) == ("unlisted", 2)


# --- statements ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "believed"), [(3, True), (4, False), (12, False)])
@pytest.mark.parametrize("words", ["관리자에 의해 블라인드 처리된 게시물입니다.", "비밀글입니다."])
def test_what_too_many_pages_say_of_their_posts_is_not_believed(known: TinyBoard, archive: Archive, count: int, believed: bool, words: str) -> None:
    for number in range(1, count + 1):
        known.posts[number].answer = (200, f"<p>{words}</p>")
    run = archive.crawl(known, day=1)
    assert archive.value("SELECT count(*) FROM posts WHERE state <> 'listed'") == (count if believed else 0)
    if not believed:
        assert run.reason == f"mass_withheld: {count} of 12 posts that were asked say that they are blinded or secret"
        assert untouched(archive)


def test_an_archive_made_before_gets_the_columns() -> None:
    wanted: dict[str, tuple[str, ...]] = {}
    for columns in (VERDICT_COLUMNS, HISTORY_COLUMNS, LIST_COLUMNS):
        wanted |= {table: (*wanted.get(table, ()), *names) for table, names in columns.items()}
    conn = sqlite3.connect(":memory:")
    db = Database(conn)
    migrations.apply(db)
    conn.execute("DROP VIEW version_list")
    conn.execute("DROP TABLE list_rows")
    for table, columns in wanted.items():
        for column in columns:
            conn.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    conn.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '008%'")
    migrations.apply(db)
    for table, columns in wanted.items():
        known = [column.name for column in db[table].columns]
        assert set(columns) <= set(known)
        assert set(known) == set(TABLES[table][1])
    assert "list_rows" in db.table_names()
    assert "touched" in {column.name for column in db["version_list"].columns}
