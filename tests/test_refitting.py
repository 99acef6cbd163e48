"""Corrections of a preview: they take hold, or one sentence says why they cannot."""

from __future__ import annotations

import pytest

from bench.extraction import corpus
from bench.extraction.boards import build
from bench.extraction.reading import looked_at
from crawler.errors import VisitFailed
from crawler.onboarding.looking import Found
from crawler.onboarding.refitting import refit
from crawler.records import Post


def found_of(name: str) -> Found:
    """A board of the bench as `panjeon add` finds it."""
    return looked_at(build(next(shape for part in corpus.PARTS for shape in corpus.shapes(part) if shape.name == name)))


def post_of(found: Found) -> Post:
    """The first post of the preview."""
    post = found.samples[0].read
    assert isinstance(post, Post)
    return post


def test_that_a_platform_has_no_author_is_refused_with_what_it_reads_and_what_to_do() -> None:
    found = found_of("bbsntt: usual")
    post = post_of(found)
    with pytest.raises(VisitFailed) as refused:
        refit(found, {"author": ""})
    assert str(refused.value) == (
        f"author= is for lists whose shape was learned: the engine bbsntt reads {post.author!r} on {found.samples[0].page.url}, "
        "where its platform keeps it; give the right value instead, as in author=총무과"
    )


def test_an_author_that_a_platform_does_not_read_is_corrected_by_a_selector() -> None:
    found = found_of("bbsntt: usual")
    shown = post_of(found).posted
    assert shown is not None
    again = refit(found, {"author": shown.raw})
    assert post_of(again).author == shown.raw
    assert again.board.select["author"]


def test_a_correction_that_an_engine_cannot_take_says_so_instead_of_changing_nothing() -> None:
    found = found_of("mybb: 1.8")
    with pytest.raises(VisitFailed, match=r"^author=MyBB changes nothing: the engine mybb reads '[^']+' on https[^ ]+, and takes no selector for it$"):
        refit(found, {"author": "MyBB"})
