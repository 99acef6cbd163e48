"""What the places of a list hold: told by its header, by words beside the values, by class names, by what they repeat, and only then by what they look like."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from crawler.dates import read_short_year
from crawler.engines.learned import ORDERS, head_of
from crawler.engines.meanings import OTHER_DATES, Meaning, date_shape, is_keeper, is_office, meaning_of, meaning_of_class, whole_dates_in
from crawler.engines.places import ABOVE, Slot, bare_title, by_place, children, columns_in, slots_of
from crawler.errors import DateUnreadable
from crawler.learning.records import GENERIC, Group
from crawler.learning.targets import Target
from crawler.records import SiteDate
from crawler.select import Node, ancestors, classes, text_of
from crawler.shown import YEAR_FIRST, Order, order_of, read_shown
from crawler.text import line

#: A place that fewer rows than this have is no column.
SHARE = 0.6
#: What says that a column is headed by a word without a known meaning.
UNKNOWN = "unknown word"
#: What says that a column names who is in charge: its author only where no other column names the writer.
KEEPER = "keeper"
#: In place of a place: the words of the link itself, wherever it stands in a row.
BY_LINK = ""
#: A name of so many spaces is a sentence.
WORDY = 6
#: A telephone number.
_CALLED = re.compile(r"(?:내선|ext\.?)\s*\d|\d{2,4}[-).]\s?\d{3,4}")
_TITLED = frozenset(["h1", "h2", "h3", "h4", "h5", "strong", "b", "dt"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A place over all rows: what it shows in each (None where a row lacks it), what says so, and what was made of it."""

    place: str
    slots: tuple[Slot | None, ...]
    meaning: Meaning | None = None
    by: str = ""

    @property
    def values(self) -> list[str]:
        """The values that are there."""
        return [slot.value for slot in self.slots if slot is not None and slot.value]

    def dated(self) -> float:
        """The share of rows in which it shows a date and nothing else."""
        return sum(1 for slot in self.slots if slot is not None and (slot.stamp or date_shape(slot.value))) / max(1, len(self.slots))

    def filled(self) -> float:
        """The share of rows that show something there."""
        return len(self.values) / max(1, len(self.slots))


@dataclass(slots=True)
class Fitted:
    """What was made of a group of rows: the header, the columns by place, the places of the parts, and what was left open or guessed."""

    head: tuple[str, ...]
    columns: Mapping[str, Column]
    places: dict[str, str] = field(default_factory=dict)
    dates: str = ""
    titles: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    date_doubts: list[str] = field(default_factory=list)


def fit(group: Group, at: datetime, zone: str, known: Mapping[str, str]) -> Fitted:
    """The places of a group's rows; ``known`` are values of the first row that a person has given, which go before all else."""
    slots = [slots_of(row) for row in group.rows]
    head = head_of(group.rows[-1])
    columns = _columns(group, slots, head)
    fitted = Fitted(head=head, columns=columns)
    _place_title(fitted, group, known)
    _place_number(fitted)
    _place_posted(fitted, at, zone, known)
    _place_author(fitted, known)
    return fitted


def _columns(group: Group, slots: Sequence[Sequence[Slot]], head: tuple[str, ...]) -> dict[str, Column]:
    named = [by_place(row) for row in slots]
    counts = Counter(place for row in named for place in row)
    children_of = [_first_steps(row) for row in group.rows]
    found = {}
    for place, count in counts.items():
        if count < SHARE * len(named) and count < 3:
            continue
        column = Column(place=place, slots=tuple(row.get(place) for row in named))
        meaning, by = _of_last_reply(column, head, children_of) or _said(column, head, children_of)
        found[place] = Column(place=place, slots=column.slots, meaning=meaning, by=by)
    return found


def _first_steps(row: Sequence[Node]) -> dict[int, int]:
    """The number of each part of a row by the identity of its element, those of a table by their columns."""
    found, number = {}, 0
    for child in columns_in(row[0]):
        found[child.mem_id] = number
        span = child.attributes.get("colspan") or ""
        number += min(int(span), 20) if span.isascii() and span.isdigit() and int(span) > 1 else 1
    return found


