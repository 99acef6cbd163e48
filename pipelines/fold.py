"""Fold: what each captured event does to the archive; the one path that live crawls, recovery and rebuild all take.

A crawl is a sequence of events in its WARC files (begin, responses, failures, finish). The archive is what this class makes of
them, in their order, and depends on nothing else: so a rebuild ends in the same rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from crawler.addresses import host_of
from crawler.manifest import Manifest, from_facts
from crawler.reading import Busy, FileRead, Reading, Redirect, RobotsRead
from crawler.records import ALIAS, AttachmentLink, Exchange, Listing, ListRow, Misfit, PartnerStrip, Post, SiteDate, Task, Withheld
from crawler.text import is_cut, normalise
from crawler.warc import Placed
from pipelines import frontier, ledger, partners, search, store, verdict
from pipelines.ledger import RequestClass, Tally
from pipelines.normalize import FileFact, normalize
from pipelines.store import Seen

HOPS = 10
PAGES = 20_000
#: So many list pages in a row that show nothing unseen, and the pager leads nowhere; one such page is what a shift by a page looks like.
STALE = 2
HINT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The crawl that events belong to."""

    crawl: int
    board: Manifest
    mode: str
    started_at: str

    @property
    def sweep(self) -> bool:
        return self.mode == "sweep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run came out, with its counts."""

    outcome: ledger.Outcome
    reason: str | None


