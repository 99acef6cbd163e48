"""Looking at a board: which platform or shape it is of, read by the very engine that will crawl it, on its list and a few posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from crawler import addresses, forms, select
from crawler.barriers import barrier
from crawler.engines import date_order, engine
from crawler.engines.leads import submitted
from crawler.engines.onclick import Call, session_fields
from crawler.engines.recognise import Recognised, recognise
from crawler.errors import PageChanged, PolicyRefused, VisitFailed
from crawler.learning import Learned, Seen, learn, wishes
from crawler.learning.scripts import LONGEST_SCRIPT, asked_by_call, asked_by_data, files_named, with_scripts
from crawler.manifest import Manifest
from crawler.onboarding.visit import Visit
from crawler.records import Listing, ListRow, Misfit, Page, Post, Task, Withheld
from crawler.text import is_cut, normalise

Verdict = Literal["sure", "check", "cannot"]
#: Posts that are looked at, and how many of their rows are spread over the list's first page.
POSTS = 5
#: Script files that are read of a board whose pages do not tell where their links lead.
SCRIPTS = 3
#: Where a platform keeps the list that its engine reads, seen from the page that people read.
ENTRANCES: dict[str, Callable[[str], str]] = {
    "discourse": lambda url: urlunsplit(urlsplit(url)._replace(path=(urlsplit(url).path.rstrip("/") or "/latest") + ".json"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A listed post and what its own page says: the post, words in its place, or why it could not be read."""

    row: ListRow
    read: Post | Withheld | Misfit
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was tried, in a line, and whether it came out well."""

    well: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A board as a visit found it.

    board:   the manifest that reads it, with provisional names
    signs:   why it is taken for its platform or shape
    checks:  what was tried on it
    shape:   for a board whose shape was learned, how sure that is
    scripts: what the script files said that were read to learn it
    """

    board: Manifest
    signs: tuple[str, ...]
    checks: tuple[Check, ...]
    page: Page
    listing: Listing
    second_page: Page | None
    second: Listing | None
    samples: tuple[Sample, ...]
    pause: float
    shape: Verdict | None = None
    scripts: str = ""

    @property
    def verdict(self) -> Verdict:
        """*cannot* where no post could be read, *sure* where every check came out well, *check* between."""
        if not any(isinstance(sample.read, Post) for sample in self.samples):
            return "cannot"
        return "sure" if all(check.well for check in self.checks) else "check"

    @property
    def confidence(self) -> float:
        """The share of checks that came out well."""
        return sum(check.well for check in self.checks) / len(self.checks) if self.checks else 0.0


async def look(visit: Visit, board: Manifest) -> Found:
    """Look at a board from its list's address; ``board`` holds what is known without having read it. Raises VisitFailed where nothing can be read.

    A platform that is recognised and can be read goes first, then the shape that can be learned, then what labels alone tell.
    """
    page, _ = await visit.page(_list_task(board.url, 1))
    board = replace(board, url=page.url, lists=(page.url,))
    told = recognise(page)
    poor: list[Found] = []
    for candidate in told:
        if candidate.engine != "generic":
            poor += [found] if (found := await _on_platform(visit, board, candidate, page)) else []
            if poor and poor[-1].verdict != "cannot":
                return poor[-1]
    learned = await _learned(visit, board, page)
    if isinstance(learned, Found) and learned.verdict != "cannot":
        return learned
    for candidate in told:
        found = await _on_platform(visit, board, candidate, page) if candidate.engine == "generic" else None
        if found is not None:
            return found
    if isinstance(learned, Found):
        return learned
    if poor:
        return poor[0]
    raise VisitFailed(_unreadable(page, board, told, learned))


async def _on_platform(visit: Visit, board: Manifest, candidate: Recognised, page: Page) -> Found | None:
    """A board as an engine reads it; None where that engine reads no row."""
    board = replace(board, engine=candidate.engine)
    entrance = ENTRANCES.get(candidate.engine)
    if entrance is not None and page.media_type != "application/json":
        page, _ = await visit.page(_list_task(entrance(board.url), 1))
        board = replace(board, url=page.url, lists=(page.url,))
    listing = read_list(page, board)
    if isinstance(listing, Misfit) or not listing.rows:
        return None
    visit.fields = dict(listing.session_fields)
    second_page, second = await _second(visit, board, listing.next_url)
    rows = chosen(listing, second)
    return await _with_posts(visit, _found(board, candidate.reasons, page, listing, second_page, second), rows)


