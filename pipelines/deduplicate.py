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


def sketch(text: str) -> tuple[int, ...]:
    """The eight smallest CRC-32 values of the text's word triples; empty for texts too short to say anything."""
    words = text.split()
    if len(words) < WORDS:
        return ()
    triples = {" ".join(triple) for triple in zip(words, words[1:], words[2:], strict=False)}
    return tuple(nsmallest(SKETCH, {crc32(triple.encode("utf-8", "surrogatepass")) for triple in triples}))


def mark(conn: sqlite3.Connection, post: int, text: str) -> None:
    """Bring a post's sketch up to date and point ``duplicate_of`` at the earliest post that is alike, if there is one."""
    conn.execute("DELETE FROM sketches WHERE post = ?", (post,))
    hashes = sketch(text)
    best: tuple[float, int] | None = None
    if hashes:
        marks = ", ".join("?" * len(hashes))
        rows = conn.execute(
            f"SELECT s.post, p.body_text FROM sketches s JOIN posts p ON p.id = s.post WHERE s.hash IN ({marks}) AND s.post < ?"
            " GROUP BY s.post HAVING count(*) >= ? ORDER BY s.post LIMIT 50",
            (*hashes, post, min(SHARED, len(hashes))),
        ).fetchall()
        for other, body in rows:
            score = round(fuzz.ratio(body, text, score_cutoff=ALIKE * 100) / 100, 4)
            if score >= ALIKE and (best is None or score > best[0]):
                best = (score, other)
        conn.executemany("INSERT INTO sketches (hash, post) VALUES (?, ?)", [(value, post) for value in hashes])
    conn.execute(
        "UPDATE posts SET duplicate_of = ?, duplicate_score = ? WHERE id = ?", (best[1], best[0], post) if best else (None, None, post)
    )
