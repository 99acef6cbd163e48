"""Places in a row: every element that shows something has one name that holds in all rows, by its columns, tags and order, or by its class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.engines.meanings import OTHER_DATES, Meaning, date_shape, is_office, joined_day, meaning_of, meaning_of_icon, pairs_in, whole_dates_in
from crawler.select import Node, ancestors, attribute, classes, text_of
from crawler.text import line

#: Elements of a row beyond this are not looked at: a row is no page.
MOST = 400
LONGEST = 400
#: A date and an office have no more letters together.
LONGEST_FACTS = 50
#: The place of a day that heads several rows, and how many elements before a row are looked at for one.
ABOVE = "^"
MOST_ABOVE = 60
LONGEST_DAY = 40
_HEADS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "p", "div", "strong", "b", "tr", "li", "time", "span"])
#: A label before its value with no mark between has no more words: "fecha de publicación", "mis en ligne le".
LONGEST_LABEL = 4

_WORDS = re.compile(
    r"n|new|hot|up|re|best|top|새글|새 ?게시물|새로운 ?글|n새글|첨부|첨부 ?파일(?: ?있음)?|파일|링크"
    r"|비밀글|비밀|secret|답변|답글|댓글(?: ?수)?|reply|개|인기글?|공지(?:사항)?|notice|필독|중요"
    r"|pinned|sticky|announcement|locked|사진|이미지|image|file|attachment|열람중|현재글|더\s?보기|자세히\s?보기|상세\s?보기|(?:게시[글물]\s?|본문\s?|내용\s?)?(?:바로\s?가기|보기)"
    r"|[\[(]?\s*새\s?창(?:\s?열림|\s?열기|으로\s?(?:열기|열림|이동|열립니다))?\s*[\])]?|새로운\s?창\s?열림"
    r"|opens? in (?:a )?new (?:window|tab)|new (?:post|window)|unread"
    r"|새로\s?등록된\s?글|오늘\s?등록된\s?글|새\s?글\s?있음|첨부\s?(?:파일|문서)?\s?있음|has attachments?|新着|read more|more|view"
    r"|(?:댓글(?:\s?수)?\s*|comments?\s*)\d{1,6}\s*개?|(?:댓글\s*)?[\[(+]\s*\d{1,6}\s*[\])]?|\d{1,6}\s*(?:comments?|replies)",
    re.IGNORECASE,
)
#: A word for a notice as an element of its own before a title, in brackets.
_NOTICE = re.compile(r"[\[(【<]\s*(?:공지(?:사항)?|notice|필독|중요|안내|pinned|sticky)\s*[\])】>]", re.IGNORECASE)
_COUNTED = re.compile(r"c(?:ou)?nt|comment|cmt|repl|badge|num", re.IGNORECASE)
_HIDDEN = re.compile((
    r"(?:^|[-_])(?:sr[-_]?only|hidden|blind|hide|skip|tool-?tips?|tip|visually-?hidden|sound_?only|screen-?reader\w*|a11y"
    r"|invisible|ir)(?:$|[-_])"
), re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE_LABEL = re.compile(r"(?P<label>[^:：]{1,24}?)\s*[:：]\s*(?P<value>\S.*)", re.DOTALL)
_SPLIT = re.compile(r"\s*[|｜│ㅣ•]\s*|\s+[·/]\s+")
_AUTHOR_WORD = re.compile(r"글쓴이|작성자|등록자|게시자|(?:담당|작성|등록|게시|제공|소관)(?:부서|기관)|writer|author", re.IGNORECASE)
_SAYS = ("data-label", "data-title", "data-th", "aria-label", "data-header", "data-column")
_STABLE = re.compile(r"[A-Za-z_-][A-Za-z_-]*\d?")
_VOID = frozenset(["script", "style", "template", "noscript", "svg", "option", "head"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What one element of a row shows.

    place: its name: ``td[4]``, ``td[2]/a[1]``, ``+1/td[1]`` in the second of a row's elements; ``#2`` names a part between bars
    mark:  its class as ``.name`` where no other element of the row has it; empty where there is none
    label: what a word beside the value says that it is; None where nothing says it
    stamp: the moment in its datetime or title attribute
    """

    place: str
    node: Node
    text: str
    value: str
    mark: str = ""
    label: Meaning | None = None
    stamp: str = ""


