"""Korean notices whose truth is known: each word is put in with what it means, so that for a query the right posts are known without any search.

Truth is meaning: a post with 대중교통 is about 교통, one with 종교통합 is not, though the syllables stand in it. Such traps are put in on purpose.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from sqlite_utils import Database

from pipelines import search
from pipelines.schema import migrations

_TWO = (
    "서울 시민 주택 공원 하천 예산 청년 복지 안전 문화 축제 시장 골목 버스 주차 재난 훈련 행정 민원 채용 입찰 연수 정책 환경 기후 "
    "재생 교육 모집 지원 협력 도시 계획 정비 교통 강서 구로 대구 중구 관광 부산 도로 과정 이용 보행 참여 공사 조사 상담 접수"
)
_MORE = "지하철 자전거 어린이 상수도 도서관 보건소 미세먼지 재활용품 공공기관 자원봉사자 온실가스"
_MEANING = (
    "서울시민 서울 시민/대중교통 교통/시민공원 시민 공원/재난안전 재난 안전/청년주택 청년 주택/하천공사 하천 공사/자전거도로 자전거 도로/"
    "SH공사 공사/관광버스 관광 버스/부산시민 부산 시민/대구시장 대구 시장/구로구민 구로/강서구청 강서/중구청장 중구/도시재생 도시 재생/"
    "도시계획 도시 계획/환경정책 환경 정책/시민참여 시민 참여/민원상담 민원 상담/보행환경 보행 환경"
)
_SEEMING = (
    "도구로 건강서비스 종교통합 침대구매 연중구간 주관광고 부산물 제도로 신문화면 수정책자 전시장비 안주차림 무기후원 가공원료 "
    "소재생산 조교육성 부과정산 건축제한 신청년도 시공사례 제조사 책상담당 보안전문 한복지원 제도시행 은행정기예금"
)
#: Nouns of two syllables, and longer ones.
NOUNS, LONGER = _TWO.split(), _MORE.split()
#: Compounds and the nouns that they mean; the last six are also written apart.
COMPOUNDS = {word: tuple(parts) for word, *parts in (line.split() for line in _MEANING.split("/"))}
APART = tuple(list(COMPOUNDS)[-6:])
#: Words in which a noun's syllables stand and its meaning does not.
TRAPS = _SEEMING.split()
LATIN = ("COVID-19", "5G", "WeGO", "Café", "제3차", "2025년")
HANJA = ("江南", "漢城", "都市")
_AFTER_CLOSED, _AFTER_OPEN = "은 이 을 과 으로 의 에서 에는 까지 도", "는 가 를 와 로 의 에서 에는 까지 도"
_PARTICLES = tuple(zip(_AFTER_CLOSED.split(), _AFTER_OPEN.split(), strict=True))


@dataclass(slots=True)
class Notice:
    """A post as it was put together: its texts, and what it means: nouns, pairs of words side by side, syllables."""

    title: str = ""
    body: str = ""
    file: str = ""
    means: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.body}\n{self.file}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query of a kind, and the posts that are right for it."""

    kind: str
    text: str
    right: frozenset[int]


def with_particle(word: str, random: Random) -> str:
    """A noun with a particle that fits its last sound."""
    closed, open_ = random.choice(_PARTICLES)
    last = (ord(word[-1]) - 0xAC00) % 28
    return word + (open_ if last == 0 or (closed == "으로" and last == 8) else closed)


def notices(count: int, *, traps: float, seed: int = 20200406) -> list[Notice]:
    """So many notices, one in four with part of its text in a file. ``traps``: how often a trap is drawn, beside one for each noun."""
    random = Random(seed)
    words = [*NOUNS, *LONGER, *COMPOUNDS, *LATIN, *HANJA, *TRAPS]
    weights = [1.0] * (len(words) - len(TRAPS)) + [traps] * len(TRAPS)
    made = []
    for number in range(count):
        notice = Notice()
        notice.title = _sentence(notice, random, words, weights, random.randint(2, 4))
        notice.body = "\n".join(_sentence(notice, random, words, weights, random.randint(4, 8)) for _ in range(random.randint(1, 3)))
        if number % 4 == 0:
            notice.file = "\n".join(_sentence(notice, random, words, weights, random.randint(4, 8)) for _ in range(2))
        made.append(notice)
    return made


