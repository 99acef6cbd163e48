"""The table of platforms in docs/engines.md: what each engine reads of a platform, each cell proved by a golden case or told why it is empty.

``PANJEON_WRITE=1`` writes the table into the page; without it a stale table fails.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from test_engine_cases import CASES, board_of

from crawler.cases import facts
from crawler.engines import engine
from crawler.errors import PageChanged
from crawler.manifest import ENGINES
from crawler.records import Listing, Page, Post

DOCS = Path(__file__).parent.parent / "docs" / "engines.md"
PLATFORMS = tuple(name for name in ENGINES if name != "generic")
Answer = dict[str, Any]


def rows(answer: Answer) -> list[dict[str, Any]]:
    """The rows of a list; none for other pages."""
    return answer.get("Listing", {}).get("rows", [])


def held(answer: Answer, name: str) -> Any:
    """A field of a post; None for other pages."""
    return answer.get("Post", {}).get(name)


#: The columns of the table, and what of an answer proves them.
PROOFS: dict[str, Callable[[Answer], bool]] = {
    "next page": lambda answer: bool(answer.get("Listing", {}).get("next_url")),
    "end of list": lambda answer: "Listing" in answer and not answer["Listing"]["next_url"],
    "pinned rows": lambda answer: any(row["pinned"] for row in rows(answer)),
    "secret row": lambda answer: any(row["secret"] for row in rows(answer)),
    "secret post": lambda answer: answer.get("Withheld", {}).get("kind") == "secret",
    "deleted post": lambda answer: answer.get("Withheld", {}).get("kind") == "gone",
    "comments": lambda answer: bool(held(answer, "comments")),
    "attachments": lambda answer: bool(held(answer, "attachments")),
    "edit": lambda answer: bool(held(answer, "modified")),
}
#: Why a cell is empty.
WITHOUT = {
    "bbsntt": {"comments": "the platform has none", "edit": "not shown"},
    "discourse": {"secret row": "not listed to guests"},
    "drupal": {"secret row": "not listed to guests", "edit": "not shown by its themes"},
    "egov": {"secret row": "no link, so no number: counted, left out", "edit": "not shown"},
    "fluxbb": {"secret row": "not listed to guests", "attachments": "the platform has none"},
    "gnuboard5": {"edit": "not shown"},
    "jsboard": {"pinned rows": "the platform has none", "secret row": "the platform has none", "secret post": "the platform has none", "edit": "not shown"},
    "k2web": {"secret row": "not marked", "comments": "the platform has none"},
    "kboard": {"edit": "not shown"},
    "machina": {"secret row": "not listed to guests", "secret post": "leads to the login page", "deleted post": "404"},
    "mybb": {"secret row": "not listed to guests"},
    "nodebb": {"secret row": "not listed to guests", "attachments": "plain links in a text"},
    "phpbb": {"secret row": "not listed to guests"},
    "rhymix": {"edit": "not shown"},
    "smf": {"secret row": "not listed to guests", "secret post": "said in the words of a deleted one"},
    "spirit": {"secret row": "not listed to guests", "secret post": "leads to the login page", "attachments": "plain links in a text", "edit": "counted, without a date"},
    "xenforo": {"secret row": "not listed to guests"},
    "zeroboard4": {"edit": "not shown"},
}  # fmt: skip


def proofs(name: str) -> dict[str, str]:
    """The first golden case of an engine that proves each column."""
    found: dict[str, str] = {}
    for folder in sorted((CASES / name).iterdir()):
        answer = json.loads((folder / "expected.json").read_text("utf-8"))
        for column, shows in PROOFS.items():
            if column not in found and shows(answer):
                found[column] = folder.name
    return found


def table() -> str:
    """The table in Markdown."""
    head = "| engine | " + " | ".join(PROOFS) + " |\n|" + "---|" * (len(PROOFS) + 1)
    lines = [head]
    for name in PLATFORMS:
        found, without = proofs(name), WITHOUT.get(name, {})
        cells = [f"`{found[column]}`" if column in found else without.get(column, "") for column in PROOFS]
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def test_the_table_in_the_docs_is_that_of_the_cases() -> None:
    text = DOCS.read_text("utf-8")
    wanted = re.sub(r"(<!-- platforms -->\n).*?(\n<!-- /platforms -->)", lambda match: match[1] + table() + match[2], text, flags=re.DOTALL)
    if os.environ.get("PANJEON_WRITE"):
        DOCS.write_text(wanted, "utf-8")
    assert "<!-- platforms -->" in text
    assert text == wanted, "docs/engines.md is stale: run this test with PANJEON_WRITE=1 and read what changed"


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_cell_is_proved_or_explained_and_never_both(name: str) -> None:
    found, without = set(proofs(name)), set(WITHOUT.get(name, {}))
    assert found | without == set(PROOFS)
    assert not found & without


def answers(name: str) -> list[tuple[Page, Listing | Post]]:
    """The pages of an engine's cases that are read, with what is read of them."""
    found = []
    for folder in sorted((CASES / name).iterdir()):
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        text = next(folder.glob("page.*")).read_text("utf-8")
        page = Page(url=meta["url"], text=text, status=meta["status"], media_type="text/html", fetched_at=_moment(meta["fetched_at"]))
        record = _read(name, page, meta["kind"])
        if isinstance(record, Listing | Post):
            found.append((page, record))
    return found


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _read(name: str, page: Page, kind: str, zone: str = "Asia/Seoul") -> object:
    board = replace(board_of(name, page.url), timezone=zone)
    try:
        return engine(name).listing(page, board) if kind == "list" else engine(name).post(page, board) if kind == "post" else None
    except PageChanged:
        return None


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_post_has_one_id_and_one_address_however_it_is_met(name: str) -> None:
    reader = engine(name)
    posts = [(page, record) for page, record in answers(name) if isinstance(record, Post)]
    assert posts
    for page, post in posts:
        board = board_of(name, page.url)
        one = reader.canonical(post.url, board)
        assert one == post.url
        assert reader.native_id(one, board) in (None, post.native_id)
        for noise in ("utm_source=mail", "PHPSESSID=0a1b2c3d"):
            joined = f"{page.url}{'&' if '?' in page.url else '?'}{noise}"
            assert reader.canonical(joined, board) == reader.canonical(page.url, board), joined


