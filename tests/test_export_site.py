"""The website of files: every link leads somewhere, nothing hostile is active, and Chromium searches it without a server."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from kept_board import run
from sample_archive import Sample, build
from selectolax.lexbor import LexborHTMLParser
from test_publish_hostile import hostile, payloads

from pipelines.archive import open_reader
from pipelines.export import Selection
from publish import safe
from publish.site import write_site

__all__ = ["hostile"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def site(sample: Sample) -> Path:
    target = sample.folder / "site"
    result = run("export", "--format", "site", "--history", "--output", target, archive=sample.archive)
    assert (result.exit_code, result.stderr) == (0, f"36 posts exported to {target}\n")
    return target


def parts(site: Path, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted((site / "search").glob(f"{kind}-*.js")):
        match = re.fullmatch(r'panjeonPart\("([a-z]+-\d+)", (.*)\);\n', path.read_text(encoding="utf-8"))
        assert match
        assert match[1] == path.stem
        found |= json.loads(match[2])
    return found


def posts_of(packed: str) -> set[int]:
    numbers, at = set(), 0
    for part in packed.split("."):
        at += int(part.rstrip("!"), 36)
        numbers.add(at)
    return numbers


def test_every_link_leads_to_a_file_and_every_post_has_its_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in page.css("[href], [src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            if not urlsplit(address).scheme and not address.startswith("#"):
                assert (path.parent / unquote(address)).is_file(), f"{path.name}: {address}"
    assert len(list((site / "posts").rglob("*.html"))) == 36
    listed = LexborHTMLParser((site / "boards" / "2-seoulsolution-ko" / "1.html").read_text(encoding="utf-8"))
    assert len(listed.css(".posts a")) == 32
    days = [node.attributes["datetime"] for node in listed.css(".posts time")]
    assert days == sorted(days, reverse=True)


def test_a_page_shows_files_pictures_comments_and_with_history_what_changed(site: Path, sample: Sample, tmp_path: Path) -> None:
    page = LexborHTMLParser((site / "posts/0000/0000007.html").read_text(encoding="utf-8"))
    assert len(page.css(".body img[src^='../../files/']")) == 1
    assert "tracker" not in (page.html or "")
    assert "신청서를 보냈습니다." in page.css_first(".comments").text()
    changed = LexborHTMLParser((site / "posts/0000/0000001.html").read_text(encoding="utf-8"))
    assert [node.text() for node in changed.css("details del")][:1] == ["1일까지"]
    assert run("export", "--format", "site", "--output", tmp_path / "site", archive=sample.archive).exit_code == 0
    assert not LexborHTMLParser((tmp_path / "site/posts/0000/0000001.html").read_text(encoding="utf-8")).css("details")


def test_the_index_holds_what_the_archives_index_holds(site: Path, sample: Sample) -> None:
    terms = parts(site, "part")
    with closing(open_reader(sample.archive)) as conn:
        for term in ("서울", "교통", "covid", "1001"):
            rows = conn.execute("SELECT rowid FROM posts_fts WHERE posts_fts MATCH ?", (f'"{term}"',))
            assert posts_of(terms[term]) == {row[0] for row in rows}, term
    assert len(parts(site, "titles")) == 36


def test_a_selection_keeps_the_rest_out_of_the_index_too(sample: Sample, tmp_path: Path) -> None:
    target = tmp_path / "site"
    result = run("export", "--format", "site", "--board", "seoulsolution-en", "--output", target, archive=sample.archive)
    assert result.stderr == f"4 posts exported to {target}\n"
    assert "서울" not in parts(target, "part")
    assert set(parts(target, "titles")) == {"33", "34", "35", "36"}
    assert len(list((target / "posts").rglob("*.html"))) == 4


def test_a_large_index_stands_in_parts_in_order(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.site._PART", 500)
    with closing(open_reader(sample.archive)) as conn:
        write_site(conn, Selection(), tmp_path, sample.warcs)
    listing = json.loads((tmp_path / "search" / "terms.js").read_text(encoding="utf-8").removeprefix("panjeonTerms(").removesuffix(");\n"))
    assert len(listing["first"]) == len(list((tmp_path / "search").glob("part-*.js"))) > 5
    assert [term.encode() for term in listing["first"]] == sorted(term.encode() for term in listing["first"])
    with closing(sqlite3.connect(sample.archive)) as conn:
        (count,) = conn.execute("SELECT count(*) FROM posts").fetchone()
    assert set().union(*map(posts_of, parts(tmp_path, "part").values())) == set(range(1, count + 1))


def test_nothing_hostile_is_active_on_a_page(hostile: Sample, tmp_path: Path) -> None:
    with closing(open_reader(hostile.archive)) as conn:
        assert write_site(conn, Selection(history=True), tmp_path, hostile.warcs).records == len(list(payloads()))
    paths = list(tmp_path.rglob("*.html"))
    assert len(paths) > len(list(payloads()))
    for path in paths:
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        scripts = [node.attributes["src"] for node in page.css("script")]
        assert scripts == (["search.js", "search/terms.js"] if path.name == "search.html" else [])
        assert not page.css("style, iframe, object, embed, svg, math, base, video, audio, source, template, meta[http-equiv=refresh]"), path
        assert len(page.css("link, form")) == 1 + (path.name == "search.html")
        for node in page.css("body *"):
            assert not [name for name in node.attributes if name.lower().startswith("on") or name in ("style", "srcset", "background", "ping")], path
            for name in ("href", "src"):
                address = node.attributes.get(name)
                local = address is not None and not urlsplit(address).scheme and (path.parent / unquote(address)).is_file()
                assert address in (None, "#main") or local or (name == "href" and safe.external(address)), (path, address)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or path.suffix in (".html", ".js", ".css", ".json", ".bin", ".txt")
    assert len(parts(tmp_path, "titles")) == len(list(payloads()))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    chromium, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no Chromium with its driver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    started.set_page_load_timeout(20)
    yield started
    started.quit()


def found(browser: Any, site: Path, query: str) -> list[str]:
    """The addresses of what a search finds, opened from the disk."""
    browser.get((site / "search.html").as_uri())
    browser.find_element("id", "q").clear()
    browser.find_element("id", "q").send_keys(query)
    browser.execute_script("document.getElementById('told').textContent = ''; document.getElementById('find').requestSubmit()")
    for _ in range(100):
        if browser.find_element("id", "told").text:
            break
        time.sleep(0.05)
    assert "건" in browser.find_element("id", "told").text
    return [node.get_attribute("href").rpartition("/")[2][:7].lstrip("0") for node in browser.find_elements("css selector", "#found a")]


@pytest.mark.browser
def test_chromium_searches_the_site_from_the_disk(site: Path, sample: Sample, browser: Any) -> None:
    with closing(open_reader(sample.archive)) as conn:
        for query in ("한강공원", "서울시민 결과", "COVID-19", "시", "전자우편 -한강공원", "award*", "도시재생 없는말", "환승 체계"):
            rows = conn.execute("SELECT rowid FROM posts_fts WHERE posts_fts MATCH ko_match(?)", (query,))
            assert sorted(found(browser, site, query)) == sorted(str(row[0]) for row in rows), query
    assert found(browser, site, "기한 연장")[0] == "1", "a title counts most"
    assert found(browser, site, "!!!") == []
    browser.find_element("css selector", "header a").click()
    assert browser.find_element("css selector", ".posts a").is_displayed()
    assert browser.execute_script("return getComputedStyle(document.querySelector('.top')).display") == "flex", "the style sheet is used"
    assert browser.get_log("browser") == []


@pytest.mark.browser
def test_chromium_runs_nothing_hostile(hostile: Sample, tmp_path: Path, browser: Any) -> None:
    with closing(open_reader(hostile.archive)) as conn:
        write_site(conn, Selection(history=True), tmp_path, hostile.warcs)
    for query in ("alert", "script", "x"):
        assert found(browser, tmp_path, query)
    for number in range(1, len(list(payloads())) + 1, 7):
        browser.get((tmp_path / f"posts/0000/{number:07d}.html").as_uri())
    assert [entry for entry in browser.get_log("browser") if "x.invalid" in entry["message"] or "alert" in entry["message"]] == []
