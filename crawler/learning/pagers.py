"""How a board counts its list pages, learned from the links of its pager: from 0 or 1, by offset, in the path, by script or form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from crawler import addresses, forms
from crawler.engines.leads import CLICKED, address_in, sent_by
from crawler.engines.onclick import TOKENS, call_of
from crawler.engines.pager import pages_claimed
from crawler.engines.profile import PAGE, Pager, nameless_in
from crawler.learning.belonging import LOW, TURNING, Surroundings, counts_other, is_page_word
from crawler.learning.records import Group
from crawler.learning.scripts import asked_by_call, asked_by_data
from crawler.records import Page
from crawler.select import Node, ancestors, attribute, text_of
from crawler.text import line

_PAGE_WORD = r"(?:페이지|쪽|page|ページ(?:目)?|页|頁|seite|página|pagina|страница)"
_NUMBER = re.compile(
    rf"\[?\s*(\d{{1,5}})\s*\]?(?:\s*{_PAGE_WORD}(?:로 이동)?)?|(?:go to )?{_PAGE_WORD}\s*(\d{{1,5}})|第\s?(\d{{1,5}})\s?{_PAGE_WORD}", re.IGNORECASE
)
_NEXT = re.compile((
    r"(?:다음(?:\s?(?:\d{1,3}\s?[개건]|페이지|목록|글|으로|쪽)(?:로? 이동|\s?보기)?)?|이후|(?:go to )?next(?: page| posts)?"
    r"|older(?: posts| entries)?|more(?: posts)?|forward"
    r"|下一?[页頁](?:へ)?|后页|後頁|次へ|次の?ページ(?:へ)?|次の\d+件|weiter|nächste(?: seite)?|vor"
    r"|(?:page )?suivante?s?|(?:página )?siguientes?|avanti|successiv[ao]|(?:pagina )?seguente"
    r"|(?:página )?(?:próxima|seguinte|proxima)(?: página)?|volgende(?: pagina)?|chevron_right|navigate_next|keyboard_arrow_right|arrow_forward(?:_ios)?"
    r"|arrow_right)?\s*[›»>→▶►❯〉＞⟩⟫]*"
), re.IGNORECASE)
_MORE = re.compile((
    r"(?:목록|게시물|게시글|소식|글)?\s?더\s?(?:보기|불러오기)|(?:load|show|view|see)?\s?more(?: posts| news| results)?|もっと(?:見|み)る|さらに表示"
    r"|(?:加载|查看|載入|顯示)?更多"
    r"|mehr (?:laden|anzeigen)|(?:voir|afficher|charger) plus|(?:ver|cargar|mostrar) más|(?:mostra|carica) altr[io]|(?:ver|carregar) mais|meer laden"
), re.IGNORECASE)
_CLICKS = "a, button, [onclick], input[type=button], input[type=submit], [role=button]"
_OLDER = re.compile((
    r"(?:이전|지난)\s?(?:목록|소식|게시물|공지|글)(?:\s?(?:더\s?)?보기)?|(?:view |see )?older(?: \w+)?|earlier(?: \w+)?|ältere (?:beiträge|einträge|meldungen)"
    r"|(?:articles|billets) (?:plus anciens|précédents)|entradas (?:más )?antiguas|(?:過去|以前)の(?:記事|お知らせ|一覧)"
), re.IGNORECASE)
_RIGHTWARD = re.compile(r"(?:chevron|angle|arrow|caret)s?[-_]?(?:right|next)|(?:^|[-_\s])next(?:$|[-_\s])", re.IGNORECASE)
_ONWARD = re.compile(r"다음|이전|더\s?보기|더 많은|older|more|next|previous|earlier|下一|次|更多|[›»→▶>❯►⟩]", re.IGNORECASE)
_OF_PAGES = re.compile(r"(?:page|offset)(?!\w*(?:size|unit|row|limit|cnt|count|per|type|name|code|id|view|menu|group|block))", re.IGNORECASE)
_OFTEN = frozenset(
    re.findall(
        r"\w+",
        "page pageindex pageno page_no pageid cpage start offset p pg paged curpage nowpage currentpage pagenum startpage gotopage q_currpage limitstart"
        " st skip from no seite pagina pag pn pnum pageidx page_index currpage gopage",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One element of a pager: the number it shows (0 for a "next"), the parameter that counts, its value, and the address without it.

    ``beside``: whether the number of the page itself, without an address, stands beside it
    """

    shown: int
    name: str
    value: int
    address: str
    call: str = ""
    method: str = "get"
    beside: bool = False

    @property
    def counter(self) -> tuple[str, str]:
        """What counts: a parameter, or a place in the path."""
        return self.name, self.address if self.name == PAGE else ""


