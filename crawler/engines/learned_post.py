"""A post's page read by a learned profile: each part at its place, refused where it is not there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from crawler import addresses, select
from crawler.dates import same_day
from crawler.engines.endings import cut_beginning, cut_buttons, cut_endings, is_of_the_page
from crawler.engines.leads import address_in, sent_by
from crawler.engines.learned import date_in, linked_name
from crawler.engines.loose import is_loose, set_together
from crawler.engines.meanings import date_shape, whole_dates_in
from crawler.engines.pagelabels import Said, labels_on
from crawler.engines.places import bare_title, children, labelled
from crawler.engines.profile import Opener, Profile
from crawler.records import AttachmentLink, Page, SiteDate
from crawler.select import Node, attribute, text_of
from crawler.text import line, lines

#: Headings that may say the title of the text below them.
HEADINGS = frozenset(["h1", "h2", "h3"])
LABEL = "label "
#: Before a selector of which the first match counts.
FIRST = "first "
#: So often a page may repeat one part.
MOST = 60
FILE_HREF = re.compile(
    r"file_?down|down_?load|downfile|filedn|getfile|/(?:down|dn|file|attach)\.(?:do|php|jsp|aspx?|es|cgi)"
    r"|fdown|dn\.(?:php|jsp|asp)|procFileDownload|atchFileId="
    r"|atchmnflNo=|attach(?:ments?)?(?:\.php|/|id=|no=)|dlattach|file_?(?:seq|no|id|sn|idx)="
    r"|\.(?:pdf|hwpx?|hwt|docx?|xlsx?|pptx?|zip|7z|alz|egg|rar|tar|gz|csv|odt|ods|txt|rtf|mp3|mp4|jpe?g|png|gif|ai|psd)(?:$|[?#&])",
    re.IGNORECASE,
)
FILE_NAME = re.compile((
    r".{1,200}\.(?:pdf|hwpx?|hwt|docx?|xlsx?|pptx?|zip|7z|alz|egg|rar|tar|gz|csv|odt|ods|txt|rtf|mp3|mp4"
    r"|m4a|wav|mov|wmv|avi|dwg|dxf|webp|svg|heic|hwpml|epub|xml|json|show|cell|nxl|jpe?g|png|gif|bmp|tiff?|ai|psd|exe|apk)\b.{0,40}"
), re.IGNORECASE)
_NAMED = re.compile(r".{1,200}\.(?:pdf|hwpx?|hwt|docx?|xlsx?|pptx?|zip|7z|alz|egg|rar|csv|od[tps]|txt|rtf|mp[34]|jpe?g|png|gif|tiff?)", re.IGNORECASE)
NOT_FILE = re.compile((
    r"미리\s?보기|바로\s?보기|문서\s?뷰어|뷰어|preview|viewer?|변환|음성|듣기|인쇄|print"
    r"|전체\s?(?:다운로드|받기|저장)|일괄\s?다운로드|download all"
), re.IGNORECASE)
_SIZE = re.compile(r"[\[(]?\s*(?:size|크기|용량)?\s*:?\s*(\d[\d,.]*)\s*([kmg]?i?b(?:ytes?)?|바이트)\s*[\])]?", re.IGNORECASE)
_TRAILS = re.compile(
    r"\s*(?:[\[(]\s*(?:(?:file ?)?(?:size|크기|용량)\s*:.{0,60}|\d[\d,.]*\s*(?:[kmg]?i?b(?:ytes?)?|[kmg]|바이트)|다운로드?\s*:?\s*\d*\s*(?:회|건)?"
    r"|down(?:load)?s?\s*:?\s*\d*|\d+\s*(?:회|hits?|downloads?)|hit\s*:\s*\d+)[^\])]*[\])]"
    r"|[\[(（]\s*(?:[a-z]{2,4}\s*[,:：–-]?\s*)?\d[\d,.]*\s*(?:[kmg]i?b|[kmg]o|bytes|바이트)[\s,/|·]*[^\])）]{0,24}[\])）]"
    r"|(?:(?<=\s)(?:pdf|hwpx?|docx?|xlsx?|odt|zip)\s*[,–—-]?\s*)?\d[\d,.]*\s*(?:[kmg]i?b|[kmg]o|bytes|바이트)|다운로드(?:하기)?|내려받기|download|\d+\s*회(?:\s*다운로드)?|\|.*|미리보기|바로보기)\s*$",
    re.IGNORECASE,
)
_SERVING = re.compile((
    r"[\[(]?\s*(?:파일\s?)?(?:다운\s?로드|내려\s?받기|받기|저장|download|herunterladen|télécharger"
    r"|descargar|下载|下載|ダウンロード)\s*[\])]?"
), re.IGNORECASE)
_LEADS = re.compile((
    r"^(?:첨부\s?파일\s*\d*\s*[:：.]?|첨부\s*\d*\s*[:：]|file\s*\d*\s*[:：]|다운로드|(?:hwpx?|pdf|docx?"
    r"|xlsx?|pptx?|zip|한글|엑셀|이미지|압축)(?:\s*(?:파일|문서|아이콘))?\s+(?=\S))\s*"
), re.IGNORECASE)

#: The address of the writer's computer, in part hidden, behind the name.
_ADDRESS = re.compile(r"\s*\(?(?:ip\s*:?\s*)?(?:\d{1,3}|[*x]+)(?:\.(?:\d{1,3}|[*x♡]+)){3}\)?$", re.IGNORECASE)
#: Words for the writer that stand before a name without a mark between them.
BY = re.compile(r"(?:글(?:\s?[·ㆍ]\s?사진)?|(?i:(?:posted |written )?by|par|von|por|door))\s+(?=\S)")
_PHONE = re.compile(r"(?:tel|☎|전화)?[\s.:]*\+?[\d() -]{7,20}(?:~\d{1,4})?", re.IGNORECASE)


def body_of(root: Node, page: Page, profile: Profile) -> Node:
    """The one element that holds the text of a post."""
    nodes = bodies_at(root, place := profile.post["body"])
    if len(nodes) != 1:
        raise select.changed(page, place, "exactly 1", len(nodes))
    return nodes[0]


def head_and_foot(body: Node) -> list[Node]:
    """What the element of a text calls its own header and footer, and the heading that it begins with: they say who wrote it, when, and under which title."""
    below = children(body)
    return [node for node in below if node.tag in ("header", "footer")] + [node for node in below[:1] if node.tag in HEADINGS]


def without_head(body: Node, title: str) -> Node:
    """The body less its own header and footer, and less the heading that says its title."""
    for node in head_and_foot(body):
        if node.tag not in HEADINGS or title in (text_of(node, " "), bare_title(node)):
            node.decompose()
    return body


def html_of(body: Node) -> str:
    """The markup of a text less what is the page's in it; a field of a form holds it escaped, or as plain lines."""
    if body.tag == "textarea":
        text = body.text() or ""
        return line(text) if "<" in text else "<br>".join(escape(one, quote=False) for one in lines(text).split("\n"))
    cut_beginning(body)
    cut_endings(body, is_of_the_page)
    cut_buttons(body)
    return body.inner_html or ""


