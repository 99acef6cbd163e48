"""Pages of single posts as the public templates of Korean boards draw them."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from html import escape

from bench.extraction.boards import Open

KOGL = '<div class="kogl"><img src="/images/kogl_mark_01.gif" alt="공공누리 제1유형 출처표시"><p>본 저작물은 공공누리 "출처표시" 조건에 따라 이용할 수 있습니다.</p></div>'


def _around(opened: Open) -> tuple[str, str]:
    before, after = (f"<a {opened.link(entry)}>{escape(entry.title, quote=False)}</a>" for entry in (opened.before, opened.after))
    return before, after


def portal(opened: Open) -> str:
    """The common portal's page: a form around a table of facts, the text in a cell, files asked for by a function."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<tr><td><a {link}>{name}&nbsp;[{len(name) * 2048}&nbsp;byte]</a></td></tr>')
    return (
        f'<form name="frm" method="post" action="/cop/bbs/selectBoardList.do"><input type="hidden" name="pageIndex" value="1"><input type="hidden" name="bbsId" value="BBSMSTR_000000000071"><input type="hidden" name="nttId" value="{entry.key}"><table class="wTable" summary="게시물 상세"><caption>글조회</caption><colgroup><col style="width:16%"><col></colgroup><tbody><tr><th>제목 </th><td class="left" colspan="5">\n\t{opened.title}\n</td></tr><tr><th>작성자 </th><td class="left">\n{entry.author}\n</td><th>작성시간 </th><td class="left">{opened.day}</td><th>조회수 </th><td class="left">{entry.views}</td></tr>'
        f'<tr><th class="vtop">글내용 </th><td colspan="5" class="cnt"><div id="bbs_cn">{entry.body}</div></td></tr><tr><th>첨부파일 목록</th><td colspan="5"><input type="hidden" name="atchFileId" value=""><table style="width:100%">{files}</table></td></tr></tbody></table><div class="btn"><span class="btn_s"><a href="/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000071">목록</a></span></div></form>'
    )


def county(opened: Open) -> str:
    """A county's page: title and facts in a head, files with previews and counts, the free licence, neighbours, who keeps the page."""
    entry = opened.entry
    before, after = _around(opened)
    files = opened.files(lambda link, name: f'<li><span class="file_name"><i class="ico_{name.rpartition(".")[2]}"></i>{name} ({len(name) * 9}kb)</span> <a {link} class="bt_down"><span class="skip">{name}</span>다운로드</a> <a href="#none" onclick="preview(\'{entry.key}\')" class="bt_view">바로보기</a> <em>다운로드 {entry.views // 5}회</em></li>')
    return (
        f'<div class="bod_view"><div class="view_head"><h4>{opened.title}</h4><ul class="view_info"><li><span class="th">담당부서</span> {entry.author}</li><li><span class="th">등록일</span> {opened.day}</li><li><span class="th">조회</span> {entry.views:,}</li><li><span class="th">전화번호</span> 033-000-{1000 + entry.number}</li></ul></div>'
        f'<div class="view_cont">{entry.body}</div><div class="add_file"><strong>첨부파일</strong><ul>{files or "<li>등록된 첨부파일이 없습니다.</li>"}</ul></div>{KOGL}<div class="view_navi"><dl><dt>다음글</dt><dd>{after}</dd></dl><dl><dt>이전글</dt><dd>{before}</dd></dl></div><div class="btn_wrap"><a href="/board/list.sol?boardId=BBS_0000021" class="btn_list">목록</a></div></div>'
    )


