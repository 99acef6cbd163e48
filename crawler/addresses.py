"""Addresses: joined as a browser joins them, and brought to the one form in which they are compared.

Nothing here fetches or resolves; hostile input raises ValueError and nothing else.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

import idna

#: Parameters that name a visit, a campaign or a place in a list, but never a post. Compared without regard to case.
SESSION_PARAMETERS = frozenset(["phpsessid", "jsessionid", "sessionid", "session_id", "sess", "aspsessionid", "cfid", "cftoken", "zenid", "oscsid"])
TRACKING_PARAMETERS = frozenset(
    ["fbclid", "gclid", "dclid", "msclkid", "igshid", "yclid", "mc_cid", "mc_eid", "_ga", "_gl", "nclick", "n_media", "n_query", "n_rank", "n_ad"]
)
PAGE_PARAMETERS = frozenset(
    ["page", "pageindex", "pageno", "page_no", "pageid", "page_num", "pagenum", "cpage", "nowpage", "curpage", "currentpage", "startpage"]
)
_DROPPED = SESSION_PARAMETERS | TRACKING_PARAMETERS | PAGE_PARAMETERS

LONGEST = 8_000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?#]*", re.IGNORECASE)
_HEX32 = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)
# Addresses of the most frequent shape are their own one form: no query, escape, dot segment or default port in them.
_EVEN_ORIGIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?!80/|443/)(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?(?=/)")
_EVEN_ADDRESS = re.compile(_EVEN_ORIGIN.pattern + r"/(?:[A-Za-z0-9_~-]+/)*[A-Za-z0-9_~-]*")
_EVEN_PATH = re.compile(r"(?:/[A-Za-z0-9_~-]+)+")
_EVEN_LENGTH = 500
_UNRESERVED = "!$&'()*+,;=:@/~"


def join(base: str, href: str | None) -> str | None:
    """The absolute http(s) address of a link, without its fragment; None for script, mail, data and in-page links, and for what is no address."""
    if href and len(href) < _EVEN_LENGTH and _EVEN_PATH.fullmatch(href) and (origin := _EVEN_ORIGIN.match(base)):
        return origin[0] + href
    text = _CONTROL.sub("", (href or "").strip())
    # Some boards escape twice, so that the id ends up in the fragment; only the ampersand, lest &copy= turn into ©=.
    while _ESCAPED_AMPERSAND.search(text):
        text = _ESCAPED_AMPERSAND.sub("&", text)
    if not text or text.startswith("#") or len(text) > LONGEST:
        return None
    scheme = _SCHEME.match(text)
    if scheme and (scheme[1].lower() not in _DEFAULT_PORTS or not text[scheme.end() :].strip("/")):
        return None
    head, mark, query = text.partition("?")
    try:
        return _rebuilt(urljoin(base, head.replace("\\", "/") + mark + query), dropped=None)
    except ValueError:
        return None


def canonical(url: str, keep: Collection[str] = ()) -> str:
    """The one form of an address: lower-case IDNA host, no default port, even escapes, no fragment, session, tracking or page parameter.

    Parameters are sorted and empty ones dropped; those named in ``keep`` stay whatever they are. Raises ValueError for
    what is no plain http(s) address.
    """
    if len(url) < _EVEN_LENGTH and _EVEN_ADDRESS.fullmatch(url):
        return url
    return _rebuilt(url, dropped=_DROPPED - {name.lower() for name in keep})


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """``host`` or ``host:port`` of an address, lower-case and IDNA-encoded, a default port left out; ValueError for what has none."""
    parts = _split(url)
    return _netloc(parts.scheme.lower(), parts.hostname or "", parts.port)


def without_www(host: str) -> str:
    """A host less its leading www: boards answer under both names."""
    return host.removeprefix("www.")


def _split(url: str) -> SplitResult:
    if len(url) > LONGEST:
        raise ValueError(f"an address of {len(url)} characters is longer than {LONGEST}")
    parts = urlsplit(_CONTROL.sub("", url.strip()))
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"expected an http or https address such as https://example.org/ko/news, found {url[:200]!r}")
    if "@" in parts.netloc:
        raise ValueError(f"an address may hold no user name, found {url[:200]!r}")
    return parts


def _rebuilt(url: str, dropped: frozenset[str] | None) -> str:
    parts = _split(url)
    netloc = _netloc(parts.scheme.lower(), parts.hostname or "", parts.port)
    path, query = _escaped(parts.path), parts.query
    if dropped is None:
        query = _escaped(query, also="?")
    else:
        path, query = _undotted(_escaped(_PATH_SESSION.sub("", parts.path))), _kept(query, dropped)
    return urlunsplit((parts.scheme.lower(), netloc, path or "/", query, ""))


def _netloc(scheme: str, hostname: str, port: int | None) -> str:
    host = hostname.rstrip(".").lower()
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        host = _idna(host)
    if not host or re.search(r"[\s<>\"'\\^`{|}%/?#@]", host):
        raise ValueError(f"expected a host name, found {hostname[:200]!r}")
    return host if port is None or port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"


@lru_cache(maxsize=256)
def _idna(host: str) -> str:
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError(f"{host[:200]!r} is no host name: {error}") from None


def _escaped(text: str, also: str = "") -> str:
    """Even percent-encoding: reserved characters as they are, everything else decoded and encoded once."""
    if text.isascii() and "%" not in text and not re.search(r"[\s\"<>\\^`{|}]", text):
        return text
    pieces = re.split(r"((?:%[0-9A-Fa-f]{2})+)", _BROKEN_PERCENT.sub("%25", text))
    return "".join(_even(piece) if index % 2 else quote(piece, safe=_UNRESERVED + also + "%", errors="replace") for index, piece in enumerate(pieces))


def _undotted(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            del kept[max(1, len(kept) - 1) :]
        elif part != ".":
            kept.append(part)
    return "/".join(kept) + ("/" if parts[-1] in (".", "..") else "")


def _even(escapes: str) -> str:
    # An escaped reserved character means something else than a plain one; only unreserved ones are laid open.
    return quote(unquote_to_bytes(escapes), safe="~")


def _kept(query: str, dropped: frozenset[str]) -> str:
    kept = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        lowered = name.lower()
        session = lowered == "sid" and _HEX32.fullmatch(value)
        noise = lowered in dropped or lowered.startswith("utm_") or session
        # "?123" is an id without a name, "searchCnd=" says nothing.
        if not noise and (value or (name and "=" not in pair)):
            kept.append(_escaped(pair, also="?"))
    return "&".join(sorted(kept))


def parameters(url: str) -> dict[str, str]:
    """The query parameters of an address, the first of each name."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(urlsplit(url).query, max_num_fields=200):
        found.setdefault(name, value)
    return found


