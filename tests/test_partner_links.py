"""Whether the links of partners still answer: asked of named hosts alone, politely, told only after two days, and never the fault of a run."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from crawler import links
from crawler.links import LinkRead
from crawler.manifest import LinkRules
from crawler.records import Exchange, Task
from pipelines.archive import open_reader
from pipelines.notices import notices_of
from pipelines.verify import verify
from tests.conftest import FIRST_DAY, Archive, Ended, environment
from tests.partner_sites import PartnerSites, Site
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost


@pytest.fixture
def sites() -> Iterator[PartnerSites]:
    with PartnerSites() as kept:
        yield kept


@pytest.fixture
def small(board: TinyBoard) -> TinyBoard:
    board.add(TinyPost(1, "알림"))
    return board


def ask(archive: Archive, board: TinyBoard, sites: PartnerSites, named: list[str] | None = None, *, day: float | None = None, more: str = "", timeout: int = 60, **names: Any) -> Ended:
    """Crawl with the sites' names (all of them unless told which) named to be asked; the ledger must balance and the frontier be empty."""
    hosts = [sites.host(name) for name in sites.sites] if named is None else named
    board.private_hosts += tuple(host for name in sites.sites if (host := sites.host(name)) not in board.private_hosts)
    before = len(sites.log)
    resolved = {name: [["127.0.0.1"]] for name in sites.sites} | names
    answer = archive._worker.order(
        {
            "folder": str(written(archive, board, f"timeout = {timeout}\n\n[partners]\nask = {json.dumps(hosts)}\ndelay = 0\n{more}")), "mode": "refresh",
            "clock": archive.clock(day), "names": resolved,
        }
    )  # fmt: skip
    assert "error" not in answer, answer
    row = dict(archive.one("SELECT * FROM crawls WHERE id = ?", answer["crawl"]))
    asked = tuple(f"{method} {name}{path}" for method, name, path in sites.log[before:])
    assert archive.value("SELECT count(*) FROM frontier") == 0
    assert row["requests"] == sum(row[kind] for kind in ("stored", "unchanged", "quarantined", "refused", "failed"))
    return Ended(code=0, outcome=answer["outcome"], reason=answer["reason"], row=row, asked=asked, connects=tuple(map(tuple, answer["connects"])))


def written(archive: Archive, board: TinyBoard, table: str) -> Any:
    archive.write_manifest(board, fetch=table)
    return archive.folder


def outcomes(archive: Archive) -> dict[str, str]:
    """The last outcome by the name of the partner."""
    return dict(archive.rows("SELECT p.name, l.outcome FROM partner_links l JOIN partners p ON p.id = l.partner ORDER BY l.id"))


def told(archive: Archive) -> list[tuple[Any, ...]]:
    return archive.rows("SELECT p.name, e.kind FROM partner_events e JOIN partners p ON p.id = e.partner WHERE e.kind LIKE 'link%' ORDER BY e.id")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number