def exercise(opened: Open) -> str:
    """A student's page: pairs of cells in a table with a border."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link}>{name}</a><br>')
    return f'<h1>글 상세</h1>\n<a href="logout.do">Log-out</a>\n<hr>\n<form action="updateBoard.do" method="post">\n<input name="seq" type="hidden" value="{entry.key}"/>\n<table border="1" cellpadding="0" cellspacing="0" width="700">\n<tr><td bgcolor="orange" width="70">제목</td><td align="left">{opened.title}</td></tr>\n<tr><td bgcolor="orange">작성자</td><td align="left">{entry.author}</td></tr>\n<tr><td bgcolor="orange">내용</td><td align="left" height="200">{entry.body}</td></tr>\n<tr><td bgcolor="orange">등록일</td><td align="left">{opened.day}</td></tr>\n<tr><td bgcolor="orange">조회수</td><td align="left">{entry.views}</td></tr>\n<tr><td bgcolor="orange">첨부</td><td align="left">{files}</td></tr>\n<tr><td colspan="2" align="center"><input type="submit" value="글 수정"/></td></tr>\n</table>\n</form>\n<a href="insertBoard.jsp">글등록</a>&nbsp;&nbsp;&nbsp;<a href="deleteBoard.do?seq={entry.key}">글삭제</a>&nbsp;&nbsp;&nbsp;<a href="getBoardList.do">글목록</a>'


def boot(opened: Open) -> str:
    """A template engine's article: facts in an aside, comments of others with names and days below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="list-group-item"><a {link}>{name}</a></li>')
    comments = "".join(f'<li><div class="row"><div class="col-md-10"><strong>회원{number}</strong><small><time>{entry.modified:%Y-%m-%dT%H:%M:%S}</time></small><p>잘 읽었습니다. 다음 글도 기다리겠습니다.</p></div></div></li>' for number in range(entry.comments))
    return f'<main id="article-main" class="container"><header id="article-header" class="py-5 text-center"><h1>{opened.title}</h1></header><div class="row g-5"><section class="col-md-3 order-md-last"><aside><p><span id="nickname">{entry.author}</span></p><p><a href="mailto:user@example.kr">user@example.kr</a></p><p><time id="created-at" datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}">{opened.day}</time></p><p><span class="badge bg-secondary"><a class="text-reset" href="/articles?hashtag=java">#java</a></span></p></aside></section><article id="article-content" class="col-md-9"><div>{entry.body}</div><ul class="list-group mt-4">{files}</ul></article></div><div class="row g-5"><section><form class="row g-3"><label for="comment-textbox" hidden>댓글</label><textarea class="form-control" id="comment-textbox" placeholder="댓글 쓰기.." rows="3"></textarea><button class="btn btn-primary" id="comment-submit" type="submit">쓰기</button></form><ul id="article-comments" class="row">{comments}</ul></section></div></main>'


def moustache(opened: Open) -> str:
    """An editing form that serves as the page: what was written stands in a box that cannot be changed."""
    entry = opened.entry
    return f'<h1>게시글 수정</h1><div class="col-md-12"><div class="col-md-4"><form><div class="form-group"><label for="id">글 번호</label><input type="text" class="form-control" id="id" value="{entry.key}" readonly></div><div class="form-group"><label for="title">제목</label><p class="form-control-static" id="title">{opened.title}</p></div><div class="form-group"><label for="author">작성자</label><p class="form-control-static" id="author">{entry.author}</p></div><div class="form-group"><label for="content">내용</label><textarea class="form-control" id="content" rows="12" readonly>{entry.body}</textarea></div></form><a href="/" role="button" class="btn btn-secondary">취소</a><button type="button" class="btn btn-primary" id="btn-update">수정 완료</button></div></div>'


def script(opened: Open) -> str:
    """A script's page of 2003, nothing closed, the text in a cell of its own."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<img src=images/file.gif> <a {link}>{name}</a>&nbsp;&nbsp;')
    return f'<table width=620 border=0 cellspacing=0 cellpadding=4><tr bgcolor=#DDE6F0><td colspan=2><font size=2><b>{opened.title}</b>\n<tr><td><font size=2>글쓴이 : {entry.author}&nbsp;&nbsp;(211.***.20.{entry.number})<td align=right><font size=2>작성일 : {opened.day}&nbsp;&nbsp;조회 : {entry.views}\n<tr><td colspan=2 background=images/line.gif height=1>\n<tr><td colspan=2><font size=2>첨부 : {files or "없음"}\n<tr><td colspan=2 height=250 valign=top style="word-break:break-all;padding:10px"><font size=2>{entry.body}\n<tr><td colspan=2 background=images/line.gif height=1></table>\n<table width=620><tr><td><a href=list.asp?table=notice><img src=images/btn_list.gif border=0 alt=목록></a> <a href=reply.asp?idx={entry.key}><img src=images/btn_reply.gif border=0 alt=답변></a></table>'


def gateway(opened: Open) -> str:
    """A gateway program's page: a line of facts in small letters, the text, a bar of buttons."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<FONT SIZE=2>[ <A {link}>{name}</A> ]</FONT> ')
    return f'<CENTER><TABLE BORDER=0 WIDTH=95% CELLPADDING=4><TR BGCOLOR="#666633"><TD><FONT COLOR=WHITE><B>{opened.title}</B></FONT></TD></TR><TR BGCOLOR="#F5F5EC"><TD><FONT SIZE=2>글쓴이: <B>{entry.author}</B> &nbsp; 날짜: {opened.day} &nbsp; 조회: {entry.views} &nbsp; IP: 210.0.0.{entry.number}</FONT></TD></TR><TR><TD>{files}</TD></TR><TR><TD><BR>{entry.body}<BR><BR></TD></TR><TR><TD ALIGN=RIGHT><A HREF="main.cgi?board=news"><IMG SRC="/cgi-bin/tb/icon/list.gif" BORDER=0 ALT="목록"></A></TD></TR></TABLE></CENTER>'


