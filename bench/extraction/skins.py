"""Boards drawn after public templates: what programs, skins, themes and tutorials of many kinds leave on a page. They are developed on.

Each was written without a look at the engines, from what its kind of template puts where. A shape is changed only where its truth is not
what a reader of the page would say.
"""

# ruff: noqa: E501 - a scheme is read best in one line

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from html import escape

from bench.extraction import skinabroad as abroad
from bench.extraction import skinlists as lists
from bench.extraction import skinposts as posts
from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import Entry, Vocabulary
from bench.extraction.skinframes import (
    aged,
    bare,
    chosen,
    commerce,
    counted,
    foreign,
    imaged,
    indexed,
    listserver,
    naked,
    offsets,
    paired,
    public,
    shadowed,
    spoken,
    stepped,
    strapped,
    typed,
    unscripted,
)
from bench.extraction.skinwords import BUREAU, COLLEGE, DEUTSCH, FIRM, FRANCAIS, NIHON, WORLD, ZHONGWEN


def _at(host: str, *, start: str, post: tuple[str, str, str], page: tuple[str, str, str], file: tuple[str, str, str], first: int = 1, step: int = 1, script: str = "") -> Scheme:
    """A scheme on a host; post, page and file are each the address, a link's attributes, and what an address shows of it."""
    where = f"https://{host}"
    return Scheme(
        start=where + start, post=where + post[0], link=post[1], post_id=post[2], page=where + page[0], page_link=page[1], page_id=page[2],
        file=where + file[0], file_link=file[1], file_id=file[2], first=first, step=step, script=script,
    )  # fmt: skip


def _plain(host: str, start: str, post: str, page: str, file: str, ids: tuple[str, str, str], *, first: int = 1, step: int = 1) -> Scheme:
    """A scheme whose links are its addresses."""
    post_id, page_id, file_id = ids
    linked = tuple(f'href="{escape(one)}"' for one in (post, page, file))
    return _at(host, start=start, post=(post, linked[0], post_id), page=(page, linked[1], page_id), file=(file, linked[2], file_id), first=first, step=step)


