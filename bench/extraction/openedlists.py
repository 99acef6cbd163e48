"""The list pages of the part that was once blind: what public boards, universities, associations and companies here and abroad draw."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from urllib.parse import urlsplit

from bench.extraction.boards import Sheet
from bench.extraction.entries import Entry


def drawn(sheet: Sheet, draw: Callable[[Entry], str]) -> str:
    """Every row of a sheet."""
    return "".join(draw(entry) for entry in sheet.entries)


def _new(sheet: Sheet, entry: Entry) -> bool:
    """Whether a board marks a post as new."""
    return (sheet.at - entry.moment).days < 3


def _korean(day: date) -> str:
    return f"{day:%Y.%m.%d}"


def district(sheet: Sheet) -> str:
    """A district's table: caption, department, attachment icons, pinned rows."""

    def row(entry: Entry) -> str:
        number = '<span class="notice_ico">공지</span>' if entry.pinned else str(entry.number)
        new = ' <img src="/images/board/ico_new.gif" alt="새글">' if _new(sheet, entry) else ""
        file = f'<img src="/images/board/ico_file.gif" alt="첨부파일 {len(entry.files)}개">' if entry.files else ""
        return f'<tr{" class=notice" if entry.pinned else ""}><td class="num">{number}</td><td class="subject"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{new}</td><td class="dept">{entry.author}</td><td class="date">{sheet.day(entry)}</td><td class="file">{file}</td><td class="hit">{entry.views:,}</td></tr>'

    search = '<form action="/portal/bbs/list.do" class="search_box"><select name="searchCnd"><option value="SJ">제목</option><option value="CN">내용</option></select><input type="text" name="searchKrwd" title="검색어 입력"><button>검색</button></form>'
    head = "".join(f'<th scope="col">{one}</th>' for one in ("번호", "제목", "담당부서", "작성일", "첨부", "조회수"))
    return f'{search}<p class="board_total">전체 <strong>{sheet.count}</strong>건, 현재 페이지 <strong>{sheet.page}</strong>/{sheet.last}</p><table class="bbs_default"><caption>고시·공고 목록: 번호, 제목, 담당부서, 작성일, 첨부, 조회수로 구성된 표</caption><colgroup><col style="width:8%"><col><col style="width:14%"><col style="width:12%"><col style="width:8%"><col style="width:8%"></colgroup><thead><tr>{head}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def ancient(sheet: Sheet) -> str:
    """A board of 2001: tags in capitals, font elements, nothing closed, a picture for each heading."""

    def row(entry: Entry) -> str:
        return f'<TR HEIGHT=24 onMouseOver="this.style.backgroundColor=\'#F5F5F5\'"><TD ALIGN=center><FONT SIZE=2 COLOR=#666666>{entry.number}</FONT>\n<TD><IMG SRC=img/dot.gif> <A {sheet.link(entry)}><FONT SIZE=2>{sheet.title(entry)}</FONT></A>{" <FONT SIZE=1 COLOR=red>[" + str(entry.comments) + "]</FONT>" if entry.comments else ""}\n<TD ALIGN=center><FONT SIZE=2>{entry.author}</FONT>\n<TD ALIGN=center><FONT SIZE=2>{sheet.day(entry)}</FONT>\n<TD ALIGN=center><FONT SIZE=2>{entry.views}</FONT>\n<TR><TD COLSPAN=5 HEIGHT=1 BGCOLOR=#DDDDDD>'

    head = "".join(f"<TD ALIGN=center><IMG SRC=img/t_{name}.gif ALT='{alt}'>" for name, alt in (("no", "번호"), ("subject", "제목"), ("name", "글쓴이"), ("date", "날짜"), ("hit", "조회")))
    return f"<TABLE WIDTH=640 BORDER=0 CELLPADDING=3 CELLSPACING=0><TR BGCOLOR=#336699>{head}\n{drawn(sheet, row)}</TABLE>"


