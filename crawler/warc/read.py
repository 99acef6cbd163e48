"""Reads WARC files member by member and believes nothing: what is not a complete, well-formed record is WarcDamaged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NoReturn, Protocol, TypeVar, overload

from crawler.errors import WarcDamaged
from crawler.records import Exchange
from crawler.warc.unpack import UNPACKER

MAX_LINE = 64 * 1024
MAX_HEADERS = 1000
MAX_HEAD = 1024 * 1024
MAX_BLOCK = 64 * 1024 * 1024
#: A member that grows beyond RATIO_FREE bytes may be at most MAX_RATIO times its compressed size.
MAX_RATIO = 200
RATIO_FREE = 1024 * 1024

T = TypeVar("T")
_MAX_MEMBER = MAX_HEAD + MAX_BLOCK + 8
#: Read at a time; what a record leaves of it is copied, so no more than a few records.
_CHUNK = 16 * 1024
_GAP = b"\r\n\r\n"
_VERSIONS = frozenset({"WARC/1.1", "WARC/1.0"})
_ONCE = frozenset({"warc-type", "warc-record-id", "warc-date", "warc-target-uri", "content-length", "warc-payload-digest", "warc-block-digest"})
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FIELD = re.compile(rf"^({_NAME.pattern}):[ \t]*([^\r\n]*)(?:\r\n|\Z)", re.MULTILINE)
_STATUS = re.compile(rb"HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})(?:[ \t]+([^\r\n]*))?")
_BLANK = re.compile(rb"\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,1024})[ \t]*(?:;[^\r\n]*)?\r?\n")


class Headers(Mapping[str, str]):
    """The named fields of a record, found by name in any case; a name that stands twice has its values joined by a comma."""

    __slots__ = ("_of",)

    def __init__(self, of: dict[str, str]) -> None:
        self._of = of

    def __getitem__(self, name: str) -> str:
        return self._of[name.lower()]

    @overload
    def get(self, name: str, /) -> str | None: ...

    @overload
    def get(self, name: str, /, default: T) -> str | T: ...

    def get(self, name: str, /, default: T | None = None) -> str | T | None:
        """The value of a field, or what is given in its place: Mapping's own takes four times as long, and is asked a dozen times a record."""
        return self._of.get(name.lower(), default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)

    def __repr__(self) -> str:
        return f"Headers({self._of!r})"


class Source(Protocol):
    """Anything that gives at most ``size`` further bytes, and none at its end."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record: where its gzip member begins and how long it is in the file, its fields, and its block."""

    offset: int
    length: int
    type: str
    headers: Headers
    block: bytes

    @property
    def id(self) -> str:
        """WARC-Record-ID without its angle brackets."""
        return self.headers.get("warc-record-id", "").strip("<>")


def records(path: Path, start: int = 0) -> Iterator[Record]:
    """Every record from the member at ``start`` (a byte offset) to the end of the file; WarcDamaged at the first that is not whole."""
    with path.open("rb", buffering=0) as stream:
        stream.seek(start)
        for offset, length, raw in members(stream, start, path.name):
            yield parsed(raw, offset, length, path.name)


def read_at(path: Path, offset: int, length: int) -> Record:
    """The record whose gzip member is exactly ``length`` bytes at ``offset``; WarcDamaged for anything else."""
    with path.open("rb", buffering=0) as stream:
        stream.seek(offset)
        found = next(members(stream, offset, path.name), None)
    if found is None:
        raise WarcDamaged(f"{path.name} at {offset}: the file ends before this record")
    if found[1] != length:
        raise WarcDamaged(f"{path.name} at {offset}: the record is {found[1]} bytes long, not {length}")
    return parsed(found[2], offset, length, path.name)


def members(stream: Source, offset: int, name: str) -> Iterator[tuple[int, int, bytes]]:
    """Each gzip member from where the stream stands: (offset, compressed length, content). WarcDamaged at the first that is not whole."""
    pending = stream.read(_CHUNK)
    while pending:
        length, content, pending = _member(stream, pending, offset, name)
        yield offset, length, content
        offset += length
        pending = pending or stream.read(_CHUNK)