async def _learned(visit: Visit, board: Manifest, page: Page) -> Found | str:
    """A board as it can be learned from its first page, its second and some posts; why not where it cannot."""
    draft = learned_of(page, None, (), board, {})
    told = Told()
    if draft.untold:
        draft = await _with_files(visit, board, page, draft, told)
    if draft.listing is None:
        return draft.reasons[0]
    second_page = None
    if draft.next is not None:
        second_page, board = await _page_two(visit, board, page, draft, draft.next)
        # What the second page tells of the posts' addresses, before one of them is asked.
        draft = learned_of(page, second_page, (), board, {}, told.text)
    posts, board = await _posts_of(visit, board, page, draft, told.text)
    final = learned_of(page, second_page, posts, board, {}, told.text)
    if posts and final.files_untold:
        final = await _with_files_of_posts(visit, board, (page, second_page), posts, final, told)
    tried = replace(board, engine="generic", learned=final.facts)
    listing = read_list(page, tried)
    if isinstance(listing, Misfit):
        return listing.message
    read = read_list(second_page, tried) if second_page is not None else None
    second = read if isinstance(read, Listing) else None
    found = _found(tried, final.reasons, page, listing, second_page, second)
    asked = {post.url for post in posts}
    rows = [row for row in listing.rows if row.url in asked] or chosen(listing, second)
    return await _with_posts(visit, replace(found, shape=final.verdict, scripts=told.text), rows)


@dataclass(slots=True)
class Told:
    """What the script files of a board said, and the addresses that were asked for them."""

    text: str = ""
    asked: list[str] = field(default_factory=list)


async def _read_script(visit: Visit, url: str, told: Told) -> bool:
    """Read a script file; whether that gave one. One that cannot be had, or may not be asked, tells nothing."""
    told.asked.append(url)
    try:
        page, _ = await visit.page(Task(kind="file", url=url))
    except (VisitFailed, PolicyRefused):
        return False
    if page.status >= 400 or page.text.lstrip().startswith("<"):
        return False
    told.text += page.text[:LONGEST_SCRIPT] + "\n"
    return True


def _files_left(page: Page, told: Told) -> list[str]:
    return [url for url in files_named(page) if url not in told.asked][: max(0, SCRIPTS - len(told.asked))]


async def _with_files(visit: Visit, board: Manifest, page: Page, draft: Learned, told: Told) -> Learned:
    """What is learned of a first page with the script files that it names, read one by one until they tell what was missing."""
    for url in _files_left(page, told):
        if await _read_script(visit, url, told):
            again = learned_of(page, None, (), board, {}, told.text)
            draft = again if again.listing is not None or draft.listing is None else draft
            if not draft.untold:
                break
    return draft


async def _with_files_of_posts(
    visit: Visit, board: Manifest, lists: tuple[Page, Page | None], posts: Sequence[Page], draft: Learned, told: Told
) -> Learned:
    """The same for posts that name files without an address."""
    for url in _files_left(posts[0], told):
        if draft.files_untold and await _read_script(visit, url, told):
            draft = learned_of(*lists, posts, board, {}, told.text)
    return draft


async def _page_two(visit: Visit, board: Manifest, page: Page, draft: Learned, call: Call) -> tuple[Page, Manifest]:
    """The second page of a board and the manifest that asks for it alike: by POST where the pager's form posts, by GET where that shows nothing further."""
    if call.method == "post":
        visit.fields = dict(session_fields(select.parse(page)))
        try:
            second, _ = await visit.page(_list_task(call.written, 2))
        except VisitFailed:
            # A script of another file may send the form otherwise than the form says of itself.
            second = None
        read = read_list(second, replace(board, engine="generic", learned=draft.facts)) if second is not None else None
        first = {row.url for row in draft.listing.rows} if draft.listing is not None else set()
        if second is not None and isinstance(read, Listing) and any(row.url not in first for row in read.rows):
            return second, replace(board, fetch=replace(board.fetch, post=("list",)))
    second, _ = await visit.page(_list_task(forms.as_get(call.written), 2))
    return second, board


