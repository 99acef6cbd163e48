"""Lists and posts as public templates abroad draw them: site generators, content systems, forums, archives of mail, lists of tickets."""

# ruff: noqa: E501 - a page is read best in the lines that it has; the typography is that of the languages

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby

from bench.extraction.boards import Open, Sheet
from bench.extraction.entries import Entry
from bench.extraction.openedlists import drawn


def _first(entry: Entry) -> str:
    return escape(entry.text.split("\n")[0])


def _grouped(sheet: Sheet, head: Callable[[str], str], row: Callable[[Entry], str], tail: str) -> str:
    days = groupby(sheet.entries, key=sheet.day)
    return "".join(head(day) + "".join(map(row, own)) + tail for day, own in days)


def _linked(opened: Open) -> tuple[str, str]:
    before, after = (f"<a {opened.link(entry)}>{escape(entry.title, quote=False)}</a>" for entry in (opened.before, opened.after))
    return before, after


# --- site generators ---------------------------------------------------------------------------------------------------------


def papery(sheet: Sheet) -> str:
    """A generator's entries: the heading is no link, an empty link lies over the whole entry."""
    rows = drawn(sheet, lambda entry: f'<article class="post-entry"><header class="entry-header"><h2 class="entry-hint-parent">{sheet.title(entry)}</h2></header><div class="entry-content"><p>{_first(entry)} ...</p></div><footer class="entry-footer"><span title="{entry.moment:%Y-%m-%d %H:%M:%S} +0000 UTC">{sheet.day(entry)}</span>&nbsp;·&nbsp;{entry.number % 5 + 1} min&nbsp;·&nbsp;{entry.author}</footer><a class="entry-link" aria-label="post link to {escape(entry.title)}" {sheet.link(entry)}></a></article>\n')
    return f'<header class="page-header"><h1>Posts<a href="/posts/index.xml" title="RSS" aria-label="RSS"><svg viewBox="0 0 24 24"><path d="M4 11"></path></svg></a></h1></header>{rows}'


def papery_post(opened: Open) -> str:
    """The same generator's post: a table of contents in a fold, tags, neighbours."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    before, after = _linked(opened)
    return f'<article class="post-single"><header class="post-header"><div class="breadcrumbs"><a href="/">Home</a>&nbsp;»&nbsp;<a href="/posts/">Posts</a></div><h1 class="post-title entry-hint-parent">{opened.title}</h1><div class="post-meta"><span>{opened.day}</span>&nbsp;·&nbsp;{entry.number % 5 + 1} min&nbsp;·&nbsp;{entry.author}</div></header><div class="toc"><details><summary accesskey="c"><span class="details">Table of Contents</span></summary></details></div><div class="post-content">{entry.body}</div><ul class="files">{files}</ul><footer class="post-footer"><ul class="post-tags"><li><a href="/tags/news/">news</a></li></ul><nav class="paginav"><span class="title">« Prev</span>{before}<span class="title">Next »</span>{after}</nav></footer></article>'


def plainlist(sheet: Sheet) -> str:
    """The commonest generator's list: day above heading, a feed below."""
    rows = drawn(sheet, lambda entry: f'<li><span class="post-meta">{sheet.day(entry)}</span>\n<h3>\n<a class="post-link" {sheet.link(entry)}>\n{sheet.title(entry)}\n</a>\n</h3></li>')
    return f'<div class="home"><h2 class="post-list-heading">Posts</h2><ul class="post-list">{rows}</ul><p class="feed-subscribe"><a href="/feed.xml">subscribe via RSS</a></p></div>'


def plainlist_post(opened: Open) -> str:
    """The same generator's post, its facts as data of a schema."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    return f'<article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name" itemprop="name headline">{opened.title}</h1><p class="post-meta"><time class="dt-published" datetime="{entry.moment:%Y-%m-%d}T00:00:00+00:00" itemprop="datePublished">{opened.day}</time> • <span itemprop="author" itemscope><span class="p-author h-card" itemprop="name">{entry.author}</span></span></p></header><div class="post-content e-content" itemprop="articleBody">{entry.body}</div><ul>{files}</ul><a class="u-url" {opened.link(entry)} hidden></a></article>'


def yearly(sheet: Sheet) -> str:
    """An archive by years: the year a heading, each entry with month and day, the whole stamp in an attribute."""
    years = groupby(sheet.entries, key=lambda entry: entry.moment.year)
    shown = "".join(f'<div class="collection-year"><span class="collection-header">{year}</span></div>' + "".join(f'<article itemscope><header class="post-header"><div class="post-meta-container"><time itemprop="dateCreated" datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+08:00" content="{entry.moment:%Y-%m-%d}">{entry.moment:%m-%d}</time></div><div class="post-title"><a class="post-title-link" {sheet.link(entry)} itemprop="url"><span itemprop="name">{sheet.title(entry)}</span></a></div></header></article>' for entry in own) for year, own in years)
    return f'<div class="post-block"><div class="posts-collapse"><div class="collection-title"><span class="collection-header">嗯..! 目前共计 {sheet.count} 篇日志。 继续努力。</span></div>{shown}</div></div>'


def yearly_post(opened: Open) -> str:
    """The same generator's post: words before each stamp, the licence and the neighbours below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    before, after = _linked(opened)
    return f'<div class="post-block"><header class="post-header"><h1 class="post-title" itemprop="name headline">{opened.title}</h1><div class="post-meta"><span class="post-meta-item"><i class="far fa-calendar"></i> 发表于 <time title="创建时间：{opened.day}">{opened.day}</time></span> <span class="post-meta-item">更新于 <time>{entry.modified:%Y-%m-%d}</time></span> <span class="post-meta-item">本文字数： {len(entry.text)}</span> <span>阅读时长 ≈ 1 分钟</span></div></header><div class="post-body" itemprop="articleBody">{entry.body}</div><ul>{files}</ul><footer class="post-footer"><div class="post-nav"><div>{before}</div><div>{after}</div></div></footer></div>'


def stamped(sheet: Sheet) -> str:
    """Another generator's index: a stamp, a heading, nothing else."""
    rows = drawn(sheet, lambda entry: f'<li><time class="listdate" datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+01:00" title="{sheet.day(entry)}">{sheet.day(entry)}</time> <a {sheet.link(entry)} class="listtitle">{sheet.title(entry)}</a></li>')
    return f'<article class="listpage"><header><h1>Archive</h1></header><ul class="postlist">{rows}</ul></article>'


