"""List pages as the public templates of Korean boards draw them: offices, schools, student projects, frameworks, shops, newspapers."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from html import escape

from bench.extraction.boards import Sheet
from bench.extraction.entries import Entry
from bench.extraction.openedlists import drawn


def _new(sheet: Sheet, entry: Entry) -> bool:
    return (sheet.at - entry.moment).days < 2


def _heads(names: tuple[str, ...], attributes: str = 'scope="col"') -> str:
    return "".join(f"<th {attributes}>{name}</th>" for name in names)


def portal(sheet: Sheet) -> str:
    """The common portal's list, its rows led on by a function that fills a second form."""

    def row(entry: Entry) -> str:
        number = "<strong>[공지]</strong>" if entry.pinned else str(entry.number)
        return f'\n\t<tr>\n\t\t<td>{number}</td>\n\t\t<td class="bbs_tit left">\n\t\t\t\n\t\t\t\t<a {sheet.link(entry)}>\n\t\t\t\t\t{sheet.title(entry)}\n\t\t\t\t</a>\n\t\t\t\n\t\t</td>\n\t\t<td>{entry.author}</td>\n\t\t<td>{sheet.day(entry)}</td>\n\t\t<td>{entry.views}</td>\n\t</tr>'

    form = f'<form name="frm" action="/cop/bbs/selectBoardList.do" method="post"><input type="hidden" name="bbsId" value="BBSMSTR_000000000071"><input type="hidden" name="nttId" value="0"><input type="hidden" name="bbsTyCode" value="BBST03"><input type="hidden" name="authFlag" value=""><input name="pageIndex" type="hidden" value="{sheet.page}"><div class="sch_box"><label for="searchCnd" class="hidden">검색조건</label><select name="searchCnd" id="searchCnd"><option value="0">제목</option><option value="1">내용</option><option value="2">작성자</option></select><input name="searchWrd" type="text" value="" maxlength="35" title="검색어"><input type="submit" value="조회" onclick="fn_egov_select_noticeList(\'1\'); return false;"></div></form>'
    second = '<form name="subForm" method="post" action="/cop/bbs/selectBoardArticle.do"><input type="hidden" name="bbsId" value="BBSMSTR_000000000071"><input type="hidden" name="nttId" value="0"></form>'
    return f'{form}{second}<table summary="번호, 제목, 게시자, 작성일, 조회수 입니다" class="bbs_list"><caption>게시물목록</caption><colgroup><col style="width: 9%;"><col style="width: 50%;"><col style="width: 15%;"><col style="width: 15%;"><col style="width: 11%;"></colgroup><thead><tr>{_heads(("번호", "제목", "게시자", "작성일", "조회수"))}</tr></thead><tbody>{drawn(sheet, row)}\n</tbody></table>'


def county(sheet: Sheet) -> str:
    """A county's table: an empty first cell, departments, marks of files, an access key text for readers of the screen."""

    def row(entry: Entry) -> str:
        kinds = "".join(f'<a href="#none" class="ext {name.rpartition(".")[2]}" title="{escape(name)}"><span class="skip">{name.rpartition(".")[2]} 첨부</span></a>' for name in entry.files[:2])
        return f'<tr class="{"bg_notice" if entry.pinned else ""}"><td class="list_num">{"<span class=btn_notice>공지</span>" if entry.pinned else entry.number}</td><td class="list_cate">{entry.category}</td><td class="list_tit al"><a {sheet.link(entry)} class="nttInfo">{sheet.title(entry)}{"<em class=new><span class=skip>새글</span></em>" if _new(sheet, entry) else ""}</a></td><td class="list_dept">{entry.author}</td><td class="list_date">{sheet.day(entry)}</td><td class="list_hit">{entry.views:,}</td><td class="list_file">{kinds or "&nbsp;"}</td></tr>'

    search = '<div class="bod_search"><form method="get" action="/board/list.sol"><fieldset><legend>게시물 검색</legend><select name="searchType" title="검색구분"><option value="DATA_TITLE">제목</option><option value="DATA_CONTENT">내용</option></select><select name="categoryCode1" title="분류"><option value="">전체</option><option>일반</option><option>학사</option><option>행사</option><option>채용</option></select><input type="text" name="keyword" title="검색어"><input type="submit" value="검색"></fieldset></form></div>'
    return f'{search}<div class="bod_page">총 <strong>{sheet.count}</strong>건 <span>{sheet.page}/{sheet.last} 페이지</span> <a href="/rss/notice.xml" class="rss">RSS</a></div><div class="bod_wrap"><table class="bod_list"><thead><tr>{_heads(("번호", "분류", "제목", "담당부서", "등록일", "조회", "파일"))}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table></div>'


