"""Why boards of real software were misread, cause by cause: small blogs and news pages in the shape of what was seen, every fact known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from crawler.addresses import host_of
from crawler.engines import engine
from crawler.engines.labels import claimed_total
from crawler.errors import PageChanged
from crawler.learning import Learned, Seen, learn
from crawler.manifest import Manifest
from crawler.records import Page, Post
from tests.test_learning_causes import AT, NUMBERS, day, desk, title

HOST = "https://blog.example"


def text(n: int) -> str:
    """A text as notices have it: what happens when, told with words that a board has for its posts."""
    return f"<p>안녕하십니까.</p><ul><li>일시: 2025년 {n % 12 + 1}월</li><li>담당: 내선 {n + 1000}</li></ul><p>모두 {n % 37 + 12}명까지 오실 수 있습니다.</p>"


def words(n: int) -> str:
    return f"안녕하십니까.\n일시: 2025년 {n % 12 + 1}월\n담당: 내선 {n + 1000}\n모두 {n % 37 + 12}명까지 오실 수 있습니다."


def link(n: int) -> str:
    return f"/notice-{n}.html"


def moment(n: int) -> str:
    return f'<time class="published" datetime="{day(n)}T09:30:00+09:00">{day(n)}</time>'


def entry_row(n: int) -> str:
    """A row that shows all of its text."""
    return f'<article class="entry"><h2><a href="{link(n)}">{title(n)}</a></h2>{moment(n)}<div class="content">{text(n)}</div></article>'


def entry_post(n: int) -> str:
    return f'<article class="entry"><h1 class="entry-title">{title(n)}</h1>{moment(n)}<div class="content">{text(n)}</div></article>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """A blog of 22 posts on pages of ten, by how it draws a row, the list around the rows, a post, its pager and what stands beside everything."""

    row: Callable[[int], str] = entry_row
    post: Callable[[int], str] = entry_post
    around: str = "<main>{rows}</main>"
    pages: Callable[[int], str] = lambda number: f"/page/{number}/"
    pager: str = '<nav class="pages"><a href="/page/2/">2</a> <a href="/page/3/">3</a></nav>'
    beside: str = ""

    def list(self, number: int) -> Seen:
        own = [*NUMBERS, 880, 879][10 * number - 10 : 10 * number]
        rows = self.around.format(rows="".join(map(self.row, own)))
        html = f"<html lang=ko><head><title>소식</title></head><body>{self.beside}{rows}{self.pager}</body></html>"
        return Seen(url=HOST + ("/" if number == 1 else self.pages(number)), text=html)

    def opened(self, n: int) -> Seen:
        return Seen(url=HOST + link(n), text=f"<html lang=ko><head><title>{title(n)}</title></head><body>{self.beside}{self.post(n)}</body></html>")

    def learned(self) -> Learned:
        posts = [self.opened(n) for n in NUMBERS[:10:2]]
        return learn(self.list(1), second=self.list(2), posts=posts, at=AT, zone="Asia/Seoul")

    def board(self) -> Manifest:
        return Manifest(
            name="blog", title="-", publisher="-", url=HOST + "/", engine="generic", language="ko", timezone="Asia/Seoul", hosts=(host_of(HOST),),
            learned=self.learned().facts,
        )  # fmt: skip


def read(learned: Learned) -> list[tuple[str, str | None, str, str]]:
    return [(post.title, post.author, post.posted.at[:10] if post.posted else "", post.body_text) for post in learned.posts]


def expected(author: Callable[[int], str | None]) -> list[tuple[str, str | None, str, str]]:
    return [(title(n), author(n), day(n), words(n)) for n in NUMBERS[:10:2]]


def nobody(n: int) -> None:
    """No author is shown."""


def page_of(seen: Seen) -> Page:
    return Page(url=seen.url, text=seen.text, status=200, media_type="text/html", fetched_at=AT)


def test_a_day_told_in_a_text_denies_no_date_of_posting() -> None:
    learned = Blog().learned()
    assert learned.verdict == "sure", learned.reasons
    assert learned.listing is not None
    assert [row.posted.at[:10] if row.posted else None for row in learned.listing.rows] == [day(n) for n in NUMBERS[:10]]
    assert read(learned) == expected(nobody)


def test_the_name_of_a_thing_is_its_title_and_not_its_author() -> None:
    def head(n: int, tag: str) -> str:
        by = f'<p class="byline"><span class="byline-name fn">{desk(n)}</span></p>'
        return f'<{tag} class="p-name"><a class="u-url" href="{link(n)}">{title(n)}</a></{tag}>{by}{moment(n)}'

    learned = Blog(
        row=lambda n: f'<article class="h-entry">{head(n, "h2")}<div class="p-summary">{text(n)}</div></article>',
        post=lambda n: f'<article class="h-entry">{head(n, "h1")}<div class="e-content">{text(n)}</div></article>',
    ).learned()
    assert learned.listing is not None
    assert [row.author for row in learned.listing.rows] == [desk(n) for n in NUMBERS[:10]]
    assert read(learned) == expected(desk)


def byline(n: int) -> str:
    return f"<footer><p>{moment(n)}</p><address>By <a href='/author/{n % 4}.html'>{desk(n)}</a></address></footer>"


@pytest.mark.parametrize(
    "post",
    [
        pytest.param(lambda n: f"<main><article><header><h2><a href='{link(n)}'>{title(n)}</a></h2></header>{text(n)}{byline(n)}</article></main>", id="article"),
        pytest.param(lambda n: f"<main><article><header><h1>{title(n)}</h1></header><div class='content'>{byline(n)}{text(n)}</div></article></main>", id="below"),
        pytest.param(lambda n: f"<div class='meta'>{byline(n)}</div><article class='inner'><h1>{title(n)}</h1>{text(n)}</article>", id="heading"),
    ],
)
def test_the_header_and_footer_of_a_text_are_no_words_of_it(post: Callable[[int], str]) -> None:
    row: Callable[[int], str] = lambda n: f"<article><header><h2><a href='{link(n)}'>{title(n)}</a></h2></header><div>{text(n)}</div>{byline(n)}</article>"  # noqa: E731
    learned = Blog(row=row, post=post).learned()
    assert learned.verdict == "sure", learned.reasons
    assert read(learned) == expected(desk)


def opened_by(blog: Blog, html: str) -> Post:
    """A post that was not among those learned from, as the blog's profile reads it."""
    found = engine("generic").post(page_of(replace(blog.opened(895), text=f"<html lang=ko><body>{html}</body></html>")), blog.board())
    assert isinstance(found, Post)
    return found


