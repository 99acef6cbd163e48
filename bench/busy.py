"""`python -m bench.busy`: what readers are answered while a crawl and a publish write; an answer of the 5xx kind is one too many."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from threading import Event
from urllib.parse import quote

import click

from bench import measuring, pages, reading_room
from bench.measuring import meanwhile
from bench.report import table

ROOT = Path(__file__).parent.parent
READERS = 4
#: What is asked, N being any number up to the newest post's, P a page, Q a query; some of it is not there, and is to be told so.
ASKED = (
    "/", "/?lang=en", "/-/board/bench?page=P", "/-/board/bench?year=2012&page=P", "/-/board/none", "/-/post/N", "/-/post/N?version=1", "/-/post/N/evidence",
    "/-/post/N/compare/1/1", "/-/post/999999999", "/-/capture/N", "/-/capture/N/payload", "/-/author?name=Q", "/-/search?q=Q&page=P", "/-/search?q=%22Q",
    "/-/changes?page=P", "/-/changes?since=N", "/-/charts", "/-/crawls", "/-/issues", "/-/feed.atom", "/-/feed.json?q=Q", "/-/changes.json?since=N",
    "/-/search.json?q=Q", "/-/post/N.json", "/-/openapi.json", "/robots.txt", "/archive", "/archive/posts", "/archive/posts/N", "/archive/posts?_search=Q",
    "/archive/post_list.json?_shape=array&_search=Q", "/archive/change_list?_next=N", "/archive/captures.csv?_size=20", "/-/search/posts.csv?q=Q",
)  # fmt: skip


@dataclass(slots=True)
class Seen:
    """Answers by status, the addresses answered with 5xx, and how often the crawl and the publish came to their end."""

    statuses: Counter[int] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def repeated(name: str, command: list[str], seen: Seen) -> AbstractContextManager[None]:
    """The command again and again in the background; what is running at the end is let finish."""

    def run(stop: Event) -> None:
        while not stop.is_set():
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            seen.ended[name] += done.returncode == 0
            if done.returncode:
                seen.broken.append(f"{name}: {done.stderr[-2000:]}")
                return

    return meanwhile(run)


def asked(requests: int, newest: int) -> list[str]:
    """So many addresses, each kind about as often as any other."""
    random = Random(requests)
    addresses = []
    for number in range(requests):
        values = {"=P": f"={random.randint(1, 9)}", "Q": quote(random.choice(pages.WORDS)), "=N": f"={random.randint(0, newest)}"}
        address = ASKED[number % len(ASKED)].replace("/N", f"/{random.randint(1, newest)}")
        for letter, value in values.items():
            address = address.replace(letter, value)
        addresses.append(address)
    random.shuffle(addresses)
    return addresses


def ask(port: int, addresses: list[str], seen: Seen) -> None:
    """Ask over one connection, one after another; an answer must come, whatever its status."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    for address in addresses:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        seen.statuses[answer.status] += 1
        if answer.status >= 500:
            seen.failed[f"{answer.status} {address}"] += 1
    connection.close()


def measure(folder: Path, requests: int, posts: int) -> Seen:
    """Crawl a board of so many posts over and over, publish the archive over and over, and ask meanwhile."""
    seen, archive = Seen(), folder / "archive.db"
    publishing = [sys.executable, "-m", "cli", "publish", str(folder / "public.db"), "--force", "--archive", str(archive)]
    ours = [sys.executable, "-c", reading_room.SERVER, str(archive), "PORT"]
    with measuring.serving(posts) as url, repeated("crawl", [sys.executable, "-m", "bench.crawlers", "panjeon", url, str(folder)], seen):
        newest = _begun(archive, posts // 2, seen)
        with repeated("publish", publishing, seen), reading_room.serving(ours) as port, ThreadPoolExecutor(READERS) as pool:
            addresses = asked(requests, newest)
            list(pool.map(lambda reader: ask(port, addresses[reader::READERS], seen), range(READERS)))
    return seen


def _begun(archive: Path, posts: int, seen: Seen) -> int:
    """Wait for the crawl until it has stored so many posts, or is through; returns how many there are."""
    while not seen.broken:
        time.sleep(0.2)
        if archive.exists():
            with closing(sqlite3.connect(f"{archive.as_uri()}?mode=ro", uri=True)) as conn:
                if conn.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('posts', 'posts_fts')").fetchone()[0] == 2:
                    stored: int = conn.execute("SELECT count(*) FROM posts").fetchone()[0]
                    if stored >= posts:
                        return stored
    raise RuntimeError(seen.broken[0])


def render(seen: Seen) -> str:
    """What was answered, as Markdown."""
    statuses = table(("status", "answers"), [(str(status), f"{count:,}") for status, count in sorted(seen.statuses.items())])
    bad = sum(count for status, count in seen.statuses.items() if status >= 500)
    ran = ", ".join(f"{name} came to its end {count} times" for name, count in sorted(seen.ended.items()))
    worst = "".join(f"\n{count} × {address}" for address, count in seen.failed.most_common(20))
    return f"{seen.statuses.total():,} requests by {READERS} readers; {ran}.\n\n{statuses}\n\nAnswers of the 5xx kind: {bad}{worst}\n"


@click.command()
@click.option("--requests", type=click.IntRange(1), default=10_000, show_default=True, help="How many pages are asked for.")
@click.option("--posts", type=click.IntRange(20), default=1000, show_default=True, help="Posts of the board that is crawled meanwhile.")
def bench(requests: int, posts: int) -> None:
    """Ask the reading room while a crawl and a publish run, and count what it answers."""
    with tempfile.TemporaryDirectory(prefix="panjeon-busy-") as folder:
        seen = measure(Path(folder), requests, posts)
    click.echo(render(seen))
    if seen.broken or any(status >= 500 for status in seen.statuses):
        raise click.ClickException("\n".join(["not every answer was one", *seen.broken]))


if __name__ == "__main__":
    bench()
