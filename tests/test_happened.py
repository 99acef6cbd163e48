"""What happened to a post is said in words, in both languages, and no sentence says what the evidence denies."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette
from httpx import Response
from sample_archive import KO, Sample, build, get
from selectolax.lexbor import LexborHTMLParser

from publish import happened, words
from publish.server import settings


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample with what verdicts leave behind: an event with all its facts, and changes whose kinds are known."""
    sample = build(tmp_path_factory.mktemp("happened"))
    gone = {
        "evidence": "없는 글입니다.", "capture": 5, "first_evidence": "없는 글입니다.", "first_at": "2025-03-01T00:12:00.000000Z", "first_capture": 4,
        "attachments": [{"url": "x", "served": True}, {"url": "y", "served": False}], "<b>odd</b>": "<i>1</i>",
    }  # fmt: skip
    conn = sqlite3.connect(sample.archive)
    conn.execute("UPDATE events SET detail = ? WHERE kind = 'gone'", (json.dumps(gone, ensure_ascii=False),))
    conn.execute("UPDATE events SET detail = ? WHERE kind = 'unlisted'", (json.dumps({"page": "says that it is not there", "evidence": "HTTP 404"}),))
    conn.execute("""UPDATE revisions SET touched = '["dates", "amounts"]' WHERE post = 1 AND number = 3""")
    conn.execute("""UPDATE revisions SET touched = '["words"]' WHERE post = 1 AND number = 2""")
    conn.commit()
    conn.close()
    return sample


@pytest.fixture(scope="module")
def served(sample: Sample) -> Datasette:
    return settings(sample.archive)


def text(answer: Response, selector: str = "main") -> str:
    nodes = LexborHTMLParser(answer.text).css(selector)
    assert nodes, selector
    return " ".join(" ".join(node.text(separator=" ") for node in nodes).split())


def post_of(sample: Sample, kind: str) -> int:
    conn = sqlite3.connect(sample.archive)
    (post,) = conn.execute("SELECT post FROM events WHERE kind = ?", (kind,)).fetchone()
    conn.close()
    return int(post)


@pytest.mark.parametrize(("lang", "said"), [("ko", "글 주소에서도 없다고 답합니다"), ("en", "its own page says that it is not there")])
def test_what_left_its_list_is_not_said_to_open(served: Datasette, sample: Sample, lang: str, said: str) -> None:
    for page in get(served, f"/-/post/{post_of(sample, 'unlisted')}?lang={lang}", f"/-/changes?kind=unlisted&lang={lang}"):
        assert said in text(page)
        assert "아직 열립니다" not in text(page)
        assert "can still be opened" not in text(page)
    (feed,) = get(served, f"/-/feed.json?kind=unlisted&lang={lang}")
    assert said in feed.json()["items"][0]["content_html"]


def test_each_page_of_a_post_that_left_its_list_has_its_sentence() -> None:
    english = words.translator("en")
    told = {page: happened.sentence(english, {"kind": "unlisted", "detail": json.dumps({"page": page})}) for page in ("still answers", "?")}
    assert told == {"still answers": "It left the list but can still be opened.", "?": "It left the list."}


@pytest.mark.parametrize(
    ("lang", "facts"),
    [
        ("ko", ("사이트의 말: 없는 글입니다.", "첨부파일 2건 가운데 1건은 아직 열렸습니다.", "처음 그렇게 답한 때: 2025. 3. 1. 09:12 KST")),
        ("en", ("The site said: 없는 글입니다.", "Of its files (2), still served: 1.", "It said so first on 1 Mar 2025, 09:12 KST")),
    ],
)
def test_what_an_event_rests_on_is_said_in_words(served: Datasette, sample: Sample, lang: str, facts: tuple[str, ...]) -> None:
    (page,) = get(served, f"/-/post/{post_of(sample, 'gone')}?lang={lang}")
    said = text(page, ".timeline")
    assert all(fact in said for fact in facts), said
    assert "first_at" not in said
    assert "{" not in said
    assert "<b>odd</b>: <i>1</i>" in said, "a fact that nobody has words for is shown as it stands, and escaped"


def test_what_a_page_quotes_once_is_not_quoted_again() -> None:
    event = {"kind": "gone", "detail": json.dumps({"evidence": "HTTP 404"})}
    assert list(happened.facts(words.translator("ko"), event, frozenset({"HTTP 404"}))) == []
    assert list(happened.facts(words.translator("ko"), event)) == ["사이트의 말: HTTP 404"]
    assert list(happened.facts(words.translator("en"), {"kind": "restored", "detail": '{"from": "gone", "to": "listed"}'})) == ["State: taken down → listed"]


