"""Holds an archive against the true history of a fault board: nothing lost, nothing invented, the ledger honest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from pipelines.verify import verify
from tests.conftest import Archive, Ended
from tests.faults.board import FaultBoard, Version

#: Events that say of a post what only the board can have done to it.
ACCUSATIONS = ("gone", "blinded", "secret")


class Oracle:
    """Looks at the archive of one fault board after every run."""

    def __init__(self, board: FaultBoard, archive: Archive) -> None:
        self.board, self.archive = board, archive
        self._before: dict[str, set[tuple[Any, ...]]] = {}

    def crawl(self, mode: str = "sweep", **more: Any) -> Ended:
        """Crawl the board and look at once."""
        run = self.archive.crawl(self.board, mode, **more)
        self.look()
        return run

    # -- after every run ------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """What must hold after every run, however it went."""
        self._appended("revisions", "post, number, title, author, posted_at, body_text, attachments")
        self._appended("events", "id, post, crawl, kind, detail, capture")
        self._appended("captures", "id, crawl, url, status, payload_sha256")
        for native_id, revisions in self._revisions().items():
            truth = self.board.truth.get(native_id)
            assert truth is not None, f"post {native_id} is in the archive and never was on the board"
            told = _distinct([version.shown for version in truth.told])
            kept = _distinct([_shown(row) for row in revisions])
            assert kept == told, f"post {native_id}: the archive has {kept}, the board told {told}"
            for row in revisions:
                self._true_files(native_id, row, truth.versions)
        for native_id, truth in self.board.truth.items():
            assert not truth.told or native_id in self._native_ids(), f"post {native_id} was told and is not in the archive"
        self._no_false_accusation()

    def _appended(self, table: str, columns: str) -> None:
        """Rows once written stay as they are."""
        rows = set(self.archive.rows(f"SELECT {columns} FROM {table}"))
        lost = self._before.get(table, set()) - rows
        assert not lost, f"rows of {table} were rewritten or lost: {lost}"
        self._before[table] = rows

    def _revisions(self) -> dict[int, list[sqlite3.Row]]:
        sql = (
            "SELECT p.native_id, r.title, r.author, r.posted_at, r.modified_at, r.body_text, r.attachments, r.number"
            " FROM revisions r JOIN posts p ON p.id = r.post ORDER BY p.id, r.number"
        )
        return {int(native_id): list(rows) for native_id, rows in groupby(self.archive._run(sql, ()), key=lambda row: row["native_id"])}

    def _native_ids(self) -> set[int]:
        return {int(row[0]) for row in self.archive.rows("SELECT native_id FROM posts")}

    def _true_files(self, native_id: int, row: sqlite3.Row, versions: Iterable[Version]) -> None:
        true = {fact for version in versions for fact in version.files}
        for file in json.loads(row["attachments"]):
            assert file["sha256"] is None or (file["name"], file["sha256"]) in true, f"post {native_id}: {file} never was on the board"

    def _no_false_accusation(self) -> None:
        for native_id, kind, detail in self.archive.rows(
            "SELECT p.native_id, e.kind, e.detail FROM events e JOIN posts p ON p.id = e.post WHERE e.kind <> 'new'"
        ):
            truth = self.board.truth[int(native_id)]
            if kind in ACCUSATIONS:
                assert truth.was_removed, f"post {native_id} was called {kind} and stood all the time: {detail}"
            elif kind == "unlisted":
                assert truth.was_removed or truth.was_hidden or self.board.lists_lied, f"post {native_id} was called {kind} and was on the list: {detail}"
            elif kind == "changed":
                assert len(truth.versions) > 1, f"post {native_id} was called {kind} and never was edited: {detail}"
            else:
                assert kind in ("restored", "pinned", "unpinned"), f"post {native_id} was called {kind}: {detail}"

    def complete(self, run: Ended, told_before: dict[int, int]) -> None:
        """A complete sweep was told the truth about every post that is listed, but for pages that it accounts for as no posts."""
        listed = {native_id for native_id, post in self.board.posts.items() if post.listed}
        untold = {native_id for native_id in listed if len(self.board.truth[native_id].told) == told_before.get(native_id, 0)}
        absent = self.archive.value("SELECT count(*) FROM absences WHERE crawl = ?", run.row["id"])
        accounted = run.row["quarantined"] + run.row["refused"] + absent
        assert len(untold) <= accounted, f"a complete sweep was told nothing of {sorted(untold)}, and accounts for {accounted}"

    # -- at rest --------------------------------------------------------------------------------------------------------------

    def at_rest(self) -> None:
        """After complete sweeps of a board that stood still, the archive is the truth, and its evidence proves it."""
        posts = {int(row["native_id"]): row for row in self.archive._run("SELECT * FROM posts", ())}
        for native_id, truth in self.board.truth.items():
            if native_id not in posts:
                assert truth.removed, f"post {native_id} stands on the board and is not in the archive"
                continue
            post = posts[native_id]
            expected = "gone" if truth.removed else "listed" if self.board.posts[native_id].listed else "unlisted"
            assert post["state"] == expected, f"post {native_id} is {post['state']}, in truth it is {expected}"
            if not truth.removed:
                last = self._revisions()[native_id][-1]
                assert _shown(last) == truth.versions[-1].shown
                # A file that gave nothing when its post was read counts with the digest that was captured for it since.
                since = dict(self.archive.rows("SELECT url, sha256 FROM attachments WHERE post = ? AND state = 'present'", post["id"]))
                files = {file["name"]: file["sha256"] or since[file["url"]] for file in json.loads(last["attachments"])}
                assert files == dict(truth.versions[-1].files)
        self.proved()

    def proved(self) -> None:
        """Every row has its evidence."""
        found = verify(self.archive.path, self.archive.folder / "warcs")
        assert [finding for finding in found if finding.code.startswith("E")] == []

    def gone(self) -> set[int]:
        """The posts that the archive calls gone."""
        return {int(row[0]) for row in self.archive.rows("SELECT native_id FROM posts WHERE state = 'gone'")}


def _shown(row: sqlite3.Row) -> tuple[object, ...]:
    posted = row["posted_at"] and row["posted_at"][:10]
    modified = row["modified_at"] and row["modified_at"][:10]
    names = tuple(file["name"] for file in json.loads(row["attachments"]))
    return row["title"], row["author"], posted, modified, row["body_text"], names


def _distinct(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Without repetitions that follow each other."""
    return [row for row, _ in groupby(rows)]
