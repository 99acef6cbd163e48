"""The seed: a home page of four notices and 29 partners, as it stood in April 2020, read by the real spider through real HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: Titles, dates and authors are facts of the real page; the bodies are not its.
NOTICES = [
    (9001, "4th WeGO Awards, Now Open for Application: FEB 24 - May 29", "2020-04-06"),
    (8990, "Seoul shares COVID-19 outbreaks and response situations in real time", "2020-04-02"),
    (8811, "Seoul Selected as Best MICE City in the World for the Fifth Consecutive Year", "2019-12-04"),
    (8702, "[US_CNN} World's safest city to visit in 2019 revealed by Economist Intelligence Unit", "2019-08-30"),
]
AUTHOR = "seoulsolution"
#: The alternative texts of the strip, and the clean names that they stand for.
PARTNERS = [
    *((f"{name} 로고이미지", name) for name in ("CITYNET", "ICLEI", "UNHABITAT", "WEGOV", "WORLDBANK", "KOICA", "KOTRA")),
    ("서울시청의 로고", "서울시청"),
    ("K-Developedia 로고 이미지", "K-Developedia"),
    ("MITI – Metropolis International Training Institute", "MITI – Metropolis International Training Institute"),
    *(
        (f"{name} 로고이미지", name)
        for name in (
            "Metropolis", "World Cities Summit", "CLC", "해외건설협회", "ADB", "기재부", "외교부", "수출입은행", "금융투자협회", "KDI", "대한상공회의소",
            "중소기업중앙회", "대한국토", "KOSMIC",
        )
    ),
    *((name, name) for name in ("서울시립대", "metta", "국토연구원", "UN SDG 온라인플랫폼", "공유도시(Sharing City) 서울은?")),
]  # fmt: skip
DESCRIBED = {
    "MITI – Metropolis International Training Institute": ["Trains the staff of city governments.", "It has its seat in Seoul."],
    "공유도시(Sharing City) 서울은?": ["물건과 공간과 재능을 함께 쓰는 도시입니다.", "왜 시작했을까요?", "자원은 한정되어 있기 때문입니다."],
}


def cut(title: str) -> str:
    """A title as the English home page shows it: 80 characters and two dots."""
    return title if len(title) <= 80 else title[:80] + ".."


def home() -> str:
    rows = "".join(
        f'<li class="views-row"><div class="views-field views-field-title"><span class="field-content"><a href="/en/node/{number}">{escape(cut(title))}</a></span></div>'
        f'<div class="views-field views-field-created"><span class="views-label">등록일</span> <span class="field-content">{day}</span></div>'
        f'<div class="views-field views-field-name"><span class="views-label">글쓴이</span> <span class="field-content">{AUTHOR}</span></div>'
        f'<div class="views-field views-field-body"><div class="field-content">Body of notice {number}.\xa0Second sentence.</div></div></li>'
        for number, title, day in NOTICES
    )
    strip = "".join(
        '<li class="views-row"><div class="views-field views-field-field-logo"><div class="field-content">'
        f'<a href="https://partner{index}.example.invalid/" target="_blank"><img src="/logos/{index}.png" alt="{escape(alt)}"></a></div></div>'
        + "".join(f'<div class="views-field views-field-body"><p>{escape(text)}</p></div>' for text in [*DESCRIBED.get(alt, [])])
        + "</li>"
        for index, (alt, _) in enumerate(PARTNERS)
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Seoul Solution</title></head><body class="html front">'
        f'<div class="block block-views"><div class="content"><div class="view view-news view-id-news view-display-id-block_home"><div class="view-content">'
        f'<div class="item-list"><ul>{rows}</ul></div></div></div></div></div>'
        f'<div class="view view-partners view-id-partners"><div class="view-content"><div class="item-list"><ul>{strip}</ul></div></div></div></body></html>'
    )


def post(number: int, title: str, day: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="canonical" href="/en/node/{number}"><title>{escape(title)} | Seoul Solution</title></head>'
        f'<body class="html page-node page-node-{number} node-type-news"><h1 class="title" id="page-title">{escape(title)}</h1><div id="node-{number}" class="node node-news">'
        f'<div class="submitted"><span class="label">Date</span> {day} <span class="label">Writer</span> <span class="username">{AUTHOR}</span></div>'
        f'<div class="content"><div class="field field-name-body"><div class="field-items"><div class="field-item even"><p>Body of notice {number}.</p></div></div></div></div></div></body></html>'
    )


@pytest.fixture
def site():
    pages = {"/en": home(), **{f"/en/node/{number}": post(number, title, day) for number, title, day in NOTICES}}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536

        def do_GET(self) -> None:
            found = pages.get(self.path)
            logo = self.path.startswith("/logos/")
            body = b"\x89PNG\r\n" + self.path.encode() if logo else (found or "<h1>404</h1>").encode()
            self.send_response(200 if found or logo else 404)
            self.send_header("Content-Type", "image/png" if logo else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_spiders_yield_four_posts_and_29_partners_with_clean_names(site: int, tmp_path: Path) -> None:
    """`scrapy crawl board` and `scrapy crawl partners` on the manifest of the real board, moved to loopback; their items as JSON Lines."""
    assert len(PARTNERS) == 29
    text = (ROOT / "crawler" / "boards" / "seoulsolution-en.toml").read_text(encoding="utf-8")
    text = text.replace("https://www.seoulsolution.kr", f"http://127.0.0.1:{site}").replace("delay = 10", f'delay = 0\nprivate_hosts = ["127.0.0.1:{site}"]')
    text = text.replace('hosts = ["www.seoulsolution.kr", "seoulsolution.kr"]', f'hosts = ["127.0.0.1:{site}"]')
    (tmp_path / "boards").mkdir()
    (tmp_path / "boards" / "seoulsolution-en.toml").write_text(text, encoding="utf-8")
    posts = items(tmp_path, "board")
    assert [(found["native_id"], found["title"], found["author"], found["posted"]["at"]) for found in posts] == [
        (str(number), title, AUTHOR, f"{day}T00:00:00+09:00") for number, title, day in NOTICES
    ]
    partners = items(tmp_path, "partners")
    assert [found["name"] for found in partners] == [name for _, name in PARTNERS]
    assert [found["alt"] for found in partners][:2] == ["CITYNET 로고이미지", "ICLEI 로고이미지"]
    assert {found["name"] for found in partners if found["description"]} == set(DESCRIBED)


def items(folder: Path, spider: str) -> list[dict[str, object]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    command = [sys.executable, "-m", "scrapy", "crawl", spider, "-a", "board=seoulsolution-en", "-O", f"{spider}.jsonl"]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in (folder / f"{spider}.jsonl").read_text(encoding="utf-8").splitlines()]
