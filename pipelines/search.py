"""Korean full-text search in plain SQLite FTS5: what is indexed are pairs of syllables, so 서울 is found inside 서울시민.

No loadable extension and no tokenizer of our own: archive.db opens in any SQLite with FTS5, on 3.40 too. The index is
contentless and has no triggers; it is brought up to date when a crawl is done (``catch_up``) and made anew by a rebuild.
"""

from __future__ import annotations

import hashlib
import html
import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import cast

from sqlite_utils import hookimpl

#: Changes whenever ngrams() may give another answer for the same text: the index must then be rebuilt.
VERSION = "3"
COLUMNS = ("title", "body_text", "author", "files", "facets")
TABLE = f"CREATE VIRTUAL TABLE posts_fts USING fts5({', '.join(COLUMNS)}, content='', tokenize='unicode61 remove_diacritics 2')"
#: What a hit counts in each of them: title most, then author, then body, then files; facets find and rank nothing by themselves.
RANK = "bm25(posts_fts, 8.0, 1.0, 2.0, 0.5, 0.0)"
#: Bytes that FTS5 gathers before it writes, by its own default.
_HASH_SIZE = 1 << 20
#: The expression that finds nothing.
NOTHING = '""'
#: Before the words of a facet, so that no query can spell them: a letter of private use is one for FTS5 and none for a reader.
_BOARD_MARK, _AUTHOR_MARK, _TIME_MARK = "\ue000", "\ue001", "\ue002"

#: Letters only: a middle dot or a combining mark inside these blocks would be cut by the FTS5 tokenizer.
_CJK = (
    "\u1100-\u11ff\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufaff\U00020000-\U000323af"
)
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
#: A syllable with the one that follows it, if one does, or another word whole: a pattern does it in two thirds of the time of a loop.
_GRAM = re.compile(rf"([{_CJK}])(?=([{_CJK}]?))|([^\W_{_CJK}]+)")
_ASKED = re.compile(r'(-?)"([^"]*)"|([^\s"]+)')
#: What a bare word may end in and still be the same word, after at least two syllables; the search finds the longest first.
_ENDING = (
    "(?:에게서|에서[는도의]|으로[는의서써]|이라는|까지의|부터의|에[서게는도의]|께서|이[랑라란나며고]|으로|까지|부터|"
    "로[는의서써]|보다|처럼|마다|조차|라는|[과와]의|만[의을]|들[이은을의]|[은는이가을를의에께와과랑로도만나인])$"
)
_PARTICLE = re.compile(f"(?<=..){_ENDING}")
_PARTICLE_AFTER_OTHERS = re.compile(_ENDING)
#: A query longer than this asks nothing that a shorter one would not; FTS5 limits the depth of an expression.
_LONGEST_QUERY = 400
_MOST_WORDS = 24
_MOST_SPANS = 500
_SNIPPET_SOURCE = 200_000
_GAP = r"[\W_]*"


def folded(text: str) -> str:
    """The form in which texts are compared: NFKC (joins decomposed syllables, narrows full width) and case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def ngrams(text: str | None) -> str:
    """What is indexed for a text: each pair of neighbouring syllables, each run's last syllable, other words as they are."""
    return " ".join([syllable + following + word for syllable, following, word in _GRAM.findall(folded(text or ""))])


def _ngrams_of_lines(text: str) -> str:
    """``ngrams`` of a long text, line by line, so that memory stays small."""
    return " ".join(map(ngrams, text.split("\n")))


def board_token(name: str) -> str:
    """The one word under which a board's posts stand in the index; it narrows a search at the cost of a word."""
    return _BOARD_MARK + name.encode().hex()


def author_token(name: str) -> str:
    """The one word for the posts of exactly this author."""
    return _AUTHOR_MARK + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def time_token(start: str) -> str:
    """The one word for the posts that the site dates in a year (``2020``) or a month (``2020-04``)."""
    return _TIME_MARK + start.replace("-", "")


