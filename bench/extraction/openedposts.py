"""The pages of single posts of the part that was once blind, drawn as boards draw them: facts in tables, lists, sentences or without a word."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from html import escape

from bench.extraction.boards import Open


def _neighbours(opened: Open) -> tuple[str, str]:
    """The titles before and after, as links."""
    before, after = (f"<a {opened.link(entry)}>{escape(entry.title, quote=False)}</a>" for entry in (opened.before, opened.after))
    return before, after


def district(opened: Open) -> str:
    """Facts as terms, files above the text with a preview each, opinion poll below."""
    entry = opened.entry
    before, after = _neighbours(opened)
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> <span class="size">({len(name) * 13} KB)</span> <a href="/preview/doc.do?f={entry.key}" class="btn_preview" target="_blank">미리보기</a></li>')
    attached = f'<dl class="file"><dt>첨부파일</dt><dd><ul>{files}</ul></dd></dl>' if files else ""
    return (
        f'<div class="bbs_view"><h4 class="subject">{opened.title}</h4><div class="info"><dl><dt>담당부서</dt><dd>{entry.author}</dd></dl><dl><dt>작성일</dt><dd>{opened.day}</dd></dl><dl><dt>조회수</dt><dd>{entry.views:,}</dd></dl></div>{attached}<div class="contents">{entry.body}</div>'
        f'<ul class="prevnext"><li><strong>이전글</strong>{before}</li><li><strong>다음글</strong>{after}</li></ul><div class="btn_area"><a href="/portal/bbs/list.do" class="btn">목록</a></div></div>'
        '<div class="satisfaction"><p>이 페이지에서 제공하는 정보에 만족하십니까?</p><label><input type="radio" name="s"> 매우만족</label><label><input type="radio" name="s"> 만족</label><p>최종수정일 : 2024-11-05</p></div>'
    )


def ancient(opened: Open) -> str:
    """Tables of 2001, nothing closed."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<IMG SRC=img/disk.gif> <A {link}>{name}</A><BR>')
    attached = f"<TR><TD BGCOLOR=#EEEEEE><FONT SIZE=2>첨부</FONT><TD COLSPAN=3><FONT SIZE=2>{files}</FONT>" if files else ""
    return (
        f"<TABLE WIDTH=640 BORDER=0 CELLPADDING=4 CELLSPACING=1 BGCOLOR=#CCCCCC><TR BGCOLOR=#FFFFFF><TD WIDTH=80 BGCOLOR=#EEEEEE><FONT SIZE=2>제 목</FONT><TD COLSPAN=3><FONT SIZE=2><B>{opened.title}</B></FONT>\n<TR BGCOLOR=#FFFFFF><TD BGCOLOR=#EEEEEE><FONT SIZE=2>글쓴이</FONT><TD><FONT SIZE=2>{entry.author}</FONT><TD WIDTH=80 BGCOLOR=#EEEEEE><FONT SIZE=2>날 짜</FONT><TD><FONT SIZE=2>{opened.day}</FONT>\n{attached}\n"
        f'<TR BGCOLOR=#FFFFFF><TD COLSPAN=4 HEIGHT=200 VALIGN=top><FONT SIZE=2>{entry.body}</FONT>\n</TABLE><TABLE WIDTH=640><TR><TD ALIGN=right><A HREF="list.asp?code=notice"><IMG SRC=img/b_list.gif BORDER=0 ALT="목록보기"></A></TABLE>'
    )


def hashed(opened: Open) -> str:
    """A framework's page, its facts without names."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="sc-jzJRlG hQZUyT" download=""><span>{name}</span></a>')
    return (
        f'<article class="sc-kAzzGY cZwUVu"><h1 class="sc-chPdSV kRLpBn">{opened.title}</h1><div class="sc-kgoBCf fDwHjS"><span>{entry.author}</span><span>{opened.day}</span><span>조회 {entry.views}</span></div><div class="sc-kGXeez iEPzKs">{entry.body}</div>'
        f'<div class="sc-kpOJdX bvFmYt">{files}</div></article><button type="button" class="sc-dxgOiQ eWfMEc">목록으로</button>'
    )


def recruits(opened: Open) -> str:
    """A table of names and values, among them a closing date and the time for handing in."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p><a {link}>{name}</a></p>')
    return (
        f'<table class="view_tbl"><colgroup><col width="15%"><col width="35%"><col width="15%"><col></colgroup><tbody><tr><th scope="row">제목</th><td colspan="3">{opened.title}</td></tr><tr><th scope="row">담당</th><td>{entry.author}</td><th scope="row">등록일</th><td>{opened.day}</td></tr>'
        f'<tr><th scope="row">접수기간</th><td>{entry.moment:%Y.%m.%d} ~ {entry.deadline:%Y.%m.%d}</td><th scope="row">마감일</th><td>{entry.deadline:%Y.%m.%d}</td></tr><tr><td colspan="4" class="view_cont">{entry.body}</td></tr><tr><th scope="row">첨부파일</th><td colspan="3">{files or "없음"}</td></tr></tbody></table>'
    )


