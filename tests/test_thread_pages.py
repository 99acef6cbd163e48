"""Threads of several pages are one observation: all replies, one revision a visit, and nothing said of replies that were not met."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from crawler.addresses import parameters
from tests.conftest import Archive
from tests.test_engine_cases import CASES
from tests.tiny_board import TinyBoard

PER_PAGE = 3
GOLDEN = (CASES / "phpbb" / "post_files_edited" / "page.html").read_text("utf-8")
ENTRY = GOLDEN[GOLDEN.index('<div id="p91"') : GOLDEN.rindex('<div class="copyright">')].removesuffix("</div>\n").removesuffix('<hr class="divider">')
LIST = (CASES / "phpbb" / "list_pinned_pager" / "page.html").read_text("utf-8")


class Forum(TinyBoard):
    """A phpBB forum with one thread; ``replies`` are the texts of its entries after the first, by their number.

    broken: offsets that answer 500; more: (offset, entries) → the offset that the pager links next, None for none
    """

    def __init__(self, replies: int) -> None:
        super().__init__()
        self.replies = {100 + number: f"답글 {number}" for number in range(1, replies + 1)}
        self.broken: set[int] = set()
        self.file = False
        self.more: Callable[[int, int], int | None] = lambda start, count: start + PER_PAGE if start + PER_PAGE < count else None

    def manifest_text(self, *, fetch: str = "", top: str = "") -> str:
        text = super().manifest_text(fetch=fetch, top=top)
        return text.replace(f'url = "{self.url}/ko/news"', f'url = "{self.url}/viewforum.php?f=2"').replace('"drupal7"', '"phpbb"')

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        given = parameters(path)
        where = urlsplit(path).path
        if where == "/viewforum.php":
            rows = re.sub(r'<li class="row bg1 (?:announce|sticky)">.*?</dd></dl></li>', "", LIST, flags=re.DOTALL)
            return 200, {}, re.sub(r'<li class="arrow next">.*?</li>|<li><a class="button" href="[^"]*start=\d+">2</a></li>', "", rows).encode()
        if where == "/viewtopic.php":
            start = int(given.get("start", "0"))
            return (500, {}, b"") if start in self.broken else (200, {}, self.topic(start).encode())
        if where == "/download/file.php":
            return 200, {"Content-Type": "application/octet-stream"}, b"file"
        return super().answer(path)

    def topic(self, start: int) -> str:
        head, first = GOLDEN[: GOLDEN.index('<div class="action-bar">')], GOLDEN[GOLDEN.index('<div id="p90"') : GOLDEN.index('<div id="p91"')]
        if not self.file:
            first = re.sub(r'<dl class="attachbox">.*?</dl></dd></dl>', "", first)
        entries = [first, *(ENTRY.replace("91", str(number)).replace("Thanks", text) for number, text in self.replies.items())]
        following = self.more(start, len(entries))
        arrow = f'<li class="arrow next"><a rel="next" href="./viewtopic.php?f=2&amp;t=41&amp;start={following}">Next</a></li>' if following is not None else ""
        return f'{head}<div class="pagination">7 posts <ul>{arrow}</ul></div>{"".join(entries[start : start + PER_PAGE])}</div></body></html>'


def texts(archive: Archive, state: str = "present") -> list[str]:
    return [text for (text,) in archive.rows("SELECT body_text FROM comments WHERE state = ? ORDER BY id", state)]


def test_a_thread_of_several_pages_is_one_observation(archive: Archive) -> None:
    with Forum(7) as board:
        board.file = True
        run = archive.crawl(board)
        assert (run.outcome, archive.issues()) == ("complete", [])
        assert [path for path in run.asked if "start" in path] == [f"/viewtopic.php?f=2&start={start}&t=41" for start in (3, 6)]
        assert texts(archive) == [f"답글 {number}" for number in range(1, 8)]
        assert archive.rows("SELECT revision, body_text <> '' FROM posts") == [(1, 1)]
        assert archive.value("SELECT sha256 IS NOT NULL FROM attachments") == 1
        # Each reply stands on the page that shows it.
        assert archive.rows("SELECT p.url, count(*) FROM comments c JOIN captures p ON p.id = c.capture GROUP BY p.id ORDER BY min(c.id)") == [
            (f"{board.url}/viewtopic.php?{query}", count) for query, count in (("t=41", 2), ("f=2&start=3&t=41", 3), ("f=2&start=6&t=41", 2))
        ]

        board.replies[105] = "고친 답글"
        board.replies[108] = "새 답글"
        del board.replies[107]
        again = archive.crawl(board)
        assert (again.outcome, again.row["changed_posts"], archive.issues()) == ("complete", 0, [])
        assert texts(archive) == ["답글 1", "답글 2", "답글 3", "답글 4", "고친 답글", "답글 6", "새 답글"]
        assert texts(archive, "removed") == ["답글 7"]
        assert archive.rows("SELECT revision FROM posts") == [(1,)]
        assert archive.crawl(board).row["stored"] == 0


def test_replies_on_a_page_that_cannot_be_read_are_not_taken_for_removed(archive: Archive) -> None:
    with Forum(7) as board:
        archive.crawl(board)
        board.broken = {3}
        run = archive.crawl(board)
        assert run.outcome == "incomplete"
        assert len(texts(archive)) == 7
        board.broken, board.replies = set(), {101: "답글 1"}
        assert archive.crawl(board).outcome == "complete"
        assert (texts(archive), len(texts(archive, "removed"))) == (["답글 1"], 6)


def test_a_thread_whose_pager_never_ends_is_left_where_nothing_is_new(archive: Archive) -> None:
    with Forum(7) as board:
        own = board.topic
        board.more = lambda start, count: start + PER_PAGE
        # As seven programs do: behind the end is the last page again.
        board.topic = lambda start: own(start) if start < 9 else own(6).replace("start=9", f"start={start + PER_PAGE}")  # type: ignore[method-assign]
        run = archive.crawl(board)
        assert run.outcome == "complete"
        assert [path for path in run.asked if "start" in path] == [f"/viewtopic.php?f=2&start={start}&t=41" for start in (3, 6, 9)]
        assert len(texts(archive)) == 7


def test_a_page_of_another_thread_is_none_of_this_one(archive: Archive) -> None:
    with Forum(7) as board:
        own = board.topic
        board.topic = lambda start: own(start).replace("t=41", "t=42") if start == 3 else own(start)  # type: ignore[method-assign]
        archive.crawl(board)
        assert [kind for kind, _, _ in archive.issues()] == ["page_changed"]
        assert texts(archive) == ["답글 1", "답글 2"]
