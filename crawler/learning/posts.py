"""Where a post's page keeps its parts: found by what the list row says of the post, voted over several posts, and never by the look of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from crawler import select
from crawler.dates import same_day
from crawler.engines.learned_post import BY, FILE_NAME, FIRST, LABEL, NOT_FILE, date_at, file_url, is_file, parts_of, read_or_none, stamp_of
from crawler.engines.meanings import date_shape, is_keeper, is_office, meaning_of, meaning_of_class, whole_dates_in
from crawler.engines.onclick import call_of
from crawler.engines.places import bare_title
from crawler.engines.profile import Opener, Profile
from crawler.learning.bodies import bodies_of, learn_body, settle_body
from crawler.learning.opened import Found, Open
from crawler.learning.outlines import Element
from crawler.learning.paths import names_of, some_of
from crawler.learning.scripts import asked_by_call
from crawler.learning.targets import shape_of
from crawler.records import ListRow, Page, SiteDate
from crawler.select import Node, attribute, classes, text_of
from crawler.text import is_cut, looks_cut

#: Where a page's head says its title, with the standing of each: what the page shows counts more.
_HEADS = {'meta[property="og:title"]': -0.3, "title | 1": -0.3, "title": -0.35}
_SERVES = re.compile(r"down|file|attach", re.IGNORECASE)
#: Names of elements that hold the writer and nothing else.
_WRITER = re.compile(r"(?:^|[.\[ _-])(?:p-author|author-name|author|writer|nickname|itemprop=\"author\")[\w-]*\]?(?: \| \d+)?$")
_TITLED = re.compile(r"tit|subject|sbj|head", re.IGNORECASE)


def unplaced(posts: Sequence[Open], found: Found, beside: Sequence[Sequence[str]]) -> list[str]:
    """What the posts' pages show and nothing places: their list's author, a text of the row that may be one, a date.

    ``beside`` holds, for each post, the texts of its row that no word explains.
    """
    doubts = []
    own = [(post, texts_outside(post, found)) for post in posts if post.row is not None]
    if not own:
        return []
    if "author" not in found.places:
        shown = [post.row.author in texts for post, texts in own if post.row is not None and post.row.author]
        if shown and sum(shown) * 2 > len(shown):
            doubts.append("the posts' pages name the author of their row in no place that all share")
        elif not shown and sum(bool(set(texts) & set(words)) for (_, texts), words in zip(own, beside, strict=True)) * 4 >= 3 * len(own):
            doubts.append("a text that stands in the rows and on the posts' pages may be their author, and no word says so")
    if "posted" not in found.places and sum(any(date_shape(text) in ("whole", "short") for text in texts) for _, texts in own) * 4 >= 3 * len(own):
        doubts.append("the posts' pages show dates of which none is surely that of posting")
    return doubts


def texts_outside(post: Open, found: Found) -> set[str]:
    """The texts of its own that a post's page shows outside its body and the parts of the site."""
    numbers = post.outline.number_of()
    body = [post.outline.elements[number] for node in bodies_of(post, found.places.get("body", "#-")) if (number := numbers.get(node.mem_id)) is not None]
    inside = {place for element in body for place in range(element.first, element.last)}
    pieces = [piece for place, piece in enumerate(post.outline.pieces) if place not in inside and not post.outline.elements[piece.holder].apart]
    return {part for piece in pieces for part in (piece.text, *re.split(r"\s*[|｜ㅣ·•]\s*", piece.text)) if piece.text not in post.common}


def titles_shown(posts: Sequence[Open]) -> float:
    """How far the pages show the titles of their rows: 1 for each that stands by itself, more for a heading, and for what the page's own title repeats."""
    return sum(map(_title_shown, posts)) / len(posts) if posts else 0.0


def _title_shown(post: Open) -> float:
    if post.row is None:
        return 0.0
    nodes = _title_nodes(post)
    named = text_of(post.root.css_first("title") or post.root, " ") if post.root.css_first("title") is not None else ""
    return (min(nodes[0][0], 1.5) if nodes else 0.0) + (0.5 if post.row.title.rstrip(".… ") in named else 0.0)