def exercise(sheet: Sheet) -> str:
    """A first board by a student of servers: no classes, a border, buttons without forms."""
    rows = drawn(sheet, lambda entry: f'\n\t\t<tr align="center">\n\t\t\t<td>{entry.number}</td>\n\t\t\t<td align="left">&nbsp;<a {sheet.link(entry)}>{sheet.title(entry)}</a>&nbsp;</td>\n\t\t\t<td>{entry.author}</td>\n\t\t\t<td>{sheet.day(entry)}</td>\n\t\t\t<td>{entry.views}</td>\n\t\t</tr>')
    return f'<h2>게시판 목록</h2>\n<hr>\n<form action="boardSearch.do" method="get"><table border="0" cellpadding="0" width="700"><tr><td align="right"><select name="searchCondition"><option value="TITLE">제목<option value="CONTENT">내용</select><input name="searchKeyword" type="text"/><input type="submit" value="검색"/></td></tr></table></form>\n<table border="1" cellpadding="0" cellspacing="0" width="700">\n\t<tr>\n\t\t<th bgcolor="orange" width="100">번호</th>\n\t\t<th bgcolor="orange" width="200">제목</th>\n\t\t<th bgcolor="orange" width="150">작성자</th>\n\t\t<th bgcolor="orange" width="150">등록일</th>\n\t\t<th bgcolor="orange" width="100">조회수</th>\n\t</tr>{rows}\n</table>\n<br>\n<a href="insertBoard.jsp">새글 등록</a> <a href="logout.do">Log-out</a>'


def boot(sheet: Sheet) -> str:
    """A template engine's table in a framework's classes, stamps as the program keeps them."""

    def row(entry: Entry) -> str:
        answered = f'<span class="badge rounded-pill bg-secondary ms-1">{entry.comments}</span>' if entry.comments else ""
        return f'<tr><td class="d-none d-md-table-cell">{entry.key}</td><td class="text-start text-truncate" style="max-width:400px"><a {sheet.link(entry)} class="text-decoration-none"><span>{sheet.title(entry)}</span></a>{answered}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td class="d-none d-md-table-cell">{entry.views}</td></tr>'

    return f'<div class="d-flex justify-content-between align-items-center mb-3"><h2>게시판</h2><a class="btn btn-primary btn-sm" href="/articles/form" role="button">글쓰기</a></div><p class="text-muted">전체 게시글 <span>{sheet.count}</span>개</p><div class="table-responsive"><table class="table table-hover align-middle" id="article-table"><thead class="table-light"><tr>{_heads(("ID", "제목", "작성자", "등록일시", "조회"))}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table></div>'


def moustache(sheet: Sheet) -> str:
    """A table whose only stamp is that of the last change."""
    rows = drawn(sheet, lambda entry: f'<tr><td>{entry.key}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{entry.modified:%Y-%m-%dT%H:%M:%S}</td></tr>')
    return f'<h1>스프링 부트로 만든 게시판</h1><div class="col-md-12"><div class="row"><div class="col-md-6"><a href="/posts/save" role="button" class="btn btn-primary">글 등록</a> Logged in as: <span id="user">손님</span></div></div><br><table class="table table-horizontal table-bordered"><thead class="thead-strong"><tr><th>게시글번호</th><th>제목</th><th>작성자</th><th>최종수정일</th></tr></thead><tbody id="tbody">{rows}</tbody></table></div>'


