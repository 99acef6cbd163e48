"""The list pages of the ordinary boards: what public bodies, universities, associations, companies and communities draw today."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from bench.extraction.boards import Sheet
from bench.extraction.entries import Entry


def drawn(sheet: Sheet, draw: Callable[[Entry], str]) -> str:
    """Every row of a sheet."""
    return "\n".join(draw(entry) for entry in sheet.entries)


def fresh(sheet: Sheet, entry: Entry) -> bool:
    """Whether a board marks a post as new."""
    return (sheet.at - entry.moment).days < 2


def heads(names: Sequence[str], attributes: str = ' scope="col"') -> str:
    """The cells of a heading row."""
    return "".join(f"<th{attributes}>{name}</th>" for name in names)


def lead(entry: Entry, size: int) -> str:
    """The beginning of a text, escaped, as teasers show it."""
    text = " ".join(entry.text.split())
    return escape(text[:size] + ("…" if len(text) > size else ""), quote=False)


def county(sheet: Sheet) -> str:
    """A county's table: pinned rows on every page, a picture for files and for new posts, a search form below."""

    def row(entry: Entry) -> str:
        number = '<span class="notice">공지</span>' if entry.pinned else str(entry.number)
        new = '<img src="/resource/img/board/icon_new.png" alt="새글" class="new" />' if fresh(sheet, entry) else ""
        file = '<img src="/resource/img/board/icon_file.png" alt="첨부파일 있음" />' if entry.files else "&nbsp;"
        return f'<tr{" class=tr_notice" if entry.pinned else ""}>\n<td class="list_num">{number}</td>\n<td class="list_subject"><a {sheet.link(entry)} title="{escape(entry.title)} 글읽기">{sheet.title(entry)}</a> {new}</td>\n<td class="list_file">{file}</td>\n<td class="list_writer">{entry.author}</td>\n<td class="list_date">{sheet.day(entry)}</td>\n<td class="list_hit">{entry.views}</td>\n</tr>'

    columns = '<colgroup><col class="w10" /><col /><col class="w8" /><col class="w15" /><col class="w12" /><col class="w8" /></colgroup>'
    search = '<div class="board_search"><form name="boardSearch" action="/board/list.sanmaru" method="get"><input type="hidden" name="boardId" value="BBS_0000021" /><select name="searchType" title="검색구분"><option value="DATA_TITLE">제목</option><option value="DATA_CONTENT">내용</option></select><input type="text" name="keyword" title="검색어" /><input type="submit" value="검색" /></form></div>'
    return f'<div class="board_info">총 <strong>{sheet.count}</strong>건 [ <em>{sheet.page}</em> / {sheet.last} 페이지 ]</div><table class="board_list" summary="번호, 제목, 파일, 작성자, 작성일, 조회 순으로 나타낸 표"><caption>새소식 목록</caption>{columns}<thead><tr>{heads(("번호", "제목", "파일", "작성자", "작성일", "조회"))}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>{search}'


def responsive(sheet: Sheet) -> str:
    """A table whose cells carry the names of their columns for small screens; titles call a function of the page."""

    def row(entry: Entry) -> str:
        new = ' <em class="ico-new">NEW</em>' if fresh(sheet, entry) else ""
        return f'<tr><td data-label="번호">{"<strong>공지</strong>" if entry.pinned else entry.number}</td><td data-label="제목" class="txt-left"><a {sheet.link(entry)} class="title">{sheet.title(entry)}{new}</a></td><td data-label="담당부서">{entry.author}</td><td data-label="등록일">{sheet.day(entry)}</td><td data-label="조회수">{entry.views:,}</td></tr>'

    return f'<div class="bbs-top"><p class="count">게시물 <b>{sheet.count}</b>개, 페이지 <b>{sheet.page}</b>/{sheet.last}</p></div><table class="tstyle_list"><caption class="hide">공지사항 게시판</caption><thead><tr>{heads(("번호", "제목", "담당부서", "등록일", "조회수"))}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


