"""The spider for notice boards: `scrapy crawl board -a board=NAME`."""

from __future__ import annotations

from typing import Any

from crawler.records import Task
from crawler.spiders.frontier import FrontierSpider


class BoardSpider(FrontierSpider):
    """Reads a board's list pages, its posts and their files; with ``partners=1`` the partner strip in the same run."""

    name = "board"

    def __init__(self, *args: Any, partners: str = "0", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._with_partners = partners not in ("", "0", "no", "false")

    def seeds(self) -> list[Task]:
        """The manifest's list pages, and the partner page where it is wanted."""
        board = self.board
        tasks = [Task(kind="list", url=url, facts={"page": 1}) for url in board.lists or (board.url,)]
        tasks += [Task(kind="list", url=url, facts={"page": 1, "optional": True}) for url in board.optional_lists]
        if self._with_partners and board.partners_url:
            tasks.append(Task(kind="partners", url=board.partners_url))
        return tasks
