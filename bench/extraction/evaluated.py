"""The part of the corpus that is evaluated on and never tuned for: other words, addresses, markup and structures than the one developed on."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import ENGLISH, EVALUATED, Entry, Vocabulary

# --- addresses -------------------------------------------------------------------------------------------------------------

ASP = Scheme(
    start="http://www.neoreun.example.go.kr/Board/List.asp?bcode=N1",
    post="http://www.neoreun.example.go.kr/Board/View.asp?bcode=N1&idx={key}",
    link='href="View.asp?bcode=N1&idx={key}&gotopage={page}&search=&keyword="',
    page="http://www.neoreun.example.go.kr/Board/List.asp?bcode=N1&gotopage={page}",
    page_link='href="List.asp?bcode=N1&gotopage={page}&search=&keyword="',
    file="http://www.neoreun.example.go.kr/Board/FileDown.asp?idx={key}&seq={place}",
    file_link='href="FileDown.asp?idx={key}&seq={place}"',
    post_id=r"View\.asp\?.*\bidx=(\d+)",
    page_id=r"List\.asp\?.*\bgotopage=(\d+)",
    file_id=r"FileDown\.asp\?idx=(\d+)&seq=(\d+)",
)
MAIN = Scheme(
    start="https://hanmaru.example.ac.kr/hanmaru/notice.do",
    post="https://hanmaru.example.ac.kr/hanmaru/notice.do?mode=view&articleNo={key}",
    link='href="?mode=view&amp;articleNo={key}&amp;article.offset={offset}&amp;articleLimit=10"',
    page="https://hanmaru.example.ac.kr/hanmaru/notice.do?mode=list&articleLimit=10&article.offset={offset}",
    page_link='href="?mode=list&amp;&amp;articleLimit=10&amp;article.offset={offset}"',
    file="https://hanmaru.example.ac.kr/hanmaru/notice.do?mode=download&articleNo={key}&attachNo={place}",
    file_link='href="?mode=download&amp;articleNo={key}&amp;attachNo={place}"',
    post_id=r"(?=.*mode=view).*\barticleNo=(\d+)",
    page_id=r"(?!.*mode=view).*article\.offset=(\d+)",
    file_id=r"(?=.*mode=download).*articleNo=(\d+).*attachNo=(\d+)",
    first=0,
    step=10,
)
SLUG = Scheme(
    start="https://www.culture.example.or.kr/board/news",
    post="https://www.culture.example.or.kr/board/news/read/{key}",
    link='href="https://www.culture.example.or.kr/board/news/read/{key}"',
    page="https://www.culture.example.or.kr/board/news/list/{page}",
    page_link='href="/board/news/list/{page}"',
    file="https://www.culture.example.or.kr/board/news/attach/{key}/{place}",
    file_link='href="/board/news/attach/{key}/{place}"',
    post_id=r"/board/news/read/(\d+)",
    page_id=r"/board/news/list/(\d+)",
    file_id=r"/board/news/attach/(\d+)/(\d+)",
)
DETAIL = Scheme(
    start="https://www.ieum.example.or.kr/cmmn/brd/brdList.do?mnCd=0401",
    post="https://www.ieum.example.or.kr/cmmn/brd/brdDetail.do?mnCd=0401&brdNum={key}",
    link="href=\"#none\" onclick=\"fn_detail('{key}', '0401'); return false;\"",
    page="https://www.ieum.example.or.kr/cmmn/brd/brdList.do?mnCd=0401&curPage={page}",
    page_link="href=\"#none\" onclick=\"fn_movePage({page});\"",
    file="https://www.ieum.example.or.kr/cmmn/file/getFile.do?num={key}&ord={place}",
    file_link="href=\"#none\" onclick=\"fn_getFile('{key}','{place}')\"",
    post_id=r"brdDetail\.do\?.*\bbrdNum=(\d+)",
    page_id=r"brdList\.do\?.*\bcurPage=(\d+)",
    file_id=r"getFile\.do\?num=(\d+)&ord=(\d+)",
    script=(
        'function fn_detail(num, mn){ window.location = "/cmmn/brd/brdDetail.do?mnCd=" + mn + "&brdNum=" + num; }\n'
        'function fn_movePage(p){ window.location = "/cmmn/brd/brdList.do?mnCd=0401&curPage=" + p; }\n'
        'function fn_getFile(num, ord){ window.location = "/cmmn/file/getFile.do?num=" + num + "&ord=" + ord; }'
    ),
)
FORM = Scheme(
    start="https://www.health.example.go.kr/pub/notice/index.do",
    post="https://www.health.example.go.kr/pub/notice/detail.do?noticeSn={key}",
    link="href=\"javascript:void(0)\" onclick=\"openNotice({key})\"",
    page="https://www.health.example.go.kr/pub/notice/index.do?cPage={page}",
    page_link="href=\"javascript:movePage('{page}')\"",
    file="https://www.health.example.go.kr/pub/file/down.do?sn={key}&no={place}",
    file_link='href="/pub/file/down.do?sn={key}&amp;no={place}"',
    post_id=r"detail\.do\?.*\bnoticeSn=(\d+)",
    page_id=r"index\.do\?.*\bcPage=(\d+)",
    file_id=r"down\.do\?sn=(\d+)&no=(\d+)",
    script=(
        "function openNotice(sn) { var f = document.frm; f.noticeSn.value = sn; f.action = '/pub/notice/detail.do'; f.method = 'get'; f.submit(); }\n"
        "function movePage(no) { var f = document.frm; f.cPage.value = no; f.action = '/pub/notice/index.do'; f.submit(); }"
    ),
)
NEWS = Scheme(
    start="https://press.example.kr/news/articleList.html?sc_section_code=S1N1",
    post="https://press.example.kr/news/articleView.html?idxno={key}",
    link='href="/news/articleView.html?idxno={key}"',
    page="https://press.example.kr/news/articleList.html?page={page}&sc_section_code=S1N1",
    page_link='href="/news/articleList.html?page={page}&amp;total=311&amp;sc_section_code=S1N1"',
    file="https://press.example.kr/news/file.html?idxno={key}&f={place}",
    file_link='href="/news/file.html?idxno={key}&amp;f={place}"',
    post_id=r"articleView\.html\?idxno=(\d+)",
    page_id=r"articleList\.html\?.*\bpage=(\d+)",
    file_id=r"file\.html\?idxno=(\d+)&f=(\d+)",
)
ROWKEY = Scheme(
    start="https://welfare.example.or.kr/sub/bbs.php?tb=notice",
    post="https://welfare.example.or.kr/sub/bbs_view.php?tb=notice&num={key}",
    link='href="bbs_view.php?tb=notice&num={key}&pg={page}"',
    page="https://welfare.example.or.kr/sub/bbs.php?tb=notice&pg={page}",
    page_link='href="bbs.php?tb=notice&pg={page}"',
    file="https://welfare.example.or.kr/sub/filedown.php?num={key}&i={place}",
    file_link='href="filedown.php?num={key}&i={place}"',
    post_id=r"bbs_view\.php\?.*\bnum=(\d+)",
    page_id=r"bbs\.php\?.*\bpg=(\d+)",
    file_id=r"filedown\.php\?num=(\d+)&i=(\d+)",
)

# --- what stands around a board --------------------------------------------------------------------------------------------


def office(title: str, body: str, words: Vocabulary) -> str:
    """A site of HTML 5 parts: a header of menus, a section, a footer of family sites."""
    menu = "".join(f'<a href="/contents/{number}01">{one}</a>' for number, one in enumerate(words.menu))
    family = "".join(f'<option value="https://f{number}.example.kr">{one}</option>' for number, one in enumerate(words.sites))
    return f"""<!doctype html>
