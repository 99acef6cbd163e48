"""Notices: what each ended run has to tell, and the note that it was told, so that nobody is told twice.

A letter is one run's. Its events are fixed once the run has ended, so it has one key for ever; it is handed over first and noted then, in
one transaction. A kill between the two repeats the letter under the same key, by which a receiver can drop it: never lost, seldom twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.clock import Clock, iso
from crawler.errors import NotifyError
from pipelines.archive import Lock, open_reader, open_writer, transaction
from pipelines.channels import OF_RUNS, Channel, Letter, deliver

#: So many notices stand one by one in a letter's text, and in its JSON; the rest are counted.
IN_BODY = 20
IN_FACTS = 200
LONGEST = 200
#: A pinned post that was posted so long before the run before it is an old one that was pinned, not a new one.
OLD = timedelta(days=1)

#: Words of a kind: Korean, English.
KINDS: Mapping[str, tuple[str, str]] = {
    "new": ("새 글", "new"),
    "changed": ("바뀐 글", "changed"),
    "gone": ("내려간 글", "gone"),
    "blinded": ("가려진 글", "blinded"),
    "secret": ("비밀글이 됨", "made secret"),
    "unlisted": ("목록에서 빠짐", "unlisted"),
    "restored": ("돌아온 글", "restored"),
    "moved": ("옮겨진 글", "moved"),
    "pinned": ("고정된 글", "pinned"),
    "unpinned": ("고정이 풀림", "unpinned"),
    "partner_new": ("새 협력기관", "new partner"),
    "partner_changed": ("바뀐 협력기관", "changed partner"),
    "partner_gone": ("빠진 협력기관", "partner gone"),
    "partner_restored": ("돌아온 협력기관", "partner back"),
    "partner_link_dead": ("응답 없는 협력기관 주소", "dead partner link"),
    "partner_link_back": ("다시 응답하는 협력기관 주소", "partner link back"),
    "suspect": ("의심스러운 수집", "suspect run"),
    "failed": ("실패한 수집", "failed run"),
    "incomplete": ("끝나지 않은 수집", "incomplete run"),
}
PARTNER_FIELDS: Mapping[str, tuple[str, str]] = {
    "name": ("이름", "name"),
    "url": ("주소", "address"),
    "logo_url": ("로고 주소", "address of the logo"),
    "logo_sha256": ("로고", "logo"),
    "alt": ("대체 문구", "alternative text"),
    "description": ("설명", "description"),
}
FIELDS: Mapping[str, tuple[str, str]] = {
    "title": ("제목", "title"),
    "author": ("글쓴이", "author"),
    "posted_at": ("등록일", "date of posting"),
    "modified_at": ("수정일", "date of editing"),
    "body": ("본문", "text"),
    "attachments": ("첨부", "attachments"),
}

#: What a change is about, where that is worth a word: Korean, English.
TOUCHED: Mapping[str, tuple[str, str]] = {
    "dates": ("글 속 날짜가 바뀜", "a date in it"),
    "amounts": ("금액이 바뀜", "an amount"),
    "numbers": ("숫자가 바뀜", "a number"),
    "names": ("이름이 바뀜", "a name"),
    "negations": ("부정·취소하는 말이 바뀜", "a negation"),
}

_EVENTS = (
    "SELECT e.id, e.kind, e.at, e.detail, p.native_id, p.title, p.url, p.posted_at, p.pinned, d.state AS twin, c.record_id,"
    " (SELECT x.kind FROM events x WHERE x.post = p.id AND x.kind IN ('pinned', 'unpinned') ORDER BY x.id LIMIT 1) AS first_pin,"
    " (SELECT r.significance FROM revisions r WHERE r.post = p.id AND r.number = json_extract(e.detail, '$.revision')) AS significance,"
    " (SELECT r.touched FROM revisions r WHERE r.post = p.id AND r.number = json_extract(e.detail, '$.revision')) AS touched"
    " FROM events e JOIN posts p ON p.id = e.post JOIN captures c ON c.id = e.capture"
    " LEFT JOIN posts d ON d.id = p.duplicate_of AND d.board = p.board WHERE e.crawl = ? ORDER BY e.id"
)

_PARTNERS = (
    "SELECT e.id, e.kind, e.at, e.detail, a.name, coalesce(a.url, b.url) AS url, c.record_id FROM partner_events e JOIN partners a ON a.id = e.partner"
    " JOIN boards b ON b.name = a.board JOIN captures c ON c.id = e.capture WHERE e.crawl = ? ORDER BY e.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to tell, with its line of reason. ``event`` is None where it is about the run itself."""

    key: str
    kind: str
    event: int | None
    title: str
    url: str
    reason: str
    at: str


