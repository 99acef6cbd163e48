"""Forums: a list of topics, and threads whose first entry is the post and whose other entries are its comments.

A platform is a ``Forum``: its addresses and selectors, as data. ``Threads`` reads by it. Two checks hold for all of them: every
topic that a list links stands in one of its rows, and every entry of a thread has its author, its date and its text; so a theme
that moved something is refused instead of being read in part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from crawler import addresses, select
from crawler.engines.moments import read_moment
from crawler.engines.partners import read_strip
from crawler.engines.withheld import withheld_by_status, withheld_by_words
from crawler.errors import DateUnreadable
from crawler.manifest import Manifest
from crawler.records import AttachmentLink, Comment, Listing, ListRow, Page, PartnerStrip, Post, Replies, SiteDate, Withheld, WithheldKind
from crawler.select import Node, attribute, text_of
from crawler.text import body_text, looks_cut, read_body

Finder = Callable[[Node], list[Node]]
Shown = Callable[[Node], str | None]

_NUMBER = re.compile(r"[0-9]{1,15}")
_COUNT = re.compile(r"[0-9]{1,9}")
_PAGE_IN_PATH = re.compile(r"/page[-/]([0-9]{1,9})/?$")
_EDIT_WORDS = re.compile(r"\b(?:last edit(?:ed)?|edited by|last modified|edited \d+ times?)\b|마지막(?:으로)? (?:편집|수정)|최종 수정", re.IGNORECASE)
_SIZE = re.compile(r"\s*[(\[][\d.,]+\s*(?:bytes?|[kmg]i?b|바이트)[^()\[\]]*[)\]]\s*$", re.IGNORECASE)


def by(*chain: str) -> Finder:
    """Everything that the first matching selector of a chain finds."""

    def find(node: Node) -> list[Node]:
        return next((found for css in chain if (found := node.css(css))), [])

    return find


def text_at(*chain: str) -> Shown:
    """The text of the first match of a chain that has any."""

    def shown(node: Node) -> str | None:
        return next((text for css in chain for found in node.css(css) if (text := text_of(found))), None)

    return shown


def attribute_at(css: str, *names: str) -> Shown:
    """The first of some attributes that the first match has, else its text."""

    def shown(node: Node) -> str | None:
        found = node.css(css)
        if not found:
            return None
        return next((value for name in names if (value := attribute(found[0], name))), None) or text_of(found[0]) or None

    return shown


def own(name: str) -> Shown:
    """An attribute of the element itself."""

    def shown(node: Node) -> str | None:
        return attribute(node, name) or None

    return shown


def within(pattern: re.Pattern[str], shown: Shown) -> Shown:
    """What the first group of a pattern finds in what is shown."""

    def found(node: Node) -> str | None:
        match = pattern.search(shown(node) or "")
        return match[1] if match else None

    return found


def nothing(node: Node) -> str | None:  # noqa: ARG001 - stands where a platform shows no such thing
    """What a platform that does not show a field says of it."""
    return None


def signs_in(page: Page, signs: Mapping[str, re.Pattern[str]]) -> tuple[str, ...]:
    """Which of a platform's signs a page shows, by their names."""
    return tuple(reason for reason, pattern in signs.items() if pattern.search(page.text))


