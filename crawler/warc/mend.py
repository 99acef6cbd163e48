"""Cuts the torn tail that a crash left on an open WARC file, and nothing but a torn tail; makes durable what is to be relied on."""

from __future__ import annotations

import os
from pathlib import Path

from crawler.errors import WarcDamaged
from crawler.warc.read import members

_MAGIC = b"\x1f\x8b\x08"
#: An exchange is written as a request and its answer at once, so a torn write may leave its second record whole.
_WHOLE_AFTER_TEAR = 1


def mend(path: Path, keep: int = 0) -> int:
    """Cut the file after its last complete gzip member and return how many bytes went; 0 for a file without a torn tail.

    keep: bytes from the start that are known to be acknowledged. WarcDamaged, and nothing is cut, where the damage lies before
    ``keep`` or where more than one whole record stands behind it: that is no torn write but a damaged file.
    """
    size = path.stat().st_size
    whole = _whole(path, size)
    if whole < keep:
        raise WarcDamaged(f"{path.name} at {whole}: no readable record, but {keep} bytes are already relied on; restore the file from a copy")
    if whole == size:
        return 0
    behind = _records_behind(path, whole)
    if behind > _WHOLE_AFTER_TEAR:
        raise WarcDamaged(f"{path.name} at {whole}: no readable record, yet {behind} or more stand behind it; restore the file from a copy")
    with path.open("r+b") as stream:
        stream.truncate(whole)
        stream.flush()
        os.fsync(stream.fileno())
    return size - whole


def settle(path: Path, keep: int = 0) -> None:
    """Make a file durable before anything new is relied on; ``keep`` bytes from the start are so already.

    What stands behind them is written once more over itself: after a failed fsync the system takes for written what never reached the disk.
    """
    with path.open("r+b", buffering=0) as stream:
        stream.seek(keep)
        while part := stream.read(1024 * 1024):
            stream.seek(-len(part), os.SEEK_CUR)
            stream.write(part)
        os.fsync(stream.fileno())


def _whole(path: Path, size: int) -> int:
    """Where the last member ends that can be reached from the start through complete members only."""
    end = 0
    with path.open("rb", buffering=0) as stream:
        try:
            for offset, length, _ in members(stream, 0, path.name):
                end = offset + length
        except WarcDamaged:
            return end
    return size


def _records_behind(path: Path, damage: int) -> int:
    """How many whole records begin behind the damage; counting stops when it is more than a torn write can leave."""
    with path.open("rb") as stream:
        stream.seek(damage)
        tail = stream.read()
    found, at = 0, tail.find(_MAGIC, 1)
    while at >= 0 and found <= _WHOLE_AFTER_TEAR:
        length = _record_length(path, damage + at)
        found += length > 0
        at = tail.find(_MAGIC, at + max(length, 1))
    return found


def _record_length(path: Path, offset: int) -> int:
    """The length of the WARC record's member that begins there; 0 where none does."""
    with path.open("rb", buffering=0) as stream:
        stream.seek(offset)
        try:
            _, length, content = next(members(stream, offset, path.name))
        except WarcDamaged:
            return 0
    return length if content.startswith(b"WARC/") else 0