def gazette(sheet: Sheet) -> str:
    """Public notices with the number under which they were given out; a form carries the way."""

    def row(entry: Entry) -> str:
        return f'<tr><td>{entry.number}</td><td>산마루시설 공고 제{entry.moment.year}-{entry.number}호</td><td class="left"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>'

    form = f'<form id="frmList" name="frmList" method="post" action="/gosi/gosiList.do"><input type="hidden" id="brdNo" name="brdNo" value=""/><input type="hidden" id="pageNo" name="pageNo" value="{sheet.page}"/><fieldset><legend>게시물 검색</legend><select id="searchKey" name="searchKey"><option value="1">제목</option><option value="2">공고번호</option></select><input type="text" id="searchWord" name="searchWord" value=""/><button type="button" onclick="fnPage(1)">검색</button></fieldset></form>'
    return f'{form}<table class="list_type1"><thead><tr>{heads(("순번", "공고번호", "공고명", "공고부서", "게시일", "조회"))}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


def definitions(sheet: Sheet) -> str:
    """Items as terms: the title, then names and values, for telephones and for desks alike."""

    def row(entry: Entry) -> str:
        return f'<li><dl class="bd_item"><dt>{"<span class=noti>공지</span>" if entry.pinned else ""}<a {sheet.link(entry)}>{sheet.title(entry)}</a></dt><dd><span class="tit">작성자</span> {entry.author}</dd><dd><span class="tit">등록일</span> {sheet.day(entry)}</dd><dd><span class="tit">조회</span> {entry.views}</dd></dl></li>'

    return f'<div class="bd_list_wrap"><p class="tot">전체 {sheet.count}건</p><ul class="bd_list">\n{drawn(sheet, row)}\n</ul></div>'


def row_lists(sheet: Sheet) -> str:
    """A list for every row, and one for the heading."""

    def row(entry: Entry) -> str:
        clip = '<i class="xi-paperclip" aria-hidden="true"></i><span class="hidden">첨부파일</span>' if entry.files else ""
        return f'<ul class="tbody{" top" if entry.pinned else ""}"><li class="num">{"공지" if entry.pinned else entry.number}</li><li class="subject"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{clip}</li><li class="name">{entry.author}</li><li class="date">{sheet.day(entry)}</li><li class="hit">{entry.views}</li></ul>'

    return f'<div class="ul_board"><ul class="thead"><li class="num">번호</li><li class="subject">제목</li><li class="name">글쓴이</li><li class="date">작성일</li><li class="hit">조회수</li></ul>\n{drawn(sheet, row)}\n</div>'


def grid(sheet: Sheet) -> str:
    """Boxes for cells, each with its column's name that only small screens show."""

    def cell(name: str, size: int, value: str) -> str:
        return f'<div class="cell w{size}"><span class="tit">{name}</span><span class="txt">{value}</span></div>'

    def row(entry: Entry) -> str:
        title = f"<a {sheet.link(entry)}>{sheet.title(entry)}</a>"
        return f'<div class="brow">{cell("번호", 1, str(entry.number))}{cell("제목", 6, title)}{cell("등록자", 2, entry.author)}{cell("등록일", 2, sheet.day(entry))}{cell("조회", 1, str(entry.views))}</div>'

    head = "".join(f'<div class="cell w{size}"><span class="tit">{name}</span></div>' for name, size in (("번호", 1), ("제목", 6), ("등록자", 2), ("등록일", 2), ("조회", 1)))
    return f'<div class="board-grid"><div class="btotal">전체 : <span>{sheet.count}</span>건</div><div class="bhead"><div class="brow">{head}</div></div><div class="bbody">\n{drawn(sheet, row)}\n</div></div>'


