"""Fingerprints: a platform's pages are recognised with the reasons told, and never taken for another platform's."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawler.engines.recognise import LEAST_SIGNS, recognise
from crawler.manifest import ENGINES
from crawler.records import Page

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/meta.json"))
#: Pages that show nothing of their platform but words: a bare alert, a page in place of a list.
SILENT = {"deleted", "secret", "barred", "password", "maintenance"}


def page_of(folder: Path) -> Page:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    text = next(folder.glob("page.*")).read_bytes().decode("utf-8")
    return Page(url=meta["url"], text=text, status=meta["status"], media_type="text/html", fetched_at=datetime.fromisoformat(meta["fetched_at"]))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_no_page_is_taken_for_another_platform(folder: Path) -> None:
    found = [one.engine for one in recognise(page_of(folder)) if one.engine != "generic"]
    assert found in ([], [folder.parent.name])


@pytest.mark.parametrize("name", [name for name in ENGINES if name not in ("drupal7", "generic")])
def test_every_list_and_post_of_a_platform_is_recognised_first(name: str) -> None:
    missed = []
    for folder in (CASES / name).iterdir():
        told = recognise(page_of(folder))
        if not SILENT & set(folder.name.split("_")) and (not told or told[0].engine != name):
            missed.append(folder.name)
    assert missed == []


def test_the_reasons_are_told_and_counted() -> None:
    first = recognise(page_of(CASES / "gnuboard5" / "list_first"))[0]
    assert first.score == len(first.reasons) >= LEAST_SIGNS
    assert "board.php with bo_table" in first.reasons


def test_one_sign_is_not_enough() -> None:
    text = '<p>예전 게시판은 <a href="https://club.example.kr/bbs/board.php?bo_table=old">여기</a>에 있습니다.</p>'
    page = Page(url="https://blog.example.org/1", text=text, status=200, media_type="text/html", fetched_at=datetime.fromisoformat("2025-03-03T00:00:00+00:00"))
    assert recognise(page) == ()


def test_a_table_of_posts_of_no_platform_is_generic() -> None:
    assert [one.engine for one in recognise(page_of(CASES / "generic" / "list_table"))] == ["generic"]
