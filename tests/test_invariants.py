"""The eight invariants of the archive, each by a named test; number 7 (kill it anywhere) has test_kill.py to itself."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from pipelines.rebuild import dump, rebuild
from pipelines.verify import digest_of_capture
from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost

COUNTS = ("stored", "unchanged", "quarantined", "refused", "failed")


@pytest.fixture
def crawls(tmp_path: Path):
    """A board of 25 posts with files and partners, and a folder to crawl it in."""
    with TinyBoard() as board:
        board.add(*(TinyPost(700 + n, f"{n}월 채용 공고", f"<p>제{n}회 공개 채용을 알립니다.</p>") for n in range(25)))
        board.posts[703].files = {"공고문.pdf": b"%PDF-1.4 first"}
        board.posts[724].pinned = True
        board.partners = [TinyPartner("CITYNET", "https://citynet.example.invalid/"), TinyPartner("KOICA", "https://koica.example.invalid/", b"\x89PNG2")]
        yield Crawls(tmp_path, board)


def live(board: TinyBoard) -> None:
    """Half a year in the life of the board: edits, a deletion, a new file, a partner less."""
    board.posts[705].body = "<p>제5회 공개 채용을 취소합니다.</p>"
    board.posts[703].files = {"공고문.pdf": b"%PDF-1.4 second"}
    board.posts[710].answer = (404, "<h1>없음</h1>")
    board.posts[710].listed = False
    board.add(TinyPost(790, "새 공고", "<p>처음 알립니다.</p>"))
    board.partners.pop()


def test_invariant_1_every_row_names_a_capture_whose_digest_can_be_recomputed(crawls: Crawls) -> None:
    crawls.run("sweep")
    live(crawls.board)
    crawls.run("sweep")
    conn = crawls.open()
    tables = ("posts", "revisions", "events", "attachments", "partners", "partner_revisions", "partner_events", "absences")
    for table in tables:
        rows = conn.execute(f"SELECT count(*), count(capture) FROM {table}").fetchone()
        assert rows[0] == rows[1] > 0, table
        assert conn.execute(f"SELECT count(*) FROM {table} WHERE capture NOT IN (SELECT id FROM captures)").fetchone()[0] == 0
    captures = conn.execute("SELECT id, payload_sha256 FROM captures").fetchall()
    assert len(captures) > 60
    for number, digest in captures:
        assert digest_of_capture(conn, crawls.warcs, number) == digest
    assert conn.execute("SELECT count(*) FROM captures WHERE revisit_of IS NOT NULL").fetchone()[0] > 0


def test_invariant_2_a_rebuild_gives_the_same_dump(crawls: Crawls, tmp_path: Path) -> None:
    crawls.run("sweep")
    live(crawls.board)
    crawls.run("refresh")
    crawls.board.maintenance = True
    assert crawls.run("sweep").code == 4
    crawls.board.maintenance = False
    crawls.run("sweep")
    rebuild(crawls.warcs, tmp_path / "again.db")
    lines = list(dump(crawls.archive))
    assert len(lines) > 150
    assert list(dump(tmp_path / "again.db")) == lines


def test_invariant_3_nothing_is_deleted_or_overwritten(crawls: Crawls) -> None:
    """Every revision, event and capture of an earlier day still stands as it stood; the present is the last of them."""
    earlier: dict[str, set[tuple[object, ...]]] = {}
    for step in (lambda _: None, live, lambda board: board.posts.pop(712), lambda board: board.posts[710].__setattr__("answer", None)):
        step(crawls.board)
        crawls.run("sweep")
        conn = crawls.open()
        for table in ("revisions", "events", "captures", "absences", "partner_revisions", "partner_events", "issues"):
            rows = {tuple(row) for row in conn.execute(f"SELECT * FROM {table}")}
            assert earlier.get(table, set()) <= rows, table
            earlier[table] = rows
        behind = conn.execute(
            "SELECT count(*) FROM posts p JOIN revisions r ON r.post = p.id AND r.number = p.revision"
            " WHERE (r.title, r.body_text, r.content_hash) IS NOT (p.title, p.body_text, p.content_hash)"
            " OR p.revision <> (SELECT max(number) FROM revisions WHERE post = p.id)"
        ).fetchone()[0]
        assert behind == 0
    states = dict(conn.execute("SELECT native_id, state FROM posts"))
    assert (states["712"], states["700"]) == ("unlisted", "listed")


def test_invariant_4_an_unchanged_board_costs_two_requests_and_changes_nothing(crawls: Crawls) -> None:
    crawls.run("sweep")
    before = crawls.rows("SELECT id, native_id, title, body_text, revision, changed_at, content_hash, state, pinned FROM posts")
    revisions = crawls.rows("SELECT count(*) FROM revisions")
    crawls.board.log.clear()
    assert crawls.run("refresh").code == 0
    assert [path for _, path, _, _ in crawls.board.log] == ["/robots.txt", "/ko", "/ko/news"]
    assert crawls.rows("SELECT id, native_id, title, body_text, revision, changed_at, content_hash, state, pinned FROM posts") == before
    assert crawls.rows("SELECT count(*) FROM revisions") == revisions
    assert crawls.rows("SELECT new_posts, changed_posts, gone_posts, unchanged, stored FROM crawls WHERE id = 2") == [(0, 0, 0, 3, 0)]


def test_invariant_5_the_ledger_balances_and_the_exit_code_says_the_outcome(crawls: Crawls) -> None:
    """Complete, suspect, incomplete and failed; each time the requests are those in the server's own log."""
    scenes = [
        ("complete", 0, lambda board: None),
        ("suspect", 4, lambda board: setattr(board, "maintenance", True)),
        ("incomplete", 3, lambda board: (setattr(board, "maintenance", False), board.scripted.update({"/ko/node/715": [(500, {}, b"")]}))),
        ("failed", 1, lambda board: setattr(board, "robots", (500, ""))),
    ]
    for number, (outcome, code, change) in enumerate(scenes, 1):
        change(crawls.board)
        crawls.board.log.clear()
        assert crawls.run("sweep").code == code
        row = crawls.rows(f"SELECT outcome, requests, {', '.join(COUNTS)} FROM crawls WHERE id = {number}")[0]
        assert row[0] == outcome
        assert row[1] == sum(row[2:]) == len(crawls.board.log)


