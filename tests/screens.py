"""Screenshots of every page of the reading room, in Korean and English, wide and narrow, for a person to look at.

    python -m tests.screens archive.db shots        # all pages; or some of them, named behind the folder

The archive is copied and one of its posts redacted in the copy; what is empty is shown from an archive without a crawl. A page that is wider than
its window, that logs an error, or that answers with another status than it should is named, and the command ends with 1.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from pipelines import search
from pipelines.schema import migrations
from tests.browsing import ROOT, chromium, open_page, overflow, reading_room, screenshot, width

LANGS = ("ko", "en")
WIDTHS = {"wide": 1280, "narrow": 390}
#: Statuses of the pages that are meant to be missing, hidden or damaged; every other page answers 200.
STATUS = {"missing": 404, "redacted": 410, "damaged": 500, "tables-missing": 404, "sql-wrong": 400}
#: Datasette's own pages are Datasette's: their tables scroll the whole page on a phone.
_MAY_BE_WIDE = ("tables", "sql")
#: What a page is about: the first row that a query finds fills the braces of its address. A page without a row is left out, and named.
_ABOUT = {
    "board": "SELECT board FROM posts GROUP BY board ORDER BY count(*) DESC LIMIT 1",
    "author": "SELECT author FROM posts WHERE author IS NOT NULL GROUP BY author ORDER BY count(*) DESC LIMIT 1",
    "busy": "SELECT post FROM revisions GROUP BY post ORDER BY max(number) DESC, post LIMIT 1",
    "last": "SELECT max(number) FROM revisions WHERE post = (SELECT post FROM revisions GROUP BY post ORDER BY max(number) DESC, post LIMIT 1)",
    "filed": "SELECT post FROM attachments WHERE media_type LIKE 'image/%' OR name LIKE '%.png' GROUP BY post ORDER BY count(*) DESC, post LIMIT 1",
    "long": "SELECT id FROM posts ORDER BY length(body_text) DESC LIMIT 1",
    "left": "SELECT post FROM events WHERE kind IN ('gone', 'blinded') ORDER BY kind DESC, id LIMIT 1",
    "back": "SELECT post FROM events WHERE kind = 'restored' LIMIT 1",
    "filechange": "SELECT post || '/compare/' || (number - 1) || '/' || number FROM revisions WHERE number > 1 AND changed LIKE '%attachments%' LIMIT 1",
    "words": "SELECT post || '/compare/' || (number - 1) || '/' || number FROM revisions WHERE number > 1 AND changed LIKE '%body%' LIMIT 1",
    "capture": "SELECT capture FROM revisions WHERE number > 1 LIMIT 1",
    "revisit": "SELECT id FROM captures WHERE revisit_of IS NOT NULL LIMIT 1",
    "walled": "SELECT board FROM partners GROUP BY board ORDER BY count(*) DESC LIMIT 1",
    "since": "SELECT max(id) - 6 FROM events",
    "latest": "SELECT max(id) FROM events",
    "run": "SELECT crawl FROM issues GROUP BY crawl ORDER BY count(*) DESC LIMIT 1",
    "hidden": "SELECT post FROM redactions WHERE ended_at IS NULL LIMIT 1",
    "torn": "SELECT capture FROM attachments WHERE sha256 IS NOT NULL LIMIT 1",
}
PAGES = {
    "front": "/",
    "board": "/-/board/{board}",
    "board-filtered": "/-/board/{board}?state=gone",
    "board-last": "/-/board/{board}?page=6",
    "board-empty": "/-/board/{board}?author=none",
    "post": "/-/post/{busy}",
    "post-version": "/-/post/{busy}?version=1",
    "post-files": "/-/post/{filed}",
    "post-long": "/-/post/{long}",
    "post-left": "/-/post/{left}",
    "post-back": "/-/post/{back}",
    "difference": "/-/post/{words}",
    "difference-inline": "/-/post/{words}?view=inline",
    "difference-files": "/-/post/{filechange}",
    "difference-all": "/-/post/{busy}/compare/1/{last}",
    "difference-none": "/-/post/{busy}/compare/1/1",
    "evidence": "/-/post/{busy}/evidence",
    "capture": "/-/capture/{capture}",
    "capture-revisit": "/-/capture/{revisit}",
    "author": "/-/author?name={author}",
    "partners": "/-/partners/{walled}",
    "changes": "/-/changes",
    "changes-left": "/-/changes?kind=withdrawn",
    "changes-since": "/-/changes?since={since}",
    "changes-none": "/-/changes?since={latest}",
    "search-start": "/-/search",
    "search": "/-/search?q=서울",
    "search-files": "/-/search?q=신청서",
    "search-none": "/-/search?q=없는낱말뿐",
    "charts": "/-/charts",
    "runs": "/-/crawls",
    "issues": "/-/issues",
    "issues-run": "/-/issues?crawl={run}",
    "redacted": "/-/post/{hidden}",
    "missing": "/-/post/999999",
    "damaged": "/-/capture/{torn}/payload",
    "tables": "/{database}",
    "tables-posts": "/{database}/post_list",
    "tables-changes": "/{database}/change_list",
    "tables-row": "/{database}/boards/{board}",
    "tables-missing": "/{database}/none",
    "sql": "/{database}?sql=select+title%2C+state+from+posts+limit+5",
    "sql-wrong": "/{database}?sql=select+nothing",
}
#: Asked of an archive without a crawl.
EMPTY = {f"empty-{name}": PAGES[name] for name in ("front", "changes", "search-start", "charts", "runs", "issues", "missing")}


def prepared(archive: Path, folder: Path) -> Path:
    """A copy of an archive in which one post is redacted and one WARC file cut short."""
    copy = folder / archive.name
    with closing(sqlite3.connect(f"{archive.resolve().as_uri()}?mode=ro", uri=True)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    shutil.copytree(archive.parent / "warcs", folder / "warcs")
    with closing(sqlite3.connect(copy)) as conn:
        (post,) = conn.execute("SELECT id FROM posts WHERE state = 'listed' AND revision = 1 ORDER BY id DESC LIMIT 1").fetchone()
    hide = ["redact", str(post), "--reason", "담당자의 개인 전화번호가 들어 있어 삭제를 요청받음", "--by", "정보공개담당", "--archive", str(copy)]
    subprocess.run([sys.executable, "-m", "cli", *hide], cwd=ROOT, check=True, capture_output=True)
    return copy


def empty(folder: Path) -> Path:
    """An archive without a board."""
    archive = folder / "empty.db"
    db = Database(archive)
    db.enable_wal()
    migrations.apply(db)
    search.register(db.conn)
    search.create_index(db.conn)
    db.close()
    return archive


def addresses(archive: Path) -> dict[str, str]:
    """Every page of an archive that has something to show on it, by name."""
    with closing(sqlite3.connect(archive)) as conn:
        rows = {name: conn.execute(sql).fetchone() for name, sql in _ABOUT.items()}
    about = {name: quote(str(row[0]), safe="/") for name, row in rows.items() if row and row[0] is not None} | {"database": archive.stem}
    found = {}
    for name, page in PAGES.items():
        try:
            found[name] = page.format_map(about)
        except KeyError as missing:
            sys.stdout.write(f"{name}: left out, the archive has nothing for {missing}\n")
    return found


def _asked(name: str, path: str, lang: str) -> str:
    # a table would be narrowed to the rows whose column "lang" says so
    return path if name.startswith(_MAY_BE_WIDE) else f"{path}{'&' if '?' in path else '?'}lang={lang}"


def _wrong(browser: Any, name: str, pixels: int) -> Iterator[str]:
    """What is wrong with the page that the browser shows."""
    wide = overflow(browser)
    if wide[0] > pixels and not name.startswith(_MAY_BE_WIDE):
        yield f"is {wide[0]} pixels wide"
    status = browser.execute_script("return performance.getEntriesByType('navigation')[0].responseStatus")
    wanted = STATUS.get(name.removeprefix("empty-"), 200)
    if status != wanted:
        yield f"answered {status}, not {wanted}"
    yield from (entry["message"] for entry in browser.get_log("browser") if not (wanted >= 400 and f"status of {wanted}" in entry["message"]))


def take(browser: Any, address: str, pages: dict[str, str], folder: Path) -> list[str]:
    """Screenshots of pages in both languages and widths; what was found wrong."""
    found = []
    for form, pixels in WIDTHS.items():
        width(browser, pixels)
        for lang in LANGS:
            for name, path in pages.items():
                open_page(browser, address, _asked(name, path, lang))
                found += [f"{name} ({lang}, {form}) {wrong}" for wrong in _wrong(browser, name, pixels)]
                screenshot(browser, folder / f"{name}-{lang}-{form}.png")
    return found


@contextmanager
def _torn(archive: Path) -> Iterator[None]:
    """The archive with the WARC file of a capture missing."""
    with closing(sqlite3.connect(archive)) as conn:
        (capture,) = conn.execute(_ABOUT["torn"]).fetchone()
        sql = "SELECT o.warc_file FROM captures c JOIN captures o ON o.id = coalesce(c.revisit_of, c.id) WHERE c.id = ?"
        file = archive.parent / "warcs" / conn.execute(sql, (capture,)).fetchone()[0]
    aside = file.rename(file.with_suffix(".aside"))
    yield
    aside.rename(file)


def main(archive: Path, folder: Path, only: tuple[str, ...]) -> int:
    """Take the screenshots; 1 where a page is not as it should be."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium(Path(name, "profile")) as browser:
        (Path(name, "full")).mkdir()
        full = prepared(archive, Path(name, "full"))
        pages = {page: path for page, path in addresses(full).items() if not only or page in only}
        damaged = {page: pages.pop(page) for page in ("damaged",) if page in pages}
        with reading_room(full) as address:
            wrong = take(browser, address, pages, folder)
            with _torn(full):
                wrong += take(browser, address, damaged, folder)
        with reading_room(empty(Path(name))) as address:
            wrong += take(browser, address, {page: path for page, path in EMPTY.items() if not only or page in only}, folder)
    sys.stdout.write("".join(f"{line}\n" for line in [*wrong, f"{len(list(folder.glob('*.png')))} screenshots in {folder}"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:])))
