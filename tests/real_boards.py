"""Real software of boards on loopback: each package in a virtual environment of its own, filled with notices, and served.

The environments are built on demand under ``$PANJEON_REAL_BOARDS``, by default in the user's cache folder, and kept; building one
takes about half a minute. Where the package index cannot be reached the tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SITES = Path(__file__).parent / "real_sites"
PACKAGES = {"spirit": "django-spirit>=0.14.3,<0.15", "machina": "django-machina>=1.3.1,<1.4"}
#: Programs that make pages of notices and are nobody's platform: their boards are learned.
MAKERS = {"pelican": "pelican[markdown]>=4.11,<5", "mkdocs": "mkdocs-material>=9.6,<10", "nikola": "Nikola>=8.3.1,<9"}
BUILD_SECONDS = 300


def environments() -> Path:
    """The folder that holds the virtual environments."""
    named = os.environ.get("PANJEON_REAL_BOARDS")
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "panjeon" / "real-boards"


def python_of(name: str) -> Path:
    """The interpreter of a board's environment, which is built first where it is not there; skips the test where it cannot be."""
    folder, wanted = environments() / name, (PACKAGES | MAKERS)[name]
    python, mark = folder / "bin" / "python", folder / "holds.txt"
    if mark.exists() and mark.read_text() == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True, timeout=BUILD_SECONDS)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "15", wanted]
        subprocess.run(install, check=True, capture_output=True, text=True, timeout=BUILD_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        pytest.skip(f"{wanted} cannot be installed here: {str(said).strip().splitlines()[-1][:200]}")
    mark.write_text(wanted)
    return python


class RealBoard:
    """Context manager: a board of real software in a folder, answering on ``url`` while it is open.

    language, zone: the site's own, in which it writes its dates
    """

    def __init__(self, name: str, folder: Path, *, language: str = "ko", zone: str = "Asia/Seoul") -> None:
        self.name, self.folder, self.language, self.zone = name, folder, language, zone
        self.url = ""
        self._python = python_of(name)
        self._server: subprocess.Popen[str] | None = None

    def __enter__(self) -> RealBoard:
        self.order("fill")
        self._server = subprocess.Popen(self._command("serve"), env=self._env(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self._server.stdout is not None
        port = self._server.stdout.readline().strip()
        assert port.isdigit(), self._server.communicate()[1][-2000:]
        self.url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.communicate()

    def order(self, verb: str) -> str:
        """Have the board's script do something; what it printed."""
        done = subprocess.run(self._command(verb), env=self._env(), capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def dump(self) -> dict[str, Any]:
        """What stands in the board's own database: the path of its list, and its topics."""
        found: dict[str, Any] = json.loads(self.order("dump"))
        return found

    def _command(self, verb: str) -> list[str]:
        return [str(self._python), str(SITES / f"{self.name}_site.py"), str(self.folder), verb]

    def _env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DJANGO"))}
        return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "BOARD_LANGUAGE": self.language, "BOARD_ZONE": self.zone}

    def manifest_text(self) -> str:
        """A manifest for the board as it answers now, in the form of a board file named ``real``."""
        host = self.url.removeprefix("http://")
        return (
            f'name = "real"\ntitle = "공지사항"\npublisher = "판전 시청"\nurl = "{self.url}{self.dump()["list"]}"\nengine = "{self.name}"\n'
            f'language = "ko"\ntimezone = "{self.zone}"\n\n[fetch]\ndelay = 0\nprivate_hosts = ["{host}"]\n'
        )