def script(sheet: Sheet) -> str:
    """A script of 2003 on an old server: unclosed cells, spacers, answers pushed in, the server's own way of writing a time."""

    def row(entry: Entry) -> str:
        indent = '<img src="images/blank.gif" width=10 height=1 border=0><img src="images/re.gif" border=0>&nbsp;' if entry.number % 6 == 0 else ""
        hot = " <font color=#FF6600 size=1>hot</font>" if entry.views > 3000 else ""
        return f'<tr height=25 align=center bgcolor=#FFFFFF onmouseover="this.style.background=\'#F7F7F7\'" onmouseout="this.style.background=\'\'"><td><font size=2>{"<img src=images/notice.gif alt=공지>" if entry.pinned else entry.number}<td align=left style="padding-left:5px">{indent}<a {sheet.link(entry)}>{sheet.title(entry)}</a>{hot}<td nowrap><font size=2>{entry.author}&nbsp;<td nowrap><font size=2>{sheet.day(entry)}<td><font size=2>{entry.views}\n<tr><td colspan=5 background=images/line.gif height=1></td></tr>\n'

    return f'<table width=620 border=0 cellspacing=0><tr><td><font size=2>전체 : {sheet.count}개 &nbsp; 현재 : {sheet.page}/{sheet.last} page</font><td align=right><a href=write.asp><img src=images/btn_write.gif border=0></a></table><table width=620 border=0 cellpadding=2 cellspacing=0>\n<tr bgcolor=#DDE6F0 height=28 align=center><td width=50><font size=2><b>번호<td><font size=2><b>제&nbsp;&nbsp;&nbsp;&nbsp;목<td width=90><font size=2><b>글쓴이<td width=150><font size=2><b>작성일<td width=50><font size=2><b>조회\n{drawn(sheet, row)}</table>\n<form name=search method=get action=list.asp><input type=hidden name=table value=notice><select name=key><option value=title>제목<option value=name>글쓴이</select><input type=text name=word size=12><input type=image src=images/btn_search.gif></form>'


def gateway(sheet: Sheet) -> str:
    """A gateway program of the nineties: a column for opening, one for the size of the text, pictures for numbers."""

    def row(entry: Entry) -> str:
        return f'<TR BGCOLOR="#{"F5F5EC" if entry.number % 2 else "FFFFFF"}"><TD ALIGN=RIGHT NOWRAP><FONT SIZE=2><TT>{entry.number}</TT></FONT></TD>\n<TD><IMG SRC="/cgi-bin/tb/icon/{"folder_new" if _new(sheet, entry) else "folder"}.gif" WIDTH=16 HEIGHT=14 BORDER=0> <A {sheet.link(entry)} onMouseOver="window.status=\'읽기\'; return true"><FONT SIZE=2>{sheet.title(entry)}</FONT></A></TD>\n<TD NOWRAP><FONT SIZE=2>{entry.author}</FONT></TD>\n<TD ALIGN=CENTER NOWRAP><FONT SIZE=2>{sheet.day(entry)}</FONT></TD>\n<TD ALIGN=RIGHT><FONT SIZE=2>{entry.views}</FONT></TD>\n<TD ALIGN=RIGHT><FONT SIZE=1>{len(entry.text) / 100:.1f}K</FONT></TD></TR>\n'

    return f'<CENTER><FORM METHOD=GET ACTION="/cgi-bin/tb/main.cgi"><INPUT TYPE=HIDDEN NAME=board VALUE=news><TABLE BORDER=0 WIDTH=95% CELLSPACING=1 CELLPADDING=3>\n<TR BGCOLOR="#666633"><TD><FONT COLOR=WHITE SIZE=2>NO</FONT></TD><TD ALIGN=CENTER><FONT COLOR=WHITE SIZE=2>SUBJECT</FONT></TD><TD><FONT COLOR=WHITE SIZE=2>NAME</FONT></TD><TD><FONT COLOR=WHITE SIZE=2>DATE</FONT></TD><TD><FONT COLOR=WHITE SIZE=2>HIT</FONT></TD><TD><FONT COLOR=WHITE SIZE=2>SIZE</FONT></TD></TR>\n{drawn(sheet, row)}</TABLE></FORM></CENTER>'


