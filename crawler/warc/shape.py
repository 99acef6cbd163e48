"""The shape of a record: its fields, checked so that none can forge another, and its bytes as one gzip member."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote
from uuid import uuid4

from crawler.errors import WarcDamaged
from crawler.records import Exchange
from crawler.warc.pack import packed
from crawler.warc.read import MAX_BLOCK, MAX_LINE, http_head, is_chunked, parsed, payload_from

REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNSAFE = re.compile(r"[^\x20-\x7e]")
#: Characters of an address that stay as they are; the rest, controls and line ends among it, is percent-encoded.
_URI_SAFE = "!#$%&'()*+,-./:;=?@[]_|~"

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


def answer_fields(exchange: Exchange, digest: str, earlier: Original | None) -> list[Field]:
    """The headers that only an answer has: digest, what cut it short, what it repeats."""
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
        ]
    # Readers in use check WARC-Payload-Digest against the chunk framing too, so a right digest would look wrong to them.
    name = "Panjeon-Payload-Digest" if exchange.body and is_chunked(exchange.headers) else "WARC-Payload-Digest"
    fields.append((name, f"sha256:{digest}"))
    if exchange.truncated is not None:
        fields.append(("WARC-Truncated", exchange.truncated))
    return fields


def payload_in(exchange: Exchange) -> bytes:
    """The payload that a reader will find in the record. ValueError if a complete exchange claims another one, or is no HTTP answer."""
    cut = exchange.truncated is not None
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


def record(kind: str, record_id: str, fields: Iterable[Field], block: list[bytes]) -> bytes:
    """One record as a gzip member, read back before it is given out. ValueError for what no reader would take."""
    digest, length = sha256(), 0
    for part in block:
        digest.update(part)
        length += len(part)
    every = [("WARC-Type", kind), ("WARC-Record-ID", f"<{record_id}>"), *fields]
    every += [("WARC-Block-Digest", f"sha256:{digest.hexdigest()}"), ("Content-Length", str(length))]
    head = "WARC/1.1\r\n" + "".join(f"{name}: {_checked(name, value)}\r\n" for name, value in every) + "\r\n"
    if length > MAX_BLOCK:
        raise ValueError(f"a block of {length} bytes is larger than a record may hold ({MAX_BLOCK})")
    raw = b"".join((head.encode("ascii"), *block, b"\r\n\r\n"))
    again = parsed(raw, 0, 0, record_id)
    if list(again.headers.items()) != [(name.lower(), value) for name, value in every]:
        raise ValueError(f"the fields of {record_id} do not read back as they were given")
    return packed(raw)


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
    return _UNSAFE.sub(_escape, value).strip(" ")


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _checked(name: str, value: str) -> str:
    if _UNSAFE.search(value):
        raise ValueError(f"the field {name} holds {value[:80]!r}; only printable ASCII may stand in it")
    if len(name) + len(value) + 2 > MAX_LINE:
        raise ValueError(f"the field {name} is {len(value)} bytes long; at most {MAX_LINE} may stand in a line")
    return value


def new_id() -> str:
    """A record id that no other record has, without angle brackets."""
    return f"urn:uuid:{uuid4()}"
