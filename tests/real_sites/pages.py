"""Static sites of notices: what their programs have in common, whatever makes the pages.

Runs in the programs' own environments: nothing but the standard library may be imported here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from notices import NOTICES, Notice

FOLDER = Path(sys.argv[1])
OUT = FOLDER / "out"
#: A page that is made anew knows neither deleted nor blinded ones.
PUBLISHED = [notice for notice in NOTICES if not notice.deleted and not notice.blinded]


def run(*command: str, folder: Path = FOLDER) -> None:
    """Run a program's own command on its sources; what it says is shown where it fails."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def dump(path: str, author: bool) -> dict[str, Any]:
    """The list's path and every notice that the site shows."""
    topics = [_topic(notice, author) for notice in PUBLISHED]
    return {"list": path, "topics": topics}


def _topic(notice: Notice, author: bool) -> dict[str, Any]:
    return {"title": notice.title, "author": notice.author if author else None, "day": f"{notice.posted:%Y-%m-%d}", "text": notice.text}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing of requests."""


def serve() -> None:
    """Print the port, then answer until standard input ends, so that no server outlives its test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(OUT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


def obey(fill: Callable[[], None], path: str, *, author: bool) -> None:
    """Do what the command line orders: fill, dump or serve."""
    orders = {"fill": fill, "dump": lambda: print(json.dumps(dump(path, author), ensure_ascii=False)), "serve": serve}
    orders[sys.argv[2]]()