def learn_pager(root: Node, page: Page, group: Group, barred: frozenset[int], link: str) -> Pager | None:
    """The rule of the pager of a list page; None where it has none.

    ``barred`` are elements within rows, whose numbers are no pages; ``link`` is the template of the posts' addresses.
    """
    rows, around = len(group.rows), Surroundings.of(page, group, link)
    steps = _steps(root, page, barred, around)
    numbered = [step for step in steps if step.shown > 0]
    best: tuple[float, Pager] | None = None
    for counter, _ in Counter(step.counter for step in numbered).most_common(6):
        own = [step for step in numbered if step.counter == counter]
        rule = _offsets(own) or _rule([(step.shown, step.value) for step in own], rows) or _falling(own)
        if rule is None or not _is_trusted(own, rule, page):
            continue
        worth = len({step.shown for step in own}) * (2.0 if _is_known(counter[0]) else 1.0)
        if best is None or worth > best[0]:
            best = worth, _pager(own[0], rule, page)
    if best is not None:
        return best[1]
    following = [step for step in steps if step.shown == 0]
    return _by_last(following, root, page) or _by_next(following, page, rows) or _by_next(_onward(root, page, barred, around), page, rows, only_second=True)


def _is_trusted(steps: Sequence[Step], rule: tuple[int, int], page: Page) -> bool:
    """Whether the steps of one counter are enough for its rule: they begin low, and are several where neither name nor neighbour says what they count."""
    name, shown = steps[0].name, {step.shown for step in steps}
    if min(shown) > LOW and rule != (0, min(shown)) and name not in addresses.parameters(page.url):
        return False
    if name == PAGE and rule[1] > 1:
        return len(shown) > 1
    # One number tells little, unless this page's own stands beside it.
    return _is_known(name) or len(shown) > 1 or any(step.beside for step in steps)


def _is_known(name: str) -> bool:
    return name.lower() in _OFTEN or name.lower() in addresses.PAGE_PARAMETERS or name == PAGE or _OF_PAGES.search(name) is not None


def _falling(steps: Sequence[Step]) -> tuple[int, int] | None:
    """The rule of numbers in the path that fall as the pages go on, the oldest page being the first of all; None where they do not."""
    sums = {step.shown + step.value for step in steps if step.name == PAGE and step.shown > 1}
    if len(sums) != 1 or len({step.shown for step in steps}) < 2:
        return None
    return sums.pop() - 1, -1


def _offsets(steps: Sequence[Step]) -> tuple[int, int] | None:
    """The rule of a pager that shows, in place of numbers of pages, how many posts lie before them: 0 | 10 | 20; None where it does not."""
    least = min((step.shown for step in steps if step.shown), default=0)
    fits = least >= 5 and all(step.shown == step.value and step.shown % least == 0 for step in steps)
    return (0, least) if fits and len({step.shown for step in steps}) > 1 else None


def stands(root: Node, page: Page, barred: frozenset[int], pager: Pager | None) -> bool:
    """Whether a page shows that its list goes on: numbers to click, a word or an arrow for the next page, a button for more, "1 / 3 페이지".

    For a page from which no next page is followed. ``barred`` are elements within rows; ``pager`` is what was learned of its links, where anything was.
    """
    if (pages_claimed(page, None) or 1) > 1 and pager is None:
        return True
    clicks = [node for node in root.css(_CLICKS) if node.mem_id not in barred and not _is_behind(node, page, pager)]
    if any(_goes_on(node, page) for node in clicks if not _turns_other(node) and not _is_off(node)):
        return True
    return _numbers_stand(clicks, root, barred) or _more_stands(root, barred) or any(map(_picks_page, root.css("select")))


