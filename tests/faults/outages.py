"""Outages: what a whole site can look like while it is not itself, as scenes of one or several visits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.faults.board import Call, FaultBoard, Play
from tests.faults.plays import answer, changed, cut, hang_up, labelled, packed, redirect
from tests.tiny_board import TinyPost

EVERYTHING = ".*"
PAGES = "/ko.*"
POSTS = "/ko/node/.*"
LIST = "/ko/news.*"


def page(title: str, *words: str, script: str = "") -> str:
    """A page of somebody who is not the board."""
    said = "".join(f"<p>{sentence}</p>" for sentence in words)
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title>{script}</head><body><h1>{title}</h1>{said}</body></html>'


MAINTENANCE = page("시스템 점검 안내", "보다 나은 서비스를 위하여 시스템 점검 중입니다.", "점검 시간: 00:00 ~ 06:00")
LOGIN = page("로그인", "로그인이 필요합니다.") .replace("</body>", '<form action="/login"><input name="id"><input type="password" name="pw"></form></body>')
CHALLENGE = page("Just a moment...", script="<script>window._cf_chl_opt={cType:'managed'}</script>")
BLOCKED = page("Web Application Firewall", "요청하신 페이지는 보안 정책에 의해 차단되었습니다.", "The requested URL was rejected. Your support ID is: 77")
PARKED = page("example.kr", "이 도메인은 만료되었습니다.", "도메인 만료 안내: 소유자께서는 도메인을 연장하여 주시기 바랍니다.")
TRAFFIC = page("트래픽 초과", "일일 트래픽 허용량을 초과하여 사이트가 차단되었습니다.")
SERVER = page("Welcome to nginx!", "If you see this page, the nginx web server is successfully installed and working.")
MOVED = page("홈페이지 이전 안내", "홈페이지가 이전되었습니다.", "새 주소: https://www.example.go.kr")
DATABASE = "<br><b>Warning</b>: mysqli_connect(): (HY000/2002): Connection refused in <b>/home/board/db.php</b> on line <b>7</b>"
FATAL = "<br><b>Fatal error</b>: Allowed memory size of 134217728 bytes exhausted in <b>/home/board/includes/node.inc</b> on line <b>52</b>"
ERROR = page("오류", "일시적인 오류가 발생하였습니다. 잠시 후 다시 이용해 주시기 바랍니다.")
FRONT = page("서울 정보 포털", "서울시의 정책과 사업을 알려 드립니다.", "<a href='/ko/news'>새소식</a> <a href='/ko/about'>소개</a> " * 12)
BACK = "<script>alert('잘못된 접근입니다.');history.back();</script>"
PRIVATE = page("알림", "비밀글입니다. 권한이 없습니다.")
DELETED = page("알림", "삭제되었거나 존재하지 않는 게시물입니다.")

Scene = Callable[[FaultBoard], None]


@dataclass(frozen=True, kw_only=True)
class Outage:
    """Scenes, one a visit; between them and after them the board is honest."""

    name: str
    scenes: tuple[Scene, ...]


def everywhere(play: Play, *, where: str = EVERYTHING) -> Scene:
    """The same at every address that fits."""
    return lambda board: board.arm(where, play)


def both(*scenes: Scene) -> Scene:
    """Several at once."""

    def scene(board: FaultBoard) -> None:
        for one in scenes:
            one(board)

    return scene


def honest(board: FaultBoard) -> None:
    """A visit between two bad ones."""


def half(play: Play, *, where: str = POSTS) -> Scene:
    """At every second request that fits: one of two servers behind an address is broken."""
    turn = 0

    def now_and_then(call: Call) -> None:
        nonlocal turn
        turn += 1
        if turn % 2:
            play(call)
        else:
            call.tell()
            call.reply(*call.honest())

    return lambda board: board.arm(where, now_and_then)


def of_posts(play: Play, *numbers: int) -> Scene:
    """At some posts only."""
    return lambda board: board.arm("/ko/node/(" + "|".join(map(str, numbers)) + ")", play)


def rows_left_out(*numbers: int) -> Scene:
    """A list that leaves out some posts that stand."""

    def scene(board: FaultBoard) -> None:
        board.lists_lied = True

        def play(call: Call) -> None:
            kept = {number: board.posts[number].listed for number in numbers if number in board.posts}
            for number in kept:
                board.posts[number].listed = False
            status, headers, body = call.honest()
            for number, listed in kept.items():
                board.posts[number].listed = listed
            call.reply(status, headers, body)

        board.arm(LIST, play)

    return scene


def only_the_first_page(board: FaultBoard) -> None:
    """A list that has lost its pager."""
    board.lists_lied = True
    board.arm(LIST, changed(("pager-next", "pager-none"), ('href="/ko/news?page', 'data-x="')))


def another_board(first: int, **facts: Any) -> Scene:
    """The board of a neighbour at this address, with its own running numbers."""

    def scene(board: FaultBoard) -> None:
        other = FaultBoard()
        for number in range(first, first + 14):
            other.publish(TinyPost(number, f"수강생 모집 {number}기", f"<p>{number}기 수강 신청을 받습니다.</p>", posted="2019-03-04", author="교육과", **facts))
        board.arm(PAGES, lambda call: call.reply(*other.answer(call.path)))

    return scene


def _empty_list(call: Call) -> None:
    call.board.maintenance = True
    status, headers, body = call.honest()
    call.board.maintenance = False
    call.reply(status, headers, body)


def _bodies(text: str) -> Scene:
    """One text in place of every post's, within the post's own page and under its title."""
    return lambda board: board.arm(POSTS, changed(*((post.body, text) for post in board.posts.values())))


OUTAGES = (
    Outage(name="down", scenes=(everywhere(hang_up(reset=True)),)),
    Outage(name="down for three visits", scenes=(everywhere(hang_up(reset=True)),) * 3),
    Outage(name="down after the list", scenes=(everywhere(hang_up(reset=True), where=POSTS),) * 2),
    Outage(name="down now and then", scenes=(half(hang_up(reset=True)), honest, half(hang_up(reset=True)))),
    Outage(name="503 everywhere", scenes=(everywhere(answer(503)),) * 2),
    Outage(name="503 of posts", scenes=(everywhere(answer(503), where=POSTS),) * 2),
    Outage(name="503 with a page and an hour", scenes=(everywhere(answer(503, {"Retry-After": "3600"}, MAINTENANCE), where=PAGES),) * 2),
    Outage(name="500 of one post", scenes=(of_posts(answer(500), 7),) * 3),
    Outage(name="404 everywhere", scenes=(everywhere(answer(404, {}, SERVER)),) * 2),
    Outage(name="404 of every post", scenes=(everywhere(answer(404, {}, page("404", "Not Found")), where=POSTS),) * 2),
    Outage(name="404 of every list", scenes=(everywhere(answer(404), where=LIST),) * 2),
    Outage(name="410 of every post", scenes=(everywhere(answer(410), where=POSTS),) * 2),
    Outage(name="403 everywhere", scenes=(everywhere(answer(403, {}, BLOCKED), where=PAGES),) * 2),
    Outage(name="403 of posts", scenes=(everywhere(answer(403, {}, BLOCKED), where=POSTS),) * 2),
    Outage(name="maintenance 200 everywhere", scenes=(everywhere(answer(200, {}, MAINTENANCE)),) * 2),
    Outage(name="maintenance 200 of posts", scenes=(everywhere(answer(200, {}, MAINTENANCE), where=POSTS),) * 2),
    Outage(name="maintenance 200 of three posts", scenes=(of_posts(answer(200, {}, MAINTENANCE), 3, 7, 11),) * 3),
    Outage(name="login wall everywhere", scenes=(everywhere(answer(200, {}, LOGIN), where=PAGES),) * 2),
    Outage(name="login wall before posts", scenes=(everywhere(answer(200, {}, LOGIN), where=POSTS),) * 2),
    Outage(name="redirect to a login", scenes=(both(everywhere(redirect("/login?to=x"), where=POSTS), everywhere(answer(200, {}, LOGIN), where="/login.*")),) * 2),
    Outage(name="redirect home", scenes=(both(everywhere(redirect("/"), where=POSTS), everywhere(answer(200, {}, FRONT), where="/")),) * 2),
    Outage(name="redirect of the lists home", scenes=(both(everywhere(redirect("/"), where=LIST), everywhere(answer(200, {}, FRONT), where="/")),) * 2),
    Outage(name="redirect to another domain", scenes=(everywhere(redirect("http://new.example.kr/"), where=PAGES),) * 2),
    Outage(name="redirect to itself", scenes=(everywhere(redirect("/ko/news"), where=PAGES),) * 2),
    Outage(name="front page in place of posts", scenes=(everywhere(answer(200, {}, FRONT), where=POSTS),) * 2),
    Outage(name="challenge everywhere", scenes=(everywhere(answer(200, {}, CHALLENGE), where=PAGES),) * 2),
    Outage(name="challenge after the list", scenes=(everywhere(answer(403, {"cf-mitigated": "challenge"}, CHALLENGE), where=POSTS),) * 2),
    Outage(name="firewall 200 of posts", scenes=(everywhere(answer(200, {}, BLOCKED), where=POSTS),) * 2),
    Outage(name="firewall now and then", scenes=(half(answer(200, {}, BLOCKED)),) * 3),
    Outage(name="parked domain", scenes=(everywhere(answer(200, {}, PARKED)),) * 3),
    Outage(name="traffic used up", scenes=(everywhere(answer(200, {}, TRAFFIC)),) * 2),
    Outage(name="bare server", scenes=(everywhere(answer(200, {}, SERVER)),) * 2),
    Outage(name="moved", scenes=(everywhere(answer(200, {}, MOVED)),) * 3),
    Outage(name="database gone, everywhere", scenes=(everywhere(answer(200, {}, DATABASE), where=PAGES),) * 2),
    Outage(name="database gone, posts", scenes=(everywhere(answer(200, {}, DATABASE), where=POSTS),) * 2),
    Outage(name="fatal error in posts", scenes=(everywhere(answer(200, {}, FATAL), where=POSTS),) * 2),
    Outage(name="alert and back", scenes=(everywhere(answer(200, {}, BACK), where=POSTS),) * 2),
    Outage(name="nothing at all", scenes=(everywhere(answer(200), where=PAGES),) * 2),
    Outage(name="nothing of posts", scenes=(everywhere(answer(200), where=POSTS),) * 2),
    Outage(name="empty list", scenes=(everywhere(_empty_list, where=LIST),) * 3),
    Outage(name="list without its pager", scenes=(only_the_first_page,) * 2),
    Outage(name="half a list", scenes=(rows_left_out(*range(1, 8)),) * 2),
    Outage(name="three rows left out", scenes=(rows_left_out(3, 7, 11),) * 2),
    Outage(name="rows left out and their posts down", scenes=(both(rows_left_out(3, 7), of_posts(answer(503), 3, 7)),) * 2),
    Outage(name="rows left out and their posts behind a login", scenes=(both(rows_left_out(3, 7), of_posts(answer(200, {}, LOGIN), 3, 7)),) * 2),
    Outage(name="rows left out and one visit of 404", scenes=(both(rows_left_out(3), of_posts(answer(404), 3)),)),
    Outage(name="another board under the same ids", scenes=(another_board(1),) * 2),
    Outage(name="another board under its own ids", scenes=(another_board(900),) * 2),
    Outage(name="every post secret", scenes=(everywhere(answer(200, {}, PRIVATE), where=POSTS),) * 2),
    Outage(name="every post deleted", scenes=(everywhere(answer(200, {}, DELETED), where=POSTS),) * 2),
    Outage(name="an error in place of every body", scenes=(_bodies("<p>일시적인 오류가 발생하였습니다. 잠시 후 다시 이용해 주십시오.</p>"),) * 2),
    Outage(name="no body under any title", scenes=(_bodies(""),) * 2),
    Outage(name="an error page", scenes=(everywhere(answer(200, {}, ERROR), where=PAGES),) * 2),
    Outage(name="pages cut short", scenes=(everywhere(cut(), where=POSTS),) * 2),
    Outage(name="gzip cut short", scenes=(everywhere(packed(keep=-20), where=PAGES),) * 2),
    Outage(name="wrongly labelled", scenes=(everywhere(labelled("br"), where=PAGES),) * 2),
    Outage(name="one trouble after another", scenes=(everywhere(hang_up()), everywhere(answer(200, {}, MAINTENANCE)), everywhere(_empty_list, where=LIST), everywhere(answer(200, {}, LOGIN), where=POSTS))),
    Outage(name="in turn with honest visits", scenes=(everywhere(answer(503)), honest, everywhere(_empty_list, where=LIST), honest, everywhere(answer(404), where=POSTS), honest)),
)  # fmt: skip
