"""The shape of a record: its fields, checked so that none can forge another, and its bytes as one gzip member."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from crawler.errors import WarcDamaged
from crawler.records import Exchange
from crawler.warc.pack import packed
from crawler.warc.read import MAX_BLOCK, MAX_HEADERS, MAX_LINE, http_head, parsed, payload_from

HEAD_DIGEST = "Panjeon-Head-Digest"
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNSAFE = re.compile(r"[^\x20-\x7e]")
_PRINTABLE = bytes(range(0x20, 0x7F))
_GAP = b"\r\n\r\n"
_AFTER_STATUS = (b" ", b"\r")
#: Characters of an address that stay as they are; the rest, controls and line ends among it, is percent-encoded.
_URI_SAFE = "!#$%&'()*+,-./:;=?@[]_|~"

#: The two highest bits of a random UUID's seventeenth digit are 10.
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}

Field = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An earlier capture with the same payload."""

    capture: int
    record_id: str
    url: str
    date: str


def ascii_uri(url: str) -> str:
    """The address in ASCII: what no URI may hold is percent-encoded, everything else stays as it is."""
    return quote(url.encode("utf-8", "surrogatepass"), safe=_URI_SAFE)


def answer_fields(exchange: Exchange, payload: bytes, digest: str, earlier: Original | None) -> list[Field]:
    """The headers that only an answer has: digests, what cut it short, what it repeats."""
    fields = [("Panjeon-Method", exchange.method)]
    if exchange.tls_verified is not None:
        fields.append(("Panjeon-TLS-Verified", str(int(exchange.tls_verified))))
    if earlier is not None:
        return [
            *fields,
            ("WARC-Profile", REVISIT),
            ("WARC-Refers-To", f"<{earlier.record_id}>"),
            ("WARC-Refers-To-Target-URI", ascii_uri(earlier.url)),
            ("WARC-Refers-To-Date", earlier.date),
            ("WARC-Payload-Digest", f"sha256:{digest}"),
            ("WARC-Truncated", "length"),
            _block_digest([exchange.head]),
        ]
    if len(payload) == len(exchange.body):
        # Head and payload are the block: hashing the payload once more for a digest of the block would prove nothing further.
        fields += [("WARC-Payload-Digest", f"sha256:{digest}"), (HEAD_DIGEST, f"sha256:{sha256(exchange.head).hexdigest()}")]
    else:
        # Readers in use check WARC-Payload-Digest against the chunk framing too, so a right digest would look wrong to them.
        fields += [("Panjeon-Payload-Digest", f"sha256:{digest}"), _block_digest([exchange.head, exchange.body])]
    if exchange.truncated is not None:
        fields.append(("WARC-Truncated", exchange.truncated))
    return fields


def _block_digest(block: list[bytes]) -> Field:
    digest = sha256()
    for part in block:
        digest.update(part)
    return "WARC-Block-Digest", f"sha256:{digest.hexdigest()}"


def payload_in(exchange: Exchange) -> bytes:
    """The payload that a reader will find in the record. ValueError if a complete exchange claims another one, or is no HTTP answer."""
    cut = exchange.truncated is not None
    payload = exchange.body
    if not _is_plain(exchange):
        try:
            status, _, headers, begin = http_head(exchange.head + exchange.body[:1])
            payload = payload_from(headers, exchange.body, cut=cut)
        except WarcDamaged as damage:
            raise ValueError(f"{exchange.url}: {damage}") from damage
        if begin != len(exchange.head) or status != exchange.status:
            raise ValueError(f"{exchange.url}: the head of the answer does not end where its body begins")
    if payload != exchange.payload and not cut:
        raise ValueError(f"{exchange.url}: the payload is not the body less its transfer coding")
    return payload


def _is_plain(exchange: Exchange) -> bool:
    """True where the head is surely one whole head of the exchange's status that names no transfer coding, so that nobody need parse it."""
    head, status = exchange.head, exchange.status
    if status < 200 or head[:7] != b"HTTP/1." or head[8:12] != b" %d" % status or head[12:13] not in _AFTER_STATUS:
        return False
    if head.find(_GAP) != len(head) - 4 or head.count(b"\n") != head.count(b"\r\n"):
        return False
    return head[7:8].isdigit() and b"transfer-encoding" not in head.lower()


