"""What the writer puts on disk, read by our reader and by two others."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from stat import S_ISDIR
from uuid import RFC_4122, UUID

import pytest
from bad_archives import POST, START, exchange, in_chunks, new, writer
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio

from crawler.records import Exchange
from crawler.warc import Closed, Original, WarcWriter, ascii_uri, fixity, http_head, mend, payload_digest, payload_of, read_at, records, to_exchange
from crawler.warc import write as write_module
from crawler.warc.read import is_chunked, parsed
from crawler.warc.shape import new_id, payload_in, record

PRINTABLE = {chr(code) for code in range(0x20, 0x7F)}


def samples() -> list[Exchange]:
    raw_head = b"HTTP/1.1 200\r\nX-Odd-CASE: a\r\nx-odd-case: \xb0\xf8\xc1\xf6\r\nX-Folded: one\r\n\ttwo\r\nContent-Length: 2\r\n\r\n"
    headers = (("X-Odd-CASE", "a"), ("x-odd-case", b"\xb0\xf8\xc1\xf6".decode("latin-1")), ("X-Folded", "one two"), ("Content-Length", "2"))
    return [
        exchange("http://board.example/plain", POST, at=1),
        exchange("http://board.example/chunked", POST, at=2, chunked=True),
        exchange("http://board.example/empty", b"", at=3, status=204),
        exchange("http://board.example/binary", random.Random(1).randbytes(200_000), at=4, kind="application/zip"),
        exchange("http://board.example/gz", gzip.compress(POST, mtime=0), at=5, chunked=True, tls_verified=False, ip="::1"),
        exchange("http://board.example/odd", b"ok", at=6, head=raw_head, headers=headers),
        exchange("http://board.example/cut", POST[:77], at=7, truncated="disconnect"),
        exchange("http://board.example/cut-chunk", POST[:1077], at=8, chunked=True, truncated="time", body=in_chunks(POST)[:1100]),
        exchange("http://board.example/304", b"", at=9, chunked=True, status=304, body=b""),
    ]


def written(folder: Path, exchanges: list[Exchange]) -> Path:
    log = writer(folder)
    for one in exchanges:
        log.exchange(one, fields={"Task": '{"kind":"post"}'}, original=new)
    return folder / log.close().file


def test_an_exchange_comes_back_byte_for_byte(tmp_path: Path) -> None:
    log = writer(tmp_path)
    for given_one in samples():
        placed = log.exchange(given_one, fields={"Task": '{"kind":"post"}'}, original=new)
        record = read_at(tmp_path / f"{placed.file}.open", placed.offset, placed.length)
        again = to_exchange(record)
        assert record.id == placed.record_id
        assert record.headers["Panjeon-Task"] == '{"kind":"post"}'
        assert placed.payload_sha256 == hashlib.sha256(payload_of(record)).hexdigest() == payload_digest(record)
        for name in ("url", "method", "head", "body", "payload", "status", "headers", "started_at", "ip", "tls_verified", "truncated"):
            assert getattr(again, name) == getattr(given_one, name), name


def test_the_request_stands_before_its_answer_and_both_name_each_other(tmp_path: Path) -> None:
    info, request, answer = records(written(tmp_path, samples()[:1]))
    assert (info.type, request.type, answer.type) == ("warcinfo", "request", "response")
    assert request.block == b"GET / HTTP/1.1\r\nHost: board.example\r\n\r\n"
    assert request.headers["WARC-Concurrent-To"] == f"<{answer.id}>"
    assert answer.headers["WARC-Concurrent-To"] == f"<{request.id}>"
    assert answer.headers["warc-date"] == "2025-03-01T00:00:01.250000Z"
    assert info.headers["WARC-Filename"] == "00001-001-hall.warc.gz"
    assert "operator: 판전 시험\r\n" in info.block.decode()
    assert {request.headers["WARC-Warcinfo-ID"], answer.headers["WARC-Warcinfo-ID"]} == {f"<{info.id}>"}


def test_an_exchange_is_one_write_and_one_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = writer(tmp_path)
    calls: list[str] = []
    write, sync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda *given: calls.append("write") or write(*given))
    monkeypatch.setattr(os, "fsync", lambda *given: calls.append("sync") or sync(*given))
    log.exchange(samples()[0], fields={}, original=new)
    assert calls == ["write", "sync"]


def test_warcio_checks_every_digest_and_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, samples())
    with pytest.raises(SystemExit) as done:
        warcio(["check", "-v", str(path)])
    assert done.value.code == 0
    assert capsys.readouterr().out.count("digest pass") == 1 + 2 * len(samples())


def test_warcio_reads_the_payloads(tmp_path: Path) -> None:
    """It takes off the content coding as well, and cannot read trailers, so these chunks end without one."""
    packed = gzip.compress(POST)
    chunked = exchange("http://board.example/chunked", POST, chunked=True, body=in_chunks(POST, trailer=b""))
    both = exchange("http://board.example/both", packed, chunked=True, body=in_chunks(packed, 50, b""))
    coded = (*both.headers, ("Content-Encoding", "gzip"))
    both = replace(both, headers=coded, head=both.head[:-2] + b"Content-Encoding: gzip\r\n\r\n")
    plain = [one for one in samples() if one.body == one.payload]
    with written(tmp_path, [chunked, both, *plain]).open("rb") as stream:
        found = [record.content_stream().read() for record in ArchiveIterator(stream) if record.rec_type == "response"]
    assert found == [POST, POST, *(one.payload for one in plain)]


class _Board(BaseHTTPRequestHandler):
    """Serves the post in chunks, as many boards do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=euc-kr")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(in_chunks(POST, trailer=b""))

    def log_message(self, *given: object) -> None:
        """Keep the test's output clean."""