def bodies_at(root: Node, place: str) -> list[Node]:
    """The elements at a body's place; what stands loose is put together first, which changes the page."""
    if is_loose(place):
        body = set_together(root, place)
        return [body] if body is not None else []
    return select.outermost(root.css(place))


class Places:
    """The places of one post's page; labels are looked for only once, and never in its body or a menu."""

    def __init__(self, root: Node, body: Node | None) -> None:
        self._root = root
        self.body = body
        self._labels: list[Said] | None = None

    def labels(self) -> list[Said]:
        """The labels of the page outside its body."""
        if self._labels is None:
            self._labels = self._in_order(labels_on(self._root, frozenset(node.mem_id for node in (*self._text(), *self._root.css("nav")))))
        return self._labels

    def _text(self) -> list[Node]:
        """The elements in which the text stands: the body, or its parts where it has a header or footer of its own."""
        if self.body is None:
            return []
        apart = {node.mem_id for node in head_and_foot(self.body)}
        return [node for node in children(self.body) if node.mem_id not in apart] if apart else [self.body]

    def _beside_text(self, nodes: list[Node]) -> list[Node]:
        """Those of some elements that stand outside the body, else outside its text: a heading in a text may look like the one above it."""
        for parts in ([self.body] if self.body is not None else [], self._text()):
            inside = {node.mem_id for part in parts for node in (part, *part.css("*"))}
            if found := [node for node in nodes if node.mem_id not in inside]:
                return found
        return nodes

    def _in_order(self, labels: list[Said]) -> list[Said]:
        """The labels above the body before those below it, which are the site's rather than the post's."""
        if self.body is None or len(labels) < 2:
            return labels
        order = {node.mem_id: place for place, node in enumerate(self._root.css("*"))}
        start = order.get(self.body.mem_id, 0)
        return sorted(labels, key=lambda said: order.get(said.node.mem_id, 0) > start)

    def keep(self, labels: list[Said]) -> None:
        """Go by these labels alone."""
        self._labels = labels

    def values(self, place: str) -> list[tuple[str, str, Node]]:
        """What stands at a place: each text with the moment in its attributes and its element; none where the place is not there."""
        if place.startswith(LABEL):
            return [(said.value, said.stamp, said.node) for said in self.labels() if said.word == place.removeprefix(LABEL)]
        css, _, part = place.partition(" | ")
        if css.startswith("meta["):
            return [(text, "", node) for node in self._root.css(css)[:1] if (text := line(attribute(node, "content")))]
        nodes = self._root.css(css.removeprefix(FIRST))[: 1 if css.startswith(FIRST) else None]
        if len(nodes) > 1 and self.body is not None:
            nodes = self._beside_text(self._above_body(nodes) or nodes)
        # A page may show a part twice, once for small screens; two different texts at one place settle nothing.
        # Answers may repeat the title of what they answer as often as there are answers.
        if not nodes or (len(nodes) > 1 and len({text_of(node, " ") for node in nodes[:MOST]}) > 1) or len(nodes) > MOST:
            return []
        texts = parts_of(nodes[0]) if part else [text_of(nodes[0], " ")]
        number = int(part) - 1 if part else 0
        if number >= len(texts):
            return []
        text = labelled(nodes[0], texts[number])[1] if not part else after_label(texts[number])
        return [(text, stamp_of(nodes[0]), nodes[0])]

    def _above_body(self, nodes: list[Node]) -> list[Node]:
        """Those that stand above the body: what stands below it in the same markup are comments and other posts."""
        order = {node.mem_id: place for place, node in enumerate(self._root.css("*"))}
        start = order.get(self.body.mem_id, 0) if self.body is not None else 0
        return [node for node in nodes if order.get(node.mem_id, 0) < start]

    def title(self, place: str) -> str | None:
        """The title at a place, badges and counters taken out, and a label before it only where it is one for titles: "(수정) 5월 12일 운영" is whole."""
        for text, _, node in self.values(place):
            whole = text_of(node, " ")
            stripped = text != whole and not place.startswith((LABEL, "meta[")) and " | " not in place and labelled(node, whole)[0] != "title"
            return bare_title(node) if (text == whole or stripped) and not place.startswith("meta[") else text
        return None

    def author(self, place: str) -> str | None:
        """The author at a place; None where there is nobody."""
        for told, _, node in self.values(place):
            text = linked_name(node, told) if place.startswith(LABEL) else BY.sub("", told)
            shown = _ADDRESS.sub("", text).strip(" |·•-/:()[]（）【】［］»«›")
            named = bool(shown) and len(shown) <= 60 and not date_shape(shown) and FILE_NAME.fullmatch(shown) is None and not _PHONE.fullmatch(shown)
            return shown if named else None
        return None


