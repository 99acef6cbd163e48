"""The pages of single posts of the blind boards, with what stands around them: neighbours, share buttons, remarks, other posts."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from html import escape

from bench.extraction.boards import Open
from bench.extraction.entries import Entry


def name_of(entry: Entry) -> str:
    """A title, escaped."""
    return escape(entry.title, quote=False)


def linked(opened: Open) -> tuple[str, str]:
    """The titles before and after, as links."""
    return f"<a {opened.link(opened.before)}>{name_of(opened.before)}</a>", f"<a {opened.link(opened.after)}>{name_of(opened.after)}</a>"


# --- Korean public bodies, schools, associations -----------------------------------------------------------------------------


def city(opened: Open) -> str:
    """A city's page: title, terms, text, files with buttons to look at them, neighbours."""
    entry = opened.entry
    before, after = linked(opened)
    files = opened.files(lambda link, name: f'<li class="p-attach__item"><a {link} class="p-attach__link"><span>{name}</span></a> <a href="/preview?f={entry.key}" class="p-attach__preview" target="_blank" title="새창">미리보기</a></li>')
    attached = f'<div class="p-attach"><strong>첨부파일</strong><ul>{files}</ul></div>' if files else ""
    return (
        f'<div class="p-view"><div class="p-view__head"><h3 class="p-view__subject">{opened.title}</h3><dl class="p-author"><dt>담당부서</dt><dd>{entry.author}</dd><dt>등록일</dt><dd><time datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time></dd><dt>조회수</dt><dd>{entry.views}</dd></dl></div><div class="p-view__content">{entry.body}</div>{attached}</div>'
        f'<div class="p-pager"><ul><li><span>이전글</span>{before}</li><li><span>다음글</span>{after}</li></ul></div><a href="/portal/bbs/list.do?ptIdx=12" class="p-button">목록</a>'
    )


def district(opened: Open) -> str:
    """A district's page: facts as an item list with names in bold, files above the text, the licence below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p><a {link} class="down">{name} <span class="hide">내려받기</span></a></p>')
    attached = f'<div class="attach"><b>붙임파일</b><div>{files}</div></div>' if files else ""
    return (
        f'<div class="gu-view"><div class="top"><h2>{opened.title}</h2><ul class="facts"><li><b>담당</b>{entry.author}</li><li><b>게시일</b>{opened.day}</li><li><b>조회</b>{entry.views}</li></ul></div>{attached}<div class="text">{entry.body}</div></div>'
        '<div class="open-type"><img src="/img/opentype01.png" alt="공공누리"> 출처를 밝히면 자유롭게 이용할 수 있습니다.</div><div class="ask">만족도 조사 <label><input type="radio" name="s"> 만족</label> <label><input type="radio" name="s"> 보통</label></div>'
    )


def clinic(opened: Open) -> str:
    """A health centre's page: a table of names and values, the text in a row of its own, neighbours as rows."""
    entry = opened.entry
    before, after = linked(opened)
    files = opened.files(lambda link, name: f"<a {link}><img src='/images/board/file.gif' alt=''> {name}</a><br />")
    return (
        f"<table class='bbsView' cellspacing='0'><tr><th>제목</th><td colspan='3'>{opened.title}</td></tr><tr><th>작성자</th><td>{entry.author}</td><th>작성일</th><td>{opened.day}</td></tr><tr><th>구분</th><td>{entry.category}</td><th>조회수</th><td>{entry.views}</td></tr><tr><th>첨부파일</th><td colspan='3'>{files}</td></tr><tr><td colspan='4' class='txt'>{entry.body}</td></tr></table>"
        f"<table class='bbsNext'><tr><th>이전글</th><td>{before}</td></tr><tr><th>다음글</th><td>{after}</td></tr></table><p class='btn'><a href='/bbs/board.asp?code=notice'>목록</a></p>"
    )


