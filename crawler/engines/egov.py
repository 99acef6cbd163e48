"""eGovFrame boards: the government's common components (selectArticleList.do) and the older template (selectBoardList.do).

List: a table headed 번호 제목 작성자 작성일 조회수; titles are calls ``fn_egov_inquire_articledetail('BBSMSTR_…','N')``, or in the older
template forms whose button is the title; cut at 40 characters without a sign, with ``[3]`` comments in the same text. Pinned rows
show an image with the text "notice" in place of the number; locked rows have no link that opens them and so no number to know them by:
they are left out, and counted. Pager: ``fn_egov_select_linkPage(2)``, whose ``?pageIndex=2`` forgets the board; it and the posts answer GET as well as POST.
Post: a table of 제목, 작성자, 작성시각, 조회수, 내용 (``.ck-content``, or an escaped text area), files by ``fn_egov_downFile``;
게시일자 is the period of display and no date of the post.
Comments: ``.reply li`` below a heading with their number, with ``.top strong`` and ``.date``, further pages by
``fn_egov_select_commentList(2)`` (``subPageIndex``). They show their number to their writer alone; for everybody else name and
second of registering stand for it, which an edit leaves as they are.
Left out by name: counters, ``;jsessionid``, search fields, CSRF tokens.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler import addresses, select
from crawler.dates import read_date
from crawler.engines.onclick import Recipe, hidden_fields
from crawler.engines.platform import Address, Head, Opened, Platform, PlatformEngine, cells_labelled, narrowed, page_in
from crawler.errors import DateUnreadable
from crawler.records import ALIAS, Comment, Page
from crawler.select import Node, attribute, classes, text_of
from crawler.text import body_text

_POST = re.compile(r".*/(?:selectArticleDetail|selectBoardArticle|selectNoticeInqire|selectArticle)\.do")
_LIST = re.compile(r".*/(?:selectArticleList|selectBoardList|selectNoticeList)\.do")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BYTES = re.compile(r"\[\s*([\d]{1,15})\s*(?:byte|bytes|바이트)\s*\]", re.IGNORECASE)
_TURN = re.compile(r"fn_egov_select_commentList\(\s*(\d{1,5})\s*\)")
_SPEAKING = ("select_commentList", "articleCommentVO", "commentCn", "댓글", "reply")
_STATED = re.compile(r"(?:댓글|덧글|Comments?)\s*(\d{1,6})\s*개?", re.IGNORECASE)
_BODY_LABELS = frozenset(["내용", "글내용", "글 내용", "본문", "Content", "Contents"])

RECIPES = {
    "fn_egov_inquire_articledetail": Recipe(path="/cop/bbs/selectArticleDetail.do", parameters=("bbsId", "nttId"), anchor="/cop/"),
    "fn_egov_inqire_notice": Recipe(path="/cop/bbs/selectBoardArticle.do", parameters=("nttId", "bbsId"), anchor="/cop/"),
    "fn_egov_select_linkPage": Recipe(path="/cop/bbs/selectArticleList.do", parameters=("pageIndex",), anchor="/cop/", carry=("bbsId",)),
    "fn_egov_select_noticeList": Recipe(path="/cop/bbs/selectBoardList.do", parameters=("pageIndex",), anchor="/cop/", carry=("bbsId",)),
    "fn_egov_downFile": Recipe(path="/cmm/fms/FileDown.do", parameters=("atchFileId", "fileSn"), anchor="/cop/"),
}


def address(url: str) -> Address | None:
    """What an address is: a post by ``nttId``, a list by ``bbsId``, a file by ``atchFileId``; a list without its board is none."""
    path = re.sub(r";.*", "", urlsplit(url).path)
    given = addresses.parameters(url)
    board, post = given.get("bbsId", ""), given.get("nttId", "")
    if _POST.fullmatch(path) and _ID.fullmatch(post):
        return Address(kind="post", url=narrowed(url, ("bbsId", "nttId")), board=board, native_id=post)
    if _LIST.fullmatch(path) and board:
        return Address(kind="list", url=narrowed(url, ("bbsId", "pageIndex")), board=board, page=page_in(url, "pageIndex"))
    if path.endswith("/FileDown.do") and given.get("atchFileId"):
        return Address(kind="file", url=narrowed(url, ("atchFileId", "fileSn")))
    return None


def shown_id(root: Node, page: Page) -> str | None:  # noqa: ARG001 - its own buttons tell it
    """The post's number in the hidden fields of its buttons."""
    return hidden_fields(root).get("nttId")


