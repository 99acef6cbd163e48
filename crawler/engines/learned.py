"""Boards read by a learned profile: what it places is read there and nowhere else, and a page that does not fit is refused."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from crawler import addresses, select
from crawler.dates import read_short_year
from crawler.engines.columns import LOCKED, NOTHING, NOTICE, OPEN, label_of, signature
from crawler.engines.labels import claimed_total
from crawler.engines.leads import located, submitted
from crawler.engines.meanings import date_shape, meaning_of, whole_dates_in
from crawler.engines.pace import as_young_as_its_place, of_its_number
from crawler.engines.places import Slot, bare_title, by_place, children, columns_in, is_mark, own_text, slots_of
from crawler.engines.profile import Profile, matched
from crawler.engines.rows import SECRET_TITLE
from crawler.engines.turning import is_page, page_number
from crawler.errors import DateUnreadable
from crawler.records import Listing, ListRow, Page, SiteDate
from crawler.select import Node, attribute, classes, text_of
from crawler.shown import Order, read_column, read_shown
from crawler.text import is_cut, line, looks_cut

#: Rows found over posts linked: below this the rows are those of another list.
COVERAGE = 0.6
#: Most rows without a post among those of a list, beside messages, headers and locked ones.
UNLINKED = 0.2
#: Where a page keeps what stands beside its list: its menus, side columns and boxes.
_ASIDE = (
    'nav, aside, footer, [class*="sidebar"], [class*="aside"], [class*="widget"], ul[class*="recent"],'
    ' [id*="sidebar"], [id*="aside"], [class*="pager"], [class*="pagina"]'
)
ORDERS: tuple[Order, Order] = ("month first", "day first")
#: The share of rows that must have each place; learned places are in nearly all.
FILLED = (("title", 0.8), ("posted", 0.4), ("author", 0.0))
#: The category that some lists put before a title.
TAG = re.compile(r"^\s*(?:\[[^\[\]]{1,16}\]|【[^【】]{1,16}】|<[^<>]{1,16}>)\s*(?=\S)")
COUNT = re.compile(r"\s*(?:\[\s*\d{1,3}\s*\]|\(\s*\d{1,3}\s*\)|NEW|새글)$")
#: What a tooltip says behind the whole title of the page that a click opens.
_INVITES = re.compile(
    r"(?:\s*[-–:|>]?\s*[\[(]?\s*(?:새\s?(?:창|탭)\S{0,3}(?:\s(?:열림|열기|이동))?|(?:상세|자세히|본문|내용|게시[글물]|글)\s?(?:내용\s?)?(?:보기|읽기)|(?:상세\s?)?(?:페이지\S{0,2}\s?)?(?:바로\s?가기|이동)"
    r"|opens? in (?:a )?new (?:window|tab)|read more|view details?|more details?)\s*[\])]?)+$",
    re.IGNORECASE,
)
_CLICKED = "a, button, input, [onclick], [data-id], [data-no], [data-seq], [data-idx], [data-href], [data-url], [data-link]"
_PINNED_CLASS = re.compile((
    r"(?:^|[-_])(?:notice\w*|pin(?:ned)?|sticky|top|fix(?:ed)?|gongji|announce\w*|important|headline"
    r"|isticky|stickied|must|emphas\w*|noti)(?:$|[-_])"
), re.IGNORECASE)
_NOTICE_WORDS = re.compile((
    r"\[?\s*(?:공지(?:사항|글)?|전체공지|일반공지|필독|중요(?:공지)?|알림|고정|notice|pinned|sticky|stickied|important"
    r"|announcement|top)\s*\]?"
), re.IGNORECASE)


#: The masked address of the computer behind a name.
_ADDRESS = re.compile(r"\s*[\[(]?\s*(?:ip\s*:?\s*)?\d{1,3}\.[\d*x♡]{1,3}\.[\d*x♡]{1,3}\.[\d*x♡]{1,3}\s*[\])]?$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d[\d,]{0,8}\.?")
_ANSWERS = re.compile(r"\W*(?:re\b|답변|답글|회신)|[└ㄴ]", re.IGNORECASE)
_ANSWER_ICON = re.compile(r"\b(?:re|reply|rep|answer|arrow)\d?\b|답변|답글|댓글", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it was found: its elements, the one that leads to its post, where to, the post's id, and its places."""

    record: tuple[Node, ...]
    link: Node
    url: str
    native_id: str
    slots: Mapping[str, Slot]