def learn_posts(posts: Sequence[Open], profile: Profile, zone: str) -> Found:
    """The places of title, author, dates, body and files on the posts' pages."""
    found = Found()
    hinted = [post for post in posts if post.row is not None and _title_nodes(post)]
    found.hinted = len(hinted) / len(posts) if posts else 0.0
    usable = hinted or [post for post in posts if post.row is not None] or list(posts)
    if not usable:
        return found
    _learn_title(found, usable)
    _locate_titles(found, usable)
    # A first look for the body: the labels below it are the site's, not the post's.
    learn_body(found, usable, profile)
    _set_feet_apart(found, usable)
    found.doubts.clear()
    _learn_dates(found, usable, profile, zone)
    _learn_author(found, usable)
    settle_body(found, usable, profile)
    _learn_files(found, usable)
    return found


# --- title -----------------------------------------------------------------------------------------------------------


def _says_title(shown: str, row: ListRow) -> float:
    """How well a text is the title that the list shows: 1 for the same, less for one that goes on or has more around it."""
    wanted = row.title
    if shown == wanted:
        return 1.0
    if looks_cut(wanted) and is_cut(wanted, shown):
        return 0.95
    if _plain(shown) == _plain(wanted):
        return 0.9
    return 0.6 if wanted in shown and len(shown) <= len(wanted) + 30 else 0.0


def _plain(text: str) -> str:
    return re.sub(r"[\s\"'“”‘’「」\[\]()<>·.,…-]+", "", text)


def _title_nodes(post: Open) -> list[tuple[float, Element]]:
    """The elements that show the title of the list row, the likeliest first."""
    assert post.row is not None
    found = []
    stem = _plain(post.row.title.rstrip(".… "))[:12]
    for element in post.outline.elements:
        if element.last - element.first > 12 or element.last == element.first or element.tag in ("option", "select"):
            continue
        text = post.outline.text(element)
        if len(text) > len(post.row.title) + 120 or stem not in _plain(text):
            continue
        fit = max(_says_title(text, post.row), _says_title(bare_title(element.node), post.row))
        if fit == 0:
            continue
        found.append((fit + _like_heading(element), element))
    return sorted(found, key=lambda pair: -pair[0])


def _like_heading(element: Element) -> float:
    names = " ".join((*classes(element.node), attribute(element.node, "id")))
    value = 0.3 if element.tag in ("h1", "h2", "h3", "h4", "h5") else 0.0
    value += 0.2 if _TITLED.search(names) else 0.0
    value -= 0.6 if element.tag == "a" or element.apart else 0.0
    value -= 0.5 if any(parent.tag in ("a", "nav", "footer") for parent in select.ancestors(element.node)[:4]) else 0.0
    return value


def _learn_title(found: Found, posts: Sequence[Open]) -> None:
    def fit(post: Open, place: str) -> float:
        shown = post.places.title(place)
        if not shown or post.row is None:
            return 0.0
        return _says_title(shown, post.row)

    options: dict[str, float] = {}
    for post in posts[:3]:
        for said in post.places.labels():
            if said.meaning == "title":
                options.setdefault(LABEL + said.word, 0.05)
        if post.row is None:
            continue
        for rank, (_, element) in enumerate(_title_nodes(post)[:4]):
            for css in some_of(element.node):
                options.setdefault(css, 0.04 - 0.02 * rank + 0.05 * _like_heading(element))
            for name in names_of(element.node):
                options.setdefault(FIRST + name, -0.25)
        options |= {place: standing for place, standing in _HEADS.items() if place not in options}
    _elect(found, "title", options, posts, fit, least=0.5)


def _locate_titles(found: Found, posts: Sequence[Open]) -> None:
    place = found.places.get("title")
    for post in posts:
        values = post.places.values(place) if place else []
        post.title = values[0][2] if values else None


