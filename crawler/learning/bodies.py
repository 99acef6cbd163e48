"""Where posts' pages keep their texts: the place that holds the words and pictures that other posts do not show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler import addresses, select
from crawler.engines.learned_post import FILE_HREF, FILE_NAME, Places
from crawler.engines.loose import is_loose, set_together
from crawler.engines.meanings import date_shape, meaning_of, pairs_in, whole_dates_in
from crawler.engines.pagelabels import Said
from crawler.engines.places import children
from crawler.engines.profile import Profile, matched
from crawler.learning.loose import Run, all_children, loose_place
from crawler.learning.opened import Found, Open
from crawler.learning.outlines import Element, Outline, headed_blocks, heads_of
from crawler.learning.paths import names_of, some_of
from crawler.select import Node, attribute, text_of
from crawler.text import line

#: What a picture counts for in a body, in characters.
PICTURE = 60
#: Characters of its own that a post's page must show for its text to be looked for there.
LEAST = 20
#: Labels that stand beside a text and never in it.
_FACTS = frozenset(["posted", "author", "views", "number", "modified"])
_BLOCKS = frozenset(["div", "td", "section", "article", "dd", "textarea", "pre", "main", "p", "span", "li", "blockquote", "center", "font", "form", "ul"])
#: What a text is made of: none of these holds one by itself where others stand beside it.
_PARTS = frozenset(["p", "ul", "ol", "blockquote", "pre"])
_ADDRESS = re.compile(r"(?:[^\s:]{1,12}\s?:\s?)?https?://\S+")
_SIZED = re.compile(
    r"[\[(（]?\s*(?:(?:pdf|hwpx?|docx?|xlsx?|zip)\s*[,:：–-]?\s*)?(?:\d[\d.,]*\s*(?:[kmg]i?b|[kmg]o|bytes?|바이트))?[\s,/|·]*"
    r"(?:(?:다운로드?|내려받기|downloads?|hits?)?\s*(?:횟수)?\s*:?\s*\d[\d,]*\s*(?:회|건|번|hits?|downloads?)?)?\s*[\])）]?", re.IGNORECASE
)


@dataclass(slots=True)
class Weighed:
    """The elements of one page that may be its body, with what each weighs, and the heaviest weight."""

    masses: dict[int, float]
    most: float
    sums: list[float]


def learn_body(found: Found, posts: Sequence[Open], profile: Profile) -> None:
    """Vote for the place of the texts: an element that holds nothing else, or else one that has title and date in a header and a footer of its own."""
    _vote_body(found, posts, profile, headed=False)
    css, doubts = found.places.get("body"), len(found.doubts)
    most = sum(_holds_most(post, found, profile) for post in posts) * 2 > len(posts)
    if css is None or (not most and sum(_loose(post, css, profile, found) for post in posts) * 2 >= len(posts)):
        before = dict(found.places), dict(found.fits)
        found.places.pop("body", None)
        _vote_body(found, posts, profile, headed=True)
        if "body" in found.places:
            del found.doubts[doubts - (css is None) :]
        else:
            found.places, found.fits = before
            del found.doubts[doubts:]


def _vote_body(found: Found, posts: Sequence[Open], profile: Profile, *, headed: bool) -> None:
    weighed = [(post, _weigh(post, found, profile, headed=headed)) for post in posts]
    voting = [(post, one) for post, one in weighed if one.most >= LEAST]
    if not voting:
        found.doubts.append("no block of text was found on the posts' pages")
        return
    options: dict[str, int] = {}
    for post, one in sorted(voting, key=lambda pair: -pair[1].most)[:3]:
        for number in _chain(post.outline, one):
            for css in (*some_of(post.outline.elements[number].node), *_lasting(post.outline.elements[number].node)):
                options.setdefault(css, number)
    best: tuple[tuple[float, float, int, int], str] | None = None
    for css in options:
        share, extra = _held(css, weighed, voting)
        if share < 0.5:
            continue
        worth = (round(share, 2), -round(extra, 2), -css.count("nth-of-type"), -len(css))
        if best is None or worth > best[0]:
            best = worth, css
    if best is None:
        found.doubts.append("the text of the posts stands in no place that they share")
        return
    found.places["body"], found.fits["body"] = best[1], best[0][0]


def _lasting(cell: Node) -> list[str]:
    """Selectors for a cell without a name that hold when a line is added above it: it spans the table, or its line is the last."""
    row = cell.parent
    if cell.tag not in ("td", "dd") or row is None:
        return []
    table = next((parent for parent in select.ancestors(cell) if parent.tag in ("table", "dl")), None)
    above = names_of(table)[:-1] if table is not None else []
    own = [f"{cell.tag}[colspan]"] if attribute(cell, "colspan") else []
    head = next((node for node in children(row) if node.tag in ("th", "dt")), None) if cell.tag == "td" else None
    if head is not None and re.fullmatch(r"[\w ]{1,12}", word := text_of(head, " ")):
        own.append(f'th:lexbor-contains("{word}") + td')
    last = f"{row.tag}:nth-last-of-type(1) > {cell.tag}" if cell.tag == "td" and children(row)[-1].mem_id == cell.mem_id else ""
    return [*(f"{lead}{css}" for css in own for lead in ("", *(f"{name} " for name in above))), *(f"{name} > tbody > {last}" for name in above[:2] if last)]


def _weigh(post: Open, found: Found, profile: Profile, *, headed: bool) -> Weighed:
    """What each allowed block holds of this post's own words and pictures; those around title, date or author are not allowed.

    headed: allow those only that keep one of these in a header or footer of their own, which counts for nothing
    """
    outline = post.outline
    numbers = outline.number_of()
    start, chains = 0, []
    for name in ("title", "posted", "author"):
        values = post.places.values(found.places[name]) if name in found.places else []
        for _, _, node in values[:1]:
            number = numbers.get(node.mem_id)
            if number is not None:
                chains.append([number, *outline.above(number)])
                start = max(start, number) if name == "title" else start
    own = [0.0] * len(outline.elements)
    for place in _own_pieces(post, profile, numbers):
        own[outline.pieces[place].holder] += len(outline.pieces[place].text)
    for source, number in outline.pictures:
        if source not in post.common and not outline.elements[number].apart:
            own[number] += PICTURE
    sums = own[:]
    for number in range(len(outline.elements) - 1, 0, -1):
        sums[outline.elements[number].parent] += sums[number]
    barred = {number for chain in chains for number in chain}
    masses = {
        number: sums[number]
        for number, element in enumerate(outline.elements)
        if number > start and number not in barred and not element.apart and element.tag in _BLOCKS and sums[number] > 0
    }
    if headed:
        less = {number: sums[number] - sum(sums[one] for one in heads_of(outline, number)) for number in headed_blocks(outline, chains, _BLOCKS)}
        masses = {number: mass for number, mass in less.items() if mass > 0}
    return Weighed(masses=masses, most=max(masses.values(), default=0.0), sums=sums)


def _own_pieces(post: Open, profile: Profile, numbers: Mapping[int, int]) -> list[int]:
    """The numbers of a page's texts that may be the post's own words: no facts, no dates, no links to others, nothing that all posts show."""
    facts = _of_facts(post, numbers)
    # A box that says again what the post is called, by whom it is and where it stands is no text of it.
    again = {post.row.title, post.row.author} if post.row is not None else set()
    found = []
    for place, piece in enumerate(post.outline.pieces):
        holder = post.outline.elements[piece.holder]
        if place in facts or piece.text in post.common or piece.text in again or holder.apart:
            continue
        if _is_date(piece.text) or _is_facts(piece.text) or _ADDRESS.fullmatch(piece.text):
            continue
        if not (FILE_NAME.fullmatch(piece.text) or _SIZED.fullmatch(piece.text) or (piece.link and _leads_on(holder, post, profile))):
            found.append(place)
    return found


def settle_body(found: Found, posts: Sequence[Open], profile: Profile) -> None:
    """The place of the posts' texts: an element that all share, else what stands loose after the same element in all; doubts where neither is sure."""
    learn_body(found, posts, profile)
    _doubt_the_body(found, posts, profile)
    if (not found.doubts and found.fits.get("body", 0.0) >= 0.9) or sum(_holds_most(post, found, profile) for post in posts) * 2 > len(posts):
        return
    runs = [run for post in posts if (run := _run_of(post, found, profile)) is not None]
    worded = [run for run in runs if run.start <= run.end]
    place = loose_place(runs) if len(runs) == len(posts) and len(worded) * 2 >= len(runs) else None
    if place is None:
        return
    for post in posts:
        post.body = set_together(post.root, place)
        post.outline, post.places = Outline(post.root), Places(post.root, post.body)
    found.doubts.clear()
    found.places["body"] = place
    found.fits["body"] = sum(post.body is not None for post in posts) / len(posts)


