"""Public and private: what each refuses, what caches and robots are told, and the published examples that must be true."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from sample_archive import KO, Sample, build, get

from cli.serve import serve
from publish import guard, server

DOCUMENT = Path(__file__).parent.parent.joinpath("docs", "publishing.md").read_text("utf-8")
INSIDE = ("databases", "threads", "plugins", "settings", "metadata", "versions", "actor", "permissions", "allow-debug", "messages", "logout", "auth-token", "patterns")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("modes"))


@pytest.fixture(scope="module")
def public(sample: Sample) -> Datasette:
    return server.settings(sample.archive, public=True)


@pytest.fixture(scope="module")
def private(sample: Sample) -> Datasette:
    return server.settings(sample.archive)


SQL = ("/archive?sql=select+1", "/archive.json?sql=select+1", "/archive.csv?sql=select+1", "/archive/posts.json?_where=1=1")


def test_a_public_room_takes_no_sql_and_gives_no_file(public: Datasette, private: Datasette) -> None:
    assert [answer.status_code for answer in get(public, *SQL)] == [403] * 4
    assert [answer.status_code for answer in get(private, *SQL)] == [200] * 4
    assert get(public, "/archive.db")[0].status_code == 403
    assert get(public, "/archive/posts.json?_shape=array&_search=서울시민")[0].json()


def test_the_plugin_alone_refuses_sql_too(sample: Sample) -> None:
    """Plain Datasette with only the plugin's setting: nobody can forget the option beside it."""
    plain = Datasette([str(sample.archive)], metadata={"plugins": {"panjeon": {"public": True}}})
    assert [answer.status_code for answer in get(plain, *SQL, "/archive.db")] == [403] * 5
    assert get(plain, "/-/search?q=서울")[0].status_code == 200


@pytest.mark.parametrize("name", INSIDE)
def test_a_public_room_tells_nothing_of_its_inside(public: Datasette, name: str) -> None:
    for path in (f"/-/{name}", f"/-/{name}.json"):
        (answer,) = get(public, path)
        assert (answer.status_code, answer.text) == (404, "not found\n")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_no_public_page_names_a_path_of_the_server(public: Datasette, sample: Sample) -> None:
    for answer in get(public, "/", "/archive", "/archive.json", "/archive/posts", "/archive/posts/1.json", "/-/post/1", "/-/crawls"):
        assert str(sample.folder) not in answer.text


@pytest.mark.parametrize(
    ("path", "shared", "own"),
    [
        ("/", "public, max-age=60", "private, no-cache"),
        ("/-/post/1", "public, max-age=60", "private, no-cache"),
        ("/-/feed.atom", "public, max-age=60", "private, no-cache"),
        ("/-/capture/1/payload", "public, max-age=600", "private, max-age=600"),
        ("/-/logo/1", "public, max-age=600", "private, max-age=600"),
        ("/-/panjeon.css", "public, max-age=86400", "private, max-age=86400"),
        ("/archive/posts", "public, max-age=5", "private, max-age=5"),
        ("/?lang=en", "no-store", "no-store"),
        ("/-/post/999", "no-store", "no-store"),
        ("/nowhere", "no-store", "no-store"),
    ],
)
def test_caches_are_told_what_they_may_keep(public: Datasette, private: Datasette, path: str, shared: str, own: str) -> None:
    assert get(public, path)[0].headers.get_list("cache-control") == [shared]
    assert get(private, path)[0].headers.get_list("cache-control") == [own]


def test_what_depends_on_the_reader_says_so(public: Datasette) -> None:
    for path in ("/", "/-/feed.json", "/-/post/1"):
        assert get(public, path)[0].headers["vary"] == "cookie, accept-language, Authorization"
    chosen, later = get(public, "/?lang=en")[0], get(public, "/", cookies={"panjeon_lang": "en"})[0]
    (cookie,) = [value for value in chosen.headers.get_list("set-cookie") if "panjeon_lang" in value]
    assert cookie.startswith("panjeon_lang=en")
    assert later.headers["cache-control"] == "no-store"
    held = get(public, "/-/feed.json")[0].headers["etag"]
    again = get(public, "/-/feed.json", headers={"if-none-match": held})[0]
    assert (again.status_code, again.headers["cache-control"]) == (304, "public, max-age=60")


