"""The pages of the reading room: each takes a request's parameters, asks reading.py, and fills one template."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, urljoin

from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup

from pipelines import search as index
from pipelines.export import Selection
from pipelines.finding import RANKED
from publish import (
    citing,
    data,
    difference,
    downloads,
    evidence,
    feeds,
    figures,
    file_changes,
    file_texts,
    guard,
    happened,
    openapi,
    partner_feed,
    partner_links,
    reading,
    safe,
    versions,
)
from publish.charts import Chart
from publish.reading import Wanted
from publish.visit import PER_PAGE, View, Visit, stylesheet_text, unchanged
from publish.words import known, translator

#: So many files of a difference are held against each other word by word.
_MOST_TEXTS = 6
_BUSY: reading.Row = {"rows": [], "why": ""}
_SAFE_NAME = re.compile(r"[^\w.() \[\]-]+")


async def front(visit: Visit) -> Response:
    """``/``: boards and how complete they are, newest posts, what changed, what was taken down."""
    lately = await visit.kept.get("lately", lambda: _lately(visit))
    return await visit.html("front", feed={}, boards=await _boards(visit), lately=lately)


async def _lately(visit: Visit) -> dict[str, list[reading.Row]]:
    """The posts that came last, and what happened last."""
    return {
        "newest": await reading.newest(visit.db, 8),
        "changed": await reading.events(visit.db, Wanted(kinds=("changed",)), 8),
        "withdrawn": await reading.events(visit.db, Wanted(kinds=reading.WITHDRAWN, once=True), 8),
    }


async def _boards(visit: Visit) -> list[reading.Row]:
    """Every board with its counts, which go through all of its posts."""
    return await visit.kept.get("boards", lambda: reading.boards(visit.db))


async def _board(visit: Visit) -> reading.Row:
    """The board that the address names, with its counts. Raises NotFound."""
    name = visit.request.url_vars["name"]
    row = await visit.kept.get(("board", name), lambda: reading.board(visit.db, name))
    if row is None:
        raise NotFound("no such board")
    return row


async def board(visit: Visit) -> Response:
    """``/-/board/NAME``: the list of a board, by year, author and state."""
    row = await _board(visit)
    filters = {name: visit.text(name) for name in ("year", "author", "state")}
    total = await visit.kept.get(("total", row["name"], *filters.values()), lambda: reading.board_total(visit.db, row["name"], filters))
    return await visit.html(
        "board",
        board=row,
        feed={"board": row["name"], "author": filters["author"]},
        charts=await visit.kept.get(("over time", row["name"], visit.lang), lambda: _over_time_part(visit, row["name"])),
        posts=await reading.board_posts(visit.db, row["name"], filters, PER_PAGE, visit.offset),
        total=total,
        filters=filters,
        choices=await visit.kept.get(("choices", row["name"], visit.lang), lambda: _choices(visit, row["name"])),
        forms=downloads.offered(),
        pager=visit.pager(total, f"/-/board/{row['name']}", **filters),
    )


async def _choices(visit: Visit, board: str) -> dict[str, list[tuple[str, str]]]:
    """What a board's filters offer, each with the words that it is offered in."""
    words, offered = translator(visit.lang), await reading.choices(visit.db, board, await _along(visit, board))
    return {
        name: [(row["value"], f"{known(words, 'state', row['value']) if name == 'state' else safe.shown(row['value'])} ({row['n']:,})") for row in rows]
        for name, rows in offered.items()
    }


async def _along(visit: Visit, board: str) -> list[reading.Row]:
    return await visit.kept.get(("along", board), lambda: reading.posted_along(visit.db, board))


async def _over_time_part(visit: Visit, board: str) -> Markup:
    return visit.part("over_time", charts=await _over_time(visit, board))