_EXTENDED = re.compile(r"filename\*\s*=\s*\"?([\w-]+)'[^']*'([^;\"]+)", re.IGNORECASE)
_QUOTED = re.compile(r"filename\s*=\s*\"((?:[^\"\\]|\\.)*)\"", re.IGNORECASE)
_BARE = re.compile(r"filename\s*=\s*([^;]+)", re.IGNORECASE)
_CHARSET = re.compile(r"([\w-]{2,20})'[\w-]*'(\S.*)")
_ESCAPED = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
_ENCODED_WORD = re.compile(r"=\?([\w-]+)\?([bq])\?([^?]*)\?=", re.IGNORECASE)
_UNSAFE_NAME = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LONGEST_NAME = 240


def file_name(content_disposition: str | None, url: str) -> str:
    """A file's name from its Content-Disposition (RFC 5987, percent, encoded-word or raw UTF-8 or cp949 bytes as latin-1), else from its address.

    No folder, control or direction character is left in it; at most 240 bytes of UTF-8; ``file`` where nothing names it.
    """
    name = _disposition_name(content_disposition or "")
    if not name:
        name = _bytes_text(unquote_to_bytes(url.partition("#")[0].partition("?")[0].rpartition("/")[2].encode("utf-8", "replace")))
    name = unicodedata.normalize("NFC", _UNSAFE_NAME.sub("", re.split(r"[/\\]", name)[-1])).strip(" .")
    while len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        stem, dot, suffix = name.rpartition(".")
        name = f"{stem[:-1]}.{suffix}" if dot and len(suffix) < 12 and len(stem) > 1 else name[:-1]
    return name or "file"


def _disposition_name(header: str) -> str:
    extended = _EXTENDED.search(header)
    if extended:
        return _bytes_text(unquote_to_bytes(_as_sent(extended[2].strip())), extended[1])
    plain = _QUOTED.search(header) or _BARE.search(header)
    if not plain:
        return ""
    value = re.sub(r"\\(.)", r"\1", plain[1].strip()) if plain.re is _QUOTED else plain[1].strip()
    words = _ENCODED_WORD.search(value)
    if words:
        return _encoded_word(words)
    charset = _CHARSET.fullmatch(value)
    if charset:
        # The extended form under the plain name, as some programs send it.
        return _bytes_text(unquote_to_bytes(_as_sent(charset[2])), charset[1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        value = value[1:-1]
    if _ESCAPED.search(value) and " " not in value:
        # Java's URLEncoder writes a space as a plus and a plus as %2B.
        value = value.replace("+", " ")
    return _bytes_text(unquote_to_bytes(_as_sent(value)))


def _as_sent(value: str) -> bytes:
    """The bytes of a header's value: it stands as latin-1, whatever they mean."""
    return value.encode("latin-1", "ignore") if not value.isascii() and max(value) <= "ÿ" else value.encode("utf-8", "replace")


def _encoded_word(match: re.Match[str]) -> str:
    try:
        raw = base64.b64decode(match[3]) if match[2].lower() == "b" else binascii.a2b_qp(match[3].replace("_", " "))
    except (binascii.Error, ValueError):
        return ""
    return _bytes_text(raw, match[1])


def _bytes_text(raw: bytes, declared: str = "utf-8") -> str:
    for encoding in (declared, "utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")
