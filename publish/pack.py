"""An evidence pack: of a few posts every version, what changed, the records that prove it, and how to cite it, as a bag that can be checked anywhere."""

from __future__ import annotations

import importlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from crawler.clock import Clock, iso
from crawler.errors import ArchiveError
from pipelines import chain
from pipelines.whole import MARK, file_name
from publish import bag, citations, difference, safe, timestamp, versions
from publish.citations import Citation
from publish.folder import joined
from publish.held import Files
from publish.offline import page
from publish.pack_shape import CITATIONS, FILES, LEDGER, POSTS, STAMP, WACZ
from publish.wacz import Page, write_wacz

#: Every capture that a post rests on, its files as they were captured over time, and the captures whose bytes those repeat.
_CAPTURES = """
WITH named (id) AS (
  SELECT capture FROM posts WHERE id = :post UNION SELECT capture FROM revisions WHERE post = :post
  UNION SELECT capture FROM events WHERE post = :post UNION SELECT capture FROM attachments WHERE post = :post
  UNION SELECT capture FROM absences WHERE post = :post UNION SELECT capture FROM comments WHERE post = :post
  UNION SELECT c.id FROM attachments a JOIN captures c ON c.url = a.url WHERE a.post = :post AND c.revisit_of IS NULL)
SELECT id FROM named UNION SELECT c.revisit_of FROM named n JOIN captures c ON c.id = n.id WHERE c.revisit_of IS NOT NULL
"""
_README = """증거 묶음 · Evidence pack

이 묶음은 BagIt 1.0 형식입니다. 다음 명령이 인터넷 없이 모든 것을 검사합니다.
This pack is a BagIt 1.0 bag. This command checks all of it, offline:

    panjeon verify FOLDER

판전 없이도 검사할 수 있습니다. Without Panjeon:

    sha256sum --check manifest-sha256.txt tagmanifest-sha256.txt
    bagit.py --validate FOLDER
    unzip -p data/evidence.wacz archive/data.warc.gz > data.warc.gz && warcio check data.warc.gz

data/evidence.wacz      수집한 응답 그대로; ReplayWeb.page 등으로 봅니다 · the responses as captured, for ReplayWeb.page and other viewers
data/posts/             글의 모든 판(JSON, HTML)과 판 사이의 차이 · every version (JSON, HTML) and what differs
data/files/             첨부파일 · the files of the posts
data/citations/         인용문(한국어, 영어), BibTeX, RIS, CSL-JSON · citations
data/ledger.jsonl       수집 기록과 그 사슬 · the runs of the archive, each with a digest over itself and the digest before
{stamp}
판의 JSON에 있는 record_id는 evidence.wacz 안의 WARC 기록을, payload_sha256은 그 내용의 SHA-256을 가리킵니다.
record_id in a version's JSON names the WARC record in evidence.wacz, payload_sha256 the SHA-256 of its payload.
이 지문들은 서명되지 않았습니다. 묶음의 지문을 다른 곳에도 남기거나 시점 확인을 받으십시오.
The digests are not signed: keep the digest of tagmanifest-sha256.txt elsewhere, or have it time-stamped.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What a pack holds; ``digest`` is the SHA-256 of its tag manifest and stands for the whole."""

    posts: int
    versions: int
    captures: int
    missing_files: int
    digest: str


@dataclass(slots=True)
class _Pack:
    """A pack in the making."""

    conn: sqlite3.Connection
    folder: Path
    files: Files
    pdf: Callable[[Path], None] | None
    captures: set[int] = field(default_factory=set)
    pages: list[Page] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


