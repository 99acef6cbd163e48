"""Boards of the Korean platforms in the skins that they are met in, drawn from what is known of each program's own pages."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import DEVELOPED, EVALUATED, Entry


def _who(sheet: Sheet, entry: Entry, markup: str) -> str:
    """A cell with the author, where the shape shows one."""
    return markup.format(entry.author) if sheet.shape.author else ""


def _comments(entry: Entry, markup: str) -> str:
    return markup.format(entry.comments) if entry.comments else ""


# --- Gnuboard 5 ------------------------------------------------------------------------------------------------------------

G5 = Scheme(
    start="https://club.example.kr/bbs/board.php?bo_table=notice",
    post="https://club.example.kr/bbs/board.php?bo_table=notice&wr_id={key}",
    link='href="https://club.example.kr/bbs/board.php?bo_table=notice&amp;wr_id={key}&amp;page={page}"',
    page="https://club.example.kr/bbs/board.php?bo_table=notice&page={page}",
    page_link='href="https://club.example.kr/bbs/board.php?bo_table=notice&amp;page={page}"',
    file="https://club.example.kr/bbs/download.php?bo_table=notice&wr_id={key}&no={place}",
    file_link='href="https://club.example.kr/bbs/download.php?bo_table=notice&amp;wr_id={key}&amp;no={place}&amp;nonce=a1b2%7C17409%7Cff"',
    post_id=r"board\.php\?.*\bwr_id=(\d+)",
    page_id=r"\bpage=(\d+)",
    file_id=r"download\.php\?bo_table=notice&wr_id=(\d+)&no=(\d+)",
)
G5_SHORT = Scheme(
    start="https://club.example.kr/notice",
    post="https://club.example.kr/bbs/board.php?bo_table=notice&wr_id={key}",
    link='href="https://club.example.kr/notice/{key}?page={page}"',
    page="https://club.example.kr/notice?page={page}",
    page_link='href="https://club.example.kr/notice?page={page}"',
    file=G5.file,
    file_link=G5.file_link,
    post_id=r"(?:/notice/|\bwr_id=)(\d+)",
    page_id=r"\bpage=(\d+)",
    file_id=G5.file_id,
)
_G5_HEAD = '<script>var g5_url = "https://club.example.kr"; var g5_bbs_url = "https://club.example.kr/bbs"; var g5_is_member = "";</script>'


def g5_pager(sheet: Sheet) -> str:
    """Numbers of a block, and the jump over it."""
    links = "".join(
        f'<span class="sound_only">열린</span><strong class="pg_current">{page}</strong><span class="sound_only">페이지</span>'
        if page == sheet.page
        else f'<a {sheet.page_link(page)} class="pg_page">{page}<span class="sound_only">페이지</span></a>'
        for page in range(1, sheet.last + 1)
    )
    jump = f'<a {sheet.page_link(sheet.last)} class="pg_page pg_end">맨끝</a>' if sheet.page < sheet.last else ""
    return f'<nav class="pg_wrap"><span class="pg">{links}{jump}</span></nav>'


def _g5_title(sheet: Sheet, entry: Entry) -> str:
    category = f'<a {sheet.page_link(1)} class="bo_cate_link">{entry.category}</a> ' if entry.number % 2 else ""
    icons = '<i class="fa fa-download" aria-hidden="true"></i>' if entry.files else ""
    count = _comments(entry, '<span class="sound_only">댓글</span><span class="cnt_cmt">{}</span><span class="sound_only">개</span>')
    lock = '<i class="fa fa-lock" aria-hidden="true"></i> ' if entry.secret else ""
    return f'<div class="bo_tit">{category}{lock}<a {sheet.link(entry)}>{sheet.title(entry)}</a>{icons}{count}</div>'


def g5_list(*, before_views: bool = False, wide: bool = False) -> Callable[[Sheet], str]:
    """The basic skin; ``before_views`` moves the date, ``wide`` lets the title's header span the column of files."""

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            number = '<strong class="notice_icon"><i class="fa fa-bullhorn"></i><span class="sound_only">공지</span></strong>' if entry.pinned else str(entry.number)
            date, views = f'<td class="td_datetime">{sheet.day(entry)}</td>', f'<td class="td_num">{entry.views}</td>'
            who = _who(sheet, entry, '<td class="td_name sv_use"><span class="sv_member">{}</span></td>')
            disk = "<td>-</td>" if wide else ""
            rows.append(
                f'<tr class="{"bo_notice" if entry.pinned else ""}"><td class="td_num2">{number}</td><td class="td_subject">{_g5_title(sheet, entry)}</td>{disk}{who}'
                f"{date + views if before_views else views + date}</tr>"
            )
        ends = '<th scope="col">작성일</th><th scope="col">조회</th>' if before_views else '<th scope="col">조회</th><th scope="col">날짜</th>'
        who = '<th scope="col">글쓴이</th>' if sheet.shape.author else ""
        head = f'<th scope="col">번호</th><th scope="col"{" colspan=2" if wide else ""}>제목</th>{who}{ends}'
        return (
            f'<div id="bo_list"><div id="bo_list_total"><span>Total {sheet.count}건</span> {sheet.page} 페이지</div><div class="tbl_head01 tbl_wrap"><table>'
            f'<caption>공지사항 목록</caption><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div></div>'
        )

    return draw


def g5_gallery(sheet: Sheet) -> str:
    """The gallery skin: pictures in a list."""
    rows = "".join(
        f'<li class="gall_li"><div class="gall_box"><div class="gall_con"><div class="gall_img"><a {sheet.link(entry)}><img src="/data/thumb-{entry.key}.jpg" alt=""></a></div>'
        f'<div class="gall_text_href"><a {sheet.link(entry)} class="bo_tit">{sheet.title(entry)}</a></div><div class="gall_info"><span class="sound_only">작성자 </span><span class="sv_member">{entry.author}</span>'
        f'<span class="gall_date"><span class="sound_only">작성일 </span><i class="fa fa-clock-o"></i> {sheet.day(entry)}</span><span class="gall_view"><span class="sound_only">조회 </span>{entry.views}</span></div></div></div></li>'
        for entry in sheet.entries
    )
    return f'<div id="bo_gall"><div id="bo_list_total"><span>Total {sheet.count}건</span></div><ul id="gall_ul" class="gall_row">{rows}</ul></div>'


def g5_mobile(sheet: Sheet) -> str:
    """The skin for small screens: a list of items."""
    rows = "".join(
        f'<li class="{"bo_notice" if entry.pinned else ""}"><div class="bo_subject">{"<strong class=notice_icon>공지</strong>" if entry.pinned else ""}<a {sheet.link(entry)} class="bo_subject">{sheet.title(entry)}</a></div>'
        f'<div class="bo_info"><span class="sound_only">작성자</span><span class="sv_member">{entry.author}</span><span class="bo_date"><i class="fa fa-clock-o"></i> {sheet.day(entry)}</span></div></li>'
        for entry in sheet.entries
    )
    return f'<div id="bo_list" class="list_01"><ul>{rows}</ul></div>'