def ministry(opened: Open) -> str:
    """A press release: heading, facts, a box of files with sizes, the text, buttons to share."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a><span class="size">({len(name) * 9}KB)</span></li>')
    attached = f'<div class="files"><h3>첨부파일</h3><ul>{files}</ul></div>' if files else ""
    return (
        f'<article class="press"><header><h1>{opened.title}</h1><div class="by"><span>작성부서: {entry.author}</span><span>등록일: {opened.day}</span><span>조회: {entry.views:,}</span></div></header>{attached}<div class="press_body">{entry.body}</div></article>'
        '<div class="share"><a href="#" class="fb">페이스북</a><a href="#" class="x">엑스</a><a href="#" class="url">URL 복사</a></div><div class="latest"><h4>많이 본 자료</h4><ol><li><a href="/press/best/1">정책 카드뉴스 모음</a></li><li><a href="/press/best/2">주간 보도계획</a></li></ol></div>'
    )


def education(opened: Open) -> str:
    """An education office's page: a table with a heading row for the title."""
    entry = opened.entry
    files = opened.files(lambda link, name: f"<li><a {link}>{name}</a></li>")
    attached = f"<tr><th>파일</th><td colspan='3'><ul>{files}</ul></td></tr>" if files else ""
    return (
        f'<div class="tbl_box"><table class="tbl_view"><thead><tr><th colspan="4" class="subject">{opened.title}</th></tr></thead><tbody><tr><th>작성부서</th><td>{entry.author}</td><th>작성일</th><td>{opened.day}</td></tr><tr><th>조회</th><td colspan="3">{entry.views}</td></tr>{attached}<tr><td colspan="4"><div class="con">{entry.body}</div></td></tr></tbody></table></div>'
        f'<div class="btns"><button type="button" onclick="history.back()">목록으로</button></div>'
    )


def letters(opened: Open) -> str:
    """A primary school's page: heading, a line of facts with bars, text, files."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<dd><a {link}>{name}</a></dd>')
    attached = f'<dl class="file_box"><dt>첨부파일</dt>{files}</dl>' if files else ""
    return f'<div class="board_view"><h4>{opened.title}</h4><p class="info">글쓴이 : {entry.author} <span class="bar">|</span> 등록일 : {opened.day} <span class="bar">|</span> 조회 : {entry.views}</p><div class="cont">{entry.body}</div>{attached}</div><div class="btn_area"><a href="/letter/list">목록</a> <a href="#" onclick="window.print(); return false;">인쇄</a></div>'


def university(opened: Open) -> str:
    """A university's page: title with its kind, facts as items, files, text, neighbours with days."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}><i class="clip"></i>{name}</a></li>')
    attached = f'<div class="v-file"><ul>{files}</ul></div>' if files else ""
    near = "".join(f'<li class="{key}"><em>{word}</em><a {opened.link(one)}>{name_of(one)}</a><span>{one.moment:%Y-%m-%d}</span></li>' for key, word, one in (("prev", "이전글", opened.before), ("next", "다음글", opened.after)))
    return (
        f'<div class="uni-view"><div class="v-head"><p class="v-cate">{entry.category}</p><p class="v-tit">{opened.title}</p><ul><li>작성자 <span>{entry.author}</span></li><li>작성일 <span>{opened.day}</span></li><li>조회수 <span>{entry.views}</span></li></ul></div>{attached}<div class="v-con">{entry.body}</div></div>'
        f'<ul class="v-near">{near}</ul><a class="v-list" href="/kr/notice">목록보기</a>'
    )


