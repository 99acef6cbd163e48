"""`panjeon schedule`: systemd units or a crontab line that keep boards on their rhythm, each line with its reason."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from cli.notify import channels_option
from cli.output import archive_option, boards_option, counted, note
from cli.watch import boards_to_watch
from crawler.errors import ArchiveError
from crawler.manifest import Manifest, find, further
from pipelines.archive import DEFAULT

#: Minutes from one look to the next: whole parts of an hour, so that cron and systemd can say them.
LOOKS = (60, 30, 20, 15, 10, 5)
#: A board is looked after so many times within the shortest rhythm.
WITHIN = 12
MARK = "# Written by panjeon schedule"

SERVICE = (
    ("Type=oneshot", "It ends when nothing is due any more; while it runs, the timer starts no second one."),
    ("SuccessExitStatus=3", "An incomplete crawl is taken up in its next slot and is no failure; failed (1) and suspect (4) crawls show up in systemctl."),
    ("KillMode=mixed", "A stop reaches the watch alone, which has the running crawl end in good order."),
    ("TimeoutStopSec=90", "A crawl ends within seconds of being told; one that does not is killed and taken up later."),
    ("Nice=10", "Whatever else the machine does goes first."),
    ("NoNewPrivileges=yes", "Nothing it starts can gain rights."),
    ("PrivateTmp=yes", "Its temporary files are its own."),
    ("ProtectSystem=strict", "It can write nowhere but where the next line says."),
    ("ReadWritePaths={folder}", "The archive, its WARC files and its locks are there."),
    ("ProtectKernelTunables=yes", "A crawler has no business with the kernel's settings."),
    ("ProtectControlGroups=yes", "Nor with control groups."),
    ("RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "It speaks to web servers and to the resolver, over nothing else."),
    ("RestrictNamespaces=yes", "It makes no namespaces."),
    ("RestrictRealtime=yes", "It takes no real-time priority."),
    ("RestrictSUIDSGID=yes", "It makes no set-user-id files."),
    ("LockPersonality=yes", "It stays what it is."),
    ("SystemCallArchitectures=native", "No calls of another architecture."),
    ("UMask=0027", "What it writes is not for everybody."),
)


@click.command()
@click.argument("boards", nargs=-1, metavar="[BOARD…]")
@click.option("--systemd", "kind", flag_value="systemd", default="systemd", help="Units for systemd: a service and its timer (the default).")
@click.option("--cron", "kind", flag_value="cron", help="A line for a crontab.")
@click.option("--write", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Write the files into this folder.")
@click.option("--dry-run", is_flag=True, help="With --write: say which files would be written, and write none.")
@channels_option
@boards_option
@archive_option
def schedule(
    boards: tuple[str, ...], kind: str, folder: Path | None, dry_run: bool, channels_file: Path, boards_folder: Path | None, archive: Path
) -> None:
    """Print or write what makes this machine crawl boards by itself: a systemd service with its timer, or a crontab line.

    Both call `panjeon watch --once`, which goes by the ledger and the manifests: what was missed while the machine was off is caught up once.

    \b
    Examples:
      panjeon schedule --write ~/.config/systemd/user
      panjeon schedule seoulsolution-ko --cron
    """
    if dry_run and folder is None:
        raise click.UsageError("--dry-run goes with --write FOLDER; without it nothing is written anyway")
    manifests = [find(name, further(boards_folder)) for name in boards_to_watch(boards, archive, boards_folder)]
    if not manifests:
        raise click.UsageError("the archive holds no board yet; name one, as in `panjeon schedule seoulsolution-ko`")
    words = watch_words(boards, archive, boards_folder, channels_file)
    name = unit_name(archive)
    if kind == "cron":
        files = {f"{name}.cron": crontab(words, manifests, archive)}
    else:
        files = {f"{name}.service": service(words, manifests, archive), f"{name}.timer": timer(manifests)}
    if folder is None:
        for file, text in files.items():
            click.echo(f"# {file}\n{text}")
    else:
        _write(files, folder, dry_run=dry_run)
    note(_next_step(kind, name, folder))


def unit_name(archive: Path) -> str:
    """``panjeon`` for archive.db, ``panjeon-NAME`` for NAME.db, in letters that a unit's name may have."""
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in archive.stem)
    return "panjeon" if archive.name == DEFAULT.name else f"panjeon-{plain}"


