"""Doubts: posts that read otherwise are held until their run ends, and believed only where not most of them do."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.records import Misfit, Post
from pipelines import frontier, identify, layout, ledger, store
from pipelines.compare import compare
from pipelines.ledger import RequestClass
from pipelines.normalize import Version, normalize
from pipelines.stage import Stage
from pipelines.store import Seen

#: At so many held posts a sweep looks whether it is worth going on.
LOOKED_AT = (8, 64, 512)
#: The field of a version behind each count of a shape, and the name that [select] has for it.
_FILLED = {"authors": "author", "dates": "posted", "bodies": "body_text"}
_SELECTED = {"authors": "author", "dates": "posted", "bodies": "body"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post that was read and is not yet believed."""

    post: Post
    parser: str
    seen: Seen


class Doubts(Stage):
    """What a crawl has read that may be a redesign's doing."""

    _expected: frozenset[str] | None = None

    def hold(self, post: Post, parser: str, version: Version, row: sqlite3.Row | None, seen: Seen) -> bool:
        """Hold a post that reads otherwise than it did, or lacks what nearly every post of its board has; False for any other."""
        if not (self._lacking(version) if row is None else self._differing(version, row)):
            return False
        if not frontier.hold(self.conn, self.run.crawl, post.native_id, frontier.post_json(post, parser)):
            return False
        self._look_early(seen)
        return True

    def held(self) -> Iterator[Held]:
        """The held posts in the order in which they were found."""
        run = self.run
        rows = self.conn.execute(
            "SELECT f.reading, f.capture, c.fetched_at FROM frontier f JOIN captures c ON c.id = f.capture"
            " WHERE f.crawl = ? AND f.kind = 'post' AND f.state = 'held' ORDER BY f.id",
            (run.crawl,),
        ).fetchall()
        for row in rows:
            post, parser = frontier.post_from(row["reading"])
            yield Held(post=post, parser=parser, seen=Seen(crawl=run.crawl, at=row["fetched_at"], capture=row["capture"]))

    def alarmed(self) -> bool:
        """Whether the held posts cannot be believed: found out now, or when so many were held that the run was not gone on with."""
        run = self.run
        last = self._last()
        if last is None:
            return False
        if not self._is_alarm():
            self._judge(layout.seen_again(self.conn, run.board.name, run.started_at), last)
        return self._is_alarm()

    def leave_out(self) -> list[RequestClass]:
        """Let none of the held posts into the archive; an issue says so of each."""
        run = self.run
        kinds: list[RequestClass] = []
        for held in self.held():
            frontier.release(self.conn, run.crawl, held.post.native_id, "quarantined")
            misfit = Misfit(kind="held_back", message=f"{held.post.url} reads otherwise, as most posts of this run do: it was kept out of the archive")
            store.issue(self.conn, run.crawl, run.board.name, held.post.url, misfit, at=held.seen.at, capture=held.seen.capture)
            kinds.append("quarantined")
        return kinds

    def note_shape(self) -> None:
        """Keep the shape of the posts that the run has read."""
        run = self.run
        if run.mode in ("refresh", "sweep"):
            layout.note(self.conn, run.crawl, run.board.name, layout.POSTS, layout.of_posts(self.conn, run.crawl, run.board.name))

    def suggest(self, reason: str, at: str) -> None:
        """For a run that ends with post pages that do not fit, say what [select] may want, unless an issue says it already."""
        run = self.run
        if self.conn.execute("SELECT 1 FROM issues WHERE crawl = ? AND kind = 'layout'", (run.crawl,)).fetchone() is not None:
            return
        rows = self.conn.execute(
            "SELECT native_id, capture FROM frontier WHERE crawl = ? AND kind = 'post' AND state = 'quarantined' AND capture IS NOT NULL ORDER BY id",
            (run.crawl,),
        ).fetchall()
        if rows:
            hint = layout.fields_hint(self.conn, self.warcs, run.board, [(row["native_id"], row["capture"]) for row in rows])
            self.doubt(reason, "layout", Seen(crawl=run.crawl, at=at, capture=rows[-1]["capture"]), hint=hint)

    # -- what reads otherwise -------------------------------------------------------------------------------------------------

    def _lacking(self, version: Version) -> set[str]:
        """The expected fields that a new post lacks."""
        run = self.run
        if self._expected is None:
            known = layout.usual(self.conn, run.board.name, layout.POSTS)
            self._expected = frozenset(field for field in _FILLED if layout.floor(run.board, known, field, posts=True))
        return {field for field in self._expected if not getattr(version, _FILLED[field])}

    def _differing(self, version: Version, row: sqlite3.Row) -> set[str]:
        """The watched fields in which a known post differs from its last revision."""
        if row["content_hash"] == version.content_hash:
            return set()
        change = compare(store.last_revision(self.conn, row["id"]), version)
        return set(change.fields) & layout.WATCHED.keys() if change is not None else set()

    def _look_early(self, seen: Seen) -> None:
        """A sweep in which nearly every post reads otherwise is not gone on with."""
        run = self.run
        if not run.every_post or ledger.in_doubt(self.conn, run.crawl):
            return
        held = self._count("held")
        if held in LOOKED_AT:
            self._judge(held + self._count("done"), seen)

    def _count(self, state: str) -> int:
        sql = "SELECT count(*) FROM frontier WHERE crawl = ? AND state = ? AND kind = 'post'"
        count: int = self.conn.execute(sql, (self.run.crawl, state)).fetchone()[0]
        return count

    def _last(self) -> Seen | None:
        row = self.conn.execute(
            "SELECT f.capture, c.fetched_at FROM frontier f JOIN captures c ON c.id = f.capture"
            " WHERE f.crawl = ? AND f.kind = 'post' AND f.state = 'held' ORDER BY f.id DESC LIMIT 1",
            (self.run.crawl,),
        ).fetchone()
        return Seen(crawl=self.run.crawl, at=row["fetched_at"], capture=row["capture"]) if row is not None else None

    def _is_alarm(self) -> bool:
        sql = "SELECT 1 FROM issues WHERE crawl = ? AND kind = 'layout' AND json_extract(found, '$.held') IS NOT NULL"
        return self.conn.execute(sql, (self.run.crawl,)).fetchone() is not None

    def _judge(self, read: int, seen: Seen) -> None:
        """Raise the alarm where the held posts cannot be believed. ``read``: the known posts that they are among."""
        run = self.run
        changed: Counter[str] = Counter()
        lacking: Counter[str] = Counter()
        pages = []
        fresh = 0
        for held in self.held():
            version = normalize(held.post, {})
            row = identify.post(self.conn, run.board.name, held.post.native_id)
            fresh += row is None
            changed.update(self._differing(version, row) if row is not None else ())
            lacking.update(self._lacking(version) if row is None else ())
            pages.append((held.post.native_id, held.seen.capture))
        field, count = max(changed.items(), key=lambda pair: pair[1], default=("", 0))
        why, selected = None, ""
        if layout.mass(run.board, count, read):
            why, selected = f"layout: {count} of {read} known posts read otherwise in {field}", layout.WATCHED[field]
        elif lacking:
            new = fresh + self.conn.execute("SELECT count(*) FROM posts WHERE board = ? AND first_seen_at >= ?", (run.board.name, run.started_at)).fetchone()[0]
            shape = layout.Shape(shown=new, **{name: new - lacking[name] for name in _FILLED})
            why = layout.lost(run.board, layout.usual(self.conn, run.board.name, layout.POSTS), shape, posts=True)
            selected = _SELECTED[lacking.most_common(1)[0][0]]
        if why is not None:
            hint = layout.fields_hint(self.conn, self.warcs, run.board, pages, (selected,))
            self.doubt(why, "layout", seen, hint=hint, found=json.dumps({"held": len(pages)}))