def g5_post(opened: Open) -> str:
    """A post of the basic skin."""
    entry = opened.entry
    files = opened.files(
        lambda link, name: f'<li><i class="fa fa-folder-open"></i><a {link} class="view_file_download"> <strong>{name}</strong> (12.3K)</a><br><span class="bo_v_file_cnt">5회 다운로드 | DATE : 2025-03-03 11:20:40</span></li>'
    )
    said = "".join(
        f'<article id="c_{number + 70}"><header><h2>주민님의 댓글</h2><span class="member">주민</span><span class="sound_only">작성일</span><span class="bo_vc_hdinfo"><time datetime="2025-03-03T11:40:10+09:00">25-03-03 11:40</time></span></header>'
        f'<div class="cmt_contents"><p>알겠습니다.</p></div></article>'
        for number in range(entry.comments)
    )
    return (
        f'<article id="bo_v"><header><h2 id="bo_v_title"><span class="bo_v_cate">안내</span> <span class="bo_v_tit">{opened.title}</span></h2></header>'
        f'<section id="bo_v_info"><h2>페이지 정보</h2><div class="profile_info"><div class="profile_info_ct"><span class="sound_only">작성자</span> <strong><span class="sv_member">{entry.author}</span></strong><br>'
        f'<span class="sound_only">댓글</span><strong><a href="#bo_vc"> {entry.comments}건</a></strong> <span class="sound_only">조회</span><strong>{entry.views}회</strong>'
        f'<strong class="if_date"><span class="sound_only">작성일</span><i class="fa fa-clock-o"></i> {opened.day}</strong></div></div></section>'
        f'<section id="bo_v_atc"><h2 id="bo_v_atc_title">본문</h2><div id="bo_v_con">{entry.body}</div></section><section id="bo_v_file"><h2>첨부파일</h2><ul>{files}</ul></section>'
        f'<ul class="bo_v_nb"><li class="btn_prv"><span class="nb_tit">이전글</span><a {opened.link(opened.before)}>{escape(opened.before.title, quote=False)}</a> <span class="nb_date">25.02.27</span></li></ul>'
        f'<section id="bo_vc"><h2>댓글목록</h2>{said}</section></article>'
    )


def g5_images(sheet: Sheet) -> str:
    """The skin of 5.0 to 5.2: marks are pictures, the count of comments stands in the link."""
    rows = []
    for entry in sheet.entries:
        count = _comments(entry, '<span class="sound_only">댓글</span><span class="cnt_cmt">{}</span><span class="sound_only">개</span>')
        icons = '<img src="https://club.example.kr/skin/board/basic/img/icon_new.gif" alt="새글">' if entry.views % 2 else ""
        icons += '<img src="https://club.example.kr/skin/board/basic/img/icon_hot.gif" alt="인기글">' if entry.views > 900 else ""
        icons += '<img src="https://club.example.kr/skin/board/basic/img/icon_file.gif" alt="첨부파일">' if entry.files else '<img src="https://club.example.kr/skin/board/basic/img/icon_link.gif" alt="관련링크">'
        icons += '<img src="https://club.example.kr/skin/board/basic/img/icon_secret.gif" alt="비밀글">' if entry.secret else ""
        number = "<strong>공지</strong>" if entry.pinned else str(entry.number)
        rows.append(
            f'<tr class="{"bo_notice" if entry.pinned else ""}"><td class="td_num">{number}</td><td class="td_subject"><a href="https://club.example.kr/bbs/board.php?bo_table=notice&amp;sca=x" class="bo_cate_link">{entry.category}</a><a {sheet.link(entry)}>{sheet.title(entry)} {count}</a> {icons}</td>'
            f'<td class="td_name sv_use"><span class="sv_wrap"><a href="https://club.example.kr/bbs/profile.php?mb_id=a" class="sv_member" title="{entry.author} 자기소개" target="_blank">{entry.author}</a></span></td><td class="td_date">{sheet.day(entry)}</td><td class="td_num">{entry.views}</td><td class="td_num">{entry.comments}</td></tr>'
        )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("번호", "제목", "글쓴이", '<a href="https://club.example.kr/bbs/board.php?bo_table=notice&amp;sst=wr_datetime">날짜</a>', "조회", "추천"))
    return f'<h2 id="container_title">공지사항<span class="sound_only"> 목록</span></h2><div id="bo_list"><div id="bo_list_total"><span>Total {sheet.count}건</span>{sheet.page} 페이지</div><div class="tbl_head01 tbl_wrap"><table><caption>공지사항 목록</caption><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div></div>'


def g5_fonts(sheet: Sheet) -> str:
    """A theme with icon fonts of its own for files, pictures and new posts."""
    rows = []
    for entry in sheet.entries:
        icons = '<i class="xi-paperclip"></i>' if entry.files else '<i class="bi bi-camera-fill"></i>'
        icons += '<i class="ri-fire-line"></i>' if entry.views > 900 else ""
        lock = '<i class="xi-lock-o"></i> ' if entry.secret else ""
        number = '<span class="label label-danger">공지</span>' if entry.pinned else str(entry.number)
        rows.append(
            f'<tr{" class=bo_notice" if entry.pinned else ""}><td>{number}</td><td class="td_subject">{lock}<a {sheet.link(entry)}>{sheet.title(entry)}</a> {icons}{_comments(entry, "<span class=badge>{}</span>")}</td><td class="td_name">{entry.author}</td><td class="td_datetime">{sheet.day(entry)}</td><td class="td_num">{entry.views}</td></tr>'
        )
    head = "".join(f"<th>{name}</th>" for name in ("번호", "제목", "이름", "날짜", "조회"))
    return f'<div id="bo_list"><table class="table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def g5_divided(sheet: Sheet) -> str:
    """A bought theme: items of a list in place of rows, words for screen readers before each value."""
    rows = "".join(
        f'<li class="list-item{" bo_notice" if entry.pinned else ""}"><div class="wr-num">{"<strong>공지</strong>" if entry.pinned else entry.number}</div><div class="wr-subject"><a {sheet.link(entry)} class="item-subject">{"<i class=&quot;fa fa-lock&quot;></i> ".replace("&quot;", chr(34)) if entry.secret else ""}{sheet.title(entry)}</a></div>'
        f'<div class="wr-name"><span class="sound_only">글쓴이</span> <span class="sv_member">{entry.author}</span></div><div class="wr-date"><span class="sound_only">등록일</span> {sheet.day(entry)}</div><div class="wr-hit"><span class="sound_only">조회</span> {entry.views}</div></li>'
        for entry in sheet.entries
    )
    return f'<div id="bo_list" class="list-board"><ul class="board-list">{rows}</ul></div>'


def g5_old_post(opened: Open) -> str:
    """A post as 5.0 to 5.3 draw it: category and title in one heading, words and values in one line."""
    entry = opened.entry
    files = opened.files(
        lambda link, name: f'<li><a {link} class="view_file_download"><img src="/img/icon_file.gif" alt="첨부"><strong>{name}</strong> (12.3K)</a><span class="bo_v_file_cnt">5회 다운로드</span><span>DATE : 2025-03-03 11:20:40</span></li>'
    )
    return (
        f'<article id="bo_v" style="width:100%"><header><h1 id="bo_v_title">{opened.title}</h1></header><section id="bo_v_info"><h2>페이지 정보</h2><span class="sound_only">작성자</span> <strong><span class="sv_member">{entry.author}</span></strong>'
        f'<span class="sound_only">작성일</span><strong>{opened.day}</strong>조회<strong>{entry.views}회</strong>댓글<strong>0건</strong></section><section id="bo_v_file"><h2>첨부파일</h2><ul>{files}</ul></section>'
        f'<section id="bo_v_atc"><h2 id="bo_v_atc_title">본문</h2><div id="bo_v_img"></div><div id="bo_v_con">{entry.body}</div></section><section id="bo_vc"><h2>댓글목록</h2><p id="bo_vc_empty">등록된 댓글이 없습니다.</p></section></article>'
    )


