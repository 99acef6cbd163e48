"""A post's page as an outline: every element with its text as a range of pieces, so that blocks are weighed against each other without reading them again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.engines.learned_post import HEADINGS
from crawler.select import Node, attribute, classes
from crawler.text import line

_DROPPED = frozenset(["script", "style", "noscript", "template", "head", "svg", "option", "iframe"])
#: What shows a document or a film in place of words.
_SHOWN = frozenset(["iframe", "embed", "object"])
_ICON = re.compile((
    r"icon|avatar|ico[_./-]|btn|bullet|blank|spacer|new\.|logo|emoticon|_ic_|sns|arrow|/(?:file|hwpx?|pdf|zip"
    r"|xlsx?|docx?|pptx?|attach|disk|clip)\w*\.(?:gif|png|svg)|/img/common|1x1|pixel"
), re.IGNORECASE)
_APART = re.compile((
    r"(?:^|[-_])(?:comments?|repl(?:y|ies)|cmts?|coment|disqus|related|sharedaddy|sharing|prev\w*|next|sns|share|recommend|vote"
    r"|tags?|widget|banner|paging|pagination|satisfaction|breadcrumbs?)(?:$|[-_\d])"
), re.IGNORECASE)
_APART_TAGS = frozenset(["nav", "footer", "aside"])
_NEIGHBOUR = re.compile((
    r"[▲▼△▽∧∨]?\s*(?:이전\s?글?|다음\s?글?|윗\s?글|아랫\s?글|prev(?:ious)?(?: post| article)?|next(?: post"
    r"| article)?|이전\s?게시물|다음\s?게시물)\s*[:：▲▼]?"
), re.IGNORECASE)
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_OTHERS = re.compile((
    r"(?:전체\s?)?(?:댓글|덧글|한\s?줄\s?의견|comments?|replies|responses|leave a (?:comment|reply))(?:\s?(?:목록|쓰기|달기))?\s*[\[(]?\d*[\])]?\s*개?"
    r"|(?:관련|다른|추천|최근|최신|인기)\s?(?:글|기사|소식|게시물|게시글)(?:\s?(?:보기|목록))?"
    r"|(?:related|recent|popular|latest) (?:posts?|articles?|news|topics?|stories)"
), re.IGNORECASE)
MOST = 20_000


@dataclass(slots=True)
class Piece:
    """One text of a page: its words, the element that holds it, and whether it is part of a link."""

    text: str
    holder: int
    link: bool


@dataclass(slots=True)
class Element:
    """One element: its node, its parent's number, the numbers after its last descendant and of its pieces, and whether it lies apart from the post."""

    node: Node
    tag: str
    parent: int
    depth: int
    end: int = 0
    first: int = 0
    last: int = 0
    apart: bool = False
    pictures: int = 0


