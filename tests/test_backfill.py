"""Captures of other tools become part of the same history: at their own time, with their own evidence, and a rebuild knows them too."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cli.main import panjeon
from crawler.errors import WarcDamaged
from crawler.warc.foreign import digest_fits, foreign_records
from crawler.warc.read import Record
from pipelines.verify import verify
from tests.conftest import FIRST_DAY, Archive, environment
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost

DELETED = "<div class='messages error'>삭제되었거나 존재하지 않는 게시물입니다.</div>"


@dataclass(frozen=True)
class Capture:
    """One page as some tool found it on a day (counted from the first crawl)."""

    day: float
    path: str
    answer: tuple[int, dict[str, str], bytes]
    revisit_of: str | None = None

    @property
    def date(self) -> str:
        return (FIRST_DAY + timedelta(days=self.day)).strftime("%Y-%m-%dT%H:%M:%SZ")


def taken(board: TinyBoard, day: float, *paths: str) -> list[Capture]:
    """What the board shows now, as captured on a day."""
    return [Capture(day, path, board.answer(path)) for path in paths]


def written(board: TinyBoard, captures: Iterable[Capture], *, packed: bool = True, requests: bool = True, version: str = "1.1") -> bytes:
    """A WARC file as warcio writes it; it leaves closing its temporary files to the end of their lives, which Python warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return _written(board, captures, packed=packed, requests=requests, version=version)


def _written(board: TinyBoard, captures: Iterable[Capture], *, packed: bool, requests: bool, version: str) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("other.warc.gz", {"software": "another tool"}))
    for capture in captures:
        status, headers, body = capture.answer
        fields = list({"Content-Type": "text/html; charset=utf-8", **headers, "Content-Length": str(len(body))}.items())
        url = board.url + capture.path
        head = StatusAndHeaders(f"{status} OK", fields, protocol="HTTP/1.1")
        dated = {"WARC-Date": capture.date}
        if capture.revisit_of is not None:
            digest = "sha1:" + "A" * 32
            writer.write_record(writer.create_revisit_record(url, digest, url, capture.revisit_of, http_headers=head, warc_headers_dict=dated))
            continue
        response = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=dated)
        if requests:
            asked = StatusAndHeaders(f"GET {capture.path} HTTP/1.1", [("Host", "127.0.0.1"), ("User-Agent", "another tool")], is_http_request=True)
            request = writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict=dated)
            writer.write_request_response_pair(request, response)
        else:
            writer.write_record(response)
    return buffer.getvalue()


def wacz(warc: bytes, *, digest: str | None = None) -> bytes:
    """A WACZ package as Browsertrix makes one, less its indexes."""
    buffer = io.BytesIO()
    stated = digest or hashlib.sha256(warc).hexdigest()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        package.writestr("archive/data.warc.gz", warc)
        package.writestr("pages/pages.jsonl", "{}\n")
        resource = {"name": "data.warc.gz", "path": "archive/data.warc.gz", "hash": f"sha256:{stated}", "bytes": len(warc)}
        package.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": [resource], "wacz_version": "1.1.1"}))
    return buffer.getvalue()


@pytest.fixture
def known(board: TinyBoard, archive: Archive) -> TinyBoard:
    """A board of four posts that has been swept on day 10 and on day 20, when post 3 had another text."""
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 5)))
    archive.crawl(board, day=10)
    board.posts[3].body = "<p>둘째 본문</p>"
    archive.crawl(board, day=20)
    return board


