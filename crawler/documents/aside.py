"""Reading files aside: in a process of its own, with bounds on memory, processor time, waiting and what it may say."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from crawler.documents.document import FORMS, MOST_CHARACTERS, REASONS, Document
from crawler.errors import ReaderBroken

_ROOT = Path(__file__).parent.parent.parent
#: A character outside the basic plane stands as twelve in JSON.
_LONGEST_ANSWER = 12 * MOST_CHARACTERS + 4096
#: Seconds in which a process must have loaded its readers, however busy the machine is.
_BEGINNING = 120.0
#: A process that has read so many files makes place for another: what libraries leave behind stays small.
_FILES_EACH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one file may take: bytes of the file, bytes of address space, seconds of processor time, seconds of waiting."""

    size: int = 64 * 1024 * 1024
    memory: int = 1024 * 1024 * 1024
    seconds: int = 20
    wait: float = 60.0


class Reader:
    """Reads files one after another; whatever a file does to the process that reads it, the next one finds a whole one."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._given: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the reader
        self._read = 0

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()
        self._given.close()

    def read(self, data: bytes) -> Document:
        """What ``read_document`` says of a file, or why it could not say it. Never raises for what a file holds, but
        ReaderBroken where no process can be had that reads any."""
        if len(data) > self.limits.size:
            return Document(form="other", reason="too_large", text="")
        process = self._running()
        self._given.seek(0)
        self._given.write(data)
        self._given.flush()
        assert process.stdin is not None
        try:
            process.stdin.write(f"{len(data)}\n".encode())
            process.stdin.flush()
        except BrokenPipeError:
            return self._lost(process, late=False)
        line, late = self._line(process, self.limits.wait)
        answer = _document(line)
        if answer is None:
            return self._lost(process, late=late)
        self._read += 1
        if answer.reason == "too_much" or self._read >= _FILES_EACH:
            self._end()
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, begun where there is none."""
        if self._process is None:
            place = self._given.fileno()
            words = [sys.executable, "-m", "crawler.documents", str(place), str(self.limits.memory), str(self.limits.seconds)]
            # nothing of our environment is its business
            found = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
            environment = {"PYTHONPATH": found, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=(place,), env=environment, cwd="/"
            )
            self._read = 0
            if self._line(self._process, _BEGINNING)[0] != b"\n":
                self._end()
                raise ReaderBroken("the process that reads the text of files cannot begin; try `python -m crawler.documents 0 1000000000 1`, reinstall Panjeon")
        return self._process

    def _line(self, process: subprocess.Popen[bytes], wait: float) -> tuple[bytes, bool]:
        """The line that the process says; empty where it says none, and whether that was because of the time."""
        assert process.stdout is not None
        until, parts, size = time.monotonic() + wait, list[bytes](), 0
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while size <= _LONGEST_ANSWER:
                left = until - time.monotonic()
                if left <= 0 or not selector.select(left):
                    return b"", True
                piece = os.read(process.stdout.fileno(), 1 << 20)
                if not piece:
                    return b"", False
                parts.append(piece)
                size += len(piece)
                if piece.endswith(b"\n"):
                    return b"".join(parts), False
        return b"", False

    def _lost(self, process: subprocess.Popen[bytes], *, late: bool) -> Document:
        """What is said of a file over which the process was lost."""
        self._end()
        slow = late or process.returncode == -signal.SIGXCPU
        return Document(form="other", reason="too_slow" if slow else "crashed", text="")

    def _end(self) -> None:
        """End the process, however it stands."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        for stream in (process.stdin, process.stdout):
            try:
                stream.close()
            except BrokenPipeError:
                continue
        try:
            # closing its input ends one that listens, and a signal of the system's may be on its way to one that does not
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _document(line: bytes) -> Document | None:
    """An answer as a Document; None where it is none of ours."""
    try:
        form, reason, text = json.loads(line)
    except ValueError:
        return None
    if form not in FORMS or not (reason is None or reason in REASONS) or not isinstance(text, str):
        return None
    return Document(form=form, reason=reason, text=text)