def test_what_a_server_sends_over_a_socket_is_what_warcio_reads(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Board) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        request = b"GET /post/101 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        with socket.create_connection(server.server_address[:2]) as connection, connection.makefile("rb") as stream:
            connection.sendall(request)
            received = stream.read()
        server.shutdown()
    status, _, headers, begin = http_head(received)
    assert status == 200
    url = f"http://127.0.0.1:{server.server_address[1]}/post/101"
    answer = exchange(url, POST, request=request, head=received[:begin], body=received[begin:], headers=headers)
    path = written(tmp_path, [answer])
    with path.open("rb") as stream:
        kept = {record.rec_type: record.raw_stream.read() for record in ArchiveIterator(stream, no_record_parse=True)}
    assert (kept["request"], kept["response"]) == (request, received)
    with path.open("rb") as stream:
        (page,) = (record.content_stream().read() for record in ArchiveIterator(stream) if record.rec_type == "response")
    assert page == POST


def test_fastwarc_verifies_every_digest(tmp_path: Path) -> None:
    path = written(tmp_path, samples())
    with path.open("rb") as stream:
        for record in FastIterator(stream, parse_http=False):
            assert record.verify_block_digest() == ("Panjeon-Head-Digest" not in record.headers), record.record_id
    with path.open("rb") as stream:
        checked = {record.headers["WARC-Target-URI"]: record for record in FastIterator(stream) if record.headers["WARC-Type"] == "response"
                   and "WARC-Payload-Digest" in record.headers and record.verify_payload_digest()}  # fmt: skip
    assert len(checked) == len([one for one in samples() if not (one.body and "chunked" in dict(one.headers).get("Transfer-Encoding", ""))])


def test_both_other_readers_find_our_records_at_our_offsets(tmp_path: Path) -> None:
    path = written(tmp_path, samples())
    ours = [(record.offset, record.headers["WARC-Record-ID"], len(record.block)) for record in records(path)]
    with path.open("rb") as stream:
        fast = [(record.stream_pos, record.record_id, record.content_length) for record in FastIterator(stream, parse_http=False)]
    assert fast == [(offset, identity.strip("<>") if not fast[0][1].startswith("<") else identity, length) for offset, identity, length in ours]
    with path.open("rb") as stream:
        iterator = ArchiveIterator(stream)
        theirs = [(iterator.get_record_offset(), record.rec_headers["WARC-Record-ID"], int(record.rec_headers["Content-Length"])) for record in iterator]
    assert theirs == ours


def test_a_chunked_answer_states_its_payload_digest_where_no_other_reader_mistakes_it(tmp_path: Path) -> None:
    answer = next(record for record in records(written(tmp_path, samples()[1:2])) if record.type == "response")
    assert "WARC-Payload-Digest" not in answer.headers
    assert answer.headers["Panjeon-Payload-Digest"] == f"sha256:{hashlib.sha256(POST).hexdigest()}"


