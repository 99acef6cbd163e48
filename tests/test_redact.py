"""Redaction: what a post said is nowhere that anybody reads, at once; that it was stays; a purge takes the bytes and keeps the proof that they were."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from kept_board import FORM, FORM_2, SITE, Days, crawl, keep, kept, listing, own, post, run

from crawler.crashpoint import REDACTION_PLACES
from crawler.warc import records
from pipelines.archive import Lock, warcs_beside
from pipelines.rebuild import dump, rebuild
from pipelines.search import register
from pipelines.verify import verify
from publish.server import settings

__all__ = ["kept", "own"]
ROOT = Path(__file__).resolve().parent.parent
REASON = "개인정보 삭제 요청"
#: What the post said in any version, in its file, and what the file was called; the title stands in lists too.
SAID = ("4월 4일까지", "4월 18일까지", "form.hwp", "준비물은 없습니다")
TITLE = "정책 연수 모집"
#: Records that say when a redaction was made, and nothing of the board.
_OWN_RECORDS = re.compile(r"INSERT INTO (redactions|withheld|warcs) ")


def rows(archive: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(archive)) as conn:
        register(conn)
        return conn.execute(sql, values).fetchall()


def redact(archive: Path, *words: str, post: str = "hall/101") -> str:
    done = run("redact", post, "--reason", REASON, *words, archive=archive)
    assert done.exit_code == 0, done.stderr
    return done.stderr


def shown(archive: Path) -> str:
    """Everything that a reader's query can reach."""
    return "\n".join(line for line in dump(archive) if not line.startswith("INSERT INTO withheld "))


def evidence(archive: Path) -> str:
    """Every record of every WARC file but the lists."""
    found = [one for path in sorted(warcs_beside(archive).iterdir()) for one in records(path)]
    return "\n".join(f"{one.headers!r}{one.block!r}" for one in found if '"kind":"list"' not in one.headers.get("Panjeon-Task", "") and one.type != "request")


def check(archive: Path) -> None:
    """The evidence and the rows agree, and a rebuild ends in the same rows."""
    assert verify(archive, warcs_beside(archive)) == []
    again = archive.with_name("again.db")
    again.unlink(missing_ok=True)
    rebuild(warcs_beside(archive), again)
    assert list(dump(again)) == list(dump(archive))


def get(archive: Path, *paths: str, public: bool = False) -> list[tuple[int, str]]:
    served = settings(archive, public=public)

    async def ask() -> list[tuple[int, str]]:
        answers = [await served.client.get(path) for path in paths]
        return [(answer.status_code, answer.text) for answer in answers]

    return asyncio.run(ask())


@pytest.mark.fault(66)
def test_what_a_redacted_post_said_is_nowhere_and_that_it_was_stays(own: Path) -> None:
    run("crawl", "--help")
    before = rows(own, "SELECT id, state, first_seen_at, revision FROM posts WHERE native_id = '101'")
    assert "hidden" in redact(own, "--by", "정보공개담당")
    assert not any(words in shown(own) for words in (*SAID, TITLE))
    assert rows(own, "SELECT id, state, first_seen_at, revision FROM posts WHERE native_id = '101'") == before
    assert rows(own, "SELECT post, reason, asked_by, ended_at, purged_at FROM redactions") == [(1, REASON, "정보공개담당", None, None)]
    assert rows(own, "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ko_match('연수')") == [(0,)]
    check(own)


