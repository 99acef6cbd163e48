"""Says what an honest archive must hold after sweeps of the demo board, from the script of the days alone.

Crawl N is the sweep of day N. The rules of the verdicts:
- A post that is new on the list is ``new``; being pinned at first sight is part of that, a later move is ``pinned`` or ``unpinned``.
- A difference in title, author, posted_at, modified_at, body or attachments is ``changed`` and a revision; it is silent when no shown date moved.
- Missing from the list and withheld by its own page: ``unlisted``. The same again at least 24 hours later in a complete run: ``gone``.
- A page that says it is blinded: ``blinded`` at once, and no ``unlisted``. Back on the list: ``restored``.
- A day of maintenance is suspect and adds nothing. A partner missing from the strip in a complete run is ``gone`` at once.
- The same failure of a partner's link on two days that were asked: ``link_dead``. Links that the board does not play are not asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from demo.days import DAYS, DemoBoard, DemoPartner, DemoPost, board, clock

CONFIRMED_AFTER = timedelta(hours=24)
OUTCOMES = {1: "complete", 2: "complete", 3: "suspect", 4: "complete", 5: "complete"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthRevision:
    """A version of a post: its number from 1, the crawl that saw it first, and the fields that differ from the version before."""

    number: int
    crawl: int
    changed: tuple[str, ...]
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthPost:
    """A post as the archive must hold it. ``attachments`` maps names to SHA-256; ``events`` are (crawl number, kind)."""

    native_id: str
    url_path: str
    title: str
    author: str
    posted: date
    modified: date | None
    pinned: bool
    state: str
    revisions: tuple[TruthRevision, ...]
    attachments: Mapping[str, str]
    events: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthPartner:
    """A partner as the archive must hold it; ``revisions`` is their number, ``state`` present or gone.

    ``links``: what the checks of its link said, in order: outcome, the crawl that found it first, the crawl of a later day that found it again
    """

    name: str
    state: str
    revisions: int
    logo_sha256: str
    events: tuple[tuple[int, str], ...]
    links: tuple[tuple[str, int, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything that must be so after the crawls 1 to ``day``. ``duplicates`` are (id, earlier id) of posts alike."""

    day: int
    outcomes: tuple[str, ...]
    claimed_total: int
    posts: Mapping[str, TruthPost]
    partners: Mapping[str, TruthPartner]
    duplicates: tuple[tuple[str, str], ...]


@cache
def truth(day: int) -> Truth:
    """What the archive must hold after the sweeps of the days 1 to ``day``. Raises ValueError for a day that is not in DAYS."""
    clock(day)
    posts: dict[str, _Post] = {}
    partners: dict[str, _Partner] = {}
    claimed = 0
    for today in DAYS[:day]:
        shown = board(today)
        if shown.maintenance:
            continue
        claimed = len(shown.posts)
        _observe_posts(posts, shown)
        _observe_partners(partners, shown)
        _ask_links(partners, shown)
    return Truth(
        day=day,
        outcomes=tuple(OUTCOMES[today] for today in DAYS[:day]),
        claimed_total=claimed,
        posts={native_id: post.told() for native_id, post in posts.items()},
        partners={name: partner.told() for name, partner in partners.items()},
        duplicates=_duplicates(),
    )