def where_to(node: Node, page: Page, profile: Profile) -> tuple[str, str] | None:
    """The address and id of the post that an element leads to; None where it leads to none of this board's."""
    href = attribute(node, "href") or attribute(node, "data-href") or attribute(node, "data-url") or attribute(node, "data-link")
    url = addresses.join(page.url, href) if href and not href.startswith(("javascript:", "#")) else None
    known = matched(profile.link, url) if url else None
    if known is None and profile.opener is not None:
        opened = profile.opener.url(node, page.url)
        known = matched(profile.link, opened) if opened else None
    if known is None:
        sent = submitted(node, page) or addresses.join(page.url, located(attribute(node, "onclick") or href, node))
        known = matched(profile.link, sent) if sent else None
    return known


def records_of(root: Node, profile: Profile) -> list[tuple[Node, ...]]:
    """The elements of each row that the profile's selector gives, with the siblings that belong to them."""
    found = []
    for head in root.css(profile.rows):
        record, node = [head], head
        while len(record) < abs(profile.span):
            following = node.next if profile.span > 0 else node.prev
            if following is None:
                break
            node = following
            if node.is_element_node and text_of(node):
                record.insert(0, node) if profile.span < 0 else record.append(node)
        found.append(tuple(record))
    return found


def listing(root: Node, page: Page, profile: Profile, zone: str, next_url: str | None) -> Listing:
    """A list page by its profile; PageChanged where its rows, its header or its dates are not as they were learned."""
    found, unlinked, locked = rows_of(root, page, profile)
    if not found:
        said = NOTHING.search(text_of(root.css_first("body") or root, " "))
        if said is None:
            raise select.changed(page, profile.rows, f"rows that lead to {profile.link}", unlinked)
        return Listing(url=page.url, rows=(), empty_reason=said[0], unlinked=locked)
    _check(root, page, profile, found, unlinked)
    pins = _pins(found, profile)
    rows = [_row(row, page, profile, pinned) for row, pinned in zip(found, pins, strict=True)]
    dates = _dates(found, rows, page, profile, zone)
    dated = [replace(row, posted=date) for row, date in zip(_pinned_lead(rows), dates, strict=True)]
    # A notice may stand once more in its own place among the posts: one post is one row.
    read: dict[str, ListRow] = {}
    for row in dated:
        read.setdefault(row.native_id or row.url, row)
    return Listing(url=page.url, rows=tuple(read.values()), next_url=next_url, claimed_total=_total(root), unlinked=locked)


def rows_of(root: Node, page: Page, profile: Profile) -> tuple[list[Row], int, int]:
    """The rows that lead to a post, the number of those that should and do not, and of those that are locked posts."""
    found: list[Row] = []
    barred: list[Sequence[Node]] = []
    unlinked = 0
    for record in records_of(root, profile):
        links = [(node, known) for part in record for node in _clicked(part) if (known := where_to(node, page, profile)) is not None]
        head = record[0 if profile.span > 0 else -1]
        if links and len(record) > 1 and all(node.mem_id not in _within(head) for node, _ in links):
            # Rows of several elements of one kind: this one begins with the rest of the row before.
            continue
        if not links:
            unlinked += not _is_no_post(record)
            barred += [record] if _shows_lock(record) else []
            continue
        link, known = max(links, key=lambda pair: len(bare_title(pair[0])))
        found.append(Row(record=record, link=link, url=known[0], native_id=known[1], slots=by_place(slots_of(record))))
    # A locked post's row has the columns of the others; a message that speaks of passwords has not.
    widths = {len(children(row.record[0])) for row in found}
    return found, unlinked, sum(len(children(record[0])) in widths for record in barred)


