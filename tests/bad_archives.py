"""Builds a small good archive, and from it one deliberately broken archive for each code of verify."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from crawler.records import Exchange
from crawler.warc import Original, Placed, Record, WarcWriter, read_at, records
from crawler.warc.read import parsed
from crawler.warc.shape import record as made
from pipelines.schema import migrations

START = datetime(2025, 3, 1, 0, 0, 0, 250_000, tzinfo=UTC)
LIST = "<html><body><table class='board'><tr><td><a href='/post/101'>서울시 정책 수출 사업 공고</a></td></tr></table></body></html>".encode()
POST = ("<html><h1>서울시 정책 수출 사업 공고</h1><p>" + "똠방각하와 펲시콜라도 게시판에 섰다. " * 20 + "</p></html>").encode("cp949")
EDITED = POST.replace("공고".encode("cp949"), "변경 공고".encode("cp949"))
FILE = bytes(range(256)) * 8


def exchange(url: str, content: bytes, *, at: int = 0, chunked: bool = False, status: int = 200, kind: str = "text/html", **more: object) -> Exchange:
    """An exchange as a fetch would bring it, ``at`` seconds after the start of the day; framed in chunks of 1,000 bytes if so asked."""
    framing = ("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(len(content)))
    headers = (("Content-Type", kind), framing)
    head = f"HTTP/1.1 {status} OK\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"
    made = Exchange(
        url=url,
        method="GET",
        request=b"GET / HTTP/1.1\r\nHost: board.example\r\n\r\n",
        head=head.encode(),
        body=in_chunks(content) if chunked else content,
        payload=content,
        status=status,
        headers=headers,
        started_at=START + timedelta(seconds=at),
        ip="127.0.0.1",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def in_chunks(body: bytes, size: int = 1000, trailer: bytes = b"X-Trailer: end\r\n") -> bytes:
    """The body in chunks, with an extension on the first and a trailer behind the last."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    framed = [f"{len(part):x}{';note=first' if number == 0 else ''}\r\n".encode() + part + b"\r\n" for number, part in enumerate(parts)]
    return b"".join(framed) + b"0\r\n" + trailer + b"\r\n"


def new(digest: str) -> None:
    """No capture has this payload yet."""


def writer(folder: Path, crawl: int = 1, **more: object) -> WarcWriter:
    return WarcWriter(folder, crawl=crawl, board="hall", info={"operator": "판전 시험"}, now=lambda: START, **more)  # type: ignore[arg-type]


def insert(database: sqlite3.Connection, table: str, **values: object) -> None:
    marks = ", ".join("?" * len(values))
    database.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


def execute(folder: Path, sql: str, *values: object) -> None:
    """Change the archive's tables behind its back."""
    with closing(sqlite3.connect(folder / "archive.db")) as database, database:
        database.execute(sql, values)