def classic(sheet: Sheet) -> str:
    """An association's table of 2008: heights and colours in attributes, lines between the rows, locks on some."""

    def row(entry: Entry) -> str:
        lock = ' <img src="/images/bbs/icon_secret.gif" align="absmiddle" alt="비밀글">' if entry.secret else ""
        answers = f' <font color="#FF6600">[{entry.comments}]</font>' if entry.comments else ""
        return f'<tr height="30" align="center"><td>{entry.number}</td><td align="left">&nbsp;<a {sheet.link(entry)} class="bbs">{sheet.title(entry)}</a>{answers}{lock}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>\n<tr><td colspan="5" height="1" bgcolor="#e3e3e3"></td></tr>'

    head = "".join(f'<td width="{width}"><b>{name}</b></td>' for name, width in (("번호", 50), ("제 목", 370), ("작성자", 100), ("작성일", 90), ("조회", 50)))
    return f'<table width="660" border="0" cellpadding="0" cellspacing="0" align="center"><tr><td colspan="5" align="right" height="25">Total : {sheet.count} (Page {sheet.page}/{sheet.last})</td></tr><tr height="32" align="center" bgcolor="#F4F4EC">{head}</tr>\n{drawn(sheet, row)}\n</table>'


def department(sheet: Sheet) -> str:
    """A department's table: picture for notices, short days, hits last."""

    def row(entry: Entry) -> str:
        number = '<img src="/img/sub/notice.gif" alt="공지" />' if entry.pinned else str(entry.number)
        new = '&nbsp;<img src="/img/sub/new.gif" alt="new" />' if fresh(sheet, entry) else ""
        return f'<tr{" class=bg" if entry.pinned else ""}><td>{number}</td><td class="l"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{new}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{"<img src=/img/sub/file.gif alt=파일 />" if entry.files else ""}</td><td>{entry.views}</td></tr>'

    return f'<table class="tbl_notice" cellspacing="0"><tr>{heads(("No", "제목", "작성자", "작성일", "파일", "조회"), "")}</tr>\n{drawn(sheet, row)}\n</table>'


def tabs(sheet: Sheet) -> str:
    """A university's items below tabs of kinds: kind in brackets, title, a list of facts."""

    def row(entry: Entry) -> str:
        kind = f'<span class="cate">{entry.category}</span>'
        return f'<li class="{"fixed" if entry.pinned else ""}"><div class="list-tit">{"<span class=pin>중요</span>" if entry.pinned else ""}{kind}<a {sheet.link(entry)}><strong>{sheet.title(entry)}</strong></a>{"<span class=n>N</span>" if fresh(sheet, entry) else ""}</div><ul class="list-info"><li class="writer">{entry.author}</li><li class="date">{sheet.day(entry)}</li><li class="view">조회 {entry.views:,}</li></ul></li>'

    kinds = "".join(f'<li{" class=on" if name == "전체" else ""}><a href="/kor/notice.do?cate={place}">{name}</a></li>' for place, name in enumerate(("전체", "일반", "학사", "행사", "채용")))
    return f'<ul class="tab-menu">{kinds}</ul><div class="list-total">총 <span>{sheet.count}</span>개</div><ul class="notice-list">\n{drawn(sheet, row)}\n</ul>'


def school(sheet: Sheet) -> str:
    """A school's table as the office of education hands it out to its schools."""

    def row(entry: Entry) -> str:
        file = '<span class="ico_file" title="첨부파일">첨부파일</span>' if entry.files else ""
        return f'<tr><td class="no">{entry.number}</td><td class="tit"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td class="writer">{entry.author}</td><td class="date">{sheet.day(entry)}</td><td class="hit">{entry.views}</td><td class="file">{file}</td></tr>'

    return f'<div class="tbl_type01"><table><caption>가정통신문 목록</caption><thead><tr>{heads(("번호", "제목", "이름", "날짜", "조회", "첨부"))}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></div>'


