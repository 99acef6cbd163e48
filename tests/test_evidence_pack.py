"""Evidence packs: whole, readable by the field's own programs, checked far from the archive, and no tampering passes unseen."""

from __future__ import annotations

import gzip
import http.server
import io
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from kept_board import kept, own, run
from selectolax.lexbor import LexborHTMLParser
from test_publish_hostile import hostile, payloads
from warcio.archiveiterator import ArchiveIterator as OtherIterator

from crawler.clock import SystemClock
from crawler.errors import ArchiveError
from pipelines.archive import open_reader
from publish import bag, safe, timestamp
from publish.pack import write_pack
from publish.pack_check import CODES, check_pack
from publish.pack_shape import CDX, IDX, PAGES, WARC
from publish.wacz import search_key

__all__ = ["hostile", "kept", "own"]
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of all three posts; not to be altered."""
    target = tmp_path_factory.mktemp("made") / "pack"
    result = run("export", "evidence", "hall/101", "2", "https://board.example.go.kr/ko/node/103", "1", "--output", target, archive=kept)
    assert result.exit_code == 0, result.stderr
    assert "3 posts, 4 versions" in result.stderr
    return target


@pytest.fixture
def pack(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "pack"))


def wacz(pack: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(pack / "data" / "evidence.wacz")


def codes(pack: Path) -> set[str]:
    return {found.code for found in check_pack(pack).findings}


def post(pack: Path, number: int) -> Path:
    (folder,) = (pack / "data" / "posts").glob(f"{number:07d}-*")
    return folder


def test_a_pack_holds_every_version_what_changed_and_the_files(made: Path, kept: Path) -> None:
    assert {path.suffix for path in post(made, 1).iterdir()} == {".json", ".html"}
    assert sorted(path.name for path in post(made, 1).glob("*.html")) == ["difference-001-002.html", "version-001.html", "version-002.html"]
    first, second = (json.loads((post(made, 1) / f"version-00{number}.json").read_text()) for number in (1, 2))
    assert (first["body_text"].split("\n")[0], second["changed"]) == ("신청은 4월 4일까지 받습니다.", ["body", "attachments"])
    assert [(post(made, 1) / version["attachments"][0]["file"]).read_bytes()[-6:] for version in (first, second)] == [b"form 1", b"form 2"]
    page = LexborHTMLParser((post(made, 1) / "difference-001-002.html").read_text())
    assert [node.text() for node in page.css("del, ins") if len(node.text()) < 64] == ["4일까지", "18일까지"]
    facts = json.loads((post(made, 2) / "post.json").read_text())
    assert (facts["state"], facts["absences"][0]["evidence"]) == ("gone", "HTTP 404")
    assert len((made / "data" / "ledger.jsonl").read_text().splitlines()) == 5


def test_a_pack_is_checked_on_a_machine_without_the_archive(made: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(made, tmp_path / "elsewhere"))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "cli", "verify", str(moved)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"0 errors in \d+ files, \d+ records, 4 versions\nits digest: [0-9a-f]{64}\n$", done.stderr)


def test_two_other_readers_read_the_records_and_only_what_is_needed_is_there(made: Path, kept: Path) -> None:
    content = wacz(made).read(WARC)
    found = [
        (record.record_type, record.headers["WARC-Record-ID"], record.verify_block_digest() or "Panjeon-Head-Digest" in record.headers)
        for record in ArchiveIterator(io.BytesIO(content), parse_http=False)
    ]
    other = [(record.rec_type, record.rec_headers["WARC-Record-ID"]) for record in OtherIterator(io.BytesIO(content))]
    assert [(str(kind).rpartition(".")[2], number) for kind, number, _ in found] == other
    assert all(right for _, _, right in found)
    assert {kind for kind, _ in other} >= {"warcinfo", "request", "response"}
    held = {number.strip("<>") for kind, number in other if kind in ("response", "revisit")}
    with closing(sqlite3.connect(kept)) as conn:
        rows = dict(conn.execute("SELECT record_id, url FROM captures"))
    needed = {rows[number] for number in held}
    assert not [url for url in needed if url.endswith("robots.txt")]
    assert len([kind for kind, _ in other if kind == "request"]) == len(held)


def test_bagit_says_that_it_is_a_bag(made: Path) -> None:
    bagit = pytest.importorskip("bagit", reason="bagit is not installed")
    assert bagit.Bag(str(made)).validate()


def test_a_wacz_validator_says_that_it_is_one(made: Path) -> None:
    pytest.importorskip("wacz", reason="wacz is not installed")
    program = "from wacz.main import main; import sys; sys.exit(main(['validate', '-f', sys.argv[1]]))"
    file = str(made / "data" / "evidence.wacz")
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program, file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Valid" in done.stdout or "valid" in done.stdout


def test_the_records_stand_where_viewers_count_from_the_directory(made: Path) -> None:
    """ReplayWeb.page takes a file's own header for as long as its entry in the directory says, and reads beside the records where it is longer."""
    with wacz(made) as whole:
        content = (made / "data" / "evidence.wacz").read_bytes()
        for entry in whole.infolist():
            name, extra = struct.unpack("<HH", content[entry.header_offset + 26 : entry.header_offset + 30])
            assert (name, extra) == (len(entry.filename.encode()), len(entry.extra)), entry.filename


