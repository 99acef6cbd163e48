"""The text of files: what a PDF, a Hangul document, a workbook says, as far as words can be searched in it.

``Reader`` reads them in a process of its own; ``crawler.documents.reading`` is what runs there.
"""

from crawler.documents.aside import Limits, Reader
from crawler.documents.document import FORMS, REASONS, VERSION, Document

__all__ = ["FORMS", "REASONS", "VERSION", "Document", "Limits", "Reader"]