def mall(sheet: Sheet) -> str:
    """A shop's board: rows opened by a function of three arguments, days between brackets of an element."""

    def row(entry: Entry) -> str:
        number = '<img src="/data/skin/front/img/etc/icon_board_notice.png" alt="공지">' if entry.pinned else str(entry.number)
        return f'<tr style="height:50px" data-sno="{entry.key}" data-auth="y"><td>{number}</td><td class="board_tit"><a {sheet.link(entry)}><strong>{sheet.title(entry)}</strong>{"<img src=/data/skin/front/img/etc/icon_new.png alt=신규 등록글>" if _new(sheet, entry) else ""}</a></td><td>{sheet.day(entry)}</td><td>{entry.author}</td><td>{entry.views}</td></tr>'

    return f'<div class="board_zone_sec"><div class="board_zone_tit"><h2>공지사항</h2></div><div class="board_zone_list" align="center"><table class="board_list_table" style="width:100%"><colgroup><col style="width:6%"><col style="width:45%"><col style="width:14%"><col style="width:12%"><col style="width:6%"></colgroup><thead><tr>{_heads(("번호", "제목", "날짜", "작성자", "조회"), "")}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table></div></div>'


def themed(sheet: Sheet) -> str:
    """A popular program under a theme of its own: a list of boxes, checkboxes for the keeper, icons of a font."""

    def row(entry: Entry) -> str:
        head = '<strong class="lt_notice">공지</strong>' if entry.pinned else f'<span class="lt_num">{entry.number}</span>'
        return f'<li class="lt_row {"is-notice" if entry.pinned else ""}"><div class="lt_chk"><input type="checkbox" name="chk_wr_id[]" value="{entry.key}" id="chk_{entry.number}"><label for="chk_{entry.number}"><span class="sound_only">{sheet.title(entry)}</span></label></div>{head}<div class="lt_subject"><a href="?bo_table=news&amp;sca={entry.category}" class="lt_cate">{entry.category}</a> <a {sheet.link(entry)} class="lt_tit">{"<i class=fa-lock></i><span class=sound_only>비밀글</span> " if entry.secret else ""}{sheet.title(entry)}</a> {f"<span class=sound_only>댓글</span><span class=cnt_cmt>+{entry.comments}</span><span class=sound_only>개</span>" if entry.comments else ""}</div><div class="lt_info"><span class="sound_only">작성자</span><span class="sv_member">{entry.author}</span> <span class="lt_date"><i class="fa fa-clock-o" aria-hidden="true"></i> {sheet.day(entry)}</span> <span class="lt_hit"><i class="fa fa-eye" aria-hidden="true"></i> {entry.views}</span></div></li>\n'

    return f'<div id="bo_list"><div class="bo_fx"><div id="bo_list_total"><span>Total {sheet.count}건</span> {sheet.page} 페이지</div><ul class="btn_bo_user"><li><a href="/bbs/write.php?bo_table=news" class="btn_b02">글쓰기</a></li></ul></div><form name="fboardlist" method="post"><ul class="lt_wrap">{drawn(sheet, row)}</ul></form></div>'