def test_the_index_leads_to_the_records_as_viewers_look_them_up(made: Path) -> None:
    with wacz(made) as whole:
        content, index = whole.read(WARC), whole.read(CDX)
        assert all(entry.compress_type == zipfile.ZIP_STORED for entry in whole.infolist())
        pages = [json.loads(line) for line in whole.read(PAGES).splitlines()][1:]
        entries = whole.read(IDX).decode().splitlines()[1:]
    lines = gzip.decompress(index).decode().splitlines()
    assert lines == sorted(lines)
    found = set()
    for line in lines:
        key, at, facts = line.split(" ", 2)
        place = json.loads(facts)
        (record,) = OtherIterator(io.BytesIO(content[int(place["offset"]) : int(place["offset"]) + int(place["length"])]))
        assert record.rec_headers["WARC-Target-URI"] == place["url"]
        assert re.sub(r"\D", "", record.rec_headers["WARC-Date"])[:14] == at
        found.add((search_key(place["url"]), place["url"], at))
        assert key == search_key(place["url"])
    assert {(page["url"], re.sub(r"\D", "", page["ts"])[:14]) for page in pages} <= {(url, at) for _, url, at in found}
    for entry in entries:
        facts = json.loads(entry.split(" ", 2)[2])
        assert gzip.decompress(index[facts["offset"] : facts["offset"] + facts["length"]])


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Seoulsolution.kr/ko/Node/1?b=2&a=1", "kr,seoulsolution)/ko/node/1?a=1&b=2"),
        ("http://board.go.kr:8080", "kr,go,board:8080)/"),
        ("https://board.go.kr:443/a", "kr,go,board)/a"),
    ],
)
def test_search_keys_are_those_of_the_field(url: str, key: str) -> None:
    assert search_key(url) == key


def test_no_altered_byte_passes_unseen(pack: Path) -> None:
    paths = [path for path in sorted(pack.rglob("*")) if path.is_file() and path.name != bag.TAGS]
    for path in paths:
        content = path.read_bytes()
        for place in {0, len(content) // 2, len(content) - 1}:
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            try:
                assert codes(pack), f"{path.name} at {place}"
            except ArchiveError as error:
                assert "names no file within the pack" in str(error) or "cannot be read" in str(error)  # noqa: PT017 - either is a verdict
        path.write_bytes(content)
    assert not codes(pack)


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (lambda pack: (post(pack, 1) / "version-001.json").unlink(), "E41"),
        (lambda pack: (post(pack, 1) / "version-001.html").write_text("<h1>another</h1>"), "E42"),
        (lambda pack: (pack / "data" / "note.txt").write_text("put in"), "E43"),
        (lambda pack: (pack / "data" / "link").symlink_to("/etc/passwd"), "E43"),
        (lambda pack: (pack / "bagit.txt").unlink(), "E44"),
    ],
)
def test_what_is_missing_altered_or_put_in_is_named(pack: Path, alter: Callable[[Path], Any], code: str) -> None:
    alter(pack)
    result = run("verify", pack)
    assert result.exit_code == 1
    assert code in result.stdout
    assert CODES[code] in result.stdout


def rebag(pack: Path) -> None:
    """What a forger does who knows BagIt: make all manifests right again."""
    for name in ("bagit.txt", "bag-info.txt", bag.MANIFEST, bag.TAGS):
        (pack / name).unlink()
    bag.close_bag(pack, {})


