"""The pages of single posts of the ordinary boards, with what stands around them on real sites: neighbours, share buttons, remarks, polls."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from html import escape

from bench.extraction.boards import Open
from bench.extraction.entries import Entry


def around(opened: Open) -> tuple[str, str]:
    """The titles before and after, as links."""
    before, after = (f"<a {opened.link(entry)}>{escape(entry.title, quote=False)}</a>" for entry in (opened.before, opened.after))
    return before, after


def name_of(entry: Entry) -> str:
    """A title, escaped."""
    return escape(entry.title, quote=False)


def _size(name: str, unit: str = "KB") -> str:
    return f"{len(name) * 17.3:.1f} {unit}"


def county(opened: Open) -> str:
    """A county's page: names and values in a list, files with previews, the mark of public use, neighbours, whom to ask."""
    entry = opened.entry
    before, after = around(opened)
    files = opened.files(lambda link, name: f'<li><a {link} class="file_down">{name}</a> <span class="size">({_size(name)})</span> <a href="/convert/preview.sanmaru?id={entry.key}" target="_blank" title="새창" class="view_btn">바로보기</a></li>\n')
    attached = f'<dl class="view_file"><dt>파일</dt><dd><ul>{files}</ul></dd></dl>' if files else ""
    return (
        f'<div class="board_view"><h4 class="view_title">{opened.title}</h4><ul class="view_info"><li><strong>작성자</strong> <span>{entry.author}</span></li><li><strong>작성일</strong> <span>{opened.day}</span></li><li><strong>조회수</strong> <span>{entry.views}</span></li></ul>{attached}<div class="view_cont">{entry.body}</div>'
        '<div class="kogl"><img src="/resource/img/kogl_1.png" alt="공공누리 제1유형" /> 본 저작물은 “공공누리” 출처표시 조건에 따라 이용할 수 있습니다.</div></div>'
        f'<div class="view_move"><dl><dt>이전글</dt><dd>{before}</dd></dl><dl><dt>다음글</dt><dd>{after}</dd></dl></div><div class="board_btn"><a href="/board/list.sanmaru?boardId=BBS_0000021&amp;menuCd=DOM_000000203001000000" class="btn">목록보기</a></div>'
    )


def responsive(opened: Open) -> str:
    """A table without names for its title; office, day and hits in cells of their own."""
    entry = opened.entry
    before, after = around(opened)
    files = opened.files(lambda link, name: f'<p class="file"><a {link}>{name}</a></p>')
    return (
        f'<table class="tstyle_view"><caption class="hide">공지사항 상세</caption><tbody><tr><th scope="row" colspan="3" class="tit">{opened.title}</th></tr><tr><td><span class="tit">담당부서</span> <strong>{entry.author}</strong></td><td><span class="tit">등록일</span> <strong>{opened.day}</strong></td><td><span class="tit">조회수</span> <strong>{entry.views:,}</strong></td></tr>'
        f'<tr><td colspan="3"><div class="viewCont">{entry.body}</div></td></tr><tr><td colspan="3"><div class="viewFile">{files or "등록된 첨부파일이 없습니다."}</div></td></tr></tbody></table><ul class="near"><li><b>다음 글</b> {after}</li><li><b>이전 글</b> {before}</li></ul><a href="?act=list" class="btn-list">목록</a>'
    )


