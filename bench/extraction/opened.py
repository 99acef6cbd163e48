"""Boards that were once blind: written from what boards look like, without a look at the engines, read four times, and opened then.

They are developed on since: what is misread here is looked at and mended. A shape is changed only where its truth is not what a reader of
the page would say.
"""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from html import escape

from bench.extraction import openedlists as lists
from bench.extraction import openedposts as posts
from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import Entry, Vocabulary
from bench.extraction.openedwords import ABROAD, CAMPUS, CHINESE, FRENCH, GERMAN, JAPANESE, OFFICE, TRADE


def _at(host: str, *, start: str, post: tuple[str, str, str], page: tuple[str, str, str], file: tuple[str, str, str], first: int = 1, step: int = 1, script: str = "") -> Scheme:
    """A scheme on a host; post, page and file are each the address, a link's attributes, and what an address shows of it."""
    where = f"https://{host}"
    return Scheme(
        start=where + start, post=where + post[0], link=post[1], post_id=post[2], page=where + page[0], page_link=page[1], page_id=page[2],
        file=where + file[0], file_link=file[1], file_id=file[2], first=first, step=step, script=script,
    )  # fmt: skip


DISTRICT = _at("www.saesil.example.go.kr", start="/portal/bbs/list.do?bbsNo=21", post=("/portal/bbs/view.do?bbsNo=21&nttNo={key}", 'href="/portal/bbs/view.do?bbsNo=21&amp;nttNo={key}&amp;pageIndex={page}&amp;searchCnd=&amp;searchKrwd="', r"view\.do\?.*nttNo=(\d+)"), page=("/portal/bbs/list.do?bbsNo=21&pageIndex={page}", 'href="/portal/bbs/list.do?bbsNo=21&amp;pageIndex={page}"', r"list\.do\?.*pageIndex=(\d+)"), file=("/portal/bbs/download.do?nttNo={key}&fileSn={place}", 'href="/portal/bbs/download.do?nttNo={key}&amp;fileSn={place}" title="새창"', r"download\.do\?nttNo=(\d+)&fileSn=(\d+)"))
ANCIENT = _at("www.kdma.example.or.kr", start="/board/list.asp?code=notice", post=("/board/read.asp?code=notice&idx={key}", 'HREF="read.asp?code=notice&idx={key}&page={page}&sfield=&skey="', r"read\.asp\?.*idx=(\d+)"), page=("/board/list.asp?code=notice&page={page}", 'HREF="list.asp?code=notice&page={page}"', r"list\.asp\?.*page=(\d+)"), file=("/board/filedown.asp?idx={key}&n={place}", 'HREF="filedown.asp?idx={key}&n={place}"', r"filedown\.asp\?idx=(\d+)&n=(\d+)"))
HASHED = _at("me.daon.example.ac.kr", start="/community/notice", post=("/community/notice/{key}", 'href="/community/notice/{key}"', r"/community/notice/(\d+)"), page=("/community/notice?page={rank}", 'href="/community/notice?page={rank}"', r"/community/notice\?page=(\d+)"), file=("/api/v1/files/{key}/{place}", 'href="/api/v1/files/{key}/{place}"', r"/api/v1/files/(\d+)/(\d+)"), first=0)
RECRUITS = _at("biz.garam.example.or.kr", start="/support/list.php", post=("/support/view.php?uid={key}", 'href="./view.php?uid={key}&amp;start={offset}"', r"view\.php\?uid=(\d+)"), page=("/support/list.php?start={offset}", 'href="./list.php?start={offset}"', r"list\.php\?start=(\d+)"), file=("/support/dn.php?uid={key}&no={place}", 'href="./dn.php?uid={key}&amp;no={place}"', r"dn\.php\?uid=(\d+)&no=(\d+)"), first=0, step=8)
CLICKED = _at("www.onjae.example.or.kr", start="/notice/list.jsp", post=("/notice/view.jsp?no={key}&pg=1", "onclick=\"goView('{key}')\"", r"view\.jsp\?no=(\d+)"), page=("/notice/list.jsp?pg={page}", 'href="javascript:goPage({page})"', r"list\.jsp\?pg=(\d+)"), file=("/notice/down.jsp?no={key}&f={place}", 'href="/notice/down.jsp?no={key}&amp;f={place}"', r"down\.jsp\?no=(\d+)&f=(\d+)"), script="function goView(no){ location.href = '/notice/view.jsp?no=' + no + '&pg=1'; } function goPage(pg){ location.href = '/notice/list.jsp?pg=' + pg; }")
STANDARD = _at("www.dure.example.go.kr", start="/brd/list.do", post=("/brd/view.do#post:seq={key}", "href=\"javascript:fn_view('{key}');\"", r"view\.do[?#].*seq=(\d+)"), page=("/brd/list.do#post:pageIndex={page}", 'href="#" onclick="fn_page({page}); return false;"', r"list\.do[?#].*pageIndex=(\d+)"), file=("/brd/down.do?seq={key}&sn={place}", "href=\"javascript:fn_down('{key}', '{place}');\"", r"down\.do[?#].*seq=(\d+)&sn=(\d+)"), script="function fn_page(no){ document.searchForm.pageIndex.value = no; document.searchForm.action = '/brd/list.do'; document.searchForm.submit(); } function fn_view(seq){ var f = document.searchForm; f.seq.value = seq; f.action = '/brd/view.do'; f.submit(); } function fn_down(seq, sn){ location.href = '/brd/down.do?seq=' + seq + '&sn=' + sn; }")
POSTED = _at("www.haneulcity.example.kr", start="/city/news.do", post=("/city/news/{key}.do", 'href="/city/news/{key}.do"', r"/city/news/(\d+)\.do"), page=("/city/news.do#post:curPage={page}", 'href="javascript:void(0);" onclick="movePage({page})"', r"news\.do[?#].*curPage=(\d+)"), file=("/city/file/{key}/{place}.do", 'href="/city/file/{key}/{place}.do"', r"/city/file/(\d+)/(\d+)\.do"), script="function movePage(n){ var f = document.getElementById('pageForm'); f.curPage.value = n; f.submit(); }")
KEYED = _at("www.onbit.example.kr", start="/news/list", post=("/news/view?seq={key}", "", r"/news/view\?seq=(\d+)"), page=("/news/list?p={page}", 'href="?p={page}"', r"/news/list\?p=(\d+)"), file=("/news/file?seq={key}&i={place}", 'href="/news/file?seq={key}&amp;i={place}"', r"/news/file\?seq=(\d+)&i=(\d+)"))
PRESS = _at("www.dodam.example.com", start="/ko/newsroom/press", post=("/ko/newsroom/press/{key}", 'href="/ko/newsroom/press/{key}"', r"/newsroom/press/(\d+)"), page=("/ko/newsroom/press?page={page}", 'href="/ko/newsroom/press?page={page}"', r"/newsroom/press\?page=(\d+)"), file=("/download/press/{key}/{place}", 'href="/download/press/{key}/{place}"', r"/download/press/(\d+)/(\d+)"))
TOWN = _at("www.city.wakabadai.example.jp", start="/news/index.html", post=("/news/{key}.html", 'href="/news/{key}.html"', r"/news/(\d+)\.html"), page=("/news/index_{page}.html", 'href="/news/index_{page}.html"', r"/news/index_(\d+)\.html"), file=("/material/files/{key}/{place}.pdf", 'href="/material/files/{key}/{place}.pdf"', r"/files/(\d+)/(\d+)\.pdf"))
GAKUIN = _at("www.minato.example.ac.jp", start="/info/", post=("/info/detail.php?id={key}", 'href="detail.php?id={key}"', r"detail\.php\?id=(\d+)"), page=("/info/?p={page}", 'href="/info/?p={page}"', r"/info/\?p=(\d+)"), file=("/info/file.php?id={key}&no={place}", 'href="/info/file.php?id={key}&amp;no={place}"', r"file\.php\?id=(\d+)&no=(\d+)"))
GEMEINDE = _at("www.lindenau.example.de", start="/aktuelles", post=("/aktuelles/meldung/{key}", 'href="/aktuelles/meldung/{key}"', r"/meldung/(\d+)"), page=("/aktuelles?seite={rank}", 'href="/aktuelles?seite={rank}"', r"/aktuelles\?seite=(\d+)"), file=("/fileadmin/{key}/{place}.pdf", 'href="/fileadmin/{key}/{place}.pdf"', r"/fileadmin/(\d+)/(\d+)\.pdf"), first=0)
QINGXI = _at("jwc.qingxi.example.edu.cn", start="/1021/list.htm", post=("/info/1021/{key}.htm", 'href="/info/1021/{key}.htm"', r"/info/1021/(\d+)\.htm"), page=("/1021/list{page}.htm", 'href="/1021/list{page}.htm"', r"/1021/list(\d+)\.htm"), file=("/_upload/article/files/{key}_{place}.docx", 'href="/_upload/article/files/{key}_{place}.docx"', r"/files/(\d+)_(\d+)\.docx"))
CLAIRMONT = _at("www.clairmont.example.fr", start="/actualites", post=("/actualites/{key}-article", 'href="/actualites/{key}-article"', r"/actualites/(\d+)-"), page=("/actualites?page={page}", 'href="/actualites?page={page}"', r"/actualites\?page=(\d+)"), file=("/documents/{key}/{place}", 'href="/documents/{key}/{place}"', r"/documents/(\d+)/(\d+)"))
NORTHMERE = _at("www.northmere.example.ac.uk", start="/news/", post=("/news/{key}/", 'href="/news/{key}/"', r"/news/(\d+)/"), page=("/news/page/{page}/", 'href="/news/page/{page}/"', r"/news/page/(\d+)/"), file=("/media/{key}/{place}.pdf", 'href="/media/{key}/{place}.pdf"', r"/media/(\d+)/(\d+)\.pdf"))
ASHCOMBE = _at("www.ashcombe.example.gov.uk", start="/notices", post=("/notices/{key}", 'href="/notices/{key}"', r"/notices/(\d+)"), page=("/notices?start={offset}", 'href="/notices?start={offset}"', r"/notices\?start=(\d+)"), file=("/downloads/file/{key}/{place}", 'href="/downloads/file/{key}/{place}"', r"/file/(\d+)/(\d+)"), first=0, step=12)
TWICE = _at("www.nuri.example.ac.kr", start="/web/board/notice", post=("/web/board/notice/view/{key}", 'href="/web/board/notice/view/{key}?page={page}"', r"/notice/view/(\d+)"), page=("/web/board/notice?page={page}", 'href="/web/board/notice?page={page}"', r"/board/notice\?page=(\d+)"), file=("/web/file/{key}/{place}", 'href="/web/file/{key}/{place}"', r"/web/file/(\d+)/(\d+)"))
BARE = _at("chem.haedam.example.ac.kr", start="/dept/notice", post=("/dept/notice/read/{key}", 'href="/dept/notice/read/{key}"', r"/dept/notice/read/(\d+)"), page=("/dept/notice/{page}", 'href="/dept/notice/{page}"', r"/dept/notice/(\d+)$"), file=("/dept/attach/{key}/{place}", 'href="/dept/attach/{key}/{place}"', r"/dept/attach/(\d+)/(\d+)"))
QNA = _at("help.garam.example.go.kr", start="/qna/qnaList.do?menuNo=301", post=("/qna/qnaView.do?menuNo=301&qnaId={key}", 'href="/qna/qnaView.do?menuNo=301&amp;qnaId={key}"', r"qnaView\.do\?.*qnaId=(\d+)"), page=("/qna/qnaList.do?menuNo=301&page={page}", 'href="?menuNo=301&amp;page={page}"', r"qnaList\.do\?.*page=(\d+)"), file=("/qna/qnaFile.do?qnaId={key}&fileNo={place}", 'href="/qna/qnaFile.do?qnaId={key}&amp;fileNo={place}"', r"qnaFile\.do\?qnaId=(\d+)&fileNo=(\d+)"))
COMPANY = _at("www.gaonlogis.example.co.kr", start="/notice.php", post=("/notice_view.php?n={key}", 'href="notice_view.php?n={key}"', r"notice_view\.php\?n=(\d+)"), page=("/notice.php?pg={page}", 'href="notice.php?pg={page}"', r"notice\.php\?pg=(\d+)"), file=("/notice_file.php?n={key}&f={place}", 'href="notice_file.php?n={key}&amp;f={place}"', r"notice_file\.php\?n=(\d+)&f=(\d+)"))
BIDS = _at("bid.saesil.example.or.kr", start="/ebid/annoList.do", post=("/ebid/annoView.do?annoSeq={key}", 'href="/ebid/annoView.do?annoSeq={key}"', r"annoView\.do\?annoSeq=(\d+)"), page=("/ebid/annoList.do?cPage={page}", 'href="?cPage={page}"', r"annoList\.do\?cPage=(\d+)"), file=("/ebid/annoFile.do?annoSeq={key}&fs={place}", 'href="/ebid/annoFile.do?annoSeq={key}&amp;fs={place}"', r"annoFile\.do\?annoSeq=(\d+)&fs=(\d+)"))
ROLES = _at("open.dure.example.re.kr", start="/open/list", post=("/open/item/{key}", 'href="/open/item/{key}"', r"/open/item/(\d+)"), page=("/open/list?pageNo={page}", 'href="/open/list?pageNo={page}"', r"/open/list\?pageNo=(\d+)"), file=("/open/item/{key}/doc/{place}", 'href="/open/item/{key}/doc/{place}"', r"/open/item/(\d+)/doc/(\d+)"))
LABELLED = _at("www.maeum.example.or.kr", start="/sub/news.html", post=("/sub/news_view.html?article={key}", 'href="news_view.html?article={key}"', r"news_view\.html\?article=(\d+)"), page=("/sub/news.html?pn={page}", 'href="news.html?pn={page}"', r"news\.html\?pn=(\d+)"), file=("/sub/get.php?article={key}&k={place}", 'href="get.php?article={key}&amp;k={place}"', r"get\.php\?article=(\d+)&k=(\d+)"))
DEPARTMENT = _at("phil.nuri.example.ac.kr", start="/bbs/notice.php", post=("/bbs/notice.php?mode=read&uid={key}", 'href="?mode=read&amp;uid={key}&amp;page={page}"', r"mode=read&uid=(\d+)"), page=("/bbs/notice.php?page={page}", 'href="?page={page}"', r"notice\.php\?page=(\d+)"), file=("/bbs/dl.php?uid={key}&i={place}", 'href="dl.php?uid={key}&amp;i={place}"', r"dl\.php\?uid=(\d+)&i=(\d+)"))
UTILITY = _at("notice.haedam.example.ac.kr", start="/ko/announcements", post=("/ko/announcements/{key}", 'href="/ko/announcements/{key}"', r"/announcements/(\d+)"), page=("/ko/announcements?page={page}&size=15", 'href="?page={page}&amp;size=15"', r"/announcements\?page=(\d+)"), file=("/storage/{key}/{place}", 'href="/storage/{key}/{place}"', r"/storage/(\d+)/(\d+)"))
LABORATORY = _at("plasma.nuri.example.ac.kr", start="/lab/board.php?id=notice", post=("/lab/board.php?id=notice&act=view&num={key}", 'href="board.php?id=notice&act=view&num={key}"', r"act=view&num=(\d+)"), page=("/lab/board.php?id=notice&pagenum={page}", 'href="board.php?id=notice&pagenum={page}"', r"id=notice&pagenum=(\d+)"), file=("/lab/down.php?num={key}&part={place}", 'href="down.php?num={key}&part={place}"', r"down\.php\?num=(\d+)&part=(\d+)"))
MAGAZINE = _at("www.bomnal.example.or.kr", start="/story", post=("/story/{key}", 'href="/story/{key}"', r"/story/(\d+)"), page=("/story?cp={page}", 'href="/story?cp={page}"', r"/story\?cp=(\d+)"), file=("/attach/{key}-{place}", 'href="/attach/{key}-{place}"', r"/attach/(\d+)-(\d+)"))
SORTED = _at("hr.onjae.example.co.kr", start="/m/notice_list.asp", post=("/m/notice_read.asp?nidx={key}", 'href="notice_read.asp?nidx={key}"', r"notice_read\.asp\?nidx=(\d+)"), page=("/m/notice_list.asp?gotopage={page}", 'href="?gotopage={page}"', r"notice_list\.asp\?gotopage=(\d+)"), file=("/m/file.asp?nidx={key}&fidx={place}", 'href="file.asp?nidx={key}&amp;fidx={place}"', r"file\.asp\?nidx=(\d+)&fidx=(\d+)"))
UNTIL = _at("lib.haedam.example.ac.kr", start="/bulletin/notice", post=("/bulletin/notice/{key}", 'href="/bulletin/notice/{key}?pn={page}"', r"/bulletin/notice/(\d+)"), page=("/bulletin/notice?pn={page}", 'href="/bulletin/notice?pn={page}"', r"/bulletin/notice\?pn=(\d+)"), file=("/bulletin/file/{key}/{place}", 'href="/bulletin/file/{key}/{place}"', r"/bulletin/file/(\d+)/(\d+)"))
HOSPITAL = _at("www.bitgaram-hospital.example.kr", start="/community/notice_list.php", post=("/community/notice_view.php?bno={key}", 'href="./notice_view.php?bno={key}"', r"notice_view\.php\?bno=(\d+)"), page=("/community/notice_list.php?pageno={page}", 'href="./notice_list.php?pageno={page}"', r"notice_list\.php\?pageno=(\d+)"), file=("/community/fdown.php?bno={key}&fno={place}", 'href="./fdown.php?bno={key}&amp;fno={place}"', r"fdown\.php\?bno=(\d+)&fno=(\d+)"))
INTRANET = _at("edu.kdma.example.or.kr", start="/edu/noticeList.action", post=("/edu/noticeDetail.action?noticeSeq={key}", "href=\"javascript:detail({key})\"", r"noticeDetail\.action\?noticeSeq=(\d+)"), page=("/edu/noticeList.action?currentPage={page}", 'href="/edu/noticeList.action?currentPage={page}"', r"noticeList\.action\?currentPage=(\d+)"), file=("/edu/fileDownload.action?noticeSeq={key}&fileSeq={place}", 'href="/edu/fileDownload.action?noticeSeq={key}&amp;fileSeq={place}"', r"fileDownload\.action\?noticeSeq=(\d+)&fileSeq=(\d+)"), script="function detail(seq){ location.href='/edu/noticeDetail.action?noticeSeq='+seq; }")
CALENDAR = _at("culture.garam.example.or.kr", start="/news/notice/", post=("/news/notice/view/?idx={key}", 'href="/news/notice/view/?idx={key}"', r"/notice/view/\?idx=(\d+)"), page=("/news/notice/?page={page}", 'href="/news/notice/?page={page}"', r"/news/notice/\?page=(\d+)"), file=("/news/notice/down/?idx={key}&no={place}", 'href="/news/notice/down/?idx={key}&amp;no={place}"', r"/down/\?idx=(\d+)&no=(\d+)"))
BY_HAND = _at("home.yeonmaeng.example.or.kr", start="/news/index.html", post=("/news/n{key}.html", 'href="n{key}.html"', r"/news/n(\d+)\.html"), page=("/news/index{page}.html", 'href="index{page}.html"', r"/news/index(\d+)\.html"), file=("/news/f{key}_{place}.hwp", 'href="f{key}_{place}.hwp"', r"/news/f(\d+)_(\d+)\.hwp"))


