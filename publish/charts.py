"""Charts as SVG made on the server: no script, no style of their own, and every number also in a table beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from markupsafe import Markup, escape

#: Units of the drawing; shown at its own size on a desk and at three quarters on a phone, where its letters stay readable.
WIDTH, HEIGHT = 480, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 12, 24
_MOST_BARS = 400
_DAYS, _MONTHS = 62, 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One kind of number along the axis: its name in the reader's language, a value for each place, and its colour (0 to 5)."""

    name: str
    values: tuple[int, ...]
    colour: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with what it was made of: ``keys`` along the axis, ``series`` stacked on them."""

    svg: Markup
    keys: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def rows(self) -> list[tuple[str, tuple[int, ...]]]:
        """The numbers as a table: each place of the axis that has any."""
        columns = ((key, tuple(row.values[place] for row in self.series)) for place, key in enumerate(self.keys))
        return [(key, values) for key, values in columns if any(values)]


def ticks(most: int) -> list[int]:
    """Up to five round numbers from 0 to at least ``most``: steps of 1, 2 or 5 times a power of ten."""
    most = max(most, 1)
    step = next(factor * 10**power for power in count() for factor in (1, 2, 5) if factor * 10**power * 4 >= most)
    return [step * place for place in range(-(-most // step) + 1)]


def real(key: str) -> bool:
    """True for a day of the calendar, a month or a year."""
    try:
        return bool(date.fromisoformat(f"{key}-01-01"[:10]))
    except ValueError:
        return False


def unit(first: str, last: str) -> int:
    """How many characters of a date to count by, between two days, months or years: 10 for days, 7 for months, 4 for years."""
    if not (real(first) and real(last)):
        return 7
    begin, end = (date.fromisoformat(f"{key}-01-01"[:10]) for key in (first, last))
    if (end - begin).days < _DAYS:
        return 10
    return 7 if (end.year - begin.year) * 12 + end.month - begin.month < _MONTHS else 4


def span(first: str, last: str) -> list[str]:
    """Every day, month or year from the first to the last, by how precise the two are: 10, 7 or 4 characters."""
    if len(first) == 10:
        begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
        return [date.fromordinal(day).isoformat() for day in range(begin, end + 1)]
    if len(first) == 7:
        begin, end = (int(key[:4]) * 12 + int(key[5:7]) - 1 for key in (first, last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
    return [f"{year:04}" for year in range(int(first), int(last) + 1)]


def bars(keys: Sequence[str], series: Sequence[Series], title: str) -> Chart:
    """Bars along time, the series stacked from below; only the last 400 places where there are more."""
    keys = tuple(keys[-_MOST_BARS:])
    series = tuple(replace(row, values=row.values[-_MOST_BARS:]) for row in series)
    levels = ticks(max((sum(column) for column in zip(*(row.values for row in series), strict=True)), default=0))
    step = (WIDTH - _LEFT - _RIGHT) / max(len(keys), 1)
    parts = [*_grid(levels), *_axis(keys, step)]
    for place, key in enumerate(keys):
        parts += _column(place, key, [(row, row.values[place]) for row in series], step, levels[-1])
    return Chart(svg=_drawing(parts, title), keys=keys, series=series)


def _column(place: int, key: str, values: list[tuple[Series, int]], step: float, top: int) -> Iterator[Markup]:
    below = 0
    # a bar keeps a gap to the next one where there is room for both, and never stands wider than a finger
    width = min(step * 0.8, 28) if step > 2.5 else step
    for row, value in values:
        if value:
            high, low = _y(below + value, top), _y(below, top)
            # numbers need no escaping, and Markup.format is slow: a page of charts has hundreds of bars
            left = _LEFT + step * (place + 0.5) - width / 2
            box = f'<rect class="s{row.colour}" x="{left:.1f}" y="{high:.1f}" width="{width:.1f}" height="{low - high:.1f}">'
            yield Markup(f"{box}<title>{escape(f'{key} · {row.name} {value:,}')}</title></rect>")  # noqa: S704 -- the only text is escaped
        below += value


def line(points: Sequence[tuple[str, int]], title: str, name: str) -> Chart:
    """A number that steps up and down at moments: one step a point, the moments evenly spread."""
    levels = ticks(max((value for _, value in points), default=0))
    step = (WIDTH - _LEFT - _RIGHT) / max(len(points), 1)
    path = ""
    for place, (_, value) in enumerate(points):
        begin, y = _LEFT + step * place, _y(value, levels[-1])
        path += f"{'L' if path else 'M'}{begin:.1f} {y:.1f}H{begin + step:.1f}"
    keys = tuple(key for key, _ in points)
    parts = [*_grid(levels), *_axis(keys, step), Markup('<path class="line" d="{}"/>').format(path)]
    return Chart(svg=_drawing(parts, title), keys=keys, series=(Series(name=name, values=tuple(value for _, value in points)),))


def bar(value: int, most: int) -> Markup:
    """A lying bar for a row of a table, a share of the longest."""
    share = 100 * value / max(most, 1)
    rect = Markup('<rect class="s0" x="0" y="0" width="{:.1f}" height="10"/>').format(share)
    return Markup('<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(rect)


def _y(value: float, top: int) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top


def _grid(levels: list[int]) -> Iterator[Markup]:
    for level in levels:
        y = _y(level, levels[-1])
        yield Markup('<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(_LEFT, WIDTH - _RIGHT, y, y)
        yield Markup('<text class="level" x="{}" y="{:.1f}">{}</text>').format(_LEFT - 6, y + 4, f"{level:,}")


def _axis(keys: Sequence[str], step: float) -> Iterator[Markup]:
    for place, label in _marks(keys):
        x = min(max(_LEFT + step * (place + 0.5), _LEFT + 3.4 * len(label)), WIDTH - _RIGHT - 3.4 * len(label))
        yield Markup('<text class="key" x="{:.1f}" y="{}">{}</text>').format(x, HEIGHT - 6, label)


def _marks(keys: Sequence[str]) -> list[tuple[int, str]]:
    """Which places get a label: years where months run over more than two, else some, evenly."""
    marks = [(place, key[:4]) for place, key in enumerate(keys) if len(key) == 7 and key.endswith("-01")]
    if len(keys) <= 24 or len(marks) < 2:
        marks = list(enumerate(keys))
    return marks[:: -(-len(marks) // 6)] if marks else []


def _drawing(parts: Sequence[Markup], title: str) -> Markup:
    return Markup('<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(WIDTH, HEIGHT, title, Markup().join(parts))
