"""What stands around the boards drawn after public templates: whole pages with menus and boxes, and the pagers."""

# ruff: noqa: E501 - a page is read best in the lines that it has; the typography is that of the languages

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bench.extraction.boards import Sheet
from bench.extraction.entries import Vocabulary

Frame = Callable[[str, str, Vocabulary], str]
Pager = Callable[[Sheet], str]


def public(title: str, body: str, words: Vocabulary) -> str:
    """A public body's page: a banner, two menus, crumbs, share buttons, a survey of content and who keeps the page."""
    gnb = "".join(f'<li><a href="/contents/m{number}0.do">{one}</a><div class="sub"><ul><li><a href="/contents/m{number}1.do">{one} 바로가기</a></li><li><a href="/contents/m{number}2.do">{one} 자료</a></li></ul></div></li>' for number, one in enumerate(words.menu))
    side = "".join(f'<li{" class=on" if number == 0 else ""}><a href="/contents/s{number}.do">{one}</a></li>' for number, one in enumerate(("알림 게시판", "채용 소식", "입찰 정보", "사진으로 보는 소식")))
    stars = "".join(f'<li><input type="radio" name="sat" id="sat{number}" value="{number}"><label for="sat{number}">{one}</label></li>' for number, one in enumerate(("매우만족", "만족", "보통", "불만족", "매우불만족")))
    return (
        f'<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="UTF-8">\n<meta http-equiv="X-UA-Compatible" content="IE=edge">\n<title>{escape(title)} &lt; {words.menu[3]} - {words.sites[0]}</title>\n<link rel="shortcut icon" href="/favicon.ico">\n<!--[if lt IE 9]><script src="/js/html5shiv.js"></script><![endif]-->\n</head>\n<body>\n<ul id="skip"><li><a href="#gnb">주메뉴 바로가기</a></li><li><a href="#content">본문 바로가기</a></li></ul>\n<div id="govBanner">이 누리집은 대한민국 공식 전자정부 누리집입니다.</div>\n<div id="wrap"><div id="header"><h1><a href="/">{words.sites[0]}</a></h1><ul class="util"><li><a href="/login.do">로그인</a></li><li><a href="/sitemap.do">누리집지도</a></li></ul><form id="totalSearch" action="/search.do"><input type="text" name="q" title="통합검색어 입력" placeholder="검색어를 입력하세요"><button>검색</button></form><ul id="gnb">{gnb}</ul></div>'
        f'<div id="container"><div id="snb"><h2>{words.menu[3]}</h2><ul>{side}</ul><div class="call"><p>민원콜센터</p><strong>033-000-0000</strong></div></div><div id="content"><div class="path"><a href="/">처음으로</a> &gt; {words.menu[3]} &gt; <strong>알림 게시판</strong></div><h3 class="con_tit">알림 게시판</h3><div class="sns_share"><button type="button">공유하기</button><button type="button" onclick="window.print()">인쇄</button></div>\n{body}\n'
        f'<div class="satis"><form><fieldset><legend>만족도 조사</legend><p>현재 페이지에서 제공하는 정보에 만족하십니까?</p><ul>{stars}</ul><input type="text" name="opinion" title="의견"><button type="button">평가하기</button></fieldset></form><dl><dt>콘텐츠 관리</dt><dd>홍보전산팀 (033-000-0101)</dd><dt>최종수정일</dt><dd>2024.12.02.</dd></dl></div></div></div>\n<div id="quick"><a href="/quick/1.do">자주 찾는 서식</a><a href="#wrap">맨 위로</a></div>\n<div id="footer"><p>(00000) 물안길 77 대표전화 033-000-0000</p><p>COPYRIGHT 2025 ALL RIGHTS RESERVED.</p></div></div>\n</body>\n</html>'
    )


