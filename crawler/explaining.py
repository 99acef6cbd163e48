"""Explaining: for one page, which selector gave which value, where it stands, and how the archive has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crawler import select
from crawler.locating import selector_for
from crawler.records import Listing, ListRow, Page, Post
from crawler.text import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One value of a page.

    rule:     what the engine says that it read it by; None where it does not say
    place:    the simplest selector that finds this value on this page; None where none does, as for what stands in an attribute
    archived: how the archive has it; None where it has nothing of the kind
    differs:  whether the two differ; None where the archive has nothing to hold it against
    """

    field: str
    value: str | None
    rule: str | None
    place: str | None
    archived: str | None = None
    differs: bool | None = None


def explain_post(page: Page, post: Post, archived: Mapping[str, str | None] | None) -> Iterator[Explained]:
    """The fields of a post; ``archived`` are the archive's own, by the same names, None where it does not know the post."""
    rules = dict(post.rules)
    root = select.parse(page)
    shown = {"posted": post.posted.raw if post.posted else None, "modified": post.modified.raw if post.modified else None}
    for field, value in values_of(post).items():
        looked_for = shown.get(field, value)
        place = selector_for([(root, looked_for)], part=field == "body") if looked_for and field not in ("native_id", "files", "comments") else None
        known = archived.get(field) if archived is not None else None
        differs = None if archived is None or field not in archived else normalise(known or "") != normalise(value or "")
        yield Explained(field=field, value=value, rule=rules.pop(field, None), place=place, archived=known, differs=differs)
    for field, rule in rules.items():
        yield Explained(field=field, value=None, rule=rule, place=None)


def values_of(post: Post) -> dict[str, str | None]:
    """A post's fields as texts, by the names under which they are explained."""
    return {
        "native_id": post.native_id,
        "url": post.url,
        "title": post.title,
        "author": post.author,
        "posted": post.posted.at if post.posted else None,
        "modified": post.modified.at if post.modified else None,
        "category": post.category,
        "body": post.body_text,
        "files": ", ".join(link.name for link in post.attachments),
        "comments": str(len(post.comments)),
    }


def explain_list(page: Page, listing: Listing, titles: Mapping[str, str]) -> Iterator[Explained]:
    """The rows of a list and what leads on; ``titles`` are the archive's, by native id."""
    root = select.parse(page)
    total = str(listing.claimed_total) if listing.claimed_total is not None else None
    yield Explained(field="next", value=listing.next_url, rule=None, place=None)
    yield Explained(field="claimed_total", value=total, rule=None, place=None)
    if listing.unlinked:
        yield Explained(field="unlinked", value=f"{listing.unlinked} locked or expired rows without an address, left out", rule=None, place=None)
    for row in listing.rows:
        known = titles.get(row.native_id)
        differs = normalise(known) != normalise(row.title) if known is not None else None
        yield Explained(field=f"row {row.native_id}", value=_told(row), rule=None, place=selector_for([(root, row.title)]), archived=known, differs=differs)


def _told(row: ListRow) -> str:
    marks = [mark for mark, there in (("pinned", row.pinned), ("secret", row.secret), ("cut", row.title_cut)) if there]
    return " | ".join(part for part in (row.title, row.author, row.posted.at if row.posted else None, *marks) if part)