def named_file(link: Node) -> str:
    """A file's name as its link shows it, without the size behind it."""
    return _SIZE.sub("", text_of(link))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """All that differs between forums. Selectors are CSS; a Shown gives raw text, a Finder nodes.

    topic:      the topic's id in an address without noise; None for any other page
    address:    an address without the parts of its path that lead into a topic's pages
    noise:      address parameters that lead into a topic's pages or mark a visit, beside those always dropped
    lists:      the parts of a page that list topics (there, even when they are empty)
    row:        a topic's row within them
    link:       the links in a row that may name its topic
    pinned:     whether a row says that it is kept at the top; None where its marks are not those that are known
    row_author, row_posted: what every row says of them (empty where some themes leave it out); never the time of the last reply
    next:       the links to the next page of a list or a thread
    pager:      the parameters that hold the number of a page of a list or a thread, or its offset
    title:      the thread's title, a chain
    title_in:   the title within the thread's first entry, where nothing else holds it
    entry:      the entries of a thread
    number:     an entry's own id
    author, posted, body: of an entry, mandatory in each
    modified:   when an entry was last edited
    edited:     the same, where it stands in the body
    noise_in_title: marks within the title
    noise_in_body, files: within an entry
    unread:     entries that hold no text of anybody (moves, closings)
    removed:    entries that say that their text was taken down
    first:      whether an entry is the thread's first; None where it does not tell
    own:        the links in a thread that lead to the thread itself
    says:       the box in which the platform says why there is no thread
    gone:       words of the platform for a thread that is gone, beside the common ones
    secret:     words of the platform for a thread that is not shown to everybody, likewise
    order:      what the page proves of days like 11-06-2026, on a platform that shows them; True where the month comes first
    """

    name: str
    number_of_version: int
    topic: Callable[[SplitResult], str | None]
    lists: str
    row: str
    link: str
    next: Finder
    title: tuple[str, ...]
    entry: str
    number: Shown
    author: Shown
    posted: Shown
    body: str
    title_in: str = ""
    address: Callable[[SplitResult], SplitResult] = lambda parts: parts
    noise: tuple[str, ...] = ()
    pinned: Callable[[Node], bool | None] = lambda row: False  # noqa: ARG005 - a platform without pinned topics
    pager: frozenset[str] = frozenset(["page"])
    row_author: Shown = nothing
    row_posted: Shown = nothing
    modified: Shown = nothing
    edited: Shown = nothing
    noise_in_title: str = ""
    noise_in_body: str = "script, style"
    files: str = ""
    file_name: Callable[[Node], str] = named_file
    unread: Callable[[Node], bool] = lambda entry: False  # noqa: ARG005
    removed: Callable[[Node], bool] = lambda entry: False  # noqa: ARG005
    first: Callable[[Node], bool | None] = lambda entry: None  # noqa: ARG005
    own: str = ""
    says: str = ""
    gone: re.Pattern[str] | None = None
    secret: re.Pattern[str] | None = None
    order: Callable[[Node, Page, Manifest], bool | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """An entry's text as it stood in the page, less what is known to be no part of it, and an edit told within it."""

    body_html: str
    edited: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One entry of a thread."""

    number: str
    author: str
    posted: SiteDate
    modified: SiteDate | None
    body_html: str


class Threads:
    """Reads the lists and threads of one forum platform."""

    def __init__(self, forum: Forum) -> None:
        self.forum = forum
        self.name = forum.name
        self.version = f"{forum.name}/{forum.number_of_version}"

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a list of topics; ``empty_reason`` where the list is there and links no topic at all."""
        root = select.parse(page)
        scopes = select.outermost(root.css(self.forum.lists))
        if not scopes:
            raise select.changed(page, self.forum.lists, "a list of topics", 0)
        month_first = self._order(root, page, board)
        chain = board.select.get("rows", ())
        nodes = by(*chain)(root) if chain else select.outermost([row for scope in scopes for row in scope.css(self.forum.row)])
        rows = tuple(self._row(node, page, board, month_first) for node in nodes)
        # A list that seems empty on a page that links topics has only been renamed.
        linked = {topic for scope in (scopes if rows else [root]) for topic in self._topics(scope.css("a[href]"), page)}
        outside = linked - {row.native_id for row in rows}
        if outside:
            raise select.changed(page, self.forum.row, f"a row for each of {len(linked)} linked topics", f"none for {len(outside)} of them")
        return Listing(url=page.url, rows=rows, next_url=self._next(root, page, board), empty_reason=None if rows else "no rows")

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a thread: its first entry is the post; or what the page says in its place."""
        root = select.parse(page)
        entries = select.outermost(root.css(self.forum.entry))
        if not entries:
            return self._withheld(root, page)
        attachments = self._attachments(entries[0], page, board)
        kept = [entries[0], *(entry for entry in entries[1:] if not self.forum.unread(entry) and not self.forum.removed(entry))]
        removed = self.forum.removed(entries[0])
        # All texts are taken out before anything else is read, so that none can pass for a title, an author or a date.
        texts = [_Text(body_html="", edited=None) if removed else self._take_text(entry, page) for entry in kept]
        topic = self._own_topic(root, page)
        if self.forum.first(entries[0]) is False:
            raise select.changed(page, self.forum.entry, "the thread's first entry", text_of(entries[0], " ")[:80] or "an empty entry")
        if removed:
            return Withheld(kind="blinded", evidence=text_of(entries[0], " ")[:200] or "the first entry is marked as removed")
        return self._post(root, list(zip(kept, texts, strict=True)), page, board, topic, attachments)

    def replies(self, page: Page, board: Manifest) -> Replies:
        """Read a further page of a thread: all of its entries are comments, but the first where a page repeats it."""
        root = select.parse(page)
        entries = select.outermost(root.css(self.forum.entry))
        if not entries:
            raise select.changed(page, self.forum.entry, "the entries of a thread", 0)
        kept = [entry for entry in entries if not (self.forum.first(entry) or self.forum.unread(entry) or self.forum.removed(entry))]
        texts = [self._take_text(entry, page) for entry in kept]
        topic, _ = self._own_topic(root, page)
        month_first = self._order(root, page, board)
        read = [self._entry(entry, text, page, board, month_first) for entry, text in zip(kept, texts, strict=True)]
        return Replies(native_id=topic, url=page.url, comments=_comments(read), more_url=self._more(root, page, topic))

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:
        """Read a strip of partner logos as on any other page."""
        return read_strip(select.parse(page), page, board.select.get("partners", ()))

    def canonical(self, url: str, board: Manifest) -> str:
        """A topic's address without session, page, reply and tracking parts; its words stay, for the platform redirects to them."""
        parts = urlsplit(self._clean(url))
        own = addresses.host_of(board.url)
        host = own if addresses.without_www(parts.netloc) == addresses.without_www(own) else parts.netloc
        return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))

    def native_id(self, url: str, board: Manifest) -> str | None:  # noqa: ARG002 - a topic's id needs no board
        """The topic's id in an address; None for other pages."""
        return self._topic(url)

    def date_order(self, page: Page, board: Manifest) -> str | None:
        """What a page proves of days like 11-06-2026: month-first, day-first, or empty where it proves nothing; None where the platform shows no such days."""
        if self.forum.order is None:
            return None
        proved = self.forum.order(select.parse(page), page, board)
        return "" if proved is None else "month-first" if proved else "day-first"

    def _order(self, root: Node, page: Page, board: Manifest) -> bool | None:
        """Whether the month comes first: as the page proves, else as the board's manifest says."""
        proved = self.forum.order(root, page, board) if self.forum.order is not None else None
        return proved if proved is not None or not board.date_order else board.date_order == "month-first"

    # -- addresses ----------------------------------------------------------------------------------------------------

    def _clean(self, url: str) -> str:
        parts = urlsplit(addresses.canonical(url))
        kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0].lower() not in self.forum.noise]
        return urlunsplit(self.forum.address(SplitResult(parts.scheme, parts.netloc, parts.path, "&".join(kept), "")))

    def _topic(self, url: str) -> str | None:
        try:
            return self.forum.topic(urlsplit(self._clean(url)))
        except ValueError:
            return None

    def _topics(self, links: Sequence[Node], page: Page) -> dict[str, list[Node]]:
        """The topics that links lead to, each with its links."""
        found: dict[str, list[Node]] = {}
        for link in links:
            url = addresses.join(page.url, attribute(link, "href"))
            topic = self._topic(url) if url else None
            if topic is not None:
                found.setdefault(topic, []).append(link)
        return found

    # -- lists --------------------------------------------------------------------------------------------------------

    def _row(self, node: Node, page: Page, board: Manifest, month_first: bool | None) -> ListRow:
        chain = (*board.select.get("title", ()), self.forum.link)
        topics = self._topics(by(*chain)(node), page)
        if len(topics) != 1:
            raise select.changed(page, self.forum.link, "one topic in every row", f"{len(topics)} in {text_of(node, ' ')[:80]!r}")
        topic, links = topics.popitem()
        link = next((link for link in links if text_of(link)), None)
        if link is None:
            raise select.changed(page, self.forum.link, "a title in every row", "a link without words")
        url = addresses.join(page.url, attribute(link, "href")) or ""
        title = text_of(link)
        author, raw, pinned = self.forum.row_author(node), self.forum.row_posted(node), self.forum.pinned(node)
        if pinned is None:
            raise select.changed(page, self.forum.row, "marks of a pinned or of an ordinary topic", f"neither: {text_of(node, ' ')[:80]}")
        if (author is None and self.forum.row_author is not nothing) or (raw is None and self.forum.row_posted is not nothing):
            raise select.changed(page, self.forum.row, "author and date as every row shows them", f"not both: {text_of(node, ' ')[:80]}")
        return ListRow(
            native_id=topic,
            url=self.canonical(url, board),
            title=title,
            title_cut=looks_cut(title),
            author=author or None,
            posted=_readable(raw, page, board, month_first) if raw else None,
            pinned=pinned,
        )

    def _next(self, root: Node, page: Page, board: Manifest) -> str | None:
        chain = board.select.get("next", ())
        links = (by(*chain)(root) if chain else self.forum.next(root)) or root.css('link[rel="next"]')
        targets = {url for link in links if (url := _sessionless(page, link)) and not _leads_back(url, page, self.forum.pager)}
        if len(targets) > 1:
            raise select.changed(page, "the next page", "one next page", f"{len(targets)} different ones")
        if not targets:
            refuse_unread_pages(root, page, self.forum.pager)
        return targets.pop() if targets else None

    def _more(self, root: Node, page: Page, topic: str) -> str | None:
        """The next page of a thread, by its pager; PageChanged where the thread links further pages of its own, and none as the next."""
        pager = self.forum.pager | {"topic"}
        own = _place(addresses.canonical(page.url, keep=addresses.PAGE_PARAMETERS), pager)[1]

        def onward(links: Sequence[Node]) -> set[str]:
            found = {url for link in links if (url := _sessionless(page, link)) and self._topic(url) == topic}
            return {url for url in found if _place(url, pager)[1] > own}

        targets = onward([*self.forum.next(root), *root.css('link[rel="next"]')])
        if len({_place(url, pager)[1] for url in targets}) > 1 or (not targets and (targets := onward(root.css("a[href]")))):
            raise select.changed(page, "the thread's next page", "one link to it, for further pages are linked", sorted(targets)[0][:200])
        return min(targets, default=None)

    # -- threads ------------------------------------------------------------------------------------------------------

    def _own_topic(self, root: Node, page: Page) -> tuple[str, str]:
        """The topic that a page says it is, which has to be the one that its address names; and what said so."""
        asked = self._topic(page.url)
        for css in ('link[rel="canonical"]', self.forum.own):
            shown = set(self._topics(root.css(css), page)) if css else set()
            if len(shown) == 1 and asked in (None, *shown):
                return shown.pop(), css
            if shown:
                raise select.changed(page, css, f"topic {asked}", f"topic {' and '.join(sorted(shown))[:80]}")
        if asked is None:
            raise select.changed(page, "address", "an address that carries a topic's id", page.url[:200])
        return asked, "address"

    def _withheld(self, root: Node, page: Page) -> Withheld:
        boxes = root.css(self.forum.says) if self.forum.says else []
        words = " ".join(text_of(box, " ") for box in select.outermost(boxes))
        kinds: tuple[tuple[WithheldKind, re.Pattern[str] | None], ...] = (("secret", self.forum.secret), ("gone", self.forum.gone))
        own = next((Withheld(kind=kind, evidence=said[0]) for kind, saying in kinds if saying and (said := saying.search(words))), None)
        found = own or (withheld_by_words(words) if words else None) or withheld_by_status(page.status)
        if found is None:
            raise select.changed(page, self.forum.entry, "the entries of a thread", 0)
        return found

    def _post(
        self, root: Node, entries: Sequence[tuple[Node, _Text]], page: Page, board: Manifest, topic: tuple[str, str], attachments: tuple[AttachmentLink, ...]
    ) -> Post:
        title, title_rule = self._title(root, entries[0][0], page, board)
        month_first = self._order(root, page, board)
        shown, *replies = [self._entry(entry, text, page, board, month_first) for entry, text in entries]
        read = read_body(shown.body_html)
        rules = [
            ("native_id", topic[1]),
            ("title", title_rule),
            ("body", self.forum.body),
            ("deep", f"{read.depth} nested elements" if read.deep else ""),
        ]
        return Post(
            native_id=topic[0],
            url=self.canonical(page.url, board),
            title=title,
            author=shown.author,
            posted=shown.posted,
            modified=shown.modified,
            body_html=shown.body_html,
            body_text=read.text,
            attachments=attachments,
            comments=_comments(replies),
            rules=tuple((field, rule) for field, rule in rules if rule),
            more_url=self._more(root, page, topic[0]),
        )

    def _title(self, root: Node, first: Node, page: Page, board: Manifest) -> tuple[str, str]:
        chain = (*board.select.get("title", ()), *self.forum.title)
        found = select.maybe_first_of(root, chain, page=page)
        if found is None and self.forum.title_in:
            found = select.one(first, self.forum.title_in, page=page), self.forum.title_in
        title, rule = found or select.first_of(root, chain, page=page)
        for mark in title.css(self.forum.noise_in_title) if self.forum.noise_in_title else ():
            mark.decompose()
        if self.forum.noise_in_title and next(iter(title.iter()), None) is not None:
            raise select.changed(page, rule, "a title with known marks", text_of(title, " ")[:80] or "marks alone")
        if not text_of(title):
            raise select.changed(page, rule, "a title", "an empty element")
        return text_of(title), rule

    def _take_text(self, entry: Node, page: Page) -> _Text:
        """An entry's text, taken out of the page."""
        bodies = select.outermost(entry.css(self.forum.body))
        if len(bodies) != 1:
            raise select.changed(page, self.forum.body, "exactly 1 in an entry", len(bodies))
        edited = self.forum.edited(bodies[0])
        for noise in bodies[0].css(self.forum.noise_in_body):
            noise.decompose()
        text = _Text(body_html=bodies[0].inner_html or "", edited=edited)
        bodies[0].decompose()
        return text

    def _entry(self, entry: Node, text: _Text, page: Page, board: Manifest, month_first: bool | None) -> _Entry:
        """An entry whose text has been taken out."""
        number = self.forum.number(entry)
        if number is None or _NUMBER.fullmatch(number) is None:
            raise select.changed(page, self.forum.entry, "an entry with its own number", number or text_of(entry, " ")[:80] or "an empty entry")
        author, raw, edited = self.forum.author(entry), self.forum.posted(entry), text.edited or self.forum.modified(entry)
        if edited is None and _EDIT_WORDS.search(text_of(entry, " ").replace(author or "\0", "")):
            raise select.changed(page, self.forum.entry, "the date of an edit that the entry speaks of", f"none in entry {number}")
        if author is None or raw is None:
            found = "no author" if author is None else "no date"
            raise select.changed(page, self.forum.entry, "an author and a date in every entry", f"{found} in entry {number}")
        return _Entry(
            number=number,
            author=author,
            posted=_date(raw, page, board, month_first, f"date of entry {number}"),
            modified=_date(edited, page, board, month_first, f"last edit of entry {number}") if edited else None,
            body_html=text.body_html,
        )

    def _attachments(self, entry: Node, page: Page, board: Manifest) -> tuple[AttachmentLink, ...]:
        chain = (*board.select.get("files", ()), *([self.forum.files] if self.forum.files else []))
        names: dict[str, str] = {}
        for node in by(*chain)(entry):
            url = _sessionless(page, node)
            if url is not None and addresses.host_of(url) in (addresses.host_of(page.url), *board.hosts):
                names[url] = names.get(url) or self.forum.file_name(node)
        if not all(names.values()):
            raise select.changed(page, self.forum.files, "a name for every file", f"none for {next(url for url in names if not names[url])[:200]}")
        return tuple(AttachmentLink(name=name, url=url) for url, name in names.items())


