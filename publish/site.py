"""An archive as a website of files: a page a post, lists a board, and a search that runs in the reader's browser, without any server."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.export import Progress, Record, Selection, Written, records, total, unwatched, watched
from pipelines.whole import MARK, file_name
from publish import difference, safe, versions
from publish.folder import joined
from publish.held import Files
from publish.offline import STATIC, page

POSTS, FILES, BOARDS, SEARCH = "posts", "files", "boards", "search"
#: Posts on a page of a list, titles and characters in a part of the search index.
_PER_PAGE = 100
_TITLES = 500
_PART = 150_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LISTED = "p.id, p.board, p.title, p.author, p.posted_at, p.posted_precision, p.state, p.revision"


@dataclass(slots=True)
class _Site:
    """A website in the making."""

    conn: sqlite3.Connection
    selection: Selection
    folder: Path
    files: Files
    boards: dict[str, dict[str, Any]] = field(default_factory=dict)


def write_site(conn: sqlite3.Connection, selection: Selection, folder: Path, warcs: Path, *, progress: Progress = unwatched) -> Written:
    """Write the selected posts as a website into a folder that is there and empty; ``history`` shows what changed between versions.

    Everything is addressed relatively, so the folder works from a web server, from a disk and from a stick.
    """
    present = Selection(**{name: getattr(selection, name) for name in Selection.__slots__ if name != "history"})
    site = _Site(conn, present, folder, Files(conn, warcs, folder / FILES))
    for part in (POSTS, BOARDS, SEARCH):
        (folder / part).mkdir()
    _boards(site)
    count = 0
    for record in watched(records(conn, present), total(conn, present), progress):
        _post(site, record, changes=selection.history)
        count += 1
    _search(site)
    for name in ("panjeon.css", "search.js"):
        shutil.copyfile(STATIC / name, folder / name)
    page(folder / "search.html", "site/search.html", root="")
    (folder / MARK).write_text(json.dumps({"made_by": "panjeon export", "format": "site", "records": count}, indent=1) + "\n", encoding="utf-8")
    return Written(records=count, missing_files=site.files.missing)


def post_path(number: int) -> str:
    """Where a post's page is; a thousand a folder, because more are slow to list."""
    return f"{POSTS}/{number // 1000:04d}/{number:07d}.html"


def _boards(site: _Site) -> None:
    """The lists of every board that has selected posts, newest first, and the front page."""
    where, values = site.selection.where()
    found = "SELECT b.*, count(*) AS posts FROM posts p JOIN boards b ON b.name = p.board WHERE {} GROUP BY b.name ORDER BY b.name"
    for number, row in enumerate(site.conn.execute(found.format(where), values).fetchall(), start=1):
        folder = file_name(row["name"], f"{number}", "x").removesuffix(".x")
        site.boards[row["name"]] = {**dict(row), "path": f"{BOARDS}/{folder}/1.html", "folder": folder}
        _board(site, site.boards[row["name"]])
    order = f"SELECT {_LISTED} FROM posts p WHERE {where} ORDER BY p.posted_at DESC, p.id DESC LIMIT 20"
    newest = [_entry(row) for row in site.conn.execute(order, values)]
    page(site.folder / "index.html", "site/index.html", root="", boards=list(site.boards.values()), newest=newest)


