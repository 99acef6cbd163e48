"""The list pages of the blind boards."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bench.extraction.boards import Sheet
from bench.extraction.entries import Entry


def drawn(sheet: Sheet, draw: Callable[[Entry], str]) -> str:
    """Every row of a sheet."""
    return "\n".join(draw(entry) for entry in sheet.entries)


def fresh(sheet: Sheet, entry: Entry) -> bool:
    """Whether a board marks a post as new."""
    return (sheet.at - entry.moment).days < 3


def opening(entry: Entry, size: int = 70) -> str:
    """The beginning of a text, escaped, as teasers show it."""
    return escape(" ".join(entry.text.split())[:size], quote=False) + "..."


# --- Korean public bodies, schools, associations -----------------------------------------------------------------------------


def city(sheet: Sheet) -> str:
    """A city's table: office, day, a file's mark, reads; search above it."""

    def row(entry: Entry) -> str:
        mark = '<span class="p-table__notice">공지</span>' if entry.pinned else f"{entry.number}"
        new = ' <span class="p-icon p-icon__new">새 글</span>' if fresh(sheet, entry) else ""
        clip = '<span class="p-icon p-icon__file">첨부파일 있음</span>' if entry.files else ""
        return f'<tr>\n\t<td>{mark}</td>\n\t<td class="p-subject"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{new}</td>\n\t<td>{entry.author}</td>\n\t<td><time datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time></td>\n\t<td>{clip}</td>\n\t<td>{entry.views}</td>\n</tr>'

    search = '<form action="/portal/bbs/list.do" method="get" class="p-search"><input type="hidden" name="ptIdx" value="12"><select name="sc"><option value="sj">제목</option><option value="cn">내용</option></select><input type="text" name="sw" title="검색단어 입력"><button type="submit">검색</button></form>'
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("번호", "제목", "담당부서", "등록일", "첨부", "조회수"))
    return f'<div class="p-board__top"><p>총 <em>{sheet.count}</em>건, <em>{sheet.page}</em> / {sheet.last} 쪽</p>{search}</div><table class="p-table simple"><caption>도래울 소식 목록 - 번호, 제목, 담당부서, 등록일, 첨부, 조회수로 구성</caption><thead><tr>{heads}</tr></thead><tbody class="text_center">\n{drawn(sheet, row)}\n</tbody></table>'


def district(sheet: Sheet) -> str:
    """A district's items: one link with the title, below it a list of named facts."""

    def row(entry: Entry) -> str:
        top = '<span class="state">필독</span> ' if entry.pinned else ""
        return f'<li{" class=notice" if entry.pinned else ""}>\n<a {sheet.link(entry)} class="subject">{top}<strong>{sheet.title(entry)}</strong></a>\n<ul class="facts"><li><b>담당</b>{entry.author}</li><li><b>게시일</b>{sheet.day(entry)}</li><li><b>조회</b>{entry.views}</li></ul>\n</li>'

    return f'<div class="listhead">전체 <strong>{sheet.count}</strong>건</div><ul class="gu-list">\n{drawn(sheet, row)}\n</ul>'


def clinic(sheet: Sheet) -> str:
    """A health centre's old server pages: kind before the title, heading cells in the body, an empty row at the end."""

    def row(entry: Entry) -> str:
        new = "<img src='/images/board/n.gif' alt='new'>" if fresh(sheet, entry) else ""
        return f"<tr onmouseover=\"this.style.background='#f7fbff'\" onmouseout=\"this.style.background=''\"><td>{entry.number}</td><td>{entry.category}</td><td class='tl'><a {sheet.link(entry)}>{sheet.title(entry)}</a> {new}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>"

    return f"<table class='bbsList' cellspacing='0'><tr><th width='8%'>번호</th><th width='10%'>구분</th><th>제목</th><th width='15%'>작성자</th><th width='12%'>작성일</th><th width='8%'>조회</th></tr>\n{drawn(sheet, row)}\n</table><div class='searchbox'><select name='sfield'><option value='title'>제목</option><option value='content'>내용</option></select> <input type='text' name='skey'> <input type='image' src='/images/board/search.gif' alt='검색'></div>"


