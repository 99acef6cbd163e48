"""Exports: CSV that no spreadsheet takes for a program, JSON Lines without loss, whole files or none, constant memory."""

from __future__ import annotations

import asyncio
import csv
import functools
import hashlib
import io
import json
import sqlite3
import tracemalloc
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from kept_board import kept, on_terminal, own, run

from crawler.errors import ArchiveError
from crawler.warc import payload_of, read_at
from pipelines.archive import open_reader
from pipelines.export import FORMULA, LONGEST_CELL, Selection, Written, csv_line, guarded, guarded_row, json_line, write
from pipelines.whole import new_file
from publish.atom import write_atom

__all__ = ["kept", "own"]
TITLE = '=HYPERLINK("https://attacker.invalid/") 안내'


def table(output: bytes) -> list[dict[str, str]]:
    assert output.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(output.decode("utf-8-sig"), newline=""), strict=True))


def lines(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_csv_has_a_row_a_post_and_is_rfc_4180(kept: Path) -> None:
    output = run("export", archive=kept).stdout_bytes
    rows = table(output)
    assert [(row["board"], row["native_id"], row["state"]) for row in rows] == [
        ("hall", "101", "listed"),
        ("hall", "102", "gone"),
        ("hall", "103", "listed"),
    ]
    assert rows[0]["body_text"].split("\n")[0] == "신청은 4월 18일까지 받습니다."
    assert output.count(b"\r\n") == 4
    assert all(len(row) == len(rows[0]) and None not in row for row in rows)


@pytest.mark.fault(62)
def test_cells_that_begin_like_formulas_are_guarded_and_raw_ones_are_not(kept: Path) -> None:
    row = table(run("export", archive=kept).stdout_bytes)[2]
    assert (row["title"], row["author"]) == (f"'{TITLE}", "'＋총무과")
    assert "body_html" not in row
    raw = table(run("export", "--raw", archive=kept).stdout_bytes)[2]
    assert (raw["title"], raw["author"]) == (TITLE, "＋총무과")
    assert raw["body_html"] == "<p>\u202e거꾸로 \x9b31m 붉은 글\u2028끝</p>"


def test_history_has_a_record_a_version(kept: Path) -> None:
    found = lines(run("export", "--format", "jsonl", "--history", archive=kept).stdout)
    assert [(record["native_id"], record["revision"]) for record in found] == [("101", 1), ("101", 2), ("102", 1), ("103", 1)]
    assert found[1]["changed"] == ["body", "attachments"]
    rows = table(run("export", "--history", archive=kept).stdout_bytes)
    assert [(row["native_id"], row["revision"]) for row in rows] == [("101", "1"), ("101", "2"), ("102", "1"), ("103", "1")]


def test_json_lines_lose_nothing_of_a_post(kept: Path) -> None:
    found = lines(run("export", "--format", "jsonl", archive=kept).stdout)
    with closing(open_reader(kept)) as conn:
        for record in found:
            row = conn.execute("SELECT * FROM posts WHERE id = ?", (record["id"],)).fetchone()
            names = set(row.keys()) - {"capture", "redaction"}
            assert {name: record[name] for name in names} == {name: row[name] for name in names}


def test_the_evidence_leads_to_the_bytes(kept: Path) -> None:
    post, *_ = lines(run("export", "--format", "jsonl", archive=kept).stdout)
    (file,) = post["attachments"]  # type: ignore[misc]
    with closing(open_reader(kept)) as conn:
        for capture in (post["capture"], file["capture"]):
            row = conn.execute(
                "SELECT o.* FROM captures c JOIN captures o ON o.id = coalesce(c.revisit_of, c.id) WHERE c.record_id = ?", (capture["record_id"],)
            ).fetchone()
            record = read_at(kept.parent / "warcs" / row["warc_file"], row["warc_offset"], row["warc_length"])
            assert hashlib.sha256(payload_of(record)).hexdigest() == capture["payload_sha256"]
            assert (kept.parent / "warcs" / capture["warc_file"]).is_file()


@pytest.mark.parametrize(
    ("words", "native_ids"),
    [
        (("--since", "2025-02-25"), ["101", "102"]),
        (("--until", "2025-02-25"), ["102", "103"]),
        (("--since", "2025-02-25", "--until", "2025-02-25"), ["102"]),
        (("--state", "gone"), ["102"]),
        (("--state", "gone", "--state", "listed", "--board", "hall"), ["101", "102", "103"]),
        (("--state", "secret"), []),
        (("--author", "기록과"), ["101", "102"]),
        (("--author", unicodedata.normalize("NFD", "기록과"), "--author", "＋총무과"), ["101", "102", "103"]),
        (("--search", "한강공원"), ["102"]),
        (("--search", "연수 OR 한강", "--author", "기록과", "--state", "listed"), ["101"]),
        (("--search", '" OR 1=1 --'), []),
    ],
)
def test_a_selection_takes_what_it_says(kept: Path, words: tuple[str, ...], native_ids: list[str]) -> None:
    result = run("export", "--format", "jsonl", *words, archive=kept)
    assert [record["native_id"] for record in lines(result.stdout)] == native_ids
    rows = table(run("export", *words, archive=kept).stdout_bytes)
    assert [row["native_id"] for row in rows] == native_ids
    assert f"{len(native_ids)} post{'s' * (len(native_ids) != 1)} exported\n" in result.stderr


def test_posts_without_a_date_are_not_left_out_in_silence(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET posted_at = NULL WHERE id = 1")
    result = run("export", "--since", "2000-01-01", "--output", own.parent / "posts.csv", archive=own)
    assert "1 post without a date left out" in result.stderr
    assert "left out" not in run("export", archive=own).stderr


def test_a_file_appears_whole_or_not_at_all(kept: Path, tmp_path: Path) -> None:
    target = tmp_path / "posts.csv"
    assert run("export", "--output", target, archive=kept).exit_code == 0
    assert target.read_bytes() == run("export", archive=kept).stdout_bytes
    refused = run("export", "--output", target, "--format", "jsonl", archive=kept)
    assert refused.stderr == f"panjeon: {target} exists; name another --output, or overwrite it with --force\n"
    assert refused.exit_code == 1
    assert run("export", "--output", target, "--format", "jsonl", "--force", archive=kept).exit_code == 0
    assert target.read_bytes().startswith(b'{"board": "hall"')
    assert list(tmp_path.iterdir()) == [target]


def test_cells_that_excel_would_cut_are_told(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET body_text = ? WHERE id = 1", ("가" * LONGEST_CELL,))
        conn.execute("UPDATE posts SET body_text = ? WHERE id = 2", ("😀" * (LONGEST_CELL // 2 + 1),))
    result = run("export", "--output", own.parent / "posts.csv", archive=own)
    assert "1 cell longer than 32,767 characters, which Excel cuts when it opens the file; --format jsonl holds them whole" in result.stderr
    assert "cell" not in run("export", "--format", "jsonl", archive=own).stderr


def test_a_broken_export_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "posts.csv"
    target.write_bytes(b"old")

    def break_off() -> None:
        with new_file(target, force=True) as stream:
            stream.write(b"half")
            raise sqlite3.OperationalError

    with pytest.raises(sqlite3.OperationalError):
        break_off()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_an_error_of_ours(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be written"), new_file(tmp_path / "none" / "posts.csv", force=False):
        pass


def test_an_error_moves_no_cursor(kept: Path, tmp_path: Path) -> None:
    result = run("export", "--output", tmp_path / "\x1b[2J" / "posts.csv", archive=kept)
    assert "[2J/posts.csv cannot be written" in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--raw", "--format", "jsonl"), 2, "--raw is for --format csv; no other format needs it"),
        (("--board", "attic"), 1, "panjeon: the archive holds no board 'attic'; it holds hall"),
        (("--since", "yesterday"), 2, "'yesterday' does not match the format '%Y-%m-%d'"),
    ],
)
def test_errors_say_what_to_do(kept: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    result = run("export", *words, archive=kept)
    assert sentence in result.stderr
    assert result.exit_code == code


def test_a_terminal_gets_no_export(kept: Path) -> None:
    told = on_terminal("export", archive=kept)
    assert "not safe for a terminal" in told
    assert "HYPERLINK" not in told


CELL = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", " ", "\t", "\r", "\n", "\ufeff", "\u200b", "\u00a0", "\u3000", '"', "'", ","]),
        st.sampled_from(["", "=", "+", "-", "@", "＝", "＋", "－", "＠", "가"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    ),
)


@pytest.mark.fault(62)
@given(CELL)
def test_a_guarded_cell_begins_no_formula_and_loses_nothing(value: str) -> None:
    cell = guarded(value)
    assert isinstance(cell, str)
    assert cell in (value, f"'{value}")
    seen = [char for char in cell if not char.isspace() and unicodedata.category(char) != "Cf"]
    assert not seen or seen[0] not in FORMULA
    assert cell[:1] not in FORMULA


@given(st.lists(st.one_of(CELL, st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)), min_size=2, max_size=4))
def test_any_row_comes_back_from_csv(cells: list[str | int | float | None]) -> None:
    line = csv_line([cell.encode() if isinstance(cell, str) else cell for cell in cells])
    assert next(csv.reader(io.StringIO(line.decode(), newline=""), strict=True)) == ["" if cell is None else str(cell) for cell in cells]


def test_an_empty_text_and_an_absent_value_differ() -> None:
    assert csv_line([b"", None, 0, 1.5, b'a "b",\n', "가".encode()]) == '"",,0,1.5,"a ""b"",\n","가"\r\n'.encode()


@pytest.mark.fault(62)
@given(st.lists(st.one_of(CELL, st.none(), st.integers()), min_size=1, max_size=4))
def test_a_row_is_guarded_as_its_cells_are(cells: list[str | int | None]) -> None:
    found = guarded_row([cell.encode() if isinstance(cell, str) else cell for cell in cells])
    assert [value.decode() if isinstance(value, bytes) else value for value in found] == [guarded(cell) for cell in cells]


def test_no_character_that_is_passed_over_hides_a_formula() -> None:
    for number in (*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0080)):
        cell = f"{chr(number)}=1+1"
        assert guarded_row([cell.encode()]) == [str(guarded(cell)).encode()], hex(number)


def test_csv_names_the_files_and_their_captures_as_json_lines_do(kept: Path) -> None:
    rows, found = table(run("export", archive=kept).stdout_bytes), lines(run("export", "--format", "jsonl", archive=kept).stdout)
    assert [json.loads(row["attachments"]) for row in rows] == [record["attachments"] for record in found]
    assert found[0]["attachments"]


def test_files_stand_in_the_order_in_which_they_were_found(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        add = "INSERT INTO attachments (post, name, url, state, capture) VALUES (2, '붙임 \"' || ?, 'https://board.example.go.kr/' || ?, 'present', 1)"
        conn.executemany(add, [(letter, letter) for letter in "caeb"])
    for form in ("csv", "jsonl"):
        output = run("export", "--format", form, archive=own)
        files = json.loads(table(output.stdout_bytes)[1]["attachments"]) if form == "csv" else lines(output.stdout)[1]["attachments"]
        assert [file["name"] for file in files] == [f'붙임 "{letter}' for letter in "caeb"]


@pytest.mark.parametrize(
    "chosen",
    [
        {}, {"boards": ("hall",)}, {"states": ("listed",)}, {"authors": ("기록과",)}, {"boards": ("hall",), "states": ("listed",), "authors": ("기록과",)},
        {"search": "한강"}, {"boards": ("hall",), "search": "한강"}, {"since": "2020-01-01", "boards": ("hall",)},
    ],
)  # fmt: skip
@pytest.mark.parametrize("history", [False, True])
def test_no_selection_sorts_whole_posts(kept: Path, chosen: dict[str, Any], history: bool) -> None:
    asked: list[str] = []
    with closing(open_reader(kept)) as conn:
        conn.set_trace_callback(asked.append)
        write(conn, Selection(history=history, **chosen), io.BytesIO(), form="csv")
        conn.set_trace_callback(None)
        (exported,) = (sql for sql in asked if "body_html" in sql or "body_text" in sql)
        plan = [(row["parent"], row["detail"]) for row in conn.execute(f"EXPLAIN QUERY PLAN {exported}")]
    assert [detail for parent, detail in plan if parent == 0 and "ORDER BY" in detail] == []


def test_raw_csv_says_what_datasettes_own_stream_says(kept: Path) -> None:
    ours = table(run("export", "--raw", archive=kept).stdout_bytes)

    async def ask() -> str:
        return str((await Datasette([str(kept)]).client.get(f"/{kept.stem}/posts.csv?_stream=on&_size=max")).text)

    stock = list(csv.DictReader(io.StringIO(asyncio.run(ask()), newline=""), strict=True))
    shared = [name for name in ours[0] if name in stock[0]]
    assert {"title", "body_text", "body_html", "posted_at", "content_hash"} <= set(shared)
    assert [[row[name] for name in shared] for row in ours] == [[row[name] for name in shared] for row in stock]


def test_a_csv_that_breaks_off_leaves_the_connection_as_it_was(kept: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError("no space left on device")

    with closing(open_reader(kept)) as conn:
        with pytest.raises(OSError, match="no space"):
            write(conn, Selection(), Full(), form="csv")
        assert conn.execute("SELECT title FROM posts WHERE id = 1").fetchone()["title"].isprintable()


@given(CELL)
def test_a_json_line_is_one_printable_line_and_loses_nothing(value: str) -> None:
    line = json_line({"값": value})
    assert line.isprintable()
    assert json.loads(line) == {"값": value}


def test_characters_beyond_the_first_plane_are_escaped_as_pairs() -> None:
    assert json_line({"a": "\U000e0041😀"}) == '{"a": "\\udb40\\udc41😀"}'


@pytest.mark.parametrize(
    ("writer", "history", "least"),
    [
        (functools.partial(write, form="jsonl"), False, 15_000_000),
        (functools.partial(write, form="jsonl"), True, 15_000_000),
        (functools.partial(write, form="csv"), False, 15_000_000),
        (functools.partial(write, form="csv", raw=True), True, 15_000_000),
        (write_atom, False, 15_000_000),
    ],
)
def test_memory_does_not_grow_with_the_archive(own: Path, tmp_path: Path, writer: Callable[..., Written], history: bool, least: int) -> None:
    body = "가나다 " * 5000
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.row_factory = sqlite3.Row
        for table_name, key in (("posts", "id"), ("revisions", "post")):
            row = dict(conn.execute(f"SELECT * FROM {table_name} WHERE {key} = 3").fetchone()) | {"body_text": body, "body_html": body}
            names = ", ".join(row)
            marks = ", ".join(f":{name}" for name in row)
            many = ({**row, key: number, "native_id": str(number)} for number in range(1000, 1400))
            conn.executemany(f"INSERT INTO {table_name} ({names}) VALUES ({marks})", many)
    with closing(open_reader(own)) as conn, (tmp_path / "all").open("wb") as stream:
        tracemalloc.start()
        assert writer(conn, Selection(history=history), stream).records == 403 + history
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (tmp_path / "all").stat().st_size > least
    assert peak < 3_000_000
