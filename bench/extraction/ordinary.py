"""Ordinary boards that were once blind: half of Korean public bodies, schools and associations, a quarter of companies, a quarter from abroad.

They were written without a look at the engines, read twice, and opened then; they are developed on since. A shape is changed only where its
truth is not what a reader of the page would say.
"""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from html import escape

from bench.extraction import ordinarylists as lists
from bench.extraction import ordinaryposts as posts
from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import Entry, Vocabulary
from bench.extraction.ordinarywords import (
    AGENCY,
    BRAND,
    CAMPUS_CHINA,
    CITY_JAPAN,
    COLLEGE,
    COMMUNITY,
    COUNTY,
    ENGLISH_WORLD,
    FACULTE,
    HIRING,
    MUSEUM_WORDS,
    SANGYO,
    SCHOOL,
    SERVER_NOTES,
    STADT,
    STATUTORY,
    TENDERS,
    TRUST,
    UNION,
    WOODWORKERS,
)

Ways = tuple[str, str, str]


def _at(host: str, start: str, *, post: Ways, page: Ways, file: Ways, first: int = 1, step: int = 1, script: str = "") -> Scheme:
    """A scheme on a host; post, page and file are each the address, a link's attributes, and what an address shows of it."""
    where = f"https://{host}"
    return Scheme(
        start=where + start, post=where + post[0], link=post[1], post_id=post[2], page=where + page[0], page_link=page[1], page_id=page[2],
        file=where + file[0], file_link=file[1], file_id=file[2], first=first, step=step, script=script,
    )  # fmt: skip


# --- addresses: Korean public bodies, schools, associations ------------------------------------------------------------------