def test_every_byte_of_an_answer_is_under_a_digest_and_none_under_two(tmp_path: Path) -> None:
    answers = [record for record in records(written(tmp_path, samples())) if record.type == "response"]
    for given_one, answer in zip(samples(), answers, strict=True):
        fields, plain = answer.headers, given_one.body == payload_of(answer)
        assert ("WARC-Block-Digest" in fields, "Panjeon-Head-Digest" in fields, "WARC-Payload-Digest" in fields) == (not plain, plain, plain)
        if plain:
            assert fields["Panjeon-Head-Digest"] == f"sha256:{hashlib.sha256(given_one.head).hexdigest()}"
        else:
            assert fields["WARC-Block-Digest"] == f"sha256:{hashlib.sha256(given_one.head + given_one.body).hexdigest()}"


def test_record_ids_are_random_uuids() -> None:
    ids = [UUID(new_id()) for _ in range(300)]
    assert {(one.version, one.variant) for one in ids} == {(4, RFC_4122)}
    assert all(one.urn == text for one, text in ((UUID(text), text) for text in (new_id() for _ in range(300))))
    assert len(set(ids)) == len({str(one)[19:] for one in ids}) == 300
    assert {str(one)[19] for one in ids} == set("89ab")


values = st.text(alphabet=" \tab:é\r\n\x7f", max_size=8)


@given(fields=st.lists(st.tuples(st.sampled_from(["Note", "note", "Task", "WARC-Type", "X-1"]), values), max_size=4), block=st.binary(max_size=40))
@settings(max_examples=400, deadline=None)
def test_a_record_reads_back_as_it_was_given_or_is_refused(fields: list[tuple[str, str]], block: bytes) -> None:
    names = ["warc-type", "warc-record-id", *(name.lower() for name, _ in fields)]
    sound = len(set(names)) == len(names) and all(set(value) <= PRINTABLE and value == value.strip() for _, value in fields)
    try:
        made = gzip.decompress(record("metadata", "urn:uuid:1", fields, [block]))
    except ValueError:
        assert not sound
        return
    assert sound
    again = parsed(made, 0, 0, "made")
    assert [(name, again.headers[name]) for name, _ in fields] == fields
    assert (again.type, again.id, again.block) == ("metadata", "urn:uuid:1", block)


_LINES = [b"HTTP/1.1 200 OK", b"HTTP/1.1 200", b"HTTP/1.x 200", b"HTTP/1.1 2000", b"HTTP/1.1 100 Go", b"HTTP/1.1 103", b"A: b", b" folded", b":", b""]
_CODINGS = [b"Transfer-Encoding: chunked", b"transfer-encoding : gzip, CHUNKED"]
_ENDS = [b"\r\n", b"\n", b"\r\n\r\n", b"\r"]
heads = st.lists(st.sampled_from([*_LINES, *_CODINGS, *_ENDS, *_ENDS]), max_size=8)


@given(parts=heads, end=st.sampled_from([b"\r\n\r\n", b"\n\n", b"\r\n"]), body=st.sampled_from([b"", b"\n", b"\r\n", b"ok", b"HTTP/1.1 200 OK"]))
@settings(max_examples=600, deadline=None)
def test_a_payload_is_taken_only_from_where_a_reader_finds_it(parts: list[bytes], end: bytes, body: bytes) -> None:
    """What is taken without parsing the head is what parsing it would give."""
    head = b"HTTP/1.1 200 OK\r\n" + b"".join(parts) + end
    asked = exchange("http://board.example/", body, head=head)
    try:
        taken = payload_in(asked)
    except ValueError:
        return
    status, _, headers, begin = http_head(head + body)
    assert (status, begin, taken) == (200, len(head), body)
    assert not (body and is_chunked(headers))


