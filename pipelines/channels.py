"""Channels: where news is told, from a TOML file, and how a message is handed over: a webhook, a command, or what apprise reaches."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from email.message import Message as Headers
from importlib import import_module
from pathlib import Path
from typing import IO, Literal
from urllib.parse import urlsplit

from crawler.errors import NotifyError

Way = Literal["webhook", "command", "apprise"]
#: What a channel may ask to be told: of posts, of partners, of runs. Those of DEFAULT unless it says otherwise.
OF_POSTS = ("new", "changed", "gone", "blinded", "secret", "unlisted", "restored", "moved", "pinned", "unpinned")
OF_PARTNERS = ("partner_new", "partner_changed", "partner_gone", "partner_restored", "partner_link_dead", "partner_link_back")
OF_RUNS = ("suspect", "failed", "incomplete")
DEFAULT = ("new", "changed", "gone", "partner_new", "partner_changed", "partner_gone", "partner_link_dead", "suspect", "failed")
#: Seconds that a webhook may take for one step, and a command in all.
WEBHOOK_PATIENCE = 20.0
COMMAND_PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to somebody. ``target``: the webhook's address alone, a command's words, or apprise addresses. ``boards``: empty for all."""

    name: str
    way: Way
    target: tuple[str, ...]
    tell: frozenset[str] = frozenset(DEFAULT)
    boards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is handed over. ``key`` is the same at every try; ``facts`` are JSON values, the key among them; ``body`` has a line for each notice."""

    key: str
    summary: str
    body: str
    facts: Mapping[str, object]


def load(path: Path) -> tuple[Channel, ...]:
    """The channels of a file; NotifyError, in one sentence with file, key and a good example, for anything wrong."""
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise NotifyError(f"{path}: cannot be read ({error.strerror}); docs/scheduling.md shows a file of channels") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotifyError(f"{path}: is no TOML in UTF-8 ({error}); a good file begins with [channel.desk]") from error
    channels = raw.pop("channel", None)
    if raw or not isinstance(channels, dict) or not channels:
        found = f"{next(iter(raw))} is no known table" if raw else "there is no channel"
        raise NotifyError(f"{path}: {found}; a good file begins with [channel.desk]")
    return tuple(_channel(path, name, facts) for name, facts in channels.items())


def deliver(channel: Channel, letter: Letter) -> None:
    """Hand a letter over; returns when the channel has taken it, NotifyError when it has not."""
    _WAYS[channel.way](channel, letter)


def _channel(path: Path, name: str, facts: object) -> Channel:
    where = f"{path}: channel.{name}"
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", name, re.ASCII) is None:
        raise NotifyError(f"{where} is no good name: small letters, digits and hyphens; a good one is [channel.desk]")
    if not isinstance(facts, dict):
        raise NotifyError(f"{where} is no table; a good one begins with [channel.desk]")
    for key in facts:
        if key not in (*_TARGETS, "tell", "boards"):
            near = get_close_matches(key, (*_TARGETS, "tell", "boards"), n=1)
            raise NotifyError(f"{where}.{key} is no known key; " + (f"did you mean {near[0]}" if near else "known are webhook, command, apprise, tell, boards"))
    ways = [way for way in _TARGETS if way in facts]
    if len(ways) != 1:
        raise NotifyError(f'{where} must have one of webhook, command and apprise, and has {len(ways)}; a good one is {_EXAMPLES["webhook"]}')
    way = ways[0]
    if not _TARGETS[way](facts[way]):
        raise NotifyError(f"{where}.{way} is not {_WANTS[way]}; a good one is {_EXAMPLES[way]}")
    target = facts[way]
    tell = facts.get("tell", list(DEFAULT))
    if not _words(tell) or set(tell) - {*OF_POSTS, *OF_PARTNERS, *OF_RUNS}:
        raise NotifyError(f'{where}.tell is not a list of {", ".join((*OF_POSTS, *OF_PARTNERS, *OF_RUNS))}; a good one is tell = ["changed", "gone", "failed"]')
    boards = facts.get("boards", [])
    if boards and not _words(boards):
        raise NotifyError(f'{where}.boards is not a list of boards; a good one is boards = ["seoulsolution-ko"]')
    return Channel(name=name, way=way, target=(target,) if isinstance(target, str) else tuple(target), tell=frozenset(tell), boards=tuple(boards))


def _words(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(word, str) and word.isprintable() and word for word in value)


def _is_webhook(value: object) -> bool:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


_TARGETS: Mapping[Way, Callable[[object], bool]] = {"webhook": _is_webhook, "command": _words, "apprise": _words}
_WANTS: Mapping[Way, str] = {
    "webhook": "an http or https address without a user name in it",
    "command": "a list of words, the program first",
    "apprise": "a list of apprise addresses",
}
_EXAMPLES: Mapping[Way, str] = {
    "webhook": 'webhook = "https://hooks.example.org/desk"',
    "command": 'command = ["/usr/local/bin/tell-desk"]',
    "apprise": 'apprise = ["mailto://archive@example.org"]',
}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would arrive as a GET without its letter, perhaps at a stranger's."""

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Headers, newurl: str) -> None:  # noqa: ARG002 (urllib's own signature)
        return None


