"""Drupal 7 with Views: the platform of Seoul Solution, read by class names, shown labels and node numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from crawler import addresses, select
from crawler.dates import read_date, same_day
from crawler.engines.labels import DATE_SHAPE, Labelled, claimed_total, field_of
from crawler.engines.partners import read_strip
from crawler.engines.rows import BADGES, SECRET_TITLE, is_pinned, labelled_rows, title_link
from crawler.engines.withheld import withheld_by_status, withheld_by_words
from crawler.errors import DateUnreadable
from crawler.manifest import Manifest
from crawler.records import ALIAS, AttachmentLink, Comment, Listing, ListRow, Page, PartnerStrip, Post, SiteDate, Withheld
from crawler.select import Node, attribute, classes, text_of
from crawler.text import body_text, line, looks_cut, read_body

TITLE = ("h1#page-title", "h1.title", ".node > h1, .node > h2, .node > header h1, .node > header h2", 'meta[property="og:title"]', "title")
BODY = (".field-name-body .field-item", ".node > .content", ".node .content")
FILES = ("span.file a[href], .file a[href]", 'a[href*="/sites/default/files/"]')
MAIN = ("#block-system-main", "#content", "main", "#main")

_NODE_PATH = re.compile(r"(?P<language>/[a-z]{2}(?:-[a-z]{2,4})?)?/(?:node|content)/(?P<id>\d{1,12})/?", re.IGNORECASE)
_NODE_CLASS = re.compile(r"page-node-(\d{1,12})")
_NODE_ID = re.compile(r"node-(\d{1,12})")
_COMMENT_ID = re.compile(r"comment-(\d{1,12})")
_LENGTH = re.compile(r"length=(\d{1,15})")
_NOT_POSTS = re.compile(r"partner|logo|banner", re.IGNORECASE)
#: What holds words of others than the post's author.
_BARRING = "#comments, .comment-wrapper, .comment, .view"
_BODY_NOISE = ".submitted, .links, .field-type-file, .field-name-field-file, .file, #comments, .comment-wrapper, form, script"


class Drupal7:
    """Reads lists, posts and partner strips of Drupal 7 sites; every choice follows a chain whose first hit is recorded."""

    name = "drupal7"
    version = "drupal7/2"

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a Views list, table or home block, or the node river; ``empty_reason`` where the view is there but has no rows."""
        root = select.parse(page)
        found = _rows(root, board)
        if found is None:
            raise select.changed(page, ".view .views-row", "a view of posts", 0)
        scope, nodes = found
        headers = _headers(scope)
        badged = bool(scope.css(BADGES))
        rows = tuple(_row(node, page, board, headers, badged=badged) for node in nodes)
        shown = [row for row in rows if row.posted is not None]
        if rows and not shown and any(DATE_SHAPE.search(text_of(node, " ")) for node in nodes):
            raise select.changed(page, "row date", "a readable date in the rows", "dates in none of the known forms")
        return Listing(
            url=page.url,
            rows=rows,
            next_url=_next_url(scope, root, page, board),
            claimed_total=_total(scope),
            empty_reason=None if rows else "no rows",
        )

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a node's own page, or the words (or the status) that stand in its place."""
        root = select.parse(page)
        fields = root.css(BODY[0])
        withheld = _withheld(root, fields, page, board)
        if withheld is not None:
            return withheld
        native_id, id_rule = _native_id(root, page)
        title, title_rule = _title(root, page, board)
        body, body_rule = _body(root, fields, page, board)
        nodes = select.outermost(root.css(".node"))
        barred = root.css(_BARRING)
        labelled = _labels(root, nodes, _Outside(barred, body))
        posted, posted_rule = _posted(root, nodes, labelled, page, board)
        comments = _comments(root, page, board) if barred else ()
        attachments, files_rule = _attachments(root, nodes, page, board)
        if body_rule in BODY[1:]:
            for noise in body.css(_BODY_NOISE):
                noise.decompose()
        body_html = body.inner_html or ""
        read = read_body(body_html)
        rules = [
            ("native_id", id_rule),
            ("title", title_rule),
            ("posted", posted_rule),
            ("author", labelled.rule("author")),
            ("modified", labelled.rule("modified")),
            ("category", labelled.rule("category")),
            ("body", body_rule),
            ("attachments", files_rule),
            ("deep", f"{read.depth} nested elements" if read.deep else ""),
        ]
        return Post(
            native_id=native_id,
            url=_own_address(root, page, board, native_id),
            title=title,
            author=_author(root, page, board) or labelled.value("author"),
            posted=posted,
            modified=_date(labelled.value("modified"), page, board, "modified"),
            body_html=body_html,
            body_text=read.text,
            attachments=attachments,
            comments=comments,
            category=labelled.value("category"),
            rules=tuple((field, rule) for field, rule in rules if rule),
        )

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:
        """Read the strip of partner logos with the descriptions that stand beside some of them."""
        return read_strip(select.parse(page), page, board.select.get("partners", ()))

    def canonical(self, url: str, board: Manifest) -> str:
        """/{lang}/node/N for every address that carries N, else the address without noise; www as the board's own address has it."""
        return _canonical(url, addresses.host_of(board.url))

    def native_id(self, url: str, board: Manifest) -> str | None:  # noqa: ARG002 - a node number needs no board
        """The node number of /node/N and /content/N in any language; None for an alias."""
        match = _NODE_PATH.fullmatch(urlsplit(url).path)
        return match["id"] if match else None


