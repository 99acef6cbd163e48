"""`python -m bench.extraction`: read the corpus, print what was right, wrong and absent, and write it to bench/extraction.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from bench.extraction import corpus
from bench.extraction.boards import build
from bench.extraction.reading import scored, way_to
from bench.extraction.report import machine_line, render
from bench.extraction.scoring import Score
from bench.extraction.syllables import COMBINATIONS, exact
from bench.measuring import ROOT


@click.command()
@click.option("--part", type=click.Choice(corpus.PARTS), multiple=True, help="Only these parts of the corpus.")
@click.option("--only", default="", help="Only the shapes whose name holds this.")
@click.option("--wrongs", is_flag=True, help="Print every value that was read wrong, and the names of boards that are not right.")
@click.option("--posts", type=click.IntRange(1, 20), default=6, show_default=True, help="Posts that are read of each board.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), default=ROOT / "bench" / "extraction.md", help="Where the tables go.")
def extraction(part: Sequence[str], only: str, wrongs: bool, posts: int, output: Path) -> None:
    """Read generated boards of known truth with the platform engines and the learning one, and count."""
    whole = not part and not only
    parts = list(part or corpus.PARTS)
    scores = {name: score_of(name, only, posts, click.echo if wrongs else None) for name in parts}
    syllables = {one.name: exact(one) for one in COMBINATIONS} if whole else {}
    text = render(scores, syllables, machine_line())
    click.echo(text)
    if whole:
        output.write_text(text, encoding="utf-8")


def score_of(part: str, only: str = "", posts: int = 6, say: Callable[[str], object] | None = None, step: int = 1) -> Score:
    """The score of one part of the corpus, or of every ``step``-th of its shapes whose name holds a word."""
    total = Score()
    for shape in corpus.shapes(part)[::step]:
        if only not in shape.name:
            continue
        board = build(shape, posts)
        way = way_to(board)
        own, refused = scored(board, way)
        total.add(own)
        if say is not None:
            counts = {name: (tally.wrong, tally.absent, tally.invented) for name, tally in own.tallies.items()}
            missing = {name: counted for name, counted in counts.items() if any(counted)}
            if missing or refused:
                say(f"{shape.name} [{way.verdict}] wrong, absent, invented: {missing}")
            for reason in way.reasons if missing or refused or way.verdict != "sure" else ():
                say(f"    ({reason[:200]})")
            for one in (*own.wrongs, *dict.fromkeys(refused)):
                say(f"    {one[:300]}")
    return total


if __name__ == "__main__":
    extraction()
