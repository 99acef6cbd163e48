"""Faults 40 to 53: what a board can show that is not what it seems. The archive must neither lose a post nor accuse one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest

from tests.conftest import Archive
from tests.faults.board import FaultBoard, Play
from tests.faults.oracle import Oracle
from tests.faults.plays import answer, changed
from tests.tiny_board import TinyPost

BUSY_PAGE = "<html><body><h1>서비스 점검 중</h1><p>더 나은 서비스를 위해 점검하고 있습니다.</p></body></html>"


def filled(board: FaultBoard, posts: int) -> FaultBoard:
    board.publish(*(TinyPost(number, f"알림 {number}", f"<p>{number}번째 본문입니다. 신청은 {number}월까지입니다.</p>") for number in range(1, posts + 1)))
    return board


@pytest.fixture
def board() -> Iterator[FaultBoard]:
    """Twelve posts on two list pages."""
    with FaultBoard() as made:
        yield filled(made, 12)


def settled(oracle: Oracle, first: float) -> None:
    """Two honest visits, after which the archive must be the truth."""
    oracle.board.disarm()
    for day in (first, first + 1.5):
        assert oracle.crawl(day=day).code == 0
    oracle.at_rest()


# --- lists ------------------------------------------------------------------------------------------------------------

LISTS: list[tuple[int, str, Callable[[FaultBoard], Play], int]] = [
    (40, "maintenance page", lambda board: answer(200, {}, BUSY_PAGE), 1),
    (40, "nothing at all", lambda board: answer(200), 1),
    (41, "classes renamed", lambda board: changed(("views-", "w-"), ("view-", "w-"), ("등록일", "&nbsp;"), ("글쓴이", "&nbsp;")), 4),
    (41, "rows of other elements", lambda board: changed(("views-field-title", "views-field-subject"), ('<a href="/ko/node', '<b data-href="/ko/node')), 4),
    (41, "dates in a form nobody knows", lambda board: changed(("2024-05-01", "01|05|24")), 4),
]  # fmt: skip


@pytest.mark.fault(40, 41)
@pytest.mark.parametrize(("arrange", "code"), [pytest.param(arrange, code, id=f"{number}-{name}") for number, name, arrange, code in LISTS])
def test_fault_of_every_list_page(board: FaultBoard, quick: Archive, arrange: Callable[[FaultBoard], Play], code: int) -> None:
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.remove(5)
    board.arm("/ko/news.*", arrange(board))
    for day in (1, 2.5):
        run = oracle.crawl(day=day)
        assert run.code == code, run.reason
        assert quick.rows("SELECT DISTINCT state FROM posts") == [("listed",)]
        assert run.posts == ()
    settled(oracle, 4)


@pytest.mark.fault(40)
def test_40_a_list_that_shows_no_rows_is_suspect(board: FaultBoard, quick: Archive) -> None:
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.maintenance = True
    for day in (1, 2.5):
        run = oracle.crawl(day=day)
        assert (run.code, str(run.reason).split(":")[0]) == (4, "empty_list")
    board.maintenance = False
    settled(oracle, 4)



def _zero_is_one() -> Callable[[int, int], int | None]:
    """The first page links itself under another address before it links the second."""
    turns = cycle((0, 1))
    return lambda page, last: next(turns) if page == 0 else page + 1 if page < last else None


PAGERS: list[tuple[str, Callable[[int, int], int | None]]] = [
    ("the last page again and again", lambda page, last: min(page + 1, last)),
    ("page 0 is page 1", _zero_is_one()),
    ("back to the first", lambda page, last: page + 1 if page < last else 0),
    ("without an end", lambda page, last: page + 1),
]


@pytest.mark.fault(42)
@pytest.mark.parametrize("mode", ["sweep", "refresh"])
@pytest.mark.parametrize("pager", [pytest.param(pager, id=name) for name, pager in PAGERS])
def test_42_a_pager_that_leads_nowhere(board: FaultBoard, quick: Archive, pager: Callable[[int, int], int | None], mode: str) -> None:
    """The crawl comes to an end after two list pages that show nothing unseen, and takes no post for gone."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.next_page = pager
    run = oracle.crawl(mode, day=1)
    assert len([path for path in run.asked if "/ko/news" in path]) <= 5
    assert quick.value("SELECT count(*) FROM posts WHERE state <> 'listed'") == 0
    board.next_page = lambda page, last: page + 1 if page < last else None
    settled(oracle, 2.5)