def backfill(archive: Archive, board: TinyBoard, *files: tuple[str, bytes], code: int = 0, more: tuple[str, ...] = ()) -> Result:
    archive.write_manifest(board)
    paths = []
    for name, data in files:
        (archive.folder / name).write_bytes(data)
        paths.append(str(archive.folder / name))
    arguments = ["backfill", "tiny", *paths, "--archive", str(archive.path), "--boards", str(archive.folder / "boards"), "--json", *more]
    result = CliRunner().invoke(panjeon, arguments, env={"PANJEON_CLOCK": archive.clock(30)}, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def history(archive: Archive, native_id: int) -> list[tuple[int, str, str]]:
    rows = archive.rows(
        "SELECT r.number, r.observed_at, r.body_text FROM revisions r JOIN posts p ON p.id = r.post WHERE p.native_id = ? ORDER BY r.number", str(native_id)
    )
    return [(number, f"{float(_day(at)):g}", body) for number, at, body in rows]


def _day(at: str) -> float:
    return round((datetime.fromisoformat(at) - FIRST_DAY) / timedelta(days=1), 2)


def say(board: TinyBoard, native_id: int, text: str) -> None:
    board.posts[native_id].body = f"<p>{text}</p>"


def test_older_captures_become_earlier_revisions_and_the_present_stays(known: TinyBoard, archive: Archive) -> None:
    present = archive.rows("SELECT native_id, title, body_text, state, last_seen_at, changed_at, content_hash, capture FROM posts")
    captures = []
    for day, text in ((1, "영째 본문"), (5, "본문입니다."), (15, "사이의 본문"), (18, "둘째 본문")):
        say(known, 3, text)
        captures += taken(known, day, "/ko/node/3")

    backfill(archive, known, ("old.warc.gz", written(known, captures)))

    assert history(archive, 3) == [(1, "1", "영째 본문"), (2, "5", "본문입니다."), (3, "15", "사이의 본문"), (4, "18", "둘째 본문")]
    assert archive.rows("SELECT native_id, title, body_text, state, last_seen_at, changed_at, content_hash, capture FROM posts") == present
    post = archive.post(3)
    assert (post["revision"], _day(post["first_seen_at"])) == (4, 1)
    revisions = archive.rows("SELECT number, changed, significance FROM revisions WHERE post = ? ORDER BY number", post["id"])
    assert [row[1] for row in revisions] == ["[]", '["body"]', '["body"]', '["body"]']
    assert [row[2] == "first" for row in revisions] == [True, False, False, False]
    changed = archive.rows("SELECT json_extract(detail, '$.revision') FROM events WHERE post = ? AND kind = 'changed' ORDER BY 1", post["id"])
    assert changed == [(2,), (3,), (4,)]
    for number, at, source in archive.rows("SELECT r.number, c.fetched_at, c.source FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.post = ?", post["id"]):
        assert source is not None
        assert _day(at) == [1, 5, 15, 18][number - 1]


def test_a_text_that_stood_between_two_readings_of_another_came_and_went(known: TinyBoard, archive: Archive) -> None:
    archive.crawl(known, day=25)
    say(known, 3, "잠깐의 본문")
    captures = taken(known, 22, "/ko/node/3")
    backfill(archive, known, ("old.warc.gz", written(known, captures)))
    assert [(at, body) for _, at, body in history(archive, 3)] == [("10", "본문입니다."), ("20", "둘째 본문"), ("22", "잠깐의 본문"), ("25", "둘째 본문")]
    assert archive.post(3)["body_text"] == "둘째 본문"


def test_newer_captures_become_further_revisions(known: TinyBoard, archive: Archive) -> None:
    say(known, 3, "셋째 본문")
    backfill(archive, known, ("new.warc.gz", written(known, taken(known, 25, "/ko/node/3", "/ko/node/1"))))
    assert history(archive, 3)[-1] == (3, "25", "셋째 본문")
    assert (archive.post(3)["body_text"], archive.post(1)["revision"]) == ("셋째 본문", 1)
    archive.crawl(known, day=31)
    assert (archive.post(3)["revision"], archive.post(3)["state"]) == (3, "listed")


def test_posts_never_seen_are_unlisted_until_a_crawl_sees_them(known: TinyBoard, archive: Archive) -> None:
    known.add(TinyPost(70, "오래전 알림", body="<p>오래전 본문</p>", files={"붙임.pdf": b"%PDF-old"}, listed=False))
    file = "/sites/default/files/70/%EB%B6%99%EC%9E%84.pdf"
    backfill(archive, known, ("old.warc.gz", written(known, taken(known, 1, "/ko/node/70", file))))
    assert (archive.post(70)["state"], _day(archive.post(70)["first_seen_at"])) == ("unlisted", 1)
    (attachment,) = archive.rows("SELECT name, bytes, state, sha256 FROM attachments")
    assert attachment == ("붙임.pdf", 8, "present", hashlib.sha256(b"%PDF-old").hexdigest())
    del known.posts[70]
    for day, state in ((31, "unlisted"), (33, "gone")):
        assert archive.crawl(known, day=day).outcome == "complete"
        assert archive.post(70)["state"] == state


def test_a_file_counts_for_the_reading_that_it_was_captured_with(known: TinyBoard, archive: Archive) -> None:
    known.posts[3].files = {"표.pdf": b"%PDF-1"}
    file = "/sites/default/files/3/%ED%91%9C.pdf"
    captures = taken(known, 1, "/ko/node/3", file)
    captures += taken(known, 4, "/ko/node/3")
    known.posts[3].files = {"표.pdf": b"%PDF-22"}
    captures += taken(known, 7, "/ko/node/3", file)
    backfill(archive, known, ("old.warc.gz", written(known, captures)))
    rows = archive.rows("SELECT r.observed_at, json_extract(r.attachments, '$[0].bytes') FROM revisions r JOIN posts p ON p.id = r.post WHERE p.native_id = '3'")
    assert [(_day(at), size) for at, size in rows if _day(at) < 10] == [(1, 6), (7, 7)]


def test_what_an_old_capture_says_of_a_post_is_no_verdict(known: TinyBoard, archive: Archive) -> None:
    known.posts[1].answer = (404, DELETED)
    known.posts[2].answer = (200, "<p>관리자에 의해 블라인드 처리된 게시물입니다.</p>")
    captures = taken(known, 12, "/ko/node/1", "/ko/node/2") + taken(known, 29, "/ko/node/1", "/ko/node/2")
    known.posts[1].answer = known.posts[2].answer = None
    result = backfill(archive, known, ("old.warc.gz", written(known, captures)))
    assert json.loads(result.stdout)["quarantined"] == 4
    assert archive.rows("SELECT DISTINCT state FROM posts") == [("listed",)]
    assert len(archive.issues("not_judged")) == 4
    assert archive.value("SELECT count(*) FROM absences") == 0


def test_a_wall_in_an_old_capture_is_left_out(known: TinyBoard, archive: Archive) -> None:
    known.posts[1].answer = (200, "<script>alert('로그인 후 이용하십시오.');history.back()</script>")
    result = backfill(archive, known, ("old.warc.gz", written(known, taken(known, 1, "/ko/node/1"))), code=3)
    assert "1 a post's address that does not read as one (login)" in result.stderr
    assert archive.value("SELECT count(*) FROM crawls") == 2, "where there is nothing to take, no run begins"


def test_a_record_is_taken_once_whatever_file_it_comes_in(known: TinyBoard, archive: Archive) -> None:
    say(known, 3, "영째 본문")
    warc = written(known, taken(known, 1, "/ko/node/3"))
    backfill(archive, known, ("old.warc.gz", warc), ("same.warc.gz", warc))
    result = backfill(archive, known, ("again.warc.gz", warc))
    assert json.loads(result.stdout)["readings"] == 0
    assert "left out: 1 copied already" in result.stderr
    backfill(archive, known, ("package.wacz", wacz(warc)))
    assert len(history(archive, 3)) == 3


def test_a_backfill_begins_an_archive(board: TinyBoard, archive: Archive) -> None:
    board.add(*(TinyPost(number, f"알림 {number}") for number in range(1, 5)))
    backfill(archive, board, ("old.warc.gz", written(board, taken(board, 1, "/ko/news", "/ko/node/1", "/ko/node/2"))))
    assert archive.rows("SELECT mode, outcome, new_posts FROM crawls") == [("backfill", "complete", 2)]
    assert archive.value("SELECT state FROM boards") == "new"
    archive.crawl(board, day=31)
    assert archive.rows("SELECT native_id, state FROM posts ORDER BY native_id") == [(str(number), "listed") for number in range(1, 5)]


def test_lists_say_when_posts_stood_and_what_the_board_claimed(known: TinyBoard, archive: Archive) -> None:
    """Known posts stood earlier than was known; one that nobody captured is a mention, never a post; nothing is asked, missed or doubted."""
    before = archive.rows("SELECT native_id, title, body_text, state, revision, changed_at, last_seen_at FROM posts ORDER BY id")
    events = archive.rows("SELECT id, kind FROM events ORDER BY id")
    del known.posts[4]
    known.add(TinyPost(77, "내려간 공고", author="총무과", posted="2024-02-01"))
    captures = taken(known, 2, "/ko/news")
    known.posts[77].title = "내려간 공고 (수정)"
    captures += taken(known, 4, "/ko/news", "/ko/news?page=0&sort=title")

    result = backfill(archive, known, ("old.warc.gz", written(known, captures)))

    assert [(key, json.loads(result.stdout)[key]) for key in ("lists", "readings", "new", "changed")] == [("lists", 3), ("readings", 0), ("new", 0), ("changed", 0)]
    assert archive.rows("SELECT native_id, title, body_text, state, revision, changed_at, last_seen_at FROM posts ORDER BY id") == before
    assert archive.rows("SELECT id, kind FROM events ORDER BY id") == events
    assert [(number, _day(archive.post(number)["first_seen_at"])) for number in (1, 2, 3, 4)] == [(1, 2), (2, 2), (3, 2), (4, 10)]
    (said,) = archive.rows("SELECT native_id, title, author, posted_at, first_at, last_at FROM mentions")
    assert said[:4] == ("77", "내려간 공고 (수정)", "총무과", "2024-02-01T00:00:00+09:00")
    assert [_day(at) for at in said[4:]] == [2, 4]
    assert [(_day(at), total) for at, total in archive.rows("SELECT at, total FROM claims ORDER BY at")] == [(2, 4), (4, 4)]
    assert archive.value("SELECT claimed_total FROM boards") == 4
    assert verify(archive.path, archive.folder / "warcs") == []


def test_a_later_list_shows_that_a_post_stood_later_and_never_in_the_future(known: TinyBoard, archive: Archive) -> None:
    backfill(archive, known, ("new.warc.gz", written(known, [*taken(known, 25, "/ko/news"), *taken(known, 4000, "/ko/news")])))
    assert {round(_day(at)) for (at,) in archive.rows("SELECT last_seen_at FROM posts")} == {30}
    again = backfill(archive, known, ("older.warc.gz", written(known, taken(known, 24, "/ko/news"))))
    assert json.loads(again.stdout)["lists"] == 1
    assert {round(_day(at)) for (at,) in archive.rows("SELECT last_seen_at FROM posts")} == {30}


def test_a_post_whose_page_shows_no_date_has_that_of_the_nearest_list(known: TinyBoard, archive: Archive) -> None:
    known.add(TinyPost(50, "오래된 공고", posted="2019-04-05"))
    status, headers, page = known.answer("/ko/node/50")
    undated = page.replace('<span class="label">등록일</span> 2019-04-05'.encode(), b"")
    far = taken(known, 3, "/ko/news")
    known.posts[50].posted = "2019-04-06"
    captures = [*far, *taken(known, 1.5, "/ko/news"), Capture(1, "/ko/node/50", (status, headers, undated))]
    backfill(archive, known, ("old.warc.gz", written(known, captures)))
    assert archive.post(50)["posted_at"] == "2019-04-06T00:00:00+09:00"


@pytest.fixture
def allied(known: TinyBoard, archive: Archive) -> TinyBoard:
    """The same board with two partners: 가온재단, whose link had changed between day 21 and day 22, and 나래연구원."""
    known.partners = [TinyPartner("가온재단", "http://first.example/"), TinyPartner("나래연구원", "http://n.example/")]
    archive.crawl(known, day=21)
    known.partners[0].url = "http://second.example/"
    archive.crawl(known, day=22)
    return known


def links(archive: Archive, name: str) -> list[tuple[int, float, str]]:
    """The links of a partner in the order of its versions, each with the day since which it is known."""
    rows = archive.rows("SELECT r.number, r.observed_at, r.url FROM partner_revisions r JOIN partners p ON p.id = r.partner WHERE p.name = ? ORDER BY 1", name)
    return [(number, _day(at), url.split("/")[2].split(".")[0]) for number, at, url in rows]


def strip(board: TinyBoard, day: float, link: str, *more: str) -> list[Capture]:
    """A strip as captured on a day: 가온재단 with a link, then others; each with its logo."""
    board.partners = [TinyPartner("가온재단", f"http://{link}.example/"), *(TinyPartner(name, "http://m.example/") for name in more)]
    return taken(board, day, "/ko", *(f"/sites/default/files/logos/{quote(one.name)}.png" for one in board.partners))


def test_older_strips_become_earlier_versions_and_the_present_stays(allied: TinyBoard, archive: Archive) -> None:
    present = archive.rows("SELECT name, url, logo_sha256, state, last_seen_at, capture FROM partners ORDER BY id")
    captures = [*strip(allied, 3, "zeroth", "다솜협회"), *strip(allied, 1, "zeroth"), *strip(allied, 21.5, "between"), *strip(allied, 20.5, "first")]

    result = backfill(archive, allied, ("old.warc.gz", written(allied, captures)))

    assert json.loads(result.stdout)["strips"] == 4
    assert links(archive, "가온재단") == [(1, 1, "zeroth"), (2, 20.5, "first"), (3, 21.5, "between"), (4, 22, "second")]
    assert archive.rows("SELECT name, url, logo_sha256, state, last_seen_at, capture FROM partners WHERE name <> '다솜협회' ORDER BY id") == present
    (gone,) = archive.rows("SELECT state, first_seen_at, last_seen_at, length(logo_sha256) FROM partners WHERE name = '다솜협회'")
    assert (gone[0], _day(gone[1]), _day(gone[2]), gone[3]) == ("gone", 3, 3, 64)
    told = archive.rows("SELECT kind, at FROM partner_events e JOIN partners p ON p.id = e.partner WHERE p.name = '다솜협회' ORDER BY e.id")
    assert [(kind, _day(at)) for kind, at in told] == [("new", 3), ("gone", 21)]
    told = archive.rows("SELECT json_extract(detail, '$.revision'), at FROM partner_events WHERE partner = 1 AND kind = 'changed' ORDER BY 1")
    assert [(number, _day(at)) for number, at in told] == [(2, 21), (3, 21.5), (4, 22)]
    assert archive.rows("SELECT changed FROM partner_revisions WHERE partner = 1") == [("[]",), ('["url"]',), ('["url"]',), ('["url"]',)]
    assert verify(archive.path, archive.folder / "warcs") == []


def test_newer_strips_are_further_versions_and_take_nobody_away(allied: TinyBoard, archive: Archive) -> None:
    backfill(archive, allied, ("new.warc.gz", written(allied, strip(allied, 25, "third", "다솜협회"))))
    assert links(archive, "가온재단")[-1] == (3, 25, "third")
    assert archive.rows("SELECT name, state, revision FROM partners ORDER BY id") == [("가온재단", "present", 3), ("나래연구원", "present", 1), ("다솜협회", "present", 1)]
    allied.partners = [TinyPartner("가온재단", "http://third.example/"), TinyPartner("나래연구원", "http://n.example/")]
    archive.crawl(allied, day=31)
    assert archive.rows("SELECT name, state FROM partners WHERE state = 'gone'") == [("다솜협회", "gone")]


def test_a_link_that_stood_between_two_readings_of_another_came_and_went(allied: TinyBoard, archive: Archive) -> None:
    archive.crawl(allied, day=24)
    backfill(archive, allied, ("old.warc.gz", written(allied, strip(allied, 23, "other"))))
    assert links(archive, "가온재단") == [(1, 21, "first"), (2, 22, "second"), (3, 23, "other"), (4, 24, "second")]
    assert archive.value("SELECT revision FROM partners WHERE id = 1") == 4


def test_what_is_hidden_from_readers_is_no_mention_either(known: TinyBoard, archive: Archive) -> None:
    known.add(TinyPost(77, "개인정보가 든 공고"), TinyPost(78, "다른 공고"))
    backfill(archive, known, ("old.warc.gz", written(known, taken(known, 2, "/ko/news"))))
    archive.crawl(known, day=31)
    assert archive.rows("SELECT title FROM mentions ORDER BY native_id") == [("개인정보가 든 공고",), ("다른 공고",)]
    where = ["--archive", str(archive.path)]
    assert CliRunner().invoke(panjeon, ["redact", "tiny/77", "--reason", "요청", *where], env={"PANJEON_CLOCK": archive.clock(32)}).exit_code == 0
    assert archive.rows("SELECT title, author, posted_at FROM mentions WHERE native_id = '77'") == [("", None, None)]
    public = archive.folder / "public.db"
    assert CliRunner().invoke(panjeon, ["publish", str(public), "--redact", "tiny/78", *where]).exit_code == 0
    with closing(sqlite3.connect(public)) as conn:
        assert conn.execute("SELECT native_id, title FROM mentions").fetchall() == [("77", "")]


FORMS: dict[str, Callable[[TinyBoard, list[Capture]], bytes]] = {
    "by record": written,
    "not compressed": lambda board, captures: written(board, captures, packed=False),
    "compressed as a whole": lambda board, captures: gzip.compress(written(board, captures, packed=False)),
    "without requests": lambda board, captures: written(board, captures, requests=False),
    "WARC/1.0": lambda board, captures: written(board, captures, version="WARC/1.0"),
    "addresses in angle brackets": lambda board, captures: _in_brackets(written(board, captures, packed=False)),
    "WACZ": lambda board, captures: wacz(written(board, captures)),
    "WACZ of a plain file": lambda board, captures: wacz(written(board, captures, packed=False)),
}


def _in_brackets(warc: bytes) -> bytes:
    lines = warc.split(b"\r\n")
    return b"\r\n".join(b"WARC-Target-URI: <" + line[17:] + b">" if line.startswith(b"WARC-Target-URI: ") else line for line in lines)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_file_is_read(known: TinyBoard, archive: Archive, form: str) -> None:
    say(known, 3, "영째 본문")
    backfill(archive, known, ("old.bin", FORMS[form](known, taken(known, 1, "/ko/node/3"))))
    assert history(archive, 3)[0] == (1, "1", "영째 본문")
    source = json.loads(archive.value("SELECT source FROM captures WHERE source IS NOT NULL"))
    assert source["sha256"] == hashlib.sha256((archive.folder / "old.bin").read_bytes()).hexdigest()
    assert verify(archive.path, archive.folder / "warcs") == []


def test_a_revisit_is_its_original_at_another_time(known: TinyBoard, archive: Archive) -> None:
    say(known, 3, "영째 본문")
    (first,) = taken(known, 1, "/ko/node/3")
    again = Capture(4, first.path, first.answer, revisit_of=first.date)
    say(known, 3, "다른 본문")
    (other,) = taken(known, 6, "/ko/node/3")
    back = Capture(8, first.path, first.answer, revisit_of=first.date)
    lost = Capture(9, first.path, first.answer, revisit_of="1999-01-01T00:00:00Z")
    result = backfill(archive, known, ("old.warc.gz", written(known, [first, again, other, back, lost])))
    assert [(at, body) for _, at, body in history(archive, 3)][:3] == [("1", "영째 본문"), ("6", "다른 본문"), ("8", "영째 본문")]
    assert "left out: 1 a revisit of what no file holds" in result.stderr


def test_a_dry_run_says_what_would_be_taken_and_takes_nothing(known: TinyBoard, archive: Archive) -> None:
    say(known, 3, "영째 본문")
    before = archive.rows("SELECT * FROM captures")
    result = backfill(archive, known, ("old.warc.gz", written(known, taken(known, 1, "/ko/news", "/ko", "/ko/node/3"))), more=("--dry-run",))
    told = json.loads(result.stdout)
    assert (told["readings"], told["posts"], told["lists"], told["crawl"], told["earliest"][:10]) == (1, 1, 1, None, "2025-03-02")
    assert "left out: 1 no post, list or strip, nor a file of one" in result.stderr
    assert archive.rows("SELECT * FROM captures") == before


def test_other_hosts_and_altered_records_are_left_out(known: TinyBoard, archive: Archive) -> None:
    say(known, 3, "영째 본문")
    good = written(known, taken(known, 1, "/ko/node/3"), packed=False)
    altered = good.replace("영째".encode(), "넷째".encode())
    elsewhere = good.replace(known.url.encode(), b"http://elsewhere.test:80")
    result = backfill(archive, known, ("altered.warc", altered), ("elsewhere.warc", elsewhere), code=3)
    assert "1 not what its digest says" in result.stderr
    assert "1 of another host" in result.stderr


@pytest.mark.parametrize("cut", [1, 40, 300])
def test_a_damaged_file_is_taken_as_far_as_it_goes(known: TinyBoard, archive: Archive, cut: int) -> None:
    say(known, 3, "영째 본문")
    warc = written(known, taken(known, 1, "/ko/node/3", "/ko/node/1"))
    result = backfill(archive, known, ("old.warc.gz", warc[:-cut]), code=3)
    assert "damaged: old.warc.gz" in result.stderr
    assert history(archive, 3)[0][2] == "영째 본문"
    assert archive.rows("SELECT outcome FROM crawls WHERE mode = 'backfill'") == [("incomplete",)]


def test_a_package_whose_files_are_not_those_it_lists_is_refused(known: TinyBoard, archive: Archive) -> None:
    package = wacz(written(known, taken(known, 1, "/ko/node/3")), digest="0" * 64)
    result = backfill(archive, known, ("old.wacz", package), code=3)
    assert "has not the digest that datapackage.json states" in result.stderr


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no WARC at all", "begins with b'no WARC at all'"),
        (b"WARC/1.1\r\nContent-Length: -4\r\n\r\n", "not a number of bytes"),
        (b"WARC/1.1\r\nContent-Length: 99999999999\r\n\r\nabc", "ends within record 1"),
        (b"WARC/1.1\r\nno field\r\n\r\n", "is no field"),
        (b"WARC/1.1\r\nA: " + b"x" * 70_000 + b"\r\n\r\n", "longer than 65536 bytes"),
        (gzip.compress(b"\r\n" * 5_000_000), "times its compressed size"),
        (b"\x1f\x8b" + b"garbage" * 9, "no readable gzip member"),
    ],
    ids=["text", "negative length", "claims more", "no field", "long line", "bomb", "no gzip"],
)
def test_hostile_files_are_refused_in_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "bad.warc"
    path.write_bytes(data)
    with pytest.raises(WarcDamaged) as refused:
        list(foreign_records(path))
    assert sentence in str(refused.value)