def plugin(sheet: Sheet) -> str:
    """A plugin's table in a blog program: every cell named, its name before it for small screens."""

    def row(entry: Entry) -> str:
        return f'<tr class="mb-row" id="mb_news_tr_{entry.key}"><td class="mb-col-pid"><span class="mb-td-label">번호</span>{"<b>공지</b>" if entry.pinned else entry.number}</td><td class="mb-col-title" style="text-align:left"><div class="mb-title-box"><a {sheet.link(entry)} title="{escape(entry.title)}">{sheet.title(entry)}</a>{f" <span class=mb-comment-count>({entry.comments})</span>" if entry.comments else ""}</div></td><td class="mb-col-user"><span class="mb-td-label">작성자</span>{entry.author}</td><td class="mb-col-date"><span class="mb-td-label">작성일</span>{sheet.day(entry)}</td><td class="mb-col-hit"><span class="mb-td-label">조회</span>{entry.views}</td></tr>'

    return f'<div class="mb-board mb-style1"><div class="mb-list-head"><span>전체 글 {sheet.count}</span></div><table class="mb-table"><thead><tr>{_heads(("번호", "제목", "작성자", "작성일", "조회"))}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table></div>'


def action(sheet: Sheet) -> str:
    """A university's program: cells full of line ends and tabs, hidden words, an empty cell for the file."""

    def row(entry: Entry) -> str:
        file = '<img src="/common/images/file.gif" alt="첨부파일 있음">' if entry.files else ""
        return f'\n<tr>\n\n\t<td class="num">\n\t\t{"<img src=/common/images/notice.gif alt=공지>" if entry.pinned else entry.number}\n\t</td>\n\t<td class="title left">\n\t\t\n\t\t<a {sheet.link(entry)} >\n\t\t\t\n\t\t\t{sheet.title(entry)}\n\t\t\t\n\t\t</a>\n\t\t\n\t\t\n\t</td>\n\t<td class="name">\n\t\t\n\t\t{entry.author}\n\t\t\n\t</td>\n\t<td class="date">{sheet.day(entry)}</td>\n\t<td class="hit">{entry.views}</td>\n\t<td class="file">\n\t\t{file}\n\t</td>\n</tr>'

    return f'<div class="board-info"><span class="hide">게시판 정보</span> Total : <b>{sheet.count}</b> ( <b>{sheet.page}</b> / {sheet.last} page )</div><table class="board-table" summary="공지사항 게시판의 번호, 제목, 글쓴이, 등록일, 조회, 첨부 목록"><caption class="hide">공지사항</caption><thead><tr>{_heads(("번호", "제목", "글쓴이", "등록일", "조회", "첨부"))}</tr></thead><tbody>{drawn(sheet, row)}\n</tbody></table>'


def briefing(sheet: Sheet) -> str:
    """A ministry's press room: whole rows within links, a beginning of the text, day and office at the end."""
    rows = drawn(sheet, lambda entry: f'<li>\n<a {sheet.link(entry)}>\n<span class="text">\n<strong>{sheet.title(entry)}</strong>\n<span class="lead">{escape(entry.text.replace(chr(10), " ")[:90])}</span>\n<span class="source"><span>{sheet.day(entry)}</span><span>{entry.author}</span></span>\n</span>\n</a>\n</li>\n')
    return f'<div class="filter"><form><label>기간</label><input type="text" name="startDate" value="2024-03-03"> ~ <input type="text" name="endDate" value="2025-03-03"><select name="repCode"><option value="">전체 부처</option></select><button>조회</button></form></div><p class="result">총 <em>{sheet.count}</em>건의 보도자료가 있습니다.</p><div class="article_body"><div class="list_type"><ul>\n{rows}</ul></div></div>'


def vacancies(sheet: Sheet) -> str:
    """Vacancies: state, period of handing in, the day of posting at the end."""

    def row(entry: Entry) -> str:
        running = entry.deadline > sheet.at.date()
        return f'<tr><td>{entry.number}</td><td><span class="state {"ing" if running else "end"}">{"진행중" if running else "마감"}</span></td><td class="tal"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.moment:%Y.%m.%d} ~ {entry.deadline:%Y.%m.%d}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td></tr>'

    return f'<ul class="tab"><li class="on"><a href="?tab=all">전체</a></li><li><a href="?tab=ing">진행중</a></li><li><a href="?tab=end">마감</a></li></ul><table class="tbl_basic"><thead><tr>{_heads(("번호", "상태", "채용제목", "접수기간", "채용부서", "등록일"))}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table>'


