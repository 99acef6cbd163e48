"""The frontier: what the running crawl still has to ask, kept in the archive so that a kill loses nothing.

Scrapy's JOBDIR loses queued requests for good when a process is killed; these rows are written in the same transaction as the
page that led to them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import asdict

from crawler.records import AttachmentLink, Comment, Partner, PartnerStrip, Post, SiteDate, Task, TaskKind

#: Lower goes first: files before the next post, so that a post is settled soon after its page was read.
PRIORITY: dict[TaskKind, int] = {"robots": 0, "partners": 5, "list": 10, "replies": 14, "file": 15, "post": 20, "logo": 30}
_JSON, _ASCII = json.JSONEncoder(ensure_ascii=False), json.JSONEncoder(separators=(",", ":"))
#: A post that waits, also while its page is asked again in a visit that has begun anew.
UNSETTLED = "reading IS NOT NULL AND state IN ('waiting', 'pending')"
COLUMNS = "id, kind, url, native_id, facts, attempt"


def add(conn: sqlite3.Connection, crawl: int, task: Task) -> bool:
    """Put a task on the frontier once; False where it already stands there, in whatever state."""
    cursor = conn.execute(
        "INSERT INTO frontier (crawl, kind, url, native_id, facts, state, priority) VALUES (?, ?, ?, ?, ?, 'pending', ?)"
        " ON CONFLICT DO NOTHING",
        (crawl, task.kind, task.url, task.native_id, _JSON.encode(task.facts), PRIORITY[task.kind]),
    )
    return cursor.rowcount == 1


def ask_again(conn: sqlite3.Connection, crawl: int, task: Task) -> None:
    """Put a task on the frontier, or make it pending once more (a resumed crawl asks robots.txt anew)."""
    if not add(conn, crawl, task):
        conn.execute(
            "UPDATE frontier SET state = 'pending' WHERE crawl = ? AND kind = ? AND url = ? AND coalesce(native_id, '') = ?",
            (crawl, task.kind, task.url, task.native_id or ""),
        )


def offer(conn: sqlite3.Connection, crawl: int, task: Task) -> bool:
    """``add`` for what a post waits for: whether it is still to be asked, and then as the post's page says now."""
    if add(conn, crawl, task):
        return True
    cursor = conn.execute(
        "UPDATE frontier SET facts = ?, state = 'pending' WHERE crawl = ? AND kind = ? AND url = ? AND native_id = ? AND state IN ('pending', 'held')",
        (_JSON.encode(task.facts), crawl, task.kind, task.url, task.native_id),
    )
    return cursor.rowcount == 1


def posts_forms(conn: sqlite3.Connection, crawl: int) -> bool:
    """Whether a POST is still to be asked."""
    sql = "SELECT 1 FROM frontier WHERE crawl = ? AND state = 'pending' AND url LIKE '%#post:%' LIMIT 1"
    return conn.execute(sql, (crawl,)).fetchone() is not None


def visit_anew(conn: sqlite3.Connection, crawl: int, first: Task | None) -> None:
    """Begin a run's visit again: its first list page, and the posts that wait for files, which are held until their page was read again."""
    if first is not None:
        ask_again(conn, crawl, first)
    unfetched = "SELECT native_id FROM frontier WHERE crawl = ? AND kind IN ('file', 'replies') AND state IN ('pending', 'held')"
    waiting = f"SELECT native_id FROM frontier WHERE crawl = ? AND kind = 'post' AND state = 'waiting' AND native_id IN ({unfetched})"
    conn.execute(
        f"UPDATE frontier SET state = 'held' WHERE crawl = ? AND kind IN ('file', 'replies') AND state = 'pending'"
        f" AND native_id IN ({waiting})",
        (crawl, crawl, crawl),
    )
    conn.execute(
        "UPDATE frontier SET state = 'pending', attempt = 1, due_at = NULL, facts = json_set(facts, '$.anew', 1)"
        f" WHERE crawl = ? AND kind = 'post' AND state = 'waiting' AND native_id IN ({unfetched})",
        (crawl, crawl),
    )


def superseded(conn: sqlite3.Connection, crawl: int, task: Task) -> bool:
    """Drop what was read of a post whose page has now been asked again; whether there was anything."""
    cursor = conn.execute(
        "UPDATE frontier SET reading = NULL, state = 'pending' WHERE crawl = ? AND kind = ? AND url = ? AND coalesce(native_id, '') = ?"
        f" AND {UNSETTLED}",
        (crawl, task.kind, task.url, task.native_id or ""),
    )
    return cursor.rowcount == 1