def graduate(opened: Open) -> str:
    """A graduate school's page: the same line of facts as in the list."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="att"><a {link}>{name}</a></div>')
    return f'<div class="grad"><div class="view-head"><h3>{opened.title}</h3><div class="post-meta"><span>작성자 {entry.author}</span><span>등록일 {opened.day}</span><span>조회수 {entry.views}</span></div></div><div class="view-body">{entry.body}</div><div class="view-att">{files}</div><div class="view-btn"><a href="/grad/board/notice">목록</a></div></div>'


def library(opened: Open) -> str:
    """A library's page: terms for title, writer, day; the text below; whom to ask."""
    entry = opened.entry
    before, after = linked(opened)
    files = opened.files(lambda link, name: f'<a {link} class="file">{name}</a> ')
    attached = f"<dl><dt>첨부</dt><dd>{files}</dd></dl>" if files else ""
    return (
        f'<div id="board_view"><dl class="subject"><dt>제목</dt><dd>{opened.title}</dd></dl><dl><dt>작성자</dt><dd>{entry.author}</dd><dt>작성일</dt><dd>{opened.day}</dd><dt>조회</dt><dd>{entry.views}</dd></dl>{attached}<div class="content">{entry.body}</div></div>'
        f'<div class="link"><p>▲ 이전글 {before}</p><p>▼ 다음글 {after}</p></div><p class="btn"><a href="/lib/notice">목록</a></p>'
    )


def transit(opened: Open) -> str:
    """A transport company's page: kind, title, day and reads; the office in charge at the end."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="btn_down">{name}</a></li>')
    attached = f'<div class="file_area"><p>첨부파일</p><ul>{files}</ul></div>' if files else ""
    return f'<div class="brd_view"><div class="head"><span class="flag">{entry.category}</span><p class="tit">{opened.title}</p><div class="etc"><span class="day">{opened.day}</span><span class="hit"><i>조회수</i>{entry.views:,}</span></div></div><div class="body">{entry.body}</div>{attached}</div><div class="btn_wrap"><a href="/customer/notice" class="btn">목록</a></div>'


def marine(opened: Open) -> str:
    """A research institute's page: a plain table, the files last."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link}>{name}</a> ({len(name) * 7} KB)<br/>')
    return (
        f'<table class="basic_view"><tr><th>제목</th><td colspan="5" class="t">{opened.title}</td></tr><tr><th>등록부서</th><td>{entry.author}</td><th>등록일자</th><td>{opened.day}</td><th>조회</th><td>{entry.views}</td></tr><tr><td colspan="6" class="c">{entry.body}</td></tr><tr><th>첨부파일</th><td colspan="5">{files or "없음"}</td></tr></table>'
        '<div class="r"><a href="notice_list.jsp"><img src="../img/btn_list.png" alt="목록"/></a></div>'
    )


def hospital(opened: Open) -> str:
    """A hospital's page: English names before the facts, others of the same board below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="attach-link">{name}</a>')
    attached = f'<div class="attach"><span>File</span>{files}</div>' if files else ""
    others = "".join(f'<li><a {opened.link(one)}>{name_of(one)}</a><span>{one.moment:%Y-%m-%d}</span></li>' for one in (opened.before, opened.after))
    return f'<section class="hosp-board"><div class="v-title">{opened.title}</div><div class="v-meta"><span><b>Writer</b> {entry.author}</span><span><b>Date</b> {opened.day}</span><span><b>Hit</b> {entry.views}</span></div>{attached}<div class="v-content">{entry.body}</div><div class="v-other"><h4>관련 글</h4><ul>{others}</ul></div></section>'


def surveyors(opened: Open) -> str:
    """An association's page of the days of frames: cells of colour, the text in a table of its own, remarks."""
    entry = opened.entry
    files = opened.files(lambda link, name: f"<img src=img/disk.gif align=absmiddle> <a {link}>{name}</a><br>")
    said = "".join(f"<tr><td width=90 bgcolor=#f5f5f5><b>회원{place + 7}</b></td><td>{('잘 보았습니다', '신청했습니다')[place % 2]} <font size=1 color=gray>{entry.modified:%Y-%m-%d}</font></td></tr>" for place in range(min(entry.comments, 2)))
    return (
        f"<table width=620 border=0 cellpadding=4 cellspacing=1 bgcolor=#cccccc><tr><td width=80 bgcolor=#eef3fa align=center>제목</td><td colspan=3 bgcolor=white><b>{opened.title}</b></td></tr><tr><td bgcolor=#eef3fa align=center>이름</td><td bgcolor=white width=230>{entry.author}</td><td width=80 bgcolor=#eef3fa align=center>날짜</td><td bgcolor=white>{opened.day}</td></tr><tr><td bgcolor=#eef3fa align=center>첨부</td><td colspan=3 bgcolor=white>{files}</td></tr></table>"
        f"<table width=620 border=0 cellpadding=15><tr><td height=200 valign=top>{entry.body}</td></tr></table><table width=620 border=0>{said}</table><div align=right style='width:620px'><a href=list.php?id=notice><img src=img/b_list.gif border=0 alt=목록></a></div>"
    )


