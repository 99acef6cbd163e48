"""A host that errs, stalls, cuts, redirects or forbids: what is tried again, what is kept, and how the run is told."""

from __future__ import annotations

import gzip
import threading
from itertools import pairwise

import pytest

from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPost

POST = "/ko/node/2"


@pytest.fixture
def small(board: TinyBoard) -> TinyBoard:
    """A board of three posts on one list page."""
    board.add(*(TinyPost(number, f"알림 {number}", f"<p>{number}번째 본문입니다.</p>") for number in (1, 2, 3)))
    return board


def times(run_asked: tuple[str, ...], path: str) -> int:
    return run_asked.count(path)


# --- busy hosts ------------------------------------------------------------------------------------------------------


def test_an_error_that_passes_is_asked_again_and_the_run_is_complete(small: TinyBoard, archive: Archive) -> None:
    small.first = {path: [(503, {}, b"busy")] for path in ("/robots.txt", "/ko/news", POST)}
    run = archive.crawl(small)
    assert (run.code, run.row["failed"], run.row["stored"]) == (0, 3, 5)
    assert [times(run.asked, path) for path in ("/robots.txt", "/ko/news", POST, "/ko/node/1")] == [2, 2, 2, 1]
    assert [issue[:2] for issue in archive.issues()] == [("http_status", path) for path in ("/robots.txt", "/ko/news", POST)]
    assert archive.value("SELECT count(*) FROM captures WHERE status = 503") == 3


def test_an_error_that_stays_leaves_the_run_incomplete(small: TinyBoard, archive: Archive) -> None:
    small.scripted[POST] = [(503, {}, b"busy")]
    run = archive.crawl(small)
    assert (run.code, run.reason) == (3, "1 pages or files could not be fetched")
    assert times(run.asked, POST) == 3
    assert archive.value("SELECT count(*) FROM posts") == 2


def test_a_list_that_stays_in_error_fails_the_run(small: TinyBoard, archive: Archive) -> None:
    archive.crawl(small)
    small.scripted["/ko/news"] = [(503, {}, b"busy")]
    run = archive.crawl(small)
    assert (run.code, run.reason) == (1, "no list page could be read (1 tried)")
    assert archive.rows("SELECT DISTINCT state FROM posts") == [("listed",)]


def test_retry_after_is_waited_for(small: TinyBoard, archive: Archive) -> None:
    small.first[POST] = [(429, {"Retry-After": "1"}, b"")]
    run = archive.crawl(small)
    assert run.code == 0
    first, second = (at for _, path, _, at in small.log if path == POST)
    assert second - first >= 1.0


@pytest.mark.parametrize("path", ["/robots.txt", "/ko/news", POST])
def test_a_retry_after_beyond_patience_ends_the_run_as_deferred(small: TinyBoard, archive: Archive, path: str) -> None:
    archive.crawl(small)
    del small.posts[1]
    small.scripted[path] = [(503, {"Retry-After": "3600"}, b"")]
    run = archive.crawl(small)
    assert (run.code, run.outcome) == (3, "incomplete")
    assert run.reason is not None
    assert run.reason.startswith("deferred: http://127.0.0.1:")
    assert times(run.asked, path) == 1
    assert archive.rows("SELECT DISTINCT state FROM posts") == [("listed",)]
    assert archive.value("SELECT count(*) FROM events WHERE kind <> 'new'") == 0


def test_a_host_that_goes_down_is_left_alone_and_nothing_is_judged(small: TinyBoard, archive: Archive) -> None:
    small.add(*(TinyPost(number, f"알림 {number}") for number in range(4, 30)))
    archive.crawl(small)
    del small.posts[9]
    down = threading.Event()

    def go_down(path: str) -> None:
        if path == "/ko/node/20":
            down.set()
        if down.is_set():
            small.raw[path] = [(b"", True)]

    small.on_request = go_down
    run = archive.crawl(small, unlogged=-1)
    assert (run.code, run.outcome) == (3, "incomplete")
    assert run.reason is not None
    assert run.reason.startswith("host_down: ")
    assert run.reason.endswith("gave 5 errors in a row")
    assert archive.value("SELECT count(*) FROM posts WHERE state <> 'listed'") == 0
    # How often a page was tried again before the fifth error depends on how quick the machine is.
    assert {message.partition(": ")[2].partition(" (try")[0] for _, _, message in archive.issues("network")} == {
        f"127.0.0.1:{small.port}: Connection to the other side was lost in a non-clean fashion."
    }


# --- cut and damaged answers -----------------------------------------------------------------------------------------


def page_of(board: TinyBoard, native_id: int) -> bytes:
    return board._post(native_id)[2]


def head(*lines: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *lines, "", ""]).encode()


