"""Where the elements of a page lead: addresses, script calls and data attributes, each brought to the template that its kind shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler import addresses
from crawler.engines.leads import located, submitted
from crawler.engines.onclick import call_of
from crawler.engines.profile import ID_PARAMETERS, PAGE, nameless_in
from crawler.records import Page
from crawler.select import Node, attribute

#: Parameters that filter, sort or count a list: no part of a post's address.
NOISE = re.compile(
    r"search\w*|srch\w*|s[fct]l|stx|sca|sop|sst|sod|spt|sfl|keyword\w*|key_?word|kwd|query|q|sort\w*"
    r"|order\w*|dir|desc|asc|find\w*|select_?arrange|headnum|divpage"
    r"|rownum|row_?no|listsize|page_?size|pageunit|pagerow|page_?rows?|rows?|limit|per_?page|list_?cnt"
    r"|view_?cnt|cur_?page|cpage|pg|paged|pageno|nowblock|block|offset|start|goPage|p_?page"
    r"|returnurl|return_?url|ret_?url|referer|prev\w*|next\w*|_csrf\w*|.*token.*|timestamp|_",
    re.IGNORECASE,
)
_BARE_PARAMETERS = frozenset(["p", "t", "id", "no", "num", "seq", "idx"])
_NEVER = addresses.PAGE_PARAMETERS | addresses.SESSION_PARAMETERS | addresses.TRACKING_PARAMETERS | {"start", "offset", "limit", "pg", "paged"}
#: Names that switch a search on and off on some boards, and on others hold the number of a post.
_SHORT = frozenset(["ss", "sn", "sc", "sm", "sf", "st"])
#: So many different words make the addresses of one path those of posts.
WORDY = 5
_NUMBERED = re.compile(r"([A-Za-z]+)((?:[-_]\d+){2,})(\.\w{2,5})?")
_IDLIKE = re.compile(r"[A-Za-z][\w=-]{3,63}")
_DATA = re.compile(r"data-(?:[\w-]*(?:id|no|seq|idx|key|num|srl|sid|pk|code)|value|article|post|item|board|href|url|link|view)", re.IGNORECASE)
_READS = re.compile(r"\.data\(\s*['\"]([\w-]+)['\"]\s*\)|\.dataset\.(\w+)|(?:\.attr|getAttribute)\(\s*['\"]data-([\w-]+)['\"]")
#: Functions of the browser whose argument is an address.
_GOING = re.compile(r"(?:(?:window|document|self|parent|top)\.)*(?:open|location\.(?:replace|assign))")
_ACTIONS = "a, button, input, [onclick], [data-id], [data-no], [data-seq], [data-idx], [data-href], [data-url], [data-link]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one element leads.

    kind:  "link", "call" or "data"
    shape: what all of a kind have in common, numbers and slugs taken out
    key:   what tells this one from the others of its shape
    url:   its address; empty for calls and data
    words: of a call or data: the function or attribute names, then its arguments
    """

    node: Node
    kind: str
    shape: str
    key: str
    url: str = ""
    words: tuple[str, ...] = ()


def targets_of(root: Node, page: Page) -> list[Target]:
    """Where the elements of a page lead, in page order; links to other hosts, files of the page itself, mail and in-page links left out."""
    own = addresses.without_www(addresses.host_of(page.url))
    named = _asked_of(root)
    found = []
    for node in root.css(_ACTIONS):
        target = _link(node, page, own) or _form(node, page) or _call(node) or _data(node, named)
        if target is not None:
            found.append(target)
    found = _wordy(found)
    known = {target.node.mem_id for target in found}
    if len(found) < 8:
        # Only pages without ordinary links are asked for data attributes of any name.
        found += [target for node in root.css("tr, li, div, article, td") if node.mem_id not in known and (target := _data(node, named)) is not None]
    return found


def _link(node: Node, page: Page, own: str) -> Target | None:
    href = attribute(node, "href") or attribute(node, "data-href") or attribute(node, "data-url") or attribute(node, "data-link")
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")) or (href == page.url):
        return None
    url = addresses.join(page.url, href)
    if url is None or addresses.without_www(addresses.host_of(url)) != own:
        return None
    shape, key = shape_of(url)
    return Target(node=node, kind="link", shape=shape, key=key, url=url)


