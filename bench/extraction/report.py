"""The scores as tables: each figure with what is wished of it, wrong and absent apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from bench.extraction.corpus import PARTS
from bench.extraction.scoring import Score
from bench.extraction.syllables import SYLLABLES
from bench.report import machine, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table: what is counted, what is wished, what was found, and whether that is reached."""

    says: str
    wanted: str
    found: str
    reached: bool


def figures(score: Score) -> list[Figure]:
    """The figures of one score."""
    rows = [_share(score, *facts) for facts in _SHARES]
    author, date, following = (score.tallies[name] for name in ("list author", "list date", "next page"))
    rows.append(_most("list author, invented", author.invented_share, 0.01, author.invented, author.empty))
    rows.append(_most("list date, wrong", date.wrong_share, 0.005, date.wrong, date.total))
    rows.append(_most("next page, falsely found", following.invented_share, 0.04, following.invented, following.empty))
    body = sum(score.bodies) / len(score.bodies) if score.bodies else 1.0
    rows.append(Figure(says="body, mean F1 of its words", wanted="≥ .99", found=f"{body:.4f}", reached=body >= 0.99))
    if score.traps:
        rows.append(Figure(says="another date taken for the posting date", wanted="0", found=f"{score.trapped} of {score.traps}", reached=score.trapped == 0))
    sure = score.sure.right + score.sure.wrong
    right = score.sure.right / sure if sure else 1.0
    share = sure / score.boards if score.boards else 0.0
    rows.append(Figure(says="sure verdicts that are right", wanted="≥ .995", found=f"{right:.4f} ({score.sure.wrong} of {sure} wrong)", reached=right >= 0.995))
    rows.append(Figure(says="boards that get sure", wanted="≥ .90", found=f"{share:.4f} ({sure} of {score.boards})", reached=share >= 0.9))
    for says, seconds, most in (("list", score.list_seconds, 60), ("post", score.post_seconds, 30), ("learning from a list", score.learn_seconds, 60)):
        if not seconds:
            continue
        time = median(seconds) * 1000
        rows.append(Figure(says=f"median processor time, {says}", wanted=f"≤ {most} ms", found=f"{time:.1f} ms", reached=time <= most))
    return rows


_SHARES = (
    ("list page, all exact", "list page", 0.95),
    ("rows, recall", "row recall", 0.99),
    ("rows, precision", "row precision", 0.995),
    ("list title", "list title", 0.995),
    ("list date, where shown", "list date", 0.99),
    ("list author, where shown", "list author", 0.97),
    ("next page", "next page", 0.99),
    ("post title", "post title", 0.995),
    ("post date", "post date", 0.985),
    ("post author", "post author", 0.95),
    ("bodies at .95 or better", "body", 0.98),
    ("attachments, recall", "file recall", 0.97),
    ("attachments, precision", "file precision", 0.99),
)


def _share(score: Score, says: str, name: str, wanted: float) -> Figure:
    tally = score.tallies[name]
    found = f"{tally.share:.4f} ({tally.wrong} wrong, {tally.absent} absent of {tally.total})"
    return Figure(says=says, wanted=f"≥ {wanted:g}".replace("0.", "."), found=found, reached=tally.share >= wanted)


def _most(says: str, share: float, most: float, count: int, total: int) -> Figure:
    return Figure(says=says, wanted=f"≤ {most:.1%}".replace(".0%", "%"), found=f"{share:.2%} ({count} of {total})", reached=share <= most)


def machine_line() -> str:
    """Where it was measured."""
    return machine()


def render(scores: Mapping[str, Score], syllables: Mapping[str, int], where: str) -> str:
    """The report in Markdown."""
    parts = ["# How well boards are read", "", f"`python -m bench.extraction`. {where}."]
    for name, score in scores.items():
        rows = [(one.says, one.wanted, one.found, "yes" if one.reached else "no") for one in figures(score)]
        posts, lists = len(score.post_seconds), len(score.list_seconds)
        parts += ["", f"## {PARTS[name].capitalize()}", "", f"{score.boards} shapes, {lists} list pages, {posts} posts.", ""]
        parts.append(table(("figure", "wished", "found", "reached"), rows))
    if syllables:
        read = [(name, str(count), "yes" if count == len(SYLLABLES) else "no") for name, count in syllables.items()]
        parts += ["", "## All 11,172 Hangul syllables", "", table(("written in, and what the page says of it", "exact", "reached"), read)]
    return "\n".join(parts) + "\n"
