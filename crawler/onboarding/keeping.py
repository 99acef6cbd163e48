"""Which of a visit's exchanges may enter the archive as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler import forms
from crawler.onboarding.looking import Found
from crawler.onboarding.visit import Kept
from crawler.records import Misfit, Post


def keepable(kept: Sequence[Kept], found: Found) -> Iterator[Kept]:
    """robots.txt, the list pages, and the posts that offer no files: a post with files is one observation with them, and waits for its crawl."""
    # By the page's address: posts that a shape was learned of were asked before their ids were known.
    later = {
        sample.page.url
        for sample in found.samples
        if isinstance(sample.read, Misfit) or (isinstance(sample.read, Post) and sample.read.attachments)
    }
    lists = {found.page.url, *((found.second_page.url,) if found.second_page else ())}
    for one in kept:
        task = one.task
        pages = {forms.as_get(task.url), one.exchange.url}
        of_list = task.kind == "list" and pages & lists
        # What GET was refused tells nothing of a post that is asked by POST.
        of_post = task.kind == "post" and not pages & later and forms.is_post(task.url) == ("post" in found.board.fetch.post)
        if task.kind == "robots" or of_list or of_post:
            yield one