ENGINE = Drupal7()


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for Drupal 7, and not for a later one."""
    if re.search(r"<meta[^>]+generator[^>]+Drupal (?:[89]|1\d)|data-history-node-id=|data-drupal-", page.text, re.IGNORECASE):
        return ()
    found = {
        "generator": re.search(r"<meta[^>]+generator[^>]+Drupal", page.text, re.IGNORECASE),
        "its files": re.search(r"/sites/(?:default|all)/(?:files|modules|themes)/", page.text),
        "its settings in scripts": "Drupal.settings" in page.text,
        "views": re.search(r"class=[\"'][^\"']*\b(?:view-id-|views-row|views-field)", page.text),
        "nodes": re.search(r"\bpage-node-\d+\b|id=[\"']node-\d+|class=[\"'][^\"']*\bnode-teaser\b", page.text),
        "nodes by number": re.search(r"href=[\"'](?:/[a-z]{2})?/node/\d+", page.text) or re.search(r"/node/\d+", page.url),
    }
    return tuple(reason for reason, sign in found.items() if sign)


@lru_cache(maxsize=4096)  # a post's address is met in its list, on its page, and when both are compared
def _canonical(url: str, own: str) -> str:
    parts = urlsplit(addresses.canonical(url))
    host = own if addresses.without_www(parts.netloc) == addresses.without_www(own) else parts.netloc
    match = _NODE_PATH.fullmatch(parts.path)
    if match:
        return f"{parts.scheme}://{host}{(match['language'] or '').lower()}/node/{match['id']}"
    path = parts.path if parts.path == "/" else parts.path.rstrip("/")
    return urlunsplit((parts.scheme, host, path, parts.query, ""))


def alias_id(url: str, board: Manifest) -> str:
    """The stand-in for a node number where only an alias is known: a hash of the canonical path, told by its prefix."""
    path = urlsplit(ENGINE.canonical(url, board)).path
    return ALIAS + hashlib.sha256(path.encode()).hexdigest()[:16]


# --- lists -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """One view of a page with its own rows."""

    node: Node
    rows: tuple[Node, ...]

    def of_posts(self) -> bool:
        """Whether its rows are posts: most link a page of the site by words and show a date. A row that does not is then an error."""
        alike = (row for row in self.rows if DATE_SHAPE.search(text_of(row, " ")) and title_link(row, ()))
        return any(count * 2 > len(self.rows) for count, _ in enumerate(alike, 1))


def _rows(root: Node, board: Manifest) -> tuple[Node, list[Node]] | None:
    """The scope of the list and its rows by the first rule that applies; None where nothing on the page is like a list."""
    for css in board.select.get("rows", ()):
        nodes = root.css(css)
        if nodes:
            return root, nodes
    views = _views(root)
    posts = [view for view in views if view.of_posts()]
    if posts:
        # A page may show the newest posts again in a sidebar: the list proper has a pager, or else the most rows.
        best = max(posts, key=lambda view: (bool(view.node.css(".pager")), len(view.rows)))
        return best.node, list(best.rows)
    teasers = select.outermost(root.css(".node-teaser"))
    if teasers:
        return root, teasers
    by_labels = labelled_rows(root)
    if by_labels:
        return root, by_labels
    empty = [view for view in views if not view.rows and not _NOT_POSTS.search(" ".join(classes(view.node)))]
    return (empty[0].node, []) if empty else None


def _views(root: Node) -> list[_View]:
    views = root.css(".view")
    rows: dict[int, list[Node]] = {view.mem_id: [] for view in views}
    for row in select.outermost(root.css(".view .views-row, .view table.views-table tbody tr")):
        owner = row.parent
        while owner is not None and owner.mem_id not in rows:
            owner = owner.parent
        if owner is not None:
            rows[owner.mem_id].append(row)
    return [_View(node=view, rows=tuple(rows[view.mem_id])) for view in views]


def _headers(scope: Node) -> dict[str, str]:
    """The header words of a table by the class that its cells share with them."""
    return {name: text_of(cell) for cell in scope.css("thead th") for name in classes(cell) if name.startswith("views-field-")}


def _row(node: Node, page: Page, board: Manifest, headers: dict[str, str], *, badged: bool) -> ListRow:
    pinned = is_pinned(node, badged=badged)
    for badge in node.css(".marker, .badge, .new") if badged else ():
        badge.decompose()
    link = title_link(node, board.select.get("title", ()))
    url = addresses.join(page.url, attribute(link, "href")) if link is not None else None
    if link is None or url is None:
        raise select.changed(page, ".views-field-title a[href]", "a link to the post in every row", text_of(node, " ")[:80] or "an empty row")
    labelled = _row_fields(node, headers)
    title = text_of(link)
    return ListRow(
        native_id=ENGINE.native_id(url, board) or _teaser_id(node) or alias_id(url, board),
        url=ENGINE.canonical(url, board),
        title=title,
        title_cut=looks_cut(title),
        author=_chosen(node, board.select.get("author", ())) or labelled.value("author"),
        posted=_row_date(node, labelled, page, board),
        pinned=pinned,
        secret=SECRET_TITLE.fullmatch(title) is not None or (badged and bool(node.css('.secret, .icon-lock, img[alt*="비밀"]'))),
    )


def _teaser_id(node: Node) -> str | None:
    match = _NODE_ID.fullmatch(attribute(node, "id"))
    return match[1] if match else None


_FIELD_CLASS = {"views-field-created": "등록일", "views-field-name": "글쓴이", "views-field-changed": "최종수정일"}


def _row_fields(row: Node, headers: dict[str, str]) -> Labelled:
    """A row's labelled values: a shown label goes before a column's header, that before the field's class."""
    labelled = Labelled()
    fields = row.css(".views-field")
    labels_of, contents_of = _by_field(row, fields, ".views-label"), _by_field(row, fields, ".field-content")
    for field in fields:
        names = classes(field)
        if "views-field-body" in names or "views-field-title" in names:
            continue
        labels = labels_of[field.mem_id]
        contents = select.outermost(contents_of[field.mem_id]) or [field]
        word = text_of(labels[0]) if labels else next((headers[name] for name in names if headers.get(name)), "")
        if not (word and labelled.add(word, text_of(contents[0]))):
            labelled.add(next((_FIELD_CLASS[name] for name in names if name in _FIELD_CLASS), ""), text_of(contents[0]))
    if labelled.value("posted") is None:
        for submitted in row.css(".submitted")[:1]:
            labelled.add_text(text_of(submitted, " "))
        if not fields:
            labelled.add_text(text_of(row, " "))
    return labelled