def _set_feet_apart(found: Found, posts: Sequence[Open]) -> None:
    """Forget the labels that stand below the text: who keeps the page and when it was last changed says nothing of the post. Remember where it stands."""
    css = found.places.pop("body", None)
    found.fits.pop("body", None)
    for post in posts:
        nodes = post.root.css(css) if css else []
        numbers = post.outline.number_of()
        number = numbers.get(nodes[0].mem_id) if len(nodes) == 1 else None
        if number is not None:
            post.text = range(number, post.outline.elements[number].end)
            post.places.keep([said for said in post.places.labels() if numbers.get(said.node.mem_id, 0) < post.text.stop])


def _elect(found: Found, name: str, options: dict[str, float], posts: Sequence[Open], fit: Callable[[Open, str], float], least: float) -> None:
    """Take the place that fits the most posts; of equals the one with the better standing, then the shorter."""
    best: tuple[float, float, str] | None = None
    for place, standing in options.items():
        value = sum(fit(post, place) for post in posts) / len(posts)
        if value < least:
            continue
        # What is found by its number among its siblings moves when a line is added.
        worth = round(value + standing - 0.02 * ("nth-of-type" in place), 3)
        if best is None or (worth, -len(place)) > (best[0], -len(best[2])):
            best = worth, value, place
    if best is not None:
        found.places[name], found.fits[name] = best[2], best[1]


# --- dates -----------------------------------------------------------------------------------------------------------


def _learn_dates(found: Found, posts: Sequence[Open], profile: Profile, zone: str) -> None:
    hints = [post.row.posted if post.row is not None else None for post in posts]

    def dates(place: str) -> list[SiteDate | None]:
        # A month alone is the time of what a post tells of, and never the day of posting.
        return [_of_a_day(date_at(post.places, place, post.page, zone, profile.dates)) for post in posts]

    labels = _labels_meaning(posts, "posted")
    # "일시: 2024년 8월" in a text is the day of what it tells of.
    in_text = {place for place in labels if _stands_in_texts(place, posts)}
    labelled = next((place for place in labels if place not in in_text and sum(date is not None for date in dates(place)) >= 0.6 * len(posts)), None)
    if labelled is not None and sum(_clash(hint, date) for hint, date in zip(hints, dates(labelled), strict=True)) * 2 > len(posts):
        # Where the posts' own word for posting names other days than the list, the list's date is of another kind.
        found.denied = True
        hints = [None] * len(posts)
    options = {place: 0.0 if place in in_text else 0.3 for place in labels}
    for post, hint in list(zip(posts, hints, strict=True))[:3]:
        options |= {place: standing for place, standing in _date_places(post, hint, zone, profile.dates).items() if place not in options}
    best: tuple[float, float, str] | None = None
    for place, standing in options.items():
        read = dates(place)
        right = sum(1 for hint, date in zip(hints, read, strict=True) if date is not None and (hint is None or same_day(hint, date)))
        wrong = sum(_clash(hint, date) for hint, date in zip(hints, read, strict=True))
        known = any(hint is not None for hint in hints)
        # Posts of one day exist; one day on every post, where the list shows none, is the site's or its writer's.
        alike = not known and len(posts) > 3 and len({date.at for date in read if date is not None}) == 1
        if alike or right < 0.8 * len(posts) or wrong > 0.2 * len(posts) or (not known and standing < 0.2 and not _falls(read, posts)):
            continue
        finer = 0.2 if sum(date is not None and date.precision != "day" for date in read) * 2 > len(read) else 0.0
        worth = right / len(posts) + standing + finer
        if best is None or (worth, -len(place)) > (best[0], -len(best[2])):
            best = worth, right / len(posts), place
    if best is not None:
        found.places["posted"], found.fits["posted"] = best[2], best[1]
        if best[2].startswith((LABEL, "meta[")):
            found.days = {post.page.url: date.at[:10] for post, date in zip(posts, dates(best[2]), strict=True) if date is not None}
    for place in _labels_meaning(posts, "modified"):
        if sum(date is not None for date in dates(place)) >= 0.6 * len(posts):
            found.places["modified"] = place
            break