# --- Rhymix ----------------------------------------------------------------------------------------------------------------

RHYMIX = Scheme(
    start="https://union.example.org/notice",
    post="https://union.example.org/notice/{key}",
    link='href="https://union.example.org/notice/{key}"',
    page="https://union.example.org/index.php?mid=notice&page={page}",
    page_link='href="https://union.example.org/index.php?mid=notice&amp;page={page}"',
    file="https://union.example.org/index.php?module=file&act=procFileDownload&file_srl={key}0{place}&sid=ab12",
    file_link='href="https://union.example.org/index.php?module=file&amp;act=procFileDownload&amp;file_srl={key}0{place}&amp;sid=ab12"',
    post_id=r"(?:/notice/|document_srl=)(\d+)",
    page_id=r"mid=notice&page=(\d+)",
    file_id=r"file_srl=(\d+)0(\d)(?:&|$)",
)
_RHYMIX_HEAD = '<meta name="generator" content="Rhymix"><script>var current_mid = "notice"; var default_url = "https://union.example.org/";</script>'


def rhymix_pager(sheet: Sheet) -> str:
    """First, numbers, last; no next."""
    links = " ".join(f"<strong>{page}</strong>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    return f'<div class="pagination"><a {sheet.page_link(1)} class="direction prev">첫 페이지</a> {links} <a {sheet.page_link(sheet.last)} class="direction next">끝 페이지</a></div>'


def rhymix_list(skin: str) -> Callable[[Sheet], str]:
    """The default skin, or sketchbook with its own classes."""

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            lock = '<img src="/modules/document/tpl/icons/secret.gif" alt="secret" title="secret">' if entry.secret else ""
            disk = '<img src="/modules/document/tpl/icons/file.gif" alt="file" title="file">' if entry.files else ""
            count = f'<a {sheet.link(entry)} class="replyNum" title="Replies">[{entry.comments}]</a>' if entry.comments else ""
            number = ('<strong>공지</strong>' if skin == "sketchbook" else "공지") if entry.pinned else str(entry.number)
            title = f'<a {sheet.link(entry)} class="hx" data-viewer="x">{sheet.title(entry)}</a>' if skin == "sketchbook" else f"<a {sheet.link(entry)}>{sheet.title(entry)}</a>"
            rows.append(
                f'<tr{" class=notice" if entry.pinned else ""}><td class="{"notice" if entry.pinned else "no"}">{number}</td><td class="title">{title}{count}{lock}{disk}</td>'
                f'<td class="author"><a href="#popup_menu_area" class="member_4" onclick="return false">{entry.author}</a></td><td class="time">{sheet.day(entry)}</td><td class="{"m_no" if skin == "sketchbook" else "readNum"}">{entry.views}</td></tr>'
            )
        names = ("번호", "제목", "글쓴이", "날짜", "조회 수")
        head = "".join(f'<th scope="col"><span>{name}</span></th>' for name in names)
        return f'<div class="board"><div class="board_list" id="board_list"><table class="bd_lst bd_tb_lst"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div></div>'

    return draw


def rhymix_webzine(sheet: Sheet) -> str:
    """A list of items with the beginning of each text."""
    rows = "".join(
        f'<li class="clear"><div class="rt_area"><h3 class="title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h3><div class="cnt">{escape(entry.text[:60])}</div>'
        f'<div class="info"><span class="author">{entry.author}</span> <span class="date">{sheet.day(entry)}</span> <span>조회 {entry.views}</span></div></div></li>'
        for entry in sheet.entries
    )
    return f'<div class="bd"><ol class="bd_lst bd_zine zine">{rows}</ol></div>'


def rhymix_post(opened: Open) -> str:
    """A post of the default skin."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name} <span class="fileSize">[File Size:12.3KB/Download:3]</span></a></li>')
    said = "".join(
        f'<li class="fbItem" id="comment_{number + 900}"><div class="fbMeta"><h3 class="author">방문자</h3><p class="time">2025.03.03 10:1{number}</p></div><div class="comment_{number + 900}_0 rhymix_content xe_content">고맙습니다.</div></li>'
        for number in range(entry.comments)
    )
    return (
        f'<div class="board"><div class="board_read"><div class="read_header"><h1><a {opened.link(entry)}>{opened.title}</a></h1><p class="meta"><span class="author">{entry.author}</span> <span class="time">{opened.day}</span> '
        f'<span class="read_count">조회 수 : {entry.views}</span> <span class="vote_count">추천:0</span></p></div><div class="read_body"><!--BeforeDocument({entry.key},4)--><div class="document_{entry.key}_4 rhymix_content xe_content">{entry.body}</div><!--AfterDocument({entry.key},4)--></div>'
        f'<div class="fileList"><ul class="files">{files}</ul></div></div><div class="feedback" id="comment"><div class="fbHeader"><h2>댓글 <em>{entry.comments}</em></h2></div><ul class="fbList">{said}</ul></div></div>'
    )


def sketchbook_post(opened: Open) -> str:
    """A post of the sketchbook skin: the date stands before the heading, the name below it."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a class="bubble" {link} title="[File Size:12KB/Download:3]">{name}</a></li>')
    said = "".join(
        f'<li id="comment_{number + 900}" class="fdb_itm clear"><div class="meta"><a href="#popup_menu_area" class="nick member_9">방문자</a> <span class="date">2025.03.03 10:1{number}</span></div><div class="comment_{number + 900}_9 xe_content">고맙습니다.</div></li>'
        for number in range(entry.comments)
    )
    return (
        f'<div class="bd"><div class="rd rd_nav_style2 clear" data-docSrl="{entry.key}"><div class="rd_hd clear"><div class="board clear"><div class="top_area ngeb np_18px"><div class="fr"><span class="date m_no">{opened.day}</span></div><h1 class="np_18px"><a {opened.link(entry)}>{opened.title}</a></h1></div>'
        f'<div class="btm_area clear"><div class="side"><a href="#popup_menu_area" class="nick member_4" onclick="return false">{entry.author}</a></div><div class="side fr"><span>조회 수 <b>{entry.views}</b></span><span>추천 수 <b>0</b></span> <span>댓글 <b>{entry.comments}</b></span></div></div></div></div>'
        f'<div class="rd_body clear"><article><!--BeforeDocument({entry.key},4)--><div class="document_{entry.key}_4 xe_content">{entry.body}</div><!--AfterDocument({entry.key},4)--></article></div>'
        f'<div class="rd_ft"><div class="rd_file"><ul class="files">{files}</ul></div></div></div><div id="comment" class="fdb_lst_wrp"><ul class="fdb_lst_ul">{said}</ul></div></div>'
    )


# --- eGovFrame -------------------------------------------------------------------------------------------------------------

_EGOV = "https://www.agency.example.go.kr/portal/cop/bbs"
EGOV = Scheme(
    start=f"{_EGOV}/selectArticleList.do?bbsId=BBSMSTR_000000000021",
    post=_EGOV + "/selectArticleDetail.do?bbsId=BBSMSTR_000000000021&nttId={key}",
    link="href=\"javascript:void(0);\" onclick=\"fn_egov_inquire_articledetail('BBSMSTR_000000000021','{key}'); return false;\"",
    page=_EGOV + "/selectArticleList.do?bbsId=BBSMSTR_000000000021&pageIndex={page}",
    page_link='href="?pageIndex={page}" onclick="fn_egov_select_linkPage({page});return false; "',
    file="https://www.agency.example.go.kr/portal/cmm/fms/FileDown.do?atchFileId=FILE_{key}&fileSn={place}",
    file_link="href=\"javascript:fn_egov_downFile('FILE_{key}','{place}')\"",
    post_id=r"selectArticleDetail\.do\?.*nttId=(\d+)",
    page_id=r"selectArticleList\.do\?.*pageIndex=(\d+)",
    file_id=r"atchFileId=FILE_(\d+)&fileSn=(\d+)",
)


def egov_pager(sheet: Sheet) -> str:
    """Numbers between pictures."""
    links = "".join(f"<li><strong>{page}</strong></li>" if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, sheet.last + 1))
    end = f'<li><a {sheet.page_link(sheet.last)}><img src="/portal/images/icon_nextend.gif" alt="마지막" /></a></li>'
    return f'<div class="pagination"><ul>{links}{end}</ul></div></form>'


