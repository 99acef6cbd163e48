"""Boards of no known platform, made with their truth beside them: list shapes and post shapes as old skins, portals, forums and blogs have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_SUBJECTS = (
    "도서관 열람실 이용 시간 변경", "하반기 청년 인턴 채용", "수도관 교체에 따른 단수", "주민 설명회 개최 결과", "겨울철 화재 예방 수칙", "정보화 교육 수강생 모집",
    "전통시장 주차장 개방", "노후 경유차 조기 폐차 지원", "시설물 안전 점검 일정", "어린이 물놀이터 운영", "평생학습관 강사 공개 모집", "공용 자전거 대여소 확충",
    "버스 노선 개편", "재활용품 분리배출 요령", "독감 예방 접종", "장학생 선발 계획", "누리집 점검으로 인한 서비스 중단", "문화회관 대관 신청",
    "제3회 사진 공모전 수상작", "산불 조심 기간 입산 통제", "통계 조사 협조 요청", "예산 집행 현황 공개", "민원실 점심시간 교대 근무", "체육관 바닥 공사",
)  # fmt: skip
_TAILS = ("안내", "공고", "알림", "(2차)", "관련 협조 부탁드립니다", "재공고", "결과 발표", "계획 알림", "변경 사항", "및 유의 사항")
_OFFICES = ("총무과", "도로교통과", "평생교육팀", "홍보담당관", "시설관리공단", "문화예술과", "민원봉사실", "환경위생과", "전산정보원", "학생지원처")
_SENTENCES = (
    "다음과 같이 시행하오니 많은 참여를 바랍니다.", "자세한 내용은 붙임 문서를 참고하여 주시기 바랍니다.", "불편을 드려 죄송하며 양해 부탁드립니다.",
    "신청은 방문 또는 우편으로 할 수 있으며 접수 순서에 따라 처리합니다.", "궁금한 사항은 담당 부서로 전화하여 주십시오.", "현장 여건에 따라 시간이 바뀔 수 있습니다.",
    "지난해보다 대상 인원을 늘려 더 많은 분이 이용하실 수 있도록 하였습니다.", "준비물은 개인별로 챙겨 오시고 대중교통을 이용하여 주시기 바랍니다.",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A post as it is, whatever its pages show: ``stop`` is a deadline, ``seen`` a date of last activity, ``edited`` a date of change."""

    number: int
    key: int
    title: str
    author: str
    posted: datetime
    stop: date
    seen: datetime
    edited: datetime
    body: str
    files: tuple[str, ...] = ()
    pinned: bool = False
    picture: bool = False