def gazette(opened: Open) -> str:
    """A public notice: its number among the facts, files by a function, the text in the last row."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="a_file">{name}</a><br/>')
    return (
        f'<form id="frmView" name="frmView" method="post" action="/gosi/gosiList.do"><input type="hidden" name="pageNo" value="1"/></form><table class="view_type1"><colgroup><col style="width:15%"/><col style="width:35%"/><col style="width:15%"/><col style="width:35%"/></colgroup><tbody><tr><th scope="row">공고명</th><td colspan="3">{opened.title}</td></tr><tr><th scope="row">공고번호</th><td>산마루시설 공고 제{entry.moment.year}-{entry.number}호</td><th scope="row">공고부서</th><td>{entry.author}</td></tr>'
        f'<tr><th scope="row">게시일</th><td>{opened.day}</td><th scope="row">조회</th><td>{entry.views}</td></tr><tr><th scope="row">첨부파일</th><td colspan="3">{files}</td></tr><tr><td colspan="4" class="cont"><div style="min-height:200px">{entry.body}</div></td></tr></tbody></table><div class="btn_r"><button type="button" onclick="fnList()">목록</button></div>'
    )


def definitions(opened: Open) -> str:
    """Title and a line of facts, a text, a box of files, buttons to hand the page on."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> <em>[{_size(name)}]</em></li>')
    return (
        f'<div class="bd_view"><div class="bd_tit"><h3>{opened.title}</h3><dl><dt>작성자</dt><dd>{entry.author}</dd><dt>등록일</dt><dd>{opened.day}</dd><dt>조회</dt><dd>{entry.views}</dd></dl></div><div class="bd_cont">{entry.body}</div>'
        f'<div class="bd_file"><strong>첨부파일 ({len(entry.files)})</strong><ul>{files}</ul></div><div class="bd_sns"><button type="button">페이스북 공유</button><button type="button">주소 복사</button><button type="button" onclick="window.print()">인쇄</button></div></div>'
    )


def row_lists(opened: Open) -> str:
    """A department's page: title, names before values with colons, files between facts and text."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><i class="xi-paperclip"></i> <a {link}>{name}</a></li>')
    attached = f'<ul class="v_files">{files}</ul>' if files else ""
    before, after = around(opened)
    return (
        f'<div class="ul_view"><h2 class="v_title">{opened.title}</h2><p class="v_info"><span>글쓴이 : {entry.author}</span><span>작성일 : {opened.day}</span><span>조회수 : {entry.views}</span></p>{attached}<div class="v_body">{entry.body}</div>'
        f'<div class="v_prev"><span class="head">이전글</span> {before}</div><div class="v_next"><span class="head">다음글</span> {after}</div></div>'
    )


def grid(opened: Open) -> str:
    """A research body's page: rows of boxes with names; the text below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="fileItem"><a {link}>{name}</a></div>')
    facts = "".join(f'<div class="cell"><span class="tit">{name}</span><span class="txt">{value}</span></div>' for name, value in (("등록자", entry.author), ("등록일", opened.day), ("조회", entry.views)))
    attached = f'<div class="view-file"><span class="tit">첨부파일</span><div class="txt">{files}</div></div>' if files else ""
    return f'<div class="view-wrap"><div class="view-title"><strong>{opened.title}</strong></div><div class="view-info">{facts}</div>{attached}<div class="view-content">{entry.body}</div><div class="btn-area"><a class="btn" href="/notice/list">목록으로</a></div></div>'


def classic(opened: Open) -> str:
    """An association's page of 2008: cells with and without colour, files beside their number, remarks below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<img src="/images/bbs/disk.gif" align="absmiddle"> <a {link}>{name}</a>&nbsp; ')
    said = "".join(f'<tr><td width="100"><b>협회 담당</b></td><td>{("확인했습니다.", "참고하겠습니다. 고맙습니다.")[place % 2]}</td><td width="110">{entry.modified:%Y-%m-%d}</td></tr>' for place in range(min(entry.comments, 2)))
    return (
        f'<table width="660" border="0" cellpadding="5" cellspacing="0" align="center"><tr><td bgcolor="#F4F4EC" width="80" align="center"><b>제 목</b></td><td colspan="3">{opened.title}</td></tr><tr><td bgcolor="#F4F4EC" align="center"><b>작성자</b></td><td>{entry.author}</td><td bgcolor="#F4F4EC" width="80" align="center"><b>작성일</b></td><td width="150">{opened.day}</td></tr><tr><td bgcolor="#F4F4EC" align="center"><b>첨 부</b></td><td colspan="3">{files}</td></tr>'
        f'<tr><td colspan="4" height="250" valign="top" style="padding:15px">{entry.body}</td></tr></table><table width="660" border="0" align="center" class="reply">{said}</table><table width="660" align="center"><tr><td align="right"><a href="list.asp?bid=2"><img src="/images/bbs/btn_list.gif" border="0" alt="목록"></a> <a href="write.asp?bid=2"><img src="/images/bbs/btn_write.gif" border="0" alt="글쓰기"></a></td></tr></table>'
    )


def department(opened: Open) -> str:
    """A department's page: a table of names and values, the text across, neighbours below."""
    entry = opened.entry
    before, after = around(opened)
    files = opened.files(lambda link, name: f'<a {link}>{name}</a> <br />')
    return (
        f'<table class="tbl_read"><tr><th>제목</th><td colspan="5">{opened.title}</td></tr><tr><th>작성자</th><td>{entry.author}</td><th>작성일</th><td>{opened.day}</td><th>조회</th><td>{entry.views}</td></tr><tr><th>파일</th><td colspan="5">{files}</td></tr><tr><td colspan="6" class="con">{entry.body}</td></tr></table>'
        f'<table class="tbl_pn"><tr><th>윗글</th><td>{after}</td></tr><tr><th>아랫글</th><td>{before}</td></tr></table><div class="r"><a href="?mode=list"><img src="/img/sub/btn_list.gif" alt="목록" /></a></div>'
    )