def egov_list(sheet: Sheet) -> str:
    """The common components' list."""
    rows = []
    for entry in sheet.entries:
        number = '<img src="/portal/images/icon_notice.png" alt="notice">' if entry.pinned else str(entry.number)
        title = f'<span class="link"><a {sheet.link(entry)}>{sheet.title(entry)}\t[{entry.comments}]</a></span>'
        rows.append(f'<tr><td>{number}</td><td class="left">{title}</td><td>{entry.author}</td><td>{sheet.day(entry)}</td><td>{entry.views}</td></tr>')
    head = "".join(f"<th>{name}</th>" for name in ("번호", "글 제목", "작성자명", "작성시각", "조회수"))
    return (
        '<form name="articleForm" action="/portal/cop/bbs/selectArticleList.do" method="post"><input name="bbsId" type="hidden" value="BBSMSTR_000000000021"><input name="nttId" type="hidden" value="0">'
        f'<input name="pageIndex" type="hidden" value="{sheet.page}"><input type="hidden" name="_csrf" value="3f1c"><table class="board_list"><thead><tr>{head}</tr></thead><tbody class="ov">{"".join(rows)}</tbody></table>'
    )


def egov_blog(sheet: Sheet) -> str:
    """A theme that draws the same list as items."""
    rows = "".join(
        f'<li><a {sheet.link(entry)}><strong class="tit">{sheet.title(entry)}</strong></a><p class="info"><span>{entry.author}</span><span>{sheet.day(entry)}</span><span>조회 {entry.views}</span></p></li>' for entry in sheet.entries
    )
    return (
        '<form name="articleForm" action="/portal/cop/bbs/selectArticleList.do" method="post"><input name="bbsId" type="hidden" value="BBSMSTR_000000000021"><input name="nttId" type="hidden" value="0">'
        f'<ul class="bbs_ul">{rows}</ul>'
    )


def egov_post(opened: Open) -> str:
    """The common components' post."""
    entry = opened.entry
    files = opened.files(lambda link, name: f"<a {link}>{name}&nbsp;[20480&nbsp;byte]</a><br>")
    return (
        f'<div class="wTableFrm"><table class="wTable"><tbody><tr><th>글 제목</th><td colspan="5" class="left">{opened.title}</td></tr><tr><th>작성자명</th><td class="left">{entry.author}</td><th>작성시각</th><td class="left">{opened.day}</td><th>조회수</th><td class="left">{entry.views}</td></tr>'
        f'<tr><th class="vtop">글 내용</th><td colspan="5" class="cnt"><span class="ck-content">{entry.body}</span></td></tr><tr><th class="vtop">게시일자</th><td colspan="5" class="left">2024-01-01 ~ 9999-12-31</td></tr>'
        f'<tr><th>첨부파일</th><td colspan="5"><table class="file"><tr><td>{files}</td></tr></table></td></tr></tbody></table><form name="formDelete" action="/portal/cop/bbs/deleteArticle.do" method="post"><input name="nttId" type="hidden" value="{entry.key}"><input name="bbsId" type="hidden" value="BBSMSTR_000000000021"></form></div>'
    )


# --- selectBbsNttList ------------------------------------------------------------------------------------------------------

_COUNTY = "https://www.county.example.go.kr/www"
BBSNTT = Scheme(
    start=f"{_COUNTY}/selectBbsNttList.do?bbsNo=40&key=236",
    post=_COUNTY + "/selectBbsNttView.do?key=236&bbsNo=40&nttNo={key}",
    link='href="./selectBbsNttView.do;jsessionid=9F8E?key=236&amp;bbsNo=40&amp;nttNo={key}&amp;searchCtgry=&amp;searchCnd=all&amp;searchKrwd=&amp;pageIndex={page}&amp;integrDeptCode="',
    page=_COUNTY + "/selectBbsNttList.do?key=236&bbsNo=40&pageIndex={page}",
    page_link='href="./selectBbsNttList.do;jsessionid=9F8E?key=236&amp;bbsNo=40&amp;searchCtgry=&amp;searchCnd=all&amp;pageUnit=10&amp;pageIndex={page}"',
    file=_COUNTY + "/downloadBbsFile.do?atchmnflNo={key}0{place}",
    file_link='href="./downloadBbsFile.do?atchmnflNo={key}0{place}"',
    post_id=r"selectBbsNttView\.do.*nttNo=(\d+)",
    page_id=r"selectBbsNttList\.do.*pageIndex=(\d+)",
    file_id=r"atchmnflNo=(\d+)0(\d)$",
)


def bbsntt_pager(sheet: Sheet) -> str:
    """Numbers and controls."""
    links = "".join(f'<strong class="p-page__link active">{page}</strong>' if page == sheet.page else f'<a {sheet.page_link(page)} class="p-page__link">{page}</a>' for page in range(1, sheet.last + 1))
    return f'<div class="p-pagination"><div class="p-page">{links}<a {sheet.page_link(sheet.last)} class="p-page__control last">끝 페이지</a></div></div>'