def head(opened: Opened) -> Head:
    """The values beside 제목, 작성자 and 작성시각."""
    labelled = opened.labelled("th, dt", anywhere=True)
    for name, word in (("title", "제목"), ("posted", "작성시각, 작성일")):
        if name not in labelled:
            raise select.changed(opened.page, f"th {word}", "a value beside the label", 0)
    return Head(title=labelled["title"], rule="label 제목", author=labelled.get("author", ""), posted=labelled["posted"])


def file_name(shown: str) -> str:
    """The name before the size."""
    return _BYTES.sub("", shown).strip()


def comments(opened: Opened) -> tuple[Comment, ...]:
    """The comments of a page; whatever their writers put between name and buttons is their text."""
    if _has_none(opened):
        return ()
    found: list[Comment] = []
    for node in opened.beside_body(".reply li"):
        name, moment = node.css_first(".top strong"), node.css_first(".top .date")
        if name is None or moment is None:
            continue  # the line that there are none
        try:
            posted = read_date(text_of(moment), zone=opened.board.timezone, now=opened.page.fetched_at)
        except DateUnreadable as error:
            raise select.changed(opened.page, ".reply .date", "a readable date", str(error)) from error
        text = body_text("".join(_between(node.css(".top")[0])))
        # Where the clock is coarse, the text tells apart what the same person wrote: an edited comment is then another one.
        marks = (text_of(name), posted.at, "" if posted.precision == "second" else text)
        number = hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]
        again = sum(one.native_id.startswith(f"{ALIAS}{number}") for one in found)
        found.append(Comment(native_id=f"{ALIAS}{number}{f'-{again + 1}' if again else ''}", author=text_of(name) or None, posted=posted, body_text=text))
    if not found and (stated_comments(opened) or any(_TURN.search(where) for where in _actions(opened))):
        raise select.changed(opened.page, ".reply li", "comments below their heading", 0)
    return tuple(found)


def _has_none(opened: Opened) -> bool:
    """Whether a page plainly has no comments: boards without them have nothing of their words, and pages are many."""
    return not any(word in opened.page.text for word in _SPEAKING)


def _between(top: Node) -> Iterator[str]:
    """The markup below a comment's head and above its buttons."""
    following = top.next
    while following is not None and "bottom" not in classes(following):
        yield following.html or ""
        following = following.next


def _actions(opened: Opened) -> list[str]:
    """What the links of the comments' pager do."""
    links = opened.beside_body('a[onclick*="select_commentList"], a[href*="select_commentList"]')
    return [attribute(link, "onclick") or attribute(link, "href") for link in links]


def stated_comments(opened: Opened) -> int | None:
    """The number of comments in the heading above them."""
    if _has_none(opened):
        return None
    found = [match for node in opened.beside_body("h2, h3, h4") if (match := _STATED.fullmatch(text_of(node)))]
    return int(found[0][1]) if len(found) == 1 else None


def more_comments(opened: Opened) -> str | None:
    """The next page of the comments."""
    if _has_none(opened):
        return None
    following = page_in(opened.page.url, "subPageIndex") + 1
    if not any(match and int(match[1]) == following for match in map(_TURN.search, _actions(opened))):
        return None
    post = narrowed(opened.page.url, ("bbsId", "nttId"))
    return f"{post}&subPageIndex={following}"


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for eGovFrame."""
    found = {
        "its script functions": re.search(r"\bfn_egov_\w+\(", page.text),
        "boards called BBSMSTR_": re.search(r"BBSMSTR_[A-Z0-9]{6,}", page.text),
        "fields bbsId and nttId": re.search(r"name=[\"']?nttId\b", page.text) and re.search(r"name=[\"']?bbsId\b", page.text),
        "its addresses": re.search(r"/cop/bbs/\w+\.do", page.text) or "/cop/bbs/" in page.url,
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="egov",
        version="egov/4",
        address=address,
        body=(".ck-content", "textarea#nttCn, textarea[name=nttCn]"),
        find_body=lambda root: cells_labelled(root, _BODY_LABELS),
        head=head,
        shown_id=shown_id,
        recipes=RECIPES,
        outside=(".reply", "#articleCommentVO"),
        comments=comments,
        stated_comments=stated_comments,
        more_comments=more_comments,
        words={
            "글 제목": "title",
            "글제목": "title",
            "작성시간": "posted",
            "작성시각": "posted",
            "작성자명": "author",
            "등록자명": "author",
            "게시일자": "ignored",
            "게시기간": "ignored",
        },
        cut_at=40,
        glued=re.compile(r"\s*\[\d{1,5}\]$"),
        unlinked_rows=True,
        file_name=file_name,
        file_bytes=_BYTES,
    )
)
