"""JSBoard 2, EUC-KR boards of universities and of the early free software world.

List: ``list.php?table=X&page=P``: a table whose first row of plain cells reads No. 제목 이름 파일 날짜 조회 (the number as a picture
with that text), rows ``tr.row0`` and ``tr.row1`` (answers, without a number), links ``read.php?table=X&no=N``, titles cut with dots,
``[3]`` comments behind them, dates ``2024.01.13``. Pager: from 1, by GET; a page past the end is the last one.
Post: a row ">> Read 12 article", the next row is the title; bold words 등록, 조회, 이름, 파일 with their values behind them; the text
between two remarks in the page that say 글내용; "Total Comment : N" and rows of name, text and a date without a year, each with the
link that deletes it. A deleted post answers 200 with 지정한 글이 없습니다.
Left out by name: counters, loading times, page and search parameters.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler import addresses, select
from crawler.engines.columns import cells_of
from crawler.engines.platform import Address, Head, Opened, Platform, PlatformEngine, narrowed, number_in, page_in
from crawler.records import Comment, Page
from crawler.select import Node, ancestors, attribute, classes, text_of
from crawler.text import body_text

_COMMENT = re.compile(r"(?:c_del|mode=comment).*?\bcid\]?=(\d{1,18})")
_STORED = re.compile(r".*/data/\w{1,60}/\w{1,60}/\w{1,60}/[^/]{1,300}", re.ASCII | re.DOTALL)


def address(url: str) -> Address | None:
    """What an address is: a post by read.php, a list by list.php, a file by act.php or in the folder of data."""
    path = urlsplit(url).path
    given = addresses.parameters(url)
    board = given.get("table", "")
    if path.endswith("/read.php") and board and number_in(url, "no"):
        return Address(kind="post", url=narrowed(url, ("table", "no")), board=board, native_id=number_in(url, "no"))
    if path.endswith("/list.php") and board:
        return Address(kind="list", url=narrowed(url, ("table", "page")), board=board, page=page_in(url, "page"))
    if path.endswith("/act.php") and given.get("o[at]") == "dn":
        return Address(kind="file", url=narrowed(url, ("o[at]", "dn[tb]", "dn[cd]", "dn[name]")))
    return Address(kind="file", url=narrowed(url, ())) if _STORED.fullmatch(path) else None


def shown_id(root: Node, page: Page) -> str | None:  # noqa: ARG001 - a post's number is in its address only
    """None: the page shows the number in the list, which is another one."""
    return None


def bodies(root: Node) -> list[Node]:
    """The element that holds the remarks 글내용 before and after the text."""
    marks = [node for node in root.traverse(include_text=True) if node.is_comment_node and "글내용" in (node.comment_content or "")]
    if len(marks) < 2 or marks[0].parent is None or marks[-1].parent is None:
        return []
    # Remarks of the writer's own may stand between the first and the last.
    return [marks[0].parent] if marks[0].parent.mem_id == marks[-1].parent.mem_id else []


def head(opened: Opened) -> Head:
    """The title in the row after ">> Read N article", the values behind the bold words."""
    labelled = opened.labelled("font, b, strong, span, th")
    if "posted" not in labelled:
        raise select.changed(opened.page, "등록", "the date behind its word", 0)
    marks = [node for node in opened.before_body("tr") if re.match(r"(?:>> )?Read \d+ article\b", text_of(node, " "))]
    title = _next_row(marks[-1]) if marks else None
    if title is None or len([cell for cell in cells_of(title) if text_of(cell)]) != 1:
        raise select.changed(opened.page, ">> Read N article", "a title in the row after it", len(marks))
    return Head(title=text_of(title), rule="row after Read N article", author=labelled.get("author", ""), posted=labelled["posted"])


def _next_row(row: Node) -> Node | None:
    following = row.next
    while following is not None and not (following.tag == "tr" and text_of(following)):
        following = following.next
    return following


def stated_comments(opened: Opened) -> int | None:
    """The number behind "Total Comment"."""
    counts = [match[1] for node in opened.beside_body("td") if (match := re.fullmatch(r"Total Comment : (\d{1,6})", text_of(node, " ")))]
    return int(counts[0]) if len(counts) == 1 else None


def comments(opened: Opened) -> tuple[Comment, ...]:
    """The comments, each the row with the link that deletes it; their dates have no year and are not read."""
    found = []
    for link in opened.beside_body("a[href]"):
        match = _COMMENT.search(attribute(link, "href"))
        row = next((parent for parent in ancestors(link) if parent.tag == "tr"), None) if match else None
        if match is None or row is None:
            continue
        around = {parent.mem_id for parent in ancestors(link)}
        cells = [cell for cell in row.css("td") if cell.mem_id not in around]
        if len(cells) != 3 or not re.fullmatch(r"\d{2}/\d{2} \d{2}:\d{2}:\d{2}", text_of(cells[2], " ")):
            raise select.changed(opened.page, "tr of a comment", "a name, a text and a date", f"{len(cells)} cells")
        name, text = (cells[1], cells[0]) if "c_text" in classes(cells[0]) else cells[:2]
        found.append(Comment(native_id=match[1], author=text_of(name, " ") or None, posted=None, body_text=body_text(text.inner_html or "")))
    return tuple(found)


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for JSBoard."""
    found = {
        "its addresses": re.search(r"\b(?:read|list|locate)\.php\?table=\w+", page.text + page.url),
        "its name": re.search(r"\bJSBoard\b", page.text, re.IGNORECASE),
        "its search fields": re.search(r"name=[\"']?o\[(?:sc|ss|at|go)\]", page.text, re.IGNORECASE),
        "its rows": re.search(r"class=[\"'](?:rowtitle|rownum|rowdate|narticle)", page.text, re.IGNORECASE),
    }
    return tuple(reason for reason, sign in found.items() if sign)


ENGINE = PlatformEngine(
    Platform(
        name="jsboard",
        version="jsboard/2",
        address=address,
        body=(),
        find_body=bodies,
        always_tables=True,
        head=head,
        shown_id=shown_id,
        comments=comments,
        stated_comments=stated_comments,
    )
)
