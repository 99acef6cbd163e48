"""history: versions with their differences, events, files, captures; and which post is meant."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_board import COLOR, SITE, kept, on_terminal, own, run

from cli.marks import changed_lines

__all__ = ["kept", "own"]


@pytest.mark.parametrize("named", ["1", "hall/101", f"{SITE}/ko/node/101", f"{SITE}/ko/node/101?utm_source=x#body", "HTTPS://board.example.go.kr/ko/node/101"])
def test_a_post_is_found_by_number_native_id_or_address(kept: Path, named: str) -> None:
    result = run("history", named, archive=kept)
    assert result.exit_code == 0
    assert "hall/101, post 1, https://board.example.go.kr/ko/node/101" in result.stdout


def test_a_pipe_gets_every_version_event_file_and_capture(kept: Path) -> None:
    told = run("history", "1", archive=kept).stdout
    assert "posted 2025-02-27 by 기록과; listed; 2 versions" in told
    assert "1  2025-03-01 09:00 KST  first version  (capture 2, drupal7/2)" in told
    assert "2  2025-03-02 09:00 KST  changed body, attachments, in silence: no date on the page moved  (capture 7, drupal7/2)" in told
    assert "신청은 4월 [-4일까지-]{+18일까지+} 받습니다." in told
    assert "… 3 more lines unchanged" in told
    assert re.search(r"form\.hwp \(sha256:\[-[0-9a-f]{64}-\]\{\+[0-9a-f]{64}\+\}\)", told)
    assert "2025-03-02 09:00 KST  changed  crawl 2, capture 7" in told
    assert re.search(r"00001-001-hall\.warc\.gz at \d+  urn:uuid:", told)
    assert "the same bytes as capture 7" in told


def test_json_is_an_object_a_line_with_the_whole_of_it(kept: Path) -> None:
    records = [json.loads(line) for line in run("history", "hall/102", "--json", archive=kept).stdout.splitlines()]
    assert [record["record"] for record in records] == ["post", "revision", "event", "event", "event", *["capture"] * 3]
    assert records[0]["state"] == "gone"
    assert records[1]["body_html"] == "<p>야간 개방 시간이 늘어납니다.</p>"
    assert [record["kind"] for record in records[2:5]] == ["new", "unlisted", "gone"]
    assert records[4]["detail"]["first_evidence"] == "HTTP 404"
    assert [record["status"] for record in records[5:]] == [200, 404, 404]
    assert {len(record["payload_sha256"]) for record in records[5:]} == {64}


def test_one_version_is_printed_whole(kept: Path) -> None:
    told = run("history", "1", "--revision", "1", archive=kept).stdout
    assert told.splitlines()[0] == "정책 연수 모집"
    assert "신청은 4월 4일까지 받습니다.\n장소는 시청 3층입니다.\n" in told
    assert "file: form.hwp  https://board.example.go.kr/files/101/form.hwp  sha256:" in told
    assert json.loads(run("history", "1", "--revision", "2", "--json", archive=kept).stdout)["changed"] == ["body", "attachments"]


def test_a_terminal_gets_colours_and_nothing_else_that_escapes(kept: Path) -> None:
    assert "\x1b[31m\x1b[9m4일까지\x1b[0m\x1b[32m\x1b[1m18일까지\x1b[0m 받습니다." in on_terminal("history", "1", archive=kept)
    told = on_terminal("history", "3", "--revision", "1", archive=kept)
    left = COLOR.sub("", told)
    assert "거꾸로" in left
    assert [char for char in left if not char.isprintable() and char != "\n"] == []
    assert "[-4일까지-]" in on_terminal("history", "1", archive=kept, env={"NO_COLOR": "1"})


def test_what_an_archive_holds_moves_no_cursor(own: Path) -> None:
    """Titles and bodies are cleaned when they are read; an archive of other hands may hold anything."""
    hostile = "\x1b[2J\x9b2J\u202e" + "안내"
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET title = ?, author = ?, url = ?, posted_raw = ? WHERE id = 1", (hostile,) * 4)
        conn.execute("UPDATE revisions SET title = ?, body_text = ?, author = ? WHERE post = 1 AND number = 2", (hostile,) * 3)
        conn.execute("UPDATE events SET detail = json_object('evidence', ?) WHERE post = 1", (hostile,))
        conn.execute("UPDATE attachments SET name = ?, url = ?, state = ?, sha256 = ? WHERE post = 1", (hostile,) * 4)
    for words in (("1",), ("1", "--revision", "2"), ("1", "--json")):
        told = run("history", *words, archive=own).stdout
        assert "안내" in told
        assert [char for char in told if not char.isprintable() and char != "\n"] == []


def test_a_post_is_found_at_the_address_at_which_it_was_captured(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET url = ? WHERE id = 1", (f"{SITE}/ko/policy/training",))
    assert "hall/101, post 1" in run("history", f"{SITE}/ko/node/101", archive=own).stdout


def test_an_address_of_two_posts_names_both(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET url = (SELECT url FROM posts WHERE id = 1) WHERE id = 2")
    assert "is the address of more than one post; choose one of hall/101" in run("history", f"{SITE}/ko/node/101", archive=own).stderr


def test_json_on_a_terminal_escapes_without_loss(kept: Path) -> None:
    told = on_terminal("history", "3", "--revision", "1", "--json", archive=kept)
    assert [char for char in told if not char.isprintable() and char != "\n"] == []
    assert "\u202e거꾸로 \x9b31m 붉은 글\u2028끝" in json.loads(told)["body_html"]


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("9", "the archive holds no post '9'; name it by its number, as BOARD/NATIVE_ID, or by its address"),
        ("101", "the archive holds no post '101'; did you mean hall/101 (정책 연수 모집)"),
        ("attic/102", "the archive holds no post 'attic/102'; did you mean hall/102 (한강공원 이용 안내)"),
        ("공원", "the archive holds no post '공원'; did you mean hall/102 (한강공원 이용 안내)"),
        (f"{SITE}/ko/node/1012", f"the archive holds no post '{SITE}/ko/node/1012'; did you mean hall/101 (정책 연수 모집) or"),
        ("http://", "the archive holds no post 'http://'; name it by"),
        ("99999999999999999999", "the archive holds no post '99999999999999999999'; name it by"),
        ("연수%모집", "the archive holds no post '연수%모집'; name it by"),
        ("100%_\\", "the archive holds no post '100%_\\\\'; name it by"),
    ],
)
def test_an_unknown_post_is_one_sentence_with_the_nearest(kept: Path, named: str, sentence: str) -> None:
    result = run("history", named, archive=kept)
    assert result.stderr.startswith(f"panjeon: {sentence}")
    assert result.stderr.count("\n") == 1
    assert result.exit_code == 1


def test_an_unknown_version_says_which_there_are(kept: Path) -> None:
    result = run("history", "1", "--revision", "3", archive=kept)
    assert result.stderr == "panjeon: post 1 has no version 3; its versions are 1 to 2\n"


TEXT = st.lists(st.sampled_from(["신청은", "4월", " ", "\n", "까지", ".", "[-", "안내", "\u00a0"]), max_size=12).map("".join)


@given(TEXT, TEXT)
def test_the_two_texts_can_be_read_out_of_the_marks(before: str, after: str) -> None:
    """Without folding and with colours as marks that no text holds, taking one kind out leaves the other version."""
    lines = "\n".join(changed_lines(before, after, color=True))
    if "…" in lines or before == after:
        return
    gone, come = re.compile(r"\x1b\[31m\x1b\[9m.*?\x1b\[0m"), re.compile(r"\x1b\[32m\x1b\[1m.*?\x1b\[0m")

    def words(text: str) -> list[str]:
        return COLOR.sub("", text).replace("↵", "").split()

    assert "".join(words(come.sub("", lines))) == "".join(before.split())
    assert "".join(words(gone.sub("", lines))) == "".join(after.split())


def test_lines_far_from_a_change_are_folded() -> None:
    before = "\n".join(f"{number}째 줄" for number in range(9))
    after = before.replace("1째", "하나째").replace("7째", "일곱째")
    assert list(changed_lines(before, after, color=False)) == [
        "0째 줄", "[-1째-]{+하나째+} 줄", "2째 줄", "… 3 more lines unchanged", "6째 줄", "[-7째-]{+일곱째+} 줄", "8째 줄",
    ]  # fmt: skip


def test_a_change_of_nothing_but_line_breaks_can_be_seen() -> None:
    assert list(changed_lines("가 나", "가\n나", color=False)) == ["가[- -]{+↵+}", "나"]