def ministry(sheet: Sheet) -> str:
    """A ministry's press releases: title, beginning, then office, day and files in a line."""

    def row(entry: Entry) -> str:
        clip = f'<span class="att">첨부 {len(entry.files)}</span>' if entry.files else ""
        return f'<div class="report"><p class="report_tit"><a {sheet.link(entry)}>{sheet.title(entry)}</a></p><p class="report_txt">{opening(entry)}</p><p class="report_info"><span class="dept">{entry.author}</span><span class="date">{sheet.day(entry)}</span>{clip}</p></div>'

    return f'<div class="tab"><a href="/press/list" class="on">보도자료</a><a href="/press/explain">보도설명</a><a href="/press/photo">사진</a></div><p class="result">전체 {sheet.count:,}건</p><div class="report_list">\n{drawn(sheet, row)}\n</div>'


def education(sheet: Sheet) -> str:
    """An education office's table: titles call a function that sends a search form."""

    def row(entry: Entry) -> str:
        return f'<tr><td class="ta_c">{"공지" if entry.pinned else entry.number}</td><td><a {sheet.link(entry)} title="{escape(entry.title)} 상세보기">{sheet.title(entry)}</a></td><td class="ta_c">{"있음" if entry.files else "-"}</td><td class="ta_c">{entry.author}</td><td class="ta_c">{sheet.day(entry)}</td><td class="ta_c">{entry.views}</td></tr>'

    form = f'<form name="searchForm" id="searchForm" action="/edu/board/list.do" method="get"><input type="hidden" name="menuNo" value="3108"><input type="hidden" name="seq" value=""><input type="hidden" name="page" value="{sheet.page}"><label>제목 <input type="text" name="keyword" value=""></label><button type="button" onclick="goPage(1)">조회</button></form>'
    heads = "".join(f"<th>{name}</th>" for name in ("번호", "제목", "파일", "작성부서", "작성일", "조회"))
    return f'{form}<p class="cnt">총 게시물 {sheet.count}개, 현재 {sheet.page}/{sheet.last}</p><div class="tbl_box"><table class="tbl_list"><thead><tr>{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></div>'


def letters(sheet: Sheet) -> str:
    """A primary school's letters home: links without a way, whose data a script reads."""

    def row(entry: Entry) -> str:
        return f'<tr><td class="m_none">{entry.number}</td><td class="subject"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td class="m_none">{entry.author}</td><td>{sheet.day(entry)}</td><td class="m_none">{entry.views}</td></tr>'

    heads = "".join(f'<th scope="col">{name}</th>' for name in ("번호", "제목", "글쓴이", "등록일", "조회"))
    return f'<h3>{sheet.shape.words.menu[3]}</h3><table class="board_type01"><thead><tr>{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table><script>$(function(){{ $(".btn_read").on("click", function(){{ location.href = "/letter/read?seq=" + $(this).data("seq"); }}); }});</script>'


def university(sheet: Sheet) -> str:
    """A university's table that tells office and day a second time below the title, for small screens."""

    def row(entry: Entry) -> str:
        mark = '<span class="top">TOP</span>' if entry.pinned else f"{entry.number}"
        return f'<tr class="{"top_row" if entry.pinned else "row"}"><td class="num">{mark}</td><td class="cate">{entry.category}</td><td class="tit"><a {sheet.link(entry)}>{sheet.title(entry)}</a><div class="only_m"><span>{entry.author}</span><span>{sheet.day(entry)}</span></div></td><td class="wr">{entry.author}</td><td class="dt">{sheet.day(entry)}</td><td class="hit">{entry.views}</td></tr>'

    heads = "".join(f'<th class="{key}">{name}</th>' for key, name in (("num", "번호"), ("cate", "분류"), ("tit", "제목"), ("wr", "작성자"), ("dt", "작성일"), ("hit", "조회")))
    return f'<div class="uni-board"><ul class="cate-tab"><li class="on"><a href="?c=">전체</a></li><li><a href="?c=1">일반</a></li><li><a href="?c=2">학사</a></li></ul><table><thead><tr>{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></div>'


