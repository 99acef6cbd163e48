"""Any board that labels its dates and authors or heads its columns: read by words, refused where words do not settle it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from crawler import addresses, select
from crawler.engines import learned, learned_post, turning
from crawler.engines.labels import POSTED_BY_LABEL, Field, Labelled, claimed_total, field_of, starts_with_label
from crawler.engines.partners import read_strip
from crawler.engines.profile import Profile, matched, profile_of
from crawler.engines.rows import SECRET_TITLE, is_pinned, labelled_rows, title_link
from crawler.engines.withheld import withheld_by_status, withheld_by_words
from crawler.errors import DateUnreadable, PageChanged
from crawler.manifest import Manifest
from crawler.records import ALIAS, AttachmentLink, Listing, ListRow, Page, PartnerStrip, Post, SiteDate, Withheld
from crawler.select import Node, attribute, text_of
from crawler.shown import read_shown
from crawler.text import line, looks_cut, read_body

#: Address parameters that carry a post's id, the surest first: "no" and "id" often name a board or a file.
ID_PARAMETERS = (
    *("nttId", "nttNo", "ntt_id", "wr_id", "document_srl", "articleNo", "article_no", "articleId", "article_id", "list_no", "bbsSeq", "boardSeq"),
    *("board_seq", "post_id", "postId", "msgid", "uid", "seq", "idx", "num", "no", "tid", "t", "p", "id"),
)
BODY = (
    *('[itemprop="articleBody"]', "#bo_v_con", ".rhymix_content, .read_body .xe_content", ".kboard-content .content-view", ".p-table__content"),
    *(".board_view .view-con, .view-con", ".entry-content", "td.wTd .ck-content, .cnt .ck-content"),
)
_PATH_ID = re.compile(r"/(\d{1,12})(?:/(?:artclView\.do)?)?$")
_ID_VALUE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FILE_HREF = re.compile(
    r"file_?down|down_?load|downfile|procFileDownload|atchFileId=|atchmnflNo=|\.(?:pdf|hwpx?|docx?|xlsx?|pptx?|zip|7z|csv|odt|ods|txt)(?:$|\?)",
    re.IGNORECASE,
)
_ALERT = re.compile(r"\balert\(\s*[\"']([^\"']{4,300})[\"']")
_NOTHING = re.compile(r"(?:게시물|게시글|글|자료|등록된 .{1,10}|내용)(?:이|가)? ?없습니다|no (?:posts|items|results)", re.IGNORECASE)
_FRAME = "header, nav, footer, aside, form, #header, #footer, #gnb, #lnb, .nav, .footer, .header, .breadcrumb, .pager, .pagination, .paging"
_NEXT = re.compile(r"(?:다음(?:\s?페이지)?|next(?: page)?)\s*[›»>]*|[›>]", re.IGNORECASE)
_BLOCKS = "div, p, ul, dl, table"
_CLEARLY = 1.5


class Generic:
    """Reads boards of no known platform; what it cannot settle by words it refuses with PageChanged."""

    name = "generic"
    version = "generic/3"

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a table with header words, or rows that label their date and author."""
        root = select.parse(page)
        profile = profile_of(board.learned)
        if profile is not None:
            return self._learned(root, page, profile, board)
        table = _table(root)
        chosen = next((nodes for css in board.select.get("rows", ()) if (nodes := root.css(css))), None)
        nodes = chosen or (list(table.rows) if table else labelled_rows(root))
        empty = table is not None and not table.rows and _NOTHING.search(text_of(table.node, " "))
        if not nodes and not empty:
            raise select.changed(page, "table with 제목 and 등록일, or labelled rows", "a list of posts", 0)
        columns = table.columns if table and chosen is None else {}
        return Listing(
            url=page.url,
            rows=tuple(_row(node, columns, page, board) for node in nodes),
            next_url=_next_url(root, page, board),
            claimed_total=_total(root),
            empty_reason="no rows" if not nodes else None,
        )

    def _learned(self, root: Node, page: Page, profile: Profile, board: Manifest) -> Listing:
        """A list as it was learned, its addresses in the board's own form."""
        read = learned.listing(root, page, profile, board.timezone, turning.next_address(root, page, profile))
        rows = tuple(replace(row, url=(url := self.canonical(row.url, board)), native_id=row.native_id or _hashed_id(url)) for row in read.rows)
        return replace(read, rows=rows)

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a post by its labels, its heading and its one large block of text."""
        root = select.parse(page)
        alerts = " ".join(_ALERT.findall(" ".join(node.text() for node in root.css("script"))))
        for node in root.css("script, style, noscript, template"):
            node.decompose()
        profile = profile_of(board.learned)
        if profile is not None and "body" in profile.post:
            return self._learned_post(root, alerts, page, profile, board)
        labelled, label_nodes = _labels(root)
        posted, posted_rule = _posted(root, labelled, page, board)
        if posted is None or page.status >= 400:
            withheld = _withheld(root, alerts, page)
            if withheld is not None:
                return withheld
        if posted is None:
            raise select.changed(page, "등록일, 작성일, Date …", "a labelled date", "no date label with a date")
        title, title_rule = _title(root, labelled, page, board)
        body, body_rule = _body(root, label_nodes, page, board)
        body_html = (line(body.text()) if body.tag == "textarea" else body.inner_html) or ""
        read = read_body(body_html)
        attachments = _attachments(root, page, board)
        rules = (
            ("title", title_rule),
            ("posted", posted_rule),
            ("author", labelled.rule("author")),
            ("modified", labelled.rule("modified")),
            ("body", body_rule),
            ("deep", f"{read.depth} nested elements" if read.deep else ""),
        )
        return Post(
            native_id=self.native_id(page.url, board) or _hashed_id(self.canonical(page.url, board)),
            url=self.canonical(page.url, board),
            title=title,
            author=_chosen(root, board.select.get("author", ())) or labelled.value("author"),
            posted=posted,
            modified=_date(labelled.value("modified"), "modified", page, board),
            body_html=body_html,
            body_text=read.text,
            attachments=attachments,
            category=labelled.value("category"),
            rules=tuple((field, rule) for field, rule in rules if rule),
        )

    def _learned_post(self, root: Node, alerts: str, page: Page, profile: Profile, board: Manifest) -> Post | Withheld:
        """A post at the places that were learned, or what the page says instead of it."""
        try:
            body = learned_post.body_of(root, page, profile)
            places = learned_post.Places(root, body)
            title = places.title(profile.post["title"]) if "title" in profile.post else _title(root, Labelled(), page, board)[0]
            if not title:
                raise select.changed(page, profile.post["title"], "a title", 0)
        except PageChanged:
            withheld = _withheld(root, alerts, page)
            if withheld is not None:
                return withheld
            raise
        dates = {
            name: learned_post.date_at(places, place, page, board.timezone, profile.dates)
            for name in ("posted", "modified")
            if (place := profile.post.get(name)) is not None
        }
        if "posted" in dates and dates["posted"] is None:
            raise select.changed(page, profile.post["posted"], "a readable date", str([text for text, _, _ in places.values(profile.post["posted"])][:1])[:60])
        author = places.author(profile.post["author"]) if "author" in profile.post else None
        chain = (profile.post["files"],) if "files" in profile.post else ()
        # The files before the text, for what ends the text may hold them.
        files = learned_post.files_of(root, page, chain, learned_post.frame_of(root, body), body, profile.file_opener)
        body_html = learned_post.html_of(learned_post.without_head(body, title))
        read = read_body(body_html)
        url = self.canonical(page.url, board)
        deep = (("deep", f"{read.depth} nested elements"),) if read.deep else ()
        found = {"title": title, "author": author, "body": True, "files": True, **dates}
        return Post(
            native_id=self.native_id(page.url, board) or _hashed_id(url),
            url=url,
            title=title,
            author=author,
            posted=dates.get("posted"),
            modified=dates.get("modified"),
            body_html=body_html,
            body_text=read.text,
            attachments=files,
            rules=(*learned_post.rules_of(profile, found), *deep),
        )

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:
        """Read the strip of partner logos."""
        return read_strip(select.parse(page), page, board.select.get("partners", ()))

    def canonical(self, url: str, board: Manifest) -> str:
        """The address without session, tracking and page noise; www as the board's own address has it."""
        profile = profile_of(board.learned)
        known = matched(profile.link, url) if profile is not None else None
        parts = urlsplit(known[0] if known is not None else addresses.canonical(url))
        own = addresses.host_of(board.url)
        host = own if addresses.without_www(parts.netloc) == addresses.without_www(own) else parts.netloc
        return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))

    def native_id(self, url: str, board: Manifest) -> str | None:
        """The id in an address: what the learned template says, else the surest id parameter, or the number that ends the path; None for none."""
        profile = profile_of(board.learned)
        if profile is not None:
            known = matched(profile.link, url)
            return (known[1] or None) if known is not None else None
        found = {name.lower(): value for name, value in addresses.parameters(url).items()}
        for name in ID_PARAMETERS:
            value = found.get(name.lower(), "")
            if _ID_VALUE.fullmatch(value) and (len(name) > 3 or value.isdigit()):
                return value
        match = _PATH_ID.search(urlsplit(url).path)
        return match[1] if match else None


