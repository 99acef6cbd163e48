"""Text as it is stored and compared: NFC, one kind of space, nothing invisible that could lie.

Raw markup stays untouched in body_html and in the WARC; everything here makes the readable form of it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from bs4 import BeautifulSoup, ParserRejectedMarkup
from bs4.element import NavigableString, PreformattedString, Tag

#: Deeper bodies are read all the same, but told of: sanitisers grow quadratic in depth.
DEEP = 512

# Soft hyphens, zero-width marks and byte-order marks are invisible; the bidi embeddings and overrides can show text
# backwards. The joiners U+200C/D and the plain marks U+200E/F stay: some scripts and emoji need them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_NEWLINES = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """NFC text without control characters, with plain spaces for every kind of space and \n for every line end; lone surrogates become U+FFFD."""
    if text.replace("\n", " ").isprintable():
        # No white space but the plain space is printable, nor is anything invisible.
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _NEWLINES.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u3000", " "))


def line(text: str) -> str:
    """Clean text on one line, each run of white space one space."""
    if text.isprintable() and "  " not in text:
        text = text.strip(" ")
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(clean(text).split())


def lines(text: str) -> str:
    """Clean text, each line trimmed and its runs of spaces made one, empty lines dropped."""
    if text.replace("\n", " ").isprintable():
        return _trimmed_lines(text)
    return _trimmed_lines(_SPACES.sub(" ", clean(text)))


def _trimmed_lines(text: str) -> str:
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    while "  " in text:
        text = text.replace("  ", " ")
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def normalise(text: str) -> str:
    """The form in which two texts are compared: clean, all white space alike."""
    return line(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyText:
    """The readable text of a fragment, and how deep its elements nest."""

    text: str
    depth: int

    @property
    def deep(self) -> bool:
        """Whether the nesting is beyond what a person writes."""
        return self.depth > DEEP


_DROPPED = frozenset(["script", "style", "template", "noscript", "head", "title"])
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset(["td", "th"])
_RAW_SPACE = re.compile(r"[\s\u00a0]+")


def body_text(fragment: str) -> str:
    """The readable text of an HTML fragment: blocks and list items as lines, table rows as cells with " | ", images as [그림: alt]."""
    return read_body(fragment).text


def read_body(fragment: str) -> BodyText:
    """The readable text of an HTML fragment with the depth of its nesting.

    Images without alternative text, scripts, styles and comments leave no trace. A table that holds another table, or has
    one cell a row, is layout and read as blocks.
    """
    if "<" not in fragment:
        return BodyText(text=lines(_RAW_SPACE.sub(" ", html.unescape(fragment))), depth=0)
    plain = _plain(fragment)
    if plain is not None:
        return plain
    reader = _BodyReader(_soup_steps(_soup(fragment)))
    return BodyText(text=lines("".join(reader.pieces)), depth=reader.deepest)


# --- plain markup, some thirty times as quick as a soup ---------------------------------------------------------------

# What a parser writes out is always of this shape; of elements only those that hold nothing but text and one another.
_TAG = re.compile(r"""(/?)([a-z][a-z0-9]*)((?:\s+[a-z_][a-z0-9_:.-]*(?:="[^"]*")?)*)\s*/?""")
_TAGS = re.compile("<([^>]*)>")
_ALT = re.compile(r"""\salt="([^"]*)\"""")
_ODD_REFERENCE = re.compile("&(?!(?:amp|lt|gt|nbsp|quot);)")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_VOID = frozenset(["br", "hr", "img", "wbr", "col"])
_PLAIN = _VOID | frozenset(
    re.findall(
        r"\w+",
        "a abbr address article aside b big blockquote caption center cite code dd del div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6"
        " header i ins label li main mark nav ol p q s section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul",
    )
)
_GROUPS = frozenset(["thead", "tbody", "tfoot"])
_PARENTS = {**dict.fromkeys(_CELLS, frozenset(["tr"])), "tr": _GROUPS | {"table"}, **dict.fromkeys(_GROUPS, frozenset(["table"]))}
#: Elements that hold no words of their own, but rows and cells.
_FRAMES = _GROUPS | {"table", "tr"}
_CELL, _CELL_END = "\x01", "\x02"
_LONGEST_KEPT_TAG = 200
_MOST_KEPT_TAGS = 4096


_OPEN, _PART, _CLOSE, _TABLE_CLOSE, _ALONE = range(5)

#: A tag's kind, its name, and what it leaves in the text.
_Mark = tuple[int, str, str]


def _mark(tag: str) -> _Mark | None:
    """What a tag (less its angle brackets) does; None for one that is not plain."""
    match = _TAG.fullmatch(tag)
    if match is None or match[2] not in _PLAIN:
        return None
    closing, name, attributes = match.groups()
    shown = "\n" if name in _BLOCKS or name == "br" else ""
    if closing:
        if name in _CELLS:
            shown = _CELL_END
        return (_TABLE_CLOSE if name == "table" else _CLOSE), name, shown
    if name == "img" and (alt := _ALT.search(attributes)):
        told = line(_unescaped(alt[1]))
        # The whole text is unescaped once more.
        shown = f" [그림: {told.replace('&', '&amp;')}] " if told else ""
    if name in _CELLS:
        shown = _CELL
    kind = _ALONE if name in _VOID else _PART if name in _FRAMES or name in _CELLS else _OPEN
    return kind, name, shown


_MARKS = {tag: mark for name in sorted(_PLAIN) for tag in (name, f"/{name}") if (mark := _mark(tag))}


def _new_mark(tag: str) -> _Mark | None:
    """A tag's mark, kept for the next time unless the tag is long or too many are."""
    mark = _mark(tag)
    if mark is not None and len(tag) < _LONGEST_KEPT_TAG and len(_MARKS) < _MOST_KEPT_TAGS:
        _MARKS[tag] = mark
    return mark


def _unescaped(text: str) -> str:
    """Text with the references that plain markup may hold resolved."""
    text = text.replace("&nbsp;", " ")
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _flat(fragment: str) -> tuple[str, bool]:
    """A fragment on one line, and whether all its characters are printable; "<" where its characters or references are not plain."""
    if "&" in fragment and _ODD_REFERENCE.search(fragment):
        return "<", False
    flat = fragment.replace("\n", " ").replace("\t", " ")
    if flat.isprintable():
        return flat, True
    return "<" if _CONTROLS.search(fragment) else _RAW_SPACE.sub(" ", fragment), False


class _Tables:
    """The open tables of a walk: where each begins in what is written, the cells of its row, the most of any row, and whether one lies inside."""

    def __init__(self) -> None:
        self._open: list[tuple[int, list[int]]] = []
        self._nested: set[int] = set()

    def open(self, name: str, parent: str, begin: int) -> bool:
        """Take the beginning of a table, a group of rows, a row or a cell; False where it stands where none may."""
        if name == "table":
            self._nested.update(begin for begin, _ in self._open[-1:])
            self._open.append((begin, []))
            return parent not in _FRAMES
        if parent not in _PARENTS[name]:
            return False
        rows = self._open[-1][1]
        if name == "tr":
            rows.append(0)
        elif name in _CELLS:
            rows[-1] += 1
        return True

    def close(self, pieces: list[str], end: int) -> str:
        """Take the innermost table's text out of the pieces, its cells set as cells where it holds data."""
        begin, rows = self._open.pop()
        text = "".join(pieces[begin:end])
        pieces[begin:end] = [""] * (end - begin)
        if begin in self._nested or max(rows, default=0) < 2:
            return text.replace(_CELL, "\n").replace(_CELL_END, "\n")
        shown, *cells = text.split(_CELL)
        for cell in cells:
            inside, _, after = cell.partition(_CELL_END)
            shown += (" | " if shown.endswith(_CELL_END) else "") + inside.replace("\n", " ") + after + ("" if "\n" in after else _CELL_END)
        return shown.replace(_CELL_END, "")


def _plain(fragment: str) -> BodyText | None:
    """The text of well-formed plain markup, read once from left to right; None for markup that is anything else."""
    flat, clear = _flat(fragment)
    pieces = _TAGS.split(flat)
    if "<" in pieces[-1]:
        return None
    unclosed, tables, deepest = [""], _Tables(), 0
    for place in range(1, len(pieces), 2):
        mark = _MARKS.get(pieces[place]) or _new_mark(pieces[place])
        if mark is None:
            return None
        kind, name, shown = mark
        parent = unclosed[-1]
        if kind >= _CLOSE:
            if kind != _ALONE:
                if parent != name:
                    return None
                unclosed.pop()
                if kind == _TABLE_CLOSE:
                    shown = tables.close(pieces, place) + shown
            elif len(unclosed) > deepest:
                deepest = len(unclosed)
        else:
            if not tables.open(name, parent, place) if kind == _PART else parent in _FRAMES and name != "caption":
                return None
            if len(unclosed) > deepest:
                deepest = len(unclosed)
            unclosed.append(name)
        pieces[place] = shown
    if len(unclosed) > 1:
        return None
    text = _unescaped("".join(pieces))
    return BodyText(text=_trimmed_lines(text) if clear else lines(text), depth=deepest)


# A walk through a fragment, a step each: ("", text), ("+", element), ("-", element), and the text of an image as ("img", alt).
_Step = tuple[str, str]


def _soup(fragment: str) -> BeautifulSoup:
    # html.parser: lxml's builder takes a fifth less time (0.40 against 0.49 ms for 1.6 kB of 38 elements), but drops cells
    # outside tables and what its limits do not allow. The div keeps a leading "<?xml" from being taken for a document.
    markup = f"<div>{_SURROGATE.sub(chr(0xFFFD), fragment)}</div>"
    try:
        return BeautifulSoup(markup, "html.parser")
    except ParserRejectedMarkup:
        return BeautifulSoup(markup.replace("<!", "&lt;!"), "html.parser")


def _soup_steps(soup: BeautifulSoup) -> list[_Step]:
    """The walk through any markup, without recursion, so that no nesting can end the process."""
    steps: list[_Step] = []
    stack: list[tuple[object, bool]] = [(item, False) for item in reversed(soup.contents)]
    while stack:
        item, closing = stack.pop()
        if isinstance(item, Tag):
            if closing:
                steps.append(("-", item.name))
            elif item.name not in _DROPPED:
                steps.append(("+", item.name))
                stack.append((item, True))
                if item.name == "img":
                    steps.append(("img", str(item.get("alt") or "")))
                stack.extend((child, False) for child in reversed(item.contents))
        elif isinstance(item, NavigableString) and not isinstance(item, PreformattedString):
            steps.append(("", str(item)))
    return steps


class _BodyReader:
    """Writes down what a walk shows, as a reader would see it."""

    def __init__(self, steps: list[_Step]) -> None:
        self.pieces: list[str] = []
        self.deepest = 0
        self._depth = -1  # the div put around the fragment is not the page's nesting
        self._preformatted = 0
        self._row_cells: list[int] = []
        self._in_cell = 0
        self._tables: list[bool] = []
        self._data_tables = iter(_data_tables(steps))
        for kind, value in steps:
            if kind == "":
                self.pieces.append(value if self._preformatted and not self._in_cell else _RAW_SPACE.sub(" ", value))
            elif kind == "+":
                self._open(value)
            elif kind == "-":
                self._close(value)
            elif alt := line(value):
                self.pieces.append(f" [그림: {alt}] ")

    def _break(self) -> None:
        self.pieces.append(" " if self._in_cell else "\n")

    def _open(self, name: str) -> None:
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        if name == "br":
            self._break()
        elif name in _CELLS:
            self._open_cell()
        elif name in _BLOCKS:
            self._open_block(name)

    def _open_block(self, name: str) -> None:
        self._break()
        if name == "table":
            self._tables.append(next(self._data_tables))
        elif name == "tr":
            self._row_cells.append(0)
        elif name == "pre":
            self._preformatted += 1

    def _open_cell(self) -> None:
        if not (self._tables and self._tables[-1]):
            self._break()
            return
        if self._row_cells:
            self.pieces.append(" | " if self._row_cells[-1] else "")
            self._row_cells[-1] += 1
        self._in_cell += 1

    def _close(self, name: str) -> None:
        self._depth -= 1
        if name in _CELLS:
            if self._tables and self._tables[-1]:
                self._in_cell -= 1
            else:
                self._break()
        elif name in _BLOCKS:
            self._close_block(name)

    def _close_block(self, name: str) -> None:
        if name == "table" and self._tables:
            self._tables.pop()
        elif name == "tr" and self._row_cells:
            self._row_cells.pop()
        elif name == "pre":
            self._preformatted -= 1
        self._break()


def _data_tables(steps: list[_Step]) -> list[bool]:
    """Of each table in its order, whether it holds data: no table inside, and a row of at least two cells."""
    data: list[bool] = []
    nested: set[int] = set()
    tables: list[int] = []
    cells: list[int] = []
    for kind, name in steps:
        if name == "table" and kind == "+":
            nested.update(tables[-1:])
            tables.append(len(data))
            data.append(False)
        elif name == "table" and kind == "-":
            tables.pop()
        elif name == "tr" and kind == "+":
            cells.append(0)
        elif name == "tr" and kind == "-":
            cells.pop()
        elif name in _CELLS and kind == "+" and tables and cells:
            cells[-1] += 1
            data[tables[-1]] |= cells[-1] > 1
    return [holds and number not in nested for number, holds in enumerate(data)]


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−~∼〜"), "-")
# Between digits punctuation is part of the number, before a digit a dash is its sign; elsewhere it only sets the type.
_MARKS_OF_MEANING = frozenset("%‰&@#*?!§")


def typography_only(before: str, after: str) -> bool:
    """Whether two different texts differ in spaces, quotes, brackets and other punctuation only, and in no number."""
    return before != after and _letters(before) == _letters(after)


def _letters(text: str) -> str:
    text = line(text).translate(_FULL_WIDTH).translate(_DASHES)
    kept: list[str] = []
    for index, char in enumerate(text):
        meant = unicodedata.category(char)[0] not in "ZP" or char in _MARKS_OF_MEANING
        if meant or (text[index + 1 : index + 2].isdigit() and (text[max(0, index - 1) : index].isdigit() or _is_sign(text, index))):
            kept.append(char)
    return "".join(kept)


def _is_sign(text: str, index: int) -> bool:
    return text[index] == "-" and (index == 0 or text[index - 1] in " (")


_LOGO_WORDS = re.compile(
    r"\s*[-–_|:]?\s*(?:로고\s*(?:이미지|그림|사진)?|배너\s*(?:이미지)?|이미지|새\s*창(?:으로)?\s*(?:열림|열기)?|바로\s*가기"
    r"|(?<![A-Za-z])(?:logo|banner)s?(?:\s*(?:image|img))?)\s*$",
    re.IGNORECASE,
)
# "서울시청의 로고" owns its logo, "국제회의 로고" is called 회의: the particle goes unless it ends such a noun.
_PARTICLE = re.compile(r"(?:(?<=[협의원학합공진흥]회)|(?<![회협논강정결합토문주])|(?<=’s)|(?<='s))의$")
_POSSESSIVE = re.compile(r"['’]s$")


def partner_name(alt: str) -> str:
    """The name in a logo's alternative text: its title line less the logo words ("CITYNET 로고이미지" is CITYNET)."""
    title = next((part for part in lines(alt).split("\n") if part), "")
    name = _LOGO_WORDS.sub("", title)
    while name != title:
        if "의" in name[-1:] and _PARTICLE.search(name):
            name = name[:-1]
        name = _POSSESSIVE.sub("", name)
        title, name = name, _LOGO_WORDS.sub("", name)
    return name.strip(" -–|:") or line(alt)


def has_logo_words(alt: str) -> bool:
    """Whether an alternative text says that it describes a logo."""
    return _LOGO_WORDS.search(line(alt)) is not None


_CUT = re.compile(r"\s*(?:\.{2,}|…)$")


def looks_cut(title: str) -> bool:
    """Whether a title ends as a list ends one that it shortened: two or more dots, or an ellipsis."""
    return _CUT.search(title) is not None


def is_cut(short: str, full: str) -> bool:
    """Whether a list's title is the beginning of the full one, cut with dots; the full one must be the longer."""
    stem, whole = normalise(short), normalise(full)
    if not looks_cut(stem):
        return False
    stem = _CUT.sub("", stem)
    return bool(stem) and len(whole) > len(stem) and whole.startswith(stem)