def _of_last_reply(column: Column, head: tuple[str, ...], children_of: Sequence[Mapping[int, int]]) -> tuple[Meaning, str] | None:
    """What a place in the cell of the last reply holds, whatever stands beside it there: another date, and another person."""
    slot = next((slot for slot in column.slots if slot is not None), None)
    if slot is None:
        return None
    own = next((numbers for one, numbers in zip(column.slots, children_of, strict=True) if one is slot), {})
    chain = [slot.node, *ancestors(slot.node)[:10]]
    cell = next((place for place, node in enumerate(chain) if node.mem_id in own), None)
    if cell is None:
        return None
    number = own[chain[cell].mem_id]
    named = any(meaning_of_class(name) == "activity" for node in chain[: cell + 1] for name in classes(node))
    headed = bool(head) and number < len(head) and meaning_of(head[number]) == "activity"
    return ("activity" if date_shape(slot.value) or slot.stamp else "other", "header" if headed else "class") if named or headed else None


def _said(column: Column, head: tuple[str, ...], children_of: Sequence[Mapping[int, int]]) -> tuple[Meaning | None, str]:
    labels = Counter(slot.label for slot in column.slots if slot is not None and slot.label is not None)
    present = sum(1 for slot in column.slots if slot is not None)
    if labels and labels.most_common(1)[0][1] * 2 >= present:
        return labels.most_common(1)[0][0], "label"
    if head:
        meaning, by = _by_head(column, head, children_of)
        if meaning is not None:
            return meaning, by
    names = Counter(
        meaning
        for slot in column.slots
        if slot is not None and "#" not in slot.place
        for name in classes(slot.node)[:4]
        if (meaning := meaning_of_class(name)) is not None
    )
    if names and names.most_common(1)[0][1] * 2 >= present:
        return names.most_common(1)[0][0], "class"
    return None, ""


def _by_head(column: Column, head: tuple[str, ...], children_of: Sequence[Mapping[int, int]]) -> tuple[Meaning | None, str]:
    for slot, numbers in zip(column.slots, children_of, strict=True):
        if slot is None:
            continue
        chain = [slot.node, *ancestors(slot.node)[:10]]
        number = next((numbers[node.mem_id] for node in chain if node.mem_id in numbers), None)
        if number is None or number >= len(head):
            return None, ""
        meaning = _of_mixed(head[number], slot)
        # Dates under a word that nobody knows may be of any kind: only the posts' own pages can tell.
        if meaning in ("author", "other") and is_keeper(head[number]):
            return "author", KEEPER
        return (meaning, "header") if meaning or not head[number] or not date_shape(slot.value) else ("other", UNKNOWN)
    return None, ""


def _of_mixed(word: str, slot: Slot) -> Meaning | None:
    """The meaning of a header word; of one that names two things the one that fits the value."""
    meaning = meaning_of(word)
    if meaning != "mixed":
        return meaning
    parts = [part for part in re.split(r"\s*[/,·&()]\s*", word) if part]
    meanings = [part_meaning for part in parts if (part_meaning := meaning_of(part)) is not None]
    if date_shape(slot.value):
        return next((one for one in meanings if one == "posted" or one in OTHER_DATES), None)
    if "#" in slot.place or not children(slot.node):
        return next((one for one in meanings if one == "author"), None)
    return "mixed"


# --- the title -------------------------------------------------------------------------------------------------------


def _place_title(fitted: Fitted, group: Group, known: Mapping[str, str]) -> None:
    ranked = []
    for column in fitted.columns.values():
        if "#" in column.place or column.place == ".":
            continue
        wanted = known.get("title")
        if wanted and not (column.slots[0] is not None and bare_title(column.slots[0].node) == wanted):
            continue
        value = 1.0 if wanted else _like_title(column, group.targets)
        if value > 0:
            ranked.append((value, column.place))
    fitted.titles = [place for _, place in sorted(ranked, key=lambda pair: -pair[0])]
    if fitted.titles and not known.get("title") and _shifts(fitted.columns[fitted.titles[0]], group.targets):
        # Where a category stands before some titles, the link to the post is at another place in these rows.
        fitted.titles.insert(0, BY_LINK)
    if not fitted.titles:
        fitted.doubts.append("no place shows a title in every row")
    elif fitted.titles[0] != BY_LINK:
        fitted.places["title"] = fitted.titles[0]


