"""Reads WARC files again, our way and the usual way: `python -m bench.rebuilding NAME WARCS TARGET`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter

from warcio.archiveiterator import ArchiveIterator

from bench.crawlers import fields_by_soup
from bench.timing import RESULT
from pipelines.archive import open_reader
from pipelines.rebuild import rebuild


def rebuild_ours(warcs: Path, target: Path) -> int:
    """The whole archive anew, its search index left for afterwards as the crawl leaves it; the number of captures in it."""
    rebuild(warcs, target, searchable=False)
    conn = open_reader(target)
    pages: int = conn.execute("SELECT count(*) FROM captures").fetchone()[0]
    conn.close()
    return pages


def read_usual(warcs: Path, target: Path) -> int:  # noqa: ARG001 (both are called alike)
    """warcio and BeautifulSoup over each post page; nothing is kept. The number of answers read."""
    pages = 0
    for path in sorted(warcs.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    pages += 1
                    page = record.content_stream().read().decode()
                    if "/node/" in record.rec_headers.get_header("WARC-Target-URI"):
                        fields_by_soup(page)
    return pages


READERS = {"panjeon": rebuild_ours, "usual": read_usual}

if __name__ == "__main__":
    began = perf_counter()
    count = READERS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    Path(os.environ[RESULT]).write_text(json.dumps({"pages": count, "seconds": perf_counter() - began}), encoding="utf-8")
