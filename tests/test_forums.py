"""Forums: one address and one id for every variant of a topic's address, and dates that mean one moment or none."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.engines import engine
from crawler.engines.moments import month_first, read_moment
from crawler.errors import DateUnreadable, PageChanged
from crawler.manifest import Manifest
from crawler.records import Page

BOARD = Manifest(
    name="forum",
    title="광장",
    publisher="시청",
    url="https://www.forum.example/",
    engine="generic",
    language="ko",
    timezone="Asia/Seoul",
    hosts=("www.forum.example", "forum.example"),
)
NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def page(fetched_at: datetime = NOON) -> Page:
    return Page(url="https://www.forum.example/", text="", status=200, media_type="text/html", fetched_at=fetched_at)


@pytest.mark.parametrize(
    ("name", "url", "one", "native_id"),
    [
        ("spirit", "http://forum.example/topic/41/%EC%95%88%EB%82%B4/?page=2#c21", "http://www.forum.example/topic/41/%EC%95%88%EB%82%B4/", "41"),
        ("spirit", "https://www.forum.example/f/topic/41/", "https://www.forum.example/f/topic/41/", "41"),
        ("spirit", "https://www.forum.example/topic/private/41/a/", "https://www.forum.example/topic/private/41/a/", None),
        ("spirit", "https://www.forum.example/category/3/a/", "https://www.forum.example/category/3/a/", None),
        ("machina", "https://forum.example/f/forum/a-1/topic/b-2-41/?post=77#77", "https://www.forum.example/f/forum/a-1/topic/b-2-41/", "41"),
        ("machina", "https://forum.example/forum/a-1/topic/b-41/update/", "https://www.forum.example/forum/a-1/topic/b-41/update/", None),
        ("machina", "https://forum.example/forum/a-1/?page=3", "https://www.forum.example/forum/a-1/", None),
        ("phpbb", f"https://forum.example/viewtopic.php?f=2&t=41&sid={'0a' * 16}&start=20#p9", "https://www.forum.example/viewtopic.php?t=41", "41"),
        ("phpbb", "https://www.forum.example/viewtopic.php?p=91", "https://www.forum.example/viewtopic.php", None),
        ("phpbb", "https://www.forum.example/viewforum.php?t=41", "https://www.forum.example/viewforum.php?t=41", None),
        ("smf", "https://www.forum.example/index.php?PHPSESSID=9&topic=41.msg90#msg90", "https://www.forum.example/index.php?topic=41.0", "41"),
        ("smf", "https://www.forum.example/index.php?topic=41.20;topicseen", "https://www.forum.example/index.php?topic=41.0", "41"),
        ("smf", "https://www.forum.example/index.php/topic,41.new.html#new", "https://www.forum.example/index.php/topic,41.0.html", "41"),
        ("smf", "https://www.forum.example/index.php?action=post;topic=41.0", "https://www.forum.example/index.php?topic=41.0", "41"),
        ("smf", "https://www.forum.example/index.php?board=1.20", "https://www.forum.example/index.php?board=1.20", None),
        ("mybb", "https://www.forum.example/showthread.php?tid=41&pid=90&page=2#pid90", "https://www.forum.example/showthread.php?tid=41", "41"),
        ("mybb", "https://www.forum.example/thread-41-post-90.html", "https://www.forum.example/thread-41.html", "41"),
        ("mybb", "https://www.forum.example/forumdisplay.php?fid=41", "https://www.forum.example/forumdisplay.php?fid=41", None),
        ("fluxbb", "https://www.forum.example/viewtopic.php?id=41&p=3&action=new", "https://www.forum.example/viewtopic.php?id=41", "41"),
        ("fluxbb", "https://www.forum.example/viewtopic.php?pid=90#p90", "https://www.forum.example/viewtopic.php", None),
        ("nodebb", "https://www.forum.example/topic/41/2026-plan/17?page=2", "https://www.forum.example/topic/41/2026-plan", "41"),
        ("nodebb", "https://www.forum.example/f/topic/41", "https://www.forum.example/f/topic/41", "41"),
        ("nodebb", "https://www.forum.example/category/2/notice", "https://www.forum.example/category/2/notice", None),
        ("xenforo", "https://www.forum.example/threads/plan.2026.41/page-3#post-9", "https://www.forum.example/threads/plan.2026.41/", "41"),
        ("xenforo", "https://www.forum.example/index.php?threads/plan.41/post-9", "https://www.forum.example/index.php?threads/plan.41/", "41"),
        ("xenforo", "https://www.forum.example/threads/41/latest", "https://www.forum.example/threads/41/", "41"),
        ("discourse", "https://forum.example/t/%EC%95%88%EB%82%B4-2026/41/7?u=x", "https://www.forum.example/t/41.json", "41"),
        ("discourse", "https://www.forum.example/f/t/41.json?page=2", "https://www.forum.example/f/t/41.json", "41"),
        ("discourse", "https://www.forum.example/c/notice/5.json", "https://www.forum.example/c/notice/5.json", None),
        ("wordpress", "https://forum.example/2026/11/30/?replytocom=5&utm_source=x#respond", "https://www.forum.example/2026/11/30/", None),
        ("wordpress", "https://www.forum.example/?p=41", "https://www.forum.example/?p=41", "41"),
        ("drupal", "https://forum.example/KO/node/41?page=1", "https://www.forum.example/ko/node/41", "41"),
        ("drupal", "https://www.forum.example/ko/news/30/", "https://www.forum.example/ko/news/30", None),
        ("xenforo", "https://www.forum.example/forums/notice.2/", "https://www.forum.example/forums/notice.2/", None),
    ],
)
def test_one_address_and_one_id(name: str, url: str, one: str, native_id: str | None) -> None:
    reader = engine(name)
    assert reader.canonical(url, BOARD) == one
    assert reader.canonical(one, BOARD) == one
    assert reader.native_id(url, BOARD) == native_id


@pytest.mark.parametrize(
    ("raw", "at", "precision"),
    [
        ("2026-11-06T09:18:05+00:00", "2026-11-06T18:18:05+09:00", "second"),
        ("1794000000", "2026-11-07T06:20:00+09:00", "second"),
        ("Today at 11:20:05 AM", "2026-11-23T11:20:05+09:00", "second"),
        ("Yesterday, 04:52 PM", "2026-11-22T16:52:00+09:00", "minute"),
        ("오늘 11:20", "2026-11-23T11:20:00+09:00", "minute"),
        ("어제", "2026-11-22T00:00:00+09:00", "day"),
        ("Nov. 6, 2026, noon", "2026-11-06T12:00:00+09:00", "minute"),
        ("Nov. 6, 2026, midnight", "2026-11-06T00:00:00+09:00", "minute"),
        ("Sept. 6, 2026, 9 p.m.", "2026-09-06T21:00:00+09:00", "minute"),
        ("2026년 1월 13일 9:18 오후", "2026-01-13T21:18:00+09:00", "minute"),
        ("Nov 6, 2026 at 4:52 PM", "2026-11-06T16:52:00+09:00", "minute"),
        ("November 06, 2026, 04:52:03 PM", "2026-11-06T16:52:03+09:00", "second"),
        ("Mon Nov 16, 2026 4:52 pm", "2026-11-16T16:52:00+09:00", "minute"),
    ],
)
def test_moments(raw: str, at: str, precision: str) -> None:
    read = read_moment(raw, page(), "Asia/Seoul")
    assert (read.at, read.precision, read.raw) == (at, precision, raw)


@pytest.mark.parametrize("raw", ["5h", "now", "3 days ago", "11-06-2026, 04:52 PM", "Todays news", "Today at lunch", "6 Nov", "오늘의 운세"])
def test_what_means_no_one_moment_is_refused(raw: str) -> None:
    with pytest.raises(DateUnreadable):
        read_moment(raw, page(), "Asia/Seoul")


def test_a_relative_day_counts_in_the_zone_of_the_board() -> None:
    evening = page(datetime(2026, 11, 22, 16, 0, tzinfo=UTC))
    assert read_moment("Today 00:30", evening, "Asia/Seoul").at == "2026-11-23T00:30:00+09:00"
    assert read_moment("Today 15:30", evening, "UTC").at == "2026-11-22T15:30:00+00:00"


def test_around_midnight_a_relative_day_is_refused() -> None:
    with pytest.raises(DateUnreadable, match="captured around midnight"):
        read_moment("Today 23:30", page(datetime(2026, 11, 23, 14, 58, 30, tzinfo=UTC)), "Asia/Seoul")
    assert read_moment("Today 23:30", page(datetime(2026, 11, 23, 14, 57, tzinfo=UTC)), "Asia/Seoul").at == "2026-11-23T23:30:00+09:00"


@pytest.mark.parametrize(
    ("clock", "fetched_at", "proved"),
    [
        ("11-23-2026, 12:00 PM", NOON, True),
        ("23-11-2026, 12:00 PM", NOON, False),
        ("06-11-2026, 12:00 PM", datetime(2026, 11, 6, 3, tzinfo=UTC), False),
        ("11-06-2026, 12:00 PM", datetime(2026, 11, 6, 3, tzinfo=UTC), True),
        ("11-11-2026, 12:00 PM", datetime(2026, 11, 11, 3, tzinfo=UTC), None),
        ("01-02-2020, 12:00 PM", NOON, None),
    ],
)
def test_a_page_proves_the_order_by_its_own_clock(clock: str, fetched_at: datetime, proved: bool | None) -> None:
    assert month_first(clock, page(fetched_at), "Asia/Seoul") is proved


def test_a_proved_order_is_used_and_never_bent() -> None:
    assert read_moment("11-06-2026, 04:52 PM", page(), "Asia/Seoul", month_first=True).at == "2026-11-06T16:52:00+09:00"
    assert read_moment("11-06-2026, 04:52 PM", page(), "Asia/Seoul", month_first=False).at == "2026-06-11T16:52:00+09:00"
    with pytest.raises(DateUnreadable):
        read_moment("23-06-2026, 04:52 PM", page(), "Asia/Seoul", month_first=True)


CASES = Path(__file__).parent / "cases" / "discourse"
#: A list that leads on no further has no such field.
ALONE = ("more_topics_url",)


def variants(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every field of a JSON value, with each change that a new version might bring."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        if isinstance(data, dict):
            yield from (((*path, key), change) for change in ("renamed", "null", "a text", "a list"))
        yield from variants(value, (*path, key))


def varied(data: Any, path: tuple[Any, ...], change: str) -> Any:
    data = copy.deepcopy(data)
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    if change == "renamed":
        holder[f"new_{path[-1]}"] = holder.pop(path[-1])
    else:
        holder[path[-1]] = {"null": None, "a text": "값", "a list": []}[change]
    return data


@pytest.mark.parametrize("case", ["list_pinned_more", "post_files_edited"])
def test_json_that_changed_is_read_right_or_refused(case: str) -> None:
    meta = json.loads((CASES / case / "meta.json").read_text("utf-8"))
    data = json.loads((CASES / case / "page.json").read_text("utf-8"))
    reader = engine("discourse")
    reading = reader.listing if meta["kind"] == "list" else reader.post

    def read(value: Any) -> Any:
        text = json.dumps(value, ensure_ascii=False)
        return asdict(reading(Page(url=meta["url"], text=text, status=200, media_type="application/json", fetched_at=NOON), BOARD))

    right = read(data)
    refused = read_right = 0
    for path, change in variants(data):
        try:
            answer = read(varied(data, path, change))
        except PageChanged:
            refused += 1
            continue
        words = path[-1] in ("title", "username", "cooked") and change == "a text"
        emptied = path[-1] in ("topics", "posts", "users", "posters", "stream") and change == "a list"
        assert answer == right or words or emptied or path[-1] in ALONE, (path, change)
        read_right += 1
    assert refused > 30
    assert read_right > 30