def _by_field(row: Node, fields: Sequence[Node], css: str) -> dict[int, list[Node]]:
    """What a selector matches in each of a row's fields (or is the field itself), by one walk of the row."""
    found: dict[int, list[Node]] = {field.mem_id: [] for field in fields}
    for node in row.css(css) if fields else ():
        place: Node | None = node
        while place is not None:
            known = place.mem_id
            if known in found:
                found[known].append(node)
            place = place.parent if known != row.mem_id else None
    return found


def _chosen(node: Node, chain: Sequence[str]) -> str | None:
    return next((text_of(found[0]) for css in chain if (found := node.css(css)) and text_of(found[0])), None)


def _row_date(node: Node, labelled: Labelled, page: Page, board: Manifest) -> SiteDate | None:
    raw = _chosen(node, board.select.get("posted", ())) or labelled.value("posted")
    if raw is None:
        return None
    try:
        return read_date(raw, zone=board.timezone, now=page.fetched_at)
    except DateUnreadable:
        # A list often shortens its dates; the post's own page is the authority, and there the same is an error.
        return None


def _next_url(scope: Node, root: Node, page: Page, board: Manifest) -> str | None:
    chain = (*board.select.get("next", ()), "li.pager-next a[href]", ".pager__item--next a[href]", 'a[rel="next"]', 'link[rel="next"]')
    for css in chain:
        links = scope.css(css) or root.css(css)
        targets = {url for link in links if (url := addresses.join(page.url, attribute(link, "href")))}
        if len(targets) > 1:
            raise select.changed(page, css, "one next page", f"{len(targets)} different ones")
        if targets:
            return targets.pop()
    return None


