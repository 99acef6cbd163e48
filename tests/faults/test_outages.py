"""A site that is not itself for some visits: nothing is taken for an edit or a deletion, and what truly was taken down is found.

The short form takes one seed; PANJEON_OUTAGE_SEEDS=20 runs the long one.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.conftest import Archive
from tests.faults.board import FaultBoard
from tests.faults.oracle import Oracle
from tests.faults.outages import OUTAGES, Outage
from tests.tiny_board import TinyPost

SEEDS = int(os.environ.get("PANJEON_OUTAGE_SEEDS", "1"))
POSTS = 14
#: Visits after an outage within which a deletion must be found.
VISITS = 3


def test_there_are_enough_outages() -> None:
    assert len({outage.name for outage in OUTAGES}) >= 40


@pytest.mark.fault(30, 33, 34, 40, 47, 48, 50)
@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("outage", [pytest.param(outage, id=outage.name) for outage in OUTAGES])
def test_an_outage_accuses_nobody(quick: Archive, outage: Outage, seed: int) -> None:
    """One post is edited and one taken down while the site is out; the oracle looks after every visit (false edits and deletions: none)."""
    dice = random.Random(f"{outage.name} {seed}")
    with FaultBoard(per_page=dice.choice((7, 10, 20))) as board:
        board.publish(*(TinyPost(number, f"제{number}차 공사 안내", f"<p>{number}번째 공사는 {number}월에 시작하여 연말에 끝납니다.</p>") for number in range(1, POSTS + 1)))
        oracle = Oracle(board, quick)
        assert oracle.crawl(day=0).code == 0
        edited, removed = dice.sample(range(1, POSTS + 1), 2)
        fate = dice.randrange(len(outage.scenes))
        day = 0.0
        for visit, scene in enumerate(outage.scenes):
            if visit == fate:
                board.edit(edited, body=f"<p>{edited}번째 공사를 미룹니다.</p>")
                board.remove(removed)
            day += dice.uniform(1.05, 4)
            scene(board)
            oracle.crawl(dice.choice(("sweep", "sweep", "refresh")), day=day, fetch="budget = 14\n", unlogged=0)
            board.disarm()
        for _ in range(VISITS):
            day += dice.uniform(1.05, 4)
            assert oracle.crawl(day=day).code == 0
        assert oracle.gone() == {removed}
        oracle.at_rest()