def good(folder: Path) -> Path:
    """An archive of one board, two crawls and two WARC files: a list, a post with a file, the post's edit, and a revisit of the list."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = Database(folder / "archive.db")
    migrations.apply(tables)
    tables.close()
    with closing(sqlite3.connect(folder / "archive.db")) as database, database:
        place = {"url": "http://board.example/", "site": "board.example", "language": "ko", "timezone": "Asia/Seoul"}
        insert(database, "boards", name="hall", title="판전 게시판", publisher="판전", engine="table", state="ok", **place)
        for crawl in (1, 2):
            insert(database, "crawls", id=crawl, board="hall", mode="sweep", started_at="2025-03-01T00:00:00.000000Z", outcome="complete",
                   finished_at="2025-03-01T00:01:00.000000Z", requests=4, stored=2, unchanged=1, failed=1)  # fmt: skip
        _first_crawl(database, folder)
        _second_crawl(database, folder)
        _rows(database)
    return folder


def _first_crawl(database: sqlite3.Connection, folder: Path) -> None:
    log = writer(folder / "warcs")
    insert(database, "warcs", file=log.file, crawl=1)
    brought = (
        exchange("http://board.example/list", LIST, at=1),
        exchange("http://board.example/post/101", POST, at=2, chunked=True),
        exchange("http://board.example/file/1?name=\uacf5\uace0 1.pdf", FILE, at=3, kind="application/pdf"),
    )
    for number, answer in enumerate(brought, start=1):
        _capture(database, number, 1, answer, log.exchange(answer, fields={"Task": '{"kind":"list"}'}, original=new))
    log.metadata("crawl-finished", {"outcome": "complete"}, date=START)
    _closed(database, log)


def _second_crawl(database: sqlite3.Connection, folder: Path) -> None:
    log = writer(folder / "warcs", crawl=2)
    insert(database, "warcs", file=log.file, crawl=2)
    record_id, date = database.execute("SELECT record_id, fetched_at FROM captures WHERE id = 1").fetchone()
    earlier = Original(capture=1, record_id=record_id, url="http://board.example/list", date=date)
    again = exchange("http://board.example/list?page=1", LIST, at=4)
    _capture(database, 4, 2, again, log.exchange(again, fields={}, original=lambda digest: earlier))
    edited = exchange("http://board.example/post/101", EDITED, at=5)
    _capture(database, 5, 2, edited, log.exchange(edited, fields={}, original=new))
    _closed(database, log)


def _closed(database: sqlite3.Connection, log: WarcWriter) -> None:
    done = log.close()
    database.execute(
        "UPDATE warcs SET bytes = ?, records = ?, sha256 = ?, closed_at = '2025-03-01T00:01:00.000000Z' WHERE file = ?",
        (done.bytes, done.records, done.sha256, done.file),
    )


def _capture(database: sqlite3.Connection, number: int, crawl: int, answer: Exchange, placed: Placed) -> None:
    insert(database, "captures", id=number, crawl=crawl, url=answer.url, method=answer.method, status=answer.status, fetched_at=placed.date,
           media_type="text/html", payload_sha256=placed.payload_sha256, payload_bytes=placed.payload_bytes, warc_file=placed.file,
           warc_offset=placed.offset, warc_length=placed.length, record_id=placed.record_id, revisit_of=placed.revisit_of)  # fmt: skip


def _rows(database: sqlite3.Connection) -> None:
    text = {"title": "서울시 정책 수출 사업 공고", "body_text": "본문", "body_html": "<p>본문</p>"}
    seen = {"first_seen_at": "2025-03-01T00:00:02.250000Z", "last_seen_at": "2025-03-01T00:00:05.250000Z"}
    insert(database, "posts", id=1, board="hall", native_id="101", url="http://board.example/post/101", state="listed",
           changed_at=seen["last_seen_at"], revision=2, content_hash="b" * 64, capture=5, **text, **seen)  # fmt: skip
    for number, capture, content in ((1, 2, "a" * 64), (2, 5, "b" * 64)):
        insert(database, "revisions", post=1, number=number, observed_at="2025-03-01T00:00:02.250000Z", attachments="[]", content_hash=content,
               changed="[]", significance="first" if number == 1 else "content", silent=0, parser="table/1", capture=capture, **text)  # fmt: skip
        insert(database, "events", post=1, crawl=number, kind="new" if number == 1 else "changed", at="2025-03-01T00:00:02.250000Z", detail="{}",
               capture=capture)  # fmt: skip
    insert(database, "attachments", post=1, name="공고 1.pdf", url="http://board.example/file/1", sha256="c" * 64, state="present", capture=3)
    partner = {"name": "서울연구원", "alt": "서울연구원 로고", "capture": 1}
    insert(database, "partners", id=1, board="hall", position=1, state="present", revision=1, **partner, **seen)
    insert(database, "partner_revisions", partner=1, number=1, observed_at="2025-03-01T00:00:02.250000Z", changed="[]", **partner)


def file_of(folder: Path, crawl: int = 1) -> Path:
    return folder / "warcs" / f"{crawl:05d}-001-hall.warc.gz"


def remade(folder: Path, edit: Callable[[bytes], bytes], crawl: int = 1) -> None:
    """Write a WARC file anew with every record's bytes passed through ``edit``, and make offsets, lengths and fixity fit again."""
    path = file_of(folder, crawl)
    whole, moved, data = path.read_bytes(), [], b""
    for record in list(records(path)):
        member = gzip.compress(edit(gzip.decompress(whole[record.offset : record.offset + record.length])), mtime=0)
        moved.append((len(data), len(member), path.name, record.offset))
        data += member
    path.write_bytes(data)
    with closing(sqlite3.connect(folder / "archive.db")) as database, database:
        ids = {row[0]: row[1] for row in database.execute("SELECT warc_offset, id FROM captures WHERE warc_file = ?", (path.name,))}
        for offset, length, _, old in moved:
            database.execute("UPDATE captures SET warc_offset = ?, warc_length = ? WHERE id = ?", (offset, length, ids.get(old)))
    trusted(folder, crawl)


