"""Posts to be shown on the generated boards: two vocabularies that share no title, author or sentence, and dates in every written form."""

# ruff: noqa: ARG005, E501 - every form takes the moment of reading, which few need; lists of words are long

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from html import escape

KST = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one part of the corpus: what posts are about, what they say of it, who writes, sentences, file names."""

    name: str
    subjects: tuple[str, ...]
    endings: tuple[str, ...]
    odd: tuple[str, ...]
    authors: tuple[str, ...]
    sentences: tuple[str, ...]
    files: tuple[str, ...]
    menu: tuple[str, ...]
    sites: tuple[str, ...]


DEVELOPED = Vocabulary(
    name="developed",
    subjects=(
        *("학사일정 변경", "국가장학금 신청", "도서관 휴관", "기숙사 입사자 선발", "정보공개 청구", "수도 계량기 교체", "마을버스 노선", "예비군 훈련", "졸업논문 심사"),
        *("교육과정 개편", "청년 주거 지원", "여권 발급", "재활용품 수거", "주민참여예산", "공공근로 참여자 모집", "전산실 점검", "제2학기 수강신청", "교환학생 파견"),
        *("어린이집 급식", "산불 예방 기간", "전기차 보조금", "가을 문화제", "연구윤리 교육"),
    ),
    endings=("안내", "공고", "결과 알림", "에 관한 협조 요청", "일정", "재공고", "설명회 개최", "방법과 유의 사항", "대상자 명단", "연기 안내", "관련 질의응답"),
    odd=(
        *("[긴급] 2025년 3월 2일 단수 안내", "(재공지) 3/15까지 제출하는 서류", "“열린 강좌” 수강생 추가 모집", "A&B관 출입문 <정문> 폐쇄", "12월", "Q&A"),
        *("Notice on the use of the new laboratory", "[2025-1] 신입생 오리엔테이션", "서버 점검 (03:00~05:00)", "※ 개인정보 처리방침 개정 ※"),
    ),
    authors=("총무과", "학사지원팀", "관리자", "도서관", "기획예산과", "정보전산원", "홍보담당관", "입학처", "운영자", "수도사업소"),
    sentences=(
        *("아래와 같이 알려 드리니 많은 관심과 참여를 바랍니다.", "신청서는 방문 또는 우편으로 제출할 수 있습니다.", "자세한 사항은 붙임 문서를 참고하시기 바랍니다."),
        *("기간이 지난 뒤에는 접수하지 않습니다.", "대상은 공고일 현재 관내에 주소를 둔 분입니다.", "선정된 분께는 문자로 따로 알려 드립니다."),
        *("문의는 담당 부서로 하여 주십시오.", "점검하는 동안 일부 서비스가 느려질 수 있습니다.", "준비물은 신분증과 필기구입니다.", "장소는 본관 이층 대회의실입니다."),
        *("제출한 서류는 돌려드리지 않습니다.", "학과 사무실에서 확인 도장을 받아 오시기 바랍니다.", "불편을 드려 죄송합니다.", "우천 때에는 한 주 미루어 엽니다."),
    ),
    files=("신청서.hwp", "공고문.pdf", "붙임 1. 대상자 명단.xlsx", "안내문(최종).hwpx", "서식 모음.zip", "포스터.jpg", "설명 자료.pptx"),
    menu=("대학 소개", "입학 안내", "학사 정보", "알림마당", "민원 안내", "자료실", "오시는 길"),
    sites=("한들대학교", "새빛군청", "푸른내구립도서관", "가온연구원"),
)

EVALUATED = Vocabulary(
    name="evaluated",
    subjects=(
        *("보건소 예방접종", "하수관 정비 공사", "지방세 납부", "체육센터 회원", "박물관 특별전", "농기계 임대", "무료 법률상담", "소상공인 대출", "계절학기 폐강", "실험 안전 점검"),
        *("평생학습관 강사", "공영주차장 요금", "전통시장 축제", "신임 교수 초빙", "동아리 등록", "저작권 바로 알기", "어르신 일자리", "길고양이 중성화", "빈집 정비"),
    ),
    endings=(
        *("접수 시작", "추진 계획", "변경 사항", "입찰", "최종 합격자 발표", "모니터단을 찾습니다", "기간 연장", "취소 알림", "신청하세요", "고시", "사전 조사", "보도자료"),
        "후기 공모",
    ),
    odd=(
        *("[필독] 2024.12.31. 시행 조례 전문", "제7회 사진전 당선작 (총 24점)", "‘책 읽는 밤’ 참가 가족 모집", "C/D동 승강기 <3호기> 교체", "감사합니다", "FAQ 5"),
        *("Spring semester housing application", "(~4.30.) 이주민 한국어 교실", "상수원보호구역 지정 1:5,000 도면", "★ 누리집 개편 ★"),
    ),
    authors=("시민소통과", "교무처", "보건행정과", "체육진흥팀", "담당자", "문화재단", "건설과", "국제교류본부", "세무1과", "학생회"),
    sentences=(
        *("이용하시는 분은 미리 예약하여 주시기 바랍니다.", "참가비는 없으며 재료는 나누어 드립니다.", "공사하는 동안 돌아가는 길을 이용하십시오."),
        *("심사위원회는 다섯 사람으로 꾸립니다.", "응모작은 전자우편으로 보내 주십시오.", "지난해와 견주어 달라진 점은 다음과 같습니다.", "결과는 다음 달 첫째 주에 누리집에 싣습니다."),
        *("주차장이 좁으니 대중교통을 이용하시기 바랍니다.", "납부 기한을 넘기면 가산금이 붙습니다.", "강의실 배정은 아직 끝나지 않았습니다.", "현장에서도 접수할 수 있습니다."),
        *("의견이 있으신 분은 서면으로 내 주십시오.", "올해 처음으로 밤에도 문을 엽니다.", "안전모를 반드시 써야 합니다."),
    ),
    files=("접수 양식.docx", "고시문 원본.pdf", "[별지 2호] 동의서.hwp", "도면_1차.dwg", "사진모음.7z", "웹자보.png", "예산내역서.xls"),
    menu=("기관 안내", "주요 사업", "시민 참여", "열린 소식", "온라인 신청", "기록 보관소", "찾아오시는 길"),
    sites=("너른들시청", "한마루대학", "솔마을 문화재단", "이음복지관"),
)

UNSEEN = Vocabulary(
    name="unseen",
    subjects=(
        *("숲길 해설", "폐건전지 교환", "아동수당", "시립합창단 정기연주회", "침수 우려 지역", "도시가스 배관", "청소년 상담", "모바일 학생증", "연구비 정산", "온실가스 감축"),
        *("치매 안심센터", "물놀이장 개장", "벼 병해충 방제", "열람실 좌석제", "강사료 지급", "캡스톤 디자인", "통학 셔틀"),
    ),
    endings=("운영 알림", "참여자 공모", "조사 협조", "시범 실시", "점검 결과", "개선 의견 받습니다", "우수작 전시", "지침 개정", "추가 접수", "사업 종료", "교육 이수", "공동 대응"),
    odd=(
        *("[안내] 2026년 1월 5일부터 바뀝니다", "제3차 (2/2) 회의록", "「지역 책방」 목록 공개", "R&D 과제 <2단계>", "폐문", "Best 10"),
        *("Winter closing days", "(12.24.~12.31.) 임시 휴무", "단가표 2,500원 → 3,000원", "◆ 긴급 점검 ◆"),
    ),
    authors=("산림녹지과", "학생지원처", "사무국", "환경위생과", "연구지원팀", "공연기획팀", "행정실", "보육지원과", "센터장", "전산지원팀"),
    sentences=(
        *("비가 오면 실내에서 진행합니다.", "지난달보다 두 시간 일찍 시작합니다.", "설문에는 오 분쯤 걸립니다.", "함께 일할 분을 기다립니다.", "표는 현장에서만 나누어 줍니다."),
        *("고쳐 쓸 수 있는 물건은 따로 모읍니다.", "제안해 주신 의견은 모두 검토하겠습니다.", "이 규정은 공포한 날부터 시행합니다.", "좌석은 한 사람에 두 자리까지입니다.", "바뀐 계좌를 꼭 확인하십시오."),
        *("안내 방송에 따라 움직여 주십시오.", "담당자가 자리를 비울 때는 메모를 남겨 주십시오.", "다음 해부터는 온라인으로만 받습니다.", "사진은 돌려드립니다."),
    ),
    files=("참가동의서.hwpx", "회의록_3차.pdf", "단가표.xlsx", "[첨부] 약도.jpg", "서식(수정본).doc", "결과보고.pptx"),
    menu=("우리 기관", "사업 안내", "예약하기", "소통 마당", "정보 공개", "자주 찾는 서비스"),
    sites=("늘봄구청", "해오름대학교", "물빛연구소"),
)

ENGLISH = Vocabulary(
    name="english",
    subjects=(
        *("Library opening hours", "Parking permits", "Scholarship applications", "Graduate seminar", "Campus network", "Faculty recruitment", "Exchange programme"),
        *("Laboratory safety", "Course registration", "Visa extension", "Dormitory check-in", "Research ethics", "Shuttle bus"),
    ),
    endings=("updated", "now open", "postponed", "for the spring term", "results announced", "call for proposals", "guidelines", "this Friday", "survey", "reminder", "cancelled"),
    odd=("[Urgent] Power outage on March 2, 2025", "Q&A", "COVID-19 & travel", "Orientation (03/15)", "Room 5 < Room 7"),
    authors=("Registrar", "Office of Research", "Library Desk", "International Affairs", "Admin", "Facilities Team"),
    sentences=(
        *("Please read the attached document carefully.", "Applications received after the closing date are not considered.", "The office is on the second floor of the main building."),
        *("Questions may be sent to the desk by mail.", "Seats are limited and given in the order of application.", "The service may be slow during the maintenance."),
        *("Participants bring their own identity card.", "Results are sent to each applicant.", "We thank everyone who took part."),
    ),
    files=("application form.docx", "guidelines.pdf", "schedule 2025.xlsx", "poster.png"),
    menu=("About", "Academics", "Research", "News", "Campus life", "Contact"),
    sites=("Riverside Institute", "Hillside University"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post as its board knows it; ``moment`` is in the board's own zone, ``body`` markup and ``text`` what a reader sees of it."""

    key: str
    number: int
    title: str
    author: str
    moment: datetime
    modified: datetime
    deadline: date
    body: str
    text: str
    files: tuple[str, ...]
    views: int
    comments: int
    category: str
    pinned: bool = False
    secret: bool = False