def tabs(opened: Open) -> str:
    """A university's page: kind above the title, a list of facts, text, files, neighbours with days."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a><span class="dn-count">다운로드 {entry.views // 9}회</span></li>')
    near = "".join(f'<li><span>{word}</span><a {opened.link(one)}>{name_of(one)}</a><em>{one.moment:%Y.%m.%d}</em></li>' for word, one in (("이전글", opened.before), ("다음글", opened.after)))
    attached = f'<div class="view-files"><h5>첨부파일</h5><ul>{files}</ul></div>' if files else ""
    return f'<div class="view-head"><span class="cate">{entry.category}</span><h4>{opened.title}</h4><ul class="view-info"><li><span>작성자</span>{entry.author}</li><li><span>등록일</span>{opened.day}</li><li><span>조회수</span>{entry.views:,}</li></ul></div><div class="view-con">{entry.body}</div>{attached}<ul class="view-near">{near}</ul>'


def school(opened: Open) -> str:
    """A school's page: a table of names and values with the text in it."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> <a href="#none" onclick="viewer(\'{entry.key}\');" class="btn_s">문서 미리보기</a></li>')
    return (
        f'<div class="tbl_type02"><table><caption>가정통신문 상세보기</caption><tbody><tr><th scope="row">제목</th><td colspan="3">{opened.title}</td></tr><tr><th scope="row">이름</th><td>{entry.author}</td><th scope="row">등록일</th><td>{opened.day}</td></tr><tr><th scope="row">내용</th><td colspan="3" class="content">{entry.body}</td></tr><tr><th scope="row">첨부파일</th><td colspan="3"><ul class="files">{files}</ul></td></tr></tbody></table></div>'
        '<div class="btns"><a href="/board/boardList?bbsId=12" class="b">목록</a></div>'
    )


def museum(opened: Open) -> str:
    """A museum's page: title, day, text, files; nobody signs."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="btn-file"><span>{name}</span></a>')
    before, after = around(opened)
    attached = f'<div class="file-area"><p>첨부파일</p>{files}</div>' if files else ""
    return f'<article class="board-type-view"><header><h3>{opened.title}</h3><p class="date">{opened.day}</p></header><div class="editor-area">{entry.body}</div>{attached}<nav class="page-nav"><p><span>PREV</span>{before}</p><p><span>NEXT</span>{after}</p></nav></article>'


def bids(opened: Open) -> str:
    """A call for bids: how it is given away, when it was put up, until when it is open, who buys."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    rows = (("공고명", f'<b>{opened.title}</b>', "", ""), ("공고일", opened.day, "마감일시", f"{entry.deadline:%Y.%m.%d} 10:00"), ("계약방법", ("일반경쟁", "제한경쟁", "수의시담")[entry.views % 3], "담당자", entry.author))
    table = "".join(f"<tr><th>{name}</th><td>{value}</td><th>{other}</th><td>{more}</td></tr>" if other else f'<tr><th>{name}</th><td colspan="3">{value}</td></tr>' for name, value, other, more in rows)
    return f'<table class="tb_view"><tbody>{table}<tr><th>첨부파일</th><td colspan="3"><ul>{files}</ul></td></tr></tbody></table><div class="tb_cont">{entry.body}</div><div class="btn_c"><a class="btn_b" href="/bid/list.jsp">목록</a></div>'