@pytest.mark.fault(43)
@pytest.mark.parametrize("mode", ["sweep", "refresh"])
@pytest.mark.parametrize("every", [1, 2, 5])
def test_43_posts_inserted_while_it_is_read(quick: Archive, every: int, mode: str) -> None:
    """A post more at every so many requests: none is missed or double when it has come to rest."""
    with FaultBoard(per_page=4) as board:
        filled(board, 10)
        oracle = Oracle(board, quick)
        oracle.crawl(day=0)
        asked = 0

        def insert(path: str) -> None:
            nonlocal asked
            asked += 1
            if asked % every == 0 and len(board.posts) < 22:
                number = max(board.posts) + 1
                board.publish(TinyPost(number, f"알림 {number}", posted="2024-05-02"))

        board.on_request = insert
        oracle.crawl(mode, day=1)
        board.on_request = None
        assert quick.value("SELECT count(*) FROM events WHERE kind NOT IN ('new', 'changed')") == 0
        settled(oracle, 2.5)
        assert quick.rows("SELECT count(*), count(DISTINCT native_id), max(revision) FROM posts") == [(len(board.posts), len(board.posts), 1)]


@pytest.mark.fault(44)
def test_44_pinned_notices_on_every_page(board: FaultBoard, quick: Archive) -> None:
    """One post each, however often they are shown; a pin that comes or goes is no edit."""
    for number in (1, 2):
        board.posts[number].pinned = True
    own = board._list

    def with_pins(page: int) -> str:
        pins = "".join(board._row(board.posts[number]) for number in (1, 2) if number in board.posts)
        return own(page).replace('<div class="view-content">', f'<div class="view-content">{pins if page else ""}', 1)

    board._list = with_pins  # type: ignore[method-assign]
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    assert quick.rows("SELECT native_id FROM posts WHERE pinned ORDER BY id") == [("2",), ("1",)]
    board.posts[2].pinned = False
    board._list = own  # type: ignore[method-assign]
    settled(oracle, 1)
    assert quick.kinds(2) == ["new", "unpinned"]
    assert quick.rows("SELECT max(revision) FROM posts") == [(1,)]


# --- posts ------------------------------------------------------------------------------------------------------------


@pytest.mark.fault(45)
def test_45_another_post_under_its_address(board: FaultBoard, quick: Archive) -> None:
    """A page that calls itself by another id is quarantined: identity is the platform's own id, and a conflict is no edit."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    other = board._post(3)[2].decode()
    board.arm("/ko/node/2", answer(200, {}, other))
    run = oracle.crawl(day=1)
    assert (run.code, run.row["quarantined"], run.row["changed_posts"]) == (0, 1, 0)
    settled(oracle, 2.5)


@pytest.mark.fault(45)
@pytest.mark.parametrize("mode", ["sweep", "refresh"])
def test_45_another_board_under_its_ids(board: FaultBoard, quick: Archive, mode: str) -> None:
    """A board put up anew counts its posts from 1 again: nobody edited twelve posts at once, so nothing is overwritten."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    with FaultBoard() as other:
        other.publish(*(TinyPost(number, f"교육 과정 {number}", f"<p>{number}기 수강생을 모집합니다.</p>", posted="2019-03-04", author="교육과") for number in range(1, 13)))
        board.arm("/ko/.*", lambda call: call.reply(*other.answer(call.path)))
        for day in (1, 2.5):
            run = oracle.crawl(mode, day=day)
            assert (run.code, run.outcome) == (4, "suspect")
            assert run.posts == ()
    assert quick.value("SELECT count(*) FROM issues WHERE kind IN ('other_board', 'layout')") >= 2
    settled(oracle, 4)
    assert quick.rows("SELECT DISTINCT state, revision FROM posts") == [("listed", 1)]


EDITS: list[tuple[str, dict[str, Any], list[str] | None]] = [
    ("title only", {"title": "고친 제목"}, ["title"]),
    ("body only", {"body": "<p>고친 본문</p>"}, ["body"]),
    ("author only", {"author": "시민과"}, ["author"]),
    ("file only", {"files": {"안내.pdf": b"%PDF- 2 %%EOF"}}, ["attachments"]),
    ("nothing but counters", {}, None),
]


@pytest.mark.fault(46)
@pytest.mark.parametrize(("changes", "fields"), [pytest.param(changes, fields, id=name) for name, changes, fields in EDITS])
def test_46_an_edit_of_one_thing_is_one_revision(board: FaultBoard, quick: Archive, changes: dict[str, Any], fields: list[str] | None) -> None:
    board.edit(2, files={"안내.pdf": b"%PDF- 1 %%EOF"})
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.edit(2, **changes)
    for day in (1, 2.5):
        oracle.crawl(day=day)
    changed_fields = [json.loads(row[0]) for row in quick.rows("SELECT changed FROM revisions WHERE number > 1")]
    assert changed_fields == ([fields] if fields else [])
    oracle.at_rest()


