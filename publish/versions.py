"""Two versions of a post as pairs of texts, in the form in which their differences are shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_FIELDS = ("title", "author", "posted_at", "modified_at", "attachments", "body_text")


def fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(field, before, after) of two revisions; the markup only where the text is the same."""
    found = [(name, _text(name, old), _text(name, new)) for name in _FIELDS]
    if old["body_text"] == new["body_text"]:
        found.append(("body_html", old["body_html"], new["body_html"]))
    return found


def _text(name: str, version: Mapping[str, Any]) -> str:
    """A field as text: attachments a line each, dates without a midnight that no site showed."""
    value = str(version[name] or "")
    if name == "attachments":
        return "\n".join(" · ".join(str(file[key]) for key in ("name", "url", "bytes", "sha256") if file.get(key)) for file in files(value))
    return value.partition("T00:00:00")[0] if name in ("posted_at", "modified_at") else value


def files(attachments: str) -> list[dict[str, Any]]:
    """A revision's attachments; none where the text is no list of objects."""
    try:
        found = json.loads(attachments or "[]")
    except ValueError:
        return []
    return [file for file in found if isinstance(file, dict)] if isinstance(found, list) else []


def pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The fields that differ as (name, before, after), and the names of those that do not."""
    found = fields(old, new)
    return [field for field in found if field[1] != field[2]], [name for name, before, after in found if before == after and name != "body_html"]
