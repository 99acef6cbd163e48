"""Records on their way from one process to another: pickled as their values alone, a third of the time that dataclasses take by themselves."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO
from operator import attrgetter
from typing import Any, get_args

from crawler.reading import Reading, Result
from crawler.records import AttachmentLink, Comment, Exchange, ListRow, Partner, SiteDate, Task
from crawler.warc import Placed

#: What a reading may have found, what stands in these, and what a reading comes with.
_RECORDS: tuple[type, ...] = (*get_args(Result), AttachmentLink, Comment, ListRow, Partner, SiteDate, Exchange, Placed, Reading, Task)
_SETTERS = {record: tuple(getattr(record, field.name).__set__ for field in fields(record)) for record in _RECORDS}


def pack(thing: object) -> bytes:
    """Anything that pickle takes, its records as their values alone."""
    stream = BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(thing)
    return stream.getvalue()


def unpack(packed: bytes) -> Any:
    """What was packed."""
    return pickle.loads(packed)  # noqa: S301 (it was packed by a process of ours)


def _reducer(record: type) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*(field.name for field in fields(record)))
    return lambda thing: (_again, (record, values(thing)))


def _again(record: type, values: tuple[object, ...]) -> object:
    thing: object = object.__new__(record)
    for assign, value in zip(_SETTERS[record], values, strict=True):
        assign(thing, value)
    return thing


_REDUCERS = {record: _reducer(record) for record in _RECORDS}