@pytest.mark.parametrize("public", [False, True])
def test_no_page_feed_or_query_shows_a_redacted_post(own: Path, public: bool) -> None:
    (file,), (page,), (listed,) = (
        rows(own, "SELECT id FROM attachments WHERE post = 1"), rows(own, "SELECT capture FROM posts WHERE id = 1"),
        rows(own, "SELECT max(id) FROM captures WHERE url LIKE '%/ko/news'"),
    )  # fmt: skip
    hidden = ("/-/post/1", "/-/post/1.json", "/-/post/1/compare/1/2", "/-/post/1/evidence", f"/-/attachment/{file[0]}", f"/-/capture/{page[0]}")
    own_pages = ("/", "/-/board/hall", "/-/search?q=연수", "/-/search.json?q=연수", "/-/changes", "/-/changes.json", "/-/feed.atom", "/-/feed.json", "/-/charts")
    tables = ("/archive/posts.json?_shape=array", "/archive/revisions.json", "/archive/post_list.json", "/archive/change_list.json", "/archive/captures.json?_size=max")
    redact(own)
    for status, text in get(own, *hidden, f"/-/capture/{page[0]}/payload", public=public):
        assert status == 410
        assert REASON in text
        assert not any(words in text for words in (*SAID, TITLE))
    for status, text in get(own, *own_pages, *tables, "/-/board/hall/posts.jsonl", "/archive/notices.json", public=public):
        assert status == 200
        assert not any(words in text for words in (*SAID, TITLE))
    secret = get(own, "/archive/withheld.json", "/archive/withheld", "/archive.json?sql=select+said+from+withheld", public=public)
    assert not any(words in text for _, text in secret for words in (*SAID, TITLE))
    assert all(status in (400, 403) for status, _ in secret)
    assert [status for status, _ in get(own, f"/-/capture/{listed[0]}/payload", public=public)] == [410 if public else 200]


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "atom", "markdown", "site"])
def test_no_export_holds_a_redacted_post(own: Path, form: str) -> None:
    redact(own)
    target = own.parent / "out"
    done = run("export", "--format", form, "--history", "--output", target, archive=own) if form not in ("markdown", "site") else run(
        "export", "--format", form, "--output", target, archive=own)  # fmt: skip
    assert done.exit_code == 0, done.stderr
    for path in [target] if target.is_file() else [path for path in target.rglob("*") if path.is_file()]:
        content = path.read_bytes()
        assert not any(words.encode() in content for words in (*SAID, TITLE)), path
        assert "101" not in path.name


def test_neither_a_snapshot_nor_a_pack_holds_a_redacted_post(own: Path) -> None:
    redact(own, "--by", "정보공개담당")
    assert run("publish", own.parent / "public.db", archive=own).exit_code == 0
    content = (own.parent / "public.db").read_bytes()
    assert not any(words.encode() in content for words in (*SAID, TITLE, "정보공개담당"))
    assert rows(own.parent / "public.db", "SELECT reason FROM redactions") == [(REASON,)]
    done = run("export", "--format", "evidence", "--post", "hall/101", "--output", own.parent / "pack", archive=own)
    assert done.exit_code != 0
    assert not (own.parent / "pack").exists()


def test_a_redaction_taken_back_leaves_everything_as_it_was(own: Path) -> None:
    before = [line for line in dump(own) if not _OWN_RECORDS.match(line)]
    redact(own)
    check(own)
    assert "shown again" in redact(own, "--undo")
    assert [line for line in dump(own) if not _OWN_RECORDS.match(line)] == before
    assert rows(own, "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ko_match('연수')") == [(1,)]
    assert rows(own, "SELECT count(*) FROM withheld") == [(0,)]
    check(own)


