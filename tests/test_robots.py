"""robots.txt: what counts as rules, as none, and as a closed door."""

from __future__ import annotations

import pytest

from crawler.fetch.robots import MAX_DELAY, MAX_LENGTH, Robots, rules, user_agent
from crawler.manifest import FetchRules, Manifest

AT = "http://board.kr/robots.txt"


def judged(status: int | None, text: str | bytes | None, media_type: str | None = "text/plain", agent: str = "Panjeon/0.1.0 (+x)") -> Robots:
    return rules(status, media_type, text, url=AT, agent=agent)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (None, "closed"),
        (100, "closed"),
        (200, "rules"),
        (204, "rules"),
        (301, "absent"),
        (304, "absent"),
        (400, "absent"),
        (401, "absent"),
        (403, "absent"),
        (404, "absent"),
        (410, "absent"),
        (429, "closed"),
        (451, "absent"),
        (500, "closed"),
        (503, "closed"),
        (599, "closed"),
    ],
)
def test_status_decides(status: int | None, verdict: str) -> None:
    robots = judged(status, "User-agent: *\nDisallow: /secret\n")
    assert robots.verdict == verdict
    assert robots.allows("http://board.kr/") is (verdict != "closed")
    assert robots.allows("http://board.kr/secret") is (verdict == "absent")


def test_no_readable_body_is_closed() -> None:
    assert judged(200, None).verdict == "closed"
    assert judged(200, "User-agent: *\n\0").verdict == "closed"
    assert judged(200, b"\x89PNG\r\n\x1a\n\0\0\0").verdict == "closed"


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<!doctype html><p>User-agent: *\nDisallow: /", "text/plain"),
        ("\n\n  <html>", None),
        ("\ufeff<html>", "text/plain"),
        ("User-agent: *\nDisallow: /", "text/html; charset=utf-8"),
        ("User-agent: *\nDisallow: /", "application/xhtml+xml"),
    ],
)
def test_a_home_page_instead_of_rules_is_no_rules(text: str, media_type: str | None) -> None:
    robots = judged(200, text, media_type)
    assert robots.verdict == "absent"
    assert robots.allows("http://board.kr/x")


@pytest.mark.parametrize(
    "encoded",
    [
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n",
        "\ufeffUser-agent: *\nDisallow: /a\n".encode("utf-16-le"),
        "\ufeffUser-agent: *\nDisallow: /a\n".encode("utf-16-be"),
        "User-agent: *\nDisallow: /a\n".encode("utf-16-le"),
        "User-agent: *\nDisallow: /a\n".encode("utf-16-be"),
        "# 한글 설명\nUser-agent: *\r\nDisallow: /a\r\n".encode("cp949"),
        "# 한글 설명\rUser-agent: *\rDisallow: /a\r".encode(),
    ],
)
def test_encodings(encoded: bytes) -> None:
    robots = judged(200, encoded)
    assert robots.verdict == "rules"
    assert not robots.allows("http://board.kr/a/1")
    assert robots.allows("http://board.kr/b")


def test_a_mark_of_byte_order_in_text() -> None:
    assert not judged(200, "\ufeffUser-agent: *\nDisallow: /a\n").allows("http://board.kr/a")


def test_groups_by_agent() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Yeti\nUser-agent: Panjeon\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 2.5\n"
    ours, other = judged(200, text), judged(200, text, agent="Other/1")
    assert ours.allows("http://board.kr/bbs")
    assert not ours.allows("http://board.kr/private/x")
    assert ours.allows("http://board.kr/private/open/x")
    assert ours.delay == 2.5
    assert not other.allows("http://board.kr/bbs")
    assert other.delay is None


@pytest.mark.parametrize(
    ("written", "delay"),
    [("10", 10.0), ("0.5", 0.5), ("0", 0.0), ("86400", MAX_DELAY), ("1e9", MAX_DELAY), ("-1", None), ("inf", None), ("nan", None), ("빨리", None)],
)
def test_delay(written: str, delay: float | None) -> None:
    assert judged(200, f"User-agent: *\nCrawl-delay: {written}\n").delay == delay


@pytest.mark.parametrize("encode", [False, True])
def test_only_the_first_part_is_read_and_never_half_a_line(encode: bool) -> None:
    start = "User-agent: *\nDisallow: /first\n"
    filler = "#" * (MAX_LENGTH - len(start) - len("\nDisallow: /")) + "\n"
    text = start + filler + "Disallow: /late\n"
    assert text[:MAX_LENGTH].endswith("\nDisallow: /")
    robots = judged(200, text.encode() if encode else text)
    assert not robots.allows("http://board.kr/first")
    assert robots.allows("http://board.kr/late")
    assert robots.allows("http://board.kr/")


def test_an_empty_file_allows_everything() -> None:
    robots = judged(200, "")
    assert robots.verdict == "rules"
    assert robots.allows("http://board.kr/")


def board(contact: str) -> Manifest:
    return Manifest(
        name="b", title="게시판", publisher="p", url="http://board.kr/", engine="e", language="ko", timezone="Asia/Seoul",
        hosts=("board.kr",), fetch=FetchRules(contact=contact),
    )  # fmt: skip


def test_the_agent_is_honest_and_one_line() -> None:
    name = user_agent(board("https://archive.example/about"))
    assert name.startswith("Panjeon/")
    assert name.endswith(" (+https://archive.example/about)")
    assert "(" not in user_agent(board(""))
    assert user_agent(board("a\r\nX: 1")).endswith(" (+aX: 1)")