def aged(_title: str, body: str, words: Vocabulary) -> str:
    """A page of its time: no document type, tables, a counter, a poll beside the board."""
    menu = "".join(f"<tr><td height=22><font size=2><a href=/sub{number}.html>{one}</a>\n" for number, one in enumerate(words.menu))
    return f'<html>\n<head>\n<meta http-equiv=content-type content="text/html; charset=euc-kr">\n<title>::: {words.sites[0]} :::</title>\n<style>td,a{{font-size:9pt}}</style>\n</head>\n<body topmargin=0 leftmargin=0>\n<!-- top -->\n<table width=780 border=0 cellspacing=0 cellpadding=0><tr><td colspan=2 background=/img/bg.gif height=70><a href=/><img src=/img/logo.gif border=0></a>\n<tr valign=top><td width=140><table width=130>{menu}</table><table border=1 width=130><tr><td><font size=2>오늘 방문 31<br>전체 방문 120394</table><td width=640>\n{body}\n<tr><td colspan=2 align=center><hr size=1><font size=1>Copyright 2003 {words.sites[0]}</font></table>\n</body>\n</html>'


def strapped(title: str, body: str, words: Vocabulary) -> str:
    """A framework's page: a bar above, the board in a container."""
    menu = "".join(f'<li class="nav-item"><a class="nav-link" href="/nav/{number}">{one}</a></li>' for number, one in enumerate(words.menu[:4]))
    return f'<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="csrf-token" content="kq81">\n<title>{escape(title)}</title>\n<link href="/css/bootstrap.min.css" rel="stylesheet">\n</head>\n<body>\n<nav class="navbar navbar-expand-lg navbar-light bg-light border-bottom"><div class="container-fluid"><a class="navbar-brand" href="/">{words.sites[1]}</a><ul class="navbar-nav">{menu}<li class="nav-item"><a class="nav-link" href="/login">로그인</a></li></ul></div></nav>\n<div class="container my-3">\n{body}\n</div>\n<footer class="container border-top py-3"><p class="text-muted">{words.sites[1]} © 2025</p></footer>\n<script src="/js/bootstrap.min.js"></script>\n</body>\n</html>'


def naked(title: str, body: str, _words: Vocabulary) -> str:
    """Nothing but the board."""
    return f'<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">\n<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n<title>{escape(title)}</title>\n</head>\n<body>\n<center>\n{body}\n</center>\n</body>\n</html>'


def commerce(title: str, body: str, words: Vocabulary) -> str:
    """A company's page: goods looked at last, a banner, the terms below."""
    menu = "".join(f'<li><a href="/goods/list.php?c={number}">{one}</a></li>' for number, one in enumerate(words.menu))
    return f'<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)} | {words.sites[0]}</title>\n<meta property="og:title" content="{words.sites[0]}">\n<meta property="og:description" content="좋은 물건을 바르게 팝니다.">\n</head>\n<body class="body-board">\n<div class="top_banner"><a href="/event/1"><img src="/img/top.jpg" alt="새 회원 3천 원 할인"></a></div>\n<header><a href="/" class="logo"><img src="/img/logo.png" alt="{words.sites[0]}"></a><ul class="gnb">{menu}</ul></header>\n<div class="side_cont"><h2>고객센터</h2><ul><li><a href="/cs/faq">FAQ</a></li><li><a href="/cs/qa">1:1문의</a></li></ul></div><div class="content">{body}</div>\n<div class="scroll_right"><strong>최근 본 상품</strong><p>최근 본 상품이 없습니다.</p></div>\n<footer><ul><li><a href="/terms">이용약관</a></li><li><a href="/privacy">개인정보처리방침</a></li></ul><address>사업자등록번호 000-00-00000 대표번호 1588-0000</address></footer>\n</body>\n</html>'


def foreign(language: str, other: str, months: tuple[str, ...] = ()) -> Frame:
    """A page in another language with a box of other pages beside the board and the months of an archive below it."""
    archive = "".join(f'<li><a href="/archive/{number}/">{month}</a> ({number + 3})</li>' for number, month in enumerate(months))

    def frame(title: str, body: str, words: Vocabulary) -> str:
        menu = "".join(f'<li class="menu-item"><a href="/p{number}/">{one}</a></li>' for number, one in enumerate(words.menu))
        box = f'<aside class="sidebar"><section class="widget"><h2>{other}</h2><ul><li><a href="/p1/a/">{words.menu[1]}</a></li><li><a href="/p2/b/">{words.menu[2]}</a></li></ul></section>{f"<section class=widget><ul>{archive}</ul></section>" if archive else ""}</aside>'
        return f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)} - {words.sites[0]}</title>\n<link rel="alternate" type="application/rss+xml" href="/feed.xml">\n</head>\n<body>\n<header role="banner"><p class="site-title"><a href="/">{words.sites[0]}</a></p><nav aria-label="Main"><ul>{menu}</ul></nav></header>\n<div class="layout"><main>\n{body}\n</main>{box}</div>\n<footer role="contentinfo"><p>© 2025 {words.sites[0]}</p></footer>\n</body>\n</html>'

    return frame


