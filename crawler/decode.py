"""Bytes to text, once: content coding off under a limit, then the encoding that the bytes prove rather than the one a page claims."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import brotli
from charset_normalizer import from_bytes

from crawler.errors import PolicyRefused

MOST_CODINGS = 3
_CHUNK = 64 * 1024
_PIECE = 16 * 1024
_SNIFFED = 4096
_HANGUL = re.compile("[가-힣]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
#: What KS X 1001 is written with; without giving back, since each step that could be given back is kept in memory.
_PAIRED = re.compile(rb"(?:[\x00-\x7f]++|[\xa1-\xfe]{2})*+")
_WIDE = re.compile("[\u0800-\uffff\U00010000-\U0010ffff]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Labels as browsers read them: euc-kr and its other names mean cp949, latin-1 means windows-1252, and utf-16 in a page
# that could be read as ASCII this far means utf-8. Codecs that are no text encodings (zlib, idna, utf-7 …) are not here.
_CODECS = {
    "cp949": "euc-kr euckr cseuckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 ks_c_5601 iso-ir-149 x-windows-949 windows-949 ms949 uhc cp949",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be unicode",
    "cp1252": "iso-8859-1 iso8859-1 latin1 latin-1 l1 us-ascii ascii ansi windows-1252 cp1252",
    "shift_jis": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji",
    "euc_jp": "euc-jp x-euc-jp",
    "gb18030": "gb2312 gbk x-gbk gb18030 gb_2312-80 chinese",
    "big5hkscs": "big5 big5-hkscs x-x-big5",
    "johab": "johab x-johab ms1361",
}
#: As charset-normalizer names them.
_DOUBLE = frozenset(["big5", "big5hkscs", "gb2312", "gbk", "gb18030", "hz", "cp932", "cp950", "shift_jis", "euc_jp", "johab", "cp949", "euc_kr"])
_LABELS = {label: codec for codec, labels in _CODECS.items() for label in labels.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with the codec that gave it, the encoding that the page declared (None for none), and the number of U+FFFD put in."""

    text: str
    encoding: str
    declared: str | None
    replaced: int


def decode(data: bytes, content_type: str | None, *, media_type: str | None = None) -> Decoded:
    """The text of a page: by its byte-order mark, its declaration where the bytes bear it out, else UTF-8, cp949, or the likeliest.

    ``content_type`` is the header as sent; ``media_type`` stands in for it where it is missing. Never raises.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding, encoding)
    header = _CHARSET.search(content_type or media_type or "")
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and header and _LABELS.get(header[1].lower()) == "utf-8":
        return Decoded(text=utf8, encoding="utf-8", declared=header[1], replaced=0)
    declared = _declared(data, header)
    claimed = [codec for label in declared if (codec := _LABELS.get(label.lower()))]
    shown = declared[0] if declared else None
    if utf8 is not None and (not claimed or claimed[0] == "utf-8" or len(utf8) == len(data) or _WIDE.search(utf8)):
        # Three-byte sequences do not come about by chance: valid UTF-8 with any of them is UTF-8, whatever it is called.
        codec = claimed[0] if claimed and len(utf8) == len(data) else "utf-8"
        return Decoded(text=utf8, encoding=codec, declared=shown, replaced=0)
    for codec in [name for name in claimed if name not in ("utf-8", "cp1252")]:
        text = _strict(data, codec)
        if text is not None:
            return Decoded(text=text, encoding=codec, declared=shown, replaced=0)
    if utf8 is not None:
        return Decoded(text=utf8, encoding="utf-8", declared=shown, replaced=0)
    return _likeliest(data, claimed, shown)


def _declared(data: bytes, header: re.Match[str] | None) -> list[str]:
    """The declared labels, the header's first; what stands in a comment declares nothing."""
    head = data[:_SNIFFED]
    meta = _XML.match(head) or _META.search(_COMMENT.sub(b"", head) if b"<!--" in head else head)
    return [label for label in (header and header[1], meta and meta[1].decode("ascii", "replace")) if label]


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decoded(data: bytes, encoding: str, declared: str | None) -> Decoded:
    text = data.decode(encoding, "replace")
    # A U+FFFD that the page itself holds is not one that decoding put in.
    own = 0 if encoding == "cp949" else data.count("\ufffd".encode(encoding, "ignore") or b"\xff\xfe\xfd\xfc")
    return Decoded(text=text, encoding=encoding, declared=declared, replaced=max(0, text.count("\ufffd") - own))


def _likeliest(data: bytes, claimed: list[str], declared: str | None) -> Decoded:
    """The best of the encodings that a board may have, for bytes that no declaration fits: the most Hangul, the fewest losses."""
    legacy = _decoded(data, "cp949", declared)
    if not legacy.replaced and _is_legacy(data, legacy.text):
        return legacy
    candidates = [legacy, _decoded(data, "utf-8", declared)]
    candidates += [_decoded(data, codec, declared) for codec in claimed if codec not in ("utf-8", "cp949", "cp1252")]
    best = max(candidates, key=lambda candidate: _korean(candidate.text) - 10 * candidate.replaced)
    if _korean(best.text) - 10 * best.replaced > 0:
        return best
    damaged = candidates[1]
    if "utf-8" in claimed and damaged.replaced * 4 < len(_WIDE.findall(damaged.text)):
        # A short page with a few broken bytes is still what it says it is; a guess would make mojibake of all of it.
        return damaged
    if "cp1252" in claimed:
        return _decoded(data, "cp1252", declared)
    guess = from_bytes(data[: 256 * 1024]).best()
    if guess is None or (guess.encoding in _DOUBLE and not legacy.replaced):
        # Of two double-byte readings without a loss the Korean one is the likelier here.
        return min(candidates, key=lambda candidate: candidate.replaced)
    return _decoded(data, guess.encoding, declared)


