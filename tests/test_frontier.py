"""The frontier in the archive: each address once, in order, not before it is due, and back from JSON as it went in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.records import AttachmentLink, Comment, Partner, PartnerStrip, Post, SiteDate, Task
from pipelines import frontier
from pipelines.archive import open_writer

NOON = "2025-03-01T12:00:00.000000Z"


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_writer(tmp_path / "archive.db", durable=False)
    yield connection
    connection.close()


def task(kind: str, path: str, native_id: str | None = None, **facts: object) -> Task:
    return Task(kind=kind, url=f"http://127.0.0.1{path}", native_id=native_id, facts=facts)  # type: ignore[arg-type]


def paths(tasks: list[Task]) -> list[str]:
    return [found.url.removeprefix("http://127.0.0.1") for found in tasks]


def test_an_address_stands_there_once_whatever_became_of_it(conn: sqlite3.Connection) -> None:
    assert frontier.add(conn, 1, task("post", "/1", "1"))
    assert not frontier.add(conn, 1, task("post", "/1", "1", title="again"))
    frontier.close(conn, 1, task("post", "/1", "1"), "done", capture=None)
    assert not frontier.add(conn, 1, task("post", "/1", "1"))
    assert frontier.add(conn, 1, task("file", "/1", "1")), "as another kind of thing it is another task"
    assert frontier.add(conn, 1, task("file", "/1", "2")), "a file of two posts is asked for each"
    assert frontier.add(conn, 2, task("post", "/1", "1")), "another crawl has its own"


def test_tasks_come_in_the_order_of_their_kinds_then_of_discovery(conn: sqlite3.Connection) -> None:
    found = [("logo", "/l"), ("post", "/p1"), ("post", "/p2"), ("file", "/f"), ("list", "/n"), ("partners", "/"), ("robots", "/robots.txt")]
    for kind, path in found:
        frontier.add(conn, 1, task(kind, path))
    assert paths(frontier.pending(conn, 1, limit=9, now=NOON)) == ["/robots.txt", "/", "/n", "/f", "/p1", "/p2", "/l"]
    assert paths(frontier.pending(conn, 1, limit=2, now=NOON)) == ["/robots.txt", "/"]


def test_a_postponed_task_waits_until_it_is_due(conn: sqlite3.Connection) -> None:
    frontier.add(conn, 1, task("list", "/n"))
    assert frontier.next_due(conn, 1) == ""
    frontier.postpone(conn, 1, task("list", "/n"), "2025-03-01T12:00:05.000000Z")
    assert frontier.pending(conn, 1, limit=9, now=NOON) == []
    assert frontier.next_due(conn, 1) == "2025-03-01T12:00:05.000000Z"
    (due,) = frontier.pending(conn, 1, limit=9, now="2025-03-01T12:00:05.000000Z")
    assert due.attempt == 2
    frontier.close(conn, 1, due, "failed", capture=None)
    assert frontier.next_due(conn, 1) is None
    assert frontier.unread(conn, 1, "list")
    assert not frontier.unread(conn, 1, "post")


def test_files_left_are_counted_for_each_post(conn: sqlite3.Connection) -> None:
    frontier.add(conn, 1, task("file", "/a", "1"))
    frontier.add(conn, 1, task("file", "/b", "2"))
    frontier.close(conn, 1, task("file", "/a", "1"), "quarantined", capture=None)
    assert not frontier.left(conn, 1, "file", "1")
    assert frontier.left(conn, 1, "file", "2")
    assert frontier.left(conn, 1, "file")


def test_robots_asked_again_leaves_another_host_s_answer_alone(conn: sqlite3.Connection) -> None:
    own, shared = task("robots", "/robots.txt"), task("robots", "/robots.txt", "http://localhost")
    for each in (own, shared):
        frontier.close(conn, 1, each, "done", capture=None)
    frontier.ask_again(conn, 1, own)
    assert [found.native_id for found in frontier.pending(conn, 1, limit=9, now=NOON)] == [None]


def test_lists_are_read_again_once_and_only_where_there_are_several(conn: sqlite3.Connection) -> None:
    frontier.close(conn, 1, task("list", "/n"), "done", capture=None)
    frontier.read_again(conn, 1, "list")
    assert frontier.next_due(conn, 1) is None
    frontier.close(conn, 1, task("list", "/n?page=1", page=2), "done", capture=None)
    for _ in range(2):
        frontier.read_again(conn, 1, "list")
        again = frontier.pending(conn, 1, limit=9, now=NOON)
        for found in again:
            frontier.close(conn, 1, found, "done", capture=None)
    assert again == []


def test_tasks_posts_and_strips_survive_their_json() -> None:
    date = SiteDate(at="2024-05-01T00:00:00+09:00", precision="day", raw="2024-05-01")
    asked = Task(kind="post", url="http://127.0.0.1/글", native_id="1", facts={"title": "알림 😀", "posted": {"at": "x"}, "via": ["a"]}, attempt=3)
    assert frontier.task_from(frontier.task_json(asked)) == asked
    assert frontier.task_json(asked).isascii(), "it stands in a WARC header"
    post = Post(
        native_id="1",
        url="http://127.0.0.1/1",
        title="알림",
        author=None,
        posted=date,
        modified=None,
        body_html="<p>글</p>",
        body_text="글",
        attachments=(AttachmentLink(name="가.hwp", url="http://127.0.0.1/f", bytes=3),),
        comments=(
            Comment(native_id="9", author="이웃", posted=date, body_text="댓글"),
            Comment(native_id="10", author=None, posted=None, body_text=""),
        ),
        rules=(("title", "h1"),),
    )
    assert frontier.post_from(frontier.post_json(post, "drupal7/1")) == (post, "drupal7/1")
    strip = PartnerStrip(url="http://127.0.0.1/", partners=(Partner(name="가온", url=None, logo_url=None, alt="", description=None, position=1),))
    assert frontier.strip_from(frontier.strip_json(strip)) == strip