def _shows_lock(record: Sequence[Node]) -> bool:
    """Whether a row says by a word or an icon that it is locked, and is no header."""
    said = (text_of(node, " ") for node in record)
    return not record[0].css("th") and (any(map(LOCKED.search, said)) or any(LOCKED.search(signature(node)) for node in record[0].css("i, img, svg, span")))


def _within(node: Node) -> set[int]:
    """The elements of an element, itself among them."""
    return {node.mem_id, *(below.mem_id for below in node.css("*"))}


def _clicked(node: Node) -> list[Node]:
    return select.outermost([node])[:1] * (node.tag in ("a", "button") or bool(node.attributes.get("onclick"))) + [
        below for below in node.css(_CLICKED) if below.mem_id != node.mem_id
    ] + ([node] if node.tag not in ("a", "button") and any(name.startswith("data-") for name in node.attributes) else [])


def _is_no_post(record: Sequence[Node]) -> bool:
    """Whether a row without a post is a header, a line, a message, an advertisement of one cell, or a locked post."""
    text = line(" ".join(text_of(node, " ") for node in record))
    if not text or NOTHING.search(text) or len(children(record[0])) <= 1 or LOCKED.search(text) or SECRET_TITLE.search(text):
        return True
    if record[0].css("th") or any(LOCKED.search(signature(node)) for node in record[0].css("i, img, svg, span")):
        return True
    words = [text_of(node) for node in children(record[0])]
    return sum(1 for word in words if meaning_of(word) is not None) * 2 > len(words)


def head_of(record: Sequence[Node]) -> tuple[str, ...]:
    """The header words of the list that a row belongs to, a word for each column, empty ones too; none where it has no header."""
    table = next((parent for parent in select.ancestors(record[0]) if parent.tag == "table"), None)
    if record[0].tag == "tr" and table is not None:
        lines = table.css("tr")[:3]
    else:
        container = record[0].parent
        lines = children(container)[:2] if container is not None else []
        if container is not None:
            before = container.prev
            while before is not None and not before.is_element_node:
                before = before.prev
            lines += [before, *children(before)[:1]] if before is not None else []
    for row in lines:
        words = _head_words(row)
        known = [meaning for word in words if (meaning := meaning_of(word)) is not None]
        if "title" in known and len(known) > 1 and row.mem_id != record[0].mem_id and len(known) * 2 >= len([word for word in words if word]):
            return words
    return ()


def _head_words(row: Node) -> tuple[str, ...]:
    words: list[str] = []
    for cell in columns_in(row):
        span = attribute(cell, "colspan")
        words += [label_of(cell)] + [""] * ((min(int(span), 20) - 1) if span.isascii() and span.isdigit() and int(span) > 1 else 0)
    return tuple(words) if all(len(word) < 30 for word in words) else ()


def _check(root: Node, page: Page, profile: Profile, found: Sequence[Row], unlinked: int) -> None:
    """Hold a list against its profile."""
    if unlinked > max(1, UNLINKED * len(found)):
        raise select.changed(page, profile.rows, "a link to the post in every row", f"{unlinked} rows of {unlinked + len(found)} without one")
    linked = {known[1] or known[0] for node in root.css("a, [onclick]") if (known := where_to(node, page, profile)) is not None}
    shown = {row.native_id or row.url for row in found}
    if len(shown) < COVERAGE * len(linked) and len(shown) < COVERAGE * len(linked := _linked_in_main(root, page, profile)):
        raise select.changed(page, profile.rows, "rows for most posts that the page links", f"{len(found)} rows and {len(linked)} posts")
    if profile.head and (head := head_of(found[-1].record)) != profile.head:
        raise select.changed(page, "header", " | ".join(profile.head), " | ".join(head) or "no header")
    for name, least in FILLED:
        place = profile.places.get(name)
        if place is None:
            continue
        there = sum(place in row.slots for row in found)
        if there == 0 or there < least * len(found):
            raise select.changed(page, place, f"the place of {name} in {round(100 * least)} % of the rows", f"{there} of {len(found)} rows")