def charge(opened: Open) -> str:
    """A heading bar, who is in charge, and a change date beside the posting date."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name} <span class="sz">[{len(name) * 7}KB]</span></a></li>')
    return (
        f'<div class="view_top"><h3>{opened.title}</h3><p class="view_info"><span><b>작성부서</b> {entry.author}</span><span><b>작성일자</b> {opened.day}</span><span><b>수정일자</b> {entry.modified:%Y-%m-%d}</span><span><b>조회</b> {entry.views}</span></p></div><div class="view_cont">{entry.body}</div>'
        f'<div class="view_file"><h4>첨부</h4><ul>{files or "<li>첨부된 파일이 없습니다.</li>"}</ul></div>'
    )


def standard(opened: Open) -> str:
    """A public body's page: facts in a table, the text below it, files asked for by a function."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    before, after = _neighbours(opened)
    return (
        f'<form name="viewForm" method="post"><input type="hidden" name="seq" value="{entry.key}"><input type="hidden" name="pageIndex" value="1"></form><table class="tbl_view"><caption>상세보기</caption><thead><tr><th colspan="6">{opened.title}</th></tr></thead><tbody><tr><th>등록부서</th><td>{entry.author}</td><th>등록일</th><td>{opened.day}</td><th>조회</th><td>{entry.views}</td></tr>'
        f'<tr><th>첨부파일</th><td colspan="5"><ul class="file_list">{files}</ul></td></tr><tr><td colspan="6"><div class="view_area">{entry.body}</div></td></tr></tbody></table><table class="tbl_pn"><tr><th>이전글</th><td>{before}</td></tr><tr><th>다음글</th><td>{after}</td></tr></table>'
    )


def keyed(opened: Open) -> str:
    """A title, a line of facts with bars between, a text, files in a box with a bulk download."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><i class="ico-clip"></i><a {link}>{name}</a></li>')
    return (
        f'<div class="view-head"><strong class="view-tit">{opened.title}</strong><div class="view-meta">글쓴이 {entry.author} | 등록일 {opened.day} | 조회수 {entry.views}</div></div><div class="view-body">{entry.body}</div>'
        f'<div class="view-files"><p>첨부파일 {len(entry.files)}개 <button type="button" onclick="allDown()">일괄 내려받기</button></p><ul>{files}</ul></div>'
    )


def press(opened: Open) -> str:
    """A company's news: day above the title, other news below with pictures."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a class="btn-download" {link}>{name}</a>')
    more = "".join(f'<div class="col-md-4"><a {opened.link(one)}><img src="/data/thumb/{one.key}.jpg" alt=""><p>{escape(one.title, quote=False)}</p><span>{one.moment:%Y. %m. %d}</span></a></div>' for one in (opened.before, opened.after))
    return f'<div class="news-view"><p class="news-view__date">{opened.day}</p><h2 class="news-view__title">{opened.title}</h2><div class="news-view__body">{entry.body}</div><div class="news-view__files">{files}</div></div><div class="news-more"><h3>다른 소식</h3><div class="row">{more}</div></div>'


def town(opened: Open) -> str:
    """A Japanese town's page: when it was put up and changed, and whom to ask."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a>（PDF：{len(name) * 20}KB）</li>')
    attached = f'<h2>添付ファイル</h2><ul class="files">{files}</ul>' if files else ""
    return f'<h1>{opened.title}</h1><p class="update">掲載日：{opened.day}　更新日：{entry.modified.year}年{entry.modified.month}月{entry.modified.day}日</p><div class="detail">{entry.body}</div>{attached}<div class="inquiry"><h2>このページに関するお問い合わせ</h2><p>電話：000-000-0000　ファックス：000-000-0001</p></div>'


def bulletin(opened: Open) -> str:
    """A Japanese university's notice."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return f'<div class="entry"><h2 class="entry-title">{opened.title}</h2><dl class="entry-meta"><dt>掲載日</dt><dd>{opened.day}</dd><dt>発信元</dt><dd>{entry.author}</dd></dl><div class="entry-content">{entry.body}</div><ul class="entry-files">{files}</ul><p class="back"><a href="/info/">一覧へ戻る</a></p></div>'