def slots_of(record: Sequence[Node]) -> list[Slot]:
    """Every element of a row that shows something, in page order, with its parts between bars."""
    found: list[Slot] = []
    for number, node in enumerate(record):
        lead = f"+{number}/" if number else ""
        for place, element in _walk(node, lead):
            found.extend(_slots(place, element))
            if len(found) > MOST:
                break
    heading = day_above(record[0]) if record else None
    text = text_of(heading, " ") if heading is not None else ""
    return [*_marked(found), *([Slot(place=ABOVE, node=heading, text=text, value=text)] if heading is not None else [])]


def day_above(node: Node) -> Node | None:
    """The heading that shows a day and nothing else over several rows: the nearest before a row in its list, or the element right before the list."""
    before, passed = node.prev, 0
    while before is not None and passed < MOST_ABOVE:
        if before.is_element_node:
            passed += 1
            if _is_day(before):
                return before
        before = before.prev
    before = node.parent.prev if node.parent is not None and node.tag in ("li", "tr", "dd", "div", "article", "p") else None
    while before is not None and not before.is_element_node:
        before = before.prev
    return before if before is not None and _is_day(before) else None


def _is_day(node: Node) -> bool:
    return node.tag in _HEADS and node.css_first("a") is None and len(text := text_of(node, " ")) < LONGEST_DAY and date_shape(text) == "whole"


def children(node: Node) -> list[Node]:
    """The element children of a node."""
    found = []
    child = node.child
    while child is not None:
        if child.is_element_node:
            found.append(child)
        child = child.next
    return found


def _walk(node: Node, lead: str) -> Iterator[tuple[str, Node]]:
    stack = [(lead + ".", lead, node)]
    while stack:
        place, prefix, element = stack.pop()
        yield place, element
        counts: dict[str, int] = {}
        below = []
        for child in children(element):
            name = child.tag or ""
            if name in _VOID:
                continue
            name = "td" if name == "th" else name
            counts[name] = counts.get(name, 0) + 1
            own = f"{prefix}{name}[{counts[name]}]"
            below.append((own, own + "/", child))
            if name == "td":
                counts[name] += _span(child) - 1
        stack.extend(reversed(below))


def _span(cell: Node) -> int:
    text = attribute(cell, "colspan")
    return max(1, min(int(text[:4]), 50)) if text.isascii() and text.isdigit() else 1


def columns_in(node: Node) -> list[Node]:
    """The parts of a row or of its header, found within whatever wraps them all together."""
    parts, depth = children(node), 0
    while len(parts) == 1 and depth < 4 and own_text(node) == "" and children(parts[0]):
        node, parts, depth = parts[0], children(parts[0]), depth + 1
    return parts


def own_text(node: Node) -> str:
    """The text that stands in an element itself and in none below it."""
    return line(node.text(deep=False) or "")


def icon_of(node: Node) -> tuple[str, Meaning] | None:
    """The name of an element that is an icon and shows no words, and what it stands for; None for every other element."""
    if node.tag not in ("i", "svg", "img", "span", "em", "b"):
        return None
    names = " ".join(classes(node)) if node.tag != "img" else attribute(node, "src")
    if "material" in names and " " not in (text := text_of(node)):
        # The words of such fonts are names of pictures.
        names = text
    elif text_of(node):
        return None
    used = node.css_first("use") if node.tag == "svg" else None
    names = attribute(used, "href") or attribute(used, "xlink:href") if used is not None else names
    meaning = meaning_of_icon(names)
    return (names.rpartition("/")[2], meaning) if meaning is not None else None


def _split_at_date(text: str) -> list[str]:
    """The two halves of "총무과/2024-01-02", of which one is a date written without slashes; none for any other text."""
    first, mark, last = text.partition("/")
    halves = [first.strip(), last.strip()]
    return halves if mark and "/" not in last and all(halves) and any(date_shape(half) == "whole" for half in halves) else []