def kind_of(row: sqlite3.Row, before: str | None) -> str:
    """What an event is told as. A post is not new because an old one was pinned, nor because it stands under another number now.

    ``before``: when the board's run before began. Of a post seen for the first time: it was *pinned* if it was pinned then and had been
    posted more than a day before that; it was *moved* if it says what a post of the board said that is no longer listed.
    """
    if row["kind"] != "new":
        return str(row["kind"])
    pinned_then = row["first_pin"] == "unpinned" or (row["first_pin"] is None and row["pinned"])
    if pinned_then and before and row["posted_at"] and datetime.fromisoformat(row["posted_at"]) < datetime.fromisoformat(before) - OLD:
        return "pinned"
    return "moved" if row["twin"] not in (None, "listed") else "new"


def notices_of(conn: sqlite3.Connection, run: sqlite3.Row) -> list[Notice]:
    """Everything that an ended run could tell, in the order in which it happened; what a board's first run found new is one notice."""
    ko = run["language"].startswith("ko")
    found: list[Notice] = []
    first: list[Notice] = []
    for row in conn.execute(_EVENTS, (run["id"],)):
        kind = kind_of(row, run["before"])
        key = f"{run['board']}/{row['native_id']}/{kind}/{row['record_id'].strip('<>').removeprefix('urn:uuid:')}"
        line = Notice(key=key, kind=kind, event=row["id"], title=_short(row["title"]), url=row["url"], reason=_reason(kind, row, ko=ko), at=row["at"])
        (first if run["is_first"] and row["kind"] == "new" else found).append(line)
    if first:
        reason = f"첫 수집: 글 {len(first)}건을 보관함" if ko else f"first crawl: {len(first)} post{'' if len(first) == 1 else 's'} archived"
        found.insert(0, _of_run(run, "new", reason))
    found += _partner_notices(conn, run, ko=ko)
    if run["outcome"] in OF_RUNS:
        found.append(_of_run(run, run["outcome"], _short(run["reason"] or run["outcome"])))
    return found


def _partner_notices(conn: sqlite3.Connection, run: sqlite3.Row, *, ko: bool) -> list[Notice]:
    """What happened to the partner strip; what a board's first strip shows is one notice."""
    rows = conn.execute(_PARTNERS, (run["id"],)).fetchall()
    had_one = conn.execute(
        "SELECT 1 FROM partner_events e JOIN partners a ON a.id = e.partner WHERE a.board = ? AND e.crawl < ? LIMIT 1", (run["board"], run["id"])
    ).fetchone()
    found = []
    for row in rows if had_one else [row for row in rows if row["kind"] != "new"]:
        record = row["record_id"].strip("<>").removeprefix("urn:uuid:")
        key = f"{run['board']}/partner-event-{row['id']}/{row['kind']}/{record}"
        reason = _partner_reason(row, ko=ko)
        found.append(Notice(key=key, kind=f"partner_{row['kind']}", event=None, title=_short(row["name"]), url=row["url"], reason=reason, at=row["at"]))
    count = sum(row["kind"] == "new" for row in rows)
    if count and not had_one:
        reason = f"첫 수집: 협력기관 {count}곳을 보관함" if ko else f"first crawl: {count} partner{'' if count == 1 else 's'} archived"
        found.insert(0, _of_run(run, "partner_new", reason))
    return found


def _partner_reason(row: sqlite3.Row, *, ko: bool) -> str:
    if row["kind"] == "changed":
        return ", ".join(PARTNER_FIELDS.get(name, (name, name))[0 if ko else 1] for name in json.loads(row["detail"])["changed"])
    words = {
        "new": ("처음 봄", "seen for the first time"),
        "gone": ("협력기관 띠에서 빠짐", "no longer in the strip"),
        "restored": ("협력기관 띠에 다시 나옴", "in the strip again"),
        "link_dead": ("이틀에 걸쳐 응답이 없음", "no answer on two days"),
        "link_back": ("연결 주소가 다시 응답함", "somebody answers again"),
    }
    return words[row["kind"]][0 if ko else 1]