def releases(opened: Open) -> str:
    """A press release: title, day and office without names, text, files with two ways each, whom to ask."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p><span>{name}</span> <a {link} class="down">내려받기</a> <a href="/viewer/doc.html?key={entry.key}" class="view" target="_blank">바로보기</a></p>')
    attached = f'<div class="filewrap"><strong>첨부파일</strong>{files}</div>' if files else ""
    return (
        f'<div class="article_head"><h2>{opened.title}</h2><div class="info"><span>{opened.day}</span><span>{entry.author}</span></div></div>{attached}<div class="article_body"><div class="view_cont">{entry.body}</div></div>'
        '<p class="copyright">“이 자료는 한별에너지진흥원의 보도자료를 전재하여 제공함을 알려드립니다.”</p><div class="article_share"><a href="#">트위터</a><a href="#">페이스북</a></div>'
    )


def institute(opened: Open) -> str:
    """A foundation's page: title, icons before day and office."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} download><i class="fas fa-download"></i> {name}</a></li>')
    return f'<div class="detail"><h3 class="detail_tit">{opened.title}</h3><p class="detail_info"><span><i class="far fa-clock"></i> {opened.day}</span><span><i class="fas fa-user"></i> {entry.author}</span><span><i class="far fa-eye"></i> {entry.views}</span></p><div class="detail_cont">{entry.body}</div><ul class="detail_file">{files}</ul></div><a href="/kr/news" class="btn_more">목록으로 가기</a>'


def council(opened: Open) -> str:
    """A council's page: the title in the table's head, facts below it."""
    entry = opened.entry
    before, after = around(opened)
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return (
        f'<table class="board_view_table"><thead><tr><th colspan="4">{opened.title}</th></tr></thead><tbody><tr><th>작성자</th><td>{entry.author}</td><th>작성일</th><td>{opened.day}</td></tr><tr><th>첨부</th><td colspan="3"><ul>{files}</ul></td></tr><tr><td colspan="4" class="board_cont">{entry.body}</td></tr></tbody></table>'
        f'<div class="pn"><p>이전 : {before}</p><p>다음 : {after}</p></div>'
    )


def welfare(opened: Open) -> str:
    """A welfare centre's page: title, signed line, text, remarks with a form."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> <span>{_size(name)}</span></li>')
    said = "".join(f'<li class="cm"><p class="cm_nm">자원봉사자 모임 <span>{entry.modified:%y.%m.%d %H:%M}</span></p><p class="cm_tx">{("수고 많으셨습니다!", "다음에도 함께할게요.")[place % 2]}</p></li>' for place in range(min(entry.comments, 3)))
    attached = f'<ul class="b_file">{files}</ul>' if files else ""
    return (
        f'<div class="basic_view"><h1>{opened.title}</h1><div class="b_info"><span class="nm">{entry.author}</span> <span class="dt">{opened.day}</span> <span class="ht">조회 {entry.views}</span> <span class="cm">댓글 {min(entry.comments, 3)}</span></div>{attached}<div class="b_con">{entry.body}</div></div>'
        f'<div class="b_cmt"><h3>댓글 <b>{min(entry.comments, 3)}</b></h3><ul>{said}</ul><form action="/bbs/cmt_write.php" method="post"><textarea name="memo" placeholder="댓글을 남겨 주세요"></textarea><button>등록</button></form></div>'
    )


def society(opened: Open) -> str:
    """A learned society's page: as its list, with bars between."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="afile">첨부파일 : <a {link}>{name}</a></div>')
    return f'<div class="bbsView"><p class="tit">{opened.title}</p><p class="info">{entry.author}<span>|</span>{opened.day}<span>|</span>Hit {entry.views}</p>{files}<div class="con">{entry.body}</div><p class="btn"><a href="/html/?pmode=BBBS0001">목록</a></p></div>'