def listserver(title: str, body: str, _words: Vocabulary) -> str:
    """A page that a program wrote from mails."""
    return f'<!-- MHonArc v2.6.19 -->\n<!doctype html public "-//W3C//DTD HTML//EN">\n<html>\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n</head>\n<body>\n{body}\n</body>\n</html>'


# --- pagers ------------------------------------------------------------------------------------------------------------------


def imaged(sheet: Sheet) -> str:
    """Pictures for first, before, after and last around numbers; the page itself stands strong."""
    numbers = "&#160;".join(f"<strong>{page}</strong>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    return f'<div align="center" class="page_num"><a {sheet.page_link(1)}><img src="/images/btn_page_pre10.gif" alt="처음" border="0"></a>&#160;<a {sheet.page_link(max(1, sheet.page - 1))}><img src="/images/btn_page_pre1.gif" alt="이전" border="0"></a>&#160;{numbers}&#160;<a {sheet.page_link(min(sheet.last, sheet.page + 1))}><img src="/images/btn_page_next1.gif" alt="다음" border="0"></a>&#160;<a {sheet.page_link(sheet.last)}><img src="/images/btn_page_next10.gif" alt="마지막" border="0"></a></div>'


def spoken(sheet: Sheet) -> str:
    """Numbers with words for readers of the screen; nothing leads on from the last."""
    numbers = "".join(f'<strong class="current"><span class="sound_only">열린</span>{page}<span class="sound_only">페이지</span></strong>' if page == sheet.page else f'<a {sheet.page_link(page)} class="pg_page">{page}<span class="sound_only">페이지</span></a>' for page in range(1, sheet.last + 1))
    after = f'<a {sheet.page_link(sheet.page + 1)} class="pg_page pg_next">다음</a><a {sheet.page_link(sheet.last)} class="pg_page pg_end">맨끝</a>' if sheet.page < sheet.last else ""
    return f'<nav class="pg_wrap"><span class="pg">{numbers}{after}</span></nav>'


def bare(sheet: Sheet) -> str:
    """Numbers in brackets, the page itself without a link."""
    return f'<br>{" ".join(f"[{page}]" if page == sheet.page else f"[<a {sheet.page_link(page)}>{page}</a>]" for page in range(1, sheet.last + 1))}'


def stepped(back: str, forth: str) -> Pager:
    """A framework's items, arrows that are dead at the ends."""

    def pager(sheet: Sheet) -> str:
        numbers = "".join(f'<li class="page-item active" aria-current="page"><span class="page-link">{page}</span></li>' if page == sheet.page else f'<li class="page-item"><a class="page-link" {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
        before = f'<li class="page-item"><a class="page-link" {sheet.page_link(sheet.page - 1)} rel="prev">{back}</a></li>' if sheet.page > 1 else f'<li class="page-item disabled"><span class="page-link">{back}</span></li>'
        after = f'<li class="page-item"><a class="page-link" {sheet.page_link(sheet.page + 1)} rel="next">{forth}</a></li>' if sheet.page < sheet.last else f'<li class="page-item disabled"><span class="page-link">{forth}</span></li>'
        return f'<nav><ul class="pagination justify-content-center">{before}{numbers}{after}</ul></nav>'

    return pager


def shadowed(sheet: Sheet) -> str:
    """Numbers that a script puts into a form that asks by GET."""
    numbers = "".join(f'<li class="page-item{" active" if page == sheet.page else ""}"><a class="page-link" data-page="{page}" href="javascript:void(0)">{page}</a></li>' for page in range(1, sheet.last + 1))
    after = f'<li class="page-item"><a class="page-link" data-page="{sheet.page + 1}" href="javascript:void(0)">다음</a></li>' if sheet.page < sheet.last else '<li class="page-item disabled"><a class="page-link" tabindex="-1" aria-disabled="true" href="javascript:void(0)">다음</a></li>'
    return f'<ul class="pagination justify-content-center">{numbers}{after}</ul><form id="searchForm" method="get" action="/qna/"><input type="hidden" id="kw" name="kw" value=""><input type="hidden" id="page" name="page" value="{sheet.page}"></form><script>const page_elements = document.getElementsByClassName("page-link"); Array.from(page_elements).forEach(function(element) {{ element.addEventListener("click", function() {{ document.getElementById("page").value = this.dataset.page; document.getElementById("searchForm").submit(); }}); }});</script>'


def paired(back: str, forth: str) -> Pager:
    """Two words, each drawn only where it leads somewhere."""

    def pager(sheet: Sheet) -> str:
        before = f'<li class="previous"><a {sheet.page_link(sheet.page - 1)} class="newer-posts">{back}</a></li>' if sheet.page > 1 else ""
        after = f'<li class="next"><a {sheet.page_link(sheet.page + 1)} class="older-posts">{forth}</a></li>' if sheet.page < sheet.last else ""
        return f'<nav class="pagination"><ul class="pager">{before}{after}</ul></nav>'

    return pager


def counted(says: str, back: str, forth: str) -> Pager:
    """How far one has come, numbers, and words around them."""

    def pager(sheet: Sheet) -> str:
        numbers = "".join(f'<li class="current">{page}</li>' if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, sheet.last + 1))
        before = f'<li class="previous"><a {sheet.page_link(sheet.page - 1)}>{back}</a></li>' if sheet.page > 1 else ""
        after = f'<li class="next"><a {sheet.page_link(sheet.page + 1)}>{forth}</a></li>' if sheet.page < sheet.last else ""
        return f'<div class="page-navigation"><p>{says.format(page=sheet.page, last=sheet.last, count=sheet.count)}</p><ul class="f3-widget-paginator">{before}{numbers}{after}</ul></div>'

    return pager


def offsets(sheet: Sheet) -> str:
    """Numbers that are those of the first entry, not of the page."""
    size = sheet.shape.per_page
    numbers = ' <span class="separateur">|</span> '.join(f'<strong class="on">{(page - 1) * size}</strong>' if page == sheet.page else f'<a {sheet.page_link(page)} class="lien_pagination" rel="nofollow">{(page - 1) * size}</a>' for page in range(1, sheet.last + 1))
    return f'<p class="pagination">{numbers}</p>'


def chosen(sheet: Sheet) -> str:
    """A Chinese system's numbers with a box to choose a page from and a word for the number of pages."""
    numbers = "".join(f'<li class="thisclass">{page}</li>' if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, sheet.last + 1))
    after = f"<li><a {sheet.page_link(sheet.page + 1)}>下一页</a></li><li><a {sheet.page_link(sheet.last)}>末页</a></li>" if sheet.page < sheet.last else ""
    return f'<div class="dede_pages"><ul class="pagelist"><li>首页</li>{numbers}{after}<li><span class="pageinfo">共 <strong>{sheet.last}</strong>页<strong>{sheet.count}</strong>条</span></li></ul></div>'


