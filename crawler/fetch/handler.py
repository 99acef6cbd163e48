"""A download handler that asks the policy before every connection and hands on every byte that crossed it.

Framing (status line, header lines, Content-Length, chunks) is Twisted's: the same client protocol that Scrapy's own handler uses.
Private names that are needed, as there: ``twisted.web._newclient`` (client protocol, parser, request) and
``HTTPConnectionPool._factory`` (the pool has no public way to be given a protocol).
"""

from __future__ import annotations

import ipaddress
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Headers, Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred, succeed
from twisted.internet.endpoints import wrapClientTLS
from twisted.internet.error import ConnectError, DNSLookupError
from twisted.internet.error import ConnectionRefusedError as Refused
from twisted.internet.error import TimeoutError as ConnectTimeout
from twisted.internet.protocol import Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import RequestNotSent, RequestTransmissionFailed
from twisted.web.client import HTTPConnectionPool, ResponseDone, ResponseFailed
from twisted.web.http import PotentialDataLoss, _DataLoss
from twisted.web.http_headers import Headers as TwistedHeaders
from twisted.web.iweb import UNKNOWN_LENGTH, IBodyProducer
from zope.interface import implementer

from crawler.clock import SystemClock
from crawler.errors import PolicyRefused
from crawler.fetch.connect import GuardedEndpoint, tls_creator
from crawler.fetch.policy import Policy, Target
from crawler.fetch.recording import RecordedRequest, Recording, RecordingFactory, header_pairs, split_response, status_of
from crawler.manifest import FetchRules
from crawler.records import Exchange

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

CONNECT_TIMEOUT = 20.0
_CLOSE_PATIENCE = 1.0
_SYSTEM_CLOCK = SystemClock()