#: Bytes that differ from one answer to the next while nothing has changed: tokens, sessions, counters.
VOLATILE = (
    (r'(name="_?csrf\w*" value=")[^"]*', r"\g<1>ffff0000"), (r"(my_post_key = \")[^\"]*", r"\g<1>ffff0000"), (r"(smf_session_id = \")[^\"]*", r"\g<1>ffff0000"), (r"(jsessionid=)\w+", r"\g<1>FFFF0000"),
    (r"(sid=)[0-9a-f]{32}", r"\g<1>" + "f" * 32), (r'(name="layout" value=")[^"]*', r"\g<1>zzzz"), (r"(theme_token\":\")[^\"]*", r"\g<1>zzzz"), (r"(nonce=)a1b2%7C\d+%7C\w+", r"\g<1>ffff%7C1%7Cffff"),
    (r"(조회\s?수?\s*[:：]?\s*(?:</[a-z]+>\s*)*(?:<[^>]+>\s*)*)\d[\d,]*", r"\g<1>9876"), (r"((?:Views?|Posts):? ?(?:</b>&nbsp;)?)\d+", r"\g<1>9876"), (r"(class=\"[^\"]*(?:view|hit|read|topic-count)[^\"]*\">)\d+(?=<)", r"\g<1>9876"),
    (r"(list_eng>)\d+(?=</td></tr>)", r"\g<1>9876"), (r"(human-readable-number\" title=\")\d+(\">)\d+", r"\g<1>9876\g<2>9876"), (r"(data-votes=\")\d+", r"\g<1>98"),
    (r"(view-dom-id-)\w+", r"\g<1>9f9f"), (r"(Page Loading \[ )[\d.]+", r"\g<1>9.99"), (r"https://\d\.gravatar", "https://1.gravatar"),
)  # fmt: skip


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_changes_by_itself_changes_no_record(name: str) -> None:
    changed = 0
    for page, record in answers(name):
        text = page.text
        for pattern, other in VOLATILE:
            text = re.sub(pattern, other, text)
        kind = "list" if isinstance(record, Listing) else "post"
        again = _read(name, replace(page, text=text, utf8=None), kind)
        assert isinstance(again, Listing | Post), page.url
        aside = ("body_html", "rules")
        shown = [{key: value for key, value in facts(_plain(one)).items() if key not in aside} for one in (record, again)]
        assert shown[0] == shown[1], page.url
        changed += text != page.text
    # FluxBB and Discourse answer an unchanged thread with the same bytes, or show no counters but in their own fields.
    assert changed or name in ("fluxbb", "discourse", "spirit")


def _plain(record: Listing | Post) -> dict[str, Any]:
    plain = asdict(record)
    # What a file is asked by may hold the page's own nonce; what it is known by may not.
    plain["attachments"] = [{"name": link["name"], "url": re.sub(r"sid=[0-9a-f]{32}", "", link["url"])} for link in plain.get("attachments", ())]
    return plain


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_date_has_the_zone_of_its_board_and_a_stamp_its_own_moment(name: str) -> None:
    for page, record in answers(name):
        kind = "list" if isinstance(record, Listing) else "post"
        shown = [row.posted for row in record.rows] if isinstance(record, Listing) else [record.posted]
        elsewhere = _read(name, page, kind, "America/New_York")
        if not isinstance(elsewhere, Listing | Post):
            continue
        others = [row.posted for row in elsewhere.rows] if isinstance(elsewhere, Listing) else [elsewhere.posted]
        for one, other in zip(shown, others, strict=True):
            if one is None or other is None or one.inferred:
                continue
            assert one.at.endswith("+09:00")
            same_moment, same_clock = _moment(one.at) == _moment(other.at), one.at[:16] == other.at[:16]
            assert same_moment or same_clock, (one, other)
            assert same_moment != same_clock, (one, other)
