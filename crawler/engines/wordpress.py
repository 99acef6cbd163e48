"""WordPress, read by what its themes share: post classes, microformats, and the blocks of block themes.

List: ``article``, ``.hentry`` or ``li.wp-block-post`` with the class ``post-N`` (``sticky``, ``post-password-required``), a title
link (``.entry-title``, ``.wp-block-post-title``), ``time[datetime]`` and an author (``.author .fn``, ``.byline``, ``rel=author``).
Pager: ``a.next.page-numbers``, ``.nav-previous a`` (older ones), ``.wp-block-query-pagination-next``, or ``link[rel=next]``; past the end
404. Post: body class ``postid-N`` or shortlink ``?p=N``; ``.entry-content``; ``time.updated`` or ``article:modified_time``;
a password form stands in the place of the text; comments are ``#comment-N``, replies within the comment that they answer;
pingbacks are known and left out, as are share buttons, related posts and random avatar hosts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from crawler import addresses, select
from crawler.dates import read_date
from crawler.engines.partners import read_strip
from crawler.engines.threads import attribute_at, by, refuse_unread_pages, signs_in, text_at
from crawler.engines.withheld import withheld_by_status, withheld_by_words
from crawler.errors import DateUnreadable
from crawler.manifest import Manifest
from crawler.records import AttachmentLink, Comment, Listing, ListRow, Page, PartnerStrip, Post, SiteDate, Withheld
from crawler.select import Node, attribute, classes, text_of
from crawler.text import body_text, looks_cut, read_body

ROWS = "article.hentry, article[id^=post-], .hentry, li.wp-block-post"
LINKS = (".entry-title a[href]", ".wp-block-post-title a[href]", "h1 a[href], h2 a[href], h3 a[href]", "a[rel=bookmark][href]")
AUTHOR = (".author .fn", ".byline .author a, .byline a", ".wp-block-post-author-name, .wp-block-post-author__name", "a[rel=author]", ".author-name")
POSTED = (".published[datetime]", ".entry-date[datetime]", ".posted-on [datetime]", ".wp-block-post-date [datetime]", "[datetime]")
NEXT = ("a.next.page-numbers[href]", ".nav-previous a[href]", "a.wp-block-query-pagination-next[href]")
TITLE = ("h1.entry-title", "h1.wp-block-post-title", "article h1", "h1")
BODY = (".entry-content", ".wp-block-post-content")
PAGER = frozenset(["paged", "query-page", *(f"query-{number}-page" for number in range(100))])
EMPTY = ".no-results, .wp-block-query-no-results, .error404"
_NOISE = (
    "script, style, .sharedaddy, .jp-relatedposts, .post-navigation, .entry-meta, .entry-footer, .author-box, #comments, .wp-block-comments,"
    " .wp-block-post-terms, .wp-block-file a[download], .post-views, .page-links, .wp-block-post-navigation-link"
)
#: What WordPress writes before the title of a post that a password locks.
_PROTECTED = re.compile(r"^(?:Protected|보호된 글|보호됨|비밀글|保護中|受保护|Geschützt|Protégé|Protegido|Protetto)\s?:\s+")
_POST_CLASS = re.compile(r"post-(\d{1,12})")
_POST_ID = re.compile(r"postid-(\d{1,12})")
_COMMENT_ID = re.compile(r"(?:div-)?comment-(\d{1,12})")
_OWN_COMMENT = re.compile(r"#comment-(\d{1,12})$")
SIGNS = {
    "WordPress's folders": re.compile(r"[\"'][^\"']*/wp-(?:content/(?:themes|plugins|uploads)|includes)/"),
    "WordPress's own name": re.compile(r"<meta name=[\"']generator[\"'] content=[\"']WordPress"),
    "posts as WordPress names them": re.compile(r"class=[\"'][^\"']*\bpost-\d+\b[^\"']*\btype-post\b|<body[^>]*\bpostid-\d+"),
    "WordPress's interface": re.compile(r"rel=[\"']https://api\.w\.org/[\"']|/wp-json/|/xmlrpc\.php\?rsd"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for WordPress."""
    return signs_in(page, SIGNS)