<html lang="ko-KR"><head><meta charset="UTF-8"/><title>{words.sites[0]} - {escape(title)}</title><meta property="og:site_name" content="{words.sites[0]}"/></head><body class="sub">
<header role="banner"><a class="logo" href="/index">{words.sites[0]}</a><nav role="navigation">{menu}</nav><form action="/search"><input name="q"><button>검색</button></form></header>
<main role="main"><section><h1 class="sub-tit">{words.menu[3]}</h1><div class="board-search"><form name="frm" method="get"><input type="hidden" name="noticeSn" value=""><input type="hidden" name="cPage" value="1"><select name="k"><option>제목</option></select><input name="w"></form></div>
{body}
</section></main><footer role="contentinfo"><select>{family}</select><address>우)54321 너른길 9 대표 031-000-0000 · 갱신 2024.07.01</address></footer></body></html>"""


def frames(title: str, body: str, words: Vocabulary) -> str:  # noqa: ARG001 - its title is the site's
    """A site laid out with tables: menu left, board right."""
    menu = "".join(f"<tr><td><a href='/page.asp?m={number}'>{one}</a></td></tr>" for number, one in enumerate(words.menu))
    return (
        f"<HTML><HEAD><TITLE>{words.sites[-1]}</TITLE></HEAD><BODY><TABLE width=980><TR><TD colspan=2><A href='/'><IMG src=/img/top.jpg></A></TD></TR><TR><TD valign=top width=180><TABLE>{menu}</TABLE></TD>"
        f"<TD valign=top>{body}</TD></TR><TR><TD colspan=2>Copyright(c) 2003 {words.sites[-1]}. All rights reserved.</TD></TR></TABLE></BODY></HTML>"
    )


def crowded(title: str, body: str, words: Vocabulary) -> str:
    """A site whose page also shows two blocks of its newest posts and a strip of banners."""
    blocks = "".join(
        f'<section class="latest"><h3>{name}</h3><ul>'
        + "".join(f'<li><a href="/{name}/{700 + number}.html">{words.subjects[-number - 1]} 소식</a><time>2024-0{number + 1}-1{number}</time></li>' for number in range(4))
        + "</ul></section>"
        for name in ("media", "gallery")
    )
    banners = "".join(f'<li><a href="https://b{number}.example.kr/"><img src="/b/{number}.gif" alt="{one}"></a></li>' for number, one in enumerate(words.sites))
    return office(title, f'{body}{blocks}<ul class="banner-zone">{banners}</ul>', words)


# --- pagers ----------------------------------------------------------------------------------------------------------------


def fonts(sheet: Sheet) -> str:
    """Numbers in one cell, the present one coloured."""
    links = " | ".join(f"<font color=red><b>{page}</b></font>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    return f"<table width=100%><tr><td align=center>◀ {links} ▶</td></tr></table>"


def spans(sheet: Sheet) -> str:
    """Buttons of the present style, with words for screen readers."""
    links = "".join(
        f'<a href="#" class="num on" aria-current="page" title="현재 페이지">{page}</a>' if page == sheet.page else f'<a {sheet.page_link(page)} class="num">{page}</a>' for page in range(1, sheet.last + 1)
    )
    onward = f'<a {sheet.page_link(sheet.page + 1)} class="arr nxt"><span class="hide">다음 페이지로 이동</span></a>' if sheet.page < sheet.last else ""
    last = f'<a {sheet.page_link(sheet.last)} class="arr end"><span class="hide">마지막 페이지로 이동</span></a>'
    return f'<div class="pagination-area">{links}{onward}{last}</div>'


def long_block(sheet: Sheet) -> str:
    """The first ten of many numbers, and arrows that jump ten pages."""
    links = "".join(f"<li><em>{page}</em></li>" if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, 11))
    return f'<ol class="pg">{links}<li class="jump"><a {sheet.page_link(11)}>&gt;</a></li><li class="jump"><a {sheet.page_link(23)}>&gt;&gt;</a></li></ol>'


def older(sheet: Sheet) -> str:
    """Newer and older, as blogs say."""
    back = f'<a {sheet.page_link(sheet.page - 1)}>&larr; 새 글</a>' if sheet.page > 1 else ""
    onward = f'<a {sheet.page_link(sheet.page + 1)} rel="next">이전 글 &rarr;</a>' if sheet.page < sheet.last else ""
    return f'<div class="nav-links">{back} {onward}</div>'


def english_next(sheet: Sheet) -> str:
    """Next, in English."""
    links = " ".join(f"<b>{page}</b>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    onward = f"<a {sheet.page_link(sheet.page + 1)}>Next &rsaquo;</a>" if sheet.page < sheet.last else ""
    return f'<p class="pages">Page {sheet.page} of {sheet.last}: {links} {onward}</p>'


def alone(sheet: Sheet) -> str:  # noqa: ARG001 - one page needs none
    """A list without further pages."""
    return ""


# --- lists -----------------------------------------------------------------------------------------------------------------


def named(sheet: Sheet, entry: Entry, style: str) -> str:
    """A title's link in one of this part's own styles."""
    link, title = sheet.link(entry), sheet.title(entry)
    fresh = entry.views % 2 == 0
    lock = '<i class="xi-lock" title="비밀글"></i>' if entry.secret else ""
    if style == "em":
        return f'<a {link}>{lock}<em class="category">{entry.category}</em><b class="sbj">{title}</b>{"<em class=new-badge>NEW</em>" if fresh else ""}</a>'
    if style == "after":
        count = f'<span class="reply-count">({entry.comments})</span>' if entry.comments else ""
        return f'{lock}<a {link} class="ellipsis">{title}</a>{count}{"<img src=/i/n.png alt=N>" if fresh else ""}{"<img src=/i/clip.png alt=파일>" if entry.files else ""}'
    if style == "block":
        return f'<div class="title-wrap"><a {link}><p>{lock}{title}</p></a></div>'
    return f"<a {link}>{title}</a>{lock}"


def part(sheet: Sheet, entry: Entry, kind: str, style: str) -> str:
    """What a column of this part's tables holds."""
    top = {"em": '<strong class="label">공지</strong>', "after": "[공지]", "block": '<img src="/i/pin.png" alt="공지사항">'}.get(style, "공지사항")
    values = {
        "no": top if entry.pinned else str(entry.number),
        "subject": named(sheet, entry, style),
        "who": entry.author,
        "when": sheet.day(entry),
        "hits": str(entry.views),
        "kind": entry.category,
        "clip": f'<a href="#" class="clip">{len(entry.files)}개</a>' if entry.files else "",
        "check": '<input type="checkbox" name="chk">',
        "tel": f"02-{entry.views % 900 + 100}-00{entry.number % 90 + 10}",
    }
    return values[kind]


