"""Members made by either compressor are gzip that everybody reads, and are not much larger for being quick."""

from __future__ import annotations

import gzip
import random
import sys

import pytest
from bad_archives import POST
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.pages import Board
from crawler.warc import pack
from crawler.warc.read import MAX_RATIO, RATIO_FREE


@given(
    raw=st.binary(max_size=300)
    | st.binary(max_size=20).map(lambda part: part * 5000)
    | st.integers(0, 99).map(lambda seed: random.Random(seed).randbytes(70_000))
)
@settings(max_examples=100, deadline=None)
def test_what_is_packed_is_one_member_that_gives_the_bytes_back(raw: bytes) -> None:
    for member in (pack.packed(raw), pack.by_zlib(raw)):
        assert gzip.decompress(member) == raw
        assert member[:4] == b"\x1f\x8b\x08\x00"


def test_without_isal_zlib_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    assert pack._quickest() is pack.by_zlib


def test_the_quick_members_are_at_most_an_eighth_larger() -> None:
    pytest.importorskip("isal.isal_zlib", reason="isal is not installed, so zlib packs")
    board = Board(60)
    pages = [*map(board.post, range(1, 41)), *map(board.listing, range(3)), POST]
    quick, usual = sum(len(pack.packed(page)) for page in pages), sum(len(pack.by_zlib(page)) for page in pages)
    assert quick != usual
    assert quick < usual * 1.125


def test_what_looks_like_a_bomb_is_stored() -> None:
    raw = b"0" * (RATIO_FREE + 1)
    assert len(pack.by_zlib(raw)) * MAX_RATIO < len(raw) < len(pack.packed(raw))
    assert gzip.decompress(pack.packed(raw)) == raw
