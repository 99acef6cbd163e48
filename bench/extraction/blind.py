"""Boards that are blind: they tell how well boards are read that were never looked at.

The rule: these shapes were written from what boards look like, without a look at the engines, and what is misread here is not mended by
looking here; whoever writes engines does not open these files. An engine is changed for a reason that holds for boards in general and is
shown on shapes of another part; then this part is read again. A shape may be changed only where its truth is not what a reader of the page
would say. A part that has been looked at for mending is blind no more: a new one is written, and this one joins those that are developed on.

Half of the boards are of Korean public bodies, schools and associations, a quarter of Korean companies, communities and blogs, a quarter are
from elsewhere: the boards that somebody would choose who wants to keep one, ordinary ones in the majority.
"""

# ruff: noqa: E501 - a scheme is read best in the lines that it has

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from html import escape

from bench.extraction import blindlists as lists
from bench.extraction import blindposts as posts
from bench.extraction.blindframes import (
    Frame,
    abroad,
    bracketed,
    counted,
    dated,
    government,
    hangout,
    listed,
    official,
    onward,
    school,
    service,
    signed,
    society,
    worded,
)
from bench.extraction.blindwords import CAMPUS, CHINA, CITY, COMPANY, ENGLISH_SIDE, FRANCE, GERMANY, JAPAN, LEAGUE, OFFICE, TALK
from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import Entry, Vocabulary

Ways = tuple[str, str, str]


def _at(host: str, start: str, *, post: Ways, page: Ways, file: Ways, first: int = 1, step: int = 1, script: str = "") -> Scheme:
    """A scheme on a host; post, page and file are each the address, a link's attributes, and what an address shows of it."""
    where = f"https://{host}"
    return Scheme(
        start=where + start, post=where + post[0], link=post[1], post_id=post[2], page=where + page[0], page_link=page[1], page_id=page[2],
        file=where + file[0], file_link=file[1], file_id=file[2], first=first, step=step, script=script,
    )  # fmt: skip


def _way(address: str, carry: str = "") -> Ways:
    """An address that stands in its link as it is; ``carry`` is what the link adds to it."""
    shown = re.sub(r"\\\{(key|place|page|rank|offset)\\\}", r"(\\d+)", re.escape(address))
    return address, f'href="{escape(address + carry)}"', shown


def _plain(host: str, start: str, post: str, page: str, file: str, *, carry: str = "", first: int = 1, step: int = 1) -> Scheme:
    """A scheme whose links hold their addresses."""
    return _at(host, start, post=_way(post, carry), page=_way(page), file=_way(file), first=first, step=step)


# --- addresses: Korean public bodies, schools, associations ------------------------------------------------------------------

