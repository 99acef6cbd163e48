"""Boards that nobody described: from a list page and a few of its posts to a profile that the generic engine executes, with a verdict that can be trusted.

How it is used, by whoever fetches:

    learned = learn(Seen(url, text), at=now, zone="Asia/Seoul")
    for wish in wishes(learned): fetch wish.call                      # page 2 of the list, and up to five posts
    learned = learn(first, second=…, posts=[…], at=now, zone=…)      # the same again with what was fetched
    learned = learn(…, corrections={"title": "the right title of row 1", "author": ""})

``learned.facts`` is the [learned] table of a manifest with engine = "generic"; ``learned.listing`` and ``learned.posts`` are what that
engine reads of the pages by it. Nothing here fetches, and nothing is read that the crawl would read otherwise: the profile is executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from crawler import addresses, select
from crawler.engines import learned as reading
from crawler.engines import turning
from crawler.engines.generic import ENGINE
from crawler.engines.onclick import Call
from crawler.engines.profile import PAGE, Opener, Profile, facts_of, literals_of, matched, without
from crawler.errors import PageChanged
from crawler.learning.fitting import Fitted, fit, learn_from_posts, unexplained
from crawler.learning.opened import Found, Open, open_posts, with_rows
from crawler.learning.pagers import learn_pager, stands
from crawler.learning.paths import rows_selector
from crawler.learning.posts import learn_posts, texts_outside, titles_shown, unplaced
from crawler.learning.records import Group, Tree, grown, shows_another, siblings
from crawler.learning.scripts import asked_by_call, asked_by_data, with_scripts
from crawler.learning.targets import kin, targets_of, template_of, template_of_one
from crawler.learning.verdicts import Evidence, Verdict, judged
from crawler.learning.writers import written_by
from crawler.manifest import Manifest
from crawler.records import Listing, Page, Post
from crawler.select import Node, attribute

#: Posts that are asked for; the body's place is voted over them.
POSTS = 5
#: Groups of rows that are tried before a page is given up.
TRIED = 4
#: The share of the likeliest group's score below which another is no list of posts.
LEFT_OVER = 0.2
#: How a reason begins that says by what posts are opened.
OPENED = "the posts are opened by"
#: What the score of rows counts for whose addresses have nothing in common with the list's, and of those that page 2 shows as well.
STRANGE, STANDING = 0.5, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One decoded page: the address it came from, its text, and what the script files that it names say, where they were read."""

    url: str
    text: str
    scripts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned of a board.

    facts:      the [learned] table of its manifest; empty where nothing could be learned
    listing:    the first page as the profile reads it (its rows are the preview); None where it reads none
    posts:      the given posts as the profile reads them, in the order given, those that it refuses left out
    verdict:    sure (crawl it), check (a person should look at the preview), cannot
    confidence: from 0 to 1
    reasons:    a line each, the weightiest first
    next:       the request for page 2; None for a board of one page. A POST where the pager's form posts: where that is answered with a
                further page, the board wants ``post = ["list"]`` under [fetch]
    untold:     whether posts or pages are reached by a script that the page does not hold: its script files may tell
    files_untold: whether the same holds for the files of the posts
    """

    facts: Mapping[str, object]
    listing: Listing | None
    posts: tuple[Post, ...] = ()
    verdict: Verdict
    confidence: float
    reasons: tuple[str, ...]
    next: Call | None = None
    untold: bool = False
    files_untold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A page that would teach more."""

    kind: Literal["list", "post"]
    call: Call


def wishes(learned: Learned) -> tuple[Wish, ...]:
    """What to fetch next: page 2 of the list, then up to five posts, those spread over the list that are neither secret nor pinned first."""
    found = [Wish(kind="list", call=learned.next)] if learned.next is not None else []
    rows = [row for row in learned.listing.rows if not row.secret] if learned.listing is not None else []
    plain = [row for row in rows if not row.pinned] or rows
    picked = list(dict.fromkeys(plain[round(place * (len(plain) - 1) / max(1, POSTS - 1))].url for place in range(POSTS))) if plain else []
    return (*found, *(Wish(kind="post", call=Call(url=url)) for url in picked))


