"""The bench of the search runs from end to end; what it says of right and wrong hits is held to here, what it says of time is not.

``PANJEON_LONG=1`` asks 10,000 hostile queries and 3,000 notices instead of 500 and 800.
"""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner

from bench import search_corpus
from bench.search import EVERYWHERE, IN_PROSE, WANTED, bench, hostile, paths, scores, withstood

LONG = bool(os.environ.get("PANJEON_LONG"))


def test_korean_notices_of_known_truth_are_found_as_they_should(tmp_path: Path) -> None:
    found = scores(tmp_path, 3000 if LONG else 800, IN_PROSE)
    for kind, (recall, precision) in WANTED.items():
        assert round(found[kind].recall, 4) >= recall, kind
        assert found[kind].precision >= precision, kind
    for kind in ("three syllables and more", "spacing", "two words", "OR", "phrases", "one syllable", "Latin and digits", "hanja"):
        assert found[kind].recall == 1.0, kind
        assert found[kind].precision > 0.9, kind


def test_the_truth_is_not_made_by_the_search() -> None:
    """What is right for a word is what was put in: posts with a trap alone are wrong, posts with a compound are right."""
    made = search_corpus.notices(400, traps=EVERYWHERE)
    right = {query.text: query.right for query in search_corpus.queries(made) if query.kind == "two syllables"}
    holding = {number for number, notice in enumerate(made, start=1) if "교통" in notice.whole}
    meant = {number for number, notice in enumerate(made, start=1) if "교통" in notice.whole.replace("종교통합", "")}
    assert right["교통"] == meant < holding
    assert all(search_corpus.with_particle(word, search_corpus.Random(seed)).startswith(word) for word in search_corpus.NOUNS for seed in range(9))


def test_no_hostile_query_gets_an_error_page(tmp_path: Path) -> None:
    queries = list(hostile(10_000 if LONG else 500))
    assert len(set(queries)) == len(queries)
    archive = tmp_path / "archive.db"
    search_corpus.build(archive, search_corpus.notices(300, traps=IN_PROSE))
    errors, taken = withstood(archive, len(queries))
    assert (errors, len(taken)) == (0, len(queries))


def test_the_bench_says_all_it_measured(tmp_path: Path) -> None:
    output = tmp_path / "results.md"
    asked = ["--notices", "100", "--hostile", "20", "--posts", "120", "--times", "5", "--archive", str(tmp_path / "archive.db"), "--output", str(output)]
    done = CliRunner().invoke(bench, asked)
    assert done.exit_code == 0, done.output
    assert output.read_text("utf-8").strip() == done.output.strip()
    assert str(tmp_path) not in done.output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.output.splitlines() if line.startswith("| ")]
    assert {row[0] for row in rows} >= {*WANTED, *paths(5), "all together"}
    assert [row[-1] for row in rows if len(row) == 9][1:] == ["0 of 5"] * len(paths(5)) + [f"0 of {5 * len(paths(5))}"]
    assert "20 queries on these notices: 0 errors, " in done.output