async def post(visit: Visit) -> Response:
    """``/-/post/ID``: the post as it stands or, with ``?version=N``, as it stood; its files, comments, history and evidence."""
    row = await _post(visit)
    asked = visit.text("version")
    version = None
    if asked:
        version = await _version(visit, row["id"], int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0)
    present = {**row, **version} if version else row
    files = await reading.attachments(visit.db, row["id"])
    return await visit.html(
        "post",
        post=present,
        now=row,
        version=version,
        body=_body(visit, present, files),
        files=files,
        comments=await reading.comments(visit.db, row["id"]),
        timeline=_told(visit, await reading.timeline(visit.db, row["id"])),
        captures=await reading.captures_of(visit.db, row["id"], 3),
        citations=await _citations(visit, present),
    )


def _told(visit: Visit, timeline: list[reading.Row]) -> list[reading.Row]:
    """A timeline with what each event rests on in words; what the site said at an absence is not said again."""
    said = frozenset(str(entry["evidence"]) for entry in timeline if entry["entry"] == "absence")
    words = translator(visit.lang)
    return [
        {**entry, "facts": list(happened.facts(words, entry, said)), "first_at": happened.first_at(entry)} if entry["entry"] == "event" else entry
        for entry in timeline
    ]


async def _citations(visit: Visit, row: reading.Row) -> list[tuple[str, str]]:
    """The version that is shown, ready to be cited."""
    number = row.get("number") or row["revision"]
    proof = await reading.proof(visit.db, row["id"], number)
    if proof is None:
        return []
    length = {"year": 4, "month": 7}.get(row["posted_precision"] or "", 10)
    cited = citing.Cited(
        version=number,
        author=row["author"] or "",
        posted=(row["posted_at"] or "")[:length],
        observed=proof["observed_at"],
        zone=row["timezone"],
        original=safe.external(row["url"]) or "",
        archived=visit.absolute(f"/-/post/{row['id']}", version=number),
        sha256=proof["payload_sha256"],
        **{name: row[name] for name in ("board", "native_id", "title", "publisher", "board_title")},
    )
    return citing.styles(cited)


async def author(visit: Visit) -> Response:
    """``/-/author?name=``: an author's posts on all boards, or on ``board=``, along time and as a list."""
    name, asked = visit.text("name"), visit.text("board")
    boards = await reading.author(visit.db, name, asked) if name else []
    if not boards:
        raise NotFound("no such author")
    total, words = sum(row["posts"] for row in boards), translator(visit.lang)
    return await visit.html(
        "author",
        name=name,
        asked=asked,
        boards=boards,
        total=total,
        feed={"author": name, "board": asked},
        chart=figures.posted(await reading.posted_along(visit.db, asked, name), words("chart_posted"), words),
        posts=await reading.author_posts(visit.db, name, asked, PER_PAGE, visit.offset),
        pager=visit.pager(total, "/-/author", name=name, board=asked),
    )


async def _post(visit: Visit) -> reading.Row:
    row = await reading.post(visit.db, visit.number("post"))
    if row is None:
        raise NotFound("no such post")
    return row


async def _version(visit: Visit, number: int, version: int) -> reading.Row:
    row = await reading.revision(visit.db, number, version)
    if row is None:
        raise NotFound("no such version")
    return row


def _body(visit: Visit, row: reading.Row, files: list[reading.Row]) -> Markup | None:
    """The body cleaned for the reader; pictures among the post's own archived files are shown from the archive."""
    images = {
        address: visit.path(f"/-/attachment/{file['id']}/image")
        for file in files
        if file["state"] == "present" and file["sha256"]
        for address in (file["url"], urljoin(row["url"], file["url"]))
    }
    return safe.body(row["body_html"], row["url"], images)


async def _file_changes(visit: Visit, old: reading.Row, new: reading.Row) -> list[reading.Row]:
    """What became of the files between two versions: each with its captures, and where its content is another, what its text says otherwise."""
    found: list[reading.Row] = []
    for change in file_changes.changes(versions.files(old["attachments"]), versions.files(new["attachments"])):
        sides = [{**file, "capture": await reading.file_capture(visit.db, file)} if file else None for file in (change.before, change.after)]
        text = None
        if change.kind == "replaced":
            read = sum(one["text"] is not None for one in found)
            text = await _text_change(visit, change) if read < _MOST_TEXTS else {"rows": [], "why": "too_many"}
        found.append({"kind": change.kind, "name": change.name, "before": sides[0], "after": sides[1], "text": text})
    return found