CITY_NEWS = _at(
    "www.doraeul.example.go.kr", "/portal/bbs/list.do?ptIdx=12",
    post=("/portal/bbs/view.do?bIdx={key}&ptIdx=12", "href=\"#view\" onclick=\"boardView('12','{key}'); return false;\"", r"view\.do\?.*bIdx=(\d+)"),
    page=("/portal/bbs/list.do?ptIdx=12&page={page}", 'href="/portal/bbs/list.do?ptIdx=12&amp;page={page}"', r"list\.do\?.*page=(\d+)"),
    file=("/portal/bbs/down.do?bIdx={key}&fIdx={place}", 'href="/portal/bbs/down.do?bIdx={key}&amp;fIdx={place}"', r"down\.do\?bIdx=(\d+)&fIdx=(\d+)"),
    script="function boardView(ptIdx, bIdx) { location.href = '/portal/bbs/view.do?bIdx=' + bIdx + '&ptIdx=' + ptIdx; }",
)  # fmt: skip
DISTRICT = _plain("www.doraeul-gu.example.go.kr", "/gu/news/notice", "/gu/news/notice/{key}", "/gu/news/notice?cp={page}", "/gu/attach/{key}/{place}", carry="?cp={page}")
CLINIC = _at(
    "health.doraeul.example.go.kr", "/bbs/board.asp?code=notice",
    post=("/bbs/board.asp?code=notice&mode=view&idx={key}", "href='board.asp?code=notice&mode=view&idx={key}&page={page}'", r"board\.asp\?.*idx=(\d+)"),
    page=("/bbs/board.asp?code=notice&page={page}", "href='board.asp?code=notice&page={page}'", r"board\.asp\?.*page=(\d+)"),
    file=("/bbs/filedown.asp?idx={key}&no={place}", "href='filedown.asp?idx={key}&no={place}'", r"filedown\.asp\?idx=(\d+)&no=(\d+)"),
)  # fmt: skip
MINISTRY = _plain("www.sme-press.example.go.kr", "/press/list", "/press/view?newsId={key}", "/press/list?pageIndex={page}", "/press/file?newsId={key}&fileSn={place}", carry="&pageIndex={page}")
EDUCATION = _at(
    "www.mireunae-edu.example.go.kr", "/edu/board/list.do?menuNo=3108",
    post=("/edu/board/view.do?menuNo=3108&seq={key}", "href=\"javascript:goView('{key}');\"", r"view\.do\?.*\bseq=(\d+)"),
    page=("/edu/board/list.do?menuNo=3108&page={page}", 'href="javascript:goPage({page});"', r"list\.do\?.*\bpage=(\d+)"),
    file=("/edu/board/fileDown.do?seq={key}&fileSeq={place}", 'href="/edu/board/fileDown.do?seq={key}&amp;fileSeq={place}"', r"fileDown\.do\?seq=(\d+)&fileSeq=(\d+)"),
    script="function goView(seq) {\n  var f = document.searchForm;\n  f.seq.value = seq;\n  f.action = '/edu/board/view.do';\n  f.submit();\n}\nfunction goPage(no) {\n  var f = document.searchForm;\n  f.page.value = no;\n  f.action = '/edu/board/list.do';\n  f.submit();\n}",
)  # fmt: skip
LETTERS = _at(
    "hanbitgol.example.es.kr", "/letter/list",
    post=("/letter/read?seq={key}", 'href="#" class="btn_read" data-seq="{key}"', r"/letter/read\?seq=(\d+)"),
    page=("/letter/list?page={page}", 'href="/letter/list?page={page}"', r"/letter/list\?page=(\d+)"),
    file=("/letter/download?seq={key}&num={place}", 'href="/letter/download?seq={key}&amp;num={place}"', r"/letter/download\?seq=(\d+)&num=(\d+)"),
)  # fmt: skip
UNIVERSITY = _plain("www.yunseul.example.ac.kr", "/kr/notice", "/kr/notice/view?no={key}", "/kr/notice?p={page}", "/kr/notice/attach?no={key}&f={place}", carry="&p={page}")
GRADUATE = _plain("grad.yunseul.example.ac.kr", "/grad/board/notice", "/grad/board/notice/{key}", "/grad/board/notice?page={page}", "/grad/board/file/{key}/{place}")
LIBRARY = _plain("lib.doraeul.example.go.kr", "/lib/notice", "/lib/notice_view.php?wr={key}", "/lib/notice?start={offset}", "/lib/down.php?wr={key}&n={place}", first=0, step=12)
TRANSIT = _plain("www.narae-metro.example.or.kr", "/customer/notice", "/customer/notice/detail/{key}", "/customer/notice?pageNo={page}", "/customer/file/{key}/{place}/download", carry="?pageNo={page}")
MARINE = _at(
    "www.solbaram.example.re.kr", "/kor/pr/notice_list.jsp",
    post=("/kor/pr/notice_view.jsp?bbs_no={key}", 'href="notice_view.jsp?bbs_no={key}&cp={page}"', r"notice_view\.jsp\?bbs_no=(\d+)"),
    page=("/kor/pr/notice_list.jsp?cp={page}", 'href="notice_list.jsp?cp={page}"', r"notice_list\.jsp\?cp=(\d+)"),
    file=("/kor/pr/download.jsp?bbs_no={key}&file_no={place}", 'href="download.jsp?bbs_no={key}&file_no={place}"', r"download\.jsp\?bbs_no=(\d+)&file_no=(\d+)"),
)  # fmt: skip
HOSPITAL = _plain("www.eunyeoul.example.or.kr", "/bbs/notice", "/bbs/notice/read/{key}", "/bbs/notice/{page}", "/bbs/file/{key}-{place}")
SURVEYORS = _at(
    "www.bareun-survey.example.or.kr", "/board/list.php?id=notice",
    post=("/board/read.php?id=notice&no={key}", "href=read.php?id=notice&no={key}&page={page}", r"read\.php\?.*\bno=(\d+)"),
    page=("/board/list.php?id=notice&page={page}", "href=list.php?id=notice&page={page}", r"list\.php\?.*page=(\d+)"),
    file=("/board/down.php?no={key}&f={place}", "href=down.php?no={key}&f={place}", r"down\.php\?no=(\d+)&f=(\d+)"),
)  # fmt: skip
WETLAND = _plain("www.pulssi.example.or.kr", "/news", "/news/{key}", "/news?page={page}", "/download/{key}/{place}")
WORKERS = _plain("union.daon.example.org", "/notice", "/notice/{key}.html", "/notice?pg={page}", "/notice/{key}/file{place}.do")
CHAMBER = _at(
    "www.daon-cci.example.or.kr", "/biz/list",
    post=("/biz/view?bizSeq={key}", 'href="javascript:void(0);" onclick="fnDetail({key})"', r"/biz/view\?bizSeq=(\d+)"),
    page=("/biz/list?pageIndex={page}", 'href="javascript:void(0);" onclick="fnPaging({page})"', r"/biz/list\?pageIndex=(\d+)"),
    file=("/biz/file?bizSeq={key}&no={place}", 'href="/biz/file?bizSeq={key}&amp;no={place}"', r"/biz/file\?bizSeq=(\d+)&no=(\d+)"),
    script="function fnDetail(seq){ window.location = '/biz/view?bizSeq=' + seq; }\nfunction fnPaging(n){ window.location = '/biz/list?pageIndex=' + n; }",
)  # fmt: skip