PORTAL = _at("www.mulangol.example.go.kr", start="/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000071", post=("/cop/bbs/selectBoardArticle.do?bbsId=BBSMSTR_000000000071&nttId={key}", "href=\"#LINK\" onclick=\"fn_egov_inqire_notice('{key}','BBSMSTR_000000000071'); return false;\"", r"selectBoardArticle\.do[?#].*nttId=(\d+)"), page=("/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000071&pageIndex={page}", 'href="#" onclick="fn_egov_select_noticeList({page}); return false;"', r"selectBoardList\.do[?#].*pageIndex=(\d+)"), file=("/cmm/fms/FileDown.do?atchFileId=FILE_0000000000{key}&fileSn={place}", "href=\"javascript:fn_egov_downFile('FILE_0000000000{key}','{place}')\"", r"FileDown\.do\?atchFileId=FILE_0*(\d+)&fileSn=(\d+)"), script="function fn_egov_select_noticeList(pageNo) { document.frm.pageIndex.value = pageNo; document.frm.action = '/cop/bbs/selectBoardList.do'; document.frm.submit(); } function fn_egov_inqire_notice(nttId, bbsId) { document.subForm.nttId.value = nttId; document.subForm.bbsId.value = bbsId; document.subForm.action = '/cop/bbs/selectBoardArticle.do'; document.subForm.submit(); } function fn_egov_downFile(atchFileId, fileSn) { window.open('/cmm/fms/FileDown.do?atchFileId='+atchFileId+'&fileSn='+fileSn); }")
COUNTY = _at("www.solgogae.example.go.kr", start="/board/list.sol?boardId=BBS_0000021&menuCd=DOM_000000102001000000", post=("/board/view.sol?boardId=BBS_0000021&menuCd=DOM_000000102001000000&dataSid={key}", 'href="/board/view.sol?boardId=BBS_0000021&amp;menuCd=DOM_000000102001000000&amp;orderBy=REGISTER_DATE%20DESC&amp;startPage={page}&amp;dataSid={key}"', r"view\.sol\?.*dataSid=(\d+)"), page=("/board/list.sol?boardId=BBS_0000021&menuCd=DOM_000000102001000000&startPage={page}", 'href="/board/list.sol?boardId=BBS_0000021&amp;menuCd=DOM_000000102001000000&amp;orderBy=REGISTER_DATE%20DESC&amp;startPage={page}"', r"list\.sol\?.*startPage=(\d+)"), file=("/board/download.sol?boardId=BBS_0000021&dataSid={key}&fileSid={place}", 'href="/board/download.sol?boardId=BBS_0000021&amp;menuCd=DOM_000000102001000000&amp;command=update&amp;dataSid={key}&amp;fileSid={place}"', r"download\.sol\?.*dataSid=(\d+)&fileSid=(\d+)"))
EXERCISE = _plain("study.solnae.example.ac.kr", "/getBoardList.do", "/getBoard.do?seq={key}", "/getBoardList.do?page={page}", "/download.do?seq={key}&no={place}", (r"getBoard\.do\?seq=(\d+)", r"getBoardList\.do\?page=(\d+)", r"download\.do\?seq=(\d+)&no=(\d+)"))
BOOT = _plain("board.solnae.example.ac.kr", "/articles", "/articles/{key}", "/articles?page={rank}&sort=createdAt%2CDESC", "/articles/{key}/files/{place}", (r"/articles/(\d+)(?:$|\?)", r"/articles\?page=(\d+)", r"/articles/(\d+)/files/(\d+)"), first=0)
MOUSTACHE = _plain("webservice.solnae.example.ac.kr", "/posts", "/posts/update/{key}", "/posts?page={rank}", "/posts/{key}/file/{place}", (r"/posts/update/(\d+)", r"/posts\?page=(\d+)", r"/posts/(\d+)/file/(\d+)"), first=0)
SCRIPT = _at("old.hanyeoul.example.or.kr", start="/bbs/list.asp?table=notice", post=("/bbs/content.asp?table=notice&idx={key}", 'href="content.asp?table=notice&idx={key}&page={page}&key=&word="', r"content\.asp\?.*idx=(\d+)"), page=("/bbs/list.asp?table=notice&page={page}", 'href="list.asp?table=notice&page={page}&key=&word="', r"list\.asp\?.*page=(\d+)"), file=("/bbs/down.asp?idx={key}&f={place}", 'href="down.asp?idx={key}&f={place}"', r"down\.asp\?idx=(\d+)&f=(\d+)"))
GATEWAY = _at("home.doldari.example.kr", start="/cgi-bin/tb/main.cgi?board=news", post=("/cgi-bin/tb/main.cgi?board=news&command=read&number={key}", 'HREF="main.cgi?board=news&command=read&number={key}&start={page}"', r"command=read&number=(\d+)"), page=("/cgi-bin/tb/main.cgi?board=news&view={page}", 'HREF="main.cgi?board=news&view={page}"', r"board=news&view=(\d+)"), file=("/cgi-bin/tb/main.cgi/data_{key}_{place}.zip?down", 'HREF="main.cgi/data_{key}_{place}.zip?down"', r"data_(\d+)_(\d+)\.zip"))
MALL = _at("www.haemil.example.co.kr", start="/board/list.php?bdId=notice", post=("/board/view.php?bdId=notice&sno={key}", "href=\"javascript:gd_btn_view('notice','{key}' , 'y')\"", r"view\.php\?.*sno=(\d+)"), page=("/board/list.php?bdId=notice&page={page}", 'href="./list.php?page={page}&amp;bdId=notice"', r"list\.php\?.*page=(\d+)"), file=("/board/download.php?bdId=notice&sno={key}&fid={place}", 'href="../board/download.php?bdId=notice&amp;sno={key}&amp;fid={place}"', r"download\.php\?.*sno=(\d+)&fid=(\d+)"), script="function gd_btn_view(bdId, sno, auth) { if (auth == 'y') { location.href = '../board/view.php?bdId=' + bdId + '&sno=' + sno; } }")
THEMED = _at("www.darin.example.kr", start="/bbs/board.php?bo_table=news", post=("/bbs/board.php?bo_table=news&wr_id={key}", 'href="https://www.darin.example.kr/bbs/board.php?bo_table=news&amp;wr_id={key}&amp;page={page}"', r"wr_id=(\d+)"), page=("/bbs/board.php?bo_table=news&page={page}", 'href="./board.php?bo_table=news&amp;page={page}"', r"bo_table=news&page=(\d+)"), file=("/bbs/download.php?bo_table=news&wr_id={key}&no={place}", 'href="https://www.darin.example.kr/bbs/download.php?bo_table=news&amp;wr_id={key}&amp;no={place}"', r"download\.php\?.*wr_id=(\d+)&no=(\d+)"))
PLUGIN = _plain("www.nurim-club.example.kr", "/news/", "/news/?vid={key}", "/news/?board_page={page}", "/?mb_ext=file&vid={key}&file={place}", (r"/news/\?vid=(\d+)", r"/news/\?board_page=(\d+)", r"mb_ext=file&vid=(\d+)&file=(\d+)"))
ACTION = _at("cms.mulan.example.ac.kr", start="/user/boardList.action?boardId=8913&siteId=nuri", post=("/user/boardList.action?command=view&boardId=8913&boardSeq={key}", 'href="/user/boardList.action?command=view&amp;page={page}&amp;boardId=8913&amp;boardSeq={key}"', r"boardSeq=(\d+)"), page=("/user/boardList.action?boardId=8913&siteId=nuri&page={page}", 'href="/user/boardList.action?boardId=8913&amp;siteId=nuri&amp;page={page}"', r"siteId=nuri&page=(\d+)"), file=("/user/boardDownload.action?boardId=8913&boardSeq={key}&fileSeq={place}", 'href="/user/boardDownload.action?boardId=8913&amp;boardSeq={key}&amp;fileSeq={place}"', r"boardDownload\.action\?.*boardSeq=(\d+)&fileSeq=(\d+)"))
BRIEFING = _at("press.mulangol.example.go.kr", start="/briefing/pressReleaseList.do", post=("/briefing/pressReleaseView.do?newsId={key}", 'href="/briefing/pressReleaseView.do?newsId={key}&amp;pageIndex={page}&amp;repCodeType=&amp;repCode=&amp;startDate=2024-03-03&amp;endDate=2025-03-03&amp;srchWord="', r"pressReleaseView\.do\?newsId=(\d+)"), page=("/briefing/pressReleaseList.do?pageIndex={page}", 'href="?pageIndex={page}&amp;repCodeType=&amp;repCode=&amp;startDate=2024-03-03&amp;endDate=2025-03-03"', r"pressReleaseList\.do\?pageIndex=(\d+)"), file=("/common/download.do?fileId={key}&tblKey={place}", 'href="/common/download.do?fileId={key}&amp;tblKey={place}"', r"download\.do\?fileId=(\d+)&tblKey=(\d+)"))
VACANCY = _plain("recruit.hanyeoul.example.or.kr", "/recruit/list.do", "/recruit/view.do?rcrtSn={key}", "/recruit/list.do?page={page}", "/recruit/file.do?rcrtSn={key}&fileNo={place}", (r"view\.do\?rcrtSn=(\d+)", r"list\.do\?page=(\d+)", r"file\.do\?rcrtSn=(\d+)&fileNo=(\d+)"))
SHELVES = _at("lib.solgogae.example.go.kr", start="/main/board/bbsList.do", post=("/main/board/bbsView.do?boardIdx={key}", "href=\"javascript:fnBoardDetail('{key}');\"", r"bbsView\.do\?.*boardIdx=(\d+)"), page=("/main/board/bbsList.do?currentPageNo={page}", 'href="javascript:fnList({page});"', r"bbsList\.do\?.*currentPageNo=(\d+)"), file=("/main/board/bbsFile.do?boardIdx={key}&fileIdx={place}", 'href="/main/board/bbsFile.do?boardIdx={key}&amp;fileIdx={place}"', r"bbsFile\.do\?boardIdx=(\d+)&fileIdx=(\d+)"), script="function fnBoardDetail(idx){ var f = document.boardForm; f.boardIdx.value = idx; f.action = '/main/board/bbsView.do'; f.submit(); } function fnList(no){ var f = document.boardForm; f.currentPageNo.value = no; f.action = '/main/board/bbsList.do'; f.submit(); }")
SCHOOL = _at("hanyeoul-e.example.kr", start="/hy-e/na/ntt/selectNttList.do?mi=2401&bbsId=1207", post=("/hy-e/na/ntt/selectNttInfo.do#post:mi=2401&bbsId=1207&nttSn={key}", 'href="javascript:" class="nttInfoBtn" data-id="{key}"', r"selectNttInfo\.do[?#].*nttSn=(\d+)"), page=("/hy-e/na/ntt/selectNttList.do#post:mi=2401&bbsId=1207&currPage={page}", 'href="javascript:fnPage({page})"', r"selectNttList\.do[?#].*currPage=(\d+)"), file=("/hy-e/na/ntt/fileDown.do?nttSn={key}&sn={place}", 'href="/hy-e/na/ntt/fileDown.do?nttSn={key}&amp;sn={place}"', r"fileDown\.do\?nttSn=(\d+)&sn=(\d+)"))
ALBUM = _at("photo.doldari.example.kr", start="/photo/list.php?id=photo", post=("/photo/view.php?id=photo&no={key}", 'href="view.php?id=photo&no={key}&page={page}"', r"view\.php\?id=photo&no=(\d+)"), page=("/photo/list.php?id=photo&page={page}", 'href="list.php?id=photo&page={page}"', r"list\.php\?id=photo&page=(\d+)"), file=("/photo/dn.php?no={key}&f={place}", 'href="dn.php?no={key}&f={place}"', r"dn\.php\?no=(\d+)&f=(\d+)"))
LABELLED = _plain("ir.darin.example.co.kr", "/ir/notice", "/ir/notice/{key}", "/ir/notice?pg={page}", "/ir/file/{key}/{place}", (r"/ir/notice/(\d+)", r"/ir/notice\?pg=(\d+)", r"/ir/file/(\d+)/(\d+)"))
NEWSPAPER = _plain("www.nurim-ilbo.example.kr", "/news/articleList.html?view_type=sm", "/news/articleView.html?idxno={key}", "/news/articleList.html?page={page}&total=27&box_idxno=&view_type=sm", "/news/down.php?idxno={key}&f={place}", (r"articleView\.html\?idxno=(\d+)", r"articleList\.html\?page=(\d+)", r"down\.php\?idxno=(\d+)&f=(\d+)"))
RENDERED = _plain("portal.mulan.example.ac.kr", "/community/notice", "/community/notice/{key}", "/community/notice?page={page}", "/api/attach/{key}/{place}", (r"/community/notice/(\d+)", r"/community/notice\?page=(\d+)", r"/api/attach/(\d+)/(\d+)"))
MATERIAL = _plain("app.haemil.example.co.kr", "/notices", "/notices/{key}", "/notices?page={page}", "/api/files/{key}/{place}", (r"/notices/(\d+)", r"/notices\?page=(\d+)", r"/api/files/(\d+)/(\d+)"))
BLADE = _plain("club.solnae.example.ac.kr", "/boards", "/boards/{key}", "/boards?page={page}", "/storage/boards/{key}/{place}", (r"/boards/(\d+)(?!.*/\d)", r"/boards\?page=(\d+)", r"/storage/boards/(\d+)/(\d+)"))
PYBO = _at("pybo.solnae.example.ac.kr", start="/qna/", post=("/qna/{key}/", 'href="/qna/{key}/"', r"/qna/(\d+)/"), page=("/qna/?kw=&page={page}", "", r"/qna/\?.*page=(\d+)"), file=("/media/q/{key}/{place}", 'href="/media/q/{key}/{place}"', r"/media/q/(\d+)/(\d+)"))
SCAFFOLD = _plain("desk.solnae.example.ac.kr", "/notices", "/notices/{key}", "/notices?page={page}", "/rails/blobs/{key}/{place}", (r"/notices/(\d+)$", r"/notices\?page=(\d+)", r"/rails/blobs/(\d+)/(\d+)"))

