"""Atom and JSON feeds of what happened to posts, with the change itself in each entry, cleaned as on the pages."""

from __future__ import annotations

import re
import uuid
from urllib.parse import urljoin

from datasette.utils.asgi import Response
from markupsafe import Markup, escape

from publish import difference, file_changes, happened, moments, reading, safe, versions
from publish.feed_forms import Entry, Feed, answer
from publish.reading import Row, Wanted
from publish.visit import Visit
from publish.words import known, translator

ENTRIES = 30
#: Longer texts stay on their page; a reader's program would choke on a feed of them.
_LONGEST = 20_000
_KINDS = {
    "new": ("new",),
    "changed": ("changed",),
    "gone": reading.WITHDRAWN,
    "withdrawn": reading.WITHDRAWN,
    "restored": ("restored",),
}
#: What a feed tells where no kind is named: what happened to the content, not to a place in a list.
TOLD = ("new", "changed", *reading.WITHDRAWN, "restored")


def kinds(asked: str) -> tuple[str, ...]:
    """The event kinds of a comma list such as ``changed,gone``; all that a feed tells where it names none. ``gone`` is all that left."""
    names = [name.strip() for name in asked.split(",")]
    chosen = [kind for name in names for kind in _KINDS.get(name, (name,) if name in reading.EVENT_KINDS else ())]
    return tuple(dict.fromkeys(chosen)) or TOLD


async def feed(visit: Visit) -> Response:
    """``/-/feed.atom`` and ``/-/feed.json``: the latest events; ``board=``, ``author=``, ``q=``, ``kind=`` narrow them, ``before=`` reads on."""
    wanted = Wanted(
        kinds=kinds(visit.text("kind")), board=visit.text("board"), author=visit.text("author"), query=visit.text("q"), before=visit.cursor("before")
    )
    events = await reading.events(visit.db, wanted, ENTRIES)
    return answer(
        visit,
        Feed(
            title=await _title(visit, wanted),
            here=_address(visit),
            home=_home(visit),
            older=_address(visit, before=events[-1]["id"]) if len(events) == ENTRIES else None,
            updated=events[0]["at"] if events else await last_run(visit),
            entries=await _entries(visit, events),
        ),
    )


def _address(visit: Visit, **parameters: object) -> str:
    """This feed's absolute address with other parameters."""
    asked = {name: visit.text(name) for name in ("board", "author", "q", "kind")} | {"lang": visit.lang, "before": visit.cursor("before")}
    return visit.absolute(f"/-/feed.{visit.request.url_vars['format']}", **(asked | parameters))


async def last_run(visit: Visit) -> str:
    row = await reading.one(visit.db, "SELECT max(coalesce(finished_at, started_at)) AS at FROM crawls")
    return str(row["at"]) if row and row["at"] else "1970-01-01T00:00:00Z"


async def _title(visit: Visit, wanted: Wanted) -> str:
    board = await reading.board(visit.db, wanted.board) if wanted.board else None
    about = [board["title"] if board else wanted.board, wanted.author, f"“{wanted.query}”" if wanted.query else ""]
    words = translator(visit.lang)
    chosen = [words("taken_down" if name == "gone" else f"kind_{name}") for name in visit.text("kind").split(",") if name in _KINDS and name != "withdrawn"]
    return safe.shown(" · ".join([words("name"), *filter(None, about), *chosen]))


async def _entries(visit: Visit, events: list[Row]) -> list[Entry]:
    """The events with their content: the first version of what is new, the difference of what changed, the statement about what left."""
    numbers = [(event["post"], number) for event in events for number in _needed(event)]
    held = await reading.versions_of(visit.db, numbers)
    files = await reading.attachments_of(visit.db, sorted({event["post"] for event in events}))
    return [
        Entry(
            id=uuid.uuid5(uuid.NAMESPACE_URL, f"{event['record_id']} {event['board']} {event['native_id']} {event['kind']}").urn,
            address=_page(visit, event),
            title=f"[{known(translator(visit.lang), 'kind', event['kind'])}] {safe.shown(_headline(event, held)) or '—'}",
            content=_content(visit, event, held, files[event["post"]]),
            at=event["at"],
            via=safe.external(event["url"]),
            author=event["author"] or "",
            language=event["language"],
            tags=(event["kind"], event["board"]),
            facts={name: event[name] for name in ("id", "kind", "post", "board", "native_id", "capture", "changed", "touched")}
            | {"revision": event["number"], "silent": bool(event["silent"]), "state": event["state"]},
        )
        for event in events
    ]


def _needed(event: Row) -> tuple[int, ...]:
    """The numbers of the versions that an event is about."""
    if event["kind"] == "new":
        return (1,)
    return (event["number"] - 1, event["number"]) if event["kind"] == "changed" and event["number"] else ()


