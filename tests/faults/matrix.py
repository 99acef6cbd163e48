"""The faults by number, and docs/faults.md, which is made of the marks that tests bear: `python -m tests.faults.matrix` writes it anew.

A test says with ``@pytest.mark.fault(24)`` which faults it provokes. Marks are read from the source, so that nothing has to be run or
imported to know them.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
PAGE = TESTS.parent / "docs" / "faults.md"
#: Variables that tests read for something else than to run longer.
_OTHER = frozenset({"PANJEON_SEED", "PANJEON_TEST_CACHE", "PANJEON_WRITE", "PANJEON_REAL_BOARDS", "PANJEON_CLOCK"})
_VARIABLE = re.compile(r"environ\.get\(\s*\"(PANJEON_[A-Z_]+)\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provoked:
    """A test that provokes a fault: its file, its name, and the variables that make it run longer."""

    file: str
    name: str
    longer: tuple[str, ...]


#: What can go wrong, and what becomes of it.
FAULTS: dict[int, tuple[str, str]] = {
    1: ("kill -9 while lists are read", "the next crawl ends the same run; nothing lost, nothing double"),
    2: ("kill -9 at every sync point", "the same"),
    3: ("killed while recovering", "recovery begins again and ends the same"),
    4: ("killed while publishing", "the old snapshot stays; the next run removes what was left"),
    5: ("killed while migrating", "the old schema or the new one, never half of it"),
    6: ("SIGTERM or SIGINT", "what was asked is waited for and kept; the run is incomplete(interrupted)"),
    7: ("power cut", "no acknowledged post lost, no row without its evidence"),
    8: ("no space left", "the run fails with one sentence; the next goes on where it was"),
    9: ("a sync fails", "nothing more is written to that file; the run fails"),
    10: ("half a write is taken", "the record is cut off or completed; no torn record stays in the middle"),
    11: ("a folder becomes read-only", "one sentence, and an exit code that is not 0"),
    12: ("a WARC file ends in a torn record", "cut off at the last whole one; how much was cut is noted"),
    13: ("a bit flips", "verify finds it and names the record"),
    14: ("evidence without rows", "adopted at the next start"),
    15: ("rows without evidence", "verify says so loudly"),
    16: ("two crawls of one archive", "the second ends with one sentence; a lock that a dead process left is taken over"),
    17: ("a reader that holds on", "the writer goes on"),
    18: ("another writer", "waited for; never an error in the middle of a run"),
    19: ("another archive.db in its place", "an older backup catches up from the evidence; a database without its evidence is told"),
    20: ("the clock jumps", "runs stay in their order; a date of the future holds nothing up"),
    21: ("a name is not found", "asked again; failed after all tries; no deletion"),
    22: ("refused, reset or closed connections", "asked again; incomplete if it stays, failed where no list was read; no part of a page is stored as a post"),
    23: ("less than was announced", "asked again as damaged; what came is kept with WARC-Truncated"),
    24: ("a cut gzip or brotli body of the right length", "asked again as damaged"),
    25: ("a body that only the closing of the connection ends", "read if it has its end, else asked again as damaged"),
    26: ("a byte now and then, or silence", "ends at the time for one answer; asked again"),
    27: ("endless bodies and heads, bombs", "stopped at max_bytes: refused(too_big), or quarantined once decompressed"),
    28: ("a wrong Content-Encoding", "asked again as damaged; an unknown coding is quarantined"),
    29: ("redirects without an end", "quarantined as redirect_loop after at most 10 hops"),
    30: ("a redirect to a login, a home page or another domain", "quarantined or refused; never an edit, never a deletion"),
    31: ("addresses that lead elsewhere: other hosts and ports, odd spellings, names that lead inside", "refused before a connection is tried"),
    32: ("Retry-After", "waited for, up to patience; a longer one ends the run as incomplete(deferred)"),
    33: ("errors in a row", "after five the host is taken to be down: incomplete(host_down); nothing is judged"),
    34: ("403, firewalls, challenges", "quarantined by their kind; many of them make the run suspect"),
    35: ("a robots.txt that is none", "closed where it is broken, open where it is absent; the first 500 KiB are read"),
    36: ("certificates that prove nothing", "not read, unless the manifest says so: then every capture says it too"),
    37: ("304, ETags and dates that lie", "every answer is asked for unconditionally; a 304 is quarantined"),
    38: ("headers twice, thousands of them, huge ones, odd bytes", "kept as they came, or failed; every WARC file stays readable"),
    39: ("bytes behind the end of an answer", "the connection is dropped; an answer longer than announced is damaged"),
    40: ("an empty list", "suspect(empty_list); nothing is judged"),
    41: ("another layout", "pages are quarantined and lists fail in the same run; nothing is overwritten"),
    42: ("a pager that leads nowhere", "left after two pages that show nothing unseen"),
    43: ("posts inserted while lists are read", "none missed, none double"),
    44: ("pinned notices on every page", "one post; a pin is an event, no edit"),
    45: ("ids that name something else: another post, another board", "quarantined; most known ids under other titles and dates: suspect(other_board)"),
    46: ("an edit of one thing", "one revision with the fields that changed; none for counters"),
    47: ("a post is taken down or withheld", "unlisted, then gone after a second visit a day later; blinded and secret are believed"),
    48: ("many posts vanish, or withhold themselves, at once", "suspect(mass_vanish) or suspect(mass_withheld); nothing is judged"),
    49: ("what vanished is back", "restored, with its history"),
    50: ("one body in place of many", "quarantined (same_body); no revision"),
    51: ("tokens, session ids, advertisements", "no revision over twenty crawls"),
    52: ("the same text under two ids", "both kept, the later marked as a duplicate"),
    53: ("titles, bodies and file lists of monstrous size, or none", "kept whole up to the limit of a page, quarantined above"),
    54: ("cp949 declared as euc-kr", "all 11,172 syllables read right"),
    55: ("declarations that contradict each other or the bytes", "read by what the bytes prove; replaced characters are counted"),
    56: ("decomposed Hangul, NUL, surrogates, directions, private use", "no error; the same at every visit"),
    57: ("markup that is deep, huge or never closed", "read, or quarantined; within seconds"),
    58: ("XML bombs and entities", "refused within limits; nothing outside is read"),
    59: ("dates in many forms", "read exactly or quarantined with the date as it stood; never guessed"),
    60: ("texts that nearly match", "linear time"),
    61: ("scripts in every field", "nothing active on any page, in any feed"),
    62: ("formulas in exports", "guarded for people, lossless for programs"),
    63: ("junk in the search field", "an answer, never an error; two syllables find"),
    64: ("SQL that would not end", "stopped in time and size"),
    65: ("readers while a crawl writes", "served what was committed"),
    66: ("takedown of a post", "absent everywhere at once; the audit row and the digests stay"),
}


def provoked() -> dict[int, list[Provoked]]:
    """The tests that bear a fault's mark, by its number."""
    found: dict[int, list[Provoked]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        if "mark.fault(" not in source:
            continue
        longer = tuple(sorted(set(_VARIABLE.findall(source)) - _OTHER))
        for node in ast.parse(source).body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for number in _numbers(node):
                    found[number].append(Provoked(file=path.relative_to(TESTS.parent).as_posix(), name=node.name, longer=longer))
    return dict(found)


def _numbers(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[int]:
    """The numbers in a test's marks."""
    calls = [call for call in node.decorator_list if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("mark.fault")]
    return [value.value for call in calls for value in call.args if isinstance(value, ast.Constant) and isinstance(value.value, int)]


def page() -> str:
    """docs/faults.md as the marks have it."""
    tests = provoked()
    lines = [
        "# Faults",
        "",
        "What can go wrong between a board and its archive, what becomes of it, and the tests that provoke it. This page is made of the tests' own marks by",
        "`python -m tests.faults.matrix`; a test fails when it is out of date. Every test runs in CI; those with a variable run longer where it is set.",
        "",
        "Most of the faults from 21 on are played by `tests/faults/board.py`, a board that keeps the true history of its posts. After every crawl an oracle",
        "(`tests/faults/oracle.py`) holds the archive against it: every version that the board told is there once, no other; nothing is called changed that was not",
        "edited, gone that was not taken down; no row once written is rewritten; every request stands in one class of the ledger; the WARC files alone give the same rows.",
        "",
    ]
    for number, (fault, outcome) in FAULTS.items():
        lines += [f"## {number}. {fault[0].upper()}{fault[1:]}", "", f"{outcome[0].upper()}{outcome[1:]}.", ""]
        lines += [_entry(test) for test in tests.get(number, [])] or ["- no test yet"]
        lines.append("")
    return "\n".join(lines)


def _entry(test: Provoked) -> str:
    longer = f" (CI; longer with {', '.join(f'`{name}`' for name in test.longer)})" if test.longer else " (CI)"
    return f"- `{test.file}::{test.name}`{longer}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