def record(kind: str, record_id: str, fields: Iterable[Field], block: list[bytes], *, whole: bool = True) -> bytes:
    """One record as a gzip member, checked before it is given out. ValueError for what no reader would take.

    whole: state the digest of the block; False where the fields state digests that cover it
    """
    length = sum(map(len, block))
    if length > MAX_BLOCK:
        raise ValueError(f"a block of {length} bytes is larger than a record may hold ({MAX_BLOCK})")
    every = [("WARC-Type", kind), ("WARC-Record-ID", f"<{record_id}>"), *fields]
    if whole:
        every.append(_block_digest(block))
    every.append(("Content-Length", str(length)))
    head = "\r\n".join(["WARC/1.1", *[f"{name}: {value}" for name, value in every], "", ""]).encode("utf-8", "surrogatepass")
    # What is left without printable ASCII must be the line ends that were written here, and no other.
    doubtful = len(head) > MAX_LINE or head.translate(None, _PRINTABLE) != b"\r\n" * (len(every) + 2)
    if doubtful:
        for name, value in every:
            _checked(name, value)
    raw = b"".join((head, *block, _GAP))
    if doubtful or not _surely_reads_back(every, head):
        _read_back(every, raw, record_id)
    return packed(raw)


def _surely_reads_back(every: list[Field], head: bytes) -> bool:
    """True where no reader can find other fields than these checked ones: none stands twice, no value begins or ends with a space."""
    names = {name.lower() for name, _ in every}
    return len(names) == len(every) <= MAX_HEADERS and b":  " not in head and b" \r\n" not in head


def _read_back(every: list[Field], raw: bytes, record_id: str) -> None:
    """Parse the record as a reader would; ValueError where other fields come back than were given."""
    try:
        found = list(parsed(raw, 0, 0, record_id).headers.items())
    except WarcDamaged as damage:
        raise ValueError(f"no reader would take the record: {damage}") from damage
    if found != [(name.lower(), value) for name, value in every]:
        raise ValueError(f"the fields of {record_id} do not read back as they were given")


def fields_block(facts: dict[str, str]) -> bytes:
    """The block of a warcinfo record: a UTF-8 line for each fact, control characters as JSON escapes."""
    return "".join(f"{field_name(key)}: {_CONTROL.sub(_escape, value)}\r\n" for key, value in facts.items()).encode("utf-8", "backslashreplace")


def named(fields: dict[str, str], *, taken: set[str]) -> list[Field]:
    """The caller's fields under their ``Panjeon-`` names. ValueError for a name that is in ``taken`` (lower case)."""
    found = [(f"Panjeon-{field_name(name)}", printable(value)) for name, value in fields.items()]
    for name, _ in found:
        if name.lower() in taken:
            raise ValueError(f"the field {name} is written already")
    return found


def field_name(name: str) -> str:
    """The name itself, if it may name a field; ValueError if not."""
    if not _FIELD.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a field; letters, digits and hyphens can")
    return name


def printable(value: str) -> str:
    """The value with everything but printable ASCII as JSON escapes, so that no line end can forge a further field."""
    if not (value.isascii() and value.isprintable()):
        value = _UNSAFE.sub(_escape, value)
    return value.strip(" ")


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _checked(name: str, value: str) -> str:
    if _UNSAFE.search(value):
        raise ValueError(f"the field {name} holds {value[:80]!r}; only printable ASCII may stand in it")
    if len(name) + len(value) + 2 > MAX_LINE:
        raise ValueError(f"the field {name} is {len(value)} bytes long; at most {MAX_LINE} may stand in a line")
    return value


def new_id() -> str:
    """A record id that no other record has, a random UUID (version 4) as a URN, without angle brackets."""
    digits = os.urandom(16).hex()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{_VARIANT[digits[16]]}{digits[17:20]}-{digits[20:]}"
