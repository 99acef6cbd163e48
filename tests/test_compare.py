"""Which fields differ, how much that matters, and whether it was done in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.records import AttachmentLink, Post, SiteDate
from pipelines.compare import Change, Known, compare, named
from pipelines.normalize import FileFact, Version, normalize
from pipelines.touched import touched


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
    found = change(**fields)
    assert found is not None
    assert (found.fields, found.significance, found.silent) == (changed, significance, silent)


def test_a_file_with_another_content_under_the_same_name_is_a_change() -> None:
    other = {**FILES, "http://127.0.0.1/f/1": replace(FILES["http://127.0.0.1/f/1"], sha256="c" * 64)}
    assert compare(known_of(normalize(POST, FILES)), normalize(POST, other)) == Change(
        fields=("attachments",), significance="content", silent=True, touched=("attachments",)
    )


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


@pytest.mark.parametrize(
    ("before", "after", "touched"),
    [
        ("접수는 5월 10일까지입니다.", "접수는 5월 17일까지입니다.", ("dates",)),
        ("기간: 2025. 3. 1. ~ 3. 31.", "기간: 2025. 3. 1. ~ 4. 30.", ("dates",)),
        ("회의는 오후 2시에 엽니다.", "회의는 오후 3시 30분에 엽니다.", ("dates",)),
        ("월요일에 쉽니다.", "화요일에 쉽니다.", ("dates",)),
        ("Apply by May 3, 2025.", "Apply by May 9, 2025.", ("dates",)),
        ("지원금은 500만 원입니다.", "지원금은 300만 원입니다.", ("amounts",)),
        ("보조율 50%", "보조율 30%", ("amounts",)),
        ("Fee: USD 30", "Fee: USD 45", ("amounts",)),
        ("모집 인원 20명", "모집 인원 25명", ("numbers",)),
        ("문의 02-120", "문의 02-130", ("numbers",)),
        ("담당: 홍길동 과장", "담당: 김철수 과장", ("names",)),
        ("주관: 도시재생지원센터", "주관: 서울연구원", ("names",)),
        ("외국인도 신청할 수 있습니다.", "외국인은 신청할 수 없습니다.", ("negations",)),
        ("행사를 엽니다.", "행사를 취소합니다.", ("negations",)),
        ("Children are admitted.", "Children are not admitted.", ("negations",)),
        ("많은 참여를 바랍니다.", "많은 관심을 바랍니다.", ("words",)),
        ("3월 5일 500만 원, 20명", "3월 6일 600만 원, 30명", ("dates", "amounts", "numbers")),
        ("많은 참여를 바랍니다.", "많은 참여를 바랍니다", ("typography",)),
        ("첫째 줄\n둘째 줄", "둘째 줄\n첫째 줄", ("words",)),
    ],
)
def test_what_a_change_is_about(before: str, after: str, touched: tuple[str, ...]) -> None:
    known = known_of(normalize(replace(POST, body_text=before), FILES))
    found = compare(known, normalize(replace(POST, body_text=after), FILES))
    assert found is not None
    assert found.touched == touched


def test_what_a_change_of_other_fields_is_about() -> None:
    found = change(author="일자리과", attachments=(), posted=day("2024-05-02"), title="새 제목")
    assert found is not None
    assert found.touched == ("dates", "names", "attachments", "words")


@pytest.mark.parametrize("text", ["1" * 50_000, "가" * 50_000, "12:" * 20_000, "A" * 50_000, "3월 " * 20_000, "a@" * 20_000], ids=lambda text: text[:3])
def test_the_patterns_are_linear(text: str) -> None:
    """Where one of them looked twice at what it has passed, this would take hours."""
    assert touched([(text, text + "x")])