def recruits(opened: Open) -> str:
    """A call for staff: when it was put up and until when it is open, whom to ask."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return (
        f'<div class="recruit_view"><h3>{opened.title}</h3><ul class="rv_info"><li><b>등록일</b> {opened.day}</li><li><b>접수기간</b> {entry.moment:%Y-%m-%d} ~ {entry.deadline:%Y-%m-%d}</li><li><b>등록부서</b> {entry.author}</li></ul><div class="rv_cont">{entry.body}</div>'
        f'<div class="rv_file"><h4>첨부파일</h4><ul>{files}</ul></div><div class="rv_btn"><a href="/recruit/apply/{entry.key}" class="go">입사지원</a><a href="/recruit/list">목록</a></div></div>'
    )


def tailwind(opened: Open) -> str:
    """A young company's page: kind, title, day, text; two more posts below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="flex items-center gap-2 rounded-lg border px-4 py-3 text-sm text-gray-700 hover:bg-gray-50"><svg class="h-4 w-4" viewBox="0 0 24 24"><path d="M12 3v12"></path></svg>{name}</a>')
    more = "".join(f'<a {opened.link(one)} class="rounded-xl border p-4"><p class="font-semibold">{name_of(one)}</p><time class="text-xs text-gray-400">{one.moment.year}. {one.moment.month}. {one.moment.day}.</time></a>' for one in (opened.before, opened.after))
    return (
        f'<article class="mx-auto max-w-3xl py-16"><span class="rounded-full bg-indigo-50 px-2.5 py-0.5 text-xs text-indigo-600">{entry.category}</span><h1 class="mt-4 text-3xl font-bold">{opened.title}</h1><time class="mt-3 block text-sm text-gray-400" datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time><div class="prose prose-lg mt-10 max-w-none">{entry.body}</div><div class="mt-10 space-y-2">{files}</div></article>'
        f'<section class="border-t py-10"><h2 class="text-lg font-bold">다른 소식</h2><div class="mt-4 grid grid-cols-2 gap-4">{more}</div></section>'
    )


def emotion(opened: Open) -> str:
    """A component library's page: the stamp as browsers write it in Korea."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="MuiListItem-root css-1p823my"><a {link} class="MuiButtonBase-root MuiListItemButton-root css-16ac5r2"><span class="MuiTypography-root MuiTypography-body1 css-yb0lig">{name}</span></a></li>')
    attached = f'<ul class="MuiList-root css-1ontqvh">{files}</ul>' if files else ""
    return (
        f'<div class="MuiPaper-root MuiPaper-elevation css-1a2brf5"><h5 class="MuiTypography-root MuiTypography-h5 css-zq6grw">{opened.title}</h5><div class="MuiStack-root css-u4p24i"><span class="MuiTypography-root MuiTypography-caption css-1w1rijm">작성자: {entry.author}</span><span class="MuiTypography-root MuiTypography-caption css-1w1rijm">작성일: {opened.day}</span></div><hr class="MuiDivider-root css-39bbo6"/><div class="MuiBox-root css-k008qs">{entry.body}</div>{attached}</div>'
        '<button class="MuiButtonBase-root MuiButton-root css-1ujsas3" tabindex="0" type="button">목록</button>'
    )


def scoped(opened: Open) -> str:
    """A shop's page of scoped components."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a data-v-9e02c7d1="" {link} class="detail__file">{name}</a>')
    return f'<section data-v-9e02c7d1="" class="detail"><p data-v-9e02c7d1="" class="detail__cate">{entry.category}</p><h3 data-v-9e02c7d1="" class="detail__title">{opened.title}</h3><p data-v-9e02c7d1="" class="detail__date">{opened.day}</p><div data-v-9e02c7d1="" class="detail__body">{entry.body}</div><div data-v-9e02c7d1="" class="detail__files">{files}</div><a data-v-9e02c7d1="" href="/cs/notice" class="detail__list">목록</a></section>'


