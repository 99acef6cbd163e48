"""Files of every form that is read, made byte by byte or by the usual writers, with a text that is known."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

LINES = ("하천 정비 공고", "도시재생 활성화 계획을 알립니다.", "문의: 하천관리과 COVID-19 상황실 02-120")
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts, in their order; the same bytes each time."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


def docx(lines: Iterable[str] = LINES, **more: str | bytes) -> bytes:
    """A Word document with the last line in a table and a text box that stands twice."""
    *body, last = lines
    paragraphs = "".join(f"<w:p><w:r><w:t>{line[:3]}</w:t></w:r><w:r><w:t xml:space='preserve'>{line[3:]}</w:t></w:r></w:p>" for line in body)
    box = "<w:txbxContent><w:p><w:r><w:t>글상자</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    document = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="urn:w" xmlns:mc="urn:mc"><w:body>'
        f"{paragraphs}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{last}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r>{both}</w:r></w:p></w:body></w:document>"
    )
    foot = '<w:ftr xmlns:w="urn:w"><w:p><w:r><w:t>바닥글</w:t></w:r></w:p></w:ftr>'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", "word/footer1.xml": foot, "word/document.xml": document}
    return packed(parts | more)


def hwpx(lines: Iterable[str] = LINES, **more: str | bytes) -> bytes:
    """A Hangul document as XML: a section a line, so that their order shows, and from the tenth on by number and not by letter."""
    sections: dict[str, str | bytes] = {
        f"Contents/section{number}.xml": (
            '<?xml version="1.0" encoding="UTF-8"?><hs:sec xmlns:hs="urn:s" xmlns:hp="urn:p">'
            f"<hp:p><hp:run><hp:t>{line[:2]}<hp:markpenBegin/>{line[2:]}</hp:t><hp:secPr/></hp:run></hp:p></hs:sec>"
        )
        for number, line in enumerate(lines)
    }
    reverse = dict(reversed(sections.items()))
    return packed({"mimetype": "application/hwp+zip", "Preview/PrvText.txt": "미리보기", **reverse, **more})


def pptx(lines: Iterable[str] = LINES) -> bytes:
    """A presentation of one slide a line."""
    slides: dict[str, str | bytes] = {
        f"ppt/slides/slide{number}.xml": f'<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:r><a:t>{line}</a:t></a:r></a:p></p:sld>'
        for number, line in enumerate(lines, start=1)
    }
    return packed({"ppt/presentation.xml": "<p/>", **slides})


def odt(lines: Iterable[str] = LINES) -> bytes:
    """An OpenDocument text."""
    body = "".join(f"<text:p><text:span>{line}</text:span></text:p>" for line in lines)
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<o:c xmlns:o="urn:o" xmlns:text="urn:t">{body}</o:c>',
    })  # fmt: skip


def xlsx(lines: Iterable[str] = LINES) -> bytes:
    """A workbook with a line a row, beside a number."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 3, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("공고 목록")
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
        sheet.write_number(row, 1, 2025 + row)
    book.close()
    return out.getvalue()


def pdf(lines: Iterable[str] = LINES, *, encoding: str = "UniKS-UCS2-H") -> bytes:
    """A PDF of one page whose Korean font is not in it: its characters are numbers that only a table of the reader's explains."""
    codec = {"UniKS-UCS2-H": "utf-16-be", "KSCms-UHC-H": "cp949"}[encoding]
    shown = "".join(f"1 0 0 1 50 {780 - 20 * number} Tm <{line.encode(codec).hex()}> Tj\n" for number, line in enumerate(lines))
    content = f"BT /F1 12 Tf\n{shown}ET".encode()
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /{encoding} /DescendantFonts [6 0 R] >>"
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font.encode(),
        (b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /FontDescriptor 7 0 R >>"),
        (b"<< /Type /FontDescriptor /FontName /HYSMyeongJo-Medium /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>"),
    ])  # fmt: skip


