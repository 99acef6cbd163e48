"""Normalize: from what a page showed to the fields that count, and the hash that stands for them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crawler.dates import same_day
from crawler.records import Post, SiteDate
from crawler.text import normalise

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact:
    """What is known of an attachment: as offered by the page, and as captured (sha256 None while it could not be fetched)."""

    name: str
    url: str
    media_type: str | None = None
    bytes: int | None = None
    sha256: str | None = None
    capture: int | None = None

    def as_json(self) -> dict[str, object]:
        """The form kept in revisions.attachments."""
        return {"name": self.name, "url": self.url, "media_type": self.media_type, "bytes": self.bytes, "sha256": self.sha256}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A post's normalised fields: two versions are the same exactly when their content_hash is."""

    native_id: str
    url: str
    title: str
    author: str | None
    posted: SiteDate | None
    modified: SiteDate | None
    body_text: str
    body_html: str
    category: str | None
    files: tuple[FileFact, ...]
    content_hash: str

    @property
    def posted_at(self) -> str | None:
        return self.posted.at if self.posted else None

    @property
    def modified_at(self) -> str | None:
        return self.modified.at if self.modified else None


def content_hash(
    title: str, author: str | None, posted_at: str | None, modified_at: str | None, body_text: str, files: Iterable[FileFact]
) -> str:
    """SHA-256 over the fields that make a revision: counters, tokens, badges and markup are not among them."""
    parts = [title, author, posted_at, modified_at, body_text, [[fact.name, fact.sha256] for fact in files]]
    return hashlib.sha256(_JSON.encode(parts).encode()).hexdigest()


def normalize(post: Post, facts: Mapping[str, FileFact]) -> Version:
    """The version a post's page shows, its attachments completed with what their captures gave (by address)."""
    files = tuple(
        facts.get(link.url) or FileFact(name=link.name, url=link.url, media_type=link.media_type, bytes=link.bytes)
        for link in post.attachments
    )
    title = normalise(post.title)
    author = normalise(post.author) if post.author else None
    posted_at = post.posted.at if post.posted else None
    modified_at = post.modified.at if post.modified else None
    return Version(
        native_id=post.native_id,
        url=post.url,
        title=title,
        author=author,
        posted=post.posted,
        modified=post.modified,
        body_text=post.body_text,
        body_html=post.body_html,
        category=post.category,
        files=files,
        content_hash=content_hash(title, author, posted_at, modified_at, post.body_text, files),
    )


def with_known_date(post: Post, row: sqlite3.Row | None) -> Post:
    """A post with the date known before where the one shown now is the same said otherwise: "3시간 전" is "어제" tomorrow, and then 04-06."""
    known = known_date(row)
    if known is None or post.posted is None or not (post.posted.inferred or (known.inferred and same_day(post.posted, known))):
        return post
    return replace(post, posted=known)


def known_date(row: sqlite3.Row | None) -> SiteDate | None:
    """The posting date of an archived post."""
    if row is None or not row["posted_at"]:
        return None
    return SiteDate(at=row["posted_at"], precision=row["posted_precision"], raw=row["posted_raw"] or "", inferred=bool(row["posted_inferred"]))
