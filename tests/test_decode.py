"""Decoding: what the bytes prove goes before what the page claims, and no stream grows without bound."""

from __future__ import annotations

import codecs
import gzip
import importlib.util
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.decode import Decoded, decode, inflate
from crawler.errors import PolicyRefused

SYLLABLES = "".join(chr(code) for code in range(0xAC00, 0xD7A4))
NOTICE = "서울시는 상수도 요금 안내문을 각 가정에 보냈습니다. 똠방각하, 햏, 뷁도 빠짐없이 읽힙니다."


def page(text: str, encoding: str, meta: str | None = None) -> bytes:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{head}<title>게시판</title></head><body>{text}</body></html>".encode(encoding)


def test_there_are_11172_syllables() -> None:
    assert len(SYLLABLES) == 11172


@pytest.mark.fault(54, 55)
@pytest.mark.parametrize("header", [None, "text/html", "text/html; charset=utf-8", "text/html; charset=EUC-KR", "text/html; charset=ISO-8859-1"])
@pytest.mark.parametrize("meta", [None, "utf-8", "euc-kr", "ks_c_5601-1987", "x-windows-949"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_every_syllable_is_read_under_every_declaration(encoding: str, meta: str | None, header: str | None) -> None:
    read = decode(page(SYLLABLES + NOTICE, encoding, meta), header)
    assert SYLLABLES + NOTICE in read.text
    assert (read.encoding, read.replaced) == (encoding, 0)


@pytest.mark.parametrize("syllable", ["가", "힣", "뷁", "똠", "햏", "한", "쨈"])
@pytest.mark.parametrize("label", ["euc-kr", "ks_c_5601-1987", "x-windows-949", "MS949", "cp949"])
def test_a_single_syllable_under_a_right_declaration(syllable: str, label: str) -> None:
    assert decode(syllable.encode("cp949"), f"text/html; charset={label}").text == syllable


NINE = [(header, meta) for header in (None, "utf-8", "euc-kr") for meta in (None, "utf-8", "euc-kr")]


@pytest.mark.parametrize(("header", "meta"), NINE)
def test_every_syllable_is_read_on_a_short_page_under_nine_declarations(header: str | None, meta: str | None) -> None:
    shown = f"text/html; charset={header}" if header else "text/html"
    for encoding in ("utf-8", "cp949"):
        for start in range(0, len(SYLLABLES), 24):
            text = f"안내 {SYLLABLES[start : start + 24]}"
            read = decode(page(text, encoding, meta), shown)
            assert text in read.text
            assert (read.encoding, read.declared, read.replaced) == (encoding, header or meta, 0)


@pytest.mark.parametrize("text", ["뷁 안내", "大韓民國", "「공고」", "㈜판전", "쨈과 똠방각하", "①②③"])
@pytest.mark.parametrize("claim", ["iso-8859-1", "utf-8", None])
def test_a_short_korean_page_is_not_taken_for_a_western_one(text: str, claim: str | None) -> None:
    read = decode(page(text, "cp949"), f"text/html; charset={claim}" if claim else None)
    assert (text in read.text, read.encoding, read.declared) == (True, "cp949", claim)


@pytest.mark.parametrize("text", ["25°C outside", "It’s “fine” – really…", "Übergröße, naïve café", "£5 · 10 ¥", "ÀÉÎ", "one two\xa0\xa0three"])
def test_a_western_page_is_not_taken_for_a_korean_one(text: str) -> None:
    data = f"<html><body><p>{text}</p></body></html>".encode("cp1252")
    assert text in decode(data, "text/html; charset=iso-8859-1").text


def test_utf8_that_is_also_valid_cp949_is_utf8_whatever_it_is_called() -> None:
    assert "모집".encode().decode("cp949") != "모집"
    assert decode("모집".encode(), "text/html; charset=euc-kr").text == "모집"


def test_a_short_latin_text_in_utf8_is_not_taken_for_korean() -> None:
    assert decode("café São Paulo".encode(), None).text == "café São Paulo"
    assert decode("café São Paulo".encode(), "text/html; charset=utf-8").text == "café São Paulo"


def test_latin1_is_read_as_windows_1252_only_where_nothing_better_fits() -> None:
    read = decode("naïve – café".encode("cp1252"), "text/html; charset=iso-8859-1")
    assert (read.text, read.encoding, read.declared) == ("naïve – café", "cp1252", "iso-8859-1")


@pytest.mark.parametrize(("bom", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_a_byte_order_mark_goes_before_every_declaration(bom: bytes, encoding: str) -> None:
    read = decode(bom + NOTICE.encode(encoding), "text/html; charset=euc-kr")
    assert (read.text, read.encoding) == (NOTICE, encoding)


def test_a_page_cut_inside_a_character_keeps_the_rest() -> None:
    data = page(NOTICE, "cp949").replace("상수도".encode("cp949"), "상수도".encode("cp949")[:-1])
    read = decode(data, "text/html; charset=euc-kr")
    assert read.encoding == "cp949"
    assert 1 <= read.replaced <= 3
    assert "뷁도 빠짐없이 읽힙니다" in read.text


def test_damaged_utf8_stays_utf8() -> None:
    read = decode(page(NOTICE * 3, "utf-8").replace("요금".encode(), "요금".encode()[:-1], 1), "text/html; charset=utf-8")
    assert (read.encoding, read.replaced) == ("utf-8", 1)


def test_a_declaration_in_a_comment_declares_nothing() -> None:
    assert decode(b'<!-- <meta charset="shift_jis"> -->' + NOTICE.encode("cp949"), None).declared is None


@pytest.mark.parametrize("label", ["zlib_codec", "idna", "utf-7", "unicode_escape", "rot13", "no-such", "undefined"])
def test_a_declared_codec_that_is_no_page_encoding_is_ignored(label: str) -> None:
    assert decode(NOTICE.encode(), f"text/html; charset={label}").text == NOTICE


def test_an_xml_declaration_counts() -> None:
    read = decode('<?xml version="1.0" encoding="euc-kr"?><rss/>é'.encode(), "application/xml")
    assert read.declared == "euc-kr"


def test_a_replacement_character_of_the_page_is_not_counted() -> None:
    assert decode("\ufffd\ufffd 안내".encode(), None).replaced == 0


@settings(deadline=None)
@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=40)))
def test_no_bytes_and_no_header_make_it_raise(data: bytes, header: str | None) -> None:
    read = decode(data, header)
    assert isinstance(read, Decoded)
    assert read.replaced <= read.text.count("\ufffd")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="cp949"), max_size=200))
