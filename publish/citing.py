"""How to cite a version of a post: in a Korean and an English sentence, as BibLaTeX, RIS and CSL-JSON, with what proves it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from publish.moments import local_day
from publish.safe import shown

_TEX = {char: f"\\{char}" for char in "{}&%$#_"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A version of a post and where it is archived.

    posted:   the site's own date as YYYY, YYYY-MM or YYYY-MM-DD; empty where it shows none
    observed: when this version was first observed, UTC ISO 8601; told as a day in the board's zone
    original, archived: absolute addresses
    sha256:   of the payload from which the version was read
    """

    board: str
    native_id: str
    version: int
    title: str
    author: str
    publisher: str
    board_title: str
    posted: str
    observed: str
    zone: str
    original: str
    archived: str
    sha256: str

    @property
    def day(self) -> str:
        return local_day(self.observed, self.zone)


def styles(cited: Cited) -> list[tuple[str, str]]:
    """Every form as (name of its words, text)."""
    sentences = [("cite_ko", korean(cited)), ("cite_en", english(cited))]
    return [*sentences, ("cite_bibtex", biblatex(cited)), ("cite_ris", ris(cited)), ("cite_csl", csl(cited))]


def _line(text: str) -> str:
    """A text of the board on one line: a line break in a title would begin a field of its own in RIS."""
    return " ".join(shown(text).split())


def korean(cited: Cited) -> str:
    """The order usual in Korea: 글쓴이, 「제목」, 『게시판』, 기관, 날짜."""
    named = [_line(cited.author), f"「{_line(cited.title)}」", f"『{_line(cited.board_title)}』", _line(cited.publisher)]
    pieces = [*named, _dotted(cited.posted), cited.original]
    kept = f"판전 보관 {cited.version}판({_dotted(cited.day)} 확인), {cited.archived}, SHA-256 {cited.sha256}"
    return ", ".join(filter(None, pieces)) + f". {kept}."


def _dotted(day: str) -> str:
    return "".join(f"{int(part)}. " for part in day.split("-") if part.isdigit()).strip()


def english(cited: Cited) -> str:
    """Author. “Title.” Board. Publisher, date. Address. Archived …"""
    title = _line(cited.title)
    said = [_line(cited.author), f"“{title}{'' if title[-1:] in tuple('.?!') else '.'}”", _line(cited.board_title)]
    issued = ", ".join(filter(None, [_line(cited.publisher), _spelled(cited.posted)]))
    told = ". ".join(filter(None, [said[0], " ".join(said[1:]), issued, cited.original]))
    return f"{told}. Archived by Panjeon as version {cited.version}, observed {_spelled(cited.day)}, {cited.archived}. SHA-256 {cited.sha256}."


def _spelled(day: str) -> str:
    form = {10: "%-d %B %Y", 7: "%B %Y", 4: "%Y"}.get(len(day))
    try:
        return datetime.fromisoformat(f"{day}-01-01"[:10]).strftime(form) if form else day
    except ValueError:
        return day


def _key(cited: Cited) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", f"{cited.board}-{cited.native_id}-v{cited.version}")


def biblatex(cited: Cited) -> str:
    """An @online entry of BibLaTeX in UTF-8."""
    fields = {
        "author": f"{{{_tex(cited.author)}}}" if cited.author else "",
        "title": f"{{{_tex(cited.title)}}}",
        "titleaddon": _tex(cited.board_title),
        "organization": f"{{{_tex(cited.publisher)}}}",
        "date": cited.posted,
        "url": re.sub(r"[{}\\\s]", "", cited.original),
        "urldate": cited.day,
        "note": f"Archived by Panjeon, version {cited.version}: \\url{{{cited.archived}}}, SHA-256 {cited.sha256}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{_key(cited)},", *lines, "}"])


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in _line(text))


def ris(cited: Cited) -> str:
    """A record of RIS, type ELEC."""
    fields = [
        ("TY", "ELEC"),
        ("AU", _line(cited.author)),
        ("TI", _line(cited.title)),
        ("T2", _line(cited.board_title)),
        ("PB", _line(cited.publisher)),
        ("PY", cited.posted[:4]),
        ("DA", cited.posted.replace("-", "/") + "/" * (3 - cited.posted.count("-")) if cited.posted else ""),
        ("UR", _line(cited.original)),
        ("Y2", cited.day.replace("-", "/") + "/"),
        ("L2", cited.archived),
        ("N1", f"Archived by Panjeon, version {cited.version}, SHA-256 {cited.sha256}"),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in fields if value or tag == "ER")


def csl(cited: Cited) -> str:
    """CSL-JSON, as Zotero and citeproc read it: a list of one webpage. What the site does not show is left out."""
    item: dict[str, object] = {
        "id": _key(cited),
        "type": "webpage",
        "author": [{"literal": _line(cited.author)}] if _line(cited.author) else None,
        "title": _line(cited.title),
        "container-title": _line(cited.board_title),
        "publisher": _line(cited.publisher),
        "issued": _parts(cited.posted),
        "accessed": _parts(cited.day),
        "URL": _line(cited.original),
        "archive_location": cited.archived,
        "version": str(cited.version),
        "note": f"Archived by Panjeon, version {cited.version}, SHA-256 {cited.sha256}",
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


def _parts(day: str) -> dict[str, list[list[int]]] | None:
    parts = [int(part) for part in day.split("-") if part.isdigit()]
    return {"date-parts": [parts]} if parts else None
