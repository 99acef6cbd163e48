"""Drupal 8 and later (Classy, Bartik, Olivero and themes made from them).

List: a view with ``.views-row``, a table of a view, or teasers ``article[data-history-node-id]`` / ``.node--view-mode-teaser``; of
several the one with a pager, then the longest. Rows link /node/N or an alias; the number of an alias comes from
``data-history-node-id`` or stays an alias. Dates are ``time[datetime]`` or labelled. Pager: ``li.pager__item--next a``, 0-based.
Empty: ``.view-empty``. Post: number from ``link[rel=shortlink]``, ``article[data-history-node-id]``, ``currentPath`` in the settings,
``link[rel=canonical]``; ``h1.page-title``; ``.field--name-body``; date and author in ``.node__meta`` or ``.node__submitted``, exact in
``[property="schema:dateCreated"]``; files ``.file a`` and links under the files folder; comments ``.comment`` with
``/comment/N`` links. Form tokens, contextual links and view counters are known and left out. Deleted nodes answer 404,
unpublished ones 403.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from crawler import addresses, select
from crawler.dates import read_date
from crawler.engines.columns import cell_at, columns_of
from crawler.engines.labels import Field, Labelled, claimed_total
from crawler.engines.partners import read_strip
from crawler.engines.rows import is_pinned, title_link
from crawler.engines.threads import attribute_at, by, named_file, signs_in, text_at
from crawler.engines.withheld import withheld_by_status, withheld_by_words
from crawler.errors import DateUnreadable
from crawler.manifest import Manifest
from crawler.records import ALIAS, AttachmentLink, Comment, Listing, ListRow, Page, PartnerStrip, Post, SiteDate, Withheld
from crawler.select import Node, attribute, classes, text_of
from crawler.text import body_text, line, looks_cut, read_body

ROWS = (".view-content .views-row, .views-row", "table.views-table tbody tr, .view-content table tbody tr")
TEASERS = "article.node--view-mode-teaser, article.node--teaser, .node--view-mode-teaser"
TITLE_LINKS = (".views-field-title a[href]", ".node__title a[href]", "h2 a[href], h3 a[href]")
TITLE = ("h1.page-title", "h1.title", "h1.page-header", "article h1.node__title", "h1", 'meta[property="og:title"]')
BODY = (".field--name-body", ".node__content")
AUTHOR = (".node__meta .username", ".node__submitted .field--name-uid", ".field--name-uid", "article .username")
SUBMITTED = (".node__meta", ".node__submitted", ".submitted")
FILES = ("span.file a[href], .file a[href], .field--type-file a[href]", 'a[href*="/sites/default/files/"], a[href*="/system/files/"]')
_NOISE = (
    "script, style, .field__label, .links, .node__links, .contextual, .node__meta, .node__submitted, .field--type-file, .file,"
    " .field--type-comment, section.comments, #comments, .comment-form, form, .field--name-title"
)
_NODE_PATH = re.compile(r"(?P<language>/[a-z]{2}(?:-[a-z]{2,4})?)?/node/(?P<id>\d{1,12})/?", re.IGNORECASE)
_CURRENT = re.compile(r'"currentPath":"node(?:\\/|/)(\d{1,12})"')
_COMMENT_PATH = re.compile(r"(?:/[a-z]{2}(?:-[a-z]{2,4})?)?/comment/(\d{1,12})/?", re.IGNORECASE)
_COMMENT_LINK = re.compile(r"/comment/(\d{1,12})#comment-\1$")
_NOT_POSTS = re.compile(r"partner|logo|banner", re.IGNORECASE)
SIGNS = {
    "Drupal's own name": re.compile(r"<meta name=[\"']Generator[\"'] content=[\"']Drupal (?:[89]|1\d)", re.IGNORECASE),
    "Drupal's settings": re.compile(r"data-drupal-selector=[\"']|data-drupal-link-system-path=|drupalSettings"),
    "nodes as Drupal 8 marks them": re.compile(r"data-history-node-id=|class=[\"'][^\"']*\bnode--type-|\bfield--name-body\b"),
    "Drupal's views": re.compile(r"class=[\"'][^\"']*\b(?:views-row|views-field|view-empty)\b"),
    "Drupal's pager": re.compile(r"class=[\"'][^\"']*\bpager__item\b"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for Drupal 8 or later."""
    return signs_in(page, SIGNS)