def museum(sheet: Sheet) -> str:
    """A museum's notices: the whole row is the link, with title and day in it."""

    def row(entry: Entry) -> str:
        mark = '<span class="label">공지</span>' if entry.pinned else f'<span class="label no">{entry.number}</span>'
        return f'<li><a {sheet.link(entry)}>{mark}<div class="cont"><p class="subject">{sheet.title(entry)}</p></div><p class="date">{sheet.day(entry)}</p></a></li>'

    return f'<div class="board-type-list"><ul>\n{drawn(sheet, row)}\n</ul></div>'


def bids(sheet: Sheet) -> str:
    """A public company's calls for bids: put up, open until, how it stands."""

    def row(entry: Entry) -> str:
        return f'<tr><td>{entry.number}</td><td>{("일반경쟁", "제한경쟁", "수의시담")[entry.views % 3]}</td><td class="ta_l"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{sheet.day(entry)}</td><td>{entry.deadline:%Y.%m.%d} 10:00</td><td><span class="state s{entry.views % 2}">{"접수중" if entry.deadline > sheet.at.date() else "개찰완료"}</span></td></tr>'

    return f'<table class="tb_list"><caption>입찰공고</caption><thead><tr>{heads(("번호", "계약방법", "공고명", "공고일", "마감일시", "진행상태"))}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


def releases(sheet: Sheet) -> str:
    """Press releases: summary, office, day, and the files to take along at once."""

    def row(entry: Entry) -> str:
        scheme = sheet.shape.scheme
        files = "".join(f'<a {scheme.file_link.format(key=entry.key, place=place)} class="file-{name.rpartition(".")[2]}" title="{escape(name)} 내려받기"><span class="blind">{escape(name)}</span></a>' for place, name in enumerate(entry.files))
        return f'<li><div class="tit"><a {sheet.link(entry)}>{sheet.title(entry)}</a></div><p class="lead"><a {sheet.link(entry)}>{lead(entry, 80)}</a></p><p class="source"><span>{sheet.day(entry)}</span><span>{entry.author}</span></p><div class="filedown">{files}</div></li>'

    return f'<div class="result_num">총 <b>{sheet.count}</b>건의 보도자료가 있습니다.</div><ul class="press_list">\n{drawn(sheet, row)}\n</ul>'


def institute(sheet: Sheet) -> str:
    """A research body's list: day in a box at the left, title and office beside it."""

    def row(entry: Entry) -> str:
        return f'<div class="item"><div class="item_date"><span class="date">{sheet.day(entry)}</span></div><div class="item_txt"><h4><a {sheet.link(entry)}>{sheet.title(entry)}</a></h4><p class="dept"><i class="fas fa-user"></i> {entry.author}</p></div></div>'

    return f'<div class="item_list">\n{drawn(sheet, row)}\n</div>'


def council(sheet: Sheet) -> str:
    """A council's table; titles stand in links without a way, which a function opens."""

    def row(entry: Entry) -> str:
        return f'<tr><td>{entry.number}</td><td class="tal"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{sheet.day(entry)}</td><td>{"<span class=attach>파일</span>" if entry.files else "-"}</td><td>{entry.views}</td></tr>'

    return f'<table class="board_table"><colgroup><col width="8%"><col width="*"><col width="14%"><col width="8%"><col width="8%"></colgroup><thead><tr>{heads(("번호", "제목", "작성일", "파일", "조회수"))}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


def welfare(sheet: Sheet) -> str:
    """A welfare centre's table with numbers of remarks behind the titles and short days."""

    def row(entry: Entry) -> str:
        remarks = f' <span class="cnt_cmt">[{entry.comments}]</span>' if entry.comments else ""
        return f'<tr><td class="td_num">{"<b class=red>[공지]</b>" if entry.pinned else entry.number}</td><td class="td_sbj"><a {sheet.link(entry)}>{sheet.title(entry)}</a>{remarks}{" <i class=ic_new>N</i>" if fresh(sheet, entry) else ""}</td><td class="td_nm">{entry.author}</td><td class="td_dt">{sheet.day(entry)}</td><td class="td_ht">{entry.views}</td></tr>'

    return f'<div class="basic_board"><table><thead><tr>{heads(("번호", "제목", "글쓴이", "날짜", "조회"))}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table><div class="btn_wrap"><a href="/bbs/write.php?tb=news" class="btn">글쓰기</a></div></div>'


