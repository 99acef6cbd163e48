"""Why a file gives no text: one exception a reason, named for what was found.

Unreadable
├── Locked    it is under a password
├── Damaged   it is not whole, or not what its first bytes say
└── TooLarge  it unpacks to more than anybody would search
"""

from __future__ import annotations


class Unreadable(Exception):
    """A file whose text cannot be had; ``reason`` is the word that the archive keeps."""

    reason = "damaged"


class Locked(Unreadable):
    """Under a password, or encrypted for one reader."""

    reason = "locked"


class Damaged(Unreadable):
    """Not whole, or not what its first bytes say."""


class TooLarge(Unreadable):
    """It unpacks to more than MOST_UNPACKED bytes: a packed bomb, or no document."""

    reason = "too_large"


#: So many bytes may come out of what a file holds packed.
MOST_UNPACKED = 128 * 1024 * 1024
