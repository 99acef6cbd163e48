"""Citations that name the version and its proof, and that no title can break out of."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from sample_archive import build
from selectolax.lexbor import LexborHTMLParser

from publish import citing
from publish.server import settings

SHA = "ab" * 32
CITED = citing.Cited(
    board="seoulsolution-ko",
    native_id="6306",
    version=2,
    title="교통 & 환승 100% 안내",
    author="ssunha",
    publisher="서울특별시 정책아카이브",
    board_title="새소식",
    posted="2020-04-06",
    observed="2025-03-01T15:00:00.5Z",
    zone="Asia/Seoul",
    original="https://www.seoulsolution.kr/ko/node/6306",
    archived="https://archive.example/-/post/1?version=2",
    sha256=SHA,
)


def test_the_korean_form() -> None:
    assert citing.korean(CITED) == (
        "ssunha, 「교통 & 환승 100% 안내」, 『새소식』, 서울특별시 정책아카이브, 2020. 4. 6., https://www.seoulsolution.kr/ko/node/6306."
        f" 판전 보관 2판(2025. 3. 2. 확인), https://archive.example/-/post/1?version=2, SHA-256 {SHA}."
    )


def test_the_english_form() -> None:
    assert citing.english(CITED) == (
        "ssunha. “교통 & 환승 100% 안내.” 새소식. 서울특별시 정책아카이브, 6 April 2020. https://www.seoulsolution.kr/ko/node/6306."
        f" Archived by Panjeon as version 2, observed 2 March 2025, https://archive.example/-/post/1?version=2. SHA-256 {SHA}."
    )
    assert "“Who may apply?” 새소식" in citing.english(replace(CITED, title="Who may apply?"))


def test_the_biblatex_form() -> None:
    assert citing.biblatex(CITED).splitlines() == [
        "@online{seoulsolution-ko-6306-v2,",
        "  author = {{ssunha}},",
        r"  title = {{교통 \& 환승 100\% 안내}},",
        "  titleaddon = {새소식},",
        "  organization = {{서울특별시 정책아카이브}},",
        "  date = {2020-04-06},",
        "  url = {https://www.seoulsolution.kr/ko/node/6306},",
        "  urldate = {2025-03-02},",
        rf"  note = {{Archived by Panjeon, version 2: \url{{https://archive.example/-/post/1?version=2}}, SHA-256 {SHA}}},",
        "}",
    ]


def test_the_ris_form() -> None:
    lines = citing.ris(CITED).splitlines()
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
    assert "DA  - 2020/04/06/" in lines
    assert "Y2  - 2025/03/02/" in lines
    assert "UR  - https://www.seoulsolution.kr/ko/node/6306" in lines


def test_the_csl_form() -> None:
    assert json.loads(citing.csl(CITED)) == [
        {
            "id": "seoulsolution-ko-6306-v2",
            "type": "webpage",
            "author": [{"literal": "ssunha"}],
            "title": "교통 & 환승 100% 안내",
            "container-title": "새소식",
            "publisher": "서울특별시 정책아카이브",
            "issued": {"date-parts": [[2020, 4, 6]]},
            "accessed": {"date-parts": [[2025, 3, 2]]},
            "URL": "https://www.seoulsolution.kr/ko/node/6306",
            "archive_location": "https://archive.example/-/post/1?version=2",
            "version": "2",
            "note": f"Archived by Panjeon, version 2, SHA-256 {SHA}",
        }
    ]
    unnamed = json.loads(citing.csl(replace(CITED, author="", posted="2020-04")))[0]
    assert unnamed["issued"] == {"date-parts": [[2020, 4]]}
    assert "author" not in unnamed
    assert "issued" not in json.loads(citing.csl(replace(CITED, posted="")))[0]


@pytest.mark.parametrize(
    ("posted", "korean", "english", "ris"),
    [("2020-04", ", 2020. 4., ", ", April 2020. ", "DA  - 2020/04//"), ("2020", ", 2020., ", ", 2020. ", "DA  - 2020///"), ("", "정책아카이브, https", "정책아카이브. https", None)],
)
def test_a_date_is_told_no_finer_than_the_site_showed_it(posted: str, korean: str, english: str, ris: str | None) -> None:
    cited = replace(CITED, posted=posted)
    assert korean in citing.korean(cited)
    assert english in citing.english(cited)
    assert (ris in citing.ris(cited).splitlines()) if ris else ("DA  - " not in citing.ris(cited))


@given(st.text(st.sampled_from("가a{}\\%\n\r\t&$#_~^ -TYER\u2028\u202e\x85\x0b"), max_size=30), st.text(max_size=20))
def test_no_text_of_a_board_adds_a_field(title: str, author: str) -> None:
    cited = replace(CITED, title=title, author=author, board_title=title, publisher=author)
    for line in citing.ris(cited).splitlines():
        assert re.match(r"[A-Z][A-Z0-9]  - ", line)
    tags = [line[:2] for line in citing.ris(cited).splitlines()]
    assert len(tags) == len(set(tags))
    entry = citing.biblatex(cited)
    assert len(entry.splitlines()) <= 10
    unescaped = re.sub(r"\\[{}]|\\textbackslash\{\}|\\ascii\w+\{\}", "", entry)
    assert unescaped.count("{") == unescaped.count("}")
    assert json.loads(citing.csl(cited))[0].keys() <= json.loads(citing.csl(CITED))[0].keys()
    assert len(citing.korean(cited).splitlines()) == len(citing.english(cited).splitlines()) == 1


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder: Path = tmp_path_factory.mktemp("citing")
    return settings(build(folder).archive)


def cited_on(served: Datasette, path: str) -> list[str]:
    answer = asyncio.run(served.client.get(path))
    return [node.text() for node in LexborHTMLParser(answer.text).css(".cite")]


def test_the_version_that_is_read_is_the_one_cited(served: Datasette) -> None:
    present, first = cited_on(served, "/-/post/1"), cited_on(served, "/-/post/1?version=1")
    assert len(present) == len(first) == 5
    assert "「대중교통 환승 체계 안내 (기한 연장)」" in present[0]
    assert "http://localhost/-/post/1?version=3" in present[0]
    assert "「대중교통 환승 체계 안내」" in first[0]
    assert "http://localhost/-/post/1?version=1" in first[0]
    digests = [re.search(r"SHA-256 ([0-9a-f]{64})", text) for text in (present[0], first[0])]
    assert all(digests)
    assert len({digest[1] for digest in digests if digest}) == 2
    assert [json.loads(forms[4])[0]["version"] for forms in (present, first)] == ["3", "1"]