def stamped_post(opened: Open) -> str:
    """Its post: a byline with the author, a link on the stamp, the source beside it."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a class="reference" {link}>{name}</a></li>')
    return f'<article class="post-text h-entry hentry postpage" itemscope><header><h1 class="p-name entry-title" itemprop="headline name"><a href="#" class="u-url">{opened.title}</a></h1><div class="metadata"><p class="byline author vcard p-author h-card"><span class="byline-name fn p-name" itemprop="author">{entry.author}</span></p><p class="dateline"><a href="#" rel="bookmark"><time class="published dt-published" datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+01:00" itemprop="datePublished">{opened.day}</time></a></p><p class="sourceline"><a href="index.rst" class="sourcelink">Source</a></p></div></header><div class="e-content entry-content" itemprop="articleBody text">{entry.body}</div><ul class="attached">{files}</ul><aside class="postpromonav"><nav><ul class="pager hidden-print"><li class="previous"><a {opened.link(opened.before)} rel="prev">Previous post</a></li><li class="next"><a {opened.link(opened.after)} rel="next">Next post</a></li></ul></nav></aside></article>'


def magazine(sheet: Sheet) -> str:
    """A publishing program's cards: picture, tag, heading and beginning in one link, day and length of reading in the foot."""
    rows = drawn(sheet, lambda entry: f'<article class="post-card post"><a class="post-card-image-link" {sheet.link(entry)}><img class="post-card-image" src="/content/images/size/w600/{entry.key}.jpg" alt="" loading="lazy"></a><div class="post-card-content"><a class="post-card-content-link" {sheet.link(entry)}><header class="post-card-header"><div class="post-card-tags"><span class="post-card-primary-tag">{("Events", "Projects")[entry.views % 2]}</span></div><h2 class="post-card-title">{sheet.title(entry)}</h2></header><div class="post-card-excerpt">{_first(entry)}</div></a><footer class="post-card-meta"><time class="post-card-meta-date" datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time><span class="post-card-meta-length">{entry.number % 6 + 1} min read</span></footer></div></article>')
    return f'<main id="site-main" class="site-main outer"><div class="inner posts"><div class="post-feed">{rows}</div></div></main>'


def magazine_post(opened: Open) -> str:
    """Its post: a byline with a picture, the text, a call to sign up, cards of other posts."""
    entry = opened.entry
    more = "".join(f'<article class="post-card"><a class="post-card-content-link" {opened.link(one)}><h2 class="post-card-title">{escape(one.title, quote=False)}</h2></a><time>{one.moment:%d %b %Y}</time></article>' for one in (opened.before, opened.after))
    files = opened.files(lambda link, name: f'<div class="kg-card kg-file-card"><a class="kg-file-card-container" {link} title="Download" download><div class="kg-file-card-title">{name}</div></a></div>')
    return f'<article class="article post"><header class="article-header gh-canvas"><div class="article-tag post-card-tags"><a href="/tag/events/">{("Events", "Projects")[entry.views % 2]}</a></div><h1 class="article-title">{opened.title}</h1><div class="article-byline"><section class="article-byline-content"><ul class="author-list"><li class="author-list-item"><img class="author-profile-image" src="/content/images/a.png" alt="{entry.author}"></li></ul><div class="article-byline-meta"><h4 class="author-name"><a href="/author/x/">{entry.author}</a></h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time><span class="byline-reading-time"><span class="bull">•</span> {entry.number % 6 + 1} min read</span></div></div></section></div></header><section class="gh-content gh-canvas">{entry.body}</section>{files}</article><section class="footer-cta"><h2 class="footer-cta-title">Sign up for more like this.</h2><a class="footer-cta-button" href="#/portal">Enter your email</a></section><aside class="read-more-wrap"><div class="read-more">{more}</div></aside>'


# --- content systems ---------------------------------------------------------------------------------------------------------


def rubric(sheet: Sheet) -> str:
    """A French system's section: day and author in a line of small letters."""
    rows = drawn(sheet, lambda entry: f'<li class="item hentry"><strong class="h3-like entry-title"><a {sheet.link(entry)} rel="bookmark">{sheet.title(entry)}</a></strong><div class="info-publi"><abbr class="published" title="{entry.moment:%Y-%m-%d}T10:00:00Z">{sheet.day(entry)}</abbr><span class="sep">, </span><span class="auteurs">par <span class="vcard author"><a class="url fn spip_in" href="spip.php?auteur{len(entry.author)}">{entry.author}</a></span></span></div><div class="introduction entry-content"><p>{_first(entry)}&nbsp;(...)</p></div></li>')
    return f'<div class="main"><nav class="arbo"><a href="/">Accueil</a> &gt; <strong class="on">Les nouvelles</strong></nav><h1>Les nouvelles</h1><div class="liste long articles"><a id="pagination_articles" class="pagination_ancre"></a><h2 class="h2">Articles de cette rubrique</h2><ul class="liste-items">{rows}</ul></div></div>'


def rubric_post(opened: Open) -> str:
    """Its article: documents in a block, the same section's articles and a forum below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li class="item"><a {link} title="Télécharger" type="application/pdf"><strong class="titre">{name}</strong></a> <small>({len(name)} kio)</small></li>')
    return f'<div class="main"><nav class="arbo"><a href="/">Accueil</a> &gt; <a href="spip.php?rubrique3">Les nouvelles</a></nav><div class="cartouche"><h1 class="crayon article-titre-{entry.key}">{opened.title}</h1><p class="info-publi"><time pubdate="pubdate">{opened.day}</time><span class="sep">, </span><span class="auteurs">par <span class="vcard author">{entry.author}</span></span></p></div><div class="crayon article-texte-{entry.key} texte surlignable clearfix">{entry.body}</div><div class="liste documents"><h2>Documents joints</h2><ul>{files}</ul></div><aside><div class="liste articles"><h2>Dans la même rubrique</h2><ul><li><a {opened.link(opened.before)}>{escape(opened.before.title, quote=False)}</a></li></ul></div></aside><div class="formulaire_spip"><h2>Un message, un commentaire ?</h2><p>Veuillez préciser votre nom.</p></div></div>'


def category(sheet: Sheet) -> str:
    """A system's category as a table: headings that sort by script, titles in heading cells, counts in badges."""
    rows = drawn(sheet, lambda entry: f'<tr class="cat-list-row{entry.number % 2}"><th class="list-title" scope="row"><a {sheet.link(entry)}>{sheet.title(entry)}</a></th><td class="list-date small">{sheet.day(entry)}</td><td class="list-author">{entry.author}</td><td class="list-hits"><span class="btn btn-secondary btn-sm disabled">Hits: {entry.views}</span></td></tr>')
    head = "".join(f'<th scope="col" id="categorylist_header_{name.lower()}"><a href="javascript:Joomla.tableOrdering(\'a.{name.lower()}\',\'asc\',\'\')">{name}</a></th>' for name in ("Title", "Published Date", "Author", "Hits"))
    return f'<div class="com-content-category category-list"><h1>Latest posts</h1><form action="/latest" method="post" id="adminForm"><div class="btn-group float-end"><label for="limit" class="visually-hidden">Display #</label><select id="limit" name="limit"><option>5</option><option selected>10</option><option value="0">All</option></select></div><table class="com-content-category__table category table table-striped table-bordered"><caption class="visually-hidden">List of articles in category Latest posts</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></form></div>'