def _shifts(column: Column, targets: Sequence[Target]) -> bool:
    """Whether a place that leads to the posts in most rows shows something else in others, where the link has words of its own."""
    linked = [slot is not None and _linked(slot.node, target.node) for slot, target in zip(column.slots, targets, strict=True)]
    apart = [target for leads, target in zip(linked, targets, strict=True) if not leads]
    return 0 < len(apart) < len(linked) and all(len(bare_title(target.node)) > 1 and not GENERIC.fullmatch(bare_title(target.node)) for target in targets)


def _like_title(column: Column, targets: Sequence[Target]) -> float:
    texts = [bare_title(slot.node) if slot is not None else "" for slot in column.slots]
    worded = [text for text in texts if text and not GENERIC.fullmatch(text) and not date_shape(text)]
    if len(worded) < 0.6 * len(texts) or column.meaning in ("author", "posted", "number", "views", "status", "category", "files", *OTHER_DATES):
        return 0.0
    linked = sum(1 for slot, target in zip(column.slots, targets, strict=True) if slot is not None and _linked(slot.node, target.node)) / len(texts)
    distinct = len(set(worded)) / len(worded)
    length = sum(min(len(text), 30) for text in worded) / len(worded)
    # A summary is longer than any title, and stands beside one.
    length *= 0.6 if sum(map(len, worded)) / len(worded) > 60 else 1.0
    # What holds the date or the author beside the title is too much, what lies within the title's element too little.
    crowded = sum(1 for slot in column.slots if slot is not None and _holds_more(slot.node)) / len(texts)
    value: float = (length + 6) * distinct * (0.3 + linked) * (1 - 0.8 * crowded)
    first = next(slot for slot in column.slots if slot is not None)
    value *= 1.5 if column.meaning == "title" else 1.0
    value *= 1.5 if first.node.tag in _TITLED else 1.0
    return value * (1.05 if first.node.tag == "a" else 1.0) * len(worded) / len(texts)


def _linked(node: Node, target: Node) -> bool:
    """Whether an element leads to the post: it is the link, in it, or in the element that a click opens."""
    return target.mem_id in {node.mem_id, *(parent.mem_id for parent in ancestors(node)[:8])}


def _holds_more(node: Node) -> bool:
    parts = [slot for slot in slots_of([node])[1:] if slot.node.mem_id != node.mem_id or "#" in slot.place]
    shown = bare_title(node).replace(" ", "")
    return any((date_shape(slot.value) or slot.label is not None or slot.stamp) and slot.text.replace(" ", "") in shown for slot in parts)


def _place_number(fitted: Fitted) -> None:
    for column in fitted.columns.values():
        numeric = sum(1 for value in column.values if re.fullmatch(r"[\d,]{1,9}", value))
        if column.meaning == "number" and numeric * 2 >= len(column.values) and "#" not in column.place:
            fitted.places["number"] = column.place
            return
    for column in sorted(fitted.columns.values(), key=plainness):
        if column.meaning is None and "#" not in column.place and _counts_down(column):
            fitted.places["number"] = column.place
            return


def _counts_down(column: Column) -> bool:
    """Whether a place without a word numbers the posts: it falls by one from nearly every row to the next."""
    numbers = [int(value) for value in column.values if re.fullmatch(r"\d{1,7}", value)]
    steps = [above - below for above, below in itertools.pairwise(numbers)]
    return len(steps) > 2 and steps.count(1) >= 0.8 * len(steps)


# --- dates and authors -----------------------------------------------------------------------------------------------


def moments(column: Column, at: datetime, zone: str) -> list[datetime | None]:
    """The days of a column's dates, None where there is none that can be read by itself or with the order that the others prove."""
    order = _order(column, at, zone)
    return [_moment(slot, at, zone, order) if slot is not None else None for slot in column.slots]


