"""Faults 7 to 10: whatever a power cut or a failing disk leaves, nothing acknowledged is lost, no row is without its evidence, and the next start goes on.

The crawls are made by the real recorder in a process of its own, with its system calls recorded or made to fail by a small library
that gcc builds (tests/disk/shim.c). In CI 200 images of power cuts are looked at and every tenth operation of a crawl of 200 posts
fails once; PANJEON_CUTS=10000 and PANJEON_EVERY=1 run the long forms, PANJEON_SEED names other cuts.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from pipelines.purge import purge
from pipelines.verify import verify
from tests.disk.replay import Disk, operations
from tests.disk.worker import POSTS, PURGED, Crawl
from tests.kept_board import BOARD

ROOT = Path(__file__).resolve().parent.parent
CUTS = int(os.environ.get("PANJEON_CUTS", "200"))
EVERY = int(os.environ.get("PANJEON_EVERY", "10"))
SEED = int(os.environ.get("PANJEON_SEED", "1"))


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, built."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler is here, or this is no Linux: system calls cannot be made to fail")
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, ROOT / "tests" / "disk" / "shim.c", "-ldl"], check=True)
    return library


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a real disk takes its time over each of some hundred thousand syncs."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(prefix="panjeon-", dir=memory) as name:
        yield Path(name)


def order(shim: Path, what: str, folder: Path, log: Path | None = None, **facts: object) -> dict[str, Any]:
    """Have tests/disk/worker.py do something on such a disk."""
    folder.mkdir(exist_ok=True)
    surroundings = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "LD_PRELOAD": str(shim), "PANJEON_DISK": str(folder)}
    surroundings |= {"PANJEON_DISK_LOG": str(log)} if log else {}
    command = [sys.executable, "-m", "disk.worker", what, json.dumps({"folder": str(folder), **facts})]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=3000, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.fault(8, 9, 10)
def test_every_tenth_operation_on_the_disk_fails_once_and_the_crawl_is_taken_up(shim: Path, quick: Path) -> None:
    """Write, truncation, rename and sync of WARC, database, log and folder; EIO, ENOSPC and half a write in turn."""
    done = order(shim, "fail", quick / "disk", posts=200, every=EVERY)
    print(json.dumps(done["came of it"]), done["operations"], "operations,", done["tried"], "of them made to fail")
    assert done["wrong"] == []
    assert done["tried"] >= done["operations"] // EVERY
    assert done["came of it"].get("OSError", 0) + done["came of it"].get("OperationalError", 0) > done["tried"] * 0.8


@pytest.mark.fault(7)
def test_after_a_power_cut_nothing_acknowledged_is_lost(shim: Path, quick: Path) -> None:
    folder, log = quick / "disk", quick / "log"
    told = order(shim, "record", folder, log)
    assert told["wrong"] == []
    done, chance = list(operations(log)), random.Random(SEED)
    cuts = sorted(chance.randrange(1, len(done) + 1) for _ in range(CUTS))
    disk, at, wrong = Disk(), 0, list[str]()
    for number, cut in enumerate(cuts):
        while at < cut:
            disk.apply(done[at])
            at += 1
        found = after(quick / "cut", folder, disk.image(chance), told["asked"][: disk.acknowledged], to_the_end=number % 25 == 0)
        wrong += [f"cut {cut} (image {number}): {fault}" for fault in found]
    assert wrong == [], "\n".join(wrong)


def after(place: Path, original: Path, image: dict[str, bytes], acknowledged: list[str], *, to_the_end: bool) -> list[str]:
    """What is wrong when the next command starts on what a power cut has left, and, where asked, crawls to the end."""
    for path, data in image.items():
        target = place / Path(path).relative_to(original)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    crawl = Crawl(place, POSTS)
    crawl.clock.go_to(30)
    try:
        crawl.start()
        rows = crawl.recorder.conn.execute("SELECT url FROM captures").fetchall()
        lost = Counter(url for url in acknowledged if url and not url.endswith(PURGED)) - Counter(row[0] for row in rows)
        complete = crawl.recorder.conn.execute("SELECT count(*) FROM crawls WHERE outcome = 'complete'").fetchone()[0]
        wrong = [f"{url} was acknowledged and is lost" for url in lost]
        wrong += ["an ended crawl is lost"] if complete < acknowledged.count("") else []
        if to_the_end:
            while crawl.step():
                pass
            crawl.recorder.finish(None)
            if any(one.code == "E25" for one in verify(crawl.archive, place / "warcs")):
                purge(crawl.recorder, BOARD.name, PURGED)
        crawl.recorder.close()
        found = verify(crawl.archive, place / "warcs")
        # A purge that was cut off before it wrote has its bytes still, verify says so, and the same command ends it.
        wrong += [f"{one.code} {one.message}" for one in found if one.severity == "E" and one.code != "E25"]
        return wrong + (crawl.checked() if to_the_end else [])
    except Exception as error:
        return [f"the next start fails: {type(error).__name__}: {error}"]
    finally:
        shutil.rmtree(place)
