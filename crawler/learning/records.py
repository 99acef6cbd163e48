"""The rows of a list, found twice: grown from the links of one template, and as groups of like siblings. What both find alone can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.engines.learned import head_of
from crawler.engines.meanings import date_shape, joined_day, whole_dates_in
from crawler.engines.places import children, day_above, own_text
from crawler.learning.targets import Target
from crawler.select import Node, ancestors, attribute, classes, text_of
from crawler.text import line

#: Fewer rows than this are no list that could be told from a menu.
FEWEST = 2
GENERIC = re.compile(
    r"\d{1,4}|더\s?보기|자세히(?:\s?보기)?|바로가기|상세(?:보기)?|보기|다운로드|첨부(?:파일)?|미리보기|수정|삭제|답글|신청(?:하기)?|read more|more"
    r"|view|details?|download|edit|delete|reply|quote|»|›|>|<|처음|이전|다음|마지막|맨끝|prev(?:ious)?|next|first"
    r"|last",
    re.IGNORECASE,
)
_FRAME_TAGS = frozenset(["nav", "footer", "header", "aside", "select"])
_FRAME_NAMES = re.compile(
    r"(?:^|[-_])(?:nav|navi|gnb|lnb|snb|menu|submenu|footer|foot|breadcrumbs?|location|sitemap|side"
    r"|sidebar|aside|quick|paging|paginat\w*|pager|pagenav|page-?nav|banner|popular|rank|tags?|tagcloud|"
    r"family|util|recent|related|widget|rss|tab|tabs|comments?)(?:$|[-_\d])",
    re.IGNORECASE,
)
_RECENT = re.compile(r"recent[-_]?(?:posts?|articles?|news|entr(?:y|ies)|items?|list)(?:$|[-_])(?!.*(?:widget|side))", re.IGNORECASE)
_FILE = re.compile((
    r"down_?load|file_?down|downfile|/(?:down|dn|file)\.(?:do|php|jsp|aspx?|es|cgi)|fileid|atchfile|filesn"
    r"|\.(?:pdf|hwpx?|docx?|xlsx?|pptx?|zip|jpe?g|png"
    r"|gif|css|js)(?:$|[?&])|member|profile|/users?/|[?&]author=|memo|login|logout|register"
), re.IGNORECASE)


#: Headings of boxes that repeat posts of the list.
_BOX = re.compile(
    r"\W*(?:(?:실시간|주간|월간|오늘의?|이\s?주의|많이\s?본|자주\s?(?:찾는|본)|인기|추천|최근|최신|새로운|관련|연관|베스트|조회\s?(?:많은|순)|주요)\s?\S*(?:\s\S+)?"
    r"|(?:(?:most|top|the)\s)?(?:best|hot|popular|latest|newest|recent|related|trending|most (?:read|viewed|popular))(?:\s\S+)?)\W*",
    re.IGNORECASE,
)
LONGEST_HEADING = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that were found: each a list of sibling elements, with where it leads.

    score:  how much the rows are like posts; comparable within one page only
    framed: the share of them that lie in a menu, a footer or another part of the site's own
    """

    rows: tuple[tuple[Node, ...], ...]
    targets: tuple[Target, ...]
    score: float
    shape: str = ""
    framed: float = 0.0

    @property
    def keys(self) -> list[str]:
        """What tells the posts of the rows apart."""
        return [target.key for target in self.targets]


