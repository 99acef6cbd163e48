"""List pages: every row noted, what is new or looks changed asked for, and what cannot be right doubted."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from hashlib import sha256

from crawler.records import Listing, ListRow, Misfit, Task
from crawler.text import is_cut, looks_cut, normalise
from pipelines import accept, candidates, frontier, identify, layout, ledger, redact, store, verdict
from pipelines.ledger import RequestClass
from pipelines.stage import Stage
from pipelines.store import Seen

PAGES = 20_000
#: So many list pages in a row that show nothing unseen, and the pager leads nowhere; one such page is what a shift by a page looks like.
STALE = 2
HINT = 300
#: Digits of each hash of a row.
HASH = 16
#: What a list shows of a post, by the fields of a change.
_SHOWN = frozenset({"title", "posted_at", "modified_at"})
#: So many posts may be retitled and dated anew by themselves.
FEW = 3


class Lists(Stage):
    """The list pages of one crawl."""

    def listing(self, task: Task, listing: Listing, seen: Seen) -> RequestClass:
        """Note every row; ask the posts that are new or look changed (all of them in a sweep without budget); go on where there is reason to."""
        run = self.run
        since = ledger.last_complete(self.conn, run.board.name)
        fresh = news = recent = listed = contradicted = 0
        reached = all(row.pinned for row in listing.rows)
        rows = [identify.by_alias(self.conn, run.board.name, shown) for shown in listing.rows]
        before, archived = self._signatures(rows), identify.posts(self.conn, run.board.name, [row.native_id for row in rows])
        is_tail_news = False
        for row in rows:
            said = signature(row)
            fresh += self._sight(row, said, seen)
            known = archived.get(row.native_id)
            if known is not None:
                self.conn.execute("UPDATE posts SET last_seen_at = ? WHERE id = ?", (seen.at, known["id"]))
            if _is_older(row, run.since):
                continue
            reached |= not row.pinned
            hidden = known is not None and known["redaction"] is not None
            stands = known is not None and known["state"] == "listed" and not hidden
            differs = known is None or (not hidden and _says_more(row, known, said, before.get(row.native_id)))
            listed += stands
            contradicted += known is not None and stands and differs and _differs(row, known)
            news += differs and not row.pinned
            # What an incomplete run stored hides what it did not reach: only a complete run makes a post one to stop at.
            is_recent = known is None or known["first_seen_at"] > since
            recent += not row.pinned and is_recent
            is_tail_news = is_recent if not row.pinned else is_tail_news
            if (differs or run.every_post) and not hidden:
                facts = hint(row, strange=differs and known is not None and _is_strange(row, known))
                frontier.add(self.conn, run.crawl, Task(kind="post", url=row.url, native_id=row.native_id, facts=facts))
        if listing.claimed_total is not None:
            self.conn.execute("UPDATE crawls SET claimed_total = ? WHERE id = ?", (listing.claimed_total, run.crawl))
        if listing.unlinked and not task.facts.get("overlap"):
            self.conn.execute("UPDATE crawls SET locked = coalesce(locked, 0) + ? WHERE id = ?", (listing.unlinked, run.crawl))
        if listing.claimed_pages is not None:
            self.conn.execute("UPDATE crawls SET claimed_pages = ? WHERE id = ?", (listing.claimed_pages, run.crawl))
        strange = self._strange(task, listing, listed, contradicted)
        if strange is not None:
            wanted = layout.rows_hint(self.conn, self.warcs, seen.capture, run.board)
            self.doubt(strange[0], "layout", seen, hint=wanted, found=json.dumps(strange[1]) if strange[1] else None)
            return "unchanged"
        if not task.facts.get("overlap") and reached and (run.sweep or news or recent or all(row.pinned for row in listing.rows)):
            self._next_page(task, listing, fresh=fresh > 0)
            if is_tail_news and since and not run.sweep:
                frontier.note(self.conn, run.crawl, task, "tail")
        return "stored" if news else "unchanged"

    def _signatures(self, rows: list[ListRow]) -> dict[str, str]:
        """What the list said of these posts when it was last read in a complete run."""
        marks = ", ".join("?" * len(rows))
        sql = f"SELECT native_id, signature FROM list_rows WHERE board = ? AND native_id IN ({marks})"
        return dict(self.conn.execute(sql, (self.run.board.name, *(row.native_id for row in rows))).fetchall())

    def keep_signatures(self) -> None:
        """The end of a complete run: what its lists said is known from now on, but for posts whose pages could not be read."""
        run = self.run
        self.conn.execute(
            "INSERT INTO list_rows (board, native_id, signature) SELECT ?1, s.native_id, s.signature FROM sightings s"
            " WHERE s.crawl = ?2 AND s.signature IS NOT NULL AND NOT EXISTS (SELECT 1 FROM frontier f WHERE f.crawl = ?2 AND f.native_id = s.native_id"
            " AND f.kind = 'post' AND f.state NOT IN ('done', 'redirected')) ON CONFLICT DO UPDATE SET signature = excluded.signature"
            " WHERE signature <> excluded.signature",
            (run.board.name, run.crawl),
        )

    def unread(self, misfit: Misfit, seen: Seen) -> None:
        """A list page that no longer reads, of a board whose lists were read before: a redesign, and no failure of the net."""
        run = self.run
        if not run.is_backfill and ledger.last_complete(self.conn, run.board.name):
            wanted = layout.rows_hint(self.conn, self.warcs, seen.capture, run.board)
            self.doubt(f"layout: a list page does not fit, {misfit.expected} was expected at {misfit.selector!r}", "layout", seen, hint=wanted)

    def _strange(self, task: Task, listing: Listing, listed: int, contradicted: int) -> tuple[str, dict[str, object]] | None:
        """Why a list page cannot be read as its board's lists are, and what of that may be accepted; None where it can.

        ``contradicted``: rows of listed posts with another title or day."""
        run = self.run
        if run.is_backfill:
            return None
        if layout.mass(run.board, contradicted, listed):
            known = layout.usual(self.conn, run.board.name, layout.POSTS)
            if known is not None and known.agreed >= layout.AGREEING * known.shown and not _SHOWN & accept.accepted(self.conn, run.board.name).fields:
                return f"layout: {contradicted} of {listed} listed posts are shown with another title or date", {"fields": sorted(_SHOWN)}
        if task.facts.get("page", 1) != 1 or not listing.rows:
            return None
        subject = str(task.facts.get("asked", task.url))
        authors, dates = sum(row.author is not None for row in listing.rows), sum(row.posted is not None for row in listing.rows)
        shape = layout.Shape(shown=len(listing.rows), authors=authors, dates=dates)
        layout.note(self.conn, run.crawl, run.board.name, subject, shape)
        least = run.board.expect.get("min_rows", 0)
        if shape.shown < least:
            return f"layout: the list's first page shows {shape.shown} rows, the manifest expects {least}", {}
        lacking = layout.lost(run.board, layout.usual(self.conn, run.board.name, subject), shape, posts=False)
        return (lacking, {"shape": True}) if lacking else None

    def _sight(self, row: ListRow, said: str, seen: Seen) -> bool:
        """Note that a list shows a post; whether this run had not seen it yet."""
        crawl = self.run.crawl
        sql = "INSERT INTO sightings (crawl, native_id, pinned, capture, signature) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
        fresh = self.conn.execute(sql, (crawl, row.native_id, int(row.pinned), seen.capture, said)).rowcount == 1
        if not fresh and row.pinned:
            self.conn.execute("UPDATE sightings SET pinned = 1 WHERE crawl = ? AND native_id = ?", (crawl, row.native_id))
        return fresh

    def _next_page(self, task: Task, listing: Listing, *, fresh: bool) -> None:
        """Ask the next list page, unless the pager leads nowhere new."""
        page, stale = task.facts.get("page", 1), task.facts.get("stale", 0)
        assert isinstance(page, int)
        assert isinstance(stale, int)
        stale = 0 if fresh else stale + 1
        if listing.next_url and stale < STALE and page < PAGES:
            facts: dict[str, object] = {"page": page + 1, "stale": stale} if stale else {"page": page + 1}
            frontier.add(self.conn, self.run.crawl, Task(kind="list", url=listing.next_url, facts=facts))

    def all_read(self, seen: Seen | None) -> None:
        """No list page is left: doubt what is too strange, note pins, in a sweep ask for the posts that are missing, and spend the budget.

        Where a list page could not be read, nothing is known of what it shows, and so nothing of what is missing.
        """
        run = self.run
        if seen is None or ledger.in_doubt(self.conn, run.crawl) or frontier.unread(self.conn, run.crawl, "list"):
            return
        if not run.sweep and frontier.overlap(self.conn, run.crawl):
            return
        sighted = self.conn.execute("SELECT count(*) FROM sightings WHERE crawl = ?", (run.crawl,)).fetchone()[0]
        listed = self.conn.execute("SELECT count(*) FROM posts WHERE board = ? AND state = 'listed'", (run.board.name,)).fetchone()[0]
        missing = self._missing() if run.whole else []
        floor = run.board.expect.get("min_posts", 0) if run.whole else min(1, run.board.expect.get("min_posts", 0))
        if sighted == 0 and (listed or floor) and not self.is_accepted("empty_list"):
            self.doubt(f"empty_list: the list shows no post, the archive holds {listed}", "empty_list", seen)
        elif sighted < floor:
            self.doubt(f"too_few: the list shows {sighted} posts, the manifest expects {floor}", "too_few", seen)
        elif run.whole and sighted > run.board.expect.get("max_posts", sighted):
            self.doubt(f"too_many: the list shows {sighted} posts, the manifest expects at most {run.board.expect['max_posts']}", "too_many", seen)
        elif run.whole and verdict.too_many(sum(row["state"] == "listed" for row in missing), listed) and not any(map(self.is_accepted, accept.VANISHINGS)):
            self.doubt(f"mass_vanish: {len(missing)} of {listed} listed posts are missing", "mass_vanish", seen)
        elif (others := self._others(listed)) and not self.is_accepted("other_board"):
            self.doubt(f"other_board: {others}, as if another board stood at this address", "other_board", seen)
        else:
            self._pins(seen)
            for row in (*missing, *accept.held_back(self.conn, run.board.name)):
                frontier.add(self.conn, run.crawl, Task(kind="post", url=row["url"], native_id=row["native_id"], facts={"unlisted": True}))
            self._revisit(seen.at)

    def _others(self, listed: int) -> str | None:
        """What makes the lists look like those of another board: known ids under other titles and dates, or none of them; None for nothing.

        A site put up anew, or a server that answers for its neighbour, counts its posts from 1 too: nobody edits most of a board at once.
        """
        run = self.run
        known = self.conn.execute(
            "SELECT count(*) FROM sightings s JOIN posts p ON p.board = ? AND p.native_id = s.native_id WHERE s.crawl = ?", (run.board.name, run.crawl)
        ).fetchone()[0]
        if not known and listed > FEW and not run.since and not any(map(self.is_accepted, accept.VANISHINGS)):
            return f"the lists show none of the {listed} listed posts of the archive"
        sql = "SELECT count(*) FROM frontier WHERE crawl = ? AND kind = 'post' AND json_extract(facts, '$.strange')"
        strange = self.conn.execute(sql, (run.crawl,)).fetchone()[0]
        if strange > FEW and strange * 2 > known:
            return f"{strange} of {known} known posts have other titles and other dates"
        return None

    def _revisit(self, at: str) -> None:
        """Spend the run's budget, once, on posts that no list gave a reason to ask."""
        run = self.run
        if run.budget and not frontier.revisiting(self.conn, run.crawl):
            chosen = candidates.revisits(self.conn, run.board.name, run.budget, at, crawl=run.crawl, since=run.since, apart=run.apart)
            for one in chosen:
                frontier.add(self.conn, run.crawl, one.task)

    def _missing(self) -> list[sqlite3.Row]:
        """Archived posts, not yet gone, that no list page of this run showed."""
        run = self.run
        return self.conn.execute(
            "SELECT native_id, url, state FROM posts WHERE board = ? AND state <> 'gone' AND redaction IS NULL"
            " AND native_id NOT IN (SELECT native_id FROM sightings WHERE crawl = ?) ORDER BY id",
            (run.board.name, run.crawl),
        ).fetchall()

    def _pins(self, seen: Seen) -> None:
        run = self.run
        rows = self.conn.execute(
            "SELECT p.id, s.pinned, s.capture FROM posts p JOIN sightings s ON s.crawl = ? AND s.native_id = p.native_id"
            " WHERE p.board = ? AND p.pinned <> s.pinned ORDER BY p.id",
            (run.crawl, run.board.name),
        ).fetchall()
        for row in rows:
            self.conn.execute("UPDATE posts SET pinned = ? WHERE id = ?", (row["pinned"], row["id"]))
            store.event(self.conn, row["id"], "pinned" if row["pinned"] else "unpinned", replace(seen, capture=row["capture"]))