def grid(columns: str, style: str = "plain", head: str = "thead") -> Callable[[Sheet], str]:
    """A table by columns such as "NO=no 글제목=subject"; head: thead, summary (th in the first row), labels (data-label), cells (td with spans), none."""
    pairs = [(name.replace("_", " "), kind) for name, _, kind in (one.partition("=") for one in columns.split())]

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            label = [f' data-label="{name}"' if head == "labels" else "" for name, _ in pairs]
            cells = "".join(f"<td{label[place]}>{part(sheet, entry, kind, style)}</td>" for place, (_, kind) in enumerate(pairs))
            rows.append(f'<tr class="{"top-fix" if entry.pinned else ""}">{cells}</tr>')
        tag = "td" if head == "cells" else "th"
        names = "".join(f"<{tag}><span>{name}</span></{tag}>" for name, _ in pairs)
        top = {"none": "", "labels": "", "thead": f"<thead><tr>{names}</tr></thead>"}.get(head, f"<tr>{names}</tr>")
        colgroup = "".join("<col>" for _ in pairs)
        return f'<p class="count">전체 <b>{sheet.count}</b>건</p><table summary="게시판 목록"><colgroup>{colgroup}</colgroup>{top}<tbody>{"".join(rows)}</tbody></table>'

    return draw


