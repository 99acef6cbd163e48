"""`panjeon watch`: keeps boards on the rhythm of their manifests, one crawl at a time, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import click

from cli.notify import channels_option
from cli.output import archive_option, boards_option, plain
from crawler.clock import Clock, clock_from, iso
from crawler.errors import ArchiveBusy, ManifestError
from crawler.manifest import Manifest, available, find, further
from pipelines.archive import Lock, open_reader
from pipelines.rhythm import Due, Past, latest_slot, next_slot, past, plan

#: Seconds after which manifests and ledger are looked at again even where nothing is due yet.
LOOK = 60.0
#: A crawl that was cut short is taken up so often within one slot, then in the next: one that dies at each start would turn in circles.
TRIES = 2
WORST_FIRST = (1, 4, 3, 0)


@click.command()
@click.argument("boards", nargs=-1, metavar="[BOARD…]")
@click.option("--once", is_flag=True, help="Crawl what is due now and end: for timers and cron.")
@click.option("--dry-run", is_flag=True, help="Say what is due now and when the others will be, and crawl nothing.")
@channels_option
@boards_option
@archive_option
def watch(boards: tuple[str, ...], once: bool, dry_run: bool, channels_file: Path, boards_folder: Path | None, archive: Path) -> None:
    """Keep boards (by default every board that is in the archive already) on the rhythm of their manifests.

    Boards are crawled one after another, so that no host ever gets two connections, and each in a process of its own, so that a board that
    fails stops no other. SIGTERM or Ctrl-C lets the running crawl end in good order; a second one is passed on and ends it at once.

    Where there is a file of channels, what a crawl found is told after it, as `panjeon notify` does.

    With --once the exit code is that of the worst crawl, and 0 where nothing was due or another watch is at work. Without it, 0 after it was
    told to end, and 1 where another watch is at work.

    \b
    Examples:
      panjeon watch
      panjeon watch seoulsolution-ko seoulsolution-en --once
    """
    clock = clock_from(os.environ.get("PANJEON_CLOCK"))
    watcher = Watcher(boards=boards, archive=archive, folder=boards_folder, channels=channels_file, clock=clock)
    if dry_run:
        watcher.explain()
        return
    lock = Lock(archive.with_name(archive.name + ".watch"))
    try:
        lock.take()
    except ArchiveBusy:
        message = f"another watch keeps {archive} already ({lock.path}); this one has nothing to do"
        if not once:
            raise ArchiveBusy(message) from None
        watcher.say(message)
        return
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, watcher.told_to_end)
        watcher.run(once=once)
    finally:
        lock.give_back()
    sys.exit(next((code for code in WORST_FIRST if code in watcher.codes), 0) if once else 0)


def boards_to_watch(boards: Sequence[str], archive: Path, folder: Path | None) -> list[str]:
    """The boards asked for; else those of the archive that have a manifest, by name; none where there is no archive yet."""
    if boards or not archive.is_file():
        return list(boards)
    with_manifest = {path.stem for path in available(further(folder))}
    with closing(open_reader(archive)) as conn:
        return [row["name"] for row in conn.execute("SELECT name FROM boards ORDER BY name") if row["name"] in with_manifest]


@dataclass(slots=True, kw_only=True)
class Watcher:
    """Looks after boards until it is told to end. ``codes``: the exit codes of the crawls so far, and 1 for a board that could not begin."""

    boards: Sequence[str]
    archive: Path
    folder: Path | None
    channels: Path
    clock: Clock
    codes: set[int] = field(default_factory=set)
    _end: Event = field(default_factory=Event)
    _crawl: subprocess.Popen[str] | None = None
    _tries: dict[tuple[str, datetime], int] = field(default_factory=dict)
    _left: dict[str, float] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict)

    def run(self, *, once: bool) -> None:
        """Crawl what is due, the longest waiting first; then end (``once``) or wait for more. With ``once`` no board is crawled twice."""
        done: set[str] = set()
        self._tell()
        while not self._end.is_set():
            manifests = self.manifests()
            found = next((one for one in self.due(manifests) if one.board not in done), None)
            if found is not None:
                self._keep(manifests[found.board], found)
                done |= {found.board} if once else set()
            elif once:
                return
            else:
                self._wait(manifests)

    def manifests(self) -> dict[str, Manifest]:
        """The boards, read anew each time; one whose file is wrong is said once and left out."""
        found = {}
        for name in boards_to_watch(self.boards, self.archive, self.folder):
            try:
                found[name] = find(name, further(self.folder))
            except ManifestError as error:
                self.codes.add(1)
                if self._said.get(name) != str(error):
                    self.say(f"{name}: cannot be crawled: {error}")
                    self._said[name] = str(error)
            else:
                self._said.pop(name, None)
        return found

    def due(self, manifests: dict[str, Manifest]) -> list[Due]:
        """What is due now, without what has been tried often enough in its slot."""
        now = self.clock.now()
        pasts = self._pasts(list(manifests))
        found = plan(((manifest, pasts[name]) for name, manifest in manifests.items()), now)
        return [one for one in found if self._tried(manifests[one.board], now) < (TRIES if pasts[one.board].unfinished else 1)]

    def _tried(self, manifest: Manifest, now: datetime) -> int:
        return self._tries.get((manifest.name, latest_slot(manifest.name, manifest.rhythm, now)), 0)

    def _pasts(self, names: Sequence[str]) -> dict[str, Past]:
        if not self.archive.is_file():
            return dict.fromkeys(names, Past())
        with closing(open_reader(self.archive)) as conn:
            return {name: past(conn, name, self.clock.now()) for name in names}

    def explain(self) -> None:
        """Say what is due now and when the rest will be."""
        manifests = self.manifests()
        now = self.clock.now()
        found = {one.board: one for one in self.due(manifests)}
        for name, manifest in sorted(manifests.items()):
            one = found.get(name)
            when = f"due now: {one.mode} ({one.why})" if one else f"due again at {_moment(next_slot(name, manifest.rhythm, now))}"
            click.echo(f"{name}: {when}")
        if not manifests:
            click.echo("no board to look after: name one, or crawl one first")

    def told_to_end(self, number: int, _: object) -> None:
        """A signal: begin nothing more, and have the running crawl end in good order; a second one reaches the crawl as its second."""
        self._end.set()
        if self._crawl is not None and self._crawl.poll() is None:
            self._crawl.send_signal(number)

    def say(self, text: str) -> None:
        """A line of the log: when, and what."""
        click.echo(f"{_moment(self.clock.now())} {plain(text)}")

    def _keep(self, manifest: Manifest, one: Due) -> None:
        """One crawl in a process of its own, with what became of it in a line."""
        now = self.clock.now()
        self._tries[(one.board, latest_slot(one.board, manifest.rhythm, now))] = self._tried(manifest, now) + 1
        self._leave_alone(manifest)
        if self._end.is_set():
            return
        self.say(f"{one.board}: {one.mode} begins ({one.why})")
        code, told = self._run_crawl(one)
        self.codes.add(code if code in WORST_FIRST else 1)
        self._left |= dict.fromkeys(manifest.hosts, time.monotonic())
        self.say(f"{one.board}: {_ended(one, code, told)}")
        self._tell()

    def _leave_alone(self, manifest: Manifest) -> None:
        """Another board of the same host has just been read: its delay counts from there."""
        since = max((self._left[host] for host in manifest.hosts if host in self._left), default=None)
        if since is not None:
            self._end.wait(max(0.0, since + manifest.fetch.delay - time.monotonic()))

    def _run_crawl(self, one: Due) -> tuple[int, str]:
        command = [sys.executable, "-m", "cli", "crawl", one.board, "--mode", one.mode, "--archive", str(self.archive), "--json"]
        command += ["--boards", str(self.folder)] if self.folder else []
        # In a session of its own: Ctrl-C would reach it a second time beside the signal that is passed on.
        self._crawl = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=own_environment(), start_new_session=True)  # noqa: S603 (our own command)
        if self._end.is_set():
            self._crawl.terminate()
        told, _ = self._crawl.communicate()
        return self._crawl.returncode, told

    def _tell(self) -> None:
        """Have told what is new, where somebody is to be told; also at the start, for what was not taken last time and for channels not met before."""
        if not self.channels.is_file() or not self.archive.is_file():
            return
        command = [sys.executable, "-m", "cli", "notify", "--channels", str(self.channels), "--archive", str(self.archive)]
        # In a session of its own: a signal that ends the watch lets what is being told be told and noted.
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, env=own_environment(), start_new_session=True, check=False)  # noqa: S603 (our own command)
        if ended.returncode != 0:
            self.say("not everything was told, the reason stands above; it is tried again after the next crawl")

    def _wait(self, manifests: dict[str, Manifest]) -> None:
        now = self.clock.now()
        moments = [next_slot(name, manifest.rhythm, now) for name, manifest in manifests.items()]
        left = min((moment - now for moment in moments), default=timedelta(seconds=LOOK)).total_seconds()
        self._end.wait(min(LOOK, max(0.1, left)))


def own_environment() -> dict[str, str]:
    """The environment of a process that is to find this very package, before whatever the environment names."""
    here = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))}


def _ended(one: Due, code: int, told: str) -> str:
    lines = told.splitlines()
    if not lines:
        return f"{one.mode} broke off (exit code {code}); it is tried again in the next slot"
    record: dict[str, Any] = json.loads(lines[-1])
    because = f" ({record['reason']})" if record["reason"] else ""
    counts = f"{record['new']} new, {record['changed']} changed, {record['gone']} gone, {record['requests']} requests"
    short = f", {record['missing']} of the posts that the board claims are not archived" if record["missing"] else ""
    return f"{one.mode} {record['outcome']}{because}: {counts}{short}"


def _moment(moment: datetime) -> str:
    return iso(moment)[:19] + "Z"
