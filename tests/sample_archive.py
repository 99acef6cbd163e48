"""A small archive made with direct SQL: two boards, some forty posts, and every response in a real WARC file."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import sqlite3
import struct
import uuid
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from httpx import Response
from sqlite_utils import Database

from crawler.clock import iso
from pipelines import search
from pipelines.schema import migrations

WARC = "00001-001-seoulsolution-ko.warc.gz"
START = datetime(2025, 3, 1, 0, 5, tzinfo=UTC)
KO = "seoulsolution-ko"
EN = "seoulsolution-en"


def get(served: Datasette, *paths: str, **how: object) -> list[Response]:
    """What a reading room answers to these addresses, asked one after another."""

    async def ask() -> list[Response]:
        return [await served.client.get(path, **how) for path in paths]

    return asyncio.run(ask())


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass
class Sample:
    """An archive in the making; ``close`` leaves archive.db and the WARC folder ready to be read."""

    folder: Path

    def __post_init__(self) -> None:
        self.archive = self.folder / "archive.db"
        self.warcs = self.folder / "warcs"
        self.warcs.mkdir(parents=True, exist_ok=True)
        db = Database(self.archive)
        db.enable_wal()
        migrations.apply(db)
        db.close()
        self.conn = sqlite3.connect(self.archive)
        search.register(self.conn)
        search.create_index(self.conn)
        self.minutes = 0

    def insert(self, table: str, **values: Any) -> int:
        names = ", ".join(values)
        done = self.conn.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", tuple(values.values()))
        assert done.lastrowid is not None
        return done.lastrowid

    def now(self) -> str:
        self.minutes += 7
        return iso(START + timedelta(minutes=self.minutes))

    def board(self, name: str, title: str, language: str, claimed: int | None) -> None:
        self.insert(
            "boards", name=name, title=title, publisher="서울특별시 정책아카이브", url=f"https://www.seoulsolution.kr/{language}",
            site="www.seoulsolution.kr", engine="drupal", language=language, timezone="Asia/Seoul", state="ok", claimed_total=claimed,
        )  # fmt: skip

    def crawl(self, board: str, outcome: str = "complete", reason: str | None = None, **counts: int | str) -> int:
        started = self.now()
        crawl = self.insert(
            "crawls", board=board, started_at=started, finished_at=None if outcome == "running" else self.now(),
            outcome=outcome, reason=reason, **({"mode": "sweep"} | counts),
        )  # fmt: skip
        self.conn.execute("UPDATE boards SET last_crawl = ? WHERE name = ?", (crawl, board))
        self.conn.execute("INSERT OR IGNORE INTO warcs (file, crawl) VALUES (?, ?)", (WARC, crawl))
        return crawl

    def capture(self, crawl: int, url: str, payload: bytes, media_type: str = "text/html", status: int = 200, *, gzipped: bool = False) -> int:
        """Write a response record and its row."""
        if gzipped:
            payload = gzip.compress(payload)
        at, record_id = self.now(), f"<urn:uuid:{uuid.uuid4()}>"
        coding = "Content-Encoding: gzip\r\n" if gzipped else ""
        block = f"HTTP/1.1 {status} OK\r\nContent-Type: {media_type}\r\n{coding}Content-Length: {len(payload)}\r\n\r\n".encode() + payload
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: {record_id}\r\nWARC-Date: {at}\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        member = gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)
        file = self.warcs / WARC
        offset = file.stat().st_size if file.exists() else 0
        with file.open("ab") as stream:
            stream.write(member)
        return self.insert(
            "captures", crawl=crawl, url=url, method="GET", status=status, fetched_at=at, media_type=media_type,
            encoding="utf-8" if media_type == "text/html" else None, payload_sha256=hashlib.sha256(payload).hexdigest(), payload_bytes=len(payload),
            warc_file=WARC, warc_offset=offset, warc_length=len(member), record_id=record_id,
        )  # fmt: skip

    def post(
        self, crawl: int, board: str, native_id: str, title: str, body_html: str, body_text: str, *,
        author: str | None = "seoulsolution", posted: str | None = "2020-04-06", **more: Any,
    ) -> int:  # fmt: skip
        url = more.pop("url", f"https://www.seoulsolution.kr/ko/node/{native_id}")
        capture = self.capture(crawl, url, f"<html><h1>{title}</h1>{body_html}</html>".encode("utf-8", "replace"))
        at = self.now()
        posted_at = f"{posted}T00:00:00+09:00" if posted else None
        values = {
            "board": board, "native_id": native_id, "url": url, "title": title, "author": author, "posted_at": posted_at,
            "posted_precision": "day" if posted else None, "posted_raw": posted, "body_text": body_text, "body_html": body_html,
            "state": "listed", "first_seen_at": at, "last_seen_at": at, "changed_at": at, "revision": 1,
            "content_hash": hashlib.sha256((title + body_text).encode("utf-8", "replace")).hexdigest(), "capture": capture, **more,
        }  # fmt: skip
        post = self.insert("posts", **values)
        self._revision(post, 1, [], "first", silent=0)
        self.event(crawl, post, "new")
        return post

    def event(self, crawl: int, post: int, kind: str, **detail: object) -> int:
        (capture,) = self.conn.execute("SELECT capture FROM posts WHERE id = ?", (post,)).fetchone()
        return self.insert("events", post=post, crawl=crawl, kind=kind, at=self.now(), detail=json.dumps(detail, ensure_ascii=False), capture=capture)

    def revise(self, crawl: int, post: int, *, significance: str = "content", silent: int = 1, **changes: Any) -> None:
        """Another version of a post: its row, its revision, its event, and the search index."""
        row = self.conn.execute("SELECT title, body_text, author, url, revision FROM posts WHERE id = ?", (post,)).fetchone()
        capture = self.capture(crawl, row[3], json.dumps(changes, ensure_ascii=False).encode())
        at = self.now()
        changes |= {"revision": row[4] + 1, "changed_at": at, "last_seen_at": at, "capture": capture, "content_hash": uuid.uuid4().hex}
        self.conn.execute(f"UPDATE posts SET {', '.join(f'{name} = ?' for name in changes)} WHERE id = ?", (*changes.values(), post))
        fields = [name for name in ("title", "author", "posted_at", "modified_at", "body_text", "body_html") if name in changes]
        self._revision(post, row[4] + 1, fields, significance, silent)
        self.event(crawl, post, "changed", revision=row[4] + 1)

    def _revision(self, post: int, number: int, changed: list[str], significance: str, silent: int) -> None:
        files = [dict(zip(("name", "url", "sha256"), row, strict=True)) for row in self._files(post)]
        self.conn.execute(
            "INSERT INTO revisions (post, number, observed_at, title, author, posted_at, modified_at, body_text, body_html, attachments, content_hash,"
            " changed, significance, silent, parser, capture) SELECT id, ?, changed_at, title, author, posted_at, modified_at, body_text, body_html, ?, content_hash, ?, ?, ?,"
            " 'drupal/1', capture FROM posts WHERE id = ?",
            (number, json.dumps(files, ensure_ascii=False), json.dumps(changed), significance, silent, post),
        )

    def _files(self, post: int) -> list[tuple[str, str, str]]:
        return self.conn.execute("SELECT name, url, sha256 FROM attachments WHERE post = ?", (post,)).fetchall()

    def attach(self, crawl: int, post: int, name: str, url: str, payload: bytes, media_type: str, **more: Any) -> int:
        capture = self.capture(crawl, url, payload, media_type, gzipped=more.pop("gzipped", False))
        return self.insert(
            "attachments", post=post, name=name, url=url, media_type=media_type, bytes=len(payload), state=more.pop("state", "present"),
            sha256=hashlib.sha256(payload).hexdigest(), capture=capture, **more,
        )  # fmt: skip

    def partner(self, crawl: int, board: str, name: str, logo: bytes | None, media_type: str = "image/png", **more: Any) -> int:
        position = self.conn.execute("SELECT count(*) + 1 FROM partners").fetchone()[0]
        logo_url = more.pop("logo_url", f"https://www.seoulsolution.kr/logos/{position}.png")
        capture = self.capture(crawl, f"https://www.seoulsolution.kr/{position}", b"<ul class=partners></ul>")
        logo_capture = self.capture(crawl, "https://www.seoulsolution.kr/logos", logo, media_type) if logo is not None else None
        at = self.now()
        values = {
            "board": board, "name": name, "url": f"https://partner{position}.example.invalid/", "logo_url": logo_url, "alt": f"{name} 로고이미지",
            "position": position, "state": "present", "first_seen_at": at, "last_seen_at": at, "revision": 1, "logo_capture": logo_capture,
            "logo_sha256": hashlib.sha256(logo).hexdigest() if logo is not None else None, "capture": capture, **more,
        }  # fmt: skip
        partner = self.insert("partners", **values)
        self._partner_revision(partner, 1, [])
        self.insert("partner_events", partner=partner, crawl=crawl, kind="new", at=at, detail="{}", capture=capture)
        return partner

    def _partner_revision(self, partner: int, number: int, changed: list[str]) -> None:
        self.conn.execute(
            "INSERT INTO partner_revisions (partner, number, observed_at, name, url, logo_url, logo_sha256, alt, description, changed, capture) SELECT id, ?, last_seen_at, name, url, logo_url, logo_sha256, alt, description, ?, capture"
            " FROM partners WHERE id = ?",
            (number, json.dumps(changed), partner),
        )

    def change_partner(self, crawl: int, partner: int, logo: bytes | None = None, *, gzipped: bool = False, **changes: Any) -> None:
        """Another version of a partner entry: its row, its revision, its event."""
        (number, logo_url) = self.conn.execute("SELECT revision + 1, logo_url FROM partners WHERE id = ?", (partner,)).fetchone()
        if logo is not None:
            changes |= {"logo_sha256": hashlib.sha256(logo).hexdigest(), "logo_capture": self.capture(crawl, logo_url, logo, "image/png", gzipped=gzipped)}
        at, capture = self.now(), self.capture(crawl, "https://www.seoulsolution.kr/ko", b"<ul class=partners></ul>")
        changes |= {"revision": number, "last_seen_at": at, "capture": capture}
        self.conn.execute(f"UPDATE partners SET {', '.join(f'{name} = ?' for name in changes)} WHERE id = ?", (*changes.values(), partner))
        fields = [name for name in ("name", "url", "logo_url", "logo_sha256", "alt", "description") if name in changes]
        self._partner_revision(partner, number, fields)
        self.insert(
            "partner_events", partner=partner, crawl=crawl, kind="changed", at=at, detail=json.dumps({"revision": number, "changed": fields}), capture=capture,
        )  # fmt: skip

    def check_link(self, crawls: tuple[int, int], board: str, partner: int, outcome: str, *, dead: bool = False, answered: bool = True, **more: Any) -> None:
        """What the checks of a partner's link said: one in the first run, and where it is ``dead`` a second one in the other."""
        first, second = crawls
        url = self.conn.execute("SELECT url FROM partners WHERE id = ?", (partner,)).fetchone()[0]
        captures = [self.capture(crawl, url, b"", "text/html", more.get("status") or 0) if answered else None for crawl in crawls]
        found, again = "2025-03-03T20:00:00Z", "2025-03-11T00:00:00Z"
        twice = {"confirmed_at": again, "confirmed_crawl": second, "confirmed_capture": captures[1]} if dead else {}
        self.insert(
            "partner_links", board=board, partner=partner, url=url, outcome=outcome, checked_at=found, checks=2 if dead else 1, crawl=first,
            last_checked_at=again if dead else found, last_crawl=second if dead else first, capture=captures[0],
            last_capture=captures[bool(dead)], **twice, **more,
        )  # fmt: skip
        if dead:
            self.conn.execute("UPDATE partners SET dead_since = ? WHERE id = ?", (found, partner))
            detail = json.dumps({"url": url, "outcome": outcome, "status": more.get("status"), "since": found})
            capture = captures[1] or self.conn.execute("SELECT capture FROM partners WHERE id = ?", (partner,)).fetchone()[0]
            self.insert("partner_events", partner=partner, crawl=second, kind="link_dead", at=again, detail=detail, capture=capture)

    def close(self) -> Sample:
        search.rebuild(self.conn)
        self.conn.commit()
        self.conn.close()
        return self


