"""When a post is called unlisted or gone: never from absence, never from one visit, never in a run that is not complete."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.verdict import too_many
from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPost

DELETED = "<div class='messages error'>삭제되었거나 존재하지 않는 게시물입니다.</div>"


@pytest.fixture
def known(board: TinyBoard, archive: Archive) -> TinyBoard:
    """A board of twelve posts that has been swept once, on day 0."""
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 13)))
    archive.crawl(board, day=0)
    return board


def details(archive: Archive, kind: str) -> list[dict[str, Any]]:
    return [json.loads(row[0]) for row in archive.rows("SELECT detail FROM events WHERE kind = ? ORDER BY id", kind)]


def test_a_post_is_gone_when_its_page_said_so_twice_a_day_apart(known: TinyBoard, archive: Archive) -> None:
    del known.posts[5]

    run = archive.crawl(known, day=1)
    assert (run.row["gone_posts"], archive.post(5)["state"]) == (0, "unlisted")
    run = archive.crawl(known, day=1.9)
    assert (run.row["gone_posts"], archive.post(5)["state"]) == (0, "unlisted")
    run = archive.crawl(known, day=2.1)

    assert (run.row["gone_posts"], archive.post(5)["state"]) == (1, "gone")
    assert archive.kinds(5) == ["new", "unlisted", "gone"]
    (gone,) = details(archive, "gone")
    assert (gone["evidence"], gone["first_evidence"]) == ("HTTP 404", "HTTP 404")
    for capture in (gone["capture"], gone["first_capture"]):
        assert archive.one("SELECT url, status FROM captures WHERE id = ?", capture)[:] == (f"{known.url}/ko/node/5", 404)
    assert gone["capture"] != gone["first_capture"]
    assert archive.post(5)["body_text"] == "본문입니다."

    run = archive.crawl(known, day=4)
    assert (run.row["gone_posts"], "/ko/node/5" in run.asked) == (0, False)


@pytest.mark.parametrize(
    ("answer", "evidence"),
    [((410, "<p>gone</p>"), "HTTP 410"), ((200, DELETED), "삭제되었거나 존재하지 않는 게시물입니다"), ((404, DELETED), "HTTP 404")],
    ids=["410", "words", "404 with words"],
)
def test_every_way_to_say_that_a_post_is_deleted(known: TinyBoard, archive: Archive, answer: tuple[int, str], evidence: str) -> None:
    known.posts[5].listed = False
    known.posts[5].answer = answer
    archive.crawl(known, day=1)
    archive.crawl(known, day=3)
    assert archive.post(5)["state"] == "gone"
    assert evidence in details(archive, "gone")[0]["evidence"]


def test_a_run_that_is_not_complete_judges_nothing(known: TinyBoard, archive: Archive) -> None:
    del known.posts[5]
    known.scripted["/ko/node/8"] = [(503, {}, b"")]
    for day in (1, 3, 5):
        assert archive.crawl(known, day=day).code == 3
    assert archive.post(5)["state"] == "listed"
    assert archive.kinds(5) == ["new"]

    known.scripted.clear()
    archive.crawl(known, day=7)
    assert archive.kinds(5) == ["new", "unlisted"]
    archive.crawl(known, day=9)
    assert archive.kinds(5) == ["new", "unlisted", "gone"]
    assert details(archive, "gone")[0]["first_at"] > "2025-03-08", "an absence seen by an incomplete run is no first evidence"


def test_a_mass_vanishing_is_suspect_and_marks_nothing(known: TinyBoard, archive: Archive) -> None:
    for number in (2, 4, 6, 8):
        del known.posts[number]
    for day in (1, 3):
        run = archive.crawl(known, day=day)
        assert (run.code, run.reason) == (4, "mass_vanish: 4 of 12 listed posts are missing")
        assert run.posts == ()
    assert archive.rows("SELECT DISTINCT state FROM posts") == [("listed",)]
    assert len(archive.issues("mass_vanish")) == 2


def test_what_is_back_is_restored(known: TinyBoard, archive: Archive) -> None:
    taken = known.posts.pop(5)
    archive.crawl(known, day=1)
    archive.crawl(known, day=3)
    known.add(taken)
    archive.crawl(known, "refresh", day=4)
    assert (archive.post(5)["state"], archive.post(5)["revision"]) == ("listed", 1)
    assert archive.kinds(5) == ["new", "unlisted", "gone", "restored"]
    assert details(archive, "restored") == [{"from": "gone", "to": "listed"}]


def test_a_sighting_in_between_begins_the_count_anew(known: TinyBoard, archive: Archive) -> None:
    taken = known.posts.pop(5)
    archive.crawl(known, day=1)
    known.add(taken)
    archive.crawl(known, day=2)
    del known.posts[5]
    archive.crawl(known, day=3)
    assert archive.post(5)["state"] == "unlisted"
    archive.crawl(known, day=5)
    assert archive.kinds(5) == ["new", "unlisted", "restored", "unlisted", "gone"]


def test_a_post_off_the_list_whose_page_still_answers_is_unlisted(known: TinyBoard, archive: Archive) -> None:
    known.posts[5].listed = False
    for day in (1, 3, 5):
        assert archive.crawl(known, day=day).code == 0
    assert archive.post(5)["state"] == "unlisted"
    assert details(archive, "unlisted") == [{"page": "still answers"}]

    known.posts[5].body = "<p>목록 밖에서 고친 본문</p>"
    archive.crawl(known, day=7)
    assert (archive.post(5)["revision"], archive.post(5)["state"]) == (2, "unlisted")
    known.posts[5].listed = True
    archive.crawl(known, "refresh", day=8)
    assert archive.kinds(5) == ["new", "unlisted", "changed", "restored"]


def test_a_listed_post_whose_page_says_404_is_not_gone_while_the_list_shows_it(known: TinyBoard, archive: Archive) -> None:
    known.posts[5].answer = (404, "<p>none</p>")
    for day in (1, 3, 5):
        archive.crawl(known, day=day)
    assert archive.post(5)["state"] != "gone"
    assert archive.value("SELECT count(*) FROM events WHERE kind = 'gone'") == 0


@pytest.mark.parametrize(
    ("state", "words"),
    [("blinded", "관리자에 의해 블라인드 처리된 게시물입니다."), ("secret", "비밀글입니다. 권한이 없습니다.")],
)
def test_a_statement_is_believed_at_once_and_its_end_too(known: TinyBoard, archive: Archive, state: str, words: str) -> None:
    known.posts[5].answer = (200, f"<p>{words}</p>")
    archive.crawl(known, day=1)
    archive.crawl(known, day=1.1)
    assert (archive.post(5)["state"], archive.post(5)["revision"]) == (state, 1)
    (told,) = [json.loads(row[0]) for row in archive.rows("SELECT detail FROM events WHERE kind = ?", state)]
    assert words[:10] in told["evidence"]
    assert archive.post(5)["body_text"] == "본문입니다."
    known.posts[5].answer = None
    archive.crawl(known, day=1.2)
    assert archive.kinds(5) == ["new", state, "restored"]


def test_a_new_post_that_is_secret_is_kept_by_what_the_list_says(known: TinyBoard, archive: Archive) -> None:
    known.add(TinyPost(20, "비밀글입니다.", author="민원인", posted="2024-06-01", answer=(200, "<p>비밀글입니다.</p>")))
    archive.crawl(known, "refresh", day=1)
    kept = archive.rows("SELECT state, title, author, posted_at, body_text FROM posts WHERE native_id = '20'")
    assert kept == [("secret", "비밀글입니다.", "민원인", "2024-06-01T00:00:00+09:00", "")]


def test_a_new_post_that_is_linked_but_gone_is_an_issue_not_a_post(known: TinyBoard, archive: Archive) -> None:
    known.add(TinyPost(20, "유령 글", answer=(404, "<p>none</p>")))
    run = archive.crawl(known, "refresh", day=1)
    assert (run.code, run.row["quarantined"]) == (0, 1)
    assert [issue[0] for issue in archive.issues()] == ["listed_but_gone"]
    assert archive.value("SELECT count(*) FROM posts") == 12


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("<p>로그인이 필요합니다.</p>", "login"),
        ("<script>location.href='/ko/news'</script>", "empty_shell"),
        ("<script>alert('잘못된 호출입니다.'); history.back();</script>", "alert"),
        ("", "empty_shell"),
        ("<p>오늘의 날씨는 맑고 바람이 조금 부는 하루가 되겠습니다.</p>", "page_changed"),
    ],
)
def test_a_page_that_says_neither_is_quarantined_and_no_verdict(known: TinyBoard, archive: Archive, words: str, kind: str) -> None:
    known.posts[5].listed = False
    known.posts[5].answer = (200, words)
    for day in (1, 3):
        archive.crawl(known, day=day)
    assert archive.post(5)["state"] == "unlisted"
    assert archive.value("SELECT count(*) FROM events WHERE kind = 'gone'") == 0
    assert len(archive.issues(kind)) == 2


def test_a_redirect_to_the_list_in_place_of_a_post_is_no_deletion(known: TinyBoard, archive: Archive) -> None:
    known.posts[5].listed = False
    known.scripted["/ko/node/5"] = [(302, {"Location": "/ko/news"}, b"")]
    for day in (1, 3):
        archive.crawl(known, day=day)
    assert archive.post(5)["state"] == "unlisted"
    assert archive.value("SELECT count(*) FROM events WHERE kind = 'gone'") == 0


@pytest.mark.parametrize(("missing", "listed", "judged"), [(3, 3, False), (4, 12, True), (3, 0, False), (50, 1000, False), (51, 1000, True)])
def test_how_many_are_too_many(missing: int, listed: int, judged: bool) -> None:
    assert too_many(missing, listed) is judged


@pytest.mark.parametrize(("confirm", "gone"), [("1h", True), ("24h", False), ("3d", False)])
def test_how_far_apart_the_two_looks_are_is_the_manifest_s(known: TinyBoard, archive: Archive, confirm: str, gone: bool) -> None:
    del known.posts[5]
    for day in (1, 1.5):
        archive.crawl(known, day=day, fetch=f'\n[rhythm]\nconfirm = "{confirm}"\n')
    assert (archive.post(5)["state"] == "gone") is gone


NOT_HERE = (404, "<p>none</p>")
BUDGET = "budget = 30\n"


@pytest.fixture
def long(board: TinyBoard, archive: Archive) -> TinyBoard:
    """A board of twelve posts on three pages, swept on day 0; its oldest stands on the last one, which no refresh reads."""
    board.per_page = 4
    board.add(*(TinyPost(number, f"알림 {number}", posted=f"2024-05-{number:02}") for number in range(1, 13)))
    archive.crawl(board, day=0)
    return board


def test_a_standing_post_whose_page_lies_is_not_gone_before_a_list_was_read_where_it_stands(long: TinyBoard, archive: Archive) -> None:
    long.posts[3].answer = NOT_HERE
    for day in (1, 2.5):
        run = archive.crawl(long, "refresh", day=day, fetch=BUDGET)
        assert ("/ko/node/3" in run.posts, "/ko/news?page=2" in run.asked, run.outcome) == (True, False, "complete")
    assert archive.kinds(3) == ["new", "unlisted"]
    assert archive.crawl(long, day=4).outcome == "complete"
    assert archive.crawl(long, "refresh", day=5.5, fetch=BUDGET).outcome == "complete"
    assert archive.kinds(3) == ["new", "unlisted"]  # the list showed it in between: the count begins anew
    long.posts[3].answer = None
    archive.crawl(long, day=7)
    assert archive.kinds(3) == ["new", "unlisted", "restored"]


@pytest.mark.parametrize(("modes", "gone"), [(("refresh", "refresh"), False), (("refresh", "refresh", "refresh"), True), (("refresh", "sweep"), True), (("sweep", "refresh"), True)])
def test_a_third_look_takes_the_place_of_lists_that_were_not_read_so_far(long: TinyBoard, archive: Archive, modes: tuple[str, ...], gone: bool) -> None:
    del long.posts[3]
    for number, mode in enumerate(modes):
        run = archive.crawl(long, mode, day=1 + 1.5 * number, fetch=BUDGET if mode == "refresh" else "")
        assert (run.outcome, "/ko/node/3" in run.posts) == ("complete", True)
    assert archive.kinds(3) == ["new", "unlisted", *["gone"] * gone]


def test_a_post_that_would_stand_on_the_pages_that_were_read_takes_two_looks(long: TinyBoard, archive: Archive) -> None:
    del long.posts[11]
    for day in (1, 2.5):
        archive.crawl(long, "refresh", day=day, fetch=BUDGET)
    assert archive.kinds(11) == ["new", "unlisted", "gone"]


@pytest.mark.parametrize("lost", [False, True])
def test_another_post_is_asked_before_one_is_called_gone(long: TinyBoard, archive: Archive, lost: bool) -> None:
    """A server that has lost its posts says of each that it is not there: one more request tells that from a deletion."""
    long.posts[12].listed = False
    long.posts[12].answer = NOT_HERE
    archive.crawl(long, "refresh", day=0.1, fetch="budget = 1\n")
    assert archive.kinds(12) == ["new", "unlisted"]
    if lost:
        for post in long.posts.values():
            post.answer = NOT_HERE
    run = archive.crawl(long, "refresh", day=2, fetch="budget = 1\n")
    assert run.posts == ("/ko/node/12", "/ko/node/11")
    assert archive.kinds(12) == ["new", "unlisted", *["gone"] * (not lost)]
    assert archive.post(11)["state"] == ("unlisted" if lost else "listed")


def test_the_control_costs_one_request_though_every_post_has_files(long: TinyBoard, archive: Archive) -> None:
    for post in long.posts.values():
        post.files = {"붙임.pdf": b"%PDF-1"}
    archive.crawl(long, day=0.05)
    for number in (10, 11):
        del long.posts[number]
    archive.crawl(long, "refresh", day=0.1, fetch="budget = 60\n")
    assert archive.rows("SELECT native_id FROM posts WHERE state = 'unlisted' ORDER BY id DESC") == [("10",), ("11",)]
    run = archive.crawl(long, "refresh", day=2, fetch="budget = 4\n")
    asked = [path for path in run.asked if "/files/" not in path]
    assert asked == ["/robots.txt", "/ko/news", "/ko/node/11", "/ko/node/10", "/ko/node/12"]
    assert {state for (state,) in archive.rows("SELECT state FROM posts WHERE native_id IN ('10', '11')")} == {"gone"}
    served = [path for path in run.asked if "/files/" in path]
    assert len(served) == 2  # those of the two posts that are gone


def test_a_post_is_gone_and_its_file_still_served(known: TinyBoard, archive: Archive) -> None:
    known.posts[5].files = {"붙임.pdf": b"%PDF-1", "서식.hwp": b"hwp", "표.xlsx": b"xlsx"}
    archive.crawl(known, day=0.5)
    files = [path for path in archive.crawl(known, day=0.6).asked if "/files/" in path]
    known.posts[5].listed = False
    known.posts[5].answer = (404, "<p>none</p>")
    known.scripted[files[1]] = [(404, {}, b"none")]
    known.scripted[files[2]] = [(503, {}, b"")]
    first = archive.crawl(known, day=1)
    assert not [path for path in first.asked if "/files/" in path]
    run = archive.crawl(known, day=3)
    assert (run.outcome, archive.post(5)["state"]) == ("complete", "gone")
    (gone,) = details(archive, "gone")
    assert [one["served"] for one in gone["attachments"]] == [True, False, False]
    served = gone["attachments"][0]
    assert archive.value("SELECT url FROM captures WHERE id = ?", served["capture"]) == served["url"]
    assert len(served["sha256"]) == 64
    assert not [path for path in archive.crawl(known, day=5).asked if "/files/" in path]