# --- addresses: Korean companies, communities, blogs --------------------------------------------------------------------------

GAME = _plain("www.moraesigye.example.com", "/news", "/news/view/{key}", "/news?page={page}", "/news/dl/{key}/{place}")
PAY = _plain("www.joyakdol-pay.example.com", "/notice", "/notice/{key}", "/notice?page={page}", "/assets/notice/{key}/{place}")
MARKET = _plain("www.deulkkot.example.co.kr", "/mall/notice_list.html", "/mall/notice_view.html?no={key}", "/mall/notice_list.html?page={page}", "/mall/notice_file.html?no={key}&n={place}")
ENGINEERING = _plain("tech.dure-soft.example.io", "/posts", "/posts/{key}", "/posts/page/{page}", "/static/{key}/{place}")
FREEBOARD = _plain("www.osolgil.example.com", "/b/free", "/b/free/{key}", "/b/free?page={page}", "/b/file/{key}/{place}", carry="?page={page}")
APARTMENTS = _plain("byeolnaeri.example.kr", "/talk", "/talk/{key}", "/talk?page={page}", "/talk/file/{key}/{place}")
NEWSROOM = _plain("www.irang-bio.example.co.kr", "/pr/news", "/pr/news/{key}", "/pr/news?page={page}", "/pr/download/{key}/{place}")
CONSOLE = _plain("console.dure-soft.example.com", "/announcements", "/announcements/{key}", "/announcements?page={rank}", "/announcements/{key}/files/{place}", first=0)