NOTICES = (
    ("2020-04-06", "4th WeGO Awards, Now Open for Application: FEB 24 - May 29"),
    ("2020-04-02", "Seoul shares COVID-19 outbreaks and response situations in real time"),
    ("2019-12-04", "Seoul Selected as Best MICE City in the World for the Fifth Consecutive Year"),
    ("2019-08-30", "[US_CNN} World's safest city to visit in 2019 revealed by Economist Intelligence Unit"),
)
TOPICS = (
    "대중교통 환승 체계",
    "한강공원 이용",
    "도시재생 지원",
    "서울시민 참여예산",
    "정책 연수 참가 기관",
    "물순환 시설 견학",
    "공유도시 사례집",
    "야간 안전 귀갓길",
)
KINDS = ("안내", "모집 공고", "결과 발표", "변경 알림")
PARTNERS = ("CITYNET", "ICLEI", "UNHABITAT", "WEGOV", "WORLDBANK", "KOICA", "KOTRA", "서울시청", "K-Developedia", "Metropolis", "metta", "국토연구원")


def _body(topic: str, kind: str, number: int) -> tuple[str, str]:
    lines = (
        f"{topic} {kind}입니다. 신청은 {number % 12 + 1}월 {number % 27 + 1}일까지 전자우편으로 받습니다.",
        "서울시는 참가 기관에 일정과 장소를 따로 알려 드립니다.",
        f"문의: 정책기획과 02-0000-{1000 + number}",
    )
    return "".join(f"<p>{line}</p>" for line in lines), "\n".join(lines)


