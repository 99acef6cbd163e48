"""Backfilled: lists, posts and partner strips as other people's captures show them, put where they belong in time. Nothing here says what a post is now."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.records import ALIAS, Listing, ListRow, Misfit, PartnerStrip, Task, Withheld
from pipelines import earlier, earlier_strips, identify, store
from pipelines.ledger import RequestClass
from pipelines.lists import Lists
from pipelines.normalize import normalize, with_known_date
from pipelines.posts import Posts, Whole
from pipelines.store import Seen
from pipelines.strips import Strips


class BackfilledLists(Lists):
    """The list pages of one backfill: when posts stood on the list, what the board claimed, and what is known of posts that nobody captured.

    A post is made of its own page alone: one that only a list shows is a mention. No post is asked, doubted or missed.
    """

    def listing(self, task: Task, listing: Listing, seen: Seen) -> RequestClass:
        """Note every row at its time; stored where one says something new."""
        news = False
        rows = [identify.by_alias(self.conn, self.run.board.name, shown) for shown in listing.rows]
        archived = identify.posts(self.conn, self.run.board.name, [row.native_id for row in rows])
        for row in rows:
            known = archived.get(row.native_id)
            news |= self._mention(row, seen) if known is None else self._stood(known["id"], seen)
        if task.facts.get("page") == 1 and (listing.claimed_total is not None or listing.claimed_pages is not None):
            sql = "INSERT INTO claims (capture, board, at, total, pages) VALUES (?, ?, ?, ?, ?)"
            self.conn.execute(sql, (seen.capture, self.run.board.name, seen.at, listing.claimed_total, listing.claimed_pages))
            news = True
        return "stored" if news else "unchanged"

    def _stood(self, post: int, seen: Seen) -> bool:
        """A known post stood on the list at a time; whether that is earlier or later than was known. A capture from the future says nothing of the present."""
        until = min(seen.at, self.run.started_at)
        cursor = self.conn.execute(
            "UPDATE posts SET first_seen_at = min(first_seen_at, ?1), last_seen_at = max(last_seen_at, ?2) WHERE id = ?3"
            " AND (first_seen_at > ?1 OR last_seen_at < ?2)",
            (seen.at, until, post),
        )
        return cursor.rowcount == 1

    def _mention(self, row: ListRow, seen: Seen) -> bool:
        """A post that nobody captured: what the latest list says of it. An alias alone is nobody's number."""
        if row.native_id.startswith(ALIAS):
            return False
        facts = (row.url, row.title, row.author, row.posted.at if row.posted else None)
        cursor = self.conn.execute(
            "INSERT INTO mentions (board, native_id, url, title, author, posted_at, first_at, last_at, capture) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8)"
            " ON CONFLICT DO UPDATE SET url = excluded.url, title = excluded.title, author = excluded.author, posted_at = excluded.posted_at,"
            " last_at = excluded.last_at, capture = excluded.capture WHERE last_at < excluded.last_at",
            (self.run.board.name, row.native_id, *facts, seen.at, seen.capture),
        )
        earlier = "UPDATE mentions SET first_at = ?1 WHERE board = ?2 AND native_id = ?3 AND first_at > ?1"
        return cursor.rowcount == 1 or self.conn.execute(earlier, (seen.at, self.run.board.name, row.native_id)).rowcount == 1

    def all_read(self, seen: Seen | None) -> None:
        """No list was asked, so none says what is missing."""


class BackfilledStrips(Strips):
    """The partner strips of one backfill: what their entries said at their times, and nothing of what stands now."""

    def strip(self, task: Task, strip: PartnerStrip, seen: Seen) -> RequestClass | None:
        """Let a strip wait for the logos that were captured with it. None is too small to be believed: it takes nothing away."""
        return self._wait(task, strip, set(), seen)

    def _store(self, strip: PartnerStrip, logos: Mapping[str, tuple[str, int]], seen: Seen) -> int:
        return earlier_strips.insert(self.conn, self.run.board.name, strip, logos, seen, until=self.run.started_at)


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

    def _settle(self, read: Whole) -> RequestClass | None:
        """Put what was read where it belongs in time; nothing waits, for nothing more will be captured."""
        row, seen = read.row, read.seen
        version = normalize(with_known_date(read.post, row), read.facts)
        if row is None:
            number = store.add_post(self.conn, self.run.board.name, version, read.parser, seen, state="unlisted", pinned=False)
            self.tally.new_posts += 1
        elif seen.at > earlier.last_read_at(self.conn, row["id"]):
            number = row["id"]
            if store.revise_post(self.conn, row, version, read.parser, seen) is None:
                return "unchanged"
            self.tally.changed_posts += 1
        else:
            # What is known of its files now says nothing of what they were then.
            then = {url: fact for url, fact in read.facts.items() if fact.capture is not None and self._is_of_this_run(fact.capture)}
            news = earlier.insert(self.conn, row["id"], normalize(with_known_date(read.post, row), then), read.parser, seen)
            self.tally.changed_posts += news
            return "stored" if news else "unchanged"
        store.set_files(self.conn, number, version, read.missing, seen)
        store.set_comments(self.conn, number, read.comments, whole=read.all_pages)
        return "stored"

    def _is_of_this_run(self, capture: int) -> bool:
        row = self.conn.execute("SELECT crawl FROM captures WHERE id = ?", (capture,)).fetchone()
        return bool(row["crawl"] == self.run.crawl)