def category_post(opened: Open) -> str:
    """Its article: details as a list of terms, published and last updated both."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a class="at_url" {link}>{name}</a></li>')
    return f'<div class="com-content-article item-page" itemscope><div class="page-header"><h1 itemprop="headline">{opened.title}</h1></div><dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author"><span class="icon-user icon-fw"></span> Written by: <span itemprop="name">{entry.author}</span></dd><dd class="category-name">Category: <a href="/latest">Latest posts</a></dd><dd class="published"><time datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+00:00" itemprop="datePublished">Published: {opened.day}</time></dd><dd class="modified"><time>Last Updated: {entry.modified.day} {entry.modified:%B %Y}</time></dd><dd class="hits">Hits: {entry.views}</dd></dl><div itemprop="articleBody" class="com-content-article__body">{entry.body}</div><ul>{files}</ul><nav class="pagenavigation"><a class="btn btn-sm btn-secondary previous" {opened.link(opened.before)} rel="prev"><span class="visually-hidden">Previous article: {escape(opened.before.title)}</span>Prev</a><a class="btn btn-sm btn-secondary next" {opened.link(opened.after)} rel="next"><span class="visually-hidden">Next article: {escape(opened.after.title)}</span>Next</a></nav></div>'


def articles(sheet: Sheet) -> str:
    """A German system's news: heading, beginning with a link of its own, day and category in the foot."""
    rows = drawn(sheet, lambda entry: f'<div class="article articletype-0" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><h3><a {sheet.link(entry)} title="{escape(entry.title)}"><span itemprop="headline">{sheet.title(entry)}</span></a></h3></div><div class="teaser-text"><div itemprop="description"><p>{_first(entry)}</p></div><a class="more" {sheet.link(entry)}>Weiterlesen</a></div><div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time></span> <span class="news-list-category">{("Verkehr", "Kultur")[entry.views % 2]}</span></p></div></div>\n')
    return f'<div class="news"><!--TYPO3SEARCH_end--><div class="news-list-view" id="news-container-12">{rows}</div><!--TYPO3SEARCH_begin--></div>'


def articles_post(opened: Open) -> str:
    """Its single view: a lead-in, day and author, related files, a way back."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} title="{name}">{name}</a> <span class="news-related-files-size">{len(name) * 4} KB</span></li>')
    related = f'<div class="news-related news-related-files"><h4>Dateien</h4><ul>{files}</ul></div>' if files else ""
    return f'<div class="news news-single"><div class="article" itemscope="itemscope"><div class="header"><h1 itemprop="headline">{opened.title}</h1></div><div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time></span> <span class="news-list-author">Von {entry.author}</span></p></div><div class="news-text-wrap" itemprop="articleBody">{entry.body}</div>{related}<div class="news-backlink-wrap"><a href="/neuigkeiten">Zurück</a></div></div></div>'


def byline(sheet: Sheet) -> str:
    """An English system's summary view: author, published, last modified in one line."""
    rows = drawn(sheet, lambda entry: f'<article class="entry"><header><span class="summary"><a {sheet.link(entry)} class="contenttype-news-item state-published url">{sheet.title(entry)}</a></span><div class="documentByLine"><span class="documentAuthor">by <a href="/author/x">{entry.author}</a></span> <span class="documentPublished">— published {sheet.day(entry)}</span>, <span class="documentModified">last modified {entry.modified:%b %d, %Y %I:%M %p}</span></div></header><p><span class="description discreet">{_first(entry)}</span><span class="link-more"><a {sheet.link(entry)}>Read More…</a></span></p></article>')
    return f'<article id="content"><header><h1 class="documentFirstHeading">Latest posts</h1></header><div id="content-core"><div class="entries">{rows}</div></div></article>'


def byline_post(opened: Open) -> str:
    """Its item: the same line under the heading, an outline, files in a listing."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link} class="contenttype-file">{name}</a></li>')
    return f'<article id="content"><header><div id="viewlet-above-content-title"></div><h1 class="documentFirstHeading">{opened.title}</h1><div class="documentByLine"><span class="documentAuthor">by <a href="/author/x">{entry.author}</a></span> <span class="documentPublished">— <span>published</span> <span>{opened.day}</span></span>, <span class="documentModified"><span>last modified</span> <span>{entry.modified:%b %d, %Y %I:%M %p}</span></span></div></header><div id="content-core"><section id="text"><div id="parent-fieldname-text">{entry.body}</div></section><ul class="related">{files}</ul></div></article>'


def joruri(sheet: Sheet) -> str:
    """A Japanese town's system: a heading for every day, the entries of that day below it, the section in brackets."""
    return f'<div class="contentGpArticleDocs"><h1>お知らせ一覧</h1><div class="docs">{_grouped(sheet, lambda day: f"<h2 class=date>{day}</h2><ul>", lambda entry: f"<li><span class=title_link><a {sheet.link(entry)}>{sheet.title(entry)}</a></span><span class=group>（{entry.author}）</span></li>", "</ul>")}</div></div>'


def joruri_post(opened: Open) -> str:
    """Its page: published and changed in a head, files with their kinds, whom to ask."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p><a class="iconFile icon{name.rpartition(".")[2].capitalize()}" {link}>{name}[{name.rpartition(".")[2].upper()}：{len(name)}KB]</a></p>')
    return f'<div class="contentGpArticleDoc"><h1 class="pageTitle">{opened.title}</h1><div class="contentInfo"><div class="publishedAt">公開日 {opened.day}</div><div class="updatedAt">更新日 {entry.modified.year}年{entry.modified.month}月{entry.modified.day}日</div></div><div class="body">{entry.body}</div><div class="files">{files}</div><div class="adobeReader"><p>PDFの閲覧には専用の閲覧ソフトが必要です。</p></div><div class="inquiry"><h2>お問い合わせ</h2><address><div class="section">{entry.author}</div><div class="tel">電話：00-0000-0000</div></address></div></div>'


def releases(sheet: Sheet) -> str:
    """A Japanese company's news: whole rows as links, day, label and heading inside."""
    rows = drawn(sheet, lambda entry: f'<li class="p-news__item"><a {sheet.link(entry)} class="p-news__link"><div class="p-news__meta"><time class="p-news__date" datetime="{entry.moment:%Y-%m-%d}">{sheet.day(entry)}</time><span class="c-label c-label--{entry.views % 3}">{("お知らせ", "製品", "IR")[entry.views % 3]}</span></div><p class="p-news__title">{sheet.title(entry)}</p></a></li>')
    return f'<div class="p-news"><ul class="p-news__tab"><li><a href="/news/?cat=all" aria-current="true">すべて</a></li><li><a href="/news/?cat=ir">IR</a></li></ul><ul class="p-news__list">{rows}</ul></div>'