def bbsntt_list(columns: str, *, new: str = "icon", words: Mapping[str, str] | None = None) -> Callable[[Sheet], str]:
    """The table, its columns in some order: n(umber) t(itle) d(epartment) w(hen) f(iles) v(iews)."""
    names = {"n": "번호", "t": "제목", "d": "담당부서", "w": "작성일", "f": "파일", "v": "조회", **(words or {})}

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            title = f"<a {sheet.link(entry)}>{sheet.title(entry).replace(' ', '&nbsp;')}{'NEW' if new == 'glued' and entry.views % 2 else ''}</a>"
            title += ' <span class="p-icon p-icon__new">새글</span>' if new == "icon" and entry.views % 2 else ""
            title += '<span class="p-icon p-icon__lock">비밀글</span>' if entry.secret else ""
            cells = {
                "n": '<td><span class="p-icon p-icon__notice">공지</span></td>' if entry.pinned else f"<td>{entry.number}</td>",
                "t": f'<td class="p-subject">{title}</td>',
                "d": f"<td>{entry.author}</td>",
                "w": f"<td>{sheet.day(entry)}</td>",
                "f": '<td><span class="p-icon p-icon__hwp">hwp 문서</span></td>' if entry.files else "<td></td>",
                "v": f"<td>{entry.views}</td>",
            }
            rows.append(f'<tr{" class=p-notice" if entry.pinned else ""}>{"".join(cells[column] for column in columns)}</tr>')
        head = "".join(f'<th scope="col">{names[column]}</th>' for column in columns)
        return (
            f'<div class="p-wrap bbs bbs__list"><form name="bbsNttSearchForm" method="get" action="./selectBbsNttList.do"><input type="hidden" name="key" value="236"></form><span class="p-page-info">총 <em>{sheet.count}</em>건 [{sheet.page}/3 페이지]</span>'
            f'<table class="p-table simple"><caption>공지사항 목록</caption><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        )

    return draw


def bbsntt_gallery(sheet: Sheet) -> str:
    """Pictures in a list."""
    rows = "".join(
        f'<li class="p-media__item"><a {sheet.link(entry)} class="p-media__link"><span class="p-media__img"><img src="/thumb/{entry.key}.jpg" alt=""></span><span class="p-media__heading">{sheet.title(entry)}</span></a>'
        f'<span class="p-media__date"><time datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time></span></li>'
        for entry in sheet.entries
    )
    return f'<div class="p-wrap bbs bbs__thumbnail"><ul class="p-media-list">{rows}</ul></div>'


def bbsntt_post(opened: Open) -> str:
    """A post with its labels."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="p-attach__item"><a {link} class="p-attach__link"><span class="p-icon p-icon__hwp">hwp 문서</span><span>{name}</span></a> <a href="./previewBbsFile.do?x=1" class="p-attach__preview">미리보기</a></li>')
    return (
        f'<div class="p-wrap bbs bbs__view"><table class="p-table block"><caption>공지사항 상세보기</caption><tbody><tr class="p-table__subject"><th scope="row">제목</th><td><span class="p-table__subject_text">{opened.title}</span></td></tr>'
        f'<tr><th scope="row">작성부서</th><td>{entry.author}</td></tr><tr><th scope="row">등록일</th><td>{opened.day}</td></tr><tr><td class="p-table__content" colspan="2" title="내용">{entry.body}</td></tr>'
        f'<tr><th scope="row">파일</th><td><ul class="p-attach">{files}</ul></td></tr></tbody></table><div class="p-wrap__button"><a href="./selectBbsNttList.do?key=236&amp;bbsNo=40&amp;pageIndex=1" class="p-button">목록</a></div></div>'
    )


# --- K2Web -----------------------------------------------------------------------------------------------------------------

_K2 = "https://www.univ.example.ac.kr/bbs/cse/775"
K2WEB = Scheme(
    start=f"{_K2}/artclList.do",
    post=_K2 + "/{key}/artclView.do",
    link="href=\"/bbs/cse/775/{key}/artclView.do\" onclick=\"jf_viewArtcl('cse', '775', '{key}')\"",
    page=_K2 + "/artclList.do?page={page}",
    page_link="href=\"javascript:page_link('{page}')\"",
    file=_K2 + "/{key}0{place}/download.do",
    file_link='href="/bbs/cse/775/{key}0{place}/download.do"',
    post_id=r"/775/(\d+)/artclView\.do",
    page_id=r"artclList\.do\?page=(\d+)",
    file_id=r"/775/(\d+)0(\d)/download\.do",
)
_K2_HEAD = '<meta name="generator" content="K2Web Wizard"><script src="/Web-home/js/common.js"></script>'


def k2_pager(sheet: Sheet) -> str:
    """Script calls."""
    links = "".join(f"<li><strong>{page}</strong></li>" if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, sheet.last + 1))
    onward = f'<a class="_next" {sheet.page_link(sheet.page + 1)}>다음</a>' if sheet.page < sheet.last else ""
    return f'<div class="_paging"><div class="_inner"><ul>{links}</ul>{onward}</div></div></form>'


def k2_list(*, old: bool) -> Callable[[Sheet], str]:
    """The table of posts, in the present and in the older skin."""

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            new = "<span class=new>새글</span>" if entry.views % 3 == 0 else ""
            number = "<span>일반공지</span>" if entry.pinned else str(entry.number)
            title = f'<a {sheet.link(entry)} class="artclLinkView">{sheet.title(entry)}{new}</a>' if old else f"<a {sheet.link(entry)}>\n<strong>{sheet.title(entry)}</strong> {new}</a>"
            names = ("_artclTdNum", "_artclTdTitle", "_artclTdWriter", "_artclTdRdate", "_artclTdAccess") if old else ("td-num", "td-subject", "td-write", "td-date", "td-access")
            cells = (number, title, entry.author, sheet.day(entry), entry.views)
            kept = " headline" if old else "notice"
            rows.append(f'<tr class="{kept if entry.pinned else ""}">{"".join(f"<td class={name}>{cell}</td>" for name, cell in zip(names, cells, strict=True))}</tr>')
        head = "".join(f"<th>{name}</th>" for name in ("번호", "제목", "작성자", "작성일", "조회수"))
        return (
            f'<div class="_fnctWrap"><form name="searchForm" method="post" action="/bbs/cse/775/artclList.do"><input type="hidden" name="layout" value="q7Xk" /><div class="util-search">총 <strong>{sheet.count}</strong> 개의 게시물이 있습니다.</div></form>'
            f'<form name="viewForm" method="post"><input type="hidden" name="layout" value="q7Xk" /><input type="hidden" name="page" value="{sheet.page}"><table class="{"artclTable" if old else "board-table horizon1"}"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
        )

    return draw


def k2_gallery(sheet: Sheet) -> str:
    """Pictures in a list."""
    rows = "".join(
        f'<li><a {sheet.link(entry)}><span class="thumb"><img src="/thumb/{entry.key}.jpg" alt=""></span><strong>{sheet.title(entry)}</strong></a><p class="view-date">{sheet.day(entry)}</p></li>' for entry in sheet.entries
    )
    return f'<div class="_fnctWrap"><form name="viewForm" method="post" action="/bbs/cse/775/artclList.do"><input type="hidden" name="layout" value="q7Xk" /><ul class="board-gallery">{rows}</ul>'


def k2_post(opened: Open) -> str:
    """A post with the day of its last change."""
    entry = opened.entry
    files = opened.files(lambda link, name: f"<li><a {link}>{name}</a></li>")
    return (
        f'<div class="_fnctWrap"><button type="button" onclick="jf_cpClpbd();">단축 url</button><div class="view-info"><dl class="view-num"><dt>글번호</dt><dd>{entry.key}</dd></dl><h2 class="view-title">{opened.title}</h2><div class="view-detail"><div class="view-util">'
        f'<dl class="writer"><dt>작성자</dt><dd>{entry.author}</dd></dl><dl class="count"><dt>조회수</dt><dd>{entry.views}</dd></dl><dl class="modify"><dt>수정일</dt><dd>{entry.modified:%Y.%m.%d}</dd></dl><dl class="write"><dt>등록일</dt><dd>{opened.day}</dd></dl></div></div></div></div>'
        f'<div class="view-con">{entry.body}</div><div class="view-file"><dl><dt>첨부파일</dt><dd><ul>{files}</ul></dd></dl></div><div class="btn-wrap"><a href="/bbs/cse/775/artclList.do" class="btn-list">목록</a></div>'
    )


# --- KBoard ----------------------------------------------------------------------------------------------------------------

KBOARD = Scheme(
    start="https://foundation.example.org/notice/",
    post="https://foundation.example.org/notice/?mod=document&uid={key}",
    link='href="/notice/?mod=document&#038;amp;uid={key}&amp;pageid={page}#kboard-document"',
    page="https://foundation.example.org/notice/?pageid={page}",
    page_link='href="?pageid={page}&#038;mod=list"',
    file="https://foundation.example.org/?action=kboard_file_download&uid={key}&kboard-file-download-nonce=527cf&file=file{place}",
    file_link="onclick=\"window.location.href='/?action=kboard_file_download&amp;uid={key}&amp;kboard-file-download-nonce=527cf&amp;file=file{place}'\"",
    post_id=r"mod=document.*\buid=(\d+)",
    page_id=r"\bpageid=(\d+)",
    file_id=r"kboard_file_download&uid=(\d+).*file=file(\d+)",
)
_KBOARD_HEAD = '<link rel="stylesheet" href="https://foundation.example.org/wp-content/plugins/kboard/skin/default/style.css">'


def kboard_pager(sheet: Sheet) -> str:
    """Numbers, next and last."""
    links = "".join(f'<li class="active"><a href="?pageid={page}&#038;mod=list">{page}</a></li>' if page == sheet.page else f"<li><a {sheet.page_link(page)}>{page}</a></li>" for page in range(1, sheet.last + 1))
    onward = f'<li class="next-page"><a {sheet.page_link(sheet.page + 1)}>»</a></li>' if sheet.page < sheet.last else ""
    return f'<div class="kboard-pagination"><ul class="kboard-pagination-pages">{links}{onward}</ul></div>'


def kboard_list(sheet: Sheet) -> str:
    """The default skin, with its copy for small screens."""
    rows = []
    for entry in sheet.entries:
        new = '<span class="kboard-default-new-notify">New</span>' if entry.views % 2 else ""
        lock = '<img src="/wp-content/plugins/kboard/images/icon-lock.png" alt="비밀글">' if entry.secret else ""
        count = f"({entry.comments})" if entry.comments else ""
        small = f'<span class="contents-item kboard-user">{entry.author}</span><span class="contents-separator kboard-date">|</span><span class="contents-item kboard-date">{sheet.day(entry)}</span><span class="contents-item kboard-view">조회 {entry.views}</span>'
        rows.append(
            f'<tr class="{"kboard-list-notice" if entry.pinned else ""}"><td class="kboard-list-uid">{"공지사항" if entry.pinned else entry.number}</td><td class="kboard-list-title"><a {sheet.link(entry)}><div class="kboard-default-cut-strings">{new}{lock}\n{sheet.title(entry)}\n<span class="kboard-comments-count">{count}</span></div></a>'
            f'<div class="kboard-mobile-contents">{small}</div></td><td class="kboard-list-user">{entry.author}</td><td class="kboard-list-date">{sheet.day(entry)}</td><td class="kboard-list-vote">0</td><td class="kboard-list-view">{entry.views}</td></tr>'
        )
    head = "".join(f'<td class="kboard-list-{name}">{word}</td>' for name, word in (("uid", "번호"), ("title", "제목"), ("user", "작성자"), ("date", "작성일"), ("vote", "추천"), ("view", "조회")))
    return (
        f'<div id="kboard-default-list"><div class="kboard-list-header"><div class="kboard-total-count">전체 {sheet.count}</div></div><div class="kboard-list"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        '<div class="kboard-default-poweredby"><a href="https://www.cosmosfarm.com/products/kboard">Powered by KBoard</a></div></div>'
    )


def kboard_thumbnails(sheet: Sheet) -> str:
    """A skin of pictures."""
    rows = "".join(
        f'<li class="kboard-list-item"><a {sheet.link(entry)}><div class="kboard-list-thumbnail"><img src="/thumb/{entry.key}.jpg" alt=""></div><div class="kboard-list-title"><div class="kboard-thumbnail-cut-strings">{sheet.title(entry)}</div></div></a>'
        f'<div class="kboard-list-info"><span class="kboard-list-date">{sheet.day(entry)}</span></div></li>'
        for entry in sheet.entries
    )
    return f'<div id="kboard-thumbnail-list"><ul class="kboard-list">{rows}</ul><div class="kboard-poweredby"><a href="https://www.cosmosfarm.com/products/kboard">Powered by KBoard</a></div></div>'


def kboard_post(opened: Open) -> str:
    """The default skin's post."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<button type="button" class="kboard-button-action kboard-button-download" {link} title="Download {name}">{name}</button>')
    pairs = "".join(f'<div class="detail-attr detail-{name}"><div class="detail-name">{word}</div><div class="detail-value">{value}</div></div>' for name, word, value in (("writer", "작성자", entry.author), ("date", "작성일", opened.day), ("view", "조회", entry.views)))
    return (
        f'<div id="kboard-document"><div id="kboard-default-document"><div class="kboard-document-wrap" itemscope itemtype="http://schema.org/Article"><div class="kboard-title" itemprop="name"><h1>{opened.title}</h1></div><div class="kboard-detail">{pairs}</div>'
        f'<div class="kboard-content" itemprop="description"><div class="content-view">{entry.body}</div></div><div class="kboard-document-action"><button type="button" class="kboard-button-action" onclick="kboard_document_like(this)">좋아요 <span>0</span></button></div>'
        f'<div class="kboard-attach">{files}</div></div><div class="kboard-document-navi"><div class="kboard-prev-document"><a {opened.link(opened.before)}><span class="navi-arrow">«</span> {escape(opened.before.title, quote=False)}</a></div></div></div></div>'
    )


