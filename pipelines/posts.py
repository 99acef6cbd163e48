"""Post pages and their files: a post is one whole observation, settled when the last of its files has been fetched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from crawler import forms
from crawler.engines import needs
from crawler.reading import FileRead
from crawler.records import AttachmentLink, Comment, Misfit, Post, Replies, SiteDate, Task, Withheld
from pipelines import accept, alike, frontier, identify, ledger, redact, store, verdict
from pipelines.doubts import Doubts
from pipelines.ledger import RequestClass, Tally
from pipelines.normalize import FileFact, known_date, normalize, with_known_date
from pipelines.stage import Run, Stage
from pipelines.store import Seen

#: So many pages of one thread are read in one visit.
THREAD_PAGES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A post that was read to its end.

    row:      as it is archived, None where it is not
    seen:     the capture of its own page
    comments: each with the capture of the page that shows it; ``all_pages`` False where not every page was read
    facts:    its files by address; ``missing``: addresses that were asked and gave none
    last:     whether the run has ended, so that nothing can wait any more
    """

    task: Task
    post: Post
    parser: str
    row: sqlite3.Row | None
    seen: Seen
    comments: Sequence[tuple[Comment, int]]
    all_pages: bool = True
    facts: Mapping[str, FileFact] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    last: bool = False