def _beside_office(text: str) -> list[str]:
    """The two halves of "2024-01-02 총무과", of which one is a date and the other an office; none for any other text."""
    days = whole_dates_in(text) if len(text) <= LONGEST_FACTS else []
    day = days[0] if len(days) == 1 else ""
    rest = text.removeprefix(day).removesuffix(day).strip(" ,·-") if day else ""
    if not day or day in rest or not is_office(rest):
        return []
    return [day, rest] if text.startswith(day) else [rest, day]


def _text(node: Node) -> str:
    """What an element shows: its words, the words on a button, or those in place of a picture that is all there is of a link."""
    if node.tag == "input":
        return line(attribute(node, "value")) if attribute(node, "type").lower() in ("submit", "button") else ""
    if node.tag == "img":
        link = next((parent for parent in ancestors(node)[:4] if parent.tag == "a"), None)
        return line(attribute(node, "alt")) if link is not None and not text_of(link) else ""
    return text_of(node, " ")


def _slots(place: str, node: Node) -> list[Slot]:
    text = _text(node)
    stamp = _stamp(node)
    if (not text and not stamp) or len(text) > LONGEST:
        return []
    pairs = pairs_in(text) if len(text) <= 200 else []
    if len(pairs) > 1 or (pairs and pairs[0][0] == "by"):
        told = [Slot(place=f"{place}#{number}", node=node, text=value, value=value, label=meaning) for number, (_, meaning, value) in enumerate(pairs, 1)]
        return [Slot(place=place, node=node, text=text, value=text, stamp=stamp), *told]
    if len(led := led_texts(node)) > 1:
        told = [Slot(place=f"{place}#{number}", node=node, text=value, value=value, label=meaning) for number, (_, meaning, value) in enumerate(led, 1)]
        return [Slot(place=place, node=node, text=text, value=text, stamp=stamp), *told]
    label, value = labelled(node, text)
    if label == "author" and whole_dates_in(value):
        label, value = None, text
    value = value[1:-1].strip() if value[:1] + value[-1:] in ("()", "[]") and date_shape(value[1:-1].strip()) else value
    value = joined_day(value) or value
    slots = [Slot(place=place, node=node, text=text, value=value, label=label, stamp=stamp)]
    parts = _parts(node, text)
    for number, part in enumerate(parts, 1):
        said = _INLINE_LABEL.fullmatch(part)
        meaning = meaning_of(said["label"]) if said else None
        if meaning is None:
            meaning, rest = _led(part)
        else:
            assert said is not None
            rest = said["value"]
        slots.append(Slot(place=f"{place}#{number}", node=node, text=part, value=rest, label=meaning))
    return slots


def _led(part: str) -> tuple[Meaning | None, str]:
    """A part such as "작성일 2024-01-02" or "Mis en ligne le 4 mars 2025": its first words as a label, where what follows is a value of their kind."""
    words = part.lstrip("—–-·|, ").split(" ")
    for count in range(min(len(words) - 1, LONGEST_LABEL), 0, -1):
        word, rest = " ".join(words[:count]), " ".join(words[count:])
        # A word in brackets names a kind of post: "(수정) 5월 12일~16일 단축 운영" is a title.
        meaning = meaning_of(word) if word[0] not in "([<【" else None
        if meaning is not None and _fits(meaning, word, rest):
            return meaning, rest
    return None, part


def led_texts(node: Node) -> list[tuple[str, Meaning | None, str]]:
    """The texts of an element that follow a label's element in it: ``<b>작성자</b> 총무과 <b>작성일</b> 2024-01-02``."""
    found: list[tuple[str, Meaning | None, str]] = []
    child, word, meaning = node.child, "", None
    while child is not None:
        if child.is_element_node:
            said = text_of(child, " ").strip(" :：")
            known = meaning_of(said) if 0 < len(said) <= 20 else None
            if (icon := icon_of(child)) is not None:
                said, known = icon
            if known is not None or child.tag != "br":
                word, meaning = said, known
        elif child.is_text_node and meaning is not None and (value := line(child.text() or "").strip(" :：|·,/")):
            found.append((word, meaning if meaning != "mixed" else None, value))
            meaning = None
        child = child.next
    return found


