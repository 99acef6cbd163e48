"""verify: findings with their codes, exit codes, and what each code means."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from kept_board import kept, on_terminal, own, run

from cli.bar import bytes_read
from pipelines.verify import CODES

__all__ = ["kept", "own"]


def _flip(archive: Path) -> None:
    """One bit of a closed WARC file."""
    path = archive.parent / "warcs" / "00002-001-hall.warc.gz"
    data = bytearray(path.read_bytes())
    data[-80] ^= 1
    path.write_bytes(data)


def test_a_good_archive_has_no_findings(kept: Path) -> None:
    result = run("verify", archive=kept)
    assert (result.stdout, result.exit_code) == ("code\tfile\toffset\tmessage\tmeans\n", 0)
    assert result.stderr.endswith("0 errors, 0 warnings, having looked at every byte\n")


def test_a_flipped_bit_is_an_error_and_says_where(own: Path) -> None:
    _flip(own)
    result = run("verify", "--json", archive=own)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert {"E02", "E04"} <= {record["code"] for record in found}
    assert all(record["means"] == CODES[record["code"]] for record in found)
    assert all(record["file"] == "00002-001-hall.warc.gz" for record in found)
    assert any(isinstance(record["offset"], int) for record in found)


def test_quick_reads_no_warc_but_sees_a_missing_one(own: Path) -> None:
    _flip(own)
    assert run("verify", "--quick", archive=own).exit_code == 0
    (own.parent / "warcs" / "00002-001-hall.warc.gz").unlink()
    result = run("verify", "--quick", archive=own)
    assert "E01" in result.stdout
    assert result.exit_code == 1


def test_a_warning_alone_is_no_failure(own: Path) -> None:
    (own.parent / "warcs" / "00009-001-hall.warc.gz").write_bytes(b"")
    result = run("verify", "--quick", archive=own)
    assert "W02" in result.stdout
    assert (result.exit_code, "0 errors, 1 warning," in result.stderr) == (0, True)


def test_a_terminal_says_once_what_each_code_means(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE crawls SET requests = 9")
    told = on_terminal("verify", archive=own)
    assert told.count(f"E19: {CODES['E19']}") == 1
    assert told.count("made 9 requests") == 5
    assert "5 errors, 0 warnings" in told


def test_a_file_that_is_no_archive_is_damage_or_an_error_but_never_fine(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    assert run("verify", archive=path).exit_code == 1
    path.write_bytes(b"no database at all, though long enough to be looked at" * 100)
    assert run("verify", archive=path).exit_code == 1


def test_a_long_reading_tells_a_pipe_how_far_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with bytes_read("verifying") as progress:
        progress(1, 3)
        monkeypatch.setattr("cli.bar.EVERY", 0)
        progress(2000, 3000)
    assert capsys.readouterr().err == "verifying: 2,000 of 3,000 bytes\n"


def test_codes_are_listed_with_their_meaning() -> None:
    listed = [json.loads(line) for line in run("verify", "--codes", "--json").stdout.splitlines()]
    assert {record["code"]: record["means"] for record in listed} == CODES