def test_a_purge_takes_the_bytes_and_keeps_their_digests(own: Path) -> None:
    digests = rows(own, "SELECT id, payload_sha256, payload_bytes, status, fetched_at, record_id FROM captures ORDER BY id")
    history = rows(own, "SELECT number, observed_at, changed, silent FROM revisions WHERE post = 1")
    ledger = rows(own, "SELECT * FROM crawls")
    events = rows(own, "SELECT id, post, kind, at FROM events")
    told = redact(own, "--purge", "--yes")
    assert "7 records in 4 files" in told
    assert not any(words in evidence(own) or words in shown(own) for words in (*SAID, TITLE))
    assert FORM[2] not in b"".join(one.block for path in warcs_beside(own).iterdir() for one in records(path))
    assert FORM_2[2] not in b"".join(one.block for path in warcs_beside(own).iterdir() for one in records(path))
    for words in SAID:
        assert words.encode() not in own.read_bytes()
    assert rows(own, "SELECT id, payload_sha256, payload_bytes, status, fetched_at, record_id FROM captures ORDER BY id") == digests
    assert rows(own, "SELECT number, observed_at, changed, silent FROM revisions WHERE post = 1") == history
    assert rows(own, "SELECT * FROM crawls") == ledger
    assert rows(own, "SELECT id, post, kind, at FROM events") == events
    check(own)
    undone = run("redact", "hall/101", "--undo", "--reason", "다시", archive=own)
    assert undone.exit_code == 1
    assert "what it said is nowhere any more" in undone.stderr
    assert "0 records in 0 files" in redact(own, "--purge", "--yes")


@pytest.mark.parametrize("place", [*REDACTION_PLACES, "before_warc_rename", "after_warc_rename", "after_warc_open"])
def test_killed_anywhere_a_purge_is_taken_up(own: Path, place: str) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PANJEON_CRASH": place, "PANJEON_ARCHIVE": str(own)}
    command = [sys.executable, "-m", "cli", "redact", "hall/101", "--reason", REASON, "--purge", "--yes"]
    assert subprocess.run(command, env=surroundings, capture_output=True, check=False).returncode == 9
    found = [one for one in verify(own, warcs_beside(own)) if one.code not in ("W02", "W03", "W06", "E25")]
    assert found == []
    redact(own, "--purge", "--yes")
    assert not any(words in evidence(own) or words in shown(own) for words in SAID)
    assert not list(warcs_beside(own).glob("*.purged"))
    check(own)


def test_the_crawler_asks_a_redacted_post_no_more(own: Path) -> None:
    redact(own)
    asked: list[str] = []

    class Site(dict[str, object]):
        def get(self, path: str, other: object = None) -> object:
            asked.append(path)
            return super().get(path, other)

    clock = Days()
    clock.go_to(12)
    site = Site({"/ko/news": listing((101, "제목이 바뀐 모집", "2025-02-27"), (104, "새 글", "2025-03-09")), "/ko/node/104": post(104, "새 글", "2025-03-09", ("새 글입니다.",))})
    assert crawl(own, clock, site) == "complete"  # type: ignore[arg-type]
    assert "/ko/node/101" not in asked
    assert "/ko/node/104" in asked
    assert rows(own, "SELECT title, state FROM posts WHERE native_id = '101'") == [("", "listed")]
    check(own)
    redact(own, "--undo")
    assert rows(own, "SELECT title FROM posts WHERE native_id = '101'") == [(TITLE,)]
    clock.go_to(14)
    assert crawl(own, clock, Site({"/ko/news": listing((101, "제목이 바뀐 모집", "2025-02-27")), "/ko/node/101": post(101, "제목이 바뀐 모집", "2025-02-27", ("새로.",))})) == "complete"  # type: ignore[arg-type]
    assert rows(own, "SELECT title FROM posts WHERE native_id = '101'") == [("제목이 바뀐 모집",)]
    check(own)


