"""A board of 100,000 posts, known already: what it costs to make, to rebuild, to look at again and to sweep. Minutes to an hour.

    python -m bench.scale                 # 100,000 posts in a temporary folder
    python -m bench.scale 3000            # a smaller board
    python -m bench.scale 100000 FOLDER   # in a folder that stays; what stands there already is used

The posts are written by the real recorder, the crawls are `panjeon crawl` against a server on loopback, memory is the largest
resident set of the process as the kernel counts it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.measuring import sized
from crawler.manifest import Manifest
from crawler.records import Exchange, Task
from pipelines.archive import warcs_beside
from pipelines.rebuild import dump, rebuild
from pipelines.recorder import Recorder

POSTS = 100_000
PER_PAGE = 100
HOST = "127.0.0.1"
FIRST = datetime(2025, 3, 1, tzinfo=UTC)
#: What is measured of `panjeon crawl`: its options by name.
RUNS = {
    "refresh": ("--budget", "0"),
    "sweep of the lists": ("--mode", "sweep", "--budget", "0"),
    "sweep of every post": ("--mode", "sweep"),
}
_TITLE = "제{0}호 상수도 공사 안내"
_LINES = "".join(f"<p>{line}</p>" for line in ("단수에 대비하여 물을 받아 두시기 바랍니다.", "문의는 상수도사업본부로 하십시오.") * 6)


class Ticks:
    """A clock that moves on by a second whenever it is asked."""

    def __init__(self) -> None:
        self._time = FIRST

    def now(self) -> datetime:
        self._time += timedelta(seconds=1)
        return self._time


def page(path: str, posts: int) -> bytes | None:
    """What the board answers: a list page, a post, or None."""
    listed = re.fullmatch(r"/ko/news(?:\?page=(\d+))?", path)
    if listed:
        number = int(listed[1] or 0)
        numbers = range(posts - number * PER_PAGE, max(posts - (number + 1) * PER_PAGE, 0), -1)
        rows = "".join(
            f"<div class='views-row'><div class='views-field views-field-title'><a href='/ko/node/{one}'>{_TITLE.format(one)}</a></div>"
            "<div class='views-field'><span class='views-label'>등록일</span> <span class='field-content'>2025-02-01</span></div></div>"
            for one in numbers
        )
        more = f"<li class='pager-next'><a href='/ko/news?page={number + 1}'>다음</a></li>" if numbers and numbers[-1] > 1 else ""
        head = f"<div class='view-header'>총 {posts}건</div>"
        return _page(f"<body><div class='view view-news'>{head}{rows}<ul class='pager'>{more}</ul></div></body>")
    asked = re.fullmatch(r"/ko/node/(\d+)", path)
    if asked is None or not 1 <= int(asked[1]) <= posts:
        return None
    number = int(asked[1])
    return _page(
        f"<body class='page-node-{number}'><h1 id='page-title'>{_TITLE.format(number)}</h1><div class='node' id='node-{number}'>"
        "<div class='submitted'>등록일 2025-02-01 | 글쓴이 급수과</div>"
        f"<div class='field field-name-body'><div class='field-item'><p>{number}번째 공사를 시작합니다.</p>{_LINES}</div></div></div></body>"
    )


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html lang='ko'>{body}</html>".encode()


def manifest(port: int) -> Manifest:
    """The board at a port."""
    site = f"http://{HOST}:{port}"
    return Manifest(
        name="scale", title="큰 게시판", publisher="시험실", url=f"{site}/ko/news", engine="drupal7", language="ko", timezone="Asia/Seoul",
        hosts=(f"{HOST}:{port}",),
    )  # fmt: skip


def write_manifest(folder: Path, port: int) -> None:
    """The same for `panjeon crawl`, as a file below a folder."""
    site = f"{HOST}:{port}"
    (folder / "boards").mkdir(exist_ok=True)
    (folder / "boards" / "scale.toml").write_text(
        f'name = "scale"\ntitle = "큰 게시판"\npublisher = "시험실"\nurl = "http://{site}/ko/news"\nengine = "drupal7"\nlanguage = "ko"\n'
        f'timezone = "Asia/Seoul"\nhosts = ["{site}"]\n[fetch]\ndelay = 0\nconcurrency = 4\nprivate_hosts = ["{site}"]\n',
        encoding="utf-8",
    )


def make(archive: Path, port: int, posts: int) -> None:
    """Crawl every post once, without a network: the pages go to the real recorder."""
    board, clock = manifest(port), Ticks()
    site = board.url.removesuffix("/ko/news")
    recorder = Recorder(archive, clock)
    recorder.begin(board, "sweep", [Task(kind="list", url=board.url)])
    while tasks := recorder.pending(50):
        for task in tasks:
            recorder.receive(task, _exchange(task.url, page(task.url.removeprefix(site), posts) or b"", clock))
    ended = recorder.finish(None)
    recorder.close()
    if ended.outcome != "complete":
        raise SystemExit(f"the board was not read whole: {ended.reason}")


def _exchange(url: str, body: bytes, clock: Ticks) -> Exchange:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))))
    head = "HTTP/1.1 200 OK\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"
    return Exchange(
        url=url, method="GET", request=f"GET {url} HTTP/1.1\r\n\r\n".encode(), head=head.encode(), body=body, payload=body, status=200, headers=headers,
        started_at=clock.now(), ip=HOST,
    )  # fmt: skip


class Served:
    """The board on loopback, in a thread of its own; ``asked`` counts what it was asked."""

    def __init__(self, posts: int, port: int = 0) -> None:
        self.asked: list[str] = []
        self._posts, self._loop = posts, asyncio.new_event_loop()
        ready = threading.Event()

        async def serve() -> None:
            server = await asyncio.start_server(self._answer, HOST, port)
            self.port = server.sockets[0].getsockname()[1]
            ready.set()

        self._loop.create_task(serve())
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        ready.wait()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                path = line.split()[1].decode()
                self.asked.append(path)
                body = b"User-agent: *\nAllow: /\n" if path == "/robots.txt" else page(path, self._posts)
                status = "200 OK" if body is not None else "404 Not Found"
                kind = "text/plain" if path == "/robots.txt" else "text/html"
                body = body or b""
                writer.write(f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except ConnectionError:
            return
        finally:
            writer.close()


def measured(command: list[str], folder: Path) -> tuple[int, str, int]:
    """Run a command: exit code, what it wrote, and its largest resident set in bytes."""
    ran = sized(command, folder, _surroundings())
    return ran.code, ran.output, ran.largest


def _surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PANJEON_CLOCK": (FIRST + timedelta(days=40)).isoformat()}


def crawl(folder: Path, *words: str) -> tuple[dict[str, object], int]:
    """`panjeon crawl` of the board: its line, and its memory."""
    code, told, memory = measured([sys.executable, "-m", "cli", "crawl", "scale", "--json", *words], folder)
    line: dict[str, object] = json.loads(told.splitlines()[-1]) if told else {}
    return {**line, "exit": code}, memory


def digest(archive: Path) -> str:
    """The SHA-256 of an archive's dump."""
    found = hashlib.sha256()
    for line in dump(archive):
        found.update(line.encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def run(posts: int, folder: Path, say: Callable[[str], None] = print) -> dict[str, object]:
    """Make the archive where it is not there, then measure; the figures by name."""
    archive = folder / "archive.db"
    known = _port(archive)
    served = Served(posts, known or 0)
    if known is None:
        say(f"writing {posts:,} posts")
        make(archive, served.port, posts)
    write_manifest(folder, served.port)
    figures: dict[str, object] = {"posts": posts}

    def told(name: str, value: object) -> None:
        figures[name] = value
        say(f"{name}: {value}")

    code = "from bench.scale import rebuild_here; rebuild_here()"
    again = folder / "again.db"
    again.unlink(missing_ok=True)
    _, _, memory = measured([sys.executable, "-c", code], folder)
    told("rebuilt archive says the same", digest(again) == digest(archive))
    told("memory of the rebuild, MB", memory // 1_000_000)
    for name, words in RUNS.items():
        before = len(served.asked)
        line, memory = crawl(folder, *words)
        told(f"{name}: outcome", line.get("outcome"))
        told(f"{name}: requests beside robots.txt", sum(path != "/robots.txt" for path in served.asked[before:]))
        told(f"{name}: changed posts", line.get("changed"))
        told(f"{name}: memory, MB", memory // 1_000_000)
    return figures


def rebuild_here() -> None:
    """Rebuild the archive of this folder as again.db."""
    rebuild(warcs_beside(Path("archive.db")), Path("again.db"))


def _port(archive: Path) -> int | None:
    """The port at which an archive of an earlier run found the board."""
    if not archive.is_file():
        return None
    conn = sqlite3.connect(archive)
    row = conn.execute("SELECT url FROM boards WHERE name = 'scale'").fetchone()
    conn.close()
    return int(row[0].split(":")[2].split("/")[0])


def main() -> None:
    """Measure, in the folder named or in one that goes."""
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else POSTS
    if len(sys.argv) > 2:
        folder = Path(sys.argv[2])
        folder.mkdir(parents=True, exist_ok=True)
        run(posts, folder)
        return
    with tempfile.TemporaryDirectory(prefix="panjeon-scale-") as name:
        run(posts, Path(name))


if __name__ == "__main__":
    main()