def releases_post(opened: Open) -> str:
    """Its item: day and label over the heading, files, a way back."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<a class="c-btn c-btn--pdf" {link} target="_blank" rel="noopener">{name}<span>({len(name) * 10}KB)</span></a>')
    return f'<article class="p-article"><header class="p-article__head"><time datetime="{entry.moment:%Y-%m-%d}">{opened.day}</time><span class="c-label">{("お知らせ", "製品", "IR")[entry.views % 3]}</span><h1 class="p-article__title">{opened.title}</h1></header><div class="p-article__body">{entry.body}</div><div class="p-article__file">{files}</div><div class="p-article__nav"><a {opened.link(opened.before)}>前の記事</a><a href="/news/">一覧へ戻る</a><a {opened.link(opened.after)}>次の記事</a></div></article>'


def dede(sheet: Sheet) -> str:
    """A Chinese system's list: the day before the heading and set right, an empty item after every fifth."""
    rows = "".join(f'<li><span class="rt">{sheet.day(entry)}</span>·<a {sheet.link(entry)} title="{escape(entry.title)}">{sheet.title(entry)}</a></li>\n{"<li class=split></li>" if place % 5 == 4 else ""}' for place, entry in enumerate(sheet.entries))
    return f'<div class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; <a href="/tz/">最新动态</a> &gt; </div><div class="listbox"><ul class="d6">\n{rows}</ul></div>'


def dede_post(opened: Open) -> str:
    """Its article: facts in small letters with words before each, share buttons, the line above and below."""
    entry = opened.entry
    before, after = _linked(opened)
    files = opened.files(lambda link, name: f'<li><img src="/images/icon/att.gif" alt=""> <a {link} target="_blank">{name}</a></li>')
    return f'<div class="viewbox"><div class="title"><h2>{opened.title}</h2></div><div class="info"><small>时间:</small>{opened.day}<small>来源:</small>本站 <small>作者:</small>{entry.author} <small>点击:</small>{entry.views}次</div><div class="content"><table width="100%"><tr><td>{entry.body}</td></tr></table></div><ul class="downurllist">{files}</ul><div class="newdigg"><a href="javascript:Digg(1)">顶一下</a> <a href="javascript:Digg(2)">踩一下</a></div><div class="context"><ul><li>上一篇：{before}</li><li>下一篇：{after}</li></ul></div></div>'


def blocks(sheet: Sheet) -> str:
    """A blog program's theme of blocks: a query of posts, picture, heading, day, who wrote it."""
    rows = drawn(sheet, lambda entry: f'<li class="wp-block-post post-{entry.key} post type-post status-publish format-standard has-post-thumbnail hentry category-news"><figure class="wp-block-post-featured-image"><a {sheet.link(entry)} target="_self"><img src="/wp-content/uploads/{entry.key}.jpg" alt="" decoding="async"></a></figure><h2 class="wp-block-post-title"><a {sheet.link(entry)} target="_self">{sheet.title(entry)}</a></h2><div class="wp-block-group is-layout-flex"><div class="wp-block-post-date"><time datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+00:00"><a {sheet.link(entry)}>{sheet.day(entry)}</a></time></div><p class="wp-block-paragraph">by</p><div class="wp-block-post-author-name">{entry.author}</div></div></li>')
    return f'<div class="wp-block-query is-layout-flow"><h1 class="wp-block-query-title">Latest posts</h1><ul class="wp-block-post-template is-layout-grid columns-3">{rows}</ul></div>'


def blocks_post(opened: Open) -> str:
    """Its post: terms below the text, comments with names and stamps, a form for more."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="wp-block-file"><a {link}>{name}</a><a {link} class="wp-block-file__button wp-element-button" download>Download</a></div>')
    comments = "".join(f'<li id="comment-{entry.key}{number}" class="comment"><div class="wp-block-comment-author-name">night owl</div><div class="wp-block-comment-date"><time datetime="{entry.modified:%Y-%m-%dT%H:%M:%S}+00:00">{entry.modified:%B} {entry.modified.day}, {entry.modified.year}</time></div><div class="wp-block-comment-content"><p>Looking forward to it.</p></div></li>' for number in range(entry.comments))
    return f'<h1 class="wp-block-post-title">{opened.title}</h1><div class="wp-block-template-part"><div class="wp-block-post-date"><time datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+00:00">{opened.day}</time></div><p>—</p><p>by</p><div class="wp-block-post-author-name">{entry.author}</div><p>in</p><div class="taxonomy-category wp-block-post-terms"><a href="/category/news/" rel="tag">News</a></div></div><div class="entry-content wp-block-post-content">{entry.body}</div>{files}<nav class="post-navigation" aria-label="Posts"><div class="post-navigation-link-previous"><a {opened.link(opened.before)} rel="prev">{escape(opened.before.title, quote=False)}</a></div></nav><div class="wp-block-comments"><h2 class="wp-block-comments-title">{entry.comments} responses</h2><ol class="wp-block-comment-template">{comments}</ol><div id="respond"><h3>Leave a Reply</h3><form><textarea name="comment"></textarea></form></div></div>'


def portlet(sheet: Sheet) -> str:
    """A portal's publisher of assets: long addresses, metadata as sentences, a way to read on with the title hidden in it."""
    rows = drawn(sheet, lambda entry: f'<div class="asset-abstract mb-5 default-asset-publisher"><h4 class="asset-title d-inline"><a {sheet.link(entry)}>{sheet.title(entry)}</a></h4><div class="asset-content mb-3"><div class="asset-summary">{_first(entry)} <a {sheet.link(entry)}>Read More<span class="hide-accessible sr-only">About {sheet.title(entry)}</span> &raquo;</a></div></div><div class="asset-metadata mb-3"><div class="align-items-center d-flex"><span class="user-portrait">{entry.author[:2].upper()}</span><div class="metadata-author"><span>{entry.author}</span><div class="date-info">Published {sheet.day(entry)} <span class="stats">{entry.views} Views</span></div></div></div></div></div><div class="separator"><!-- --></div>')
    return f'<section class="portlet" id="portlet_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet"><div class="portlet-content"><h2 class="portlet-title-text">Asset Publisher</h2><div class="portlet-body">{rows}</div></div></section>'