def test_what_another_post_rests_on_stays(tmp_path: Path) -> None:
    """The second post offers the very file of the first; its capture repeats the first one's and holds no bytes of its own."""
    archive, clock = tmp_path / "archive.db", Days()
    posts = {f"/ko/node/{number}": post(number, f"{number}번 글", "2025-02-27", (f"{number}번째 안내입니다.",), files=("form.hwp",)) for number in (1, 2)}
    site = {"/ko/news": listing((1, "1번 글", "2025-02-27"), (2, "2번 글", "2025-02-27")), **posts, "/files/1/form.hwp": FORM, "/files/2/form.hwp": FORM}
    assert crawl(archive, clock, site) == "complete"
    run("serve", "--help")
    check(archive)
    with closing(sqlite3.connect(archive)) as conn:
        register(conn)
        (first,) = conn.execute("SELECT p.native_id FROM attachments a JOIN captures c ON c.id = a.capture JOIN posts p ON p.id = a.post WHERE c.revisit_of IS NULL").fetchone()
    told = redact(archive, "--purge", "--yes", post=f"hall/{first}")
    assert "1 record kept because other posts rest on them" in told
    check(archive)
    (number,) = rows(archive, "SELECT a.id FROM attachments a JOIN posts p ON p.id = a.post WHERE p.native_id <> ?", first)[0]
    ((status, _),) = get(archive, f"/-/attachment/{number}")
    assert status == 200


def test_an_interrupted_crawl_is_ended_before_a_redaction(tmp_path: Path) -> None:
    archive = keep(tmp_path)
    clock = Days()
    clock.go_to(9)
    site = {"/ko/news": listing((101, TITLE, "2025-02-27"), (105, "또 다른 글", "2025-03-01"))}
    assert crawl(archive, clock, site, most=1, finish=False) is None
    redact(archive)
    assert rows(archive, "SELECT outcome, reason FROM crawls ORDER BY id DESC LIMIT 1") == [("incomplete", "interrupted")]
    check(archive)


def test_what_cannot_be_done_is_said(own: Path) -> None:
    def said(*words: str) -> str:
        done = run("redact", *words, archive=own)
        assert done.exit_code in (1, 2)
        return done.stderr

    assert "holds no post 'hall/999'" in said("hall/999", "--reason", "x")
    assert "is not redacted" in said("hall/101", "--reason", "x", "--undo")
    assert "choose one" in said("hall/101", "--reason", "x", "--undo", "--purge")
    assert "needs a sentence" in said("hall/101", "--reason", " ")
    before = list(dump(own))
    foretold = run("redact", "hall/101", "--reason", "x", "--dry-run", archive=own)
    assert "would be hidden with 2 versions, 1 file, 0 comments" in foretold.stdout
    assert run("redact", "hall/101", "--reason", "x", "--purge", archive=own, answer="n\n").exit_code == 1
    lock = Lock(own)
    lock.take()
    assert "is already writing to this archive" in said("hall/101", "--reason", "x")
    lock.give_back()
    assert list(dump(own)) == before
    redact(own)
    assert "has been redacted since" in said("hall/101", "--reason", "x")


def test_an_archive_from_before_there_were_redactions_learns_them(own: Path) -> None:
    before = list(dump(own))
    with closing(sqlite3.connect(own)) as conn, conn:
        for table in ("posts", "captures"):
            conn.execute(f"DROP INDEX {table}_redaction")
            conn.execute(f"ALTER TABLE {table} DROP COLUMN redaction")
        conn.execute("DROP TABLE withheld")
        conn.execute("DROP TABLE redactions")
        conn.execute("ALTER TABLE posts DROP COLUMN posted_inferred")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name IN ('006_inferred_dates', '007_redactions')")
    assert verify(own, warcs_beside(own)) == []
    redact(own)
    redact(own, "--undo")
    assert [line for line in dump(own) if not _OWN_RECORDS.match(line)] == [line for line in before if not _OWN_RECORDS.match(line)]
    check(own)


def test_its_history_says_that_it_is_redacted(own: Path) -> None:
    redact(own)
    done = run("history", "hall/101", "--json", archive=own)
    assert done.exit_code == 0
    assert REASON in done.stderr
    assert not any(words in done.stdout for words in (*SAID, TITLE))
    assert run("status", archive=own).exit_code == 3


def test_a_post_can_be_named_by_its_address(own: Path) -> None:
    redact(own, post=f"{SITE}/ko/node/101")
    assert rows(own, "SELECT count(*) FROM redactions") == [(1,)]
