"""Runs what is measured, each in a process of its own, and counts seconds and instructions."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from bench.timing import RESULT

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pages handled and the seconds it took."""

    pages: int
    seconds: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


@contextmanager
def serving(count: int) -> Iterator[str]:
    """The measured board with so many posts, served by another process; its address."""
    command = [sys.executable, "-m", "bench.server", str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}/ko/news"
        process.communicate()


@contextmanager
def meanwhile(run: Callable[[Event], None]) -> Iterator[None]:
    """Something that goes on in a thread beside what is measured, until it is told to stop."""
    stop = Event()
    thread = Thread(target=run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def crawl(name: str, url: str, folder: Path) -> Run:
    """Let one of the crawlers take the whole board; what it keeps is left in the folder."""
    folder.mkdir(parents=True)
    return _timed([sys.executable, "-m", "bench.crawlers", name, url, str(folder)])


def rebuild(name: str, warcs: Path, target: Path) -> Run:
    """Let one of the readers read a folder of WARC files again."""
    return _timed([sys.executable, "-m", "bench.rebuilding", name, str(warcs), str(target)])


def _timed(command: list[str]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        _run(command, {RESULT: str(result)})
        return Run(**json.loads(result.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """How a process ended, what it wrote, and the most memory that it ever held, in bytes."""

    code: int
    output: str
    errors: str
    largest: int


#: A process begins with the size of the one it was forked from, so that a small one must stand between the caller and what is measured.
_BETWEEN = (
    "import os, subprocess, sys; process = subprocess.Popen(sys.argv[2:]); _, status, usage = os.wait4(process.pid, 0);"
    "open(sys.argv[1], 'w').write(f'{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}')"
)


def sized(command: list[str], folder: Path, environment: Mapping[str, str]) -> Sized:
    """Run a command in a folder to its end, and see how large it became."""
    with tempfile.TemporaryDirectory() as aside:
        result = Path(aside) / "size"
        between = [sys.executable, "-c", _BETWEEN, str(result), *command]
        ran = subprocess.run(between, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        code, largest = map(int, result.read_text(encoding="utf-8").split())
    return Sized(code=code, output=ran.stdout, errors=ran.stderr, largest=largest * 1024)


def counter() -> str | None:
    """What can count instructions here: perf where the machine lets it, else valgrind, else nothing."""
    if shutil.which("perf"):
        counted = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", "true"], capture_output=True, text=True, check=False)
        if re.search(r"^\d+,", counted.stderr, re.MULTILINE):
            return "perf stat -e instructions:u"
    return "valgrind --tool=cachegrind --cache-sim=no" if shutil.which("valgrind") else None


def instructions_a_page(name: str, sizes: tuple[int, int]) -> float:
    """Instructions a page of a crawler: the difference between two boards, so that start-up is not counted."""
    with ThreadPoolExecutor() as both:
        (few, fewer_pages), (many, more_pages) = both.map(lambda size: _counted(name, size), sizes)
    return (many - few) / (more_pages - fewer_pages)


def _counted(name: str, size: int) -> tuple[int, int]:
    """Instructions and pages of one crawl."""
    with serving(size) as url, tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        total = _instructions([sys.executable, "-m", "bench.crawlers", name, url, folder], {RESULT: str(result)})
        return total, int(json.loads(result.read_text(encoding="utf-8"))["pages"])


def _instructions(command: list[str], environment: dict[str, str]) -> int:
    tool = counter()
    assert tool is not None
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "count"
        if tool.startswith("perf"):
            _run([*tool.split(), "-x,", "-o", str(output), *command], environment)
            counted = re.search(r"^(\d+),", output.read_text(encoding="utf-8"), re.MULTILINE)
        else:
            _run([*tool.split(), "--quiet", f"--cachegrind-out-file={output}", *command], environment)
            counted = re.search(r"^summary:\s*(\d+)", output.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    assert counted is not None
    return int(counted[1])


def _run(command: list[str], environment: dict[str, str]) -> None:
    # A fixed hash seed: sets and dictionaries then cost the same in every run.
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0", **environment}, stdout=subprocess.DEVNULL, check=True)
