"""The text of files: each form gives its words, and whatever a file does, its reader is the only one that suffers."""

from __future__ import annotations

import os
import random
import struct
import sys
import unicodedata
from collections.abc import Callable, Iterator

import pytest

from crawler.documents import FORMS, REASONS, Document, Limits, Reader
from crawler.documents.document import MOST_CHARACTERS
from crawler.documents.pdf import unwrapped
from crawler.documents.reading import clean, read_document
from crawler.errors import ReaderBroken
from tests import made_documents as made
from tests.made_documents import LINES

FORMS_MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "docx": ("docx", made.docx),
    "hwpx": ("hwpx", made.hwpx),
    "pptx": ("pptx", made.pptx),
    "odt": ("odt", made.odt),
    "xlsx": ("xlsx", made.xlsx),
    "hwp": ("hwp", made.hwp),
    "hwp, not packed": ("hwp", lambda: made.hwp(compressed=False)),
    "hwp, for distribution": ("hwp", lambda: made.hwp(distributed=True)),
    "hwp, for distribution, not packed": ("hwp", lambda: made.hwp(compressed=False, distributed=True)),
    "pdf": ("pdf", made.pdf),
    "pdf, cp949": ("pdf", lambda: made.pdf(encoding="KSCms-UHC-H")),
    "text, utf-8": ("text", lambda: "\n".join(LINES).encode()),
    "text, cp949": ("text", lambda: "\r\n".join(LINES).encode("cp949")),
    "text, utf-16": ("text", lambda: "\n".join(LINES).encode("utf-16")),
    "text, decomposed": ("text", lambda: unicodedata.normalize("NFD", "\n".join(LINES)).encode()),
    "html": ("html", lambda: ("<html><script>x()</script>" + "".join(f"<p>{line}</p>" for line in LINES)).encode("cp949")),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running


@pytest.mark.parametrize("name", FORMS_MADE)
def test_every_form_gives_its_lines_in_order(reader: Reader, name: str) -> None:
    form, make = FORMS_MADE[name]
    found = reader.read(make())
    assert (found.form, found.reason) == (form, None)
    words = " ".join(found.text.split())
    places = [words.find(line) for line in LINES]
    assert -1 not in places, found.text
    assert places == sorted(places)
    assert all(words.count(line) == 1 for line in LINES)
    assert found == read_document(make()), "the process of its own says what the function says"


def test_what_stands_beside_the_text_is_told_once_or_not_at_all() -> None:
    word = read_document(made.docx()).text
    assert word.count("글상자") == 1
    assert word.endswith("바닥글")
    assert "x()" not in read_document(FORMS_MADE["html"][1]()).text
    assert "미리보기" not in read_document(made.hwp()).text + read_document(made.hwpx()).text
    assert "2025" in read_document(made.xlsx()).text


def test_more_than_ten_sections_stand_in_the_order_of_their_numbers() -> None:
    lines = [f"제{number}장" for number in range(12)]
    for make in (made.hwp, made.hwpx, made.pptx):
        assert read_document(make(lines)).text.split() == lines


def test_long_streams_and_long_records_of_hangul() -> None:
    lines = ["가나다라 " * 3000, "마지막"]
    found = read_document(made.hwp(lines, compressed=False))
    assert found.text.split() == " ".join(lines).split()


