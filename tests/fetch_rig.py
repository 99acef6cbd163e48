"""The two ends of a wire: a server that sends exact bytes, and a Scrapy process that is told what to fetch."""

from __future__ import annotations

import base64
import contextlib
import os
import pickle
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.records import Exchange

Part = bytes | float | Callable[[socket.socket], None]
ROOT = Path(__file__).parent.parent


@dataclass
class Wire:
    """A loopback server. ``scripts`` maps a path to parts: bytes to send, seconds to wait; after the last one it hangs up if ``close``."""

    scripts: dict[str, tuple[tuple[Part, ...], bool]] = field(default_factory=dict)
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    tls: ssl.SSLContext | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def on(self, path: str, *parts: Part, close: bool = False) -> str:
        self.scripts[path] = (parts, close)
        return f"http{'s' if self.tls else ''}://{self.host}{path}"

    def _talk(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            stream = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
            with stream:
                while self._answer(stream):
                    pass

    def _answer(self, stream: socket.socket) -> bool:
        request = b""
        while b"\r\n\r\n" not in request:
            data = stream.recv(65536)
            if not data:
                return False
            request += data
        head, _, body = request.partition(b"\r\n\r\n")
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                while len(body) < int(line.split(b":")[1]):
                    body += stream.recv(65536)
        self.requests.append(head + b"\r\n\r\n" + body)
        parts, close = self.scripts[head.split(b" ")[1].partition(b"?")[0].decode()]
        for part in parts:
            if isinstance(part, bytes):
                stream.sendall(part)
            elif callable(part):
                part(stream)
            else:
                time.sleep(part)
        return not close


@contextlib.contextmanager
def wire(tls: ssl.SSLContext | None = None, address: str = "127.0.0.1") -> Iterator[Wire]:
    listener = socket.create_server((address, 0))
    server = Wire(port=listener.getsockname()[1], tls=tls)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                server.connections += 1
                threading.Thread(target=server._talk, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


@dataclass(frozen=True, kw_only=True)
class Got:
    """What came of one request."""

    url: str
    exchange: Exchange | None
    latency: float | None
    error: str | None
    reason: str | None
    message: str | None
    status: int | None
    body: bytes | None
    flags: list[str] | None
    headers: list[tuple[bytes, bytes]] | None
    protocol: str | None
    class_: str | None
    retries: int
    redirects: int

    @property
    def wired(self) -> Exchange:
        assert self.exchange is not None, self.message
        return self.exchange


class Fetcher:
    """The Scrapy process. ``connects`` holds the TCP connections that the last job tried."""

    def __init__(self, settings: dict[str, Any] | None = None, environment: dict[str, str] | None = None) -> None:
        command = [sys.executable, str(Path(__file__).with_name("fetch_worker.py")), base64.b64encode(pickle.dumps(settings or {})).decode()]
        path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": path} | (environment or {})
        )
        self.connects: list[tuple[str, int]] = []

    def fetch(
        self,
        *urls: str,
        hosts: tuple[str, ...] | None = ("127.0.0.1", "localhost"),
        private: tuple[str, ...] | None = None,
        method: str = "GET",
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        names: dict[str, list[list[str]]] | None = None,
        meta: dict[str, Any] | None = None,
        **rules: Any,
    ) -> list[Got]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        job = {
            "urls": urls, "hosts": hosts, "private": hosts if private is None else private, "method": method, "body": body,
            "headers": headers or {}, "names": names or {}, "meta": meta or {}, "rules": {"timeout": 10.0} | rules,
        }  # fmt: skip
        self.process.stdin.write(base64.b64encode(pickle.dumps(job)).decode() + "\n")
        self.process.stdin.flush()
        results, self.connects = pickle.loads(base64.b64decode(self.process.stdout.readline()))
        order = {url: place for place, url in enumerate(urls)}
        found = [Got(class_=result.pop("class"), **result) for result in results]
        return sorted(found, key=lambda got: order.get(got.url, 0))

    def one(self, url: str, **more: Any) -> Got:
        [got] = self.fetch(url, **more)
        return got

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            assert self.process.wait(10) == 0
        finally:
            self.process.kill()
            self.process.stdout.close()