def _falls(dates: Sequence[SiteDate | None], posts: Sequence[Open]) -> bool:
    """Whether the dates of three or more posts fall as the list goes on, none of them ahead: as dates of posting do, and others do not."""
    ordinary = [date for date, post in zip(dates, posts, strict=True) if date is not None and post.row is not None and not post.row.pinned]
    days = [datetime.fromisoformat(date.at) for date in ordinary]
    return len(days) >= 3 and len(set(days)) > 1 and all(below <= above for above, below in pairwise(days)) and days[0] <= posts[0].page.fetched_at


def _clash(hint: SiteDate | None, date: SiteDate | None) -> bool:
    return hint is not None and date is not None and not hint.inferred and not same_day(hint, date)


def _labels_meaning(posts: Sequence[Open], meaning: str) -> list[str]:
    """The places of the labels of a meaning, those on the most posts first."""
    counts = Counter(word for post in posts for word in dict.fromkeys(said.word for said in post.places.labels() if said.meaning == meaning))
    return [LABEL + word for word, count in counts.most_common() if count * 2 >= len(posts)]


def _of_a_day(date: SiteDate | None) -> SiteDate | None:
    return date if date is not None and date.precision not in ("month", "year") else None


def _is_menu(place: str, posts: Sequence[Open]) -> bool:
    """Whether what a label names is a link that most posts' pages show alike: the picture of a person stands before "about us" as well."""
    told = [next((said for said in post.places.labels() if said.word == place.removeprefix(LABEL)), None) for post in posts]
    linked = [said for said, post in zip(told, posts, strict=True) if said is not None and said.value in post.common and _in_link(said.node)]
    return len(posts) > 1 and len(linked) * 2 > len(posts)


def _in_link(node: Node) -> bool:
    return any(part.tag == "a" for part in (node, *select.ancestors(node)[:4]))


def _stands_in_texts(place: str, posts: Sequence[Open]) -> bool:
    """Whether a label stands in the texts of most posts that show it."""
    shown = [
        numbers.get(said.node.mem_id, 0) in post.text
        for post in posts
        for numbers in (post.outline.number_of(),)
        for said in post.places.labels()
        if said.word == place.removeprefix(LABEL)
    ]
    return sum(shown) * 2 > len(shown)


def _date_places(post: Open, hint: SiteDate | None, zone: str, dates: str) -> dict[str, float]:
    """Places outside the body that show a date: near the title, with a class that says so, or of the day that the list shows."""
    found: dict[str, float] = {}
    if post.root.css_first('meta[property="article:published_time"]') is not None:
        found['meta[property="article:published_time"]'] = 0.25
    for element in post.outline.elements:
        if element.apart or element.last - element.first > 6 or (element.last == element.first and element.tag != "time"):
            continue
        text = post.outline.text(element)
        if len(text) > 120 or not any(char.isdigit() for char in text + attribute(element.node, "datetime")):
            continue
        for number, part in enumerate([text, *parts_of(element.node)]):
            date = _a_date(part, post.page, zone, dates)
            if date is None and number == 0 and (stamp := stamp_of(element.node)):
                date = read_or_none(stamp, post.page, zone, dates)
            if date is None or (hint is not None and not same_day(hint, date)):
                continue
            meanings = {meaning_of_class(name) for name in classes(element.node)}
            standing = 0.2 if "posted" in meanings or element.tag == "time" else 0.0
            for css in some_of(element.node):
                found.setdefault(f"{css} | {number}" if number else css, standing - (0.02 if number else 0.0))
    return found


def _a_date(text: str, page: Page, zone: str, dates: str) -> SiteDate | None:
    for raw in (text, *(whole_dates_in(text) if len(whole_dates_in(text)) == 1 and len(text) < 40 else [])):
        if date_shape(raw) in ("whole", "short", "relative") and (date := read_or_none(raw, page, zone, dates)) is not None:
            return date
    return None


# --- author ----------------------------------------------------------------------------------------------------------