def learn(
    first: Seen,
    *,
    second: Seen | None = None,
    posts: Sequence[Seen] = (),
    corrections: Mapping[str, str] | None = None,
    at: datetime,
    zone: str,
) -> Learned:
    """What can be learned of a board from its first list page, and better from its second and some posts.

    ``corrections`` are values of the first row as a person gives them (title, author, posted); an empty one says that there is none.
    ``at`` is the moment of fetching (aware), ``zone`` the board's. Never raises for what a page holds.
    """
    page = _page(first, at)
    try:
        root = select.parse(page)
    except PageChanged as error:
        return _cannot(str(error))
    for node in root.css("noscript, template"):
        node.decompose()
    tree = Tree(root=root, targets=targets_of(root, page))
    groups, others = _likeliest(grown(tree), page, second), _likeliest(siblings(tree), page, second)
    why = "no rows were found: no three links of one kind stand in like places"
    for group in groups[:TRIED]:
        if group.score < LEFT_OVER * groups[0].score:
            # What is left when the likeliest rows cannot be opened is the site's menu.
            break
        draft = _drafted(tree, group, page, zone, corrections or {})
        if isinstance(draft, str):
            why = draft
            continue
        profile, fitted = draft
        try:
            read = reading.listing(root, page, profile, zone, turning.next_address(root, page, profile))
        except PageChanged as error:
            why = str(error)
            continue
        evidence = Evidence(
            group=group, groups=groups, others=others, profile=profile, fitted=fitted, listing=read, at=at, featured=shows_another(tree, group)
        )
        if read.next_url is None and stands(root, page, _within_rows(group), profile.pager):
            evidence = replace(evidence, unread=True)
        return _concluded(evidence, root, page, second=second, posts=posts, at=at, zone=zone)
    return _cannot(why)


def _likeliest(groups: Sequence[Group], page: Page, second: Seen | None) -> list[Group]:
    """The groups by their scores, those of other parts of the site after those whose posts are addressed like the list itself.

    A box of newest posts stands unchanged on page 2; a list does not.
    """
    again: set[str] = set()
    if second is not None:
        other = _page(second, page.fetched_at)
        try:
            again = {f"{target.shape} {target.key}" for target in targets_of(select.parse(other), other)}
        except PageChanged:
            again = set()

    def worth(group: Group) -> float:
        standing = sum(f"{target.shape} {target.key}" in again for target in group.targets) > 0.7 * len(group.targets)
        return group.score * (1.0 if any(kin(target.url, page.url) for target in group.targets[:3]) else STRANGE) * (STANDING if standing else 1.0)

    return [replace(group, score=value) for value, group in sorted(((worth(group), group) for group in groups), key=lambda pair: -pair[0])]


def _page(seen: Seen, at: datetime) -> Page:
    return Page(url=seen.url, text=with_scripts(seen.text, seen.scripts), status=200, media_type="text/html", fetched_at=at)


def _cannot(why: str) -> Learned:
    return Learned(facts={}, listing=None, verdict="cannot", confidence=0.0, reasons=(why,), untold=why.startswith(OPENED))


def _drafted(tree: Tree, group: Group, page: Page, zone: str, corrections: Mapping[str, str]) -> tuple[Profile, Fitted] | str:
    """A first profile of a group of rows, or why there is none."""
    opened = _opened(tree.root, group, page)
    if isinstance(opened, str):
        return opened
    link, opener = opened
    heads = [row[0] for row in group.rows]
    lead = _leads(group)
    rows = rows_selector(tree.root, [row[-1] for row in group.rows] if lead else heads)
    if rows is None:
        return "the rows have no place that a selector can name"
    fitted = fit(group, page.fetched_at, zone, corrections)
    span = max(len(row) for row in group.rows)
    barred = _within_rows(group)
    pager = learn_pager(tree.root, page, group, barred, link)
    link = without(link, pager.parameter) if pager is not None else link
    profile = Profile(
        link=link, rows=rows, opener=opener, span=-span if lead else span, head=fitted.head, places=fitted.places, dates=fitted.dates, pager=pager, post={}
    )
    return profile, fitted


def _within_rows(group: Group) -> frozenset[int]:
    return frozenset(node.mem_id for row in group.rows for part in row for node in part.css("*"))


def _leads(group: Group) -> bool:
    """Whether the parts of each row that have no link stand before the one that has."""
    target = group.targets[0].node
    return len(group.rows[0]) > 1 and target.mem_id in {node.mem_id for node in (group.rows[0][-1], *group.rows[0][-1].css("*"))}


