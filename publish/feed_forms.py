"""The two forms of a feed, Atom and JSON Feed 1.1, of the same entries."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from datasette.utils.asgi import Response
from markupsafe import Markup

from publish import safe
from publish.visit import Visit, unchanged
from publish.words import translator

_ATOM = "http://www.w3.org/2005/Atom"
#: What XML 1.0 cannot hold in any form.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as both forms tell it. ``id`` rests on the capture's record, and so is the same in every copy of the archive.

    via:    the address on the site; None for one that may be no link
    tags:   the kind of the event first
    facts:  what a program is told beside, under ``_panjeon``
    """

    id: str
    address: str
    title: str
    content: Markup
    at: str
    via: str | None
    author: str
    language: str
    tags: tuple[str, ...]
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A page of a feed: where it is, what it tells, and where older entries are."""

    title: str
    here: str
    home: str
    older: str | None
    updated: str
    entries: Sequence[Entry]


def answer(visit: Visit, feed: Feed) -> Response:
    """The feed in the form that the address names, or 304 where the asker holds it."""
    if visit.request.url_vars["format"] == "json":
        return unchanged(visit.request, _json(visit, feed), "application/feed+json; charset=utf-8")
    return unchanged(visit.request, _atom(visit, feed), "application/atom+xml; charset=utf-8")


def _plain(text: object) -> str:
    """A text without what XML cannot hold."""
    return _NOT_XML.sub("", str(text))


def _atom(visit: Visit, feed: Feed) -> str:
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": visit.lang})
    _add(root, "id", feed.here)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(root, "generator", "Panjeon")
    _add(_add(root, "author"), "name", translator(visit.lang)("name"))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.here)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    if feed.older:
        _add(root, "link", rel="next", type="application/atom+xml", href=feed.older)
    for entry in feed.entries:
        _atom_entry(_add(root, "entry"), entry)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _atom_entry(node: ElementTree.Element, entry: Entry) -> None:
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _add(node, "updated", entry.at)
    _add(node, "published", entry.at)
    _add(node, "link", rel="alternate", type="text/html", href=entry.address)
    if entry.via:
        _add(node, "link", rel="via", href=entry.via)
    if entry.author:
        _add(_add(node, "author"), "name", safe.shown(entry.author))
    _add(node, "category", term=entry.tags[0])
    _add(node, "content", entry.content, type="html", **{"xml:lang": entry.language})


def _add(parent: ElementTree.Element, name: str, text: object = "", **attributes: str) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, name, {key: _plain(value) for key, value in attributes.items()})
    node.text = _plain(text)
    return node


def _json(visit: Visit, feed: Feed) -> str:
    whole: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.here,
        "language": visit.lang,
    }
    if feed.older:
        whole["next_url"] = feed.older
    return json.dumps(whole | {"items": [_item(entry) for entry in feed.entries]}, ensure_ascii=False)


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.address,
        **({"external_url": entry.via} if entry.via else {}),
        "title": entry.title,
        "content_html": str(entry.content),
        "date_published": entry.at,
        **({"authors": [{"name": safe.shown(entry.author)}]} if entry.author else {}),
        "tags": list(entry.tags),
        "language": entry.language,
        "_panjeon": entry.facts,
    }
