"""The bench of reading in a short form: the figures that hold are held, and the counting itself is tested.

The whole corpus is read by ``make bench-extraction``; here every board of a known platform is, and every sixth of the others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import escape, unescape

import pytest

from bench.extraction import corpus
from bench.extraction.__main__ import score_of
from bench.extraction.boards import Board, Shape, build
from bench.extraction.caught import CAUGHT
from bench.extraction.entries import DEVELOPED, EVALUATED
from bench.extraction.reading import looked_at, read, scored, way_to
from bench.extraction.report import figures, render
from bench.extraction.scoring import Score, f1, score_list, score_post
from bench.extraction.syllables import COMBINATIONS, SYLLABLES, Declared, exact
from crawler.decode import decode
from crawler.forms import as_get, is_post
from crawler.onboarding.looking import cost
from crawler.onboarding.writing import manifest_text
from crawler.records import Listing, SiteDate


def board_named(name: str) -> Board:
    """The board of a shape."""
    return build(next(shape for part in corpus.PARTS for shape in corpus.shapes(part) if shape.name == name), posts=3)


def test_boards_of_known_platforms_are_read_as_wished() -> None:
    score = score_of("platform", posts=2)
    missed = {one.says for one in figures(score) if not one.reached and not one.says.startswith("median")}
    assert missed == set(), score.wrongs


def test_days_that_only_other_pages_prove_are_read_in_their_order() -> None:
    way = way_to(board_named("mybb: 1.8, a day like its month"))
    assert (way.verdict, way.manifest.date_order) == ("sure", "month-first")
    found = looked_at(board_named("mybb: 1.8, a day like its month"))
    written = manifest_text(found, cost(found, mean_bytes=1000), date(2025, 3, 3))
    assert 'date_order = "month-first"' in written.splitlines()


def test_a_board_none_of_whose_pages_proves_the_order_of_its_days_is_to_be_checked() -> None:
    board = board_named("mybb: 1.8, a day like its month")
    pages = {key: re.sub(r"\d\d-\d\d-\d{4}(?=, )", "Yesterday", html) for key, html in board.pages.items()}
    way = way_to(replace(board, pages=pages))
    assert (way.verdict, way.manifest.date_order) == ("check", "")
    assert any("which number of a date is the month" in reason for reason in way.reasons), way.reasons


def test_a_board_without_years_that_is_written_slowly_has_no_wrong_dates() -> None:
    dates = score_of("trap", "without years", posts=1).tallies["list date"]
    assert (dates.wrong, dates.right > 20, dates.absent > 20) == (0, True, True)


@pytest.mark.parametrize("part", ["developed", "evaluated", "trap"])
def test_of_unknown_boards_nothing_is_invented(part: str) -> None:
    score = score_of(part, posts=2, step=6)
    held = {one.says: one for one in figures(score)}
    wished = ["list author, invented", "list date, wrong", "next page, falsely found", *(["another date taken for the posting date"] if part == "trap" else [])]
    assert [held[name].found for name in wished if not held[name].reached] == []


@pytest.mark.parametrize(("part", "name", "fault"), CAUGHT, ids=lambda value: str(value)[:40])
def test_a_fault_that_the_bench_caught_stays_mended(part: str, name: str, fault: str) -> None:
    shape = next(shape for shape in corpus.shapes(part) if shape.name == name)
    board = build(shape, posts=3)
    score, refused = scored(board, way_to(board))
    assert (score.wrongs, refused) == ([], ()), fault
    assert (score.sure.right, score.sure.wrong, score.sure.absent) == (1, 0, 0)


@pytest.mark.parametrize("declared", COMBINATIONS, ids=lambda declared: declared.name)
def test_every_syllable_is_read_as_it_was_written(declared: Declared) -> None:
    assert exact(declared) == len(SYLLABLES) == 11_172


def test_the_corpus_is_as_large_and_as_divided_as_it_says() -> None:
    shapes = [shape for part in corpus.PARTS for shape in corpus.shapes(part)]
    assert len({shape.name for shape in shapes}) == len(shapes) >= 150
    assert len({(shape.post.__qualname__, shape.post_dates, shape.post_author, shape.scheme.post) for shape in shapes}) >= 60
    for name in ("subjects", "endings", "odd", "authors", "sentences", "files", "menu", "sites"):
        assert not set(getattr(DEVELOPED, name)) & set(getattr(EVALUATED, name)), name
    hosts = [{shape.scheme.start.split("/")[2] for shape in corpus.shapes(part)} for part in ("developed", "evaluated")]
    assert not hosts[0] & hosts[1]
    assert not {shape.listing.__qualname__ + shape.listing.__module__ for shape in corpus.shapes("evaluated")} & {
        shape.listing.__qualname__ + shape.listing.__module__ for shape in corpus.shapes("developed")
    }


WRITTEN_APART = ("opened", "ordinary", "skins", "blind")  # the parts that were written without a look at the engines


@pytest.mark.parametrize("shape", [shape for part in WRITTEN_APART for shape in corpus.shapes(part)], ids=lambda shape: shape.name)
def test_a_board_written_apart_shows_what_its_truth_says(shape: Shape) -> None:
    board = build(shape)
    known = shape.scheme.known
    assert (len(board.posts), len(board.lists)) == (6, shape.pages)
    for listed in board.lists:
        assert known(listed.url) == ("list", str(board.lists.index(listed) + 1))
        shown = decode(listed.html.encode(shape.charset), None).text
        for row in listed.rows:
            assert all(escape(part, quote=False) in shown for part in (row.title, row.author or "", row.key)), row
    for post in board.posts:
        assert known(post.url) == ("post", post.key)
        shown = re.split(r"</head>", decode(post.html.encode(shape.charset), None).text, flags=re.IGNORECASE)[1]
        words = unescape(re.sub(r"<[^>]*>", " ", shown))
        assert f1(post.text, words) > 0
        assert set(re.findall(r"\w+", post.text)) <= set(re.findall(r"\w+", words))
        for place, (identity, name) in enumerate(post.files):
            assert known(shape.scheme.file.format(key=post.key, place=place)) == ("file", identity)
            assert escape(name) in shown
        assert escape(post.title, quote=False) in shown
        assert (post.author or "") in shown


@pytest.mark.parametrize("apart", WRITTEN_APART)
def test_a_part_written_apart_shares_no_words_and_no_hosts_with_the_others(apart: str) -> None:
    others = [shape for part in corpus.PARTS if part != apart for shape in corpus.shapes(part)]
    own = corpus.shapes(apart)
    assert len(own) >= 30
    assert not {shape.scheme.start.split("/")[2] for shape in own} & {shape.scheme.start.split("/")[2] for shape in others}
    for name in ("subjects", "odd", "authors", "sentences", "files", "sites"):
        known = {word for shape in others for word in getattr(shape.words, name)}
        assert not {word for shape in own for word in getattr(shape.words, name)} & known, name


def test_a_list_by_post_alone_answers_a_get_with_its_first_page() -> None:
    board = build(next(shape for shape in corpus.shapes("opened") if shape.post_only), posts=1)
    second = board.lists[1]
    assert (board.answer(second.url), board.answer(as_get(second.url))) == (second.html, board.lists[0].html)
    score = Score()
    by_get = Listing(url=board.lists[0].url, rows=(), next_url=as_get(second.url))
    score_list(board, board.lists[0], by_get, score)
    score_list(board, board.lists[0], replace(by_get, next_url=second.url), score)
    assert (score.tallies["next page"].wrong, score.tallies["next page"].right) == (1, 1)


class ByGet(Board):
    """A board that answers no POST, whatever its forms say."""

    def answer(self, url: str) -> str | None:
        return None if is_post(url) else self.pages["/".join(self.shape.scheme.known(url) or ("", ""))]


def test_a_pager_whose_form_posts_is_followed_by_post_and_by_get_where_that_is_refused() -> None:
    board = build(next(shape for shape in corpus.shapes("opened") if shape.post_only), posts=6)
    assert way_to(board).manifest.fetch.post == ("list",)
    deaf = ByGet(shape=replace(board.shape, post_only=False), at=board.at, lists=board.lists, posts=board.posts, pages=board.pages)
    way = way_to(deaf)
    assert (way.verdict != "cannot", way.manifest.fetch.post) == (True, ())
    assert any("page 2 reads alike" in reason for reason in way.reasons)


def test_a_wrong_reading_is_counted_as_wrong_and_a_missing_one_as_absent() -> None:
    board = board_named("bbsntt: usual")
    reading = read(board, way_to(board))
    truth, found = reading.lists[0]
    assert found is not None
    rows = list(found.rows)
    rows[2] = replace(rows[2], title="다른 제목", author=None, posted=SiteDate(at="1999-01-01T00:00:00+09:00", precision="day", raw="1999-01-01"))
    score = Score()
    assert not score_list(board, truth, replace(found, rows=(*rows[:-1],), next_url=None), score)
    counts = {name: (tally.right, tally.wrong, tally.absent) for name, tally in score.tallies.items() if tally.total}
    count = len(truth.rows)
    assert counts["list page"] == (0, 1, 0)
    assert counts["row recall"] == (count - 1, 0, 1)
    assert counts["list title"] == (count - 2, 1, 0)
    assert counts["list date"] == (count - 2, 1, 1)
    assert counts["list author"] == (count - 2, 0, 2)
    assert counts["next page"] == (0, 0, 1)


def test_a_post_is_counted_field_by_field() -> None:
    board = board_named("bbsntt: usual")
    truth, found = read(board, way_to(board)).posts[2]
    assert found is not None
    score = Score()
    assert score_post(board, truth, found, score)
    assert not score_post(board, truth, replace(found, body_text="", attachments=(), posted=None), score)
    assert not score_post(board, truth, None, score)
    assert (score.bodies[0] > 0.95, score.bodies[1:]) == (True, [0.0, 0.0])
    assert (score.tallies["body"].right, score.tallies["body"].wrong, score.tallies["body"].absent) == (1, 1, 1)
    assert (score.tallies["post date"].right, score.tallies["post date"].absent) == (1, 2)
    assert score.tallies["file recall"].absent == 2 * len(truth.files) > 0


def test_words_in_common_make_an_f1() -> None:
    assert f1("가 나 다", "가 나 다") == 1.0
    assert f1("가 나", "가 나 다 라") == pytest.approx(2 / 3)
    assert (f1("", ""), f1("가", "")) == (1.0, 0.0)


def test_the_report_tells_every_part_and_what_is_not_reached() -> None:
    score = Score(boards=1)
    score.tallies["list title"].count("제목", "다른 제목")
    text = render({"platform": score}, {COMBINATIONS[0].name: 11_171}, "a machine")
    assert "| list title " in text
    assert "(1 wrong, 0 absent of 1)" in text
    assert text.count("| no ") >= 2
