"""A part that was read once before anything was changed for it (rows .937, sure right .867 then), and developed on since: builders, blogs, foreign forums."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import ENGLISH, UNSEEN, Vocabulary


def _at(host: str, start: str, post: str, link: str, page: str, page_link: str, file: str, file_link: str, post_id: str, page_id: str, file_id: str, *, first: int = 1, step: int = 1) -> Scheme:
    """A scheme on a host."""
    return Scheme(
        start=f"https://{host}{start}", post=f"https://{host}{post}", link=link, page=f"https://{host}{page}", page_link=page_link, file=f"https://{host}{file}", file_link=file_link,
        post_id=post_id, page_id=page_id, file_id=file_id, first=first, step=step,
    )  # fmt: skip


BUILDER = _at("www.haeoreum.example.ac.kr", "/kr/community/notice.do", "/kr/community/notice.do?mode=view&articleNo={key}", 'href="?mode=view&amp;articleNo={key}&amp;article.offset={offset}&amp;articleLimit=10"', "/kr/community/notice.do?mode=list&articleLimit=10&article.offset={offset}", 'href="?mode=list&amp;articleLimit=10&amp;article.offset={offset}"', "/kr/community/notice.do?mode=download&articleNo={key}&attachNo={place}", 'href="?mode=download&amp;articleNo={key}&amp;attachNo={place}"', r"(?=.*mode=view).*articleNo=(\d+)", r"(?!.*mode=view).*article\.offset=(\d+)", r"(?=.*mode=download).*articleNo=(\d+).*attachNo=(\d+)", first=0, step=10)
ES = _at("www.neulbom.example.go.kr", "/board.es?mid=a10101000000&bid=0001", "/board.es?mid=a10101000000&bid=0001&act=view&list_no={key}", 'href="/board.es?mid=a10101000000&amp;bid=0001&amp;act=view&amp;list_no={key}&amp;tag=&amp;nPage={page}"', "/board.es?mid=a10101000000&bid=0001&nPage={page}", 'href="?mid=a10101000000&amp;bid=0001&amp;nPage={page}"', "/boardDownload.es?bid=0001&list_no={key}&seq={place}", 'href="/boardDownload.es?bid=0001&amp;list_no={key}&amp;seq={place}"', r"(?=.*act=view).*list_no=(\d+)", r"(?!.*act=view).*nPage=(\d+)", r"boardDownload\.es\?bid=0001&list_no=(\d+)&seq=(\d+)")
IMWEB = _at("mulbit.example.kr", "/notice", "/notice/?idx={key}&bmode=view", 'href="/notice/?q=YToxOnt9&amp;bmode=view&amp;idx={key}&amp;t=board"', "/notice/?page={page}", 'href="/notice/?q=YToxOnt9&amp;page={page}"', "/file/{key}/{place}", 'href="/file/{key}/{place}"', r"(?=.*bmode=view).*idx=(\d+)", r"(?!.*bmode=view).*page=(\d+)", r"/file/(\d+)/(\d+)")
SHOP = _at("shop.example.kr", "/board/free/list.html?board_no=1", "/article/notice/1/{key}/", 'href="/article/notice/1/{key}/page/{page}/"', "/board/free/list.html?board_no=1&page={page}", 'href="?board_no=1&amp;page={page}"', "/exec/front/board/download/?no={key}&f={place}", 'href="/exec/front/board/download/?no={key}&amp;f={place}"', r"/article/notice/1/(\d+)/", r"list\.html\?.*page=(\d+)", r"download/\?no=(\d+)&f=(\d+)")
BLOG = _at("blog.example.kr", "/category/notice", "/{key}", 'href="/{key}?category=11"', "/category/notice?page={page}", 'href="/category/notice?page={page}"', "/attachment/{key}-{place}.hwp", 'href="/attachment/{key}-{place}.hwp"', r"kr/(\d+)(?:\?|$)", r"/category/notice\?page=(\d+)", r"/attachment/(\d+)-(\d+)\.")
SPRING = _at("intra.example.or.kr", "/posts", "/posts/{key}", 'href="/posts/{key}"', "/posts?page={rank}&size=10", 'href="/posts?page={rank}&amp;size=10"', "/files/{key}/{place}", 'href="/files/{key}/{place}"', r"/posts/(\d+)", r"/posts\?page=(\d+)", r"/files/(\d+)/(\d+)", first=0)
CLICK = _at("old.example.or.kr", "/bbs/list.asp?db=news", "/bbs/read.asp?db=news&num={key}", "", "/bbs/list.asp?db=news&page={page}", 'href="list.asp?db=news&page={page}"', "/bbs/down.asp?num={key}&n={place}", 'href="down.asp?num={key}&n={place}"', r"read\.asp\?.*num=(\d+)", r"list\.asp\?.*page=(\d+)", r"down\.asp\?num=(\d+)&n=(\d+)")
FORUM = _at("community.example.com", "/forum/9-announcements/", "/topic/{key}-a/", 'href="https://community.example.com/topic/{key}-a/"', "/forum/9-announcements/page/{page}/", 'href="https://community.example.com/forum/9-announcements/page/{page}/"', "/attachment/{key}{place}/", 'href="/attachment/{key}{place}/"', r"/topic/(\d+)-a/", r"/page/(\d+)/", r"/attachment/(\d+)(\d)/")


def bare_frame(title: str, body: str, words: Vocabulary) -> str:
    """A site of a builder: sections and a menu of spans."""
    menu = "".join(f'<li class="depth-01"><a href="/m{number}"><span class="plain_name">{one}</span></a></li>' for number, one in enumerate(words.menu))
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)} : {words.sites[-1]}</title><meta property="og:title" content="{words.sites[-1]}"></head><body><div id="inline_header"><ul class="nav">{menu}</ul></div><div class="body_wrap"><div class="section_wrap">{body}</div></div><div class="footer_wrap">상호 {words.sites[-1]} | 개업 2011.04.01 | 전화 02-000-0000</div></body></html>'


# --- pagers ----------------------------------------------------------------------------------------------------------------


def stepped(sheet: Sheet) -> str:
    """Numbers in boxes with words for first and next."""
    links = "".join(f'<li><a class="active" title="현재 {page}페이지">{page}</a></li>' if page == sheet.page else f'<li><a {sheet.page_link(page)} title="{page}페이지로 이동">{page}</a></li>' for page in range(1, sheet.last + 1))
    onward = f'<li><a {sheet.page_link(sheet.page + 1)} class="pager next" title="다음 페이지로 가기">다음</a></li>' if sheet.page < sheet.last else ""
    return f'<div class="b-paging-wrap"><ul>{links}{onward}</ul></div>'


def arrows(sheet: Sheet) -> str:
    """Arrows of an icon font around numbers."""
    links = "".join(f'<li class="page-item{" active" if page == sheet.page else ""}"><a {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
    onward = f'<li><a {sheet.page_link(sheet.page + 1)}><i class="btl bt-angle-right"></i></a></li>' if sheet.page < sheet.last else '<li class="disabled"><a href="#"><i class="btl bt-angle-right"></i></a></li>'
    return f'<nav><ul class="pagination">{links}{onward}</ul></nav>'


# --- lists -----------------------------------------------------------------------------------------------------------------


def builder(sheet: Sheet) -> str:
    """A university's content system: boxes in cells, the facts once more for small screens."""
    rows = "".join(
        f'<tr class="{"b-top-box" if entry.pinned else ""}"><td class="b-num-box">{"<div class=num-notice><span>공지</span></div>" if entry.pinned else entry.number}</td><td class="b-td-left"><div class="b-title-box"><a {sheet.link(entry)} title="{escape(entry.title)} 자세히 보기">\n{sheet.title(entry)}\n</a>'
        f'<div class="b-etc-box">{"<p class=b-new><span>NEW</span></p>" if entry.views % 2 else ""}{"<p class=b-file><span>첨부파일</span></p>" if entry.files else ""}</div><div class="b-m-con"><span class="b-writer">{entry.author}</span><span class="b-date">{sheet.day(entry)}</span><span class="hit">조회수 {entry.views}</span></div></div></td>'
        f"<td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>"
        for entry in sheet.entries
    )
    return f'<div class="bn-list-common01"><p class="b-total-wrap">총 <span>{sheet.count}</span> 건의 게시물이 있습니다.</p><table class="board-table"><caption>목록</caption><thead><tr><th scope="col">번호</th><th scope="col">제목</th><th scope="col">작성자</th><th scope="col">등록일</th><th scope="col">조회수</th></tr></thead><tbody>{rows}</tbody></table></div>'