class Drupal:
    """Reads lists and posts of Drupal 8 and later by node numbers, field classes and shown labels."""

    name = "drupal"
    version = "drupal/3"

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a view or a list of teasers; ``empty_reason`` where the view says that it is empty."""
        root = select.parse(page)
        found = _rows(root, board)
        if bool(found) == bool(root.css(".view-empty")):
            raise select.changed(page, " → ".join((*ROWS, TEASERS)), "a view of posts, or one that is empty", "both" if found else "neither")
        scope, nodes = found or (root, [])
        rows = tuple(_row(node, page, board) for node in nodes)
        return Listing(
            url=page.url,
            rows=rows,
            next_url=_next(scope, root, page, board),
            claimed_total=next((total for node in scope.css(".view-header, .view-footer") if (total := claimed_total(text_of(node, " ")))), None),
            empty_reason=None if rows else "no rows",
        )

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a node's own page, or what stands in its place."""
        root = select.parse(page)
        body, body_rule = _body(root, page, board)
        if body is None:
            return _withheld(root, page)
        native_id, id_rule = _native_id(root, page)
        shown = _shown(root, body, page, board)
        title, title_rule = select.first_of(root, (*board.select.get("title", ()), *TITLE), page=page)
        words = line(attribute(title, "content")) if title.tag == "meta" else text_of(title)
        if not words:
            raise select.changed(page, title_rule, "a title", "an empty element")
        url = _own_address(root, page, board, native_id)
        read = read_body(shown.body_html)
        rules = [("native_id", id_rule), ("title", title_rule), ("posted", shown.posted_rule), ("body", body_rule)]
        return Post(
            native_id=native_id,
            url=url,
            title=words,
            author=shown.author,
            posted=shown.posted,
            modified=shown.modified,
            body_html=shown.body_html,
            body_text=read.text,
            attachments=shown.attachments,
            comments=shown.comments,
            category=shown.category,
            rules=tuple((*rules, ("deep", f"{read.depth} nested elements")) if read.deep else rules),
        )

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:
        """Read a strip of partner logos as on any other page."""
        return read_strip(select.parse(page), page, board.select.get("partners", ()))

    def canonical(self, url: str, board: Manifest) -> str:
        """/{lang}/node/N where the address has it, else the alias without noise; www as the board's own address has it."""
        parts = urlsplit(addresses.canonical(url))
        own = addresses.host_of(board.url)
        host = own if addresses.without_www(parts.netloc) == addresses.without_www(own) else parts.netloc
        match = _NODE_PATH.fullmatch(parts.path)
        if match:
            return urlunsplit((parts.scheme, host, f"{(match['language'] or '').lower()}/node/{match['id']}", "", ""))
        return urlunsplit((parts.scheme, host, parts.path if parts.path == "/" else parts.path.rstrip("/"), parts.query, ""))

    def native_id(self, url: str, board: Manifest) -> str | None:  # noqa: ARG002 - a node number needs no board
        """The node number of /node/N in any language; None for an alias."""
        return _number_in(url)


ENGINE = Drupal()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What a node's page shows beside number and title."""

    author: str | None
    posted: SiteDate | None
    posted_rule: str
    modified: SiteDate | None
    category: str | None
    body_html: str
    attachments: tuple[AttachmentLink, ...]
    comments: tuple[Comment, ...]


def _number_in(url: str | None) -> str | None:
    match = _NODE_PATH.fullmatch(urlsplit(url or "").path)
    return match["id"] if match else None


# --- lists -----------------------------------------------------------------------------------------------------------


