"""`python -m bench.search`: what the search finds on notices whose truth is known, whether any query breaks it, and how fast it is beside stock Datasette."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from math import inf
from pathlib import Path
from random import Random
from statistics import mean, median
from urllib.parse import quote

import click
from datasette.app import Datasette
from sqlite_utils import Database

from bench import large_archive, search_corpus
from bench.reading_room import p95
from bench.report import machine, table
from pipelines.archive import open_reader
from pipelines.finding import RANKED, Asked, find
from publish.server import settings

#: How often a trap is drawn beside a noun: in Korean prose that was looked at, up to a twenty-fifth of a common noun's hits were of other words.
IN_PROSE = 0.04
EVERYWHERE = 1.0
GOAL_MS = 150
#: Recall and precision that are wanted on notices with as many traps as in prose.
WANTED = {"two syllables": (1.0, 0.94), "with a particle": (1.0, 0.99)}
#: The archive for speed holds shorter posts than the one for pages, so that a million of them fit on a disk.
CHARACTERS = (120, 480)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well the queries of a kind are answered: means over those that have a right answer."""

    queries: int
    recall: float
    precision: float


def scores(folder: Path, count: int, traps: float) -> dict[str, Score]:
    """Recall and precision by kind of query, on so many notices."""
    made = search_corpus.notices(count, traps=traps)
    path = folder / f"notices-{traps}.db"
    search_corpus.build(path, made)
    kinds: dict[str, list[tuple[float, float]]] = {}
    with closing(open_reader(path)) as conn:
        for query in search_corpus.queries(made):
            found = {post["id"] for post in find(conn, Asked(query=query.text), RANKED).posts}
            if query.right:
                right = len(found & query.right)
                kinds.setdefault(query.kind, []).append((right / len(query.right), right / len(found) if found else 0.0))
    return {
        kind: Score(queries=len(pairs), recall=mean(recall for recall, _ in pairs), precision=mean(precision for _, precision in pairs))
        for kind, pairs in kinds.items()
    }


def hostile(count: int) -> Iterator[str]:
    """So many queries, no two alike, that nobody should have to expect."""
    random = Random(20200406)
    marks = list("\"'*()-^:+{}[]\\;,.%_<>&|~`!?@#$=/\x00\n\t\u200b\u202e\ufeff\ud7ff\U0010ffff\ue000\u0301")
    words = [
        *("OR", "AND", "NOT", "NEAR", "NEAR(a b, 2)", "title:서울", "board:news", "rowid", "rank", "posts_fts", "'; DROP TABLE posts; --"),
        *("<script>alert(1)</script>", "서", "서울", "도시재생", "ㅋㅋ", "ㄱ", "ｱ", "・", "②", "ß", "İ", "龘", "㈜", "é", "e\u0301", "각"),
        *("x" * 300, "가" * 300, "서울 " * 60, '"a" ' * 60, "a* " * 60, "시* " * 60),
    ]
    seen: set[str] = set()
    while len(seen) < count:
        query = random.choice(("", " ", " ")).join(random.choice((*words, *marks)) for _ in range(random.choice((1, 2, 3, 8, 30))))[:400]
        if query not in seen:
            seen.add(query)
            yield query


async def _asked(archive: Path, queries: list[str]) -> tuple[int, list[float]]:
    served = settings(archive)
    errors, taken = 0, []
    for place, query in enumerate(queries):
        path = ("/-/search?q=", "/-/search.json?q=", "/-/search.json?board=news&q=")[place % 3] + quote(query)
        began = time.perf_counter()
        answer = await served.client.get(path)
        taken.append(time.perf_counter() - began)
        errors += answer.status_code != 200
    return errors, taken


def withstood(archive: Path, count: int) -> tuple[int, list[float]]:
    """How many of so many hostile queries got an error page, and the seconds that each took."""
    return asyncio.run(_asked(archive, list(hostile(count))))


