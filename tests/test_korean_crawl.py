"""Boards of Korean platforms crawled from end to end: the golden pages served over HTTP, in the encoding that such boards use."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from crawler.addresses import parameters
from tests.conftest import Archive
from tests.test_engine_cases import CASES
from tests.tiny_board import TinyBoard


def golden(name: str, case: str) -> str:
    return (CASES / name / case / "page.html").read_text("utf-8")


class KoreanBoard(TinyBoard):
    """A board of one platform: its golden list, and for each post one of the golden pages; addresses are brought to this server."""

    engine, path, encoding, own = "", "", "utf-8", ""
    #: Whether one of the posts has been deleted by now.
    deleted = False

    def manifest_text(self, *, fetch: str = "", top: str = "") -> str:
        text = super().manifest_text(fetch=fetch, top=top)
        return text.replace(f'url = "{self.url}/ko/news"', f'url = "{self.url}{self.path}"').replace('"drupal7"', f'"{self.engine}"')

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path == "/robots.txt":
            return super().answer(path)
        if "down" in path.lower() or "o%5Bat%5D=dn" in path:
            return 200, {"Content-Type": "application/octet-stream"}, f"file {path}".encode()
        text = self.page(urlsplit(path).path, parameters(path)).replace(self.own, self.url)
        head = {"Content-Type": "text/html"} if self.encoding != "utf-8" else {}
        return 200, head, text.replace('charset="utf-8"', f'charset="{self.encoding}"').encode(self.encoding, "xmlcharrefreplace")

    def page(self, path: str, given: dict[str, str]) -> str:
        raise AssertionError(f"nothing is served at {path} {given}")


class Gnuboard(KoreanBoard):
    engine, path, own = "gnuboard5", "/bbs/board.php?bo_table=notice", "https://club.example.kr"

    def page(self, path: str, given: dict[str, str]) -> str:
        number = given.get("wr_id")
        if number is None:
            return golden(self.engine, "list_first" if given.get("page", "1") == "1" else "list_past_end").replace("page=14", "page=2").replace("page=999", "page=2")
        case = {"240": "post_files_comments", "239": "post_deleted", "238": "post_secret"}.get(number, "post_cut_title")
        case = case if self.deleted or case != "post_deleted" else "post_cut_title"
        shown = golden(self.engine, case).replace('name="wr_id" value="240"', f'name="wr_id" value="{number}"')
        # One text under three ids would be taken for a wall: each post says which one it is.
        return shown.replace('<div id="bo_v_con">', f'<div id="bo_v_con"><p>{number}호</p>') if case == "post_cut_title" else shown


class Jsboard(KoreanBoard):
    engine, path, own, encoding = "jsboard", "/jsboard/list.php?table=notice", "http://lab.example.ac.kr", "euc-kr"

    def page(self, path: str, given: dict[str, str]) -> str:
        if path.endswith("list.php"):
            return golden(self.engine, "list_first" if given.get("page", "1") == "1" else "list_past_end")
        case = {"61": "post_files_comments", "62": "post_deleted"}.get(given["no"], "post_plain")
        return golden(self.engine, case if self.deleted or case != "post_deleted" else "post_plain")


class Egov(KoreanBoard):
    engine, path, own = "egov", "/portal/cop/bbs/selectArticleList.do?bbsId=BBSMSTR_000000000021", "https://www.agency.example.go.kr"

    def page(self, path: str, given: dict[str, str]) -> str:
        if path.endswith("selectArticleList.do"):
            return golden(self.engine, "list_first" if given.get("pageIndex", "1") == "1" else "list_past_end")
        if given.get("subPageIndex") == "2":
            return golden(self.engine, "replies_second")
        case = {"58": "post_comments", "57": "post_deleted"}.get(given["nttId"], "post_plain")
        case = case if self.deleted or case != "post_deleted" else "post_plain"
        return golden(self.engine, case).replace('value="55"', f'value="{given["nttId"]}"')


@pytest.mark.parametrize(
    ("kind", "posts", "gone", "title", "files"),
    [
        (Gnuboard, 6, "239", "봄맞이 마을 청소 참가 신청 안내", 2),
        (Jsboard, 4, "62", "세미나 일정 변경", 1),
        (Egov, 4, "57", "정보공개 심의회 결과를 알려 드립니다", 2),
    ],
    ids=["gnuboard5", "jsboard in EUC-KR", "egov by script calls"],
)
def test_a_board_is_crawled_and_crawled_again(kind: type[KoreanBoard], posts: int, gone: str, title: str, files: int, archive: Archive) -> None:
    with kind() as board:
        run = archive.crawl(board)
        assert (run.outcome, run.reason, archive.issues()) == ("complete", None, [])
        assert archive.value("SELECT count(*) FROM posts") == posts
        assert archive.value("SELECT count(*) FROM posts WHERE title = ? AND body_text <> ''", title) == 1
        assert archive.value("SELECT count(*) FROM attachments WHERE sha256 IS NOT NULL") == files

        again = archive.crawl(board, "refresh")
        assert (again.row["new_posts"], again.row["changed_posts"], archive.issues()) == (0, 0, [])

        board.deleted = True
        assert archive.crawl(board).outcome == "complete"
        # One sight of its absence is none yet: "gone" takes a second.
        assert archive.post(int(gone))["state"] == "unlisted"
        assert archive.value("SELECT evidence FROM absences") != ""


def test_a_date_inferred_in_the_list_stands_for_a_post_that_is_secret(archive: Archive) -> None:
    with Gnuboard() as board:
        archive.crawl(board, clock="2025-03-03T03:00:00+00:00")
    post = archive.post(238)
    assert (post["state"], post["posted_at"], post["posted_raw"]) == ("secret", "2025-02-11T00:00:00+09:00", "02-11")


class County(KoreanBoard):
    """A board whose posts show no date on their own pages."""

    engine, path, own = "bbsntt", "/www/selectBbsNttList.do?bbsNo=40&key=236", "https://www.county.example.go.kr"
    #: Whether post 2042 is off the list by now.
    unlisted = False

    def page(self, path: str, given: dict[str, str]) -> str:
        if path.endswith("selectBbsNttList.do"):
            text = golden(self.engine, "list_first" if given.get("pageIndex", "1") == "1" else "list_past_end")
            return "\n".join(row for row in text.splitlines() if not (self.unlisted and "nttNo=2042" in row))
        titles = {"1900": "민원실 운영 시간 변경 안내", "2043": "농업인 수당 신청 안내", "2042": "군립도서관 희망도서 신청"}
        return golden(self.engine, "post_undated").replace("산불 조심 기간 입산 통제", titles.get(given["nttNo"], "산불 조심 기간 입산 통제"))


def test_a_post_without_a_date_has_the_one_of_its_list_row_and_keeps_it(archive: Archive) -> None:
    with County() as board:
        archive.crawl(board)
        assert archive.post(2042)["posted_at"] == "2025-02-28T00:00:00+09:00"
        assert archive.crawl(board, "refresh").row["changed_posts"] == 0
        # A sweep asks the post that no list shows, so without a row that would tell its day.
        board.unlisted = True
        assert any("nttNo=2042" in path for path in archive.crawl(board).asked)
    assert (archive.post(2042)["posted_at"], "changed" in archive.kinds(2042)) == ("2025-02-28T00:00:00+09:00", False)


def test_comments_that_show_no_number_are_read_to_their_last_page_and_stay_the_same(archive: Archive) -> None:
    with Egov() as board:
        archive.crawl(board)
        sql = "SELECT c.author, c.body_text FROM comments c JOIN posts p ON p.id = c.post WHERE p.native_id = '58' AND c.state = 'present' ORDER BY c.posted_at"
        shown = [("민원인", "회의록도 공개되나요?\n작성자: 총무과"), ("기획조정실", "예, 다음 주에\n공개합니다."), ("민원인", "고맙습니다.")]
        assert archive.rows(sql) == shown
        assert archive.post(58)["author"] == "기획조정실"
        archive.crawl(board)
        assert (archive.rows(sql), archive.value("SELECT count(*) FROM comments")) == (shown, 3)


class CutTitle(Egov):
    """A board whose list cuts a title at 40 characters without a sign of it."""

    whole = "이천이십오년도 상반기 전자정부 공통기반 이용기관 담당자 연수 신청 방법을 알려 드립니다"

    def page(self, path: str, given: dict[str, str]) -> str:
        text = super().page(path, given)
        return text.replace("전산 점검으로 잠시 멈춥니다", self.whole).replace("2025-02-28", "2025-02-24") if given.get("nttId") == "57" else text


def test_a_title_that_a_list_cuts_without_a_sign_is_no_change(archive: Archive) -> None:
    with CutTitle() as board:
        archive.crawl(board)
        assert archive.post(57)["title"] == board.whole
        assert [path for path in archive.crawl(board, "refresh").asked if "nttId=57" in path] == []