def graduate(sheet: Sheet) -> str:
    """A graduate school's list: the title, then a line of facts that begin with their names."""

    def row(entry: Entry) -> str:
        return f'<li class="post"><div class="post-tit"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{"<i class=ico-file></i>" if entry.files else ""}</div><div class="post-meta"><span>작성자 {entry.author}</span><span>등록일 {sheet.day(entry)}</span><span>조회수 {entry.views}</span></div></li>'

    return f'<div class="grad"><p class="total">총 {sheet.count}개의 게시물이 있습니다.</p><ul class="post-list">\n{drawn(sheet, row)}\n</ul><form class="post-search"><input type="text" name="q" placeholder="제목 또는 내용"><button>검색</button></form></div>'


def library(sheet: Sheet) -> str:
    """A library's table with the house that a notice is of, and rows of a notice in bold."""

    def row(entry: Entry) -> str:
        house = ("본관", "어린이", "북부", "전체")[entry.views % 4]
        title = f"<b>{sheet.title(entry)}</b>" if entry.pinned else sheet.title(entry)
        return f'<tr><td>{"<b>공지</b>" if entry.pinned else entry.number}</td><td>{house}</td><td class="left"><a {sheet.link(entry)}>{title}</a></td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>'

    return f'<div id="board"><table summary="도서관 공지사항"><thead><tr><th>번호</th><th>도서관</th><th>제목</th><th>작성자</th><th>작성일</th><th>조회</th></tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></div>'


def transit(sheet: Sheet) -> str:
    """A transport company's items: the whole item is the link, kind and title in it, day and reads at its end."""

    def row(entry: Entry) -> str:
        return f'<li><a {sheet.link(entry)}><span class="flag f{entry.views % 3}">{entry.category}</span><p class="tit">{sheet.title(entry)}</p><div class="etc"><span class="day">{sheet.day(entry)}</span><span class="hit"><i>조회수</i>{entry.views:,}</span></div></a></li>'

    return f'<div class="srch_box"><select><option>제목</option></select><input type="text"><a href="#" class="btn_srch">검색</a></div><div class="brd_list"><ul>\n{drawn(sheet, row)}\n</ul></div>'


def marine(sheet: Sheet) -> str:
    """A research institute's plain table: heading cells in its first row, a small picture before titles with files."""

    def row(entry: Entry) -> str:
        disk = '<img src="../img/ico_disk.png" alt="파일첨부"/>' if entry.files else ""
        return f'<tr>\n<td>{entry.number}</td>\n<td class="aleft"><a {sheet.link(entry)}>{sheet.title(entry)}</a> {disk}</td>\n<td>{sheet.day(entry)}</td>\n<td>{entry.author}</td>\n<td>{entry.views}</td>\n</tr>'

    return f'<table class="basic_list"><colgroup><col width="7%"/><col width="*"/><col width="12%"/><col width="15%"/><col width="8%"/></colgroup><tr><th>No</th><th>제목</th><th>등록일자</th><th>등록부서</th><th>조회</th></tr>\n{drawn(sheet, row)}\n</table>'


def hospital(sheet: Sheet) -> str:
    """A hospital's table with English headings."""

    def row(entry: Entry) -> str:
        mark = '<span class="badge-notice">Notice</span>' if entry.pinned else f"{entry.number}"
        return f'<tr><td class="no">{mark}</td><td class="title"><a {sheet.link(entry)}>{sheet.title(entry)}{"<span class=new>N</span>" if fresh(sheet, entry) else ""}</a></td><td class="writer">{entry.author}</td><td class="date">{sheet.day(entry)}</td><td class="view">{entry.views}</td></tr>'

    return f'<section class="hosp-board"><table><thead><tr><th>No.</th><th>Title</th><th>Writer</th><th>Date</th><th>Hit</th></tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></section>'


