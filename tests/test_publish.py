"""The reading room's pages: right, in two languages, read-only, and behind the headers and limits they promise."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
import shutil
import sqlite3
import string
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import Request
from httpx import Response
from sample_archive import KO, WARC, Sample, build, get, png
from selectolax.lexbor import LexborHTMLParser

from crawler.errors import ArchiveError, WarcDamaged
from pipelines import finding, payloads
from publish import evidence, guard, pages, plugin, safe, visit, words
from publish.kept import Kept
from publish.server import settings

PAGES = (
    "/",
    "/-/board/seoulsolution-ko",
    "/-/board/seoulsolution-ko?year=2019&author=ssunha&state=listed",
    "/-/board/seoulsolution-en",
    "/-/board/seoulsolution-ko?page=2",
    "/-/post/1",
    "/-/post/1?version=1",
    "/-/post/3",
    "/-/post/7",
    "/-/post/17",
    "/-/post/1/compare/1/3",
    "/-/post/1/compare/1/3?view=inline",
    "/-/post/1/compare/2/2",
    "/-/post/1/evidence",
    "/-/capture/1",
    "/-/partners/seoulsolution-ko",
    "/-/partners/seoulsolution-en",
    "/-/author?name=ssunha",
    "/-/author?name=ssunha&board=seoulsolution-ko&page=2",
    "/-/search",
    "/-/search?q=%EC%84%9C%EC%9A%B8",
    "/-/search?q=%22%22%20OR%20-&board=seoulsolution-ko&page=9",
    "/-/changes",
    "/-/changes?kind=withdrawn",
    "/-/changes?kind=nonsense&page=-1",
    "/-/charts",
    "/-/charts?board=seoulsolution-en",
    "/-/crawls",
    "/-/issues",
    "/-/issues?crawl=2",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def served(sample: Sample) -> Datasette:
    return settings(sample.archive)


def parsed(answer: Response) -> LexborHTMLParser:
    return LexborHTMLParser(answer.text)


def text_of(answer: Response, selector: str = "main") -> str:
    node = parsed(answer).css_first(selector)
    assert node is not None, selector
    return " ".join(node.text(separator=" ").split())


@pytest.mark.parametrize("lang", words.LANGS)
def test_every_page_answers_in_both_languages(served: Datasette, lang: str) -> None:
    joint = [f"{path}{'&' if '?' in path else '?'}lang={lang}" for path in PAGES]
    for path, answer in zip(PAGES, get(served, *joint), strict=True):
        assert answer.status_code == 200, path
        page = parsed(answer)
        assert page.css_first("html").attributes["lang"] == lang
        assert len(page.css("h1")) == 1, path
        assert page.css_first("a.skip[href='#main']") is not None
        assert answer.headers["content-security-policy"].startswith("default-src 'none'"), path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert not page.css("script, style, [style]"), path
        # BibLaTeX has braces of its own
        for cited in page.css(".cite"):
            cited.decompose()
        assert not re.search(r"\{\{|\{%|None\b", page.css_first("body").text()), path


def test_both_languages_have_every_word() -> None:
    for key, texts in words.WORDS.items():
        assert len(texts) == 2, key
        assert all(text.strip() for text in texts), key
        fillings = [sorted(name for _, name, _, _ in string.Formatter().parse(text) if name) for text in texts]
        assert fillings[0] == fillings[1], key
        assert re.search("[가-힣]", texts[0]) or key in ("sha256", "other_language"), key


def test_every_word_a_template_uses_exists() -> None:
    for template in (visit.TEMPLATES / "panjeon").glob("*.html"):
        used = set(re.findall(r'\bt\("(\w+)"', template.read_text("utf-8")))
        assert used <= set(words.WORDS), template.name


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        (None, "ko"),
        ("", "ko"),
        ("en-US,en;q=0.9", "en"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("fr", "ko"),
        ("en;q=0.3,ko;q=0.4", "ko"),
        ("en;q=x", "ko"),
    ],
)
def test_the_browser_chooses_the_language(served: Datasette, header: str | None, lang: str) -> None:
    (answer,) = get(served, "/", headers={"accept-language": header} if header is not None else {})
    assert answer.headers["content-language"] == lang


def test_a_chosen_language_is_remembered(served: Datasette) -> None:
    (answer,) = get(served, "/?lang=en")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("panjeon_lang=en")
    assert "httponly" in cookie.lower()
    (again,) = get(served, "/-/crawls", cookies={"panjeon_lang": "en"})
    assert again.headers["content-language"] == "en"
    (odd,) = get(served, "/?lang=%3Cscript%3E", cookies={"panjeon_lang": "xx"})
    assert odd.headers["content-language"] == "ko"
    assert "set-cookie" not in odd.headers
    other = parsed(get(served, "/-/search?q=%EC%84%9C%EC%9A%B8&lang=ko")[0]).css_first("nav a[hreflang=en]").attributes["href"]
    assert other == "/-/search?q=%EC%84%9C%EC%9A%B8&lang=en"


def test_the_front_page_tells_how_things_stand(served: Datasette) -> None:
    shown = text_of(get(served, "/?lang=ko")[0])
    assert "게시판이 밝힌 34건 가운데 30건을 보관했습니다(88.2 %)." in shown
    assert "게시판이 전체 글 수를 밝히지 않아" in shown
    assert "미완료" in shown
    assert "까닭: 다섯 번 요청했지만 서버가 503으로 답했습니다." in shown
    assert "조용히 바뀌었습니다" in shown
    assert "게시판에서 내려갔습니다." in shown
    assert "띄어쓰기나 문장 부호만 달라졌습니다." in shown


def test_a_board_can_be_narrowed(served: Datasette) -> None:
    everything, one_year, one_author, gone, second = get(
        served, f"/-/board/{KO}", f"/-/board/{KO}?year=2019", f"/-/board/{KO}?author=ssunha", f"/-/board/{KO}?state=gone", f"/-/board/{KO}?page=2"
    )
    assert "글 32건" in text_of(everything)
    assert len(parsed(everything).css(".posts > li")) == 30
    assert len(parsed(second).css(".posts > li")) == 2
    assert len(parsed(one_year).css(".posts > li")) == 4
    assert all("ssunha" in row.text() for row in parsed(one_author).css(".posts > li"))
    assert len(parsed(gone).css(".posts > li")) == 1


def test_a_post_keeps_apart_what_the_site_says_and_what_was_observed(served: Datasette) -> None:
    page = parsed(get(served, "/-/post/1?lang=ko")[0])
    site, ours = page.css(".sources dl")
    assert site.css_first("time").attributes["datetime"] == "2017-01-01"
    assert "2017. 1. 1." in site.text()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", ours.css_first("time").attributes["datetime"] or "")
    assert "KST" in ours.text()
    assert "사이트에 보이는 날짜는 그대로인 채" in page.css_first(".timeline").text()


def test_a_version_can_be_read_as_it_stood(served: Datasette) -> None:
    first, present = get(served, "/-/post/1?version=1", "/-/post/1")
    assert "1월 1일까지" in text_of(first, ".body")
    assert "1판을 보고 있습니다" in text_of(first)
    assert "1월 30일까지" in text_of(present, ".body")


def test_a_withdrawn_post_says_so_with_its_evidence(served: Datasette) -> None:
    shown = text_of(get(served, "/-/post/3?lang=ko")[0])
    assert "삭제됨" in shown
    assert "HTTP 404" in shown


def test_the_body_keeps_structure_and_only_archived_pictures(served: Datasette) -> None:
    body = parsed(get(served, "/-/post/7")[0]).css_first(".body")
    assert [image.attributes.get("src") for image in body.css("img")] == ["/-/attachment/2/image", None]
    assert [image.attributes.get("alt") for image in body.css("img")] == ["포스터", "다른 그림"]
    (link,) = body.css("a")
    assert link.attributes["href"] == "https://www.seoulsolution.kr/ko/guide"
    assert set((link.attributes["rel"] or "").split()) >= {"nofollow", "noopener", "noreferrer"}
    assert len(body.css("table td")) == 2


def test_a_comparison_marks_words(served: Datasette) -> None:
    sides, inline, same = (
        parsed(answer) for answer in get(served, "/-/post/1/compare/1/2", "/-/post/1/compare/1/2?view=inline", "/-/post/1/compare/2/2?lang=ko")
    )
    for page in (sides, inline):
        assert [node.text() for node in page.css("del")] == ["1일까지"]
        assert [node.text() for node in page.css("ins")] == ["18일까지"]
    assert len(sides.css(".pair.changed")) == 1
    assert "두 판에 다른 점이 없습니다." in same.css_first("main").text()
    whole = parsed(get(served, "/-/post/1/compare/1/3?lang=ko")[0])
    assert [node.text() for node in whole.css("section > h2")] == ["제목", "수정일", "본문"]
    assert "바뀌지 않은 항목: 글쓴이, 등록일, 첨부파일" in whole.css_first("main").text()


def test_search_finds_syllables_within_words_and_marks_them(served: Datasette) -> None:
    found, narrowed, none = get(served, "/-/search?q=서울시민", "/-/search?q=seoul&board=seoulsolution-en", "/-/search?q=부산광역시&lang=ko")
    assert len(parsed(found).css(".results > li")) == 4
    shorter = parsed(get(served, "/-/search?q=서울")[0])
    assert any("서울시민" in row.css_first("a.title").text() for row in shorter.css(".results > li"))
    assert {mark.text() for mark in shorter.css("mark")} == {"서울"}
    assert {mark.text() for mark in parsed(narrowed).css("mark")} == {"Seoul"}
    assert "찾은 글이 없습니다." in text_of(none)


def test_of_very_many_posts_the_last_are_ranked_and_all_counted(served: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (finding, pages):
        monkeypatch.setattr(module, "RANKED", 3)
    page = parsed(get(served, "/-/search?q=서울시민&lang=ko")[0])
    assert "검색 결과 4건" in page.css_first("h2").text()
    links = {int((link.attributes["href"] or "").rpartition("/")[2]) for link in page.css(".results a.title")}
    assert links == {12, 20, 28}
    assert page.css(".pager") == []


def test_hostile_queries_get_a_page(served: Datasette) -> None:
    queries = [
        "%22",
        "%00",
        "*",
        "NEAR(",
        "title:x",
        "'%20or%201=1%20--",
        "%F0%9F%98%80",
        "%ED%A0%80",
        "a" * 5000,
        "%3Cscript%3Ealert(1)%3C/script%3E",
    ]
    for answer in get(served, *(f"/-/search?q={query}" for query in queries)):
        assert answer.status_code == 200
        assert not parsed(answer).css("script")


def test_what_is_not_there_is_a_page_of_its_own(served: Datasette) -> None:
    paths = [
        "/-/post/999",
        "/-/post/" + "9" * 40,
        "/-/post/1?version=9",
        "/-/post/1/compare/1/9",
        "/-/capture/99999",
        "/-/board/none",
        "/-/author",
        "/-/author?name=nobody",
        "/-/author?name=ssunha&board=seoulsolution-en",
        "/-/logo/7/9",
        "/-/logo/13/1",
        "/-/charts?board=none",
        "/-/attachment/99",
    ]
    for path, answer in zip(paths, get(served, *paths), strict=True):
        assert answer.status_code == 404, path
        assert "찾을 수 없습니다" in answer.text


def test_the_run_ledger_and_the_issues_are_readable(served: Datasette) -> None:
    ledger, issues = get(served, "/-/crawls?lang=ko", "/-/issues?crawl=2&lang=ko")
    assert "맞음" in text_of(ledger)
    assert "h1#page-title" in text_of(issues)


def test_raw_bytes_come_as_a_download_with_the_right_digest(served: Datasette, sample: Sample) -> None:
    conn = sqlite3.connect(sample.archive)
    for capture, sha256 in conn.execute("SELECT id, payload_sha256 FROM captures ORDER BY id LIMIT 5").fetchall():
        (answer,) = get(served, f"/-/capture/{capture}/payload")
        assert hashlib.sha256(answer.content).hexdigest() == sha256 == answer.headers["x-payload-sha256"]
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
    conn.close()


def test_attachments_and_logos_come_from_the_archive(served: Datasette) -> None:
    document, poster, picture, logo, none = get(served, "/-/attachment/1", "/-/attachment/2", "/-/attachment/2/image", "/-/logo/1", "/-/logo/13")
    assert document.content == b"\xd0\xcf\x11\xe0 form"
    assert document.headers["content-type"] == "application/octet-stream"
    assert "filename*=UTF-8''%EC%B0%B8%EA%B0%80%20%EC%8B%A0%EC%B2%AD%EC%84%9C.hwp" in document.headers["content-disposition"]
    assert poster.content == picture.content == png(320, 120, (30, 90, 140))
    assert logo.headers["content-type"] == picture.headers["content-type"] == "image/png"
    assert "sandbox" in logo.headers["content-security-policy"]
    assert none.status_code == 404
    assert get(served, "/-/attachment/1/image")[0].status_code == 404


def test_the_partner_wall_tells_who_came_left_and_changed(served: Datasette) -> None:
    page = parsed(get(served, f"/-/partners/{KO}?lang=ko")[0])
    left = page.css("main > .plainlist > li")[0]
    assert "WORLDBANK" in left.text()
    assert "빠졌습니다." in left.text()
    (row,) = [row for row in page.css("main > .plainlist > li") if row.css_first("dl")]
    assert [node.text() for node in row.css("dt")] == ["이름", "그림", "설명"]
    assert [node.text() for node in row.css("del, ins")] == ["KOTRA", "KOTRA 대한무역투자진흥공사", "—", "수출을 돕는 기관입니다."]
    before, after = (node.attributes["src"] for node in row.css("img"))
    old, new, now = get(served, before or "", after or "", "/-/logo/7")
    assert old.content == png(120, 40, (40 + 6 * 15, 90, 200 - 6 * 12))
    assert new.content == now.content == png(120, 40, (20, 120, 60))
    assert old.headers["content-type"] == "image/png"


def test_a_partner_whose_link_leads_nowhere_is_named(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    for name, url in (("가", "https://partner.example.invalid/"), ("나", None), ("다", "javascript:void(0)")):
        sample.partner(crawl, KO, name, png(2, 2, (1, 1, 1)), url=url)
    sample.close()
    page = parsed(get(settings(sample.archive), f"/-/partners/{KO}?lang=ko")[0])
    dead = [row.css_first(".title").text().strip() for row in page.css(".wall > li") if "누를 수 있는 연결 주소가 없습니다." in row.text()]
    assert dead == ["나", "다"]


def test_an_old_logo_that_was_served_packed_is_found(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    partner = sample.partner(crawl, KO, "가", png(2, 2, (1, 1, 1)), logo_url="https://www.seoulsolution.kr/logo.png")
    sample.capture(crawl, "https://www.seoulsolution.kr/logo.png", png(2, 2, (9, 9, 9)), "image/png")
    sample.change_partner(crawl, partner, png(2, 2, (2, 2, 2)), gzipped=True)
    sample.change_partner(crawl, partner, b"<svg/>")
    sample.close()
    packed, svg = get(settings(sample.archive), f"/-/logo/{partner}/2", f"/-/logo/{partner}/3")
    assert packed.content == png(2, 2, (2, 2, 2))
    assert svg.status_code == 404


def test_an_author_has_a_page(served: Datasette) -> None:
    page, narrowed = (parsed(answer) for answer in get(served, "/-/author?name=seoulsolution&lang=ko", "/-/author?name=seoulsolution&board=seoulsolution-en"))
    assert page.css_first("h1").text() == "seoulsolution"
    assert [" ".join(row.text().split()) for row in page.css("main > .plainlist > li")] == [
        "새소식: 글 11건 (2017. 1. 1. – 2024. 7. 4.), 바뀐 글 1, 내려간 글 1",
        "News: 글 4건 (2019. 8. 30. – 2020. 4. 6.)",
    ]
    assert len(page.css(".posts > li")) == 15
    assert len(narrowed.css(".posts > li")) == 4
    link = next(link.attributes["href"] for link in parsed(get(served, "/-/post/2")[0]).css(".sources a"))
    assert link == "/-/author?name=ssunha"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (png(1, 1, (0, 0, 0)), "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", None),
        (b"<?xml version='1.0'?><svg/>", None),
        (b"GIF88a", None),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"", None),
    ],
)
def test_pictures_are_what_their_bytes_say(content: bytes, media_type: str | None) -> None:
    assert evidence.image_type(content) == media_type


def test_damaged_or_missing_evidence_is_told_without_a_path(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    post = sample.post(crawl, KO, "1", "글", "<p>글</p>", "글")
    sample.attach(crawl, post, "a.png", "https://www.seoulsolution.kr/a.png", png(2, 2, (1, 2, 3)), "image/png")
    sample.close()
    conn = sqlite3.connect(sample.archive)
    conn.execute("UPDATE captures SET payload_sha256 = ?", ("0" * 64,))
    conn.commit()
    with pytest.raises(WarcDamaged) as wrong:
        evidence.payload(conn, sample.warcs, 1)
    assert "SHA-256 is not the one that capture 1 names" in str(wrong.value)
    conn.execute("UPDATE captures SET warc_file = '../archive.db'")
    with pytest.raises(WarcDamaged):
        evidence.payload(conn, sample.warcs, 1)
    with pytest.raises(LookupError):
        evidence.payload(conn, sample.warcs, 77)
    conn.close()
    served = settings(sample.archive)
    (sample.warcs / WARC).rename(sample.warcs / "elsewhere")
    for path in ("/-/capture/1/payload", "/-/attachment/1", "/-/attachment/1/image"):
        (answer,) = get(served, path)
        assert answer.status_code == 500
        assert WARC in answer.text
        assert str(tmp_path) not in answer.text


def test_an_unfinished_warc_file_can_be_read_and_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    capture = sample.capture(sample.crawl(KO), "https://www.seoulsolution.kr/b", b"\0" * 100_000, gzipped=True)
    (sample.warcs / WARC).rename(sample.warcs / f"{WARC}.open")
    found = evidence.evidence(sample.conn, sample.warcs, capture)
    assert gzip.decompress(found.payload) == evidence.unpacked(found) == b"\0" * 100_000
    monkeypatch.setattr(payloads, "MOST_BYTES", 50_000)
    with pytest.raises(WarcDamaged) as bomb:
        evidence.unpacked(found)
    assert "more than 50000 bytes" in str(bomb.value)
    sample.close()


def test_a_revisit_gives_the_bytes_of_the_capture_it_repeats(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    first = sample.capture(crawl, "https://www.seoulsolution.kr/a", b"same")
    second = sample.capture(crawl, "https://www.seoulsolution.kr/b", b"same")
    sample.conn.execute("UPDATE captures SET revisit_of = ?, warc_offset = 999999 WHERE id = ?", (first, second))
    assert evidence.payload(sample.conn, sample.warcs, second) == b"same"
    sample.close()


def test_datasettes_own_pages_stay_and_search_korean(served: Datasette) -> None:
    table, search, nothing, database, row = get(
        served,
        "/archive/posts",
        "/archive/posts.json?_search=서울시민&_shape=array",
        "/archive/posts.json?_search=%22&_shape=array",
        "/archive",
        "/archive/posts/1",
    )
    assert [answer.status_code for answer in (table, search, nothing, database, row)] == [200] * 5
    assert len(search.json()) == 4
    assert nothing.json() == []
    assert "script-src 'self' 'unsafe-inline'" in table.headers["content-security-policy"]
    assert table.headers["x-content-type-options"] == "nosniff"
    assert "The platform&#39;s own id of the post" in table.text
    assert parsed(table).css_first("td.col-title a").attributes["href"] == "/-/post/32"
    for working in ("frontier", "sightings", "sketches", "indexed"):
        assert f"/archive/{working}" not in database.text
    assert "/archive/posts_fts" not in database.text
    assert "/archive/captures" in database.text
    (rules,) = [link.attributes["href"] for link in parsed(table).css("link[rel=stylesheet]") if "tables.css" in (link.attributes["href"] or "")]
    assert get(served, rules or "")[0].headers["content-type"] == "text/css; charset=utf-8"


BOMBS = (
    "select length(randomblob(1000000000))",
    "select length(hex(zeroblob(400000000)))",
    "select length(printf('%.*c', 500000000, 'x'))",
    "select length(format('%.*c', 500000000, 'x'))",
    "select load_extension('/tmp/x')",
    "select fts3_tokenizer('simple')",
    "with recursive t(x) as (select 'aaaaaaaaaaaaaaaa' union all select x || x from t) select max(length(x)) from t",
    "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t",
    "select length(replace(replace(replace(replace(hex(body_text), '0', body_text), '1', body_text), '2', body_text), '3', body_text)) from posts",
)


@pytest.mark.fault(64)
@pytest.mark.parametrize("sql", BOMBS)
def test_sql_bombs_are_stopped(served: Datasette, sql: str) -> None:
    started = time.perf_counter()
    (answer,) = get(served, "/archive.json?sql=" + sql.replace("+", "%2B").replace("%", "%25").replace(" ", "+").replace("%252B", "%2B"))
    assert time.perf_counter() - started < 4
    assert len(answer.content) < 1_000_000
    if "replace" not in sql:
        assert answer.status_code == 400, answer.text[:300]


def test_limits_leave_ordinary_queries_alone(sample: Sample) -> None:
    conn = sqlite3.connect(f"{sample.archive.as_uri()}?mode=ro", uri=True)
    plugin.prepare_connection(conn)
    assert conn.execute("SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ko_match('서울')").fetchone()[0] > 20
    assert conn.execute("SELECT substr(upper(title), 1, 3), group_concat(id) FROM posts").fetchone()
    with pytest.raises(sqlite3.DatabaseError):
        conn.execute("ATTACH '/etc/passwd' AS p")
    with pytest.raises(sqlite3.OperationalError):
        conn.execute("DELETE FROM posts")
    conn.close()


@pytest.mark.fault(65)
def test_readers_see_what_a_running_crawl_commits(tmp_path: Path) -> None:
    sample = build(tmp_path)
    served = settings(sample.archive)
    writer = sqlite3.connect(sample.archive, isolation_level=None)
    assert "새 이름" not in get(served, "/")[0].text
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE boards SET title = '새 이름' WHERE name = ?", (KO,))
    assert "새 이름" not in get(served, "/")[0].text
    writer.execute("COMMIT")
    assert "새 이름" in get(served, "/")[0].text
    writer.close()


def test_only_an_archive_of_ours_is_served(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as missing:
        settings(tmp_path / "none.db")
    assert "there is no such file" in str(missing.value)
    other = tmp_path / "other.db"
    conn = sqlite3.connect(other)
    conn.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT)")
    conn.close()
    with pytest.raises(ArchiveError) as foreign:
        settings(other)
    assert "no archive of Panjeon" in str(foreign.value)
    if not pm.is_registered(plugin):
        pm.register(plugin, "panjeon")
    (front, bombs, search) = get(Datasette([str(other)]), "/", "/other.json?sql=select+hex(randomblob(2))", "/-/search")
    assert "content-security-policy" not in front.headers
    assert "Datasette" in front.text
    assert bombs.json()["ok"]
    assert search.status_code == 404


def test_a_slow_question_is_told_in_words(sample: Sample) -> None:
    served = settings(sample.archive)

    async def slow(asked: visit.Visit) -> object:
        await asked.db.execute("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t", custom_time_limit=20)
        raise AssertionError("the time limit did not hold")

    asyncio.run(served.invoke_startup())
    request = Request.fake("/-/slow")
    request.scope["csrftoken"] = str
    answer = asyncio.run(visit.answered(slow, "archive", sample.warcs, Kept(sample.archive))(served, request))  # type: ignore[arg-type]
    assert answer.status == 503
    assert "시간이 너무 오래 걸립니다" in answer.body


@pytest.mark.parametrize(("text", "clean"), [("a\u202eb\x00c\u2066", "abc"), (None, ""), ("가\n나", "가\n나"), (3, "3")])
def test_shown_text_hides_no_direction_override(text: object, clean: str) -> None:
    assert safe.shown(text) == clean


@pytest.mark.parametrize("markup", ["<div>" * 300, "<b>" * 50_000, "<table><tr><td>" * 300, "x" * 2_000_001, "<br>" * 70_000])
def test_a_body_that_would_take_too_long_is_left_to_its_text(markup: str) -> None:
    started = time.perf_counter()
    assert safe.body(markup, "https://www.seoulsolution.kr/", {}) is None
    assert time.perf_counter() - started < 1


def test_the_stylesheet_fetches_nothing() -> None:
    for file in visit.STATIC.glob("*.css"):
        assert "url(" not in file.read_text("utf-8")
        assert "@import" not in file.read_text("utf-8")
    text = (visit.STATIC / "panjeon.css").read_text("utf-8")
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_every_route_is_documented() -> None:
    document = Path(__file__).parent.parent.joinpath("docs", "reading.md").read_text("utf-8")
    for view in (view for _, view in pages.ROUTES):
        address = (view.__doc__ or "").partition("``")[2].partition("``")[0].partition("?")[0]
        assert f"`{address}" in document, address
    for name in guard.FORBIDDEN:
        assert name in document, name


@pytest.mark.slow
def test_the_server_says_its_address_and_answers(sample: Sample, tmp_path: Path) -> None:
    moved = tmp_path / "archive.db"
    shutil.copy(sample.archive, moved)
    root = Path(__file__).parent.parent
    process = subprocess.Popen([sys.executable, "-u", "-m", "cli", "serve", "--archive", str(moved), "--port", "0"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        for _ in range(50):
            try:
                with urlopen(address, timeout=5) as answer:
                    assert "판전" in answer.read().decode()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not answer")
        with pytest.raises(HTTPError) as missing:
            urlopen(f"{address}nowhere", timeout=5)
        assert missing.value.code == 404
        missing.value.close()
    finally:
        process.terminate()
        said, complained = process.communicate(timeout=10)
    assert "locals" not in said
    assert complained == ""


def test_an_author_whose_name_is_longer_than_an_address_has_a_page(tmp_path: Path) -> None:
    """What is linked is the beginning of the name; what begins so is the author, on every page that is about authors."""
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    name, spaced, twins = "기획조정실 " * 100 + "주무관", "가" * 399 + " " + "나" * 900, "다" * 5000
    for number, author in enumerate((name, name, spaced, twins + "1", twins + "2"), 1):
        sample.post(crawl, KO, str(number), f"글 {number}", "본문", "<p>본문</p>", author=author)
    sample.close()
    served = settings(sample.archive)
    for number, author, posts in ((1, name, 2), (3, spaced, 1)):
        link = parsed(get(served, f"/-/post/{number}")[0]).css_first('dd a[href*="/-/author"]').attributes["href"] or ""
        assert len(link) < 4000
        (page,) = get(served, link)
        assert page.status_code == 200
        assert parsed(page).css_first("h1").text().strip() == author
        assert len(parsed(page).css(".posts > li")) == posts
        (listed,) = get(served, link.replace("/-/author?name=", f"/-/board/{KO}?author="))
        assert len(parsed(listed).css(".posts > li")) == posts
        feed = get(served, link.replace("/-/author?name=", "/-/feed.json?author="))[0].json()
        assert len(feed["items"]) == posts
    link = parsed(get(served, "/-/post/4")[0]).css_first('dd a[href*="/-/author"]').attributes["href"] or ""
    (page,) = get(served, link)
    assert page.status_code == 200
    assert "여럿입니다" in parsed(page).css_first("h1").text()


def test_a_post_that_left_stands_once_on_the_front_page(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    crawl = sample.crawl(KO)
    posts = [sample.post(crawl, KO, str(number), f"글 {number}", "본문", "<p>본문</p>", state="gone") for number in range(1, 6)]
    for kind in ("unlisted", "gone"):
        for post in posts:
            sample.event(crawl, post, kind)
    sample.event(crawl, posts[0], "restored")
    sample.close()
    block = next(section for section in parsed(get(settings(sample.archive), "/?lang=ko")[0]).css("section") if section.attributes.get("aria-labelledby") == "withdrawn")
    assert [link.text().strip() for link in block.css("a.title")] == [f"글 {number}" for number in range(5, 0, -1)]
    assert "게시판에서 내려갔습니다." in block.text()
    assert "목록에서 빠" not in block.text()