class WordPress:
    """Reads lists and posts of WordPress sites; the number of a post comes from its classes, never from its words."""

    name = "wordpress"
    version = "wordpress/2"

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a list of posts; ``empty_reason`` where the theme says that there is none."""
        root = select.parse(page)
        chain = board.select.get("rows", ())
        nodes = by(*chain)(root) if chain else [node for node in select.outermost(root.css(ROWS)) if "type-page" not in classes(node)]
        if not nodes and not root.css(EMPTY):
            raise select.changed(page, ROWS, "posts, or a notice that there are none", 0)
        rows = tuple(_row(node, page, board) for node in nodes)
        return Listing(url=page.url, rows=rows, next_url=_next(root, page, board), empty_reason=None if rows else "no rows")

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a post's own page, or what stands in its place."""
        root = select.parse(page)
        bodies = _bodies(root, board)
        if not bodies:
            return _withheld(root, page)
        if len(bodies) != 1:
            raise select.changed(page, " → ".join(BODY), "exactly 1", len(bodies))
        if bodies[0].css('form.post-password-form, form[action*="action=postpass"]'):
            return Withheld(kind="secret", evidence=text_of(bodies[0], " ")[:200] or "a form that asks for a password")
        shown = _shown(root, bodies[0], page, board)
        native_id, id_rule = _native_id(root, page)
        title, title_rule = select.first_of(root, (*board.select.get("title", ()), *TITLE), page=page)
        if not text_of(title):
            raise select.changed(page, title_rule, "a title", "an empty element")
        read = read_body(shown.body_html)
        rules = [("native_id", id_rule), ("title", title_rule), ("deep", f"{read.depth} nested elements" if read.deep else "")]
        return Post(
            native_id=native_id,
            url=self.canonical(_permanent(root, page), board),
            title=text_of(title),
            author=shown.author,
            posted=shown.posted,
            modified=shown.modified,
            body_html=shown.body_html,
            body_text=read.text,
            attachments=shown.attachments,
            comments=shown.comments,
            category=shown.category,
            rules=tuple((field, rule) for field, rule in rules if rule),
        )

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:
        """Read a strip of partner logos as on any other page."""
        return read_strip(select.parse(page), page, board.select.get("partners", ()))

    def canonical(self, url: str, board: Manifest) -> str:
        """The permanent link without page, reply and tracking parts; www as the board's own address has it."""
        parts = urlsplit(addresses.canonical(url))
        own = addresses.host_of(board.url)
        host = own if addresses.without_www(parts.netloc) == addresses.without_www(own) else parts.netloc
        query = "&".join(pair for pair in parts.query.split("&") if pair and not pair.startswith(("replytocom=", "cpage=", "unapproved=")))
        return urlunsplit((parts.scheme, host, parts.path, query, ""))

    def native_id(self, url: str, board: Manifest) -> str | None:  # noqa: ARG002 - a post's number needs no board
        """The number of ?p=N; None for a permanent link made of words."""
        return _number_in(url)


def _number_in(url: str) -> str | None:
    number = addresses.parameters(url).get("p", "")
    return number if re.fullmatch(r"\d{1,12}", number) else None


ENGINE = WordPress()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What a post's page shows beside number and title."""

    author: str | None
    posted: SiteDate
    modified: SiteDate | None
    category: str | None
    body_html: str
    attachments: tuple[AttachmentLink, ...]
    comments: tuple[Comment, ...]


def _row(node: Node, page: Page, board: Manifest) -> ListRow:
    number = next((match[1] for name in (*classes(node), attribute(node, "id")) if (match := _POST_CLASS.fullmatch(name))), None)
    if number is None:
        raise select.changed(page, ROWS, "a class post-N on every row", " ".join(classes(node))[:80] or "none")
    links = by(*board.select.get("title", ()), *LINKS)(node)
    link = next((link for link in links if text_of(link) and addresses.join(page.url, attribute(link, "href"))), None)
    if link is None:
        raise select.changed(page, " → ".join(LINKS), "a link to the post in every row", text_of(node, " ")[:80] or "an empty row")
    secret = "post-password-required" in classes(node)
    title = _PROTECTED.sub("", text_of(link)) if secret else text_of(link)
    raw = _first_of(node, POSTED, "datetime")
    return ListRow(
        native_id=number,
        url=ENGINE.canonical(addresses.join(page.url, attribute(link, "href")) or "", board),
        title=title,
        title_cut=looks_cut(title),
        author=text_at(*board.select.get("author", ()), *AUTHOR)(node),
        posted=_date(raw, page, board, "row date") if raw else None,
        pinned="sticky" in classes(node),
        secret=secret,
    )