@dataclass(frozen=True, slots=True)
class _Word:
    """One thing asked for: the runs of its alternatives (any may match), and whether it is excluded or a word's beginning."""

    alternatives: tuple[tuple[str, ...], ...]
    excluded: bool
    prefix: bool


def _alternatives(runs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A bare word also without its Korean particle, and a Korean one with a space at each place where one may stand."""
    *before, last = runs
    if not _IS_CJK.match(last):
        return (runs,)
    if before:
        # SH공사는, 5G를, 2025년에: whatever stands before is word enough
        short = _PARTICLE_AFTER_OTHERS.sub("", last)
        return tuple(dict.fromkeys((runs, (*before, short) if short else tuple(before))))
    forms = dict.fromkeys((last, _PARTICLE.sub("", last)))
    found: list[tuple[str, ...]] = [(form,) for form in forms]
    for form in forms:
        if 4 <= len(form) <= 12:
            found += [(form[:cut], form[cut:]) for cut in range(2, len(form) - 1)]
    return tuple(found)


@lru_cache(1024)
def _asked(query: str) -> tuple[tuple[_Word, ...], ...]:
    """A query as groups joined by OR, each of words joined by AND."""
    groups: list[list[_Word]] = [[]]
    for minus, quoted, word in _ASKED.findall(query[:_LONGEST_QUERY])[:_MOST_WORDS]:
        if word == "OR":
            groups.append([])
            continue
        bare = word.removeprefix("-")
        runs = tuple(_RUN.findall(folded(bare or quoted)))
        if not runs:
            continue
        excluded = bool(minus) or (bool(bare) and bare != word)
        alternatives = _alternatives(runs) if bare and not excluded else (runs,)
        groups[-1].append(_Word(alternatives, excluded, bare.endswith("*")))
    return tuple(tuple(group) for group in groups if group)


def _phrase(runs: tuple[str, ...], prefix: bool) -> str:
    """The FTS5 phrase for neighbouring runs; a last single syllable is the beginning of a pair or a run's end."""
    grams: list[str] = []
    for run in runs:
        grams += [*map(add, run, run[1:]), run[-1]] if _IS_CJK.match(run) else [run]
    last = runs[-1]
    if not _IS_CJK.match(last):
        return f'"{" ".join(grams)}"{" *" if prefix else ""}'
    if len(last) > 1:
        grams.pop()
    return f'"{" ".join(grams)}"{" *" if len(last) == 1 else ""}'


def _expression(word: _Word, *, least: bool = False) -> str:
    phrases = [_phrase(runs, word.prefix) for runs in word.alternatives]
    return "(" + " OR ".join(_least(phrases) if least else phrases) + ")"


def _least(phrases: list[str]) -> list[str]:
    """The phrases without those that hold another one: where they stand, it stands."""
    # spaces around keep a pair of syllables from being found in the middle of a longer word; the beginning of a word is held by none
    inner = [f" {phrase.strip(chr(34))} " for phrase in phrases]
    return [phrase for place, phrase in enumerate(phrases) if not any(other in inner[place] for other in inner if other != inner[place])]


def match(query: str | None, *, least: bool = False) -> str:
    """The FTS5 expression for what a reader typed: words all of them, "phrases", -without, OR, begin*.

    Never raises and passes no syntax of the reader's through; a query without a letter or digit matches nothing.
    least: finds the same in less time, but cannot tell how well it answers: a word with its particle counts no more than without
    """
    groups = []
    for group in _asked(str(query or "")):
        wanted = [_expression(word, least=least) for word in group if not word.excluded]
        unwanted = [_expression(word) for word in group if word.excluded]
        if wanted:
            expression = "(" + " AND ".join(wanted) + ")"
            groups.append(f"({expression} NOT ({' OR '.join(unwanted)}))" if unwanted else expression)
    return " OR ".join(groups) or NOTHING


def beginnings(query: str) -> list[str]:
    """The expressions of those wanted words that are the beginning of others: ``word*``, and a single syllable."""
    wanted = (word for group in _asked(query) for word in group if not word.excluded)
    return [expression for word in wanted if " *" in (expression := _expression(word))]


@lru_cache(1024)
def _pattern(query: str) -> re.Pattern[str] | None:
    """One linear pattern over folded text for all that a query wants; None where it wants nothing."""
    pieces: set[str] = set()
    for word in (word for group in _asked(query) for word in group if not word.excluded):
        for runs in word.alternatives:
            piece = _GAP.join(map(re.escape, runs))
            before = "" if _IS_CJK.match(runs[0]) else rf"(?<![^\W_{_CJK}])"
            after = "" if _IS_CJK.match(runs[-1]) or word.prefix else rf"(?![^\W_{_CJK}])"
            pieces.add(before + piece + after)
    return re.compile("|".join(sorted(pieces, key=lambda piece: (-len(piece), piece)))) if pieces else None


def _folded_with_places(text: str) -> tuple[str, list[int] | None]:
    """The folded text and, for each of its characters, the place in the text; None where the places are the same."""
    plain = text.casefold()
    if len(plain) == len(text) and unicodedata.is_normalized("NFKC", plain):
        return plain, None
    pieces: list[str] = []
    places: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or "\u1160" <= text[end] <= "\u11ff"):
            end += 1
        piece = folded(text[start:end])
        pieces.append(piece)
        places += [start] * len(piece)
        start = end
    return "".join(pieces), [*places, len(text)]


