"""The partner page: a strip is settled when the last of its logos has been fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping

from crawler.records import PartnerStrip, Task
from pipelines import frontier, partners
from pipelines.ledger import RequestClass
from pipelines.stage import Stage
from pipelines.store import Seen


class Strips(Stage):
    """The partner strip of one crawl."""

    def strip(self, task: Task, strip: PartnerStrip, seen: Seen) -> RequestClass | None:
        """Settle a partner strip, or let it wait for its logos: all of them in a sweep, otherwise those at new addresses."""
        run = self.run
        known = {
            row["logo_url"]
            for row in self.conn.execute("SELECT logo_url FROM partners WHERE board = ? AND logo_sha256 IS NOT NULL", (run.board.name,))
        }
        count = self.conn.execute("SELECT count(*) FROM partners WHERE board = ? AND state = 'present'", (run.board.name,)).fetchone()[0]
        if not strip.partners and (count or run.board.expect.get("min_partners", 0)):
            self.doubt(f"empty_strip: the page shows no partner, the archive holds {count}", "empty_strip", seen)
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return "unchanged"
        least, most = run.board.expect.get("min_partners", 0), run.board.expect.get("max_partners", len(strip.partners))
        if not least <= len(strip.partners) <= most:
            told = f"at least {least}" if len(strip.partners) < least else f"at most {most}"
            self.doubt(f"partners: the strip shows {len(strip.partners)}, the manifest expects {told}", "partners", seen)
            frontier.close(self.conn, run.crawl, task, "done", capture=seen.capture)
            return "unchanged"
        return self._wait(task, strip, known, seen)

    def _wait(self, task: Task, strip: PartnerStrip, known: set[str], seen: Seen) -> RequestClass | None:
        """Ask the logos of a strip, in a refresh those not ``known`` yet; settle it where there is none to ask."""
        run = self.run
        frontier.close(self.conn, run.crawl, task, "waiting", capture=seen.capture, reading=frontier.strip_json(strip))
        waits = False
        for partner in strip.partners:
            if partner.logo_url and (run.mode != "refresh" or partner.logo_url not in known):
                facts: dict[str, object] = {"name": partner.name, "asked": partner.logo_url}
                waits |= frontier.add(self.conn, run.crawl, Task(kind="logo", url=partner.logo_url, facts=facts))
        return None if waits else self.settle()

    def settle(self) -> RequestClass | None:
        run = self.run
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
        return "stored" if self._store(frontier.strip_from(held["reading"]), logos, seen) else "unchanged"

    def _store(self, strip: PartnerStrip, logos: Mapping[str, tuple[str, int]], seen: Seen) -> int:
        """Write a strip whose logos are there; how many entries say something new."""
        return partners.settle(self.conn, self.run.board.name, strip, logos, seen)
