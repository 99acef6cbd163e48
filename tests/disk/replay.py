"""What a disk may hold after a power cut, from the record that tests/disk/shim.c made of a crawl.

The model: what was synced is there; of what was not, anything may be: nothing, all of it, the first part, some of it, the first part
with its last write torn at a sector. What a failed sync should have made durable may be lost for good, whatever is synced later
(the system takes it for written). A name is there for certain only once its folder was synced after it was made, renamed or removed.
"""

from __future__ import annotations

import copy
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
Write = tuple[str, int, bytes]


@dataclass(frozen=True, slots=True)
class Operation:
    """w(rite), t(runcate), s(ync), x (a sync that failed), c(reate), r(ename), u(nlink), a(cknowledged)."""

    what: str
    path: str
    offset: int
    data: bytes


def operations(log: Path) -> Iterator[Operation]:
    """The record of the shim."""
    whole, at = log.read_bytes(), 0
    while at < len(whole):
        what, named = chr(whole[at]), struct.unpack_from("<H", whole, at + 1)[0]
        at += 3
        path = whole[at : at + named].decode()
        offset, length = struct.unpack_from("<qI", whole, at + named)
        at += named + 12
        yield Operation(what, path, offset, whole[at : at + length])
        at += length


@dataclass(slots=True)
class _File:
    """Bytes that are on the disk for certain, and what was done since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write] = field(default_factory=list)
    doubtful: list[Write] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Name:
    """A change of names: where a file had its name before (empty for a new one), and where it has it then (empty for none)."""

    before: str
    after: str
    file: _File

    def apply(self, names: dict[str, _File]) -> None:
        names.pop(self.before, None)
        if self.after:
            names[self.after] = self.file


class Disk:
    """The disk as it comes to be; ``image`` tells what a cut at this moment may leave."""

    def __init__(self) -> None:
        self.names: dict[str, _File] = {}
        self._durable_names: dict[str, _File] = {}
        self._pending_names: list[_Name] = []
        self.acknowledged = 0

    def apply(self, done: Operation) -> None:
        """Take an operation into account."""
        file = self.names.get(done.path)
        if done.what == "a":
            self.acknowledged = done.offset
        elif done.what == "c":
            self._rename(_Name("", done.path, _File()))
        elif done.what in "ru" and file is not None:
            self._rename(_Name(done.path, done.data.decode(), file))
        elif done.what == "s" and file is None:
            self._sync_folder(done.path)
        elif file is not None and done.what in "sx":
            for write in file.pending:
                if done.what == "s":
                    _write(file.durable, write)
                file.doubtful = [*_beside(file.doubtful, write), *([write] if done.what == "x" else [])]
            file.pending.clear()
        elif file is not None:
            file.pending.append((done.what, done.offset, done.data))

    def _rename(self, change: _Name) -> None:
        change.apply(self.names)
        self._pending_names.append(change)

    def _sync_folder(self, folder: str) -> None:
        for change in self._pending_names:
            if (change.after or change.before).rpartition("/")[0] == folder:
                change.apply(self._durable_names)
        self._pending_names = [change for change in self._pending_names if (change.after or change.before).rpartition("/")[0] != folder]

    def image(self, chance: random.Random) -> dict[str, bytes]:
        """One thing that the disk may hold if the power fails now: bytes by path."""
        names = dict(self._durable_names)
        for change in self._pending_names[: chance.randrange(len(self._pending_names) + 1)]:
            change.apply(names)
        return {path: bytes(_left(file, chance)) for path, file in names.items()}


def _left(file: _File, chance: random.Random) -> bytearray:
    left = copy.copy(file.durable)
    kept = [write for write in file.doubtful if chance.random() < 0.5]
    pending = file.pending
    how = chance.choice(("none", "all", "first", "some", "torn"))
    if how == "some":
        kept += [write for write in pending if chance.random() < 0.5]
    elif how != "none":
        kept += pending if how == "all" else pending[: chance.randrange(len(pending) + 1)]
    for place, write in enumerate(kept):
        if how == "torn" and place == len(kept) - 1 and write[0] == "w":
            write = (write[0], write[1], write[2][: chance.randrange(len(write[2]) + 1) // SECTOR * SECTOR])
        _write(left, write)
    return left


def _beside(doubtful: list[Write], later: Write) -> list[Write]:
    """What a later write leaves of the doubtful ones: it takes their place where it covers them."""
    begin = later[1]
    end = begin + len(later[2]) if later[0] == "w" else 1 << 62
    parts = []
    for what, offset, data in doubtful:
        parts += [(what, offset, data[: max(0, begin - offset)]), (what, max(offset, end), data[max(0, end - offset) :])]
    return [part for part in parts if part[2]]


def _write(held: bytearray, write: Write) -> None:
    what, offset, data = write
    if len(held) < offset:
        held.extend(bytes(offset - len(held)))
    if what == "t":
        del held[offset:]
    else:
        held[offset : offset + len(data)] = data