_MENU = "boardId=BBS_0000021&menuCd=DOM_000000203001000000"
_MENU_HREF = _MENU.replace("&", "&amp;")
COUNTY_NEWS = _at(
    "www.sanmaru.example.go.kr", f"/board/list.sanmaru?{_MENU}",
    post=(f"/board/view.sanmaru?{_MENU}&dataSid={{key}}", f'href="/board/view.sanmaru?{_MENU_HREF}&amp;startPage={{page}}&amp;dataSid={{key}}"', r"view\.sanmaru\?.*dataSid=(\d+)"),
    page=(f"/board/list.sanmaru?{_MENU}&startPage={{page}}", f'href="/board/list.sanmaru?{_MENU_HREF}&amp;startPage={{page}}"', r"list\.sanmaru\?.*startPage=(\d+)"),
    file=("/board/download.sanmaru?boardId=BBS_0000021&dataSid={key}&fileSid={place}", 'href="/board/download.sanmaru?boardId=BBS_0000021&amp;dataSid={key}&amp;fileSid={place}"', r"download\.sanmaru\?.*dataSid=(\d+)&fileSid=(\d+)"),
)  # fmt: skip
AGENCY_CALLS = _at(
    "www.hanbyeol-energy.example.or.kr", "/news/notice.do",
    post=("/news/notice.do?act=view&ntcNo={key}", "href=\"javascript:goView('{key}');\"", r"notice\.do\?.*ntcNo=(\d+)"),
    page=("/news/notice.do?act=list&pageIndex={page}", 'href="javascript:goPage({page});"', r"notice\.do\?.*pageIndex=(\d+)"),
    file=("/cmm/fileDown.do?ntcNo={key}&fileSn={place}", 'href="/cmm/fileDown.do?ntcNo={key}&amp;fileSn={place}"', r"fileDown\.do\?ntcNo=(\d+)&fileSn=(\d+)"),
    script="function goView(no){ location.href = '/news/notice.do?act=view&ntcNo=' + no; }\nfunction goPage(no){ location.href = '/news/notice.do?act=list&pageIndex=' + no; }",
)  # fmt: skip
GAZETTE = _at(
    "gosi.sanmaru-sisul.example.go.kr", "/gosi/gosiList.do",
    post=("/gosi/gosiView.do#post:brdNo={key}", "href=\"javascript:fnView('{key}');\"", r"gosiView\.do[?#].*brdNo=(\d+)"),
    page=("/gosi/gosiList.do#post:pageNo={page}", 'href="javascript:fnPage({page});"', r"gosiList\.do[?#].*pageNo=(\d+)"),
    file=("/gosi/gosiDown.do?brdNo={key}&fileSn={place}", "href=\"javascript:fnDown('{key}','{place}');\"", r"gosiDown\.do[?#].*brdNo=(\d+)&fileSn=(\d+)"),
    script='function fnView(no){ $("#brdNo").val(no); $("#frmList").attr("action", "/gosi/gosiView.do").submit(); }\nfunction fnPage(no){ $("#pageNo").val(no); $("#frmList").attr("action", "/gosi/gosiList.do").submit(); }\nfunction fnDown(no, sn){ location.href = "/gosi/gosiDown.do?brdNo=" + no + "&fileSn=" + sn; }\nfunction fnList(){ $("#frmView").submit(); }',
)  # fmt: skip
CARE = _at("care.maeuldolbom.example.or.kr", "/user/board/list?code=edu_notice", post=("/user/board/view?code=edu_notice&bno={key}", 'href="/user/board/view?code=edu_notice&amp;bno={key}&amp;p={page}"', r"/board/view\?.*bno=(\d+)"), page=("/user/board/list?code=edu_notice&p={page}", 'href="/user/board/list?code=edu_notice&amp;p={page}"', r"/board/list\?.*[?&]p=(\d+)"), file=("/user/board/file?bno={key}&fno={place}", 'href="/user/board/file?bno={key}&amp;fno={place}"', r"/board/file\?bno=(\d+)&fno=(\d+)"))
NURSING = _at("nursing.ara.example.ac.kr", "/community/notice.php", post=("/community/notice_view.php?id={key}", 'href="/community/notice_view.php?id={key}&page={page}"', r"notice_view\.php\?id=(\d+)"), page=("/community/notice.php?page={page}", 'href="/community/notice.php?page={page}"', r"notice\.php\?page=(\d+)"), file=("/community/file_down.php?id={key}&n={place}", 'href="/community/file_down.php?id={key}&n={place}"', r"file_down\.php\?id=(\d+)&n=(\d+)"))
SEULGI = _at("lab.garamseulgi.example.re.kr", "/notice/list", post=("/notice/view/{key}", 'href="/notice/view/{key}"', r"/notice/view/(\d+)"), page=("/notice/list?pageNum={page}", 'href="/notice/list?pageNum={page}"', r"/notice/list\?pageNum=(\d+)"), file=("/notice/file/{key}/{place}", 'href="/notice/file/{key}/{place}"', r"/notice/file/(\d+)/(\d+)"))
OLD_UNION = _at("www.naru-assoc.example.or.kr", "/bbs/list.asp?bid=2", post=("/bbs/view.asp?bid=2&no={key}", 'href="view.asp?bid=2&no={key}&gotopage={page}"', r"view\.asp\?.*no=(\d+)"), page=("/bbs/list.asp?bid=2&gotopage={page}", 'href="list.asp?bid=2&gotopage={page}"', r"list\.asp\?.*gotopage=(\d+)"), file=("/bbs/download.asp?no={key}&fnum={place}", 'href="download.asp?no={key}&fnum={place}"', r"download\.asp\?no=(\d+)&fnum=(\d+)"))
COMPUTING = _at("cs.ara.example.ac.kr", "/sub/sub0501.php", post=("/sub/sub0501.php?mode=view&number={key}", 'href="/sub/sub0501.php?mode=view&amp;number={key}&amp;page={page}"', r"sub0501\.php\?.*number=(\d+)"), page=("/sub/sub0501.php?page={page}", 'href="/sub/sub0501.php?page={page}"', r"sub0501\.php\?page=(\d+)"), file=("/sub/filedown.php?number={key}&f={place}", 'href="/sub/filedown.php?number={key}&amp;f={place}"', r"filedown\.php\?number=(\d+)&f=(\d+)"))
UNIVERSITY = _at("www.ara.example.ac.kr", "/kor/notice.do", post=("/kor/notice/{key}.do", 'href="/kor/notice/{key}.do?pageIndex={page}"', r"/kor/notice/(\d+)\.do"), page=("/kor/notice.do?pageIndex={page}", 'href="/kor/notice.do?pageIndex={page}"', r"/kor/notice\.do\?pageIndex=(\d+)"), file=("/kor/file/{key}/{place}/down.do", 'href="/kor/file/{key}/{place}/down.do"', r"/kor/file/(\d+)/(\d+)/down"))
LETTERS = _at("mulgyeol.example.es.kr", "/board/boardList?bbsId=12", post=("/board/boardView?bbsId=12&bbsSeq={key}", "href=\"#none\" onclick=\"javascript:goView('12','{key}');\"", r"boardView\?.*bbsSeq=(\d+)"), page=("/board/boardList?bbsId=12&page={page}", "href=\"#none\" onclick=\"javascript:goPage('12','{page}');\"", r"boardList\?.*page=(\d+)"), file=("/board/fileDown?bbsSeq={key}&fileNo={place}", 'href="/board/fileDown?bbsSeq={key}&amp;fileNo={place}"', r"fileDown\?bbsSeq=(\d+)&fileNo=(\d+)"), script='function goView(bbsId, bbsSeq){ document.location.href = "/board/boardView?bbsId=" + bbsId + "&bbsSeq=" + bbsSeq; }\nfunction goPage(bbsId, page){ document.location.href = "/board/boardList?bbsId=" + bbsId + "&page=" + page; }')  # fmt: skip
MUSEUM = _at("www.dumulmeori-museum.example.go.kr", "/kor/board/notice", post=("/kor/board/notice/view?idx={key}", 'href="/kor/board/notice/view?idx={key}"', r"/notice/view\?idx=(\d+)"), page=("/kor/board/notice?pn={page}", 'href="/kor/board/notice?pn={page}"', r"/board/notice\?pn=(\d+)"), file=("/kor/board/down?idx={key}&fn={place}", 'href="/kor/board/down?idx={key}&amp;fn={place}"', r"/board/down\?idx=(\d+)&fn=(\d+)"))
BIDS = _at("www.saetteul-urban.example.co.kr", "/bid/list.jsp", post=("/bid/view.jsp?bid_no={key}", 'href="/bid/view.jsp?bid_no={key}&start={offset}"', r"view\.jsp\?bid_no=(\d+)"), page=("/bid/list.jsp?start={offset}", 'href="/bid/list.jsp?start={offset}"', r"list\.jsp\?start=(\d+)"), file=("/bid/get.jsp?bid_no={key}&sn={place}", 'href="/bid/get.jsp?bid_no={key}&sn={place}"', r"get\.jsp\?bid_no=(\d+)&sn=(\d+)"), first=0, step=10)
RELEASES = _at("press.hanbyeol-energy.example.or.kr", "/briefing/pressReleaseList.do", post=("/briefing/pressReleaseView.do?newsId={key}", 'href="/briefing/pressReleaseView.do?newsId={key}&amp;pageIndex={page}"', r"pressReleaseView\.do\?newsId=(\d+)"), page=("/briefing/pressReleaseList.do?pageIndex={page}", 'href="/briefing/pressReleaseList.do?pageIndex={page}"', r"pressReleaseList\.do\?pageIndex=(\d+)"), file=("/common/download.do?newsId={key}&fileSeq={place}", 'href="/common/download.do?newsId={key}&amp;fileSeq={place}"', r"download\.do\?newsId=(\d+)&fileSeq=(\d+)"))
INSTITUTE = _at("www.garamseulgi.example.re.kr", "/kr/news", post=("/kr/news/read/{key}", 'href="/kr/news/read/{key}"', r"/kr/news/read/(\d+)"), page=("/kr/news?page={page}", 'href="/kr/news?page={page}"', r"/kr/news\?page=(\d+)"), file=("/kr/news/attach/{key}/{place}", 'href="/kr/news/attach/{key}/{place}"', r"/kr/news/attach/(\d+)/(\d+)"))
COUNCIL = _at("council.sanmaru.example.go.kr", "/kr/board/list.do", post=("/kr/board/view.do?bbsSeq={key}", 'href="#none" onclick="fn_view({key}); return false;"', r"view\.do\?bbsSeq=(\d+)"), page=("/kr/board/list.do?pageIndex={page}", 'href="?pageIndex={page}"', r"list\.do\?pageIndex=(\d+)"), file=("/kr/board/file.do?bbsSeq={key}&fileSeq={place}", 'href="/kr/board/file.do?bbsSeq={key}&amp;fileSeq={place}"', r"file\.do\?bbsSeq=(\d+)&fileSeq=(\d+)"), script="function fn_view(seq){ location.href = './view.do?bbsSeq=' + seq; }")  # fmt: skip
WELFARE = _at("www.onnuri-welfare.example.or.kr", "/bbs/list.php?tb=news", post=("/bbs/view.php?tb=news&num={key}", 'href="./view.php?tb=news&amp;num={key}&amp;pg={page}"', r"view\.php\?.*num=(\d+)"), page=("/bbs/list.php?tb=news&pg={page}", 'href="./list.php?tb=news&amp;pg={page}"', r"list\.php\?.*pg=(\d+)"), file=("/bbs/down.php?num={key}&fid={place}", 'href="./down.php?num={key}&amp;fid={place}"', r"down\.php\?num=(\d+)&fid=(\d+)"))
SOCIETY = _at("www.naru-society.example.or.kr", "/html/?pmode=BBBS0001", post=("/html/?pmode=BBBS0001&smode=view&seq={key}", 'href="/html/?pmode=BBBS0001&amp;smode=view&amp;seq={key}"', r"/html/\?.*\bseq=(\d+)"), page=("/html/?pmode=BBBS0001&page={page}", 'href="/html/?pmode=BBBS0001&amp;page={page}"', r"/html/\?.*\bpage=(\d+)"), file=("/html/down.php?seq={key}&no={place}", 'href="/html/down.php?seq={key}&amp;no={place}"', r"down\.php\?seq=(\d+)&no=(\d+)"))
RECRUITS = _at("recruit.saetteul-urban.example.co.kr", "/recruit/list", post=("/recruit/detail/{key}", 'href="/recruit/detail/{key}"', r"/recruit/detail/(\d+)"), page=("/recruit/list/{page}", 'href="/recruit/list/{page}"', r"/recruit/list/(\d+)"), file=("/recruit/file/{key}/{place}", 'href="/recruit/file/{key}/{place}"', r"/recruit/file/(\d+)/(\d+)"))