class Fold:
    """Applies the events of one crawl at a time to an archive. Each public method runs inside the caller's transaction."""

    def __init__(self, conn: sqlite3.Connection, *, index: store.Index = search.index_post) -> None:
        self.conn = conn
        self._index = index
        self.run: Run | None = None
        self.tally = Tally()

    # -- events ---------------------------------------------------------------------------------------------------------------

    def begin(self, facts: dict[str, object], at: str) -> Run:
        """A crawl begins: its row, its board's, and the first tasks. ``facts``: crawl, mode, board (a manifest's facts), seeds."""
        board = from_facts(facts["board"])
        crawl = facts["crawl"]
        assert isinstance(crawl, int)
        ledger.put_board(self.conn, board, host_of(board.url))
        self.conn.execute(
            "INSERT INTO crawls (id, board, mode, started_at, outcome) VALUES (?, ?, ?, ?, 'running')", (crawl, board.name, facts["mode"], at)
        )
        seeds = facts["seeds"]
        assert isinstance(seeds, list)
        for seed in seeds:
            frontier.add(self.conn, crawl, Task(**seed))
        self.run = Run(crawl=crawl, board=board, mode=str(facts["mode"]), started_at=at)
        return self.run

    def resume(self, crawl: int, board: Manifest) -> Run:
        """Take up a crawl that is in the archive as running."""
        row = self.conn.execute("SELECT mode, started_at FROM crawls WHERE id = ?", (crawl,)).fetchone()
        self.run = Run(crawl=crawl, board=board, mode=row["mode"], started_at=row["started_at"])
        return self.run

    def response(
        self, task: Task, exchange: Exchange, placed: Placed, reading: Reading, *, due_at: str | None = None, on_capture: Callable[[], None] | None = None
    ) -> RequestClass | None:
        """A captured response, read. The class its request ends in; None while a post or strip waits for its files."""
        run = self._running()
        number = store.capture(self.conn, run.crawl, exchange, placed, reading)
        if on_capture is not None:
            on_capture()
        seen = Seen(crawl=run.crawl, at=placed.date, capture=number)
        self.tally.requests += 1
        self.tally.bytes += len(exchange.head) + placed.payload_bytes
        kind = self._apply(task, exchange, reading, seen, due_at)
        if kind is not None:
            self.tally.count(kind)
        if task.kind == "list" and not frontier.left(self.conn, run.crawl, "list"):
            self._lists_read(seen)
        self.tally.write(self.conn, run.crawl)
        return kind

    def failure(self, task: Task, facts: dict[str, object], at: str, *, due_at: str | None = None) -> RequestClass:
        """A request that brought no answer. ``facts``: class (failed or refused), kind, message, again (bool)."""
        run = self._running()
        kind: RequestClass = "refused" if facts["class"] == "refused" else "failed"
        misfit = Misfit(kind=str(facts["kind"]), message=str(facts["message"]))
        store.issue(self.conn, run.crawl, run.board.name, task.url, misfit, at=at, capture=None)
        self.tally.requests += 1
        self.tally.count(kind)
        if facts.get("again"):
            frontier.postpone(self.conn, run.crawl, task, due_at)
        else:
            frontier.close(self.conn, run.crawl, task, kind, capture=None)
            self._child_ended(task)
            if task.kind == "list" and not frontier.left(self.conn, run.crawl, "list"):
                self._lists_read(None)
        self.tally.write(self.conn, run.crawl)
        return kind

    def finish(self, stop_reason: str | None, at: str) -> Ended:
        """A crawl ends: what still waits is settled, the outcome is decided, and a complete run gives its verdicts."""
        run = self._running()
        self._settle_leftovers()
        self.tally.write(self.conn, run.crawl)
        ended, reason = ledger.outcome(self.conn, run.crawl, stop_reason)
        if ended == "complete":
            self.tally.gone_posts += verdict.judge(self.conn, run.board.name, run.crawl, at, sweep=run.sweep)
            strip = self.conn.execute(
                "SELECT capture FROM frontier WHERE crawl = ? AND kind = 'partners' AND state = 'done' AND capture IS NOT NULL ORDER BY id DESC LIMIT 1",
                (run.crawl,),
            ).fetchone()
            if strip is not None:
                partners.judge(self.conn, run.board.name, Seen(crawl=run.crawl, at=at, capture=strip["capture"]), run.started_at)
        self.tally.write(self.conn, run.crawl)
        ledger.close(self.conn, run.crawl, run.board.name, ended, reason, at)
        frontier.clear(self.conn, run.crawl)
        self.conn.execute("DELETE FROM sightings WHERE crawl = ?", (run.crawl,))
        self.run = None
        return Ended(outcome=ended, reason=reason)

    # -- one response ---------------------------------------------------------------------------------------------------------

    def _apply(self, task: Task, exchange: Exchange, reading: Reading, seen: Seen, due_at: str | None) -> RequestClass | None:
        run = self._running()
        result = reading.result
        match result:
            case Listing():
                kind = self._listing(task, result, seen)
            case Post():
                return self._post(task, result, reading.parser, seen)
            case Withheld():
                return self._withheld(task, result, reading.parser, seen)
            case PartnerStrip():
                return self._strip(task, result, seen)
            case FileRead():
                return self._file(task, result, seen)
            case RobotsRead():
                kind = self._plumbing(exchange.url, seen)
            case Redirect():
                return self._redirect(task, result, exchange.url, seen)
            case Busy():
                return self._busy(task, result, exchange.url, seen, due_at)
            case Misfit():
                return self._misfit(task, result, exchange.url, seen)
        frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
        return kind

    def _plumbing(self, url: str, seen: Seen) -> RequestClass:
        """robots.txt and redirects: unchanged where the last capture of the address had the same status and payload."""
        rows = self.conn.execute("SELECT status, payload_sha256 FROM captures WHERE url = ? AND id <= ? ORDER BY id DESC LIMIT 2", (url, seen.capture))
        pairs = [tuple(row) for row in rows]
        return "unchanged" if len(pairs) == 2 and pairs[0] == pairs[1] else "stored"

    def _redirect(self, task: Task, result: Redirect, url: str, seen: Seen) -> RequestClass:
        """Ask where an answer points; an address that was met on the way already is a loop, which would otherwise end in silence."""
        run = self._running()
        via = task.facts.get("via", [])
        assert isinstance(via, list)
        if result.location in (task.url, *via) or len(via) >= HOPS:
            message = f"{url} leads back to an address before it" if len(via) < HOPS else f"{url} leads on for more than {HOPS} redirects"
            return self._misfit(task, Misfit(kind="redirect_loop", message=message, found=result.location), url, seen)
        asked = task.facts.get("asked", task.url)
        further = replace(task, url=result.location, facts={**task.facts, "via": [*via, task.url], "asked": asked}, attempt=1, id=None)
        if task.kind == "robots":
            # Several hosts may share one robots.txt, and each waits for an answer of its own.
            further = replace(further, native_id=str(asked))
        frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
        if not frontier.add(self.conn, run.crawl, further):
            self._child_ended(task)
        return self._plumbing(url, seen)

    def _busy(self, task: Task, result: Busy, url: str, seen: Seen, due_at: str | None) -> RequestClass:
        run = self._running()
        if result.damage is None:
            message = f"{url} answered {result.status} at try {task.attempt}"
            misfit = Misfit(kind="http_status", message=message, expected="200", found=str(result.status))
        else:
            misfit = Misfit(kind="damaged", message=f"{url} answered a damaged body at try {task.attempt}: {result.damage}")
        store.issue(self.conn, run.crawl, run.board.name, url, misfit, at=seen.at, capture=seen.capture)
        if task.attempt < run.board.fetch.attempts:
            frontier.postpone(self.conn, run.crawl, task, due_at)
        else:
            frontier.close(self.conn, run.crawl, task, "failed", capture=seen.capture)
            self._child_ended(task)
        return "failed"

    def _misfit(self, task: Task, misfit: Misfit, url: str, seen: Seen) -> RequestClass:
        """Quarantine: the capture stays, an issue says why, and nothing of the page enters the archive."""
        run = self._running()
        if task.facts.get("optional") and misfit.kind == "http_status":
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return self._plumbing(url, seen)
        store.issue(self.conn, run.crawl, run.board.name, url, misfit, at=seen.at, capture=seen.capture)
        frontier.close(self.conn, run.crawl, task, "quarantined", capture=seen.capture)
        self._child_ended(task)
        return "quarantined"

    # -- list pages -----------------------------------------------------------------------------------------------------------

    def _listing(self, task: Task, listing: Listing, seen: Seen) -> RequestClass:
        """Note every row; ask the posts that are new or look changed (all of them in a sweep); go on where there is reason to."""
        run = self._running()
        since = ledger.last_complete(self.conn, run.board.name)
        fresh = news = recent = 0
        for shown in listing.rows:
            row = self._known_by_alias(shown)
            before = self.conn.execute("SELECT 1 FROM sightings WHERE crawl = ? AND native_id = ?", (run.crawl, row.native_id)).fetchone()
            self.conn.execute(
                "INSERT INTO sightings (crawl, native_id, pinned, capture) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET pinned = max(pinned, excluded.pinned)",
                (run.crawl, row.native_id, int(row.pinned), seen.capture),
            )
            fresh += before is None
            known = self.conn.execute(
                "SELECT id, title, posted_at, state, first_seen_at FROM posts WHERE board = ? AND native_id = ?", (run.board.name, row.native_id)
            ).fetchone()
            if known is not None:
                self.conn.execute("UPDATE posts SET last_seen_at = ? WHERE id = ?", (seen.at, known["id"]))
            differs = known is None or known["state"] != "listed" or _differs(row, known)
            news += differs and not row.pinned
            # What an incomplete run stored hides what it did not reach: only a complete run makes a post one to stop at.
            recent += not row.pinned and (known is None or known["first_seen_at"] > since)
            if differs or run.sweep:
                frontier.add(self.conn, run.crawl, Task(kind="post", url=row.url, native_id=row.native_id, facts=_hint(row)))
        if listing.claimed_total is not None:
            self.conn.execute("UPDATE crawls SET claimed_total = ? WHERE id = ?", (listing.claimed_total, run.crawl))
        if run.sweep or news or recent or all(row.pinned for row in listing.rows):
            self._next_page(task, listing, fresh=fresh > 0)
        return "stored" if news else "unchanged"

    def _known_by_alias(self, row: ListRow) -> ListRow:
        """A row that shows only an alias, under the native id that the post's page once told for it."""
        if not row.native_id.startswith(ALIAS):
            return row
        told = self.conn.execute("SELECT native_id FROM aliases WHERE board = ? AND alias = ?", (self._running().board.name, row.native_id)).fetchone()
        return row if told is None else replace(row, native_id=told["native_id"])

    def _next_page(self, task: Task, listing: Listing, *, fresh: bool) -> None:
        """Ask the next list page, unless the pager leads nowhere new."""
        page, stale = task.facts.get("page", 1), task.facts.get("stale", 0)
        assert isinstance(page, int)
        assert isinstance(stale, int)
        stale = 0 if fresh else stale + 1
        if listing.next_url and stale < STALE and page < PAGES:
            facts: dict[str, object] = {"page": page + 1, "stale": stale} if stale else {"page": page + 1}
            frontier.add(self.conn, self._running().crawl, Task(kind="list", url=listing.next_url, facts=facts))

    def _lists_read(self, seen: Seen | None) -> None:
        """No list page is left: doubt what is too strange, note pins, and in a sweep ask for the posts that are missing.

        Where a list page could not be read, nothing is known of what it shows, and so nothing of what is missing.
        """
        run = self._running()
        if seen is None or ledger.in_doubt(self.conn, run.crawl) or frontier.unread(self.conn, run.crawl, "list"):
            return
        sighted = self.conn.execute("SELECT count(*) FROM sightings WHERE crawl = ?", (run.crawl,)).fetchone()[0]
        listed = self.conn.execute("SELECT count(*) FROM posts WHERE board = ? AND state = 'listed'", (run.board.name,)).fetchone()[0]
        missing = self._missing() if run.sweep else []
        floor = run.board.expect.get("min_posts", 0) if run.sweep else min(1, run.board.expect.get("min_posts", 0))
        if sighted == 0 and (listed or floor):
            self._doubt(f"empty_list: the list shows no post, the archive holds {listed}", "empty_list", seen)
        elif sighted < floor:
            self._doubt(f"too_few: the list shows {sighted} posts, the manifest expects {floor}", "too_few", seen)
        elif run.sweep and verdict.too_many(sum(row["state"] == "listed" for row in missing), listed):
            self._doubt(f"mass_vanish: {len(missing)} of {listed} listed posts are missing", "mass_vanish", seen)
        else:
            self._pins(seen)
            for row in missing:
                frontier.add(self.conn, run.crawl, Task(kind="post", url=row["url"], native_id=row["native_id"], facts={"unlisted": True}))

    def _missing(self) -> list[sqlite3.Row]:
        """Archived posts, not yet gone, that no list page of this run showed."""
        run = self._running()
        return self.conn.execute(
            "SELECT native_id, url, state FROM posts WHERE board = ? AND state <> 'gone'"
            " AND native_id NOT IN (SELECT native_id FROM sightings WHERE crawl = ?) ORDER BY id",
            (run.board.name, run.crawl),
        ).fetchall()

    def _doubt(self, reason: str, kind: str, seen: Seen) -> None:
        """A run that will come out suspect asks no further posts."""
        run = self._running()
        ledger.doubt(self.conn, run.crawl, reason)
        store.issue(self.conn, run.crawl, run.board.name, run.board.url, Misfit(kind=kind, message=reason), at=seen.at, capture=seen.capture)
        self.conn.execute("DELETE FROM frontier WHERE crawl = ? AND state = 'pending' AND kind = 'post'", (run.crawl,))

    def _pins(self, seen: Seen) -> None:
        run = self._running()
        rows = self.conn.execute(
            "SELECT p.id, s.pinned, s.capture FROM posts p JOIN sightings s ON s.crawl = ? AND s.native_id = p.native_id"
            " WHERE p.board = ? AND p.pinned <> s.pinned ORDER BY p.id",
            (run.crawl, run.board.name),
        ).fetchall()
        for row in rows:
            self.conn.execute("UPDATE posts SET pinned = ? WHERE id = ?", (row["pinned"], row["id"]))
            store.event(self.conn, row["id"], "pinned" if row["pinned"] else "unpinned", replace(seen, capture=row["capture"]))

    # -- posts and their files ------------------------------------------------------------------------------------------------

    def _post(self, task: Task, post: Post, parser: str, seen: Seen) -> RequestClass | None:
        """Settle a post, or let it wait until the last of its files has been fetched: a revision is one whole observation."""
        run = self._running()
        if task.native_id is not None and task.native_id != post.native_id:
            task = self._learn_alias(task, post.native_id, seen)
        held = frontier.post_json(post, parser) if post.attachments else None
        frontier.close(self.conn, run.crawl, task, "waiting" if held else "done", capture=seen.capture, reading=held)
        if held is None:
            return self._settle(post, parser, {}, frozenset(), seen)
        waits = False
        for link in post.attachments:
            facts: dict[str, object] = {"name": link.name, "asked": link.url}
            waits |= frontier.add(self.conn, run.crawl, Task(kind="file", url=link.url, native_id=post.native_id, facts=facts))
        return None if waits else self._settle_waiting(post.native_id)

    def _learn_alias(self, task: Task, native_id: str, seen: Seen) -> Task:
        """A page told the id behind an alias: the alias is kept, and what the list showed counts for the post."""
        run = self._running()
        self.conn.execute(
            "INSERT INTO aliases (board, alias, native_id, capture) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET native_id = excluded.native_id, capture = excluded.capture",
            (run.board.name, task.native_id, native_id, seen.capture),
        )
        self.conn.execute(
            "INSERT INTO sightings (crawl, native_id, pinned, capture) SELECT crawl, ?, pinned, capture FROM sightings WHERE crawl = ? AND native_id = ?"
            " ON CONFLICT DO UPDATE SET pinned = max(pinned, excluded.pinned)",
            (native_id, run.crawl, task.native_id),
        )
        frontier.rename(self.conn, run.crawl, task, native_id)
        return replace(task, native_id=native_id)

    def _file(self, task: Task, read: FileRead, seen: Seen) -> RequestClass:
        """A file or logo: note its digest; settle what waited for it if it was the last."""
        run = self._running()
        asked = str(task.facts.get("asked", task.url))
        known = self._known_digest(task, asked)
        facts = {**asdict(read), "asked": asked}
        frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture, reading=json.dumps(facts, ensure_ascii=False))
        self._child_ended(task)
        return "unchanged" if known == read.sha256 else "stored"

    def _known_digest(self, task: Task, asked: str) -> str | None:
        board = self._running().board.name
        if task.kind == "logo":
            sql, values = "SELECT logo_sha256 FROM partners WHERE board = ? AND logo_url = ? LIMIT 1", (board, asked)
        else:
            sql = "SELECT a.sha256 FROM attachments a JOIN posts p ON p.id = a.post WHERE p.board = ? AND p.native_id = ? AND a.url = ?"
            values = (board, task.native_id or "", asked)  # type: ignore[assignment]
        row = self.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def _child_ended(self, task: Task) -> None:
        """A file or logo has ended, well or not: settle the post or strip that waits for it if it was the last."""
        run = self._running()
        if task.kind == "file" and task.native_id and not frontier.left(self.conn, run.crawl, "file", task.native_id):
            kind = self._settle_waiting(task.native_id)
        elif task.kind == "logo" and not frontier.left(self.conn, run.crawl, "logo"):
            kind = self._settle_strip()
        else:
            return
        if kind is not None:
            self.tally.count(kind)

    def _settle_waiting(self, native_id: str) -> RequestClass | None:
        """Settle the post that waits under a native id; None where none does."""
        run = self._running()
        held = self.conn.execute(
            "SELECT url, reading, capture, facts FROM frontier WHERE crawl = ? AND native_id = ? AND kind = 'post' AND state = 'waiting'",
            (run.crawl, native_id),
        ).fetchone()
        if held is None:
            return None
        post, parser = frontier.post_from(held["reading"])
        facts, missing = self._fetched_files(post)
        at = self.conn.execute("SELECT fetched_at FROM captures WHERE id = ?", (held["capture"],)).fetchone()[0]
        task = Task(kind="post", url=held["url"], native_id=native_id, facts=json.loads(held["facts"]))
        frontier.close(self.conn, run.crawl, task, "done", capture=held["capture"])
        return self._settle(post, parser, facts, missing, Seen(crawl=run.crawl, at=at, capture=held["capture"]))

    def _fetched_files(self, post: Post) -> tuple[dict[str, FileFact], frozenset[str]]:
        """The files of a post by address, and the addresses that were asked and gave none; a file that was not fetched keeps the
        digest known before, for that is no evidence of a change."""
        run = self._running()
        row = self.conn.execute("SELECT id FROM posts WHERE board = ? AND native_id = ?", (run.board.name, post.native_id)).fetchone()
        facts = store.known_files(self.conn, row["id"]) if row else {}
        fetched: dict[str, FileFact] = {}
        links = {link.url: link for link in post.attachments}
        rows = self.conn.execute(
            "SELECT reading, capture FROM frontier WHERE crawl = ? AND native_id = ? AND kind = 'file' AND reading IS NOT NULL",
            (run.crawl, post.native_id),
        )
        for done in rows:
            read = json.loads(done["reading"])
            link = links.get(read["asked"])
            if link is not None:
                fetched[link.url] = FileFact(
                    name=_file_name(link, read),
                    url=link.url,
                    media_type=read["media_type"] or link.media_type,
                    bytes=read["bytes"],
                    sha256=read["sha256"],
                    capture=done["capture"],
                )
        kept = {url: replace(fact, name=links[url].name or fact.name) for url, fact in facts.items() if url in links}
        lost = {
            json.loads(row["facts"]).get("asked", row["url"])
            for row in self.conn.execute(
                "SELECT url, facts FROM frontier WHERE crawl = ? AND native_id = ? AND kind = 'file' AND state IN ('failed', 'quarantined', 'refused')",
                (run.crawl, post.native_id),
            )
        }
        return {**kept, **fetched}, frozenset(lost - fetched.keys())

    def _settle(self, post: Post, parser: str, facts: dict[str, FileFact], missing: frozenset[str], seen: Seen) -> RequestClass:
        """Normalize, identify, compare, store: the post is read whole."""
        run = self._running()
        version = normalize(post, facts)
        sighting = self.conn.execute("SELECT pinned FROM sightings WHERE crawl = ? AND native_id = ?", (run.crawl, post.native_id)).fetchone()
        row = self.conn.execute("SELECT * FROM posts WHERE board = ? AND native_id = ?", (run.board.name, post.native_id)).fetchone()
        if row is None:
            state = "unlisted" if sighting is None else "listed"
            pinned = bool(sighting and sighting["pinned"])
            number = store.add_post(self.conn, run.board.name, version, parser, seen, state=state, pinned=pinned, index=self._index)
            self.tally.new_posts += 1
            news = True
        else:
            number = row["id"]
            news = store.revise_post(self.conn, row, version, parser, seen, index=self._index) is not None
            self.tally.changed_posts += news
            if sighting is None and row["state"] == "listed" and run.sweep:
                # Nobody took it off the list where a post before it went while the pages were read: look again before saying so.
                frontier.read_again(self.conn, run.crawl, "list")
            news |= self._moved(row, version.url, seen) | self._restored(row, sighting is not None, seen)
        store.set_files(self.conn, number, version, missing, seen)
        store.set_comments(self.conn, number, post.comments, seen)
        return "stored" if news else "unchanged"

    def _moved(self, row: sqlite3.Row, url: str, seen: Seen) -> bool:
        if row["url"] == url:
            return False
        self.conn.execute("UPDATE posts SET url = ? WHERE id = ?", (url, row["id"]))
        store.event(self.conn, row["id"], "moved", seen, {"from": row["url"], "to": url})
        return True

    def _restored(self, row: sqlite3.Row, sighted: bool, seen: Seen) -> bool:
        """A post that was not standing can be read again."""
        state = "listed" if sighted else "unlisted"
        if row["state"] in ("listed", state):
            return False
        self.conn.execute("UPDATE posts SET state = ? WHERE id = ?", (state, row["id"]))
        store.event(self.conn, row["id"], "restored", seen, {"from": row["state"], "to": state})
        return True

    def _withheld(self, task: Task, held: Withheld, parser: str, seen: Seen) -> RequestClass:
        """A page that says that the post is gone, blinded or secret."""
        run = self._running()
        row = self.conn.execute("SELECT id, state FROM posts WHERE board = ? AND native_id = ?", (run.board.name, task.native_id)).fetchone()
        if row is None and (held.kind == "gone" or not task.facts.get("title")):
            misfit = Misfit(kind="listed_but_gone", message=f"{task.url} is linked but says: {held.evidence}", expected="a post", found=held.evidence)
            return self._misfit(task, misfit, task.url, seen)
        frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
        if row is None:
            number = store.add_post(self.conn, run.board.name, normalize(_from_hint(task), {}), parser, seen, state=held.kind, pinned=False, index=self._index)
            store.event(self.conn, number, held.kind, seen, {"evidence": held.evidence})
            self.tally.new_posts += 1
            return "stored"
        if row["state"] == held.kind:
            return "unchanged"
        if held.kind == "gone":
            verdict.absent(self.conn, row["id"], held.evidence, seen)
        else:
            self.conn.execute("UPDATE posts SET state = ?, capture = ? WHERE id = ?", (held.kind, seen.capture, row["id"]))
            store.event(self.conn, row["id"], held.kind, seen, {"evidence": held.evidence, "from": row["state"]})
        return "stored"

    # -- partners -------------------------------------------------------------------------------------------------------------

    def _strip(self, task: Task, strip: PartnerStrip, seen: Seen) -> RequestClass | None:
        """Settle a partner strip, or let it wait for its logos: all of them in a sweep, otherwise those at new addresses."""
        run = self._running()
        known = {
            row["logo_url"]
            for row in self.conn.execute("SELECT logo_url FROM partners WHERE board = ? AND logo_sha256 IS NOT NULL", (run.board.name,))
        }
        count = self.conn.execute("SELECT count(*) FROM partners WHERE board = ? AND state = 'present'", (run.board.name,)).fetchone()[0]
        if not strip.partners and (count or run.board.expect.get("min_partners", 0)):
            self._doubt(f"empty_strip: the page shows no partner, the archive holds {count}", "empty_strip", seen)
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return "unchanged"
        frontier.close(self.conn, run.crawl, task, "waiting", capture=seen.capture, reading=frontier.strip_json(strip))
        waits = False
        for partner in strip.partners:
            if partner.logo_url and (run.mode != "refresh" or partner.logo_url not in known):
                facts: dict[str, object] = {"name": partner.name, "asked": partner.logo_url}
                waits |= frontier.add(self.conn, run.crawl, Task(kind="logo", url=partner.logo_url, facts=facts))
        return None if waits else self._settle_strip()

    def _settle_strip(self) -> RequestClass | None:
        run = self._running()
        held = self.conn.execute(
            "SELECT url, reading, capture FROM frontier WHERE crawl = ? AND kind = 'partners' AND state = 'waiting'", (run.crawl,)
        ).fetchone()
        if held is None:
            return None
        logos: dict[str, tuple[str, int]] = {}
        for row in self.conn.execute(
            "SELECT reading, capture FROM frontier WHERE crawl = ? AND kind = 'logo' AND reading IS NOT NULL ORDER BY id", (run.crawl,)
        ):
            read = json.loads(row["reading"])
            logos[read["asked"]] = (read["sha256"], row["capture"])
        at = self.conn.execute("SELECT fetched_at FROM captures WHERE id = ?", (held["capture"],)).fetchone()[0]
        frontier.close(self.conn, run.crawl, Task(kind="partners", url=held["url"]), "done", capture=held["capture"])
        seen = Seen(crawl=run.crawl, at=at, capture=held["capture"])
        news = partners.settle(self.conn, run.board.name, frontier.strip_from(held["reading"]), logos, seen)
        return "stored" if news else "unchanged"

    # -- ends -----------------------------------------------------------------------------------------------------------------

    def _settle_leftovers(self) -> None:
        """A run that stops early settles what waits with the files it has."""
        run = self._running()
        rows = self.conn.execute(
            "SELECT kind, native_id FROM frontier WHERE crawl = ? AND state = 'waiting' ORDER BY id", (run.crawl,)
        ).fetchall()
        for row in rows:
            kind = self._settle_waiting(row["native_id"]) if row["kind"] == "post" else self._settle_strip()
            if kind is not None:
                self.tally.count(kind)

    def _running(self) -> Run:
        if self.run is None:
            raise RuntimeError("an event came before its crawl began")
        return self.run