def pdf_of(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first its root."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, begin))


def hwp(lines: Iterable[str] = LINES, *, compressed: bool = True, password: bool = False, distributed: bool = False) -> bytes:
    """A Hangul document of version 5, a section a line; with the marks that stand for columns, tabs and tables among its characters."""
    flags = compressed + 2 * password + 4 * distributed
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    streams = {"FileHeader": header.ljust(256, b"\0"), "DocInfo": b"\0" * 16, "PrvText": "미리보기".encode("utf-16-le")}
    storage = "ViewText" if distributed else "BodyText"
    for number, line in enumerate(lines):
        section = hwp_section([line])
        if compressed:
            deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
            section = deflate.compress(section) + deflate.flush()
        streams[f"{storage}/Section{number}"] = for_distribution(section) if distributed else section
    return ole(streams)


def hwp_section(paragraphs: Iterable[str]) -> bytes:
    """The records of a section: each paragraph begins with a mark of eight units and holds a tab, which is one too."""
    column = struct.pack("<8H", 2, 0x6364, 0x6364, 0xD83D, 0xDE00, 0, 0, 2)
    tab = struct.pack("<8H", 9, 0, 0, 0, 0, 0, 0, 9)
    out = b""
    for text in paragraphs:
        head, _, rest = text.partition(" ")
        units = column + head.encode("utf-16-le") + (tab + rest.encode("utf-16-le") if rest else b"") + struct.pack("<H", 13)
        out += _record(66, b"\0" * 22) + _record(67, units) + _record(68, b"\0" * 8)
    return out


def _record(tag: int, body: bytes) -> bytes:
    if len(body) < 0xFFF:
        return struct.pack("<I", tag | len(body) << 20) + body
    return struct.pack("<II", tag | 0xFFF << 20, len(body)) + body


def for_distribution(section: bytes, seed: int = 20200406) -> bytes:
    """A section as a document for distribution holds it: key under random numbers, then AES."""
    plain = bytearray(256)
    struct.pack_into("<I", plain, 0, seed)
    offset, key = 4 + (plain[0] & 0x0F), b"0123456789abcdef"
    plain[offset : offset + 16] = key
    state, at = seed, 0
    while at < 256:
        state = (state * 214013 + 2531011) & 0xFFFFFFFF
        value = (state >> 16) & 0xFF
        state = (state * 214013 + 2531011) & 0xFFFFFFFF
        for _ in range(((state >> 16) & 0x0F) + 1):
            if 4 <= at < 256:
                plain[at] ^= value
            at += 1
    closed = Cipher(AES(key), ECB()).encryptor()
    body = section.ljust(-(-len(section) // 16) * 16, b"\0")
    return _record(28, bytes(plain)) + closed.update(body) + closed.finalize()


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container of these streams, named ``name`` or ``storage/name``; small ones in its mini stream, as the form asks."""
    mini, minifat, sectors = bytearray(), list[int](), list[bytes]()
    fat: list[int] = []

    def keep(data: bytes) -> int:
        first, count = len(sectors), -(-len(data) // 512)
        sectors.extend(data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512))
        fat.extend([*range(first + 1, first + count), _END][:count])
        return first if count else _END

    entries: list[tuple[str, int, int, int, int, int]] = []
    placed: dict[str, tuple[int, int]] = {}
    for name, data in streams.items():
        if len(data) >= 4096:
            placed[name] = (keep(data), len(data))
            continue
        first, count = len(mini) // 64, -(-len(data) // 64)
        mini += data.ljust(count * 64, b"\0")
        minifat += [*range(first + 1, first + count), _END][:count]
        placed[name] = (first if count else _END, len(data))
    root = (keep(bytes(mini)), len(mini))
    minifat_start = keep(struct.pack(f"<{len(minifat)}I", *minifat).ljust(-(-len(minifat) * 4 // 512) * 512, b"\xff"))
    # names side by side are a chain to the right
    tops = sorted({name.partition("/")[0] for name in streams}, key=lambda name: (len(name), name.upper()))
    numbers = {name: number for number, name in enumerate(tops, start=1)}
    entries.append(("Root Entry", 5, _NONE, numbers[tops[0]], *root))
    below: list[tuple[str, int, int, int, int, int]] = []
    for place, top in enumerate(tops):
        right = numbers[tops[place + 1]] if place + 1 < len(tops) else _NONE
        inner = sorted((name for name in streams if name.startswith(f"{top}/")), key=lambda name: (len(name), name))
        if not inner:
            entries.append((top, 2, right, _NONE, *placed[top]))
            continue
        begin = 1 + len(tops) + len(below)
        entries.append((top, 1, right, begin, 0, 0))
        last = begin + len(inner) - 1
        below += [(name.partition("/")[2], 2, number + 1 if number < last else _NONE, _NONE, *placed[name]) for number, name in enumerate(inner, start=begin)]
    directory = b"".join(_entry(*entry) for entry in [*entries, *below])
    directory_start = keep(directory.ljust(-(-len(directory) // 512) * 512, b"\0"))
    count = 1
    while count * 128 < len(sectors) + count:
        count += 1
    begin = len(sectors)
    whole = [*fat, *[_FAT] * count]
    table = struct.pack(f"<{len(whole)}I", *whole).ljust(count * 512, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory_start, 0, 4096,
        minifat_start if minifat else _END, -(-len(minifat) * 4 // 512), _END, 0, begin,
    )  # fmt: skip
    places = struct.pack(f"<{count - 1}I", *range(begin + 1, begin + count))
    return (head + places).ljust(512, b"\xff") + b"".join(sectors) + table


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16sI8s8sIQ", spelled, len(spelled), kind, 1, _NONE, right, child, b"\0" * 16, 0, b"\0" * 8, b"\0" * 8, start, size)
