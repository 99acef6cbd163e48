"""`python -m bench.reading_room`: how fast the reading room's pages answer on a large archive, one and ten at once, beside stock Datasette on the same file."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from math import inf
from pathlib import Path
from random import Random
from statistics import median
from threading import Event
from urllib.parse import quote

import click

from bench import export_stream, large_archive
from bench.measuring import meanwhile
from bench.report import Goal, machine, table, worked

ROOT = Path(__file__).parent.parent
GOAL_MS = 100
GOAL_TOGETHER_MS = 300
TOGETHER = 10
#: The pages that have a goal for readers who come together.
COMMON = ("front", "board", "post", "search, frequent word", "search, rare words", "table")
SERVER = "import sys; from pathlib import Path; from publish.server import run; run(Path(sys.argv[1]), port=int(sys.argv[2]))"
#: The pages whose figures are kept between commits: they are also asked when a commit has just come.
KEPT = ("front", "board", "charts")
LIST_GOAL = 25
#: A crawl at the usual pace commits a page a second.
PACE = 1.0
#: The stock page that shows the same kind of thing: a table page of Datasette as it comes, without any plugin.
STOCK = "stock table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Milliseconds of each kind of page asked one at a time, of those with kept figures when a commit has just come, of the common ones asked
    ten at once, those of them with kept figures while somebody commits every second, and of the stock table page.

    worked: what the processor worked for a page in the server, in milliseconds: that does not depend on what else the machine does
    """

    ours: dict[str, list[float]]
    worked: dict[str, float | None]
    fresh: dict[str, list[float]]
    together: dict[str, list[float]]
    crawling: dict[str, list[float]]
    stock: list[float]


def paths(posts: int, times: int, database: str = "archive") -> dict[str, list[str]]:
    """For each kind of page so many addresses, no two alike where the page has parameters; ``database`` as Datasette calls the file."""
    random = Random(1)
    board = large_archive.BOARDS[0][0]
    numbers = [random.randint(1, posts) for _ in range(times)]
    frequent = [random.choice(large_archive.VOCABULARY[:40]) for _ in range(times)]
    rare = [" ".join(random.sample(large_archive.VOCABULARY[200:4000], 2)) for _ in range(times)]
    return {
        "front": ["/"] * times,
        "board": [f"/-/board/{board}?page={1 + number % 5}" for number in numbers],
        "board, deep": [f"/-/board/{board}?page={1 + number % (posts // 60 + 1)}" for number in numbers],
        "board, one year": [f"/-/board/{board}?year={2010 + number % 15}" for number in numbers],
        "post": [f"/-/post/{number}" for number in numbers],
        "evidence": [f"/-/post/{number}/evidence" for number in numbers],
        "author": [f"/-/author?name={quote(large_archive.AUTHORS[number % 60])}" for number in numbers],
        "search, frequent word": [f"/-/search?q={quote(word)}" for word in frequent],
        "search, rare words": [f"/-/search?q={quote(words)}" for words in rare],
        "search in a board": [f"/-/search?q={quote(words)}&board={board}" for words in rare],
        "changes": [f"/-/changes?page={1 + number % 9}" for number in numbers],
        "withdrawn": ["/-/changes?kind=withdrawn"] * times,
        "since": [f"/-/changes?since={number}" for number in numbers],
        "charts": ["/-/charts"] * times,
        "feed": ["/-/feed.atom"] * times,
        "feed of a board": [f"/-/feed.json?board={board}"] * times,
        "feed of a search": [f"/-/feed.json?q={quote(words)}" for words in rare],
        "crawls": ["/-/crawls"] * times,
        "table": [f"/{database}/posts?posted_at__lt={2011 + number % 15}" if number % 2 else f"/{database}/posts" for number in numbers],
        "table, search": [f"/{database}/posts?_search={quote(words)}" for words in rare],
        "table row": [f"/{database}/posts/{number}" for number in numbers],
    }


@contextmanager
def serving(command: list[str], **environment: str) -> Iterator[int]:
    """A server in a process of its own; gives its port once it answers. ``PORT`` in the command stands for it."""
    with serving_process(command, **environment) as (port, _):
        yield port