def flex(sheet: Sheet) -> str:
    """Links around whole rows, the parts in spans with classes of their own."""
    rows = "".join(
        f'<a class="row" {sheet.link(entry)}><span class="cell no">{"공지" if entry.pinned else entry.number}</span><span class="cell ttl">{sheet.title(entry)}</span>'
        f'<span class="cell wr">{entry.author}</span><span class="cell dt">{sheet.day(entry)}</span></a>'
        for entry in sheet.entries
    )
    head = '<div class="row head"><span class="cell">번호</span><span class="cell">제목</span><span class="cell">글쓴이</span><span class="cell">게시일</span></div>'
    return f'<div class="flex-list">{head}{rows}</div>'


def boxes(sheet: Sheet) -> str:
    """Boxes with a day and a month, a heading, a summary and a line of facts in words."""
    rows = "".join(
        f'<div class="news-box"><h3><a {sheet.link(entry)}>{sheet.title(entry)}</a></h3><p class="lead">{escape(entry.text[:70])}</p>'
        f'<ul class="etc"><li><span>등록부서</span> {entry.author}</li><li><span>등록일</span> {sheet.day(entry)}</li><li><span>조회수</span> {entry.views}</li></ul></div>'
        for entry in sheet.entries
    )
    return f'<div class="news-list">{rows}</div>'


def press(sheet: Sheet) -> str:
    """A newspaper's list: heading, summary, section | name | moment."""
    rows = "".join(
        f'<li><h4 class="titles"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h4><p class="lead line-6x2"><a {sheet.link(entry)}>{escape(entry.text[:80])}</a></p><span class="byline"><em>{entry.category}</em><em>{entry.author}</em><em>{sheet.day(entry)}</em></span></li>'
        for entry in sheet.entries
    )
    return f'<section id="section-list"><ul class="type1">{rows}</ul></section>'


def tiles(sheet: Sheet) -> str:
    """Figures with captions."""
    rows = "".join(
        f'<figure><a {sheet.link(entry)}><img src="/i/{entry.key}_s.jpg" alt=""></a><figcaption><a {sheet.link(entry)}>{sheet.title(entry)}</a><small>{sheet.day(entry)}</small></figcaption></figure>' for entry in sheet.entries
    )
    return f'<div class="tiles">{rows}</div>'


