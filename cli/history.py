"""`panjeon history`: everything that is known of one post, version by version, with the evidence."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from cli.marks import changed_lines
from cli.output import archive_option, counted, json_option, note, plain
from cli.posts import find_post
from cli.times import local
from crawler.errors import ArchiveError
from pipelines.archive import open_reader
from pipelines.export import json_line
from pipelines.redact import active

#: The columns of a revision that hold what ``changed`` names.
TEXTS = {"title": "title", "author": "author", "posted_at": "posted_at", "modified_at": "modified_at", "body": "body_text"}
HEADER = (
    "id", "board", "native_id", "url", "title", "author", "posted_at", "posted_precision", "posted_raw", "modified_at", "category", "state",
    "pinned", "first_seen_at", "last_seen_at", "changed_at", "revision", "content_hash", "duplicate_of", "duplicate_score", "capture",
)  # fmt: skip

_CAPTURES = (
    "SELECT c.id AS capture, c.fetched_at, c.method, c.status, c.url, c.media_type, c.payload_sha256, c.payload_bytes, c.warc_file,"
    " c.warc_offset, c.warc_length, c.record_id, c.revisit_of FROM captures c WHERE c.id IN ("
    " SELECT capture FROM posts WHERE id = :post UNION SELECT capture FROM revisions WHERE post = :post"
    " UNION SELECT capture FROM events WHERE post = :post UNION SELECT capture FROM attachments WHERE post = :post"
    " UNION SELECT capture FROM absences WHERE post = :post UNION SELECT capture FROM comments WHERE post = :post) ORDER BY c.id"
)


@click.command()
@click.argument("post", metavar="POST")
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="Print version N whole instead.")
@archive_option
@json_option
def history(post: str, revision: int | None, archive: Path, as_json: bool) -> None:
    """Tell the history of a post: every version with what changed in it, every event, its files, and the captures that prove them.

    POST is the post's number in the archive, BOARD/NATIVE_ID, or its address.

    \b
    Examples:
      panjeon history seoulsolution-en/9001
      panjeon history https://www.seoulsolution.kr/ko/node/6310 --json
      panjeon history 17 --revision 1
    """
    with closing(open_reader(archive)) as conn:
        conn.execute("BEGIN")
        row = find_post(conn, post)
        hidden = active(conn, row["id"])
        if hidden is not None:
            note(f"redacted since {hidden['at']}: {plain(hidden['reason'])}")
        if revision is not None:
            _print_version(_version(conn, row, revision), _zone(conn, row), as_json=as_json)
        elif as_json:
            for record in _records(conn, row):
                click.echo(json_line(record))
        else:
            _tell(conn, row)


def _version(conn: sqlite3.Connection, post: sqlite3.Row, number: int) -> dict[str, Any]:
    row = conn.execute("SELECT * FROM revisions WHERE post = ? AND number = ?", (post["id"], number)).fetchone()
    if row is None:
        raise ArchiveError(f"post {post['id']} has no version {number}; its versions are 1 to {post['revision']}")
    return _revision_record(row)


def _revision_record(row: sqlite3.Row) -> dict[str, Any]:
    return {**dict(row), "attachments": json.loads(row["attachments"]), "changed": json.loads(row["changed"]), "silent": bool(row["silent"])}


def _records(conn: sqlite3.Connection, post: sqlite3.Row) -> Iterator[dict[str, Any]]:
    """The post, its revisions, events, attachments and captures; ``record`` says which of them a record is."""
    number = {"post": post["id"]}
    yield {"record": "post", **{name: post[name] for name in HEADER}}
    for row in conn.execute("SELECT * FROM revisions WHERE post = :post ORDER BY number", number):
        yield {"record": "revision", **_revision_record(row)}
    for row in conn.execute("SELECT * FROM events WHERE post = :post ORDER BY id", number):
        yield {"record": "event", **dict(row), "detail": json.loads(row["detail"])}
    for row in conn.execute("SELECT * FROM attachments WHERE post = :post ORDER BY id", number):
        yield {"record": "attachment", **dict(row)}
    for row in conn.execute(_CAPTURES, number):
        yield {"record": "capture", **dict(row)}


def _zone(conn: sqlite3.Connection, post: sqlite3.Row) -> str:
    zone: str = conn.execute("SELECT timezone FROM boards WHERE name = ?", (post["board"],)).fetchone()[0]
    return zone


def _print_version(version: dict[str, Any], zone: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json_line({"record": "revision", **version}))
        return
    click.secho(plain(version["title"]), bold=True)
    click.echo(f"version {version['number']} of post {version['post']}, observed {local(version['observed_at'], zone)}, capture {version['capture']}")
    for label, name in (("author", "author"), ("posted", "posted_at"), ("modified", "modified_at")):
        if version[name]:
            click.echo(f"{label}: {plain(version[name])}")
    for file in version["attachments"]:
        click.echo(f"file: {plain(file['name'])}  {plain(file['url'])}  sha256:{plain(file['sha256']) or 'not captured'}")
    click.echo()
    for line in version["body_text"].split("\n"):
        click.echo(plain(line))


def _tell(conn: sqlite3.Connection, post: sqlite3.Row) -> None:
    zone = _zone(conn, post)
    records: dict[str, list[dict[str, Any]]] = {"revision": [], "event": [], "attachment": [], "capture": []}
    for record in _records(conn, post):
        records.setdefault(record["record"], []).append(record)
    _tell_header(post, zone)
    _tell_revisions(records["revision"], zone)
    click.secho("\nEvents", bold=True)
    for event in records["event"]:
        detail = plain(json.dumps(event["detail"], ensure_ascii=False)) if event["detail"] else ""
        click.echo(f"  {local(event['at'], zone)}  {event['kind']}  crawl {event['crawl']}, capture {event['capture']}  {detail}".rstrip())
    if records["attachment"]:
        click.secho("\nAttachments", bold=True)
    for file in records["attachment"]:
        size = counted(file["bytes"], "byte") if file["bytes"] is not None else "size unknown"
        click.echo(f"  {plain(file['name'])}  {plain(file['state'])}, {size}, capture {file['capture']}\n    {plain(file['url'])}")
        click.echo(f"    sha256:{plain(file['sha256'])}" if file["sha256"] else "    not captured")
    click.secho("\nCaptures", bold=True)
    for capture in records["capture"]:
        again = f", the same bytes as capture {capture['revisit_of']}" if capture["revisit_of"] is not None else ""
        click.echo(f"  {capture['capture']}  {local(capture['fetched_at'], zone)}  {capture['method']} {capture['status']}  {plain(capture['url'])}")
        click.echo(f"    {plain(capture['warc_file'])} at {capture['warc_offset']}  {plain(capture['record_id'])}")
        click.echo(f"    sha256:{plain(capture['payload_sha256'])}{again}")


def _tell_header(post: sqlite3.Row, zone: str) -> None:
    click.secho(plain(post["title"]), bold=True)
    click.echo(f"  {post['board']}/{plain(post['native_id'])}, post {post['id']}, {plain(post['url'])}")
    by = f" by {plain(post['author'])}" if post["author"] else ""
    posted = plain(post["posted_raw"] or post["posted_at"]) or "without a date"
    click.echo(f"  posted {posted}{by}; {plain(post['state'])}{', pinned' if post['pinned'] else ''}; {counted(post['revision'], 'version')}")
    click.echo(f"  first seen {local(post['first_seen_at'], zone)}, last seen {local(post['last_seen_at'], zone)}")
    if post["duplicate_of"] is not None:
        click.echo(f"  nearly the same text as post {post['duplicate_of']} ({post['duplicate_score']:.0%})")


def _tell_revisions(revisions: Iterable[dict[str, Any]], zone: str) -> None:
    click.secho("\nVersions", bold=True)
    before: dict[str, Any] | None = None
    for version in revisions:
        what = f"changed {', '.join(map(plain, version['changed']))}" if version["changed"] else "first version"
        spacing = ", in spacing or punctuation only" if version["significance"] == "typography" else ""
        silent = click.style(", in silence: no date on the page moved", fg="yellow") if version["silent"] else ""
        heading = f"  {version['number']}  {local(version['observed_at'], zone)}  {what}{spacing}{silent}"
        click.echo(f"{heading}  (capture {version['capture']}, {plain(version['parser'])})")
        if before is not None:
            _tell_changes(before, version)
        before = version


def _tell_changes(before: dict[str, Any], after: dict[str, Any]) -> None:
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for name in after["changed"]:
        if name == "attachments":
            old, new = ("\n".join(_file_line(file) for file in version["attachments"]) for version in (before, after))
        elif name in TEXTS:
            old, new = before[TEXTS[name]] or "", after[TEXTS[name]] or ""
        else:
            continue
        click.echo(f"     {plain(name)}:")
        for line in changed_lines(old, new, color=color):
            click.echo(f"       {line}")


def _file_line(file: dict[str, Any]) -> str:
    return f"{file['name']} (sha256:{file['sha256'] or 'not captured'})"
