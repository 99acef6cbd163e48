"""The reader takes whole records and nothing else, however a file was damaged or poisoned."""

from __future__ import annotations

import gzip
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_archives import POST, START, exchange, in_chunks, new, writer
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import WarcDamaged
from crawler.warc import Headers, Record, http_head, payload_digest, payload_of, read_at, records, to_exchange
from crawler.warc import read as reading
from crawler.warc.read import is_chunked, unchunked

HEAD = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-03-01T00:00:00Z\r\n"


def stored(folder: Path, *raw: bytes) -> Path:
    path = folder / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(one) for one in raw))
    return path


def record(block: bytes, **headers: str) -> Record:
    fields = {"warc-type": "response", "content-type": "application/http;msgtype=response", "warc-date": "2025-03-01T00:00:00Z"}
    return Record(0, 0, "response", Headers(fields | {name.replace("_", "-"): value for name, value in headers.items()}), block)


def whole(folder: Path) -> Path:
    log = writer(folder)
    for number in range(5):
        log.exchange(exchange(f"http://board.example/{number}", random.Random(number).randbytes(300)), fields={}, original=new)
    return folder / log.close().file


def test_names_of_fields_are_found_in_any_case(tmp_path: Path) -> None:
    (one,) = records(stored(tmp_path, HEAD + b"Content-Length: 0\r\nX-Two: a\r\nx-two: b\r\n\r\n\r\n\r\n"))
    assert one.headers["WARC-TYPE"] == one.headers["warc-type"] == one.type == "response"
    assert (one.headers["X-Two"], one.id, one.block) == ("a, b", "urn:uuid:1", b"")
    assert one.headers.get("absent") is None


def outcome(read: Callable[..., Headers], *given: object) -> dict[str, str] | str:
    """The fields that a reader finds, or its error."""
    try:
        return dict(read(*given, 7, "a.warc.gz"))
    except WarcDamaged as damaged:
        return str(damaged)


FIELD_PIECES = st.sampled_from(["WARC-Type", "warc-type", "X", ":", ": ", ":\t", "response", "값", "a:b", " ", "\t", "\r\n", "\n", "\r", "\x0b", "\u2028", ""])


@settings(deadline=None)
@given(st.lists(FIELD_PIECES, max_size=16).map("".join))
def test_fields_are_the_same_however_they_are_read(text: str) -> None:
    head = f"WARC/1.1\r\n{text}".encode()
    assert outcome(reading._fields, head) == outcome(reading._odd_fields, head, text.split("\r\n") if text else [])