def photos(sheet: Sheet) -> str:
    """A table of pictures, four in a row."""
    cells = [
        f'<td><a {sheet.link(entry)}><img src="/i/{entry.key}.gif" width=120></a><br><a {sheet.link(entry)}>{sheet.title(entry)}</a><br><font color=gray>{sheet.day(entry)}</font></td>' for entry in sheet.entries
    ]
    rows = "".join(f"<tr>{''.join(cells[start : start + 4])}</tr>" for start in range(0, len(cells), 4))
    return f"<table width=600>{rows}</table>"


def bodies(sheet: Sheet) -> str:
    """A body of a table for each post: the title's row, then the facts'."""
    rows = "".join(
        f'<tbody class="item"><tr><td colspan="3" class="h"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td></tr><tr><td>글쓴이: {entry.author}</td><td>등록일: {sheet.day(entry)}</td><td>조회: {entry.views}</td></tr></tbody>'
        for entry in sheet.entries
    )
    return f'<table class="multi">{rows}</table>'


def accordion(sheet: Sheet) -> str:
    """Sections with a heading that links, and the facts in a definition list."""
    rows = "".join(
        f'<section class="post"><h5><a {sheet.link(entry)}>{sheet.title(entry)}</a></h5><dl><dt>작성자</dt><dd>{entry.author}</dd><dt>작성일</dt><dd>{sheet.day(entry)}</dd><dt>조회수</dt><dd>{entry.views}</dd></dl></section>'
        for entry in sheet.entries
    )
    return f'<div class="posts">{rows}</div>'


def timeline(sheet: Sheet) -> str:
    """Day and link in items of an ordered list."""
    rows = "".join(f'<li><span class="d">{sheet.day(entry)}</span> <a {sheet.link(entry)}>{sheet.title(entry)}</a></li>' for entry in sheet.entries)
    return f'<ol class="history" reversed>{rows}</ol>'


def mailing(sheet: Sheet) -> str:
    """A list of topics as old forums draw them."""
    rows = "".join(
        f"<TR bgcolor=#ffffff><TD><IMG src=/i/folder.gif></TD><TD><A {sheet.link(entry)}>{sheet.title(entry)}</A></TD><TD align=center>{entry.author}</TD><TD align=center>{entry.comments}</TD><TD align=center>{entry.views}</TD><TD align=right>{sheet.day(entry)}</TD></TR>"
        for entry in sheet.entries
    )
    head = "<TR bgcolor=#336699><TD></TD><TD><B>Topic</B></TD><TD><B>Author</B></TD><TD><B>Replies</B></TD><TD><B>Views</B></TD><TD><B>Posted</B></TD></TR>"
    return f"<TABLE width=100%>{head}{rows}</TABLE>"


# --- posts -----------------------------------------------------------------------------------------------------------------


def _other(opened: Open) -> str:
    return (
        f'<table class="pn"><tr><th>다음 글</th><td><a {opened.link(opened.before)}>{escape(opened.before.title, quote=False)}</a></td><td>{opened.before.moment:%Y.%m.%d}</td></tr>'
        f'<tr><th>이전 글</th><td><a {opened.link(opened.after)}>{escape(opened.after.title, quote=False)}</a></td><td>{opened.after.moment:%Y.%m.%d}</td></tr></table><button type="button">목록으로</button>'
    )


def _attached(opened: Open, draw: str = '<p class="f"><a {link}>{name}</a></p>') -> str:
    return opened.files(lambda link, name: draw.replace("{link}", link).replace("{name}", name))


def paper(words: str = "글제목 등록자 게시일 조회수 파일") -> Callable[[Open], str]:
    """A table of facts, the text below it in a part of its own."""
    title, author, date, views, files = words.split()

    def draw(opened: Open) -> str:
        entry = opened.entry
        who = f'<th scope="row">{author}</th><td>{entry.author}</td>' if opened.shape.post_author else '<th scope="row">문의</th><td>031-000-0000</td>'
        return (
            f'<table class="detail"><colgroup><col><col></colgroup><tr><th scope="row">{title}</th><td colspan="5"><b>{opened.title}</b></td></tr><tr>{who}<th scope="row">{date}</th><td>{opened.day}</td><th scope="row">{views}</th><td>{entry.views}</td></tr>'
            f'<tr><th scope="row">{files}</th><td colspan="5">{_attached(opened, "<a {link}>{name} [34kb]</a> ")}</td></tr></table><div id="contents-area">{entry.body}</div>{_other(opened)}'
        )

    return draw


