"""An evidence pack is replayed in the viewers that people use, ReplayWeb.page and pywb, and Chromium shows the page with its picture.

``PANJEON_LONG=1`` runs it: npm and pip fetch the viewers into a cache folder (``PANJEON_TEST_CACHE``, else .cache/panjeon-tests in the home folder);
where they cannot, the test is skipped. Neither viewer asks anything of the network: the board's host does not exist.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import socket
import subprocess
import tarfile
import threading
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from browsing import CHROMIUM, DRIVER, chromium, screenshot, width
from kept_board import SITE, Days, crawl, listing, post, run
from sample_archive import png

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("PANJEON_LONG"), reason="PANJEON_LONG is not set: two viewers are fetched for it"),
    pytest.mark.skipif(not CHROMIUM or not DRIVER, reason="no Chromium with its driver on this machine"),
]
CACHE = Path(os.environ.get("PANJEON_TEST_CACHE") or Path.home() / ".cache" / "panjeon-tests")
REPLAY, PYWB = "2.5.3", "2.10.0"
PAGE = f"{SITE}/ko/node/201"
TITLE, WORDS = "포스터가 있는 글", "신청은 4월 18일까지 받습니다."
#: The document that holds the board's page, wherever a viewer nests it: in frames, and in the shadows of its own elements.
_FIND = """
const seek = root => {
  if (root.querySelector && root.querySelector('#page-title')) return root;
  for (const e of root.querySelectorAll('*')) {
    const inner = e.shadowRoot || (e.tagName === 'IFRAME' && e.contentDocument);
    const found = inner && seek(inner);
    if (found) return found;
  }
  return null;
};
const page = seek(document);
if (!page) return null;
const image = page.querySelector('img');
return [page.querySelector('#page-title').textContent, page.body.textContent, image && image.naturalWidth, image && image.naturalHeight];
"""


@pytest.fixture(scope="module")
def wacz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The WACZ of a post that was edited, with a picture that stands in its text and among its files."""
    folder = tmp_path_factory.mktemp("illustrated")
    archive, clock = folder / "archive.db", Days()
    for day, words in enumerate(("신청은 4월 4일까지 받습니다.", WORDS), start=1):
        clock.go_to(day)
        site = {
            "/ko/news": listing((201, TITLE, "2025-02-27")),
            "/ko/node/201": post(201, TITLE, "2025-02-27", (words, "<img src='/files/201/poster.png' alt='포스터'>"), files=("poster.png",)),
            "/files/201/poster.png": (200, "image/png", png(320, 120, (30, 90, 140))),
        }
        assert crawl(archive, clock, site) == "complete"
    made = run("export", "evidence", "1", "--output", folder / "pack", archive=archive)
    assert made.exit_code == 0, made.stderr
    return folder / "pack" / "data" / "evidence.wacz"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        width(driver, 1280)
        yield driver


def replayed(browser: Any, file: Path) -> tuple[str, str, int, int]:
    """What the viewer shows of the page, once its picture is drawn; a screenshot of it beside."""
    shown = None
    for _ in range(120):
        shown = browser.execute_script(_FIND)
        if shown and shown[2]:
            break
        time.sleep(0.5)
    assert shown, "the viewer never showed the page"
    screenshot(browser, file)
    title, text, wide, high = shown
    return str(title), str(text), int(wide or 0), int(high or 0)


@pytest.fixture(scope="module")
def replay_web_page() -> Path:
    """The folder of ReplayWeb.page's own two scripts."""
    kept = CACHE / f"replaywebpage-{REPLAY}"
    npm = shutil.which("npm")
    if not (kept / "sw.js").exists():
        if npm is None:
            pytest.skip("ReplayWeb.page is not in the cache folder and npm is not on this machine")
        kept.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", f"replaywebpage@{REPLAY}", "--silent", "--pack-destination", str(kept)]
        if subprocess.run(command, cwd=kept, capture_output=True, timeout=120, check=False).returncode:
            pytest.skip("npm could not fetch ReplayWeb.page")
        with tarfile.open(next(kept.glob("*.tgz"))) as packed:
            for name in ("ui.js", "sw.js"):
                member = packed.extractfile(f"package/{name}")
                assert member is not None
                (kept / name).write_bytes(member.read())
    return kept


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A folder on loopback, with the ranges that viewers ask for."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes="):
            super().do_GET()
            return
        content = Path(self.translate_path(self.path)).read_bytes()
        first, _, last = asked.removeprefix("bytes=").partition("-")
        begin = int(first) if first else max(len(content) - int(last), 0)
        end = min(int(last) + 1, len(content)) if first and last else len(content)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {begin}-{end - 1}/{len(content)}")
        self.send_header("Content-Length", str(end - begin))
        self.end_headers()
        self.wfile.write(content[begin:end])


def test_replay_web_page_shows_the_page_with_its_picture(wacz: Path, replay_web_page: Path, browser: Any, tmp_path: Path) -> None:
    (tmp_path / "replay").mkdir()
    shutil.copy(replay_web_page / "ui.js", tmp_path)
    shutil.copy(replay_web_page / "sw.js", tmp_path / "replay")
    shutil.copy(wacz, tmp_path)
    element = f'<replay-web-page source="evidence.wacz" url="{PAGE}" replayBase="./replay/" style="height: 800px"></replay-web-page>'
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8><script src=ui.js></script>{element}", encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser.get(f"http://127.0.0.1:{server.server_port}/index.html")
        title, text, *size = replayed(browser, tmp_path / "replay-web-page.png")
        server.shutdown()
    assert (title, size) == (TITLE, [320, 120])
    assert WORDS in text, "without a time, the last version is shown"


@pytest.fixture(scope="module")
def pywb() -> Path:
    """The programs of pywb, in an environment of its own."""
    folder = CACHE / f"pywb-{PYWB}"
    if not (folder / "bin" / "wayback").exists():
        venv.create(folder, with_pip=True)
        done = subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", f"pywb=={PYWB}"], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"pywb cannot be installed here: {done.stderr[-200:]}")
    return folder / "bin"


def test_pywb_shows_both_versions_with_the_picture(wacz: Path, pywb: Path, browser: Any, tmp_path: Path) -> None:
    subprocess.run([pywb / "wb-manager", "init", "evidence"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([pywb / "wb-manager", "add", "--unpack-wacz", "evidence", str(wacz)], cwd=tmp_path, check=True, capture_output=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    log = (tmp_path / "log.txt").open("w")
    viewer = subprocess.Popen([pywb / "wayback", "-b", "127.0.0.1", "-p", str(port)], cwd=tmp_path, stdout=log, stderr=log)
    try:
        _answers(f"http://127.0.0.1:{port}/")
        for stamp, words in (("20250301000000", "신청은 4월 4일까지 받습니다."), ("20250302000000", WORDS)):
            browser.get(f"http://127.0.0.1:{port}/evidence/{stamp}mp_/{PAGE}")
            title, text, *size = replayed(browser, tmp_path / f"pywb-{stamp}.png")
            assert (title, size) == (TITLE, [320, 120])
            assert words in text
    finally:
        viewer.terminate()
        viewer.wait(timeout=20)
        log.close()


def _answers(address: str) -> None:
    for _ in range(60):
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail("pywb did not begin to answer")
