"""What a board claims against what is archived: whole, short, over, or nothing to go by; and the numbers that were never seen."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_board import kept, on_terminal, own, run

from pipelines.archive import open_reader
from pipelines.completeness import completeness, gaps, reconcile
from publish.server import settings
from tests.commanding import Crawls
from tests.conftest import Archive
from tests.test_korean_crawl import Egov
from tests.tiny_board import TinyBoard, TinyPost

__all__ = ["kept", "own"]


@pytest.mark.parametrize(
    ("claimed", "states", "verdict", "missing", "surplus"),
    [
        (None, {"listed": 5}, "unclaimed", None, None),
        (5, {"listed": 4, "secret": 1}, "whole", 0, 0),
        (5, {"listed": 5, "gone": 3, "unlisted": 2}, "whole", 0, 0),
        (5, {"listed": 4, "blinded": 1}, "whole", 0, 0),
        (4, {"listed": 4, "blinded": 1}, "whole", 0, 0),
        (7, {"listed": 4, "blinded": 1}, "short", 2, 0),
        (3, {"listed": 4}, "over", 0, 1),
        (0, {}, "whole", 0, 0),
    ],
)
def test_a_claim_is_held_against_the_states(claimed: int | None, states: dict[str, int], verdict: str, missing: int | None, surplus: int | None) -> None:
    found = reconcile(claimed, states)
    assert (found.verdict, found.missing, found.surplus, found.unseen) == (verdict, missing, surplus, None)


def test_rows_without_an_address_are_no_gap_and_no_surplus() -> None:
    held = [reconcile(claimed, {"listed": 4}, locked=2) for claimed in (7, 6, 4)]
    assert [(one.verdict, one.missing, one.surplus, one.locked) for one in held] == [("short", 1, 0, 2), ("whole", 0, 0, 2), ("whole", 0, 0, 2)]


def test_numbers_that_run_show_their_gaps() -> None:
    assert gaps(str(number) for number in range(1, 41) if number not in (7, 20, 21, 22)) == "7, 20-22"
    assert gaps(str(number) for number in range(1, 41)) == ""
    assert gaps(str(number) for number in range(1, 1000) if number % 12) == ", ".join(str(12 * n) for n in range(1, 21)) + " and 63 more gaps"


def test_numbers_that_count_other_things_too_say_nothing() -> None:
    assert gaps(str(number) for number in range(1000, 1100, 3)) is None
    assert gaps(str(number) for number in range(5)) is None
    assert gaps([*(str(number) for number in range(50)), "alias:/ko/notice"]) is None
    assert gaps([*(str(number) for number in range(50)), "٣"]) is None
    assert gaps([]) is None


@given(missing=st.sets(st.integers(2, 199), max_size=12))
def test_every_gap_is_named(missing: set[int]) -> None:
    told = gaps(str(number) for number in range(1, 201) if number not in missing)
    assert told is not None
    named: set[int] = set()
    for part in filter(None, told.split(", ")):
        first, _, last = part.partition("-")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == missing


def test_status_shows_a_board_that_is_short_and_says_so_in_its_exit_code(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE crawls SET outcome = 'complete', reason = NULL WHERE id = 5")
    assert run("status", archive=own).exit_code == 0
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE boards SET claimed_total = 5")
    done = run("status", "--json", archive=own)
    record = json.loads(done.stdout)
    assert done.exit_code == 3
    assert {name: record[name] for name in ("claimed_total", "completeness", "missing", "surplus", "unseen")} == {
        "claimed_total": 5, "completeness": "short", "missing": 3, "surplus": 0, "unseen": None,
    }  # fmt: skip
    assert "the board claims 5, 3 more than are archived" in on_terminal("status", archive=own)
    with closing(open_reader(own)) as conn:
        assert completeness(conn, "hall").verdict == "short"


def test_a_sweep_that_leaves_a_board_short_says_so_in_its_exit_code(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(TinyPost(101, "정책 연수 모집"), TinyPost(102, "한강공원 이용 안내"))
        crawls = Crawls(tmp_path, board)
        page = board.answer("/ko/news")[2]
        board.scripted["/ko/news"] = [(200, {}, page.replace("전체 2건".encode(), "전체 7건".encode()))]
        done = crawls.run("sweep", "--json")
        record = json.loads(done.out)
        assert (done.code, record["outcome"], record["missing"]) == (3, "complete", 5), done.err
        assert crawls.run("refresh").code == 0


class Claiming(TinyBoard):
    """A board whose first list page names its last page and its total; both may be more than there is to read."""

    last: int | None = None
    total: int | None = None

    def _list(self, page: int) -> str:
        shown = super()._list(page)
        if self.total is not None:
            shown = re.sub(r"전체 \d+건", f"전체 {self.total}건", shown)
        last = f'<li class="pager-last"><a href="/ko/news?page={self.last - 1}">마지막</a></li></ul>' if self.last and page == 0 else "</ul>"
        return shown.replace("</ul>", last)


def front(archive: Path) -> str:
    """What the front page says in English, without its markup."""
    answer = asyncio.run(settings(archive).client.get("/?lang=en"))
    assert answer.status_code == 200
    return " ".join(re.sub("<[^>]*>", " ", answer.text).split())


def standing(archive: Archive) -> tuple[int, dict[str, object]]:
    """What `panjeon status` says of the one board, with its exit code."""
    told = run("status", "--json", archive=archive.path)
    return told.exit_code, json.loads(told.stdout)


@pytest.mark.parametrize(
    ("last", "total", "left_out", "code", "held", "said"),
    [
        (3, 25, (), 0, ("whole", 0, 0, ""), "All 25 posts that the board says it has are archived."),
        (5, 25, (), 3, ("short", 0, 2, ""), "Only 3 of the 5 pages that the list names were read."),
        (3, 30, (), 3, ("short", 5, 0, ""), "25 of the 30 posts that the board says it has are archived (83.3 %)."),
        (3, 24, (7,), 0, ("whole", 0, 0, "7"), "Numbers between the first and the last that were never seen: 7"),
    ],
    ids=["as claimed", "last page", "total", "running numbers"],
)
def test_each_claim_of_a_board_reaches_status_front_page_and_exit_code(
    archive: Archive, last: int, total: int, left_out: tuple[int, ...], code: int, held: tuple[object, ...], said: str
) -> None:
    """One of its claims at a time is not met by what its pager leads to; a board that mends it is whole again after the next sweep."""
    with Claiming() as board:
        board.add(*(TinyPost(number, f"제{number}호 알림") for number in range(1, 26) if number not in left_out))
        board.last, board.total = last, total
        if last > 3:  # the command itself, once; test_a_sweep_that_leaves_a_board_short has it for the total
            archive.write_manifest(board)
            swept = archive.command("crawl", "tiny", "--mode", "sweep", "--json", clock=archive.clock())
            record = json.loads(swept.stdout)
            assert (swept.returncode, record["outcome"], record["missing"], record["unread"]) == (code, "complete", *held[1:3])
        else:
            assert archive.crawl(board).outcome == "complete"
        found, told = standing(archive)
        assert (found, tuple(told[name] for name in ("completeness", "missing", "unread", "unseen"))) == (code, held)
        assert (told["claimed_pages"], told["read_pages"], told["claimed_total"]) == (last, 3, total)
        assert said in front(archive.path)
        board.add(*(TinyPost(number, f"제{number}호 알림") for number in left_out))
        board.last, board.total = 3, 25
        assert archive.crawl(board).code == 0
        mended, now = front(archive.path), standing(archive)
        assert (now[0], now[1]["completeness"]) == (0, "whole")
        assert "All 25 posts that the board says it has are archived." in mended
        assert "Only" not in mended
        assert "never seen" not in mended


def test_secret_and_blinded_posts_count_on_the_front_page_as_they_do_in_status(archive: Archive) -> None:
    with Claiming() as board:
        board.add(*(TinyPost(number, f"제{number}호 알림") for number in range(1, 8)))
        archive.crawl(board)
        board.posts[3].answer = (200, "<p>비밀글입니다. 권한이 없습니다.</p>")
        board.posts[5].answer = (200, "<p>관리자에 의해 블라인드 처리된 게시물입니다.</p>")
        archive.crawl(board)
    code, told = standing(archive)
    assert (code, told["completeness"], told["secret"], told["blinded"]) == (0, "whole", 1, 1)
    said = front(archive.path)
    assert "All 7 posts that the board says it has are archived." in said
    assert "Secret ones among them: 1." in said
    assert "Blinded by the board: 1." in said


class Locked(Egov):
    """An eGovFrame board that counts its locked rows, two of which a reader may click and none may open."""

    dead = '<a href="#LINK" onclick="alert(\'비밀글입니다.\'); return false;">'

    def page(self, path: str, given: dict[str, str]) -> str:
        lock = '<img src="/portal/images/egovframework/com/cop/bbs/icon_lock.png" alt="secret">'
        row = f'<tr><td>9</td><td class="left">{lock} {self.dead}주차 단속 문의</a></td><td>민원인</td><td>2025-02-21</td><td>1</td></tr>'
        shown = super().page(path, given)
        return shown if "pageIndex" in given else shown.replace("</tbody>", f"{row}</tbody>").replace('<table class="board_list"', '<p class="total">전체 6건</p><table class="board_list"')


def test_locked_rows_of_a_list_are_seen_and_counted(archive: Archive) -> None:
    with Locked() as board:
        run = archive.crawl(board)
        assert (run.outcome, archive.issues()) == ("complete", [])
    assert archive.value("SELECT count(*) FROM posts") == 4
    code, told = standing(archive)
    assert (code, told["claimed_total"], told["completeness"], told["missing"], told["locked"]) == (0, 6, "whole", 0, 2)
    said = front(archive.path)
    assert "4 of the 6 posts that the board says it has are archived (66.7 %)." in said
    assert "Locked or expired on its list, without an address: 2." in said
