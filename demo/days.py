"""Five days in the life of a notice board: what stands on it, what was changed without a word, what was taken down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from urllib.parse import quote

from demo.files import MEDIA_TYPES, draw, png
from demo.writing import Article, articles, partner_entries, script

KST = timezone(timedelta(hours=9), "KST")
DAYS = (1, 2, 3, 4, 5)
_CLOCKS = {
    1: datetime(2025, 3, 3, 9, tzinfo=KST),
    2: datetime(2025, 3, 4, 9, tzinfo=KST),
    3: datetime(2025, 3, 5, 9, tzinfo=KST),
    4: datetime(2025, 3, 6, 9, tzinfo=KST),
    5: datetime(2025, 3, 7, 10, tzinfo=KST),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFile:
    """A file on the board: ``path`` is percent-encoded, as it stands in the link."""

    name: str
    path: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPost:
    """A post as its office wrote it. ``published_at`` (aware) is what only the feed tells; pages show ``posted``."""

    native_id: str
    language: str
    title: str
    author: str
    posted: date
    published_at: datetime
    modified: date | None
    category: str | None
    body_html: str
    files: tuple[DemoFile, ...] = ()
    images: tuple[DemoFile, ...] = ()
    pinned: bool = False
    alias: str | None = None

    @property
    def path(self) -> str:
        """The canonical address, without the host."""
        return f"/{self.language}/node/{self.native_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPartner:
    """An entry of the partner strip; the paragraphs of a description are parted by empty lines.

    ``url`` is a path where the demo board plays the partner's site itself.
    """

    name: str
    alt: str
    url: str
    logo_path: str
    logo: bytes
    description: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBoard:
    """The board on one day. ``posts`` are the listed ones, pinned first and then newest first; the rest are native ids.

    gone:         answer 404
    deleted_page: answer 200 with words that say the post was deleted
    blinded:      answer 200 with words that say an administrator hid the post
    maintenance:  lists and home pages are empty, posts still answer
    sites:        what the sites of partners do that the board plays itself, by path: answers, elsewhere or gone
    """

    day: int
    posts: tuple[DemoPost, ...]
    partners: tuple[DemoPartner, ...]
    gone: frozenset[str] = frozenset()
    deleted_page: frozenset[str] = frozenset()
    blinded: frozenset[str] = frozenset()
    maintenance: bool = False
    sites: Mapping[str, str] = field(default_factory=dict)


def clock(day: int) -> datetime:
    """The time at which a day's crawl begins, aware, in Korea. Raises ValueError for a day that is not in DAYS."""
    if day not in _CLOCKS:
        raise ValueError(f"the demo board has the days 1 to 5, found {day}")
    return _CLOCKS[day]


@cache
def board(day: int) -> DemoBoard:
    """The whole board as it stands on a day. Raises ValueError for a day that is not in DAYS."""
    clock(day)
    acts = script()
    gone = {acts["gone"]} if day >= 4 else set()
    if day == 4:
        gone.add(acts["returning"])
    deleted = {acts["deleted_page"]} if day >= 4 else set()
    blinded = {acts["blinded"]} if day >= 4 else set()
    withheld = gone | deleted | blinded
    posts = [_post(article, day, acts) for article in articles() if article.from_day <= day and article.key not in withheld]
    ids = {article.key: article.native_id for article in articles()}
    return DemoBoard(
        day=day,
        posts=tuple(sorted(posts, key=lambda post: (post.pinned, post.published_at), reverse=True)),
        partners=_partners(day),
        gone=frozenset(ids[key] for key in gone),
        deleted_page=frozenset(ids[key] for key in deleted),
        blinded=frozenset(ids[key] for key in blinded),
        maintenance=day == 3,
        sites=_sites(day),
    )


def _post(article: Article, day: int, acts: dict[str, str]) -> DemoPost:
    """An article as a post, with whatever the script does to it on day 2 and keeps from then on."""
    post = _as_written(article)
    if day == 1:
        return post
    if article.key == acts["silent_edit"]:
        return replace(post, body_html=_replaced(post.body_html, acts["silent_before"], acts["silent_after"]))
    if article.key == acts["retitled"]:
        return replace(post, title=_replaced(post.title, acts["title_before"], acts["title_after"]), modified=date(2025, 3, 4))
    if article.key == acts["refiled"]:
        first = post.files[0]
        content = draw(first.name, _lines(article, acts["refiled_line"]))
        return replace(post, files=(replace(first, content=content), *post.files[1:]))
    if article.key == acts["newly_pinned"]:
        return replace(post, pinned=True)
    return post


@cache
def _as_written(article: Article) -> DemoPost:
    folder = f"/sites/default/files/news/{article.native_id}"
    files = tuple(_file(f"{folder}/{quote(name)}", name, draw(name, _lines(article, name))) for name in article.files)
    images = tuple(_file(path, path.rpartition("/")[2], png(240, 120, path)) for path in article.images)
    return DemoPost(
        native_id=article.native_id,
        language=article.language,
        title=article.title,
        author=article.author,
        posted=article.published_at.date(),
        published_at=article.published_at,
        modified=article.modified,
        category=article.category,
        body_html=article.body_html,
        files=files,
        images=images,
        pinned=article.pinned,
        alias=article.alias,
    )


def _file(path: str, name: str, content: bytes) -> DemoFile:
    return DemoFile(name=name, path=path, media_type=MEDIA_TYPES[name.rpartition(".")[2]], content=content)


def _lines(article: Article, last: str) -> list[str]:
    return [article.title, f"{article.published_at:%Y-%m-%d} {article.author}", *article.lead_sentences, last]


def _replaced(text: str, before: str, after: str) -> str:
    if text.count(before) != 1:
        raise ValueError(f"the script of the days wants {before!r} once, found it {text.count(before)} times; correct texts/days.toml")
    return text.replace(before, after)


@cache
def _partners(day: int) -> tuple[DemoPartner, ...]:
    return tuple(
        DemoPartner(
            name=entry.name,
            alt=entry.alt,
            url=f"https://partner{number}.example.invalid/" if entry.site is None else _site_path(number),
            logo_path=f"/sites/default/files/logos/logo{number}.png",
            logo=png(120, 40, f"{entry.name} {1 if entry.redrawn_on is None or day < entry.redrawn_on else 2}"),
            description="\n\n".join(entry.description) or None,
        )
        for number, entry in enumerate(partner_entries(), 1)
        if entry.new_on <= day and (entry.gone_on is None or day < entry.gone_on)
    )


def _site_path(number: int) -> str:
    return f"/partners/{number}/"


def _sites(day: int) -> dict[str, str]:
    return {
        _site_path(number): "gone" if entry.site_gone_on is not None and day >= entry.site_gone_on else entry.site
        for number, entry in enumerate(partner_entries(), 1)
        if entry.site is not None
    }
