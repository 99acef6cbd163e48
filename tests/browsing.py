"""A real Chromium and a reading room on a port of its own, as tests and the screenshots use them."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
_SERVE = "import sys; from pathlib import Path; from publish.server import run; run(Path(sys.argv[1]), port=0)"
_ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=ko"),
)


@contextmanager
def reading_room(archive: Path, code: str = _SERVE) -> Iterator[str]:
    """The address of a reading room in a process of its own, ended with the block."""
    process = subprocess.Popen([sys.executable, "-u", "-c", code, str(archive)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip().rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=10)


@contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """A headless Chromium with a profile of its own, which keeps what the console says."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (*_ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        driver.set_page_load_timeout(20)
        yield driver
    finally:
        driver.quit()


def width(browser: Any, pixels: int) -> None:
    """Make the window so many pixels wide; below 600 it is a phone."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": pixels < 600})


def open_page(browser: Any, address: str, path: str) -> None:
    """Open a page; the server says its address a moment before it listens."""
    for _ in range(50):
        try:
            browser.get(address + path)
            return
        except Exception as error:
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
    raise AssertionError("the server did not answer")


def overflow(browser: Any) -> list[int]:
    """How wide the page's content and its window are."""
    found: list[int] = browser.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
    return found


def screenshot(browser: Any, file: Path, longest: int = 6_000) -> None:
    """The whole page as a PNG, as far down as ``longest`` pixels."""
    browser.execute_async_script(
        "const done = arguments[0]; const all = [...document.images]; all.forEach(i => { i.loading = 'eager'; });"
        "Promise.allSettled(all.filter(i => i.src).map(i => i.decode())).then(() => done())"
    )
    size = browser.execute_script("return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], longest), "scale": 1}
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True, "clip": clip})
    file.write_bytes(base64.b64decode(taken["data"]))