def _picks_page(node: Node) -> bool:
    """Whether a list of choices is one of pages."""
    shown = [text_of(option) for option in node.css("option")[:3]]
    return attribute(node, "name").lower() in _OFTEN | addresses.PAGE_PARAMETERS and shown[:2] == ["1", "2"]


def _more_stands(root: Node, barred: frozenset[int]) -> bool:
    """Whether "더보기" stands in an element that a script alone makes a button."""
    return any(
        _MORE.fullmatch(text_of(node).strip(" +＋▼∨")) is not None and not _turns_other(node) and all(part.tag != "a" for part in (node, *ancestors(node)))
        for node in root.css("span, div, p, em, strong")
        if node.mem_id not in barred and not node.css("a") and len(text_of(node)) < 20
    )


def _turns_other(node: Node) -> bool:
    """Whether an element turns pictures or a calendar, or is of the site's head or foot."""
    return any(_is_of_site(part) or TURNING.search(f"{attribute(part, 'class')} {attribute(part, 'id')}") for part in (node, *ancestors(node)))


def _is_of_site(node: Node) -> bool:
    within = {part.tag for part in ancestors(node)} if node.tag in ("header", "footer", "aside") else {"main"}
    return not within & {"main", "article", "section"}


def _is_off(node: Node) -> bool:
    """Whether an element says that it is switched off."""
    return attribute(node, "aria-disabled") == "true" or "disabled" in node.attributes or re.search(r"disabled|inactive", attribute(node, "class")) is not None


def _is_behind(node: Node, page: Page, pager: Pager | None) -> bool:
    """Whether an element leads to this page itself, or to one of no higher number as the learned pager counts."""
    href = attribute(node, "href")
    url = addresses.join(page.url, href) if href and not _is_dead(node) and not href.startswith("javascript:") else None
    if url is None:
        return False
    if url.partition("#")[0] == page.url.partition("#")[0]:
        return True
    own, given = addresses.parameters(page.url), addresses.parameters(url)
    counted = given.get(pager.parameter, "") if pager is not None else ""
    return pager is not None and counted.isdigit() and int(counted[:9]) <= int((own.get(pager.parameter) or str(pager.first))[:9])


def _is_dead(node: Node) -> bool:
    """Whether an element shows no address and no call of its own: what a click on it does stands in a script."""
    href = re.sub(r"\s+", "", attribute(node, "href"))
    return not attribute(node, "onclick") and (not href or href.startswith("#") or re.fullmatch(r"javascript:(?:void\(?0?\)?|;)?;?", href) is not None)


def _goes_on(node: Node, page: Page) -> bool:
    """Whether an element is one for the next page or for more of the same list."""
    text, href = _shown(node), attribute(node, "href")
    url = addresses.join(page.url, href) if href and not href.startswith(("#", "javascript:")) else None
    here, there = urlsplit(page.url), urlsplit(url) if url is not None else None
    if 0 < len(text) < 20 and _MORE.fullmatch(text.strip(" +＋▼∨")) is not None:
        # "더보기" with the address of another page leads to another list.
        return there is None or there.path == here.path
    named = attribute(node, "rel") == "next" or re.search(r"(?:^|[-_\s])next(?:$|[-_\s])", attribute(node, "class"), re.IGNORECASE) is not None
    pictured = not text and any(_RIGHTWARD.search(attribute(part, "class")) for part in node.css("i, span, svg, em"))
    older = 0 < len(text) < 30 and _OLDER.fullmatch(text.strip(" ›»→&")) is not None
    if not named and not pictured and not older and not (0 < len(text) < 20 and _NEXT.fullmatch(text) is not None):
        return False
    if there is not None:
        return there.netloc == here.netloc and there.path.startswith(here.path.rpartition("/")[0] + "/")
    around = node.parent.parent if node.parent is not None and node.parent.tag == "li" else node.parent
    # "‹ 1 ›" with dead arrows is a board of one page.
    return not _is_dead(node) or around is None or re.findall(r"\d+", text_of(around, " ")) != ["1"]