def _headline(event: Row, held: dict[tuple[int, int], Row]) -> str:
    """The title as it stood after the event, where a version says so."""
    row = held.get((event["post"], max(_needed(event), default=0)))
    return str(row["title"] if row else event["title"])


def _page(visit: Visit, event: Row) -> str:
    if event["kind"] == "changed" and event["number"] and event["number"] > 1:
        return visit.absolute(f"/-/post/{event['post']}/compare/{event['number'] - 1}/{event['number']}")
    return visit.absolute(f"/-/post/{event['post']}")


def _content(visit: Visit, event: Row, held: dict[tuple[int, int], Row], files: list[Row]) -> Markup:
    found = [held.get((event["post"], number)) for number in _needed(event)]
    about = _about(visit, event)
    if event["kind"] == "new" and found[0]:
        return about + _body(visit, {**event, **found[0]}, files)
    if event["kind"] == "changed" and len(found) == 2 and found[0] and found[1]:
        return about + _difference(visit, event, found[0], found[1])
    return about + Markup("<p>{}</p>").format(happened.sentence(translator(visit.lang), event)) + _evidence(event)


def _about(visit: Visit, event: Row) -> Markup:
    """Board, author and date, and where the post stands."""
    pieces = [event["board_title"], event["author"] or ""]
    facts = Markup(" · ").join(escape(safe.shown(piece)) for piece in pieces if piece)
    if event["posted_at"]:
        facts += Markup(" · ") + moments.on_site(event["posted_at"], event["posted_precision"], visit.lang)
    original = safe.external(event["url"])
    if original is None:
        return Markup("<p>{}</p>").format(facts)
    link = Markup('<a rel="nofollow noopener noreferrer external" href="{}">{}</a>').format(original, translator(visit.lang)("original"))
    return Markup("<p>{} · {}</p>").format(facts, link)


def _body(visit: Visit, row: Row, files: list[Row]) -> Markup:
    """The body of a version, cleaned, its archived pictures by absolute address; the beginning of its text where it is too long."""
    if len(row["body_html"]) <= _LONGEST:
        images = {
            address: visit.absolute(f"/-/attachment/{file['id']}/image")
            for file in files
            if file["state"] == "present" and file["sha256"]
            for address in (file["url"], urljoin(row["url"], file["url"]))
        }
        cleaned = safe.body(row["body_html"], row["url"], images)
        if cleaned is not None and (cleaned.striptags().strip() or "<img" in cleaned):
            return cleaned
    text = safe.shown(row["body_text"])
    return _lines(escape(text[:2000] + ("…" if len(text) > 2000 else "")))


def _lines(text: Markup) -> Markup:
    return Markup("<p>{}</p>").format(text.replace("\n", Markup("<br>")))


def _difference(visit: Visit, event: Row, old: Row, new: Row) -> Markup:
    """What changed, field by field, with <del> and <ins>; of long texts only that they changed."""
    words = translator(visit.lang)
    parts = [words("typography")] if event["significance"] == "typography" else []
    parts += [words("silent")] if event["silent"] else []
    about = happened.touched(words, event["touched"])
    parts += [f"{words('touched')} {', '.join(about)}"] if about and event["significance"] != "typography" else []
    content = Markup().join(Markup("<p><strong>{}</strong></p>").format(part) for part in parts)
    for name, before, after in versions.pairs(old, new)[0]:
        content += Markup("<h3>{}</h3>").format(known(words, "field", name))
        if name == "attachments":
            changed = file_changes.changes(versions.files(old[name]), versions.files(new[name]))
            content += Markup().join(Markup("<p>{}</p>").format(file_changes.told(change, words)) for change in changed if change.kind != "same")
            continue
        if len(before) + len(after) > _LONGEST:
            content += Markup('<p><a href="{}">{}</a></p>').format(_page(visit, event), words("compare"))
            continue
        shown = [row for row in difference.rows(before, after) if row.kind != "folded"]
        content += Markup().join(_lines(row.inline) for row in shown)
    return content


def _evidence(event: Row) -> Markup:
    """What the site answered when the post was not there, in its own words."""
    said = happened.detail(event["detail"]).get("evidence")
    return Markup("<blockquote>{}</blockquote>").format(safe.shown(said)) if said else Markup()




def _home(visit: Visit) -> str:
    """The page that shows to people what the feed tells to programs."""
    board, author, query = (visit.text(name) for name in ("board", "author", "q"))
    if query:
        return visit.absolute("/-/search", q=query, board=board)
    if author:
        return visit.absolute("/-/author", name=author, board=board)
    return visit.absolute(f"/-/board/{board}") if re.fullmatch(r"[\w.-]+", board) else visit.absolute("/-/changes")

