"""Serves a configured Django site on a free port of loopback, with the server of its own `runserver`."""

from __future__ import annotations

import sys
from socketserver import ThreadingMixIn

from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing of requests."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def serve() -> None:
    """Print the port, then answer until standard input ends, so that no server outlives its test."""
    import threading

    from django.core.wsgi import get_wsgi_application

    server = _Server(("127.0.0.1", 0), _Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
