"""Learns an unknown board as it would be learned for a manifest, and says where what was read differs from what is true."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.learning import Learned, Seen, learn, wishes
from tests.unknown_boards import Truth, UnknownBoard

AT = datetime(2024, 4, 1, tzinfo=UTC)
ZONE = "Asia/Seoul"


def learned_board(board: UnknownBoard) -> tuple[Learned, list[Seen], list[str]]:
    """What is learned of a board with the pages that it wishes for, the posts that were given, and the wishes that lead nowhere."""
    first, posts, lost, second = Seen(url=board.first[0], text=board.first[1]), [], [], None
    for wish in wishes(learn(first, at=AT, zone=ZONE)):
        if wish.kind == "list" and board.second is not None and wish.call.url == board.second[0]:
            second = Seen(url=wish.call.url, text=board.second[1])
        elif wish.kind == "post" and wish.call.url in board.pages:
            posts.append(Seen(url=wish.call.url, text=board.pages[wish.call.url]))
        else:
            lost.append(f"{wish.kind} {wish.call.url}")
    return learn(first, second=second, posts=posts, at=AT, zone=ZONE), posts, lost


def differences(board: UnknownBoard) -> tuple[Learned, list[str]]:
    """What was learned, and each value that is not as it is true: "what found != true"."""
    found, posts, lost = learned_board(board)
    wrong = [f"wish {one}" for one in lost]
    rows = found.listing.rows if found.listing is not None else ()
    by_key = {str(truth.key): truth for truth in board.truths}
    if board.second is not None and (found.next is None or found.next.url != board.second[0]):
        wrong.append(f"next {found.next.url if found.next else None} != {board.second[0]}")
    if [row.native_id for row in rows if str(row.native_id).isdigit()] != [str(truth.key) for truth in board.rows] and [
        next((key for key in by_key if key in row.url), "") for row in rows
    ] != [str(truth.key) for truth in board.rows]:
        return found, [*wrong, f"rows {len(rows)} != {len(board.rows)}"]
    for row, truth in zip(rows, board.rows, strict=True):
        wrong += _row_differs(row.title if not row.title_cut else truth.title, row.author, row.posted.at[:10] if row.posted else None, truth, board)
    read = {post.url: post for post in found.posts}
    for seen in posts:
        truth = next(truth for key, truth in by_key.items() if key in seen.url)
        post = read.get(seen.url)
        if post is None:
            wrong.append(f"post {seen.url} unread")
            continue
        shown = [("ptitle", post.title, truth.title), ("pfiles", [file.name for file in post.attachments], list(truth.files))]
        shown += [("pauthor", post.author, truth.author)] if "author" in board.post_shows else [("pauthor", post.author, None)]
        shown += [("pdate", post.posted.at[:10] if post.posted else None, f"{truth.posted:%Y-%m-%d}" if "posted" in board.post_shows else None)]
        shown += [] if truth.picture else [("pbody", post.body_text, truth.body)]
        wrong += [f"{what} {got!r} != {want!r}" for what, got, want in shown if got != want]
    return found, wrong


def _row_differs(title: str, author: str | None, day: str | None, truth: Truth, board: UnknownBoard) -> list[str]:
    wanted = [
        ("title", title, truth.title),
        ("author", author, truth.author if "author" in board.shows else None),
        ("date", day, f"{truth.posted:%Y-%m-%d}" if "posted" in board.shows else None),
    ]
    return [f"{what} {got!r} != {want!r}" for what, got, want in wanted if got != want]