def kin(url: str, list_url: str) -> bool:
    """Whether a post's address is of the list's own part of the site: in its folder, or by a value of the query that both have; calls always are."""
    if not url:
        return True
    ours, theirs = urlsplit(list_url), urlsplit(url)
    folder = ours.path.rpartition("/")[0] + "/"
    if theirs.path.startswith((folder, ours.path.rstrip("/") + "/")) and folder != "/":
        return True
    given = {(name, value) for name, value in parse_qsl(ours.query, max_num_fields=100) if name.lower() not in _NEVER}
    return (folder == "/" and theirs.path.count("/") == 1) or bool(given & set(parse_qsl(theirs.query, max_num_fields=100)))


def _wordy(targets: Sequence[Target]) -> list[Target]:
    """The targets in which something varies; where no number does, the words that differ among five or more of one path or function."""
    plain: dict[str, list[Target]] = {}
    for target in targets:
        if not target.key:
            names = ",".join(name for name, _ in sorted(parse_qsl(urlsplit(target.url).query, max_num_fields=100)) if name.lower() not in _NEVER)
            plain.setdefault(f"{target.kind} {target.shape} {names}" if target.kind == "link" else f"call {target.words[0]}", []).append(target)
    told = {}
    for shape, group in plain.items():
        keys = {id(target): urlsplit(target.url).query if target.kind == "link" else "|".join(target.words[1:]) for target in group}
        if len(set(keys.values())) >= WORDY:
            told.update({key: replace(target, shape=shape, key=keys[key]) for target in group if keys[key := id(target)]})
    return [told.get(id(target), target) for target in targets if target.key or id(target) in told]


@lru_cache(maxsize=8192)
def shape_of(url: str) -> tuple[str, str]:
    """The shape of an address and what tells it from others of the shape; no key for an address in which nothing varies."""
    parts = urlsplit(url)
    path = unquote(re.sub(r";[^/]*", "", parts.path))
    shaped, key = [], []
    segments = path.split("/")
    last_word = max((place for place, segment in enumerate(segments) if segment), default=0)
    for place, segment in enumerate(segments):
        if place == last_word and place > 1 and (not segment.isascii() or segment.count("-") > 1) and "." not in segment:
            shaped.append("S")
            key.append(segment)
            continue
        # Numbers are ids, dates in the path belong to the address of one post too.
        if re.search(r"\d", segment):
            shaped.append(re.sub(r"\d+", "N", segment) if re.fullmatch(r"[A-Za-z_.-]*\d+(?:\.\w{2,5})?", segment) else "S")
            key.append(segment)
        else:
            shaped.append(segment)
    pairs = []
    nameless = nameless_in(url)
    if re.search(r"\d", nameless):
        pairs.append(re.sub(r"\d.*", "N", nameless))
        key.append(nameless)
    given = sorted(parse_qsl(parts.query, max_num_fields=100))
    plain = [(name, value) for name, value in given if not _is_noise(name, value)]
    if not key and not any(re.search(r"\d", value) for _, value in plain):
        # What sorts or searches a list on one board names the post on another: here nothing else does.
        plain = [(name, value) for name, value in given if name.lower() not in _NEVER]
    for name, value in plain:
        if re.search(r"\d", value) or len(value) > 20:
            pairs.append(f"{name}={'N' if value.isdigit() else 'S'}")
            key.append(f"{name}={value}")
        else:
            pairs.append(f"{name}={value}")
    query = "&".join(pairs)
    if not key:
        head, _, last = path.rstrip("/").rpartition("/")
        if last and not re.search(r"\.(?:do|php|jsp|asp|aspx|html?|es|css|js)$", last):
            return f"{parts.netloc}{head}/S{'?' + query if query else ''}", last
        return path, ""
    return f"{parts.netloc}{'/'.join(shaped)}{'?' + query if query else ''}", "|".join(key)