def _total(scope: Node) -> int | None:
    for node in scope.css(".view-header, .view-footer, .view-filters, .total, .board-total, .page-info"):
        total = claimed_total(text_of(node, " "))
        if total is not None:
            return total
    return None


# --- posts -----------------------------------------------------------------------------------------------------------


def _main(root: Node) -> Node:
    return next((found[0] for css in (*MAIN, "body") if (found := root.css(css))), root)


def _withheld(root: Node, fields: Sequence[Node], page: Page, board: Manifest) -> Withheld | None:
    """What stands in a post's place; words count only where the page has neither a body field nor a labelled date."""
    if page.status < 400 and (fields or any(root.css(css) for css in (*board.select.get("body", ()), ".node .submitted"))):
        return None
    main = _main(root)
    for part in main.css("#user-login-form, script, style, .links"):
        part.decompose()
    heading = " ".join(text_of(node) for node in root.css("h1"))
    by_words = withheld_by_words(f"{heading} {text_of(main, ' ')}")
    if by_words is None and main.css('form input[type="password"]') and not main.css('form[action*="/user"]'):
        by_words = Withheld(kind="secret", evidence="a form that asks for a password in the post's place")
    return by_words or withheld_by_status(page.status)


def _native_id(root: Node, page: Page) -> tuple[str, str]:
    """The node number and the rule that gave it: body class, shortlink, canonical link, the node's own id, the address."""
    found = _shown_ids(root, page)
    address = _NODE_PATH.fullmatch(urlsplit(page.url).path)
    if found is None:
        if address is None:
            raise select.changed(page, "body.page-node-N, link[rel=shortlink]", "a node number", 0)
        return address["id"], "address"
    # A site that answers everything with its front page would otherwise overwrite one post with all others.
    if address and "/node/" in page.url and address["id"] != found[0]:
        raise select.changed(page, found[1], f"node {address['id']}", f"node {found[0]}")
    return found


