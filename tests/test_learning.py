"""Boards nobody described: what is learned of them, how the learned profile reads other pages, and what is refused."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import manifest
from crawler.engines import engine
from crawler.errors import PageChanged
from crawler.learning import Learned, Seen, learn, wishes
from crawler.manifest import Manifest
from crawler.records import Listing, Page, Post, Withheld
from tests.learned_against_truth import differences
from tests.mutations import mutations
from tests.unknown_boards import UnknownBoard, all_boards, made

AT = datetime(2024, 4, 1, 3, tzinfo=UTC)
ZONE = "Asia/Seoul"
URL = "http://board.example/news/list.php?bd=news"
MENU = '<div id="gnb"><ul><li><a href="/about">센터 소개</a></li><li><a href="/library">자료실</a></li><li><a href="/contact">오시는 길</a></li></ul></div>'


def table(rows: int = 15, start: int = 900, header: str = "번호 제목 이름 날짜 조회", page: int = 1) -> str:
    """A list page as an old table skin prints it; ids fall from ``start``."""
    cells = "".join(
        f'<tr><td>{start - 600 - n}</td><td class="left"><a href="view.php?bd=news&amp;no={start - n}&amp;page={page}">{start - n}번째 알림 사항입니다</a>'
        f' <img src="new.gif" alt="새글"></td><td>홍보{n}팀</td><td>2024-03-{28 - n:02d}</td><td>{n * 7}</td></tr>'
        for n in range(rows)
    )
    head = "".join(f"<th>{word}</th>" for word in header.split())
    pager = " ".join(f"<b>{n}</b>" if n == page else f'<a href="?bd=news&page={n}">{n}</a>' for n in (1, 2, 3))
    return f"<html><head><title>알림</title></head><body>{MENU}<table class=tt><tr>{head}</tr>{cells}</table><div class=pg>{pager}</div></body></html>"


def learned(text: str, url: str = URL) -> Learned:
    return learn(Seen(url=url, text=text), at=AT, zone=ZONE)


def board(found: Learned, url: str = URL) -> Manifest:
    """The board that a manifest with these facts describes."""
    host = url.split("/")[2]
    return Manifest(
        name="learned", title="알림", publisher="센터", url=url, engine="generic", language="ko", timezone=ZONE, hosts=(host,), learned=found.facts
    )


def page(text: str, url: str = URL) -> Page:
    return Page(url=url, text=text, status=200, media_type="text/html", fetched_at=AT)


def test_a_table_board_is_learned_whole() -> None:
    found = learned(table())
    assert found.listing is not None
    assert found.verdict == "check", "no post and no second page was read yet"
    assert [row.native_id for row in found.listing.rows] == [str(900 - n) for n in range(15)]
    assert found.listing.rows[3].title == "897번째 알림 사항입니다"
    assert (found.listing.rows[3].author, found.listing.rows[3].posted and found.listing.rows[3].posted.raw) == ("홍보3팀", "2024-03-25")
    assert found.next is not None
    assert found.next.url == "http://board.example/news/list.php?bd=news&page=2"
    assert [wish.kind for wish in wishes(found)] == ["list", *["post"] * 5]


def test_what_was_learned_reads_the_next_page_and_refuses_another_header() -> None:
    found = learned(table())
    other = page(table(start=885, page=2), URL + "&page=2")
    read = engine("generic").listing(other, board(found))
    assert [row.native_id for row in read.rows] == [str(885 - n) for n in range(15)]
    assert read.next_url == "http://board.example/news/list.php?bd=news&page=3"
    with pytest.raises(PageChanged, match="header"):
        engine("generic").listing(page(table(header="번호 제목 날짜 이름 조회")), board(found))
    with pytest.raises(PageChanged, match="rows that lead to"):
        engine("generic").listing(page(table().replace("view.php", "read.php")), board(found))


def test_the_learned_table_stands_in_a_manifest(tmp_path: Path) -> None:
    found = learned(table())
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in found.facts.items()]
    assert len(lines) <= 20
    path = tmp_path / "news.toml"
    path.write_text(
        f'name = "news"\ntitle = "알림"\npublisher = "센터"\nurl = "{URL}"\nengine = "generic"\nlanguage = "ko"\ntimezone = "{ZONE}"\n\n[learned]\n'
        + "\n".join(lines),
        "utf-8",
    )
    loaded = manifest.load(path)
    assert engine("generic").listing(page(table()), loaded).rows == engine("generic").listing(page(table()), board(found)).rows
    assert manifest.from_facts(json.loads(json.dumps(manifest.to_facts(loaded)))) == loaded
    assert replace(loaded, learned={}).learned == {}


def test_a_page_without_a_list_cannot_be_learned() -> None:
    found = learned(f"<html><body>{MENU}<p>공사 중입니다.</p></body></html>")
    assert (found.verdict, found.listing, dict(found.facts), wishes(found)) == ("cannot", None, {}, ())


@pytest.mark.parametrize("unknown", all_boards()[:: 1 if os.environ.get("PANJEON_LONG") else 19], ids=lambda unknown: unknown.name)
def test_unknown_boards_are_read_as_they_are(unknown: UnknownBoard) -> None:
    """Every nineteenth of them; PANJEON_LONG=1 tries all."""
    found, wrong = differences(unknown)
    assert wrong == []
    assert found.verdict in ("sure", "check")


def test_a_pager_that_posts_is_asked_by_post_at_once() -> None:
    form = '<form name="f" method="post" action="/news/list.php"><input type="hidden" name="bd" value="news"><input type="hidden" name="cur" value="1"></form>'
    script = "<script>function go(n){ document.f.cur.value = n; document.f.submit(); }</script>"
    text = table().replace("<div class=pg>", f"{form}{script}<div class=pg>").replace('href="?bd=news&page=2"', 'href="javascript:go(2)"')
    text = text.replace('href="?bd=news&page=3"', 'href="javascript:go(3)"')
    first = Seen(url=URL, text=text)
    once = learn(first, at=AT, zone=ZONE)
    assert once.next is not None
    assert (once.next.method, once.next.url, once.next.form) == ("post", "http://board.example/news/list.php", (("bd", "news"), ("cur", "2")))
    again = learn(first, second=first, at=AT, zone=ZONE)
    assert any("page 2 shows the posts of page 1" in reason for reason in again.reasons)
    assert again.verdict != "sure"


def test_one_corrected_value_fits_the_rest_anew() -> None:
    two = table(header="번호 제목 담당 부서 날짜").replace("홍보", "도시")
    found = learn(Seen(url=URL, text=two), at=AT, zone=ZONE, corrections={"author": "도시0팀"})
    assert found.listing is not None
    assert [row.author for row in found.listing.rows[:2]] == ["도시0팀", "도시1팀"]
    none = learn(Seen(url=URL, text=table()), at=AT, zone=ZONE, corrections={"author": ""})
    assert none.listing is not None
    assert {row.author for row in none.listing.rows} == {None}
    other = learn(Seen(url=URL, text=table()), at=AT, zone=ZONE, corrections={"title": "홍보0팀"})
    assert other.listing is not None
    assert other.listing.rows[4].title == "홍보4팀"


def shown_by(listing: Listing) -> list[tuple[object, ...]]:
    """What the rows of a list say."""
    return [(row.native_id, row.title, row.author, row.posted and row.posted.at[:10]) for row in listing.rows]


@pytest.mark.parametrize("shape", ["plain_table", "list_items", "definitions", "mobile_doubled"])
def test_a_redesign_is_read_right_or_refused(shape: str) -> None:
    """Classes and ids renamed, tags exchanged, columns moved or added: what was learned reads the list as before, or not at all."""
    unknown = made(shape, "heading_post", "query")
    found, wrong = differences(unknown)
    assert wrong == []
    known = board(found, unknown.first[0])
    right = shown_by(engine("generic").listing(page(unknown.first[1], unknown.first[0]), known))
    refused, misread = 0, []
    for mutation in list(mutations(unknown.first[1], rows_move=False))[:: 1 if os.environ.get("PANJEON_LONG") else 5]:
        try:
            read = engine("generic").listing(page(mutation.html, unknown.first[0]), known)
        except PageChanged:
            refused += 1
            continue
        shown = shown_by(read)
        if shown != right:
            misread.append((mutation.name, [pair for pair in zip(shown, right, strict=False) if pair[0] != pair[1]][:1], len(shown)))
    assert misread == []
    assert refused > 0 or shape == "definitions"


def test_posts_by_a_profile_are_refused_without_their_parts() -> None:
    unknown = made("plain_table", "table_post", "query")
    found, _ = differences(unknown)
    known = board(found, unknown.first[0])
    truth = unknown.rows[2]
    text, url = unknown.pages[str(truth.key)], f"http://board.example/b/view.php?bbs=3&idx={truth.key}"
    post = engine("generic").post(page(text, url), known)
    assert isinstance(post, Post)
    assert (post.native_id, post.title, post.author) == (str(truth.key), truth.title, truth.author)
    for gone in ('class="txt"', "<th>제목</th>", "<th>작성일</th>"):
        with pytest.raises(PageChanged):
            engine("generic").post(page(text.replace(gone, gone.replace("제목", "이름표").replace("작성일", "기준").replace("txt", "zzz")), url), known)
    said = "<html><body><script>alert('삭제된 게시물입니다.'); history.back();</script></body></html>"
    assert engine("generic").post(page(said, url), known) == Withheld(kind="gone", evidence="삭제된 게시물입니다.")


def test_posts_that_no_page_tells_how_to_open_cannot_be_learned() -> None:
    text = table().replace('href="view.php?bd=news&amp;no=', 'href="javascript:external.open(').replace("&amp;page=1\"", ')"')
    found = learned(text)
    assert found.verdict == "cannot"
    assert found.reasons == ("the posts are opened by external.open, and the page does not tell what that asks for",)
