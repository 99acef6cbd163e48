"""Backfilled: posts as other people's captures show them, put where they belong in time. Nothing here says what a post is now."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from crawler.records import Comment, Misfit, Post, Task, Withheld
from pipelines import earlier, identify, store
from pipelines.ledger import RequestClass
from pipelines.normalize import FileFact, normalize, with_known_date
from pipelines.posts import NO_FILES, Posts
from pipelines.store import Seen


class Backfilled(Posts):
    """The posts of one backfill.

    A post not known before is unlisted until a crawl sees it on the list. A version newer than the last reading is a further revision, an older one an
    earlier revision. No state changes, and a page that says that its post is gone, blinded or secret is kept as a capture and told of in an issue.
    """

    def withheld(self, task: Task, held: Withheld, parser: str, seen: Seen) -> RequestClass | Misfit:  # noqa: ARG002 - the stage's own signature
        """A verdict takes the board's own answer to two complete runs; what another tool was told is none."""
        if self._redacted(identify.post(self.conn, self.run.board.name, task.native_id), seen):
            return "unchanged"
        message = f"{task.url} said at {seen.at} that its post is {held.kind} ({held.evidence}); a backfill gives no verdict"
        return Misfit(kind="not_judged", message=message, expected="a post", found=held.evidence)

    def _settle(
        self,
        task: Task,  # noqa: ARG002 (what follows are the arguments of a live run)
        post: Post,
        parser: str,
        row: sqlite3.Row | None,
        seen: Seen,
        *,
        comments: Sequence[tuple[Comment, int]],
        whole: bool = True,
        facts: Mapping[str, FileFact] = NO_FILES,
        missing: frozenset[str] = frozenset(),
        last: bool = False,  # noqa: ARG002
    ) -> RequestClass | None:
        version = normalize(with_known_date(post, row), facts)
        if row is None:
            number = store.add_post(self.conn, self.run.board.name, version, parser, seen, state="unlisted", pinned=False)
            self.tally.new_posts += 1
        elif seen.at > earlier.last_read_at(self.conn, row["id"]):
            number = row["id"]
            if store.revise_post(self.conn, row, version, parser, seen) is None:
                return "unchanged"
            self.tally.changed_posts += 1
        else:
            # What is known of its files now says nothing of what they were then.
            then = {url: fact for url, fact in facts.items() if fact.capture is not None and self._is_of_this_run(fact.capture)}
            news = earlier.insert(self.conn, row["id"], normalize(with_known_date(post, row), then), parser, seen)
            self.tally.changed_posts += news
            return "stored" if news else "unchanged"
        store.set_files(self.conn, number, version, missing, seen)
        store.set_comments(self.conn, number, comments, whole=whole)
        return "stored"

    def _is_of_this_run(self, capture: int) -> bool:
        row = self.conn.execute("SELECT crawl FROM captures WHERE id = ?", (capture,)).fetchone()
        return bool(row["crawl"] == self.run.crawl)