def test_a_heading_in_a_text_is_not_the_title() -> None:
    blog = Blog(post=lambda n: f"<h1>{title(n)}</h1>{moment(n)}<div class='content'>{text(n)}</div>")
    post = opened_by(blog, f"<h1>{title(895)}</h1>{moment(895)}<div class='content'><h1>제목처럼 쓴 줄</h1><p>본문입니다.</p></div>")
    assert (post.title, post.body_text) == (title(895), "제목처럼 쓴 줄\n본문입니다.")


@pytest.mark.parametrize("shown", ["수정된 글: 접수 기간 연장", "공고일: 3월 2일로 바뀜"])
def test_a_title_keeps_the_words_before_its_colon(shown: str) -> None:
    post = opened_by(Blog(), f'<article class="entry"><h1 class="entry-title">{shown}</h1>{moment(895)}<div class="content">{text(895)}</div></article>')
    assert post.title == shown


def test_the_picture_of_a_person_before_a_link_of_the_menu_names_no_author() -> None:
    menu = '<div class="grid"><a href="/about/"><i class="icon icon-user"></i> <span>소개</span></a></div>'
    learned = Blog(beside=menu).learned()
    assert read(learned) == expected(nobody)


def test_a_box_that_says_title_and_address_again_is_not_the_text() -> None:
    def post(n: int) -> str:
        box = f'<div class="license"><p>{title(n)}</p><p>Link: https://mirror.example/2026/news{link(n)}</p><p>{title(n)}</p></div>'
        return f'<h1 class="entry-title">{title(n)}</h1>{moment(n)}<div class="content"><p>{n}명이 모였고 다음에는 더 많은 분을 모십니다.</p></div>{box}'

    learned = Blog(post=post).learned()
    assert [found.body_text for found in learned.posts] == [f"{n}명이 모였고 다음에는 더 많은 분을 모십니다." for n in NUMBERS[:10:2]]


