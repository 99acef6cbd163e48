"""Traps: lists and posts that show a deadline, an event, a change or the last reply where others show the day of posting, or beside it."""

# ruff: noqa: E501 - a page is read best in the lines that it has

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import escape

from bench.extraction.boards import Open, Scheme, Shape, Sheet
from bench.extraction.entries import DEVELOPED, ENGLISH, EVALUATED, Entry, Vocabulary

TRAP = Scheme(
    start="https://www.recruit.example.kr/apply/list.do?cd=3",
    post="https://www.recruit.example.kr/apply/view.do?cd=3&sn={key}",
    link='href="/apply/view.do?cd=3&amp;sn={key}"',
    page="https://www.recruit.example.kr/apply/list.do?cd=3&page={page}",
    page_link='href="/apply/list.do?cd=3&amp;page={page}"',
    file="https://www.recruit.example.kr/apply/down.do?sn={key}&o={place}",
    file_link='href="/apply/down.do?sn={key}&amp;o={place}"',
    post_id=r"view\.do\?.*\bsn=(\d+)",
    page_id=r"list\.do\?.*\bpage=(\d+)",
    file_id=r"down\.do\?sn=(\d+)&o=(\d+)",
)


def pager(sheet: Sheet) -> str:
    """Numbers, and next."""
    links = "".join(f"<b>{page}</b>" if page == sheet.page else f"<a {sheet.page_link(page)}>{page}</a>" for page in range(1, sheet.last + 1))
    onward = f'<a {sheet.page_link(sheet.page + 1)} class="next">다음</a>' if sheet.page < sheet.last else ""
    return f'<div class="paging">{links}{onward}</div>'


def value(sheet: Sheet, entry: Entry, kind: str) -> str:
    """What a column of a trap holds."""
    end = entry.deadline
    begin = end - timedelta(days=6)
    return {
        "number": "공지" if entry.pinned else str(entry.number),
        "title": f"<a {sheet.link(entry)}>{sheet.title(entry)}</a>",
        "author": entry.author,
        "posted": sheet.day(entry),
        "end": f"{end:%Y-%m-%d}",
        "end-dot": f"{end:%Y.%m.%d}",
        "end-clock": f"{end:%Y-%m-%d} 18:00",
        "begin": f"{begin:%Y-%m-%d}",
        "period": f"{begin:%Y-%m-%d} ~ {end:%Y-%m-%d}",
        "period-dot": f"{begin:%Y.%m.%d}~{end:%Y.%m.%d}",
        "modified": f"{entry.modified:%Y-%m-%d}",
        "modified-clock": f"{entry.modified:%Y-%m-%d %H:%M}",
        "last": f"{entry.modified:%Y-%m-%d %H:%M}",
        "views": str(entry.views),
        "left": f"D-{entry.number % 9 + 1}",
        "state": "접수중" if entry.number % 2 else "마감",
    }[kind]


def table(columns: str, *, labels: bool = False, head: bool = True) -> Callable[[Sheet], str]:
    """A table of columns "word=kind"; ``labels``: the words as attributes of the cells; without ``head`` no words at all."""
    pairs = [(name.replace("_", " "), kind) for name, _, kind in (one.partition("=") for one in columns.split())]

    def draw(sheet: Sheet) -> str:
        rows = "".join(
            "<tr>" + "".join(f'<td{f" data-label={chr(34)}{name}{chr(34)}" if labels else ""}>{value(sheet, entry, kind)}</td>' for name, kind in pairs) + "</tr>" for entry in sheet.entries
        )
        names = "".join(f"<th>{name}</th>" for name, _ in pairs)
        return f'<table class="t-list">{f"<thead><tr>{names}</tr></thead>" if head and not labels else ""}<tbody>{rows}</tbody></table>'

    return draw


def lines(facts: str) -> Callable[[Sheet], str]:
    """Items with their facts as "word value"."""
    pairs = [(name.replace("_", " "), kind) for name, _, kind in (one.partition("=") for one in facts.split())]

    def draw(sheet: Sheet) -> str:
        rows = "".join(
            f'<li><a {sheet.link(entry)} class="tt">{sheet.title(entry)}</a><p class="facts">' + " ".join(f"<span>{name} {value(sheet, entry, kind)}</span>" for name, kind in pairs) + "</p></li>" for entry in sheet.entries
        )
        return f'<ul class="apply-list">{rows}</ul>'

    return draw