def _member(stream: Source, pending: bytes, offset: int, name: str) -> tuple[int, bytes, bytes]:
    """One member: its compressed length, its content, and the bytes read beyond it."""
    inflate = UNPACKER.decompressobj(31)
    parts: list[bytes] = []
    size = used = 0
    while not inflate.eof:
        if not pending and not (pending := stream.read(_CHUNK)):
            _damaged(name, offset, "the file ends within this record")
        try:
            part = inflate.decompress(pending, _MAX_MEMBER + 1 - size)
        except UNPACKER.error as error:
            _damaged(name, offset, f"no readable gzip member ({error})")
        used += len(pending)
        pending = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        used -= len(pending)
        size += len(part)
        parts.append(part)
        if size > _MAX_MEMBER:
            _damaged(name, offset, f"the record is larger than {_MAX_MEMBER} bytes")
    # Only the whole counts: an honest record may begin with a megabyte of nothing.
    if size > RATIO_FREE and size > used * MAX_RATIO:
        _damaged(name, offset, f"the record grows to more than {MAX_RATIO} times its compressed size")
    return used, parts[0] if len(parts) == 1 else b"".join(parts), pending


def parsed(raw: bytes, offset: int, length: int, name: str) -> Record:
    """The record that a member's content is: version line, fields, blank line, block of Content-Length bytes, two line ends."""
    end = raw.find(_GAP, 0, MAX_HEAD)
    if end < 0:
        _damaged(name, offset, "the record's fields do not end")
    headers = _fields(raw[:end], offset, name)
    claimed = headers.get("content-length", "")
    if not (claimed.isascii() and claimed.isdigit() and len(claimed) <= 12):
        _damaged(name, offset, f"Content-Length is {claimed[:40]!r}, not a number of bytes")
    begin, stop = end + 4, end + 4 + int(claimed)
    if int(claimed) > MAX_BLOCK:
        _damaged(name, offset, f"the block is larger than {MAX_BLOCK} bytes")
    if stop + 4 != len(raw) or not raw.endswith(_GAP):
        _damaged(name, offset, f"Content-Length is {claimed}, but the block is {len(raw) - begin - 4} bytes long")
    if not headers.get("warc-type") or not headers.get("warc-record-id"):
        _damaged(name, offset, "WARC-Type or WARC-Record-ID is missing")
    return Record(offset, length, headers["warc-type"], headers, raw[begin:stop])


@lru_cache(maxsize=256)  # the same dozen stand in every record
def _is_name(key: str) -> bool:
    return _NAME.fullmatch(key) is not None


def _fields(head: bytes, offset: int, name: str) -> Headers:
    """The named fields under a record's version line."""
    try:
        version, _, text = head.decode("utf-8").partition("\r\n")
    except UnicodeDecodeError:
        _damaged(name, offset, "the record's fields are not UTF-8")
    if version not in _VERSIONS:
        _damaged(name, offset, f"the record begins with {version[:20]!r}, not WARC/1.1")
    pairs = _FIELD.findall(text) if len(head) <= MAX_LINE else []
    even = {key.lower(): value.rstrip(" \t") for key, value in pairs}
    if len(even) == text.count("\n") + 1 <= MAX_HEADERS:
        # Each line is a field, and each field stands once.
        return Headers(even)
    return _odd_fields(head, text.split("\r\n") if text else [], offset, name)


def _odd_fields(head: bytes, lines: list[str], offset: int, name: str) -> Headers:
    """The fields of a head that holds more than one of a name, or something that is no field."""
    if len(lines) > MAX_HEADERS:
        _damaged(name, offset, f"the record has more than {MAX_HEADERS} fields")
    if len(head) > MAX_LINE and any(len(line) > MAX_LINE for line in head.split(b"\r\n")):
        _damaged(name, offset, f"a field is longer than {MAX_LINE} bytes")
    found: dict[str, str] = {}
    for line in lines:
        shown, colon, value = line.partition(":")
        if not colon or not _is_name(shown):
            _damaged(name, offset, f"{line[:40]!r} is not a field")
        key, value = shown.lower(), value.strip(" \t")
        if key in found and key in _ONCE:
            _damaged(name, offset, f"the field {key} stands twice")
        found[key] = f"{found[key]}, {value}" if key in found else value
    return Headers(found)


def _damaged(name: str, offset: int, what: str) -> NoReturn:
    raise WarcDamaged(f"{name} at {offset}: {what}")


def http_head(block: bytes) -> tuple[int, str, tuple[tuple[str, str], ...], int]:
    """Status, reason phrase, headers and where the body begins; interim (1xx) heads before the final one are passed over.

    Bare line feeds, folded lines and lines without a colon are taken as servers send them. WarcDamaged where no status line stands.
    """
    begin = 0
    while True:
        status = _STATUS.match(block, begin)
        if status is None:
            raise WarcDamaged(f"no HTTP status line: {block[begin : begin + 40]!r}")
        blank = _BLANK.search(block, begin)
        stop = blank.end() if blank else len(block)
        if status[1].startswith(b"1") and status[1] != b"101" and block.startswith(b"HTTP/", stop):
            begin = stop
            continue
        headers = _http_fields(block[status.end() : blank.start() if blank else stop])
        return int(status[1]), (status[2] or b"").decode("latin-1"), headers, stop


