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
from typing import IO

from bench.report import Goal, table
from pipelines.archive import open_reader

ROOT = Path(__file__).parent.parent
QUICKER, FLAT = 5.0, 1.2
#: Prints records, seconds and the peak of the resident memory in kB, of an export alone in its process; the start of Python is not in the seconds.
_EXPORT = """
import json, resource, sys, time
from contextlib import closing
from pathlib import Path
from pipelines.archive import open_reader
from pipelines.export import Selection, write
archive, until, raw = sys.argv[1], sys.argv[2] or None, sys.argv[3] == "raw"
with closing(open_reader(Path(archive))) as conn, open("/dev/null", "wb") as nowhere:
    began = time.perf_counter()
    written = write(conn, Selection(until=until), nowhere, form="csv", raw=raw)
    seconds = time.perf_counter() - began
print(json.dumps([written.records, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Posts written, seconds, and the most memory that the process held, in kB; 0 where it was not measured."""

    posts: int
    seconds: float
    memory: int = 0

    @property
    def rate(self) -> float:
        return self.posts / self.seconds


def export(archive: Path, until: str = "", raw: bool = False) -> Export:
    """`panjeon export --format csv` of an archive, or of its posts dated until a day, to nowhere."""
    command = [sys.executable, "-c", _EXPORT, str(archive), until, "raw" if raw else "guarded"]
    posts, seconds, memory = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return Export(posts=posts, seconds=seconds, memory=memory)


def stream(port: int, database: str) -> Export:
    """Datasette's stream of the table of posts, as fast as it comes. Raises OSError where it is refused."""
    connection = HTTPConnection("127.0.0.1", port, timeout=3600)
    with tempfile.TemporaryFile() as kept:
        began = time.perf_counter()
        connection.request("GET", f"/{database}/posts.csv?_stream=on&_size=max")
        answer = connection.getresponse()
        if answer.status != 200:
            raise OSError(f"the stream was answered with {answer.status}")
        shutil.copyfileobj(answer, kept)
        seconds = time.perf_counter() - began
        connection.close()
        kept.seek(0)
        # counted afterwards, so that counting costs the stream nothing
        return Export(posts=_rows(kept), seconds=seconds)


def _rows(file: IO[bytes]) -> int:
    """The rows of a CSV file without that of the names."""
    csv.field_size_limit(32 * 1024 * 1024)
    with io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        return sum(1 for _ in csv.reader(text)) - 1


def measure(archive: Path, port: int) -> dict[str, Export]:
    """The exports by name; ``port`` is where stock Datasette serves the archive, without a limit for its CSV."""
    with closing(open_reader(archive)) as conn:
        days = [row[0][:10] for row in conn.execute("SELECT posted_at FROM posts WHERE posted_at IS NOT NULL ORDER BY posted_at")]
    return {
        "stock stream": stream(port, archive.stem),
        "lossless, a tenth": export(archive, days[len(days) // 10], raw=True),
        "lossless": export(archive, raw=True),
        "guarded": export(archive),
    }


def goals(found: dict[str, Export]) -> list[Goal]:
    """How much quicker than the stream, and how much more memory all of the posts take than a tenth."""
    stock, tenth = found["stock stream"], found["lossless, a tenth"]
    return [
        *(Goal(says=f"posts a second, {name} CSV : stock stream", wanted=QUICKER, found=found[name].rate / stock.rate) for name in ("lossless", "guarded")),
        Goal(says="peak memory, all posts : a tenth of them", wanted=FLAT, found=found["lossless"].memory / tenth.memory, at_most=True),
    ]


def render(found: dict[str, Export]) -> str:
    """The exports, and what they reach, as Markdown tables."""
    rows = [
        (name, f"{made.posts:,}", f"{made.seconds:.1f}", f"{made.rate:,.0f}", f"{made.memory / 1024:.0f}" if made.memory else "–")
        for name, made in found.items()
    ]
    said = table(("CSV export", "posts", "seconds", "posts a second", "peak memory MiB"), rows)
    return f"{said}\n\n{table(('ratio', 'wanted', 'found', 'reached'), [goal.row() for goal in goals(found)])}\n"