def hashed(sheet: Sheet) -> str:
    """A framework's rows: boxes whose class names are hashes, and no header."""

    def row(entry: Entry) -> str:
        badge = '<span class="sc-bdVaJa hKzXqF">공지</span>' if entry.pinned else ""
        new = '<span class="sc-htpNat eLqTnw">N</span>' if _new(sheet, entry) else ""
        clip = '<svg width="16" height="16" viewBox="0 0 16 16" aria-label="첨부파일"><path d="M4 8l5-5"></path></svg>' if entry.files else ""
        return f'<li class="sc-bwzfXH kFdLnT"><a {sheet.link(entry)} class="sc-ifAKCX dJtYcB"><div class="sc-EHOje cRbUzW">{badge}<p class="sc-bZQynM bVxGkr">{sheet.title(entry)}</p>{new}{clip}</div><div class="sc-gzVnrw gTnEso"><span>{entry.author}</span><span>{sheet.day(entry)}</span><span>조회 {entry.views}</span></div></a></li>'

    return f'<section class="sc-dnqmqq jWcZpl"><ul class="sc-iwsKbI fXuBwa">{drawn(sheet, row)}</ul></section>'


def recruits(sheet: Sheet) -> str:
    """An association's items: a posting date and a closing date side by side."""

    def row(entry: Entry) -> str:
        state = "접수중" if entry.deadline > sheet.at.date() else "마감"
        return f'<li><div class="state {"on" if state == "접수중" else "off"}">{state}</div><dl><dt><a {sheet.link(entry)}>{sheet.title(entry)}</a></dt><dd><ul class="info"><li><strong>등록일</strong><span>{sheet.day(entry)}</span></li><li><strong>마감일</strong><span>{_korean(entry.deadline)}</span></li><li><strong>담당</strong><span>{entry.author}</span></li></ul></dd></dl></li>'

    return f'<div class="biz_list"><p class="total">총 <em>{sheet.count}</em>개의 게시물</p><ul class="list_wrap">{drawn(sheet, row)}</ul></div>'


def clicked(sheet: Sheet) -> str:
    """Rows that lead on by a function of the page."""

    def row(entry: Entry) -> str:
        return f'<tr {sheet.link(entry)} style="cursor:pointer;"><td>{"공지" if entry.pinned else entry.number}</td><td class="al">{sheet.title(entry)}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>'

    return f'<table class="tbl_list" summary="공지사항 목록"><thead><tr><th>No</th><th>제목</th><th>작성부서</th><th>작성일자</th><th>조회</th></tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def standard(sheet: Sheet) -> str:
    """A public body's form: hidden fields, links that fill them in and send them."""

    def row(entry: Entry) -> str:
        return f'<tr><td>{entry.number}</td><td class="td_category">{entry.category}</td><td class="td_title"><a {sheet.link(entry)} title="{escape(entry.title)} 상세보기">{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{"Y" if entry.files else "-"}</td></tr>'

    head = "".join(f'<th scope="col">{one}</th>' for one in ("연번", "분류", "제목", "등록부서", "등록일", "파일"))
    form = f'<form name="searchForm" id="searchForm" method="post" action="{urlsplit(sheet.shape.scheme.start).path}"><input type="hidden" name="pageIndex" value="{sheet.page}"><input type="hidden" name="seq" value=""><input type="hidden" name="_csrf" value="5d1c77b0-4f5e-4f0a-9a53-0a8a77e1b1c2"><input type="text" name="searchKeyword" value=""></form>'
    return f'{form}<div class="tbl_wrap"><table class="tbl_st1"><thead><tr>{head}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table></div>'


def keyed(sheet: Sheet) -> str:
    """Rows that carry their number as data, which a script at the end of the page listens to."""

    def row(entry: Entry) -> str:
        return f'<tr data-seq="{entry.key}"><td>{entry.number}</td><td class="txt-l"><span class="tit">{sheet.title(entry)}</span>{" <i class=ico-clip></i>" if entry.files else ""}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td></tr>'

    return f'<table class="table-list js-list"><colgroup><col width="10%"><col><col width="18%"><col width="15%"></colgroup><thead><tr><th>번호</th><th>제목</th><th>글쓴이</th><th>등록일</th></tr></thead><tbody>{drawn(sheet, row)}</tbody></table><script>$(function(){{ $(".js-list tbody tr").on("click", function(){{ location.href = "/news/view?seq=" + $(this).data("seq"); }}); }});</script>'


