"""Feeds that readers' programs can rely on: well formed, stable, narrowed as asked, the change itself in the entry."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from sample_archive import EN, KO, Sample, build, get
from selectolax.lexbor import LexborHTMLParser

from publish import feeds, reading
from publish.server import settings

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("feeds"))


@pytest.fixture(scope="module")
def served(sample: Sample) -> Datasette:
    return settings(sample.archive)


def items(served: Datasette, query: str = "") -> list[dict[str, Any]]:
    (answer,) = get(served, f"/-/feed.json?lang=ko&{query}")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def all_items(served: Datasette, query: str = "") -> list[dict[str, Any]]:
    """Every page of a feed, read on as its next_url says."""
    found, address = [], f"/-/feed.json?lang=ko&{query}"
    for _ in range(20):
        page = get(served, address)[0].json()
        found += page["items"]
        if "next_url" not in page:
            return found
        parts = urlsplit(page["next_url"])
        address = f"{parts.path}?{parts.query}"
    raise AssertionError("the feed has no end")


def test_both_formats_say_the_same(served: Datasette) -> None:
    atom, plain = get(served, f"/-/feed.atom?board={KO}&lang=ko", f"/-/feed.json?board={KO}&lang=ko")
    assert atom.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert plain.headers["content-type"] == "application/feed+json; charset=utf-8"
    root = ElementTree.fromstring(atom.content)
    assert root.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{needed}")
    entries = root.findall(f"{ATOM}entry")
    feed = plain.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [item["id"] for item in feed["items"]]
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == [item["content_html"] for item in feed["items"]]
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [item["title"] for item in feed["items"]]
    assert feed["title"] == "판전 · 새소식"
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://localhost/-/feed.atom?board=seoulsolution-ko&lang=ko"
    assert links["alternate"] == f"http://localhost/-/board/{KO}"


def test_every_entry_of_atom_is_complete(served: Datasette) -> None:
    root = ElementTree.fromstring(get(served, "/-/feed.atom")[0].content)
    seen = set()
    for entry in root.iter(f"{ATOM}entry"):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id") or "")
        seen.add(entry.findtext(f"{ATOM}id"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", entry.findtext(f"{ATOM}updated") or "")
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
        assert entry.find(f"{ATOM}content").attrib["type"] == "html"  # type: ignore[union-attr]
    assert len(seen) == feeds.ENTRIES


def test_read_on_by_next_each_event_comes_once(served: Datasette, sample: Sample) -> None:
    conn = sqlite3.connect(sample.archive)
    (count,) = conn.execute(f"SELECT count(*) FROM events WHERE kind IN ({','.join('?' * len(feeds.TOLD))})", feeds.TOLD).fetchone()
    conn.close()
    found = all_items(served)
    assert len(found) == len({item["id"] for item in found}) == count > feeds.ENTRIES
    numbers = [item["_panjeon"]["id"] for item in found]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=changed", {"changed"}),
        ("kind=gone", set(reading.WITHDRAWN) - {"secret"}),
        ("kind=changed,gone", {"changed", "gone", "blinded", "unlisted"}),
        ("kind=restored", {"restored"}),
        ("kind=new", {"new"}),
    ],
)
def test_kinds_narrow_a_feed(served: Datasette, sample: Sample, query: str, expected: set[str]) -> None:
    conn = sqlite3.connect(sample.archive)
    held = {kind for (kind,) in conn.execute("SELECT DISTINCT kind FROM events")}
    conn.close()
    assert {item["_panjeon"]["kind"] for item in items(served, query)} == expected & held


def test_board_author_and_search_narrow_a_feed(served: Datasette) -> None:
    assert {item["_panjeon"]["board"] for item in all_items(served, f"board={EN}")} == {EN}
    of_author = all_items(served, "author=ssunha")
    assert {item["authors"][0]["name"] for item in of_author} == {"ssunha"}
    assert len({item["_panjeon"]["post"] for item in of_author}) == 11
    searched = all_items(served, "q=서울시민")
    assert len({item["_panjeon"]["post"] for item in searched}) == 4
    assert all_items(served, "board=none") == []
    assert get(served, "/-/feed.atom?board=none&lang=ko")[0].status_code == 200
    assert get(served, "/-/feed.json?q=서울시민&lang=ko")[0].json()["home_page_url"] == "http://localhost/-/search?q=%EC%84%9C%EC%9A%B8%EC%8B%9C%EB%AF%BC"


def test_an_entry_holds_the_change_itself(served: Datasette) -> None:
    changes = [item for item in items(served, f"board={KO}&kind=changed") if item["_panjeon"]["post"] == 1]
    third, second = changes
    assert second["url"] == "http://localhost/-/post/1/compare/1/2"
    body = LexborHTMLParser(second["content_html"])
    assert [node.text() for node in body.css("del")] == ["1일까지"]
    assert [node.text() for node in body.css("ins")] == ["18일까지"]
    assert "조용히 바뀌었습니다" in body.text()
    assert second["_panjeon"]["silent"] is True
    assert second["title"] == "[바뀜] 대중교통 환승 체계 안내"
    assert third["title"] == "[바뀜] 대중교통 환승 체계 안내 (기한 연장)"
    assert [node.text() for node in LexborHTMLParser(third["content_html"]).css("h3")] == ["제목", "수정일", "본문"]


def test_a_new_entry_is_the_post_as_it_first_stood(served: Datasette) -> None:
    (first,) = [item for item in all_items(served, "kind=new&author=seoulsolution") if item["_panjeon"]["post"] == 1]
    assert "1월 1일까지" in first["content_html"]
    assert first["title"] == "[새 글] 대중교통 환승 체계 안내"
    assert first["external_url"] == "https://www.seoulsolution.kr/ko/node/6306"


def test_what_was_said_of_a_withdrawn_post_is_quoted(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    post = sample.post(crawl, KO, "1", "글", "<p>글</p>", "글")
    sample.event(crawl, post, "blinded", evidence="관리자가 <b>가린</b> 글입니다.")
    sample.close()
    (entry, _) = items(settings(sample.archive))
    assert "<blockquote>관리자가 &lt;b&gt;가린&lt;/b&gt; 글입니다.</blockquote>" in entry["content_html"]


def test_pictures_come_from_the_archive_by_absolute_address(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    post = sample.post(crawl, KO, "1", "글", '<p><img src="/files/a.png" alt="가"><img src="https://elsewhere.invalid/b.png" alt="나"></p>', "")
    sample.attach(crawl, post, "a.png", "https://www.seoulsolution.kr/files/a.png", b"\x89PNG", "image/png")
    sample.close()
    (entry,) = items(settings(sample.archive))
    images = LexborHTMLParser(entry["content_html"]).css("img")
    assert [image.attributes.get("src") for image in images] == ["http://localhost/-/attachment/1/image", None]


def test_long_bodies_stay_on_their_page(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    post = sample.post(crawl, KO, "1", "글", f"<p>{'길다 ' * 20_000}</p>", "길다 " * 20_000)
    sample.revise(crawl, post, body_text="더 " * 30_000, body_html="<p>더</p>")
    sample.close()
    (answer,) = get(settings(sample.archive), "/-/feed.json?lang=ko")
    changed, new = answer.json()["items"]
    assert len(answer.content) < 30_000
    assert "길다 길다" in new["content_html"]
    assert '<a href="http://localhost/-/post/1/compare/1/2">비교</a>' in changed["content_html"]


def test_an_empty_archive_has_an_empty_feed(tmp_path: Path) -> None:
    served = settings(Sample(tmp_path).close().archive)
    assert items(served) == []
    root = ElementTree.fromstring(get(served, "/-/feed.atom")[0].content)
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_program_that_holds_the_feed_is_told_so(served: Datasette) -> None:
    (first,) = get(served, "/-/feed.atom")
    (again,) = get(served, "/-/feed.atom", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    (other,) = get(served, "/-/feed.atom?kind=new", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새\x01소\ufffe식", "ko", None)
    crawl = sample.crawl(KO)
    sample.post(crawl, KO, "1", "제\x0b목\uffff", "<p>본\x00\x1f문\ufffe</p>", "본문", author="글\x08쓴이")
    sample.close()
    root = ElementTree.fromstring(get(settings(sample.archive), f"/-/feed.atom?board={KO}&lang=ko")[0].content)
    assert root.findtext(f"{ATOM}title") == "판전 · 새소식"
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "[새 글] 제목"


def test_entry_ids_are_the_same_in_every_copy(tmp_path: Path, sample: Sample, served: Datasette) -> None:
    """Event numbers differ after a merge, a capture's record does not."""
    copy = tmp_path / "archive.db"
    copy.write_bytes(sample.archive.read_bytes())
    conn = sqlite3.connect(copy)
    conn.execute("UPDATE events SET id = id + 1000")
    conn.commit()
    conn.close()
    assert [item["id"] for item in items(settings(copy))] == [item["id"] for item in items(served)]


