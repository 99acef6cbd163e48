"""What ends a post's text without being part of it: the mark of its licence, a box for opinions, who keeps the page, the links below."""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.engines.meanings import meaning_of
from crawler.select import Node, attribute, classes, text_of
from crawler.text import line

#: Ends are looked for this many elements further in.
DEEPEST = 5
LONGEST = 400
#: A box says within so many characters what it is.
EARLY = 60
_LICENCE = re.compile(r"공공누리|KOGL|출처\s?표시.{0,60}이용(?:하실|할) 수 있습니다|이용허락 ?(?:조건|범위)|creative commons|CC BY", re.IGNORECASE)
_SURVEY = re.compile(r"만족(?:하|도|스)|도움이 되(?:었|셨)|was this (?:page|article|information) helpful|rate this page", re.IGNORECASE)
_KEEPER_CLASS = re.compile(r"charge|manager|contact|staff|dept|person|keeper|damdang|officer|page_?info|mngr|responsib", re.IGNORECASE)
_KEEPER = re.compile(r"(?:담당\s?(?:부서|자|팀)|문의처?|연락처|전화(?:번호)?|최종\s?수정일|업데이트|contact|phone|tel)\b", re.IGNORECASE)
_ONWARD = re.compile(
    r"\W*(?:목록(?:으로|보기)?|리스트|뒤로|이전\s?(?:글|페이지)?|다음\s?(?:글|페이지)?|처음(?:으로)?|맨\s?위로|위로"
    r"|인쇄|스크랩|수정|삭제|글쓰기|답변|공유|list|back(?: to .{1,30})?|prev(?:ious)?|next|top"
    r"|print|share|zurück.{0,30}|retour.{0,30}|一覧.{0,6}|返回.{0,6}|volver.{0,30})\W*",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:pdf|hwpx?|hwt|docx?|xlsx?|pptx?|zip|7z|alz|egg|csv|od[tps]|txt|jpe?g|png|gif)\b|다운로드|내려받기|바로보기|미리보기|download", re.IGNORECASE
)
_TEXT = re.compile(r"(?:글|게시글|게시물)?\s?(?:본문|내용|상세\s?내용)(?:\s?(?:내용|시작))?|content|article body", re.IGNORECASE)
_BUTTON = re.compile(r"[\[(]?\s*(?:다운\s?로드|내려\s?받기|download|herunterladen|télécharger|ダウンロード|下载)\s*[\])]?", re.IGNORECASE)
_SHARED = re.compile(r"(?:^|[-_])(?:share\w*|sharedaddy|sns\w*|social\w*|addthis\w*|jp-relatedposts)(?:$|[-_])", re.IGNORECASE)
_BLANK = frozenset(["br", "hr", "wbr"])
_AROUND = frozenset(["div", "section", "article", "td", "tbody", "table", "tr"])
_CONTROLS = frozenset(["form", "button", "nav", "footer", "select", "input"])


def cut_endings(body: Node, ends: Callable[[Node], bool], depth: int = 0) -> None:
    """Take the elements out of a body with which it ends, from the last on, as long as ``ends`` says so of them; blank ones between them too.

    What lies innermost is asked first: an element that ends with a licence is no licence.
    """
    node = body.last_child
    passed: list[Node] = []
    while node is not None:
        before = node.prev
        if node.is_element_node and node.tag in _AROUND and depth < DEEPEST:
            cut_endings(node, ends, depth + 1)
        if node.is_element_node and node.tag not in _BLANK and ends(node):
            for one in (node, *passed):
                one.decompose()
            passed = []
        elif not shows(node):
            passed.append(node)
        else:
            return
        node = before


def cut_beginning(body: Node) -> None:
    """Take the heading out of a body that says no more than that this is the text: a hidden "본문" for those who listen."""
    node = body.child
    while node is not None and not shows(node):
        node = node.next
    if node is None or not node.is_element_node:
        return
    if len(words := text_of(node)) <= 10 and _TEXT.fullmatch(words) is not None:
        node.decompose()


def cut_buttons(body: Node) -> None:
    """Take the second link to a file out of a text, which says no more than 다운로드 right after the first."""
    for link in body.css("a[href]"):
        before = link.prev
        while before is not None and not shows(before):
            before = before.prev
        same = before is not None and before.tag == "a" and attribute(before, "href") == attribute(link, "href")
        if same and _BUTTON.fullmatch(text_of(link)) is not None:
            link.decompose()


def shows(node: Node) -> bool:
    """Whether an element or a text shows words, pictures or documents."""
    if node.is_text_node:
        return bool(line(node.text() or ""))
    return node.is_element_node and node.tag not in _BLANK and (bool(text_of(node)) or bool(node.css("img, iframe, embed, object, video")))


def is_of_the_page(node: Node) -> bool:
    """Whether an element says under which licence the page stands, asks for an opinion, or names who keeps it: never the words of a post."""
    text = text_of(node, " ")
    if len(text) > LONGEST:
        return False
    names = " ".join((*classes(node), attribute(node, "id")))
    told = text or line(" ".join(attribute(picture, "alt") for picture in node.css("img")))
    if _LICENCE.search(told[:EARLY]) and (node.css("img, a") or re.search(r"kogl|nuri|licen[cs]e|copy|ccl", names, re.IGNORECASE)):
        return True
    if any(_SHARED.search(name) for name in names.split()) and (len(text) <= 80 or "related" in names):
        return True
    if _SURVEY.search(text[:EARLY]) and node.css("input, button, select, textarea"):
        return True
    boxed = node.tag in ("div", "dl", "table", "ul", "section", "p", "address") and _KEEPER_CLASS.search(names) is not None
    return boxed and len(text) <= 200 and len(_KEEPER.findall(text)) > 1


def is_below_the_text(node: Node) -> bool:
    """Whether an element is none of a text that stands loose: controls, a licence, or links to files and lists with no other words than labels."""
    if node.tag in _CONTROLS or is_of_the_page(node):
        return True
    links = node.css("a, button") or ([node] if node.tag == "a" else [])
    if not links:
        return _is_label(text_of(node, " "))
    linked = [text_of(link, " ") for link in links]
    rest = text_of(node, " ")
    for words in sorted(linked, key=len, reverse=True):
        rest = rest.replace(words, " ", 1)
    rest = line(re.sub(r"[\[(]?\d[\d,.]*\s*(?:[kmg]i?b|bytes|회)?[\])]?|[|·/:,\[\]()]", " ", rest, flags=re.IGNORECASE))
    return (not rest or _is_label(rest)) and all(map(_serves, linked))


def _is_label(text: str) -> bool:
    return len(text) <= 20 and (meaning_of(text) == "files" or _ONWARD.fullmatch(text) is not None)


def _serves(words: str) -> bool:
    return not words or _ONWARD.fullmatch(words) is not None or _FILE.search(words) is not None or meaning_of(words) in ("files", "other")