def press(sheet: Sheet) -> str:
    """A company's cards: a picture, a date, a title and the beginning of the text."""

    def row(entry: Entry) -> str:
        return f'<div class="col-md-4"><a {sheet.link(entry)} class="news-card"><div class="thumb" style="background-image:url(/data/thumb/{entry.key}.jpg)"></div><div class="news-card__body"><span class="news-card__date">{sheet.day(entry)}</span><h3 class="news-card__title">{sheet.title(entry)}</h3><p class="news-card__text">{escape(entry.text[:70])}...</p></div></a></div>'

    return f'<div class="row news-list">{drawn(sheet, row)}</div>'


def arrivals(sheet: Sheet) -> str:
    """A Japanese town: day and heading as terms and their explanations."""
    return f'<h2>新着情報一覧</h2><dl class="newslist">{drawn(sheet, lambda entry: f"<dt>{sheet.day(entry)}</dt><dd><a {sheet.link(entry)}>{sheet.title(entry)}</a></dd>")}</dl>'


def bulletin(sheet: Sheet) -> str:
    """A Japanese university's table of notices."""

    def row(entry: Entry) -> str:
        return f'<tr><td class="date">{sheet.day(entry)}</td><td class="cat"><span class="label">{("学生", "教職員", "一般")[entry.views % 3]}</span></td><td class="title"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{" <span class=new>NEW</span>" if _new(sheet, entry) else ""}</td><td class="section">{entry.author}</td></tr>'

    return f'<table class="info-table"><thead><tr><th>掲載日</th><th>対象</th><th>件名</th><th>発信元</th></tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def teasers(sheet: Sheet) -> str:
    """A German municipality: headings with a day above and a beginning below."""

    def row(entry: Entry) -> str:
        return f'<article class="news-item"><div class="news-date">{sheet.day(entry)}</div><h3 class="news-title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h3><p>{escape(entry.text.split(chr(10))[0])} <a {sheet.link(entry)} class="more">weiterlesen …</a></p></article>'

    return f'<h1>{sheet.shape.words.menu[3]}</h1><div class="news-list">{drawn(sheet, row)}</div>'


def chinese(sheet: Sheet) -> str:
    """A Chinese university: a title cut short in the list and whole in its tooltip, the day at the right."""
    rows = drawn(sheet, lambda entry: f'<li class="news n{entry.number}"><span class="news_title"><a {sheet.link(entry)} target="_blank" title="{escape(entry.title)}">{sheet.title(entry)}</a></span><span class="news_meta">{sheet.day(entry)}</span></li>\n')
    return f'<div class="col_news_list"><div class="col_title"><h2>{sheet.shape.words.menu[3]}</h2></div><ul class="news_list list2">\n{rows}</ul></div>'


def mairie(sheet: Sheet) -> str:
    """A French town: items with a sentence that says when they were published."""

    def row(entry: Entry) -> str:
        return f'<li class="actu"><a {sheet.link(entry)} class="actu__lien"><span class="actu__titre">{sheet.title(entry)}</span></a><p class="actu__date">Publié le {sheet.day(entry)}</p><p class="actu__theme">{("Vie locale", "Travaux", "Culture")[entry.views % 3]}</p></li>'

    return f'<main id="contenu"><h1>{sheet.shape.words.menu[3]}</h1><p class="resultats">{sheet.count} résultats</p><ul class="actus">{drawn(sheet, row)}</ul></main>'


def newsroom(sheet: Sheet) -> str:
    """A British university's newsroom: articles with machine-readable days, and the most read ones beside them."""

    def row(entry: Entry) -> str:
        return f'<article class="listing__item"><header><h2 class="listing__title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h2></header><p class="listing__meta"><time datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time> · <span class="listing__by">{entry.author}</span></p><p>{escape(entry.text[:80])}</p></article>'

    most = "".join(f'<li><a {sheet.link(entry)}>{escape(entry.title, quote=False)}</a></li>' for entry in sheet.entries[4:7])
    return f'<div class="grid"><div class="grid__main">{drawn(sheet, row)}</div><aside class="grid__side"><h2>Most read</h2><ol>{most}</ol><h2>Events</h2><ul><li><a href="/events/open-day">Open day</a> <span>14 June 2025</span></li><li><a href="/events/lecture">Inaugural lecture</a> <span>2 July 2025</span></li></ul></aside></div>'


