"""The learned profile of a board: how its posts are addressed, where rows and posts keep their parts, how pages are counted. Twenty readable lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote_plus, unquote, urlsplit

from crawler import addresses, forms
from crawler.engines.onclick import call_of
from crawler.select import Node, attribute

VERSION = 1
#: Stands for what differs from post to post in an address.
ANY = "*"
#: Stands for the number of the list page from which an address was taken: no part of what it leads to.
PAGE = "{page}"

#: Address parameters that carry a post's id, the surest first: "no" and "id" often name a board or a file.
ID_PARAMETERS = (
    *("nttid", "nttno", "ntt_id", "wr_id", "document_srl", "articleno", "article_no", "articleid", "article_id", "article", "list_no", "bbsseq", "boardseq"),
    *("board_seq", "bbs_seq", "bbscttseq", "cttseq", "datasid", "dataid", "contentid", "contentsid", "content_id", "postid", "post_id", "postno", "post_no"),
    *("msgid", "bltnno", "pstsn", "bidx", "b_idx", "bd_seq", "pk", "uid", "seqno", "seq_no", "seq", "idx", "num", "no", "tid", "nid", "t", "p", "id"),
)
#: What an address may hold where posts differ: anything, or a number; and the number of the list page it stands on.
_HOLES = {ANY: r"([^/?#]+)", "{n}": r"(\d+)", PAGE: r"\d{1,6}"}
_PLAIN = {ANY: r"[^/?#]+", "{n}": r"\d+", PAGE: r"\d{1,6}"}
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@lru_cache(maxsize=64)
def _compiled(template: str) -> tuple[re.Pattern[str], re.Pattern[str] | None, tuple[tuple[str, str], ...]]:
    """The pattern of a template's path, that of a part of its query without a name (such as article{n}), and its parameters."""
    path, _, query = template.partition("?")
    parts = [part for part in query.split("&") if part]
    nameless = next((_pattern(part) for part in parts if "=" not in part), None)
    return _pattern(path), nameless, tuple((name, value) for name, equals, value in (part.partition("=") for part in parts) if equals)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("".join(_HOLES.get(part) or re.escape(part) for part in re.split(r"(\*|\{n\}|\{page\})", text)))


def nameless_in(url: str) -> str:
    """The first part of an address's query that has no name, as in ``spip.php?article12``; empty where every part has one."""
    return next((part for part in urlsplit(url).query.split("&") if part and "=" not in part), "")


def matched(template: str, url: str) -> tuple[str, str] | None:
    """The address less what the template does not name, and the post's id in it; None for an address of another kind.

    The id is empty where what varies is no plain word or number.
    """
    pattern, plain, wanted = _compiled(template)
    parts = urlsplit(url)
    path = pattern.fullmatch(unquote(re.sub(r";[^/]*", "", parts.path)))
    nameless = nameless_in(url) if plain is not None else ""
    bare = plain.fullmatch(unquote(nameless)) if plain is not None else None
    if path is None or (plain is not None and bare is None):
        return None
    given: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200):
        given.setdefault(name, value)
    if any(not given.get(name) or value not in (ANY, given[name]) for name, value in wanted):
        return None
    varying = {name.lower(): given[name] for name, value in wanted if value == ANY}
    kept = {name for name, _ in wanted} | ({nameless} if nameless else set())
    # The parameters stay as they are written: an escape of another form could name another post to the server.
    query = "&".join(sorted({pair.partition("=")[0]: pair for pair in reversed(parts.query.split("&")) if pair.partition("=")[0] in kept}.values()))
    narrowed = parts._replace(path=_of_first_page(template, re.sub(r";[^/]*", "", parts.path)), query=query, fragment="").geturl()
    return addresses.canonical(narrowed, keep=kept), _id_of(varying, (*path.groups(), *(bare.groups() if bare is not None else ())))


def _of_first_page(template: str, path: str) -> str:
    """A path as the first list page links it: the same post is linked by another from every page."""
    if PAGE not in template:
        return path
    found = []
    for named, given in zip(template.partition("?")[0].split("/"), path.split("/"), strict=True):
        parts = re.split(r"(\*|\{n\}|\{page\})", named) if PAGE in named else []
        match = re.fullmatch("".join(f"({_PLAIN.get(part) or re.escape(part)})" for part in parts), given) if parts else None
        found.append("".join("1" if part == PAGE else piece for part, piece in zip(parts, match.groups(), strict=True)) if match else given)
    return "/".join(found)


def without(template: str, name: str) -> str:
    """A template less one of the parameters that it names."""
    path, _, query = template.partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0] != name]
    shorter = path + ("?" + "&".join(kept) if kept else "")
    return shorter if ANY in shorter or "{n}" in shorter else template


def literals_of(template: str) -> list[str]:
    """The parameters to which a template gives one value."""
    return [name for name, _, value in (pair.partition("=") for pair in template.partition("?")[2].split("&")) if value and value != ANY]