@pytest.mark.parametrize(
    ("data", "form", "reason"),
    [
        (made.hwp(password=True), "hwp", "locked"),
        (made.hwpx(**{"Contents/section0.xml": b"\x93\xa1" * 50, "META-INF/manifest.xml": "<m><encryption-data/></m>"}), "hwpx", "locked"),
        (made.ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}), "hwp", "locked"),
        (made.hwp()[:1200], "hwp", "damaged"),
        (made.docx()[:-40], "other", "damaged"),
        (made.docx(**{"word/document.xml": "<w:document><open>"}), "docx", "damaged"),
        (made.ole({"FileHeader": b"HWP Document File".ljust(256, b"\0"), "BodyText/Section0": b"no deflate"}), "hwp", "empty"),
        (b"%PDF-1.5\nnothing of it", "pdf", "damaged"),
        (made.pdf([]), "pdf", "empty"),
        (made.packed({"a.exe": b"MZ"}), "other", "other"),
        (made.ole({"WordDocument": b"x"}), "other", "other"),
        (b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + bytes(range(256)) * 4, "other", "other"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "other", "other"),
        (b"\xff\xd8\xff\xe0" + bytes(range(1, 256)) * 8, "other", "other"),
        (b"<?xml version='1.0'?><HWPML/>", "other", "other"),
        (b"", "text", "empty"),
        (b" \n\n ", "text", "empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, form: str, reason: str) -> None:
    assert read_document(data) == Document(form=form, reason=reason, text="")


def test_a_long_text_is_cut_and_says_so() -> None:
    for data in (made.docx(["하천 " * 50] * 40), ("하천 " * 2000).encode(), made.hwp(["하천 " * 50] * 40), made.xlsx(["하천 " * 50] * 40)):
        found = read_document(data, 1000)
        assert (found.reason, len(found.text)) == ("cut", 1000)


def test_a_pdf_whose_lines_break_within_words_gives_whole_words() -> None:
    page = "대중교통을 이용하는 시민을 위한 안내입니다 환\r\n승 할인을 받으려면 이렇게 하십시오.\r\n붙임\r\n문의처"
    assert unwrapped(page) == "대중교통을 이용하는 시민을 위한 안내입니다 환승 할인을 받으려면 이렇게 하십시오.\n붙임\n문의처\n"
    assert unwrapped("An inter\x02\r\nnational fair of cities") == "An international fair of cities\n"


# --- hostile files ----------------------------------------------------------------------------------------------------

_LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "하하하하하하하하">{}]><d><t>&z;</t></d>'.format("".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghiz", strict=True)
))
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY z SYSTEM "file:///etc/hostname">]><d><t>&z;</t></d>'
_BOMB = "<d><t>" + "가" * 50_000_000 + "</t></d>"


@pytest.mark.fault(58)
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (made.docx(**{"word/document.xml": _LAUGHS}), "damaged"),
        (made.docx(**{"word/document.xml": _OUTSIDE}), "damaged"),
        (made.hwpx(**{"Contents/section0.xml": "<d>" * 200_000}), "damaged"),
        (made.hwpx(**{"Contents/section0.xml": b"<d>" + b" " * 140_000_000 + b"</d>"}), "too_large"),
        (made.hwpx([" " * 3_000_000] * 3), "empty"),
        (made.xlsx()[:-22] + made.xlsx()[-22:].replace(b"PK\x05\x06", b"PK\x05\x07"), "damaged"),
        (made.packed({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b"\0" * 140_000_000}), "too_large"),
        (made.hwp(["가" * 9_000_000] * 3), "cut"),
        (made.packed({f"part{number}": "" for number in range(20_001)}), "too_large"),
    ],
    ids=["laughs", "outside", "deep", "hwpx bomb", "spaces", "no directory", "workbook bomb", "hwp bomb", "many parts"],
)  # fmt: skip
def test_bombs_and_entities_are_refused_within_the_limits(reader: Reader, data: bytes, reason: str) -> None:
    assert reader.read(data).reason == reason
    assert reader.read(b"whole again").text == "whole again"


def test_a_long_text_in_one_part_is_cut_before_it_is_unpacked_whole(reader: Reader) -> None:
    found = reader.read(made.docx(**{"word/document.xml": _BOMB}))
    assert (found.reason, len(found.text)) == ("cut", MOST_CHARACTERS)


def test_damage_of_any_kind_ends_in_a_reason() -> None:
    """Files with bytes changed, cut out or doubled: each is read, or says why not. 400 of them; with PANJEON_LONG 20,000."""
    chooser = random.Random(20200406)
    whole = [make() for _, make in FORMS_MADE.values()]
    with Reader() as reader:
        for _ in range(20_000 if os.environ.get("PANJEON_LONG") else 400):
            data = bytearray(chooser.choice(whole))
            for _ in range(chooser.randint(1, 8)):
                place, length = chooser.randrange(len(data) or 1), chooser.randint(1, 16)
                change = chooser.choice(("flip", "cut", "double", "huge"))
                if change == "flip":
                    data[place : place + 1] = bytes([chooser.randrange(256)])
                elif change == "cut":
                    del data[place : place + length]
                elif change == "double":
                    data[place:place] = data[place : place + length]
                else:
                    data[place : place + 4] = struct.pack("<I", chooser.choice((0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 1 << 20)))
            found = reader.read(bytes(data))
            assert found.form in FORMS
            assert found.reason is None or found.reason in REASONS
            assert found.text == clean(found.text)


