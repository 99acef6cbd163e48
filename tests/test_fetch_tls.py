"""TLS: verified unless the board's manifest says otherwise, and every capture knows which."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fetch_rig import Fetcher, Wire, wire
from OpenSSL.crypto import X509, X509StoreContext, X509StoreContextError
from twisted.internet.ssl import CertificateOptions

from crawler.fetch import connect

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe"


class Authority:
    """Issues certificates, for itself and for servers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "시험 인증기관")])
        self.certificate = self._sign(self.name, self.key, [], 30, authority=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def _sign(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, names: list[str], days: int, *, authority: bool) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if names:
            alternatives = [x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name) for name in names]
            builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def context(self, *names: str, days: int = 30) -> ssl.SSLContext:
        """A server's side, with a certificate for these names; ``seen`` collects the names that clients ask for."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])]), key, list(names), days, authority=False)
        file = self.folder / f"{'-'.join(names)}{days}.pem"
        private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        context.set_alpn_protocols(["h2", "http/1.1"])
        return context


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def trusting(authority: Authority) -> Iterator[Fetcher]:
    worker = Fetcher(environment={"SSL_CERT_FILE": str(authority.file)})
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def stranger() -> Iterator[Fetcher]:
    worker = Fetcher()
    yield worker
    worker.close()


@contextlib.contextmanager
def secure(context: ssl.SSLContext, seen: list[str | None] | None = None) -> Iterator[Wire]:
    if seen is not None:
        context.sni_callback = lambda _socket, name, _context: seen.append(name)
    with wire(context) as server:
        server.on("/", ANSWER)
        yield server


def test_a_known_authority(trusting: Fetcher, authority: Authority) -> None:
    seen: list[str | None] = []
    with secure(authority.context("board.kr"), seen) as server:
        host = f"board.kr:{server.port}"
        got = trusting.one(f"https://{host}/", hosts=(host,), names={"board.kr": [["127.0.0.1"]]})
        assert (got.error, got.body) == (None, b"safe")
        assert got.wired.tls_verified is True
        assert [got.wired.request] == server.requests
        assert (got.wired.head, got.wired.ip) == (ANSWER[:-4], "127.0.0.1")
        assert seen == ["board.kr"]


def test_an_address_instead_of_a_name(trusting: Fetcher, authority: Authority) -> None:
    with secure(authority.context("127.0.0.1")) as server:
        got = trusting.one(f"https://{server.host}/", hosts=(server.host,))
        assert got.wired.tls_verified is True


@pytest.mark.fault(36)
@pytest.mark.parametrize(("names", "days"), [(["other.kr"], 30), (["board.kr"], -1)])
def test_a_wrong_name_and_a_past_date(trusting: Fetcher, authority: Authority, names: list[str], days: int) -> None:
    with secure(authority.context(*names, days=days)) as server:
        host = f"board.kr:{server.port}"
        got = trusting.one(f"https://{host}/", hosts=(host,), names={"board.kr": [["127.0.0.1"]]})
        assert (got.error, got.exchange) == ("DownloadFailedError", None)
        assert server.requests == []


@pytest.mark.fault(36)
def test_an_unknown_authority(stranger: Fetcher, authority: Authority) -> None:
    with secure(authority.context("127.0.0.1")) as server:
        got = stranger.one(f"https://{server.host}/", hosts=(server.host,))
        assert (got.error, got.exchange) == ("DownloadFailedError", None)
        assert got.message is not None
        assert got.message == f"{server.host}: TLS: certificate verify failed"
        assert server.requests == []


@pytest.mark.fault(36)
def test_the_exception_is_recorded_and_never_shared(stranger: Fetcher, authority: Authority) -> None:
    seen: list[str | None] = []
    with secure(authority.context("other.kr", days=-1), seen) as server:
        host = f"board.kr:{server.port}"
        names = {"board.kr": [["127.0.0.1"]]}
        got = stranger.one(f"https://{host}/", hosts=(host,), names=names, verify_tls=False)
        assert got.body == b"safe"
        assert got.wired.tls_verified is False
        assert seen == ["board.kr"]
        strict = stranger.one(f"https://{host}/", hosts=(host,), names=names)
        assert strict.error == "DownloadFailedError"
        assert len(server.requests) == 1


def test_limits_hold_under_tls(trusting: Fetcher, authority: Authority) -> None:
    with secure(authority.context("127.0.0.1")) as server:
        endless = server.on("/endless", b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 16384] * 100, close=True)
        got = trusting.one(endless, hosts=(server.host,), max_bytes=200_000)
        assert (got.reason, got.wired.truncated) == ("too_big", "length")
        slow = server.on("/slow", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", 1.0, close=True)
        got = trusting.one(slow, hosts=(server.host,), timeout=0.3)
        assert (got.error, got.wired.truncated, got.wired.body) == ("DownloadTimeoutError", "time", b"x")
        cut = server.on("/cut", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nxyz", close=True)
        got = trusting.one(cut, hosts=(server.host,))
        assert (got.error, got.wired.truncated, got.wired.body) == ("ResponseDataLossError", "disconnect", b"xyz")


def test_a_server_without_tls(trusting: Fetcher) -> None:
    with wire() as server:
        server.on("/", ANSWER)
        got = trusting.one(f"https://{server.host}/", hosts=(server.host,), timeout=0.5)
        assert got.error in {"DownloadFailedError", "DownloadTimeoutError"}
        assert got.exchange is None


def test_an_inner_address_is_refused_under_tls_too(trusting: Fetcher, authority: Authority) -> None:
    with secure(authority.context("board.kr")) as server:
        host = f"board.kr:{server.port}"
        got = trusting.one(f"https://{host}/", hosts=(host,), private=(), names={"board.kr": [["127.0.0.1"]]})
        assert got.reason == "address"
        assert (trusting.connects, server.connections) == ([], 0)


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")  # of certificates in certifi's own list
def test_a_system_without_a_store(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    certifi = pytest.importorskip("certifi")
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(connect, "SYSTEM_STORES", ())
    context = CertificateOptions(trustRoot=connect._trust_root()).getContext()
    store = context.get_cert_store()  # belongs to the context, which must outlive it
    assert store is not None
    known = x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())
    current = [certificate for certificate in known if certificate.not_valid_after_utc > datetime.now(UTC)]
    for certificate in current:
        X509StoreContext(store, X509.from_cryptography(certificate)).verify_certificate()
    assert len(current) > 50
    with pytest.raises(X509StoreContextError):
        X509StoreContext(store, X509.from_cryptography(authority.certificate)).verify_certificate()
