"""Named places where a test may end the process as a power cut would; nothing at all unless the environment asks.

``PANJEON_CRASH=name`` or ``PANJEON_CRASH=name:3`` ends the process at the first (third) passing of that place.
Rule R19: sync points are product code, so that crash tests are exhaustive instead of lucky.
"""

from __future__ import annotations

import os

#: Every place, in the order a response passes them. Tests walk this tuple.
PLACES = (
    "before_warc_write",
    "after_half_warc_write",
    "after_warc_write",
    "after_warc_fsync",
    "after_begin",
    "after_capture_row",
    "before_commit",
    "after_commit",
    "before_finish_record",
    "after_finish_record",
    "before_warc_rename",
    "after_warc_rename",
    "before_finish_commit",
    "after_finish_commit",
    "after_warc_open",
    "during_recovery",
)

#: The places that a redaction and a purge pass beside those of every WARC file.
REDACTION_PLACES = ("after_redaction_record", "after_purge_write", "after_purge_commit", "after_purge_rename")
#: The place that an acceptance passes beside those of every WARC file.
ACCEPTANCE_PLACES = ("after_acceptance_record",)
#: The places that a snapshot passes.
SNAPSHOT_PLACES = ("after_snapshot_copy", "before_snapshot_rename")

_NAME, _, _COUNT = os.environ.get("PANJEON_CRASH", "").partition(":")
_left = int(_COUNT or "1")


def crashpoint(name: str) -> None:
    """End the process at once (exit status 9, no clean-up) when the environment names this place."""
    global _left
    if name != _NAME:
        return
    _left -= 1
    if _left <= 0:
        os._exit(9)
