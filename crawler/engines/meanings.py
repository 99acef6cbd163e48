"""What the words of a board mean: headers, labels and class names, ranked and word-bounded, so that a deadline is never taken for a date of posting."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from crawler.dates import WEEKDAY, WEEKDAY_NAMES
from crawler.shown import plain_words
from crawler.text import line

#: What a column or a labelled value holds. "mixed" names two things at once; "other" is known and never read.
Meaning = Literal[
    "number", "title", "posted", "modified", "activity", "deadline", "event", "author", "category", "files", "status", "views", "mixed", "other"
]
#: The meanings of dates that are not the date of posting.
OTHER_DATES: frozenset[str] = frozenset(["modified", "activity", "deadline", "event"])

# The first pattern that fits counts: a deadline before any date, an author before any date, a date of posting last of the dates.
_RANKED: tuple[tuple[Meaning, str], ...] = (
    (
        "mixed",
        (
            r"(?:작성자|글쓴이|이름|부서|author|writer|by)\s*[/,·&]\s*(?:\S*일|날짜|일시|date)|(?:등록|작성"
            r"|게시)일\s*[/·(]\s*(?:최종\s?)?(?:수정|변경)일?\)?"
        ),
    ),
    ("mixed", r"(?:date|posted)\s*[/,·&]\s*(?:author|writer|by)|(?:\S*일|날짜|일시)\s*[/,·&]\s*(?:작성자|글쓴이|이름|조회수?)"),
    (
        "deadline",
        (
            r".*(?:마감|접수|신청|모집|응모|공모|제출|기한|만료|종료|유효|게시\s?기간|공고\s?기간|공개\s?기간|기간|시한|까지|締切|締め切り|期限|期間|期间|截止).*"
            r"|.*\b(?:frist|bewerbungsschluss|einsendeschluss|date limite|échéance|clôture|plazo|(?:fecha|data) límite"
            r"|vencimiento|scadenza|prazo|sluitingsdatum)\b.*"
            r"|.*\b(?:deadline|due|clos(?:es|ing|ed)|expir\w+|until|ends?|end date|valid|apply by|application\w*|submission\w*|period)\b.*"
        ),
    ),
    (
        "activity",
        (
            r".*(?:최근|마지막|最后|最後|最新|최종\s?(?:글|답|댓|활동)|최신\s?(?:글|답|댓)|답변일|답변\s?일시|처리일|댓글\s?시간|활동).*|.*\b(?:last"
            r"|latest|recent|activity|active|bumped|answered|repl(?:y|ied) (?:at|on|date))\b(?!.*(?:updat|modif|edit|chang|revis)).*"
        ),
    ),
    (
        "modified",
        (
            r".*(?:수정|갱신|변경|업데이트|개정|편집|更新|修改|修正).*|.*\b(?:updat\w+|modif\w+|edit(?:ed)?|revis\w+|chang\w+"
            r"|aktualisiert|geändert|bearbeitet|mise? à jour|actualizad[oa]|actualización|aggiornat[oa]|aggiornamento|atualizad[oa]|atualização"
            r"|bijgewerkt|gewijzigd)\b.*"
        ),
    ),
    (
        "event",
        (
            r"(?:.*[\s(])?(?:행사|개최|교육|강의|강좌|일정|시행|회의|공연|상영|전시|방송|개강|시험|면접|심사|촬영|운영|사업|진행|설명회|발생"
            r"|생산|제작|이용|상담|시작|예정|개시|발표|추첨|개찰|입찰|투표|선정|지급|납부|반납|배송)(?:\s?(?:시작"
            r"|예정|개시))?\s?(?:일|일자|일시|날짜|시간|시기|연월일)|일정|開催(?:日|日時)|活动(?:时间|日期)"
            r"|.*\b(?:event|when|starts?|begins?|scheduled?|held|effective|birth\w*)\b.*"
        ),
    ),
    (
        "views",
        (
            r"조회(?:수|\s?건수|\s?횟수)?|읽음|읽은\s?수|클릭수?|閲覧(?:数|回数)|点击(?:数|量)?|浏览(?:数|量|次数)?|瀏覽(?:數|次數)?"
            r"|vues|vistas|aufrufe|hits?|views?|reads?|viewed|count|조회\s?수|view count"
        ),
    ),
    (
        "other",
        (
            r"담당|문의처?|추천(?:수)?|좋아요|공감|비추천|찬성|반대|별점|평점|댓글(?:수)?|답글(?:수)?|답변(?:수)?|(?:담당\s?)?(?:전화(?:번호)?|연락처)|이메일|e-?mail"
            r"|선택|다운(?:로드)?(?:수)?|공유|인쇄|스크랩|신고|votes?|likes?|repl(?:y|ies)|comments?|posts?|answers?|responses?|score|phone"
            r"|tel|contact|downloads?|ip(?: ?주소)?|url|주소|홈페이지|출처|키워드|태그|tags?|내용|본문|content|비고|이미지|사진|썸네일"
            r"|미리\s?보기|thumbnail|image|photo|기능|관리|바로가기|link|링크|금액|가격|price|회사|위치|장소|place|location|venue|목록"
            r"|share|print|joined|registered|member since|가입(?:일|일자)?"
        ),
    ),
    (
        "author",
        (
            r"(?:글쓴이|작성자(?:명)?|등록자(?:명)?|게시자|글\s?쓴\s?이|쓴\s?이|올린\s?이|담당자|신청인|작성인|저자|발행인|기고자"
            r"|글\s?작성자|닉네임|이름|성명|성함|필자|기자|업로더)|소관|(?:담당|작성|등록|게시|제공|소관|주관|공고|고시|발행|발신|관련|관리|처리"
            r"|실시|책임|해당)?\s?(?:부서|기관|과|국|팀|부처|학과|단체)(?:\s?명)?|작성|발행처|제공처|소속|주최|주관|작성\s?부서.{0,4}"
            r"|(?:post(?:ed)?|written|submitted|created|started|published|uploaded) by|by|author(?: name)?|writer|poster|user(?: ?name)?"
            r"|nick(?:name)?|name|owner|department|dept\.?|office|division|publisher|issued by|issuer|reporter|reported by|submitter|requester"
            r"|starter|topic starter|thread starter"
            r"|from|contributor|editor|agency|unit|team|organi[sz]ation"
            r"|(?:올린|글\s?쓴|쓴|작성한|등록한)\s?(?:사람|곳)|등록인|게시인|(?:주무|배포|보도|생산)\s?(?:부서|기관)|(?:作成|投稿|登録|発信|発表|发布|發布|编辑)[者人]|作者|名前|ニックネーム"
            r"|(?:発行|担当|発信)(?:元|課|部署|部門)|部署|部门|部門"
            r"|(?:发布|發布)(?:单位|單位|机构|部门)|(?:信息)?来源(?:单位)?|來源|aut(?:eure?|rice|or[ae]?)|verfasser(?:in)?|(?:veröffentlicht )?von|par"
        ),
    ),
    (
        "posted",
        (
            r"(?:등록|작성|게시|공고|고시|보도|배포|발행|게재|공지|기재|입력|기안|글\s?쓴|올린|업로드|공개|최초\s?(?:등록|작성|게시)|생성"
            r"|쓴|적은|최초|자료\s?등록|기사\s?등록|탑재|등재)\s?(?:일|날|일자|일시|날짜|시간|시각|연월일|년월일)"
            r"|최초\s?(?:등록|작성|게시)|입력|(?:올린|작성한|등록한|글\s?쓴|쓴)\s?날|날\s?짜|일\s?자|일\s?시|등록|게시|시간"
            r"|연월일|시각|작성시간|date(?: ?/ ?time)?|(?:date )?(?:posted|published|created|added|issued|written|released?)(?: (?:on"
            r"|at|date))?|(?:post(?:ing|ed)?|publish(?:ed)?|publication|creat(?:ed|ion)|regist(?:ered|ration)|reg\.?|issue|release|written"
            r"|upload(?:ed)?|notice|announcement) ?(?:date|day|time|on|at)|uploaded|time|day|dated|issued on"
            r"|(?:投稿|作成|掲載|公開|登録|発表|発行|公示|发布|發布|发表|發表|公布|上传|张贴|張貼)(?:年月日|日|日付|日時|日期|时间|時間)"
            r"|日付|日時|日期|时间|時間|fecha(?: de publicación)?|datum|data(?: di pubblicazione| de publicação)?|date de publication"
            r"|(?:erstellt|veröffentlicht|eingestellt|gepostet|publiziert)(?: am)?|vom|veröffentlichung(?:sdatum)?"
            r"|(?:publiée?s?|postée?|mise? en ligne|paru|parution)(?: le| du)?"
            r"|publicad[oa](?: el| em)?|pubblicat[oa](?: il)?|geplaatst(?: op)?|publicerad|publisert|gepubliceerd(?: op)?"
        ),
    ),
    ("number", r"글?\s?번\s?호|番号|番號|编号|編號|序号|序號|no\.?|nr\.?|num(?:ber)?\.?|순\s?번|연\s?번|#|№|seq\.?|번|id|순서|글\s?번호|index"),
    (
        "category",
        (
            r"(?:분\s?류|구\s?분|카테고리|말머리|유\s?형|종\s?류|지\s?역|대\s?상|분\s?야|주제\s?분류|게시판|게시판\s?명|소분류|대분류|언어"
            r"|학년|등급)(?:\s?명)?|categor(?:y|ies)|type|class(?:ification)?|section|kind|board|forum|region|topic area|language|grade"
            r"|label|prefix|division name|区分|區分|分類|分类|類別|类别|种类|種別|カテゴリー?|栏目"
        ),
    ),
    (
        "files",
        (
            r"(?:첨\s?부(?:\s?(?:파일|문서|자료|물))?|파일(?:\s?첨부)?|자료|첨부\s?유무|파일\s?명)(?:\s?\(?\d*개?\)?)?|files?|attach(?:ment"
            r"|ed|ments)?(?: files?)?|documents?|down|添付(?:ファイル)?|附件|附檔"
        ),
    ),
    (
        "status",
        (
            r"(?:상\s?태|진행(?:\s?상태|\s?상황|\s?여부)?|처리(?:\s?상태|\s?결과|\s?상황)?|답변\s?(?:여부|상태)|공개(?:\s?여부)?"
            r"|접수\s?상태|채택)|status|state|open|progress|stage"
        ),
    ),
    (
        "title",
        (
            r"(?:글\s?)?제\s?목|(?:공고|행사|사업|자료|강좌|과제|사이트|상품|민원|채용|프로그램|보도자료|도서|논문|기사|문서|고시|안건|과정"
            r"|교육|서식|법령|업무|공연|전시|대회|세미나|공모|입찰|용역|물품|제안)\s?(?:명|제목|명칭)|subject|titles?|topics?|threads?"
            r"|headline|heading|article|notices?|discussion|post title|주\s?제|건\s?명|안건|질문|문의\s?(?:내용|제목)|글\s?제목"
            r"|제목\s?및\s?내용|question|announcements?|item|news|공지\s?사항|description|summary"
            r"|件名|題名|題目|题目|標題|标题|主题|主題|タイトル|記事名|titre|títulos?|titulos?|titel"
            r"|titolo|oggetto|onderwerp|assunto|betreff|asunto|sujet|judul|tiêu đề"
        ),
    ),
)
_PATTERNS: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple((meaning, re.compile(words, re.IGNORECASE)) for meaning, words in _RANKED)
_TRIM = re.compile(r"^[\s·•|*\[(【○●▪■◆▶>ㆍ:：-]+|[\s:：|*\])】▼▲↓↑△▽⇅-]+$")
_SORT = re.compile(r"\s*(?:정렬(?:하기)?|오름차순|내림차순|순으로|sort(?:ed)?(?: by)?|ascending|descending|asc|desc)\s*", re.IGNORECASE)
_SPACED = re.compile(r"[가-힣一-鿿](?: [가-힣一-鿿]){1,6}")
LONGEST = 30


def meaning_of(label: str) -> Meaning | None:
    """What a header or label names; None for words that are none of ours."""
    return _short_meaning(label) if len(label) <= LONGEST * 2 else None


@lru_cache(maxsize=4096)  # a list shows the same few in every row
def _short_meaning(label: str) -> Meaning | None:
    text = _TRIM.sub("", _SORT.sub(" ", line(label))).strip()
    if _SPACED.fullmatch(text):
        # 제 목, 등 록 일: letters set apart to fill a cell.
        text = text.replace(" ", "")
    if not text or len(text) > LONGEST:
        return None
    return next((meaning for meaning, words in _PATTERNS if words.fullmatch(text)), None)


_KEEPS = re.compile(
    r"담당(?:자|인)?|소관|주관|.*(?:부서|기관|과|국|팀|부처|학과|단체|소속|주최)(?:\s?명)?|(?:信息)?来源.*|來源|部署|部门|部門|department|dept\.?|division|unit|team"
    r"|office|agency|organi[sz]ation|name|이름|owner",
    re.IGNORECASE,
)


def is_keeper(word: str) -> bool:
    """Whether a word for an author names who is in charge or where a text comes from: the author only where no word names the writer."""
    return _KEEPS.fullmatch(_TRIM.sub("", line(word))) is not None


_BY_CLASS: tuple[tuple[Meaning, str], ...] = (
    ("deadline", r"deadline|due|expire\w*|period|close\w*|enddate|end|term|dday|d-day|magam|jeopsu"),
    ("activity", r"(?:\w+_)?last\w*|latest|recent\w*|activity"),
    ("modified", r"modif\w*|updat\w*|edit\w*|mod|moddt|upd|revised"),
    ("event", r"event\w*|schedule\w*|start\w*"),
    ("views", r"hits?|views?|reads?|count|cnt|readnum|inq|readcount|viewcount|visit\w*"),
    ("author", (
        r"author\w*|writer\w*|wr|user\w*|nick\w*|poster|dept|department|organ|byline|wname|reg_?name|reg_?nm|name|by|creator|posted-?by|who"
        r"|wrtr|rgtr|ntcr|user_?nm|dept_?nm|dep|buseo|auteur\w*|autor\w*|verfasser\w*|schreiber"
    )),
    ("posted", (
        r"date|reg_?date|reg_?dt|reg|regdate|wdate|posted\w*|datetime|time|day|created\w*|published|pubdate"
        r"|write_?date|writedate|entry-date|dates|ymd|ins_?dt|ins_?date|cre_?dt|created_?at|published_?at|rgs?t?_?dt|wr_?date|post_?date|pub_?dt"
    )),
    ("number", r"no|num|number|seq|idx|uid"),
    ("category", r"cate\w*|category|type|tag|label|cat|sort|division|gubun|kind|field"),
    ("files", r"files?|attach\w*|file_?down"),
    ("status", r"status|state|stat|progress"),
    ("title", r"title|subject\w*|subj|tit|sbj|headline|heading|topic\w*"),
)
_CLASS_PATTERNS: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple((meaning, re.compile(words, re.IGNORECASE)) for meaning, words in _BY_CLASS)
_PREFIX = re.compile((
    r"^(?:td|th|col|cell|list|board|bbs|bo|b|post|item|row|tbl|p|f|c|view|article|info|meta|txt|entry|news"
    r"|notice)[-_]+|[-_]+(?:td|th|col|cell|txt|text|wrap|box|area|info|item|list)$"
), re.IGNORECASE)


@lru_cache(maxsize=4096)
def meaning_of_class(name: str) -> Meaning | None:
    """What a class name says that its element holds; None where it says nothing: layouts are named in many ways."""
    if name == "p-name":
        # In microformats this is the name of the post, not of who wrote it.
        return "title"
    bare, before = name, ""
    while bare != before:
        before, bare = bare, _PREFIX.sub("", bare)
    bare = re.sub(r"_?\d+$", "", bare.replace("-", "_"))
    return next((meaning for meaning, words in _CLASS_PATTERNS if words.fullmatch(bare)), None)


_BY_ICON: tuple[tuple[Meaning, frozenset[str]], ...] = tuple(
    (meaning, frozenset(words.split()))  # type: ignore[misc]  # the words below are meanings
    for meaning, words in (
        ("author", "user person people author account member writer"),
        ("posted", "clock time date access"),
        ("views", "eye view views hit hits visibility read"),
        ("files", "clip paperclip file attach attachment attachments"),
        ("category", "folder tag tags label"),
        # A calendar stands beside days of all kinds.
        ("mixed", "calendar schedule event"),
        ("other", "comment comments chat reply heart like thumb thumbs download share print phone envelope mail home map marker link"),
    )
)
_PICTURE_FILE = re.compile(r"([^/]+)\.(?:gif|png|svg|jpe?g|webp)(?:[?#].*)?$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def meaning_of_icon(names: str) -> Meaning | None:
    """What an icon stands for, by its class names or its file: ``fa fa-user``, ``ico_date.png``; None for other pictures."""
    file = _PICTURE_FILE.search(names)
    words = set(re.split(r"[^a-z]+", (file[1] if file else names).lower()))
    return next((meaning for meaning, known in _BY_ICON if words & known), None)


_YEAR = r"(?:19|20)\d\d"
_CLOCK = (
    r"(?:(?:오전|오후|am|pm)\s*)?\d{1,2}(?::\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?|시(?:\s*\d{1,2}분)?(?:\s*\d{1,2}초)?)"
    r"(?:\s*(?:오전|오후|am|pm|a\.m\.|p\.m\.))?"
)
_DAY_OF_WEEK = rf"(?:\s*[(\[（]?{WEEKDAY}[)\]）]?)?"
_ERA_DAY = rf"(?:令和|平成)\s?(?:元|\d{{1,2}})\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日{_DAY_OF_WEEK}"
# The first letters of the months in English, German, French, Spanish, Italian, Portuguese and Dutch; the date reader knows each word.
_MONTH = (
    r"(?:jan|jän|ene|gen|feb|fev|fév|mar|mär|mrz|mrt|maa|apr|avr|abr|may|mai|mag|mei|jun|jui|giu|jul|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic)"
    r"[a-zûéç]*\.?"
)
_NAMED_DAY = rf"(?:{WEEKDAY_NAMES})"
_SHAPES = (
    ("whole", (
        rf"{_YEAR}\s?(?:[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{1,2}}\.?"
        rf"|[년年]\s?\d{{1,2}}\s?[월月]\s?\d{{1,2}}\s?[일日]){_DAY_OF_WEEK}(?:[T,\s]*{_CLOCK})?(?:\s?(?:Z|[+-]\d\d:?\d\d))?"
    )),
    ("whole", _ERA_DAY),
    ("whole", (
        rf"(?:{_NAMED_DAY}\.?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?(?:[\s-]|\sde\s){_MONTH},?(?:[\s-]|\sde\s){_YEAR}"
        rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR})(?:,?\s*(?:at\s)?{_CLOCK})?(?:\s?(?:Z|UTC|GMT|KST|[+-]\d\d:?\d\d))?"
    )),
    ("whole", rf"(?:{_NAMED_DAY}\.?,?\s+)?\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR}(?:,?\s*{_CLOCK})?"),
    ("short", rf"['’‘]?\d{{2}}[-./]\s?\d{{1,2}}[-./]\s?\d{{1,2}}\.?{_DAY_OF_WEEK}(?:\s+{_CLOCK})?"),
    ("yearless", rf"\d{{1,2}}[-./]\d{{1,2}}\.?{_DAY_OF_WEEK}(?:\s+{_CLOCK})?|\d{{1,2}}월\s?\d{{1,2}}일{_DAY_OF_WEEK}(?:\s+{_CLOCK})?"),
    ("yearless", rf"\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}"),
    ("time", _CLOCK),
    ("relative", rf"\d{{1,3}}\s?(?:초|분|시간|일|주일?|개월|달|년)\s?전|방금(?:\s?전)?|(?:어제|오늘|그제|그저께|엊그제)(?:\s+{_CLOCK})?"),
    ("relative", (
        rf"(?:\d{{1,3}}|an?)\s?(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|week|mo|month|y|yr"
        rf"|year)s?\.?(?:\sago)|(?:today|yesterday)(?:,?\s*(?:at\s)?{_CLOCK})?|just now"
    )),
)
_SHAPE = tuple((kind, re.compile(words, re.IGNORECASE | re.ASCII if "가" not in words else re.IGNORECASE)) for kind, words in _SHAPES)
_PERIOD = re.compile((
    r"\d\s*\.?\s*(?:\([월화수목금토일]\))?\s*[~∼〜–—]|\d\s+-\s+\d{2,4}|[~∼〜]\s*\d|부터.*까지|까지|상시"
    r"|D\s?[-+]\s?(?:\d+|day)"
), re.IGNORECASE)
_ANYWHERE = re.compile((
    rf"(?<![\d.-])(?:{_ERA_DAY}|{_YEAR}\s?(?:[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{1,2}}"
    rf"|[년年]\s?\d{{1,2}}\s?[월月]\s?\d{{1,2}}\s?[일日]){_DAY_OF_WEEK}(?:[T,\s]+{_CLOCK})?)(?!\d)"
), re.IGNORECASE)

_SOME_DAY = re.compile(r"\d{1,4}\s?[-./년월]\s?\d|^D\s?[-+]\s?(?:\d+|day)$|^상시.{0,4}$", re.IGNORECASE)

_OPENS_PERIOD = re.compile(rf"\W*(?:\d|D\s?[-+]|상시|[월화수목금토일]\)|~|(?:{WEEKDAY_NAMES})\b|{_MONTH}\s?\d|(?:from|du|vom|von|dal|del|de)\s)", re.IGNORECASE)
_OF_PERIODS = re.compile(
    rf"부터|까지|오전|오후|상시|예산|소진|선착순|마감|모집|접수|[년월일시분]|\bD\b|day|\b(?:{WEEKDAY_NAMES})\b|{_MONTH}(?=\W|$)|\b(?:from|to|until|at|au|bis|al|uhr|am|pm)\b",
    re.IGNORECASE,
)
#: A text with more letters than these beside its days is a sentence.
FEW_LETTERS = 5

Shape = Literal["whole", "short", "yearless", "time", "relative", "period"]


@lru_cache(maxsize=8192)
def date_shape(text: str) -> Shape | None:
    """How a text that is a date and nothing else is written; None for every other text."""
    if not 2 <= len(text) <= 60:
        return None
    for written in dict.fromkeys((text, plain_words(text))):
        for kind, words in _SHAPE:
            if words.fullmatch(written):
                return kind  # type: ignore[return-value]  # the table above holds no other word
    return "period" if _is_period(text) else None


def _is_period(text: str) -> bool:
    """Whether a text is a span of time and not a sentence that names one: it begins with a day, and few words follow."""
    if not (_PERIOD.search(text) and _SOME_DAY.search(text) and _OPENS_PERIOD.match(text)):
        return False
    return len(re.findall(r"[^\W\d_]", _OF_PERIODS.sub("", text))) <= FEW_LETTERS


_SPLIT_DAY = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<year>(?:19|20)\d\d)\s?[-./년]\s?(?P<month>\d{1,2})\s?월?\.?|(?P<year2>(?:19"
    r"|20)\d\d)\s?[-./년]\s?(?P<month2>\d{1,2})\s?월?\.?\s+(?P<day2>\d{1,2})일?"
    r"|(?P<month3>\d{1,2})\s?[-./]\s?(?P<day3>\d{1,2})\s+(?P<year3>(?:19|20)\d\d)|(?P<year4>(?:19"
    r"|20)\d\d)\s+(?P<month4>\d{1,2})\s?[-./]\s?(?P<day4>\d{1,2})"
)


def joined_day(text: str) -> str | None:
    """The day of a calendar badge that shows it in pieces ("28 2024.03"), as 2024-03-28; None for every other text."""
    match = _SPLIT_DAY.fullmatch(text) if 8 <= len(text) <= 14 else None
    if match is None:
        return None
    year, month, day = (next(value for name, value in match.groupdict().items() if name.startswith(part) and value) for part in ("year", "month", "day"))
    return f"{year}-{int(month):02d}-{int(day):02d}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None


def whole_dates_in(text: str) -> list[str]:
    """The whole dates that stand anywhere in a text."""
    return [match[0] for match in _ANYWHERE.finditer(text)]


#: Meanings whose labels stand in one line before their values without a mark between.
_LISTED: frozenset[Meaning | None] = frozenset(["author", "posted", "modified", "views", "number", "other"])
_COLON = re.compile(r"\s?(?<!\d)[:：]\s*(?=\S)")
_ON_BY = re.compile(
    r"(?:(?:posted|published|written|submitted|created) )?(?:on )?(?P<date>\S.{4,50}?)(?:,| [|·-])? (?:by|par|von|por|door)[:\s]\s*(?P<author>\S.{0,58})",
    re.IGNORECASE,
)
_BY = re.compile((
    r"(?:(?:posted|written|submitted|created|started"
    r"|published) )?by[:\s]\s*(?P<author>\S.{0,58}?)(?:\s+(?:on|at|»|·|,|—|–|\|)\s+(?P<rest>.+))?"
), re.IGNORECASE)

#: The same abroad and over Korean texts of magazines; a word of its own begins a name, a button's word does not.
_BY_ABROAD = re.compile(
    r"(?:Par|Von|Por|Door)\s(?:(?:la |le |l’|l'|der |die |das |el |de )?)(?P<author>[A-ZÀ-Ý]\S.{0,38})"
    r"|글(?:\s?[·/]\s?사진)?[.:\s]\s?(?!쓰기|목록|작성|수정|삭제|보기|등록|번호|제목|내용|관리|검색|더보기|공유|인쇄|신고|답|남기|올리|읽기|전체)(?P<writer>[가-힣A-Za-z][^.!?]{1,14})"
)

_HANGUL = re.compile(r"[가-힣]{2,8}")
#: What an author's label may take with it: "By: name on 3 March 2025".
_NAME_ON = re.compile(r"(?P<author>\S.{0,58}?)(?:\s+(?:on|at|»|·)\s+|,\s+)(?P<rest>.+)")
_COUNTED = re.compile(r"[\d,]+\s?(?:건|회|개|명|번)?")


def _worded(text: str) -> list[tuple[str, Meaning, str]]:
    """The labels of a line without marks, such as "작성자 총무과 댓글 2건 조회 31회 작성일 24-12-28 06:46"; none where a value is not of its label's kind."""
    words = text.split(" ")
    labels = [_HANGUL.fullmatch(word) is not None and meaning_of(word) in _LISTED for word in words]
    starts: list[int] = []
    for place, label in enumerate(labels):
        # A name may be a word for a writer itself: 작성자 담당자.
        starts += [place] if label and (not starts or place - starts[-1] > 1) else []
    # A line of facts says each word once; a menu says one again and again.
    if len(starts) < 2 or starts[0] != 0 or len({words[start] for start in starts}) < len(starts):
        return []
    found: list[tuple[str, Meaning, str]] = []
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        word, value = words[start], " ".join(words[start + 1 : end])
        meaning = meaning_of(word)
        dated = meaning == "posted" or meaning in OTHER_DATES
        if meaning is None or not value or (dated and date_shape(value) is None) or (meaning in ("views", "other") and not _COUNTED.fullmatch(value)):
            return []
        found.append((word, meaning, value))
    return found