def rezip(pack: Path, change: Callable[[str, bytes], bytes]) -> None:
    with wacz(pack) as whole:
        parts = {name: change(name, whole.read(name)) for name in whole.namelist()}
    with zipfile.ZipFile(pack / "data" / "evidence.wacz", "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)


def _other_version(pack: Path) -> None:
    path = post(pack, 1) / "version-001.json"
    facts = json.loads(path.read_text())
    facts["capture"]["payload_sha256"] = "0" * 64
    path.write_text(json.dumps(facts))


def _other_address(pack: Path) -> None:
    path = post(pack, 1) / "post.json"
    facts = json.loads(path.read_text())
    facts["events"][0]["capture"]["url"] = "https://other.example/"
    path.write_text(json.dumps(facts))


def _run_taken_out(pack: Path) -> None:
    path = pack / "data" / "ledger.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:2] + lines[3:]))


def _other_outcome(pack: Path) -> None:
    path = pack / "data" / "ledger.jsonl"
    path.write_text(path.read_text().replace('"incomplete"', '"complete"'))


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (_other_version, "E47"),
        (_other_address, "E47"),
        (_run_taken_out, "E49"),
        (_other_outcome, "E49"),
        (lambda pack: rezip(pack, lambda name, content: content[:-9] if name == WARC else content), "E45"),
        (lambda pack: rezip(pack, lambda name, content: content[:-9] if name == WARC else content), "E46"),
        (lambda pack: rezip(pack, lambda name, content: content + b" " if name == "datapackage.json" else content), "E45"),
        (lambda pack: (pack / "data" / "evidence.wacz").write_bytes(b"PK"), "E45"),
    ],
)
def test_a_forger_who_mends_the_manifests_is_still_found(pack: Path, alter: Callable[[Path], Any], code: str) -> None:
    alter(pack)
    rebag(pack)
    assert code in codes(pack)


def test_a_manifest_leads_nowhere_outside_the_pack(pack: Path) -> None:
    for name in ("../../etc/passwd", "/etc/passwd", "data/../../x", "data/%2e%2e/../x"):
        (pack / bag.MANIFEST).write_text(f"{'0' * 64}  {name}\n")
        result = run("verify", pack)
        assert (result.exit_code, "names no file within the pack" in result.stderr) == (1, True)


def test_what_is_no_pack_is_said_so(tmp_path: Path) -> None:
    result = run("verify", tmp_path)
    assert result.stderr == (
        f"panjeon: {tmp_path} is no evidence pack: manifest-sha256.txt or tagmanifest-sha256.txt is missing;"
        " name a folder that `panjeon export evidence` made\n"
    )
    assert run("verify", "--quick", tmp_path).exit_code == 2


@pytest.mark.parametrize("damage", ["gone", "flipped"])
def test_without_the_bytes_there_is_no_pack(own: Path, damage: str) -> None:
    for file in (own.parent / "warcs").glob("*.gz"):
        if damage == "gone":
            file.unlink()
        else:
            content = bytearray(file.read_bytes())
            content[len(content) // 2] ^= 255
            file.write_bytes(content)
    result = run("export", "evidence", "1", "--output", own.parent / "pack", archive=own)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("panjeon: ")
    assert [path.name for path in own.parent.iterdir() if "pack" in path.name] == []


def test_an_option_before_the_subcommand_is_not_passed_over(kept: Path, tmp_path: Path) -> None:
    result = run("export", "--history", "evidence", "1", "--output", tmp_path / "pack", archive=kept)
    assert (result.exit_code, "options stand behind `evidence`, not before it" in result.stderr) == (2, True)


def test_nothing_hostile_is_active_in_a_pack(hostile: Any, tmp_path: Path) -> None:
    with closing(open_reader(hostile.archive)) as conn:
        numbers = [row[0] for row in conn.execute("SELECT id FROM posts")]
        write_pack(conn, numbers, tmp_path, hostile.warcs, clock=SystemClock())
    assert codes(tmp_path) <= {"E46", "E47"}, "the sample's own records state no digests and do not encode their addresses, but nothing else is wrong"
    for path in tmp_path.rglob("*.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert len(page.css("style")) == 1
        assert not page.css("script, link, iframe, object, embed, svg, math, base, form, video, audio, meta[http-equiv=refresh]"), path
        for node in page.css("body *"):
            assert not [name for name in node.attributes if name.lower().startswith("on") or name in ("style", "srcset", "background", "ping")], path
            assert "src" not in node.attributes
            address = node.attributes.get("href")
            assert address is None or address.startswith("../../files/") or safe.external(address), path
    folder = tmp_path / "data" / "citations"
    texts = len(list(payloads()))
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in (folder / "citations.ris").read_text(encoding="utf-8").splitlines())
    entries = (folder / "citations.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@", entries, re.MULTILINE)) == len(json.loads((folder / "citations.csl.json").read_text(encoding="utf-8"))) >= texts
    depth = 0
    for line in entries.splitlines():
        depth += line.count("{") - line.count("}")
        assert depth in (0, 1), line