def test_cp949_text_after_a_korean_sentence_is_read_back(text: str) -> None:
    whole = NOTICE + text
    assert decode(whole.encode("cp949"), "text/html; charset=euc-kr").text == whole


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


PLAIN = (NOTICE * 200).encode()
CODED = {
    "gzip": gzip.compress(PLAIN),
    "x-gzip": gzip.compress(PLAIN),
    "GZIP ": gzip.compress(PLAIN),
    "deflate": zlib.compress(PLAIN),
    "br": brotli.compress(PLAIN),
    "gzip, br": brotli.compress(gzip.compress(PLAIN)),
    "identity": PLAIN,
}


@pytest.mark.parametrize("coding", CODED)
def test_codings_are_taken_off(coding: str) -> None:
    assert inflate(CODED[coding], coding, limit=10**6) == PLAIN


def test_bare_deflate_and_many_members_and_bytes_behind_them() -> None:
    assert inflate(raw_deflate(PLAIN), "deflate", limit=10**6) == PLAIN
    assert inflate(gzip.compress(PLAIN) * 3, "gzip", limit=10**6) == PLAIN * 3
    assert inflate(gzip.compress(PLAIN) + b"\x00\x00", "gzip", limit=10**6) == PLAIN
    assert inflate(PLAIN, None, limit=10**6) == PLAIN


@pytest.mark.skipif(importlib.util.find_spec("backports.zstd") is None, reason="no zstd library is installed")
def test_zstd() -> None:
    from backports import zstd

    coded = zstd.compress(PLAIN)
    assert inflate(coded, "zstd", limit=10**6) == PLAIN
    for bad in (coded[:-5], b"not zstd at all"):
        with pytest.raises(ValueError, match="zstd stream is damaged or cut"):
            inflate(bad, "zstd", limit=10**6)
    with pytest.raises(PolicyRefused):
        inflate(zstd.compress(bytes(10**8)), "zstd", limit=10**6)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
@pytest.mark.parametrize("kept", [-1, -9, 10, 1])
def test_a_cut_stream_raises(coding: str, kept: int) -> None:
    with pytest.raises(ValueError, match=f"the {coding} stream is damaged or cut"):
        inflate(CODED[coding][:kept], coding, limit=10**6)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_garbage_raises(coding: str) -> None:
    with pytest.raises(ValueError, match="damaged or cut"):
        inflate(b"<html>not compressed at all</html>", coding, limit=10**6)


@pytest.mark.fault(27)
@pytest.mark.parametrize(
    ("payload", "coding"),
    [
        (gzip.compress(bytes(50_000_000)), "gzip"),
        (zlib.compress(bytes(50_000_000)), "deflate"),
        (brotli.compress(bytes(50_000_000), quality=1), "br"),
        (gzip.compress(gzip.compress(bytes(50_000_000))), "gzip, gzip"),
        (bytes(1_000_001), None),
    ],
)
def test_a_bomb_is_refused(payload: bytes, coding: str | None) -> None:
    with pytest.raises(PolicyRefused, match=r"larger than 1000000 bytes once decompressed") as caught:
        inflate(payload, coding, limit=1_000_000)
    assert caught.value.reason == "too_big"


@pytest.mark.parametrize(("coding", "words"), [("lzma", "'lzma' is not known; known are gzip"), ("gzip," * 4, "under 4 content codings")])
def test_unknown_and_too_many_codings_are_told(coding: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        inflate(b"x", coding, limit=100)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (bytes(range(128, 256)) * 3000, "text/html"),
        (("가나다 공고 안내".encode("cp949") + b"\x80") * 20_000, "text/html"),
        (b"\xe9\xe8 " * 120_000, "text/html; charset=latin1"),
        ("가나다 ".encode() * 40_000 + b"\xff", "text/html"),
    ],
    ids=["of no encoding", "cp949 with losses", "pairs of Western letters", "UTF-8 cut"],
)
def test_what_has_to_be_guessed_at_takes_a_small_multiple_of_its_bytes(data: bytes, kind: str) -> None:
    """Each letter that is counted is an object; all of them at once would be twenty to sixty times the bytes."""
    tracemalloc.start()
    try:
        decode(data, kind)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 12 * len(data) + 4_000_000