def paths(times: int) -> dict[str, list[tuple[str, str]]]:
    """For each kind of query so many pairs: the parameters of our search, and those of Datasette's table page for the same words."""
    random = Random(3)
    vocabulary = large_archive.VOCABULARY
    board, author = large_archive.BOARDS[0][0], large_archive.AUTHORS

    def frequent() -> str:
        return random.choice(vocabulary[:40])

    def rare() -> str:
        return random.choice(vocabulary[200:4000])

    kinds = {
        "frequent word": lambda: (frequent(), ""),
        "rare word": lambda: (rare(), ""),
        "two frequent words": lambda: (f"{frequent()} {frequent()}", ""),
        "two rare words": lambda: (f"{rare()} {rare()}", ""),
        "frequent and rare": lambda: (f"{frequent()} {rare()}", ""),
        "four syllables": lambda: (frequent() + frequent(), ""),
        "with a particle": lambda: (frequent() + "에서는", ""),
        "phrase": lambda: (f'"{frequent()} {frequent()}"', ""),
        "minus": lambda: (f"{frequent()} -{frequent()}", ""),
        "OR": lambda: (f"{frequent()} OR {rare()}", ""),
        "on a board": lambda: (frequent(), f"&board={board}"),
        "in one year": lambda: (frequent(), "&from={0}-01-01&to={0}-12-31".format(random.randint(2011, 2023))),
        "by an author": lambda: (frequent(), f"&author={quote(random.choice(author))}"),
    }
    made: dict[str, list[tuple[str, str]]] = {}
    for kind, make in kinds.items():
        pairs = [make() for _ in range(times)]
        made[kind] = [(f"/-/search?q={quote(words)}{narrowed}", f"/stock/posts?_search={quote(words)}{_for_stock(narrowed)}") for words, narrowed in pairs]
    return made


def _for_stock(narrowed: str) -> str:
    """Our parameters as Datasette's table page has them."""
    return narrowed.replace("&from=", "&posted_at__gte=").replace("&to=", "&posted_at__lte=")


def stock_of(archive: Path, target: Path) -> None:
    """The same posts as plain Datasette has them: a table, and a full-text index as sqlite-utils makes it when nobody asks for more."""
    with closing(sqlite3.connect(target)) as conn:
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("ATTACH ? AS archive", (str(archive),))
        conn.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, board TEXT, title TEXT, author TEXT, posted_at TEXT, state TEXT, body_text TEXT)")
        conn.execute("INSERT INTO posts SELECT id, board, title, author, posted_at, state, body_text FROM archive.posts")
        conn.execute("CREATE INDEX posts_board ON posts (board)")
        conn.execute("CREATE INDEX posts_author ON posts (author)")
        conn.execute("CREATE INDEX posts_posted ON posts (posted_at)")
        conn.commit()
    with closing(Database(target)) as database:
        database.table("posts").enable_fts(["title", "body_text", "author"])


@dataclass(frozen=True, slots=True)
class Taken:
    """What answers took, each in milliseconds: as a reader waits, and of the processor, which does not depend on what else the machine does."""

    waited: list[float]
    worked: list[float]


def speed(archive: Path, stock: Path, times: int) -> dict[str, tuple[Taken, Taken]]:
    """What our search page and stock Datasette's table page take for the same words, by kind of query; two are asked before it counts."""
    ours, other = settings(archive), Datasette([str(stock)])
    return {
        kind: (asyncio.run(_taken(ours, [our for our, _ in pairs])), asyncio.run(_taken(other, [stock_path for _, stock_path in pairs])))
        for kind, pairs in paths(times + 2).items()
    }


async def _taken(served: Datasette, addresses: list[str]) -> Taken:
    waited, worked = [], []
    for address in addresses:
        began, busy = time.perf_counter(), time.process_time()
        answer = await served.client.get(address)
        # Datasette gives up after a while: that is no answer, however fast it came
        waited.append((time.perf_counter() - began) * 1000 if answer.status_code == 200 else inf)
        worked.append((time.process_time() - busy) * 1000 if answer.status_code == 200 else inf)
    return Taken(waited[2:], worked[2:])


