"""Faults 21 to 39: what a network and a server can do to a request. Each is met once, then at every request, then it passes.

PANJEON_FAULT_SEEDS=20 meets each of the table's at twenty boards: other posts, other page sizes, another mode of the run in which it stays.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.conftest import Archive
from tests.faults.board import FaultBoard, Play
from tests.faults.oracle import Oracle
from tests.faults.plays import (
    answer,
    bomb,
    closed_at_its_end,
    cut,
    drip,
    dripping_head,
    endless,
    endless_head,
    hang_up,
    honestly,
    interim,
    labelled,
    one_after_another,
    packed,
    redirect,
    silence,
    under_head,
)
from tests.test_fetch_tls import Authority
from tests.tiny_board import TinyPost

SEEDS = int(os.environ.get("PANJEON_FAULT_SEEDS", "1"))
POST = "/ko/node/2"
FETCH = "max_bytes = 300000\n"
#: For faults that are met by waiting only.
SHORT = "timeout = 2\n"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A play, and what the crawl makes of it: the class of the request, the kind of the issue, and whether the page is read all the same.

    repeated: whether the client repeats the request by itself, so that one occurrence is no failure
    """

    number: int
    name: str
    play: Play
    ends: str
    issue: str | None = None
    repeated: bool = False


FAULTS = [
    Fault(number=22, name="reset before the answer", play=hang_up(reset=True), ends="retried", issue="network", repeated=True),
    Fault(number=22, name="closed before the answer", play=hang_up(), ends="retried", issue="network", repeated=True),
    Fault(number=22, name="reset in the body", play=cut(reset=True), ends="retried", issue="network"),
    Fault(number=22, name="not HTTP", play=hang_up(sent=b"SSH-2.0-OpenSSH_9.2\r\n"), ends="retried", issue="network"),
    Fault(number=23, name="shorter than its length", play=cut(), ends="retried", issue="network"),
    Fault(number=23, name="chunks cut", play=cut(framing="chunks"), ends="retried", issue="network"),
    Fault(number=23, name="empty body of a length", play=cut(0.0), ends="retried", issue="network"),
    Fault(number=24, name="gzip cut under a right length", play=packed(keep=-20), ends="retried", issue="damaged"),
    Fault(number=24, name="gzip without its trailer", play=packed(keep=-8), ends="retried", issue="damaged"),
    Fault(number=24, name="brotli cut under a right length", play=packed("br", keep=-20), ends="retried", issue="damaged"),
    Fault(number=24, name="gzip garbled", play=packed(garble=True), ends="retried", issue="damaged"),
    Fault(number=25, name="body cut by the closing", play=cut(framing="close"), ends="retried", issue="damaged"),
    Fault(number=25, name="body almost whole at the closing", play=cut(0.97, framing="close"), ends="retried", issue="damaged"),
    Fault(number=25, name="body whole at the closing", play=closed_at_its_end, ends="read"),
    Fault(number=26, name="a byte now and then", play=drip, ends="retried", issue="timeout"),
    Fault(number=26, name="a header now and then", play=dripping_head, ends="retried", issue="timeout"),
    Fault(number=26, name="silence", play=silence, ends="retried", issue="timeout"),
    Fault(number=27, name="endless body", play=endless(), ends="refused", issue="too_big"),
    Fault(number=27, name="endless chunks", play=endless("chunks"), ends="refused", issue="too_big"),
    Fault(number=27, name="absurd length", play=endless("length"), ends="refused", issue="too_big"),
    Fault(number=27, name="endless head", play=endless_head(), ends="refused", issue="too_big"),
    Fault(number=27, name="endless header line", play=endless_head(b"y" * 1000), ends="retried", issue="network"),
    Fault(number=27, name="endless 100 Continue", play=interim, ends="refused", issue="too_big"),
    Fault(number=27, name="gzip bomb", play=bomb("gzip", 8_000_000), ends="quarantined", issue="unreadable"),
    Fault(number=27, name="brotli bomb", play=bomb("br", 8_000_000), ends="quarantined", issue="unreadable"),
    Fault(number=27, name="bomb in a bomb", play=bomb("gzip, gzip", 8_000_000), ends="quarantined", issue="unreadable"),
    Fault(number=28, name="plain labelled as gzip", play=labelled("gzip"), ends="retried", issue="damaged"),
    Fault(number=28, name="plain labelled as br", play=labelled("br"), ends="retried", issue="damaged"),
    Fault(number=28, name="unknown coding", play=labelled("lzma"), ends="quarantined", issue="engine_broke"),
    Fault(number=28, name="whole gzip", play=packed(), ends="read"),
    Fault(number=28, name="whole deflate", play=packed("deflate"), ends="read"),
    Fault(number=29, name="redirect to itself", play=redirect(POST), ends="quarantined", issue="redirect_loop"),
    Fault(number=29, name="redirect without a target", play=answer(302), ends="quarantined", issue="http_status"),
    Fault(number=32, name="503", play=answer(503), ends="retried", issue="http_status"),
    Fault(number=32, name="429 Retry-After 0", play=answer(429, {"Retry-After": "0"}), ends="retried", issue="http_status"),
    Fault(number=32, name="503 Retry-After garbage", play=answer(503, {"Retry-After": "soon"}), ends="retried", issue="http_status"),
    Fault(number=33, name="500", play=answer(500), ends="retried", issue="http_status"),
    Fault(number=34, name="403", play=answer(403, body="<h1>Forbidden</h1>"), ends="quarantined", issue="http_status"),
    Fault(number=37, name="304 nobody asked for", play=answer(304), ends="quarantined", issue="http_status"),
    Fault(number=37, name="ETag and date that never change", play=under_head(b'ETag: "1"', b"Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT"), ends="read"),
    Fault(number=38, name="headers twice", play=under_head(b"Content-Type: text/html; charset=utf-8", b"Set-Cookie: a=1", b"Set-Cookie: a=2"), ends="read"),
    Fault(number=38, name="5,000 headers", play=under_head(*(b"X-%d: y" % number for number in range(5000))), ends="read"),
    Fault(number=38, name="header of 200 KB", play=under_head(b"X: " + b"x" * 200_000, told=False), ends="retried", issue="network"),
    Fault(number=38, name="header in cp949", play=under_head("X-Board: 알림".encode("cp949"), b"no colon here", b"X: a\r\n folded"), ends="read"),
    Fault(number=38, name="bare CR, NUL and WARC words", play=under_head(b"X: a\rWARC-Type: forged", b"Y: \x00\x0b", b"WARC-Injected: 1"), ends="read"),
    Fault(number=38, name="two lengths", play=under_head(b"Content-Length: 3", told=False), ends="retried", issue="network"),
    Fault(number=39, name="bytes behind the end", play=under_head(rest=b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother", told=False), ends="retried", issue="network"),
]
#: How often one visit asks a page that goes wrong each time, by how the request ends.
CLASSES = {"retried": "failed", "refused": "refused", "quarantined": "quarantined"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Signs certificates; nobody trusts it."""
    return Authority(tmp_path_factory.mktemp("certificates"))


def fill(board: FaultBoard, posts: int) -> None:
    board.publish(*(TinyPost(number, f"알림 {number}", f"<p>{number}번째 본문입니다. 신청은 {number}월까지입니다.</p>") for number in range(1, posts + 1)))


@pytest.fixture
def board() -> Iterator[FaultBoard]:
    """Six posts on a board that knows what was true."""
    with FaultBoard() as made:
        fill(made, 6)
        yield made


@pytest.mark.fault(22, 23, 24, 25, 26, 27, 28, 29, 32, 33, 34, 37, 38, 39)
@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("fault", [pytest.param(fault, id=f"{fault.number}-{fault.name}") for fault in FAULTS])
def test_fault_of_the_network(quick: Archive, fault: Fault, seed: int) -> None:
    """A page goes wrong once, then at every request; an edit and a deletion of the day are found all the same, and nothing is invented."""
    dice = random.Random(seed)
    posts = dice.randrange(6, 16)
    target, removed = (2, 5) if seed == 0 else dice.sample(range(1, posts + 1), 2)
    path = f"/ko/node/{target}"
    fetch = FETCH + (SHORT if fault.number == 26 else "")
    with FaultBoard(per_page=dice.choice((4, 10))) as board:
        fill(board, posts)
        oracle = Oracle(board, quick)
        oracle.crawl(day=0)
        board.edit(target, body="<p>고친 본문</p>")
        board.remove(removed)

        board.arm(path, fault.play if target == 2 else _moved(fault, path), times=1)
        once = oracle.crawl(day=1, fetch=fetch)
        assert (once.code, once.reason) == (0, None)
        if fault.ends in ("read", "retried"):
            assert quick.post(target)["body_text"] == "고친 본문"
        expected = [fault.issue] if fault.issue and not fault.repeated else []
        assert [kind for kind, *_ in quick.issues()] == expected

        board.edit(target, body="<p>또 고친 본문</p>")
        board.arm(path, fault.play if target == 2 else _moved(fault, path))
        stays = oracle.crawl(day=2.2, fetch=fetch)
        assert stays.code == (3 if fault.ends == "retried" else 0)
        if fault.ends != "read":
            assert quick.post(target)["body_text"] != "또 고친 본문"
            assert stays.row[CLASSES[fault.ends]] == (2 if fault.ends == "retried" else 1)

        board.disarm()
        assert oracle.crawl(day=4, fetch=fetch).code == 0
        oracle.at_rest()


def _moved(fault: Fault, path: str) -> Play:
    """A play that names the post of the table, for another post."""
    return redirect(path) if fault.name == "redirect to itself" else fault.play


def states(archive: Archive) -> set[tuple[object, ...]]:
    return {(native_id, state, revision) for native_id, state, revision in archive.rows("SELECT native_id, state, revision FROM posts")}


@pytest.mark.fault(21)
@pytest.mark.parametrize("answers", [[[], ["127.0.0.1"]], [[], [], []]], ids=["a flap", "it stays"])
def test_21_a_name_that_is_not_found(quick: Archive, answers: list[list[str]]) -> None:
    """A name that is unknown for a moment costs a try; one that stays unknown fails the run and touches no post."""
    with FaultBoard(host="board.kr") as board:
        board.publish(*(TinyPost(number, f"알림 {number}") for number in range(1, 7)))
        oracle = Oracle(board, quick)
        oracle.crawl(day=0, names={"board.kr": [["127.0.0.1"]]})
        board.remove(3)
        before = states(quick)
        flap = answers[-1] != []
        run = oracle.crawl(day=1, names={"board.kr": answers}, unlogged=1 if flap else 2)
        assert (run.code, run.row["failed"]) == ((0, 1) if flap else (1, 2))
        assert {message.split(": ")[1].partition(" (")[0] for _, _, message in quick.issues("network")} == {"no address found for board.kr"}
        assert flap or states(quick) == before
        for day in (2.5, 4):
            oracle.crawl(day=day, names={"board.kr": [["127.0.0.1"]]})
        oracle.at_rest()


@pytest.mark.fault(22)
def test_22_nobody_listens(board: FaultBoard, quick: Archive) -> None:
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    before = states(quick)
    with FaultBoard() as gone:
        port = gone.port
    own, board.url, board.port = (board.url, board.port), f"http://127.0.0.1:{port}", port
    run = oracle.crawl(day=1, unlogged=2)
    assert (run.code, run.outcome, run.row["failed"]) == (1, "failed", 2)
    assert states(quick) == before
    board.url, board.port = own
    assert oracle.crawl(day=2).code == 0
    oracle.at_rest()


@pytest.mark.fault(29)
@pytest.mark.parametrize("hops", [2, 3, 40])
@pytest.mark.parametrize("target", [POST, "/ko/news"])
def test_29_redirects_without_an_end(board: FaultBoard, quick: Archive, target: str, hops: int) -> None:
    """A loop of addresses, or a chain longer than anyone means; a new cookie at every hop changes nothing."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.remove(5)
    before = states(quick)
    paths = [target, *(f"/hop/{number}" for number in range(1, hops))]
    for number, (path, further) in enumerate(zip(paths, [*paths[1:], target], strict=True)):
        board.arm(path, answer(302, {"Location": further, "Set-Cookie": f"seen={number}"}))
    run = oracle.crawl(day=1)
    assert [kind for kind, *_ in quick.issues()] == ["redirect_loop"]
    assert (run.code, run.row["quarantined"]) == (1 if target == "/ko/news" else 0, 1)
    assert len([path for path in run.asked if path in paths]) <= 11
    assert target == POST or states(quick) == before
    board.disarm()
    for day in (2.5, 4):
        oracle.crawl(day=day)
    oracle.at_rest()


LONG = [("10 years", "315360000"), ("an hour", "3600"), ("a date", "Wed, 01 Mar 2035 00:00:00 GMT"), ("more digits than a number has", "9" * 400)]


@pytest.mark.fault(32)
@pytest.mark.parametrize("status", [503])
@pytest.mark.parametrize("wish", [pytest.param(value, id=name) for name, value in LONG])
@pytest.mark.parametrize("path", ["/robots.txt", "/ko/news", POST])
def test_32_a_retry_after_beyond_patience(board: FaultBoard, quick: Archive, path: str, wish: str, status: int) -> None:
    """The host is left alone at once, the run says so, and nothing is judged."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    before = states(quick)
    board.arm(path, answer(status, {"Retry-After": wish}))
    run = oracle.crawl(day=1)
    assert (run.code, run.outcome) == (3, "incomplete")
    assert str(run.reason).startswith("deferred: ")
    assert run.asked[-1] == path
    assert run.asked.count(path) == 1
    assert states(quick) == before


@pytest.mark.fault(33)
@pytest.mark.parametrize("status", [500, 503])
def test_33_a_storm_of_errors(board: FaultBoard, quick: Archive, status: int) -> None:
    """After five errors in a row the host is taken to be down: the rest is not asked, nothing is judged."""
    board.publish(*(TinyPost(number, f"알림 {number}") for number in range(7, 30)))
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    board.remove(9)
    before = states(quick)
    board.arm("/ko/node/.*", answer(status))
    run = oracle.crawl(day=1)
    assert (run.code, run.outcome) == (3, "incomplete")
    assert str(run.reason).startswith("host_down: ")
    assert len(run.posts) == 5
    assert states(quick) == before
    board.disarm()
    for day in (2.5, 4):
        oracle.crawl(day=day)
    oracle.at_rest()


ROBOTS = [
    ("500", answer(500), False),
    ("503", answer(503), False),
    ("429", answer(429), False),
    ("reset", hang_up(reset=True), False),
    ("silence", silence, False),
    ("binary", answer(200, {"Content-Type": "text/plain"}, "\0\1\2" * 99), False),
    ("forbidden", answer(200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /\n"), False),
    ("404", answer(404), True),
    ("403", answer(403), True),
    ("HTML", answer(200, {}, "<!DOCTYPE html><html><body>Disallow: /</body></html>"), True),
    ("1 MB", answer(200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /x/\n" + "# comment\n" * 100_000 + "Disallow: /\n"), True),
    ("empty", answer(200, {"Content-Type": "text/plain"}), True),
    ("once 500", one_after_another(answer(500), honestly), True),
]


@pytest.mark.fault(35)
@pytest.mark.parametrize(("play", "asked"), [pytest.param(play, asked, id=name) for name, play, asked in ROBOTS])
def test_35_robots_txt_that_is_no_robots_txt(board: FaultBoard, quick: Archive, play: Play, asked: bool) -> None:
    """What is broken or forbids stops the run before the first page; what says nothing allows."""
    oracle = Oracle(board, quick)
    oracle.crawl(day=0)
    before = states(quick)
    board.arm("/robots.txt", play)
    run = oracle.crawl(day=1, fetch=SHORT if play is silence else "")
    assert (run.code, "/ko/news" in run.asked) == ((0, True) if asked else (1, False))
    assert states(quick) == before


@pytest.mark.fault(36)
@pytest.mark.parametrize("kind", ["its own authority", "expired", "another name"])
@pytest.mark.parametrize("verify", [True, False])
def test_36_a_certificate_that_proves_nothing(quick: Archive, authority: Authority, kind: str, verify: bool) -> None:
    """Such a board is not read, unless its manifest says so; then every capture says so too."""
    context = authority.context("other.kr" if kind == "another name" else "127.0.0.1", days=-1 if kind == "expired" else 30)
    with FaultBoard(tls=context) as board:
        board.publish(TinyPost(1, "알림"))
        run = quick.crawl(board, day=0, fetch="" if verify else "verify_tls = false\n", unlogged=2 if verify else 0)
        assert (run.code, run.outcome) == ((1, "failed") if verify else (0, "complete"))
        if not verify:
            assert quick.rows("SELECT DISTINCT tls_verified FROM captures") == [(0,)]
            Oracle(board, quick).at_rest()