def _call(node: Node) -> Target | None:
    for script in (attribute(node, "href"), attribute(node, "onclick")):
        if not re.search(r"\(|location", script) or (script == attribute(node, "href") and not script.startswith("javascript:")):
            continue
        called = call_of(script)
        if called is not None and _GOING.fullmatch(called[0]):
            called = None
        if called is not None and called[1] and not any(re.search(r"\d", argument) for argument in called[1]) and all(map(_IDLIKE.fullmatch, called[1])):
            return Target(node=node, kind="call", shape=called[0], key="", words=(called[0], *called[1]))
        if called is None or not any(re.search(r"\d", argument) for argument in called[1]):
            told = located(script, node)
            if told is None or told.startswith("#"):
                continue
            return Target(node=node, kind="location", shape="location " + shape_of("http://h/" + told)[0], key=told, words=("location", told))
        name, arguments = called
        shape = ",".join("N" if argument.isdigit() else "S" if re.search(r"\d", argument) else argument[:40] for argument in arguments)
        return Target(node=node, kind="call", shape=f"{name}({shape})", key="|".join(arguments), words=(name, *arguments))
    return None


def _form(node: Node, page: Page) -> Target | None:
    url = submitted(node, page)
    if url is None:
        return None
    shape, key = shape_of(url)
    return Target(node=node, kind="link", shape=shape, key=key, url=url) if key else None


def _asked_of(root: Node) -> frozenset[str]:
    """The data attributes that the page's own scripts read."""
    scripts = "\n".join(text for node in root.css("script") if "data" in (text := node.text() or ""))
    return frozenset("data-" + re.sub(r"(?<=[a-z])([A-Z])", r"-\1", name).lower() for match in _READS.finditer(scripts) for name in match.groups() if name)


def _data(node: Node, named: frozenset[str]) -> Target | None:
    values = {name: (value or "").strip() for name, value in node.attributes.items() if name in named or _DATA.fullmatch(name)}
    values = {name: value for name, value in values.items() if re.search(r"\d", value) and len(value) <= 64 and "/" not in value}
    if not values:
        return None
    names = sorted(values)
    given = [values[name] for name in names]
    return Target(node=node, kind="data", shape="[" + "][".join(names) + "]", key="|".join(given), words=(*names, *given))


def template_of(urls: Sequence[str]) -> str | None:
    """The address that all of these share, ``*`` where they differ (``{n}``: in a number of the path); None where they have no shape in common.

    Parameters that one of them lacks are left out: none of these posts needs them.
    """
    paths = [unquote(re.sub(r";[^/]*", "", urlsplit(url).path)).split("/") for url in urls]
    if len({len(path) for path in paths}) != 1:
        return None
    path = "/".join(_shared([path[place] for path in paths]) for place in range(len(paths[0])))
    # Month and day behind a year differ on the next page, if not on this one.
    path = re.sub(r"(?<=/\{n\}/)\d\d(?=/)", "{n}", re.sub(r"(?<=/\{n\}/)\d\d(?=/)", "{n}", path))
    path = re.sub(r"(?<=/page/)\d{1,6}(?=/|$)", PAGE, path)
    queries = [dict(parse_qsl(urlsplit(url).query, max_num_fields=200)) for url in urls]
    names = [
        name
        for name in queries[0]
        if all(query.get(name) for query in queries) and not _is_noise(name, queries[0][name]) and not _is_session({query[name] for query in queries})
    ]
    if "*" not in path and "{n}" not in path and not any(len({query[name] for query in queries}) > 1 for name in names):
        names = [name for name in queries[0] if all(query.get(name) for query in queries) and name.lower() not in _NEVER]
    pairs = [f"{name}={queries[0][name] if len({query[name] for query in queries}) == 1 else '*'}" for name in sorted(names)]
    nameless = [nameless_in(url) for url in urls]
    pairs = [_nameless(nameless), *pairs] if all(nameless) else pairs
    template = path + ("?" + "&".join(pairs) if pairs else "")
    return template if "*" in template or "{n}" in template else None