def society(sheet: Sheet) -> str:
    """A learned society's list: title, then writer and day in one grey line."""
    return f'<div class="bbsList"><ul>\n{drawn(sheet, lambda entry: f"<li><p class=tit><a {sheet.link(entry)}>{sheet.title(entry)}</a></p><p class=info>{entry.author}<span>|</span>{sheet.day(entry)}<span>|</span>Hit {entry.views}</p></li>")}\n</ul></div>'


def recruits(sheet: Sheet) -> str:
    """A public body's calls for staff: a state, a title, when it was put up and until when it is open."""

    def row(entry: Entry) -> str:
        open_still = entry.deadline > sheet.at.date()
        return f'<li class="{"ing" if open_still else "end"}"><a {sheet.link(entry)}><span class="flag">{"진행중" if open_still else "마감"}</span><strong class="subj">{sheet.title(entry)}</strong><span class="etc"><span class="lb">등록일</span> {sheet.day(entry)}</span><span class="etc"><span class="lb">접수마감</span> {entry.deadline:%Y-%m-%d}</span></a></li>'

    return f'<ul class="recruit_list">\n{drawn(sheet, row)}\n</ul>'


def tailwind(sheet: Sheet) -> str:
    """A young company's cards: kind, title, day."""

    def row(entry: Entry) -> str:
        return f'<a {sheet.link(entry)} class="group block rounded-2xl border border-gray-100 p-6 transition hover:shadow-lg"><div class="mb-2 flex items-center gap-2"><span class="rounded-full bg-indigo-50 px-2.5 py-0.5 text-xs font-medium text-indigo-600">{entry.category}</span></div><h3 class="line-clamp-2 text-lg font-bold text-gray-900 group-hover:text-indigo-600">{sheet.title(entry)}</h3><p class="mt-2 line-clamp-2 text-sm text-gray-500">{lead(entry, 60)}</p><time class="mt-4 block text-xs text-gray-400" datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time></a>'

    return f'<div class="grid grid-cols-1 gap-4 md:grid-cols-2">\n{drawn(sheet, row)}\n</div>'


def emotion(sheet: Sheet) -> str:
    """A table of a component library: its classes are hashes of styles."""

    def cell(value: str, hashed: str) -> str:
        return f'<td class="MuiTableCell-root MuiTableCell-body MuiTableCell-sizeMedium {hashed}">{value}</td>'

    def row(entry: Entry) -> str:
        chip = '<div class="MuiChip-root MuiChip-sizeSmall css-1a3gxk2"><span class="MuiChip-label css-9iedg7">공지</span></div>' if entry.pinned else str(entry.number)
        title = f'<a {sheet.link(entry)} class="MuiTypography-root MuiLink-root css-8eigh3">{sheet.title(entry)}</a>'
        return f'<tr class="MuiTableRow-root MuiTableRow-hover css-1ttg5hx">{cell(chip, "css-34nofg")}{cell(title, "css-q34dxg")}{cell(entry.author, "css-34nofg")}{cell(sheet.day(entry), "css-34nofg")}</tr>'

    head = "".join(f'<th class="MuiTableCell-root MuiTableCell-head css-1ygcj2i" scope="col">{name}</th>' for name in ("번호", "제목", "작성자", "작성일"))
    return f'<div class="MuiPaper-root MuiTableContainer-root css-13xy2my"><table class="MuiTable-root css-rqglhn"><thead class="MuiTableHead-root css-1wbz3t9"><tr class="MuiTableRow-root MuiTableRow-head css-1gqug66">{head}</tr></thead><tbody class="MuiTableBody-root css-1xnox0e">\n{drawn(sheet, row)}\n</tbody></table></div>'


