"""The pages around the blind boards, and the ways from one of their list pages to the next."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bench.extraction.boards import Sheet
from bench.extraction.entries import Vocabulary

Frame = Callable[[str, str, Vocabulary], str]


def _items(words: Vocabulary, ending: str) -> str:
    return "".join(f'<li><a href="/main/{place}{ending}">{name}</a></li>' for place, name in enumerate(words.menu))


def government(title: str, body: str, words: Vocabulary) -> str:
    """A public body's page: the state's banner, menus above and beside, crumbs, a manager, sites of its family."""
    beside = "".join(f'<li><a href="/side/{place}.do">{name}</a></li>' for place, name in enumerate((words.menu[3], "고시공고", "입법예고", "채용공고", "행사안내")))
    return (
        f'<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{escape(title)} - {words.sites[0]}</title>\n<link rel="stylesheet" href="/css/site.css">\n<script src="/js/jquery-3.6.0.min.js"></script>\n</head>\n<body>\n<a href="#contents" class="skip">본문 바로가기</a><div class="egov-banner">이 누리집은 대한민국 공식 전자정부 누리집입니다.</div>\n'
        f'<header><h1><a href="/">{words.sites[0]}</a></h1><nav id="gnb"><ul>{_items(words, ".do")}</ul></nav><div class="weather">현재 7.2℃ 미세먼지 보통</div></header>\n<div id="sub"><aside class="lnb"><h2>{words.menu[3]}</h2><ul>{beside}</ul></aside><div id="contents"><p class="location">홈 &gt; {words.menu[3]} &gt; 공지</p>\n{body}\n<p class="charge">자료관리 담당부서 : 누리집 운영팀 000-000-0120 / 최종수정일 : 2024.11.05</p></div></div>\n'
        f'<footer><select title="관련 사이트"><option>행정안전부</option><option>정부24</option></select><address>(00000) 도래로 1 {words.sites[0]} 대표전화 000-000-0000</address><p>COPYRIGHT 2025 ALL RIGHTS RESERVED.</p></footer>\n</body>\n</html>'
    )


def school(title: str, body: str, words: Vocabulary) -> str:
    """A school's or university's page: menus, quick links, this week's calendar."""
    days = "".join(f"<dt>03.{day:02d}</dt><dd>{what}</dd>" for day, what in ((3, "대체공휴일"), (4, "개학일"), (14, "학급 임원 선거")))
    return (
        f'<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<title>{words.menu[3]} | {words.sites[0]}</title>\n<meta property="og:title" content="{escape(title)}">\n</head>\n<body class="sub">\n<div id="head"><a href="/" class="logo"><img src="/img/logo.png" alt="{words.sites[0]}"></a><ul class="menu">{_items(words, "")}</ul></div>\n'
        f'<div id="visual"><h2>{words.menu[3]}</h2></div><div id="cont">\n{body}\n</div><div id="quick"><a href="/map">오시는 길</a><a href="/tel">전화번호 안내</a></div><div id="cal"><h4>이달의 일정</h4><dl>{days}</dl></div>\n<div id="foot">{words.sites[0]} 교무실 000-000-2001 행정실 000-000-2002</div>\n</body>\n</html>'
    )


def dated(_title: str, body: str, words: Vocabulary) -> str:
    """An association's page of the days of frames: a table for all, in the encoding of its time."""
    menu = "".join(f'<a href=/sub{place}.php><img src=/img/top{place}.gif border=0 alt="{name}"></a>' for place, name in enumerate(words.menu))
    return f'<HTML>\n<HEAD>\n<META http-equiv=Content-Type content="text/html; charset=euc-kr">\n<TITLE>{words.sites[0]}에 오신 것을 환영합니다</TITLE>\n<STYLE>td {{ font-size:9pt; font-family:굴림 }}</STYLE>\n</HEAD>\n<BODY topmargin=0 leftmargin=0>\n<table width=800 border=0 cellpadding=0 cellspacing=0><tr><td colspan=2>{menu}</td></tr><tr><td width=180 valign=top><img src=/img/left.gif><br><a href=/sub1.php>인사말</a><br><a href=/sub2.php>연혁</a></td><td valign=top>\n{body}\n</td></tr><tr><td colspan=2 align=center bgcolor=#eeeeee>{words.sites[0]} 전화 000-000-7000 팩스 000-000-7001</td></tr></table>\n</BODY>\n</HTML>'