# --- addresses: Korean companies, communities, blogs --------------------------------------------------------------------------

CLOUD = _at("www.mungge.example.com", "/ko/news", post=("/ko/news/{key}", 'href="/ko/news/{key}"', r"/ko/news/(\d+)"), page=("/ko/news?page={page}", 'href="/ko/news?page={page}"', r"/ko/news\?page=(\d+)"), file=("/files/{key}/{place}", 'href="/files/{key}/{place}"', r"/files/(\d+)/(\d+)"))
PARTNERS = _at("partner.haru.example.co.kr", "/notices", post=("/notices/{key}", 'href="/notices/{key}"', r"/notices/(\d+)"), page=("/notices?page={rank}&size=12", 'href="/notices?page={rank}&amp;size=12"', r"/notices\?page=(\d+)"), file=("/api/attachments/{key}/{place}/download", 'href="/api/attachments/{key}/{place}/download"', r"/attachments/(\d+)/(\d+)"), first=0)
SHOP = _at("shop.saessak.example.co.kr", "/cs/notice", post=("/cs/notice/{key}", 'href="/cs/notice/{key}"', r"/cs/notice/(\d+)"), page=("/cs/notice?p={page}", 'href="/cs/notice?p={page}"', r"/cs/notice\?p=(\d+)"), file=("/cs/file/{key}-{place}", 'href="/cs/file/{key}-{place}"', r"/cs/file/(\d+)-(\d+)"))
TOWN = _at("town.dongne.example.kr", "/town/news", post=("/town/news/{key}/", 'href="/town/news/{key}/"', r"/town/news/(\d+)/"), page=("/town/news?page={page}", 'href="?page={page}"', r"/town/news\?page=(\d+)"), file=("/media/town/{key}/{place}", 'href="/media/town/{key}/{place}"', r"/media/town/(\d+)/(\d+)"))
BLOG = _at("log.haru.example.kr", "/", post=("/{key}", 'href="/{key}"', r"example\.kr/(\d+)$"), page=("/?page={page}", 'href="/?page={page}"', r"/\?page=(\d+)"), file=("/attach/{key}/{place}", 'href="/attach/{key}/{place}"', r"/attach/(\d+)/(\d+)"))
INVESTORS = _at("ir.mungge.example.com", "/ir/notice", post=("/ir/notice/{key}", "onclick=\"location.href='/ir/notice/{key}'\"", r"/ir/notice/(\d+)"), page=("/ir/notice?pageNo={page}", 'href="/ir/notice?pageNo={page}"', r"/ir/notice\?pageNo=(\d+)"), file=("/ir/download/{key}/{place}", 'href="/ir/download/{key}/{place}"', r"/ir/download/(\d+)/(\d+)"))
HELP = _at("help.saessak.example.com", "/notice/list", post=("/notice/detail?noticeId={key}", 'href="/notice/detail?noticeId={key}"', r"/notice/detail\?noticeId=(\d+)"), page=("/notice/list?pageNo={page}", 'href="/notice/list?pageNo={page}"', r"/notice/list\?pageNo=(\d+)"), file=("/notice/file?noticeId={key}&seq={place}", 'href="/notice/file?noticeId={key}&amp;seq={place}"', r"/notice/file\?noticeId=(\d+)&seq=(\d+)"))
STORIES = _at("story.dongne.example.com", "/stories", post=("/stories/{key}", 'href="/stories/{key}"', r"/stories/(\d+)"), page=("/stories?page={page}", 'href="/stories?page={page}"', r"/stories\?page=(\d+)"), file=("/stories/files/{key}/{place}", 'href="/stories/files/{key}/{place}"', r"/stories/files/(\d+)/(\d+)"))
CROWD = _at("www.saebyeok.example.net", "/service/board/news", post=("/service/board/news/{key}", 'href="/service/board/news/{key}?od=T31&amp;po=0"', r"/service/board/news/(\d+)"), page=("/service/board/news?po={rank}", 'href="/service/board/news?po={rank}"', r"/service/board/news\?po=(\d+)"), file=("/service/attach/{key}/{place}", 'href="/service/attach/{key}/{place}"', r"/service/attach/(\d+)/(\d+)"), first=0)

# --- addresses: elsewhere -------------------------------------------------------------------------------------------------------

MIHARASHI = _at("www.city.miharashi.example.jp", "/soshiki/list10.html", post=("/soshiki/10/{key}.html", 'href="/soshiki/10/{key}.html"', r"/soshiki/10/(\d+)\.html"), page=("/soshiki/list10-{page}.html", 'href="/soshiki/list10-{page}.html"', r"/soshiki/list10-(\d+)\.html"), file=("/uploaded/attachment/{key}_{place}.pdf", 'href="/uploaded/attachment/{key}_{place}.pdf"', r"/attachment/(\d+)_(\d+)\.pdf"))
MIHARASHI_SANGYO = _at("www.miharashi-sangyo.example.or.jp", "/news/", post=("/news/detail/{key}/", 'href="/news/detail/{key}/"', r"/news/detail/(\d+)/"), page=("/news/?pg={page}", 'href="/news/?pg={page}"', r"/news/\?pg=(\d+)"), file=("/cms/files/{key}/{place}.pdf", 'href="/cms/files/{key}/{place}.pdf"', r"/cms/files/(\d+)/(\d+)\.pdf"))
HEXI = _at("civil.hexi.example.edu.cn", "/tzygg.htm", post=("/info/1058/{key}.htm", 'href="/info/1058/{key}.htm"', r"/info/1058/(\d+)\.htm"), page=("/tzygg/{page}.htm", 'href="/tzygg/{page}.htm"', r"/tzygg/(\d+)\.htm"), file=("/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=152&newsid={key}&wbfileid={place}", 'href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=152&newsid={key}&wbfileid={place}"', r"download\.jsp\?.*newsid=(\d+)&wbfileid=(\d+)"))
ERLENTAL = _at("www.erlental.example.de", "/nachrichten", post=("/nachrichten/detail/{key}", 'href="/nachrichten/detail/{key}"', r"/nachrichten/detail/(\d+)"), page=("/nachrichten?page={page}", 'href="/nachrichten?page={page}"', r"/nachrichten\?page=(\d+)"), file=("/dokumente/{key}/{place}", 'href="/dokumente/{key}/{place}"', r"/dokumente/(\d+)/(\d+)"))
VALBRUNE = _at("www.univ-valbrune.example.fr", "/fr/actualites", post=("/fr/actualites/{key}", 'href="/fr/actualites/{key}"', r"/fr/actualites/(\d+)"), page=("/fr/actualites?p={page}", 'href="/fr/actualites?p={page}"', r"/fr/actualites\?p=(\d+)"), file=("/medias/fichier/{key}-{place}", 'href="/medias/fichier/{key}-{place}"', r"/medias/fichier/(\d+)-(\d+)"))
ALDER = _at("www.aldercounty.example.us", "/notices", post=("/notices/detail?nid={key}", 'href="/notices/detail?nid={key}"', r"/notices/detail\?nid=(\d+)"), page=("/notices?pg={page}", 'href="/notices?pg={page}"', r"/notices\?pg=(\d+)"), file=("/document/{key}/{place}", 'href="/document/{key}/{place}"', r"/document/(\d+)/(\d+)"))
FENWICK = _at("www.fenwick-hospitals.example.nhs.uk", "/news", post=("/news/article/{key}", 'href="/news/article/{key}"', r"/news/article/(\d+)"), page=("/news?page={page}", 'href="/news?page={page}"', r"/news\?page=(\d+)"), file=("/download/{key}/{place}.pdf", 'href="/download/{key}/{place}.pdf"', r"/download/(\d+)/(\d+)\.pdf"))
PINEWOOD = _at("forum.pinewood.example.com", "/forum/4-announcements", post=("/topic/{key}-show", 'href="/topic/{key}-show"', r"/topic/(\d+)-"), page=("/forum/4-announcements?start={offset}", 'href="/forum/4-announcements?start={offset}"', r"/4-announcements\?start=(\d+)"), file=("/attachment/{key}/{place}", 'href="/attachment/{key}/{place}"', r"/attachment/(\d+)/(\d+)"), first=0, step=15)
SMALL_SERVER = _at("notes.smallserver.example.org", "/blog/", post=("/blog/{key}/", 'href="/blog/{key}/"', r"/blog/(\d+)/"), page=("/blog/page{page}/", 'href="/blog/page{page}/"', r"/blog/page(\d+)/"), file=("/assets/{key}/{place}", 'href="/assets/{key}/{place}"', r"/assets/(\d+)/(\d+)"))


