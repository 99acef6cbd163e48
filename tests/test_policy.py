"""Which addresses pass the fetch policy: the spelling that the manifest allows, and no other."""

from __future__ import annotations

import pytest

from crawler.errors import PolicyRefused
from crawler.fetch.policy import Policy, Target

POLICY = Policy(
    ["board.kr", "www.Board.kr:8080", "127.0.0.1:8000", "[::1]:8001", "한글.kr", "[2001:db8::7]"],
    ["127.0.0.1:8000", "[::1]:8001", "intranet.kr"],
)

PASSES = [
    "http://board.kr/",
    "https://board.kr/",
    "HTTP://BOARD.KR/bbs?x=1#f",
    "http://board.kr:80/",
    "https://board.kr:443",
    "http://board.kr",
    "http://board.kr?q=a@b:c//d",
    "http://board.kr/@127.0.0.1/\\x",
    "http://board.kr/#http://evil.kr/",
    "http://www.board.kr:8080/",
    "http://127.0.0.1:8000/a",
    "http://[::1]:8001/a",
    "http://xn--bj0bj06e.kr/",
    "http://한글.kr/",
    "https://[2001:db8::7]/",
]

REFUSED = [
    # schemes
    ("file:///etc/passwd", "scheme"),
    ("file://board.kr/etc/passwd", "scheme"),
    ("ftp://board.kr/", "scheme"),
    ("s3://board.kr/x", "scheme"),
    ("data:text/html,x", "scheme"),
    ("javascript:alert(1)", "scheme"),
    ("gopher://board.kr/", "scheme"),
    ("ws://board.kr/", "scheme"),
    ("//board.kr/", "scheme"),
    ("/bbs", "scheme"),
    ("", "scheme"),
    ("http:/board.kr/", "scheme"),
    ("http:board.kr", "scheme"),
    (" http://board.kr/", "scheme"),
    ("\nhttp://board.kr/", "scheme"),
    ("ht\ttp://board.kr/", "scheme"),
    ("httpſ://board.kr/", "scheme"),
    # who asks
    ("http://user@board.kr/", "userinfo"),
    ("http://user:pw@board.kr/", "userinfo"),
    ("http://@board.kr/", "userinfo"),
    ("http://board.kr@evil.kr/", "userinfo"),
    ("http://evil.kr\\@board.kr/", "userinfo"),
    ("http://board.kr:80@evil.kr/", "userinfo"),
    # other hosts
    ("http://evil.kr/", "host"),
    ("http://board.kr.evil.kr/", "host"),
    ("http://evilboard.kr/", "host"),
    ("http://sub.board.kr/", "host"),
    ("http://kr/", "host"),
    ("http:///board.kr/", "host"),
    ("http://", "host"),
    ("http://:80/", "host"),
    ("http://board.kr./", "host"),
    ("http://.board.kr/", "host"),
    ("http://board..kr/", "host"),
    ("http://bo%61rd.kr/", "host"),
    ("http://board.kr%2f@evil.kr/", "userinfo"),
    ("http://board.kr%00.evil.kr/", "host"),
    ("http://evil.kr\\board.kr/", "host"),
    ("http://board.kr\\.evil.kr/", "host"),
    ("http://board.kr\t/", "host"),
    ("http://board.kr\r\nHost: evil.kr/", "host"),
    ("http://board.kr /", "host"),
    ("http://bоard.kr/", "host"),  # a Cyrillic о
    ("http://ｂoard.kr/", "host"),
    ("http://board。kr/", "host"),
    ("http://board.\u212ar/", "host"),  # the Kelvin sign, whose lower case is an ordinary k
    ("http://boa\u00adrd.kr/", "host"),
    ("http://xn--bord-rqa.kr/", "host"),
    ("http://한글.kr。/", "host"),
    # odd spellings of addresses
    ("http://localhost:8000/", "host"),
    ("http://127.1:8000/", "host"),
    ("http://127.0.1:8000/", "host"),
    ("http://2130706433:8000/", "host"),
    ("http://0x7f000001:8000/", "host"),
    ("http://0x7f.0.0.1:8000/", "host"),
    ("http://0x7f.1:8000/", "host"),
    ("http://0177.0.0.1:8000/", "host"),
    ("http://017700000001:8000/", "host"),
    ("http://127.0.0.1.:8000/", "host"),
    ("http://127.000.000.001:8000/", "host"),
    ("http://127。0。0。1:8000/", "host"),
    ("http://①②⑦.0.0.1:8000/", "host"),
    ("http://0:8000/", "host"),
    ("http://0.0.0.0:8000/", "host"),
    ("http://127.0.0.1.nip.io:8000/", "host"),
    ("http://169.254.169.254/", "host"),
    ("http://[::ffff:127.0.0.1]:8000/", "host"),
    ("http://[::ffff:7f00:1]:8000/", "host"),
    ("http://[0:0:0:0:0:0:0:1]:8001/", "host"),
    ("http://[::1%25lo]:8001/", "host"),
    ("http://[::]:8001/", "host"),
    ("http://[fe80::1]/", "host"),
    ("http://::1:8001/", "host"),
    ("http://[::1/", "host"),
    ("http://[board.kr]/", "host"),
    ("http://[::1]x:8001/", "host"),
    # ports
    ("http://board.kr:8080/", "port"),
    ("http://board.kr:443/", "port"),
    ("https://board.kr:80/", "port"),
    ("http://www.board.kr/", "port"),
    ("http://127.0.0.1/", "port"),
    ("http://127.0.0.1:22/", "port"),
    ("http://[::1]/", "port"),
    ("http://board.kr:/", "port"),
    ("http://board.kr:080/", "port"),
    ("http://board.kr:+80/", "port"),
    ("http://board.kr:８０/", "port"),
    ("http://board.kr:0/", "port"),
    ("http://board.kr:65616/", "port"),
    ("http://board.kr:80:80/", "port"),
    ("http://board.kr:x/", "port"),
    # what would break the request line
    ("http://board.kr/a b", "host"),
    ("http://board.kr/a\r\nX: 1", "host"),
    ("http://board.kr/공지", "host"),
]