def test_what_the_main_part_calls_its_recent_posts_is_the_list() -> None:
    around = '<header><nav><a href="/">처음</a></nav></header><main><div class="recent-posts" id="recent-posts">{rows}</div></main>'
    learned = Blog(around=around, row=lambda n: f'<div class="recent-post-item">{entry_row(n)}</div>').learned()
    assert learned.verdict == "sure", learned.reasons
    assert learned.listing is not None
    assert len(learned.listing.rows) == 10


def test_links_that_show_years_are_no_pages() -> None:
    years = '<ul class="years"><li><a href="/archive/2025/">2025</a></li><li><a href="/archive/2024/">2024</a></li><li><a href="/archive/2023/">2023</a></li></ul>'
    learned = Blog(beside=years).learned()
    assert learned.next is not None
    assert learned.next.url == HOST + "/page/2/"


def test_a_page_number_may_stand_right_behind_the_name_of_the_list() -> None:
    pager = '<nav><ul><li>Page 1 / 3</li><li><a href="/index2.html">⟩</a></li><li><a href="/index3.html">⟫</a></li></ul></nav>'
    learned = Blog(pager=pager, pages=lambda number: f"/index{number}.html").learned()
    assert learned.verdict == "sure", learned.reasons
    assert learned.next is not None
    assert learned.next.url == HOST + "/index2.html"


def test_pages_that_are_counted_from_the_oldest_are_followed_by_their_older_link() -> None:
    def pager(older: int) -> str:
        return f'<nav><ul class="pager"><li class="next"><a href="/index-{older}.html" rel="next">옛날 글</a></li></ul></nav>'

    blog = Blog(pager=pager(7), pages=lambda number: f"/index-{9 - number}.html")
    assert blog.learned().verdict == "sure", blog.learned().reasons
    second = replace(blog.list(2), text=blog.list(2).text.replace("index-7", "index-6"))
    assert [engine("generic").listing(page_of(page), blog.board()).next_url for page in (blog.list(1), second)] == [f"{HOST}/index-7.html", f"{HOST}/index-6.html"]
    grown = replace(blog.list(1), text=blog.list(1).text.replace("index-7", "index-9"))
    assert engine("generic").listing(page_of(grown), blog.board()).next_url == f"{HOST}/index-9.html"


@pytest.mark.parametrize("off", ['<div class="next is-invisible"><a href="/page/4/">4</a></div>', '<ul><li class="disabled"><a href="/page/4/">다음</a></li></ul>'])
def test_an_arrow_that_is_switched_off_leads_nowhere(off: str) -> None:
    board, last = Blog().board(), Blog().list(3)
    shown = replace(last, text=last.text.replace("</nav>", f"{off}</nav>"))
    assert engine("generic").listing(page_of(shown), board).next_url is None
    on = replace(last, text=last.text.replace("</nav>", '<a href="/page/4/">4</a></nav>'))
    assert engine("generic").listing(page_of(on), board).next_url == HOST + "/page/4/"


def test_a_last_page_of_two_posts_may_stand_beside_the_five_newest() -> None:
    newest = "".join(f"<li><a href='{link(n)}'>{title(n)}</a></li>" for n in NUMBERS[:5])
    blog = Blog(beside=f"<aside class='side'><h3>최근 글</h3><ul>{newest}</ul></aside>")
    board, last = blog.board(), blog.list(3)
    assert [row.title for row in engine("generic").listing(page_of(last), board).rows] == [title(880), title(879)]
    moved = replace(last, text=last.text.replace("<aside class='side'>", "<section>").replace("</aside>", "</section>"))
    with pytest.raises(PageChanged, match="rows for most posts"):
        engine("generic").listing(page_of(moved), board)