def _board(site: _Site, board: dict[str, Any]) -> None:
    where, values = site.selection.where()
    (site.folder / BOARDS / board["folder"]).mkdir()
    order = f"SELECT {_LISTED} FROM posts p WHERE {where} AND p.board = ? ORDER BY p.posted_at DESC, p.id DESC"
    cursor = site.conn.execute(order, [*values, board["name"]])
    pages = -(-board["posts"] // _PER_PAGE)
    for number in range(1, pages + 1):
        posts = [_entry(row) for row in cursor.fetchmany(_PER_PAGE)]
        target = site.folder / BOARDS / board["folder"] / f"{number}.html"
        page(target, "site/board.html", root="../../", board=board, posts=posts, number=number, pages=pages)


def _entry(row: sqlite3.Row) -> dict[str, Any]:
    return {**dict(row), "path": post_path(row["id"])}


def _post(site: _Site, record: Record, *, changes: bool) -> None:
    target = site.folder / post_path(record["id"])
    target.parent.mkdir(exist_ok=True)
    offered = []
    images: dict[str, str] = {}
    for file in record["attachments"]:
        saved = site.files.save(file["name"], file["url"], file["sha256"])
        offered.append({**file, "file": f"../../{FILES}/{saved[0]}" if saved else None})
        if saved and saved[1]:
            images |= dict.fromkeys((file["url"], joined(record["url"], file["url"])), f"../../{FILES}/{saved[0]}")
    events = site.conn.execute("SELECT kind, at FROM events WHERE post = ? ORDER BY at, id", (record["id"],)).fetchall()
    comments = site.conn.execute("SELECT author, body_text FROM comments WHERE post = ? AND state = 'present' ORDER BY id", (record["id"],)).fetchall()
    page(
        target, "site/post.html", root="../../", post=record, board=site.boards[record["board"]], files=offered, events=events, comments=comments,
        body=safe.body(record["body_html"], record["url"], images), differences=list(_differences(site, record["id"])) if changes else [],
    )  # fmt: skip


def _differences(site: _Site, number: int) -> Iterator[Mapping[str, Any]]:
    old: dict[str, Any] | None = None
    for row in site.conn.execute("SELECT * FROM revisions WHERE post = ? ORDER BY number", (number,)).fetchall():
        new = dict(row)
        if old is not None:
            changed = [(name, difference.rows(before, after)) for name, before, after in versions.fields(old, new) if before != after]
            yield {"old": old["number"], "new": new["number"], "silent": new["silent"], "changed": changed}
        old = new


def _search(site: _Site) -> None:
    """The search index: terms in parts in the order of their bytes, titles in parts by number, and which part begins with what."""
    chosen = _titles(site)
    first: list[str] = []
    part: dict[str, str] = {}
    size = 0
    for term, packed in _terms(site.conn, chosen):
        if size > _PART:
            _write_part(site, len(first) - 1, part)
            part, size = {}, 0
        if not part:
            first.append(term)
        part[term] = packed
        size += len(term) + len(packed)
    if part:
        _write_part(site, len(first) - 1, part)
    _write_script(site.folder / SEARCH / "terms.js", f"panjeonTerms({json.dumps({'first': first, 'titles': _TITLES}, ensure_ascii=False)});")


def _write_part(site: _Site, number: int, part: Mapping[str, str]) -> None:
    _write_script(site.folder / SEARCH / f"part-{number}.js", f'panjeonPart("part-{number}", {json.dumps(part, ensure_ascii=False)});')


def _write_script(path: Path, text: str) -> None:
    path.write_text(text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n", encoding="utf-8", newline="\n")


def _titles(site: _Site) -> bytearray:
    """Write the titles of the selected posts; returns for every number whether it is selected."""
    where, values = site.selection.where()
    chosen = bytearray(1 + (site.conn.execute("SELECT max(id) FROM posts").fetchone()[0] or 0))
    part: dict[str, tuple[str, str, str]] = {}
    number = 0
    for row in site.conn.execute(f"SELECT {_LISTED} FROM posts p WHERE {where} ORDER BY p.id", values):
        if row["id"] // _TITLES != number and part:
            _write_titles(site, number, part)
            part = {}
        number = row["id"] // _TITLES
        chosen[row["id"]] = 1
        part[str(row["id"])] = (safe.shown(row["title"]), (row["posted_at"] or "")[:10], safe.shown(site.boards[row["board"]]["title"]))
    if part:
        _write_titles(site, number, part)
    return chosen


def _write_titles(site: _Site, number: int, part: Mapping[str, tuple[str, str, str]]) -> None:
    _write_script(site.folder / SEARCH / f"titles-{number}.js", f'panjeonPart("titles-{number}", {json.dumps(part, ensure_ascii=False)});')


def _terms(conn: sqlite3.Connection, chosen: bytearray) -> Iterator[tuple[str, str]]:
    """Every term of the search index with the chosen posts that hold it, in order.

    Posts stand as differences in base 36 joined by points, an exclamation mark behind those whose title holds the term.
    """
    conn.execute("PRAGMA query_only = 0")  # the file stays read-only; a temporary table shows the terms of its index
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, posts_fts, instance)")
    conn.execute("PRAGMA query_only = 1")
    term, posts = "", dict[int, bool]()
    # all columns but the last, whose words no reader can spell
    for row in conn.execute("SELECT term, doc, col = 'title' FROM temp.terms WHERE col <> 'facets'"):
        if row[0] != term:
            if posts:
                yield term, _packed(posts)
            term, posts = row[0], {}
        if row[1] < len(chosen) and chosen[row[1]]:
            posts[row[1]] = posts.get(row[1], False) or bool(row[2])
    if posts:
        yield term, _packed(posts)


def _packed(posts: Mapping[int, bool]) -> str:
    parts, before = [], 0
    for number in sorted(posts):
        parts.append(_base36(number - before) + ("!" if posts[number] else ""))
        before = number
    return ".".join(parts)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
