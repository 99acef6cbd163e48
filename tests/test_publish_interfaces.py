"""What programs rely on: JSON that says what the pages say, views without long columns, a description that is true, examples that run."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from datasette.app import Datasette
from sample_archive import KO, Sample, build, get
from sqlite_utils import Database

from pipelines import search
from pipelines.schema import TABLES, VIEWS, migrations, sentence
from publish import openapi, pages
from publish.server import settings

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT.joinpath("docs", "interfaces.md").read_text("utf-8")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("interfaces"))


@pytest.fixture(scope="module")
def served(sample: Sample) -> Datasette:
    return settings(sample.archive)


def told(served: Datasette, path: str) -> Any:
    (answer,) = get(served, path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return answer.json()


def test_changes_are_read_on_from_a_cursor_until_nothing_is_new(served: Datasette, sample: Sample) -> None:
    found, cursor = [], 0
    while True:
        page = told(served, f"/-/changes.json?since={cursor}&limit=7")
        assert len(page["events"]) <= 7
        assert page["next"] == f"http://localhost/-/changes.json?since={page['cursor']}&limit=7"
        found += page["events"]
        if not page["events"]:
            break
        cursor = page["cursor"]
    conn = sqlite3.connect(sample.archive)
    held = [number for (number,) in conn.execute("SELECT id FROM events ORDER BY id")]
    conn.close()
    assert [event["id"] for event in found] == held
    assert page["cursor"] == page["latest"] == held[-1]


def test_changes_can_be_narrowed(served: Datasette) -> None:
    assert {event["kind"] for event in told(served, "/-/changes.json?kind=gone")["events"]} == {"gone", "blinded", "unlisted"}
    assert {event["kind"] for event in told(served, "/-/changes.json?kind=pinned")["events"]} == {"pinned"}
    assert {event["board"] for event in told(served, f"/-/changes.json?board={KO}")["events"]} == {KO}
    nothing = told(served, "/-/changes.json?kind=restored")
    assert nothing["events"] == []
    assert nothing["cursor"] == nothing["latest"], "a program that asks for what never happens must not begin again at 0"
    assert len(told(served, "/-/changes.json?limit=100000")["events"]) <= 500


def test_a_post_comes_with_its_history(served: Datasette) -> None:
    post = told(served, "/-/post/1.json")
    assert [version["number"] for version in post["versions"]] == [1, 2, 3]
    assert post["versions"][1]["silent"] == 1
    assert post["versions"][2]["changed"] == ["title", "modified_at", "body_text", "body_html"]
    assert "1월 30일까지" in post["body_text"]
    assert post["body_clean"].startswith("<p>대중교통 환승 체계 안내입니다.")
    assert "body_html" not in post
    assert {capture["id"] for capture in post["captures"]} >= {version["capture"] for version in post["versions"]}
    files = told(served, "/-/post/7.json")["attachments"]
    assert [(file["name"], file["download"]) for file in files] == [
        ("참가 신청서.hwp", "http://localhost/-/attachment/1"),
        ("포스터.png", "http://localhost/-/attachment/2"),
    ]
    assert told(served, "/-/post/3.json")["events"][-1]["detail"] == {"status": "404", "confirmations": "2"}
    assert get(served, "/-/post/999.json")[0].status_code == 404


def test_a_search_says_how_many_and_where(served: Datasette) -> None:
    found = told(served, "/-/search.json?q=서울시민")
    assert found["total"] == len(found["results"]) == 4
    assert found["next"] is None
    everything = told(served, "/-/search.json?q=서울")
    assert everything["total"] > len(everything["results"]) == 30
    more = told(served, everything["next"].removeprefix("http://localhost"))
    assert len(more["results"]) == everything["total"] - 30
    assert "<mark>서울</mark>" in everything["results"][0]["excerpt"]
    assert told(served, "/-/search.json") == {"query": "", "total": 0, "more": False, "results": [], "next": None}


@pytest.mark.parametrize("view", VIEWS)
def test_views_hold_nothing_long(served: Datasette, sample: Sample, view: str) -> None:
    columns = list(VIEWS[view][2])
    assert not {"body_html", "body_text", "attachments", "description"} & set(columns)
    for column in (None, *columns):
        assert sentence(view, column).endswith(".")
    rows = get(served, f"/archive/{view}.json?_shape=array&_size=1000")[0].json()
    assert list(rows[0]) == columns
    table = {"post_list": "posts", "version_list": "revisions", "change_list": "events", "partner_list": "partners"}[view]
    conn = sqlite3.connect(sample.archive)
    assert len(rows) == conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    conn.close()
    (page,) = get(served, f"/archive/{view}")
    assert page.status_code == 200
    assert sentence(view).replace("'", "&#39;") in page.text


def test_a_view_is_searched_in_korean_and_leads_to_posts(served: Datasette) -> None:
    assert len(get(served, "/archive/post_list.json?_search=서울시민&_shape=array")[0].json()) == 4
    for view, post in (("post_list", 32), ("change_list", 36), ("version_list", 36)):
        assert f'<a href="/-/post/{post}">' in get(served, f"/archive/{view}")[0].text


def test_an_archive_of_before_gets_its_views_when_it_is_next_written(tmp_path: Path) -> None:
    database = Database(tmp_path / "archive.db")
    migrations.apply(database, stop_before="003_reading")
    assert database.view_names() == []
    migrations.apply(database)
    assert set(database.view_names()) == set(VIEWS)
    database.close()


def test_an_archive_of_before_is_served_as_it_is(tmp_path: Path) -> None:
    sample = build(tmp_path)
    conn = sqlite3.connect(sample.archive)
    for view in VIEWS:
        conn.execute(f"DROP VIEW {view}")
    conn.execute("DROP INDEX events_kind")
    conn.commit()
    conn.close()
    assert {answer.status_code for answer in get(settings(sample.archive), "/", "/-/changes", "/-/charts", "/-/feed.atom", "/archive", "/archive/posts")} == {200}


def described(served: Datasette) -> dict[str, Any]:
    value: dict[str, Any] = told(served, "/-/openapi.json")
    return value


def test_the_description_holds_every_address(served: Datasette) -> None:
    document = described(served)
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "http://localhost"}]
    expected = {address for pattern, _ in pages.ROUTES for address in openapi.addresses(pattern) if not address.endswith(".css")}
    assert set(document["paths"]) == expected
    assert {"/-/feed.atom", "/-/feed.json", "/-/post/{post}/compare/{a}/{b}"} <= expected
    operations = [path["get"] for path in document["paths"].values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for address, path in document["paths"].items():
        given = path["get"].get("parameters", [])
        assert [parameter["name"] for parameter in given if parameter["in"] == "path"] == re.findall(r"\{(\w+)\}", address)
        assert len({(parameter["in"], parameter["name"]) for parameter in given}) == len(given)
        assert path["get"]["summary"].endswith(".")


def test_every_parameter_that_is_read_is_described() -> None:
    """A parameter added to a page and not to the description turns this red."""
    source = "".join((ROOT / "publish" / name).read_text("utf-8") for name in ("pages.py", "feeds.py", "data.py"))
    read = set(re.findall(r'visit\.(?:text|cursor|day)\("(\w+)"\)', source)) | {"page", "lang", "year", "author", "state"}
    described = {name for names in openapi.QUERY.values() for name in names} | {"lang"}
    assert read == described
    assert set(openapi.QUERY) <= {address for pattern, _ in pages.ROUTES for address in openapi.addresses(pattern)}


def test_every_reference_leads_somewhere(served: Datasette) -> None:
    document = described(served)
    for reference in re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)):
        assert reference in document["components"]["schemas"]


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any], place: str) -> Iterator[str]:
    """Where a value is not what its schema says: the few words of JSON Schema that the description uses."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    python = {"string": str, "integer": int, "number": (int, float), "null": type(None), "array": list, "object": dict, "boolean": bool}
    if not any(isinstance(value, python[kind]) for kind in kinds):
        yield f"{place}: {value!r} is none of {kinds}"
    if isinstance(value, list):
        for item in value:
            yield from fits(item, schema["items"], whole, f"{place}[]")
    if isinstance(value, dict) and "properties" in schema:
        yield from (f"{place}.{name} is {what}" for what, names in (("missing", set(schema["required"]) - set(value)), ("not described", set(value) - set(schema["properties"]))) for name in names)
        for name, item in value.items():
            if name in schema["properties"]:
                yield from fits(item, schema["properties"][name], whole, f"{place}.{name}")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/-/changes.json", "/-/changes.json?limit=500"),
        ("/-/search.json", "/-/search.json?q=서울"),
        ("/-/search.json", "/-/search.json?q=없는낱말"),
        *(("/-/post/{post}.json", f"/-/post/{post}.json") for post in (1, 2, 3, 7, 17, 33)),
    ],
)
def test_answers_are_what_the_description_says(served: Datasette, address: str, path: str) -> None:
    document = described(served)
    schema = document["paths"][address]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert list(fits(told(served, path), schema, document, "answer")) == []