def neighbours(opened: Open) -> str:
    """A neighbourhood's page: who and when below the title, thumbs, remarks."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><i class="bi bi-paperclip"></i> <a {link}>{name}</a></li>')
    said = "".join(f'<div class="d-flex mb-3 comment"><div><strong>{("골목지기", "단골손님")[place % 2]}</strong> <small class="text-muted">{entry.modified:%Y-%m-%d %H:%M}</small><p class="mb-0">{("좋은 소식이네요.", "저도 갈게요!")[place % 2]}</p></div></div>' for place in range(entry.comments))
    attached = f'<ul class="list-unstyled small mt-4">{files}</ul>' if files else ""
    return (
        f'<div class="card border-0"><div class="card-body"><h2 class="h4">{opened.title}</h2><div class="text-muted small mb-4">{entry.author} · {opened.day} · 조회 {entry.views}</div><div class="article-body">{entry.body}</div>{attached}<div class="text-center my-4"><button class="btn btn-outline-danger"><i class="bi bi-heart"></i> 좋아요 {entry.views % 12}</button></div></div></div>'
        f'<div id="comments"><h3 class="h6">댓글 {entry.comments}</h3>{said}</div>'
    )


def blog(opened: Open) -> str:
    """A blog's post: kind, title, writer and day, tags, others of the same kind, remarks."""
    entry = opened.entry
    same = "".join(f'<li><a {opened.link(one)}>{name_of(one)}</a> <span>{one.moment:%Y.%m.%d}</span></li>' for one in (opened.before, opened.after))
    said = "".join('<li><span class="name">지나가던 독자</span><p>잘 읽었습니다.</p></li>' for _ in range(min(entry.comments, 2)))
    return (
        f'<div class="post-cover"><span class="category">{entry.category}</span><h1>{opened.title}</h1><span class="meta"><span class="author">{entry.author}</span> <span class="date">{opened.day}</span></span></div><div class="entry-content">{entry.body}</div>'
        f'<div class="tags"><h2>태그</h2><a href="/tag/log" rel="tag">기록</a>, <a href="/tag/team" rel="tag">팀</a></div><div class="related"><h2>\'{entry.category}\' 카테고리의 다른 글</h2><ul>{same}</ul></div><div class="comments"><h2>댓글 {min(entry.comments, 2)}</h2><ul>{said}</ul></div>'
    )


def investors(opened: Open) -> str:
    """A company's statutory notice."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="btn-dn">{name}</a></li>')
    return f'<div class="ir-view"><div class="ir-view-top"><strong>{opened.title}</strong><span>{opened.day}</span></div><div class="ir-view-con">{entry.body}</div><ul class="ir-view-file">{files}</ul><div class="ir-view-btn"><a href="/ir/notice">List</a></div></div>'


def app_notices(opened: Open) -> str:
    """A service's help page: label and title in a head, day to the right."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="ntc-file">{name}</a>')
    return f'<div class="ntc-view"><div class="ntc-view__head"><h2>{opened.title}</h2><span class="ntc-date">{opened.day}</span></div><div class="ntc-view__body">{entry.body}</div><div class="ntc-view__files">{files}</div></div><div class="ntc-poll"><p>이 글이 도움이 되었나요?</p><button>예</button><button>아니요</button></div>'


