"""K2Web (artclList.do, artclView.do): universities and the armed forces.

List: ``table.board-table`` (older skin ``table.artclTable``) headed 번호 제목 작성자 작성일 조회수 첨부파일, links
``/bbs/{site}/{board}/{article}/artclView.do``, the title in ``<strong>``, rows ``tr.notice`` or ``tr.headline`` with words such as
일반공지 for a number; pinned posts appear again as ordinary rows and may belong to another board. Pager:
``javascript:page_link('2')`` posts the form; ``artclList.do?page=2`` answers the same, so the crawler asks that.
Post: ``h2.view-title``, pairs of dt and dd: 글번호, 작성자, 조회수, 등록일, 수정일; body ``.view-con``; files by ``download.do``.
Left out by name: counters, the ``layout`` token, search fields.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler import addresses, select
from crawler.engines.columns import labels_in, value_after
from crawler.engines.onclick import Recipe
from crawler.engines.platform import Address, Head, Opened, Platform, PlatformEngine, distinct, narrowed, page_in
from crawler.records import Page
from crawler.select import Node, attribute, text_of

_POST = re.compile(r"(?P<root>.*)/bbs/(?P<site>\w{1,60})/(?P<board>\d{1,12})/(?P<id>\d{1,18})/artclView\.do", re.ASCII)
_LIST = re.compile(r"(?P<root>.*)/bbs/(?P<site>\w{1,60})/(?P<board>\d{1,12})/artclList\.do", re.ASCII)
_FILE = re.compile(r"(?P<root>.*)/bbs/(?P<site>\w{1,60})/(?P<board>\d{1,12})/(?P<id>\d{1,18})/download\.do", re.ASCII)


def address(url: str) -> Address | None:
    """What an address is, by its path alone."""
    path = re.sub(r";.*", "", urlsplit(url).path)
    for kind, shape in (("post", _POST), ("file", _FILE)):
        match = shape.fullmatch(path)
        if match:
            board = f"{match['site']}/{match['board']}"
            return (
                Address(kind="post", url=narrowed(url, ()), board=board, native_id=match["id"])
                if kind == "post"
                else Address(kind="file", url=narrowed(url, ()), board=board)
            )
    match = _LIST.fullmatch(path)
    if match is None:
        return None
    return Address(kind="list", url=narrowed(url, ("page",)), board=f"{match['site']}/{match['board']}", page=page_in(url, "page"))


def base(root: Node, page: Page) -> str:
    """The list's own address, also where the list is shown inside another page: its form leads there."""
    for form in root.css("form[action]"):
        url = addresses.join(page.url, attribute(form, "action"))
        known = address(url) if url else None
        if known is not None and known.kind == "list":
            return known.url
    return page.url


def shown_id(root: Node, page: Page) -> str | None:  # noqa: ARG001 - the page's own words tell it
    """The number beside 글번호."""
    found = [value_after(node) for _, _, word, node in labels_in(root.css("dt, th"), {"글번호": "number"}) if word == "글번호"]
    return found[0] if len(found) == 1 and found[0].isdigit() else None


def head(opened: Opened) -> Head:
    """The title's heading and the pairs of label and value around it."""
    labelled = opened.labelled("dt, th")
    if "posted" not in labelled:
        raise select.changed(opened.page, "dt 등록일", "the date beside its label", 0)
    titles = distinct(opened.before_body(".view-title, .artclViewTitle"))
    if len(titles) != 1:
        raise select.changed(opened.page, ".view-title", "exactly 1", len(titles))
    return Head(
        title=text_of(titles[0]),
        rule=".view-title",
        author=labelled.get("author", ""),
        posted=labelled["posted"],
        modified=labelled.get("modified", ""),
        category=labelled.get("category", ""),
    )


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for K2Web."""
    found = {
        "generator": re.search(r"<meta[^>]+generator[^>]+K2Web", page.text, re.IGNORECASE),
        "its addresses": re.search(r"/bbs/\w+/\d+/(?:\d+/artclView|artclList)\.do", page.text + page.url),
        "its script functions": re.search(r"\bjf_(?:viewArtcl|searchArtcl|cpClpbd)\(", page.text),
        "its folders": re.search(r"[\"'](?:/Web-home/|/sites/\w+/style)", page.text),
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="k2web",
        version="k2web/3",
        address=address,
        body=(".view-con", ".artclView"),
        head=head,
        shown_id=shown_id,
        base=base,
        recipes={"page_link": Recipe(path="artclList.do", parameters=("page",))},
        pinned=frozenset(["notice", "headline"]),
        title_in="strong",
    )
)