def test_pages_name_their_feeds(served: Datasette) -> None:
    for path, feed in (
        ("/", "/-/feed.atom?lang=ko"),
        (f"/-/board/{KO}?author=ssunha", f"/-/feed.atom?lang=ko&board={KO}&author=ssunha"),
        ("/-/search?q=a", "/-/feed.atom?lang=ko&q=a"),
        ("/-/changes?kind=withdrawn", "/-/feed.atom?lang=ko&kind=gone"),
    ):
        page = LexborHTMLParser(get(served, path)[0].text)
        (link,) = page.css("link[rel=alternate][type='application/atom+xml']")
        assert link.attributes["href"] == feed, path
        assert get(served, feed)[0].status_code == 200


def test_what_changed_since_needs_only_a_cursor(tmp_path: Path) -> None:
    sample = build(tmp_path)
    served = settings(sample.archive)
    (page,) = get(served, "/-/changes?lang=ko")
    kept = next(link.attributes["href"] for link in LexborHTMLParser(page.text).css(".note a"))
    assert re.fullmatch(r"/-/changes\?since=\d+", kept or "")
    nothing = LexborHTMLParser(get(served, f"{kept}&lang=ko")[0].text)
    assert "그 뒤로 아무 일도 없었습니다." in nothing.css_first("main").text()
    conn = sqlite3.connect(sample.archive)
    values = conn.execute("SELECT post, crawl, 'restored', '2025-04-01T00:00:00Z', '{}', capture FROM events WHERE kind = 'gone'").fetchone()
    conn.execute("INSERT INTO events (post, crawl, kind, at, detail, capture) VALUES (?, ?, ?, ?, ?, ?)", values)
    conn.commit()
    conn.close()
    (later,) = get(served, f"{kept}&lang=ko")
    assert len(LexborHTMLParser(later.text).css(".events > li")) == 1
    assert "set-cookie" not in get(served, kept or "")[0].headers


@pytest.mark.parametrize("query", ["before=-1", "before=abc", "kind=%00", "board=%3Cscript%3E", "author=" + "x" * 5000, "q=%22OR", "before=" + "9" * 30])
def test_odd_questions_get_a_feed(served: Datasette, query: str) -> None:
    for answer in get(served, f"/-/feed.atom?{query}", f"/-/feed.json?{query}"):
        assert answer.status_code == 200
    ElementTree.fromstring(get(served, f"/-/feed.atom?{query}")[0].content)
    json.loads(get(served, f"/-/feed.json?{query}")[0].content)