# --- addresses: elsewhere -------------------------------------------------------------------------------------------------------

SHIRANAMI = _plain("www.town.shiranami.example.jp", "/shinchaku/index.html", "/shinchaku/{key}.html", "/shinchaku/index_{page}.html", "/shinchaku/files/{key}-{place}.pdf")
HOKURYO = _plain("www.hokuryo-u.example.ac.jp", "/news/", "/news/entry-{key}.html", "/news/page/{page}/", "/news/uploads/{key}/{place}")
QINGSHI = _plain("www.qingshi.example.gov.cn", "/zwgk/gggs/index.shtml", "/zwgk/gggs/art_{key}.shtml", "/zwgk/gggs/index_{page}.shtml", "/zwgk/gggs/files/{key}_{place}.pdf")
LINDENAU = _plain("www.hs-lindenau.example.de", "/aktuelles/", "/aktuelles/meldung/{key}/", "/aktuelles/?seite={page}", "/fileadmin/meldung/{key}/{place}")
AUBRAC = _plain("www.saint-aubrac.example.fr", "/actualites", "/actualites/{key}", "/actualites?page={rank}", "/documents/{key}/{place}", first=0)
MAPLE = _plain("www.maplebend.example.k12.us", "/news", "/news/post?id={key}", "/news?page={page}", "/docs/{key}/{place}")
WETHERDALE = _plain("www.wetherdale-pc.example.gov.uk", "/notices/", "/notices/{key}/", "/notices/page/{page}/", "/notices/files/{key}/{place}")
PADDLERS = _plain("forum.northernpaddlers.example.ca", "/board/4", "/topic/{key}", "/board/4?start={offset}", "/attachment/{key}/{place}", first=0, step=15)


# --- what sets a board's posts apart ------------------------------------------------------------------------------------------


