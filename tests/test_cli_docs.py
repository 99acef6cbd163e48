"""The generated pages are those that stand in docs, and every command, option and exit code has its sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from inspect import cleandoc
from pathlib import Path

import click
import pytest
from kept_board import COLOR, kept, on_terminal, own
from rich.cells import cell_len

from cli.add import UNSURE
from cli.crawl import EXIT
from cli.docs import PAGES, walk
from cli.main import panjeon
from cli.output import EXIT_CODES
from pipelines.schema import TABLES, sentence

__all__ = ["kept", "own"]
DOCS = Path(__file__).parent.parent / "docs"
COMMANDS = {" ".join(path): command for path, command in walk(panjeon)}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_in_docs_is_the_one_that_would_be_made(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run python -m cli.docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_sentence_and_an_example_that_calls_it(name: str) -> None:
    text = cleandoc(COMMANDS[name].help or "")
    assert text.partition("\n")[0].endswith((".", ":"))
    _, marked, examples = text.partition("\b\nExample")
    assert marked
    calls = examples.partition(":\n")[2].splitlines()
    assert calls
    assert all(call.strip().startswith(name) for call in calls)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text(name: str) -> None:
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts[0]}"
            assert option.help.endswith("."), f"{name} {option.opts[0]}"


def test_every_exit_code_has_a_sentence() -> None:
    assert set(EXIT.values()) | {1, 2, UNSURE} == set(EXIT_CODES)
    assert all(EXIT_CODES.values())


def test_every_table_and_column_has_a_sentence() -> None:
    for table, (_, columns) in TABLES.items():
        for column in (None, *columns):
            assert sentence(table, column).endswith("."), f"{table} {column}"


@pytest.mark.parametrize("locale", ["ascii", "cp949"])
def test_a_pipe_is_utf_8_whatever_the_locale(kept: Path, locale: str) -> None:
    bare = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": locale}
    for words in (("status",), ("history", "1"), ("export",)):
        command = [sys.executable, "-m", "cli", *words, "--archive", str(kept)]
        done = subprocess.run(command, capture_output=True, env=bare, cwd=DOCS.parent, check=False)
        assert "판전" in done.stdout.decode() or "연수" in done.stdout.decode()
        assert b"Traceback" not in done.stderr


def test_wide_characters_align_on_a_terminal(kept: Path) -> None:
    told = COLOR.sub("", on_terminal("boards", archive=kept))
    rows = [line for line in told.splitlines() if line.startswith(("│", "┃", "┏", "└", "┡"))]
    assert any("새소식" in line for line in rows)
    assert len({cell_len(line) for line in rows}) == 1


def test_a_listing_fits_a_small_terminal(kept: Path) -> None:
    told = COLOR.sub("", on_terminal("status", "--crawls", "3", archive=kept, columns=100))
    assert "incomplete" in told
    assert max(map(cell_len, told.splitlines())) <= 100


def test_brackets_in_a_title_are_no_markup(own: Path) -> None:
    """rich would read [/] as the end of a style and break off."""
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE crawls SET reason = '[/]점검[red]' || char(27) || '[2J'")
    told = COLOR.sub("", on_terminal("status", "--crawls", "3", archive=own))
    assert "[/]점검" in told
    assert "\x1b" not in told
