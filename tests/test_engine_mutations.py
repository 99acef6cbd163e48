"""A redesigned page is read right or refused, never read wrong: thousands of mutations of the golden cases.

``PANJEON_LONG=1`` tries every mutation; otherwise every fifth of each engine, which takes a few seconds.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from mutations import mutations
from selectolax.lexbor import LexborHTMLParser
from test_engine_cases import CASES, board_of

from crawler.engines import engine, replies
from crawler.errors import PageChanged
from crawler.manifest import ENGINES
from crawler.records import Listing, Page, Post, Withheld

#: Discourse answers JSON, whose mutations are in test_forums.py.
PLATFORMS = tuple(name for name in ENGINES if name not in ("drupal7", "generic", "discourse"))
STEP = 1 if os.environ.get("PANJEON_LONG") else 5
#: What may differ in a right reading: the raw markup has the changed names in it, the rules and raw texts tell another way to the same.
ASIDE = ("body_html", "rules", "evidence", "raw")
#: What one class alone says, with no second sign of it on the page, by engine and mutation.
ALONE = {
    ("rhymix", "class author renamed"): "an author in a list without a table, which may have none",
    ("fluxbb", "class postedit renamed"): "the line about an edit is the last paragraph of the text",
    ("nodebb", "class deleted renamed"): "a deleted reply holds a sentence in the place of its text",
    ("drupal", "class node--sticky renamed"): "sticky",
    ("drupal", "class view-header renamed"): "the total that a view claims, which bounds nothing",
    ("wordpress", "class sticky renamed"): "sticky",
    ("wordpress", "class post-password-required renamed"): "protected in a list; the post's own page has a form",
    ("wordpress", "class wp-block-post-author-name renamed"): "an author in a list that may have none",
}


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
    board = board_of(folder.parent.name, meta["url"])
    try:
        if meta["kind"] == "replies":
            return asdict(replies(reader, page, board))
        record = reader.listing(page, board) if meta["kind"] == "list" else reader.post(page, board)
    except PageChanged:
        return None
    assert isinstance(record, Listing | Post | Withheld)
    return asdict(record)


def settled(record: dict[str, Any], right: dict[str, Any], html: str) -> Any:
    """The facts to be compared: a body that could not be kept apart from the layout may read otherwise."""
    facts = alike(record)
    if right.get("body_html", "") not in (LexborHTMLParser(html).html or ""):
        facts.pop("body_text", None)
    return facts


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
            if number % step == 0 and (name, mutation.name) not in ALONE:
                answer = read(folder, mutation.html)
                assert answer is None or settled(answer, right, html) == settled(right, right, html), f"{name}/{folder.name}: {mutation.name}"
                yield folder.name, mutation.name, answer is not None


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_redesigned_page_is_read_right_or_refused(name: str) -> None:
    outcomes = [was_read for _, _, was_read in tried(name, STEP)]
    assert len(outcomes) >= 30
    # Refusing everything would be right too, and of no use.
    assert sum(outcomes) * 2 > len(outcomes)


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_body_that_imitates_its_own_page_changes_nothing_but_itself(name: str) -> None:
    for folder in sorted((CASES / name).glob("post_*")):
        html = LexborHTMLParser((folder / "page.html").read_bytes().decode()).html or ""
        right = read(folder, html)
        if right is None or not right.get("body_html") or right["body_html"] not in html:
            continue
        forged = re.search(r"<body[^>]*>(.*)</body>", html, re.DOTALL)
        assert forged is not None
        copy = forged[1].replace(right["title"], "거짓 제목").replace("2025", "2001").replace("2004-", "2001-")
        copy = re.sub(r"</?(?:form|html|body)[^>]*>", "", copy)
        answer = read(folder, html.replace(right["body_html"], right["body_html"] + copy, 1))
        assert answer is None or {**alike(answer), "body_text": ""} == {**alike(right), "body_text": ""}, folder.name
        assert answer is not None or name == "jsboard", folder.name