class Authority(http.server.BaseHTTPRequestHandler):
    """A time-stamp authority on loopback; OpenSSL does the signing."""

    folder: Path
    answer: bytes | None = None

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        (self.folder / "query.tsq").write_bytes(asked)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr"]
        if self.answer is None:
            subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        content = self.answer or (self.folder / "reply.tsr").read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Keep the tests' output clean."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, type[Authority]]]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(
        "[req]\ndistinguished_name = dn\nx509_extensions = ext\nprompt = no\n[dn]\nCN = Test authority\n"
        "[ext]\nextendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n"
        "[tsa]\ndefault_tsa = one\n[one]\nserial = ./serial\nsigner_cert = ./tsa.pem\nsigner_key = ./tsa.key\nsigner_digest = sha256\n"
        "default_policy = 1.2.3.4\ndigests = sha256\nordering = no\ntsa_name = no\ness_cert_id_chain = no\nclock_precision_digits = 0\n"
    )
    (folder / "serial").write_text("01\n")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", "tsa.cnf", "-keyout", "tsa.key", "-out", "tsa.pem", "-days", "2"]
    subprocess.run(made, cwd=folder, check=True, capture_output=True)
    Authority.folder = folder
    with http.server.HTTPServer(("127.0.0.1", 0), Authority) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", Authority
        server.shutdown()


def test_a_pack_is_time_stamped_and_openssl_agrees(kept: Path, tmp_path: Path, authority: tuple[str, type[Authority]]) -> None:
    target = tmp_path / "pack"
    result = run("export", "evidence", "1", "--timestamp", authority[0], "--output", target, archive=kept)
    assert result.exit_code == 0, result.stderr
    result = run("verify", target)
    assert (result.exit_code, "time-stamped 20" in result.stderr) == (0, True)
    command = ["openssl", "ts", "-verify", "-data", bag.TAGS, "-in", f"{bag.TAGS}.tsr", "-CAfile", str(authority[1].folder / "tsa.pem")]
    assert b"OK" in subprocess.run(command, cwd=target, check=True, capture_output=True).stdout
    rebag_with = (target / f"{bag.TAGS}.tsr").read_bytes()
    (target / "data" / "note.txt").write_text("put in later")
    (target / f"{bag.TAGS}.tsr").unlink()
    rebag(target)
    (target / f"{bag.TAGS}.tsr").write_bytes(rebag_with)
    assert codes(target) == {"E50"}


def test_an_authority_that_answers_nonsense_is_not_believed(kept: Path, tmp_path: Path, authority: tuple[str, type[Authority]]) -> None:
    other = timestamp.query(b"another")
    (authority[1].folder / "query.tsq").write_bytes(other)
    reply = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "other.tsr"]
    subprocess.run(reply, cwd=authority[1].folder, check=True, capture_output=True)
    right = (authority[1].folder / "other.tsr").read_bytes()
    for answer, sentence in ((right, "signed another digest"), (b"<html>", "cannot be read"), (right[:300], "cannot be read"), (b"0\x03\x02\x01\x02", "")):
        authority[1].answer = answer
        result = run("export", "evidence", "1", "--timestamp", authority[0], "--output", tmp_path / "pack", archive=kept)
        authority[1].answer = None
        assert (result.exit_code, sentence in result.stderr, (tmp_path / "pack").exists()) == (1, True, False)
    for address in ("file:///etc/passwd", "http://127.0.0.1:1/"):
        assert run("export", "evidence", "1", "--timestamp", address, "--output", tmp_path / "pack", archive=kept).exit_code == 1


def test_versions_become_pdf(kept: Path, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="WeasyPrint is not installed")
    result = run("export", "evidence", "1", "--pdf", "--output", tmp_path / "pack", archive=kept)
    assert result.exit_code == 0, result.stderr
    pages = sorted(path.name for path in post(tmp_path / "pack", 1).glob("*.pdf"))
    assert pages == ["difference-001-002.pdf", "version-001.pdf", "version-002.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in post(tmp_path / "pack", 1).glob("*.pdf"))
    assert not codes(tmp_path / "pack")


def test_every_code_stands_in_the_docs() -> None:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith(("| E4", "| E5"))] == [
        f"| {code} | {sentence} |" for code, sentence in CODES.items()
    ]


def test_an_altered_head_of_an_answer_is_found(pack: Path) -> None:
    """The payload's digest does not cover the status line; the record's digest of its head, or of its block, does."""
    rezip(pack, lambda name, content: _member_wise(content) if name == WARC else content)
    rebag(pack)
    assert "E46" in codes(pack)


def _member_wise(content: bytes) -> bytes:
    """The same records with another status in the first answer; each in a gzip member of its own as before."""
    done, rest, changed = b"", content, False
    while rest:
        inflate = zlib.decompressobj(31)
        raw = inflate.decompress(rest)
        rest = inflate.unused_data
        if not changed and b"HTTP/1.1 200 OK" in raw:
            raw, changed = raw.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 203 OK", 1), True
        done += gzip.compress(raw)
    assert changed
    return done