PAPERY = _plain("log.lantern.example.org", "/posts/", "/posts/note-{key}/", "/posts/page/{page}/", "/posts/note-{key}/file-{place}.pdf", (r"/posts/note-(\d+)/", r"/posts/page/(\d+)/", r"/posts/note-(\d+)/file-(\d+)"))
PLAINLIST = _plain("blog.fairhaven.example.org", "/", "/news/{key}/post.html", "/page{page}/", "/assets/{key}-{place}.pdf", (r"/news/(\d+)/post\.html", r"/page(\d+)/", r"/assets/(\d+)-(\d+)\.pdf"))
YEARLY = _plain("yunxi.example.cn", "/archives/", "/posts/{key}.html", "/archives/page/{page}/", "/files/{key}-{place}.zip", (r"/posts/(\d+)\.html", r"/archives/page/(\d+)/", r"/files/(\d+)-(\d+)\.zip"))
STAMPED = _plain("station.tern.example.net", "/blog/index.html", "/blog/{key}-entry.html", "/blog/index-{page}.html", "/blog/data/{key}-{place}.txt", (r"/blog/(\d+)-entry", r"/blog/index-(\d+)\.html", r"/blog/data/(\d+)-(\d+)"))
MAGAZINE = _plain("stories.tern.example.net", "/", "/story-{key}/", "/page/{page}/", "/content/files/{key}/{place}.pdf", (r"/story-(\d+)/", r"/page/(\d+)/", r"/content/files/(\d+)/(\d+)"))
RUBRIC = _at("www.troisponts.example.fr", start="/spip.php?rubrique3", post=("/spip.php?article{key}", 'href="spip.php?article{key}"', r"spip\.php\?article(\d+)"), page=("/spip.php?rubrique3&debut_articles={offset}", "href='spip.php?rubrique3&amp;debut_articles={offset}#pagination_articles'", r"debut_articles=(\d+)"), file=("/IMG/pdf/doc_{key}_{place}.pdf", 'href="IMG/pdf/doc_{key}_{place}.pdf"', r"/IMG/pdf/doc_(\d+)_(\d+)"), first=0, step=10)
CATEGORY = _plain("www.fairhaven.example.org", "/latest", "/latest/{key}-item", "/latest?start={offset}", "/attachments/article/{key}/{place}.pdf", (r"/latest/(\d+)-item", r"/latest\?start=(\d+)", r"/attachments/article/(\d+)/(\d+)"), first=0, step=10)
ARTICLES = _plain("www.seewalde.example.de", "/neuigkeiten", "/neuigkeiten/artikel/{key}", "/neuigkeiten/seite-{page}", "/fileadmin/user_upload/{key}_{place}.pdf", (r"/artikel/(\d+)", r"/neuigkeiten/seite-(\d+)", r"/user_upload/(\d+)_(\d+)"))
BYLINE = _plain("www.tern.example.net", "/latest", "/latest/item-{key}", "/latest?b_start:int={offset}", "/latest/files/{key}-{place}/view", (r"/latest/item-(\d+)", r"b_start:int=(\d+)", r"/latest/files/(\d+)-(\d+)"), first=0, step=10)
JORURI = _plain("www.city.mizuumi.example.jp", "/oshirase/index.html", "/oshirase/docs/{key}/", "/oshirase/index.p{page}.html", "/oshirase/docs/{key}/file_contents/{place}.pdf", (r"/docs/(\d+)/$", r"/oshirase/index\.p(\d+)\.html", r"/docs/(\d+)/file_contents/(\d+)"))
RELEASES = _plain("www.asagiri.example.co.jp", "/news/", "/news/detail/{key}/", "/news/page/{page}/", "/wp/uploads/{key}/{place}.pdf", (r"/news/detail/(\d+)/", r"/news/page/(\d+)/", r"/uploads/(\d+)/(\d+)"))
DEDE = _plain("www.yunxi-xy.example.cn", "/tz/", "/tz/2025/{key}.html", "/tz/list_3_{page}.html", "/uploads/soft/{key}_{place}.rar", (r"/tz/2025/(\d+)\.html", r"/tz/list_3_(\d+)\.html", r"/soft/(\d+)_(\d+)"))
BODIES = _plain("bbs.nanhu.example.cn", "/forum-2-1.html", "/thread-{key}-1-1.html", "/forum-2-{page}.html", "/forum.php?mod=attachment&aid={key}x{place}", (r"/thread-(\d+)-", r"/forum-2-(\d+)\.html", r"aid=(\d+)x(\d+)"))
BITS = _plain("forum.tern.example.net", "/forumdisplay.php?7-Announcements", "/showthread.php?{key}-thread", "/forumdisplay.php?7-Announcements/page{page}", "/attachment.php?attachmentid={key}&d={place}", (r"showthread\.php\?(\d+)-", r"forumdisplay\.php\?7-Announcements/page(\d+)", r"attachmentid=(\d+)&d=(\d+)"))
FRESHNESS = _plain("talk.fairhaven.example.org", "/forums/forum/general/", "/forums/topic/t{key}/", "/forums/forum/general/page/{page}/", "/forums/file/{key}/{place}", (r"/forums/topic/t(\d+)/", r"/general/page/(\d+)/", r"/forums/file/(\d+)/(\d+)"))
NOSCRIPT = _plain("discuss.lantern.example.org", "/all", "/d/{key}-topic", "/all?page={page}", "/assets/files/{key}/{place}", (r"/d/(\d+)-topic", r"/all\?page=(\d+)", r"/assets/files/(\d+)/(\d+)"))
MAILED = _at("lists.lantern.example.org", start="/announce/maillist.html", post=("/announce/msg{key}.html", 'href="msg{key}.html"', r"/msg(\d+)\.html"), page=("/announce/mail{page}.html", 'href="mail{page}.html"', r"/mail(\d+)\.html"), file=("/announce/bin{key}_{place}.bin", 'href="bin{key}_{place}.bin"', r"/bin(\d+)_(\d+)"))
TICKETS = _plain("trac.lantern.example.org", "/report/1", "/ticket/{key}", "/report/1?asc=1&page={page}", "/attachment/ticket/{key}/{place}.log", (r"org/ticket/(\d+)", r"/report/1\?.*page=(\d+)", r"/attachment/ticket/(\d+)/(\d+)"))

