"""Boards that give some of their pages only by POST: engines read them under the addresses that a GET would have, and know nothing of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from crawler import forms, select
from crawler.engines.onclick import session_fields
from crawler.manifest import Manifest
from crawler.records import Listing, Page, Post, Replies, Withheld

Read = TypeVar("Read", Listing, Post | Replies | Withheld)


def as_posted(read: Read, page: Page, board: Manifest) -> Read:
    """What was read, with the addresses that the board gives only by POST written as such, and what the next form needs of this page."""
    by_form = board.fetch.post or forms.is_post(str(board.learned.get("file_opener", "")))
    if not (by_form or (isinstance(read, Listing) and forms.is_post(read.next_url or ""))):
        return read
    if isinstance(read, Listing):
        rows = tuple(replace(row, url=_sent(row.url, "post", board)) for row in read.rows)
        next_url = _sent(read.next_url, "list", board) if read.next_url is not None else None
        return replace(read, rows=rows, next_url=next_url, session_fields=session_fields(select.parse(page)))
    if isinstance(read, Post):
        files = tuple(replace(link, url=_sent(link.url, "file", board), ask=_asked(link.ask, board)) for link in read.attachments)
        more_url = _sent(read.more_url, "post", board) if read.more_url is not None else None
        return replace(read, url=_sent(read.url, "post", board), attachments=files, more_url=more_url)
    if isinstance(read, Replies) and read.more_url is not None:
        return replace(read, more_url=_sent(read.more_url, "post", board))
    return read


def _sent(url: str, kind: str, board: Manifest) -> str:
    return forms.as_post(url) if kind in board.fetch.post else url


def _asked(ask: str | None, board: Manifest) -> str | None:
    return _sent(ask, "file", board) if ask is not None else None