def _shown_ids(root: Node, page: Page) -> tuple[str, str] | None:
    body = root.parser.body
    for name in classes(body) if body is not None else ():
        match = _NODE_CLASS.fullmatch(name)
        if match:
            return match[1], "body.page-node-N"
    for rel in ("shortlink", "canonical"):
        for link in root.css(f'link[rel="{rel}"]'):
            path = _NODE_PATH.fullmatch(urlsplit(addresses.join(page.url, attribute(link, "href")) or "").path)
            if path:
                return path["id"], f"link[rel={rel}]"
    nodes = [match[1] for node in root.css(".node") if (match := _NODE_ID.fullmatch(attribute(node, "id")))]
    return (nodes[0], ".node#node-N") if len(nodes) == 1 else None


def _own_address(root: Node, page: Page, board: Manifest, native_id: str) -> str:
    """The page's canonical link where it is of this node (or an alias) on the board's own hosts, else the address asked."""
    for link in root.css('link[rel="canonical"]')[:1]:
        url = addresses.join(page.url, attribute(link, "href"))
        if url and urlsplit(url).path.strip("/") and addresses.host_of(url) in (*board.hosts, addresses.host_of(page.url)):
            shown = ENGINE.native_id(url, board)
            if shown in (None, native_id):
                return ENGINE.canonical(url, board)
    return ENGINE.canonical(page.url, board)


def _title(root: Node, page: Page, board: Manifest) -> tuple[str, str]:
    node, rule = select.first_of(root, (*board.select.get("title", ()), *TITLE), page=page)
    if node.tag == "meta":
        title = line(attribute(node, "content"))
    else:
        title = text_of(node)
        if rule == "title":
            title = title.rpartition(" | ")[0] or title
    if not title:
        raise select.changed(page, rule, "a title", "an empty element")
    return title, rule


def _body(root: Node, fields: Sequence[Node], page: Page, board: Manifest) -> tuple[Node, str]:
    chain = (*board.select.get("body", ()), *BODY)
    for css in chain:
        nodes = select.outermost(fields if css == BODY[0] else root.css(css))
        if len(nodes) > 1:
            raise select.changed(page, css, "exactly 1", len(nodes))
        if nodes:
            return nodes[0], css
    raise select.changed(page, " → ".join(chain), "exactly 1 by one of these", 0)


def _in_nodes(root: Node, nodes: Sequence[Node], *chosen: str) -> list[Node]:
    """What the selectors match inside the page's nodes; one node, the usual case, is walked instead of the page."""
    if not nodes:
        return []
    if len(nodes) > 1:
        return root.css(", ".join(f".node {css}" for css in chosen))
    return [node for node in nodes[0].css(", ".join(chosen)) if node.mem_id != nodes[0].mem_id]


class _Outside:
    """Keeps what lies outside the body, the comments and other views of a page."""

    def __init__(self, barred: Sequence[Node], body: Node) -> None:
        self._barred = {node.mem_id for node in barred}
        if "content" not in classes(body):
            self._barred.add(body.mem_id)
        self._free: set[int] = set()

    def __call__(self, nodes: Sequence[Node]) -> list[Node]:
        return [node for node in nodes if self._is_free(node)]

    def _is_free(self, node: Node) -> bool:
        chain = []
        place: Node | None = node
        while place is not None and (known := place.mem_id) not in self._free:
            if known in self._barred:
                return False
            chain.append(known)
            place = place.parent
        self._free.update(chain)
        return True


def _labels(root: Node, nodes: Sequence[Node], outside: _Outside) -> Labelled:
    """The labelled values of a post: its line of submission, its labelled fields, then label and value pairs of lists and tables."""
    labelled = Labelled()
    for node in outside(root.css(".submitted")):
        labelled.add_text(text_of(node, " "))
    for field in outside(_in_nodes(root, nodes, ".field")):
        for label in field.css(".field-label")[:1]:
            labelled.add(text_of(label), " ".join(text_of(item, " ") for item in field.css(".field-item")))
    for label in outside(_in_nodes(root, nodes, "dt", "th", ".label")):
        word = text_of(label)
        value = _next_element(label) if field_of(word) else None
        if value is not None:
            labelled.add(word, text_of(value, " "))
    if labelled.value("posted") is None:
        for node in outside(root.css(".node .meta, .node .info, .node ul.inline, .node header, .post-info, .board-info")):
            labelled.add_text(text_of(node, " "))
    return labelled