def _learn_author(found: Found, posts: Sequence[Open]) -> None:
    hints = [post.row.author if post.row is not None else None for post in posts]
    known = [hint for hint in hints if hint]
    told = [place for place in _labels_meaning(posts, "author") if not _is_menu(place, posts) and (known or not _stands_in_texts(place, posts))]
    labels = sorted(told, key=lambda place: is_keeper(place.removeprefix(LABEL)))
    options = {place: 0.3 - 0.05 * rank for rank, place in enumerate(labels)}
    # Who is in charge is the author where the list says that it is, or where no word names another and what stands there are offices.
    keepers = {place for place in _labels_meaning(posts, "other") if is_keeper(place.removeprefix(LABEL)) and (known or not _stands_in_texts(place, posts))}
    options |= dict.fromkeys(keepers if known or not labels else (), -0.1)
    for post, hint in list(zip(posts, hints, strict=True))[:3]:
        for place in _author_places(post, hint, many=len(set(known)) > 1) if hint else _unhinted_places(post) if not known else ():
            options.setdefault(place, 0.0)

    def fit(post: Open, place: str) -> float:
        shown, hint = post.places.author(place), post.row.author if post.row is not None else None
        if shown and post.row is not None and shown == post.row.title:
            return 0.0
        if hint:
            return 1.0 if shown == hint else 0.9 if shown and (hint in shown or shown in hint) else 0.0
        told = (place.startswith(LABEL) and place not in keepers) or place in varied or place in said
        return 0.8 if shown and (told or known or is_office(shown)) else 0.0

    varied = {place for place in options if _named_author(place) and len({post.places.author(place) for post in posts}) > 2} if not known else set()

    # A word for the writer before the name says so in every post, were it one writer's.
    unnamed = {place for place in options if not place.startswith(LABEL)} if not known else set()
    said = {place for place in unnamed if _WRITER.search(place) is not None or all(_led_by_word(post, place) for post in posts)}

    if known and len(set(known)) == 1:
        # One author for all posts may stand anywhere, in a menu too: only a label or a class tells.
        options = {place: standing for place, standing in options.items() if place.startswith(LABEL) or _named_author(place)}
    _elect(found, "author", options, posts, fit, least=0.75 if known else 0.6)
    if "author" in found.places:
        place = found.places["author"]
        found.authors = {post.page.url: shown for post in posts if (shown := post.places.author(place))}


def _author_places(post: Open, hint: str, *, many: bool) -> list[str]:
    """Places that show the author of the list row, by themselves, as a part of a line, or after a label.

    In links and beside the post (a pane with the writer's picture) only where ``many`` authors tell such places from the site's own.
    """
    found = []
    for element, text in _short_texts(post, aside=many):
        if hint in text and (many or element.tag != "a"):
            for number, part in enumerate([text, *parts_of(element.node)]):
                if part == hint or (number and re.fullmatch(rf"[^:：]{{1,14}}[:：]\s*{re.escape(hint)}", part)):
                    found += [f"{css} | {number}" if number else css for css in some_of(element.node)]
            if many and text == hint:
                found += [FIRST + name for node in (element.node, element.node.parent) if node is not None for name in names_of(node)[:-1]]
    return found


def _unhinted_places(post: Open) -> list[str]:
    """Places that tell an author where the list has none: a class that says so, or an office in a line with a date."""
    found = []
    title = post.title.mem_id if post.title is not None else None
    inside = {post.outline.elements[number].node.mem_id for number in post.text}
    for element, text in _short_texts(post):
        # Formats for machines name a title too: p-name.
        if element.node.mem_id == title or element.tag in ("h1", "h2"):
            continue
        named = attribute(element.node, "itemprop") == "author" or any(map(_is_writers, classes(element.node)))
        if len(text) <= 60 and named:
            found += [css for css in some_of(element.node) if _named_author(css)]
        # A line of the text may say who is in charge of what it tells.
        parts = parts_of(element.node) if element.node.mem_id not in inside else []
        if len(parts) > 1 and any(date_shape(part) for part in parts):
            offices = [number for number, part in enumerate(parts, 1) if (is_office(part) and meaning_of(part) is None) or BY.match(part)]
            found += [f"{css} | {number}" for number in offices for css in some_of(element.node)]
    return found


def _short_texts(post: Open, *, aside: bool = False) -> Iterator[tuple[Element, str]]:
    for element in post.outline.elements:
        if (aside or not element.apart) and 0 < element.last - element.first <= 6 and len(text := post.outline.text(element)) <= 120:
            yield element, text


