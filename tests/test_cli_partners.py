"""`panjeon partners links`: hosts of partners are listed, named in the board file, and nobody is asked by it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sample_archive import KO, Sample

from cli.main import panjeon
from crawler.manifest import BUILT_IN, load
from crawler.onboarding.asking import with_asked


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sample:
    monkeypatch.chdir(tmp_path)
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    for name, url in (("가", "https://www.example.org/ko"), ("나", "https://www.example.org/"), ("다", "http://b.example.kr:8080/x"), ("라", None), ("마", "ftp://x/")):
        sample.partner(crawl, KO, name, None, url=url)
    return sample.close()


def run(sample: Sample, *arguments: str) -> Result:
    return CliRunner().invoke(panjeon, ["partners", "links", KO, "--archive", str(sample.archive), *arguments])


def test_the_hosts_of_partners_are_listed_with_the_lines_to_add(sample: Sample) -> None:
    told = run(sample)
    assert told.exit_code == 0, told.output
    assert told.stdout.splitlines()[1:] == ["www.example.org\t2\tno\t0\t0\t0\t", "b.example.kr:8080\t1\tno\t0\t0\t0\t"]
    lines = told.stderr.partition("\n\n")[2]
    assert tomllib.loads(lines) == {"partners": {"ask": ["www.example.org", "b.example.kr:8080"]}}
    assert [json.loads(line)["host"] for line in run(sample, "--json").stdout.splitlines()] == ["www.example.org", "b.example.kr:8080"]


def test_only_named_hosts_are_written_and_a_built_in_file_is_copied(sample: Sample, tmp_path: Path) -> None:
    before = (BUILT_IN / f"{KO}.toml").read_bytes()
    assert run(sample, "--write").exit_code == 2
    assert run(sample, "--write", "elsewhere.kr").exit_code == 2
    assert not (tmp_path / "boards").exists()
    assert run(sample, "--write", "b.example.kr:8080").exit_code == 0
    assert load(tmp_path / "boards" / f"{KO}.toml").partners.ask == ("b.example.kr:8080",)
    assert run(sample, "--write", "--all").exit_code == 0
    assert load(tmp_path / "boards" / f"{KO}.toml").partners.ask == ("b.example.kr:8080", "www.example.org")
    assert (BUILT_IN / f"{KO}.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('name = "a"\n', 'name = "a"\n\n[partners]\nask = ["b.kr"]\n'),
        ('name = "a"\n\n[diary]\n2025-03-03 = "n"\n', 'name = "a"\n\n[partners]\nask = ["b.kr"]\n\n[diary]\n2025-03-03 = "n"\n'),
        ('[partners] # whom\nmost = 3\n[expect]\n', '[partners] # whom\nask = ["b.kr"]\nmost = 3\n[expect]\n'),
        ('[partners]\nask = [\n  "x.kr", # ]\n]\nmost = 3\n', '[partners]\nask = ["b.kr"]\nmost = 3\n'),
        ('[partners]\nmost = 3\nask=["x.kr"]', '[partners]\nmost = 3\nask = ["b.kr"]\n'),
    ],
)  # fmt: skip
def test_the_rest_of_a_board_file_stays_as_it_is(text: str, written: str) -> None:
    assert with_asked(text, ["b.kr"]) == written