def watch_words(boards: Iterable[str], archive: Path, boards_folder: Path | None, channels: Path) -> list[str]:
    """The command that looks after boards once, with absolute paths: a timer knows no current folder and no PATH."""
    script = shutil.which("panjeon", path=str(Path(sys.executable).parent))
    words = [script] if script else ["/usr/bin/env", f"PYTHONPATH={Path(__file__).resolve().parent.parent}", sys.executable, "-m", "cli"]
    words += ["watch", "--once", "--archive", str(archive.absolute())]
    words += ["--boards", str(boards_folder.absolute())] if boards_folder else []
    words += ["--channels", str(channels.absolute())] if channels.is_file() else []
    words += boards
    for word in (*words, str(Path.cwd())):
        if not word.isprintable():
            raise ArchiveError(f"{word!r} holds a character that no unit or crontab can hold; give the folder a plain name")
    return words


def minutes(manifests: Iterable[Manifest]) -> int:
    """From one look to the next: short against the shortest rhythm."""
    shortest = min(manifest.rhythm.every for manifest in manifests)
    return next((look for look in LOOKS if look * 60 * WITHIN <= shortest), LOOKS[-1])


def service(words: Iterable[str], manifests: Iterable[Manifest], archive: Path) -> str:
    """The service unit: one look after the boards, fenced in."""
    folder = archive.absolute().parent
    lines = [
        f"{MARK}: looks which boards are due, crawls them one after another, and ends.",
        "[Unit]",
        f"Description=Panjeon: crawl {_percent(', '.join(manifest.name for manifest in manifests))} when due",
        "# A crawl without a network would be an incomplete one.",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
        "# Boards of your own are looked for in ./boards of this folder.",
        f"WorkingDirectory={_percent(str(Path.cwd()))}",
        "# The manifests say which board is due when; this line need not change when they do.",
        f"ExecStart={' '.join(_word(word).replace('$', '$$') for word in words)}",
    ]
    for line, why in SERVICE:
        lines += [f"# {why}", line.replace("{folder}", _word(str(folder)))]
    return "\n".join(lines) + "\n"


def timer(manifests: Iterable[Manifest]) -> str:
    """The timer unit: when the service is started."""
    kept = list(manifests)
    every = minutes(kept)
    spread = min(every * 30, *(manifest.rhythm.jitter for manifest in kept)) if kept else 0
    lines = [
        f"{MARK}: when to look for what is due, of {counted(len(kept), 'board')}.",
        "[Unit]",
        "Description=Panjeon: look which notice boards are due",
        "",
        "[Timer]",
        f"# Every {every} minutes it is looked which board is due; a look at boards that are not costs no request.",
        f"OnCalendar=*:0{'' if every == 60 else f'/{every}'}",
        "# A look that was missed while the machine was off is made up for once, when it is on again.",
        "Persistent=true",
        "# Not on the stroke of the hour, when every other robot comes.",
        f"RandomizedDelaySec={spread}",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def crontab(words: Iterable[str], manifests: Iterable[Manifest], archive: Path) -> str:
    """A crontab line with its comments."""
    every = minutes(manifests)
    log = archive.absolute().with_name(f"{archive.stem}.log")
    command = f"cd {shlex.quote(str(Path.cwd()))} && {shlex.join(words)} >> {shlex.quote(str(log))} 2>&1"
    lines = [
        f"{MARK}: add the last line to `crontab -e`.",
        f"# Every {every} minutes it is looked which board is due; a look at boards that are not costs no request.",
        "# cron makes up for nothing; the look does, once, because it goes by the ledger. A second look at a time ends at once.",
        "# What it says is added to the log file.",
        f"{'0' if every == 60 else f'*/{every}'} * * * * " + command.replace("%", "\\%"),
    ]
    return "\n".join(lines) + "\n"


def _percent(text: str) -> str:
    """A text in which systemd reads no specifier."""
    return text.replace("%", "%%")


def _word(text: str) -> str:
    """A word of a list as systemd reads it back: quoted where it must be, with no specifier in it."""
    plain = _percent(text)
    if plain and all(char.isalnum() or char in "/._-%+=:@,$" for char in plain):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write(files: Mapping[str, str], folder: Path, *, dry_run: bool) -> None:
    for file in files:
        path = folder / file
        if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(MARK):
            raise ArchiveError(f"{path} exists and was not written by panjeon schedule; move it away, or --write into another folder")
    for file, text in files.items():
        path = folder / file
        if dry_run:
            click.echo(f"{path} would be written ({len(text.splitlines())} lines)")
            continue
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(path.name + ".new")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
        click.echo(f"{path} written")


def _next_step(kind: str, name: str, folder: Path | None) -> str:
    if kind == "cron":
        return "Add the last line with `crontab -e`; `panjeon watch --dry-run` tells what is due."
    place = folder or "~/.config/systemd/user"
    return f"With both files in {place}: systemctl --user daemon-reload && systemctl --user enable --now {name}.timer"
