"""`panjeon verify`: whether the archive says nothing that its evidence does not prove."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.bar import bytes_read
from cli.output import archive_option, counted, json_option, note, print_records
from pipelines.archive import warcs_beside
from pipelines.verify import CODES, Finding
from pipelines.verify import verify as find_wrong


@click.command()
@click.option("--quick", is_flag=True, help="Look at names, sizes and the database only, and do not read the WARC files.")
@click.option("--codes", "list_codes", is_flag=True, help="List every code with its meaning, and verify nothing.")
@archive_option
@json_option
def verify(quick: bool, list_codes: bool, archive: Path, as_json: bool) -> None:
    """Recompute every digest and hold every row against the bytes that prove it.

    Codes with E are errors: something is lost, altered or no longer provable; the exit code is then 1. Codes with W are worth a look.

    \b
    Examples:
      panjeon verify
      panjeon verify --quick --archive demo.db
    """
    if list_codes:
        print_records([{"code": code, "means": text} for code, text in CODES.items()], ("code", "means"), as_json=as_json)
        return
    with bytes_read("verifying") as progress:
        findings = find_wrong(archive, warcs_beside(archive), deep=not quick, progress=progress)
    _show(findings, as_json=as_json)
    errors = sum(finding.severity == "E" for finding in findings)
    depth = "at names, sizes and the database only" if quick else "at every byte"
    note(f"{archive}: {counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}, having looked {depth}")
    sys.exit(1 if errors else 0)


def _show(findings: list[Finding], *, as_json: bool) -> None:
    """A terminal shows what a code means once below the table; a pipe has it in every line."""
    records = [{"code": found.code, "file": found.file, "offset": found.offset, "message": found.message, "means": CODES[found.code]} for found in findings]
    on_terminal = sys.stdout.isatty() and not as_json
    columns = ("code", "file", "offset", "message") if on_terminal else ("code", "file", "offset", "message", "means")
    if records or not on_terminal:
        print_records(records, columns, as_json=as_json)
    if on_terminal:
        for code in sorted({found.code for found in findings}):
            click.echo(f"{code}: {CODES[code]}")