def portlet_post(opened: Open) -> str:
    """Its whole asset: a way back by a picture, the text, who and when below it."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}><span class="icon-paper-clip"></span>{name} ({len(name)}k)</a></li>')
    return f'<section class="portlet"><div class="portlet-body"><div class="asset-full-content"><div class="h2"><a class="header-back-to" href="/web/guest/latest" title="Back"><span class="icon-back"></span></a> <span class="header-title">{opened.title}</span></div><div class="asset-content"><div class="journal-content-article" data-analytics-asset-title="{escape(entry.title)}">{entry.body}</div></div><div class="asset-metadata"><span class="metadata-entry metadata-author">By {entry.author}</span> <span class="metadata-entry metadata-publish-date">Published {opened.day}</span> <span class="metadata-entry metadata-view-count">{entry.views} Views</span></div><ul class="asset-attachments">{files}</ul><div class="taglib-ratings stars"><div>Average (0 Votes)</div></div></div></div></section>'


def wave(sheet: Sheet) -> str:
    """A Chinese university's system: the whole item a link, title and day two elements in it, script remnants between items."""
    rows = drawn(sheet, lambda entry: f'<li id="line_u8_{entry.number % 20}"><a {sheet.link(entry)} target="_blank" title="{escape(entry.title)}"><em>{sheet.title(entry)}</em><span>{sheet.day(entry)}</span></a></li>\n')
    return f'<div class="ny_right"><div class="bread"><h3>最新动态</h3><p>当前位置: <a href="/index.htm">首页</a>&gt;&gt;<a href="/tzgg.htm">最新动态</a>&gt;&gt;正文</p></div><div class="list_txt"><ul>\n{rows}</ul></div><script language="javascript" src="/system/resource/js/centerCutImg.js"></script></div>'


def wave_post(opened: Open) -> str:
    """Its article: one line of facts with full-width colons, a number filled in by script, files with their counts."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li>附件【<a {link} target="_blank">{name}</a>】已下载<span id="nattach{entry.key}">{entry.views % 60}</span>次</li>')
    before, after = _linked(opened)
    return f'<div class="ny_right"><form name="_newscontent_fromname"><div class="content_t"><h2 align="center">{opened.title}</h2><p align="center">发布时间：{opened.day}&nbsp;&nbsp;作者：{entry.author}&nbsp;&nbsp;浏览次数：<span id="dynclicks_{entry.key}">{entry.views}</span></p></div><div id="vsb_content" class="v_news_content">{entry.body}</div><div id="div_vote_id"></div><ul style="list-style-type:none;">{files}</ul><p>上一条：{before}</p><p>下一条：{after}</p><p align="right">【<a href="javascript:window.close();">关闭</a>】</p></form></div>'


# --- forums ------------------------------------------------------------------------------------------------------------------


def bodies(sheet: Sheet) -> str:
    """A Chinese forum: every thread a table body of its own, two cells of names with days, the second of the last answer."""
    rows = drawn(sheet, lambda entry: f'<tbody id="{"stick" if entry.pinned else "normal"}thread_{entry.key}"><tr><td class="icn"><a {sheet.link(entry)} title="新窗口打开" target="_blank"><img src="static/image/common/{"pin_1" if entry.pinned else "folder_common"}.gif" alt="{"本版置顶主题" if entry.pinned else ""}"></a></td><th class="common"><em>[<a href="forum.php?mod=forumdisplay&amp;fid=2&amp;filter=typeid&amp;typeid=3">公告</a>]</em> <a {sheet.link(entry)} onclick="atarget(this)" class="s xst">{sheet.title(entry)}</a></th><td class="by"><cite><a href="home.php?mod=space&amp;uid={len(entry.author)}" c="1">{entry.author}</a></cite><em><span>{sheet.day(entry)}</span></em></td><td class="num"><a {sheet.link(entry)} class="xi2">{entry.comments}</a><em>{entry.views}</em></td><td class="by"><cite><a href="home.php?mod=space&amp;username=x">路过的人</a></cite><em><a href="forum.php?mod=redirect&amp;tid={entry.key}&amp;goto=lastpost#lastpost">{entry.modified.year}-{entry.modified.month}-{entry.modified.day} {entry.modified:%H:%M}</a></em></td></tr></tbody>\n')
    return f'<div id="threadlist" class="tl bm bmw"><div class="th"><table cellspacing="0" cellpadding="0"><tr><th colspan="2"><div class="tf"><a href="forum.php?mod=forumdisplay&amp;fid=2" class="xi2">新窗</a></div></th><td class="by">作者</td><td class="num">回复/查看</td><td class="by">最后发表</td></tr></table></div><div class="bm_c"><form method="post" name="moderate"><table summary="forum_2" cellspacing="0" cellpadding="0" id="threadlisttableid">{rows}</table></form></div></div>'


def bodies_post(opened: Open) -> str:
    """Its thread: a pane of the author, the day in a line of tools, the text in a cell, answers alike below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<dl class="tattl"><dd><p class="attnm"><a {link} target="_blank">{name}</a></p><p>{len(name)} KB, 下载次数: {entry.views % 90}</p></dd></dl>')
    attached = f'<div class="pattl">{files}</div>' if files else ""

    def floor(number: int, author: str, day: str, text: str) -> str:
        return f'<div id="post_{number}"><table id="pid{number}" class="plhin" cellspacing="0" cellpadding="0"><tr><td class="pls" rowspan="2"><div class="pi"><div class="authi"><a href="home.php?mod=space" class="xw1">{author}</a></div></div><div class="avatar"><img src="noavatar.gif"></div><p><em>高级会员</em></p><dl class="pil"><dt>积分</dt><dd>{number % 700}</dd></dl></td><td class="plc"><div class="pi"><strong><a>{number % 9 + 1}<sup>#</sup></a></strong><div class="pti"><div class="authi"><img src="online.gif"> <em>发表于 {day}</em> <span class="pipe">|</span> <a href="#" rel="nofollow">只看该作者</a></div></div></div><div class="pct"><div class="pcb">{text}</div></div></td></tr><tr><td class="plc plm"></td></tr></table></div>'

    first = floor(int(entry.key) * 9, entry.author, opened.day, f'<div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_{entry.key}">{entry.body}</td></tr></table></div>{attached}')
    rest = "".join(floor(int(entry.key) * 9 + number, "路过的人", f"{entry.modified.year}-{entry.modified.month}-{entry.modified.day} {entry.modified:%H:%M}", '<table><tr><td class="t_f">谢谢分享，收藏了。</td></tr></table>') for number in range(1, entry.comments + 1))
    return f'<div id="postlist" class="pl bm"><table cellspacing="0" cellpadding="0"><tr><td class="pls ptn pbn"><div class="hm"><span class="xg1">查看:</span> <span class="xi1">{entry.views}</span><span class="pipe">|</span><span class="xg1">回复:</span> <span class="xi1">{entry.comments}</span></div></td><td class="plc ptm pbn"><h1 class="ts"><a href="forum.php?mod=forumdisplay&amp;fid=2&amp;filter=typeid">[公告]</a> <span id="thread_subject">{opened.title}</span></h1></td></tr></table>{first}{rest}</div>'