def _holds_most(post: Open, found: Found, profile: Profile) -> bool:
    """Whether the element at the body's place holds so much of the post's words that what stands beside it may be facts below the text."""
    outline, numbers = post.outline, post.outline.number_of()
    nodes = bodies_of(post, found.places["body"]) if "body" in found.places else []
    if len(nodes) != 1 or (number := numbers.get(nodes[0].mem_id)) is None:
        return False
    title = numbers.get(post.title.mem_id) if post.title is not None else None
    after = outline.elements[title].last if title is not None else 0
    worded = {place for place in _own_pieces(post, profile, numbers) if place >= after and _is_words(outline.pieces[place].text)}
    return _mass(outline, worded, number) >= 0.7 * _mass(outline, worded, 0) > 0


def bodies_of(post: Open, place: str) -> list[Node]:
    """The elements at a body's place on an opened page, that of a loose text where it was put together."""
    if is_loose(place):
        return [post.body] if post.body is not None else []
    return list(post.root.css(place))


def _run_of(post: Open, found: Found, profile: Profile) -> Run | None:
    """The text of a post among the children of the element that holds its title, its facts and nearly all of its words; None without a title."""
    outline, numbers = post.outline, post.outline.number_of()
    facts = [number for name in ("title", "posted", "author") if (number := _number_at(post, found, name, numbers)) is not None]
    if post.title is None or not facts:
        return None
    title = outline.elements[numbers[post.title.mem_id]]
    own = {place for place in _own_pieces(post, profile, numbers) if place >= title.last}
    pictures = {number for source, number in outline.pictures if source not in post.common and not outline.elements[number].apart}
    around, lead = _around(outline, own, facts)
    nodes = all_children(outline.elements[around].node)
    loose = {outline.pieces[place].text for place in own if outline.pieces[place].holder == around}
    held = [_holds(node, numbers, outline, own, pictures, loose) for node in nodes]
    first = next((place + 1 for place, node in enumerate(nodes) if lead is not None and node.mem_id == lead), 0)
    worded = {place for place in own if _is_words(outline.pieces[place].text)}
    if lead is not None and _mass(outline, worded, numbers[lead]) > 0.15 * _mass(outline, worded, 0):
        # What holds the facts holds the words as well: nothing follows it.
        return None
    places = [place for place in range(first, len(nodes)) if held[place]]
    start, end = (places[0], places[-1]) if places else (1, 0)
    return Run(root=post.root, children=tuple(nodes), start=start, end=end)


