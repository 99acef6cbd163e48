"""One search, whoever asks: the same posts in the same order on pages, for programs, in feeds, exports and the terminal; files too."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from sample_archive import EN, KO, Sample, build, get
from selectolax.lexbor import LexborHTMLParser

from cli import search as verb
from cli.main import panjeon
from pipelines import archive, finding, search
from pipelines.finding import Asked, find
from publish.server import settings
from tests import made_documents as made

QUERIES = (
    "서울", "서울시민", "서울시는", "한강공원", "환승 체계", "환승체계", '"환승 체계"', "안내 -환승", "안내 -\"물순환 시설\"", "한강 OR 물순환", "글", "award*", "covid",
    "19", "저수지", "저수지 참가", "신청서.hwp", "제방 -저수지", "seoulsolution", "없는말", '"', "-", "OR", "ssunha 공원", "江", "ＳＨ공사",
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, with files that hold words which no post does."""
    whole = build(tmp_path_factory.mktemp("sample"))
    sample = Sample.__new__(Sample)
    sample.folder, sample.archive, sample.warcs = whole.folder, whole.archive, whole.warcs
    with closing(archive.open_writer(whole.archive)) as conn:
        sample.conn, sample.minutes = conn, 9000
        conn.execute("UPDATE posts SET author = '\"***\"' WHERE id = 12")
        conn.execute("UPDATE revisions SET author = '\"***\"' WHERE post = 12")
        search.rebuild(conn)
        sample.attach(1, 7, "<b>조사</b> 보고.hwp", "https://www.seoulsolution.kr/files/b.hwp", made.hwp(["옛 저수지를 조사한 기록", "SH공사 江南"]), "application/x-hwp")
        sample.attach(1, 8, "제방.docx", "https://www.seoulsolution.kr/files/c.docx", made.docx(["제방과 저수지 <script>alert(1)</script>".replace("<", "&lt;"), "끝"]), "application/octet-stream")
        sample.attach(1, 9, "제방 도면.pdf", "https://www.seoulsolution.kr/files/d.pdf", made.pdf(["제방 도면"]), "application/pdf")
        sample.attach(1, 10, "옛것.pdf", "https://www.seoulsolution.kr/files/e.pdf", made.pdf(["치워진 제방"]), "application/pdf", state="removed")
    archive.index(whole.archive)
    return whole.archive


@pytest.fixture(scope="module")
def served(kept: Path) -> Datasette:
    return settings(kept)


def run(kept: Path, *arguments: str) -> str:
    name, *rest = arguments
    done = CliRunner().invoke(panjeon, [name, "--archive", str(kept), *rest])
    assert done.exit_code == 0, done.output
    return done.stdout


def on_pages(served: Datasette, **asked: str) -> list[int]:
    posts: list[int] = []
    for page in range(1, 4):
        (answer,) = get(served, "/-/search?" + urlencode({**asked, "page": page, "lang": "en"}))
        assert answer.status_code == 200
        posts += [int(node.attributes["href"].rpartition("/")[2]) for node in LexborHTMLParser(answer.text).css(".results a.title")]  # type: ignore[union-attr]
    return posts


def for_programs(served: Datasette, **asked: str) -> list[int]:
    posts, path = [], "/-/search.json?" + urlencode(asked)
    while path:
        told = get(served, path)[0].json()
        posts += [result["id"] for result in told["results"]]
        path = (told["next"] or "").removeprefix("http://localhost")
    assert told["total"] == len(posts)
    return posts