def _differs(row: ListRow, known: sqlite3.Row) -> bool:
    """Whether a list row says something else than the archived post: its title (cut forms are the same) or its day."""
    title = normalise(row.title)
    if title != known["title"] and not is_cut(title, known["title"]):
        return True
    return bool(row.posted and known["posted_at"] and row.posted.at[:10] != known["posted_at"][:10])


def _hint(row: ListRow) -> dict[str, object]:
    """What the list says of a post, for the case that its own page says nothing."""
    facts: dict[str, object] = {"title": row.title[:HINT]}
    if row.author:
        facts["author"] = row.author[:HINT]
    if row.posted:
        facts["posted"] = asdict(row.posted)
    return facts


def _from_hint(task: Task) -> Post:
    """A post of which only the list row is known."""
    posted = task.facts.get("posted")
    author = task.facts.get("author")
    return Post(
        native_id=task.native_id or task.url,
        url=task.url,
        title=str(task.facts["title"]),
        author=str(author) if author else None,
        posted=SiteDate(**posted) if isinstance(posted, dict) else None,
        modified=None,
        body_html="",
        body_text="",
    )


def _file_name(link: AttachmentLink, read: dict[str, object]) -> str:
    """The name on the page; the one the server offers only where the page shows none."""
    return link.name or str(read["name"])


__all__ = ["Ended", "Fold", "Run"]