# --- frames ----------------------------------------------------------------------------------------------------------------


def office_frame(title: str, body: str, words: Vocabulary) -> str:
    """A public body's page: skip links, menus above and beside, a way of crumbs, an address at the end."""
    menu = "".join(f'<li><a href="/menu/{number}.do">{one}</a><ul><li><a href="/menu/{number}1.do">{one} 소개</a></li><li><a href="/menu/{number}2.do">{one} 현황</a></li></ul></li>' for number, one in enumerate(words.menu))
    side = "".join(f'<li><a href="/side/{number}.do">{one}</a></li>' for number, one in enumerate(("공지사항", "보도자료", "입법예고", "채용공고", "행사안내")))
    return (
        f'<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{escape(title)} | {words.sites[0]}</title>\n<link rel="stylesheet" href="/css/layout.css">\n</head>\n<body>\n<div id="skipNav"><a href="#contents">본문 바로가기</a></div>\n<header id="header"><h1><a href="/"><img src="/img/logo.png" alt="{words.sites[0]}"></a></h1><nav id="gnb"><ul>{menu}</ul></nav></header>\n'
        f'<div id="container"><aside id="lnb"><h2>{words.menu[4]}</h2><ul>{side}</ul></aside><div id="contents"><p class="location"><span>홈</span> &gt; <span>{words.menu[4]}</span> &gt; <span>{words.menu[3]}</span></p><h3 class="page_tit">{words.menu[3]}</h3>\n{body}\n</div></div>\n<footer><address>(00000) 가람로 1 대표전화 02-000-0000</address><p>Copyright 2025 {words.sites[0]}. All rights reserved.</p></footer>\n</body>\n</html>'
    )