def test_a_known_payload_becomes_a_revisit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = writer(tmp_path)
    first = log.exchange(samples()[1], fields={}, original=new)
    known = Original(capture=7, record_id=first.record_id, url=samples()[1].url, date=first.date)
    asked: list[str] = []
    again = log.exchange(samples()[0], fields={}, original=lambda digest: asked.append(digest) or known)
    for never in (samples()[2], samples()[6]):
        assert log.exchange(never, fields={}, original=lambda digest: known).revisit_of is None
    path = tmp_path / log.close().file
    record = read_at(path, again.offset, again.length)
    assert asked == [first.payload_sha256] == [again.payload_sha256]
    assert (again.revisit_of, again.payload_bytes, record.type, record.block) == (7, len(POST), "revisit", samples()[0].head)
    assert record.headers["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert record.headers["WARC-Refers-To"] == f"<{first.record_id}>"
    assert record.headers["WARC-Refers-To-Target-URI"] == "http://board.example/chunked"
    assert record.headers["WARC-Refers-To-Date"] == first.date
    assert record.headers["WARC-Truncated"] == "length"
    assert payload_digest(record) == first.payload_sha256
    assert (to_exchange(record).truncated, to_exchange(record).payload, payload_of(record)) == (None, b"", b"")
    with pytest.raises(SystemExit) as done:
        warcio(["check", str(path)])
    assert done.value.code == 0


def test_facts_about_the_crawl_are_a_metadata_record(tmp_path: Path) -> None:
    log = writer(tmp_path)
    placed = log.metadata("crawl-finished", {"outcome": "complete", "제목": "판전"}, url="http://board.example/\uac8c", date=START)
    record = read_at(tmp_path / f"{placed.file}.open", placed.offset, placed.length)
    assert record.headers["Panjeon-Event"] == "crawl-finished"
    assert record.headers["WARC-Target-URI"] == "http://board.example/%EA%B2%8C"
    assert record.block == b'{"outcome":"complete","\\uc81c\\ubaa9":"\\ud310\\uc804"}'
    assert placed.payload_sha256 == hashlib.sha256(record.block).hexdigest() == hashlib.sha256(payload_of(record)).hexdigest()


@given(value=st.text(), url=st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_forges_a_field(value: str, url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    log = writer(tmp_path_factory.mktemp("forged"), sync=False)
    placed = log.exchange(exchange(url, b"ok"), fields={"Note": value}, original=new)
    record = read_at(tmp_path_factory.getbasetemp() / log._folder / f"{placed.file}.open", placed.offset, placed.length)
    assert set(record.headers["Panjeon-Note"]) <= PRINTABLE
    assert record.headers["WARC-Target-URI"] == ascii_uri(url)
    assert len(record.headers) == 13


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://a.example/v?id=1&name=%EA%B3%B5|x[0]", "http://a.example/v?id=1&name=%EA%B3%B5|x[0]"),
        ("http://a.example/\r\nWARC-Injected: 1", "http://a.example/%0D%0AWARC-Injected:%201"),
        ("http://a.example/\x00\x7f<\ud800>", "http://a.example/%00%7F%3C%ED%A0%80%3E"),
        ("http://공고.example/공고", "http://%EA%B3%B5%EA%B3%A0.example/%EA%B3%B5%EA%B3%A0"),
    ],
)
def test_an_address_is_written_in_ascii(url: str, kept: str) -> None:
    assert ascii_uri(url) == kept


@pytest.mark.parametrize(
    ("change", "fields", "message"),
    [
        ({"method": " GET"}, {}, "do not read back as they were given"),
        ({"method": "GET "}, {}, "do not read back as they were given"),
        ({}, {"Note": "x", "note": "y"}, "do not read back as they were given"),
        ({}, {"Head-Digest": "x"}, "the field Panjeon-Head-Digest is written already"),
        ({"ip": "1.1.1.1\r\nWARC-Injected: 1"}, {}, "the field WARC-IP-Address holds '1.1.1.1"),
        ({"method": "GE\nT"}, {}, "the field Panjeon-Method holds"),
        ({"truncated": "len\r\ngth"}, {}, "the field WARC-Truncated holds"),
        ({"payload": b"another"}, {}, "the payload is not the body less its transfer coding"),
        ({"head": b"HTTP/1.1 404 Not Found\r\n\r\n"}, {}, "the head of the answer does not end where its body begins"),
        ({"head": b"ICY 200 OK\r\n\r\n"}, {}, "http://board.example/: no HTTP status line"),
        ({"head": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"}, {}, "the chunked body is broken at byte"),
        ({"head": b"HTTP/1.1 200 OK\r\n"}, {}, "the head of the answer does not end where its body begins"),
        ({}, {"Two Words": "x"}, "'Two Words' cannot name a field"),
        ({}, {"method": "x"}, "the field Panjeon-method is written already"),
        ({}, {"Long": "x" * 70_000}, "the field Panjeon-Long is 70000 bytes long"),
    ],
)
def test_what_no_record_can_hold_is_refused_and_leaves_no_trace(change: dict[str, object], fields: dict[str, str], message: str, tmp_path: Path) -> None:
    log = writer(tmp_path)
    before = (tmp_path / f"{log.file}.open").read_bytes()
    with pytest.raises(ValueError) as refused:
        log.exchange(exchange("http://board.example/", b"body", **change), fields=fields, original=new)
    assert message in str(refused.value)
    assert (tmp_path / f"{log.file}.open").read_bytes() == before


def test_a_page_of_one_byte_repeated_is_not_taken_for_a_bomb(tmp_path: Path) -> None:
    body = b"0" * 3_000_000
    assert list(records(written(tmp_path, [exchange("http://board.example/", body)])))[2].block.endswith(body)


def test_a_record_that_begins_with_nothing_is_not_taken_for_a_bomb(tmp_path: Path) -> None:
    body = b"\0" * 2_000_000 + random.Random(3).randbytes(100_000)
    assert list(records(written(tmp_path, [exchange("http://board.example/", body)])))[2].block.endswith(body)


def test_files_follow_one_another_at_their_size_limit(tmp_path: Path) -> None:
    opened: list[str] = []
    log = writer(tmp_path, max_bytes=6000, on_open=opened.append)
    for number in range(6):
        log.exchange(exchange(f"http://board.example/{number}", random.Random(number).randbytes(3000)), fields={}, original=new)
    log.close()
    assert [done.file for done in log.closed] == opened == [f"00001-{serial:03d}-hall.warc.gz" for serial in (1, 2, 3)]
    assert sorted(path.name for path in tmp_path.iterdir()) == opened
    assert [fixity(tmp_path / done.file) for done in log.closed] == log.closed
    assert [done.records for done in log.closed] == [5, 5, 5]
    assert log.closed[0].sha256 == hashlib.sha256((tmp_path / opened[0]).read_bytes()).hexdigest()


def test_a_second_writer_of_a_crawl_takes_the_next_number(tmp_path: Path) -> None:
    assert [writer(tmp_path).file, writer(tmp_path).file, writer(tmp_path, crawl=2).file] == [
        "00001-001-hall.warc.gz", "00001-002-hall.warc.gz", "00002-001-hall.warc.gz",
    ]  # fmt: skip


def test_an_open_file_is_continued(tmp_path: Path) -> None:
    log = writer(tmp_path)
    log.exchange(samples()[0], fields={}, original=new)
    path = tmp_path / f"{log.file}.open"
    again = WarcWriter.resume(path, info={}, now=lambda: START)
    again.exchange(samples()[1], fields={}, original=new)
    done = again.close()
    assert done == fixity(tmp_path / done.file)
    assert [record.type for record in records(tmp_path / done.file)] == ["warcinfo", "request", "response", "request", "response"]
    assert len({record.headers.get("WARC-Warcinfo-ID", f"<{record.id}>") for record in records(tmp_path / done.file)}) == 1


def test_a_file_cut_within_its_first_record_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / f"{writer(tmp_path).file}.open"
    path.write_bytes(path.read_bytes()[:20])
    assert mend(path) == 20
    done = WarcWriter.resume(path, info={}, now=lambda: START).close()
    assert [record.type for record in records(tmp_path / done.file)] == ["warcinfo"]


@pytest.mark.parametrize("name", ["00001-001-hall.warc.gz", "hall.warc.gz.open"])
def test_only_an_open_file_can_be_continued(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no open WARC file"):
        WarcWriter.resume(tmp_path / name, info={}, now=lambda: START)


@pytest.mark.parametrize("board", ["../up", "", "a b", "게시판"])
def test_a_board_name_cannot_leave_the_folder(board: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plain board name"):
        WarcWriter(tmp_path, crawl=1, board=board, info={}, now=lambda: datetime.now(UTC))


def test_a_closed_writer_takes_nothing_more(tmp_path: Path) -> None:
    log = writer(tmp_path)
    log.close()
    with pytest.raises(ValueError, match="is closed"):
        log.exchange(samples()[0], fields={}, original=new)
    with pytest.raises(ValueError, match="is closed"):
        log.close()


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    log = writer(tmp_path)
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:100]))
    log.exchange(samples()[0], fields={}, original=new)
    done = log.close()
    assert fixity(tmp_path / done.file) == done
    assert done.records == 3


def test_a_full_disk_leaves_whole_records(tmp_path: Path) -> None:
    """The file size limit of the process makes the system itself refuse, first in the middle of a record."""
    log = writer(tmp_path)
    log.exchange(samples()[0], fields={}, original=new)
    path = tmp_path / f"{log.file}.open"
    size = path.stat().st_size
    handler, limit = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, limit[1]))
        with pytest.raises(OSError) as full:
            log.exchange(samples()[3], fields={}, original=new)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handler)
    assert full.value.errno == errno.EFBIG
    assert path.stat().st_size == size
    log.exchange(samples()[0], fields={}, original=new)
    done = log.close()
    assert (fixity(tmp_path / done.file), done.records) == (done, 5)