def gemeinde(opened: Open) -> str:
    """A German municipality's page: a sentence says who and when."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a> <span>(PDF, {len(name) * 9} kB)</span></li>')
    attached = f'<h2>Downloads</h2><ul class="downloads">{files}</ul>' if files else ""
    return f'<article class="news-detail"><h1>{opened.title}</h1><p class="meta">Veröffentlicht am {opened.day}, <span class="author">{entry.author}</span></p><div class="text">{entry.body}</div>{attached}<p><a href="/aktuelles">Zurück zur Übersicht</a></p></article>'


def chinese(opened: Open) -> str:
    """A Chinese university's page: facts with names in one line."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p><img src="/_ueditor/icon_doc.gif"><a {link} sudyfile-attr="{{}}">{name}</a></p>')
    return f'<div class="article"><h1 class="arti_title">{opened.title}</h1><p class="arti_metas"><span class="arti_publisher">发布者：{entry.author}</span><span class="arti_update">发布时间：{opened.day}</span><span class="arti_views">浏览次数：<span class="WP_VisitCount">{entry.views}</span></span></p><div class="entry"><div class="read"><div class="wp_articlecontent">{entry.body}{files}</div></div></div></div>'


def mairie(opened: Open) -> str:
    """A French town's page with other news below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}><span class="nom">{name}</span> <span class="poids">PDF – {len(name) * 11} Ko</span></a></li>')
    attached = f'<section class="docs"><h2>À télécharger</h2><ul>{files}</ul></section>' if files else ""
    before, after = _neighbours(opened)
    return f'<main id="contenu"><h1>{opened.title}</h1><p class="date-publication">Publié le {opened.day} – Mis à jour le {entry.modified:%d/%m/%Y}</p><div class="texte">{entry.body}</div>{attached}<aside><h2>À lire aussi</h2><ul><li>{before}</li><li>{after}</li></ul></aside></main>'


def newsroom(opened: Open) -> str:
    """A British university's article: by-line, text, related stories."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    attached = f'<div class="downloads"><h2>Downloads</h2><ul>{files}</ul></div>' if files else ""
    related = "".join(f'<li><a {opened.link(one)}>{escape(one.title, quote=False)}</a> <time datetime="{one.moment:%Y-%m-%d}">{one.moment.day} {one.moment:%B %Y}</time></li>' for one in (opened.before, opened.after))
    return f'<article class="story"><h1>{opened.title}</h1><div class="story__meta"><p>By <span rel="author">{entry.author}</span></p><p>Published <time datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time></p></div><div class="story__body">{entry.body}</div>{attached}</article><section class="related"><h2>Related stories</h2><ul>{related}</ul></section>'


def notice(opened: Open) -> str:
    """A British council's notice: facts as a list of names and values, a closing date among them."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="attachment"><h3><a class="govuk-link" {link}>{name}</a></h3><p>{len(name) * 5} KB, 3 pages</p></div>')
    facts = "".join(f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{name}</dt><dd class="govuk-summary-list__value">{value}</dd></div>' for name, value in (("Department", entry.author), ("Published", opened.day), ("Closing date", f"{entry.deadline.day} {entry.deadline:%B %Y}")))
    return f'<h1 class="govuk-heading-l">{opened.title}</h1><dl class="govuk-summary-list">{facts}</dl><div class="govuk-body-content">{entry.body}</div>{files}'


def twice(opened: Open) -> str:
    """Facts as a list, drawn a second time for phones."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link} class="file-link">{name}</a>')
    return (
        f'<div class="bv-title"><h3>{opened.title}</h3></div><ul class="bv-info pc-only"><li>작성자 <em>{entry.author}</em></li><li>게시일 <em>{opened.day}</em></li><li>조회 <em>{entry.views}</em></li></ul><p class="bv-info mo-only" style="display:none">{entry.author} · {opened.day}</p>'
        f'<div class="bv-file">{files}</div><div class="bv-cont" id="bvCont">{entry.body}</div><div class="sns"><a href="#" onclick="return share(1)">페이스북</a><a href="#" onclick="return share(2)">주소 복사</a></div>'
    )


