"""What a board file may have to say after a redesign: what the archive knows of a board's posts, looked for on its changed pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from crawler import select
from crawler.errors import PageChanged
from crawler.locating import row_selector, selector_for
from crawler.records import Page

#: Fields that a post's page may keep elsewhere now, as [select] names them.
FIELDS = ("title", "author", "posted", "body")


def suggest_rows(page: Page, titles: Sequence[str]) -> str | None:
    """A line of [select] for the rows of a list that shows posts of these titles; None where they stand in no rows of one kind."""
    root = _parsed(page)
    css = row_selector(root, titles) if root is not None else None
    return _line("rows", css) if css is not None else None


def suggest_fields(pages: Sequence[tuple[Page, Mapping[str, str | None]]], fields: Sequence[str] = FIELDS) -> str | None:
    """Lines of [select], in one, for the fields of posts whose known values stand on their pages; None where none does."""
    parsed = [(root, known) for page, known in pages if (root := _parsed(page)) is not None]
    found = []
    for field in fields:
        css = selector_for([(root, known.get(field)) for root, known in parsed], part=field == "body")
        found += [_line(field, css)] if css is not None else []
    return ", ".join(found) or None


def _parsed(page: Page) -> select.Node | None:
    try:
        return select.parse(page)
    except PageChanged:
        return None


def _line(field: str, css: str) -> str:
    return f"[select] {field} = [{json.dumps(css, ensure_ascii=False)}]"