# --- Zeroboard 4, JSBoard --------------------------------------------------------------------------------------------------

ZEROBOARD = Scheme(
    start="http://home.example.kr/bbs/zboard.php?id=talk",
    post="http://home.example.kr/bbs/view.php?id=talk&no={key}",
    link='href="view.php?id=talk&page={page}&sn1=&divpage=1&sn=off&ss=on&sc=on&select_arrange=headnum&desc=asc&no={key}"',
    page="http://home.example.kr/bbs/zboard.php?id=talk&page={page}",
    page_link='href="zboard.php?id=talk&page={page}&select_arrange=headnum&desc=asc&category=&sn=off&ss=on&sc=on&keyword=&sn1=&divpage=1"',
    file="http://home.example.kr/bbs/download.php?id=talk&no={key}&filenum={place}",
    file_link='href="download.php?id=talk&page=1&sn1=&divpage=1&no={key}&filenum={place}"',
    post_id=r"view\.php\?.*\bno=(\d+)",
    page_id=r"zboard\.php\?.*\bpage=(\d+)",
    file_id=r"download\.php\?.*no=(\d+)&filenum=(\d+)",
)
_ZEROBOARD_HEAD = "<link rel=StyleSheet HREF=skin/plain/style.css type=text/css><script language=JavaScript>function ZB_layerAction(name,status) { }</script>"


