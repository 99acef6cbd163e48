"""Puts the demo board's articles together from the texts beside it: own leads, topic paragraphs, tables, and figures drawn from the post's id."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from html import escape
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

_TEXTS = Path(__file__).parent / "texts"
_KST = timezone(timedelta(hours=9), "KST")
_DAYS_KO = "월화수목금토일"

#: What is known of the real board's ids: they grow with time, at these dates through these numbers.
_ID_ANCHORS = (
    (date(2014, 1, 1), 1203),
    (date(2014, 6, 11), 2059),
    (date(2014, 8, 11), 2374),
    (date(2016, 10, 29), 5973),
    (date(2017, 1, 11), 6306),
    (date(2017, 2, 28), 6441),
    (date(2021, 2, 25), 9366),
    (date(2025, 7, 2), 10736),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A notice as written, before any day changes it. ``key`` is its name in the scripts, ``from_day`` the day on which it appears."""

    key: str
    native_id: str
    language: str
    title: str
    author: str
    published_at: datetime
    modified: date | None
    category: str | None
    lead_sentences: tuple[str, ...]
    body_html: str
    files: tuple[str, ...]
    images: tuple[str, ...]
    pinned: bool
    alias: str | None
    from_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEntry:
    """A partner as listed in texts/partners.toml, with the days on which it comes, goes or gets another logo.

    site: what the site behind its link does, where the demo board plays that site itself: answers or elsewhere; ``site_gone_on``: from then on it is gone
    """

    name: str
    alt: str
    description: tuple[str, ...] = ()
    new_on: int = 1
    gone_on: int | None = None
    redrawn_on: int | None = None
    site: str | None = None
    site_gone_on: int | None = None


@cache
def articles() -> tuple[Article, ...]:
    """Every article that any day shows, oldest first, with its native id."""
    notices = sorted(_notices(), key=_published_at)
    written: dict[str, Article] = {}
    turns: dict[tuple[str, str], int] = {}
    last_id = 0
    for notice in notices:
        last_id = max(_id_on(notice["on"]), last_id + 1)
        topic = (notice["language"], notice["topic"])
        turns[topic] = turns.get(topic, -1) + 1
        original = written.get(notice.get("copy_of", ""))
        if original is None:
            notice |= {"lead": notice["lead"].strip().format_map(_fixed_slots(notice))}
        body = _copied_body(notice, original) if original else _body(notice, str(last_id), turns[topic])
        article = _article(notice, str(last_id), body, original)
        written[article.key] = article
    return tuple(written.values())


@cache
def script() -> dict[str, str]:
    """What happens on the days: acts of texts/days.toml by name, posts as their keys."""
    acts: dict[str, str] = _toml("days.toml")
    return acts


@cache
def partner_entries() -> tuple[PartnerEntry, ...]:
    """The partners of all days in page order."""
    return tuple(PartnerEntry(**{**entry, "description": tuple(entry.get("description", ()))}) for entry in _toml("partners.toml")["partner"])


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_TEXTS / name).read_text(encoding="utf-8"))


def _notices() -> Iterator[dict[str, Any]]:
    for language in ("ko", "en"):
        for number, notice in enumerate(_toml(f"posts_{language}.toml")["post"], 1):
            yield {"key": f"{language}{number}", **notice, "language": language}


@cache
def _topics(language: str) -> dict[str, dict[str, Any]]:
    return _toml(f"topics_{language}.toml")