def mall(opened: Open) -> str:
    """A shop's page: facts in a line, files, the text, neighbours by the same function."""
    entry = opened.entry
    before, after = _around(opened)
    files = opened.files(lambda link, name: f'<a {link}><img src="/data/skin/front/img/etc/icon_file.png" alt="">{name}</a>')
    return f'<div class="board_zone_view"><div class="board_view_tit"><h3>{opened.title}</h3></div><div class="board_view_info"><span class="view_info_idip"><strong>{entry.author}</strong></span><span class="view_info_day"><em>{opened.day}</em></span><span class="view_info_hits"><strong>조회수</strong> {entry.views}</span></div><div class="board_view_attach"><strong class="attach_tit">첨부파일</strong><span class="attach_list">{files}</span></div><div class="board_view_content"><div class="seem_cont"><div style="margin:10px 0 10px 0">{entry.body}</div></div></div><div class="board_zone_more"><dl class="prev"><dt>이전글</dt><dd>{before}</dd></dl><dl class="next"><dt>다음글</dt><dd>{after}</dd></dl></div><div class="btn_right_box"><button type="button" class="btn_board_list"><strong>목록</strong></button></div></div>'


def themed(opened: Open) -> str:
    """A popular program's page under its own theme: a section of facts, share buttons, files, comments."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><i class="fa fa-download" aria-hidden="true"></i> <a {link} class="view_file_download"><strong>{name}</strong></a> ({len(name)}.{entry.number % 10}K) <span class="bo_v_file_cnt">{entry.views // 9}회 다운로드 | DATE : {entry.moment:%Y-%m-%d %H:%M:%S}</span></li>')
    comments = "".join(f'<article id="c_{number}"><header><h3 class="sound_only">회원님의 댓글</h3><span class="sv_member">지나가던이{number}</span> <time>{entry.modified:%y-%m-%d %H:%M}</time></header><div class="cmt_contents"><p>확인했습니다.</p></div></article>' for number in range(entry.comments))
    return f'<article id="bo_v" style="width:100%"><header><h2 id="bo_v_title"><span class="bo_v_cate">{entry.category}</span> <span class="bo_v_tit">{opened.title}</span></h2></header><section id="bo_v_info"><h2>페이지 정보</h2><div class="profile_info"><span class="sound_only">작성자</span> <strong><span class="sv_member">{entry.author}</span></strong><br><span class="sound_only">댓글</span><strong>{entry.comments}건</strong> <span class="sound_only">조회</span><strong>{entry.views}회</strong> <strong class="if_date"><span class="sound_only">작성일</span> {opened.day}</strong></div></section><section id="bo_v_atc"><h2 id="bo_v_atc_title">본문</h2><div id="bo_v_share"><a href="#sns"><img src="/img/sns_fb.png" alt="페이스북으로 공유"></a></div><div id="bo_v_con">{entry.body}</div></section><section id="bo_v_file"><h2>첨부파일</h2><ul>{files}</ul></section><section id="bo_vc"><h2>댓글목록</h2>{comments or "<p id=bo_vc_empty>등록된 댓글이 없습니다.</p>"}</section></article>'


def plugin(opened: Open) -> str:
    """A plugin's page: named cells, the text in a cell over both columns."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="mb-file"><a {link}><i class="mb-icon-clip"></i>{name}</a></div>')
    return f'<div class="mb-board mb-view"><table class="mb-table mb-table-view"><tbody><tr><th scope="row"><span class="mb-view-label">제목</span></th><td class="mb-view-title">{opened.title}</td></tr><tr><th scope="row">작성자</th><td>{entry.author}</td></tr><tr><th scope="row">작성일</th><td>{opened.day}</td></tr><tr><th scope="row">조회</th><td>{entry.views}</td></tr><tr><td colspan="2" class="mb-view-content">{entry.body}</td></tr><tr><th scope="row">파일</th><td>{files}</td></tr></tbody></table><div class="mb-buttons"><a class="mb-btn" href="/news/">목록</a></div></div>'