def _post(channel: Channel, letter: Letter) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": letter.key, "User-Agent": "Panjeon"}
    request = urllib.request.Request(channel.target[0], data=_json(letter), headers=headers, method="POST")  # noqa: S310 (http or https, checked when loaded)
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=WEBHOOK_PATIENCE) as answer:
            status: int = answer.status
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NotifyError(f"channel {channel.name}: {urlsplit(channel.target[0]).hostname} could not be reached ({reason})") from None
    if not 200 <= status < 300:
        raise NotifyError(f"channel {channel.name}: {urlsplit(channel.target[0]).hostname} answered {status}, which is no yes")


def _call(channel: Channel, letter: Letter) -> None:
    environment = {**os.environ, "PANJEON_KEY": letter.key, "PANJEON_SUMMARY": letter.summary}
    try:
        process = subprocess.Popen(channel.target, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment, start_new_session=True)  # noqa: S603 (the operator's own command, without a shell)
    except OSError as error:
        raise NotifyError(f"channel {channel.name}: {channel.target[0]} could not be started ({error.strerror})") from error
    try:
        process.communicate(_json(letter), timeout=COMMAND_PATIENCE)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise NotifyError(f"channel {channel.name}: {channel.target[0]} did not end within {COMMAND_PATIENCE:g} seconds and was killed") from None
    if process.returncode != 0:
        raise NotifyError(f"channel {channel.name}: {channel.target[0]} ended with exit code {process.returncode}, which is no yes")


def _apprise(channel: Channel, letter: Letter) -> None:
    try:
        apprise = import_module("apprise")
    except ImportError:
        raise NotifyError(f"channel {channel.name}: apprise is not installed; install it with pip install 'panjeon[notify]'") from None
    service = apprise.Apprise()
    for place, address in enumerate(channel.target, 1):
        if not service.add(address):
            raise NotifyError(f"channel {channel.name}: apprise does not know its address number {place}; `apprise --details` lists those it does")
    body = f"{letter.body}\n\n{letter.key}"
    if not service.notify(title=letter.summary, body=body, body_format=apprise.NotifyFormat.TEXT):
        raise NotifyError(f"channel {channel.name}: not every address of apprise took the message")


def _json(letter: Letter) -> bytes:
    return json.dumps(letter.facts, ensure_ascii=False).encode("utf-8", "replace")


_WAYS: Mapping[Way, Callable[[Channel, Letter], None]] = {"webhook": _post, "command": _call, "apprise": _apprise}
__all__: Sequence[str] = ["Channel", "Letter", "deliver", "load"]
