"""Rhymix and its forerunner XpressEngine: communities, universities, associations.

List: a table whose columns the manager chooses (번호 제목 글쓴이 날짜 조회 수), links to ``/X/N``, ``/N`` or
``?mid=X&document_srl=N``, rows ``tr.notice`` with 공지 in the number column on every page, dates ``2024.01.13``. Pager: from 1,
numbers, first and last; no next. A page past the end shows the notices alone.
Post: a heading that links to the post itself, a line of name, ``2024.01.13 21:18`` and counters after it (or around it), body in
``.rhymix_content``/``.xe_content`` of the document, files by ``procFileDownload``, comments ``#comment_N`` with their number.
Many comments stand on pages of their own, ``cpage``; the post comes with the last of them, and the others are read backwards.
A deleted post answers 404, a secret one 403 with its title and a form; deleted comments stay with a word in place of their text.
Left out by name: counters, page, session and order parameters.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from crawler import addresses, select
from crawler.dates import read_date
from crawler.engines.platform import (
    Address,
    Head,
    Opened,
    Platform,
    PlatformEngine,
    exactly,
    name_and_moment,
    narrowed,
    number_in,
    page_in,
)
from crawler.errors import DateUnreadable
from crawler.records import Comment, Page, Withheld
from crawler.select import Node, ancestors, attribute, text_of
from crawler.text import body_text, line

_POST = re.compile(r"(?P<root>(?:/[\w.-]+)*?)(?:/(?P<mid>[a-zA-Z]\w{0,79}))?/(?P<id>\d{1,18})/?", re.ASCII)
_LIST = re.compile(r"(?P<root>(?:/[\w.-]+)*?)/(?P<mid>[a-zA-Z]\w{0,79})/?", re.ASCII)
_SIZE = re.compile(r"\s*\[File Size:.*?\]$", re.IGNORECASE)
_COMMENT = re.compile(r"comment_(\d{1,18})")
_TEXT = re.compile(r"(?<!\S)comment_(\d{1,18})_\d+(?!\S)")
_ACTIONS = re.compile(r"^(?:신고|추천|비추천|답글|댓글|수정|삭제|이 댓글을.*|추천\s*\d*|\d*)$")


def address(url: str) -> Address | None:
    """What an address is: a document by ``document_srl`` or the number that ends the path, a list by ``mid``, a file by its act."""
    path = urlsplit(url).path
    given = addresses.parameters(url)
    if given.get("act") == "procFileDownload" and given.get("file_srl"):
        return Address(kind="file", url=narrowed(url, ("module", "act", "file_srl", "sid")))
    if given.get("act", "dispBoardContent") != "dispBoardContent":
        return None
    front = path.endswith(("/", "/index.php")) or not path
    if front and (given.get("document_srl") or given.get("mid")):
        post = number_in(url, "document_srl")
        own = path.removesuffix("index.php") + "index.php"
        names = ("document_srl",) if post else ("mid", "category", "page")
        mid = given.get("mid", "")
        return Address(kind="post" if post else "list", url=narrowed(url, names, own), board=mid, native_id=post, page=page_in(url, "page"))
    if number_in(url, "document_srl"):
        root = path.rstrip("/").rpartition("/")[0]
        return Address(kind="post", url=narrowed(url, ("document_srl",), f"{root}/index.php"), native_id=number_in(url, "document_srl"))
    return _by_path(url, path)


def _by_path(url: str, path: str) -> Address | None:
    parts = urlsplit(addresses.canonical(url))
    post = _POST.fullmatch(path)
    if post:
        plain = urlunsplit((parts.scheme, parts.netloc, f"{post['root']}/index.php", f"document_srl={post['id']}", ""))
        return Address(kind="post", url=plain, native_id=post["id"])
    listed = _LIST.fullmatch(path)
    if listed is None or path.endswith(".php"):
        return None
    return Address(kind="list", url=narrowed(url, ("category", "page")), board=listed["mid"], page=page_in(url, "page"))


def shown_id(root: Node, page: Page) -> str | None:  # noqa: ARG001 - the content's own class tells it
    """The document's number in the class of its content: ``document_N_M``."""
    found = {match[1] for node in root.css('[class*="document_"]') if (match := re.search(r"\bdocument_(\d{1,18})_\d+\b", attribute(node, "class")))}
    return found.pop() if len(found) == 1 else None


def head(opened: Opened) -> Head:
    """The heading that links to the post itself, and the line of facts after it."""
    own = ENGINE.native_id(opened.page.url, opened.board) or shown_id(opened.root, opened.page)
    links = [node for node in opened.before_body("h1 a, h2 a, h3 a, h4 a") if _leads_to(node, own, opened.page)]
    if len(links) != 1:
        raise select.changed(opened.page, "h1 a[href]", "one heading that links to the post", len(links))
    heading = next(parent for parent in ancestors(links[0]) if parent.tag in ("h1", "h2", "h3", "h4"))
    facts = []
    following = heading.next
    while following is not None:
        if text_of(following):
            facts.append(following)
        following = following.next
    author, posted = name_and_moment(facts or _around(heading, opened), opened.page, "line under the heading")
    title = text_of(links[0])
    return Head(title=title, rule="heading that links to the post", author=author, posted=posted, category=line(text_of(heading, " ").replace(title, "", 1)))


def _around(heading: Node, opened: Opened) -> list[Node]:
    """What stands beside a heading in the parts above the body, where nothing follows it: skins such as sketchbook put the date before it."""
    holding = {parent.mem_id for parent in ancestors(opened.body)}
    chain = [heading, *(parent for parent in ancestors(heading) if parent.mem_id not in holding)]
    own = {node.mem_id for node in chain}
    return [child for node in chain[1:] for child in node.iter() if child.mem_id not in own and text_of(child)]


