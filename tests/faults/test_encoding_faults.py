"""Faults 54 to 60: bytes, dates and markup that are read wrongly by whoever guesses."""

from __future__ import annotations

import codecs
import time
from collections.abc import Iterator

import pytest

from crawler.decode import decode
from tests.conftest import Archive
from tests.faults.board import FaultBoard, Play
from tests.faults.oracle import Oracle
from tests.faults.plays import changed, written
from tests.tiny_board import TinyPost

SYLLABLES = "".join(chr(code) for code in range(0xAC00, 0xD7A4))
#: Syllables that cp949 has and the euc-kr of its standard has not.
RARE = "똠방각하"


@pytest.fixture
def board() -> Iterator[FaultBoard]:
    """Four posts in Korean with rare syllables."""
    with FaultBoard() as made:
        made.publish(*(TinyPost(number, f"{RARE} 안내 {number}", f"<p>{RARE} {number}번째 공고입니다. 신청은 시청 민원실에서 받습니다.</p>") for number in range(1, 5)))
        yield made


def read_right(board: FaultBoard, archive: Archive, play: Play) -> None:
    """Everything but robots.txt comes so: the archive is the truth letter for letter, twice."""
    oracle = Oracle(board, archive)
    board.arm("/ko/.*", play)
    assert oracle.crawl(day=0).code == 0
    assert oracle.crawl(day=1).row["changed_posts"] == 0
    oracle.at_rest()


@pytest.mark.fault(54)
@pytest.mark.parametrize(("header", "meta"), [("euc-kr", "euc-kr"), (None, "euc-kr"), ("EUC-KR", None), (None, None)], ids=["both", "in the page", "in the header", "nowhere"])
def test_54_all_syllables_declared_as_what_has_not_all(quick: Archive, header: str | None, meta: str | None) -> None:
    with FaultBoard(per_page=20) as board:
        part = 1000
        board.publish(*(TinyPost(number, f"제{number}호", f"<p>가 {SYLLABLES[start : start + part]}</p>") for number, start in enumerate(range(0, 11172, part), start=1)))
        read_right(board, quick, written("cp949", header=header, meta=meta))
        assert quick.rows("SELECT sum(replaced) FROM captures") == [(0,)]
        read = {letter for (text,) in quick.rows("SELECT body_text FROM posts") for letter in text}
        assert set(SYLLABLES) <= read


CONFLICTS = [(encoding, header, meta) for encoding in ("utf-8", "cp949") for header in (None, "utf-8", "euc-kr", "ISO-8859-1") for meta in ("utf-8", "euc-kr")]


@pytest.mark.fault(55)
@pytest.mark.parametrize(("encoding", "header", "meta"), CONFLICTS)
def test_55_declarations_that_contradict_each_other(board: FaultBoard, quick: Archive, encoding: str, header: str | None, meta: str) -> None:
    read_right(board, quick, written(encoding, header=header, meta=meta))


@pytest.mark.fault(55)
@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)], ids=["utf-8", "utf-16-le", "utf-16-be"]
)
def test_55_a_mark_of_byte_order_against_a_wrong_declaration(board: FaultBoard, quick: Archive, encoding: str, mark: bytes) -> None:
    read_right(board, quick, written(encoding, header="euc-kr", mark=mark))


@pytest.mark.fault(55)
def test_55_a_letter_cut_in_half(board: FaultBoard, quick: Archive) -> None:
    """Half a letter costs itself and not the page; how much was replaced is told with the capture."""

    def halve(call: object) -> None:
        status, headers, body = call.honest()  # type: ignore[attr-defined]
        call.reply(status, {**headers, "Content-Type": "text/html; charset=utf-8"}, body.replace("공고".encode(), "공고".encode() + b"\xea\xb0", 1))  # type: ignore[attr-defined]

    board.arm("/ko/node/2", halve)
    run = quick.crawl(board)
    assert (run.code, quick.post(2)["body_text"]) == (0, f"{RARE} 2번째 공고\ufffd입니다. 신청은 시청 민원실에서 받습니다.")
    assert quick.value("SELECT replaced FROM captures WHERE url LIKE '%/ko/node/2'") == 1


ODD = {
    "NFD": ("한글 자모", "한글 자모"),
    "NUL": ("가\x00나", None),
    "control characters": ("가\x01\x08\x0b\x1b[31m나\x85다", None),
    "surrogates": ("&#xD800;가&#xDFFF;나", None),
    "bidi": ("가\u202e나\u2066다", None),
    "private use": ("가\ue000나\uf8ff다", None),
    "old Hangul": ("나랏말ᄊᆞ미 ㅿㆆ", None),
    "emoji by number": ("가&#x1F600;나", "가😀나"),
    "no characters": ("가\ufffe\uffff나", None),
}


