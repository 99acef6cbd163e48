"""`panjeon verify`: whether the archive says nothing that its evidence does not prove."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from cli.bar import bytes_read
from cli.output import archive_option, counted, json_option, note, print_records
from pipelines.archive import warcs_beside
from pipelines.verify import CODES, Finding
from pipelines.verify import verify as find_wrong
from publish.pack_check import CODES as PACK_CODES
from publish.pack_check import check_pack

ALL_CODES = CODES | PACK_CODES


@click.command()
@click.argument("pack", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option("--quick", is_flag=True, help="Look at names, sizes and the database only, and do not read the WARC files.")
@click.option("--codes", "list_codes", is_flag=True, help="List every code with its meaning, and verify nothing.")
@archive_option
@json_option
def verify(pack: Path | None, quick: bool, list_codes: bool, archive: Path, as_json: bool) -> None:
    """Recompute every digest and hold every row against the bytes that prove it.

    With PACK, the folder of an evidence pack, that pack is checked instead, with nothing but what is in it.
    Codes with E are errors: something is lost, altered or no longer provable; the exit code is then 1. Codes with W are worth a look.

    \b
    Examples:
      panjeon verify
      panjeon verify --quick --archive demo.db
      panjeon verify evidence-9001
    """
    if list_codes:
        print_records([{"code": code, "means": text} for code, text in ALL_CODES.items()], ("code", "means"), as_json=as_json)
        return
    if pack is not None:
        if quick:
            raise click.UsageError("--quick is for an archive; a pack is always checked whole")
        _verify_pack(pack, as_json=as_json)
    with bytes_read("verifying") as progress:
        findings = find_wrong(archive, warcs_beside(archive), deep=not quick, progress=progress)
    _show(findings, as_json=as_json)
    errors = sum(finding.severity == "E" for finding in findings)
    depth = "at names, sizes and the database only" if quick else "at every byte"
    note(f"{archive}: {counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}, having looked {depth}")
    sys.exit(1 if errors else 0)


def _verify_pack(pack: Path, *, as_json: bool) -> NoReturn:
    done = check_pack(pack)
    _show(done.findings, as_json=as_json)
    stamped = f", time-stamped {done.stamped} (the signature is for `openssl ts -verify`)" if done.stamped else ""
    looked = ", ".join((counted(done.files, "file"), counted(done.records, "record"), counted(done.versions, "version")))
    note(f"{pack}: {counted(len(done.findings), 'error')} in {looked}")
    note(f"its digest: {done.digest}{stamped}")
    sys.exit(1 if done.findings else 0)


def _show(findings: Sequence[Finding], *, as_json: bool) -> None:
    """A terminal shows what a code means once below the table; a pipe has it in every line."""
    records = [{"code": found.code, "file": found.file, "offset": found.offset, "message": found.message, "means": ALL_CODES[found.code]} for found in findings]
    on_terminal = sys.stdout.isatty() and not as_json
    columns = ("code", "file", "offset", "message") if on_terminal else ("code", "file", "offset", "message", "means")
    if records or not on_terminal:
        print_records(records, columns, as_json=as_json)
    if on_terminal:
        for code in sorted({found.code for found in findings}):
            click.echo(f"{code}: {ALL_CODES[code]}")
