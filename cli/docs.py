"""Writes docs/commands.md and docs/schema.md from what the program itself says: `python -m cli.docs` from the top folder."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from cli.main import panjeon
from cli.output import EXIT_CODES
from cli.verify import ALL_CODES
from pipelines.schema import CONSTRAINTS, TABLES, VIEWS, sentence

DOCS = Path("docs")
_VERBATIM = "\b\n"


def walk(command: click.Command, path: tuple[str, ...] = ("panjeon",)) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command under a command, itself first, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from walk(found, (*path, name))


def commands_page() -> str:
    """docs/commands.md: every command with its options, the exit codes, the codes of verify."""
    parts = ["# Commands", "Made from the program by `python -m cli.docs`; every command also says this with `--help`."]
    for path, command in walk(panjeon):
        parts += _command(path, command)
    parts += ["## Exit codes", _table(("code", "meaning"), ((f"`{code}`", text) for code, text in EXIT_CODES.items()))]
    parts += ["## Codes of verify", "E codes are errors and make the exit code 1; W codes are worth a look and lose nothing."]
    parts.append(_table(("code", "meaning"), ((f"`{code}`", text) for code, text in ALL_CODES.items())))
    return "\n\n".join(parts) + "\n"


def schema_page() -> str:
    """docs/schema.md: every table, view and column of archive.db with its sentence."""
    parts = ["# The tables of archive.db", "Made from the program by `python -m cli.docs`. Names stay; columns may be added."]
    for table, (about, columns) in TABLES.items():
        rows = ((f"`{name}`", f"`{text.partition('|')[0]}`", sentence(table, name)) for name, text in columns.items())
        parts += [f"## {table}", about, _table(("column", "type", "meaning"), rows)]
        if table in CONSTRAINTS:
            parts.append(f"`{CONSTRAINTS[table]}`")
    parts += ["# Views", "Tables made for reading: names beside numbers, nothing long."]
    for view, (about, source, columns) in VIEWS.items():
        rows = ((f"`{name}`", f"`{text.partition('|')[0]}`", sentence(view, name)) for name, text in columns.items())
        parts += [f"## {view}", about, _table(("column", "is", "meaning"), rows), f"`{source}`"]
    return "\n\n".join(parts) + "\n"


def _command(path: tuple[str, ...], command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=path[-1])
    yield f"## {' '.join(path)}"
    yield f"`{' '.join([*path, *command.collect_usage_pieces(context)])}`"
    for paragraph in cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith(_VERBATIM):
            title, _, lines = paragraph.removeprefix(_VERBATIM).partition("\n")
            yield f"{title}\n\n```sh\n" + "\n".join(line.strip() for line in lines.splitlines()) + "\n```"
        else:
            yield " ".join(paragraph.split())
    options = [option for option in command.params if isinstance(option, click.Option)]
    if options:
        yield _table(("option", "what it does"), ((_option(option), _explained(option)) for option in options))


def _option(option: click.Option) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return f"`{names}`"
    shown = option.metavar or option.type.name.upper().removesuffix(" RANGE")
    value = "\\|".join(option.type.choices) if isinstance(option.type, click.Choice) else shown
    return f"`{names} {value}`"


def _explained(option: click.Option) -> str:
    notes = []
    if option.show_default and option.default is not None:
        notes.append(f"By default `{option.opts[0] if option.default is True else option.default}`.")
    if isinstance(option.envvar, str):
        notes.append(f"Also from the environment: `{option.envvar}`.")
    return " ".join([option.help or "", *notes])


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)


PAGES = {"commands.md": commands_page, "schema.md": schema_page}


def main() -> None:
    """Write every generated page into docs."""
    DOCS.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        click.echo(f"{DOCS / name} written")


if __name__ == "__main__":
    main()
