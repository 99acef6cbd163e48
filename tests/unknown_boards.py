"""Boards of no known platform, made with their truth beside them: list shapes and post shapes as old skins, portals, forums and blogs have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import quote

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
    """A board as served: its first and second list pages, its posts' pages by key, and what is true of them; ``keys`` name posts in addresses.

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
    keys: dict[str, Truth] = field(default_factory=dict)

    def answer(self, url: str) -> tuple[Truth, str] | None:
        """The post behind an address in any of its forms, with its page."""
        found = next((key for key in self.keys if key in url), None)
        if found is None:
            return None
        truth = self.keys[found]
        return truth, self.pages[str(truth.key)]


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


def date_first(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(f'<dt>{day(row.posted, ".")}</dt><dd><a href="{link(row)}">{row.title}</a></dd>' for row in rows)
    return f'<dl class="latest">{items}</dl>'


def categories(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<tr><td><input type="checkbox" name="c" value="{row.key}"></td><td>{row.number}</td><td class="subject"><a href="/b/list.php?ca={row.key % 3}" class="ca">[분류{row.key % 3}]</a> <a href="{link(row)}">{row.title}</a>'
        f' <a href="{link(row)}#cmt" class="cnt">[{row.key % 8 + 1}]</a> <img src="/img/ico_file.gif"></td><td>{row.author}</td><td><a href="/down.php?f={row.key}0"><img src="/img/hwp.gif" alt="hwp"></a></td><td>{day(row.posted)}</td></tr>'
        for row in rows
    )
    head = "<tr><th><input type=checkbox></th><th><a href='?sst=no'>번호▼</a></th><th>제 목</th><th>글쓴이</th><th>첨부</th><th><a href='?sst=dt'>날 짜</a></th></tr>"
    return f"<form name=fl method=post action=/b/update.php><table class=tb>{head}{items}</table></form>"


def bare_spans(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(f'<li><a href="{link(row)}"><span>{row.number}</span><span>{row.title}</span><span>{row.author}</span><span>{day(row.posted)}</span><span>{row.key % 800}</span></a></li>' for row in rows)
    return f"<div class='cont'><ul>{items}</ul></div>"


def started_by(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<tr><td><h4><a href="{link(row)}">{row.title}</a></h4><small>Started by <a href="/profile/{row.key % 9}">{row.author}</a>, {day(row.posted, "e")}</small></td><td>{row.key % 30}</td><td>{row.key % 999}</td><td><a href="/profile/3">Kim</a><br>{day(row.seen, "e")}</td></tr>'
        for row in rows
    )
    return f"<table><thead><tr><th>Topic</th><th>Replies</th><th>Views</th><th>Last post</th></tr></thead><tbody>{items}</tbody></table>"


def blog(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<article id="post-{row.key}" class="post hentry"><header><h2 class="entry-title"><a href="{link(row)}" rel="bookmark">{row.title}</a></h2><div class="entry-meta"><span class="posted-on"><a href="{link(row)}"><time class="entry-date" datetime="{row.posted:%Y-%m-%dT%H:%M:%S}+09:00">{day(row.posted, "k")}</time></a></span> <span class="byline">by <a href="/author/{row.key % 7}">{row.author}</a></span></div></header><div class="entry-summary"><p>{row.body[:90]} <a class="more-link" href="{link(row)}">Continue reading</a></p></div></article>'
        for row in rows
    )
    side = "".join(f'<li><a href="{link(row)}">{row.title}</a></li>' for row in rows[:5])
    return f'<main>{items}</main><aside class="widget"><h3>Recent Posts</h3><ul>{side}</ul></aside>'


def calendar_badges(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<div class="nt-item"><div class="dt"><strong>{row.posted:%d}</strong><span>{row.posted:%Y.%m}</span></div><div class="tx"><p class="ttl"><a href="{link(row)}">{row.title}</a></p><p class="sm">{row.body[:40]}</p></div></div>'
        for row in rows
    )
    return f'<div class="nt-list">{items}</div>'


def pictures(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<li><a href="{link(row)}"><span class="im"><img src="/thumb/{row.key}.jpg" alt="{row.title}"></span><strong>{row.title}</strong></a><p>{day(row.posted, ".")}<span class="bar">|</span>조회 {row.key % 300}</p></li>'
        for row in rows
    )
    best = "".join(f'<li><a href="{link(row)}">{row.title}</a></li>' for row in rows[3:6])
    return f'<div class="best"><h4>많이 본 글</h4><ol>{best}</ol></div><ul class="photo">{items}</ul>'


def clicked_tr(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f"""<tr onclick="location.href='{link(row)}'" style="cursor:pointer"><td>{row.number}</td><td class="tl">{row.title}<em class="new">N</em></td><td>{row.author}</td><td>{day(row.posted, "s")}</td></tr>"""
        for row in rows
    )
    return f"<table class='grid'><thead><tr><td>No.</td><td>Title</td><td>Writer</td><td>Date</td></tr></thead><tbody>{items}</tbody></table>"


def months(rows: Sequence[Truth], link: Link) -> str:
    found, last = [], ""
    for row in rows:
        month = f"{row.posted:%Y년 %m월}"
        found.append(f'<h5 class="mon">{month}</h5>' if month != last else "")
        last = month
        found.append(f'<div class="ln"><a href="{link(row)}">{row.title}</a> <i>{row.author}</i> <u>{day(row.posted)}</u></div>')
    return f'<div class="by-month">{"".join(found)}</div>'


def widgets(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<tr><td>{row.number}</td><td><a href="{link(row)}">{"&nbsp;&nbsp;└ " if row.key % 4 == 0 else ""}{row.title}</a></td><td>{row.author[0]}**</td><td>{day(row.posted)}</td><td>답변완료</td></tr>' for row in rows
    )
    return f'<div class="tab"><a href="/b/a">전체</a><a href="/b/b">민원</a><a href="/b/c">질의</a></div><div class="total">총 <b>34</b>건</div><table><colgroup><col><col></colgroup><thead><tr><th>번호</th><th>문의 내용</th><th>이름</th><th>접수일자</th><th>처리상태</th></tr></thead><tbody>{items}</tbody></table>'


def rows_as_divs(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<div class="tr" role="row"><div role="cell">{"공지" if row.pinned else row.number}</div><div role="cell"><a href="{link(row)}">{row.title}</a></div><div role="cell">{day(row.edited)}</div><div role="cell">{row.author}</div><div role="cell">{day(row.posted)}</div></div>'
        for row in rows
    )
    head = "".join(f'<div role="columnheader">{word}</div>' for word in ("번호", "공고명", "최종수정일", "공고기관", "공고일"))
    return f'<div class="table" role="table"><div class="thead"><div role="row">{head}</div></div><div class="tbody">{items}</div></div>'


def stacked(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<div class="art"><a href="{link(row)}" class="w"><h3>{row.title}</h3><p>{row.body[:80]}</p><ul><li>부서 <b>{row.author}</b></li><li>작성일 <b>{day(row.posted)}</b></li><li>조회수 <b>{row.key % 500}</b></li></ul></a></div>'
        for row in rows
    )
    return f'<section class="arts">{items}</section>'


def press(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<li><p class="a"><a href="{link(row)}">{row.title}</a></p><p class="b"><span class="dept">{row.author}</span><span class="regdate">{day(row.posted, ".")}</span><span class="file"><a href="/down.php?f={row.key}0">첨부파일 다운로드</a></span></p></li>'
        for row in rows
    )
    return f'<ol class="press-list">{items}</ol>'


LISTS |= {
    "date_first": (date_first, "posted"), "categories": (categories, "author posted"), "bare_spans": (bare_spans, "author posted"),
    "started_by": (started_by, "author posted"), "blog": (blog, "author posted"), "calendar_badges": (calendar_badges, "posted"), "pictures": (pictures, "posted"),
    "clicked_tr": (clicked_tr, "author posted"), "months": (months, "author posted"), "rows_as_divs": (rows_as_divs, "author posted"),
    "stacked": (stacked, "author posted"), "press": (press, "author posted"),
}  # fmt: skip


def inline_labels(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<li><h4><a href="{link(row)}">{row.title}</a></h4><p class="bt"><b>작성자</b> {row.author} <b>작성일</b> {day(row.posted, ".")} <b>조회수</b> {row.key % 999}</p></li>' for row in rows
    )
    return f'<ul class="ls">{items}</ul>'


def glued(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<div class="it"><a href="{link(row)}"><em>행사{row.key % 3}</em><strong>{row.title}</strong></a><p class="writer-info"><i>행사{row.key % 3}</i><span>{row.author}</span><span>{day(row.posted, "m")}</span></p></div>' for row in rows
    )
    return f'<div class="its">{items}</div>'


LISTS |= {"inline_labels": (inline_labels, "author posted"), "glued": (glued, "author posted")}

def own_forms(rows: Sequence[Truth], link: Link) -> str:
    items = "".join(
        f'<tr><td>{row.number}</td><td><form action="/bbs/view.do" method="post"><input type="hidden" name="bbsId" value="B12"><input type="hidden" name="nttNo" value="{row.key}"><span class="link"><input type="submit" value="{row.title}"></span></form></td><td>{row.author}</td><td>{day(row.posted)}</td></tr>'
        for row in rows
    )
    return f"<table><tr><th>번호</th><th>제목</th><th>게시자</th><th>게시일</th></tr>{items}</table>"


LISTS |= {"own_forms": (own_forms, "author posted")}

def table_gallery(rows: Sequence[Truth], link: Link) -> str:
    cells = [
        f'<td width="25%" align="center"><a href="{link(row)}"><img src="/thumb/{row.key}.jpg" width="150" border="0"></a><br><a href="{link(row)}">{row.title}</a><br><font size="2">{day(row.posted)}</font></td>' for row in rows
    ]
    return "<table width=100%>" + "".join(f"<tr>{''.join(cells[place : place + 4])}</tr>" for place in range(0, len(cells), 4)) + "</table>"


def tables_each(rows: Sequence[Truth], link: Link) -> str:
    return "".join(
        f'<table width="100%" class="one"><tr><td rowspan="2"><img src="/t/{row.key}.jpg"></td><td><a href="{link(row)}"><b>{row.title}</b></a></td></tr><tr><td>작성자: {row.author} / 작성일: {day(row.posted)}</td></tr></table><hr>' for row in rows
    )


def feed(rows: Sequence[Truth], link: Link) -> str:
    return "".join(
        f'<section class="p"><div class="h"><span class="u">{row.author}</span> <time>{day(row.posted, "m")}</time></div><h2>{row.title}</h2><div class="b">{row.body[:120]}</div><div class="f"><a href="{link(row)}">자세히 보기</a> <a href="#like">좋아요 {row.key % 20}</a></div></section>'
        for row in rows
    )


LISTS |= {"table_gallery": (table_gallery, "posted"), "tables_each": (tables_each, "author posted"), "feed": (feed, "author posted")}

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


def header_row_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    return (
        f'<h4 class="vt">{post.title}</h4><table class="meta"><thead><tr><th>작성자</th><th>작성일</th><th>조회</th></tr></thead><tbody><tr><td>{post.author}</td><td>{day(post.posted)}</td><td>{post.key % 77}</td></tr></tbody></table>'
        f'<div class="vc" id="view_content">{_paragraphs(post)}</div><div class="vf"><strong>첨부</strong>{_files(post, "p")}</div>'
    )


def blog_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    related = "".join(f'<li><a href="{link(one)}">{one.title}</a><p>{one.body[:60]}</p></li>' for one in near)
    return (
        f'<article class="post"><header class="entry-header"><h1 class="entry-title">{post.title}</h1><div class="entry-meta"><span class="posted-on">Posted on <time datetime="{post.posted:%Y-%m-%dT%H:%M:%S}+09:00">{day(post.posted, "e")}</time></span><span class="byline"> by <a href="/author/2">{post.author}</a></span></div></header>'
        f'<div class="entry-content">{_paragraphs(post)}</div><footer>{_files(post, "p")}</footer></article><div class="yarpp related"><h3>관련 글</h3><ul>{related}</ul></div>'
    )


def thread_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    def message(who: str, when: datetime, inner: str) -> str:
        return f'<div class="msg"><div class="who">{who}</div><div class="box"><div class="when">{day(when, "m")}</div><div class="said">{inner}</div></div></div>'

    replies = "".join(message(f"회원{n}", post.posted + timedelta(hours=n + 1), f"<p>{post.key + n}번째로 확인했습니다. 안내해 주셔서 고맙습니다 {n}.</p>") for n in range(post.key % 3))
    return f'<h2 class="topic">{post.title}</h2><div class="thread">{message(post.author, post.posted, _paragraphs(post))}{replies}</div><div class="att">{_files(post, "p")}</div>'


def split_meta_post(post: Truth, link: Link, near: Sequence[Truth]) -> str:
    return (
        f'<div class="board-view"><div class="top"><span class="cate">공지</span><strong>{post.title}</strong><div class="r"><em>{post.author}</em><em>{day(post.posted, ".")}</em><em>조회 {post.key % 40}</em></div></div>'
        f'<div class="file-box"><a href="/down.php?f=all{post.key}">전체 다운로드</a><ul>{_files(post)}</ul></div><div class="mid"><div class="text">{_paragraphs(post)}</div></div>'
        f'<div class="satisfaction"><p>이 페이지에서 제공하는 정보에 만족하십니까?</p><p>담당부서 : 전산정보원 최종수정일 : {day(post.edited)}</p></div></div>'
    )


POSTS |= {"header_row_post": header_row_post, "blog_post": blog_post, "thread_post": thread_post, "split_meta_post": split_meta_post}

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


_POST_FORM = '<form id="listForm" method="post" action="/news/list.do"><input type="hidden" name="mid" value="a10"><input type="hidden" id="curPage" name="curPage" value="1"><input type="hidden" id="seq" name="seq" value=""></form><script>function linkPage(p){$("#curPage").val(p);$("#listForm").submit();}\nvar goDetail = function (seq, idx) { $("#seq").val(seq); $("#listForm").attr("action", "/news/detail.do").attr("method","get"); $("#listForm").submit(); }</script>'
WAYS |= {
    "next_only": Way(
        link=lambda row: f"/community/article?articleId={row.key}&amp;ref=list&amp;lp={1 if row.number > 19 else 2}", address=lambda row: f"{HOST}/community/article?articleId={row.key}&ref=list",
        page=lambda n: f"{HOST}/community/list" + (f"?p={n}" if n > 1 else ""), pager=lambda p: (f'<a href="/community/list?p={p - 1}">‹ 이전</a>' if p > 1 else "") + (f'<a href="/community/list?p={p + 1}">다음 ›</a>' if p < 3 else ""),
    ),
    "detail": Way(
        link=lambda row: f"javascript:goDetail({row.key}, {row.number})", address=lambda row: f"{HOST}/news/detail.do?mid=a10&seq={row.key}",
        page=lambda n: f"{HOST}/news/list.do?mid=a10" + (f"&curPage={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="javascript:linkPage({n})"'), script=_POST_FORM.replace('method="post"', 'method="get"'),
    ),
    "block": Way(
        link=lambda row: f"/cms/board/{row.key}.html", address=lambda row: f"{HOST}/cms/board/{row.key}.html",
        page=lambda n: f"{HOST}/cms/board/list.html" + (f"?cp={n}" if n > 1 else ""),
        pager=lambda p: '<a class="first" href="list.html?cp=1"><img alt="처음" src="f.gif"></a>' + _numbers(p, lambda n: f'href="list.html?cp={n}"', 10) + '<a class="nextblock" href="list.html?cp=11"><img alt="다음 10개" src="n.gif"></a>',
    ),
}  # fmt: skip

def _hex(row: Truth) -> str:
    return f"{row.key * 2654435761 % 2**32:08x}{row.key:06x}"


def _words(row: Truth) -> str:
    return row.title.replace(" ", "-").replace("(", "").replace(")", "")


_CLICKS = "<script>$(function(){ $('.bd-list, body').on('click', 'a[data-idx]', function(e){ e.preventDefault(); var idx = $(this).data('idx'); location.href = '/notice/detail?idx=' + idx; }); $('a[data-page]').click(function(){ location.href='/notice?pg=' + $(this).attr('data-page'); }); });</script>"
_CLICK_FORM = "<form id='f' method='get'><input type='hidden' name='menu' value='m7'><input type='hidden' name='docNo' value=''></form><script>$(document).ready(function(){ $('a[data-doc]').on('click', function(){ $('#f input[name=docNo]').val($(this).data('doc')); $('#f').attr('action', '/doc/read.do').submit(); return false; }); }); function movePage(n) { document.location.href = '/doc/list.do?menu=m7&nowPage=' + n; }</script>"
_OBJECT = "<script>var board = { view: function(no, el){ var url = '/brd/view.jsp'; url += '?code=news'; url += '&num=' + no; window.location.href = url; }, page: function(p){ window.location.href = '/brd/list.jsp?code=news&gotoPage=' + p; } };</script>"
_ARROW = "<script>const openPost = (id) => { window.location = `/archive/${id}`; };\nconst toPage = (n) => { window.location.assign(`/archive?page=${n}`); };</script>"
def _letters(row: Truth) -> str:
    return "".join("bcdfghjklm"[int(digit)] for digit in f"{row.key * 7919:08d}")


WAYS |= {
    "letters": Way(
        link=lambda row: f"show.php?board=free&amp;doc={_letters(row)}", address=lambda row: f"{HOST}/x/show.php?board=free&doc={_letters(row)}",
        page=lambda n: f"{HOST}/x/index.php?board=free" + (f"&page={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="index.php?board=free&amp;page={n}"'),
    ),
    "data_click": Way(
        link=lambda row: f'#" data-idx="{row.key}', address=lambda row: f"{HOST}/notice/detail?idx={row.key}",
        page=lambda n: f"{HOST}/notice" + (f"?pg={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="#" data-page="{n}"'), script=_CLICKS,
    ),
    "data_form": Way(
        link=lambda row: f'#none" data-doc="{row.key}', address=lambda row: f"{HOST}/doc/read.do?docNo={row.key}&menu=m7",
        page=lambda n: f"{HOST}/doc/list.do?menu=m7" + (f"&nowPage={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="javascript:void(0);" onclick="movePage({n}); return false;"'), script=_CLICK_FORM,
    ),
    "object_call": Way(
        link=lambda row: f'javascript:void(0);" onclick="board.view({row.key}, this); return false;', address=lambda row: f"{HOST}/brd/view.jsp?code=news&num={row.key}",
        page=lambda n: f"{HOST}/brd/list.jsp?code=news" + (f"&gotoPage={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="javascript:board.page({n});"'), script=_OBJECT,
    ),
    "arrow": Way(
        link=lambda row: f"#\" onclick=\"openPost('{row.key}')", address=lambda row: f"{HOST}/archive/{row.key}",
        page=lambda n: f"{HOST}/archive" + (f"?page={n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="#" onclick="toPage({n})"'), script=_ARROW,
    ),
    "hex": Way(
        link=lambda row: f"https://board.example/n/{_hex(row)}", address=lambda row: f"https://board.example/n/{_hex(row)}",
        page=lambda n: "https://board.example/n" + (f"?page={n}&size=15" if n > 1 else ""), pager=lambda p: f'<span>{p} / 3</span>' + (f'<a rel="next" href="/n?page={p + 1}&amp;size=15">Next</a>' if p < 3 else ""),
    ),
    "dated": Way(
        link=lambda row: f"/{row.posted:%Y/%m/%d}/item-{row.key}/", address=lambda row: f"{HOST}/{row.posted:%Y/%m/%d}/item-{row.key}/",
        page=lambda n: f"{HOST}/news/" + (f"page/{n}/" if n > 1 else ""), pager=lambda p: f'<a href="/news/page/{p + 1}/">Older posts</a>' + (f'<a href="/news/page/{p - 1}/">Newer posts</a>' if p > 2 else ""),
    ),
    "words": Way(
        link=lambda row: f"/story/{_words(row)}", address=lambda row: f"{HOST}/story/{quote(_words(row))}",
        page=lambda n: f"{HOST}/story" + (f"/list/{n}" if n > 1 else ""), pager=lambda p: _numbers(p, lambda n: f'href="/story/list/{n}" aria-label="{n} 페이지로 이동"'),
    ),
    "page_in_path": Way(
        link=lambda row: f"/bbs/free/view/{row.key}/page/1", address=lambda row: f"{HOST}/bbs/free/view/{row.key}/page/1",
        page=lambda n: f"{HOST}/bbs/free" + (f"/list/page/{n}" if n > 1 else "/list"), pager=lambda p: _numbers(p, lambda n: f'href="/bbs/free/list/page/{n}"').replace("</a>", "</a> | "),
    ),
}  # fmt: skip

def key_of(post: Truth, way: str) -> str:
    """What tells a post from the others in its address."""
    return {"hex": _hex(post), "letters": _letters(post), "words": quote(_words(post))}.get(way, str(post.key))


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
        pages[str(post.key)] = whole(POSTS[post_shape](post, how.link, near) + how.script, f"{post.title} | 새터 누리집")
    return UnknownBoard(
        name=f"{list_shape}-{post_shape}-{way}", first=(how.page(1), page(1)), second=(how.page(2), page(2)), pages=pages, truths=posts,
        rows=posts[:15], rows_two=posts[15:30], shows=frozenset(shows.split()), post_shows=frozenset(["author", "posted"]),
        keys={key_of(post, way): post for post in posts},
    )  # fmt: skip


def all_boards() -> list[UnknownBoard]:
    """Every list shape with every way of linking, post shapes in turn."""
    names = list(POSTS)
    return [
        made(shape, names[(n + m) % len(names)], way, seed=n + m)
        for n, shape in enumerate(LISTS)
        for m, way in enumerate(WAYS)
        if (shape != "own_forms" or way == "script")
        and (shape not in ("clicked_tr", "categories") or way not in ("script", "detail", "data_click", "data_form", "object_call", "arrow"))
    ]
