"""Tables of posts: columns known by their header words, cells by their column, and titles freed of the marks that boards put beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler import select
from crawler.engines.labels import Field, field_of
from crawler.records import Page
from crawler.select import Node, attribute, classes, text_of
from crawler.text import line

#: What a list says in place of rows.
NOTHING = re.compile(
    r"(?:게시물|게시글|글|자료|데이터|내용|문서|공지사항|결과)(?:이|가|은|는)?\s?(?:없습니다|존재하지 않습니다)|등록된 .{1,10}없습니다"
    r"|no (?:posts|items|results|articles|data|documents)|(?:posts?|articles?|documents?) (?:not found|does not exist)",
    re.IGNORECASE,
)
#: Words in the number column of a row that is kept at the top.
NOTICE = re.compile(r"\[?\s*(?:.{0,12}공지(?:사항)?|필독|중요|알림|인기(?:글)?|notice|popular|pinned|sticky)\s*\]?", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]{0,11}")
#: What else may stand there: nothing (a reply), or the sign of the post that is open.
OPEN = re.compile(r"|»|열람중|현재글|답변|답글|re|reply|└|ㄴ", re.IGNORECASE)

_WORDS = re.compile(
    r"n|new|hot|up|새글|새 ?게시물|n새글|첨부|첨부 ?파일(?: ?있음)?|파일|링크|비밀글|비밀|secret|답변|답글|댓글|reply|re|개|인기글?|공지|사진|이미지"
    r"|열람중|(?:댓글\s*)?[\[(+]?\s*\d{1,6}\s*[\])]?(?:\s*개)?",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:new|hot|file|files|download|image|photo|img|reply|re|link|attach|attachment|heart|commenting|comment|caret-right|blank|update|recent|rep)\b"
    r"|\b(?:paperclip|clip|camera|video|picture|disk|floppy|folder|arrow|angle|caret|fire|bell|star|eye|pencil|pdf|hwp|excel|zip|word)\b"
    r"|첨부|새글|새 게시물|답변|답글|답장|댓글|사진|이미지|인기|^n(?:\.gif)?$|\bn\.gif|\bnew\d?\.|\.(?:hwpx?|pdf|zip|xlsx?|docx?)\b",
    re.IGNORECASE,
)
LOCKED = re.compile(r"\b(?:lock|secret|security)\b|비밀", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:old|article|document|normal)\b", re.IGNORECASE)
_ICONS = frozenset(["i", "img", "svg"])
_FORMATTING = frozenset(["b", "strong", "em", "u", "font", "mark", "sub", "sup", "br", "wbr"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of posts: the place of each field by its header words, the width of a row in columns, and the rows below the header."""

    node: Node
    columns: Mapping[Field, int]
    width: int
    rows: tuple[Node, ...]


def table_of_posts(root: Node, words: Mapping[str, Field]) -> Table | None:
    """The table with the most rows among those whose header names a title and a date or a number; None where there is none."""
    found = []
    for node in root.css("table"):
        lines = [row for row in node.css("tr") if _owner(row) == node.mem_id and row.css("th, td")]
        heads = [(row, columns_of(row, words)) for row in lines[:3]]
        head = next(((row, columns) for row, columns in heads if "title" in columns and {"posted", "number", "author"} & set(columns)), None)
        if head is not None:
            place = lines.index(head[0])
            found.append(Table(node=node, columns=head[1], width=width_of(head[0]), rows=tuple(lines[place + 1 :])))
    return max(found, key=lambda table: len(table.rows)) if found else None


def _owner(row: Node) -> int | None:
    parent = row.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent.mem_id if parent is not None else None


def cells_of(row: Node) -> list[Node]:
    """The cells of a row, without those of tables inside them."""
    return select.outermost(row.css("td, th"))


def _span(cell: Node) -> int:
    text = attribute(cell, "colspan")
    return max(1, min(int(text[:4]), 50)) if text.isascii() and text.isdigit() else 1


def width_of(row: Node) -> int:
    """How many columns a row takes."""
    return sum(_span(cell) for cell in cells_of(row))


def field_named(label: str, words: Mapping[str, Field]) -> tuple[Field, int] | None:
    """The field that a label names, by the platform's own words first, and the rank of the word."""
    own = words.get(line(label).strip(" :：*"))
    return (own, 0) if own is not None else field_of(label)


def columns_of(row: Node, words: Mapping[str, Field]) -> dict[Field, int]:
    """The column of each field by the words (or alternative texts) of a header row; of two words for one field the surer counts."""
    found: dict[Field, tuple[int, int]] = {}
    place = 0
    for cell in cells_of(row):
        known = field_named(label_of(cell), words)
        if known is not None and (known[0] not in found or known[1] < found[known[0]][1]):
            found[known[0]] = (place, known[1])
        place += _span(cell)
    return {name: column for name, (column, _) in found.items()}