def _linked_in_main(root: Node, page: Page, profile: Profile) -> set[str]:
    """The posts that a page links outside its side columns and pagers: a last page of two posts may stand beside the five newest."""
    aside = {node.mem_id for part in root.css(_ASIDE) for node in part.css("a, [onclick]")}
    nodes = [node for node in root.css("a, [onclick]") if node.mem_id not in aside]
    known = [where for node in nodes if (where := where_to(node, page, profile)) is not None and not is_page(where[0], profile)]
    return {where[1] or where[0] for where in known}


def _row(row: Row, page: Page, profile: Profile, pinned: bool) -> ListRow:
    title, cut = title_of(row, profile)
    if not title:
        raise select.changed(page, profile.places.get("title", "title"), "a title in every row", text_of(row.record[0], " ")[:80] or "an empty row")
    author = row.slots.get(profile.places.get("author", ""))
    return ListRow(
        native_id=row.native_id,
        url=row.url,
        title=title,
        title_cut=cut,
        author=author_in(author),
        pinned=pinned,
        secret=SECRET_TITLE.fullmatch(title) is not None or _is_locked(row),
    )


def title_of(row: Row, profile: Profile) -> tuple[str, bool]:
    """The title of a row, and whether the list cut it."""
    place = profile.places.get("title")
    slot = row.slots.get(place) if place else None
    node = slot.node if slot is not None else row.link
    title = bare_title(node)
    title = untagged(title, profile.tagged)
    if looks_cut(title):
        whole = next((text for part in (node, row.link) if is_cut(title, text := _tooltip(part))), "")
        title = whole or title
    return title, looks_cut(title)


def _tooltip(node: Node) -> str:
    """A title as an element's tooltip has it, less what it says of itself before and of the click behind: "제목: … 새창열림"."""
    said = _INVITES.sub("", line(attribute(node, "title")))
    word, mark, rest = said.partition(":")
    return rest.strip() if mark and meaning_of(word) == "title" else said


def untagged(title: str, where: str) -> str:
    """A title without the category in brackets before it, the number of replies behind it, or both; as it is where ``where`` is empty."""
    title = TAG.sub("", title) if where in ("before", "both") else title
    return COUNT.sub("", title) if where in ("behind", "both") else title


def author_in(slot: Slot | None) -> str | None:
    """The author that a place shows; None where it shows nobody, or the picture of nobody."""
    if slot is None:
        return None
    text = linked_name(slot.node, slot.value) if slot.label == "author" else slot.value
    if slot.text == slot.value and "#" not in slot.place:
        bare = bare_title(slot.node)
        text = bare if not date_shape(bare) else ""
    text = _ADDRESS.sub("", text.strip(" |·•-/»«›"))
    text = text[1:-1].strip() if text[:1] + text[-1:] in ("()", "[]", "（）", "【】", "［］") else text
    return text if text and len(text) <= 60 else None


def linked_name(node: Node, told: str) -> str:
    """The name in what follows a word for an author: where it is a link, the link's words alone; else all of it."""
    linked = [text_of(link, " ") for link in node.css("a")[:1]]
    return linked[0] if linked and linked[0] and told.startswith(linked[0]) else told


