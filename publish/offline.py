"""Pages that stand in files instead of behind a server: rendered from templates with both languages' words beside each other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from publish import moments, safe
from publish.words import LANGS, known, translator

STATIC = Path(__file__).parent / "static"


def page(path: Path, template: str, **context: Any) -> None:
    """Write a page from a template; what the templates of pages in files share is given to it."""
    given = {
        "shown": safe.shown,
        "external": safe.external,
        "css": _css(),
        "observed": lambda at, zone: moments.observed(at, "ko", zone),
        "on_site": lambda at, precision=None: moments.on_site(at, precision, "ko"),
        "both": both,
    }
    path.write_text(_templates().get_template(template).render(**given, **context), encoding="utf-8", newline="\n")


def both(kind: str, name: str) -> str:
    """The words for one of a set of names, or for a key of its own where ``kind`` is empty, in Korean and in English."""
    texts = [translator(lang)(name) if not kind else known(translator(lang), kind, name) for lang in LANGS]
    return " · ".join(dict.fromkeys(texts))


@cache
def _css() -> Markup:
    return Markup((STATIC / "panjeon.css").read_text("utf-8"))  # noqa: S704 - our own file


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader("publish"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