def write_pack(
    conn: sqlite3.Connection, posts: Sequence[int], folder: Path, warcs: Path, *, clock: Clock, pdf: bool = False, authority: str | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Packed:  # fmt: skip
    """Write the pack of some posts into a folder that is there and empty.

    pdf:       also as PDF, which needs WeasyPrint
    authority: the address of an RFC 3161 time-stamp authority that is to sign the pack's digest
    Raises WarcDamaged or ArchiveError where a record cannot be had as it was captured: a pack proves everything in it or is not made.
    """
    for part in (POSTS, CITATIONS):
        (folder / part).mkdir(parents=True)
    pack = _Pack(conn, folder, Files(conn, warcs, folder / FILES), _printer(folder) if pdf else None)
    for number, post in enumerate(posts, start=1):
        say(f"post {number} of {len(posts)}")
        _add_post(pack, post)
    say("evidence.wacz")
    _write_citations(pack)
    head = _write_ledger(conn, folder / LEDGER)
    title = "; ".join(dict.fromkeys(found.title for found in pack.citations))[:500]
    facts = {"title": title, "created": iso(clock.now()), "software": _software(), "mainPageUrl": pack.pages[0].url, "mainPageDate": pack.pages[0].at}
    try:
        write_wacz(conn, warcs, sorted(pack.captures), pack.pages, folder / WACZ, facts)
    except FileNotFoundError as error:
        raise ArchiveError(f"{Path(error.filename).name}, which proves these posts, is not in {warcs}; bring it back from a copy") from error
    digest = _close(folder, clock, title, head, len(posts), authority)
    return Packed(posts=len(posts), versions=len(pack.citations), captures=len(pack.captures), missing_files=pack.files.missing, digest=digest)


def _software() -> str:
    try:
        return f"panjeon {version_of('panjeon')}"
    except PackageNotFoundError:  # run from its source, not installed
        return "panjeon"


def _add_post(pack: _Pack, number: int) -> None:
    conn = pack.conn
    post = dict(conn.execute("SELECT * FROM posts WHERE id = ?", (number,)).fetchone())
    if post["redaction"] is not None:
        raise ArchiveError(f"{post['board']}/{post['native_id']} is redacted; no evidence of it is given out")
    board = dict(conn.execute("SELECT * FROM boards WHERE name = ?", (post["board"],)).fetchone())
    pack.captures |= {row[0] for row in conn.execute(_CAPTURES, {"post": number})}
    target = pack.folder / POSTS / file_name(post["title"], f"{number:07d}", "post").removesuffix(".post")
    target.mkdir()
    tables = {
        table: [_proved(conn, dict(row)) for row in conn.execute(f"SELECT * FROM {table} WHERE post = ?", (number,))]
        for table in ("events", "absences", "attachments", "comments")
    }
    _write_json(target / "post.json", {**_proved(conn, post), "board": board, **tables})
    before: dict[str, Any] | None = None
    for row in conn.execute("SELECT * FROM revisions WHERE post = ? ORDER BY number", (number,)).fetchall():
        version = dict(row)
        _add_version(pack, target, post, board, version)
        if before is not None:
            _add_difference(pack, target, board, before, version)
        before = version


def _proved(conn: sqlite3.Connection, row: dict[str, Any]) -> dict[str, Any]:
    """A row with its capture told in terms that hold outside this archive."""
    capture = conn.execute("SELECT url, fetched_at, status, record_id, payload_sha256 FROM captures WHERE id = ?", (row["capture"],)).fetchone()
    return {**row, "capture": dict(capture)}


def _write_json(path: Path, facts: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _add_version(pack: _Pack, target: Path, post: dict[str, Any], board: dict[str, Any], version: dict[str, Any]) -> None:
    facts = _proved(pack.conn, version)
    capture = facts["capture"]
    offered = []
    images: dict[str, str] = {}
    for file in versions.files(version["attachments"]):
        saved = pack.files.save(str(file.get("name") or ""), str(file.get("url") or ""), file.get("sha256"))
        path = f"../../files/{saved[0]}" if saved else None
        offered.append({**file, "file": path})
        if saved and saved[1]:
            images |= dict.fromkeys((str(file["url"]), joined(post["url"], str(file["url"]))), str(path))
    _write_json(target / f"version-{version['number']:03d}.json", {**facts, "changed": json.loads(version["changed"]), "attachments": offered})
    _write_page(
        pack, target / f"version-{version['number']:03d}.html", "version", board=board, post=post, version=version, capture=capture, files=offered,
        body=safe.body(version["body_html"], post["url"], images),
    )  # fmt: skip
    pack.pages.append(Page(url=capture["url"], title=safe.shown(version["title"]), at=capture["fetched_at"]))
    pack.citations.append(citations.cited(post, version, board, capture))


def _add_difference(pack: _Pack, target: Path, board: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> None:
    changed = [(name, difference.rows(before, after)) for name, before, after in versions.fields(old, new) if before != after]
    name = f"difference-{old['number']:03d}-{new['number']:03d}.html"
    _write_page(pack, target / name, "difference", board=board, old=old, new=new, changed=changed)


def _write_page(pack: _Pack, path: Path, template: str, **context: Any) -> None:
    page(path, f"pack/{template}.html", **context)
    if pack.pdf is not None:
        pack.pdf(path)


def _printer(folder: Path) -> Callable[[Path], None]:
    """Prints a page of the pack beside itself; it may load the pack's own files and nothing else."""
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ModuleNotFoundError, OSError) as error:
        raise ArchiveError(f"PDF needs the package weasyprint and the library Pango ({error}); install them, or leave --pdf away") from error
    inside = (folder / FILES).resolve().as_uri() + "/"

    class OwnFiles(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, *rest: Any, **more: Any) -> Any:
            if not url.startswith(inside):
                raise ValueError("a pack's page loads nothing but the pack's own files")
            return super().fetch(url, *rest, **more)

    def write(page: Path) -> None:
        weasyprint.HTML(filename=str(page.resolve()), url_fetcher=OwnFiles(allowed_protocols=["file"])).write_pdf(page.with_suffix(".pdf"))

    return write


def _write_citations(pack: _Pack) -> None:
    for name, text in (
        ("citations.txt", citations.lines(pack.citations)),
        ("citations.bib", citations.bibtex(pack.citations)),
        ("citations.ris", citations.ris(pack.citations)),
        ("citations.csl.json", citations.csl(pack.citations)),
    ):
        (pack.folder / CITATIONS / name).write_text(text, encoding="utf-8", newline="")


def _write_ledger(conn: sqlite3.Connection, path: Path) -> str:
    """The whole ledger; returns the last digest of its chain."""
    head = chain.START
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for link in chain.runs(conn):
            head = link["digest"]
            stream.write(json.dumps(link, ensure_ascii=False) + "\n")
    return head


def _close(folder: Path, clock: Clock, title: str, head: str, posts: int, authority: str | None) -> str:
    stamped = f"{STAMP}    시점 확인 (RFC 3161) · time stamp: openssl ts -verify -data {bag.TAGS} -in {STAMP} -CAfile CA.pem\n" if authority else ""
    (folder / "README.txt").write_text(_README.format(stamp=stamped), encoding="utf-8", newline="\n")
    _write_json(folder / MARK, {"made_by": "panjeon export evidence", "posts": posts, "ledger": head})
    facts = {"Bagging-Date": iso(clock.now())[:10], "Bag-Software-Agent": _software(), "External-Description": safe.shown(title), "Ledger-Digest": head}
    bag.close_bag(folder, facts)
    if authority:
        (folder / STAMP).write_bytes(timestamp.ask(authority, (folder / bag.TAGS).read_bytes()))
    return bag.sha256(folder / bag.TAGS)


def unique(posts: Iterable[int]) -> list[int]:
    """The posts in the order asked, each once."""
    return list(dict.fromkeys(posts))
