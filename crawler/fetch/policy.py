"""Which addresses may be asked at all: one allow-list that no redirect, retry or ``dont_filter`` can pass.

Pure: nothing here resolves a name or opens a connection. An address is parsed here once and the parts are handed on, so that
what was judged is what is connected to.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.errors import PolicyRefused

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"([a-z]+)://([^/?#]*)([^#]*)", re.IGNORECASE | re.ASCII)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::(.*))?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"[\w.-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_PATH = re.compile(r"[\x21-\x7e]*")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an allowed address leads. ``host`` is ASCII, without brackets; ``authority`` is the Host header's value."""

    scheme: str
    host: str
    port: int
    authority: str
    path: str


class Policy:
    """The hosts of one board. Entries are ``host`` (the scheme's own port) or ``host:port`` (that port only)."""

    def __init__(self, hosts: Iterable[str], private_hosts: Iterable[str] = ()) -> None:
        self._allowed = frozenset(entry for text in hosts for entry in _entries(text))
        self._private = frozenset(entry for text in private_hosts for entry in _entries(text))
        self._names = frozenset(host for host, _ in self._allowed)

    def check_url(self, url: str) -> None:
        """Raise PolicyRefused (scheme, userinfo, host or port) unless this very spelling of host and port is allowed."""
        self.target(url)

    def target(self, url: str) -> Target:
        """The parts of an allowed address; raises PolicyRefused as check_url does."""
        match = _ADDRESS.match(url)
        scheme = match[1].lower() if match else ""
        if match is None or scheme not in _DEFAULT_PORTS:
            raise PolicyRefused("scheme", f"only http:// and https:// addresses may be fetched, found {url[:200]!r}")
        shown, port = self._host_and_port(url, scheme, match[2])
        if not _PATH.fullmatch(match[3]):
            raise PolicyRefused("host", f"an address must be percent-encoded ASCII before it is fetched, found {url[:200]!r}")
        path = match[3] if match[3].startswith("/") else "/" + match[3]
        host = _ascii(shown)
        authority = host if port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"
        return Target(scheme=scheme, host=host.strip("[]"), port=port, authority=authority, path=path)

    def check_address(self, host: str, port: int, ip: str) -> None:
        """Raise PolicyRefused (address) for an IP that is not of the public internet, unless host:port may be private."""
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            raise PolicyRefused("address", f"{host} resolved to {ip!r}, which is not an IP address") from None
        name = f"[{host}]" if ":" in host else host.lower()
        if _is_public(address) or _listed(self._private, name, port, port in _DEFAULT_PORTS.values()):
            return
        raise PolicyRefused("address", f"{name}:{port} leads to {ip}, which is not public; list {name}:{port} in private_hosts if it is meant")

    def _host_and_port(self, url: str, scheme: str, authority: str) -> tuple[str, int]:
        if "@" in authority:
            host = authority.rpartition("@")[2][:200]
            raise PolicyRefused("userinfo", f"an address with a user name or password is not fetched, found one for {host!r}")
        match = _AUTHORITY.fullmatch(authority)
        host = _folded(match[1]) if match else ""
        if match is None or not _HOST.fullmatch(host) or host not in self._names:
            raise PolicyRefused("host", f"the host {host or authority!r} is not among the board's hosts: {url[:200]!r}")
        default = _DEFAULT_PORTS[scheme]
        text = match[2]
        if text is not None and not (_PORT.fullmatch(text) and int(text) < 65536):
            raise PolicyRefused("port", f"a port is a number from 1 to 65535, found {text!r} in {url[:200]!r}")
        port = int(text) if text else default
        if not _listed(self._allowed, host, port, port == default):
            raise PolicyRefused("port", f"port {port} of {host} is not among the board's hosts: {url[:200]!r}")
        return host, port


def _listed(entries: frozenset[tuple[str, int | None]], host: str, port: int, ordinary: bool) -> bool:
    """Whether host:port is listed, or the bare host is and the port is an ordinary one."""
    return (host, port) in entries or (ordinary and (host, None) in entries)


def _entries(text: str) -> tuple[tuple[str, int | None], ...]:
    match = _AUTHORITY.fullmatch(text)
    if match is None or not _HOST.fullmatch(match[1]) or not (match[2] is None or _PORT.fullmatch(match[2])):
        raise ValueError(f"a host is written like example.kr, example.kr:8080 or [::1]:8080, found {text!r}")
    host, port = _folded(match[1]), int(match[2]) if match[2] else None
    return (host, port), (_ascii(host), port)


def _folded(host: str) -> str:
    """Lower case, of ASCII only: the Kelvin sign's lower case is an ordinary k."""
    return host.lower() if host.isascii() else host


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise PolicyRefused("host", f"the host {host!r} cannot be written in ASCII") from None


def _is_public(address: IPAddress) -> bool:
    """Judged by the IPv4 address inside, where an IPv6 one only carries it: that is where the connection would go."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local
    )
