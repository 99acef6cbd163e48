"""`python -m bench`: measure, print the tables, and write them to bench/results.md."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from bench import parsing
from bench.measuring import ROOT, Run, counter, crawl, instructions_a_page, rebuild, serving
from bench.report import Goal, machine, table
from pipelines.rebuild import dump

NAMES = {"stock": "empty Scrapy spider", "panjeon": "Panjeon, durable", "usual": "Scrapy, BeautifulSoup, commit an item, warcio"}
SIZES = (20, 120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that one run of the bench found; pages a second as medians."""

    crawls: dict[str, float]
    instructions: dict[str, float]
    rebuilds: dict[str, float]
    same_rows: bool
    parsing: dict[str, tuple[float, float]]


@click.command()
@click.option("--posts", type=click.IntRange(20), default=1600, show_default=True, help="Posts of the measured board.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="How often everything is crawled and rebuilt; medians count.")
@click.option("--instructions/--no-instructions", default=True, show_default=True, help="Count instructions too (slow where valgrind must do it).")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), default=ROOT / "bench" / "results.md", help="Where the tables go.")
def bench(posts: int, rounds: int, instructions: bool, output: Path) -> None:
    """Measure Panjeon beside an empty Scrapy spider and the usual way, and say which goals are reached."""
    tool = counter() if instructions else None
    with tempfile.TemporaryDirectory(prefix="panjeon-bench-") as folder:
        measured = measure(Path(folder), posts, rounds, tool is not None)
    words = " ".join(["python -m bench", *sys.argv[1:]])
    how = tool or ("neither perf nor valgrind is here" if instructions else "not asked for")
    text = render(measured, f"`{words}`, {posts} posts, {rounds} rounds, medians. {machine()}. Instructions: {how}.")
    output.write_text(text, encoding="utf-8")
    click.echo(text)


def measure(folder: Path, posts: int, rounds: int, with_instructions: bool) -> Measured:
    """Run everything, in turn within each round, so that a slow minute of the machine hits all alike."""
    crawls: dict[str, list[Run]] = {name: [] for name in NAMES}
    rebuilds: dict[str, list[Run]] = {"panjeon": [], "usual": []}
    same = True
    with serving(posts) as url:
        for number in range(rounds):
            for name in NAMES:
                _say(f"round {number + 1} of {rounds}: crawl, {NAMES[name]}")
                crawls[name].append(crawl(name, url, folder / f"{name}-{number}"))
            archive = folder / f"panjeon-{number}" / "archive.db"
            for name in rebuilds:
                _say(f"round {number + 1} of {rounds}: from WARC, {NAMES[name]}")
                rebuilds[name].append(rebuild(name, archive.parent / "warcs", folder / f"rebuilt-{number}.db"))
            same = same and list(dump(archive)) == list(dump(folder / f"rebuilt-{number}.db"))
    counted = {}
    for name in NAMES if with_instructions else ():
        _say(f"instructions, {NAMES[name]}")
        counted[name] = instructions_a_page(name, SIZES)
    _say("parsing")
    return Measured(
        crawls={name: median(run.rate for run in runs) for name, runs in crawls.items()},
        instructions=counted,
        rebuilds={name: median(run.rate for run in runs) for name, runs in rebuilds.items()},
        same_rows=same,
        parsing=parsing.costs(min(60, posts)),
    )


def goals(measured: Measured) -> list[Goal]:
    """What we hold ourselves to."""
    crawls, counted, rebuilds = measured.crawls, measured.instructions, measured.rebuilds
    ours = counted.get("panjeon")
    return [
        Goal(says="pages/s, durable, against the empty spider", wanted=0.7, found=crawls["panjeon"] / crawls["stock"]),
        Goal(says="instructions against the empty spider", wanted=1.0, found=ours / counted["stock"] if ours else None, at_most=True),
        Goal(says="instructions saved against the usual way", wanted=6.0, found=counted["usual"] / ours if ours else None),
        Goal(says="rebuild against our own live crawl", wanted=5.0, found=rebuilds["panjeon"] / crawls["panjeon"]),
        Goal(says="rebuild against warcio and BeautifulSoup", wanted=10.0, found=rebuilds["panjeon"] / rebuilds["usual"]),
    ]


def render(measured: Measured, how: str) -> str:
    """The tables as Markdown."""
    stock = measured.crawls["stock"]
    counted = measured.instructions
    crawls = []
    for name, rate in measured.crawls.items():
        cost = (f"{counted[name] / 1e6:.1f} M", f"{counted[name] / counted['stock']:.2f} ×") if counted else ("–", "–")
        crawls.append((NAMES[name], f"{rate:.0f}", f"{rate / stock:.2f} ×", *cost))
    ours = measured.rebuilds["panjeon"]
    again = [
        ("panjeon rebuild", f"{ours:.0f}", "1.00 ×"),
        ("our live crawl", f"{measured.crawls['panjeon']:.0f}", f"{measured.crawls['panjeon'] / ours:.2f} ×"),
        ("warcio and BeautifulSoup, nothing kept", f"{measured.rebuilds['usual']:.0f}", f"{measured.rebuilds['usual'] / ours:.2f} ×"),
    ]
    first = next(iter(measured.parsing.values()))
    costs = [
        (name, f"{by_list:.2f}", f"{by_list / first[0]:.1f} ×", f"{by_post:.2f}", f"{by_post / first[1]:.1f} ×")
        for name, (by_list, by_post) in measured.parsing.items()
    ]
    parts = [
        "# Measured",
        how,
        table(("goal", "wanted", "found", "reached"), [goal.row() for goal in goals(measured)]),
        "## Crawling",
        table(("crawler", "pages/s", "ratio", "instructions a page", "ratio"), crawls),
        "## From WARC files",
        table(("reader", "pages/s", "ratio"), again),
        f"The rebuilt archive has the same rows as the crawled one: {'yes' if measured.same_rows else 'NO'}.",
        "## Reading one page, milliseconds",
        table(("reader", "list", "ratio", "post", "ratio"), costs),
    ]
    return "\n\n".join(parts) + "\n"


def _say(words: str) -> None:
    click.echo(words, err=True)


if __name__ == "__main__":
    bench()