class Outline:
    """The elements of a page in their order, and its texts."""

    def __init__(self, root: Node) -> None:
        self.elements: list[Element] = []
        self.pieces: list[Piece] = []
        self.pictures: list[tuple[str, int]] = []
        body = root.css_first("body") or root
        self._size = _own_words(body)
        self._take(body)
        self._set_neighbours_apart()
        self._set_headed_apart()

    def _take(self, start: Node) -> None:
        stack: list[tuple[Node, int, int, bool, bool, bool]] = [(start, -1, 0, False, False, False)]
        while stack and len(self.elements) < MOST:
            node, parent, depth, link, apart, closing = stack.pop()
            if closing:
                element = self.elements[parent]
                element.end, element.last = len(self.elements), len(self.pieces)
                continue
            if node.is_text_node:
                text = line(node.text() or "")
                if text:
                    self.pieces.append(Piece(text=text, holder=parent, link=link))
                continue
            tag = node.tag or ""
            if tag in _SHOWN and parent >= 0 and not apart and (source := attribute(node, "src") or attribute(node, "data")):
                self.pictures.append((source, parent))
            if not node.is_element_node or tag in _DROPPED:
                continue
            number = len(self.elements)
            if not apart and number > 0 and _lies_apart(node, tag):
                # What holds most of a page is the page, whatever a framework calls it (#__next).
                apart = not (tag == "footer" and self._in_article(parent)) and _own_words(node) * 2 < self._size
            self.elements.append(Element(node=node, tag=tag, parent=parent, depth=depth, first=len(self.pieces), apart=apart))
            if tag == "img" and not _is_icon(node, source := attribute(node, "src") or attribute(node, "data-src"), link):
                self.pictures.append((source, number))
            stack.append((node, number, depth, link, apart, True))
            below = []
            child = node.child
            while child is not None:
                below.append(child)
                child = child.next
            stack.extend((child, number, depth + 1, link or tag == "a", apart, False) for child in reversed(below))

    def _set_neighbours_apart(self) -> None:
        """Mark the lines that lead to the posts before and after this one: their titles and dates are other posts'."""
        for piece in self.pieces:
            if len(piece.text) > 16 or not _NEIGHBOUR.fullmatch(piece.text):
                continue
            number = piece.holder
            while number > 0 and not any(other.link for other in self.pieces[self.elements[number].first : self.elements[number].last]):
                number = self.elements[number].parent
            if number > 0 and self.elements[number].last - self.elements[number].first <= 12:
                for inner in range(number, self.elements[number].end):
                    self.elements[inner].apart = True

    def _set_headed_apart(self) -> None:
        """Mark what follows a heading that says whose it is: the readers' comments, or other posts."""
        for piece in self.pieces:
            holder = next((number for number in (piece.holder, *self.above(piece.holder)[:2]) if self.elements[number].tag in _HEADINGS), None)
            if holder is None or not _OTHERS.fullmatch(self.text(self.elements[holder])):
                continue
            for number in range(holder, self.elements[self.elements[holder].parent].end):
                self.elements[number].apart = True

    def _in_article(self, number: int) -> bool:
        while number >= 0:
            if self.elements[number].tag in ("article", "section"):
                return True
            number = self.elements[number].parent
        return False

    def text(self, element: Element) -> str:
        """An element's words on one line."""
        return " ".join(piece.text for piece in self.pieces[element.first : element.last])

    def number_of(self) -> dict[int, int]:
        """The numbers of the elements by the identity of their nodes."""
        return {element.node.mem_id: number for number, element in enumerate(self.elements)}

    def above(self, number: int) -> list[int]:
        """The numbers of an element's parents, nearest first."""
        found = []
        parent = self.elements[number].parent
        while parent >= 0:
            found.append(parent)
            parent = self.elements[parent].parent
        return found


def headed_blocks(outline: Outline, chains: Sequence[Sequence[int]], blocks: frozenset[str]) -> set[int]:
    """The blocks that hold title, date or author in a header or footer of their own or begin with the title, and hold none of them elsewhere.

    chains: the numbers of each of these elements and of its parents, nearest first
    """
    below = [(number, chain[place - 1]) for chain in chains for place, number in enumerate(chain) if place > 0]
    fine = {number for number, inner in below if _heads(outline, number, inner) and outline.elements[number].tag in blocks}
    return fine - {number for number, inner in below if not _heads(outline, number, inner)}


def _heads(outline: Outline, number: int, inner: int) -> bool:
    return outline.elements[inner].tag in ("header", "footer") or (inner == number + 1 and outline.elements[inner].tag in HEADINGS)


def heads_of(outline: Outline, number: int) -> list[int]:
    """An element's own headers and footers."""
    inner = range(number + 1, outline.elements[number].end)
    return [one for one in inner if outline.elements[one].parent == number and outline.elements[one].tag in ("header", "footer")]


def _is_icon(node: Node, source: str, link: bool) -> bool:
    """Whether a picture is a mark beside words and no picture of the post: by its name, or within a link that has words."""
    if _ICON.search(source):
        return True
    parent = node.parent
    return link and parent is not None and bool(line(parent.text() or ""))


def _own_words(node: Node) -> int:
    """The characters of an element that are no link's."""
    return len(line(node.text())) - sum(len(line(link.text())) for link in node.css("a"))


def _lies_apart(node: Node, tag: str) -> bool:
    if tag in _APART_TAGS:
        return True
    return any(_APART.search(name) for name in (*classes(node), attribute(node, "id")) if name)