def _id_of(varying: Mapping[str, str], in_path: tuple[str, ...]) -> str:
    surest = sorted(varying, key=lambda name: (ID_PARAMETERS.index(name) if name in ID_PARAMETERS else len(ID_PARAMETERS), name))
    numbers = [part for part in in_path if part.isdigit() and len(part) > 2 and not re.fullmatch(r"(?:19|20)\d\d", part)]
    value = varying[surest[0]] if surest else (numbers or in_path or ("",))[-1]
    return value if _ID.fullmatch(value) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """How a row that has no address opens its post: ``by`` a function's name or ``[data-name]``, and the address made of its arguments {1}, {2} …

    The address is that of a POST where it is written as one: ``fn_down -> /file/down.do#post:id={1}``.
    """

    by: str
    address: str

    @classmethod
    def read(cls, text: str) -> Opener:
        """An opener as a manifest writes it: ``fn_view -> /bbs/view.do?nttId={1}``."""
        by, _, address = text.partition(" -> ")
        return cls(by=by.strip(), address=address.strip())

    def url(self, node: Node, base: str) -> str | None:
        """The address that an element opens; None where it opens none by this way."""
        arguments = self.arguments(node)
        if arguments is None:
            return None
        plain, form = forms.split(self.address)
        filled, sent = _filled(plain, arguments), _filled(form or "", tuple(map(quote_plus, arguments)))
        url = addresses.join(base, filled) if "\0" not in filled + sent else None
        return url + forms.MARK + sent if url is not None and form is not None else url

    def arguments(self, node: Node) -> tuple[str, ...] | None:
        """What an element hands to the opener; None where it does not call it."""
        if self.by.startswith("["):
            values = tuple(attribute(node, name) for name in self.by.strip("[]").split("]["))
            return values if all(values) else None
        for script in (attribute(node, "href"), attribute(node, "onclick")):
            called = call_of(script) if self.by in script else None
            if called is not None and called[0] == self.by:
                return called[1]
        return None


def _filled(text: str, arguments: Sequence[str]) -> str:
    """An address with its arguments; with a NUL in place of one that is not there."""
    return re.sub(r"\{(\d+)\}", lambda hole: arguments[int(hole[1]) - 1] if int(hole[1]) <= len(arguments) else "\0", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """How a board counts its list pages: the parameter, the number of the first page and the step; -1 where the oldest page is number 1.

    ``template`` is the list's address where it is not the page's own (``{page}`` where the number stands in the path), ``call`` the function
    that its links call.
    """

    parameter: str
    first: int = 1
    step: int = 1
    template: str = ""
    method: str = "get"
    call: str = ""

    _SHAPE = re.compile(r"(?:(post|get) )?(\S+) from (\d{1,5}) by (-1|\d{1,4})(?: with ([\w.$]+|\[data-[\w-]+\]))?(?: -> (\S+))?")

    @classmethod
    def read(cls, text: str) -> Pager:
        """A pager as a manifest writes it: ``page from 1 by 1``, or with the address of the list it asks: ``page from 1 by 1 -> /list.do``."""
        match = cls._SHAPE.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(
            method=match[1] or "get", parameter=match[2], first=int(match[3]), step=int(match[4]), call=match[5] or "", template=match[6] or ""
        )

    def __str__(self) -> str:
        method = "post " if self.method == "post" else ""
        called = f" with {self.call}" if self.call else ""
        return f"{method}{self.parameter} from {self.first} by {self.step}{called}" + (f" -> {self.template}" if self.template else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What was learned of a board. Every text is a place (see crawler.engines.places), an address with ``*``, or a selector.

    link:   the address of a post
    opener: how rows without an address open their post
    rows:   selector of the rows; ``span`` siblings make one
    head:   the header words in their order, as they were; empty where the list has none
    places: where a row keeps its number, author, posted, category
    dates:  "short" for years of two digits, "yearless" for none, "month first" or "day first" for 01/02/2024, "" for whole ones
    tagged: what lists add to titles that the posts' own titles lack: "before" them a category in brackets, "behind" a count or 새글, or "both"
    pager:  how pages are counted; None for a board of one page
    post:   where a post's page keeps title, author, posted, modified, body, files
    file_opener: how files without an address are served
    """

    link: str
    rows: str
    opener: Opener | None = None
    span: int = 1
    head: tuple[str, ...] = ()
    places: Mapping[str, str]
    dates: str = ""
    tagged: str = ""
    pager: Pager | None = None
    post: Mapping[str, str]
    file_opener: Opener | None = None


#: The parts of a row and of a post's page that a profile places.
ROW_PLACES = ("number", "title", "author", "posted", "category")
POST_PLACES = ("post_title", "post_author", "post_posted", "post_modified", "post_body", "post_files")


def profile_of(learned: Mapping[str, object]) -> Profile | None:
    """The profile of a manifest's [learned] table; None where it has none."""
    if not learned:
        return None
    text = {name: str(value) for name, value in learned.items() if isinstance(value, str)}
    head, span = learned.get("head", ()), learned.get("span", 1)
    return Profile(
        link=text["link"],
        rows=text["rows"],
        opener=Opener.read(text["opener"]) if "opener" in text else None,
        span=span if isinstance(span, int) else 1,
        head=tuple(str(word) for word in head) if isinstance(head, list | tuple) else (),
        places={name: text[name] for name in ROW_PLACES if name in text},
        dates=text.get("dates", ""),
        tagged=text.get("tagged", ""),
        pager=Pager.read(text["pager"]) if "pager" in text else None,
        post={name.removeprefix("post_"): text[name] for name in POST_PLACES if name in text},
        file_opener=Opener.read(text["file_opener"]) if "file_opener" in text else None,
    )


def facts_of(profile: Profile) -> dict[str, object]:
    """A profile as the [learned] table of a manifest."""
    facts: dict[str, object] = {"version": VERSION, "link": profile.link}
    if profile.opener:
        facts["opener"] = f"{profile.opener.by} -> {profile.opener.address}"
    facts["rows"] = profile.rows
    facts |= {"span": profile.span} if profile.span != 1 else {}
    facts |= {"head": list(profile.head)} if profile.head else {}
    facts |= profile.places
    facts |= {"dates": profile.dates} if profile.dates else {}
    facts |= {"tagged": profile.tagged} if profile.tagged else {}
    facts |= {"pager": str(profile.pager)} if profile.pager else {}
    if profile.file_opener:
        facts["file_opener"] = f"{profile.file_opener.by} -> {profile.file_opener.address}"
    return facts | {f"post_{name}": place for name, place in profile.post.items()}