BLOCKS = _plain("news.fairhaven.example.org", "/category/news/", "/2025/{key}/", "/category/news/page/{page}/", "/wp-content/uploads/{key}/{place}.pdf", (r"/2025/(\d+)/", r"/category/news/page/(\d+)/", r"/uploads/(\d+)/(\d+)"))
PORTLET = _plain("intranet.tern.example.net", "/web/guest/latest", "/web/guest/latest/-/asset_publisher/Ab12Cd34/content/id/{key}?_com_liferay_asset_publisher_AssetPublisherPortlet_INSTANCE_Ab12Cd34_redirect=%2Fweb%2Fguest%2Flatest", "/web/guest/latest?p_p_id=com_liferay_asset_publisher&p_p_lifecycle=0&_instance_cur={page}", "/documents/20121/{key}/{place}.pdf", (r"/content/id/(\d+)", r"_instance_cur=(\d+)", r"/documents/20121/(\d+)/(\d+)"))
WAVE = _plain("jw.yunxi-xy.example.cn", "/tzgg.htm", "/info/1021/{key}.htm", "/tzgg/{page}.htm", "/system/_content/download.jsp?owner={key}&wbfileid={place}", (r"/info/1021/(\d+)\.htm", r"/tzgg/(\d+)\.htm", r"owner=(\d+)&wbfileid=(\d+)"))
DISCUSSIONS = _plain("vanilla.fairhaven.example.org", "/categories/general", "/discussion/{key}/topic", "/categories/general/p{page}", "/uploads/editor/{key}/{place}.png", (r"/discussion/(\d+)/", r"/categories/general/p(\d+)", r"/uploads/editor/(\d+)/(\d+)"))
MAINITEMS = _plain("small.lantern.example.org", "/viewforum.php?id=4", "/viewtopic.php?id={key}", "/viewforum.php?id=4&p={page}", "/attachment.php?item={key}-{place}", (r"viewtopic\.php\?id=(\d+)", r"viewforum\.php\?id=4&p=(\d+)", r"attachment\.php\?item=(\d+)-(\d+)"))


