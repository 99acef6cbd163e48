"""A date that is counted from the capture says something else every day, and the post is the same."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from pipelines.schema import TABLES, add_inferred_dates
from tests.conftest import Archive
from tests.test_korean_crawl import Gnuboard

LONG = "2025-03-03 11:20:00"


class Counting(Gnuboard):
    """Gnuboard with a skin that tells how long ago a post was written."""

    shown = "3시간 전"

    def page(self, path: str, given: dict[str, str]) -> str:
        return super().page(path, given).replace("25-03-03 11:20", self.shown)


def test_a_relative_date_is_kept_marked_and_makes_no_revision(archive: Archive) -> None:
    with Counting() as board:
        archive.crawl(board, clock="2025-03-03T05:30:00+00:00")
        post = archive.post(240)
        assert (post["posted_at"], post["posted_precision"], post["posted_raw"], post["posted_inferred"]) == (
            "2025-03-03T11:00:00+09:00", "hour", "3시간 전", 1,
        )  # fmt: skip
        for shown, clock in (("어제", "2025-03-04T05:30:00+00:00"), ("25-03-03 11:20", "2025-03-05T05:30:00+00:00"), ("25-03-03", "2025-03-06T05:30:00+00:00")):
            board.shown = shown
            assert archive.crawl(board, clock=clock).row["changed_posts"] == 0
        board.shown = "25-03-02 09:00"
        archive.crawl(board, clock="2025-03-07T05:30:00+00:00")
        post = archive.post(240)
        assert (post["posted_at"], post["posted_inferred"], post["revision"]) == ("2025-03-02T09:00:00+09:00", 0, 2)


def test_an_archive_made_before_gets_the_column_and_its_dates_are_not_inferred(tmp_path: Path) -> None:
    database = Database(tmp_path / "old.db")
    columns = {name: text for name, text in TABLES["posts"][1].items() if name != "posted_inferred"}
    database.execute(f"CREATE TABLE posts ({', '.join(f'{name} {text.partition(chr(124))[0]}' for name, text in columns.items())}) STRICT")
    add_inferred_dates(database)
    add_inferred_dates(database)
    assert {column.name for column in database["posts"].columns} == set(TABLES["posts"][1])
