"""The links of partners: whether anybody answers there, for the wall, its feed and programs."""

from __future__ import annotations

import json
from typing import Any

from datasette.database import Database
from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup

from crawler.links import FAILING
from publish import happened, moments, reading, safe
from publish.reading import Row
from publish.visit import Visit, unchanged
from publish.words import known, translator

PARTNER = ("id", "name", "url", "position", "state", "revision", "first_seen_at", "last_seen_at", "dead_since")
CHECK = ("outcome", "status", "leads_to", "checked_at", "last_checked_at", "checks", "confirmed_at", "capture", "confirmed_capture")


async def by_partner(db: Database, board: str) -> dict[int, dict[str, Row | None]]:
    """What is known of each partner's present link: ``last``, what the last check said, and ``dead``, the row that proves it dead (None where it is not)."""
    found = await reading.rows(
        db,
        "SELECT l.*, p.dead_since FROM partner_links l JOIN partners p ON p.id = l.partner AND p.url = l.url WHERE p.board = :board ORDER BY l.id",
        {"board": board},
    )
    known_of: dict[int, dict[str, Row | None]] = {}
    for row in found:
        told = known_of.setdefault(row["partner"], {"last": None, "dead": None})
        told["last"] = {**row, "once": row["outcome"] in FAILING and not row["confirmed_at"]}
        if row["outcome"] in FAILING and row["confirmed_at"] and row["checked_at"] == row["dead_since"]:
            told["dead"] = row
    return known_of


async def wall(visit: Visit) -> Response:
    """``/-/partners/BOARD.json``: the partners of a board and, of those whose site was asked, whether anybody answers at their link."""
    name = visit.request.url_vars["name"]
    if await reading.board(visit.db, name) is None:
        raise NotFound("no such board")
    links = await by_partner(visit.db, name)
    value = {
        "board": name,
        "page": visit.absolute(f"/-/partners/{name}"),
        "partners": [_told(row, links.get(row["id"], {}).get("last")) for row in await reading.partners(visit.db, name)],
    }
    return unchanged(visit.request, json.dumps(value, ensure_ascii=False), "application/json; charset=utf-8")


def _told(row: Row, last: Row | None) -> dict[str, Any]:
    return {**{name: row[name] for name in PARTNER}, "link": {name: last[name] for name in CHECK} if last is not None else None}


def moved(visit: Visit, move: Row) -> Markup:
    """A link's death or return in a feed: what was found, and since when."""
    words = translator(visit.lang)
    detail = {name: safe.shown(fact) for name, fact in happened.detail(move["detail"]).items()}
    status = f" ({detail['status']})" if detail.get("status") else ""
    outcome = known(words, "link", detail.get("outcome"))
    since = Markup("{} {}{}").format(words("link_since"), moments.on_day(detail.get("since"), visit.lang, move["timezone"]), words("link_since_end"))
    return Markup("<p>{} {}</p><p>{}</p><p>{}{}</p>").format(
        safe.shown(move["now"]) or "—", known(words, "partner", move["kind"]), since, outcome, status
    )
