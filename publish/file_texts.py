"""The text of files as they stood in a version: read of the archived bytes when a difference asks for it, in a process with limits, one at a time.

The archive keeps the text of the files that posts offer now; of what a file held before, it keeps the bytes.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from crawler.documents import Document, Limits, Reader
from crawler.errors import ReaderBroken
from pipelines.payloads import file_bytes
from publish import reading
from publish.visit import Visit

#: A reader waits for the page: less may be read for it than for the index.
_LIMITS = Limits(size=16 * 1024 * 1024, memory=1024 * 1024 * 1024, seconds=5, wait=10.0)
#: Texts longer than this are no matter of a page.
_LONGEST = 200_000
_KEPT = 64
#: Whoever comes while so many wait is asked to come again.
_MOST_WAITING = 4


@dataclass(slots=True)
class _Shelf:
    """What was read lately, by SHA-256, and who is reading."""

    kept: OrderedDict[str, Document] = field(default_factory=OrderedDict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


#: A lock belongs to one event loop.
_shelves: WeakKeyDictionary[asyncio.AbstractEventLoop, _Shelf] = WeakKeyDictionary()


async def text_of(visit: Visit, url: str, sha256: str) -> Document | None:
    """What the file with this digest says; None where too many are asking. Never raises for what a file holds."""
    shelf = _shelves.setdefault(asyncio.get_running_loop(), _Shelf())
    if sha256 in shelf.kept:
        return shelf.kept[sha256]
    held = await reading.one(visit.db, "SELECT text FROM attachments WHERE sha256 = :sha256 AND text IS NOT NULL LIMIT 1", {"sha256": sha256})
    if held is not None:
        return _bounded(Document(form="text", reason=None, text=held["text"]))
    if shelf.waiting >= _MOST_WAITING:
        return None
    shelf.waiting += 1
    try:
        async with shelf.lock:
            if sha256 not in shelf.kept:
                shelf.kept[sha256] = await _read(visit, url, sha256)
    finally:
        shelf.waiting -= 1
    while len(shelf.kept) > _KEPT:
        shelf.kept.popitem(last=False)
    return shelf.kept.get(sha256)


async def _read(visit: Visit, url: str, sha256: str) -> Document:
    data = await visit.db.execute_fn(lambda conn: file_bytes(conn, visit.warcs, url, sha256))
    if data is None:
        return Document(form="other", reason="missing", text="")
    if len(data) > _LIMITS.size:
        return Document(form="other", reason="too_large", text="")
    return _bounded(await asyncio.to_thread(_aside, data))


def _aside(data: bytes) -> Document:
    try:
        with Reader(_LIMITS) as reader:
            return reader.read(data)
    except ReaderBroken:
        return Document(form="other", reason="crashed", text="")


def _bounded(document: Document) -> Document:
    return document if len(document.text) <= _LONGEST else Document(form=document.form, reason="too_long", text="")
