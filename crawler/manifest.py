"""What a board is, as data: a TOML file of at most 40 lines, checked when it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRules:
    """How a board may be asked. Seconds, bytes and counts.

    delay:         least time between two requests; robots.txt's Crawl-delay counts where it is longer
    concurrency:   connections to the host at once
    timeout:       total time for one answer
    max_bytes:     largest answer, before and after decompression
    attempts:      tries for one address before it counts as failed
    backoff:       wait before the second try, doubled each time
    patience:      longest wait that is sat out; a longer Retry-After ends the run as incomplete
    verify_tls:    false only as an explicit exception, which every capture records
    contact:       goes into the user agent
    private_hosts: hosts that may resolve to private or loopback addresses
    """

    delay: float = 1.0
    concurrency: int = 1
    timeout: float = 60.0
    max_bytes: int = 20 * 1024 * 1024
    attempts: int = 5
    backoff: float = 2.0
    patience: float = 600.0
    verify_tls: bool = True
    contact: str = ""
    private_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A board: what it is, where, and how it is read.

    hosts:          host or host:port pairs that may be asked; everything else is refused
    lists:          addresses of list pages at which reading starts (by default the board's own address)
    optional_lists: further ones that may be absent without being an error
    partners_url:   the page that shows the partner strip, if there is one
    select:         CSS selectors that go before the engine's own, by field name (rows, title, author, posted, body, files, partners, next)
    expect:         expectations such as min_posts, min_partners
    diary:          dated notes, (ISO date, text)
    """

    name: str
    title: str
    publisher: str
    url: str
    engine: str
    language: str
    timezone: str
    hosts: tuple[str, ...]
    lists: tuple[str, ...] = ()
    optional_lists: tuple[str, ...] = ()
    partners_url: str | None = None
    fetch: FetchRules = FetchRules()
    select: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expect: Mapping[str, int] = field(default_factory=dict)
    diary: tuple[tuple[str, str], ...] = ()