def tenders(sheet: Sheet) -> str:
    """A British council's table with a closing date."""

    def row(entry: Entry) -> str:
        return f'<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" {sheet.link(entry)}>{sheet.title(entry)}</a></th><td class="govuk-table__cell">{entry.author}</td><td class="govuk-table__cell">{sheet.day(entry)}</td><td class="govuk-table__cell">{entry.deadline.day} {entry.deadline:%B %Y}</td></tr>'

    head = "".join(f'<th scope="col" class="govuk-table__header">{one}</th>' for one in ("Notice", "Department", "Published", "Closing date"))
    return f'<h1 class="govuk-heading-l">{sheet.shape.words.menu[3]}</h1><p class="govuk-body">Showing {len(sheet.entries)} of {sheet.count} notices</p><table class="govuk-table"><thead class="govuk-table__head"><tr class="govuk-table__row">{head}</tr></thead><tbody class="govuk-table__body">{drawn(sheet, row)}</tbody></table>'


def twice(sheet: Sheet) -> str:
    """A table for wide screens, and the same posts as a list that only phones show."""

    def wide(entry: Entry) -> str:
        return f'<tr><td>{entry.number}</td><td class="left"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>'

    def narrow(entry: Entry) -> str:
        return f'<li><a {sheet.link(entry)}><strong>{sheet.title(entry)}</strong><span>{entry.author}</span><span>{sheet.day(entry)}</span></a></li>'

    head = "".join(f"<th>{one}</th>" for one in ("번호", "제목", "작성자", "게시일", "조회"))
    return f'<div class="hidden-xs pc-only"><table class="table table-board"><thead><tr>{head}</tr></thead><tbody>{drawn(sheet, wide)}</tbody></table></div><ul class="visible-xs mo-only board-mobile" style="display:none">{drawn(sheet, narrow)}</ul>'


def bare(sheet: Sheet) -> str:
    """A table without a heading row between boxes of other news."""

    def row(entry: Entry) -> str:
        return f'<tr><td class="no">{"<b>공지</b>" if entry.pinned else entry.number}</td><td class="sbj"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{" <em class=cmt>(" + str(entry.comments) + ")</em>" if entry.comments else ""}</td><td class="nm">{entry.author}</td><td class="dt">{sheet.day(entry)}</td></tr>'

    popular = "".join(f'<li><a href="/dept/intro/{number}">{name}</a></li>' for number, name in enumerate(("학부 연혁", "교육 목표", "찾아오시는 길")))
    others = "".join(f'<li><a href="/job/view/{900 - number}">{name}</a> <span class="d">2025.02.{20 - number}</span></li>' for number, name in enumerate(("대한중공업 산학장학생 추천", "연구원 박사후연구원 초빙", "반도체 교육생 4기", "해외 인턴 설명회")))
    return f'<div class="side"><h4>바로가기</h4><ul>{popular}</ul><h4>취업 정보</h4><ul class="mini">{others}</ul></div><div class="main"><table class="lst">{drawn(sheet, row)}</table></div>'


def questions(sheet: Sheet) -> str:
    """Questions and answers: answers are set in under their questions, some are locked."""

    def row(entry: Entry) -> str:
        answer = entry.title.startswith("Re:") or entry.title.startswith("[답변]")
        indent = '<span style="padding-left:20px"></span><img src="/img/ico_re.png" alt="답변글">' if answer else ""
        lock = ' <img src="/img/ico_lock.png" alt="비밀글">' if entry.secret else ""
        return f'<tr><td>{entry.number}</td><td class="tit">{indent}<a {sheet.link(entry)}>{sheet.title(entry)}</a>{lock}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{"답변완료" if entry.comments else "접수"}</td></tr>'

    return f'<table class="qna"><caption class="blind">묻고 답하기</caption><thead><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th><th>처리상태</th></tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def company(sheet: Sheet) -> str:
    """A small company's list: the day in brackets behind the title, nothing else."""
    return f'<div id="notice"><h2>NOTICE</h2><ul>{drawn(sheet, lambda entry: f"<li><a {sheet.link(entry)}>{sheet.title(entry)}</a> <small>[{sheet.day(entry)}]</small></li>")}</ul></div>'