def _spans(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Where a text answers a query: places in the text itself, in order, without overlap."""
    pattern = _pattern(query)
    if pattern is None:
        return
    plain, places = _folded_with_places(text)
    done = 0
    for number, found in enumerate(pattern.finditer(plain)):
        start, end = found.span()
        if places is not None:
            # one character may fold into several (㈜): the mark covers the whole of it
            start, end = places[start], places[end] if places[end] > places[end - 1] else places[end - 1] + 1
        if number >= _MOST_SPANS:
            return
        if start >= done and end > start:
            done = end
            yield start, end


def answers(text: str | None, query: str) -> bool:
    """Whether any of what a query wants stands in a text."""
    return next(_spans(text or "", query), None) is not None


def marked(text: str, query: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is exactly what was found."""
    pieces, done = [], 0
    for start, end in _spans(text, query):
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [piece for piece in (*pieces, (text[done:], False)) if piece[0]]


def excerpt(text: str | None, query: str, width: int = 120) -> list[tuple[str, bool]]:
    """The stretch of about ``width`` characters with most of what was asked for, in pieces as ``marked`` gives them."""
    source = " ".join(str(text or "")[:_SNIPPET_SOURCE].split())
    spans = list(_spans(source, query))
    start = 0
    if spans:
        kinds = [source[a:b].casefold() for a, b in spans]

        def score(index: int) -> tuple[int, int]:
            a = spans[index][0]
            return len({kind for (b, c), kind in zip(spans[index:], kinds[index:], strict=True) if c <= a + width}), -a

        start = max(0, spans[max(range(min(len(spans), 60)), key=score)][0] - width // 4)
    end = min(len(source), start + width)
    before, after = [("…", False)] if start else [], [("…", False)] if end < len(source) else []
    return [*before, *marked(source[start:end], query), *after]


def _as_html(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"<mark>{html.escape(text)}</mark>" if found else html.escape(text) for text, found in pieces)


def highlight(text: str | None, query: str | None) -> str:
    """The text as HTML with exactly the found characters in <mark>; everything else is escaped."""
    return _as_html(marked(str(text or ""), str(query or "")))


def snippet(text: str | None, query: str | None, width: int = 120) -> str:
    """``excerpt`` as HTML with <mark>."""
    return _as_html(excerpt(text, str(query or ""), width))


def register(conn: sqlite3.Connection) -> None:
    """Give a connection the SQL functions ko_ngrams(text), ko_match(query), ko_highlight(text, query), ko_snippet(text, query[, width])."""
    conn.create_function("ko_ngrams", 1, ngrams, deterministic=True)
    conn.create_function("ko_match", 1, match, deterministic=True)
    conn.create_function("ko_highlight", 2, highlight, deterministic=True)
    conn.create_function("ko_snippet", 2, snippet, deterministic=True)
    conn.create_function("ko_snippet", 3, snippet, deterministic=True)


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """The same functions in the sqlite-utils command."""
    register(conn)


def create_index(conn: sqlite3.Connection) -> None:
    """Make posts_fts where it is missing or of another rule, filled with the posts there are; the rule's version goes into ``archive``."""
    if version(conn) != VERSION:
        conn.execute("DROP TABLE IF EXISTS posts_fts")
        if any(row[1] == "files" for row in conn.execute("PRAGMA table_info(indexed)")):
            conn.execute(TABLE)
            rebuild(conn)


def version(conn: sqlite3.Connection) -> str | None:
    """The rule by which the index was made; None where none has been made yet."""
    row = conn.execute("SELECT value FROM archive WHERE key = 'search_version'").fetchone()
    return cast("str", row[0]) if row else None


@dataclass(frozen=True, slots=True)
class Content:
    """What of a post is searched; ``files`` holds the names and texts of what it offers."""

    title: str
    body_text: str
    author: str | None
    files: str
    board: str
    posted_at: str | None

    def grams(self) -> tuple[str, str, str, str, str]:
        """A row of the index."""
        return ngrams(self.title), ngrams(self.body_text), ngrams(self.author), _ngrams_of_lines(self.files), self._facets()

    def _facets(self) -> str:
        tokens = [board_token(self.board)]
        tokens += [author_token(self.author)] if self.author is not None else []
        tokens += [time_token(self.posted_at[:4]), time_token(self.posted_at[:7])] if self.posted_at else []
        return " ".join(tokens)


_INSERT = f"INSERT INTO posts_fts (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)"
_DELETE = f"INSERT INTO posts_fts (posts_fts, rowid, {', '.join(COLUMNS)}) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
#: A subquery keeps its order under group_concat, which no other function of SQLite 3.40 does.
_FILES = (
    "(SELECT group_concat(f.line, char(10)) FROM (SELECT a.name || char(10) || coalesce(a.text, '') AS line FROM attachments a"
    " WHERE a.post = p.id AND a.state <> 'removed' ORDER BY a.id) f)"
)
_CONTENT = f"p.id, p.title, p.body_text, p.author, {_FILES} AS files, p.board, p.posted_at"


def index_post(conn: sqlite3.Connection, post: int, old: Content | None, new: Content | None) -> None:
    """Tell the index that a post went from old to new, within the writer's own transaction.

    None stands for "was not there" and "is not there any more". ``old`` must be what was indexed: a contentless index
    keeps no text, it takes out exactly what it is told.
    """
    if old == new:
        return
    if old is not None:
        conn.execute(_DELETE, (post, *old.grams()))
    if new is not None:
        conn.execute(_INSERT, (post, *new.grams()))


_Text = tuple[int, str, str, str | None, str | None, str, str | None]
_Grams = tuple[int, str, str, str, str, str]
#: map, or one that spreads the work: applies a function to everything, in order.
Spread = Callable[[Callable[[_Text], _Grams], Iterable[_Text]], Iterable[_Grams]]


def rebuild(conn: sqlite3.Connection, spread: Spread = map) -> int:
    """Index every post afresh and note the version; gives the number of posts. The caller's transaction makes it all or nothing."""
    conn.execute("INSERT INTO posts_fts (posts_fts) VALUES ('delete-all')")
    # much is gathered before it is written: a third less work in FTS5
    conn.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('hashsize', ?)", (16 * _HASH_SIZE,))
    rows = conn.execute(f"SELECT {_CONTENT} FROM posts p ORDER BY p.id")
    count = conn.executemany(_INSERT, spread(_indexed, map(tuple, rows))).rowcount
    conn.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('hashsize', ?)", (_HASH_SIZE,))
    conn.execute("DELETE FROM indexed")
    conn.execute("INSERT INTO indexed (post, revision) SELECT id, revision FROM posts")
    with_files = conn.execute(f"SELECT {_FILES} AS files, p.id FROM posts p WHERE p.id IN (SELECT post FROM attachments)")
    conn.executemany("UPDATE indexed SET files = ? WHERE post = ?", ((_packed(files), post) for files, post in with_files))
    _note(conn, "search_event", conn.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0])
    _note(conn, "search_version", VERSION)
    return max(count, 0)


def catch_up(conn: sqlite3.Connection) -> int:
    """Index the posts that are new or revised since the index was last brought up to date; how many. Inside the caller's transaction.

    A crawl does not wait for its search index: what was indexed of a post stands in table ``indexed``, and the text to take out
    is that of the revision named there.
    """
    since = conn.execute("SELECT value FROM archive WHERE key = 'search_event'").fetchone()
    last = conn.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0]
    rows = conn.execute(
        "SELECT p.id FROM posts p LEFT JOIN indexed i ON i.post = p.id"
        " WHERE p.id IN (SELECT post FROM events WHERE id > ? AND kind IN ('new', 'changed')) AND i.revision IS NOT p.revision ORDER BY p.id",
        (int(since[0]) if since else 0,),
    )
    posts = [row[0] for row in rows.fetchall()]
    for post in posts:
        reindex(conn, post)
    _note(conn, "search_event", last)
    return len(posts)


