"""An archive as a folder of Markdown: a file a post with its facts in front, the files of posts beside, an index of all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pipelines.export import MARKUP, Progress, Record, Selection, Written, records, total, unwatched, watched
from pipelines.whole import MARK, file_name
from publish import markdown
from publish.held import Files

POSTS, FILES = "posts", "files"


def write_folder(conn: sqlite3.Connection, selection: Selection, folder: Path, warcs: Path, *, progress: Progress = unwatched) -> Written:
    """Write the selected posts (with ``history`` their versions) into a folder that is there and empty.

    posts/    NUMBER-title.md, of a version NUMBER-vN-title.md: YAML front matter with every field, the files and the capture; then the body
    files/    the files of posts, named by their digest; only bytes whose SHA-256 is right
    index.md  a line a post, with a link
    """
    files = Files(conn, warcs, folder / FILES)
    (folder / POSTS).mkdir()
    count = 0
    with (folder / "index.md").open("w", encoding="utf-8", newline="\n") as index:
        for record in watched(records(conn, selection), total(conn, selection), progress):
            name = _name(record, versions=selection.history)
            (folder / POSTS / name).write_text(_page(record, files), encoding="utf-8", newline="\n")
            index.write(f"- {markdown.link(record['title'], f'{POSTS}/{name}')} {markdown.escaped((record['posted_at'] or '')[:10])}".rstrip() + "\n")
            count += 1
    _mark(folder, "markdown", count)
    return Written(records=count, missing_files=files.missing)


def _mark(folder: Path, form: str, count: int) -> None:
    """What tells an export's folder from any other."""
    (folder / MARK).write_text(json.dumps({"made_by": "panjeon export", "format": form, "records": count}, indent=1) + "\n", encoding="utf-8")


def _name(record: Record, *, versions: bool) -> str:
    key = f"{record['id']:07d}" + (f"-v{record['revision']}" if versions else "")
    return file_name(record["title"], key, "md")


def _page(record: Record, files: Files) -> str:
    offered: list[Record] = []
    images: dict[str, str] = {}
    for file in record["attachments"]:
        saved = files.save(str(file.get("name") or ""), str(file.get("url") or ""), file.get("sha256"))
        offered.append({**file, "file": f"../{FILES}/{saved[0]}" if saved else None})
        if saved and saved[1]:
            images |= dict.fromkeys((file["url"], joined(record["url"], file["url"])), f"../{FILES}/{saved[0]}")
    body = markdown.markdown(record[MARKUP], record["url"], images)
    if body is None or not body.strip():
        body = markdown.plain(record["body_text"])
    facts = {name: value for name, value in record.items() if name not in (MARKUP, "body_text", "attachments")} | {"attachments": offered}
    links = "".join(f"- {_offer(file)}\n" for file in offered)
    return f"{front_matter(facts)}\n# {markdown.escaped(record['title']) or '—'}\n\n{body}\n" + (f"\n---\n\n{links}" if links else "")


def joined(base: str, address: str) -> str:
    """An address read against a page's; the address itself where the two make none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _offer(file: Mapping[str, Any]) -> str:
    return markdown.link(str(file["name"]), file["file"]) if file["file"] else markdown.escaped(str(file["name"]))


def front_matter(facts: Mapping[str, Any]) -> str:
    """Facts as YAML between two lines of dashes: every text quoted, so that a title cannot become a key, a date or a document's end."""
    return "---\n" + "".join(f"{name}: {_yaml(value)}\n" for name, value in facts.items()) + "---\n"


def _yaml(value: object) -> str:
    if isinstance(value, str):
        return '"' + "".join(map(_yaml_character, value)) + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_yaml(str(name))}: {_yaml(part)}" for name, part in value.items()) + "}"
    return json.dumps(value)


def _yaml_character(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"
