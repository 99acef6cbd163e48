"""The evidence: every exchange as WARC/1.1 records, written byte for byte as it crossed the wire, and read back with suspicion."""

from crawler.warc.mend import mend, settle
from crawler.warc.read import Headers, Record, http_head, payload_digest, payload_of, read_at, records, to_exchange
from crawler.warc.shape import Original, ascii_uri
from crawler.warc.write import Closed, Placed, WarcWriter, fixity

__all__ = [
    "Closed",
    "Headers",
    "Original",
    "Placed",
    "Record",
    "WarcWriter",
    "ascii_uri",
    "fixity",
    "http_head",
    "mend",
    "payload_digest",
    "payload_of",
    "read_at",
    "records",
    "settle",
    "to_exchange",
]
