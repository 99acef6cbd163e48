"""Counting: what was read right, wrong and not at all, for every figure by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.extraction.boards import Board, ListTruth, PostTruth, RowTruth
from crawler.forms import is_post
from crawler.records import Listing, ListRow, Post, SiteDate
from crawler.text import line

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """How often a thing was right, wrong, or absent; ``invented`` counts values where nothing is shown, out of ``empty`` places."""

    right: int = 0
    wrong: int = 0
    absent: int = 0
    invented: int = 0
    empty: int = 0

    @property
    def total(self) -> int:
        """How often it is shown."""
        return self.right + self.wrong + self.absent

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.total if self.total else 1.0

    @property
    def wrong_share(self) -> float:
        """The share that was wrong."""
        return self.wrong / self.total if self.total else 0.0

    @property
    def invented_share(self) -> float:
        """The share of empty places for which something was given."""
        return self.invented / self.empty if self.empty else 0.0

    def count(self, wanted: object, found: object) -> bool:
        """Count one value against the truth; None on either side means that nothing is shown or given. True where it is right."""
        if wanted is None:
            self.empty += 1
            self.invented += found is not None
            return found is None
        if found is None:
            self.absent += 1
        elif found == wanted:
            self.right += 1
        else:
            self.wrong += 1
        return found == wanted


FIELDS = (
    *("list page", "row recall", "row precision", "list title", "list date", "list author", "next page"),
    *("post title", "post date", "post author", "body", "file recall", "file precision"),
)


@dataclass(slots=True)
class Score:
    """All tallies of some boards, the words-F1 of each body, and the verdicts."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    bodies: list[float] = field(default_factory=list)
    sure: Tally = field(default_factory=Tally)
    boards: int = 0
    list_seconds: list[float] = field(default_factory=list)
    post_seconds: list[float] = field(default_factory=list)
    learn_seconds: list[float] = field(default_factory=list)
    traps: int = 0
    trapped: int = 0
    wrongs: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take another score's counts in."""
        for name, tally in other.tallies.items():
            own = self.tallies[name]
            for part in ("right", "wrong", "absent", "invented", "empty"):
                setattr(own, part, getattr(own, part) + getattr(tally, part))
        for part in ("right", "wrong", "absent"):
            setattr(self.sure, part, getattr(self.sure, part) + getattr(other.sure, part))
        self.bodies += other.bodies
        self.list_seconds += other.list_seconds
        self.post_seconds += other.post_seconds
        self.learn_seconds += other.learn_seconds
        self.boards += other.boards
        self.traps += other.traps
        self.trapped += other.trapped
        self.wrongs += other.wrongs


def day_of(date: SiteDate | None) -> str | None:
    """The day of a date that was read."""
    return date.at[:10] if date else None


def score_list(board: Board, truth: ListTruth, found: Listing | None, score: Score) -> bool:
    """Count one list page; None stands for a page that was refused.

    True where the page gives right records: every row, nothing wrong, the next page. Dates and authors that it leaves out are its posts' to tell.
    """
    known, noted = board.shape.scheme.known, len(score.wrongs)
    rows: dict[str, ListRow] = {}
    strange = 0
    for row in found.rows if found else ():
        place = known(row.url)
        if place is None or place[0] != "post" or place[1] in rows:
            strange += 1
        else:
            rows[place[1]] = row
    wanted = {row.key: row for row in truth.rows}
    for key in wanted:
        score.tallies["row recall"].count(True, True if key in rows else None)
    for key in rows:
        score.tallies["row precision"].count(True, key in wanted)
    for _ in range(strange):
        score.tallies["row precision"].count(True, False)
    exact = [_score_row(board, row, rows.get(key), score) for key, row in wanted.items()]
    in_order = [key for key in rows if key in wanted] == list(wanted)
    complete = found is not None and in_order and not strange and len(rows) == len(wanted)
    if board.shape.text:
        score.tallies["list page"].count(True, None if found is None else complete and all(exact))
    next_right = _score_next(board, truth, found, score)
    return complete and next_right and len(score.wrongs) == noted