@pytest.mark.parametrize("url", PASSES)
def test_allowed(url: str) -> None:
    POLICY.check_url(url)


@pytest.mark.parametrize(("url", "reason"), REFUSED)
def test_refused(url: str, reason: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        POLICY.check_url(url)
    assert refused.value.reason == reason
    assert "\n" not in str(refused.value)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(PolicyRefused) as refused:
        POLICY.check_url("http://user:hunter2@board.kr/")
    assert "hunter2" not in str(refused.value)
    assert "board.kr" in str(refused.value)


def test_the_parts_that_are_connected_to() -> None:
    assert POLICY.target("HTTP://Board.KR:80?a=1#f") == Target(scheme="http", host="board.kr", port=80, authority="board.kr", path="/?a=1")
    assert POLICY.target("https://board.kr/x;y?a=%ED%95%9C") == Target(
        scheme="https", host="board.kr", port=443, authority="board.kr", path="/x;y?a=%ED%95%9C"
    )
    assert POLICY.target("http://[::1]:8001/") == Target(scheme="http", host="::1", port=8001, authority="[::1]:8001", path="/")
    assert POLICY.target("http://한글.kr/").authority == "xn--bj0bj06e.kr"


PUBLIC = ["8.8.8.8", "1.1.1.1", "210.95.1.1", "2606:4700::1111", "2001:4860:4860::8888", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"]
NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:100.64.0.1", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::1",
    "2001:0:7f00:1::1", "100::1",
    "2606:4700::1111%eth0", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "localhost", "", "8.8.8.8 ", "[::1]",
]  # fmt: skip


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_address(ip: str) -> None:
    POLICY.check_address("board.kr", 80, ip)


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_address_that_is_not_public(ip: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        POLICY.check_address("board.kr", 80, ip)
    assert refused.value.reason == "address"


@pytest.mark.parametrize(
    ("host", "port", "ip", "passes"),
    [
        ("127.0.0.1", 8000, "127.0.0.1", True),
        ("127.0.0.1", 8001, "127.0.0.1", False),
        ("::1", 8001, "::1", True),
        ("::1", 8000, "::1", False),
        ("intranet.kr", 80, "10.0.0.7", True),
        ("Intranet.kr", 443, "10.0.0.7", True),
        ("intranet.kr", 6379, "10.0.0.7", False),
        ("sub.intranet.kr", 80, "10.0.0.7", False),
        ("board.kr", 80, "10.0.0.7", False),
        ("intranet.kr", 80, "not an address", False),
    ],
)
def test_private_hosts(host: str, port: int, ip: str, passes: bool) -> None:
    if passes:
        POLICY.check_address(host, port, ip)
    else:
        with pytest.raises(PolicyRefused):
            POLICY.check_address(host, port, ip)


def test_no_hosts_no_requests() -> None:
    with pytest.raises(PolicyRefused):
        Policy([]).check_url("http://board.kr/")


@pytest.mark.parametrize("entry", ["", "http://board.kr", "board.kr/x", "a@board.kr", "board.kr:", "board.kr:x", "::1", "board.kr:080", "a b"])
def test_a_host_entry_that_is_none(entry: str) -> None:
    with pytest.raises(ValueError, match="a host is written like"):
        Policy([entry])


def test_an_odd_spelling_passes_only_where_it_is_allowed_itself() -> None:
    odd = Policy(["0x7f.1:8000", "board.kr."], [])
    odd.check_url("http://0x7f.1:8000/")
    odd.check_url("http://board.kr./")
    with pytest.raises(PolicyRefused):
        odd.check_url("http://127.0.0.1:8000/")
    with pytest.raises(PolicyRefused):
        odd.check_url("http://board.kr/")