async def _posts_of(visit: Visit, board: Manifest, page: Page, draft: Learned, scripts: str) -> tuple[list[Page], Manifest]:
    """Some posts of a board and the manifest that asks for them alike: by GET, and by POST where a form opens them and GET is refused."""
    urls = [wish.call.url for wish in wishes(draft) if wish.kind == "post"]
    posts = [(await visit.page(Task(kind="post", url=url)))[0] for url in urls]
    if not posts or not all(map(_is_refused, posts)) or not _opens_by_post(page, str(draft.facts.get("opener", "")).partition(" -> ")[0], scripts):
        return posts, board
    visit.fields = dict(session_fields(select.parse(page)))
    posted = [(await visit.page(Task(kind="post", url=forms.as_post(url))))[0] for url in urls]
    if all(map(_is_refused, posted)):
        return posts, board
    return posted, replace(board, fetch=replace(board.fetch, post=(*board.fetch.post, "post")))


def _opens_by_post(page: Page, opener: str, scripts: str) -> bool:
    """Whether a list opens its posts by a form that posts: that of its function or handler, or one of each row's own."""
    root = select.parse(replace(page, text=with_scripts(page.text, scripts), utf8=None))
    if not opener:
        return any(submitted(node, page) is not None and _around_posts(node) for node in root.css("button, input, a"))
    asked = asked_by_data(root, page, opener.strip("[]").split("][")) if opener.startswith("[") else asked_by_call(root, page, opener)
    return asked is not None and asked.method == "post"


def _around_posts(node: select.Node) -> bool:
    form = next((parent for parent in select.ancestors(node) if parent.tag == "form"), None)
    return form is not None and select.attribute(form, "method").lower() == "post"


def _is_refused(page: Page) -> bool:
    return page.status >= 400 or barrier(page) is not None


def learned_of(
    page: Page, second: Page | None, posts: Sequence[Page], board: Manifest, corrections: Mapping[str, str], scripts: str = ""
) -> Learned:
    """What is learned of pages that are there, and of the script files that they name."""
    return learn(
        Seen(url=page.url, text=page.text, scripts=scripts),
        second=Seen(url=second.url, text=second.text) if second is not None else None,
        posts=[Seen(url=post.url, text=post.text, scripts=scripts) for post in posts],
        corrections=corrections,
        at=page.fetched_at,
        zone=board.timezone,
    )


def _found(board: Manifest, signs: Sequence[str], page: Page, listing: Listing, second_page: Page | None, second: Listing | None) -> Found:
    return Found(
        board=board, signs=tuple(signs), checks=(), page=page, listing=listing, second_page=second_page, second=second, samples=(), pause=0.0
    )


async def _second(visit: Visit, board: Manifest, url: str | None) -> tuple[Page | None, Listing | None]:
    if url is None:
        return None, None
    page, _ = await visit.page(_list_task(url, 2))
    read = read_list(page, board)
    return page, read if isinstance(read, Listing) else None


async def _with_posts(visit: Visit, found: Found, rows: Sequence[ListRow]) -> Found:
    """The found board with the posts of some rows read, and the checks made."""
    samples = []
    for row in rows:
        url = forms.as_post(row.url) if "post" in found.board.fetch.post else row.url
        page, _ = await visit.page(Task(kind="post", url=url, native_id=row.native_id, facts={"title": row.title}))
        samples.append(Sample(row=row, read=read_post(page, found.board), page=page))
    found = replace(found, samples=tuple(samples), pause=visit.pause)
    order = date_order(engine(found.board.engine), _pages(found), found.board)
    if order:
        return read_again(found, replace(found.board, date_order=order))
    return replace(found, checks=tuple(checks(found)))


def _pages(found: Found) -> list[Page]:
    """Every page of the board that was looked at."""
    return [found.page, *((found.second_page,) if found.second_page is not None else ()), *(sample.page for sample in found.samples)]


def _unreadable(page: Page, board: Manifest, told: Sequence[Recognised], why: Found | str) -> str:
    named = next((one for one in told if one.engine != "generic"), None)
    if named is None:
        return f"{page.url} shows no list of posts that can be read: no platform is recognised, and {why}"
    read = read_list(page, replace(board, engine=named.engine))
    misfit = read.message if isinstance(read, Misfit) else f"the list is empty ({read.empty_reason})"
    return f"{page.url} looks like {named.engine} ({'; '.join(named.reasons)}), but {misfit}"


