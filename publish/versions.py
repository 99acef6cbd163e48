"""Two versions of a post as pairs of texts, field by field, ready to be compared."""

from __future__ import annotations

from publish.reading import Row, listed

FIELDS = ("title", "author", "posted_at", "modified_at", "attachments", "body_text")


def pairs(old: Row, new: Row) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The fields that differ as (name, before, after), and the names of those that do not; the markup counts only where the text is the same."""
    fields = [(name, *_texts(name, old, new)) for name in FIELDS]
    same = [name for name, before, after in fields if before == after]
    if "body_text" in same and old["body_html"] != new["body_html"]:
        fields.append(("body_html", old["body_html"], new["body_html"]))
    return [field for field in fields if field[0] not in same], same


def _texts(name: str, old: Row, new: Row) -> tuple[str, str]:
    """A field of two versions as text: attachments a line each, dates without a midnight that no site showed."""
    if name == "attachments":
        return _files_text(old[name]), _files_text(new[name])
    if name in ("posted_at", "modified_at"):
        return _day(old[name]), _day(new[name])
    return str(old[name] or ""), str(new[name] or "")


def _day(at: str | None) -> str:
    return (at or "").partition("T00:00:00")[0]


def _files_text(attachments: str) -> str:
    files = [file for file in listed(attachments) if isinstance(file, dict)]
    return "\n".join(" · ".join(str(file[key]) for key in ("name", "url", "bytes", "sha256") if file.get(key)) for file in files)
