"""What stays true until the archive changes, kept as long as nothing was written to it: figures and parts of pages that many readers ask for."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import sys
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
#: Which watch, how many commits it has seen, and when a file last came into the folder of the evidence or left it.
State = tuple[str, int, int]
#: So many bytes are kept; what was asked for longest ago goes first.
MOST_BYTES = 32 * 1024 * 1024


class Kept:
    """Answers of one archive, forgotten all at once as soon as anybody has written to it."""

    def __init__(self, path: Path, most: int = MOST_BYTES, *, warcs: Path | None = None) -> None:
        """``warcs``: the folder of the evidence, of which some pages are made too."""
        self._path, self._warcs = path, warcs
        self._most = most
        self._watch: sqlite3.Connection | None = None
        self._watched = ""
        self._file = (0, 0)
        self._state: State | None = None
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._making: dict[Hashable, asyncio.Future[Any]] = {}
        self.size = 0

    def state(self) -> State | None:
        """What is another after each commit to the archive, by whomever, and never the same again; None where it cannot be told.

        A WARC file that comes, goes or is put back makes it another too, without a commit.

        SQLite counts commits for each connection by itself, so one connection watches for all.
        """
        try:
            found = self._path.stat()
            if self._watch is None or self._file != (found.st_dev, found.st_ino):
                self._look_anew((found.st_dev, found.st_ino))
            assert self._watch is not None
            return self._watched, self._watch.execute("PRAGMA data_version").fetchone()[0], self._evidence()
        except (OSError, sqlite3.Error):
            self._watch = None
            return None

    def _evidence(self) -> int:
        """When the folder of the evidence changed last; 0 where there is none."""
        try:
            return self._warcs.stat().st_mtime_ns if self._warcs is not None else 0
        except OSError:
            return 0

    def _look_anew(self, file: tuple[int, int]) -> None:
        """Watch the file that stands there now; each watch counts commits from its own beginning, so it has a name that no other has."""
        # without patience: this is asked where everybody waits for the answer
        self._watch = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        self._watched = secrets.token_hex(8)
        self._file = file

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """What ``make`` gives, made once for all who ask until the archive changes; what it raises is kept for nobody.

        Asked before it is made: it may then be newer than its state says, never older.
        """
        state = self.state()
        if state is None:
            return await make()
        if state != self._state:
            self._forget(state)
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key][0]  # type: ignore[no-any-return]
        if key not in self._making:
            self._making[key] = asyncio.ensure_future(make())
            self._making[key].add_done_callback(partial(self._made, state, key))
        # a reader who goes away takes nothing from the others
        return await asyncio.shield(self._making[key])

    def _forget(self, state: State) -> None:
        self._state, self.size = state, 0
        self._values.clear()
        self._making = {}

    def _made(self, state: State, key: Hashable, made: asyncio.Future[Any]) -> None:
        if self._making.get(key) is made:
            del self._making[key]
        if made.cancelled() or made.exception() or state != self._state:
            return
        self._values[key] = made.result(), weight((key, made.result()))
        self.size += self._values[key][1]
        while self.size > self._most:
            _, (_, gone) = self._values.popitem(last=False)
            self.size -= gone


def weight(value: object) -> int:
    """The bytes of memory that a value takes, made of texts, numbers, lists, tuples and dictionaries; what stands in it twice counts twice."""
    inner = (*value, *value.values()) if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return sys.getsizeof(value) + sum(map(weight, inner))