def zero_pager(sheet: Sheet) -> str:
    """Numbers in brackets."""
    links = " ".join(f"<font class=list_eng><b>{page}</b></font>" if page == sheet.page else f"<a {sheet.page_link(page)}>[{page}]</a>" for page in range(1, sheet.last + 1))
    return f"<table width=95%><tr><td>{links}</td></tr></table>"


def zero_list(head: str) -> Callable[[Sheet], str]:
    """A skin with words (or pictures) in its header."""
    names = {"english": ("No", "Subject", "Name", "Date", "Hit"), "korean": ("번호", "제목", "글쓴이", "작성일", "조회")}

    def draw(sheet: Sheet) -> str:
        if head == "pictures":
            cells = "".join(f"<td><img src=skin/plain/{name}.gif></td>" for name in ("no", "subject", "name", "date", "hit"))
        else:
            cells = "".join(f"<td><font class=title_text>{name}</font></td>" for name in names[head])
        rows = []
        for place, entry in enumerate(sheet.entries):
            number = "<img src=skin/plain/notice_head.gif border=0>" if entry.pinned else "<img src=skin/plain/secret_head.gif border=0>" if entry.secret else str(entry.number)
            count = _comments(entry, " <font class=commentnum style=font-size:7pt>[{}]</font>")
            rows.append(
                f"<tr align=center class=list{place % 2}><td class=list_eng>{number}</td><td align=left><a {sheet.link(entry)}>{sheet.title(entry)}</a>{count}</td><td><span onMousedown=\"ZB_layerAction('zbLayer1','visible')\" style=cursor:hand>{entry.author}</span></td>"
                f"<td class=list_eng><span title='{entry.moment:%Y년 %m월 %d일 %H시 %M분 %S초}'>{sheet.day(entry)}</span></td><td class=list_eng>{entry.views}</td></tr>"
            )
        return (
            f"<table border=0 width=95%><tr><td>Total : {sheet.count} articles, {sheet.last} pages</td></tr></table><table border=0 cellspacing=1 cellpadding=4 width=95%><form method=post name=list action=list_all.php><input type=hidden name=id value=talk>"
            f"<tr align=center class=title>{cells}</tr>{''.join(rows)}</form></table>"
        )

    return draw


def zero_post(words: tuple[str, str, str]) -> Callable[[Open], str]:
    """A skin's post, in English or Korean."""

    def draw(opened: Open) -> str:
        entry = opened.entry
        files = opened.files(lambda link, name: f"<tr><td class=list_eng>Download</td><td><a {link}>{name} (12.3 KB)</a>, Download : 3</td></tr>")
        return (
            f"<table border=0 width=95% cellspacing=0 cellpadding=4><tr><td class=list_eng width=60>{words[0]}</td><td>{opened.title}</td></tr><tr><td class=list_eng>{words[1]}</td><td><span onMousedown=\"ZB_layerAction('zbLayer1','visible')\" style=cursor:hand>{entry.author}</span></td></tr>"
            f"<tr><td class=list_eng>{words[2]}</td><td>{opened.day}</td></tr>{files}<tr><td colspan=2><table border=0 cellspacing=0 cellpadding=0 width=100% style=\"table-layout:fixed;\"><col width=100%></col><tr><td valign=top>{entry.body}</td></tr></table></td></tr></table>"
            f"<form method=post name=write action=comment_ok.php><input type=hidden name=id value=talk><input type=hidden name=no value={entry.key}><textarea name=memo></textarea></form>"
        )

    return draw


JSBOARD = Scheme(
    start="http://lab.example.ac.kr/jsboard/list.php?table=notice",
    post="http://lab.example.ac.kr/jsboard/read.php?table=notice&no={key}",
    link='href="read.php?table=notice&amp;no={key}&amp;page={page}"',
    page="http://lab.example.ac.kr/jsboard/list.php?table=notice&page={page}",
    page_link='href="list.php?table=notice&amp;page={page}"',
    file="http://lab.example.ac.kr/jsboard/act.php?o%5Bat%5D=dn&dn%5Btb%5D=notice&dn%5Bcd%5D={key}&dn%5Bname%5D={place}",
    file_link='href="act.php?o[at]=dn&amp;dn[tb]=notice&amp;dn[cd]={key}&amp;dn[name]={place}"',
    post_id=r"read\.php\?.*\bno=(\d+)",
    page_id=r"list\.php\?.*\bpage=(\d+)",
    file_id=r"dn(?:\[|%5B)cd(?:\]|%5D)=(\d+)&dn(?:\[|%5B)name(?:\]|%5D)=(\d+)",
)


def js_pager(sheet: Sheet) -> str:
    """Fast page links."""
    links = " ".join(f"<B>{page}</B>" if page == sheet.page else f"<a {sheet.page_link(page)}>[{page}]</a>" for page in range(1, sheet.last + 1))
    return f'<TABLE WIDTH="90%"><TR><TD><FONT>&gt;&gt; Fast Page Link : {links}</FONT></TD></TR></TABLE><FORM METHOD="post" ACTION="locate.php?table=notice"><SELECT NAME="o[sc]"><OPTION VALUE="t">Title</SELECT></FORM>'


def js_list(sheet: Sheet) -> str:
    """Rows with their own classes."""
    rows = "".join(
        f'<tr class="row{place % 2}"><td class="rownum">{entry.number}<img src="./images/blank.gif" alt=""></td><td><a {sheet.link(entry)}><span class="rowtitle">{sheet.title(entry)}&nbsp;</span>{_comments(entry, "<span class=rowcomment>[{}]</span>")}</a></td>'
        f'<td class="rowname">{entry.author}&nbsp;</td><td class="rowupload">&nbsp;</td><td class="rowdate">{sheet.day(entry)}&nbsp;</td><td class="rowrefer"><span class="rowbg0">...</span>{entry.views}&nbsp;</td></tr>'
        for place, entry in enumerate(sheet.entries)
    )
    head = "".join(f'<TD><FONT STYLE="font-weight:bold">{name}</FONT></TD>' for name in ("제목", "이름", "파일", "날짜", "조회"))
    return f"<TABLE WIDTH=\"100%\" BORDER=0><TR><TD BGCOLOR=\"#FFAE00\"><IMG SRC=\"./theme/KO-default/img/board_no.gif\" ALT='No.'></TD>{head}</TR>{rows}</TABLE>"


