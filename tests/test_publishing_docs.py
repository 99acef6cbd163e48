"""docs/publishing.md is true: its commands exist, its proxies and its unit do what they promise.

The commands are looked up in every run. With PANJEON_LONG=1 nginx and Caddy stand before a public reading room with the very configuration of the page,
and systemd reads the unit; each is skipped where its program is not on this machine (`apt-get install nginx-light caddy`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from browsing import reading_room
from sample_archive import build

from cli.main import panjeon

PAGE = Path(__file__).parent.parent.joinpath("docs", "publishing.md").read_text("utf-8")
HOST = "archive.example.org"
#: The language of a block, and its text.
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
_PUBLIC = "import sys; from pathlib import Path; from publish.server import run; run(Path(sys.argv[1]), port=0, public=True)"
long = pytest.mark.skipif(not os.environ.get("PANJEON_LONG"), reason="PANJEON_LONG is not set: servers are started for it")


def block(language: str, begins: str = "") -> str:
    """The one block of a language that holds a text."""
    (found,) = [text for name, text in BLOCKS if name == language and begins in text]
    return str(found)


def commands() -> Iterator[list[str]]:
    """Every panjeon command of the page: in shells, in the unit, in the container file, in sentences."""
    for words in re.findall(r"(?:^|`|/bin/)panjeon ((?:[a-z]+)(?: [^`\n|]*)?)", PAGE, re.MULTILINE):
        yield words.split()
    for line in re.findall(r"^CMD (\[.*\])$", PAGE, re.MULTILINE):
        words = json.loads(line)
        assert words[0] == "panjeon"
        yield words[1:]


def test_every_command_of_the_page_is_one() -> None:
    found = list(commands())
    assert [words for words in found if words[0] == "serve" and "--public" in words]
    for words in found:
        command = panjeon.get_command(click.Context(panjeon), words[0])
        assert command is not None, words
        known = {name for parameter in command.params if isinstance(parameter, click.Option) for name in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= known, words


def test_the_container_file_copies_what_is_there_and_serves_on_its_port() -> None:
    text = block("dockerfile")
    assert "-r requirements.txt" in text
    assert Path(__file__).parent.parent.joinpath("requirements.txt").exists()
    (command,) = [json.loads(line) for line in re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)]
    (port,) = re.findall(r"^EXPOSE (\d+)$", text, re.MULTILINE)
    assert command[command.index("--port") + 1] == port
    (volume,) = re.findall(r"^VOLUME (\S+)$", text, re.MULTILINE)
    assert command[command.index("--archive") + 1].startswith(f"{volume}/")
    assert f":{volume} " in block("sh", "podman run")
    assert f":{port}:{port} " in block("sh", "podman run")


@long
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    # only the program must exist for the check
    unit = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", block("ini"), flags=re.MULTILINE)
    (tmp_path / "panjeon.service").write_text(unit, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(tmp_path / "panjeon.service")], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "panjeon" in line]) == (0, [])


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def nginx(folder: Path, port: int, room: str) -> Iterator[None]:
    """nginx with the page's configuration; only addresses, the certificate and the folder of the cache are ours."""
    program = shutil.which("nginx")
    if program is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not on this machine")
    key = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}", "-keyout", str(folder / "key"), "-out", str(folder / "cert")]
    subprocess.run(key, check=True, capture_output=True)
    text = block("nginx").replace("listen 443", f"listen 127.0.0.1:{port}").replace("http://127.0.0.1:8001", room)
    text = text.replace(f"/etc/ssl/{HOST}.pem", str(folder / "cert")).replace(f"/etc/ssl/{HOST}.key", str(folder / "key"))
    text = text.replace("/var/cache/nginx/panjeon", str(folder / "cache"))
    places = "".join(f"{name}_temp_path {folder / name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = f"daemon off;\nerror_log stderr;\npid {folder / 'pid'};\nevents {{}}\nhttp {{\naccess_log off;\n{places}{text}}}\n"
    if os.geteuid() == 0:
        # else nginx gives its work to a user who may not enter this folder
        main = f"user root;\n{main}"
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    with _running([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], folder, port):
        yield


@contextmanager
def caddy(folder: Path, port: int, room: str) -> Iterator[None]:
    """Caddy with the page's configuration, and a certificate that it makes itself: nobody outside can vouch for this address."""
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("caddy is not on this machine")
    (text,) = [text for name, text in BLOCKS if not name and "reverse_proxy" in text]
    text = text.replace(f"{HOST} {{", f"https://{HOST}:{port} {{\n    tls internal").replace("127.0.0.1:8001", room.removeprefix("http://"))
    ours = f"{{\n    admin off\n    auto_https disable_redirects\n    skip_install_trust\n    storage file_system {folder / 'kept'}\n}}\n"
    (folder / "Caddyfile").write_text(ours + text, encoding="utf-8")
    with _running([program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], folder, port):
        yield


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)})
    try:
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "log.txt").read_text()
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def asked(port: int, path: str, *more: str) -> str:
    """What curl prints of an answer, by the host's own name."""
    command = ["curl", "-sk", "--resolve", f"{HOST}:{port}:127.0.0.1", *more, f"https://{HOST}:{port}{path}"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


@long
@pytest.mark.parametrize("proxy", [nginx, caddy])
def test_behind_the_proxies_of_the_page_its_checks_hold(proxy: object, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    port = _free_port()
    with reading_room(build(tmp_path / "sample").archive, _PUBLIC) as room, proxy(tmp_path, port, room):  # type: ignore[operator]
        head = asked(port, "/?lang=ko", "-i").lower()
        assert "content-security-policy: default-src 'none';" in head
        assert asked(port, "/archive.json?sql=select+1", "-o", "/dev/null", "-w", "%{http_code}") == "403"
        feed = asked(port, "/-/feed.atom")
        address = f"https://{HOST}" if proxy is nginx else f"https://{HOST}:{port}"
        assert f'rel="self" type="application/atom+xml" href="{address}/-/feed.atom' in feed
        assert "content-encoding: gzip" in asked(port, "/-/feed.atom", "-i", "-H", "Accept-Encoding: gzip", "-o", "/dev/null", "-D", "-").lower()
        assert asked(port, "/robots.txt").startswith("User-agent: *\nDisallow: /-/search")
        for _ in range(3):
            assert asked(port, "/-/changes", "-o", "/dev/null", "-w", "%{http_code}") == "200"
