"""Deduplicate: posts whose text is the same, or nearly, are marked with a score and never merged.

The natural key (board, native id) keeps a post from being stored twice; this stage is about different posts. Candidates share
several of their eight smallest word-triple hashes (a bottom-k sketch); rapidfuzz then compares the texts.
"""

from __future__ import annotations

import sqlite3
from heapq import nsmallest
from zlib import crc32

from rapidfuzz import fuzz

SKETCH = 8
SHARED = 3
ALIKE = 0.9
WORDS = 12
CANDIDATES = 50


def sketch(text: str) -> tuple[int, ...]:
    """The eight smallest CRC-32 values of the text's word triples; empty for texts too short to say anything."""
    words = text.split()
    if len(words) < WORDS:
        return ()
    triples = {" ".join(triple) for triple in zip(words, words[1:], words[2:], strict=False)}
    return tuple(nsmallest(SKETCH, {crc32(triple.encode("utf-8", "surrogatepass")) for triple in triples}))


def mark(conn: sqlite3.Connection, post: int, text: str) -> None:
    """Bring a post's sketch up to date; of two posts that are alike, the one posted later points at the earlier."""
    conn.execute("DELETE FROM sketches WHERE post = ?", (post,))
    conn.execute("UPDATE posts SET duplicate_of = NULL, duplicate_score = NULL WHERE id = ?1 OR duplicate_of = ?1", (post,))
    hashes = sketch(text)
    if not hashes:
        return
    marks = ", ".join("?" * len(hashes))
    own = conn.execute("SELECT coalesce(posted_at, first_seen_at), id FROM posts WHERE id = ?", (post,)).fetchone()
    rows = conn.execute(
        "SELECT coalesce(p.posted_at, p.first_seen_at), p.id, p.body_text FROM sketches s JOIN posts p ON p.id = s.post"
        f" WHERE s.hash IN ({marks}) GROUP BY s.post HAVING count(*) >= ? ORDER BY s.post LIMIT {CANDIDATES}",
        (*hashes, min(SHARED, len(hashes))),
    ).fetchall()
    for when, other, body in rows:
        score = round(fuzz.ratio(body, text, score_cutoff=ALIKE * 100) / 100, 4)
        if score >= ALIKE:
            earlier, later = (other, post) if (when, other) < tuple(own) else (post, other)
            conn.execute(
                "UPDATE posts SET duplicate_of = ?, duplicate_score = ? WHERE id = ? AND coalesce(duplicate_score, 0) < ?",
                (earlier, score, later, score),
            )
    conn.executemany("INSERT INTO sketches (hash, post) VALUES (?, ?)", [(value, post) for value in hashes])