def truths(count: int = 34, seed: int = 0) -> tuple[Truth, ...]:
    """Posts from new to old, no two alike; every fifth has files, the first two of a board with notices are pinned."""
    found = []
    at = datetime(2024, 3, 28, 16, 40)  # noqa: DTZ001 - what the site shows has no zone
    for place in range(count):
        mix = place * 7 + seed * 13
        at -= timedelta(days=(mix * 5) % 4, hours=(mix * 3) % 7, minutes=mix % 59)
        subject, tail = _SUBJECTS[(place + seed * 5) % len(_SUBJECTS)], _TAILS[(mix // 3) % len(_TAILS)]
        paragraphs = [f"{subject}에 대하여 알려 드립니다. {_SENTENCES[(mix + line) % 8]} {place * 3 + line}번 창구에서 받습니다. {_SENTENCES[(mix * 3 + line) % 8]}" for line in range(1 + mix % 4)]
        found.append(
            Truth(
                number=count - place,
                key=48210 - place * 3 - (place % 2),
                title=f"{subject} {tail}" + (f" {place}호" if place >= len(_SUBJECTS) else ""),
                author=_OFFICES[(mix * 3 + place) % len(_OFFICES)],
                posted=at,
                stop=(at + timedelta(days=9 + mix % 12)).date(),
                seen=at + timedelta(days=2 + mix % 5, hours=3),
                edited=at + timedelta(days=1, hours=1 + mix % 3),
                body="\n".join(paragraphs),
                files=tuple(f"{subject.replace(' ', '_')}_{n}.{('hwp', 'pdf', 'xlsx')[(mix + n) % 3]}" for n in range((place + seed) % 5 % 3)),
                picture=place % 9 == 4,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownBoard:
    """A board as served: its first and second list pages, its posts' pages by address, and what is true of them.

    shows: which of author and posted the list shows; ``post_shows`` which the posts' pages show
    """

    name: str
    first: tuple[str, str]
    second: tuple[str, str] | None
    pages: dict[str, str]
    truths: tuple[Truth, ...]
    rows: tuple[Truth, ...]
    rows_two: tuple[Truth, ...]
    shows: frozenset[str]
    post_shows: frozenset[str]
    trap: str = ""
    answers: dict[str, int] = field(default_factory=dict)


HOST = "http://board.example"
Link = Callable[[Truth], str]
Shape = Callable[[Sequence[Truth], Link], str]

_HEAD = (
    '<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title><script>var site="x";</script></head><body><div id="skip"><a href="#content">본문 바로가기</a></div>'
    '<header id="header"><h1><a href="/">새터 누리집</a></h1><div class="util"><a href="/login">로그인</a> <a href="/join">회원가입</a></div>'
    '<nav id="gnb"><ul><li><a href="/menu/1">기관 소개</a></li><li><a href="/menu/2">참여 마당</a></li><li><a href="/menu/3">정보 공개</a></li><li><a href="/menu/4">알림 마당</a></li></ul></nav></header>'
    '<div id="wrap"><div class="side"><h2>알림 마당</h2><ul><li><a href="/board/notice">공지 사항</a></li><li><a href="/board/press">보도 자료</a></li><li><a href="/board/bid">입찰 정보</a></li></ul></div>'
    '<div id="content"><div class="path">홈 &gt; 알림 마당 &gt; 공지 사항</div>'
)
_FOOT = (
    '</div></div><footer id="footer"><ul class="policy"><li><a href="/privacy">개인정보 처리방침</a></li><li><a href="/map">찾아오시는 길</a></li></ul>'
    "<p>우편번호 04524 새터시 중앙로 110 대표전화 02-000-0000</p><p>이 누리집은 2019-05-01에 새로 열었습니다.</p></footer></body></html>"
)


def whole(inner: str, title: str = "공지 사항 - 새터 누리집") -> str:
    """A page of the site around its content."""
    return _HEAD.replace("{title}", title) + inner + _FOOT


def day(moment: datetime | date, style: str = "-") -> str:
    """A day as sites write it."""
    return moment.strftime({"-": "%Y-%m-%d", ".": "%Y.%m.%d", "k": "%Y년 %m월 %d일", "s": "%y.%m.%d", "/": "%Y/%m/%d", "e": "%b %d, %Y", "m": "%Y-%m-%d %H:%M"}[style])


# --- lists -----------------------------------------------------------------------------------------------------------


def plain_table(rows: Sequence[Truth], link: Link) -> str:
    cells = "".join(
        f'<tr><td>{"<strong>공지</strong>" if row.pinned else row.number}</td><td class="l"><a href="{link(row)}">{row.title}</a></td><td>{row.author}</td><td>{day(row.posted)}</td><td>{row.key % 700}</td></tr>'
        for row in rows
    )
    return f'<table class="bd"><caption>공지 목록</caption><thead><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th><th>조회수</th></tr></thead><tbody>{cells}</tbody></table>'


def no_header(rows: Sequence[Truth], link: Link) -> str:
    cells = "".join(
        f'<tr bgcolor="#ffffff" align="center"><td width="50">{row.number}</td><td align="left">&nbsp;<a href="{link(row)}"><font color="#333">{row.title}</font></a> <img src="/i/new.gif"></td><td>{day(row.posted, ".")}</td><td>{row.key % 310}</td></tr>'
        '<tr><td colspan="4" height="1" bgcolor="#dddddd"></td></tr>'
        for row in rows
    )
    return f'<table width="640" border="0"><tr><td><table width="100%" cellpadding="0">{cells}</table></td></tr></table>'


def image_header(rows: Sequence[Truth], link: Link) -> str:
    head = "".join(f'<td><img src="/i/h{n}.gif" alt="{word}"></td>' for n, word in enumerate(("번호", "제목", "글쓴이", "등록일", "조회")))
    cells = "".join(
        f'<tr><td>{row.number}</td><td><a href="{link(row)}">{row.title}</a></td><td>{row.author}</td><td>{day(row.posted, "s")}</td><td>{row.key % 99}</td></tr>' for row in rows
    )
    return f"<table><tr>{head}</tr>{cells}</table>"


def deadline_table(rows: Sequence[Truth], link: Link) -> str:
    cells = "".join(
        f'<tr><td>{row.number}</td><td><a href="{link(row)}">{row.title}</a></td><td>{day(row.stop)}</td><td>{day(row.posted)}</td><td><span class="ing">접수중</span></td></tr>' for row in rows
    )
    return f"<table class=list><tr><th>연번</th><th>사업명</th><th>마감일</th><th>등록일자</th><th>상태</th></tr>{cells}</table>"


def only_deadline(rows: Sequence[Truth], link: Link) -> str:
    cells = "".join(
        f'<tr><td>{row.number}</td><td><a href="{link(row)}">{row.title}</a></td><td>{row.author}</td><td>{day(row.posted)} ~ {day(row.stop)}</td></tr>' for row in rows
    )
    return f"<table class=list><tr><th>번호</th><th>공고명</th><th>담당부서</th><th>접수기간</th></tr>{cells}</table>"


def mobile_doubled(rows: Sequence[Truth], link: Link) -> str:
    cells = "".join(
        f'<tr><td class="n">{row.number}</td><td class="t"><a href="{link(row)}">{row.title}</a><div class="m-only"><span>{row.author}</span><span>{day(row.stop)}</span><span>{day(row.posted)}</span></div></td>'
        f'<td class="w">{row.author}</td><td class="d">{day(row.stop)}</td><td class="r">{day(row.posted)}</td></tr>'
        for row in rows
    )
    return f"<table class=rsp><thead><tr><th>번호</th><th>제목</th><th>작성자</th><th>접수마감</th><th>등록일</th></tr></thead><tbody>{cells}</tbody></table>"


def list_items(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<li class="{"notice" if row.pinned else ""}"><a href="{link(row)}"><strong class="tit">{row.title}</strong><p class="txt">{row.body[:60]}…</p></a><div class="info"><span class="writer">{row.author}</span><span class="date">{day(row.posted, ".")}</span><span class="hit">조회 {row.key % 900}</span></div></li>'
        for row in rows
    )
    return f'<ul class="bbsList">{items}</ul>'


def cards(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<div class="card"><a class="thumb" href="{link(row)}"><img src="/up/{row.key}.jpg" alt=""></a><div class="desc"><h3><a href="{link(row)}">{row.title}</a></h3><p class="meta">작성일 : {day(row.posted)} <em>|</em> 조회수 : {row.key % 77}</p></div></div>'
        for row in rows
    )
    return f'<div class="gallery"><div class="grid">{items}</div></div>'


def definitions(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<dt><a href="{link(row)}">{row.title}</a></dt><dd>{row.body[:50]}</dd><dd class="inf">{row.author} | {day(row.posted, ".")}</dd>' for row in rows
    )
    return f'<dl class="news">{items}</dl>'


def two_rows(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<tr class="a"><td rowspan="2">{row.number}</td><td colspan="2"><a href="{link(row)}"><b>{row.title}</b></a></td></tr><tr class="b"><td>글쓴이 : {row.author}</td><td>날짜 : {day(row.posted, "m")}</td></tr>'
        for row in rows
    )
    return f"<table class=two>{items}</table>"


def english(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<tr><td>{row.number}</td><td><a href="{link(row)}">{row.title}</a></td><td>{row.author}</td><td>{day(row.posted, "e")}</td><td>{day(row.edited, "e")}</td><td>{row.key % 300}</td></tr>' for row in rows
    )
    return f"<table class='tbl'><thead><tr><th>No.</th><th>Subject</th><th>Department</th><th>Date</th><th>Last updated</th><th>Views</th></tr></thead><tbody>{items}</tbody></table>"


def forum(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<div class="row"><div class="topic"><a href="{link(row)}">{row.title}</a><div class="by">by <a href="/user/{row.key % 50}">{row.author}</a></div></div><div class="n">{row.key % 40}</div><div class="last">{day(row.seen, "m")}</div></div>'
        for row in rows
    )
    return f'<div class="topics"><div class="row head"><div>Topics</div><div>Replies</div><div>Last post</div></div>{items}</div>'


def labelled_cells(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<div class="item"><p class="num">{row.number}</p><p class="sbj"><a href="{link(row)}">{row.title} <span class="cmt">[{row.key % 9 + 1}]</span></a></p><p><span class="blind">등록부서</span>{row.author}</p><p><span class="blind">등록일</span>{day(row.posted)}</p><p><span class="blind">조회</span>{row.key % 400}</p></div>'
        for row in rows
    )
    return f'<div class="bd-body">{items}</div>'


def spans(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<li><span class="c1">{row.number}</span><span class="c2"><a href="{link(row)}" title="{row.title}">{row.title[:14] + "..." if len(row.title) > 14 else row.title}</a></span><span class="c3">{row.author}</span><span class="c4">{day(row.posted)}</span></li>'
        for row in rows
    )
    return f'<ul class="thead"><li><span>번호</span><span>제목</span><span>부서</span><span>등록일</span></li></ul><ul class="tb">{items}</ul>'


def times(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<article><h2><a href="{link(row)}">{row.title}</a></h2><div><time datetime="{row.posted:%Y-%m-%dT%H:%M:%S}+09:00">{day(row.posted, "k")}</time> · <span class="byline">{row.author}</span></div><p>{row.body[:70]}</p><a class="more" href="{link(row)}">더 보기</a></article>'
        for row in rows
    )
    return f'<div class="stream">{items}</div>'


def secret_rows(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<tr><td>{row.number}</td><td><a href="{link(row)}">{row.title}</a>{"<img src=/i/lock.gif alt=비밀글>" if row.key % 5 == 0 else ""}</td><td>{row.author}</td><td>{row.posted:%m-%d}</td></tr>' for row in rows
    )
    return f"<table><tr><th>No</th><th>제목</th><th>이름</th><th>날짜</th></tr>{items}</table>"


LISTS: dict[str, tuple[Shape, str]] = {
    "plain_table": (plain_table, "author posted"), "no_header": (no_header, "posted"), "image_header": (image_header, "author posted"),
    "deadline_table": (deadline_table, "posted"), "only_deadline": (only_deadline, "author"), "mobile_doubled": (mobile_doubled, "author posted"),
    "list_items": (list_items, "author posted"), "cards": (cards, "posted"), "definitions": (definitions, "author posted"), "two_rows": (two_rows, "author posted"),
    "english": (english, "author posted"), "forum": (forum, "author"), "labelled_cells": (labelled_cells, "author posted"), "spans": (spans, "author posted"),
    "times": (times, "author posted"), "secret_rows": (secret_rows, "author posted"),
}  # fmt: skip


# --- posts -----------------------------------------------------------------------------------------------------------


def _paragraphs(post: Truth) -> str:
    inner = "".join(f"<p>{part}</p>" for part in post.body.split("\n"))
    return f'<p><img src="/up/{post.key}_a.jpg"></p><p><img src="/up/{post.key}_b.jpg"></p>' if post.picture else inner


def _files(post: Truth, tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/down.php?f={post.key}{n}">{name}</a> <span>(12{n} KB)</span></{tag}>' for n, name in enumerate(post.files))


def table_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    files = f'<tr><th>첨부</th><td colspan="3"><ul>{_files(post)}</ul></td></tr>' if post.files else ""
    around = "".join(f'<tr><th>{word}</th><td colspan="3"><a href="{link(one)}">{one.title}</a></td></tr>' for word, one in zip(("이전글", "다음글"), near, strict=False))
    return (
        f'<table class="view"><tr><th>제목</th><td colspan="3">{post.title}</td></tr><tr><th>작성자</th><td>{post.author}</td><th>작성일</th><td>{day(post.posted)}</td></tr>{files}'
        f'<tr><td colspan="4" class="txt">{_paragraphs(post)}</td></tr></table><table class="pn">{around}</table><p><a href="/list">목록</a></p>'
    )


def heading_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    around = "".join(f'<li><a href="{link(one)}">{one.title}</a><span>{day(one.posted)}</span></li>' for one in near)
    files = f'<div class="file"><b>첨부파일</b><ul>{_files(post)}</ul></div>' if post.files else ""
    return (
        f'<div class="bv"><h3 class="bv-tit">{post.title}</h3><ul class="bv-info"><li><b>등록부서</b> {post.author}</li><li><b>등록일</b> {day(post.posted, ".")}</li><li><b>조회</b> {post.key % 99}</li></ul>{files}'
        f'<div class="bv-con">{_paragraphs(post)}</div></div><ul class="around">{around}</ul><div class="sns"><a href="#">공유하기</a></div>'
    )


def bare_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    files = "".join(f'<a class="dn" href="/file/{post.key}{n}/{name}">{name}</a>' for n, name in enumerate(post.files))
    return (
        f'<div class="view"><div class="t"><p class="s">{post.title}</p><p class="i">{post.author} | {day(post.posted, "m")} | 조회 {post.key % 88}</p></div>'
        f'<div class="fl">{files}</div><div class="c"><div class="in">{_paragraphs(post)}</div></div><a class="bt" href="/list">목록으로</a></div>'
    )


def edited_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    return (
        f'<article class="detail"><header class="dh"><h2>{post.title}</h2><dl><dt>담당부서</dt><dd>{post.author}</dd><dt>수정일</dt><dd>{day(post.edited, "m")}</dd><dt>등록일</dt><dd>{day(post.posted, "m")}</dd><dt>접수기간</dt><dd>{day(post.posted)} ~ {day(post.stop)}</dd></dl></header>'
        f'<section class="dbody">{_paragraphs(post)}</section><ul class="attach">{_files(post)}</ul></article>'
        f'<div class="comments"><h4>댓글</h4><ul><li>{post.author} 담당자님 {post.key}번 문의에 답변 부탁드립니다. 언제 시작하는지 궁금합니다.</li></ul></div>'
    )


def layout_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    below = "".join(f'<tr><td>{one.number}</td><td><a href="{link(one)}">{one.title}</a></td><td>{day(one.posted)}</td></tr>' for one in (post, *near))
    return (
        f'<table width=600><tr><td><table><tr><td><b>{post.title}</b></td></tr><tr><td>글쓴이 : {post.author} &nbsp; 날짜 : {day(post.posted, "m")} &nbsp; 조회 : {post.key % 50}</td></tr></table></td></tr>'
        f'<tr><td style="padding:10px">{_paragraphs(post)}</td></tr><tr><td>{_files(post, "div")}</td></tr></table><table class="below">{below}</table>'
    )


PostShape = Callable[[Truth, Link, Sequence[Truth]], str]
POSTS: dict[str, PostShape] = {"table_post": table_post, "heading_post": heading_post, "bare_post": bare_post, "edited_post": edited_post, "layout_post": layout_post}

# --- links and pagers ------------------------------------------------------------------------------------------------

_SCRIPT = '<form name="frm" method="get" action="/bbs/list.do"><input type="hidden" name="bbsId" value="B12"><input type="hidden" name="nttNo"><input type="hidden" name="pageIndex" value="1"></form><script>function fnView(no){var f=document.frm;f.nttNo.value=no;f.action="/bbs/view.do";f.submit();}function goPage(n){document.frm.pageIndex.value=n;document.frm.action="/bbs/list.do";document.frm.submit();}</script>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a board addresses its posts and pages: link of a post, its true address, address of a list page, the pager's links, and scripts it needs."""

    link: Link
    address: Link
    page: Callable[[int], str]
    pager: Callable[[int], str]
    script: str = ""


def _numbers(page: int, form: Callable[[int], str], last: int = 7) -> str:
    return "".join(f"<strong>{n}</strong>" if n == page else f'<a {form(n)}>{n}</a>' for n in range(1, last + 1)) + f'<a {form(last)} class="end">맨끝</a>'


WAYS: dict[str, Way] = {
    "query": Way(
        link=lambda row: f"view.php?bbs=3&amp;idx={row.key}&amp;page=1&amp;keyword=", address=lambda row: f"{HOST}/b/view.php?bbs=3&idx={row.key}",
        page=lambda n: f"{HOST}/b/list.php?bbs=3" + (f"&page={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="list.php?bbs=3&amp;page={n}"'),
    ),
    "path": Way(
        link=lambda row: f"/news/{row.key}", address=lambda row: f"{HOST}/news/{row.key}",
        page=lambda n: f"{HOST}/news" + (f"?page={n - 1}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="/news?page={n - 1}"'),
    ),
    "offset": Way(
        link=lambda row: f"./read.asp?no={row.key}&amp;start=0", address=lambda row: f"{HOST}/bd/read.asp?no={row.key}",
        page=lambda n: f"{HOST}/bd/list.asp" + (f"?start={(n - 1) * 15}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="list.asp?start={(n - 1) * 15}"'),
    ),
    "script": Way(
        link=lambda row: f"javascript:fnView('{row.key}');", address=lambda row: f"{HOST}/bbs/view.do?bbsId=B12&nttNo={row.key}",
        page=lambda n: f"{HOST}/bbs/list.do?bbsId=B12" + (f"&pageIndex={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="#" onclick="goPage({n});return false;"'), script=_SCRIPT,
    ),
    "slug": Way(
        link=lambda row: f"/posts/notice-{row.key}-of-the-office/", address=lambda row: f"{HOST}/posts/notice-{row.key}-of-the-office/",
        page=lambda n: f"{HOST}/posts/" + (f"page/{n}/" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="/posts/page/{n}/"'),
    ),
}  # fmt: skip


def made(list_shape: str, post_shape: str, way: str, seed: int = 0) -> UnknownBoard:
    """A board of a list shape, a post shape and a way of linking, fifteen rows a page."""
    shape, shows = LISTS[list_shape]
    posts, how = truths(seed=seed), WAYS[way]

    def page(number: int) -> str:
        rows = posts[(number - 1) * 15 : number * 15]
        return whole(f'<h2>공지 사항</h2><p class="total">전체 {len(posts)}건</p>{shape(rows, how.link)}<div class="pg">{how.pager(number)}</div>{how.script}')

    pages = {}
    for place, post in enumerate(posts):
        near = [posts[other] for other in (place - 1, place + 1) if 0 <= other < len(posts)]
        pages[how.address(post)] = whole(POSTS[post_shape](post, how.link, near) + how.script, f"{post.title} | 새터 누리집")
    return UnknownBoard(
        name=f"{list_shape}-{post_shape}-{way}", first=(how.page(1), page(1)), second=(how.page(2), page(2)), pages=pages, truths=posts,
        rows=posts[:15], rows_two=posts[15:30], shows=frozenset(shows.split()), post_shows=frozenset(["author", "posted"]),
    )  # fmt: skip


def all_boards() -> list[UnknownBoard]:
    """Every list shape with every way of linking, post shapes in turn."""
    names = list(POSTS)
    return [made(shape, names[(n + m) % len(names)], way, seed=n + m) for n, shape in enumerate(LISTS) for m, way in enumerate(WAYS)]