def ancient_frame(_title: str, body: str, words: Vocabulary) -> str:
    """A page of 2001: tables for all, in the encoding of the time."""
    menu = "".join(f'<TR><TD><A HREF="/menu{number}.asp"><IMG SRC="/img/m{number}.gif" BORDER=0 ALT="{one}"></A>' for number, one in enumerate(words.menu))
    return f'<HTML>\n<HEAD>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=euc-kr">\n<TITLE>{words.sites[0]}</TITLE>\n</HEAD>\n<BODY BGCOLOR=#FFFFFF TOPMARGIN=0 LEFTMARGIN=0>\n<TABLE WIDTH=800 BORDER=0><TR><TD COLSPAN=2><IMG SRC=/img/top.jpg WIDTH=800 HEIGHT=90>\n<TR VALIGN=top><TD WIDTH=150><TABLE BORDER=0>{menu}</TABLE>\n<TD WIDTH=650>\n{body}\n<TR><TD COLSPAN=2 ALIGN=center><FONT SIZE=1>Copyright(c) 2001 {words.sites[0]}</FONT></TABLE>\n</BODY>\n</HTML>'


def app_frame(title: str, body: str, words: Vocabulary) -> str:
    """A page that a framework has drawn on the server, with its state at the end."""
    menu = "".join(f'<a class="px-3 py-2 text-sm" href="/ko/{number}">{one}</a>' for number, one in enumerate(words.menu))
    return f'<!DOCTYPE html><html lang="ko"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>{escape(title)} - {words.sites[-1]}</title><meta property="og:site_name" content="{words.sites[-1]}"/></head><body><div id="__next"><header class="sticky top-0"><nav class="flex">{menu}</nav></header><main class="container mx-auto">{body}</main><footer class="mt-16 border-t py-8 text-xs"><p>© 2025 {words.sites[-1]}</p></footer></div><script id="__STATE__" type="application/json">{{"props":{{}},"page":"/"}}</script></body></html>'


