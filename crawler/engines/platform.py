"""What the engines of Korean board programs share: a platform says what its addresses, calls, containers and marks are, the reading is one.

Nothing is taken by a class name alone where the page offers a surer sign: rows and pagers by where their links lead, columns and
values by their words, files by the address that serves them. What does not fit raises PageChanged; what cannot be settled is left out.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from crawler import addresses, forms, select
from crawler.dates import read_short_year, with_year
from crawler.engines import NOTHING, Needs, columns, items
from crawler.engines.labels import POSTED_BY_LABEL, Field
from crawler.engines.onclick import Call, Recipe, call_from, call_from_form, hidden_fields
from crawler.engines.pace import as_young_as_its_place
from crawler.engines.partners import read_strip
from crawler.engines.withheld import withheld_by_status, withheld_by_words
from crawler.errors import DateUnreadable
from crawler.manifest import Manifest
from crawler.records import ALIAS, AttachmentLink, Comment, Listing, ListRow, Page, PartnerStrip, Post, Replies, SiteDate, Withheld
from crawler.select import Node, attribute, text_of
from crawler.shown import read_shown
from crawler.text import line, looks_cut, read_body


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What an address is on a platform: its kind, the one form of it, the board it belongs to, the post it names, the list's page (from 1)."""

    kind: Literal["post", "list", "file"]
    url: str
    board: str = ""
    native_id: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a post's page shows above its body: raw texts, empty where nothing is shown; ``rule`` names what gave the title."""

    title: str
    rule: str
    author: str = ""
    posted: str = ""
    modified: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A post's page with its body found.

    order:  the place of each element in the page
    others: the parts that are not the post's own: its body, in which anything may stand, its comments, the list below it
    """

    root: Node
    page: Page
    board: Manifest
    body: Node
    words: Mapping[str, Field]
    order: Mapping[int, int]
    others: frozenset[int]

    def before_body(self, css: str) -> list[Node]:
        """The elements of a selector that stand before the body and not around it."""
        around = {parent.mem_id for parent in select.ancestors(self.body)}
        end = self.order[self.body.mem_id]
        return [node for node in self.root.css(css) if node.mem_id not in around and self.order[node.mem_id] < end]

    def labelled(self, css: str, *, anywhere: bool = False) -> dict[Field, str]:
        """The values beside labels before the body (or anywhere around it), the surest word of each field first.

        PageChanged where a label of a table stands without a cell of its own beside it.
        """
        found: dict[Field, tuple[int, str]] = {}
        nodes = [node for node in self.root.css(css) if not self.within_body(node)] if anywhere else self.before_body(css)
        for name, rank, word, node in columns.labels_in(nodes, self.words):
            if node.tag in ("th", "td") and not columns.is_paired(node):
                raise select.changed(self.page, word, "a cell with its value beside the label", "none, or an odd number of cells")
            value = columns.value_after(node)
            if value and (name not in found or rank < found[name][0]):
                found[name] = (rank, value)
        return {name: value for name, (_, value) in found.items()}

    def within_body(self, node: Node) -> bool:
        """Whether an element lies in the body, or in another part that is not the post's own."""
        return any(parent.mem_id in self.others for parent in (node, *select.ancestors(node)))

    def beside_body(self, css: str) -> list[Node]:
        """The elements of a selector that lie anywhere but in the body: whoever writes a post may put the page's own elements into it."""
        return [node for node in self.root.css(css) if self.body.mem_id not in {parent.mem_id for parent in (node, *select.ancestors(node))}]


def no_comments(_opened: Opened) -> tuple[Comment, ...]:
    """The comments of a platform that shows none in its pages."""
    return ()


def no_count(_opened: Opened) -> int | None:
    """The number of comments on a platform whose pages do not tell it."""
    return None


def no_more(_opened: Opened) -> str | None:
    """Where the comments go on, on a platform that shows all of them with the post."""
    return None


def own_words(_root: Node) -> Withheld | None:
    """What a platform says in its own way instead of a post; None where the common words suffice."""
    return None


def no_body(_root: Node) -> list[Node]:
    """The body on a platform where the selectors say all."""
    return []


def no_table(_root: Node) -> columns.Table | None:
    """The list on a platform whose tables always have header words."""
    return None