# --- what sets a board's posts apart -------------------------------------------------------------------------------------------


def _away(entry: Entry) -> Entry:
    """A day earlier, as the clock of the place has it."""
    return replace(entry, moment=entry.moment - timedelta(days=1))


def _close(entry: Entry) -> Entry:
    """Titles of languages that put no space between words."""
    return replace(entry, title=entry.title.replace(" ", ""))


def _bare(entry: Entry) -> Entry:
    """Bodies without markup, as a box for typing holds them."""
    return replace(entry, body=escape(entry.text))


def _pasted(entry: Entry) -> Entry:
    """Bodies as they come out of a word processor: spans in spans, empty paragraphs, a picture, a way to ask."""
    ask = f"문의처: {entry.author} 담당자 (033-000-{2000 + entry.number})"
    lines = "".join(f'<p class="0" style="line-height:180%;word-break:keep-all"><span lang="EN-US" style="letter-spacing:0pt;font-size:13pt"><span style="font-family:함초롬바탕">{escape(one)}</span></span><o:p></o:p></p><p class="0">&nbsp;</p>' for one in [*entry.text.split("\n"), ask])
    return replace(entry, body=f'<div class="hwp">{lines}<p style="text-align:center"><img src="/upload/{entry.key}.jpg" alt="" style="width:640px"></p></div>', text=f"{entry.text}\n{ask}")