def wetland(opened: Open) -> str:
    """A builder's page: title, writer and day beside a picture, text, hearts, files."""
    entry = opened.entry
    before, after = linked(opened)
    files = opened.files(lambda link, name: f'<a {link} class="bd-file"><i class="icon-clip"></i><span>{name}</span></a>')
    attached = f'<div class="bd-files">{files}</div>' if files else ""
    return (
        f'<div class="bd-wrap"><header class="bd-head"><h1>{opened.title}</h1><div class="bd-by"><img src="/profile/default.png" alt=""><div><div class="name">{entry.author}</div><div class="date">{opened.day}</div></div><div class="count">조회 {entry.views}</div></div></header><div class="bd-text">{entry.body}</div>{attached}<div class="bd-like"><button>좋아요 <em>{entry.views % 9}</em></button></div></div>'
        f'<div class="bd-nav"><div>이전 {before}</div><div>다음 {after}</div></div>'
    )


def workers(opened: Open) -> str:
    """A union's page in a framework's classes."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="list-group-item"><a {link}>{name}</a></li>')
    attached = f'<div class="card mb-3"><div class="card-header">첨부 자료</div><ul class="list-group list-group-flush">{files}</ul></div>' if files else ""
    return f'<div class="container my-4"><h3 class="border-bottom pb-2">{opened.title}</h3><p class="text-muted small"><span class="me-3">{entry.author}</span><span class="me-3">{opened.day}</span><span>조회 {entry.views}</span></p><div class="py-3">{entry.body}</div>{attached}<div class="text-end"><a class="btn btn-secondary" href="/notice">목록</a></div></div>'


def chamber(opened: Open) -> str:
    """A chamber's programme: time of handing in beside the day of posting; a button to take part."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<tr><th>첨부파일</th><td colspan="3"><ul>{files}</ul></td></tr>' if files else ""
    return (
        f'<div class="biz_view"><h3>{opened.title}</h3><table><tbody><tr><th>접수기간</th><td>{entry.moment:%Y.%m.%d} ~ {entry.deadline:%Y.%m.%d}</td><th>등록일</th><td>{opened.day}</td></tr><tr><th>담당부서</th><td>{entry.author}</td><th>조회수</th><td>{entry.views}</td></tr>{attached}</tbody></table><div class="biz_cont">{entry.body}</div></div>'
        '<div class="apply"><a href="/apply/login" class="btn_apply">온라인 신청</a> <a href="/biz/list" class="btn_list">목록</a></div>'
    )


# --- Korean companies, communities, blogs --------------------------------------------------------------------------------------


def game(opened: Open) -> str:
    """A game's notice: label, title, day with its minutes; others below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="dl">{name}</a>')
    attached = f'<div class="view_file"><span>첨부</span>{files}</div>' if files else ""
    others = "".join(f'<li><a {opened.link(one)}><span class="news_title">{name_of(one)}</span><span class="news_date">{one.moment:%Y.%m.%d}</span></a></li>' for one in (opened.before, opened.after))
    return f'<div class="view_wrap"><div class="view_head"><span class="view_label">{entry.category}</span><h2 class="view_title">{opened.title}</h2><span class="view_date">{opened.day}</span><span class="view_count">조회 {entry.views:,}</span></div><div class="view_body">{entry.body}</div>{attached}</div><div class="view_other"><ul>{others}</ul><a href="/news" class="btn_list">목록</a></div>'


def pay(opened: Open) -> str:
    """A payment service's notice: title, day, text."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a class="NoticeDetail_file__9sLm2" {link}>{name}</a>')
    return f'<section class="NoticeDetail_root__d8Fp1"><div class="NoticeDetail_head__Wq2Lx"><h1 class="NoticeDetail_title__mN4rT">{opened.title}</h1><time class="NoticeDetail_date__u7Yhb" dateTime="{entry.moment.isoformat()}">{opened.day}</time></div><div class="NoticeDetail_content__Pz5vC">{entry.body}</div><div class="NoticeDetail_files__Jk3qA">{files}</div><a class="NoticeDetail_back__0xWv8" href="/notice">목록으로 돌아가기</a></section>'