@pytest.mark.parametrize("query", QUERIES)
def test_everybody_finds_the_same(kept: Path, served: Datasette, query: str) -> None:
    with closing(archive.open_reader(kept)) as conn:
        posts = [post["id"] for post in find(conn, Asked(query=query), 100).posts]
    assert on_pages(served, q=query) == posts
    assert for_programs(served, q=query) == posts
    found = run(kept, "search", "--json", "--limit", "100", "--", query)
    assert [json.loads(line)["post"] for line in found.splitlines()] == posts
    exported = [json.loads(line)["id"] for line in run(kept, "export", "--format", "jsonl", f"--search={query}").splitlines()]
    assert exported == sorted(posts)
    for table in ("posts", "post_list"):
        (rows,) = get(served, f"/archive/{table}.json?_shape=array&_size=100&_search={quote(query)}")
        if query:
            assert sorted(row["id"] for row in rows.json()) == sorted(posts), table
    fed = {item["_panjeon"]["post"] for item in _feed(served, query)}
    assert fed == set(posts)


def _feed(served: Datasette, query: str) -> list[dict[str, dict[str, int]]]:
    items, path = [], f"/-/feed.json?q={quote(query)}"
    while path:
        told = get(served, path)[0].json()
        items += told["items"]
        path = told.get("next_url", "").removeprefix("http://localhost")
    return items


def test_the_queries_are_worth_asking(served: Datasette) -> None:
    counts = [len(for_programs(served, q=query)) for query in QUERIES]
    assert counts.count(0) == 4, dict(zip(QUERIES, counts, strict=True))
    assert max(counts) > 30


def test_a_hit_in_a_file_shows_the_file_and_the_place(kept: Path, served: Datasette) -> None:
    page, data = get(served, "/-/search?q=저수지&lang=ko", "/-/search.json?q=저수지")
    files = LexborHTMLParser(page.text).css(".results .file")
    assert ["".join(node.css_first("a").text().split()) for node in files] == ["제방.docx", "<b>조사</b>보고.hwp"] or len(files) == 2
    assert [mark.text() for node in files for mark in node.css("mark")] == ["저수지", "저수지"]
    assert not LexborHTMLParser(page.text).css("script, .results b")
    links = [node.css_first("a").attributes["href"] for node in files]
    assert sorted(links) == sorted("/-/attachment/" + str(file["id"]) for result in data.json()["results"] for file in result["files"])
    (report,) = [file for result in data.json()["results"] for file in result["files"] if file["name"].endswith("hwp")]
    assert report["name"] == "<b>조사</b> 보고.hwp"
    assert report["excerpt"] == "옛 <mark>저수지</mark>를 조사한 기록 SH공사 江南"
    assert report["download"] == f"http://localhost/-/attachment/{report['id']}"


def test_a_file_is_shown_for_its_name_and_a_removed_one_never(served: Datasette) -> None:
    found = {result["id"]: [file["name"] for file in result["files"]] for result in get(served, "/-/search.json?q=제방")[0].json()["results"]}
    assert found == {8: ["제방.docx"], 9: ["제방 도면.pdf"]}
    (named,) = get(served, "/-/search.json?q=도면.pdf")[0].json()["results"]
    assert [file["name"] for file in named["files"]] == ["제방 도면.pdf"]


