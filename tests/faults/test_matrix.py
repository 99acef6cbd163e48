"""docs/faults.md says what the tests' marks say."""

from __future__ import annotations

from tests.faults.matrix import FAULTS, PAGE, page, provoked


def test_the_page_of_faults_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.faults.matrix`"


def test_every_fault_of_networks_boards_and_encodings_is_provoked() -> None:
    assert set(provoked()) <= set(FAULTS)
    assert set(range(21, 67)) <= set(provoked())