def aria(sheet: Sheet) -> str:
    """Cells that name their columns for readers of the screen."""
    rows = "".join(
        f'<tr><td aria-label="번호">{"<span class=ico_notice>공지</span>" if entry.pinned else entry.number}</td><td class="txt_left" aria-label="제목"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td aria-label="담당부서">{entry.author}</td><td aria-label="등록일">{sheet.day(entry)}</td><td aria-label="파일">{"<i class=xi-file><span class=skip>첨부파일</span></i>" if entry.files else ""}</td><td aria-label="조회수">{entry.views}</td></tr>'
        for entry in sheet.entries
    )
    return f'<table class="tstyle_list"><thead><tr><th>번호</th><th>제목</th><th>담당부서</th><th>등록일</th><th>파일</th><th>조회수</th></tr></thead><tbody>{rows}</tbody></table>'


def holders(sheet: Sheet) -> str:
    """A builder's list: each row a list of its own, the header as well."""
    head = '<ul class="li_header"><li class="no">번호</li><li class="tit">제목</li><li class="name">글쓴이</li><li class="time">작성시간</li><li class="read">조회수</li></ul>'
    rows = "".join(
        f'<ul class="li_body holder"><li class="no">{"공지" if entry.pinned else entry.number}</li><li class="tit"><a class="list_text_title" {sheet.link(entry)}><span>{sheet.title(entry)}</span></a>{"<i class=notification-badge>N</i>" if entry.views % 2 else ""}</li><li class="name">{entry.author}</li><li class="time" title="{entry.moment:%Y-%m-%d %H:%M}">{sheet.day(entry)}</li><li class="read">{entry.views}</li></ul>'
        for entry in sheet.entries
    )
    return f'<div class="li_board">{head}{rows}</div>'


