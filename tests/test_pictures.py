"""Pictures in the text of a post are captured with its files where the board's file says so, from its own hosts and no other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from crawler.manifest import FetchRules, Manifest
from crawler.pictures import with_pictures
from crawler.records import AttachmentLink, Page, Post
from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPost

POSTER = b"\x89PNG\r\n\x1a\n" + b"poster" * 20
BODY = (
    '<p>포스터를 보십시오.</p><p><img src="/sites/default/files/302/%ED%8F%AC%EC%8A%A4%ED%84%B0.png" alt="포스터"/>'
    '<img src="https://elsewhere.example/count.gif"/><img src="data:image/png;base64,AAAA"/><img src="javascript:alert(1)"/></p>'
)


def kept(archive: Archive) -> dict[str, bool]:
    """Names of the first post's files, and whether the archive holds their bytes."""
    with closing(sqlite3.connect(archive.path)) as conn:
        sql = "SELECT a.name, a.sha256 IS NOT NULL FROM attachments a JOIN posts p ON p.id = a.post WHERE p.native_id = '301'"
        return {name: bool(held) for name, held in conn.execute(sql)}


@pytest.mark.parametrize(("fetch", "files"), [("pictures = 20", {"포스터.png": True}), ("", {})])
def test_a_picture_is_kept_where_the_manifest_says_so(archive: Archive, board: TinyBoard, fetch: str, files: dict[str, bool]) -> None:
    board.add(TinyPost(301, "한강 축제 안내", BODY), TinyPost(302, "포스터 공고", "<p>붙임을 보십시오.</p>", files={"포스터.png": POSTER}))
    ended = archive.crawl(board, fetch=fetch)
    assert (ended.code, ended.outcome) == (0, "complete")
    assert kept(archive) == files
    again = archive.crawl(board, fetch=fetch)
    assert (again.outcome, again.row["changed_posts"]) == ("complete", 0)


def test_no_more_pictures_than_asked_for_and_none_twice() -> None:
    board = Manifest(
        name="a", title="가", publisher="나", url="https://a.example/news", engine="drupal7", language="ko", timezone="Asia/Seoul",
        hosts=("a.example",), fetch=FetchRules(pictures=2),
    )
    page = Page(url="https://a.example/node/1", text="", status=200, media_type="text/html", fetched_at=datetime(2025, 3, 3, tzinfo=UTC))
    body = "".join(f'<img src="/{name}.png">' for name in ("one", "two", "two", "three", "four"))
    post = Post(
        native_id="1", url=page.url, title="제목", author=None, posted=None, modified=None, body_html=body, body_text="",
        attachments=(AttachmentLink(name="첫째.png", url="https://a.example/one.png"),),
    )
    names = [link.name for link in with_pictures(post, page, board).attachments]
    assert names == ["첫째.png", "two.png", "three.png"]
