"""`panjeon rebuild`: the archive made anew from its WARC files, held against the one that is there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from cli.bar import bytes_read
from cli.output import archive_option, counted, json_option, note, plain, print_records
from crawler.errors import ArchiveError, ReaderBroken
from pipelines.archive import Lock, catch_up, open_writer, warcs_beside
from pipelines.likeness import Difference, Reread, differences, reread
from pipelines.notices import carry_over, lock_of
from pipelines.rebuild import rebuild as make_anew

#: So many versions that are read otherwise are shown, so many characters of each.
SHOWN = 20
SPAN = 80
COLUMNS = ("table", "only_in_archive", "only_in_rebuilt")


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the new archive; by default NAME.rebuilt.db beside the old one.",
)
@click.option("--dry-run", is_flag=True, help="Rebuild into a temporary folder, say what differs, and keep nothing.")
@click.option("--replace", is_flag=True, help="Put the new archive in the place of the old one, which is kept as NAME.db.before-rebuild.")
@click.option("--yes", is_flag=True, help="Replace without asking.")
@archive_option
@json_option
def rebuild(output: Path | None, dry_run: bool, replace: bool, yes: bool, archive: Path, as_json: bool) -> None:
    """Make the archive anew from its WARC files alone, and compare the two table by table.

    Where today's parsers read versions otherwise than those that were archived, it says which fields of which posts, before and after.
    The exit code is 0 if both say the same or the old one was replaced, 1 if they differ.

    \b
    Examples:
      panjeon rebuild --dry-run
      panjeon rebuild --replace --yes
    """
    if dry_run and (replace or output or yes):
        raise click.UsageError("--dry-run keeps nothing, so that --output, --replace and --yes do not go with it")
    target = output or archive.with_name(f"{archive.stem}.rebuilt.db")
    if dry_run:
        with _folder_beside(archive) as folder, _locked(archive):
            equal = _make_and_compare(archive, folder / archive.name, as_json=as_json, keep=False)
    elif replace:
        with _locked(archive):
            _replace(archive, target, yes=yes, as_json=as_json)
        return
    else:
        with _locked(archive):
            equal = _make_and_compare(archive, target, as_json=as_json)
        note(f"the new archive is {target}")
    sys.exit(0 if equal else 1)


def _replace(archive: Path, target: Path, *, yes: bool, as_json: bool) -> None:
    _check_places(archive, target)
    _make_and_compare(archive, target, as_json=as_json)
    if not yes:
        click.confirm(f"Put {target} in the place of {archive}?", abort=True, err=True)
    _keep_notices(archive, target)
    _put_in_place(target, archive)
    note(f"{archive} is the rebuilt archive now; the old one is kept as {_backup_of(archive)}")


def _make_and_compare(archive: Path, target: Path, *, as_json: bool, keep: bool = True) -> bool:
    """Rebuild, print what differs, and tell whether nothing does; what is kept also gets the text of its files."""
    with bytes_read("rebuilding") as progress:
        count = make_anew(warcs_beside(archive), target, progress=progress)
    note(f"{counted(count, 'record')} applied")
    if keep:
        with closing(open_writer(target)) as conn, bytes_read("reading the text of files", "files") as progress:
            try:
                catch_up(conn, warcs_beside(archive), progress)
            except ReaderBroken as error:
                note(f"files are not searched: {error}")
    if not archive.is_file():
        note(f"there is no {archive} to compare it with")
        return True
    try:
        found = differences(archive, target)
    except ArchiveError as error:
        note(f"{error}")
        return False
    note("both archives say the same" if not found else f"the archives differ in {counted(len(found), 'table')}")
    if found or as_json:
        _show(found, as_json=as_json)
    if found:
        _tell_reread(archive, target)
    return not found


def _tell_reread(archive: Path, target: Path) -> None:
    """What today's parsers read otherwise: how many versions by field, then the first of them."""
    counts: Counter[str] = Counter()
    parsers: Counter[tuple[str, str]] = Counter()
    shown: list[Reread] = []
    for one in reread(archive, target):
        counts[one.field] += 1
        parsers[one.first_parser, one.second_parser] += 1
        if len(shown) < SHOWN:
            shown.append(one)
    if not counts:
        return
    note("read otherwise: " + ", ".join(f"{field} of {counted(number, 'version')}" for field, number in counts.most_common()))
    note("by " + ", ".join(f"{new} in place of {old}" if new != old else f"{new} both times" for old, new in parsers))
    for one in shown:
        before, after = _apart(one.first or "", one.second or "")
        note(f"  {one.post} version {one.number}, {one.field}: {plain(before)!r} is read as {plain(after)!r}")
    if counts.total() > len(shown):
        note(f"  and {counts.total() - len(shown)} more")


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two texts from a little before where they part, in a length that can be read."""
    parting = next((place for place, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), min(len(before), len(after)))
    begin = max(0, parting - SPAN // 4)
    dots = "…" if begin else ""
    return dots + before[begin : begin + SPAN], dots + after[begin : begin + SPAN]


def _show(found: list[Difference], *, as_json: bool) -> None:
    records = [
        {
            "table": one.table,
            "only_in_archive": one.only_first,
            "only_in_rebuilt": one.only_second,
            "archive_rows": list(one.first_rows),
            "rebuilt_rows": list(one.second_rows),
        }
        for one in found
    ]
    print_records(records, COLUMNS, as_json=as_json)
    if sys.stdout.isatty() and not as_json:
        for one in found:
            for sign, rows in (("-", one.first_rows), ("+", one.second_rows)):
                for row in rows:
                    click.echo(f"{sign} {plain(row)}")


def _backup_of(archive: Path) -> Path:
    return archive.with_name(f"{archive.name}.before-rebuild")


@contextmanager
def _folder_beside(archive: Path) -> Iterator[Path]:
    """A temporary folder on the archive's own disk, where there is room for a second one."""
    try:
        folder = TemporaryDirectory(prefix=".rebuild-", dir=archive.resolve().parent)
    except OSError as error:
        raise ArchiveError(f"nothing can be written beside {archive} ({error.strerror}); rebuild with --output elsewhere instead") from error
    with folder as name:
        yield Path(name)


