"""What a crawl makes of list pages: when it stops, what it asks, and what it does about pagers that lie."""

from __future__ import annotations

import pytest

from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost


def posts(first: int, last: int, **facts: object) -> list[TinyPost]:
    return [TinyPost(number, f"알림 {number}", **facts) for number in range(first, last + 1)]  # type: ignore[arg-type]


def test_a_refresh_of_an_unchanged_board_asks_robots_and_one_list_page_and_changes_nothing(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 25))
    archive.crawl(board)
    before = archive.rows("SELECT id, revision, state, content_hash, changed_at FROM posts")
    events = archive.value("SELECT count(*) FROM events")

    run = archive.crawl(board, "refresh")

    assert run.asked == ("/robots.txt", "/ko/news")
    assert (run.code, run.row["unchanged"], run.row["stored"]) == (0, 2, 0)
    assert archive.rows("SELECT id, revision, state, content_hash, changed_at FROM posts") == before
    assert archive.value("SELECT count(*) FROM events") == events


def test_a_refresh_with_partners_asks_the_partner_page_too_but_no_logo_again(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 12))
    board.partners = [TinyPartner("가온재단", "http://example.org/a"), TinyPartner("나래연구원", "http://example.org/b")]
    archive.crawl(board)

    assert archive.crawl(board, "refresh").asked == ("/robots.txt", "/ko", "/ko/news")


def test_a_refresh_reads_pages_until_nothing_is_new(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 40))
    archive.crawl(board)
    board.add(*posts(41, 53))

    run = archive.crawl(board, "refresh")

    # The first page ended among new posts: it is read once more, for the row that a post taken down meanwhile would have drawn there.
    assert [path for path in run.asked if "/ko/news" in path] == ["/ko/news", "/ko/news?page=1", "/ko/news?page=2", "/ko/news"]
    assert len(run.posts) == run.row["new_posts"] == 13
    assert archive.value("SELECT count(*) FROM posts") == 53


def test_a_refresh_is_not_led_on_by_pinned_rows(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 30))
    archive.crawl(board)
    board.posts[3].pinned = True
    board.add(TinyPost(99, "새로 고정한 알림", pinned=True))

    run = archive.crawl(board, "refresh")

    assert run.asked == ("/robots.txt", "/ko/news", "/ko/node/99")
    assert archive.post(99)["pinned"] == 1
    assert archive.kinds(3) == ["new", "pinned"]
    assert archive.crawl(board, "refresh").asked == ("/robots.txt", "/ko/news")


def test_a_refresh_looks_behind_a_page_of_nothing_but_pinned_rows(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 10, pinned=True), *posts(11, 20))
    archive.crawl(board)
    board.add(TinyPost(21, "고정 글 뒤의 새 글"))

    run = archive.crawl(board, "refresh")

    assert run.posts == ("/ko/node/21",)
    assert archive.post(21)["title"] == "고정 글 뒤의 새 글"


def test_a_title_that_changed_in_the_list_is_fetched_and_a_shortened_one_is_not(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 5))
    archive.crawl(board)
    board.posts[2].title = "알림 2 (정정)"
    board.posts[4].title = "청년 창업 지원사업 참여자 모집 공고 안내"
    archive.crawl(board, "refresh")
    assert (archive.post(2)["revision"], archive.post(4)["revision"]) == (2, 2)

    board.posts[4].list_title = "청년 창업 지원사업 참여자…"
    run = archive.crawl(board, "refresh")
    assert run.posts == ()
    board.posts[4].list_title = "청년 창업 지원사업 참여자 모집 ..."
    assert archive.crawl(board, "refresh").posts == ()


def test_a_day_that_moved_in_the_list_is_fetched(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 3))
    archive.crawl(board)
    board.posts[2].posted = "2024-06-30"
    assert archive.crawl(board, "refresh").posts == ("/ko/node/2",)
    assert archive.post(2)["posted_at"] == "2024-06-30T00:00:00+09:00"