def bits(sheet: Sheet) -> str:
    """An American forum: who started a thread and when under its title, the last answer beside it."""
    rows = drawn(sheet, lambda entry: f'<li class="threadbit {"sticky" if entry.pinned else ""}" id="thread_{entry.key}"><div class="rating0 nonsticky"><div class="threadinfo" title="{escape(entry.text[:60])}"><a class="threadstatus"></a><div class="inner"><h3 class="threadtitle">{"<span id=sticky>Sticky:</span> " if entry.pinned else ""}<a class="title" {sheet.link(entry)} id="thread_title_{entry.key}">{sheet.title(entry)}</a></h3><div class="threadmeta"><div class="author"><span class="label">Started by&nbsp;<a href="member.php?{len(entry.author)}" class="username understate">{entry.author}</a>,&nbsp;{sheet.day(entry)}</span></div></div></div></div><ul class="threadstats td alt"><li>Replies: <a class="understate">{entry.comments}</a></li><li>Views: {entry.views:,}</li></ul><dl class="threadlastpost td"><dt class="lastpostby hidden">Last Post By</dt><dd><div class="popupmenu memberaction"><a class="username" href="member.php?9"><strong>passer-by</strong></a></div></dd><dd>{entry.modified:%m-%d-%Y}, <em class="time">{entry.modified:%I:%M %p}</em></dd></dl></div></li>')
    return f'<div id="threadlist" class="threadlist"><div class="threadlisthead table"><div><span class="threadinfo"><span class="threadtitle"><a href="?sort=title">Title</a> / <a href="?sort=postusername">Thread Starter</a></span></span><span class="threadstats td">Replies / Views</span><span class="threadlastpost td">Last Post By</span></div></div><ol id="threads" class="threads">{rows}</ol></div>'


def bits_post(opened: Open) -> str:
    """Its thread: a head with stamp and number, details of the author beside the text, a signature, answers alike."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><img class="inlineimg" src="images/attach/x.gif" alt="File Type"> <a {link}>{name}</a> ({len(name)}.1 KB, {entry.views % 50} views)</li>')
    attached = f'<div class="attachments"><div class="postbody"><h3>Attached Files</h3><ul>{files}</ul></div></div>' if files else ""
    answers = "".join(f'<li class="postbitlegacy postbitim postcontainer" id="post_{entry.key}{number}"><div class="posthead"><span class="postdate old"><span class="date">{entry.modified:%m-%d-%Y},&nbsp;<span class="time">{entry.modified:%I:%M %p}</span></span></span><span class="nodecontrols"><a class="postcounter">#{number + 2}</a></span></div><div class="postdetails"><div class="userinfo"><a class="username"><strong>passer-by</strong></a></div><div class="postbody"><div class="content"><blockquote class="postcontent restore">Thanks for posting this.</blockquote></div></div></div></li>' for number in range(entry.comments))
    return f'<div id="pagetitle" class="pagetitle"><h1>Thread: <span class="threadtitle"><a {opened.link(entry)} title="Reload this Page">{opened.title}</a></span></h1></div><div id="postlist" class="postlist"><ol id="posts" class="posts"><li class="postbitlegacy postbitim postcontainer" id="post_{entry.key}"><div class="posthead"><span class="postdate old"><span class="date">{opened.day}</span></span><span class="nodecontrols"><a class="postcounter">#1</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline"><strong>{entry.author}</strong></a></div><span class="usertitle">Senior Member</span><dl class="userinfo_extra"><dt>Join Date</dt> <dd>Jan 2009</dd><dt>Posts</dt> <dd>{entry.views}</dd></dl></div><div class="postbody"><div class="postrow has_after_content"><h2 class="title icon">{opened.title}</h2><div class="content"><div id="post_message_{entry.key}"><blockquote class="postcontent restore">{entry.body}</blockquote></div></div>{attached}<div class="after_content"><blockquote class="signature restore"><div class="signaturecontainer">Measure twice, cut once.</div></blockquote></div></div></div></div></li>{answers}</ol></div>'


def freshness(sheet: Sheet) -> str:
    """A plugin's topics: lists within lists, who started them, how long ago somebody last wrote."""

    def row(entry: Entry) -> str:
        days = (sheet.at - entry.modified).days
        return f'<ul id="bbp-topic-{entry.key}" class="loop-item-{entry.number % 2} topic type-topic"><li class="bbp-topic-title"><a class="bbp-topic-permalink" {sheet.link(entry)}>{sheet.title(entry)}</a><p class="bbp-topic-meta"><span class="bbp-topic-started-by">Started by: <a href="/users/x/" class="bbp-author-link"><span class="bbp-author-name">{entry.author}</span></a></span></p></li><li class="bbp-topic-voice-count">{entry.comments + 1}</li><li class="bbp-topic-reply-count">{entry.comments}</li><li class="bbp-topic-freshness"><a {sheet.link(entry)}>{days} days, 2 hours ago</a><p class="bbp-topic-meta"><span class="bbp-topic-freshness-author"><a href="/users/y/" class="bbp-author-link"><span class="bbp-author-name">night owl</span></a></span></p></li></ul>'

    return f'<div id="bbpress-forums" class="bbpress-wrapper"><div class="bbp-pagination"><div class="bbp-pagination-count">Viewing {len(sheet.entries)} topics - {sheet.page} through {sheet.last} (of {sheet.count} total)</div></div><ul id="bbp-forum-7" class="bbp-topics"><li class="bbp-header"><ul class="forum-titles"><li class="bbp-topic-title">Topic</li><li class="bbp-topic-voice-count">Voices</li><li class="bbp-topic-reply-count">Posts</li><li class="bbp-topic-freshness">Last Post</li></ul></li><li class="bbp-body">{drawn(sheet, row)}</li></ul></div>'