def campus_frame(title: str, body: str, words: Vocabulary) -> str:
    """A department's page, a banner and a calendar beside the board."""
    menu = "".join(f'<li><a href="/page/{number}">{one}</a></li>' for number, one in enumerate(words.menu))
    days = "".join(f'<li><span>03.{day:02}</span> {what}</li>' for day, what in ((4, "개강"), (14, "수강 정정 마감"), (28, "중간 강의평가")))
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{words.sites[1]} - {escape(title)}</title></head><body><div class="wrap"><div class="head"><a href="/" class="logo">{words.sites[1]}</a><ul class="menu">{menu}</ul></div><div class="visual"><p>{words.menu[3]}</p></div><div class="content">{body}</div><div class="calendar"><h4>학사일정</h4><ul>{days}</ul></div><div class="foot">서울특별시 가람구 누리로 77 Tel 02-000-7777</div></div></body></html>'


def lab_frame(_title: str, body: str, words: Vocabulary) -> str:
    """A laboratory's page in the encoding of its time."""
    menu = " | ".join(f'<a href="/lab/{number}.html">{one}</a>' for number, one in enumerate(("Home", "Professor", "Members", "Publications", "Board")))
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987"><title>Plasma Lab.</title><style>.s8{{font-size:8pt}}.s9{{font-size:9pt}}</style></head><body><center><table width="700" border="0"><tr><td height="60"><img src="logo.gif"></td></tr><tr><td class="s9">{menu}</td></tr><tr><td>{body}</td></tr><tr><td class="s8" align="center">{words.sites[1]} 공과대학 502호</td></tr></table></center></body></html>'


