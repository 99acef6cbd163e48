"""Board files: each wrong one is told in one sentence that names file, key, value and a good example."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawler import manifest
from crawler.engines import engine
from crawler.errors import ManifestError
from crawler.manifest import ENGINES

GOOD = """name = "city"
title = "시정 소식"
publisher = "시청"
url = "https://city.example/ko/news"
engine = "generic"
language = "ko"
timezone = "Asia/Seoul"

[fetch]
delay = 2

[select]
body = "#content .body"
files = ["span.file a", "a.down"]

[expect]
min_posts = 10

[rhythm]
every = "2h"
sweep = "3d"

[diary]
2025-03-03 = "a new theme"
2024-01-01 = "opened"
"""


def written(folder: Path, text: str, name: str = "city") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_one(tmp_path: Path) -> None:
    board = manifest.load(written(tmp_path, GOOD))
    assert (board.name, board.hosts, board.lists) == ("city", ("city.example",), ("https://city.example/ko/news",))
    assert board.fetch.delay == 2.0
    assert board.select == {"body": ("#content .body",), "files": ("span.file a", "a.down")}
    assert board.expect == {"min_posts": 10}
    assert board.rhythm == manifest.Rhythm(every=7200, sweep=259_200, jitter=600)
    assert board.diary == (("2024-01-01", "opened"), ("2025-03-03", "a new theme"))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"generic"', '"gnuboard"', f'engine = "gnuboard" is not one of {", ".join(ENGINES)}; a good one is engine = "generic"'),
        ('name = "city"', 'name = "town"', 'name = "town" differs from the file\'s name; a good one is name = "city"'),
        ('name = "city"', 'name = "City!"', 'name = "City!" is not the file\'s own name: small letters, digits and hyphens; a good one is name ='),
        ('title = "시정 소식"\n', "", 'title is missing; a good one is title = "시정 소식"'),
        ("timezone", "timezon", 'timezon = "Asia/Seoul" is no known key; did you mean timezone'),
        ("Asia/Seoul", "Asia/Soul", 'timezone = "Asia/Soul" is not an IANA time zone; a good one is timezone = "Asia/Seoul"'),
        ("Asia/Seoul", "../etc/passwd", 'timezone = "../etc/passwd" is not an IANA time zone; a good one is timezone = "Asia/Seoul"'),
        ("delay = 2", 'delay = "2"', 'fetch.delay = "2" is not seconds from 0 to 3600; a good one is delay = 2.0'),
        ("delay = 2", "delay = true", "fetch.delay = True is not seconds from 0 to 3600; a good one is delay = 2.0"),
        ("delay = 2", "dealy = 2", "fetch.dealy = 2 is no known key; did you mean delay"),
        ("delay = 2", "concurrency = 99", "fetch.concurrency = 99 is not a count from 1 to 8; a good one is concurrency = 1"),
        ("delay = 2", "verify_tls = 0", "fetch.verify_tls = 0 is not true or false; a good one is verify_tls = true"),
        ("delay = 2", "budget = 2\ndaily_budget = 24", "fetch.budget = 2 and fetch.daily_budget = 24 exclude each other; keep one of them"),
        ('"#content .body"', '"a["', 'select.body = "a[" is not a CSS selector or a list of them; a good one is body = ["#content .body"]'),
        ("min_posts = 10", "min_posts = -1", "expect.min_posts = -1 is not a whole number, not negative; a good one is min_posts = 100"),
        ("min_posts", "min_post", "expect.min_post = 10 is no known key; did you mean min_posts"),
        ("[expect]", "[expcet]", "expcet = {'min_posts': 10} is no known key; did you mean expect"),
        ('"2h"', '"2 hours"', 'rhythm.every = "2 hours" is not a span from 5m to 8w, in minutes, hours, days or weeks; a good one is every = "6h"'),
        ('"2h"', "7200", 'rhythm.every = 7200 is not a span from 5m to 8w, in minutes, hours, days or weeks; a good one is every = "6h"'),
        ('"2h"', '"1m"', 'rhythm.every = "1m" is not a span from 5m to 8w'),
        ('"2h"', '"２h"', 'rhythm.every = "２h" is not a span from 5m to 8w'),
        ('"3d"', '"53w"', 'rhythm.sweep = "53w" is not a span from 1h to 52w'),
        ('"2h"', '"4d"', 'rhythm.sweep is shorter than rhythm.every; a good pair is every = "6h" and sweep = "7d"'),
        ('"2h"', '"19m"', 'rhythm.jitter is more than half of rhythm.every; a good pair is every = "6h" and jitter = "10m"'),
        ("[rhythm]", "[rythm]", "rythm = {'every': '2h', 'sweep': '3d'} is no known key; did you mean rhythm"),
        *(
            ("[expect]", f'[partners]\nask = ["{host}"]\n[expect]', f'partners.ask = [\'{host}\'] is not a list of hosts, each by its whole name; a good one is ask =')
            for host in ("*.go.kr", "www.*", ".go.kr", "kr", "https://www.go.kr", "www.go.kr/ko", "WWW.go.kr")
        ),
        ("[expect]", '[partners]\nask = []\n[expect]', "partners.ask = [] is not a list of hosts, each by its whole name"),
        ("[expect]", '[partners]\nevery = "1h"\n[expect]', 'partners.every = "1h" is not a span from 12h to 52w'),
        ("[fetch]\ndelay = 2", "", None),
        ('"https://city.example/ko/news"', '"ftp://city.example/"', "is not an http or https address; a good one is url ="),
        ('language = "ko"', 'language = "한국어"', 'language = "한국어" is not a language tag; a good one is language = "ko"'),
        ('language = "ko"', 'language = "ko"\nlists = ["https://else.example/"]', 'https://else.example/" is on a host that may not be asked'),
        ('language = "ko"', 'language = "ko"\nhosts = ["https://city.example"]', "is not a list of hosts without scheme and path; a good one is"),
        ('language = "ko"', 'language = "ko"\nfetch = 3\n#', "is no TOML"),
        ('2024-01-01 = "opened"', 'march = "opened"', 'diary.march = "opened" is not a date with a note; a good one is 2025-03-03 ='),
        ('2024-01-01 = "opened"', "2024-01-01 = 5", "diary.2024-01-01 = 5 is not a date with a note"),
        ('"시청"', '"시청', "is no TOML"),
    ],
)
def test_a_wrong_one_is_told_in_a_sentence(tmp_path: Path, old: str, new: str, sentence: str | None) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    if sentence is None:
        assert manifest.load(path).fetch.delay == 1.0
        return
    with pytest.raises(ManifestError) as caught:
        manifest.load(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert sentence in message
    assert "\n" not in message


def test_a_table_that_is_none(tmp_path: Path) -> None:
    text = GOOD.replace("[fetch]\ndelay = 2\n", "").replace('language = "ko"', 'language = "ko"\nfetch = 3')
    with pytest.raises(ManifestError, match=r"fetch = 3 is no table; a good one starts with \[fetch\]"):
        manifest.load(written(tmp_path, text))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        manifest.load(tmp_path / "none.toml")
    path = tmp_path / "city.toml"
    path.write_bytes(GOOD.encode("cp949"))
    with pytest.raises(ManifestError, match="is not UTF-8"):
        manifest.load(path)
    path.write_bytes(b"#" * 70_000)
    with pytest.raises(ManifestError, match="more than a board file may have"):
        manifest.load(path)


def test_every_built_in_board_is_short_and_loads() -> None:
    paths = sorted(manifest.BUILT_IN.glob("*.toml"))
    assert {"demo", "seoulsolution-ko", "seoulsolution-en"} <= {path.stem for path in paths}
    for path in paths:
        board = manifest.load(path)
        assert len(path.read_text("utf-8").splitlines()) <= 40
        assert engine(board.engine).version.startswith(f"{board.engine}/")


def test_later_folders_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, given = tmp_path / "work", tmp_path / "given"
    (here / "boards").mkdir(parents=True)
    given.mkdir()
    monkeypatch.chdir(here)
    written(here / "boards", GOOD)
    written(here / "boards", GOOD.replace('"city"', '"demo"', 1), "demo")
    assert manifest.find("demo").publisher == "시청"
    written(given, GOOD.replace("시청", "구청"))
    assert manifest.find("city").publisher == "시청"
    assert manifest.find("city", [given]).publisher == "구청"
    assert [path.stem for path in manifest.available([given])] == ["city", "demo", "seoulsolution-en", "seoulsolution-ko"]


def test_an_unknown_board_and_an_unknown_engine_name_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ManifestError, match="there is no board 'seoulsolution'; did you mean seoulsolution-"):
        manifest.find("seoulsolution")
    with pytest.raises(ManifestError, match="there is no board 'zzz'; known are demo, seoulsolution-en, seoulsolution-ko"):
        manifest.find("zzz")
    with pytest.raises(ManifestError, match=r"engine = 'vbulletin' is not known: it may be one of drupal7, .*, generic, for example engine = \"drupal7\""):
        engine("vbulletin")


def test_every_key_has_its_sentence_in_the_documentation() -> None:
    docs = (Path(__file__).parents[1] / "docs" / "manifests.md").read_text("utf-8")
    for table, keys in (("", manifest.TOP), ("fetch.", manifest.FETCH), ("select.", manifest.SELECT), ("expect.", manifest.EXPECT), ("learned.", manifest.LEARNED), ("rhythm.", manifest.RHYTHM)):
        for name, key in keys.items():
            assert re.search(rf"^\| `{re.escape(table + name)}` \|.*{re.escape(key.says)}", docs, re.MULTILINE), table + name


def test_a_manifest_comes_back_from_its_facts(tmp_path: Path) -> None:
    board = manifest.load(written(tmp_path, GOOD))
    facts = json.loads(json.dumps(manifest.to_facts(board)))
    assert manifest.from_facts(facts) == board
    del facts["rhythm"]
    assert manifest.from_facts(facts).rhythm == manifest.Rhythm()
