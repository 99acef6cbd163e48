"""How far what was learned can be trusted: two ways of finding the rows, what the page links besides, what is filled, what the other pages say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.engines.profile import Profile
from crawler.learning.fitting import Fitted
from crawler.learning.posts import Found
from crawler.learning.records import Group
from crawler.records import Listing

Verdict = Literal["sure", "check", "cannot"]
SURE = 0.9
CHECK = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against a profile.

    groups, others: what the two ways found on the page, the likeliest first
    second:         page 2 as it reads, or why it does not; None where it was not fetched
    found:          what the posts' pages taught; None where none was fetched
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


def agreement(group: Group, others: Sequence[Group]) -> float:
    """How far the second way found the same rows: the best share of rows in common with one of its two likeliest groups."""
    return max((_common(group, other) for other in others[:2]), default=0.0)


def _common(group: Group, other: Group) -> float:
    ours = {node.mem_id: place for place, row in enumerate(group.rows) for part in row for node in (part, *part.css("*"))}
    met = set()
    for row in other.rows:
        places = {ours[node.mem_id] for part in row for node in (part, *part.css("*")) if node.mem_id in ours}
        if len(places) == 1:
            met |= places
    return len(met) / max(len(group.rows), len(other.rows))


def judged(evidence: Evidence) -> tuple[Verdict, float, tuple[str, ...]]:
    """The verdict, the confidence and the reasons, the weightiest first."""
    reasons: list[tuple[float, str]] = []
    both = agreement(evidence.group, evidence.others)
    rows = evidence.listing.rows
    reasons.append((1.0 if both >= 0.9 else 0.6, f"two ways of finding rows {'agree' if both >= 0.9 else 'differ'} ({len(rows)} rows)"))
    dated = sum(1 for row in rows if row.posted is not None) / len(rows) if rows else 0.0
    reasons.append((1.0 if dated >= 0.8 else 0.85, f"{round(100 * dated)} % of the rows show a date of posting"))
    reasons += [(0.8, doubt) for doubt in evidence.fitted.doubts]
    if evidence.group.framed > 0.5:
        reasons.append((0.3, "the rows stand where a site keeps its menu"))
    if len(rows) < 3:
        reasons.append((0.5, f"only {len(rows)} rows"))
    if isinstance(evidence.second, str):
        reasons.append((0.4, f"page 2 does not fit: {evidence.second}"))
    confidence = 1.0
    for weight, _ in reasons:
        confidence *= weight
    if confidence < CHECK:
        return "cannot", confidence, tuple(text for _, text in sorted(reasons))
    verdict: Verdict = "sure" if confidence >= SURE else "check"
    return verdict, confidence, tuple(text for _, text in sorted(reasons))
