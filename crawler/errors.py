"""Every error of Panjeon, in one tree.

PanjeonError
├── ManifestError      a board file is wrong: file, key, value and a good example are named
├── PageChanged        a page does not fit its engine: address, selector, expected, found
├── DateUnreadable     a date was shown but is not one that may be read without guessing
├── PolicyRefused      a request the fetch policy forbids: host, port, scheme, address or size
├── VisitFailed        a page that was asked outside a crawl could not be had, or cannot be read as a board's
├── WarcDamaged        a WARC file that cannot be trusted: file, offset, what is wrong
├── ReaderBroken       the process that reads the text of files cannot begin
├── NotifyError        a file of channels is wrong, or a channel did not take a message
├── ArchiveBusy        another process is writing to the archive
└── ArchiveError       the archive cannot be opened, migrated, exported or rebuilt
"""

from __future__ import annotations


class PanjeonError(Exception):
    """The root: a message of one sentence that says what was found, where, and what to do."""


class ManifestError(PanjeonError):
    """A board manifest does not hold what it must."""


class PageChanged(PanjeonError):
    """A page does not have the shape that its engine reads.

    Attributes are plain strings so that they become the columns of an ``issues`` row.
    """

    def __init__(self, *, url: str, selector: str, expected: str, found: str) -> None:
        self.url = url
        self.selector = selector
        self.expected = expected
        self.found = found
        super().__init__(f"{url}: expected {expected} at {selector!r}, found {found}")


class DateUnreadable(PanjeonError):
    """A text that should be a date cannot be read as one without guessing."""


class PolicyRefused(PanjeonError):
    """The fetch policy forbids a request; ``reason`` is a short word for the ledger."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


class VisitFailed(PanjeonError):
    """A page that was asked for a person, outside a crawl, could not be had, or no board can be read in it."""


class WarcDamaged(PanjeonError):
    """A WARC file holds bytes that are no complete, well-formed record."""


class ReaderBroken(PanjeonError):
    """The process that reads the text of files cannot begin, whatever the file."""


class NotifyError(PanjeonError):
    """A file of channels does not hold what it must, or a channel did not take a message. Never holds a channel's address: that may be a secret."""


class ArchiveBusy(PanjeonError):
    """Another process holds the archive's lock."""


class ArchiveError(PanjeonError):
    """The archive cannot be opened, read, migrated, exported or rebuilt as asked."""