async def _text_change(visit: Visit, change: file_changes.FileChange) -> reading.Row:
    """The texts of a file before and after as ``rows``; without rows, ``why`` they cannot be compared, empty where the server is busy."""
    (old_url, new_url), (old_sha256, new_sha256) = change.facts("url"), change.facts("sha256")
    before, after = await file_texts.text_of(visit, old_url, old_sha256), await file_texts.text_of(visit, new_url, new_sha256)
    if before is None or after is None:
        return _BUSY
    unread = [side.reason for side in (before, after) if side.reason not in (None, "cut", "empty")]
    if unread or not (before.text or after.text):
        return {"rows": [], "why": unread[0] if unread else "empty"}
    return {"rows": difference.rows(before.text, after.text), "why": "", "same": before.text == after.text}


async def compare(visit: Visit) -> Response:
    """``/-/post/ID/compare/A/B``: what differs between two versions, changed fields first; ``?view=inline`` in one column."""
    row = await _post(visit)
    old = await _version(visit, row["id"], visit.number("a"))
    new = await _version(visit, row["id"], visit.number("b"))
    differing, unchanged = versions.pairs(old, new)
    files = await _file_changes(visit, old, new)
    if any(file["text"] == _BUSY for file in files):
        # it is not the page that the archive has: the next time it will hold more
        visit = replace(visit, tag="")
    return await visit.html(
        "compare",
        post=row,
        old=old,
        new=new,
        changed=[(name, [] if name == "attachments" else difference.rows(before, after)) for name, before, after in differing],
        files=files,
        unchanged=unchanged,
        versions=await reading.revisions(visit.db, row["id"]),
        inline=visit.text("view") == "inline",
    )


async def captures(visit: Visit) -> Response:
    """``/-/post/ID/evidence``: every response that a post rests on."""
    row = await _post(visit)
    return await visit.html("evidence", post=row, captures=await reading.captures_of(visit.db, row["id"], 500))


async def capture(visit: Visit) -> Response:
    """``/-/capture/ID``: where a response's bytes stand, their digest, and how to check it by hand."""
    row = await reading.capture(visit.db, visit.number("capture"))
    if row is None:
        raise NotFound("no such capture")
    return await visit.html("capture", capture=row)


def _attachment(content: bytes, name: str, sha256: str) -> Response:
    """Bytes as a download that no browser opens by itself."""
    plain = _SAFE_NAME.sub("_", safe.shown(name)).strip(". ")[:120] or "file"
    fallback = plain.encode("ascii", "replace").decode().replace("?", "_")
    return Response(
        content,
        headers={
            **guard.BYTES_HEADERS,
            "content-disposition": f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(plain)}",
            "x-payload-sha256": sha256,
        },
        content_type="application/octet-stream",
    )


async def payload(visit: Visit) -> Response:
    """``/-/capture/ID/payload``: the payload exactly as its digest was taken, as a download."""
    number = visit.number("capture")
    try:
        found = await evidence.fetch(visit.db, visit.warcs, number)
    except LookupError as error:
        raise NotFound("no such capture") from error
    return _attachment(found.payload, f"capture-{number}.bin", found.sha256)


async def _file(visit: Visit) -> tuple[reading.Row, bytes]:
    """An attachment and its bytes; NotFound where the archive holds none."""
    row = await reading.one(visit.db, "SELECT * FROM attachments WHERE id = :id", {"id": visit.number("attachment")})
    if row is None or not row["sha256"]:
        raise NotFound("no such attachment")
    content = await evidence.fetch_unpacked(visit.db, visit.warcs, row["capture"])
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise NotFound("the capture that the attachment names is not that of its bytes")
    return row, content


