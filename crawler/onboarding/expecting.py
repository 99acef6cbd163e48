"""What a board's first pages let expect of it: the numbers of a new board file's [expect]."""

from __future__ import annotations

from crawler.onboarding.looking import Found
from crawler.records import Post

#: So much of what was seen must be there again: boards shrink a little, and layouts fail as a whole.
LASTING = 0.5
#: Boards grow; a list that never ends, or that became another one, outgrows this.
GROWTH = 10


def expectations(found: Found) -> dict[str, int]:
    """Fewest and most posts, fewest rows, and the least share of posts with an author, a date and a text, from the pages of one visit."""
    posts = [sample.read for sample in found.samples if isinstance(sample.read, Post)]
    seen = found.listing.claimed_total or len({row.native_id for listing in (found.listing, found.second) if listing for row in listing.rows})
    wanted = {"min_posts": max(1, int(seen * LASTING)), "min_rows": max(1, int(len(found.listing.rows) * LASTING))}
    if found.listing.claimed_total:  # without one, two pages say nothing of how many posts there may be
        wanted["max_posts"] = seen * GROWTH
    shares = {
        "min_author_percent": all(post.author for post in posts),
        "min_posted_percent": all(post.posted for post in posts),
        "min_body_percent": all(post.body_text for post in posts),
    }
    return wanted | {name: int(100 * LASTING) for name, always in shares.items() if always and posts}