def _of(words: Vocabulary, site: int, *, by: tuple[int, ...] = (), on: tuple[int, ...] = (), odd: tuple[int, ...] = ()) -> Vocabulary:
    """What one of a vocabulary's sites says: the places of its authors, subjects and odd titles, all of them where none are given."""

    def chosen(of: tuple[str, ...], places: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(of[place] for place in places) if places else of

    return replace(words, sites=(words.sites[site],), authors=chosen(words.authors, by), subjects=chosen(words.subjects, on), odd=chosen(words.odd, odd))


def _kinds(*names: str) -> Callable[[Entry], Entry]:
    """Kinds of posts as a board calls them."""
    known = ("일반", "학사", "행사", "채용")
    return lambda entry: replace(entry, category=names[known.index(entry.category)])


def _numbered(entry: Entry) -> Entry:
    """Most bodies end with points, days among them, as offices write them."""
    if entry.number % 4 == 0:
        return entry
    points = (f"○ 기간: {entry.moment:%Y.%m.%d}.부터 {entry.deadline:%Y.%m.%d}.까지", "○ 장소: 본청 2층 소회의실", "○ 문의처: 담당자(☎ 000-000-0150)")
    return replace(entry, body=entry.body + "".join(f'<p style="line-height:160%">{point}</p>' for point in points), text="\n".join((entry.text, *points)))


def _tabled(entry: Entry) -> Entry:
    """Some bodies hold a table of hours."""
    if entry.number % 3:
        return entry
    rows = (("순서", "시간", "내용"), ("1", "09:30~10:20", "등록과 인사"), ("2", "10:30~12:00", "본 과정"), ("3", "13:00~14:30", "질의와 정리"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return replace(entry, body=f'{entry.body}<table border="1" cellpadding="3"><tbody>{cells}</tbody></table>', text="\n".join((entry.text, *(" ".join(row) for row in rows))))


def _pictured(entry: Entry) -> Entry:
    """Every other body is led by a picture and names an address."""
    if entry.number % 2:
        return entry
    body = f'<p><img src="/editor/{entry.key}.jpg" alt="안내 이미지"></p>{entry.body}<p>자세히 보기 <a href="https://go.example.com/{entry.key}">https://go.example.com/{entry.key}</a></p>'
    return replace(entry, body=body, text=f"{entry.text}\n자세히 보기 https://go.example.com/{entry.key}")


def _both(*changes: Callable[[Entry], Entry]) -> Callable[[Entry], Entry]:
    """One change after the other."""

    def change(entry: Entry) -> Entry:
        for one in changes:
            entry = one(entry)
        return entry

    return change


def _closed_up(entry: Entry) -> Entry:
    """Titles of languages that put no space between words."""
    return replace(entry, title=entry.title.replace(" ", ""))


def _earlier(entry: Entry) -> Entry:
    """A day earlier, as the clock of the place has it."""
    return replace(entry, moment=entry.moment - timedelta(days=1), modified=entry.modified - timedelta(days=1))


Row = tuple[str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], Frame, Vocabulary, Mapping[str, object]]


def _public() -> list[Row]:
    """Korean public bodies, schools, associations."""
    return [
        ("city", lists.city, posts.city, CITY_NEWS, official, government, CITY, {"pinned": 3, "repeats_pinned": True, "revise": _numbered}),
        ("district", lists.district, posts.district, DISTRICT, listed, government, _of(CITY, 3), {"dates": "dot", "post_dates": "dot", "pinned": 2, "revise": _numbered}),
        ("health centre", lists.clinic, posts.clinic, CLINIC, bracketed, government, _of(CITY, 1), {"post_dates": "dash", "per_page": 15, "pages": 2, "revise": _both(_numbered, _kinds("일반", "진료", "행사", "채용"))}),
        ("ministry", lists.ministry, posts.ministry, MINISTRY, official, government, _of(OFFICE, 3, by=(2, 4, 6, 10), on=(3, 5, 6, 11, 13, 15), odd=(4, 6, 2)), {"dates": "dotted", "post_dates": "dot-minute"}),
        ("education office", lists.education, posts.education, EDUCATION, official, government, _of(CAMPUS, 2, by=(5, 8, 10), on=(0, 2, 3, 4, 11, 12, 15), odd=(4, 5, 7, 8)), {"post_dates": "dash", "pinned": 1, "revise": _tabled}),
        ("letters home", lists.letters, posts.letters, LETTERS, listed, school, _of(CAMPUS, 1, by=(0, 1, 5, 7), on=(0, 1, 2, 3, 4, 5, 11, 15), odd=(1, 4, 5, 8)), {"dates": "dot", "post_dates": "dot", "per_page": 12, "revise": _tabled}),
        ("university", lists.university, posts.university, UNIVERSITY, signed, school, _of(CAMPUS, 0, by=(2, 3, 6, 9), on=(6, 7, 8, 9, 10, 12, 13, 14, 17), odd=(0, 2, 6)), {"post_dates": "minute", "pinned": 4, "repeats_pinned": True, "revise": _both(_tabled, _kinds("일반", "학사", "장학", "취업"))}),
        ("graduate school", lists.graduate, posts.graduate, GRADUATE, listed, school, _of(CAMPUS, 3, by=(2, 3, 4, 9), on=(6, 7, 8, 14, 16, 17), odd=(3, 6, 0)), {"dates": "dot", "post_dates": "dot"}),
        ("library", lists.library, posts.library, LIBRARY, listed, government, _of(CITY, 2), {"post_dates": "dash", "pinned": 2, "per_page": 12, "pages": 2}),
        ("transport company", lists.transit, posts.transit, TRANSIT, signed, society, _of(OFFICE, 0, by=(0, 5, 8, 10), on=(0, 2, 3, 7, 12, 16, 17), odd=(1, 2, 4)), {"post_dates": "dash", "author": False, "post_author": False, "revise": _both(_pictured, _kinds("안내", "운행", "행사", "채용"))}),
        ("research institute", lists.marine, posts.marine, MARINE, bracketed, government, _of(OFFICE, 1, by=(1, 5, 7, 10), on=(1, 2, 9, 10, 13), odd=(0, 3, 6, 7)), {"dates": "slash", "post_dates": "slash", "revise": _numbered}),
        ("hospital", lists.hospital, posts.hospital, HOSPITAL, listed, society, _of(OFFICE, 2, by=(3, 4, 5, 9), on=(4, 8, 11, 14, 3), odd=(3, 5, 8)), {"pinned": 1, "post_dates": "second", "revise": _pictured}),
        ("association in frames", lists.surveyors, posts.surveyors, SURVEYORS, bracketed, dated, LEAGUE, {"dates": "short-dash", "post_dates": "minute", "pinned": 1, "charset": "cp949", "per_page": 20, "pages": 2}),
        ("association, builder", lists.wetland, posts.wetland, WETLAND, signed, society, _of(LEAGUE, 1), {"post_dates": "dot-minute", "pinned": 1, "revise": _pictured}),
        ("union", lists.workers, posts.workers, WORKERS, signed, society, _of(LEAGUE, 2), {"dates": "dot", "post_dates": "dot"}),
        ("chamber", lists.chamber, posts.chamber, CHAMBER, listed, society, _of(OFFICE, 4, by=(2, 6, 7), on=(5, 6, 13, 15, 2), odd=(7, 4)), {"dates": "dot", "post_dates": "dot", "author": False}),
    ]  # fmt: skip


def _private() -> list[Row]:
    """Korean companies, communities, blogs."""
    company = _kinds("공지", "점검", "이벤트", "업데이트")
    return [
        ("game", lists.game, posts.game, GAME, signed, service, _of(COMPANY, 0, on=(0, 1, 3, 7, 14), odd=(0, 2, 5)), {"dates": "dot", "post_dates": "dot-minute", "author": False, "post_author": False, "pinned": 2, "revise": _both(company, _pictured)}),
        ("payments", lists.pay, posts.pay, PAY, signed, service, _of(COMPANY, 1, on=(2, 4, 6, 7, 8), odd=(2, 4, 5, 6)), {"dates": "spaced", "post_dates": "spaced", "author": False, "post_author": False}),
        ("market", lists.market, posts.market, MARKET, listed, society, _of(COMPANY, 2, by=(2, 4, 7), on=(5, 9, 12, 15, 6), odd=(2, 5, 6)), {"post_dates": "second", "pinned": 2, "revise": _pictured}),
        ("engineering blog", lists.engineering, posts.engineering, ENGINEERING, onward, service, _of(COMPANY, 3, by=(3, 4, 6, 8), on=(4, 10, 11, 13), odd=(1, 3)), {"dates": "korean", "post_dates": "korean", "post_files": False, "text": False, "per_page": 8, "paces": (4,)}),
        ("free board", lists.freeboard, posts.freeboard, FREEBOARD, listed, hangout, TALK, {"dates": "yearless", "post_dates": "second", "pinned": 1, "per_page": 20, "pages": 2}),
        ("housing estate", lists.apartments, posts.apartments, APARTMENTS, onward, hangout, _of(TALK, 1), {"dates": "ago", "post_dates": "dot-minute", "pinned": 1, "per_page": 12}),
        ("newsroom", lists.newsroom, posts.newsroom, NEWSROOM, listed, service, _of(COMPANY, 4), {"dates": "dot", "post_dates": "dot", "author": False, "post_author": False, "text": False, "per_page": 9, "revise": _kinds("보도자료", "수상", "행사", "채용")}),
        ("software company", lists.console, posts.console, CONSOLE, signed, service, _of(COMPANY, 3), {"post_dates": "dash", "pinned": 1, "day": 1, "revise": company}),
    ]  # fmt: skip


def _elsewhere() -> list[Row]:
    """Boards of other countries."""
    japan: dict[str, object] = {"zone": "Asia/Tokyo", "revise": _closed_up}
    english: dict[str, object] = {"revise": _earlier}
    return [
        ("Japanese town", lists.town_japan, posts.town_japan, SHIRANAMI, worded("前へ", "次へ"), abroad("ja", "本文へスキップ", "ホーム", "Copyright (C)"), _of(JAPAN, 0, by=(0, 1, 2, 5, 7), on=(0, 1, 2, 3, 5, 6, 7, 10, 12), odd=(0, 1, 3, 5)), {**japan, "dates": "japanese", "post_dates": "japanese", "per_page": 15, "pages": 2}),
        ("Japanese university", lists.campus_japan, posts.campus_japan, HOKURYO, worded("«", "»"), abroad("ja", "本文へ", "トップ", "©"), _of(JAPAN, 1, on=(2, 4, 8, 9, 11), odd=(2, 4)), {**japan, "dates": "dot", "post_dates": "dot", "author": False, "post_author": False}),
        ("Chinese county", lists.county_china, posts.county_china, QINGSHI, counted, abroad("zh-CN", "跳转到内容", "首页", "版权所有"), CHINA, {"zone": "Asia/Shanghai", "revise": _closed_up, "post_dates": "minute", "author": False, "per_page": 15, "pages": 2}),
        ("German university", lists.hochschule, posts.hochschule, LINDENAU, worded("Zurück", "Weiter"), abroad("de", "Direkt zum Inhalt", "Start", "©"), GERMANY, {"zone": "Europe/Berlin", "revise": _earlier, "dates": "german", "post_dates": "german-long", "author": False, "post_author": False}),
        ("French commune", lists.commune, posts.commune, AUBRAC, worded("Page précédente", "Page suivante", "{page} / {last}"), abroad("fr", "Aller au contenu principal", "Accueil", "©"), FRANCE, {"zone": "Europe/Paris", "revise": _earlier, "dates": "french", "post_dates": "french", "author": False, "post_author": False, "per_page": 9}),
        ("American school district", lists.school_board, posts.school_board, MAPLE, worded("Previous", "Next"), abroad("en-US", "Skip To Main Content", "Home", "©", '<aside class="events"><h3>Upcoming Events</h3><ul><li>Mar 14 Early Release</li><li>Mar 24 Spring Break</li></ul></aside>'), _of(ENGLISH_SIDE, 0, by=(1, 2, 4, 8), on=(0, 1, 2, 7, 8, 11, 14), odd=(1, 3, 5)), {**english, "zone": "America/Chicago", "dates": "us-long", "post_dates": "us-long"}),
        ("British parish", lists.parish, posts.parish, WETHERDALE, worded("Newer notices", "Older notices", "Page {page} of {last}"), abroad("en-GB", "Skip to content", "Home", "©"), _of(ENGLISH_SIDE, 1, on=(3, 4, 5, 6, 12), odd=(0, 4)), {**english, "zone": "Europe/London", "dates": "english-long", "post_dates": "english-long", "author": False, "post_author": False}),
        ("Canadian forum", lists.paddlers, posts.paddlers, PADDLERS, worded("Prev", "Next"), abroad("en-CA", "Skip", "Forum", "Powered by"), _of(ENGLISH_SIDE, 2, by=(3, 5, 7, 9), on=(9, 10, 13), odd=(2, 6)), {**english, "zone": "America/Toronto", "dates": "none", "post_dates": "english-minute", "pinned": 1, "per_page": 15, "pages": 2}),
    ]  # fmt: skip


def shapes() -> list[Shape]:
    """Every shape of this part."""
    return [
        Shape(name=f"blind: {name}", listing=listing, post=post, scheme=scheme, pager=pager, part="blind", frame=frame, words=words, **facts)  # type: ignore[arg-type]
        for name, listing, post, scheme, pager, frame, words, facts in (*_public(), *_private(), *_elsewhere())
    ]
