"""From measurements to tables of ratios with the goals beside them, and a description of the machine without its name."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import scrapy


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A ratio that should be at least (or at most) a number; ``found`` is None where it could not be measured."""

    says: str
    wanted: float
    found: float | None
    at_most: bool = False

    @property
    def reached(self) -> str:
        """yes, no, or why it is not known."""
        if self.found is None:
            return "not measured"
        return "yes" if (self.found <= self.wanted if self.at_most else self.found >= self.wanted) else "no"

    def row(self) -> tuple[str, str, str, str]:
        """What, wanted, found, reached."""
        sign = "≤" if self.at_most else "≥"
        return self.says, f"{sign} {self.wanted:g} ×", "–" if self.found is None else f"{self.found:.2f} ×", self.reached


def worked(process: int) -> float | None:
    """Seconds that the processor has worked for a process, where the system tells; it counts in hundredths."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its columns padded so that it reads as plain text too."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in (head, *rows)]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def machine() -> str:
    """Processor, cores and versions; no host name and no path."""
    return (
        f"{_processor()}, {os.cpu_count()} cores; {platform.system()}; Python {platform.python_version()}, Scrapy {scrapy.__version__},"
        f" SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor() or platform.machine())
