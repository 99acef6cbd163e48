"""Rows of strange lists: what stands in place of a number, dates in sentences of other languages, facts within a link, tooltips that say more than a title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.engines.generic import ENGINE
from crawler.engines.meanings import date_shape, is_office
from crawler.errors import DateUnreadable
from crawler.learning.targets import template_of
from crawler.records import Page
from crawler.shown import read_shown
from tests.test_learning_causes import AT, NUMBERS, Sample, body, day, desk, labelled_post, manifest_of, rows_of, title
from tests.test_strange_shapes import ALL, facts_of_rows

FRENCH = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
ALONE = [(title(n), None, day(n)) for n in NUMBERS[:10]]


def link(n: int, words: str = "", more: str = "") -> str:
    return f'<a href="/news/view.do?no={n}"{more}>{words or title(n)}</a>'


# --- pinned rows -----------------------------------------------------------------------------------------------------


def pinned(sample: Sample) -> list[bool]:
    return [row.pinned for row in rows_of(sample.learned())]


TWO_PINNED = [True, True, *[False] * 8]


@pytest.mark.parametrize("shown", ["-", "", "★", "📢", '<img src="/img/a1.png" alt="">', "<svg><path d='M1 1'/></svg>", "안내"])
def test_first_rows_that_show_no_number_where_all_others_do_are_pinned(shown: str) -> None:
    def row(n: int, page: int) -> str:
        return f"<tr><td>{shown if n > 898 else n}</td><td>{link(n)}</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    assert pinned(Sample(row=row)) == TWO_PINNED


@pytest.mark.parametrize(("shown", "mark"), [("", "Re: "), ("", '<img src="/i/ico_re.gif" alt="답변">'), ("답변", "")])
def test_an_answer_without_a_number_is_not_pinned(shown: str, mark: str) -> None:
    def row(n: int, page: int) -> str:
        answer = n in (900, 895)
        words = f"{mark}{title(n)}" if answer and mark.startswith("Re") else title(n)
        icon = mark if answer and mark.startswith("<") else ""
        return f"<tr><td>{shown if answer else n}</td><td>{icon}{link(n, words)}</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    assert pinned(Sample(row=row)) == [False] * 10


def test_a_badge_pins_a_row_whose_own_number_is_out_of_order() -> None:
    def row(n: int, page: int) -> str:
        badge = "<span class=b>공지</span> " if n > 898 else ""
        return f"<tr><td>{n - 500 if n > 898 else n}</td><td>{badge}{link(n)}</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    sample = Sample(row=row)
    assert pinned(sample) == TWO_PINNED
    assert facts_of_rows(sample) == ALL


def test_a_badge_pins_nothing_where_every_row_is_numbered_in_order() -> None:
    def row(n: int, page: int) -> str:
        badge = "<span class=b>공지</span> " if n in (900, 899, 894) else ""
        return f"<tr><td>{n}</td><td>{badge}{link(n)}</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    assert pinned(Sample(row=row)) == [False] * 10


def test_a_badge_before_the_title_pins_a_row_in_whose_place_others_show_their_day() -> None:
    badge = '<span class="badge">공지</span>'
    assert pinned(Sample(row=lambda n, page: f"<li>{badge if n > 898 else ''}{link(n)}<span class=d>{day(n)}</span></li>", around="<ul>{rows}</ul>")) == TWO_PINNED


def test_a_word_for_notices_in_brackets_within_the_link_is_no_part_of_the_title() -> None:
    def row(n: int, page: int) -> str:
        return f"<li>{link(n, ('<b>[공지]</b> ' if n > 898 else '') + title(n))}<span>{day(n)}</span></li>"

    sample = Sample(row=row, around="<ul>{rows}</ul>")
    assert pinned(sample) == TWO_PINNED
    assert facts_of_rows(sample) == ALONE


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "zone", "at"),
    [
        ("Dienstag, den 4. März 2025", "Europe/Berlin", "2025-03-04T00:00:00+01:00"),
        ("Di., 04.03.2025, 10:30 Uhr", "Europe/Berlin", "2025-03-04T10:30:00+01:00"),
        ("04.03.2025", "Europe/Vienna", "2025-03-04T00:00:00+01:00"),
        ("4. 3. 2025", "Europe/Prague", "2025-03-04T00:00:00+01:00"),
        ("4 mars 2025 à 10h30", "Europe/Paris", "2025-03-04T10:30:00+01:00"),
        ("le 4 mars 2025 à 10:30", "Europe/Paris", "2025-03-04T10:30:00+01:00"),
        ("2025-03-04 (Tue) 10:30", "Asia/Seoul", "2025-03-04T10:30:00+09:00"),
        ("‘25.3.4.", "Asia/Seoul", "2025-03-04T00:00:00+09:00"),
        ("04-Mar-25", "Asia/Manila", "2025-03-04T00:00:00+08:00"),
        ("20250304", "Asia/Seoul", "2025-03-04T00:00:00+09:00"),
    ],
)
def test_days_in_sentences_and_short_forms_are_whole_dates(text: str, zone: str, at: str) -> None:
    assert date_shape(text) in ("whole", "short")
    assert read_shown(text, zone=zone, captured=datetime(2026, 11, 20, tzinfo=UTC)).at == at


def test_days_between_dots_prove_no_order_outside_europe() -> None:
    with pytest.raises(DateUnreadable, match="exchanged"):
        read_shown("04.03.2025", zone="America/New_York", captured=AT)


@pytest.mark.parametrize(
    "text",
    ["Updated 4 March 2025", "2025 스마트공장엑스포 참가기업 모집(~3.28)", "(수정) 5월 12일~16일 단축 운영", "3.1~3.5 어린이 도서관 휴관 및 이용 안내"],
)
def test_a_sentence_that_names_days_is_no_date(text: str) -> None:
    assert date_shape(text) is None


@pytest.mark.parametrize("text", ["2025.03.04.(화) ~ 03.10.(월) 18:00까지", "상시모집", "D-3", "~ 2025.03.10", "2025-03-04 ~ 2025-03-10 (모집마감)"])
def test_a_span_of_time_is_one(text: str) -> None:
    assert date_shape(text) == "period"


@pytest.mark.parametrize(
    ("form", "zone"), [("%d/%m/%y", "Europe/London"), ("%d.%m.%y", "Europe/Vienna"), ("%m/%d/%y", "America/New_York"), ("%d.%m.%Y, 10:30 Uhr", "Europe/Berlin")]
)
def test_short_years_of_the_west_stand_last(form: str, zone: str) -> None:
    sample = Sample(row=lambda n, page: f"<tr><td>{n}</td><td>{link(n)}</td><td>{desk(n)}</td><td>{day(n, form)}</td></tr>", zone=zone)
    assert facts_of_rows(sample) == ALL


def french(n: int) -> str:
    then = date.fromisoformat(day(n))
    return f"{then.day} {FRENCH[then.month - 1]} {then.year}"


@pytest.mark.parametrize(
    ("told", "author"), [("Publié le {day}", None), ("Mis en ligne le {day} à 10h30", None), ("Publié le {day} à 10h30 par Mairie", "Mairie")]
)
def test_a_sentence_that_says_when_and_by_whom(told: str, author: str | None) -> None:
    def row(n: int, page: int) -> str:
        return f"<article><h2>{link(n)}</h2><p>{told.format(day=french(n))}</p><p>Conseil du quartier {n}.</p></article>"

    sample = Sample(row=row, around="<div>{rows}</div>", zone="Europe/Paris")
    assert facts_of_rows(sample) == [(title(n), author, day(n)) for n in NUMBERS[:10]]


def test_a_day_of_change_in_a_sentence_is_not_that_of_posting() -> None:
    def row(n: int, page: int) -> str:
        return f"<article><h2>{link(n)}</h2><p>Mis à jour le {french(n)}</p></article>"

    found = Sample(row=row, around="<div>{rows}</div>", zone="Europe/Paris", post=lambda n: f"<h3>{title(n)}</h3><div>{n} réunions</div>").learned()
    assert found.listing is None or all(row.posted is None for row in found.listing.rows)


@pytest.mark.parametrize(("drawn", "author"), [("({desk}, {day})", True), ("[{day}]", False), ("({day})", False)])
def test_loose_words_in_brackets_beside_the_title(drawn: str, author: bool) -> None:
    def row(n: int, page: int) -> str:
        return f"<li>{link(n)} {drawn.format(desk=desk(n), day=day(n, '%Y.%m.%d'))}</li>"

    assert facts_of_rows(Sample(row=row, around="<ul>{rows}</ul>")) == (ALL if author else ALONE)


# --- titles and rows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tooltip", ["{} 상세보기", "{} 새창열림", "{} (새 창 열림)", "제목: {}", "{} - 바로가기"])
def test_a_tooltip_completes_a_title_and_adds_nothing(tooltip: str) -> None:
    def row(n: int, page: int) -> str:
        told = link(n, title(n)[:10] + "...", f' title="{tooltip.format(title(n))}"')
        return f"<tr><td>{n}</td><td>{told}</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    assert facts_of_rows(Sample(row=row)) == ALL


def test_facts_for_small_screens_within_a_link_are_no_part_of_the_title() -> None:
    def row(n: int, page: int) -> str:
        told = link(n, f'{title(n)}<p class="m-info"><span>{desk(n)}</span><span>{day(n)}</span></p>')
        return f"<tr><td>{n}</td><td>{told}</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    assert facts_of_rows(Sample(row=row)) == ALL


def test_rows_of_two_lines_of_one_kind() -> None:
    def row(n: int, page: int) -> str:
        return f"<tr><td rowspan=2>{n}</td><td colspan=2>{link(n)}</td></tr><tr><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    assert facts_of_rows(Sample(row=row, around="<table>{rows}</table>")) == ALL


def _closing(word: str, closing: Callable[[int], str]) -> Callable[[int, int], str]:
    def row(n: int, page: int) -> str:
        facts = (*((("등록일", day(n)),) if word == "등록일" else ()), ("마감일", closing(n)), ("담당", desk(n)))
        return f"<li><p>{link(n)}</p><ul>{''.join(f'<li><strong>{said}</strong><span>{value}</span></li>' for said, value in facts)}</ul></li>"

    return row


def test_who_is_in_charge_beside_the_day_of_posting_is_the_author_and_beside_a_deadline_alone_is_not() -> None:
    def closing(n: int) -> str:
        return (date.fromisoformat(day(n)) + timedelta(days=9 + n % 3)).isoformat()

    assert facts_of_rows(Sample(row=_closing("등록일", closing), around="<ul>{rows}</ul>")) == ALL
    sample = Sample(row=_closing("마감일", closing), around="<ul>{rows}</ul>", post=labelled_post)
    assert {row.author for row in rows_of(sample.learned())} == {None}


def test_a_day_and_an_office_in_one_text_are_both() -> None:
    def row(n: int, page: int) -> str:
        return f"<div class=m><h4>{link(n)}</h4><p>{n}번째 모임을 마쳤습니다.</p><small>{day(n, '%Y.%m.%d')} {desk(n)}</small></div>"

    assert facts_of_rows(Sample(row=row, around="<div>{rows}</div>")) == ALL


def test_the_masked_address_behind_a_name_is_no_part_of_it() -> None:
    def row(n: int, page: int) -> str:
        return f"<tr><td>{n}</td><td>{link(n)}</td><td>{desk(n)}<br><small>(121.***.33.{n % 200})</small></td><td>{day(n)}</td></tr>"

    assert facts_of_rows(Sample(row=row)) == ALL


@pytest.mark.parametrize("heading", ["인기글", "많이 본 소식", "Most read", "최신 글"])
def test_a_box_that_repeats_posts_beside_the_list_holds_no_rows(heading: str) -> None:
    box = "".join(f"<li>{link(n)}<span>{day(n)}</span></li>" for n in (899, 898, 850, 849, 848))
    beside = f"<div class=b1><h3>{heading}</h3><ul>{box}</ul></div>"
    sample = Sample(row=lambda n, page: f"<li>{link(n)}<span>{day(n)}</span></li>", around="<ul class=main>{rows}</ul>", beside=beside)
    assert facts_of_rows(sample) == ALONE


def test_a_pinned_row_without_a_year_has_that_of_its_posts_number() -> None:
    # The posts of a page are numbered in their order, two days apart; a notice ten numbers before the oldest is twenty days older.
    shown = (881, 300, *range(900, 890, -1), *range(890, 880, -1))

    def row(n: int, page: int) -> str:
        notice = page == 1 and n in (881, 300)
        return f"<tr><td>{'공지' if notice else n}</td><td>{link(n)}</td><td>{desk(n)}</td><td>{day(n, '%m-%d')}</td></tr>"

    found = Sample(row=row, shown=shown).learned()
    read = {row.native_id: row.posted.at[:10] if row.posted else None for row in rows_of(found)}
    assert read["881"] == day(881)
    assert read["300"] is None, "six hundred numbers before, a year back and more: its number does not tell which"
    assert [read[str(n)] for n in range(900, 892, -1)] == [day(n) for n in range(900, 892, -1)]


# --- authors ---------------------------------------------------------------------------------------------------------


def test_nobody_is_called_like_the_title_whatever_the_posts_call_it() -> None:
    def post(n: int) -> str:
        return f'<article><h1 class="post-title p-name">{title(n)}</h1><p><time>{day(n)}</time></p><div class="t">{body(n)}</div></article>'

    sample = Sample(row=lambda n, page: f"<li><span>{day(n)}</span><h3>{link(n)}</h3></li>", around="<ul>{rows}</ul>", post=post)
    assert facts_of_rows(sample) == ALONE
    assert {read.author for read in sample.learned().posts} == {None}


def test_the_facts_that_some_summaries_name_are_not_the_rows() -> None:
    def row(n: int, page: int) -> str:
        summary = f"일시: 2026. 4. 17.(금) 14:00 장소: 대회의실 담당부서: 기획실 {n}번째 모임" if n % 2 else f"{n}번째 모임을 마쳤습니다."
        return f"<li><h4>{link(n)}</h4><p>{link(n, summary)}</p><span><em>사회</em><em>{desk(n)}</em><em>{day(n)}</em></span></li>"

    assert {row.author for row in rows_of(Sample(row=row, around="<ul>{rows}</ul>").learned())} <= {None, *map(desk, NUMBERS)}


def test_by_whom_when_published_and_when_changed_in_one_line() -> None:
    def row(n: int, page: int) -> str:
        told = f"<span>by <a>{desk(n)}</a></span> <span>— published {day(n, '%b %d, %Y')}</span>, <span>last modified {day(n + 1, '%b %d, %Y')} 10:00 AM</span>"
        return f"<article><h3>{link(n)}</h3><div>{told}</div></article>"

    assert facts_of_rows(Sample(row=row, around="<div>{rows}</div>", zone="Europe/London")) == ALL


def test_the_reporter_wrote_and_the_owner_is_in_charge() -> None:
    def row(n: int, page: int) -> str:
        return f"<tr><td>{link(n)}</td><td>somebody</td><td>{desk(n)}</td><td>{day(n)}</td></tr>"

    heads = "".join(f"<th>{word}</th>" for word in ("Summary", "Owner", "Reporter", "Created"))
    assert facts_of_rows(Sample(row=row, around=f"<table><tr>{heads}</tr>{{rows}}</table>")) == ALL


def test_the_letters_in_a_drawn_portrait_are_no_name() -> None:
    def row(n: int, page: int) -> str:
        letters = ("GA", "FM", "PR", "CS")[n % 4]
        facts = f'<span class="user-portrait">{letters}</span><span class="user-name">{desk(n)}</span><span>{day(n)}</span>'
        return f"<li><h4>{link(n)}</h4><p>{facts}</p></li>"

    assert facts_of_rows(Sample(row=row, around="<ul>{rows}</ul>")) == ALL


@pytest.mark.parametrize("name", ["IR담당", "홍보파트", "고객지원그룹", "공원여가국", "Harbour Office", "The Press Team"])
def test_more_names_are_offices(name: str) -> None:
    assert is_office(name)


def test_what_stands_around_the_number_tells_posts_from_their_neighbours() -> None:
    assert template_of(["https://a.example/story-49538/", "https://a.example/story-49534/"]) == "/story-{n}/"


# --- what stands over and beside rows --------------------------------------------------------------------------------


@pytest.mark.parametrize("each", [1, 2])
def test_a_day_that_heads_rows_is_that_of_each(each: int) -> None:
    def then(n: int) -> str:
        return day(n + n % 2) if each == 2 else day(n)

    def row(n: int, page: int) -> str:
        first = each == 1 or n % 2 == 0
        closes = "</ul>" if first and n not in (900, 890) else ""
        return f"{closes}{f'<h2>{then(n)}</h2><ul>' if first else ''}<li>{link(n)} <i>{n}</i></li>"

    sample = Sample(row=row, around="<div>{rows}</ul></div>", post=lambda n: f"<h3>{title(n)}</h3><p>작성일 {then(n)}</p><div class=t>{body(n)}</div>")
    found = sample.learned()
    assert [(read.title, read.posted.at[:10] if read.posted else None) for read in rows_of(found)] == [(title(n), then(n)) for n in NUMBERS[:10]]
    assert "two ways of finding rows agree (10 rows)" in found.reasons


def test_a_day_over_a_list_whose_rows_have_their_own_is_not_theirs() -> None:
    sample = Sample(row=lambda n, page: f"<li>{link(n)}<span>{day(n)}</span></li>", around="<p>2026-11-20</p><ul>{rows}</ul>")
    assert facts_of_rows(sample) == ALONE


def test_a_box_aside_does_not_outnumber_the_rows_of_the_last_page() -> None:
    box = "<aside><h2>소식지</h2><ol>" + "".join(f"<li>{link(n)}</li>" for n in range(120, 115, -1)) + "</ol></aside>"
    found = Sample(row=lambda n, page: f"<li>{link(n)}<span>{day(n)}</span></li>", around="<ul class=l>{rows}</ul>", beside=box).learned()
    last = Sample(row=lambda n, page: f"<li>{link(n)}<span>{day(n)}</span></li>", around="<ul class=l>{rows}</ul>", beside=box, shown=NUMBERS[:4]).page(1)
    board = replace(manifest_of(last.url), learned=found.facts)
    page = Page(url=last.url, text=last.text, status=200, media_type="text/html", fetched_at=AT)
    assert [row.native_id for row in ENGINE.listing(page, board).rows] == [str(n) for n in NUMBERS[:4]]
