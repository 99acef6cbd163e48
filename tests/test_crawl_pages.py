"""What a crawl makes of the pages of posts, of their files and of the partner strip: changes, misfits, monsters."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost

ALERT: tuple[int, dict[str, str], bytes] = (200, {}, "<html><script>alert('첨부파일이 존재하지 않습니다.'); history.back();</script></html>".encode())


@pytest.fixture
def small(board: TinyBoard) -> TinyBoard:
    """A board of four posts, the second with two files."""
    board.add(*(TinyPost(number, f"알림 {number}", f"<p>{number}번째 본문입니다.</p>") for number in (1, 2, 3, 4)))
    board.posts[2].files = {"공고문.pdf": b"%PDF-1.4 one", "서식.hwp": b"HWP two"}
    return board


def file_path(board: TinyBoard, native_id: int, name: str) -> str:
    """The path under which the board serves a file."""
    return f"/sites/default/files/{native_id}/{quote(name)}"


def revision(archive: Archive, native_id: int) -> dict[str, Any]:
    """A post's last revision, its JSON laid open."""
    row = dict(
        archive.one("SELECT r.* FROM revisions r JOIN posts p ON p.id = r.post AND p.revision = r.number WHERE p.native_id = ?", str(native_id))
    )
    return {**row, "changed": json.loads(row["changed"]), "attachments": json.loads(row["attachments"])}


# --- what is a change ------------------------------------------------------------------------------------------------


def test_counters_tokens_and_form_numbers_are_never_a_change(small: TinyBoard, archive: Archive) -> None:
    runs = [archive.crawl(small) for _ in range(6)]
    assert [run.code for run in runs] == [0] * 6
    assert [run.row["stored"] for run in runs] == [8, 0, 0, 0, 0, 0]
    assert archive.value("SELECT max(revision) FROM posts") == 1
    assert archive.value("SELECT count(*) FROM events") == 4
    # The pages themselves did differ, and each form of them is kept.
    assert archive.value("SELECT count(DISTINCT payload_sha256) FROM captures WHERE url LIKE '%/node/1'") == 6