def test_a_digest_is_known_in_hexadecimal_and_base32() -> None:
    for stated in ("sha1:" + hashlib.sha1(b"a").hexdigest(), "sha1:Q336JFTZ6GPOKKOP2UJGY3D5QY4MGDHI", "sha256:" + hashlib.sha256(b"b").hexdigest(), "blake3:x", None):
        assert digest_fits(stated, b"a", b"b") is (stated != "sha1:Q336JFTZ6GPOKKOP2UJGY3D5QY4MGDHI")


def test_a_killed_backfill_is_taken_up_and_nothing_is_double(known: TinyBoard, archive: Archive) -> None:
    captures = []
    for day in range(1, 6):
        say(known, 3, f"본문 {day}")
        captures += taken(known, day, "/ko/node/3")
    warc = written(known, captures)
    (archive.folder / "old.warc.gz").write_bytes(warc)
    archive.write_manifest(known)
    command = [sys.executable, "-m", "cli", "backfill", "tiny", "old.warc.gz", "--boards", "boards"]
    killed = subprocess.run(command, cwd=archive.folder, env={**environment(archive.clock(30)), "PANJEON_CRASH": "after_commit:3"}, capture_output=True, timeout=60)
    assert killed.returncode != 0
    assert archive.value("SELECT outcome FROM crawls WHERE mode = 'backfill'") == "running"
    backfill(archive, known, ("old.warc.gz", warc))
    assert [body for _, _, body in history(archive, 3)][:5] == [f"본문 {day}" for day in range(1, 6)]
    assert archive.value("SELECT count(*) FROM captures WHERE source IS NOT NULL") == 5


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_wget_s_own_files_are_read(known: TinyBoard, archive: Archive, tmp_path: Path) -> None:
    say(known, 3, "wget이 본 본문")
    for options in ((), ("--no-warc-compression",)):
        name = f"wget{len(options)}"
        command = ["wget", "-q", "-O", str(tmp_path / "page"), *options, f"--warc-file={tmp_path / name}", f"{known.url}/ko/node/3"]
        subprocess.run(command, check=True, timeout=30)
    (first,) = tmp_path.glob("wget0.warc.gz")
    (second,) = tmp_path.glob("wget1.warc")
    assert sum(isinstance(record, Record) and record.type == "response" for record in foreign_records(second)) == 1
    backfill(archive, known, ("first.warc.gz", first.read_bytes()), ("second.warc", second.read_bytes()))
    assert "wget이 본 본문" in [body for _, _, body in history(archive, 3)]
