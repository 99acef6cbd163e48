"""Pages as a redesign would leave them: classes and ids renamed, tags exchanged, columns moved or added, wrappers and advertisements put in."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag
from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A changed page and what was changed in it."""

    name: str
    html: str


#: Each pair: the tags that give way, and the one that takes their place.
EXCHANGES = (
    ("table|thead|tbody|tr|td|th", "div"), ("th", "td"), ("thead", "tbody"), ("h1|h2|h3", "div"), ("h2", "h3"), ("strong", "b"), ("b", "strong"),
    ("span", "em"), ("span", "div"), ("em", "i"), ("ul", "ol"), ("li", "div"), ("p", "div"), ("article", "div"), ("section", "div"),
    ("dl|dt|dd", "div"), ("font", "span"), ("button", "div"), ("form", "div"), ("time", "span"), ("i", "span"),
)  # fmt: skip


#: Stands for what a mutation must leave alone.
_KEPT = "자리표"


def mutations(html: str, *, rows_move: bool, keep: str = "") -> Iterator[Mutation]:
    """Every mutation of a page that changes it, each once.

    rows_move: whether the order of a table's rows has no meaning in the page
    keep:      markup that stays as it is: what a person wrote is no layout
    """
    page = LexborHTMLParser(html).html or ""
    if keep and keep in page:
        for mutation in mutations(page.replace(keep, _KEPT), rows_move=rows_move):
            yield Mutation(name=mutation.name, html=mutation.html.replace(_KEPT, keep))
        return
    seen = {page}
    for mutation in (*_renamed(page, "class"), *_renamed(page, "id"), *_exchanged(page), *_columns(page), *_wrapped(page), *_moved(page, rows_move)):
        if mutation.html not in seen:
            seen.add(mutation.html)
            yield mutation


def _renamed(page: str, attribute: str) -> Iterator[Mutation]:
    names = sorted({name for node in LexborHTMLParser(page).css(f"[{attribute}]") for name in (node.attributes.get(attribute) or "").split()})
    for number, name in enumerate(names):
        tree = LexborHTMLParser(page)
        for node in tree.css(f"[{attribute}]"):
            old = (node.attributes.get(attribute) or "").split()
            if name in old:
                node.attrs[attribute] = " ".join(f"m{number}" if one == name else one for one in old)
        yield Mutation(name=f"{attribute} {name} renamed", html=tree.html or "")


def _exchanged(page: str) -> Iterator[Mutation]:
    for old, new in EXCHANGES:
        html = re.sub(rf"<(/?)(?:{old})(?=[\s>])", rf"<\g<1>{new}", page)
        yield Mutation(name=f"{old} becomes {new}", html=html)


def _soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def _own(table: Tag) -> list[list[Tag]]:
    """The rows of a table as lists of cells, those of inner tables left out."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    return [list(row.find_all(["td", "th"], recursive=False)) for row in rows]


def _columns(page: str) -> Iterator[Mutation]:
    tables = _soup(page).find_all("table")
    for place, table in enumerate(tables):
        width = max((len(cells) for cells in _own(table)), default=0)
        for column in range(width - 1):
            yield _changed(page, place, f"table {place}: columns {column} and {column + 1} exchanged", lambda rows, c=column, w=width: _exchange(rows, c, w))
        for column in {0, width // 2, width}:
            for word, value in (("추천", "7"), ("비고", "해당 없음")):
                name = f"table {place}: a column {word} at {column}"
                yield _changed(page, place, name, lambda rows, c=column, w=width, t=(word, value): _insert(rows, c, w, *t))
        for name, part in (("header", slice(0, 1)), ("rows", slice(1, None))):
            yield _changed(page, place, f"table {place}: a column in the {name} alone", lambda rows, p=part, w=width: _insert(rows[p], 1, w, "비고", "비고"))


def _changed(page: str, place: int, name: str, change: Callable[[list[list[Tag]]], None]) -> Mutation:
    soup = _soup(page)
    change(_own(soup.find_all("table")[place]))
    return Mutation(name=name, html=str(soup))


def _exchange(rows: list[list[Tag]], column: int, width: int) -> None:
    for cells in rows:
        if len(cells) == width:
            cells[column].insert_before(cells[column + 1].extract())


def _insert(rows: list[list[Tag]], column: int, width: int, word: str, value: str) -> None:
    for number, cells in enumerate(rows):
        if len(cells) == width:
            cell = copy.copy(cells[0])
            cell.clear()
            cell.attrs = {}
            cell.string = value if number else word
            if column < width:
                cells[column].insert_before(cell)
            else:
                cells[-1].insert_after(cell)
        elif len(cells) == 1 and cells[0].get("colspan"):
            cells[0]["colspan"] = str(int(str(cells[0]["colspan"])) + 1)


def _wrapped(page: str) -> Iterator[Mutation]:
    for name, tags, wrapper in (
        ("tables", ["table"], "div"), ("links", ["a"], "span"), ("headings", ["h1", "h2", "h3"], "div"), ("lists", ["ul", "ol", "dl"], "div"),
        ("images", ["img"], "span"), ("forms", ["form"], "section"),
    ):  # fmt: skip
        soup = _soup(page)
        for node in soup.find_all(tags):
            node.wrap(soup.new_tag(wrapper, attrs={"class": "extra"}))
        yield Mutation(name=f"{name} in a {wrapper}", html=str(soup))
    for name, tags, wrapper in (
        ("cells", ["td", "th"], "div"), ("links", ["a"], "span"), ("headings", ["h1", "h2", "h3"], "span"), ("items", ["li", "dd", "dt"], "div"),
        ("blocks", ["div", "section", "article"], "div"), ("cells", ["td", "th"], "p"),
    ):  # fmt: skip
        soup = _soup(page)
        for node in soup.find_all(tags):
            inner = soup.new_tag(wrapper, attrs={"class": "extra"})
            for child in list(node.contents):
                inner.append(child.extract())
            node.append(inner)
        yield Mutation(name=f"what is in {name} in a {wrapper}", html=str(soup))


_ADVERT = '<div class="banner"><a href="/event/2025">봄맞이 행사</a> <img src="/img/event.png" alt="행사 알림"></div>'


def _moved(page: str, rows_move: bool) -> Iterator[Mutation]:
    for name, pattern in (("before tables", r"(?=<table)"), ("after tables", r"(?<=</table>)"), ("at the top", r"(?<=<body>)"), ("at the end", r"(?=</body>)")):
        yield Mutation(name=f"an advertisement {name}", html=re.sub(pattern, _ADVERT, page))
    for name, pattern in (("white space", r">\s+<"), ("remarks", r"<!--.*?-->")):
        yield Mutation(name=f"without {name}", html=re.sub(pattern, "><" if name == "white space" else "", page, flags=re.DOTALL))
    yield Mutation(name="white space between tags", html=re.sub(r"(?<=>)(?=<)(?!</textarea)", "\n ", page))
    if rows_move:
        for place, table in enumerate(_soup(page).find_all("table")):
            for row in range(len(_own(table)) - 1):
                yield _changed(page, place, f"table {place}: rows {row} and {row + 1} exchanged", lambda rows, r=row: _exchange_rows(rows, r))


def _exchange_rows(rows: list[list[Tag]], row: int) -> None:
    first, second = rows[row], rows[row + 1]
    if first and second and first[0].parent is not None and second[0].parent is not None:
        first[0].parent.insert_before(second[0].parent.extract())