def headed(opened: Open) -> str:
    """A header with a heading and spans of "word: value"."""
    entry = opened.entry
    who = f"<span>작성자: {entry.author}</span>" if opened.shape.post_author else ""
    return (
        f'<div class="v-wrap"><header class="v-head"><h2 class="v-tit">{opened.title}</h2><div class="v-info">{who}<span>작성일: {opened.day}</span><span>조회수: {entry.views}</span></div></header>'
        f'<div class="v-body fr-view">{entry.body}</div><div class="v-file"><b>첨부</b>{_attached(opened)}</div></div>{_other(opened)}'
    )


def listed(opened: Open) -> str:
    """A list of facts in definition terms, one list for all."""
    entry = opened.entry
    who = f"<dt>담당부서</dt><dd>{entry.author}</dd>" if opened.shape.post_author else ""
    return (
        f'<div class="bv"><p class="bv-title">{opened.title}</p><dl class="bv-meta">{who}<dt>등록일자</dt><dd>{opened.day}</dd><dt>조회</dt><dd>{entry.views}</dd></dl><div class="bv-text">{entry.body}</div>'
        f'<dl class="bv-file"><dt>첨부파일</dt><dd>{_attached(opened)}</dd></dl></div>{_other(opened)}'
    )


def fonted(opened: Open) -> str:
    """Rows of an old table: title alone, "이름 | 날짜" in small print, the text."""
    entry = opened.entry
    who = f"이름: <b>{entry.author}</b> | " if opened.shape.post_author else ""
    return (
        f"<TABLE width=100% cellspacing=0><TR><TD bgcolor=#eeeeee><FONT size=3><B>{opened.title}</B></FONT></TD></TR><TR><TD align=right><FONT size=1>{who}등록일: {opened.day} | 조회: {entry.views}</FONT></TD></TR>"
        f"<TR><TD height=200 valign=top>{entry.body}</TD></TR><TR><TD>자료 : {_attached(opened, '<A {link}>{name}</A> ')}</TD></TR></TABLE>{_other(opened)}"
    )


def silent(opened: Open) -> str:
    """No words at all: a heading, a list of facts, the text."""
    entry = opened.entry
    who = f"<li>{entry.author}</li>" if opened.shape.post_author else ""
    return (
        f'<article class="post-view"><h3>{opened.title}</h3><ul class="post-meta">{who}<li>{opened.day}</li><li>hit {entry.views}</li></ul><div class="post-text">{entry.body}</div>'
        f'<aside class="post-file">{_attached(opened)}</aside></article>{_other(opened)}'
    )


def story(opened: Open) -> str:
    """A newspaper's article: heading, name, "입력" and the time, readers' words."""
    entry = opened.entry
    who = f"<li><i></i> {entry.author}</li>" if opened.shape.post_author else ""
    said = "".join(f'<div class="rp"><strong>독자 {number}</strong><span>2025-03-0{number + 1} 08:00</span><p>유익한 글입니다.</p></div>' for number in range(entry.comments))
    return (
        f'<article id="article-view"><header><h3 class="heading">{opened.title}</h3><ul class="infomation">{who}<li>입력 {opened.day}</li><li>댓글 {entry.comments}</li></ul></header>'
        f'<div id="article-view-content-div" itemprop="articleBody">{entry.body}</div><div class="files">{_attached(opened)}</div></article><section class="reply-box"><h4>댓글</h4>{said}</section>'
    )


def repeated(opened: Open) -> str:
    """The post above the list from which it was opened."""
    entry = opened.entry
    rows = "".join(
        f"<li><a {opened.link(one)}>{escape(one.title, quote=False)}</a> <span>{one.author}</span> <span>{one.moment:%Y-%m-%d}</span></li>" for one in (opened.before, opened.entry, opened.after)
    )
    who = f'<em class="w">{entry.author}</em>' if opened.shape.post_author else ""
    return (
        f'<div class="reading"><strong class="t">{opened.title}</strong>{who}<em class="d">{opened.day}</em><div class="text-body">{entry.body}</div><div class="fl">{_attached(opened)}</div></div>'
        f'<h4>다른 글</h4><ul class="others">{rows}</ul>'
    )


def english(opened: Open) -> str:
    """An English page of label and value."""
    entry = opened.entry
    who = f"<p><strong>Author:</strong> {entry.author}</p>" if opened.shape.post_author else ""
    return (
        f'<main><h1>{opened.title}</h1>{who}<p><strong>Date:</strong> {opened.day}</p><p><strong>Views:</strong> {entry.views}</p><div class="prose">{entry.body}</div>'
        f'<h2>Downloads</h2><ul>{_attached(opened, "<li><a {link}>{name}</a></li>")}</ul></main>'
    )


# --- shapes ----------------------------------------------------------------------------------------------------------------

