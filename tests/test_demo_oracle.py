"""The oracle agrees with the days, and holds the verdicts an archive must reach."""

from __future__ import annotations

from collections import Counter

import pytest

from demo.days import DAYS, board
from demo.oracle import sha256, truth


def kinds(day: int) -> Counter[tuple[int, str]]:
    return Counter(event for post in truth(day).posts.values() for event in post.events)


def test_day_one_is_all_new() -> None:
    told = truth(1)
    assert told.posts.keys() == {post.native_id for post in board(1).posts}
    assert kinds(1) == Counter({(1, "new"): len(board(1).posts)})
    assert all(len(post.revisions) == 1 and post.state == "listed" for post in told.posts.values())
    assert told.claimed_total == len(board(1).posts)


def test_events_of_all_days() -> None:
    assert kinds(5) == Counter(
        {
            (1, "new"): len(board(1).posts),
            (2, "new"): 3,
            (2, "changed"): 3,
            (2, "pinned"): 1,
            (4, "unlisted"): 3,
            (4, "blinded"): 1,
            (5, "gone"): 2,
            (5, "restored"): 1,
            (5, "new"): 1,
        }
    )


def test_maintenance_adds_nothing() -> None:
    assert truth(3).posts == truth(2).posts
    assert truth(3).partners == truth(2).partners
    assert truth(3).claimed_total == truth(2).claimed_total
    assert truth(5).outcomes == ("complete", "complete", "suspect", "complete", "complete")


def test_revisions_name_what_changed_and_whether_a_date_moved() -> None:
    later = [revision for post in truth(5).posts.values() for revision in post.revisions[1:]]
    assert sorted((revision.changed, revision.silent) for revision in later) == [
        (("attachments",), True),
        (("body",), True),
        (("title", "modified_at"), False),
    ]
    assert {revision.crawl for revision in later} == {2}


def test_states_follow_the_events() -> None:
    assert Counter(post.state for post in truth(4).posts.values()) == Counter({"listed": len(board(4).posts), "unlisted": 3, "blinded": 1})
    assert Counter(post.state for post in truth(5).posts.values()) == Counter({"listed": len(board(5).posts), "gone": 2, "blinded": 1})
    blinded = next(post for post in truth(5).posts.values() if post.state == "blinded")
    assert blinded.events == ((1, "new"), (4, "blinded"))
    returned = next(post for post in truth(5).posts.values() if (5, "restored") in post.events)
    assert (returned.state, len(returned.revisions)) == ("listed", 1)


def test_listed_posts_and_their_files_are_those_of_the_day() -> None:
    for day in DAYS:
        told = truth(day).posts
        for post in board(day).posts:
            known = told[post.native_id]
            assert known.state == "listed"
            assert (known.title, known.author, known.posted, known.pinned) == (post.title, post.author, post.posted, post.pinned)
            assert known.attachments == {file.name: sha256(file.content) for file in (*post.files, *post.images)}


def test_partners() -> None:
    told = truth(5).partners
    assert len(told) == 30
    assert Counter(event for partner in told.values() for event in partner.events) == Counter(
        {(1, "new"): 29, (2, "new"): 1, (2, "changed"): 1, (2, "gone"): 1, (4, "link_dead"): 1}
    )
    assert {partner.name: partner.links for partner in told.values() if partner.links} == {
        "CITYNET": (("answers", 1, 2),), "WEGOV": (("elsewhere", 1, 2),), "K-Developedia": (("answers", 1, None), ("gone", 2, 4)),
    }  # fmt: skip
    assert [(partner.name, partner.revisions) for partner in told.values() if partner.revisions > 1] == [("KOTRA", 2)]
    assert [partner.name for partner in told.values() if partner.state == "gone"] == ["금융투자협회"]
    assert {told[partner.name].logo_sha256 for partner in board(5).partners} == {sha256(partner.logo) for partner in board(5).partners}


def test_duplicates_are_a_copy_and_a_near_copy() -> None:
    by_id = {post.native_id: post for post in board(5).posts}
    (near, first), (copy, original) = truth(5).duplicates
    assert by_id[near].title == "[재공고] " + by_id[first].title
    assert by_id[near].body_html != by_id[first].body_html
    assert by_id[copy].body_html == by_id[original].body_html


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError) as raised:
        truth(0)
    assert str(raised.value) == "the demo board has the days 1 to 5, found 0"