def _rows(root: Node, board: Manifest) -> tuple[Node, list[Node]] | None:
    """The scope of the list and its rows; None where nothing on the page is like a list."""
    chain = board.select.get("rows", ())
    if chain:
        nodes = by(*chain)(root)
        return (root, nodes) if nodes else None
    groups: dict[int, tuple[Node, list[Node]]] = {}
    for row in select.outermost([node for css in ROWS for node in root.css(css)]):
        scope = next((parent for parent in select.ancestors(row) if "view" in classes(parent)), root)
        if not any(_NOT_POSTS.search(" ".join(classes(parent))) for parent in select.ancestors(row)):
            groups.setdefault(scope.mem_id, (scope, []))[1].append(row)
    posts = [(scope, nodes) for scope, nodes in groups.values() if sum(_is_post(node) for node in nodes) * 2 > len(nodes)]
    if posts:
        return max(posts, key=lambda found: (bool(found[0].css(".pager")), len(found[1])))
    teasers = select.outermost(root.css(TEASERS))
    return (root, teasers) if teasers else None


def _is_post(row: Node) -> bool:
    """Whether a row links a page and dates it, or is a node."""
    dated = bool(row.css("[datetime], .views-field-created, [data-history-node-id]")) or _labelled(row, ()).value("posted") is not None
    return dated and title_link(row, TITLE_LINKS) is not None


def _row(node: Node, page: Page, board: Manifest) -> ListRow:
    link = title_link(node, (*board.select.get("title", ()), *TITLE_LINKS))
    url = addresses.join(page.url, attribute(link, "href")) if link is not None else None
    if link is None or url is None:
        raise select.changed(page, " → ".join(TITLE_LINKS), "a link to the post in every row", text_of(node, " ")[:80] or "an empty row")
    marked = attribute_at("[data-history-node-id]", "data-history-node-id")(node)
    address = ENGINE.canonical(url, board)
    alias = ALIAS + hashlib.sha256(urlsplit(address).path.encode()).hexdigest()[:16]
    title = text_of(link)
    raw = attribute_at("[datetime]", "datetime")(node)
    labelled = _labelled(node, (".views-field-created", ".node__submitted", ".node__meta"))
    raw = raw or labelled.value("posted") or _headed(node, "posted")
    return ListRow(
        native_id=_number_in(url) or (marked if marked and marked.isascii() and marked.isdigit() else None) or alias,
        url=address,
        title=title,
        title_cut=looks_cut(title),
        author=text_at(*board.select.get("author", ()), ".views-field-uid .field-content", ".username", ".field--name-uid")(node)
        or labelled.value("author")
        or _headed(node, "author"),
        posted=_readable(raw, page, board) if raw else None,
        pinned=is_pinned(node) or bool({"node--sticky"} & set(classes(node))) or bool(node.css(".node--sticky")),
    )


def _headed(row: Node, name: Field) -> str | None:
    """What a table's row holds under the header word of a field; None for other rows."""
    table = next((parent for parent in select.ancestors(row) if parent.tag == "table"), None) if row.tag == "tr" else None
    heads = [line for line in table.css("tr") if line.css("th")][:1] if table is not None else []
    cell = cell_at(row, columns_of(heads[0], {}).get(name)) if heads else None
    return (text_of(cell) or None) if cell is not None else None


def _labelled(node: Node, parts: Sequence[str]) -> Labelled:
    """The labelled values of a row: of the parts that are known to hold them, then of its whole text."""
    labelled = Labelled()
    for css in parts:
        for part in node.css(css)[:1]:
            labelled.add_text(text_of(part, " "))
            labelled.add("Date", text_of(part.css(".field-content")[0]) if part.css(".field-content") else "")
    if labelled.value("posted") is None:
        labelled.add_text(text_of(node, " "))
    return labelled


def _next(scope: Node, root: Node, page: Page, board: Manifest) -> str | None:
    chain = (*board.select.get("next", ()), "li.pager__item--next a[href], .pager__item--next a[href]", 'a[rel="next"]')
    links = by(*chain)(scope) or by(*chain)(root)
    targets = {url for link in links if (url := addresses.join(page.url, attribute(link, "href")))}
    if len(targets) > 1:
        raise select.changed(page, " → ".join(chain), "one next page", f"{len(targets)} different ones")
    return targets.pop() if targets else None


# --- posts -----------------------------------------------------------------------------------------------------------


def _body(root: Node, page: Page, board: Manifest) -> tuple[Node | None, str]:
    for css in (*board.select.get("body", ()), *BODY):
        found = [node for node in select.outermost(root.css(css)) if not _elsewhere(node)]
        if len(found) > 1:
            raise select.changed(page, css, "exactly 1", len(found))
        if found:
            return found[0], css
    return None, ""