# --- the process ------------------------------------------------------------------------------------------------------


def _behaving(monkeypatch: pytest.MonkeyPatch, code: str, limits: Limits | None = None) -> Reader:
    """A reader whose process runs this code instead of reading, with the process's own limits around it."""
    body = (
        "import sys, os, json, time\n"
        "from crawler.documents import __main__ as process\n"
        f"def read_document(data):\n    {code}\n"
        "process.read_document = read_document\n"
        "process.main(*map(int, sys.argv[1:]))\n"
    )
    real = os.path.realpath(sys.executable)
    reader = Reader(limits)
    from crawler.documents import aside

    popen = aside.subprocess.Popen

    def begun(words: list[str], **more: object) -> object:
        return popen([real if words[0] == "" else words[0], "-c", body, *words[3:]], **more)  # type: ignore[call-overload]

    monkeypatch.setattr(aside.subprocess, "Popen", begun)
    return reader


_SMALL = Limits(memory=512 * 1024 * 1024, seconds=1, wait=20.0)


@pytest.mark.parametrize(
    ("code", "limits", "reason"),
    [
        ("while True: pass", _SMALL, "too_slow"),
        ("time.sleep(60)", Limits(wait=0.3), "too_slow"),
        ("os.abort()", _SMALL, "crashed"),
        ("raise KeyError('x')", _SMALL, "crashed"),
        ("bytearray(1 << 30)", _SMALL, "too_much"),
        ("os.write(1, json.dumps(['worm', None, 'x']).encode() + chr(10).encode())", _SMALL, "crashed"),
    ],
)
def test_a_reader_that_breaks_down_is_told_and_replaced(monkeypatch: pytest.MonkeyPatch, code: str, limits: Limits, reason: str) -> None:
    with _behaving(monkeypatch, code, limits) as reader:
        assert reader.read(b"a file").reason == reason
        monkeypatch.undo()
        reader.limits = Limits()
        reader._end()
        assert reader.read(b"another file") == Document(form="text", reason=None, text="another file")


def test_an_endless_answer_is_not_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.documents.aside._LONGEST_ANSWER", 100_000)
    with _behaving(monkeypatch, "while True: os.write(1, b'x' * 65536)", Limits()) as reader:
        assert reader.read(b"a file").reason == "crashed"


def test_a_reader_that_cannot_begin_blames_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.documents.aside.sys.executable", "/bin/false")
    with Reader() as reader:
        for _ in range(2):
            with pytest.raises(ReaderBroken, match="cannot begin; try `python -m crawler"):
                reader.read(b"a file")
    monkeypatch.undo()
    with Reader() as reader:
        assert reader.read(b"a file").text == "a file"


def test_a_file_beyond_the_size_is_not_even_given_out() -> None:
    with Reader(Limits(size=10)) as reader:
        assert reader.read(b"x" * 11).reason == "too_large"
        assert reader._process is None


def test_the_process_knows_nothing_of_ours_and_is_gone_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANJEON_SECRET", "s3cret")
    code = "return process.Document(form='text', reason=None, text=repr(sorted(os.environ)) + os.getcwd() + repr(process.resource.getrlimit(process.resource.RLIMIT_FSIZE)))"
    with _behaving(monkeypatch, code) as reader:
        text = reader.read(b"a file").text
        process = reader._process
    assert "PANJEON_SECRET" not in text
    assert text.endswith("/(0, 0)")
    assert process is not None
    assert process.returncode is not None


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\nabcd", b"\x89PNGabcdefgh", b"GIF89a123456", b"\xff\xd8\xff\xe012345678"])
def test_a_few_bytes_of_a_picture_are_no_text(data: bytes) -> None:
    """A dozen bytes fit some encoding: what bears a picture's mark is none, and UTF-16 is what says that it is."""
    assert (read_document(data).form, read_document(data).text) == ("other", "")


def test_utf_16_without_its_mark_is_a_guess() -> None:
    assert read_document("襐乇鬊芊".encode("utf-16-be")).form == "other"
    assert read_document("\ufeff안내 말씀".encode("utf-16-le")).text == "안내 말씀"
