"""What `panjeon schedule` writes: units that systemd accepts, a crontab line that a shell reads back, each line with its reason."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from kept_board import run

from cli.schedule import SERVICE, minutes
from crawler.manifest import BUILT_IN, Manifest, Rhythm, load

#: A folder whose name systemd, a shell and cron each would read otherwise if it were not quoted.
ODD = "기록 100% $HOME \"x\" 'y' \\z"


def board(rhythm: Rhythm) -> Manifest:
    facts = load(BUILT_IN / "demo.toml")
    return Manifest(
        name="demo", title=facts.title, publisher=facts.publisher, url=facts.url, engine="drupal7", language="ko", timezone="Asia/Seoul",
        hosts=facts.hosts, rhythm=rhythm,
    )  # fmt: skip


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    units = sorted(map(str, folder.glob("*.service"))) + sorted(map(str, folder.glob("*.timer")))
    return subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("place", ["plain", ODD])
def test_systemd_accepts_the_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    home = tmp_path / place
    home.mkdir()
    monkeypatch.chdir(home)
    done = run("schedule", "demo", "seoulsolution-ko", "--write", tmp_path / "units", archive=Path("archive.db"))
    assert done.exit_code == 0, done.output
    told = verified(tmp_path / "units")
    complaints = [line for line in told.stderr.splitlines() if "panjeon." in line]
    assert (told.returncode, complaints) == (0, []), told.stderr


def test_systemd_would_have_complained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("schedule", "demo", "--write", tmp_path / "units", archive=Path("archive.db"))
    unit = tmp_path / "units" / "panjeon.timer"
    unit.write_text(unit.read_text().replace("OnCalendar=*:0/30", "OnCalendar=every now and then"))
    told = verified(tmp_path / "units")
    assert told.returncode != 0
    assert "Failed to parse calendar specification" in told.stderr


def test_every_line_of_the_units_has_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("schedule", "demo", archive=Path("archive.db")).stdout
    for wanted in ("Persistent=true", "RandomizedDelaySec=600", "NoNewPrivileges=yes", "ProtectSystem=strict", f"ReadWritePaths={tmp_path}", "OnCalendar=*:0/30"):
        assert wanted in told.splitlines()
    assert re.search(r"^ExecStart=/\S+ .*watch --once --archive /\S+/archive\.db demo$", told, re.MULTILINE)
    assert all(why.endswith(".") for _, why in SERVICE)
    lines = told.splitlines()
    for place, line in enumerate(lines):
        if re.match(r"[A-Z]\w+=", line) and not line.startswith(("Description", "After", "WantedBy")):
            assert lines[place - 1].startswith("# "), line


def test_a_shell_reads_the_crontab_line_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / ODD
    home.mkdir()
    monkeypatch.chdir(home)
    told = run("schedule", "demo", "--cron", archive=Path("archive.db")).stdout
    (line,) = (line for line in told.splitlines() if line and not line.startswith("#"))
    assert line.startswith("*/30 * * * * cd ")
    assert "%" not in line.replace("\\%", "")
    words = shlex.split(line.removeprefix("*/30 * * * * ").replace("\\%", "%"))
    assert words[:3] == ["cd", str(home), "&&"]
    assert words[words.index("watch") :] == ["watch", "--once", "--archive", str(home / "archive.db"), "demo", ">>", str(home / "archive.log"), "2>&1"]


def test_a_line_break_in_a_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "a\nExecStart=b"
    home.mkdir()
    monkeypatch.chdir(home)
    done = run("schedule", "demo", archive=Path("archive.db"))
    assert done.exit_code == 1
    assert "holds a character that no unit or crontab can hold" in done.stderr


@pytest.mark.parametrize(("every", "look"), [(300, 5), (3600, 5), (7200, 10), (21600, 30), (12 * 3600, 60), (7 * 86400, 60)])
def test_looks_are_short_against_the_rhythm(every: int, look: int) -> None:
    assert minutes([board(Rhythm(every=every, sweep=every, jitter=0))]) == look
    assert minutes([board(Rhythm()), board(Rhythm(every=every, sweep=every, jitter=0))]) <= look


def test_the_command_runs_in_an_empty_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A timer has no PATH of yours, no PYTHONPATH and no current folder."""
    monkeypatch.chdir(tmp_path)
    told = run("schedule", "demo", "--cron", archive=Path("archive.db")).stdout
    (line,) = (line for line in told.splitlines() if line and not line.startswith("#"))
    command = line.removeprefix("*/30 * * * * ").replace(" --once ", " --dry-run ").partition(" >> ")[0]
    done = subprocess.run(["/bin/sh", "-c", command], env={"PATH": "/usr/bin:/bin"}, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"demo: due now: sweep \(never crawled\)\n", done.stdout)


def test_what_others_wrote_is_not_overwritten_and_a_dry_run_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    units = tmp_path / "units"
    done = run("schedule", "demo", "--write", units, "--dry-run", archive=Path("named.db"))
    assert "panjeon-named.service would be written" in done.stdout
    assert not units.exists()
    units.mkdir()
    (units / "panjeon-named.timer").write_text("[Timer]\n")
    done = run("schedule", "demo", "--write", units, archive=Path("named.db"))
    assert done.exit_code == 1
    assert "was not written by panjeon schedule; move it away" in done.stderr
    assert sorted(path.name for path in units.iterdir()) == ["panjeon-named.timer"]
    (units / "panjeon-named.timer").unlink()
    assert run("schedule", "demo", "--write", units, archive=Path("named.db")).exit_code == 0
    assert run("schedule", "demo", "--write", units, archive=Path("named.db")).exit_code == 0
    assert sorted(path.name for path in units.iterdir()) == ["panjeon-named.service", "panjeon-named.timer"]


def test_nothing_to_schedule_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("schedule", archive=tmp_path / "none.db")
    assert done.exit_code == 2
    assert "the archive holds no board yet; name one" in done.stderr
    done = run("schedule", "dmo", archive=tmp_path / "none.db")
    assert done.exit_code == 1
    assert "there is no board 'dmo'; did you mean demo" in done.stderr