def _elsewhere(node: Node) -> bool:
    """Whether a node belongs to a comment, or to a row of a list beside the post."""
    return any({"comment", "views-row", "node--view-mode-teaser"} & set(classes(parent)) for parent in select.ancestors(node))


def _withheld(root: Node, page: Page) -> Withheld:
    main = by("main", "#main-content", "body")(root)
    node_shown = bool(root.css("article[data-history-node-id], article.node"))
    found = withheld_by_words(text_of(main[0], " ")) if main and not node_shown else None
    found = found or withheld_by_status(page.status)
    if found is None:
        raise select.changed(page, " → ".join(BODY), "exactly 1 by one of these", 0)
    return found


def _native_id(root: Node, page: Page) -> tuple[str, str]:
    shown, asked = _shown_id(root, page), _number_in(page.url)
    if shown is None and asked is None:
        raise select.changed(page, "link[rel=shortlink], article[data-history-node-id]", "a node number", 0)
    if shown and asked and shown[0] != asked:
        raise select.changed(page, shown[1], f"node {asked}", f"node {shown[0]}")
    return shown or (asked or "", "address")


def _shown_id(root: Node, page: Page) -> tuple[str, str] | None:
    for link in root.css('link[rel="shortlink"]'):
        number = _number_in(addresses.join(page.url, attribute(link, "href")))
        if number is not None:
            return number, "link[rel=shortlink]"
    marked = {attribute(node, "data-history-node-id") for node in root.css("article[data-history-node-id]") if not _elsewhere(node)}
    numbers = {number for number in marked if number.isascii() and number.isdigit()}
    if len(numbers) == 1:
        return numbers.pop(), "article[data-history-node-id]"
    current = _CURRENT.search(page.text)
    if current:
        return current[1], "currentPath"
    for link in root.css('link[rel="canonical"]'):
        number = _number_in(addresses.join(page.url, attribute(link, "href")))
        if number is not None:
            return number, "link[rel=canonical]"
    return None


def _own_address(root: Node, page: Page, board: Manifest, native_id: str) -> str:
    """The page's canonical link where it is of this node (or an alias) on its own host, else the address asked."""
    for link in root.css('link[rel="canonical"]')[:1]:
        url = addresses.join(page.url, attribute(link, "href"))
        if url and urlsplit(url).path.strip("/") and addresses.host_of(url) == addresses.host_of(page.url) and _number_in(url) in (None, native_id):
            return ENGINE.canonical(url, board)
    return ENGINE.canonical(page.url, board)


def _shown(root: Node, body: Node, page: Page, board: Manifest) -> _Shown:
    """All that is read while the page is taken apart: files and comments, then the body, and last the head without them."""
    whole = "node__content" in classes(body)
    found = select.outermost(root.css("article.comment, div.comment"))
    comments = tuple(_comment(node, page, board) for node in found if whole or all(parent.mem_id != body.mem_id for parent in select.ancestors(node)))
    attachments = _attachments(root, page, board)
    labelled = Labelled()
    for node in body.css(", ".join(SUBMITTED)) if whole else ():
        labelled.add_text(text_of(node, " "))
    for noise in body.css(_NOISE):
        noise.decompose()
    body_html = body.inner_html or ""
    body.decompose()
    for node in root.css(", ".join(SUBMITTED)):
        if not _elsewhere(node):
            labelled.add_text(text_of(node, " "))
    _refuse_unread_comments(root, page, comments)
    for node in root.css(".comment, .views-row, .node--view-mode-teaser, aside"):
        node.decompose()
    exact = attribute_at('[property~="schema:dateCreated"][content]', "content")(root)
    raw, rule = _posted(root, labelled, board)
    precise = _date(exact, page, board, "schema:dateCreated") if exact else None
    posted = None if not raw else _readable(raw, page, board) if precise else _date(raw, page, board, "posted")
    if precise is not None and (posted is None or _sharper(precise, posted)):
        posted, rule = precise, f"{rule} + schema:dateCreated".removeprefix(" + ")
    if posted is None and root.css("[datetime]"):
        raise select.changed(page, " → ".join(SUBMITTED), "the post's date, for the page shows dates", 0)
    edited = labelled.value("modified") or attribute_at('meta[property="article:modified_time"]', "content")(root)
    return _Shown(
        author=text_at(*board.select.get("author", ()), *AUTHOR)(root) or labelled.value("author"),
        posted=posted,
        posted_rule=rule,
        modified=_date(edited, page, board, "modified") if edited else None,
        category=text_at(".field--name-field-category .field__item", ".field--name-field-tags .field__item")(root) or labelled.value("category"),
        body_html=body_html,
        attachments=attachments,
        comments=comments,
    )