def _pins(found: Sequence[Row], profile: Profile) -> list[bool]:
    """Which rows are pinned: by the number column, else by a badge; and by a class or a list of their own that sets some rows apart from the others."""
    lists = {own.mem_id if (own := row.record[0].parent) is not None else None for row in found}
    named = [_named_pinned(row, lists=len(lists)) for row in found]
    named = [False] * len(found) if all(named) else named
    said = _numbered_pins(found, profile.places["number"]) if "number" in profile.places else None
    if said is None:
        badges = [_notice_badges(row) for row in found]
        # A place in which other rows say something else holds categories, and one that says 공지 in every row the board's name.
        others = {place for row in found for place, slot in row.slots.items() if _is_kind(slot.text)}
        said = [any(place not in others for place in places) or _shows_notice(row) for row, places in zip(found, badges, strict=True)]
        said = [False] * len(found) if all(said) else said
    return [one or other for one, other in zip(said, named, strict=True)]


def _numbered_pins(found: Sequence[Row], place: str) -> list[bool] | None:
    """Which rows are pinned by what stands in the number column in place of a number; None where every row has its number in sequence or out of it.

    A word for notices says so anywhere; anything else (a dash, a star, a picture, nothing) where all rows below the first ones have numbers.
    """
    shown = [slot.text if (slot := row.slots.get(place)) is not None else "" for row in found]
    numbers = [int(text.replace(",", "").strip(".")) if _ORDINAL.fullmatch(text) else None for text in shown]
    lead = next((at for at, number in enumerate(numbers) if number is not None), len(numbers))
    said = [NOTICE.fullmatch(text) is not None or (not text and _is_notice(row)) for text, row in zip(shown, found, strict=True)]
    if 0 < lead < len(found) and not any(shown[at] for at in range(lead, len(found)) if numbers[at] is None):
        said = [one or (at < lead and not _is_answer(found[at], shown[at])) for at, one in enumerate(said)]
    known = [number for number in numbers if number is not None]
    in_order = all(above > below for above, below in itertools.pairwise(known))
    return said if any(said) or in_order or lead else None


def _is_answer(row: Row, shown: str) -> bool:
    """Whether a row answers another: by its number column, its title, or a picture."""
    return (
        (bool(shown) and OPEN.fullmatch(shown) is not None)
        or _ANSWERS.match(bare_title(row.link)) is not None
        or any(_ANSWER_ICON.search(signature(node)) for part in row.record for node in part.css("i, img, svg, span") if not text_of(node))
    )


def _named_pinned(row: Row, *, lists: int) -> bool:
    """Whether a class says so, of a row, its cells, or of the list it stands in where other rows stand in another (``lists``: in how many all stand)."""
    parts = [row.record[0], *children(row.record[0])[:12]]
    own = row.record[0].parent
    if own is not None and lists > 1:
        parts.append(own)
    return any(_PINNED_CLASS.search(name) for part in parts for name in classes(part))


def _shows_notice(row: Row) -> bool:
    """Whether the first cell holds a picture of a notice and no words."""
    cells = children(row.record[0])[:1]
    return any(not text_of(cell) and _says_notice(cell) for cell in cells)


def _is_notice(row: Row) -> bool:
    return any(_says_notice(cell) for cell in children(row.record[0])[:1])


def _is_kind(text: str) -> bool:
    """Whether a text may name another kind of post where some rows say 공지: a word, and neither a day nor a number."""
    return not _NOTICE_WORDS.fullmatch(text) and date_shape(text) is None and not _ORDINAL.fullmatch(text)


def _notice_badges(row: Row) -> list[str]:
    """The places of a row's badges that say that it is a notice; "" for one that is a picture."""
    said = {slot.node.mem_id: slot.mark or slot.place for slot in row.slots.values() if "#" not in slot.place}
    return [
        said.get(node.mem_id, "")
        for part in row.record
        for node in part.css("span, em, strong, b, i, img, td, p, div, label")
        if len(own_text(node)) < 12
        and _NOTICE_WORDS.fullmatch(text_of(node) or line(attribute(node, "alt")))
        and (is_mark(node) or node.tag in ("span", "em", "strong", "b"))
    ]


