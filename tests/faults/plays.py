"""Plays: what can go wrong on a connection, in an answer, or in a page."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator, Mapping
from functools import cache

import brotli

from tests.faults.board import Call, Play, head

PIECE = 64 * 1024


# --- the connection ---------------------------------------------------------------------------------------------------


def hang_up(*, reset: bool = False, sent: bytes = b"") -> Play:
    """Close the connection, perhaps after some bytes."""

    def play(call: Call) -> None:
        call.send(sent)
        call.hang_up(reset=reset)

    return play


def cut(share: float = 0.5, *, framing: str = "length", reset: bool = False) -> Play:
    """The honest page, cut: less than its Content-Length, chunks without an end, or a body that only the closing ends."""

    def play(call: Call) -> None:
        status, headers, body = call.honest()
        part = body[: int(len(body) * share)]
        frame = {"length": {"Content-Length": str(len(body))}, "chunks": {"Transfer-Encoding": "chunked"}, "close": {"Connection": "close"}}[framing]
        call.send(head(status, {"Content-Type": "text/html; charset=utf-8", **headers, **frame}))
        call.send(f"{len(body):x}\r\n".encode() + part if framing == "chunks" else part)
        call.hang_up(reset=reset)

    return play


def closed_at_its_end(call: Call) -> None:
    """The whole honest page, without a length: only the closing of the connection ends it."""
    status, headers, body = call.honest()
    call.tell()
    call.send(head(status, {"Content-Type": "text/html; charset=utf-8", **headers, "Connection": "close"}) + body)
    call.hang_up()


def drip(call: Call) -> None:
    """The honest page, a byte now and then."""
    _, _, body = call.honest()
    call.send(head(200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}))
    for place in range(len(body)):
        call.send(body[place : place + 1])
        time.sleep(0.05)


def silence(call: Call) -> None:
    """No answer at all, until the other side gives up."""
    call.stream.recv(1)


def dripping_head(call: Call) -> None:
    """A status line, then a header now and then."""
    call.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        call.send(f"X-{number}: y\r\n".encode())
        time.sleep(0.05)


# --- size -------------------------------------------------------------------------------------------------------------


def endless(framing: str = "close", *, kind: str = "text/html; charset=utf-8", most: int = 4 * 1024**3) -> Play:
    """A body without an end: as chunks, until the connection closes, or of an announced length that is absurd."""

    def play(call: Call) -> None:
        frame = {"close": {"Connection": "close"}, "chunks": {"Transfer-Encoding": "chunked"}, "length": {"Content-Length": str(most)}}[framing]
        call.send(head(200, {"Content-Type": kind, **frame}))
        piece = b"<p>" + b"x" * (PIECE - 3)
        framed = f"{PIECE:x}\r\n".encode() + piece + b"\r\n" if framing == "chunks" else piece
        for _ in range(most // PIECE):
            call.send(framed)
        call.hang_up()

    return play


def endless_head(line: bytes = b"X: " + b"y" * 1000 + b"\r\n") -> Play:
    """Header lines without an end; a line without a line break never ends itself."""

    def play(call: Call) -> None:
        call.send(b"HTTP/1.1 200 OK\r\n")
        while True:
            call.send(line * 64)

    return play


def interim(call: Call) -> None:
    """Nothing but 100 Continue, for ever."""
    while True:
        call.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 512)


def bomb(coding: str, size: int) -> Play:
    """So many bytes of nothing under a content coding; with a comma, one coding within the other."""
    packed = _packed(coding, size)

    def play(call: Call) -> None:
        call.reply(200, {"Content-Encoding": coding}, packed)

    return play


@cache
def _packed(codings: str, size: int) -> bytes:
    pieces: Iterator[bytes] = (b" " * PIECE for _ in range(size // PIECE))
    for coding in codings.split(", "):
        pieces = _through(coding, pieces)
    return b"".join(pieces)


def _through(coding: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        yield from (packer.process(piece) for piece in pieces)
        yield packer.finish()
    else:
        stream = zlib.compressobj(6, wbits=31 if coding == "gzip" else 15)
        yield from (stream.compress(piece) for piece in pieces)
        yield stream.flush()


# --- codings ----------------------------------------------------------------------------------------------------------


def packed(coding: str = "gzip", *, keep: int | None = None, garble: bool = False) -> Play:
    """The honest page under a content coding; ``keep``: cut there although the length is right; ``garble``: bytes turned in its middle."""

    def play(call: Call) -> None:
        status, headers, body = call.honest()
        whole = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding](body)
        sent = whole[:keep]
        if garble:
            sent = whole[:40] + bytes(byte ^ 0xFF for byte in whole[40:60]) + whole[60:]
        elif keep is None:
            call.tell()
        call.reply(status, {**headers, "Content-Encoding": coding}, sent)

    return play


def labelled(coding: str) -> Play:
    """The honest page in plain, labelled as coded."""

    def play(call: Call) -> None:
        status, headers, body = call.honest()
        call.reply(status, {**headers, "Content-Encoding": coding}, body)

    return play


def written(encoding: str, *, header: str | None = None, meta: str | None = None, mark: bytes = b"") -> Play:
    """The honest page in another encoding, declared in the header, in the page, both or neither, behind a mark of byte order."""

    def play(call: Call) -> None:
        status, headers, body = call.honest()
        text = body.decode()
        if text.startswith("<!DOCTYPE html>"):
            text = text.replace('<meta charset="utf-8">', f'<meta charset="{meta}">' if meta else "")
        call.tell()
        kind = f"text/html; charset={header}" if header else "text/html"
        call.reply(status, {**headers, "Content-Type": headers.get("Content-Type", kind)}, mark + text.encode(encoding))

    return play


# --- heads ------------------------------------------------------------------------------------------------------------


def under_head(*lines: bytes, rest: bytes = b"", told: bool = True) -> Play:
    """The honest page behind further header lines, as they stand; ``rest``: bytes behind its end; ``told``: whether it can be read so."""

    def play(call: Call) -> None:
        status, headers, body = call.honest()
        if told:
            call.tell()
        own = b"".join(f"{name}: {value}\r\n".encode() for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items())
        framing = b"Content-Length: %d\r\n\r\n" % len(body)
        call.send(b"HTTP/1.1 %d OK\r\n" % status + own + b"".join(line + b"\r\n" for line in lines) + framing + body + rest)

    return play


# --- answers ----------------------------------------------------------------------------------------------------------


def answer(status: int, headers: Mapping[str, str] | None = None, body: str = "") -> Play:
    """An answer of its own, the same at each request."""
    sent = body.encode()

    def play(call: Call) -> None:
        call.reply(status, headers or {}, sent)

    return play


def redirect(target: str, status: int = 302) -> Play:
    """Another address in place of an answer."""
    return answer(status, {"Location": target})


def one_after_another(*plays: Play) -> Play:
    """A play for each request; the last one stays."""
    left = list(plays)

    def play(call: Call) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(call)

    return play


def honestly(call: Call) -> None:
    """The truth after all."""
    call.tell()
    call.reply(*call.honest())


def changed(*pairs: tuple[str, str], told: bool = False) -> Play:
    """The honest page with words put in place of others."""

    def play(call: Call) -> None:
        status, headers, body = call.honest()
        text = body.decode()
        for old, new in pairs:
            text = text.replace(old, new)
        if told:
            call.tell()
        call.reply(status, headers, text.encode())

    return play
