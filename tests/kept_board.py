"""A small board kept for a few days by the real recorder: pages in, WARC and archive out, no network."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import panjeon
from crawler.manifest import Manifest
from crawler.records import Exchange, Task
from pipelines.recorder import Recorder

HOST = "board.example.go.kr"
SITE = f"https://{HOST}"
FIRST = datetime(2025, 3, 1, 0, 0, tzinfo=UTC)
BOARD = Manifest(
    name="hall",
    title="판전 새소식",
    publisher="판전 기록과",
    url=f"{SITE}/ko/news",
    engine="drupal7",
    language="ko",
    timezone="Asia/Seoul",
    hosts=(HOST,),
    lists=(f"{SITE}/ko/news",),
)
#: What colours send; anything else that begins with ESC came out of the archive.
COLOR = re.compile(r"\x1b\[[0-9;]*m")
Answer = tuple[int, str, bytes]


class Days:
    """A clock that moves on by a second whenever it is asked, and by days when told."""

    def __init__(self) -> None:
        self.time = FIRST

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def go_to(self, day: int) -> None:
        self.time = FIRST + timedelta(days=day - 1)


def page(text: str) -> Answer:
    return 200, "text/html; charset=utf-8", f"<!DOCTYPE html><html lang='ko'>{text}</html>".encode()


def listing(*rows: tuple[int, str, str]) -> Answer:
    """A list page of (node, title, date) rows, with the total that it claims."""
    lines = "".join(
        f"<div class='views-row'><div class='views-field views-field-title'><a href='/ko/node/{node}'>{title}</a></div>"
        f"<div class='views-field'><span class='views-label'>등록일</span> <span class='field-content'>{day}</span></div></div>"
        for node, title, day in rows
    )
    return page(f"<body><div class='view view-news'><div class='view-header'>총 {len(rows)}건</div>{lines}</div></body>")


def post(node: int, title: str, day: str, paragraphs: tuple[str, ...], *, author: str = "기록과", files: tuple[str, ...] = (), modified: str = "") -> Answer:
    """A post's own page."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    offered = "".join(f"<span class='file'><a href='/files/{node}/{name}'>{name}</a></span>" for name in files)
    edited = f" | 최종수정일 {modified}" if modified else ""
    return page(
        f"<body class='page-node-{node}'><h1 id='page-title'>{title}</h1><div class='node' id='node-{node}'>"
        f"<div class='submitted'>등록일 {day} | 글쓴이 {author}{edited}</div>"
        f"<div class='field field-name-body'><div class='field-item'>{body}</div></div>{offered}</div></body>"
    )


def _exchange(url: str, answer: Answer, at: datetime) -> Exchange:
    status, media_type, body = answer
    headers = (("Content-Type", media_type), ("Content-Length", str(len(body))))
    head = f"HTTP/1.1 {status} OK\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"
    request = f"GET {url} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
    bytes_of_it = {"request": request, "head": head.encode(), "body": body, "payload": body}
    return Exchange(url=url, method="GET", status=status, headers=headers, started_at=at, ip="192.0.2.7", **bytes_of_it)


def crawl(
    archive: Path,
    clock: Days,
    site: Mapping[str, Answer],
    *,
    board: Manifest = BOARD,
    mode: str = "sweep",
    budget: int | None = None,
    since: str | None = None,
    stop: str | None = None,
    most: int = 1000,
    finish: bool = True,
) -> str | None:
    """Crawl a site given as {path: answer} (404 elsewhere), at most so many pages; the outcome, or None where it is left unfinished."""
    recorder = Recorder(archive, clock)
    try:
        recorder.begin(board, mode, [Task(kind="list", url=url) for url in board.lists], budget=budget, since=since)
        left = most
        while left and (tasks := recorder.pending(1)):
            left -= 1
            path = tasks[0].url.removeprefix(f"https://{board.hosts[0]}")
            answer = site.get(path, (404, "text/html", b"<html><body>404</body></html>"))
            recorder.receive(tasks[0], _exchange(tasks[0].url, answer, clock.now()), due_at="9999")
        return recorder.finish(stop).outcome if finish else None
    finally:
        recorder.close()


FORM = (200, "application/x-hwp", b"\xd0\xcf\x11\xe0 form 1")
FORM_2 = (200, "application/x-hwp", b"\xd0\xcf\x11\xe0 form 2")
HIDDEN = "=HYPERLINK(&quot;https://attacker.invalid/&quot;) 안내"
LINES = ("신청은 4월 4일까지 받습니다.", "장소는 시청 3층입니다.", "준비물은 없습니다.", "비용은 들지 않습니다.", "문의는 기록과로 하십시오.")


def _day(deadline: str, *rows: tuple[int, str, str], form: Answer = FORM) -> dict[str, Answer]:
    return {
        "/ko/news": listing(*rows),
        "/ko/node/101": post(101, "정책 연수 모집", "2025-02-27", (f"신청은 {deadline}까지 받습니다.", *LINES[1:]), files=("form.hwp",)),
        "/files/101/form.hwp": form,
        "/ko/node/103": post(103, HIDDEN, "2025-02-20", ("\u202e거꾸로 \x9b31m 붉은 글\u2028끝",), author="＋총무과"),
    }


def keep(folder: Path) -> Path:
    """Four complete sweeps: a post changed in silence with its file, one taken down, one hostile; then a fifth that stopped early."""
    archive, clock = folder / "archive.db", Days()
    rows = ((101, "정책 연수 모집", "2025-02-27"), (102, "한강공원 이용 안내", "2025-02-25"), (103, HIDDEN, "2025-02-20"))
    gone = {"/ko/node/102": post(102, "한강공원 이용 안내", "2025-02-25", ("야간 개방 시간이 늘어납니다.",))}
    left = (rows[0], rows[2])
    assert crawl(archive, clock, _day("4월 4일", *rows) | gone) == "complete"
    clock.go_to(2)
    assert crawl(archive, clock, _day("4월 18일", *left, form=FORM_2)) == "complete"
    clock.go_to(4)
    assert crawl(archive, clock, _day("4월 18일", *left, form=FORM_2)) == "complete"
    clock.go_to(5)
    assert crawl(archive, clock, _day("4월 18일", *left, form=FORM_2), mode="refresh") == "complete"
    clock.go_to(6)
    assert crawl(archive, clock, _day("4월 18일", *left, form=FORM_2), stop="the network was unplugged", most=2) == "incomplete"
    return archive


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of ``keep``; not to be altered."""
    return keep(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def own(kept: Path, tmp_path: Path) -> Path:
    """A copy of that archive, with its WARC files, to be altered."""
    return Path(shutil.copytree(kept.parent, tmp_path / "own")) / kept.name


def run(*words: str | Path, archive: Path | None = None, answer: str | None = None) -> Result:
    """A panjeon command in this process, its output in a pipe."""
    where = {"PANJEON_ARCHIVE": str(archive)} if archive else {}
    return CliRunner().invoke(panjeon, [str(word) for word in words], env=where, input=answer, prog_name="panjeon")


def on_terminal(*words: str | Path, archive: Path, columns: int = 120, env: Mapping[str, str] | None = None) -> str:
    """What a panjeon command writes to a real (pseudo) terminal of so many columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    surroundings = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    surroundings |= {"PANJEON_ARCHIVE": str(archive), "TERM": "xterm-256color", "PYTHONPATH": str(Path.cwd()), **(env or {})}
    command = [sys.executable, "-m", "cli", *map(str, words)]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=surroundings):
        os.close(slave)
        parts = []
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # the kernel's way to say that the other end is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(master)
    return b"".join(parts).decode().replace("\r\n", "\n")