def terms(facts: str) -> Callable[[Sheet], str]:
    """Cards with their facts in definition lists."""
    pairs = [(name.replace("_", " "), kind) for name, _, kind in (one.partition("=") for one in facts.split())]

    def draw(sheet: Sheet) -> str:
        rows = "".join(
            f'<div class="apply-card"><h4><a {sheet.link(entry)}>{sheet.title(entry)}</a></h4><dl>' + "".join(f"<dt>{name}</dt><dd>{value(sheet, entry, kind)}</dd>" for name, kind in pairs) + "</dl></div>" for entry in sheet.entries
        )
        return f'<div class="apply-cards">{rows}</div>'

    return draw


def doubled(sheet: Sheet) -> str:
    """A labelled deadline, repeated without its word for small screens."""
    rows = "".join(
        f'<tr><td>{entry.number}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a><div class="mobile"><span>{entry.deadline:%Y-%m-%d}</span></div></td><td>{sheet.day(entry)}</td><td>{entry.deadline:%Y-%m-%d}</td></tr>' for entry in sheet.entries
    )
    return f"<table><thead><tr><th>번호</th><th>제목</th><th>등록일</th><th>접수마감</th></tr></thead><tbody>{rows}</tbody></table>"


def doubled_alone(sheet: Sheet) -> str:
    """The same where the day of posting is not shown at all."""
    rows = "".join(
        f'<tr><td>{entry.number}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a><div class="mobile"><span>{entry.deadline:%Y-%m-%d}</span></div></td><td>{entry.deadline:%Y-%m-%d}</td></tr>' for entry in sheet.entries
    )
    return f"<table><thead><tr><th>번호</th><th>제목</th><th>신청마감</th></tr></thead><tbody>{rows}</tbody></table>"


def dated_titles(sheet: Sheet) -> str:
    """Titles that hold a date, and no other date."""
    rows = "".join(f"<tr><td>{entry.number}</td><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td></tr>" for entry in sheet.entries)
    return f"<table><thead><tr><th>번호</th><th>제목</th><th>작성자</th></tr></thead><tbody>{rows}</tbody></table>"


def forum(words: str) -> Callable[[Sheet], str]:
    """Threads whose only date is that of the last reply."""
    title, author, replies, last = words.split("/")

    def draw(sheet: Sheet) -> str:
        rows = "".join(
            f'<tr><td><a {sheet.link(entry)}>{sheet.title(entry)}</a></td><td>{entry.author}</td><td>{entry.comments}</td><td><span>{entry.modified:%Y-%m-%d %H:%M}</span> <a href="/user/{entry.number}">누구</a></td></tr>' for entry in sheet.entries
        )
        return f"<table><thead><tr><th>{title}</th><th>{author}</th><th>{replies}</th><th>{last}</th></tr></thead><tbody>{rows}</tbody></table>"

    return draw


# --- posts -----------------------------------------------------------------------------------------------------------------


def _files(opened: Open) -> str:
    return opened.files(lambda link, name: f"<li><a {link}>{name}</a></li>")


def view(facts: str) -> Callable[[Open], str]:
    """A table of facts "word=kind" around the posting date."""
    pairs = [(name.replace("_", " "), kind) for name, _, kind in (one.partition("=") for one in facts.split())]

    def draw(opened: Open) -> str:
        entry = opened.entry
        end = entry.deadline
        values = {
            "author": entry.author, "posted": opened.day, "end": f"{end:%Y-%m-%d}", "period": f"{end - timedelta(days=6):%Y-%m-%d} ~ {end:%Y-%m-%d}", "modified": f"{entry.modified:%Y-%m-%d %H:%M}",
            "event": f"{end + timedelta(days=3):%Y-%m-%d} 14:00", "views": str(entry.views), "display": "2024-01-01 ~ 9999-12-31",
        }  # fmt: skip
        rows = "".join(f"<tr><th>{name}</th><td>{values[kind]}</td></tr>" for name, kind in pairs)
        return (
            f'<table class="t-view"><tr><th>제목</th><td>{opened.title}</td></tr>{rows}<tr><th>첨부파일</th><td><ul>{_files(opened)}</ul></td></tr><tr><th>내용</th><td class="t-con">{entry.body}</td></tr></table>'
            f'<ul class="pn"><li>이전글 <a {opened.link(opened.before)}>{escape(opened.before.title, quote=False)}</a> {opened.before.moment:%Y-%m-%d}</li></ul>'
        )

    return draw


