"""KBoard, the board of Korean WordPress sites.

List: ``.kboard-list table`` whose header cells are ``<td>``: 번호 제목 작성자 작성일 추천 조회, links ``?mod=document&uid=N`` on any
page (often escaped twice), the title between "New", a lock and a count of comments, repeated for small screens beside the link;
rows ``tr.kboard-list-notice`` with 공지사항 for a number; dates ``2024.01.13``, today's as ``21:18``. Pager: ``pageid`` from 1.
Post: ``.kboard-title``, pairs ``.detail-name`` and ``.detail-value``: 작성자, 작성일, 조회; body ``.content-view``; files behind
buttons with ``window.location.href='…kboard_file_download…'``; comments with their text, name and date in microdata.
A secret post asks for its password with 200.
Left out by name: counters, votes, the nonce in a file's address: the file is asked with it, and known without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from crawler import addresses, select
from crawler.dates import read_date
from crawler.engines.columns import labels_in
from crawler.engines.platform import Address, Head, Opened, Platform, PlatformEngine, distinct, narrowed, number_in, page_in
from crawler.errors import DateUnreadable
from crawler.records import Comment, Page
from crawler.select import Node, ancestors, attribute, text_of
from crawler.text import body_text

_PLACE = ("page_id", "p")
_LABELS = "div, span, dt, th"


def address(url: str) -> Address | None:
    """What an address is: a post by ``uid``, a file by its action, anything else a page on which a list may stand."""
    given = addresses.parameters(url)
    path = urlsplit(url).path
    board = f"{path.rstrip('/')}?{given.get('page_id', '')}"
    if given.get("action") == "kboard_file_download" and given.get("file"):
        names = (*_PLACE, "action", "uid", "comment_uid", "file")
        return Address(kind="file", url=narrowed(url, names))
    post = number_in(url, "uid") if given.get("mod") == "document" else number_in(url, "kboard_content_redirect")
    if post and given.get("mod"):
        return Address(kind="post", url=narrowed(url, (*_PLACE, "mod", "uid")), board=board, native_id=post)
    if post:
        return Address(kind="post", url=narrowed(url, ("kboard_content_redirect",)), native_id=post)
    if given.get("mod", "list") != "list":
        return None
    return Address(kind="list", url=narrowed(url, (*_PLACE, "category1", "category2", "pageid")), board=board, page=page_in(url, "pageid"))


def shown_id(root: Node, page: Page) -> str | None:
    """The post's number in the form for comments."""
    found = {attribute(field, "value") for field in root.css('input[name="content_uid"]')}
    own = number_in(page.url, "uid")
    return own if own in found else next(iter(found)) if len(found) == 1 else None


def head(opened: Opened) -> Head:
    """Title and the pairs of label and value; a block without a label before them is the category."""
    page = opened.page
    labelled = opened.labelled(_LABELS)
    if "posted" not in labelled:
        raise select.changed(page, ".detail-name 작성일", "the date beside its label", 0)
    title = opened.before_body(".kboard-title") or [node for node in opened.before_body('[itemprop="name"]') if node.tag != "meta"]
    if len(title) != 1:
        raise select.changed(page, ".kboard-title", "exactly 1", len(title))
    return Head(title=text_of(title[0]), rule=".kboard-title", author=labelled.get("author", ""), posted=labelled["posted"], category=_category(opened))


def _category(opened: Opened) -> str:
    labels = [node for name, _, _, node in labels_in(opened.before_body(_LABELS), opened.words) if name in ("author", "posted", "ignored")]
    if len(labels) < 2:
        return ""
    others = {parent.mem_id for node in labels[1:] if text_of(node) != text_of(labels[0]) for parent in ancestors(node)}
    block: Node | None = labels[0]
    while block is not None and block.parent is not None and block.parent.mem_id not in others:
        block = block.parent
    shown = []
    while block is not None and (block := block.prev) is not None:
        if text_of(block):
            shown.append(text_of(block, " "))
    return shown[-1] if shown and len(shown[-1]) < 100 else ""


def comments(opened: Opened) -> tuple[Comment, ...]:
    """The comments, each an element that carries its writer's name; answers lie inside the comment they answer."""
    items = {node.mem_id: node for node in opened.beside_body("li[data-username]")}
    parts: dict[int, dict[str, list[Node]]] = {number: {} for number in items}
    for css in (_FORM, _TEXT, _MOMENT):
        for part in distinct(opened.beside_body(css)) if css == _TEXT else opened.beside_body(css):
            owner = next((parent.mem_id for parent in ancestors(part) if parent.mem_id in items), None)
            if owner is not None:
                parts[owner].setdefault(css, []).append(part)
    return tuple(_comment(node, parts[number], opened) for number, node in items.items())


_FORM, _TEXT, _MOMENT = 'form[id^="kboard_comments_reply_form_"]', '[itemprop="description"]', '[itemprop="dateCreated"]'


def _comment(node: Node, parts: Mapping[str, Sequence[Node]], opened: Opened) -> Comment:
    forms, texts, moments = (parts.get(css, ()) for css in (_FORM, _TEXT, _MOMENT))
    number = attribute(forms[0], "id").rpartition("_")[2] if forms else ""
    if not (len(forms) == len(texts) == len(moments) == 1 and number.isascii() and number.isdigit()):
        raise select.changed(opened.page, "li[data-username]", "one form, text and date", f"{len(forms)}, {len(texts)}, {len(moments)}")
    try:
        posted = read_date(text_of(moments[0]), zone=opened.board.timezone, now=opened.page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(opened.page, _MOMENT, "a readable date", str(error)) from error
    name = attribute(node, "data-username")
    return Comment(native_id=number, author=name or None, posted=posted, body_text=body_text(texts[0].inner_html or ""))


def stated_comments(opened: Opened) -> int | None:
    """The number of comments in the line above them."""
    for node in opened.beside_body("div, p, h2, h3, strong"):
        match = re.fullmatch(r"(?:전체\s*댓글|총\s*댓글|Total Reply)\s*(\d{1,6})\s*(?:개)?", text_of(node, " ")) if len(node.css("*")) < 4 else None
        if match:
            return int(match[1])
    return None


def described(root: Node) -> list[Node]:
    """The element that microdata call the post's text; comments carry the same word."""
    found = root.css('[itemprop="description"]')
    return [node for node in found if not any(attribute(parent, "data-username") for parent in ancestors(node))]


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for KBoard."""
    found = {
        "its folder": "/wp-content/plugins/kboard" in page.text,
        "elements called kboard-": re.search(r"(?:id|class)=[\"'][^\"']*\bkboard-(?:list|document|default|title|content|pagination)", page.text),
        "posts by mod=document and uid": re.search(r"mod=document(?:&amp;|&#0?38;|&amp;#038;|&)+uid=\d", page.text),
        "its own name": "Powered by KBoard" in page.text,
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="kboard",
        version="kboard/3",
        address=address,
        body=(".kboard-content .content-view", ".kboard-content"),
        head=head,
        shown_id=shown_id,
        pinned=frozenset(["kboard-list-notice", "kboard-list-popular"]),
        yearless=True,
        row_author=".kboard-user, .kboard-list-user",
        outside=(".kboard-comments-area", ".kboard-list"),
        total=re.compile(r"(?<![가-힣A-Za-z])(?:전체|총|Total)\s+(\d[\d,]{0,11})(?=\s+(?:최신순|Newest)|\s*(?:건|개))", re.IGNORECASE),
        comments=comments,
        stated_comments=stated_comments,
        find_body=described,
    )
)
