"""The split of received bytes into head and body, whatever the bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch.recording import header_pairs, split_response, status_of

line = st.one_of(
    st.sampled_from([b"", b"\r", b"HTTP/1.1 200 OK\r", b"HTTP/1.1 100 Continue\r", b"A: b\r", b" fold\r", b"\tfold", b":", b"no colon\r"]),
    st.binary(max_size=12),
)
wire_bytes = st.lists(line, max_size=12).map(b"\n".join)


@given(wire_bytes)
def test_no_byte_is_lost_or_moved(raw: bytes) -> None:
    parts = split_response(raw)
    if parts is None:
        return
    head, body = parts
    assert raw.endswith(head + body)
    assert head.endswith((b"\n\n", b"\n\r\n"))
    assert not 100 <= status_of(head) < 200
    assert b"\n\n" not in head[:-1]
    for name, value in header_pairs(head):
        assert "\n" not in name + value
        assert name.encode("latin-1") in head


@given(st.lists(st.tuples(st.from_regex(r"[A-Za-z-]{1,9}", fullmatch=True), st.binary(max_size=9)), max_size=8))
def test_headers_come_back_in_their_order(pairs: list[tuple[str, bytes]]) -> None:
    clean = [(name, value.replace(b"\n", b"").strip(b" \t\r")) for name, value in pairs]
    head = b"HTTP/1.1 200 OK\r\n" + b"".join(name.encode() + b": " + value + b"\r\n" for name, value in clean) + b"\r\n"
    assert split_response(head + b"body") == (head, b"body")
    assert [(name, value.encode("latin-1")) for name, value in header_pairs(head)] == clean


def test_interim_heads_are_passed_over() -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\nLink: x\n\n"
    assert split_response(interim) is None
    assert split_response(interim + b"HTTP/1.1 204 \r\n\r\n") == (b"HTTP/1.1 204 \r\n\r\n", b"")