def _led_day(text: str) -> str | None:
    """A date less the words before it that call it that of posting: "Publié le 4 mars 2025"; None for anything else."""
    words = text.split(" ")
    for count in range(min(len(words), 4)):
        rest = " ".join(words[count:])
        if date_shape(rest) and (not count or meaning_of(" ".join(words[:count])) == "posted"):
            return rest
    return None


def pairs_in(text: str) -> list[tuple[str, Meaning, str]]:
    """The labels of a line such as "작성자 : 총무과 날짜 : 2024-01-02" with their meanings and values, or of one that says by whom."""
    marks: list[tuple[int, int, str, Meaning]] = []
    for colon in _COLON.finditer(text):
        before = text[marks[-1][1] if marks else 0 : colon.start()]
        words = list(re.finditer(r"[^\s|·,/()\[\]]+", before))[-3:]
        for word in words:
            meaning = meaning_of(before[word.start() :])
            if meaning is not None:
                start = colon.start() - len(before) + word.start()
                marks.append((start, colon.end(), text[start : colon.start()], meaning))
                break
    found: list[tuple[str, Meaning, str]] = []
    for place, (_, start, named, meaning) in enumerate(marks):
        value = text[start : marks[place + 1][0] if place + 1 < len(marks) else len(text)].strip(" |·,/()[]")
        after_name = _NAME_ON.fullmatch(value) if meaning == "author" else None
        if after_name is not None and date_shape(after_name["rest"]):
            found += [(named, meaning, after_name["author"]), ("on", "posted", after_name["rest"])]
        elif value:
            found.append((named, meaning, value))
    if found or len(text) >= 120:
        return found
    if len(listed := _worded(text)) > 1:
        return listed
    after = _ON_BY.fullmatch(text)
    if after is not None and (day := _led_day(after["date"])) and not date_shape(after["author"]):
        return [("by", "author", after["author"]), ("on", "posted", day)]
    by = _BY.fullmatch(text)
    if by is not None and not date_shape(by["author"]):
        found.append(("by", "author", by["author"]))
        # What follows behind a comma is another fact: "by name — published 2 March 2025, last modified 5 March 2025".
        rest = by["rest"] or ""
        day = next((day for said in (rest, ", ".join(rest.split(", ")[:2]), rest.split(", ")[0]) if (day := _led_day(said))), None)
        if day is not None:
            found.append(("on", "posted", day))
    return found or _by_abroad(text)