@pytest.mark.parametrize(("tag", "verdict"), [("article", "check"), ("p", "sure")])
def test_a_post_that_stands_above_the_list_by_itself_makes_a_check(tag: str, verdict: str) -> None:
    first = f"<aside><{tag}><h2><a href='{link(901)}'>{title(901)}</a></h2>{moment(901)}<div>{text(901)}</div></{tag}></aside>"
    learned = Blog(around=f"{first}<main>{{rows}}</main>").learned()
    assert learned.verdict == verdict, learned.reasons
    assert any("an article of its own" in reason for reason in learned.reasons) == (verdict == "check")


def test_the_name_of_an_author_ends_where_its_link_ends() -> None:
    def by(n: int) -> str:
        return f'<h6 class="post-meta">글쓴이: <a href="/by/{n % 4}">{desk(n)}</a> in <a href="/kind/1">공지</a> 1년 전</h6>'

    learned = Blog(
        row=lambda n: f'<article class="entry"><h2><a href="{link(n)}">{title(n)}</a></h2>{by(n)}{moment(n)}<p>안녕하십니까.</p></article>',
        post=lambda n: f'<h1 class="entry-title">{title(n)}</h1>{by(n)}{moment(n)}<div class="content">{text(n)}</div>',
    ).learned()
    assert learned.listing is not None
    assert [row.author for row in learned.listing.rows] == [desk(n) for n in NUMBERS[:10]]
    assert read(learned) == expected(desk)


def test_a_month_that_a_plain_text_tells_is_no_day_of_posting_and_the_text_no_fact() -> None:
    def post(n: int) -> str:
        told = f"<div class='letter'><p>일시: 2024년 {n % 12 + 1}월\n문의: 내선 {n}\n{n}명까지 오실 수 있습니다.</p></div>"
        people = "".join(f'<li><img src="/avatar/{n + k}.jpg" width="60" height="60"><span>{desk(n + k)} {n}</span></li>' for k in range(3))
        return f'<h1>{title(n)}</h1>{told}<div class="people"><ul>{people}</ul></div>'

    learned = Blog(row=lambda n: f'<article class="entry"><h2><a href="{link(n)}">{title(n)}</a></h2><p>{n % 7}명이 봄</p></article>', post=post).learned()
    assert [post.posted for post in learned.posts] == [None] * 5
    assert [post.body_text for post in learned.posts] == [f"일시: 2024년 {n % 12 + 1}월 문의: 내선 {n} {n}명까지 오실 수 있습니다." for n in NUMBERS[:10:2]]
    assert learned.verdict == "check", learned.reasons


@pytest.mark.parametrize(("shown", "total"), [("Page 1 of 9", None), ("페이지 1 of 9", None), ("Displaying 1 - 10 of 130", 130)])
def test_the_number_of_pages_is_no_number_of_posts(shown: str, total: int | None) -> None:
    assert claimed_total(shown) == total


@pytest.mark.parametrize(("locked", "title"), [("post-password-required", "비밀 알림"), ("", "Protected: 비밀 알림")])
def test_the_word_that_wordpress_writes_before_a_locked_title_is_no_part_of_it(locked: str, title: str) -> None:
    row = f'<article id="post-46" class="post-46 type-post {locked}"><h2 class="entry-title"><a href="/2024/06/secret/">Protected: 비밀 알림</a></h2></article>'
    board = Manifest(name="blog", title="-", publisher="-", url=HOST + "/", engine="wordpress", language="ko", timezone="Asia/Seoul", hosts=("blog.example",))
    (read,) = engine("wordpress").listing(page_of(Seen(url=HOST + "/", text=f"<html><body>{row}</body></html>")), board).rows
    assert (read.title, read.secret) == (title, bool(locked))