def company_frame(_title: str, body: str, words: Vocabulary) -> str:
    """A company's or an association's page."""
    menu = "".join(f'<li><a href="/menu/{number}.php">{one}</a></li>' for number, one in enumerate(words.menu))
    return f'<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<title>{words.sites[1]}</title>\n<meta property="og:title" content="{words.sites[1]}">\n<meta name="description" content="{words.sites[1]} 누리집입니다.">\n</head>\n<body>\n<header class="top"><a href="/"><img src="/images/logo.svg" alt="{words.sites[1]}"></a><ul>{menu}</ul></header>\n<section class="sub-visual"><h2>{words.menu[3]}</h2></section>\n<section class="sub-content">\n{body}\n</section>\n<footer><p>사업자등록번호 000-00-00000 | 대표 온누리 | 팩스 02-000-0001</p></footer>\n</body>\n</html>'


def _abroad(language: str) -> Callable[[str, str, Vocabulary], str]:
    def frame(title: str, body: str, words: Vocabulary) -> str:
        """A page in another language: a menu, the content, a line at the end."""
        menu = "".join(f'<li><a href="/m{number}/">{one}</a></li>' for number, one in enumerate(words.menu))
        return f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)} | {words.sites[0]}</title>\n</head>\n<body>\n<header><a href="/">{words.sites[0]}</a><nav><ul>{menu}</ul></nav></header>\n<div class="page">\n{body}\n</div>\n<footer><p>© 2025 {words.sites[0]}</p></footer>\n</body>\n</html>'

    return frame


