"""verify finds what is wrong, names it by its code, and finds nothing in a good archive."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bad_archives import BROKEN, EDITED, LIST, POST, execute, file_of, good, remade, trusted

from crawler.errors import ArchiveError, WarcDamaged
from pipelines.verify import CODES, Finding, digest_of_capture, verify

#: Truncations and bit flips of each of two files.
DAMAGES = int(os.environ.get("PANJEON_DAMAGES", "50"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good(tmp_path_factory.mktemp("good"))


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    """A copy of the good archive that may be broken."""
    return Path(shutil.copytree(sound, tmp_path / "archive"))


def codes(folder: Path, *, deep: bool = True) -> set[str]:
    return {finding.code for finding in verify(folder / "archive.db", folder / "warcs", deep=deep)}


def test_a_good_archive_has_no_findings_and_is_left_as_it_is(archive: Path) -> None:
    before = (archive / "archive.db").read_bytes()
    told: list[tuple[int, int]] = []
    assert verify(archive / "archive.db", archive / "warcs", progress=lambda done, total: told.append((done, total))) == []
    assert verify(archive / "archive.db", archive / "warcs", deep=False) == []
    assert (archive / "archive.db").read_bytes() == before
    assert told[-1][0] == told[-1][1] == sum(path.stat().st_size for path in (archive / "warcs").iterdir())


def test_every_code_has_a_broken_archive() -> None:
    assert set(BROKEN) == set(CODES)


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_each_broken_archive_is_found_by_its_code_and_nothing_else(code: str, archive: Path) -> None:
    break_it, expected = BROKEN[code]
    break_it(archive)
    findings = verify(archive / "archive.db", archive / "warcs")
    assert {finding.code for finding in findings} == expected, findings
    assert all(finding.severity == finding.code[0] and finding.message for finding in findings)


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        (b"Panjeon-Head-Digest: sha256:", b"Panjeon-Head-Digest: sha256:0"),
        (b"Panjeon-Head-Digest: ", b"Panjeon-Other: "),
        (b"WARC-Block-Digest: ", b"Panjeon-Head-Digest: "),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 200 KO"),
        (b"Content-Type: application/pdf", b"Content-Type: application/zip"),
    ],
)
def test_an_answer_whose_head_is_not_proved_is_found(old: bytes, changed: bytes, archive: Path) -> None:
    remade(archive, lambda raw: raw.replace(old, changed))
    assert codes(archive) == {"E07"}


def test_an_answer_with_a_digest_of_its_whole_block_is_proved_as_well(archive: Path) -> None:
    def whole(raw: bytes) -> bytes:
        head, gap, rest = raw.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Panjeon-Head-Digest")]
        if len(lines) == len(head.split(b"\r\n")):
            return raw
        return b"\r\n".join([*lines, f"WARC-Block-Digest: sha256:{hashlib.sha256(rest[:-4]).hexdigest()}".encode()]) + gap + rest

    remade(archive, whole)
    assert codes(archive) == set()
    remade(archive, lambda raw: raw.replace(b"WARC-Block-Digest: sha256:", b"WARC-Block-Digest: sha256:0"))
    assert codes(archive) == {"E07"}


def test_a_finding_names_file_and_offset(archive: Path) -> None:
    execute(archive, "UPDATE captures SET url = 'http://board.example/post/102' WHERE id = 2")
    with closing(sqlite3.connect(archive / "archive.db")) as database:
        offset = database.execute("SELECT warc_offset FROM captures WHERE id = 2").fetchone()[0]
    message = "capture 2 is of http://board.example/post/102, its record of http://board.example/post/101"
    assert verify(archive / "archive.db", archive / "warcs") == [
        Finding(code="E11", severity="E", file="00001-001-hall.warc.gz", offset=offset, message=message)
    ]


@pytest.mark.fault(15)
@pytest.mark.parametrize("crawl", [1, 2])
def test_every_truncation_is_found(crawl: int, archive: Path) -> None:
    """100 of 100; PANJEON_DAMAGES=500 makes it 1,000 of 1,000. Between two records nothing is torn, and the fixity finds it alone."""
    path = file_of(archive, crawl)
    whole = path.read_bytes()
    for length in random.Random(crawl).sample(range(len(whole)), min(DAMAGES, len(whole))):
        path.write_bytes(whole[:length])
        assert "E02" in codes(archive), length
        assert "E03" in codes(archive, deep=False), length


@pytest.mark.fault(13)
@pytest.mark.parametrize("crawl", [1, 2])
def test_every_bit_flip_is_found(crawl: int, archive: Path) -> None:
    """100 of 100; PANJEON_DAMAGES=500 makes it 1,000 of 1,000."""
    path = file_of(archive, crawl)
    whole = path.read_bytes()
    for bit in random.Random(crawl).sample(range(len(whole) * 8), DAMAGES):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert "E02" in codes(archive), bit


def test_one_damaged_record_does_not_hide_the_others(archive: Path) -> None:
    path = file_of(archive)
    with closing(sqlite3.connect(archive / "archive.db")) as database:
        offset, length = database.execute("SELECT warc_offset, warc_length FROM captures WHERE id = 2").fetchone()
    damaged = bytearray(path.read_bytes())
    damaged[offset + length // 2] ^= 0xFF
    path.write_bytes(damaged)
    findings = [finding for finding in verify(archive / "archive.db", archive / "warcs") if finding.code == "E09"]
    assert [(finding.offset, finding.message) for finding in findings] == [(offset, "no readable record begins where capture 2 should be")]


def test_a_revisit_of_another_size_is_found(archive: Path) -> None:
    execute(archive, "UPDATE captures SET payload_bytes = 1 WHERE id = 4")
    assert codes(archive) == {"E15"}


def test_a_place_of_another_length_is_found(archive: Path) -> None:
    execute(archive, "UPDATE captures SET warc_length = warc_length + 1 WHERE id = 2")
    assert codes(archive) == {"E13"}


def test_a_revisit_record_that_names_another_original_is_found(archive: Path) -> None:
    remade(archive, lambda raw: raw.replace(b"WARC-Refers-To: <urn:uuid:", b"WARC-Refers-To: <urn:uuid:0"), crawl=2)
    assert codes(archive) == {"E14"}


def test_fixity_covers_what_stands_behind_a_damage(archive: Path) -> None:
    with file_of(archive).open("ab") as stream:
        stream.write(bytes(300_000))
    trusted(archive)
    assert codes(archive) == {"E05"}


def test_damage_before_the_last_capture_of_a_growing_file_is_an_error(archive: Path) -> None:
    BROKEN["W05"][0](archive)
    path = file_of(archive, 2).with_name(f"{file_of(archive, 2).name}.open")
    damaged = bytearray(path.read_bytes())
    damaged[100] ^= 0xFF
    path.write_bytes(damaged)
    assert codes(archive) == {"E04", "W05"}


def test_without_reading_the_files_captures_beyond_their_end_are_found(archive: Path) -> None:
    execute(archive, "UPDATE captures SET warc_offset = 999999 WHERE id = 2")
    assert codes(archive, deep=False) == {"E09"}


def test_a_file_that_a_running_crawl_is_writing_is_no_finding(archive: Path) -> None:
    BROKEN["W03"][0](archive)
    execute(archive, "UPDATE crawls SET outcome = 'running' WHERE id = 2")
    execute(archive, "DELETE FROM events WHERE capture = 5")
    execute(archive, "UPDATE posts SET capture = 2, revision = 1, content_hash = ?", "a" * 64)
    execute(archive, "DELETE FROM revisions WHERE capture = 5")
    execute(archive, "DELETE FROM captures WHERE id = 5")
    assert codes(archive) == set()


def test_a_file_that_is_no_database_is_a_finding(archive: Path) -> None:
    (archive / "archive.db").write_bytes(b"no database at all" * 100)
    assert codes(archive) == {"E20"}


def test_a_missing_archive_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"archive\.db does not exist; name the archive\.db that is to be verified"):
        verify(tmp_path / "archive.db", tmp_path)


@pytest.mark.parametrize(("capture", "payload"), [(1, LIST), (2, POST), (4, LIST), (5, EDITED)])
def test_the_digest_of_a_capture_is_computed_from_the_warc(capture: int, payload: bytes, sound: Path) -> None:
    with closing(sqlite3.connect(sound / "archive.db")) as database:
        assert digest_of_capture(database, sound / "warcs", capture) == hashlib.sha256(payload).hexdigest()


def test_a_digest_that_cannot_be_computed_is_an_error(archive: Path) -> None:
    with closing(sqlite3.connect(archive / "archive.db")) as database:
        with pytest.raises(ArchiveError, match="capture 99 does not exist"):
            digest_of_capture(database, archive / "warcs", 99)
        with database:
            database.execute("UPDATE captures SET record_id = 'urn:uuid:other' WHERE id = 2")
        with pytest.raises(ArchiveError, match="not urn:uuid:other of capture 2"):
            digest_of_capture(database, archive / "warcs", 2)
        file_of(archive).write_bytes(file_of(archive).read_bytes()[:100])
        with pytest.raises(WarcDamaged):
            digest_of_capture(database, archive / "warcs", 3)
        file_of(archive).unlink()
        with pytest.raises(ArchiveError, match=r"which holds capture 3, is not in"):
            digest_of_capture(database, archive / "warcs", 3)


def test_an_archive_that_a_crawl_is_writing_can_be_verified(archive: Path) -> None:
    with closing(sqlite3.connect(archive / "archive.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE boards SET state = 'suspect'")
        assert codes(archive) == set()
        database.commit()
        assert codes(archive) == set()


def test_every_code_is_explained_in_the_documentation() -> None:
    text = (Path(__file__).parent.parent / "docs" / "evidence.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith(("| E", "| W")) and line[3:5].isdigit()] == [
        f"| {code} | {sentence} |" for code, sentence in CODES.items()
    ]


def test_a_revisit_of_a_revisit_is_found_without_reading_the_files(archive: Path) -> None:
    BROKEN["E14"][0](archive)
    assert codes(archive, deep=False) == {"E14"}


def test_a_file_that_was_renamed_but_never_noted_is_found_once_its_crawl_has_ended(archive: Path) -> None:
    execute(archive, "UPDATE warcs SET sha256 = NULL, closed_at = NULL WHERE crawl = 2")
    assert codes(archive) == {"E22"}
    execute(archive, "UPDATE crawls SET outcome = 'running' WHERE id = 2")
    assert codes(archive) == set()
