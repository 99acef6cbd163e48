"""The command line's door: one group, a verb per module, every error of ours as one sentence."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from cli.output import EXIT_CODES, plain
from crawler.errors import PanjeonError

#: Each verb is the command of its name in the module of its name; a module is imported when its verb is used.
VERBS = (
    *("add", "explain", "record", "boards", "crawl", "backfill", "status", "search", "history", "export", "verify", "rebuild"),
    *("accept", "redact", "partners", "publish", "serve", "demo"),
    *("schedule", "watch", "notify"),
)


class Verbs(click.Group):
    """A group that imports a verb when it is asked for, and prints our own errors as one sentence with exit status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own signature
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"cli.{cmd_name}"), cmd_name)
        return command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        _speak_utf8()
        try:
            return super().main(args, *rest, **extra)
        except PanjeonError as error:
            _fail(str(error))
        except sqlite3.Error as error:
            _fail(f"the database failed ({error}); see that its disk is whole and not full, then run `panjeon verify`")
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _fail(f"{where}{error.strerror or error}; see that the disk is whole and not full and that the file may be written, then run the command again")


def _fail(message: str) -> NoReturn:
    click.echo(f"panjeon: {plain(message)}", err=True)
    sys.exit(1)


def _speak_utf8() -> None:
    """Korean comes out whole in a pipe, whatever the locale: a cron job has none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@click.group(
    cls=Verbs,
    epilog="Exit codes: " + "; ".join(f"{code}, {text}" for code, text in EXIT_CODES.items()) + ".",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="panjeon")
def panjeon() -> None:
    """Panjeon keeps notice boards: every post, every version of it, and the bytes that prove it.

    \b
    Example:
      panjeon crawl demo && panjeon serve
    """
