"""A Nikola site in a folder: `nikola_site.py FOLDER fill|dump|serve`, run by the environment in which Nikola is installed."""

from __future__ import annotations

from pages import FOLDER, OUT, PUBLISHED, obey, run

_SETTINGS = f"""
DEFAULT_LANG, TRANSLATIONS, TIMEZONE = "ko", {{"ko": ""}}, "Asia/Seoul"
SITE_URL = BASE_URL = "http://127.0.0.1/"
BLOG_TITLE, OUTPUT_FOLDER = "판전 시청", {str(OUT)!r}
POSTS, PAGES = (("posts/*.md", "posts", "post.tmpl"),), ()
"""


def fill() -> None:
    """Write a source for each notice, and make the pages."""
    run("nikola", "init", "--quiet", "site")
    site = FOLDER / "site"
    settings = site / "conf.py"
    settings.write_text(settings.read_text("utf-8") + _SETTINGS, encoding="utf-8")
    for number, notice in enumerate(PUBLISHED, 1):
        facts = {"title": notice.title, "slug": f"notice-{number}", "date": f"{notice.posted:%Y-%m-%d %H:%M:%S} UTC+09:00", "author": notice.author, "type": "text"}
        head = "".join(f".. {name}: {value}\n" for name, value in facts.items())
        (site / "posts" / f"{number}.md").write_text(f"<!--\n{head}-->\n\n{notice.markdown}\n", encoding="utf-8")
    run("nikola", "build", "--quiet", folder=site)


if __name__ == "__main__":
    obey(fill, "/", author=True)