def _dated(entry: Entry) -> Entry:
    """Bodies that begin with days and names of their own, as announcements do."""
    if entry.number % 2:
        return entry
    head = ("일시: 2025. 4. 17.(목) 14:00", "장소: 본관 2층 대회의실", "주최: 기획조정실")
    rows = "".join("<tr><th>{}</th><td>{}</td></tr>".format(*one.split(" ", 1)) for one in head)
    return replace(entry, body=f'<table class="ev"><tbody>{rows}</tbody></table>{entry.body}', text="\n".join([*head, entry.text]))


def _quoted(entry: Entry) -> Entry:
    """Bodies that answer what somebody else wrote, with that writer's name and stamp."""
    if entry.number % 3:
        return entry
    said = "night owl wrote on 02-01-2025, 09:15 AM:"
    asked = "Is there a date for this yet?"
    return replace(entry, body=f'<div class="quote"><cite>{said}</cite><p>{asked}</p></div>{entry.body}', text=f"{said}\n{asked}\n{entry.text}")


Row = tuple[str, Callable[[Sheet], str], Callable[[Open], str], Scheme, Callable[[Sheet], str], Callable[[str, str, Vocabulary], str], Vocabulary, Mapping[str, object]]


def _offices() -> list[Row]:
    return [
        ("common portal, forms", lists.portal, posts.portal, PORTAL, imaged, public, BUREAU, {"pinned": 1, "post_dates": "dash", "revise": _pasted}),
        ("county", lists.county, posts.county, COUNTY, spoken, public, BUREAU, {"pinned": 2, "repeats_pinned": True, "dates": "dash", "post_dates": "minute", "revise": _pasted}),
        ("press room", lists.briefing, posts.briefing, BRIEFING, spoken, public, BUREAU, {"dates": "dot", "post_dates": "dot", "revise": _dated, "text": False}),
        ("vacancies", lists.vacancies, posts.vacancies, VACANCY, stepped("이전", "다음"), public, BUREAU, {"dates": "dot", "post_dates": "dot"}),
        ("library", lists.shelves, posts.shelves, SHELVES, imaged, public, BUREAU, {"dates": "dot", "post_dates": "dot", "per_page": 8, "pinned": 1}),
        ("school letters", lists.school, posts.school, SCHOOL, imaged, public, COLLEGE, {"dates": "dot", "post_dates": "dot", "revise": _pasted}),
        ("university, actions", lists.action, posts.action, ACTION, imaged, public, COLLEGE, {"pinned": 3, "dates": "dash", "post_dates": "dash", "revise": _dated}),
        ("script of 2003", lists.script, posts.script, SCRIPT, bare, aged, BUREAU, {"pinned": 1, "dates": "half-second", "post_dates": "half-second", "charset": "cp949", "per_page": 15, "pages": 2}),
        ("gateway program", lists.gateway, posts.gateway, GATEWAY, bare, aged, FIRM, {"dates": "short-dash", "post_dates": "second", "charset": "cp949"}),
        ("album of cells", lists.album, posts.album, ALBUM, bare, aged, FIRM, {"dates": "dash", "post_dates": "dash", "charset": "cp949", "text": False, "per_page": 12, "post_files": False, "pages": 2}),
    ]  # fmt: skip


