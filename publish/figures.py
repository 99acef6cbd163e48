"""The numbers behind the charts, counted in archive.db by day, month or year as the span asks."""

from __future__ import annotations

from typing import Any

from datasette.database import Database

from publish import charts, moments
from publish.charts import Chart, Series
from publish.reading import WITHDRAWN, Row, rows
from publish.words import Translator

RUNS = 40
AUTHORS = 15
#: The classes in which a request ends, with their colours: what is as it should be stands back.
CLASSES = {"stored": 0, "unchanged": 5, "quarantined": 1, "refused": 3, "failed": 4}


def _along(counted: list[Row], names: dict[str, tuple[str, int]], title: str) -> Chart | None:
    """Rows of (day, kind, n) as a chart of one series a kind; None where no row has a day of the calendar (or a month, or a year)."""
    counted = [row for row in counted if charts.real(row["day"])]
    if not counted:
        return None
    length = min(len(counted[0]["day"]), charts.unit(*(edge(row["day"] for row in counted) for edge in (min, max))))
    keys = charts.span(*(edge(row["day"] for row in counted)[:length] for edge in (min, max)))
    places = {key: place for place, key in enumerate(keys)}
    values = {kind: [0] * len(keys) for kind in names}
    for row in counted:
        values[row["kind"]][places[row["day"][:length]]] += row["n"]
    return charts.bars(keys, [Series(name=name, values=tuple(values[kind]), colour=colour) for kind, (name, colour) in names.items()], title)


def posted(days: list[Row], title: str, words: Translator) -> Chart | None:
    """Posts by the date that the site shows, from ``reading.posted_along``."""
    return _along([{**row, "kind": "posts"} for row in days], {"posts": (words("posts"), 0)}, title)


async def happened(db: Database, board: str, title: str, words: Translator) -> Chart | None:
    """Posts that were edited, that left and that came back, by the day on which it was observed, in the board's zone."""
    values: dict[str, Any] = {f"kind{place}": kind for place, kind in enumerate(("changed", *WITHDRAWN, "restored"))}
    where = f"e.kind IN ({', '.join(':' + name for name in values)})" + (" AND e.crawl IN (SELECT id FROM crawls WHERE board = :board)" if board else "")
    counted = await rows(
        db,
        "SELECT substr(e.at, 1, 13) AS hour, b.timezone AS zone, CASE WHEN e.kind IN ('changed', 'restored') THEN e.kind ELSE 'gone' END AS kind, count(*) AS n"
        f" FROM events e JOIN crawls c ON c.id = e.crawl JOIN boards b ON b.name = c.board WHERE {where} GROUP BY 1, 2, 3",
        values | {"board": board},
    )
    names = {"changed": (words("edited"), 0), "gone": (words("taken_down"), 4), "restored": (words("kind_restored"), 2)}
    return _along([{**row, "day": moments.local_day(f"{row['hour']}:00Z", row["zone"])} for row in counted], names, title)


async def authors(db: Database, board: str) -> list[Row]:
    """Those who posted most, with how many of their posts were edited and how many left."""
    where = "board = :board AND " if board else ""
    return await rows(
        db,
        "SELECT author, count(*) AS posts, sum(revision > 1) AS edited, sum(state <> 'listed') AS gone"
        f" FROM posts WHERE {where}author > '' GROUP BY author ORDER BY posts DESC, author LIMIT {AUTHORS}",
        {"board": board},
    )


async def answers(db: Database, board: str, title: str, words: Translator) -> Chart | None:
    """How the board answered in its last runs: each run's requests by the class in which they ended."""
    runs = await rows(
        db,
        f"SELECT id, {', '.join(CLASSES)} FROM crawls WHERE board = :board AND outcome <> 'running' ORDER BY id DESC LIMIT {RUNS}",
        {"board": board},
    )
    runs.reverse()
    if not runs:
        return None
    series = [Series(name=words(name), values=tuple(row[name] for row in runs), colour=colour) for name, colour in CLASSES.items()]
    return charts.bars([f"#{row['id']}" for row in runs], series, title)


async def partners(db: Database, board: str, title: str, words: Translator) -> Chart | None:
    """How many entries the partner strip held after each day on which any came or left."""
    moves = await rows(
        db,
        "SELECT substr(e.at, 1, 13) AS hour, b.timezone AS zone,"
        " sum(CASE WHEN e.kind IN ('new', 'restored') THEN 1 WHEN e.kind = 'gone' THEN -1 ELSE 0 END) AS n"
        " FROM partner_events e JOIN partners a ON a.id = e.partner JOIN boards b ON b.name = a.board"
        " WHERE a.board = :board GROUP BY 1, 2 ORDER BY 1",
        {"board": board},
    )
    points: dict[str, int] = {}
    for move in moves:
        day = moments.local_day(f"{move['hour']}:00Z", move["zone"])
        points[day] = next(reversed(points.values()), 0) + move["n"]
    return charts.line(list(points.items()), title, words("partners")) if points else None
