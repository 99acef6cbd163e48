"""Forty-two notices of invented offices, as the real boards are filled with them: what is posted, and how it reads.

Runs in the boards' own environments: nothing but the standard library may be imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

SEOUL = timezone(timedelta(hours=9))
#: One thread fills several pages on both platforms (they show 15 and 20 entries a page).
LONG_THREAD = 46
OFFICES = ("총무과", "도시계획과", "디지털정책과", "시민소통담당관", "Global Cooperation Division")


@dataclass(frozen=True)
class Block:
    """A piece of a body: its Markdown, and the lines in which it is to be read."""

    markdown: str
    lines: tuple[str, ...]


def p(text: str) -> Block:
    """A paragraph."""
    return Block(text, (text,))


def ul(*items: str) -> Block:
    """A list."""
    return Block("\n".join(f"* {item}" for item in items), items)


def h(text: str) -> Block:
    """A heading of the first level, as some write the title again."""
    return Block(f"# {text}", (text,))


def quote(text: str) -> Block:
    """A quotation."""
    return Block(f"> {text}", (text,))


def link(before: str, text: str, url: str) -> Block:
    """A sentence that ends in a link."""
    return Block(f"{before} [{text}]({url})", (f"{before} {text}",))


@dataclass(frozen=True)
class Reply:
    """A comment under a notice, so many minutes after it."""

    author: str
    text: str
    minutes: int
    removed: bool = False


@dataclass(frozen=True)
class Notice:
    """A notice. ``files`` maps names to contents; ``blinded``: its text was taken down and its replies left."""

    title: str
    author: str
    posted: datetime
    body: tuple[Block, ...]
    replies: tuple[Reply, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    pinned: bool = False
    announced: bool = False
    closed: bool = False
    deleted: bool = False
    blinded: bool = False
    edited: datetime | None = None

    @property
    def markdown(self) -> str:
        return "\n\n".join(block.markdown for block in self.body)

    @property
    def text(self) -> str:
        """The body as an archive is to read it."""
        return "\n".join(line for block in self.body for line in block.lines)


def at(text: str) -> datetime:
    """A moment in Seoul."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


_OPENING = (p("안녕하십니까."), p("아래와 같이 알려 드립니다."))

SPECIAL = (
    Notice(
        title="[공지] 게시판 이용 안내",
        author="총무과",
        posted=at("2023-12-29 09:00"),
        body=(p("이 게시판은 누구나 읽을 수 있습니다."), ul("존중하는 말을 씁니다", "개인정보를 적지 않습니다", "같은 글을 되풀이하지 않습니다")),
        pinned=True,
        closed=True,
    ),
    Notice(
        title="설 연휴 청사 주차장 개방",
        author="총무과",
        posted=at("2024-02-05 12:00"),
        body=(*_OPENING, p("2월 9일부터 12일까지 무료로 엽니다.")),
        pinned=True,
        replies=(Reply("시민소통담당관", "장애인 주차 구역도 함께 열립니다.", 60), Reply("도시계획과", "지하 2층은 공사로 닫습니다.", 90)),
    ),
    Notice(
        title="공공데이터 개방 계획 (첨부)",
        author="디지털정책과",
        posted=at("2024-03-11 00:00"),
        body=(p("계획서를 붙임과 같이 알립니다."), quote("붙임: 계획서 1부, 목록 1부.")),
        files={"공공데이터 개방 계획.pdf": b"%PDF-1.4 plan\n" * 40, "목록.csv": "번호,이름\n1,버스 정류소\n".encode("cp949")},
        announced=True,
    ),
    Notice(
        title="도시계획 <열람> 공고 & 의견 청취 \"2024-04호\"",
        author="도시계획과",
        posted=at("2024-04-01 09:18"),
        body=(p("제목에 쓰인 < > & \" 기호는 그대로 보여야 합니다."), link("자세한 내용은", "도시계획 포털", "https://plan.example.org/view?id=4&lang=ko")),
    ),
    Notice(
        title="On 2020-01-01: Notice of System Maintenance, Jan. 1, 2020, 9 a.m.",
        author="Global Cooperation Division",
        posted=at("2024-04-15 21:00"),
        body=(p("By: 총무과 on Jan. 1, 2020, 9 a.m."), p("The service stops for one hour.")),
    ),
    Notice(
        title="본문에 표식을 적은 글",
        author="디지털정책과",
        posted=at("2024-05-20 13:05"),
        body=(p("아래 줄은 글쓴이가 적은 것입니다."), p("게시일 2011-11-11 작성자 홍길동"), h("제목처럼 쓴 줄")),
        replies=(Reply("총무과", "비밀글입니다. 삭제된 글입니다. 존재하지 않는 게시물입니다.", 5), Reply("도시계획과", "지울 답글", 6, removed=True)),
    ),
    Notice(title="삭제될 글", author="총무과", posted=at("2024-06-03 10:00"), body=(p("곧 지워집니다."),), deleted=True),
    Notice(
        title="내려진 글",
        author="시민소통담당관",
        posted=at("2024-06-10 10:00"),
        body=(p("운영자가 본문을 내렸습니다."),),
        replies=(Reply("총무과", "무슨 글이었나요?", 30),),
        blinded=True,
    ),
    Notice(
        title="수정된 글: 접수 기간 연장",
        author="시민소통담당관",
        posted=at("2024-06-17 15:30"),
        body=(p("접수 기간을 6월 28일까지로 늘립니다."),),
        edited=at("2024-06-18 09:05"),
    ),
    Notice(title="2025년도 이모지 🌱와 옛한글 ᄒᆞᆫ글, 한자 漢字", author="총무과", posted=at("2024-07-01 23:59"), body=(p("각종 글자: ㈜판전 ① ㎡ 「가」 ‘나’ “다” … – —"),)),
    Notice(title="제목 뒤에 점이 있는 글...", author="총무과", posted=at("2024-07-08 08:00"), body=(p("잘린 제목이 아닙니다."),)),
)
_SUBJECTS = ("청년 정책 설명회", "도로 굴착 공사", "수돗물 수질 검사 결과", "문화 강좌 수강생 모집", "공공 와이파이 점검", "시민 참여 예산 접수")
_DAY = at("2024-08-01 09:30")

ORDINARY = tuple(
    Notice(
        title=f"제{number}호 {_SUBJECTS[number % len(_SUBJECTS)]} 안내",
        author=OFFICES[number % len(OFFICES)],
        posted=_DAY + timedelta(days=5 * number, minutes=37 * number),
        body=(*_OPENING, ul(f"일시: 2024년 {8 + number // 7}월", f"문의: 내선 {2000 + number}")),
        replies=tuple(Reply(OFFICES[(number + k) % len(OFFICES)], f"확인했습니다 ({k})", 10 * k) for k in range(1, LONG_THREAD if number == 20 else number % 4)),
    )
    for number in range(1, 32)
)

NOTICES = (*SPECIAL, *ORDINARY)
