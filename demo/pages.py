"""Renders the demo board as a Drupal 7 site with Views would: home, list, post, what stands in place of a withheld post, 404, feed.

Pages are rendered once a day with marks (``\\x00name:argument\\x00``) where a real site answers differently at every request.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from email.utils import format_datetime
from html import escape, unescape

from demo.days import DemoBoard, DemoFile, DemoPartner, DemoPost

ROWS_PER_PAGE = 15
HOME_ROWS = 4
LIST_CUT = 80
HOME_CUT = {"ko": 49, "en": 80}
SITE_NAME = "도시정책 게시판 Panjeon Demo"
MARK = re.compile(r"\x00([a-z]+):([^\x00]*)\x00")
THEME = "/sites/all/themes/board/style.css"

STYLE = """body{font:16px/1.6 sans-serif;margin:0 auto;max-width:62rem;padding:1rem;color:#222}
a{color:#164a80}table{border-collapse:collapse;margin:1rem 0}ul.links{display:flex;gap:1rem;list-style:none;padding:0}td,th{padding:.2rem .6rem}
.element-invisible{position:absolute;left:-9999px}.views-label{color:#666;margin-right:.3rem}
.views-row{padding:.5rem 0;border-bottom:1px solid #ddd}.sticky{background:#fff8e5}.marker{color:#a33;font-weight:bold}
.view-partners ul,.pager{display:flex;flex-wrap:wrap;gap:.8rem;list-style:none;padding:0}.view-partners .views-row{border:0;max-width:20rem}
"""

WORDS = {
    "ko": {
        "news": "새소식",
        "partners": "유관기관",
        "date": "등록일",
        "writer": "글쓴이",
        "category": "분류",
        "modified": "최종수정일",
        "reads": "조회수",
        "pinned": "공지",
        "total": "전체 {}건",
        "files": "첨부파일",
        "first": "« 처음",
        "previous": "‹ 이전",
        "next": "다음 ›",
        "last": "마지막 »",
        "not_found": "페이지를 찾을 수 없습니다",
        "not_found_text": "요청하신 페이지 “{}”를 찾을 수 없습니다.",
        "notice": "알림",
        "deleted": "삭제되었거나 존재하지 않는 글입니다.",
        "blinded": "블라인드 처리된 글입니다. 운영 기준에 따라 관리자가 공개를 제한하였습니다.",
        "maintenance": "사이트 점검 중",
        "maintenance_text": "시스템 점검으로 서비스를 잠시 멈추었습니다. 빠른 시간 안에 다시 열겠습니다.",
        "home": "첫 화면",
        "login": "로그인",
    },
    "en": {
        "news": "News",
        "partners": "Partners",
        "date": "Date",
        "writer": "Writer",
        "category": "Category",
        "modified": "Last Update",
        "reads": "Reads",
        "pinned": "Notice",
        "total": "Total {}",
        "files": "Attachments",
        "first": "« first",
        "previous": "‹ previous",
        "next": "next ›",
        "last": "last »",
        "not_found": "Page not found",
        "not_found_text": "The requested page “{}” could not be found.",
        "notice": "Notice",
        "deleted": "삭제되었거나 존재하지 않는 글입니다. (This post was deleted or does not exist.)",
        "blinded": "블라인드 처리된 글입니다. (This post was blinded by an administrator, 관리자.)",
        "maintenance": "Site under maintenance",
        "maintenance_text": "The service has been stopped for maintenance and will be back soon.",
        "home": "Home",
        "login": "Log in",
    },
}


def home(board: DemoBoard, language: str) -> str:
    """The front page: the newest four posts of its language and the partner strip; on a maintenance day only a notice."""
    words = WORDS[language]
    if board.maintenance:
        text = f'<div id="maintenance" class="content"><p>{words["maintenance_text"]}</p></div>'
        return _page(language, words["maintenance"], text, body_class="html front not-logged-in page-node maintenance-page")
    newest = sorted((post for post in board.posts if post.language == language), key=lambda post: post.published_at, reverse=True)[:HOME_ROWS]
    rows = [_item(number, len(newest), _home_row(post, HOME_CUT[language])) for number, post in enumerate(newest, 1)]
    strip = [_item(number, len(board.partners), _partner(partner)) for number, partner in enumerate(board.partners, 1)]
    blocks = _block("news", "block_home", words["news"], rows) + _block("partners", "block_strip", words["partners"], strip)
    return _page(language, SITE_NAME, blocks, body_class="html front not-logged-in one-sidebar sidebar-first page-node", heading=False)


def listing(board: DemoBoard, language: str, page: int) -> str:
    """A page of the list, counted from 0; a page past the end is the last one, as in Drupal; on a maintenance day an empty view."""
    words = WORDS[language]
    view = '<div class="view view-news view-id-news view-display-id-page view-dom-id-\0dom:page\0">\n{}\n</div>'
    if board.maintenance:
        return _page(language, words["news"], _main(view.format("")), body_class="html not-front not-logged-in one-sidebar sidebar-first page-news")
    last = max(0, (len(board.posts) - 1) // ROWS_PER_PAGE)
    page = min(page, last)
    shown = board.posts[page * ROWS_PER_PAGE : (page + 1) * ROWS_PER_PAGE]
    rows = "\n".join(_list_row(post, number, len(shown), language) for number, post in enumerate(shown, 1))
    header = f'<div class="view-header">{words["total"].format(len(board.posts))}</div>'
    content = f'{header}\n<div class="view-content">\n{rows}\n</div>\n{_pager(language, page, last)}'
    feed = f'<link rel="alternate" type="application/rss+xml" title="{words["news"]}" href="/ko/rss.xml" />'
    body_class = "html not-front not-logged-in one-sidebar sidebar-first page-news"
    return _page(language, words["news"], _main(view.format(content)), body_class=body_class, head=feed)


def post_page(post: DemoPost, language: str) -> str:
    """A post's own page, with labels in the language of the address it was asked at."""
    words = WORDS[language]
    submitted = [(words["date"], post.posted.isoformat())]
    submitted += [(words["category"], escape(post.category))] if post.category else []
    submitted.append((words["writer"], f'<span class="username">{escape(post.author)}</span>'))
    submitted += [(words["modified"], post.modified.isoformat())] if post.modified else []
    facts = " ".join(f'<span class="label">{label}</span> {value}' for label, value in submitted)
    body = f'<div class="field-items"><div class="field-item even">{post.body_html}</div></div>'
    node = (
        f'<div id="node-{post.native_id}" class="node node-news node-promoted{" node-sticky" if post.pinned else ""} clearfix">\n'
        f'<div class="submitted">\n{facts}\n</div>\n<div class="content">\n'
        f'<div class="field field-name-body field-type-text-with-summary field-label-hidden">{body}</div>\n'
        f'{_files(post.files, words["files"])}</div>\n'
        f'<ul class="links inline"><li class="statistics_counter first last"><span>\0reads:{post.native_id}\0 reads</span></li></ul>\n</div>'
    )
    head = f'<link rel="canonical" href="{post.path}" />\n<link rel="shortlink" href="/node/{post.native_id}" />'
    return _page(language, post.title, _main(node), body_class=_node_class(post.native_id) + " node-type-news", head=head)


def withheld(native_id: str, language: str, kind: str) -> str:
    """What answers 200 in place of a post: ``kind`` is deleted or blinded."""
    words = WORDS[language]
    return _page(language, words["notice"], _main(f'<div class="messages warning">{words[kind]}</div>'), body_class=_node_class(native_id))


def partner_site(path: str) -> str:
    """The home page of a partner whose site the board plays itself."""
    return f'<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"><title>유관기관</title></head><body><h1>유관기관 {escape(path)}</h1></body></html>\n'


def not_found(path: str, language: str) -> str:
    """Drupal's 404 page."""
    words = WORDS[language]
    text = words["not_found_text"].format(escape(path))
    return _page(language, words["not_found"], _main(text), body_class="html not-front not-logged-in one-sidebar sidebar-first")


def feed(board: DemoBoard, host: str) -> str:
    """The RSS feed: the ten newest posts with the full time at which they were published; empty on a maintenance day."""
    posts = () if board.maintenance else sorted(board.posts, key=lambda post: post.published_at, reverse=True)[:10]
    items = "".join(
        f"<item>\n<title>{escape(post.title)}</title>\n<link>http://{host}{post.path}</link>\n"
        f"<description>{escape(one_line(post.body_html))}</description>\n<pubDate>{format_datetime(post.published_at)}</pubDate>\n"
        f'<dc:creator>{escape(post.author)}</dc:creator>\n<guid isPermaLink="false">{post.native_id} at http://{host}</guid>\n</item>\n'
        for post in posts
    )
    return (
        '<?xml version="1.0" encoding="utf-8" ?>'
        f'<rss version="2.0" xml:base="http://{host}/ko/news" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{WORDS['ko']['news']}</title>\n<link>http://{host}/ko/news</link>\n<description></description>\n<language>ko</language>\n"
        f"{items}</channel>\n</rss>\n"
    )


def cut(title: str, length: int) -> str:
    """A title as the lists show it: whole, or its first characters and two dots."""
    return title if len(title) <= length else title[:length] + ".."


def one_line(body_html: str) -> str:
    """A body as one line of plain text, as the home page shows it: tags gone, scripts and their text too."""
    text = re.sub(r"<script.*?</script>", " ", body_html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def _node_class(native_id: str) -> str:
    return f"html not-front not-logged-in one-sidebar sidebar-first page-node page-node- page-node-{native_id}"


def _field(name: str, content: str, label: str = "") -> str:
    shown = f'<span class="views-label views-label-{name}">{label}</span> ' if label else ""
    return f'  <div class="views-field views-field-{name}">{shown}{content}</div>\n'


def _row_class(number: int, rows: int) -> str:
    ends = " views-row-first" * (number == 1) + " views-row-last" * (number == rows)
    return f"views-row views-row-{number} views-row-{'odd' if number % 2 else 'even'}{ends}"


def _item(number: int, rows: int, content: str) -> str:
    return f'<li class="{_row_class(number, rows)}">\n{content}</li>\n'


def _home_row(post: DemoPost, length: int) -> str:
    # the labels of this block are Korean on every language's front page
    words = WORDS["ko"]
    return (
        _field("title", f'<span class="field-content"><a href="{post.path}">{escape(cut(post.title, length))}</a></span>')
        + _field("created", f'<span class="field-content">{post.posted}</span>', words["date"])
        + _field("name", f'<span class="field-content">{escape(post.author)}</span>', words["writer"])
        + _field("body", f'<div class="field-content">{escape(one_line(post.body_html), quote=False)}</div>')
    )


def _list_row(post: DemoPost, number: int, rows: int, language: str) -> str:
    words = WORDS[language]
    badge = f'<span class="marker">{words["pinned"]}</span> ' if post.pinned else ""
    link = f'<a href="{post.path}">{escape(cut(post.title, LIST_CUT))}</a>'
    return (
        f'<div class="{_row_class(number, rows)}{" sticky" if post.pinned else ""}">\n'
        + _field("title", f'<span class="field-content">{badge}{link}</span>')
        + _field("created", f'<span class="field-content">{post.posted}</span>', words["date"])
        + _field("name", f'<span class="field-content">{escape(post.author)}</span>', words["writer"])
        + _field("totalcount", f'<span class="field-content">\0reads:{post.native_id}\0 READS</span>', words["reads"])
        + "</div>"
    )


def _partner(partner: DemoPartner) -> str:
    image = f'<img src="{partner.logo_path}" width="120" height="40" alt="{escape(partner.alt)}" />'
    logo = _field("field-logo", f'<div class="field-content"><a href="{partner.url}" target="_blank">{image}</a></div>')
    if partner.description is None:
        return logo
    paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in partner.description.split("\n\n"))
    return logo + _field("body", f'<div class="field-content">{paragraphs}</div>')


def _block(view: str, display: str, title: str, items: Sequence[str]) -> str:
    shown = "".join(items)
    return (
        f'<div id="block-views-{view}-{display.replace("_", "-")}" class="block block-views">\n<h2>{title}</h2>\n<div class="content">\n'
        f'<div class="view view-{view} view-id-{view} view-display-id-{display} view-dom-id-\0dom:{view}\0">\n'
        f'<div class="view-content">\n<div class="item-list"><ul>\n{shown}</ul></div>\n</div>\n</div>\n</div>\n</div>\n'
    )


def _files(files: Sequence[DemoFile], label: str) -> str:
    if not files:
        return ""
    items = "".join(
        f'<div class="field-item {"odd" if number % 2 else "even"}"><span class="file">'
        f'<a href="{file.path}" type="{file.media_type}; length={len(file.content)}" title="{escape(file.name)}">{escape(file.name)}</a></span></div>'
        for number, file in enumerate(files)
    )
    return (
        '<div class="field field-name-field-file field-type-file field-label-above">'
        f'<div class="field-label">{label}:&nbsp;</div><div class="field-items">{items}</div></div>\n'
    )


def _pager(language: str, page: int, last: int) -> str:
    words = WORDS[language]
    start = max(0, min(page - 4, last - 8))
    ends = [("pager-first first", words["first"], 0), ("pager-previous", words["previous"], page - 1)] if page > 0 else []
    items = [_pager_link(language, *end) for end in ends]
    items += ['<li class="pager-ellipsis">…</li>'] if start > 0 else []
    for number in range(start, min(last, start + 8) + 1):
        current = f'<li class="pager-current">{number + 1}</li>'
        items.append(current if number == page else _pager_link(language, "pager-item", str(number + 1), number))
    items += ['<li class="pager-ellipsis">…</li>'] if start + 8 < last else []
    ends = [("pager-next", words["next"], page + 1), ("pager-last last", words["last"], last)] if page < last else []
    items += [_pager_link(language, *end) for end in ends]
    return '<h2 class="element-invisible">Pages</h2><div class="item-list"><ul class="pager">' + "\n".join(items) + "</ul></div>"


def _pager_link(language: str, css: str, text: str, page: int) -> str:
    query = f"?page={page}" if page else ""
    return f'<li class="{css}"><a title="Go to page {page + 1}" href="/{language}/news{query}">{text}</a></li>'


def _main(content: str) -> str:
    return f'<div id="block-system-main" class="block block-system">\n<div class="content">\n{content}\n</div>\n</div>'


def _page(language: str, title: str, content: str, *, body_class: str, head: str = "", heading: bool = True) -> str:
    words = WORDS[language]
    shown = f'<h1 class="title" id="page-title">{escape(title)}</h1>' if heading else ""
    state = '"ajaxPageState":{"theme":"board","theme_token":"\0token:theme\0"}'
    settings = f'jQuery.extend(Drupal.settings, {{"pathPrefix":"{language}\\/",{state}}});'
    form = (
        f'<form action="/{language}/user/login" method="post" id="user-login-form" accept-charset="UTF-8"><div>\n'
        '<input type="text" id="edit-name" name="name" value="" size="15" maxlength="60" class="form-text required" />\n'
        '<input type="hidden" name="form_build_id" value="form-\0token:form\0" />\n'
        f'<input type="submit" id="edit-submit" name="op" value="{words["login"]}" class="form-submit" /></div></form>'
    )
    query = hashlib.sha256(STYLE.encode()).hexdigest()[:6]
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN" "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{language}" lang="{language}" version="XHTML+RDFa 1.0" dir="ltr">
<head profile="http://www.w3.org/1999/xhtml/vocab">
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="Generator" content="Drupal 7 (http://drupal.org)" />
{head}
<title>{escape(title)} | {SITE_NAME}</title>
<link rel="stylesheet" type="text/css" media="all" href="{THEME}?{query}" />
<script type="text/javascript">
<!--//--><![CDATA[//><!--
var Drupal = Drupal || {{}}, jQuery = jQuery || {{"extend": function () {{}}}};
{settings}
//--><!]]>
</script>
</head>
<body class="{body_class}" >
<div id="page-wrapper"><div id="page">
<div id="header"><div class="section clearfix">
<div id="site-name"><strong><a href="/{language}" rel="home"><span>{SITE_NAME}</span></a></strong></div>
<ul id="main-menu" class="links inline clearfix"><li class="first"><a href="/{language}/news">{words["news"]}</a></li>
<li><a href="/ko" class="language-link" xml:lang="ko">한국어</a></li>
<li class="last"><a href="/en" class="language-link" xml:lang="en">English</a></li></ul>
</div></div>
<div id="breadcrumb"><div class="breadcrumb"><a href="/{language}">{words["home"]}</a></div></div>
<div id="main-wrapper"><div id="main" class="clearfix">
<div id="content" class="column"><div class="section"><a id="main-content"></a>
{shown}
<div class="region region-content">
{content}
</div>
</div></div>
<div id="sidebar-first" class="column sidebar"><div class="section"><div id="block-user-login" class="block block-user">
<h2>{words["login"]}</h2>
<div class="content">{form}</div>
</div></div></div>
</div></div>
<div id="footer"><div class="section"></div></div>
</div></div>
</body>
</html>
"""