def shop(sheet: Sheet) -> str:
    """A shop's board, its authors masked or not."""
    rows = "".join(
        f'<tr class="xans-record-"><td>{"공지" if entry.pinned else entry.number}</td><td class="subject left txtBreak"><strong><a {sheet.link(entry)}>{sheet.title(entry)}</a></strong> <span class="txtEm">{f"({entry.comments})" if entry.comments else ""}</span></td><td>{entry.author}</td><td><span class="txtNum">{sheet.day(entry)}</span></td><td><span class="txtNum">{entry.views}</span></td></tr>'
        for entry in sheet.entries
    )
    return f'<div class="xans-element- xans-board"><table border="1" summary=""><thead><tr><th scope="col">번호</th><th scope="col">제목</th><th scope="col">작성자</th><th scope="col">작성일</th><th scope="col">조회</th></tr></thead><tbody>{rows}</tbody></table></div>'


def blog(sheet: Sheet) -> str:
    """A blog's category: links around title, summary and date."""
    rows = "".join(
        f'<div class="article-type-common"><a {sheet.link(entry)} class="link-article"><strong class="title">{sheet.title(entry)}</strong><p class="summary">{escape(entry.text[:60])}</p></a><div class="box-meta"><span class="category">공지</span><span class="date">{sheet.day(entry)}</span></div></div>' for entry in sheet.entries
    )
    return f'<div class="area-common">{rows}</div>'