def _numbers_stand(clicks: Sequence[Node], root: Node, barred: frozenset[int]) -> bool:
    """Whether numbers one after the other can be clicked beside each other, 2 among them."""
    beside: dict[int, set[int]] = {}
    for node in (*clicks, *(node for node in root.css("span, li, em, strong, b, div") if node.mem_id not in barred)):
        number = _NUMBER.fullmatch(text) if len(text := _shown(node)) < 16 else None
        if number is None or TURNING.search(" ".join(f"{attribute(part, 'class')} {attribute(part, 'id')}" for part in (node, *ancestors(node)))):
            continue
        top, shown = node, text_of(node)
        while top.parent is not None and text_of(top.parent) == shown:
            top = top.parent
        if top.parent is not None:
            beside.setdefault(top.parent.mem_id, set()).add(int(next(filter(None, number.groups()))))
    return any(2 in numbers and numbers & {1, 3} for numbers in beside.values())


def _onward(root: Node, page: Page, barred: frozenset[int], around: Surroundings) -> list[Step]:
    """The steps of links whose words do not say "next" but that lead on: "older", "이전 글 더 보기", an icon."""
    found = []
    for node in root.css("a[href], button, [data-href], [data-url], [data-link]"):
        if node.mem_id not in barred and len(text := _shown(node)) < 20 and (not text or _ONWARD.search(text) is not None):
            found += [step for step in _steps_of(node, 0, page, root, around) if not step.call]
    return found


def _steps(root: Node, page: Page, barred: frozenset[int], around: Surroundings) -> list[Step]:
    found = []
    for node in root.css(CLICKED):
        if node.mem_id in barred:
            continue
        text = _shown(node)
        number = _NUMBER.fullmatch(text)
        named = attribute(node, "rel") == "next" or "next" in attribute(node, "class").lower()
        following = named or (0 < len(text) < 20 and _NEXT.fullmatch(text) is not None)
        if number is None and not following:
            continue
        shown = int(next(filter(None, number.groups()))) if number else 0
        if not around.turns_other(node):
            found.extend(_steps_of(node, shown, page, root, around))
    return found


def _shown(node: Node) -> str:
    pictures = line(" ".join(attribute(image, "alt") for image in node.css("img")))
    said = text_of(node) or pictures or line(attribute(node, "alt")) or line(attribute(node, "value"))
    return said or line(attribute(node, "title") or attribute(node, "aria-label"))


def _steps_of(node: Node, shown: int, page: Page, root: Node, around: Surroundings) -> list[Step]:
    url = address_in(node, page)
    if url is not None:
        found = _linked(url, shown, page) if addresses.host_of(url) == addresses.host_of(page.url) and around.has(url) else []
        beside = bool(found) and _beside_this(node)
        return [replace(step, beside=beside) for step in found] or _called(node, shown, page, root)
    sent = sent_by(node, page)
    if sent is not None:
        method = "post" if forms.is_post(sent) else "get"
        # Forms send much beside numbers of pages.
        return [replace(step, method=method) for step in _linked(forms.as_get(sent), shown, page) if _is_known(step.name)]
    return _called(node, shown, page, root)


def _beside_this(node: Node) -> bool:
    """Whether 1, which leads nowhere else, stands beside an element: the number of the page that is read."""
    top, shown = node, text_of(node)
    while top.parent is not None and text_of(top.parent) == shown:
        top = top.parent
    siblings = top.parent.iter(include_text=False) if top.parent is not None else ()
    return any(text_of(other) == "1" and all(_is_dead(link) for link in (other, *other.css("a"))) for other in siblings)