def _programs() -> list[Row]:
    return [
        ("student's table", lists.exercise, posts.exercise, EXERCISE, bare, naked, COLLEGE, {"dates": "dash", "post_dates": "dash"}),
        ("template engine", lists.boot, posts.boot, BOOT, stepped("previous", "next"), strapped, COLLEGE, {"dates": "iso", "post_dates": "iso"}),
        ("last change alone", lists.moustache, posts.moustache, MOUSTACHE, stepped("Previous", "Next"), strapped, COLLEGE, {"dates": "none", "post_dates": "none", "post_files": False, "revise": _bare}),
        ("shop", lists.mall, posts.mall, MALL, spoken, commerce, FIRM, {"pinned": 1, "dates": "dot", "post_dates": "dot-minute"}),
        ("popular program, own theme", lists.themed, posts.themed, THEMED, spoken, commerce, FIRM, {"pinned": 1, "secret": True, "dates": "short", "post_dates": "short-minute"}),
        ("plugin", lists.plugin, posts.plugin, PLUGIN, stepped("이전", "다음"), commerce, FIRM, {"pinned": 1, "dates": "dash", "post_dates": "minute"}),
        ("investors", lists.labelled, posts.labelled, LABELLED, stepped("‹", "›"), commerce, FIRM, {"dates": "dot", "post_dates": "dot", "author": False, "post_author": False}),
        ("newspaper", lists.newspaper, posts.newspaper, NEWSPAPER, spoken, commerce, FIRM, {"dates": "dot-minute", "post_dates": "dot-minute", "post_files": False, "text": False, "revise": _dated}),
        ("component library", lists.rendered, posts.rendered, RENDERED, stepped("‹", "›"), strapped, COLLEGE, {"pinned": 1, "dates": "dash", "post_dates": "minute"}),
        ("chips and paper", lists.material, posts.material, MATERIAL, stepped("‹", "›"), strapped, FIRM, {"dates": "dot", "post_dates": "dot"}),
        ("author first", lists.blade, posts.blade, BLADE, stepped("&laquo; 이전", "다음 &raquo;"), strapped, COLLEGE, {"dates": "second", "post_dates": "second"}),
        ("tutorial", lists.pybo, posts.pybo, PYBO, shadowed, strapped, COLLEGE, {"dates": "half-after", "post_dates": "half-after"}),
        ("scaffold", lists.scaffold, posts.scaffold, SCAFFOLD, paired("&lsaquo; Prev", "Next &rsaquo;"), naked, COLLEGE, {"dates": "dash", "post_dates": "dash"}),
    ]  # fmt: skip


