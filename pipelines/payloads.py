"""Captured bytes: fetched from the WARC files they stand in, and never given out before their digest has been recomputed."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli

from crawler.errors import WarcDamaged
from crawler.warc import http_head, payload_of, read_at

#: So many captures of one address are looked through for the bytes of one digest.
_MOST_CAPTURES = 50
#: Larger bodies are not unpacked for a reader; the payload as captured can still be downloaded.
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A capture's payload (content coding still on) with the HTTP headers it came with."""

    capture: int
    url: str
    sha256: str
    payload: bytes
    headers: tuple[tuple[str, str], ...]


def payload(conn: sqlite3.Connection, warcs: Path, capture: int) -> bytes:
    """The payload of a capture, as its digest was taken. Raises LookupError for no such capture, WarcDamaged for bytes that differ."""
    return evidence(conn, warcs, capture).payload


def evidence(conn: sqlite3.Connection, warcs: Path, capture: int) -> Evidence:
    """A capture's payload and headers; a revisit's bytes are those of the capture it repeats."""
    row = conn.execute(
        "SELECT c.url, c.payload_sha256, o.warc_file, o.warc_offset, o.warc_length"
        " FROM captures c JOIN captures o ON o.id = coalesce(c.revisit_of, c.id) WHERE c.id = ?",
        (capture,),
    ).fetchone()
    if row is None:
        raise LookupError(f"no capture {capture}")
    url, sha256, file, offset, length = row
    record = read_at(place_of(warcs, file), offset, length)
    found = payload_of(record)
    if hashlib.sha256(found).hexdigest() != sha256:
        raise WarcDamaged(f"{file} at {offset}: the payload's SHA-256 is not the one that capture {capture} names")
    return Evidence(capture=capture, url=url, sha256=sha256, payload=found, headers=http_head(record.block)[2])


def place_of(warcs: Path, file: str) -> Path:
    """The file within the WARC folder, also while a crawl is still writing it; a name with a path in it is refused."""
    if file != Path(file).name or file in ("", ".", ".."):
        raise WarcDamaged(f"{file!r} is not the name of a WARC file")
    whole = warcs / file
    return whole if whole.exists() else warcs / f"{file}.open"


def unpacked(found: Evidence) -> bytes:
    """The payload without its content coding. Raises WarcDamaged where it cannot be undone or grows beyond MOST_BYTES."""
    coding = next((value.strip().lower() for name, value in found.headers if name.lower() == "content-encoding"), "identity")
    try:
        if coding in ("gzip", "x-gzip"):
            return _bounded(zlib.decompressobj(31), found.payload)
        if coding == "deflate":
            return _bounded(zlib.decompressobj(), found.payload)
        if coding == "br":
            return _bounded_brotli(found.payload)
    except (zlib.error, brotli.error) as error:
        raise WarcDamaged(f"capture {found.capture}: its {coding} coding cannot be undone ({error})") from error
    return found.payload


def _bounded(inflate: zlib._Decompress, packed: bytes) -> bytes:
    whole = inflate.decompress(packed, MOST_BYTES)
    if inflate.unconsumed_tail:
        raise WarcDamaged(f"the body unpacks to more than {MOST_BYTES} bytes")
    return whole


def _bounded_brotli(packed: bytes) -> bytes:
    inflate, parts, size = brotli.Decompressor(), [], 0
    for start in range(0, len(packed), 4096):
        parts.append(inflate.process(packed[start : start + 4096]))
        size += len(parts[-1])
        if size > MOST_BYTES:
            raise WarcDamaged(f"the body unpacks to more than {MOST_BYTES} bytes")
    return b"".join(parts)


def file_bytes(conn: sqlite3.Connection, warcs: Path, url: str, sha256: str) -> bytes | None:
    """The bytes with this digest that were captured at this address; None where the WARC files do not hold them."""
    for capture in _captures(conn, url, sha256):
        try:
            content = unpacked(evidence(conn, warcs, capture))
        except (WarcDamaged, FileNotFoundError):
            continue
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    return None


def _captures(conn: sqlite3.Connection, url: str, sha256: str) -> Iterator[int]:
    """The captures that may hold the bytes: those with the digest first, then those whose content coding hides it."""
    likely = conn.execute("SELECT id FROM captures WHERE payload_sha256 = ? AND revisit_of IS NULL", (sha256,))
    other = conn.execute(
        "SELECT id FROM captures WHERE url = ? AND payload_sha256 != ? AND revisit_of IS NULL ORDER BY id DESC LIMIT ?", (url, sha256, _MOST_CAPTURES)
    )
    for rows in (likely.fetchall(), other.fetchall()):
        yield from (row[0] for row in rows)
