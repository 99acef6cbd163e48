"""Fault 27, its figure: no answer, however hostile, makes a crawl take more than 256 MB of memory.

Each answer is met by `panjeon crawl` as a process of its own, whose greatest resident size the system tells when it ends. The short form
meets three of them; PANJEON_LONG=1 meets all, each in place of the robots.txt, the list, a post and a file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.measuring import sized
from tests.conftest import environment
from tests.faults.board import Call, FaultBoard, Play
from tests.faults.plays import bomb, drip, dripping_head, endless, endless_head, interim, under_head
from tests.tiny_board import TinyPost

MOST = 256 * 1024
LONG = bool(os.environ.get("PANJEON_LONG"))
PLACES = {"robots.txt": "/robots.txt", "list": "/ko/news", "post": "/ko/node/2", "file": "/sites/.*"}
MB = 1_000_000


def whole(body: Callable[[], bytes], kind: str = "text/html; charset=utf-8") -> Play:
    """An answer of a body that is made when it is asked for."""

    def play(call: Call) -> None:
        call.reply(200, {"Content-Type": kind}, body())

    return play


#: Bombs unpack to 2 GB, in the short form to 200 MB.
HOSTILE: dict[str, Play] = {
    "gzip bomb": bomb("gzip", (2000 if LONG else 200) * MB),
    "endless body": endless(),
    "endless head": endless_head(),
}
LONGER: dict[str, Callable[[], Play]] = {
    "brotli bomb": lambda: bomb("br", 2000 * MB),
    "deflate bomb": lambda: bomb("deflate", 2000 * MB),
    "bomb in a bomb": lambda: bomb("gzip, gzip", 2000 * MB),
    "three bombs within each other": lambda: bomb("gzip, br, gzip", 2000 * MB),
    "endless chunks": lambda: endless("chunks"),
    "endless file": lambda: endless("chunks", kind="application/pdf"),
    "absurd length": lambda: endless("length"),
    "endless header line": lambda: endless_head(b"y" * 1000),
    "endless 100 Continue": lambda: interim,
    "a byte now and then": lambda: drip,
    "a header now and then": lambda: dripping_head,
    "20,000 headers": lambda: under_head(*(b"X-%d: y" % number for number in range(20_000))),
    "20 MB of letters": lambda: whole(lambda: b"x" * 20 * MB),
    "20 MB of Hangul": lambda: whole(lambda: "가".encode() * 6 * MB),
    "8 MB of tags": lambda: whole(lambda: b"<p>x</p>" * MB),
    "8 MB of open tags": lambda: whole(lambda: b"<div>" * 1_600_000),
    "8 MB of bold tags": lambda: whole(lambda: b"<b>" * 2_600_000),
    "8 MB of attributes": lambda: whole(lambda: b"<p " + b" ".join(b'a%d="x"' % number for number in range(700_000)) + b">"),
    "8 MB of links": lambda: whole(lambda: b"".join(b'<a href="/ko/node/%d">x</a>' % number for number in range(280_000))),
    "8 MB of rows": lambda: whole(lambda: _rows(30_000)),
    "8 MB of entities": lambda: whole(lambda: b"&lt;" * 2 * MB),
    "8 MB of bytes of no encoding": lambda: whole(lambda: bytes(range(128, 256)) * 65_000, "text/html"),
    "8 MB of pairs of Western letters": lambda: whole(lambda: b"\xe9\xe8 " * 2_700_000, "text/html; charset=latin1"),
    "8 MB of tables in tables": lambda: whole(lambda: b"<table><tr><td>" * 530_000),
    "8 MB of a script": lambda: whole(lambda: b"<script>" + b"x=1;" * 2 * MB),
    "8 MB of a comment": lambda: whole(lambda: b"<!--" + b"-" * 8 * MB),
}  # fmt: skip


def _rows(number: int) -> bytes:
    row = '<div class="views-row"><div class="views-field-title"><a href="/ko/node/{0}">알림 {0}</a></div><span>등록일 2024-05-01</span></div>'
    rows = "".join(row.format(post) for post in range(number))
    return f'<html><body><div class="view view-news"><div class="view-content">{rows}</div></div></body></html>'.encode()


def greatest_size(folder: Path, board: FaultBoard) -> int:
    """Crawl in a process of its own; the most KiB that it ever held."""
    boards = folder / "boards"
    boards.mkdir()
    (boards / "tiny.toml").write_text(board.manifest_text(fetch="timeout = 20\nattempts = 1\n"), encoding="utf-8")
    ended = sized([sys.executable, "-m", "cli", "crawl", "tiny", "--mode", "sweep"], folder, environment())
    assert ended.code in (0, 1, 3, 4), ended.errors[-2000:]
    assert "Traceback" not in ended.output + ended.errors
    return ended.largest // 1024


@pytest.mark.fault(27)
@pytest.mark.parametrize("place", PLACES if LONG else ["post"])
@pytest.mark.parametrize("name", [*HOSTILE, *(LONGER if LONG else ())])
def test_27_no_answer_makes_a_crawl_large(quick_folder: Path, name: str, place: str) -> None:
    with FaultBoard() as board:
        board.publish(*(TinyPost(number, f"알림 {number}", files={"붙임.pdf": b"%PDF- x %%EOF"} if number == 2 else {}) for number in (1, 2, 3)))
        board.arm(PLACES[place], HOSTILE[name] if name in HOSTILE else LONGER[name]())
        size = greatest_size(quick_folder, board)
        print(f"{name}, in place of a {place}: {size // 1024} MB")
        assert size < MOST
