"""Where exports go: whole or not at all, through no link, over nothing that is not theirs, under names that mean nothing to a system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import ArchiveError
from pipelines.whole import ENDINGS, MARK, file_name, new_file, new_folder

HOSTILE = (
    "../../etc/passwd", "/etc/passwd", "..", ".", "", "~root", "-rf", "a\0b.txt", "a\r\nb.txt", "\u202egpj.exe", "con", "NUL.txt", "COM1.hwp",
    "가" * 400 + ".hwp", "x" * 5000, "a/b\\c:d.pdf", "trailing. ", " .hidden", "a\x1b[2J.png", "page.html", "logo.svg", "run.exe", "a.hwp.lnk",
    "$(id).txt", "`id`.txt", "%00.pdf", "q?.pdf", "&lt;.pdf", "공고문(최종).HWP", "e\u0301.pdf",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_becomes_a_harmless_one(tmp_path: Path, text: str) -> None:
    name = file_name(text, "0000012")
    assert name.startswith("0000012")
    assert len(name.encode()) <= 160
    assert Path(name).name == name
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?*%$`')
    assert name.rpartition(".")[2] in {*ENDINGS, "bin"}
    (tmp_path / name).write_bytes(b"")


@given(st.text(max_size=300))
def test_any_text_becomes_a_name(text: str) -> None:
    name = file_name(text, "1", "md")
    assert len(name.encode()) <= 160
    assert name.isprintable()
    assert name.startswith("1")
    assert name.endswith(".md")
    assert not set(name) & set('<>:"/\\|?*\0')


def test_what_is_readable_stays() -> None:
    assert file_name("공고문 (최종).HWP", "ab12") == "ab12-공고문-(최종).hwp"
    assert file_name("2025. 3. 1. 안내", "7", "md") == "7-2025.-3.-1.-안내.md"


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    for target in ("outside", "nowhere"):
        link = tmp_path / f"link-{target}"
        link.symlink_to(tmp_path / target)
        for make in (new_file, new_folder):
            with pytest.raises(ArchiveError, match="is a symbolic link and is not written through"), make(link, force=True):
                pass
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "posts"
    with new_folder(target, force=False) as folder:
        (folder / MARK).write_text("{}")
        assert not target.exists()
    with pytest.raises(ArchiveError, match="exists; name another --output, or overwrite it with --force"), new_folder(target, force=False):
        pass

    def break_off() -> None:
        with new_folder(target, force=True) as folder:
            (folder / "half").write_text("")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert [path.name for path in target.iterdir()] == [MARK]
    with new_folder(target, force=True) as folder:
        (folder / "new").write_text("")
    assert [path.name for path in target.iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [target]


def test_force_deletes_no_folder_that_no_export_made(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years")
    with pytest.raises(ArchiveError, match="is no folder that an export made"), new_folder(tmp_path / "home", force=True):
        pass
    with pytest.raises(ArchiveError, match="is a folder; name a file"), new_file(tmp_path / "home", force=True):
        pass
    assert (tmp_path / "home" / "thesis.txt").read_text() == "years"


@pytest.mark.parametrize("make", ["new_file", "new_folder"])
def test_what_a_killed_export_left_is_removed_by_the_next(tmp_path: Path, make: str) -> None:
    target = tmp_path / "posts[1].out"
    program = (
        f"import os, pathlib; from pipelines.whole import {make}\nwith {make}(pathlib.Path({str(target)!r}), force=False) as made:\n    os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parent.parent)
    assert [path.name.startswith(".posts[1].out.") for path in tmp_path.iterdir()] == [True]
    with new_file(target, force=False) as stream:
        stream.write(b"whole")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
