"""Connections to judged addresses only: resolve, ask the policy about every address, connect; TLS with or without verification."""

from __future__ import annotations

import os
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from OpenSSL import SSL
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint
from twisted.internet.error import ConnectError, DNSLookupError
from twisted.internet.error import TimeoutError as ConnectTimeout
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator, IResolutionReceiver, IStreamClientEndpoint
from twisted.internet.ssl import Certificate, CertificateOptions, optionsForClientTLS, platformTrust, trustRootFromCertificates
from zope.interface import implementer

from crawler.errors import PolicyRefused

#: Where systems keep their certificates; pyOpenSSL looks at the same places.
SYSTEM_STORES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
)

_OP_LEGACY_SERVER_CONNECT = 0x4
_END = b"-----END CERTIFICATE-----"


@implementer(IResolutionReceiver)
class _Addresses:
    """Gathers the addresses of one name."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.done: Deferred[None] = Deferred()

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802 (Twisted's name)
        """Nothing is kept: a resolution cannot be called back reliably, its late answers are ignored."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802 (Twisted's name)
        self.found.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802 (Twisted's name)
        if not self.done.called:
            self.done.callback(None)


@implementer(IStreamClientEndpoint)
class GuardedEndpoint:
    """Connects to a host at the first of its addresses that ``judge`` lets pass and that answers.

    The name is resolved once for each connection and the judged address itself is connected to, so that a name that changes
    its address in between (DNS rebinding) gains nothing.
    """

    def __init__(self, reactor: Any, host: str, port: int, *, timeout: float, judge: Callable[[str], None]) -> None:
        self._reactor = reactor
        self._host = host
        self._port = port
        self._timeout = timeout
        self._judge = judge

    def __repr__(self) -> str:
        return f"GuardedEndpoint({self._host}:{self._port})"

    def connect(self, protocolFactory: Any) -> Deferred[Any]:  # noqa: N803 (Twisted's name)
        return Deferred.fromCoroutine(self._connect(protocolFactory))

    async def _connect(self, factory: Any) -> Any:
        failure: Exception = DNSLookupError(f"no address found for {self._host}")
        for ip in await self._judged():
            endpoint = TCP6ClientEndpoint if ":" in ip else TCP4ClientEndpoint
            try:
                return await endpoint(self._reactor, ip, self._port, timeout=self._timeout).connect(factory)
            except (ConnectError, ConnectTimeout) as error:
                failure = error
        raise failure

    async def _judged(self) -> list[str]:
        """The addresses that may be connected to; raises PolicyRefused where there are only others."""
        passed: list[str] = []
        refusal: PolicyRefused | None = None
        for ip in await self._resolve():
            try:
                self._judge(ip)
                passed.append(ip)
            except PolicyRefused as refused:
                refusal = refused
        if refusal is not None and not passed:
            raise refusal
        return passed

    async def _resolve(self) -> list[str]:
        try:
            return [str(ip_address(self._host))]
        except ValueError:
            receiver = _Addresses()
            self._reactor.nameResolver.resolveHostName(receiver, self._host, self._port)
            await receiver.done
            return receiver.found


@implementer(IOpenSSLClientConnectionCreator)
class _Unverified:
    """TLS that believes any certificate and tolerates old renegotiation: only for boards whose manifest says so."""

    def __init__(self, host: str) -> None:
        self._context = CertificateOptions().getContext()
        self._context.set_options(_OP_LEGACY_SERVER_CONNECT)
        self._name = None if _is_ip(host) else host.encode("ascii")

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:  # noqa: N802, N803, ARG002 (Twisted's names)
        connection = SSL.Connection(self._context, None)
        if self._name is not None:
            connection.set_tlsext_host_name(self._name)
        return connection


def tls_creator(host: str, *, verify: bool) -> Any:
    """TLS settings for one host, with its name sent (SNI); verified against the system's certificates unless told otherwise."""
    if not verify:
        return _Unverified(host)
    return optionsForClientTLS(host, trustRoot=_trust_root())


def _trust_root() -> Any:
    """The system's store (or SSL_CERT_FILE); where a bare system has none, the one of certifi, if that is installed."""
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or any(Path(store).exists() for store in SYSTEM_STORES):
        return platformTrust()  # type: ignore[no-untyped-call]
    try:
        import certifi
    except ImportError:
        return platformTrust()  # type: ignore[no-untyped-call]
    bundle = Path(certifi.where()).read_bytes()
    certificates = [Certificate.loadPEM(part + _END) for part in bundle.split(_END) if b"BEGIN CERTIFICATE" in part]
    return trustRootFromCertificates(certificates)  # type: ignore[no-untyped-call]


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