class Posts(Stage):
    """The posts of one crawl."""

    def __init__(self, conn: sqlite3.Connection, run: Run, tally: Tally, warcs: Path | None = None) -> None:
        super().__init__(conn, run, tally, warcs)
        self.doubts = Doubts(conn, run, tally, warcs)
        self.referer = run.board.fetch.referer or needs(run.board.engine).referer

    def post(self, task: Task, post: Post, parser: str, seen: Seen) -> RequestClass | None:
        """Settle a post, or let it wait for its files and further pages: a revision is one whole observation."""
        run = self.run
        if task.native_id is not None and task.native_id != post.native_id:
            task = identify.learn_alias(self.conn, run.crawl, run.board.name, task, post.native_id, seen)
        row = identify.post(self.conn, run.board.name, post.native_id)
        if self._redacted(row, seen):
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return "unchanged"
        if task.facts.get("control") and (post.attachments or post.more_url):
            # It was asked to see that pages of posts answer, in one request: what it offers waits for a visit of its own.
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return "unchanged"
        if post.posted is None:
            post = replace(post, posted=_listed_date(task, row))
        held = frontier.post_json(post, parser) if post.attachments or post.more_url else None
        frontier.close(self.conn, run.crawl, task, "waiting" if held else "done", capture=seen.capture, reading=held)
        if held is None:
            comments = [(comment, seen.capture) for comment in post.comments]
            return self._settle(Whole(task=task, post=post, parser=parser, row=row, seen=seen, comments=comments))
        waits = self._asks_more(post.native_id, post.more_url, 2)
        for link in post.attachments:
            facts: dict[str, object] = {"name": link.name, "asked": link.url}
            if link.ask is not None:
                facts["ask"] = link.ask
            if self.referer:
                facts["referer"] = forms.split(task.url)[0]
            waits |= frontier.offer(self.conn, run.crawl, Task(kind="file", url=link.url, native_id=post.native_id, facts=facts))
        return None if waits else self.settle_waiting(post.native_id)

    def _redacted(self, row: sqlite3.Row | None, seen: Seen) -> bool:
        """Whether a post is hidden: then an answer that came all the same is hidden with it, and nobody reads it."""
        if row is None or row["redaction"] is None:
            return False
        redact.withdraw(self.conn, seen.capture, row["redaction"])
        return True

    def _asks_more(self, native_id: str, url: str | None, page: int) -> bool:
        """Ask a further page of a post, where there is one."""
        return url is not None and frontier.offer(self.conn, self.run.crawl, Task(kind="replies", url=url, native_id=native_id, facts={"page": page}))

    def replies(self, task: Task, replies: Replies, seen: Seen) -> RequestClass:
        """A further page of a post: keep its comments, and go on unless it shows none that the pages before it did not."""
        page = task.facts["page"]
        assert isinstance(page, int)
        met = self._met(replies.native_id)
        fresh = tuple(comment for comment in replies.comments if comment.native_id not in met)
        further = replies.more_url is not None and bool(fresh)
        whole = not further or page < THREAD_PAGES
        reading = frontier.comments_json(fresh, whole=whole)
        frontier.close(self.conn, self.run.crawl, task, "done", capture=seen.capture, reading=reading)
        if not whole:
            misfit = Misfit(kind="long_thread", message=f"{replies.url} goes on after {THREAD_PAGES} pages; what follows was not read")
            store.issue(self.conn, self.run.crawl, self.run.board.name, replies.url, misfit, at=seen.at, capture=seen.capture)
        elif further:
            self._asks_more(replies.native_id, replies.more_url, page + 1)
        return "unchanged" if all(map(self._is_known, [replies.native_id] * len(fresh), fresh)) else "stored"

    def _is_known(self, native_id: str, comment: Comment) -> bool:
        """Whether a comment is archived as it stands."""
        sql = (
            "SELECT 1 FROM comments c JOIN posts p ON p.id = c.post"
            " WHERE p.board = ? AND p.native_id = ? AND c.native_id = ? AND c.body_text = ? AND c.state = 'present'"
        )
        return self.conn.execute(sql, (self.run.board.name, native_id, comment.native_id, comment.body_text)).fetchone() is not None

    def _comments(self, post: Post, capture: int) -> tuple[list[tuple[Comment, int]], bool]:
        """The comments of a post that waits, each with its page's capture; and whether all of its pages were read."""
        found = {comment.native_id: (comment, capture) for comment in post.comments}
        whole = True
        for row in self._further_pages(post.native_id) if post.more_url is not None else ():
            comments, ended = frontier.comments_from(row["reading"]) if row["reading"] else ((), False)
            whole &= ended
            for comment in comments:
                found.setdefault(comment.native_id, (comment, row["capture"]))
        return list(found.values()), whole

    def _further_pages(self, native_id: str) -> list[sqlite3.Row]:
        sql = "SELECT reading, capture FROM frontier WHERE crawl = ? AND native_id = ? AND kind = 'replies' ORDER BY id"
        return self.conn.execute(sql, (self.run.crawl, native_id)).fetchall()

    def _met(self, native_id: str) -> set[str]:
        """The comments that the pages read so far have shown of a post that waits."""
        sql = f"SELECT reading FROM frontier WHERE crawl = ? AND native_id = ? AND kind = 'post' AND {frontier.UNSETTLED}"
        waiting = [frontier.post_from(row["reading"])[0].comments for row in self.conn.execute(sql, (self.run.crawl, native_id))]
        further = [frontier.comments_from(row["reading"])[0] for row in self._further_pages(native_id) if row["reading"]]
        return {comment.native_id for comments in (*waiting, *further) for comment in comments}

    def file(self, task: Task, read: FileRead, seen: Seen) -> RequestClass:
        """A file or logo: note its digest; settle what waited for it if it was the last."""
        run = self.run
        asked = str(task.facts.get("asked", task.url))
        known = self._known_digest(task, asked)
        facts = {**asdict(read), "asked": asked}
        if run.is_backfill:
            self._redacted(identify.post(self.conn, run.board.name, task.native_id), seen)
        frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture, reading=json.dumps(facts, ensure_ascii=False))
        return "unchanged" if known == read.sha256 else "stored"

    def _known_digest(self, task: Task, asked: str) -> str | None:
        board = self.run.board.name
        if task.kind == "logo":
            sql, values = "SELECT logo_sha256 FROM partners WHERE board = ? AND logo_url = ? LIMIT 1", (board, asked)
        else:
            sql = "SELECT a.sha256 FROM attachments a JOIN posts p ON p.id = a.post WHERE p.board = ? AND p.native_id = ? AND a.url = ?"
            values = (board, task.native_id or "", asked)  # type: ignore[assignment]
        row = self.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def settle_waiting(self, native_id: str, *, last: bool = False) -> RequestClass | None:
        """Settle the post that waits under a native id; None where none does, or where it has to wait for the end of the run (``last``)."""
        run = self.run
        held = self.conn.execute(
            f"SELECT url, reading, capture, facts FROM frontier WHERE crawl = ? AND native_id = ? AND kind = 'post' AND {frontier.UNSETTLED}",
            (run.crawl, native_id),
        ).fetchone()
        if held is None:
            return None
        post, parser = frontier.post_from(held["reading"])
        row = identify.post(self.conn, run.board.name, post.native_id)
        facts, missing = self._fetched_files(post, row)
        comments, whole = self._comments(post, held["capture"])
        at = self.conn.execute("SELECT fetched_at FROM captures WHERE id = ?", (held["capture"],)).fetchone()[0]
        task = Task(kind="post", url=held["url"], native_id=native_id, facts=json.loads(held["facts"]))
        frontier.close(self.conn, run.crawl, task, "done", capture=held["capture"])
        seen = Seen(crawl=run.crawl, at=at, capture=held["capture"])
        read = Whole(
            task=task, post=post, parser=parser, row=row, seen=seen, comments=comments, all_pages=whole, facts=facts, missing=missing, last=last
        )
        return self._settle(read)

    def _fetched_files(self, post: Post, row: sqlite3.Row | None) -> tuple[dict[str, FileFact], frozenset[str]]:
        """The files of a post by address, and the addresses that were asked and gave none; a file that was not fetched keeps the
        digest known before, for that is no evidence of a change."""
        run = self.run
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

    def _settle(self, read: Whole) -> RequestClass | None:
        """Normalize, identify, compare, store: the post is read whole. What is doubtful waits for the end of the run."""
        run, task, post, row, seen, last = self.run, read.task, read.post, read.row, read.seen, read.last
        version = normalize(with_known_date(post, row), read.facts)
        sighting = self.conn.execute("SELECT pinned FROM sightings WHERE crawl = ? AND native_id = ?", (run.crawl, post.native_id)).fetchone()
        if row is not None and sighting is None and row["state"] == "listed" and run.whole and not last:
            # Nobody took it off the list where a post before it went while the pages were read: look again before saying so.
            frontier.read_again(self.conn, run.crawl, "list")
        if not last and (self.doubts.is_strange(version, row) or alike.is_doubtful(self.conn, row, version, str(task.facts.get("title", "")))):
            frontier.close(self.conn, run.crawl, task, "waiting", capture=seen.capture, reading=frontier.post_json(post, read.parser))
            self.doubts.look_early()
            return None
        if row is None:
            state = "unlisted" if sighting is None else "listed"
            pinned = bool(sighting and sighting["pinned"])
            number = store.add_post(self.conn, run.board.name, version, read.parser, seen, state=state, pinned=pinned)
            self.tally.new_posts += 1
            news = True
        else:
            number = row["id"]
            news = store.revise_post(self.conn, row, version, read.parser, seen) is not None
            self.tally.changed_posts += news
            # Only a sweep reads the whole list: elsewhere, not to be shown is no sign of being off it.
            sighted = sighting is not None or (row["state"] in ("blinded", "secret") and not run.whole)
            news |= self._moved(row, version.url, seen) | self._restored(row, sighted, seen)
        if row is not None or version.files:
            store.set_files(self.conn, number, version, read.missing, seen)
        if row is not None or read.comments:
            store.set_comments(self.conn, number, read.comments, whole=read.all_pages)
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

    def withheld(self, task: Task, held: Withheld, parser: str, seen: Seen) -> RequestClass | Misfit:
        """A page that says that the post is gone, blinded or secret."""
        run = self.run
        row = identify.post(self.conn, run.board.name, task.native_id)
        if self._redacted(row, seen):
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return "unchanged"
        if row is None and (held.kind == "gone" or not task.facts.get("title")):
            return Misfit(kind="listed_but_gone", message=f"{task.url} is linked but says: {held.evidence}", expected="a post", found=held.evidence)
        said = json.dumps({"held": held.kind, "evidence": held.evidence}, ensure_ascii=False) if row is not None and held.kind != "gone" else None
        frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture, reading=said)
        if row is None:
            number = store.add_post(self.conn, run.board.name, normalize(_from_hint(task), {}), parser, seen, state=held.kind, pinned=False)
            store.event(self.conn, number, held.kind, seen, {"evidence": held.evidence})
            self.tally.new_posts += 1
            return "stored"
        if row["state"] == held.kind:
            return "unchanged"
        if held.kind == "gone":
            verdict.absent(self.conn, row["id"], held.evidence, seen)
            if verdict.is_last(self.conn, row["id"], run.crawl, sweep=run.whole, apart=run.apart):
                self._ask_what_is_left(row["id"], task.native_id)
                self._ask_control(row["id"])
        return "stored"

    def _ask_what_is_left(self, post: int, native_id: str | None) -> None:
        """A post is about to be called gone: see once whether its files are still served. What becomes of that decides nothing."""
        for row in self.conn.execute("SELECT name, url FROM attachments WHERE post = ? AND state = 'present' ORDER BY id", (post,)).fetchall():
            facts: dict[str, object] = {"name": row["name"], "asked": row["url"], "optional": True, "after_gone": True}
            frontier.add(self.conn, self.run.crawl, Task(kind="file", url=row["url"], native_id=native_id, facts=facts))

    def _ask_control(self, post: int) -> None:
        """A post is about to be called gone: a post that stands is asked in the same run, once, so that a server that has lost them all is told apart."""
        other = verdict.control(self.conn, self.run.board.name, self.run.crawl, post)
        if other is not None:
            frontier.add(self.conn, self.run.crawl, Task(kind="post", url=other["url"], native_id=other["native_id"], facts={"control": True}))

    def settle_doubtful(self) -> None:
        """The end of a run: what waited is settled, unless one text stands under many ids or the layout has changed; what pages said of their
        posts is believed, unless too many said it."""
        run = self.run
        for task, capture, at, text in self._repeated():
            message = f"{task.url} shows the same text as at least {alike.MANY - 1} other posts of this run, which is not what was there before"
            found = json.dumps({"post": task.native_id, "text": text})
            store.issue(self.conn, run.crawl, run.board.name, task.url, Misfit(kind="same_body", message=message, found=found), at=at, capture=capture)
            frontier.close(self.conn, run.crawl, task, "quarantined", capture=capture)
            self.tally.count("quarantined")
            ledger.doubt(self.conn, run.crawl, f"same_body: at least {alike.MANY} posts show one and the same text")
        for _ in range(self.doubts.leave_out()):
            self.tally.count("quarantined")
        waiting = f"SELECT native_id FROM frontier WHERE crawl = ? AND kind = 'post' AND {frontier.UNSETTLED} ORDER BY id"
        for row in self.conn.execute(waiting, (run.crawl,)).fetchall():
            kind = self.settle_waiting(row["native_id"], last=True)
            if kind is not None:
                self.tally.count(kind)
        self._believe_statements()

    def _repeated(self) -> list[alike.Repeated]:
        """The posts with one text under many ids, without the texts that an archivist has accepted."""
        found = alike.repeated(self.conn, self.run.crawl)
        known = accept.accepted(self.conn, self.run.board.name).texts if found else frozenset()
        return [one for one in found if one.text not in known]

    def _believe_statements(self) -> None:
        """Posts whose pages said in this run that they are blinded or secret: believed at once, but not when it is said of too many."""
        run = self.run
        rows = self.conn.execute(
            "SELECT p.id, p.state, f.reading, f.capture, c.fetched_at FROM frontier f JOIN posts p ON p.board = ? AND p.native_id = f.native_id"
            " JOIN captures c ON c.id = f.capture WHERE f.crawl = ? AND f.kind = 'post' AND f.state = 'done' AND f.reading IS NOT NULL ORDER BY f.id",
            (run.board.name, run.crawl),
        ).fetchall()
        said = [(row, json.loads(row["reading"])) for row in rows]
        said = [(row, facts) for row, facts in said if row["state"] != facts["held"]]
        asked = self.conn.execute("SELECT count(*) FROM frontier WHERE crawl = ? AND kind = 'post' AND state = 'done'", (run.crawl,)).fetchone()[0]
        if verdict.too_many(len(said), asked) and not self.is_accepted("mass_withheld"):
            row = said[-1][0]
            reason = f"mass_withheld: {len(said)} of {asked} posts that were asked say that they are blinded or secret"
            self.doubt(reason, "mass_withheld", Seen(crawl=run.crawl, at=row["fetched_at"], capture=row["capture"]))
            return
        for row, facts in said:
            seen = Seen(crawl=run.crawl, at=row["fetched_at"], capture=row["capture"])
            self.conn.execute("UPDATE posts SET state = ?, capture = ? WHERE id = ?", (facts["held"], seen.capture, row["id"]))
            store.event(self.conn, row["id"], facts["held"], seen, {"evidence": facts["evidence"], "from": row["state"]})

    def doubt_vanishing(self) -> None:
        """Doubt a run in which too many of the listed posts that it asked say that they are not there. In a sweep of every post only those
        count that its lists show all the same: of the others the lists were doubted already."""
        run = self.run
        if ledger.in_doubt(self.conn, run.crawl):
            return
        sql = "SELECT a.at, a.capture FROM absences a JOIN posts p ON p.id = a.post WHERE a.crawl = ?1 AND p.state = 'listed'"
        if run.every_post and run.whole:
            sql += " AND p.native_id IN (SELECT native_id FROM sightings WHERE crawl = ?1)"
        rows = self.conn.execute(f"{sql} ORDER BY a.id", (run.crawl,)).fetchall()
        asked = self.conn.execute("SELECT count(*) FROM frontier WHERE crawl = ? AND kind = 'post' AND state = 'done'", (run.crawl,)).fetchone()[0]
        if verdict.too_many(len(rows), asked) and not any(map(self.is_accepted, accept.VANISHINGS)):
            last = Seen(crawl=run.crawl, at=rows[-1]["at"], capture=rows[-1]["capture"])
            self.doubt(f"mass_vanish: {len(rows)} of {asked} listed posts that were asked say that they are not there", "mass_vanish", last)


def _listed_date(task: Task, row: sqlite3.Row | None) -> SiteDate | None:
    """The date of a post whose own page shows none: its list row's, else the one known before; never a guessed one."""
    listed = task.facts.get("posted")
    if isinstance(listed, dict) and not listed.get("inferred"):
        return SiteDate(**listed)
    # A visit without a list row (a revisit) must not take for removed what only the list ever showed.
    return known_date(row)


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