def grouped(sheet: Sheet) -> str:
    """Links as a group: heading, name and day within each link."""
    rows = "".join(
        f'<a {sheet.link(entry)} class="list-group-item list-group-item-action"><div class="d-flex w-100 justify-content-between"><h5 class="mb-1">{sheet.title(entry)}</h5><small>{sheet.day(entry)}</small></div><small class="text-muted">작성자 {entry.author}</small></a>' for entry in sheet.entries
    )
    return f'<div class="list-group">{rows}</div>'


def spring(sheet: Sheet) -> str:
    """A plain table of a small program."""
    rows = "".join(f'<tr><th scope="row">{entry.key}</th><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{sheet.day(entry)}</td></tr>' for entry in sheet.entries)
    return f'<table class="table table-hover"><thead class="table-light"><tr><th>#</th><th>제 목</th><th>글 쓴 이</th><th>등 록 일</th></tr></thead><tbody>{rows}</tbody></table>'


def cells(sheet: Sheet) -> str:
    """Cells that lead on by a click, without any link."""
    rows = "".join(
        f"<tr onMouseOver=\"this.style.background='#eee'\"><td align=center>{entry.number}</td><td style=\"cursor:hand\" onclick=\"location.href='read.asp?db=news&num={entry.key}&page={sheet.page}'\">{sheet.title(entry)}</td><td align=center>{entry.author}</td><td align=center>{sheet.day(entry)}</td></tr>"
        for entry in sheet.entries
    )
    return f"<table width=600><tr bgcolor=#cccccc><td align=center>번 호</td><td align=center>제 목</td><td align=center>작성자</td><td align=center>작성일</td></tr>{rows}</table>"


def topics(sheet: Sheet) -> str:
    """A foreign forum: who began a topic and when, and the last reply."""
    rows = "".join(
        f'<li class="ipsDataItem" data-rowid="{entry.key}"><div class="ipsDataItem_main"><h4 class="ipsDataItem_title"><span class="ipsType_break"><a {sheet.link(entry)} title="{escape(entry.title)}">{sheet.title(entry)}</a></span></h4><div class="ipsDataItem_meta">By <a href="/profile/3-a/">{entry.author}</a>, <time datetime="{entry.moment.isoformat()}" title="x">{entry.moment:%B %d, %Y}</time></div></div>'
        f'<ul class="ipsDataItem_stats"><li>{entry.comments} replies</li><li>{entry.views} views</li></ul><ul class="ipsDataItem_lastPoster"><li><a href="/profile/4-b/">Somebody</a></li><li><a href="/topic/{entry.key}-a/?do=getLastComment"><time datetime="{entry.modified.isoformat()}">{entry.modified:%B %d, %Y}</time></a></li></ul></li>'
        for entry in sheet.entries
    )
    return f'<ol class="ipsDataList cForumTopicTable">{rows}</ol>'


def summaries(sheet: Sheet) -> str:
    """Definition lists, one for each post."""
    rows = "".join(
        f'<dl class="press"><dt><a {sheet.link(entry)}>{sheet.title(entry)}</a></dt><dd class="txt">{escape(entry.text[:50])}</dd><dd class="info"><em>등록일</em> {sheet.day(entry)} <em>부서</em> {entry.author}</dd></dl>' for entry in sheet.entries
    )
    return f'<div class="press-list">{rows}</div>'


def days(sheet: Sheet) -> str:
    """Items that begin with the day in two parts."""
    rows = "".join(f'<li><a {sheet.link(entry)}><span class="date"><b>{entry.moment:%d}</b>{entry.moment:%Y.%m}</span><span class="cont"><strong>{sheet.title(entry)}</strong><span>{escape(entry.text[:30])}</span></span></a></li>' for entry in sheet.entries)
    return f'<ul class="day-list">{rows}</ul>'


# --- posts -----------------------------------------------------------------------------------------------------------------