def _comments(entries: Sequence[_Entry]) -> tuple[Comment, ...]:
    return tuple(Comment(native_id=one.number, author=one.author, posted=one.posted, body_text=body_text(one.body_html)) for one in entries)


def refuse_unread_pages(root: Node, page: Page, pager: frozenset[str]) -> None:
    """Raise PageChanged where a page links further pages of its own list although none was taken for the next."""
    base, number = _place(addresses.canonical(page.url, keep=addresses.PAGE_PARAMETERS), pager)
    for link in root.css("a[href]"):
        url = _sessionless(page, link)
        if url is not None and (place := _place(url, pager))[0] == base and place[1] > number:
            raise select.changed(page, "the next page", "a link to it, for further pages are linked", url[:200])


def _leads_back(url: str, page: Page, pager: frozenset[str]) -> bool:
    """Whether a link that should lead on leads to this page of the list, or to an earlier one."""
    place, own_place = _place(url, pager), _place(addresses.canonical(page.url, keep=addresses.PAGE_PARAMETERS), pager)
    return place[0] == own_place[0] and place[1] <= own_place[1]


def _place(url: str, pager: frozenset[str]) -> tuple[str, int]:
    """A list's address without the number of its page, and that number: 1-based, 0-based or an offset."""
    parts = urlsplit(url)
    number = 0
    kept = []
    for pair in parts.query.split("&"):
        name, _, value = pair.partition("=")
        board, dot, offset = value.partition(".")
        if name in pager and _COUNT.fullmatch(value):
            number = int(value)
        elif name in pager and dot and _COUNT.fullmatch(offset):
            number = int(offset)
            kept.append(f"{name}={board}")
        else:
            kept.append(pair)
    in_path = _PAGE_IN_PATH.search(parts.path)
    path = _PAGE_IN_PATH.sub("/", parts.path)
    return urlunsplit(("", parts.netloc, path.rstrip("/"), "&".join(kept), "")), max(number, int(in_path[1]) if in_path else 0, 1)


def _sessionless(page: Page, link: Node) -> str | None:
    """Where a link leads, without the session that some forums write into every address; None where that is no address."""
    url = addresses.join(page.url, attribute(link, "href"))
    return addresses.canonical(url, keep=addresses.PAGE_PARAMETERS) if url else None


def _date(raw: str, page: Page, board: Manifest, month_first: bool | None, what: str) -> SiteDate:
    try:
        return read_moment(raw, page, board.timezone, month_first=month_first)
    except DateUnreadable as error:
        raise select.changed(page, what, "a readable date", str(error)) from error


def _readable(raw: str, page: Page, board: Manifest, month_first: bool | None) -> SiteDate | None:
    try:
        return read_moment(raw, page, board.timezone, month_first=month_first)
    except DateUnreadable:
        # A list often shortens its dates; the post's own page is the authority, and there the same is an error.
        return None