def pending(conn: sqlite3.Connection, crawl: int, *, limit: int, now: str, asked: Collection[int] = ()) -> list[Task]:
    """The next tasks that are due, in order, without those (by number) that are being asked already."""
    without = f" AND id NOT IN ({', '.join('?' * len(asked))})" if asked else ""
    rows = conn.execute(
        f"SELECT {COLUMNS} FROM frontier WHERE crawl = ? AND state = 'pending' AND (due_at IS NULL OR due_at <= ?){without} ORDER BY priority, id LIMIT ?",
        (crawl, now, *asked, limit),
    )
    return [_task(row) for row in rows]


def next_due(conn: sqlite3.Connection, crawl: int) -> str | None:
    """When the earliest postponed task is due; None where nothing is pending."""
    row = conn.execute("SELECT min(coalesce(due_at, '')) FROM frontier WHERE crawl = ? AND state = 'pending'", (crawl,)).fetchone()
    due: str | None = row[0]
    return due


def close(conn: sqlite3.Connection, crawl: int, task: Task, state: str, *, capture: int | None, reading: str | None = None) -> None:
    """Give a task its state: done, redirected, waiting, failed, quarantined or refused. A task that was never queued (robots.txt) gets its row now."""
    cursor = conn.execute(
        "UPDATE frontier SET state = ?, capture = ?, reading = ? WHERE crawl = ? AND kind = ? AND url = ? AND coalesce(native_id, '') = ?",
        (state, capture, reading, crawl, task.kind, task.url, task.native_id or ""),
    )
    if cursor.rowcount == 0:
        add(conn, crawl, task)
        close(conn, crawl, task, state, capture=capture, reading=reading)


def postpone(conn: sqlite3.Connection, crawl: int, task: Task, due_at: str | None) -> None:
    """Leave a task pending for a further try, not before ``due_at``."""
    conn.execute(
        "UPDATE frontier SET attempt = ?, due_at = ? WHERE crawl = ? AND kind = ? AND url = ? AND coalesce(native_id, '') = ?",
        (task.attempt + 1, due_at, crawl, task.kind, task.url, task.native_id or ""),
    )


def rename(conn: sqlite3.Connection, crawl: int, task: Task, native_id: str) -> None:
    """Put a post's task under the native id that its page told."""
    conn.execute(
        "UPDATE OR REPLACE frontier SET native_id = ? WHERE crawl = ? AND kind = ? AND url = ? AND native_id = ?",
        (native_id, crawl, task.kind, task.url, task.native_id),
    )


def left(conn: sqlite3.Connection, crawl: int, kind: TaskKind, native_id: str | None = None) -> bool:
    """Whether tasks of a kind (for one post, where given) are still to be asked."""
    sql = "SELECT 1 FROM frontier WHERE crawl = ? AND kind = ? AND state IN ('pending', 'held')"
    values: tuple[object, ...] = (crawl, kind)
    if native_id is not None:
        sql, values = sql + " AND native_id = ?", (*values, native_id)
    return conn.execute(sql + " LIMIT 1", values).fetchone() is not None


def unread(conn: sqlite3.Connection, crawl: int, kind: TaskKind) -> bool:
    """Whether a task of a kind ended without its page having been read."""
    sql = "SELECT 1 FROM frontier WHERE crawl = ? AND kind = ? AND state IN ('failed', 'quarantined', 'refused') LIMIT 1"
    return conn.execute(sql, (crawl, kind)).fetchone() is not None


def revisiting(conn: sqlite3.Connection, crawl: int) -> bool:
    """Whether a crawl has chosen posts to ask again already."""
    sql = "SELECT 1 FROM frontier WHERE crawl = ? AND kind = 'post' AND json_extract(facts, '$.revisit') LIMIT 1"
    return conn.execute(sql, (crawl,)).fetchone() is not None


def read_again(conn: sqlite3.Connection, crawl: int, kind: TaskKind) -> None:
    """Make the tasks of a kind pending once more, one time in a crawl; nothing where there is one alone, which cannot have moved."""
    count, again = conn.execute(
        "SELECT count(*), coalesce(max(json_extract(facts, '$.again')), 0) FROM frontier WHERE crawl = ? AND kind = ?", (crawl, kind)
    ).fetchone()
    if count > 1 and not again:
        conn.execute(
            "UPDATE frontier SET state = 'pending', attempt = 1, due_at = NULL, facts = json_set(facts, '$.again', 1)"
            " WHERE crawl = ? AND kind = ? AND state = 'done'",
            (crawl, kind),
        )


