"""Golden folders: a page as served, what is known of it, and the answer a person has read.

A missing ``expected.json`` is written once, and the test fails until somebody has looked at it and runs it again.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from crawler.addresses import host_of
from crawler.cases import answer_of, board_in, page_in
from crawler.manifest import Manifest
from crawler.records import Withheld

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/meta.json"))

SEOUL = Manifest(
    name="seoul",
    title="새소식",
    publisher="서울정책아카이브",
    url="https://www.seoulsolution.kr/ko",
    engine="drupal7",
    language="ko",
    timezone="Asia/Seoul",
    hosts=("www.seoulsolution.kr", "seoulsolution.kr"),
)
DISTRICT = dataclasses.replace(SEOUL, name="district", url="https://www.example.go.kr/", engine="generic", hosts=("www.example.go.kr",))


def board_of(name: str, url: str) -> Manifest:
    """A board of an engine on the host of an address."""
    if name in ("drupal7", "generic"):
        return SEOUL if name == "drupal7" else DISTRICT
    return dataclasses.replace(SEOUL, name=name, url=url, engine=name, hosts=(host_of(url),))


def read(folder: Path) -> dict[str, Any]:
    """What the engine makes of a case: its record as JSON with its type, or its PageChanged."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    board = board_in(meta) or board_of(folder.parent.name, meta["url"])
    return answer_of(page_in(folder, meta), meta["kind"], board)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder: Path) -> None:
    answer = read(folder)
    expected = folder / "expected.json"
    if not expected.exists():
        expected.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{expected.relative_to(CASES)} was missing and has been written: read it, then run again")
    assert answer == json.loads(expected.read_text("utf-8"))


def test_every_kind_of_answer_is_in_the_cases() -> None:
    answers = [json.loads((folder / "expected.json").read_text("utf-8")) for folder in FOLDERS]
    assert {name for answer in answers for name in answer} == {"Listing", "Post", "Replies", "Withheld", "PartnerStrip", "PageChanged"}
    assert {answer["Withheld"]["kind"] for answer in answers if "Withheld" in answer} == {"gone", "blinded", "secret"}
    assert all(all(answer["PageChanged"].values()) for answer in answers if "PageChanged" in answer)


def test_every_case_says_why_it_is_here() -> None:
    assert [folder.name for folder in FOLDERS if not json.loads((folder / "meta.json").read_text("utf-8"))["why"]] == []


def test_withheld_is_what_the_page_says() -> None:
    answer = read(CASES / "drupal7" / "post_blinded")
    assert Withheld(**answer["Withheld"]).evidence.startswith("알림 블라인드 처리된 글입니다")
