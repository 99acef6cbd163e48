"""Crawls a board of made pages by the real recorder on a disk that fails (tests/disk/shim.c); an order as JSON in, what came of it as JSON out.

An operation is a write, a truncation, a rename or a sync of any file of the archive: WARC, database, write-ahead log or folder.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kept_board import BOARD, Answer, Days, _exchange, listing, post

from crawler.errors import PanjeonError
from crawler.records import Task
from pipelines.purge import purge
from pipelines.rebuild import dump, rebuild
from pipelines.recorder import Recorder
from pipelines.verify import verify

EIO, NO_ROOM, SHORT = 1, 2, 3
PER_PAGE = 20
#: Posts of the board that is crawled while the disk is recorded.
POSTS = 60
#: The post that is purged at the end.
PURGED = "1003"
_disk = ctypes.CDLL(None)


def site(posts: int, edited: int = 0) -> dict[str, Answer]:
    """List pages of twenty, posts, and a file at every tenth; every ``edited``-th post says something else than before."""
    pages: dict[str, Answer] = {}
    numbers = range(1000 + posts, 1000, -1)
    titles = {number: f"제{number}호 상수도 공사 안내" for number in numbers}
    for page in range(0, posts, PER_PAGE):
        rows = [(number, titles[number], "2025-02-01") for number in numbers[page : page + PER_PAGE]]
        pages["/ko/news" if page == 0 else f"/ko/news?page={page // PER_PAGE}"] = listing(*rows)
    for number in numbers:
        files = (f"plan{number}.pdf",) if number % 10 == 0 else ()
        hour = "오후 두 시" if edited and number % edited == 0 else "오전 아홉 시"
        pages[f"/ko/node/{number}"] = post(number, titles[number], "2025-02-01", (f"{number}번째 공사는 {hour}에 시작합니다.", "단수에 대비하십시오."), files=files)
        for name in files:
            pages[f"/files/{number}/{name}"] = (200, "application/pdf", b"%PDF-" + str(number).encode() * 50)
    return pages


def seeds(posts: int) -> list[Task]:
    """Every list page from the start, so that a board needs no pager."""
    return [Task(kind="list", url=BOARD.url + (f"?page={page}" if page else "")) for page in range(-(-posts // PER_PAGE))]


class Crawl:
    """A crawl that goes on after every failure, as the next command would."""

    def __init__(self, folder: Path, posts: int, *, edited: int = 0, warc_bytes: int = 1_000_000_000) -> None:
        self.archive, self.posts, self.pages, self.clock = folder / "archive.db", posts, site(posts, edited), Days()
        self.warc_bytes, self.recorder = warc_bytes, None
        self.acknowledged: set[str] = set()

    def start(self) -> None:
        self.recorder: Any = Recorder(self.archive, self.clock, warc_bytes=self.warc_bytes)
        self.recorder.begin(BOARD, "sweep", seeds(self.posts))

    def step(self) -> bool:
        """Ask one page; False where none is left."""
        tasks = self.recorder.pending(1)
        if not tasks:
            return False
        task = tasks[0]
        self.recorder.receive(task, _exchange(task.url, self.pages[task.url.removeprefix("https://board.example.go.kr")], self.clock.now()))
        if task.kind == "post" and task.native_id:
            self.acknowledged.add(task.native_id)
        return True

    def fail(self, error: BaseException) -> str:
        """What the spider does after a failure: close, and be gone. The error's kind."""
        held = self.recorder
        self.recorder = None
        if held is not None:
            with suppress(Exception):
                held.close()
            held.conn.close()
            held.lock.give_back()
        return type(error).__name__

    def abandon(self, k: int, kind: int) -> None:
        """Let the k-th operation of the next page fail, and begin anew."""
        _disk.disk_arm(k, kind)
        try:
            self.step()
        except (OSError, sqlite3.Error) as error:
            _disk.disk_arm(0, 0)
            self.fail(error)
            self.start()
        _disk.disk_arm(0, 0)

    def sound(self) -> list[str]:
        """What is wrong after a restart: an acknowledged page that is not there, a row without evidence."""
        conn = sqlite3.connect(self.archive)
        seen = {row[0].rpartition("/")[2] for row in conn.execute("SELECT url FROM captures WHERE url LIKE '%/node/%'")}
        conn.close()
        return [f"post {number} was acknowledged and is lost" for number in sorted(self.acknowledged - seen)]

    def checked(self, crawls: int | None = None) -> list[str]:
        """What is wrong with the finished archive."""
        conn = sqlite3.connect(self.archive)
        wrong = [] if {row[0] for row in conn.execute("SELECT outcome FROM crawls")} == {"complete"} else ["a crawl is not complete"]
        counted = conn.execute("SELECT count(*), count(DISTINCT native_id), sum(revision) FROM posts").fetchone()
        if counted[:2] != (self.posts, self.posts):
            wrong.append(f"{counted} posts")
        files = conn.execute("SELECT count(*), count(sha256) FROM attachments").fetchone()
        if files != (self.posts // 10, self.posts // 10):
            wrong.append(f"{files} files")
        conn.close()
        warcs = self.archive.parent / "warcs"
        wrong += [f"{found.code} {found.message}" for found in verify(self.archive, warcs) if found.severity == "E"]
        again = self.archive.with_name("again.db")
        rebuild(warcs, again)
        if list(dump(again)) != list(dump(self.archive)):
            wrong.append("the rebuilt archive differs")
        again.unlink()
        return wrong


def kind_of(k: int) -> int:
    """The ways to fail in turn."""
    return (EIO, NO_ROOM, SHORT)[k % 3]


def counted(action: Callable[[], object]) -> int:
    before = _disk.disk_count()
    action()
    return _disk.disk_count() - before


def baseline(folder: Path, posts: int) -> list[int]:
    """How many operations each step of an undisturbed crawl makes: the start, every page, the end."""
    crawl = Crawl(folder, posts)
    made = [counted(crawl.start)]
    going = True

    def step() -> None:
        nonlocal going
        going = crawl.step()

    while going:
        made.append(counted(step))
    made[-1] = counted(lambda: crawl.recorder.finish(None))
    crawl.recorder.close()
    return made


def attempt(crawl: Crawl, action: Callable[[], object], k: int, tally: Counter[str]) -> bool:
    """Let the k-th operation of an action fail; False where the action failed with it, after which the next command has begun."""
    _disk.disk_arm(k, kind_of(k))
    try:
        action()
    except (OSError, sqlite3.Error, PanjeonError, ValueError) as error:
        _disk.disk_arm(0, 0)
        tally[crawl.fail(error)] += 1
        return False
    tally["not reached" if _disk.disk_waiting() else "needed by nothing"] += 1
    _disk.disk_arm(0, 0)
    return True


def run(order: dict[str, Any]) -> dict[str, Any]:
    """Every ``every``-th operation of a crawl fails once, and each time the next command takes the crawl up."""
    root, posts, every = Path(order["folder"]), order["posts"], order["every"]
    steps = baseline(root / "baseline", posts)
    targets: defaultdict[int, list[int]] = defaultdict(list)
    done = 0
    for step, made in enumerate(steps):
        targets[step] = [k - done for k in range(done + 1, done + made + 1) if k % every == 0]
        done += made
    tally: Counter[str] = Counter()
    wrong = _start_fails(root, posts, targets[0], tally)
    passes = max((len(found) for step, found in targets.items() if 0 < step < len(steps) - 1), default=0)
    for number in range(passes):
        at = {step: found[number] for step, found in targets.items() if 0 < step < len(steps) - 1 and number < len(found)}
        wrong += _pages_fail(root / f"pass{number}", posts, at, tally)
    wrong += _end_fails(root, posts, targets[len(steps) - 1], tally)
    return {"operations": sum(steps), "tried": sum(map(len, targets.values())), "steps": len(steps), "came of it": dict(tally), "wrong": wrong}


def _start_fails(root: Path, posts: int, targets: list[int], tally: Counter[str]) -> list[str]:
    wrong = []
    for k in targets:
        folder = root / f"start{k}"
        crawl = Crawl(folder, posts)
        if not attempt(crawl, crawl.start, k, tally):
            try:
                crawl.start()
            except (PanjeonError, OSError, sqlite3.Error) as error:
                wrong.append(f"operation {k} of the start: the next start fails with {error}")
                continue
        crawl.step()
        crawl.recorder.close()
        shutil.rmtree(folder)
    return wrong


def _pages_fail(folder: Path, posts: int, at: dict[int, int], tally: Counter[str]) -> list[str]:
    crawl = Crawl(folder, posts)
    crawl.start()
    wrong: list[str] = []
    step, going = 0, True

    def ask() -> None:
        nonlocal going
        going = crawl.step()

    while going:
        step += 1
        if step in at and not attempt(crawl, ask, at[step], tally):
            crawl.start()
            wrong += crawl.sound()
        elif step not in at:
            ask()
    crawl.recorder.finish(None)
    crawl.recorder.close()
    wrong += crawl.checked()
    shutil.rmtree(folder)
    return wrong


def _end_fails(root: Path, posts: int, targets: list[int], tally: Counter[str]) -> list[str]:
    wrong: list[str] = []
    before = root / "before"
    crawl = Crawl(before, posts)
    crawl.start()
    while crawl.step():
        pass
    crawl.recorder.close()
    for k in targets:
        folder = Path(shutil.copytree(before, root / f"end{k}"))
        crawl = Crawl(folder, posts)
        crawl.start()
        if not attempt(crawl, lambda: crawl.recorder.finish(None), k, tally):  # noqa: B023 - called at once
            crawl.start()
            while crawl.step():
                pass
            crawl.recorder.finish(None)
        crawl.recorder.close()
        wrong += [f"operation {k} of the end: {found}" for found in crawl.checked()]
        shutil.rmtree(folder)
    return wrong


def record(order: dict[str, Any]) -> dict[str, Any]:
    """Two crawls over many WARC files, with failures in between, then a post purged; which address each acknowledged page was. For tests/disk/replay.py."""
    folder = Path(order["folder"])
    asked: list[str] = []
    for edited in (0, 7):
        crawl = Crawl(folder, POSTS, edited=edited, warc_bytes=20_000)
        crawl.clock.go_to(1 + edited)
        crawl.start()
        for step in range(10_000):
            if step in FAILURES:
                crawl.abandon(*FAILURES[step])
            tasks = crawl.recorder.pending(1)
            if not crawl.step():
                break
            asked.append(tasks[0].url)
            _disk.disk_mark(len(asked))
        crawl.recorder.finish(None)
        asked.append("")
        _disk.disk_mark(len(asked))
        crawl.recorder.close()
    recorder = Recorder(crawl.archive, crawl.clock)
    for act in ("hide", "purge"):
        recorder.redaction({"board": BOARD.name, "native_id": PURGED, "act": act, "reason": "시험", "asked_by": None})
    purge(recorder, BOARD.name, PURGED)
    recorder.close()
    return {"asked": asked, "wrong": crawl.checked()}


#: At which page which operation fails, and how: the sync of the WARC file, a write in the middle of the transaction, its last sync.
FAILURES = {15: (2, EIO), 22: (1, SHORT), 30: (12, NO_ROOM), 41: (40, EIO), 50: (2, EIO)}


def main() -> None:
    """One order, one answer."""
    print(json.dumps(ORDERS[sys.argv[1]](json.loads(sys.argv[2])), ensure_ascii=False))


ORDERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"fail": run, "record": record}

if __name__ == "__main__":
    os.umask(0o077)
    main()