@pytest.mark.parametrize(
    ("pager", "pages"),
    [
        pytest.param(lambda page, last: page + 1, ["/ko/news", *(f"/ko/news?page={n}" for n in (1, 2, 3, 4))], id="clamps, the last page repeated"),
        pytest.param(lambda page, last: page, ["/ko/news", "/ko/news?page=0"], id="repeats: next is the page itself"),
        pytest.param(lambda page, last: 0 if page else 1, ["/ko/news", "/ko/news?page=1", "/ko/news?page=0"], id="points back to the first"),
        pytest.param(lambda page, last: [1, 2, 1][page], ["/ko/news", "/ko/news?page=1", "/ko/news?page=2"], id="loops between pages"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", ["sweep", "refresh"])
def test_a_pager_that_does_not_end_is_left(board: TinyBoard, archive: Archive, pager: object, pages: list[str], mode: str) -> None:
    board.add(*posts(1, 25))
    board.next_page = pager  # type: ignore[assignment]

    run = archive.crawl(board, mode)

    assert run.code == 0
    assert [path for path in run.asked if "/ko/news" in path] == pages
    assert archive.value("SELECT count(*) FROM posts") == (25 if "/ko/news?page=2" in pages else 20 if "/ko/news?page=1" in pages else 10)


def test_posts_inserted_while_pages_are_read_are_neither_lost_nor_double(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 35))
    fresh = iter(range(101, 200))

    def post_something(path: str) -> None:
        if "/ko/news?" in path:
            board.add(*(TinyPost(next(fresh), "읽는 사이에 올라온 글") for _ in range(3)))

    board.on_request = post_something
    archive.crawl(board)
    board.on_request = None
    archive.crawl(board, "refresh")

    known = {row[0] for row in archive.rows("SELECT native_id FROM posts")}
    assert known == {str(number) for number in board.posts}
    assert archive.value("SELECT count(*) FROM posts WHERE revision > 1 OR state <> 'listed'") == 0
    assert archive.value("SELECT count(*) FROM events WHERE kind <> 'new'") == 0


@pytest.mark.parametrize("taken", ["/ko/news?page=1", "/ko/news?page=2"])
def test_a_new_post_drawn_to_a_page_that_was_read_is_not_missed(board: TinyBoard, archive: Archive, taken: str) -> None:
    board.add(*posts(1, 30))
    archive.crawl(board)
    board.add(*posts(31, 53))
    gone = {"/ko/news?page=1": 50, "/ko/news?page=2": 40}[taken]
    board.on_request = lambda path: board.posts.pop(gone, None) if path == taken else None  # type: ignore[func-returns-value]

    run = archive.crawl(board, "refresh")

    known = {row[0] for row in archive.rows("SELECT native_id FROM posts")}
    assert run.outcome == "complete"
    assert {str(number) for number in board.posts} <= known


def test_a_refresh_of_little_news_reads_no_page_twice(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 30))
    archive.crawl(board)
    board.add(*posts(31, 34))
    run = archive.crawl(board, "refresh")
    assert [path for path in run.asked if "/ko/news" in path] == ["/ko/news", "/ko/news?page=1"]


def test_a_list_that_says_otherwise_than_the_pages_is_known_the_second_time(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}", list_title=f"[안내] 알림 {number}") for number in range(1, 31)))
    archive.crawl(board)
    assert archive.crawl(board, "refresh").asked == ("/robots.txt", "/ko/news")


def test_an_author_that_changed_in_the_list_is_asked_for(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 5))
    archive.crawl(board)
    board.posts[2].author = "홍보과"
    assert archive.crawl(board, "refresh").posts == ("/ko/node/2",)
    assert archive.crawl(board, "refresh").posts == ()


def test_secret_posts_on_every_page_do_not_lead_a_refresh_on(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 40))
    for number in range(5, 41, 5):
        board.posts[number].answer = (200, "<p>비밀글입니다.</p>")
    archive.crawl(board)
    assert archive.value("SELECT count(*) FROM posts WHERE state = 'secret'") == 8
    assert archive.crawl(board, "refresh").asked == ("/robots.txt", "/ko/news")


def test_what_a_post_s_page_did_not_answer_to_is_asked_again(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 5))
    archive.crawl(board)
    board.posts[2].title = "알림 2 (정정)"
    board.scripted["/ko/node/2"] = [(200, {}, "<html><body><script>alert('로그인 후 이용하세요.');history.back()</script></body></html>".encode())]
    assert archive.crawl(board, "refresh").outcome == "complete"
    board.scripted.clear()
    assert archive.crawl(board, "refresh").posts == ("/ko/node/2",)
    assert archive.post(2)["title"] == "알림 2 (정정)"