def _is_legacy(data: bytes, text: str) -> bool:
    """Whether bytes that cp949 takes without a loss are likelier Korean than Western.

    Western letters and signs stand alone among ASCII; as pairs of high bytes they would be all of them by chance. Syllables outside of
    KS X 1001 alone prove nothing: 25°C in windows-1252 is one.
    """
    common, rare = _syllables(text)
    others = _counted(_FOREIGN, text) - common - rare
    if common and common + rare > others:
        return True
    paired = _PAIRED.match(data)
    return (bool(common + rare) and _strict(data, "cp1252") is None) or (paired is not None and paired.end() == len(data))


def _common_syllables() -> frozenset[str]:
    # The 2,350 syllables of KS X 1001: Korean is written with these, mojibake hits the other 8,822 as well.
    return frozenset(bytes((lead, trail)).decode("cp949") for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF))


_COMMON = _common_syllables()


def _korean(text: str) -> int:
    common, rare = _syllables(text)
    return common - 5 * rare


def _syllables(text: str) -> tuple[int, int]:
    """How many syllables of a text are in KS X 1001, and how many are not."""
    found = common = 0
    for piece in _pieces(text):
        syllables = _HANGUL.findall(piece)
        found += len(syllables)
        common += sum(1 for syllable in syllables if syllable in _COMMON)
    return common, found - common


def _counted(letter: re.Pattern[str], text: str) -> int:
    return sum(len(letter.findall(piece)) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces: each letter that is found in it is an object of its own, ten times as large as in the text."""
    return (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


# --- content codings --------------------------------------------------------------------------------------------------


class StreamDamaged(ValueError):
    """A compressed body that does not hold together: cut or garbled on its way, so worth asking for again."""


def inflate(payload: bytes, content_encoding: str | None, *, limit: int) -> bytes:
    """A payload with its content codings (gzip, deflate, br, zstd, stacked) taken off.

    Raises PolicyRefused("too_big") for more than ``limit`` bytes, ValueError for a cut or damaged stream (StreamDamaged) and an unknown coding.
    """
    codings = [name.strip().lower() for name in (content_encoding or "").split(",") if name.strip().lower() not in ("", "identity")]
    if len(codings) > MOST_CODINGS:
        raise ValueError(f"a payload under {len(codings)} content codings is not read; at most {MOST_CODINGS} are")
    for name in reversed(codings):
        reader = _READERS.get(name)
        if reader is None:
            raise ValueError(f"content coding {name[:40]!r} is not known; known are {', '.join(_READERS)}")
        payload = _within(reader(payload, limit), name, limit)
    if len(payload) > limit:
        raise _too_big(limit)
    return payload


def _within(pieces: Iterator[bytes], name: str, limit: int) -> bytes:
    kept, total = [], 0
    try:
        for piece in pieces:
            total += len(piece)
            if total > limit:
                raise _too_big(limit)
            kept.append(piece)
    except (zlib.error, brotli.error, EOFError) as error:
        raise StreamDamaged(f"the {name} stream is damaged or cut: {error}") from error
    return b"".join(kept)


def _too_big(limit: int) -> PolicyRefused:
    return PolicyRefused("too_big", f"the answer is larger than {limit} bytes once decompressed; raise fetch.max_bytes if that is meant")


def _zlib_pieces(data: bytes, wbits: int, limit: int) -> Iterator[bytes]:
    """The pieces of a zlib or (multi-member) gzip stream; bytes after its end that start no member are left, as browsers do."""
    while True:
        stream = zlib.decompressobj(wbits)
        rest = data
        while not stream.eof:
            piece = stream.decompress(rest, min(limit + 1, 16 * _CHUNK))
            rest = stream.unconsumed_tail
            if not piece and not rest and not stream.eof:
                raise EOFError("it ends before its end mark")
            yield piece
        data = stream.unused_data
        if wbits != 31 or not data.startswith(b"\x1f\x8b"):
            return


def _gzip(data: bytes, limit: int) -> Iterator[bytes]:
    return _zlib_pieces(data, 31, limit)


def _deflate(data: bytes, limit: int) -> Iterator[bytes]:
    # "deflate" should be zlib-wrapped; some servers send the bare stream.
    wrapped = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _zlib_pieces(data, 15 if wrapped else -15, limit)


def _brotli(data: bytes, limit: int) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    piece = stream.process(data, output_buffer_limit=min(limit + 1, 16 * _CHUNK))
    while True:
        yield piece
        if stream.is_finished():
            return
        if stream.can_accept_more_data():
            raise EOFError("it ends before its end mark")
        piece = stream.process(b"", output_buffer_limit=min(limit + 1, 16 * _CHUNK))


def _zstd_library() -> ModuleType | None:
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


def _zstd(data: bytes, limit: int) -> Iterator[bytes]:
    library = _zstd_library()
    if library is None:
        raise ValueError("content coding 'zstd' needs Python 3.14 or the package backports.zstd")
    while data:
        stream = library.ZstdDecompressor()
        rest = data
        while not stream.eof:
            try:
                piece: bytes = stream.decompress(rest, min(limit + 1, 16 * _CHUNK))
            except library.ZstdError as error:
                raise EOFError(str(error)) from error
            if not piece and stream.needs_input and not stream.eof:
                raise EOFError("it ends before its end mark")
            rest = b""
            yield piece
        data = stream.unused_data


_READERS: dict[str, Callable[[bytes, int], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
