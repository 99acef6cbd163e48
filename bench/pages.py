"""The pages of the measured board: Drupal 7 in shape, deterministic, a list page of about 29 kB and a post page of about 20 kB.

There are about fifteen elements a kilobyte in a list and thirteen in a post, as on the Drupal 7 sites that were looked at.
"""

from __future__ import annotations

from random import Random

PER_PAGE = 20
LIST_BYTES = 29_000
POST_BYTES = 20_000

STEMS = (
    "서울 도시 계획 주택 정책 교통 시민 참여 자전거 하수 처리 에너지 기후 대응 재생 공원 보행 환경 상수도 정보 공개 안내 추진 마련 운영 신청 부서 지역 주민",
    "공모 사업 국제 협력 해외 사례 공유 교육 과정 모집 관심 부탁 내용 확인 기한 제출 사항 누리집 제도 생활 개선 예산 지원 예정 회의 결과 조사 연구 보고 자료",
    "건축 안전 점검 복지 청년 노인 아동 문화 예술 관광 축제 시장 상인 골목 도로 지하철 버스 주차 하천 녹지 공기 소음 재난 대피 훈련 행정 민원 접수 처분 고시",
)
PARTICLES = ("", "을", "의", "에", "은", "와", "으로", "에서", "하는", "합니다", "하여", "까지", "부터", "별", "적", "들이", "마다", "이며")
WORDS = [first + second + particle for line in STEMS for first in line.split() for second in line.split()[:9] for particle in PARTICLES]
OFFICES = ("총무과", "도시계획과", "국제협력과", "주택정책과", "교통기획과", "기후환경과", "정보공개담당")
MENU = '<li class="leaf menu-mlid-{0}"><a href="/ko/{1}/{0}" title="{2}" class="menu-item level-two">{2} {3}</a></li>\n'


