"""The download handler against servers that send exact bytes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fetch_rig import Fetcher, Got, Wire, wire

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    worker = Fetcher()
    yield worker
    worker.close()


@pytest.fixture
def server() -> Iterator[Wire]:
    with wire() as made:
        yield made


def get(fetcher: Fetcher, server: Wire, *parts: bytes | float, close: bool = False, **more: object) -> Got:
    return fetcher.one(server.on("/page", *parts, close=close), hosts=(server.host,), **more)


def sized(body: bytes, *headers: bytes) -> bytes:
    return OK + b"".join(header + b"\r\n" for header in headers) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def test_every_byte_of_a_plain_exchange(fetcher: Fetcher, server: Wire) -> None:
    before = datetime.now(UTC)
    url = server.on("/bbs", sized("공지 사항".encode(), b"content-TYPE: text/html; charset=utf-8"))
    got = fetcher.one(f"{url}?page=2&q=%EA%B3%B5#top", hosts=(server.host,), headers={"X-Ours": "1"})
    wired = got.wired
    assert wired.url == f"{url}?page=2&q=%EA%B3%B5"
    assert [wired.request] == server.requests
    assert wired.request.startswith(b"GET /bbs?page=2&q=%EA%B3%B5 HTTP/1.1\r\n")
    assert f"\r\nHost: {server.host}\r\n".encode() in wired.request
    assert b"\r\nUser-Agent: Panjeon/test\r\n" in wired.request
    assert wired.head == OK + b"content-TYPE: text/html; charset=utf-8\r\nContent-Length: 13\r\n\r\n"
    assert wired.body == wired.payload == got.body == "공지 사항".encode()
    assert wired.headers == (("content-TYPE", "text/html; charset=utf-8"), ("Content-Length", "13"))
    assert (wired.status, wired.method, wired.ip, wired.tls_verified, wired.truncated) == (200, "GET", "127.0.0.1", None, None)
    assert before <= wired.started_at <= datetime.now(UTC)
    assert (got.status, got.flags, got.protocol, got.class_) == (200, [], "HTTP/1.1", "Response")
    assert got.latency is not None


HEADS = [
    (b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSET-COOKIE: b=2\r\nX: y\r\n", [("Set-Cookie", "a=1"), ("SET-COOKIE", "b=2"), ("X", "y")]),
    (b"HTTP/1.1 200 OK\r\nX: caf\xe9\r\n", [("X", "café")]),
    ("HTTP/1.1 200 OK\r\nX-File: 첨부.hwp\r\n".encode("euc-kr"), [("X-File", "첨부.hwp".encode("euc-kr").decode("latin-1"))]),
    ("HTTP/1.1 200 OK\r\nX-File: 첨부.hwp\r\n".encode(), [("X-File", "첨부.hwp".encode().decode("latin-1"))]),
    (b"HTTP/1.1 200 OK\r\nX: one\r\n two\r\n\tthree\r\nY: z\r\n", [("X", "one two three"), ("Y", "z")]),
    (b"HTTP/1.1 200\r\nX: no reason\r\n", [("X", "no reason")]),
    (b"HTTP/1.1 200 \xc1\xa4\xbb\xf3\r\nX: y\r\n", [("X", "y")]),
    (b"HTTP/1.1 200 OK\nX: bare line feeds\n", [("X", "bare line feeds")]),
    (b"HTTP/1.1 200 OK\r\nthis is no header\r\nX: y\r\n", [("X", "y")]),
    (b"HTTP/1.1 200 OK\r\nX:   spaces \t \r\nEmpty:\r\nA:b:c\r\n", [("X", "spaces"), ("Empty", ""), ("A", "b:c")]),
    (b"HTTP/1.1 200 OK\r\nX: \x85\x0b\x0c\xa0\x00\r\n", [("X", "\x85\x0b\x0c\xa0\x00")]),
]


@pytest.mark.parametrize(("head", "pairs"), HEADS)
def test_heads_are_kept_as_received(fetcher: Fetcher, server: Wire, head: bytes, pairs: list[tuple[str, str]]) -> None:
    end = b"Content-Length: 2\r\n\r\n" if b"\r\n" in head else b"Content-Length: 2\n\n"
    got = get(fetcher, server, head + end + b"ok")
    assert got.wired.head == head + end
    assert got.wired.body == got.body == b"ok"
    assert list(got.wired.headers) == [*pairs, ("Content-Length", "2")]


def test_the_scrapy_response_has_the_same_headers(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, sized(b"x", b"Set-Cookie: a=1", b"set-cookie: b=2", b"X: \xb0\xa1"))
    assert got.headers is not None
    assert [pair for pair in got.headers if pair[0] == b"Set-Cookie"] == [(b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2")]
    assert (b"X", b"\xb0\xa1") in got.headers


def test_chunks_are_kept_and_taken_off(fetcher: Fetcher, server: Wire) -> None:
    framed = b"5;name=value\r\nhello\r\n1\r\n \r\n0005\r\nworld\r\n0\r\nX-Trailer: t\r\n\r\n"
    got = get(fetcher, server, OK + b"Transfer-Encoding: chunked\r\n\r\n" + framed[:20], 0.05, framed[20:])
    assert got.wired.body == framed
    assert got.wired.payload == got.body == b"hello world"
    assert got.wired.truncated is None


def test_gzip_stays_on(fetcher: Fetcher, server: Wire) -> None:
    packed = b"\x1f\x8b\x08\x00not really"
    got = get(fetcher, server, sized(packed, b"Content-Encoding: gzip"))
    assert got.body == got.wired.payload == packed


@pytest.mark.parametrize(("status", "method"), [(204, "GET"), (304, "GET"), (200, "HEAD")])
def test_responses_without_body(fetcher: Fetcher, server: Wire, status: int, method: str) -> None:
    head = b"HTTP/1.1 %d X\r\nContent-Length: 7\r\n\r\n" % status
    got = get(fetcher, server, head, method=method)
    assert (got.status, got.body, got.wired.head, got.wired.body, got.flags) == (status, b"", head, b"", [])


def test_a_body_that_must_not_be_there_spoils_the_connection(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, b"HTTP/1.1 304 Not Modified\r\n\r\n<html>stale</html>")
    assert (got.status, got.body, got.wired.body, got.flags) == (304, b"", b"", ["excess"])
    assert get(fetcher, server, sized(b"next")).body == b"next"
    assert server.connections == 2


def test_interim_responses_are_left_out(fetcher: Fetcher, server: Wire) -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
    got = get(fetcher, server, early + sized(b"final"))
    assert got.status == got.wired.status == 200
    assert got.wired.head == OK + b"Content-Length: 5\r\n\r\n"
    assert got.wired.body == b"final"


def test_a_post_with_a_body(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, sized(b"thanks"), method="POST", body="쪽=1".encode())
    assert [got.wired.request] == server.requests
    assert got.wired.request.endswith(b"\r\n\r\n" + "쪽=1".encode())
    assert got.wired.method == "POST"


def test_keep_alive_exchanges_do_not_mix(fetcher: Fetcher, server: Wire) -> None:
    urls = [server.on(f"/{n}", sized(b"page %d" % n, b"X-Page: %d" % n)) for n in range(30)]
    found = fetcher.fetch(*urls, hosts=(server.host,))
    again = fetcher.one(urls[7], hosts=(server.host,))
    assert again.body == b"page 7"
    assert server.connections == 1
    for n, got in enumerate(found):
        assert got.wired.request.startswith(b"GET /%d " % n)
        assert got.wired.header("x-page") == str(n)
        assert got.wired.body == got.body == b"page %d" % n


@pytest.mark.parametrize("limit", [1, 3])
def test_no_more_connections_than_the_board_allows(fetcher: Fetcher, server: Wire, limit: int) -> None:
    urls = [server.on(f"/{n}", 0.01, sized(b"%d" % n)) for n in range(20)]
    found = fetcher.fetch(*urls, hosts=(server.host,), concurrency=limit)
    assert [got.body for got in found] == [b"%d" % n for n in range(20)]
    assert server.connections == limit


def test_garbage_in_the_same_segment_is_data_loss_and_never_the_next_answer(fetcher: Fetcher, server: Wire) -> None:
    forged = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
    got = get(fetcher, server, sized(b"short") + forged)
    assert got.error == "ResponseDataLossError"
    assert got.wired.truncated == "disconnect"
    assert got.wired.body == b"short" + forged
    assert got.wired.payload == b"short"
    assert get(fetcher, server, sized(b"next")).body == b"next"
    assert server.connections == 2


def test_garbage_that_comes_later_spoils_the_connection(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, sized(b"fine"), 0.05, b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")
    assert got.body == b"fine"
    time.sleep(0.15)
    assert get(fetcher, server, sized(b"next")).body == b"next"
    assert server.connections == 2


def test_an_empty_line_too_many_is_forgiven(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, sized(b"fine") + b"\r\n\r\n")
    assert (got.error, got.body, got.wired.body) == (None, b"fine", b"fine")


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nConnection: Close\r\n", b"HTTP/1.0 200 OK\r\n"])
def test_connections_that_will_close_are_not_used_again(fetcher: Fetcher, server: Wire, head: bytes) -> None:
    for _ in range(2):
        assert get(fetcher, server, head + b"Content-Length: 1\r\n\r\n1").body == b"1"
    assert server.connections == 2


def test_a_dead_kept_alive_connection_is_replaced(fetcher: Fetcher, server: Wire) -> None:
    get(fetcher, server, sized(b"one"))
    url = server.on("/drop", close=True)
    server.scripts["/drop"] = ((lambda stream: server.on("/drop", sized(b"two")),), True)  # type: ignore[assignment,return-value]
    got = fetcher.one(url, hosts=(server.host,))
    assert got.body == b"two"
    assert [got.wired.request] == server.requests[-1:]


CUT = [
    (OK + b"Content-Length: 10\r\n\r\nabc", b"abc", b"abc"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nwo", b"5\r\nhello\r\n5\r\nwo", b"hellowo"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", b"5\r\nhello\r\n", b"hello"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n", b"5\r\nhello\r\nzz\r\n", b"hello"),
]


@pytest.mark.parametrize(("sent", "body", "payload"), CUT)
def test_a_cut_body_is_a_failure_with_its_evidence(fetcher: Fetcher, server: Wire, sent: bytes, body: bytes, payload: bytes) -> None:
    got = get(fetcher, server, sent, close=True)
    assert got.error == "ResponseDataLossError"
    assert got.status is None
    assert (got.wired.status, got.wired.body, got.wired.payload, got.wired.truncated) == (200, body, payload, "disconnect")


@pytest.mark.fault(25)
def test_a_body_that_ends_with_the_connection_is_marked(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, OK + b"Content-Type: text/html\r\n\r\n<html>", 0.05, b"</html>", close=True)
    assert (got.error, got.body, got.flags, got.wired.truncated) == (None, b"<html></html>", ["partial"], None)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX: y\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        OK + b"X: " + b"x" * 200_000 + b"\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_no_complete_head_is_a_failure_without_evidence(fetcher: Fetcher, server: Wire, sent: bytes) -> None:
    got = get(fetcher, server, sent, close=True)
    assert got.error == "DownloadFailedError"
    assert got.exchange is None


@pytest.mark.parametrize("line", [b"Content-Length: 3\r\nContent-Length: 4", b"Content-Length: -1", b"Content-Length: x", b"Transfer-Encoding: gzip"])
def test_framing_that_cannot_be_trusted_is_a_failure(fetcher: Fetcher, server: Wire, line: bytes) -> None:
    got = get(fetcher, server, OK + line + b"\r\n\r\nabcd", close=True)
    assert got.error == "DownloadFailedError"
    assert got.wired.truncated == "disconnect"


def test_many_headers_are_kept(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, sized(b"", *(b"X-%d: y" % n for n in range(5000))))
    assert len(got.wired.headers) == 5001


@pytest.mark.fault(26)
def test_a_drip_ends_at_the_total_time(fetcher: Fetcher, server: Wire) -> None:
    began = time.monotonic()
    drip: list[bytes | float] = [OK + b"Content-Length: 1000\r\n\r\n"]
    drip += [part for _ in range(20) for part in (b"x", 0.1)]
    got = get(fetcher, server, *drip, timeout=0.5)
    assert time.monotonic() - began < 1.5
    assert got.error == "DownloadTimeoutError"
    assert got.wired.truncated == "time"
    assert 1 <= len(got.wired.body) <= 8
    assert get(fetcher, server, sized(b"next")).body == b"next"


def test_silence_ends_at_the_total_time(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, 2.0, timeout=0.3, close=True)
    assert (got.error, got.exchange) == ("DownloadTimeoutError", None)


@pytest.mark.parametrize("head", [b"", b"Transfer-Encoding: chunked\r\n"])
def test_an_endless_body_stops_at_the_cap(fetcher: Fetcher, server: Wire, head: bytes) -> None:
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n" if head else b"x" * 65536
    got = get(fetcher, server, OK + head + b"\r\n", *[piece] * 200, max_bytes=1_000_000)
    assert (got.error, got.reason) == ("PolicyRefused", "too_big")
    assert got.wired.truncated == "length"
    assert 900_000 < len(got.wired.body) < 1_200_000


def test_an_announced_size_is_refused_before_it_comes(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, OK + b"Content-Length: 5000000000\r\n\r\n" + b"x" * 100, 1.0, close=True, max_bytes=1_000_000)
    assert (got.error, got.reason) == ("PolicyRefused", "too_big")
    assert got.wired.truncated == "length"
    assert len(got.wired.body) <= 100


def test_redirects_are_answers(fetcher: Fetcher, server: Wire) -> None:
    got = get(fetcher, server, b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
    assert got.status == got.wired.status == 302
    assert len(fetcher.connects) == 1


def test_nobody_there(fetcher: Fetcher, server: Wire) -> None:
    got = fetcher.one("http://127.0.0.1:1/", hosts=("127.0.0.1:1",))
    assert (got.error, got.exchange) == ("DownloadConnectionRefusedError", None)
    unknown = fetcher.one("http://nowhere.kr/", hosts=("nowhere.kr",))
    assert (unknown.error, unknown.message) == ("CannotResolveHostError", "no address found for nowhere.kr")


def test_an_old_exchange_never_stands_for_a_new_one(fetcher: Fetcher, server: Wire) -> None:
    got = fetcher.one("http://127.0.0.1:1/", hosts=("127.0.0.1:1",), meta={"exchange": "of the request before"})
    assert got.exchange is None


def test_a_proxy_in_the_environment_is_not_asked(server: Wire) -> None:
    with wire() as proxy:
        worker = Fetcher(environment={"http_proxy": f"http://{proxy.host}", "https_proxy": f"http://{proxy.host}"})
        try:
            assert get(worker, server, sized(b"direct")).body == b"direct"
        finally:
            worker.close()
        assert proxy.connections == 0