def _score_row(board: Board, truth: RowTruth, found: ListRow | None, score: Score) -> bool:
    """Count one row's title, date, author; True where they, its pin and its lock are right."""
    title = line(truth.title) if found and line(found.title) == line(truth.whole) else line(found.title) if found else None
    right = [
        _note(board, truth.key, "list title", line(truth.title), title, score) if found else False,
        _note(board, truth.key, "list date", truth.day, day_of(found.posted) if found else None, score),
        _note(board, truth.key, "list author", truth.author, found.author if found else None, score),
    ]
    if found and board.shape.part == "trap":
        score.traps += 1
        score.trapped += found.posted is not None and day_of(found.posted) != truth.day
    if found is None:
        return False
    for name, wanted, shown in (("pinned", truth.pinned, found.pinned), ("secret", truth.secret, found.secret)):
        right.append(wanted == shown)
        if wanted != shown:
            score.wrongs.append(f"{board.name} {truth.key}: {name} is {shown}")
    return all(right)


def _note(board: Board, key: str, name: str, wanted: object, found: object, score: Score) -> bool:
    right = score.tallies[name].count(wanted, found)
    if not right and found is not None:
        score.wrongs.append(f"{board.name} {key}: {name} is {found!r}, not {wanted!r}")
    return right


def _score_next(board: Board, truth: ListTruth, found: Listing | None, score: Score) -> bool:
    place = board.shape.scheme.known(found.next_url) if found and found.next_url else None
    if place and board.shape.post_only and found and not is_post(found.next_url or ""):
        place = "list", "1"
    shown = None if found is None or found.next_url is None else place[1] if place and place[0] == "list" else "another page"
    wanted = str(truth.next) if truth.next else None
    return _note(board, truth.url, "next page", wanted, shown, score)


def f1(wanted: str, found: str) -> float:
    """How alike the words of two texts are: the harmonic mean of precision and recall."""
    one, other = Counter(_WORD.findall(wanted)), Counter(_WORD.findall(found))
    if not one and not other:
        return 1.0
    both = sum((one & other).values())
    return 2 * both / (sum(one.values()) + sum(other.values()))


def score_post(board: Board, truth: PostTruth, found: Post | None, score: Score) -> bool:
    """Count one post; None stands for a page that was refused. True where its title, date and author are right and its body all but whole."""
    shown = _moment(truth, found)
    right = [
        _note(board, truth.key, "post title", line(truth.title), line(found.title) if found else None, score),
        _note(board, truth.key, "post date", truth.moment, shown, score),
        _note(board, truth.key, "post author", truth.author, found.author if found else None, score),
    ]
    body = f1(truth.text, found.body_text) if found else 0.0
    score.bodies.append(body)
    score.tallies["body"].count(True, (body >= 0.95) if found else None)
    if found and body < 0.95:
        score.wrongs.append(f"{board.name} {truth.key}: body has an F1 of {body:.2f}: {line(found.body_text)[:80]!r}")
    _score_files(board, truth.files, found, score)
    if board.shape.part == "trap" and found:
        score.traps += 1
        score.trapped += shown is not None and shown[:10] != (truth.moment or "")[:10]
    return all(right) and body >= 0.95


def _moment(truth: PostTruth, found: Post | None) -> str | None:
    """The date that was read, as exactly as the page shows one."""
    if found is None or found.posted is None:
        return None
    return found.posted.at[: len(truth.moment)] if truth.moment else found.posted.at


def _score_files(board: Board, truth: Sequence[tuple[str, str]], found: Post | None, score: Score) -> None:
    shown: set[tuple[str, str]] = set()
    for link in found.attachments if found else ():
        place = board.shape.scheme.known(link.url)
        shown.add((place[1] if place and place[0] == "file" else link.url, line(link.name)))
    for one in truth:
        score.tallies["file recall"].count(True, True if one in shown else None)
    for one in shown:
        if not score.tallies["file precision"].count(True, one in truth):
            score.wrongs.append(f"{board.name}: file {one}")
