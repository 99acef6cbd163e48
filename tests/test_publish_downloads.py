"""The buttons that take a list or a search along: the same files as `panjeon export` writes, whole, and no burden for others."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from kept_board import run
from sample_archive import KO, Sample, build
from selectolax.lexbor import LexborHTMLParser
from test_publish_hostile import hostile

from publish import downloads
from publish.server import settings

__all__ = ["hostile"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("sample"))


def get(sample: Sample, *paths: str) -> list[Any]:
    served = settings(sample.archive)

    async def ask() -> list[Any]:
        return [await served.client.get(path) for path in paths]

    return asyncio.run(ask())


def test_a_list_is_taken_along_as_the_command_exports_it(sample: Sample) -> None:
    for form in ("csv", "jsonl"):
        (answer,) = get(sample, f"/-/board/{KO}/posts.{form}")
        assert answer.content == run("export", "--format", form, "--board", KO, archive=sample.archive).stdout_bytes
        assert answer.headers["content-disposition"] == f'attachment; filename="{KO}.{form}"'
        assert answer.headers["content-length"] == str(len(answer.content))
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
        assert answer.headers["x-content-type-options"] == "nosniff"
    feed, workbook = get(sample, f"/-/board/{KO}/posts.atom", f"/-/board/{KO}/posts.xlsx")
    assert len(ElementTree.fromstring(feed.content).findall("{http://www.w3.org/2005/Atom}entry")) == 32
    assert workbook.content[:2] == b"PK" if "xlsx" in downloads.offered() else workbook.status_code == 404


@pytest.mark.parametrize("query", ["year=2018", "author=ssunha&state=listed", "year=2018&author=seoulsolution", "state=gone"])
def test_the_links_of_a_list_give_what_it_shows(sample: Sample, query: str) -> None:
    (page,) = get(sample, f"/-/board/{KO}?{query}")
    tree = LexborHTMLParser(page.text)
    count = int(tree.css_first("h2").text().split()[-1].strip("건"))
    (link,) = tree.css("a[href*='posts.csv']")
    (answer,) = get(sample, link.attributes["href"] or "")
    assert len(list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))) == count + 1 > 1


def test_the_links_of_a_search_give_what_it_finds(sample: Sample) -> None:
    (page,) = get(sample, "/-/search?q=한강공원 OR 환승&board=" + KO)
    (link,) = LexborHTMLParser(page.text).css("a[href*='posts.jsonl']")
    (answer,) = get(sample, link.attributes["href"] or "")
    titles = [json.loads(line)["title"] for line in answer.text.splitlines()]
    assert len(titles) == 8
    assert all("한강공원" in title or "환승" in title for title in titles)
    (nothing,) = get(sample, "/-/search?q=없는말")
    assert "posts.csv" not in nothing.text


def test_what_is_not_there_is_not_found(sample: Sample) -> None:
    paths = ("/-/board/attic/posts.csv", f"/-/board/{KO}/posts.exe", f"/-/board/{KO}/posts.csv?year=20x8", "/-/search/posts.csv")
    assert [answer.status_code for answer in get(sample, *paths)] == [404, 404, 404, 404]


def test_when_too_many_are_made_at_once_the_next_is_asked_to_come_again(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    assert downloads._AT_ONCE.acquire()
    assert downloads._AT_ONCE.acquire()
    (answer,) = get(sample, f"/-/board/{KO}/posts.csv")
    assert answer.status_code == 503
    downloads._AT_ONCE.release()
    downloads._AT_ONCE.release()
    assert get(sample, f"/-/board/{KO}/posts.csv")[0].status_code == 200


def test_a_hostile_board_is_taken_along_without_a_formula(hostile: Sample, tmp_path: Path) -> None:
    (answer,) = get(hostile, f"/-/board/{KO}/posts.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