def scoped(sheet: Sheet) -> str:
    """A list of a framework that marks every element with the number of its component."""

    def row(entry: Entry) -> str:
        return f'<li data-v-5c1f9a20="" class="notice__item"><a data-v-5c1f9a20="" {sheet.link(entry)} class="notice__link"><span data-v-5c1f9a20="" class="notice__cate">{entry.category}</span><strong data-v-5c1f9a20="" class="notice__title">{sheet.title(entry)}</strong><span data-v-5c1f9a20="" class="notice__date">{sheet.day(entry)}</span></a><!----></li>'

    return f'<section data-v-5c1f9a20="" class="notice"><h2 data-v-5c1f9a20="" class="notice__head">공지사항</h2><ul data-v-5c1f9a20="" class="notice__list">\n{drawn(sheet, row)}\n</ul><!----></section>'


def neighbours(sheet: Sheet) -> str:
    """A neighbourhood's community: rows of a flexible list, ages for posts of today, remarks as badges."""

    def row(entry: Entry) -> str:
        remarks = f'<span class="badge bg-light text-dark rounded-pill">{entry.comments}</span>' if entry.comments else ""
        return f'<div class="list-group-item d-flex justify-content-between"><div class="flex-grow-1"><span class="badge bg-secondary">{entry.category}</span> <a {sheet.link(entry)} class="text-decoration-none fw-semibold">{sheet.title(entry)}</a> {remarks}<div class="small text-muted"><span class="me-2">{entry.author}</span><span class="me-2">{sheet.day(entry)}</span><span><i class="bi bi-eye"></i> {entry.views}</span></div></div></div>'

    return f'<div class="d-flex mb-3"><h1 class="h4">동네 소식</h1><a class="btn btn-primary btn-sm ms-auto" href="/town/write">글쓰기</a></div><div class="list-group list-group-flush">\n{drawn(sheet, row)}\n</div>'


def blog(sheet: Sheet) -> str:
    """A blog's front: thumb, title, beginning, kind and day."""

    def row(entry: Entry) -> str:
        return f'<div class="post-item"><a {sheet.link(entry)}><span class="thum"><img loading="lazy" src="https://img.example.com/R400x0/{entry.key}.png" alt=""></span><span class="title">{sheet.title(entry)}</span><span class="excerpt">{lead(entry, 100)}</span></a><span class="meta"><a href="/category/{entry.category}" class="category">{entry.category}</a><span class="date">{sheet.day(entry)}</span></span></div>'

    return f'<div class="post-header"><h1>전체 글 <span class="count">{sheet.count}</span></h1></div><div class="inner index-list">\n{drawn(sheet, row)}\n</div>'


def investors(sheet: Sheet) -> str:
    """A company's statutory notices: a table whose rows know their way."""

    def row(entry: Entry) -> str:
        return f'<tr {sheet.link(entry)} class="pointer"><td>{entry.number}</td><td class="subject">{sheet.title(entry)}</td><td>{sheet.day(entry)}</td></tr>'

    return f'<div class="ir-wrap"><table class="ir-table"><thead><tr>{heads(("No.", "Title", "Date"), "")}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table></div>'


def app_notices(sheet: Sheet) -> str:
    """A service's help pages: label, title, day, one line each."""

    def row(entry: Entry) -> str:
        return f'<div class="ntc-row"><span class="ntc-label {"ntc-label--fix" if entry.pinned else ""}">{"필독" if entry.pinned else entry.category}</span><a {sheet.link(entry)} class="ntc-title">{sheet.title(entry)}</a><span class="ntc-date">{sheet.day(entry)}</span></div>'

    return f'<div class="ntc-search"><input type="search" placeholder="검색어를 입력하세요"><button>찾기</button></div><div class="ntc-list">\n{drawn(sheet, row)}\n</div>'