def freshness_post(opened: Open) -> str:
    """Its topic: a stamp in words with "at", a number, the author with a role, replies alike."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<li><a {link}>{name}</a></li>')
    replies = "".join(f'<div id="post-{entry.key}{number}" class="bbp-reply-header"><div class="bbp-meta"><span class="bbp-reply-post-date">{entry.modified:%B} {entry.modified.day}, {entry.modified.year}</span><a class="bbp-reply-permalink">#{entry.key}{number}</a></div></div><div class="reply"><div class="bbp-reply-author"><a class="bbp-author-link"><span class="bbp-author-name">night owl</span></a><div class="bbp-author-role">Participant</div></div><div class="bbp-reply-content"><p>Same here, thank you.</p></div></div>' for number in range(entry.comments))
    return f'<h1 class="entry-title">{opened.title}</h1><div id="bbpress-forums"><div class="bbp-breadcrumb"><p><a href="/">Home</a> › <a href="/forums/">Forums</a> › <span class="bbp-breadcrumb-current">{opened.title}</span></p></div><ul id="topic-{entry.key}-replies" class="forums bbp-replies"><li class="bbp-header"><div class="bbp-reply-author">Author</div><div class="bbp-reply-content">Posts</div></li><li class="bbp-body"><div id="post-{entry.key}" class="bbp-reply-header"><div class="bbp-meta"><span class="bbp-reply-post-date">{opened.day}</span><a class="bbp-reply-permalink">#{entry.key}</a></div></div><div class="topic"><div class="bbp-reply-author"><a class="bbp-author-link"><span class="bbp-author-name">{entry.author}</span></a><div class="bbp-author-role">Keymaster</div></div><div class="bbp-reply-content">{entry.body}<ul class="bbp-attachments">{files}</ul></div></div>{replies}</li></ul><div class="bbp-no-reply"><p>You must be logged in to reply to this topic.</p></div></div>'


def noscript(sheet: Sheet) -> str:
    """What a forum of scripts shows to readers without any: titles alone."""
    rows = drawn(sheet, lambda entry: f'<li><a {sheet.link(entry)}>\n{sheet.title(entry)}\n</a></li>')
    return f'<noscript id="flarum-content"><div class="container"><h1>All Discussions</h1><ul>{rows}</ul>'


def noscript_post(opened: Open) -> str:
    """The same of a discussion: name and text of every post."""
    entry = opened.entry
    replies = "".join("<article><div><h3>night owl</h3><div><p>Thanks!</p></div></div><hr></article>" for _ in range(entry.comments))
    return f'<noscript id="flarum-content"><div class="container"><h1>{opened.title}</h1><div><article><div><h3>{entry.author}</h3><div class="Post-body">{entry.body}</div></div><hr></article>{replies}</div></div></noscript>'


def discussions(sheet: Sheet) -> str:
    """Another forum's discussions: marks before, counts and the last writer after, who began them only here and there."""
    rows = drawn(sheet, lambda entry: f'<li id="Discussion_{entry.key}" class="Item {"Announcement ItemDiscussion-announced" if entry.pinned else "ItemDiscussion"}"><span class="Options"><a href="/discussion/bookmark/{entry.key}" class="Hijack Bookmark" title="Bookmark">☆</a></span><div class="ItemContent Discussion"><div class="Title" role="heading" aria-level="3"><a {sheet.link(entry)}>{sheet.title(entry)}</a></div><div class="Meta Meta-Discussion">{"<span class=Tag>Announcement</span>" if entry.pinned else ""}<span class="MItem MCount ViewCount"><span class="Number">{entry.views}</span> views</span> <span class="MItem MCount CommentCount"><span class="Number">{entry.comments}</span> comments</span> <span class="MItem DiscussionAuthor">Started by <a href="/profile/x">{entry.author}</a></span> <span class="MItem LastCommentBy">Most recent by <a href="/profile/y">night owl</a></span> <span class="MItem LastCommentDate"><time title="{entry.modified:%B} {entry.modified.day}, {entry.modified.year} {entry.modified:%I:%M%p}" datetime="{entry.modified:%Y-%m-%dT%H:%M:%S}+00:00">{entry.modified:%B} {entry.modified.day}</time></span> <span class="MItem Category"><a href="/categories/general">General</a></span></div></div></li>')
    return f'<h1 class="H HomepageTitle">General</h1><div class="PageControls Top"></div><ul class="DataList Discussions pageBox">{rows}</ul>'


def discussions_post(opened: Open) -> str:
    """Its discussion: the first post apart from the comments, its stamp in an attribute as well as in words."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<div class="Attachment"><a {link}>{name}</a></div>')
    comments = "".join(f'<li class="Item ItemComment" id="Comment_{entry.key}{number}"><div class="Comment"><div class="Item-Header CommentHeader"><span class="Author"><a class="Username">night owl</a></span><span class="MItem DateCreated"><time datetime="{entry.modified:%Y-%m-%dT%H:%M:%S}+00:00">{entry.modified.day} {entry.modified:%B} {entry.modified.year}</time></span></div><div class="Message userContent">Good to know.</div></div></li>' for number in range(entry.comments))
    return f'<div class="MessageList Discussion"><div class="PageTitle pageHeadingBox"><h1>{opened.title}</h1></div><div id="Discussion_{entry.key}" class="Item ItemDiscussion"><div class="Discussion"><div class="Item-Header DiscussionHeader"><div class="AuthorWrap"><span class="Author"><a class="PhotoWrap"><img src="/u.png" alt="{entry.author}"></a><a class="Username js-userCard">{entry.author}</a></span> <span class="AuthorInfo"><span class="MItem RoleTitle">Member</span> <span class="MItem Posts">Posts: <b>{entry.views}</b></span></span></div><div class="Meta DiscussionMeta"><span class="MItem DateCreated"><a {opened.link(entry)} class="Permalink"><time datetime="{entry.moment:%Y-%m-%dT%H:%M:%S}+00:00">{opened.day}</time></a></span> <span class="MItem Category">in <a href="/categories/general">General</a></span></div></div><div class="Item-BodyWrap"><div class="Item-Body"><div class="Message userContent">{entry.body}</div>{files}<div class="Reactions"><a class="ReactButton">Like</a></div></div></div></div></div></div><div class="CommentsWrap"><h2 class="CommentHeading">Comments</h2><ul class="MessageList DataList Comments">{comments}</ul></div>'


def mainitems(sheet: Sheet) -> str:
    """A small forum's table of topics: number, subject and writer in one cell, replies, views, last post with a name."""
    rows = drawn(sheet, lambda entry: f'<tr class="row{"even" if entry.number % 2 else "odd"}"><td class="tcl"><div class="icon"><div class="nosize">{entry.number}</div></div><div class="tclcon"><div><a {sheet.link(entry)}>{sheet.title(entry)}</a> <span class="byuser">by&#160;{entry.author}</span></div></div></td><td class="tc2">{entry.comments}</td><td class="tc3">{entry.views}</td><td class="tcr"><a href="/viewtopic.php?pid={entry.key}7#p{entry.key}7">{entry.modified:%Y-%m-%d %H:%M:%S}</a> <span class="byuser">by&#160;night owl</span></td></tr>')
    return f'<div id="vf" class="blocktable"><h2><span>General</span></h2><div class="box"><div class="inbox"><table cellspacing="0"><thead><tr><th class="tcl" scope="col">Topic</th><th class="tc2" scope="col">Replies</th><th class="tc3" scope="col">Views</th><th class="tcr" scope="col">Last post</th></tr></thead><tbody>{rows}</tbody></table></div></div></div>'