def _systems() -> list[Row]:
    england: dict[str, object] = {"zone": "Europe/London", "revise": _away}
    english = foreign("en", "Elsewhere", ("February 2025", "January 2025", "December 2024"))
    japanese = foreign("ja", "関連情報")
    return [
        ("generator, link over all", abroad.papery, abroad.papery_post, PAPERY, paired("« Prev", "Next »"), english, WORLD, {**england, "dates": "english", "post_dates": "english", "text": False, "per_page": 6}),
        ("generator, plain list", abroad.plainlist, abroad.plainlist_post, PLAINLIST, paired("Newer", "Older"), english, WORLD, {**england, "dates": "english", "post_dates": "english", "author": False}),
        ("generator, archive by years", abroad.yearly, abroad.yearly_post, YEARLY, stepped("&lt;", "&gt;"), foreign("zh-CN", "友情链接"), ZHONGWEN, {"zone": "Asia/Shanghai", "revise": _close, "dates": "yearless", "post_dates": "dash", "author": False, "post_author": False, "day": 1}),
        ("generator, stamps", abroad.stamped, abroad.stamped_post, STAMPED, paired("Newer posts", "Older posts"), english, WORLD, {**england, "dates": "minute", "post_dates": "minute", "author": False}),
        ("publishing program", abroad.magazine, abroad.magazine_post, MAGAZINE, paired("← Newer Posts", "Older Posts →"), english, WORLD, {**england, "dates": "english-day", "post_dates": "english-day", "author": False, "text": False, "per_page": 9}),
        ("French section", abroad.rubric, abroad.rubric_post, RUBRIC, offsets, foreign("fr", "À lire aussi"), FRANCAIS, {"zone": "Europe/Paris", "revise": _away, "dates": "french", "post_dates": "french", "text": False}),
        ("category as a table", abroad.category, abroad.category_post, CATEGORY, counted("Page {page} of {last}", "Prev", "Next"), english, WORLD, {**england, "dates": "english-long", "post_dates": "english-long"}),
        ("German articles", abroad.articles, abroad.articles_post, ARTICLES, counted("Seite {page} von {last}.", "Vorherige", "Nächste"), foreign("de", "Weitere Themen"), DEUTSCH, {"zone": "Europe/Berlin", "revise": _away, "dates": "german", "post_dates": "german", "author": False, "text": False}),
        ("line of facts", abroad.byline, abroad.byline_post, BYLINE, counted("{count} items", "« Previous 10 items", "Next 10 items »"), english, WORLD, {**england, "dates": "english", "post_dates": "english", "text": False}),
        ("Japanese town, days as headings", abroad.joruri, abroad.joruri_post, JORURI, paired("前へ", "次へ"), japanese, NIHON, {"zone": "Asia/Tokyo", "revise": _close, "dates": "japanese", "post_dates": "japanese"}),
        ("Japanese company", abroad.releases, abroad.releases_post, RELEASES, stepped("前へ", "次へ"), japanese, NIHON, {"zone": "Asia/Tokyo", "revise": _close, "dates": "dot", "post_dates": "dot", "author": False, "post_author": False}),
        ("theme of blocks", abroad.blocks, abroad.blocks_post, BLOCKS, paired("Previous Page", "Next Page"), english, WORLD, {**england, "dates": "english", "post_dates": "english", "text": False, "per_page": 9}),
        ("publisher of assets", abroad.portlet, abroad.portlet_post, PORTLET, counted("Showing page {page} of {last}.", "Previous Page", "Next Page"), english, WORLD, {**england, "dates": "english-long", "post_dates": "english-long", "text": False, "per_page": 8}),
        ("Chinese university, lines", abroad.wave, abroad.wave_post, WAVE, chosen, foreign("zh-CN", "快速通道"), ZHONGWEN, {"zone": "Asia/Shanghai", "revise": _close, "dates": "dash", "post_dates": "minute", "author": False}),
        ("Chinese system", abroad.dede, abroad.dede_post, DEDE, chosen, foreign("zh-CN", "推荐内容"), ZHONGWEN, {"zone": "Asia/Shanghai", "revise": _close, "dates": "dash", "post_dates": "minute", "author": False}),
    ]  # fmt: skip


def _forums() -> list[Row]:
    talk: dict[str, object] = {"zone": "Europe/London", "author": True}
    english = foreign("en", "Who is online")
    return [
        ("Chinese forum", abroad.bodies, abroad.bodies_post, BODIES, typed, foreign("zh-CN", "站内推荐"), ZHONGWEN, {"zone": "Asia/Shanghai", "revise": _close, "pinned": 1, "dates": "unpadded", "post_dates": "unpadded-minute"}),
        ("American forum", abroad.bits, abroad.bits_post, BITS, counted("Threads {page} to {last} of {count}", "Prev", "Next"), english, WORLD, {**talk, "revise": lambda entry: _quoted(_away(entry)), "pinned": 1, "dates": "american-minute", "post_dates": "american-minute"}),
        ("topics by freshness", abroad.freshness, abroad.freshness_post, FRESHNESS, stepped("←", "→"), english, WORLD, {**talk, "revise": lambda entry: _quoted(_away(entry)), "dates": "none", "post_dates": "english", "inline_files": "{}"}),
        ("discussions", abroad.discussions, abroad.discussions_post, DISCUSSIONS, stepped("«", "»"), english, WORLD, {**talk, "revise": _away, "pinned": 1, "dates": "none", "post_dates": "english-long"}),
        ("small forum", abroad.mainitems, abroad.mainitems_post, MAINITEMS, counted("Pages: {page} of {last}", "Previous", "Next"), english, WORLD, {**talk, "revise": _away, "dates": "none", "post_dates": "second"}),
        ("without scripts", abroad.noscript, abroad.noscript_post, NOSCRIPT, unscripted, english, WORLD, {"zone": "Europe/London", "revise": _away, "dates": "none", "author": False, "post_dates": "none", "post_files": False}),
        ("mail by days", abroad.mailed, abroad.mailed_post, MAILED, indexed, listserver, WORLD, {"revise": _bare, "dates": "english", "post_dates": "mail", "post_files": False}),
        ("tickets", abroad.tickets, abroad.tickets_post, TICKETS, stepped("← Previous Page", "Next Page →"), english, WORLD, {**talk, "revise": _away, "dates": "dash", "post_dates": "minute"}),
    ]  # fmt: skip


def shapes() -> list[Shape]:
    """Every shape of this part."""
    return [
        Shape(name=f"skins: {name}", listing=listing, post=post, scheme=scheme, pager=pager, part="skins", frame=frame, words=words, **facts)  # type: ignore[arg-type]
        for name, listing, post, scheme, pager, frame, words, facts in (*_offices(), *_programs(), *_systems(), *_forums())
    ]