def test_robots_are_sent_away_from_a_private_room(private: Datasette) -> None:
    robots, front, table = get(private, "/robots.txt", "/", "/archive/posts")
    assert robots.text == "User-agent: *\nDisallow: /\n"
    assert robots.headers["content-type"] == "text/plain; charset=utf-8"
    for answer in (front, table):
        assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"


def test_robots_read_the_pages_for_people_in_a_public_room(public: Datasette) -> None:
    robots, *rest = get(
        public, "/robots.txt", "/", f"/-/board/{KO}", "/-/post/1", "/-/search?q=a", "/-/capture/1", "/-/capture/1/payload", "/-/post/1/compare/1/2", "/-/logo/1"
    )
    assert "Disallow: /-/search\n" in robots.text
    assert "Disallow: /archive\n" in robots.text
    assert "Disallow: /\n" not in robots.text
    assert ["x-robots-tag" in answer.headers for answer in rest] == [False] * 3 + [True] * 5


def test_the_command_chooses_the_mode(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []

    def run(archive: Path, warcs: Path, host: str, port: int, open_browser: bool, *, public: bool) -> None:
        asked.append((host, public))

    monkeypatch.setattr(server, "run", run)
    base = ["--archive", str(sample.archive)]
    for more, warned in (([], False), (["--public"], False), (["--host", "0.0.0.0"], True), (["--host", "0.0.0.0", "--public"], False), (["--private"], False)):
        done = CliRunner().invoke(serve, base + more)
        assert done.exit_code == 0, done.output
        assert ("may send SQL" in done.stderr) is warned
    assert asked == [("127.0.0.1", False), ("127.0.0.1", True), ("0.0.0.0", False), ("0.0.0.0", True), ("127.0.0.1", False)]


def test_behind_a_proxy_addresses_are_those_of_the_proxy(sample: Sample) -> None:
    root = Path(__file__).parent.parent
    command = [sys.executable, "-u", "-m", "cli", "serve", "--public", "--archive", str(sample.archive), "--port", "0"]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        asked = Request(f"{address}-/feed.atom", headers={"host": "archive.example.org", "x-forwarded-proto": "https"})
        for _ in range(50):
            try:
                with urlopen(asked, timeout=5) as answer:
                    assert 'rel="self" type="application/atom+xml" href="https://archive.example.org/-/feed.atom' in answer.read().decode()
                    assert answer.headers.get("server") is None
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not answer")
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{address}archive.json?sql=select+1", timeout=5)
        assert refused.value.code == 403
        refused.value.close()
    finally:
        process.terminate()
        process.communicate(timeout=10)


def test_the_published_commands_have_options_that_exist() -> None:
    known = {name for option in serve.params for name in (*option.opts, *option.secondary_opts)}
    container = re.findall(r'"([^"]+)"', re.findall(r"CMD \[(.+)\]", DOCUMENT)[0])
    calls = [*re.findall(r"panjeon serve ([^\n`]+)", DOCUMENT), " ".join(container)]
    assert len(calls) >= 3
    for call in calls:
        assert {word for word in call.split() if word.startswith("--")} <= known, call


def test_the_published_numbers_are_those_of_the_program() -> None:
    assert f"`public, max-age={guard.KEPT_SECONDS}`" in DOCUMENT
    assert f"| {server._MOST_AT_ONCE}, others" in DOCUMENT
    assert f"| {server._SETTINGS['max_csv_mb']} MB".replace("| ", "| up to ") in DOCUMENT
    assert f"up to {server._PUBLIC['max_csv_mb']} MB" in DOCUMENT
    assert f"| {server._SETTINGS['sql_time_limit_ms'] / 1000} s |" in DOCUMENT
    assert f"| {server._PUBLIC['sql_time_limit_ms'] // 1000} s |" in DOCUMENT


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_the_published_unit_is_one(tmp_path: Path) -> None:
    unit = tmp_path / "panjeon.service"
    unit.write_text(re.findall(r"```ini\n(.+?)```", DOCUMENT, re.DOTALL)[0].replace("/srv/panjeon/.venv/bin/panjeon", sys.executable))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert "Unknown" not in done.stderr
    assert "panjeon.service" not in done.stderr