def trusted(folder: Path, crawl: int = 1) -> None:
    """Note the file's present size and SHA-256 as if it had been closed so."""
    data = file_of(folder, crawl).read_bytes()
    execute(folder, "UPDATE warcs SET bytes = ?, sha256 = ? WHERE file = ?", len(data), hashlib.sha256(data).hexdigest(), file_of(folder, crawl).name)


def _flip_last(folder: Path) -> None:
    """Damage the last record of crawl 2 (capture 5) within its compressed data, in a file trusted as it is."""
    path = file_of(folder, 2)
    data = bytearray(path.read_bytes())
    data[-60] ^= 0x10
    path.write_bytes(data)
    trusted(folder, 2)


def _append(folder: Path, data: bytes) -> None:
    with file_of(folder).open("ab") as stream:
        stream.write(data)
    trusted(folder)


def _swap(old: bytes, new: bytes) -> Callable[[Path], None]:
    """Replace bytes in every record of crawl 1 that is an answer."""
    return lambda folder: remade(folder, lambda raw: raw.replace(old, new) if b"WARC-Type: response" in raw else raw)


def _sql(sql: str) -> Callable[[Path], None]:
    return lambda folder: execute(folder, sql)


def _duplicate(folder: Path) -> None:
    """Append the metadata record a second time."""
    last = list(records(file_of(folder)))[-1]
    _append(folder, file_of(folder).read_bytes()[last.offset :])
    execute(folder, "UPDATE warcs SET records = records + 1 WHERE crawl = 1")


def _uncaptured(folder: Path) -> None:
    execute(folder, "DELETE FROM captures WHERE id = 3")
    execute(folder, "UPDATE attachments SET capture = 2")


def _damaged_page(folder: Path) -> None:
    """Overwrite the database page that holds an index, so that SQLite's own check fails."""
    with closing(sqlite3.connect(folder / "archive.db")) as database:
        size = database.execute("PRAGMA page_size").fetchone()[0]
        page = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events_at'").fetchone()[0]
    with (folder / "archive.db").open("r+b") as stream:
        stream.seek((page - 1) * size + size - 40)
        stream.write(b"\x00" * 40)


def _reopened(folder: Path) -> None:
    path = file_of(folder, 2)
    path.rename(path.with_name(f"{path.name}.open"))
    execute(folder, "UPDATE warcs SET sha256 = NULL, closed_at = NULL WHERE crawl = 2")


def _torn_while_running(folder: Path) -> None:
    _reopened(folder)
    execute(folder, "UPDATE crawls SET outcome = 'running', finished_at = NULL WHERE id = 2")
    path = file_of(folder, 2)
    with path.with_name(f"{path.name}.open").open("ab") as stream:
        stream.write(gzip.compress(b"WARC/1.1\r\nWARC-Type: request\r\n")[:-6])


def _unequal(folder: Path) -> None:
    """Let the revisit claim a payload that its original does not have; row and record agree on it."""
    digest = read_at_capture(folder, 4).headers["WARC-Payload-Digest"].removeprefix("sha256:")
    remade(folder, lambda raw: raw.replace(digest.encode(), b"d" * 64) if b"WARC-Type: revisit" in raw else raw, crawl=2)
    execute(folder, "UPDATE captures SET payload_sha256 = ? WHERE id = 4", "d" * 64)


def read_at_capture(folder: Path, number: int) -> Record:
    with closing(sqlite3.connect(folder / "archive.db")) as database:
        file, offset, length = database.execute("SELECT warc_file, warc_offset, warc_length FROM captures WHERE id = ?", (number,)).fetchone()
    return read_at(folder / "warcs" / file, offset, length)


def _purged(folder: Path) -> None:
    """Note a purge of capture 3 that took nothing away."""
    execute(folder, "INSERT INTO redactions (post, at, reason, purged_at) VALUES (1, '2025-03-02T00:00:00Z', '시험', '2025-03-02T00:00:00Z')")
    execute(folder, "UPDATE captures SET redaction = 1, url = 'urn:panjeon:redacted' WHERE id = 3")


