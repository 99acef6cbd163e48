"""Learns an unknown board as it would be learned for a manifest, and says where what was read differs from what is true."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.learning import Learned, Seen, learn, wishes
from crawler.records import ListRow, Post
from tests.unknown_boards import Truth, UnknownBoard

AT = datetime(2024, 4, 1, tzinfo=UTC)
ZONE = "Asia/Seoul"


def learned_board(board: UnknownBoard) -> tuple[Learned, list[tuple[Seen, Truth]], list[str]]:
    """What is learned of a board with the pages that it wishes for, the posts that were given, and the wishes that lead nowhere."""
    first, lost, second = Seen(url=board.first[0], text=board.first[1]), [], None
    posts: list[tuple[Seen, Truth]] = []
    for wish in wishes(learn(first, at=AT, zone=ZONE)):
        url = wish.call.url
        if wish.kind == "list" and board.second is not None and url == board.second[0]:
            second = Seen(url=url, text=board.second[1])
        elif wish.kind == "post" and (answer := board.answer(url)) is not None:
            posts.append((Seen(url=url, text=answer[1]), answer[0]))
        else:
            lost.append(f"{wish.kind} {url}")
    return learn(first, second=second, posts=[seen for seen, _ in posts], at=AT, zone=ZONE), posts, lost


def differences(board: UnknownBoard) -> tuple[Learned, list[str]]:
    """What was learned, and each value that is not as it is true: "what found != true"."""
    found, posts, lost = learned_board(board)
    wrong = [f"wish {one}" for one in lost]
    if board.second is not None and (found.next is None or found.next.url != board.second[0]):
        wrong.append(f"next {found.next.url if found.next else None} != {board.second[0]}")
    rows = found.listing.rows if found.listing is not None else ()
    if [truth for row in rows if (truth := _truth(board, row.url)) is not None] != list(board.rows) or len(rows) != len(board.rows):
        return found, [*wrong, f"rows {len(rows)} != {len(board.rows)}"]
    wrong += [one for row, truth in zip(rows, board.rows, strict=True) for one in _row_differs(row, truth, board)]
    read = {truth.key: post for post in found.posts if (truth := _truth(board, post.url)) is not None}
    for _, truth in posts:
        wrong += _post_differs(read[truth.key], truth) if truth.key in read else [f"post {truth.key} unread"]
    return found, wrong


def _truth(board: UnknownBoard, url: str) -> Truth | None:
    answer = board.answer(url)
    return answer[0] if answer is not None else None


def _row_differs(row: ListRow, truth: Truth, board: UnknownBoard) -> list[str]:
    wanted = [
        ("title", truth.title if row.title_cut else row.title, truth.title),
        ("author", row.author, truth.author if "author" in board.shows else None),
        ("date", row.posted.at[:10] if row.posted else None, f"{truth.posted:%Y-%m-%d}" if "posted" in board.shows else None),
    ]
    return [f"{what} {got!r} != {want!r}" for what, got, want in wanted if got != want]


def _post_differs(post: Post, truth: Truth) -> list[str]:
    shown = [
        ("ptitle", post.title, truth.title),
        ("pauthor", post.author, truth.author),
        ("pdate", post.posted.at[:10] if post.posted else None, f"{truth.posted:%Y-%m-%d}"),
        ("pfiles", [file.name for file in post.attachments], list(truth.files)),
    ]
    shown += [] if truth.picture else [("pbody", post.body_text, truth.body)]
    return [f"{what} {got!r} != {want!r}" for what, got, want in shown if got != want]
