"""The parts of the corpus. Parts that are developed on and the part that is evaluated on share no words, markup or addresses."""

from __future__ import annotations

from bench.extraction import developed, evaluated, forums, korean, traps
from bench.extraction.boards import Shape

#: What each part is, in the words of the report.
PARTS = {
    "platform": "boards of known platforms",
    "developed": "unknown boards, developed on",
    "evaluated": "unknown boards, evaluated on",
    "trap": "traps: deadlines, last activity, changes",
}


def shapes(part: str) -> list[Shape]:
    """Every shape of a part."""
    return {
        "platform": lambda: [*korean.shapes(), *forums.shapes()],
        "developed": developed.shapes,
        "evaluated": evaluated.shapes,
        "trap": lambda: [*traps.shapes(), *korean.slow()],
    }[part]()
