"""A Pelican site in a folder, with its theme "simple": `pelican_site.py FOLDER fill|dump|serve`, run by the environment in which Pelican is installed."""

from __future__ import annotations

from pages import FOLDER, OUT, PUBLISHED, obey, run

THEME = "simple"
_SETTINGS = f"""
SITENAME, SITEURL, PATH, OUTPUT_PATH, THEME = "판전 시청", "", "content", {str(OUT)!r}, "{{theme}}"
TIMEZONE, DEFAULT_LANG, DEFAULT_PAGINATION = "Asia/Seoul", "ko", 10
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


def fill(theme: str = THEME) -> None:
    """Write a source for each notice, and make the pages."""
    (FOLDER / "content").mkdir()
    for number, notice in enumerate(PUBLISHED, 1):
        head = f"Title: {notice.title}\nDate: {notice.posted:%Y-%m-%d %H:%M}\nAuthor: {notice.author}\nCategory: 공지\nSlug: notice-{number}\n\n"
        (FOLDER / "content" / f"{number}.md").write_text(head + notice.markdown + "\n", encoding="utf-8")
    (FOLDER / "settings.py").write_text(_SETTINGS.format(theme=theme), encoding="utf-8")
    run("pelican", "content", "-s", "settings.py", "--quiet")


if __name__ == "__main__":
    obey(fill, "/", author=True)