REMOVALS: list[tuple[str, tuple[int, str] | None]] = [
    ("404", None),
    ("410", (410, "<p>gone</p>")),
    ("words", (200, "<div class='messages error'>삭제되었거나 존재하지 않는 게시물입니다.</div>")),
    ("alert and back", (200, "<script>alert('삭제된 게시물입니다.');history.back();</script><noscript>삭제된 게시물입니다.</noscript>")),
    ("in English", (200, "<div class='messages error'>This post has been deleted.</div>")),
]


@pytest.mark.fault(47)
@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in REMOVALS])
def test_47_a_post_that_is_taken_down(board: FaultBoard, quick: Archive, page: tuple[int, str] | None) -> None:
    """Unlisted at the first visit, gone at the second a day later; the last body stays."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.remove(5, page)
    for day, state in ((1, "unlisted"), (1.5, "unlisted"), (2.5, "gone")):
        oracle.crawl(day=day)
        assert quick.post(5)["state"] == state
    oracle.at_rest()
    assert quick.post(5)["body_text"] == "5번째 본문입니다. 신청은 5월까지입니다."


@pytest.mark.fault(47)
@pytest.mark.parametrize(("state", "words"), [("secret", "비밀글입니다. 권한이 없습니다."), ("blinded", "관리자에 의해 블라인드 처리된 게시물입니다.")])
def test_47_a_post_that_is_withheld(board: FaultBoard, quick: Archive, state: str, words: str) -> None:
    """A page that says so is believed; the body seen before stays, and it is no edit."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.truth[5].was_removed = True
    board.posts[5].answer = (200, f"<p>{words}</p>")
    oracle.crawl(day=1)
    assert (quick.post(5)["state"], quick.post(5)["revision"]) == (state, 1)
    board.posts[5].answer = None
    settled(oracle, 2.5)
    assert quick.kinds(5) == ["new", state, "restored"]


@pytest.mark.fault(48)
@pytest.mark.parametrize("missing", [4, 6, 11])
def test_48_many_posts_vanish_at_once(board: FaultBoard, quick: Archive, missing: int) -> None:
    """More than three, and more than a twentieth: the list is doubted, not the posts."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    kept = {number: board.posts.pop(number) for number in range(1, missing + 1)}
    for day in (1, 2.5):
        run = oracle.crawl(day=day)
        assert (run.code, str(run.reason).split(":")[0]) == (4, "mass_vanish")
        assert quick.rows("SELECT DISTINCT state FROM posts") == [("listed",)]
    board.posts.update(kept)
    settled(oracle, 4)


WITHHOLDING = [
    ("404", (404, "<p>404</p>")),
    ("deleted", (200, "<p>삭제된 게시물입니다.</p>")),
    ("secret", (200, "<p>비밀글입니다. 권한이 없습니다.</p>")),
    ("blinded", (200, "<p>관리자에 의해 블라인드 처리된 게시물입니다.</p>")),
    ("login", (200, "<p>로그인이 필요합니다. 권한이 없습니다.</p>")),
]


@pytest.mark.fault(48)
@pytest.mark.parametrize("mode", ["sweep", "refresh"])
@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in WITHHOLDING])
def test_48_every_post_says_at_once_that_it_is_not_to_be_seen(board: FaultBoard, quick: Archive, page: tuple[int, str], mode: str) -> None:
    """The list shows them all as before: it is the site that withholds, and no post is called gone, blinded, secret or unlisted."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    body = board._page(page[1])
    board.arm("/ko/node/.*", answer(page[0], {}, body))
    for day in (1, 2.5):
        run = oracle.crawl(mode, day=day, fetch="budget = 12\n")
        assert (run.code, run.outcome) == (4, "suspect"), run.reason
        assert quick.rows("SELECT DISTINCT state FROM posts") == [("listed",)]
    settled(oracle, 4)
    assert quick.rows("SELECT DISTINCT kind FROM events") == [("new",)]


@pytest.mark.fault(49)
@pytest.mark.parametrize("after", [1, 2])
def test_49_what_vanished_is_back(board: FaultBoard, quick: Archive, after: int) -> None:
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    post = board.posts[5]
    board.remove(5)
    for visit in range(after):
        oracle.crawl(day=1 + 1.5 * visit)
    board.publish(post)
    settled(oracle, 6)
    assert quick.kinds(5) == ["new", "unlisted", *(["gone"] if after == 2 else []), "restored"]
    assert quick.post(5)["revision"] == 1


