"""Who wrote, where no word says so: the one text in a row's line of date and counts that is neither, and that the posts' own pages repeat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from crawler.engines.places import Slot
from crawler.learning.fitting import SHARE, Column, Fitted, is_name, plainness, repeats_title
from crawler.select import Node, text_of

#: The longest name, in characters, and how many names a board of several writers shows at least.
LONGEST, LEAST = 24, 3
_COUNT = re.compile(r"\d[\d,]*(?:\.\d)?\s?[kK만천]?")
#: How long a text takes to read: a count that stands with date and writer.
_TAKES = re.compile(r"\b\d{1,3}\s?(?:min(?:utes?)?\b|분)", re.IGNORECASE)


def written_by(fitted: Fitted, root: Node, rows: Set[int], shown: Mapping[int, Set[str]]) -> str | None:
    """The place of the writers of a list whose words name none; None where nothing or several could be.

    A line that holds the date of posting and a count of readers or minutes holds who wrote and nothing else. What the site itself calls
    something (a menu, a choice, a filter) is a category.

    rows:  the nodes of the list's rows, by their ids
    shown: the texts that the pages of some posts show outside their bodies, by the number of the post's row
    """
    posted = fitted.columns.get(fitted.places.get("posted", ""))
    if posted is None or len(shown) < LEAST:
        return None
    site = _words_of_site(root, rows)
    named = [
        column
        for column in fitted.columns.values()
        if _may_be_names(column, fitted) and _in_one_line(column, posted) and not site & set(column.values) and _repeated(column, shown)
    ]
    if len({tuple(column.values) for column in named}) != 1 or not _counted(fitted, posted):
        return None
    return min(named, key=plainness).place


def _may_be_names(column: Column, fitted: Fitted) -> bool:
    values = column.values
    unnamed = column.meaning is None and not repeats_title(column, fitted) and column.filled() >= SHARE and column.dated() < 0.2
    return unnamed and is_name(column) and len(set(values)) >= LEAST and all(1 < len(value) <= LONGEST for value in values)


def _line_of(slot: Slot) -> int | None:
    """The element whose words are one line of facts: that of the parts between bars, or the one around."""
    line = slot.node if "#" in slot.place else slot.node.parent
    return line.mem_id if line is not None else None


def _in_one_line(column: Column, posted: Column) -> bool:
    pairs = [(one, other) for one, other in zip(column.slots, posted.slots, strict=True) if one is not None and other is not None]
    return len(pairs) >= SHARE * len(posted.slots) and all(_line_of(one) == _line_of(other) for one, other in pairs)


def _counted(fitted: Fitted, posted: Column) -> bool:
    """Whether the line of the date holds a count of readers, or how long the text takes to read."""
    plain = [column for column in fitted.columns.values() if column.meaning in (None, "views") and column.values and column.dated() == 0]
    counts = [column for column in plain if all(map(_COUNT.fullmatch, column.values))]
    if any(_in_one_line(column, posted) for column in counts):
        return True
    lines = [slot.node if "#" in slot.place else slot.node.parent for slot in posted.slots if slot is not None]
    return bool(lines) and all(line is not None and _TAKES.search(text_of(line, " ")) for line in lines)


def _repeated(column: Column, shown: Mapping[int, Set[str]]) -> bool:
    values = {row: slot.value for row, slot in enumerate(column.slots) if slot is not None}
    return all(values.get(row) in texts for row, texts in shown.items())


def _words_of_site(root: Node, rows: Set[int]) -> set[str]:
    return {text_of(node, " ") for node in root.css("a, option, button, label, li, h1, h2, h3") if node.mem_id not in rows}
