"""Checks an evidence pack with nothing but the pack: every file, every record, every version against its record, the ledger's chain."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.errors import ArchiveError, WarcDamaged
from crawler.warc import Record, ascii_uri, payload_digest
from crawler.warc.read import members, parsed
from pipelines import chain
from pipelines.verify import Finding, proved
from publish import bag, timestamp
from publish.pack_shape import CDX, DIGEST, LEDGER, PACKAGE, POSTS, STAMP, WACZ, WARC

CODES = {
    "E41": "A file of the pack is missing.",
    "E42": "A file of the pack is not the one that its manifest names.",
    "E43": "A file stands in the pack that no manifest names, or a symbolic link.",
    "E44": "The pack's bagit.txt is missing or another.",
    "E45": "The WACZ is no readable one, or a part of it is not the one that its package description names.",
    "E46": "A record of the WACZ is damaged, or its block or payload is not the one that its digest names.",
    "E47": "A version, event or file names a record that the WACZ does not hold, or one of another payload or address.",
    "E48": "A record repeats an earlier one that the WACZ does not hold.",
    "E49": "The ledger is not a chain: a run was altered, taken out or put in.",
    "E50": "The time stamp is of another pack, or cannot be read.",
}
_KINDS = {"missing": "E41", "altered": "E42", "unlisted": "E43", "link": "E43", "declaration": "E44"}
#: What a part of a WACZ other than the records may be unpacked to.
_LONGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found wrong, what was looked at, and the pack's digest; ``stamped`` tells when it was time-stamped."""

    findings: tuple[Finding, ...]
    files: int
    records: int
    versions: int
    digest: str
    stamped: str | None


@dataclass(slots=True)
class _Check:
    folder: Path
    findings: list[Finding] = field(default_factory=list)
    records: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    versions: int = 0
    stamped: str | None = None

    def report(self, code: str, file: str, message: str, offset: int | None = None) -> None:
        self.findings.append(Finding(code=code, severity="E", file=file, offset=offset, message=message))


def check_pack(folder: Path) -> Checked:
    """Everything that is wrong with a pack. Raises ArchiveError for a folder that is none."""
    if not (folder / bag.MANIFEST).is_file() or not (folder / bag.TAGS).is_file():
        raise ArchiveError(f"{folder} is no evidence pack: {bag.MANIFEST} or {bag.TAGS} is missing; name a folder that `panjeon export evidence` made")
    check = _Check(folder)
    for kind, path, message in bag.faults(folder):
        check.report(_KINDS[kind], path, message)
    if not any(found.code == "E43" and "symbolic" in found.message for found in check.findings):
        _wacz(check)
        _posts(check)
        _ledger(check)
        _stamp(check)
    return Checked(
        findings=tuple(check.findings), files=sum(1 for _ in bag.listing(folder / bag.MANIFEST)), records=len(check.records),
        versions=check.versions, digest=bag.sha256(folder / bag.TAGS), stamped=check.stamped,
    )  # fmt: skip


def _wacz(check: _Check) -> None:
    path = check.folder / WACZ
    if not path.is_file():
        check.report("E41", WACZ, "the pack holds no records")
        return
    try:
        with zipfile.ZipFile(path) as whole:
            _package(check, whole)
            _records(check, whole)
            _index(check, whole)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, NotImplementedError, EOFError, OSError) as error:
        check.report("E45", WACZ, f"it cannot be read: {error}")


def _small(whole: zipfile.ZipFile, name: str) -> bytes:
    with whole.open(name) as stream:
        content = stream.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise ValueError(f"{name} is larger than {_LONGEST} bytes")
    return content


def _package(check: _Check, whole: zipfile.ZipFile) -> None:
    package = _small(whole, PACKAGE)
    if json.loads(_small(whole, DIGEST)) != {"path": PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}:
        check.report("E45", WACZ, f"{DIGEST} is not that of {PACKAGE}")
    listed = {resource["path"]: (resource["hash"], resource["bytes"]) for resource in json.loads(package)["resources"]}
    held = [name for name in whole.namelist() if name not in (PACKAGE, DIGEST)]
    if sorted(held) != sorted(listed):
        check.report("E45", WACZ, f"it holds {', '.join(sorted(held))}, not {', '.join(sorted(listed))}")
        return
    for name, (digest, size) in listed.items():
        found, length = hashlib.sha256(), 0
        with whole.open(name) as stream:
            while part := stream.read(1024 * 1024):
                found.update(part)
                length += len(part)
        if (f"sha256:{found.hexdigest()}", length) != (digest, size):
            check.report("E45", WACZ, f"{name} is not the one that {PACKAGE} names")


