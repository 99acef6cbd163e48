"""The part of the corpus that is developed on: looks of Korean universities, offices and associations, each list with several variants."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import ENGLISH, Entry, Vocabulary

# --- addresses -------------------------------------------------------------------------------------------------------------

QUERY = Scheme(
    start="https://www.handeul.example.ac.kr/board/list.do?boardId=7",
    post="https://www.handeul.example.ac.kr/board/view.do?boardId=7&seq={key}",
    link='href="/board/view.do?boardId=7&amp;seq={key}&amp;page={page}"',
    page="https://www.handeul.example.ac.kr/board/list.do?boardId=7&page={page}",
    page_link='href="/board/list.do?boardId=7&amp;page={page}"',
    file="https://www.handeul.example.ac.kr/board/download.do?seq={key}&fileNo={place}",
    file_link='href="/board/download.do?seq={key}&amp;fileNo={place}"',
    post_id=r"view\.do\?.*?\bseq=(\d+)",
    page_id=r"list\.do\?.*?\bpage=(\d+)",
    file_id=r"download\.do\?seq=(\d+)&fileNo=(\d+)",
)
PATH = Scheme(
    start="https://www.saebit.example.go.kr/notice",
    post="https://www.saebit.example.go.kr/notice/{key}",
    link='href="/notice/{key}"',
    page="https://www.saebit.example.go.kr/notice?page={page}",
    page_link='href="?page={page}"',
    file="https://www.saebit.example.go.kr/files/{key}/{place}/download",
    file_link='href="/files/{key}/{place}/download"',
    post_id=r"/notice/(\d+)(?:$|\?)",
    page_id=r"/notice\?page=(\d+)",
    file_id=r"/files/(\d+)/(\d+)/download",
)
MODE = Scheme(
    start="http://lib.example.kr/news/notice.php",
    post="http://lib.example.kr/news/notice.php?mode=view&no={key}",
    link='href="?mode=view&amp;no={key}&amp;page={page}"',
    page="http://lib.example.kr/news/notice.php?mode=list&page={page}",
    page_link='href="?mode=list&amp;page={page}"',
    file="http://lib.example.kr/news/down.php?no={key}&f={place}",
    file_link='href="down.php?no={key}&amp;f={place}"',
    post_id=r"(?=.*mode=view).*[?&]no=(\d+)",
    page_id=r"\bpage=(\d+)",
    file_id=r"down\.php\?no=(\d+)&f=(\d+)",
)
SCRIPT = Scheme(
    start="https://www.gaon.example.re.kr/bbs/notice/list.do",
    post="https://www.gaon.example.re.kr/bbs/notice/view.do?articleNo={key}",
    link="href=\"javascript:goView('{key}');\"",
    page="https://www.gaon.example.re.kr/bbs/notice/list.do?pageNo={page}",
    page_link="href=\"javascript:goPage({page});\"",
    file="https://www.gaon.example.re.kr/bbs/fileDown.do?articleNo={key}&fileSeq={place}",
    file_link="href=\"javascript:fileDown('{key}','{place}');\"",
    post_id=r"view\.do\?.*?\barticleNo=(\d+)",
    page_id=r"list\.do\?.*?\bpageNo=(\d+)",
    file_id=r"fileDown\.do\?articleNo=(\d+)&fileSeq=(\d+)",
    script=(
        "function goView(no){ location.href = '/bbs/notice/view.do?articleNo=' + no; }\n"
        "function goPage(p){ location.href = '/bbs/notice/list.do?pageNo=' + p; }\n"
        "function fileDown(no, seq){ location.href = '/bbs/fileDown.do?articleNo=' + no + '&fileSeq=' + seq; }"
    ),
)
OFFSET = Scheme(
    start="https://forum.example.org/list",
    post="https://forum.example.org/read/{key}",
    link='href="/read/{key}"',
    page="https://forum.example.org/list?start={offset}",
    page_link='href="/list?start={offset}"',
    file="https://forum.example.org/attach/{key}-{place}",
    file_link='href="/attach/{key}-{place}"',
    post_id=r"/read/(\d+)",
    page_id=r"/list\?start=(\d+)",
    file_id=r"/attach/(\d+)-(\d+)",
    first=0,
    step=10,
)
FROM_ZERO = Scheme(
    start="https://www.union.example.or.kr/board.jsp?code=notice",
    post="https://www.union.example.or.kr/board.jsp?code=notice&act=read&idx={key}",
    link='href="./board.jsp?code=notice&amp;act=read&amp;idx={key}"',
    page="https://www.union.example.or.kr/board.jsp?code=notice&page={rank}",
    page_link='href="./board.jsp?code=notice&amp;page={rank}"',
    file="https://www.union.example.or.kr/download.jsp?idx={key}&n={place}",
    file_link='href="./download.jsp?idx={key}&amp;n={place}"',
    post_id=r"\bidx=(\d+)",
    page_id=r"\bpage=(\d+)",
    file_id=r"download\.jsp\?idx=(\d+)&n=(\d+)",
    first=0,
)
SESSION = Scheme(
    start="https://www.dong.example.go.kr/portal/bbs/B0000027/list.do?menuNo=200",
    post="https://www.dong.example.go.kr/portal/bbs/B0000027/view.do?nttId={key}&menuNo=200",
    link='href="/portal/bbs/B0000027/view.do;jsessionid=0F3AB2?nttId={key}&amp;menuNo=200&amp;pageIndex={page}"',
    page="https://www.dong.example.go.kr/portal/bbs/B0000027/list.do?menuNo=200&pageIndex={page}",
    page_link='href="/portal/bbs/B0000027/list.do;jsessionid=0F3AB2?menuNo=200&amp;pageIndex={page}"',
    file="https://www.dong.example.go.kr/portal/cmmn/file/fileDown.do?atchFileId={key}&fileSn={place}",
    file_link='href="/portal/cmmn/file/fileDown.do?atchFileId={key}&amp;fileSn={place}"',
    post_id=r"view\.do.*?\bnttId=(\d+)",
    page_id=r"list\.do.*?\bpageIndex=(\d+)",
    file_id=r"fileDown\.do\?atchFileId=(\d+)&fileSn=(\d+)",
)
DATA = Scheme(
    start="https://www.clinic.example.kr/community/notice",
    post="https://www.clinic.example.kr/community/notice/view?id={key}",
    link='href="#view" class="view-link" data-id="{key}"',
    page="https://www.clinic.example.kr/community/notice?page={page}",
    page_link='href="/community/notice?page={page}"',
    file="https://www.clinic.example.kr/file/get?id={key}&ord={place}",
    file_link='href="/file/get?id={key}&amp;ord={place}" download',
    post_id=r"/notice/view\?id=(\d+)",
    page_id=r"/notice\?page=(\d+)",
    file_id=r"/file/get\?id=(\d+)&ord=(\d+)",
    script="document.querySelectorAll('.view-link').forEach(function(a){ a.onclick=function(){ location.href='/community/notice/view?id='+a.dataset.id; }; });",
)

# --- what stands around a board --------------------------------------------------------------------------------------------


def portal(title: str, body: str, words: Vocabulary) -> str:
    """A site with a menu, a side menu, a strip of quick links, and dates in its foot."""
    menu = "".join(f'<li><a href="/menu/{number}">{one}</a><ul><li><a href="/menu/{number}/1">{one} 개요</a></li></ul></li>' for number, one in enumerate(words.menu))
    return f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>{escape(title)} | {words.sites[0]}</title></head><body>
<div id="skip"><a href="#content">본문 바로가기</a></div>
<div id="header"><h1><a href="/"><img src="/img/logo.png" alt="{words.sites[0]}"></a></h1><div class="util"><a href="/login">로그인</a> <a href="/sitemap">누리집 지도</a></div>
<div id="gnb"><ul>{menu}</ul></div></div>
<div id="container"><div id="lnb"><h2>{words.menu[3]}</h2><ul><li class="on"><a href="/menu/3/1">공지사항</a></li><li><a href="/menu/3/2">행사</a></li><li><a href="/menu/3/3">채용</a></li></ul></div>
<div id="content"><div class="location">홈 &gt; {words.menu[3]} &gt; 공지사항</div><h3 class="page-title">공지사항</h3>
{body}</div></div>
<div id="quick"><ul><li><a href="/q/1">증명 발급</a></li><li><a href="/q/2">전화번호 찾기</a></li><li><a href="/q/3">식단표</a></li></ul></div>
<div id="footer"><p>(12345) 어느 시 어느 길 1 · 대표전화 02-000-0000</p><p>최종 수정일 2019-01-02 · COPYRIGHT 2012-2025 {words.sites[0]}</p></div></body></html>"""


