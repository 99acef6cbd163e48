"""What a site's robots.txt permits, as RFC 9309 has it: no file means yes, a broken server means no."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from protego import Protego

from crawler.manifest import Manifest

Verdict = Literal["rules", "absent", "closed"]

#: Bytes (or characters) that are parsed; RFC 9309 asks for at least 500 KiB.
MAX_LENGTH = 500 * 1024
#: Seconds; a longer Crawl-delay counts as this one, so that a typing error does not stop a board for days.
MAX_DELAY = 120.0

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The answer of the robots.txt asked at ``url``, for one agent. ``delay`` in seconds, None where none is asked for.

    It speaks for that address's scheme, host and port only: a board of two hosts needs two.
    """

    url: str
    verdict: Verdict
    delay: float | None = None
    agent: str = ""
    parsed: Protego | None = field(default=None, repr=False, compare=False)

    def allows(self, url: str) -> bool:
        """Whether the agent may fetch an address of that site."""
        if self.verdict == "closed":
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.agent))


def rules(status: int | None, media_type: str | None, text: str | bytes | None, *, url: str, agent: str) -> Robots:
    """Judge a robots.txt by its answer, for the address it was asked at; ``status`` None: there was no answer.

    200 with text → rules. 200 with HTML → absent: front controllers answer every unknown address with their home page, which says as
    little as a 404. 4xx → absent, but 429 asks to wait and is closed, as are 5xx, no answer, and a body that cannot be read.
    Redirects are the caller's to follow; one that is handed in led nowhere and counts as absent.
    """
    name = agent.split("/", 1)[0].strip()
    if status is None or status < 200 or status == 429 or status >= 500:
        return Robots(url=url, verdict="closed", agent=name)
    if status >= 300:
        return Robots(url=url, verdict="absent", agent=name)
    decoded = _readable(text)
    if decoded is None:
        return Robots(url=url, verdict="closed", agent=name)
    if "html" in (media_type or "").lower() or decoded.lstrip().startswith("<"):
        return Robots(url=url, verdict="absent", agent=name)
    parsed = Protego.parse(decoded)
    delay = parsed.crawl_delay(name)
    return Robots(url=url, verdict="rules", delay=None if delay is None else min(delay, MAX_DELAY), agent=name, parsed=parsed)


def user_agent(board: Manifest) -> str:
    """An honest name: ``Panjeon/0.1.0 (+contact)``, where the contact is the manifest's."""
    contact = re.sub(r"[^\x20-\x7e]|[()\\]", "", board.fetch.contact).strip()
    return f"Panjeon/{_version()} (+{contact})" if contact else f"Panjeon/{_version()}"


@cache
def _version() -> str:
    try:
        return version("panjeon")
    except PackageNotFoundError:
        return "source"


def _readable(text: str | bytes | None) -> str | None:
    """The text up to MAX_LENGTH, without its mark of byte order; None for what is binary. Never half a line: it could mean the whole site."""
    if text is None:
        return None
    whole = len(text) <= MAX_LENGTH
    decoded = _decode(text[:MAX_LENGTH]) if isinstance(text, bytes) else text[:MAX_LENGTH].removeprefix("\ufeff")
    if "\0" in decoded:
        return None
    return decoded if whole else decoded.rpartition("\n")[0]


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if b"\0" in data[:2]:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    return data.decode("utf-8", "replace")
