"""Gnuboard 5, with the pages of Gnuboard 6 and the lists of Gnuboard 4 (its posts are in gnuboard4.py): small offices, schools, clubs.

List: ``#bo_list table``, header words 번호 제목 글쓴이 날짜 조회, rows ``tr.bo_notice`` with 공지 in the number column, links to
``/bbs/board.php?bo_table=X&wr_id=N`` (or ``/X/N``, ``/X/words/``; Gnuboard 6 ``/board/X/N``), dates ``01-13`` or ``21:18`` without
a year, ``24-01-13`` on Gnuboard 6. Pager: from 1, ten links, then a jump; empty lists say 게시물이 없습니다.
Post: ``article#bo_v``: ``.bo_v_tit`` (cut; the whole title begins ``<title>``), 작성자 and 작성일 (``24-01-13 21:18``) beside
their words, body ``#bo_v_con``, files by ``download.php``, comments ``article#c_N``, their number beside 댓글.
A deleted post answers 200 with alert("글이 존재하지 않습니다…"), a secret one with a form that asks for its password.
Left out by name: counters, the nonce of file addresses (worth nothing without the visitor's cookie), session ids.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from crawler import addresses, select
from crawler.dates import read_short_year
from crawler.engines import Needs, gnuboard4
from crawler.engines.columns import labels_in, value_after
from crawler.engines.onclick import Recipe, hidden_fields
from crawler.engines.platform import Address, Head, Opened, Platform, PlatformEngine, author_in, narrowed, number_in, page_in
from crawler.errors import DateUnreadable
from crawler.records import Comment, Page
from crawler.select import Node, attribute, text_of
from crawler.text import body_text, line, looks_cut

_BOARD6 = re.compile(r"(?P<root>.*)/board/(?P<board>\w{1,40})(?:/(?P<id>\d{1,18})(?:/download/(?P<file>\d{1,6}))?)?/?", re.ASCII)
_SHORT = re.compile(r"(?P<root>(?:/[\w.-]+)*?)/(?P<board>[a-zA-Z]\w{0,39})/(?:(?P<id>\d{1,18})|(?P<words>[^/.?]{1,600}))/?", re.ASCII | re.DOTALL)
_LIST = re.compile(r"(?P<root>(?:/[\w.-]+)*?)/(?P<board>[a-zA-Z]\w{0,39})/?", re.ASCII)
_SIZE = re.compile(r"\s*\([\d.,]+\s*[KMGT]?(?:B|bytes?)?\)(?:\s*\[\d+\])?(?:\s*DATE\s*:.*)?$", re.IGNORECASE)
_LABELS = "span, strong, b, dt, th, em, label"


def address(url: str) -> Address | None:
    """What an address is: /bbs/board.php with bo_table and wr_id, its short forms, or download.php."""
    path = urlsplit(url).path
    given = addresses.parameters(url)
    board = given.get("bo_table", "")
    if path.endswith("/board.php") and board:
        post = number_in(url, "wr_id")
        names = ("bo_table", "wr_id") if post else ("bo_table", "sca", "page")
        return Address(kind="post" if post else "list", url=narrowed(url, names), board=board, native_id=post, page=page_in(url, "page"))
    if path.endswith("/download.php") and board and number_in(url, "wr_id"):
        return Address(kind="file", url=narrowed(url, ("bo_table", "wr_id", "no")), board=board)
    return None if path.endswith(".php") else _by_path(url, path)


def _by_path(url: str, path: str) -> Address | None:
    own = _BOARD6.fullmatch(path)
    if own:
        kind: Literal["post", "list", "file"] = "file" if own["file"] else "post" if own["id"] else "list"
        names = ("sca", "page") if kind == "list" else ()
        plain = narrowed(url, names, path.rstrip("/"))
        return Address(kind=kind, url=plain, board=own["board"], native_id=own["id"], page=page_in(url, "page"))
    short = _SHORT.fullmatch(path)
    if short and short["id"]:
        parts = urlsplit(addresses.canonical(url))
        query = f"bo_table={short['board']}&wr_id={short['id']}"
        long = urlunsplit((parts.scheme, parts.netloc, f"{short['root']}/bbs/board.php", query, ""))
        return Address(kind="post", url=long, board=short["board"], native_id=short["id"])
    if short:
        return Address(kind="post", url=narrowed(url, ()), board=short["board"])
    alone = _LIST.fullmatch(path)
    return Address(kind="list", url=narrowed(url, ("sca", "page")), board=alone["board"], page=page_in(url, "page")) if alone else None


def shown_id(root: Node, page: Page) -> str | None:  # noqa: ARG001 - the form tells it
    """The post's number in the form for comments."""
    forms = [form for form in root.css("form") if form.css('input[name="comment_id"]')]
    return hidden_fields(forms[0]).get("wr_id") if forms else None


def head(opened: Opened) -> Head:
    """Title, category, author and date above the body."""
    if gnuboard4.is_four(opened.root):
        return gnuboard4.head(opened)
    page = opened.page
    title = _title_node(opened)
    before, shown = _divided(text_of(title), opened.root)
    category = before or _category(title, shown)
    labelled = opened.labelled(_LABELS)
    names = [node for name, _, _, node in labels_in(opened.before_body(_LABELS), opened.words) if name == "author"]
    posted = labelled.get("posted", "")
    if not posted:
        raise select.changed(page, "작성일", "the date beside its word", 0)
    return Head(
        title=_whole_title(shown, opened.root),
        rule=".bo_v_tit",
        author=(author_in(_next_element(names[0])) if names else "") or "",
        posted=posted,
        category=category,
    )


