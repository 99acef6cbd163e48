"""BagIt 1.0 (RFC 8493): a folder whose manifests name the SHA-256 of every file in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from crawler.errors import ArchiveError

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_CHUNK = 1024 * 1024


def close_bag(folder: Path, facts: Mapping[str, str]) -> None:
    """Turn a folder with its payload under data/ into a bag; other files at its top become tag files. ``facts`` go into bag-info.txt."""
    payload = [path for path in _files(folder) if path.startswith("data/")]
    size = sum((folder / path).stat().st_size for path in payload)
    info = {**facts, "Payload-Oxum": f"{size}.{len(payload)}"}
    _write(folder / "bagit.txt", DECLARATION)
    _write(folder / "bag-info.txt", "".join(f"{name}: {' '.join(value.split())}\n" for name, value in info.items()))
    _write(folder / MANIFEST, _manifest(folder, payload))
    _write(folder / TAGS, _manifest(folder, [path for path in _files(folder) if not path.startswith("data/")]))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _manifest(folder: Path, paths: list[str]) -> str:
    return "".join(f"{sha256(folder / path)}  {path.replace('%', '%25').replace(chr(10), '%0A').replace(chr(13), '%0D')}\n" for path in paths)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        digest = hashlib.sha256()
        while part := stream.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


def faults(folder: Path) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a bag: (kind, file, sentence), kind being declaration, missing, altered, unlisted or link."""
    if not (folder / "bagit.txt").is_file() or (folder / "bagit.txt").read_bytes() != DECLARATION.encode():
        yield "declaration", "bagit.txt", "the file that declares the bag is missing or another"
    links = [found.relative_to(folder).as_posix() for found in folder.rglob("*") if found.is_symlink()]
    if links:
        yield "link", links[0], "a symbolic link, which no pack holds"
        return
    listed: set[str] = set()
    for name in (MANIFEST, TAGS):
        for path, digest in listing(folder / name):
            listed.add(path)
            if not (folder / path).is_file():
                yield "missing", path, f"{name} names it, but it is not there"
            elif sha256(folder / path) != digest:
                yield "altered", path, f"its SHA-256 is not the one that {name} names"
    for path in _files(folder):
        if path.startswith("data/") and path not in listed:
            yield "unlisted", path, f"{MANIFEST} does not name it"
    for path in ("bagit.txt", "bag-info.txt", MANIFEST):
        if path not in listed:
            yield "unlisted", path, f"{TAGS} does not name it"


def listing(manifest: Path) -> Iterator[tuple[str, str]]:
    """The paths of a manifest with their digests. Raises ArchiveError for a line that names no file within the bag."""
    try:
        text = manifest.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{manifest} cannot be read ({error}); this is no evidence pack, or a part of it is missing") from error
    for number, line in enumerate(text.split("\n"), start=1):
        digest, _, path = line.partition("  ")
        path = unquote(path)
        if line and (len(digest) != 64 or not path or path.startswith("/") or ".." in path.split("/") or "\0" in path or "\\" in path):
            raise ArchiveError(f"{manifest}, line {number}: {line[:80]!r} names no file within the pack; it was not made by `panjeon export evidence`")
        if line:
            yield path, digest