class Tree:
    """What is asked of a page's elements again and again, each answered once."""

    def __init__(self, root: Node, targets: Sequence[Target]) -> None:
        self.root = root
        self.targets = targets
        self._texts: dict[int, str] = {}
        self._framed: dict[int, bool] = {}
        self.above: dict[int, list[Node]] = {}

    def text(self, node: Node) -> str:
        """An element's words with spaces between its parts."""
        found = self._texts.get(node.mem_id)
        if found is None:
            found = self._texts[node.mem_id] = text_of(node, " ")
        return found

    def parents(self, node: Node) -> list[Node]:
        """The parents of an element, nearest first."""
        found = self.above.get(node.mem_id)
        if found is None:
            found = self.above[node.mem_id] = ancestors(node)
        return found

    def framed(self, node: Node) -> bool:
        """Whether an element lies in a menu, a footer, a pager or another part that is the site's and not the list's."""
        chain = [node, *self.parents(node)]
        for place, parent in enumerate(chain):
            known = self._framed.get(parent.mem_id)
            if known is None and (parent.tag in _FRAME_TAGS or _named_frame(parent)):
                known = True
            if known is not None:
                for below in chain[: place + 1]:
                    self._framed[below.mem_id] = known
                return known
        for below in chain:
            self._framed[below.mem_id] = False
        return False


def _named_frame(node: Node) -> bool:
    if node.tag in ("body", "html", "main"):
        return False
    named = [name for name in (*classes(node), attribute(node, "id")) if name and _FRAME_NAMES.search(name)]
    # What a page calls its recent posts in its main part is its list.
    return any(not _RECENT.match(name) for name in named) or (bool(named) and all(parent.tag != "main" for parent in ancestors(node)))


# --- grown from the links of one template ----------------------------------------------------------------------------


def grown(tree: Tree) -> list[Group]:
    """The groups of rows grown from each template with two or more targets, the likeliest first."""
    by_shape: dict[str, list[Target]] = {}
    for target in tree.targets:
        by_shape.setdefault(f"{target.kind} {target.shape}", []).append(target)
    found = []
    for shape, targets in by_shape.items():
        if len({target.key for target in targets}) >= FEWEST:
            found.extend(_grown_from(tree, shape, targets))
        else:
            found.extend(_only_row(tree, shape, targets))
    return sorted(found, key=lambda group: -group.score)


def _only_row(tree: Tree, shape: str, targets: Sequence[Target]) -> list[Group]:
    """The one row of a board of one post: what stands under header words that name a title."""
    target = longest(tree, targets)
    row = next((node for node in tree.parents(target.node)[:6] if node.tag in ("tr", "li", "ul", "div") and head_of([node])), None)
    if row is None or tree.framed(row):
        return []
    return [Group(rows=((row,),), targets=(target,), score=score(tree, [([row], target)]), shape=shape)]


def _grown_from(tree: Tree, shape: str, targets: Sequence[Target]) -> list[Group]:
    holds: dict[int, str | None] = {}
    for target in targets:
        for node in (target.node, *tree.parents(target.node)):
            known = holds.get(node.mem_id, target.key)
            holds[node.mem_id] = target.key if known == target.key else None
    rows: dict[int, tuple[Node, Target]] = {}
    for target in targets:
        top = target.node
        for node in tree.parents(target.node):
            if holds[node.mem_id] is None or node.tag in ("body", "html", "main"):
                break
            top = node
        best = rows.get(top.mem_id)
        if best is None or len(tree.text(target.node)) > len(tree.text(best[1].node)):
            rows[top.mem_id] = (top, target)
    by_container: dict[str, list[tuple[Node, Target]]] = {}
    for top, target in rows.values():
        container = top.parent
        where = path_of(container, 3) if container is not None else ""
        by_container.setdefault(f"{where} {top.tag}", []).append((top, target))
    groups = []
    for pairs in by_container.values():
        if len({target.key for _, target in pairs}) >= FEWEST:
            groups.append(_group(tree, shape, pairs, targets))
    return groups


def _group(tree: Tree, shape: str, pairs: Sequence[tuple[Node, Target]], targets: Sequence[Target]) -> Group:
    """A group with the siblings that belong to each row, and the single rows of its kind that stand in a container of their own."""
    heads = [node for node, _ in pairs]
    spans = _with_followers(tree, heads)
    rows = list(zip(spans, (target for _, target in pairs), strict=True))
    rows += _strays(tree, heads, {target.key for _, target in pairs}, targets)
    order = {id(target): place for place, target in enumerate(targets)}
    rows.sort(key=lambda pair: order[id(pair[1])])
    framed = sum(1 for row, _ in rows if tree.framed(row[0])) / len(rows)
    found, targets_of_rows = tuple(tuple(row) for row, _ in rows), tuple(target for _, target in rows)
    return Group(rows=found, targets=targets_of_rows, score=score(tree, rows), shape=shape, framed=framed)