def _opened(root: Node, group: Group, page: Page) -> tuple[str, Opener | None] | str:
    """The template of the posts' addresses, and how rows without an address open them; or why there is none."""
    kinds = {target.kind for target in group.targets}
    template = template_of if len(group.targets) > 1 else _template_of_only
    if kinds == {"link"}:
        link = template([target.url for target in group.targets])
        return (link, None) if link else "the addresses of the posts have nothing in common"
    if kinds == {"location"}:
        urls = [url for target in group.targets if (url := addresses.join(page.url, target.words[1])) is not None]
        link = template(urls) if urls else None
        return (link, None) if link else "the addresses of the posts have nothing in common"
    words = group.targets[0].words
    if kinds == {"call"}:
        by, asked = words[0], asked_by_call(root, page, words[0])
    else:
        names = words[: len(words) // 2]
        by, asked = "[" + "][".join(names) + "]", asked_by_data(root, page, names)
    if asked is None:
        return f"{OPENED} {by}, and the page does not tell what that asks for"
    opener = Opener(by=by, address=asked.address)
    urls = [url for target in group.targets if (url := opener.url(target.node, page.url)) is not None]
    link = template(urls) if len(urls) == len(group.targets) or len(urls) > 1 else None
    return (link, opener) if link else f"{OPENED} {by}, and their addresses have nothing in common"


def _template_of_only(urls: Sequence[str]) -> str | None:
    return template_of_one(urls[0])


def _concluded(evidence: Evidence, root: Node, page: Page, *, second: Seen | None, posts: Sequence[Seen], at: datetime, zone: str) -> Learned:
    """The verdict on a profile, after the second page and the posts were held against it."""
    profile = evidence.profile
    if second is not None:
        profile = _as_page_two_links(second, profile, at)
        listing = reading.listing(root, page, profile, zone, evidence.listing.next_url)
        evidence = replace(evidence, profile=profile, listing=listing, second=_second(second, profile, at, zone))
    if posts:
        profile, evidence = _title_as_posts_have_it(profile, evidence, root, page, [_page(seen, at) for seen in posts], zone)
        opened = open_posts([_page(seen, at) for seen in posts], evidence.listing.rows, profile)
        found = learn_posts(opened, profile, zone)
        profile = _completed(replace(profile, post=found.places), evidence, opened, found, zone)
        listing = reading.listing(root, page, profile, zone, evidence.listing.next_url)
        writers = _writers(evidence, root, listing, opened, found)
        if writers is not None:
            evidence.fitted.places["author"] = writers
            listing = reading.listing(root, page, replace(profile, places=dict(evidence.fitted.places)), zone, evidence.listing.next_url)
            opened = open_posts([_page(seen, at) for seen in posts], listing.rows, profile)
            found = learn_posts(opened, profile, zone)
            profile = _completed(replace(profile, post=found.places), replace(evidence, listing=listing), opened, found, zone)
        evidence = replace(evidence, profile=profile, found=found, listing=listing, asked=len(posts))
    facts = facts_of(profile)
    read = tuple(post for seen in posts if (post := _post(seen, facts, at, zone)) is not None)
    verdict, confidence, reasons = judged(evidence, read if posts else None)
    if verdict == "cannot":
        return replace(_cannot(reasons[0]), confidence=confidence, reasons=reasons)
    address = evidence.listing.next_url
    return Learned(
        facts=facts,
        listing=evidence.listing,
        posts=read,
        verdict=verdict,
        confidence=confidence,
        reasons=reasons,
        next=_asked(address, evidence) if address else None,
        untold=evidence.unread,
        files_untold=evidence.found is not None and evidence.found.files_untold,
    )


def _writers(evidence: Evidence, root: Node, listing: Listing, opened: Sequence[Open], found: Found) -> str | None:
    """The place of the writers whom no word names, where the rows and the posts show them alike."""
    if "author" in evidence.fitted.places or "author" in found.places:
        return None
    numbers = {row.url: number for number, row in enumerate(listing.rows)}
    shown = {numbers[post.row.url]: texts_outside(post, found) for post in opened if post.row is not None and post.row.url in numbers}
    return written_by(evidence.fitted, root, _within_rows(evidence.group), shown)


def _title_as_posts_have_it(
    profile: Profile, evidence: Evidence, root: Node, page: Page, posts: Sequence[Page], zone: str
) -> tuple[Profile, Evidence]:
    """The profile with the one of the likely places of the title whose words the posts' own pages show, as their headings rather than in their texts."""
    best, chosen = -1.0, (profile, evidence)
    opened = open_posts(posts, evidence.listing.rows, profile)
    rows = evidence.listing.rows
    found = [where for where in ("before", "behind") if sum(reading.untagged(row.title, where) != row.title for row in rows) * 5 > len(rows)]
    tags = ["", *found, *(["both"] if len(found) > 1 else [])]
    for place, tagged in product(evidence.fitted.titles[:TRIED], tags):
        others = {name: other for name, other in profile.places.items() if name != "title"}
        tried = replace(profile, places={**others, **({"title": place} if place else {})}, tagged=tagged)
        try:
            listing = reading.listing(root, page, tried, zone, evidence.listing.next_url)
        except PageChanged:
            continue
        share = titles_shown(with_rows(opened, listing.rows, tried))
        # Of two places that the posts show alike, the likelier one stays.
        if share > best + 0.1:
            best, chosen = share, (tried, replace(evidence, profile=tried, listing=listing))
    if best >= 0:
        evidence.fitted.places.pop("title", None)
        evidence.fitted.places |= {name: place for name, place in chosen[0].places.items() if name == "title"}
    return chosen


def _asked(address: str, evidence: Evidence) -> Call:
    """The request for page 2: by POST where the pager's form posts, else by GET."""
    pager, parts = evidence.profile.pager, urlsplit(address)
    if pager is not None and pager.method == "post":
        return Call(url=parts._replace(query="").geturl(), method="post", form=tuple(parse_qsl(parts.query)))
    return Call(url=address)


def _completed(profile: Profile, evidence: Evidence, opened: Sequence[Open], found: Found, zone: str) -> Profile:
    """A profile whose columns were held against what the posts' own pages say."""
    fitted = evidence.fitted
    if found.denied:
        fitted.places.pop("posted", None)
        fitted.date_doubts.append("the posts' own pages date them otherwise than the list: its date is of another kind")
    rows = {row.url: number for number, row in enumerate(evidence.listing.rows)}
    met = [post for post in opened if post.row is not None and post.row.url in rows]
    numbers = [rows[post.row.url] for post in met if post.row is not None]
    authors = [found.authors.get(post.page.url) for post in met]
    days = [found.days.get(post.page.url) for post in met]
    learn_from_posts(fitted, numbers, authors, days, evidence.at, zone)
    beside = [unexplained(fitted, number, evidence.listing.rows[number].title) if "author" not in fitted.places else [] for number in numbers]
    found.doubts += unplaced(met, found, beside)
    return replace(profile, places=dict(fitted.places), dates=fitted.dates, file_opener=found.file_opener)


def _post(seen: Seen, facts: Mapping[str, object], at: datetime, zone: str) -> Post | None:
    """A post as the generic engine reads it by these facts; None where it refuses it, or reads that it is withheld."""
    host = addresses.host_of(seen.url)
    board = Manifest(
        name="learned", title="-", publisher="-", url=seen.url, engine="generic", language="ko", timezone=zone, hosts=(host,), learned=facts
    )
    try:
        read = ENGINE.post(_page(seen, at), board)
    except PageChanged:
        return None
    return read if isinstance(read, Post) else None


def _as_page_two_links(second: Seen, profile: Profile, at: datetime) -> Profile:
    """The profile without those parameters of a post's address that are of page 1: page 2 links its posts with others."""
    try:
        root = select.parse(_page(second, at))
    except PageChanged:
        return profile
    urls = [url for node in root.css("a[href]") if (url := addresses.join(second.url, attribute(node, "href"))) is not None]
    link = profile.link
    for name in literals_of(link):
        shorter = without(link, name)
        if not any(matched(link, url) for url in urls) and any(matched(shorter, url) for url in urls):
            link = shorter
    if not any(matched(link, url) for url in urls):
        link = next((paged for paged in _paged(link) if any(matched(paged, url) for url in urls)), link)
    return replace(profile, link=link)


def _paged(link: str) -> list[str]:
    """A template with the number of the list page in place of each 1 in its path."""
    path, mark, query = link.partition("?")
    ones = re.finditer(r"(?<=[/_-])1(?=[/_.-]|$)", path)
    return [path[: one.start()] + PAGE + path[one.end() :] + mark + query for one in ones]


def _second(second: Seen, profile: Profile, at: datetime, zone: str) -> Listing | str:
    """The second page as the profile reads it, or why it does not."""
    page = _page(second, at)
    try:
        root = select.parse(page)
        return reading.listing(root, page, profile, zone, turning.next_address(root, page, profile))
    except PageChanged as error:
        return str(error)


