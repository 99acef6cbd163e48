"""What the words of a post's page say of the values beside them: each label with its meaning, its value and its element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.engines.meanings import Meaning, date_shape, is_office, meaning_of, pairs_in, whole_dates_in
from crawler.engines.places import children, icon_of, is_author_word, led_texts, lone_icon, own_text
from crawler.select import Node, attribute, classes, text_of
from crawler.text import line

#: An element with more words or more elements below it is no label with its value.
LONGEST = 240
MOST_BELOW = 14

_PAIR = re.compile(r"(?P<label>[^:：|]{1,24}?)\s*[:：]\s*(?P<value>[^|]*\S)", re.DOTALL)
_BARS = re.compile(r"\s*[|｜│ㅣ•]\s*|\s+[·/]\s+")
_DASH = re.compile(r"\s+[-–—]\s+|　+")
_LABEL_CLASS = re.compile(r"label|lbl|tit|head|key|term|name|\bth\b|sub|cap", re.IGNORECASE)
_TAGS = "th, td, dt, dd, li, span, p, div, strong, b, em, label, time, small, h4, h5, h6, i, address, abbr"
#: Meanings whose label may stand before its value with a space alone.
_BARE = frozenset(["posted", "modified", "author", "views", "deadline", "event", "activity"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A label on a page: its word, what it means, the value beside it, the element of the value, and the moment in that element's attributes."""

    word: str
    meaning: Meaning
    value: str
    node: Node
    stamp: str = ""


def labels_on(root: Node, barred: frozenset[int]) -> list[Said]:
    """The labels of a page in page order, those in barred elements (a body, a list below it, a menu) left out."""
    found: dict[tuple[str, str], Said] = {}
    for node in root.css(_TAGS):
        for said in _labels_of(node):
            key = (said.word, said.value)
            known = found.get(key)
            # The same in an element further in is the same label, closer to its value.
            if (known is None or _within(said.node.parent, frozenset([known.node.mem_id]))) and not _within(node, barred):
                found[key] = said
    return _innermost(list(found.values()))


def _innermost(found: list[Said]) -> list[Said]:
    """The labels less those of an element around another that says the same word: the closer one knows where the value ends."""
    by_word: dict[str, list[Said]] = {}
    for said in found:
        by_word.setdefault(said.word, []).append(said)
    around = set()
    for same in by_word.values():
        for said in same if len(same) > 1 else ():
            for other in same:
                if other is not said and _within(other.node.parent, frozenset([said.node.mem_id])):
                    around.add(id(said))
    return [said for said in found if id(said) not in around]


def _within(node: Node | None, barred: frozenset[int]) -> bool:
    current = node
    while current is not None:
        if current.mem_id in barred:
            return True
        current = current.parent
    return False


def _labels_of(node: Node) -> Iterator[Said]:
    if (icon := icon_of(node)) is not None and icon[1] != "mixed":
        beside = _beside_icon(node)
        yield from [Said(word=icon[0], meaning=icon[1], value=text_of(beside, " "), node=beside, stamp=_stamp(beside))] if beside is not None else []
        return
    text = text_of(node, " ")
    if not 1 < len(text) <= LONGEST:
        yield from _loose_lines(node)
        return
    word = text.strip(" :：*|·")
    meaning = meaning_of(word) if len(word) <= 20 else None
    if meaning is not None and (below := _value_beside(node, text, meaning)) is not None:
        yield Said(word=word, meaning=meaning, value=_told(below), node=below, stamp=_stamp(below))
        return
    if len(node.css("*")) <= MOST_BELOW:
        yield from _labels_within(node, text)
    else:
        yield from _loose_lines(node)


def _loose_lines(node: Node) -> Iterator[Said]:
    """The lines of facts that stand between the line breaks of an element that holds much more: a whole post in one cell."""
    child = node.child
    while child is not None:
        if child.is_text_node and 8 < len(piece := line(child.text() or "")) <= 160 and len(pairs := pairs_in(piece)) > 1:
            yield from (Said(word=word, meaning=known, value=value, node=node) for word, known, value in pairs)
        child = child.next


def _labels_within(node: Node, text: str) -> Iterator[Said]:
    """The labels in an element that is none itself, with their values."""
    if _is_menu(node, text):
        return
    led_by = lone_icon(node) if len(text) <= 60 else None
    if led_by is not None and led_by[1] != "mixed":
        value = text.removeprefix(text_of(children(node)[0], " ")).strip()
        # A word may stand behind the icon that says the same: "Written by: name".
        worded = _pair(value)
        value = worded[2] if worded is not None and worded[1] == led_by[1] else value
        yield Said(word=led_by[0], meaning=led_by[1], value=value, node=node, stamp=_stamp(node))
        return
    if node.css("br") and (broken := list(_loose_lines(node))):
        yield from broken
        return
    # Only what has no label of its own inside is read as a line of text.
    parts = [part for part in _BARS.split(text) if part]
    if len(led := led_texts(node)) > 1:
        yield from (Said(word=word, meaning=known, value=value, node=node) for word, known, value in led if known is not None)
        return
    pairs = pairs_in(text)
    if len(pairs) > 1:
        yield from (Said(word=word, meaning=known, value=value, node=node) for word, known, value in pairs)
        return
    first = children(node)[:1]
    lead = text_of(first[0], " ").strip(" :：") if first and text.startswith(text_of(first[0], " ")) else ""
    if lead and len(lead) <= 20 and (known := meaning_of(lead)) is not None and (value := text[len(text_of(first[0], " ")) :].strip(" :：|")):
        if len(parts) == 1 or len(children(node)) == 1:
            yield Said(word=lead, meaning=known, value=_BARS.split(value)[0], node=node, stamp=_stamp(node))
        return
    if pairs and pairs[0][0] == "by":
        yield from (Said(word=word, meaning=known, value=value, node=node) for word, known, value in pairs)
        return
    for part in parts if len(parts) > 1 else _lines(node) or parts:
        for said in _said_in(part):
            yield Said(word=said[0], meaning=said[1], value=said[2], node=node)


