"""Documents that are a ZIP of XML parts (HWPX, DOCX, PPTX, ODT): their paragraphs, read as a stream and never as a tree.

An entity that a part declares is refused, so that nothing is fetched and nothing multiplies; what unpacks is counted.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from crawler.documents.faults import MOST_UNPACKED, Damaged, Locked, TooLarge, Unreadable

_CHUNK = 64 * 1024
_MOST_PARTS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a form marks its text: names are local ones, without a namespace.

    parts:   the parts that hold text; a part's number orders those of one kind
    inside:  elements whose characters count
    before, after: what stands for an element's beginning and end
    without: elements that count for nothing, with all that is in them
    """

    parts: re.Pattern[str]
    inside: frozenset[str]
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()


_WORD = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
SHAPES: dict[str, Shape] = {
    "hwpx": Shape(
        parts=re.compile(r"Contents/section(\d+)\.xml"),
        inside=frozenset({"t"}),
        before={"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"},
        after={"p": "\n"},
    ),
    "docx": Shape(
        # the page's own text before notes, heads and feet
        parts=re.compile(r"word/(?:document|footnotes|endnotes|comments|header(\d+)|footer(\d+))\.xml"),
        inside=frozenset({"t"}),
        before=_WORD,
        after={"p": "\n"},
        # a text box stands twice, once for programs that cannot show it
        without=frozenset({"Fallback"}),
    ),
    "pptx": Shape(
        parts=re.compile(r"ppt/(?:slides/slide(\d+)|notesSlides/notesSlide(\d+))\.xml"),
        inside=frozenset({"t"}),
        before={"br": "\n", "tab": "\t"},
        after={"p": "\n"},
    ),
    "odt": Shape(
        parts=re.compile(r"content\.xml"),
        inside=frozenset({"p", "h"}),
        before={"tab": "\t", "line-break": "\n", "s": " "},
        after={"p": "\n", "h": "\n"},
        without=frozenset({"tracked-changes", "annotation"}),
    ),
}


def form_of(names: frozenset[str], mimetype: bytes) -> str | None:
    """Which of the forms a ZIP is, by its parts; ``xlsx`` and ``ods`` are for a reader of workbooks. None for any other."""
    if b"hwp" in mimetype or "Contents/section0.xml" in names:
        return "hwpx"
    for part, form in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("ppt/presentation.xml", "pptx")):
        if part in names:
            return form
    return {b"application/vnd.oasis.opendocument.text": "odt", b"application/vnd.oasis.opendocument.spreadsheet": "ods"}.get(mimetype)


def opened(data: bytes) -> tuple[ZipFile, str | None]:
    """A ZIP and the form of what it packs. Raises Damaged where its directory cannot be read."""
    try:
        packed = ZipFile(io.BytesIO(data))
        names = packed.namelist()
        if len(names) > _MOST_PARTS:
            raise TooLarge(f"it packs {len(names)} parts")
        mimetype = _part(packed, "mimetype", 256) if "mimetype" in names else b""
    except (BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise Damaged(f"it cannot be unpacked ({error})") from error
    except RuntimeError as error:
        raise Locked("its parts are encrypted") from error
    return packed, form_of(frozenset(names), mimetype.strip())


def check_size(packed: ZipFile) -> None:
    """Refuse what a reader of its own would unpack without counting. Raises TooLarge."""
    if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
        raise TooLarge("it says that it unpacks to more than is read")


def text_of(packed: ZipFile, form: str, most: int) -> str:
    """The text of all parts in order; no more than about ``most`` characters."""
    shape = SHAPES[form]
    found = [(match.group(0).rstrip("0123456789.xml"), int(next(filter(None, match.groups()), "0")), match.group(0))
             for match in map(shape.parts.fullmatch, packed.namelist()) if match]  # fmt: skip
    if form == "docx":
        found.sort(key=lambda part: (part[2] != "word/document.xml", part))
    else:
        found.sort()
    walk = _Walk(shape, most)
    for _, _, name in found:
        if walk.left > 0:
            _read(packed, name, walk)
    return "".join(walk.pieces)


class _Walk:
    """The characters that count, gathered while expat goes through one part after another."""

    def __init__(self, shape: Shape, most: int) -> None:
        self.shape = shape
        self.pieces: list[str] = []
        self.left = most
        self.unpacked = 0
        self._inside = self._without = 0

    def parser(self) -> Any:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        self._inside = self._without = 0
        return parser

    def _start(self, name: str, _attributes: object) -> None:
        local = name.rpartition(" ")[2]
        self._without += local in self.shape.without
        self._inside += local in self.shape.inside
        if local in self.shape.before:
            self._add(self.shape.before[local])

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in self.shape.after:
            self._add(self.shape.after[local])
        self._inside -= local in self.shape.inside
        self._without -= local in self.shape.without

    def _characters(self, text: str) -> None:
        if self._inside:
            self._add(text)

    def _add(self, text: str) -> None:
        if not self._without and self.left > 0:
            self.pieces.append(text)
            self.left -= len(text)

    def _entity(self, *_declaration: object) -> None:
        raise Damaged("it declares entities, as no document does")


def _part(packed: ZipFile, name: str, most: int) -> bytes:
    with packed.open(name) as stream:
        return stream.read(most)


def _read(packed: ZipFile, name: str, walk: _Walk) -> None:
    parser = walk.parser()
    try:
        with packed.open(name) as stream:
            while (chunk := stream.read(_CHUNK)) and walk.left > 0:
                walk.unpacked += len(chunk)
                if walk.unpacked > MOST_UNPACKED:
                    raise TooLarge("it unpacks to more than is read")
                parser.Parse(chunk, False)
        if walk.left > 0:
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _unparsed(packed, name, error) from error
    except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise Damaged(f"{name} cannot be unpacked ({error})") from error
    except RuntimeError as error:
        raise Locked(f"{name} is encrypted") from error


def _unparsed(packed: ZipFile, name: str, error: expat.ExpatError) -> Unreadable:
    """A part that is no XML is encrypted if the package says so."""
    manifest = "META-INF/manifest.xml"
    if manifest in packed.namelist() and b"encryption-data" in _part(packed, manifest, 1_000_000):
        return Locked(f"{name} is encrypted")
    return Damaged(f"{name} is no XML ({error})")