def base_is_page(_root: Node, page: Page) -> str:
    """The address that script calls start from: the page's own."""
    return page.url


def name_as_shown(name: str) -> str:
    """A file's name as its link shows it."""
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What is particular to a board program.

    address:  what an absolute address is; None for one that is none of the platform's
    body:     selectors of the element that holds a post's body, the surest first
    head:     what stands above the body
    shown_id: the post's id as the page itself tells it; None where it tells none
    recipes:  what its script functions do
    words:    label words that mean something else here than elsewhere
    pinned:   classes of rows that are kept at the top
    short_years, yearless: whether its lists and posts print 24-01-13, its lists 01-13
    find_body: the candidates for the body where no selector matches
    find_table: the list where no table has header words
    base:     the address that script calls start from
    cut_at:   the length at which its lists cut titles without saying so
    unlinked_rows: whether its lists show locked and expired posts without a link; a row with one is not locked, whatever its icons are called
    title_in: the element that holds the title where the link holds more than it
    glued:    what the platform writes behind a title in the same text
    always_tables: whether no theme draws its lists otherwise
    row_author: what names the author in a row of a list without a table
    outside:  parts of a post's page that are not the post: comments, the list below
    file_name: a file's name freed of what its link says besides
    needs:    what the platform wants before it serves a file
    """

    name: str
    version: str
    address: Callable[[str], Address | None]
    body: tuple[str, ...]
    head: Callable[[Opened], Head]
    shown_id: Callable[[Node, Page], str | None]
    recipes: Mapping[str, Recipe] = field(default_factory=dict)
    words: Mapping[str, Field] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    short_years: bool = False
    yearless: bool = False
    cut_at: int | None = None
    title_in: str = ""
    glued: re.Pattern[str] | None = None
    unlinked_rows: bool = False
    always_tables: bool = False
    row_author: str = ""
    outside: tuple[str, ...] = ()
    total: re.Pattern[str] = re.compile(
        r"(?<![가-힣A-Za-z])(?:전체|총|Total)\s*(?:게시물|글|건수)?\s*[:：]?\s*(\d[\d,]{0,11})\s*(?:건|개|articles|posts)", re.IGNORECASE
    )
    find_body: Callable[[Node], list[Node]] = no_body
    find_table: Callable[[Node], columns.Table | None] = no_table
    base: Callable[[Node, Page], str] = base_is_page
    comments: Callable[[Opened], tuple[Comment, ...]] = no_comments
    stated_comments: Callable[[Opened], int | None] = no_count
    more_comments: Callable[[Opened], str | None] = no_more
    withheld: Callable[[Node], Withheld | None] = own_words
    file_name: Callable[[str], str] = name_as_shown
    file_bytes: re.Pattern[str] | None = None
    needs: Needs = NOTHING


class PlatformEngine:
    """Reads the boards of one platform."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.name = platform.name
        self.version = platform.version
        self.needs = platform.needs

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a list page: its table, its pager and the total it claims."""
        root = select.parse(page)
        fields = hidden_fields(root)
        next_url = self._next_url(root, page, board)
        chosen = _chosen(root, board, "rows")
        table = None if chosen else columns.table_of_posts(root, self.platform.words) or self.platform.find_table(root)
        total = self._total(root, table)
        if table is not None:
            read = self._table_rows(table, page, board, fields)
        elif chosen:
            read = [self._chosen_row(node, page, board, fields) for node in chosen]
        else:
            read = self._items(root, page, board, fields)
        return Listing(
            url=page.url,
            rows=self._dated(read, page, board),
            next_url=next_url,
            claimed_total=total,
            empty_reason=None if read else "no rows",
            unlinked=self._unlinked(table, page, fields) if table is not None else 0,
        )

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a post's own page, or what it says instead."""
        root = select.parse(page)
        secret = self.platform.withheld(root)
        if secret is not None:
            return secret
        found = self._body(root, page, board)
        if found is None or page.status >= 400:
            withheld = _said(root, page) or withheld_by_status(page.status)
            if withheld is not None:
                return withheld
        if found is None:
            raise select.changed(page, " → ".join((*self.platform.body, "the platform's own sign")), "exactly 1 by one of these", 0)
        body, body_rule = found
        return self._post(self._opened(root, body, page, board), body_rule)

    def replies(self, page: Page, board: Manifest) -> Replies:
        """Read a further page of a post's comments; it shows the post once more."""
        root = select.parse(page)
        found = self._body(root, page, board)
        if found is None:
            raise select.changed(page, " → ".join((*self.platform.body, "the platform's own sign")), "the post with further comments", 0)
        opened = self._opened(root, found[0], page, board)
        return Replies(
            native_id=self._native_id(opened)[0], url=page.url, comments=self.platform.comments(opened), more_url=self.platform.more_comments(opened)
        )

    def _opened(self, root: Node, body: Node, page: Page, board: Manifest) -> Opened:
        order = {node.mem_id: place for place, node in enumerate(root.css("*"))}
        others = frozenset(node.mem_id for css in self.platform.outside for node in root.css(css)) | {body.mem_id}
        return Opened(root=root, page=page, board=board, body=body, words=self.platform.words, order=order, others=others)

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:
        """Read the strip of partner logos."""
        return read_strip(select.parse(page), page, board.select.get("partners", ()))

    def canonical(self, url: str, board: Manifest) -> str:
        """The platform's one address of a post or list; www as the board's own address has it."""
        url = forms.as_get(url)
        known = self.platform.address(url)
        parts = urlsplit(known.url if known else addresses.canonical(url))
        own = addresses.host_of(board.url)
        host = own if addresses.without_www(parts.netloc) == addresses.without_www(own) else parts.netloc
        return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))

    def native_id(self, url: str, board: Manifest) -> str | None:  # noqa: ARG002 - the address alone tells
        """The platform's own id in an address; None where it carries none."""
        known = self.platform.address(forms.as_get(url))
        return known.native_id if known else None

    # --- lists -------------------------------------------------------------------------------------------------------

    def _target(self, node: Node, page: Page, fields: Mapping[str, str]) -> Address | None:
        """Where a link, a button or a form's button leads, by address or by script."""
        url = addresses.join(page.url, attribute(node, "href")) if node.tag == "a" else None
        known = self.platform.address(url) if url else None
        if known is None:
            call = call_from(node, page, self.platform.recipes, fields)
            known = self._named_by(call)
        return known

    def _named_by(self, call: Call | None) -> Address | None:
        """What a request asks for: a platform's address says the same with its fields in a form."""
        return self.platform.address(forms.as_get(call.written)) if call is not None else None

    def _table_rows(self, table: columns.Table, page: Page, board: Manifest, fields: Mapping[str, str]) -> list[tuple[ListRow, str | None]]:
        """The rows of a table with the raw texts of their dates, less messages, lines, and posts without an address."""
        found = []
        for node in table.rows:
            if columns.is_message(node):
                if text_of(node) and not columns.NOTHING.search(text_of(node, " ")):
                    raise select.changed(page, "table tr", "a row of posts", text_of(node, " ")[:80])
                continue
            if columns.width_of(node) != table.width:
                raise select.changed(page, "table tr", f"{table.width} columns as in the header", f"{columns.width_of(node)} columns")
            cells = {name: cell for name, column in table.columns.items() if (cell := columns.cell_at(node, column)) is not None}
            columns.check_icons(cells["title"], page)
            if self._is_unlinked(cells["title"], page, fields):
                continue
            found.append(self._row(node, cells, page, board, fields))
        if not found and not self._unlinked(table, page, fields) and not columns.NOTHING.search(text_of(table.node, " ")):
            raise select.changed(page, "table tr", "rows, or the words that there are none", text_of(table.node, " ")[:80] or "an empty table")
        return found

    def _is_unlinked(self, title: Node, page: Page, fields: Mapping[str, str]) -> bool:
        """Whether a title leads nowhere: there is nothing to click, or a lock and a click that opens no post."""
        if not self.platform.unlinked_rows:
            return False
        return not title.css("a, button, input") or (columns.is_locked(title) and self._title_target(title, page, fields)[1] is None)

    def _unlinked(self, table: columns.Table, page: Page, fields: Mapping[str, str]) -> int:
        """How many rows of a table are known to be posts and lead nowhere."""
        if not self.platform.unlinked_rows:
            return 0
        titles = [columns.cell_at(node, table.columns["title"]) for node in table.rows if not columns.is_message(node)]
        return sum(title is not None and self._is_unlinked(title, page, fields) for title in titles)

    def _items(self, root: Node, page: Page, board: Manifest, fields: Mapping[str, str]) -> list[tuple[ListRow, str | None]]:
        """The rows of a list without a table, with the raw texts of their dates."""
        own = self.platform.address(page.url)

        def post_of(node: Node) -> str | None:
            known = self._target(node, page, fields)
            if known is None or known.kind != "post" or known.native_id is None:
                return None
            return known.native_id if own is None or known.board in ("", own.board) else None

        found = () if self.platform.always_tables else items.items_of(root, page, post_of, self.platform.words)
        if not found:
            raise select.changed(page, "table with 제목 and 날짜 or 번호", "a table of posts", 0)
        return [self._item_row(item, page, board, fields) for item in found]

    def _item_row(self, item: items.Item, page: Page, board: Manifest, fields: Mapping[str, str]) -> tuple[ListRow, str | None]:
        links = [link for link in item.links if text_of(link) and not _MORE.fullmatch(text_of(link))]
        target = self._target(links[0], page, fields) if links else None
        if target is None:
            raise select.changed(page, "rows of the list", "a link with a title in every row", text_of(item.node, " ")[:80] or "a picture alone")
        raw, author = items.date_in(item), author_in(items.author_in(item, self.platform.row_author, self.platform.words))
        secret, kept = columns.is_locked(item.node), items.pinned(item, self.platform.pinned)
        title, cut = self._title(links[0], page)
        url = self.canonical(target.url, board)
        return ListRow(native_id=item.native_id, url=url, title=title, title_cut=cut, author=author, pinned=kept, secret=secret), raw

    def _chosen_row(self, node: Node, page: Page, board: Manifest, fields: Mapping[str, str]) -> tuple[ListRow, str | None]:
        """A row that the board's own selector gave, its parts by the board's selectors too."""
        cells: dict[Field, Node] = {"title": node}
        for name in ("title", "author", "posted"):
            cells.update((name, part) for part in _chosen(node, board, name)[:1])
        return self._row(node, cells, page, board, fields)

    def _row(self, node: Node, cells: Mapping[Field, Node], page: Page, board: Manifest, fields: Mapping[str, str]) -> tuple[ListRow, str | None]:
        cell, number = cells["title"], cells.get("number")
        link, target = self._title_target(cell, page, fields)
        if link is None or target is None:
            raise select.changed(page, "title column", "a link to the post", text_of(cell, " ")[:80] or "an empty cell")
        # Before the title is freed of its marks: the lock is one of them.
        locked = columns.is_locked(cell) or (number is not None and columns.is_locked(number))
        raw = _shown_date(cells.get("posted"))
        title, cut = self._title(link, page)
        row = ListRow(
            native_id=target.native_id or "",
            url=self.canonical(target.url, board),
            title=title,
            title_cut=cut,
            author=author_in(cells.get("author")),
            pinned=columns.kept_at_top(node, number, self.platform.pinned, page),
            secret=locked and not self.platform.unlinked_rows,
        )
        return row, raw

    def _title_target(self, cell: Node, page: Page, fields: Mapping[str, str]) -> tuple[Node | None, Address | None]:
        """The one element of a title cell that leads to a post; several that lead to the same are one, to others a changed page."""
        found: list[tuple[Node, Address]] = []
        for node in distinct([*([cell] if cell.tag == "a" else []), *cell.css("a, button, input[type=submit]")]):
            known = self._target(node, page, fields)
            if known is None and node.tag == "input":
                known = self._submitted(node, page)
            if known is not None and known.kind == "post" and (text_of(node) or node.tag == "input"):
                found.append((node, known if known.native_id else replace(known, native_id=alias_of(known.url))))
        if len({known.native_id for _, known in found}) > 1:
            raise select.changed(page, "title column", "one post in a row", f"{len(found)} links to different ones")
        return found[0] if found else (None, None)

    def _submitted(self, node: Node, page: Page) -> Address | None:
        form = next((parent for parent in select.ancestors(node) if parent.tag == "form"), None)
        return self._named_by(call_from_form(form, page)) if form is not None else None

    def _title(self, link: Node, page: Page) -> tuple[str, bool]:
        if self.platform.title_in and columns.is_layered(link):
            link = select.one(link, self.platform.title_in, page=page)
        title = columns.title_of(link, page)
        if self.platform.glued is not None:
            title = self.platform.glued.sub("", title)
        return title, looks_cut(title) or len(title) == self.platform.cut_at

    def _dated(self, read: Sequence[tuple[ListRow, str | None]], page: Page, board: Manifest) -> tuple[ListRow, ...]:
        """The rows with their dates; years are inferred for rows whose ids go down as dates must, on later pages where the board's pace bears it out."""
        dates = [self._row_date(raw, page, board) for _, raw in read]
        if any(raw for _, raw in read) and not any(dates) and not self.platform.yearless:
            raise select.changed(page, "date column", "a readable date in the rows", str(read[0][1])[:40])
        known = self.platform.address(page.url)
        if self.platform.yearless:
            lowest = None
            raws: list[str | None] = []
            for (row, raw), date in zip(read, dates, strict=True):
                number = int(row.native_id) if row.native_id.isascii() and row.native_id.isdigit() else None
                falling = not row.pinned and number is not None and (lowest is None or number < lowest)
                lowest = number if falling else lowest
                raws.append((date.at[:10] if date else raw) if falling else None)
            inferred = with_year(raws, zone=board.timezone, now=page.fetched_at)
            if as_young_as_its_place(inferred, known.page - 1 if known is not None else 0, page):
                dates = [date or guess for date, guess in zip(dates, inferred, strict=True)]
        return tuple(replace(row, posted=date) for (row, _), date in zip(read, dates, strict=True))

    def _row_date(self, raw: str | None, page: Page, board: Manifest) -> SiteDate | None:
        try:
            return self._read_date(raw, page, board) if raw else None
        except DateUnreadable:
            # Lists often leave out the year; the post's own page is the authority, and there the same is an error.
            return None

    def _read_date(self, raw: str, page: Page, board: Manifest) -> SiteDate:
        if self.platform.short_years and _TWO_DIGITS.match(raw):
            return read_short_year(raw, zone=board.timezone, now=page.fetched_at)
        return read_shown(raw, zone=board.timezone, captured=page.fetched_at, yearless=False)

    def _next_url(self, root: Node, page: Page, board: Manifest) -> str | None:
        """The list page after this one, by where the pager's links and calls lead; PageChanged where it leads on, but not to the next."""
        for node in _chosen(root, board, "next")[:1]:
            return addresses.join(page.url, attribute(node, "href"))
        own = self.platform.address(page.url)
        current = own.page if own is not None else 1
        base, fields = replace(page, url=self.platform.base(root, page)), hidden_fields(root)
        onward: dict[int, str] = {}
        lost = 0
        for node in root.css("a, button"):
            known = self._target(node, base, fields)
            lost += known is None and call_from(node, base, self.platform.recipes, fields) is not None
            same = known is not None and known.kind == "list" and (own is None or not own.board or known.board in ("", own.board))
            if known is not None and same and known.page > current:
                onward.setdefault(known.page, self.canonical(known.url, board))
        if lost and not onward:
            raise select.changed(page, "pager", "calls that lead to pages of this board", f"{lost} that lead elsewhere")
        if onward and current + 1 not in onward:
            raise select.changed(page, "pager", f"a link to page {current + 1}", f"links to {', '.join(map(str, sorted(onward)[:5]))}")
        return onward.get(current + 1)

    def _total(self, root: Node, table: columns.Table | None) -> int | None:
        """The number of posts that the page claims outside its table: titles have numbers too."""
        text = text_of(root.css_first("body") or root, " ")
        rows = text_of(table.node, " ") if table is not None else ""
        match = self.platform.total.search(text.replace(rows, " ") if rows else text)
        return int(match[1].replace(",", "")) if match else None

    # --- posts -------------------------------------------------------------------------------------------------------

    def _body(self, root: Node, page: Page, board: Manifest) -> tuple[Node, str] | None:
        for css in (*board.select.get("body", ()), *self.platform.body, ""):
            nodes = distinct(root.css(css) if css else self.platform.find_body(root))
            if len(nodes) > 1:
                raise select.changed(page, css or "the platform's own sign", "exactly 1", len(nodes))
            if nodes:
                return _not_spilled(nodes[0], page), css or "the platform's own sign"
        return None

    def _post(self, opened: Opened, body_rule: str) -> Post:
        page, board = opened.page, opened.board
        native_id, id_rule = self._native_id(opened)
        head = self._head(opened)
        if not head.title:
            raise select.changed(page, head.rule, "a title", "none")
        comments = self.platform.comments(opened)
        stated, more_url = self.platform.stated_comments(opened), self.platform.more_comments(opened)
        if stated is not None and stated != len(comments) and more_url is None:
            raise select.changed(page, "comments", f"{stated} comments as the page says", f"{len(comments)}")
        attachments = self._attachments(opened)
        body_html = _body_html(opened.body)
        read = read_body(body_html)
        rules = (
            ("native_id", id_rule),
            ("title", head.rule),
            ("body", body_rule),
            ("deep", f"{read.depth} nested elements" if read.deep else ""),
        )
        return Post(
            native_id=native_id,
            url=self._own_url(opened),
            title=head.title,
            author=head.author or None,
            posted=self._date(head.posted, "posted", page, board),
            modified=self._date(head.modified, "modified", page, board),
            body_html=body_html,
            body_text=read.text,
            attachments=attachments,
            comments=comments,
            category=head.category or None,
            rules=tuple((name, rule) for name, rule in rules if rule),
            more_url=more_url,
        )

    def _head(self, opened: Opened) -> Head:
        """What stands above the body, by the board's own selectors where it has them."""
        chosen: dict[str, str] = {}
        for name in ("title", "author", "posted"):
            found = select.maybe_first_of(opened.root, opened.board.select.get(name, ()), page=opened.page)
            if found is not None:
                chosen[name] = (author_in(found[0]) or "") if name == "author" else text_of(found[0], " ")
        if "title" in chosen and "posted" in chosen:
            return Head(rule="the board's selectors", **chosen)
        return replace(self.platform.head(opened), **chosen)

    def _own_url(self, opened: Opened) -> str:
        return self.canonical(opened.page.url, opened.board)

    def _native_id(self, opened: Opened) -> tuple[str, str]:
        """The post's id by its address and by the page; PageChanged where they differ: a site may answer everything with one page."""
        asked = self.native_id(opened.page.url, opened.board)
        shown = self.platform.shown_id(opened.root, opened.page)
        if asked and shown and asked != shown:
            raise select.changed(opened.page, "native id", f"post {asked}", f"post {shown}")
        if not asked and not shown:
            raise select.changed(opened.page, "native id", "a post's number in the address or the page", 0)
        return (asked, "address") if asked else (shown or "", "page")

    def _date(self, raw: str, what: str, page: Page, board: Manifest) -> SiteDate | None:
        if not raw:
            return None
        try:
            return self._read_date(raw, page, board)
        except DateUnreadable as error:
            raise select.changed(page, what, "a readable date", str(error)) from error

    def _attachments(self, opened: Opened) -> tuple[AttachmentLink, ...]:
        """The files that the page offers outside its body, known by the address that serves them."""
        links: dict[str, AttachmentLink] = {}
        fields = hidden_fields(opened.root)
        for node in _chosen(opened.root, opened.board, "files"):
            url = addresses.join(opened.page.url, attribute(node, "href"))
            if url is not None:
                links.setdefault(url, AttachmentLink(name=text_of(node, " ") or addresses.file_name(None, url), url=url))
        for node in distinct(opened.root.css("a, button, [onclick]")) if not links else []:
            known = self._target(node, opened.page, fields)
            if known is None or known.kind != "file" or opened.within_body(node) or known.url in links:
                continue
            shown = text_of(node, " ")
            size = self.platform.file_bytes.search(shown) if self.platform.file_bytes else None
            name = self.platform.file_name(shown)
            if _DOWNLOAD.fullmatch(name):
                name = _beside(node, name)
            if name:
                ask = self._asked(node, known.url, opened.page)
                links[known.url] = AttachmentLink(name=name, url=known.url, bytes=int(size[1]) if size else None, ask=ask)
        return tuple(links.values())


    def _asked(self, node: Node, url: str, page: Page) -> str | None:
        """The address as the page gives it, where it holds what only this visit's reader is given; None where it is the file's own."""
        given = _given(node, page)
        secrets = [name for name in addresses.parameters(given or "") if NONCE.fullmatch(name)]
        return given if secrets and given != url else None


