"""Answers for programs: what happened since, a post with its history, a search; plain JSON whose names stay."""

from __future__ import annotations

import json
from typing import Any

from datasette.utils.asgi import NotFound, Response

from pipelines import search as index
from pipelines.finding import RANKED, Asked
from publish import feeds, happened, reading, safe
from publish.reading import Row, Wanted
from publish.visit import PER_PAGE, Visit, unchanged

MOST = 500
POST = (
    *("id", "board", "board_title", "native_id", "url", "title", "author", "posted_at", "posted_precision", "posted_raw", "modified_at"),
    *("category", "state", "pinned", "first_seen_at", "last_seen_at", "changed_at", "revision", "content_hash", "duplicate_of", "capture"),
)
EVENT = ("id", "at", "kind", "post", "board", "native_id", "title", "author", "state", "number", "changed", "significance", "silent", "touched", "capture")
VERSION = ("number", "observed_at", "title", "changed", "significance", "silent", "touched", "parser", "content_hash", "capture")
FILE = ("id", "name", "url", "media_type", "bytes", "sha256", "state", "form", "reason", "capture")
CAPTURE = ("id", "url", "status", "fetched_at", "media_type", "payload_sha256", "payload_bytes", "warc_file", "warc_offset", "warc_length", "record_id")
FOUND = ("id", "board", "title", "author", "posted_at", "posted_precision", "state", "revision")


def _some(row: Row, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _short(detail: dict[str, Any]) -> dict[str, str]:
    return {name: str(fact)[:500] for name, fact in detail.items()}


def _json(visit: Visit, value: object) -> Response:
    return unchanged(visit.request, json.dumps(value, ensure_ascii=False), "application/json; charset=utf-8")


async def changes(visit: Visit) -> Response:
    """``/-/changes.json``: what happened after event ``since=N``, oldest first; ``next`` is where to go on, now or the next time."""
    since, board = visit.cursor("since"), visit.text("board")
    asked = visit.text("kind")
    wanted = Wanted(kinds=feeds.kinds(asked) if asked else reading.EVENT_KINDS, after=since, board=board)
    found = await reading.events(visit.db, wanted, min(visit.cursor("limit") or 100, MOST), order="ASC")
    told = [{**_some(row, EVENT), "page": visit.absolute(f"/-/post/{row['post']}")} for row in found]
    latest = await reading.latest_event(visit.db)
    cursor = found[-1]["id"] if found else max(since, latest)
    following = visit.absolute("/-/changes.json", since=cursor, board=board, kind=asked, limit=visit.cursor("limit"))
    return _json(visit, {"events": told, "latest": latest, "cursor": cursor, "next": following})


async def post(visit: Visit) -> Response:
    """``/-/post/ID.json``: a post as it stands, its versions, events, files and captures; bodies as text and as cleaned HTML."""
    row = await reading.post(visit.db, visit.number("post"))
    if row is None:
        raise NotFound("no such post")
    number = row["id"]
    events = await reading.rows(visit.db, "SELECT id, kind, at, detail, capture FROM events WHERE post = :post ORDER BY id", {"post": number})
    cleaned = safe.body(row["body_html"], row["url"], {})
    value = {
        **_some(row, POST),
        "page": visit.absolute(f"/-/post/{number}"),
        "body_text": row["body_text"],
        "body_clean": None if cleaned is None else str(cleaned),
        "versions": [_some(version, VERSION) for version in await reading.revisions(visit.db, number)],
        "events": [{**event, "detail": _short(happened.detail(event["detail"]))} for event in events],
        "attachments": [
            {**_some(file, FILE), "download": visit.absolute(f"/-/attachment/{file['id']}") if file["sha256"] else None}
            for file in await reading.attachments(visit.db, number)
        ],
        "captures": [_some(capture, CAPTURE) for capture in await reading.captures_of(visit.db, number, MOST)],
    }
    return _json(visit, value)


#: The parameters that narrow a search, beside its words.
NARROWING = ("board", "author", "state", "from", "to")


def asked(visit: Visit) -> Asked:
    """What a reader searches for; a parameter that is no day, or empty, narrows nothing."""
    one = {name: (visit.text(name),) if visit.text(name) else () for name in ("board", "author", "state")}
    return Asked(
        query=visit.text("q"), boards=one["board"], authors=one["author"], states=one["state"], since=visit.day("from"), until=visit.day("to")
    )


async def search(visit: Visit) -> Response:
    """``/-/search.json``: posts by their words and those of their files, best first; ``q=``, ``page=``, and what narrows the page for people."""
    wanted = asked(visit)
    found = await reading.found(visit.db, wanted, PER_PAGE, visit.offset)
    results = [
        {
            **_some(row, FOUND),
            "excerpt": index.snippet(safe.shown(row["body_text"]), wanted.query, 140),
            "files": [
                {
                    "id": file["id"],
                    "name": safe.shown(file["name"]),
                    "excerpt": index.snippet(safe.shown(file["text"]), wanted.query, 140),
                    "download": visit.absolute(f"/-/attachment/{file['id']}"),
                }
                for file in row["files"]
            ],
            "page": visit.absolute(f"/-/post/{row['id']}"),
        }
        for row in found.posts
    ]
    narrowed = {name: visit.text(name) for name in NARROWING}
    further = visit.offset + len(found.posts) < min(found.total, RANKED) and found.posts
    following = visit.absolute("/-/search.json", q=wanted.query, **narrowed, page=visit.page() + 1) if further else None
    return _json(visit, {"query": wanted.query, "total": found.total, "more": found.more, "results": results, "next": following})
