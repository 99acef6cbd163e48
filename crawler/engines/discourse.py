"""Discourse, read from its JSON: the page's text is what /latest.json, /c/…/N.json and /t/N.json answer.

List: ``topic_list.topics`` (id, title, created_at, pinned, pinned_globally, posters) with ``users`` beside it; the first poster is
the author; ``topic_list.more_topics_url`` leads on, to which ``.json`` is added. Topic: ``post_stream.posts`` (twenty;
``?page=2`` has the next, ``stream`` the ids of all), each with post_number, post_type, username, created_at, ``cooked`` HTML, version
and updated_at, which is an edit where the version is above 1; files are ``a.attachment`` in the text. Small actions (closed, pinned …)
are no entries; hidden and withdrawn ones hold a notice in the place of their text. A topic that is not there answers ``errors`` with
an ``error_type``, mostly with 404.
A board file names the JSON address of its list, such as https://forum.example/c/notice/5.json.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from crawler import addresses, select
from crawler.dates import read_date
from crawler.engines.threads import named_file, signs_in
from crawler.errors import DateUnreadable
from crawler.manifest import Manifest
from crawler.records import AttachmentLink, Comment, Listing, ListRow, Page, PartnerStrip, Post, Replies, SiteDate, Withheld
from crawler.select import attribute
from crawler.text import body_text, line, looks_cut, read_body

_TOPIC = re.compile(r"(?P<base>(?:/[^/]+)*?)/t/(?:[^/]*[^/\d][^/]*/)?(?P<id>\d{1,12})(?:/\d+|/last)?(?:\.json)?/?")
_LIST = re.compile(r"(?P<base>(?:/[^/]+)*?)/(?:latest|new|top|hot|c|tag|tags|categories)(?:/.*|\.json|)")
_ENTRIES = (1, 2)  # regular posts, and moderators' with a text of their own; 3 is a small action, 4 a whisper
SIGNS = {
    "Discourse's own name": re.compile(r"<meta name=[\"']generator[\"'] content=[\"']Discourse|Powered by <a[^>]*>Discourse"),
    "Discourse's topic list": re.compile(r"\"topic_list\"\s*:\s*\{"),
    "Discourse's list fields": re.compile(r"\"(?:more_topics_url|pinned_globally|bumped_at)\"\s*:"),
    "Discourse's errors": re.compile(r"^\s*\{\s*\"errors\"\s*:\s*\["),
    "kinds of Discourse's errors": re.compile(r"\"error_type\"\s*:"),
    "Discourse's topics": re.compile(r"\"topics\"\s*:\s*\["),
    "Discourse's posts": re.compile(r"\"post_stream\"\s*:\s*\{|class=[\"'][^\"']*\bcrawler-post\b"),
    "Discourse's post fields": re.compile(r"\"cooked\"\s*:|data-discourse-setup"),
}


def signs(page: Page) -> tuple[str, ...]:
    """What on a page speaks for Discourse."""
    return signs_in(page, SIGNS)


class Discourse:
    """Reads topic lists and topics; a field that is not of its kind is a page that changed."""

    name = "discourse"
    version = "discourse/2"

    def listing(self, page: Page, board: Manifest) -> Listing:
        """Read a list of topics; ``empty_reason`` where it is there and empty."""
        data = _loaded(page)
        topics = _field(page, data, "topic_list", dict)
        users = {_field(page, user, "id", int): _field(page, user, "username", str) for user in _field(page, data, "users", list)}
        rows = tuple(_row(page, board, topic, users) for topic in _field(page, topics, "topics", list))
        more = topics.get("more_topics_url")
        return Listing(
            url=page.url,
            rows=rows,
            next_url=_json_address(addresses.join(page.url, more)) if isinstance(more, str) and more else None,
            empty_reason=None if rows else "no rows",
        )

    def post(self, page: Page, board: Manifest) -> Post | Withheld:
        """Read a topic: its first post is the post; or the error in its place."""
        data = _loaded(page)
        if "errors" in data:
            closed = data.get("error_type") in ("invalid_access", "not_logged_in")
            return Withheld(kind="secret" if closed else "gone", evidence=line(json.dumps(data["errors"], ensure_ascii=False))[:200])
        native_id = str(_field(page, data, "id", int))
        asked = self.native_id(page.url, board)
        if asked not in (None, native_id):
            raise select.changed(page, "id", f"topic {asked}", f"topic {native_id}")
        stream = _field(page, data, "post_stream", dict)
        posts = _field(page, stream, "posts", list)
        if not posts or _field(page, posts[0], "post_number", int) != 1:
            raise select.changed(page, "post_stream.posts", "the topic's first post", f"{len(posts)} posts that begin later")
        first = posts[0]
        if _is_removed(page, first):
            return Withheld(kind="blinded", evidence=body_text(_field(page, first, "cooked", str))[:200] or "the first post is hidden")
        return _post(page, board, data, first, _comments(page, board, posts[1:]), more_url=_more(page, board, stream, posts))

    def replies(self, page: Page, board: Manifest) -> Replies:
        """Read a further page of a topic."""
        data = _loaded(page)
        stream = _field(page, data, "post_stream", dict)
        posts = _field(page, stream, "posts", list)
        return Replies(
            native_id=str(_field(page, data, "id", int)), url=page.url, comments=_comments(page, board, posts), more_url=_more(page, board, stream, posts)
        )

    def partners(self, page: Page, board: Manifest) -> PartnerStrip:  # noqa: ARG002 - JSON shows none
        """Discourse's JSON has no partner strip."""
        raise select.changed(page, "partner strip", "a strip of partner logos", "JSON, which has none")

    def canonical(self, url: str, board: Manifest) -> str:
        """/t/N.json for every address of a topic, else the address without noise."""
        parts = urlsplit(addresses.canonical(url))
        own = addresses.host_of(board.url)
        host = own if addresses.without_www(parts.netloc) == addresses.without_www(own) else parts.netloc
        match = _TOPIC.fullmatch(parts.path)
        if match:
            return urlunsplit((parts.scheme, host, f"{match['base']}/t/{match['id']}.json", "", ""))
        return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))

    def native_id(self, url: str, board: Manifest) -> str | None:  # noqa: ARG002 - a topic's id needs no board
        """The topic's id in an address; None for other pages."""
        match = _TOPIC.fullmatch(urlsplit(url).path)
        return match["id"] if match else None


