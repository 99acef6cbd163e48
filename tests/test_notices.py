"""What is told, to whom, and never twice: by webhooks on a real server, by real commands, by apprise where it is installed."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from kept_board import BOARD, Days, crawl, kept, listing, own, post, run
from sqlite_utils import Database

from crawler.errors import NotifyError
from pipelines import channels, schema
from pipelines.archive import open_reader, open_writer
from pipelines.channels import OF_PARTNERS, OF_POSTS, OF_RUNS, load
from pipelines.notices import KINDS, kind_of, lock_of, notices_of, told_so_far, waiting
from tests.commanding import ROOT, Crawls
from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPartner, TinyPost

__all__ = ["kept", "own"]
ALL = ", ".join(f'"{kind}"' for kind in (*OF_POSTS, *OF_PARTNERS, *OF_RUNS))


@dataclass
class Desk:
    """A server that takes letters; ``statuses``: what it answers, one after another, 200 when there are no more."""

    port: int = 0
    statuses: list[int] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self.port}/desk"


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            letter = self.rfile.read(int(self.headers["Content-Length"]))
            desk.paths.append(self.path)
            status = desk.statuses.pop(0) if desk.statuses else 200
            if status == 200:
                desk.taken.append(json.loads(letter))
                desk.keys.append(self.headers.get("Idempotency-Key", ""))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    desk.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield desk
    server.shutdown()
    server.server_close()
    thread.join()


def written(folder: Path, text: str) -> Path:
    path = folder / "notify.toml"
    path.write_text(text, encoding="utf-8")
    return path


def notify(archive: Path, channels_file: Path, *words: str) -> Any:
    return run("notify", "--channels", channels_file, *words, archive=archive)


def notes(archive: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(archive)) as conn:
        return conn.execute("SELECT channel, kind, crawl, event IS NULL, reason FROM notices ORDER BY id").fetchall()


# --- what is told ----------------------------------------------------------------------------------------------------


def test_everything_is_told_once_with_its_reason(own: Path, tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\ntell = ["new", "changed", "gone", "incomplete"]\n')
    told = notify(own, path, "--from-start")
    assert (told.exit_code, told.stdout) == (0, "4 letters taken, 0 of 1 channel failed\n")
    lines = [(notice["kind"], notice["title"], notice["reason"]) for letter in desk.taken for notice in letter["notices"]]
    assert lines == [
        ("new", "판전 새소식", "첫 수집: 글 3건을 보관함"),
        ("changed", "정책 연수 모집", "본문, 첨부 (2판, 날짜는 그대로; 글 속 날짜가 바뀜)"),
        ("gone", "한강공원 이용 안내", "두 번 확인, 2025-03-02부터: HTTP 404"),
        ("incomplete", "판전 새소식", "the network was unplugged"),
    ]
    assert [letter["summary"] for letter in desk.taken][:2] == ["판전 새소식 (hall): 새 글 1", "판전 새소식 (hall): 바뀐 글 1"]
    assert desk.keys == [letter["key"] for letter in desk.taken]
    assert len({notice["key"] for letter in desk.taken for notice in letter["notices"]}) == 4
    again = notify(own, path)
    assert (again.exit_code, again.stdout, len(desk.taken)) == (0, "0 letters taken, 0 of 1 channel failed\n", 4)


def test_a_channel_begins_with_what_happens_from_now_on(own: Path, tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\n')
    assert notify(own, path, "--dry-run").stdout == "desk: begins with what happens from now on\n"
    assert notify(own, path).exit_code == 0
    assert desk.taken == []
    assert notes(own) == [("desk", "begun", 5, 1, "met for the first time: told what happened after this")]
    clock = Days()
    clock.go_to(9)
    site = {
        "/ko/news": listing((104, "새 공고", "2025-03-08"), (101, "정책 연수 모집", "2025-02-27")),
        "/ko/node/104": post(104, "새 공고", "2025-03-08", ("내용입니다.",)),
    }
    assert crawl(own, clock, site, mode="refresh") == "complete"
    assert "[새 글] 새 공고 (2025-03-08 등록) https://board.example.go.kr/ko/node/104" in notify(own, path, "--dry-run").stdout
    assert notify(own, path).exit_code == 0
    (letter,) = desk.taken
    assert [(notice["kind"], notice["title"]) for notice in letter["notices"]] == [("new", "새 공고")]


def test_suspect_and_failed_runs_are_told_with_their_reason(own: Path, tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\n')
    notify(own, path)
    clock = Days()
    clock.go_to(10)
    assert crawl(own, clock, {"/ko/news": listing()}) == "suspect"
    clock.go_to(11)
    assert crawl(own, clock, {}) == "failed"
    notify(own, path)
    told = [(notice["kind"], notice["event"], notice["reason"]) for letter in desk.taken for notice in letter["notices"]]
    assert [kind for kind, _, _ in told] == ["suspect", "failed"]
    assert all(event is None and reason for _, event, reason in told)
    assert told[1][2] == "no list page could be read (1 tried)"


def test_a_pinned_or_moved_post_is_never_told_as_new(tmp_path: Path) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    rows = [(101, "정책 연수 모집", "2025-02-27"), (102, "한강공원 이용 안내", "2025-02-25")]
    texts = {node: tuple(f"{title}의 {number}째 문장으로 글마다 다릅니다." for number in range(8)) for node, title, _ in rows}
    pages = {f"/ko/node/{node}": post(node, title, day, texts[node]) for node, title, day in rows}
    assert crawl(archive, clock, {"/ko/news": listing(*rows), **pages}) == "complete"
    clock.go_to(3)
    assert crawl(archive, clock, {"/ko/news": listing(rows[0]), "/ko/node/101": pages["/ko/node/101"]}) == "complete"
    # 102 stands under another number now; 55 is five years old and was pinned; 103 is new.
    clock.go_to(5)
    moved = post(110, "한강공원 이용 안내", "2025-02-25", texts[102])
    old = post(55, "오래된 규정", "2020-01-02", ("오래전부터 있던 규정입니다.",))
    new = post(103, "새 공고", "2025-03-04", ("오늘 올린 공고입니다.",))
    site = {
        "/ko/news": listing((55, "오래된 규정", "2020-01-02"), (103, "새 공고", "2025-03-04"), (110, "한강공원 이용 안내", "2025-02-25"), rows[0]),
        "/ko/node/101": pages["/ko/node/101"], "/ko/node/110": moved, "/ko/node/55": old, "/ko/node/103": new,
    }  # fmt: skip
    assert crawl(archive, clock, site) == "complete"
    with closing(sqlite3.connect(archive)) as conn, conn:
        conn.execute("UPDATE posts SET pinned = 1 WHERE native_id IN ('55', '103')")
    channel = channels.Channel(name="all", way="command", target=("true",), tell=frozenset((*OF_POSTS, *OF_PARTNERS, *OF_RUNS)))
    with closing(open_reader(archive)) as conn:
        told = {notice.key.split("/")[1]: notice.kind for run, notices in waiting(conn, channel, after=2) for notice in notices if run["id"] == 3}
    assert told == {"55": "pinned", "103": "new", "110": "moved", "102": "gone"}
    with closing(sqlite3.connect(archive)) as conn, conn:
        conn.execute("UPDATE posts SET pinned = 0 WHERE native_id = '55'")
        conn.execute("INSERT INTO events (post, crawl, kind, at, detail, capture) SELECT id, 3, 'unpinned', changed_at, '{}', capture FROM posts WHERE native_id = '55'")
    with closing(open_reader(archive)) as conn:
        run_row, _ = next(iter(waiting(conn, channel, after=2)))
        assert "new" not in [notice.kind for notice in notices_of(conn, run_row) if "/55/" in notice.key]


def test_every_kind_has_words_and_every_event_a_reason(kept: Path) -> None:
    assert set(KINDS) == {*OF_POSTS, *OF_PARTNERS, *OF_RUNS}
    with closing(open_reader(kept)) as conn:
        channel = channels.Channel(name="all", way="command", target=("true",), tell=frozenset((*OF_POSTS, *OF_PARTNERS, *OF_RUNS)))
        told = [notice for _, notices in waiting(conn, channel, after=0) for notice in notices]
    assert {notice.kind for notice in told} >= {"new", "changed", "unlisted", "gone", "incomplete"}
    assert all(notice.reason.isprintable() and notice.title.isprintable() for notice in told)


def test_what_happens_to_partners_is_told_and_the_first_strip_once(board: TinyBoard, archive: Archive) -> None:
    board.add(TinyPost(1, "알림"))
    board.partners = [TinyPartner("가온재단", "http://example.org/a"), TinyPartner("나래연구원", "http://example.org/b")]
    archive.crawl(board, day=0)
    board.partners = [TinyPartner("가온재단", "http://example.org/moved"), TinyPartner("다솜협회", "http://example.org/c")]
    archive.crawl(board, day=1)
    board.partners.append(TinyPartner("나래연구원", "http://example.org/b"))
    archive.crawl(board, day=2)

    told = []
    with closing(open_reader(archive.path)) as conn:
        channel = channels.Channel(name="all", way="command", target=("true",), tell=frozenset(OF_PARTNERS))
        for _, notices in waiting(conn, channel, after=0):
            told.append(sorted((notice.kind, notice.title, notice.reason) for notice in notices))
            assert len({notice.key for notice in notices}) == len(notices)
    assert told == [
        [("partner_new", "작은 게시판", "첫 수집: 협력기관 2곳을 보관함")],
        [
            ("partner_changed", "가온재단", "주소"),
            ("partner_gone", "나래연구원", "협력기관 띠에서 빠짐"),
            ("partner_new", "다솜협회", "처음 봄"),
        ],
        [("partner_restored", "나래연구원", "협력기관 띠에 다시 나옴")],
    ]


def test_an_english_board_is_told_in_english(tmp_path: Path) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    board = replace(BOARD, language="en")
    for day, text in ((1, "until 4 April"), (3, "until 18 April")):
        clock.go_to(day)
        site = {"/ko/news": listing((101, "Training", "2025-02-27")), "/ko/node/101": post(101, "Training", "2025-02-27", (f"Applications {text}.",))}
        assert crawl(archive, clock, site, board=board) == "complete"
    path = written(tmp_path, '[channel.desk]\ncommand = ["true"]\n')
    told = notify(archive, path, "--dry-run", "--from-start").stdout
    assert "[new] 판전 새소식 (first crawl: 1 post archived)" in told
    assert "[changed] Training (text (revision 2, no date moved; a date in it))" in told


def test_boards_and_kinds_can_be_chosen(own: Path, tmp_path: Path, desk: Desk) -> None:
    text = "".join(f'[channel.{name}]\nwebhook = "{desk.webhook}"\n{more}\n' for name, more in (("a", 'boards = ["other"]'), ("b", 'tell = ["gone"]')))
    assert notify(own, written(tmp_path, text), "--from-start").exit_code == 0
    assert [notice["kind"] for letter in desk.taken for notice in letter["notices"]] == ["gone"]


def test_many_notices_are_counted(tmp_path: Path) -> None:
    archive, clock = tmp_path / "archive.db", Days()
    assert crawl(archive, clock, {"/ko/news": listing((1, "처음", "2025-02-01")), "/ko/node/1": post(1, "처음", "2025-02-01", ("글",))}) == "complete"
    clock.go_to(3)
    rows = [(number, f"글 {number}", "2025-03-02") for number in range(100, 130)]
    pages = {f"/ko/node/{node}": post(node, title, day, (f"{title} 내용",)) for node, title, day in rows}
    assert crawl(archive, clock, {"/ko/news": listing(*rows), **pages}, mode="refresh") == "complete"
    path = written(tmp_path, '[channel.desk]\ncommand = ["true"]\ntell = ["new"]\n')
    told = notify(archive, path, "--dry-run", "--from-start").stdout
    assert "새 글 30" in told
    assert told.count("[새 글] 글 1") == 20
    assert "그 밖에 10건" in told


# --- channels --------------------------------------------------------------------------------------------------------


def test_what_was_not_taken_is_tried_again_and_others_are_told(own: Path, tmp_path: Path, desk: Desk) -> None:
    script = tmp_path / "tell"
    script.write_text(f'#!/bin/sh\ncat >> {tmp_path}/told; printf "%s\\n" "$PANJEON_KEY|$PANJEON_SUMMARY" >> {tmp_path}/keys\n')
    script.chmod(0o755)
    desk.statuses = [200, 503]
    path = written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\n[channel.script]\ncommand = ["{script}"]\n')
    first = notify(own, path, "--from-start")
    assert first.exit_code == 1
    assert "channel desk: 127.0.0.1 answered 503, which is no yes" in first.stderr
    assert first.stdout == "4 letters taken, 1 of 2 channels failed\n"
    assert len((tmp_path / "keys").read_text().splitlines()) == 3
    assert "한강공원 이용 안내" in (tmp_path / "told").read_text(encoding="utf-8")
    second = notify(own, path)
    assert (second.exit_code, second.stdout) == (0, "2 letters taken, 0 of 2 channels failed\n")
    assert [letter["crawl"] for letter in desk.taken] == [1, 2, 3]
    assert len((tmp_path / "keys").read_text().splitlines()) == 3


def test_a_kill_between_telling_and_noting_repeats_the_same_key(own: Path, tmp_path: Path) -> None:
    script = tmp_path / "tell"
    script.write_text(f'#!/bin/sh\ncat > /dev/null; echo "$PANJEON_KEY" >> {tmp_path}/keys\nif [ $(wc -l < {tmp_path}/keys) = 2 ]; then kill -9 $PPID; fi\n')
    script.chmod(0o755)
    path = written(tmp_path, f'[channel.script]\ncommand = ["{script}"]\n')
    command = [sys.executable, "-m", "cli", "notify", "--from-start", "--channels", str(path), "--archive", str(own)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert notify(own, path).exit_code == 0
    keys = (tmp_path / "keys").read_text().splitlines()
    assert [key.split("/")[1] for key in keys] == ["crawl-1", "crawl-2", "crawl-2", "crawl-3"]
    assert keys[1] == keys[2]
    with closing(sqlite3.connect(own)) as conn:
        assert conn.execute("SELECT count(*) - count(DISTINCT key) FROM notices").fetchone() == (0,)


def test_a_redirect_is_not_followed(own: Path, tmp_path: Path, desk: Desk) -> None:
    desk.statuses = [302]
    done = notify(own, written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\n'), "--from-start")
    assert (done.exit_code, desk.paths) == (1, ["/desk"])
    assert "answered 302, which is no yes" in done.stderr


def test_a_command_that_fails_hangs_or_is_not_there(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "COMMAND_PATIENCE", 0.3)
    text = '[channel.a]\ncommand = ["false"]\n[channel.b]\ncommand = ["sleep", "30"]\n[channel.c]\ncommand = ["/none/such"]\n'
    done = notify(own, written(tmp_path, text), "--from-start")
    assert done.exit_code == 1
    assert "channel a: false ended with exit code 1, which is no yes" in done.stderr
    assert "channel b: sleep did not end within 0.3 seconds and was killed" in done.stderr
    assert "channel c: /none/such could not be started (No such file or directory)" in done.stderr


def test_an_error_does_not_show_the_secret_in_an_address(own: Path, tmp_path: Path) -> None:
    done = notify(own, written(tmp_path, '[channel.desk]\nwebhook = "http://127.0.0.1:1/services/T0KEN"\n'), "--from-start")
    assert done.exit_code == 1
    assert "channel desk: 127.0.0.1 could not be reached" in done.stderr
    assert "T0KEN" not in done.output


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # apprise's own import
def test_apprise_takes_a_letter_to_json(own: Path, tmp_path: Path, desk: Desk) -> None:
    pytest.importorskip("apprise", reason="the extra notify is not installed")
    done = notify(own, written(tmp_path, f'[channel.desk]\napprise = ["json://127.0.0.1:{desk.port}/desk"]\ntell = ["gone"]\n'), "--from-start")
    assert done.exit_code == 0, done.output
    (letter,) = desk.taken
    assert "한강공원 이용 안내" in letter["message"]
    assert re.search(r"hall/crawl-3/2025", letter["message"])
    desk.statuses = [500]
    assert notify(own, written(tmp_path, f'[channel.other]\napprise = ["json://127.0.0.1:{desk.port}/desk"]\n'), "--from-start").exit_code == 1


def test_without_apprise_it_says_what_to_install(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    done = notify(own, written(tmp_path, '[channel.desk]\napprise = ["json://127.0.0.1:1/"]\n'), "--from-start")
    assert done.exit_code == 1
    assert "apprise is not installed; install it with pip install 'panjeon[notify]'" in done.stderr


def test_a_test_letter_notes_nothing(own: Path, tmp_path: Path, desk: Desk) -> None:
    done = notify(own, written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\n'), "--test")
    assert (done.exit_code, done.stdout) == (0, "1 letter taken, 0 of 1 channel failed\n")
    assert desk.taken[0]["key"] == "test"
    assert notes(own) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there is no channel; a good file begins with [channel.desk]"),
        ("[chanel.desk]\n", "chanel is no known table"),
        ("[channel.desk]\n", "must have one of webhook, command and apprise, and has 0"),
        ('[channel.desk]\nwebhook = "https://a.example/"\ncommand = ["x"]', "and has 2"),
        ('[channel.desk]\nwebhook = "file:///etc/passwd"', "channel.desk.webhook is not an http or https address without a user name in it"),
        ('[channel.desk]\nwebhook = "ftp://a.example/"', "is not an http or https address"),
        ('[channel.desk]\nwebhook = "https://"', "is not an http or https address"),
        ('[channel.desk]\nwebhook = "https://me:pass@a.example/"', "is not an http or https address"),
        ('[channel.desk]\nwebhook = "https://a.example/\\r\\nX: y"', "is not an http or https address"),
        ('[channel.desk]\ncommand = "rm -rf /"', "command is not a list of words, the program first"),
        ("[channel.desk]\ncommand = []", "command is not a list of words"),
        ('[channel.desk]\nwebhok = "https://a.example/"', "channel.desk.webhok is no known key; did you mean webhook"),
        ('[channel.desk]\ncommand = ["x"]\ntell = ["news"]', "tell is not a list of new, changed, gone,"),
        ('[channel.desk]\ncommand = ["x"]\nboards = "demo"', "boards is not a list of boards"),
        ('[channel."My Desk"]\ncommand = ["x"]', "is no good name: small letters, digits and hyphens"),
        ("channel", "is no TOML in UTF-8"),
    ],
)
def test_a_wrong_file_of_channels_is_told_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(NotifyError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert sentence in message
    assert "pass@" not in message
    assert "\n" not in message


def test_the_file_in_the_documentation_is_a_good_one(tmp_path: Path) -> None:
    docs = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(\[channel.*?)```", docs, re.DOTALL)
    assert {channel.way for channel in load(written(tmp_path, shown))} == {"webhook", "command", "apprise"}


# --- the archive -----------------------------------------------------------------------------------------------------


def test_an_archive_made_before_there_were_notices_gets_the_table(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("DROP TABLE notices")
        copy.execute("DELETE FROM _sqlite_migrations WHERE name = '004_notices'")
        copy.commit()
    with closing(open_writer(path)) as conn:
        columns = [row[1] for row in conn.execute("PRAGMA table_info(notices)")]
    assert columns == list(schema.TABLES["notices"][1])
    fresh = Database(memory=True)
    schema.migrations.apply(fresh)
    assert [column.name for column in fresh["notices"].columns] == columns


def test_a_rebuilt_archive_tells_nothing_again(own: Path, tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\n')
    notify(own, path, "--from-start")
    before, count = notes(own), len(desk.taken)
    assert count == 3
    assert run("rebuild", "--dry-run", archive=own).exit_code == 0
    done = run("rebuild", "--replace", "--yes", archive=own)
    assert done.exit_code == 0, done.output
    assert notes(own) == before
    assert notify(own, path).exit_code == 0
    assert len(desk.taken) == count


def test_two_tellers_do_not_tell_at_once(own: Path, tmp_path: Path) -> None:
    lock = lock_of(own)
    lock.take()
    done = notify(own, written(tmp_path, '[channel.desk]\ncommand = ["true"]\n'))
    lock.give_back()
    assert done.exit_code == 1
    assert notes(own) == []


def test_there_is_no_archive_yet(tmp_path: Path) -> None:
    done = notify(tmp_path / "none.db", written(tmp_path, '[channel.desk]\ncommand = ["true"]\n'))
    assert done.exit_code == 1
    assert not (tmp_path / "none.db").exists()


def test_watch_tells_what_it_found(tmp_path: Path, desk: Desk) -> None:
    with TinyBoard() as board:
        board.add(TinyPost(101, "정책 연수 모집"))
        crawls = Crawls(tmp_path, board)
        written(tmp_path, f'[channel.desk]\nwebhook = "{desk.webhook}"\n')
        assert crawls.command("watch", "tiny", "--once", clock="2025-03-01T09:00:00+00:00").code == 0
        board.add(TinyPost(102, "새 공고", posted="2025-03-01"))
        done = crawls.command("watch", "--once", clock="2025-03-01T20:00:00+00:00")
    assert done.code == 0, done.err
    assert [(notice["kind"], notice["title"]) for letter in desk.taken for notice in letter["notices"]] == [("new", "새 공고")]
    with closing(open_reader(tmp_path / "archive.db")) as conn:
        assert told_so_far(conn, "desk") == 2
        assert told_so_far(conn, "nobody") is None


def test_kind_of_leaves_every_other_event_as_it_is() -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.row_factory = sqlite3.Row
        for kind in OF_POSTS[1:]:
            assert kind_of(conn.execute("SELECT ? AS kind", (kind,)).fetchone(), None) == kind
