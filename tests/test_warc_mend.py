"""mend cuts a torn tail at any byte, and refuses where a cut would lose evidence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bad_archives import exchange, new, writer

from crawler.errors import WarcDamaged
from crawler.warc import mend, records, settle


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    """An open file of a warcinfo record and three exchanges."""
    log = writer(tmp_path)
    for number in range(3):
        log.exchange(exchange(f"http://board.example/{number}", b"page %d" % number * 20), fields={}, original=new)
    return tmp_path / f"{log.file}.open"


def test_a_whole_file_is_left_alone(growing: Path) -> None:
    before = growing.read_bytes()
    assert (mend(growing), growing.read_bytes()) == (0, before)


@pytest.mark.fault(12)
def test_a_cut_at_every_byte_of_the_last_two_records_is_mended(growing: Path) -> None:
    data, every = growing.read_bytes(), list(records(growing))
    ends = [one.offset + one.length for one in every]
    for length in range(every[-2].offset, len(data)):
        growing.write_bytes(data[:length])
        whole = max(end for end in ends if end <= length)
        assert mend(growing) == length - whole
        assert growing.read_bytes() == data[:whole]
        assert mend(growing) == 0


@pytest.mark.parametrize("tail", [b"\x00" * 512, b"\x1f\x8b\x08", b"not gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xff\xff"])
def test_a_tail_that_is_no_record_is_cut(tail: bytes, growing: Path) -> None:
    data = growing.read_bytes()
    growing.write_bytes(data + tail)
    assert (mend(growing), growing.read_bytes()) == (len(tail), data)


def test_a_torn_request_takes_its_answer_with_it(growing: Path) -> None:
    """Blocks of one write may reach the disk in any order: the request's may be missing and the answer's be there."""
    data, every = bytearray(growing.read_bytes()), list(records(growing))
    begin = every[-2].offset
    data[begin : begin + 200] = b"\x00" * 200
    growing.write_bytes(data)
    assert mend(growing) == len(data) - begin
    assert [one.id for one in records(growing)] == [one.id for one in every[:-2]]


def test_the_cut_is_durable(growing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing.write_bytes(growing.read_bytes()[:-1])
    synced: list[int] = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(os.fstat(number).st_size) or sync(number))
    mend(growing)
    assert synced == [growing.stat().st_size]


def test_damage_in_the_middle_is_never_cut(growing: Path) -> None:
    data, every = bytearray(growing.read_bytes()), list(records(growing))
    data[every[2].offset + 30] ^= 0xFF
    growing.write_bytes(data)
    with pytest.raises(WarcDamaged, match=f"at {every[2].offset}: no readable record, yet 2 or more stand behind it"):
        mend(growing)
    assert growing.read_bytes() == data


def test_what_is_relied_on_is_never_cut(growing: Path) -> None:
    data = growing.read_bytes()
    growing.write_bytes(data[:-10])
    with pytest.raises(WarcDamaged, match=f"but {len(data)} bytes are already relied on; restore the file from a copy"):
        mend(growing, keep=len(data))
    assert growing.read_bytes() == data[:-10]
    assert mend(growing, keep=list(records_before_tear(growing))[-1]) > 0


def records_before_tear(path: Path) -> list[int]:
    """Where each readable record ends."""
    ends: list[int] = []
    try:
        for one in records(path):
            ends.append(one.offset + one.length)
    except WarcDamaged:
        return ends
    return ends


def test_an_empty_file_has_no_tail(tmp_path: Path) -> None:
    path = tmp_path / "00001-001-hall.warc.gz.open"
    path.touch()
    assert mend(path) == 0


def test_settling_changes_no_byte(growing: Path) -> None:
    before = growing.read_bytes()
    for keep in (0, 100, len(before) - 1, len(before)):
        settle(growing, keep)
        assert growing.read_bytes() == before