def _moment(slot: Slot, at: datetime, zone: str, order: Order | None) -> datetime | None:
    ordered = partial(_read_ordered, order)
    for raw in filter(None, (slot.value, slot.stamp)):
        for read in (ordered,) if order or zone not in YEAR_FIRST else (read_short_year, ordered):
            try:
                return datetime.fromisoformat(read(raw, zone=zone, now=at).at)
            except (DateUnreadable, ValueError):
                continue
    return None


def _read_ordered(order: Order | None, raw: str, *, zone: str, now: datetime) -> SiteDate:
    return read_shown(raw, zone=zone, captured=now, order=order, yearless=False)


def _order(column: Column, at: datetime, zone: str) -> Order | None:
    """Which number of 11-06-2026 is the month: by a date that has one reading only, or because one order alone goes from new to old."""
    values = [slot.value for slot in column.slots if slot is not None]
    years = r"(?:\d{4}|\d{2}(?!\d))" if zone not in YEAR_FIRST else r"\d{4}"
    if not any(re.fullmatch(rf"\d{{1,2}}[-/.]\d{{1,2}}[-/.]{years}.*", value) for value in values):
        return None
    short = not all(re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}.*", value) for value in values)
    proved = order_of(values, zone=zone, captured=at) if not short else None
    if proved is not None:
        return proved
    rises: dict[Order, int] = {}
    for order in ORDERS:
        days = [day for slot in column.slots if slot is not None and (day := _moment(slot, at, zone, order)) is not None]
        rises[order] = sum(above < below for above, below in itertools.pairwise(days)) + sum(day > at for day in days) + len(values) - len(days)
    falling = [order for order, count in rises.items() if count == 0]
    return falling[0] if len(falling) == 1 and max(rises.values()) > 1 and len(values) > 3 else None


def _place_posted(fitted: Fitted, at: datetime, zone: str, known: Mapping[str, str]) -> None:
    candidates = [column for column in fitted.columns.values() if column.dated() >= SHARE]
    if "posted" in known:
        candidates = [column for column in candidates if column.slots[0] is not None and known["posted"] in (column.slots[0].value, column.slots[0].text)]
    else:
        candidates = [column for column in candidates if not _is_other(column, fitted, at, zone)]
    candidates = [column for column in candidates if column.place != ABOVE] or [column for column in candidates if len(set(column.values)) > 1]
    said = [column for column in candidates if column.meaning == "posted"]
    ranked = sorted(said, key=lambda column: (("label", "header", "class").index(column.by), plainness(column)))
    if not ranked:
        unnamed = [column for column in candidates if column.meaning is None or "posted" in known]
        distinct = _distinct([days for column in unnamed if any(days := tuple(day and day.date() for day in moments(column, at, zone)))])
        unnamed = [column for column in unnamed if not distinct or any(moments(column, at, zone))]
        unnamed.sort(key=lambda column: -column.filled())
        distinct = distinct or [() for _ in unnamed[:1]]
        if len(distinct) == 1 and (_goes_down(unnamed[0], at, zone) or "posted" in known):
            ranked = sorted((column for column in unnamed if column.filled() == unnamed[0].filled()), key=plainness)
            fitted.guessed.append("posted")
        elif len(distinct) > 1:
            fitted.date_doubts.append("several dates stand in the rows without a word that tells which is the date of posting")
        elif distinct:
            fitted.date_doubts.append("the only dates in the rows do not go down as dates of posting do")
    if ranked:
        fitted.dates = _writing(ranked[0], at, zone)
        if fitted.dates != "yearless" and not any(moments(ranked[0], at, zone)):
            fitted.date_doubts.append("the dates in the rows can be read in more than one way")
            return
        fitted.places["posted"] = ranked[0].place


def _distinct(columns: Sequence[tuple[date | None, ...]]) -> list[tuple[date | None, ...]]:
    """The columns of days that say something else than the others: a place that only some rows have, and that repeats another there, says nothing new."""
    found: list[tuple[date | None, ...]] = []
    for days in sorted(set(columns), key=lambda days: days.count(None)):
        if not any(all(day in (None, known) for day, known in zip(days, other, strict=True)) for other in found):
            found.append(days)
    return found