def test_what_an_incomplete_refresh_did_not_reach_is_found_by_the_next(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 30))
    archive.crawl(board)
    board.add(*posts(31, 48))
    board.scripted["/ko/news?page=1"] = [(503, {}, b"")]
    run = archive.crawl(board, "refresh")
    assert (run.code, run.row["new_posts"]) == (3, 10)

    board.scripted.clear()
    run = archive.crawl(board, "refresh")

    assert (run.code, run.row["new_posts"]) == (0, 8)
    assert archive.value("SELECT count(*) FROM posts") == 48
    assert archive.crawl(board, "refresh").asked == ("/robots.txt", "/ko/news")


def test_as_many_new_posts_as_a_page_has_rows_do_not_end_a_sweep(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 30))
    archive.crawl(board)
    board.on_request = lambda path: board.add(*posts(31, 40)) if path == "/ko/news?page=1" else None

    run = archive.crawl(board)

    assert (run.code, run.reason) == (0, None)
    assert archive.value("SELECT count(*) FROM posts WHERE state <> 'listed'") == 0


def test_a_post_taken_down_while_pages_are_read_does_not_make_its_neighbour_unlisted(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 30))
    archive.crawl(board)

    def take_down(path: str) -> None:
        if path == "/ko/news?page=1":
            board.posts.pop(30, None)

    board.on_request = take_down

    run = archive.crawl(board)

    assert run.code == 0
    assert archive.post(20)["state"] == "listed"
    assert archive.kinds(20) == ["new"]


def test_an_empty_list_is_suspect_and_judges_nothing(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 12))
    archive.crawl(board)
    board.maintenance = True
    for mode in ("sweep", "refresh"):
        run = archive.crawl(board, mode)
        assert (run.code, run.outcome) == (4, "suspect")
        assert run.reason == "empty_list: the list shows no post, the archive holds 12"
        assert run.posts == ()
    assert archive.value("SELECT count(*) FROM posts WHERE state = 'listed'") == 12
    assert len(archive.issues("empty_list")) == 2


def test_an_empty_list_of_a_board_that_never_had_a_post_is_no_alarm(board: TinyBoard, archive: Archive) -> None:
    assert archive.crawl(board).outcome == "complete"


def test_fewer_posts_than_the_manifest_expects_are_suspect(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 4))
    run = archive.crawl(board, top="expect = { min_posts = 5 }\n")
    assert (run.code, run.reason) == (4, "too_few: the list shows 4 posts, the manifest expects 5")


def test_a_list_page_that_does_not_fit_leaves_the_run_incomplete(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 25))
    archive.crawl(board)
    del board.posts[1]
    board.scripted["/ko/news?page=1"] = [(200, {}, b"<html><body><div class='board-new'><b>1</b></div></body></html>")]

    run = archive.crawl(board)

    assert (run.code, run.reason) == (3, "1 list or partner pages could not be read")
    assert [issue[:2] for issue in archive.issues()] == [("page_changed", "/ko/news?page=1")]
    assert archive.value("SELECT count(*) FROM posts WHERE state <> 'listed'") == 0


def test_a_first_list_page_that_no_longer_fits_is_a_redesign(board: TinyBoard, archive: Archive) -> None:
    board.add(*posts(1, 25))
    archive.crawl(board)
    board.scripted["/ko/news"] = [(200, {}, b"<html><body><div class='board-new'><b>1</b></div></body></html>")]

    run = archive.crawl(board)

    assert (run.code, run.outcome) == (4, "suspect")
    assert str(run.reason).startswith("layout: a list page does not fit, ")
    assert [issue[0] for issue in archive.issues()] == ["page_changed", "layout"]


def test_a_first_list_page_that_never_fitted_fails_the_run_and_says_so(board: TinyBoard, archive: Archive) -> None:
    board.scripted["/ko/news"] = [(200, {}, b"<html><body><div class='board-new'><b>1</b></div></body></html>")]

    run = archive.crawl(board)

    assert (run.code, run.reason) == (1, "no list page could be read (1 tried)")
    assert [issue[0] for issue in archive.issues()] == ["page_changed"]
