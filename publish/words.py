"""Every word of the reading room's pages, in Korean and in English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Lang = Literal["ko", "en"]
LANGS: tuple[Lang, ...] = ("ko", "en")

#: key: (Korean, English). Braces hold what is filled in; both languages fill in the same names.
WORDS: dict[str, tuple[str, str]] = {
    "name": ("판전", "Panjeon"),
    "tagline": ("게시판을 있는 그대로 남기는 보관소", "The archive for notice boards"),
    "skip": ("본문으로 건너뛰기", "Skip to content"),
    "other_language": ("English", "한국어"),
    "boards": ("게시판", "Boards"),
    "board": ("게시판", "Board"),
    "all_boards": ("모든 게시판", "All boards"),
    "changes": ("바뀐 글", "Changes"),
    "crawls": ("수집 기록", "Crawls"),
    "issues": ("문제 목록", "Issues"),
    "partners": ("협력 기관", "Partners"),
    "data": ("데이터", "Data"),
    "search": ("검색", "Search"),
    "search_posts": ("글 검색", "Search posts"),
    "search_hint": (
        "낱말을 모두 담은 글을 찾습니다. “따옴표”는 그대로, -낱말은 빼고, OR는 둘 중 하나.",
        "Finds posts with all the words. “Quotes” for an exact phrase, -word to leave out, OR for either.",
    ),
    "results": ("“{q}” 검색 결과 {n}건", "{n} results for “{q}”"),
    "no_results": ("찾은 글이 없습니다. 낱말을 줄이거나 띄어쓰기를 바꾸어 보십시오.", "Nothing found. Try fewer or other words."),
    "posts": ("글", "Posts"),
    "edited": ("바뀐 글", "Edited"),
    "charts": ("도표", "Charts"),
    "all_charts": ("이 게시판의 도표 모두 보기", "All charts of this board"),
    "charts_about": (
        "등록일은 사이트에 적힌 날짜로, 바뀌거나 내려간 때는 보관소가 알아차린 날짜로 셉니다.",
        "Posts are counted by the dates that the site shows, edits and departures by the days on which they were observed.",
    ),
    "chart_posted": ("등록된 글", "Posts by date"),
    "chart_happened": ("바뀌거나 내려간 글", "Edits and departures"),
    "chart_authors": ("글쓴이", "Authors"),
    "chart_answers": ("수집마다 게시판이 답한 결과", "How the board answered, run by run"),
    "chart_partners": ("협력 기관 수", "Number of partners"),
    "as_table": ("표로 보기", "As a table"),
    "newest": ("새 글", "Newest posts"),
    "changed_lately": ("최근에 바뀐 글", "Changed lately"),
    "taken_down": ("내려간 글", "Taken down"),
    "nothing_changed": ("바뀐 글이 아직 없습니다.", "No post has changed yet."),
    "nothing_taken_down": ("내려간 글이 아직 없습니다.", "No post has been taken down yet."),
    "no_posts": ("글이 없습니다.", "No posts."),
    "no_boards": (
        "아직 보관한 게시판이 없습니다. panjeon crawl 명령으로 첫 수집을 시작하십시오.",
        "No board is archived yet. Begin with the command panjeon crawl.",
    ),
    "more": ("모두 보기", "See all"),
    "posts_n": ("글 {n}건", "{n} posts"),
    "complete_all": ("게시판이 밝힌 {claimed}건을 모두 보관했습니다.", "All {claimed} posts that the board says it has are archived."),
    "complete_part": (
        "게시판이 밝힌 {claimed}건 가운데 {listed}건을 보관했습니다({percent} %).",
        "{listed} of the {claimed} posts that the board says it has are archived ({percent} %).",
    ),
    "complete_unknown": (
        "게시판이 전체 글 수를 밝히지 않아 빠진 글이 있는지 알 수 없습니다.",
        "The board does not say how many posts it has, so completeness cannot be told.",
    ),
    "last_crawl": ("마지막 수집", "Last crawl"),
    "never_crawled": ("아직 수집하지 않았습니다.", "Not crawled yet."),
    "outcome_running": ("진행 중이거나 중단됨", "running, or stopped short"),
    "outcome_complete": ("완료", "complete"),
    "outcome_incomplete": ("미완료", "incomplete"),
    "outcome_suspect": ("의심스러움", "suspect"),
    "outcome_failed": ("실패", "failed"),
    "mode_refresh": ("새 글 확인", "refresh"),
    "mode_sweep": ("전체 수집", "sweep"),
    "mode_partners": ("협력 기관 수집", "partners"),
    "board_ok": ("정상", "ok"),
    "board_suspect": ("의심스러움", "suspect"),
    "board_unreachable": ("접속 불가", "unreachable"),
    "board_new": ("첫 수집 전", "new"),
    "state": ("상태", "State"),
    "state_listed": ("게시 중", "listed"),
    "state_unlisted": ("목록에서 빠짐", "unlisted"),
    "state_gone": ("삭제됨", "taken down"),
    "state_blinded": ("가려짐", "blinded"),
    "state_secret": ("비밀글로 바뀜", "made secret"),
    "pinned": ("고정", "pinned"),
    "year": ("연도", "Year"),
    "author": ("글쓴이", "Author"),
    "any": ("전체", "All"),
    "filter": ("고르기", "Filter"),
    "page": ("{n} / {of}쪽", "Page {n} of {of}"),
    "previous": ("이전", "Previous"),
    "next": ("다음", "Next"),
    "original": ("원문 주소", "Original address"),
    "site_says": ("사이트의 표시", "What the site says"),
    "posted": ("등록일", "Posted"),
    "modified": ("수정일", "Last edited"),
    "as_shown": ("화면 표기", "as shown"),
    "not_shown": ("표시 없음", "not shown"),
    "we_observed": ("보관소의 확인", "What this archive observed"),
    "first_seen": ("처음 확인", "First seen"),
    "last_seen": ("마지막 확인", "Last seen"),
    "last_change": ("마지막 변경", "Last change"),
    "body_as_text": (
        "본문의 서식이 지나치게 크거나 깊어 글자만 보여 드립니다.",
        "The body's markup is too large or too deep to be shown; this is its text.",
    ),
    "empty_body": ("본문에 글자가 없습니다.", "The body holds no text."),
    "remote_images": (
        "다른 서버에서 불러오는 그림은 보이지 않고 대체 글만 남깁니다.",
        "Pictures on other servers are not loaded; their alternative text stands for them.",
    ),
    "attachments": ("첨부파일", "Attachments"),
    "file_present": ("보관됨", "archived"),
    "file_removed": ("글에서 빠짐", "no longer offered"),
    "file_missing": ("받지 못함", "not served"),
    "comments": ("댓글", "Comments"),
    "comment_removed": ("삭제된 댓글", "removed"),
    "history": ("이력", "History"),
    "version": ("{n}판", "Version {n}"),
    "showing_version": ("{n}판을 보고 있습니다. 지금의 글이 아닙니다.", "You are reading version {n}, not the present post."),
    "to_present": ("지금의 글로", "To the present post"),
    "read_version": ("이 판 읽기", "Read this version"),
    "compare": ("비교", "Compare"),
    "compare_with_previous": ("앞 판과 비교", "Compare with the version before"),
    "comparing": ("{a}판과 {b}판 비교", "Version {a} and version {b}"),
    "side_by_side": ("나란히 보기", "Side by side"),
    "inline": ("합쳐 보기", "Inline"),
    "no_difference": ("두 판에 다른 점이 없습니다.", "The two versions do not differ."),
    "unchanged_fields": ("바뀌지 않은 항목: {fields}", "Unchanged: {fields}"),
    "same_lines": ("같은 줄 {n}개", "{n} equal lines"),
    "first_version": ("처음 보관했습니다.", "Archived for the first time."),
    "fields_changed": ("바뀐 항목: {fields}", "Changed: {fields}"),
    "silent": (
        "사이트에 보이는 날짜는 그대로인 채 내용만 조용히 바뀌었습니다.",
        "The content was changed silently: no date that the site shows moved.",
    ),
    "typography": ("띄어쓰기나 문장 부호만 달라졌습니다.", "Only spacing or punctuation moved."),
    "kind_new": ("새 글", "New"),
    "kind_changed": ("바뀜", "Changed"),
    "kind_pinned": ("고정", "Pinned"),
    "kind_unpinned": ("고정 해제", "Unpinned"),
    "kind_unlisted": ("목록에서 빠짐", "Unlisted"),
    "kind_gone": ("삭제됨", "Taken down"),
    "kind_blinded": ("가려짐", "Blinded"),
    "kind_secret": ("비밀글", "Made secret"),
    "kind_restored": ("다시 나타남", "Back again"),
    "kind_moved": ("주소 바뀜", "Moved"),
    "feeds_about": ("새 소식 구독:", "Follow in a feed reader:"),
    "since_about": (
        "다음에 왔을 때 그 사이 바뀐 것만 보려면 이 주소를 간직하십시오. 쿠키나 로그인은 쓰지 않습니다.",
        "To see only what is new the next time, keep this address; it needs no cookie and no login.",
    ),
    "since_n": ("이 주소를 간직한 뒤로 {n}건이 있었습니다. 다음에는 이 주소를 쓰십시오.", "{n} since you kept this address. For the next time:"),
    "since_link": ("지금 이후의 변화", "What changes from now on"),
    "nothing_since": ("그 뒤로 아무 일도 없었습니다.", "Nothing has happened since."),
    "event_new": ("처음 나타났습니다.", "It appeared."),
    "event_changed": ("내용이 바뀌었습니다.", "It changed."),
    "event_pinned": ("목록 맨 위에 고정되었습니다.", "It was pinned to the top of the list."),
    "event_unpinned": ("고정이 풀렸습니다.", "It was unpinned."),
    "event_unlisted": ("목록에서 빠졌지만 글은 아직 열립니다.", "It left the list but can still be opened."),
    "event_gone": ("게시판에서 내려갔습니다.", "It was taken down."),
    "event_blinded": ("관리자가 가렸습니다.", "It was blinded."),
    "event_secret": ("비밀글로 바뀌었습니다.", "It was made secret."),
    "event_restored": ("다시 나타났습니다.", "It came back."),
    "event_moved": ("주소가 바뀌었습니다.", "It moved to another address."),
    "absence": ("글 주소에서 이렇게 답했습니다: {evidence}", "Its own page answered: {evidence}"),
    "partner_new": ("들어왔습니다.", "came"),
    "partner_changed": ("바뀌었습니다.", "changed"),
    "partner_gone": ("빠졌습니다.", "left"),
    "partner_restored": ("다시 들어왔습니다.", "came back"),
    "partners_present": ("지금 있는 기관 {n}곳", "{n} partners now"),
    "partners_gone": ("빠진 기관", "Partners that left"),
    "partners_moves": ("드나든 기록", "Who came and who left"),
    "no_partners": ("협력 기관이 없습니다.", "No partners."),
    "description": ("설명", "Description"),
    "no_logo": ("그림 없음", "no picture"),
    "duplicate_of": ("같거나 거의 같은 글이 먼저 있었습니다", "The same or nearly the same text stood earlier"),
    "partner_field_name": ("이름", "name"),
    "partner_field_url": ("연결 주소", "link"),
    "partner_field_logo_url": ("그림 주소", "address of the logo"),
    "partner_field_logo_sha256": ("그림", "logo"),
    "partner_field_alt": ("대체 글", "alternative text"),
    "partner_field_description": ("설명", "description"),
    "logo_before": ("바뀌기 전 그림", "logo before"),
    "logo_after": ("바뀐 뒤 그림", "logo after"),
    "author_about": (
        "이름이 같은 글쓴이의 글을 모았습니다. 같은 이름이 꼭 같은 사람인 것은 아닙니다.",
        "Posts under this name. The same name need not be the same person.",
    ),
    "cite": ("인용하기", "Cite"),
    "cite_about": (
        "보고 계신 판의 인용문입니다. 한 번 누르면 모두 선택됩니다.",
        "Citations of the version that you are reading; one click selects the whole.",
    ),
    "cite_ko": ("한국어", "Korean"),
    "cite_en": ("영어", "English"),
    "cite_bibtex": ("BibLaTeX 서지", "BibLaTeX"),
    "cite_ris": ("RIS 서지", "RIS"),
    "evidence": ("증거", "Evidence"),
    "evidence_about": (
        "이 글에 관한 모든 응답입니다. 요약값은 WARC 파일에서 다시 계산할 수 있습니다.",
        "Every response this post rests on. Each digest can be recomputed from the WARC file.",
    ),
    "capture": ("수집본 {n}", "Capture {n}"),
    "captures": ("수집본", "Captures"),
    "address": ("주소", "Address"),
    "status": ("HTTP 상태", "HTTP status"),
    "fetched": ("요청 시각", "Fetched"),
    "media_type": ("자료 형식", "Media type"),
    "bytes": ("바이트", "Bytes"),
    "sha256": ("SHA-256", "SHA-256"),
    "warc_file": ("WARC 파일", "WARC file"),
    "warc_place": ("위치", "Place"),
    "warc_place_is": ("오프셋 {offset}, {length}바이트", "offset {offset}, {length} bytes"),
    "record_id": ("레코드 ID", "Record ID"),
    "revisit_of": ("내용이 같은 앞선 수집본", "Earlier capture with the same content"),
    "take_along": ("모두 내려받기", "Download all"),
    "form_csv": ("엑셀용 CSV", "CSV for spreadsheets"),
    "form_jsonl": ("JSON Lines (프로그램용)", "JSON Lines"),
    "form_xlsx": ("엑셀 파일", "Excel"),
    "form_atom": ("Atom 피드", "Atom feed"),
    "raw_download": ("원본 바이트 내려받기", "Download the raw bytes"),
    "raw_head": (
        "원본 바이트는 요약값이 맞을 때만 내려갑니다.",
        "Raw bytes are only given out when their digest is right.",
    ),
    "by_hand": ("손으로 확인하기", "Check by hand"),
    "run": ("수집", "Run"),
    "mode": ("방식", "Mode"),
    "started": ("시작", "Started"),
    "outcome": ("결과", "Outcome"),
    "reason": ("까닭", "Reason"),
    "requests": ("요청", "Requests"),
    "stored": ("새로 저장", "Stored"),
    "unchanged": ("그대로", "Unchanged"),
    "quarantined": ("격리", "Quarantined"),
    "refused": ("거절", "Refused"),
    "failed": ("실패", "Failed"),
    "balance": ("합계", "Balance"),
    "balanced": ("맞음", "balances"),
    "unbalanced": ("{n}건 차이", "off by {n}"),
    "new_posts": ("새 글", "New"),
    "changed_posts": ("바뀐 글", "Changed"),
    "gone_posts": ("내려간 글", "Gone"),
    "crawls_about": (
        "요청은 모두 다섯 가지 결과 가운데 하나로 끝나며, 합이 맞아야 합니다. 완료된 수집만 글이 내려갔다고 판정합니다.",
        "Every request ends in one of five classes, and the sum must balance. Only a complete run says that a post is gone.",
    ),
    "issues_about": (
        "맞지 않거나 거절되거나 실패한 것은 모두 여기에 남습니다.",
        "Whatever did not fit, was refused or failed is kept here.",
    ),
    "no_issues": ("문제가 없습니다.", "No issues."),
    "no_crawls": ("수집 기록이 없습니다.", "No crawls."),
    "selector": ("선택자", "Selector"),
    "expected": ("기대한 것", "Expected"),
    "found": ("실제", "Found"),
    "field_title": ("제목", "title"),
    "field_author": ("글쓴이", "author"),
    "field_posted_at": ("등록일", "posting date"),
    "field_modified_at": ("수정일", "edit date"),
    "field_body": ("본문", "body"),
    "field_body_text": ("본문", "body"),
    "field_body_html": ("본문 서식", "body markup"),
    "field_attachments": ("첨부파일", "attachments"),
    "field_category": ("분류", "category"),
    "not_found": ("찾을 수 없습니다", "Not found"),
    "not_found_about": ("이 보관소에는 그런 것이 없습니다.", "This archive holds no such thing."),
    "redacted": ("가려진 글입니다", "This post is hidden"),
    "redacted_about": (
        "이 글이 있었다는 사실은 보관소에 남아 있습니다. 내용은 다음 이유로 보이지 않습니다.",
        "That there was such a post stays on record. What it said is hidden, for this reason:",
    ),
    "damaged": ("증거를 읽을 수 없습니다", "The evidence cannot be read"),
    "too_slow": ("시간이 너무 오래 걸립니다", "This takes too long"),
    "too_slow_about": ("조건을 줄여 다시 시도하십시오.", "Try again with less."),
    "to_front": ("첫 화면으로", "To the front page"),
    "footer": (
        "보관된 글의 내용은 올린 기관의 것입니다. 안전을 위해 스크립트와 꾸밈, 바깥 그림은 빼고 보여 드립니다.",
        "What the posts say is their publisher's; they are shown without scripts, styles and remote pictures.",
    ),
}  # fmt: skip

Translator = Callable[..., str]


def translator(lang: Lang) -> Translator:
    """A function from a key and its fillings to words of a language. Raises KeyError for a key that does not exist."""
    column = LANGS.index(lang)

    def words(key: str, **fillings: object) -> str:
        text = WORDS[key][column]
        return text.format(**fillings) if fillings else text

    return words


def known(words: Translator, prefix: str, name: object) -> str:
    """The words for one of a set of names (an outcome, a state, a field); a name that has none is shown as it is."""
    key = f"{prefix}_{name}"
    return words(key) if key in WORDS else str(name)


def preferred(header: str | None) -> Lang:
    """The language of an Accept-Language header: English where it is wanted more than Korean, else Korean."""
    best: dict[str, float] = {}
    for part in (header or "")[:400].split(","):
        tag, _, quality = part.strip().partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        primary = tag.lower().partition("-")[0]
        best[primary] = max(best.get(primary, 0.0), weight)
    return "en" if best.get("en", 0.0) > best.get("ko", 0.0) else "ko"