def action(opened: Open) -> str:
    """A university's page: terms and values in lists, white space everywhere."""
    entry = opened.entry
    before, after = _around(opened)
    files = opened.files(lambda link, name: f'\n<li>\n\t<a {link}>\n\t\t{name}\n\t</a>\n</li>')
    return f'<div class="board-view">\n<div class="tit">\n\t\n\t<strong>\n\t\t{opened.title}\n\t</strong>\n</div>\n<dl class="info">\n<dt>글쓴이</dt>\n<dd>\n\t{entry.author}\n</dd>\n<dt>등록일</dt>\n<dd>{opened.day}</dd>\n<dt>조회수</dt><dd>{entry.views}</dd>\n</dl>\n<dl class="filelist"><dt>첨부파일</dt><dd><ul>{files}\n</ul></dd></dl>\n<div class="content">\n\n\t{entry.body}\n\n</div>\n</div><div class="board-prev-next"><p><span>이전</span> {before}</p><p><span>다음</span> {after}</p></div>'


def briefing(opened: Open) -> str:
    """A press release: a heading, office and day, files above, the text, whom to ask, tags."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p><span class="fileType">{name.rpartition(".")[2]}</span> <a {link} title="{name} 내려받기">{name}</a></p>')
    return f'<div class="article_head"><h1>{opened.title}</h1><div class="info"><span>{opened.day}</span><span>{entry.author}</span></div><ul class="sns"><li><a href="#fb">페이스북</a></li><li><a href="#x">X(트위터)</a></li><li><button type="button" class="font_up">글자크기 키우기</button></li><li><button type="button">인쇄하기</button></li></ul></div><div class="filedown"><strong>첨부파일</strong>{files}</div><div class="article_body"><div class="view_cont">{entry.body}</div></div>{KOGL}<div class="recommend"><h3>관련기사</h3><ul><li><a href="/briefing/related.do?n=1">숫자로 보는 한 해의 정책</a></li><li><a href="/briefing/related.do?n=2">그림으로 보는 새 제도</a></li></ul></div>'


def vacancies(opened: Open) -> str:
    """A vacancy: period, state and number of places beside the day of posting."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return f'<table class="tbl_view"><tbody><tr><th>채용제목</th><td colspan="3">{opened.title}</td></tr><tr><th>채용부서</th><td>{entry.author}</td><th>채용인원</th><td>{entry.number % 4 + 1}명</td></tr><tr><th>접수기간</th><td>{entry.moment:%Y.%m.%d} 09:00 ~ {entry.deadline:%Y.%m.%d} 18:00</td><th>등록일</th><td>{opened.day}</td></tr><tr><th>첨부파일</th><td colspan="3"><ul>{files}</ul></td></tr></tbody></table><div class="view_txt">{entry.body}</div><div class="btns"><a href="/recruit/list.do" class="b">목록으로</a></div>'


def shelves(opened: Open) -> str:
    """A library's page: title, terms, text, files, neighbours as functions."""
    entry = opened.entry
    before, after = _around(opened)
    files = opened.files(lambda link, name: f'<a {link} class="file">{name}</a>')
    return f'<div class="boardView"><div class="titArea"><h4>{opened.title}</h4><dl><dt>도서관</dt><dd>{("중앙도서관", "새싹도서관")[entry.views % 2]}</dd><dt>작성자</dt><dd>{entry.author}</dd><dt>작성일</dt><dd>{opened.day}</dd><dt>조회</dt><dd>{entry.views}</dd></dl></div><div class="conArea">{entry.body}</div><div class="fileArea">{files}</div><ul class="pnArea"><li class="prev"><span>이전글</span>{before}</li><li class="next"><span>다음글</span>{after}</li></ul></div>'


