"""What the reading room keeps between two commits: made once for all, never older than the archive, never more than its bound."""

from __future__ import annotations

import asyncio
import gc
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
import uvicorn
from datasette.app import Datasette
from sample_archive import KO, build, get
from test_publish import PAGES

from publish import reading
from publish.kept import Kept, weight
from publish.server import run, settings


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("sample")).archive


@pytest.fixture
def own(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(untouched.parent, tmp_path / "own")) / untouched.name


def commit(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        for statement in statements:
            conn.execute(statement)


def counting(made: list[int], fails: bool = False) -> Callable[[], Awaitable[int]]:
    """Makes 1, 2, 3 … and takes its time over it."""

    async def make() -> int:
        made.append(len(made) + 1)
        number = made[-1]
        await asyncio.sleep(0.01)
        if fails:
            raise sqlite3.OperationalError("interrupted")
        return number

    return make


def test_nothing_is_made_twice_until_somebody_commits(own: Path) -> None:
    made: list[int] = []

    async def ask(kept: Kept) -> list[int]:
        make = counting(made)
        first = await asyncio.gather(*(kept.get("figures", make) for _ in range(5)))
        again = await kept.get("figures", make)
        other = await kept.get("more figures", make)
        commit(own, "UPDATE crawls SET requests = requests + 1")
        return [*first, again, other, await kept.get("figures", make)]

    assert asyncio.run(ask(Kept(own))) == [1, 1, 1, 1, 1, 1, 2, 3]


def test_what_was_begun_before_a_commit_is_not_kept_after_it(own: Path) -> None:
    made: list[int] = []

    async def ask(kept: Kept) -> list[int]:
        go_on = asyncio.Event()

        async def slow() -> int:
            await go_on.wait()
            return 0

        early = asyncio.ensure_future(kept.get("figures", slow))
        await asyncio.sleep(0)
        commit(own, "UPDATE crawls SET requests = requests + 1")
        late = await kept.get("figures", counting(made))
        go_on.set()
        return [await early, late, await kept.get("figures", counting(made))]

    assert asyncio.run(ask(Kept(own))) == [0, 1, 1]


def test_a_failure_is_told_to_all_who_wait_and_kept_for_nobody(own: Path) -> None:
    made: list[int] = []

    async def ask(kept: Kept) -> list[object]:
        failed = await asyncio.gather(*(kept.get("figures", counting(made, fails=True)) for _ in range(3)), return_exceptions=True)
        return [*failed, await kept.get("figures", counting(made))]

    *failed, at_last = asyncio.run(ask(Kept(own)))
    assert [type(error) for error in failed] == [sqlite3.OperationalError] * 3
    assert at_last == 2


def test_a_reader_who_goes_away_takes_nothing_from_the_others(own: Path) -> None:
    made: list[int] = []

    async def ask(kept: Kept) -> int:
        gone = asyncio.ensure_future(kept.get("figures", counting(made)))
        await asyncio.sleep(0)
        staying = asyncio.ensure_future(kept.get("figures", counting(made)))
        await asyncio.sleep(0)
        gone.cancel()
        return await staying

    assert asyncio.run(ask(Kept(own))) == 1
    assert made == [1]


def test_no_more_is_kept_than_the_bound(own: Path) -> None:
    kept, made = Kept(own, most=50_000), list[str]()

    async def ask(number: int) -> str:
        async def make() -> str:
            made.append(f"{number}")
            return f"{number:010000}"

        return await kept.get(number, make)

    async def ask_all() -> None:
        for number in range(20):
            await ask(number)
            await ask(0)
            assert kept.size <= 50_000
        await ask(1)

    asyncio.run(ask_all())
    assert made == [*map(str, range(20)), "1"], "what was asked for lately is still there, and what was not is gone"


def test_what_a_server_has_loaded_is_not_looked_through_for_each_page(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[int] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: frozen.append(gc.get_freeze_count()))
    before = gc.get_freeze_count()
    try:
        run(own, port=1, say=lambda _: None)
    finally:
        gc.unfreeze()
    assert frozen[0] > before + 10_000


def test_a_value_weighs_what_it_holds() -> None:
    assert weight([{"title": "가" * 10_000}, ("나" * 5000, 1)]) > 30_000
    assert weight({}) < 200


def test_an_archive_that_cannot_be_watched_is_asked_each_time(own: Path) -> None:
    made: list[int] = []

    async def ask(kept: Kept) -> list[int]:
        return [await kept.get("figures", counting(made)) for _ in range(2)]

    assert asyncio.run(ask(Kept(own.parent / "none.db"))) == [1, 2]
    assert Kept(own.parent / "none.db").state() is None


def test_an_archive_that_is_replaced_is_another(own: Path, tmp_path: Path) -> None:
    kept, copy = Kept(own), tmp_path / "copy.db"
    commit(own, "PRAGMA wal_checkpoint(TRUNCATE)")
    seen = [kept.state(), kept.state()]
    shutil.copy(own, copy)
    copy.replace(own)
    seen.append(kept.state())
    assert None not in seen
    assert seen[0] == seen[1] != seen[2]


#: Pages with parts that are kept.
KEPT = ("/", f"/-/board/{KO}", f"/-/board/{KO}?year=2019&author=ssunha&state=listed", "/-/charts", f"/-/partners/{KO}")
#: What a crawl, a redaction and an import may do to what the pages show.
CHANGES = (
    "UPDATE posts SET title = '고친 제목', state = 'gone', author = '새 담당관' WHERE id IN (1, 2, 3)",
    f"INSERT INTO posts SELECT 900, '{KO}', '900', {', '.join(reading.TABLES['posts'][1]).replace('id, board, native_id, ', '', 1)} FROM posts WHERE id = 5",
    "INSERT INTO events (post, crawl, kind, at, detail, capture) SELECT post, crawl, 'gone', at, detail, capture FROM events WHERE kind = 'new' LIMIT 9",
    "UPDATE boards SET title = '옮긴 게시판', claimed_total = 77",
    "UPDATE crawls SET failed = 3, outcome = 'suspect'",
    "UPDATE revisions SET title = '고친 제목' WHERE post = 1",
)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_page_is_older_than_the_last_commit(own: Path, lang: str) -> None:
    served = settings(own)
    pages = PAGES if lang == "ko" else KEPT
    addresses = [f"{path}{'&' if '?' in path else '?'}lang={lang}" for path in pages]
    before = [answer.text for answer in get(served, *addresses)]
    assert before == [answer.text for answer in get(served, *addresses)]
    for statement in CHANGES:
        commit(own, statement)
        after, fresh = get(served, *addresses), get(settings(own), *addresses)
        assert [(answer.status_code, answer.text) for answer in after] == [(answer.status_code, answer.text) for answer in fresh], statement
    for path in KEPT:
        assert after[pages.index(path)].text != before[pages.index(path)], path


def test_a_browser_takes_a_page_once_until_the_archive_changes(own: Path) -> None:
    served = settings(own)
    for path in ("/", f"/-/board/{KO}", "/-/post/1", "/-/charts", "/-/search?q=서울"):
        (page,) = get(served, path)
        tag = {"if-none-match": page.headers["etag"]}
        (again,) = get(served, path, headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == page.headers["etag"]
        assert "no-cache" in again.headers["cache-control"]
        assert again.headers["content-security-policy"] == page.headers["content-security-policy"]
        assert {"cookie", "accept-language"} <= set(again.headers["vary"].split(", "))
        for other in (tag | {"accept-language": "en"}, tag | {"host": "elsewhere.example"}, {"if-none-match": '"another"'}):
            assert get(served, path, headers=other)[0].status_code == 200, other
        chosen = f"{path}{'&' if '?' in path else '?'}lang=ko"
        (page_with_cookie,) = get(served, chosen)
        assert get(served, chosen, headers={"if-none-match": page_with_cookie.headers["etag"]})[0].cookies["panjeon_lang"] == "ko"
        assert get(settings(own), path, headers=tag)[0].status_code == 200, "another server made the tag"
        commit(own, "UPDATE posts SET title = title || '.' WHERE id = 1")
        (new,) = get(served, path, headers=tag)
        assert new.status_code == 200
        assert new.headers["etag"] != page.headers["etag"]


def test_a_page_that_is_none_has_no_tag_and_a_redaction_ends_one(own: Path) -> None:
    served = settings(own)
    assert "etag" not in get(served, "/-/post/999999")[0].headers
    (page,) = get(served, "/-/post/1")
    commit(
        own,
        "INSERT INTO redactions (id, post, at, reason) VALUES (1, 1, '2026-01-01T00:00:00Z', '요청')",
        "UPDATE posts SET redaction = 1 WHERE id = 1",
    )
    (gone,) = get(served, "/-/post/1", headers={"if-none-match": page.headers["etag"]})
    assert gone.status_code == 410


def test_whoever_may_not_read_is_not_told_that_nothing_changed(own: Path) -> None:
    (page,) = get(settings(own), "/")
    closed = Datasette([str(own)], metadata={"allow": {"id": "root"}})
    assert get(closed, "/", headers={"if-none-match": page.headers["etag"]})[0].status_code == 403


def test_a_warc_file_that_is_put_back_makes_every_page_anew(own: Path) -> None:
    served = settings(own)
    (page,) = get(served, "/-/post/1")
    tag = {"if-none-match": page.headers["etag"]}
    assert get(served, "/-/post/1", headers=tag)[0].status_code == 304
    file = min((own.parent / "warcs").iterdir())
    file.rename(own.parent / "elsewhere")
    assert get(served, "/-/post/1", headers=tag)[0].status_code == 200
    (own.parent / "elsewhere").rename(file)
    (back,) = get(served, "/-/post/1", headers=tag)
    assert back.status_code == 200
    assert get(served, "/-/post/1", headers={"if-none-match": back.headers["etag"]})[0].status_code == 304
