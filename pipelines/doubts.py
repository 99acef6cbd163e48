"""Doubts: posts that read otherwise wait for the end of their run, and are believed only where not most of them do."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.records import Misfit, Task
from pipelines import accept, frontier, identify, layout, ledger, store
from pipelines.compare import compare
from pipelines.normalize import Version, normalize, with_known_date
from pipelines.stage import Stage
from pipelines.store import Seen

#: At so many held posts a sweep looks whether it is worth going on.
LOOKED_AT = (8, 64, 512)
#: The field of a version behind each count of a shape, and the name that [select] has for it.
_FILLED = {"authors": "author", "dates": "posted", "bodies": "body_text"}
_SELECTED = {"authors": "author", "dates": "posted", "bodies": "body"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A strange post: its task, its capture, whether it is new, and the fields in which it is strange."""

    task: Task
    seen: Seen
    new: bool
    fields: frozenset[str]


class Doubts(Stage):
    """What a crawl has read that may be a redesign's doing."""

    _expected: frozenset[str] | None = None

    def is_strange(self, version: Version, row: sqlite3.Row | None) -> bool:
        """Whether a post reads otherwise than it did, or is new and lacks what nearly every post of its board has."""
        return bool(self._lacking(version) if row is None else self._differing(version, row))

    def look_early(self) -> None:
        """A sweep in which nearly every post reads otherwise is not gone on with."""
        run = self.run
        if not run.every_post or ledger.in_doubt(self.conn, run.crawl):
            return
        waiting = self._count("waiting")
        if waiting in LOOKED_AT:
            self._judge(waiting + self._count("done"))

    def leave_out(self) -> int:
        """Where the layout must have changed, let no strange post into the archive; an issue says so of each. How many were left out."""
        run = self.run
        if run.is_backfill:
            return 0
        if not self._is_alarm():
            self._judge(layout.seen_again(self.conn, run.board.name, run.started_at))
        if not self._is_alarm():
            return 0
        count = 0
        for held in list(self._strange()):
            frontier.close(self.conn, run.crawl, held.task, "quarantined", capture=held.seen.capture)
            message = f"{held.task.url} reads otherwise, as most posts of this run do: it was kept out of the archive"
            misfit = Misfit(kind="held_back", message=message, found=json.dumps({"post": held.task.native_id}))
            store.issue(self.conn, run.crawl, run.board.name, held.task.url, misfit, at=held.seen.at, capture=held.seen.capture)
            count += 1
        return count

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

    def _count(self, state: str) -> int:
        sql = "SELECT count(*) FROM frontier WHERE crawl = ? AND state = ? AND kind = 'post'"
        count: int = self.conn.execute(sql, (self.run.crawl, state)).fetchone()[0]
        return count

    def _is_alarm(self) -> bool:
        sql = "SELECT 1 FROM issues WHERE crawl = ? AND kind = 'layout' AND json_extract(found, '$.held') IS NOT NULL"
        return self.conn.execute(sql, (self.run.crawl,)).fetchone() is not None

    def _strange(self) -> Iterator[Held]:
        """The strange ones of the posts that wait, in the order in which they were found."""
        run = self.run
        rows = self.conn.execute(
            "SELECT f.url, f.native_id, f.reading, f.capture, c.fetched_at FROM frontier f JOIN captures c ON c.id = f.capture"
            f" WHERE f.crawl = ? AND f.kind = 'post' AND {frontier.UNSETTLED} ORDER BY f.id",
            (run.crawl,),
        ).fetchall()
        for row in rows:
            post, _ = frontier.post_from(row["reading"])
            known = identify.post(self.conn, run.board.name, post.native_id)
            version = normalize(with_known_date(post, known), {})
            fields = self._lacking(version) if known is None else self._differing(version, known)
            if fields:
                task = Task(kind="post", url=row["url"], native_id=row["native_id"])
                seen = Seen(crawl=run.crawl, at=row["fetched_at"], capture=row["capture"])
                yield Held(task=task, seen=seen, new=known is None, fields=frozenset(fields))

    def _judge(self, read: int) -> None:
        """Raise the alarm where the strange posts cannot be believed. ``read``: the known posts that they are among."""
        run = self.run
        held = list(self._strange())
        if not held:
            return
        changed = Counter(field for one in held if not one.new for field in one.fields)
        lacking = Counter(field for one in held if one.new for field in one.fields)
        why, selected, found = None, "", dict[str, object]()
        if masses := self._masses(changed, read):
            field, count = masses[0]
            why, selected = f"layout: {count} of {read} known posts read otherwise in {field}", layout.WATCHED[field]
            found = {"fields": sorted(name for name, _ in masses)}
        elif lacking:
            why, selected = self._too_few(lacking, sum(one.new for one in held)), _SELECTED[lacking.most_common(1)[0][0]]
            found = {} if layout.is_told(run.board) else {"shape": True}
        if why is not None:
            pages = [(str(one.task.native_id), one.seen.capture) for one in held]
            hint = layout.fields_hint(self.conn, self.warcs, run.board, pages, (selected,))
            self.doubt(why, "layout", held[-1].seen, hint=hint, found=json.dumps({"held": len(held), **found}))

    def _masses(self, changed: Counter[str], read: int) -> list[tuple[str, int]]:
        """The fields in which too many known posts read otherwise, with their counts, the commonest first; without those that an archivist has accepted."""
        found = [(field, count) for field, count in changed.most_common() if layout.mass(self.run.board, count, read)]
        known = accept.accepted(self.conn, self.run.board.name).fields if found else frozenset()
        return [(field, count) for field, count in found if field not in known]

    def _too_few(self, lacking: Counter[str], held: int) -> str | None:
        """Which expected field too many of a run's new posts lack, in words."""
        run = self.run
        new = held + self.conn.execute("SELECT count(*) FROM posts WHERE board = ? AND first_seen_at >= ?", (run.board.name, run.started_at)).fetchone()[0]
        shape = layout.Shape(shown=new, **{name: new - lacking[name] for name in _FILLED})
        return layout.lost(run.board, layout.usual(self.conn, run.board.name, layout.POSTS), shape, posts=True)