def _of(words: Vocabulary, site: int) -> Vocabulary:
    """A vocabulary under another of its sites' names."""
    return replace(words, sites=(words.sites[site],))


# --- frames -----------------------------------------------------------------------------------------------------------------


def _menus(words: Vocabulary, ending: str, below: tuple[str, ...]) -> str:
    """A menu of two levels."""
    inner = ["".join(f'<li><a href="/menu/{place}{number}{ending}">{one} {more}</a></li>' for number, more in enumerate(below)) for place, one in enumerate(words.menu)]
    return "".join(f'<li><a href="/menu/{place}{ending}">{one}</a><ul>{inner[place]}</ul></li>' for place, one in enumerate(words.menu))


def public_frame(title: str, body: str, words: Vocabulary) -> str:
    """A public body's page of today: the state's banner, a large menu, a way of crumbs, a poll, addresses and family sites."""
    side = "".join(f'<li{" class=on" if number == 0 else ""}><a href="/side/{number}.do">{one}</a></li>' for number, one in enumerate((words.menu[3], "보도자료", "고시공고", "채용정보", "자주하는 질문", "정보공개")))
    family = "".join(f'<option value="/go/{number}">{one}</option>' for number, one in enumerate(("정부24", "국민신문고", "복지로", "산림청")))
    return (
        f'<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1.0">\n<title>{escape(title)} &lt; {words.menu[3]} &lt; {words.sites[0]}</title>\n<link rel="stylesheet" href="/common/css/default.css">\n<script src="/common/js/jquery-3.6.0.min.js"></script>\n</head>\n<body>\n<ul id="skip"><li><a href="#content">본문 바로가기</a></li><li><a href="#gnb">주메뉴 바로가기</a></li></ul>\n<div class="official">이 누리집은 대한민국 공식 전자정부 누리집입니다.</div>\n'
        f'<header><div class="util"><a href="/login.do">로그인</a><a href="/sitemap.do">누리집 지도</a></div><h1><a href="/">{words.sites[0]}</a></h1><form class="total_search" action="/search.do"><input type="text" name="q" title="통합검색"><button>검색</button></form><nav id="gnb"><ul>{_menus(words, ".do", ("안내", "신청", "현황", "자료"))}</ul></nav></header>\n'
        f'<div id="wrap"><div id="lnb"><h2>{words.menu[0]}</h2><ul>{side}</ul></div><main id="content"><div class="loc"><a href="/">홈</a><span>{words.menu[0]}</span><span>{words.menu[3]}</span></div><h3 class="tit">{words.menu[3]}</h3>\n{body}\n'
        f'<div class="manager"><p>담당자 : 홍보담당 ☎ 000-000-0000</p></div><div class="poll"><p>이 페이지의 정보가 도움이 되셨습니까?</p><label><input type="radio" name="p">매우 그렇다</label><label><input type="radio" name="p">보통</label><button>의견 등록</button></div></main></div>\n<footer><ul><li><a href="/privacy.do">개인정보처리방침</a></li><li><a href="/email.do">이메일무단수집거부</a></li></ul><select title="관련 누리집">{family}</select><address>우)00000 중앙로 77 대표전화 000-000-0000</address><p>COPYRIGHT 2025. ALL RIGHTS RESERVED.</p></footer>\n</body>\n</html>'
    )


def agency_frame(title: str, body: str, words: Vocabulary) -> str:
    """An agency's page: a picture with the name of the section, quick links at the side."""
    return (
        f'<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="UTF-8">\n<title>{words.menu[3]} | {words.sites[0]}</title>\n<meta name="description" content="{words.sites[0]} 공식 홈페이지">\n<meta property="og:title" content="{escape(title)}">\n<link rel="stylesheet" href="/css/sub.css?v=20250102">\n</head>\n<body class="sub">\n<div id="header"><div class="inner"><a href="/" class="logo"><img src="/images/common/logo.png" alt="{words.sites[0]}"></a><ul class="gnb">{_menus(words, ".do", ("소개", "목록"))}</ul><a href="/eng/" class="lang">ENG</a></div></div>\n<div class="sub_visual"><strong>{words.menu[3]}</strong><p>언제나 열려 있습니다.</p></div>\n<div class="location"><ul><li>HOME</li><li>{words.menu[3]}</li></ul></div>\n'
        f'<div id="container" class="inner"><h2 class="page_tit">{words.menu[3]}</h2>\n{body}\n</div>\n<div class="quick"><a href="/faq">자주 묻는 질문</a><a href="/location">오시는 길</a><a href="#header">맨 위로</a></div>\n<div id="footer"><div class="inner"><p>(00000) 두물로 120 T. 02-000-0000 F. 02-000-0001</p><p>Copyright ⓒ {words.sites[0]} All Rights Reserved.</p></div></div>\n<script src="/js/common.js"></script>\n</body>\n</html>'
    )


def college_frame(title: str, body: str, words: Vocabulary) -> str:
    """A department's page: a menu beside the board, the university's calendar and links below."""
    side = "".join(f"<li><a href='/sub/sub050{number}.php'>{one}</a></li>" for number, one in enumerate(("공지사항", "학과 소식", "자료실", "취업 게시판", "갤러리"), 1))
    days = "".join(f"<li><b>3.{day}.</b> {what}</li>" for day, what in ((4, "제1학기 개강"), (11, "수강 정정 종료"), (20, "개교기념일")))
    return (
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" lang="ko" xml:lang="ko">\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n<title>{words.sites[0]} {escape(title)}</title>\n<script type="text/javascript" src="/js/menu.js"></script>\n</head>\n<body>\n<div id="top"><h1><a href="/"><img src="/img/logo.gif" alt="{words.sites[0]}" /></a></h1><ul id="topmenu"><li><a href="/main.php">HOME</a></li><li><a href="/login.php">LOGIN</a></li><li><a href="/eng">ENGLISH</a></li></ul><ul id="menu">{_menus(words, ".php", ("소개", "연혁"))}</ul></div>\n'
        f'<div id="body"><div id="left"><h2>{words.menu[5]}</h2><ul>{side}</ul></div><div id="right"><div id="navi">Home &gt; {words.menu[5]} &gt; {words.menu[3]}</div><h3>{words.menu[3]}</h3>\n{body}\n</div><div id="plan"><h4>이달의 학사 일정</h4><ul>{days}</ul></div></div>\n<div id="bottom"><p>물결시 아라길 33 (아라동) TEL 000-000-3300</p><p>Copyright(c) {words.sites[0]}</p></div>\n</body>\n</html>'
    )