def test_every_kind_of_answer_is_told_apart_and_the_run_is_complete(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    moved = {"Location": sites.url("alive.kr")}
    sites.sites = {
        "alive.kr": Site(),
        "gone.kr": Site(pages={}),
        "getonly.kr": Site(head=(405, {}, b"")),
        "broken.kr": Site(pages={"/": (500, {}, b"")}),
        "shy.kr": Site(pages={"/": (403, {}, b"")}),
        "shut.kr": Site(robots=(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")),
        "sick.kr": Site(robots=(503, {}, b"")),
        "moved.kr": Site(pages={"/": (301, moved, b"")}),
        "away.kr": Site(pages={"/": (302, {"Location": "http://elsewhere.example.invalid/x?visit=1"}, b"")}),
        "circle.kr": Site(pages={"/": (302, {"Location": "/", "Set-Cookie": "a=1"}, b"")}),
        "curt.kr": Site(breaks_off=("HEAD",)),
        "large.kr": Site(head=(400, {}, b""), pages={"/": (200, {}, b"x" * 300_000)}),
        "unnamed.kr": Site(),
    }
    closed = f"127.0.0.1:{free_port()}"
    small.private_hosts = (closed,)
    small.partners = [TinyPartner(name, sites.url(name)) for name in sites.sites]
    small.partners += [TinyPartner("closed", f"http://{closed}/"), TinyPartner("nowhere", "http://nowhere.kr/"), TinyPartner("inside", "http://inside.kr/")]
    # a port on which nobody speaks TLS
    small.partners.append(TinyPartner("plain", f"https://{sites.host('alive.kr')}/"))
    named = [*(sites.host(name) for name in sites.sites if name != "unnamed.kr"), closed, "nowhere.kr", "inside.kr"]
    run = ask(archive, small, sites, named, **{"inside.kr": [["10.0.0.1"]]})

    assert outcomes(archive) == {
        "alive.kr": "answers", "gone.kr": "gone", "getonly.kr": "answers", "broken.kr": "error", "shy.kr": "barred", "shut.kr": "refused", "sick.kr": "refused",
        "moved.kr": "answers", "away.kr": "elsewhere", "circle.kr": "barred", "curt.kr": "answers",
        "large.kr": "answers", "closed": "unreachable", "nowhere": "unreachable", "inside": "refused", "plain": "insecure",
    }  # fmt: skip
    assert (run.outcome, run.reason) == ("complete", None)
    assert archive.value("SELECT state FROM boards") == "ok"
    # nobody who was not named, no page behind a closed robots.txt, and no address that is not public
    assert not [line for line in run.asked if "unnamed" in line]
    assert [line for line in run.asked if "shut" in line or "sick" in line] == ["GET shut.kr/robots.txt", "GET sick.kr/robots.txt"]
    assert all(host == "127.0.0.1" for host, _ in run.connects)
    assert [line for line in run.asked if "alive" in line] == ["GET alive.kr/robots.txt", "HEAD alive.kr/", "HEAD alive.kr/"]
    # the connection that was kept dies at HEAD, and the pool asks once more on a new one
    assert [line for line in run.asked if "curt" in line] == ["GET curt.kr/robots.txt", "HEAD curt.kr/", "HEAD curt.kr/", "GET curt.kr/"]
    assert all(agent.startswith("Panjeon/") for agent in sites.agents)
    assert told(archive) == []
    assert archive.value("SELECT leads_to FROM partner_links WHERE outcome = 'elsewhere'") == "http://elsewhere.example.invalid/x?visit=1"
    # the evidence: HEAD as it was asked, and of a large page no more than its head
    assert archive.rows("SELECT method, status FROM captures WHERE url = ? ORDER BY id", sites.url("large.kr")) == [("HEAD", 400), ("GET", 200)]
    assert archive.value("SELECT max(payload_bytes) FROM captures WHERE url LIKE '%.kr:%'") < 1000
    assert not [finding for finding in verify(archive.path, archive.folder / "warcs") if finding.severity == "E"]


def test_a_site_that_is_silent_to_head_is_asked_by_get(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"silent.kr": Site(silent=("HEAD",)), "mute.kr": Site(silent=("HEAD", "GET"))}
    small.partners = [TinyPartner(name, sites.url(name)) for name in sites.sites]
    assert ask(archive, small, sites, timeout=2).outcome == "complete"
    assert outcomes(archive) == {"silent.kr": "answers", "mute.kr": "unreachable"}


def test_nothing_is_asked_where_nobody_is_named(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"alive.kr": Site()}
    small.partners = [TinyPartner("가", sites.url("alive.kr"))]
    assert archive.crawl(small, "sweep", names={"alive.kr": [["127.0.0.1"]]}).outcome == "complete"
    assert sites.log == []
    assert archive.value("SELECT count(*) FROM partner_links") == 0


def test_a_list_that_leads_to_a_named_host_is_refused_all_the_same(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    """A host that may be asked for its partner's sake is no host of the board."""
    sites.sites = {"alive.kr": Site()}
    small.partners = [TinyPartner("가", sites.url("alive.kr"))]
    small.scripted["/ko/news"] = [(302, {"Location": sites.url("alive.kr", "/news")}, b"")]
    run = ask(archive, small, sites)
    assert run.outcome != "complete"
    assert not [line for line in run.asked if "/news" in line]
    assert archive.issues("host")


def test_a_link_is_dead_after_two_days_and_back_when_somebody_answers(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"a.kr": Site(pages={}), "b.kr": Site()}
    small.partners = [TinyPartner("가", sites.url("a.kr")), TinyPartner("나", sites.url("b.kr")), TinyPartner("다", sites.url("a.kr"))]
    more = 'every = "12h"\n'
    ask(archive, small, sites, day=0, more=more)
    assert told(archive) == []
    assert archive.value("SELECT count(*) FROM partners WHERE dead_since IS NOT NULL") == 0
    ask(archive, small, sites, day=1, more=more)
    assert told(archive) == [("가", "link_dead"), ("다", "link_dead")]
    first = archive.one("SELECT * FROM partner_links WHERE outcome = 'gone' ORDER BY id LIMIT 1")
    assert (first["checks"], first["status"], first["checked_at"][:10], first["confirmed_at"][:10]) == (2, 404, "2025-03-01", "2025-03-02")
    assert archive.value("SELECT count(*) FROM captures WHERE id IN (?, ?) AND method = 'GET' AND status = 404", first["capture"], first["confirmed_capture"]) == 2
    assert archive.value("SELECT dead_since FROM partners WHERE name = '가'") == first["checked_at"]
    assert archive.rows("SELECT name, link FROM partner_list WHERE dead_since IS NOT NULL") == [("가", "gone"), ("다", "gone")]
    told_of = "SELECT c.*, b.title, b.language, b.url, NULL AS before, 0 AS is_first FROM crawls c JOIN boards b ON b.name = c.board WHERE c.id = 2"
    with closing(open_reader(archive.path)) as conn:
        notices = notices_of(conn, conn.execute(told_of).fetchone())
    assert [(notice.kind, notice.title, notice.reason) for notice in notices] == [
        ("partner_link_dead", "가", "이틀에 걸쳐 응답이 없음"), ("partner_link_dead", "다", "이틀에 걸쳐 응답이 없음"),
    ]  # fmt: skip
    ask(archive, small, sites, day=2, more=more)
    assert len(told(archive)) == 2
    sites.sites["a.kr"].pages["/"] = (403, {}, b"")
    ask(archive, small, sites, day=3, more=more)
    assert told(archive)[2:] == [("가", "link_back"), ("다", "link_back")]
    assert archive.value("SELECT count(*) FROM partners WHERE dead_since IS NOT NULL") == 0
    assert archive.value("SELECT count(*) FROM partner_links") == 5


def test_two_looks_on_one_day_and_two_different_failures_prove_nothing(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"a.kr": Site(pages={})}
    small.partners = [TinyPartner("가", sites.url("a.kr"))]
    more = 'every = "12h"\n'
    # 00:30 and 13:30 of one day in Seoul are of two days in UTC
    ask(archive, small, sites, day=(15.5 - FIRST_DAY.hour) / 24, more=more)
    ask(archive, small, sites, day=(28.5 - FIRST_DAY.hour) / 24, more=more)
    assert archive.rows("SELECT checks, confirmed_at FROM partner_links") == [(2, None)]
    sites.sites["a.kr"].pages["/"] = (500, {}, b"")
    ask(archive, small, sites, day=3, more=more)
    assert told(archive) == []
    ask(archive, small, sites, day=4, more=more)
    assert told(archive) == [("가", "link_dead")]


def test_a_new_address_is_not_dead_because_the_old_one_was(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"a.kr": Site(pages={}), "b.kr": Site(pages={})}
    small.partners = [TinyPartner("가", sites.url("a.kr"))]
    for day in (0, 8):
        ask(archive, small, sites, day=day)
    assert archive.value("SELECT dead_since FROM partners") is not None
    small.partners[0].url = sites.url("b.kr")
    ask(archive, small, sites, day=9)
    assert archive.rows("SELECT dead_since FROM partners") == [(None,)]


def test_a_link_is_asked_once_a_week_and_so_many_in_a_run(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {f"{letter}.kr": Site() for letter in "abc"}
    small.partners = [TinyPartner(name, sites.url(name)) for name in sites.sites]

    def heads(day: float) -> list[str]:
        return [line for line in ask(archive, small, sites, day=day, more="most = 2\n").asked if line.startswith("HEAD")]

    assert heads(0) == ["HEAD a.kr/", "HEAD b.kr/"]
    assert heads(1) == ["HEAD c.kr/"]
    assert heads(2) == []
    assert heads(7.5) == ["HEAD a.kr/", "HEAD b.kr/"]


def test_links_are_asked_only_where_the_strip_was_read(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"a.kr": Site()}
    small.partners = [TinyPartner("가", sites.url("a.kr"))]
    ask(archive, small, sites, day=0)
    small.scripted["/ko"] = [(200, {}, small._page('<div class="view view-partners"><div class="view-content"></div></div>').encode())]
    run = ask(archive, small, sites, day=8)
    assert run.outcome != "complete"
    assert run.asked == ()


def test_robots_are_asked_once_a_host_and_their_delay_is_kept(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"a.kr": Site(robots=(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /two\n"))}
    small.partners = [TinyPartner("가", sites.url("a.kr")), TinyPartner("나", sites.url("a.kr", "/two")), TinyPartner("다", sites.url("a.kr", "/three"))]
    run = ask(archive, small, sites)
    assert run.asked == ("GET a.kr/robots.txt", "HEAD a.kr/", "HEAD a.kr/three", "GET a.kr/three")
    assert outcomes(archive) == {"가": "answers", "나": "refused", "다": "gone"}
    assert archive.issues("robots")


def test_a_run_that_is_ended_among_the_checks_has_read_its_board(small: TinyBoard, sites: PartnerSites, archive: Archive) -> None:
    sites.sites = {"127.0.0.1": Site()}
    small.partners = [TinyPartner("가", sites.url("127.0.0.1"))]
    small.private_hosts = (sites.host("127.0.0.1"),)
    archive.write_manifest(small, fetch=f'\n[partners]\nask = ["{sites.host("127.0.0.1")}"]\ndelay = 600\n')
    running = subprocess.Popen([sys.executable, "-m", "cli", "crawl", "tiny"], cwd=archive.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while not sites.log and running.poll() is None:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=60)[0].decode()
    assert running.returncode == 0, said
    assert archive.rows("SELECT outcome, reason FROM crawls") == [("complete", None)]
    assert [path for _, _, path in sites.log] == ["/robots.txt"]
    assert archive.value("SELECT count(*) FROM partner_links") == 0


# --- what an answer says ---------------------------------------------------------------------------------------------


def exchange(status: int, method: str = "HEAD", **headers: str) -> Exchange:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Exchange(
        url="http://a.kr/", method=method, request=b"", head=b"", body=b"", payload=b"", status=status, headers=pairs, started_at=FIRST_DAY
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "outcome", "next_is"),
    [
        (exchange(200), "answers", None),
        (exchange(304), "answers", None),
        (exchange(404), None, ("http://a.kr/", "GET")),
        (exchange(501), None, ("http://a.kr/", "GET")),
        (exchange(429), "barred", None),
        (exchange(410, "GET"), "gone", None),
        (exchange(503, "GET"), "error", None),
        (exchange(451, "GET"), "barred", None),
        (exchange(301, location="https://a.kr/home"), None, ("https://a.kr/home", None)),
        (exchange(301, location="https://www.a.kr/"), "elsewhere", None),
        (exchange(301, location="http://a.kr:8080/"), "elsewhere", None),
        (exchange(301, location="javascript:alert(1)"), "barred", None),
        (exchange(302), "barred", None),
        (exchange(302, location="http://a.kr/"), "barred", None),
    ],
)
def test_what_an_answer_says(board: TinyBoard, answer: Exchange, outcome: str | None, next_is: tuple[str, str | None] | None) -> None:
    manifest = board.manifest(partners=LinkRules(ask=("a.kr",)))
    task = Task(kind="link", url="http://a.kr/", facts={"link": "http://a.kr/"})
    read = links.read(answer, task, manifest)
    assert isinstance(read, LinkRead)
    assert (read.outcome, read.status) == (outcome, answer.status)
    following = links.further(task, read)
    assert (following and (following.url, following.facts.get("by"))) == next_is
