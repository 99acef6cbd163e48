"""Partner links: what the checks said, one row for as long as they say the same, and when a link is called dead or back.

A link is dead when the same failure was found on two days, and no longer dead when somebody answers in whatever way. A check that
was refused (robots.txt, a private address) says neither.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.addresses import host_of
from crawler.clock import iso
from crawler.links import FAILING, STANDING, LinkRead
from crawler.manifest import Manifest
from crawler.records import Task
from pipelines import partners
from pipelines.stage import Stage
from pipelines.store import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What one check said, and when; ``capture`` is that of its answer, None where there was none."""

    outcome: str
    at: str
    status: int | None = None
    leads_to: str | None = None
    capture: int | None = None


def due(conn: sqlite3.Connection, board: Manifest, started_at: str, now: datetime) -> list[str]:
    """The links of the partners that a run's strip has shown whose time has come, those not asked for longest first."""
    rows = conn.execute(
        "SELECT p.url, max(l.last_checked_at) AS last FROM partners p LEFT JOIN partner_links l ON l.partner = p.id AND l.url = p.url"
        " WHERE p.board = ? AND p.state = 'present' AND p.last_seen_at >= ? AND p.url IS NOT NULL GROUP BY p.url"
        " HAVING last IS NULL OR last <= ? ORDER BY coalesce(last, ''), min(p.id)",
        (board.name, started_at, iso(now - timedelta(seconds=board.partners.every))),
    )
    return [row["url"] for row in rows]


class Links(Stage):
    """The link checks of one crawl."""

    def answered(self, task: Task, result: object, seen: Seen) -> bool:
        """Take an answer; whether it says something new. One that a further request follows says nothing yet."""
        if not isinstance(result, LinkRead) or result.outcome is None:
            return False
        check = Check(outcome=result.outcome, at=seen.at, status=result.status, leads_to=result.leads_to, capture=seen.capture)
        return self._settle(task, check)

    def failed(self, task: Task, facts: dict[str, object], at: str) -> None:
        """Take a check that brought no answer, unless it is to be asked again in another way. ``facts`` are those of the failure."""
        if not facts.get("again"):
            # What no record can hold was an answer all the same.
            self._settle(task, Check(outcome=str(facts.get("outcome", "barred")), at=at))

    def _settle(self, task: Task, check: Check) -> bool:
        """Write what a check said to every partner with that link."""
        link = str(task.facts["link"])
        rows = self.conn.execute(
            "SELECT id, url, dead_since, capture FROM partners WHERE board = ? AND url = ? AND state = 'present' ORDER BY id", (self.run.board.name, link)
        ).fetchall()
        news = [self._settle_one(row, check) for row in rows]
        return any(news)

    def _settle_one(self, partner: sqlite3.Row, check: Check) -> bool:
        last = self.conn.execute(
            "SELECT * FROM partner_links WHERE partner = ? AND url = ? ORDER BY id DESC LIMIT 1", (partner["id"], partner["url"])
        ).fetchone()
        if last is None or (last["outcome"], _host(last["leads_to"])) != (check.outcome, _host(check.leads_to)):
            self._begin(partner, check)
            if check.outcome in STANDING and partner["dead_since"] is not None:
                self._back(partner, check)
            return True
        again = last["confirmed_at"] is None and self._day(check.at) != self._day(last["checked_at"])
        self.conn.execute(
            "UPDATE partner_links SET status = ?, leads_to = ?, last_checked_at = ?, checks = checks + 1, last_crawl = ?, last_capture = ? WHERE id = ?",
            (check.status, check.leads_to, check.at, self.run.crawl, check.capture, last["id"]),
        )
        if again:
            self.conn.execute(
                "UPDATE partner_links SET confirmed_at = ?, confirmed_crawl = ?, confirmed_capture = ? WHERE id = ?",
                (check.at, self.run.crawl, check.capture, last["id"]),
            )
        dies = again and check.outcome in FAILING and partner["dead_since"] is None
        if dies:
            self._dead(partner, last, check)
        return dies

    def _begin(self, partner: sqlite3.Row, check: Check) -> None:
        self.conn.execute(
            "INSERT INTO partner_links (board, partner, url, outcome, status, leads_to, checked_at, last_checked_at, checks, crawl, last_crawl,"
            " capture, last_capture) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)",
            (
                *(self.run.board.name, partner["id"], partner["url"], check.outcome, check.status, check.leads_to, check.at, check.at),
                *(self.run.crawl, self.run.crawl, check.capture, check.capture),
            ),
        )

    def _dead(self, partner: sqlite3.Row, first: sqlite3.Row, second: Check) -> None:
        self.conn.execute("UPDATE partners SET dead_since = ? WHERE id = ?", (first["checked_at"], partner["id"]))
        self._event(partner, "link_dead", second, {"outcome": second.outcome, "status": second.status, "since": first["checked_at"]})

    def _back(self, partner: sqlite3.Row, check: Check) -> None:
        self.conn.execute("UPDATE partners SET dead_since = NULL WHERE id = ?", (partner["id"],))
        self._event(partner, "link_back", check, {"outcome": check.outcome, "status": check.status, "since": partner["dead_since"]})

    def _event(self, partner: sqlite3.Row, kind: str, check: Check, detail: dict[str, object]) -> None:
        """Note it; where a check brought no answer, the capture is that of the strip that shows the link."""
        seen = Seen(crawl=self.run.crawl, at=check.at, capture=check.capture or partner["capture"])
        partners.event(self.conn, partner["id"], kind, seen, {"url": partner["url"], **detail})

    def _day(self, at: str) -> str:
        """The day of a time where the board is."""
        return datetime.fromisoformat(at).astimezone(ZoneInfo(self.run.board.timezone)).date().isoformat()


def _host(url: str | None) -> str | None:
    """Where an answer leads, as far as that tells one from another: addresses may carry a visit's number."""
    return host_of(url) if url else None


def named(conn: sqlite3.Connection, board: str) -> list[sqlite3.Row]:
    """The links of a board's present partners with what is known of each: url, partners, outcome, last_checked_at, dead_since."""
    return conn.execute(
        "SELECT p.url, count(DISTINCT p.id) AS partners, max(p.dead_since) AS dead_since, l.outcome, l.last_checked_at FROM partners p"
        " LEFT JOIN partner_links l ON l.id = (SELECT max(x.id) FROM partner_links x WHERE x.partner = p.id AND x.url = p.url)"
        " WHERE p.board = ? AND p.state = 'present' AND p.url IS NOT NULL GROUP BY p.url ORDER BY min(p.position)",
        (board,),
    ).fetchall()

