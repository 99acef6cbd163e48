"""What a board is, as data: a TOML file of at most 40 lines, checked when it is loaded."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from crawler.addresses import host_of
from crawler.errors import ManifestError

#: Every engine, the most particular first.
ENGINES = (
    *("drupal7", "gnuboard5", "rhymix", "egov", "bbsntt", "k2web", "kboard", "zeroboard4", "jsboard"),
    *("machina", "spirit", "phpbb", "smf", "mybb", "fluxbb", "nodebb", "xenforo", "discourse", "drupal", "wordpress"),
    "generic",
)
BUILT_IN = Path(__file__).parent / "boards"
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRules:
    """How a board may be asked. Seconds, bytes and counts.

    delay:         least time between two requests; robots.txt's Crawl-delay counts where it is longer
    concurrency:   connections to the host at once
    timeout:       total time for one answer
    max_bytes:     largest answer, before and after decompression
    attempts:      tries for one address before it counts as failed
    backoff:       wait before the second try, doubled each time
    patience:      longest wait that is sat out; a longer Retry-After ends the run as incomplete
    verify_tls:    false only as an explicit exception, which every capture records
    budget:        requests that a refresh spends on asking old posts again, beside what the lists give reason for
    daily_budget:  in place of budget: such requests a day, which the refreshes of a day share by the time between them
    pictures:      so many pictures in the text of a post are captured with its files
    contact:       goes into the user agent
    private_hosts: hosts that may resolve to private or loopback addresses
    post:          the kinds of pages (list, post, file) that the board gives only by POST
    cookies:       whether cookies and form fields are kept for the time of a crawl; true also where the engine's platform needs it
    referer:       whether a file is asked with its post's page as Referer; likewise
    """

    delay: float = 1.0
    concurrency: int = 1
    timeout: float = 60.0
    max_bytes: int = 20 * 1024 * 1024
    attempts: int = 5
    backoff: float = 2.0
    patience: float = 600.0
    verify_tls: bool = True
    budget: int = 0
    daily_budget: int = 0
    pictures: int = 0
    contact: str = ""
    private_hosts: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    cookies: bool = False
    referer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a board is crawled by itself, in whole seconds.

    every:  from one run to the next
    sweep:  from one complete sweep to the next; the runs between are refreshes
    jitter: by how much at most a run is put off, so that boards are not asked on the stroke of the hour
    confirm: the least time between the two looks that make a post gone
    """

    every: int = 6 * 3600
    sweep: int = 7 * 86400
    jitter: int = 600
    confirm: int = 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRules:
    """Whether, and how, the sites of partners are asked if their links still answer. Seconds and counts.

    ask:   hosts that the archivist named, each by its whole name; no other is asked, and without any nothing is
    every: the least time between two looks at the same link
    most:  links that one run asks
    delay: least time between two requests to the same host; robots.txt's Crawl-delay counts where it is longer
    """

    ask: tuple[str, ...] = ()
    every: int = 7 * 86400
    most: int = 50
    delay: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A board: what it is, where, and how it is read.

    hosts:          host or host:port pairs that may be asked; everything else is refused
    lists:          addresses of list pages at which reading starts (by default the board's own address)
    optional_lists: further ones that may be absent without being an error
    partners_url:   the page that shows the partner strip, if there is one
    select:         CSS selectors that go before the engine's own, by field name (rows, title, author, posted, body, files, partners, next)
    learned:        the shape of a board of no known platform, as crawler.engines.profile reads it; empty where nobody has learned it
    expect:         expectations such as min_posts, min_partners
    date_order:     which number of a day such as 11-06-2026 comes first, for pages that do not prove it themselves (month-first, day-first)
    rhythm:         how often it is crawled by itself
    partners:       whose links in the partner strip are asked if they still answer
    diary:          dated notes, (ISO date, text)
    """

    name: str
    title: str
    publisher: str
    url: str
    engine: str
    language: str
    timezone: str
    hosts: tuple[str, ...]
    lists: tuple[str, ...] = ()
    optional_lists: tuple[str, ...] = ()
    partners_url: str | None = None
    fetch: FetchRules = FetchRules()
    select: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    learned: Mapping[str, object] = field(default_factory=dict)
    expect: Mapping[str, int] = field(default_factory=dict)
    date_order: str = ""
    rhythm: Rhythm = Rhythm()
    partners: LinkRules = LinkRules()
    diary: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a board file: what it wants, how a good one looks, and the check that turns the raw value into the record's.

    ``check`` raises ValueError or TypeError for a wrong value; ``says`` is the sentence of the documentation.
    """

    wants: str
    example: str
    says: str
    check: Callable[[object], object]
    required: bool = False


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or any(ord(char) < 32 for char in value):
        raise ValueError
    return value


def _matching(pattern: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if re.fullmatch(pattern, _text(value), re.ASCII) is None:
            raise ValueError
        return _text(value)

    return check


def _one_of(*choices: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in choices:
            raise ValueError
        return _text(value)

    return check


def _number(low: float, high: float) -> Callable[[object], float]:
    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError
        return float(value)

    return check


def _count(low: int, high: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return check


_UNITS = {"m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}


def _span(low: str, high: str) -> Callable[[object], int]:
    def seconds(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,6}[mhdw]", text, re.ASCII) is None:
            raise ValueError
        return int(text[:-1]) * _UNITS[text[-1]]

    def check(value: object) -> int:
        span = seconds(_text(value))
        if not seconds(low) <= span <= seconds(high):
            raise ValueError
        return span

    return check


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _zone(value: object) -> str:
    try:
        ZoneInfo(_text(value))
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError from error
    return _text(value)


def _address(value: object) -> str:
    host_of(_text(value))
    return _text(value)


def _host(value: object) -> str:
    if host_of(f"http://{_text(value)}/") != value:
        raise ValueError
    return _text(value)


def _whole_host(value: object) -> str:
    """A host by its whole name: a pattern would let the pages of a board choose whom we ask."""
    if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?|\[[0-9a-f:.]+\](:\d+)?", _host(value), re.ASCII) is None:
        raise ValueError
    return _text(value)


def _list_of(check: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    def check_all(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise TypeError
        return tuple(check(item) for item in value)

    return check_all


def _selectors(value: object) -> tuple[str, ...]:
    chain = _list_of(_text)([value] if isinstance(value, str) else value)
    for css in chain:
        try:
            LexborHTMLParser("<p>").css(css)
        except SelectolaxError as error:
            raise ValueError from error
    return chain


_A_LIST = "a list of addresses"
TOP: Mapping[str, Key] = {
    "name": Key(
        wants="the file's own name: small letters, digits and hyphens",
        example='"city-news"',
        says="The board's short name, the same as the file's.",
        check=_matching(r"[a-z0-9][a-z0-9-]{0,62}"),
        required=True,
    ),
    "title": Key(wants="a text", example='"시정 소식"', says="The board's title as its readers know it.", check=_text, required=True),
    "publisher": Key(wants="a text", example='"서울특별시"', says="Who publishes the board.", check=_text, required=True),
    "url": Key(
        wants="an http or https address",
        example='"https://www.example.go.kr/ko/news"',
        says="The board's own address; reading starts here unless lists are given.",
        check=_address,
        required=True,
    ),
    "engine": Key(
        wants=f"one of {', '.join(ENGINES)}", example='"generic"', says="The platform that the board runs on.", check=_one_of(*ENGINES), required=True
    ),
    "language": Key(
        wants="a language tag",
        example='"ko"',
        says="The language of the board as a tag such as ko or zh-hans.",
        check=_matching(r"[a-z]{2,3}(-[A-Za-z]{2,4})?"),
        required=True,
    ),
    "timezone": Key(
        wants="an IANA time zone", example='"Asia/Seoul"', says="The zone in which the board shows its dates.", check=_zone, required=True
    ),
    "date_order": Key(
        wants="month-first or day-first",
        example='"month-first"',
        says="Which number of a date such as 11-06-2026 comes first, for pages that do not prove it themselves.",
        check=_one_of("month-first", "day-first"),
    ),
    "hosts": Key(
        wants="a list of hosts without scheme and path",
        example='["www.example.go.kr", "example.go.kr"]',
        says="Hosts that may be asked, with their ports unless default; by default that of url.",
        check=_list_of(_host),
    ),
    "lists": Key(
        wants=_A_LIST,
        example='["https://www.example.go.kr/ko/news"]',
        says="List pages at which reading starts; by default url.",
        check=_list_of(_address),
    ),
    "optional_lists": Key(
        wants=_A_LIST,
        example='["https://www.example.go.kr/ko/node"]',
        says="Further list pages, whose absence is no error.",
        check=_list_of(_address),
    ),
    "partners_url": Key(
        wants="an http or https address",
        example='"https://www.example.go.kr/ko"',
        says="The page that shows the strip of partner logos.",
        check=_address,
    ),
}
FETCH: Mapping[str, Key] = {
    "delay": Key(wants="seconds from 0 to 3600", example="2.0", says="Least seconds between two requests.", check=_number(0, 3600)),
    "concurrency": Key(wants="a count from 1 to 8", example="1", says="Connections to the host at once.", check=_count(1, 8)),
    "timeout": Key(wants="seconds from 1 to 3600", example="60", says="Most seconds for one answer.", check=_number(1, 3600)),
    "max_bytes": Key(
        wants="bytes from 1024 to 1073741824",
        example="20971520",
        says="Largest answer in bytes, before and after decompression.",
        check=_count(1024, 1024**3),
    ),
    "attempts": Key(wants="a count from 1 to 20", example="5", says="Tries for one address before it counts as failed.", check=_count(1, 20)),
    "backoff": Key(wants="seconds from 0 to 3600", example="2.0", says="Seconds before the second try, doubled each time.", check=_number(0, 3600)),
    "patience": Key(
        wants="seconds from 0 to 86400", example="600", says="Longest wait that is sat out; a longer one ends the run.", check=_number(0, 86400)
    ),
    "verify_tls": Key(
        wants="true or false", example="true", says="Whether certificates are checked; false is recorded with every capture.", check=_switch
    ),
    "budget": Key(
        wants="a count from 0 to 100000",
        example="24",
        says="Requests that a refresh spends on asking old posts again; 0 by default.",
        check=_count(0, 100_000),
    ),
    "daily_budget": Key(
        wants="a count from 0 to 100000",
        example="48",
        says="In place of budget: such requests a day, however many refreshes a day share them; 0 by default.",
        check=_count(0, 100_000),
    ),
    "pictures": Key(
        wants="a count from 0 to 200",
        example="20",
        says="So many pictures in a post's text, on the board's own hosts, are captured with its files; 0 by default. Set before the first crawl:"
        " what comes to a post later is told as a change of its attachments.",
        check=_count(0, 200),
    ),
    "contact": Key(
        wants="an address or mailbox",
        example='"archive@example.org"',
        says="Where the board's keepers can reach you: in the user agent.",
        check=_text,
    ),
    "private_hosts": Key(
        wants="a list of hosts without scheme and path",
        example='["127.0.0.1:8017"]',
        says="Hosts that may resolve to private or loopback addresses.",
        check=_list_of(_host),
    ),
    "post": Key(
        wants="a list of list, post and file",
        example='["list"]',
        says="Kinds of pages that the board gives only by POST; the fields are those of the address that would ask it by GET.",
        check=_list_of(_one_of("list", "post", "file")),
    ),
    "cookies": Key(
        wants="true or false",
        example="true",
        says="Whether cookies and form fields of a page go along with the next request; platforms that want it have it without being told.",
        check=_switch,
    ),
    "referer": Key(
        wants="true or false",
        example="true",
        says="Whether a file is asked with its post's page as Referer; platforms that want it have it without being told.",
        check=_switch,
    ),
}
_FIELDS = {
    "rows": "the rows of a list",
    "title": "the title, or the title's link in a row",
    "author": "the author",
    "posted": "the date of posting",
    "body": "the body of a post",
    "files": "the links of attachments",
    "partners": "the entries of the partner strip",
    "next": "the link to the next list page",
}
SELECT: Mapping[str, Key] = {
    name: Key(
        wants="a CSS selector or a list of them",
        example='["#content .body"]',
        says=f"Selectors for {what}, tried before the engine's.",
        check=_selectors,
    )
    for name, what in _FIELDS.items()
}
def _only(number: int) -> Callable[[object], int]:
    return _count(number, number)


def _pager(value: object) -> str:
    if re.fullmatch(r"(?:(?:post|get) )?\S+ from \d{1,5} by (?:-1|[1-9]\d{0,3})(?: with (?:[\w.$]+|\[data-[\w-]+\]))?(?: -> \S+)?", _text(value)) is None:
        raise ValueError
    return _text(value)


def _selector(value: object) -> str:
    return _selectors(_text(value))[0]


def _body_place(value: object) -> str:
    place = _text(value)
    for css in place.removeprefix("after ").split(" until ") if place.startswith("after ") else [place]:
        _selectors(css)
    return place


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError
    return tuple(value)


_A_PLACE = "a place in a row"
_ON_A_POST = "a selector, or label and its word"
LEARNED: Mapping[str, Key] = {
    "version": Key(wants="1", example="1", says="The version of this table's language.", check=_only(1), required=True),
    "link": Key(
        wants="an address with * or {n} where posts differ",
        example='"/bbs/view.php?id=notice&no=*"',
        says="The address of a post, without what no post needs.",
        check=_matching(r"[^\s#]*(?:\*|\{n\})[^\s#]*"),
        required=True,
    ),
    "opener": Key(
        wants="a function or [data-name], an arrow and an address with {1}",
        example='"fn_view -> /bbs/view.do?nttId={1}"',
        says="How rows without an address open their post.",
        check=_matching(r"\S+ -> \S+"),
    ),
    "rows": Key(wants="a CSS selector", example='"table.list > tbody > tr"', says="The rows of a list.", check=_selector, required=True),
    "span": Key(
        wants="a number from -4 to 4", example="2", says="Siblings that make one row; negative where its link is in the last.", check=_count(-4, 4)
    ),
    "head": Key(wants="a list of words", example='["번호", "제목", "작성일"]', says="The header as it was; another one is an alarm.", check=_words),
    "title": Key(wants=_A_PLACE, example='"td[2]/a[1]"', says="Where a row keeps its title.", check=_text),
    "number": Key(wants=_A_PLACE, example='"td[1]"', says="Where a row keeps its number, or the word for a notice.", check=_text),
    "author": Key(wants=_A_PLACE, example='"td[3]"', says="Where a row keeps its author.", check=_text),
    "posted": Key(wants=_A_PLACE, example='".date"', says="Where a row keeps its date of posting.", check=_text),
    "category": Key(wants=_A_PLACE, example='"td[2]/span[1]"', says="Where a row keeps its category.", check=_text),
    "dates": Key(
        wants="short, yearless, month first or day first",
        example='"short"',
        says="How the board writes its dates: 24-01-13, 01-13, 01/13/2024, or 13/01/2024.",
        check=_one_of("short", "yearless", "month first", "day first"),
    ),
    "tagged": Key(
        wants="before, behind or both",
        example='"before"',
        says="What lists add to titles that the posts' own titles lack: a category in brackets before them, a count or 새글 behind, or both.",
        check=_one_of("before", "behind", "both"),
    ),
    "pager": Key(
        wants="a parameter, its first value and its step",
        example='"page from 1 by 1"',
        says="How list pages are counted (by -1 where the oldest page is number 1), and the address of the list where it is another.",
        check=_pager,
    ),
    "file_opener": Key(
        wants="a function, an arrow and an address with {1}",
        example='"fn_down -> /file/down.do?id={1}"',
        says="How files without an address are served.",
        check=_matching(r"\S+ -> \S+"),
    ),
    "post_title": Key(wants=_ON_A_POST, example='"h3.view-title"', says="Where a post's page keeps its title.", check=_text),
    "post_author": Key(wants=_ON_A_POST, example='"label 작성자"', says="Where a post's page keeps its author.", check=_text),
    "post_posted": Key(wants=_ON_A_POST, example='"label 등록일"', says="Where a post's page keeps its date of posting.", check=_text),
    "post_modified": Key(wants=_ON_A_POST, example='"label 수정일"', says="Where a post's page keeps its date of change.", check=_text),
    "post_body": Key(
        wants="a CSS selector; or \"after\" one, and \"until\" another",
        example='"div.view-con"',
        says="The body of a post; of a text in no element of its own, what follows one element until another (\"after p.info until div.files\").",
        check=_body_place,
    ),
    "post_files": Key(wants="a CSS selector", example='"ul.files a"', says="The links of attachments.", check=_selector),
}
_EXPECTED = {
    "min_posts": "Fewest posts that a complete sweep finds.",
    "max_posts": "Most posts that a complete sweep finds.",
    "min_rows": "Fewest rows on the first list page.",
    "min_partners": "Fewest partners in the strip.",
    "max_partners": "Most partners in the strip.",
    "min_author_percent": "Least share of posts with an author, in percent.",
    "min_posted_percent": "Least share of posts with a date, in percent.",
    "min_body_percent": "Least share of posts with a text, in percent.",
    "max_changed_percent": "Most known posts, in percent, that may differ in one field in one run; 50 unless given.",
}
EXPECT: Mapping[str, Key] = {
    name: Key(wants="a whole number, not negative", example="100", says=says, check=_count(0, 100 if name.endswith("percent") else 10**9))
    for name, says in _EXPECTED.items()
}
RHYTHM: Mapping[str, Key] = {
    "every": Key(
        wants="a span from 5m to 8w, in minutes, hours, days or weeks",
        example='"6h"',
        says="From one crawl to the next; 6h unless given.",
        check=_span("5m", "8w"),
    ),
    "sweep": Key(
        wants="a span from 1h to 52w, in minutes, hours, days or weeks",
        example='"7d"',
        says="From one complete sweep to the next, not shorter than every; 7d unless given.",
        check=_span("1h", "52w"),
    ),
    "jitter": Key(
        wants="a span from 0m to 1d, in minutes, hours, days or weeks",
        example='"10m"',
        says="By how much at most a crawl is put off, at most half of every; 10m unless given.",
        check=_span("0m", "1d"),
    ),
    "confirm": Key(
        wants="a span from 1h to 8w, in minutes, hours, days or weeks",
        example='"24h"',
        says="The least time between the two looks at its own page that make a post gone; 24h unless given.",
        check=_span("1h", "8w"),
    ),
}
PARTNERS: Mapping[str, Key] = {
    "ask": Key(
        wants="a list of hosts, each by its whole name",
        example='["www.example.org", "example.kr:8080"]',
        says="Hosts of partners that may be asked whether their link still answers; `panjeon partners links` lists them. Nobody is asked unless named.",
        check=_list_of(_whole_host),
    ),
    "every": Key(
        wants="a span from 12h to 52w, in minutes, hours, days or weeks",
        example='"7d"',
        says="The least time between two looks at the same link; 7d unless given.",
        check=_span("12h", "52w"),
    ),
    "most": Key(
        wants="a count from 1 to 1000",
        example="50",
        says="Links that one run asks, those not asked for longest first; 50 unless given.",
        check=_count(1, 1000),
    ),
    "delay": Key(
        wants="seconds from 0 to 3600",
        example="5",
        says="Least seconds between two requests to the same host; robots.txt's Crawl-delay counts where it is longer. 5 unless given.",
        check=_number(0, 3600),
    ),
}
_TABLES: Mapping[str, Mapping[str, Key]] = {
    "fetch": FETCH,
    "select": SELECT,
    "learned": LEARNED,
    "expect": EXPECT,
    "rhythm": RHYTHM,
    "partners": PARTNERS,
}


def load(path: Path) -> Manifest:
    """The board that a file describes; ManifestError, in one sentence with file, key, value and a good example, for anything else."""
    raw = _read(path)
    tables = {name: _table(path, name, raw.pop(name, {})) for name in (*_TABLES, "diary")}
    top = _checked(path, "", raw, TOP, others=(*_TABLES, "diary"))
    for name, key in TOP.items():
        if key.required and name not in top:
            raise ManifestError(f"{path}: {name} is missing; a good one is {name} = {key.example}")
    if top["name"] != path.stem:
        raise ManifestError(f'{path}: name = "{top["name"]}" differs from the file\'s name; a good one is name = "{path.stem}"')
    top.setdefault("hosts", (host_of(str(top["url"])),))
    top.setdefault("lists", (top["url"],))
    _check_hosts(path, top)
    parts = {name: _checked(path, name, tables[name], keys) for name, keys in _TABLES.items()}
    _check_learned(path, top, parts["learned"])
    rules = FetchRules(**parts["fetch"])  # type: ignore[arg-type]  # each value has passed the check of its key
    if rules.budget and rules.daily_budget:
        raise ManifestError(f"{path}: fetch.budget = {rules.budget} and fetch.daily_budget = {rules.daily_budget} exclude each other; keep one of them")
    rhythm = _rhythm(path, Rhythm(**parts["rhythm"]))  # type: ignore[arg-type]  # likewise
    return Manifest(
        **top,  # type: ignore[arg-type]  # likewise
        fetch=rules,
        select=parts["select"],  # type: ignore[arg-type]  # likewise
        learned=parts["learned"],
        expect=parts["expect"],  # type: ignore[arg-type]  # likewise
        rhythm=rhythm,
        partners=LinkRules(**parts["partners"]),  # type: ignore[arg-type]  # likewise
        diary=_diary(path, tables["diary"]),
    )


def find(name: str, folders: Iterable[Path] = ()) -> Manifest:
    """The board of a name among those available; ManifestError naming the nearest for one that is not."""
    paths = {path.stem: path for path in available(folders)}
    if name not in paths:
        near = _nearest(name, paths)
        hint = f"did you mean {near}" if near else f"known are {', '.join(sorted(paths)) or 'none'}"
        raise ManifestError(f"there is no board {name!r}; {hint}")
    return load(paths[name])


def available(folders: Iterable[Path] = ()) -> list[Path]:
    """The board files, by name: built-in ones, then ./boards, then the given folders; of two with one name the later counts."""
    found: dict[str, Path] = {}
    for folder in (BUILT_IN, Path("boards"), *folders):
        found.update((path.stem, path) for path in sorted(folder.glob("*.toml")))
    return [found[name] for name in sorted(found)]


def _read(path: Path) -> dict[str, object]:
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise ManifestError(f"{path}: {len(data)} bytes are more than a board file may have ({LARGEST})")
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(f'{path}: is no TOML ({error}); a good line is title = "시정 소식"') from error


def _table(path: Path, name: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ManifestError(f"{path}: {name} = {_shown(value)} is no table; a good one starts with [{name}]")
    return value


def _checked(path: Path, table: str, raw: Mapping[str, object], keys: Mapping[str, Key], others: Sequence[str] = ()) -> dict[str, object]:
    checked = {}
    for name, value in raw.items():
        full = f"{table}.{name}" if table else name
        key = keys.get(name)
        if key is None:
            near = _nearest(name, (*keys, *others))
            hint = f"did you mean {near}" if near else f"known are {', '.join(keys)}"
            raise ManifestError(f"{path}: {full} = {_shown(value)} is no known key; {hint}")
        try:
            checked[name] = key.check(value)
        except (ValueError, TypeError) as error:
            raise ManifestError(f"{path}: {full} = {_shown(value)} is not {key.wants}; a good one is {name} = {key.example}") from error
    return checked


def _check_hosts(path: Path, top: Mapping[str, object]) -> None:
    hosts = top["hosts"]
    assert isinstance(hosts, tuple)
    for name in ("url", "lists", "optional_lists", "partners_url"):
        value = top.get(name, ())
        for url in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            if host_of(url) not in hosts:
                raise ManifestError(f'{path}: {name} = "{url}" is on a host that may not be asked; a good one is hosts = ["{host_of(url)}"]')


def _check_learned(path: Path, top: Mapping[str, object], learned: Mapping[str, object]) -> None:
    """Hold the learned table against what it needs."""
    if not learned:
        return
    for name, key in LEARNED.items():
        if key.required and name not in learned:
            raise ManifestError(f"{path}: learned.{name} is missing; a good one is {name} = {key.example}")
    if top["engine"] != "generic":
        raise ManifestError(f'{path}: engine = {_shown(top["engine"])} reads no [learned] table; a good one is engine = "generic"')


def _rhythm(path: Path, rhythm: Rhythm) -> Rhythm:
    """The spans of a rhythm held against each other."""
    if rhythm.sweep < rhythm.every:
        raise ManifestError(f'{path}: rhythm.sweep is shorter than rhythm.every; a good pair is every = "6h" and sweep = "7d"')
    if rhythm.jitter * 2 > rhythm.every:
        raise ManifestError(f'{path}: rhythm.jitter is more than half of rhythm.every; a good pair is every = "6h" and jitter = "10m"')
    return rhythm


def _diary(path: Path, raw: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    for day, note in raw.items():
        try:
            date.fromisoformat(day)
            _text(note)
        except ValueError as error:
            raise ManifestError(
                f'{path}: diary.{day} = {_shown(note)} is not a date with a note; a good one is 2025-03-03 = "pager now counts from 1"'
            ) from error
    return tuple((day, str(note)) for day, note in sorted(raw.items()))


def _nearest(name: str, known: Iterable[str]) -> str | None:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else f'"{value}"'
    return text if len(text) <= 100 else text[:97] + "..."


def further(folder: Path | str | None) -> tuple[Path, ...]:
    """The folders that an option or setting adds; none for nothing."""
    return (Path(folder),) if folder else ()


def to_facts(board: Manifest) -> dict[str, object]:
    """A manifest as JSON values, the form in which a crawl's WARC keeps it."""
    facts = asdict(board)
    facts["select"] = {name: list(chain) for name, chain in board.select.items()}
    facts["learned"] = {name: list(value) if isinstance(value, tuple) else value for name, value in board.learned.items()}
    facts["expect"] = dict(board.expect)
    return facts


def from_facts(facts: object) -> Manifest:
    """The manifest of ``to_facts`` again, after JSON made lists of its tuples."""
    if not isinstance(facts, dict):
        raise ManifestError(f"a manifest's facts are an object, found {type(facts).__name__}; the WARC's begin record is damaged")
    top: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
    fetch: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in top.pop("fetch").items()}
    top["select"] = {name: tuple(chain) for name, chain in top["select"].items()}
    top["learned"] = {name: tuple(value) if isinstance(value, list) else value for name, value in top.get("learned", {}).items()}
    top["diary"] = tuple((day, text) for day, text in top["diary"])
    rhythm = Rhythm(**top.pop("rhythm", {}))  # manifests kept before there were rhythms have none
    links: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in top.pop("partners", {}).items()}
    return Manifest(**top, fetch=FetchRules(**fetch), rhythm=rhythm, partners=LinkRules(**links))