def blocks(facts: str) -> Callable[[Open], str]:
    """A heading and spans "word value", the last changes of the page in its foot."""
    pairs = [(name.replace("_", " "), kind) for name, _, kind in (one.partition("=") for one in facts.split())]

    def draw(opened: Open) -> str:
        entry = opened.entry
        end = entry.deadline
        values = {
            "author": entry.author, "posted": opened.day, "end": f"{end:%Y-%m-%d}", "period": f"{end - timedelta(days=6):%Y.%m.%d} ~ {end:%Y.%m.%d}", "modified": f"{entry.modified:%Y-%m-%d %H:%M}",
            "event": f"{end + timedelta(days=3):%Y-%m-%d}", "views": str(entry.views),
        }  # fmt: skip
        spans = "".join(f"<span><b>{name}</b> {values[kind]}</span>" for name, kind in pairs)
        said = "".join(f"<li><b>신청자</b> {entry.modified:%Y-%m-%d %H:%M} <p>문의드립니다.</p></li>" for _ in range(entry.comments))
        return (
            f'<div class="b-view"><h3>{opened.title}</h3><div class="b-facts">{spans}</div><div class="b-text">{entry.body}</div><ul class="b-files">{_files(opened)}</ul></div><ul class="b-said">{said}</ul><p class="page-date">최종 수정일 : 2025-02-20</p>'
        )

    return draw


def frame(title: str, body: str, words: Vocabulary) -> str:
    """A plain site."""
    menu = "".join(f'<li><a href="/m/{number}">{one}</a></li>' for number, one in enumerate(words.menu))
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><div id="top"><ul>{menu}</ul></div><div id="board">{body}</div><div id="foot">2018-03-01 개정 · 02-000-0000</div></body></html>'