SHARED = [
    ("an error", "<p>일시적인 오류가 발생하였습니다. 잠시 후 다시 시도해 주시기 바랍니다.</p>"),
    ("a login", "<p>본 게시물은 회원만 열람할 수 있습니다. 로그인 후 이용해 주세요.</p><form action='/login'><input type='password'></form>"),
    ("nothing", ""),
]


@pytest.mark.fault(50)
@pytest.mark.parametrize("mode", ["sweep", "refresh"])
@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in SHARED])
def test_50_one_body_in_place_of_many(board: FaultBoard, quick: Archive, body: str, mode: str) -> None:
    """The same words under every post, in the post's own frame and under its own title: quarantined, no revision."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    pairs = [(board.posts[number].body, body) for number in board.posts]
    board.arm("/ko/node/.*", changed(*pairs))
    for day in (1, 2.5):
        run = oracle.crawl(mode, day=day, fetch="budget = 12\n")
        assert run.row["changed_posts"] == 0
    settled(oracle, 4)
    assert quick.rows("SELECT max(revision) FROM posts") == [(1,)]


@pytest.mark.fault(51)
def test_51_tokens_sessions_and_advertisements(board: FaultBoard, quick: Archive) -> None:
    """Twenty sweeps of pages that never come twice the same: no revision, no event, no second post."""
    serial = 0

    def noisy(call: Any) -> None:
        nonlocal serial
        serial += 1
        status, headers, body = call.honest()
        text = body.decode()
        noise = f'<script>var t="{serial:032x}";</script><div class="banner"><a href="/ad?{serial}"><img src="/ad/{serial}.png"></a></div>'
        if "/news" in call.path:
            for number in board.posts:
                text = text.replace(f'"/ko/node/{number}"', f'"/ko/node/{number}?PHPSESSID={serial:032x}"')
        text = text.replace('<div class="field-name-field-file">', f'<span class="statistics_counter">{serial} reads</span><div class="field-name-field-file">')
        call.tell()
        call.reply(status, headers, text.replace("</body>", noise + "</body>").encode())

    oracle = Oracle(board, quick)
    board.arm("/ko/(news|node).*", noisy)
    for _ in range(20):
        assert oracle.crawl().code == 0
    assert quick.rows("SELECT count(*), max(revision) FROM posts") == [(12, 1)]
    assert quick.value("SELECT count(*) FROM events") == 12
    oracle.at_rest()


@pytest.mark.fault(52)
def test_52_the_same_text_under_two_ids(board: FaultBoard, quick: Archive) -> None:
    body = "<p>" + "서울시 도시재생 우수사례를 함께 나누는 국제 연수에 참가할 기관을 모집합니다. " * 5 + "</p>"
    board.edit(3, body=body)
    board.edit(4, body=body)
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    assert quick.value("SELECT count(*) FROM posts") == 12
    assert {quick.post(3)["duplicate_of"], quick.post(4)["duplicate_of"]} <= {None, quick.post(3)["id"], quick.post(4)["id"]} != {None}
    oracle.at_rest()


MONSTERS: list[tuple[str, dict[str, Any]]] = [
    ("a title of 1 MB", {"title": "긴 제목 " * 80_000 + "끝"}),
    ("a body of 5 MB", {"body": "<p>" + "서울시 소식 " * 290_000 + "끝</p>"}),
    ("an empty body", {"body": ""}),
    ("200 files", {"files": {f"f{number}.pdf": b"%%PDF- %d" % number for number in range(200)}}),
]


@pytest.mark.fault(53)
@pytest.mark.parametrize("changes", [pytest.param(changes, id=name) for name, changes in MONSTERS])
def test_53_monsters_are_kept_whole(board: FaultBoard, quick: Archive, changes: dict[str, Any]) -> None:
    board.edit(2, **changes)
    oracle = Oracle(board, quick)
    assert oracle.crawl(day=0).code == 0
    assert oracle.crawl(day=1).row["changed_posts"] == 0
    oracle.at_rest()


@pytest.mark.fault(53)
@pytest.mark.parametrize("fault", [("no title", 'id="page-title">알림 2<', 'id="page-title"><'), ("10 MB", "2번째 본문입니다.", "x" * 10_000_000)], ids=lambda fault: fault[0])
def test_53_monsters_are_told(board: FaultBoard, quick: Archive, fault: tuple[str, str, str]) -> None:
    """A page without a title, or larger than is read, is quarantined; the post known before stays."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.arm("/ko/node/2", changed(fault[1:], ("알림 2", "")))
    run = oracle.crawl(day=1)
    assert (run.row["quarantined"], run.row["changed_posts"]) == (1, 0)
    settled(oracle, 2.5)