@pytest.mark.parametrize(
    ("narrowed", "sql"),
    [
        ({"board": KO}, f"board = '{KO}'"),
        ({"board": EN}, f"board = '{EN}'"),
        ({"board": "attic"}, "0"),
        ({"author": "ssunha"}, "author = 'ssunha'"),
        ({"author": "sun"}, "0"),
        ({"author": "seoul solution"}, "0"),
        ({"author": '"***"'}, "author = '\"***\"'"),
        ({"state": "gone"}, "state = 'gone'"),
        ({"from": "2019-05-01", "to": "2021-06-06"}, "substr(posted_at, 1, 10) BETWEEN '2019-05-01' AND '2021-06-06'"),
        ({"from": "2019-01-01", "to": "2019-12-31"}, "posted_at LIKE '2019%'"),
        ({"from": "2019-02-02", "to": "2019-02-30"}, "posted_at >= '2019-02-02'"),
        ({"from": "2019-08-02", "to": "2019-08-04"}, "substr(posted_at, 1, 10) BETWEEN '2019-08-02' AND '2019-08-04'"),
        ({"from": "2019-03-12", "to": "2019-03-12"}, "substr(posted_at, 1, 10) = '2019-03-12'"),
        ({"from": "2021-01-01", "to": "2020-01-01"}, "0"),
        ({"from": "1000-01-01"}, "1"),
        ({"to": "9999-12-31"}, "1"),
        ({"from": "2030-01-01"}, "0"),
        ({"to": "2018-02-06"}, "substr(posted_at, 1, 10) <= '2018-02-06'"),
        ({"from": "2020-13-77", "to": "2020-02-30"}, "1"),
        ({"from": "yesterday", "state": ""}, "1"),
        ({"state": "' OR 1=1 --"}, "0"),
        ({"board": KO, "author": "ssunha", "from": "2018-01-01", "to": "2020-12-31", "state": "listed"},
         f"board = '{KO}' AND author = 'ssunha' AND state = 'listed' AND posted_at > '2018' AND posted_at < '2021'"),
    ],
)  # fmt: skip
def test_a_search_is_narrowed_alike_everywhere(kept: Path, served: Datasette, narrowed: dict[str, str], sql: str) -> None:
    with closing(archive.open_reader(kept)) as conn:
        wanted = {row[0] for row in conn.execute(f"SELECT id FROM posts WHERE {sql} AND id IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH ko_match('서울'))")}
    assert set(for_programs(served, q="서울", **narrowed)) == wanted
    assert set(on_pages(served, q="서울", **narrowed)) == wanted
    (exported,) = get(served, "/-/search/posts.jsonl?" + urlencode({"q": "서울", **narrowed}))
    assert {json.loads(line)["id"] for line in exported.text.splitlines()} == wanted
    valid = {name: text for name, text in narrowed.items() if text and re.fullmatch(r"[\w-]+", text) and text not in ("2020-13-77", "2020-02-30", "2019-02-30", "yesterday", "attic")}
    if valid == narrowed:
        options = [word for name, text in narrowed.items() for word in (f"--{name}", text)]
        found = run(kept, "search", "--json", "--limit", "100", *options, "서울")
        assert {json.loads(line)["post"] for line in found.splitlines()} == wanted


def test_filters_stay_in_the_form_and_in_every_link(served: Datasette) -> None:
    (page,) = get(served, "/-/search?q=서울&author=ssunha&state=listed&from=2018-01-01&to=2024-12-31&board=" + KO)
    tree = LexborHTMLParser(page.text)
    assert {node.attributes["name"]: node.attributes.get("value") for node in tree.css("main input")} == {
        "q": "서울", "author": "ssunha", "from": "2018-01-01", "to": "2024-12-31",
    }  # fmt: skip
    assert [node.attributes["value"] for node in tree.css("main option[selected]")] == [KO, "listed"]
    for link in tree.css("a[download]"):
        assert "author=ssunha&state=listed&from=2018-01-01&to=2024-12-31" in (link.attributes["href"] or "")


def test_of_very_many_hits_titles_come_first_and_what_is_new(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(archive.open_reader(kept)) as conn:
        usual = find(conn, Asked(query="서울"), 100)
        monkeypatch.setattr(finding, "RANKED", 20)
        monkeypatch.setattr(finding, "COUNTED", 25)
        many = find(conn, Asked(query="서울"), 100)
        titled = {row[0] for row in conn.execute("SELECT id FROM posts WHERE title LIKE '%서울%'")}
        numbers = [post["id"] for post in many.posts]
        assert (many.total, many.more, len(numbers)) == (25, True, 20)
        assert set(numbers[: len(titled)]) == titled
        assert numbers[: len(titled)] == sorted(titled, reverse=True)
        assert numbers[len(titled) :] == sorted((post["id"] for post in usual.posts if post["id"] not in titled), reverse=True)[: 20 - len(titled)]
        assert [post["id"] for post in find(conn, Asked(query="서울"), 7, 5).posts] == numbers[5:12]
        assert find(conn, Asked(query="서울"), 7, 20).posts == []
        on_board = find(conn, Asked(query="서울", boards=(KO,)), 100)
        assert on_board.posts
        assert {post["board"] for post in on_board.posts} == {KO}


def test_a_common_beginning_is_not_weighed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "COMMON", 3)
    ranks: list[str] = []
    real = finding._titles_first
    monkeypatch.setattr(finding, "_titles_first", lambda narrowed: ranks.append(narrowed) or real(narrowed))
    with closing(archive.open_reader(kept)) as conn:
        common, rare = (find(conn, Asked(query=query), 100).posts for query in ("서* 한강", "한강"))
    assert ranks == [""]
    assert {post["id"] for post in common} == {post["id"] for post in rare}


