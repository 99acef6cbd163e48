"""The reading room in a real browser: searched, read, narrow, dark, and without a word in the console."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, DRIVER, chromium, open_page, overflow, reading_room, width
from sample_archive import KO, build

pytestmark = pytest.mark.browser
webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402 -- only where there is a browser to wait for

if not CHROMIUM or not DRIVER:
    pytest.skip("no Chromium with its driver on this machine", allow_module_level=True)

PAGES = (
    "/",
    f"/-/board/{KO}",
    "/-/post/1",
    "/-/post/7",
    "/-/post/1/compare/1/3",
    "/-/post/1/compare/1/3?view=inline",
    "/-/post/1/evidence",
    "/-/capture/1",
    f"/-/partners/{KO}",
    "/-/search?q=%EC%84%9C%EC%9A%B8",
    "/-/changes",
    "/-/changes?since=3",
    "/-/author?name=ssunha",
    "/-/charts",
    "/-/crawls",
    "/-/issues",
    "/-/post/999",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with reading_room(build(tmp_path_factory.mktemp("browser")).archive) as address:
        yield address


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def complaints(browser: Any, *, missing: bool = False) -> list[str]:
    """What the console says, less the note that a page which should be missing is."""
    messages = [entry["message"] for entry in browser.get_log("browser")]
    return [message for message in messages if not (missing and "404" in message)]


def led_to(browser: Any, path: str) -> None:
    """Wait until the browser has the page that a click or a form leads to: it says that it clicked before it leaves the page."""
    WebDriverWait(browser, 20).until(lambda driver: path in driver.current_url and driver.execute_script("return document.readyState") == "complete")


def test_a_reader_searches_and_opens_a_post(browser: Any, address: str) -> None:
    width(browser, 1280)
    open_page(browser, address, "/?lang=ko")
    field = browser.find_element("css selector", "header input[name=q]")
    field.send_keys("서울시민")
    field.submit()
    led_to(browser, "/-/search?q=")
    marks = browser.find_elements("css selector", ".results mark")
    assert {mark.text for mark in marks} == {"서울시민"}
    browser.find_element("css selector", ".results a.title").click()
    led_to(browser, "/-/post/")
    assert "서울시민 참여예산" in browser.find_element("css selector", "h1").text
    browser.find_element("link text", "수집본 4").click()
    led_to(browser, "/-/capture/4")
    assert browser.find_element("link text", "원본 바이트 내려받기").is_displayed()
    browser.find_element("link text", "English").click()
    led_to(browser, "lang=en")
    assert browser.find_element("tag name", "html").get_attribute("lang") == "en"
    open_page(browser, address, "/-/crawls")
    assert browser.find_element("tag name", "h1").text == "Crawls"
    assert complaints(browser) == []


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("pixels", [390, 1280])
def test_no_page_is_wider_than_the_screen(browser: Any, address: str, pixels: int, lang: str) -> None:
    width(browser, pixels)
    for path in PAGES:
        open_page(browser, address, f"{path}{'&' if '?' in path else '?'}lang={lang}")
        wide = overflow(browser)
        assert wide[0] <= pixels, f"{path}: {wide}"
        assert complaints(browser, missing=path.endswith("999")) == [], path


def test_styles_arrive_and_pictures_are_drawn(browser: Any, address: str) -> None:
    width(browser, 1280)
    open_page(browser, address, f"/-/partners/{KO}?lang=ko")
    drawn = browser.execute_script(
        "return [...document.images].map(i => (i.scrollIntoView(), i.loading = 'eager', i.decode().then(() => i.naturalWidth)))"
    )
    assert len(drawn) == 15
    assert browser.execute_async_script(
        "const done = arguments[0]; Promise.all([...document.images].map(i => i.decode())).then(() => done(true), () => done(false))"
    )
    assert browser.execute_script("return getComputedStyle(document.querySelector('.wall')).display") == "grid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Any, address: str, scheme: str) -> None:
    width(browser, 1280)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    for path in ("/?lang=ko", "/-/charts?lang=ko", "/-/post/1?lang=ko", "/-/post/1/compare/1/3?lang=ko", "/-/search?q=%EC%84%9C%EC%9A%B8&lang=ko"):
        open_page(browser, address, path)
        assert browser.execute_script(_FAINT) == [], path


AXE = "4.14.1"
#: Its tags of WCAG 2.2 A and AA, and what is good practice beyond.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, fetched once with npm into a cache folder (PANJEON_TEST_CACHE, else .cache/panjeon-tests in the home folder)."""
    kept = Path(os.environ.get("PANJEON_TEST_CACHE") or Path.home() / ".cache" / "panjeon-tests") / f"axe-core-{AXE}" / "axe.min.js"
    if not kept.exists():
        npm, folder = shutil.which("npm"), tmp_path_factory.mktemp("axe")
        if npm is None:
            pytest.skip("axe-core is not in the cache folder and npm is not on this machine")
        command = [npm, "pack", f"axe-core@{AXE}", "--silent", "--pack-destination", str(folder)]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
        except (subprocess.SubprocessError, OSError):
            pytest.skip("axe-core is not in the cache folder and npm could not fetch it")
        with tarfile.open(next(folder.glob("*.tgz"))) as packed:
            member = packed.extractfile("package/axe.min.js")
            assert member is not None
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(member.read())
    return kept.read_text("utf-8")