def table_frame(_title: str, body: str, words: Vocabulary) -> str:
    """An association's page of 2008, in the encoding of its time."""
    menu = "".join(f'<td><a href="/menu{number}.asp"><img src="/images/menu_{number}.gif" border="0" alt="{one}"></a></td>' for number, one in enumerate(words.menu))
    return f'<html>\n<head>\n<meta http-equiv="content-type" content="text/html; charset=euc-kr">\n<title>:: {words.sites[0]} ::</title>\n<link rel="stylesheet" href="/style.css" type="text/css">\n</head>\n<body leftmargin="0" topmargin="0">\n<table width="900" border="0" cellspacing="0" cellpadding="0" align="center"><tr>{menu}</tr></table>\n<table width="900" border="0" cellspacing="0" cellpadding="0" align="center"><tr valign="top"><td width="200"><table width="180" border="0"><tr><td><b>{words.menu[3]}</b></td></tr><tr><td><a href="/bbs/list.asp?bid=2">공지사항</a></td></tr><tr><td><a href="/bbs/list.asp?bid=3">지부소식</a></td></tr><tr><td><img src="/images/banner1.gif" alt="회원가입 안내"></td></tr></table></td><td width="700">\n{body}\n</td></tr></table>\n<table width="900" align="center"><tr><td align="center"><font size="2">Copyright 2008 {words.sites[0]}. TEL 02-000-4567</font></td></tr></table>\n</body>\n</html>'


def union_frame(title: str, body: str, words: Vocabulary) -> str:
    """An association's or a centre's page: a slider's pictures, a counter of visitors."""
    return (
        f'<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{escape(title)} - {words.sites[0]}</title>\n</head>\n<body>\n<header id="hd"><div class="tnb"><a href="/login.php">로그인</a> <a href="/join.php">회원가입</a></div><a href="/" id="logo"><img src="/theme/img/logo.png" alt="{words.sites[0]}"></a><nav><ul>{_menus(words, ".php", ("소개",))}</ul></nav></header>\n<div id="banner"><img src="/theme/img/sub3.jpg" alt="{words.menu[3]}"></div>\n<div id="wrapper"><div id="container"><h2 id="container_title">{words.menu[3]}</h2>\n{body}\n</div><aside><a href="/donate"><img src="/img/donate.jpg" alt="후원하기"></a><p class="visit">오늘 <b>128</b> 전체 <b>204,511</b></p></aside></div>\n'
        f"<footer><p>{words.sites[0]} | 고유번호 000-00-00000 | 대표 온누리</p><p>T 000-000-1004 F 000-000-1005</p></footer>\n</body>\n</html>"
    )


def app_frame(title: str, body: str, words: Vocabulary) -> str:
    """A framework's page, drawn on the server, with its state at the end."""
    menu = "".join(f'<a class="text-sm font-medium text-gray-700" href="/ko/{number}">{one}</a>' for number, one in enumerate(words.menu))
    return f'<!DOCTYPE html><html lang="ko"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>{escape(title)} | {words.sites[0]}</title><meta property="og:site_name" content="{words.sites[0]}"/><link rel="preload" href="/_next/static/css/3f9c1e.css" as="style"/></head><body><div id="__next"><header class="fixed inset-x-0 top-0 z-50 border-b bg-white/80 backdrop-blur"><div class="mx-auto flex h-16 max-w-6xl items-center justify-between px-6"><a href="/ko" class="text-xl font-extrabold">{words.sites[0]}</a><nav class="flex gap-8">{menu}</nav></div></header><main class="mx-auto max-w-6xl px-6 pt-24"><h2 class="mb-8 text-2xl font-bold">{words.menu[3]}</h2>{body}</main><footer class="mt-24 bg-gray-50 py-12 text-xs text-gray-500"><p>(주){words.sites[0]} | 사업자등록번호 000-00-00000</p><p>© 2025 {words.sites[0]} Corp.</p></footer></div><script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{}}}},"page":"/[lang]","query":{{}},"buildId":"k2v9"}}</script></body></html>'


def brand_frame(title: str, body: str, words: Vocabulary) -> str:
    """A company's page with a menu, a foot, and the scripts that count its visitors."""
    return f'<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{escape(title)} – {words.sites[0]}</title>\n<meta property="og:type" content="website">\n<link rel="icon" href="/favicon.ico">\n</head>\n<body>\n<header class="gnb"><a class="gnb__logo" href="/">{words.sites[0]}</a><ul class="gnb__menu">{_menus(words, "", ("소개", "자세히"))}</ul></header>\n<div class="page">\n{body}\n</div>\n<footer class="foot"><ul><li><a href="/terms">이용약관</a></li><li><a href="/privacy"><b>개인정보처리방침</b></a></li></ul><p>고객센터 1500-0000 (평일 09:00~18:00)</p><p>ⓒ {words.sites[0]}</p></footer>\n<script>window.dataLayer = window.dataLayer || [];</script>\n</body>\n</html>'


def blog_frame(title: str, body: str, words: Vocabulary) -> str:
    """A blog's page: kinds with their counts, tags, and who has been here."""
    kinds = "".join(f'<li><a href="/category/{name}">{name} <span class="c_cnt">({count})</span></a></li>' for name, count in (("개발", 31), ("일상", 12), ("회고", 9), ("채용", 4)))
    return f'<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="UTF-8">\n<title>{escape(title)} :: {words.sites[0]} 기록</title>\n<link rel="alternate" type="application/rss+xml" href="/rss">\n</head>\n<body>\n<div id="wrap"><header id="header"><h1><a href="/">{words.sites[0]} 기록</a></h1><div class="search"><input type="text" placeholder="검색내용을 입력하세요."></div></header><section class="container"><article id="content">\n{body}\n</article><aside id="aside" class="sidebar"><nav class="category"><ul><li><a href="/category">분류 전체보기</a><ul>{kinds}</ul></li></ul></nav><div class="tag_cloud"><a href="/tag/log">기록</a> <a href="/tag/team">팀</a> <a href="/tag/data">데이터</a></div><div class="count"><h2>전체 방문자</h2><p class="total">48,190</p><p>오늘 <span>77</span></p></div></aside></section><footer id="footer">DESIGN BY {words.sites[0]}</footer></div>\n</body>\n</html>'


