"""The command line's door: one group, a verb per module, every error of ours as one sentence."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Any

import click

from cli.boards import boards
from cli.crawl import crawl
from cli.demo import demo
from cli.export import export
from cli.history import history
from cli.output import EXIT_CODES
from cli.rebuild import rebuild
from cli.serve import serve
from cli.status import status
from cli.verify import verify
from crawler.errors import PanjeonError


class PlainErrors(click.Group):
    """A group that prints our own errors as one sentence and ends with status 1."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        _speak_utf8()
        try:
            return super().main(args, *rest, **extra)
        except PanjeonError as error:
            click.echo(f"panjeon: {error}", err=True)
            sys.exit(1)


def _speak_utf8() -> None:
    """Korean comes out whole in a pipe, whatever the locale: a cron job has none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@click.group(
    cls=PlainErrors,
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


for verb in (boards, crawl, status, history, export, verify, rebuild, serve, demo):
    panjeon.add_command(verb)
