"""The reading process: takes a file after another from an open descriptor, answers each with a line of JSON, and is killed if it must be."""

from __future__ import annotations

import json
import os
import resource
import sys
from contextlib import suppress

from crawler.documents.document import Document
from crawler.documents.reading import read_document


def bound(memory: int) -> None:
    """No core file, no writing to disk, few descriptors, so much address space."""
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 64)):
        resource.setrlimit(kind, (most, most))
    with suppress(ValueError, OSError):  # macOS knows the limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def allow(seconds: int) -> None:
    """So much processor time from now on; the system ends the process that takes more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def main(descriptor: int, memory: int, seconds: int) -> None:
    """Say that all is loaded by an empty line, then answer requests until there are no more.

    A request is a line with the length of what stands at the beginning of ``descriptor``.
    """
    bound(memory)
    print(flush=True)
    for line in sys.stdin:
        allow(seconds)
        try:
            read = read_document(os.pread(descriptor, int(line), 0))
        except MemoryError:
            read = Document(form="other", reason="too_much", text="")
        print(json.dumps([read.form, read.reason, read.text]), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
