"""A board file from what a visit found: at most 40 lines, commented, and loaded once before it stands under its name."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crawler.errors import ManifestError
from crawler.manifest import FetchRules, Manifest, load
from crawler.onboarding.expecting import expectations
from crawler.onboarding.looking import Cost, Found

LINES = 40
_WIDTH = 150
_TOP = ("name", "title", "publisher", "url", "engine", "language", "timezone", "date_order", "hosts")


def manifest_text(found: Found, price: Cost, day: date) -> str:
    """The board file of a found board, with the reasons as comments; what is only convenient gives way where 40 lines would not do."""
    board = found.board
    needed = [
        [f"{key} = {quoted(getattr(board, key))}" for key in _TOP if getattr(board, key)],
        ["[fetch]", *_fetch(board.fetch, found.pause)],
        *_tables(board),
        ["[expect]", *(f"{key} = {value}" for key, value in expectations(found).items())],
    ]
    diary = [["[diary]", f'{day.isoformat()} = "added as {found.verdict}: {len(found.samples)} posts looked at"']]
    comments = list(_comments(found, price))
    for blocks, gap, told in ((needed + diary, [""], comments), (needed + diary, [], comments), (needed, [], comments[:2])):
        lines = [*told, *(line for number, block in enumerate(blocks) for line in (*(gap if number else ()), *block))]
        if len(lines) <= LINES:
            return "\n".join(lines) + "\n"
    raise ManifestError(f"the board file of {board.url} would have more than {LINES} lines; please report this address")


def _comments(found: Found, price: Cost) -> Iterator[str]:
    yield _comment(f"{found.verdict}, confidence {found.confidence:.2f}: {'; '.join(found.signs)}")
    least = "at least " if price.least else ""
    yield _comment(f"a first crawl asks {least}{price.requests} times: {price.pages} list pages, {price.posts} posts and their files")
    yield from (_comment(f"look at this: {check.text}") for check in found.checks if not check.well)


def _comment(text: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in text)
    return f"# {plain if len(plain) <= _WIDTH else plain[: _WIDTH - 1] + '…'}"


def _fetch(rules: FetchRules, pause: float) -> Iterator[str]:
    longer = f"  # robots.txt asks for {pause:g}, which counts" if pause > rules.delay else ""
    yield f"delay = {rules.delay:g}{longer}"
    if rules.contact:
        yield f"contact = {quoted(rules.contact)}"
    if rules.post:
        yield f"post = {quoted(rules.post)}"
    if rules.private_hosts:
        yield f"private_hosts = {quoted(rules.private_hosts)}"


def _tables(board: Manifest) -> Iterator[list[str]]:
    for name, table in (("learned", board.learned), ("select", board.select)):
        if table:
            yield [f"[{name}]", *(f"{key} = {quoted(value)}" for key, value in table.items())]


def quoted(value: object) -> str:
    """A value as TOML writes it: texts as basic strings, sequences of texts as lists."""
    if isinstance(value, tuple | list):
        return "[" + ", ".join(quoted(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write(text: str, name: str, folder: Path) -> Path:
    """Put a board file under its name, whole or not at all, after it has been loaded. Raises ManifestError where one stands there or it cannot be loaded."""
    path = folder / f"{name}.toml"
    if path.exists():
        raise ManifestError(f"{path} exists; give the board another --name")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".add-") as scratch:
        trial = Path(scratch) / path.name
        trial.write_text(text, encoding="utf-8")
        load(trial)
        trial.rename(path)
    return path


def loaded(text: str, name: str) -> Manifest:
    """The manifest that a text describes."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return load(path)
