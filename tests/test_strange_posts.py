"""Posts' pages of strange boards: menus that look like facts, frames with odd names, words for who is in charge, names of files beside their buttons."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.engines.endings import cut_endings, is_of_the_page
from crawler.engines.learned_post import Places, file_name, html_of, parts_of
from crawler.engines.pagelabels import labels_on
from crawler.manifest import LEARNED
from crawler.records import Post
from crawler.text import read_body
from tests.test_learning_causes import NUMBERS, Sample, body, cells, day, desk, title
from tests.test_strange_shapes import read_post

MENU = '<div id="top"><ul><li><a href="/a">기관 소개</a></li><li><a href="/b">부서 안내</a><ul><li><a href="/c">부서 안내 현황</a></li></ul></li></ul></div>'
SHOWN = NUMBERS[:10:2]


def undated(n: int, page: int) -> str:
    """A row that shows title and day, and nobody."""
    return cells(n, day(n)).replace(f"<td>{desk(n)}</td>", "")


NAMED = "<table><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr>{rows}</table>"
NOBODY = "<table><tr><th>번호</th><th>제목</th><th>작성일</th></tr>{rows}</table>"


def posts_of(head: str, *, named: bool = False, after: str = "", lead: str = "", around: str = "{}") -> list[Post]:
    """What is read of five posts whose facts are drawn by ``head`` under a menu; the list names the authors or does not."""

    def post(n: int) -> str:
        shown = {"title": title(n), "desk": desk(n), "day": day(n), "n": n}
        return MENU + around.format(f'<div class="v">{lead.format(**shown)}{head.format(**shown)}<div class="t">{body(n)}</div>{after.format(**shown)}</div>')

    sample = Sample(row=(lambda n, page: cells(n, day(n))) if named else undated, around=NAMED if named else NOBODY, post=post)
    found = sample.learned()
    assert found.verdict == "sure", found.reasons
    return [read_post(sample, found, n) for n in SHOWN]


def facts_of(posts: list[Post]) -> list[tuple[str, str | None, str | None]]:
    return [(post.title, post.author, post.posted.at[:10] if post.posted else None) for post in posts]


TRUTH = [(title(n), desk(n), day(n)) for n in SHOWN]


@pytest.mark.parametrize(
    "head",
    [
        "<h3>{title}</h3><ul class='i'><li>담당 : {desk}</li><li>게시일 : {day}</li></ul>",
        "<h3>{title}</h3><dl><dt>담당</dt><dd>{desk}</dd><dt>등록일</dt><dd>{day}</dd></dl>",
        "<h3>{title}</h3><p class='s'>{day} {desk}</p>",
        "<h3>{title}</h3><p class='s'>{desk} {day}</p>",
        "<h3>{title}</h3><p class='s'>Veröffentlicht am {day}, <b class='author'>{desk}</b></p>",
        "<h3>{title}</h3><p class='s'>Publié le {day} – Mis à jour le 2026-11-20</p><p class='author'>{desk}</p>",
    ],
)
def test_facts_are_read_and_no_menu_passes_for_them(head: str) -> None:
    assert facts_of(posts_of(head)) == TRUTH


def test_a_number_of_persons_in_charge_is_nobody() -> None:
    posts = posts_of("<h3>{title}</h3><dl><dt>담당</dt><dd>{n}명</dd><dt>등록일</dt><dd>{day}</dd></dl>")
    assert {post.author for post in posts} == {None}


def test_a_label_that_begins_a_title_is_part_of_it() -> None:
    def named(n: int) -> str:
        return f"(수정) 5월 {n % 9 + 1}일~16일 단축 운영"

    def post(n: int) -> str:
        return f'<div class="v"><h3>{named(n)}</h3><p><b>작성자</b> {desk(n)} <b>작성일</b> {day(n)}</p><div class="t">{body(n)}</div></div>'

    found = Sample(row=lambda n, page: cells(n, day(n)).replace(title(n), named(n)), post=post).learned()
    assert [post.title for post in found.posts] == [named(n) for n in SHOWN]


@pytest.mark.parametrize("around", ['<div id="__next">{}</div>', '<div class="share-layout"><div class="next">{}</div></div>'])
def test_what_holds_most_of_a_page_is_the_page_whatever_it_is_called(around: str) -> None:
    posts = posts_of("<h3>{title}</h3><p><b>작성자</b> {desk} <b>작성일</b> {day}</p>", named=True, around=around)
    assert [post.body_text.split("\n")[0] for post in posts] == [f"{n}번째 설명회를 마쳤습니다. 오신 분은 모두 {n % 37 + 12}명입니다." for n in SHOWN]


@pytest.mark.parametrize(
    "drawn",
    [
        '<ul><li><p>계획 {n}.hwp <em>(1.2MB, 다운로드 {n}회)</em></p><div><a href="/down?f={n}"><span>다운로드</span></a> <a href="/see?f={n}">미리보기</a></div></li></ul>',
        '<table><tr><td>계획 {n}.hwp</td><td><a href="/down?f={n}">내려받기</a></td></tr></table>',
        '<p>첨부 <a href="/down?f={n}"><img src="/i/hwp.gif" alt="계획 {n}.hwp"></a></p>',
        '<ul><li><a href="/down?f={n}"><span>계획 {n}.hwp</span> <i>PDF – 143 Ko</i></a></li></ul>',
        '<ul><li><a href="/down?f={n}">계획 {n}.hwp (PDF, 143 kB)</a></li></ul>',
        '<div><span>계획 {n}.hwp</span><button type="button" onclick="location.href=\'/down?f={n}\'">다운로드</button></div>',
    ],
)
def test_a_file_is_called_by_its_name_wherever_it_stands(drawn: str) -> None:
    posts = posts_of("<h3>{title}</h3><p><b>작성자</b> {desk} <b>작성일</b> {day}</p>", named=True, after=drawn)
    assert [[(file.name, file.url) for file in post.attachments] for post in posts] == [
        [(f"계획 {n}.hwp", f"https://board.example/down?f={n}")] for n in SHOWN
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("<p>2024-03-02 총무과</p>", ["2024-03-02", "총무과"]),
        ("<p>총무과 2024-03-02 10:20</p>", ["총무과", "2024-03-02 10:20"]),
        ("<p>2024-03-02</p>", ["2024-03-02"]),
        ("<p>총무과 2024-03-02 개정 시행</p>", ["총무과 2024-03-02 개정 시행"]),
        ("<p>2024-03-02 ~ 2024-03-04 총무과</p>", ["2024-03-02 ~ 2024-03-04 총무과"]),
    ],
)
def test_a_line_of_a_day_and_a_name_has_two_parts(line: str, parts: list[str]) -> None:
    node = LexborHTMLParser(line).css_first("p")
    assert node is not None
    assert parts_of(node) == parts


def loose(n: int) -> str:
    return f"{n}번째 설명회를 마쳤습니다.<br><br>오신 분은 모두 {n % 37 + 12}명입니다.<br>"


CELL = "<table><tr><td><b>{title}</b><br>작성자: {desk} / 날짜: {day} / 조회: {n}<br><br>{text}<br>첨부: <a href='/f/{n}.pdf'>자료_{n}.pdf</a><br></td></tr></table>"
RULES = "<h2 class='t'>{title}</h2><p class='by'>{desk} · {day}</p><hr>{text}<hr><p><a href='/f/{n}.pdf'>자료_{n}.pdf</a></p><div class='b'><a href='/news/list.do'>목록</a></div>"
NAMED_END = "<div class='v'><h3>{title}</h3><p class='i'>{desk} | {day}</p>{text}<div class='note'>새솔시 알림마당 소식지<a href='/f/{n}.pdf'>자료_{n}.pdf</a></div></div>"


@pytest.mark.parametrize(("page", "place"), [(CELL, "br:nth-of-type(3)"), (RULES, "hr:nth-of-type(1)"), (NAMED_END, "after p.i until div.note")])
def test_a_text_in_no_element_is_what_follows_the_facts(page: str, place: str) -> None:
    def post(n: int) -> str:
        return page.format(title=title(n), desk=desk(n), day=day(n), n=n, text=body(n) if n % 4 == 0 else loose(n))

    sample = Sample(row=lambda n, page: cells(n, day(n)), post=post)
    found = sample.learned()
    assert found.verdict == "sure", found.reasons
    assert place in str(found.facts["post_body"])
    for n in (900, 899, 898, 895):
        read = read_post(sample, found, n)
        assert (read.title, read.author, read.posted and read.posted.at[:10]) == (title(n), desk(n), day(n))
        assert read.body_text == read_body(body(n) if n % 4 == 0 else loose(n)).text
        assert [file.name for file in read.attachments] == [f"자료_{n}.pdf"]


def test_a_text_of_which_the_beginning_differs_is_asked_about() -> None:
    def post(n: int) -> str:
        head = [f"<h3>{title(n)}</h3><p class='i'>{desk(n)} | {day(n)}</p>", f"<p class='i'>{desk(n)} | {day(n)}</p><h3>{title(n)}</h3>"][n // 2 % 2]
        return f"<div class='v'>{head}{loose(n)}</div>"

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert found.verdict != "sure"


@pytest.mark.parametrize("place", ["after p.i", "after p.i until div.note, hr"])
def test_a_loose_place_stands_in_a_manifest_and_a_broken_one_does_not(place: str) -> None:
    check = LEARNED["post_body"].check
    assert check(place) == place
    with pytest.raises(ValueError, match=r"^$"):
        check(place.replace("p.i", "p..i"))


LICENCE = '<div class="koglBox"><img src="/i/kogl1.png" alt="공공누리 제1유형"><p>본 저작물은 "공공누리 제1유형" 조건에 따라 이용할 수 있습니다.</p></div>'
SURVEY = '<div class="st"><p>이 페이지에 만족하십니까?</p><label><input type="radio" name="s">만족</label></div>'
KEEPER = '<dl class="charge"><dt>담당부서</dt><dd>홍보실</dd><dt>연락처</dt><dd>02-000-0000</dd></dl>'
OWN = "<p>문의: 홍보실 담당자 김○○, 연락처 02-000-0000</p>"


@pytest.mark.parametrize(("ending", "kept"), [(LICENCE, ""), (SURVEY, ""), (KEEPER, ""), (f"{KEEPER}<br>{LICENCE}", ""), (OWN, OWN), (f"{OWN}{LICENCE}", OWN)])
@pytest.mark.parametrize("within", ["<div class='t'>{}</div>", "<div class='t'><div class='inner'>{}</div></div>"])
def test_what_ends_a_text_and_is_the_pages_is_no_part_of_it(ending: str, kept: str, within: str) -> None:
    node = LexborHTMLParser(within.format(body(900) + ending)).css_first("div.t")
    assert node is not None
    cut_endings(node, is_of_the_page)
    assert read_body(node.inner_html or "").text == read_body(body(900) + kept).text


WRITERS = ("나무늘보", "골목지기", "단골손님", "옥상텃밭")


@pytest.mark.parametrize(
    "drawn",
    [
        "<p class='s'><span>{day}</span><span>글 {who}</span></p>",
        "<p class='s'>{day}</p><p class='auteur'>Par {who}</p>",
        "<p class='s'>{day} • <span class='p-author'>{who}</span></p>",
        "<p class='s'>{day}</p><p itemprop='author'>{who}</p>",
        "<p><b>작성자</b> {who} (211.***.20.27)</p><p><b>작성일</b> {day}</p>",
        "<ul><li><i class='icon-user'></i> Written by: {who}</li><li><i class='icon-clock'></i> {day}</li></ul>",
    ],
)
def test_a_writer_is_told_by_a_word_a_class_or_an_icon(drawn: str) -> None:
    def post(n: int) -> str:
        head = f"<h1 class='p-name'>{title(n)}</h1>{drawn.format(day=day(n), who=WRITERS[n % 4])}"
        return f'<div class="v">{head}<div class="t">{body(n)}</div></div>'

    sample = Sample(row=undated, around=NOBODY, post=post)
    found = sample.learned()
    assert [read_post(sample, found, n).author for n in SHOWN] == [WRITERS[n % 4] for n in SHOWN]


@pytest.mark.parametrize("value", ["담당자", "관리자"])
def test_a_writer_may_be_called_by_a_word_for_a_writer(value: str) -> None:
    root = LexborHTMLParser(f"<table><tr><td>제목</td><td>학사일정 변경 방법과 유의 사항</td></tr><tr><td>글쓴이</td><td>{value}</td></tr></table>").root
    assert root is not None
    assert [(said.word, said.value) for said in labels_on(root, frozenset())] == [("제목", "학사일정 변경 방법과 유의 사항"), ("글쓴이", value)]


def test_a_heading_for_ears_and_a_second_button_are_no_words_of_a_text() -> None:
    text = f'<h2 class="sound_only">본문</h2>{body(900)}<p><a href="/f.pdf">계획.pdf</a> <a href="/f.pdf" class="b">다운로드</a></p><div class="sharedaddy"><a href="#">공유</a></div>'
    node = LexborHTMLParser(f'<div class="t">{text}</div>').css_first("div.t")
    assert node is not None
    assert read_body(html_of(node)).text == read_body(f"{body(900)}<p>계획.pdf</p>").text


def test_a_field_of_plain_lines_keeps_them() -> None:
    plain = LexborHTMLParser("<textarea>첫 줄 & 끝\n둘째 줄</textarea>").css_first("textarea")
    assert plain is not None
    assert read_body(html_of(plain)).text == "첫 줄 & 끝\n둘째 줄"


def test_the_title_may_stand_again_in_every_answer() -> None:
    def post(n: int) -> str:
        answers = "".join(f'<div class="a"><h3>{title(n)}</h3><p class="w">나그네</p><div class="m"><p>고맙습니다.</p></div></div>' for _ in range(n % 7))
        return f'<div class="v"><h3>{title(n)}</h3><p><b>작성자</b> {desk(n)} <b>작성일</b> {day(n)}</p><div class="t">{body(n)}</div></div>{answers}'

    sample = Sample(row=lambda n, page: cells(n, day(n)), post=post)
    found = sample.learned()
    assert [read_post(sample, found, n).title for n in NUMBERS[:10]] == [title(n) for n in NUMBERS[:10]]


def test_the_name_of_a_file_stands_beside_its_link_without_words() -> None:
    entry = '<ul><li><a href="/attachments/{n}/"><span class="icon"></span></a><div><span>계획 {n}.hwp</span><em>12.5 KB</em></div></li></ul>'
    posts = posts_of("<h3>{title}</h3><p><b>작성자</b> {desk} <b>작성일</b> {day}</p>", named=True, after=entry)
    assert [[file.name for file in post.attachments] for post in posts] == [[f"계획 {n}.hwp"] for n in SHOWN]


def test_words_beside_the_facts_are_not_what_follows_them() -> None:
    def post(n: int) -> str:
        side = f"<section><p class='nick'>{desk(n)}</p></section>"
        text = f"<article>{body(n)}</article>" if n // 2 % 2 else f"<div class='c'>{body(n)}</div>"
        return f"<main><h1>{title(n)}</h1><div class='row'>{side}{text}</div><div class='more'><p>{n}번 글에 댓글을 남겨 주세요 누구나</p></div></main>"

    sample = Sample(row=lambda n, page: cells(n, day(n)), post=post)
    found = sample.learned()
    assert not str(found.facts.get("post_body", "")).startswith("after ")


def said_on(markup: str) -> list[tuple[str, str, str]]:
    root = LexborHTMLParser(markup).root
    assert root is not None
    return [(said.word, said.meaning, said.value) for said in labels_on(root, frozenset())]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>Veröffentlicht am 2. März 2025, <b>Bauamt</b></p>", [("Veröffentlicht am", "posted", "2. März 2025")]),
        (
            "<p>Publié le 2 mars 2025 – Mis à jour le 03/03/2025</p>",
            [("Publié le", "posted", "2 mars 2025"), ("Mis à jour le", "modified", "03/03/2025")],
        ),
        ("<ul><li><a href='/a'>작성자 안내</a> <a href='/b'>등록일 2024-03-02</a></li></ul>", []),
        ("<p>부서 안내 부서 안내 소개 부서 안내 현황</p>", []),
        (f"<div><b>제목</b><br>작성자: 총무과 / 날짜: 2025-03-02<br>{'긴 글입니다. ' * 60}</div>", [("작성자", "author", "총무과"), ("날짜", "posted", "2025-03-02")]),
    ],
)
def test_what_lines_of_facts_say_and_menus_do_not(markup: str, said: list[tuple[str, str, str]]) -> None:
    assert said_on(markup) == said


def test_the_one_name_in_a_link_of_several_words_is_the_files() -> None:
    node = LexborHTMLParser("<a href='/f/1'><span>계획.hwp</span> <em>세 쪽짜리</em></a>").css_first("a")
    assert node is not None
    assert file_name(node, "https://board.example/f/1") == "계획.hwp"


@pytest.mark.parametrize(("other", "read"), [("제목", "제목"), ("다른 제목", None)])
def test_a_part_may_repeat_and_not_differ(other: str, read: str | None) -> None:
    root = LexborHTMLParser("<h3>제목</h3>" * 9 + f"<h3>{other}</h3>").root
    assert root is not None
    assert Places(root, None).title("h3") == read


def test_facts_below_a_text_do_not_make_it_loose() -> None:
    def post(n: int) -> str:
        below = f"<div class='m'><span>By the crew number {n}</span> <span>Published {day(n, '%d %B %Y')} here</span></div>"
        return f"<div class='v'><h3>{title(n)}</h3><div class='c'>{body(n)}{body(n + 40)}{body(n + 80)}</div>{below}</div>"

    found = Sample(row=lambda n, page: cells(n, day(n)), post=post).learned()
    assert found.facts["post_body"] == "div.c"