def _given(node: Node, page: Page) -> str | None:
    """The whole address of a link or of a button that leads somewhere."""
    call = call_from(node, page, {})
    return addresses.join(page.url, attribute(node, "href")) or (call.url if call is not None else None)


#: What a second link to a post says in a list that shows the beginning of its text.
_MORE = re.compile(r"(?:더 ?보기|자세히(?: 보기)?|more|read more|\[?\d{1,5}\]?)\s*[›»>+]*", re.IGNORECASE)


def _chosen(node: Node, board: Manifest, name: str) -> list[Node]:
    """What the first of a board's own selectors for a field finds that finds anything."""
    return next((distinct(found) for css in board.select.get(name, ()) if (found := node.css(css))), [])


def _shown_date(cell: Node | None) -> str | None:
    """The date in a cell: of a time element or a title that tells it whole where there is one, else the words."""
    if cell is None:
        return None
    exact = [attribute(node, "datetime") for node in cell.css("time[datetime]")]
    exact += [attribute(node, "title") for node in cell.css("[title]") if _LONG_DATE.match(attribute(node, "title"))]
    return exact[0] if len(exact) == 1 and exact[0] else text_of(cell, " ") or None


def _not_spilled(body: Node, page: Page) -> Node:
    """The body, unless it is empty in a cell that is not: broken markup has put the text beside it."""
    cell = next((parent for parent in select.ancestors(body) if parent.tag in ("td", "dd")), None)
    if cell is not None and text_of(cell) and not text_of(body) and not body.css("img, iframe, video, object, embed"):
        raise select.changed(page, "body", "the text inside it", "an empty element in a cell with text")
    return body