def _strays(tree: Tree, heads: Sequence[Node], keys: set[str], targets: Sequence[Target]) -> list[tuple[list[Node], Target]]:
    """Rows of the same tag, classes and number of parts elsewhere on the page, such as the only notice in a block of its own."""
    kinds = {(node.tag, len(children(node))) for node in heads}
    taken = {node.mem_id for node in heads}
    found: dict[int, tuple[list[Node], Target]] = {}
    for target in targets:
        above = [target.node, *tree.parents(target.node)]
        if target.key in keys and any(node.mem_id in taken for node in above):
            continue
        row = next((node for node in above if (node.tag, len(children(node))) in kinds and node.tag not in ("a", "span", "div")), None)
        if row is not None and row.mem_id not in taken and not tree.framed(row) and _same_place(row, heads[0]) and not _of_box(tree, row, heads[0]):
            best = found.get(row.mem_id)
            if best is None or len(tree.text(target.node)) > len(tree.text(best[1].node)):
                found[row.mem_id] = ([row], target)
    return list(found.values())


def _of_box(tree: Tree, row: Node, head: Node) -> bool:
    """Whether a row stands in a box of its own beside the list, under words for the newest or the most read posts."""
    around = {parent.mem_id for parent in ancestors(head)}
    for box in tree.parents(row):
        if box.mem_id in around:
            return False
        before = box.prev
        while before is not None and not before.is_element_node:
            before = before.prev
        said = [node for node in (before, *children(box)[:1]) if node is not None]
        if any(_BOX.fullmatch(tree.text(node)) for node in said if len(tree.text(node)) <= LONGEST_HEADING):
            return True
    return False


def _same_place(row: Node, head: Node) -> bool:
    """Whether two rows' containers lie side by side: under one grandparent, or in tables or lists under one parent."""
    ours = [parent.mem_id for parent in ancestors(row)[1:4]]
    theirs = [parent.mem_id for parent in ancestors(head)[1:4]]
    return bool(set(ours) & set(theirs))


def _with_followers(tree: Tree, heads: Sequence[Node]) -> list[list[Node]]:
    """Each row with the siblings without a target that belong to it: those up to the next row, where nearly all rows have as many."""
    ids = {node.mem_id: place for place, node in enumerate(heads)}
    gaps: list[list[Node]] = [[] for _ in heads]
    before: list[Node] = []
    container = heads[0].parent
    if container is None or any(head.parent is None or head.parent.mem_id != container.mem_id for head in heads):
        return [[head] for head in heads]
    current: int | None = None
    for node in children(container):
        if node.mem_id in ids:
            current = ids[node.mem_id]
        elif tree.text(node) and node.tag not in ("script", "style"):
            (gaps[current] if current is not None else before).append(node)
    # The last gap also holds what follows the list; a header line counts as one before.
    counts = Counter(len(gap) for gap in gaps[:-1])
    usual, often = counts.most_common(1)[0] if counts else (0, 0)
    if usual == 0 or usual > 3 or often < 0.8 * (len(gaps) - 1):
        return [[head] for head in heads]
    last_fits = len(gaps[-1]) >= usual and [node.tag for node in gaps[-1][:usual]] == [node.tag for node in gaps[0][:usual]]
    if last_fits or len(before) < usual:
        return [[head, *gap[:usual]] for head, gap in zip(heads, gaps, strict=True)]
    leads = [before[-usual:], *(gap[:usual] for gap in gaps[:-1])]
    return [[*lead, head] for lead, head in zip(leads, heads, strict=True)]


