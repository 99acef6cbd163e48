"""Atom and JSON feeds of the partner strips: who came, who left, who came back, what of an entry changed, logos before and after."""

from __future__ import annotations

import re
import uuid

from datasette.utils.asgi import Response
from markupsafe import Markup

from publish import feeds, happened, partner_links, reading, safe
from publish.feed_forms import Entry, Feed, answer
from publish.reading import PARTNER_KINDS, Row
from publish.visit import Visit
from publish.words import known, translator


async def feed(visit: Visit) -> Response:
    """``/-/partner-feed.atom`` and ``.json``: what happened to partners, the latest first; ``board=`` and ``kind=`` narrow it, ``before=`` reads on.

    Who stood in a strip when it was first archived is no news, and is left out.
    """
    board = visit.text("board")
    moves = await reading.partner_moves(visit.db, board, feeds.ENTRIES, kinds=_kinds(visit.text("kind")), before=visit.cursor("before"))
    row = await reading.board(visit.db, board)
    words = translator(visit.lang)
    return answer(
        visit,
        Feed(
            title=safe.shown(" · ".join(filter(None, (words("name"), row["title"] if row else board, words("partners"))))),
            here=_address(visit),
            home=visit.absolute(f"/-/partners/{board}" if re.fullmatch(r"[\w.-]+", board) else "/"),
            older=_address(visit, before=moves[-1]["id"]) if len(moves) == feeds.ENTRIES else None,
            updated=moves[0]["at"] if moves else await feeds.last_run(visit),
            entries=[_entry(visit, move) for move in moves],
        ),
    )


def _kinds(asked: str) -> tuple[str, ...]:
    """The kinds of a comma list; all of them where it names none."""
    return tuple(name for name in (part.strip() for part in asked.split(",")) if name in PARTNER_KINDS) or PARTNER_KINDS


def _address(visit: Visit, **parameters: object) -> str:
    asked = {name: visit.text(name) for name in ("board", "kind")} | {"lang": visit.lang, "before": visit.cursor("before")}
    return visit.absolute(f"/-/partner-feed.{visit.request.url_vars['format']}", **(asked | parameters))


def _entry(visit: Visit, move: Row) -> Entry:
    name = safe.shown(move["name"] or move["now"])
    return Entry(
        # by the partner's first name: an event's number is another one after a merge
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"{move['record_id']} {move['board']} partner {move['first_name']} {move['kind']}").urn,
        address=visit.absolute(f"/-/partners/{move['board']}"),
        title=f"[{known(translator(visit.lang), 'partner_kind', move['kind'])}] {name or '—'}",
        content=_content(visit, move),
        at=move["at"],
        via=safe.external(move["link"]),
        author="",
        language=move["language"],
        tags=(f"partner_{move['kind']}", move["board"]),
        facts={key: move[key] for key in ("id", "kind", "partner", "board", "capture", "changed")} | {"revision": move["number"]},
    )


def _content(visit: Visit, move: Row) -> Markup:
    words, link = translator(visit.lang), safe.external(move["link"])
    board = safe.shown(move["board_title"])
    about = Markup("<p>{}</p>").format(board)
    if link:
        about = Markup('<p>{} · <a rel="nofollow noopener noreferrer external" href="{}">{}</a></p>').format(board, link, safe.shown(link))
    if move["kind"].startswith("link_"):
        return about + partner_links.moved(visit, move)
    if move["changed"]:
        return about + Markup().join(_field(visit, move, field) for field in move["changed"])
    said = Markup("<p>{} {}</p>").format(safe.shown(move["now"]) or "—", known(words, "partner", move["kind"]))
    if move["kind"] == "gone":
        return about + said + (Markup("<p>{}</p>").format(words("partner_because")) if "because" in happened.detail(move["detail"]) else Markup())
    logo = _logo(visit, move["partner"], move["last"], safe.shown(move["alt_now"])) if move["logo_now"] else Markup()
    description = Markup("<p>{}</p>").format(safe.shown(move["description_now"])) if move["description_now"] else Markup()
    return about + said + logo + description


def _field(visit: Visit, move: Row, field: str) -> Markup:
    """What of an entry changed: before and after, logos as pictures."""
    words = translator(visit.lang)
    head = Markup("<h3>{}</h3>").format(known(words, "partner_field", field))
    if field != "logo_sha256":
        before, after = (safe.shown(move[name]) or "—" for name in (f"old_{field}", field))
        return head + Markup("<p><del>{}</del> → <ins>{}</ins></p>").format(before, after)
    sides = ((move["old_logo_sha256"], move["number"] - 1, "logo_before"), (move["logo_sha256"], move["number"], "logo_after"))
    drawn = [_logo(visit, move["partner"], version, words(alt)) if held else words("no_logo") for held, version, alt in sides]
    return head + Markup("<p>{} → {}</p>").format(*drawn)


def _logo(visit: Visit, partner: int, version: int, alt: str) -> Markup:
    return Markup('<img src="{}" alt="{}">').format(visit.absolute(f"/-/logo/{partner}/{version}"), alt)