def read_again(found: Found, board: Manifest) -> Found:
    """The same pages read by another manifest; raises VisitFailed where it cannot read the list. Asks nothing."""
    listing = read_list(found.page, board)
    if isinstance(listing, Misfit):
        raise VisitFailed(f"with that, the list cannot be read: {listing.message}")
    read = read_list(found.second_page, board) if found.second_page is not None else None
    second = read if isinstance(read, Listing) else None
    rows = {row.native_id: row for row in (*listing.rows, *(second.rows if second else ()))}
    samples = tuple(replace(sample, row=rows.get(sample.row.native_id, sample.row), read=read_post(sample.page, board)) for sample in found.samples)
    again = replace(found, board=board, listing=listing, second=second, samples=samples)
    return replace(again, checks=tuple(checks(again)))


def chosen(listing: Listing, second: Listing | None) -> list[ListRow]:
    """Up to five rows worth a look: spread over the first page, a pinned one and the first of the second page among them; none that is secret."""
    rows = [row for row in listing.rows if not row.secret]
    pinned = [row for row in rows if row.pinned][:1]
    further = [row for row in (second.rows if second else ()) if not row.secret and not row.pinned][:1]
    ordinary = [row for row in rows if not row.pinned] or rows[1:]
    wanted = POSTS - len(pinned) - len(further)
    step = max(1, len(ordinary) // wanted)
    spread = ordinary[::step][:wanted]
    unique = {row.native_id: row for row in (*pinned, *spread, *further)}
    return list(unique.values())


def _list_task(url: str, number: int) -> Task:
    return Task(kind="list", url=url, facts={"page": number})


def read_list(page: Page, board: Manifest) -> Listing | Misfit:
    """What a list page shows, or why it cannot be read."""
    try:
        return engine(board.engine).listing(page, board)
    except PageChanged as changed:
        return Misfit(kind="page_changed", message=str(changed), selector=changed.selector, expected=changed.expected, found=changed.found)


def read_post(page: Page, board: Manifest) -> Post | Withheld | Misfit:
    """What a post's page says, or why it cannot be read."""
    try:
        return engine(board.engine).post(page, board)
    except PageChanged as changed:
        return Misfit(kind="page_changed", message=str(changed), selector=changed.selector, expected=changed.expected, found=changed.found)


# --- checks ----------------------------------------------------------------------------------------------------------


def checks(found: Found) -> Iterator[Check]:
    """What speaks for and against the reading, a line each."""
    if found.shape is not None:
        yield Check(well=found.shape == "sure", text=f"the shape of the list is {found.shape}")
    else:
        known = found.board.engine != "generic"
        yield Check(well=known and len(found.signs) > 1, text=f"{len(found.signs)} signs of {found.board.engine}" if known else "read by labels alone")
    rows = [row for row in found.listing.rows if not row.pinned] or list(found.listing.rows)
    titled = sum(bool(row.title) for row in rows)
    yield Check(well=titled == len(rows), text=f"{len(found.listing.rows)} rows on the first page, {titled} of {len(rows)} ordinary ones with a title")
    unlinked = found.listing.unlinked + (found.second.unlinked if found.second is not None else 0)
    if unlinked:
        yield Check(well=True, text=f"{unlinked} rows are locked or expired and show no address: such posts are left out, for nothing tells them apart")
    if found.scripts:
        yield Check(well=True, text="script files of the site were read to learn where its links lead; a crawl asks for none of them")
    yield from _pager(found)
    yield from _posts(found)
    if date_order(engine(found.board.engine), (found.page,), found.board) is not None and not found.board.date_order:
        yield Check(well=False, text="no page that was read proves which number of a date is the month; date_order in the board's file says it")


def _pager(found: Found) -> Iterator[Check]:
    first = {row.native_id for row in found.listing.rows}
    total = found.listing.claimed_total
    if found.listing.next_url is None:
        short = total is not None and total > len(first)
        yield Check(well=not short, text=f"no next page, yet {total} posts are claimed" if short else "no next page: the list is one page")
        return
    if found.second is None:
        yield Check(well=False, text="the second page could not be read")
        return
    new = [row for row in found.second.rows if row.native_id not in first]
    again = [row for row in found.second.rows if row.native_id in first and not row.pinned]
    yield Check(well=bool(new) and len(again) <= len(found.second.rows) // 2, text=f"the second page shows {len(new)} further posts")


def _posts(found: Found) -> Iterator[Check]:
    posts = [(sample.row, sample.read) for sample in found.samples if isinstance(sample.read, Post)]
    unread = [sample.read for sample in found.samples if isinstance(sample.read, Misfit)]
    yield Check(well=not unread and bool(posts), text=f"{len(posts)} of {len(found.samples)} posts read" + (f": {unread[0].message}" if unread else ""))
    for text, pairs in (
        ("titles agree with the list's", [(same_title(row.title, post.title)) for row, post in posts]),
        ("dates agree with the list's", [row.posted.at[:10] == post.posted.at[:10] for row, post in posts if row.posted and post.posted]),
        ("authors agree with the list's", [normalise(row.author) == normalise(post.author) for row, post in posts if row.author and post.author]),
        ("ids agree with the list's", [row.native_id == post.native_id for row, post in posts if ":" not in row.native_id]),
    ):
        if pairs:
            yield Check(well=all(pairs), text=f"{sum(pairs)} of {len(pairs)} {text}")
    if posts:
        bodies = sum(bool(post.body_text or post.attachments or "<img" in post.body_html) for _, post in posts)
        yield Check(well=bodies == len(posts), text=f"{bodies} of {len(posts)} posts with a text, a picture or a file")
        dated = sum(post.posted is not None or row.posted is not None for row, post in posts)
        yield Check(well=dated == len(posts), text=f"{dated} of {len(posts)} posts with a date")


def same_title(listed: str, full: str) -> bool:
    """Whether a list's title is the post's, whole or cut."""
    return normalise(listed) == normalise(full) or is_cut(listed, full)


# --- what a first crawl costs ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a first crawl asks. ``least`` says that pages and posts are as many at least: the board does not tell how many it has."""

    posts: int
    pages: int
    requests: int
    seconds: float
    bytes: int
    least: bool


def cost(found: Found, *, mean_bytes: int) -> Cost:
    """Requests, seconds and bytes of a first crawl, from the claimed total or the pager's highest number, and the files of the posts that were read."""
    per_page = max(1, sum(not row.pinned for row in found.listing.rows))
    pinned = sum(row.pinned for row in found.listing.rows)
    claimed = found.listing.claimed_total
    last = found.listing.claimed_pages or last_page(found)
    pages = max(last or 1, -(-(claimed - pinned) // per_page) if claimed else 1, 2 if found.second else 1)
    posts = claimed or per_page * pages + pinned
    read = [sample.read for sample in found.samples if isinstance(sample.read, Post)]
    files = round(posts * sum(len(post.attachments) for post in read) / len(read)) if read else 0
    requests = 1 + pages + posts + files
    least = claimed is None and found.second is not None
    return Cost(posts=posts, pages=pages, requests=requests, seconds=requests * found.pause, bytes=mean_bytes * (pages + posts), least=least)


_HREF = re.compile(r"href\s*=\s*[\"']([^\"']{1,500})[\"']", re.IGNORECASE)


def last_page(found: Found) -> int | None:
    """The highest page that the pager links, by the one parameter in which the second page's address differs; None where that cannot be told."""
    if found.listing.next_url is None:
        return None
    moved = _moved_parameter(found.page.url, found.listing.next_url)
    if moved is None:
        return None
    name, second = moved
    path = urlsplit(found.listing.next_url).path
    numbers = [second]
    for page in (found.page, *((found.second_page,) if found.second_page else ())):
        start = select.starts_at(select.parse(page), page)
        for href in _HREF.findall(page.text):
            url = addresses.join(start, href.replace("&amp;", "&"))
            if url is not None and urlsplit(url).path == path:
                value = addresses.parameters(url).get(name, "")
                numbers += [int(value)] if value.isascii() and value.isdigit() and len(value) < 7 else []
    # Page 2 is 1 where pages count from 0, 2 where they count from 1; a greater number counts posts.
    return max(numbers) + 2 - second if second in (1, 2) else max(numbers) // second + 1


def _moved_parameter(first: str, second: str) -> tuple[str, int] | None:
    before, after = addresses.parameters(first), addresses.parameters(second)
    differ = [(name, value) for name, value in after.items() if before.get(name) != value]
    if len(differ) != 1 or not (differ[0][1].isascii() and differ[0][1].isdigit()) or int(differ[0][1]) < 1:
        return None
    return differ[0][0], int(differ[0][1])
