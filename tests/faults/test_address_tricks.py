"""Fault 31: no connection to anything but the board's own host and port, by whatever address, from wherever on the board it comes.

Every TCP connection that the crawl process tries is noted in the reactor itself; beside the board a second server waits for callers.
"""

from __future__ import annotations

import pytest

from tests.conftest import Archive
from tests.faults.board import FaultBoard
from tests.faults.plays import answer, changed, one_after_another, redirect
from tests.tiny_board import TinyPartner, TinyPost

#: {own} is the board's port, {inside} that of a server nobody may reach; board.kr and evil.kr resolve to loopback.
TRICKS = (
    "http://localhost:{own}/",
    "http://localhost:{inside}/",
    "http://127.0.0.1:{inside}/",
    "http://127.0.0.1/",
    "http://127.0.0.1:22/",
    "http://127.1:{own}/",
    "http://127.0.1:{inside}/",
    "http://127.255.255.254:{inside}/",
    "http://0:{inside}/",
    "http://0.0.0.0:{inside}/",
    "http://2130706433:{inside}/",
    "http://0x7f000001:{inside}/",
    "http://0x7f.1:{own}/",
    "http://0x7f.0x0.0x0.0x1:{inside}/",
    "http://0177.0.0.1:{inside}/",
    "http://017700000001:{inside}/",
    "http://127.000.000.001:{inside}/",
    "http://127.0.0.1.:{own}/",
    "http://127。0。0。1:{inside}/",
    "http://①②⑦.0.0.1:{inside}/",
    "http://[::1]:{inside}/",
    "http://[::]:{inside}/",
    "http://[0:0:0:0:0:0:0:1]:{inside}/",
    "http://[::ffff:127.0.0.1]:{own}/",
    "http://[::ffff:7f00:1]:{inside}/",
    "http://[::127.0.0.1]:{inside}/",
    "http://[64:ff9b::7f00:1]:{inside}/",
    "http://[2002:7f00:1::]:{inside}/",
    "http://[fe80::1%25lo]:{inside}/",
    "http://[fd00::1]:{inside}/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://evil.kr:{inside}/",
    "http://evil.kr:{own}/",
    "http://127.0.0.1.nip.io:{inside}/",
    "http://board.kr.evil.kr:{own}/",
    "http://127.0.0.1:{own}@evil.kr:{inside}/",
    "http://evil.kr:{inside}\\@127.0.0.1:{own}/",
    "http://user:secret@127.0.0.1:{own}/",
    "http://127.0.0.1:{own}%2f@evil.kr:{inside}/",
    "http://127.0.0.1:0{own}/",
    "//evil.kr:{inside}/",
    "\\\\evil.kr:{inside}\\x",
    "https://127.0.0.1:{inside}/",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{inside}/",
    "gopher://127.0.0.1:{inside}/_x",
    "data:text/html,<h1>x</h1>",
    "javascript:alert(1)",
    "s3://127.0.0.1:{inside}/x",
    "jar:http://127.0.0.1:{inside}!/",
    "dict://127.0.0.1:{inside}/x",
)
NAMES = {"board.kr": [["127.0.0.1"]], "evil.kr": [["127.0.0.1"]], "localhost": [["127.0.0.1"]], "board.kr.evil.kr": [["127.0.0.1"]], "127.0.0.1.nip.io": [["127.0.0.1"]]}
#: A list row whose link is no address at all makes its whole list unreadable, and nothing is asked.
IN_LISTS = tuple(trick for trick in TRICKS if trick.startswith(("http:", "https:", "//")) and not {"@", "\\", "%"} & {*trick})
#: Ways on which an engine reads the address and leaves out what it takes for none.
LINKED = ("list", "file", "partner")
ENTRIES = ("redirect", "retry and redirect", "second hop", *LINKED)


def test_there_are_enough_tricks() -> None:
    assert len(set(TRICKS)) >= 40


@pytest.mark.fault(31)
@pytest.mark.parametrize("entry", ENTRIES)
def test_31_no_host_but_the_boards_is_reached(quick: Archive, entry: str) -> None:
    """All tricks at once, each at a post (or partner) of its own, by every way on which an address gets into a crawl."""
    with FaultBoard(per_page=200) as board, FaultBoard() as inside:
        _prepare(board, entry, [trick.format(own=board.port, inside=inside.port) for trick in (IN_LISTS if entry == "list" else TRICKS)])
        run = quick.crawl(board, names=NAMES)
        assert set(run.connects) == {("127.0.0.1", board.port)}
        assert (inside.connections, inside.log) == (0, [])
        met = run.row["refused"] + run.row["quarantined"]
        assert met >= (35 if entry in LINKED else len(TRICKS)), "the tricks were not met"


@pytest.mark.fault(31)
@pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0", "fd00::1", "64:ff9b::7f00:1"])
def test_31_a_name_of_the_board_that_leads_inside_is_not_followed(quick: Archive, ip: str) -> None:
    with FaultBoard(host="board.kr") as board:
        board.publish(TinyPost(1, "알림"))
        board.private = False
        run = quick.crawl(board, names={"board.kr": [[ip]]})
        assert (run.code, run.outcome, run.connects, board.connections) == (1, "failed", (), 0)


@pytest.mark.fault(31)
def test_31_a_robots_that_leads_inside_is_not_followed(quick: Archive) -> None:
    with FaultBoard() as board, FaultBoard() as inside:
        board.publish(TinyPost(1, "알림"))
        board.arm("/robots.txt", redirect(f"http://127.0.0.1:{inside.port}/robots.txt"))
        run = quick.crawl(board, names=NAMES)
        assert (run.code, inside.connections) == (1, 0)


def _prepare(board: FaultBoard, entry: str, addresses: list[str]) -> None:
    """Put each address where it will be met."""
    for number, address in zip(range(2, 1000, 2), addresses, strict=False):
        path = f"/ko/node/{number}"
        if entry == "partner":
            board.partners.append(TinyPartner(f"p{number}", "http://example.org/"))
            continue
        board.publish(TinyPost(number, f"알림 {number}", files={"a.pdf": b"%PDF- x"} if entry == "file" else {}))
        if entry == "redirect":
            board.arm(path, redirect(address))
        elif entry == "retry and redirect":
            # A readable post after each: many errors in a row would be taken for a host that is down.
            board.publish(TinyPost(number + 1, "그 사이의 글"))
            board.arm(path, one_after_another(answer(503), redirect(address)))
        elif entry == "second hop":
            board.arm(path, redirect(f"/ko/content/{number}"))
            board.arm(f"/ko/content/{number}", redirect(address, 301))
        elif entry == "file":
            board.arm(path, changed((f'"/sites/default/files/{number}/a.pdf', f'"{address}')))
    if entry == "list":
        board.arm("/ko/news", changed(*((f'"/ko/node/{number}"', f'"{address}ko/node/{number}"') for number, address in zip(range(2, 1000, 2), addresses, strict=False))))
    elif entry == "partner":
        board.arm("/ko", changed(*((f'"/sites/default/files/logos/p{number}.png"', f'"{address}"') for number, address in zip(range(2, 1000, 2), addresses, strict=False))))
