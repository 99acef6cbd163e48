"""The Excel workbook, read back by openpyxl: what it holds, what it must not turn into, and what it says it cut."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from kept_board import kept, own, run
from test_publish_hostile import payloads

from pipelines.archive import open_reader
from pipelines.export import LONGEST_CELL, Selection
from pipelines.sheets import write_workbook

pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, which reads the workbook back, is not installed")

__all__ = ["kept", "own"]


def sheets(path: Path) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(path, read_only=True)
    found = {}
    for sheet in book.worksheets:
        names, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        found[sheet.title] = [dict(zip(names, row, strict=True)) for row in rows]
    book.close()
    return found


def test_a_workbook_holds_posts_and_with_history_versions_and_events(kept: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "xlsx", "--output", tmp_path / "posts.xlsx", archive=kept).exit_code == 0
    plain = sheets(tmp_path / "posts.xlsx")
    assert list(plain) == ["posts", "attachments", "columns"]
    assert [(row["native_id"], row["state"], row["posted_on"]) for row in plain["posts"]] == [
        ("101", "listed", datetime(2025, 2, 27)),  # noqa: DTZ001 - a spreadsheet's days have no zone
        ("102", "gone", datetime(2025, 2, 25)),  # noqa: DTZ001
        ("103", "listed", datetime(2025, 2, 20)),  # noqa: DTZ001
    ]
    assert plain["attachments"][0]["name"] == "form.hwp"
    result = run("export", "--format", "xlsx", "--history", "--output", tmp_path / "history.xlsx", archive=kept)
    assert result.stderr == f"4 versions exported to {tmp_path / 'history.xlsx'}\n"
    full = sheets(tmp_path / "history.xlsx")
    assert list(full) == ["posts", "attachments", "history", "events", "columns"]
    assert [(row["native_id"], row["revision"]) for row in full["history"]] == [("101", 1), ("101", 2), ("102", 1), ("103", 1)]
    assert {row["kind"] for row in full["events"]} >= {"new", "changed", "gone"}
    assert all(row["meaning"].endswith(".") for row in full["columns"])


@pytest.mark.fault(62)
def test_no_text_becomes_a_formula_a_link_or_another_text(own: Path) -> None:
    texts = [*payloads(), '=HYPERLINK("//x.invalid")', "=1+1", "_x0041_", "1e5", "https://x.invalid/", "mailto:x@x.invalid", "a\x07b", "끝\ufffe"]
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.row_factory = sqlite3.Row
        row = dict(conn.execute("SELECT * FROM posts WHERE id = 3").fetchone())
        for number, text in enumerate(texts):
            row |= {"id": 1000 + number, "native_id": f"{number} {text}", "title": text, "author": text, "url": text, "posted_at": text, "body_text": text}
            conn.execute(f"INSERT INTO posts ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", row)
    target = own.parent / "hostile.xlsx"
    assert run("export", "--format", "xlsx", "--output", target, archive=own).exit_code == 0
    rows = {row["id"]: row for row in sheets(target)["posts"]}
    for number, text in enumerate(texts):
        for name in ("title", "author", "url", "body_text"):
            assert openpyxl.utils.escape.unescape(rows[1000 + number][name]) == text.replace("\ufffe", "\ufffd")
    with zipfile.ZipFile(target) as parts:
        names = parts.namelist()
        assert not [name for name in names if name.endswith(".rels") and "sheet" in name], "a sheet with relations has links"
        for name in names:
            assert b"<f>" not in parts.read(name)
            assert b"<hyperlink" not in parts.read(name)


def test_a_text_longer_than_a_cell_is_cut_and_says_so(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET body_text = ? WHERE id = 1", ("😀" * LONGEST_CELL,))
    target = own.parent / "posts.xlsx"
    result = run("export", "--format", "xlsx", "--output", target, archive=own)
    assert "1 cell longer than 32,767 characters, cut in the workbook; --format jsonl holds them whole" in result.stderr
    text = sheets(target)["posts"][0]["body_text"]
    assert len(text.encode("utf-16-le")) // 2 in (LONGEST_CELL, LONGEST_CELL - 1)
    assert text.endswith("😀 … [32,767 characters in all; the whole text is in the CSV and JSON Lines exports]")


def test_a_sheet_that_is_full_goes_on_in_another(kept: Path, tmp_path: Path) -> None:
    with closing(open_reader(kept)) as conn, (tmp_path / "posts.xlsx").open("wb") as stream:
        assert write_workbook(conn, Selection(), stream, most_rows=3).records == 3
    found = sheets(tmp_path / "posts.xlsx")
    assert [len(found[name]) for name in ("posts", "posts 2")] == [2, 1]
    assert [row["native_id"] for row in found["posts 2"]] == ["103"]


def test_an_empty_selection_is_a_workbook_too(kept: Path, tmp_path: Path) -> None:
    target = tmp_path / "none.xlsx"
    assert run("export", "--format", "xlsx", "--history", "--search", "없는말", "--output", target, archive=kept).exit_code == 0
    assert sheets(target)["posts"] == []


def test_a_workbook_goes_to_no_pipe(kept: Path) -> None:
    result = run("export", "--format", "xlsx", archive=kept)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--format xlsx needs a place to write to; name it with --output" in result.stderr