def after_label(text: str) -> str:
    """A part of a line without the label before it."""
    match = re.fullmatch(r"(?:[^\d:：]{1,16}[:：]\s*)(\S.*)", text)
    word, _, rest = text.partition(" ")
    if match:
        return match[1]
    from_label = rest and date_shape(rest) is not None and not date_shape(text) and not word[:1].isdigit()
    return rest if from_label else text


def parts_of(node: Node) -> list[str]:
    """The parts of a line between its bars, dots, slashes and breaks."""
    pieces: list[str] = []
    if node.tag == "title":
        return [part for part in re.split(r"\s+(?:[-–—|:<>»«]|::|>>|&lt;)\s+", text_of(node)) if part]
    child = node.child
    while child is not None:
        if child.is_element_node or child.is_text_node:
            text = text_of(child, " ") if child.is_element_node else line(child.text() or "")
            pieces += [part for part in (piece.strip(" |·/,") for piece in re.split(r"\s*[|｜│ㅣ•]\s*|\s+[·/]\s+", text)) if part]
        child = child.next
    return _around_date(pieces[0]) or pieces if len(pieces) == 1 else pieces


def _around_date(text: str) -> list[str]:
    """The two parts of a short line such as "2024.03.02 총무과" or "총무과 2024.03.02"; none for every other text."""
    dates = whole_dates_in(text) if len(text) < 60 else []
    before, _, after = text.partition(dates[0]) if len(dates) == 1 else ("", "", "")
    beside = before.strip(" |·,/-") or after.strip(" |·,/-.")
    if not beside or bool(before.strip()) == bool(after.strip(" .")) or not re.search(r"\s", before[-1:] + after[:1]):
        return []
    return [dates[0], beside] if after.strip(" .") else [beside, dates[0]]


