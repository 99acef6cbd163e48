"""Charts that say what is in the archive: every number drawn, every number in the table, no date invented."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from sample_archive import EN, KO, Sample, build
from selectolax.lexbor import LexborHTMLParser, LexborNode

from publish import charts, moments
from publish.server import settings


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("charts"))


def page(served: Datasette, path: str) -> LexborHTMLParser:
    answer = asyncio.run(served.client.get(path))
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def figure(served: Datasette, board: str, title: str) -> LexborNode:
    (found,) = [node for node in page(served, f"/-/charts?board={board}&lang=ko").css("figure") if node.css_first("figcaption").text() == title]
    return found


def table(node: LexborNode) -> dict[str, list[str]]:
    return {row.css_first("th").text(): [cell.text() for cell in row.css("td")] for row in node.css("tbody tr")}


def test_posts_are_counted_by_the_sites_months(sample: Sample) -> None:
    drawn = figure(settings(sample.archive), KO, "등록된 글")
    conn = sqlite3.connect(sample.archive)
    counted = dict(conn.execute("SELECT substr(posted_at, 1, 7), count(*) FROM posts WHERE board = ? GROUP BY 1", (KO,)))
    conn.close()
    assert table(drawn) == {month: [str(count)] for month, count in counted.items()}
    assert [node.text() for node in drawn.css("rect title")] == [f"{month} · 글 {count}" for month, count in counted.items()]


def test_edits_and_departures_are_counted_by_the_day_of_the_boards_zone(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    post = sample.post(crawl, KO, "1", "글", "<p>글</p>", "글")
    for kind, at in (("changed", "2025-03-01T14:59:59.5Z"), ("changed", "2025-03-01T15:00:00Z"), ("changed", "2025-03-01T16:00:00Z"), ("gone", "2025-03-02T20:00:00Z"), ("restored", "2025-03-04T01:00:00Z")):
        sample.conn.execute("UPDATE events SET at = ? WHERE id = ?", (at, sample.event(crawl, post, kind)))
    sample.close()
    drawn = figure(settings(sample.archive), KO, "바뀌거나 내려간 글")
    assert table(drawn) == {"2025-03-01": ["1", "0", "0"], "2025-03-02": ["2", "0", "0"], "2025-03-03": ["0", "1", "0"], "2025-03-04": ["0", "0", "1"]}
    assert [node.text() for node in drawn.css(".legend li")] == ["바뀐 글 3", "내려간 글 1", "다시 나타남 1"]


def test_each_run_shows_how_the_board_answered(sample: Sample) -> None:
    served = settings(sample.archive)
    assert table(figure(served, KO, "수집마다 게시판이 답한 결과")) == {"#1": ["38", "1", "0", "1", "0"], "#2": ["6", "36", "1", "0", "1"]}
    assert table(figure(served, EN, "수집마다 게시판이 답한 결과")) == {"#3": ["6", "0", "0", "0", "3"]}


def test_partners_are_counted_as_they_come_and_go(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    first, second = sample.partner(crawl, KO, "가", None), sample.partner(crawl, KO, "나", None)
    (capture,) = sample.conn.execute("SELECT min(id) FROM captures").fetchone()
    for partner, kind, at in ((first, "gone", "2025-04-01T00:00:00Z"), (second, "changed", "2025-04-02T00:00:00Z"), (first, "restored", "2025-04-03T00:00:00Z")):
        sample.insert("partner_events", partner=partner, crawl=crawl, kind=kind, at=at, detail="{}", capture=capture)
    sample.close()
    drawn = figure(settings(sample.archive), KO, "협력 기관 수")
    assert table(drawn) == {"2025-03-01": ["2"], "2025-04-01": ["1"], "2025-04-02": ["1"], "2025-04-03": ["2"]}


def test_authors_are_ranked(sample: Sample) -> None:
    rows = figure(settings(sample.archive), KO, "글쓴이").css("tbody tr")
    assert [(row.css_first("th").text(), row.css_first("td").text()) for row in rows] == [("seoulsolution", "11"), ("ssunha", "11"), ("scaadmin", "10")]
    assert [row.css_first("rect").attributes["width"] for row in rows] == ["100.0", "100.0", "90.9"]


def test_a_board_page_holds_its_first_two_charts(sample: Sample) -> None:
    served = settings(sample.archive)
    assert [node.text() for node in page(served, f"/-/board/{KO}?lang=en").css("figcaption")] == ["Posts by date", "Edits and departures"]
    assert [node.text() for node in page(served, f"/-/board/{EN}?lang=en").css("figcaption")] == ["Posts by date"]


@pytest.mark.parametrize(
    ("odd", "drawn"),
    [
        *((date, "2020-05-05") for date in ("0001-01-01T00:00:00+09:00", "9999-12-31T00:00:00+09:00", "어제", "")),
        ("20ab-xx-yyT00:00:00+09:00", "2020-05"),
    ],
)
def test_an_implausible_date_draws_nothing(tmp_path: Path, odd: str, drawn: str) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    sample.post(crawl, KO, "1", "글", "<p>글</p>", "글", posted="2020-05-05")
    second = sample.post(crawl, KO, "2", "글", "<p>글</p>", "글")
    sample.conn.execute("UPDATE posts SET posted_at = ? WHERE id = ?", (odd, second))
    sample.close()
    assert table(figure(settings(sample.archive), KO, "등록된 글")) == {drawn: ["1"]}


def test_an_archive_without_posts_has_a_page_without_charts(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    sample.close()
    assert page(settings(sample.archive), "/-/charts").css("svg") == []


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [("2025-01-01", "2025-01-01", 10), ("2025-01-01", "2025-03-03", 10), ("2025-01-01", "2025-03-04", 7), ("2005-01-01", "2024-12-31", 7), ("2005-01-01", "2025-01-01", 4)],
)
def test_time_is_counted_as_its_span_asks(first: str, last: str, length: int) -> None:
    assert charts.unit(first, last) == length


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_a_span_holds_both_ends_and_no_gap(one: date, other: date) -> None:
    first, last = sorted((one.isoformat(), other.isoformat()))
    length = charts.unit(first, last)
    keys = charts.span(first[:length], last[:length])
    assert keys[0] == first[:length]
    assert keys[-1] == last[:length]
    assert keys == sorted(set(keys))
    assert len(keys) <= 240


@given(st.integers(0, 10**12))
def test_ticks_are_round_and_reach_the_top(most: int) -> None:
    levels = charts.ticks(most)
    assert levels[0] == 0
    assert levels[-1] >= most > levels[-2] or most == 0
    assert 2 <= len(levels) <= 5
    assert str(levels[1]).rstrip("0") in ("1", "2", "5")


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=700))
def test_every_bar_stays_within_the_drawing(values: list[int]) -> None:
    keys = [f"#{place}" for place in range(len(values))]
    chart = charts.bars(keys, [charts.Series(name="글", values=tuple(values))], "도표")
    bars = LexborHTMLParser(chart.svg).css("rect")
    assert len(bars) == sum(value > 0 for value in values[-400:])
    for bar in bars:
        x, y, width, height = (float(bar.attributes[name] or "") for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + width <= charts.WIDTH
        assert y >= 0
        assert y + height <= charts.HEIGHT


def test_series_stand_on_each_other() -> None:
    chart = charts.bars(["2020", "2021"], [charts.Series(name=name, values=values) for name, values in (("가", (3, 0)), ("나", (5, 2)), ("다", (2, 0)))], "도표")
    bars = [{name: float(bar.attributes[name] or "") for name in ("x", "y", "height")} for bar in LexborHTMLParser(chart.svg).css("rect")]
    first, second, alone, third = bars[0], bars[1], bars[3], bars[2]
    assert first["y"] == pytest.approx(second["y"] + second["height"], abs=0.2)
    assert second["y"] == pytest.approx(third["y"] + third["height"], abs=0.2)
    assert first["y"] + first["height"] == pytest.approx(alone["y"] + alone["height"], abs=0.2)
    assert [node.text() for node in LexborHTMLParser(chart.svg).css(".level")][-1] == "10"
    assert second["height"] / first["height"] == pytest.approx(5 / 3, abs=0.02)


def test_a_name_in_a_chart_is_text() -> None:
    chart = charts.bars(["<b>"], [charts.Series(name="<script>", values=(1,))], '"><script>')
    assert LexborHTMLParser(chart.svg).css("script, b") == []


@pytest.mark.parametrize(("at", "zone", "day"), [("2025-03-01T15:00:00Z", "Asia/Seoul", "2025-03-02"), ("2025-03-01T15:00:00Z", "UTC", "2025-03-01"), ("nonsense", None, "nonsense")])
def test_the_day_is_that_of_the_board(at: str, zone: str | None, day: str) -> None:
    assert moments.local_day(at, zone) == day
