"""A post answered with 403: secret where the board itself says so, and nothing at all where anybody else does."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from test_engine_cases import CASES, board_of

from crawler.reading import read
from crawler.records import Exchange, Misfit, Task, Withheld


def answered(url: str, body: str, status: int) -> Exchange:
    """An exchange in which a page came with a status."""
    data = body.encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode()
    return Exchange(
        url=url, method="GET", request=b"GET / HTTP/1.1\r\n\r\n", head=head, body=data, payload=data, status=status,
        headers=(("Content-Type", "text/html; charset=utf-8"),), started_at=datetime(2025, 3, 3, 3, tzinfo=UTC),
    )  # fmt: skip


def golden(name: str, case: str) -> tuple[str, str]:
    """The address and the page of a case."""
    folder = CASES / name / case
    return json.loads((folder / "meta.json").read_text("utf-8"))["url"], next(folder.glob("page.*")).read_text("utf-8")


@pytest.mark.parametrize(("name", "case"), [("rhymix", "post_secret"), ("drupal", "post_denied"), ("discourse", "post_private"), ("mybb", "post_barred")])
@pytest.mark.parametrize("status", [401, 403])
def test_a_board_that_answers_403_in_its_own_words_says_that_the_post_is_secret(name: str, case: str, status: int) -> None:
    url, body = golden(name, case)
    result = read(answered(url, body, status), Task(kind="post", url=url), board_of(name, url)).result
    assert isinstance(result, Withheld)
    assert result.kind == "secret"


@pytest.mark.parametrize(
    "body",
    [
        "<html><body><h1>Access denied</h1><p>차단되었습니다. 권한이 없습니다.</p></body></html>",
        '<html><body><h1>Access Denied</h1>You don\'t have permission to access "http://union.example.org/notice/512" on this server.<p>Reference #18.2</p></body></html>',
        "<html><body>접근 권한이 없습니다.</body></html>",
        "",
    ],
)
def test_a_firewall_says_nothing_of_a_post(body: str) -> None:
    url, _ = golden("rhymix", "post_secret")
    result = read(answered(url, body, 403), Task(kind="post", url=url), board_of("rhymix", url)).result
    assert isinstance(result, Misfit)
    assert (result.kind, result.found) == ("http_status", "403")


def test_a_post_or_a_list_under_403_is_neither() -> None:
    url, body = golden("rhymix", "post_plain")
    assert isinstance(read(answered(url, body, 403), Task(kind="post", url=url), board_of("rhymix", url)).result, Misfit)
    url, body = golden("rhymix", "list_first")
    assert isinstance(read(answered(url, body, 403), Task(kind="list", url=url), board_of("rhymix", url)).result, Misfit)
    url, body = golden("rhymix", "list_first")
    changed = read(answered(url, body, 403), Task(kind="post", url=url), board_of("rhymix", url)).result
    assert isinstance(changed, Misfit)
    assert changed.kind == "http_status"
