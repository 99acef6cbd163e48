"""A board whose pages tell little is added and crawled as it stands: base element, script file, calls, and files by POST."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from crawler.warc.read import records
from tests.scripted_board import NAMES, POSTS, WITH_FILES, ScriptedBoard, file_bytes, posted, title
from tests.test_add import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_functions_in_a_script_file_a_base_and_files_by_post(desk: Desk) -> None:
    with ScriptedBoard() as board:
        added = desk.add(f"{board.url}/main.do", "--yes", "--name", "village")
        assert added.code == 0, added.out + added.err
        looked = len(board.log)
        assert [path for _, path, _ in board.log if path.startswith("/js/")] == ["/js/board.js"], "no library, and no file twice"
        assert "script files of the site were read" in added.out
        crawled = desk.command("crawl", "village")
        assert crawled.code == 0, crawled.out + crawled.err
        assert not [path for _, path, _ in board.log[looked:] if path.startswith("/js/")], "a crawl needs no script"
        first = len(board.log)
        again = desk.command("crawl", "village")
        assert again.code == 0, again.out + again.err
        assert len(board.log) - first <= 3, "nothing has changed"
    text = (desk.folder / "boards" / "village.toml").read_text("utf-8")
    assert 'file_opener = "fnDown -> ' in text
    assert "/portal/bbs/down.do#post:" in text
    assert len(text.splitlines()) <= 40
    found = desk.rows("SELECT native_id, title, author, substr(posted_at, 1, 10) FROM posts ORDER BY native_id DESC")
    assert found == [(str(n), title(n), "총무팀", posted(n)) for n in POSTS]
    files = desk.rows("SELECT p.native_id, a.name, a.sha256, a.state FROM attachments a JOIN posts p ON p.id = a.post ORDER BY p.native_id DESC, a.id")
    assert files == [(str(n), name, sha256(file_bytes(n, place)).hexdigest(), "present") for n in WITH_FILES for place, name in enumerate(NAMES)]
    assert desk.rows("SELECT DISTINCT method, url FROM captures WHERE url LIKE '%down.do%'") == [("POST", f"{board.url}/portal/bbs/down.do")]
    assert desk.rows("SELECT DISTINCT kind FROM issues") == []
    sent = [record.block for file in (desk.folder / "warcs").glob("*.warc.gz") for record in records(file) if record.type == "request"]
    assert sum(block.startswith(b"POST /portal/bbs/down.do HTTP/1.1\r\n") for block in sent) == len(WITH_FILES) * len(NAMES)
    assert desk.rows("SELECT body_html LIKE '%/portal/bbs/i/112.png%' FROM posts WHERE native_id = '112'") == [(1,)]
    desk.check_evidence()


def test_a_base_on_another_host_leads_nobody_there(desk: Desk) -> None:
    with ScriptedBoard() as elsewhere, ScriptedBoard(foreign=elsewhere.url) as board:
        added = desk.add(f"{board.url}/portal/bbs/list.do", "--yes", "--name", "village")
        assert added.code != 0
        assert elsewhere.log == []
    assert not (desk.folder / "boards" / "village.toml").exists()