def _linked(url: str, shown: int, page: Page) -> list[Step]:
    parts, own = urlsplit(url), dict(parse_qsl(urlsplit(page.url).query))
    pairs = parse_qsl(parts.query)
    found = []
    for name, value in pairs:
        # A value that this page has too, unless it is the number shown, tells nothing of pages.
        if value.isascii() and value.isdigit() and len(value) < 7 and not counts_other(name) and (own.get(name) != value or int(value) == shown):
            others = urlencode([(other, given) for other, given in pairs if other != name])
            found.append(Step(shown=shown, name=name, value=int(value), address=urlunsplit(parts._replace(query=others, fragment=""))))
    nameless = nameless_in(url)
    turned = re.fullmatch(r"(.*[/_-]page[/_-]?)(\d{1,5})", nameless)
    if turned is not None:
        query = parts.query.replace(nameless, turned[1] + PAGE)
        found.append(Step(shown=shown, name=PAGE, value=int(turned[2]), address=urlunsplit(parts._replace(query=query, fragment=""))))
    path = unquote(parts.path)
    for match in re.finditer(r"(?<=[/_-])([A-Za-z]{0,12}?)(\d{1,5})(?=[/._-]|$)", path):
        if not is_page_word(match[1], page.url):
            continue
        templated = path[: match.start(2)] + PAGE + path[match.end(2) :]
        own_file = re.fullmatch(re.escape(templated).replace(re.escape(PAGE), r"\d{1,5}"), unquote(urlsplit(page.url).path)) is not None
        if own_file or re.search(r"(?:page|p|list|paged|pg)[/_-]?\{page\}|\{page\}$|\{page\}/$|\{page\}\.\w+$", templated):
            found.append(Step(shown=shown, name=PAGE, value=int(match[2]), address=urlunsplit(parts._replace(path=templated, fragment=""))))
    return found


def _called(node: Node, shown: int, page: Page, root: Node) -> list[Step]:
    for script in (attribute(node, "href"), attribute(node, "onclick")):
        called = call_of(script) if "(" in script else None
        if called is None:
            continue
        numbers = [(place, int(argument)) for place, argument in enumerate(called[1], 1) if argument.isascii() and argument.isdigit() and len(argument) < 7]
        if not numbers:
            continue
        asked = asked_by_call(root, page, called[0])
        place, value = next(((place, value) for place, value in numbers if value == shown), numbers[0])
        if asked is not None and "{" + str(place) + "}" in asked.address:
            return _asked(asked.address, asked.method, called[0], called[1], place, value, shown, page)
        guess = _page_field(root)
        if guess is not None:
            url = addresses.join(page.url, attribute(guess[0], "action") or page.url) or page.url
            method = "post" if attribute(guess[0], "method").lower() == "post" else "get"
            return [Step(shown=shown, name=guess[1], value=value, address=_with_fields(url, guess[0], guess[1]), call=called[0], method=method)]
    return _by_data(node, shown, page, root)


def _by_data(node: Node, shown: int, page: Page, root: Node) -> list[Step]:
    """The step of an element that keeps the number of its page in an attribute such as data-page."""
    for name, value in node.attributes.items():
        if name.startswith("data-") and value and value.isascii() and value.isdigit() and (int(value) == shown or (not shown and "page" in name)):
            asked = asked_by_data(root, page, [name])
            if asked is not None:
                return _asked(asked.address, asked.method, f"[{name}]", (value,), 1, int(value), shown, page)
    return []


def _asked(address: str, method: str, call: str, arguments: Sequence[str], place: int, value: int, shown: int, page: Page) -> list[Step]:
    for number, argument in enumerate(arguments, 1):
        if number != place:
            address = address.replace(f"{{{number}}}", argument)
    path, _, query = address.partition("?")
    hole = f"{{{place}}}"
    name = next((name for name, _, given in (pair.partition("=") for pair in query.split("&")) if given == hole), None)
    joined = addresses.join(page.url, path.replace(hole, PAGE) + "?" + "&".join(pair for pair in query.split("&") if not pair.endswith(hole)))
    if joined is None or (name is None and hole not in path):
        return []
    return [Step(shown=shown, name=name or PAGE, value=value, address=joined.rstrip("?"), call=call, method=method)]


def _page_field(root: Node) -> tuple[Node, str] | None:
    """The form that holds a field for the number of a page, and the field's name: what a script of another file would fill."""
    for form in root.css("form"):
        for field in form.css("input"):
            name = attribute(field, "name")
            if name.lower() in addresses.PAGE_PARAMETERS:
                return form, name
    return None