def note(conn: sqlite3.Connection, crawl: int, task: Task, fact: str) -> None:
    """Note on a task that something holds of its answer."""
    conn.execute(
        "UPDATE frontier SET facts = json_set(facts, ?, 1) WHERE crawl = ? AND kind = ? AND url = ? AND coalesce(native_id, '') = ?",
        (f"$.{fact}", crawl, task.kind, task.url, task.native_id or ""),
    )


def overlap(conn: sqlite3.Connection, crawl: int) -> bool:
    """Make the list pages that ended among new posts pending once more, one time in a crawl; whether there were any.

    A post taken down while the next page was read has drawn a row from there to here, where nobody looked again.
    """
    cursor = conn.execute(
        "UPDATE frontier SET state = 'pending', attempt = 1, due_at = NULL, facts = json_set(facts, '$.overlap', 1)"
        " WHERE crawl = ?1 AND kind = 'list' AND state = 'done' AND json_extract(facts, '$.tail')"
        " AND NOT EXISTS (SELECT 1 FROM frontier WHERE crawl = ?1 AND kind = 'list' AND json_extract(facts, '$.overlap'))",
        (crawl,),
    )
    return cursor.rowcount > 0


def clear(conn: sqlite3.Connection, crawl: int) -> None:
    """Empty the frontier of a crawl that has ended."""
    conn.execute("DELETE FROM frontier WHERE crawl = ?", (crawl,))


def _task(row: sqlite3.Row) -> Task:
    return Task(id=row["id"], kind=row["kind"], url=row["url"], native_id=row["native_id"], facts=json.loads(row["facts"]), attempt=row["attempt"])


def task_facts(task: Task) -> dict[str, object]:
    """A task as JSON values, without its row's number."""
    return {"kind": task.kind, "url": task.url, "native_id": task.native_id, "facts": task.facts, "attempt": task.attempt}


def task_json(task: Task) -> str:
    """A task as ASCII JSON, the form that stands in the WARC record of its answer."""
    return _ASCII.encode(task_facts(task))


def task_from(text: str) -> Task:
    """A task from its JSON form."""
    return Task(**json.loads(text))


def post_json(post: Post, parser: str) -> str:
    """A post that waits for its files, with the engine version that read it."""
    return json.dumps({"parser": parser, "post": asdict(post)}, ensure_ascii=False)


def comments_json(comments: tuple[Comment, ...], *, whole: bool) -> str:
    """The comments of a further page until their post is settled; ``whole`` False where more were left unread."""
    return _JSON.encode({"comments": [asdict(comment) for comment in comments], "whole": whole})


def comments_from(text: str) -> tuple[tuple[Comment, ...], bool]:
    """The comments from their JSON form, and whether none were left unread."""
    facts = json.loads(text)
    return _comments(facts["comments"]), facts["whole"]


def post_from(text: str) -> tuple[Post, str]:
    """The post and the engine version from their JSON form."""
    held = json.loads(text)
    facts = held["post"]
    facts["posted"] = _date(facts["posted"])
    facts["modified"] = _date(facts["modified"])
    facts["attachments"] = tuple(AttachmentLink(**link) for link in facts["attachments"])
    facts["comments"] = _comments(facts["comments"])
    facts["rules"] = tuple((name, rule) for name, rule in facts["rules"])
    return Post(**facts), held["parser"]


def strip_json(strip: PartnerStrip) -> str:
    """A partner strip that waits for its logos."""
    return json.dumps(asdict(strip), ensure_ascii=False)


def strip_from(text: str) -> PartnerStrip:
    """The strip from its JSON form."""
    facts = json.loads(text)
    return PartnerStrip(url=facts["url"], partners=tuple(Partner(**partner) for partner in facts["partners"]))


def _comments(facts: list[dict[str, object]]) -> tuple[Comment, ...]:
    return tuple(Comment(**{**comment, "posted": _date(comment["posted"])}) for comment in facts)  # type: ignore[arg-type]


def _date(facts: dict[str, str] | None) -> SiteDate | None:
    return SiteDate(**facts) if facts else None  # type: ignore[arg-type]
