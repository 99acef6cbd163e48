"""A board on its rhythm, on a virtual clock, while one request in twenty goes wrong: its history in the archive is the true one.

The faults are those of the matrix. A server that answers 404 for a post that stands is none of them: the post is called unlisted, with what its
page said, and restored when it is read again; tests/test_verdicts.py says what it takes to call it gone.

The short form makes 50 runs; PANJEON_SCHEDULED_RUNS=1000 the long one, PANJEON_SEED=N another history.
"""

from __future__ import annotations

import os
import random
from datetime import timedelta

import pytest

from crawler.manifest import Rhythm
from pipelines.archive import open_reader
from pipelines.rhythm import Past, due, next_slot, past
from tests.conftest import FIRST_DAY, Archive, Ended
from tests.faults.board import Call, FaultBoard, Play
from tests.faults.oracle import Oracle
from tests.faults.outages import BLOCKED, CHALLENGE, DATABASE, FRONT, LOGIN, MAINTENANCE
from tests.faults.plays import answer, cut, hang_up, labelled, packed, redirect
from tests.tiny_board import TinyPost

RUNS = int(os.environ.get("PANJEON_SCHEDULED_RUNS", "50"))
SEED = int(os.environ.get("PANJEON_SEED", "1"))
SHARE = 0.05
RHYTHM = Rhythm(every=6 * 3600, sweep=2 * 86400, jitter=600)
FETCH = "budget = 5\nattempts = 3\n"


def neighbour(call: Call) -> None:
    """The page of another post that stands."""
    others = [number for number in call.board.posts if f"/ko/node/{number}" != call.path]
    call.reply(*call.board.answer(f"/ko/node/{max(others)}"))


def to_itself(call: Call) -> None:
    """A redirect without an end."""
    call.reply(302, {"Location": call.path}, b"")


PLAYS: tuple[Play, ...] = (
    hang_up(),
    hang_up(reset=True),
    cut(),
    cut(framing="chunks"),
    cut(framing="close"),
    packed(keep=-20),
    packed(garble=True),
    labelled("gzip"),
    answer(500),
    answer(503, {"Retry-After": "0"}),
    answer(429),
    answer(403, {}, BLOCKED),
    answer(200),
    answer(200, {}, MAINTENANCE),
    answer(200, {}, LOGIN),
    answer(200, {}, CHALLENGE),
    answer(200, {}, DATABASE),
    answer(200, {}, FRONT),
    redirect("/ko/news"),
    to_itself,
    redirect("http://169.254.169.254/"),
    neighbour,
)


def sometimes(dice: random.Random) -> Play:
    """One of the plays at one request in twenty, the truth at the others."""

    def play(call: Call) -> None:
        if dice.random() < SHARE:
            dice.choice(PLAYS)(call)
        else:
            call.tell()
            call.reply(*call.honest())

    return play


def live_on(board: FaultBoard, dice: random.Random) -> None:
    """What happens on a board in six hours: posts come, are edited, pinned and taken down."""
    standing = [number for number, post in board.posts.items() if post.listed]
    if dice.random() < 0.2:
        number = max(board.truth) + 1
        files = {f"붙임 {number}.pdf": b"%%PDF- %d %%%%EOF" % number} if dice.random() < 0.3 else {}
        board.publish(TinyPost(number, f"제{number}호 공고", f"<p>{number}호 공고의 본문입니다.</p>", files=files))
    if dice.random() < 0.15:
        number = dice.choice(standing)
        board.edit(number, body=f"<p>{number}호 공고를 {dice.randrange(10**6)}번으로 고칩니다.</p>")
    if dice.random() < 0.05:
        board.edit(dice.choice(standing), title=f"고친 공고 {dice.randrange(10**6)}")
    if dice.random() < 0.04 and len(standing) > 15:
        board.remove(dice.choice(standing))
    if dice.random() < 0.05:
        post = board.posts[dice.choice(standing)]
        post.pinned = not post.pinned


@pytest.mark.fault(21, 22, 23, 24, 25, 29, 30, 32, 34, 43, 46, 47)
def test_a_history_with_faults_is_the_true_history(quick: Archive) -> None:
    dice = random.Random(SEED)
    outcomes: dict[str, int] = {}
    with FaultBoard(per_page=10) as board:
        board.publish(*(TinyPost(number, f"제{number}호 공고", f"<p>{number}호 공고의 본문입니다.</p>") for number in range(1, 21)))
        oracle = Oracle(board, quick)
        run_at = Timer(quick, board, oracle)
        for _ in range(RUNS):
            live_on(board, dice)
            board.arm(".*", sometimes(dice))
            told = {native_id: len(truth.told) for native_id, truth in board.truth.items()}
            run = run_at()
            board.disarm()
            outcomes[run.outcome] = outcomes.get(run.outcome, 0) + 1
            if run.outcome == "complete" and run.row["mode"] == "sweep":
                oracle.complete(run, told)
        for _ in range(2):
            run_at.now += timedelta(hours=30)
            assert oracle.crawl("sweep", clock=run_at.now.isoformat(), fetch=FETCH).code == 0
        oracle.at_rest()
    print(f"{RUNS} runs: {outcomes}")


class Timer:
    """Runs a board when it is due, in the mode that is due; ``now`` is the virtual present."""

    def __init__(self, archive: Archive, board: FaultBoard, oracle: Oracle) -> None:
        self.archive, self.board, self.oracle = archive, board, oracle
        self.now = FIRST_DAY

    def __call__(self) -> Ended:
        self.now = next_slot("tiny", RHYTHM, self.now)
        found = due("tiny", RHYTHM, self._past(), self.now)
        assert found is not None
        return self.oracle.crawl(found.mode, clock=self.now.isoformat(), fetch=FETCH)

    def _past(self) -> Past:
        if not self.archive.path.exists():
            return Past()
        conn = open_reader(self.archive.path)
        try:
            return past(conn, "tiny", self.now)
        finally:
            conn.close()
