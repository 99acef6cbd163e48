"""The demo board's days: enough of it, plausible, deterministic, and changed exactly as the script says."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from demo import files
from demo.days import DAYS, DemoPost, board, clock
from demo.pages import one_line


def posts(day: int) -> dict[str, DemoPost]:
    return {post.native_id: post for post in board(day).posts}


def shingles(post: DemoPost) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", one_line(post.body_html))
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def test_day_one_holds_a_whole_board() -> None:
    first = board(1)
    korean = sum(post.language == "ko" for post in first.posts)
    assert len(first.posts) >= 130
    assert 0.6 < korean / len(first.posts) < 0.8
    assert {post.posted.year for post in first.posts} == set(range(2014, 2026))
    assert len(first.partners) == 29
    assert len({partner.name for partner in first.partners}) == len({partner.logo for partner in first.partners}) == 29
    assert sum(partner.description is not None for partner in first.partners) == 2
    assert {"seoulsolution", "ssunha", "scaadmin", "redmadjy"} <= {post.author for post in first.posts}


def test_the_guide_gives_the_numbers_of_day_one() -> None:
    guide = (Path(__file__).parent.parent / "docs" / "demo.md").read_text(encoding="utf-8")
    assert f"| 1 | {clock(1):%Y-%m-%d %H:%M} | {len(board(1).posts)} posts, {len(board(1).partners)} partners |" in guide


def test_shapes_of_the_posts_are_mixed() -> None:
    bodies = [post.body_html for post in board(1).posts]
    assert sum("<table" in body for body in bodies) >= 8
    assert sum("<ul>" in body for body in bodies) >= 8
    assert sum("<img" in body for body in bodies) >= 4
    assert sum("<a href" in body for body in bodies) >= 4
    assert sum(bool(post.files) for post in board(1).posts) >= 14
    assert {file.media_type for post in board(1).posts for file in post.files} == set(files.MEDIA_TYPES.values())
    assert sum(post.modified is not None for post in board(1).posts) >= 3
    assert sum(post.category is not None for post in board(1).posts) >= 3
    assert sum(post.alias is not None for post in board(1).posts) >= 4


@pytest.mark.parametrize(
    ("title", "day", "author"),
    [
        ("4th WeGO Awards, Now Open for Application: FEB 24 - May 29", date(2020, 4, 6), "seoulsolution"),
        ("Seoul shares COVID-19 outbreaks and response situations in real time", date(2020, 4, 2), "seoulsolution"),
        ("Seoul Selected as Best MICE City in the World for the Fifth Consecutive Year", date(2019, 12, 4), "seoulsolution"),
        ("[US_CNN} World's safest city to visit in 2019 revealed by Economist Intelligence Unit", date(2019, 8, 30), "seoulsolution"),
        ("[영상자료] 서울시, 인턴십 통해 해외 공무원들에 ‘한강의 기적’ 노하우 전수", date(2017, 1, 11), "ssunha"),
    ],
)
def test_known_notices_keep_title_date_and_author(title: str, day: date, author: str) -> None:
    assert [(post.posted, post.author) for post in board(1).posts if post.title == title] == [(day, author)]


def test_ids_grow_with_time_through_the_known_ones() -> None:
    oldest_first = sorted(board(5).posts, key=lambda post: post.published_at)
    ids = [int(post.native_id) for post in oldest_first]
    assert ids == sorted(set(ids))
    assert posts(1)["6306"].posted == date(2017, 1, 11)
    assert posts(1)["9366"].posted == date(2021, 2, 25)


def test_every_post_was_published_before_the_crawl_that_meets_it() -> None:
    for day in DAYS:
        assert all(post.published_at < clock(day) for post in board(day).posts)
        assert all(post.modified is None or post.posted <= post.modified <= clock(day).date() for post in board(day).posts)


def test_texts_differ_but_for_one_copy_and_one_near_copy() -> None:
    known = [(post.native_id, shingles(post)) for post in board(5).posts]
    scores = [len(a & b) / len(a | b) for at, (_, a) in enumerate(known) for _, b in known[:at]]
    alike = [score for score in scores if score > 0.5]
    assert len(alike) == 2
    assert sorted(score == 1 for score in alike) == [False, True]
    assert all(one_line(post.body_html).count("{") == 0 for post in board(5).posts)


def test_pinned_posts_come_first_and_the_rest_newest_first() -> None:
    for day in DAYS:
        shown = board(day).posts
        assert [post.pinned for post in shown] == sorted((post.pinned for post in shown), reverse=True)
        times = [post.published_at for post in shown if not post.pinned]
        assert times == sorted(times, reverse=True)


def test_day_two_differs_from_day_one_in_what_the_script_says() -> None:
    before, after = posts(1), posts(2)
    assert len(after.keys() - before.keys()) == 3
    assert not before.keys() - after.keys()
    changed = {native_id: (post, after[native_id]) for native_id, post in before.items() if after[native_id] != post}
    assert len(changed) == 4
    kinds = [
        [name for name in ("title", "modified", "body_html", "files", "pinned", "posted", "author") if getattr(old, name) != getattr(new, name)]
        for old, new in changed.values()
    ]
    assert sorted(kinds) == [["body_html"], ["files"], ["pinned"], ["title", "modified"]]
    refiled = next((old, new) for old, new in changed.values() if old.files != new.files)
    assert [file.path for file in refiled[0].files] == [file.path for file in refiled[1].files]


def test_partners_of_day_two() -> None:
    before = {partner.name: partner for partner in board(1).partners}
    after = {partner.name: partner for partner in board(2).partners}
    assert len(after) == 29
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 1
    redrawn = [name for name in before.keys() & after.keys() if before[name].logo != after[name].logo]
    assert len(redrawn) == 1
    assert before[redrawn[0]].logo_path == after[redrawn[0]].logo_path


def test_days_three_to_five() -> None:
    assert [board(day).maintenance for day in DAYS] == [False, False, True, False, False]
    assert board(3).posts == board(2).posts
    gone, deleted, blinded = board(4).gone, board(4).deleted_page, board(4).blinded
    assert (len(gone), len(deleted), len(blinded)) == (2, 1, 1)
    assert posts(2).keys() - posts(4).keys() == gone | deleted | blinded
    returned = gone - board(5).gone
    assert posts(5).keys() - posts(4).keys() > returned
    assert len(posts(5).keys() - posts(4).keys()) == 2
    assert all(posts(5)[native_id] == posts(2)[native_id] for native_id in returned)
    assert clock(5) - clock(4) >= timedelta(hours=24)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError) as raised:
        board(6)
    assert str(raised.value) == "the demo board has the days 1 to 5, found 6"


def test_a_second_process_writes_the_same_bytes() -> None:
    program = "import hashlib; from demo.days import *; print(hashlib.sha256(repr([board(day).posts for day in DAYS]).encode()).hexdigest())"
    command = [sys.executable, "-c", program]
    other = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert other.stdout.strip() == hashlib.sha256(repr([board(day).posts for day in DAYS]).encode()).hexdigest()


def text_of_pdf(content: bytes) -> str:
    """What the text operators of the page show, codes being UTF-16 units."""
    return "".join(bytes.fromhex(shown.decode()).decode("utf-16-be") for shown in re.findall(rb"<([0-9A-F]+)> Tj", content))


def test_pdfs_are_well_formed_and_readable() -> None:
    found = [(post, file) for day in (1, 2) for post in board(day).posts for file in post.files if file.name.endswith(".pdf")]
    assert len(found) >= 30
    for post, file in found:
        content = file.content
        offsets = [int(offset) for offset in re.findall(rb"(\d{10}) 00000 n", content)]
        assert all(content[offset:].startswith(b"%d 0 obj" % number) for number, offset in enumerate(offsets, 1))
        start = int(content.rpartition(b"startxref\n")[2].split()[0])
        assert content[start:].startswith(b"xref")
        for length, stream in re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", content, re.DOTALL):
            assert len(stream) == int(length)
        assert "".join(post.title.split())[:20] in "".join(text_of_pdf(content).split())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed")
def test_poppler_reads_the_pdfs(tmp_path: Path) -> None:
    post = next(post for post in board(1).posts if post.files and post.files[0].name == "노선 조정안.pdf")
    (tmp_path / "a.pdf").write_bytes(post.files[0].content)
    read = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert "간선버스 노선 조정안 주민 의견 수렴" in " ".join(read.split())


def test_other_files_are_what_their_names_say() -> None:
    seen = {file.name.rpartition(".")[2]: file.content for post in board(1).posts for file in (*post.files, *post.images)}
    with zipfile.ZipFile(io.BytesIO(seen["hwpx"])) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/hwp+zip"
        assert archive.testzip() is None
    assert seen["csv"].decode("cp949").startswith("순번,내용\r\n1,")
    pixels = zlib.decompress(seen["png"][seen["png"].index(b"IDAT") + 4 : seen["png"].index(b"IEND") - 8])
    assert seen["png"].startswith(b"\x89PNG\r\n\x1a\n")
    assert len(pixels) in {120 * (240 * 3 + 1), 90 * (160 * 3 + 1)}


def test_file_addresses_carry_the_percent_encoded_names() -> None:
    paths = [file.path for post in board(5).posts for file in (*post.files, *post.images)]
    assert len(paths) == len(set(paths))
    assert all(path.isascii() and " " not in path for path in paths)
    named = [(unquote(file.path).rpartition("/")[2], file.name) for post in board(1).posts for file in post.files]
    assert all(end == name for end, name in named)
    assert any(re.search(r"[가-힣]", name) for _, name in named)


def test_drawing_refuses_an_unknown_kind() -> None:
    with pytest.raises(KeyError):
        files.draw("notes.docx", ["text"])