@contextmanager
def serving_process(command: list[str], **environment: str) -> Iterator[tuple[int, int]]:
    """``serving`` for who also wants the number of the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    words = [str(port) if word == "PORT" else word for word in command]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment})
    try:
        for _ in range(200):
            try:
                ask(port, ["/"])
                break
            except (OSError, HTTPException):
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def ask(port: int, addresses: list[str]) -> list[float]:
    """Milliseconds for each address, one at a time over one connection; infinite for an answer that is not 200."""
    connection, taken = HTTPConnection("127.0.0.1", port, timeout=60), []
    for address in addresses:
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            # Datasette gives up after a while: that is no answer, however fast it came
            taken[-1] = inf
    connection.close()
    return taken


def p95(taken: list[float]) -> float:
    """The time that nineteen of twenty answers keep."""
    return sorted(taken)[max(0, -(-len(taken) * 95 // 100) - 1)]


def ask_together(port: int, addresses: list[str], readers: int = TOGETHER) -> list[float]:
    """Milliseconds for each address, asked by so many readers at once over a connection each, none of whom waits for another."""
    shares = [addresses[reader::readers] for reader in range(min(readers, len(addresses)))]
    with ThreadPoolExecutor(len(shares)) as pool:
        return [taken for share in pool.map(lambda share: ask(port, share), shares) for taken in share]


def commit(archive: Path) -> None:
    """Write to the archive as a crawl would, but nothing that a page shows."""
    with closing(sqlite3.connect(archive)) as conn, conn:
        conn.execute("INSERT OR REPLACE INTO archive (key, value) VALUES ('bench', hex(randomblob(8)))")


def committing(archive: Path) -> AbstractContextManager[None]:
    """Somebody commits at the pace of a crawl."""

    def run(stop: Event) -> None:
        while not stop.wait(PACE):
            commit(archive)

    return meanwhile(run)


def ask_fresh(port: int, addresses: list[str], archive: Path) -> list[float]:
    """Milliseconds for each address, asked when a commit has just come."""
    taken = []
    for address in addresses:
        commit(archive)
        taken += ask(port, [address])
    return taken


def measure(archive: Path, posts: int, times: int) -> Taken:
    """What each page takes, and stock Datasette's table page on the same file; each page is asked twice before it counts."""
    pages = paths(posts, times, archive.stem)
    with serving_process([sys.executable, "-c", SERVER, str(archive), "PORT"]) as (port, process):
        ours, busy = {}, {}
        for name, addresses in pages.items():
            ask(port, addresses[:2])
            ours[name], busy[name] = _working(process, len(addresses), partial(ask, port, addresses))
        # each reader asks as often as one alone did, and begins elsewhere in the list
        crowd = {name: [pages[name][turn % times] for turn in range(times * TOGETHER)] for name in COMMON}
        fresh = {}
        for name in KEPT:
            fresh[name], busy[_fresh(name)] = _working(process, times, partial(ask_fresh, port, pages[name], archive))
        together = {name: ask_together(port, addresses) for name, addresses in crowd.items()}
        with committing(archive):
            crawling = {name: ask_together(port, crowd[name]) for name in COMMON if name in KEPT}
    stock = [sys.executable, "-m", "datasette", "serve", str(archive), "-p", "PORT"]
    # the empty list keeps every installed plugin out
    with serving_process(stock, DATASETTE_LOAD_PLUGINS="") as (port, process):
        ask(port, pages["table"][:2])
        stock_times, busy[STOCK] = _working(process, times, partial(ask, port, pages["table"]))
    return Taken(ours=ours, worked=busy, fresh=fresh, together=together, crawling=crawling, stock=stock_times)


def _working(process: int, times: int, asking: Callable[[], list[float]]) -> tuple[list[float], float | None]:
    """What the answers took, and what the processor worked in a process for each of so many."""
    began = worked(process)
    taken = asking()
    ended = worked(process)
    return taken, None if began is None or ended is None else (ended - began) * 1000 / times


def _fresh(name: str) -> str:
    return f"{name}, a commit before"


def render(posts: int, taken: Taken) -> str:
    """The measurements as Markdown tables."""
    head = ("page", "p50 ms", "p95 ms", f"p95 under {GOAL_MS} ms", "work of the processor, ms", "p50 as a share of the stock table page")
    alone = {**taken.ours, **{_fresh(name): times for name, times in taken.fresh.items()}, STOCK: taken.stock}
    rows = [
        (name, *_reached(times, GOAL_MS), "–" if (work := taken.worked[name]) is None else f"{work:.1f}", f"{median(times) / median(taken.stock):.3f}")
        for name, times in alone.items()
    ]
    about = f"{posts:,} posts, one request at a time, {len(taken.stock)} of each kind. {machine()}. Stock: Datasette's table page of posts, without plugins."
    many = f"{TOGETHER} readers at once, each {len(taken.stock)} of each kind; they run on the same processors as the server."
    busy = {f"{name}, a commit each second": times for name, times in taken.crawling.items()}
    crowd = [(name, *_reached(times, GOAL_TOGETHER_MS)) for name, times in {**taken.together, **busy}.items()]
    lists = table(("ratio", "wanted", "found", "reached"), [goal.row() for goal in goals(taken)])
    return f"{about}\n\n{table(head, rows)}\n\n{lists}\n\n{many}\n\n{table(('page', 'p50 ms', 'p95 ms', f'p95 under {GOAL_TOGETHER_MS} ms'), crowd)}\n"


def goals(taken: Taken) -> list[Goal]:
    """How much quicker a page of a board's list comes than the stock table page: as readers find it, and when a commit has just come."""
    asked = {"": taken.ours["board"], ", a commit before": taken.fresh["board"]}
    return [
        Goal(says=f"p50 of the {STOCK} : a board's list page{when}", wanted=LIST_GOAL, found=median(taken.stock) / median(times))
        for when, times in asked.items()
    ]


def _reached(times: list[float], goal: float) -> tuple[str, str, str]:
    return f"{median(times):.0f}", f"{p95(times):.0f}", "yes" if p95(times) < goal else "no"


@click.command()
@click.option("--posts", type=click.IntRange(100), default=2000, show_default=True, help="Posts of the archive; the goal is set for 100,000.")
@click.option("--times", type=click.IntRange(5), default=40, show_default=True, help="How often each page is asked.")
@click.option("--archive", type=click.Path(path_type=Path, dir_okay=False), help="Keep the archive here, and use it again.")
def bench(posts: int, times: int, archive: Path | None) -> None:
    """Make an archive, serve it, and say how long each page takes and how quickly it is exported as CSV."""
    with tempfile.TemporaryDirectory(prefix="panjeon-bench-") as folder:
        path = archive or Path(folder) / "archive.db"
        if not path.exists():
            large_archive.build(path, posts)
        click.echo(render(posts, measure(path, posts, times)))
        stock = [sys.executable, "-m", "datasette", "serve", str(path), "-p", "PORT", "--setting", "max_csv_mb", "0"]
        ours = [sys.executable, "-c", SERVER, str(path), "PORT"]
        with serving_process(stock, DATASETTE_LOAD_PLUGINS="") as plain, serving_process(ours) as room:
            click.echo(export_stream.render(export_stream.measure(path, export_stream.Served(*plain), export_stream.Served(*room))))


if __name__ == "__main__":
    bench()