class Board:
    """A board of ``count`` posts, numbered from the newest; every page is bytes and always the same."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._menus = {"list": _menus(Random("list"), 600), "post": _menus(Random("post"), 600)}

    @property
    def list_pages(self) -> int:
        return (self.count + PER_PAGE - 1) // PER_PAGE

    def answers(self) -> dict[str, bytes]:
        """Every path of the board with its page; robots.txt too."""
        pages = {f"/ko/news?page={page}" if page else "/ko/news": self.listing(page) for page in range(self.list_pages)}
        pages |= {f"/ko/node/{number}": self.post(number) for number in range(1, self.count + 1)}
        return {**pages, "/robots.txt": b"User-agent: *\nDisallow: /user/\n"}

    def listing(self, page: int) -> bytes:
        first = self.count - page * PER_PAGE
        rows = "\n".join(_row(number, place) for place, number in enumerate(range(first, max(0, first - PER_PAGE), -1), 1))
        following = f'<li class="pager-next"><a title="다음 페이지로" href="/ko/news?page={page + 1}">다음 ›</a></li>'
        following = following if page + 1 < self.list_pages else ""
        view = (
            f'<div class="view view-news view-id-news view-display-id-page view-dom-id-1"><div class="view-header">전체 {self.count}건</div>\n'
            f'<div class="view-content">\n{rows}\n</div>\n<div class="item-list"><ul class="pager">{following}</ul></div></div>'
        )
        return self._page("새소식", f'<h1 class="title" id="page-title">새소식</h1>\n{view}', "page-news", "list", LIST_BYTES)

    def post(self, number: int) -> bytes:
        title, author, posted = _facts(number)
        main = (
            f'<h1 class="title" id="page-title">{title}</h1>\n<div id="node-{number}" class="node node-news clearfix">'
            f'<div class="submitted"><span class="label">등록일</span> {posted} <span class="label">글쓴이</span> '
            f'<span class="username">{author}</span></div>\n'
            f'<div class="content"><div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items">'
            f'<div class="field-item even" property="content:encoded">{_body(number)}</div></div></div></div>\n'
            f'<ul class="links inline"><li class="statistics_counter first last"><span>{number * 7 % 900} reads</span></li></ul></div>'
        )
        return self._page(title, main, f"page-node page-node-{number} node-type-news", "post", POST_BYTES)

    def _page(self, title: str, main: str, classes: str, menu: str, size: int) -> bytes:
        """The page in its frame; menus fill it up to its size."""
        head = (
            f'<!DOCTYPE html>\n<html lang="ko" dir="ltr"><head><meta charset="utf-8" />\n<title>{title} | 도시정책</title>\n'
            + "".join(f'<link rel="stylesheet" href="/sites/all/themes/policy/css/part{part}.css?q" media="all" />\n' for part in range(12))
            + "".join(f'<script src="/sites/all/modules/part{part}/part{part}.js?q"></script>\n' for part in range(8))
            + f'</head>\n<body class="html not-front not-logged-in one-sidebar {classes}">\n<div id="page"><div id="navigation"><ul class="menu">\n'
        )
        middle = f'</ul></div>\n<div id="main"><div id="content" class="column"><div id="block-system-main" class="block">\n{main}\n</div></div>\n'
        tail = '<div class="region region-footer"><p>대표전화 120, 우편번호 04524</p></div></div></div></body></html>\n'
        left = size - sum(len(part.encode()) for part in (head, middle, tail))
        items = []
        for item in self._menus[menu]:
            left -= len(item.encode())
            if left < 0:
                break
            items.append(item)
        return f"{head}{''.join(items)}{middle}{tail}".encode()


def _menus(random: Random, count: int) -> list[str]:
    return [MENU.format(1000 + number, random.choice(("policy", "city", "about")), *random.sample(WORDS, 2)) for number in range(count)]


def _facts(number: int) -> tuple[str, str, str]:
    """Title, author and date of a post."""
    random = Random(f"facts {number}")
    title = f"{' '.join(random.sample(WORDS, random.randint(4, 9)))} ({number})"
    return title, random.choice(OFFICES), f"20{10 + number // 336 % 14:02d}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"


def _row(number: int, place: int) -> str:
    title, author, posted = _facts(number)
    summary = " ".join(Random(f"summary {number}").choices(WORDS, k=18))
    return (
        f'<div class="views-row views-row-{place} views-row-{"odd" if place % 2 else "even"}">\n'
        f'<div class="views-field views-field-title"><span class="field-content"><a href="/ko/node/{number}">{title}</a></span></div>\n'
        f'<div class="views-field views-field-body"><div class="field-content"><p>{summary}</p></div></div>\n'
        f'<div class="views-field views-field-created"><span class="views-label">등록일</span> <span class="field-content">{posted}</span></div>\n'
        f'<div class="views-field views-field-name"><span class="views-label">글쓴이</span> <span class="field-content">{author}</span></div></div>'
    )


def _body(number: int) -> str:
    """600 to 3,000 characters in 5 to 25 blocks: paragraphs, headings, lists, and a table in every fifth post."""
    random = Random(f"body {number}")
    length, blocks = random.randint(600, 3_000), random.randint(5, 25)
    parts = [_table(random)] if number % 5 == 0 else []
    for block in range(blocks):
        text = _text(random, length // blocks)
        form = random.random()
        if form < 0.1:
            parts.append(f"<h3>{block + 1}. {text}</h3>")
        elif form < 0.2:
            parts.append(f"<ul>\n<li>{text}</li>\n</ul>")
        elif form < 0.4:
            parts.append(f'<p style="text-align: justify;"><span style="font-size: 14px;"><strong>{text[:12]}</strong>{text[12:]}</span></p>')
        else:
            parts.append(f"<p>{text}<br />\n&nbsp;</p>")
    return "\n".join(parts)


def _text(random: Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += random.choice(WORDS) + (". " if random.random() < 0.1 else " ")
    return text.strip()


def _table(random: Random) -> str:
    facts = [(random.choice(OFFICES), random.randint(1, 900), random.choice(WORDS)) for _ in range(5)]
    rows = "".join(f"<tr><td>{office}</td><td>{count:,}명</td><td>{word}</td></tr>\n" for office, count, word in facts)
    return f'<table border="1">\n<thead><tr><th>부서</th><th>인원</th><th>비고</th></tr></thead>\n<tbody>\n{rows}</tbody></table>'