def announcements(sheet: Sheet) -> str:
    """Public announcements: the time in which they stand open, and the day on which they were put up."""

    def row(entry: Entry) -> str:
        return f'<tr><td>{entry.number}</td><td class="left"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{entry.moment:%Y-%m-%d} ~ {entry.deadline}</td><td>{sheet.day(entry)}</td><td>{"진행중" if entry.deadline > sheet.at.date() else "종료"}</td></tr>'

    return f'<table class="boardList"><thead><tr><th>번호</th><th>공고명</th><th>공고기관</th><th>공고기간</th><th>등록일자</th><th>상태</th></tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def roles(sheet: Sheet) -> str:
    """Boxes that are a table by their roles alone."""

    def row(entry: Entry) -> str:
        return f'<div role="row" class="r"><div role="cell" class="c1">{entry.number}</div><div role="cell" class="c2"><a {sheet.link(entry)}>{sheet.title(entry)}</a></div><div role="cell" class="c3">{entry.author}</div><div role="cell" class="c4">{sheet.day(entry)}</div></div>'

    head = "".join(f'<div role="columnheader" class="c{number}">{one}</div>' for number, one in enumerate(("No.", "제목", "담당자", "공개일"), 1))
    return f'<div role="table" aria-label="공지 목록" class="grid-board"><div role="rowgroup"><div role="row" class="r head">{head}</div></div><div role="rowgroup">{drawn(sheet, row)}</div></div>'


def labelled(sheet: Sheet) -> str:
    """Items whose facts carry their names."""

    def row(entry: Entry) -> str:
        return f'<li class="item"><p class="subject"><a {sheet.link(entry)}>{sheet.title(entry)}</a></p><p class="etc"><span>작성자 : {entry.author}</span> <span>작성일 : {sheet.day(entry)}</span> <span>조회 : {entry.views}</span></p></li>'

    return f'<div class="bbs_wrap"><ul class="bbs_items">{drawn(sheet, row)}</ul></div>'


def yearless(sheet: Sheet) -> str:
    """A department's table with pinned rows and days without a year."""

    def row(entry: Entry) -> str:
        number = '<td class="notice"><strong>공지</strong></td>' if entry.pinned else f"<td>{entry.number}</td>"
        return f'<tr>{number}<td class="subject"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{" <span class=hot>HOT</span>" if entry.views > 3000 else ""}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>'

    return f'<table class="board"><tr><th width="60">No.</th><th>제&nbsp;&nbsp;목</th><th width="110">글쓴이</th><th width="80">날짜</th><th width="60">조회</th></tr>{drawn(sheet, row)}</table>'


def utility(sheet: Sheet) -> str:
    """A new site of utility classes."""

    def row(entry: Entry) -> str:
        files = f'<span class="inline-flex items-center rounded bg-gray-100 px-1.5 text-xs text-gray-500">첨부 {len(entry.files)}</span>' if entry.files else ""
        return f'<tr class="border-b hover:bg-gray-50"><td class="px-4 py-3 text-center text-sm text-gray-500">{"📌" if entry.pinned else entry.number}</td><td class="px-4 py-3"><a {sheet.link(entry)} class="font-medium text-gray-900 hover:underline">{sheet.title(entry)}</a> {files}</td><td class="hidden px-4 py-3 text-sm md:table-cell">{entry.author}</td><td class="hidden whitespace-nowrap px-4 py-3 text-sm text-gray-500 md:table-cell">{sheet.day(entry)}</td></tr>'

    head = "".join(f'<th scope="col" class="px-4 py-3 text-left text-xs font-semibold uppercase tracking-wider">{one}</th>' for one in ("번호", "제목", "작성부서", "등록일"))
    return f'<div class="overflow-x-auto"><table class="min-w-full divide-y divide-gray-200"><thead class="bg-gray-50"><tr>{head}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table></div>'


def laboratory(sheet: Sheet) -> str:
    """A laboratory's page of tables within tables; the title is a table of its own in its cell."""

    def row(entry: Entry) -> str:
        return f'<tr><td width="40" align="center" class="s8">{entry.number}</td><td><table border="0" cellspacing="0" cellpadding="0"><tr><td width="14"><img src="icon_{"file" if entry.files else "text"}.gif"></td><td class="s9"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td></tr></table></td><td width="90" align="center" class="s8"><a href="mailto:lab@example.ac.kr">{entry.author}</a></td><td width="80" align="center" class="s8">{sheet.day(entry)}</td><td width="40" align="center" class="s8">{entry.views}</td></tr><tr><td colspan="5" background="line.gif" height="1"></td></tr>'

    head = "".join(f'<td align="center"><b>{one}</b></td>' for one in ("번호", "제목", "이름", "날짜", "조회"))
    return f'<table width="100%" border="0" cellspacing="0" cellpadding="2"><tr bgcolor="#e7e7e7">{head}</tr>{drawn(sheet, row)}</table>'