def _body_html(body: Node) -> str:
    """The body as markup; a text area holds it escaped, or as plain lines."""
    if body.tag != "textarea":
        return body.inner_html or ""
    text = body.text().strip()
    return text if re.search(r"<[a-zA-Z/!]", text) else html.escape(text, quote=False).replace("\n", "<br>\n")


#: Parameters that are worth something to one visit only.
NONCE = re.compile(r"(?:.*[-_])?nonce", re.IGNORECASE)
_DOWNLOAD = re.compile(r"(?:다운로드|내려받기|저장|받기|download|파일)?", re.IGNORECASE)


def _beside(node: Node, shown: str) -> str:
    """The words beside a link that only says "download": the rest of its list item or cell."""
    around = next((parent for parent in select.ancestors(node) if parent.tag in ("li", "td", "dd", "p", "div")), None)
    words = text_of(around, " ") if around is not None else ""
    return words.replace(shown, "").strip() if shown else words


_TWO_DIGITS = re.compile(r"\s*\d{2}[-./]\d{2}[-./]\d{2}(?!\d)", re.ASCII)
_LONG_DATE = re.compile(r"\d{4}년|\d{4}-\d{2}-\d{2}", re.ASCII)
_ALERT = re.compile(r"\balert\(\s*[\"']([^\"']{4,300})[\"']")