def letter(run: sqlite3.Row, told: list[Notice]) -> Letter:
    """The letter of a run: a summary, a line for each notice, and the same as JSON values."""
    ko = run["language"].startswith("ko")
    counts: dict[str, int] = {}
    for notice in told:
        counts[notice.kind] = counts.get(notice.kind, 0) + 1
    words = ", ".join(f"{KINDS[kind][0]} {count}" if ko else f"{count} {KINDS[kind][1]}" for kind, count in counts.items())
    summary = f"{_short(run['title'])} ({run['board']}): {words}"
    lines = [f"[{KINDS[notice.kind][0 if ko else 1]}] {notice.title} ({notice.reason}) {notice.url}" for notice in told[:IN_BODY]]
    more = len(told) - IN_BODY
    if more > 0:
        lines.append(f"그 밖에 {more}건" if ko else f"and {more} more")
    facts: dict[str, object] = {"key": _run_key(run), "summary": summary, "board": run["board"], "board_title": run["title"], "crawl": run["id"]}
    facts |= {"outcome": run["outcome"], "reason": run["reason"], "finished_at": run["finished_at"]}
    facts |= {"notices": [asdict(notice) for notice in told[:IN_FACTS]], "more": max(0, len(told) - IN_FACTS)}
    return Letter(key=_run_key(run), summary=summary, body="\n".join(lines), facts=facts)


def waiting(conn: sqlite3.Connection, channel: Channel, *, after: int) -> Iterator[tuple[sqlite3.Row, list[Notice]]]:
    """The ended runs after a run's number that have something to tell a channel, each with it, oldest first."""
    runs = conn.execute(
        "SELECT c.*, b.title, b.language, b.url,"
        " (SELECT max(x.started_at) FROM crawls x WHERE x.board = c.board AND x.id < c.id) AS before,"
        " NOT EXISTS (SELECT 1 FROM events e JOIN posts p ON p.id = e.post WHERE p.board = c.board AND e.crawl < c.id) AS is_first"
        " FROM crawls c JOIN boards b ON b.name = c.board WHERE c.id > ? AND c.outcome <> 'running' AND c.mode <> 'backfill' ORDER BY c.id",
        (after,),
    ).fetchall()
    for run in runs:
        if channel.boards and run["board"] not in channel.boards:
            continue
        told = [notice for notice in notices_of(conn, run) if notice.kind in channel.tell]
        if told:
            yield run, told


def told_so_far(conn: sqlite3.Connection, channel: str) -> int | None:
    """The number of the last run that a channel was told of; None for a channel never met."""
    row = conn.execute("SELECT count(*), max(crawl) FROM notices WHERE channel = ?", (channel,)).fetchone()
    return (row[1] or 0) if row[0] else None


def tell(archive: Path, channels: tuple[Channel, ...], clock: Clock, *, from_start: bool = False) -> tuple[int, list[NotifyError]]:
    """Tell every channel what it has not been told; how many letters were taken, and what failed. A channel that fails stops no other.

    A channel met for the first time begins with what happens from now on, or with the first run (``from_start``). Each channel gets its letters
    in order: after one that was not taken the later ones wait. Raises ArchiveBusy beside another teller.
    """
    with closing(open_reader(archive)):
        pass  # an archive that is none is told before one is made
    lock = lock_of(archive)
    lock.take()
    try:
        with closing(open_writer(archive)) as conn:
            count, failed = 0, []
            for channel in channels:
                try:
                    for _ in _told(conn, channel, clock, from_start=from_start):
                        count += 1
                except NotifyError as error:
                    failed.append(error)
            return count, failed
    finally:
        lock.give_back()


def lock_of(archive: Path) -> Lock:
    """The lock of those who tell: one at a time, beside a crawl."""
    return Lock(archive.with_name(archive.name + ".notify"))


def _told(conn: sqlite3.Connection, channel: Channel, clock: Clock, *, from_start: bool) -> Iterator[str]:
    """The keys of the letters of a channel, each after it was handed over and noted."""
    after = told_so_far(conn, channel.name)
    if after is None:
        after = _begin(conn, channel.name, iso(clock.now()), from_start=from_start)
    for run, told in waiting(conn, channel, after=after):
        written = letter(run, told)
        deliver(channel, written)
        _note(conn, channel.name, run, told, iso(clock.now()))
        yield written.key


