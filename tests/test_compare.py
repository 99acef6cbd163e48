"""Which fields differ, how much that matters, and whether it was done in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.records import AttachmentLink, Post, SiteDate
from pipelines.compare import Change, Known, compare, named
from pipelines.normalize import FileFact, Version, normalize


def day(text: str) -> SiteDate:
    return SiteDate(at=f"{text}T00:00:00+09:00", precision="day", raw=text)


POST = Post(
    native_id="7",
    url="http://127.0.0.1/ko/node/7",
    title="청년 창업 지원 공고",
    author="경제과",
    posted=day("2024-05-01"),
    modified=None,
    body_html="<p>접수는 5월 10일까지입니다.</p>",
    body_text="접수는 5월 10일까지입니다.",
    attachments=(AttachmentLink(name="공고문.hwp", url="http://127.0.0.1/f/1"), AttachmentLink(name="서식.hwp", url="http://127.0.0.1/f/2")),
)
FILES = {
    "http://127.0.0.1/f/1": FileFact(name="공고문.hwp", url="http://127.0.0.1/f/1", sha256="a" * 64),
    "http://127.0.0.1/f/2": FileFact(name="서식.hwp", url="http://127.0.0.1/f/2", sha256="b" * 64),
}


def known_of(version: Version) -> Known:
    """What the archive would hold of a version."""
    return Known(
        title=version.title,
        author=version.author,
        posted_at=version.posted_at,
        modified_at=version.modified_at,
        body_text=version.body_text,
        files=named(version.files),
    )


def change(**fields: Any) -> Change | None:
    return compare(known_of(normalize(POST, FILES)), normalize(replace(POST, **fields), FILES))


def test_the_same_post_is_no_change_whatever_its_markup_address_or_category() -> None:
    assert change() is None
    assert change(body_html="<div><b>접수는</b> 5월 10일까지입니다.</div>", url="http://127.0.0.1/ko/content/7", category="공고") is None
    assert normalize(POST, FILES).content_hash == normalize(replace(POST, body_html="<i>x</i>", category="공고"), FILES).content_hash


@pytest.mark.parametrize(
    ("fields", "changed", "significance", "silent"),
    [
        ({"title": "청년 창업 지원 재공고"}, ("title",), "content", True),
        ({"title": "「청년 창업 지원 공고」"}, ("title",), "typography", True),
        ({"body_text": "접수는 5월 10일까지 입니다"}, ("body",), "typography", True),
        ({"body_text": "접수는 5월 17일까지입니다."}, ("body",), "content", True),
        ({"author": "일자리과"}, ("author",), "content", True),
        ({"author": None}, ("author",), "content", True),
        ({"posted": day("2024-05-02")}, ("posted_at",), "content", False),
        ({"body_text": "새 글", "modified": day("2024-05-03")}, ("modified_at", "body"), "content", False),
        ({"attachments": POST.attachments[:1]}, ("attachments",), "content", True),
        ({"attachments": POST.attachments[::-1]}, ("attachments",), "content", True),
        ({"title": "청년 창업 지원 공고.", "attachments": ()}, ("title", "attachments"), "content", True),
    ],
)
def test_what_changed_and_how(fields: dict[str, Any], changed: tuple[str, ...], significance: str, silent: bool) -> None:
    assert change(**fields) == Change(fields=changed, significance=significance, silent=silent)


def test_a_file_with_another_content_under_the_same_name_is_a_change() -> None:
    other = {**FILES, "http://127.0.0.1/f/1": replace(FILES["http://127.0.0.1/f/1"], sha256="c" * 64)}
    assert compare(known_of(normalize(POST, FILES)), normalize(POST, other)) == Change(fields=("attachments",), significance="content", silent=True)


def test_decomposed_hangul_and_other_spaces_are_the_same_title() -> None:
    assert change(title="청년\u00a0창업  지원 공고") is None
    assert change(title="\u110e\u1165\u11bc\u1102\u1167\u11ab 창업 지원 공고") is None


def test_the_hash_covers_every_field_that_makes_a_revision() -> None:
    versions = [
        POST,
        replace(POST, title="다른 제목"),
        replace(POST, author="다른 과"),
        replace(POST, posted=None),
        replace(POST, modified=day("2024-05-02")),
        replace(POST, body_text="다른 글"),
        replace(POST, attachments=()),
    ]
    assert len({normalize(version, FILES).content_hash for version in versions}) == len(versions)