def _number_at(post: Open, found: Found, name: str, numbers: Mapping[int, int]) -> int | None:
    values = post.places.values(found.places[name]) if name in found.places else []
    return numbers.get(values[0][2].mem_id) if values else None


def _around(outline: Outline, own: set[int], facts: Sequence[int]) -> tuple[int, int | None]:
    """The innermost element that holds the last of the facts and nearly all own words, and which of its children holds that fact (None: it does itself)."""
    last = max(facts)
    whole = _mass(outline, own, 0)
    lead: int | None = None
    number = last
    for above in (last, *outline.above(last)):
        element = outline.elements[above]
        if _mass(outline, own, above) >= 0.85 * whole and all(element.first <= outline.elements[fact].first < element.last for fact in facts):
            return above, lead
        lead, number = element.node.mem_id, above
    return number, lead


def _mass(outline: Outline, own: set[int], number: int) -> int:
    """The characters of own words in an element."""
    element = outline.elements[number]
    return sum(len(outline.pieces[place].text) for place in own if element.first <= place < element.last)


def _holds(node: Node, numbers: Mapping[int, int], outline: Outline, own: set[int], pictures: set[int], loose: set[str]) -> bool:
    """Whether a child holds words or pictures of the post."""
    number = numbers.get(node.mem_id)
    if number is None:
        return node.is_text_node and line(node.text() or "") in loose
    element = outline.elements[number]
    return any(element.first <= place < element.last for place in own) or any(number <= picture < element.end for picture in pictures)