def _is_menu(node: Node, text: str) -> bool:
    """Whether all words of an element are those of several links: a menu's "부서 안내" is no department called 안내."""
    links = node.css("a") if node.tag not in ("th", "td", "dt", "dd") else []
    return len(links) > 1 and sum(len(text_of(link, " ")) + 1 for link in links) >= len(text)


def _beside_icon(node: Node) -> Node | None:
    """The element right after an icon, where it is short and stands there without words between."""
    following = node.next
    while following is not None and not following.is_element_node:
        if following.is_text_node and line(following.text() or ""):
            return None
        following = following.next
    return following if following is not None and icon_of(following) is None and 0 < len(text_of(following, " ")) <= 60 else None


def _lines(node: Node) -> list[str]:
    """The texts that stand in an element itself, between the elements in it: "Veröffentlicht am 2. März 2025, <b>Bauamt</b>"."""
    if not children(node):
        return [own] if (own := own_text(node)) else []
    found = []
    child = node.child
    while child is not None:
        if child.is_text_node and (piece := line(child.text() or "").strip(" ,|·–—-")):
            found.append(piece)
        child = child.next
    return [piece for piece in found if _said_in(piece)]


def _said_in(part: str) -> list[tuple[str, Meaning, str]]:
    """What a part of a line says: one label, or two dates with a dash between: "Publié le 2 mars 2025 – Mis à jour le 3 mars 2025"."""
    said = _pair(part)
    pieces = [piece for piece in _DASH.split(part) if piece] if len(part) < 120 else []
    dated = [_pair(piece) for piece in pieces] if len(pieces) > 1 else []
    if len(dated) > 1 and all(one is not None and date_shape(one[2]) is not None for one in dated):
        return [one for one in dated if one is not None]
    return [said] if said is not None else []


def _pair(part: str) -> tuple[str, Meaning, str] | None:
    match = _PAIR.fullmatch(part)
    if match is not None and not (match["label"][-1:].isdigit() and match["value"][:1].isdigit()):
        meaning = meaning_of(match["label"])
        return (line(match["label"]), meaning, line(match["value"])) if meaning is not None else None
    if (said := _bare_date(part)) is not None:
        return said
    word, _, rest = part.partition(" ")
    meaning = meaning_of(word) if rest and len(rest) < 60 else None
    if meaning not in _BARE or meaning is None:
        return None
    dates = meaning in ("posted", "modified", "deadline", "event", "activity")
    if dates:
        fits = date_shape(rest) is not None
    elif meaning == "views":
        fits = rest.replace(",", "").isdigit()
    else:
        fits = is_author_word(word) and not date_shape(rest) and not whole_dates_in(rest)
    return (word, meaning, rest) if fits else None


def _bare_date(part: str) -> tuple[str, Meaning, str] | None:
    """A label of two to four words before a date: "Veröffentlicht am 3. März 2025", "Mis en ligne le 3 mars 2025"."""
    words = part.split(" ") if len(part) < 80 else []
    for count in (2, 3, 4):
        rest = " ".join(words[count:])
        if rest and date_shape(rest) is not None and (meaning := meaning_of(label := " ".join(words[:count]))) is not None:
            return label, meaning, rest
    return None


def _value_beside(node: Node, text: str, meaning: Meaning) -> Node | None:
    """The element right after a label that holds its value; None for a label with another label or nothing beside it."""
    following = node.next
    while following is not None and not following.is_element_node:
        if following.is_text_node and line(following.text() or "").strip(" :：|"):
            return None
        following = following.next
    if following is None:
        return None
    value = text_of(following, " ")
    cell = node.tag in ("th", "dt", "td") or following.tag in ("td", "dd")
    # Who writes may be called 담당자, which is a word for a writer too, and a title may end in words for a date: 학사일정 변경 방법과 유의 사항.
    named = (meaning == "author" and is_office(value)) or (meaning == "title" and len(value) > 10)
    labels = meaning_of(value) is not None and following.tag == node.tag and not named
    if not value or len(value) > 2000 or labels:
        return None
    if not cell and not text.endswith((":", "：")) and not _named_label(node):
        return None
    if node.tag == "th" and following.tag == "th":
        return None
    return following


def _named_label(node: Node) -> bool:
    return node.tag in ("strong", "b", "label", "em") or _LABEL_CLASS.search(" ".join(classes(node))) is not None


def _told(node: Node) -> str:
    return text_of(node, " ").lstrip(":： ")


def _stamp(node: Node) -> str:
    for part in (node, *node.css("time, [datetime], abbr, span")[:4]):
        for name in ("datetime", "title", "content"):
            value = line(attribute(part, name))
            if value and date_shape(value) == "whole":
                return value
    return ""