def stories(opened: Open) -> str:
    """A brand's story: day, writer, picture, text, more cards."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p class="story-file"><a {link}>{name}</a></p>')
    more = "".join(f'<article class="card"><a class="card-link" {opened.link(one)}><h2 class="card-title">{name_of(one)}</h2><span class="card-date">{one.moment:%Y.%m.%d}</span></a></article>' for one in (opened.before, opened.after))
    return f'<main class="story"><header class="story-head"><h1>{opened.title}</h1><p class="story-by"><span>{opened.day}</span><span>글 {entry.author}</span></p></header><img class="story-cover" src="/uploads/cover/{entry.key}.webp" alt=""><div class="story-body">{entry.body}</div>{files}</main><aside class="cards"><h3>함께 읽으면 좋은 이야기</h3>{more}</aside>'


def crowd(opened: Open) -> str:
    """A community's post: nickname, stamp, text, recommendations, remarks with stamps."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="attached_file"><a {link}>{name}</a></div>')
    said = "".join(f'<div class="comment_row"><div class="comment_info"><span class="nickname">{("지나가던회원", "눈팅회원")[place % 2]}</span><span class="timestamp">{entry.modified:%Y-%m-%d %H:%M:%S}</span></div><div class="comment_content"><div class="comment_view">{("정보 감사합니다.", "잘 됐네요.")[place % 2]}</div></div></div>' for place in range(entry.comments))
    return (
        f'<div class="content_view"><h3 class="post_subject"><span>{opened.title}</span></h3><div class="post_view"><div class="post_contact"><span class="nickname"><span>{entry.author}</span></span></div><div class="post_author"><span class="view_count"><strong>{entry.views}</strong></span><span class="date">{opened.day}</span></div></div><div class="post_content"><article><div class="post_article">{entry.body}</div></article>{files}</div>'
        f'<div class="post_like"><button type="button">공감 {entry.views % 40}</button></div></div><div class="post_comment"><h4>댓글 [{entry.comments}]</h4>{said}</div>'
    )


def city_japan(opened: Open) -> str:
    """A Japanese city's page: put up and changed, office, text, files with their sizes, where to ask, a form of opinion."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> [{len(name) * 31}KB]</li>')
    attached = f'<div class="detail_file"><h2>ダウンロード</h2><ul>{files}</ul></div>' if files else ""
    return (
        f'<div id="main_body"><h1>{opened.title}</h1><p class="detail_date">公開日 {opened.day}<br>最終更新日 {entry.modified:%Y}年{entry.modified:%m}月{entry.modified:%d}日<br>担当課：{entry.author}</p><div class="detail_free">{entry.body}</div>{attached}</div>'
        f'<div id="section_footer"><h2>このページに関するお問い合わせ先</h2><p>〒000-0000 見晴市中央一丁目1番1号</p></div><div id="enquete"><h2>このページの情報は役に立ちましたか？</h2><label><input type="radio" name="v">役に立った</label></div>'
    )


def body_japan(opened: Open) -> str:
    """A Japanese association's page."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="c-link-pdf">{name}</a></li>')
    before, after = around(opened)
    return f'<article class="p-single"><div class="p-single__meta"><time datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time></div><h1 class="p-single__title">{opened.title}</h1><div class="p-single__content">{entry.body}</div><ul class="p-single__files">{files}</ul></article><div class="p-single__nav"><span class="prev">{before}</span><a href="/news/">一覧</a><span class="next">{after}</span></div>'


def campus_china(opened: Open) -> str:
    """A Chinese university's page: office, day and hits in one line; files below the text; neighbours."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li>附件【<a {link} target="_blank">{name}</a>】已下载<span>{entry.views // 11}</span>次</li>')
    before, after = around(opened)
    return (
        f'<form name="newsForm"><div class="content-title"><h3>{opened.title}</h3><i>发布单位：{entry.author}&nbsp;&nbsp;发布日期：{opened.day}&nbsp;&nbsp;点击数：<span>{entry.views}</span></i></div><div class="content-con"><div id="news_body"><div class="news_text">{entry.body}</div></div><ul style="list-style-type:none;">{files}</ul></div></form>'
        f'<div class="content-sx"><p>上一条：{before}</p><p>下一条：{after}</p></div>'
    )


def stadt(opened: Open) -> str:
    """A German city's message: day and office above the heading, downloads, share buttons."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="download"><a {link}>{name}</a> <span class="download__info">{name.rpartition(".")[2].upper()}, {len(name) * 12} KB</span></li>')
    attached = f'<section class="downloads"><h2>Dokumente</h2><ul>{files}</ul></section>' if files else ""
    return f'<article class="article"><p class="article__meta"><span class="article__date">{opened.day}</span> | <span class="article__source">{entry.author}</span></p><h1 class="article__headline">{opened.title}</h1><div class="article__text">{entry.body}</div>{attached}<div class="share"><p>Seite teilen</p><ul><li><a href="#">E-Mail</a></li><li><a href="#">Drucken</a></li></ul></div></article><p class="back"><a href="/nachrichten">Zurück zu allen Nachrichten</a></p>'


