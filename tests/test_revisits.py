"""Revisits in crawls: which posts a run asks beside what its lists give reason for, and what follows from their answers."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.manifest import Manifest
from pipelines.archive import open_reader
from pipelines.candidates import _changes, days, revisits
from pipelines.rebuild import dump, rebuild
from pipelines.recorder import Recorder
from tests.commanding import Crawls
from tests.kept_board import BOARD, FIRST, SITE, Answer, Days, crawl, listing, page, post, run
from tests.tiny_board import TinyBoard, TinyPost

NODES = range(101, 113)
TITLE, OLD = "정책 연수 안내", "2024-02-27"
GONE: Answer = (404, "text/html", b"<html><body>404</body></html>")


def site(*listed: int, **edited: str) -> dict[str, Answer]:
    """A board whose list shows some of its twelve posts; the last, 112, is the youngest. Edits are given as node112="…"."""
    rows = tuple((node, TITLE, _posted(node)) for node in listed or NODES)
    pages = {f"/ko/node/{node}": post(node, TITLE, _posted(node), (edited.get(f"node{node}", "신청을 받습니다."),)) for node in NODES}
    return {"/ko/news": listing(*rows), **pages}


def _posted(node: int) -> str:
    return "2025-02-28" if node == 112 else OLD


class Kept:
    """An archive of that board, swept on day 1."""

    def __init__(self, archive: Path) -> None:
        self.archive, self.clock = archive, Days()
        assert crawl(archive, self.clock, site()) == "complete"

    def crawl(self, day: int, pages: dict[str, Answer], *, mode: str = "refresh", budget: int | None = None, **more: int | bool | str | Manifest) -> str | None:
        self.clock.go_to(day)
        return crawl(self.archive, self.clock, pages, mode=mode, budget=budget, **more)  # type: ignore[arg-type]

    def open(self) -> sqlite3.Connection:
        return open_reader(self.archive)

    def asked(self) -> list[int]:
        """The posts that the last run asked, in order."""
        rows = self.open().execute("SELECT url FROM captures WHERE crawl = (SELECT max(id) FROM crawls) AND url LIKE '%/node/%' ORDER BY id")
        return [int(row["url"].rpartition("/")[2]) for row in rows]

    def state(self, node: int) -> str:
        state: str = self.open().execute("SELECT state FROM posts WHERE native_id = ?", (str(node),)).fetchone()[0]
        return state

    def events(self, node: int) -> list[str]:
        rows = self.open().execute("SELECT e.kind FROM events e JOIN posts p ON p.id = e.post WHERE p.native_id = ? ORDER BY e.id", (str(node),))
        return [row["kind"] for row in rows]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "archive.db")


def test_without_a_budget_a_refresh_asks_no_old_post(kept: Kept) -> None:
    assert kept.crawl(3, site(node112="바뀌었습니다.")) == "complete"
    assert kept.crawl(4, site(node112="바뀌었습니다."), budget=0) == "complete"
    assert kept.asked() == []


def test_a_budget_goes_to_the_youngest_first_and_finds_its_silent_edit(kept: Kept) -> None:
    assert kept.crawl(3, site(node112="마감을 미룹니다."), budget=1) == "complete"
    assert kept.asked() == [112]
    assert kept.events(112) == ["new", "changed"]
    assert kept.open().execute("SELECT budget FROM crawls ORDER BY id DESC").fetchone()["budget"] == 1


def test_a_change_came_after_the_last_visit_that_did_not_show_it(kept: Kept) -> None:
    assert kept.crawl(4, site(), budget=12) == "complete"
    assert kept.crawl(9, site(node112="마감을 미룹니다."), budget=12) == "complete"
    assert kept.crawl(20, site(node112="마감을 미룹니다.", node105="장소를 옮깁니다."), budget=12) == "complete"
    spans = sorted(tuple(round(day - days("2025-03-01")) for day in change) for found in _changes(kept.open(), "hall").values() for change in found)
    assert spans == [(3, 8), (8, 19)]


def test_days_later_each_post_has_had_its_turn(kept: Kept) -> None:
    asked = set()
    for day in range(3, 40):
        kept.crawl(day, site(), budget=1)
        asked.update(kept.asked())
    assert asked == set(NODES)


def test_what_the_lists_gave_reason_to_ask_is_asked_once_and_beside_the_budget(kept: Kept) -> None:
    pages = site(*NODES)
    pages["/ko/news"] = listing(*((node, TITLE if node != 112 else "정책 연수 마감", _posted(node)) for node in NODES))
    kept.crawl(3, pages, budget=2)
    assert kept.asked()[0] == 112
    assert sorted(kept.asked()) == sorted({112, *kept.asked()})
    assert len(kept.asked()) == 3


def test_files_count_for_the_budget(kept: Kept) -> None:
    pages = site()
    pages["/ko/node/112"] = post(112, TITLE, _posted(112), ("신청을 받습니다.",), files=("a.hwp", "b.hwp"))
    pages["/files/112/a.hwp"] = pages["/files/112/b.hwp"] = (200, "application/x-hwp", b"form")
    kept.crawl(3, pages, budget=1)
    conn = kept.open()
    chosen = revisits(conn, "hall", 4, "2025-03-04T00:00:00.000000Z")
    assert [each.requests for each in chosen if each.task.native_id == "112"] in ([], [3])
    assert sum(each.requests for each in chosen) <= 4
    alone = revisits(conn, "hall", 12 + 2, "2025-03-04T00:00:00.000000Z")
    assert {each.task.native_id: each.requests for each in alone} == {str(node): 3 if node == 112 else 1 for node in NODES}


def test_a_doubtful_list_spends_nothing(kept: Kept) -> None:
    assert kept.crawl(3, {**site(), "/ko/news": listing()}, budget=5) == "suspect"
    assert kept.asked() == []


def test_a_taken_down_post_is_found_and_looked_at_again_before_all_others(kept: Kept) -> None:
    pages = {**site(), "/ko/node/112": GONE}
    shown = {**pages, "/ko/news": listing(*((node, TITLE, _posted(node)) for node in NODES if node != 112))}
    assert kept.crawl(3, shown, budget=1) == "complete"
    assert (kept.asked(), kept.state(112)) == ([112], "unlisted")
    assert kept.crawl(4, shown, budget=1) == "complete"
    assert kept.asked() != [112]  # some seconds less than a day later
    assert kept.crawl(5, shown, budget=1) == "complete"
    assert (kept.asked(), kept.state(112)) == ([112, 111], "gone")  # the nearest that stands is asked beside it
    kept.crawl(6, shown, budget=12)
    assert 112 not in kept.asked()


def test_the_second_look_waits_as_long_as_the_board_wants_it_to(kept: Kept) -> None:
    pages = {**site(), "/ko/news": site(*(node for node in NODES if node != 112))["/ko/news"], "/ko/node/112": GONE}
    patient = replace(BOARD, rhythm=replace(BOARD.rhythm, confirm=3 * 86400))
    looked = []
    for day in (3, 5, 7):
        assert kept.crawl(day, pages, budget=1, board=patient) == "complete"
        looked.append((112 in kept.asked(), kept.state(112)))
    assert looked == [(True, "unlisted"), (False, "unlisted"), (True, "gone")]


def test_many_that_say_they_are_gone_are_doubted_and_not_believed(kept: Kept) -> None:
    broken = {"/ko/news": site()["/ko/news"], **dict.fromkeys((f"/ko/node/{node}" for node in NODES), GONE)}
    for day in (3, 5, 7):
        assert kept.crawl(day, broken, budget=8) == "suspect"
    reason = kept.open().execute("SELECT reason FROM crawls ORDER BY id DESC").fetchone()["reason"]
    assert reason == "mass_vanish: 8 of 8 listed posts that were asked say that they are not there"
    assert {kept.state(node) for node in NODES} == {"listed"}


def test_a_post_that_never_answers_does_not_eat_the_budget(kept: Kept) -> None:
    broken = {**site(), "/ko/node/112": (500, "text/html", b"<p>error</p>")}
    asked = []
    for day in range(20, 35):
        kept.crawl(day, broken, budget=1)
        asked += kept.asked()
    assert asked[0] == 112
    assert 1 < asked.count(112) < 10


def test_a_blinded_post_that_is_back_is_not_called_unlisted_by_a_refresh(kept: Kept) -> None:
    blinded = (200, "text/html; charset=utf-8", "<html><body><p>관리자에 의해 블라인드 처리된 게시물입니다.</p></body></html>".encode())
    short = {**site(), "/ko/news": listing((101, TITLE, OLD))}
    kept.crawl(3, {**short, "/ko/node/112": blinded}, budget=1)
    assert kept.state(112) == "blinded"
    for day in range(4, 20):
        kept.crawl(day, short, budget=3)
    assert kept.state(112) == "listed"
    assert kept.events(112) == ["new", "blinded", "restored"]


def test_a_sweep_with_a_budget_reads_every_list_and_asks_few_posts(kept: Kept) -> None:
    fewer = {**site(*NODES[1:]), "/ko/node/101": GONE}
    assert kept.crawl(3, fewer, mode="sweep", budget=2) == "complete"
    assert kept.asked()[0] == 101
    assert len(kept.asked()) == 3
    assert kept.state(101) == "unlisted"


def test_lists_that_are_read_again_do_not_make_the_budget_larger(kept: Kept) -> None:
    two = replace(BOARD, lists=(f"{SITE}/ko/news", f"{SITE}/ko/old"))
    pages = {**site(*NODES[1:]), "/ko/old": listing((102, TITLE, OLD))}
    assert kept.crawl(3, pages, mode="sweep", budget=2, board=two) == "complete"
    assert kept.open().execute("SELECT count(*) FROM captures WHERE crawl = 2 AND url LIKE '%/ko/old'").fetchone()[0] == 2
    assert len(kept.asked()) == 3


def test_a_rebuild_chooses_the_same_posts(kept: Kept, tmp_path: Path) -> None:
    for day in range(3, 12):
        kept.crawl(day, site(**{f"node{NODES[day]}": f"{day}일에 바뀌었습니다."}), budget=3)
    kept.crawl(12, site(), budget=3, most=2, finish=False)
    kept.crawl(12, site())
    rebuild(tmp_path / "warcs", tmp_path / "again.db")
    lines = list(dump(kept.archive))
    assert list(dump(tmp_path / "again.db")) == lines
    assert kept.open().execute("SELECT count(DISTINCT checked_at) FROM posts").fetchone()[0] > 5


def test_a_crawl_that_was_killed_keeps_the_budget_it_began_with(kept: Kept) -> None:
    assert kept.crawl(3, site(), budget=3, most=0, finish=False) is None
    kept.crawl(3, site(), budget=9)
    assert len(kept.asked()) == 3


def test_a_date_in_the_future_makes_no_post_younger_than_our_first_sight_of_it(kept: Kept) -> None:
    conn = sqlite3.connect(kept.archive, isolation_level=None)
    conn.execute("UPDATE posts SET posted_at = '2099-01-01T00:00:00+09:00' WHERE native_id = '105'")
    conn.execute("UPDATE posts SET posted_at = NULL WHERE native_id = '106'")
    at = "2025-03-20T00:00:00.000000Z"
    conn.execute("UPDATE posts SET checked_at = '2025-03-10T00:00:00Z' WHERE native_id = '105'")
    conn.execute("UPDATE posts SET checked_at = '2025-03-09T00:00:00Z' WHERE native_id IN ('106', '112')")
    order = [each.task.native_id for each in revisits(kept.open(), "hall", 3, at)]
    # 105 and 106 count from our first sight of them, a day after 112 was posted.
    assert order == ["106", "112", "105"]


def test_days_take_any_time_of_the_archive() -> None:
    assert days("1970-01-02T09:00:00+09:00") == days("1970-01-02") == days("1970-01-02T00:00:00.000000Z") == 1.0


def _paged(*days: tuple[str, str]) -> dict[str, Answer]:
    """A board of pages with two posts each, of the days given, that link on."""
    pages: dict[str, Answer] = {}
    for number, pair in enumerate(days):
        path = "/ko/news" if not number else f"/ko/news?page={number}"
        rows = "".join(
            f"<div class='views-row'><div class='views-field views-field-title'><a href='/ko/node/{node}'>{TITLE} {node}</a></div>"
            f"<div class='views-field'><span class='views-label'>등록일</span> <span class='field-content'>{day}</span></div></div>"
            for node, day in ((200 - 2 * number - place, day) for place, day in enumerate(pair))
        )
        onward = f"<ul class='pager'><li class='pager-next'><a href='/ko/news?page={number + 1}'>다음</a></li></ul>" if number + 1 < len(days) else ""
        pages[path] = page(f"<body><div class='view view-news'>{rows}</div>{onward}</body>")
        for place, day in enumerate(pair):
            node = 200 - 2 * number - place
            pages[f"/ko/node/{node}"] = post(node, f"{TITLE} {node}", day, ("신청을 받습니다.",))
    return pages


DAYS = (("2025-02-20", "2025-02-19"), ("2025-02-18", "2025-02-10"), ("2025-02-09", "2025-02-08"), ("2025-02-07", "2025-02-06"))


@pytest.mark.parametrize("mode", ["refresh", "sweep"])
def test_since_reads_lists_until_all_is_older_and_asks_nothing_older(tmp_path: Path, mode: str) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    assert crawl(archive, clock, _paged(*DAYS), mode=mode, since="2025-02-18") == "complete"
    conn = open_reader(archive)
    asked = [row["url"].removeprefix(SITE) for row in conn.execute("SELECT url FROM captures ORDER BY id")]
    assert asked == ["/ko/news", "/ko/news?page=1", "/ko/news?page=2", "/ko/node/200", "/ko/node/199", "/ko/node/198"]
    assert conn.execute("SELECT since FROM crawls").fetchone()["since"] == "2025-02-18"


def test_a_sweep_with_since_says_of_no_post_that_it_is_missing(tmp_path: Path) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    assert crawl(archive, clock, _paged(*DAYS)) == "complete"
    clock.go_to(3)
    assert crawl(archive, clock, _paged(*DAYS), since="2025-02-18", board=replace(BOARD, expect={"min_posts": 7})) == "complete"
    conn = open_reader(archive)
    assert [row[0] for row in conn.execute("SELECT DISTINCT state FROM posts")] == ["listed"]
    asked = {row[0] for row in conn.execute("SELECT url FROM captures WHERE crawl = 2 AND url LIKE '%node%'")}
    assert asked == {f"{SITE}/ko/node/{node}" for node in (200, 199, 198)}


def test_a_refresh_after_one_with_since_reads_what_that_one_left(tmp_path: Path) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    crawl(archive, clock, _paged(*DAYS), mode="refresh", since="2025-02-18")
    clock.go_to(3)
    assert crawl(archive, clock, _paged(*DAYS), mode="refresh") == "complete"
    assert open_reader(archive).execute("SELECT count(*) FROM posts").fetchone()[0] == 8


def test_old_posts_before_since_are_not_chosen(kept: Kept) -> None:
    kept.crawl(3, site(), budget=5, since="2025-02-28")
    assert kept.asked() == [112]
    kept.crawl(5, site(), budget=5, since="2025-02-28", most=0, finish=False)
    kept.crawl(5, site())
    assert kept.asked() == [112]


def test_a_dry_run_names_the_posts_that_it_would_ask_again_and_the_seconds(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = f'name = "hall"\ntitle = "판전"\npublisher = "기록과"\nurl = "{SITE}/ko/news"\nengine = "drupal7"\nlanguage = "ko"\ntimezone = "Asia/Seoul"\n'
    (tmp_path / "hall.toml").write_text(manifest + "[fetch]\ndelay = 5\nbudget = 11\n", encoding="utf-8")
    monkeypatch.setenv("PANJEON_CLOCK", "2025-03-03T00:00:00+00:00")
    words = ("crawl", "hall", "--dry-run", "--boards", tmp_path)
    told = run(*words, archive=kept.archive).output
    lines = told.splitlines()
    begin = lines.index("  then 11 old posts again (11 requests, at least 55 seconds):")
    assert lines[begin + 1] == f"    112  {TITLE}"
    assert lines[begin + 11] == "    and 1 more"
    assert "  estimated cost: at least 13 requests, 65 seconds" in lines
    assert "then 1 old post again (1 request, at least 5 seconds):" in run(*words, "--budget", "1", archive=kept.archive).output
    assert "old post" not in run(*words, "--budget", "0", archive=kept.archive).output
    assert "old post" not in run(*words, "--mode", "sweep", archive=kept.archive).output
    late = run(*words, "--since", "2025-02-28", archive=kept.archive).output
    assert "only posts of 2025-02-28 or later" in late
    assert f"then 1 old post again (1 request, at least 5 seconds):\n    112  {TITLE}\n" in late
    assert "1 posts and 0 files are known" in run(*words, "--since", "2025-02-28", "--mode", "sweep", archive=kept.archive).output
    swept = run(*words, "--mode", "sweep", "--budget", "2", archive=kept.archive).output
    assert "every list page, and each post that is new" in swept
    assert "then 2 old posts again" in swept
    assert "then 0 old posts again (0 requests, at least 0 seconds)" in run(*words, archive=tmp_path / "none.db").output


def test_the_command_takes_the_budget_of_the_manifest_or_its_own(tmp_path: Path) -> None:
    with TinyBoard() as board:
        board.add(*(TinyPost(700 + number, f"{number}월 공고", "<p>알립니다.</p>") for number in range(12)))
        crawls = Crawls(tmp_path, board)
        crawls.run("sweep", clock="2025-03-01T00:00:00+00:00")
        crawls.write_manifest(fetch="budget = 2\n")
        found = []
        for number, more in enumerate(([], ["--budget", "4"])):
            assert crawls.run("refresh", *more, clock=f"2025-03-0{number + 3}T00:00:00+00:00").code == 0
            found.append(crawls.rows("SELECT budget, requests FROM crawls ORDER BY id DESC LIMIT 1")[0])
        crawls.write_manifest(fetch="daily_budget = 6\n")
        noon = "2025-03-04T12:00:00+00:00"
        assert "then 3 old posts again" in crawls.command("crawl", "tiny", "--dry-run", clock=noon).out
        assert crawls.run("refresh", clock=noon).code == 0
        found.append(crawls.rows("SELECT budget, requests FROM crawls ORDER BY id DESC LIMIT 1")[0])
        assert found == [(2, 4), (4, 6), (3, 5)]
        assert crawls.rows("SELECT budget FROM crawls WHERE id = 1") == [(None,)]


def test_the_refreshes_of_a_day_share_its_requests(kept: Kept) -> None:
    board, spent = replace(BOARD, fetch=replace(BOARD.fetch, daily_budget=5)), list[int]()
    for hour in range(0, 96, 4):
        kept.clock.time = FIRST + timedelta(days=3, hours=hour)
        spent.append(allowed(kept, board))
        assert crawl(kept.archive, kept.clock, site(), mode="refresh", budget=spent[-1]) == "complete"
        if hour % 24 == 8:
            conn = sqlite3.connect(kept.archive)
            conn.execute("UPDATE crawls SET outcome = 'failed' WHERE id = (SELECT max(id) FROM crawls)")
            conn.commit()
            conn.close()
    days_of_six = [sum(spent[run : run + 6]) for run in (1, 7, 13)]
    again = [spent[run] for run in (2, 8, 14)]
    assert spent[0] == 5
    assert [day - lost for day, lost in zip(days_of_six, again, strict=True)] == [5, 5, 5]
    assert sum(again) > 0
    assert max(spent[1:]) == 2
    kept.clock.go_to(30)
    assert allowed(kept, board) == 5


def allowed(kept: Kept, board: Manifest) -> int:
    """What a refresh may spend that begins now."""
    recorder = Recorder(kept.archive, kept.clock)
    try:
        return recorder.allowance(board)
    finally:
        recorder.close()
