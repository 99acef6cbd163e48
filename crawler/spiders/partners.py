"""The spider for partner strips: `scrapy crawl partners -a board=NAME`."""

from __future__ import annotations

from crawler.errors import ManifestError
from crawler.records import Task
from crawler.spiders.frontier import FrontierSpider


class PartnersSpider(FrontierSpider):
    """Reads the page that shows the partner logos, and the logos."""

    name = "partners"

    def run_mode(self) -> str:
        return "partners"

    def budget(self) -> int | None:
        """None: no post is asked."""
        return None

    def seeds(self) -> list[Task]:
        """The manifest's partner page. Raises ManifestError where it names none."""
        if not self.board.partners_url:
            raise ManifestError(f"board {self.board.name!r} names no partner page; add partners_url = \"https://…\" to its manifest")
        return [Task(kind="partners", url=self.board.partners_url)]
