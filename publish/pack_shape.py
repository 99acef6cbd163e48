"""Where what stands in an evidence pack and in its WACZ."""

from __future__ import annotations

from publish.bag import TAGS

WACZ, LEDGER = "data/evidence.wacz", "data/ledger.jsonl"
POSTS, FILES, CITATIONS = "data/posts", "data/files", "data/citations"
#: The RFC 3161 answer about the tag manifest; made after it and therefore in no manifest.
STAMP = f"{TAGS}.tsr"

WARC, CDX, IDX, PAGES = "archive/data.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