def faculte(opened: Open) -> str:
    """A French university's item: put up and brought up to date, by whom."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="document">{name}</a> ({len(name) * 8} Ko)</li>')
    attached = f'<div class="telechargements"><h2>Documents à télécharger</h2><ul>{files}</ul></div>' if files else ""
    return f'<article class="fiche-actualite"><h1>{opened.title}</h1><p class="publication">Publié le <time datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time> – Mis à jour le <time datetime="{entry.modified:%Y-%m-%d}">{entry.modified:%d/%m/%Y}</time></p><p class="auteur">Par {entry.author}</p><div class="contenu">{entry.body}</div>{attached}</article><ul class="partage"><li><a href="#">Partager sur LinkedIn</a></li><li><a href="#">Imprimer</a></li></ul>'


def us_county(opened: Open) -> str:
    """An American county's notice: names and values, attachments, an address at the end."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} target="_blank">{name}</a></li>')
    attached = f'<h3>Supporting Documents</h3><ul class="docs">{files}</ul>' if files else ""
    return f'<div class="detail-content"><h1>{opened.title}</h1><div class="detail-list"><div><span class="detail-list-label">Post Date:</span> <span class="detail-list-value">{opened.day}</span></div><div><span class="detail-list-label">Department:</span> <span class="detail-list-value">{entry.author}</span></div></div><div class="fr-view">{entry.body}</div>{attached}</div><p><a href="/notices">Return to full list &gt;&gt;</a></p>'


def trust(opened: Open) -> str:
    """A hospital trust's story; nobody signs."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> [{name.rpartition(".")[2]}] {len(name) * 6}KB</li>')
    attached = f'<h2>Documents</h2><ul class="download-list">{files}</ul>' if files else ""
    before, after = around(opened)
    return f'<h1>{opened.title}</h1><p class="news-date">Posted on {opened.day}</p><div class="page-content">{entry.body}</div>{attached}<div class="more-news"><h2>More news</h2><ul><li>{before}</li><li>{after}</li></ul></div>'


def forum(opened: Open) -> str:
    """A forum's topic: the first post with its writer at the side, answers below in the same form."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> <small>{len(name) * 4} KB</small></li>')
    attached = f'<div class="post-attachments"><strong>Attached files</strong><ul>{files}</ul></div>' if files else ""

    def post(number: int, author: str, day: str, body: str, below: str = "") -> str:
        return f'<div class="post" id="p{number}"><div class="post-user"><strong>{author}</strong><span class="rank">Member</span></div><div class="post-main"><div class="post-date">Posted {day}</div><div class="post-text">{body}</div>{below}</div></div>'

    answers = "".join(post(place + 2, "Workshop crew", f"{entry.modified.day} {entry.modified:%b %Y, %H:%M}", f"<p>{('Thanks for sharing this.', 'Looking forward to it.')[place % 2]}</p>") for place in range(entry.comments))
    return f'<h1 class="topic-heading">{opened.title}</h1><div class="posts">{post(1, entry.author, opened.day, entry.body, attached)}{answers}</div><div class="reply-box"><a class="button" href="/login">Log in to reply</a></div>'


def notes(opened: Open) -> str:
    """A blog's post: heading, day and writer, text, neighbours."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p>Download: <a {link}>{name}</a></p>')
    before, after = around(opened)
    return f'<article class="post h-entry"><header class="post-header"><h1 class="post-title p-name">{opened.title}</h1><p class="post-meta"><time class="dt-published" datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+00:00">{opened.day}</time> • <span class="p-author">{entry.author}</span></p></header><div class="post-content e-content">{entry.body}</div>{files}</article><nav class="post-nav"><span>← {before}</span><span>{after} →</span></nav>'
