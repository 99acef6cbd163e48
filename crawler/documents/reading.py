"""Which form a file has, by its bytes and never by its name, and the text that its reader takes from it."""

from __future__ import annotations

import io
import re
import unicodedata
from zipfile import ZipFile

from olefile import OleFileIO
from olefile.olefile import OleFileError

from crawler.documents import hwp, packed, pdf, plain, workbook
from crawler.documents.document import MOST_CHARACTERS, Document
from crawler.documents.faults import Damaged, Locked, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\n{3,}")


def read_document(data: bytes, most: int = MOST_CHARACTERS) -> Document:
    """The text of a file. What its reader refuses is told as a reason; a reader may still hang or break down over hostile bytes,
    and so this is called in a process of its own (``crawler.documents.Reader``)."""
    form = "other"
    try:
        form, text = _read(data, most + 1)
    except _Refused as refused:
        return Document(form=refused.form, reason=refused.reason, text="")
    cleaned = clean(text)
    if form == "other":
        return Document(form=form, reason="other", text="")
    if not cleaned:
        return Document(form=form, reason="empty", text="")
    return Document(form=form, reason="cut" if len(text) > most else None, text=cleaned[:most])


class _Refused(Exception):
    """A reader's refusal with the form that was being read."""

    def __init__(self, form: str, reason: str) -> None:
        super().__init__(form, reason)
        self.form, self.reason = form, reason


def _read(data: bytes, most: int) -> tuple[str, str]:
    form = "other"
    try:
        if b"%PDF-" in data[:1024]:
            form = "pdf"
            return form, pdf.text_of(data, most)
        if data.startswith(_OLE):
            form = "hwp"
            return _from_ole(data, most)
        if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            opened, found = packed.opened(data)
            form = found or "other"
            return form, _from_zip(opened, form, data, most)
        found_text = plain.text_of(data, most)
        return found_text or ("other", "")
    except Unreadable as error:
        raise _Refused(form, error.reason) from error


def _from_zip(opened: ZipFile, form: str, data: bytes, most: int) -> str:
    if form in ("xlsx", "xlsb", "ods"):
        packed.check_size(opened)
        return workbook.text_of(data, most)
    return packed.text_of(opened, form, most) if form in packed.SHAPES else ""


def _from_ole(data: bytes, most: int) -> tuple[str, str]:
    """A Hangul document or an old workbook; an encrypted one of the newer forms also comes in this container."""
    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("FileHeader"):
                return "hwp", hwp.text_of(ole, most)
            if ole.exists("EncryptionInfo") or ole.exists("EncryptedPackage"):
                raise Locked("it is encrypted")
            if not (ole.exists("Workbook") or ole.exists("Book")):
                return "other", ""
    except (OleFileError, OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError) as error:
        # olefile meets damage as errors of many kinds
        raise Damaged(f"its container cannot be read ({error})") from error
    return "xls", workbook.text_of(data, most)


def clean(text: str) -> str:
    """A text as it is kept: composed, without what cannot be seen, no more than one empty line in a row."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _BLANKS.sub("\n\n", "\n".join(line.strip() for line in seen.split("\n"))).strip()