def typed(sheet: Sheet) -> str:
    """A forum's numbers with a field to type a page into."""
    numbers = "".join(f"<strong>{page}</strong>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    after = f'<a {sheet.page_link(sheet.page + 1)} class="nxt">下一页</a>' if sheet.page < sheet.last else ""
    return f'<div class="pgs cl"><div class="pg">{numbers}<label><input type="text" name="custompage" class="px" size="2" value="{sheet.page}"><span title="共 {sheet.last} 页"> / {sheet.last} 页</span></label>{after}</div></div>'


def unscripted(sheet: Sheet) -> str:
    """Words for readers without scripts; the end of what was begun for them."""
    before = f"<a {sheet.page_link(sheet.page - 1)}>&laquo; Previous Page</a>" if sheet.page > 1 else ""
    after = f"<a {sheet.page_link(sheet.page + 1)}>Next Page &raquo;</a>" if sheet.page < sheet.last else ""
    return f"{before}{after}</div></noscript>"


def indexed(sheet: Sheet) -> str:
    """An archive's words in brackets, without a link where there is no page."""
    before = f"[<a {sheet.page_link(sheet.page - 1)}>Prev Page</a>]" if sheet.page > 1 else "[Prev Page]"
    after = f"[<a {sheet.page_link(sheet.page + 1)}>Next Page</a>]" if sheet.page < sheet.last else "[Next Page]"
    return f"{before}{after}"