def stamp_of(node: Node) -> str:
    """The moment in an element's attributes or in those of the only time below it."""
    times = node.css("time[datetime]")
    for part in (node, *(times if len(times) == 1 else [])):
        for name in ("datetime", "title", "content"):
            value = line(attribute(part, name))
            if value and date_shape(value) == "whole":
                return value
    return ""


def date_at(places: Places, place: str, page: Page, zone: str, dates: str) -> SiteDate | None:
    """The date at a place, the most precise of what its words and attributes say; None for what cannot be read without guessing."""
    for text, stamp, _ in places.values(place):
        read = [date for raw in (text, *whole_dates_in(text)[:1], stamp) if raw and (date := read_or_none(raw, page, zone, dates)) is not None]
        if read:
            return next((date for date in read if date.precision != "day" and same_day(date, read[0])), read[0])
    return None


def read_or_none(raw: str, page: Page, zone: str, dates: str) -> SiteDate | None:
    """A date as the board writes it (``dates`` of its profile); None for one that cannot be read without guessing."""
    return date_in(raw.strip(" |·()[]"), page, zone, dates)


_FRAME = "nav, footer, aside, #header, #footer, #gnb, #lnb, .gnb, .lnb, .nav, .footer, .breadcrumb, .pager, .pagination, .paging, .sitemap, .family, .quick"


def frame_of(root: Node, body: Node | None) -> frozenset[int]:
    """The parts of a page that are the site's and not the post's: its menus, its foot; none that holds the body."""
    around = {parent.mem_id for parent in select.ancestors(body)} if body is not None else set()
    return frozenset(node.mem_id for node in root.css(_FRAME) if node.mem_id not in around and not _of_article(node))


def _of_article(node: Node) -> bool:
    """Whether a footer is that of one article and not the site's."""
    return node.tag == "footer" and any(parent.tag in ("article", "section") for parent in select.ancestors(node))


def files_of(
    root: Node, page: Page, chain: Sequence[str], barred: frozenset[int], body: Node | None, opener: Opener | None = None
) -> tuple[AttachmentLink, ...]:
    """The files that a post offers: those its selectors give, else the links and calls that serve files or name them, outside the site's frame."""
    links: dict[str, AttachmentLink] = {}
    inside = {node.mem_id for node in body.css("a")} if body is not None else set()
    for css in chain or ("a, button, [onclick]",):
        for node in root.css(css):
            url = file_url(node, page, opener)
            if url is None or url in links or not (chain or is_file(node, url, inside)):
                continue
            if barred and not chain and any(parent.mem_id in barred for parent in select.ancestors(node)):
                continue
            name = file_name(node, url)
            if NOT_FILE.fullmatch(text_of(node)) is None and name:
                links[url] = AttachmentLink(name=name, url=url, bytes=size_of(node))
    return tuple(links.values())


def file_url(node: Node, page: Page, opener: Opener | None) -> str | None:
    """The address that a link or a call serves a file from."""
    opened = opener.url(node, page.url) if opener is not None else None
    return opened or address_in(node, page) or (sent_by(node, page) if node.tag == "button" and _names_file(node) else None)


def _names_file(node: Node) -> bool:
    """Whether a button is one for a file: by its words, or a name right before it. Buttons that edit a post send its files' numbers too."""
    return FILE_NAME.fullmatch(text_of(node)) is not None or _named_beside(node) != ""


def is_file(node: Node, url: str, inside: set[int]) -> bool:
    """Whether a link serves a file: by its address or by its words; a picture that a body shows is none."""
    text = text_of(node)
    if NOT_FILE.search(text) and not FILE_NAME.fullmatch(text):
        return False
    if node.mem_id in inside and not text:
        return False
    return FILE_HREF.search(url) is not None or FILE_NAME.fullmatch(text) is not None or (_named_beside(node) or ("" if text else _pictured(node))) != ""


