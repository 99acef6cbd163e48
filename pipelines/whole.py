"""Files and folders that are there whole or not at all, under names that no file system, shell or browser reads as anything else."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crawler.errors import ArchiveError

#: What a folder made by an export holds, and must hold to be replaced by another: --force deletes nothing that is not ours.
MARK = "panjeon.json"
#: Endings that a browser opens as no page and a desktop as no program; any other file ends in .bin.
ENDINGS = frozenset(
    "7z bmp csv doc docx gif hwp hwpx jpeg jpg mp3 mp4 odp ods odt pdf png ppt pptx rtf tif tiff txt webp xls xlsx zip".split()  # noqa: SIM905 - a list that is read
)

_LONGEST = 100
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%#`$~;&\'!{}\[\]]+')


def file_name(text: str, key: str, ending: str | None = None) -> str:
    """A file's name from a text that may be hostile: ``KEY-text.ending``, at most 160 bytes for a key of at most 40.

    The key is ours and comes first, so that no name is hidden, reserved (CON, NUL), an option or a path; two names with different
    keys never meet. Without an ``ending`` the text's own is kept where it is harmless.
    """
    plain = "".join(char for char in unicodedata.normalize("NFC", text) if char.isprintable())
    plain = _FORBIDDEN.sub("_", plain)
    stem, dot, own = plain.rpartition(".")
    if ending is None:
        known = bool(dot) and own.lower() in ENDINGS
        ending, plain = (own.lower(), stem) if known else ("bin", plain)
    cut = plain.strip("_ .-").encode()[:_LONGEST].decode("utf-8", "ignore").strip("_ .-")
    stem = "-".join(part for part in (key, re.sub(r"\s+", "-", cut)) if part)
    return f"{stem}.{ending}"


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all: written beside its place and renamed into it. Raises ArchiveError where one stands there."""
    with new_path(path, force=force) as partial, partial.open("xb") as stream:
        yield stream


@contextmanager
def new_path(path: Path, *, force: bool) -> Iterator[Path]:
    """A name beside a file's place; what stands there at the end is renamed into the place. Raises ArchiveError as ``new_file`` does."""
    _free(path, force=force)
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder; name a file with --output")
    partial = _partial(path)
    try:
        yield partial
        _sync(partial)
        partial.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written ({error.strerror}); name another --output") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path, *, force: bool, mark: str = MARK) -> Iterator[Path]:
    """A folder that is there whole or not at all; ``force`` replaces one that holds the file ``mark``, and no other.

    Raises ArchiveError where something stands there that may not be replaced, or that cannot be written.
    """
    _free(path, force=force)
    if path.exists() and not (path.is_dir() and (path / mark).is_file()):
        raise ArchiveError(f"{path} is no folder that an export made, and is not replaced; name another --output")
    partial = _partial(path)
    try:
        partial.mkdir()
        yield partial
        _into_place(partial, path)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written ({error.strerror}); name another --output") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _into_place(partial: Path, path: Path) -> None:
    if not path.exists():
        partial.rename(path)
    else:
        old = partial.with_name(f"{partial.name}-old")
        path.rename(old)
        partial.rename(path)
        shutil.rmtree(old)
    _sync(path.parent)


def _free(path: Path, *, force: bool) -> None:
    if path.is_symlink():
        raise ArchiveError(f"{path} is a symbolic link and is not written through; name another --output")
    if path.exists() and not force:
        raise ArchiveError(f"{path} exists; name another --output, or overwrite it with --force")


def _partial(path: Path) -> Path:
    """A name of this process beside the place; what a killed process left there is removed."""
    for left in path.parent.glob(f".{_literal(path.name)}.*.partial"):
        number = left.name.removesuffix(".partial").rpartition(".")[2]
        if number.isdigit() and not _alive(int(number)):
            left.unlink() if left.is_file() or left.is_symlink() else shutil.rmtree(left)
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


def _literal(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _sync(path: Path) -> None:
    """A file's bytes are on disk after this; a rename is when its folder is."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
