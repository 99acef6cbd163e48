"""Cases: a page as served, what is known of it, and what its engine reads in it, as a folder that a test reads again."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.decode import decode, inflate
from crawler.engines import engine, replies
from crawler.errors import ManifestError, PageChanged
from crawler.manifest import FetchRules, Manifest, Rhythm, from_facts, to_facts
from crawler.records import Exchange, Page

#: What a few records alone have, and how its absence looks: the others stay silent about it.
SILENT = (("inferred", False), ("claimed_pages", None), ("ask", None), ("session_fields", ()), ("more_url", None), ("unlinked", 0))
_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,80}")


def answer_of(page: Page, kind: str, board: Manifest) -> dict[str, Any]:
    """What an engine makes of a page taken for a list, post, partners or replies: its record as JSON values under its type, or its PageChanged."""
    reader = engine(board.engine)
    readings: dict[str, Callable[..., Any]] = {"list": reader.listing, "post": reader.post, "partners": reader.partners}
    readings["replies"] = lambda page, board: replies(reader, page, board)
    try:
        record = readings[kind](page, board)
    except PageChanged as error:
        return {"PageChanged": {"url": error.url, "selector": error.selector, "expected": error.expected, "found": error.found}}
    answer: dict[str, Any] = json.loads(json.dumps({type(record).__name__: facts(dataclasses.asdict(record))}, ensure_ascii=False))
    return answer


def facts(record: Any) -> Any:
    """A record as JSON values, less what SILENT names."""
    if isinstance(record, dict):
        return {key: facts(value) for key, value in record.items() if (key, value) not in SILENT}
    return [facts(item) for item in record] if isinstance(record, list | tuple) else record


def page_in(folder: Path, meta: Mapping[str, Any]) -> Page:
    """The page of a case: UTF-8, or as ``content_type`` and the page itself say where the case was recorded."""
    data = next(folder.glob("page.*")).read_bytes()
    text = decode(data, meta["content_type"]).text if "content_type" in meta else data.decode("utf-8")
    moment = datetime.fromisoformat(meta["fetched_at"])
    return Page(url=meta["url"], text=text, status=meta["status"], media_type=meta.get("media_type", "text/html"), fetched_at=moment)


def board_in(meta: Mapping[str, Any]) -> Manifest | None:
    """The board of a recorded case; None for one that was written without."""
    return from_facts(meta["board"]) if "board" in meta else None


def record(folder: Path, exchange: Exchange, page: Page, kind: str, board: Manifest, why: str) -> dict[str, Any]:
    """Write the case of a page; the answer as it was written, for somebody to read. Raises ManifestError for a folder that is there or a bad name."""
    if not _NAME.fullmatch(folder.name):
        raise ManifestError(f"a case is named with small letters, digits and underscores, such as list_pinned, found {folder.name!r}")
    if folder.exists():
        raise ManifestError(f"{folder} exists; give the case another --case")
    plain = dataclasses.replace(board, fetch=FetchRules(), expect={}, rhythm=Rhythm(), diary=())
    meta = {
        "url": page.url,
        "kind": kind,
        "status": page.status,
        "fetched_at": page.fetched_at.isoformat(),
        "why": why,
        "media_type": page.media_type,
        "content_type": exchange.header("content-type"),
        "board": to_facts(plain),
    }
    answer = answer_of(page, kind, board)
    folder.mkdir(parents=True)
    ending = "json" if page.media_type == "application/json" else "html"
    data = inflate(exchange.payload, exchange.header("content-encoding"), limit=board.fetch.max_bytes)
    (folder / f"page.{ending}").write_bytes(data)
    for name, content in (("meta.json", meta), ("expected.json", answer)):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return answer
