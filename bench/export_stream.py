"""The CSV export beside Datasette's own stream of the same posts, and what memory the export takes for a tenth of them and for all."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, NamedTuple

from bench.report import Goal, table, worked
from pipelines.archive import open_reader
from pipelines.export import MARKUP

ROOT = Path(__file__).parent.parent
QUICKER, FLAT = 5.0, 1.2
STREAM, NO_MARKUP, ONE_BOARD = "stock stream", "stock stream without markup", "stock stream of a board without markup"
BUTTON = "button on a board's page"
#: Prints records, seconds, seconds of the processor and the peak of the resident memory in kB, of an export alone in its process,
#: without the start of Python.
_EXPORT = """
import json, resource, sys, time
from contextlib import closing
from pathlib import Path
from pipelines.archive import open_reader
from pipelines.export import Selection, write
archive, until, raw = sys.argv[1], sys.argv[2] or None, sys.argv[3] == "raw"
with closing(open_reader(Path(archive))) as conn, open("/dev/null", "wb") as nowhere:
    began, busy = time.perf_counter(), time.process_time()
    written = write(conn, Selection(until=until), nowhere, form="csv", raw=raw)
    seconds, worked = time.perf_counter() - began, time.process_time() - busy
print(json.dumps([written.records, seconds, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


class Served(NamedTuple):
    """Where a server listens, and the number of its process."""

    port: int
    process: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Posts written, seconds, those that the processor worked at it in the process that wrote (None where the system does not tell),
    and the most memory that this process held, in kB; 0 where it was not measured."""

    posts: int
    seconds: float
    worked: float | None
    memory: int = 0

    @property
    def rate(self) -> float:
        return self.posts / self.seconds


def export(archive: Path, until: str = "", raw: bool = False) -> Export:
    """`panjeon export --format csv` of an archive, or of its posts dated until a day, to nowhere."""
    command = [sys.executable, "-c", _EXPORT, str(archive), until, "raw" if raw else "guarded"]
    posts, seconds, worked, memory = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return Export(posts=posts, seconds=seconds, worked=worked, memory=memory)


def download(served: Served, path: str) -> Export:
    """A CSV from a server, as fast as it comes. Raises OSError where it is refused."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=3600)
    with tempfile.TemporaryFile() as kept:
        began, busy = time.perf_counter(), worked(served.process)
        connection.request("GET", path)
        answer = connection.getresponse()
        if answer.status != 200:
            raise OSError(f"{path} was answered with {answer.status}")
        shutil.copyfileobj(answer, kept)
        seconds, ended = time.perf_counter() - began, worked(served.process)
        connection.close()
        kept.seek(0)
        # counted afterwards, so that counting costs the stream nothing
        return Export(posts=_rows(kept), seconds=seconds, worked=None if busy is None or ended is None else ended - busy)


def _rows(file: IO[bytes]) -> int:
    """The rows of a CSV file without that of the names."""
    csv.field_size_limit(32 * 1024 * 1024)
    with io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        return sum(1 for _ in csv.reader(text)) - 1


def measure(archive: Path, stock: Served, room: Served) -> dict[str, Export]:
    """The exports by name: Datasette's own stream of the table, with the pages of its own button and with those that it takes by itself, and
    ours, which write the files and the evidence of each post too.

    stock: serves the archive without plugins and without a limit for its CSV; room: our reading room
    """
    with closing(open_reader(archive)) as conn:
        days = [row[0][:10] for row in conn.execute("SELECT posted_at FROM posts WHERE posted_at IS NOT NULL ORDER BY posted_at")]
        board = conn.execute("SELECT board FROM posts LIMIT 1").fetchone()[0]
    table, most = f"/{archive.stem}/posts.csv", "_stream=on&_size=max"
    return {
        STREAM: download(stock, f"{table}?{most}"),
        "stock stream, pages of its default size": download(stock, f"{table}?_stream=on"),
        NO_MARKUP: download(stock, f"{table}?{most}&_nocol={MARKUP}"),
        "lossless, a tenth": export(archive, days[len(days) // 10], raw=True),
        "lossless": export(archive, raw=True),
        "guarded": export(archive),
        ONE_BOARD: download(stock, f"{table}?{most}&_nocol={MARKUP}&board__exact={board}"),
        BUTTON: download(room, f"/-/board/{board}/posts.csv"),
    }


def goals(found: dict[str, Export]) -> list[Goal]:
    """How much quicker than the stream, each beside the stream of the same posts and texts, and how much more memory all of the posts take."""
    beside = (("lossless", STREAM), ("guarded", STREAM), ("guarded", NO_MARKUP), (BUTTON, ONE_BOARD))
    asked = [
        goal
        for ours, stock in beside
        for goal in (
            Goal(says=f"posts a second, {ours} : {stock}", wanted=QUICKER, found=found[ours].rate / found[stock].rate),
            Goal(says=f"work of the processor a post, {stock} : {ours}", wanted=QUICKER, found=_ratio(found[stock], found[ours])),
        )
    ]
    memory = found["lossless"].memory / found["lossless, a tenth"].memory
    return [*asked, Goal(says="peak memory, all posts : a tenth of them", wanted=FLAT, found=memory, at_most=True)]


def _ratio(stock: Export, ours: Export) -> float | None:
    return stock.worked / stock.posts / (ours.worked / ours.posts) if stock.worked and ours.worked else None


def render(found: dict[str, Export]) -> str:
    """The exports, and what they reach, as Markdown tables."""
    rows = [
        (
            name,
            f"{made.posts:,}",
            f"{made.seconds:.1f}",
            f"{made.rate:,.0f}",
            "–" if made.worked is None else f"{made.worked / made.posts * 1e6:.0f}",
            f"{made.memory / 1024:.0f}" if made.memory else "–",
        )
        for name, made in found.items()
    ]
    said = table(("CSV export", "posts", "seconds", "posts a second", "work a post, µs", "peak memory MiB"), rows)
    return f"{said}\n\n{table(('ratio', 'wanted', 'found', 'reached'), [goal.row() for goal in goals(found)])}\n"