def path_of(node: Node, depth: int) -> str:
    """The tags and classes of an element and its parents: what two containers of one list have in common."""
    names: list[str] = []
    current: Node | None = node
    while current is not None and len(names) < depth:
        names.append(".".join([current.tag or "", *(name for name in classes(current)[:1] if not re.search(r"\d", name))]))
        current = current.parent
    return ">".join(reversed(names))


# --- groups of like siblings -----------------------------------------------------------------------------------------


def siblings(tree: Tree) -> list[Group]:
    """The groups of like siblings with a link in each, the likeliest first: independent of where the links lead."""
    by_node = {target.node.mem_id: target for target in tree.targets}
    reach: dict[int, list[Target]] = {}
    for target in by_node.values():
        for node in (target.node, *tree.parents(target.node)):
            reach.setdefault(node.mem_id, []).append(target)
    found = []
    for container in {parent.mem_id: parent for target in tree.targets for parent in tree.parents(target.node)}.values():
        if container.tag in ("html", "tr", "a") or len(reach[container.mem_id]) < FEWEST:
            continue
        found.extend(_sibling_groups(tree, container, reach))
    found.extend(_of_like_lists(tree, reach))
    return sorted(found, key=lambda group: -group.score)


def _of_like_lists(tree: Tree, reach: Mapping[int, list[Target]]) -> list[Group]:
    """The rows of several lists of one kind side by side, as where every day has a heading and a list of its own."""
    lists: dict[tuple[int, str, tuple[str, ...]], dict[int, Node]] = {}
    for target in tree.targets:
        for container in tree.parents(target.node)[:6]:
            if container.tag in ("ul", "ol", "dl", "tbody") and container.parent is not None:
                kind = (container.parent.mem_id, container.tag, tuple(classes(container)))
                lists.setdefault(kind, {})[container.mem_id] = container
    groups = []
    for side_by_side in lists.values():
        heads = [node for container in side_by_side.values() for node in children(container) if node.mem_id in reach]
        rows = [([head], longest(tree, reach[head.mem_id])) for head in heads]
        if len(side_by_side) > 1 and len({head.tag for head in heads}) == 1 and len({target.key for _, target in rows}) == len(rows):
            groups.append(Group(rows=tuple(tuple(row) for row, _ in rows), targets=tuple(target for _, target in rows), score=score(tree, rows)))
    return groups


def _in_grid(container: Node, reach: Mapping[int, list[Target]]) -> list[Node]:
    """The cells of a grid whose lines hold two and more posts each, linked alike; none where the children themselves are the rows."""
    cells = [[cell for cell in children(line) if cell.mem_id in reach] for line in children(container) if line.mem_id in reach]
    several = sum(len(row) > 1 and _of_one_kind([reach[cell.mem_id] for cell in row]) for row in cells)
    return [cell for row in cells for cell in row] if len(cells) > 1 and several * 2 > len(cells) else []


def _of_one_kind(cells: Sequence[Sequence[Target]]) -> bool:
    """Whether every cell leads to one post of its own, all by links of one shape."""
    keys = [{target.key for target in cell} for cell in cells]
    return all(len(own) == 1 for own in keys) and len(set.union(*keys)) == len(cells) and len({target.shape for cell in cells for target in cell}) == 1


def _sibling_groups(tree: Tree, container: Node, reach: Mapping[int, list[Target]]) -> list[Group]:
    grid = _in_grid(container, reach)
    below = grid or [node for node in children(container) if node.tag not in ("script", "style", "br", "hr", "th", "td")]
    linked = [node for node in below if node.mem_id in reach]
    groups = []
    for tag, count in Counter(node.tag for node in linked).items():
        if count < FEWEST:
            continue
        heads = [node for node in linked if node.tag == tag]
        rows = [(span, longest(tree, reach[head.mem_id])) for span, head in zip(_with_followers(tree, heads), heads, strict=True)]
        # Parts of one row may be of one tag, such as the columns of a grid or the pieces of a line: a like row has a title of its own.
        if len({target.key for _, target in rows}) >= max(FEWEST, 0.6 * len(rows)):
            groups.append(Group(rows=tuple(tuple(row) for row, _ in rows), targets=tuple(target for _, target in rows), score=score(tree, rows)))
    return groups


