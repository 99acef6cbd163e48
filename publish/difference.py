"""What differs between two versions of a text, word by word: a word ends at a space or a punctuation mark, in Korean as in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape
from rapidfuzz.distance import Indel

from publish.safe import shown

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: Beyond so many words, lines are compared instead of words.
_MOST_WORDS = 20_000
#: Equal lines around a change that stay visible; longer stretches fold away.
_CONTEXT = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of two texts: the same in both, or taken out (``before``) and put in (``after``)."""

    same: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a comparison as HTML. ``kind`` is same, changed, or folded (``lines`` equal lines that can be opened)."""

    kind: Literal["same", "changed", "folded"]
    before: Markup
    after: Markup
    inline: Markup
    lines: int = 1


def steps(before: str, after: str) -> list[Step]:
    """The stretches of two texts in order, whole words only; a lone space or mark between two changes belongs to the change."""
    return _tidied(_aligned(_WORD.findall(before), _WORD.findall(after)))


def _aligned(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        return [Step(False, "".join(before), "".join(after))]
    found: list[Step] = []
    for op in Indel.opcodes(before, after):
        gone, come = before[op.src_start : op.src_end], after[op.dest_start : op.dest_end]
        found.append(Step(op.tag == "equal", "".join(gone), "".join(come)))
    return found


def _tidied(raw: list[Step]) -> list[Step]:
    """Neighbouring changes become one, also over a gap of nothing but spaces and marks."""
    done: list[Step] = []
    for place, step in enumerate(raw):
        last = place == len(raw) - 1
        gap = step.same and done and not done[-1].same and not last and not any(map(str.isalnum, step.before)) and "\n" not in step.before
        if done and not done[-1].same and (gap or not step.same):
            done[-1] = Step(False, done[-1].before + step.before, done[-1].after + step.after)
        else:
            done.append(step)
    return [trimmed for step in done for trimmed in _trimmed(step)]


def _trimmed(step: Step) -> list[Step]:
    """A change that ends in the same spaces in both gives them back."""
    if step.same or not step.before or not step.after:
        return [step]
    tail = len(step.before) - len(step.before.rstrip())
    space = step.before[len(step.before) - tail :]
    if not space or step.after[len(step.after.rstrip()) :] != space:
        return [step]
    return [Step(False, step.before[:-tail], step.after[:-tail]), Step(True, space, space)]


def marked(before: str, after: str) -> tuple[Markup, Markup, Markup]:
    """Two texts as HTML with <del> in the first, <ins> in the second, and both in the third."""
    left, right, both = Markup(), Markup(), Markup()
    for step in steps(before, after):
        if step.same:
            text = escape(shown(step.before))
            left, right, both = left + text, right + text, both + text
            continue
        gone = Markup("<del>{}</del>").format(shown(step.before)) if step.before else Markup()
        come = Markup("<ins>{}</ins>").format(shown(step.after)) if step.after else Markup()
        left, right, both = left + gone, right + come, both + gone + come
    return left, right, both


def rows(before: str, after: str) -> list[Row]:
    """Two texts side by side, line by line; within changed lines word by word."""
    found: list[Row] = []
    blocks = _line_blocks(before.splitlines(), after.splitlines())
    for place, (same, old, new) in enumerate(blocks):
        if same:
            found += _equal(old, first=place == 0, last=place == len(blocks) - 1)
        else:
            left, right, both = marked("\n".join(old), "\n".join(new))
            found.append(Row(kind="changed", before=left, after=right, inline=both))
    return found


def _line_blocks(old: list[str], new: list[str]) -> list[tuple[bool, list[str], list[str]]]:
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        return [(old == new, old, new)]
    found: list[tuple[bool, list[str], list[str]]] = []
    for op in Indel.opcodes(old, new):
        gone, come = old[op.src_start : op.src_end], new[op.dest_start : op.dest_end]
        if op.tag != "equal" and found and not found[-1][0]:
            found[-1] = (False, found[-1][1] + gone, found[-1][2] + come)
        else:
            found.append((op.tag == "equal", gone, come))
    return found


def _same(lines: list[str]) -> Row:
    text = escape(shown("\n".join(lines)))
    return Row(kind="same", before=text, after=text, inline=text, lines=len(lines))


def _folded(row: Row) -> Row:
    return Row(kind="folded", before=row.before, after=row.after, inline=row.inline, lines=row.lines)


def _equal(lines: list[str], *, first: bool, last: bool) -> list[Row]:
    """Equal lines: what is near a change stays open, the rest folds away."""
    if len(lines) <= 2 * _CONTEXT + 2:
        return [_same(lines)]
    begin, end = 0 if first else _CONTEXT, len(lines) if last else len(lines) - _CONTEXT
    around = [_same(lines[:begin])] if begin else [], [_same(lines[end:])] if end < len(lines) else []
    return [*around[0], _folded(_same(lines[begin:end])), *around[1]]