async def attachment(visit: Visit) -> Response:
    """``/-/attachment/ID``: a file of a post as captured, as a download."""
    row, content = await _file(visit)
    return _attachment(content, row["name"], row["sha256"])


def _image(content: bytes) -> Response:
    """A picture whose first bytes say that it is one. Raises NotFound for anything else, SVG included."""
    media_type = evidence.image_type(content)
    if media_type is None:
        raise NotFound("no picture that may be shown")
    return Response(content, headers={**guard.BYTES_HEADERS, "content-disposition": "inline"}, content_type=media_type)


async def attachment_image(visit: Visit) -> Response:
    """``/-/attachment/ID/image``: a picture of a post from the archive."""
    return _image((await _file(visit))[1])


async def logo(visit: Visit) -> Response:
    """``/-/logo/PARTNER``: a partner's logo from the archive."""
    row = await reading.one(visit.db, "SELECT logo_capture FROM partners WHERE id = :id", {"id": visit.number("partner")})
    if row is None or row["logo_capture"] is None:
        raise NotFound("no such logo")
    return _image(await evidence.fetch_unpacked(visit.db, visit.warcs, row["logo_capture"]))


async def old_logo(visit: Visit) -> Response:
    """``/-/logo/PARTNER/VERSION``: a partner's logo as it stood in a version."""
    named = await reading.logo_captures(visit.db, visit.number("partner"), visit.number("version"))
    sha256, captures = named or ("", [])
    for capture in captures:
        content = await evidence.fetch_unpacked(visit.db, visit.warcs, capture)
        if hashlib.sha256(content).hexdigest() == sha256:
            return _image(content)
    raise NotFound("no such logo")


async def partners(visit: Visit) -> Response:
    """``/-/partners/BOARD``: the partner wall, who came and who left, and at whose link nobody answers."""
    row = await _board(visit)
    entries = await reading.partners(visit.db, row["name"])
    moves = await reading.partner_moves(visit.db, row["name"], 200)
    return await visit.html(
        "partners",
        links=await partner_links.by_partner(visit.db, row["name"]),
        board=row,
        present=[entry for entry in entries if entry["state"] != "gone"],
        gone=[entry for entry in entries if entry["state"] == "gone"],
        moves=[{**move, "said": happened.detail(move["detail"])} for move in moves],
        first=await reading.partners_first(visit.db, row["name"]),
        feed={"board": row["name"]},
        feed_at="/-/partner-feed",
    )


async def search(visit: Visit) -> Response:
    """``/-/search?q=``: posts by their words and those of their files, best first; ``board=``, ``author=``, ``state=``, ``from=``, ``to=`` narrow it."""
    asked = data.asked(visit)
    found = await reading.found(visit.db, asked, PER_PAGE, visit.offset)
    results = [
        {
            **row,
            "marked_title": _marked(index.highlight(safe.shown(row["title"]), asked.query)),
            "snippet": _marked(_snippet(row["body_text"], asked.query)),
            "files": [
                {
                    "id": file["id"],
                    "marked_name": _marked(index.highlight(safe.shown(file["name"]), asked.query)),
                    "snippet": _marked(_snippet(file["text"], asked.query)),
                }
                for file in row["files"]
            ],
        }
        for row in found.posts
    ]
    narrowed = {name: visit.text(name) for name in data.NARROWING}
    return await visit.html(
        "search",
        query=asked.query,
        feed={"q": asked.query, "board": narrowed["board"], "author": narrowed["author"]} if asked.query else None,
        chosen=narrowed,
        states=reading.STATES,
        found=found,
        results=results,
        boards=await visit.kept.get("names", lambda: reading.board_names(visit.db)),
        forms=downloads.offered() if found.total else (),
        pager=visit.pager(min(found.total, RANKED), "/-/search", q=asked.query, **narrowed),
    )


def _snippet(text: str, query: str) -> str:
    return index.snippet(safe.shown(text), query, 140)