def shelves(sheet: Sheet) -> str:
    """A library's items: a function in each link, facts as terms without classes."""
    rows = drawn(sheet, lambda entry: f'<li><span class="no">{"공지" if entry.pinned else entry.number}</span><div class="con"><p class="tit"><a {sheet.link(entry)}>{sheet.title(entry)}</a></p><dl><dt>도서관</dt><dd>{("중앙도서관", "새싹도서관")[entry.views % 2]}</dd><dt>작성자</dt><dd>{entry.author}</dd><dt>작성일</dt><dd>{sheet.day(entry)}</dd><dt>조회</dt><dd>{entry.views}</dd></dl></div></li>')
    return f'<form id="boardForm" name="boardForm" method="get"><input type="hidden" id="currentPageNo" name="currentPageNo" value="{sheet.page}"><input type="hidden" id="boardIdx" name="boardIdx" value=""></form><div class="libBoard"><p class="cnt">총 <b>{sheet.count}</b>건</p><ul class="article-list">{rows}</ul></div>'


def school(sheet: Sheet) -> str:
    """A school's table, its rows known by data that a script sends on."""

    def row(entry: Entry) -> str:
        return f'<tr><td class="BD_tm_none">{"<span class=notice>공지</span>" if entry.pinned else entry.number}</td><td class="ta_l"><a href="javascript:" class="nttInfoBtn" data-id="{entry.key}" title="{escape(entry.title)}"> {sheet.title(entry)} {"<img src=/images/ico/new.png alt=새글>" if _new(sheet, entry) else ""}</a></td><td class="BD_tm_none">{entry.author}</td><td>{sheet.day(entry)}</td><td class="BD_tm_none">{entry.views}</td></tr>'

    listen = '$(".nttInfoBtn").on("click", function(){ var f = document.nttSearchForm; f.nttSn.value = $(this).attr("data-id"); f.action = "/hy-e/na/ntt/selectNttInfo.do"; f.submit(); }); function fnPage(no){ var f = document.nttSearchForm; f.currPage.value = no; f.action = "/hy-e/na/ntt/selectNttList.do"; f.submit(); }'
    form = f'<form name="nttSearchForm" method="post" action="/hy-e/na/ntt/selectNttList.do"><input type="hidden" name="mi" value="2401"><input type="hidden" name="bbsId" value="1207"><input type="hidden" name="currPage" value="{sheet.page}"><input type="hidden" name="nttSn" value=""></form>'
    return f'{form}<div class="BD_list"><table><caption>가정통신문 목록</caption><thead><tr>{_heads(("번호", "제목", "이름", "등록일", "조회수"))}</tr></thead><tbody>{drawn(sheet, row)}</tbody></table></div><script>{listen}</script>'


def album(sheet: Sheet) -> str:
    """Pictures four to a row in the cells of a table, the last row filled up with empty cells."""
    cells = [f'<td width="25%" align="center" valign="top"><a {sheet.link(entry)}><img src="/data/file/photo/thumb-{entry.key}.jpg" width="160" height="110" border="0" alt=""></a><br><a {sheet.link(entry)}><b>{sheet.title(entry)}</b></a><br><font color="#888888">{sheet.day(entry)} | {entry.author}</font></td>' for entry in sheet.entries]
    cells += ["<td>&nbsp;</td>"] * (-len(cells) % 4)
    rows = "".join(f"<tr>{''.join(cells[place : place + 4])}</tr><tr><td colspan=4 height=15></td></tr>" for place in range(0, len(cells), 4))
    return f'<table width="100%" border="0" cellspacing="0" cellpadding="5">{rows}</table>'