def _sentence(notice: Notice, random: Random, words: list[str], weights: list[float], length: int) -> str:
    chosen = random.choices(words, weights, k=length)
    spoken = []
    for place, word in enumerate(chosen):
        bare = random.random() < 0.3
        notice.means |= {word, *COMPOUNDS.get(word, ())}
        shown = word
        if word in APART and random.random() < 0.4:
            first, second = COMPOUNDS[word]
            notice.pairs.add((first, second))
            shown = f"{first} {second}"
        if place + 1 < length and bare:
            notice.pairs.add((word, chosen[place + 1]))
        spoken.append(shown if bare or word[-1] < "가" or word[-1] > "힣" else with_particle(shown, random))
    for first, second in pairwise(zip(chosen, spoken, strict=True)):
        # two nouns side by side are their compound, however they came there
        if first[0] == first[1] and first[0] + second[0] in APART:
            notice.means.add(first[0] + second[0])
    return " ".join(spoken) + random.choice((".", " 안내", "", "!", " 알림"))


def build(path: Path, made: Iterable[Notice]) -> None:
    """An archive of these notices at ``path``, numbered from 1; what stands in files stands in attachments."""
    db = Database(path)
    migrations.apply(db)
    db.close()
    conn = sqlite3.connect(path)
    search.register(conn)
    conn.execute(
        "INSERT INTO boards (name, title, publisher, url, site, engine, language, timezone, state) VALUES ('news', '새소식', '서울특별시',"
        " 'https://board.example.invalid/', 'board.example.invalid', 'drupal7', 'ko', 'Asia/Seoul', 'ok')"
    )
    for number, notice in enumerate(made, start=1):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T00:00:00+09:00"
        conn.execute(
            "INSERT INTO posts (id, board, native_id, url, title, author, posted_at, body_text, body_html, state, first_seen_at, last_seen_at, changed_at,"
            " revision, content_hash, capture) VALUES (?, 'news', ?, 'https://board.example.invalid/', ?, '총무과', ?, ?, '', 'listed', '', '', '', 1, '', 1)",
            (number, str(number), notice.title, day, notice.body),
        )
        if notice.file:
            conn.execute(
                "INSERT INTO attachments (post, name, url, text, state, capture) VALUES (?, '붙임.hwp', ?, ?, 'present', 1)",
                (number, str(number), notice.file),
            )
    search.rebuild(conn)
    conn.commit()
    conn.close()


def queries(made: list[Notice], seed: int = 7) -> list[Query]:
    """Queries of every kind with the posts that are right for each."""
    random = Random(seed)
    asked: list[Query] = []

    def ask(kind: str, text: str, right: Iterable[int]) -> None:
        asked.append(Query(kind=kind, text=text, right=frozenset(right)))

    about = {word: {number for number, notice in enumerate(made, start=1) if word in notice.means} for word in (*NOUNS, *LONGER, *COMPOUNDS, *LATIN, *HANJA)}
    side = {pair: {number for number, notice in enumerate(made, start=1) if pair in notice.pairs} for notice in made for pair in notice.pairs}
    for word in NOUNS:
        ask("two syllables", word, about[word])
    for word in (*LONGER, *COMPOUNDS):
        ask("three syllables and more", word, about[word])
    for word in (*NOUNS, *LONGER, *COMPOUNDS):
        ask("with a particle", with_particle(word, random), about[word])
    for word in APART:
        ask("spacing", word, about[word])
        ask("spacing", " ".join(COMPOUNDS[word]), set.intersection(*(about[part] for part in COMPOUNDS[word])))
    for first, second in (random.sample(NOUNS, 2) for _ in range(40)):
        ask("two words", f"{first} {second}", about[first] & about[second])
        ask("minus", f"{first} -{second}", about[first] - about[second])
        ask("OR", f"{first} OR {second}", about[first] | about[second])
    for first, second in sorted(pair for pair in side if set(pair) <= set(LONGER))[:40]:
        ask("phrases", f'"{first} {second}"', side[first, second])
    for syllable in "시민재江":
        ask("one syllable", syllable, (number for number, notice in enumerate(made, start=1) if syllable in notice.whole))
    for kind, names in (("Latin and digits", LATIN), ("hanja", HANJA)):
        for word in names:
            ask(kind, word.lower() if kind.startswith("Latin") else word, about[word])
    return asked