_Row = tuple[str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], Callable[[str, str, Vocabulary], str], dict[str, object]]


def _tables() -> list[_Row]:
    usual = "번호=no 제목=subject 글쓴이=who 게시일=when 조회수=hits"
    return [
        ("usual", grid(usual), paper(), ASP, fonts, office, {"dates": "dash"}),
        ("usual, pins", grid(usual, "em"), headed, SLUG, spans, office, {"dates": "dot", "pinned": 2}),
        ("usual, marks", grid(usual, "after"), listed, MAIN, spans, crowded, {"dates": "dotted", "pinned": 1, "secret": True}),
        ("usual, blocks", grid(usual, "block"), silent, ROWKEY, long_block, office, {"dates": "minute", "pages": 3}),
        ("usual, calls", grid(usual, "after"), paper(), DETAIL, spans, office, {"dates": "dash", "pinned": 2}),
        ("usual, form", grid(usual, "em"), headed, FORM, spans, office, {"dates": "dot"}),
        ("department", grid("연번=no 제목=subject 작성부서=who 작성일시=when", "plain"), listed, ASP, long_block, office, {"dates": "minute"}),
        ("department and telephone", grid("NO=no 제목=subject 담당부서=who 연락처=tel 등록일자=when 조회=hits", "after"), paper(), DETAIL, spans, crowded, {"dates": "dash"}),
        ("check boxes", grid("선택=check 번호=no 제목=subject 이름=who 날짜=when 조회=hits"), fonted, ROWKEY, fonts, frames, {"dates": "slash"}),
        ("clips", grid("번호=no 구분=kind 제목=subject 파일=clip 등록일=when 조회수=hits", "em"), paper("제목 작성자 등록일 조회 첨부파일"), SLUG, spans, office, {"dates": "dot", "author": False, "post_author": False}),
        ("date first", grid("등록일=when 제목=subject 등록자=who"), headed, NEWS, spans, crowded, {"dates": "dash"}),
        ("author first", grid("작성자=who 제목=subject 작성일자=when 조회=hits", "block"), listed, MAIN, english_next, office, {"dates": "dash"}),
        ("labels only", grid(usual, "plain", "labels"), silent, SLUG, spans, office, {"dates": "dot"}),
        ("labels only, pins", grid(usual, "em", "labels"), headed, ASP, fonts, crowded, {"dates": "dash", "pinned": 2}),
        ("cells for a header", grid(usual, "plain", "cells"), fonted, ROWKEY, fonts, frames, {"dates": "dash"}),
        ("cells for a header, short years", grid("번호=no 제목=subject 글쓴이=who 올린날=when 조회=hits", "after", "cells"), fonted, ASP, long_block, frames, {"dates": "short"}),
        ("header in the first row", grid(usual, "after", "summary"), paper(), MAIN, spans, office, {"dates": "yearless", "day": 1, "post_dates": "dot-minute"}),
        ("no header", grid(usual, "plain", "none"), silent, ASP, fonts, frames, {"dates": "dot"}),
        ("no header, form", grid(usual, "block", "none"), repeated, FORM, spans, office, {"dates": "dash"}),
        ("no author", grid("번호=no 제목=subject 게재일=when", "em"), paper("제목 기관 게재일 조회 첨부"), NEWS, spans, office, {"dates": "weekday", "author": False, "post_author": False}),
        ("cut titles", grid(usual, "plain"), headed, SLUG, spans, office, {"dates": "dash", "cut": 12, "mark": "..."}),
        ("cut titles, calls", grid(usual, "after"), paper(), DETAIL, spans, crowded, {"dates": "dot", "cut": 16, "mark": "…"}),
        ("one page", grid(usual), paper(), ASP, alone, office, {"dates": "dash", "pages": 1}),
        ("one page, crowded", grid(usual, "em"), listed, SLUG, alone, crowded, {"dates": "dot", "pages": 1}),
        ("pins everywhere", grid(usual, "em"), headed, ROWKEY, fonts, office, {"dates": "dash", "pinned": 4, "repeats_pinned": True}),
        ("long words", grid("글번호=no 글제목=subject 작성자명=who 작성일시=when 조회건수=hits", "after"), paper(), DETAIL, spans, office, {"dates": "second"}),
        ("news names", grid("No.=no 제_목=subject 작_성_자=who 작_성_일=when 조_회=hits"), paper(), ROWKEY, fonts, frames, {"dates": "dash"}),
        ("korean days", grid(usual, "block"), headed, MAIN, english_next, office, {"dates": "korean", "post_dates": "korean"}),
        ("half days", grid(usual), listed, SLUG, spans, office, {"dates": "half", "post_dates": "half"}),
        ("spaced days", grid(usual, "em"), silent, NEWS, spans, office, {"dates": "spaced", "post_dates": "spaced"}),
    ]  # fmt: skip


