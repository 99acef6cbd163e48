"""The Markdown folder: read back by YAML and Markdown readers, it says what the post says, and nothing in it does anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from kept_board import kept, own, run
from markdown_it import MarkdownIt
from sample_archive import build
from selectolax.lexbor import LexborHTMLParser
from test_publish_hostile import hostile, payloads

from pipelines.archive import open_reader
from pipelines.export import Selection
from pipelines.whole import ENDINGS
from publish import markdown
from publish.folder import write_folder

__all__ = ["hostile", "kept", "own"]
ALLOWED = set("p br a img em strong h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td hr s".split())  # noqa: SIM905
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def rendered(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<body>{READER.render(text)}</body>")


def active(page: LexborHTMLParser) -> Iterator[str]:
    """Whatever Markdown made of a text that is more than text, structure, a link outward or a picture of ours."""
    for node in page.css("body *"):
        if node.tag not in ALLOWED:
            yield f"<{node.tag}>"
        for name, value in node.attributes.items():
            place = urlsplit(value or "")
            if name == "href" and (place.scheme not in ("http", "https", "mailto", "tel") and not value.startswith(("../files/", "posts/"))):
                yield f"href={value}"
            if name == "src" and not (value or "").startswith("../files/"):
                yield f"src={value}"
            if name not in ("href", "src", "alt", "start", "style"):
                yield name


def split(page: Path) -> tuple[dict[str, Any], str]:
    _, facts, body = page.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(facts), body


def test_a_folder_holds_a_file_a_post_and_the_files_beside(tmp_path: Path) -> None:
    sample = build(tmp_path / "sample")
    target = tmp_path / "posts"
    result = run("export", "--format", "markdown", "--output", target, archive=sample.archive)
    assert result.stderr == f"36 posts exported to {target}\n"
    assert sorted(path.name for path in target.iterdir()) == ["files", "index.md", "panjeon.json", "posts"]
    (page,) = target.glob("posts/0000007-*.md")
    facts, body = split(page)
    assert (facts["title"], facts["native_id"], facts["posted_at"]) == ("공유도시 사례집 안내", "6348", "2018-07-07T00:00:00+09:00")
    for file in facts["attachments"]:
        assert hashlib.sha256((page.parent / file["file"]).read_bytes()).hexdigest() == file["sha256"]
    html = rendered(body)
    assert [cell.text() for cell in html.css("td")] == ["10.26(일)", "입국과 숙소 안내"]
    assert html.css_first("table a").attributes["href"] == "https://www.seoulsolution.kr/ko/guide"
    assert (page.parent / unquote(html.css_first("img").attributes["src"] or "")).is_file()
    assert "tracker" not in body
    index = LexborHTMLParser(READER.render((target / "index.md").read_text(encoding="utf-8")))
    assert len(index.css("li")) == 36
    assert all((target / unquote(node.attributes["href"] or "")).is_file() for node in index.css("a"))


def test_history_gives_a_file_a_version_with_the_bytes_of_that_version(kept: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "markdown", "--history", "--output", tmp_path / "md", archive=kept).exit_code == 0
    pages = sorted((tmp_path / "md" / "posts").iterdir())
    assert [page.name.split("-")[:2] for page in pages] == [["0000001", "v1"], ["0000001", "v2"], ["0000002", "v1"], ["0000003", "v1"]]
    files = [split(page)[0]["attachments"][0]["file"] for page in pages[:2]]
    assert [(pages[0].parent / file).read_bytes()[-6:] for file in files] == [b"form 1", b"form 2"]
    assert "4월 18일까지" in split(pages[1])[1]


def test_bytes_that_are_not_there_are_told(own: Path) -> None:
    for file in (own.parent / "warcs").iterdir():
        file.write_bytes(b"")
    result = run("export", "--format", "markdown", "--output", own.parent / "md", archive=own)
    assert "1 file of posts left out: the WARC files beside the archive do not hold the bytes" in result.stderr
    (page,) = (own.parent / "md" / "posts").glob("0000001-*")
    assert split(page)[0]["attachments"][0]["file"] is None


def test_nothing_hostile_is_active_and_nothing_is_lost(hostile: Any, tmp_path: Path) -> None:
    with closing(open_reader(hostile.archive)) as conn:
        assert write_folder(conn, Selection(), tmp_path, hostile.warcs).records == len(list(payloads()))
        posts = {row["id"]: row for row in conn.execute("SELECT * FROM posts")}
    for path in tmp_path.rglob("*"):
        assert path.suffix in (".md", ".json", "", *(f".{ending}" for ending in ENDINGS), ".bin")
    for page in (tmp_path / "posts").iterdir():
        facts, body = split(page)
        row = posts[facts["id"]]
        for name in ("title", "author", "url", "category", "modified_at", "state"):
            assert facts[name] == row[name]
        assert list(active(rendered(body))) == [], page.name
        assert not {"{{", "{%", "${"} & {body[place : place + 2] for place in range(len(body))}, page.name
    assert list(active(rendered((tmp_path / "index.md").read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "text", ["# a", "- a", "+ a", "1. a", "12) a", "> a", "a\n===", "```\na", "    a", "* a", "~~~", "|a|b|\n|-|-|", "[a]: x", "<!-- a", "&lt;", "a\\", ": a", "$$a$$"]
)
def test_a_text_that_looks_like_markdown_is_shown_as_it_is(text: str) -> None:
    page = rendered(markdown.plain(text))
    assert " ".join(page.body.text().split()) == " ".join(text.split())  # type: ignore[union-attr]
    assert {node.tag for node in page.css("body *")} <= {"p", "br"}


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<ul><li>가<ol><li>나</li></ol></li><li>다</li></ul>", "- 가\n\n  1. 나\n- 다"),
        ("<p>가<br><br>나 <b>다</b></p>라<h2>마<br>바</h2>", "가\\\n나 **다**\n\n라\n\n## 마 바"),
        ("<blockquote><p>가</p><p>나</p></blockquote><hr>", "> 가\n>\n> 나\n\n***"),
        ("<table><caption>표</caption><tr><td>가|나<p>다</p></td></tr></table>", "표\n\n| 가\\|나 다 |\n| --- |"),
        ("<a href='/x?a=1&copy=2'>가 [나]</a>", "[가 \\[나\\]](<https://board.example/x?a=1&amp;copy=2>)"),
        ("<pre>가\n  나</pre>", "가\\\n나"),
    ],
)
def test_structure_becomes_markdown(markup: str, wanted: str) -> None:
    assert markdown.markdown(markup, "https://board.example/1", {}) == wanted