def cell_at(row: Node, column: int | None) -> Node | None:
    """The cell that covers a column; None for no column."""
    place = 0
    for cell in cells_of(row):
        if column is not None and place <= column < place + _span(cell):
            return cell
        place += _span(cell)
    return None


def label_of(cell: Node) -> str:
    """A cell's words, or those of its images where it shows no text."""
    return text_of(cell, " ") or line(" ".join(attribute(image, "alt") for image in cell.css("img")))


def is_message(row: Node) -> bool:
    """Whether a row is one cell across the table: it holds a message or a line, and no post."""
    return len(cells_of(row)) == 1


def kept_at_top(row: Node, cell: Node | None, names: frozenset[str], page: Page) -> bool:
    """Whether a row is pinned: by its class, or by what its number column says instead of a number.

    PageChanged where that is neither a number nor a word known for notices: the column would be another one.
    """
    by_class = bool(names & set(classes(row)))
    if cell is None:
        return by_class
    shown = label_of(cell) or line(" ".join(signature(image) for image in cell.css("img, i")))
    if by_class or NOTICE.fullmatch(shown) or (not text_of(cell) and re.search(r"notice|공지", shown, re.IGNORECASE)):
        return True
    if not text_of(cell) and shown and (LOCKED.search(shown) or _NAMES.search(shown) or _ARTICLE.search(shown)):
        return False
    if _NUMBER.fullmatch(shown.strip(". ")) or OPEN.fullmatch(shown):
        return False
    raise select.changed(page, "number column", "a number or a notice's mark", shown[:40])


def signature(node: Node) -> str:
    """What an icon is known by: its class names, alternative text, title and the name of its picture."""
    picture = attribute(node, "src").rpartition("/")[2].partition("?")[0]
    names = " ".join(classes(node)).replace("_", " ").replace("fa-", "")
    return f"{names} {attribute(node, 'alt')} {attribute(node, 'title')} {picture.replace('_', ' ').replace('-', ' ')}"


def is_locked(cell: Node) -> bool:
    """Whether a cell carries the mark of a secret post."""
    return any(LOCKED.search(f"{signature(node)} {text_of(node)}") for node in cell.css("*") if len(text_of(node)) < 8)


def check_icons(cell: Node, page: Page) -> None:
    """PageChanged for an icon of unknown meaning: it may be the lock of a secret post."""
    for node in cell.css("i, img, svg"):
        shown = signature(node)
        if not (LOCKED.search(shown) or _NAMES.search(shown) or _WORDS.fullmatch(text_of(node))):
            raise select.changed(page, "title column", "icons known by name", shown.strip()[:80] or f"an unnamed {node.tag}")


def title_of(link: Node, page: Page) -> str:
    """The words of a title's link without the marks among them; PageChanged where something in it is neither title nor a known mark."""
    if link.tag == "input":
        return line(attribute(link, "value"))
    for node in select.outermost([node for node in link.css("*") if _is_mark(node)]):
        node.decompose()
    title = text_of(link)
    if not title:
        raise select.changed(page, "title column", "a title", "a link without words")
    for node in link.css("*"):
        text = text_of(node)
        bare = node.tag in _FORMATTING and not classes(node)
        if text and text != title and not bare:
            raise select.changed(page, "title column", "a title and known marks", f"<{node.tag}> {text[:60]}")
    return title


def is_layered(link: Node) -> bool:
    """Whether a link holds words in elements of its own, other than known marks."""
    return any(text_of(node) and not _is_mark(node) for node in link.css("*") if node.mem_id != link.mem_id)


def _is_mark(node: Node) -> bool:
    if node.tag in _FORMATTING and not classes(node):
        return False
    text = text_of(node)
    return bool(_WORDS.fullmatch(text)) or (not text and node.tag in _ICONS)


def is_paired(label: Node) -> bool:
    """Whether a label's cell stands in a row of pairs: a cell beside it that is no label's, and an even number in all."""
    following = label.next
    while following is not None and following.tag not in ("td", "th"):
        following = following.next
    row = label.parent
    if following is None or row is None or (label.tag == "th" and following.tag == "th"):
        return False
    return len([cell for cell in cells_of(row) if cell.parent is not None and cell.parent.mem_id == row.mem_id]) % 2 == 0


def value_after(label: Node) -> str:
    """What stands right after a label: the first following sibling with words; empty where there is none."""
    following = label.next
    while following is not None:
        text = text_of(following, " ").lstrip(":： ")
        if text:
            return text
        following = following.next
    return ""


def labels_in(nodes: Sequence[Node], words: Mapping[str, Field]) -> list[tuple[Field, int, str, Node]]:
    """The elements among these that are a label and nothing else: field, rank of the word, the word, the element."""
    found = []
    for node in nodes:
        text = text_of(node) if len(node.text(deep=False) or "") < 40 else ""
        known = field_named(text, words) if 0 < len(text) < 20 else None
        if known is not None:
            found.append((known[0], known[1], text, node))
    return found
