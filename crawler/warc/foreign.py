"""Reads WARC and WACZ files of any tool as a stream, with suspicion: compressed by record, as a whole or not at all, WARC 1.0 and 1.1."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawler.errors import WarcDamaged
from crawler.warc.read import MAX_BLOCK, MAX_HEAD, MAX_HEADERS, MAX_LINE, MAX_RATIO, RATIO_FREE, Headers, Record

_CHUNK = 256 * 1024
_HASHES = {"sha1": hashlib.sha1, "sha-1": hashlib.sha1, "sha256": hashlib.sha256, "sha-256": hashlib.sha256, "md5": hashlib.md5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that was handed in: its name, size in bytes and SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Oversized:
    """A record that is larger than any page: its fields alone."""

    headers: Headers


def source_of(path: Path) -> Source:
    """A file's fixity. OSError where it cannot be read."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Source(name=path.name, bytes=path.stat().st_size, sha256=digest)


def foreign_records(path: Path) -> Iterator[Record | Oversized]:
    """The records of a WARC file, or of every WARC in a WACZ package, in their order.

    Raises WarcDamaged at the first place that is no record, for a package whose files are not those it lists, and for what grows out of proportion.
    """
    if zipfile.is_zipfile(path):
        yield from _packaged(path)
        return
    with path.open("rb") as stream:
        yield from _records(_Unpacked(stream, path.name), path.name)


def _packaged(path: Path) -> Iterator[Record | Oversized]:
    with zipfile.ZipFile(path) as package:
        stated = _stated_digests(package, path.name)
        names = [name for name in package.namelist() if name.endswith((".warc", ".warc.gz")) and not name.endswith("/")]
        if not names:
            raise WarcDamaged(f"{path.name} holds no WARC file; a WACZ package has them under archive/")
        for name in names:
            if name in stated:
                with package.open(name) as member:
                    found = hashlib.file_digest(member, "sha256").hexdigest()  # type: ignore[arg-type]
                if found != stated[name]:
                    raise WarcDamaged(f"{path.name}: {name} has not the digest that datapackage.json states")
            with package.open(name) as member:
                yield from _records(_Unpacked(member, name), f"{path.name}/{name}")  # type: ignore[arg-type]


def _stated_digests(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The SHA-256 of each file of a package as its own list states it."""
    if "datapackage.json" not in package.namelist():
        return {}
    try:
        resources = json.loads(package.read("datapackage.json")).get("resources", [])
        pairs = [(str(one["path"]), str(one["hash"])) for one in resources if "hash" in one]
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise WarcDamaged(f"{name}: datapackage.json cannot be read ({error})") from error
    return {path: digest.partition(":")[2].lower() for path, digest in pairs if digest.lower().startswith("sha256:")}


class _Unpacked(io.RawIOBase):
    """The content of a stream, gzip members taken off one after another where it begins with one."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._pending = stream.read(_CHUNK)
        self._gzip = zlib.decompressobj(31) if self._pending[:2] == b"\x1f\x8b" else None
        self._read, self._gave = len(self._pending), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._some(len(buffer))
        buffer[: len(data)] = data
        self._gave += len(data)
        if self._gave > RATIO_FREE and self._gave > self._read * MAX_RATIO:
            raise WarcDamaged(f"{self._name} grows to more than {MAX_RATIO} times its compressed size")
        return len(data)

    def _some(self, size: int) -> bytes:
        while True:
            if not self._pending:
                self._pending = self._stream.read(_CHUNK)
                self._read += len(self._pending)
            if self._gzip is None or not self._pending:
                if self._gzip is not None and not self._gzip.eof and self._gave:
                    raise WarcDamaged(f"{self._name} ends within a gzip member")
                data, self._pending = self._pending[:size], self._pending[size:]
                return data
            if self._gzip.eof:
                self._gzip = zlib.decompressobj(31)
            try:
                data = self._gzip.decompress(self._pending, size)
            except zlib.error as error:
                raise WarcDamaged(f"{self._name}: no readable gzip member ({error})") from error
            self._pending = self._gzip.unused_data if self._gzip.eof else self._gzip.unconsumed_tail
            if data:
                return data


def _records(unpacked: _Unpacked, name: str) -> Iterator[Record | Oversized]:
    stream = io.BufferedReader(unpacked, _CHUNK)
    number = 0
    while (version := _line(stream, name, number)) is not None:
        if not version:
            continue
        number += 1
        if version not in (b"WARC/1.0", b"WARC/1.1", b"WARC/0.18"):
            raise WarcDamaged(f"{name}: record {number} begins with {version[:20]!r}, not WARC/1.1")
        headers = _fields(stream, name, number)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) <= 12):
            raise WarcDamaged(f"{name}: Content-Length of record {number} is {length[:40]!r}, not a number of bytes")
        if int(length) > MAX_BLOCK:
            _skip(stream, int(length), name, number)
            yield Oversized(headers)
            continue
        block = stream.read(int(length))
        if len(block) != int(length):
            raise WarcDamaged(f"{name} ends within record {number}")
        yield Record(0, 0, headers.get("warc-type", ""), headers, block)


def _line(stream: io.BufferedReader[_Unpacked], name: str, number: int) -> bytes | None:
    line = stream.readline(MAX_LINE + 2)
    if not line:
        return None
    if len(line) > MAX_LINE:
        raise WarcDamaged(f"{name}: a line after record {number} is longer than {MAX_LINE} bytes")
    return line.rstrip(b"\r\n")


def _fields(stream: io.BufferedReader[_Unpacked], name: str, number: int) -> Headers:
    found: dict[str, str] = {}
    size, last = 0, ""
    while line := _line(stream, name, number):
        size += len(line)
        if size > MAX_HEAD or len(found) > MAX_HEADERS:
            raise WarcDamaged(f"{name}: record {number} has more fields than any tool writes")
        text = line.decode("utf-8", "replace")
        if text[:1] in (" ", "\t") and last:
            found[last] += " " + text.strip()
            continue
        key, colon, value = text.partition(":")
        if not colon:
            raise WarcDamaged(f"{name}: {text[:40]!r} in record {number} is no field")
        last = key.strip().lower()
        # wget puts an address in angle brackets, which the standard's own examples once did.
        found[last] = value.strip().strip("<>") if last in ("warc-target-uri", "warc-refers-to-target-uri") else value.strip()
    return Headers(found)


def _skip(stream: io.BufferedReader[_Unpacked], length: int, name: str, number: int) -> None:
    while length:
        part = stream.read(min(length, _CHUNK))
        if not part:
            raise WarcDamaged(f"{name} ends within record {number}")
        length -= len(part)


def digest_fits(stated: str | None, *contents: bytes) -> bool:
    """Whether a digest as a record states it is that of any of some contents; one in a way that is not known proves nothing and fits."""
    algorithm, _, value = (stated or "").partition(":")
    make = _HASHES.get(algorithm.lower())
    if make is None:
        return True
    for content in contents:
        raw = make(content).digest()
        if value.lower() == raw.hex() or value.upper().rstrip("=") == base64.b32encode(raw).decode().rstrip("="):
            return True
    return False