def school(opened: Open) -> str:
    """A school's page: a table of cells with names in front, files by a link, the text below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div><a {link}>{name}</a> <span>({len(name) * 3}KB, 다운로드 : {entry.views // 8}회)</span></div>')
    return f'<div class="BD_view"><table><caption>가정통신문 상세</caption><tbody><tr><th scope="row">제목</th><td colspan="3">{opened.title}</td></tr><tr><th scope="row">이름</th><td>{entry.author}</td><th scope="row">등록일</th><td>{opened.day}</td></tr><tr><th scope="row">조회수</th><td>{entry.views}</td><th scope="row">첨부파일</th><td>{files}</td></tr><tr><td colspan="4"><div class="content"><!-- 내용 --><div id="cntnt">{entry.body}</div><!-- //내용 --></div></td></tr></tbody></table><div class="BD_btn"><a href="javascript:fnPage(1)">목록</a></div></div>'


def album(opened: Open) -> str:
    """A picture's page of an old program: a bar, a line of facts, the text, the small pictures of its neighbours."""
    entry = opened.entry
    near = "".join(f'<td><a {opened.link(one)}><img src="/data/file/photo/thumb-{one.key}.jpg" width="60" border="0"></a><br>{escape(one.title, quote=False)}</td>' for one in (opened.before, opened.after))
    return f'<table width="100%" border="0" cellpadding="5"><tr bgcolor="#EFEFEF"><td><b>{opened.title}</b></td><td align="right">{entry.author} / {opened.day} / 조회 {entry.views}</td></tr><tr><td colspan="2" align="center"><img src="/data/file/photo/{entry.key}.jpg" border="0"></td></tr><tr><td colspan="2">{entry.body}</td></tr></table><table align="center"><tr>{near}</tr></table>'


def labelled(opened: Open) -> str:
    """An investors' page: kind and day above the heading, files as buttons."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="btn-file"><span>{name}</span><i class="icon-download"></i></a>')
    return f'<div class="rwd-view"><div class="rwd-view__head"><span class="tag">{("공시", "IR", "공고")[entry.views % 3]}</span><h3>{opened.title}</h3><p class="date">{opened.day}</p></div><div class="rwd-view__body">{entry.body}</div><div class="rwd-view__file">{files}</div><div class="rwd-view__nav"><a {opened.link(opened.before)} class="prev"><em>PREV</em>{escape(opened.before.title, quote=False)}</a><a href="/ir/notice" class="list">LIST</a><a {opened.link(opened.after)} class="next"><em>NEXT</em>{escape(opened.after.title, quote=False)}</a></div></div>'


def newspaper(opened: Open) -> str:
    """An article: who wrote it and when it came in and was mended, tools, the text, the copyright, other articles."""
    entry = opened.entry
    more = "".join(f'<li><a {opened.link(one)}>{escape(one.title, quote=False)}</a></li>' for one in (opened.before, opened.after))
    return f'<section id="article-view"><header class="article-view-header"><nav class="article-head-nav"><ul><li>기사</li></ul></nav><h3 class="heading">{opened.title}</h3><div class="info-group"><ul class="infomation"><li><i class="icon-user-o"></i> {entry.author}</li><li><i class="icon-clock-o"></i> 입력 {opened.day}</li><li><i class="icon-edit"></i> 수정 {entry.modified:%Y.%m.%d %H:%M}</li><li><i class="icon-comments-o"></i> 댓글 {entry.comments}</li></ul></div><ul class="view-sns"><li><button>카카오톡(으)로 기사보내기</button></li><li><button>기사스크랩하기</button></li></ul></header><article id="article-view-content-div" class="article-veiw-body view-page font-size17" itemprop="articleBody">{entry.body}</article><div class="view-copyright">저작권자 © 누림일보 무단전재 및 재배포 금지</div><div class="view-editors"><strong class="name">다른기사 보기</strong></div><div class="auto-more"><h4>관련기사</h4><ul>{more}</ul></div><div id="reply-write"><p>댓글삭제</p><p>삭제한 댓글은 다시 복구할 수 없습니다. 그래도 삭제하시겠습니까?</p></div></section>'


def rendered(opened: Open) -> str:
    """What a component library leaves of a card."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a class="v-btn v-btn--text" {link} data-v-77aa=""><span class="v-btn__content"><i class="mdi-paperclip mdi v-icon"></i>{name}</span></a>')
    return f'<div class="v-card" data-v-77aa=""><div class="v-card-item"><div class="v-card-item__content"><div class="v-card-title" data-v-77aa="">{opened.title}</div><div class="v-card-subtitle" data-v-77aa="">{entry.author} · {opened.day} · 조회 {entry.views}</div></div></div><hr class="v-divider"><div class="v-card-text" data-v-77aa=""><div class="ql-editor" data-v-77aa="">{entry.body}</div></div><!----><div class="v-card-actions" data-v-77aa="">{files}<div class="v-spacer"></div><a class="v-btn" href="/community/notice"><span class="v-btn__content"> 목록 </span></a></div></div>'