def surveyors(sheet: Sheet) -> str:
    """An association's board of the days of frames: colours in attributes, a dotted picture below each row."""

    def row(entry: Entry) -> str:
        mark = "<img src=img/icon_notice.gif border=0 alt=공지>" if entry.pinned else f"{entry.number}"
        answers = f" <font color=#ff3300>({entry.comments})</font>" if entry.comments else ""
        return f"<tr height=28><td align=center>{mark}</td><td style='padding-left:8px'><a {sheet.link(entry)}>{sheet.title(entry)}</a>{answers}</td><td align=center>{entry.author}</td><td align=center>{sheet.day(entry)}</td><td align=center>{entry.views}</td></tr>\n<tr><td colspan=5 background=img/dot.gif height=1></td></tr>"

    heads = "".join(f"<td width={width} align=center><font color=white><b>{name}</b></font></td>" for width, name in ((50, "번호"), (340, "제목"), (100, "이름"), (80, "날짜"), (50, "조회")))
    return f"<table width=620 border=0 cellpadding=0 cellspacing=0><tr bgcolor=#5577aa height=30>{heads}</tr>\n{drawn(sheet, row)}\n</table>"


def wetland(sheet: Sheet) -> str:
    """An association's list from a builder of sites: boxes for rows, boxes for cells, no heading."""

    def row(entry: Entry) -> str:
        label = '<div class="cell label"><em>중요</em></div>' if entry.pinned else f'<div class="cell label">{entry.number}</div>'
        return f'<div class="line{" fixed" if entry.pinned else ""}">{label}<div class="cell subj"><a {sheet.link(entry)}><span>{sheet.title(entry)}</span></a></div><div class="cell who">{entry.author}</div><div class="cell when">{sheet.day(entry)}</div><div class="cell seen"><span class="sr">조회</span> {entry.views}</div></div>'

    return f'<div class="bd-wrap"><div class="lines">\n{drawn(sheet, row)}\n</div><div class="bd-bottom"><a href="/login?next=/news" class="write">글쓰기</a></div></div>'


def workers(sheet: Sheet) -> str:
    """A union's list in a framework's classes: heading and day at either side, who wrote it below."""

    def row(entry: Entry) -> str:
        return f'<a {sheet.link(entry)} class="list-group-item list-group-item-action"><div class="d-flex w-100 justify-content-between"><h5 class="mb-1">{sheet.title(entry)}</h5><small class="text-muted">{sheet.day(entry)}</small></div><small>{entry.author} · 조회 {entry.views}</small></a>'

    return f'<div class="container my-4"><h2>{sheet.shape.words.menu[3]}</h2><div class="list-group">\n{drawn(sheet, row)}\n</div></div>'


def chamber(sheet: Sheet) -> str:
    """A chamber's programmes: how they stand, the time of handing in, and the day on which they were put up."""

    def row(entry: Entry) -> str:
        state = ("접수중", "마감")[entry.deadline < sheet.at.date()]
        return f'<tr><td>{entry.number}</td><td><span class="st">{state}</span></td><td class="sbj"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.moment:%Y.%m.%d} ~ {entry.deadline:%Y.%m.%d}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>'

    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("번호", "상태", "사업명", "접수기간", "등록일", "조회수"))
    return f'<table class="biz"><caption>지원사업 공고</caption><thead><tr>{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


# --- Korean companies, communities, blogs --------------------------------------------------------------------------------------