def entries(
    words: Vocabulary, count: int, at: datetime, seed: str, *, pinned: int = 0, secret: bool = False, step: int = 3, paces: Sequence[int] = (1,)
) -> tuple[Entry, ...]:
    """Posts from new to old: ``pinned`` older ones that the board keeps at the top come first, numbers and ids fall, days do not rise.

    ``paces``: how many times slower than usual the board is written, for each ten posts; the last goes on.
    """
    chance = random.Random(seed)
    moment = at.astimezone(KST) - timedelta(hours=chance.randint(1, 3), minutes=chance.randint(0, 59))
    key = chance.randint(2_000, 60_000)
    offset = chance.randint(0, 200)
    found = []
    for place in range(count):
        found.append(_entry(words, place + offset, count - place, str(key), moment, at.astimezone(KST), chance))
        key -= chance.randint(1, step)
        pace = paces[min(place // 10, len(paces) - 1)]
        moment -= timedelta(days=pace * chance.choice((0, 1, 1, 2, 3, 7)), hours=chance.randint(0, 9), minutes=chance.randint(1, 50))
    kept = [_replaced(entry, pinned=True) for entry in found[count - pinned :]] if pinned else []
    rest = found[: count - pinned]
    if secret and len(rest) > 4:
        rest[3] = _replaced(rest[3], secret=True)
    return (*kept, *rest)


def _replaced(entry: Entry, *, pinned: bool = False, secret: bool = False) -> Entry:
    values = {name: getattr(entry, name) for name in Entry.__slots__}
    return Entry(**{**values, "pinned": pinned, "secret": secret})


def _entry(words: Vocabulary, place: int, number: int, key: str, moment: datetime, now: datetime, chance: random.Random) -> Entry:
    title = f"{words.subjects[place % len(words.subjects)]} {words.endings[place % len(words.endings)]}".replace(" 에 ", "에 ")
    if number % 4 == 1:
        title = words.odd[(place // 4) % len(words.odd)]
    body, text = _body(words, place, chance)
    files = tuple(words.files[(place + more) % len(words.files)] for more in range((0, 1, 2, 0, 3, 1)[place % 6]))
    return Entry(
        key=key,
        number=number,
        title=title,
        author=words.authors[chance.randrange(len(words.authors))],
        moment=moment,
        modified=min(moment + timedelta(days=chance.randint(1, 20), hours=2), now - timedelta(minutes=5)),
        deadline=(moment + timedelta(days=chance.randint(5, 40))).date(),
        body=body,
        text=text,
        files=files,
        views=chance.randint(3, 4000),
        comments=chance.choice((0, 0, 2, 5)),
        category=chance.choice(("일반", "학사", "행사", "채용")),
    )


def _body(words: Vocabulary, place: int, chance: random.Random) -> tuple[str, str]:
    """A body as an editor leaves it, of a kind that changes from post to post, with the text in it."""
    own = chance.sample(words.sentences, k=min(len(words.sentences), chance.randint(3, 7)))
    kind = place % 7
    if kind == 0:
        return "".join(f"<p>{escape(one)}</p>" for one in own), "\n".join(own)
    if kind == 1:
        return "<br>\n".join(map(escape, own)), "\n".join(own)
    if kind == 2:
        items = "".join(f"<li>{escape(one)}</li>" for one in own[1:])
        return f"<p>&nbsp;</p><p><strong>{escape(own[0])}</strong></p><ul>{items}</ul>", "\n".join(own)
    if kind == 3:
        rows = [(f"{number}", one) for number, one in enumerate(own[1:], 1)]
        table = "".join(f"<tr><td>{number}</td><td>{escape(one)}</td></tr>" for number, one in rows)
        text = "\n".join([own[0], *(f"{number} {one}" for number, one in rows)])
        return f"<p>{escape(own[0])}</p><table border='1'><tbody>{table}</tbody></table>", text
    if kind == 4:
        marked = "".join(f'<p style="margin:0"><span style="font-family:Batang;font-size:11pt">{escape(one)}</span></p><p><br></p>' for one in own)
        return marked, "\n".join(own)
    if kind == 5:
        blocks = "".join(f"<div>{escape(one)}</div>" for one in own)
        return f'<div class="hwp_editor_board_content">{blocks}<div><img src="/upload/{place}.png" alt=""></div></div>', "\n".join(own)
    return f"<p>{escape(own[0])} {escape(own[1])}</p><p>{' '.join(map(escape, own[2:]))}</p>", "\n".join(own)


# --- dates -----------------------------------------------------------------------------------------------------------------

_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GERMAN_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
_GERMAN_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_FRENCH_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
_WEEK = "월화수목금토일"


def _yearless(when: datetime, at: datetime) -> str:
    return f"{when:%H:%M}" if when.date() == at.astimezone(KST).date() else f"{when:%m-%d}"


def _ago(when: datetime, at: datetime) -> str:
    hours = int((at - when).total_seconds() // 3600)
    return f"{hours}시간 전" if hours < 24 else f"{when:%Y.%m.%d}"


#: A moment as boards write it, by the name of the form.
WRITTEN: Mapping[str, Callable[[datetime, datetime], str]] = {
    "dash": lambda when, at: f"{when:%Y-%m-%d}",
    "dot": lambda when, at: f"{when:%Y.%m.%d}",
    "dotted": lambda when, at: f"{when:%Y.%m.%d}.",
    "spaced": lambda when, at: f"{when.year}. {when.month}. {when.day}.",
    "slash": lambda when, at: f"{when:%Y/%m/%d}",
    "short": lambda when, at: f"{when:%y.%m.%d}",
    "short-dash": lambda when, at: f"{when:%y-%m-%d}",
    "short-minute": lambda when, at: f"{when:%y-%m-%d %H:%M}",
    "yearless": _yearless,
    "ago": _ago,
    "korean": lambda when, at: f"{when.year}년 {when.month}월 {when.day}일",
    "weekday": lambda when, at: f"{when.year}. {when.month}. {when.day}.({_WEEK[when.weekday()]})",
    "minute": lambda when, at: f"{when:%Y-%m-%d %H:%M}",
    "second": lambda when, at: f"{when:%Y-%m-%d %H:%M:%S}",
    "dot-minute": lambda when, at: f"{when:%Y.%m.%d %H:%M}",
    "half": lambda when, at: f"{when:%Y-%m-%d} {'오전' if when.hour < 12 else '오후'} {when.hour % 12 or 12}:{when:%M}",
    "english": lambda when, at: f"{_ENGLISH_MONTHS[when.month - 1]} {when.day}, {when.year}",
    "english-day": lambda when, at: f"{when.day} {_ENGLISH_MONTHS[when.month - 1]} {when.year}",
    "time": lambda when, at: f'<time datetime="{when.isoformat()}">{when:%Y.%m.%d}</time>',
    "stamp": lambda when, at: f"{when:%Y-%m-%d %H:%M:%S}.0",
    "iso": lambda when, at: f"{when:%Y-%m-%dT%H:%M:%S}",
    "half-second": lambda when, at: f"{when:%Y-%m-%d} {'오전' if when.hour < 12 else '오후'} {when.hour % 12 or 12}:{when:%M:%S}",
    "half-after": lambda when, at: f"{when.year}년 {when.month}월 {when.day}일 {when.hour % 12 or 12}:{when:%M} {'오전' if when.hour < 12 else '오후'}",
    "unpadded": lambda when, at: f"{when.year}-{when.month}-{when.day}",
    "unpadded-minute": lambda when, at: f"{when.year}-{when.month}-{when.day} {when:%H:%M}",
    "american": lambda when, at: f"{when:%m-%d-%Y}",
    "american-minute": lambda when, at: f"{when:%m-%d-%Y, %I:%M %p}",
    "mail": lambda when, at: f"{when:%a, %d %b %Y %H:%M:%S} +0900",
    "slash-weekday": lambda when, at: f"{when:%Y/%m/%d}（{'月火水木金土日'[when.weekday()]}）",
    "japanese": lambda when, at: f"{when.year}年{when.month}月{when.day}日",
    "german": lambda when, at: f"{when:%d.%m.%Y}",
    "german-long": lambda when, at: f"{when.day}. {_GERMAN_MONTHS[when.month - 1]} {when.year}",
    "french": lambda when, at: f"{when.day} {_FRENCH_MONTHS[when.month - 1]} {when.year}",
    "english-long": lambda when, at: f"{when.day} {when:%B %Y}",
    "reiwa": lambda when, at: f"令和{when.year - 2018}年{when.month}月{when.day}日",
    "japanese-padded": lambda when, at: f"{when:%Y}年{when:%m}月{when:%d}日",
    "dot-weekday": lambda when, at: f"{when:%Y.%m.%d}({_WEEK[when.weekday()]})",
    "korean-minute": lambda when, at: f"{when:%Y}년 {when:%m}월 {when:%d}일 {when:%H:%M}",
    "locale": lambda when, at: f"{when.year}. {when.month}. {when.day}. {'오전' if when.hour < 12 else '오후'} {when.hour % 12 or 12}:{when:%M:%S}",
    "german-weekday": lambda when, at: f"{_GERMAN_DAYS[when.weekday()]}, {when.day}. {_GERMAN_MONTHS[when.month - 1]} {when.year}",
    "french-slash": lambda when, at: f"{when:%d/%m/%Y}",
    "us-slash": lambda when, at: f"{when:%m/%d/%Y}",
    "us-long": lambda when, at: f"{when:%B} {when.day}, {when.year}",
    "english-minute": lambda when, at: f"{when.day} {_ENGLISH_MONTHS[when.month - 1]} {when.year}, {when:%H:%M}",
    "none": lambda when, at: "",
}  # fmt: skip