def file_name(node: Node, url: str) -> str:
    """A file's name as its link shows it, less its size, its counter and the words around it; from the address where it shows none."""
    bare = _after_kind(node, bare_title(node))
    shown = _own_name(node) or (bare if FILE_NAME.fullmatch(bare) else text_of(node)) or line(attribute(node, "title")) or _pictured(node)
    name = _bare_name(shown)
    if not name or not FILE_NAME.fullmatch(name):
        titled = line(attribute(node, "title") or attribute(node, "download"))
        name = _TRAILS.sub("", titled).strip() if FILE_NAME.fullmatch(titled) else name
    if name and FILE_NAME.fullmatch(name):
        return name
    return _named_beside(node) or name or _named_around(node) or addresses.file_name(None, url)


def _named_around(node: Node) -> str:
    """The one name of a file in the entry of a list to which a link without words belongs; empty where there is none or another."""
    for around in select.ancestors(node)[:3] if not text_of(node) else ():
        named = {text for part in around.css("span, b, strong, em, p, div, a") if _NAMED.fullmatch(text := text_of(part))}
        if named or around.tag in ("li", "tr", "td", "dd", "body"):
            return next(iter(named)) if len(named) == 1 else ""
    return ""


def _bare_name(shown: str) -> str:
    """A file's name less the size, the counter and the words around it."""
    name, before = shown, ""
    while name != before:
        before, name = name, _LEADS.sub("", _TRAILS.sub("", name)).strip()
    return name


def _own_name(node: Node) -> str:
    """The words of the one element in a link that are a file's name and nothing else: "<b>계획.hwp</b> <i>PDF – 143 Ko</i>"; empty where none is."""
    named = {text for part in node.css("span, b, strong, em, p, div") if _NAMED.fullmatch(text := text_of(part))}
    return next(iter(named)) if len(named) == 1 else ""


def _pictured(node: Node) -> str:
    """The name of a file that stands in place of the picture that is all there is of its link."""
    told = line(" ".join(attribute(picture, "alt") or attribute(picture, "title") for picture in node.css("img")))
    return told if FILE_NAME.fullmatch(told) else ""


def _named_beside(node: Node) -> str:
    """The name of a file that stands before its link: "계획.hwp (12KB) [다운로드]", in its own element or in the one around; empty where none does."""
    words = text_of(node) or line(" ".join(attribute(picture, "alt") for picture in node.css("img")))
    if _SERVING.fullmatch(words or attribute(node, "title")) is None:
        return ""
    around: Node | None = node
    for _ in range(3):
        if around is None or (around is not node and len(around.css("a, button")) > 3):
            # Further out stand other files, or the words of the post.
            return ""
        if name := _name_before(around):
            return name
        around = around.parent if around.tag not in ("body", "td", "dd", "form", "table") else None
    return ""


def _name_before(node: Node) -> str:
    """The name of a file that ends what stands right before an element."""
    before = node.prev
    while before is not None:
        text = text_of(before, " ") if before.is_element_node else line(before.text() or "")
        name = _bare_name(text.strip(" :|·-"))
        if FILE_NAME.fullmatch(name) and not before.css("a"):
            return name
        if text and not _SIZE.fullmatch(text):
            return ""
        before = before.prev
    return ""


def _after_kind(node: Node, shown: str) -> str:
    """A file's name without the word of the icon before it: <span>문서</span>공고.hwp."""
    first = node.child
    kind = text_of(first) if first is not None and first.is_element_node else ""
    rest = shown.removeprefix(kind).strip()
    return rest if 0 < len(kind) <= 6 and "." not in kind and FILE_NAME.fullmatch(rest) else shown


def size_of(node: Node) -> int | None:
    """The size in bytes that a file's link claims; None where it claims none or rounds it."""
    match = _SIZE.search(text_of(node))
    if match is None or "." in match[1]:
        return None
    plain = match[2][:1].lower() == "b" or match[2] == "바이트"
    return int(match[1].replace(",", "")) if plain else None


def rules_of(profile: Profile, found: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Which place gave each part that was found."""
    return tuple((name, place) for name, place in profile.post.items() if found.get(name))