def _title_node(opened: Opened) -> Node:
    found = opened.before_body(".bo_v_tit")
    if not found:
        found = [node for node in opened.before_body("#bo_v_title") if not any(text_of(part) for part in node.css("*") if part.mem_id != node.mem_id)]
    if len(found) != 1:
        raise select.changed(opened.page, ".bo_v_tit", "exactly 1", len(found))
    return found[0]


def _divided(shown: str, root: Node) -> tuple[str, str]:
    """Category and title where older pages show them as one, "안내 | 제목": <title> tells which is the title."""
    whole = _page_title(root)
    before, bar, title = shown.rpartition(f" | {whole}") if whole else ("", "", "")
    return (before, whole) if bar and not title else ("", shown)


def _page_title(root: Node) -> str:
    """The post's title as <title> begins with it."""
    return " ".join(text_of(node) for node in root.css("head title")).rpartition(" > ")[0]


def _category(title: Node, shown: str) -> str:
    """What stands beside the title in its heading."""
    for around in select.ancestors(title)[:3]:
        if around.tag in ("header", "article", "section", "main", "body"):
            break
        text = text_of(around, " ")
        if text != shown and len(text) < 400:
            return line(text.replace(shown, "", 1))
    return ""


def _whole_title(shown: str, root: Node) -> str:
    """The title as <title> has it, where the heading is cut and that is longer."""
    whole = _page_title(root)
    stem = re.sub(r"(?:…|\.{2,})$", "", shown)
    return whole if looks_cut(shown) and len(whole) > len(stem) and whole.startswith(stem) and not looks_cut(whole) else shown


def _next_element(node: Node) -> Node | None:
    following = node.next
    while following is not None and not text_of(following):
        following = following.next
    return following


def stated_comments(opened: Opened) -> int | None:
    """The number of comments beside the word 댓글 above the body."""
    for node in opened.before_body(_LABELS):
        count = re.fullmatch(r"(\d{1,6})\s*건", value_after(node)) if text_of(node) == "댓글" else None
        if count:
            return int(count[1])
    return None


def comments(opened: Opened) -> tuple[Comment, ...]:
    """The comments under a post: ``c_N`` is their number, their date stands in a time element."""
    if gnuboard4.is_four(opened.root):
        return gnuboard4.comments(opened)
    return tuple(_comment(node, opened) for node in opened.beside_body("[id]") if re.fullmatch(r"c_\d{1,18}", attribute(node, "id")))


def _comment(node: Node, opened: Opened) -> Comment:
    # The first is the header's: what a reader writes comes after it.
    moment = select.many(node, "time", at_least=1, page=opened.page)[0]
    for extra in node.css("textarea, script"):
        extra.decompose()
    bodies = select.outermost(node.css(".cmt_contents")) or select.outermost(node.css("p"))
    named = re.search(r"^(.{1,80}?)님의\s*댓글", " ".join(text_of(title) for title in node.css("h1, h2, h3")))
    if len(bodies) != 1 or named is None:
        raise select.changed(opened.page, "article#c_N", "a name and one text", f"{len(bodies)} texts")
    raw = attribute(moment, "datetime") or text_of(moment)
    try:
        posted = read_short_year(raw, zone=opened.board.timezone, now=opened.page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(opened.page, "article#c_N time", "a readable date", str(error)) from error
    return Comment(native_id=attribute(node, "id")[2:], author=named[1], posted=posted, body_text=body_text(bodies[0].inner_html or ""))


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for Gnuboard."""
    found = {
        "names of its own in scripts": re.search(r"\bg[45]_(?:bbs_url|url|is_member|bo_table)\b", page.text),
        "board.php with bo_table": re.search(r"board\.php\?bo_table=", page.text),
        "elements bo_list, bo_v, writeContents": re.search(r"id=[\"']?(?:bo_list|bo_v|bo_v_con|writeContents)\b", page.text),
        "fields bo_table and wr_id": re.search(r"name=[\"']?(?:bo_table|wr_id)\b", page.text),
        "addresses of Gnuboard": urlsplit(page.url).path.endswith("/board.php") and "bo_table" in page.url,
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="gnuboard5",
        version="gnuboard5/3",
        address=address,
        body=("#bo_v_con", gnuboard4.BODY),
        head=head,
        shown_id=shown_id,
        recipes={"file_download": Recipe(path="", parameters=(), address=0)},
        pinned=frozenset(["bo_notice"]),
        short_years=True,
        yearless=True,
        row_author=".sv_member, .sv_guest, .sv_wrap",
        outside=("#bo_vc", "#bo_list"),
        total=re.compile(r"(?<![가-힣A-Za-z])(?:전체|총|Total)\s*(?:게시물)?\s*(\d[\d,]{0,11})(?:\s*(?:건|개)|(?=\s|$))"),
        comments=comments,
        stated_comments=stated_comments,
        file_name=lambda shown: _SIZE.sub("", shown),
        needs=Needs(cookies=True, referer=True),
    )
)
