"""No TCP connection to an address that the policy refuses, by whatever way a request gets there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fetch_rig import Fetcher, Wire, wire

REFUSED = [
    "http://localhost:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f.1:{port}/",
    "http://127.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://evil.kr:{port}/",
    "http://a@127.0.0.1:{port}/",
    "http://127.0.0.1:{other}/",
    "http://169.254.169.254/latest/meta-data/",
]


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    worker = Fetcher()
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def insistent() -> Iterator[Fetcher]:
    worker = Fetcher({"RETRY_ENABLED": True, "RETRY_TIMES": 2, "REDIRECT_ENABLED": True})
    yield worker
    worker.close()


@pytest.fixture
def server() -> Iterator[Wire]:
    with wire() as made:
        made.on("/", b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
        yield made


@pytest.mark.fault(31)
@pytest.mark.parametrize("pattern", REFUSED)
def test_refused_before_connecting(fetcher: Fetcher, server: Wire, pattern: str) -> None:
    names = {"localhost": [["127.0.0.1"]], "evil.kr": [["127.0.0.1"]]}
    got = fetcher.one(pattern.format(port=server.port, other=server.port + 1), hosts=(server.host,), names=names)
    assert got.error == "PolicyRefused"
    assert fetcher.connects == []
    assert server.connections == 0


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0", "fd00::1"])
def test_an_allowed_name_that_leads_inside(fetcher: Fetcher, server: Wire, ip: str) -> None:
    host = f"board.kr:{server.port}"
    got = fetcher.one(f"http://{host}/", hosts=(host,), private=(), names={"board.kr": [[ip]]})
    assert (got.error, got.reason) == ("PolicyRefused", "address")
    assert fetcher.connects == []
    assert server.connections == 0


def test_of_several_addresses_only_the_allowed_are_tried(fetcher: Fetcher, server: Wire) -> None:
    host = f"board.kr:{server.port}"
    got = fetcher.one(f"http://{host}/", hosts=(host,), private=(), names={"board.kr": [["127.0.0.1", "192.0.2.1"]]})
    assert got.error == "PolicyRefused"
    got = fetcher.one(f"http://{host}/", hosts=(host,), private=(host,), names={"board.kr": [["127.0.0.7", "127.0.0.1"]]})
    assert got.wired.ip == "127.0.0.1"
    assert got.body == b"secret"
    assert fetcher.connects == [("127.0.0.7", server.port), ("127.0.0.1", server.port)]


@pytest.mark.fault(31)
def test_a_name_that_changes_its_address(fetcher: Fetcher, server: Wire) -> None:
    """What was judged is what is connected to: a second lookup never happens between the two."""
    host = f"board.kr:{server.port}"
    names = {"board.kr": [["10.9.9.9"], ["127.0.0.1"]]}
    got = fetcher.one(f"http://{host}/", hosts=(host,), private=(), names=names)
    assert got.error == "PolicyRefused"
    assert fetcher.connects == []


def test_a_kept_alive_connection_is_judged_again(fetcher: Fetcher, server: Wire) -> None:
    url = f"http://{server.host}/"
    assert fetcher.one(url, hosts=(server.host,)).body == b"secret"
    got = fetcher.one(url, hosts=(server.host,), private=())
    assert (got.error, got.reason) == ("PolicyRefused", "address")
    assert len(server.requests) == 1
    assert fetcher.connects == []


def test_no_policy_no_requests(fetcher: Fetcher, server: Wire) -> None:
    got = fetcher.one(f"http://{server.host}/", hosts=None)
    assert (got.error, got.reason) == ("PolicyRefused", "policy")
    assert fetcher.connects == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "data:text/plain,x", "ftp://127.0.0.1/", "s3://bucket/x"])
def test_other_schemes_have_no_handler(fetcher: Fetcher, url: str) -> None:
    assert fetcher.one(url).error == "NotSupported"
    assert fetcher.connects == []


@pytest.mark.fault(31)
@pytest.mark.parametrize("way", ["plain", "after a retry", "permanent", "second hop"])
def test_neither_redirect_nor_retry_leaves_the_allowed_hosts(insistent: Fetcher, server: Wire, way: str) -> None:
    with wire() as inside:
        secret = inside.on("/admin", b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nSECRET")
        away = b"HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
        leave = away % (301 if way == "permanent" else 302, secret.encode())
        busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
        if way == "after a retry":
            url = server.on("/go", busy, lambda _: server.on("/go", leave) and None)  # type: ignore[func-returns-value]
        else:
            url = server.on("/go", away % (302, b"/hop") if way == "second hop" else leave)
            server.on("/hop", leave)
        got = insistent.one(url, hosts=(server.host,))
        assert (got.error, got.url, got.reason) == ("PolicyRefused", secret, "port")
        assert got.exchange is None
        assert got.redirects == (2 if way == "second hop" else 1)
        assert got.retries == (1 if way == "after a retry" else 0)
        assert inside.connections == 0
        assert {port for _, port in insistent.connects} <= {server.port}


def test_a_redirect_inside_the_allowed_hosts_is_followed(insistent: Fetcher, server: Wire) -> None:
    url = server.on("/go", b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")
    got = insistent.one(url, hosts=(server.host,))
    assert got.body == b"secret"
    assert got.wired.url == f"http://{server.host}/"