def test_an_edit_is_silent_unless_a_date_moved_with_it(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.posts[1].body = "<p>1번째 본문을 고쳤습니다.</p>"
    small.posts[3].body = "<p>3번째 본문을 고쳤습니다.</p>"
    small.posts[3].modified = "2024-05-09"
    small.posts[4].body = "<p>4번째 본문을 고쳤습니다.</p>"
    small.posts[4].posted = "2024-05-02"

    run = archive.crawl(small)

    assert run.row["changed_posts"] == 3
    silent, told, moved = (revision(archive, number) for number in (1, 3, 4))
    assert (silent["changed"], silent["silent"], silent["significance"]) == (["body"], 1, "content")
    assert (told["changed"], told["silent"]) == (["modified_at", "body"], 0)
    assert (moved["changed"], moved["silent"]) == (["posted_at", "body"], 0)
    assert archive.kinds(1) == ["new", "changed"]
    assert archive.value("SELECT body_text FROM revisions WHERE post = ? AND number = 1", archive.post(1)["id"]) == "1번째 본문입니다."


def test_typography_an_author_and_markup_are_told_apart(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.posts[1].body = "<p>1번째 본문입니다 .</p>"
    small.posts[3].author = "홍보과"
    small.posts[4].body = "<div><span style='color:red'>4번째</span> 본문입니다.</div>"

    archive.crawl(small)

    assert (revision(archive, 1)["significance"], revision(archive, 1)["changed"]) == ("typography", ["body"])
    assert (revision(archive, 3)["significance"], revision(archive, 3)["changed"]) == ("content", ["author"])
    assert archive.post(3)["author"] == "홍보과"
    assert archive.post(4)["revision"] == 1


@pytest.mark.parametrize(
    ("body", "significance"),
    [("1번째 본문입니다 .", "typography"), ("“1번째” 본문입니다.", "typography"), ("11번째 본문입니다.", "content")],
)
def test_how_much_an_edit_matters(small: TinyBoard, archive: Archive, body: str, significance: str) -> None:
    archive.crawl(small)
    small.posts[1].body = f"<p>{body}</p>"
    archive.crawl(small)
    assert (revision(archive, 1)["number"], revision(archive, 1)["significance"]) == (2, significance)


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_file_and_a_text_changed_at_once_are_one_revision(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.posts[2].files["서식.hwp"] = b"HWP two, second edition"
    small.posts[2].body = "<p>서식을 바꾸었습니다.</p>"
    run = archive.crawl(small)
    assert (run.row["changed_posts"], run.row["stored"]) == (1, 2)
    assert (revision(archive, 2)["number"], revision(archive, 2)["changed"]) == (2, ["body", "attachments"])


def test_a_file_changed_at_the_same_address_is_one_revision(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    before = revision(archive, 2)["attachments"]
    small.posts[2].files["공고문.pdf"] = b"%PDF-1.4 changed"
    archive.crawl(small)
    archive.crawl(small)
    after = revision(archive, 2)
    assert (after["number"], after["changed"], after["silent"]) == (2, ["attachments"], 1)
    assert [one["sha256"] == other["sha256"] for one, other in zip(before, after["attachments"], strict=True)] == [False, True]


def test_a_post_gains_and_loses_files(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.posts[1].files["추가.pdf"] = b"%PDF-1.4 added"
    del small.posts[2].files["서식.hwp"]
    archive.crawl(small)
    assert (revision(archive, 1)["changed"], revision(archive, 2)["changed"]) == (["attachments"], ["attachments"])
    states = {"공고문.pdf": "present", "서식.hwp": "removed", "추가.pdf": "present"}
    assert dict(archive.rows("SELECT name, state FROM attachments")) == states


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [((404, {}, b"none"), "http_status", 0), (ALERT, "not_a_file", 0), ((503, {}, b""), "http_status", 3)],
    ids=["404", "alert", "503"],
)
def test_a_file_that_cannot_be_fetched_is_no_evidence_of_a_change(
    small: TinyBoard, archive: Archive, answer: tuple[int, dict[str, str], bytes], kind: str, code: int
) -> None:
    archive.crawl(small)
    small.scripted[file_path(small, 2, "공고문.pdf")] = [answer]
    run = archive.crawl(small)
    assert (run.code, run.row["changed_posts"]) == (code, 0)
    assert {issue[0] for issue in archive.issues()} == {kind}
    assert archive.post(2)["revision"] == 1
    assert dict(archive.rows("SELECT name, state FROM attachments WHERE sha256 IS NOT NULL")) == {"공고문.pdf": "missing", "서식.hwp": "present"}
    small.scripted.clear()
    archive.crawl(small)
    assert archive.rows("SELECT DISTINCT state FROM attachments") == [("present",)]
    assert archive.post(2)["revision"] == 1


def test_a_file_missing_from_the_start_is_known_by_name_and_filled_in_later(small: TinyBoard, archive: Archive) -> None:
    path = file_path(small, 2, "공고문.pdf")
    small.scripted[path] = [(404, {}, b"none")]
    archive.crawl(small)
    assert archive.one("SELECT name, state, sha256 FROM attachments WHERE state = 'missing'")["name"] == "공고문.pdf"
    small.scripted.clear()
    archive.crawl(small)
    # Nobody changed it: that the archive knows more of it now is no revision.
    assert archive.post(2)["revision"] == 1
    assert archive.value("SELECT count(*) FROM attachments WHERE state = 'present' AND sha256 IS NOT NULL") == 2


HOSTILE_NAMES = [
    *("../../etc/passwd", "<img src=x onerror=alert(1)>.pdf", "a\u202efdp.exe", "NUL.pdf", "=cmd|' /C calc'!A0.csv"),
    *("가" * 300 + ".hwp", "'; DROP TABLE posts; --"),
]


def test_hostile_file_names_are_only_text(small: TinyBoard, archive: Archive) -> None:
    small.posts[1].files = {name: f"file {number}".encode() for number, name in enumerate(HOSTILE_NAMES)}
    run = archive.crawl(small)
    assert run.code == 0
    stored = [row[0] for row in archive.rows("SELECT name FROM attachments WHERE post = ?", archive.post(1)["id"])]
    assert set(stored) == {name.replace("\u202e", "") for name in HOSTILE_NAMES}
    assert sorted(path.name for path in archive.folder.iterdir() if path.name != "again.db") == ["archive.db", "archive.db.lock", "boards", "warcs"]


# --- pages that do not fit -------------------------------------------------------------------------------------------


def test_a_page_that_does_not_fit_is_quarantined_and_the_old_post_stays(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    before = archive.rows("SELECT title, body_text, revision, state, content_hash, capture FROM posts ORDER BY id")
    small.scripted["/ko/node/3"] = [(200, {}, "<html><body class='page-node-3'><h1 id='page-title'>알림 3</h1><p>새 모양</p></body></html>".encode())]

    run = archive.crawl(small)

    assert (run.code, run.row["quarantined"]) == (0, 1)
    issue = archive.one("SELECT * FROM issues")
    assert (issue["kind"], issue["found"]) == ("page_changed", "0 matches")
    assert ".field-name-body" in issue["selector"]
    assert issue["expected"] == "exactly 1 by one of these"
    assert archive.value("SELECT url FROM captures WHERE id = ?", issue["capture"]) == issue["url"] == f"{small.url}/ko/node/3"
    after = archive.rows("SELECT title, body_text, revision, state, content_hash, capture FROM posts ORDER BY id")
    assert [row[:5] for row in after] == [row[:5] for row in before]


def test_many_pages_that_do_not_fit_are_a_changed_layout(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 21)))
    for number in range(1, 5):
        board.scripted[f"/ko/node/{number}"] = [(200, {}, b"<html><body><h1>new look</h1></body></html>")]
    run = archive.crawl(board)
    assert (run.code, run.reason) == (4, "layout: 4 post pages did not fit")
    assert archive.value("SELECT count(*) FROM posts") == 16


def test_another_post_under_a_post_s_address_is_quarantined(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.scripted["/ko/node/1"] = [small._post(3)]
    run = archive.crawl(small)
    assert run.row["quarantined"] == 1
    assert (archive.post(1)["title"], archive.post(1)["revision"]) == ("알림 1", 1)
    assert archive.one("SELECT expected, found FROM issues")[:] == ("node 1", "node 3")


def test_a_redirect_to_another_post_is_quarantined(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.scripted["/ko/node/1"] = [(302, {"Location": "/ko/node/3"}, b"")]
    run = archive.crawl(small)
    assert run.row["quarantined"] == 1
    assert (archive.post(1)["title"], archive.post(1)["revision"], archive.post(3)["revision"]) == ("알림 1", 1, 1)
    assert archive.one("SELECT selector, expected, found FROM issues")[:] == ("native id", "1", "3")


def test_a_front_page_in_place_of_every_post_overwrites_none(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.partners = [TinyPartner("가온재단", "http://example.org/a")]
    for number in small.posts:
        small.scripted[f"/ko/node/{number}"] = [(200, {}, small._home().encode())]
    run = archive.crawl(small)
    assert (run.code, run.row["changed_posts"], run.row["quarantined"]) == (4, 0, 4)


@pytest.mark.parametrize("shown", ["05-03", "24-05-03", "3시간 전", "어제", "0000-00-00", "2024-02-31", "04/06/2020"])
def test_a_date_that_cannot_be_read_is_quarantined_never_guessed(small: TinyBoard, archive: Archive, shown: str) -> None:
    small.posts[3].posted = shown
    run = archive.crawl(small)
    assert (run.code, run.row["quarantined"]) == (0, 1)
    issue = archive.one("SELECT selector, expected, found FROM issues")
    assert (issue["selector"], issue["expected"]) == ("posted", "a readable date")
    assert shown in issue["found"]
    assert archive.value("SELECT count(*) FROM posts") == 3


# --- monsters --------------------------------------------------------------------------------------------------------


def test_a_body_of_five_megabytes_a_title_of_a_hundred_kilobytes_and_three_hundred_files(small: TinyBoard, archive: Archive) -> None:
    small.posts[1].body = "<p>" + "서울시 소식 " * 290_000 + "</p>"
    small.posts[3].title = "긴 제목 " * 20_000
    small.posts[4].files = {f"붙임 {number}.pdf": f"file {number}".encode() for number in range(300)}
    run = archive.crawl(small)
    assert (run.code, run.row["quarantined"]) == (0, 0)
    assert len(archive.post(1)["body_text"].encode()) > 4_900_000
    assert len(archive.post(3)["title"]) == 99_999
    assert archive.value("SELECT count(*) FROM attachments a JOIN posts p ON p.id = a.post WHERE p.native_id = '4' AND a.state = 'present'") == 300
    assert archive.crawl(small, "refresh").row["stored"] == 0


def test_characters_that_no_text_may_hold_do_not_stop_the_writer(small: TinyBoard, archive: Archive) -> None:
    small.posts[1].title = "제목\x00 끝\ud800" .encode("utf-8", "replace").decode()
    small.posts[1].body = "<p>가\x00나 &#0; &#xD800; &#x1F600; \ufffe \u202e거꾸로 \x1b[31m</p>"
    small.posts[3].author = "담당\x00자"
    raw = small._post(4)[2].replace("4번째".encode(), b"4\xed\xa0\x80\xff\x00 ")
    small.scripted["/ko/node/4"] = [(200, {}, raw)]
    run = archive.crawl(small)
    assert (run.code, run.row["requests"]) == (0, 8)
    assert (archive.post(4)["title"], archive.post(4)["author"]) == ("알림 4", "총무과")
    texts = [text for row in archive.rows("SELECT title, author, body_text FROM posts") for text in row]
    assert not any(char in text for text in texts for char in "\x00\x1b\u202e\ud800")
    assert "😀" in archive.post(1)["body_text"]
    assert archive.crawl(small).row["changed_posts"] == 0


# --- near-duplicates -------------------------------------------------------------------------------------------------

LONG = "서울시는 다음 달부터 공공자전거 대여소 스무 곳을 새로 마련하고 낡은 자전거 오백 대를 바꾼다고 밝혔다 시민 의견은 구청에서 받는다"


def test_posts_nearly_alike_are_marked_and_never_merged(small: TinyBoard, archive: Archive) -> None:
    small.add(TinyPost(11, "자전거 안내", f"<p>{LONG}</p>", posted="2024-05-01"))
    small.add(TinyPost(12, "자전거 안내 (다시 올림)", f"<p>{LONG} 고맙습니다</p>", posted="2024-05-03"))
    small.add(TinyPost(13, "Public bicycles", f"<p>{'The city will open twenty new rental stations for public bicycles next month. ' * 3}</p>"))
    archive.crawl(small)
    first, again, english = (archive.post(number) for number in (11, 12, 13))
    assert (again["duplicate_of"], first["duplicate_of"], english["duplicate_of"]) == (first["id"], None, None)
    assert 0.9 <= again["duplicate_score"] < 1
    assert archive.value("SELECT count(*) FROM posts") == 7

    small.posts[12].body = "<p>자전거와는 아무 상관이 없는 도서관 휴관 안내를 길게 적은 다른 글이 이 자리에 새로 들어와 있습니다 확인 바랍니다</p>"
    archive.crawl(small)
    assert archive.post(12)["duplicate_of"] is None


# --- partners --------------------------------------------------------------------------------------------------------


def test_a_partner_s_whole_life(small: TinyBoard, archive: Archive) -> None:
    names = {"a": "가온재단", "b": "나래연구원", "c": "다솜협회"}
    small.partners = [TinyPartner(name, f"http://example.org/{key}", key.encode()) for key, name in names.items()]
    archive.crawl(small)
    small.partners[0].url = "http://example.org/new-address"
    small.partners[1].logo = b"b, drawn anew"
    del small.partners[2]
    small.partners.append(TinyPartner("라온시", "http://example.org/d", b"d"))
    archive.crawl(small)

    def life(name: str) -> list[tuple[Any, ...]]:
        return archive.rows("SELECT e.kind, e.detail FROM partner_events e JOIN partners p ON p.id = e.partner WHERE p.name = ? ORDER BY e.id", name)

    def changed(name: str) -> Any:
        return [json.loads(detail)["changed"] for kind, detail in life(name) if kind == "changed"][-1]

    assert (changed("가온재단"), changed("나래연구원")) == (["url"], ["logo_sha256"])
    assert [kind for kind, _ in life("다솜협회")] == ["new", "gone"]
    assert [kind for kind, _ in life("라온시")] == ["new"]

    small.partners.append(TinyPartner("다솜협회", "http://example.org/c", b"c"))
    archive.crawl(small)
    assert [kind for kind, _ in life("다솜협회")] == ["new", "gone", "restored"]
    assert archive.value("SELECT count(*) FROM partner_revisions") == 6
    assert archive.crawl(small).row["stored"] == 0


def test_a_renamed_partner_keeps_its_row_by_link_and_logo_together(small: TinyBoard, archive: Archive) -> None:
    small.partners = [TinyPartner("가온재단", "http://example.org/a"), TinyPartner("나래연구원", "http://example.org/b")]
    archive.crawl(small)
    home = small._home().replace('alt="나래연구원 로고이미지"', 'alt="나래국제연구원 로고이미지"')
    small.scripted["/ko"] = [(200, {}, home.encode())]
    archive.crawl(small)
    assert archive.rows("SELECT name, revision, state FROM partners ORDER BY id") == [("가온재단", 1, "present"), ("나래국제연구원", 2, "present")]


def test_an_empty_strip_takes_no_partner_away(small: TinyBoard, archive: Archive) -> None:
    small.partners = [TinyPartner("가온재단", "http://example.org/a"), TinyPartner("나래연구원", "http://example.org/b")]
    archive.crawl(small)
    small.scripted["/ko"] = [(200, {}, small._page('<div class="view view-partners"><div class="view-content"></div></div>').encode())]
    run = archive.crawl(small)
    assert (run.code, run.outcome) in [(3, "incomplete"), (4, "suspect")]
    assert archive.rows("SELECT DISTINCT state FROM partners") == [("present",)]
    assert archive.value("SELECT count(*) FROM partner_events WHERE kind <> 'new'") == 0