def _records(check: _Check, whole: zipfile.ZipFile) -> None:
    repeated: list[tuple[int, str, str]] = []
    with whole.open(WARC) as stream:
        try:
            for offset, length, raw in members(stream, 0, WARC):
                record = parsed(raw, offset, length, WARC)
                _record(check, record)
                if record.type == "revisit":
                    repeated.append((offset, record.headers.get("warc-refers-to", "").strip("<>"), payload_digest(record)))
        except WarcDamaged as damage:
            check.report("E46", WACZ, str(damage))
    for offset, named, digest in repeated:
        if named not in check.records or check.records[named][:2] != ("response", digest):
            check.report("E48", WACZ, f"the record repeats {named}, which is not there with its payload", offset)


def _record(check: _Check, record: Record) -> None:
    payload = proved(lambda _, offset, message: check.report("E46", WACZ, message, offset), record)
    digest = hashlib.sha256(payload).hexdigest() if record.type == "response" else payload_digest(record)
    check.records[record.id] = (record.type, digest, record.headers.get("warc-target-uri", ""))


def _index(check: _Check, whole: zipfile.ZipFile) -> None:
    """The index names as many answers as there are."""
    places = {record for record, (kind, _, _) in check.records.items() if kind in ("response", "revisit")}
    with whole.open(CDX) as stream, gzip.open(stream) as unpacked:
        lines = unpacked.read(_LONGEST).decode().splitlines()
    if len(lines) != len(places):
        check.report("E45", WACZ, f"the index names {len(lines)} answers, the records are {len(places)}")


def _posts(check: _Check) -> None:
    for path in sorted((check.folder / POSTS).glob("*/*.json")):
        name = path.relative_to(check.folder).as_posix()
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            named = [facts["capture"], *(row["capture"] for part in ("events", "absences", "attachments", "comments") for row in _rows(facts, part))]
            captures = [(str(one["record_id"]), str(one["payload_sha256"]), str(one["url"])) for one in named]
        except (ValueError, KeyError, TypeError) as error:
            check.report("E42", name, f"it cannot be read: {error}")
            continue
        check.versions += path.name.startswith("version-")
        for record_id, digest, url in captures:
            _capture(check, name, record_id, digest, url)


def _rows(facts: dict[str, Any], part: str) -> Iterator[dict[str, Any]]:
    """The rows of a post's table; a version's own list of attachments names no captures."""
    return (row for row in facts.get(part, ()) if "capture" in row)


def _capture(check: _Check, name: str, record_id: str, digest: str, url: str) -> None:
    record = check.records.get(record_id.strip("<>"))
    if record is None:
        check.report("E47", name, f"the record {record_id} is not in the WACZ")
    elif record[1] != digest:
        check.report("E47", name, f"the record {record_id} holds the payload {record[1]}, not {digest}")
    elif record[2] != ascii_uri(url):
        check.report("E47", name, f"the record {record_id} is of {record[2]}, not of {url}")


def _ledger(check: _Check) -> None:
    previous = chain.START
    try:
        for number, line in enumerate((check.folder / LEDGER).read_text(encoding="utf-8").splitlines(), start=1):
            link = json.loads(line)
            if link["previous"] != previous or link["digest"] != chain.digest(link):
                check.report("E49", LEDGER, f"line {number} does not follow from the line before it")
                return
            previous = link["digest"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        check.report("E49", LEDGER, f"it cannot be read: {error}")


def _stamp(check: _Check) -> None:
    path = check.folder / STAMP
    if not path.is_file():
        return
    try:
        stamp = timestamp.read(path.read_bytes())
    except ArchiveError as error:
        check.report("E50", STAMP, str(error))
        return
    if stamp.sha256 != bag.sha256(check.folder / bag.TAGS):
        check.report("E50", STAMP, f"it is of another digest than that of {bag.TAGS}")
    else:
        check.stamped = stamp.at.isoformat()
