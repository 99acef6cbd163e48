"""A board of 10,000 posts that did not change costs two requests at most; bench.scale, which measures 100,000, does what it says on a small one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.scale import PER_PAGE, Served, crawl, make, run, write_manifest

POSTS = 10_000
#: A post of the archive copied under the next number, with what belongs to it.
_COPY = (
    "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < :posts)"
    " INSERT INTO posts (board, native_id, url, title, posted_at, body_text, body_html, state, first_seen_at, last_seen_at, changed_at, checked_at,"
    " revision, content_hash, capture) SELECT 'scale', n.id, replace(p.url, '/1', '/' || n.id), '제' || n.id || '호 상수도 공사 안내', p.posted_at, '', '',"
    " 'listed', p.first_seen_at, p.last_seen_at, p.changed_at, p.checked_at, 1, '', p.capture FROM n, posts p WHERE p.native_id = '1' AND n.id > :known"
)


def test_a_refresh_of_ten_thousand_unchanged_posts_costs_two_requests(tmp_path: Path) -> None:
    """The newest list page tells that nothing is new: beside robots.txt, and without a budget for old posts, nothing else is asked."""
    served = Served(POSTS)
    make(tmp_path / "archive.db", served.port, PER_PAGE)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as conn, conn:
        conn.execute(_COPY, {"posts": POSTS, "known": PER_PAGE})
        assert conn.execute("SELECT count(*) FROM posts").fetchone() == (POSTS,)
    write_manifest(tmp_path, served.port)
    line, _ = crawl(tmp_path, "--budget", "0", "--no-partners")
    assert (line["outcome"], line["new"], line["changed"]) == ("complete", 0, 0)
    assert len([path for path in served.asked if path != "/robots.txt"]) <= 2


def test_the_scale_bench_measures_what_it_says(tmp_path: Path) -> None:
    told: list[str] = []
    figures = run(120, tmp_path, told.append)
    assert figures["rebuilt archive says the same"] is True
    assert [figures[f"{name}: outcome"] for name in ("refresh", "sweep of the lists", "sweep of every post")] == ["complete"] * 3
    assert [figures[f"{name}: requests beside robots.txt"] for name in ("refresh", "sweep of the lists", "sweep of every post")] == [1, 2, 122]
    assert 20 < int(str(figures["sweep of every post: memory, MB"])) < 400
    assert "rebuilt archive says the same: True" in told