def game(sheet: Sheet) -> str:
    """A game's notices: label, title, day and reads in one link."""

    def row(entry: Entry) -> str:
        return f'<li class="news_item{" is_top" if entry.pinned else ""}"><a {sheet.link(entry)} class="news_link"><span class="news_label">{"중요" if entry.pinned else entry.category}</span><strong class="news_title">{sheet.title(entry)}</strong><span class="news_date">{sheet.day(entry)}</span><span class="news_view"><span class="ico_view" aria-label="조회수"></span>{entry.views:,}</span></a></li>'

    return f'<div class="news_wrap"><ul class="news_tab" role="tablist"><li role="tab" aria-selected="true"><a href="/news">전체</a></li><li role="tab"><a href="/news/patch">패치</a></li></ul><ul class="news_list">\n{drawn(sheet, row)}\n</ul></div>'


def pay(sheet: Sheet) -> str:
    """A payment service's notices: classes with hashes, title and day."""

    def row(entry: Entry) -> str:
        return f'<li class="NoticeList_item__Qx3a9"><a class="NoticeList_link__2hT0p" {sheet.link(entry)}><div class="NoticeList_text__b81Lk"><p class="NoticeList_title__Zz0Yq">{sheet.title(entry)}</p><time class="NoticeList_date__n5VwR" dateTime="{entry.moment.isoformat()}">{sheet.day(entry)}</time></div><svg width="24" height="24" aria-hidden="true"><path d="M9 6l6 6-6 6"></path></svg></a></li>'

    return f'<section class="NoticeList_root__1fFce"><h1 class="NoticeList_heading__7Gmd1">공지사항</h1><ul class="NoticeList_list__Kk2mE">\n{drawn(sheet, row)}\n</ul></section>'


def market(sheet: Sheet) -> str:
    """A shop's table: pictures before pinned rows, titles in a box with a mark for new ones."""

    def row(entry: Entry) -> str:
        mark = '<img src="/skin/img/ico_notice.png" alt="공지"/>' if entry.pinned else f"{entry.number}"
        new = '<img src="/skin/img/ico_new.png" alt="NEW"/>' if fresh(sheet, entry) else ""
        return f'<tr><td>{mark}</td><td class="board_tit"><div><a {sheet.link(entry)}><strong>{sheet.title(entry)}</strong></a> {new}</div></td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>'

    heads = "".join(f"<th>{name}</th>" for name in ("번호", "제목", "작성자", "날짜", "조회"))
    return f'<div class="board_zone_list"><table class="board_list_table" style="width:100%"><colgroup><col style="width:6%"/><col/><col style="width:15%"/><col style="width:15%"/><col style="width:6%"/></colgroup><thead><tr>{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></div>'


def engineering(sheet: Sheet) -> str:
    """An engineering blog: title, beginning, who wrote it and when."""

    def row(entry: Entry) -> str:
        return f'<article class="post-preview"><a {sheet.link(entry)}><h2>{sheet.title(entry)}</h2><p>{opening(entry, 110)}</p></a><footer><span class="by">{entry.author}</span><time>{sheet.day(entry)}</time><ul class="tags"><li><a href="/tags/infra">#infra</a></li><li><a href="/tags/culture">#culture</a></li></ul></footer></article>'

    return f'<main class="posts">\n{drawn(sheet, row)}\n</main>'


def freeboard(sheet: Sheet) -> str:
    """A community's table: number, title with answers, nickname, day or hour, reads, votes."""

    def row(entry: Entry) -> str:
        answers = f' <a href="#" class="cmt">[{entry.comments}]</a>' if entry.comments else ""
        return f'<tr class="ub{" ntc" if entry.pinned else ""}"><td class="c_no">{"공지" if entry.pinned else entry.number}</td><td class="c_sj"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{answers}</td><td class="c_nk"><span class="nick" title="{entry.author}">{entry.author}</span></td><td class="c_dt">{sheet.day(entry)}</td><td class="c_rd">{entry.views}</td><td class="c_up">{entry.views % 13}</td></tr>'

    heads = "".join(f"<th>{name}</th>" for name in ("번호", "제목", "글쓴이", "날짜", "조회", "추천"))
    best = "".join(f'<li><a href="/best/{rank}">{rank}. 오늘의 인기글 {rank}</a></li>' for rank in range(1, 6))
    return f'<div class="best"><h4>실시간 베스트</h4><ol>{best}</ol></div><table class="freetable"><thead><tr>{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


