"""Exports from the reading room's pages: made whole in a temporary file, so that a slow reader holds up no writer, then sent in pieces."""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import tempfile
import threading
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from pipelines.archive import open_reader
from pipelines.export import Selection, write
from pipelines.sheets import write_workbook
from publish import guard
from publish.atom import write_atom

Send = Callable[[dict[str, Any]], Awaitable[None]]
#: So many exports are made at the same time; whoever comes then is asked to come again.
_AT_ONCE = threading.BoundedSemaphore(2)
_CHUNK = 256 * 1024
_WRITERS: dict[str, tuple[str, Callable[..., Any]]] = {
    "csv": ("text/csv; charset=utf-8", functools.partial(write, form="csv")),
    "jsonl": ("application/jsonl; charset=utf-8", functools.partial(write, form="jsonl")),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_workbook),
    "atom": ("application/atom+xml; charset=utf-8", write_atom),
}


def offered() -> tuple[str, ...]:
    """The forms that this installation can make."""
    return tuple(form for form in _WRITERS if form != "xlsx" or importlib.util.find_spec("xlsxwriter"))


class Download(Response):  # type: ignore[misc]
    """A file as a download that no page can take for a document of its own; it is closed when it is sent or the reader is gone."""

    def __init__(self, file: IO[bytes], name: str, content_type: str) -> None:
        headers = {**guard.BYTES_HEADERS, "cache-control": "no-store", "content-disposition": f'attachment; filename="{name}"'}
        super().__init__(b"", headers=headers, content_type=content_type)
        self._file = file

    async def asgi_send(self, send: Send) -> None:
        with self._file as stream:
            headers = {**self.headers, "content-type": self.content_type, "content-length": str(stream.seek(0, 2))}
            stream.seek(0)
            listed = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
            await send({"type": "http.response.start", "status": self.status, "headers": listed})
            while chunk := await asyncio.to_thread(stream.read, _CHUNK):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


async def download(archive: Path, selection: Selection, form: str, name: str) -> Download:
    """The selected posts in a form, as ``NAME.form``. Raises QueryInterrupted while too many others are being made."""
    content_type, writer = _WRITERS[form]
    if not _AT_ONCE.acquire(blocking=False):
        raise QueryInterrupted(TimeoutError("too many exports at once"), "", {})
    try:
        file = await asyncio.to_thread(_made, archive, selection, writer)
    finally:
        _AT_ONCE.release()
    return Download(file, f"{name}.{form}", content_type)


def _made(archive: Path, selection: Selection, writer: Callable[..., Any]) -> IO[bytes]:
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when it was sent
    try:
        with closing(open_reader(archive)) as conn:
            conn.execute("BEGIN")
            writer(conn, selection, file)
    except BaseException:
        file.close()
        raise
    return file
