"""Boards of the forum programs, of WordPress and of Drupal, drawn from what is known of their default themes."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import DEVELOPED, ENGLISH, EVALUATED, Entry

_HOST = "https://forum.example.go.kr"


def _utc(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+00:00"


def _replied(entry: Entry) -> datetime:
    """The moment of the last reply, which no list may pass off as the posting."""
    return entry.modified


def _scheme(post: str, link: str, page: str, page_link: str, file: str, file_link: str, *, post_id: str, page_id: str, file_id: str, start: str, first: int = 1, step: int = 1) -> Scheme:  # fmt: skip
    """A scheme on the forum's host."""
    return Scheme(
        start=_HOST + start, post=_HOST + post, link=link, page=_HOST + page, page_link=page_link, file=_HOST + file, file_link=file_link,
        post_id=post_id, page_id=page_id, file_id=file_id, first=first, step=step,
    )  # fmt: skip


# --- phpBB -----------------------------------------------------------------------------------------------------------------

_SID = "0123456789abcdef0123456789abcdef"
PHPBB = _scheme(
    "/viewtopic.php?t={key}", f'href="./viewtopic.php?f=2&amp;t={{key}}&amp;sid={_SID}"', "/viewforum.php?f=2&start={offset}", f'href="./viewforum.php?f=2&amp;sid={_SID}&amp;start={{offset}}"',
    "/download/file.php?id={key}{place}", f'href="./download/file.php?id={{key}}{{place}}&amp;sid={_SID}"', start="/viewforum.php?f=2",
    post_id=r"viewtopic\.php\?.*\bt=(\d+)", page_id=r"viewforum\.php\?.*\bstart=(\d+)", file_id=r"file\.php\?id=(\d+)(\d)(?:$|&)", first=0, step=10,
)  # fmt: skip