def _with_fields(url: str, form: Node, name: str) -> str:
    pairs = parse_qsl(urlsplit(url).query) or []
    given = {known for known, _ in pairs}
    for field in form.css("input[type=hidden]"):
        known, value = attribute(field, "name"), attribute(field, "value")
        if known and value and known not in given and known != name and not TOKENS.fullmatch(known):
            pairs.append((known, value))
            given.add(known)
    return urlunsplit(urlsplit(url)._replace(query=urlencode(pairs), fragment=""))


def _rule(pairs: Sequence[tuple[int, int]], rows: int) -> tuple[int, int] | None:
    """First number and step by which the values follow the numbers shown; None where no rule fits nearly all."""
    for first, step in ((1, 1), (0, 1), *((0, size) for size in _sizes(pairs, rows)), *((1, size) for size in _sizes(pairs, rows))):
        fits = sum(1 for shown, value in pairs if value == first + (shown - 1) * step)
        if fits >= max(1, 0.8 * len(pairs)):
            return first, step
    return None


def _sizes(pairs: Sequence[tuple[int, int]], rows: int) -> list[int]:
    sizes = {value // (shown - 1) for shown, value in pairs if shown > 1 and value >= 5 and value % (shown - 1) == 0}
    return sorted(sizes | ({rows} if rows > 4 else set()))


def _by_last(steps: Sequence[Step], root: Node, page: Page) -> Pager | None:
    """The rule of numbers that fall, by a "next" to a high one where another link leads to the first of all: the oldest page."""
    high = [step for step in steps if step.name == PAGE and step.value > 2]
    links = [url for node in root.css("a[href]") if (url := address_in(node, page)) is not None] if high else []
    ends = {step.counter for url in links for step in _linked(url, 0, page) if step.name == PAGE and step.value == 1}
    return next((_pager(step, (step.value + 1, -1), page) for step in high if step.counter in ends), None)


def _by_next(steps: Sequence[Step], page: Page, rows: int, *, only_second: bool = False) -> Pager | None:
    """The rule by a "next" alone: it leads to the second page from the first, so that its value tells how pages are counted.

    ``only_second``: no other value than 2 is believed.
    """
    own = dict(parse_qsl(urlsplit(page.url).query))
    for step in steps:
        if not _is_known(step.name) or (own.get(step.name) or "").isdigit():
            continue
        if step.value == 2 or (step.value == 1 and not only_second):
            return _pager(step, (step.value - 1, 1), page)
        if not only_second and step.value >= 5 and (step.value % 5 == 0 or step.value == rows) and (step.name != PAGE or rows - 5 < step.value <= rows):
            return _pager(step, (0, step.value), page)
        if not only_second and step.name == PAGE and step.value > 2:
            # A file's number that is none of rows: the pages are counted from the oldest, and this is the last but one.
            return _pager(step, (step.value + 1, -1), page)
    return None


def _pager(step: Step, rule: tuple[int, int], page: Page) -> Pager:
    own, given = urlsplit(page.url), urlsplit(step.address)
    same = step.name != PAGE and own.path == given.path and dict(parse_qsl(own.query)) | {step.name: ""} == dict(parse_qsl(given.query)) | {step.name: ""}
    template = "" if same and not step.call else _completed(step, page)
    return Pager(parameter=step.name, first=rule[0], step=rule[1], template=template, method=step.method, call=step.call)


def _completed(step: Step, page: Page) -> str:
    """The address of the list with what the page's own address has and a bare "?page=2" would drop."""
    own, given = urlsplit(page.url), urlsplit(step.address)
    if PAGE in given.query:
        return f"{given.path}?{given.query}"
    pairs = parse_qsl(given.query)
    if own.path == given.path:
        named = {name for name, _ in pairs}
        pairs = [(name, value) for name, value in parse_qsl(own.query) if name not in named and name != step.name] + pairs
    query = urlencode(pairs)
    return given.path.replace("%7B", "{").replace("%7D", "}") + ("?" + query if query else "")
