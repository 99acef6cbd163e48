"""What is said of a file: its form, its text, and why that is not all; nothing here loads a reader."""

from __future__ import annotations

from dataclasses import dataclass

#: Changes whenever a file may give another text: what was read by another version is then read again.
VERSION = "1"
#: Longer texts are kept as far as this.
MOST_CHARACTERS = 1_000_000
FORMS = {
    "pdf": "PDF", "hwp": "Hangul 5", "hwpx": "Hangul, as XML", "docx": "Word", "xlsx": "Excel", "xlsb": "Excel, binary", "xls": "Excel before 2007",
    "ods": "OpenDocument sheet", "odt": "OpenDocument text", "pptx": "PowerPoint", "text": "plain text", "html": "HTML",
    "other": "a form that is not read: a picture, a packed file, a program",
}  # fmt: skip
REASONS = {
    "empty": "it holds no text, as scanned pages do",
    "other": "its form is not read",
    "locked": "it is under a password",
    "damaged": "it is not whole, or not what its first bytes say",
    "cut": "its text is longer than is kept; the beginning is",
    "too_large": "it is, or unpacks to, more than is read",
    "too_slow": "reading it took too long",
    "too_much": "reading it took too much memory",
    "crashed": "its reader broke down over it",
    "missing": "the WARC files do not hold its bytes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read of a file: its form (one of FORMS), its text, and why that is not all (one of REASONS; None where it is)."""

    form: str
    reason: str | None
    text: str