def is_author_word(word: str) -> bool:
    """Whether a word before a name says by itself, with no mark between them, that it is the author's."""
    return _AUTHOR_WORD.fullmatch(word) is not None


def _fits(meaning: Meaning, word: str, rest: str) -> bool:
    """Whether a word before a value with no mark between them labels it: a date behind the word for dates, a number behind that for counts."""
    if meaning == "author":
        return is_author_word(word) and len(rest) <= 24 and not re.search(r"\d\d|[-/:.]\d", rest)
    if meaning in ("views", "number"):
        return rest.replace(",", "").isdigit()
    return (meaning == "posted" or meaning in OTHER_DATES) and date_shape(rest) is not None


def _parts(node: Node, text: str) -> list[str]:
    if len(text) > 200:
        return []
    parts = [part for part in _SPLIT.split(text) if part]
    if len(parts) < 2 and not (parts := _split_at_date(text) or _beside_office(text)):
        pieces = []
        child = node.child
        while child is not None:
            if child.is_text_node and (piece := line(child.text() or "")):
                pieces.append(piece)
            child = child.next
        # Words that stand alone between elements are a part too: ``<b>date</b> <a>title</a> (총무과)``.
        pieces = [part for piece in pieces for part in _unbracketed(piece)]
        parts = pieces if pieces != [text] else []
    return parts


def _unbracketed(piece: str) -> list[str]:
    """The parts of loose words in brackets or with commas of which one is a date: "(총무과, 2024-01-02)"; else the words as they are."""
    bare = piece[1:-1].strip() if piece[:1] + piece[-1:] in ("()", "[]") else piece
    parts = [bare] if date_shape(bare) else [part for part in re.split(r"\s*,\s+", bare) if part]
    return parts if any(date_shape(part) for part in parts) else [piece]


def _stamp(node: Node) -> str:
    for name in ("datetime", "title", "data-date", "data-datetime", "data-time", "content"):
        value = line(attribute(node, name)) if node.attributes.get(name) else ""
        if value and date_shape(value) == "whole":
            return value
    return ""


def labelled(node: Node, text: str) -> tuple[Meaning | None, str]:
    """What words beside or before a value say that it is, and the value without them."""
    said = _INLINE_LABEL.fullmatch(text)
    if said and not (said["label"][-1].isdigit() and said["value"][0].isdigit()) and (meaning := meaning_of(said["label"])) is not None:
        return meaning, said["value"]
    below = children(node)
    if (icon := lone_icon(node)) is not None and icon[1] != "mixed":
        return icon[1], text_of(node, " ").removeprefix(text_of(below[0], " ")).strip()
    if below and text_of(below[0]) != text:
        first = text_of(below[0], " ")
        meaning = meaning_of(first) if first and text.startswith(first) else None
        if meaning is not None and (rest := text[len(first) :].lstrip(" :：")):
            return meaning, rest
    own = own_text(node)
    if below and own and text.startswith(own) and (meaning := meaning_of(own)) is not None and (rest := text[len(own) :].lstrip(" :：")):
        return meaning, rest
    for name in _SAYS:
        if node.attributes.get(name) and (meaning := meaning_of(attribute(node, name))) is not None:
            return meaning, text
    before = node.prev
    while before is not None and not before.is_element_node:
        if (words := line(before.text() or "")).strip(" |"):
            word = words.rpartition("|")[2]
            alone = node.parent is not None and len(children(node.parent)) == 1 and node.tag != "a"
            return (meaning_of(word), text) if len(word) < 20 and (word.endswith((":", "：")) or alone) else (None, text)
        before = before.prev
    if before is not None and (icon := icon_of(before)) is not None and icon[1] != "mixed" and icon_of(node) is None:
        return icon[1], text
    # Of two neighbouring words each could label the other: only a dt, a th, or a word of an element of its own kind labels.
    if before is not None and ((node.tag in ("dd", "td") and before.tag in ("dt", "th")) or _is_label(before)):
        return meaning_of(text_of(before, " ")), text
    return _led(text) if len(text) <= 60 else (None, text)