def sha256(content: bytes) -> str:
    """The digest of a file as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass(slots=True, kw_only=True)
class _Post:
    now: DemoPost
    state: str = "listed"
    missing_since: datetime | None = None
    revisions: list[TruthRevision] = field(default_factory=list)
    events: list[tuple[int, str]] = field(default_factory=list)

    def told(self) -> TruthPost:
        return TruthPost(
            native_id=self.now.native_id,
            url_path=self.now.path,
            title=self.now.title,
            author=self.now.author,
            posted=self.now.posted,
            modified=self.now.modified,
            pinned=self.now.pinned,
            state=self.state,
            revisions=tuple(self.revisions),
            attachments={file.name: sha256(file.content) for file in (*self.now.files, *self.now.images)},
            events=tuple(self.events),
        )


@dataclass(slots=True, kw_only=True)
class _Partner:
    now: DemoPartner
    state: str = "present"
    revisions: int = 1
    events: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[str, int, int | None]] = field(default_factory=list)

    def told(self) -> TruthPartner:
        return TruthPartner(
            name=self.now.name,
            state=self.state,
            revisions=self.revisions,
            logo_sha256=sha256(self.now.logo),
            events=tuple(self.events),
            links=tuple(self.links),
        )


def _observe_posts(posts: dict[str, _Post], shown: DemoBoard) -> None:
    for post in shown.posts:
        known = posts.get(post.native_id)
        if known is None:
            first = TruthRevision(number=1, crawl=shown.day, changed=(), silent=False)
            posts[post.native_id] = _Post(now=post, revisions=[first], events=[(shown.day, "new")])
        else:
            _see_again(known, post, shown.day)
    listed = {post.native_id for post in shown.posts}
    for native_id, known in posts.items():
        if native_id not in listed:
            _miss(known, shown)


def _see_again(known: _Post, post: DemoPost, day: int) -> None:
    changed = _changed(known.now, post)
    if changed:
        silent = not {"posted_at", "modified_at"} & set(changed)
        known.revisions.append(TruthRevision(number=len(known.revisions) + 1, crawl=day, changed=changed, silent=silent))
        known.events.append((day, "changed"))
    if post.pinned != known.now.pinned:
        known.events.append((day, "pinned" if post.pinned else "unpinned"))
    if known.state != "listed":
        known.events.append((day, "restored"))
    known.now, known.state, known.missing_since = post, "listed", None


def _miss(known: _Post, shown: DemoBoard) -> None:
    native_id = known.now.native_id
    if native_id in shown.blinded:
        verdict = "blinded"
    elif native_id in shown.gone | shown.deleted_page:
        confirmed = known.missing_since is not None and clock(shown.day) - known.missing_since >= CONFIRMED_AFTER
        known.missing_since = known.missing_since or clock(shown.day)
        verdict = "gone" if confirmed else "unlisted"
    else:
        raise ValueError(f"post {native_id} is neither listed nor withheld on day {shown.day}; correct texts/days.toml")
    if verdict != known.state:
        known.state = verdict
        known.events.append((shown.day, verdict))


def _changed(before: DemoPost, after: DemoPost) -> tuple[str, ...]:
    """The names of the fields that an archive must find different, in the order of the columns of its revisions."""
    pairs = {
        "title": (before.title, after.title),
        "author": (before.author, after.author),
        "posted_at": (before.posted, after.posted),
        "modified_at": (before.modified, after.modified),
        "body": (before.body_html, after.body_html),
        "attachments": (_files(before), _files(after)),
    }
    return tuple(name for name, (old, new) in pairs.items() if old != new)


def _files(post: DemoPost) -> list[tuple[str, str, str]]:
    return [(file.name, file.path, sha256(file.content)) for file in (*post.files, *post.images)]


def _observe_partners(partners: dict[str, _Partner], shown: DemoBoard) -> None:
    for partner in shown.partners:
        known = partners.get(partner.name)
        if known is None:
            partners[partner.name] = _Partner(now=partner, events=[(shown.day, "new")])
        elif known.now != partner:
            known.now, known.revisions = partner, known.revisions + 1
            known.events.append((shown.day, "changed"))
    present = {partner.name for partner in shown.partners}
    for name, known in partners.items():
        if name not in present and known.state == "present":
            known.state = "gone"
            known.events.append((shown.day, "gone"))


def _ask_links(partners: dict[str, _Partner], shown: DemoBoard) -> None:
    """One look at each link whose site the board plays, on a day on which the strip was read."""
    for partner in shown.partners:
        outcome, known = shown.sites.get(partner.url), partners[partner.name]
        if outcome is None:
            continue
        if not known.links or known.links[-1][0] != outcome:
            known.links.append((outcome, shown.day, None))
        elif known.links[-1][2] is None:
            known.links[-1] = (outcome, known.links[-1][1], shown.day)
            if outcome == "gone":
                known.events.append((shown.day, "link_dead"))


def _duplicates() -> tuple[tuple[str, str], ...]:
    """Pairs of posts of the last day whose bodies are the same, or differ in nothing but their figures."""
    seen: dict[str, str] = {}
    pairs = []
    for post in sorted(board(DAYS[-1]).posts, key=lambda post: post.published_at):
        text = "".join(letter for letter in post.body_html if not letter.isdigit())
        if text in seen:
            pairs.append((post.native_id, seen[text]))
        seen.setdefault(text, post.native_id)
    return tuple(pairs)