def _http_fields(lines: bytes) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for line in lines.decode("latin-1").split("\n")[1:]:
        line = line.rstrip("\r")
        if line[:1] in (" ", "\t") and found:
            found[-1] = found[-1][0], f"{found[-1][1]} {line.strip()}".strip()
        elif ":" in line:
            key, _, value = line.partition(":")
            found.append((key.strip(), value.strip()))
    return tuple(found)


def is_chunked(headers: tuple[tuple[str, str], ...]) -> bool:
    """True if the last transfer coding that the headers name is chunked."""
    codings = ",".join(value for key, value in headers if key.lower() == "transfer-encoding")
    return codings.rpartition(",")[2].strip().lower() == "chunked"


def unchunked(body: bytes, *, cut: bool = False) -> bytes:
    """The body without its chunk framing; extensions and trailers are passed over. With ``cut``, as much as is there.

    WarcDamaged where the framing is broken or the body ends before its last chunk.
    """
    parts: list[bytes] = []
    at = 0
    while True:
        line = _CHUNK_SIZE.match(body, at)
        size = int(line[1], 16) if line else 0
        at = line.end() if line else at
        parts.append(body[at : at + size])
        whole = line is not None and len(parts[-1]) == size
        if whole and size == 0:
            return b"".join(parts)
        at += size
        ending = body[at : at + 2]
        if whole and ending[:1] == b"\n":
            at += 1
        elif whole and ending == b"\r\n":
            at += 2
        elif cut:
            return b"".join(parts)
        else:
            raise WarcDamaged(f"the chunked body is broken at byte {at}")


def payload_of(record: Record) -> bytes:
    """What a digest is made of: the body less its transfer coding, or the whole block of a record that is no HTTP answer.

    A revisit carries no payload of its own: b"".
    """
    if record.type == "revisit":
        return b""
    if not _is_http(record):
        return record.block
    _, _, headers, begin = http_head(record.block)
    return _payload(record, headers, record.block[begin:])


def _payload(record: Record, headers: tuple[tuple[str, str], ...], body: bytes) -> bytes:
    """What payload_of gives, where the HTTP head has been read."""
    if not _is_http(record):
        return b"" if record.type == "revisit" else record.block
    return payload_from(headers, body, cut="warc-truncated" in record.headers)


def _is_http(record: Record) -> bool:
    return record.type == "response" and record.headers.get("content-type", "").startswith("application/http")


def payload_from(headers: tuple[tuple[str, str], ...], body: bytes, *, cut: bool) -> bytes:
    """The body less its transfer coding; ``cut`` tells that it is known to be incomplete."""
    return unchunked(body, cut=cut) if body and is_chunked(headers) else body


def payload_digest(record: Record) -> str:
    """The SHA-256 of the payload as the record states it, in lower-case hexadecimal; empty where it states none."""
    stated = record.headers.get("warc-payload-digest") or record.headers.get("panjeon-payload-digest") or ""
    algorithm, _, value = stated.partition(":")
    return value.lower() if algorithm.lower() in ("sha256", "sha-256") else ""


def _moment(record: Record) -> datetime:
    """WARC-Date as an aware datetime."""
    stated = record.headers.get("warc-date", "")
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - the naive value is refused in the next line
    if moment.tzinfo is None:
        raise WarcDamaged(f"record {record.id}: WARC-Date is {stated[:40]!r}, not a time such as 2025-03-01T00:00:00Z")
    return moment


def to_exchange(record: Record) -> Exchange:
    """The exchange that a response or revisit record holds, without its request; a revisit's body and payload are empty."""
    status, _, headers, begin = http_head(record.block)
    fields = record.headers
    revisit = record.type == "revisit"
    body = record.block[begin:]
    verified = fields.get("panjeon-tls-verified")
    return Exchange(
        url=fields.get("warc-target-uri", ""),
        method=fields.get("panjeon-method", "GET"),
        request=b"",
        head=record.block[:begin],
        body=body,
        payload=_payload(record, headers, body),
        status=status,
        headers=headers,
        started_at=_moment(record),
        ip=fields.get("warc-ip-address"),
        tls_verified=None if verified is None else verified == "1",
        truncated=None if revisit else fields.get("warc-truncated"),
    )
