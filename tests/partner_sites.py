"""The sites of partners on loopback: one port, a site for each name that is asked, each with answers and misbehaviour of its own."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
OPEN: Answer = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow:\n")


@dataclass
class Site:
    """Answers by path; ``head``: what HEAD is answered in their place; ``silent``: the methods that are answered too late."""

    pages: dict[str, Answer] = field(default_factory=lambda: {"/": (200, {}, b"<html>here</html>")})
    robots: Answer = OPEN
    head: Answer | None = None
    silent: tuple[str, ...] = ()
    breaks_off: tuple[str, ...] = ()


class PartnerSites:
    """Context manager; ``sites`` by name without the port, ``log`` holds (method, name, path) of every request."""

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self.log: list[tuple[str, str, str]] = []
        self.agents: set[str] = set()

    def __enter__(self) -> PartnerSites:
        kept = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self) -> None:
                self._answer()

            def do_GET(self) -> None:
                self._answer()

            def _answer(self) -> None:
                name = self.headers["Host"].partition(":")[0]
                kept.log.append((self.command, name, self.path))
                kept.agents.add(self.headers["User-Agent"])
                site = kept.sites[name]
                if self.path != "/robots.txt" and self.command in site.breaks_off:
                    self.close_connection = True
                    return
                if self.path != "/robots.txt" and self.command in site.silent:
                    time.sleep(3)
                    self.close_connection = True
                    return
                status, headers, body = kept.page(site, self.command, self.path)
                self.send_response(status)
                for key, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(key, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        # what a client aborts in the middle is no error of this server's
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @staticmethod
    def page(site: Site, method: str, path: str) -> Answer:
        """What a site answers."""
        if path == "/robots.txt":
            return site.robots
        if method == "HEAD" and site.head is not None:
            return site.head
        return site.pages.get(path, (404, {}, b"<html>no such page</html>"))

    def host(self, name: str) -> str:
        """A site's name with the port that it is asked at."""
        return f"{name}:{self.port}"

    def url(self, name: str, path: str = "/") -> str:
        """The address of a page of a site."""
        return f"http://{self.host(name)}{path}"