_BARRED = re.compile(r"비정상적인? ?접근|보안 ?정책|차단(?:되었|된|하였)|access (?:has been )?blocked|request blocked|web firewall|방화벽", re.IGNORECASE)


def _said(root: Node, page: Page) -> Withheld | None:
    """What a page without a body says: in an alert, in its visible words, or by asking for a password.

    A page that labels a date is a post's, whatever its words. PageChanged where the visitor is barred: that tells nothing of the post.
    """
    alerts = " ".join(_ALERT.findall(" ".join(node.text() for node in root.css("script"))))
    for node in root.css("script, style, template, nav, header nav, footer"):
        node.decompose()
    visible = text_of(root, " ")
    barred = _BARRED.search(f"{alerts} {visible[:2000]}")
    if barred:
        raise select.changed(page, "(page)", "a post", f"a page that bars the visitor: {barred[0]}")
    if POSTED_BY_LABEL.search(visible):
        return None
    found = withheld_by_words(alerts) or withheld_by_words(visible)
    if found is None and root.css('input[type="password"]') and len(visible) < 600 and re.search("비밀|password", visible, re.IGNORECASE):
        found = Withheld(kind="secret", evidence=visible[:200])
    return found


_ADDRESS_PART = re.compile(r"\s*\((?:\d{1,3}|[*♡xX]{1,3})(?:\.(?:\d{1,3}|[*♡xX]{1,3})){3}\)$")