def test_described_media_types_are_those_that_are_sent(served: Datasette) -> None:
    values = {"name": KO, "post": "7", "a": "1", "b": "1", "capture": "1", "attachment": "2", "partner": "7", "version": "1", "form": "csv"}
    asked = {"/-/author": "?name=ssunha", "/-/search/posts.{form}": "?q=서울"}
    for address, path in described(served)["paths"].items():
        (answer,) = get(served, re.sub(r"\{(\w+)\}", lambda found: values[found[1]], address) + asked.get(address, ""))
        assert answer.status_code == 200, address
        (media,) = path["get"]["responses"]["200"]["content"]
        assert answer.headers["content-type"].partition(";")[0] == media.replace("image/*", "image/png").replace("*/*", "text/csv"), address


@pytest.fixture(scope="module")
def address(sample: Sample) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "cli", "serve", "--archive", str(sample.archive), "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    server = process.stdout.readline().strip().rstrip("/")
    for _ in range(100):
        try:
            urlopen(f"{server}/robots.txt", timeout=5).close()
            break
        except OSError:
            asyncio.run(asyncio.sleep(0.1))
    yield server
    process.terminate()
    process.communicate(timeout=10)


def python_examples() -> list[str]:
    return re.findall(r"```python\n(.+?)```", DOCUMENT, re.DOTALL)


