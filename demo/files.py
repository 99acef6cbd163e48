"""Draws the demo board's files: small, valid PDF, PNG, HWPX and CSV files made of nothing but the text they carry."""

from __future__ import annotations

import hashlib
import io
import struct
import textwrap
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "hwpx": "application/hwp+zip",
    "csv": "text/csv",
}

_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Panjeon-UCS2 def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def pdf(lines: Sequence[str]) -> bytes:
    """A one-page PDF with a paragraph for each string (characters of the basic plane only).

    Codes are UTF-16 units with a ToUnicode map, so that any reader gets the text back without a font or a Korean character map.
    """
    wrapped = [part for line in lines for part in textwrap.wrap(line, 46)]
    shown = "\n".join(f"<{part.encode('utf-16-be').hex().upper()}> Tj T*" for part in wrapped)
    stream = f"BT\n/F1 11 Tf\n16 TL\n56 780 Td\n{shown}\nET".encode()
    ranges = _unicode_ranges("".join(lines))
    system = "/FontDescriptor 7 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    descriptor = "/Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80"
    return _pdf_file(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            _pdf_stream(stream),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /BoardGothic /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /BoardGothic /CIDToGIDMap /Identity /DW 1000 {system} >>".encode(),
            f"<< /Type /FontDescriptor /FontName /BoardGothic {descriptor} >>".encode(),
            _pdf_stream(_TO_UNICODE.format(ranges=ranges).encode()),
        )
    )


def png(width: int, height: int, seed: str) -> bytes:
    """An RGB image of coloured tiles that differ with the seed. Width and height in pixels."""
    digest = hashlib.sha256(seed.encode()).digest()
    colours = [bytes(127 + value // 2 for value in digest[start : start + 3]) for start in range(0, 24, 3)]
    side = max(4, height // 5)
    rows = bytearray()
    for y in range(height):
        tiles = ((x // side) * 7 + (y // side) * 3 + digest[(x // side + y // side) % 32] for x in range(width))
        rows += b"\0" + b"".join(colours[tile % len(colours)] for tile in tiles)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (_png_chunk(b"IHDR", header), _png_chunk(b"IDAT", zlib.compress(bytes(rows), 9)), _png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def hwpx(lines: Sequence[str]) -> bytes:
    """A zip in the shape of a Hangul word processor document: its media type first, its paragraphs in section0.xml."""
    paragraphs = "".join(f"<hp:p><hp:run><hp:t>{escape(line)}</hp:t></hp:run></hp:p>" for line in lines)
    names = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    section = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><hs:sec {names}>{paragraphs}</hs:sec>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in (("mimetype", MEDIA_TYPES["hwpx"]), ("Contents/section0.xml", section), ("Preview/PrvText.txt", "\r\n".join(lines))):
            # a fixed date keeps the bytes, and so the digest, the same in every run
            archive.writestr(zipfile.ZipInfo(name, (2014, 7, 1, 9, 0, 0)), text)
    return buffer.getvalue()


def csv(lines: Sequence[str]) -> bytes:
    """A table with numbered lines in cp949, as public offices still publish them; characters outside cp949 become question marks."""
    quoted = ("{},\"{}\"".format(number, line.replace('"', '""')) for number, line in enumerate(lines, 1))
    return "\r\n".join(("순번,내용", *quoted, "")).encode("cp949", errors="replace")


def draw(name: str, lines: Sequence[str]) -> bytes:
    """The bytes of a file by the ending of its name. Raises KeyError for an ending that MEDIA_TYPES does not hold."""
    kind = name.rpartition(".")[2]
    if kind == "png":
        return png(160, 90, "\n".join(lines))
    return {"pdf": pdf, "hwpx": hwpx, "csv": csv}[kind](lines)


def _unicode_ranges(text: str) -> str:
    codes = sorted({f"<{ord(letter):04X}>" for letter in text})
    # a bfchar block may hold at most 100 entries
    blocks = [codes[start : start + 100] for start in range(0, len(codes), 100)]
    return "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(f"{code} {code}" for code in block) + "\nendbfchar" for block in blocks)


def _pdf_stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