def builder_post(opened: Open) -> str:
    """The content system's post."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="file-down-btn hwp">{name}</a></li>')
    return (
        f'<div class="b-view-wrap"><div class="b-main-box"><div class="b-title-box"><p class="b-title"><span class="title">{opened.title}</span></p></div><div class="b-etc-box"><ul><li class="b-writer-box"><span class="title">작성자</span> <span>{entry.author}</span></li><li class="b-date-box"><span class="title">등록일</span> <span>{opened.day}</span></li><li class="b-hit-box"><span class="title">조회수</span> <span>{entry.views}</span></li></ul></div>'
        f'<div class="b-content-box"><div class="fr-view">{entry.body}</div></div><div class="b-file-box"><ul>{files}</ul></div></div><div class="b-prev-next"><a {opened.link(opened.before)}>이전 {escape(opened.before.title, quote=False)}</a></div></div>'
    )


def es_post(opened: Open) -> str:
    """A district's post: title in a bar, facts in a list."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="btn_line">{name} <span class="dn">다운로드</span></a></li>')
    return (
        f'<article class="board_view"><h4 class="title">{opened.title}</h4><div class="head_info"><ul><li><b>담당부서</b> {entry.author}</li><li><b>등록일</b> {opened.day}</li><li><b>조회</b> {entry.views}</li></ul></div><div class="contents"><div class="tb_contents">{entry.body}</div></div><div class="add_file_list"><strong>첨부파일</strong><ul class="add_file">{files}</ul></div></article>'
    )


def imweb_post(opened: Open) -> str:
    """A builder's post without words for its facts."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="tabled full-width"><a {link}><span>{name}</span></a></div>')
    return (
        f'<div class="board_view"><header><h1 class="view_tit">{opened.title}</h1><div class="board_txt_area"><div class="author"><div class="write">{entry.author}</div></div><div class="board-meta"><span class="date">{opened.day}</span><span class="hit-count">조회수 {entry.views}</span></div></div></header><div class="board_txt_area fr-view">{entry.body}</div><div class="file_area">{files}</div></div>'
    )


def shop_post(opened: Open) -> str:
    """A shop's post: a table of label and value around the text."""
    entry = opened.entry
    files = opened.files(lambda link, name: f"<a {link}>{name}</a> ")
    return (
        f'<div class="ec-base-table typeWrite"><table border="1"><tbody><tr><th scope="row">제목</th><td>{opened.title}</td></tr><tr><th scope="row">작성자</th><td>{entry.author}</td></tr><tr><td colspan="2"><ul class="etcArea"><li><strong>작성일</strong> <span class="txtNum">{opened.day}</span></li><li><strong>조회수</strong> <span class="txtNum">{entry.views}</span></li></ul><div class="detail">{entry.body}</div></td></tr>'
        f'<tr class="attach"><th scope="row">첨부파일</th><td>{files}</td></tr></tbody></table></div><div class="xans-board-movement"><ul><li class="prev"><strong>이전글</strong><a {opened.link(opened.before)}>{escape(opened.before.title, quote=False)}</a></li></ul></div>'
    )


def blog_post(opened: Open) -> str:
    """A blog's post."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<figure class="fileblock"><a {link}><div class="desc"><div class="filename"><span class="name">{name}</span></div></div></a></figure>')
    return f'<div class="area_view"><div class="box_title"><strong class="title_post">{opened.title}</strong><div class="info_post">{opened.day}</div></div><div class="article_view"><div class="tt_article_useless_p_margin">{entry.body}</div></div>{files}<div class="container_postbtn"><button>공유하기</button></div></div>'


def spring_post(opened: Open) -> str:
    """A small program's post."""
    entry = opened.entry
    files = opened.files(lambda link, name: f"<li><a {link}>{name}</a></li>")
    return f'<div class="container"><h2 class="border-bottom py-2">{opened.title}</h2><div class="card my-3"><div class="card-body"><div class="card-text">{entry.body}</div><div class="d-flex justify-content-end"><div class="badge bg-light text-dark p-2 text-start"><div class="mb-2"><span>{entry.author}</span></div><div>{opened.day}</div></div></div></div></div><ul class="files">{files}</ul></div>'