def longest(tree: Tree, targets: Sequence[Target]) -> Target:
    """The target with the most words that are not generic."""
    return max(targets, key=lambda target: 0 if GENERIC.fullmatch(tree.text(target.node)) else len(tree.text(target.node)))


def shows_another(tree: Tree, group: Group) -> bool:
    """Whether a post that no row shows stands beside them as an article with a heading and a date, such as the newest above the others."""
    keys = set(group.keys)
    for target in tree.targets:
        if f"{target.kind} {target.shape}" != group.shape or target.key in keys:
            continue
        above = tree.parents(target.node)
        article = next((parent for parent in above if parent.tag == "article"), None)
        if article is not None and any(parent.tag in ("h1", "h2", "h3", "h4") for parent in above[:2]) and _shows_date(tree, [article]):
            return True
    return False


# --- how much rows are like posts ------------------------------------------------------------------------------------


def score(tree: Tree, rows: Sequence[tuple[Sequence[Node], Target]]) -> float:
    """How much rows are like posts: many, with distinct and wordy titles, with dates, leading to ids; not in a menu, not files or people."""
    titles = [tree.text(target.node) or attribute(target.node, "value") or _pictured(target.node) for _, target in rows]
    whole = [" ".join(tree.text(node) for node in row) for row, _ in rows]
    # A picture alone links the post of a gallery whose words stand beside it.
    titles = [title or (text if _is_picture(target.node) else "") for title, text, (_, target) in zip(titles, whole, rows, strict=True)]
    worded = [title if not GENERIC.fullmatch(title) else "" for title in titles]
    number = len(rows)
    distinct = len({target.key for _, target in rows}) / number
    wordy = sum(min(len(title), 40) for title in worded) / number
    generic = sum(1 for title in titles if not title or GENERIC.fullmatch(title) or date_shape(title)) / number
    dated = sum(1 for row, _ in rows if _shows_date(tree, row)) / number
    like_id = sum(1 for _, target in rows if re.search(r"\d", target.key)) / number
    value: float = number**0.7 * distinct**2 * (wordy + 2) * (0.25 + dated) * (0.5 + 0.5 * like_id) * (1 - 0.5 * generic)
    framed = sum(1 for row, _ in rows if tree.framed(row[0])) / number
    value *= 1 - 0.9 * framed
    files = sum(1 for _, target in rows if _FILE.search(target.url or target.shape)) / number
    value *= 1 - 0.9 * files
    # A row that holds a long text is a page's section, and one that shows nothing but its link a menu's entry.
    bare = sum(1 for title, text in zip(titles, whole, strict=True) if len(text) - len(title) < 4) / number
    value *= 1 - 0.5 * bare
    return value


def _pictured(node: Node) -> str:
    """The words in place of a link's only picture."""
    pictures = node.css("img")
    return line(attribute(pictures[0], "alt")) if len(pictures) == 1 else ""


def _is_picture(node: Node) -> bool:
    """Whether an element is a picture of some size and not an icon."""
    pictures = node.css("img")
    return bool(pictures) and not re.search(r"icon|ico[_./-]|hwp|pdf|file|down|btn|new\.|\.gif", attribute(pictures[0], "src"), re.IGNORECASE)


def _shows_date(tree: Tree, row: Sequence[Node]) -> bool:
    if any(whole_dates_in(tree.text(node)) for node in row):
        return True
    if day_above(row[0]) is not None:
        return True
    for node in row:
        for below in (node, *node.css("td, span, time, em, p, dd, li, div, i, b, abbr, small")):
            text = own_text(below)
            if text and len(text) < 40 and date_shape(text) is not None:
                return True
            if not text and joined_day(tree.text(below)) is not None:
                return True
            if below.tag == "time" or date_shape(attribute(below, "title")) == "whole":
                return True
    return False