def test_a_board_is_no_word(kept: Path) -> None:
    with closing(archive.open_reader(kept)) as conn:
        for query in (KO.encode().hex(), "\ue000" + KO.encode().hex(), f'"\ue000{KO.encode().hex()}"', "board:seoulsolution", "\ue000*"):
            assert not [post for post in find(conn, Asked(query=query), 10).posts if "seoulsolution" not in (post["author"] or "")], query


def test_long_files_are_looked_through_within_a_budget(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(archive.open_reader(kept)) as conn:
        assert sum(len(post["files"]) for post in find(conn, Asked(query="제방 OR 저수지"), 10).posts) == 3
        monkeypatch.setattr(finding, "_BUDGET", 20)
        assert sum(len(post["files"]) for post in find(conn, Asked(query="제방 OR 저수지"), 10).posts) < 3


def test_a_terminal_sees_what_was_found_marked(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(archive.open_reader(kept)) as conn:
        found = find(conn, Asked(query="저수지 환승"), 5)
        hit = find(conn, Asked(query="저수지"), 5)
    shown: list[str] = []
    monkeypatch.setattr(verb.click, "echo", lambda text="", **_: shown.append(text))
    monkeypatch.setattr(verb.click, "secho", lambda text="", **_: shown.append(text))
    verb._show(found, "저수지 환승")
    assert shown == []
    verb._show(hit, "저수지")
    assert sum("\x1b[31m\x1b[1m저수지\x1b[0m" in line for line in shown) == 2
    assert any("[<b>조사</b> 보고.hwp] " in line for line in shown)


def test_the_verb_in_a_pipe_and_its_mistakes(kept: Path) -> None:
    lines = run(kept, "search", "저수지", "참가").splitlines()
    assert lines[0].split("\t") == list(verb.COLUMNS)
    assert [line.split("\t")[8] for line in lines[1:]] == ["제방.docx", "참가 신청서.hwp, <b>조사</b> 보고.hwp"]
    assert run(kept, "search", "없는낱말").splitlines()[1:] == []
    wrong = CliRunner().invoke(panjeon, ["search", "--board", "attic", "서울", "--archive", str(kept)])
    assert (wrong.exit_code, "it holds seoulsolution-en, seoulsolution-ko" in wrong.stderr) == (1, True)
    told = CliRunner().invoke(panjeon, ["search", "서울", "--limit", "3", "--archive", str(kept)])
    assert re.search(r"^\d+ posts, 3 shown$", told.stderr, re.MULTILINE)


@pytest.mark.parametrize("query", ["(" * 400, '"' * 399, "서울 " * 200, "* - OR \" NEAR(a b)", "\x00", "\ud7ff\ufffe", "a" * 5000, "'; drop table posts; --", "-서울", "가* 나*"])
def test_no_query_is_an_error_for_anybody(kept: Path, served: Datasette, query: str) -> None:
    for path in ("/-/search?q=", "/-/search.json?q=", "/-/feed.json?q=", "/-/feed.atom?q=", "/archive/posts.json?_search=", "/archive/post_list?_search="):
        assert get(served, path + quote(query, errors="surrogatepass"))[0].status_code == 200, path
    assert CliRunner().invoke(panjeon, ["search", "--archive", str(kept), "--json", "--", query]).exit_code == 0
