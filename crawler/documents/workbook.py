"""Workbooks (XLSX, XLSB, XLS, ODS) through Calamine: the cells of every sheet, a line a row."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from crawler.documents.faults import Damaged, Locked


def text_of(data: bytes, most: int) -> str:
    """The cells as text, sheet after sheet, under its name; no more than about ``most`` characters."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pieces: list[str] = []
        left = most
        for name in book.sheet_names:
            pieces.append(name)
            for row in book.get_sheet_by_name(name).iter_rows():
                line = "\t".join(_cell(value) for value in row).rstrip()
                if line:
                    pieces.append(line)
                    left -= len(line) + 1
                if left <= 0:
                    return "\n".join(pieces)
        return "\n".join(pieces)
    except PasswordError as error:
        raise Locked("it is under a password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Damaged(f"Calamine cannot read it ({error})") from error


def _cell(value: object) -> str:
    # whole numbers are kept as fractions in a workbook
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
