"""The tables of archive.db: migrations, and a sentence for every table and column.

Names here are relied on by other programs: columns may be added, none is renamed or removed. Times that we observed are
UTC ISO 8601 ending in Z; dates that the site shows keep the site's offset.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from pipelines import search

migrations = Migrations("panjeon")

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "boards": (
        "One row a board: what it is, where it is, and how it stood when it was last crawled.",
        {
            "name": "TEXT PRIMARY KEY|The board's short name, as in its manifest.",
            "title": "TEXT NOT NULL|The board's title in its own language.",
            "publisher": "TEXT NOT NULL|The institution that publishes the board.",
            "url": "TEXT NOT NULL|The address at which reading starts.",
            "site": "TEXT NOT NULL|The host (and port, if unusual) that serves the board.",
            "engine": "TEXT NOT NULL|The engine that reads its pages.",
            "language": "TEXT NOT NULL|The board's language, as an IETF tag such as ko.",
            "timezone": "TEXT NOT NULL|The zone in which the board shows its dates, as in Asia/Seoul.",
            "state": "TEXT NOT NULL|How the board stood at the last crawl: ok, incomplete, suspect, unreachable, blocked, moved or new.",
            "claimed_total": "INTEGER|How many posts the board last said it has; empty where it says nothing.",
            "last_crawl": "INTEGER|The number of the last crawl (crawls.id).",
            "claimed_pages": "INTEGER|How many pages its list last said it has, when it was last read to its end; empty where it says nothing.",
            "read_pages": "INTEGER|How many pages of it were read then.",
            "state_reason": "TEXT|Why it did not stand well, in a few words; empty where it did.",
            "state_since": "TEXT|The end of the first crawl since which it has been in that state.",
            "unseen": "TEXT|Running numbers between its first and its last post that were never seen, such as 17, 20-22, when its list was last read to its"
            " end; empty where its numbers do not run.",
            "locked": "INTEGER|How many rows of its list were locked or expired and showed no address, when it was last read to its end.",
        },
    ),
    "crawls": (
        "One row a run: what was asked, how it ended and why; its counts balance (requests = stored + unchanged + quarantined + refused + failed).",
        {
            "id": "INTEGER PRIMARY KEY|The run's number, in the order of runs.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board that was crawled.",
            "mode": "TEXT NOT NULL|refresh (newest pages until nothing is new), sweep (every list page and every post), partners, add (a first look),"
            " or backfill (from WARC files).",
            "started_at": "TEXT NOT NULL|When the run began.",
            "finished_at": "TEXT|When the run ended; empty while it runs or after it was killed.",
            "outcome": "TEXT NOT NULL|running, complete, incomplete, suspect or failed; only a complete run gives verdicts.",
            "reason": "TEXT|Why the run was not complete, in a few words.",
            "requests": "INTEGER NOT NULL DEFAULT 0|Requests made or refused; each ended in exactly one of the next five classes.",
            "stored": "INTEGER NOT NULL DEFAULT 0|Requests whose answer brought something new.",
            "unchanged": "INTEGER NOT NULL DEFAULT 0|Requests whose answer said what was already known.",
            "quarantined": "INTEGER NOT NULL DEFAULT 0|Requests whose answer was captured but did not fit; each has a row in issues.",
            "refused": "INTEGER NOT NULL DEFAULT 0|Requests that robots.txt or the fetch policy forbade.",
            "failed": "INTEGER NOT NULL DEFAULT 0|Requests that brought no usable answer.",
            "bytes": "INTEGER NOT NULL DEFAULT 0|Bytes received: response heads and payloads.",
            "new_posts": "INTEGER NOT NULL DEFAULT 0|Posts seen for the first time.",
            "changed_posts": "INTEGER NOT NULL DEFAULT 0|Posts that got a further revision.",
            "gone_posts": "INTEGER NOT NULL DEFAULT 0|Posts confirmed as taken down in this run.",
            "claimed_total": "INTEGER|How many posts the board said it has, during this run.",
            "claimed_pages": "INTEGER|How many pages the first page of its list said there are, during this run.",
            "since": "TEXT|Only posts of this day or later were looked at, as YYYY-MM-DD; empty where there was no such limit.",
            "locked": "INTEGER|Rows of its list pages that were locked or expired and showed no address: seen, and not to be told apart.",
            "budget": "INTEGER|Requests that the run might spend on posts that no list gave a reason to ask; empty where it asks every post, or none.",
        },
    ),
    "warcs": (
        "One row a WARC file: the evidence itself, with the fixity of the closed file.",
        {
            "file": "TEXT PRIMARY KEY|File name in the warcs folder.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run that wrote it.",
            "bytes": "INTEGER NOT NULL DEFAULT 0|Size of the file in bytes; while it is written, how far it is taken into account.",
            "records": "INTEGER NOT NULL DEFAULT 0|Number of WARC records up to there.",
            "sha256": "TEXT|SHA-256 of the closed file, in hexadecimal.",
            "closed_at": "TEXT|When the file was closed; empty while it is written.",
        },
    ),
    "captures": (
        "One row a captured response: where in which WARC file its bytes are, and the digest that proves them.",
        {
            "id": "INTEGER PRIMARY KEY|The capture's number in this archive.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run that made it.",
            "url": "TEXT NOT NULL|The address that was asked.",
            "method": "TEXT NOT NULL|The HTTP method.",
            "status": "INTEGER NOT NULL|The HTTP status of the answer.",
            "fetched_at": "TEXT NOT NULL|When the request was sent.",
            "media_type": "TEXT NOT NULL|Media type as declared, without parameters; empty where none was.",
            "encoding": "TEXT|The character encoding that was used to read it; empty for bytes that are no text.",
            "payload_sha256": "TEXT NOT NULL|SHA-256 of the payload (transfer coding removed, content coding kept).",
            "payload_bytes": "INTEGER NOT NULL|Length of that payload in bytes.",
            "warc_file": "TEXT NOT NULL REFERENCES warcs(file)|The WARC file that holds the record.",
            "warc_offset": "INTEGER NOT NULL|Where the record's gzip member begins in that file.",
            "warc_length": "INTEGER NOT NULL|Length of that gzip member in bytes.",
            "record_id": "TEXT NOT NULL UNIQUE|WARC-Record-ID: the same in every archive that holds this capture.",
            "revisit_of": "INTEGER REFERENCES captures(id)|The earlier capture with the identical payload; its record holds the bytes.",
            "declared_encoding": "TEXT|The encoding that the page or its header declared.",
            "replaced": "INTEGER NOT NULL DEFAULT 0|How many characters could not be decoded and were replaced.",
            "tls_verified": "INTEGER|1 if the certificate was verified, 0 if the manifest's exception let it pass, empty without TLS.",
            "redaction": "INTEGER REFERENCES redactions(id)|The redaction that hides its bytes; empty where none does.",
            "source": "TEXT|JSON: the file and record that a backfill copied it from; empty for what was asked of the board itself.",
        },
    ),
    "posts": (
        "One row a post: its present state, which is always that of its last revision and events.",
        {
            "id": "INTEGER PRIMARY KEY|The post's number in this archive; it never changes.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board it stands on.",
            "native_id": "TEXT NOT NULL|The platform's own id of the post: its identity, with the board.",
            "url": "TEXT NOT NULL|The post's canonical address.",
            "title": "TEXT NOT NULL|The full title, from the post's own page.",
            "author": "TEXT|The author as shown; empty where none is.",
            "posted_at": "TEXT|When it was posted, as the site says, with the site's offset.",
            "posted_precision": "TEXT|How much of that time was shown: second, minute, hour, day, month or year.",
            "posted_raw": "TEXT|The date's text as it stood on the page.",
            "modified_at": "TEXT|The site's own date of the last edit, where it shows one.",
            "body_text": "TEXT NOT NULL|The body as plain text.",
            "body_html": "TEXT NOT NULL|The body's raw markup, hostile until sanitised; never rendered as it is.",
            "pinned": "INTEGER NOT NULL DEFAULT 0|1 while the post is pinned to the top of the list.",
            "state": "TEXT NOT NULL|listed, unlisted, gone, blinded or secret.",
            "first_seen_at": "TEXT NOT NULL|When this archive first saw it.",
            "last_seen_at": "TEXT NOT NULL|When it was last seen standing on the board.",
            "changed_at": "TEXT NOT NULL|When its last revision was observed.",
            "checked_at": "TEXT|When its own page was last asked, whatever came of it.",
            "revision": "INTEGER NOT NULL|The number of its last revision.",
            "content_hash": "TEXT NOT NULL|SHA-256 of the normalised fields; counters, tokens and badges are not part of it.",
            "duplicate_of": "INTEGER REFERENCES posts(id)|An earlier post with the same or nearly the same text; a mark, never a merge.",
            "duplicate_score": "REAL|How alike the two texts are, from 0 to 1.",
            "category": "TEXT|The category that the board shows, where it does.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture in which it was last read.",
            "posted_inferred": "INTEGER NOT NULL DEFAULT 0|1 where the date's text leaves out its year or its day (04-06, 어제): these come from the"
            " list's other rows and the moment of the capture.",
            "redaction": "INTEGER REFERENCES redactions(id)|The redaction that hides what it said; empty where none does.",
        },
    ),
    "revisions": (
        "One row a version of a post, never altered: what it said, from when we know it, and what had changed.",
        {
            "post": "INTEGER NOT NULL REFERENCES posts(id)|The post.",
            "number": "INTEGER NOT NULL|1 for the first version, then counting up.",
            "observed_at": "TEXT NOT NULL|When this version was first observed.",
            "title": "TEXT NOT NULL|Its full title.",
            "author": "TEXT|Its author as shown.",
            "posted_at": "TEXT|Its posting date as the site said then.",
            "modified_at": "TEXT|The site's own edit date as it said then.",
            "body_text": "TEXT NOT NULL|Its body as plain text.",
            "body_html": "TEXT NOT NULL|Its body's raw markup, hostile until sanitised.",
            "attachments": "TEXT NOT NULL|Its attachments: a JSON list of name, url, media_type, bytes and sha256.",
            "content_hash": "TEXT NOT NULL|SHA-256 of the normalised fields.",
            "changed": "TEXT NOT NULL|A JSON list of the fields that differ from the version before; empty for the first.",
            "significance": "TEXT NOT NULL|first, content, or typography where only spacing or punctuation moved.",
            "silent": "INTEGER NOT NULL|1 where the content changed and no date that the site shows moved.",
            "parser": "TEXT NOT NULL|The engine and its version that read it.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture that proves it.",
            "touched": "TEXT NOT NULL DEFAULT '[]'|A JSON list of what the change is about: dates, amounts, numbers, names, negations, attachments, words"
            " (none of these), or typography alone.",
        },
    ),
    "events": (
        "One row a thing that happened to a post, never altered.",
        {
            "id": "INTEGER PRIMARY KEY|The event's number.",
            "post": "INTEGER NOT NULL REFERENCES posts(id)|The post.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run that observed it.",
            "kind": "TEXT NOT NULL|new, changed, pinned, unpinned, unlisted, gone, blinded, secret, restored or moved.",
            "at": "TEXT NOT NULL|When it was observed.",
            "detail": "TEXT NOT NULL|JSON: what the event rests on.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture that proves it.",
        },
    ),
    "absences": (
        "One row a time that a post's own page said it is not there: what the verdict 'gone' is made of.",
        {
            "id": "INTEGER PRIMARY KEY|The row's number.",
            "post": "INTEGER NOT NULL REFERENCES posts(id)|The post.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run that observed it.",
            "at": "TEXT NOT NULL|When it was observed.",
            "evidence": "TEXT NOT NULL|What the page said: an HTTP status or the words of a deleted page.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture that proves it.",
        },
    ),
    "attachments": (
        "One row a file of a post, by its address: the bytes last captured there.",
        {
            "id": "INTEGER PRIMARY KEY|The attachment's number.",
            "post": "INTEGER NOT NULL REFERENCES posts(id)|The post that offers it.",
            "name": "TEXT NOT NULL|The file's name as shown.",
            "url": "TEXT NOT NULL|The file's address.",
            "media_type": "TEXT|Media type as served.",
            "bytes": "INTEGER|Size in bytes as captured.",
            "sha256": "TEXT|SHA-256 of the file as captured; empty while it could not be fetched.",
            "text": "TEXT|Text taken from the file, where there is any; why there is none, or not all, stands in documents.",
            "state": "TEXT NOT NULL|present, removed (no longer offered by the post) or missing (offered, but not served).",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture of the file, or of the page that offers it.",
        },
    ),
    "comments": (
        "One row a comment under a post.",
        {
            "id": "INTEGER PRIMARY KEY|The comment's number.",
            "post": "INTEGER NOT NULL REFERENCES posts(id)|The post.",
            "native_id": "TEXT NOT NULL|The platform's own id of the comment.",
            "author": "TEXT|Its author as shown.",
            "posted_at": "TEXT|Its date as shown, with the site's offset.",
            "body_text": "TEXT NOT NULL|Its text.",
            "state": "TEXT NOT NULL|present or removed.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture in which it was last read.",
        },
    ),
    "partners": (
        "One row an entry of the partner strip: its present state.",
        {
            "id": "INTEGER PRIMARY KEY|The partner's number in this archive.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board whose site shows the strip.",
            "name": "TEXT NOT NULL|The partner's name, without the logo words.",
            "url": "TEXT|Where its logo links to.",
            "logo_url": "TEXT|The address of the logo image.",
            "logo_sha256": "TEXT|SHA-256 of the logo image as captured.",
            "alt": "TEXT NOT NULL|The logo's alternative text as it stands on the page.",
            "description": "TEXT|The paragraphs that stand beside the logo, where there are any.",
            "position": "INTEGER NOT NULL|Its place in the strip, from 1.",
            "state": "TEXT NOT NULL|present or gone.",
            "first_seen_at": "TEXT NOT NULL|When this archive first saw it.",
            "last_seen_at": "TEXT NOT NULL|When it was last seen in the strip.",
            "revision": "INTEGER NOT NULL|The number of its last revision.",
            "logo_capture": "INTEGER REFERENCES captures(id)|The capture of the logo image.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture in which it was last read.",
            "dead_since": "TEXT|Since when nobody answers at its link, found on two days; empty where somebody does, or nobody asked.",
        },
    ),
    "partner_revisions": (
        "One row a version of a partner entry, never altered.",
        {
            "partner": "INTEGER NOT NULL REFERENCES partners(id)|The partner.",
            "number": "INTEGER NOT NULL|1 for the first version, then counting up.",
            "observed_at": "TEXT NOT NULL|When this version was first observed.",
            "name": "TEXT NOT NULL|Its name.",
            "url": "TEXT|Where its logo linked to.",
            "logo_url": "TEXT|The address of its logo image.",
            "logo_sha256": "TEXT|SHA-256 of its logo image.",
            "alt": "TEXT NOT NULL|The logo's alternative text.",
            "description": "TEXT|The paragraphs beside the logo.",
            "changed": "TEXT NOT NULL|A JSON list of the fields that differ from the version before.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture that proves it.",
        },
    ),
    "partner_events": (
        "One row a thing that happened to a partner entry, never altered.",
        {
            "id": "INTEGER PRIMARY KEY|The event's number.",
            "partner": "INTEGER NOT NULL REFERENCES partners(id)|The partner.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run that observed it.",
            "kind": "TEXT NOT NULL|new, changed, gone, restored, link_dead (the same failure on two days) or link_back (its link answers again).",
            "at": "TEXT NOT NULL|When it was observed.",
            "detail": "TEXT NOT NULL|JSON: what the event rests on.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture that proves it; for a link that gave no answer, that of the strip that shows it.",
        },
    ),
    "partner_links": (
        "One row a stretch of checks of a partner's link that said the same: whether anybody answers there. Only hosts that the manifest names are asked.",
        {
            "id": "INTEGER PRIMARY KEY|The row's number.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board whose site shows the link.",
            "partner": "INTEGER NOT NULL REFERENCES partners(id)|The partner.",
            "url": "TEXT NOT NULL|The link that was asked, as the strip has it.",
            "outcome": "TEXT NOT NULL|answers, gone (404 or 410), error (5xx), unreachable (no connection or no answer), insecure (its TLS is not good),"
            " elsewhere (leads to a host that may not be asked), barred (answers, but refuses a crawler or leads in circles) or refused (robots.txt or"
            " a private address forbids to ask).",
            "status": "INTEGER|The HTTP status of the last check's answer; empty where there was none.",
            "leads_to": "TEXT|Where that answer points, for elsewhere and circles.",
            "checked_at": "TEXT NOT NULL|When a check said so first.",
            "last_checked_at": "TEXT NOT NULL|When a check said so last.",
            "checks": "INTEGER NOT NULL|How many checks in a row said so.",
            "confirmed_at": "TEXT|The first check on a later day that said the same; empty before.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run of the first check.",
            "confirmed_crawl": "INTEGER REFERENCES crawls(id)|The run of the confirming check.",
            "last_crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run of the last check.",
            "capture": "INTEGER REFERENCES captures(id)|The capture of the first check's answer; empty where there was none: its failure is in the WARC file.",
            "confirmed_capture": "INTEGER REFERENCES captures(id)|The capture of the confirming check's answer.",
            "last_capture": "INTEGER REFERENCES captures(id)|The capture of the last check's answer.",
        },
    ),
    "aliases": (
        "One row an address alias that lists show in place of a post's own id.",
        {
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board.",
            "alias": "TEXT NOT NULL|The stand-in made of the aliased address.",
            "native_id": "TEXT NOT NULL|The platform's own id, as the post's page told it.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture of the page that told it.",
        },
    ),
    "issues": (
        "One row a thing that did not fit, was refused or failed: nothing is dropped in silence.",
        {
            "id": "INTEGER PRIMARY KEY|The issue's number.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run that met it.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board.",
            "url": "TEXT NOT NULL|The address concerned.",
            "kind": "TEXT NOT NULL|page_changed, http_status, network, empty_list, mass_vanish or another short word; for a wall before the page"
            " blocked, challenge, login, queue, maintenance, moved, parked, broken, alert or empty_shell.",
            "message": "TEXT NOT NULL|What happened, in a sentence.",
            "selector": "TEXT|The selector that did not match.",
            "expected": "TEXT|What was expected there.",
            "found": "TEXT|What was found.",
            "at": "TEXT NOT NULL|When it was met.",
            "capture": "INTEGER REFERENCES captures(id)|The capture of the page; empty where there was no answer.",
        },
    ),
    "shapes": (
        "One row a run and list, and one for its posts: how filled what was read was. The first complete run's are what later ones are held against.",
        {
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run.",
            "subject": "TEXT NOT NULL|The address of a list whose first page it was, or posts.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board.",
            "shown": "INTEGER NOT NULL|How many rows the list page had, or how many posts were read.",
            "authors": "INTEGER NOT NULL|How many of them had an author.",
            "dates": "INTEGER NOT NULL|How many had a date of posting.",
            "bodies": "INTEGER NOT NULL|How many had a text; 0 for lists.",
            "agreed": "INTEGER NOT NULL|How many posts had the title and the day that the list shows; 0 for lists.",
        },
    ),
    "frontier": (
        "Working table: what the running crawl still has to ask; empty when no crawl is running.",
        {
            "id": "INTEGER PRIMARY KEY|The task's number, counting up in the order of discovery.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run.",
            "kind": "TEXT NOT NULL|robots, list, post, replies (a further page of a post), file, partners or logo.",
            "url": "TEXT NOT NULL|The address to ask.",
            "native_id": "TEXT|The platform's own id of the post that the task is about.",
            "facts": "TEXT NOT NULL|JSON: what the page that led here said.",
            "state": "TEXT NOT NULL|pending, waiting (for its files, or for the end of the run), held (until its post was read again), done, redirected,"
            " failed, quarantined or refused.",
            "priority": "INTEGER NOT NULL|Lower goes first.",
            "attempt": "INTEGER NOT NULL DEFAULT 1|How often it was tried, this time included.",
            "due_at": "TEXT|Not to be asked before this time.",
            "reading": "TEXT|JSON: what was read, until the post or strip that it belongs to is settled.",
            "capture": "INTEGER|The capture of its answer.",
        },
    ),
    "sightings": (
        "Working table: the list rows that the running crawl has seen; empty when no crawl is running.",
        {
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run.",
            "native_id": "TEXT NOT NULL|The platform's own id of the post.",
            "pinned": "INTEGER NOT NULL|1 if any of its rows was marked as pinned.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The list page.",
            "signature": "TEXT|What its row said, as a hash.",
        },
    ),
    "list_rows": (
        "Working table: what the list last said of each post, as a hash, so that a refresh knows a page that it has read before.",
        {
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board.",
            "native_id": "TEXT NOT NULL|The platform's own id of the post.",
            "signature": "TEXT NOT NULL|A hash of title and day, and one of author and lock; counters and pins are not part of it.",
        },
    ),
    "sketches": (
        "Working table for near-duplicates: the smallest hashes of each post's text.",
        {
            "hash": "INTEGER NOT NULL|One of the smallest hashes of the text's lines.",
            "post": "INTEGER NOT NULL REFERENCES posts(id)|The post.",
        },
    ),
    "notices": (
        "One row a thing that somebody was told, never altered: so nothing is told twice. It says what this program did, and no rebuild makes it anew.",
        {
            "id": "INTEGER PRIMARY KEY|The notice's number.",
            "channel": "TEXT NOT NULL|The channel's name in the file of channels.",
            "key": "TEXT NOT NULL|The key that was sent with it: the same at every try, so that a receiver can drop a repetition.",
            "event": "INTEGER REFERENCES events(id)|The event that was told; empty where a run was.",
            "crawl": "INTEGER REFERENCES crawls(id)|The run that was told, or in which the event was observed; empty for a channel begun before any run.",
            "kind": "TEXT NOT NULL|new, changed, gone, suspect, failed or another kind that the channel asks for; begun where the channel itself began.",
            "reason": "TEXT NOT NULL|The line of reason that was told.",
            "sent_at": "TEXT NOT NULL|When the channel had taken it.",
        },
    ),
    "redactions": (
        "One row a time that a post was hidden from readers, or taken out of the evidence: what it said is nowhere in the tables, that it was is here.",
        {
            "id": "INTEGER PRIMARY KEY|The redaction's number.",
            "post": "INTEGER NOT NULL REFERENCES posts(id)|The post, whose row and history stay without what it said.",
            "at": "TEXT NOT NULL|When it was redacted.",
            "reason": "TEXT NOT NULL|Why, in a sentence; readers see it in place of the post.",
            "asked_by": "TEXT|Who asked for it, where that was said.",
            "ended_at": "TEXT|When it was taken back; empty while it holds.",
            "ended_because": "TEXT|Why it was taken back.",
            "purged_at": "TEXT|When the bytes were taken out of the WARC files too; that is for good.",
        },
    ),
    "withheld": (
        "Working table: what redacted rows said, for the case that a redaction is taken back; never published, emptied by a purge.",
        {
            "redaction": "INTEGER NOT NULL REFERENCES redactions(id)|The redaction.",
            "place": "TEXT NOT NULL|The table and the key of the row, as JSON.",
            "said": "TEXT NOT NULL|What stood in the blanked columns, as JSON.",
        },
    ),
    "acceptances": (
        "One row a thing that made a run suspect and that an archivist has said is real: later runs believe it, and only it.",
        {
            "id": "INTEGER PRIMARY KEY|The acceptance's number.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board.",
            "crawl": "INTEGER NOT NULL REFERENCES crawls(id)|The run that was suspect; its captures and issues stay as they are.",
            "kind": "TEXT NOT NULL|edits (most posts read otherwise), shape (most posts lack what they had), same_body, other_board, mass_vanish,"
            " mass_withheld or empty_list.",
            "covers": "TEXT NOT NULL|JSON list: the fields of edits, or the SHA-256 of each text that stands under many ids; empty for the others.",
            "at": "TEXT NOT NULL|When it was accepted.",
            "reason": "TEXT NOT NULL|Why, in a sentence.",
            "ended_at": "TEXT|When it ended; empty while it holds.",
            "ended_because": "TEXT|Which run has taken what it was for, or why it was taken back.",
        },
    ),
    "mentions": (
        "One row a post that other people's captures of lists show and whose own page this archive had not read by then; it may be all that is left of it.",
        {
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board.",
            "native_id": "TEXT NOT NULL|The platform's own id of the post.",
            "url": "TEXT NOT NULL|The address that the list links.",
            "title": "TEXT NOT NULL|Its title on the latest of these lists; it may be cut.",
            "author": "TEXT|Its author there.",
            "posted_at": "TEXT|Its date there, with the site's offset.",
            "first_at": "TEXT NOT NULL|When the earliest list that shows it was captured.",
            "last_at": "TEXT NOT NULL|When the latest was.",
            "capture": "INTEGER NOT NULL REFERENCES captures(id)|The capture of the latest.",
        },
    ),
    "claims": (
        "One row a claim that the first page of a board's list made, as other people captured it; what it claims to this archive's own runs stands in crawls.",
        {
            "capture": "INTEGER PRIMARY KEY REFERENCES captures(id)|The capture of the list page.",
            "board": "TEXT NOT NULL REFERENCES boards(name)|The board.",
            "at": "TEXT NOT NULL|When it was captured.",
            "total": "INTEGER|How many posts it said there are.",
            "pages": "INTEGER|How many pages it said its list has.",
        },
    ),
    "indexed": (
        "Working table of the search: which revision of each post it holds.",
        {
            "post": "INTEGER PRIMARY KEY REFERENCES posts(id)|The post.",
            "revision": "INTEGER NOT NULL|The number of the revision whose text is in the search index.",
            "files": "BLOB|The names and texts of its files as they are in the search index, packed with zlib; empty where it offers none.",
        },
    ),
    "documents": (
        "One row a file's bytes: whether text could be taken from them, and why not; made of the evidence after a crawl, as the search index is.",
        {
            "sha256": "TEXT PRIMARY KEY|SHA-256 of the file, as in attachments.",
            "form": "TEXT NOT NULL|What the bytes are: pdf, hwp, hwpx, docx, xlsx, xlsb, xls, ods, odt, pptx, text, html or other.",
            "reason": "TEXT|Why there is no text, or not all of it: empty, other (a form that is not read), locked, damaged, cut, too_large,"
            " too_slow, too_much (memory), crashed or missing; empty where all was read.",
            "characters": "INTEGER NOT NULL|How many characters of text were taken.",
            "reader": "TEXT NOT NULL|The version of the readers; another version reads the file again.",
        },
    ),
    "archive": (
        "Facts about this archive file itself.",
        {
            "key": "TEXT PRIMARY KEY|The fact's name.",
            "value": "TEXT NOT NULL|The fact.",
        },
    ),
}

#: Tables made for reading: no markup, no long text, names beside numbers. SQL users find everything else in the tables themselves.
VIEWS: dict[str, tuple[str, str, dict[str, str]]] = {
    "post_list": (
        "One row a post for reading: what a list shows, without bodies.",
        "FROM posts p JOIN boards b ON b.name = p.board",
        {
            "id": "p.id|The post's number in this archive (posts.id).",
            "title": "p.title|Its full title.",
            "author": "p.author|Its author as shown.",
            "posted_at": "p.posted_at|When it was posted, as the site says.",
            "state": "p.state|listed, unlisted, gone, blinded or secret.",
            "revision": "p.revision|How many versions are archived.",
            "changed_at": "p.changed_at|When its last version was observed.",
            "excerpt": "substr(p.body_text, 1, 160)|The first 160 characters of its text.",
            "files": "(SELECT count(*) FROM attachments a WHERE a.post = p.id)|How many files it offers or offered.",
            "board": "p.board|The board it stands on (boards.name).",
            "board_title": "b.title|The board's title.",
            "url": "p.url|Its address on the site.",
        },
    ),
    "version_list": (
        "One row a version of a post for reading: when it was observed and what had changed, without bodies.",
        "FROM revisions r JOIN posts p ON p.id = r.post",
        {
            "post": "r.post|The post (posts.id).",
            "number": "r.number|1 for the first version, then counting up.",
            "observed_at": "r.observed_at|When this version was first observed.",
            "title": "r.title|Its title.",
            "changed": "r.changed|A JSON list of the fields that differ from the version before.",
            "significance": "r.significance|first, content, or typography where only spacing or punctuation moved.",
            "touched": "r.touched|A JSON list of what the change is about: dates, amounts, numbers, names, negations, attachments, words or typography.",
            "silent": "r.silent|1 where the content changed and no date that the site shows moved.",
            "characters": "length(r.body_text)|How long its text is.",
            "board": "p.board|The board it stands on (boards.name).",
            "capture": "r.capture|The capture that proves it (captures.id).",
        },
    ),
    "change_list": (
        "One row a thing that happened to a post, for reading: which post on which board, and what of it changed.",
        "FROM events e JOIN posts p ON p.id = e.post LEFT JOIN revisions r ON r.post = e.post AND r.capture = e.capture AND e.kind = 'changed'",
        {
            "id": "e.id|The event's number (events.id).",
            "at": "e.at|When it was observed.",
            "kind": "e.kind|new, changed, pinned, unpinned, unlisted, gone, blinded, secret, restored or moved.",
            "post": "e.post|The post (posts.id).",
            "title": "p.title|The post's present title.",
            "author": "p.author|The post's present author.",
            "board": "p.board|The board it stands on (boards.name).",
            "number": "r.number|For a change, the number of the version that it led to.",
            "changed": "r.changed|For a change, a JSON list of the fields that differ.",
            "silent": "r.silent|For a change, 1 where no date that the site shows moved.",
            "capture": "e.capture|The capture that proves it (captures.id).",
        },
    ),
    "partner_list": (
        "One row an entry of a partner strip, for reading: without descriptions and addresses of pictures.",
        "FROM partners a JOIN boards b ON b.name = a.board",
        {
            "id": "a.id|The partner's number (partners.id).",
            "name": "a.name|Its name.",
            "url": "a.url|Where its logo links to.",
            "state": "a.state|present or gone.",
            "position": "a.position|Its place in the strip, from 1.",
            "revision": "a.revision|How many versions of it are archived.",
            "first_seen_at": "a.first_seen_at|When it was first seen.",
            "last_seen_at": "a.last_seen_at|When it was last seen in the strip.",
            "dead_since": "a.dead_since|Since when nobody answers at its link, found on two days.",
            "link": "(SELECT l.outcome FROM partner_links l WHERE l.partner = a.id AND l.url = a.url ORDER BY l.id DESC LIMIT 1)|What the last check of"
            " its link said (partner_links.outcome); empty where nobody asked.",
            "board": "a.board|The board whose site shows the strip (boards.name).",
            "board_title": "b.title|The board's title.",
        },
    ),
}

#: Table constraints and indexes beside the columns.
CONSTRAINTS = {
    "posts": "UNIQUE (board, native_id)",
    "revisions": "PRIMARY KEY (post, number)",
    "partner_revisions": "PRIMARY KEY (partner, number)",
    "attachments": "UNIQUE (post, url)",
    "comments": "UNIQUE (post, native_id)",
    "notices": "UNIQUE (channel, key)",
    "aliases": "PRIMARY KEY (board, alias)",
    "sightings": "PRIMARY KEY (crawl, native_id)",
    "list_rows": "PRIMARY KEY (board, native_id)",
    "shapes": "PRIMARY KEY (crawl, subject)",
    "mentions": "PRIMARY KEY (board, native_id)",
    "sketches": "PRIMARY KEY (hash, post)",
    "withheld": "PRIMARY KEY (redaction, place)",
}
WITHOUT_ROWID = {"aliases", "list_rows", "sightings", "sketches"}
LINK_INDEX = "CREATE INDEX partner_links_partner ON partner_links (partner, url)"
INDEXES = (
    "CREATE INDEX captures_payload ON captures (payload_sha256) WHERE revisit_of IS NULL",
    "CREATE INDEX captures_url ON captures (url)",
    "CREATE INDEX captures_place ON captures (warc_file, warc_offset)",
    "CREATE INDEX captures_crawl ON captures (crawl)",
    "CREATE INDEX posts_posted ON posts (board, posted_at)",
    "CREATE INDEX posts_state ON posts (board, state)",
    "CREATE INDEX posts_author ON posts (author)",
    "CREATE INDEX posts_changed ON posts (changed_at)",
    "CREATE INDEX posts_duplicate ON posts (duplicate_of) WHERE duplicate_of IS NOT NULL",
    "CREATE INDEX revisions_observed ON revisions (observed_at)",
    "CREATE INDEX events_post ON events (post)",
    "CREATE INDEX events_crawl ON events (crawl)",
    "CREATE INDEX events_at ON events (at)",
    "CREATE INDEX absences_post ON absences (post)",
    "CREATE INDEX partners_board ON partners (board)",
    "CREATE INDEX partner_events_partner ON partner_events (partner)",
    LINK_INDEX,
    "CREATE INDEX issues_crawl ON issues (crawl)",
    "CREATE UNIQUE INDEX frontier_task ON frontier (crawl, kind, url, coalesce(native_id, ''))",
    "CREATE INDEX frontier_next ON frontier (crawl, state, priority, id)",
    "CREATE INDEX frontier_post ON frontier (crawl, native_id, kind)",
)
#: What the pages of a large archive ask for again and again; a row of posts is wide, so what is counted stands in the index whole.
READING_INDEXES = (
    "CREATE INDEX events_kind ON events (kind)",
    "CREATE INDEX posts_by_author ON posts (board, author, posted_at, state, revision)",
    "CREATE INDEX posts_by_date ON posts (posted_at)",
)

#: Columns that came with 008_verdicts.
VERDICT_COLUMNS: dict[str, tuple[str, ...]] = {"boards": ("state_reason", "state_since")}
#: Those that came with 008_lists.
LIST_COLUMNS: dict[str, tuple[str, ...]] = {"boards": ("claimed_pages", "read_pages"), "crawls": ("claimed_pages",), "sightings": ("signature",)}
#: Those that came with 010_completeness.
COMPLETENESS_COLUMNS: dict[str, tuple[str, ...]] = {"boards": ("unseen",)}
#: Those that came with 012_locked_rows.
LOCKED_COLUMNS: dict[str, tuple[str, ...]] = {"boards": ("locked",), "crawls": ("locked",)}
#: Those that came with 013_partner_links.
LINK_COLUMNS: dict[str, tuple[str, ...]] = {"partners": ("dead_since",)}
#: And with 008_history.
HISTORY_COLUMNS: dict[str, tuple[str, ...]] = {"captures": ("source",), "revisions": ("touched",)}


def create_statement(table: str) -> str:
    """The CREATE TABLE statement of a table of TABLES, STRICT."""
    columns = [f"{name} {text.partition('|')[0]}" for name, text in TABLES[table][1].items()]
    if table in CONSTRAINTS:
        columns.append(CONSTRAINTS[table])
    tail = "STRICT, WITHOUT ROWID" if table in WITHOUT_ROWID else "STRICT"
    return f"CREATE TABLE {table} (\n  " + ",\n  ".join(columns) + f"\n) {tail}"


def view_statement(view: str) -> str:
    """The CREATE VIEW statement of a view of VIEWS."""
    _, source, columns = VIEWS[view]
    chosen = (f"{text.partition('|')[0]} AS {name}" for name, text in columns.items())
    return f"CREATE VIEW {view} AS\nSELECT\n  " + ",\n  ".join(chosen) + f"\n{source}"


def sentence(table: str, column: str | None = None) -> str:
    """The sentence that explains a table or view, or one of its columns. Raises KeyError for what does not exist."""
    about, columns = TABLES[table] if table in TABLES else (VIEWS[table][0], VIEWS[table][2])
    return about if column is None else columns[column].partition("|")[2]


@migrations(name="001_tables")
def create_tables(db: Database) -> None:
    """Every table of design, STRICT, with its indexes."""
    for table in TABLES:
        db.execute(create_statement(table))
    for index in INDEXES:
        db.execute(index)


@migrations(name="002_search")
def create_search(db: Database) -> None:
    """The Korean search index over posts."""
    search.create_index(db.conn)


@migrations(name="003_reading")
def create_reading(db: Database) -> None:
    """Views made for reading, and the indexes that the pages of a large archive need."""
    for view in VIEWS:
        db.execute(view_statement(view))
    for index in READING_INDEXES:
        db.execute(index)


@migrations(name="004_notices")
def create_notices(db: Database) -> None:
    """The table of what was told, for an archive made before there was one."""
    if "notices" not in db.table_names():
        db.execute(create_statement("notices"))


@migrations(name="005_shapes")
def create_shapes(db: Database) -> None:
    """The table of what runs let expect, for an archive made before there was one."""
    if "shapes" not in db.table_names():
        db.execute(create_statement("shapes"))


@migrations(name="008_verdicts")
def add_verdict_columns(db: Database) -> None:
    """Columns that an archive made before them lacks."""
    _add_columns(db, VERDICT_COLUMNS)


@migrations(name="006_inferred_dates")
def add_inferred_dates(db: Database) -> None:
    """Whether a posting date was inferred, for an archive made before that was kept."""
    if "posted_inferred" not in {column.name for column in db["posts"].columns}:
        db.execute(f"ALTER TABLE posts ADD COLUMN posted_inferred {TABLES['posts'][1]['posted_inferred'].partition('|')[0]}")


@migrations(name="009_documents")
def create_documents(db: Database) -> None:
    """What was read of files, and what the search index holds of them, for an archive made before files were read."""
    if "documents" not in db.table_names():
        db.execute(create_statement("documents"))
    if "files" not in db.table("indexed").columns_dict:
        db.execute("ALTER TABLE indexed ADD COLUMN files BLOB")
    db.execute("CREATE INDEX attachments_digest ON attachments (sha256) WHERE sha256 IS NOT NULL")


@migrations(name="008_history")
def add_history_columns(db: Database) -> None:
    """Where a backfilled capture comes from and what a change is about, for an archive made before either."""
    _add_columns(db, HISTORY_COLUMNS)
    db.execute("DROP VIEW IF EXISTS version_list")
    db.execute(view_statement("version_list"))


@migrations(name="008_lists")
def add_list_columns(db: Database) -> None:
    """What lists say of their rows and pages, for an archive made before that was kept."""
    _add_columns(db, LIST_COLUMNS)
    if "list_rows" not in db.table_names():
        db.execute(create_statement("list_rows"))


def _add_columns(db: Database, wanted: dict[str, tuple[str, ...]]) -> None:
    for table, columns in wanted.items():
        known = {column.name for column in db[table].columns}
        for column in columns:
            if column not in known:
                db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {TABLES[table][1][column].partition('|')[0]}")


@migrations(name="007_redactions")
def create_redactions(db: Database) -> None:
    """Redactions, what they hide, and which rows they hide, for an archive made before there were any."""
    for table in ("redactions", "withheld"):
        if table not in db.table_names():
            db.execute(create_statement(table))
    for table in ("posts", "captures"):
        if "redaction" not in {column.name for column in db[table].columns}:
            db.execute(f"ALTER TABLE {table} ADD COLUMN redaction INTEGER REFERENCES redactions(id)")
    for table in ("posts", "captures"):
        db.execute(f"CREATE INDEX {table}_redaction ON {table} (redaction) WHERE redaction IS NOT NULL")


@migrations(name="010_completeness")
def add_completeness_columns(db: Database) -> None:
    """The numbers that a board leaves out, for an archive made before they were kept."""
    _add_columns(db, COMPLETENESS_COLUMNS)


@migrations(name="012_locked_rows")
def add_locked_columns(db: Database) -> None:
    """How many rows of a list lead nowhere, for an archive made before they were counted."""
    _add_columns(db, LOCKED_COLUMNS)


@migrations(name="011_acceptances")
def create_acceptances(db: Database) -> None:
    """The table of what was accepted, for an archive made before there was one."""
    if "acceptances" not in db.table_names():
        db.execute(create_statement("acceptances"))


@migrations(name="011_backfilled_lists")
def create_mentions(db: Database) -> None:
    """What backfilled lists say, for an archive made before they were taken."""
    for table in ("mentions", "claims"):
        if table not in db.table_names():
            db.execute(create_statement(table))


@migrations(name="013_partner_links")
def create_partner_links(db: Database) -> None:
    """What was found of partners' links, for an archive made before they were asked."""
    _add_columns(db, LINK_COLUMNS)
    if "partner_links" not in db.table_names():
        db.execute(create_statement("partner_links"))
        db.execute(LINK_INDEX)
    db.execute("DROP VIEW IF EXISTS partner_list")
    db.execute(view_statement("partner_list"))