def plain(opened: Open) -> str:
    """A title in bold, a line of facts at the right, the text, below it the whole list's first rows again."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div>첨부 : <a {link}>{name}</a></div>')
    again = "".join(f'<tr><td class="sbj"><a {opened.link(one)}>{escape(one.title, quote=False)}</a></td><td class="nm">{one.author}</td><td class="dt">{one.moment:%Y-%m-%d}</td></tr>' for one in (opened.before, entry, opened.after))
    return f'<div class="main"><div class="rd_tit"><b>{opened.title}</b></div><div class="rd_info">{entry.author} / {opened.day} / 조회 {entry.views}</div>{files}<div class="rd_body">{entry.body}</div><table class="lst">{again}</table></div>'


def questions(opened: Open) -> str:
    """A question with the remarks of others below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<span class="f"><a {link}>{name}</a></span>')
    said = "".join(f'<li><b>담당자</b> <span class="d">{entry.modified:%Y-%m-%d %H:%M}</span><p>확인하였습니다. 처리 결과는 추후 알려 드리겠습니다.</p></li>' for _ in range(min(entry.comments, 2)))
    return (
        f'<table class="qna_view"><tr><th>제목</th><td colspan="3">{opened.title}</td></tr><tr><th>작성자</th><td>{entry.author}</td><th>작성일</th><td>{opened.day}</td></tr><tr><th>파일</th><td colspan="3">{files}</td></tr><tr><td colspan="4" class="cont">{entry.body}</td></tr></table>'
        f'<div class="cmt"><h5>의견 {min(entry.comments, 2)}</h5><ul>{said}</ul></div>'
    )


def company(opened: Open) -> str:
    """A small company's page: title and day, nothing more."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p class="file">다운로드: <a {link}>{name}</a></p>')
    return f'<div id="notice"><h2>NOTICE</h2><h3>{opened.title}</h3><p class="date">{opened.day}</p><div class="content">{entry.body}</div>{files}<p class="list"><a href="/notice.php">List</a></p></div>'


def announcements(opened: Open) -> str:
    """A public announcement: number, time, place of handing in."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    facts = "".join(f"<li><span class='t'>{name}</span><span class='v'>{value}</span></li>" for name, value in (("공고번호", f"제{entry.moment.year}-{entry.number}호"), ("공고기관", entry.author), ("등록일자", opened.day), ("공고기간", f"{entry.moment:%Y-%m-%d} ~ {entry.deadline}")))
    return f'<div class="anno"><p class="anno_tit">{opened.title}</p><ul class="anno_info">{facts}</ul><div class="anno_txt">{entry.body}</div><ul class="anno_file">{files}</ul></div>'


def roles(opened: Open) -> str:
    """A section with a heading and terms."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}><span class="name">{name}</span></a></li>')
    return f'<section aria-labelledby="t"><h2 id="t">{opened.title}</h2><dl class="meta"><div><dt>담당자</dt><dd>{entry.author}</dd></div><div><dt>공개일</dt><dd>{opened.day}</dd></div></dl><div class="rich-text">{entry.body}</div><h3>첨부 자료</h3><ul class="docs">{files}</ul></section>'


def labelled(opened: Open) -> str:
    """Names and values in one line each; below, other posts of the same subject."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link}>{name}</a><br>')
    others = "".join(f'<li><a {opened.link(one)}>{escape(one.title, quote=False)}</a><span>{one.moment:%Y-%m-%d}</span></li>' for one in (opened.before, opened.after))
    return (
        f'<div class="bbs_view"><p class="subject">{opened.title}</p><p class="etc"><span>작성자 : {entry.author}</span> <span>작성일 : {opened.day}</span> <span>조회 : {entry.views}</span></p><div class="attach">{files}</div><div class="bbs_text">{entry.body}</div><div class="related"><h5>관련 글</h5><ul>{others}</ul></div></div>'
    )


def department(opened: Open) -> str:
    """A department's page: a table whose first row is the title, without names for the facts."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<tr><td class="fl"><img src="/img/clip.gif" alt=""> <a {link}>{name}</a></td></tr>')
    return f'<table class="view"><tr><td class="vt">{opened.title}</td></tr><tr><td class="vi">{entry.author} &nbsp;|&nbsp; {opened.day} &nbsp;|&nbsp; 조회수 {entry.views}</td></tr>{files}<tr><td class="vc">{entry.body}</td></tr></table>'


def utility(opened: Open) -> str:
    """A new site of utility classes."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="flex items-center justify-between py-2"><span class="truncate text-sm">{name}</span><a {link} class="text-blue-600" aria-label="{name} 내려받기">내려받기</a></li>')
    return (
        f'<div class="mx-auto max-w-4xl"><h1 class="text-2xl font-bold">{opened.title}</h1><dl class="mt-2 flex gap-4 text-sm text-gray-500"><dt class="sr-only">작성부서</dt><dd>{entry.author}</dd><dt class="sr-only">등록일</dt><dd>{opened.day}</dd></dl><div class="prose mt-8">{entry.body}</div>'
        f'<ul class="mt-8 divide-y">{files}</ul></div>'
    )