def _taken_out(folder: Path) -> None:
    """Put a tombstone in the place of the file's record, as a purge would, without noting one."""
    wanted = read_at_capture(folder, 3)

    def edit(raw: bytes) -> bytes:
        found = parsed(raw, 0, 0, "")
        if found.id != wanted.id:
            return raw
        fields = [("WARC-Date", found.headers["WARC-Date"]), ("Panjeon-Event", "purged"), ("Content-Type", "application/json")]
        return gzip.decompress(made("metadata", found.id, fields, [b'{"reading":{}}']))

    remade(folder, edit)


def _between_places(folder: Path) -> None:
    """A purge that wrote a file anew and was killed before it put it in its place."""
    path = file_of(folder)
    path.with_name(path.name + ".purged").write_bytes(path.read_bytes())
    path.write_bytes(b"what stood there before")
    execute(folder, "INSERT INTO archive (key, value) VALUES ('purging', ?)", f'["{path.name}"]')


#: For each code: how to break a good archive, and every code that is then found.
BROKEN: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "E01": (lambda folder: file_of(folder).unlink(), {"E01"}),
    "E02": (_sql(f"UPDATE warcs SET sha256 = '{'0' * 64}' WHERE crawl = 1"), {"E02"}),
    "E03": (_sql("UPDATE warcs SET records = records + 1 WHERE crawl = 1"), {"E03"}),
    "E04": (_flip_last, {"E03", "E04", "E09"}),
    "E05": (lambda folder: _append(folder, b"trailing bytes"), {"E05"}),
    "E06": (_swap(b"Content-Length: ", b"Content-Length: +"), {"E06", "E09"}),
    "E07": (_swap(b"WARC-Block-Digest: sha256:", b"WARC-Block-Digest: sha256:0"), {"E07"}),
    "E08": (_swap(b"Payload-Digest: sha256:", b"Payload-Digest: sha256:0"), {"E08"}),
    "E09": (_sql("UPDATE captures SET warc_offset = warc_offset + 1 WHERE id = 2"), {"E09", "W01"}),
    "E10": (_sql("UPDATE captures SET record_id = 'urn:uuid:00000000-0000-4000-8000-000000000000' WHERE id = 2"), {"E10"}),
    "E11": (_sql("UPDATE captures SET url = 'http://board.example/post/102' WHERE id = 2"), {"E11"}),
    "E12": (_sql(f"UPDATE captures SET payload_sha256 = '{'0' * 64}' WHERE id = 2"), {"E12"}),
    "E13": (_sql("UPDATE captures SET payload_bytes = payload_bytes + 1 WHERE id = 2"), {"E13"}),
    "E14": (_sql("UPDATE captures SET revisit_of = 4 WHERE id = 4"), {"E14"}),
    "E15": (_unequal, {"E15"}),
    "E16": (_duplicate, {"E16"}),
    "E17": (_sql("UPDATE events SET capture = 99 WHERE id = 1"), {"E17"}),
    "E18": (_sql("UPDATE posts SET content_hash = 'x'"), {"E18"}),
    "E19": (_sql("UPDATE crawls SET requests = 5 WHERE id = 1"), {"E19"}),
    "E20": (_damaged_page, {"E20"}),
    "E21": (_sql("UPDATE posts SET board = 'attic'"), {"E21"}),
    "E22": (_sql("UPDATE warcs SET sha256 = NULL WHERE crawl = 1"), {"E22"}),
    "E23": (_sql("UPDATE revisions SET number = 0 WHERE number = 1"), {"E23"}),
    "E24": (_sql("UPDATE captures SET fetched_at = '2025-02-28T00:00:00.000000Z' WHERE id = 2"), {"E24"}),
    "E25": (_purged, {"E25"}),
    "E26": (_taken_out, {"E26"}),
    "W01": (_uncaptured, {"W01"}),
    "W02": (lambda folder: (folder / "warcs" / "00003-001-hall.warc.gz").write_bytes(b""), {"W02"}),
    "W03": (_reopened, {"W03"}),
    "W04": (_sql("INSERT INTO sightings (crawl, native_id, pinned, capture) VALUES (1, '101', 0, 1)"), {"W04"}),
    "W05": (_torn_while_running, {"W05"}),
    "W06": (_between_places, {"W06"}),
}
