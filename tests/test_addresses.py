"""Addresses: every spelling of one post is one address, and no input does worse than ValueError."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import addresses
from crawler.addresses import canonical, file_name, host_of, join, parameters, without_www

BASE = "http://board.example/ko/news?page=1"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/ko/node/1", "http://board.example/ko/node/1"),
        ("?page=2", "http://board.example/ko/news?page=2"),
        ("../a/./b", "http://board.example/a/b"),
        (" /a\n\tb ", "http://board.example/ab"),
        ("//other.example/x", "http://other.example/x"),
        ("HTTPS://Other.Example:443/x#top", "https://other.example/x"),
        ("/ko/content/서울 시", "http://board.example/ko/content/%EC%84%9C%EC%9A%B8%20%EC%8B%9C"),
        ("\\\\evil.example\\x", "http://evil.example/x"),
        ("?mod=document&amp;#038;uid=7", "http://board.example/ko/news?mod=document&uid=7"),
        ("?a=1&copy=2", "http://board.example/ko/news?a=1&copy=2"),
        ("http://한국.example/", "http://xn--3e0b707e.example/"),
        ("/a%zz", "http://board.example/a%25zz"),
    ],
)
def test_join(href: str, address: str) -> None:
    assert join(BASE, href) == address


@pytest.mark.parametrize(
    "href",
    [
        *(None, "", "  ", "#", "#top", "javascript:void(0)", "JavaScript:go(1)", "java\nscript:x", "mailto:a@b.example", "tel:02"),
        "data:text/html,x",
        *("vbscript:x", "file:///etc/passwd", "ftp://x/", "blob:x", "about:blank", "http://", "http://[bad", "http://a b/", "http://x:99999/"),
        *("http://user:pw@x.example/", "http://%41.example/", "x" * 9_000, "http://\ud800/"),
    ],
)
def test_join_gives_none_for_what_is_no_page(href: str | None) -> None:
    assert join(BASE, href) is None


SAME = "http://board.example/bbs/view.do?bbsId=1&nttId=77"


@pytest.mark.parametrize(
    "variant",
    [
        "http://BOARD.example:80/bbs/view.do?nttId=77&bbsId=1",
        "http://board.example./bbs/view.do?nttId=77&bbsId=1#comments",
        "http://board.example/bbs/view.do;jsessionid=0A1B2C.node1?nttId=77&bbsId=1",
        "http://board.example/bbs/view.do?PHPSESSID=abc&nttId=77&bbsId=1&pageIndex=3&searchCnd=&searchWrd=",
        "http://board.example/bbs/view.do?nttId=77&bbsId=1&utm_source=mail&fbclid=x",
        "http://board.example/bbs/view.do?sid=0123456789abcdef0123456789abcdef&nttId=77&bbsId=1",
        "http://board.example/bbs/x/../view.do?bbsId=1&nttId=77",
        "http://board.example/bbs/%76iew.do?nttId=%37%37&bbsId=1",
    ],
)
def test_canonical_is_one_for_all_variants(variant: str) -> None:
    assert canonical(variant) == SAME


@pytest.mark.parametrize(
    ("url", "one"),
    [
        ("http://x.example", "http://x.example/"),
        ("http://x.example/가?q=나", "http://x.example/%EA%B0%80?q=%EB%82%98"),
        ("http://x.example/%ea%b0%80", "http://x.example/%EA%B0%80"),
        ("http://x.example/a%2Fb?c=d%26e", "http://x.example/a%2Fb?c=d%26e"),
        ("http://x.example/?sid=5", "http://x.example/?sid=5"),
        ("http://x.example/?123", "http://x.example/?123"),
        ("https://x.example:8443/", "https://x.example:8443/"),
        ("http://[::1]:8017/a", "http://[::1]:8017/a"),
        ("http://x.example/../../a", "http://x.example/a"),
    ],
)
def test_canonical(url: str, one: str) -> None:
    assert canonical(url) == one
    assert canonical(one) == one


def test_keep_keeps_a_page_parameter() -> None:
    assert canonical("http://x.example/?page=3&utm_id=1", keep=["page"]) == "http://x.example/?page=3"


NO_ADDRESSES = ["", "x", "mailto:a@b", "http://", "http://u@x/", "http://a b/", "http://[x", "http://x:bad/", "http://" + "x" * 9000]


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_address_is_a_value_error(url: str) -> None:
    for function in (canonical, host_of):
        with pytest.raises(ValueError):
            function(url)


def test_host_of() -> None:
    assert host_of("HTTP://WWW.Board.Example:80/x") == "www.board.example"
    assert host_of("http://127.0.0.1:8017/ko") == "127.0.0.1:8017"
    assert host_of("https://서울.example:8443/") == f"{'서울'.encode('idna').decode()}.example:8443"
    assert without_www("www.board.example") == "board.example"


def test_parameters_keep_the_first() -> None:
    assert parameters("http://x/?a=1&a=2&b=%EA%B0%80") == {"a": "1", "b": "가"}


PIECES = [*"/:?#@[]%\\.;&= \n", "http:", "//", "x.example", "[::1]", "%41", "%zz", "가", "\ud800", "xn--a", ":80", ";jsessionid="]
HOSTILE = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@settings(deadline=None)
@given(HOSTILE)
def test_hostile_input_is_a_value_error_at_worst(url: str) -> None:
    join("http://board.example/", url)
    join(url, "x")
    for function in (canonical, host_of):
        try:
            once = function(url)
        except ValueError:
            continue
        once.encode("ascii")
    file_name(url, url)


@settings(deadline=None)
@given(HOSTILE)
def test_canonical_of_canonical_is_itself(tail: str) -> None:
    try:
        once = canonical("http://board.example/" + tail)
    except ValueError:
        return
    assert canonical(once) == once


def latin(text: str, encoding: str) -> str:
    return text.encode(encoding).decode("latin-1")


@pytest.mark.parametrize(
    ("header", "url", "name"),
    [
        ("attachment; filename*=UTF-8''%EC%8B%A0%EC%B2%AD%EC%84%9C.hwp", "http://x/d", "신청서.hwp"),
        ("attachment; filename=\"a.hwp\"; filename*=utf-8'ko'%EC%8B%A0.hwp", "http://x/d", "신.hwp"),
        ("attachment; filename*=euc-kr''%BD%C5.hwp", "http://x/d", "신.hwp"),
        ('attachment; filename="%EC%8B%A0%EC%B2%AD%EC%84%9C.hwp"', "http://x/d", "신청서.hwp"),
        (f'attachment; filename="{latin("신청서 양식.hwp", "cp949")}"', "http://x/d", "신청서 양식.hwp"),
        (f"attachment; filename={latin('똠방각하.pdf', 'cp949')}", "http://x/d", "똠방각하.pdf"),
        (f'attachment; filename="{latin("신청서.hwp", "utf-8")}"', "http://x/d", "신청서.hwp"),
        ('attachment; filename="신청서.hwp"', "http://x/d", "신청서.hwp"),
        ('attachment; filename="=?UTF-8?B?7Iug7LKt7IScLmh3cA==?="', "http://x/d", "신청서.hwp"),
        ("attachment; filename=plain.pdf; size=3", "http://x/d", "plain.pdf"),
        ('attachment; filename="%EC%8B%A0%EC%B2%AD+%EC%84%9C%2B.hwp"', "http://x/d", "신청 서+.hwp"),
        ('attachment; filename="a+b.hwp"', "http://x/d", "a+b.hwp"),
        ('attachment; filename="%BD%C5%C3%BB%BC%AD.hwp"', "http://x/d", "신청서.hwp"),
        ("attachment; filename='%EC%8B%A0.hwp'", "http://x/d", "신.hwp"),
        ("attachment; filename=UTF-8''%EC%8B%A0.hwp", "http://x/d", "신.hwp"),
        (f"attachment; filename*=UTF-8''{latin('신청서.hwp', 'utf-8')}", "http://x/d", "신청서.hwp"),
        (f'attachment; filename="{latin("뷁 양식.hwp", "cp949")}"; size=12', "http://x/d", "뷁 양식.hwp"),
        ('attachment; filename="../../etc/pass\\"wd"', "http://x/d", 'pass"wd'),
        ('attachment; filename="C:\\\\temp\\\\a.pdf"', "http://x/d", "a.pdf"),
        ('attachment; filename="a\u202efdp.exe"', "http://x/d", "afdp.exe"),
        (None, "http://x/sites/default/files/%EC%95%88%EB%82%B4%EB%AC%B8.pdf?v=1#p", "안내문.pdf"),
        (None, "http://x/%BE%C8%B3%BB.pdf", "안내.pdf"),
        (None, "http://x/%2e%2e%2f%2e%2e", "file"),
        ("attachment", "http://x/", "file"),
        ("attachment; filename=\"..\"", "http://x/a.pdf", "file"),
    ],
)  # fmt: skip
def test_file_name(header: str | None, url: str, name: str) -> None:
    assert file_name(header, url) == name


def test_a_long_name_keeps_its_suffix() -> None:
    name = file_name(f'attachment; filename="{"가" * 300}.hwp"', "http://x/")
    assert name.endswith("가.hwp")
    assert len(name.encode()) <= 240


@pytest.mark.parametrize(
    ("base", "href", "joined"),
    [
        ("https://a.kr/ko/news?page=2", "/ko/node/5", "https://a.kr/ko/node/5"),
        ("http://a.kr:8080/ko", "/ko/node/5", "http://a.kr:8080/ko/node/5"),
        ("http://a.kr:80/ko", "/ko/node/5", "http://a.kr/ko/node/5"),
        ("HTTP://A.kr./ko", "/ko/node/5", "http://a.kr/ko/node/5"),
        ("http://user@a.kr/ko", "/ko/node/5", None),
    ],
)
def test_a_rooted_link_keeps_the_one_form_of_its_host(base: str, href: str, joined: str | None) -> None:
    assert join(base, href) == joined


@pytest.mark.parametrize(("url", "one"), [("http://a.kr:443/x", "http://a.kr:443/x"), ("https://a.kr:443/x", "https://a.kr/x"), ("http://a.kr:080/x/", "http://a.kr/x/")])
def test_a_default_port_is_no_part_of_the_one_form(url: str, one: str) -> None:
    assert canonical(url) == one


@pytest.mark.parametrize("port", [1, 8000, 10000, 32768, 59999, 60000, 65535])
def test_an_even_address_is_the_same_the_quick_way_at_any_port(port: int) -> None:
    url = f"http://127.0.0.1:{port}/ko/news/123"
    assert canonical(url) == join(url, "/ko/news/123") == addresses._rebuilt(url, addresses._DROPPED) == url
    assert (addresses._EVEN_ADDRESS.fullmatch(url) is not None) == (port < 60_000)


def test_a_port_that_cannot_be_is_a_value_error() -> None:
    with pytest.raises(ValueError, match=r"(?i)port"):
        canonical("http://127.0.0.1:70000/ko/news")