ENGINE = Generic()


def signs(page: Page) -> tuple[str, ...]:
    """What on a page says that it can be read without knowing its platform: a table headed as one of posts, or labelled rows."""
    root = select.parse(page)
    if _table(root) is not None:
        return ("a table whose header names a title and a date or a number",)
    return ("rows that label their date and author",) if labelled_rows(root) else ()


def _hashed_id(url: str) -> str:
    parts = urlsplit(url)
    return ALIAS + hashlib.sha256(f"{parts.path}?{parts.query}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table of posts: the place of each field as its header words tell, and its rows."""

    node: Node
    columns: Mapping[Field, int]
    rows: tuple[Node, ...]


def _table(root: Node) -> _Table | None:
    """The table with the most rows among those whose header names a title and a date or a number."""
    found = []
    for node in root.css("table"):
        lines = [row for row in node.css("tr") if row.css("th, td")]
        head = next((row for row in lines if "title" in _columns(row)), None)
        columns = _columns(head) if head is not None else {}
        if head is None or not ({"posted", "number"} & set(columns)):
            continue
        width = max(columns.values()) + 1
        # One cell across the table is a message ("게시물이 없습니다"); everything else is a row and must read as one.
        rows = [row for row in lines if row.mem_id != head.mem_id and len(row.css("td")) > 1 and _width(row) >= width]
        found.append(_Table(node=node, columns=columns, rows=tuple(rows)))
    return max(found, key=lambda table: len(table.rows)) if found else None


def _cells(row: Node) -> list[Node]:
    return select.outermost(row.css("td, th"))


def _span(cell: Node) -> int:
    text = attribute(cell, "colspan")
    return min(int(text), 50) if text.isascii() and text.isdigit() and int(text) else 1


def _width(row: Node) -> int:
    return sum(_span(cell) for cell in _cells(row))


def _columns(row: Node) -> dict[Field, int]:
    """The column of each field by the words of a header row; a row with other cells than words is no header."""
    columns: dict[Field, int] = {}
    place = 0
    for cell in _cells(row):
        known = field_of(text_of(cell))
        if known is not None:
            columns.setdefault(known[0], place)
        place += _span(cell)
    return columns


def _cell_at(row: Node, column: int | None) -> Node | None:
    place = 0
    for cell in _cells(row):
        if column is not None and place <= column < place + _span(cell):
            return cell
        place += _span(cell)
    return None


def _row(node: Node, columns: Mapping[Field, int], page: Page, board: Manifest) -> ListRow:
    pinned = is_pinned(node) or _is_notice(_cell_at(node, columns.get("number")))
    for badge in node.css(".marker, .badge, .new, .new_icon, .cnt_cmt, .replyNum, .p-icon__new, .sound_only"):
        badge.decompose()
    cell = _cell_at(node, columns.get("title")) or node
    link = title_link(cell, board.select.get("title", ()))
    url = addresses.join(page.url, attribute(link, "href")) if link is not None else None
    if link is None or url is None:
        raise select.changed(page, "a[href]", "a link to the post in every row", text_of(node, " ")[:80] or "an empty row")
    labelled = Labelled()
    for field in ("posted", "author"):
        value = _cell_at(node, columns.get(field))
        if value is not None:
            labelled.add("등록일" if field == "posted" else "작성자", text_of(value, " "))
    if not columns:
        labelled.add_text(text_of(node, " "))
    title = text_of(link)
    canonical = ENGINE.canonical(url, board)
    return ListRow(
        native_id=ENGINE.native_id(url, board) or _hashed_id(canonical),
        url=canonical,
        title=title,
        title_cut=looks_cut(title),
        author=_chosen(node, board.select.get("author", ())) or labelled.value("author"),
        posted=_row_date(_chosen(node, board.select.get("posted", ())) or labelled.value("posted"), page, board),
        pinned=pinned,
        secret=SECRET_TITLE.fullmatch(title) is not None or bool(node.css('.secret, .icon-lock, .fa-lock, img[alt*="비밀"]')),
    )


def _is_notice(cell: Node | None) -> bool:
    return cell is not None and text_of(cell).strip("[]() ").casefold() in ("공지", "공지사항", "notice", "필독")


def _row_date(raw: str | None, page: Page, board: Manifest) -> SiteDate | None:
    try:
        return read_shown(raw, zone=board.timezone, captured=page.fetched_at, yearless=False) if raw else None
    except DateUnreadable:
        # Lists often leave out the year; the post's own page is the authority, and there the same is an error.
        return None


def _chosen(node: Node, chain: Sequence[str]) -> str | None:
    return next((text_of(found[0]) for css in chain if (found := node.css(css)) and text_of(found[0])), None)


def _next_url(root: Node, page: Page, board: Manifest) -> str | None:
    """The next page: by selector, by rel=next, by the number after this page's, or by a "next" link that goes one page on."""
    for css in (*board.select.get("next", ()), 'a[rel="next"]', 'link[rel="next"]'):
        for node in root.css(css)[:1]:
            return addresses.join(page.url, attribute(node, "href"))
    current = _page_number(page.url) or 1
    for node in root.css("a[href]"):
        text = text_of(node)
        url = addresses.join(page.url, attribute(node, "href"))
        # "다음" often jumps ten pages: it counts only where its address says that it does not.
        if url and (text == str(current + 1) or _NEXT.fullmatch(text)) and _page_number(url) == current + 1:
            return url
    return None


def _page_number(url: str) -> int | None:
    for name, value in addresses.parameters(url).items():
        if name.lower() in addresses.PAGE_PARAMETERS and value.isascii() and value.isdigit():
            return int(value[:9])
    return None


def _total(root: Node) -> int | None:
    nodes = root.css('[class*="total"], [class*="count"], [id*="total"], .page-info, .board-info')
    return next((total for node in nodes if (total := claimed_total(text_of(node, " ")[:200])) is not None), None)


# --- posts -----------------------------------------------------------------------------------------------------------


def _framed(root: Node) -> set[int]:
    return {node.mem_id for node in root.css(_FRAME)}


def _labels(root: Node) -> tuple[Labelled, list[Node]]:
    """The labelled values outside the frame of the site, and the elements that showed them."""
    labelled, nodes, frame = Labelled(), [], _framed(root)
    for node in root.css("th, dt, strong, b, em, span, label, li, p, div"):
        if any(parent.mem_id in frame for parent in (node, *select.ancestors(node))):
            continue
        text = text_of(node, " ")
        if field_of(text) is not None:
            value = _value_of(node)
            if value and labelled.add(text, value):
                nodes.append(node)
        elif _is_label_line(node, text):
            labelled.add_text(text)
            nodes.append(node)
    return labelled, nodes


def _is_label_line(node: Node, text: str) -> bool:
    """Whether a short element begins with a label and stands in a short group that labels a date: a body's own words do not."""
    if node.tag not in ("li", "p", "div", "span") or len(text) > 200 or not starts_with_label(text):
        return False
    if any(block.mem_id != node.mem_id for block in node.css(_BLOCKS)):
        return False
    group = node if POSTED_BY_LABEL.search(text) else node.parent
    return group is not None and len(group_text := text_of(group, " ")) < 400 and POSTED_BY_LABEL.search(group_text) is not None


def _value_of(label: Node) -> str:
    """What stands right after a label: the next element's or the next text's words."""
    following = label.next
    while following is not None:
        text = text_of(following, " ").lstrip(":： ")
        if text:
            return text if len(text) < 500 else ""
        following = following.next
    return ""


def _posted(root: Node, labelled: Labelled, page: Page, board: Manifest) -> tuple[SiteDate | None, str]:
    for css in board.select.get("posted", ()):
        for node in root.css(css)[:1]:
            return _date(text_of(node), "posted", page, board), css
    return _date(labelled.value("posted"), "posted", page, board), labelled.rule("posted")


def _date(raw: str | None, what: str, page: Page, board: Manifest) -> SiteDate | None:
    if not raw:
        return None
    try:
        return read_shown(raw, zone=board.timezone, captured=page.fetched_at, yearless=False)
    except DateUnreadable as error:
        raise select.changed(page, what, "a readable date", str(error)) from error


def _withheld(root: Node, alerts: str, page: Page) -> Withheld | None:
    visible = text_of(root, " ")
    found = withheld_by_words(alerts) or withheld_by_words(visible)
    if found is None and root.css('input[type="password"]') and len(visible) < 600 and "비밀" in visible:
        found = Withheld(kind="secret", evidence=visible[:200])
    return found or withheld_by_status(page.status)


def _title(root: Node, labelled: Labelled, page: Page, board: Manifest) -> tuple[str, str]:
    """The title: by selector, by label, else the one heading outside the site's frame that the page's own <title> repeats."""
    chosen = select.maybe_first_of(root, board.select.get("title", ()), page=page)
    if chosen and text_of(chosen[0]):
        return text_of(chosen[0]), chosen[1]
    by_label = labelled.value("title")
    if by_label:
        return by_label, labelled.rule("title")
    frame = _framed(root)
    headings = [node for node in root.css("h1, h2, h3, h4") if not any(parent.mem_id in frame for parent in select.ancestors(node))]
    texts = list(dict.fromkeys(text for node in headings if (text := text_of(node))))
    whole = " ".join(text_of(node) for node in root.css("title"))
    repeated = [text for text in texts if text in whole]
    if len(repeated) == 1 or (not repeated and len(texts) == 1):
        return (repeated or texts)[0], "heading in <title>" if repeated else "only heading"
    raise select.changed(page, "h1, h2, h3, h4", "one heading that <title> repeats", f"{len(repeated)} of {len(texts)} headings")


def _body(root: Node, label_nodes: Sequence[Node], page: Page, board: Manifest) -> tuple[Node, str]:
    for css in (*board.select.get("body", ()), *BODY):
        nodes = select.outermost(root.css(css))
        if len(nodes) > 1:
            raise select.changed(page, css, "exactly 1", len(nodes))
        if nodes:
            return nodes[0], css
    return _largest(root, label_nodes, page), "largest block of text"


def _largest(root: Node, label_nodes: Sequence[Node], page: Page) -> Node:
    """The block with clearly the most words that are no links; blocks around a label or heading, or in the frame, do not count."""
    barred = {parent.mem_id for node in (*label_nodes, *root.css("h1, h2, title")) for parent in (node, *select.ancestors(node))}
    frame = _framed(root)
    blocks = [node for node in root.css("div, td, dd, article, section, textarea") if node.mem_id not in barred]
    blocks = [node for node in select.outermost(blocks) if not any(parent.mem_id in frame for parent in (node, *select.ancestors(node)))]
    scored = sorted(((_weight(node), index) for index, node in enumerate(blocks)), reverse=True)
    if not scored or scored[0][0] <= 0:
        raise select.changed(page, "div, td, article", "a block of text", 0)
    if len(scored) > 1 and scored[0][0] < scored[1][0] * _CLEARLY:
        raise select.changed(page, "div, td, article", "one block with clearly the most text", f"two of {scored[0][0]} and {scored[1][0]} characters")
    return blocks[scored[0][1]]


def _weight(node: Node) -> int:
    linked = sum(len(text_of(link)) for link in node.css("a"))
    return len(text_of(node, " ")) - 2 * linked + 20 * len(node.css("img"))


def _attachments(root: Node, page: Page, board: Manifest) -> tuple[AttachmentLink, ...]:
    links = {}
    frame = _framed(root)
    for css in board.select.get("files", ()) or ("a[href]",):
        for node in root.css(css):
            href = attribute(node, "href")
            url = addresses.join(page.url, href)
            wanted = board.select.get("files") or (_FILE_HREF.search(href) and not any(parent.mem_id in frame for parent in select.ancestors(node)))
            if url and wanted and url not in links:
                links[url] = AttachmentLink(name=text_of(node) or addresses.file_name(None, url), url=url)
    return tuple(links.values())