def mainitems_post(opened: Open) -> str:
    """Its topic: the stamp as the heading of the post, the writer in a list of terms at the left."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<p class="attach"><a {link}>{name}</a>, {len(name)} kb</p>')
    replies = "".join(f'<div id="p{entry.key}{number}" class="blockpost"><h2><span><span class="conr">#{number + 2}</span> <a>{entry.modified:%Y-%m-%d %H:%M:%S}</a></span></h2><div class="box"><div class="inbox"><div class="postleft"><dl><dt><strong>night owl</strong></dt><dd class="usertitle"><strong>Member</strong></dd></dl></div><div class="postright"><h3>Re: {opened.title}</h3><div class="postmsg"><p>Thanks for the hint.</p></div></div></div></div></div>' for number in range(entry.comments))
    return f'<div class="linkst"><ul class="crumbs"><li><a href="/">Index</a></li><li>»&#160;<a href="/viewforum.php?id=4">General</a></li><li>»&#160;<strong>{opened.title}</strong></li></ul></div><div id="p{entry.key}" class="blockpost rowodd firstpost blockpost1"><h2><span><span class="conr">#1</span> <a {opened.link(entry)}>{opened.day}</a></span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt><strong>{entry.author}</strong></dt><dd class="usertitle"><strong>Administrator</strong></dd><dd><span>Registered: 2009-02-01</span></dd><dd><span>Posts: {entry.views}</span></dd></dl></div><div class="postright"><h3>Topic: {opened.title}</h3><div class="postmsg">{entry.body}</div>{files}</div></div></div></div></div>{replies}'


# --- mail and tickets --------------------------------------------------------------------------------------------------------


def mailed(sheet: Sheet) -> str:
    """An archive of mail in pages: a heading for each day, subject, sender below."""
    return f'<h1>announce</h1>\n<hr>\n[<a href="/lists.html">List Home</a>] [<a href="threads.html">Thread Index</a>]\n<hr>\n{_grouped(sheet, lambda day: f"<strong>{day}</strong><ul>", lambda entry: f"<li><strong><a name={entry.key} {sheet.link(entry)}>{sheet.title(entry)}</a></strong><ul><li><em>From</em>: {entry.author}</li></ul></li>", "</ul>")}<hr>\n'


def mailed_post(opened: Open) -> str:
    """A mail: head lines as a list, the text as it was typed, references, the index."""
    entry = opened.entry
    return f'<!--X-Head-End-->\n[Date Prev][Date Next][<a href="maillist.html">Date Index</a>][<a href="threads.html">Thread Index</a>]\n<!--X-Subject-Header-Begin-->\n<h1>{opened.title}</h1>\n<hr>\n<ul>\n<li><em>To</em>: announce@lantern.example.org</li>\n<li><em>Subject</em>: {opened.title}</li>\n<li><em>From</em>: {entry.author} &lt;<a href="mailto:office@lantern.example.org">office@xxxxxxxxxxxxxxx</a>&gt;</li>\n<li><em>Date</em>: {opened.day}</li>\n<li><em>User-agent</em>: Mutt/2.2</li>\n</ul>\n<hr>\n<!--X-Body-of-Message-->\n<pre>\n{entry.body}\n</pre>\n<!--X-Body-of-Message-End-->\n<hr>\n<ul><li>Prev by Date: <strong><a {opened.link(opened.before)}>{escape(opened.before.title, quote=False)}</a></strong></li>\n<li>Next by Date: <strong><a {opened.link(opened.after)}>{escape(opened.after.title, quote=False)}</a></strong></li></ul>'


def tickets(sheet: Sheet) -> str:
    """A tracker's report: number and summary both linked, an owner who is not the writer, created and modified."""
    rows = drawn(sheet, lambda entry: f'<tr class="color{entry.number % 5 + 1}-{"even" if entry.number % 2 else "odd"}"><td class="ticket"><a title="View ticket" {sheet.link(entry)}>#{entry.key}</a></td><td class="summary"><a title="View ticket" {sheet.link(entry)}>{sheet.title(entry)}</a></td><td class="component">{("web", "core")[entry.views % 2]}</td><td class="type">{("defect", "task")[entry.views % 2]}</td><td class="owner">somebody</td><td class="reporter">{entry.author}</td><td class="date">{sheet.day(entry)}</td><td class="date">{entry.modified:%Y-%m-%d}</td></tr>')
    head = "".join(f'<th class="{name.lower()}"><a href="/report/1?sort={name.lower()}&amp;asc=1">{name}</a></th>' for name in ("Ticket", "Summary", "Component", "Type", "Owner", "Reporter", "Created", "Modified"))
    return f'<h1>{{1}} Active Tickets <span class="numrows">({sheet.count} matches)</span></h1><div id="description"><p>Active tickets, newest first.</p></div><table class="listing tickets"><thead><tr class="trac-columns">{head}</tr></thead><tbody>{rows}</tbody></table>'


def tickets_post(opened: Open) -> str:
    """A ticket: opened and last changed at the top, properties in a table, the description, changes of others below."""
    entry = opened.entry
    files = opened.files(lambda link, name: f'<dt><a {link} title="View attachment">{name}</a> (<span title="{len(name) * 900} bytes">{len(name)} KB</span>)</dt>')
    changes = "".join(f'<div class="change" id="trac-change-{number}"><h3 class="change"><span class="cnum"><a href="#comment:{number}">comment:{number}</a></span> Changed on <span class="date">{entry.modified:%Y-%m-%d %H:%M}</span> by <span class="trac-author">somebody</span></h3><div class="comment searchable"><p>Confirmed on the test machine.</p></div></div>' for number in range(1, entry.comments + 1))
    return f'<div id="content" class="ticket"><div id="ticket" class="trac-content"><div class="date"><p>Opened on <a class="timeline">{opened.day}</a></p><p>Last modified on <a class="timeline">{entry.modified:%Y-%m-%d}</a></p></div><h2><a href="#" class="trac-id">#{entry.key}</a> <span class="trac-status"><a href="/query?status=new">new</a></span> <span class="trac-type">defect</span></h2><h1 id="trac-ticket-title" class="searchable"><span class="summary">{opened.title}</span></h1><table class="properties"><tr><th id="h_reporter">Reported by:</th><td headers="h_reporter" class="searchable">{entry.author}</td><th id="h_owner">Owned by:</th><td headers="h_owner">somebody</td></tr><tr><th id="h_priority">Priority:</th><td>major</td><th>Milestone:</th><td>next</td></tr></table><div class="description"><h2 id="comment:description">Description</h2><div class="searchable">{entry.body}</div></div></div><div id="attachments"><h3 class="foldable">Attachments</h3><div class="attachments"><dl class="attachments">{files}</dl></div></div><div id="changelog"><h2>Change History</h2>{changes}</div></div>'