def _marked(escaped: str) -> Markup:
    return Markup(escaped)  # noqa: S704 -- highlight() and snippet() escape all but their own <mark>


async def changes(visit: Visit) -> Response:
    """``/-/changes``: what happened to posts, newest first; ``kind=`` for one kind or ``withdrawn``, ``since=N`` for what came after an event."""
    asked, since, board = visit.text("kind"), visit.cursor("since"), visit.text("board")
    kinds = reading.WITHDRAWN if asked == "withdrawn" else (asked,) if asked in reading.EVENT_KINDS else reading.EVENT_KINDS[0 if since else 1 :]
    wanted = Wanted(kinds=kinds, after=since, board=board)
    total = await reading.events_total(visit.db, wanted)
    return await visit.html(
        "changes",
        kind=asked,
        since=since,
        board_asked=board,
        total=total,
        latest=await reading.latest_event(visit.db),
        events=await reading.events(visit.db, wanted, PER_PAGE, visit.offset),
        pager=visit.pager(total, "/-/changes", kind=asked, since=since, board=board),
        feed={"kind": {"withdrawn": "gone"}.get(asked, asked), "board": board},
    )


async def _over_time(visit: Visit, board: str) -> list[tuple[str, Chart]]:
    """Posts, and what happened to them, along time; without what there is nothing to draw of."""
    words, days = translator(visit.lang), await _along(visit, board)
    drawn = [
        (words("chart_posted"), figures.posted(days, words("chart_posted"), words)),
        (words("chart_happened"), await figures.happened(visit.db, board, words("chart_happened"), words)),
    ]
    return [(title, chart) for title, chart in drawn if chart is not None]


async def charts(visit: Visit) -> Response:
    """``/-/charts``: posts, edits and departures along time, authors, how each board answered, partners; ``board=`` for one board."""
    boards, asked = await _boards(visit), visit.text("board")
    shown = [row for row in boards if not asked or row["name"] == asked]
    if asked and not shown:
        raise NotFound("no such board")
    sections = [await visit.kept.get(("charts", row["name"], visit.lang), partial(_section, visit, row)) for row in shown]
    return await visit.html("charts", boards=boards, chosen=asked, sections=sections)


async def _section(visit: Visit, row: reading.Row) -> Markup:
    """All charts of a board."""
    words, drawn = translator(visit.lang), await _over_time(visit, row["name"])
    for key, draw in (("chart_answers", figures.answers), ("chart_partners", figures.partners)):
        chart = await draw(visit.db, row["name"], words(key), words)
        drawn += [(words(key), chart)] if chart is not None else []
    return visit.part("charts_of_board", board=row, drawn=drawn, authors=await figures.authors(visit.db, row["name"]))


async def crawls(visit: Visit) -> Response:
    """``/-/crawls``: the runs with outcome, reason and balance."""
    total = await reading.count(visit.db, "SELECT count(*) FROM crawls")
    return await visit.html("crawls", crawls=await reading.crawls(visit.db, PER_PAGE, visit.offset), pager=visit.pager(total, "/-/crawls"))


async def issues(visit: Visit) -> Response:
    """``/-/issues``: whatever did not fit; ``?crawl=N`` for one run."""
    asked = visit.text("crawl")
    crawl = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    total, found = await reading.issues(visit.db, crawl, PER_PAGE, visit.offset)
    return await visit.html("issues", issues=found, crawl=crawl, pager=visit.pager(total, "/-/issues", crawl=crawl))


async def board_export(visit: Visit) -> Response:
    """``/-/board/NAME/posts.FORM``: what the list shows under ``year``, ``author`` and ``state``, all pages of it, as csv, jsonl, xlsx or atom."""
    row = await reading.board(visit.db, visit.request.url_vars["name"])
    year = visit.text("year")
    if row is None or (year and not re.fullmatch(r"[0-9]{4}", year)):
        raise NotFound("no such list")
    one = {name: (visit.text(name),) if visit.text(name) else () for name in ("author", "state")}
    first, last = (f"{year}-01-01", f"{year}-12-31") if year else (None, None)
    chosen = Selection(boards=(row["name"],), authors=one["author"], states=one["state"], since=first, until=last)
    return await _export(visit, chosen, row["name"])


