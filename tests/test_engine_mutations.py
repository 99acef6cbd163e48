"""A redesigned page is read right or refused, never read wrong: thousands of mutations of the golden cases.

``PANJEON_LONG=1`` tries every mutation; otherwise every fifth of each engine, which takes a few seconds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from mutations import mutations
from test_engine_cases import CASES, board_of

from crawler.engines import engine
from crawler.errors import PageChanged
from crawler.manifest import ENGINES
from crawler.records import Listing, Page, Post, Withheld

PLATFORMS = tuple(name for name in ENGINES if name not in ("drupal7", "generic"))
STEP = 1 if os.environ.get("PANJEON_LONG") else 5
#: What may differ in a right reading: the raw markup has the changed names in it, the rules and raw texts tell another way to the same.
ASIDE = ("body_html", "rules", "evidence", "raw")


def alike(value: Any) -> Any:
    """A record's facts less what may differ; comments have no order but that of their numbers."""
    if isinstance(value, dict):
        return {name: alike(sorted(part, key=str) if name == "comments" else part) for name, part in value.items() if name not in ASIDE}
    return [alike(part) for part in value] if isinstance(value, list | tuple) else value


def read(folder: Path, html: str) -> dict[str, Any] | None:
    """What an engine reads in a page; None where it refuses the page."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    page = Page(
        url=meta["url"], text=html, status=meta["status"], media_type="text/html", fetched_at=datetime.fromisoformat(meta["fetched_at"])
    )
    reader = engine(folder.parent.name)
    reading = reader.listing if meta["kind"] == "list" else reader.post
    try:
        record = reading(page, board_of(folder.parent.name, meta["url"]))
    except PageChanged:
        return None
    assert isinstance(record, Listing | Post | Withheld)
    return asdict(record)


def tried(name: str, step: int) -> Iterator[tuple[str, str, bool]]:
    """Case, mutation and whether it was read (right); fails at one read wrong."""
    number = 0
    for folder in sorted((CASES / name).iterdir()):
        html = (folder / "page.html").read_bytes().decode()
        right = read(folder, html)
        if right is None:
            continue
        rows_move = folder.name.startswith("post_")
        for mutation in mutations(html, rows_move=rows_move, keep=right.get("body_html", "")):
            number += 1
            if number % step == 0:
                answer = read(folder, mutation.html)
                assert answer is None or alike(answer) == alike(right), f"{name}/{folder.name}: {mutation.name}"
                yield folder.name, mutation.name, answer is not None


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_redesigned_page_is_read_right_or_refused(name: str) -> None:
    outcomes = [was_read for _, _, was_read in tried(name, STEP)]
    assert len(outcomes) >= 30
    # Refusing everything would be right too, and of no use.
    assert sum(outcomes) * 2 > len(outcomes)