_Key = tuple[str, str, int, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """One request on its way."""

    url: str
    method: str
    body: bytes
    target: Target
    rules: FetchRules
    recording: Recording
    started_at: datetime


class _Turns:
    """Lets so many exchanges with one host run at once.

    Scrapy 2.19's own limit leaks: its queue starts every waiting request when one slot is free, because a task counts only once it runs.
    """

    def __init__(self, limit: int) -> None:
        self._free = limit
        self._waiting: deque[Deferred[None]] = deque()

    async def __aenter__(self) -> None:
        if self._free > 0:
            self._free -= 1
            return
        turn: Deferred[None] = Deferred()
        self._waiting.append(turn)
        await maybe_deferred_to_future(turn)

    async def __aexit__(self, *_: object) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.called:
                turn.callback(None)
                return
        self._free += 1


class EvidenceHandler:
    """Fetches http and https. Leaves a crawler.records.Exchange in ``request.meta["exchange"]``.

    Reads ``crawler.spider.policy`` (a Policy; without one everything is refused), ``crawler.spider.board.fetch`` (FetchRules)
    and, if there, ``crawler.spider.clock``; a request that brings a policy or rules of its own (``meta``) is held to those. Raises
    PolicyRefused (scheme, userinfo, host, port, address, policy, too_big) and Scrapy's download exceptions; with a failure the Exchange is
    there too, truncated, if at least the head of an answer had arrived.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor

        self._crawler = crawler
        self._reactor: Any = reactor
        self._pool = HTTPConnectionPool(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self._pool._factory = RecordingFactory  # type: ignore[assignment]
        self._connect_timeout = crawler.settings.getfloat("PANJEON_CONNECT_TIMEOUT", CONNECT_TIMEOUT)
        self._endpoints: dict[_Key, Any] = {}
        self._turns: dict[tuple[str, int], _Turns] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> EvidenceHandler:
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Fetch one address; redirects are answers like any other."""
        # A retried or redirected request is a copy and carries the evidence of the one before.
        request.meta.pop("exchange", None)
        spider: Any = self._crawler.spider
        target = self._policy(request.meta.get("policy")).target(request.url)
        rules: FetchRules = request.meta.get("rules") or spider.board.fetch
        async with self._turns_at(target, rules.concurrency):
            order = _Order(
                url=request.url.partition("#")[0],
                method=request.method,
                body=request.body,
                target=target,
                rules=rules,
                recording=Recording(rules.max_bytes, partial(self._judge, target.host, target.port)),
                started_at=getattr(spider, "clock", _SYSTEM_CLOCK).now(),
            )
            return await self._answer(request, order)

    async def _answer(self, request: Request, order: _Order) -> Response:
        flags: list[str] = []
        seconds = min(order.rules.timeout, request.meta.get("download_timeout") or order.rules.timeout)
        answer = Deferred.fromCoroutine(self._fetch(request, order, flags))
        answer.addTimeout(seconds, self._reactor, onTimeoutCancel=partial(_timed_out, order))
        try:
            await maybe_deferred_to_future(answer)
        except Exception as error:
            truncated = "length" if _is_too_big(error) else "time" if isinstance(error, DownloadTimeoutError) else "disconnect"
            exchange = _exchange(order, truncated=truncated)
            if exchange is not None:
                request.meta["exchange"] = exchange
            raise
        exchange = _exchange(order, truncated=None)
        assert exchange is not None
        request.meta["exchange"] = exchange
        return _response(exchange, flags)

    async def close(self) -> None:
        """Close what is kept alive; a connection that does not close is not waited for longer than a second."""
        closed = self._pool.closeCachedConnections()  # type: ignore[no-untyped-call]
        timer = self._reactor.callLater(_CLOSE_PATIENCE, closed.callback, None)
        await maybe_deferred_to_future(closed)
        if timer.active():
            timer.cancel()

    def _policy(self, policy: object = None) -> Policy:
        policy = policy or getattr(self._crawler.spider, "policy", None)
        if not isinstance(policy, Policy):
            raise PolicyRefused("policy", "the spider has no fetch policy, so nothing may be fetched")
        return policy

    def _turns_at(self, target: Target, limit: int) -> _Turns:
        key = (target.host, target.port)
        if key not in self._turns:
            self._turns[key] = _Turns(limit)
            # A pool that keeps fewer connections than are in use closes and opens them without end.
            self._pool.maxPersistentPerHost = max(self._pool.maxPersistentPerHost, limit)
        return self._turns[key]

    def _judge(self, host: str, port: int, ip: str) -> None:
        self._policy().check_address(host, port, ip)

    def _endpoint(self, order: _Order) -> tuple[_Key, Any]:
        target = order.target
        key = (target.scheme, target.host, target.port, order.rules.verify_tls)
        if key not in self._endpoints:
            judge = partial(self._judge, target.host, target.port)
            endpoint: Any = GuardedEndpoint(self._reactor, target.host, target.port, timeout=self._connect_timeout, judge=judge)
            if target.scheme == "https":
                endpoint = wrapClientTLS(tls_creator(target.host, verify=order.rules.verify_tls), endpoint)
            self._endpoints[key] = endpoint
        return key, self._endpoints[key]

    async def _fetch(self, request: Request, order: _Order, flags: list[str]) -> None:
        """Send, and wait for the whole answer; the bytes gather in the order's recording."""
        began = monotonic()
        try:
            connection: Any = await self._pool.getConnection(*self._endpoint(order))
            response: Any = await connection.request(_outgoing(request, order))
            request.meta["download_latency"] = monotonic() - began
            await _body(response, order, flags)
        except PolicyRefused:
            raise
        except Exception as error:
            _raise_plainly(error, order)
        if order.recording.over:
            # A body that only the closing of the connection ends, ends well for Twisted when we close it.
            raise _too_big(order)
        _check_rest(response, order, flags)


def _outgoing(request: Request, order: _Order) -> RecordedRequest:
    headers = TwistedHeaders(request.headers)
    headers.setRawHeaders(b"Host", [order.target.authority.encode("ascii")])
    producer = _Body(order.body) if order.body else None
    return RecordedRequest(order.method.encode("ascii"), order.target.path.encode("ascii"), headers, producer, order.recording)


async def _body(response: Any, order: _Order, flags: list[str]) -> None:
    """Wait for the end of the body; refuses one that is announced larger than allowed."""
    length = response.length
    if length == 0:
        return
    if length != UNKNOWN_LENGTH and length > order.rules.max_bytes:
        order.recording.over = True
        order.recording.abort()
        raise _too_big(order)
    collector = _Collector(order.recording)
    response.deliverBody(collector)
    if await collector.done:
        flags.append("partial")


class _Collector(Protocol):
    """Gathers the payload, and tells at its end whether only the closing of the connection ended it."""

    def __init__(self, recording: Recording) -> None:
        self.done: Deferred[bool] = Deferred(lambda _: recording.abort())
        self._payload = recording.payload

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
        self._payload.append(data)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 (Twisted's name)
        if self.done.called:
            return
        if isinstance(reason.value, (ResponseDone, PotentialDataLoss)):
            self.done.callback(isinstance(reason.value, PotentialDataLoss))
        else:
            self.done.errback(reason)


@implementer(IBodyProducer)
class _Body:
    """The body of a request, written at once."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.length = len(body)

    def startProducing(self, consumer: Any) -> Deferred[None]:  # noqa: N802 (Twisted's name)
        consumer.write(self._body)
        return succeed(None)

    def pauseProducing(self) -> None:  # noqa: N802 (Twisted's name)
        """Nothing is left to pause."""

    def resumeProducing(self) -> None:  # noqa: N802 (Twisted's name)
        """Nothing is left to resume."""

    def stopProducing(self) -> None:  # noqa: N802 (Twisted's name)
        """Nothing is left to stop."""


def _check_rest(response: Any, order: _Order, flags: list[str]) -> None:
    """Bytes behind the end: a body longer than it said is data loss; behind a response that has no body they are only noted."""
    rest = order.recording.rest
    if not rest.strip(b"\r\n"):
        return
    if order.method == "HEAD" or response.code in (204, 304):
        flags.append("excess")
        return
    raise ResponseDataLossError(f"{order.url} answered {len(rest)} bytes more than it announced")


def _exchange(order: _Order, *, truncated: str | None) -> Exchange | None:
    """What the recording holds as an Exchange; None where it holds no complete head of HTTP."""
    recording = order.recording
    raw = b"".join(recording.chunks)
    # An answer of many megabytes would stand in memory once more for as long as its evidence is written.
    recording.chunks.clear()
    if recording.rest and truncated is None:
        raw = raw[: -len(recording.rest)]
    parts = split_response(raw)
    if parts is None or not status_of(parts[0]):
        return None
    head, body = parts
    headers = header_pairs(head)
    # Without a transfer coding the body is the payload: the second copy is saved.
    coded = any(name.lower() == "transfer-encoding" for name, _ in headers)
    payload = b"".join(recording.payload) if coded or recording.rest else body
    recording.payload.clear()
    return Exchange(
        url=order.url,
        method=order.method,
        request=b"".join(recording.sent),
        head=head,
        body=body,
        payload=payload,
        status=status_of(head),
        headers=headers,
        started_at=order.started_at,
        ip=recording.peer,
        tls_verified=order.rules.verify_tls if order.target.scheme == "https" else None,
        truncated=truncated,
    )


def _response(exchange: Exchange, flags: list[str]) -> Response:
    return Response(
        exchange.url,
        status=exchange.status,
        headers=Headers([(name.encode("latin-1"), value.encode("latin-1")) for name, value in exchange.headers]),
        body=exchange.payload,
        flags=flags,
        ip_address=ipaddress.ip_address(exchange.ip) if exchange.ip else None,
        protocol=exchange.head.partition(b" ")[0].decode("latin-1"),
    )


def _timed_out(order: _Order, _result: object, seconds: float) -> NoReturn:
    order.recording.abort()
    raise DownloadTimeoutError(f"{order.url} took longer than {seconds:g} seconds")


def _too_big(order: _Order) -> PolicyRefused:
    return PolicyRefused("too_big", f"{order.url} answers more than the {order.rules.max_bytes} bytes that the board allows")


def _is_too_big(error: Exception) -> bool:
    return isinstance(error, PolicyRefused) and error.reason == "too_big"


def _raise_plainly(error: Exception, order: _Order) -> NoReturn:
    """Raise what happened in Scrapy's words, so that its middlewares understand it."""
    where = f"{order.target.host}:{order.target.port}"
    if order.recording.over:
        raise _too_big(order) from error
    match error:
        case Refused():
            raise DownloadConnectionRefusedError(f"{where} refused the connection") from error
        case DNSLookupError():
            raise CannotResolveHostError(f"no address found for {order.target.host}") from error
        case ConnectTimeout():
            raise DownloadTimeoutError(f"{where} could not be connected to in time") from error
        case ConnectError() | RequestNotSent() | RequestTransmissionFailed():
            raise DownloadFailedError(f"{where}: {error}") from error
        case ResponseFailed():
            reasons = [reason.value for reason in error.reasons]
            if any(isinstance(reason, _DataLoss) for reason in reasons):
                raise ResponseDataLossError(f"{order.url} answered less than it announced") from error
            raise DownloadFailedError(f"{where}: {'; '.join(_words(reason) for reason in reasons)}") from error
    raise error


def _words(reason: BaseException) -> str:
    """A reason in words; OpenSSL's own errors are lists of (library, function, text)."""
    if isinstance(reason, SSL.Error):
        return "TLS: " + "; ".join(str(entry[-1]) for entry in (reason.args[0] if reason.args else ()))
    return str(reason) or type(reason).__name__