def magazine(sheet: Sheet) -> str:
    """Summaries with a picture each."""

    def row(entry: Entry) -> str:
        return f'<div class="webzine-item"><div class="pic"><a {sheet.link(entry)}><img src="/thumb/{entry.key}_160.jpg" alt=""></a></div><div class="desc"><h4><a {sheet.link(entry)}>{sheet.title(entry)}</a></h4><p class="cont">{escape(entry.text[:60])}…</p><p class="by"><b>{entry.author}</b><span class="bar">|</span><span>{sheet.day(entry)}</span><span class="bar">|</span><span>조회 {entry.views}</span></p></div></div>'

    return f'<div class="webzine">{drawn(sheet, row)}</div>'


def dated_first(sheet: Sheet) -> str:
    """A table that begins with the day and a kind."""

    def row(entry: Entry) -> str:
        return f'<tr><td>{sheet.day(entry)}</td><td><span class="tag t{entry.views % 4}">{entry.category}</span></td><td class="ta-l"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td></tr>'

    return f'<table class="tb-notice"><thead><tr><th>게시일</th><th>구분</th><th>내용</th><th>게시자</th></tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def until(sheet: Sheet) -> str:
    """Items with the day on which they were put up and the one on which they come down."""

    def row(entry: Entry) -> str:
        return f'<li><span class="cate">{entry.category}</span><a {sheet.link(entry)} class="ell">{sheet.title(entry)}</a><span class="info"><em>게시자 <b>{entry.author}</b></em><em>등록일 <b>{sheet.day(entry)}</b></em><em>게시종료 <b>{_korean(entry.deadline)}</b></em></span></li>'

    return f'<div class="list-area"><ul>{drawn(sheet, row)}</ul></div>'


def hospital(sheet: Sheet) -> str:
    """Whole rows as links: number, title with marks in it, facts."""

    def row(entry: Entry) -> str:
        return f'<li><a {sheet.link(entry)}><span class="num">{"공지" if entry.pinned else entry.number}</span><span class="title">{sheet.title(entry)}{"<i class=new>new</i>" if _new(sheet, entry) else ""}{"<i class=attach>첨부파일 있음</i>" if entry.files else ""}</span><span class="writer">{entry.author}</span><span class="date">{sheet.day(entry)}</span><span class="view">{entry.views}</span></a></li>'

    return f'<div class="board-list"><div class="board-head"><span class="num">번호</span><span class="title">제목</span><span class="writer">작성자</span><span class="date">날짜</span><span class="view">조회수</span></div><ul class="board-body">{drawn(sheet, row)}</ul></div>'


def intranet(sheet: Sheet) -> str:
    """A programme's table that shows the stamp of its database, and boxes to tick."""

    def row(entry: Entry) -> str:
        return f'<tr><td><input type="checkbox" name="chk" value="{entry.key}"></td><td>{entry.number}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{len(entry.files)}</td><td>{entry.views}</td></tr>'

    return f'<table border="1" class="list"><thead><tr><th><input type="checkbox" id="all"></th><th>순번</th><th>제목</th><th>등록자</th><th>등록일시</th><th>첨부수</th><th>조회수</th></tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def split_days(sheet: Sheet) -> str:
    """Items with the day as a sheet of a calendar, day first and month below, and a department."""

    def row(entry: Entry) -> str:
        return f'<li><div class="cal"><strong>{entry.moment:%d}</strong><span>{entry.moment:%Y.%m}</span></div><div class="txt"><p class="tit"><a {sheet.link(entry)}>{sheet.title(entry)}</a></p><p class="dep">{entry.author}</p></div></li>'

    return f'<ul class="cal_list">{drawn(sheet, row)}</ul>'


def plain_links(sheet: Sheet) -> str:
    """A page that someone keeps by hand in a table without classes: day, title."""
    return f'<table border="0" width="90%" align="center">{drawn(sheet, lambda entry: f"<tr><td nowrap>{sheet.day(entry)}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td></tr>")}</table>'