def _doubt_the_body(found: Found, posts: Sequence[Open], profile: Profile) -> None:
    """Doubt a body beside which as many posts as not show more words of their own: it is one paragraph of a text that stands in no element."""
    css = found.places.get("body")
    if css is None:
        return
    if sum(_loose(post, css, profile, found) for post in posts) * 2 >= len(posts):
        found.doubts.append("words of the posts stand loose beside the place of their texts")


def _loose(post: Open, css: str, profile: Profile, found: Found) -> bool:
    """Whether the parent of a body shows more of the post's own words after its title, a fifth as many as the body or more."""
    numbers, elements = post.outline.number_of(), post.outline.elements
    nodes = select.outermost(post.root.css(css))
    if len(nodes) != 1 or (number := numbers.get(nodes[0].mem_id)) is None or elements[number].parent < 0 or nodes[0].tag in ("td", "dd"):
        return False
    body, around = elements[number], elements[elements[number].parent]
    title = numbers.get(post.title.mem_id) if post.title is not None else None
    if nodes[0].tag in _PARTS and _among_parts(post, elements[title].last if title is not None else 0, body, elements[number].parent):
        return True
    if title is None or not around.first <= elements[title].first < body.first:
        return False
    own = [place for place in _own_pieces(post, profile, numbers) if elements[title].last <= place < around.last]
    inside = sum(len(post.outline.pieces[place].text) for place in own if body.first <= place < body.last)
    facts = [elements[fact] for name in ("posted", "author") if (fact := _number_at(post, found, name, numbers)) is not None]
    told = {place for fact in facts if fact.last <= body.first for place in range(fact.first, fact.last)}
    beside = [place for place in own if not body.first <= place < body.last and place not in told and _is_words(post.outline.pieces[place].text)]
    return sum(len(post.outline.pieces[place].text) for place in beside) >= max(12, 0.2 * inside)


def _among_parts(post: Open, start: int, body: Element, parent: int) -> bool:
    """Whether a paragraph or a list stands among others, though all posts say the same there: notices begin alike."""
    elements = post.outline.elements
    beside = [one for one in elements[parent + 1 : elements[parent].end] if one.parent == parent and one.tag in _PARTS and one is not body and not one.apart]
    return any(_is_words(post.outline.text(one)) for one in beside if one.first >= start)


def _is_date(text: str) -> bool:
    """Whether a text is a date or a span of days; a sentence that says until when is neither."""
    shape = date_shape(text)
    return shape is not None and (shape != "period" or len(text) <= 30)


def _is_words(text: str) -> bool:
    """Whether a text is of sentences rather than a name, a number or a label with its value."""
    return text.count(" ") > 1 and FILE_NAME.fullmatch(text) is None and not whole_dates_in(text) and not re.search(r"[:：|]", text)