def lone_icon(node: Node) -> tuple[str, Meaning] | None:
    """The icon that an element begins with, where it is the only one in it: the label of what follows."""
    below = children(node)
    if not below or (not own_text(node) and len(below) < 2) or not text_of(node):
        return None
    first = node.child
    while first is not None and first.is_text_node and not line(first.text() or ""):
        first = first.next
    if first is None or first.mem_id != below[0].mem_id or any(icon_of(other) is not None for other in below[1:]):
        return None
    return icon_of(below[0])


def _is_label(node: Node) -> bool:
    text = text_of(node, " ")
    return node.tag in ("strong", "b", "em", "label", "dt", "i") or text.endswith((":", "：")) or any(
        re.search(r"(?:^|[-_])(?:label|lbl|tit|title|head|key|term|name|th)(?:$|[-_])", name, re.IGNORECASE) or _HIDDEN.search(name) for name in classes(node)
    )


def _marked(slots: Sequence[Slot]) -> list[Slot]:
    """The slots with the class that no other element of the row has."""
    holders: dict[str, set[int]] = {}
    for slot in slots:
        for name in classes(slot.node):
            holders.setdefault(name, set()).add(slot.node.mem_id)
    found = []
    for slot in slots:
        part = slot.place.partition("#")
        own = next((name for name in classes(slot.node) if len(holders[name]) == 1 and _STABLE.fullmatch(name)), "")
        mark = f".{own}{part[1]}{part[2]}" if own else ""
        found.append(Slot(place=slot.place, node=slot.node, text=slot.text, value=slot.value, mark=mark, label=slot.label, stamp=slot.stamp))
    return found


def by_place(slots: Sequence[Slot]) -> Mapping[str, Slot]:
    """The slots by their places and by their marks."""
    return {slot.mark: slot for slot in slots if slot.mark} | {slot.place: slot for slot in slots}


def is_mark(node: Node) -> bool:
    """Whether an element beside a title is a badge, a counter, an icon's hidden word, or no words at all."""
    if node.tag in _VOID or node.tag in ("i", "img") or "hidden" in node.attributes or _UNSEEN.search(attribute(node, "style")):
        return True
    text = text_of(node, " ")
    if not text or _WORDS.fullmatch(text) is not None:
        return True
    names = " ".join(classes(node))
    if _NOTICE.fullmatch(text):
        return True
    return any(_HIDDEN.search(name) for name in classes(node)) or (text.isdigit() and _COUNTED.search(names) is not None)


def bare_title(node: Node) -> str:
    """An element's words less the badges, counters and hidden words in it; all of them where nothing else is there."""
    if node.tag in ("input", "img"):
        return line(attribute(node, "value" if node.tag == "input" else "alt"))
    pieces: list[str] = []
    _collect(node, pieces, 0)
    return line("".join(pieces)) or text_of(node, " ")


_LAID = frozenset(["div", "p", "ul", "dl", "ol", "span", "small", "time", "em"])


def _is_facts(node: Node) -> bool:
    """Whether an element within a title's link holds the facts of the post, for small screens or in small print: it shows a day, alone or among others."""
    if node.tag not in _LAID:
        return False
    return any(date_shape(text_of(part, " ")) is not None for part in (node, *children(node)))


def _collect(node: Node, pieces: list[str], depth: int) -> None:
    child = node.child
    whole = text_of(node)
    titled = bool(own_text(node))
    while child is not None:
        if child.is_text_node:
            pieces.append(child.text() or "")
        elif child.is_element_node and depth < 12:
            if child.tag in ("br", "wbr"):
                pieces.append(" " if child.tag == "br" else "")
            elif not (titled and _is_facts(child)) and (text_of(child) == whole or not is_mark(child)):
                _collect(child, pieces, depth + 1)
        child = child.next