def labelled(sheet: Sheet) -> str:
    """An investors' page: cells that carry their heading as data, no number, no author."""
    rows = drawn(sheet, lambda entry: f'<tr><td data-title="등록일" class="d">{sheet.day(entry)}</td><td data-title="구분"><span class="tag tag--{entry.views % 3}">{("공시", "IR", "공고")[entry.views % 3]}</span></td><td data-title="제목" class="subject"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td data-title="자료">{"<a class=dn href=/ir/zip/" + entry.key + "><i class=icon-download></i><span class=blind>내려받기</span></a>" if entry.files else "-"}</td></tr>')
    return f'<div class="board-top"><div class="year"><select onchange="location.href=this.value"><option value="/ir/notice">전체</option><option value="/ir/notice?y=2025">2025</option><option value="/ir/notice?y=2024">2024</option></select></div></div><table class="rwd-table"><thead><tr>{_heads(("등록일", "구분", "제목", "자료"))}</tr></thead><tbody>{rows}</tbody></table>'


def newspaper(sheet: Sheet) -> str:
    """A newspaper's section: heading and beginning both linked, section, writer and time in one line; most read beside it."""
    rows = drawn(sheet, lambda entry: f'<li><a {sheet.link(entry)} class="thumb"><img src="/news/thumbnail/{entry.key}_v150.jpg" alt="" loading="lazy"></a><div class="view-cont"><h4 class="titles"><a {sheet.link(entry)} target="_top">{sheet.title(entry)}</a></h4><p class="lead line-6x2"><a {sheet.link(entry)} target="_top">{escape(entry.text.replace(chr(10), " ")[:80])}</a></p><span class="byline"><em>{("사회", "경제", "문화")[entry.views % 3]}</em><em>{entry.author}</em><em>{sheet.day(entry)}</em></span></div></li>')
    most = "".join(f'<li><a href="/news/articleView.html?idxno={number}"><span class="number">{number % 10}</span><strong class="auto-titles">가장 많이 읽은 기사 {number % 10}위의 제목입니다</strong></a></li>' for number in range(900001, 900006))
    return f'<section id="section-list" class="section-body"><header class="header"><h3 class="title">전체기사</h3><small class="counts">총 {sheet.count:,} 건</small></header><ul class="type2">{rows}</ul></section><aside class="sticky"><div class="auto-article"><h2>많이 본 뉴스</h2><ol>{most}</ol></div></aside>'


def rendered(sheet: Sheet) -> str:
    """What a component library leaves on the page: wrappers, marks of scope, a button in every row."""
    rows = drawn(sheet, lambda entry: f'<tr class="v-data-table__tr" data-v-5c1d2e=""><td class="text-center" data-v-5c1d2e="">{"<span class=v-chip><span class=v-chip__content>공지</span></span>" if entry.pinned else entry.number}</td><td class="text-start" data-v-5c1d2e=""><!--[--><a {sheet.link(entry)} class="router-link" data-v-5c1d2e="">{sheet.title(entry)}</a><!--]--><!----></td><td class="text-center" data-v-5c1d2e="">{entry.author}</td><td class="text-center" data-v-5c1d2e="">{sheet.day(entry)}</td><td class="text-end" data-v-5c1d2e=""><i class="mdi-eye mdi v-icon" aria-hidden="true"></i> {entry.views}</td></tr>')
    return f'<div class="v-container" data-v-5c1d2e=""><div class="v-text-field"><label for="input-3">검색어를 입력하세요</label><input id="input-3" type="text"></div><div class="v-table v-data-table"><div class="v-table__wrapper"><table><thead><tr>{"".join(f"<th class=v-data-table__th><div class=v-data-table-header__content><span>{name}</span></div></th>" for name in ("번호", "제목", "작성자", "작성일", "조회수"))}</tr></thead><tbody class="v-data-table__tbody">{rows}</tbody></table></div></div></div>'


