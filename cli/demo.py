"""`panjeon demo`: the demo board, crawled over its five days into an archive, or served for anyone who wants to look."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from cli.agreement import disagreements
from cli.output import archive_option, note
from crawler.clock import iso
from crawler.errors import ArchiveError
from crawler.manifest import BUILT_IN
from demo.days import DAYS, clock
from demo.server import DemoServer, serve
from pipelines.archive import open_reader

PORT = 8017
EXPECTED = {0: "complete", 4: "suspect"}


@click.group(invoke_without_command=True)
@archive_option
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="The loopback port of the demo board.")
@click.pass_context
def demo(context: click.Context, archive: Path, port: int) -> None:
    """Crawl the demo board over five of its days, as an archivist would, and hold the archive against what the days really held.

    Does nothing where the archive holds the five crawls already; takes up where it was stopped.

    \b
    Examples:
      panjeon demo --archive demo.db
      panjeon demo serve --day 3
    """
    if context.invoked_subcommand is not None:
        return
    done = _days_done(archive)
    if done == len(DAYS):
        click.echo(f"{archive} holds the demo's five crawls already")
        return
    with tempfile.TemporaryDirectory() as folder, _server(port) as server:
        boards = _manifest_for(port, Path(folder))
        for day in DAYS[done:]:
            server.day = day
            note(f"day {day} of {len(DAYS)}, {clock(day):%Y-%m-%d}")
            _crawl(archive, boards, day)
    conn = open_reader(archive)
    wrong = disagreements(conn, DAYS[-1])
    conn.close()
    for line in wrong:
        note(line)
    if wrong:
        raise ArchiveError(f"the archive disagrees with what the demo board held in {len(wrong)} points; please report this")
    click.echo(f"{archive} agrees with what the demo board held on its five days: nothing is missing, invented or double")


@demo.command(name="serve")
@click.option("--day", type=click.IntRange(DAYS[0], DAYS[-1]), default=1, show_default=True, help="The day to serve; 3 is the day of maintenance.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="The loopback port.")
def serve_day(day: int, port: int) -> None:
    """Serve one day of the demo board on loopback until it is stopped.

    \b
    Example:
      panjeon demo serve --day 2 --port 8020
    """
    click.echo(f"day {day} of the demo board: http://127.0.0.1:{port}/ko (Ctrl-C stops it)")
    serve(day, "127.0.0.1", port)


def _days_done(archive: Path) -> int:
    """How many of the demo's crawls have ended in an archive."""
    if not archive.is_file():
        return 0
    conn = open_reader(archive)
    count: int = conn.execute("SELECT count(*) FROM crawls WHERE board = 'demo' AND outcome <> 'running'").fetchone()[0]
    conn.close()
    return min(count, len(DAYS))


def _server(port: int) -> DemoServer:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            message = f"port {port} of this machine is taken, perhaps by `panjeon demo serve`; stop that, or choose another with --port"
            raise ArchiveError(message) from None
    return DemoServer(DAYS[0], port)


def _manifest_for(port: int, folder: Path) -> Path | None:
    """A folder with the demo's manifest moved to another port; None where the built-in one fits."""
    if port == PORT:
        return None
    text = (BUILT_IN / "demo.toml").read_text(encoding="utf-8")
    (folder / "demo.toml").write_text(text.replace(f":{PORT}", f":{port}"), encoding="utf-8")
    return folder


def _crawl(archive: Path, boards: Path | None, day: int) -> None:
    """One sweep in a process of its own, on the day's clock."""
    command = [sys.executable, "-m", "cli", "crawl", "demo", "--mode", "sweep", "--archive", str(archive)]
    command += ["--boards", str(boards)] if boards else []
    ended = subprocess.run(command, env={**os.environ, "PANJEON_CLOCK": iso(clock(day)), "PYTHONPATH": _here()}, check=False)  # noqa: S603 (our own command)
    if ended.returncode not in EXPECTED:
        message = f"the crawl of day {day} ended with exit code {ended.returncode}; its message stands above"
        raise ArchiveError(message + ", run `panjeon demo` again when the cause is mended")


def _here() -> str:
    """The path on which this very package is found, before whatever the environment names."""
    own = str(Path(__file__).resolve().parent.parent)
    return os.pathsep.join(filter(None, [own, os.environ.get("PYTHONPATH")]))