@pytest.mark.fault(56)
@pytest.mark.parametrize("name", ODD)
def test_56_characters_that_break_writers(board: FaultBoard, quick: Archive, name: str) -> None:
    """Stored without an error, the same at each visit, and what stands beside them is whole."""
    text, expected = ODD[name]
    if name == "NFD":
        import unicodedata

        text = unicodedata.normalize("NFD", text)
    board.arm("/ko/node/2", changed((f"{RARE} 2번째 공고입니다", f"앞 {text} 뒤")))
    for _ in range(2):
        assert quick.crawl(board).code == 0
    body = quick.post(2)["body_text"]
    assert quick.post(2)["revision"] == 1
    assert body.startswith("앞 ")
    assert "뒤. 신청은 시청 민원실에서 받습니다." in body
    assert expected is None or f"앞 {expected} 뒤" in body
    assert not [letter for letter in body if letter in "\x00\x01\x08\x0b\x1b\x85"]


DEEP = {
    "2,047 elements deep": ("<div>" * 2047, "</div>" * 2047),
    "50,000 elements deep": ("<div>" * 50_000, ""),
    "50,000 attributes": ("<p " + " ".join(f'a{number}="x"' for number in range(50_000)) + ">", "</p>"),
    "nothing closed": ("<p><b><table><tr><td><ul><li>" * 200, ""),
    "40 MB": ("<p>x</p>" * 2_400_000, ""),
}


@pytest.mark.fault(57)
@pytest.mark.parametrize("name", DEEP)
def test_57_markup_that_breaks_parsers(board: FaultBoard, quick: Archive, name: str) -> None:
    """Within seconds: the text behind it is kept, or the page is quarantined; the other posts are read, and nothing is overwritten."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    before, after = DEEP[name]
    marked = f"{RARE} 2번째"
    board.arm("/ko/node/2", changed((f"<p>{marked}", f"{before}<p>{marked}"), ("받습니다.</p>", f"받습니다.</p>{after}")))
    began = time.process_time()
    run = quick.crawl(board, day=1)
    assert time.process_time() - began < 10
    assert run.code == 0
    kept = quick.post(2)["body_text"]
    assert run.row["quarantined"] == 1 or f"{marked} 공고입니다. 신청은 시청 민원실에서 받습니다." in kept


DATES = ["05-03", "24-05-03", "3시간 전", "어제", "0000-00-00", "2024-02-31", "04/06/2020", "20-04-06"]


@pytest.mark.fault(59)
@pytest.mark.parametrize("shown", DATES)
def test_59_a_date_that_could_be_two(board: FaultBoard, quick: Archive, shown: str) -> None:
    """On a post's own page such a date is never guessed: the page is quarantined with the date as it stood."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.edit(2, posted=shown)
    board.posts[2].posted = shown
    run = quick.crawl(board, day=1)
    assert (run.row["quarantined"], run.row["changed_posts"], quick.post(2)["posted_at"][:10]) == (1, 0, "2024-05-01")
    assert shown in quick.value("SELECT found FROM issues WHERE kind = 'page_changed'")


READ = [("2024. 5. 3.", "2024-05-03"), ("2024년 5월 3일", "2024-05-03"), ("2024/05/03 14:32", "2024-05-03"), ("2024.05.03", "2024-05-03")]


@pytest.mark.fault(59)
@pytest.mark.parametrize(("shown", "day"), READ)
def test_59_a_date_that_is_one(board: FaultBoard, quick: Archive, shown: str, day: str) -> None:
    board.edit(2, posted=shown)
    assert quick.crawl(board).code == 0
    assert (quick.post(2)["posted_at"][:10], quick.post(2)["posted_raw"]) == (day, shown)


NEAR_MISSES = {
    "spaces": " " * 1_000_000,
    "numbers and dots": "2024.05." * 120_000,
    "angle brackets": "<" * 1_000_000,
    "entities": "&amp" * 250_000,
    "open comments": "<!--" * 250_000,
    "addresses": 'href="/ko/node/' * 60_000,
}


@pytest.mark.fault(60)
@pytest.mark.parametrize("name", NEAR_MISSES)
def test_60_a_megabyte_of_near_misses(board: FaultBoard, quick: Archive, name: str) -> None:
    """Read or quarantined in the time of a page of that size; the crawl goes on."""
    board.arm("/ko/node/2", changed(("공고입니다", f"공고 {NEAR_MISSES[name]} 입니다")))
    assert quick.crawl(board).code == 0
    assert quick.value("SELECT count(*) FROM posts WHERE native_id <> '2'") == 3


@pytest.mark.fault(55)
def test_55_no_guess_is_made_without_a_count() -> None:
    """What could not be read is counted in the text that was made of it."""
    torn = "가나다".encode()[:-1] + b" plain"
    assert decode(torn, "text/html; charset=utf-8").replaced == 1