def material(sheet: Sheet) -> str:
    """Another library's table: cells of paragraphs, chips, hashed style names."""
    rows = drawn(sheet, lambda entry: f'<tr class="MuiTableRow-root MuiTableRow-hover css-1gqug66"><td class="MuiTableCell-root css-a1"><div class="MuiChip-root css-8v90jo"><span class="MuiChip-label css-9iedg7">{entry.category}</span></div></td><td class="MuiTableCell-root css-a2"><a class="MuiTypography-root MuiLink-root css-142oqbd" {sheet.link(entry)}><p class="MuiTypography-root MuiTypography-body2 css-s1">{sheet.title(entry)}</p></a><span class="MuiTypography-root MuiTypography-caption css-s2">{entry.author}</span></td><td class="MuiTableCell-root css-a3"><p class="MuiTypography-root css-s1">{sheet.day(entry)}</p></td></tr>')
    head = _heads(("분류", "제목 / 작성자", "게시일"), 'class="MuiTableCell-root MuiTableCell-head css-b" scope="col"')
    return f'<div class="MuiContainer-root css-1qsxih2"><h4 class="MuiTypography-root MuiTypography-h4 css-z">공지사항</h4><div class="MuiPaper-root MuiTableContainer-root css-p"><table class="MuiTable-root css-t"><thead class="MuiTableHead-root css-h"><tr class="MuiTableRow-root css-r">{head}</tr></thead><tbody class="MuiTableBody-root css-y">{rows}</tbody></table></div></div>'


def blade(sheet: Sheet) -> str:
    """A template's table: who wrote comes first, actions last."""
    rows = drawn(sheet, lambda entry: f'<tr><th scope="row">{entry.key}</th><td>{entry.author}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{sheet.day(entry)}</td><td><a href="{sheet.address(entry)}/edit" class="btn btn-sm btn-outline-secondary">수정</a> <form method="POST" action="{sheet.address(entry)}" style="display:inline"><input type="hidden" name="_token" value="pT0x9"><input type="hidden" name="_method" value="DELETE"><button class="btn btn-sm btn-outline-danger">삭제</button></form></td></tr>')
    return f'<div class="card"><div class="card-header">공지 게시판 <span class="float-end">{sheet.count}개의 글</span></div><div class="card-body"><table class="table"><thead><tr>{_heads(("#", "글쓴이", "제목", "작성일시", "관리"))}</tr></thead><tbody>{rows}</tbody></table></div></div>'


def pybo(sheet: Sheet) -> str:
    """A tutorial's board as it is taught: votes, a badge of answers, dates with the half of the day behind."""
    rows = drawn(sheet, lambda entry: f'<tr class="text-center"><td>{entry.number}</td><td>{f"<span class=badge>{entry.comments}</span>" if entry.comments else ""}</td><td class="text-start"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{f"<span class=text-danger>{entry.comments}</span>" if entry.comments else ""}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td></tr>\n')
    return f'<div class="row my-3"><div class="col-6"><a href="/qna/question/create/" class="btn btn-primary">질문 등록하기</a></div><div class="col-6"><div class="input-group"><input type="text" id="search_kw" class="form-control" value=""><button class="btn btn-outline-secondary" type="button" id="btn_search">찾기</button></div></div></div><table class="table"><thead><tr class="text-center table-dark"><th>번호</th><th>추천</th><th style="width:50%">제목</th><th>글쓴이</th><th>작성일시</th></tr></thead><tbody>\n{rows}</tbody></table>'


def scaffold(sheet: Sheet) -> str:
    """What a generator leaves: the title as plain text, the link a word at the end of the row."""
    rows = drawn(sheet, lambda entry: f'\n      <tr>\n        <td>{sheet.title(entry)}</td>\n        <td>{entry.author}</td>\n        <td>{sheet.day(entry)}</td>\n        <td><a {sheet.link(entry)}>Show</a></td>\n        <td><a href="/notices/{entry.key}/edit">Edit</a></td>\n        <td><a data-confirm="Are you sure?" rel="nofollow" data-method="delete" href="/notices/{entry.key}">Destroy</a></td>\n      </tr>')
    return f'<p id="notice"></p>\n<h1>Notices</h1>\n<table>\n  <thead>\n    <tr>\n      <th>Title</th>\n      <th>Author</th>\n      <th>Posted on</th>\n      <th colspan="3"></th>\n    </tr>\n  </thead>\n  <tbody>{rows}\n  </tbody>\n</table>\n<br>\n<a href="/notices/new">New Notice</a>'