def laboratory(opened: Open) -> str:
    """Tables within tables; the files come last."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a {link}>{name}</a>&nbsp;&nbsp;')
    return (
        f'<table width="100%"><tr><td><table width="100%"><tr><td class="s9" width="60"><b>제목</b></td><td class="s9">{opened.title}</td></tr><tr><td class="s9"><b>이름</b></td><td class="s9"><a href="mailto:lab@example.ac.kr">{entry.author}</a></td></tr><tr><td class="s9"><b>날짜</b></td><td class="s9">{opened.day}</td></tr></table></td></tr>'
        f'<tr><td><table width="100%"><tr><td class="s9" height="150" valign="top">{entry.body}</td></tr></table></td></tr><tr><td class="s8">파일 : {files}</td></tr></table>'
    )


def magazine(opened: Open) -> str:
    """A heading, a line of facts, the text, tags and recommendations."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="afile"><a {link}>{name}</a><span class="cnt">{entry.views // 7}회</span></div>')
    before, after = _neighbours(opened)
    return f'<div class="wz_view"><h3>{opened.title}</h3><p class="by"><b>{entry.author}</b><span class="bar">|</span><span>{opened.day}</span><span class="bar">|</span><span>조회 {entry.views}</span></p><div class="wz_cont">{entry.body}</div><p class="tags"><a href="/tag/1">#소식</a> <a href="/tag/2">#안내</a></p>{files}<div class="wz_nav"><p>이전 {before}</p><p>다음 {after}</p></div></div>'


def sorted_facts(opened: Open) -> str:
    """A table of facts, kind among them."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return f'<table class="tb-view"><tbody><tr><th>내용</th><td>{opened.title}</td></tr><tr><th>구분</th><td>{entry.category}</td></tr><tr><th>게시자</th><td>{entry.author}</td></tr><tr><th>게시일</th><td>{opened.day}</td></tr></tbody></table><div class="tb-text">{entry.body}</div><ul class="tb-file">{files}</ul>'


def until(opened: Open) -> str:
    """Facts with the day on which it comes down."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return f'<div class="detail"><div class="tit-box"><h4>{opened.title}</h4><div><em>게시자 <b>{entry.author}</b></em><em>등록일 <b>{opened.day}</b></em><em>게시종료 <b>{entry.deadline:%Y.%m.%d}</b></em></div></div><div class="txt-box">{entry.body}</div><div class="file-box"><strong>첨부파일</strong><ul>{files}</ul></div></div>'


def hospital(opened: Open) -> str:
    """Title and facts in a head."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return f'<div class="board-view"><div class="board-view-head"><p class="title">{opened.title}</p><p class="info"><span class="writer">{entry.author}</span><span class="date">{opened.day}</span><span class="view">조회수 {entry.views}</span></p></div><div class="board-view-body">{entry.body}</div><ul class="board-view-file">{files}</ul></div>'


def intranet(opened: Open) -> str:
    """A programme's table: stamps of registering and changing, files in a table of their own."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<tr><td><a {link}>{name}</a></td><td>{len(name) * 1024}</td></tr>')
    return (
        f'<table border="1" class="detail"><tr><th>제목</th><td colspan="3">{opened.title}</td></tr><tr><th>등록자</th><td>{entry.author}</td><th>등록일시</th><td>{opened.day}</td></tr><tr><th>수정자</th><td>시스템</td><th>수정일시</th><td>{entry.modified:%Y-%m-%d %H:%M:%S}.0</td></tr><tr><th>내용</th><td colspan="3">{entry.body}</td></tr></table>'
        f'<table border="1" class="files"><tr><th>파일명</th><th>크기</th></tr>{files}</table>'
    )


def by_hand(opened: Open) -> str:
    """A page kept by hand: a heading, a day in a paragraph, the text, links to files in a list."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a>')
    return f'<h2 align="center">{opened.title}</h2><p align="right">{opened.day}</p>{entry.body}<ul>{files}</ul><hr><p align="center"><a href="index.html">처음으로</a></p>'