def plainness(column: Column) -> tuple[int, int, int]:
    """What places a value best: one that is all of a cell, then one with a class of its own, then the shallowest."""
    return ("#" in column.place, not re.fullmatch(r"td\[\d+\]", column.place) and not column.place.startswith("."), column.place.count("/"))


def _is_other(column: Column, fitted: Fitted, at: datetime, zone: str) -> bool:
    """Whether dates are of another kind than posting: by their word, by spans of time, by lying ahead, or by repeating such a column."""
    if column.meaning is not None and column.meaning != "posted":
        return True
    if sum(1 for value in column.values if date_shape(value) == "period") * 3 > len(column.values):
        return True
    days = [day for day in moments(column, at, zone) if day is not None]
    if days and sum(1 for day in days if day > at + timedelta(days=2)) * 5 > len(days):
        fitted.date_doubts.append("dates in the rows lie ahead: they are of another kind than the date of posting")
        return True
    if column.meaning is None:
        others = [one for one in fitted.columns.values() if one.meaning in OTHER_DATES and one.by in ("label", "header")]
        return any(one.values == column.values for one in others)
    return False


def _goes_down(column: Column, at: datetime, zone: str) -> bool:
    """Whether dates go from new to old, a few pinned rows aside; dates without a year say nothing against it."""
    days = [day for day in moments(column, at, zone) if day is not None]
    if len(days) < 3:
        return True
    down = sum(1 for above, below in itertools.pairwise(days) if below <= above)
    return down >= 0.7 * (len(days) - 1)


def _writing(column: Column, at: datetime, zone: str) -> str:
    shapes = Counter(date_shape(slot.value) for slot in column.slots if slot is not None and not slot.stamp)
    if shapes.get("whole", 0) * 2 >= sum(shapes.values()):
        return _order(column, at, zone) or ""
    if shapes.get("short", 0) * 2 >= sum(shapes.values()):
        if zone not in YEAR_FIRST:
            return _order(column, at, zone) or ""
        return "short" if _years_first(column) else ""
    return "yearless" if shapes.get("yearless", 0) + shapes.get("time", 0) > 0 else ""


