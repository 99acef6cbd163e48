"""Deduplicate: posts whose text is the same, or nearly, are marked with a score and never merged.

The natural key (board, native id) keeps a post from being stored twice; this stage is about different posts. Candidates share
some of their eight smallest line hashes (a bottom-k sketch); rapidfuzz then compares the texts.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from zlib import crc32

from rapidfuzz import fuzz

SKETCH = 8
SHARED = 2
ALIKE = 0.9
LONG_ENOUGH = 40
CANDIDATES = 50
MANY = 200
#: Lines of a few letters ("감사합니다") stand in every notice.
SHORT = 8
#: A text of fewer lines is cut into pieces of so many words, so that one changed word does not hide all the rest.
FEW = 6
PIECE = 6
#: The posts that share so many hashes, one statement for all of them.
_SHARING = {
    count: " UNION ALL ".join(
        f"SELECT post FROM (SELECT post FROM sketches WHERE hash = ?{place} ORDER BY post DESC LIMIT ?{count + 1})" for place in range(1, count + 1)
    )
    for count in range(1, SKETCH + 1)
}


def sketch(text: str) -> tuple[int, ...]:
    """The eight smallest CRC-32 values of the text's lines, figures left out; empty for texts too short to say anything.

    A repeated notice changes a date or a number here and there: the rest of its lines stay to the letter.
    """
    if len(text) < LONG_ENOUGH:
        return ()
    pieces = text.encode("utf-8", "surrogatepass").translate(None, b"0123456789").split(b"\n")
    if len(pieces) < FEW:
        words = b" ".join(pieces).split()
        pieces = [b" ".join(words[start : start + PIECE]) for start in range(0, len(words), PIECE)]
    # Most can be told to be long by their bytes: no character has more than four.
    long = {crc32(piece) for piece in pieces if len(piece) > 4 * SHORT or (len(piece) > SHORT and len(piece.decode("utf-8", "surrogatepass")) > SHORT)}
    return tuple(sorted(long)[:SKETCH])


def mark(conn: sqlite3.Connection, post: int, text: str, before: str | None = None) -> None:
    """Bring a post's sketch up to date; of two posts that are alike, the one posted later points at the earlier.

    ``before`` is the text that the post had when it was last marked, None for a new post.
    """
    if before is not None:
        conn.executemany("DELETE FROM sketches WHERE hash = ? AND post = ?", [(value, post) for value in sketch(before)])
        conn.execute("UPDATE posts SET duplicate_of = NULL, duplicate_score = NULL WHERE id = ?1 OR duplicate_of = ?1", (post,))
    hashes = sketch(text)
    if not hashes:
        return
    alike = _candidates(conn, hashes)
    own = conn.execute("SELECT coalesce(posted_at, first_seen_at), id FROM posts WHERE id = ?", (post,)).fetchone() if alike else ()
    for other in alike:
        when, body = conn.execute("SELECT coalesce(posted_at, first_seen_at), body_text FROM posts WHERE id = ?", (other,)).fetchone()
        score = round(fuzz.ratio(body, text, score_cutoff=ALIKE * 100) / 100, 4)
        if score >= ALIKE:
            earlier, later = (other, post) if (when, other) < tuple(own) else (post, other)
            conn.execute(
                "UPDATE posts SET duplicate_of = ?, duplicate_score = ? WHERE id = ? AND coalesce(duplicate_score, 0) < ?",
                (earlier, score, later, score),
            )
    conn.executemany("INSERT INTO sketches (hash, post) VALUES (?, ?)", [(value, post) for value in hashes])


def _candidates(conn: sqlite3.Connection, hashes: tuple[int, ...]) -> list[int]:
    """The posts that share enough of the hashes. A line that stands in very many posts tells nothing, so only the latest of them count."""
    sharing = [row[0] for row in conn.execute(_SHARING[len(hashes)], (*hashes, MANY))]
    enough = min(SHARED, len(hashes))
    if len(sharing) < enough:
        return []
    return sorted(post for post, count in Counter(sharing).items() if count >= enough)[-CANDIDATES:]
