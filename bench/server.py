"""Serves the measured board on loopback from memory, in a process of its own: `python -m bench.server COUNT` prints its port."""

from __future__ import annotations

import asyncio
import sys

from bench.pages import Board


class Connection(asyncio.Protocol):
    """One kept-alive connection; answers GET only, and knows every page beforehand."""

    answers: dict[bytes, bytes]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._waiting = b""

    def data_received(self, data: bytes) -> None:
        *requests, self._waiting = (self._waiting + data).split(b"\r\n\r\n")
        for request in requests:
            path = request.split(b" ", 2)[1]
            self._transport.write(self.answers.get(path) or whole(b"", status=b"404 Not Found"))


def whole(page: bytes, *, status: bytes = b"200 OK", media_type: bytes = b"text/html; charset=utf-8") -> bytes:
    """An answer with its head."""
    return b"HTTP/1.1 %s\r\nServer: bench\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (status, media_type, len(page), page)


async def serve(count: int) -> None:
    """Serve until standard input ends."""
    pages = Board(count).answers()
    robots = pages.pop("/robots.txt")
    Connection.answers = {path.encode(): whole(page) for path, page in pages.items()}
    Connection.answers[b"/robots.txt"] = whole(robots, media_type=b"text/plain")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
