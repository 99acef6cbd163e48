"""A WACZ of a few captures: their records copied byte for byte, indexed and listed so that the usual viewers replay them."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.errors import WarcDamaged
from crawler.warc import Record, ascii_uri, payload_of, read_at, records
from publish.evidence import place_of
from publish.pack_shape import CDX, DIGEST, IDX, PACKAGE, PAGES, WARC

#: Lines of the index in one gzip member, as other writers have it.
_LINES = 3000
_WWW = re.compile(r"^www\d*\.")
#: Answers of so many bytes, with their requests, may come to more than a ZIP's sizes of 32 bits hold.
_LARGE = 1 << 30
#: A ZIP keeps a time for every entry; one that never moves makes equal packs equal.
_THEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An entry of the list of pages that a viewer shows first."""

    url: str
    title: str
    at: str


def write_wacz(conn: sqlite3.Connection, warcs: Path, captures: Sequence[int], pages: Sequence[Page], target: Path, facts: Mapping[str, str]) -> None:
    """Write the captures, the requests that led to them, and the warcinfo records of their files. ``facts`` go into datapackage.json.

    Raises WarcDamaged or FileNotFoundError where a record cannot be had as it was captured.
    """
    lines: list[str] = []
    resources: list[dict[str, Any]] = []
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as whole:
        with whole.open(zipfile.ZipInfo(WARC, _THEN), "w", force_zip64=_is_large(conn, captures)) as stream:
            digest, offset = hashlib.sha256(), 0
            for row, content in _members(conn, warcs, captures):
                if row is not None:
                    lines.append(_index_line(row, offset, content))
                stream.write(content)
                digest.update(content)
                offset += len(content)
        resources.append(_resource(WARC, digest.hexdigest(), offset))
        index, secondary = _index(sorted(lines))
        listed = "\n".join([json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}), *map(_page_line, pages)]) + "\n"
        for name, content in ((CDX, index), (IDX, secondary), (PAGES, listed.encode())):
            whole.writestr(zipfile.ZipInfo(name, _THEN), content)
            resources.append(_resource(name, hashlib.sha256(content).hexdigest(), len(content)))
        package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", **facts, "resources": resources}, ensure_ascii=False, indent=1).encode()
        whole.writestr(zipfile.ZipInfo(PACKAGE, _THEN), package)
        proof = {"path": PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        whole.writestr(zipfile.ZipInfo(DIGEST, _THEN), json.dumps(proof))


def _is_large(conn: sqlite3.Connection, captures: Sequence[int]) -> bool:
    """Whether the records need sizes of 64 bits. ReplayWeb.page looks for them 20 bytes too early then, so a pack that does not, has none."""
    marks = ", ".join("?" * len(captures))
    size: int = conn.execute(f"SELECT coalesce(sum(warc_length), 0) FROM captures WHERE id IN ({marks})", tuple(captures)).fetchone()[0]
    return size > _LARGE


def _resource(path: str, sha256: str, size: int) -> dict[str, Any]:
    return {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{sha256}", "bytes": size}


def _members(conn: sqlite3.Connection, warcs: Path, captures: Sequence[int]) -> Iterator[tuple[sqlite3.Row | None, bytes]]:
    """The gzip members in the order of files and offsets, each with its row of captures if it is an answer."""
    marks = ", ".join("?" * len(captures))
    known: str | None = None
    for row in conn.execute(f"SELECT * FROM captures WHERE id IN ({marks}) ORDER BY warc_file, warc_offset", tuple(captures)).fetchall():
        path = place_of(warcs, row["warc_file"])
        if row["warc_file"] != known:
            known = row["warc_file"]
            first = next(records(path), None)
            if first is not None and first.type == "warcinfo":
                yield None, _cut(path, first.offset, first.length)
        request = _request(conn, path, row)
        if request is not None:
            yield None, _cut(path, request.offset, request.length)
        _prove(path, row)
        yield row, _cut(path, row["warc_offset"], row["warc_length"])


def _prove(path: Path, row: sqlite3.Row) -> None:
    record = read_at(path, row["warc_offset"], row["warc_length"])
    if record.id != row["record_id"].strip("<>"):
        raise WarcDamaged(f"{path.name} at {row['warc_offset']}: not the record that capture {row['id']} names; run `panjeon verify`")
    if row["revisit_of"] is None and hashlib.sha256(payload_of(record)).hexdigest() != row["payload_sha256"]:
        raise WarcDamaged(f"{path.name} at {row['warc_offset']}: the payload is not the one that capture {row['id']} names; run `panjeon verify`")


def _request(conn: sqlite3.Connection, path: Path, row: sqlite3.Row) -> Record | None:
    """The request that was written before an answer; between them and the answer before stands little."""
    begin = conn.execute(
        "SELECT coalesce(max(warc_offset + warc_length), 0) FROM captures WHERE warc_file = ? AND warc_offset < ?", (row["warc_file"], row["warc_offset"])
    ).fetchone()[0]
    for record in records(path, begin):
        if record.offset >= row["warc_offset"]:
            return None
        if record.type == "request" and record.headers.get("warc-concurrent-to", "").strip("<>") == row["record_id"].strip("<>"):
            return record
    return None


def _cut(path: Path, offset: int, length: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(offset)
        return stream.read(length)


def _index_line(row: sqlite3.Row, offset: int, member: bytes) -> str:
    url = ascii_uri(row["url"])
    facts = {
        "url": url,
        "mime": "warc/revisit" if row["revisit_of"] is not None else row["media_type"] or "unk",
        "status": str(row["status"]),
        "digest": f"sha256:{row['payload_sha256']}",
        "length": str(len(member)),
        "offset": str(offset),
        "filename": WARC.rpartition("/")[2],
        # of the member as it stands in the file, as other writers have it: a viewer holds it against what it read
        "recordDigest": f"sha256:{hashlib.sha256(member).hexdigest()}",
    }
    return f"{search_key(url)} {stamp(row['fetched_at'])} {json.dumps(facts)}"


def search_key(url: str) -> str:
    """An address as indexes sort it: ``kr,seoulsolution)/ko/node/1?a=1&b=2``, in lower case, the query's parts in order."""
    parts = urlsplit(url.lower())
    host, _, port = parts.netloc.rpartition("@")[2].partition(":")
    shown = ",".join(reversed(_WWW.sub("", host).split("."))) + (f":{port}" if port and (parts.scheme, port) not in (("http", "80"), ("https", "443")) else "")
    query = "&".join(sorted(parts.query.split("&")))
    return f"{shown}){parts.path or '/'}" + (f"?{query}" if query else "")


def stamp(at: str) -> str:
    """A time of ours as 14 digits."""
    return datetime.fromisoformat(at).strftime("%Y%m%d%H%M%S")


def _index(lines: Sequence[str]) -> tuple[bytes, bytes]:
    """The index in gzip members of so many lines each, and the index of those members."""
    members, entries = [], ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}']
    offset = 0
    for start in range(0, len(lines), _LINES):
        part = lines[start : start + _LINES]
        member = gzip.compress("".join(f"{line}\n" for line in part).encode(), mtime=0)
        facts = {"offset": offset, "length": len(member), "digest": f"sha256:{hashlib.sha256(member).hexdigest()}"}
        entries.append(f"{' '.join(part[0].split(' ', 2)[:2])} {json.dumps(facts)}")
        members.append(member)
        offset += len(member)
    return b"".join(members), ("\n".join(entries) + "\n").encode()


def _page_line(page: Page) -> str:
    key = hashlib.sha256(f"{page.url} {page.at}".encode()).hexdigest()[:24]
    return json.dumps({"id": key, "url": ascii_uri(page.url), "title": page.title, "ts": page.at}, ensure_ascii=False)