def stories(sheet: Sheet) -> str:
    """A brand's cards with pictures."""

    def row(entry: Entry) -> str:
        return f'<article class="card"><a class="card-link" {sheet.link(entry)}><figure class="card-media"><img src="/uploads/cover/{entry.key}.webp" alt="{escape(entry.title)}" width="400" height="225"></figure><div class="card-body"><h2 class="card-title">{sheet.title(entry)}</h2><p class="card-desc">{lead(entry, 50)}</p><span class="card-date">{sheet.day(entry)}</span></div></a></article>'

    return f'<div class="cards">\n{drawn(sheet, row)}\n</div>'


def crowd(sheet: Sheet) -> str:
    """A community's rows: recommendations, title with the number of remarks, nickname, hits, stamp."""

    def row(entry: Entry) -> str:
        remarks = f'<a {sheet.link(entry)} class="list_reply"><span class="cnt">{entry.comments}</span></a>' if entry.comments else ""
        return f'<div class="list_item{" notice" if entry.pinned else ""}"><div class="list_like">{"공지" if entry.pinned else entry.views % 40}</div><div class="list_title"><a class="list_subject" {sheet.link(entry)}><span class="subj" title="{escape(entry.title)}">{sheet.title(entry)}</span></a>{remarks}</div><div class="list_author"><span class="nickname"><span>{entry.author}</span></span></div><div class="list_hit"><span class="hit">{entry.views}</span></div><div class="list_time"><span class="timestamp">{sheet.day(entry)}</span></div></div>'

    return f'<div class="list_head"><span>추천</span><span>제목</span><span>글쓴이</span><span>조회</span><span>시각</span></div><div class="list_content">\n{drawn(sheet, row)}\n</div>'


def city_japan(sheet: Sheet) -> str:
    """A Japanese city: day and office behind each title."""

    def row(entry: Entry) -> str:
        return f'<li><span class="article_date">{sheet.day(entry)}</span><span class="article_title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></span><span class="article_section">（{entry.author}）</span></li>'

    return f'<h1>{sheet.shape.words.menu[3]}</h1><p>新しいものから順に表示しています。</p><div class="info_list"><ul>\n{drawn(sheet, row)}\n</ul></div>'


def body_japan(sheet: Sheet) -> str:
    """A Japanese association's news: links that hold day, kind and title."""

    def row(entry: Entry) -> str:
        return f'<li class="p-news__item"><a {sheet.link(entry)} class="p-news__link"><time class="p-news__date" datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time><span class="p-news__cat">{("お知らせ", "イベント", "助成金")[entry.views % 3]}</span><p class="p-news__title">{sheet.title(entry)}</p></a></li>'

    return f'<section class="p-news"><div class="l-inner"><h2 class="c-heading"><span>NEWS</span>新着のお知らせ</h2><ul class="p-news__list">\n{drawn(sheet, row)}\n</ul></div></section>'


def campus_china(sheet: Sheet) -> str:
    """A Chinese university: day in brackets, title whole in its tooltip."""

    def row(entry: Entry) -> str:
        return f'<li id="row_{entry.number}"><a {sheet.link(entry)} target="_blank" title="{escape(entry.title)}">{sheet.title(entry)}</a><span class="time">[{sheet.day(entry)}]</span></li>'

    return f'<div class="nright"><div class="dqlm"><h3>{sheet.shape.words.menu[3]}</h3></div><div class="text_list"><ul>\n{drawn(sheet, row)}\n</ul></div></div>'