def render_scores(found: dict[float, dict[str, Score]], count: int) -> str:
    """Recall and precision as Markdown."""
    rows = []
    for kind, score in found[IN_PROSE].items():
        recall, precision = WANTED.get(kind, (None, None))
        reached = "–" if recall is None or precision is None else "yes" if round(score.recall, 4) >= recall and score.precision >= precision else "no"
        harsh = found[EVERYWHERE][kind]
        wanted = "–" if recall is None else f"{recall:.2f} / {precision:.2f}"
        rows.append((kind, str(score.queries), wanted, f"{score.recall:.3f} / {score.precision:.3f}", reached, f"{harsh.recall:.3f} / {harsh.precision:.3f}"))
    head = ("query", "asked", "recall / precision wanted", f"found, a trap {IN_PROSE:g} times as frequent as a noun", "reached", "found, as frequent as a noun")
    return f"{count:,} notices, {len(search_corpus.TRAPS)} traps.\n\n{table(head, rows)}"


def render_speed(found: dict[str, tuple[Taken, Taken]], posts: int) -> str:
    """Times as Markdown, with a row for all kinds together."""
    sides = [[pair[side] for pair in found.values()] for side in (0, 1)]
    whole = [Taken([value for one in side for value in one.waited], [value for one in side for value in one.worked]) for side in sides]
    rows = []
    for kind, (ours, stock) in {**found, "all together": (whole[0], whole[1])}.items():
        refused = sum(taken == inf for taken in stock.worked)
        times = [f"{value:.0f}" for one in (ours, stock) for value in (median(one.worked), p95(one.worked), p95(one.waited))]
        ratio = f"{p95(ours.worked) / p95(stock.worked):.2f}" if p95(stock.worked) < inf else "–"
        rows.append((kind, *times, ratio, f"{refused} of {len(stock.worked)}"))
    head = ("query", "ours p50", "p95", "p95 waited", "stock p50", "p95", "p95 waited", "p95, ours to stock", "stock gave up")
    reached = ", ".join(
        f"{what} {p95(taken):.0f} ms, {'yes' if p95(taken) < GOAL_MS else 'no'}"
        for what, taken in (("of the processor", whole[0].worked), ("as a reader waits", whole[0].waited))
    )
    about = f"{posts:,} posts, one request at a time, milliseconds: of the processor, and as a reader waited on this machine with whatever else it did."
    return f"{about} p95 of all together under {GOAL_MS} ms: {reached}.\n\n{table(head, rows)}"


@click.command()
@click.option("--notices", type=click.IntRange(100), default=3000, show_default=True, help="Notices whose truth is known.")
@click.option("--hostile", "queries", type=click.IntRange(1), default=10_000, show_default=True, help="Hostile queries.")
@click.option("--posts", type=click.IntRange(0), default=0, show_default=True, help="Posts for speed; the goal is set for 1,000,000.")
@click.option("--times", type=click.IntRange(5), default=40, show_default=True, help="How often each kind of query is asked for speed.")
@click.option("--archive", type=click.Path(path_type=Path, dir_okay=False), help="Keep the archive for speed here, stock.db beside it, and use them again.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where the tables go, beside the terminal.")
def bench(notices: int, queries: int, posts: int, times: int, archive: Path | None, output: Path | None) -> None:
    """Measure the search: recall and precision, hostile queries, and speed."""
    with tempfile.TemporaryDirectory(prefix="panjeon-bench-") as name:
        folder = Path(name)
        asked = f"--notices {notices} --hostile {queries} --posts {posts} --times {times}"
        parts = ["# The search, measured", f"`python -m bench.search {asked}`. {machine()}.", "## What it finds"]
        parts.append(render_scores({traps: scores(folder, notices, traps) for traps in (IN_PROSE, EVERYWHERE)}, notices))
        errors, taken = withstood(folder / f"notices-{IN_PROSE}.db", queries)
        slow = sum(seconds > 1 for seconds in taken)
        times_taken = f"the slowest {max(taken):.2f} s, the median {median(taken) * 1000:.0f} ms"
        parts += ["## Hostile queries", f"{queries:,} queries on these notices: {errors} errors, {slow} answers over 1 s, {times_taken}."]
        if posts:
            path = archive or folder / "archive.db"
            # Datasette names a database after its file
            stock = path.with_name("stock.db")
            if not path.exists():
                large_archive.build(path, posts, CHARACTERS)
            if not stock.exists():
                stock_of(path, stock)
            parts += ["## Speed", render_speed(speed(path, stock, times), posts)]
        text = "\n\n".join(parts) + "\n"
        click.echo(text)
        if output:
            output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    bench()