def test_after_a_failed_sync_nothing_more_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = writer(tmp_path)

    def fail(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output error"):
        log.exchange(samples()[0], fields={}, original=new)
    monkeypatch.undo()
    for attempt in (lambda: log.exchange(samples()[0], fields={}, original=new), lambda: log.metadata("end", {}, date=START), log.close):
        with pytest.raises(OSError, match="takes no further record: fsync failed"):
            attempt()


CRASHING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from bad_archives import exchange, new, writer
log = writer(Path(sys.argv[1]))
print("opened", flush=True)
log.exchange(exchange("http://board.example/1", b"one" * 500), fields={}, original=new)
print("placed", flush=True)
log.close()
print("closed", flush=True)
"""


@pytest.mark.parametrize(
    ("place", "said", "left", "cut"),
    [
        ("after_warc_open", [], ["warcinfo"], False),
        ("before_warc_write", ["opened"], ["warcinfo"], False),
        ("after_half_warc_write", ["opened"], ["warcinfo"], True),
        ("after_warc_write", ["opened"], ["warcinfo", "request", "response"], False),
        ("after_warc_fsync", ["opened"], ["warcinfo", "request", "response"], False),
        ("before_warc_rename", ["opened", "placed"], ["warcinfo", "request", "response"], False),
        ("after_warc_rename", ["opened", "placed"], ["warcinfo", "request", "response"], False),
    ],
)
def test_a_crash_anywhere_leaves_what_was_promised(place: str, said: list[str], left: list[str], cut: bool, tmp_path: Path) -> None:
    here = Path(__file__).parent
    environment = os.environ | {"PANJEON_CRASH": place, "PYTHONPATH": str(here.parent)}
    done = subprocess.run([sys.executable, "-c", CRASHING, str(tmp_path), str(here)], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split()) == (9, said), done.stderr
    (path,) = tmp_path.iterdir()
    assert (path.suffix == ".open") == (place != "after_warc_rename")
    assert (mend(path) > 0) == cut
    kinds = [record.type for record in records(path)]
    assert kinds[: len(left)] == left
    assert kinds[len(left) :] in ([], ["request"])


def test_the_files_name_is_durable_before_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: calls.append("folder" if S_ISDIR(os.fstat(number).st_mode) else "file") or sync(number))
    log = writer(tmp_path, on_open=calls.append)
    log.close()
    assert calls == ["file", "folder", "00001-001-hall.warc.gz", "folder"]


def test_fixity_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, samples())
    data = path.read_bytes()
    assert fixity(path) == Closed(file=path.name, bytes=len(data), records=1 + 2 * len(samples()), sha256=hashlib.sha256(data).hexdigest(), date=fixity(path).date)
    assert fixity(path).date.endswith("Z")
    assert io.BytesIO(gzip.decompress(data)).readline() == b"WARC/1.1\r\n"
    assert write_module.fixity is fixity
