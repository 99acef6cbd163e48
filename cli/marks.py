"""How a change looks in a line of text: coloured on a terminal, as [-taken out-] and {+put in+} elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cli.output import plain
from publish.difference import Step, steps

#: Unchanged lines that are shown before and after a changed one.
AROUND = 1


def changed_lines(before: str, after: str, *, color: bool) -> Iterator[str]:
    """The lines of two texts in which words differ, one line around each, the rest folded into a count."""
    lines = list(_lines(steps(before, after), color=color))
    near = {place + far for place, (_, changed) in enumerate(lines) if changed for far in range(-AROUND, AROUND + 1)}
    skipped = 0
    for place, (line, _) in enumerate(lines):
        if place in near:
            if skipped:
                yield _folded(skipped)
            skipped = 0
            yield line
        else:
            skipped += 1
    if skipped:
        yield _folded(skipped)


def _folded(count: int) -> str:
    return f"… {count} more line{'s' if count > 1 else ''} unchanged"


def _lines(found: list[Step], *, color: bool) -> Iterator[tuple[str, bool]]:
    """Each line with its marks, and whether anything in it is marked."""
    line, changed = "", False
    for step in found:
        pieces = [(step.before, "same")] if step.same else [(step.before, "gone"), (step.after, "come")]
        for text, kind in pieces:
            for place, part in enumerate(text.split("\n")):
                if place:
                    # Where nothing but spaces or line breaks changed, the break itself is what there is to see.
                    yield line + (_marked("↵", kind, color=color) if not text.strip() else ""), changed
                    line, changed = "", False
                if part or (kind != "same" and text):
                    line += _marked(plain(part), kind, color=color)
                    changed |= kind != "same"
    yield line, changed


def _marked(text: str, kind: str, *, color: bool) -> str:
    if kind == "same" or not text:
        return text
    if color:
        return click.style(text, fg="red", strikethrough=True) if kind == "gone" else click.style(text, fg="green", bold=True)
    return f"[-{text}-]" if kind == "gone" else f"{{+{text}+}}"