ENGINE = Discourse()


def _loaded(page: Page) -> dict[str, Any]:
    try:
        data = json.loads(page.text) if len(page.text) <= select.MAX_CHARACTERS else None
    except ValueError as error:
        raise select.changed(page, "(page)", "JSON", str(error)[:80]) from error
    if not isinstance(data, dict):
        raise select.changed(page, "(page)", "a JSON object", type(data).__name__)
    return data


def _field(page: Page, data: object, name: str, kind: type) -> Any:
    """A field of an object, which has to be of its kind; true and false are no numbers."""
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise select.changed(page, name, f"a field of kind {kind.__name__}", type(value).__name__)
    return value


def _flag(page: Page, data: object, name: str) -> bool:
    """A field that has to be true or false."""
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, bool):
        raise select.changed(page, name, "true or false", type(value).__name__)
    return value


def _row(page: Page, board: Manifest, topic: dict[str, Any], users: dict[int, str]) -> ListRow:
    number = _field(page, topic, "id", int)
    title = line(_field(page, topic, "title", str))
    if not title:
        raise select.changed(page, "title", "a title in every row", "an empty one")
    posters = _field(page, topic, "posters", list)
    author = users.get(_field(page, posters[0], "user_id", int)) if posters else None
    base = _LIST.fullmatch(urlsplit(page.url).path)
    address = addresses.join(page.url, f"{base['base'] if base else ''}/t/{number}") or ""
    return ListRow(
        native_id=str(number),
        url=ENGINE.canonical(address, board),
        title=title,
        title_cut=looks_cut(title),
        author=author,
        posted=_date(page, board, topic, "created_at"),
        pinned=_flag(page, topic, "pinned") | _flag(page, topic, "pinned_globally"),
    )