def _years_first(column: Column) -> bool:
    """Whether 24-01-13 puts the year first: the last numbers go beyond twelve somewhere, the first never change as days do."""
    parts = [re.findall(r"\d+", value)[:3] for value in column.values]
    numbers = [tuple(int(part) for part in three) for three in parts if len(three) == 3]
    in_order = all(1 <= month <= 12 and 1 <= day <= 31 for _, month, day in numbers)
    return bool(numbers) and in_order and len({year for year, _, _ in numbers}) <= max(3, len(numbers) // 3)


def _place_author(fitted: Fitted, known: Mapping[str, str]) -> None:
    if "author" in known and not known["author"]:
        return
    candidates = [
        column
        for column in fitted.columns.values()
        if column.place != "." and column.filled() >= _least(column) and column.dated() < 0.2 and not repeats_title(column, fitted) and is_name(column)
    ]
    if "author" in known:
        chosen = [column for column in candidates if column.slots[0] is not None and column.slots[0].value == known["author"]]
    else:
        chosen = [column for column in candidates if column.meaning == "author"] or _in_charge(candidates, fitted) or _offices(candidates)
    ranked = sorted(chosen, key=lambda column: (_led_by_keeper(column), ("label", "header", KEEPER, "class", "").index(column.by), plainness(column)))
    if ranked:
        fitted.places["author"] = ranked[0].place


def _least(column: Column) -> float:
    """The share of rows that a column of authors fills: among the parts of a line most, since some rows' summaries hold words for writers too."""
    return 0.75 if "#" in column.place and column.by == "label" else 0.3


def repeats_title(column: Column, fitted: Fitted) -> bool:
    """Whether a place shows the titles, alone or with more: nobody is called like what they wrote, row by row."""
    place = fitted.places.get("title", "")
    if place not in fitted.columns:
        return False
    pairs = [(one.text, other.text) for one, other in zip(column.slots, fitted.columns[place].slots, strict=True) if one is not None and other is not None]
    return column.place == place or (bool(pairs) and sum(bool(title) and title in shown for shown, title in pairs) * 2 > len(pairs))


def _led_by_keeper(column: Column) -> bool:
    """Whether the words before the values name who is in charge, and not who wrote."""
    slot = next((slot for slot in column.slots if slot is not None), None)
    if slot is None or column.by != "label":
        return False
    before = slot.text.removesuffix(slot.value) if slot.text.endswith(slot.value) else ""
    beside = slot.node.prev
    return is_keeper(before.strip(" :：") or (line(text_of(beside, " ")).strip(" :：") if beside is not None and beside.is_element_node else ""))


def _in_charge(columns: Sequence[Column], fitted: Fitted) -> list[Column]:
    """The columns that a word beside each value calls those in charge: the author where no word names the writer, and not a telephone.

    Only beside a date of posting: whoever stands beside a time of application alone takes the applications.
    """
    if "posted" not in fitted.places:
        return []
    return [column for column in columns if column.meaning == "other" and _led_by_keeper(column) and not any(map(_CALLED.search, column.values))]


def _offices(columns: Sequence[Column]) -> list[Column]:
    """The unnamed columns whose values are offices or the board's keepers: what else would an office do in a row."""
    return [
        column for column in columns if column.meaning is None and column.values and sum(map(is_office, column.values)) >= 0.8 * len(column.values)
    ]


def learn_from_posts(fitted: Fitted, row_numbers: Sequence[int], authors: Sequence[str | None], days: Sequence[str | None], at: datetime, zone: str) -> None:
    """Name the columns that say in every row what the posts' own pages say, where the list itself does not tell its author or date."""
    told = [(row, author) for row, author in zip(row_numbers, authors, strict=True) if author]
    if "author" not in fitted.places and len(told) >= 3 and len({author for _, author in told}) > 1:
        same = [column for column in fitted.columns.values() if column.meaning is None and all(_bare(_value_at(column, row)) == author for row, author in told)]
        same = [column for column in same if not repeats_title(column, fitted)]
        if same:
            fitted.places["author"] = min(same, key=plainness).place
    dated = [(row, day) for row, day in zip(row_numbers, days, strict=True) if day]
    if "posted" not in fitted.places and len(dated) >= 3 and len({day for _, day in dated}) > 1:
        for column in sorted(fitted.columns.values(), key=plainness):
            moment = moments(column, at, zone) if column.dated() >= SHARE and (column.meaning in (None, "posted") or column.by == UNKNOWN) else []
            if moment and all((known := moment[row]) is not None and known.date().isoformat() == day for row, day in dated):
                fitted.places["posted"], fitted.dates = column.place, _writing(column, at, zone)
                return


def unexplained(fitted: Fitted, row: int, title: str) -> list[str]:
    """The short texts of a row beside its title that differ from row to row and whose meaning nothing tells."""
    open_ones = [
        column
        for column in fitted.columns.values()
        if column.meaning is None and column.place != fitted.places.get("title") and column.filled() >= SHARE and column.dated() < 0.2 and is_name(column)
    ]
    return [value for column in open_ones if len(set(column.values)) > 2 and 1 < len(value := _value_at(column, row)) <= 24 and value != title]


def _value_at(column: Column, row: int) -> str:
    slot = column.slots[row] if row < len(column.slots) else None
    return slot.value if slot is not None else ""


def _bare(value: str) -> str:
    """A value without the brackets around it."""
    return value[1:-1].strip() if value[:1] + value[-1:] in ("()", "[]") else value


def _ends_in_day(value: str) -> bool:
    """Whether the last words of a text are a date."""
    words = value.split(" ")
    return any(date_shape(" ".join(words[-count:])) is not None for count in range(1, min(len(words), 4)))


def is_name(column: Column) -> bool:
    values = column.values
    numeric = sum(1 for value in values if re.fullmatch(r"[\d,.\s:/-]+", value))
    crowded = sum(1 for value in values if whole_dates_in(value) or _ends_in_day(value))
    # A picture of somebody that a site draws holds the first two letters of the name beside it.
    wordy = sum(1 for value in values if value.count(" ") >= WORDY or re.fullmatch(r"[A-Z]{1,2}", value))
    return bool(values) and numeric * 4 <= len(values) and (crowded + wordy) * 5 <= len(values) and all(len(value) <= 60 for value in values)


