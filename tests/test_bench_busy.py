"""Readers are answered while a crawl and a publish write to the same folder; `python -m bench.busy` is the long form, with 10,000 requests."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.busy import ASKED, Seen, ask, asked, measure, render


def test_no_reader_is_answered_with_an_error_while_a_crawl_and_a_publish_run(tmp_path: Path) -> None:
    seen = measure(tmp_path, 3 * len(ASKED), 40)
    assert not seen.broken
    assert not seen.failed
    assert set(seen.statuses) <= {200, 404}
    assert seen.statuses.total() == 3 * len(ASKED)
    assert seen.ended["crawl"] >= 1
    assert seen.ended["publish"] >= 1
    assert (tmp_path / "public.db").exists()


def test_every_kind_of_address_is_asked_as_often_as_any_other() -> None:
    addresses = asked(2 * len(ASKED), 30)
    assert addresses == asked(2 * len(ASKED), 30)
    assert Counter(addresses)["/-/charts"] == 2
    assert not [address for address in addresses if "=P" in address or "=N" in address or "/N" in address or "Q" in address]


def test_an_answer_of_the_5xx_kind_is_counted() -> None:
    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(503 if self.path == "/slow" else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    seen = Seen()
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        ask(server.server_port, ["/", "/slow", "/slow"], seen)
        server.shutdown()
        thread.join()
    assert seen.statuses == {200: 1, 503: 2}
    assert seen.failed == {"503 /slow": 2}
    assert "Answers of the 5xx kind: 2\n2 × 503 /slow" in render(seen)