def market(opened: Open) -> str:
    """A shop's page: title, facts, files, text, neighbours in a list."""
    entry = opened.entry
    before, after = linked(opened)
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<div class="view_attach"><strong>첨부파일</strong><ul>{files}</ul></div>' if files else ""
    return (
        f'<div class="board_zone_view"><div class="board_view_tit"><h3>{opened.title}</h3></div><div class="board_view_info"><span class="view_info_idip"><strong>{entry.author}</strong></span><span class="view_info_day"><em>{opened.day}</em></span><span class="view_info_hits"><strong>조회수</strong> {entry.views}</span></div>{attached}<div class="board_view_content"><div class="seem_cont">{entry.body}</div></div></div>'
        f'<div class="board_view_list"><table><tr><th>이전글</th><td>{before}</td></tr><tr><th>다음글</th><td>{after}</td></tr></table></div>'
    )


def engineering(opened: Open) -> str:
    """An engineering blog's post: byline above the text, tags and other posts below."""
    entry = opened.entry
    others = "".join(f'<li><a {opened.link(one)}><h4>{name_of(one)}</h4><time>{one.moment.year}년 {one.moment.month}월 {one.moment.day}일</time></a></li>' for one in (opened.before, opened.after))
    return f'<article class="post"><header><h1>{opened.title}</h1><div class="post-by"><img src="/avatar/{entry.views % 9}.png" alt=""><span class="by">{entry.author}</span><time datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time><span class="read">읽는 데 {entry.views % 9 + 2}분</span></div></header><div class="post-content">{entry.body}</div><footer><a href="/tags/infra">#infra</a> <a href="/tags/culture">#culture</a></footer></article><aside class="more-posts"><h3>다른 글</h3><ul>{others}</ul></aside>'


def freeboard(opened: Open) -> str:
    """A community's post: nickname and stamp, votes, answers with nicknames and hours, the list's head again below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<div class="appending"><strong>원본 첨부파일</strong><ul>{files}</ul></div>' if files else ""
    said = "".join(f'<li class="cmt_li"><span class="nick">{("민트초코", "귤까먹는밤")[place % 2]}</span><p class="cmt_txt">{("저도요 ㅎㅎ", "오 좋네요")[place % 2]}</p><span class="cmt_dt">{entry.modified:%m.%d %H:%M:%S}</span></li>' for place in range(min(entry.comments, 3)))
    return f'<div class="gv"><header><h3><span class="gv_sj">{opened.title}</span></h3><div class="gv_w"><span class="nick">{entry.author}</span><span class="gv_dt" title="{entry.moment:%Y-%m-%d %H:%M:%S}">{opened.day}</span><span>조회 {entry.views}</span><span>추천 {entry.views % 13}</span></div></header><div class="gv_body"><div class="write_div">{entry.body}</div></div>{attached}<div class="vote"><button>추천 {entry.views % 13}</button><button>비추천 {entry.views % 3}</button></div></div><div class="cmts"><p>전체 댓글 <b>{entry.comments}</b>개</p><ul>{said}</ul></div>'


def apartments(opened: Open) -> str:
    """A housing estate's post: nickname and stamp above the title, answers below."""
    entry = opened.entry
    said = "".join(f'<div class="reply"><b>{("103동 이웃", "초록모자")[place % 2]}</b><p>{("확인했어요", "감사합니다!")[place % 2]}</p><small>{entry.modified:%Y.%m.%d}</small></div>' for place in range(min(entry.comments, 2)))
    files = opened.files(lambda link, name: f'<a class="feed-file" {link}>{name}</a>')
    return f'<div class="feed-view"><div class="feed-user"><span class="name">{entry.author}</span><span class="ago">{opened.day}</span><span>조회 {entry.views}</span></div><h2 class="feed-title">{opened.title}</h2><div class="feed-text">{entry.body}</div>{files}<div class="feed-act"><button>공감 {entry.views % 20}</button><button>댓글 {entry.comments}</button></div></div><div class="replies">{said}</div>'