def society(title: str, body: str, words: Vocabulary) -> str:
    """An association's page: a slider, banners of partners, an address."""
    return (
        f'<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="UTF-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)} | {words.sites[0]}</title>\n<meta name="description" content="{words.sites[0]}">\n</head>\n<body>\n<header class="gh"><div class="in"><h1><a href="/">{words.sites[0]}</a></h1><ul class="nav">{_items(words, ".html")}</ul><div class="mem"><a href="/login">회원 로그인</a> <a href="/join">가입</a></div></div></header>\n'
        f'<section class="page"><div class="in"><h2>{words.menu[3]}</h2>\n{body}\n</div></section>\n<section class="partners"><a href="/out/1"><img src="/img/p1.png" alt="협력 기관"></a><a href="/out/2"><img src="/img/p2.png" alt="후원 안내"></a></section>\n<footer class="gf"><p>{words.sites[0]} · 사업자등록번호 000-00-00000</p></footer>\n</body>\n</html>'
    )


def service(title: str, body: str, words: Vocabulary) -> str:
    """A company's page as a framework draws it on the server, its state at the end."""
    menu = "".join(f'<a href="/{place}">{name}</a>' for place, name in enumerate(words.menu))
    return f'<!DOCTYPE html><html lang="ko"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/><title>{escape(title)} | {words.sites[0]}</title><meta property="og:site_name" content="{words.sites[0]}"/><link rel="preload" href="/_assets/main.js" as="script"/></head><body><div id="root"><header><a href="/">{words.sites[0]}</a><nav>{menu}</nav></header>{body}<footer><small>© 2025 {words.sites[0]} Inc.</small><a href="/terms">이용약관</a><a href="/privacy">개인정보 처리방침</a></footer></div><script src="/_assets/main.js" async=""></script></body></html>'


def hangout(title: str, body: str, words: Vocabulary) -> str:
    """A community's page: menus, a box to sign in, advertisements, what was said last."""
    return (
        f'<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)} - {words.sites[0]}</title>\n</head>\n<body>\n<div class="top"><a href="/" class="bi">{words.sites[0]}</a><ul>{_items(words, "")}</ul></div>\n<div class="wrap"><main>\n{body}\n</main><aside><form action="/login" class="login"><input name="id" placeholder="아이디"><input name="pw" type="password"><button>로그인</button></form><div class="ad">광고</div><div class="recent"><h5>최근 댓글</h5><ul><li><a href="/c/9">그러게요</a></li><li><a href="/c/8">잘 봤습니다</a></li></ul></div></aside></div>\n'
        f'<footer>이용 문의는 운영자에게</footer>\n</body>\n</html>'
    )


def abroad(language: str, skip: str, home: str, foot: str, beside: str = "") -> Frame:
    """A page in another language."""

    def frame(title: str, body: str, words: Vocabulary) -> str:
        return f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)} - {words.sites[0]}</title>\n</head>\n<body>\n<a class="skip-link" href="#main">{skip}</a>\n<header class="site-header"><a href="/" class="site-name">{words.sites[0]}</a><nav><ul><li><a href="/">{home}</a></li>{_items(words, "/")}</ul></nav></header>\n<div class="crumb"><a href="/">{home}</a> / {words.menu[3]}</div>\n<div id="main">\n{body}\n</div>\n{beside}<footer class="site-footer"><p>{foot} {words.sites[0]}</p><ul><li><a href="/legal/">{words.menu[0]}</a></li></ul></footer>\n</body>\n</html>'

    return frame


# --- from page to page -----------------------------------------------------------------------------------------------------------


def _numbers(sheet: Sheet, here: str, between: str = "\n") -> str:
    """Every page's number; ``here`` takes the present one."""
    return between.join(here.format(page=page) if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))


