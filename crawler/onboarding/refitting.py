"""A correction of one value in the preview finds the selector that gives it, and everything is read again with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler import select
from crawler.errors import VisitFailed
from crawler.locating import selector_for
from crawler.onboarding.looking import Found, read_again

#: What may be corrected, as in ``author=총무과``: the values of the first post in the preview.
FIELDS = ("title", "author", "posted", "body")


def refit(found: Found, corrections: Mapping[str, str]) -> Found:
    """The board read with selectors that give the corrected values of the first post. Raises VisitFailed where a value stands nowhere on its page."""
    if not found.samples:
        raise VisitFailed("no post was looked at, so nothing can be corrected")
    first, *others = found.samples
    chains = dict(found.board.select)
    for field, value in corrections.items():
        if field not in FIELDS:
            raise VisitFailed(f"{field!r} cannot be corrected; give one of {', '.join(FIELDS)}, as in author=총무과")
        pages = [(select.parse(first.page), value), *((select.parse(sample.page), _known(field, sample.row.title)) for sample in others)]
        css = selector_for(pages, part=field == "body")
        if css is None:
            where = f"no one selector finds {value[:80]!r} on {first.page.url} and something on the board's other posts"
            raise VisitFailed(f"{field}: {where}; type it as the page shows it")
        chains[field] = (css, *(one for one in chains.get(field, ()) if one != css))
    return read_again(found, replace(found.board, select=chains))


def _known(field: str, title: str) -> str | None:
    """What a further post's element must hold: its title as listed, unless that is cut; of other fields nothing is known."""
    return title if field == "title" and not title.endswith(("..", "…")) else None
