"""A blog of Material for MkDocs in a folder: `mkdocs_site.py FOLDER fill|dump|serve`, run by the environment in which it is installed.

Its posts name their offices in the menu beside them, which the list does not repeat in words: no author is expected.
"""

from __future__ import annotations

from html import escape

from pages import FOLDER, OUT, PUBLISHED, obey, run

_SETTINGS = f"""
site_name: 판전 시청
site_dir: {OUT}
theme: {{name: material, language: ko, font: false}}
plugins: [search, blog]
"""


def fill() -> None:
    """Write a source for each notice, and make the pages."""
    posts = FOLDER / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (FOLDER / "docs" / "index.md").write_text("# 판전 시청\n", encoding="utf-8")
    (FOLDER / "docs" / "blog" / "index.md").write_text("# 공지사항\n", encoding="utf-8")
    for number, notice in enumerate(PUBLISHED, 1):
        head = f"---\ndate: {notice.posted:%Y-%m-%d}\nslug: notice-{number}\n---\n\n# {escape(notice.title, quote=False)}\n\n"
        (posts / f"{number}.md").write_text(head + notice.markdown + "\n", encoding="utf-8")
    (FOLDER / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    run("mkdocs", "build", "--quiet")


if __name__ == "__main__":
    obey(fill, "/blog/", author=False)