def _is_older(row: ListRow, since: str | None) -> bool:
    """Whether a row's post is from before the first day that a run looks at; a row without a date is not."""
    return since is not None and row.posted is not None and row.posted.at[:10] < since


def signature(row: ListRow) -> str:
    """What a list row says, as two hashes: of title and day, and of author and lock. Counters, badges and pins are not part of it."""
    title, author = normalise(row.title), normalise(row.author or "")
    day = row.posted.at[:10] if row.posted else ""
    return _hashed(f"{title}\n{day}") + _hashed(f"{author}\n{row.secret}")


def _hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:HASH]


def _says_more(row: ListRow, known: sqlite3.Row, said: str, before: str | None) -> bool:
    """Whether a row gives reason to ask for its post: it is back, or says something else than before, be it only than the post's own page."""
    if known["state"] in ("unlisted", "gone"):
        return True
    if before is None:
        return known["state"] != "listed" or _differs(row, known)
    return said[HASH:] != before[HASH:] or (said[:HASH] != before[:HASH] and (known["state"] != "listed" or _differs(row, known)))


def _differs(row: ListRow, known: sqlite3.Row) -> bool:
    """Whether a list row says something else than the archived post: its title (cut forms are the same) or its day."""
    return _is_retitled(row, known) or _is_dated_anew(row, known)


