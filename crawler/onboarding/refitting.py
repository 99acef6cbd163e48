"""A correction of one value in the preview finds the selector that gives it, and everything is read again with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler import select
from crawler.errors import VisitFailed
from crawler.locating import selector_for
from crawler.onboarding.looking import Found, learned_of, read_again
from crawler.records import Post
from crawler.text import normalise

#: What may be corrected, as in ``author=총무과``: the values of the first post in the preview.
FIELDS = ("title", "author", "posted", "body")


def refit(found: Found, corrections: Mapping[str, str]) -> Found:
    """The board read so that the first post has the corrected values. Raises VisitFailed where a value stands nowhere on its page."""
    if not found.samples:
        raise VisitFailed("no post was looked at, so nothing can be corrected")
    unknown = next((field for field in corrections if field not in FIELDS), None)
    if unknown is not None:
        raise VisitFailed(f"{unknown!r} cannot be corrected; give one of {', '.join(FIELDS)}, as in author=총무과")
    if found.shape is not None:
        found = _learned_again(found, corrections)
    chains = dict(found.board.select)
    for field, value in corrections.items():
        if not _reads(found, field, value):
            css = _selector(found, field, value)
            chains[field] = (css, *(one for one in chains.get(field, ()) if one != css))
    again = read_again(found, replace(found.board, select=chains))
    for field, value in corrections.items():
        if not _took(again, field, value):
            raise VisitFailed(f"{field}={value} changes nothing: {_told(again, field)}, and takes no selector for it")
    return again


def _learned_again(found: Found, corrections: Mapping[str, str]) -> Found:
    """The shape learned anew with what a person said of the list's first row; as it was where that row is not the one that was corrected."""
    row = found.samples[0].row
    if not found.listing.rows or found.listing.rows[0].native_id != row.native_id:
        return found
    listed = {field: value for field, value in corrections.items() if field != "body"}
    again = learned_of(found.page, found.second_page, [sample.page for sample in found.samples], found.board, listed, found.scripts)
    if again.listing is None:
        return found
    return read_again(replace(found, shape=again.verdict), replace(found.board, learned=again.facts))


def _reads(found: Found, field: str, value: str) -> bool:
    """Whether the first post has the value already."""
    return normalise(_held(found, field) or "") == normalise(value) and isinstance(found.samples[0].read, Post)


def _held(found: Found, field: str) -> str | None:
    """A field of the first post as it is read; None where the post has none or is not read."""
    post = found.samples[0].read
    if not isinstance(post, Post):
        return None
    return {"title": post.title, "author": post.author, "posted": post.posted.raw if post.posted else None, "body": post.body_text}[field]


def _took(found: Found, field: str, value: str) -> bool:
    """Whether a correction took hold: of a date and a body a person gives as much as they like."""
    held, given = normalise(_held(found, field) or ""), normalise(value)
    return given in held if field in ("posted", "body") else _reads(found, field, value)


def _told(found: Found, field: str) -> str:
    return f"the engine {found.board.engine} reads {(_held(found, field) or '')[:80]!r} on {found.samples[0].page.url}"


def _selector(found: Found, field: str, value: str) -> str:
    first, *others = found.samples
    if not value:
        why = f"{_told(found, field)}, where its platform keeps it"
        raise VisitFailed(f"{field}= is for lists whose shape was learned: {why}; give the right value instead, as in author=총무과")
    pages = [(select.parse(first.page), value), *((select.parse(sample.page), _known(field, sample.row.title)) for sample in others)]
    css = selector_for(pages, part=field == "body")
    if css is None:
        where = f"no one selector finds {value[:80]!r} on {first.page.url} and something on the board's other posts"
        raise VisitFailed(f"{field}: {where}; type it as the page shows it")
    return css


def _known(field: str, title: str) -> str | None:
    """What a further post's element must hold: its title as listed, unless that is cut; of other fields nothing is known."""
    return title if field == "title" and not title.endswith(("..", "…")) else None