def _says_notice(cell: Node) -> bool:
    pictures = " ".join(signature(node) for node in cell.css("img, i, span"))
    return NOTICE.fullmatch(label_of(cell)) is not None or re.search(r"notice|공지", pictures, re.IGNORECASE) is not None


def _pinned_lead(rows: Sequence[ListRow]) -> list[ListRow]:
    """The rows, those below the first that is not pinned never pinned: a notice among the posts is one of them."""
    found, leading = [], True
    for row in rows:
        leading = leading and row.pinned
        found.append(row if leading or not row.pinned else replace(row, pinned=False))
    return found


def _is_locked(row: Row) -> bool:
    icons = [node for part in row.record for node in part.css("i, img, svg, span, em") if len(text_of(node)) < 8]
    return any(LOCKED.search(f"{signature(node)} {own_text(node)[:12]}") for node in icons)


def _dates(found: Sequence[Row], rows: Sequence[ListRow], page: Page, profile: Profile, zone: str) -> list[SiteDate | None]:
    place = profile.places.get("posted")
    if place is None:
        return [None] * len(rows)
    slots = [row.slots.get(place) for row in found]
    dates = [row_date(slot, page, zone, profile.dates) if slot is not None else None for slot in slots]
    # A board that writes days whole may still show its newest posts' hour alone.
    lacking = ("yearless", "time") if profile.dates == "yearless" else ("time",)
    open_ones = [slot for slot, date in zip(slots, dates, strict=True) if slot is not None and date is None]
    if any(date_shape(slot.value) in lacking for slot in open_ones):
        raws = [None if row.pinned or slot is None else (date.at[:10] if date else slot.value) for row, slot, date in zip(rows, slots, dates, strict=True)]
        inferred = read_column(raws, zone=zone, captured=page.fetched_at, order=order_in(profile.dates))
        if as_young_as_its_place(inferred, page_number(page, profile), page):
            dates = [date or guess for date, guess in zip(dates, inferred, strict=True)]
            plain = [(row, date) for row, date in zip(rows, dates, strict=True) if not row.pinned]
            dates = [
                of_its_number(row, slot.value, plain, page, zone) if date is None and row.pinned and slot is not None else date
                for row, slot, date in zip(rows, slots, dates, strict=True)
            ]
    elif open_ones and not any(dates) and profile.dates != "yearless":
        raise select.changed(page, place, "a readable date in the rows", open_ones[0].text[:40])
    return dates


def order_in(dates: str) -> Order | None:
    """The order of month and day that a profile's way of writing dates tells; None where it tells none."""
    return next((order for order in ORDERS if order == dates), None)


def row_date(slot: Slot, page: Page, zone: str, dates: str) -> SiteDate | None:
    """The date that a place of a row shows; None for one that cannot be read without guessing."""
    for raw in (slot.value, slot.stamp, bare_title(slot.node), *whole_dates_in(slot.value)[:1]):
        if raw and (date := date_in(raw, page, zone, dates)) is not None:
            return date
    return None


def date_in(raw: str, page: Page, zone: str, dates: str) -> SiteDate | None:
    """A date as a board writes it (``dates`` of its profile); None for one that cannot be read without guessing."""
    if dates == "short":
        # One of several ways that one board may write: what follows reads the others.
        with suppress(DateUnreadable):
            return read_short_year(raw, zone=zone, now=page.fetched_at)
    try:
        return read_shown(raw, zone=zone, captured=page.fetched_at, order=order_in(dates), yearless=False)
    except DateUnreadable:
        return None


def _total(root: Node) -> int | None:
    nodes = root.css('[class*="total"], [class*="count"], [id*="total"], .page-info, .board-info')
    return next((total for node in nodes if (total := claimed_total(text_of(node, " ")[:200])) is not None), None)
