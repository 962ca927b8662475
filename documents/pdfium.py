"""PDFium's Python binding, which has no types, let in at one door."""

from typing import Any

import pypdfium2
import pypdfium2.raw

PdfDocument: Any = pypdfium2.PdfDocument
PdfiumError = pypdfium2.PdfiumError
raw: Any = pypdfium2.raw
