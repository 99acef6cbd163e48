"""A real Chromium opens what an archive of payloads shows, and nothing of it runs, loads from elsewhere, or even tries to.

The short form opens lists, which show every payload as a title or a name, and some posts. With PANJEON_LONG=1 every page of every payload is opened (minutes).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, DRIVER, chromium, open_page, reading_room
from sample_archive import KO, Sample
from test_publish_hostile import addresses, hostile, payloads

from crawler.clock import SystemClock
from pipelines.archive import open_reader
from publish.pack import write_pack

pytestmark = pytest.mark.browser
pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
if not CHROMIUM or not DRIVER:
    pytest.skip("no Chromium with its driver on this machine", allow_module_level=True)

__all__ = ["hostile"]
LONG = bool(os.environ.get("PANJEON_LONG"))
#: Runs before each page: whatever a payload calls, whatever the policy had to stop, and whatever error it made comes to the console.
_WATCH = """
for (const name of ['alert', 'confirm', 'prompt', 'open', 'fetch']) window[name] = () => console.error('HOSTILE call of ' + name);
document.addEventListener('securitypolicyviolation', e => console.error('HOSTILE against the policy: ' + e.violatedDirective + ' ' + e.blockedURI), true);
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        driver.execute_cdp_cmd("Page.enable", {})
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
        yield driver


def complaints(browser: Any) -> list[str]:
    """What the console says, less that a picture is none, and that nobody has a name of 1,200 characters."""
    found = [entry["message"] for entry in browser.get_log("browser")]
    return [message for message in found if not ("404 (Not Found)" in message and ("/-/logo/" in message or "/-/author?" in message))]


def test_nothing_hostile_runs_in_the_reading_room(hostile: Sample, browser: Any) -> None:
    posts = [f"/-/post/{post}" for post in range(1, len(list(payloads())) + 1, 23)]
    short = ["/", "/-/crawls", "/-/issues", "/-/changes?kind=changed", f"/-/partners/{KO}", "/-/search?q=script", "/-/post/1/compare/1/2", "/archive/posts", *posts]
    with reading_room(hostile.archive) as address:
        for path in [*addresses(hostile), *short] if LONG else short:
            open_page(browser, address, path)
            assert complaints(browser) == [], path


def test_nothing_hostile_runs_in_an_evidence_pack(hostile: Sample, browser: Any, tmp_path: Path) -> None:
    with closing(open_reader(hostile.archive)) as conn:
        numbers = [row[0] for row in conn.execute("SELECT id FROM posts")][:: 1 if LONG else 30]
        write_pack(conn, numbers, tmp_path, hostile.warcs, clock=SystemClock())
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) >= len(numbers)
    for page in pages:
        browser.get(page.as_uri())
        assert complaints(browser) == [], page


def test_the_watch_sees_what_is_active(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "active.html"
    for markup, seen in (
        ("<img src=x onerror=alert(1)>", "HOSTILE call of alert"),
        ("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><script>alert(1)</script>", "HOSTILE against the policy"),
    ):
        page.write_text(f"<!doctype html>{markup}", encoding="utf-8")
        browser.get(page.as_uri())
        assert any(seen in message for message in complaints(browser)), markup