@pytest.mark.parametrize("broken", ["[]", "{", "null", '{"attachments": 5, "from": [], "to": {}}'])
def test_an_odd_detail_is_no_error(broken: str) -> None:
    list(happened.facts(words.translator("ko"), {"kind": "restored", "detail": broken}))
    assert happened.first_at({"detail": broken}) is None


@pytest.mark.parametrize(("lang", "kinds"), [("ko", ["날짜", "금액"]), ("en", ["dates", "amounts"])])
def test_what_a_change_is_about_is_shown_wherever_it_is_told(served: Datasette, lang: str, kinds: list[str]) -> None:
    paths = (f"/-/post/1?lang={lang}", f"/-/changes?kind=changed&lang={lang}", f"/-/changes?since=1&lang={lang}", f"/?lang={lang}", f"/-/post/1/compare/2/3?lang={lang}")
    for path, page in zip(paths, get(served, *paths), strict=True):
        badges = [node.text() for node in LexborHTMLParser(page.text).css(".touched .badge")]
        assert badges == kinds, path
    (feed,) = get(served, f"/-/feed.json?kind=changed&board={KO}&lang={lang}")
    third = next(item for item in feed.json()["items"] if item["_panjeon"]["revision"] == 3)
    assert ", ".join(kinds) in third["content_html"]
    assert third["_panjeon"]["touched"] == ["dates", "amounts"]


def test_programs_are_told_what_a_change_is_about(served: Datasette) -> None:
    changes, post = get(served, "/-/changes.json?kind=changed", "/-/post/1.json")
    assert [event["touched"] for event in changes.json()["events"] if event["number"] == 3] == [["dates", "amounts"]]
    assert [version["touched"] for version in post.json()["versions"]] == [[], ["words"], ["dates", "amounts"]]


@pytest.mark.parametrize(("lang", "heading"), [("ko", "찾을 수 없습니다"), ("en", "Not found")])
def test_a_wrong_address_is_answered_in_the_readers_language(served: Datasette, lang: str, heading: str) -> None:
    for page in get(served, f"/nonsense?lang={lang}", f"/archive/none?lang={lang}", f"/-/none?lang={lang}", f"/archive/posts/99999?lang={lang}"):
        assert (page.status_code, text(page, "h1")) == (404, heading)
        assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_question_that_is_none_is_no_fault_of_the_server(served: Datasette) -> None:
    page, plain, missing = get(served, "/archive/posts?_sort=none&lang=ko", "/archive/posts.json?_sort=none", "/archive/none.json")
    assert (page.status_code, text(page, "h1")) == (400, "물음을 알아들을 수 없습니다")
    assert "Cannot sort table by none" in text(page)
    assert (plain.status_code, plain.json()["error"]) == (400, "Cannot sort table by none")
    assert (missing.status_code, missing.json()["ok"]) == (404, False)


def test_what_a_public_room_refuses_is_said_in_words(sample: Sample) -> None:
    page, plain = get(settings(sample.archive, public=True), "/archive?sql=select+1&lang=en", "/archive.json?sql=select+1")
    assert (page.status_code, text(page, "h1")) == (403, "Not allowed")
    assert (plain.status_code, plain.json()["ok"]) == (403, False)


def test_another_database_keeps_the_pages_of_datasette(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    conn = sqlite3.connect(other)
    conn.execute("CREATE TABLE t (a)")
    conn.close()
    (page,) = get(Datasette([str(other)]), "/none")
    assert "판전" not in page.text


def test_one_is_said_as_one() -> None:
    english = words.translator("en")
    assert (english("posts_n", n="1"), english("posts_n", n="2"), english("posts_n", n="1,001")) == ("1 post", "2 posts", "1,001 posts")


def test_kinds_of_trouble_have_names(served: Datasette) -> None:
    korean, english = get(served, "/-/issues?lang=ko", "/-/issues?lang=en")
    assert "화면이 맞지 않음" in text(korean)
    assert "a page that does not fit" in text(english)
    assert words.trouble(words.translator("ko"), "empty_list: the list shows no post") == "목록에 글이 하나도 없음"
    assert words.trouble(words.translator("ko"), "nothing known") == ""