def _led_by_word(post: Open, place: str) -> bool:
    """Whether what stands at a place begins with a word such as "by", "Par" or 글."""
    return any(BY.match(text) for text, _, _ in post.places.values(place))


def _named_author(place: str) -> bool:
    return 'itemprop="author"' in place or any(map(_is_writers, re.findall(r"\.([A-Za-z][\w-]*)", place)))


def _is_writers(name: str) -> bool:
    """Whether a class says that its element on a post's page names the writer, or the office that a text comes from."""
    return meaning_of_class(name) == "author" or re.search(r"[-_]source$", name) is not None


# --- files -----------------------------------------------------------------------------------------------------------


def _learn_files(found: Found, posts: Sequence[Open]) -> None:
    """The selector of the attachments' links, where one gives them all and nothing else; otherwise they are known by their addresses."""
    found.file_opener = next((opener for post in posts if (opener := _file_opener(post, found)) is not None), None)
    found.files_untold &= found.file_opener is None
    if found.files_untold:
        found.doubts.append("files are named, and the pages do not tell where they are")
    everywhere = Counter(url for post in posts for url in {link for _, link in _file_links(post, found)})
    own = [
        [(node, url) for node, url in _file_links(post, found) if len(posts) < 3 or everywhere[url] < 0.6 * len(posts)] for post in posts
    ]
    foreign = sum(1 for count in everywhere.values() if len(posts) >= 3 and count >= 0.6 * len(posts))
    options = dict.fromkeys(css for links in own for node, _ in links[:2] for css in _group_selectors(node))
    for css in options:
        given = [{node.mem_id for node in post.root.css(css) if file_url(node, post.page, found.file_opener)} for post in posts]
        if given == [{node.mem_id for node, _ in links} for links in own]:
            found.places["files"] = css
            return
    if foreign and any(own):
        found.doubts.append("files of the site stand among those of the posts")


def _file_opener(post: Open, found: Found) -> Opener | None:
    """How a page serves the files that it names without an address: by the function that the name's link calls."""
    for node in post.root.css("a, button, [onclick]"):
        for script in (attribute(node, "href"), attribute(node, "onclick")):
            called = call_of(script) if "(" in script else None
            named = FILE_NAME.fullmatch(text_of(node)) is not None
            if called is None or not (named or _SERVES.search(called[0])) or not called[1]:
                continue
            asked = asked_by_call(post.whole, post.page, called[0])
            if asked is not None:
                return Opener(by=called[0], address=asked.written)
            found.files_untold |= named and file_url(node, post.page, None) is None
    return None


def _file_links(post: Open, found: Found) -> list[tuple[Node, str]]:
    body = bodies_of(post, found.places["body"])[:1] if "body" in found.places else []
    inside = {node.mem_id for part in body for node in part.css("a")}
    nodes = post.root.css("a, button, [onclick]")
    links = [(node, url) for node in nodes if node.mem_id not in inside and (url := file_url(node, post.page, found.file_opener)) is not None]
    named = [(node, url) for node, url in links if is_file(node, url, inside)]
    shapes = {shape_of(url)[0] for node, url in named if FILE_NAME.fullmatch(text_of(node))}
    return [(node, url) for node, url in links if is_file(node, url, inside) or (shape_of(url)[0] in shapes and not NOT_FILE.search(text_of(node)))]


def _group_selectors(node: Node) -> list[str]:
    """Selectors for the links of a list of files: by the names of the elements around them."""
    found = []
    for depth, parent in enumerate(select.ancestors(node)[:5]):
        for name in ([f"#{attribute(parent, 'id')}"] if re.fullmatch(r"[A-Za-z_][\w-]*", attribute(parent, "id")) else []) + [
            f"{parent.tag}.{name}" for name in classes(parent) if re.fullmatch(r"[A-Za-z_-]+\d?", name)
        ]:
            found.append(f"{name} > a" if depth == 0 else f"{name} a")
    own = [f"a.{name}" for name in classes(node) if re.fullmatch(r"[A-Za-z_-]+\d?", name)]
    return own + found