def _lists() -> list[_Row]:
    return [
        ("flex", flex, headed, SLUG, spans, office, {"dates": "dot", "pinned": 1}),
        ("flex, offset", flex, paper(), MAIN, spans, crowded, {"dates": "dash"}),
        ("flex, asp", flex, silent, ASP, long_block, office, {"dates": "dot"}),
        ("boxes", boxes, listed, SLUG, spans, office, {"dates": "dash"}),
        ("boxes, calls", boxes, headed, DETAIL, spans, office, {"dates": "dot"}),
        ("boxes, form", boxes, paper(), FORM, spans, crowded, {"dates": "minute"}),
        ("press", press, story, NEWS, spans, crowded, {"dates": "dot-minute", "post_dates": "dot-minute"}),
        ("press, older", press, story, SLUG, older, office, {"dates": "minute"}),
        ("tiles", tiles, silent, SLUG, spans, office, {"dates": "dot", "author": False, "text": False, "per_page": 12}),
        ("tiles, asp", tiles, paper(), ASP, fonts, office, {"dates": "dash", "author": False, "text": False, "per_page": 8}),
        ("tiles, undated", tiles, headed, NEWS, spans, crowded, {"dates": "none", "author": False, "text": False, "per_page": 9}),
        ("photos", photos, fonted, ROWKEY, fonts, frames, {"dates": "dash", "author": False, "text": False, "per_page": 12}),
        ("photos, asp", photos, fonted, ASP, long_block, frames, {"dates": "dot", "author": False, "text": False, "per_page": 12}),
        ("bodies", bodies, paper(), ASP, fonts, office, {"dates": "dash"}),
        ("bodies, calls", bodies, headed, DETAIL, spans, office, {"dates": "dot"}),
        ("accordion", accordion, listed, SLUG, spans, office, {"dates": "dash"}),
        ("accordion, form", accordion, silent, FORM, spans, crowded, {"dates": "dot"}),
        ("accordion, offset", accordion, paper(), MAIN, english_next, office, {"dates": "minute"}),
        ("timeline", timeline, story, NEWS, spans, office, {"dates": "dot", "author": False, "post_author": False}),
        ("timeline, older", timeline, silent, SLUG, older, office, {"dates": "dash", "author": False, "post_author": False}),
        ("timeline, one page", timeline, headed, ROWKEY, alone, crowded, {"dates": "dotted", "author": False, "pages": 1}),
        ("boxes, repeated", boxes, repeated, ROWKEY, fonts, office, {"dates": "dash"}),
        ("flex, repeated", flex, repeated, NEWS, spans, office, {"dates": "dash"}),
        ("bodies, repeated", bodies, repeated, SLUG, long_block, office, {"dates": "dot"}),
    ]  # fmt: skip


def _english() -> list[_Row]:
    own: dict[str, object] = {"words": ENGLISH}
    return [
        ("English topics", mailing, english, ROWKEY, english_next, frames, {"dates": "dash", "post_dates": "dash", **own}),
        ("English topics, months", mailing, english, NEWS, english_next, office, {"dates": "english", "post_dates": "english", **own}),
        ("English grid", grid("#=no Title=subject Department=who Published=when Hits=hits"), english, SLUG, english_next, office, {"dates": "english-day", "post_dates": "english-day", **own}),
        ("English grid, subject", grid("No=no Subject=subject Name=who Date=when Hit=hits", "after"), english, ASP, fonts, frames, {"dates": "dash", "post_dates": "minute", **own}),
        ("English tiles", tiles, english, SLUG, older, office, {"dates": "english", "post_dates": "english", "author": False, "text": False, **own}),
        ("English timeline", timeline, english, NEWS, english_next, office, {"dates": "english", "post_dates": "english", "author": False, "post_author": False, **own}),
        ("English written by", grid("Title=subject Written_by=who Created=when"), english, MAIN, english_next, crowded, {"dates": "english", "post_dates": "english", **own}),
    ]  # fmt: skip


def shapes() -> list[Shape]:
    """Every shape of this part."""
    return [
        Shape(name=f"evaluated: {name}", listing=listing, post=post, scheme=scheme, pager=pager, frame=frame, part="evaluated", more=pager is long_block, **{"words": EVALUATED, **facts})  # type: ignore[arg-type]
        for name, listing, post, scheme, pager, frame, facts in (*_tables(), *_lists(), *_english())
    ]