def _begin(conn: sqlite3.Connection, channel: str, at: str, *, from_start: bool) -> int:
    """Note from which run on a channel is told; the number of the last one before."""
    last: int | None = None
    if not from_start:
        last = conn.execute("SELECT max(id) FROM crawls WHERE outcome <> 'running'").fetchone()[0]
    reason = "met for the first time: told what happened after this" if last else "met for the first time: told everything"
    with transaction(conn):
        conn.execute(
            "INSERT INTO notices (channel, key, crawl, kind, reason, sent_at) VALUES (?, 'begun', ?, 'begun', ?, ?)", (channel, last, reason, at)
        )
    return last or 0


def _note(conn: sqlite3.Connection, channel: str, run: sqlite3.Row, told: list[Notice], at: str) -> None:
    with transaction(conn):
        for notice in told:
            conn.execute(
                "INSERT INTO notices (channel, key, event, crawl, kind, reason, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (channel, notice.key, notice.event, run["id"], notice.kind, notice.reason, at),
            )


def carry_over(old: Path, new: Path) -> int:
    """Bring the notices of an archive into the one that is to take its place; how many. A note whose event or run is not there is left behind."""
    with closing(sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro", uri=True)) as before, closing(open_writer(new)) as conn:
        if before.execute("SELECT count(*) FROM sqlite_master WHERE name = 'notices'").fetchone()[0] == 0:
            return 0
        rows = before.execute("SELECT channel, key, event, crawl, kind, reason, sent_at FROM notices ORDER BY id").fetchall()
        count = 0
        with transaction(conn):
            for row in rows:
                count += conn.execute(
                    "INSERT OR IGNORE INTO notices (channel, key, event, crawl, kind, reason, sent_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
                    " WHERE (?3 IS NULL OR ?3 IN (SELECT id FROM events)) AND (?4 IS NULL OR ?4 IN (SELECT id FROM crawls))",
                    row,
                ).rowcount
        return count


def _of_run(run: sqlite3.Row, kind: str, reason: str) -> Notice:
    return Notice(key=f"{_run_key(run)}/{kind}", kind=kind, event=None, title=_short(run["title"]), url=run["url"], reason=reason, at=run["finished_at"])


def _run_key(run: sqlite3.Row) -> str:
    return f"{run['board']}/crawl-{run['id']}/{run['started_at']}"


def _reason(kind: str, row: sqlite3.Row, *, ko: bool) -> str:
    """One line that says what an event rests on, in the board's language (Korean or English)."""
    detail: dict[str, Any] = json.loads(row["detail"])
    if row["kind"] == "new":
        day = (row["posted_at"] or "")[:10]
        posted = (f"{day} 등록" if ko else f"posted {day}") if day else ("등록일 없음" if ko else "shows no date")
        return posted if kind == "new" else posted + (", 처음 봄" if ko else ", seen for the first time")
    if kind == "changed":
        fields = ", ".join(FIELDS.get(name, (name, name))[0 if ko else 1] for name in detail["changed"])
        revision = f"{fields} ({detail['revision']}판" if ko else f"{fields} (revision {detail['revision']}"
        silent = (", 날짜는 그대로" if ko else ", no date moved") if detail["silent"] else ""
        typography = (", 띄어쓰기나 문장 부호만" if ko else ", spacing or punctuation only") if row["significance"] == "typography" else ""
        touched = [TOUCHED[name][0 if ko else 1] for name in json.loads(row["touched"] or "[]") if name in TOUCHED]
        return revision + silent + typography + (f"; {', '.join(touched)}" if touched else "") + ")"
    if kind == "gone":
        said, first = _short(detail["evidence"]), detail["first_at"][:10]
        served = sum(bool(one["served"]) for one in detail.get("attachments", ()))
        left = (f"; 첨부 {served}건은 아직 열림" if ko else f"; {served} of its files still served") if served else ""
        return (f"두 번 확인, {first}부터: {said}" if ko else f"said so twice, since {first}: {said}") + left
    told = detail.get("evidence") or detail.get("to") or KINDS[kind][0 if ko else 1]
    return _short(str(told))


def _short(text: str) -> str:
    """Text of a board in one harmless line."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