def _korean_posts(sample: Sample, crawl: int) -> list[int]:
    posts = []
    for number in range(32):
        topic, kind = TOPICS[number % len(TOPICS)], KINDS[number // len(TOPICS)]
        markup, text = _body(topic, kind, number)
        author = ("seoulsolution", "ssunha", "scaadmin")[number % 3]
        date = f"{2017 + number // 4}-{number % 12 + 1:02}-{number % 27 + 1:02}"
        posts.append(
            sample.post(crawl, KO, str(6306 + number * 7), f"{topic} {kind}", markup, text, author=author, posted=date, pinned=int(number == 5))
        )
    return posts


_ILLUSTRATED = (
    '<p><img src="/files/poster.png" alt="포스터"><img src="https://tracker.example.invalid/p.gif" alt="다른 그림"></p>'
    '<table><tr><th>일정</th><th>내용</th></tr><tr><td>10.26(일)</td><td>입국과 <a href="/ko/guide">숙소 안내</a></td></tr></table>'
)


def _histories(sample: Sample, crawl: int, posts: list[int]) -> None:
    markup, text = _body(TOPICS[0], "안내", 0)
    sample.revise(crawl, posts[0], body_html=markup.replace("1월 1일", "1월 18일"), body_text=text.replace("1월 1일", "1월 18일"), silent=1)
    sample.revise(
        crawl, posts[0], silent=0, title="대중교통 환승 체계 안내 (기한 연장)", modified_at="2025-03-02T00:00:00+09:00",
        body_html=markup.replace("1월 1일", "1월 30일") + "<p>기한을 한 번 더 늘렸습니다.</p>",
        body_text=text.replace("1월 1일", "1월 30일") + "\n기한을 한 번 더 늘렸습니다.",
    )  # fmt: skip
    sample.revise(crawl, posts[1], significance="typography", silent=0, body_text=_body(TOPICS[1], "안내", 1)[1].replace("입니다. ", "입니다.  "))
    for post, kind, state in ((posts[2], "gone", "gone"), (posts[3], "blinded", "blinded"), (posts[4], "unlisted", "unlisted")):
        sample.conn.execute("UPDATE posts SET state = ? WHERE id = ?", (state, post))
        sample.event(crawl, post, kind, status=404, confirmations=2)
    sample.event(crawl, posts[5], "pinned")
    (capture,) = sample.conn.execute("SELECT capture FROM posts WHERE id = ?", (posts[2],)).fetchone()
    sample.insert("absences", post=posts[2], crawl=crawl, at=sample.now(), evidence="HTTP 404", capture=capture)
    sample.attach(crawl, posts[6], "참가 신청서.hwp", "https://www.seoulsolution.kr/files/form.hwp", b"\xd0\xcf\x11\xe0 form", "application/x-hwp")
    sample.attach(
        crawl, posts[6], "포스터.png", "https://www.seoulsolution.kr/files/poster.png", png(320, 120, (30, 90, 140)), "image/png", gzipped=True
    )
    sample.conn.execute(
        "UPDATE posts SET body_html = body_html || ? WHERE id = ?",
        (
            _ILLUSTRATED,
            posts[6],
        ),
    )
    sample.insert(
        "comments",
        post=posts[6],
        native_id="1",
        author="시민참여팀",
        posted_at=None,
        body_text="신청서를 보냈습니다.",
        state="present",
        capture=capture,
    )
    sample.conn.execute("UPDATE posts SET duplicate_of = ?, duplicate_score = 0.97 WHERE id = ?", (posts[8], posts[16]))


def build(folder: Path) -> Sample:
    """The sample archive: KO with 32 posts and a history, EN with four notices and an unfinished run."""
    sample = Sample(folder)
    sample.board(KO, "새소식", "ko", 34)
    sample.board(EN, "News", "en", None)
    first = sample.crawl(KO, requests=40, stored=38, unchanged=1, refused=1, new_posts=32, bytes=812_345, claimed_total=34)
    posts = _korean_posts(sample, first)
    for number, name in enumerate(PARTNERS):
        sample.partner(first, KO, name, png(120, 40, (40 + number * 15, 90, 200 - number * 12)))
    sample.partner(
        first, KO, "MITI – Metropolis International Training Institute", None,
        description="세계 대도시의 공무원을 가르치는 기관입니다.\n\n본부는 서울에 있습니다.",
    )  # fmt: skip
    second = sample.crawl(
        KO, requests=44, stored=6, unchanged=36, quarantined=1, failed=1, changed_posts=2, gone_posts=1, bytes=90_311, claimed_total=34
    )
    _histories(sample, second, posts)
    sample.check_link((first, second), KO, 2, "gone", dead=True, status=404)
    sample.check_link((first, second), KO, 3, "elsewhere", status=302, leads_to="https://moved.example.invalid/a/long/address/that/has/to/break")
    sample.check_link((first, second), KO, 4, "error", status=503)
    sample.change_partner(second, 7, png(120, 40, (20, 120, 60)), name="KOTRA 대한무역투자진흥공사", description="수출을 돕는 기관입니다.")
    gone = sample.partner(second, KO, "WORLDBANK", png(120, 40, (200, 30, 30)), state="gone")
    (capture,) = sample.conn.execute("SELECT capture FROM partners WHERE id = ?", (gone,)).fetchone()
    sample.insert("partner_events", partner=gone, crawl=second, kind="gone", at=sample.now(), detail="{}", capture=capture)
    third = sample.crawl(EN, "incomplete", "다섯 번 요청했지만 서버가 503으로 답했습니다.", requests=9, stored=6, failed=3, new_posts=4, bytes=30_002)
    for number, (date, title) in enumerate(NOTICES):
        text = f"{title}. The city of Seoul invites partner cities to read the notice."
        sample.post(third, EN, str(9001 + number), title, f"<p>{text}</p>", text, posted=date)
    sample.insert(
        "issues", crawl=second, board=KO, url="https://www.seoulsolution.kr/ko/node/6999", kind="page_changed",
        message="제목 자리에 제목이 없습니다.",
        selector="h1#page-title", expected="1", found="0", at=sample.now(), capture=capture,
    )  # fmt: skip
    return sample.close()
