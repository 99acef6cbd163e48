"""A scripted board on loopback: it keeps the true history of its posts, and any request can be made to go wrong.

A *play* is what happens on a connection in place of an honest answer. Plays are armed for paths, and whatever of the truth they
do let through they note with ``Call.tell``: so the board knows what the crawler was honestly told, and an oracle can hold the
archive against it.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any

from tests.tiny_board import TinyBoard, TinyPost

Answer = tuple[int, dict[str, str], bytes]
QUICK = "backoff = 0.01\nattempts = 2\ntimeout = 15\n"
_POST = re.compile(r"/ko/(?:node|content)/(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A post as it truly stood; ``files`` maps names to SHA-256."""

    title: str
    author: str
    posted: str
    modified: str | None
    body: str
    files: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> tuple[object, ...]:
        """What the post's own page shows, which is all but the bytes of its files."""
        return self.title, self.author, self.posted, self.modified, self.body, tuple(name for name, _ in self.files)


@dataclass
class Truth:
    """All that ever was true of one post; ``told`` are the versions that the crawler was honestly told, in order."""

    versions: list[Version] = field(default_factory=list)
    told: list[Version] = field(default_factory=list)
    removed: bool = False
    was_removed: bool = False
    was_hidden: bool = False


@dataclass
class Call:
    """One request on its connection, and the means to answer it."""

    board: FaultBoard
    stream: socket.socket
    path: str
    reused: bool
    sent: bool = False
    closing: bool = False

    def honest(self) -> Answer:
        """What the board would have answered."""
        return self.board.answer(self.path)

    def tell(self) -> None:
        """What is answered now is the truth about the post asked for."""
        self.board.tell(self.path)

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self.stream.sendall(part)
            self.sent = self.sent or bool(part)

    def reply(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """A whole answer with its length."""
        self.send(head(status, {"Content-Type": "text/html; charset=utf-8", **headers, "Content-Length": str(len(body))}) + body)

    def hang_up(self, *, reset: bool = False) -> None:
        """Close the connection behind what was sent, orderly or with a reset."""
        self.closing = True
        if reset:
            self.stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Play = Callable[[Call], None]


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """A status line and headers, in UTF-8."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} OK\r\n{lines}\r\n".encode()


@dataclass
class _Armed:
    pattern: re.Pattern[str]
    play: Play
    left: int | None


class FaultBoard(TinyBoard):
    """A tiny board with plays. Its posts are changed through publish, edit, hide and remove, which keep the true history.

    host: the name under which it is asked; with ``tls`` it is served over TLS
    private: whether the manifest lets the board's names lead to loopback
    lists_lied: whether a list has left out posts that stand, so that the archive may take them for unlisted
    """

    def __init__(self, *, per_page: int = 10, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        super().__init__(per_page=per_page)
        self.host, self.tls = host, tls
        self.truth: dict[int, Truth] = {}
        self.private = True
        self.lists_lied = False
        self.connections = 0
        self._armed: list[_Armed] = []
        if host != "127.0.0.1":
            self.other_hosts = (host,)

    def __enter__(self) -> FaultBoard:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http{'s' if self.tls else ''}://{self.host}:{self.port}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def manifest_text(self, *, fetch: str = "", top: str = "") -> str:
        """The manifest of a tiny board, quick to try again; ``fetch`` holds lines that go before its own."""
        text, _, section = super().manifest_text(top=top).partition("[fetch]\n")
        if not self.private:
            section = "\n".join(line for line in section.splitlines() if not line.startswith("private_hosts")) + "\n"
        rules = dict(line.split(" = ", 1) for line in f"{section}{QUICK}{fetch}".splitlines() if line)
        return f"{text}[fetch]\n" + "".join(f"{name} = {value}\n" for name, value in rules.items())

    # -- the truth ------------------------------------------------------------------------------------------------------------

    def publish(self, *posts: TinyPost) -> None:
        """New posts, or removed ones that stand again."""
        for post in posts:
            self.posts[post.native_id] = post
            self.truth.setdefault(post.native_id, Truth()).removed = False
            self._note(post)

    def edit(self, native_id: int, **changes: Any) -> None:
        """Change fields of a post; reads and pins are no edit."""
        post = self.posts[native_id]
        for name, value in changes.items():
            setattr(post, name, value)
        self._note(post)

    def hide(self, native_id: int) -> None:
        """Take a post off the list; its page still answers."""
        self.posts[native_id].listed = False
        self.truth[native_id].was_hidden = True

    def remove(self, native_id: int, answer: tuple[int, str] | None = None) -> None:
        """Take a post down; by default its page answers 404 from now on, else as given."""
        truth = self.truth[native_id]
        truth.removed = truth.was_removed = True
        if answer is None:
            del self.posts[native_id]
        else:
            self.posts[native_id].listed = False
            self.posts[native_id].answer = answer

    def _note(self, post: TinyPost) -> None:
        version = Version(
            title=post.title,
            author=post.author,
            posted=post.posted,
            modified=post.modified,
            body=unescape(re.sub(r"<[^>]*>", "", post.body)).strip(),
            files=tuple((name, sha256(content).hexdigest()) for name, content in post.files.items()),
        )
        versions = self.truth[post.native_id].versions
        if not versions or versions[-1] != version:
            versions.append(version)

    def tell(self, path: str) -> None:
        """Note that the crawler was told the truth about the post of a path, if it is one's."""
        match = _POST.fullmatch(path)
        if match and int(match[1]) in self.posts and self.posts[int(match[1])].answer is None:
            truth = self.truth[int(match[1])]
            truth.told.append(truth.versions[-1])

    def answer(self, path: str) -> Answer:
        """The honest answer; an address that is none of the board's is not found."""
        try:
            return super().answer(path)
        except ValueError:
            return 404, {}, b"<html><body>404</body></html>"

    # -- plays ----------------------------------------------------------------------------------------------------------------

    def arm(self, pattern: str, play: Play, times: int | None = None) -> None:
        """Play on requests whose path with query fits the whole pattern, so many times; the play armed last goes first."""
        self._armed.insert(0, _Armed(re.compile(pattern), play, times))

    def disarm(self) -> None:
        """Be honest again."""
        self._armed.clear()

    def _play(self, path: str) -> Play | None:
        for armed in self._armed:
            if armed.left != 0 and armed.pattern.fullmatch(path):
                if armed.left is not None:
                    armed.left -= 1
                return armed.play
        return None

    # -- the wire -------------------------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            stream = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
            with stream:
                reused = False
                while (path := _path_asked(stream)) is not None and self._answered(stream, path, reused):
                    reused = True

    def _answered(self, stream: socket.socket, path: str, reused: bool) -> bool:
        """Answer one request; whether the connection stays open."""
        self._hits += 1
        if self.on_request is not None:
            self.on_request(path)
        call = Call(self, stream, path, reused)
        play = self._play(path)
        entry = ("GET", path, 0, time.monotonic())
        self.log.append(entry)
        try:
            if play is not None:
                play(call)
            else:
                self.tell(path)
                call.reply(*call.honest())
        except OSError:
            return False
        if call.closing and reused and not call.sent:
            # The client's pool repeats a request whose kept-alive connection died before any answer; for the crawl it is one.
            self.log.remove(entry)
        return not call.closing


def _path_asked(stream: socket.socket) -> str | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = stream.recv(65536)
        if not more:
            return None
        data += more
    return data.split(b" ", 2)[1].decode("latin-1")