def shapes() -> list[Shape]:
    """Every trap."""
    none: dict[str, object] = {"dates": "none", "author": False}
    rows: list[tuple[str, Callable[[Sheet], str], Callable[[Open], str], dict[str, object]]] = [
        ("deadline alone", table("번호=number 제목=title 접수마감=end"), view("작성자=author 접수마감일=end 등록일=posted"), none),
        ("deadline, 마감일", table("번호=number 제목=title 마감일=end-dot 조회=views"), view("마감일=end 작성자=author 작성일=posted"), none),
        ("deadline after", table("번호=number 제목=title 등록일=posted 마감일=end"), view("등록일=posted 마감일=end 작성자=author"), {"author": False}),
        ("deadline before", table("번호=number 제목=title 마감일=end 작성일=posted"), blocks("마감일=end 작성일=posted 작성자=author"), {"author": False}),
        ("deadline with a clock", table("번호=number 제목=title 작성자=author 접수마감일시=end-clock 작성일=posted"), view("접수마감일시=end 작성자=author 작성일시=posted"), {}),
        ("period alone", table("번호=number 제목=title 접수기간=period"), view("신청기간=period 담당부서=author 등록일=posted"), none),
        ("period beside", table("번호=number 제목=title 신청기간=period-dot 담당부서=author 등록일=posted 상태=state"), blocks("신청기간=period 등록일=posted 담당부서=author"), {}),
        ("period of display", table("번호=number 제목=title 게시기간=period 작성자=author 작성일=posted"), view("게시기간=display 작성자=author 작성일=posted"), {}),
        ("begin and end", table("번호=number 제목=title 게시시작일=begin 게시종료일=end 작성자=author 작성일=posted"), view("게시시작일=end 작성자=author 작성일=posted"), {}),
        ("event", table("번호=number 제목=title 행사일=end 장소=author"), view("행사일시=event 작성자=author 등록일=posted"), none),
        ("event beside", table("번호=number 행사명=title 행사일자=end 등록일=posted"), blocks("행사일=event 등록일=posted 작성자=author"), {"author": False}),
        ("enforcement", table("번호=number 제목=title 시행일=end 공포일=begin"), view("시행일=end 작성자=author 등록일=posted"), none),
        ("announcement", table("번호=number 제목=title 발표일=end 등록일자=posted 작성자=author"), view("발표일=end 등록일자=posted 작성자=author"), {}),
        ("days left", table("번호=number 제목=title 남은기간=left 마감일자=end 등록일=posted"), blocks("마감일자=end 등록일=posted 작성자=author"), {"author": False}),
        ("change alone", table("번호=number 제목=title 작성자=author 수정일=modified"), view("수정일=modified 작성자=author 등록일=posted"), {"dates": "none"}),
        ("change before", table("번호=number 제목=title 수정일=modified 등록일=posted 작성자=author"), blocks("최종수정일=modified 등록일=posted 작성자=author"), {}),
        ("change after", table("번호=number 제목=title 작성자=author 작성일=posted 최종수정일=modified-clock"), view("작성일=posted 최종수정일=modified 작성자=author"), {}),
        ("change, 갱신일", table("번호=number 제목=title 갱신일=modified 작성자=author"), view("갱신일=modified 작성자=author 작성일=posted"), {"dates": "none"}),
        ("last reply, 최근 댓글", forum("제목/글쓴이/댓글/최근 댓글"), blocks("작성자=author 작성일=posted"), {"dates": "none"}),
        ("last reply, 마지막 글", forum("주제/작성자/답글/마지막 글"), blocks("작성자=author 작성일=posted"), {"dates": "none"}),
        ("last reply, 최종 답변일", forum("제목/작성자/답변/최종 답변일"), blocks("작성자=author 작성일=posted"), {"dates": "none"}),
        ("last activity", forum("Topic/Author/Replies/Last activity"), view("Author=author Last_activity=modified Posted=posted"), {"dates": "none", "words": ENGLISH}),
        ("last post", forum("Subject/Started by/Replies/Last post"), blocks("Author=author Posted=posted"), {"dates": "none", "words": ENGLISH}),
        ("latest reply", forum("Title/Author/Comments/Latest reply"), blocks("Author=author Posted=posted"), {"dates": "none", "words": ENGLISH}),
        ("English deadline", table("No=number Title=title Deadline=end Author=author"), view("Deadline=end Author=author Date=posted"), {"dates": "none", "words": ENGLISH}),
        ("English closing date", table("No=number Title=title Closing_date=end Posted=posted"), view("Closing_date=end Author=author Posted=posted"), {"author": False, "words": ENGLISH}),
        ("English updated", table("Title=title Author=author Updated=modified"), blocks("Updated=modified Author=author Posted=posted"), {"dates": "none", "words": ENGLISH}),
        ("English event", table("Title=title Event_date=end Posted_on=posted"), view("Event_date=event Posted_on=posted Author=author"), {"author": False, "words": ENGLISH}),
        ("English due", table("Title=title Due_date=end Author=author"), blocks("Due=end Author=author Date=posted"), {"dates": "none", "words": ENGLISH}),
        ("items, deadline", lines("마감=end 기관=author"), blocks("접수마감=end 등록일=posted 작성자=author"), none),
        ("items, both", lines("등록일=posted 마감일=end"), blocks("등록일=posted 마감일=end 작성자=author"), {"author": False}),
        ("items, deadline first", lines("접수마감=end 작성일=posted 작성자=author"), view("접수마감=end 작성일=posted 작성자=author"), {}),
        ("items, period", lines("모집기간=period 등록일=posted"), view("모집기간=period 등록일=posted 작성자=author"), {"author": False}),
        ("items, change", lines("작성자=author 수정=modified"), blocks("수정=modified 작성자=author 작성일=posted"), {"dates": "none"}),
        ("cards, period", terms("접수기간=period 담당=author"), view("접수기간=period 작성자=author 등록일=posted"), none),
        ("cards, deadline", terms("등록일=posted 신청마감=end"), blocks("신청마감=end 등록일=posted 작성자=author"), {"author": False}),
        ("cards, event", terms("행사일=end 작성자=author"), view("행사일시=event 작성자=author 등록일=posted"), {"dates": "none"}),
        ("labels, deadline", table("번호=number 제목=title 마감일=end 작성자=author", labels=True), view("마감일=end 작성자=author 등록일=posted"), {"dates": "none"}),
        ("labels, both", table("제목=title 마감일=end 등록일=posted", labels=True), view("마감일=end 등록일=posted 작성자=author"), {"author": False}),
        ("doubled deadline", doubled, view("접수마감=end 등록일=posted 작성자=author"), {"author": False}),
        ("doubled deadline alone", doubled_alone, view("신청마감=end 등록일=posted 작성자=author"), none),
        ("dated titles", dated_titles, blocks("작성자=author 작성일=posted"), {"dates": "none"}),
        ("answer day", table("번호=number 제목=title 작성자=author 답변일=modified 작성일=posted"), view("답변일=modified 작성일=posted 작성자=author"), {}),
        ("validity", table("번호=number 제목=title 유효기간=period 공고일=posted"), view("유효기간=period 공고일=posted 작성자=author"), {"author": False}),
        ("opening of bids", table("공고번호=number 공고명=title 입찰마감=end-clock 개찰일시=end 공고일=posted"), view("입찰마감일시=end 개찰일시=event 공고일=posted 작성자=author"), {"author": False}),
    ]  # fmt: skip
    return [
        Shape(
            name=f"trap: {name}", listing=listing, post=post, scheme=TRAP, pager=pager, part="trap", frame=frame,
            **{"words": EVALUATED if place % 2 else DEVELOPED, **facts},  # type: ignore[arg-type]  # named by the table
        )
        for place, (name, listing, post, facts) in enumerate(rows)
    ]  # fmt: skip