def _nameless(parts: Sequence[str]) -> str:
    """What the parts of queries without a name share: ``article12`` is article{n}, ``12-a-title`` is {n}-*."""
    matches = [re.fullmatch(r"([^\d*{}]*)(\d+)(-.*)?", part) for part in parts]
    words = {match[1] if match is not None else None for match in matches}
    if len(set(parts)) == 1:
        return parts[0]
    if None in words or len(words) > 1:
        return "*"
    titled = sum(match is not None and match[3] is not None for match in matches)
    return f"{words.pop()}{{n}}" + ("" if not titled else "-*") if titled in (0, len(parts)) else "*"


def _is_session(values: set[str]) -> bool:
    """Whether what all addresses of a page have in one parameter is the visit's and not the posts': long, and of hexadecimal digits."""
    return len(values) == 1 and re.fullmatch(r"[0-9a-f]{26,64}", next(iter(values)), re.IGNORECASE) is not None


def template_of_one(url: str) -> str | None:
    """The template of the only post's address: ``*`` for the surest id in its query, ``{n}`` for the last number of its path; None where it shows neither."""
    parts = urlsplit(url)
    pairs = [(name, value) for name, value in parse_qsl(parts.query, max_num_fields=200) if not _is_noise(name, value)]
    ids = sorted((ID_PARAMETERS.index(name.lower()), name) for name, value in pairs if name.lower() in ID_PARAMETERS and re.search(r"\d", value))
    if ids:
        return parts.path + "?" + "&".join(sorted(f"{name}={'*' if name == ids[0][1] else value}" for name, value in pairs))
    path = re.sub(r"(?<=/)\d+(?=/?$)", "{n}", unquote(parts.path))
    return path + ("?" + "&".join(sorted(f"{name}={value}" for name, value in pairs)) if pairs else "") if "{n}" in path else None


def _is_noise(name: str, value: str) -> bool:
    lowered = name.lower()
    if lowered in _BARE_PARAMETERS:
        return False
    if lowered in _SHORT:
        return not value.isdigit()
    return lowered in _NEVER or NOISE.fullmatch(name) is not None or lowered.startswith("utm_")


def _numbered(words: Sequence[str]) -> str | None:
    """What file names such as thread-17-1-1.html share: their word, and the numbers that all of them have; None for names of another form."""
    matches = [_NUMBERED.fullmatch(word) for word in words]
    named = [match for match in matches if match is not None]
    if len(named) < len(words) or len({(match[1], match[3], len(re.findall(r"\d+", match[2]))) for match in named}) > 1:
        return None
    columns = list(zip(*(re.split(r"(\d+)", match[2]) for match in named), strict=True))
    if any(len(set(column)) == 1 and re.fullmatch(r"(?:19|20)\d\d", column[0]) for column in columns):
        # A year that all posts of a page share is another one on an older page.
        return None
    return named[0][1] + "".join(column[0] if len(set(column)) == 1 else "{n}" for column in columns) + (named[0][3] or "")


def _shared(words: Sequence[str]) -> str:
    if len(set(words)) == 1:
        # The year of a dated address is this one's only until the next page.
        return "{n}" if re.fullmatch(r"(?:19|20)\d\d", words[0]) else words[0]
    if all(word.isascii() and word.isdigit() for word in words):
        return "{n}"
    numbered = _numbered(words)
    if numbered is not None:
        return numbered
    named = [re.fullmatch(r"([A-Za-z][A-Za-z_-]*)(\d{2,})([^\d]*)", word) for word in words]
    if all(named) and len({(match[1], match[3]) for match in named if match}) == 1 and named[0] is not None:
        # What stands before and behind the number tells a post's address from others of its folder: story-49538, about.
        return f"{named[0][1]}{{n}}{named[0][3]}"
    tail = re.search(r"\.\w{2,5}$", words[0])
    if tail and all(word.endswith(tail[0]) for word in words):
        stems = [word.removesuffix(tail[0]) for word in words]
        return ("{n}" if all(stem.isascii() and stem.isdigit() for stem in stems) else "*") + tail[0]
    return "*"
