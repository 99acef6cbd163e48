"""How far what was learned can be trusted: two ways of finding the rows, what the page links besides, what is filled, what the other pages say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Literal

from crawler.engines.profile import Profile
from crawler.learning.fitting import Fitted
from crawler.learning.opened import Found
from crawler.learning.records import Group
from crawler.records import Listing, Post

Verdict = Literal["sure", "check", "cannot"]
SURE = 0.9
CHECK = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against a profile.

    groups, others: what the two ways found on the page, the likeliest first
    second:         page 2 as it reads, or why it does not; None where it was not fetched
    found:          what the posts' pages taught; None where none was fetched; ``asked`` is their number
    featured:       whether a post stands beside the rows as an article of its own
    unread:         whether a pager stands on the page from which no next page was learned
    """

    group: Group
    groups: Sequence[Group]
    others: Sequence[Group]
    profile: Profile
    fitted: Fitted
    listing: Listing
    at: datetime
    second: Listing | str | None = None
    found: Found | None = None
    asked: int = 0
    featured: bool = False
    unread: bool = False


def agreement(group: Group, others: Sequence[Group]) -> float:
    """How far the second way found the same rows: the best share of rows in common with one of its likeliest groups, or with two such as notices and posts."""
    ours = {node.mem_id: place for place, row in enumerate(group.rows) for part in row for node in (part, *part.css("*"))}
    met = [(_met(ours, other), len(other.rows)) for other in others[:4]]
    alone = max((len(places) / max(len(group.rows), count) for places, count in met[:2]), default=0.0)
    pairs = [(one | other) for (one, first), (other, second) in combinations(met, 2) if len(one) == first and len(other) == second and not one & other]
    return max([alone, *(len(places) / len(group.rows) for places in pairs)])


def _met(ours: Mapping[int, int], other: Group) -> set[int]:
    """The rows of ours, by their places, that each row of another group lies in."""
    met: set[int] = set()
    for row in other.rows:
        places = {ours[node.mem_id] for part in row for node in (part, *part.css("*")) if node.mem_id in ours}
        if len(places) == 1:
            met |= places
    return met


def _of_second(evidence: Evidence) -> list[tuple[float, str]]:
    """What page 2 says of the profile."""
    second = evidence.second
    if second is None and evidence.unread:
        return [(0.7, "a pager stands there that was not understood")]
    if second is None:
        return [(0.88, "page 2 was not read")] if evidence.listing.next_url else []
    if isinstance(second, str):
        return [(0.5, f"page 2 does not fit: {second}")]
    if shows_the_first_again(evidence):
        return [(0.5, "page 2 shows the posts of page 1: the pager is not understood")]
    return [(1.0, f"page 2 reads alike ({len(second.rows)} rows)")]


def shows_the_first_again(evidence: Evidence) -> bool:
    """Whether page 2 holds the posts of page 1, or none."""
    if not isinstance(evidence.second, Listing):
        return False
    first = {row.url for row in evidence.listing.rows if not row.pinned}
    own = [row.url for row in evidence.second.rows if not row.pinned]
    return not own or sum(url in first for url in own) * 2 > len(own)


def _of_posts(evidence: Evidence, dated: float, posts: Sequence[Post] | None) -> list[tuple[float, str]]:
    """What the posts' pages say of the profile."""
    found = evidence.found
    if found is None or posts is None:
        return [(0.88, "no post was read")]
    reasons = [(0.8, doubt) for doubt in found.doubts]
    if found.hinted < 0.99:
        reasons.append((0.6 + 0.3 * found.hinted, f"{round(100 * found.hinted)} % of the posts' pages show the title of their row"))
    if found.fits.get("title", 0.0) < 0.85:
        reasons.append((0.7, "the posts' pages keep their titles in no common place"))
    if found.fits.get("body", 0.0) < 0.9:
        reasons.append((0.75, "the posts' texts stand in no place that all share"))
    if len(posts) < evidence.asked:
        reasons.append((0.6, f"{evidence.asked - len(posts)} of {evidence.asked} posts are refused by what was learned"))
    if "posted" not in found.places and dated < 0.5:
        reasons.append((0.85, "neither list nor posts show a date that is surely that of posting"))
    return reasons or [(1.0, f"{len(posts)} posts read alike: title, date and text stand where they stand in all")]


def judged(evidence: Evidence, posts: Sequence[Post] | None) -> tuple[Verdict, float, tuple[str, ...]]:
    """The verdict, the confidence and the reasons, the weightiest first; ``posts`` are those that the profile reads, None where none was fetched."""
    reasons: list[tuple[float, str]] = []
    both = agreement(evidence.group, evidence.others)
    rows = evidence.listing.rows
    if len(rows) > 1:
        reasons.append((1.0 if both >= 0.9 else 0.6, f"two ways of finding rows {'agree' if both >= 0.9 else 'differ'} ({len(rows)} rows)"))
    dated = sum(1 for row in rows if row.posted is not None) / len(rows) if rows else 0.0
    reasons.append((1.0, f"{round(100 * dated)} % of the rows show a date of posting"))
    reasons += [(0.8, doubt) for doubt in evidence.fitted.doubts]
    # Where the posts tell their dates, a list that does not is no reason to ask.
    told = "posted" in evidence.fitted.places or (evidence.found is not None and "posted" in evidence.found.places)
    reasons += [(1.0 if told else 0.8, doubt) for doubt in dict.fromkeys(evidence.fitted.date_doubts)]
    if evidence.group.framed > 0.5:
        reasons.append((0.3, "the rows stand where a site keeps its menu"))
    if evidence.featured:
        reasons.append((0.8, "a post stands beside the list as an article of its own, and the rows do not show it"))
    if len(rows) < 3:
        reasons.append((0.5, f"only {len(rows)} rows"))
    reasons += _of_second(evidence) + _of_posts(evidence, dated, posts)
    confidence = 1.0
    for weight, _ in reasons:
        confidence *= weight
    if confidence < CHECK:
        return "cannot", confidence, tuple(text for _, text in sorted(reasons))
    verdict: Verdict = "sure" if confidence >= SURE else "check"
    return verdict, confidence, tuple(text for _, text in sorted(reasons))
