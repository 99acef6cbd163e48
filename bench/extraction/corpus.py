"""The parts of the corpus. Parts that are developed on and the part that is evaluated on share no words, markup or addresses."""

from __future__ import annotations

from collections.abc import Callable

from bench.extraction import blind, developed, evaluated, forums, korean, opened, ordinary, skins, traps, unseen
from bench.extraction.boards import Shape

#: What each part is, in the words of the report.
PARTS = {
    "platform": "boards of known platforms",
    "developed": "unknown boards, developed on",
    "evaluated": "unknown boards, evaluated on",
    "unseen": "unknown boards, once unseen, developed on since",
    "opened": "unknown boards, once blind, developed on since",
    "ordinary": "unknown boards, ordinary ones, once blind, developed on since",
    "skins": "unknown boards, drawn after public templates, developed on",
    "blind": "unknown boards, blind",
    "trap": "traps: deadlines, last activity, changes",
}


_SHAPES: dict[str, Callable[[], list[Shape]]] = {
    "platform": lambda: [*korean.shapes(), *forums.shapes()],
    "developed": developed.shapes,
    "evaluated": evaluated.shapes,
    "unseen": unseen.shapes,
    "opened": opened.shapes,
    "ordinary": ordinary.shapes,
    "skins": skins.shapes,
    "blind": blind.shapes,
    "trap": lambda: [*traps.shapes(), *korean.slow()],
}


def shapes(part: str) -> list[Shape]:
    """Every shape of a part."""
    return _SHAPES[part]()
