"""Backfill: captures that other tools made, copied into the archive's own evidence and folded into the same history.

A file is read once, as a stream. What it holds of the board's hosts is laid aside, posts are told from other pages by the board's engine, and then
every reading of a post is recorded in the order of time with the files that were captured nearest to it. The copy is a record of the archive like
any other, with the time of the original, and says which file (with its SHA-256) and which record it comes from: a rebuild needs nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from crawler.addresses import canonical
from crawler.clock import Clock, iso
from crawler.engines import engine
from crawler.errors import ArchiveError, PolicyRefused, WarcDamaged
from crawler.fetch.policy import Policy
from crawler.manifest import Manifest
from crawler.reading import Reading, read
from crawler.records import ALIAS, Exchange, Listing, ListRow, Misfit, PartnerStrip, Post, Task, TaskKind, Withheld
from crawler.warc.foreign import Oversized, Source, digest_fits, foreign_records, source_of
from crawler.warc.read import Headers, Record, to_exchange
from pipelines.archive import open_reader
from pipelines.fold import Ended
from pipelines.lists import hint
from pipelines.recorder import Recorder

#: A file counts as captured with a post when no more than this lies between the two.
NEAR = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A capture that was laid aside: where it comes from, and where its block and its request's lie."""

    source: Source
    record: str
    url: str
    at: datetime
    status: int
    headers: Headers
    place: tuple[int, int]
    request: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One reading of a page, with the captures of a post's files or a strip's logos: (capture, address as the page names it, name)."""

    task: Task
    held: Held
    says: str
    files: tuple[tuple[Held, str, str], ...] = ()


@dataclass(slots=True)
class Plan:
    """What a backfill would do: its observations in the order of time, and what it leaves out, counted by reason."""

    sources: list[Source] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)


class Backfill:
    """One backfill of a board from some files. Use as a context manager: what is laid aside goes when it ends."""

    def __init__(self, board: Manifest, files: Iterable[Path]) -> None:
        self.board, self._files = board, list(files)
        self._engine = engine(board.engine)
        self._policy = Policy(board.hosts, board.fetch.private_hosts)
        self._held: list[Held] = []
        self._requests: dict[str, tuple[int, int]] = {}
        self.plan = Plan()

    def __enter__(self) -> Backfill:
        self._aside: IO[bytes] = TemporaryFile()
        return self

    def __exit__(self, *_: object) -> None:
        self._aside.close()

    # -- reading ----------------------------------------------------------------------------------------------------------------

    def read(self, known: frozenset[str] = frozenset(), progress: Callable[[int, int], None] | None = None) -> Plan:
        """Read the files and plan. ``known``: records that the archive has copied already. ArchiveError for a file that is none.

        A file that is damaged is taken as far as it can be read, and said to be.
        """
        for number, path in enumerate(self._files, 1):
            try:
                source = source_of(path)
            except OSError as error:
                raise ArchiveError(f"{path} cannot be read ({error.strerror}); name a WARC or WACZ file") from error
            if any(one.sha256 == source.sha256 for one in self.plan.sources):
                self.plan.left_out["the same file named twice"] += 1
                continue
            self.plan.sources.append(source)
            try:
                for record in foreign_records(path):
                    self._lay_aside(record, source)
            except WarcDamaged as damage:
                self.plan.damaged.append(str(damage))
            if progress is not None:
                progress(number, len(self._files))
        self._tell_apart(known)
        return self.plan

    def _lay_aside(self, record: Record | Oversized, source: Source) -> None:
        if isinstance(record, Oversized):
            self.plan.left_out["larger than a record may be"] += 1
            return
        fields = record.headers
        if record.type == "request" and fields.get("warc-concurrent-to"):
            self._requests[fields["warc-concurrent-to"].strip("<>")] = self._put(record.block)
            self._requests[record.id] = self._requests[fields["warc-concurrent-to"].strip("<>")]
            return
        if record.type not in ("response", "revisit"):
            self.plan.left_out["no answer"] += record.type not in ("warcinfo", "metadata", "request")
            return
        url = fields.get("warc-target-uri", "")
        if not self._is_ours(url):
            self.plan.left_out["of another host"] += 1
            return
        try:
            exchange = to_exchange(replace(record, headers=_plain(fields)))
        except (WarcDamaged, ValueError):
            self.plan.left_out["no whole HTTP answer"] += 1
            return
        if not (digest_fits(fields.get("warc-block-digest"), record.block) and (record.type == "revisit" or _payload_fits(fields, exchange))):
            self.plan.left_out["not what its digest says"] += 1
            return
        self._held.append(
            Held(source=source, record=record.id, url=url, at=exchange.started_at, status=exchange.status, headers=fields, place=self._put(record.block))
        )

    def _is_ours(self, url: str) -> bool:
        try:
            self._policy.check_url(url)
        except PolicyRefused:
            return False
        return True

    def _put(self, block: bytes) -> tuple[int, int]:
        begin = self._aside.seek(0, 2)
        self._aside.write(block)
        return begin, len(block)

    def _get(self, place: tuple[int, int]) -> bytes:
        self._aside.seek(place[0])
        return self._aside.read(place[1])

    # -- telling apart ------------------------------------------------------------------------------------------------------------

    def _tell_apart(self, known: frozenset[str]) -> None:
        by_record = {held.record: held for held in self._held if held.headers["warc-type"] == "response"}
        self._originals: Mapping[str, Held] = by_record
        self._by_digest = {held.headers.get("warc-payload-digest"): held for held in reversed(by_record.values())}
        captured: dict[str, list[Held]] = {}
        for held in self._held:
            captured.setdefault(_key(held.url), []).append(held)
        self._lists = {held.record: listing for held, listing in self._read_lists()}
        linked = frozenset(_key(row.url) for listing in self._lists.values() for row in listing.rows)
        self._shown = self._rows_by_post()
        used: set[str] = set()
        for held in sorted(self._held, key=lambda one: (one.at, one.record)):
            found = "copied already" if held.record in known else self._observation(held, linked, captured) or self._other_page(held, captured)
            if isinstance(found, str):
                self.plan.left_out[found] += 1
                used.add(held.record)
            elif found is not None:
                self.plan.observations.append(found)
                used |= {held.record, *(file.record for file, _, _ in found.files)}
        self.plan.left_out["no post, list or strip, nor a file of one"] += sum(held.record not in used for held in self._held)

    def _read_lists(self) -> Iterator[tuple[Held, Listing]]:
        """The list pages among the captures: what reads as one, at the address of a list with whatever parameters."""
        pages = {_key(url).partition("?")[0] for url in (*self.board.lists, *self.board.optional_lists, self.board.url)}
        for held in self._held:
            if held.status == 200 and _key(held.url).partition("?")[0] in pages:
                reading = self._reading(held, self._list_task(held))
                if isinstance(reading, Reading) and isinstance(reading.result, Listing) and reading.result.rows:
                    yield held, reading.result

    def _list_task(self, held: Held) -> Task:
        """A list page as it is asked; only the first page of a list says what the board claims."""
        firsts = {_key(url) for url in (*(self.board.lists or (self.board.url,)), *self.board.optional_lists)}
        facts: dict[str, object] = {"source": _source(held)}
        return Task(kind="list", url=held.url, facts={**facts, "page": 1} if _key(held.url) in firsts else facts)

    def _other_page(self, held: Held, captured: Mapping[str, list[Held]]) -> Observation | None:
        """A list page, which says what stood on the board when it was captured, or a partner strip."""
        listing = self._lists.get(held.record)
        if listing is not None:
            return Observation(task=self._list_task(held), held=held, says=f"a list of {len(listing.rows)}")
        if held.status != 200 or self.board.partners_url is None or _key(held.url) != _key(self.board.partners_url):
            return None
        task = Task(kind="partners", url=held.url, facts={"source": _source(held)})
        reading = self._reading(held, task)
        if not isinstance(reading, Reading) or not isinstance(reading.result, PartnerStrip) or not reading.result.partners:
            return None
        logos = {one.logo_url: one.name for one in reading.result.partners if one.logo_url}
        return Observation(task=task, held=held, says=f"a strip of {len(reading.result.partners)}", files=tuple(self._near(logos.items(), held, captured)))

    def _rows_by_post(self) -> dict[str, list[tuple[datetime, ListRow]]]:
        """What lists showed of each post, by its address, and when."""
        at = {held.record: held.at for held in self._held}
        found: dict[str, list[tuple[datetime, ListRow]]] = {}
        for record, listing in self._lists.items():
            for row in listing.rows:
                found.setdefault(_key(row.url), []).append((at[record], row))
        return found

    def _hint(self, held: Held) -> dict[str, object]:
        """What the list captured nearest in time says of a post whose own page may not say all (its date)."""
        near = [(abs(at - held.at), at, row) for at, row in self._shown.get(_key(held.url), ()) if abs(at - held.at) <= NEAR]
        return hint(min(near, key=lambda one: one[:2])[2], strange=False) if near else {}

    def _observation(self, held: Held, linked: frozenset[str], captured: Mapping[str, list[Held]]) -> Observation | str | None:
        """What a capture says of a post; why it is left out, in a few words; None for what is no post's page."""
        native_id = self._engine.native_id(held.url, self.board)
        if (native_id is None or native_id.startswith(ALIAS)) and _key(held.url) not in linked:
            return None
        if held.status not in (200, 401, 403, 404, 410):
            return "an error or a redirect"
        facts = {**self._hint(held), "source": _source(held)}
        task = Task(kind="post", url=self._engine.canonical(held.url, self.board), native_id=native_id, facts=facts)
        reading = self._reading(held, task)
        if isinstance(reading, str):
            return reading
        result = reading.result
        if isinstance(result, Post):
            task = replace(task, native_id=result.native_id)
            return Observation(task=task, held=held, says="a post", files=tuple(self._files_of(result, held, captured)))
        if isinstance(result, Withheld):
            return Observation(task=task, held=held, says=result.kind)
        return f"a post's address that does not read as one ({result.kind})" if isinstance(result, Misfit) else "damaged"

    def _files_of(self, post: Post, held: Held, captured: Mapping[str, list[Held]]) -> Iterator[tuple[Held, str, str]]:
        """The capture nearest in time of each file of a post, if any is near."""
        yield from self._near(((link.url, link.name) for link in post.attachments), held, captured)

    @staticmethod
    def _near(links: Iterable[tuple[str, str]], held: Held, captured: Mapping[str, list[Held]]) -> Iterator[tuple[Held, str, str]]:
        """The capture nearest in time of each address (with its name), if any is near."""
        for url, name in links:
            near = [one for one in captured.get(_key(url), []) if one.status == 200 and abs(one.at - held.at) <= NEAR]
            if near:
                yield min(near, key=lambda one: (abs(one.at - held.at), one.record)), url, name

    def _reading(self, held: Held, task: Task) -> Reading | str:
        exchange = self.exchange(held)
        return exchange if isinstance(exchange, str) else read(exchange, task, self.board)

    def exchange(self, held: Held) -> Exchange | str:
        """A capture as it crossed the wire; why not, where a revisit's payload is nowhere."""
        record = Record(0, 0, held.headers["warc-type"], _plain(held.headers), self._get(held.place))
        exchange = to_exchange(record)
        request = self._requests.get(held.record) or self._requests.get(held.headers.get("warc-concurrent-to", "").strip("<>"))
        exchange = replace(exchange, url=held.url, request=self._get(request) if request else b"")
        if record.type == "response":
            return exchange
        original = self._original(held)
        if original is None:
            return "a revisit of what no file holds"
        first = to_exchange(Record(0, 0, "response", _plain(original.headers), self._get(original.place)))
        # The head of a revisit may stand for another framing of the same payload, or be missing: then the first one's head goes with its body.
        return replace(first, url=held.url, started_at=held.at, request=exchange.request, ip=exchange.ip)

    def _original(self, held: Held) -> Held | None:
        fields = held.headers
        named = self._originals.get(fields.get("warc-refers-to", "").strip("<>"))
        if named is not None:
            return named
        address, date = fields.get("warc-refers-to-target-uri"), fields.get("warc-refers-to-date")
        for one in self._originals.values():
            if address and one.url == address and one.headers.get("warc-date") == date:
                return one
        return self._by_digest.get(fields.get("warc-payload-digest")) if fields.get("warc-payload-digest") else None

    # -- recording ----------------------------------------------------------------------------------------------------------------

    def record(self, archive: Path, clock: Clock) -> tuple[int, Ended]:
        """Copy what is planned into the archive and fold it in; the number of the run, and how it ended."""
        recorder = Recorder(archive, clock)
        try:
            run = recorder.begin(self.board, "backfill", [], sources=[asdict(source) for source in self.plan.sources])
            for observation in self.plan.observations:
                self._copy(recorder, observation.task, observation.held)
                kind: TaskKind = "logo" if observation.task.kind == "partners" else "file"
                for held, asked, name in observation.files:
                    facts: dict[str, object] = {"name": name, "asked": asked, "source": _source(held)}
                    task = Task(kind=kind, url=asked, native_id=observation.task.native_id, facts=facts)
                    self._copy(recorder, task, held)
            return run.crawl, recorder.finish("damaged: " + self.plan.damaged[0] if self.plan.damaged else None)
        finally:
            recorder.close()

    def _copy(self, recorder: Recorder, task: Task, held: Held) -> None:
        exchange = self.exchange(held)
        if isinstance(exchange, Exchange):
            recorder.receive(task, exchange)


def copied(archive: Path) -> frozenset[str]:
    """The records that an archive has copied already; none where there is no archive."""
    if not archive.is_file():
        return frozenset()
    with closing(open_reader(archive)) as conn:
        try:
            rows = conn.execute("SELECT source FROM captures WHERE source IS NOT NULL").fetchall()
        except sqlite3.OperationalError:
            return frozenset()  # made before there was such a column
    return frozenset(json.loads(row["source"])["record"] for row in rows)


def _source(held: Held) -> dict[str, object]:
    return {"file": held.source.name, "sha256": held.source.sha256, "record": held.record, "at": iso(held.at)}


def _key(url: str) -> str:
    try:
        return canonical(url)
    except ValueError:
        return url


def _plain(fields: Headers) -> Headers:
    """A record's fields with its time always in a zone: what is written without one is UTC."""
    date = fields.get("warc-date", "")
    return Headers({**dict(fields), "warc-date": date if date.endswith("Z") or "+" in date else f"{date}Z"})


def _payload_fits(fields: Headers, exchange: Exchange) -> bool:
    """A payload digest is made of the body with its chunk framing by some tools and without it by others."""
    return digest_fits(fields.get("warc-payload-digest"), exchange.payload, exchange.body)
