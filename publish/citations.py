"""How a version of a post is cited: a line in Korean and in English, and as BibTeX, RIS and CSL-JSON for reference programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from publish.safe import shown

#: Braces by name: BibTeX counts an escaped one too, and an odd one would end the field.
_TEX = {"\\": "backslash", "{": "braceleft", "}": "braceright", "~": "asciitilde", "^": "asciicircum"}
_PRECISE = {"year": 1, "month": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited: a version of a post, the board and its publisher, and the capture that proves it. Every text is one line."""

    key: str
    title: str
    author: str
    board: str
    publisher: str
    url: str
    posted: tuple[int, ...]
    captured: datetime
    version: int
    record_id: str
    sha256: str

    @property
    def korean(self) -> str:
        """A line as Korean journals have it."""
        posted = f" {'. '.join(map(str, self.posted))}." if self.posted else ""
        at = self.captured
        kept = f"{at.year}. {at.month}. {at.day}. {at:%H:%M %Z} 수집, 제{self.version}판, SHA-256 {self.sha256}"
        return f"{self.author}, 「{self.title}」, 『{self.board}』, {self.publisher},{posted or ' 날짜 없음'} <{self.url}> ({kept})."

    @property
    def english(self) -> str:
        """A line as in the APA's style, with the capture behind it."""
        names = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
        year, *rest = self.posted or ("n.d.",)
        when = ", ".join([str(year), " ".join([names[int(rest[0]) - 1], *map(str, rest[1:])])]) if rest else str(year)
        kept = f"Captured {self.captured:%Y-%m-%d %H:%M %Z}, version {self.version}, {self.record_id}, SHA-256 {self.sha256}"
        return f"{self.author}. ({when}). {self.title}. {self.board}. {self.publisher}. {self.url}. {kept}."

    @property
    def note(self) -> str:
        return f"Captured {self.captured.isoformat()}, version {self.version}, {self.record_id}, SHA-256 {self.sha256}"


def cited(post: dict[str, Any], version: dict[str, Any], board: dict[str, Any], capture: dict[str, Any]) -> Citation:
    """The citation of a version, from rows of posts, revisions, boards and captures."""
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", version["posted_at"] or "")
    parts = tuple(int(part) for part in day.groups()) if day else ()
    return Citation(
        key=re.sub(r"[^A-Za-z0-9]+", "-", f"{post['board']}-{post['id']}-v{version['number']}").strip("-"),
        title=_line(version["title"]) or "—",
        author=_line(version["author"] or board["publisher"]),
        board=_line(board["title"]),
        publisher=_line(board["publisher"]),
        url=_line(post["url"]),
        posted=parts[: _PRECISE.get(post["posted_precision"] or "", 3)],
        captured=datetime.fromisoformat(capture["fetched_at"]).astimezone(ZoneInfo(board["timezone"])).replace(microsecond=0),
        version=version["number"],
        record_id=capture["record_id"].strip("<>"),
        sha256=capture["payload_sha256"],
    )


def _line(text: str) -> str:
    """A text on one line: in BibTeX and RIS a line break begins another field."""
    return " ".join(shown(text).replace("\u2028", " ").replace("\u2029", " ").split())


def lines(citations: Sequence[Citation]) -> str:
    """citations.txt: Korean, English, a blank line."""
    return "".join(f"{found.korean}\n{found.english}\n\n" for found in citations)


def bibtex(citations: Iterable[Citation]) -> str:
    """BibTeX for UTF-8 engines: @misc entries."""
    return "\n".join(map(_bibtex_entry, citations))


def _bibtex_entry(found: Citation) -> str:
    fields = {
        "title": f"{{{_tex(found.title)}}}", "author": f"{{{_tex(found.author)}}}", "howpublished": _tex(f"{found.board}, {found.publisher}"),
        "url": re.sub(r"[{}\\\s]", lambda char: f"%{ord(char[0]):02X}", found.url), "urldate": f"{found.captured:%Y-%m-%d}",
        "note": _tex(found.note),
    }  # fmt: skip
    if found.posted:
        fields["date"] = "-".join(f"{part:02}" for part in found.posted)
        fields["year"] = str(found.posted[0])
    return f"@misc{{{found.key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def _tex(text: str) -> str:
    return "".join(f"\\text{_TEX[char]}{{}}" if char in _TEX else f"\\{char}" if char in "%&#_$" else char for char in text)


def ris(citations: Iterable[Citation]) -> str:
    """RIS: ELEC entries."""
    return "".join(map(_ris_entry, citations))


def _ris_entry(found: Citation) -> str:
    fields = [("TY", "ELEC"), ("ID", found.key), ("TI", found.title), ("AU", found.author), ("T2", found.board), ("PB", found.publisher), ("UR", found.url)]
    if found.posted:
        fields += [("PY", str(found.posted[0])), ("DA", "/".join(f"{part:02}" for part in found.posted))]
    fields += [("Y2", f"{found.captured:%Y/%m/%d}"), ("N1", found.note), ("ER", "")]
    return "".join(f"{name}  - {value}\r\n" for name, value in fields)


def csl(citations: Iterable[Citation]) -> str:
    """CSL-JSON: webpage items."""
    return json.dumps([_csl_item(found) for found in citations], ensure_ascii=False, indent=1) + "\n"


def _csl_item(found: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": found.key, "type": "webpage", "title": found.title, "author": [{"literal": found.author}], "container-title": found.board,
        "publisher": found.publisher, "URL": found.url, "version": str(found.version), "note": found.note,
        "accessed": {"date-parts": [[found.captured.year, found.captured.month, found.captured.day]]},
    }  # fmt: skip
    return item | ({"issued": {"date-parts": [list(found.posted)]}} if found.posted else {})
