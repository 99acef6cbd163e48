"""The frozen records that pass between the rooms: what a fetch brought, and what an engine read in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Precision = Literal["second", "minute", "hour", "day", "month", "year"]
TaskKind = Literal["robots", "list", "post", "replies", "file", "partners", "logo", "link"]
WithheldKind = Literal["gone", "blinded", "secret"]

#: Begins a native id that only stands in for the platform's own, where a list shows nothing but an alias of the address.
ALIAS = "alias:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One HTTP request and its response, byte for byte as they crossed the wire.

    request:   request line, headers, blank line and body as sent
    head:      status line, headers and blank line as received
    body:      the rest as received, transfer coding (chunk framing) included
    payload:   the body with the transfer coding removed, content coding (gzip …) still on: what digests are made of
    headers:   (name, value) pairs in their order, duplicates kept, latin-1 so that any byte survives
    truncated: None, or the WARC-Truncated reason (length, time, disconnect) when the body is known to be cut
    """

    url: str
    method: str
    request: bytes
    head: bytes
    body: bytes
    payload: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    started_at: datetime
    ip: str | None = None
    tls_verified: bool | None = None
    truncated: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, by its name in any case; None where it is absent."""
        wanted = name.lower()
        length = len(wanted)
        for key, value in self.headers:
            if len(key) == length and key.lower() == wanted:
                return value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A decoded page, all that an engine may know: address, text, status, and when it was fetched (aware, UTC).

    ``utf8`` is the text in UTF-8 where it came so, to spare encoding it again for a parser that wants bytes.
    """

    url: str
    text: str
    status: int
    media_type: str
    fetched_at: datetime
    utf8: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDate:
    """A date as the site shows it: ISO 8601 with the board's offset, how much of it was shown, and the raw text.

    inferred: the raw text shows no year (or no day); it was inferred from the neighbours in the list and the moment of fetching
    """

    at: str
    precision: Precision
    raw: str
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row of a list page. ``title_cut`` tells that the list shortened the title."""

    native_id: str
    url: str
    title: str
    title_cut: bool = False
    author: str | None = None
    posted: SiteDate | None = None
    pinned: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list page: its rows in page order, the next page's address, the total the board claims (None where it claims none),
    and how many pages it claims (asked of a first page alone).

    Addresses that are asked by POST are written as crawler.forms does. ``session_fields``: what the page's forms carry for their own
    protection, for a POST that follows it. ``unlinked``: rows of locked or expired posts that have no address, so no number to know them by.
    """

    url: str
    rows: tuple[ListRow, ...]
    next_url: str | None = None
    claimed_total: int | None = None
    claimed_pages: int | None = None
    empty_reason: str | None = None
    session_fields: tuple[tuple[str, str], ...] = ()
    unlinked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLink:
    """A file that a post offers: its name as shown, its absolute address, and what the page claims of type and size.

    ask: the address to ask in this visit, where the one that names the file is not enough (a nonce that changes with every visit)
    """

    name: str
    url: str
    media_type: str | None = None
    bytes: int | None = None
    ask: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A reader's comment under a post."""

    native_id: str
    author: str | None
    posted: SiteDate | None
    body_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post as its own page shows it. ``body_html`` is raw and hostile; ``rules`` names the selector that gave each field.

    more_url: where its comments go on; ``comments`` are then those of the first page
    """

    native_id: str
    url: str
    title: str
    author: str | None
    posted: SiteDate | None
    modified: SiteDate | None
    body_html: str
    body_text: str
    attachments: tuple[AttachmentLink, ...] = ()
    comments: tuple[Comment, ...] = ()
    category: str | None = None
    rules: tuple[tuple[str, str], ...] = ()
    more_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """A further page of a post: the comments that it shows, and where they go on (None on the last page)."""

    native_id: str
    url: str
    comments: tuple[Comment, ...]
    more_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A page that says, in words or by its status, that the post is gone, blinded or secret; ``evidence`` quotes it."""

    kind: WithheldKind
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One entry of the partner strip. ``alt`` is the raw alternative text, ``name`` the same less the logo words."""

    name: str
    url: str | None
    logo_url: str | None
    alt: str
    description: str | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerStrip:
    """The partner strip of a page, in page order."""

    url: str
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to fetch. ``facts`` holds what the page that led here said (list row, page number, redirects); JSON values only."""

    kind: TaskKind
    url: str
    native_id: str | None = None
    facts: dict[str, object] = field(default_factory=dict)
    id: int | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A page that was captured but could not be read: the columns of an ``issues`` row."""

    kind: str
    message: str
    selector: str | None = None
    expected: str | None = None
    found: str | None = None