def test_invariant_6_a_run_that_is_not_complete_calls_nothing_gone(crawls: Crawls) -> None:
    """Three days: evidence, then evidence in an incomplete run, then evidence in a complete one. Only the last is a verdict."""
    crawls.run("sweep", clock="2025-03-01T00:00:00Z")
    crawls.board.posts[710].answer = (404, "<h1>없음</h1>")
    crawls.board.posts[710].listed = False
    assert crawls.run("sweep", clock="2025-03-02T01:00:00Z").code == 0
    crawls.board.scripted["/ko/node/715"] = [(500, {}, b"")]
    assert crawls.run("sweep", clock="2025-03-03T02:00:00Z").code == 3
    assert crawls.rows("SELECT kind FROM events WHERE kind IN ('gone', 'unlisted')") == [("unlisted",)]
    crawls.board.scripted.clear()
    assert crawls.run("sweep", clock="2025-03-04T03:00:00Z").code == 0
    assert crawls.rows("SELECT crawl, kind FROM events WHERE kind IN ('gone', 'unlisted') ORDER BY id") == [(2, "unlisted"), (4, "gone")]
    detail = json.loads(crawls.rows("SELECT detail FROM events WHERE kind = 'gone'")[0][0])
    assert detail["evidence"] == detail["first_evidence"] == "HTTP 404"
    assert detail["capture"] != detail["first_capture"]


def test_invariant_8_the_variants_of_a_post_are_one_post(crawls: Crawls) -> None:
    """Pinned and in sequence, renumbered, with a session id, a page parameter or another path: one native id, one row."""
    board = crawls.board
    crawls.run("sweep")
    rows = "".join(
        f'<div class="views-row"><div class="views-field views-field-title"><span class="field-content"><a href="{href}">{board.posts[native].title}</a></span></div>'
        f'<div class="views-field views-field-created"><span class="views-label">등록일</span> <span class="field-content">2024-05-01</span></div></div>'
        for native, href in [
            (724, "/ko/node/724"), (724, "/ko/node/724?page=3"), (724, "/ko/node/724;jsessionid=0A1B2C3D"), (723, "/ko/node/723?PHPSESSID=abc123"),
            (723, "/node/723"), (722, "/ko/node/722#content"),
        ]
    )  # fmt: skip
    page = f'<html><body><div class="view view-news"><div class="view-content">{rows}</div></div></body></html>'
    board.scripted["/ko/news"] = [(200, {}, page.encode())]
    for form in ("/node/723", "/ko/node/724?page=3"):
        board.scripted[form] = [(302, {"Location": "/ko/node/" + form[form.index("node/") + 5 :][:3]}, b"")]
    crawls.run("refresh")
    assert crawls.rows("SELECT count(*), count(DISTINCT native_id), sum(revision) FROM posts") == [(25, 25, 25)]


def test_the_archive_is_strict_and_every_column_has_a_sentence(crawls: Crawls) -> None:
    from pipelines.schema import TABLES

    crawls.run("refresh")
    conn = sqlite3.connect(crawls.archive)
    strict = {row[1]: row[5] for row in conn.execute("PRAGMA table_list")}
    for table, (about, columns) in TABLES.items():
        assert strict[table] == 1, table
        assert about.endswith("."), table
        assert [row[1] for row in conn.execute(f"PRAGMA table_info({table})")] == list(columns)
        for column, text in columns.items():
            assert text.partition("|")[2].endswith("."), (table, column)
    conn.close()
