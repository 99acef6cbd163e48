"""Writes into a board file which hosts of partners may be asked, and changes nothing else of it."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from crawler.manifest import LARGEST, load
from crawler.onboarding.writing import quoted

_HEADER = re.compile(r"\s*\[partners\]\s*(#.*)?")
_TABLE = re.compile(r"\s*\[")
_ASK = re.compile(r"\s*ask\s*=")


def asking(hosts: Sequence[str]) -> str:
    """The line that names hosts."""
    return f"ask = {quoted(tuple(hosts))}"


def with_asked(text: str, hosts: Sequence[str]) -> str:
    """The text of a board file with these hosts in ``partners.ask``, in place of those that stood there."""
    lines = text.splitlines()
    header = next((place for place, line in enumerate(lines) if _HEADER.fullmatch(line)), None)
    if header is None:
        # The diary grows at the end of a file.
        place = next((place for place, line in enumerate(lines) if line.strip() == "[diary]"), len(lines))
        gap = [""] if place and lines[place - 1].strip() else []
        lines[place:place] = [*gap, "[partners]", asking(hosts), *([""] if place < len(lines) else [])]
        return "\n".join(lines) + "\n"
    end = next((place for place in range(header + 1, len(lines)) if _TABLE.match(lines[place])), len(lines))
    first = next((place for place in range(header + 1, end) if _ASK.match(lines[place])), None)
    if first is None:
        lines[header + 1 : header + 1] = [asking(hosts)]
    else:
        lines[first : _end_of_value(lines, first)] = [asking(hosts)]
    return "\n".join(lines) + "\n"


def _end_of_value(lines: Sequence[str], first: int) -> int:
    """The line after a key's value, which may be a list over several lines."""
    for end in range(first + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[first:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return first + 1


def write_asked(path: Path, folder: Path, hosts: Sequence[str]) -> Path:
    """Put the changed board file into a folder, whole or not at all, after it has been loaded; where it stands now. Raises ManifestError."""
    text = with_asked(path.read_bytes()[:LARGEST].decode("utf-8-sig"), hosts)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / path.name
    with tempfile.TemporaryDirectory(dir=folder, prefix=".partners-") as scratch:
        trial = Path(scratch) / path.name
        trial.write_text(text, encoding="utf-8")
        load(trial)
        trial.rename(target)
    return target
