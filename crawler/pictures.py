"""Pictures in the text of a post: a notice is often a poster and little else. They are fetched and kept like its files where the board's file says so."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from crawler import addresses
from crawler.manifest import Manifest
from crawler.records import AttachmentLink, Page, Post
from crawler.select import attribute


def with_pictures(post: Post, page: Page, board: Manifest) -> Post:
    """The post with the first ``fetch.pictures`` pictures of its text among its files: those of the board's own hosts that it does not offer already."""
    if not board.fetch.pictures or "<img" not in post.body_html:
        return post
    known = {link.url for link in post.attachments}
    found: dict[str, AttachmentLink] = {}
    for node in LexborHTMLParser(post.body_html).css("img[src]"):
        url = addresses.join(page.url, attribute(node, "src"))
        if len(found) < board.fetch.pictures and url is not None and url not in known and addresses.host_of(url) in board.hosts:
            found[url] = AttachmentLink(name=addresses.file_name(None, url), url=url)
    return replace(post, attachments=(*post.attachments, *found.values())) if found else post