def _first_of(node: Node, chain: Sequence[str], name: str) -> str | None:
    return next((value for css in chain if (value := attribute_at(css, name)(node))), None)


def _next(root: Node, page: Page, board: Manifest) -> str | None:
    links = by(*board.select.get("next", ()), *NEXT, 'link[rel="next"]')(root)
    targets = {url for link in links if (url := addresses.join(page.url, attribute(link, "href")))}
    if len(targets) > 1:
        raise select.changed(page, " → ".join(NEXT), "one next page", f"{len(targets)} different ones")
    if not targets:
        refuse_unread_pages(root, page, PAGER)
    return targets.pop() if targets else None


def _bodies(root: Node, board: Manifest) -> list[Node]:
    """The texts of the page outside rows of other posts."""
    found = select.outermost(by(*board.select.get("body", ()), *BODY)(root))
    return [node for node in found if not any("wp-block-post" in classes(parent) for parent in select.ancestors(node))]


def _withheld(root: Node, page: Page) -> Withheld:
    main = by("main", "#content", "body")(root)
    found = withheld_by_words(text_of(main[0], " ")) if main and root.css(EMPTY) else None
    found = found or withheld_by_status(page.status)
    if found is None:
        raise select.changed(page, " → ".join(BODY), "exactly 1 by one of these", 0)
    return found


def _native_id(root: Node, page: Page) -> tuple[str, str]:
    """The post's number: body class, shortlink, or the only article's own; the number asked for has to be the same."""
    shown = _shown_id(root, page)
    asked = _number_in(page.url)
    if shown is None and asked is None:
        raise select.changed(page, "body.postid-N, link[rel=shortlink]", "a post's number", 0)
    if shown and asked and shown[0] != asked:
        raise select.changed(page, shown[1], f"post {asked}", f"post {shown[0]}")
    return shown or (asked or "", "address")


def _shown_id(root: Node, page: Page) -> tuple[str, str] | None:
    for name in (name for body in root.css("body") for name in classes(body)):
        match = _POST_ID.fullmatch(name)
        if match:
            return match[1], "body.postid-N"
    for link in root.css('link[rel="shortlink"]'):
        number = _number_in(addresses.join(page.url, attribute(link, "href")) or "")
        if number is not None:
            return number, "link[rel=shortlink]"
    numbers = {match[1] for node in root.css("article[id]") if (match := _POST_CLASS.fullmatch(attribute(node, "id")))}
    return (numbers.pop(), "article#post-N") if len(numbers) == 1 else None


def _permanent(root: Node, page: Page) -> str:
    """The page's canonical link where it stays on its host, else the address asked."""
    for link in root.css('link[rel="canonical"]')[:1]:
        url = addresses.join(page.url, attribute(link, "href"))
        if url and addresses.host_of(url) == addresses.host_of(page.url) and urlsplit(url).path.strip("/"):
            return url
    return page.url


