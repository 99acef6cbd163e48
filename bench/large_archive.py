"""A large archive made with direct SQL, deterministic: two boards, versions, events, files, runs and partners, without WARC files."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from sqlite_utils import Database

from crawler.clock import iso
from pipelines import search
from pipelines.schema import TABLES, migrations

BOARDS = (("news-ko", "새소식", "ko"), ("news-en", "소식 (영문 누리집)", "ko"))
RUNS = 60
_WORDS = (
    "서울 도시 교통 주택 공원 하천 상수도 시민 예산 청년 복지 안전 문화 관광 축제 시장 골목 도로 지하철 버스 주차 재난 훈련 행정 민원 고시 공고 채용 입찰 "
    "연수 사례 정책 환경 기후 에너지 재생 보행 자전거 교육 과정 모집 지원 사업 국제 협력 정보 공개"
)
_NOUNS = _WORDS.split()
_SYLLABLES = sorted(set("".join(_NOUNS)))
#: As in a language: few words are frequent, most are rare. The second has half the chance of the first, the third a third.
VOCABULARY = _NOUNS + sorted({a + b for a in _SYLLABLES for b in _SYLLABLES} - set(_NOUNS), key=lambda word: hashlib.sha256(word.encode()).digest())
_CHANCES = list(accumulate(1 / rank for rank in range(8, len(VOCABULARY) + 8)))
_ENDS = ("", "을", "의", "에서", "으로", "은", "와", "까지", "하는", "합니다.")
AUTHORS = [f"{noun}{office}" for noun in _NOUNS[:30] for office in ("과", "담당관")]
_FIRST = datetime(2010, 1, 4, tzinfo=UTC)
_OBSERVED = datetime(2025, 3, 1, tzinfo=UTC)


def build(path: Path, posts: int, characters: tuple[int, int] = (600, 3000)) -> None:
    """An archive of so many posts at ``path``, each of so many characters: one in eight edited, one in fifty gone."""
    db = Database(path)
    migrations.apply(db)
    db.close()
    conn = sqlite3.connect(path)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -262144"):
        conn.execute(f"PRAGMA {pragma}")
    search.register(conn)
    random = Random(posts)
    _frame(conn, posts)
    for table, rows in _rows(random, posts, characters):
        # the first columns of the schema; those that came later stay empty
        columns = ", ".join(list(TABLES[table][1])[: len(rows[0])])
        conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", rows)
    search.rebuild(conn)
    conn.commit()
    conn.execute("PRAGMA optimize")
    conn.execute("PRAGMA journal_mode = WAL")
    conn.close()


def _frame(conn: sqlite3.Connection, posts: int) -> None:
    """Boards, runs and the one WARC file that every capture names."""
    for name, title, language in BOARDS:
        conn.execute(
            "INSERT INTO boards (name, title, publisher, url, site, engine, language, timezone, state, claimed_total, last_crawl)"
            " VALUES (?, ?, '서울특별시', ?, 'board.example.invalid', 'drupal7', ?, 'Asia/Seoul', 'ok', ?, ?)",
            (name, title, f"https://board.example.invalid/{name}", language, posts // 2, RUNS),
        )
    for number in range(1, RUNS + 1):
        at, new = _OBSERVED + timedelta(days=number), posts // RUNS
        conn.execute(
            "INSERT INTO crawls (id, board, mode, started_at, finished_at, outcome, requests, stored, unchanged, new_posts, bytes)"
            " VALUES (?, ?, 'sweep', ?, ?, 'complete', ?, ?, ?, ?, ?)",
            (number, BOARDS[number % 2][0], iso(at), iso(at + timedelta(hours=1)), posts // 2, new, posts // 2 - new, new, posts * 9000),
        )
    conn.execute("INSERT INTO warcs (file, crawl) VALUES ('00001.warc.gz', 1)")


def text(random: Random, characters: int) -> str:
    """Paragraphs of invented notice prose."""
    paragraphs, size = [], 0
    while size < characters:
        chosen = random.choices(VOCABULARY, cum_weights=_CHANCES, k=random.randint(12, 40))
        words = [word + random.choice(_ENDS) for word in chosen]
        paragraphs.append(" ".join(words))
        size += len(paragraphs[-1])
    return "\n".join(paragraphs)


def _rows(random: Random, posts: int, characters: tuple[int, int]) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Rows table by table, a thousand posts at a time: what they refer to comes first."""
    capture = event = file = 0
    for begin in range(1, posts + 1, 1000):
        made: dict[str, list[tuple[object, ...]]] = {name: [] for name in ("captures", "posts", "revisions", "events", "attachments")}
        for post in range(begin, min(begin + 1000, posts + 1)):
            versions = 2 if random.random() < 0.125 else 1
            state = "gone" if random.random() < 0.02 else "listed"
            body, title, author = text(random, random.randint(*characters)), text(random, 10)[:40], random.choice(AUTHORS)
            posted = (_FIRST + timedelta(days=5475 * post / posts)).strftime("%Y-%m-%dT00:00:00+09:00")
            for version in range(1, versions + 1):
                capture += 1
                at = iso(_OBSERVED + timedelta(days=random.randint(0, RUNS - 1), seconds=post % 3600))
                words = body if version == versions else body.replace("니다.", "니다", 1) + "\n추가"
                digest = hashlib.sha256(f"{post} {version}".encode()).hexdigest()
                markup = "".join(f"<p>{line}</p>" for line in words.splitlines())
                kept = ("GET", 200, at, "text/html", "utf-8", digest, 20_000, "00001.warc.gz", capture * 5000, 5000, f"<urn:x:{capture}>", None, None, 0, None)
                made["captures"].append((capture, 1 + post % RUNS, f"https://board.example.invalid/{post}", *kept))
                changed, kind = (json.dumps(["body_text"]), "content") if version > 1 else ("[]", "first")
                made["revisions"].append(
                    (post, version, at, title, author, posted, None, words, markup, "[]", digest, changed, kind, int(version > 1), "drupal7/1", capture)
                )
                event += 1
                made["events"].append((event, post, 1 + post % RUNS, "changed" if version > 1 else "new", at, "{}", capture))
            if state == "gone":
                event += 1
                made["events"].append((event, post, 1 + post % RUNS, "gone", at, '{"evidence": "HTTP 404"}', capture))
            shown = (f"https://board.example.invalid/{post}", title, author, posted, "day", posted[:10], None, body, markup)
            seen = (0, state, at, at, at, at, versions, digest, None, None, None, capture)
            made["posts"].append((post, BOARDS[post % 2][0], str(post), *shown, *seen))
            if post % 3 == 0:
                file += 1
                address = f"https://board.example.invalid/files/{file}.hwp"
                made["attachments"].append((file, post, f"붙임 {file}.hwp", address, "application/x-hwp", 30_000, digest, None, "present", capture))
        yield from made.items()
