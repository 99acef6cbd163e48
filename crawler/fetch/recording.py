"""Twisted's HTTP/1.1 client protocol, tapped where bytes enter and leave, and the split of those bytes into head and body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, HTTP11ClientProtocol, HTTPClientParser, Request
from twisted.web.http_headers import Headers
from twisted.web.iweb import IResponse

_HEAD_END = re.compile(rb"\n\r?\n")

HeaderPairs = tuple[tuple[str, str], ...]


class Recording:
    """The bytes of one exchange while it runs.

    limit:   bytes that may be received, head and framing included; at more the connection is aborted and ``over`` is set
    rest:    what arrived behind the end of the response, in the same read
    peer:    the address connected to; ``judge`` is asked about it before the request is written
    """

    __slots__ = ("chunks", "judge", "limit", "over", "payload", "peer", "rest", "sent", "size", "transport")

    def __init__(self, limit: int, judge: Callable[[str], None]) -> None:
        self.limit = limit
        self.judge = judge
        self.peer: str | None = None
        self.transport: Any = None
        self.clear()

    def clear(self) -> None:
        """Begin anew: the pool may repeat a request whose kept-alive connection had died before any answer."""
        self.sent: list[bytes] = []
        self.chunks: list[bytes] = []
        self.payload: list[bytes] = []
        self.rest = b""
        self.size = 0
        self.over = False

    def abort(self) -> None:
        """Drop the connection at once."""
        if self.transport is not None:
            self.transport.abortConnection()


def split_response(raw: bytes) -> tuple[bytes, bytes] | None:
    """Head and body of the final response; None while its head is incomplete.

    Interim (1xx) responses before it are left out: a record holds one HTTP message. Lines end in LF, with or without CR before it,
    as Twisted's parser has it.
    """
    start = 0
    while (match := _HEAD_END.search(raw, start)) is not None:
        if not 100 <= status_of(raw[start : match.end()]) < 200:
            return raw[start : match.end()], raw[match.end() :]
        start = match.end()
    return None


def status_of(head: bytes) -> int:
    """The status code of a head; 0 where the status line holds none."""
    parts = head.split(b"\n", 1)[0].split(b" ", 2)
    try:
        return int(parts[1])
    except (IndexError, ValueError):
        return 0


def header_pairs(head: bytes) -> HeaderPairs:
    """Names and values as latin-1 in their order; a folded line joins the one before it, a line without a colon is skipped."""
    pairs: list[tuple[str, str]] = []
    for line in head.decode("latin-1").split("\n")[1:]:
        text = line.strip(" \t\r")
        if line[:1] in " \t" and pairs and text:
            name, value = pairs[-1]
            pairs[-1] = (name, f"{value} {text}".strip())
        elif ":" in line:
            name, _, value = line.partition(":")
            pairs.append((name.strip(), value.strip(" \t\r")))
    return tuple(pairs)


class _Tap:
    """A transport that keeps what is written to it."""

    def __init__(self, transport: Any, sent: list[bytes]) -> None:
        self._transport = transport
        self._sent = sent

    def write(self, data: bytes) -> None:
        self._sent.append(data)
        self._transport.write(data)

    def writeSequence(self, parts: Iterable[bytes]) -> None:  # noqa: N802 (Twisted's name)
        self.write(b"".join(parts))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class RecordedRequest(Request):
    """A request that knows where its bytes and those of its answer are kept."""

    def __init__(self, method: bytes, path: bytes, headers: Headers, body: Any, recording: Recording) -> None:
        super().__init__(method, path, headers, body, persistent=True)  # type: ignore[no-untyped-call]
        self.recording = recording

    def writeTo(self, transport: Any) -> Deferred[None]:  # noqa: N802 (Twisted's name)
        return super().writeTo(_Tap(transport, self.recording.sent))  # type: ignore[no-any-return,no-untyped-call]


class _Parser(HTTPClientParser):
    """Skips header lines without a colon, as browsers do, where Twisted gives the whole response up."""

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 (Twisted's name)
        if self.state == HEADER and b":" not in line and line.strip() and line[:1] not in b" \t":
            return
        super().lineReceived(line)  # type: ignore[no-untyped-call]


class RecordingProtocol(HTTP11ClientProtocol):
    """One connection. It never goes back to the pool once a byte has come that belongs to no exchange."""

    _recording: Recording | None = None
    _spoilt = False

    @property
    def state(self) -> str:
        return "SPOILT" if self._spoilt else self._state

    def request(self, request: RecordedRequest) -> Deferred[IResponse]:  # type: ignore[override]
        recording = request.recording
        recording.clear()
        transport: Any = self.transport
        recording.transport = transport
        recording.peer = transport.getPeer().host
        try:
            recording.judge(recording.peer)
        except Exception:
            self._spoilt = True
            recording.abort()
            raise
        self._recording = recording
        answer = super().request(request)
        # Twisted names the parser's class in its own request(); the state of both classes is the same.
        if self._parser is not None:
            self._parser.__class__ = _Parser
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
        recording = self._recording
        if recording is None:
            self._spoilt = True
            self.transport.abortConnection()  # type: ignore[union-attr]
            return
        if recording.over:
            return
        recording.chunks.append(data)
        recording.size += len(data)
        if recording.size > recording.limit:
            recording.over = True
            recording.abort()
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802 (Twisted's name)
        if self._recording is not None and self._parser is not None and self._currentRequest is not None:
            self._recording.rest = rest
            self._recording = None
            if rest or not _stays_open(self._parser):
                self._currentRequest.persistent = False
        super()._finishResponse(rest)

    def connectionLost(self, reason: Failure) -> None:  # type: ignore[override] # noqa: N802 (Twisted's name)
        super().connectionLost(reason)  # type: ignore[no-untyped-call]
        self._recording = None


def _stays_open(parser: HTTPClientParser) -> bool:
    """HTTP/1.0 closes unless it says otherwise, and "Close" is as good as "close"; Twisted knows neither."""
    words = {word.strip().lower() for value in parser.connHeaders.getRawHeaders(b"Connection", ()) for word in value.split(b",")}
    return b"close" not in words and (parser.response.version[1:] >= (1, 1) or b"keep-alive" in words)


class RecordingFactory(Factory):
    """Builds recording protocols for the pool."""

    noisy = False

    def __init__(self, quiescent: Callable[[HTTP11ClientProtocol], None], metadata: str) -> None:
        self._quiescent = quiescent
        self._metadata = metadata

    def __repr__(self) -> str:
        return f"RecordingFactory({self._metadata})"

    def buildProtocol(self, addr: object) -> RecordingProtocol:  # noqa: N802, ARG002 (Twisted's name)
        return RecordingProtocol(self._quiescent)  # type: ignore[no-untyped-call]