def phpbb_pager(sheet: Sheet) -> str:
    """Numbers and an arrow."""
    links = "".join(f'<li class="active"><span>{page}</span></li>' if page == sheet.page else f'<li><a class="button" {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
    arrow = f'<li class="arrow next"><a class="button button-icon-only" {sheet.page_link(sheet.page + 1)} rel="next"><span class="sr-only">Next</span></a></li>' if sheet.page < sheet.last else ""
    return f'<div class="action-bar bar-bottom"><div class="pagination">{sheet.count} topics &bull; <ul>{links}{arrow}</ul></div></div>'


def phpbb_list(*, exact: bool) -> Callable[[Sheet], str]:
    """Topics; ``exact``: with time elements, as since 3.3."""

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            shown = f"{entry.moment:%a %b %d, %Y} {entry.moment.hour % 12 or 12}:{entry.moment:%M} {'am' if entry.moment.hour < 12 else 'pm'}"
            when = f'<time datetime="{_utc(entry.moment)}">{shown}</time>' if exact else shown
            rows.append(
                f'<li class="row bg1{" sticky" if entry.pinned else ""}"><dl class="row-item {"sticky" if entry.pinned else "topic"}_read"><dt><div class="list-inner"><a {sheet.link(entry)} class="topictitle">{sheet.title(entry)}</a><br>'
                f'<div class="topic-poster responsive-hide left-box">by <a href="./memberlist.php?mode=viewprofile&amp;u=2" class="username">{entry.author}</a> &raquo; {when}</div></div></dt><dd class="posts">{entry.comments} <dfn>Replies</dfn></dd><dd class="views">{entry.views} <dfn>Views</dfn></dd>'
                f'<dd class="lastpost"><span>by <a class="username">누구</a> <a href="./viewtopic.php?p=9{entry.key}#p9{entry.key}">View</a><br><time datetime="{_utc(_replied(entry))}">{_replied(entry):%a %b %d, %Y}</time></span></dd></dl></li>'
            )
        return f'<div id="phpbb"><h2 class="forum-title"><a href="./viewforum.php?f=2">공지사항</a></h2><div class="forumbg"><div class="inner"><ul class="topiclist topics">{"".join(rows)}</ul></div></div></div>'

    return draw


def phpbb_post(opened: Open) -> str:
    """A topic with its first entry and replies."""
    entry = opened.entry

    def said(number: str, name: str, when: datetime, body: str, files: str) -> str:
        return (
            f'<div id="p{number}" class="post has-profile bg2"><div class="inner"><dl class="postprofile"><dt><a href="./memberlist.php?u=2" class="username">{name}</a></dt><dd class="profile-joined"><strong>Joined:</strong> Sun Jan 04, 2015 9:00 am</dd></dl><div class="postbody"><div><h3><a href="./viewtopic.php?p={number}#p{number}">Re</a></h3>'
            f'<p class="author"><span class="responsive-hide">by <strong><a href="./memberlist.php?u=2" class="username">{name}</a></strong> &raquo; </span><time datetime="{_utc(when)}">{when:%a %b %d, %Y}</time></p><div class="content">{body}</div>{files}<div class="signature">{name} 드림</div></div></div></div></div>'
        )

    links = opened.files(lambda link, name: f'<dl class="file"><dt><a class="postlink" {link}>{name}</a></dt><dd>(12.5 KiB) Downloaded 3 times</dd></dl>')
    attached = f'<dl class="attachbox"><dt>Attachments</dt><dd>{links}</dd></dl>' if links else ""
    replies = "".join(said(f"8{entry.key}{number}", "방문자", entry.modified, "고맙습니다.", "") for number in range(entry.comments))
    return f'<div id="phpbb"><h2 class="topic-title"><a {opened.link(entry)}>{opened.title}</a></h2>{said("9" + entry.key, entry.author, entry.moment, entry.body, attached)}{replies}</div>'


# --- SMF -------------------------------------------------------------------------------------------------------------------

SMF = _scheme(
    "/index.php?topic={key}.0", f'href="{_HOST}/index.php?topic={{key}}.0"', "/index.php?board=1.{offset}", f'href="{_HOST}/index.php?board=1.{{offset}}"',
    "/index.php?action=dlattach;attach={key}{place};file", f'href="{_HOST}/index.php?action=dlattach;attach={{key}}{{place}};file"', start="/index.php?board=1.0",
    post_id=r"\btopic=(\d+)\.", page_id=r"\bboard=1\.(\d+)", file_id=r"attach=(\d+)(\d)(?:;|%3B|$)", first=0, step=10,
)  # fmt: skip


def smf_pager(sheet: Sheet) -> str:
    """Numbers and an icon."""
    links = " ".join(f'<span class="current_page">{page}</span>' if page == sheet.page else f'<a class="nav_page" {sheet.page_link(page)}>{page}</a>' for page in range(1, sheet.last + 1))
    onward = f'<a class="nav_page" {sheet.page_link(sheet.page + 1)}><span class="main_icons next_page"></span></a>' if sheet.page < sheet.last else ""
    return f'<div class="pagesection"><div class="pagelinks floatleft"><span class="pages">Pages</span>{links}{onward}</div></div></div>'


def smf_list(sheet: Sheet) -> str:
    """Topics with who began them and the last reply."""
    rows = "".join(
        f'<div class="windowbg{" sticky" if entry.pinned else ""}"><div class="board_icon"><img src="{_HOST}/xx.png" alt=""></div><div class="info info_block"><div><div class="icons floatright">{"<span class=&quot;main_icons sticky&quot;></span>".replace("&quot;", chr(34)) if entry.pinned else ""}</div><div class="message_index_title"><span class="preview{" bold_text" if entry.pinned else ""}">'
        f'<span id="msg_9{entry.key}"><a {sheet.link(entry)}>{sheet.title(entry)}</a></span></span></div><p class="floatleft">Started by <a href="{_HOST}/index.php?action=profile;u=1" title="View the profile of {entry.author}">{entry.author}</a></p></div></div><div class="board_stats centertext"><p>Replies: {entry.comments}<br>Views: {entry.views}</p></div>'
        f'<div class="lastpost"><p><a href="{_HOST}/index.php?topic={entry.key}.msg9#new">{_replied(entry):%B %d, %Y, %I:%M:%S %p}</a><br>by <a href="{_HOST}/index.php?action=profile;u=3">누구</a></p></div></div>'
        for entry in sheet.entries
    )
    return f'<script>var smf_theme_url = "{_HOST}/Themes/default"; var smf_session_id = "9f8e";</script><div id="messageindex"><div id="topic_container">{rows}</div>'


def smf_post(opened: Open) -> str:
    """A topic."""
    entry = opened.entry

    def said(number: str, name: str, when: datetime, body: str, files: str) -> str:
        return (
            f'<div class="windowbg" id="msg{number}"><div class="post_wrapper"><div class="poster"><h4><a href="{_HOST}/index.php?action=profile;u=1">{name}</a></h4></div><div class="postarea"><div class="keyinfo"><div id="subject_{number}" class="subject_title subject_hidden"><a href="{_HOST}/index.php?msg={number}">Re</a></div>'
            f'<div class="postinfo"><a href="{_HOST}/index.php?msg={number}" rel="nofollow" class="smalltext">{when:%B %d, %Y, %I:%M:%S %p}</a><span class="smalltext modified floatright" id="modified_{number}"></span></div></div><div class="post"><div class="inner" id="msg_{number}">{body}</div></div>{files}</div></div></div>'
        )

    links = opened.files(lambda link, name: f'<div class="attachments_bot"><a {link}><img src="{_HOST}/clip.png" class="centericon" alt="*">&nbsp;{name}</a> (12.5 kB - downloaded 3 times)</div>')
    replies = "".join(said(f"8{entry.key}{number}", "방문자", entry.modified, "고맙습니다.", "") for number in range(entry.comments))
    attached = f'<div class="attachments"><div class="attached">{links}</div></div>' if links else ""
    return (
        f'<script>var smf_theme_url = "{_HOST}/Themes/default"; var smf_session_id = "9f8e";</script><div id="display_head" class="information"><h2 class="display_title"><span id="top_subject">{opened.title}</span></h2></div>'
        f'<div id="forumposts">{said("9" + entry.key, entry.author, entry.moment, entry.body, attached)}{replies}</div>'
    )


# --- MyBB, FluxBB ----------------------------------------------------------------------------------------------------------

MYBB = _scheme(
    "/showthread.php?tid={key}", 'href="showthread.php?tid={key}"', "/forumdisplay.php?fid=2&page={page}", 'href="forumdisplay.php?fid=2&amp;page={page}"',
    "/attachment.php?aid={key}{place}", 'href="attachment.php?aid={key}{place}"', start="/forumdisplay.php?fid=2",
    post_id=r"showthread\.php\?tid=(\d+)", page_id=r"forumdisplay\.php\?.*page=(\d+)", file_id=r"aid=(\d+)(\d)$",
)  # fmt: skip
_MYBB_FOOT = '<div id="footer"><span id="current_time"><strong>Current time:</strong> {0:%m-%d-%Y}, {0:%I:%M %p}</span><span id="copyright">Powered By <a href="https://mybb.com">MyBB</a></span></div>'


def _mybb_foot(at: datetime) -> str:
    return _MYBB_FOOT.format(datetime.fromtimestamp(at.timestamp() + 9 * 3600, UTC))


def mybb_pager(sheet: Sheet) -> str:
    """Numbers and next."""
    links = "".join(f'<span class="pagination_current">{page}</span>' if page == sheet.page else f'<a {sheet.page_link(page)} class="pagination_page">{page}</a>' for page in range(1, sheet.last + 1))
    onward = f'<a {sheet.page_link(sheet.page + 1)} class="pagination_next">Next &raquo;</a>' if sheet.page < sheet.last else ""
    return f'<div class="pagination"><span class="pages">Pages ({sheet.last}):</span>{links}{onward}</div>{_mybb_foot(sheet.at)}'


def mybb_list(sheet: Sheet) -> str:
    """Threads; the only date is that of the last reply."""
    rows = []
    for entry in sheet.entries:
        kind = "sticky" if entry.pinned else "regular"
        rows.append(
            f'<tr class="inline_row"><td class="trow1 forumdisplay_{kind}"><span class="thread_status newfolder">&nbsp;</span></td><td class="trow1 forumdisplay_{kind}"><div><span>&nbsp;<span class=" subject_new" id="tid_{entry.key}"><a {sheet.link(entry)}>{sheet.title(entry)}</a></span></span>'
            f'<div class="author smalltext"><a href="{_HOST}/member.php?action=profile&amp;uid=1">{entry.author}</a></div></div></td><td class="trow1"><a href="javascript:MyBB.whoPosted({entry.key});">{entry.comments}</a></td><td class="trow1">{entry.views}</td>'
            f'<td class="trow1" style="text-align: right;"><span class="lastpost smalltext">{_replied(entry):%m-%d-%Y, %I:%M %p}<br /><a href="showthread.php?tid={entry.key}&amp;action=lastpost">Last Post</a>: <a>누구</a></span></td></tr>'
        )
    return f'<script>var my_post_key = "0f1e";</script><table border="0" class="tborder clear"><tr><td class="thead" colspan="5"><div><strong>공지사항</strong></div></td></tr><tr><td class="tcat" colspan="2"><a href="forumdisplay.php?fid=2&amp;sortby=subject">Thread</a></td></tr>{"".join(rows)}</table>'


def mybb_post(opened: Open) -> str:
    """A thread."""
    entry = opened.entry

    def said(number: str, place: int, name: str, when: datetime, body: str) -> str:
        return (
            f'<a name="pid{number}" id="pid{number}"></a><div class="post " id="post_{number}"><div class="post_author"><div class="author_information"><strong><span class="largetext"><a href="{_HOST}/member.php?uid=1">{name}</a></span></strong> <br /><span class="smalltext">Member</span></div><div class="author_statistics">Posts: 12<br />Joined: Nov 2016</div></div>'
            f'<div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="showthread.php?tid={entry.key}&amp;pid={number}#pid{number}">#{place}</a></strong></div><span class="post_date">{when:%m-%d-%Y, %I:%M %p} <span class="post_edit" id="edited_by_{number}"></span></span></div>'
            f'<div class="post_body scaleimages" id="pid_{number}">{body}</div>{files if place == 1 else ""}</div></div>'
        )

    links = opened.files(lambda link, name: f'<a {link} target="_blank">{name}</a> (Size: 12.5 KB / Downloads: 3)<br />')
    files = f'<fieldset><legend><strong>Attached Files</strong></legend>{links}</fieldset>' if links else ""
    replies = "".join(said(f"8{entry.key}{number}", number + 2, "방문자", entry.modified, "고맙습니다.") for number in range(entry.comments))
    return (
        f'<script>var my_post_key = "0f1e";</script><table class="tborder tfixed clear"><tr><td class="thead"><div><strong>{opened.title}</strong></div></td></tr><tr><td id="posts_container"><div id="posts">{said("9" + entry.key, 1, entry.author, entry.moment, entry.body)}{replies}</div></td></tr></table>{_mybb_foot(opened.at)}'
    )


FLUXBB = _scheme(
    "/viewtopic.php?id={key}", 'href="viewtopic.php?id={key}"', "/viewforum.php?id=2&p={page}", 'href="viewforum.php?id=2&amp;p={page}"', "/none/{key}/{place}", 'href="/none/{key}/{place}"',
    start="/viewforum.php?id=2", post_id=r"viewtopic\.php\?id=(\d+)", page_id=r"viewforum\.php\?.*\bp=(\d+)", file_id=r"/none/(\d+)/(\d+)",
)  # fmt: skip


def fluxbb_pager(sheet: Sheet) -> str:
    """Numbers and next."""
    links = " ".join(f'<strong class="item1">{page}</strong>' if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    onward = f'<a rel="next" {sheet.page_link(sheet.page + 1)}>Next</a>' if sheet.page < sheet.last else ""
    return f'<div class="pagepost"><p class="pagelink conl"><span class="pages-label">Pages: </span>{links} {onward}</p></div></div><p id="poweredby">Powered by <a href="http://fluxbb.org/">FluxBB</a></p>'


def fluxbb_list(sheet: Sheet) -> str:
    """Topics; the only date is that of the last reply."""
    rows = "".join(
        f'<tr class="rowodd{" isticky" if entry.pinned else ""}"><td class="tcl"><div class="icon"><div class="nosize">1</div></div><div class="tclcon"><div>{"<span class=stickytext>Sticky: </span> " if entry.pinned else ""}<a {sheet.link(entry)}>{sheet.title(entry)}</a> <span class="byuser">by {entry.author}</span></div></div></td>'
        f'<td class="tc2">{entry.comments}</td><td class="tc3">{entry.views}</td><td class="tcr"><a href="viewtopic.php?pid=9{entry.key}#p9">{_replied(entry):%Y-%m-%d %H:%M:%S}</a> <span class="byuser">by 누구</span></td></tr>'
        for entry in sheet.entries
    )
    return f'<div id="punviewforum" class="pun"><div id="vf" class="blocktable"><h2><span>공지사항</span></h2><table><thead><tr><th class="tcl">Topic</th><th class="tc2">Replies</th><th class="tc3">Views</th><th class="tcr">Last post</th></tr></thead><tbody>{rows}</tbody></table></div>'


def fluxbb_post(opened: Open) -> str:
    """A topic."""
    entry = opened.entry

    def said(number: str, first: str, name: str, when: datetime, body: str) -> str:
        return (
            f'<div id="p{number}" class="blockpost rowodd{first}"><h2><span><span class="conr">#1</span> <a href="viewtopic.php?pid={number}#p{number}">{when:%Y-%m-%d %H:%M:%S}</a></span></h2><div class="postbody"><div class="postleft"><dl><dt><strong><a href="profile.php?id=2">{name}</a></strong></dt><dd><span>Registered: 2016-01-04</span></dd></dl></div>'
            f'<div class="postright"><h3>{opened.title}</h3><div class="postmsg">{body}</div></div></div></div>'
        )

    replies = "".join(said(f"8{entry.key}{number}", "", "방문자", entry.modified, "<p>고맙습니다.</p>") for number in range(entry.comments))
    return (
        f'<div id="punviewtopic" class="pun"><ul class="crumbs"><li><a href="viewforum.php?id=2">공지사항</a></li><li><strong><a href="viewtopic.php?id={entry.key}">{opened.title}</a></strong></li></ul>{said("9" + entry.key, " firstpost blockpost1", entry.author, entry.moment, entry.body)}{replies}'
        '<p id="poweredby">Powered by <a href="http://fluxbb.org/">FluxBB</a></p></div>'
    )


# --- XenForo, NodeBB, Discourse --------------------------------------------------------------------------------------------

XENFORO = _scheme(
    "/threads/a.{key}/", 'href="/threads/a.{key}/"', "/forums/notice.2/page-{page}", 'href="/forums/notice.2/page-{page}"', "/attachments/f.{key}{place}/", 'href="/attachments/f.{key}{place}/"',
    start="/forums/notice.2/", post_id=r"/threads/a\.(\d+)/", page_id=r"/forums/notice\.2/page-(\d+)", file_id=r"/attachments/f\.(\d+)(\d)/",
)  # fmt: skip


def xenforo_pager(sheet: Sheet) -> str:
    """Numbers and next."""
    links = "".join(f'<li class="pageNav-page pageNav-page--current"><a {sheet.page_link(page)}>{page}</a></li>' if page == sheet.page else f'<li class="pageNav-page"><a {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
    onward = f'<a {sheet.page_link(sheet.page + 1)} class="pageNav-jump pageNav-jump--next">Next</a>' if sheet.page < sheet.last else ""
    return f'<nav class="pageNavWrapper"><div class="pageNav"><ul class="pageNav-main">{links}</ul>{onward}</div></nav>'


def xenforo_list(sheet: Sheet) -> str:
    """Threads, the pinned ones in a group of their own."""

    def item(entry: Entry) -> str:
        return (
            f'<div class="structItem structItem--thread js-inlineModContainer js-threadListItem-{entry.key}" data-author="{entry.author}"><div class="structItem-cell structItem-cell--main"><div class="structItem-title"><a {sheet.link(entry)} data-tp-primary="on">{sheet.title(entry)}</a></div>'
            f'<div class="structItem-minor"><ul class="structItem-parts"><li><a href="/members/a.3/" class="username">{entry.author}</a></li><li class="structItem-startDate"><a {sheet.link(entry)} rel="nofollow"><time class="u-dt" datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+0900" data-timestamp="{int(entry.moment.timestamp())}">{entry.moment:%b %d, %Y}</time></a></li></ul></div></div>'
            f'<div class="structItem-cell structItem-cell--latest"><a href="/threads/a.{entry.key}/latest" rel="nofollow"><time class="structItem-latestDate u-dt" datetime="{_replied(entry):%Y-%m-%dT%H:%M:%S}+0900">Today</time></a></div></div>'
        )

    top = "".join(item(entry) for entry in sheet.entries if entry.pinned)
    rest = "".join(item(entry) for entry in sheet.entries if not entry.pinned)
    sticky = f'<div class="structItemContainer-group structItemContainer-group--sticky">{top}</div>' if top else ""
    return f'<h1 class="p-title-value">공지사항</h1><div class="structItemContainer">{sticky}<div class="structItemContainer-group js-threadList">{rest}</div></div>'


def xenforo_post(opened: Open) -> str:
    """A thread."""
    entry = opened.entry

    def said(number: str, name: str, when: datetime, body: str, files: str) -> str:
        return (
            f'<article class="message message--post js-post " data-author="{name}" data-content="post-{number}" id="js-post-{number}"><div class="message-inner"><div class="message-cell message-cell--user"><h4 class="message-name"><a href="/members/a.3/" class="username">{name}</a></h4></div><div class="message-cell message-cell--main"><div class="message-main"><header class="message-attribution"><ul class="message-attribution-main"><li class="u-concealed"><a href="/threads/a.{entry.key}/post-{number}" rel="nofollow"><time class="u-dt" datetime="{when:%Y-%m-%dT%H:%M:%S}+0900">{when:%b %d, %Y}</time></a></li></ul></header>'
            f'<div class="message-content js-messageContent"><div class="message-userContent"><article class="message-body js-selectToQuote"><div class="bbWrapper">{body}</div></article></div>{files}</div></div></div></div></article>'
        )

    links = opened.files(lambda link, name: f'<li class="file file--linked"><a class="file-preview" {link} target="_blank"><span class="file-typeIcon"></span></a><div class="file-content"><div class="file-info"><span class="file-name" title="{name}">{name}</span></div><div class="file-meta">12.5 KB</div></div></li>')
    attached = f'<section class="message-attachments"><h4 class="block-textHeader">Attachments</h4><ul class="attachmentList">{links}</ul></section>' if links else ""
    replies = "".join(said(f"8{entry.key}{number}", "방문자", entry.modified, "고맙습니다.", "") for number in range(entry.comments))
    return f'<div class="p-body-main"><div class="p-title "><h1 class="p-title-value">{opened.title}</h1></div><div class="block-body js-replyNewMessageContainer">{said("9" + entry.key, entry.author, entry.moment, entry.body, attached)}{replies}</div></div>'


NODEBB = _scheme(
    "/topic/{key}/a", 'href="/topic/{key}/a"', "/category/2/notice?page={page}", 'href="?page={page}"', "/none/{key}/{place}", 'href="/none/{key}/{place}"',
    start="/category/2/notice", post_id=r"/topic/(\d+)/", page_id=r"/category/2/notice\?page=(\d+)", file_id=r"/none/(\d+)/(\d+)",
)  # fmt: skip


def nodebb_pager(sheet: Sheet) -> str:
    """Numbers and next."""
    links = "".join(f'<li class="page{" active" if page == sheet.page else ""}"><a {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
    onward = f'<li class="next"><a {sheet.page_link(sheet.page + 1)}>&gt;</a></li>' if sheet.page < sheet.last else '<li class="next disabled"><a href="?page=3">&gt;</a></li>'
    return f'<nav component="pagination" class="pagination-container"><ul class="pagination">{links}{onward}</ul></nav></main>'


def nodebb_list(sheet: Sheet) -> str:
    """Topics with components."""
    rows = "".join(
        f'<li component="category/topic" class="row category-item{" pinned" if entry.pinned else ""}" data-tid="{entry.key}"><h2 component="topic/header" class="title"><i component="topic/pinned" class="fa fa-thumb-tack{"" if entry.pinned else " hide"}"></i><a {sheet.link(entry)} itemprop="url">{sheet.title(entry)}</a></h2>'
        f'<small class="hidden-xs"><span class="timeago" title="{entry.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"></span> &bull; <a href="/user/a">{entry.author}</a></small><div class="teaser" component="topic/teaser"><a class="permalink" href="/topic/{entry.key}/a/4"><span class="timeago" title="{_replied(entry).astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"></span></a><div class="post-content">답글</div></div></li>'
        for entry in sheet.entries
    )
    return f'<main id="panel"><link rel="stylesheet" href="/assets/client.css"><ul component="category" class="topic-list">{rows}</ul>'


def nodebb_post(opened: Open) -> str:
    """A topic."""
    entry = opened.entry

    def said(number: str, place: int, name: str, when: datetime, body: str) -> str:
        stamp = f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
        return (
            f'<li component="post" class="posts-list-item" data-index="{place}" data-pid="{number}" data-uid="3" data-username="{name}"><meta itemprop="datePublished" content="{stamp}"><meta itemprop="dateModified" content=""><small><strong><a href="/user/a" data-username="{name}">{name}</a></strong> <a class="permalink" href="/post/{number}"><span class="timeago" title="{stamp}"></span></a></small>'
            f'<div class="content" component="post/content" itemprop="text">{body}</div></li>'
        )

    replies = "".join(said(f"8{entry.key}{number}", number + 1, "방문자", entry.modified, "<p>고맙습니다.</p>") for number in range(entry.comments))
    return f'<main id="panel"><link rel="stylesheet" href="/assets/client.css"><h1 component="post/header" itemprop="name"><span class="topic-title" component="topic/title">{opened.title}</span></h1><ul component="topic" class="posts" data-tid="{entry.key}">{said("9" + entry.key, 0, entry.author, entry.moment, entry.body)}{replies}</ul></main>'


DISCOURSE = _scheme(
    "/t/{key}.json", "", "/c/notice/5.json?page={rank}", "", "/uploads/short-url/{key}x{place}.hwp", "/uploads/short-url/{key}x{place}.hwp",
    start="/c/notice/5.json", post_id=r"/t/(\d+)", page_id=r"/c/notice/5\.json\?.*page=(\d+)", file_id=r"/short-url/(\d+)x(\d+)\.", first=0,
)  # fmt: skip


def discourse_list(sheet: Sheet) -> str:
    """The JSON of a category."""
    names = {name: place for place, name in enumerate(sorted({entry.author for entry in sheet.entries}), 1)}
    topics = [
        {
            "id": int(entry.key), "title": entry.title, "fancy_title": entry.title, "slug": "a", "posts_count": 3, "created_at": f"{entry.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}",
            "last_posted_at": f"{_replied(entry).astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}", "bumped_at": f"{_replied(entry).astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}", "pinned": entry.pinned, "pinned_globally": False, "visible": True,
            "views": entry.views, "posters": [{"extras": None, "description": "원본 게시자", "user_id": names[entry.author]}],
        }
        for entry in sheet.entries
    ]  # fmt: skip
    listed: dict[str, object] = {"can_create_topic": False, "per_page": 10, "topics": topics}
    if sheet.page < sheet.last:
        listed["more_topics_url"] = f"/c/notice/5?page={sheet.page}"
    return json.dumps({"users": [{"id": place, "username": name, "name": name} for name, place in names.items()], "topic_list": listed}, ensure_ascii=False)


def discourse_post(opened: Open) -> str:
    """The JSON of a topic."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p><a class="attachment" href="{link}">{name}</a> (12.5 KB)</p>')
    stamp = f"{entry.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
    first = {"id": int("9" + entry.key), "name": entry.author, "username": entry.author, "created_at": stamp, "cooked": entry.body + files, "post_number": 1, "post_type": 1, "updated_at": stamp, "version": 1, "hidden": False, "user_deleted": False}
    return json.dumps({"post_stream": {"posts": [first], "stream": [first["id"]]}, "id": int(entry.key), "title": entry.title, "posts_count": 1, "created_at": stamp, "slug": "a"}, ensure_ascii=False)


def no_pager(sheet: Sheet) -> str:
    """What leads on stands in the JSON itself."""
    return " " if sheet.page < sheet.last else ""


# --- django-machina, django-spirit -----------------------------------------------------------------------------------------

MACHINA = _scheme(
    "/board/forum/notice-1/topic/a-{key}/", 'href="/board/forum/notice-1/topic/a-{key}/"', "/board/forum/notice-1/?page={page}", 'href="?page={page}"', "/board/attachment/{key}{place}/", 'href="/board/attachment/{key}{place}/"',
    start="/board/forum/notice-1/", post_id=r"/topic/a-(\d+)/", page_id=r"/forum/notice-1/\?page=(\d+)", file_id=r"/attachment/(\d+)(\d)/",
)  # fmt: skip


def _korean(when: datetime) -> str:
    return f"{when.year}년 {when.month}월 {when.day}일 {when.hour % 12 or 12}:{when:%M} {'오전' if when.hour < 12 else '오후'}"


def machina_pager(sheet: Sheet) -> str:
    """Numbers and arrows."""
    links = "".join(f'<li class="page-item{" active" if page == sheet.page else ""}"><a {sheet.page_link(page)} class="page-link">{page}</a></li>' for page in range(1, sheet.last + 1))
    onward = f'<li class="page-item"><a {sheet.page_link(sheet.page + 1)} class="page-link">&raquo;</a></li>' if sheet.page < sheet.last else '<li class="page-item disabled"><a href="" class="page-link">&raquo;</a></li>'
    return f'<ul class="m-0 pagination pagination-sm">{links}{onward}</ul></div>'


def machina_list(sheet: Sheet) -> str:
    """Topics with who began them and the last reply."""
    rows = "".join(
        f'<div class="row m-0 px-3 py-2 border-bottom"><div class="pl-0 col-md-8 topic-name"><table class="topic-data-table"><tr><td class="topic-icon"><i class="fas {"fa-lightbulb" if entry.pinned else "fa-dot-circle"} fa-2x"></i></td><td class="align-top topic-name"><a {sheet.link(entry)} class="topic-name-link">{sheet.title(entry)}</a>'
        f'<div><div class="topic-created">By: <a href="/board/member/profile/3/">{entry.author}</a> on {_korean(entry.moment)}</div></div></td></tr></table></div><div class="py-2 col-md-1 topic-count">{entry.comments}</div><div class="py-2 col-md-2 topic-last-post">By: <a href="/board/member/profile/4/">누구</a><br /><small>{_korean(_replied(entry))}</small></div></div>'
        for entry in sheet.entries
    )
    return f'<link rel="stylesheet" href="/static/css/machina.board_theme.min.css" /><div id="main_container"><div class="row"><div class="col-12"><h1>공지사항</h1></div></div><div class="card topiclist"><div class="p-0 card-header"><h3 class="card-title">Topics</h3></div><div class="p-0 card-body">{rows}</div></div>'


def machina_post(opened: Open) -> str:
    """A topic."""
    entry = opened.entry
    links = opened.files(lambda link, name: f'<div class="col-md-12 attachment"><a {link}><i class="fa fa-file"></i>&nbsp;{name} (560 바이트)</a></div>')
    attached = f'<div class="row attachments">{links}</div>' if links else ""

    def said(number: str, name: str, when: datetime, body: str, files: str) -> str:
        return (
            f'<div id="{number}" class="my-3 card post"><div class="card-body"><div class="row"><div class="col-md-10 post-content-wrapper"><h4 class="m-0 subject">{opened.title} &nbsp;<a href="/board/forum/notice-1/topic/a-{entry.key}/?post={number}#{number}">&#182;</a></h4>'
            f'<p><small class="text-muted"><i class="fas fa-clock"></i>&nbsp; By: <a href="/board/member/profile/3/">{name}</a> on {_korean(when)} </small></p><div class="post-content">{body}</div>{files}</div><div class="col-md-2 post-sidebar"><div class="username"><a href="/board/member/profile/3/"><b>{name}</b></a></div></div></div></div></div>'
        )

    replies = "".join(said(f"8{entry.key}{number}", "방문자", entry.modified, "<p>고맙습니다.</p>", "") for number in range(entry.comments))
    return f'<link rel="stylesheet" href="/static/css/machina.board_theme.min.css" /><div id="main_container"><div class="row"><div class="col-12"><h1>{opened.title}</h1></div></div>{said("9" + entry.key, entry.author, entry.moment, entry.body, attached)}{replies}</div>'


SPIRIT = _scheme(
    "/topic/{key}/a/", 'href="/topic/{key}/a/"', "/category/3/notice/?page={page}", 'href="?page={page}"', "/none/{key}/{place}", 'href="/none/{key}/{place}"',
    start="/category/3/notice/", post_id=r"/topic/(\d+)/", page_id=r"/category/3/notice/\?page=(\d+)", file_id=r"/none/(\d+)/(\d+)",
)  # fmt: skip


def spirit_pager(sheet: Sheet) -> str:
    """The place, and arrows."""
    onward = f'<li class="paginator__button"><a {sheet.page_link(sheet.page + 1)}><i class="fa fa-chevron-right"></i></a></li>' if sheet.page < sheet.last else ""
    return f'<ul class="paginator"><li class="paginator__pages">Page {sheet.page} of {sheet.last}</li>{onward}</ul>'


def spirit_list(sheet: Sheet) -> str:
    """Topics; the only date is that of the last reply."""
    rows = "".join(
        f'<div class="layout__topics__topic js-clickable-area"><div class="topic__title">{"<i class=&quot;fa fa-thumb-tack&quot;></i>".replace("&quot;", chr(34)) if entry.pinned else ""}<a class="topic__link js-clickable-area-target" {sheet.link(entry)}>{sheet.title(entry)}</a></div><div class="topic__category"><a href="/category/3/notice/">공지</a></div>'
        f'<div class="topic__comments"><i class="fa fa-comment"></i> {entry.comments}</div><div class="topic__date" title="{_korean(_replied(entry))}"><i class="fa fa-clock-o"></i> 5h</div></div>'
        for entry in sheet.entries
    )
    return f'<link rel="stylesheet" href="/static/spirit/stylesheets/styles.all.min.css"><div class="layout__topics">{rows}</div>'


def spirit_post(opened: Open) -> str:
    """A topic."""
    entry = opened.entry

    def said(number: str, place: int, name: str, when: datetime, body: str) -> str:
        return (
            f'<div class="comments_list__comment js-comment" id="c{place}" data-number="{place}" data-pk="{number}"><div class="comment__info"><div class="comment__info__username"><a class="comment__info__username__link" href="/user/1/a/"><span>{name}</span></a></div><ul class="comment__info__date"><li title="{_korean(when)}">5h</li></ul></div>'
            f'<div class="comment__text js-comment-text">{body}</div></div>'
        )

    replies = "".join(said(f"8{entry.key}{number}", number + 2, "방문자", entry.modified, "<p>고맙습니다.</p>") for number in range(entry.comments))
    return f'<link rel="stylesheet" href="/static/spirit/stylesheets/styles.all.min.css"><h1 class="headline">{opened.title}</h1><div class="comments_list">{said("9" + entry.key, 1, entry.author, entry.moment, entry.body)}{replies}</div>'


# --- WordPress, Drupal -----------------------------------------------------------------------------------------------------

WORDPRESS = _scheme(
    "/2025/a-{key}/", f'href="{_HOST}/2025/a-{{key}}/"', "/page/{page}/", f'href="{_HOST}/page/{{page}}/"', "/wp-content/uploads/f{key}-{place}.hwp", f'href="{_HOST}/wp-content/uploads/f{{key}}-{{place}}.hwp"',
    start="/", post_id=r"/2025/a-(\d+)/", page_id=r"/page/(\d+)/", file_id=r"/uploads/f(\d+)-(\d+)\.",
)  # fmt: skip
_WP = f'<meta name="generator" content="WordPress 6.1" /><link rel="https://api.w.org/" href="{_HOST}/wp-json/" /><link rel="stylesheet" href="{_HOST}/wp-content/themes/plain/style.css" />'


def wp_pager(sheet: Sheet) -> str:
    """Numbers and next."""
    links = "".join(f'<span class="page-numbers current">{page}</span>' if page == sheet.page else f'<a class="page-numbers" {sheet.page_link(page)}>{page}</a>' for page in range(1, sheet.last + 1))
    onward = f'<a class="next page-numbers" {sheet.page_link(sheet.page + 1)}>다음</a>' if sheet.page < sheet.last else ""
    return f'<nav class="navigation pagination"><div class="nav-links">{links}{onward}</div></nav></main>'


def wp_list(*, blocks: bool) -> Callable[[Sheet], str]:
    """Articles of a classic theme, or the blocks of a block theme."""

    def draw(sheet: Sheet) -> str:
        rows = []
        for entry in sheet.entries:
            sticky = " sticky" if entry.pinned else ""
            if blocks:
                rows.append(
                    f'<li class="wp-block-post post-{entry.key} post type-post status-publish{sticky}"><h2 class="wp-block-post-title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h2><div class="wp-block-post-date"><time datetime="{entry.moment.isoformat()}">{entry.moment:%Y년 %m월 %d일}</time></div><div class="wp-block-post-author-name">{entry.author}</div><div class="wp-block-post-excerpt"><p>{escape(entry.text[:50])}</p></div></li>'
                )
            else:
                rows.append(
                    f'<article id="post-{entry.key}" class="post-{entry.key} post type-post status-publish hentry{sticky}"><header class="entry-header"><h2 class="entry-title"><a {sheet.link(entry)} rel="bookmark">{sheet.title(entry)}</a></h2><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{entry.moment.isoformat()}">{entry.moment:%Y년 %m월 %d일}</time>'
                    f'<time class="updated" datetime="{entry.modified.isoformat()}">{entry.modified:%Y년 %m월 %d일}</time></span><span class="byline"><span class="author vcard"><a class="url fn n" href="{_HOST}/author/a/">{entry.author}</a></span></span></div></header><div class="entry-content"><p>{escape(entry.text[:50])} <a {sheet.link(entry)} class="more-link">더 보기</a></p></div></article>'
                )
        body = f'<ul class="wp-block-post-template">{"".join(rows)}</ul>' if blocks else "".join(rows)
        return f'<p class="site-title"><a href="{_HOST}/" rel="home">시청 소식</a></p><main id="main">{body}'

    return draw


def wp_post(opened: Open) -> str:
    """A single post."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="wp-block-file"><a {link}>{name}</a><a {link} class="wp-block-file__button" download>다운로드</a></div>')
    return (
        f'<link rel="shortlink" href="{_HOST}/?p={entry.key}" /><main id="main"><article id="post-{entry.key}" class="post-{entry.key} post type-post status-publish hentry"><header class="entry-header"><h1 class="entry-title">{opened.title}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{entry.moment.isoformat()}">{entry.moment:%Y년 %m월 %d일}</time>'
        f'<time class="updated" datetime="{entry.modified.isoformat()}">x</time></span><span class="byline"><span class="author vcard"><a class="url fn n" href="{_HOST}/author/a/">{entry.author}</a></span></span></div></header><div class="entry-content">{entry.body}{files}<div class="sharedaddy"><a href="https://share.example/">공유</a></div></div></article></main>'
    )


DRUPAL = _scheme(
    "/ko/node/{key}", 'href="/ko/node/{key}"', "/ko/news?page={rank}", 'href="?page={rank}"', "/sites/default/files/f{key}-{place}.hwp", f'href="{_HOST}/sites/default/files/f{{key}}-{{place}}.hwp"',
    start="/ko/news", post_id=r"/node/(\d+)", page_id=r"/ko/news\?page=(\d+)", file_id=r"/files/f(\d+)-(\d+)\.", first=0,
)  # fmt: skip
_DRUPAL = '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />'
_DRUPAL7 = '<meta name="Generator" content="Drupal 7 (http://drupal.org)" /><script>jQuery.extend(Drupal.settings, {"ajaxPageState":{"theme_token":"q1w2"}});</script>'


def drupal_pager(item: str) -> Callable[[Sheet], str]:
    """Numbers and next, by the class of Drupal 7 or later."""

    def draw(sheet: Sheet) -> str:
        links = "".join(f'<li class="{item} is-active">{page}</li>' if page == sheet.page else f'<li class="{item}"><a {sheet.page_link(page)}>{page}</a></li>' for page in range(1, sheet.last + 1))
        name = "pager__item pager__item--next" if item == "pager__item" else "pager-next"
        onward = f'<li class="{name}"><a {sheet.page_link(sheet.page + 1)} rel="next">다음 ›</a></li>' if sheet.page < sheet.last else ""
        # The pager stands within the view, which its list leaves open.
        return f'<ul class="pager">{links}{onward}</ul></div>'

    return draw


def drupal_teasers(sheet: Sheet) -> str:
    """Teasers in a view."""
    rows = "".join(
        f'<div class="views-row"><article data-history-node-id="{entry.key}" class="node node--type-article node--view-mode-teaser{" node--sticky" if entry.pinned else ""}"><h2 class="node__title"><a {sheet.link(entry)} rel="bookmark"><span class="field field--name-title">{sheet.title(entry)}</span></a></h2><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><a href="/user/2" class="username">{entry.author}</a></span> on '
        f'<span class="field field--name-created"><time datetime="{entry.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" class="datetime">{entry.moment:%a, %m/%d/%Y - %H:%M}</time></span></div></footer><div class="node__content"><div class="field field--name-body">{escape(entry.text[:50])}</div></div></article></div>'
        for entry in sheet.entries
    )
    return f'<main role="main"><div class="view view-news view-id-news"><div class="view-header">전체 {sheet.count}건</div><div class="view-content">{rows}</div>'


def drupal_table(kind: str) -> Callable[[Sheet], str]:
    """A table of a view; Drupal 7 calls it views-table."""

    def draw(sheet: Sheet) -> str:
        rows = "".join(
            f'<tr class="{"odd" if place % 2 else "even"}"><td class="views-field views-field-title"><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td class="views-field views-field-name">{entry.author}</td><td class="views-field views-field-created">{sheet.day(entry)}</td></tr>'
            for place, entry in enumerate(sheet.entries)
        )
        head = '<th class="views-field views-field-title">제목</th><th class="views-field views-field-name">작성자</th><th class="views-field views-field-created">등록일</th>'
        name = "views-table views-view-table cols-3" if kind == "drupal" else "views-table cols-3"
        return f'<main role="main"><div class="view view-notice"><div class="view-content"><table class="{name}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'

    return draw


def drupal7_rows(sheet: Sheet) -> str:
    """Rows of a view with labels, as Seoul Solution draws them."""
    rows = "".join(
        f'<div class="views-row{" sticky" if entry.pinned else ""}"><div class="views-field views-field-title"><span class="field-content"><a {sheet.link(entry)}>{sheet.title(entry)}</a></span></div><div class="views-field views-field-created"><span class="views-label">등록일</span> <span class="field-content">{sheet.day(entry)}</span></div>'
        f'<div class="views-field views-field-name"><span class="views-label">글쓴이</span> <span class="field-content">{entry.author}</span></div><div class="views-field views-field-totalcount"><span class="views-label">조회수</span> <span class="field-content">{entry.views} READS</span></div></div>'
        for entry in sheet.entries
    )
    return f'<div id="content"><h1 class="title" id="page-title">새소식</h1><div id="block-system-main"><div class="view view-news view-id-news"><div class="view-content">{rows}</div>'


def drupal_post(opened: Open) -> str:
    """A node."""
    entry = opened.entry
    links = opened.files(lambda link, name: f'<div class="field__item"><span class="file"><a {link} type="application/x-hwp">{name}</a></span> <span>(12.5 KB)</span></div>')
    files = f'<div class="field field--name-field-files field--type-file"><div class="field__label">첨부</div><div class="field__items">{links}</div></div>' if links else ""
    stamp = f"{entry.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+00:00"
    return (
        f'<link rel="shortlink" href="{_HOST}/ko/node/{entry.key}" /><main role="main"><h1 class="page-title"><span class="field field--name-title">{opened.title}</span></h1><article data-history-node-id="{entry.key}" class="node node--type-article node--view-mode-full"><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><a class="username" href="/user/2">{entry.author}</a></span> on '
        f'<span class="field field--name-created">{entry.moment:%a, %m/%d/%Y - %H:%M}</span><span property="schema:dateCreated" content="{stamp}" class="rdf-meta hidden"></span></div></footer><div class="node__content"><div class="text-formatted field field--name-body">{entry.body}</div>{files}</div></article></main>'
    )


def drupal7_post(opened: Open) -> str:
    """A node of Drupal 7, its facts in a labelled line."""
    entry = opened.entry
    links = opened.files(lambda link, name: f'<span class="file"><img class="file-icon" alt="" src="/modules/file/icons/x.png" /> <a {link} type="application/x-hwp; length=12345">{name}</a></span>')
    files = f'<div class="field field-name-field-file field-type-file"><div class="field-label">첨부파일:&nbsp;</div><div class="field-items">{links}</div></div>' if links else ""
    return (
        f'<link rel="shortlink" href="/ko/node/{entry.key}" /><div id="content"><h1 class="title" id="page-title">{opened.title}</h1><div id="block-system-main"><div id="node-{entry.key}" class="node node-news"><div class="submitted"><span class="label">등록일</span> {opened.day} <span class="label">글쓴이</span> <span class="username">{entry.author}</span> <span class="label">조회수</span> {entry.views}</div>'
        f'<div class="content"><div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even">{entry.body}</div></div></div>{files}</div></div></div></div>'
    )


def shapes() -> list[Shape]:
    """Every shape of the forums, of WordPress and of Drupal."""
    rows: list[tuple[str, str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], dict[str, object]]] = [
        ("phpbb", "3.3", phpbb_list(exact=True), phpbb_post, PHPBB, phpbb_pager, {"pinned": 2}),
        ("phpbb", "3.2", phpbb_list(exact=False), phpbb_post, PHPBB, phpbb_pager, {}),
        ("smf", "2.1", smf_list, smf_post, SMF, smf_pager, {"dates": "none", "pinned": 1}),
        ("mybb", "1.8", mybb_list, mybb_post, MYBB, mybb_pager, {"dates": "none", "pinned": 1, "day": 1}),
        ("mybb", "1.8, a day like its month", mybb_list, mybb_post, MYBB, mybb_pager, {"dates": "none", "pinned": 1}),
        ("fluxbb", "1.5", fluxbb_list, fluxbb_post, FLUXBB, fluxbb_pager, {"dates": "none", "pinned": 1, "post_files": False}),
        ("xenforo", "2", xenforo_list, xenforo_post, XENFORO, xenforo_pager, {"pinned": 2}),
        ("nodebb", "persona", nodebb_list, nodebb_post, NODEBB, nodebb_pager, {"pinned": 1, "post_files": False}),
        ("discourse", "JSON", discourse_list, discourse_post, DISCOURSE, no_pager, {"pinned": 1, "inline_files": "{} (12.5 KB)"}),
        ("machina", "1.3", machina_list, machina_post, MACHINA, machina_pager, {"pinned": 1}),
        ("spirit", "0.14", spirit_list, spirit_post, SPIRIT, spirit_pager, {"dates": "none", "author": False, "pinned": 1, "post_files": False}),
        ("wordpress", "classic", wp_list(blocks=False), wp_post, WORDPRESS, wp_pager, {"pinned": 1, "inline_files": "{}"}),
        ("wordpress", "blocks", wp_list(blocks=True), wp_post, WORDPRESS, wp_pager, {"inline_files": "{}"}),
        ("wordpress", "English", wp_list(blocks=False), wp_post, WORDPRESS, wp_pager, {"words": ENGLISH, "inline_files": "{}"}),
        ("drupal", "teasers", drupal_teasers, drupal_post, DRUPAL, drupal_pager("pager__item"), {"pinned": 1}),
        ("drupal", "table", drupal_table("drupal"), drupal_post, DRUPAL, drupal_pager("pager__item"), {"dates": "time"}),
        ("drupal7", "labelled rows", drupal7_rows, drupal7_post, DRUPAL, drupal_pager("pager-item"), {"dates": "dash", "pinned": 1, "post_dates": "dash"}),
        ("drupal7", "table", drupal_table("drupal7"), drupal7_post, DRUPAL, drupal_pager("pager-item"), {"dates": "minute", "post_dates": "minute"}),
    ]  # fmt: skip
    heads = {"wordpress": _WP, "drupal": _DRUPAL, "drupal7": _DRUPAL7}
    return [
        Shape(
            name=f"{name}: {skin}", listing=listing, post=post, scheme=scheme, pager=pager, engine=name, part="platform", head=heads.get(name, ""),
            **{"post_dates": "minute", "words": EVALUATED if place % 2 else DEVELOPED, **facts},  # type: ignore[arg-type]  # named by the table
        )
        for place, (name, skin, listing, post, scheme, pager, facts) in enumerate(rows)
    ]  # fmt: skip