def newsroom(opened: Open) -> str:
    """A newsroom's article: kind, title, day, text, cards of others."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a class="btn btn-outline-dark" {link}>{name}</a> ')
    attached = f'<div class="press-kit"><h5>자료 내려받기</h5>{files}</div>' if files else ""
    cards = "".join(f'<div class="col-md-4"><div class="card"><a {opened.link(one)}><img src="/media/{one.key}.jpg" alt=""><h3 class="card-title">{name_of(one)}</h3></a><div class="card-footer">{one.moment:%Y.%m.%d}</div></div></div>' for one in (opened.before, opened.after))
    return f'<div class="article-head"><span class="badge">{entry.category}</span><h1>{opened.title}</h1><p class="date">{opened.day}</p></div><div class="article-body">{entry.body}</div>{attached}<section class="related"><h4>추천 소식</h4><div class="row">{cards}</div></section>'


def console(opened: Open) -> str:
    """A software company's page of utility classes."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="flex items-center gap-2"><a class="text-primary underline" {link}>{name}</a></li>')
    attached = f'<div class="mt-8 rounded-lg border p-4"><p class="text-sm font-semibold">첨부 파일</p><ul class="mt-2 space-y-1">{files}</ul></div>' if files else ""
    return f'<div class="mx-auto max-w-3xl py-10"><a class="text-sm text-muted-foreground" href="/announcements">← 전체 공지</a><h1 class="mt-4 text-3xl font-bold tracking-tight">{opened.title}</h1><div class="mt-2 flex items-center gap-3 text-sm text-muted-foreground"><span>{entry.author}</span><span>{opened.day}</span></div><div class="prose mt-8">{entry.body}</div>{attached}</div>'


# --- elsewhere -----------------------------------------------------------------------------------------------------------------


def town_japan(opened: Open) -> str:
    """A Japanese town's page: the day above the text, files, then whom to ask."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="pdf">{name}</a> [{len(name) * 13}KB]</li>')
    attached = f'<h3>添付ファイル</h3><ul class="tenpu">{files}</ul>' if files else ""
    return f'<div id="honbun"><h2>{opened.title}</h2><p class="koshin">掲載日：{opened.day}　担当課：{entry.author}</p><div class="naiyo">{entry.body}</div>{attached}</div><div id="toiawase"><h3>このページに関するお問い合わせ</h3><p>{entry.author}　直通</p><p>電話：000-000-0021</p></div><div class="enq">このページは役に立ちましたか？ <label><input type="radio" name="e">はい</label> <label><input type="radio" name="e">いいえ</label></div>'


def campus_japan(opened: Open) -> str:
    """A Japanese university's article: day and label, heading, text, files, the way back."""
    entry = opened.entry
    before, after = linked(opened)
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<ul class="dl-list">{files}</ul>' if files else ""
    return f'<article class="news-single"><div class="news-single__head"><time datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time><span class="label">お知らせ</span></div><h1 class="news-single__ttl">{opened.title}</h1><div class="news-single__body">{entry.body}</div>{attached}</article><nav class="single-nav"><div class="prev">{before}</div><div class="all"><a href="/news/">一覧へ戻る</a></div><div class="next">{after}</div></nav>'