def js_post(opened: Open) -> str:
    """A post between two remarks."""
    entry = opened.entry
    mark = "<!-- =============================== 글내용 =============================== -->"
    files = opened.files(lambda link, name: f'<FONT Style="font-weight:bold">파일</FONT> <a {link}>{name}</a> 20 KB<BR>')
    return (
        f'<TABLE WIDTH="90%"><TR><TD><FONT>&gt;&gt; Read {entry.number} article</FONT></TD></TR><TR BGCOLOR="#FFAE00"><TD COLSPAN=2><FONT STYLE="font-weight:bold;">{opened.title}</FONT></TD></TR></TABLE>'
        f'<TABLE WIDTH="90%"><TR><TD><FONT Style="font-weight:bold">등록</FONT> {opened.day} &nbsp; <FONT Style="font-weight:bold">조회</FONT> {entry.views}<BR><FONT Style="font-weight:bold">이름</FONT> {entry.author} &nbsp; {files}</TD></TR></TABLE>'
        f'<TABLE WIDTH="90%"><TR><TD BGCOLOR="#ffffff"><FONT style="color:#555555">\n{mark}\n{entry.body}\n{mark}\n</FONT></TD></TR></TABLE><TABLE WIDTH="90%"><tr><td colspan=3><span class="c_header">Total Comment : 0</span></td></tr></TABLE>'
        '<FORM METHOD="post" ACTION="locate.php?table=notice"><INPUT TYPE="text" NAME="o[ss]"></FORM>'
    )


def shapes() -> list[Shape]:
    """Every shape of the Korean platforms."""
    rows: list[tuple[str, str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], dict[str, object]]] = [
        ("gnuboard5", "basic", g5_list(), g5_post, G5, g5_pager, {"dates": "yearless", "pinned": 2, "secret": True, "id_step": 1}),
        ("gnuboard5", "basic, over New Year", g5_list(), g5_post, G5, g5_pager, {"dates": "yearless", "day": 1, "cut": 24, "mark": "…"}),
        ("gnuboard5", "pictures for marks", g5_images, g5_old_post, G5, g5_pager, {"dates": "yearless", "pinned": 1, "secret": True}),
        ("gnuboard5", "icons of a theme", g5_fonts, g5_post, G5, g5_pager, {"dates": "short", "pinned": 2, "secret": True}),
        ("gnuboard5", "items of a theme", g5_divided, g5_post, G5, g5_pager, {"dates": "dot", "pinned": 2, "secret": True}),
        ("gnuboard5", "full dates before views", g5_list(before_views=True), g5_post, G5, g5_pager, {"dates": "dash", "pinned": 3}),
        ("gnuboard5", "without author, wide title", g5_list(wide=True), g5_post, G5, g5_pager, {"dates": "dash", "author": False}),
        ("gnuboard5", "short addresses", g5_list(), g5_post, G5_SHORT, g5_pager, {"dates": "short-dash", "pinned": 1}),
        ("gnuboard5", "gallery", g5_gallery, g5_post, G5, g5_pager, {"dates": "yearless", "text": False, "per_page": 12}),
        ("gnuboard5", "small screen", g5_mobile, g5_post, G5, g5_pager, {"dates": "yearless", "pinned": 1}),
        ("rhymix", "default", rhymix_list("default"), rhymix_post, RHYMIX, rhymix_pager, {"dates": "dot", "pinned": 2, "repeats_pinned": True, "secret": True}),
        ("rhymix", "sketchbook", rhymix_list("sketchbook"), sketchbook_post, RHYMIX, rhymix_pager, {"dates": "dot", "pinned": 1, "repeats_pinned": True}),
        ("rhymix", "webzine", rhymix_webzine, rhymix_post, RHYMIX, rhymix_pager, {"dates": "dot"}),
        ("egov", "common", egov_list, egov_post, EGOV, egov_pager, {"dates": "dash", "pinned": 1, "cut": 40, "mark": ""}),
        ("egov", "items", egov_blog, egov_post, EGOV, egov_pager, {"dates": "dash"}),
        ("bbsntt", "usual", bbsntt_list("ntdwv"), bbsntt_post, BBSNTT, bbsntt_pager, {"dates": "time", "pinned": 2, "secret": True}),
        ("bbsntt", "files, glued", bbsntt_list("ntfdvw", new="glued"), bbsntt_post, BBSNTT, bbsntt_pager, {"dates": "dash"}),
        ("bbsntt", "other words", bbsntt_list("ntdwv", words={"d": "등록부서", "w": "게재일", "t": "제 목"}), bbsntt_post, BBSNTT, bbsntt_pager, {"dates": "dash", "pinned": 1}),
        ("bbsntt", "gallery", bbsntt_gallery, bbsntt_post, BBSNTT, bbsntt_pager, {"dates": "dot", "author": False, "text": False, "per_page": 12}),
        ("k2web", "horizon", k2_list(old=False), k2_post, K2WEB, k2_pager, {"dates": "dot", "pinned": 3, "repeats_pinned": True}),
        ("k2web", "older", k2_list(old=True), k2_post, K2WEB, k2_pager, {"dates": "dot", "pinned": 1}),
        ("k2web", "gallery", k2_gallery, k2_post, K2WEB, k2_pager, {"dates": "dot", "author": False, "text": False, "per_page": 12}),
        ("kboard", "default", kboard_list, kboard_post, KBOARD, kboard_pager, {"dates": "dot", "pinned": 1, "secret": True}),
        ("kboard", "thumbnails", kboard_thumbnails, kboard_post, KBOARD, kboard_pager, {"dates": "dot", "author": False, "text": False, "per_page": 12}),
        ("zeroboard4", "English words", zero_list("english"), zero_post(("Subject", "Name", "Date")), ZEROBOARD, zero_pager, {"dates": "slash", "pinned": 1, "secret": True}),
        ("zeroboard4", "Korean words", zero_list("korean"), zero_post(("제목", "글쓴이", "작성일")), ZEROBOARD, zero_pager, {"dates": "slash"}),
        ("zeroboard4", "pictures", zero_list("pictures"), zero_post(("Subject", "Name", "Date")), ZEROBOARD, zero_pager, {"dates": "slash", "pinned": 1}),
        ("jsboard", "theme", js_list, js_post, JSBOARD, js_pager, {"dates": "dot"}),
        ("jsboard", "theme, cut", js_list, js_post, JSBOARD, js_pager, {"dates": "dot", "cut": 20, "mark": " .."}),
    ]  # fmt: skip
    heads = {"gnuboard5": _G5_HEAD, "rhymix": _RHYMIX_HEAD, "k2web": _K2_HEAD, "kboard": _KBOARD_HEAD, "zeroboard4": _ZEROBOARD_HEAD}
    moments = {"gnuboard5": "short-minute", "rhymix": "dot-minute", "egov": "second", "bbsntt": "dash", "k2web": "dot", "zeroboard4": "second", "jsboard": "second"}
    return [
        Shape(
            name=f"{name}: {skin}", listing=listing, post=post, scheme=scheme, pager=pager, engine=name, part="platform", words=EVALUATED if place % 2 else DEVELOPED,
            post_dates=moments.get(name, "minute"), head=heads.get(name, ""), **facts,  # type: ignore[arg-type]  # named by the table
        )
        for place, (name, skin, listing, post, scheme, pager, facts) in enumerate(rows)
    ]  # fmt: skip


def slow() -> list[Shape]:
    """Traps: boards written so slowly that a day without a year may be of another one."""
    basic = shapes()[0]
    paces = {"slow": (20,), "slowed down": (40, 1), "woken up": (1, 40)}
    return [
        replace(basic, name=f"trap: a board without years, {name}", part="trap", paces=pace, pinned=0, secret=False, day=place % 2)
        for place, (name, pace) in enumerate(paces.items())
    ]
