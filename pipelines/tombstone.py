"""Tombstones: what is left in WARC of an answer that was purged: that it came, its digests, and its shape, without what it said.

The shape is what the archive's history is made of: which version differed from which, how many files there were, how the request
ended. Words become tokens that are equal where the words were equal, so a rebuild ends in the same history, of blanks.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from crawler.links import LinkRead
from crawler.reading import Busy, FileRead, Reading, Redirect, Result
from crawler.records import Comment, Exchange, Misfit, Post, Replies, SiteDate, Task, Withheld
from crawler.text import normalise
from crawler.warc import Placed, Record
from pipelines import frontier, redact
from pipelines.alike import unlike

#: What the records say of themselves (Panjeon-Event).
EVENT = "purged"
_KINDS: dict[str, type] = {kind.__name__: kind for kind in (FileRead, Redirect, Busy, Withheld, Misfit, LinkRead)}
Answer = tuple[Task, Exchange, Placed, Reading]


class Veil:
    """Gives words and addresses their tokens, the same for the same. ``kept``: addresses that stay, for other posts use them too."""

    def __init__(self, kept: frozenset[str] = frozenset()) -> None:
        self._kept = kept
        self._tokens: dict[tuple[str, str], str] = {}

    def text(self, kind: str, said: str | None) -> str | None:
        """A token such as ``author3``; nothing stays nothing. Bodies are told apart across posts too, so theirs is made of their digest."""
        if said and kind == "body":
            return f"body-{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
        return self._tokens.setdefault((kind, said), f"{kind}{len(self._tokens) + 1}") if said else said

    def address(self, url: str) -> str:
        """A token in the form of an address."""
        return url if url in self._kept else f"{redact.BLANK}:{self.text('file', url)}"

    def task(self, task: Task) -> Task:
        """A task without what a page said. A post's address stays, for the lists name it; a file's goes."""
        facts = dict(task.facts)
        if isinstance(facts.get("title"), str):
            facts["title"] = redact.digest(normalise(str(facts["title"])))
        for name in ("author", "name"):
            if isinstance(facts.get(name), str):
                facts[name] = self.text(name, str(facts[name]))
        if task.kind != "file":
            return replace(task, facts=facts)
        for name in ("asked", "ask"):
            if isinstance(facts.get(name), str):
                facts[name] = self.address(str(facts[name]))
        via = facts.get("via")
        if isinstance(via, list):
            facts["via"] = [self.address(str(url)) for url in via]
        return replace(task, url=self.address(task.url), facts=facts)

    def result(self, result: Result, task: Task) -> Result:
        """What a page said, without its words."""
        match result:
            case Post():
                return self._post(result, str(task.facts.get("title", "")))
            case Replies():
                return replace(result, comments=self._comments(result.comments))
            case FileRead():
                return replace(result, name=self.text("name", result.name) or "")
            case Redirect() if task.kind == "file":
                return Redirect(location=self.address(result.location))
            case Withheld():
                return replace(result, evidence="")
            case Misfit():
                return Misfit(kind=result.kind, message="")
            case _:
                return result

    def _post(self, post: Post, listed: str) -> Post:
        """A post as a shape. Its category says how its title stood to the one that the list gave: no digest tells a cut title from another."""
        links = (
            replace(link, name=self.text("name", link.name) or "", url=self.address(link.url), ask=self.address(link.ask) if link.ask else None)
            for link in post.attachments
        )
        author = self.text("author", normalise(post.author)) if post.author else None
        return replace(
            post, title=redact.digest(normalise(post.title)), author=author, posted=_bare(post.posted), modified=_bare(post.modified), body_html="",
            body_text=self.text("body", post.body_text) or "", attachments=tuple(links), comments=self._comments(post.comments),
            category=_standing(listed, normalise(post.title)),
        )  # fmt: skip


    def _comments(self, comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
        return tuple(
            replace(one, author=self.text("author", one.author), posted=_bare(one.posted), body_text=self.text("body", one.body_text) or "")
            for one in comments
        )


def _standing(listed: str, title: str) -> str | None:
    """How a post's title stood to the list's, in the two ways that are asked for (alike.unlike, layout.of_posts)."""
    if unlike(normalise(listed), title):
        return redact.UNLIKE
    stem = listed.rstrip(".… ")
    return redact.AGREED if stem and title.startswith(stem) else None


def _bare(date: SiteDate | None) -> SiteDate | None:
    return replace(date, raw="") if date else None


def facts_of(record: Record, answer: Answer, veil: Veil) -> dict[str, object]:
    """The block of the tombstone for an answer: everything but its bytes and words."""
    task, exchange, placed, reading = answer
    result = veil.result(reading.result, task)
    shape = json.loads(frontier.post_json(result, reading.parser))["post"] if isinstance(result, Post) else asdict(result)
    return {
        "was": record.type,
        "block_sha256": sha256(record.block).hexdigest(),
        "payload_sha256": placed.payload_sha256,
        "payload_bytes": placed.payload_bytes,
        "head_bytes": len(exchange.head),
        "url": veil.address(exchange.url) if task.kind == "file" else exchange.url,
        "method": exchange.method,
        "status": exchange.status,
        "tls_verified": exchange.tls_verified,
        "refers_to": record.headers.get("WARC-Refers-To", "").strip("<>") or None,
        "task": frontier.task_facts(veil.task(task)),
        "reading": {**asdict(replace(reading, result=Busy(status=0, retry_after=None))), "result": [type(result).__name__, shape]},
    }


def _result(kind: str, shape: dict[str, Any]) -> Result:
    """A result from its shape as JSON."""
    if kind == "Post":
        return frontier.post_from(json.dumps({"post": shape, "parser": ""}))[0]
    if kind == "Replies":
        comments = (Comment(**{**one, "posted": SiteDate(**one["posted"]) if one["posted"] else None}) for one in shape.pop("comments"))
        return Replies(**shape, comments=tuple(comments))
    result: Result = _KINDS[kind](**shape)
    return result


def bare_facts(record: Record) -> dict[str, object]:
    """The block of the tombstone for a record that is no answer of the archive: a request, or what came of one that broke off."""
    return {"was": record.type, "block_sha256": sha256(record.block).hexdigest()}


def answer_in(conn: sqlite3.Connection, record: Record, file: str) -> Answer | None:
    """The answer that a tombstone stands for, as the fold takes it; None where it stands for none."""
    facts: dict[str, Any] = json.loads(record.block)
    if "reading" not in facts:
        return None
    date = record.headers["WARC-Date"]
    original = conn.execute("SELECT id FROM captures WHERE record_id = ?", (facts["refers_to"],)).fetchone()
    kind, shape = facts["reading"].pop("result")
    result = _result(kind, shape)
    # Of head and body only their sizes are asked from here on.
    exchange = Exchange(
        url=facts["url"], method=facts["method"], request=b"", head=bytes(facts["head_bytes"]), body=b"", payload=b"", status=facts["status"],
        headers=(), started_at=datetime.fromisoformat(date), tls_verified=facts["tls_verified"],
    )  # fmt: skip
    placed = Placed(
        file=file, offset=record.offset, length=record.length, record_id=record.id, payload_sha256=facts["payload_sha256"],
        payload_bytes=facts["payload_bytes"], revisit_of=original["id"] if original else None, date=date,
    )  # fmt: skip
    return Task(**facts["task"]), exchange, placed, Reading(**{**facts["reading"], "result": result})
