"""Touched: what a change of words is about: dates, amounts, other numbers, names, negations, or none of them.

Each kind is told by patterns, from the one that says most to the one that says least: "3월 5일" is a date and no number, "500만 원" an amount and no
number. What a pattern finds on one side and not on the other has changed. This helps to find the change that matters among many that do not; it is
no understanding of the text, and a change that is none of these is still one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

KINDS = ("dates", "amounts", "numbers", "names", "negations", "attachments", "words", "typography")
#: A text longer than this is compared in its beginning alone.
LONGEST = 400_000

_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|[’']\d\d)\s?[.년/-]\s?\d{1,2}(?:\s?[.월/-]\s?\d{1,2}(?:\s?일|\.(?!\d))?|\s?월)?"
    r"|\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?|(?<![\d.])\d{1,2}\s?일(?=[ ,.~()은는이을에까부]|$)|(?<![\d.])\d{1,2}\.\s?\d{1,2}\.(?=\s?[(~]|\s|$)"
    r"|(?:오전|오후)\s?\d{1,2}\s?시(?:\s?\d{1,2}\s?분)?|(?<!\d)\d{1,2}:\d\d(?!\d)"
    r"|(?<!\d)\d{1,2}\s?시(?:\s?\d{1,2}\s?분)?(?=[ ,.~()은는이을에까부]|$)|[월화수목금토일]요일"
    rf"|{_MONTHS}\.? \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTHS}(?: \d{{4}})?"
)
_AMOUNT = re.compile(
    r"(?:₩|￦|\$|€|£|¥|US\$|KRW|USD|EUR)\s?\d[\d,.]*(?:\s?(?:million|billion|만|억))?"
    r"|(?<![\d,.])\d[\d,.]*+\s?(?:[십백천만억조]{0,3}\s?(?:원|달러|유로|엔|위안)|%p?|％|퍼센트|프로(?![가-힣])|won\b|KRW|USD|EUR|dollars?\b|percent\b)"
)
_NUMBER = re.compile(r"(?<![\w])[-+]?\d[\d,.]*\d|\d")
_TITLES = (
    "과장|팀장|실장|국장|부장|소장|원장|관장|시장|구청장|군수|도지사|교수|의원|대표|위원장|위원|이사장|이사|박사"
    "|주무관|사무관|서기관|기자|변호사|회장|총장|장관|차관"
)
_BODIES = (
    "특별시|광역시|특별자치시|특별자치도|시청|구청|군청|도청|교육청|경찰청|위원회|협회|협의회|연합회|조합|재단|공사|공단|진흥원|연구원|연구소|개발원|센터"
    "|도서관|박물관|미술관|복지관|대학교|고등학교|중학교|초등학교|은행|주식회사|법인"
)
_NAME = re.compile(
    rf"[가-힣]{{2,4}}\s?(?:{_TITLES})(?![가-힣]*장\b)|[가-힣A-Za-z0-9]{{1,20}}(?:{_BODIES})|\(주\)\s?[가-힣A-Za-z0-9]{{1,20}}|㈜\s?[가-힣A-Za-z0-9]{{1,20}}"
    r"|(?<=[a-z,;] )[A-Z][a-zA-Z]{2,30}|\b[A-Z]{2,10}\b|[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,40}"
)
_NEGATION = re.compile(
    r"않[가-힣]*|없[가-힣]*|아니[가-힣]*|아닙[가-힣]*|아닌|못[가-힣]*|(?<![가-힣])안 (?=[가-힣])"
    r"|불가[가-힣]*|불허|금지|제외|취소|중지|중단|철회|폐지|무효|미(?:실시|운영|접수|제출|해당|포함)"
    r"|\b(?:not|no|never|none|without|cannot|except|excluding|unless|prohibited|cancell?ed)\b|n['’]t\b",
    re.IGNORECASE,
)
_ORDER: tuple[tuple[str, re.Pattern[str]], ...] = (("dates", _DATE), ("amounts", _AMOUNT), ("numbers", _NUMBER), ("negations", _NEGATION), ("names", _NAME))
_WHITE = re.compile(r"\s+")


def touched(texts: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The kinds that differ between texts before and after, pair by pair; ``words`` where none of them does."""
    before = _counts("\n".join(pair[0][:LONGEST] for pair in texts))
    after = _counts("\n".join(pair[1][:LONGEST] for pair in texts))
    return frozenset(kind for kind, counts in before.items() if counts != after[kind]) or frozenset({"words"})


def _counts(text: str) -> dict[str, Counter[str]]:
    """What each pattern finds, as often as it does; what one has found is none of the next one's."""
    counts: dict[str, Counter[str]] = {}
    for kind, pattern in _ORDER:
        counts[kind] = Counter(_WHITE.sub("", found) for found in pattern.findall(text))
        text = pattern.sub(" ", text)
    return counts