def _is_strange(row: ListRow, known: sqlite3.Row) -> bool:
    """Whether a list row shares nothing with the archived post but its id."""
    return _is_retitled(row, known) and _is_dated_anew(row, known)


def _is_retitled(row: ListRow, known: sqlite3.Row) -> bool:
    title = normalise(row.title)
    if known["title"].startswith(redact.DIGEST):
        return bool(not (looks_cut(title) or row.title_cut) and redact.digest(title) != known["title"])
    # Some platforms cut without dots: their engine knows the length and says so.
    cut = is_cut(title, known["title"]) or (row.title_cut and known["title"].startswith(title))
    return bool(title != known["title"] and not cut)


def _is_dated_anew(row: ListRow, known: sqlite3.Row) -> bool:
    return bool(row.posted and known["posted_at"] and row.posted.at[:10] != known["posted_at"][:10])


def hint(row: ListRow, *, strange: bool) -> dict[str, object]:
    """What the list says of a post, for the case that its own page says nothing; ``strange`` where it is not what the archive says."""
    facts: dict[str, object] = {"title": row.title[:HINT]}
    if strange:
        facts["strange"] = 1
    if row.author:
        facts["author"] = row.author[:HINT]
    if row.posted:
        guess = {"inferred": True} if row.posted.inferred else {}
        facts["posted"] = {"at": row.posted.at, "precision": row.posted.precision, "raw": row.posted.raw, **guess}
    return facts