def test_the_example_follows_changes_with_a_cursor(address: str, tmp_path: Path) -> None:
    example, kept = tmp_path / "follow.py", tmp_path / "cursor"
    example.write_text(python_examples()[0], encoding="utf-8")
    runs = [subprocess.run([sys.executable, "-X", "utf8", str(example), address, str(kept)], capture_output=True, text=True, check=True, encoding="utf-8") for _ in range(2)]
    assert len(runs[0].stdout.splitlines()) == 6
    assert f"changed 대중교통 환승 체계 안내 (기한 연장) {address}/-/post/1" in runs[0].stdout
    assert runs[1].stdout == ""


def test_the_example_without_a_server(sample: Sample, tmp_path: Path) -> None:
    example = tmp_path / "silent.py"
    example.write_text(python_examples()[1], encoding="utf-8")
    done = subprocess.run([sys.executable, str(example)], cwd=sample.folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["2025-03-01T16:25:00.000000Z https://www.seoulsolution.kr/ko/node/6306 version 2"]


def test_the_curl_examples_are_answered(address: str) -> None:
    asked = re.findall(r"'http://127\.0\.0\.1:8001(/[^']+)'", DOCUMENT)
    assert len(asked) == 3
    for path in asked:
        with urlopen(address + path, timeout=20) as answer:
            assert answer.status == 200
            assert len(answer.read().splitlines()) > 0


def test_the_documented_searches_in_sql_find_posts(sample: Sample) -> None:
    asked = re.findall(r"In SQL: `(select .+?)`", ROOT.joinpath("docs", "reading.md").read_text("utf-8")) + re.findall(r"```sql\n(.+?)```", DOCUMENT, re.DOTALL)
    assert len(asked) == 2
    with closing(sqlite3.connect(sample.archive)) as conn:
        search.register(conn)
        for sql in asked:
            assert conn.execute(sql, {"q": "교통"} if ":q" in sql else {}).fetchall(), sql


def test_the_shown_answer_has_the_fields_of_a_real_one(served: Datasette) -> None:
    shown = json.loads(re.findall(r"```json\n(.+?)```", DOCUMENT, re.DOTALL)[0])
    real = told(served, "/-/changes.json?kind=changed&limit=1")
    assert list(shown) == list(real)
    assert list(shown["events"][0]) == list(real["events"][0])


def test_the_schema_page_holds_every_view() -> None:
    page = ROOT.joinpath("docs", "schema.md").read_text("utf-8")
    for name in (*TABLES, *VIEWS):
        assert f"\n## {name}\n" in page
