"""What the Korean engines refuse and why: each refusal names the place, what was expected and what stood there."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, datetime

import pytest
from test_engine_cases import CASES, SEOUL

from crawler.engines import gnuboard5, zeroboard4
from crawler.errors import PageChanged
from crawler.records import Listing, Page, Post, Withheld

HEAD = "<tr><th>번호</th><th>제목</th><th>글쓴이</th><th>날짜</th></tr>"
BOARD = dataclasses.replace(SEOUL, name="club", engine="gnuboard5", url="https://club.example.kr/bbs/board.php?bo_table=a", hosts=("club.example.kr",))
REST = "<td>모임지기</td><td>2025-03-01</td></tr>"


def page(text: str, query: str = "bo_table=a") -> Page:
    url = f"https://club.example.kr/bbs/board.php?{query}"
    return Page(url=url, text=text, status=200, media_type="text/html", fetched_at=datetime(2025, 3, 3, tzinfo=UTC))


def link(number: int = 7, words: str = "봄 소식", marks: str = "") -> str:
    return f"<a href='/bbs/board.php?bo_table=a&amp;wr_id={number}'>{words}{marks}</a>"


def listing(rows: str, after: str = "", query: str = "bo_table=a") -> Listing:
    return gnuboard5.ENGINE.listing(page(f"<table>{HEAD}{rows}</table>{after}", query), BOARD)


def test_a_plain_row_is_read() -> None:
    row = listing(f"<tr><td>3</td><td>{link()}</td>{REST}").rows[0]
    assert (row.native_id, row.title, row.author, row.pinned, row.secret) == ("7", "봄 소식", "모임지기", False, False)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"<tr><td>모임</td><td>{link()}</td>{REST}", "number column .* found 모임"),
        (f"<tr><td>3</td><td>{link(marks='<span class=z>특집</span>')}</td>{REST}", "known marks .* found <span> 특집"),
        (f"<tr><td>3</td><td>{link()} <i class='z9'></i></td>{REST}", "icons known by name .* found z9"),
        (f"<tr><td>3</td><td>{link()}</td><td>7</td>{REST}", "4 columns as in the header .* found 5 columns"),
        (f"<tr><td>3</td><td>{link()}</td><td>2025-03-01</td></tr>", "4 columns as in the header .* found 3 columns"),
        (f"<tr><td>3</td><td>{link()} {link(8, '다른 글')}</td>{REST}", "one post in a row .* found 2 links"),
        (f"<tr><td>3</td><td><b>봄 소식</b></td>{REST}", "a link to the post .* found 봄 소식"),
        ("<tr><td colspan=4>점검 중입니다</td></tr>", "a row of posts .* found 점검 중입니다"),
        ("", "rows, or the words that there are none"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(row: str, found: str) -> None:
    with pytest.raises(PageChanged) as caught:
        listing(row)
    assert re.search(found.replace(" .* ", ".*"), str(caught.value)), str(caught.value)


def test_formatting_in_a_title_is_part_of_it() -> None:
    assert listing(f"<tr><td>3</td><td>{link(words='제<b>3</b>회 <font color=red>모임</font>')}</td>{REST}").rows[0].title == "제3회 모임"


@pytest.mark.parametrize(
    ("marks", "secret"),
    [
        ("<span class=cnt_cmt>3</span>", False),
        ("<span>[12]</span>", False),
        ("<em class=x>새글</em>", False),
        ("<img src=/i/icon_secret.gif>", True),
        ("<i class='fa fa-lock'></i>", True),
        ("<span class=q>비밀글</span>", True),
    ],
)
def test_marks_in_a_link_are_no_title(marks: str, secret: bool) -> None:
    row = listing(f"<tr><td>3</td><td>{link(marks=marks)}</td>{REST}").rows[0]
    assert (row.title, row.secret) == ("봄 소식", secret)


def test_a_pager_that_leads_on_but_not_to_the_next_page_is_refused() -> None:
    row = f"<tr><td>3</td><td>{link()}</td>{REST}"
    with pytest.raises(PageChanged, match=r"a link to page 2.*links to 11"):
        listing(row, "<a href='?bo_table=a&amp;page=11'>다음</a>")
    assert listing(row, "<a href='?bo_table=b&amp;page=2'>다른 게시판</a>").next_url is None


def rows_of_days(*days: str) -> str:
    """Rows whose ids fall, each with a day without a year."""
    return "".join(f"<tr><td>{9 - place}</td><td>{link(number=90 - place)}</td><td>모임지기</td><td>{day}</td></tr>" for place, day in enumerate(days))


def test_years_are_inferred_on_later_pages_where_the_pace_of_the_board_bears_it_out() -> None:
    first = listing(rows_of_days("02-27")).rows[0].posted
    assert first is not None
    assert (first.at[:10], first.inferred) == ("2025-02-27", True)
    later = {
        "one row tells no pace": ("02-27",),
        "so slow that they may be a year older": ("02-27", "11-10", "08-02"),
        "older than the pace allows": ("07-05", "07-03", "07-01"),
    }
    for why, days in later.items():
        assert [row.posted for row in listing(rows_of_days(*days), query="bo_table=a&page=2").rows] == [None] * len(days), why
    brisk = [row.posted for row in listing(rows_of_days("02-20", "02-14", "02-06"), query="bo_table=a&page=2").rows]
    assert [date and (date.at[:10], date.inferred) for date in brisk] == [("2025-02-20", True), ("2025-02-14", True), ("2025-02-06", True)]


def test_an_address_of_words_gives_a_stand_in_for_the_number() -> None:
    row = listing(f"<tr><td>3</td><td><a href='/a/봄-소식/'>봄 소식</a></td>{REST}").rows[0]
    assert re.fullmatch(r"alias:[0-9a-f]{16}", row.native_id)


def test_words_of_deletion_on_a_page_that_labels_a_date_say_nothing() -> None:
    text = "<h2>삭제된 시설 안내</h2><span>작성일</span> 2025-03-01 <div id=new_body>없는 글이 되지 않도록</div>"
    with pytest.raises(PageChanged, match="#bo_v_con"):
        gnuboard5.ENGINE.post(page(text, "bo_table=a&wr_id=7"), BOARD)


def test_no_comments_does_not_mean_no_post() -> None:
    text = "<article id=bo_v><div id=body2>봄 소식</div><p>등록된 댓글이 없습니다.</p></article>"
    with pytest.raises(PageChanged, match="#bo_v_con"):
        gnuboard5.ENGINE.post(page(text, "bo_table=a&wr_id=7"), BOARD)


def test_a_page_in_the_posts_place_that_asks_for_a_password_is_secret() -> None:
    said = gnuboard5.ENGINE.post(page("<p>비밀글입니다</p><form><input type=password name=wr_password></form>", "bo_table=a&wr_id=7"), BOARD)
    assert isinstance(said, Withheld)
    assert said.kind == "secret"


def test_every_case_folder_of_a_platform_has_the_states_a_board_can_be_in() -> None:
    wanted = {"list_first", "list_past_end", "post_deleted"}
    for name in ("gnuboard5", "rhymix", "egov", "bbsntt", "k2web", "kboard", "zeroboard4", "jsboard"):
        assert wanted <= {folder.name for folder in (CASES / name).iterdir()}, name


CARD = (
    "<li class=card><a href='/bbs/board.php?bo_table=a&amp;wr_id={0}'><img src=/t.jpg></a>"
    "<a href='/bbs/board.php?bo_table=a&amp;wr_id={0}'>사진 {0}</a><i class=who>모임지기</i><em class=on>2025-03-0{0}</em></li>"
)


def test_selectors_of_the_board_read_a_list_without_a_table() -> None:
    selectors = {"rows": ("li.card",), "author": (".who",), "posted": (".on",), "next": ("a.more",)}
    board = dataclasses.replace(BOARD, select=selectors)
    found = gnuboard5.ENGINE.listing(page(f"<ul>{CARD.format(2)}{CARD.format(1)}</ul><a class=more href='?bo_table=a&amp;page=2'>더 보기</a>"), board)
    assert [(row.native_id, row.title, row.author, row.posted.at[:10] if row.posted else None) for row in found.rows] == [
        ("2", "사진 2", "모임지기", "2025-03-02"),
        ("1", "사진 1", "모임지기", "2025-03-01"),
    ]
    assert found.next_url == "https://club.example.kr/bbs/board.php?bo_table=a&page=2"


def test_selectors_of_the_board_read_a_post_of_another_skin() -> None:
    selectors = {"title": (".t",), "posted": (".d",), "author": (".w",), "body": (".text",), "files": (".file a",)}
    text = "<b class=t>봄 소식</b><i class=w>모임지기</i><i class=d>2025-03-01</i><div class=text>본문</div><p class=file><a href=/f/a.pdf>안내.pdf</a></p>"
    post = gnuboard5.ENGINE.post(page(text, "bo_table=a&wr_id=7"), dataclasses.replace(BOARD, select=selectors))
    assert isinstance(post, Post)
    assert post.posted is not None
    assert (post.native_id, post.title, post.author, post.posted.at[:10], post.body_text) == ("7", "봄 소식", "모임지기", "2025-03-01", "본문")
    assert [(file.name, file.url) for file in post.attachments] == [("안내.pdf", "https://club.example.kr/f/a.pdf")]


def test_comments_of_a_theme_without_stamps_are_dated_by_their_short_years() -> None:
    text = (CASES / "gnuboard5" / "post_files_comments" / "page.html").read_text("utf-8")
    post = gnuboard5.ENGINE.post(page(re.sub(r'<time datetime="[^"]*">', "<time>", text), "bo_table=notice&wr_id=240"), BOARD)
    assert isinstance(post, Post)
    assert [comment.posted.at for comment in post.comments if comment.posted is not None] == ["2025-03-02T10:11:00+09:00"] * 2


def test_a_date_written_in_a_comment_is_not_the_comments_date() -> None:
    folder = CASES / "gnuboard5" / "post_files_comments"
    text = (folder / "page.html").read_text("utf-8").replace("<p>아이와", "<p><time datetime='1999-01-01'>그날</time> 아이와")
    post = gnuboard5.ENGINE.post(page(text, "bo_table=notice&wr_id=240"), BOARD)
    assert isinstance(post, Post)
    assert [comment.posted.at[:10] for comment in post.comments if comment.posted] == ["2025-03-03", "2025-03-03"]


def test_a_header_of_pictures_over_two_columns_of_numbers_is_refused() -> None:
    text = (CASES / "zeroboard4" / "list_pictures" / "page.html").read_text("utf-8")
    numbers = iter("9876")
    two = re.sub(r"<td class=list_eng>(?:<img[^>]*>|45)</td>", lambda _: f"<td>{next(numbers)}</td>", text)
    for place, hits in enumerate(("900", "31", "2", "12")):
        two = two.replace(f"<td class=list_eng>{hits}</td></tr>", f"<td>{90 - place}</td></tr>")
    board = dataclasses.replace(BOARD, engine="zeroboard4", url="http://home.example.kr/bbs/zboard.php?id=talk")
    own = dataclasses.replace(page(two), url=board.url)
    with pytest.raises(PageChanged, match="a table of posts"):
        zeroboard4.ENGINE.listing(own, board)