def plain(title: str, body: str, words: Vocabulary) -> str:  # noqa: ARG001 - its title is the site's
    """A small site without anything around."""
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{words.sites[-1]}</title></head><body bgcolor=white>{body}</body></html>'


def busy(title: str, body: str, words: Vocabulary) -> str:
    """A site whose side column lists popular posts of other boards, with dates of their own."""
    side = "".join(
        f'<li><a href="/other/{900 + number}">{words.subjects[number]} 사진</a> <span>2024.1{number % 3}.0{number + 1}</span></li>' for number in range(5)
    )
    return portal(title, f'{body}<div class="aside"><h4>많이 본 소식</h4><ul class="popular">{side}</ul></div>', words)


# --- pagers ----------------------------------------------------------------------------------------------------------------


def numbers(sheet: Sheet) -> str:
    """Numbers with first, previous, next and last."""
    links = "".join(f"<strong>{page}</strong>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    onward = min(sheet.page + 1, sheet.last)
    ends = [f'<a {sheet.page_link(page)} class="{name}"><img src="/img/{name}.gif" alt="{alt}"></a>' for page, name, alt in ((1, "first", "처음"), (onward, "next", "다음"), (sheet.last, "last", "끝"))]
    return f'<div class="paging">{ends[0]}{links}{ends[1] if sheet.page < sheet.last else ""}{ends[2]}</div>'


def block(sheet: Sheet) -> str:
    """Ten numbers at a time, and a "다음" that jumps over them."""
    links = " ".join(f'<span class="on">{page}</span>' if page == sheet.page else f"<a {sheet.page_link(page)}>[{page}]</a>" for page in range(1, sheet.last + 1))
    return f'<p class="page_nav">{links} <a {sheet.page_link(11)}>다음 10개</a></p>' if sheet.page < sheet.last else f'<p class="page_nav">{links}</p>'


def one_on(sheet: Sheet) -> str:
    """Previous and next alone, with the place between them."""
    back = f'<a {sheet.page_link(sheet.page - 1)} class="prev">이전</a>' if sheet.page > 1 else '<span class="prev">이전</span>'
    onward = f'<a {sheet.page_link(sheet.page + 1)} class="next">다음</a>' if sheet.page < sheet.last else '<span class="next">다음</span>'
    return f'<div class="pager">{back} <em>{sheet.page}</em> / {sheet.last} {onward}</div>'


def items(sheet: Sheet) -> str:
    """A list of numbers, the present one a link to nowhere."""
    links = "".join(
        f'<li class="page-item active"><a class="page-link" href="#">{page}</a></li>' if page == sheet.page else f'<li class="page-item"><a class="page-link" {sheet.page_link(page)}>{page}</a></li>'
        for page in range(1, sheet.last + 1)
    )
    onward = f'<li class="page-item"><a class="page-link" {sheet.page_link(sheet.page + 1)} aria-label="Next">&raquo;</a></li>' if sheet.page < sheet.last else ""
    return f'<nav><ul class="pagination">{links}{onward}</ul></nav>'


def nothing(sheet: Sheet) -> str:  # noqa: ARG001 - a list of one page draws no pager
    """No pager at all."""
    return ""


# --- lists -----------------------------------------------------------------------------------------------------------------


def marks(sheet: Sheet, entry: Entry, style: str) -> str:
    """A title's link with the marks of a style around it or in it."""
    link, title = sheet.link(entry), sheet.title(entry)
    new = entry is sheet.entries[-1] or entry.views % 3 == 0
    lock = '<img src="/img/ico_lock.gif" alt="비밀글">' if entry.secret else ""
    if style == "badges":
        parts = [f'<span class="cate">[{entry.category}]</span> ', lock, f"<a {link}>{title}</a>", ' <img src="/img/icon_new.gif" alt="새글">' if new else ""]
        return "".join([*parts, f' <span class="cnt">[{entry.comments}]</span>' if entry.comments else "", ' <img src="/img/icon_file.gif" alt="첨부파일">' if entry.files else ""])
    if style == "inside":
        return f'<a {link}><strong>{title}</strong>{"<span class=new>N</span>" if new else ""}{lock}</a>'
    if style == "hidden":
        return f'<a {link}>{lock}<span class="tit">{title}</span>{"<i class=ico-new><span class=blind>새 글</span></i>" if new else ""}</a>'
    if style == "tip":
        return f'<a {link} title="{escape(entry.title)}">{title}</a>{lock}'
    return f"<a {link}>{title}</a>{lock}"


def cell(sheet: Sheet, entry: Entry, kind: str, style: str) -> str:
    """What one column holds of a post."""
    if kind == "number" and entry.pinned:
        return {"badges": '<img src="/img/notice.gif" alt="공지">', "inside": '<span class="noti">공지</span>'}.get(style, "공지")
    return {
        "title": marks(sheet, entry, style),
        "author": entry.author,
        "date": sheet.day(entry),
        "views": f"{entry.views:,}",
        "files": '<img src="/img/disk.gif" alt="첨부파일 있음">' if entry.files else "-",
        "category": entry.category,
        "votes": str(entry.comments * 2),
        "number": str(entry.number),
        "state": "답변완료" if entry.number % 2 else "접수",
    }[kind]


def table(columns: str, head: str = "thead", style: str = "plain") -> Callable[[Sheet], str]:
    """A table of columns such as "번호=number 제목=title"; head: thead, row (of th), bold (td), images, none, scoped."""
    pairs = [(name.replace("_", " "), kind) for name, _, kind in (one.partition("=") for one in columns.split())]

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            cells = [f'<td class="c{place}">{cell(sheet, entry, kind, style)}</td>' for place, (_, kind) in enumerate(pairs)]
            if head == "scoped":
                cells = [one.replace("<td", '<th scope="row"', 1).replace("</td>", "</th>") if kind == "title" else one for one, (_, kind) in zip(cells, pairs, strict=True)]
            rows.append(f'<tr{" class=notice" if entry.pinned else ""}>{"".join(cells)}</tr>')
        heads = {
            "bold": "".join(f"<td align=center><b>{name}</b></td>" for name, _ in pairs),
            "images": "".join(f'<td><img src="/img/h{place}.gif" alt="{name}"></td>' for place, (name, _) in enumerate(pairs)),
        }.get(head, "".join(f'<th scope="col">{name}</th>' for name, _ in pairs))
        if head in ("thead", "scoped"):
            return f'<table class="board_list"><caption>공지사항 목록</caption><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
        return f'<table width="100%" cellpadding=3>{"" if head == "none" else f"<tr>{heads}</tr>"}{"".join(rows)}</table>'

    return draw


def nested(sheet: Sheet) -> str:
    """An old skin: every row a table within the list's cell, lines of pixels between."""
    head = "".join(f"<td><font size=2><b>{name}</b></font></td>" for name in ("번호", "제목", "글쓴이", "날짜", "조회"))
    rows = "".join(
        f'<tr bgcolor=#f7f7f7 height=26><td align=center><font size=2>{"공지" if entry.pinned else entry.number}</font></td><td>&nbsp;{marks(sheet, entry, "plain")}</td>'
        f"<td nowrap><font size=2>{entry.author}</font></td><td nowrap><font size=1>{sheet.day(entry)}</font></td><td>{entry.views}</td></tr>"
        "<tr><td colspan=5 height=1 bgcolor=#dddddd><img src=/img/dot.gif height=1></td></tr>"
        for entry in sheet.entries
    )
    return f'<table width=700 border=0><tr><td><table width=100% border=0><tr bgcolor=#e0e0e0>{head}</tr>{rows}</table></td></tr></table>'


def lines(labels: bool, style: str = "plain") -> Callable[[Sheet], str]:
    """A list of items with the facts in spans, with or without their words."""

    def draw(sheet: Sheet) -> str:
        found = []
        for entry in sheet.entries:
            facts = [("작성자", entry.author, "writer")] if sheet.shape.author else []
            facts += [("작성일", sheet.day(entry), "date"), ("조회", str(entry.views), "hit")]
            spans = "".join(f'<span class="{name}">{f"<b>{word}</b> : " if labels else ""}{value}</span>' for word, value, name in facts if value)
            mark = '<span class="badge-notice">공지</span>' if entry.pinned else ""
            found.append(f'<li class="item{" fix" if entry.pinned else ""}">{mark}<p class="subject">{marks(sheet, entry, style)}</p><div class="info">{spans}</div></li>')
        return f'<div class="total">총 {sheet.count}건</div><ul class="bbs-list">{"".join(found)}</ul>'

    return draw


def blocks(sheet: Sheet) -> str:
    """A table made of blocks, with a block of header words."""
    head = "".join(f'<div class="th">{name}</div>' for name in ("번호", "제목", "작성자", "등록일", "조회수"))
    rows = "".join(
        f'<div class="tr{" top" if entry.pinned else ""}"><div class="td num">{"공지" if entry.pinned else entry.number}</div><div class="td subj">{marks(sheet, entry, "hidden")}</div>'
        f'<div class="td name">{entry.author}</div><div class="td day">{sheet.day(entry)}</div><div class="td hit">{entry.views}</div></div>'
        for entry in sheet.entries
    )
    return f'<div class="div-table"><div class="thead"><div class="tr">{head}</div></div><div class="tbody">{rows}</div></div>'


def terms(sheet: Sheet) -> str:
    """A list of terms: the title, then its facts and the first words of the text."""
    rows = "".join(
        f"<dt>{marks(sheet, entry, 'plain')}</dt><dd class=\"sum\">{escape(entry.text[:60])}</dd><dd class=\"inf\">"
        f"{f'<span>글쓴이 {entry.author}</span> ' if sheet.shape.author else ''}<span>{sheet.day(entry)}</span> <span>조회 {entry.views}</span></dd>"
        for entry in sheet.entries
    )
    return f'<dl class="webzine">{rows}</dl>'


def cards(sheet: Sheet) -> str:
    """Cards with a picture."""
    rows = "".join(
        f'<div class="card"><a {sheet.link(entry)} class="thumb"><img src="/thumb/{entry.key}.jpg" alt=""></a><div class="txt"><strong><a {sheet.link(entry)}>{sheet.title(entry)}</a></strong>'
        f'<p>{escape(entry.text[:40])}</p><span class="date">{sheet.day(entry)}</span></div></div>'
        for entry in sheet.entries
    )
    return f'<div class="card-wrap">{rows}</div>'


def gallery(sheet: Sheet) -> str:
    """Pictures in a list, one link around each, the title below."""
    rows = "".join(
        f'<li><a {sheet.link(entry)}><span class="photo"><img src="/photo/{entry.key}.jpg" alt="{escape(entry.title)}"></span><span class="tit">{sheet.title(entry)}</span></a>'
        f'<span class="day">{sheet.day(entry)}</span></li>'
        for entry in sheet.entries
    )
    return f'<ul class="photo-list">{rows}</ul>'


def pairs(sheet: Sheet) -> str:
    """Two rows of a table for each post."""
    rows = "".join(
        f'<tr class="t1"><td rowspan="2" class="no">{"공지" if entry.pinned else entry.number}</td><td class="sbj">{marks(sheet, entry, "plain")}</td></tr>'
        f'<tr class="t2"><td>작성자 {entry.author} <span class="bar">|</span> 작성일 {sheet.day(entry)} <span class="bar">|</span> 조회 {entry.views}</td></tr>'
        for entry in sheet.entries
    )
    return f'<table class="two">{rows}</table>'


def doubled(sheet: Sheet) -> str:
    """A table whose title cell repeats author and date for small screens."""
    rows = "".join(
        f'<tr{" class=noti" if entry.pinned else ""}><td>{"공지" if entry.pinned else entry.number}</td><td class="left">{marks(sheet, entry, "plain")}<div class="m-only"><span>{entry.author}</span>'
        f"<span>{sheet.day(entry)}</span><span>조회 {entry.views}</span></div></td><td class=\"pc\">{entry.author}</td><td class=\"pc\">{sheet.day(entry)}</td><td class=\"pc\">{entry.views}</td></tr>"
        for entry in sheet.entries
    )
    return f"<table><thead><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th><th>조회</th></tr></thead><tbody>{rows}</tbody></table>"


def clicked(sheet: Sheet) -> str:
    """Rows of a table that are clicked as a whole."""
    rows = "".join(
        f"<tr onclick=\"goView('{entry.key}')\" style=\"cursor:pointer\"><td>{'공지' if entry.pinned else entry.number}</td><td class=\"title\">{sheet.title(entry)}</td>"
        f"<td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>"
        for entry in sheet.entries
    )
    return f"<table><thead><tr><th>No</th><th>제목</th><th>작성자</th><th>등록일</th><th>조회</th></tr></thead><tbody>{rows}</tbody></table>"


def articles(sheet: Sheet) -> str:
    """Articles with a heading, a time and a name, as blogs draw them."""
    rows = "".join(
        f'<article class="entry"><h2 class="entry-head"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h2><p class="meta"><time datetime="{entry.moment.isoformat()}">{sheet.day(entry)}</time>'
        f'{f" by <span class=author>{entry.author}</span>" if sheet.shape.author else ""}</p><div class="excerpt">{escape(entry.text[:80])} <a {sheet.link(entry)} class="more">더 보기</a></div></article>'
        for entry in sheet.entries
    )
    return f'<main>{rows}</main>'


def bare(sheet: Sheet) -> str:
    """Lines of a page of old: a dot, the link, the day in brackets."""
    rows = "".join(f"<p>· <a {sheet.link(entry)}>{sheet.title(entry)}</a> <font color=gray>({sheet.day(entry)})</font></p>" for entry in sheet.entries)
    return f'<div align="left">{rows}</div>'


# --- posts -----------------------------------------------------------------------------------------------------------------


def _beside(opened: Open) -> str:
    return (
        f'<ul class="prevnext"><li><span>이전글</span> <a {opened.link(opened.before)}>{escape(opened.before.title, quote=False)}</a> <em>{opened.before.moment:%Y-%m-%d}</em></li>'
        f'<li><span>다음글</span> <a {opened.link(opened.after)}>{escape(opened.after.title, quote=False)}</a> <em>{opened.after.moment:%Y-%m-%d}</em></li></ul>'
        '<div class="btns"><a href="#list">목록</a> <a href="javascript:window.print()">인쇄</a></div>'
    )


def _file_items(opened: Open) -> str:
    return opened.files(lambda link, name: f'<li><a {link}><img src="/img/file.gif" alt=""> {name}</a> <span>(12.3KB)</span></li>')


def sheet_view(words: str = "제목 작성자 작성일 조회수 첨부파일 내용") -> Callable[[Open], str]:
    """A table of label and value, the text in its last cell."""
    title, author, date, views, files, body = (one.replace("_", " ") for one in words.split())

    def draw(opened: Open) -> str:
        entry = opened.entry
        who = f"<th>{author}</th><td>{entry.author}</td>" if opened.shape.post_author else "<th>담당 전화</th><td>02-000-0000</td>"
        links = opened.files(lambda link, name: f"<a {link}>{name}</a><br>")
        when = f"<th>{date}</th><td>{opened.day}</td>" if opened.day else "<th>구분</th><td>일반</td>"
        return (
            f'<table class="view"><tbody><tr><th>{title}</th><td colspan="3">{opened.title}</td></tr><tr>{who}{when}</tr><tr><th>{views}</th><td colspan="3">{entry.views}</td></tr>'
            f'<tr><th>{files}</th><td colspan="3">{links}</td></tr><tr><th>{body}</th><td colspan="3" class="con">{entry.body}</td></tr></tbody></table>{_beside(opened)}'
        )

    return draw


def block_view(opened: Open) -> str:
    """A heading, a list of facts with their words, the text, the files, the neighbours."""
    entry = opened.entry
    who = f"<li><strong>작성자</strong> <span>{entry.author}</span></li>" if opened.shape.post_author else ""
    return (
        f'<div class="board-view"><div class="top"><h4>{opened.title}</h4><ul class="facts">{who}<li><strong>등록일</strong> <span>{opened.day}</span></li><li><strong>조회</strong> <span>{entry.views}</span></li></ul></div>'
        f'<div class="attach"><strong>첨부파일</strong><ul>{_file_items(opened)}</ul></div><div class="board-content">{entry.body}</div></div>{_beside(opened)}'
    )


def term_view(opened: Open) -> str:
    """Pairs of dt and dd."""
    entry = opened.entry
    who = f"<dl><dt>글쓴이</dt><dd>{entry.author}</dd></dl>" if opened.shape.post_author else ""
    return (
        f'<div class="bbsView"><div class="subject"><h3>{opened.title}</h3></div>{who}<dl><dt>등록일시</dt><dd>{opened.day}</dd></dl><dl><dt>조회수</dt><dd>{entry.views}</dd></dl>'
        f'<dl class="file"><dt>첨부</dt><dd><ul>{_file_items(opened)}</ul></dd></dl><div class="bbsCon">{entry.body}</div></div>{_beside(opened)}'
    )


def old_view(opened: Open) -> str:
    """Fonts and nested tables, words and values in the same text."""
    entry = opened.entry
    who = f"글쓴이 : {entry.author} &nbsp; " if opened.shape.post_author else ""
    links = opened.files(lambda link, name: f"<a {link}>{name}</a> &nbsp;")
    return (
        f"<table width=700><tr><td><b>제목 : {opened.title}</b></td></tr><tr><td><font size=2>{who}날짜 : {opened.day} &nbsp; 조회 : {entry.views}</font></td></tr>"
        f"<tr><td><font size=2>첨부 : {links}</font></td></tr><tr><td><table width=100% cellpadding=10><tr><td>{entry.body}</td></tr></table></td></tr></table>{_beside(opened)}"
    )


def mute_view(opened: Open) -> str:
    """A heading and facts without any word for them."""
    entry = opened.entry
    who = f'<span class="nm">{entry.author}</span>' if opened.shape.post_author else ""
    return (
        f'<section class="read"><h2>{opened.title}</h2><div class="meta">{who}<span class="dt">{opened.day}</span><span class="ht">{entry.views}</span></div><div class="cont">{entry.body}</div>'
        f'<ul class="down">{_file_items(opened)}</ul></section>{_beside(opened)}'
    )


def article_view(opened: Open) -> str:
    """An article with a time element, readers' words below it."""
    entry = opened.entry
    who = f'<a href="/author/1" rel="author">{entry.author}</a> · ' if opened.shape.post_author else ""
    said = "".join(f'<li><b>방문자{number}</b> <time datetime="2025-03-03T10:0{number}:00+09:00">2025.03.03</time><p>잘 읽었습니다.</p></li>' for number in range(entry.comments))
    return (
        f'<article><header><h1>{opened.title}</h1><p class="by">{who}<time datetime="{entry.moment.isoformat()}">{opened.day}</time></p></header><div class="article-body">{entry.body}</div>'
        f'<footer><ul>{_file_items(opened)}</ul></footer></article><section class="comments"><h3>댓글 {entry.comments}</h3><ul>{said}</ul></section>{_beside(opened)}'
    )


def panel_view(opened: Open) -> str:
    """A panel with the facts in one line of words."""
    entry = opened.entry
    who = f"작성자 : {entry.author} | " if opened.shape.post_author else ""
    return (
        f'<div class="panel"><div class="panel-heading">{opened.title}</div><div class="panel-info">{who}작성일 : {opened.day} | 조회수 : {entry.views}</div><div class="panel-body">{entry.body}</div>'
        f'<div class="panel-footer">{opened.files(lambda link, name: f"<p>첨부 : <a {link}>{name}</a></p>")}</div></div>{_beside(opened)}'
    )


def listed_view(opened: Open) -> str:
    """The text in a cell without a word, the list's own rows once more below it."""
    entry = opened.entry
    who = f"<th>작성자</th><td>{entry.author}</td>" if opened.shape.post_author else "<th>구분</th><td>일반</td>"
    below = "".join(
        f"<tr><td>{one.number}</td><td><a {opened.link(one)}>{escape(one.title, quote=False)}</a></td><td>{one.author}</td><td>{one.moment:%Y-%m-%d}</td></tr>"
        for one in (opened.before, opened.entry, opened.after)
    )
    return (
        f'<table class="tbl_view"><tr><th colspan="4" class="tit">{opened.title}</th></tr><tr>{who}<th>등록일</th><td>{opened.day}</td></tr><tr><th>첨부</th><td colspan="3"><ul>{_file_items(opened)}</ul></td></tr>'
        f'<tr><td colspan="4" class="view_con">{entry.body}</td></tr></table><table class="tbl_list"><thead><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th></tr></thead><tbody>{below}</tbody></table>'
    )


def english_view(opened: Open) -> str:
    """An English page: a sentence of who and when."""
    entry = opened.entry
    who = f"Posted by <b>{entry.author}</b> on " if opened.shape.post_author else "Posted on "
    return (
        f'<div class="single"><h1 class="title">{opened.title}</h1><div class="submitted">{who}{opened.day}</div><div class="text">{entry.body}</div>'
        f'<div class="attachments"><h4>Attachments</h4><ul>{_file_items(opened)}</ul></div></div><div class="nav"><a href="/">Home</a></div>'
    )


# --- shapes ----------------------------------------------------------------------------------------------------------------

_USUAL = "번호=number 제목=title 작성자=author 작성일=date 조회=views"


def _tables() -> list[Shape]:
    columns = {
        "usual": _USUAL,
        "office": "순번=number 제목=title 담당부서=author 등록일=date 조회수=views",
        "files": "번호=number 분류=category 제목=title 첨부=files 글쓴이=author 날짜=date 조회수=views",
        "moved": "제목=title 조회=views 등록일자=date 작성자=author",
        "votes": "No=number 제목=title 이름=author 추천=votes 조회=views 등록일=date",
        "state": "번호=number 제목=title 처리상태=state 작성자=author 작성일자=date",
        "short": "제목=title 작성일=date",
    }
    views = (sheet_view(), block_view, term_view, panel_view, listed_view, old_view, mute_view)
    variants = (
        ("thead", "badges", "dash", QUERY, numbers, portal), ("row", "plain", "dot", MODE, block, plain), ("bold", "tip", "short", SESSION, numbers, busy),
        ("scoped", "inside", "yearless", PATH, items, portal), ("images", "hidden", "dotted", FROM_ZERO, numbers, plain),
    )  # fmt: skip
    shapes = []
    for number, (name, text) in enumerate(columns.items()):
        for place, (head, style, dates, scheme, pager, frame) in enumerate(variants):
            if (number + place) % 2 == 0 or place == 0:
                author = "author" in text
                shapes.append(
                    Shape(
                        name=f"table {name} {head}", listing=table(text, head, style), post=views[(number + place) % len(views)], scheme=scheme, pager=pager, dates=dates,
                        post_dates=("minute", "dash", "dot-minute", "second")[place % 4], author=author, post_author=author, pinned=2 * ("number" in text and place < 2),
                        secret=place == 0, cut=22 if style == "tip" else 0, day=number % 2, frame=frame,
                    )
                )  # fmt: skip
    return shapes


def _others() -> list[Shape]:
    rows: list[tuple[str, Callable[[Sheet], str], Callable[[Open], str], dict[str, object]]] = [
        ("nested", nested, old_view, {"scheme": MODE, "pager": block, "frame": plain, "dates": "slash"}),
        ("nested pinned", nested, listed_view, {"scheme": FROM_ZERO, "pager": numbers, "frame": plain, "dates": "dash", "pinned": 2}),
        ("no header", table(_USUAL, "none"), old_view, {"scheme": MODE, "pager": one_on, "frame": plain, "dates": "dot"}),
        ("no header, badges", table(_USUAL, "none", "badges"), block_view, {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dash", "pinned": 1}),
        ("no header, script", table(_USUAL, "none", "inside"), sheet_view(), {"scheme": SCRIPT, "pager": numbers, "frame": busy, "dates": "minute"}),
        ("lines", lines(False), mute_view, {"scheme": PATH, "pager": items, "frame": portal, "dates": "dot"}),
        ("lines without author", lines(False), mute_view, {"scheme": PATH, "pager": items, "frame": portal, "dates": "dash", "author": False, "post_author": False}),
        ("lines labelled", lines(True), block_view, {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dash", "pinned": 2}),
        ("lines labelled, badges", lines(True, "badges"), panel_view, {"scheme": SESSION, "pager": block, "frame": busy, "dates": "dot"}),
        ("lines, hidden marks", lines(False, "hidden"), term_view, {"scheme": DATA, "pager": items, "frame": portal, "dates": "minute"}),
        ("lines, ago", lines(False), article_view, {"scheme": PATH, "pager": one_on, "frame": busy, "dates": "ago"}),
        ("lines, script", lines(True), sheet_view(), {"scheme": SCRIPT, "pager": numbers, "frame": portal, "dates": "korean"}),
        ("blocks", blocks, block_view, {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dash", "pinned": 2}),
        ("blocks, data", blocks, mute_view, {"scheme": DATA, "pager": items, "frame": portal, "dates": "dot"}),
        ("blocks, offset", blocks, panel_view, {"scheme": OFFSET, "pager": numbers, "frame": busy, "dates": "minute"}),
        ("blocks, short years", blocks, term_view, {"scheme": PATH, "pager": one_on, "frame": portal, "dates": "short-dash"}),
        ("terms", terms, term_view, {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dot"}),
        ("terms without author", terms, block_view, {"scheme": MODE, "pager": block, "frame": plain, "dates": "dash", "author": False, "post_author": False}),
        ("terms, session", terms, sheet_view(), {"scheme": SESSION, "pager": numbers, "frame": busy, "dates": "weekday"}),
        ("cards", cards, block_view, {"scheme": PATH, "pager": items, "frame": portal, "dates": "dot", "author": False, "text": False, "per_page": 9}),
        ("cards, query", cards, mute_view, {"scheme": QUERY, "pager": numbers, "frame": busy, "dates": "dash", "author": False, "text": False, "per_page": 12}),
        ("gallery", gallery, block_view, {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dash", "author": False, "text": False, "per_page": 12}),
        ("gallery, undated", gallery, sheet_view(), {"scheme": MODE, "pager": block, "frame": plain, "dates": "none", "author": False, "text": False, "per_page": 12}),
        ("two rows", pairs, sheet_view(), {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dash"}),
        ("two rows, pinned", pairs, panel_view, {"scheme": FROM_ZERO, "pager": block, "frame": plain, "dates": "dot", "pinned": 2}),
        ("doubled", doubled, block_view, {"scheme": PATH, "pager": numbers, "frame": portal, "dates": "dash", "pinned": 1}),
        ("doubled, session", doubled, term_view, {"scheme": SESSION, "pager": items, "frame": busy, "dates": "dot"}),
        ("clicked rows", clicked, sheet_view(), {"scheme": SCRIPT, "pager": numbers, "frame": portal, "dates": "dash"}),
        ("clicked rows, pinned", clicked, mute_view, {"scheme": SCRIPT, "pager": one_on, "frame": plain, "dates": "dot", "pinned": 2}),
        ("articles", articles, article_view, {"scheme": PATH, "pager": one_on, "frame": portal, "dates": "korean"}),
        ("articles without author", articles, article_view, {"scheme": OFFSET, "pager": one_on, "frame": plain, "dates": "dash", "author": False, "post_author": False}),
        ("bare lines", bare, old_view, {"scheme": MODE, "pager": block, "frame": plain, "dates": "dash", "author": False}),
        ("bare lines, dotted", bare, panel_view, {"scheme": QUERY, "pager": numbers, "frame": plain, "dates": "dot", "author": False, "post_author": False}),
        ("one page", table(_USUAL), sheet_view(), {"scheme": QUERY, "pager": nothing, "frame": portal, "dates": "dash", "pages": 1}),
        ("one page of lines", lines(False), block_view, {"scheme": PATH, "pager": nothing, "frame": busy, "dates": "dot", "pages": 1}),
        ("data rows", table(_USUAL, "thead", "hidden"), listed_view, {"scheme": DATA, "pager": items, "frame": portal, "dates": "dash"}),
        ("script calls", table(_USUAL, "thead", "badges"), sheet_view("글제목 등록자 등록일 조회 첨부 글내용"), {"scheme": SCRIPT, "pager": numbers, "frame": portal, "dates": "dash", "pinned": 2}),
        ("offset", table(_USUAL), article_view, {"scheme": OFFSET, "pager": numbers, "frame": portal, "dates": "minute"}),
        ("pins on every page", table(_USUAL, "thead", "inside"), block_view, {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dash", "pinned": 3, "repeats_pinned": True}),
        ("cut short", table(_USUAL, "thead", "plain"), sheet_view(), {"scheme": QUERY, "pager": numbers, "frame": portal, "dates": "dash", "cut": 14, "mark": "…"}),
        ("dates in English", table(_USUAL), english_view, {"scheme": PATH, "pager": one_on, "frame": plain, "dates": "english", "post_dates": "english"}),
    ]  # fmt: skip
    return [Shape(name=name, listing=listing, post=post, **facts) for name, listing, post, facts in rows]  # type: ignore[arg-type]  # named by the table


def _english() -> list[Shape]:
    columns = "No.=number Title=title Author=author Date=date Views=views"
    return [
        Shape(name="English table", listing=table(columns), post=english_view, scheme=PATH, pager=one_on, dates="english", post_dates="english", words=ENGLISH, frame=plain),
        Shape(name="English subjects", listing=table("Subject=title Posted_by=author Posted_on=date"), post=english_view, scheme=QUERY, pager=items, post_dates="dash", words=ENGLISH, frame=plain),
        Shape(name="English articles", listing=articles, post=article_view, scheme=OFFSET, pager=one_on, dates="english-day", post_dates="english-day", words=ENGLISH, frame=plain),
        Shape(name="English lines", listing=lines(False), post=english_view, scheme=PATH, pager=items, dates="english", post_dates="english", words=ENGLISH, frame=portal),
    ]


def shapes() -> list[Shape]:
    """Every shape of this part."""
    return [*_tables(), *_others(), *_english()]
