"""Compare: what differs between two versions of a post, how much it matters, and whether it was done in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.text import typography_only
from pipelines.normalize import FileFact, Version
from pipelines.touched import KINDS, touched


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The fields of the last archived revision that a new version is held against."""

    title: str
    author: str | None
    posted_at: str | None
    modified_at: str | None
    body_text: str
    files: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The names of the fields that differ, first/content/typography, whether no date that the site shows moved, and what it is about (touched.KINDS)."""

    fields: tuple[str, ...]
    significance: str
    silent: bool
    touched: tuple[str, ...] = ()


def compare(known: Known, version: Version) -> Change | None:
    """The change from a known revision to a version; None where they are the same."""
    pairs: tuple[tuple[str, object, object], ...] = (
        ("title", known.title, version.title),
        ("author", known.author, version.author),
        ("posted_at", known.posted_at, version.posted_at),
        ("modified_at", known.modified_at, version.modified_at),
        ("body", known.body_text, version.body_text),
        ("attachments", known.files, _as_far_as_known(known.files, named(version.files))),
    )
    fields = tuple(name for name, before, after in pairs if before != after)
    if not fields:
        return None
    texts = {"title": (known.title, version.title), "body": (known.body_text, version.body_text)}
    typography = all(name in texts and typography_only(*texts[name]) for name in fields)
    return Change(
        fields=fields,
        significance="typography" if typography else "content",
        silent="posted_at" not in fields and "modified_at" not in fields,
        touched=_touched(fields, [pair for name, pair in texts.items() if name in fields and not typography_only(*pair)], is_typography=typography),
    )


def _touched(fields: tuple[str, ...], texts: list[tuple[str, str]], *, is_typography: bool) -> tuple[str, ...]:
    """What a change is about: of its words by their patterns, of other fields by what they are."""
    if is_typography:
        return ("typography",)
    found = set(touched(texts)) if texts else set()
    found |= {"names"} if "author" in fields else set()
    found |= {"dates"} if {"posted_at", "modified_at"} & set(fields) else set()
    found |= {"attachments"} if "attachments" in fields else set()
    return tuple(kind for kind in KINDS if kind in found)


def _as_far_as_known(before: tuple[tuple[str, str | None], ...], after: tuple[tuple[str, str | None], ...]) -> tuple[tuple[str, str | None], ...]:
    """The files after, except that a digest known on one side only is no difference: a file that could not be fetched tells nothing."""
    if [name for name, _ in before] != [name for name, _ in after]:
        return after
    return tuple(
        (name, old if old is None or new is None else new) for (name, old), (_, new) in zip(before, after, strict=True)
    )


def named(files: Sequence[FileFact]) -> tuple[tuple[str, str | None], ...]:
    """Attachments as they count for a change: name and digest, in the order of the page."""
    return tuple((fact.name, fact.sha256) for fact in files)