def _leads_to(node: Node, own: str | None, page: Page) -> bool:
    url = addresses.join(page.url, attribute(node, "href"))
    known = address(url) if url else None
    return known is not None and own is not None and known.native_id == own


def withheld(root: Node) -> Withheld | None:
    """A document in whose place a form asks for its password."""
    for form in root.css("form"):
        names = {attribute(field, "name") for field in form.css("input")}
        if form.css('input[type="password"]') and "document_srl" in names and not names & {"comment_srl", "nick_name", "content"}:
            return Withheld(kind="secret", evidence=text_of(form, " ") or "a form that asks for the document's password")
    return None


def stated_comments(opened: Opened) -> int | None:
    """The number of comments in their heading, or among the counters above the body."""
    shown = [text_of(node, " ") for node in (*opened.beside_body("h1, h2, h3, h4"), *opened.before_body("span"))]
    counts = [match[1] for text in shown if (match := re.fullmatch(r"(?:댓글|Comments?)\s*'?\[?(\d{1,6})\]?'?", text, re.IGNORECASE))]
    return int(counts[0]) if len(set(counts)) == 1 else None


def comments(opened: Opened) -> tuple[Comment, ...]:
    """The comments ``#comment_N``: a line of name and date, then the text."""
    found = {match[1]: node for node in opened.beside_body("[id]") if (match := _COMMENT.fullmatch(attribute(node, "id")))}
    texts = {match[1] for node in opened.beside_body('[class*="comment_"]') if (match := _TEXT.search(attribute(node, "class")))}
    if texts - found.keys():
        raise select.changed(opened.page, "#comment_N", f"{len(texts)} comments as there are texts", f"{len(found)}")
    return tuple(_comment(node, number, opened) for number, node in found.items())


def more_comments(opened: Opened) -> str | None:
    """The page of comments before this one: a post is shown with the last of them."""
    own = ENGINE.native_id(opened.page.url, opened.board) or shown_id(opened.root, opened.page)
    numbers: dict[int, str] = {}
    for link in opened.beside_body("a[href]"):
        url = addresses.join(opened.page.url, attribute(link, "href"))
        known = address(url) if url else None
        if url and known is not None and known.native_id == own and addresses.parameters(url).get("cpage"):
            numbers[page_in(url, "cpage")] = narrowed(url, ("document_srl", "cpage"), urlsplit(known.url).path)
    if not numbers:
        return None
    asked = addresses.parameters(opened.page.url).get("cpage")
    # A pager links every page but its own, and its last page by two links: the number beside them is the page's own.
    shown = [int(text) for node in opened.beside_body("strong") if (text := text_of(node)).isdecimal() and _leads_beside(node)]
    current = page_in(opened.page.url, "cpage") if asked else shown[0] if len(shown) == 1 else 0
    if not current or (current > 1 and current - 1 not in numbers):
        linked = ", ".join(map(str, sorted(numbers)[:5]))
        raise select.changed(opened.page, "pager of comments", "its own page, and a link to the one before", f"links to {linked}")
    return numbers.get(current - 1)


def _leads_beside(node: Node) -> bool:
    """Whether the links beside an element lead to pages of comments."""
    return node.parent is not None and any("cpage=" in attribute(link, "href") for link in node.parent.css("a[href]"))


def _comment(node: Node, number: str, opened: Opened) -> Comment:
    page = opened.page
    body = exactly(node, ".rhymix_content, .xe_content", page)
    around = {parent.mem_id for parent in ancestors(body)}
    beside = around | {body.mem_id}
    facts = [part for part in node.css("*") if part.parent is not None and part.parent.mem_id in around and part.mem_id not in beside]
    facts = [part for part in facts if not all(_ACTIONS.fullmatch(text_of(link)) for link in part.css("a") or [part])]
    author, raw = name_and_moment(facts, page, "#comment_N")
    try:
        posted = read_date(raw, zone=opened.board.timezone, now=page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(page, "#comment_N", "a readable date", str(error)) from error
    return Comment(native_id=number, author=author or None, posted=posted, body_text=body_text(body.inner_html or ""))


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for Rhymix or XpressEngine."""
    found = {
        "generator": re.search(r"<meta[^>]+generator[^>]+(?:Rhymix|XpressEngine)", page.text, re.IGNORECASE),
        "document_srl": re.search(r"\bdocument_srl\b", page.text),
        "content of its own class": re.search(r"class=[\"'][^\"']*\b(?:rhymix_content|xe_content)\b", page.text),
        "names of its own in scripts": re.search(r"\b(?:current_mid|default_url|xe\.lang|doCallModuleAction)\b", page.text),
        "its acts": re.search(r"act=(?:dispBoard\w+|procFileDownload)", page.text),
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="rhymix",
        version="rhymix/4",
        address=address,
        body=(
            '[class*="document_"].rhymix_content, [class*="document_"].xe_content',
            ".read_body .rhymix_content, .read_body .xe_content",
            ".rd_body .rhymix_content, .rd_body .xe_content",
        ),
        head=head,
        shown_id=shown_id,
        pinned=frozenset(["notice"]),
        row_author='[class*="member_"], .author',
        outside=("#comment", "#board_list"),
        comments=comments,
        stated_comments=stated_comments,
        more_comments=more_comments,
        withheld=withheld,
        file_name=lambda shown: _SIZE.sub("", shown),
    )
)