CUTS = ["reset in the body", "shorter than its length", "chunks cut", "gzip cut", "gzip damaged"]


def cut_answer(kind: str, page: bytes) -> tuple[bytes, bool]:
    half = page[: len(page) // 2]
    packed = gzip.compress(page)
    broken = packed[:40] + bytes(byte ^ 0xFF for byte in packed[40:60]) + packed[60:]
    answers = {
        "reset in the body": (head(f"Content-Length: {len(page)}") + half, True),
        "shorter than its length": (head(f"Content-Length: {len(page)}") + half, False),
        "chunks cut": (head("Transfer-Encoding: chunked") + f"{len(page):x}\r\n".encode() + half, False),
        "gzip cut": (head("Content-Encoding: gzip", f"Content-Length: {len(packed) - 20}") + packed[:-20], False),
        "gzip damaged": (head("Content-Encoding: gzip", f"Content-Length: {len(packed)}") + broken, False),
    }
    return answers[kind]


def test_a_kept_alive_connection_that_had_died_is_no_failure(small: TinyBoard, archive: Archive) -> None:
    small.raw[POST] = [(b"", True)]
    run = archive.crawl(small, unlogged=-1)
    assert (run.code, run.row["failed"], archive.issues()) == (0, 0, [])


@pytest.mark.parametrize("kind", CUTS)
def test_a_cut_answer_is_asked_again_and_never_stored_as_a_post(small: TinyBoard, archive: Archive, kind: str) -> None:
    small.raw[POST] = [cut_answer(kind, page_of(small, 2))]
    run = archive.crawl(small)
    assert (run.code, run.reason, run.row["failed"]) == (0, None, 1)
    assert times(run.asked, POST) == 2
    assert archive.post(2)["body_text"] == "2번째 본문입니다."
    assert archive.post(2)["revision"] == 1


@pytest.mark.parametrize("kind", ["shorter than its length", "gzip cut"])
def test_an_answer_that_stays_cut_leaves_the_old_post_untouched(small: TinyBoard, archive: Archive, kind: str) -> None:
    archive.crawl(small)
    before = archive.post(2)
    small.raw[POST] = [cut_answer(kind, page_of(small, 2)) for _ in range(3)]
    run = archive.crawl(small)
    assert (run.code, run.reason, run.row["failed"]) == (3, "1 pages or files could not be fetched", 3)
    after = archive.post(2)
    times = ("last_seen_at", "checked_at")
    assert {name: after[name] for name in after.keys() if name not in times} == {name: before[name] for name in before.keys() if name not in times}  # noqa: SIM118


# --- robots.txt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [(500, {}, b""), (429, {}, b""), (200, {"Content-Type": "text/plain"}, b"\x00\x01\x02" * 10)])
def test_where_robots_cannot_be_known_nothing_is_asked(small: TinyBoard, archive: Archive, answer: tuple[int, dict[str, str], bytes]) -> None:
    small.scripted["/robots.txt"] = [answer]
    run = archive.crawl(small)
    assert set(run.asked) == {"/robots.txt"}
    assert (run.code, run.outcome) == (1, "failed")
    assert run.reason == f"robots_closed: robots.txt of {small.url} could not be read, so nothing may be asked"


@pytest.mark.parametrize("answer", [(404, {}, b"none"), (403, {}, b""), (200, {}, b"<!DOCTYPE html><html><body>Disallow: /</body></html>")])
def test_a_host_without_robots_may_be_asked(small: TinyBoard, archive: Archive, answer: tuple[int, dict[str, str], bytes]) -> None:
    small.scripted["/robots.txt"] = [answer]
    run = archive.crawl(small)
    assert (run.code, len(run.posts)) == (0, 3)


def test_what_robots_forbids_is_refused_and_accounted_for(small: TinyBoard, archive: Archive) -> None:
    small.robots = (200, f"User-agent: *\nDisallow: {POST}\n")
    run = archive.crawl(small)
    assert (run.code, run.row["refused"], run.row["requests"]) == (0, 1, 5)
    assert POST not in run.asked
    assert archive.issues() == [("robots", POST, f"robots.txt of {small.url} forbids {small.url}{POST}")]


def test_a_list_that_robots_forbids_fails_the_run(small: TinyBoard, archive: Archive) -> None:
    small.robots = (200, "User-agent: *\nDisallow: /ko/\n")
    run = archive.crawl(small)
    assert (run.code, run.asked) == (1, ("/robots.txt",))


def test_the_crawl_delay_of_robots_is_kept_between_any_two_requests(small: TinyBoard, archive: Archive) -> None:
    small.robots = (200, "User-agent: *\nCrawl-delay: 0.3\n")
    archive.crawl(small, fetch="concurrency = 4\n")
    moments = [at for *_, at in small.log]
    assert len(moments) == 5
    assert min(later - sooner for sooner, later in pairwise(moments[1:])) >= 0.28


def test_a_robots_that_leads_to_another_address_of_the_host_is_followed(small: TinyBoard, archive: Archive) -> None:
    small.scripted["/robots.txt"] = [(301, {"Location": "/robots-neu.txt"}, b"")]
    small.scripted["/robots-neu.txt"] = [(200, {"Content-Type": "text/plain"}, f"User-agent: *\nDisallow: {POST}\n".encode())]
    run = archive.crawl(small)
    assert (run.code, run.row["refused"]) == (0, 1)
    assert POST not in run.asked


@pytest.mark.parametrize("location", ["http://169.254.169.254/robots.txt", "file:///etc/passwd", "/robots.txt"])
def test_a_robots_that_leads_nowhere_closes_the_host(small: TinyBoard, archive: Archive, location: str) -> None:
    small.scripted["/robots.txt"] = [(302, {"Location": location}, b"")]
    run = archive.crawl(small)
    assert (run.code, set(run.asked)) == (1, {"/robots.txt"})


def test_two_names_of_a_host_may_share_one_robots(small: TinyBoard, archive: Archive) -> None:
    small.other_hosts = ("localhost",)
    small.scripted[POST] = [(302, {"Location": f"http://localhost:{small.port}/ko/content/2"}, b"")]

    def lead_over(path: str) -> None:
        if path == POST:
            small.first["/robots.txt"] = [(301, {"Location": f"{small.url}/robots.txt"}, b"")]

    small.on_request = lead_over
    run = archive.crawl(small)
    assert run.code == 0
    assert archive.value("SELECT count(*) FROM posts") == 3
    assert times(run.asked, "/ko/content/2") == 1


# --- redirects -------------------------------------------------------------------------------------------------------


def test_a_post_that_leads_to_its_own_other_address_is_read_there(small: TinyBoard, archive: Archive) -> None:
    small.scripted[POST] = [(301, {"Location": "/ko/content/2"}, b"")]
    run = archive.crawl(small)
    assert (run.code, run.row["stored"]) == (0, 6)
    assert (archive.post(2)["url"], archive.post(2)["revision"]) == (f"{small.url}/ko/node/2", 1)
    assert archive.crawl(small, "refresh").asked == ("/robots.txt", "/ko/news")


def test_a_redirect_to_another_allowed_host_asks_that_host_for_robots_first(small: TinyBoard, archive: Archive) -> None:
    small.other_hosts = ("localhost",)
    small.scripted[POST] = [(302, {"Location": f"http://localhost:{small.port}/ko/content/2"}, b"")]
    run = archive.crawl(small)
    assert run.code == 0
    assert [path for path in run.asked if path in ("/robots.txt", POST, "/ko/content/2")] == ["/robots.txt", POST, "/robots.txt", "/ko/content/2"]
    assert archive.post(2)["body_text"] == "2번째 본문입니다."


LEAVING = ["http://169.254.169.254/latest/meta-data/", "http://[::1]:{other}/", "file:///etc/passwd", "http://127.0.0.1:{other}/", "gopher://x/"]


@pytest.mark.parametrize("location", LEAVING)
def test_a_redirect_out_of_the_board_is_refused_and_never_connected_to(small: TinyBoard, archive: Archive, location: str) -> None:
    with TinyBoard() as other:
        small.scripted[POST] = [(302, {"Location": location.format(other=other.port)}, b"")]
        run = archive.crawl(small)
        assert other.log == []
    assert (run.code, run.row["refused"], run.row["requests"]) == (0, 1, 6)
    refused = "port" if "127.0.0.1" in location else "host" if location.startswith("http") else "scheme"
    assert [issue[0] for issue in archive.issues()] == [refused]
    assert archive.value("SELECT count(*) FROM posts") == 2


@pytest.mark.parametrize(
    "hops",
    [
        {POST: POST},
        {POST: "/a", "/a": POST},
        {POST: "/a", "/a": "/b", "/b": "/a"},
        {POST: "/h0", **{f"/h{n}": f"/h{n + 1}" for n in range(30)}},
    ],
)
def test_a_redirect_loop_is_quarantined_and_never_silent(small: TinyBoard, archive: Archive, hops: dict[str, str]) -> None:
    for path, target in hops.items():
        small.scripted[path] = [(302, {"Location": target}, b"")]
    run = archive.crawl(small)
    assert run.row["quarantined"] == 1
    assert len(run.asked) <= 16
    assert [issue[0] for issue in archive.issues()] == ["redirect_loop"]
    assert archive.value("SELECT count(*) FROM posts") == 2
