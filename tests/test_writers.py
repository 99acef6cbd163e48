"""Who wrote a post: told by words of several languages, by the line in which date and readers stand, and never by what the site itself calls something."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.engines import engine
from crawler.engines.meanings import is_office, meaning_of, meaning_of_class, pairs_in
from crawler.learning import Learned, Seen, learn, wishes
from crawler.manifest import Manifest
from crawler.records import Page, Post

AT = datetime(2025, 3, 3, 3, tzinfo=UTC)
SITE = "https://town.example.kr"
NAMES = ("두부한모", "나무늘보", "책방지기", "새벽수영")
MENU = '<nav><a href="/a">소개</a><a href="/b">모임</a></nav>'


def name_of(number: int) -> str:
    return NAMES[number % len(NAMES)]


def a_list(newest: int, *, count: str = "<span><i></i> {n}1</span>", menu: str = MENU) -> str:
    rows = "".join(
        f'<div class="item"><span class="badge">{("나눔", "모임")[n % 2]}</span> <a href="/town/{n}/">동네 소식 제{n}호 알림</a>'
        f"<div class=small><span>{name_of(n)}</span><span>2025.02.{n:02}</span>{count.format(n=n)}</div></div>"
        for n in range(newest, newest - 8, -1)
    )
    return f'<html><body>{menu}<div class="list">{rows}</div><a href="?page=2">2</a></body></html>'


def a_post(n: int, shown: str = "{name}", comments: str = "") -> str:
    text = " ".join(f"{n}번째 글의 {part}째 문장은 여기에만 있습니다." for part in range(6))
    return (
        f"<html><body>{MENU}<h2>동네 소식 제{n}호 알림</h2><div class=meta>{shown.format(name=name_of(n))} · 2025-02-{n:02} 10:00 · 조회 {n}1</div>"
        f"<div class=text><p>{text}</p></div>{comments}</body></html>"
    )


def learned(first: str, second: str, shown: str = "{name}") -> Learned:
    lists = (Seen(url=f"{SITE}/town/", text=first), Seen(url=f"{SITE}/town/?page=2", text=second))
    draft = learn(lists[0], second=lists[1], at=AT, zone="Asia/Seoul")
    urls = [wish.call.url for wish in wishes(draft) if wish.kind == "post"]
    posts = [Seen(url=url, text=a_post(int(url.rstrip("/").rpartition("/")[2]), shown)) for url in urls]
    return learn(*lists[:1], second=lists[1], posts=posts, at=AT, zone="Asia/Seoul")


def test_who_stands_beside_date_and_readers_in_row_and_post_wrote() -> None:
    found = learned(a_list(27), a_list(19))
    assert found.listing is not None
    assert [row.author for row in found.listing.rows] == [name_of(n) for n in range(27, 19, -1)]
    assert all(post.author in NAMES for post in found.posts)
    assert (len(found.posts), found.verdict) == (5, "sure")


@pytest.mark.parametrize(
    ("menu", "count"),
    [(MENU + "".join(f'<a href="/k/{name}">{name}</a>' for name in NAMES), "<span><i></i> {n}1</span>"), (MENU, "")],
    ids=["the site's own words", "no count of readers"],
)
def test_what_may_be_a_category_is_nobody_and_is_asked_about(menu: str, count: str) -> None:
    found = learned(a_list(27, menu=menu, count=count), a_list(19, menu=menu, count=count))
    assert found.listing is not None
    assert {row.author for row in found.listing.rows} == {None}
    assert found.verdict == "check"


def test_the_same_markup_below_the_text_is_that_of_comments() -> None:
    found = learned(a_list(27), a_list(19), '<span class="nickname">{name}</span>')
    assert found.facts["post_author"] == "span.nickname"
    board = Manifest(
        name="town", title="-", publisher="-", url=f"{SITE}/town/", engine="generic", language="ko", timezone="Asia/Seoul", hosts=("town.example.kr",), learned=found.facts
    )
    comments = '<div class="answer"><span class="nickname">지나가던 이</span><p>좋은 소식이네요.</p></div>'
    page = Page(url=f"{SITE}/town/25/", text=a_post(25, '<span class="nickname">{name}</span>', comments), status=200, media_type="text/html", fetched_at=AT)
    post = engine("generic").post(page, board)
    assert isinstance(post, Post)
    assert post.author == name_of(25)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("글 나무늘보", "나무늘보"), ("글·사진 홍보담당", "홍보담당"), ("Par Direction de la recherche", "Direction de la recherche"),
        ("Par la Mairie", "Mairie"), ("Von Stadtverwaltung Erlental", "Stadtverwaltung Erlental"), ("글 쓰기", None), ("글이 없습니다", None), ("Von nun an geöffnet", None),
    ],
)  # fmt: skip
def test_bylines_of_several_languages(text: str, author: str | None) -> None:
    assert [value for _, meaning, value in pairs_in(text) if meaning == "author"] == ([author] if author else [])


@pytest.mark.parametrize("name", ["戸籍住民課", "（議会事務局）", "Tiefbauamt", "Direction de la recherche", "教务处"])
def test_offices_abroad(name: str) -> None:
    assert is_office(name)


@pytest.mark.parametrize("name", ["文化", "Stadtleben", "Bildung", "公告", "사회"])
def test_categories_are_no_offices(name: str) -> None:
    assert not is_office(name)


def test_words_and_classes_that_name_time_and_writer() -> None:
    assert (meaning_of("시각"), meaning_of_class("auteur"), meaning_of_class("p-name")) == ("posted", "author", "title")