def _check_places(archive: Path, target: Path) -> None:
    """Before hours of work: the old archive's other name must be free, and a rename must be possible."""
    backup = _backup_of(archive)
    if backup.exists():
        raise ArchiveError(f"{backup} exists from an earlier rebuild; move it away first")
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.resolve().parent.stat().st_dev != archive.resolve().parent.stat().st_dev:
        raise ArchiveError(f"{target} is on another disk than {archive}; choose an --output beside it to have it put in its place")


@contextmanager
def _locked(archive: Path) -> Iterator[None]:
    """Nobody writes to the archive meanwhile: half a crawl would be taken for a difference."""
    locks = (Lock(archive), lock_of(archive))
    try:
        for lock in locks:
            lock.take()
        yield
    finally:
        for lock in locks:
            lock.give_back()


def _keep_notices(archive: Path, target: Path) -> None:
    """No WARC file says who was told what: that goes along, or everything would be told again."""
    if archive.is_file():
        try:
            carry_over(archive, target)
        except sqlite3.DatabaseError as error:
            note(f"what was told could not be read from {archive} ({error}); channels will begin anew")


def _put_in_place(new: Path, archive: Path) -> None:
    """Keep the old archive under its other name, then rename the new one over it: at no moment is there none."""
    if archive.is_file():
        _settle(archive)
        backup = _backup_of(archive)
        try:
            os.link(archive, backup)
        except OSError:
            shutil.copy2(archive, backup)
        # A journal left behind would be taken for the new archive's own and written into it.
        for tail in ("-wal", "-shm"):
            journal = archive.with_name(archive.name + tail)
            if journal.exists():
                journal.replace(backup.with_name(backup.name + tail))
    new.replace(archive)
    folder = os.open(archive.resolve().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _settle(archive: Path) -> None:
    """Bring what stands in the write-ahead log into the file; a damaged archive is kept as it is."""
    try:
        with closing(sqlite3.connect(archive, timeout=1)) as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        note(f"{archive} is kept as it is: {error}")