def _by_abroad(text: str) -> list[tuple[str, Meaning, str]]:
    named = _BY_ABROAD.fullmatch(text)
    return [("by", "author", named["author"] or named["writer"])] if named is not None else []


_OFFICE = re.compile(
    r".{1,20}(?:[가-힣A-Z\d](?:과|팀|실|국|처|센터|본부|사무소|위원회|학부|학과|대학|행정실|사무국|담당관"
    r"|도서관|박물관|미술관|정보원|교육원|연구원|대학원|사업단|공단|재단|협회|학교|주민센터|구청|시청|군청"
    r"|도청|소방서|보건소|의회|협의회|연합회|동창회|조합|지원청|출장소|사업소|관리소|캠퍼스|담당|파트|그룹|부문|사업부|지점|지사|데스크|[가-힣]국))"
    r"(?:\([^()]{1,20}\))?|.{0,10}학생회|(?:최고|시스템|사이트|홈페이지|게시판)?\s?(?:관리자|운영자|담당자|운영팀)"
    r"|admin(?:istrator)?|web\s?master|manager|operator"
    r"|(?:[a-z][\w&’'-]*\s){1,3}(?:office|team|department|dept\.?|desk|unit|bureau|secretariat|committee|council|staff|press service)",
    re.IGNORECASE,
)

#: Offices in Japanese, Chinese, German and French; East Asian ones often stand in brackets.
_OFFICE_ABROAD = re.compile(
    r"[一-鿿ぁ-んァ-ヶー々・]{2,14}(?:課|係|局|室|部|署|センター|委員会|事務所|事務局|図書館|支所|学部)"
    r"|[一-鿿]{2,14}(?:处|處|科|办公室|委员会|学院|中心|部|厅|局|组|院|系|馆|团委|工会)"
    r"|(?:[A-ZÄÖÜ][\w-]*(?: und | für | der )?)*[\w-]+(?:amt|referat|dezernat|abteilung|verwaltung|stelle|büro|leitung)"
    r"|(?:Direction|Service|Pôle|Cabinet|Mairie|Secrétariat|Bureau|Département) .{2,40}"
)


def is_office(text: str) -> bool:
    """Whether a text by itself says who publishes: an office, or the board's keeper."""
    first, _, rest = text.partition(" ")
    named = _OFFICE.fullmatch(text) or _OFFICE_ABROAD.fullmatch(text.strip("()（）[]【】 "))
    return len(text) <= 40 and named is not None and not (rest and meaning_of(first) is not None)