def _post(page: Page, board: Manifest, data: dict[str, Any], first: dict[str, Any], comments: tuple[Comment, ...], *, more_url: str | None) -> Post:
    cooked = _field(page, first, "cooked", str)
    title = line(_field(page, data, "title", str))
    if not title:
        raise select.changed(page, "title", "a title", "an empty one")
    read = read_body(cooked)
    edited = _field(page, first, "version", int) > 1
    rules = [
        ("native_id", "id"),
        ("title", "title"),
        ("body", "post_stream.posts[0].cooked"),
        ("deep", f"{read.depth} nested elements" if read.deep else ""),
    ]
    return Post(
        native_id=str(data["id"]),
        url=ENGINE.canonical(page.url, board),
        title=title,
        author=_field(page, first, "username", str),
        posted=_date(page, board, first, "created_at"),
        modified=_date(page, board, first, "updated_at") if edited else None,
        body_html=cooked,
        body_text=read.text,
        attachments=_attachments(page, cooked),
        comments=comments,
        rules=tuple((field, rule) for field, rule in rules if rule),
        more_url=more_url,
    )


def _comments(page: Page, board: Manifest, posts: list[Any]) -> tuple[Comment, ...]:
    """The posts that are entries and stand; the topic's first is the post itself."""
    kept = [post for post in posts if _field(page, post, "post_type", int) in _ENTRIES and not _is_removed(page, post)]
    return tuple(_comment(page, board, post) for post in kept if _field(page, post, "post_number", int) != 1)


def _more(page: Page, board: Manifest, stream: dict[str, Any], posts: list[Any]) -> str | None:
    """The page after this one, where the ids of all posts go beyond those shown."""
    numbers = _field(page, stream, "stream", list)
    if not posts or not numbers or _field(page, posts[-1], "id", int) == numbers[-1]:
        return None
    shown = addresses.parameters(page.url).get("page", "1")
    if not (shown.isascii() and shown.isdigit() and len(shown) < 6):
        raise select.changed(page, "page", "a page's number in the address", shown[:80])
    return f"{ENGINE.canonical(page.url, board)}?page={int(shown) + 1}"


def _comment(page: Page, board: Manifest, post: dict[str, Any]) -> Comment:
    return Comment(
        native_id=str(_field(page, post, "id", int)),
        author=_field(page, post, "username", str),
        posted=_date(page, board, post, "created_at"),
        body_text=body_text(_field(page, post, "cooked", str)),
    )


def _is_removed(page: Page, post: object) -> bool:
    return _flag(page, post, "hidden") | _flag(page, post, "user_deleted")


def _attachments(page: Page, cooked: str) -> tuple[AttachmentLink, ...]:
    links: dict[str, AttachmentLink] = {}
    for node in LexborHTMLParser(cooked.encode("utf-8", "replace").decode()).css("a.attachment[href]"):
        url = addresses.join(page.url, attribute(node, "href"))
        if url is not None and url not in links:
            links[url] = AttachmentLink(name=named_file(node) or addresses.file_name(None, url), url=url)
    return tuple(links.values())


def _date(page: Page, board: Manifest, data: dict[str, Any], name: str) -> SiteDate:
    raw = _field(page, data, name, str)
    try:
        return read_date(raw, zone=board.timezone, now=page.fetched_at)
    except DateUnreadable as error:
        raise select.changed(page, name, "a readable date", str(error)) from error


def _json_address(url: str | None) -> str | None:
    """The JSON form of an address that leads to a page for readers."""
    if url is None:
        return None
    parts = urlsplit(url)
    path = parts.path if parts.path.endswith(".json") else parts.path.rstrip("/") + ".json"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