def topic(opened: Open) -> str:
    """A foreign forum's topic."""
    entry = opened.entry

    def said(number: str, name: str, when: str, shown: str, body: str) -> str:
        return f'<article id="elComment_{number}" class="cPost ipsBox"><aside class="cAuthorPane"><h3 class="cAuthorPane_author"><a href="/profile/3-a/">{name}</a></h3><ul><li>1.2k posts</li></ul></aside><div class="ipsComment_meta"><p><a href="#c{number}">Posted <time datetime="{when}">{shown}</time></a></p></div><div data-role="commentContent" class="ipsType_richText">{body}</div></article>'

    files = opened.files(lambda link, name: f'<p><a class="ipsAttachLink" {link}>{name}</a></p>')
    replies = "".join(said(f"{entry.key}{number}", "Reader", entry.modified.isoformat(), f"{entry.modified:%B %d, %Y}", "<p>Thanks.</p>") for number in range(entry.comments))
    return f'<h1 class="ipsType_pageTitle"><span class="ipsContained">{opened.title}</span></h1><div class="cTopicPostArea">{said(entry.key, entry.author, entry.moment.isoformat(), f"{entry.moment:%B %d, %Y}", entry.body)}{files}{replies}</div>'


def shapes() -> list[Shape]:
    """Every shape of this part."""
    rows: list[tuple[str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], dict[str, object]]] = [
        ("content system", builder, builder_post, BUILDER, stepped, {"dates": "dot", "pinned": 3, "repeats_pinned": True, "post_dates": "dot"}),
        ("content system, no pins", builder, builder_post, BUILDER, arrows, {"dates": "short", "post_dates": "dot"}),
        ("district", aria, es_post, ES, stepped, {"dates": "slash", "pinned": 1, "post_dates": "slash"}),
        ("district, summaries", summaries, es_post, ES, arrows, {"dates": "dash"}),
        ("builder", holders, imweb_post, IMWEB, arrows, {"dates": "dash", "post_dates": "minute"}),
        ("builder, pins", holders, imweb_post, IMWEB, stepped, {"dates": "dot", "pinned": 2, "post_dates": "dot-minute"}),
        ("shop", shop, shop_post, SHOP, arrows, {"dates": "dash", "pinned": 1, "post_dates": "second"}),
        ("shop, short years", shop, shop_post, SHOP, stepped, {"dates": "short", "post_dates": "second"}),
        ("blog", blog, blog_post, BLOG, arrows, {"dates": "spaced", "post_dates": "minute", "author": False, "post_author": False}),
        ("blog, days", days, blog_post, BLOG, stepped, {"dates": "dash", "post_dates": "dot-minute", "author": False, "post_author": False}),
        ("links as a group", grouped, spring_post, SPRING, arrows, {"dates": "dash"}),
        ("small program", spring, spring_post, SPRING, arrows, {"dates": "minute"}),
        ("small program, one page", spring, shop_post, SPRING, arrows, {"dates": "dash", "pages": 1}),
        ("clicked cells", cells, shop_post, CLICK, stepped, {"dates": "dash"}),
        ("clicked cells, other posts", cells, builder_post, CLICK, arrows, {"dates": "dot"}),
        ("foreign forum", topics, topic, FORUM, arrows, {"dates": "english", "post_dates": "english", "words": ENGLISH}),
        ("foreign forum in Korean", topics, topic, FORUM, stepped, {"dates": "dash", "post_dates": "dash"}),
        ("summaries of a builder", summaries, imweb_post, IMWEB, arrows, {"dates": "dot"}),
        ("group of a district", grouped, es_post, ES, stepped, {"dates": "dotted"}),
        ("table of a blog", spring, blog_post, BLOG, stepped, {"dates": "dash", "post_author": False}),
    ]  # fmt: skip
    return [
        Shape(name=f"unseen: {name}", listing=listing, post=post, scheme=scheme, pager=pager, part="unseen", frame=bare_frame, **{"words": UNSEEN, **facts})  # type: ignore[arg-type]
        for name, listing, post, scheme, pager, facts in rows
    ]
