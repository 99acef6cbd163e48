"""Hangul documents of version 5 (.hwp): the paragraphs of their sections, out of an OLE container; those for distribution too."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from olefile import OleFileIO

from crawler.documents.faults import MOST_UNPACKED, Damaged, Locked, TooLarge

SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTED = 1, 2, 4
_PARAGRAPH, _DISTRIBUTION = 67, 28
#: Characters below a space: some stand for themselves, the others begin a mark of eight units that ends in the same one.
_MARK = re.compile("([\x01-\x09\x0b\x0c\x0e-\x17])[\\s\\S]{6}\\1|[\x00-\x1f]")
_SHOWN = {"\t": "\t", "\n": "\n", "\x18": "-", "\x1e": " ", "\x1f": " "}


def text_of(ole: OleFileIO, most: int) -> str:
    """The text of all sections, a line a paragraph; no more than about ``most`` characters."""
    header = ole.openstream("FileHeader").read(40)
    if len(header) < 40 or not header.startswith(SIGNATURE):
        raise Damaged("its header is none of Hangul's")
    (flags,) = struct.unpack_from("<I", header, 36)
    if flags & _PASSWORD:
        raise Locked("it is under a password")
    pieces: list[str] = []
    left, unpacked = most, 0
    for stream in _sections(ole, "ViewText" if flags & _DISTRIBUTED else "BodyText"):
        data = ole.openstream(stream).read()
        if flags & _DISTRIBUTED:
            data = _undistributed(data)
        if flags & _COMPRESSED:
            data = _inflated(data, MOST_UNPACKED - unpacked)
        unpacked += len(data)
        for paragraph in _paragraphs(data, most):
            if left <= 0:
                return "".join(pieces)
            pieces.append(paragraph + "\n")
            left -= len(paragraph) + 1
    return "".join(pieces)


def _sections(ole: OleFileIO, storage: str) -> list[list[str]]:
    """The streams of a storage in the order of their numbers."""
    found = [path for path in ole.listdir(streams=True, storages=False) if path[0] == storage and re.fullmatch(r"Section\d{1,6}", path[-1])]
    if not found:
        raise Damaged(f"it holds no section in {storage}")
    return sorted(found, key=lambda path: int(path[-1][7:]))


def _inflated(data: bytes, most: int) -> bytes:
    inflate = zlib.decompressobj(-15)
    try:
        whole = inflate.decompress(data, max(most, 1))
    except zlib.error as error:
        raise Damaged(f"a section cannot be unpacked ({error})") from error
    if inflate.unconsumed_tail:
        raise TooLarge("its sections unpack to more than is read")
    return whole


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a section: tag and body. A record that is cut short ends them."""
    at = 0
    while at + 4 <= len(data):
        (head,) = struct.unpack_from("<I", data, at)
        at += 4
        size = head >> 20
        if size == 0xFFF:
            if at + 4 > len(data):
                return
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        yield head & 0x3FF, data[at : at + size]
        at += size


def _paragraphs(data: bytes, most: int) -> Iterator[str]:
    for tag, whole in _records(data):
        if tag == _PARAGRAPH:
            body = whole[: 2 * most]
            # a unit a character, so that a mark has its length whatever its bytes would spell; then real characters again
            units = "".join(map(chr, struct.unpack_from(f"<{len(body) // 2}H", body)))
            text = _MARK.sub(lambda found: _SHOWN.get(found[0][0], ""), units)
            yield text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip("\n")


def _undistributed(data: bytes) -> bytes:
    """A section of a document for distribution: the key stands in its first record, under a sequence of random numbers.

    That it may be read by anybody and changed by nobody is all that this coding says; every viewer undoes it.
    """
    (head,) = struct.unpack_from("<I", data) if len(data) >= 260 else (0,)
    if head & 0x3FF != _DISTRIBUTION:
        raise Damaged("a section for distribution does not begin as one")
    seed = bytearray(data[4:260])
    (state,) = struct.unpack_from("<I", seed)
    at = 0
    while at < 256:
        state = (state * 214013 + 2531011) & 0xFFFFFFFF
        value = (state >> 16) & 0xFF
        state = (state * 214013 + 2531011) & 0xFFFFFFFF
        times = ((state >> 16) & 0x0F) + 1
        for place in range(at, min(at + times, 256)):
            # the first four bytes are the sequence's own seed
            if place >= 4:
                seed[place] ^= value
        at += times
    begin = 4 + (seed[0] & 0x0F)
    body = data[260:]
    opened = Cipher(AES(bytes(seed[begin : begin + 16])), ECB()).decryptor()  # noqa: S305 - the form's own coding, no secret of ours
    return opened.update(body[: len(body) // 16 * 16]) + opened.finalize()
