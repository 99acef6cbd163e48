"""Archives of fault boards, in memory where the system has a place for it: these tests ask what is written, not how durably."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Archive, Worker

_MEMORY = Path("/dev/shm")


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder."""
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="panjeon-", dir=_MEMORY))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def quick(quick_folder: Path, worker: Worker) -> Iterator[Archive]:
    """An archive yet to be made; whatever a test did with it, its WARC files must give it again."""
    archive = Archive(quick_folder, worker)
    yield archive
    if archive.path.exists():
        archive.check_rebuild()