def reindex(conn: sqlite3.Connection, post: int) -> None:
    """Index a post as it stands, in place of what was indexed of it; one that was not indexed yet becomes so."""
    _, title, body, author, files, board, posted, revision = conn.execute(f"SELECT {_CONTENT}, p.revision FROM posts p WHERE p.id = ?", (post,)).fetchone()
    index_post(conn, post, _held(conn, post), Content(title, body, author, files or "", board, posted))
    conn.execute(
        "INSERT INTO indexed (post, revision, files) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision, files = excluded.files",
        (post, revision, _packed(files)),
    )


def forget(conn: sqlite3.Connection, post: int) -> None:
    """Take a post out of the index, as long as its revisions still say what was indexed."""
    index_post(conn, post, _held(conn, post), None)
    conn.execute("DELETE FROM indexed WHERE post = ?", (post,))


def _held(conn: sqlite3.Connection, post: int) -> Content | None:
    """What the index holds of a post; None where it holds nothing."""
    row = conn.execute(
        "SELECT r.title, r.body_text, r.author, i.files, p.board, r.posted_at FROM indexed i JOIN posts p ON p.id = i.post"
        " JOIN revisions r ON r.post = i.post AND r.number = i.revision WHERE i.post = ?",
        (post,),
    ).fetchone()
    if row is None:
        return None
    title, body, author, files, board, posted = row
    return Content(title, body, author, zlib.decompress(files).decode() if files else "", board, posted)


def _packed(files: str | None) -> bytes | None:
    """Names and texts of files as ``indexed`` keeps them: the index keeps no text, and a file's may have changed since."""
    return zlib.compress(files.encode(), 1) if files else None


def _note(conn: sqlite3.Connection, key: str, value: object) -> None:
    conn.execute("INSERT INTO archive (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, str(value)))


def _indexed(row: _Text) -> _Grams:
    """A row of the index."""
    post, title, body_text, author, files, board, posted = row
    return post, *Content(title, body_text, author, files or "", board, posted).grams()
