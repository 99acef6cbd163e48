"""RFC 3161 time stamps: asking an authority to sign a digest, and reading which digest and time an answer is about."""

from __future__ import annotations

import hashlib
import secrets
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.errors import ArchiveError

_SHA256 = bytes.fromhex("0609608648016503040201")
_TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
_INTEGER, _BOOLEAN, _OCTETS, _TIME, _SEQUENCE = 0x02, 0x01, 0x04, 0x18, 0x30
#: An answer with the authority's certificates takes a few thousand bytes.
_LONGEST = 1024 * 1024
_PATIENCE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What an authority signed: the SHA-256 of some bytes, and when. The signature itself is for `openssl ts -verify` to check."""

    sha256: str
    at: datetime


def ask(authority: str, content: bytes) -> bytes:
    """The authority's answer about the SHA-256 of some bytes. Raises ArchiveError where it gives none, or one about something else."""
    if urlsplit(authority).scheme not in ("http", "https"):
        raise ArchiveError(f"{authority!r} is no address of a time-stamp authority; give one that begins with https:// or http://")
    request = urllib.request.Request(authority, data=query(content), headers={"Content-Type": "application/timestamp-query"})  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - checked above
            token: bytes = answer.read(_LONGEST)
    except OSError as error:
        raise ArchiveError(f"the time-stamp authority {authority} gave no answer ({error}); try again, or leave --timestamp away") from error
    if read(token).sha256 != hashlib.sha256(content).hexdigest():
        raise ArchiveError(f"the time-stamp authority {authority} signed another digest than the one it was asked about; use another authority")
    return token


def query(content: bytes) -> bytes:
    """A TimeStampReq: version 1, the digest, a random number, and the wish for the certificate."""
    imprint = _der(_SEQUENCE, _der(_SEQUENCE, _SHA256 + b"\x05\x00") + _der(_OCTETS, hashlib.sha256(content).digest()))
    nonce = _der(_INTEGER, b"\x01" + secrets.token_bytes(8))
    return _der(_SEQUENCE, _der(_INTEGER, b"\x01") + imprint + nonce + _der(_BOOLEAN, b"\xff"))


def read(token: bytes) -> Stamp:
    """What a TimeStampResp says. Raises ArchiveError for a refusal and for bytes that are none."""
    try:
        status = next(_parts(next(_parts(_only(token, _SEQUENCE)))[1]))[1]
        if status not in (b"\x00", b"\x01"):
            raise ArchiveError(f"the time-stamp authority refused (status {int.from_bytes(status)}); use another authority")
        fields = list(_parts(_only(_info(token), _SEQUENCE)))
        imprint = list(_parts(fields[2][1]))
        (at,) = [value for kind, value in fields if kind == _TIME]
        if not imprint[0][1].startswith(_SHA256):
            raise ValueError("no SHA-256")
        moment = datetime.strptime(at.decode("ascii").partition(".")[0].rstrip("Z"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return Stamp(sha256=imprint[1][1].hex(), at=moment)
    except (ValueError, IndexError, StopIteration) as error:
        raise ArchiveError(f"the answer of the time-stamp authority cannot be read ({error}); use another authority") from error


def _info(token: bytes) -> bytes:
    """The TSTInfo within the signed data: the octets behind its object identifier."""
    begin = token.index(_TST_INFO) + len(_TST_INFO)
    _, explicit, _ = _value(token, begin)
    return _only(explicit, _OCTETS)


def _only(content: bytes, kind: int) -> bytes:
    found, value, _ = _value(content, 0)
    if found != kind:
        raise ValueError(f"tag {found:#x} where {kind:#x} should be")
    return value


def _parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, value, at = _value(content, at)
        yield kind, value


def _value(content: bytes, at: int) -> tuple[int, bytes, int]:
    """The tag, value and end of the DER element at a place."""
    kind, size, at = content[at], content[at + 1], at + 2
    if size > 0x80:
        length = size & 0x7F
        if length > 4:
            raise ValueError("a length of more than four bytes")
        size, at = int.from_bytes(content[at : at + length]), at + length
    if at + size > len(content) or size == 0x80:
        raise ValueError("an element that ends beyond its whole")
    return kind, content[at : at + size], at + size


def _der(kind: int, value: bytes) -> bytes:
    size = len(value)
    length = bytes([size]) if size < 0x80 else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([kind]) + length + value
