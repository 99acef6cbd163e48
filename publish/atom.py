"""An archive as an Atom feed (RFC 4287): an entry a post, or with its history an entry a version, bodies cleaned."""

from __future__ import annotations

import io
import re
import sqlite3
import uuid
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from crawler.clock import SystemClock, iso
from pipelines.export import MARKUP, Progress, Record, Selection, Written, records, total, unwatched, watched
from publish import safe

#: What XML 1.0 cannot hold, besides what ``safe.shown`` leaves out.
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")


def write_atom(conn: sqlite3.Connection, selection: Selection, stream: BinaryIO, *, progress: Progress = unwatched) -> Written:
    """Write the selected records as a feed, in the order of posts; memory does not grow with their number.

    Identifiers are made of board, native id and version, so that they are the same in every archive of the same posts.
    """
    boards = {row["name"]: dict(row) for row in conn.execute("SELECT * FROM boards ORDER BY name")}
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    shown = [board for name, board in boards.items() if name in selection.boards or not selection.boards]
    count = 0
    try:
        text.write(_head(shown, _updated(conn, selection)))
        for record in watched(records(conn, selection), total(conn, selection), progress):
            text.write(_entry(record, boards[record["board"]], version=selection.history))
            count += 1
        text.write("</feed>\n")
        text.flush()
        return Written(records=count)
    finally:
        text.detach()


def _updated(conn: sqlite3.Connection, selection: Selection) -> str:
    where, values = selection.where()
    newest: str | None = conn.execute(f"SELECT max(changed_at) FROM posts p WHERE {where}", values).fetchone()[0]
    return newest or iso(SystemClock().now())


def _head(boards: list[dict[str, str]], updated: str) -> str:
    title = ", ".join(board["title"] for board in boards) or "Panjeon"
    publishers = ", ".join(dict.fromkeys(board["publisher"] for board in boards)) or "Panjeon"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{_urn(*(board['name'] for board in boards))}</id>\n<title>{_text(title)}</title>\n<updated>{_text(updated)}</updated>\n"
        f"<author><name>{_text(publishers)}</name></author>\n<generator>Panjeon</generator>\n"
    )


def _entry(record: Record, board: dict[str, str], *, version: bool) -> str:
    number = (f"v{record['revision']}",) if version else ()
    address = safe.external(record["url"])
    lines = [
        f"<entry>\n<id>{_urn(record['board'], record['native_id'], *number)}</id>",
        f"<title>{_text(record['title'])}</title>",
        f"<updated>{_text(record['observed_at'] if version else record['changed_at'])}</updated>",
    ]
    if _INSTANT.fullmatch(record["posted_at"] or ""):
        lines.append(f"<published>{_text(record['posted_at'])}</published>")
    if record["author"]:
        lines.append(f"<author><name>{_text(record['author'])}</name></author>")
    if address:
        lines.append(f'<link rel="alternate" href={quoteattr(_plain(address))}/>')
    lines.append(f"<category term={quoteattr(_plain(board['title']))}/>")
    body = safe.body(record[MARKUP], record["url"], {})
    kind, content = ("text", record["body_text"]) if body is None else ("html", str(body))
    lines.append(f'<content type="{kind}">{_text(content)}</content>\n</entry>\n')
    return "\n".join(lines)


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join(('panjeon', *parts)))}"


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", safe.shown(text))


def _text(text: str) -> str:
    return escape(_plain(text))