def _published_at(notice: dict[str, Any]) -> datetime:
    """The notice's own time where one is written, else an office hour that its title decides."""
    minute = _number(notice["title"], "minute", 0, 9 * 60 - 1)
    hour = notice.get("at", time(9 + minute // 60, minute % 60))
    return datetime.combine(notice["on"], hour, _KST)


def _id_on(day: date) -> int:
    for (start, low), (end, high) in pairwise(_ID_ANCHORS):
        if start <= day <= end:
            return low + (high - low) * (day - start).days // (end - start).days
    raise ValueError(f"the demo board has posts from {_ID_ANCHORS[0][0]} to {_ID_ANCHORS[-1][0]}, found one on {day}")


def _article(notice: dict[str, Any], native_id: str, body: str, original: Article | None) -> Article:
    shapes = notice.get("shapes", ())
    return Article(
        key=notice["key"],
        native_id=native_id,
        language=notice["language"],
        title=notice["title"],
        author=notice["by"],
        published_at=_published_at(notice),
        modified=notice.get("modified"),
        category=_topics(notice["language"])[notice["topic"]]["category"] if notice.get("categorised") else None,
        lead_sentences=original.lead_sentences if original else tuple(notice["lead"].splitlines()),
        body_html=body,
        files=tuple(notice.get("files", ())),
        images=(_image_path(native_id),) if "image" in shapes else (),
        pinned=notice.get("pinned", False),
        alias=f"/{notice['language']}/content/{quote(_slug(notice['title']))}" if notice.get("alias") else None,
        from_day=notice.get("from_day", 1),
    )


def _slug(title: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in title.lower()).split())


def _image_path(native_id: str) -> str:
    return f"/sites/default/files/images/scene{native_id}.png"


def _copied_body(notice: dict[str, Any], original: Article) -> str:
    body = original.body_html
    for before, after in notice.get("replaced", ()):
        if before not in body:
            raise ValueError(f"{notice['title']}: {before!r} is to be replaced but is not in the text of {original.title!r}; correct texts/")
        body = body.replace(before, after)
    return body


def _body(notice: dict[str, Any], native_id: str, turn: int) -> str:
    """The markup of a notice: its own lead, two or three paragraphs of its topic, its shapes, and whom to ask."""
    topic = _topics(notice["language"])[notice["topic"]]
    fixed = _fixed_slots(notice)
    parts = [_paragraph(line) for line in notice["lead"].splitlines()]
    for index in _chosen(len(topic["paragraphs"]), turn):
        slots = fixed | _drawn_slots(native_id, index, notice["language"])
        parts.append(_paragraph(topic["paragraphs"][index].format_map(slots)))
    parts += [_shape(shape, notice, native_id, fixed) for shape in notice.get("shapes", ())]
    closings = _topics(notice["language"])["closings"]["paragraphs"]
    slots = fixed | _drawn_slots(native_id, 99, notice["language"])
    parts.append(_paragraph(closings[_number(native_id, "closing", 0, len(closings) - 1)].format_map(slots)))
    return "\n".join(parts)


def _chosen(size: int, turn: int) -> tuple[int, ...]:
    """The paragraphs for the n-th notice of a topic: three of five, two of fewer, and every choice once before any comes twice."""
    choices = list(combinations(range(size), 3 if size > 4 else 2))
    # a stride that shares no factor with the number of choices puts unlike ones next to each other
    return choices[turn * (7 if len(choices) == 10 else 5) % len(choices)]


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _number(seed: str, name: str, low: int, high: int) -> int:
    digest = hashlib.sha256(f"{seed} {name}".encode()).digest()
    return low + int.from_bytes(digest[:6]) % (high - low + 1)


def _fixed_slots(notice: dict[str, Any]) -> dict[str, str]:
    """What must read the same wherever a notice says it: its dates and its office."""
    seed = notice["title"]
    topic = _topics(notice["language"])[notice["topic"]]
    start = _workday(notice["on"] + timedelta(days=_number(seed, "start", 3, 6)))
    deadline = _workday(notice["on"] + timedelta(days=_number(seed, "deadline", 14, 25)))
    held = _workday(deadline + timedelta(days=_number(seed, "held", 12, 40)))
    days = {"posted": notice["on"], "start": start, "deadline": deadline, "held": held, "over": held + timedelta(days=_number(seed, "over", 1, 4))}
    return {name: _spoken(day, notice["language"]) for name, day in days.items()} | {
        "year": str(notice["on"].year),
        "lastyear": str(notice["on"].year - 1),
        "nextyear": str(notice["on"].year + 1),
        "office": topic.get("office", ""),
    }


def _workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _spoken(day: date, language: str) -> str:
    if language == "ko":
        return f"{day.month}월 {day.day}일({_DAYS_KO[day.weekday()]})"
    return f"{day.day} {day:%B}"


def _drawn_slots(native_id: str, index: int, language: str) -> dict[str, str]:
    """Figures and places for one paragraph of one notice, drawn from its id so that every run writes the same."""
    seed = f"{native_id} {index}"
    places = _topics(language)["places"]
    slots = {
        "few": str(_number(seed, "few", 3, 9)),
        "dozens": str(_number(seed, "dozens", 12, 96)),
        "hundreds": str(_number(seed, "hundreds", 110, 980)),
        "thousands": f"{_number(seed, 'thousands', 1200, 48000):,}",
        "pct": f"{_number(seed, 'pct', 21, 389) / 10:.1f}",
        "money": f"{_number(seed, 'money', 4, 87) * (1 if language == 'ko' else 100):,}",
        "ext": str(_number(native_id, "ext", 2101, 8790)),
    }
    for name in ("gu", "city"):
        first = _number(seed, name, 0, len(places[name]) - 1)
        slots |= {name: places[name][first], f"{name}2": places[name][(first + 3) % len(places[name])]}
    return slots


def _shape(shape: str, notice: dict[str, Any], native_id: str, fixed: dict[str, str]) -> str:
    """One of the things beside paragraphs that an editor puts into a notice. Raises KeyError for a shape that is not known."""
    words = _topics(notice["language"])["words"]
    if shape == "image":
        return f'<p><img src="{_image_path(native_id)}" width="240" height="120" alt="{words["scene"]}" /></p>'
    if shape == "points":
        points = _topics(notice["language"])[notice["topic"]]["points"]
        drawn = fixed | _drawn_slots(native_id, 50, notice["language"])
        return "<ul>\n" + "\n".join(f"<li>{escape(point.format_map(drawn), quote=False)}</li>" for point in points) + "\n</ul>"
    if shape == "schedule":
        return _table(words["schedule_head"], [[cell.format_map(fixed) for cell in row] for row in words["schedule"]])
    if shape == "link":
        return f'<p>{words["see"]} <a href="{notice["see"]}">{escape(notice["see_text"], quote=False)}</a></p>'
    if shape == "paste":
        return str(words["paste"])
    return {"districts": _districts, "scores": _scores}[shape](native_id, notice["language"])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ['<table border="1">', "<thead><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr></thead>", "<tbody>"]
    lines += ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    return "\n".join([*lines, "</tbody>", "</table>"])


def _districts(native_id: str, language: str) -> str:
    topics = _topics(language)
    names = topics["places"]["gu"]
    first = _number(native_id, "districts", 0, len(names) - 1)
    rows = []
    for row in range(5):
        before = _number(native_id, f"before{row}", 140, 1990)
        after = before * _number(native_id, f"change{row}", 913, 1326) // 1000
        rows.append([names[(first + row * 2) % len(names)], f"{before:,}", f"{after:,}", f"{(after - before) * 100 / before:+.1f}%"])
    return _table(topics["words"]["districts_head"], rows)


def _scores(native_id: str, language: str) -> str:
    words = _topics(language)["words"]
    points = [_number(native_id, "score0", 5, 8) * 5, _number(native_id, "score1", 3, 5) * 5, _number(native_id, "score2", 2, 3) * 5]
    points.append(100 - sum(points))
    return _table(words["scores_head"], [[name, str(mark)] for name, mark in zip(words["scores"], points, strict=True)])