def _shown(root: Node, body: Node, page: Page, board: Manifest) -> _Shown:
    """All that is read while the page is taken apart: files, the body, then the comments without it, and last the head."""
    attachments = _attachments(body, page, board)
    for noise in body.css(_NOISE):
        noise.decompose()
    body_html = body.inner_html or ""
    body.decompose()
    comments = _comments(root, page, board)
    for node in root.css("#comments, .comments-area, .wp-block-comments, .wp-block-post, .wp-block-latest-posts, aside, .widget"):
        node.decompose()
    raw = _first_of(root, (*board.select.get("posted", ()), *POSTED), "datetime") or _meta(root, "article:published_time")
    if raw is None:
        raise select.changed(page, " → ".join(POSTED), "a date", 0)
    posted = _date(raw, page, board, "date")
    edited = _edited(root) or _meta(root, "article:modified_time")
    modified = _date(edited, page, board, "date of the last edit") if edited else None
    terms = {link.mem_id: text_of(link) for link in by('.cat-links a, a[rel~="category"]', ".taxonomy-category a")(root)}
    return _Shown(
        author=text_at(*board.select.get("author", ()), *AUTHOR)(root) or _named(root),
        posted=posted,
        modified=modified if modified and modified.at != posted.at else None,
        category=", ".join(terms.values()) or None,
        body_html=body_html,
        attachments=attachments,
        comments=comments,
    )


def _edited(root: Node) -> str | None:
    """The date of an edit: the second of two beside each other, by its class or by its place."""
    beside = [node for line_of in root.css(".posted-on, .wp-block-post-date, .entry-meta")[:1] for node in line_of.css("[datetime]")]
    return attribute_at(".updated[datetime]", "datetime")(root) or (attribute(beside[1], "datetime") if len(beside) == 2 else None)


def _meta(root: Node, name: str) -> str | None:
    return attribute_at(f'meta[property="{name}"]', "content")(root)


def _named(root: Node) -> str | None:
    return attribute_at('meta[name="author"]', "content")(root)


def _comments(root: Node, page: Page, board: Manifest) -> tuple[Comment, ...]:
    """All comments; each that the page links as one of its own has to be among them, unless it is a pingback."""
    comments = tuple(comment for node in root.css("[id]") if (comment := _comment(node, page, board)) is not None)
    pings = {match[1] for node in root.css(".pingback, .trackback") if (match := _COMMENT_ID.fullmatch(attribute(node, "id")))}
    linked = {match[1] for link in root.css("a[href]") if (match := _OWN_COMMENT.search(attribute(link, "href"))) and _is_own(link, page)}
    missed = linked - pings - {comment.native_id for comment in comments}
    if missed:
        raise select.changed(page, "#comment-N", f"each of {len(linked)} linked comments", f"not {', '.join(sorted(missed))[:80]}")
    return comments


def _is_own(link: Node, page: Page) -> bool:
    target = addresses.join(page.url, attribute(link, "href").partition("#")[0] or page.url)
    return target is not None and urlsplit(target).path == urlsplit(page.url).path


def _comment(node: Node, page: Page, board: Manifest) -> Comment | None:
    """A comment by its own number; its parts come before those of the replies within it. None for what is no comment."""
    match = _COMMENT_ID.fullmatch(attribute(node, "id"))
    if match is None or attribute(node, "id").startswith("div-") or {"pingback", "trackback"} & set(classes(node)):
        return None
    texts = node.css(".comment-content, .wp-block-comment-content")
    author = text_at(".comment-author .fn", ".wp-block-comment-author-name", ".fn")(node)
    raw = attribute_at("[datetime]", "datetime")(node)
    if not texts or author is None or raw is None:
        raise select.changed(page, f"#comment-{match[1]}", "a comment with author, date and text", text_of(node, " ")[:80] or "an empty one")
    posted = _date(raw, page, board, f"date of comment {match[1]}")
    return Comment(native_id=match[1], author=author, posted=posted, body_text=body_text(texts[0].inner_html or ""))


def _attachments(body: Node, page: Page, board: Manifest) -> tuple[AttachmentLink, ...]:
    links: dict[str, AttachmentLink] = {}
    for node in by(*board.select.get("files", ()), '.wp-block-file a[href], a[href*="/wp-content/uploads/"]')(body):
        url = addresses.join(page.url, attribute(node, "href"))
        if url is not None and url not in links and not node.css("img"):
            links[url] = AttachmentLink(name=text_of(node) or addresses.file_name(None, url), url=url)
    return tuple(links.values())


def _date(raw: str, page: Page, board: Manifest, what: str) -> SiteDate:
    try:
        return read_date(raw, zone=board.timezone, now=page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(page, what, "a readable date", str(error)) from error
