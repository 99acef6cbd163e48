"""The feed of a partner strip: who came, who left, what changed, in two languages and two forms; never those who were always there."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from sample_archive import EN, KO, Sample, build, get, png
from selectolax.lexbor import LexborHTMLParser

from publish import feeds
from publish.server import settings

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("partners"))


@pytest.fixture(scope="module")
def served(sample: Sample) -> Datasette:
    return settings(sample.archive)


def items(served: Datasette, query: str = "lang=ko") -> list[dict[str, Any]]:
    (answer,) = get(served, f"/-/partner-feed.json?{query}")
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_who_came_changed_and_left_and_nobody_else(served: Datasette) -> None:
    assert [item["title"] for item in items(served)] == ["[빠짐] WORLDBANK", "[들어옴] WORLDBANK", "[바뀜] KOTRA 대한무역투자진흥공사", "[응답 없음] ICLEI"]
    assert [item["title"] for item in items(served, "lang=en")] == ["[Left] WORLDBANK", "[Came] WORLDBANK", "[Changed] KOTRA 대한무역투자진흥공사", "[Link dead] ICLEI"]
    assert [item["tags"] for item in items(served)] == [["partner_gone", KO], ["partner_new", KO], ["partner_changed", KO], ["partner_link_dead", KO]]


def test_an_entry_holds_the_change_itself_with_both_logos(served: Datasette) -> None:
    changed = items(served)[2]
    content = LexborHTMLParser(changed["content_html"])
    assert [node.text() for node in content.css("h3")] == ["이름", "그림", "설명"]
    assert [node.text() for node in content.css("del")] == ["KOTRA", "—"]
    assert [node.text() for node in content.css("ins")] == ["KOTRA 대한무역투자진흥공사", "수출을 돕는 기관입니다."]
    assert changed["_panjeon"]["changed"] == ["name", "logo_sha256", "description"]
    logos = [str(node.attributes["src"]).removeprefix("http://localhost") for node in content.css("img")]
    before, after = get(served, *logos)
    assert (before.headers["content-type"], after.headers["content-type"]) == ("image/png", "image/png")
    assert before.content != after.content


def test_both_forms_say_the_same(served: Datasette) -> None:
    (atom,) = get(served, f"/-/partner-feed.atom?board={KO}&lang=ko")
    assert atom.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(atom.content)
    told = items(served, f"board={KO}&lang=ko")
    entries = root.findall(f"{ATOM}entry")
    for name, key in (("id", "id"), ("title", "title"), ("content", "content_html"), ("updated", "date_published")):
        assert [entry.findtext(f"{ATOM}{name}") for entry in entries] == [item[key] for item in told]
    assert len({item["id"] for item in told}) == len(told)
    assert root.findtext(f"{ATOM}title") == "판전 · 새소식 · 협력 기관"
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"http://localhost/-/partner-feed.atom?board={KO}&lang=ko", "alternate": f"http://localhost/-/partners/{KO}"}


def test_board_and_kind_narrow_it(served: Datasette) -> None:
    assert [item["_panjeon"]["kind"] for item in items(served, "kind=gone,new")] == ["gone", "new"]
    assert len(items(served, "kind=nonsense")) == 4
    assert items(served, f"board={EN}") == []
    assert get(served, "/-/partner-feed.atom?board=none")[0].status_code == 200


def test_a_long_feed_is_read_on_and_a_known_one_is_not_sent_again(tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    sample.board(KO, "새소식", "ko", None)
    first, second = sample.crawl(KO), sample.crawl(KO)
    partner = sample.partner(first, KO, "CITYNET", png(2, 2, (0, 0, 0)))
    for _ in range(feeds.ENTRIES):
        (capture,) = sample.conn.execute("SELECT capture FROM partners WHERE id = ?", (partner,)).fetchone()
        sample.insert("partner_events", partner=partner, crawl=second, kind="restored", at=sample.now(), detail="{}", capture=capture)
    sample.change_partner(second, partner, url="https://new.example.invalid/")
    served = settings(sample.close().archive)
    page = get(served, "/-/partner-feed.json?lang=ko")[0].json()
    rest = get(served, page["next_url"].removeprefix("http://localhost"))[0].json()
    assert [len(page["items"]), len(rest["items"]), "next_url" in rest] == [feeds.ENTRIES, 1, False]
    assert page["items"][0]["external_url"] == "https://new.example.invalid/"
    (known,) = get(served, "/-/partner-feed.atom")
    (again,) = get(served, "/-/partner-feed.atom", headers={"if-none-match": known.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_entry_ids_are_the_same_in_every_copy(tmp_path: Path, sample: Sample, served: Datasette) -> None:
    copy = tmp_path / "archive.db"
    copy.write_bytes(sample.archive.read_bytes())
    conn = sqlite3.connect(copy)
    conn.execute("UPDATE partner_events SET id = id + 1000")
    conn.commit()
    conn.close()
    assert [item["id"] for item in items(settings(copy))] == [item["id"] for item in items(served)]


@pytest.mark.parametrize(("lang", "stood"), [("ko", "처음 보관할 때 이미 있던 기관 13곳"), ("en", "13 stood there when the strip was first archived")])
def test_the_wall_names_its_feed_and_who_was_always_there(served: Datasette, lang: str, stood: str) -> None:
    page = LexborHTMLParser(get(served, f"/-/partners/{KO}?lang={lang}")[0].text)
    (link,) = page.css("link[rel=alternate][type='application/atom+xml']")
    assert link.attributes["href"] == f"/-/partner-feed.atom?lang={lang}&board={KO}"
    assert stood in page.css_first("main").text()
    assert len(page.css(".plainlist > li")) == 4


@pytest.mark.parametrize("query", ["before=-1", "before=" + "9" * 30, "board=%3Cscript%3E", "kind=%00", "board=" + "x" * 5000])
def test_odd_questions_get_a_feed(served: Datasette, query: str) -> None:
    atom, plain = get(served, f"/-/partner-feed.atom?{query}", f"/-/partner-feed.json?{query}")
    ElementTree.fromstring(atom.content)
    assert json.loads(plain.content)["version"].endswith("1.1")


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    """A strip with a dead link, one that failed once, one that leads elsewhere, one without an answer at all, and one that nobody asked."""
    sample = Sample(tmp_path_factory.mktemp("links"))
    sample.board(KO, "새소식", "ko", None)
    first, second = sample.crawl(KO), sample.crawl(KO)
    numbers = [sample.partner(first, KO, name, None) for name in ("가", "나", "다", "라", "마")]

    sample.check_link((first, second), KO, numbers[0], "gone", dead=True, status=404)
    sample.check_link((first, second), KO, numbers[1], "error", status=503)
    sample.check_link((first, second), KO, numbers[2], "elsewhere", status=302, leads_to="https://new.example.invalid/")
    sample.check_link((first, second), KO, numbers[3], "unreachable", dead=True, answered=False)
    sample.close()
    return settings(sample.archive)


def facts_on_the_wall(served: Datasette, lang: str) -> list[str]:
    (page,) = get(served, f"/-/partners/{KO}?lang={lang}")
    rows = LexborHTMLParser(page.text).css(".wall > li")
    return [" ".join(" ".join(fact.text().split()) for fact in row.css(".facts")[:-1]) for row in rows]


def test_the_wall_says_at_whose_link_nobody_answers(linked: Datasette) -> None:
    assert facts_on_the_wall(linked, "ko") == [
        "응답 없음: 2025. 3. 4.부터 그런 주소가 없다고 답함 (404) 확인한 두 번: 2025. 3. 4., 2025. 3. 11.",
        "연결 확인: 2025. 3. 4. 서버 오류로 답함 (503) 한 번 그랬을 뿐이라 다른 날 다시 묻습니다.",
        "연결 확인: 2025. 3. 4. 다른 곳으로 이어짐 (302): https://new.example.invalid/",
        "응답 없음: 2025. 3. 4.부터 연결되지 않음 확인한 두 번: 2025. 3. 4., 2025. 3. 11.",
        "",
    ]
    assert facts_on_the_wall(linked, "en")[0] == "No answer from 4 Mar 2025 on says that there is no such page (404) Found twice: 4 Mar 2025, 11 Mar 2025"
    (page,) = get(linked, f"/-/partners/{KO}")
    proofs = [[link.attributes["href"] for link in row.css(".facts a")] for row in LexborHTMLParser(page.text).css(".wall > li")]
    assert proofs[0] == ["/-/capture/6", "/-/capture/7"]
    # where nobody answered there is no capture; the failure stands among the issues of its run
    assert proofs[3] == ["/-/issues?crawl=1", "/-/issues?crawl=2"]


def test_the_feed_and_programs_are_told_of_dead_links(linked: Datasette) -> None:
    feed, table, wall = (answer.json() for answer in get(linked, "/-/partner-feed.json?lang=ko&kind=link_dead", "/archive/partner_list.json?_shape=array", f"/-/partners/{KO}.json"))
    assert [item["title"] for item in feed["items"]] == ["[응답 없음] 라", "[응답 없음] 가"]
    assert "응답 없음:" in feed["items"][1]["content_html"]
    assert "그런 주소가 없다고 답함 (404)" in feed["items"][1]["content_html"]
    assert [(row["name"], row["link"]) for row in table if row["dead_since"]] == [("라", "unreachable"), ("가", "gone")]
    assert [(row["name"], row["link"] and row["link"]["outcome"]) for row in wall["partners"]] == [
        ("가", "gone"), ("나", "error"), ("다", "elsewhere"), ("라", "unreachable"), ("마", None),
    ]  # fmt: skip
    assert get(linked, "/-/partners/none.json")[0].status_code == 404