def stadt(sheet: Sheet) -> str:
    """A German city's messages: day and kind above a heading, a teaser below."""

    def row(entry: Entry) -> str:
        return f'<div class="teaser teaser--news"><div class="teaser__meta"><span class="teaser__date">{sheet.day(entry)}</span> <span class="teaser__category">{("Stadtleben", "Verkehr", "Bildung")[entry.views % 3]}</span></div><h2 class="teaser__headline"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h2><div class="teaser__text"><p>{lead(entry, 120)}</p></div><a {sheet.link(entry)} class="teaser__more" aria-label="Mehr zu: {escape(entry.title)}">Mehr erfahren</a></div>'

    return f'<h1>{sheet.shape.words.menu[3]}</h1><div class="result-info">{sheet.count} Meldungen gefunden</div><div class="teaser-list">\n{drawn(sheet, row)}\n</div>'


def faculte(sheet: Sheet) -> str:
    """A French university's items, each with a machine-readable day."""

    def row(entry: Entry) -> str:
        return f'<article class="actualite"><div class="actualite-contenu"><p class="actualite-rubrique">{("Formation", "Vie du campus", "Recherche")[entry.views % 3]}</p><h3 class="actualite-titre"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h3><p class="actualite-date">Publié le <time datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time></p><p class="actualite-resume">{lead(entry, 90)}</p></div></article>'

    return f'<h1>{sheet.shape.words.menu[3]}</h1><div class="liste-actualites">\n{drawn(sheet, row)}\n</div>'


def us_county(sheet: Sheet) -> str:
    """An American county's table: posted, title, department."""

    def row(entry: Entry) -> str:
        return f'<tr><td>{sheet.day(entry)}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td></tr>'

    return f'<h1>Public Notices</h1><table class="table table-striped" id="notices"><thead><tr>{heads(("Date Posted", "Notice", "Department"), "")}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


def trust(sheet: Sheet) -> str:
    """A British hospital trust's news."""

    def row(entry: Entry) -> str:
        return f'<li class="news-listing__item"><h2 class="news-listing__heading"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h2><p class="news-listing__date">Posted on {sheet.day(entry)}</p><p class="news-listing__summary">{lead(entry, 110)}</p></li>'

    return f'<h1>Latest news</h1><ul class="news-listing">\n{drawn(sheet, row)}\n</ul>'


def forum(sheet: Sheet) -> str:
    """A forum's topics: who began them and when, and who said the last word."""

    def row(entry: Entry) -> str:
        pin = '<span class="label label-pinned">Pinned</span> ' if entry.pinned else ""
        return f'<tr class="topic-row"><td class="topic-main">{pin}<a class="topic-title" {sheet.link(entry)}>{sheet.title(entry)}</a><div class="topic-starter">Started by <a href="/member/{entry.views % 90}">{entry.author}</a>, {sheet.day(entry)}</div></td><td class="topic-replies">{entry.comments}</td><td class="topic-views">{entry.views}</td><td class="topic-last"><a href="/member/{entry.views % 70}">Workshop crew</a><br>{entry.modified.day} {entry.modified:%b %Y, %H:%M}</td></tr>'

    return f'<div class="forum-head"><h1>Announcements and projects</h1><a class="button" href="/post/new">New topic</a></div><table class="topics"><thead><tr>{heads(("Topic", "Replies", "Views", "Last post"), "")}</tr></thead><tbody>\n{drawn(sheet, row)}\n</tbody></table>'


def notes(sheet: Sheet) -> str:
    """A blog that a generator has made: day, heading, beginning."""

    def row(entry: Entry) -> str:
        return f'<li><span class="post-meta">{sheet.day(entry)}</span><h3><a class="post-link" {sheet.link(entry)}>{sheet.title(entry)}</a></h3><p>{lead(entry, 140)}</p></li>'

    return f'<div class="home"><h2 class="post-list-heading">Posts</h2><ul class="post-list">\n{drawn(sheet, row)}\n</ul><p class="feed-subscribe"><a href="/feed.xml">Subscribe</a></p></div>'