def author_in(node: Node | None) -> str | None:
    """The name in an author's cell or element: the first linked one where names are links, without the IP address some boards add."""
    if node is None:
        return None
    linked = [text_of(link) for link in node.css("a") if text_of(link)]
    return _ADDRESS_PART.sub("", linked[0] if linked else text_of(node, " ")) or None


def alias_of(url: str) -> str:
    """The stand-in for an id that an address does not tell: a hash of its path, told by its prefix."""
    return ALIAS + hashlib.sha256(urlsplit(url).path.rstrip("/").encode()).hexdigest()[:16]


def narrowed(url: str, names: Sequence[str], path: str | None = None) -> str:
    """An address with the named parameters only, in this order, without session and fragment."""
    parts = urlsplit(addresses.canonical(url))
    given: dict[str, str] = {}
    for pair in urlsplit(addresses.join(url, url) or "").query.split("&"):
        name, _, value = pair.partition("=")
        # The value stays as it is: decoded and encoded again a name in EUC-KR would be another one.
        given.setdefault(unquote(name), value)
    query = "&".join(f"{quote(name, safe='-_')}={given[name]}" for name in names if given.get(name))
    return urlunsplit((parts.scheme, parts.netloc, path if path is not None else parts.path, query, ""))


def page_in(url: str, name: str) -> int:
    """The page number in an address, 1 where it has none."""
    value = addresses.parameters(url).get(name, "")
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) < 8 else 1