async def search_export(visit: Visit) -> Response:
    """``/-/search/posts.FORM``: everything that a search finds, in the same forms."""
    asked = data.asked(visit)
    if not asked.query:
        raise NotFound("nothing was searched")
    chosen = Selection(
        boards=asked.boards, authors=asked.authors, states=asked.states, search=asked.query, since=asked.since or None, until=asked.until or None
    )
    return await _export(visit, chosen, "search")


async def _export(visit: Visit, selection: Selection, name: str) -> Response:
    form = visit.request.url_vars["form"]
    if form not in downloads.offered():
        raise NotFound("no such form")
    return await downloads.download(Path(visit.db.path), selection, form, name)


async def stylesheet(visit: Visit) -> Response:
    """``/-/panjeon.css`` for these pages, ``/-/tables.css`` for Datasette's own."""
    text, _ = stylesheet_text(f"{visit.request.url_vars['name']}.css")
    return Response(text, headers={**guard.BYTES_HEADERS, "cache-control": "max-age=86400"}, content_type="text/css; charset=utf-8")


async def robots(visit: Visit) -> Response:
    """``/robots.txt``: what programs that follow every link are asked to leave alone."""
    return Response.text(guard.robots(visit.datasette.urls.database(visit.db.name), public=visit.public))


async def description(visit: Visit) -> Response:
    """``/-/openapi.json``: these addresses for programs that make clients of a description."""
    value = openapi.describe(ROUTES, visit.absolute("/").rstrip("/"))
    return unchanged(visit.request, json.dumps(value, ensure_ascii=False, indent=1), "application/json; charset=utf-8")


#: What is answered where, as documented in docs/reading.md.
ROUTES: tuple[tuple[str, View], ...] = (
    (r"^/$", front),
    (r"^/-/(?P<name>panjeon|tables)\.css$", stylesheet),
    (r"^/-/board/(?P<name>[\w.-]+)$", board),
    (r"^/-/post/(?P<post>\d+)$", post),
    (r"^/-/post/(?P<post>\d+)/compare/(?P<a>\d+)/(?P<b>\d+)$", compare),
    (r"^/-/post/(?P<post>\d+)/evidence$", captures),
    (r"^/-/capture/(?P<capture>\d+)$", capture),
    (r"^/-/capture/(?P<capture>\d+)/payload$", payload),
    (r"^/-/attachment/(?P<attachment>\d+)$", attachment),
    (r"^/-/attachment/(?P<attachment>\d+)/image$", attachment_image),
    (r"^/-/partners/(?P<name>[\w.-]+)\.json$", partner_links.wall),
    (r"^/-/partners/(?P<name>[\w.-]+)$", partners),
    (r"^/-/logo/(?P<partner>\d+)$", logo),
    (r"^/-/logo/(?P<partner>\d+)/(?P<version>\d+)$", old_logo),
    (r"^/-/author$", author),
    (r"^/-/search$", search),
    (r"^/-/board/(?P<name>[\w.-]+)/posts\.(?P<form>[a-z]+)$", board_export),
    (r"^/-/search/posts\.(?P<form>[a-z]+)$", search_export),
    (r"^/-/changes$", changes),
    (r"^/-/charts$", charts),
    (r"^/-/crawls$", crawls),
    (r"^/-/issues$", issues),
    (r"^/robots\.txt$", robots),
    (r"^/-/changes\.json$", data.changes),
    (r"^/-/search\.json$", data.search),
    (r"^/-/post/(?P<post>\d+)\.json$", data.post),
    (r"^/-/openapi\.json$", description),
    (r"^/-/feed\.(?P<format>atom|json)$", feeds.feed),
    (r"^/-/partner-feed\.(?P<format>atom|json)$", partner_feed.feed),
)
