"""Atom and Parquet, read back by an XML parser and by pyarrow."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from kept_board import kept, own, run
from selectolax.lexbor import LexborHTMLParser
from test_publish_hostile import hostile, payloads

from pipelines.archive import open_reader
from pipelines.export import Selection
from publish import safe
from publish.atom import write_atom

__all__ = ["hostile", "kept", "own"]
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(content: bytes) -> list[dict[str, str]]:
    feed = ElementTree.fromstring(content)
    assert [child.tag.removeprefix(ATOM) for child in feed][:3] == ["id", "title", "updated"]
    found = []
    for entry in feed.iter(f"{ATOM}entry"):
        facts = {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        link = entry.find(f"{ATOM}link")
        found.append(facts | {"href": "" if link is None else link.attrib["href"], "author": entry.findtext(f"{ATOM}author/{ATOM}name") or ""})
    return found


def test_a_feed_has_an_entry_a_post_or_a_version(kept: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "atom", "--output", tmp_path / "posts.atom", archive=kept).exit_code == 0
    found = entries((tmp_path / "posts.atom").read_bytes())
    assert [entry["title"] for entry in found][:2] == ["정책 연수 모집", "한강공원 이용 안내"]
    assert found[0]["href"] == "https://board.example.go.kr/ko/node/101"
    assert found[0]["published"] == "2025-02-27T00:00:00+09:00"
    assert "4월 18일까지" in found[0]["content"]
    assert run("export", "--format", "atom", "--history", "--output", tmp_path / "all.atom", archive=kept).exit_code == 0
    versions = entries((tmp_path / "all.atom").read_bytes())
    assert len({entry["id"] for entry in versions + found}) == 7


def test_nothing_hostile_is_active_in_a_feed(hostile: Any) -> None:
    stream = io.BytesIO()
    with closing(open_reader(hostile.archive)) as conn:
        assert write_atom(conn, Selection(), stream).records == len(list(payloads()))
        titles = [row["title"] for row in conn.execute("SELECT title FROM posts ORDER BY id")]
    found = entries(stream.getvalue())
    assert [" ".join(entry["title"].split()) for entry in found] == [" ".join(safe.shown(title).split()) for title in titles]
    for entry in found:
        assert not entry["href"] or safe.external(entry["href"])
        page = LexborHTMLParser(f"<div>{entry['content']}</div>")
        assert not page.css("script, style, link, iframe, object, embed, svg, math, base, form, input, meta[http-equiv], img[src], video, audio")
        assert not [name for node in page.css("*") for name in node.attributes if name.lower().startswith("on") or name == "style"]


def test_what_xml_cannot_hold_breaks_no_feed(own: Path) -> None:
    with closing(sqlite3.connect(own)) as conn, conn:
        conn.execute("UPDATE posts SET title = ?, body_text = ?, url = ?", ("a\ufffe\x00\x0b]]>&<", "\uffff", "https://x.example/?a=1&b=\"'<>"))
        conn.execute("UPDATE boards SET title = '<![CDATA[', publisher = '&amp;'")
    target = own.parent / "posts.atom"
    assert run("export", "--format", "atom", "--output", target, archive=own).exit_code == 0
    assert entries(target.read_bytes())[0]["title"] == "a\ufffd]]>&<"
    assert entries(target.read_bytes())[0]["href"] == "https://x.example/?a=1&b=\"'<>"


@pytest.mark.parametrize("history", [False, True])
def test_parquet_loses_nothing(kept: Path, tmp_path: Path, history: bool) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    words = ("--history",) if history else ()
    target = tmp_path / "posts.parquet"
    assert run("export", "--format", "parquet", *words, "--output", target, archive=kept).exit_code == 0
    rows = parquet.read_table(target).to_pylist()
    lines = [json.loads(line) for line in run("export", "--format", "jsonl", *words, archive=kept).stdout.splitlines()]
    assert len(rows) == len(lines) == 3 + history
    for row, line in zip(rows, lines, strict=True):
        assert row.keys() == line.keys()
        for name in ("title", "posted_at", "body_html", "content_hash", "native_id", "revision"):
            assert row[name] == line[name]
        assert row["capture"]["record_id"] == line["capture"]["record_id"]
        assert [file["sha256"] for file in row["attachments"]] == [file["sha256"] for file in line["attachments"]]
        observed = "observed_at" if history else "first_seen_at"
        assert row[observed] == datetime.fromisoformat(line[observed])
        assert row[observed].tzinfo is not None
        assert row[observed].astimezone(UTC).year == 2025


def test_an_empty_selection_is_a_file_too(kept: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "atom", "--state", "secret", "--output", tmp_path / "none.atom", archive=kept).exit_code == 0
    assert entries((tmp_path / "none.atom").read_bytes()) == []
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    assert run("export", "--format", "parquet", "--state", "secret", "--output", tmp_path / "none.parquet", archive=kept).exit_code == 0
    assert parquet.read_table(tmp_path / "none.parquet").num_rows == 0
