"""What happened to a post in words for people: a sentence for the event, and the facts that it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from publish.words import Translator, known

#: Facts that have words of their own, or are a capture's number, which a link says.
_TOLD = frozenset({"evidence", "page", "capture", "first_evidence", "first_at", "first_capture", "attachments", "from", "to", "revision", "changed", "silent"})
#: What an event "unlisted" says of the post's own page.
_PAGES = {"still answers": "event_unlisted_open", "says that it is not there": "event_unlisted_denied"}


def detail(text: str | None) -> dict[str, Any]:
    """An event's JSON detail; empty for what is no object."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def sentence(words: Translator, event: Mapping[str, Any]) -> str:
    """An event in a sentence: of a post that left its list, also whether its page still answers."""
    if event["kind"] == "unlisted":
        page = _PAGES.get(str(detail(event["detail"]).get("page")))
        return words(page or "event_unlisted")
    return known(words, "event", event["kind"])


def facts(words: Translator, event: Mapping[str, Any], told: frozenset[str] = frozenset()) -> Iterator[str]:
    """What an event rests on, a short text each. ``told``: what the page has said already of the site's own words."""
    found = detail(event["detail"])
    said = found.get("evidence")
    if said and str(said) not in told:
        yield words("site_said", evidence=str(said)[:500])
    if event["kind"] == "moved":
        yield f"{found.get('from', '')} → {found.get('to', '')}"
    elif "from" in found and "to" in found:
        yield words("became", before=known(words, "state", found["from"]), after=known(words, "state", found["to"]))
    files = found.get("attachments")
    if isinstance(files, list):
        served = sum(isinstance(file, dict) and bool(file.get("served")) for file in files)
        yield words("files_served", n=len(files), served=served)
    yield from (f"{name}: {str(fact)[:500]}" for name, fact in found.items() if name not in _TOLD)


def first_at(event: Mapping[str, Any]) -> str | None:
    """When the post's page first said what this event confirms; None where the event names no such time."""
    at = detail(event["detail"]).get("first_at")
    return at if isinstance(at, str) else None


def touched(words: Translator, kinds: list[Any]) -> list[str]:
    """What a change is about, in words; nothing for one of which only the words are known to differ."""
    return [known(words, "touched", kind) for kind in kinds if kind != "words"]