# --- pagers ----------------------------------------------------------------------------------------------------------------


def numbered(sheet: Sheet) -> str:
    """Numbers between arrows that lead to the first, the last, and the neighbouring pages."""
    numbers = "".join(f'<strong title="현재 페이지">{page}</strong>' if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    before, after = max(1, sheet.page - 1), min(sheet.last, sheet.page + 1)
    return f'<div class="paging"><a {sheet.page_link(1)} class="first"><span>처음</span></a><a {sheet.page_link(before)} class="prev"><span>이전</span></a>{numbers}<a {sheet.page_link(after)} class="next"><span>다음</span></a><a {sheet.page_link(sheet.last)} class="last"><span>마지막</span></a></div>'


def bracketed(sheet: Sheet) -> str:
    """Numbers in brackets."""
    numbers = " ".join(f"<B>[{page}]</B>" if page == sheet.page else f"<A {sheet.page_link(page)}>[{page}]</A>" for page in range(1, sheet.last + 1))
    return f"<TABLE WIDTH=640><TR><TD ALIGN=center><FONT SIZE=2>{numbers}</FONT></TABLE>"


def described(sheet: Sheet) -> str:
    """Numbers of a framework, described for readers of the screen; no page, no link."""
    numbers = "".join(f'<li><a aria-current="page" class="sc-gqjmRU">{page}</a></li>' if page == sheet.page else f'<li><a {sheet.page_link(page)} aria-label="{page}페이지">{page}</a></li>' for page in range(1, sheet.last + 1))
    after = f'<a {sheet.page_link(sheet.page + 1)} aria-label="다음 페이지"><svg viewBox="0 0 8 8"><path d="M2 0l4 4-4 4"></path></svg></a>' if sheet.page < sheet.last else '<button disabled="" aria-label="다음 페이지"><svg viewBox="0 0 8 8"><path d="M2 0l4 4-4 4"></path></svg></button>'
    return f'<nav aria-label="페이지 이동"><ul class="sc-VigVT">{numbers}</ul>{after}</nav>'


def blocks(sheet: Sheet) -> str:
    """Two numbers at a time; the arrow leads to the next two."""
    start = (sheet.page - 1) // 2 * 2 + 1
    numbers = "".join(f'<li class="on"><a href="#none">{page}</a></li>' if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(start, min(start + 1, sheet.last) + 1))
    before = f'<li class="pre"><a {sheet.page_link(start - 1)}>&lsaquo;</a></li>' if start > 1 else ""
    after = f'<li class="nxt"><a {sheet.page_link(start + 2)}>&rsaquo;</a></li>' if start + 2 <= sheet.last else ""
    return f'<ul class="pagenation">{before}{numbers}{after}</ul>'


def pictured(sheet: Sheet) -> str:
    """Pictures for before and after around plain numbers."""
    numbers = "&nbsp;".join(f"<b>{page}</b>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    before = f'<a {sheet.page_link(sheet.page - 1)}><img src="prev.gif" border="0" alt="이전"></a>' if sheet.page > 1 else ""
    after = f'<a {sheet.page_link(sheet.page + 1)}><img src="next.gif" border="0" alt="다음"></a>' if sheet.page < sheet.last else ""
    return f'<table width="100%"><tr><td align="center" class="s9">{before} {numbers} {after}</td></tr></table>'


def numbers_alone(sheet: Sheet) -> str:
    """Nothing but numbers."""
    return f'<p class="pages">{" ".join(f"<span>{page}</span>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))}</p>'


def posted(sheet: Sheet) -> str:
    """Numbers that send a form, and the form."""
    return f'<form id="pageForm" method="post" action="/city/news.do"><input type="hidden" name="curPage" value="{sheet.page}"></form>{numbered(sheet)}'


def _onward(back: str, forth: str) -> Callable[[Sheet], str]:
    def pager(sheet: Sheet) -> str:
        """Words for one page back and one page on."""
        before = f'<a {sheet.page_link(sheet.page - 1)} class="pager-prev">{back}</a> ' if sheet.page > 1 else ""
        after = f'<a {sheet.page_link(sheet.page + 1)} class="pager-next">{forth}</a>' if sheet.page < sheet.last else ""
        return f'<div class="pager">{before}<span>{sheet.page} / {sheet.last}</span> {after}</div>'

    return pager


def more(sheet: Sheet) -> str:
    """One button that leads on."""
    return f'<div class="text-center"><a class="btn btn-more" {sheet.page_link(sheet.page + 1)}>더보기 +</a></div>' if sheet.page < sheet.last else '<div class="text-center"></div>'


def chinese_pager(sheet: Sheet) -> str:
    """A Chinese system's pager: counts, first, before, after, last."""
    before, after = max(1, sheet.page - 1), min(sheet.last, sheet.page + 1)
    return f'<div id="wp_paging"><ul class="wp_paging"><li class="pages_count"><span>每页</span><em>{sheet.shape.per_page}</em><span>记录</span></li><li class="pages_count"><span>总共</span><em>{sheet.count}</em><span>记录</span></li><li class="page_nav"><a class="first" {sheet.page_link(1)}>第一页</a><a class="prev" {sheet.page_link(before)}>&lt;&lt;上一页</a><a class="next" {sheet.page_link(after)}>下一页&gt;&gt;</a><a class="last" {sheet.page_link(sheet.last)}>尾页</a></li><li class="page_jump"><span>页码</span><em class="curr_page">{sheet.page}</em>/<em class="all_pages">{sheet.last}</em></li></ul></div>'


# --- what sets a board's posts apart ---------------------------------------------------------------------------------------


def _sorts(entry: Entry) -> Entry:
    """Kinds in brackets before some titles, as their writers put them."""
    return entry if entry.number % 3 or entry.title.startswith(("[", "(", "<", "★")) else replace(entry, title=f"[{entry.category}] {entry.title}")


def _unsigned(entry: Entry) -> Entry:
    """Every fifth post names nobody."""
    return replace(entry, author="") if entry.number % 5 == 2 else entry


def _answers(entry: Entry) -> Entry:
    """Every third post answers the one below it."""
    return replace(entry, title=f"Re: {entry.title}", author="민원담당") if entry.number % 3 == 0 else entry


def _quoting(entry: Entry) -> Entry:
    """Bodies that quote what was said earlier, with its own name and day."""
    said = "[이전 공지] 제목: 상반기 운영 시간 안내 / 작성자: 운영지원실 / 작성일: 2024-07-15"
    old = "평일 저녁 8시까지 이용하실 수 있습니다."
    if entry.number % 2:
        return entry
    return replace(entry, body=f'{entry.body}<blockquote><p>{said}</p><p>{old}</p></blockquote>', text=f"{entry.text}\n{said}\n{old}")


def _tabled(entry: Entry) -> Entry:
    """Bodies with a picture and a table of days."""
    if entry.number % 3 == 0:
        return entry
    rows = (("1차", "2025.03.04.(화) 10:00", "본관"), ("2차", "2025.04.01.(화) 14:00", "별관"))
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    text = " ".join(" ".join(row) for row in rows)
    return replace(entry, body=f'<p><img src="/editor/{entry.key}.png" alt=""></p>{entry.body}<table class="tb"><thead><tr><th>차수</th><th>일시</th><th>장소</th></tr></thead><tbody>{table}</tbody></table>', text=f"{entry.text}\n차수 일시 장소 {text}")


def _long(entry: Entry) -> Entry:
    """Titles as long as offices make them."""
    return replace(entry, title=f"{entry.title} 관련 관계 기관 및 이해관계인 의견 조회") if entry.number % 2 else entry


def _spaceless(entry: Entry) -> Entry:
    """Titles of languages that put no space between words."""
    return replace(entry, title=entry.title.replace(" ", "")) if not entry.title.isascii() and "Wi-Fi" not in entry.title else entry


def _west(entry: Entry) -> Entry:
    """A day earlier, as the clock of the place has it."""
    return replace(entry, moment=entry.moment - timedelta(days=1))


Row = tuple[str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], Callable[[str, str, Vocabulary], str], Vocabulary, Mapping[str, object]]


def _home() -> list[Row]:
    return [
        ("district table", lists.district, posts.district, DISTRICT, numbered, office_frame, OFFICE, {"pinned": 2, "repeats_pinned": True, "post_dates": "dash", "revise": _tabled}),
        ("unclosed table", lists.ancient, posts.ancient, ANCIENT, bracketed, ancient_frame, TRADE, {"dates": "short", "post_dates": "second", "charset": "cp949", "per_page": 15, "pages": 2}),
        ("hashed classes", lists.hashed, posts.hashed, HASHED, described, app_frame, CAMPUS, {"dates": "dot", "post_dates": "dot-minute", "pinned": 1, "revise": _sorts}),
        ("closing beside posting", lists.recruits, posts.recruits, RECRUITS, numbered, office_frame, OFFICE, {"dates": "dot", "post_dates": "dot", "per_page": 8}),
        ("rows clicked", lists.clicked, posts.charge, CLICKED, blocks, office_frame, OFFICE, {"post_dates": "dash", "pinned": 1}),
        ("forms sent", lists.standard, posts.standard, STANDARD, numbered, office_frame, OFFICE, {"post_dates": "dash", "cut": 22, "mark": "...", "revise": _long}),
        ("list by POST alone", lists.dated_first, posts.sorted_facts, POSTED, posted, company_frame, OFFICE, {"dates": "dotted", "post_dates": "dotted", "post_only": True}),
        ("numbers as data", lists.keyed, posts.keyed, KEYED, numbered, company_frame, TRADE, {"post_dates": "dash", "per_page": 12, "pages": 2}),
        ("press cards", lists.press, posts.press, PRESS, more, company_frame, TRADE, {"dates": "spaced", "post_dates": "spaced", "author": False, "post_author": False, "text": False, "per_page": 9}),
        ("list drawn twice", lists.twice, posts.twice, TWICE, numbered, campus_frame, CAMPUS, {"post_dates": "minute", "revise": _tabled}),
        ("no header, side boxes", lists.bare, posts.plain, BARE, numbers_alone, campus_frame, CAMPUS, {"pinned": 2, "post_dates": "dash", "revise": _sorts}),
        ("answers and locks", lists.questions, posts.questions, QNA, numbered, office_frame, OFFICE, {"post_dates": "minute", "secret": True, "revise": _answers}),
        ("days in brackets", lists.company, posts.company, COMPANY, numbers_alone, company_frame, TRADE, {"dates": "dot", "post_dates": "dot", "author": False, "post_author": False, "per_page": 7}),
        ("announcements", lists.announcements, posts.announcements, BIDS, numbered, office_frame, OFFICE, {"post_dates": "dash", "revise": _long, "cut": 26, "mark": "…"}),
        ("table by roles", lists.roles, posts.roles, ROLES, numbered, company_frame, OFFICE, {"dates": "slash", "post_dates": "slash", "per_page": 14, "pages": 2}),
        ("quoting earlier notices", lists.labelled, posts.labelled, LABELLED, numbers_alone, company_frame, TRADE, {"dates": "dash", "post_dates": "dash", "revise": _quoting}),
        ("days without years", lists.yearless, posts.department, DEPARTMENT, numbers_alone, campus_frame, CAMPUS, {"dates": "yearless", "post_dates": "minute", "pinned": 2, "day": 1}),
        ("utility classes", lists.utility, posts.utility, UTILITY, described, app_frame, CAMPUS, {"dates": "dot", "post_dates": "dot", "per_page": 15, "pages": 2, "pinned": 1}),
        ("tables in tables", lists.laboratory, posts.laboratory, LABORATORY, pictured, lab_frame, CAMPUS, {"dates": "slash", "post_dates": "slash", "charset": "cp949"}),
        ("summaries, blocks", lists.magazine, posts.magazine, MAGAZINE, blocks, company_frame, TRADE, {"dates": "dot", "post_dates": "dot-minute", "text": False, "per_page": 6, "revise": _tabled}),
        ("day first", lists.dated_first, posts.sorted_facts, SORTED, numbers_alone, company_frame, TRADE, {"dates": "short-dash", "post_dates": "dash", "revise": _unsigned}),
        ("coming down", lists.until, posts.until, UNTIL, numbered, campus_frame, CAMPUS, {"dates": "dot", "post_dates": "dot", "per_page": 20, "pages": 2}),
        ("marks within titles", lists.hospital, posts.hospital, HOSPITAL, pictured, company_frame, TRADE, {"dates": "dash", "post_dates": "dash", "pinned": 3, "repeats_pinned": True}),
        ("stamps of a database", lists.intranet, posts.intranet, INTRANET, numbered, ancient_frame, TRADE, {"dates": "stamp", "post_dates": "stamp", "charset": "cp949"}),
        ("sheets of a calendar", lists.split_days, posts.keyed, CALENDAR, numbered, office_frame, OFFICE, {"post_dates": "korean", "per_page": 8}),
        ("kept by hand", lists.plain_links, posts.by_hand, BY_HAND, numbers_alone, lab_frame, TRADE, {"dates": "spaced", "post_dates": "korean", "author": False, "post_author": False, "charset": "cp949", "pages": 2}),
    ]  # fmt: skip


def _elsewhere() -> list[Row]:
    japan: dict[str, object] = {"zone": "Asia/Tokyo", "revise": _spaceless}
    return [
        ("Japanese town", lists.arrivals, posts.town, TOWN, _onward("前のページ", "次のページ"), _abroad("ja"), JAPANESE, {**japan, "dates": "japanese", "post_dates": "japanese", "author": False, "post_author": False}),
        ("Japanese university", lists.bulletin, posts.bulletin, GAKUIN, numbers_alone, _abroad("ja"), JAPANESE, {**japan, "dates": "slash-weekday", "post_dates": "slash", "per_page": 12}),
        ("German municipality", lists.teasers, posts.gemeinde, GEMEINDE, _onward("Zurück", "Weiter"), _abroad("de"), GERMAN, {"zone": "Europe/Berlin", "revise": _west, "dates": "german", "post_dates": "german-long", "author": False, "per_page": 6}),
        ("Chinese university", lists.chinese, posts.chinese, QINGXI, chinese_pager, _abroad("zh-CN"), CHINESE, {"zone": "Asia/Shanghai", "revise": _spaceless, "dates": "dash", "post_dates": "dash", "author": False, "cut": 12, "mark": "...", "per_page": 14, "inline_files": "{}"}),
        ("French town", lists.mairie, posts.mairie, CLAIRMONT, _onward("Page précédente", "Page suivante"), _abroad("fr"), FRENCH, {"zone": "Europe/Paris", "revise": _west, "dates": "french", "post_dates": "french", "author": False, "post_author": False, "per_page": 8}),
        ("British newsroom", lists.newsroom, posts.newsroom, NORTHMERE, _onward("Newer posts", "Older posts"), _abroad("en-GB"), ABROAD, {"zone": "Europe/London", "revise": _west, "dates": "english-long", "post_dates": "english-long", "per_page": 8}),
        ("British council", lists.tenders, posts.notice, ASHCOMBE, numbers_alone, _abroad("en-GB"), ABROAD, {"zone": "Europe/London", "revise": _west, "dates": "english-long", "post_dates": "english-long", "per_page": 12, "pages": 2}),
    ]  # fmt: skip


def shapes() -> list[Shape]:
    """Every shape of this part."""
    return [
        Shape(name=f"opened: {name}", listing=listing, post=post, scheme=scheme, pager=pager, part="opened", frame=frame, words=words, **facts)  # type: ignore[arg-type]
        for name, listing, post, scheme, pager, frame, words, facts in (*_home(), *_elsewhere())
    ]