def apartments(sheet: Sheet) -> str:
    """A housing estate's items: title, then nickname, age and counts divided by dots."""

    def row(entry: Entry) -> str:
        pin = '<span class="pin">📌 공지</span>' if entry.pinned else ""
        return f'<li class="feed">{pin}<a class="feed-title" {sheet.link(entry)}>{sheet.title(entry)}</a><div class="feed-sub"><span class="name">{entry.author}</span> · <span class="ago">{sheet.day(entry)}</span> · <span>조회 {entry.views}</span> · <span>댓글 {entry.comments}</span></div></li>'

    return f'<ul class="feeds">\n{drawn(sheet, row)}\n</ul><a class="fab" href="/new">글쓰기</a>'


def newsroom(sheet: Sheet) -> str:
    """A company's newsroom: cards with a picture."""

    def row(entry: Entry) -> str:
        return f'<div class="col-md-4"><div class="card h-100"><a {sheet.link(entry)}><img class="card-img-top" src="/media/{entry.key}.jpg" alt=""></a><div class="card-body"><span class="badge">{entry.category}</span><h3 class="card-title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h3><p class="card-text">{opening(entry, 50)}</p></div><div class="card-footer">{sheet.day(entry)}</div></div></div>'

    return f'<div class="newsroom"><h2>뉴스룸</h2><div class="row g-4">\n{drawn(sheet, row)}\n</div></div>'


def console(sheet: Sheet) -> str:
    """A software company's table of utility classes."""

    def row(entry: Entry) -> str:
        label = '<span class="inline-flex rounded bg-red-50 px-2 text-xs text-red-600">필독</span>' if entry.pinned else f'<span class="inline-flex rounded bg-gray-50 px-2 text-xs">{entry.category}</span>'
        return f'<tr class="border-b transition-colors hover:bg-muted/50"><td class="p-4 align-middle">{label}</td><td class="p-4 align-middle font-medium"><a class="hover:underline" {sheet.link(entry)}>{sheet.title(entry)}</a></td><td class="p-4 align-middle hidden md:table-cell">{entry.author}</td><td class="p-4 align-middle text-right text-muted-foreground">{sheet.day(entry)}</td></tr>'

    heads = "".join(f'<th class="h-12 px-4 text-left align-middle font-medium">{name}</th>' for name in ("유형", "제목", "작성", "게시일"))
    return f'<div class="relative w-full overflow-auto"><table class="w-full caption-bottom text-sm"><thead class="[&amp;_tr]:border-b"><tr class="border-b">{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></div>'


# --- elsewhere -----------------------------------------------------------------------------------------------------------------


def town_japan(sheet: Sheet) -> str:
    """A Japanese town's table: day, subject, office in charge."""

    def row(entry: Entry) -> str:
        return f'<tr><td class="day">{sheet.day(entry)}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td class="ka">{entry.author}</td></tr>'

    return f'<h2>新着一覧</h2><p>全{sheet.count}件</p><table class="newslist"><tr><th scope="col">掲載日</th><th scope="col">件名</th><th scope="col">担当課</th></tr>\n{drawn(sheet, row)}\n</table>'


def campus_japan(sheet: Sheet) -> str:
    """A Japanese university's news: day and label above, heading below."""

    def row(entry: Entry) -> str:
        return f'<article class="news-entry"><div class="news-entry__head"><time datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time><span class="label">{("入試", "研究", "お知らせ")[entry.views % 3]}</span></div><h3 class="news-entry__ttl"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h3></article>'

    return f'<section class="news-archive"><h1>ニュース<span>NEWS</span></h1>\n{drawn(sheet, row)}\n</section>'


