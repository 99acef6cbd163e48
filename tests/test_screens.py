"""The command that takes screenshots knows every page for people, and every page that it names is there."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from sample_archive import build

from publish.openapi import HTML, MEDIA
from publish.openapi import addresses as patterns
from publish.pages import ROUTES
from publish.server import settings
from tests import screens


def test_every_page_that_a_screenshot_is_taken_of_is_there(tmp_path: Path) -> None:
    sample = build(tmp_path)
    pages = screens.addresses(sample.archive)
    # the sample has nothing redacted, nothing that came back, no revisit and no version of files; the demo has
    assert set(screens.PAGES) - set(pages) == {"redacted", "post-back", "capture-revisit", "difference-files"}
    served = settings(sample.archive)

    async def statuses() -> dict[str, int]:
        return {name: (await served.client.get(path)).status_code for name, path in pages.items() if name != "damaged"}

    assert {name: status for name, status in asyncio.run(statuses()).items() if status != screens.STATUS.get(name, 200)} == {}


def test_every_page_for_people_has_its_screenshot() -> None:
    paths = [re.sub(r"\{\w+\}", "1", path).partition("?")[0] for path in screens.PAGES.values()]
    # a comparison is named by one word: the post and its versions
    paths += ["/-/post/1/compare/1/1"]
    people = [pattern for pattern, _ in ROUTES if MEDIA.get(patterns(pattern)[0], (HTML, None))[0] == HTML and not patterns(pattern)[0].endswith(".css")]
    assert len(people) > 12
    assert [pattern for pattern in people if not any(re.match(pattern, path) for path in paths)] == []
