"""The boards of most cities, counties and districts, known by their addresses: selectBbsNttList.do and selectBbsNttView.do.

List: ``table.p-table`` headed 번호 제목 담당부서 작성일 조회, rows ``tr.p-notice`` with 공지 for a number, links
``./selectBbsNttView.do;jsessionid=…?key=&bbsNo=&nttNo=&searchCtgry=…``, a word NEW or 새글 behind new titles, dates in ``<time>`` or
plain. Pager: ``pageIndex`` from 1, by GET.
Post: a table: 제목 (or ``.p-table__subject_text`` alone), 작성자 or 담당부서 and 작성일 where the site shows them (some do only in
the list), the text in ``td.p-table__content``, files by ``downloadBbsFile.do`` with the kind of file written before the name.
A page that bars the visitor comes with 200 and is no answer about a post.
Left out by name: counters, ``;jsessionid``, search fields, previews of files.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler import addresses, select
from crawler.engines.labels import Labelled, starts_with_label
from crawler.engines.platform import Address, Head, Opened, Platform, PlatformEngine, cells_labelled, narrowed, number_in, page_in
from crawler.records import Page
from crawler.select import Node, text_of

_KIND = re.compile(r"^(?:[A-Za-z]{2,5}|한글|엑셀|이미지|압축)\s*(?:문서|파일|아이콘)\s*")
_BODY_LABELS = frozenset(["내용", "글내용", "상세내용", "본문"])


def address(url: str) -> Address | None:
    """What an address is: a post by ``nttNo``, a list by ``bbsNo``, a file by ``atchmnflNo``; ``key`` is the menu and is kept."""
    path = re.sub(r";.*", "", urlsplit(url).path)
    given = addresses.parameters(url)
    board = given.get("bbsNo", "")
    if path.endswith("/selectBbsNttView.do") and number_in(url, "nttNo"):
        return Address(kind="post", url=narrowed(url, ("key", "bbsNo", "nttNo")), board=board, native_id=number_in(url, "nttNo"))
    if path.endswith("/selectBbsNttList.do") and board:
        return Address(kind="list", url=narrowed(url, ("key", "bbsNo", "pageIndex")), board=board, page=page_in(url, "pageIndex"))
    if path.endswith("/downloadBbsFile.do") and number_in(url, "atchmnflNo"):
        return Address(kind="file", url=narrowed(url, ("key", "bbsNo", "nttNo", "atchmnflNo")))
    return None


def shown_id(root: Node, page: Page) -> str | None:  # noqa: ARG001 - nothing on the page tells it for sure
    """None: the page's own number stands in its address only."""
    return None


def head(opened: Opened) -> Head:
    """The values beside their labels in the table, or in a line such as "작성자 : 총무과"."""
    labelled = opened.labelled("th, dt, td", anywhere=True)
    inline = Labelled()
    for node in opened.root.css("span, li, em, p, strong, div"):
        text = text_of(node, " ")
        if len(text) < 80 and starts_with_label(text) and not opened.within_body(node):
            inline.add_text(text)
    titles = [labelled["title"]] if labelled.get("title") else [text_of(node) for node in opened.before_body(".p-table__subject_text")]
    if len(titles) != 1:
        raise select.changed(opened.page, "th 제목, .p-table__subject_text", "exactly 1", len(titles))
    return Head(
        title=titles[0],
        rule="label 제목" if labelled.get("title") else ".p-table__subject_text",
        author=labelled.get("author") or inline.value("author") or "",
        posted=labelled.get("posted") or inline.value("posted") or "",
        modified=labelled.get("modified") or inline.value("modified") or "",
        category=labelled.get("category") or "",
    )


def file_name(shown: str) -> str:
    """The name without the kind of file that an icon tells before it."""
    return _KIND.sub("", shown).strip()


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for this family."""
    found = {
        "its addresses": re.search(r"selectBbsNtt(?:List|View)\.do", page.text + page.url),
        "fields bbsNo and nttNo": re.search(r"[?&;](?:nttNo|bbsNo)=\d", page.text.replace("&amp;", "&")),
        "files by downloadBbsFile.do": "downloadBbsFile.do" in page.text,
        "tables of its style": re.search(r"class=[\"'][^\"']*\bp-table(?:__\w+)?\b", page.text),
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="bbsntt",
        version="bbsntt/3",
        address=address,
        body=("td.p-table__content", 'td[title="내용"]'),
        find_body=lambda root: cells_labelled(root, _BODY_LABELS),
        head=head,
        shown_id=shown_id,
        pinned=frozenset(["p-notice"]),
        glued=re.compile(r"(?<![A-Za-z])\s*NEW$"),
        file_name=file_name,
    )
)