def number_in(url: str, name: str) -> str | None:
    """A post's number in a parameter of an address; None where there is none."""
    value = addresses.parameters(url).get(name, "")
    return value if value.isascii() and value.isdigit() and int(value[:18]) > 0 and len(value) <= 18 else None


_MOMENT = re.compile(r"\d{4}[-./]\d{2}[-./]\d{2}\.?(?:\s+\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
_KNOWN_WORDS = re.compile(
    r"(?:조회|추천|비추천|댓글|답글|첨부|신고|수정|삭제|목록|인쇄|공유|스크랩|views?|votes?|comments?|by|hits?)?\s*수?\s*[:：]?\s*[+-]?[\d,]*\s*(?:회|건|개)?"
    r"|[|·,/:：()\[\]\s]*",
    re.IGNORECASE,
)


def name_and_moment(nodes: Sequence[Node], page: Page, what: str) -> tuple[str, str]:
    """The one name and the one date in a line of facts; PageChanged where anything else stands there than known counters."""
    pieces = [piece for node in nodes for raw in node.text(separator="\x1f").split("\x1f") if (piece := line(raw))]
    moments = [piece for piece in pieces if _MOMENT.fullmatch(piece)]
    names = [piece for piece in pieces if not _MOMENT.fullmatch(piece) and not _KNOWN_WORDS.fullmatch(piece)]
    if len(moments) != 1 or len(set(names)) > 1:
        raise select.changed(page, what, "one name and one date", " | ".join(pieces)[:100] or "nothing")
    return (names[0] if names else ""), moments[0]


def cells_labelled(root: Node, words: frozenset[str]) -> list[Node]:
    """The cells beside a label of the body in tables of label and value; those of tables inside are not looked at."""
    found = []
    for label in root.css("th, dt"):
        if text_of(label) in words:
            cell = label.next
            while cell is not None and cell.tag not in ("td", "dd"):
                cell = cell.next
            if cell is not None:
                found.append(cell)
    return found


def distinct(nodes: Sequence[Node]) -> list[Node]:
    """The outermost of some elements, each once: one that two selectors of a list match comes twice."""
    return select.outermost(list({node.mem_id: node for node in nodes}.values()))


def exactly(node: Node, css: str, page: Page) -> Node:
    """The only outermost match of a selector; PageChanged where there is none, or more than one."""
    found = distinct(node.css(css))
    if len(found) != 1:
        raise select.changed(page, css, "exactly 1", len(found))
    return found[0]