def county_china(opened: Open) -> str:
    """A Chinese county's page: heading, time and source in a line, text, files, tools."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p>附件：<a {link}>{name}</a></p>')
    return f'<div class="article"><h1>{opened.title}</h1><div class="xx"><span>发布时间：{opened.day}</span><span>发布机构：{entry.author}</span><span>浏览次数：{entry.views}</span><span>字体：【<a href="javascript:fs(18)">大</a> <a href="javascript:fs(14)">小</a>】</span></div><div class="zw" id="zoom">{entry.body}</div><div class="fj">{files}</div><div class="tool"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>'


def hochschule(opened: Open) -> str:
    """A German university's message: day, heading, text, material, contact."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<div class="material"><h2>Downloads</h2><ul>{files}</ul></div>' if files else ""
    return f'<div class="content-main"><article class="news-single"><p class="news-date">{opened.day}</p><h1>{opened.title}</h1><div class="news-text">{entry.body}</div>{attached}<p class="back"><a href="/aktuelles/">Zurück zur Übersicht</a></p></article></div><aside class="contact"><h2>Kontakt</h2><p>Hochschulkommunikation<br>Campusring 4<br>Telefon 00000 1234</p></aside>'


def commune(opened: Open) -> str:
    """A French commune's article: when it was published, text, documents, share buttons."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="doc"><a {link}>{name}</a> <span>PDF - {len(name) * 6} Ko</span></li>')
    attached = f'<section class="documents"><h2>Documents à télécharger</h2><ul>{files}</ul></section>' if files else ""
    return f'<article class="fiche"><h1>{opened.title}</h1><p class="fiche__date">Publié le {opened.day}</p><div class="fiche__texte">{entry.body}</div>{attached}</article><ul class="partage"><li><a href="#">Partager sur Facebook</a></li><li><a href="#">Envoyer par courriel</a></li></ul><section class="autres"><h2>À lire également</h2><p><a {opened.link(opened.after)}>{name_of(opened.after)}</a></p></section>'


def school_board(opened: Open) -> str:
    """An American school district's post: heading, byline, text, documents."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<div class="post-docs"><h3>Related Documents</h3><ul>{files}</ul></div>' if files else ""
    return f'<div class="post-element"><h1 class="post-title">{opened.title}</h1><div class="post-byline">Posted {opened.day} by <span class="post-author">{entry.author}</span></div><div class="post-body">{entry.body}</div>{attached}<ul class="tag-list"><li><a href="/news?tag=district">District</a></li></ul></div><div class="more-news"><h3>More News</h3><a {opened.link(opened.before)}>{name_of(opened.before)}</a></div>'


def parish(opened: Open) -> str:
    """A British parish's notice: heading, posted on, text, documents."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<h2>Documents</h2><ul class="docs">{files}</ul>' if files else ""
    return f'<article><h1>{opened.title}</h1><p class="entry-meta">Posted on {opened.day}</p><div class="entry-content">{entry.body}</div>{attached}</article><p><a href="/notices/">Back to all notices</a></p>'


def paddlers(opened: Open) -> str:
    """A club's topic: the first message and the answers alike, each with its writer and stamp."""
    entry = opened.entry

    def message(number: int, who: str, when: str, text: str, below: str = "") -> str:
        return f'<div class="message" id="m{number}"><div class="poster"><h4>{who}</h4><span>Member</span></div><div class="postarea"><div class="keyinfo"><a href="#m{number}">#{number}</a> <span class="when">{when}</span></div><div class="inner">{text}</div>{below}<div class="sig">See you on the water.</div></div></div>'

    answers = "".join(message(place + 2, ("portage_pete", "driftwood", "canoehead")[place % 3], f"{entry.modified.day} {entry.modified:%b} {entry.modified.year}, {entry.modified:%H:%M}", ("Nice work, thanks for posting.", "Which put-in did you use?")[place % 2]) for place in range(min(entry.comments, 2)))
    files = opened.files(lambda link, name: f'<a {link} class="att">{name}</a>')
    attached = f'<div class="attachments">{files}</div>' if files else ""
    return f'<h1 class="topic-title">{opened.title}</h1><div class="messages">{message(1, entry.author, opened.day, entry.body, attached)}{answers}</div><div class="quick"><a href="/login">Log in to reply</a></div>'