def _of_facts(post: Open, numbers: Mapping[int, int]) -> set[int]:
    """The pieces of text that are labelled facts about a post: longer than a short post's own words, and none of them."""
    found: set[int] = set()
    told: dict[int, int] = {}
    title = numbers.get(post.title.mem_id) if post.title is not None else None
    around = {title, *post.outline.above(title)} if title is not None else set()
    for said in post.places.labels():
        number = numbers.get(said.node.mem_id)
        # What holds the title as well may hold the whole post.
        # A month is told in texts; a fact that is a date is a day.
        if number is None or said.meaning not in _FACTS or number in around or not _tells_day(said):
            continue
        element = post.outline.elements[number]
        told[number] = told.get(number, 0) + len(said.word) + len(said.value)
        # A label in a paragraph of other words is a part of the text.
        if element.last - element.first <= 8 and len(text := post.outline.text(element)) <= 160 and told[number] * 2 >= len(text):
            found |= set(range(element.first, element.last))
    return found


def _tells_day(said: Said) -> bool:
    """Whether a label of a date tells a day; any other tells what it tells."""
    return said.meaning not in ("posted", "modified") or bool(said.stamp) or date_shape(said.value) is not None or bool(whole_dates_in(said.value))


def _is_facts(text: str) -> bool:
    """Whether a text is a line of facts, or the label of files."""
    if len(text) > 160:
        return False
    pairs = pairs_in(text)
    facts = {meaning for _, meaning, _ in pairs} & _FACTS
    dated = len(text) <= 60 and any(meaning in ("posted", "modified") and whole_dates_in(value) for _, meaning, value in pairs)
    return len(facts) > 1 or dated or (len(text) <= 20 and meaning_of(text) == "files")


def _leads_on(holder: Element, post: Open, profile: Profile) -> bool:
    """Whether a link's text leads to another post or to a file: no words of this one."""
    node: Node | None = holder.node
    while node is not None and node.tag != "a":
        node = node.parent
    if node is None:
        return False
    url = addresses.join(post.page.url, attribute(node, "href"))
    return url is None or matched(profile.link, url) is not None or FILE_HREF.search(url) is not None


def _chain(outline: Outline, weighed: Weighed) -> list[int]:
    """The blocks that hold nearly all of the heaviest one's words, from the outermost to the innermost."""
    heavy = [number for number, mass in weighed.masses.items() if mass >= 0.85 * weighed.most]
    return sorted(heavy, key=lambda number: (outline.elements[number].depth, number))[-12:]


def _held(css: str, weighed: Sequence[tuple[Open, Weighed]], voting: Sequence[tuple[Open, Weighed]]) -> tuple[float, float]:
    """The share of posts in which a selector gives one block that holds the post's words, and how much else it holds, per post."""
    fits, extra = 0.0, 0.0
    for post, one in weighed:
        nodes = select.outermost(post.root.css(css))
        if len(nodes) != 1:
            continue
        number = post.outline.number_of().get(nodes[0].mem_id)
        if number is None:
            continue
        counted = any(post is other for other, _ in voting)
        if number not in one.masses and counted:
            continue
        element = post.outline.elements[number]
        mass = one.masses.get(number, 0.0)
        if counted and mass < 0.85 * one.most:
            fits += 0.5 * mass / one.most if one.most else 0.0
            continue
        fits += 1.0
        extra += _else_in(post, element)
    return fits / len(weighed), extra / len(weighed)


def _else_in(post: Open, element: Element) -> float:
    """What a block holds besides a post's text: links to other places, forms, labels, parts that lie apart; in rough counts."""
    others = 0.0
    for number in range(post.outline.elements.index(element), element.end):
        inner = post.outline.elements[number]
        if inner.apart or inner.tag in ("form", "button", "select"):
            others += 1.0
    pieces = post.outline.pieces[element.first : element.last]
    others += sum(1.0 for piece in pieces if date_shape(piece.text) in ("whole", "short") and not piece.link)
    others += sum(1.0 for piece in pieces if FILE_NAME.fullmatch(piece.text))
    linked = [(piece.text, attribute(post.outline.elements[piece.holder].node, "href")) for piece in pieces if piece.link]
    return others + sum(1.0 for text, href in linked if text in post.common or FILE_HREF.search(href))