def official(sheet: Sheet) -> str:
    """Words for the first, the last and the neighbouring pages; at the ends they lead to the page itself."""
    back, forth = max(1, sheet.page - 1), min(sheet.last, sheet.page + 1)
    return f'<div class="p-pagination"><a {sheet.page_link(1)} class="first">처음 페이지</a><a {sheet.page_link(back)} class="prev">이전 페이지</a><span class="num">{_numbers(sheet, "<strong>{page}</strong>")}</span><a {sheet.page_link(forth)} class="next">다음 페이지</a><a {sheet.page_link(sheet.last)} class="last">끝 페이지</a></div>'


def listed(sheet: Sheet) -> str:
    """Numbers as items; an arrow only where it leads on."""
    numbers = "".join(f'<li class="on"><a href="#none">{page}</a></li>' if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, sheet.last + 1))
    back = f'<li class="pv"><a {sheet.page_link(sheet.page - 1)}>이전</a></li>' if sheet.page > 1 else ""
    forth = f'<li class="nx"><a {sheet.page_link(sheet.page + 1)}>다음</a></li>' if sheet.page < sheet.last else ""
    return f'<ul class="paging">{back}{numbers}{forth}</ul>'


def bracketed(sheet: Sheet) -> str:
    """Numbers in brackets, as old scripts write them."""
    numbers = " ".join(f"<b>{page}</b>" if page == sheet.page else f"<a {sheet.page_link(page)}>[{page}]</a>" for page in range(1, sheet.last + 1))
    forth = f" <a {sheet.page_link(sheet.page + 1)}>[다음]</a>" if sheet.page < sheet.last else ""
    return f"<table width=620 border=0><tr><td align=center>{numbers}{forth}</td></tr></table>"


def signed(sheet: Sheet) -> str:
    """Signs for before and after, the present number without a way."""
    back = f'<a class="page-btn" {sheet.page_link(sheet.page - 1)}>‹</a>' if sheet.page > 1 else '<span class="page-btn off">‹</span>'
    forth = f'<a class="page-btn" {sheet.page_link(sheet.page + 1)}>›</a>' if sheet.page < sheet.last else '<span class="page-btn off">›</span>'
    return f'<nav class="pages">{back}{_numbers(sheet, "<em>{page}</em>")}{forth}</nav>'


def onward(sheet: Sheet) -> str:
    """One link that leads to older posts."""
    return f'<p class="older"><a {sheet.page_link(sheet.page + 1)}>글 더 보기</a></p>' if sheet.page < sheet.last else '<p class="older">마지막 글입니다.</p>'


def worded(before: str, after: str, where: str = "") -> Callable[[Sheet], str]:
    """Words of a language for one page back and one on; ``where`` tells the present page in place of numbers."""

    def pager(sheet: Sheet) -> str:
        back = f'<a class="prev" {sheet.page_link(sheet.page - 1)}>{before}</a> ' if sheet.page > 1 else ""
        forth = f' <a class="next" {sheet.page_link(sheet.page + 1)}>{after}</a>' if sheet.page < sheet.last else ""
        middle = f"<span>{where.format(page=sheet.page, last=sheet.last)}</span>" if where else _numbers(sheet, '<span class="current">{page}</span>', " ")
        return f'<div class="pagination">{back}{middle}{forth}</div>'

    return pager


def counted(sheet: Sheet) -> str:
    """A Chinese site's line: how many, first, before, after, last."""
    back = f"<a {sheet.page_link(1)}>首页</a> <a {sheet.page_link(sheet.page - 1)}>上一页</a>" if sheet.page > 1 else "首页 上一页"
    forth = f"<a {sheet.page_link(sheet.page + 1)}>下一页</a> <a {sheet.page_link(sheet.last)}>尾页</a>" if sheet.page < sheet.last else "下一页 尾页"
    return f'<div class="fanye">共{sheet.count}条记录 第{sheet.page}/{sheet.last}页 {back} {forth}</div>'
