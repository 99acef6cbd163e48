"""A board that is redesigned in mid-history: the run is suspect, the history stands as it was, and the likely new selector is named.

``PANJEON_LONG=1`` tries every mutation of a list and of the posts; the ordinary run some of them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines import layout
from tests.conftest import Archive, Ended, Worker
from tests.mutations import mutations
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost
from tests.unknown_board import UnknownBoard

STEP = 1 if os.environ.get("PANJEON_LONG") else 40
DESKS = ("총무과", "기획과", "홍보과")


class Redesigned(TinyBoard):
    """A tiny board whose pages a test may print otherwise, post pages and lists."""

    post_design: Callable[[str], str] = staticmethod(lambda html: html)
    list_design: Callable[[str], str] = staticmethod(lambda html: html)

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = super().answer(path)
        design = self.post_design if "/node/" in path else self.list_design if "/ko/news" in path else None
        return status, headers, design(body.decode()).encode() if design is not None else body


@pytest.fixture
def office() -> Iterator[Redesigned]:
    with Redesigned() as board:
        for number in range(1, 25):
            board.add(TinyPost(number, f"제{number}호 알림", body=f"<p>제{number}호를 알립니다.</p>", posted=f"2024-05-{number:02}", author=DESKS[number % 3]))
        yield board


HISTORY = {
    "revisions": "SELECT post, number, title, author, posted_at, body_text FROM revisions ORDER BY 1, 2",
    "posts": "SELECT native_id, title, author, posted_at, body_text, state, pinned, revision FROM posts ORDER BY id",
    "events": "SELECT post, kind FROM events ORDER BY id",
}


def history(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    return {name: archive.rows(sql) for name, sql in HISTORY.items()}


def hint(archive: Archive) -> str:
    """What the one layout issue of the last run suggests."""
    found: str = archive.value("SELECT expected FROM issues WHERE kind = 'layout' AND crawl = (SELECT max(id) FROM crawls)")
    return found


def swapped(html: str) -> str:
    """A post's page whose author's place shows a count, the author standing elsewhere."""
    return re.sub(r'<span class="username">(.*?)</span>', r'<span class="username">12</span> <em class="desk">\1</em>', html)


def test_values_that_changed_places_on_every_post_are_no_news(office: Redesigned, archive: Archive) -> None:
    assert archive.crawl(office).code == 0
    before = history(archive)
    office.post_design = swapped
    run = archive.crawl(office)
    assert (run.code, run.outcome) == (4, "suspect")
    assert str(run.reason).startswith("layout: 8 of 8 known posts read otherwise in author")
    assert len(run.posts) == 8  # a sweep that reads nothing as it was is not gone on with
    assert run.row["quarantined"] == 8
    assert len(archive.issues("held_back")) == 8
    assert history(archive) == before
    assert hint(archive) == '[select] author = ["em.desk"]'

    mended = archive.crawl(office, fetch='\n[select]\nauthor = ["em.desk"]\n')
    assert mended.code == 0
    assert history(archive)["revisions"] == before["revisions"]


def test_a_refresh_that_meets_a_redesign_says_so_too(office: Redesigned, archive: Archive) -> None:
    archive.crawl(office)
    before = history(archive)
    office.post_design = lambda html: re.sub(r'<span class="label">글쓴이</span> <span class="username">.*?</span>', "", html)
    office.add(*(TinyPost(number, f"제{number}호 알림", body=f"<p>제{number}호를 알립니다.</p>", posted="2024-06-01") for number in range(25, 30)))
    run = archive.crawl(office, "refresh")
    assert (run.code, run.reason) == (4, "layout: 0 of 5 posts have an author")
    assert history(archive) == before
    office.post_design = staticmethod(lambda html: html)
    assert archive.crawl(office, "refresh").row["new_posts"] == 5


def test_some_edits_are_news_and_told_in_the_same_run(office: Redesigned, archive: Archive) -> None:
    archive.crawl(office)
    for number in range(1, 11):
        office.posts[number].body = f"<p>제{number}호를 고쳐 적습니다.</p>"
    run = archive.crawl(office)
    assert (run.code, run.row["changed_posts"]) == (0, 10)


def test_a_mass_of_edits_is_believed_where_the_board_file_says_so(office: Redesigned, archive: Archive) -> None:
    archive.crawl(office)
    for post in office.posts.values():
        post.author = "기록관"
    assert archive.crawl(office).code == 4
    assert archive.value("SELECT count(*) FROM revisions WHERE number > 1") == 0
    run = archive.crawl(office, fetch="\n[expect]\nmax_changed_percent = 100\n")
    assert (run.code, run.row["changed_posts"]) == (0, 24)


def test_a_single_new_post_without_an_author_is_kept(office: Redesigned, archive: Archive) -> None:
    archive.crawl(office)
    office.add(TinyPost(30, "제30호 알림", author=""))
    run = archive.crawl(office, "refresh")
    assert (run.code, run.row["new_posts"]) == (0, 1)


def test_a_list_that_names_other_posts_titles_is_no_news(office: Redesigned, archive: Archive) -> None:
    archive.crawl(office)
    before = history(archive)
    office.list_design = lambda html: re.sub(r'(<a href="/ko/node/\d+">).*?</a>', r"\1자세히 보기</a>", html)
    run = archive.crawl(office, "refresh")
    assert (run.code, run.reason, run.posts) == (4, "layout: 10 of 10 listed posts are shown with another title or date", ())
    assert history(archive) == before


def test_what_a_list_or_its_posts_must_have(office: Redesigned) -> None:
    board = office.manifest()
    whole = layout.Shape(shown=10, authors=10, dates=9, bodies=0)
    assert layout.lost(board, whole, layout.Shape(shown=10, authors=10, dates=1), posts=False) == "layout: 1 of 10 rows of the list have a date"
    assert layout.lost(board, whole, layout.Shape(shown=10, authors=7, dates=6), posts=False) is None
    assert layout.lost(board, whole, layout.Shape(shown=2, authors=0, dates=0), posts=False) is None
    assert layout.lost(board, None, layout.Shape(shown=10, authors=0, dates=0), posts=False) is None
    asked = office.manifest(expect={"min_author_percent": 80})
    assert layout.lost(asked, None, layout.Shape(shown=10, authors=7, dates=0), posts=True) == "layout: 7 of 10 posts have an author"
    assert layout.lost(asked, None, layout.Shape(shown=10, authors=8, dates=0), posts=True) is None


def test_rows_under_another_name_are_suggested(office: Redesigned, archive: Archive) -> None:
    archive.crawl(office)
    before = history(archive)
    office.list_design = lambda html: re.sub("views?-", "part-", html.replace("views-row", "entry")).replace('class="view ', 'class="').replace("등록일", "").replace("글쓴이", "")
    run = archive.crawl(office)
    assert (run.code, run.outcome) == (4, "suspect")
    assert history(archive) == before
    assert hint(archive) == '[select] rows = ["div.entry"]'


def test_fewer_rows_than_the_board_file_expects(office: Redesigned, archive: Archive) -> None:
    run = archive.crawl(office, fetch="\n[expect]\nmin_rows = 11\n")
    assert (run.code, run.reason) == (4, "layout: the list's first page shows 10 rows, the manifest expects 11")


def test_more_posts_or_fewer_partners_than_the_board_file_expects(office: Redesigned, archive: Archive) -> None:
    run = archive.crawl(office, fetch="\n[expect]\nmax_posts = 23\n")
    assert (run.code, run.reason, archive.value("SELECT count(*) FROM posts")) == (4, "too_many: the list shows 24 posts, the manifest expects at most 23", 0)
    office.partners = [TinyPartner(name, f"https://{number}.example/") for number, name in enumerate(DESKS)]
    run = archive.crawl(office, fetch="\n[expect]\nmin_partners = 4\n")
    assert (run.code, run.reason) == (4, "partners: the strip shows 3, the manifest expects at least 4")
    run = archive.crawl(office, fetch="\n[expect]\nmax_partners = 2\n")
    assert (run.code, run.reason) == (4, "partners: the strip shows 3, the manifest expects at most 2")
    assert archive.value("SELECT count(*) FROM partners") == 0


def test_posts_that_no_longer_fit_are_told_with_what_they_want(office: Redesigned, archive: Archive) -> None:
    archive.crawl(office)
    before = history(archive)
    office.post_design = lambda html: html.replace("글쓴이", "기관")
    run = archive.crawl(office)
    assert (run.code, run.reason) == (4, "layout: 24 post pages did not fit")
    assert history(archive) == before
    assert '[select] author = ["span.username"]' in hint(archive)


# --- every mutation ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Iterator[tuple[Archive, UnknownBoard, str]]:
    """An unknown board, learned and crawled once: its archive, the board, its board file."""
    with UnknownBoard("table") as board:
        archive = Archive(tmp_path_factory.mktemp("begun"), worker)
        learned = board.manifest_text()
        board.manifest_text = lambda **_: learned  # type: ignore[method-assign]
        assert archive.crawl(board).code == 0  # type: ignore[arg-type]
        yield archive, board, learned


def crawled(begun: tuple[Archive, UnknownBoard, str], folder: Path, worker: Worker, change: Callable[[str, str], str]) -> tuple[Archive, Ended]:
    """A sweep of the board under a changed design, on a copy of its archive."""
    first, board, _ = begun
    shutil.copytree(first.folder, folder, dirs_exist_ok=True)
    copy = Archive(folder, worker)
    board.change = change
    try:
        return copy, copy.crawl(board, day=3)  # type: ignore[arg-type]
    finally:
        board.change = lambda _path, text: text


def designs(board: UnknownBoard, path: str) -> list[tuple[str, Callable[[str], str]]]:
    """Every mutation of a page, each as what it does to any page of its kind: the same mutation by its name."""
    names = [mutation.name for mutation in mutations(board.answer(path)[1], rows_move=False)]

    def apply(name: str) -> Callable[[str], str]:
        return lambda html: next((mutation.html for mutation in mutations(html, rows_move=False) if mutation.name == name), html)

    return [(name, apply(name)) for name in names]


@pytest.mark.parametrize("kind", ["list", "read"])
def test_no_redesign_overwrites_what_was_archived(begun: tuple[Archive, UnknownBoard, str], tmp_path: Path, worker: Worker, kind: str) -> None:
    first, board, _ = begun
    before = history(first)
    path = "/notice/list" if kind == "list" else f"/notice/read?n={board.entries[0].number}"
    wrong, ends = [], set()
    for number, (name, design) in enumerate(designs(board, path)[:: STEP]):
        archive, run = crawled(begun, tmp_path / str(number), worker, lambda asked, html, d=design: d(html) if f"/notice/{kind}" in asked else html)
        ends.add(run.outcome)
        if history(archive) != before:
            wrong.append((name, run.outcome, run.reason))
    assert wrong == []
    assert "complete" in ends