def test_reading_may_begin_at_any_record(tmp_path: Path) -> None:
    path = whole(tmp_path)
    every = list(records(path))
    assert len(every) == 11
    for one in every:
        assert next(records(path, one.offset)) == one == read_at(path, one.offset, one.length)
    assert list(records(path, every[-1].offset + every[-1].length)) == []


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "the record's fields do not end"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n", "the record's fields do not end"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "the record begins with 'HTTP/1.1 200 OK', not WARC/1.1"),
        (HEAD + b"Content-Length: 2\r\n\r\nokok\r\n\r\n", "Content-Length is 2, but the block is 4 bytes long"),
        (HEAD + b"Content-Length: 9\r\n\r\nokok\r\n\r\n", "Content-Length is 9, but the block is 4 bytes long"),
        (HEAD + b"Content-Length: 4\r\n\r\nokok\r\n\n\n", "Content-Length is 4, but the block is 4 bytes long"),
        (HEAD + b"\r\nokok\r\n\r\n", "Content-Length is '', not a number of bytes"),
        (HEAD + b"Content-Length: abc\r\n\r\nokok\r\n\r\n", "Content-Length is 'abc', not a number of bytes"),
        (HEAD + b"Content-Length: -4\r\n\r\nokok\r\n\r\n", "Content-Length is '-4', not a number of bytes"),
        (HEAD + b"Content-Length: +4\r\n\r\nokok\r\n\r\n", "Content-Length is '+4', not a number of bytes"),
        (HEAD + b"Content-Length: 4_0\r\n\r\nokok\r\n\r\n", "Content-Length is '4_0', not a number of bytes"),
        (HEAD + "Content-Length: ４\r\n\r\nokok\r\n\r\n".encode(), "Content-Length is '４', not a number of bytes"),
        (HEAD + b"Content-Length: 99999999999999\r\n\r\nokok\r\n\r\n", "Content-Length is '99999999999999', not a number of bytes"),
        (HEAD + b"Content-Length: 999999999\r\n\r\nokok\r\n\r\n", "the block is larger than 67108864 bytes"),
        (HEAD + b"Content-Length: 4\r\nContent-Length: 4\r\n\r\nokok\r\n\r\n", "the field content-length stands twice"),
        (HEAD + b"WARC-Record-ID: <urn:uuid:2>\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "the field warc-record-id stands twice"),
        (b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "WARC-Type or WARC-Record-ID is missing"),
        (HEAD + b"no colon\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "'no colon' is not a field"),
        (HEAD + b"sp ace: 1\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "'sp ace: 1' is not a field"),
        (HEAD + b"X: \xff\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "the record's fields are not UTF-8"),
        (HEAD + b"X: 1\r\n" * 1001 + b"Content-Length: 0\r\n\r\n\r\n\r\n", "the record has more than 1000 fields"),
        (HEAD + b"X: " + b"1" * 66_000 + b"\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "a field is longer than 65536 bytes"),
    ],
)
def test_what_is_no_record_is_named_with_file_and_offset(raw: bytes, message: str, tmp_path: Path) -> None:
    first = HEAD + b"Content-Length: 0\r\n\r\n\r\n\r\n"
    found = records(stored(tmp_path, first, raw))
    assert next(found).type == "response"
    with pytest.raises(WarcDamaged) as damaged:
        next(found)
    assert str(damaged.value) == f"a.warc.gz at {len(gzip.compress(first))}: {message}"


def test_every_truncation_ends_in_a_whole_record_or_an_error(tmp_path: Path) -> None:
    path = whole(tmp_path)
    data, ends = path.read_bytes(), {one.offset + one.length for one in records(path)} | {0}
    for length in range(len(data)):
        path.write_bytes(data[:length])
        found: list[Record] = []
        try:
            found.extend(records(path))
            clean = True
        except WarcDamaged:
            clean = False
        assert clean == (length in ends), length


def test_no_bit_flip_is_read_as_another_content(tmp_path: Path) -> None:
    path = whole(tmp_path)
    data, every = path.read_bytes(), [one.block for one in records(path)]
    caught = 0
    for bit in random.Random(7).sample(range(len(data) * 8), 300):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        try:
            assert [one.block for one in records(path)] == every
        except WarcDamaged:
            caught += 1
    assert caught > 280  # the rest hit the time and system bytes of a gzip header, which no checksum covers


@pytest.mark.parametrize("size", [50_000_000, 200_000_000])
def test_a_bomb_costs_neither_time_nor_memory(size: int, tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = packer.compress(HEAD + b"X: ")
    data += b"".join(packer.compress(b"0" * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    (tmp_path / "bomb.warc.gz").write_bytes(data)
    began = time.monotonic()
    with pytest.raises(WarcDamaged, match=r"grows to more than 200 times its compressed size|is larger than"):
        list(records(tmp_path / "bomb.warc.gz"))
    assert time.monotonic() - began < 5


def test_a_bomb_takes_no_more_memory_than_the_largest_record(tmp_path: Path) -> None:
    (tmp_path / "bomb.warc.gz").write_bytes(gzip.compress(b"0" * 60_000_000))
    tracemalloc.start()
    with pytest.raises(WarcDamaged, match="grows to more than 200 times"):
        list(records(tmp_path / "bomb.warc.gz"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000_000


def test_only_the_place_that_was_noted_is_read(tmp_path: Path) -> None:
    path = whole(tmp_path)
    one = list(records(path))[2]
    for offset, length, message in (
        (one.offset, one.length + 1, f"the record is {one.length} bytes long, not {one.length + 1}"),
        (one.offset + 1, one.length, "no readable gzip member"),
        (path.stat().st_size, 10, "the file ends before this record"),
    ):
        with pytest.raises(WarcDamaged) as damaged:
            read_at(path, offset, length)
        assert message in str(damaged.value)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\n\r\nbody", (200, "OK", (("A", "1"), ("a", "2")), 31)),
        (b"HTTP/1.0 404\r\n\r\n", (404, "", (), 16)),
        (b"HTTP/1.1 200 \xc7\xd1\nA:1\n B\n\nbody", (200, "\xc7\xd1", (("A", "1 B"),), 24)),
        (b"HTTP/1.1 200 OK\r\nno colon\r\nA : 1\r\n\r\n", (200, "OK", (("A", "1"),), 36)),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: 1\r\n\r\n", (200, "OK", (("A", "1"),), 50)),
        (b"HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", (101, "Switching", (), 26)),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n", (200, "OK", (("A", "1"),), 23)),
    ],
)
def test_heads_are_read_as_servers_send_them(block: bytes, expected: tuple[object, ...]) -> None:
    assert http_head(block) == expected


@pytest.mark.parametrize("block", [b"", b"ICY 200 OK\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n", b"<html>"])
def test_what_is_no_http_answer_is_damaged(block: bytes) -> None:
    with pytest.raises(WarcDamaged, match="no HTTP status line"):
        http_head(block)


@given(st.binary(max_size=5000), st.integers(1, 700))
def test_chunks_come_off_as_they_went_on(body: bytes, size: int) -> None:
    framed = in_chunks(body, size)
    assert unchunked(framed) == body
    for cut in (0, len(framed) // 3, len(framed) // 2, len(framed) - 30):
        assert body.startswith(unchunked(framed[: max(cut, 0)], cut=True))


def test_a_chunk_size_may_have_leading_zeros_and_a_note() -> None:
    assert unchunked(b"0" * 40 + b"5 ;a=b\r\nhello\r\n0\r\n\r\n") == b"hello"


@pytest.mark.parametrize(
    "body",
    [
        b"x",
        b"5\r\nhell",
        b"5\r\nhello\r\n",
        b"5\r\nhelloX\r\n0\r\n\r\n",
        b"-5\r\nhello\r\n0\r\n\r\n",
        b"0x5\r\nhello\r\n0\r\n\r\n",
    ],
)
def test_broken_chunks_are_damaged(body: bytes) -> None:
    with pytest.raises(WarcDamaged, match="the chunked body is broken at byte"):
        unchunked(body)


@pytest.mark.parametrize(
    ("value", "chunked"),
    [("chunked", True), ("gzip, Chunked ", True), ("chunked, gzip", False), ("identity", False), ("xchunked", False), ("", False)],
)
def test_only_a_last_coding_of_chunked_is_taken_off(value: str, chunked: bool) -> None:
    assert is_chunked((("transfer-Encoding", value),)) is chunked
    assert is_chunked(()) is False


def test_the_payload_of_each_kind_of_record() -> None:
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert payload_of(record(answer + in_chunks(POST))) == POST
    assert payload_of(record(answer)) == b""
    assert payload_of(record(answer + in_chunks(POST)[:500], warc_truncated="time")) == POST[:484]
    assert payload_of(Record(0, 0, "metadata", Headers({}), b"{}")) == b"{}"
    assert payload_of(Record(0, 0, "response", Headers({"content-type": "text/dns"}), b"a")) == b"a"
    with pytest.raises(WarcDamaged):
        payload_of(record(answer + in_chunks(POST)[:500]))


@pytest.mark.parametrize(("stated", "digest"), [("sha256:AB12", "ab12"), ("sha-256:ab", "ab"), ("sha1:ab", ""), ("", "")])
def test_only_a_sha256_digest_is_ours(stated: str, digest: str) -> None:
    assert payload_digest(record(b"", warc_payload_digest=stated)) == digest


@pytest.mark.parametrize("date", ["", "yesterday", "2025-03-01T00:00:00"])
def test_a_record_without_a_true_date_is_damaged(date: str) -> None:
    with pytest.raises(WarcDamaged, match="WARC-Date is"):
        to_exchange(record(b"HTTP/1.1 200 OK\r\n\r\n", warc_date=date))


def test_dates_of_other_writers_are_read() -> None:
    assert to_exchange(record(b"HTTP/1.1 200 OK\r\n\r\n", warc_date="2025-03-01T00:00:00.250Z")).started_at == START