def _abroad(language: str, skip: str, home: str, foot: str) -> Callable[[str, str, Vocabulary], str]:
    def frame(title: str, body: str, words: Vocabulary) -> str:
        """A page in another language: a menu, crumbs, the content, columns at the end."""
        menu = "".join(f'<li><a href="/m{number}/">{one}</a></li>' for number, one in enumerate(words.menu))
        return f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)} | {words.sites[0]}</title>\n<link rel="stylesheet" href="/assets/site.css">\n</head>\n<body>\n<a class="skip-link" href="#main">{skip}</a>\n<header class="site-header"><a class="site-logo" href="/">{words.sites[0]}</a><form role="search" action="/search"><input type="search" name="q"></form><nav><ul>{menu}</ul></nav></header>\n<div class="breadcrumb"><a href="/">{home}</a> › <span>{words.menu[3]}</span></div>\n<div id="main" class="site-main">\n{body}\n</div>\n<footer class="site-footer"><div class="columns"><ul><li><a href="/a">{words.menu[1]}</a></li><li><a href="/b">{words.menu[4]}</a></li></ul></div><p>{foot} {words.sites[0]}</p></footer>\n</body>\n</html>'

    return frame


# --- pagers -----------------------------------------------------------------------------------------------------------------


def state_pager(sheet: Sheet) -> str:
    """Numbers between words for the first, the last and the neighbouring pages."""
    numbers = "".join(f"<strong>{page}</strong>\n" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>\n" for page in range(1, sheet.last + 1))
    before, after = max(1, sheet.page - 1), min(sheet.last, sheet.page + 1)
    return f'<div class="board_paging"><a {sheet.page_link(1)} class="first" title="첫 페이지">처음</a><a {sheet.page_link(before)} class="prev" title="이전 페이지">이전</a>\n{numbers}<a {sheet.page_link(after)} class="next" title="다음 페이지">다음</a><a {sheet.page_link(sheet.last)} class="last" title="마지막 페이지">마지막</a></div>'


def boot_pager(sheet: Sheet) -> str:
    """Numbers as list items, the present one without a way, arrows that are dead at the ends."""
    numbers = "".join(f'<li class="page-item active" aria-current="page"><span class="page-link">{page}</span></li>' if page == sheet.page else f'<li class="page-item"><a class="page-link" {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
    before = f'<li class="page-item"><a class="page-link" {sheet.page_link(sheet.page - 1)} aria-label="Previous"><span aria-hidden="true">&laquo;</span></a></li>' if sheet.page > 1 else '<li class="page-item disabled"><span class="page-link">&laquo;</span></li>'
    after = f'<li class="page-item"><a class="page-link" {sheet.page_link(sheet.page + 1)} aria-label="Next"><span aria-hidden="true">&raquo;</span></a></li>' if sheet.page < sheet.last else '<li class="page-item disabled"><span class="page-link">&raquo;</span></li>'
    return f'<nav aria-label="page navigation"><ul class="pagination justify-content-center">{before}{numbers}{after}</ul></nav>'


def image_pager(sheet: Sheet) -> str:
    """Pictures at both ends, numbers between."""
    numbers = " ".join(f'<b><font color="#FF6600">{page}</font></b>' if page == sheet.page else f"<a {sheet.page_link(page)}>[{page}]</a>" for page in range(1, sheet.last + 1))
    before = f'<a {sheet.page_link(sheet.page - 1)}><img src="/images/bbs/prev.gif" border="0" align="absmiddle" alt="이전"></a>' if sheet.page > 1 else '<img src="/images/bbs/prev.gif" align="absmiddle" alt="이전">'
    after = f'<a {sheet.page_link(sheet.page + 1)}><img src="/images/bbs/next.gif" border="0" align="absmiddle" alt="다음"></a>' if sheet.page < sheet.last else '<img src="/images/bbs/next.gif" align="absmiddle" alt="다음">'
    return f'<table width="660" align="center"><tr><td align="center" height="40">{before} {numbers} {after}</td></tr></table>'


def plain_pager(sheet: Sheet) -> str:
    """Numbers and an arrow for each side."""
    numbers = "".join(f'<a href="#" class="on" onclick="return false;">{page}</a>' if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    before = f'<a {sheet.page_link(sheet.page - 1)} class="arr prev"><span class="blind">이전</span></a>' if sheet.page > 1 else ""
    after = f'<a {sheet.page_link(sheet.page + 1)} class="arr next"><span class="blind">다음</span></a>' if sheet.page < sheet.last else ""
    return f'<div class="paginate">{before}{numbers}{after}</div>'


def library_pager(sheet: Sheet) -> str:
    """A component library's numbers."""
    numbers = "".join(f'<li><a class="MuiButtonBase-root MuiPaginationItem-root {"Mui-selected css-1v8sz9e" if page == sheet.page else "css-1to7aaw"}" {"aria-current=true " if page == sheet.page else ""}aria-label="{"" if page == sheet.page else "Go to "}page {page}" {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
    after = f'<li><a class="MuiButtonBase-root MuiPaginationItem-root MuiPaginationItem-previousNext css-1to7aaw" aria-label="Go to next page" {sheet.page_link(sheet.page + 1)}><svg class="MuiSvgIcon-root" viewBox="0 0 24 24"><path d="M10 6 8.59 7.41"></path></svg></a></li>' if sheet.page < sheet.last else '<li><a class="MuiButtonBase-root Mui-disabled MuiPaginationItem-root css-1to7aaw" aria-label="Go to next page" aria-disabled="true"><svg class="MuiSvgIcon-root" viewBox="0 0 24 24"><path d="M10 6 8.59 7.41"></path></svg></a></li>'
    return f'<nav aria-label="pagination navigation" class="MuiPagination-root css-5xe99f"><ul class="MuiPagination-ul css-nhb8h9">{numbers}{after}</ul></nav>'


def more_pager(sheet: Sheet) -> str:
    """A button that leads on."""
    return f'<div class="more-wrap"><a class="more-btn" {sheet.page_link(sheet.page + 1)}>더 보기</a></div>' if sheet.page < sheet.last else ""


def board_pager(sheet: Sheet) -> str:
    """Numbers of a community, and its arrows."""
    numbers = "".join(f'<a {sheet.page_link(page)} class="bn-num{" active" if page == sheet.page else ""}">{page}</a>' for page in range(1, sheet.last + 1))
    after = f'<a {sheet.page_link(sheet.page + 1)} class="bn-next" title="다음 페이지"><i class="fa fa-angle-right"></i></a>' if sheet.page < sheet.last else ""
    return f'<div class="bn">{numbers}{after}</div>'


def _words(before: str, after: str, numbers: bool = True) -> Callable[[Sheet], str]:
    def pager(sheet: Sheet) -> str:
        """Words for one page back and one on, numbers between them."""
        back = f'<li class="prev"><a {sheet.page_link(sheet.page - 1)} rel="prev">{before}</a></li>' if sheet.page > 1 else ""
        forth = f'<li class="next"><a {sheet.page_link(sheet.page + 1)} rel="next">{after}</a></li>' if sheet.page < sheet.last else ""
        pages = "".join(f'<li class="current"><span>{page}</span></li>' if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, sheet.last + 1)) if numbers else f"<li><span>{sheet.page} / {sheet.last}</span></li>"
        return f'<ul class="pager">{back}{pages}{forth}</ul>'

    return pager


def chinese_pager(sheet: Sheet) -> str:
    """A Chinese system's pager: counts, numbers, words, the dead ones as spans."""
    numbers = "".join(f'<span class="pg_on">{page}</span>' if page == sheet.page else f'<span class="pg"><a {sheet.page_link(page)}>{page}</a></span>' for page in range(1, sheet.last + 1))
    before = f'<span class="pg_prev"><a {sheet.page_link(sheet.page - 1)}>上页</a></span>' if sheet.page > 1 else '<span class="pg_off">上页</span>'
    after = f'<span class="pg_next"><a {sheet.page_link(sheet.page + 1)}>下页</a></span><span class="pg_last"><a {sheet.page_link(sheet.last)}>尾页</a></span>' if sheet.page < sheet.last else '<span class="pg_off">下页</span><span class="pg_off">尾页</span>'
    return f'<div class="pagebar"><span class="pages"><span class="all">共{sheet.count}条</span>{before}{numbers}{after}</span></div>'


# --- what sets a board's posts apart ------------------------------------------------------------------------------------------


def _outlined(entry: Entry) -> Entry:
    """Bodies with numbered points, days among them, as offices write them."""
    if entry.number % 3 == 0:
        return entry
    points = (f"1. 접수기간: {entry.moment:%Y. %m. %d.} ~ {entry.deadline:%Y. %m. %d.} 18:00까지", "2. 접수방법: 방문, 우편, 팩스(000-000-0009)", "3. 문의: 담당 부서 ☎ 000-000-0100")
    return replace(entry, body=entry.body + "".join(f"<p>{point}</p>" for point in points), text="\n".join((entry.text, *points)))


def _sealed(entry: Entry) -> Entry:
    """Public notices that close with the day and the office that gives them out."""
    day = f"{entry.moment.year}년 {entry.moment.month}월 {entry.moment.day}일"
    body = f'{entry.body}<p>&nbsp;</p><p style="text-align: center;">{day}</p><p style="text-align: center;"><span style="font-size: 18pt;"><strong>산마루군시설관리사업소장</strong></span></p>'
    return replace(entry, body=body, text=f"{entry.text}\n{day}\n산마루군시설관리사업소장")


def _pictured(entry: Entry) -> Entry:
    """Every other body begins with a poster."""
    return replace(entry, body=f'<p style="text-align:center"><img src="/upload/editor/{entry.key}_poster.jpg" alt="" style="max-width:100%"></p>{entry.body}') if entry.number % 2 else entry


def _scheduled(entry: Entry) -> Entry:
    """Some bodies hold a table of days and places."""
    if entry.number % 3 != 1:
        return entry
    rows = (("구분", "일시", "장소"), ("1회차", "2025.03.12.(수) 14:00", "제1강의실"), ("2회차", "2025.03.19.(수) 14:00", "제3강의실"), ("3회차", "2025.03.26.(수) 16:00", "온라인"))
    table = "".join("<tr>" + "".join(f'<td style="border:1px solid #999;padding:4px">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return replace(entry, body=f'{entry.body}<table style="border-collapse:collapse;width:100%"><tbody>{table}</tbody></table>', text="\n".join((entry.text, *(" ".join(row) for row in rows))))


def _linked(entry: Entry) -> Entry:
    """Some bodies send on to a form elsewhere."""
    if entry.number % 2:
        return entry
    line = "신청 바로가기: https://forms.example.com/r/a1b2c3"
    return replace(entry, body=f'{entry.body}<p>신청 바로가기: <a href="https://forms.example.com/r/a1b2c3" target="_blank">https://forms.example.com/r/a1b2c3</a></p>', text=f"{entry.text}\n{line}")


def _kinds(*names: str) -> Callable[[Entry], Entry]:
    """Kinds of posts as this board calls them."""
    known = ("일반", "학사", "행사", "채용")
    return lambda entry: replace(entry, category=names[known.index(entry.category)])


def _spaceless(entry: Entry) -> Entry:
    """Titles of languages that put no space between words."""
    return replace(entry, title=entry.title.replace(" ", ""))


def _west(entry: Entry) -> Entry:
    """A day earlier, as the clock of the place has it."""
    return replace(entry, moment=entry.moment - timedelta(days=1), modified=entry.modified - timedelta(days=1))


def _headed(entry: Entry) -> Entry:
    """A day earlier, with a heading and a list in some bodies."""
    entry = _west(entry)
    if entry.number % 2:
        return entry
    return replace(entry, body=f"{entry.body}<h2>Background</h2><ul><li>First considered in 2023</li><li>Reviewed every spring</li></ul>", text=f"{entry.text}\nBackground\nFirst considered in 2023\nReviewed every spring")


Row = tuple[str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], Callable[[str, str, Vocabulary], str], Vocabulary, Mapping[str, object]]


def _public() -> list[Row]:
    """Korean public bodies, schools, associations."""
    return [
        ("county news", lists.county, posts.county, COUNTY_NEWS, state_pager, public_frame, COUNTY, {"post_dates": "minute", "pinned": 2, "repeats_pinned": True, "revise": _outlined}),
        ("agency, named cells", lists.responsive, posts.responsive, AGENCY_CALLS, state_pager, agency_frame, AGENCY, {"dates": "dot", "post_dates": "dot", "pinned": 1, "revise": _scheduled}),
        ("notices by form", lists.gazette, posts.gazette, GAZETTE, state_pager, public_frame, _of(COUNTY, 2), {"dates": "dash", "post_dates": "dash", "revise": _sealed}),
        ("items as terms", lists.definitions, posts.definitions, CARE, plain_pager, union_frame, _of(UNION, 0), {"dates": "dot", "post_dates": "dot", "pinned": 1, "per_page": 12, "pages": 2}),
        ("a list for each row", lists.row_lists, posts.row_lists, NURSING, boot_pager, college_frame, _of(COLLEGE, 1), {"dates": "dash", "post_dates": "minute", "pinned": 2, "revise": _scheduled}),
        ("boxes with names", lists.grid, posts.grid, SEULGI, plain_pager, agency_frame, _of(AGENCY, 1), {"dates": "dash", "post_dates": "dash", "revise": _linked}),
        ("association of 2008", lists.classic, posts.classic, OLD_UNION, image_pager, table_frame, UNION, {"dates": "dash", "post_dates": "dash", "charset": "cp949", "secret": True, "per_page": 15}),
        ("computing department", lists.department, posts.department, COMPUTING, boot_pager, college_frame, COLLEGE, {"dates": "short", "post_dates": "dash", "pinned": 3, "repeats_pinned": True}),
        ("university with kinds", lists.tabs, posts.tabs, UNIVERSITY, state_pager, college_frame, COLLEGE, {"dates": "dot", "post_dates": "dot-minute", "pinned": 2, "per_page": 15, "pages": 2, "revise": _linked}),
        ("school letters", lists.school, posts.school, LETTERS, state_pager, public_frame, SCHOOL, {"dates": "dash", "post_dates": "dash", "per_page": 15, "pages": 2, "revise": _pictured}),
        ("museum notices", lists.museum, posts.museum, MUSEUM, plain_pager, agency_frame, MUSEUM_WORDS, {"dates": "dot", "post_dates": "dot", "author": False, "post_author": False, "pinned": 1, "revise": _pictured}),
        ("calls for bids", lists.bids, posts.bids, BIDS, plain_pager, agency_frame, TENDERS, {"dates": "dot", "post_dates": "dot", "author": False}),
        ("press releases", lists.releases, posts.releases, RELEASES, state_pager, public_frame, AGENCY, {"dates": "dotted", "post_dates": "dotted", "revise": _outlined}),
        ("foundation news", lists.institute, posts.institute, INSTITUTE, boot_pager, agency_frame, _of(AGENCY, 1), {"dates": "dot", "post_dates": "dot-minute", "per_page": 12}),
        ("council board", lists.council, posts.council, COUNCIL, plain_pager, public_frame, _of(COUNTY, 1), {"dates": "dash", "post_dates": "dash", "author": False, "revise": _outlined}),
        ("welfare centre", lists.welfare, posts.welfare, WELFARE, boot_pager, union_frame, _of(UNION, 1), {"dates": "short", "post_dates": "short-minute", "pinned": 1, "per_page": 15, "pages": 2, "revise": _pictured}),
        ("learned society", lists.society, posts.society, SOCIETY, plain_pager, union_frame, _of(UNION, 2), {"dates": "dash", "post_dates": "dash", "revise": _scheduled}),
        ("calls for staff", lists.recruits, posts.recruits, RECRUITS, plain_pager, agency_frame, HIRING, {"dates": "dash", "post_dates": "dash", "author": False}),
    ]  # fmt: skip


def _private() -> list[Row]:
    """Korean companies, communities, blogs."""
    company, town, log = _kinds("서비스", "업데이트", "이벤트", "채용"), _kinds("이야기", "질문", "모임", "나눔"), _kinds("개발", "일상", "회고", "채용")
    return [
        ("cards of a start-up", lists.tailwind, posts.tailwind, CLOUD, boot_pager, app_frame, BRAND, {"dates": "spaced", "post_dates": "spaced", "author": False, "post_author": False, "text": False, "revise": company}),
        ("component library", lists.emotion, posts.emotion, PARTNERS, library_pager, app_frame, _of(BRAND, 2), {"dates": "spaced", "post_dates": "locale", "pinned": 1, "per_page": 12, "pages": 2, "revise": company}),
        ("scoped components", lists.scoped, posts.scoped, SHOP, plain_pager, brand_frame, _of(BRAND, 1), {"dates": "dot", "post_dates": "dot", "author": False, "post_author": False, "revise": company}),
        ("neighbourhood", lists.neighbours, posts.neighbours, TOWN, boot_pager, brand_frame, COMMUNITY, {"dates": "ago", "post_dates": "minute", "per_page": 15, "pages": 2, "revise": town}),
        ("team blog", lists.blog, posts.blog, BLOG, plain_pager, blog_frame, _of(BRAND, 2), {"dates": "spaced", "post_dates": "spaced", "author": False, "post_files": False, "text": False, "per_page": 8, "revise": log}),
        ("statutory notices", lists.investors, posts.investors, INVESTORS, plain_pager, brand_frame, STATUTORY, {"dates": "dot", "post_dates": "dot", "author": False, "post_author": False, "paces": (6,)}),
        ("service notices", lists.app_notices, posts.app_notices, HELP, plain_pager, brand_frame, _of(BRAND, 1), {"dates": "dot", "post_dates": "dot-minute", "author": False, "post_author": False, "pinned": 2, "revise": company}),
        ("brand stories", lists.stories, posts.stories, STORIES, more_pager, brand_frame, COMMUNITY, {"dates": "dot", "post_dates": "dot", "author": False, "text": False, "per_page": 9}),
        ("community board", lists.crowd, posts.crowd, CROWD, board_pager, brand_frame, _of(COMMUNITY, 1), {"dates": "minute", "post_dates": "second", "pinned": 1, "per_page": 20, "pages": 2, "revise": _linked}),
    ]  # fmt: skip


def _elsewhere() -> list[Row]:
    """Boards of other countries."""
    japan: dict[str, object] = {"zone": "Asia/Tokyo", "revise": _spaceless}
    return [
        ("Japanese city", lists.city_japan, posts.city_japan, MIHARASHI, _words("前へ", "次へ"), _abroad("ja", "本文へ", "トップページ", "Copyright"), CITY_JAPAN, {**japan, "dates": "reiwa", "post_dates": "japanese-padded", "per_page": 15, "pages": 2}),
        ("Japanese association", lists.body_japan, posts.body_japan, MIHARASHI_SANGYO, _words("前のページ", "次のページ"), _abroad("ja", "本文へ", "ホーム", "©"), SANGYO, {**japan, "dates": "dot", "post_dates": "dot", "author": False, "post_author": False}),
        ("Chinese faculty", lists.campus_china, posts.campus_china, HEXI, chinese_pager, _abroad("zh-CN", "跳到正文", "首页", "版权所有"), _of(CAMPUS_CHINA, 1), {"zone": "Asia/Shanghai", "revise": _spaceless, "dates": "dash", "post_dates": "dash", "author": False, "cut": 14, "mark": "...", "per_page": 15}),
        ("German city", lists.stadt, posts.stadt, ERLENTAL, _words("zurück", "weiter"), _abroad("de", "Zum Inhalt springen", "Startseite", "©"), STADT, {"zone": "Europe/Berlin", "revise": _west, "dates": "german", "post_dates": "german-weekday", "author": False}),
        ("French university", lists.faculte, posts.faculte, VALBRUNE, _words("Précédent", "Suivant"), _abroad("fr", "Aller au contenu", "Accueil", "©"), FACULTE, {"zone": "Europe/Paris", "revise": _west, "dates": "french-slash", "post_dates": "french", "author": False, "per_page": 9}),
        ("American county", lists.us_county, posts.us_county, ALDER, _words("Previous", "Next"), _abroad("en", "Skip to main content", "Home", "Copyright ©"), ENGLISH_WORLD, {"zone": "America/New_York", "revise": _headed, "dates": "us-slash", "post_dates": "us-long", "per_page": 15, "pages": 2}),
        ("British hospital trust", lists.trust, posts.trust, FENWICK, _words("Previous page", "Next page", numbers=False), _abroad("en-GB", "Skip to content", "Home", "©"), TRUST, {"zone": "Europe/London", "revise": _west, "dates": "english-long", "post_dates": "english-long", "author": False, "post_author": False}),
        ("workshop forum", lists.forum, posts.forum, PINEWOOD, _words("Prev", "Next"), _abroad("en", "Jump to content", "Forums", "Powered by"), WOODWORKERS, {"zone": "America/New_York", "revise": _west, "dates": "english-minute", "post_dates": "english-minute", "pinned": 1, "per_page": 15, "pages": 2}),
        ("generated blog", lists.notes, posts.notes, SMALL_SERVER, _words("Newer", "Older", numbers=False), _abroad("en", "Skip", "Home", "©"), SERVER_NOTES, {"zone": "Europe/London", "revise": _headed, "dates": "english", "post_dates": "english", "author": False}),
    ]  # fmt: skip


def shapes() -> list[Shape]:
    """Every shape of this part."""
    return [
        Shape(name=f"ordinary: {name}", listing=listing, post=post, scheme=scheme, pager=pager, part="ordinary", frame=frame, words=words, **facts)  # type: ignore[arg-type]
        for name, listing, post, scheme, pager, frame, words, facts in (*_public(), *_private(), *_elsewhere())
    ]
