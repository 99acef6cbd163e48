"""The difference between two versions shows what became of the files: which, how large, by SHA-256, and word by word what their text says otherwise."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from sample_archive import KO, Sample, png
from selectolax.lexbor import LexborHTMLParser

from publish import file_texts
from publish.file_changes import changes, told
from publish.server import settings
from publish.words import translator

FILES = "https://www.seoulsolution.kr/files/"


def file(name: str, url: str, content: str | None) -> dict[str, Any]:
    return {"name": name, "url": url, "sha256": hashlib.sha256(content.encode()).hexdigest() if content is not None else None}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ([], [file("가.hwp", "/1", "a")], ["added"]),
        ([file("가.hwp", "/1", "a")], [], ["removed"]),
        ([file("가.hwp", "/1", "a")], [file("가.hwp", "/1", "b")], ["replaced"]),
        ([file("가.hwp", "/1", "a")], [file("나.hwp", "/1", "a")], ["renamed"]),
        ([file("가.hwp", "/1", "a")], [file("가.hwp", "/2", "a")], ["moved"]),
        ([file("가.hwp", "/1", "a")], [file("가.hwp", "/2", "b")], ["replaced"]),
        ([file("가.hwp", "/1", None)], [file("가.hwp", "/1", "a")], ["obtained"]),
        ([file("가.hwp", "/1", "a")], [file("가.hwp", "/1", None)], ["lost"]),
        ([file("가.hwp", "/1", None)], [file("가.hwp", "/1", None)], ["same"]),
        ([file("가.hwp", "/1", "a")], [file("나.hwp", "/2", "b")], ["added", "removed"]),
        # the addresses of two files change places: each is told by where it stands, not by its name
        ([file("가", "/1", "a"), file("나", "/2", "b")], [file("나", "/1", "b"), file("가", "/2", "a")], ["replaced", "replaced"]),
        # one of two files with the same content goes
        ([file("가", "/1", "a"), file("나", "/2", "a")], [file("나", "/2", "a")], ["same", "removed"]),
        # two files without a name or an address are two files
        ([file("", "", "a"), file("", "", "b")], [file("", "", "b")], ["same", "removed"]),
    ],
)
def test_what_became_of_each_file(old: list[dict[str, Any]], new: list[dict[str, Any]], kinds: list[str]) -> None:
    found = changes(old, new)
    assert [change.kind for change in found] == kinds
    assert sum(change.before is not None for change in found) == len(old)
    assert sum(change.after is not None for change in found) == len(new)


def test_a_change_in_a_line_is_escaped_and_complete() -> None:
    (change,) = changes([{"name": "<b>", "url": "/1", "bytes": 3, "sha256": "aa"}], [{"name": "<b>", "url": "/1", "bytes": 4, "sha256": "bb"}])
    assert told(change, translator("en")) == (
        "&lt;b&gt;: other content (Bytes <del>3</del> → <ins>4</ins>; SHA-256 <del>aa</del> → <ins>bb</ins>)"
    )


class Post:
    """A post whose file has other bytes in its second version than in its third."""

    def __init__(self, folder: Path, before: bytes, after: bytes, name: str = "안내.txt") -> None:
        self.sample = sample = Sample(folder)
        sample.board(KO, "새소식", "ko", None)
        crawl = sample.crawl(KO)
        self.number = sample.post(crawl, KO, "1", "글", "<p>글</p>", "글")
        attached = sample.attach(crawl, self.number, name, FILES + "1", before, "text/plain")
        sample.attach(crawl, self.number, "그대로.png", FILES + "2", png(2, 2, (0, 0, 0)), "image/png")
        sample.revise(crawl, self.number)
        capture = sample.capture(crawl, FILES + "1", after, "text/plain")
        values = (hashlib.sha256(after).hexdigest(), len(after), capture, attached)
        sample.conn.execute("UPDATE attachments SET sha256 = ?, bytes = ?, capture = ? WHERE id = ?", values)
        sample.revise(crawl, self.number)
        sample.close()

    def pages(self, *addresses: str) -> list[LexborHTMLParser]:
        """Comparisons, asked in one event loop: what was read for one is known to the next."""
        served = settings(self.sample.archive)

        async def ask() -> list[Response]:
            return [await served.client.get(f"/-/post/{self.number}/compare/{address}lang=ko") for address in addresses]

        answers = asyncio.run(ask())
        assert [answer.status_code for answer in answers] == [200] * len(addresses)
        return [LexborHTMLParser(answer.text) for answer in answers]

    def page(self) -> LexborHTMLParser:
        return self.pages("2/3?")[0]


BEFORE = "신청은 4월 4일까지 받습니다.\n장소는 시청입니다.\n".encode()
AFTER = "신청은 4월 18일까지 받습니다.\n장소는 시청입니다.\n".encode()


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Post:
    return Post(tmp_path_factory.mktemp("files"), BEFORE, AFTER)


def test_other_content_is_shown_word_by_word(post: Post) -> None:
    for page in post.pages("2/3?", "2/3?view=inline&"):
        (item,) = page.css("ul.files > li")
        assert item.css_first(".badge").text() == "내용이 바뀜"
        digests = [node.text() for node in item.css("dl code")]
        assert digests == [hashlib.sha256(content).hexdigest() for content in (BEFORE, AFTER)]
        assert [node.text() for node in item.css(".diff del")] == ["4일까지"]
        assert [node.text() for node in item.css(".diff ins")] == ["18일까지"]
        assert "그대로인 파일: 그대로.png" in page.css_first("main").text()


def test_a_file_that_came_is_shown_with_its_digest(post: Post) -> None:
    (page,) = post.pages("1/2?")
    assert [node.text() for node in page.css("ul.files > li .badge")] == ["더해짐", "더해짐"]
    assert hashlib.sha256(BEFORE).hexdigest() in page.css_first("ul.files").text()


def test_the_captures_of_both_are_linked(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_texts, "_MOST_WAITING", 0)
    served = settings(post.sample.archive)
    busy, other = [asyncio.run(served.client.get(f"/-/post/1/compare/{versions}?lang=ko")) for versions in ("2/3", "1/2")]
    page = LexborHTMLParser(busy.text)
    assert "잠시 뒤 다시" in page.css_first("ul.files").text(), "a busy server asks to come again"
    assert ("etag" in busy.headers, "etag" in other.headers) == (False, True), "and no browser keeps that page"
    links = [node.attributes["href"] for node in page.css("ul.files dl a")]
    payloads = [asyncio.run(served.client.get(f"{link}/payload")).content for link in links]
    assert payloads == [BEFORE, AFTER]


def test_a_text_in_a_file_is_never_markup(tmp_path: Path) -> None:
    page = Post(tmp_path, b"words <script>alert(1)</script>", b"words <img src=x onerror=alert(1)>", name="<svg onload=alert(1)>").page()
    assert not page.css("script, main svg, main img, [onerror], [onload]")
    assert "onerror=alert(1)" in page.css_first(".diff").text()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (BEFORE, png(2, 2, (0, 0, 0)), "파일 속 글을 견줄 수 없습니다: 검색하지 않는 형식"),
        ("가 나 다 라 마 바".encode(), "가 나 다 라 마 바".encode("cp949"), "파일 속 글은 같습니다."),
        ("가 ".encode() * 70_000, "가 ".encode() * 150_000, "너무 길어 여기서 견주지 않음"),
    ],
    ids=["a text and a picture", "the same words in another encoding", "too long"],
)
def test_what_cannot_be_compared_is_said(tmp_path: Path, before: bytes, after: bytes, said: str) -> None:
    page = Post(tmp_path, before, after).page()
    assert said in page.css_first("ul.files").text()
    assert not page.css(".diff")


def test_without_the_evidence_nothing_is_invented(tmp_path: Path) -> None:
    post = Post(tmp_path, BEFORE, AFTER)
    for held in post.sample.warcs.iterdir():
        held.unlink()
    assert "파일 속 글을 견줄 수 없습니다: 원본이 없어" in post.page().css_first("ul.files").text()


def test_a_feed_names_the_file_and_its_digests(post: Post) -> None:
    feed = asyncio.run(settings(post.sample.archive).client.get("/-/feed.json?kind=changed&lang=en")).json()
    assert "안내.txt: other content" in feed["items"][0]["content_html"]
    assert hashlib.sha256(AFTER).hexdigest() in feed["items"][0]["content_html"]
