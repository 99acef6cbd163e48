"""Labels as boards print them beside a value: a field is known by its word, never by its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from crawler.text import line

Field = Literal["number", "title", "posted", "author", "modified", "category", "files", "ignored"]

#: The words of each field, the surest first: where a page shows two, the earlier word counts.
WORDS: Mapping[Field, tuple[str, ...]] = {
    "posted": (
        *("등록일시", "등록일자", "등록일", "게시일시", "게시일자", "게시일", "작성일시", "작성일자", "작성일", "작성시각", "등록날짜", "날짜"),
        *("작성시간", "등록시간", "게재일", "공고일", "올린날", "등록", "일시", "Date posted", "Posted on", "Posted", "Date", "Created", "Published"),
    ),
    "author": (
        *("글쓴이", "작성자", "등록자", "게시자", "올린이", "담당부서", "작성부서", "등록부서", "게시부서", "부서", "닉네임", "이름"),
        *("Updater", "Writer", "Written by", "Submitted by", "Posted by", "Author", "Name"),
    ),
    "modified": (
        *("최종수정일시", "최종수정일", "최종 수정일", "수정일시", "수정일자", "수정일"),
        *("Last Update", "Last updated", "Last modified", "Updated", "Modified"),
    ),
    "category": ("분류", "카테고리", "구분", "말머리", "Category"),
    "title": ("제목", "Title", "Subject"),
    "number": ("글번호", "번호", "No.", "No", "순번", "연번", "Number"),
    "files": ("첨부파일", "첨부", "파일", "Attachments", "Attachment", "Files", "File"),
    "ignored": (
        *("조회수", "조회", "추천수", "추천", "댓글수", "댓글", "연락처", "전화번호"),
        *("READS", "Views", "View", "Hits", "Hit", "Read", "Comments", "Votes"),
    ),
}

_FIELD: dict[str, tuple[Field, int]] = {word.casefold(): (field, rank) for field, words in WORDS.items() for rank, word in enumerate(words)}
_SHORT = 40
_WIDE = re.compile(r"[가-힣](?: [가-힣])+")
_TRIM = re.compile(r"^[\s·•|*\[(【]+|[\s:：|*\])】]+$")


def field_of(label: str) -> tuple[Field, int] | None:
    """The field that a label names and the rank of its word (0 is the surest); None for a label that is none of ours."""
    return _short_field(label) if len(label) < _SHORT else _FIELD.get(_TRIM.sub("", line(label)).casefold())


@lru_cache(maxsize=1024)  # a list shows the same few in every row
def _short_field(label: str) -> tuple[Field, int] | None:
    word = _TRIM.sub("", line(label)).casefold()
    # Old boards set their headers wide: 제   목, 글 쓴 이.
    return _FIELD.get(word.replace(" ", "") if _WIDE.fullmatch(word) else word)


def _alternatives(fields: Iterable[Field]) -> str:
    words = sorted((word for field in fields for word in WORDS[field]), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


# A word counts as a label only at the start or after a space or bar, and before a colon, a space or a digit: 등록일 is one
# in "등록일 2020-04-06", and not in "등록일정".
_BEFORE = r"(?:(?<=^)|(?<=[\s|·•,/(\[]))"
_AFTER = r"(?=\s*[:：]|\s|$|\d)"
_INLINE: tuple[Field, ...] = ("posted", "author", "modified", "category", "ignored")
_LABEL = re.compile(_BEFORE + rf"({_alternatives(_INLINE)})" + _AFTER + r"\s*[:：]?\s*", re.IGNORECASE)
_DATE = r"(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}"
POSTED_BY_LABEL = re.compile(_BEFORE + rf"(?:{_alternatives(('posted',))})\s*[:：]?\s*{_DATE}", re.IGNORECASE)
AUTHOR_BY_LABEL = re.compile(_BEFORE + rf"(?:{_alternatives(('author',))})" + _AFTER, re.IGNORECASE)
DATE_SHAPE = re.compile(rf"(?<!\d){_DATE}(?!\d)")
# Drupal's own sentence: "Submitted by NAME on DATE".
_SENTENCE = re.compile(r"(?:Submitted|Posted|Written) by (?P<author>.{1,100}?) on (?P<posted>.{6,60})", re.IGNORECASE)

LABELLED_TEXT = 4_000


def starts_with_label(text: str) -> bool:
    """Whether a text begins with a label that stands before a value."""
    return _LABEL.match(text) is not None


class Labelled:
    """The values found beside labels on one page or in one row; the surest word of each field wins, the first of equals."""

    def __init__(self) -> None:
        self._found: dict[Field, tuple[int, str, str]] = {}

    def add(self, label: str, value: str) -> bool:
        """Take a label and its value; False where the label is none of ours."""
        known = field_of(label)
        if known is None:
            return False
        self._keep(known[0], known[1], line(value), line(label))
        return True

    def add_text(self, text: str) -> None:
        """Take every labelled value of a line such as "등록일 2020-04-06 글쓴이 seoulsolution 조회수 5"."""
        text = line(text)[:LABELLED_TEXT]
        sentence = _SENTENCE.fullmatch(text)
        if sentence:
            self._keep("author", 0, sentence["author"], "Submitted by")
            self._keep("posted", 0, sentence["posted"], "on")
            return
        matches = list(_LABEL.finditer(text))
        for index, match in enumerate(matches):
            end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
            self.add(match[1], text[match.end() : end].strip(" |·•,/"))

    def _keep(self, field: Field, rank: int, value: str, word: str) -> None:
        known = self._found.get(field)
        if value and (known is None or rank < known[0]):
            self._found[field] = (rank, value, word)

    def value(self, field: Field) -> str | None:
        """What stands beside the surest label of a field; None where nothing does."""
        found = self._found.get(field)
        return found[1] if found else None

    def rule(self, field: Field) -> str:
        """The label that gave a field, for the record of rules."""
        found = self._found.get(field)
        return f"label {found[2]}" if found else ""


_TOTAL = re.compile(
    r"(?:전체|총|Total)\s*(?:게시물|글|건수)?\s*[:：]?\s*(?P<total>\d[\d,]{0,11})(?!\s*(?:페이지|쪽|page|[\d,]))|\bof (?P<of>\d[\d,]{0,11})$",
    re.IGNORECASE,
)
#: What stands before the number of all pages: "Page 1 of 9".
_PAGES = re.compile(r"(?:페이지|쪽|page|seite|página|pagina)\s*\d{1,5}\s*$", re.IGNORECASE)


def claimed_total(text: str) -> int | None:
    """The number of posts that a line such as "전체 1,234건" or "Displaying 1 - 10 of 130" claims; None where it claims none."""
    match = _TOTAL.search(line(text))
    if match is not None and match["of"] and _PAGES.search(line(text)[: match.start()]):
        return None
    return int((match["total"] or match["of"]).replace(",", "")) if match else None