def found_by_axe(browser: Any, axe: str) -> list[str]:
    browser.execute_script(axe)
    told = browser.execute_async_script(
        "const done = arguments[1]; axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations']})"
        ".then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' | '))), e => done(['' + e]))",
        list(RULES),
    )
    return list(told)


#: With PANJEON_LONG_TESTS set, each page is checked in every form; without, each in one of them.
FORMS = [(1280, "light", "ko"), (390, "dark", "en")]


@pytest.mark.parametrize("form", FORMS)
def test_axe_finds_nothing(browser: Any, address: str, axe: str, form: tuple[int, str, str]) -> None:
    pixels, scheme, lang = form
    pages = PAGES if os.environ.get("PANJEON_LONG_TESTS") else PAGES[FORMS.index(form) :: len(FORMS)]
    width(browser, pixels)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    found = {}
    for path in pages:
        open_page(browser, address, f"{path}{'&' if '?' in path else '?'}lang={lang}")
        # what is folded away counts too
        browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        if told := found_by_axe(browser, axe):
            found[path] = told
    assert found == {}


def test_axe_would_find_something(browser: Any, address: str, axe: str) -> None:
    open_page(browser, address, "/?lang=ko")
    browser.execute_script("document.querySelector('header input').removeAttribute('aria-label'); document.querySelector('header input').placeholder = ''")
    assert any(told.startswith("label") for told in found_by_axe(browser, axe))


def test_the_keyboard_reaches_what_the_mouse_does(browser: Any, address: str) -> None:
    """The first Tab shows the way past the menu; every link, field and folded part can be reached, and is seen to be."""
    width(browser, 1280)
    open_page(browser, address, "/-/post/1?lang=ko")
    seen: list[str] = []
    for _ in range(120):
        browser.switch_to.active_element.send_keys(webdriver.Keys.TAB)
        place = browser.execute_script(
            "const e = document.activeElement; const s = getComputedStyle(e);"
            "return [e.tagName, e.textContent.trim().slice(0, 20), e === document.body || s.outlineStyle !== 'none' && s.outlineWidth !== '0px']"
        )
        if place[0] == "BODY":
            break
        assert place[2], f"no outline on {place}"
        seen.append(place[0])
    wanted = browser.execute_script("return document.querySelectorAll('a[href], input:not([type=hidden]), button, summary').length")
    assert len([tag for tag in seen if tag in ("A", "INPUT", "BUTTON", "SUMMARY")]) == wanted


#: Every text whose contrast with the nearest ground that is painted is less than 4.5 to 1.
_FAINT = """
const rgb = c => c.match(/[\\d.]+/g).map(Number);
const linear = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const lum = c => { const [r, g, b] = rgb(c).slice(0, 3).map(linear); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const painted = e => rgb(getComputedStyle(e).backgroundColor)[3] !== 0;
const ground = e => { while (e && !painted(e)) e = e.parentElement; return e ? getComputedStyle(e).backgroundColor : 'rgb(255,255,255)'; };
const faint = [];
for (const e of document.querySelectorAll('main *, header *, footer *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.getClientRects().length || e.tagName === 'OPTION') continue;
  const [a, b] = [lum(getComputedStyle(e).color), lum(ground(e))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(e.tagName + ' ' + e.textContent.trim().slice(0, 30));
}
return faint;
"""