def _sharper(exact: SiteDate, shown: SiteDate) -> bool:
    """Whether an exact date says the same as the shown one, only with more of the clock."""
    length = {"day": len("2020-04-06"), "minute": len("2020-04-06T10:00")}.get(shown.precision)
    return length is not None and exact.at[:length] == shown.at[:length]


def _posted(root: Node, labelled: Labelled, board: Manifest) -> tuple[str | None, str]:
    chain = (*board.select.get("posted", ()), *(f"{css} [datetime]" for css in SUBMITTED), ".field--name-created [datetime]")
    for css in chain:
        raw = attribute_at(css, "datetime")(root)
        if raw:
            return raw, css
    if labelled.value("posted"):
        return labelled.value("posted"), labelled.rule("posted")
    raw = text_at(".field--name-created")(root)
    if raw:
        return raw, ".field--name-created"
    return attribute_at('meta[property="article:published_time"]', "content")(root), "article:published_time"


def _attachments(root: Node, page: Page, board: Manifest) -> tuple[AttachmentLink, ...]:
    scopes = root.css("article[data-history-node-id], article.node, main") or [root]
    for css in (*board.select.get("files", ()), *FILES):
        links: dict[str, AttachmentLink] = {}
        for node in scopes[0].css(css):
            url = addresses.join(page.url, attribute(node, "href"))
            if url is not None and url not in links and not node.css("img"):
                links[url] = AttachmentLink(name=named_file(node) or addresses.file_name(None, url), url=url)
        if links:
            return tuple(links.values())
    return ()


def _refuse_unread_comments(root: Node, page: Page, comments: Sequence[Comment]) -> None:
    """Raise PageChanged where the page links a comment of its own that was not read."""
    linked = {match[1] for link in root.css("a[href]") if (match := _COMMENT_LINK.search(attribute(link, "href")))}
    missed = linked - {comment.native_id for comment in comments}
    if missed:
        raise select.changed(page, ".comment", f"each of {len(linked)} linked comments", f"not {', '.join(sorted(missed))[:80]}")


def _comment(node: Node, page: Page, board: Manifest) -> Comment:
    paths = [urlsplit(addresses.join(page.url, attribute(link, "href")) or "").path for link in node.css("a[href]")]
    number = next((match[1] for path in paths if (match := _COMMENT_PATH.fullmatch(path))), None)
    texts = select.outermost(node.css(".field--name-comment-body"))
    if number is None or len(texts) != 1:
        raise select.changed(page, ".comment", "a comment with its number and one text", text_of(node, " ")[:80] or "an empty one")
    read = body_text(texts[0].inner_html or "")
    exact = attribute_at('[property~="schema:dateCreated"][content]', "content")(node) or attribute_at("[datetime]", "datetime")(node)
    texts[0].decompose()
    raw = exact or text_at(".comment__time", ".comment__submitted")(node)
    author = text_at(".comment__author .username", ".comment__author", ".username")(node)
    if author is None:
        raise select.changed(page, ".comment__author", "an author of every comment", f"none of comment {number}")
    posted = _date(raw, page, board, f"date of comment {number}") if raw else None
    return Comment(native_id=number, author=author, posted=posted, body_text=read)


def _date(raw: str, page: Page, board: Manifest, what: str) -> SiteDate:
    try:
        return read_date(raw, zone=board.timezone, now=page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(page, what, "a readable date", str(error)) from error


def _readable(raw: str, page: Page, board: Manifest) -> SiteDate | None:
    try:
        return read_date(raw, zone=board.timezone, now=page.fetched_at)
    except DateUnreadable:
        # A list often shortens its dates; the post's own page is the authority, and there the same is an error.
        return None
