"""Pages that lie about their encoding are read right, and each capture says what was claimed, what was used and what was lost."""

from __future__ import annotations

import pytest

from tests.conftest import Archive
from tests.tiny_board import TinyBoard, TinyPost


class Lying(TinyBoard):
    """Sends its pages in one encoding and says another in the header; its pages claim UTF-8 in their meta element."""

    sent, said = "cp949", "utf-8"

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = super().answer(path)
        if path == "/robots.txt" or path.startswith("/sites"):
            return status, headers, body
        return status, {"Content-Type": f"text/html; charset={self.said}"}, body.decode().encode(self.sent)


@pytest.mark.parametrize(("sent", "said"), [("cp949", "utf-8"), ("cp949", "ISO-8859-1"), ("utf-8", "euc-kr"), ("cp949", "euc-kr")])
def test_a_page_that_lies_is_read_right_and_its_capture_says_so(sent: str, said: str, archive: Archive) -> None:
    with Lying() as board:
        board.sent, board.said = sent, said
        board.add(TinyPost(1, "뷁스러운 똠방각하 안내", "<p>햏자와 쨈이 담긴 본문입니다.</p>", author="총무과"))
        assert archive.crawl(board).outcome == "complete"
    post = archive.post(1)
    assert (post["title"], post["author"], post["body_text"]) == ("뷁스러운 똠방각하 안내", "총무과", "햏자와 쨈이 담긴 본문입니다.")
    pages = archive.rows("SELECT DISTINCT encoding, declared_encoding, replaced FROM captures WHERE url NOT LIKE '%robots.txt'")
    assert pages == [(sent, said, 0)]


def test_characters_that_were_lost_are_counted(archive: Archive) -> None:
    class Cut(Lying):
        said = "euc-kr"

        def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
            status, headers, body = super().answer(path)
            return status, headers, body.replace("잘린말".encode("cp949"), "잘린말".encode("cp949")[:-1] + b" ")

    with Cut() as board:
        board.add(TinyPost(1, "알림", "<p>긴 안내문 가운데 잘린말 하나가 있습니다.</p>"))
        archive.crawl(board)
    assert archive.value("SELECT replaced FROM captures WHERE url LIKE '%/node/1'") == 1
    assert "긴 안내문 가운데 잘린" in archive.post(1)["body_text"]
    assert "하나가 있습니다." in archive.post(1)["body_text"]
