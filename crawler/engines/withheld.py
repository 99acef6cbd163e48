"""The words with which a board says that it does not show a post: deleted, blinded, secret, or not to be found."""

from __future__ import annotations

import re

from crawler.records import Withheld, WithheldKind
from crawler.text import line

#: A page that withholds a post says so briefly; the same words in a long text are somebody's writing.
LONGEST = 600

_SAYINGS: tuple[tuple[WithheldKind, re.Pattern[str]], ...] = (
    (
        "blinded",
        re.compile(
            r"블라인드\s?(?:처리|된|되었)|게시\s?(?:가\s?)?중단|임시\s?조치|blinded by|(?:has been|was) (?:hidden|blinded)",
            re.IGNORECASE,
        ),
    ),
    (
        "gone",
        re.compile(
            r"삭제(?:되었거나|된|되어|되었습니다|하였거나)|존재하지\s?않(?:는|습니다)|없는\s?(?:글|게시물|게시글)|(?<!댓)글이\s?없습니다"
            r"|(?:has been|was) (?:deleted|removed)|does not exist|could not be found|page not found|페이지를 찾을 수 없",
            re.IGNORECASE,
        ),
    ),
    (
        "secret",
        re.compile(
            r"비밀\s?글|비밀번호를 입력|권한이 없습니다|접근(?:이)? (?:거부|제한)|private post|password protected|not authori[sz]ed|access denied"
            r"|(?:do not|don.t) have (?:access|permission to (?:view|read|access))",
            re.IGNORECASE,
        ),
    ),
)


def withheld_by_words(text: str) -> Withheld | None:
    """What a short text says instead of a post, with the words as evidence; None where it says nothing of the kind."""
    short = line(text)
    if len(short) > LONGEST:
        return None
    for kind, saying in _SAYINGS:
        match = saying.search(short)
        if match:
            return Withheld(kind=kind, evidence=short[max(0, match.start() - 80) : match.end() + 80])
    return None


def withheld_by_status(status: int) -> Withheld | None:
    """What a status alone says: 404 and 410 are gone, everything else says nothing of a post."""
    return Withheld(kind="gone", evidence=f"HTTP {status}") if status in (404, 410) else None