def _next_element(node: Node) -> Node | None:
    following = node.next
    while following is not None and following.tag == "-text" and not (following.text() or "").strip():
        following = following.next
    return following


def _author(root: Node, page: Page, board: Manifest) -> str | None:
    found = select.maybe_first_of(root, board.select.get("author", ()), page=page)
    return text_of(found[0]) if found else None


def _posted(root: Node, nodes: Sequence[Node], labelled: Labelled, page: Page, board: Manifest) -> tuple[SiteDate | None, str]:
    chosen = select.maybe_first_of(root, board.select.get("posted", ()), page=page)
    raw = text_of(chosen[0]) if chosen else labelled.value("posted")
    shown = _date(raw, page, board, "posted")
    rule = chosen[1] if chosen else labelled.rule("posted")
    for node in _in_nodes(root, nodes, '[property~="dc:date"][content]')[:1]:
        exact = _date(attribute(node, "content"), page, board, "dc:date")
        if exact is not None and (shown is None or (shown.precision == "day" and same_day(exact, shown))):
            return SiteDate(at=exact.at, precision=exact.precision, raw=raw or exact.raw), f"{rule} + dc:date".removeprefix(" + ")
    return shown, rule


def _date(raw: str | None, page: Page, board: Manifest, what: str) -> SiteDate | None:
    if not raw:
        return None
    try:
        return read_date(raw, zone=board.timezone, now=page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(page, what, "a readable date", str(error)) from error


def _attachments(root: Node, nodes: Sequence[Node], page: Page, board: Manifest) -> tuple[tuple[AttachmentLink, ...], str]:
    scope = nodes[0] if nodes else next((found[0] for css in MAIN if (found := root.css(css))), root)
    for css in (*board.select.get("files", ()), *FILES):
        links = {}
        for node in scope.css(css):
            url = addresses.join(page.url, attribute(node, "href"))
            if url is not None and url not in links:
                links[url] = _attachment(node, url)
        if links:
            return tuple(links.values()), css
    return (), ""


def _attachment(node: Node, url: str) -> AttachmentLink:
    media_type, _, rest = attribute(node, "type").partition(";")
    length = _LENGTH.search(rest)
    return AttachmentLink(
        name=text_of(node) or addresses.file_name(None, url),
        url=url,
        media_type=media_type.strip().lower() or None,
        bytes=int(length[1]) if length else None,
    )


def _comments(root: Node, page: Page, board: Manifest) -> tuple[Comment, ...]:
    comments = []
    for node in root.css("#comments .comment"):
        labelled = Labelled()
        for submitted in node.css(".submitted")[:1]:
            labelled.add_text(text_of(submitted, " "))
        body = select.one(node, ".field-name-comment-body .field-item", page=page)
        name = node.css(".username")
        comments.append(
            Comment(
                native_id=_comment_id(node, page),
                author=text_of(name[0]) if name else labelled.value("author"),
                posted=_date(labelled.value("posted"), page, board, "comment date"),
                body_text=body_text(body.inner_html or ""),
            )
        )
    return tuple(comments)


def _comment_id(node: Node, page: Page) -> str:
    anchor = node.prev
    while anchor is not None and anchor.tag == "-text":
        anchor = anchor.prev
    shown = (attribute(node, "id"), attribute(anchor, "id") if anchor is not None and anchor.tag == "a" else "")
    match = next((found for text in shown if (found := _COMMENT_ID.fullmatch(text))), None)
    if match is None:
        raise select.changed(page, "#comments .comment", "a comment number", "no id=comment-N")
    return match[1]
