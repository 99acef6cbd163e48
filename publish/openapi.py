"""The reading room's own addresses as OpenAPI 3.1, made from the routes and the sentences of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pipelines.schema import TABLES, sentence
from publish import data, partner_links
from publish.visit import View

#: Of this interface, not of the program: the first number would change if a name did.
VERSION = "1.0"
HTML, JSON, BYTES = "text/html", "application/json", "application/octet-stream"
#: The form in the path says which.
ANY = "*/*"

#: Query parameters by the address that takes them; ``lang`` goes with every address that answers in words.
QUERY: dict[str, tuple[str, ...]] = {
    "/-/board/{name}": ("year", "author", "state", "page"),
    "/-/board/{name}/posts.{form}": ("year", "author", "state"),
    "/-/search/posts.{form}": ("q", *data.NARROWING),
    "/-/post/{post}": ("version",),
    "/-/post/{post}/compare/{a}/{b}": ("view",),
    "/-/author": ("name", "board", "page"),
    "/-/search": ("q", *data.NARROWING, "page"),
    "/-/search.json": ("q", *data.NARROWING, "page"),
    "/-/changes": ("kind", "since", "board", "page"),
    "/-/changes.json": ("since", "kind", "board", "limit"),
    "/-/charts": ("board",),
    "/-/crawls": ("page",),
    "/-/issues": ("crawl", "page"),
    "/-/feed.atom": ("board", "author", "q", "kind", "before"),
    "/-/feed.json": ("board", "author", "q", "kind", "before"),
    "/-/partner-feed.atom": ("board", "kind", "before"),
    "/-/partner-feed.json": ("board", "kind", "before"),
}
PARAMETERS: dict[str, tuple[str, str]] = {
    "name": ("string", "A board's name in the path, an author's name in the query."),
    "post": ("integer", "A post's number (posts.id)."),
    "a": ("integer", "The number of the earlier version."),
    "b": ("integer", "The number of the later version."),
    "capture": ("integer", "A capture's number (captures.id)."),
    "attachment": ("integer", "An attachment's number (attachments.id)."),
    "partner": ("integer", "A partner's number (partners.id)."),
    "version": ("integer", "The number of a version."),
    "form": ("string", "csv, jsonl, xlsx or atom."),
    "year": ("string", "Four digits: posts that the site dates in that year."),
    "author": ("string", "An author as the site shows it."),
    "state": ("string", "listed, unlisted, gone, blinded or secret."),
    "board": ("string", "A board's name."),
    "page": ("integer", "The page of a list, from 1."),
    "view": ("string", "inline for one column."),
    "q": ("string", "Words to search for; no query is an error."),
    "kind": (
        "string",
        "Kinds of events: a comma list of new, changed, gone, restored, of partners also link_dead, link_back; on the page of changes one, or withdrawn.",
    ),
    "since": ("integer", "An event's number: only what came after it."),
    "before": ("integer", "An event's number: only what came before it."),
    "from": ("string", "YYYY-MM-DD: only posts that the site dates on that day or later."),
    "to": ("string", "YYYY-MM-DD: only posts that the site dates on that day or earlier."),
    "limit": ("integer", f"How many events at most, up to {data.MOST}."),
    "crawl": ("integer", "A run's number (crawls.id)."),
    "lang": ("string", "ko or en; else the cookie, else the browser."),
}
#: What each address answers with, where it is not a page for people.
MEDIA: dict[str, tuple[str, str | None]] = {
    "/-/changes.json": (JSON, "Changes"),
    "/-/search.json": (JSON, "Search"),
    "/-/post/{post}.json": (JSON, "Post"),
    "/-/partners/{name}.json": (JSON, "Partners"),
    "/-/openapi.json": (JSON, None),
    "/-/feed.json": ("application/feed+json", None),
    "/-/partner-feed.json": ("application/feed+json", None),
    "/-/partner-feed.atom": ("application/atom+xml", None),
    "/-/feed.atom": ("application/atom+xml", None),
    "/-/capture/{capture}/payload": (BYTES, None),
    "/-/attachment/{attachment}": (BYTES, None),
    "/-/attachment/{attachment}/image": ("image/*", None),
    "/-/logo/{partner}": ("image/*", None),
    "/-/logo/{partner}/{version}": ("image/*", None),
    "/-/board/{name}/posts.{form}": (ANY, None),
    "/-/search/posts.{form}": (ANY, None),
    "/robots.txt": ("text/plain", None),
}
_ABOUT = {
    "page": "The page for people.",
    "body_clean": "The body as HTML without anything active; null where it is too large to be cleaned.",
    "download": "Where the archived bytes are; null where there are none.",
    "number": "For a change, the number of the version that it led to.",
    "excerpt": "The stretch of the text with most of what was asked for, as HTML with mark elements.",
    "board_title": "The board's title.",
    "changed": "The fields that differ from the version before.",
    "touched": "What the change is about: dates, amounts, numbers, names, negations, attachments, words or typography.",
    "detail": "What the event rests on, as names and short texts.",
    "latest": "The number of the archive's last event.",
    "cursor": "The event to go on from.",
    "next": "The address to go on with; null at the end of a search.",
    "total": "How many posts match, counted as far as 100,000.",
    "more": "True where more posts match than were counted.",
    "query": "What was asked.",
}
_LISTS = {"changed": "string", "touched": "string"}
_TEXTS = {"query", "page", "body_clean", "body_text", "excerpt", "next", "download", "board_title"}
_NUMBERS = {"latest", "cursor", "total", "number"}


def addresses(pattern: str) -> list[str]:
    """The addresses that a route answers, parameters in braces; alternatives such as (atom|json) each on their own."""
    plain = pattern.removeprefix("^").removesuffix("$").replace("\\.", ".")
    chosen = re.search(r"\(\?P<\w+>((?:\w+\|)+\w+)\)", plain)
    if chosen:
        return [address for word in chosen[1].split("|") for address in addresses(plain.replace(chosen[0], word))]
    return [re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", plain)]


def describe(routes: Iterable[tuple[str, View]], server: str) -> dict[str, Any]:
    """The whole description of these routes."""
    paths = {}
    for pattern, view in routes:
        for address in addresses(pattern):
            if not address.endswith(".css"):
                paths[address] = {"get": _operation(address, view)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Panjeon reading room",
            "version": VERSION,
            "description": "Addresses of the reading room itself. Tables, views and SQL answer in JSON and CSV as Datasette documents it.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _operation(address: str, view: View) -> dict[str, Any]:
    said = " ".join((view.__doc__ or "").replace("``", "`").split())
    media, schema = MEDIA.get(address, (HTML, None))
    content = {media: {"schema": {"$ref": f"#/components/schemas/{schema}"}} if schema else {}}
    names = re.findall(r"\{(\w+)\}", address)
    query = QUERY.get(address, ()) + (("lang",) if media == HTML or "feed." in address else ())
    parameters = [_parameter(name, "path") for name in names] + [_parameter(name, "query") for name in query]
    return {
        "operationId": re.sub(r"\W+", "_", address).strip("_") or "front",
        "summary": said.partition(": ")[2] or said,
        **({"parameters": parameters} if parameters else {}),
        "responses": {"200": {"description": "The answer.", "content": content}, **({"404": {"description": "There is no such thing."}} if names else {})},
    }


def _parameter(name: str, place: str) -> dict[str, Any]:
    kind, about = PARAMETERS[name]
    return {"name": name, "in": place, "required": place == "path", "description": about, "schema": {"type": kind}}


def _schemas() -> dict[str, Any]:
    event = _object(("events", "posts", "revisions"), (*data.EVENT, "page"))
    versions = _object(("revisions",), data.VERSION)
    files = _object(("attachments", "documents"), (*data.FILE, "download"), {"form": _maybe("form"), "reason": _maybe("reason")})
    captures = _object(("captures",), data.CAPTURE)
    told = _object(("events",), ("id", "kind", "at", "detail", "capture"), {"detail": {"type": "object", "additionalProperties": {"type": "string"}}})
    lists = {"versions": versions, "events": told, "attachments": files, "captures": captures}
    arrays = {name: {"type": "array", "items": items} for name, items in lists.items()}
    post = _object(("posts",), (*data.POST, "page", "body_text", "body_clean", *lists), arrays)
    hits = _object(("attachments",), ("id", "name", "excerpt", "download"), {"download": {"type": "string", "description": _ABOUT["download"]}})
    files_hit = {"type": "array", "items": hits, "description": "The files in which some of the words stand."}
    more = {"type": "boolean", "description": _ABOUT["more"]}
    found = _object(("posts",), (*data.FOUND, "excerpt", "files", "page"), {"files": files_hit})
    return {
        "Event": event,
        "Changes": _object((), ("events", "latest", "cursor", "next"), {"events": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}}}),
        "Partners": _partners(),
        "Post": post,
        "Search": _object((), ("query", "total", "more", "results", "next"), {"results": {"type": "array", "items": found}, "more": more}),
    }


def _partners() -> dict[str, Any]:
    link = _object(("partner_links",), partner_links.CHECK)
    nullable = {"type": ["object", "null"], "description": "What the last check of its link said; null where nobody asked.", "properties": link["properties"]}
    entry = _object(("partners",), (*partner_links.PARTNER, "link"), {"link": nullable})
    board = {"type": "string", "description": "The board's name."}
    return _object((), ("board", "page", "partners"), {"board": board, "partners": {"type": "array", "items": entry}})


def _object(tables: tuple[str, ...], names: Iterable[str], known: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """An object of these names, each with its column's type and sentence."""
    properties = {name: (known or {}).get(name) or _property(tables, name) for name in names}
    return {"type": "object", "required": list(properties), "properties": properties}


def _maybe(column: str) -> dict[str, Any]:
    """A column of ``documents``, which has no row for a file that nobody has read."""
    return {"type": ["string", "null"], "description": sentence("documents", column)}


def _property(tables: tuple[str, ...], name: str) -> dict[str, Any]:
    about = {"description": _ABOUT[name]} if name in _ABOUT else {}
    if name in _LISTS:
        return {"type": "array", "items": {"type": _LISTS[name]}, **about}
    for table in tables:
        if name in TABLES[table][1]:
            declared = TABLES[table][1][name]
            kind = "integer" if declared.startswith("INTEGER") else "number" if declared.startswith("REAL") else "string"
            whole = "NOT NULL" in declared or "PRIMARY KEY" in declared
            # an event that is no change has none of a version's facts
            optional = not whole or (table == "revisions" and tables[0] != "revisions")
            return {"type": [kind, "null"] if optional else kind, "description": sentence(table, name), **about}
    kind = "integer" if name in _NUMBERS else "string"
    return {"type": [kind, "null"] if name in ("number", "next", "download", "body_clean") else kind, **about}