def material(opened: Open) -> str:
    """Another library's page: chips, a divider, an avatar with the author's first letter."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="MuiListItem-root css-l"><a class="MuiButtonBase-root MuiListItemButton-root" {link}><div class="MuiListItemText-root"><span class="MuiTypography-root">{name}</span></div></a></li>')
    return f'<div class="MuiContainer-root css-1qsxih2"><nav class="MuiBreadcrumbs-root"><ol><li><a href="/">홈</a></li><li class="MuiBreadcrumbs-separator">/</li><li><a href="/notices">공지사항</a></li></ol></nav><h1 class="MuiTypography-root MuiTypography-h5 css-q">{opened.title}</h1><div class="MuiStack-root css-k"><div class="MuiAvatar-root">{entry.author[:1]}</div><span class="MuiTypography-root css-a">{entry.author}</span><span class="MuiTypography-root css-d">{opened.day}</span></div><hr class="MuiDivider-root css-v"><div class="MuiBox-root css-0">{entry.body}</div><ul class="MuiList-root css-u">{files}</ul><button class="MuiButtonBase-root MuiButton-root" type="button">목록으로</button></div>'


def blade(opened: Open) -> str:
    """A template's card: facts in small letters under the heading."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return f'<div class="card"><div class="card-body"><h2 class="card-title">{opened.title}</h2><h6 class="card-subtitle mb-2 text-muted">{entry.author} | {opened.day}</h6><div class="card-text">{entry.body}</div><ul>{files}</ul></div><div class="card-footer"><a href="/boards" class="card-link">목록보기</a></div></div>'


def pybo(opened: Open) -> str:
    """A tutorial's page: the text before who wrote it, stamps of changing and writing side by side, answers below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="btn btn-sm btn-light">{name}</a>')
    answers = "".join(f'<div class="card my-3"><div class="card-body"><div class="card-text"><p>답변 드립니다. 설정을 다시 살펴보세요.</p></div><div class="d-flex justify-content-end"><div class="badge bg-light text-dark p-2 text-start"><div class="mb-2">응답자{number}</div><div>{entry.modified.year}년 {entry.modified.month}월 {entry.modified.day}일 1:05 오후</div></div></div></div></div>' for number in range(entry.comments))
    changed = f'<div class="badge bg-light text-dark p-2 text-start mx-3"><div class="mb-2">modified at</div><div>{entry.modified.year}년 {entry.modified.month}월 {entry.modified.day}일 4:30 오후</div></div>' if entry.number % 3 == 0 else ""
    return f'<h2 class="border-bottom py-2">{opened.title}</h2><div class="card my-3"><div class="card-body"><div class="card-text">{entry.body}</div>{files}<div class="d-flex justify-content-end">{changed}<div class="badge bg-light text-dark p-2 text-start"><div class="mb-2">{entry.author}</div><div>{opened.day}</div></div></div><div class="my-3"><a href="javascript:void(0)" class="recommend btn btn-sm btn-outline-secondary"> 추천 <span class="badge rounded-pill bg-success">{entry.comments}</span></a></div></div></div><h5 class="border-bottom my-3 py-2">{entry.comments}개의 답변이 있습니다.</h5>{answers}<form method="post" class="my-3"><textarea name="content" class="form-control" rows="10"></textarea><input type="submit" value="답변등록" class="btn btn-primary"></form>'


def scaffold(opened: Open) -> str:
    """What a generator leaves of a page: bold names with colons."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link}>{name}</a> ')
    return f'<p id="notice"></p>\n\n<p>\n  <strong>Title:</strong>\n  {opened.title}\n</p>\n\n<p>\n  <strong>Author:</strong>\n  {entry.author}\n</p>\n\n<p>\n  <strong>Posted on:</strong>\n  {opened.day}\n</p>\n\n<div class="trix-content">\n  {entry.body}\n</div>\n\n<p>\n  <strong>Files:</strong>\n  {files}\n</p>\n\n<a href="/notices/{entry.key}/edit">Edit</a> |\n<a href="/notices">Back</a>'
