"""Files' texts stand beside their rows and in the search after every crawl, follow every change, and come again with a rebuild."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from cli.main import panjeon
from crawler.documents import REASONS, VERSION
from pipelines import archive, documents, search
from pipelines.rebuild import dump, rebuild
from publish import words
from tests import made_documents as made
from tests.commanding import Crawls
from tests.tiny_board import TinyBoard, TinyPost


def found(path: Path, words: str) -> set[str]:
    with closing(archive.open_reader(path)) as conn:
        rows = conn.execute("SELECT native_id FROM posts WHERE id IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH ko_match(?))", (words,))
        return {row["native_id"] for row in rows}


def texts(crawls: Crawls) -> dict[str, tuple[str | None, str | None]]:
    rows = crawls.rows("SELECT a.name, a.text, d.reason FROM attachments a LEFT JOIN documents d ON d.sha256 = a.sha256 ORDER BY a.id")
    return {str(name): (text, reason) for name, text, reason in rows}  # type: ignore[misc]


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Crawls:
    """A board whose files change between two sweeps: rewritten, taken away, offered again by another post."""
    with TinyBoard() as board:
        board.add(
            TinyPost(1, "하천 공고", files={"계획.hwp": made.hwp(["옛 저수지 조사"]), "잠김.hwp": made.hwp(password=True)}),
            TinyPost(2, "교통 안내", files={"표.xlsx": made.xlsx(["버스 노선 개편"]), "사진.png": b"\x89PNG\r\n\x1a\n\0"}),
            TinyPost(3, "붙임 없는 글"),
        )
        crawls = Crawls(tmp_path_factory.mktemp("kept"), board)
        assert crawls.run("sweep").code == 0
        crawls.first = texts(crawls)  # type: ignore[attr-defined]
        crawls.early = {words: found(crawls.archive, words) for words in ("저수지", "노선", "저수지 하천", "저수지 교통", "계획.hwp")}  # type: ignore[attr-defined]
        board.posts[1].files = {"계획.hwp": made.hwp(["새 제방 조사"])}
        board.posts[2].files = {}
        board.posts[3].files = {"다시.xlsx": made.xlsx(["버스 노선 개편"]), "옛것.hwp": made.hwp(["옛 저수지 조사"])}
        assert crawls.run("sweep").code == 0
    return crawls


def test_a_crawl_reads_its_files_and_says_why_one_has_no_text(crawls: Crawls) -> None:
    first: dict[str, tuple[str | None, str | None]] = crawls.first  # type: ignore[attr-defined]
    assert first["계획.hwp"] == ("옛\t저수지 조사", None)
    assert first["잠김.hwp"] == (None, "locked")
    assert first["표.xlsx"][0] == "공고 목록\n버스 노선 개편\t2025"
    assert first["사진.png"] == (None, "other")


def test_words_of_files_find_their_post_together_with_its_own(crawls: Crawls) -> None:
    assert crawls.early == {"저수지": {"1"}, "노선": {"2"}, "저수지 하천": {"1"}, "저수지 교통": set(), "계획.hwp": {"1"}}  # type: ignore[attr-defined]


def test_the_search_follows_files_that_change_go_and_come_again(crawls: Crawls) -> None:
    now = texts(crawls)
    assert now["계획.hwp"][0] == "새\t제방 조사"
    assert now["다시.xlsx"] == now["표.xlsx"], "the same bytes under another address have the same text"
    assert {words: found(crawls.archive, words) for words in ("제방", "저수지", "노선", "잠김")} == {
        "제방": {"1"}, "저수지": {"3"}, "노선": {"3"}, "잠김": set(),
    }  # fmt: skip


def test_an_index_made_anew_is_the_same_as_the_one_kept_up_to_date(crawls: Crawls, tmp_path: Path) -> None:
    copy = tmp_path / "archive.db"
    with closing(crawls.open()) as conn, closing(sqlite3.connect(copy)) as target:
        conn.backup(target)
    with closing(archive.open_writer(copy)) as conn:
        conn.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, posts_fts, instance)")
        kept = [tuple(row) for row in conn.execute("SELECT term, doc, col, offset FROM temp.terms")]
        packed = [tuple(row) for row in conn.execute("SELECT * FROM indexed ORDER BY post")]
        search.rebuild(conn)
        assert [tuple(row) for row in conn.execute("SELECT term, doc, col, offset FROM temp.terms")] == kept
        assert [tuple(row) for row in conn.execute("SELECT * FROM indexed ORDER BY post")] == packed
        for row in conn.execute("SELECT id FROM posts").fetchall():
            search.forget(conn, row["id"])
        assert conn.execute("SELECT count(*) FROM temp.terms").fetchone()[0] == 0
        assert conn.execute("SELECT count(*) FROM indexed").fetchone()[0] == 0


def test_a_rebuild_reads_the_files_anew_and_is_equal(crawls: Crawls) -> None:
    done = crawls.command("rebuild", "--output", "again.db")
    assert done.code == 0, done.err
    again = crawls.folder / "again.db"
    assert list(dump(again)) == list(dump(crawls.archive))
    assert found(again, "제방") == {"1"}
    with closing(archive.open_reader(again)) as conn:
        anew = {row["name"]: row["text"] for row in conn.execute("SELECT name, text FROM attachments")}
    assert anew == {name: text for name, (text, _) in texts(crawls).items()}


def test_only_what_is_new_is_read(crawls: Crawls, tmp_path: Path) -> None:
    rebuilt = tmp_path / "archive.db"
    rebuild(crawls.warcs, rebuilt)
    told: list[tuple[int, int]] = []
    with closing(archive.open_writer(rebuilt)) as conn:
        archive.catch_up(conn, crawls.warcs, lambda done, of: told.append((done, of)))
        digests = conn.execute("SELECT count(DISTINCT sha256) FROM attachments").fetchone()[0]
        assert told == [(number, digests) for number in range(1, digests + 1)]
        archive.catch_up(conn, crawls.warcs, lambda done, of: told.append((done, of)))
        assert len(told) == digests
        conn.execute("UPDATE documents SET reader = 'earlier' WHERE form = 'hwp'")
        conn.execute("UPDATE attachments SET text = NULL WHERE name = '다시.xlsx'")
        archive.catch_up(conn, crawls.warcs, lambda done, of: told.append((done, of)))
        hangul = conn.execute("SELECT count(*) FROM documents WHERE form = 'hwp'").fetchone()[0]
        assert told[digests:] == [(number, hangul) for number in range(1, hangul + 1)]
        assert conn.execute("SELECT count(*) FROM attachments WHERE name = '다시.xlsx' AND text LIKE '%노선%'").fetchone()[0] == 1
        assert {row[0] for row in conn.execute("SELECT DISTINCT reader FROM documents")} == {VERSION}


def test_a_text_that_went_with_its_file_is_read_again_where_the_file_comes_back(crawls: Crawls, tmp_path: Path) -> None:
    rebuilt = tmp_path / "archive.db"
    rebuild(crawls.warcs, rebuilt)
    with closing(archive.open_writer(rebuilt)) as conn:
        archive.catch_up(conn, crawls.warcs)
        conn.execute("UPDATE attachments SET text = NULL WHERE text LIKE '%노선%'")
        archive.catch_up(conn, crawls.warcs)
        assert conn.execute("SELECT count(*) FROM attachments WHERE text LIKE '%노선%'").fetchone()[0] == 2


def test_bytes_that_are_not_held_are_a_reason(crawls: Crawls, tmp_path: Path) -> None:
    rebuilt = tmp_path / "archive.db"
    rebuild(crawls.warcs, rebuilt)
    with closing(archive.open_writer(rebuilt)) as conn:
        archive.catch_up(conn, tmp_path / "nowhere")
        assert {row[0] for row in conn.execute("SELECT DISTINCT reason FROM documents")} == {"missing"}
        assert documents.adopt(conn) == 0


def test_without_a_reader_of_files_all_else_is_done(crawls: Crawls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilt = tmp_path / "archive.db"
    rebuild(crawls.warcs, rebuilt)
    (tmp_path / "warcs").symlink_to(crawls.warcs)
    monkeypatch.setattr("crawler.documents.aside.sys.executable", "/bin/false")
    done = CliRunner().invoke(panjeon, ["search", "--archive", str(rebuilt), "하천"])
    assert done.exit_code == 0
    assert "files are not searched: the process that reads the text of files cannot begin" in done.stderr
    assert "하천 공고" in done.stdout
    with closing(archive.open_reader(rebuilt)) as conn:
        assert conn.execute("SELECT count(*) FROM documents").fetchone()[0] == 0


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words_in_both_languages(reason: str) -> None:
    assert all(words.known(words.translator(lang), "unread", reason) != reason for lang in words.LANGS)


def test_an_archive_made_before_files_were_read_is_brought_up_to_date(crawls: Crawls, tmp_path: Path) -> None:
    old = tmp_path / "archive.db"
    rebuild(crawls.warcs, old)
    with closing(sqlite3.connect(old)) as conn:
        conn.executescript(
            "DROP TABLE documents; DROP INDEX attachments_digest; ALTER TABLE indexed DROP COLUMN files; DROP TABLE posts_fts;"
            "CREATE VIRTUAL TABLE posts_fts USING fts5(title, body_text, author, content='', tokenize='unicode61 remove_diacritics 2');"
            "UPDATE archive SET value = '1' WHERE key = 'search_version';"
            "DELETE FROM _sqlite_migrations WHERE name = '009_documents';"
        )
    (tmp_path / "warcs").symlink_to(crawls.warcs)
    assert archive.index(old) == 0
    assert found(old, "제방") == {"1"}
    assert Database(old)["documents"].count == crawls.rows("SELECT count(*) FROM documents")[0][0]
    assert list(dump(old)) == list(dump(crawls.archive))



def test_a_redacted_post_is_not_found_by_its_files_until_it_is_shown_again(crawls: Crawls, tmp_path: Path) -> None:
    copy = shutil.copytree(crawls.folder, tmp_path / "copy") / "archive.db"

    def redact(*more: str) -> None:
        done = CliRunner().invoke(panjeon, ["redact", "tiny/1", "--reason", "개인정보", "--archive", str(copy), *more])
        assert done.exit_code == 0, done.output

    assert found(copy, "제방") == {"1"}
    redact()
    archive.index(copy)
    assert found(copy, "제방") == set()
    with closing(archive.open_reader(copy)) as conn:
        assert conn.execute("SELECT count(*) FROM attachments WHERE text LIKE '%제방%'").fetchone()[0] == 0
        assert conn.execute("SELECT count(*) FROM indexed WHERE files IS NOT NULL AND post = (SELECT id FROM posts WHERE native_id = '1')").fetchone()[0] == 0
    redact("--undo")
    archive.index(copy)
    assert found(copy, "제방") == {"1"}