def county_china(sheet: Sheet) -> str:
    """A Chinese county's notices: title in a link, day at the right in bold, a dotted line after each five."""

    def row(entry: Entry) -> str:
        return f'<li><a {sheet.link(entry)} target="_blank" title="{escape(entry.title)}">{sheet.title(entry)}</a><b>{sheet.day(entry)}</b></li>'

    return f'<div class="xxgk_right"><div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 公告公示</div><ul class="gl_list">\n{drawn(sheet, row)}\n</ul></div>'


def hochschule(sheet: Sheet) -> str:
    """A German university's messages: heading, day and kind in a line, teaser, a link to read on."""

    def row(entry: Entry) -> str:
        return f'<div class="news-item"><h3><a {sheet.link(entry)}>{sheet.title(entry)}</a></h3><p class="meta">{sheet.day(entry)} <span class="sep">|</span> {("Campus", "Forschung", "Studium")[entry.views % 3]}</p><p class="teaser">{opening(entry, 120)} <a {sheet.link(entry)} class="more">weiterlesen</a></p></div>'

    return f'<div class="content-main"><h1>Aktuelles</h1><div class="news-list">\n{drawn(sheet, row)}\n</div></div>'


def commune(sheet: Sheet) -> str:
    """A French commune's news: when it was published, heading, beginning."""

    def row(entry: Entry) -> str:
        return f'<li class="actu"><a {sheet.link(entry)} class="actu__lien"><p class="actu__date">Publié le {sheet.day(entry)}</p><h2 class="actu__titre">{sheet.title(entry)}</h2><p class="actu__chapo">{opening(entry, 90)}</p></a></li>'

    return f'<div class="page-titre"><h1>Actualités</h1></div><ul class="actus">\n{drawn(sheet, row)}\n</ul>'


def school_board(sheet: Sheet) -> str:
    """An American school district's posts: heading, who posted it when, teaser, a button."""

    def row(entry: Entry) -> str:
        return f'<div class="post-item"><h4 class="post-title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h4><div class="post-byline">Posted {sheet.day(entry)} by <span class="post-author">{entry.author}</span></div><div class="post-summary">{opening(entry, 100)}</div><a class="read-more" {sheet.link(entry)} aria-label="Read more about {escape(entry.title)}">Read More</a></div>'

    return f'<div class="posts-element"><header><h2>District News</h2></header>\n{drawn(sheet, row)}\n</div>'


def parish(sheet: Sheet) -> str:
    """A British parish's notices: links, each with its day behind it."""

    def row(entry: Entry) -> str:
        return f'<li><a {sheet.link(entry)}>{sheet.title(entry)}</a> <span class="posted">{sheet.day(entry)}</span></li>'

    return f'<h1>Notices</h1><p>Statutory and other notices from the council, newest first.</p><ul class="notices">\n{drawn(sheet, row)}\n</ul>'


def paddlers(sheet: Sheet) -> str:
    """A Canadian club's forum: topic, who began it, answers, views, the last word."""

    def row(entry: Entry) -> str:
        pin = '<span class="tag">Sticky</span> ' if entry.pinned else ""
        when = entry.modified if entry.comments else entry.moment
        last = entry.author if not entry.comments else ("portage_pete", "driftwood", "canoehead")[entry.views % 3]
        return f'<tr class="topic{" sticky" if entry.pinned else ""}"><td class="icon"><span class="unread"></span></td><td class="subject">{pin}<a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td class="starter">{entry.author}</td><td class="num">{entry.comments}</td><td class="num">{entry.views}</td><td class="last">{when:%b %d, %Y}<br>by {last}</td></tr>'

    heads = "".join(f"<th>{name}</th>" for name in ("", "Topic", "Started by", "Replies", "Views", "Last post"))
    return f'<h1>Trip reports and gear talk</h1><table class="topics"><thead><tr>{heads}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'
